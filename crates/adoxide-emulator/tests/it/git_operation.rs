//! Cherry-picks, reverts, merges, forks, statuses of commits and favorites.

use serde_json::{Value, json};

use super::support::*;

const REPOSITORIES: &str = "P/_apis/git/repositories";

/// A repository whose `main` has two commits and whose `topic` has another on top of the first.
struct Repository {
    api: Api,
    id: String,
    first: String,
    main: String,
    topic: String,
}

async fn repository() -> Repository {
    let api = empty();
    api.project("P").await;
    let (id, first) = api.repository("P", "web").await;
    let commit = |push: Value| push["commits"][0]["commitId"].as_str().unwrap().to_owned();
    let main = api.push(&id, "refs/heads/main", &first, &[("add", "/main.txt", "main\n")]).await.ok(201);
    let topic = api.push(&id, "refs/heads/topic", &first, &[("add", "/topic.txt", "topic\n")]).await.ok(201);
    Repository { id, first, main: commit(main), topic: commit(topic), api }
}

impl Repository {
    fn path(&self, rest: &str) -> String {
        format!("{REPOSITORIES}/{}/{rest}", self.id)
    }

    async fn paths(&self, branch: &str) -> Vec<String> {
        let path = self.path(&format!("items?recursionLevel=full&versionDescriptor.version={branch}"));
        let items = self.api.get(&path).await.ok(200);
        let files = items["value"].as_array().unwrap().iter().filter(|item| item["gitObjectType"] == "blob");
        files.map(|item| item["path"].as_str().unwrap().to_owned()).collect()
    }
}

fn wish(commit: &str, generated: &str) -> Value {
    json!({"source": {"commitList": [{"commitId": commit}]}, "ontoRefName": "refs/heads/main",
        "generatedRefName": generated})
}

#[tokio::test]
async fn commits_are_picked_and_reverted_onto_new_branches() {
    let repository = repository().await;
    let api = &repository.api;
    let asked =
        api.post(&repository.path("cherryPicks"), &wish(&repository.topic, "refs/heads/picked")).await;
    let asked = asked.ok(201);
    assert_eq!(asked["status"], "queued");
    assert_eq!(api.get(&repository.path("refs?filter=heads/picked")).await.ok(200)["count"], 0);
    api.advance(1);
    let own = repository.path(&format!("cherryPicks/{}", asked["cherryPickId"]));
    let done = api.get(&own).await.ok(200);
    assert_eq!((&done["status"], &done["detailedStatus"]["conflict"]), (&json!("completed"), &json!(false)));
    assert_eq!(repository.paths("picked").await, ["/main.txt", "/readme.md", "/topic.txt"]);

    api.post(&repository.path("reverts"), &wish(&repository.main, "refs/heads/reverted")).await.ok(201);
    api.advance(1);
    let found = api.get(&repository.path("reverts?refName=refs/heads/reverted")).await.ok(200);
    assert_eq!(found["status"], "completed");
    assert_eq!(repository.paths("reverted").await, ["/readme.md"]);
    let commits = api.get(&repository.path("commits?searchCriteria.itemVersion.version=reverted")).await;
    assert_eq!(commits.ok(200)["value"][0]["comment"], "Revert \"A commit\"");

    // The branch is there already.
    let again = api.post(&repository.path("reverts"), &wish(&repository.main, "refs/heads/topic")).await;
    let again = again.ok(201);
    api.advance(1);
    let failed = api.get(&repository.path(&format!("reverts/{}", again["revertId"]))).await.ok(200);
    assert_eq!(failed["detailedStatus"]["status"], "refNameConflict");
    api.get(&repository.path("reverts/99")).await.fault(404);
    let unknown = wish("0123456789012345678901234567890123456789", "refs/heads/x");
    api.post(&repository.path("cherryPicks"), &unknown).await.fault(404);
}

#[tokio::test]
async fn conflicts_are_told() {
    let repository = repository().await;
    let api = &repository.api;
    let edit = [("edit", "/readme.md", "mine\n")];
    let mine = api.push(&repository.id, "refs/heads/topic", &repository.topic, &edit).await.ok(201);
    let mine = mine["commits"][0]["commitId"].as_str().unwrap().to_owned();
    let edit = [("edit", "/readme.md", "theirs\n")];
    let theirs = api.push(&repository.id, "refs/heads/main", &repository.main, &edit).await.ok(201);
    let theirs = theirs["commits"][0]["commitId"].as_str().unwrap().to_owned();
    let asked = api.post(&repository.path("cherryPicks"), &wish(&mine, "refs/heads/picked")).await.ok(201);
    api.advance(1);
    let own = repository.path(&format!("cherryPicks/{}", asked["cherryPickId"]));
    let failed = api.get(&own).await.ok(200);
    assert_eq!((&failed["status"], &failed["detailedStatus"]["conflict"]), (&json!("failed"), &json!(true)));
    assert_eq!(failed["detailedStatus"]["currentCommitId"], mine);

    let preview = "api-version=7.1-preview.1";
    let body = json!({"parents": [theirs, mine], "comment": "Both"});
    let asked = api.post(&repository.path(&format!("merges?{preview}")), &body).await.ok(201);
    api.advance(1);
    let own = repository.path(&format!("merges/{}?{preview}", asked["mergeOperationId"]));
    assert_eq!(api.get(&own).await.ok(200)["status"], "failed");
    let body = json!({"parents": [repository.main, repository.topic], "comment": "Both"});
    let asked = api.post(&repository.path(&format!("merges?{preview}")), &body).await.ok(201);
    api.advance(1);
    let own = repository.path(&format!("merges/{}?{preview}", asked["mergeOperationId"]));
    let merged = api.get(&own).await.ok(200)["detailedStatus"]["mergeCommitId"].as_str().unwrap().to_owned();
    let commit = api.get(&repository.path(&format!("commits/{merged}"))).await.ok(200);
    assert_eq!(commit["parents"], json!([repository.main, repository.topic]));
}

