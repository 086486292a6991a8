//! Policies and pull requests: what blocks, what unblocks, and what completes by itself then.

use adoxide_emulator::world::journal::Stamp;
use http::Method;
use serde_json::{Value, json};

use super::pull_request::Stage;

const REVIEWERS: &str = "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd";
const COMMENTS: &str = "c6a1889d-b943-4856-b76f-9e46bb6b0df2";
const REQUIRED: &str = "fd2167ab-b0be-447a-8ec8-39368250530e";
const STRATEGY: &str = "fa4e907d-c16b-4a4c-9dfa-4916e5d171ab";
const WORK_ITEMS: &str = "40e92b44-2fe1-4dd6-b3d8-74a9c21d0c6e";

/// Somebody else, with a token.
struct Other {
    id: String,
    token: String,
}

fn other(stage: &Stage) -> Other {
    let (id, token) = stage.api.emulator.update(|world, at| {
        let id = world.add_identity("Grace Okafor", "grace@fabrikam.example");
        let token = world.new_token(id, None);
        let actor = world.organization("fabrikam").unwrap().owner();
        world
            .organization_mut("fabrikam")
            .unwrap()
            .change(Stamp { at, actor }, |tx| tx.add_member(id))
            .unwrap();
        (id.to_string(), token)
    });
    Other { id, token }
}

impl Other {
    async fn vote(&self, stage: &Stage, id: i64, vote: i64) {
        let path = format!("{}/{id}/reviewers/{}", stage.path(), self.id);
        let call = stage.api.call(Method::PUT, &path).json(&json!({"vote": vote}));
        call.header("authorization", &format!("Bearer {}", self.token)).send().await.ok(200);
    }
}

/// Sets a policy on `main` and says its number.
async fn policy(stage: &Stage, kind: &str, blocking: bool, settings: Value) -> i64 {
    let mut settings = settings;
    settings["scope"] =
        json!([{"repositoryId": stage.repository, "refName": "refs/heads/main", "matchKind": "exact"}]);
    let body = json!({"isEnabled": true, "isBlocking": blocking, "type": {"id": kind}, "settings": settings});
    stage.api.post("P/_apis/policy/configurations", &body).await.ok(200)["id"].as_i64().unwrap()
}

fn state(pull_request: &Value) -> (&str, &str) {
    (pull_request["status"].as_str().unwrap(), pull_request["mergeStatus"].as_str().unwrap_or_default())
}

async fn auto_complete(stage: &Stage, id: i64) {
    let ada = stage.get(id).await["createdBy"]["id"].clone();
    stage.patch(id, json!({"autoCompleteSetBy": {"id": ada}})).await;
    stage.api.advance(1);
}

#[tokio::test]
async fn reviewers_must_approve_the_last_push() {
    let stage = Stage::new().await;
    let grace = other(&stage);
    let settings = json!({"minimumApproverCount": 1, "creatorVoteCounts": false, "resetOnSourcePush": true});
    policy(&stage, REVIEWERS, true, settings).await;
    let id = stage.open().await;
    stage.api.advance(1);
    let refused = stage.complete(id, json!({})).await;
    assert_eq!(state(&refused), ("active", "rejectedByPolicy"));
    assert!(refused["mergeFailureMessage"].as_str().unwrap().contains("Minimum number of reviewers"));
    grace.vote(&stage, id, 10).await;
    // A push takes the approval back, and the note says so.
    stage
        .api
        .push(&stage.repository, "refs/heads/topic", &stage.head, &[("add", "/n.md", "n")])
        .await
        .ok(201);
    stage.api.advance(1);
    assert_eq!(stage.get(id).await["reviewers"][0]["vote"], 0);
    let threads = stage.api.get(&format!("{}/{id}/threads", stage.path())).await.ok(200);
    let last = threads["value"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["properties"]["CodeReviewThreadType"]["$value"], "ResetMultipleVotes");
    assert_eq!(state(&stage.complete(id, json!({})).await), ("active", "rejectedByPolicy"));
    grace.vote(&stage, id, 10).await;
    assert_eq!(state(&stage.complete(id, json!({})).await), ("completed", "succeeded"));
}

#[tokio::test]
async fn who_bypasses_says_why() {
    let stage = Stage::new().await;
    policy(&stage, REVIEWERS, true, json!({"minimumApproverCount": 2})).await;
    let id = stage.open().await;
    stage.api.advance(1);
    let options = json!({"bypassPolicy": true, "bypassReason": "It burns"});
    assert_eq!(state(&stage.complete(id, options).await), ("completed", "succeeded"));
    let threads = stage.api.get(&format!("{}/{id}/threads", stage.path())).await.ok(200);
    let note = &threads["value"][0]["properties"];
    assert_eq!(note["BypassPolicy"]["$value"], "True");
    assert_eq!(note["BypassReason"]["$value"], "It burns");
}

#[tokio::test]
async fn auto_complete_waits_until_all_is_green() {
    let stage = Stage::new().await;
    policy(&stage, COMMENTS, true, json!({})).await;
    let optional = policy(&stage, WORK_ITEMS, false, json!({})).await;
    let id = stage.open().await;
    stage.api.advance(1);
    let threads = format!("{}/{id}/threads", stage.path());
    let thread = json!({"comments": [{"content": "Why?"}], "status": "active"});
    let thread = stage.api.post(&threads, &thread).await.ok(200)["id"].clone();
    auto_complete(&stage, id).await;
    assert_eq!(state(&stage.get(id).await), ("active", "succeeded"));
    // The comment is resolved, but an optional policy is waited for too.
    stage.api.patch(&format!("{threads}/{thread}"), &json!({"status": "closed"})).await.ok(200);
    stage.api.advance(1);
    assert_eq!(state(&stage.get(id).await), ("active", "succeeded"));
    stage.patch(id, json!({"completionOptions": {"autoCompleteIgnoreConfigIds": [optional]}})).await;
    stage.api.advance(1);
    let done = stage.get(id).await;
    assert_eq!(state(&done), ("completed", "succeeded"));
    assert_eq!(done["autoCompleteSetBy"]["displayName"], "Ada Example");
}

