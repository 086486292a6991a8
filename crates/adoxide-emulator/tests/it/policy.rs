//! Policies: configurations, and what they refuse.

use adoxide_emulator::world::journal::Stamp;
use adoxide_emulator::world::policy::{BuildFact, BuildOutcome, Facts, Vote};
use serde_json::{Value, json};

use super::support::*;

const REVIEWERS: &str = "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd";
const BUILD: &str = "0609b952-1397-4640-95ec-e00a01b2c241";
const COMMENTS: &str = "c6a1889d-b943-4856-b76f-9e46bb6b0df2";

fn policy(id: &str, settings: impl Into<Value>) -> Value {
    json!({"isEnabled": true, "isBlocking": true, "type": {"id": id}, "settings": settings.into()})
}

fn on_main(repository: Option<&str>) -> Value {
    json!([{"repositoryId": repository, "refName": "refs/heads/main", "matchKind": "exact"}])
}

#[tokio::test]
async fn types_are_listed() {
    let api = empty();
    api.project("P").await;
    let types = api.get("P/_apis/policy/types").await.ok(200);
    assert_eq!(types["count"], 16);
    let one = api.get(&format!("P/_apis/policy/types/{REVIEWERS}")).await.ok(200);
    assert_eq!(one["displayName"], "Minimum number of reviewers");
    let none = "P/_apis/policy/types/e67ae10f-cf9a-40bc-8e66-6b3a8216956e";
    assert_eq!(api.get(none).await.fault(404), "PolicyTypeNotFoundException");
}

#[tokio::test]
async fn configurations_have_revisions() {
    let api = empty();
    api.project("P").await;
    let (repository, _) = api.repository("P", "web").await;
    let path = "P/_apis/policy/configurations";
    let settings = json!({"minimumApproverCount": 2, "scope": on_main(Some(&repository))});
    let made = api.post(path, &policy(REVIEWERS, settings)).await.ok(200);
    assert_eq!(made["revision"], 1);
    assert_eq!(made["settings"]["scope"][0]["matchKind"], "Exact");
    assert_eq!(made["settings"]["allowDownvotes"], false);
    let own = format!("{path}/{}", made["id"]);

    let settings = json!({"minimumApproverCount": 1, "scope": on_main(None)});
    let changed = api.call(http::Method::PUT, &own).json(&policy(REVIEWERS, settings)).send().await.ok(200);
    assert_eq!((&changed["revision"], &changed["settings"]["minimumApproverCount"]), (&json!(2), &json!(1)));
    let revisions = api.get(&format!("{own}/revisions")).await.ok(200);
    assert_eq!(revisions["count"], 2);
    assert_eq!(revisions["value"][0]["revision"], 2);
    let first = api.get(&format!("{own}/revisions/1")).await.ok(200);
    assert_eq!(first["settings"]["minimumApproverCount"], 2);

    let bad = json!({"minimumApproverCount": 0, "scope": on_main(None)});
    api.post(path, &policy(REVIEWERS, bad)).await.fault(400);
    let other = policy(COMMENTS, json!({"scope": on_main(None)}));
    api.call(http::Method::PUT, &own).json(&other).send().await.fault(400);
    assert_eq!(api.get(&own).await.ok(200)["revision"], 2, "what was refused changed nothing");

    api.delete(&own).await.ok(204);
    assert_eq!(api.get(path).await.ok(200)["count"], 0);
    assert_eq!(api.get(&own).await.ok(200)["isDeleted"], true);
    assert_eq!(api.delete(&own).await.fault(404), "PolicyConfigurationNotFoundException");
}

