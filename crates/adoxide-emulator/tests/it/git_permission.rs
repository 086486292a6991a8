//! What the access control lists of Git allow and deny.

use adoxide_emulator::world::journal::Stamp;
use http::Method;
use serde_json::{Value, json};

use super::support::*;

const GIT: &str = "2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87";
const CONTRIBUTE: i64 = 4;
const FORCE_PUSH: i64 = 8;
const CREATE_BRANCH: i64 = 16;
const CREATE_TAG: i64 = 32;
const POLICY_EXEMPT: i64 = 128;
const EDIT_POLICIES: i64 = 2_048;
const REMOVE_OTHERS_LOCKS: i64 = 4_096;
const MANAGE: i64 = 8_192;
const PULL_REQUESTS: i64 = 16_384;

/// A repository, and Bob, who may do what the lists do not deny him.
struct Stage {
    api: Api,
    project: String,
    repository: String,
    base: String,
    bob: String,
    token: String,
}

impl Stage {
    async fn new() -> Self {
        let api = empty();
        let project = api.project("P").await;
        let (repository, base) = api.repository("P", "web").await;
        let (bob, token) = api.emulator.update(|world, at| {
            let bob = world.add_identity("Bob Example", "bob@fabrikam.example");
            let organization = world.organization_mut("fabrikam").unwrap();
            let actor = organization.owner();
            organization.change(Stamp { at, actor }, |tx| tx.add_member(bob)).unwrap();
            (world.identity(bob).unwrap().descriptor.clone(), world.new_token(bob, None))
        });
        Self { api, project, repository, base, bob, token }
    }

    /// Says what Bob is allowed and denied, at the repository or below.
    async fn say(&self, below: &str, allow: i64, deny: i64) {
        let token = format!("repoV2/{}/{}{below}", self.project, self.repository);
        let entry = json!({"descriptor": self.bob, "allow": allow, "deny": deny});
        let body = json!({"token": token, "merge": false, "accessControlEntries": [entry]});
        self.api.post(&format!("_apis/accesscontrolentries/{GIT}"), &body).await.ok(200);
    }

    async fn bob(&self, method: Method, path: &str, body: Value) -> Answer {
        let call = self.api.call(method, path).header("authorization", &format!("Bearer {}", self.token));
        call.json(&body).send().await
    }

    /// Bob moves a reference; what became of that.
    async fn moves(&self, name: &str, old: &str, new: &str) -> String {
        let path = format!("_apis/git/repositories/{}/refs", self.repository);
        let update = json!([{"name": name, "oldObjectId": old, "newObjectId": new}]);
        let answer = self.bob(Method::POST, &path, update).await.ok(200);
        answer["value"][0]["updateStatus"].as_str().unwrap().to_owned()
    }

    /// Bob pushes a commit.
    async fn pushes(&self, name: &str, old: &str) -> Answer {
        let path = format!("_apis/git/repositories/{}/pushes", self.repository);
        let change = json!({"changeType": "add", "item": {"path": format!("/{old}.txt")},
                            "newContent": {"content": "x", "contentType": "rawtext"}});
        let push = json!({"refUpdates": [{"name": name, "oldObjectId": old}],
                          "commits": [{"comment": "By Bob", "changes": [change]}]});
        self.bob(Method::POST, &path, push).await
    }
}

fn refused(answer: Answer, permission: &str, scope: &str) {
    let message = answer.json()["message"].as_str().unwrap().to_owned();
    assert!(
        message.starts_with(&format!("TF401027: You need the Git '{permission}' permission")),
        "{message}"
    );
    assert!(message.ends_with(&format!("scope '{scope}'.")), "{message}");
    assert_eq!(answer.fault(403), "GitNeedsPermissionException");
}

