//! A state in a file: what was done is there again, byte for byte.

use std::fs;
use std::path::Path;

use adoxide_emulator::{Builder, Clock, Emulator};
use http::Method;
use serde_json::{Value, json};

use super::support::*;

fn builder() -> Builder {
    Emulator::builder().seed_size(1).clock(Clock::manual(START.parse().unwrap()))
}

async fn restored(file: &Path) -> Api {
    Api { emulator: builder().restore(file).await.unwrap() }
}

async fn why_not(builder: Builder, file: &Path) -> String {
    builder.restore(file).await.unwrap_err().to_string()
}

/// The project with some of everything that changes.
const P: &str = "Kept";

async fn advance(api: &Api, seconds: u64) {
    api.post("/_adoxide/clock", &json!({"advance": seconds})).await.ok(200);
}

async fn work(api: &Api) -> String {
    api.post("_apis/projects", &json!({"name": P})).await.ok(202);
    advance(api, 60).await;
    let (repository, commit) = api.repository(P, "web").await;
    api.push(&repository, "refs/heads/topic", &commit, &[("add", "/more.md", "More\n")]).await.ok(201);
    let item = json!([{"op": "add", "path": "/fields/System.Title", "value": "Kept"}]);
    api.call(Method::POST, &format!("{P}/_apis/wit/workitems/$Task"))
        .body(item.to_string(), "application/json-patch+json")
        .send()
        .await
        .ok(200);
    let request = json!({
        "sourceRefName": "refs/heads/topic", "targetRefName": "refs/heads/main", "title": "Kept",
    });
    api.post(&format!("{P}/_apis/git/repositories/web/pullrequests"), &request).await.ok(201);
    // What is refused and what only reads is no part of the state.
    api.post("_apis/projects", &json!({"name": P})).await.fault(400);
    let query = json!({"query": "SELECT [System.Id] FROM WorkItems"});
    api.post(&format!("{P}/_apis/wit/wiql"), &query).await.ok(200);
    advance(api, 3600).await;
    repository
}

/// What can be seen of it.
async fn seen(api: &Api) -> Vec<Value> {
    let mut seen = Vec::new();
    for path in [
        "_apis/projects?stateFilter=all",
        "_apis/git/repositories",
        &format!("{P}/_apis/git/repositories/web/pushes?includeRefUpdates=true"),
        &format!("{P}/_apis/git/repositories/web/commits"),
        &format!("{P}/_apis/git/repositories/web/refs"),
        &format!("{P}/_apis/git/repositories/web/pullrequests?searchCriteria.status=all"),
        &format!("{P}/_apis/git/repositories/web/items?path=/more.md&versionDescriptor.version=topic"),
        "_apis/wit/reporting/workitemrevisions?includeDeleted=true",
        "_apis/hooks/subscriptions",
    ] {
        let answer = api.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        seen.push(serde_json::from_slice(&answer.bytes).unwrap_or_else(|_| answer.text().into()));
    }
    seen
}

#[tokio::test]
async fn what_was_done_is_there_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state");
    let api = restored(&file).await;
    work(&api).await;
    let (before, token) = (seen(&api).await, api.emulator.token());
    drop(api);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // A request that was not acknowledged, since the process ended in it.
    let mut torn = fs::read(&file).unwrap();
    let whole = torn.len();
    torn.extend_from_slice(b"{\"at\":\"2026-07-01T13");
    fs::write(&file, torn).unwrap();

    let api = restored(&file).await;
    assert_eq!(api.emulator.token(), token);
    assert_eq!(seen(&api).await, before);
    assert_eq!(fs::read(&file).unwrap().len(), whole);
    // And it goes on from there.
    api.post(&format!("{P}/_apis/git/repositories"), &json!({"name": "more"})).await.ok(201);
    let after = seen(&api).await;
    assert_ne!(after, before);
    drop(api);
    assert_eq!(seen(&restored(&file).await).await, after);
}

#[tokio::test]
async fn a_reset_is_a_part_of_the_state_and_faults_are_not_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state");
    let api = restored(&file).await;
    work(&api).await;
    api.call(Method::POST, "/_adoxide/reset").send().await.ok(204);
    api.post("/_adoxide/faults", &json!({"kind": "unavailable", "times": 1})).await.ok(201);
    assert_eq!(api.post("_apis/projects", &json!({"name": "No"})).await.status, 503);
    work(&api).await;
    let before = seen(&api).await;
    drop(api);
    let api = restored(&file).await;
    assert_eq!(seen(&api).await, before);
}

#[tokio::test]
async fn a_file_that_is_not_its_state_is_refused_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state");
    work(&restored(&file).await).await;
    let whole = fs::read_to_string(&file).unwrap();

    let other = why_not(builder().seed(7).organization("contoso"), &file).await;
    assert!(other.contains("the organizations fabrikam, not contoso"), "{other}");
    assert!(other.contains("the seed 1, not 7"), "{other}");

    fs::write(&file, whole.replacen("\"status\":202", "\"status\":201", 1)).unwrap();
    let changed = why_not(builder(), &file).await;
    assert!(
        changed.contains("line 2: POST /fabrikam/_apis/projects is answered 202, and was answered 201"),
        "{changed}"
    );

    for text in ["# Notes\n", "# Notes", "{\"kind\":\"another\"}\n"] {
        fs::write(&file, text).unwrap();
        let error = why_not(builder(), &file).await;
        assert!(error.contains("it is not the state of an emulator"), "{error}");
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
    let api = restored(&folder.path().join("other")).await;
    let used = why_not(builder(), &folder.path().join("other")).await;
    assert!(used.contains("another emulator uses it"), "{used}");
    drop(api);

    let nowhere = why_not(builder(), &folder.path().join("no/state")).await;
    assert!(nowhere.contains("no/state"), "{nowhere}");
}