#[tokio::test]
async fn configurations_are_found_by_repository_and_branch() {
    let api = empty();
    api.project("P").await;
    let (web, _) = api.repository("P", "web").await;
    let (app, _) = api.repository("P", "app").await;
    let path = "P/_apis/policy/configurations";
    let prefix = json!([{"repositoryId": web, "refName": "refs/heads/releases/", "matchKind": "prefix"}]);
    let default = json!([{"repositoryId": null, "refName": null, "matchKind": "defaultBranch"}]);
    for scope in [on_main(Some(&web)), on_main(Some(&app)), prefix, default, on_main(None)] {
        api.post(path, &policy(COMMENTS, json!({"scope": scope}))).await.ok(200);
    }
    let found = async |query: &str| {
        let found = api.get(&format!("P/_apis/git/policy/configurations?{query}")).await.ok(200);
        found["value"].as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(found(&format!("repositoryId={web}&refName=refs/heads/main")).await, [1, 4, 5]);
    assert_eq!(found(&format!("repositoryId={web}&refName=refs/heads/releases/1")).await, [3]);
    assert_eq!(found(&format!("repositoryId={web}")).await, [1, 3, 4, 5]);
    assert_eq!(found("refName=refs/heads/main").await, [5]);
    assert_eq!(found("").await, [4, 5]);
    assert_eq!(found(&format!("policyType={REVIEWERS}")).await, [0_i64; 0]);

    // To the end by pages.
    let (mut ids, mut token) = (Vec::new(), String::new());
    loop {
        let page = api.get(&format!("{path}?$top=2&continuationToken={token}")).await;
        token = page.header("x-ms-continuationtoken").unwrap_or_default().to_owned();
        ids.extend(page.ok(200)["value"].as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()));
        if token.is_empty() {
            break;
        }
    }
    assert_eq!(ids, [1, 2, 3, 4, 5]);
}

#[tokio::test]
async fn protected_branches_take_no_pushes() {
    let api = empty();
    api.project("P").await;
    let (id, first) = api.repository("P", "web").await;
    let path = "P/_apis/policy/configurations";
    let made = api.post(path, &policy(COMMENTS, json!({"scope": on_main(Some(&id))}))).await.ok(200);
    let change = [("edit", "/readme.md", "More\n")];
    let push = api.push(&id, "refs/heads/main", &first, &change).await;
    assert!(push.text().contains("TF402455"), "{}", push.text());
    assert_eq!(push.fault(403), "GitRefUpdateRejectedByPolicyException");
    let refs = format!("_apis/git/repositories/{id}/refs");
    let update = json!([
        {"name": "refs/heads/main", "oldObjectId": first, "newObjectId": ZERO},
        {"name": "refs/heads/topic", "oldObjectId": ZERO, "newObjectId": first},
    ]);
    let moved = api.post(&refs, &update).await.ok(200);
    assert_eq!(moved["value"][0]["updateStatus"], "rejectedByPolicy");
    assert!(moved["value"][0]["customMessage"].as_str().unwrap().starts_with("TF402455"));
    assert_eq!(moved["value"][1]["success"], true);

    // Who is exempt may, for this branch and for no other.
    api.emulator.update(|world, at| {
        let organization = world.organization_mut("fabrikam").unwrap();
        let actor = organization.owner();
        let branch = Some("refs/heads/main".to_owned());
        let stamp = Stamp { at, actor };
        organization
            .change(stamp, |tx| tx.set_policy_exemption(actor, Some(id.parse().unwrap()), branch, true))
            .unwrap();
    });
    let second = api.push(&id, "refs/heads/main", &first, &change).await.ok(201);
    let second = second["commits"][0]["commitId"].as_str().unwrap().to_owned();
    api.emulator.update(|world, at| {
        let organization = world.organization_mut("fabrikam").unwrap();
        let actor = organization.owner();
        let branch = Some("refs/heads/main".to_owned());
        let stamp = Stamp { at, actor };
        organization
            .change(stamp, |tx| tx.set_policy_exemption(actor, Some(id.parse().unwrap()), branch, false))
            .unwrap();
    });
    api.push(&id, "refs/heads/main", &second, &change).await.fault(403);

    // What is optional, switched off or deleted protects nothing.
    let own = format!("{path}/{}", made["id"]);
    let mut optional = policy(COMMENTS, json!({"scope": on_main(Some(&id))}));
    optional["isBlocking"] = false.into();
    api.call(http::Method::PUT, &own).json(&optional).send().await.ok(200);
    api.push(&id, "refs/heads/main", &second, &change).await.ok(201);
}

