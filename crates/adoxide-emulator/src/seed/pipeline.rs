//! Pipelines of a project: their YAML files, and their definitions.

use serde_json::{Map, Value, json};

use super::{BuildError, ProjectId, Seeder};
use crate::world::build::NewDefinition;
use crate::world::id::RepositoryId;

const MAIN: &str = "refs/heads/main";

/// What builds a repository.
pub(super) const PIPELINE: &str = "\
trigger:
  branches:
    include: [main, topic/*]
pool:
  vmImage: ubuntu-latest
variables:
- group: Deployment
- name: configuration
  value: Release
stages:
- stage: Build
  jobs:
  - job: Compile
    displayName: Compile and test
    steps:
    - script: |
        echo Building $(Build.BuildNumber) of $(Build.SourceBranchName)
        ./scripts/build.sh --configuration $(configuration)
      displayName: Compile
    - script: ./scripts/test.sh
      displayName: Unit tests
    - task: PublishTestResults@2
      displayName: Publish test results
      condition: succeededOrFailed()
      inputs:
        testResultsFiles: '**/TEST-*.xml'
    - publish: out
      artifact: drop
      displayName: Publish drop
  - job: Lint
    steps:
    - script: ./scripts/lint.sh
      displayName: Lint
- stage: Staging
  dependsOn: Build
  condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))
  jobs:
  - deployment: Web
    displayName: Roll out to staging
    environment: staging
    strategy:
      runOnce:
        deploy:
          steps:
          - script: ./scripts/deploy.sh staging
            displayName: Roll out
- stage: Production
  dependsOn: Staging
  condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))
  jobs:
  - deployment: Web
    displayName: Roll out to production
    environment: production
    strategy:
      runOnce:
        deploy:
          steps:
          - script: ./scripts/deploy.sh production
            displayName: Roll out
";

/// What runs on Sundays.
pub(super) const WEEKLY: &str = "\
schedules:
- cron: '0 2 * * Sun'
  displayName: Every Sunday
  branches:
    include: [main]
  always: true
trigger: none
jobs:
- job: Load
  displayName: Load test
  pool: Builders
  timeoutInMinutes: 120
  steps:
  - script: ./scripts/load.sh --minutes 30
    displayName: Put load on staging
  - task: PublishTestResults@2
    displayName: Publish what was measured
    inputs:
      testResultsFiles: '**/load-*.xml'
";

/// The files of pipelines in each repository.
pub(super) const FILES: [(&str, &str); 2] =
    [("/azure-pipelines.yml", PIPELINE), ("/pipelines/weekly.yml", WEEKLY)];

/// Bash, version 3.
const BASH: &str = "6c731c3c-3c68-459a-a5c9-bde6e6595b5b";
/// Publish build artifacts, version 1.
const PUBLISH: &str = "2ff763a7-ce83-4e1f-bc89-0ae63477cebe";

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

/// A step of the designer.
fn step(display: &str, task: &str, version: &str, inputs: &Value) -> Value {
    json!({
        "environment": {}, "enabled": true, "continueOnError": false, "alwaysRun": false, "displayName": display,
        "timeoutInMinutes": 0, "condition": "succeeded()",
        "task": {"id": task, "versionSpec": version, "definitionType": "task"},
        "inputs": inputs,
    })
}

