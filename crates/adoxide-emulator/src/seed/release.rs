//! Classic releases of a project: a definition with three environments, and releases on their way through them.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{BuildError, DAY, ProjectId, Seeder, ago, later};
use crate::world::build::BuildStatus;
use crate::world::id::IdentityId;
use crate::world::journal::Stamp;
use crate::world::release::definition::{
    ApprovalOptions, ApprovalStep, Approvals, Artifact, Condition, DefinitionContent, DefinitionEnvironment,
    ExecutionPolicy, Gates, Phase, WorkflowTask,
};
use crate::world::release::kind::{
    ApprovalStatus, ConditionType, DefinitionSource, DeployPhaseType, EnvironmentStatus, ReleaseReason,
};
use crate::world::release::{Answer, NewDefinition, NewRelease, Script, ScriptResult};
use crate::world::secret::Variables;

const RELEASES: i64 = 8;
/// How many days there are between two releases.
const PACE: i64 = 6;
/// Which releases fail before they get to production.
const FAILING: i64 = 4;

const ENVIRONMENTS: [&str; 3] = ["Development", "Staging", "Production"];
const BASH: Uuid = Uuid::from_u128(0x6c73_1c3c_3c68_459a_a5c9_bde6_e659_5b5b);

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

fn task(name: &str, script: &str) -> WorkflowTask {
    WorkflowTask {
        task_id: BASH,
        version: "3.*".to_owned(),
        name: name.to_owned(),
        enabled: true,
        definition_type: Some("task".to_owned()),
        inputs: object(json!({"targetType": "inline", "script": script})),
        ..WorkflowTask::default()
    }
}

/// The approvals of a side: by somebody, or by nobody.
fn approvals(approver: Option<Uuid>) -> Approvals {
    let step = ApprovalStep {
        id: 0,
        rank: 1,
        is_automated: approver.is_none(),
        is_notification_on: false,
        approver,
    };
    let options = ApprovalOptions { release_creator_can_be_approver: true, ..ApprovalOptions::default() };
    Approvals { steps: vec![step], options: approver.map(|_| options) }
}

/// An environment: deployed to by itself, after the one before; the last with an approval.
fn environment(index: usize, name: &str, owner: IdentityId) -> Arc<DefinitionEnvironment> {
    let condition = match index.checked_sub(1) {
        None => Condition {
            name: "ReleaseStarted".to_owned(),
            condition_type: ConditionType::Event,
            value: String::new(),
        },
        Some(before) => Condition {
            name: ENVIRONMENTS[before].to_owned(),
            condition_type: ConditionType::EnvironmentState,
            value: EnvironmentStatus::Succeeded.number().to_string(),
        },
    };
    let is_production = index + 1 == ENVIRONMENTS.len();
    let input = json!({
        "parallelExecution": {"parallelExecutionType": "none"},
        "agentSpecification": {"identifier": "ubuntu-22.04"},
        "skipArtifactsDownload": false,
        "artifactsDownloadInput": {"downloadInputs": []},
        "queueId": 0,
        "demands": [],
        "enableAccessToken": false,
        "timeoutInMinutes": 0,
        "jobCancelTimeoutInMinutes": 1,
        "condition": "succeeded()",
        "overrideInputs": {},
    });
    let rest = json!({
        "environmentOptions": {
            "emailNotificationType": "OnlyOnFailure",
            "emailRecipients": "release.environment.owner;release.creator",
            "skipArtifactsDownload": false,
            "timeoutInMinutes": 0,
            "enableAccessToken": false,
            "publishDeploymentStatus": true,
            "badgeEnabled": false,
            "autoLinkWorkItems": false,
            "pullRequestDeploymentEnabled": false,
        },
        "demands": [],
        "schedules": [],
        "retentionPolicy": {"daysToKeep": 30, "releasesToKeep": 3, "retainBuild": true},
        "properties": {},
        "environmentTriggers": [],
    });
    let variables = json!({"url": {"value": format!("https://{}.fabrikam.example", name.to_lowercase())}});
    Arc::new(DefinitionEnvironment {
        id: 0,
        name: name.to_owned(),
        rank: index as i64 + 1,
        owner: Some(owner),
        conditions: vec![condition],
        pre_approvals: approvals(is_production.then_some(owner.0)),
        post_approvals: approvals(None),
        pre_gates: Gates::default(),
        post_gates: Gates::default(),
        deploy_step: 0,
        phases: vec![Phase {
            rank: 1,
            phase_type: DeployPhaseType::AgentBasedDeployment,
            name: "Agent job".to_owned(),
            ref_name: None,
            input: object(input),
            tasks: vec![
                task("Deploy", "./scripts/deploy.sh \"$(url)\""),
                task("Check the health", "curl --fail \"$(url)/health\""),
            ],
        }],
        execution_policy: ExecutionPolicy { concurrency_count: 1, queue_depth_count: 0 },
        variables: Variables(object(variables)),
        variable_groups: Vec::new(),
        rest: object(rest),
    })
}