#[tokio::test]
async fn references_move_as_the_lists_of_the_repository_allow() {
    let stage = Stage::new().await;
    assert_eq!(stage.moves("refs/heads/free", ZERO, &stage.base).await, "succeeded");
    stage.say("", 0, CREATE_BRANCH | CREATE_TAG | FORCE_PUSH).await;
    assert_eq!(stage.moves("refs/heads/new", ZERO, &stage.base).await, "createBranchPermissionRequired");
    assert_eq!(stage.moves("refs/tags/new", ZERO, &stage.base).await, "createTagPermissionRequired");
    assert_eq!(stage.moves("refs/heads/free", &stage.base, ZERO).await, "forcePushRequired");
    let pushed = stage.pushes("refs/heads/main", &stage.base).await.ok(201);
    let head = pushed["commits"][0]["commitId"].as_str().unwrap();
    assert_eq!(stage.moves("refs/heads/main", head, &stage.base).await, "forcePushRequired");
    stage.say("", 0, CONTRIBUTE).await;
    refused(stage.pushes("refs/heads/main", head).await, "GenericContribute", "branch");
    assert_eq!(stage.moves("refs/heads/main", head, &stage.base).await, "succeeded", "force is not denied");
}

#[tokio::test]
async fn what_is_said_of_a_branch_counts_more_than_what_is_said_of_the_repository() {
    let stage = Stage::new().await;
    stage.say("", 0, CONTRIBUTE).await;
    // `main`, as the bytes of its UTF-16.
    stage.say("/refs/heads/6d00610069006e00", CONTRIBUTE, 0).await;
    assert_eq!(stage.moves("refs/heads/other", ZERO, &stage.base).await, "succeeded");
    refused(stage.pushes("refs/heads/other", &stage.base).await, "GenericContribute", "branch");
    stage.pushes("refs/heads/main", &stage.base).await.ok(201);
    // The folder `release`.
    stage.say("", 0, 0).await;
    stage.say("/refs/heads/720065006c006500610073006500", 0, CREATE_BRANCH).await;
    assert_eq!(
        stage.moves("refs/heads/release/1", ZERO, &stage.base).await,
        "createBranchPermissionRequired"
    );
    assert_eq!(stage.moves("refs/heads/releases", ZERO, &stage.base).await, "succeeded");
}

#[tokio::test]
async fn exempt_people_push_past_policies_and_others_may_not_edit_them() {
    let stage = Stage::new().await;
    let scope =
        json!([{"repositoryId": stage.repository, "refName": "refs/heads/main", "matchKind": "exact"}]);
    let policy = json!({"isEnabled": true, "isBlocking": true,
                        "type": {"id": "c6a1889d-b943-4856-b76f-9e46bb6b0df2"}, "settings": {"scope": scope}});
    let configurations = "P/_apis/policy/configurations";
    stage.say("", 0, EDIT_POLICIES).await;
    let denied = stage.bob(Method::POST, configurations, policy.clone()).await;
    assert_eq!(denied.fault(403), "AccessCheckException");
    stage.api.post(configurations, &policy).await.ok(200);
    assert_eq!(
        stage.pushes("refs/heads/main", &stage.base).await.fault(403),
        "GitRefUpdateRejectedByPolicyException"
    );
    stage.say("/refs/heads/6d00610069006e00", POLICY_EXEMPT, 0).await;
    stage.pushes("refs/heads/main", &stage.base).await.ok(201);
}

#[tokio::test]
async fn pull_requests_and_the_lists_themselves_are_guarded() {
    let stage = Stage::new().await;
    let pushed = stage.pushes("refs/heads/topic", &stage.base).await.ok(201);
    let head = pushed["commits"][0]["commitId"].clone();
    let path = format!("P/_apis/git/repositories/{}/pullRequests", stage.repository);
    let body = json!({"sourceRefName": "refs/heads/topic", "targetRefName": "refs/heads/main", "title": "T"});
    stage.say("", 0, PULL_REQUESTS | MANAGE).await;
    refused(stage.bob(Method::POST, &path, body.clone()).await, "PullRequestContribute", "repository");
    let token = format!("repoV2/{}/{}", stage.project, stage.repository);
    let entries = json!({"token": token, "merge": false,
                         "accessControlEntries": [{"descriptor": stage.bob, "allow": 0, "deny": 0}]});
    let own = stage.bob(Method::POST, &format!("_apis/accesscontrolentries/{GIT}"), entries).await;
    refused(own, "ManagePermissions", "repository");
    stage.say("", 0, 0).await;
    let id = stage.bob(Method::POST, &path, body).await.ok(201)["pullRequestId"].clone();
    stage.api.advance(1);
    stage.say("/refs/heads/6d00610069006e00", 0, CONTRIBUTE).await;
    let complete = json!({"status": "completed", "lastMergeSourceCommit": {"commitId": head}});
    let path = format!("{path}/{id}");
    refused(stage.bob(Method::PATCH, &path, complete.clone()).await, "GenericContribute", "branch");
    stage.say("/refs/heads/6d00610069006e00", 0, 0).await;
    stage.bob(Method::PATCH, &path, complete).await.ok(200);
    stage.api.advance(1);
    assert_eq!(stage.api.get(&path).await.ok(200)["status"], "completed");
}

