//! The preview of a pipeline's YAML, with templates in the emulator's repositories.

use serde_json::{Value, json};

use super::support::*;

/// A project with a pipeline whose YAML uses templates of its own repository and of another one: the path of the
/// pipeline.
async fn with_pipeline(yaml: &str) -> (Api, String) {
    let api = empty();
    api.project("P").await;
    api.project("Shared").await;
    let (own, tip) = api.repository("P", "web").await;
    let files = [
        ("add", "/ci/build.yml", yaml),
        ("add", "/ci/steps.yml", "parameters:\n- name: tool\nsteps:\n- bash: ${{ parameters.tool }} all\n"),
    ];
    api.push(&own, "refs/heads/main", &tip, &files).await.ok(201);
    let (templates, tip) = api.repository("Shared", "templates").await;
    let shared = "steps:\n- script: echo main\n";
    let push = api.push(&templates, "refs/heads/main", &tip, &[("add", "/steps.yml", shared)]).await.ok(201);
    let tip = push["commits"][0]["commitId"].as_str().unwrap().to_owned();
    let old = "steps:\n- script: echo old\n";
    let branch = [("edit", "/steps.yml", old)];
    let ahead = api.push(&templates, "refs/heads/main", &tip, &branch).await.ok(201);
    let commit = ahead["commits"][0]["commitId"].as_str().unwrap();
    let tag = json!([{"name": "refs/tags/v1", "oldObjectId": ZERO, "newObjectId": tip}]);
    api.post(&format!("_apis/git/repositories/{templates}/refs"), &tag).await.ok(200);
    assert_ne!(commit, tip);
    let pipeline = json!({"name": "CI", "folder": "\\", "configuration": {
        "type": "yaml", "path": "/ci/build.yml", "repository": {"id": own, "type": "azureReposGit"},
    }});
    let made = api.post("P/_apis/pipelines", &pipeline).await.ok(200);
    (api, format!("P/_apis/pipelines/{}", made["id"]))
}

const YAML: &str = "
parameters:
- name: tool
  default: make
resources:
  repositories:
  - repository: shared
    type: git
    name: Shared/templates
    ref: refs/tags/v1
steps:
- template: steps.yml
  parameters:
    tool: ${{ parameters.tool }}
- template: steps.yml@shared
- script: echo ${{ variables['Build.SourceBranch'] }} ${{ variables.extra }} ${{ variables['System.TeamProject'] }}
";

async fn scripts(api: &Api, path: &str, body: &Value) -> Vec<String> {
    let answer = api.post(&format!("{path}/preview"), body).await.ok(200);
    assert_eq!(answer.as_object().unwrap().len(), 1, "the YAML and nothing else");
    let yaml = answer["finalYaml"].as_str().unwrap();
    let lines = yaml.lines().filter_map(|line| line.trim().strip_prefix("script: "));
    lines.map(str::to_owned).collect()
}

#[tokio::test]
async fn templates_come_from_the_repositories() {
    let (api, path) = with_pipeline(YAML).await;
    let found = scripts(&api, &path, &json!({"previewRun": true})).await;
    assert_eq!(found, ["make all", "echo main", "echo refs/heads/main  P"]);
    let asked = json!({
        "previewRun": true,
        "templateParameters": {"tool": "just"},
        "variables": {"extra": {"value": "x"}},
        "resources": {"repositories": {"shared": {"refName": "refs/heads/main"}}},
    });
    assert_eq!(scripts(&api, &path, &asked).await, ["just all", "echo old", "echo refs/heads/main x P"]);
    // What is given in place of the file has the file's folder.
    let asked = json!({"previewRun": true, "yamlOverride": "steps:\n- template: steps.yml\n  parameters: {tool: a}\n"});
    assert_eq!(scripts(&api, &path, &asked).await, ["a all"]);
}

#[tokio::test]
async fn a_preview_run_is_not_queued() {
    let (api, path) = with_pipeline(YAML).await;
    let run = api.post(&format!("{path}/runs"), &json!({"previewRun": true})).await.ok(200);
    assert_eq!(run["id"], -1);
    assert!(run["finalYaml"].as_str().unwrap().starts_with("parameters:"));
    assert_eq!(api.get(&format!("{path}/runs")).await.ok(200)["count"], 0);
    let asked = json!({"yamlOverride": "steps: []"});
    assert_eq!(api.post(&format!("{path}/runs"), &asked).await.fault(400), "PipelineValidationException");
}

#[tokio::test]
async fn refusals_have_the_message_of_the_service() {
    let (api, path) = with_pipeline(YAML).await;
    let message = async |yaml: &str| {
        let body = json!({"previewRun": true, "yamlOverride": yaml});
        let answer = api.post(&format!("{path}/preview"), &body).await;
        let json = answer.json();
        assert_eq!(answer.fault(400), "PipelineValidationException");
        assert_eq!(json["eventId"], 3000);
        json["message"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        message("steps:\n- script: ${{ eq }}\n").await,
        "/ci/build.yml (Line: 2, Col: 11): Expected '(' to follow a function: 'eq'. Located at position 1 within \
         expression: 'eq'. For more help, refer to https://go.microsoft.com/fwlink/?linkid=842996"
    );
    let missing = message("steps:\n- template: none.yml\n").await;
    assert!(
        missing.starts_with("/ci/build.yml: File /ci/none.yml not found in repository http://127.0.0.1:8080/fabrikam/P/_git/web branch refs/heads/main version "),
        "{missing}"
    );
    let lost = "resources:\n  repositories:\n  - {repository: a, type: git, name: nope}\nsteps:\n- template: a.yml@a\n";
    let project = api.get("_apis/projects/P").await.ok(200)["id"].as_str().unwrap().to_owned();
    assert_eq!(
        message(lost).await,
        format!(
            "The repository nope in project {project} could not be retrieved. Verify the name and credentials being \
             used and permissions."
        )
    );
    assert_eq!(
        message("steps:\n- task: Nope@1\n").await,
        "A task is missing. The pipeline references a task called 'Nope'. This usually indicates the task isn't \
         installed, and you may be able to install it from the Marketplace: https://marketplace.visualstudio.com. \
         (Task version 1, job 'Job', step ''.)"
    );
    let answer = api.post("P/_apis/pipelines/99/preview", &json!({"previewRun": true})).await;
    assert_eq!(answer.json()["message"], "The pipeline '99' does not exist");
    assert_eq!(answer.fault(500), "PipelineNotFoundException");
}
