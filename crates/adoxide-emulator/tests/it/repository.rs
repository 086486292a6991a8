//! Repositories, the recycle bin and imports.

use http::Method;
use serde_json::{Value, json};

use super::support::*;

fn names(body: &Value) -> Vec<&str> {
    body["value"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn repositories_are_made_renamed_and_switched_off() {
    let api = empty();
    let project = api.project("P").await;
    let made = api.post("P/_apis/git/repositories", &json!({"name": "web"})).await.ok(201);
    assert_eq!(made["project"]["id"], project.as_str());
    assert_eq!(made["remoteUrl"], "http://fabrikam@127.0.0.1:8080/fabrikam/P/_git/web");
    assert_eq!(made.get("defaultBranch"), None, "empty: no branch, and no null");
    assert_eq!((&made["size"], &made["isDisabled"]), (&0.into(), &false.into()));
    // The project may be in the body instead.
    let body = json!({"name": "api", "project": {"id": project}});
    api.post("_apis/git/repositories", &body).await.ok(201);
    assert_eq!(
        api.post("_apis/git/repositories", &json!({"name": "x"})).await.fault(400),
        "ArgumentNullException"
    );
    let taken = api.post("P/_apis/git/repositories", &json!({"name": "WEB"})).await;
    assert_eq!(taken.fault(409), "GitRepositoryNameAlreadyExistsException");
    let bad = api.post("P/_apis/git/repositories", &json!({"name": "a/b"})).await;
    assert_eq!(bad.fault(400), "InvalidGitRepositoryNameException");
    assert_eq!(names(&api.get("P/_apis/git/repositories").await.ok(200)), ["api", "P", "web"]);

    let path = format!("_apis/git/repositories/{}", made["id"].as_str().unwrap());
    assert_eq!(api.patch(&path, &json!({"name": "API"})).await.status, 409);
    let renamed = api.patch(&path, &json!({"name": "site"})).await.ok(200);
    assert_eq!(renamed["name"], "site");
    assert_eq!(api.get("P/_apis/git/repositories/web").await.status, 404);
    assert_eq!(api.patch(&path, &json!({"defaultBranch": "refs/heads/none"})).await.status, 404);

    api.patch(&path, &json!({"isDisabled": true})).await.ok(200);
    assert_eq!(api.get(&path).await.ok(200)["isDisabled"], true);
    assert_eq!(api.get(&format!("{path}/refs")).await.fault(404), "GitRepositoryNotFoundException");
    assert!(names(&api.get("_apis/git/repositories").await.ok(200)).contains(&"site"));
}

#[tokio::test]
async fn links_and_urls_are_told_when_asked_for() {
    let api = empty();
    api.project("P").await;
    let plain = api.get("_apis/git/repositories").await.ok(200);
    assert_eq!(plain["value"][0].get("_links"), None);
    let full = api.get("_apis/git/repositories?includeLinks=true&includeAllUrls=true").await.ok(200);
    let repository = &full["value"][0];
    assert!(repository["_links"]["pullRequests"]["href"].as_str().unwrap().ends_with("/pullRequests"));
    assert_eq!(repository["validRemoteUrls"][0], repository["remoteUrl"]);
    // The links lead somewhere.
    for name in ["self", "refs", "pushes", "commits"] {
        let href = repository["_links"][name]["href"].as_str().unwrap();
        let path = href.strip_prefix("http://127.0.0.1:8080").unwrap();
        assert_eq!(api.get(path).await.status, 200, "{href}");
    }
    let cloud = api.call(Method::GET, "P/_apis/git/repositories/P").header("host", "dev.azure.com");
    let cloud = cloud.send().await.ok(200);
    assert_eq!(cloud["remoteUrl"], "https://fabrikam@dev.azure.com/fabrikam/P/_git/P");
    assert_eq!(cloud["sshUrl"], "git@ssh.dev.azure.com:v3/fabrikam/P/P");
}

#[tokio::test]
async fn a_deleted_repository_waits_in_the_recycle_bin() {
    let api = empty();
    api.project("P").await;
    let (id, commit) = api.repository("P", "web").await;
    api.delete(&format!("P/_apis/git/repositories/{id}")).await.ok(204);
    assert_eq!(names(&api.get("P/_apis/git/repositories").await.ok(200)), ["P"]);
    assert_eq!(api.get(&format!("_apis/git/repositories/{id}")).await.status, 404);
    let binned = api.get("P/_apis/git/recycleBin/repositories").await.ok(200);
    assert_eq!(names(&binned), ["web"]);
    assert_eq!(binned["value"][0]["deletedBy"]["displayName"], "Ada Example");
    assert_eq!(binned["value"][0]["deletedDate"], "2026-07-01T12:01:00Z");
    assert_eq!(names(&api.get("P/_apis/git/deletedrepositories").await.ok(200)), ["web"]);

    // Its name is free, and then it cannot come back.
    let other = api.post("P/_apis/git/repositories", &json!({"name": "web"})).await.ok(201);
    let bin = format!("P/_apis/git/recycleBin/repositories/{id}");
    assert_eq!(api.patch(&bin, &json!({"deleted": false})).await.status, 409);
    api.delete(&format!("_apis/git/repositories/{}", other["id"].as_str().unwrap())).await.ok(204);
    let restored = api.patch(&bin, &json!({"deleted": false})).await.ok(200);
    assert_eq!(restored["id"], id.as_str());
    let refs = api.get(&format!("_apis/git/repositories/{id}/refs")).await.ok(200);
    assert_eq!(refs["value"][0]["objectId"], commit.as_str());

    api.delete(&format!("_apis/git/repositories/{id}")).await.ok(204);
    api.delete(&bin).await.ok(204);
    assert_eq!(api.delete(&bin).await.fault(404), "GitRepositoryNotFoundException");
    let binned = api.get("P/_apis/git/recycleBin/repositories").await.ok(200);
    assert_eq!(binned["count"], 1, "the other one");
    assert_eq!(api.get("P/_apis/git/deletedrepositories").await.ok(200)["count"], 2);
}

#[tokio::test]
async fn a_repository_is_imported_from_another() {
    let api = empty();
    api.project("P").await;
    let (source, commit) = api.repository("P", "source").await;
    api.push(&source, "refs/heads/topic", &commit, &[("add", "/b", "b")]).await.ok(201);
    let target = api.post("P/_apis/git/repositories", &json!({"name": "target"})).await.ok(201);
    let target = target["id"].as_str().unwrap();
    let requests = format!("P/_apis/git/repositories/{target}/importRequests");
    let body = |url: &str| json!({"parameters": {"gitSource": {"url": url}}});
    let made = api.post(&requests, &body("https://dev.azure.com/fabrikam/P/_git/source")).await.ok(201);
    assert_eq!((&made["status"], &made["detailedStatus"]["currentStep"]), (&"queued".into(), &1.into()));
    let one = format!("{requests}/{}", made["importRequestId"]);
    assert_eq!(api.get(&one).await.ok(200)["status"], "inProgress");
    assert_eq!(api.get(&format!("_apis/git/repositories/{target}/refs")).await.ok(200)["count"], 0);
    api.advance(1);
    let done = api.get(&one).await.ok(200);
    assert_eq!((&done["status"], &done["detailedStatus"]["currentStep"]), (&"completed".into(), &6.into()));
    let refs = api.get(&format!("_apis/git/repositories/{target}/refs")).await.ok(200);
    assert_eq!(refs["count"], 2);
    assert_eq!(refs["value"][0]["objectId"], commit.as_str());
    let pushes = api.get(&format!("_apis/git/repositories/{target}/pushes")).await.ok(200);
    assert_eq!(pushes["count"], 1);
    let file = api.call(Method::GET, &format!("_apis/git/repositories/{target}/items?path=/readme.md"));
    assert_eq!(file.accept("text/plain").send().await.text(), "Hello\n");

    // Not twice, unless it is said.
    let again = api.post(&requests, &body("https://dev.azure.com/fabrikam/P/_git/source")).await;
    assert_eq!(again.fault(409), "GitImportForbiddenOnNonEmptyRepository");
    assert_eq!(api.get(&format!("{requests}/99")).await.status, 404);
}

#[tokio::test]
async fn an_import_reaches_no_other_host() {
    let api = empty();
    api.project("P").await;
    let (source, commit) = api.repository("P", "source").await;
    let requests = "P/_apis/git/repositories/P/importRequests";
    let body = json!({"parameters": {"gitSource": {"url": "https://github.com/some/thing.git"}}});
    let made = api.post(requests, &body).await.ok(201);
    api.advance(1);
    let failed = api.get(&format!("{requests}/{}", made["importRequestId"])).await.ok(200);
    assert_eq!(failed["status"], "failed");
    assert!(failed["detailedStatus"]["errorMessage"].as_str().unwrap().contains("reaches no other host"));
    // Unless it was told what is there.
    api.emulator.mirror("https://github.com/some/thing.git", "fabrikam", source.parse().unwrap());
    let made = api.post(requests, &body).await.ok(201);
    api.advance(1);
    let done = api.get(&format!("{requests}/{}", made["importRequestId"])).await.ok(200);
    assert_eq!(done["status"], "completed");
    let refs = api.get("P/_apis/git/repositories/P/refs").await.ok(200);
    assert_eq!(refs["value"][0]["objectId"], commit.as_str());
    // One that is given up brings nothing.
    let empty = api.post("P/_apis/git/repositories", &json!({"name": "empty"})).await.ok(201);
    let requests = format!("P/_apis/git/repositories/{}/importRequests", empty["id"].as_str().unwrap());
    let made = api.post(&requests, &body).await.ok(201);
    let one = format!("{requests}/{}", made["importRequestId"]);
    assert_eq!(api.patch(&one, &json!({"status": "abandoned"})).await.ok(200)["status"], "abandoned");
    api.advance(1);
    assert_eq!(api.get("P/_apis/git/repositories/empty/refs").await.ok(200)["count"], 0);
    assert_eq!(api.get(&requests).await.ok(200)["count"], 0);
    assert_eq!(api.get(&format!("{requests}?includeAbandoned=true")).await.ok(200)["count"], 1);
}

#[tokio::test]
async fn a_fork_of_nothing_is_not_made_into_something_else() {
    let api = empty();
    let project = api.project("P").await;
    let body = json!({"name": "fork", "project": {"id": project}, "parentRepository": {"id": project}});
    assert_eq!(api.post("_apis/git/repositories", &body).await.fault(404), "GitRepositoryNotFoundException");
    assert_eq!(api.get("P/_apis/git/repositories").await.ok(200)["count"], 1, "that of the project");
}

#[tokio::test]
async fn a_repository_in_maintenance_is_there_and_cannot_be_used() {
    let api = empty();
    api.project("P").await;
    let (repository, base) = api.repository("P", "web").await;
    let path = format!("P/_apis/git/repositories/{repository}");
    let set = |busy: Value| json!({"organization": "fabrikam", "project": "P", "repository": "web", "isInMaintenance": busy});
    assert_eq!(api.get(&path).await.ok(200)["isInMaintenance"], false);
    api.post("/_adoxide/repositories", &set(true.into())).await.ok(204);
    assert_eq!(api.get(&path).await.ok(200)["isInMaintenance"], true);
    let listed = api.get("P/_apis/git/repositories").await.ok(200);
    let listed = listed["value"].as_array().unwrap().iter().find(|row| row["name"] == "web").unwrap();
    assert_eq!(listed["isInMaintenance"], true);
    for refused in [
        api.get(&format!("{path}/refs")).await,
        api.get(&format!("{path}/pullrequests")).await,
        api.push(&repository, "refs/heads/main", &base, &[("add", "/a", "a")]).await,
    ] {
        let message = refused.json()["message"].as_str().unwrap().to_owned();
        assert_eq!(message, "The Git repository web is in maintenance. Try again later.");
        assert_eq!(refused.fault(503), "VssServiceException");
    }
    let git = api.get("/fabrikam/P/_git/web/info/refs?service=git-upload-pack").await;
    assert_eq!(git.status, 503, "{}", git.text());
    assert_eq!(api.get("_apis/git/pullrequests").await.ok(200)["count"], 0);
    api.post("/_adoxide/repositories", &set(false.into())).await.ok(204);
    api.push(&repository, "refs/heads/main", &base, &[("add", "/a", "a")]).await.ok(201);
    for wrong in [set("yes".into()), json!({"organization": "fabrikam", "isInMaintenance": true})] {
        assert_eq!(api.post("/_adoxide/repositories", &wrong).await.status, 400);
    }
    let nowhere = json!({"organization": "fabrikam", "repository": "none", "isInMaintenance": true});
    assert_eq!(api.post("/_adoxide/repositories", &nowhere).await.status, 404);
}

#[tokio::test]
async fn repositories_come_in_pages() {
    let api = empty();
    let project = api.project("P").await;
    for name in ["web", "api", "tools", "docs"] {
        api.repository("P", name).await;
    }
    let path = format!("_apis/git/{project}/repositoriesPaged?api-version=7.2-preview.1&$top=3");
    let first = api.get(&path).await;
    let token = first.header("x-ms-continuationtoken").unwrap().to_owned();
    let rest = api.get(&format!("{path}&continuationToken={token}")).await;
    assert_eq!(rest.header("x-ms-continuationtoken"), None);
    let (first, rest) = (first.ok(200), rest.ok(200));
    assert_eq!([names(&first), names(&rest)].concat(), ["api", "docs", "P", "tools", "web"]);
    let some = api.get(&format!("{path}&filterContains=O")).await.ok(200);
    assert_eq!(names(&some), ["docs", "tools"]);
}
