//! Pull requests as work items and the real git see them.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::pull_request::Stage;

async fn work_item(stage: &Stage) -> i64 {
    let patch = json!([{"op": "add", "path": "/fields/System.Title", "value": "Fix it"}]);
    let call = stage.api.call(http::Method::POST, "P/_apis/wit/workitems/$Task");
    let made = call.body(patch.to_string(), "application/json-patch+json").send().await.ok(200);
    made["id"].as_i64().unwrap()
}

fn ids(refs: &Value) -> Vec<&str> {
    refs["value"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn links_are_the_same_from_both_ends() {
    let stage = Stage::new().await;
    let (first, second) = (work_item(&stage).await, work_item(&stage).await);
    let missing = json!({"sourceRefName": "refs/heads/topic", "targetRefName": "refs/heads/main", "title": "T",
                         "workItemRefs": [{"id": "99"}]});
    assert_eq!(stage.api.post(&stage.path(), &missing).await.status, 404);
    let made = stage.open_from("topic", json!({"workItemRefs": [{"id": first.to_string()}]})).await;
    let (id, artifact) = (made["pullRequestId"].as_i64().unwrap(), made["artifactId"].as_str().unwrap());
    let path = format!("{}/{id}/workitems", stage.path());
    assert_eq!(ids(&stage.api.get(&path).await.ok(200)), [first.to_string()]);
    let item = stage.api.get(&format!("_apis/wit/workitems/{first}?$expand=relations")).await.ok(200);
    assert_eq!(item["relations"][0]["url"], artifact);
    assert_eq!(item["relations"][0]["attributes"]["name"], "Pull Request");
    // The way of the clients: a link on the work item, with the slash as they write it.
    let link = json!([{"op": "add", "path": "/relations/-", "value": {
        "rel": "ArtifactLink", "url": artifact.replace("%2f", "%2F"), "attributes": {"name": "Pull Request"}}}]);
    stage.api.json_patch(&format!("_apis/wit/workitems/{second}"), &link).await.ok(200);
    assert_eq!(ids(&stage.api.get(&path).await.ok(200)), [first.to_string(), second.to_string()]);
    let shown = stage.api.get(&format!("{}/{id}?includeWorkItemRefs=true", stage.path())).await.ok(200);
    assert_eq!(shown["workItemRefs"].as_array().unwrap().len(), 2);
    let unlink = json!([{"op": "remove", "path": "/relations/0"}]);
    stage.api.json_patch(&format!("_apis/wit/workitems/{first}"), &unlink).await.ok(200);
    assert_eq!(ids(&stage.api.get(&path).await.ok(200)), [second.to_string()]);
    // A completion takes what is linked along.
    stage.api.advance(1);
    stage.complete(id, json!({"transitionWorkItems": true})).await;
    let state = async |id: i64| {
        let item = stage.api.get(&format!("_apis/wit/workitems/{id}")).await.ok(200);
        item["fields"]["System.State"].as_str().unwrap().to_owned()
    };
    assert_ne!(state(second).await, state(first).await);
}

/// Runs git in a folder; whether it went well, and what it said.
async fn git(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new("git");
    command
        .args(["-c", "user.name=Ada", "-c", "user.email=ada@fabrikam.example"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_TERMINAL_PROMPT", "0");
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).trim().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn git_fetches_merges_and_pushes_iterations() {
    let stage = Stage::new().await;
    let id = stage.open().await;
    stage.api.advance(1);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!(
        "http://ada:{}@{}/fabrikam/P/_git/web",
        stage.api.emulator.token(),
        listener.local_addr().unwrap()
    );
    tokio::spawn(stage.api.emulator.clone().serve(listener));
    let folder = tempfile::TempDir::new().unwrap();
    let folder = folder.path();
    let run = async |arguments: &[&str]| {
        let (well, said) = git(folder, arguments).await;
        assert!(well, "{arguments:?}: {said}");
        said
    };
    run(&["clone", "--quiet", "--branch", "topic", &url, "."]).await;
    let merge = stage.get(id).await["lastMergeCommit"]["commitId"].as_str().unwrap().to_owned();
    run(&["fetch", "--quiet", "origin", &format!("refs/pull/{id}/merge")]).await;
    assert_eq!(run(&["rev-parse", "FETCH_HEAD"]).await, merge);
    std::fs::write(folder.join("pushed.md"), "By git\n").unwrap();
    run(&["add", "."]).await;
    run(&["commit", "--quiet", "-m", "By git"]).await;
    let head = run(&["rev-parse", "HEAD"]).await;
    run(&["push", "--quiet", "origin", "topic"]).await;
    assert_eq!(stage.get(id).await["lastMergeSourceCommit"]["commitId"], head.as_str());
    stage.api.advance(1);
    let moved = stage.get(id).await["lastMergeCommit"]["commitId"].as_str().unwrap().to_owned();
    assert_ne!(moved, merge);
    assert!(run(&["ls-remote", "origin"]).await.contains(&format!("{moved}\trefs/pull/{id}/merge")));
    let (well, said) = git(folder, &["push", "origin", &format!("HEAD:refs/pull/{id}/merge")]).await;
    assert!(!well, "the service alone moves these: {said}");
    stage.complete(id, json!({"deleteSourceBranch": true})).await;
    run(&["fetch", "--quiet", "--prune", "origin"]).await;
    let tip = run(&["rev-parse", "origin/main"]).await;
    assert_eq!(Some(tip), stage.tip("heads/main").await);
    assert!(!run(&["branch", "--remotes"]).await.contains("origin/topic"));
    assert!(run(&["show", "origin/main:pushed.md"]).await.contains("By git"));
}

#[tokio::test]
async fn a_fork_asks_to_be_pulled_from() {
    let stage = Stage::new().await;
    let api = &stage.api;
    let fork = json!({"name": "web.ada", "parentRepository": {"id": stage.repository}});
    let fork = api.post("P/_apis/git/repositories", &fork).await.ok(201)["id"].as_str().unwrap().to_owned();
    api.advance(5);
    let pushed = api.push(&fork, "refs/heads/idea", &stage.base, &[("add", "/idea.md", "!\n")]).await.ok(201);
    let head = pushed["commits"][0]["commitId"].as_str().unwrap();
    let made = stage.open_from("idea", json!({"forkSource": {"repository": {"id": fork}}})).await;
    let id = made["pullRequestId"].as_i64().unwrap();
    assert_eq!(made["forkSource"]["repository"]["id"], fork.as_str());
    assert_eq!(made["lastMergeSourceCommit"]["commitId"], head);
    api.advance(1);
    assert_eq!(stage.get(id).await["mergeStatus"], "succeeded");
    // A push to the fork is an iteration here.
    api.push(&fork, "refs/heads/idea", head, &[("add", "/more.md", "!!\n")]).await.ok(201);
    let changes = api.get(&format!("{}/{id}/iterations/2/changes", stage.path())).await;
    assert_eq!(changes.status, 200, "{}", changes.text());
    api.advance(1);
    let iterations = api.get(&format!("{}/{id}/iterations", stage.path())).await.ok(200);
    assert_eq!(iterations["count"], 2);
    let done = stage.complete(id, json!({"deleteSourceBranch": true})).await;
    assert_eq!(done["status"], "completed", "{done}");
    let path = format!("_apis/git/repositories/{}/items?path=/more.md", stage.repository);
    assert_eq!(api.call(http::Method::GET, &path).accept("text/plain").send().await.text(), "!!\n");
}