#[tokio::test]
async fn a_list_that_does_not_inherit_has_the_last_word() {
    let stage = Stage::new().await;
    let token = format!("repoV2/{}/{}", stage.project, stage.repository);
    let descriptor = stage.bob.clone();
    let list = json!({"token": token, "inheritPermissions": false,
                      "acesDictionary": {descriptor.clone(): {"descriptor": descriptor, "allow": 2 | CONTRIBUTE, "deny": 0}}});
    let body = json!({"count": 1, "value": [list]});
    stage.api.post(&format!("_apis/accesscontrollists/{GIT}"), &body).await.ok(204);
    stage.pushes("refs/heads/main", &stage.base).await.ok(201);
    assert_eq!(stage.moves("refs/heads/new", ZERO, &stage.base).await, "createBranchPermissionRequired");
}

#[tokio::test]
async fn locks_of_others_are_removed_by_those_who_may() {
    let stage = Stage::new().await;
    let lock = format!("_apis/git/repositories/{}/refs?filter=heads/main", stage.repository);
    stage.api.patch(&lock, &json!({"isLocked": true})).await.ok(200);
    assert_eq!(stage.bob(Method::PATCH, &lock, json!({"isLocked": false})).await.status, 403);
    stage.say("", REMOVE_OTHERS_LOCKS, 0).await;
    assert_eq!(stage.bob(Method::PATCH, &lock, json!({"isLocked": true})).await.status, 403, "it is taken");
    let free = stage.bob(Method::PATCH, &lock, json!({"isLocked": false})).await.ok(200);
    assert_eq!(free.get("isLocked"), None);
    // Who administers everything may, without a word about it.
    stage.bob(Method::PATCH, &lock, json!({"isLocked": true})).await.ok(200);
    stage.api.patch(&lock, &json!({"isLocked": false})).await.ok(200);
}

#[tokio::test]
async fn commits_are_picked_and_reverted_onto_branches_that_one_may_make() {
    let stage = Stage::new().await;
    let path = format!("P/_apis/git/repositories/{}", stage.repository);
    stage.say("", 0, CREATE_BRANCH).await;
    let ask = async |what: &str, name: &str| {
        let body = json!({"generatedRefName": format!("refs/heads/{name}"), "ontoRefName": "refs/heads/main",
                          "source": {"commitList": [{"commitId": stage.base}]}});
        stage.bob(Method::POST, &format!("{path}/{what}"), body).await
    };
    for (what, id) in [("cherryPicks", "cherryPickId"), ("reverts", "revertId")] {
        let made = ask(what, "denied").await.ok(201);
        stage.api.advance(60);
        let done = stage.api.get(&format!("{path}/{what}/{}", made[id])).await.ok(200);
        assert_eq!(done["status"], "failed", "{done}");
        assert_eq!(done["detailedStatus"]["status"], "createBranchPermissionRequired", "{done}");
    }
    stage.say("", 0, 0).await;
    // `denied`, as the bytes of its UTF-16.
    stage.say("/refs/heads/640065006e00690065006400", 0, CONTRIBUTE).await;
    let made = ask("reverts", "denied").await.ok(201);
    stage.api.advance(60);
    let done = stage.api.get(&format!("{path}/reverts/{}", made["revertId"])).await.ok(200);
    assert_eq!(done["detailedStatus"]["status"], "writePermissionRequired", "{done}");
    let made = ask("reverts", "allowed").await.ok(201);
    stage.api.advance(60);
    let done = stage.api.get(&format!("{path}/reverts/{}", made["revertId"])).await.ok(200);
    assert_eq!(done["status"], "completed", "{done}");
}