impl Seeder<'_> {
    /// A definition of a repository, with what the service adds to each.
    fn definition(
        &mut self,
        project: ProjectId,
        repository: RepositoryId,
        name: &str,
        folder: &str,
        rest: &Value,
    ) -> Result<NewDefinition, BuildError> {
        let organization = self.organization()?;
        let queue = organization.agents().queue_named(project, "Azure Pipelines").map(|queue| queue.id);
        let known = organization.repository_by_id(repository).map_or("", |known| known.name.as_str());
        let of = json!({
            "properties": {
                "cleanOptions": "0", "labelSources": "0", "labelSourcesFormat": "$(build.buildNumber)",
                "reportBuildStatus": "true", "gitLfsSupport": "false", "skipSyncSource": "false",
                "checkoutNestedSubmodules": "false", "fetchDepth": "1",
            },
            "id": repository.to_string(), "type": "TfsGit", "name": known, "defaultBranch": MAIN,
            "clean": "false", "checkoutSubmodules": false,
        });
        let mut content = object(rest.clone());
        for (name, value) in object(json!({
            "jobAuthorizationScope": "projectCollection",
            "jobTimeoutInMinutes": 60,
            "jobCancelTimeoutInMinutes": 5,
        })) {
            content.insert(name, value);
        }
        Ok(NewDefinition {
            name: name.to_owned(),
            path: folder.to_owned(),
            queue,
            queue_status: "enabled".to_owned(),
            repository: object(of),
            variables: None,
            tags: None,
            rest: content,
        })
    }

    /// A pipeline whose file is in a repository.
    pub(super) fn pipeline(
        &mut self,
        project: ProjectId,
        repository: RepositoryId,
        name: &str,
        folder: &str,
        file: &str,
    ) -> Result<NewDefinition, BuildError> {
        let trigger = json!({"settingsSourceType": 2, "batchChanges": false, "maxConcurrentBuildsPerBranch": 1,
                             "branchFilters": [], "pathFilters": [], "triggerType": "continuousIntegration"});
        let rest = json!({"process": {"yamlFilename": file, "type": 2}, "triggers": [trigger]});
        self.definition(project, repository, name, folder, &rest)
    }

    /// A pipeline of the designer, older than the others.
    pub(super) fn designed(
        &mut self,
        project: ProjectId,
        repository: RepositoryId,
    ) -> Result<NewDefinition, BuildError> {
        let build = json!({"targetType": "inline", "script": "./scripts/build.sh $(Parameters.target)",
                           "workingDirectory": "", "failOnStderr": "false"});
        let publish = json!({"PathtoPublish": "$(Build.ArtifactStagingDirectory)", "ArtifactName": "release",
                             "ArtifactType": "Container"});
        let input = json!({
            "aliases": [], "options": {}, "properties": {}, "name": "target", "label": "What to build",
            "defaultValue": "all", "required": true, "type": "string", "helpMarkDown": "A target of the script.",
            "visibleRule": "", "groupName": "",
        });
        let rest = json!({
            "options": [{
                "enabled": false,
                "definition": {"id": "5d58cc01-7c75-450c-be18-a388ddb129ec"},
                "inputs": {"branchFilters": "[\"+refs/heads/*\"]", "additionalFields": "{}"},
            }],
            "triggers": [{
                "branchFilters": ["+refs/heads/release/*"], "pathFilters": [], "batchChanges": false,
                "maxConcurrentBuildsPerBranch": 1, "pollingInterval": 0, "triggerType": "continuousIntegration",
            }],
            "retentionRules": [{
                "branches": ["+refs/heads/*"], "artifacts": [], "artifactTypesToDelete": ["FilePath", "SymbolStore"],
                "daysToKeep": 10, "minimumToKeep": 1, "deleteBuildRecord": true, "deleteTestResults": true,
            }],
            "buildNumberFormat": "$(date:yyyyMMdd)$(rev:.r)",
            "comment": "Made before there was a file for it.",
            "description": "Packs what is to be released.",
            "badgeEnabled": true,
            "demands": ["bash"],
            "process": {
                "phases": [{
                    "steps": [
                        step("Pack", BASH, "3.*", &build),
                        step("Publish Artifact: release", PUBLISH, "1.*", &publish),
                    ],
                    "name": "Agent job 1",
                    "refName": "Job_1",
                    "condition": "succeeded()",
                    "target": {
                        "executionOptions": {"type": 0}, "allowScriptsAuthAccessOption": false, "type": 1,
                    },
                    "jobAuthorizationScope": "projectCollection",
                    "jobCancelTimeoutInMinutes": 1,
                }],
                "target": {"agentSpecification": {"identifier": "ubuntu-latest"}},
                "type": 1,
            },
            "processParameters": {"inputs": [input]},
        });
        let mut content = self.definition(project, repository, "Release package", "\\Operations", &rest)?;
        content.variables = Some(object(json!({
            "configuration": {"value": "Release", "allowOverride": true},
            "signingKey": {"value": "not shown", "isSecret": true},
            "system.debug": {"value": "false", "allowOverride": true},
        })));
        Ok(content)
    }
}