impl Seeder<'_> {
    /// A definition and its releases: some failed, the last waits for an approval.
    pub(super) fn releases(&mut self, project: ProjectId) -> Result<(), BuildError> {
        let owner = self.owner;
        let start = ago(self.end, (RELEASES * PACE + 10) * DAY);
        let stamp = Stamp { at: start, actor: owner };
        let content = self.release_content(project)?;
        let name = content.name.clone();
        let alias = content.artifacts.first().map(|artifact| artifact.alias.clone());
        let new = NewDefinition { source: DefinitionSource::UserInterface, comment: None, content };
        let definition = self.organization()?.change(stamp, |tx| tx.create_release_definition(project, new));
        let definition = definition.map_err(|refusal| BuildError::Seed(refusal.to_string()))?;
        let builds = self.organization()?.builds();
        let builds: Vec<_> = builds
            .builds()
            .filter(|build| build.project == project && build.status == BuildStatus::Completed)
            .map(|build| (build.id.to_string(), build.number.clone()))
            .collect();
        for index in 0..RELEASES {
            let at = later(start, (index + 1) * PACE * DAY + self.ids.below(DAY as usize / 2) as i64);
            let version = alias.clone().and_then(|alias| {
                let (id, number) = builds.get(index as usize % builds.len().max(1))?;
                Some((alias, id.clone(), Some(number.clone())))
            });
            let is_last = index + 1 == RELEASES;
            let fails = !is_last && (index + 1) % FAILING == 0;
            let script = fails.then(|| Script {
                result: ScriptResult::Failed,
                message: Some("The health check did not answer within 60 seconds.".to_owned()),
                ..Script::default()
            });
            let stamp = Stamp { at, actor: owner };
            let organization = self.organization()?;
            let refused =
                |refusal: crate::world::release::ReleaseRefusal| BuildError::Seed(refusal.to_string());
            if fails {
                organization
                    .change(stamp, |tx| tx.script_deployments(definition, "Staging", script))
                    .map_err(refused)?;
            }
            let new = NewRelease {
                definition,
                description: format!("{name}, {}", at.strftime("%-d %B")),
                versions: version.into_iter().collect(),
                is_draft: false,
                reason: ReleaseReason::Manual,
                manual_environments: Vec::new(),
                properties: Map::new(),
                variables: Variables::default(),
                environment_variables: Vec::new(),
                created_for: None,
                triggering_alias: None,
            };
            let release = organization.change(stamp, |tx| tx.create_release(new)).map_err(refused)?;
            self.play(later(at, 3_600))?;
            let organization = self.organization()?;
            if fails {
                let stamp = Stamp { at: later(at, 3_600), actor: owner };
                organization
                    .change(stamp, |tx| tx.script_deployments(definition, "Staging", None))
                    .map_err(refused)?;
            } else if !is_last {
                self.approve(release, later(at, 7_200))?;
            }
        }
        Ok(())
    }

    fn release_content(&mut self, project: ProjectId) -> Result<DefinitionContent, BuildError> {
        let owner = self.owner;
        let organization = self.organization()?;
        let gone = || BuildError::Seed("a project is gone".into());
        let known = organization.project_by_id(project).ok_or_else(gone)?;
        let build = organization.builds().definitions().find(|definition| definition.project == project);
        let artifacts = build.map(|build| {
            let reference = json!({
                "definition": {"id": build.id.to_string(), "name": build.content.name.as_str()},
                "project": {"id": project.to_string(), "name": known.name.as_str()},
                "defaultVersionType": {"id": "latestType", "name": "Latest"},
            });
            Artifact {
                source_id: format!("{project}:{}", build.id),
                kind: "Build".to_owned(),
                alias: format!("_{}", build.content.name.replace(' ', "-")),
                reference: object(reference),
                is_primary: true,
                is_retained: false,
            }
        });
        // What was never built cannot be deployed.
        let built = |artifact: &Artifact| {
            let wanted = artifact.build_definition();
            organization
                .builds()
                .builds()
                .any(|known| Some(known.new.definition) == wanted && known.status == BuildStatus::Completed)
        };
        let artifacts = artifacts.filter(built).into_iter().collect();
        let environments =
            ENVIRONMENTS.iter().enumerate().map(|(index, name)| environment(index, name, owner));
        Ok(DefinitionContent {
            name: format!("{} release", known.name),
            path: "\\".to_owned(),
            description: Some(
                "From development to production, with an approval before the last step.".to_owned(),
            ),
            name_format: "Release-$(rev:r)".to_owned(),
            environments: environments.collect(),
            artifacts,
            triggers: Vec::new(),
            variables: Variables(object(
                json!({"region": {"value": "west"}, "deployKey": {"value": "not shown", "isSecret": true}}),
            )),
            variable_groups: Vec::new(),
            tags: Vec::new(),
            properties: Map::new(),
        })
    }

    /// Lets everything happen that is due.
    pub(super) fn play(&mut self, until: Timestamp) -> Result<(), BuildError> {
        // Merges were done with the repositories.
        match self.organization()?.settle(until) {
            None => Ok(()),
            Some(_) => Err(BuildError::Seed("a merge is still due".into())),
        }
    }

    /// Approves what a release waits for.
    fn approve(&mut self, release: i64, at: Timestamp) -> Result<(), BuildError> {
        let stamp = Stamp { at, actor: self.owner };
        let organization = self.organization()?;
        let known = organization.releases().release(release);
        let approvals = known.into_iter().flat_map(|release| &release.environments);
        let pending = approvals.flat_map(|environment| &environment.approvals);
        let pending = pending.filter(|approval| approval.status == ApprovalStatus::Pending);
        for approval in pending.map(|approval| approval.id).collect::<Vec<_>>() {
            let answer = Answer {
                status: ApprovalStatus::Approved,
                comments: "Looks good.".to_owned(),
                approver: None,
            };
            let done = organization.change(stamp, |tx| tx.answer_approval(approval, answer));
            done.map_err(|refusal| BuildError::Seed(refusal.to_string()))?;
        }
        self.play(later(at, 3_600))
    }
}
