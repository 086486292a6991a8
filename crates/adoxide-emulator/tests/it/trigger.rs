//! Pushes that start runs, and what is new in a run.

use http::Method;
use serde_json::{Value, json};

use super::support::*;

const BUILDS: &str = "P/_apis/build/builds?queryOrder=queueTimeAscending";

/// A project with a pipeline; the repository and its first commit.
async fn with_pipeline(yaml: &str) -> (Api, String, String) {
    let api = empty();
    api.project("P").await;
    let (repository, tip) = api.repository("P", "web").await;
    let push = api.push(&repository, "refs/heads/main", &tip, &[("add", "/ci.yml", yaml)]).await.ok(201);
    let tip = push["commits"][0]["commitId"].as_str().unwrap().to_owned();
    let pipeline = json!({"name": "CI", "configuration": {
        "type": "yaml", "path": "/ci.yml", "repository": {"id": repository, "type": "azureReposGit"},
    }});
    api.post("P/_apis/pipelines", &pipeline).await.ok(200);
    (api, repository, tip)
}

/// Pushes a file; the commit.
async fn push(api: &Api, repository: &str, branch: &str, old: &str, path: &str) -> String {
    let push = api.push(repository, branch, old, &[("add", path, "x")]).await.ok(201);
    api.advance(60);
    push["commits"][0]["commitId"].as_str().unwrap().to_owned()
}

async fn builds(api: &Api) -> Vec<Value> {
    api.get(BUILDS).await.ok(200)["value"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_push_is_built_where_the_yaml_says_so() {
    let yaml = "trigger:\n  branches:\n    include: [main, releases/*]\n  paths:\n    exclude: [docs]\n\
                steps:\n- script: make\n";
    let (api, repository, tip) = with_pipeline(yaml).await;
    assert!(builds(&api).await.is_empty(), "what was pushed before is not built");
    let first = push(&api, &repository, "refs/heads/main", &tip, "/a.txt").await;
    let built = builds(&api).await;
    assert_eq!(built.len(), 1);
    assert_eq!((&built[0]["reason"], &built[0]["sourceVersion"]), (&json!("individualCI"), &json!(first)));
    assert_eq!(built[0]["triggerInfo"]["ci.sourceBranch"], "refs/heads/main");
    assert_eq!(built[0]["result"], "succeeded");
    let second = push(&api, &repository, "refs/heads/main", &first, "/docs/index.md").await;
    push(&api, &repository, "refs/heads/topic", ZERO, "/b.txt").await;
    assert_eq!(builds(&api).await.len(), 1, "neither the folder nor the branch is built");
    api.push(&repository, "refs/heads/releases/1", ZERO, &[("add", "/ci.yml", yaml)]).await.ok(201);
    api.advance(60);
    let built = builds(&api).await;
    assert_eq!((built.len(), &built[1]["sourceBranch"]), (2, &json!("refs/heads/releases/1")));
    // A pipeline that was switched off builds nothing.
    let path = "P/_apis/build/definitions/1";
    let mut definition = api.get(path).await.ok(200);
    definition["queueStatus"] = "disabled".into();
    api.put(path, &definition).await.ok(200);
    push(&api, &repository, "refs/heads/main", &second, "/c.txt").await;
    assert_eq!(builds(&api).await.len(), 2);
}

#[tokio::test]
async fn a_message_asks_for_no_build_and_broken_yaml_fails() {
    let (api, repository, tip) = with_pipeline("steps:\n- script: make\n").await;
    let skipped = json!({
        "refUpdates": [{"name": "refs/heads/main", "oldObjectId": tip}],
        "commits": [{"comment": "Tidy [skip ci]", "changes": [{
            "changeType": "add", "item": {"path": "/a.txt"},
            "newContent": {"content": "a", "contentType": "rawtext"},
        }]}],
    });
    let path = format!("_apis/git/repositories/{repository}/pushes");
    let pushed = api.post(&path, &skipped).await.ok(201);
    api.advance(60);
    assert!(builds(&api).await.is_empty());
    let tip = pushed["commits"][0]["commitId"].as_str().unwrap();
    let broken = [("edit", "/ci.yml", "steps:\n- nothing: make\n")];
    api.push(&repository, "refs/heads/main", tip, &broken).await.ok(201);
    api.advance(60);
    let built = builds(&api).await;
    assert_eq!(built[0]["result"], "failed");
    let why = built[0]["validationResults"][0]["message"].as_str().unwrap();
    assert!(why.contains("Unexpected value"), "{why}");
}

#[tokio::test]
async fn what_is_new_in_a_run_are_its_commits_and_their_work_items() {
    let (api, repository, tip) = with_pipeline("steps:\n- script: make\n").await;
    let first = push(&api, &repository, "refs/heads/main", &tip, "/a.txt").await;
    let title = json!([{"op": "add", "path": "/fields/System.Title", "value": "It breaks"}]);
    let call = api.call(Method::POST, "P/_apis/wit/workitems/$Task");
    let new = call.body(title.to_string(), "application/json-patch+json").send().await.ok(200);
    let item = new["id"].as_i64().unwrap();
    let fix = json!({
        "refUpdates": [{"name": "refs/heads/main", "oldObjectId": first}],
        "commits": [{"comment": format!("Fix #{item}"), "changes": [{
            "changeType": "add", "item": {"path": "/b.txt"},
            "newContent": {"content": "b", "contentType": "rawtext"},
        }]}],
    });
    let pushed = api.post(&format!("_apis/git/repositories/{repository}/pushes"), &fix).await.ok(201);
    api.advance(60);
    let commit = pushed["commits"][0]["commitId"].as_str().unwrap();
    let second = builds(&api).await[1]["id"].clone();
    let changes = api.get(&format!("P/_apis/build/builds/{second}/changes")).await.ok(200);
    assert_eq!((&changes["count"], &changes["value"][0]["id"]), (&json!(1), &json!(commit)));
    let items = api.get(&format!("P/_apis/build/builds/{second}/workitems")).await.ok(200);
    assert_eq!((&items["count"], &items["value"][0]["id"]), (&json!(1), &json!(item.to_string())));
    let of_first = api.get("P/_apis/build/builds/1/workitems").await.ok(200);
    assert_eq!(of_first["count"], 0);
    let span = format!("fromBuildId=1&toBuildId={second}");
    let between = api.get(&format!("P/_apis/build/changes?{span}&api-version=7.1-preview.2")).await.ok(200);
    assert_eq!(between["value"][0]["id"], commit);
    let between = api.get(&format!("P/_apis/build/workitems?{span}&api-version=7.1-preview.2")).await.ok(200);
    assert_eq!(between["value"][0]["id"], item.to_string());
    let body = json!([commit]);
    let named = api.post(&format!("P/_apis/build/builds/{second}/workitems"), &body).await.ok(200);
    assert_eq!(named["value"][0]["id"], item.to_string());
}
