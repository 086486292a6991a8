//! Webhooks: what is delivered reads as what it is, and nothing of it is lost.

use std::io;
use std::sync::Mutex;
use std::time::Duration;

use adoxide::credential::Pat;
use adoxide::resource::{Completion, Vote};
use adoxide::transport::InProcess;
use adoxide::webhook::{
    BODY_LIMIT, DesiredSubscription, EVENTS, Event, EventResource, SubscriptionStatus, Verifier,
};
use adoxide::{Client, ErrorKind, Method};
use adoxide_emulator::Emulator;
use axum_core::body::Body;
use bytes::Bytes;
use http::{HeaderMap, Request, Response, StatusCode};
use proptest::prelude::*;
use serde_json::{Value, json};

fn parse(body: &Value) -> Event {
    Event::parse(&HeaderMap::new(), body.to_string()).unwrap()
}

fn event(event_type: &str, version: &str, resource: &Value) -> Event {
    parse(&json!({
        "subscriptionId": "62663df5-dfe4-4a59-beb2-5f3a1a5ab8a4",
        "notificationId": 161,
        "id": "f406f6e5-401c-4efe-8868-3d978d9bc840",
        "eventType": event_type,
        "publisherId": "tfs",
        "message": { "text": "It happened", "html": "It <b>happened</b>", "markdown": "It *happened*" },
        "detailedMessage": null,
        "resource": resource,
        "resourceVersion": version,
        "resourceContainers": {
            "collection": { "id": "478ee4b3-565c-4216-92b9-f220c8704e79", "baseUrl": "https://dev.azure.com/fabrikam/" },
            "account": { "id": "85eb50cc-a440-4c4f-b535-26e419e03044", "baseUrl": "https://dev.azure.com/fabrikam/" },
            "project": { "id": "4cfab79e-7973-4d9d-b9df-253531404bba", "baseUrl": "https://dev.azure.com/fabrikam/" },
        },
        "createdDate": "2026-01-07T13:16:12.4828759Z",
    }))
}