#[tokio::test]
async fn policies_of_repositories_look_at_what_is_pushed() {
    let api = empty();
    api.project("P").await;
    let (id, first) = api.repository("P", "web").await;
    let scope = json!([{"repositoryId": null}]);
    let path = "P/_apis/policy/configurations";
    for (kind, settings, file, content) in [
        (
            "2e26e725-8201-4edd-8bf5-978563c34a80",
            json!({"maximumGitBlobSizeInBytes": 10}),
            "/big",
            "01234567890",
        ),
        ("51c78909-e838-41a2-9496-c647091e3c61", json!({"filenamePatterns": ["*.exe"]}), "/a/b.EXE", "x"),
        ("001a79cf-fda1-4c4e-9e7c-bac40ee5ead8", json!({"maxPathLength": 9}), "/a/long/path", "x"),
        ("db2b9b4c-180d-4529-9701-01541d19f36b", json!({}), "/src/aux.c", "x"),
        ("7ed39669-655c-494e-b4a0-a08b4da0fcce", json!({"enforceConsistentCase": true}), "/README.md", "x"),
        (
            "77ed4bd3-b063-4689-934a-175e4d0a78d7",
            json!({"authorEmailPatterns": ["*@elsewhere.example"]}),
            "/a",
            "x",
        ),
    ] {
        let mut settings = settings;
        settings["scope"] = scope.clone();
        let made = api.post(path, &policy(kind, settings)).await.ok(200);
        let refused = api.push(&id, "refs/heads/main", &first, &[("add", file, content)]).await;
        assert_eq!(refused.fault(403), "GitRefUpdateRejectedByPolicyException", "{kind}");
        api.delete(&format!("{path}/{}", made["id"])).await.ok(204);
    }
    api.push(&id, "refs/heads/main", &first, &[("add", "/aux.exe", "x")]).await.ok(201);
}

#[tokio::test]
async fn evaluations_follow_the_facts() {
    let api = empty();
    let project = api.project("P").await;
    let (id, _) = api.repository("P", "web").await;
    let path = "P/_apis/policy/configurations";
    api.post(path, &policy(REVIEWERS, json!({"minimumApproverCount": 1, "scope": on_main(None)})))
        .await
        .ok(200);
    let facts = |api: &Api| {
        let owner = api.emulator.read(|world| world.organization("fabrikam").unwrap().owner());
        Facts {
            pull_request: 24,
            repository: id.parse().unwrap(),
            target: "refs/heads/main".into(),
            is_draft: false,
            creator: owner,
            last_pusher: owner,
            iteration: 1,
            source_commit: None,
            merge_commit: None,
            votes: Vec::new(),
            open_threads: 0,
            work_items: 0,
            merge_strategy: None,
            changes: Vec::new(),
            statuses: Vec::new(),
            builds: Vec::new(),
        }
    };
    let tell = |facts: Facts| {
        api.emulator.update(|world, at| {
            let organization = world.organization_mut("fabrikam").unwrap();
            let stamp = Stamp { at, actor: facts.creator };
            organization.change(stamp, |tx| tx.evaluate_policies(facts)).unwrap();
        });
    };
    let blockers =
        || api.emulator.read(|world| world.organization("fabrikam").unwrap().policies().blockers(24).count());
    tell(facts(&api));
    let artifact = format!("vstfs:///CodeReview/CodeReviewId/{project}%2F24").replace('%', "%25");
    let list = format!("P/_apis/policy/evaluations?artifactId={artifact}&api-version=7.1-preview.1");
    let found = api.get(&list).await.ok(200);
    assert_eq!(found["count"], 1);
    assert_eq!(found["value"][0]["status"], "queued");
    assert_eq!(found["value"][0]["artifactId"], format!("vstfs:///CodeReview/CodeReviewId/{project}%2f24"));
    assert_eq!(blockers(), 1);

    let vote = Vote { reviewer: uuid(7), vote: 10, iterations: vec![1], is_container: false };
    let approved = Facts { votes: vec![vote], ..facts(&api) };
    tell(approved.clone());
    let found = api.get(&list).await.ok(200);
    assert_eq!(found["value"][0]["status"], "approved");
    assert!(found["value"][0]["completedDate"].is_string());
    assert_eq!(blockers(), 0);

    // A policy that comes later is evaluated at once.
    let settings = json!({"buildDefinitionId": 5, "scope": on_main(None)});
    api.post(path, &policy(BUILD, settings)).await.ok(200);
    assert_eq!(blockers(), 1);
    let build = BuildFact {
        id: 1,
        definition: 5,
        definition_name: "CI".into(),
        iteration: 1,
        outcome: BuildOutcome::Succeeded,
        started: None,
        finished: None,
    };
    tell(Facts { builds: vec![build], ..approved });
    assert_eq!(blockers(), 0);
    let found = api.get(&list).await.ok(200);
    assert_eq!(found["value"][1]["context"]["buildId"], 1);
    let own = found["value"][1]["evaluationId"].as_str().unwrap();
    let own = format!("P/_apis/policy/evaluations/{own}?api-version=7.1-preview.1");
    assert_eq!(api.patch(&own, &json!({})).await.ok(200)["status"], "queued");
    assert_eq!(api.get(&own).await.ok(200)["status"], "queued");
    assert_eq!(blockers(), 1);
}

fn uuid(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}
