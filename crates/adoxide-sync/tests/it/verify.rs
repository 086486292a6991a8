//! What a credential is good for.

use adoxide_sync::{Connector, Verdict, Verification, scopes, verify};
use serde_json::json;

use crate::service::Service;

/// One project with one repository, and something to read for every connector.
fn service() -> Service {
    let service = Service::new();
    {
        let mut state = service.state();
        let project = state.project("Shop");
        let disabled = state.repository(&project, "disabled");
        state.repositories.get_mut(&disabled).unwrap().disabled = true;
        let repository = state.repository(&project, "web");
        let tip = state.commit(&repository, &[], 1);
        state.push(&repository, &[("refs/heads/main", Some(&tip))]);
        let pull = json!({"value": [{"pullRequestId": 7, "repository": {"id": repository}}]});
        state.answers = [
            ("graph/users", json!({"value": [{"descriptor": "aad.x"}]})),
            ("build/builds", json!({"value": []})),
            ("wit/workitemtypes", json!({"value": [{"name": "Bug"}]})),
            ("pullRequests/7/commits", json!({"value": [{"commitId": tip}]})),
            ("git/pullrequests", pull),
        ]
        .map(|(path, answer)| (path.to_owned(), 200, answer.to_string()))
        .into();
    }
    service
}

async fn with(answer: Option<(&str, u16, serde_json::Value)>, connector: Connector) -> Verification {
    let service = service();
    if let Some((path, status, body)) = answer {
        service.state().answers.insert(0, (path.to_owned(), status, body.to_string()));
    }
    verify(&service.client(), connector).await
}

fn probes(verification: &Verification) -> Vec<&'static str> {
    verification.probes.iter().map(|probe| probe.what).collect()
}

#[tokio::test]
async fn every_connector_calls_what_its_tables_are_read_by() {
    for (connector, expected) in [
        (Connector::Boards, &["projects", "users", "teams", "work_item_types", "work_items", "boards"][..]),
        // No build yet is no fault.
        (Connector::Pipelines, &["projects", "users", "build_definitions", "builds", "pipelines"]),
        (
            Connector::Repos,
            &["projects", "repositories", "users", "refs", "pushes", "commits", "pull_requests"],
        ),
        (Connector::PullCommits, &["projects", "pull_requests", "pull_request_commits"]),
        (Connector::Commits, &["projects", "repositories", "default_branch_commits"]),
        (Connector::People, &["users", "groups", "user_entitlements"]),
    ] {
        let verification = with(None, connector).await;
        let probes = probes(&verification);
        for expected in expected {
            assert!(probes.contains(expected), "{connector} does not call {expected}: {probes:?}");
        }
        assert_eq!(verification.verdict(), Verdict::Ok, "{verification} {verification:#?}");
        assert_eq!(verification.to_string(), format!("{connector}: ok"));
    }
}

/// 403, and 401: the service answers so to a token that lacks a scope, as if it were not valid at all.
#[tokio::test]
async fn a_scope_that_is_missing_is_named() {
    let refused = || json!({"message": "TF400813", "typeKey": "UnauthorizedRequestException"});
    for status in [403, 401] {
        for (path, connector, what, scope) in [
            ("_apis/build/builds", Connector::Pipelines, "builds", "Build (read) (vso.build)"),
            ("graph/users", Connector::Repos, "users", "Graph (read) (vso.graph)"),
            ("wit/workitemtypes", Connector::Boards, "work_item_types", "Work Items (read) (vso.work)"),
            ("git/repositories", Connector::Commits, "repositories", "Code (read) (vso.code)"),
        ] {
            let verification = with(Some((path, status, refused())), connector).await;
            assert_eq!(verification.verdict(), Verdict::InvalidPermissions, "{verification}");
            let text = verification.to_string();
            let start = format!("{connector}: invalid_permissions; the credential may not read {what}");
            assert!(text.starts_with(&start), "{text}");
            assert!(text.ends_with(&format!("it needs the scopes {scope}")), "{text}");
        }
    }
}

/// What can be read with Code alone is not enough: the projects are listed first.
#[tokio::test]
async fn a_connector_needs_the_scopes_of_what_its_units_are_found_by() {
    let refused = json!({"message": "TF400813", "typeKey": "UnauthorizedRequestException"});
    let verification = with(Some(("_apis/projects", 401, refused)), Connector::Commits).await;
    assert_eq!(verification.verdict(), Verdict::InvalidPermissions);
    assert_eq!(verification.missing_scopes(), ["vso.project"]);
    assert_eq!(scopes(Connector::PullCommits), ["vso.code", "vso.project"]);
    assert_eq!(scopes(Connector::Boards), ["vso.graph", "vso.project", "vso.work"]);
    assert_eq!(scopes(Connector::People), ["vso.graph", "vso.memberentitlementmanagement"]);
}

#[tokio::test]
async fn a_credential_that_is_refused_for_everything_is_not_valid() {
    for status in [401, 203] {
        let verification = with(Some(("", status, json!({}))), Connector::Repos).await;
        assert_eq!(verification.verdict(), Verdict::InvalidCredentials);
        // It is tried with other scopes, but not with all that there is.
        assert!(probes(&verification).len() <= 4, "{:?}", probes(&verification));
    }
}

#[tokio::test]
async fn nothing_to_see() {
    let nothing = json!({"count": 0, "value": []});
    let verification = with(Some(("_apis/projects", 200, nothing.clone())), Connector::Boards).await;
    assert_eq!(
        verification.to_string(),
        "boards: no_resources; there are no projects or repositories that the credential may see"
    );
    let verification = with(Some(("git/repositories", 200, nothing)), Connector::Commits).await;
    assert_eq!(verification.verdict(), Verdict::NoResources);
    let unknown = json!({"message": "The resource cannot be found.", "typeKey": "x"});
    let verification = with(Some(("_apis/projects", 404, unknown)), Connector::Repos).await;
    assert_eq!(verification.verdict(), Verdict::NoResources);
    assert!(verification.to_string().contains("The resource cannot be found"), "{verification}");
}

#[tokio::test]
async fn a_service_that_is_away_says_nothing_about_the_credential() {
    let away = json!({"message": "out of order"});
    let verification = with(Some(("_apis/build/builds", 500, away)), Connector::Pipelines).await;
    assert_eq!(verification.verdict(), Verdict::Unknown);
    assert!(verification.to_string().starts_with("pipelines: unknown; "), "{verification}");
}

/// An older Server has no graph, for example.
#[tokio::test]
async fn an_area_that_is_not_there_is_no_fault_of_the_credential() {
    let unknown = json!({"message": "The controller for path was not found.", "typeKey": "x"});
    let verification = with(Some(("graph/users", 404, unknown)), Connector::Pipelines).await;
    assert_eq!(verification.verdict(), Verdict::Ok, "{verification}");
}

#[tokio::test]
async fn without_a_pull_request_there_is_nothing_to_ask() {
    let none = json!({"value": []});
    let verification = with(Some(("git/pullrequests", 200, none)), Connector::PullCommits).await;
    assert_eq!(verification.verdict(), Verdict::Ok);
    let last = verification.probes.last().unwrap();
    assert!((last.what, matches!(last.answer, Ok(None))) == ("pull_request_commits", true));
}