#[test]
fn the_envelope_is_read_whole() {
    let mut headers = HeaderMap::new();
    headers.insert("X-VSS-ActivityId", "a8d2e2a5".parse().unwrap());
    let body =
        event("git.push", "1.0", &json!({ "pushId": 4, "repository": { "id": "ba2967cc", "size": null } }));
    let event = Event::parse(&headers, body.raw()).unwrap();

    assert_eq!(event.key(), Some(("62663df5-dfe4-4a59-beb2-5f3a1a5ab8a4", 161)));
    assert!(!event.is_test());
    assert_eq!(event.message.as_ref().unwrap().text.as_deref(), Some("It happened"));
    assert!(event.detailed_message.is_none());
    assert_eq!(event.project_id(), Some("4cfab79e-7973-4d9d-b9df-253531404bba"));
    let account = event.containers.account.as_ref().unwrap();
    assert_eq!(account.base_url.as_deref(), Some("https://dev.azure.com/fabrikam/"));
    assert_eq!(event.activity_id.as_deref(), Some("a8d2e2a5"));
    assert_eq!(event.repository_id(), Some("ba2967cc"));
    assert_eq!(event.raw(), body.raw());
    assert_eq!(event.raw_resource(), Some(r#"{"pushId":4,"repository":{"id":"ba2967cc","size":null}}"#));
    let Some(EventResource::Push(push)) = event.resource else { panic!("{event:?}") };
    assert_eq!(push.push_id, Some(4));
}

#[test]
fn the_resource_version_decides_where_shapes_differ() {
    let comment = json!({
        "id": 2,
        "content": "This is my comment.",
        "_links": { "self": { "href": "https://dev.azure.com/f/_apis/git/repositories/4bc1/pullRequests/7/threads/5/comments/2" } },
    });
    let first = event("ms.vss-code.git-pullrequest-comment-event", "1.0", &comment);
    assert!(
        matches!(&first.resource, Some(EventResource::PullRequestCommentOnly(comment)) if comment.id == Some(2))
    );
    assert_eq!((first.repository_id(), first.pull_request_id()), (Some("4bc1"), Some(7)));

    let whole =
        json!({ "comment": comment, "pullRequest": { "pullRequestId": 7, "repository": { "id": "4bc1" } } });
    for version in ["2.0", "2.0-preview.1", "3.0"] {
        let second = event("ms.vss-code.git-pullrequest-comment-event", version, &whole);
        assert!(matches!(&second.resource, Some(EventResource::PullRequestCommented(_))), "{version}");
        assert_eq!((second.repository_id(), second.pull_request_id()), (Some("4bc1"), Some(7)));
        assert_eq!(serde_json::to_value(&second.resource).unwrap(), whole);
    }
    for version in ["1.0", "1.0-preview.1"] {
        let build = event(
            "build.complete",
            version,
            &json!({ "id": 9, "status": "succeeded", "drop": {}, "log": {} }),
        );
        assert!(matches!(&build.resource, Some(EventResource::XamlBuildCompleted(_))), "{version}");
        assert_eq!(build.build_id(), Some(9));
    }
    for version in ["2.0", "5.1-preview.7"] {
        let build =
            event("build.complete", version, &json!({ "id": 9, "status": "completed", "result": "failed" }));
        assert!(matches!(&build.resource, Some(EventResource::BuildCompleted(_))), "{version}");
    }
}

#[test]
fn every_event_type_reads_an_empty_resource_and_keeps_unknown_members() {
    for event_type in EVENTS {
        for version in event_type.versions {
            let empty = event(event_type.event_type, version, &json!({}));
            assert_eq!(serde_json::to_value(&empty.resource).unwrap(), json!({}));
            let later = json!({ "addedLater": { "deep": [1, null] } });
            let event = event(&event_type.event_type.to_uppercase(), version, &later);
            assert!(event.unexpected().is_none(), "{event:?}");
            assert!(!matches!(event.resource, Some(EventResource::Other(_))), "{event:?}");
            assert_eq!(serde_json::to_value(&event.resource).unwrap(), later);
        }
    }
}

#[test]
fn what_is_not_known_or_unexpected_is_kept() {
    let unknown = event("ms.vss-planning.sprint-started", "1.0", &json!({ "sprint": 7 }));
    assert_eq!(unknown.resource, Some(EventResource::Other(Box::new(json!({ "sprint": 7 })))));
    assert!(unknown.unexpected().is_none());

    let event = event("git.push", "1.0", &json!({ "pushId": 4, "refUpdates": "all" }));
    assert_eq!(
        event.resource,
        Some(EventResource::Other(Box::new(json!({ "pushId": 4, "refUpdates": "all" }))))
    );
    let error = event.unexpected().unwrap();
    assert_eq!((error.kind(), error.json_path()), (ErrorKind::Decode, Some("$.refUpdates")));
    assert!(
        error.to_string().starts_with("the resource of git.push (1.0) has an unexpected shape"),
        "{error}"
    );
}

#[test]
fn reduced_and_reserialised_deliveries_are_read() {
    // `resourceDetailsToSend: none`, and no messages.
    let event = parse(&json!({ "eventType": "workitem.updated", "resource": null, "message": null }));
    assert_eq!(event.resource, None);
    assert!(event.key().is_none() && event.project_id().is_none());

    // As a consumer passes it on, in Pascal case.
    let event = parse(&json!({
        "SubscriptionId": "b3038ecc", "NotificationId": "161", "EventType": "workitem.updated", "PublisherId": "tfs",
        "Resource": { "id": 18, "workItemId": 30, "revision": { "id": 30, "rev": 5 } },
        "ResourceVersion": "3.1-preview.3",
        "ResourceContainers": { "project": { "Id": "4cfab79e" }, "server": { "Id": "5" }, "account": null },
    }));
    assert_eq!(event.key(), Some(("b3038ecc", 161)));
    assert_eq!(event.work_item_id(), Some(30));
    assert_eq!(event.project_id(), Some("4cfab79e"));
    assert_eq!(event.containers.others["server"].id.as_deref(), Some("5"));

    let test =
        parse(&json!({ "subscriptionId": "00000000-0000-0000-0000-000000000000", "eventType": "git.push" }));
    assert!(test.is_test());
}

#[test]
fn what_is_no_delivery_is_refused_with_the_reason() {
    let parse = |body: &[u8]| Event::parse(&HeaderMap::new(), body).unwrap_err();
    for (body, expected) in [
        (&b""[..], "not a delivery of a service hook: EOF while parsing a value at $"),
        (b"eventType=git.push", "not a delivery of a service hook: expected value"),
        (b"[]", "not a delivery of a service hook: invalid type: sequence, expected a JSON object"),
        (b"{}", "not a delivery of a service hook: `eventType` is missing"),
        (br#"{"eventType":{}}"#, "not a delivery of a service hook: expected text as `eventType`"),
        (
            br#"{"eventType":"git.push","notificationId":"x"}"#,
            "not a delivery of a service hook: expected a whole number",
        ),
        (br#"{"eventType":"git.push","resourceContainers":7}"#, "the `resourceContainers` of the delivery"),
        (b"{\"eventType\":\"\xff\"}", "not a delivery of a service hook: the body is not UTF-8"),
    ] {
        let error = parse(body);
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.to_string().starts_with(expected), "{error}");
    }
    assert_eq!(parse(&vec![b' '; BODY_LIMIT + 1]).kind(), ErrorKind::TooLarge);
    assert_eq!(
        parse(format!("{}1{}", "[".repeat(400_000), "]".repeat(400_000)).as_bytes()).kind(),
        ErrorKind::Decode
    );

    let mut headers = HeaderMap::new();
    headers.insert("Content-Encoding", "gzip".parse().unwrap());
    assert_eq!(Event::parse(&headers, b"{}").unwrap_err().kind(), ErrorKind::NotSupported);
}

proptest! {
    #[test]
    fn no_body_makes_it_panic(body in prop::collection::vec(any::<u8>(), 0..200), known in 0..EVENTS.len()) {
        drop(Event::parse(&HeaderMap::new(), &body));
        let text = String::from_utf8_lossy(&body).into_owned();
        let event = event(EVENTS[known].event_type, &text, &json!({ "id": text, "repository": text, "environment": [text] }));
        prop_assert!(serde_json::to_value(&event.resource).unwrap().is_object());
    }
}

fn emulator() -> (Emulator, Client) {
    let emulator = Emulator::builder().seed_size(0).operation_duration(Duration::ZERO).build().unwrap();
    let client = Client::builder("http://127.0.0.1:1/fabrikam")
        .credential(Pat::new(emulator.token()).unwrap())
        .transport(InProcess::new(emulator.clone(), Body::new))
        .build()
        .unwrap();
    (emulator, client)
}

/// Receives what is due as a server does: verified, then parsed.
async fn receive(emulator: &Emulator, verifier: &Verifier, status: StatusCode) -> Vec<Event> {
    let got = Mutex::new(Vec::new());
    let receive = |request: Request<Bytes>| {
        let (parts, body) = request.into_parts();
        verifier.verify(&parts.headers).unwrap();
        got.lock().unwrap().push(Event::parse(&parts.headers, &body).unwrap());
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = status;
        std::future::ready(io::Result::Ok(response))
    };
    emulator.deliver(receive).await;
    got.into_inner().unwrap()
}

const URL: &str = "http://127.0.0.1:9/webhooks/ado";

#[tokio::test]
async fn what_the_emulator_delivers_is_verified_and_typed() {
    let (emulator, ado) = emulator();
    let verifier = Verifier::new().header("X-ADO-Signature", "3fZr").unwrap();
    let desired: Vec<_> = [
        ("tfs", "git.push"),
        ("tfs", "git.pullrequest.created"),
        ("tfs", "git.pullrequest.updated"),
        ("tfs", "git.pullrequest.merged"),
        ("tfs", "git.repo.created"),
        ("tfs", "workitem.created"),
        ("distributedtask", "agentqueue.created"),
    ]
    .map(|(publisher, event_type)| {
        DesiredSubscription::new(publisher, event_type, URL).header("X-ADO-Signature", "3fZr")
    })
    .into();
    ado.subscriptions("sync").ensure(&desired).await.unwrap();

    let project = ado.create_project("Contoso").await.unwrap();
    let repo = project.create_repository("web").await.unwrap();
    repo.commit("main", "First").add("/a.txt", "one\n").create().push().await.unwrap();
    let main = repo.branch("main").object_id().await.unwrap();
    repo.branch("topic").create(&main).await.unwrap();
    repo.commit("topic", "Change").edit("/a.txt", "two\n").push().await.unwrap();
    let pr = repo.new_pull_request("topic", "Say two").create().await.unwrap();
    pr.vote(Vote::Approve).await.unwrap();
    pr.complete(Completion::new()).await.unwrap();
    project.new_work_item("Task", "Be done").save().await.unwrap();

    let events = receive(&emulator, &verifier, StatusCode::OK).await;
    let id = project.id().await.unwrap();
    for event in &events {
        assert!(event.unexpected().is_none(), "{event:?}");
        assert!(!matches!(event.resource, Some(EventResource::Other(_)) | None), "{event:?}");
        assert!(event.key().is_some() && !event.is_test() && event.activity_id.is_some());
        assert_eq!(event.project_id(), Some(id.as_str()), "{event:?}");
    }
    let repository = repo.id().await.unwrap();
    let of_pull_request = events.iter().filter(|event| event.pull_request_id() == Some(pr.number()));
    let of_pull_request: Vec<_> = of_pull_request.map(|event| event.event_type.as_str()).collect();
    assert!(of_pull_request.contains(&"git.pullrequest.created"));
    assert!(of_pull_request.contains(&"git.pullrequest.merged"));
    assert!(of_pull_request.iter().filter(|name| **name == "git.pullrequest.updated").count() >= 2);
    assert!(events.iter().any(|event| event.work_item_id() == Some(1)));
    let pushes = events.iter().filter(|event| event.repository_id() == Some(repository.as_str()));
    assert!(pushes.count() >= 3);
}

#[tokio::test]
async fn subscriptions_are_made_what_they_should_be() {
    let (emulator, ado) = emulator();
    let own = ado.subscriptions("sync");
    let push = || DesiredSubscription::new("tfs", "git.push", URL).header("X-ADO-Signature", "one");
    let item = || DesiredSubscription::new("tfs", "workitem.updated", URL).basic("hooks", "hunter2");

    // What is none of ours stays.
    let other = json!({
        "publisherId": "tfs", "eventType": "git.push", "consumerId": "webHooks", "consumerActionId": "httpRequest",
        "consumerInputs": { "url": URL },
    });
    let path = "_apis/hooks/subscriptions?api-version=7.1";
    ado.request(Method::POST, path).json(&other).await.unwrap();
    ado.subscriptions("other").ensure(&[push()]).await.unwrap();

    let made = own.ensure(&[push(), item()]).await.unwrap();
    assert_eq!((made.created.len(), made.deleted.len()), (2, 0));
    let again = own.ensure(&[push(), item()]).await.unwrap();
    assert!(again.is_unchanged() && again.unchanged.len() == 2, "{again:?}");

    // A new secret in a header is seen, one in a password only if it is asked for.
    let rotated = push().header("X-More", "two");
    let updated = own.ensure(&[rotated, item()]).await.unwrap();
    assert_eq!((updated.updated.len(), updated.unchanged.len()), (1, 1));
    let rewritten = own.clone().rewrite_secrets().ensure(&[push(), item()]).await.unwrap();
    assert_eq!(rewritten.updated.len(), 2);

    // A double that somebody made is removed.
    let mut double = json!(made.created[0]);
    double.as_object_mut().unwrap().remove("id");
    ado.request(Method::POST, path).json(&double).await.unwrap();
    let mended = own.ensure(&[push(), item()]).await.unwrap();
    assert_eq!((mended.deleted.len(), mended.created.len()), (1, 0));

    // One that was disabled is enabled again.
    let verifier = Verifier::new().header("X-ADO-Signature", "one").unwrap();
    let all = own.list().await.unwrap();
    let of_others = ado.subscriptions("other").list().await.unwrap();
    assert_eq!((all.len(), of_others.len()), (2, 1));
    ado.subscriptions("other").ensure(&[]).await.unwrap();
    let project = ado.create_project("Contoso").await.unwrap();
    let repo = project.create_repository("web").await.unwrap();
    let listed = ado.request(Method::GET, path).await.unwrap();
    for known in listed.body["value"].as_array().unwrap() {
        if known["consumerInputs"].get("httpHeaders").is_none() {
            let path = format!("_apis/hooks/subscriptions/{}?api-version=7.1", known["id"].as_str().unwrap());
            ado.request(Method::DELETE, path).await.unwrap();
        }
    }
    repo.commit("main", "First").add("/a.txt", "one\n").create().push().await.unwrap();
    assert_eq!(receive(&emulator, &verifier, StatusCode::GONE).await.len(), 1);
    let enabled = own.ensure(&[push(), item()]).await.unwrap();
    assert_eq!(enabled.enabled.len(), 1);
    assert_eq!(enabled.enabled[0].1, SubscriptionStatus::DisabledBySystem);
    assert_eq!(enabled.enabled[0].0.status, Some(SubscriptionStatus::Enabled));

    let gone = own.ensure(&[]).await.unwrap();
    assert_eq!(gone.deleted.len(), 2);
    assert_eq!(ado.subscriptions("a b").list().await.unwrap_err().kind(), ErrorKind::Config);
}