#[tokio::test]
async fn a_policy_that_goes_lets_go() {
    let stage = Stage::new().await;
    let policy = policy(&stage, REVIEWERS, true, json!({"minimumApproverCount": 1})).await;
    let id = stage.open().await;
    stage.api.advance(1);
    auto_complete(&stage, id).await;
    assert_eq!(stage.get(id).await["status"], "active");
    stage.api.delete(&format!("P/_apis/policy/configurations/{policy}")).await.ok(204);
    stage.api.advance(1);
    assert_eq!(stage.get(id).await["status"], "completed");
}

#[tokio::test]
async fn reviewers_of_paths_are_added() {
    let stage = Stage::new().await;
    let grace = other(&stage);
    let settings = |path: &str| json!({"requiredReviewerIds": [grace.id], "filenamePatterns": [path]});
    policy(&stage, REQUIRED, true, settings("/elsewhere/*")).await;
    policy(&stage, REQUIRED, true, settings("/topic*")).await;
    let id = stage.open().await;
    stage.api.advance(1);
    let reviewers = stage.get(id).await["reviewers"].clone();
    assert_eq!(reviewers.as_array().unwrap().len(), 1);
    assert_eq!((reviewers[0]["id"].as_str(), &reviewers[0]["isRequired"]), (Some(&*grace.id), &json!(true)));
    assert_eq!(state(&stage.complete(id, json!({})).await), ("active", "rejectedByPolicy"));
    grace.vote(&stage, id, 5).await;
    assert_eq!(state(&stage.complete(id, json!({})).await), ("completed", "succeeded"));
}

#[tokio::test]
async fn only_some_strategies_may_be_allowed() {
    let stage = Stage::new().await;
    policy(&stage, STRATEGY, true, json!({"allowSquash": true})).await;
    let id = stage.open().await;
    stage.api.advance(1);
    let refused = stage.complete(id, json!({"mergeStrategy": "rebase"})).await;
    assert_eq!(state(&refused), ("active", "rejectedByPolicy"));
    assert_eq!(state(&stage.complete(id, json!({"squashMerge": true})).await), ("completed", "succeeded"));
    // The protected branch itself took the merge, and takes nothing else.
    let main = stage.tip("heads/main").await.unwrap();
    let pushed = stage.api.push(&stage.repository, "refs/heads/main", &main, &[("add", "/q.md", "q")]).await;
    assert!(pushed.status.is_client_error(), "{}", pushed.text());
    assert!(pushed.text().contains("TF402455"));
}

#[tokio::test]
async fn a_green_build_completes_what_waits_for_it() {
    use adoxide_emulator::world::build::BuildResult;

    let stage = Stage::new().await;
    let definition = json!({"name": "CI", "path": "\\", "process": {"type": 2, "yamlFilename": "ci.yml"},
                            "repository": {"id": stage.repository, "type": "TfsGit"}});
    let definition = stage.api.post("P/_apis/build/definitions", &definition).await.ok(200)["id"].as_i64();
    let definition = definition.unwrap();
    let ends = |result: BuildResult| {
        stage.api.emulator.update(|world, at| {
            let organization = world.organization_mut("fabrikam").unwrap();
            let stamp = Stamp { at, actor: organization.owner() };
            organization.change(stamp, |tx| tx.set_build_outcome(definition, result)).unwrap();
        });
    };
    policy(
        &stage,
        "0609b952-1397-4640-95ec-e00a01b2c241",
        true,
        json!({"buildDefinitionId": definition, "validDuration": 0}),
    )
    .await;
    ends(BuildResult::Failed);
    let id = stage.open().await;
    stage.api.advance(1);
    auto_complete(&stage, id).await;
    stage.api.advance(10);
    // Red: it waits for somebody.
    assert_eq!(state(&stage.get(id).await), ("active", "succeeded"));
    let project = stage.get(id).await["repository"]["project"]["id"].as_str().unwrap().to_owned();
    let evaluations = format!(
        "P/_apis/policy/evaluations?artifactId=vstfs:///CodeReview/CodeReviewId/{project}/{id}&api-version=7.1-preview"
    );
    let evaluation = stage.api.get(&evaluations).await.ok(200)["value"][0].clone();
    assert_eq!(evaluation["status"], "rejected");
    let first = evaluation["context"]["buildId"].clone();
    assert_eq!(stage.api.get(&format!("P/_apis/build/builds/{first}")).await.ok(200)["result"], "failed");
    // Built once more, it is green, and the service completes.
    ends(BuildResult::Succeeded);
    let evaluation = evaluation["evaluationId"].as_str().unwrap();
    let again = format!("P/_apis/policy/evaluations/{evaluation}?api-version=7.1-preview");
    assert_eq!(stage.api.patch(&again, &json!({})).await.ok(200)["status"], "queued");
    assert_eq!(stage.get(id).await["status"], "active");
    stage.api.advance(10);
    assert_eq!(state(&stage.get(id).await), ("completed", "succeeded"));
    let builds = stage.api.get("P/_apis/build/builds?reasonFilter=pullRequest").await.ok(200);
    assert_eq!(builds["count"], 2);
    assert_eq!(builds["value"][0]["result"], "succeeded");
    assert_eq!(
        stage.tip("heads/main").await,
        Some(stage.get(id).await["lastMergeCommit"]["commitId"].as_str().unwrap().to_owned())
    );
}
