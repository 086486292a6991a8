//! What a credential is good for.

use adoxide_sync::{Connector, Verdict, Verification, verify};
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
async fn every_connector_asks_for_what_it_reads() {
    for (connector, expected) in [
        (Connector::Boards, vec!["projects", "users", "work item types"]),
        // No build yet is no fault.
        (Connector::Pipelines, vec!["projects", "users", "builds"]),
        (Connector::Repos, vec!["projects", "users", "repositories"]),
        (Connector::PullCommits, vec!["repositories", "pull requests", "commits of a pull request"]),
        (Connector::Commits, vec!["repositories", "commits"]),
    ] {
        let verification = with(None, connector).await;
        assert_eq!(probes(&verification), expected);
        assert_eq!(verification.verdict(), Verdict::Ok, "{verification}");
        assert_eq!(verification.to_string(), format!("{connector}: ok"));
    }
}

#[tokio::test]
async fn a_scope_that_is_missing_is_named() {
    let refused = || json!({"message": "TF400813", "typeKey": "UnauthorizedRequestException"});
    for (path, connector, what, scope) in [
        ("build/builds", Connector::Pipelines, "builds", "Build (read) (vso.build)"),
        ("graph/users", Connector::Repos, "users", "Graph (read) (vso.graph)"),
        ("wit/workitemtypes", Connector::Boards, "work item types", "Work Items (read) (vso.work)"),
        ("git/repositories", Connector::Commits, "repositories", "Code (read) (vso.code)"),
    ] {
        let verification = with(Some((path, 403, refused())), connector).await;
        assert_eq!(verification.verdict(), Verdict::InvalidPermissions);
        assert_eq!(
            verification.to_string(),
            format!(
                "{connector}: invalid_permissions; the credential may not read {what}; it needs the scopes {scope}"
            )
        );
    }
}

#[tokio::test]
async fn a_credential_that_is_refused_is_asked_for_nothing_more() {
    for status in [401, 203] {
        let verification = with(Some(("projects", status, json!({}))), Connector::Repos).await;
        assert_eq!(
            (verification.verdict(), probes(&verification)),
            (Verdict::InvalidCredentials, vec!["projects"])
        );
    }
}

#[tokio::test]
async fn nothing_to_see() {
    let nothing = json!({"count": 0, "value": []});
    let verification = with(Some(("projects", 200, nothing.clone())), Connector::Boards).await;
    assert_eq!(
        verification.to_string(),
        "boards: no_resources; there are no projects or repositories that the credential may see"
    );
    let verification = with(Some(("git/repositories", 200, nothing)), Connector::Commits).await;
    assert_eq!(verification.verdict(), Verdict::NoResources);
    let unknown = json!({"message": "The resource cannot be found.", "typeKey": "x"});
    let verification = with(Some(("projects", 404, unknown)), Connector::Repos).await;
    assert_eq!(verification.verdict(), Verdict::NoResources);
    assert!(verification.to_string().contains("The resource cannot be found"), "{verification}");
}

#[tokio::test]
async fn a_service_that_is_away_says_nothing_about_the_credential() {
    let verification =
        with(Some(("builds", 500, json!({"message": "out of order"}))), Connector::Pipelines).await;
    assert_eq!(verification.verdict(), Verdict::Unknown);
    assert!(verification.to_string().starts_with("pipelines: unknown; "), "{verification}");
}

#[tokio::test]
async fn without_a_pull_request_there_is_nothing_to_ask() {
    let none = json!({"value": []});
    let verification = with(Some(("git/pullrequests", 200, none)), Connector::PullCommits).await;
    assert_eq!(verification.verdict(), Verdict::Ok);
    let last = verification.probes.last().unwrap();
    assert!((last.what, matches!(last.answer, Ok(None))) == ("commits of a pull request", true));
}