#[tokio::test]
async fn a_fork_follows_its_parent() {
    let repository = repository().await;
    let api = &repository.api;
    let body = json!({"name": "fork", "parentRepository": {"id": repository.id}});
    let fork = api.post(REPOSITORIES, &body).await.ok(201);
    assert_eq!(fork["isFork"], true);
    let id = fork["id"].as_str().unwrap().to_owned();
    let refs = format!("{REPOSITORIES}/{id}/refs");
    assert_eq!(api.get(&refs).await.ok(200)["count"], 0);
    api.advance(1);
    assert_eq!(api.get(&refs).await.ok(200)["count"], 2);
    let whole = api.get(&format!("{REPOSITORIES}/{id}?includeParent=true")).await.ok(200);
    assert_eq!(whole["defaultBranch"], "refs/heads/main");
    assert_eq!(whole["parentRepository"]["id"], repository.id);
    let collection = whole["parentRepository"]["collection"]["id"].as_str().unwrap();
    let forks = api.get(&repository.path(&format!("forks/{collection}"))).await.ok(200);
    assert_eq!(forks["value"][0]["id"], id);

    let edit = [("add", "/more.txt", "more\n")];
    let more = api.push(&repository.id, "refs/heads/main", &repository.main, &edit).await.ok(201);
    let sync = format!("{REPOSITORIES}/{id}/forkSyncRequests");
    let pairs = json!([{"sourceRef": "refs/heads/main", "targetRef": "refs/heads/main"}]);
    let asked = api.post(&sync, &json!({"sourceToTargetRefs": pairs})).await.ok(201);
    api.advance(1);
    assert_eq!(api.get(&format!("{sync}/{}", asked["operationId"])).await.ok(200)["status"], "completed");
    let main = api.get(&format!("{refs}?filter=heads/main")).await.ok(200);
    assert_eq!(main["value"][0]["objectId"], more["commits"][0]["commitId"]);
    assert_eq!(api.get(&sync).await.ok(200)["count"], 2);

    let own =
        api.push(&id, "refs/heads/own", &repository.topic, &[("add", "/own.txt", "own\n")]).await.ok(201);
    let own = own["commits"][0]["commitId"].as_str().unwrap();
    let path = format!("commits/{}/mergebases?otherCommitId={own}&otherRepositoryId={id}", repository.main);
    let bases = api.get(&repository.path(&path)).await.ok(200);
    assert_eq!(bases["value"][0]["commitId"], repository.first);
}

#[tokio::test]
async fn statuses_add_up() {
    let repository = repository().await;
    let api = &repository.api;
    let path = repository.path(&format!("commits/{}/statuses", repository.main));
    let status = |state: &str, name: &str| {
        json!({"state": state, "description": "d", "targetUrl": "https://ci.example/1",
            "context": {"name": name, "genre": "ci"}})
    };
    let posted = api.post(&path, &status("pending", "build")).await.ok(201);
    assert_eq!((&posted["id"], &posted["state"]), (&json!(1), &json!("pending")));
    api.post(&path, &status("succeeded", "build")).await.ok(201);
    api.post(&path, &json!({"state": 3, "context": {"name": "lint"}})).await.ok(201);
    assert_eq!(api.get(&path).await.ok(200)["count"], 3);
    let latest = api.get(&format!("{path}?latestOnly=true")).await.ok(200);
    assert_eq!(latest["count"], 2);
    assert_eq!(latest["value"][0]["state"], "failed");
    assert_eq!(latest["value"][1]["state"], "succeeded");
    let refs = api.get(&repository.path("refs?filter=heads/main&includeStatuses=true")).await.ok(200);
    assert_eq!(refs["value"][0]["statuses"].as_array().unwrap().len(), 2);
    api.post(&path, &status("splendid", "build")).await.fault(400);
    api.post(&path, &json!({"state": "failed"})).await.fault(400);
}

#[tokio::test]
async fn favorites_are_ones_own() {
    let repository = repository().await;
    let api = &repository.api;
    let path = "P/_apis/git/favorites/refs?api-version=7.1-preview.1";
    let body = json!({"name": "refs/heads/main", "repositoryId": repository.id, "type": "ref"});
    let made = api.post(path, &body).await.ok(200);
    assert_eq!(api.post(path, &body).await.ok(200)["id"], made["id"]);
    assert_eq!(api.get(path).await.ok(200)["count"], 1);
    let own = format!("P/_apis/git/favorites/refs/{}?api-version=7.1-preview.1", made["id"]);
    assert_eq!(api.get(&own).await.ok(200)["name"], "refs/heads/main");
    api.delete(&own).await.ok(200);
    assert_eq!(api.get(path).await.ok(200)["count"], 0);
}
