//! Service hooks: subscriptions, what is delivered, and what becomes of a receiver that fails.

#![allow(clippy::too_many_lines, reason = "what happens in an organization is a long story")]

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Mutex;
use std::time::Duration;

use adoxide_emulator::{FaultKind, FaultRule};
use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use serde_json::{Value, json};

use super::support::*;

const SUBSCRIPTIONS: &str = "_apis/hooks/subscriptions";

/// What a receiver got.
#[derive(Debug)]
struct Got {
    headers: HeaderMap,
    body: Value,
}

async fn subscribe(api: &Api, publisher: &str, event_type: &str, more: &Value) -> Value {
    let mut body = json!({
        "publisherId": publisher,
        "eventType": event_type,
        "consumerId": "webHooks",
        "consumerActionId": "httpRequest",
        "publisherInputs": {},
        "consumerInputs": { "url": "http://127.0.0.1:9/hooks" },
    });
    for (name, value) in more.as_object().into_iter().flatten() {
        match (body[name].as_object_mut(), value.as_object()) {
            (Some(own), Some(value)) => own.extend(value.clone()),
            _ => body[name] = value.clone(),
        }
    }
    api.post(SUBSCRIPTIONS, &body).await.ok(200)
}

/// Delivers what is due, to a receiver that answers with a status.
async fn deliver(api: &Api, status: u16) -> Vec<Got> {
    let got = Mutex::new(Vec::new());
    let receive = |request: Request<Bytes>| {
        let (parts, body) = request.into_parts();
        got.lock()
            .unwrap()
            .push(Got { headers: parts.headers, body: serde_json::from_slice(&body).unwrap() });
        let mut response = Response::new(Bytes::from_static(b"thanks"));
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        std::future::ready(io::Result::Ok(response))
    };
    api.emulator.deliver(receive).await;
    got.into_inner().unwrap()
}

fn types(got: &[Got]) -> Vec<&str> {
    got.iter().map(|got| got.body["eventType"].as_str().unwrap()).collect()
}

async fn status(api: &Api, subscription: &Value) -> String {
    let path = format!("{SUBSCRIPTIONS}/{}", subscription["id"].as_str().unwrap());
    api.get(&path).await.ok(200)["status"].as_str().unwrap().to_owned()
}

/// Everything happens that the state can cause.
async fn live(api: &Api) {
    let other = api.project("Other").await;
    for (path, comment) in [("$/P/a.txt", "A new sample"), ("$/Other/b.txt", "Not here")] {
        let file = json!({"item": {"path": path}, "changeType": "add", "newContent": {"content": "a"}});
        let changeset = json!({"comment": comment, "changes": [file]});
        api.post("_apis/tfvc/changesets", &changeset).await.ok(201);
    }
    let (repository, first) = api.pipeline_repository("P", "web").await;
    let repositories = "P/_apis/git/repositories";
    api.push(&repository, "refs/heads/topic", &first, &[("add", "/b.md", "B\n")]).await.ok(201);
    let pull_requests = format!("_apis/git/repositories/{repository}/pullrequests");
    let new =
        json!({ "sourceRefName": "refs/heads/topic", "targetRefName": "refs/heads/main", "title": "B" });
    let made = api.post(&pull_requests, &new).await.ok(201);
    let own = format!("{pull_requests}/{}", made["pullRequestId"]);
    api.advance(60);
    let comment = json!({ "comments": [{ "content": "Why?", "commentType": 1 }], "status": 1 });
    api.post(&format!("{own}/threads"), &comment).await.ok(200);
    let me = made["createdBy"]["id"].as_str().unwrap();
    api.call(Method::PUT, &format!("{own}/reviewers/{me}")).json(&json!({ "vote": 10 })).send().await.ok(200);
    let source = made["lastMergeSourceCommit"].clone();
    api.patch(&own, &json!({ "status": "completed", "lastMergeSourceCommit": source })).await.ok(200);
    api.advance(60);
    let fork =
        json!({ "name": "fork", "project": { "id": other }, "parentRepository": { "id": repository } });
    api.post("Other/_apis/git/repositories", &fork).await.ok(201);
    api.patch(&format!("{repositories}/{repository}"), &json!({ "isDisabled": true })).await.ok(200);
    api.patch(&format!("{repositories}/{repository}"), &json!({ "isDisabled": false })).await.ok(200);

    let definition = json!({
        "name": "CI",
        "queue": { "name": "Azure Pipelines" },
        "process": { "type": 2, "yamlFilename": "ci.yml" },
        "repository": { "id": repository, "type": "tfsgit" },
    });
    let definition = api.post("P/_apis/build/definitions", &definition).await.ok(200);
    api.post("P/_apis/build/builds", &json!({ "definition": { "id": definition["id"] } })).await.ok(200);
    api.advance(600);
    api.get("P/_apis/build/builds").await.ok(200);

    let endpoint = json!({ "name": "elsewhere", "type": "generic", "url": "https://example.com" });
    let endpoints = "P/_apis/serviceendpoint/endpoints?api-version=5.1-preview.2";
    let endpoint = api.post(endpoints, &endpoint).await.ok(200);
    let path = format!(
        "P/_apis/serviceendpoint/endpoints/{}?api-version=5.1-preview.2",
        endpoint["id"].as_str().unwrap()
    );
    api.call(Method::PUT, &path).json(&endpoint).send().await.ok(200);

    let new = json!([{ "op": "add", "path": "/fields/System.Title", "value": "It is slow" }]);
    let new = api
        .call(Method::POST, "P/_apis/wit/workitems/$Task")
        .body(new.to_string(), "application/json-patch+json");
    let made = new.send().await.ok(200);
    let own = format!("P/_apis/wit/workitems/{}", made["id"]);
    let change = json!([{ "op": "add", "path": "/fields/System.Description", "value": "It always was" }]);
    api.json_patch(&own, &change).await.ok(200);
    let comments = format!("{own}/comments?api-version=7.1-preview.4");
    api.post(&comments, &json!({ "text": "Still slow" })).await.ok(200);
    api.delete(&own).await.ok(200);
    let restored = format!("P/_apis/wit/recyclebin/{}", made["id"]);
    api.patch(&restored, &json!({ "isDeleted": false })).await.ok(200);

    let automated = json!({ "approvals": [{ "rank": 1, "isAutomated": true }] });
    let definition = json!({
        "name": "Web",
        "releaseNameFormat": "Web-$(rev:r)",
        "environments": [{
            "name": "Stage",
            "preDeployApprovals": { "approvals": [{ "rank": 1, "isAutomated": false, "approver": { "id": me } }] },
            "postDeployApprovals": automated,
            "retentionPolicy": { "daysToKeep": 30, "releasesToKeep": 3, "retainBuild": true },
            "conditions": [{ "name": "ReleaseStarted", "conditionType": "event", "value": "" }],
            "deployPhases": [{
                "name": "Agent job",
                "rank": 1,
                "phaseType": "agentBasedDeployment",
                "workflowTasks": [{ "taskId": "d9bafed4-0b18-4f58-968d-86655b4d2ce9", "version": "2.*", "name": "Copy", "enabled": true }],
            }],
        }],
    });
    let definition = api.post("P/_apis/release/definitions", &definition).await.ok(200);
    let release = json!({ "definitionId": definition["id"] });
    api.post("P/_apis/release/releases", &release).await.ok(200);
    api.advance(60);
    let approvals = api.get("P/_apis/release/approvals").await.ok(200);
    let approval = format!("P/_apis/release/approvals/{}", approvals["value"][0]["id"]);
    api.patch(&approval, &json!({ "status": "approved", "comments": "lgtm" })).await.ok(200);
    api.advance(3600);
    let second = api.post("P/_apis/release/releases", &release).await.ok(200);
    // What waits for an approval can't be abandoned.
    api.advance(60);
    let waiting =
        api.get(&format!("P/_apis/release/approvals?releaseIdsFilter={}", second["id"])).await.ok(200);
    let approval = format!("P/_apis/release/approvals/{}", waiting["value"][0]["id"]);
    api.patch(&approval, &json!({ "status": "rejected", "comments": "no" })).await.ok(200);
    api.advance(60);
    let path = format!("P/_apis/release/releases/{}", second["id"]);
    api.patch(&path, &json!({ "status": "abandoned" })).await.ok(200);

    let spare = api.post(repositories, &json!({ "name": "spare" })).await.ok(201);
    let spare = spare["id"].as_str().unwrap();
    api.patch(&format!("{repositories}/{spare}"), &json!({ "name": "tyre" })).await.ok(200);
    api.delete(&format!("{repositories}/{spare}")).await.ok(204);
    let bin = format!("P/_apis/git/recycleBin/repositories/{spare}");
    api.patch(&bin, &json!({ "deleted": false })).await.ok(200);
}

/// The event types that the state can cause.
const CAUSED: &[&str] = &[
    "agentqueue.created",
    "build.complete",
    "git.pullrequest.created",
    "git.pullrequest.merged",
    "git.pullrequest.updated",
    "git.push",
    "git.repo.created",
    "git.repo.deleted",
    "git.repo.forked",
    "git.repo.renamed",
    "git.repo.statuschanged",
    "git.repo.undeleted",
    "ms.vss-code.git-pullrequest-comment-event",
    "ms.vss-endpoint.endpoint-created",
    "ms.vss-endpoint.endpoint-updated",
    "ms.vss-pipelines.job-state-changed-event",
    "ms.vss-pipelines.run-state-changed-event",
    "ms.vss-pipelines.stage-state-changed-event",
    "ms.vss-release.deployment-approval-completed-event",
    "ms.vss-release.deployment-approval-pending-event",
    "ms.vss-release.deployment-completed-event",
    "ms.vss-release.deployment-started-event",
    "ms.vss-release.release-abandoned-event",
    "ms.vss-release.release-created-event",
    "tfvc.checkin",
    "workitem.commented",
    "workitem.created",
    "workitem.deleted",
    "workitem.restored",
    "workitem.updated",
];

#[tokio::test]
async fn what_happens_is_delivered_in_every_version() {
    let api = empty();
    api.project("P").await;
    let publishers = api.get("_apis/hooks/publishers").await.ok(200);
    let mut expected = BTreeMap::new();
    for publisher in publishers["value"].as_array().unwrap() {
        let publisher_id = publisher["id"].as_str().unwrap();
        for event_type in publisher["supportedEvents"].as_array().unwrap() {
            let id = event_type["id"].as_str().unwrap();
            let inputs = if id == "tfvc.checkin" { json!({ "path": "$/P" }) } else { json!({}) };
            for version in event_type["supportedResourceVersions"].as_array().unwrap() {
                let more = json!({ "publisherInputs": inputs, "resourceVersion": version });
                let made = subscribe(&api, publisher_id, id, &more).await;
                expected.insert(made["id"].as_str().unwrap().to_owned(), (id.to_owned(), version.clone()));
            }
        }
    }
    live(&api).await;
    let got = deliver(&api, 200).await;
    let found: BTreeSet<_> = types(&got).into_iter().collect();
    assert_eq!(found.into_iter().collect::<Vec<_>>(), CAUSED);
    for Got { body, .. } in &got {
        let subscription = body["subscriptionId"].as_str().unwrap();
        let (event_type, version) = &expected[subscription];
        assert_eq!((&body["eventType"], &body["resourceVersion"]), (&json!(event_type), version));
        assert!(body["resource"].is_object(), "{body}");
        assert!(body["message"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{body}");
        assert!(!body["message"]["text"].as_str().unwrap().contains("null"), "{body}");
        assert_eq!(body["resourceContainers"]["account"]["baseUrl"], "http://127.0.0.1:8080/fabrikam/");
    }
    let of = |event_type: &str, version: &str| {
        let found = got
            .iter()
            .find(|got| got.body["eventType"] == event_type && got.body["resourceVersion"] == version);
        &found.unwrap_or_else(|| panic!("no {event_type} at {version}")).body["resource"]
    };
    assert_eq!(of("build.complete", "1.0")["definition"]["definitionType"], "xaml");
    assert_eq!(of("build.complete", "2.0")["result"], "succeeded");
    let checked_in = got.iter().filter(|got| got.body["eventType"] == "tfvc.checkin");
    let comments: Vec<_> = checked_in.map(|got| got.body["resource"]["comment"].as_str().unwrap()).collect();
    assert_eq!(comments.len(), 2, "the folder of the project, and what is in it: {comments:?}");
    assert_eq!(comments[1], "A new sample");
    let comment = "ms.vss-code.git-pullrequest-comment-event";
    assert_eq!(of(comment, "1.0")["content"], "Why?");
    assert_eq!(of(comment, "2.0")["comment"]["content"], "Why?");
    let author = |version: &str| of("workitem.created", version)["fields"]["System.CreatedBy"].clone();
    assert!(author("1.0").as_str().unwrap().contains('<'));
    assert!(author("3.1-preview.3")["displayName"].as_str().unwrap().contains('<'));
    assert!(!author("5.1-preview.3")["displayName"].as_str().unwrap().contains('<'));
    assert_eq!(of("workitem.commented", "1.0")["fields"]["System.History"], "Still slow");
    assert_eq!(of("git.repo.renamed", "1.0-preview.1")["oldName"], "spare");
    // The numbers of a subscription count up, and each event has one id for all.
    assert_eq!(got.iter().filter(|got| got.body["notificationId"] == 1).count(), {
        let delivered: BTreeSet<_> = got.iter().map(|got| got.body["subscriptionId"].as_str()).collect();
        delivered.len()
    });
}

#[tokio::test]
async fn a_subscription_is_answered_as_recorded_and_its_secrets_are_masked() {
    let api = empty();
    let project = api.project("P").await;
    let more = json!({
        "publisherInputs": { "projectId": project, "branch": "" },
        "consumerInputs": { "basicAuthUsername": "hooks", "basicAuthPassword": "hunter2", "acceptUntrustedCerts": true },
    });
    let made = subscribe(&api, "tfs", "git.push", &more).await;
    assert_eq!(made["status"], "enabled");
    assert_eq!(made["actionDescription"], "To host 127.0.0.1");
    assert!(made["publisherInputs"]["tfsSubscriptionId"].is_string());
    assert_eq!(made["consumerInputs"]["acceptUntrustedCerts"], "true");
    assert_eq!(made["consumerInputs"]["basicAuthPassword"], "********");
    // Put back as it was read, the secret stays.
    let own = format!("{SUBSCRIPTIONS}/{}", made["id"].as_str().unwrap());
    api.call(Method::PUT, &own).json(&made).send().await.ok(200);
    api.repository("P", "web").await;
    let got = deliver(&api, 200).await;
    let sent = got[0].headers["authorization"].to_str().unwrap();
    assert_eq!(sent, "Basic aG9va3M6aHVudGVyMg==");
    assert!(got[0].headers["user-agent"].to_str().unwrap().starts_with("VSServices"));
    let history = api.get(&format!("{own}/notifications/1")).await.ok(200);
    let text = history.to_string();
    assert!(!text.contains("hunter2") && !text.contains("aG9va3M6aHVudGVyMg"), "{text}");
    assert_eq!(history["result"], "succeeded");
    assert_eq!(history["details"]["requestAttempts"], 1);
    assert!(history["details"]["response"].as_str().unwrap().contains("thanks"));

    let listed = api.get(&format!("{SUBSCRIPTIONS}?publisherId=tfs&eventType=git.push")).await.ok(200);
    assert_eq!(listed["count"], 1);
    assert_eq!(api.get(&format!("{SUBSCRIPTIONS}?eventType=tfvc.checkin")).await.ok(200)["count"], 0);
    let query = json!({ "consumerInputFilters": [{ "conditions": [
        { "inputId": "url", "operator": "equals", "inputValue": "http://127.0.0.1:9/hooks" },
    ] }] });
    let found = api.post("_apis/hooks/subscriptionsquery", &query).await.ok(200);
    assert_eq!(found["results"].as_array().unwrap().len(), 1);

    api.delete(&own).await.ok(204);
    assert_eq!(api.get(&own).await.fault(404), "SubscriptionNotFoundException");
    assert_eq!(api.delete(&own).await.fault(404), "SubscriptionNotFoundException");
}

#[tokio::test]
async fn a_subscription_that_cannot_be_is_refused() {
    let api = empty();
    let with = async |more: Value| {
        let mut body = json!({
            "publisherId": "tfs", "eventType": "git.push", "consumerId": "webHooks",
            "consumerActionId": "httpRequest", "consumerInputs": { "url": "http://127.0.0.1:9/" },
        });
        for (name, value) in more.as_object().unwrap() {
            body[name] = value.clone();
        }
        api.post(SUBSCRIPTIONS, &body).await
    };
    assert_eq!(with(json!({ "publisherId": "nobody" })).await.fault(404), "PublisherNotFoundException");
    assert_eq!(with(json!({ "eventType": "git.pull" })).await.fault(404), "EventTypeNotFoundException");
    assert_eq!(with(json!({ "consumerId": "fax" })).await.fault(404), "ConsumerNotFoundException");
    assert_eq!(with(json!({ "resourceVersion": "9.0" })).await.fault(400), "ServiceHookException");
    for url in ["", "ftp://127.0.0.1/", "nowhere"] {
        let inputs = json!({ "consumerInputs": { "url": url } });
        assert_eq!(with(inputs).await.fault(400), "SubscriptionInputException", "{url}");
    }
    let inputs = json!({ "consumerInputs": { "url": "http://127.0.0.1/", "httpHeaders": "no header" } });
    assert_eq!(with(inputs).await.fault(400), "SubscriptionInputException");
    let inputs = json!({ "publisherInputs": { "repository": "web" } });
    assert_eq!(with(inputs).await.fault(400), "SubscriptionInputException");
    assert_eq!(with(json!({ "publisherId": null })).await.fault(400), "ArgumentNullException");
}

#[tokio::test]
async fn filters_and_details_are_those_of_the_subscription() {
    let api = empty();
    let project = api.project("P").await;
    let other = api.project("Q").await;
    let (repository, first) = api.pipeline_repository("P", "web").await;
    let only =
        |inputs: Value, consumer: Value| json!({ "publisherInputs": inputs, "consumerInputs": consumer });
    let branch =
        only(json!({ "projectId": project, "repository": repository, "branch": "topic" }), json!({}));
    subscribe(&api, "tfs", "git.push", &branch).await;
    subscribe(&api, "tfs", "git.push", &only(json!({ "projectId": other }), json!({}))).await;
    let none = json!({ "resourceDetailsToSend": "none", "messagesToSend": "none", "detailedMessagesToSend": "markdown" });
    subscribe(&api, "tfs", "git.push", &only(json!({ "branch": "refs/heads/topic" }), none)).await;
    let headers =
        json!({ "resourceDetailsToSend": "minimal", "httpHeaders": "X-ADO-Signature:3fZr\nX-Other: a:b" });
    subscribe(&api, "tfs", "git.push", &only(json!({ "branch": "topic" }), headers)).await;

    let main = [("add", "/c.md", "C\n")];
    api.push(&repository, "refs/heads/main", &first, &main).await.ok(201);
    assert_eq!(deliver(&api, 200).await.len(), 0, "another branch");
    api.push(&repository, "refs/heads/topic", &first, &main).await.ok(201);
    let got = deliver(&api, 200).await;
    assert_eq!(got.len(), 3);
    assert_eq!(got[0].body["resource"]["refUpdates"][0]["name"], "refs/heads/topic");
    assert_eq!(got[0].body["resource"]["repository"]["project"]["visibility"], "unchanged");
    assert!(got[1].body["resource"].is_null() && got[1].body["message"].is_null());
    assert!(got[1].body["detailedMessage"]["markdown"].is_string());
    assert!(got[1].body["detailedMessage"].get("html").is_none());
    let minimal = got[2].body["resource"].as_object().unwrap();
    assert!(minimal.contains_key("pushId") && !minimal.contains_key("commits"));
    assert_eq!(got[2].headers["x-ado-signature"], "3fZr");
    assert_eq!(got[2].headers["x-other"], "a:b");
    assert_eq!(deliver(&api, 200).await.len(), 0, "once");
}

#[tokio::test]
async fn transient_failures_are_retried_eight_times_then_the_subscription_is_on_probation() {
    let api = empty();
    api.project("P").await;
    let subscription = subscribe(&api, "tfs", "git.push", &json!({})).await;
    api.repository("P", "web").await;
    assert_eq!(deliver(&api, 503).await.len(), 1);
    for wait in [1, 2, 4, 8, 16, 32, 60, 60] {
        api.advance(wait - 1);
        assert_eq!(deliver(&api, 503).await.len(), 0, "before {wait} s");
        assert_eq!(status(&api, &subscription).await, "enabled");
        api.advance(1);
        assert_eq!(deliver(&api, 503).await.len(), 1, "after {wait} s");
    }
    assert_eq!(status(&api, &subscription).await, "onProbation");
    // Events on probation are lost, and a success ends it.
    api.repository("P", "lost").await;
    assert_eq!(deliver(&api, 200).await.len(), 0);
    api.advance(20 * 60);
    let got = deliver(&api, 200).await;
    assert_eq!(types(&got), ["git.push"]);
    assert_eq!(got[0].body["notificationId"], 1);
    assert_eq!(status(&api, &subscription).await, "enabled");
    api.repository("P", "again").await;
    assert_eq!(deliver(&api, 200).await.len(), 1);
}

#[tokio::test]
async fn enduring_failures_disable_a_subscription_in_the_end_and_gone_does_at_once() {
    let api = empty();
    api.project("P").await;
    let subscription = subscribe(&api, "tfs", "git.push", &json!({})).await;
    let (repository, first) = api.pipeline_repository("P", "web").await;
    assert_eq!(deliver(&api, 500).await.len(), 1);
    assert_eq!(status(&api, &subscription).await, "onProbation");
    for minutes in [20, 40, 80, 160, 320, 640, 900] {
        api.advance(minutes * 60);
        assert_eq!(deliver(&api, 404).await.len(), 1, "after {minutes} min");
    }
    assert_eq!(status(&api, &subscription).await, "disabledBySystem");
    let own = format!("{SUBSCRIPTIONS}/{}", subscription["id"].as_str().unwrap());
    let known = api.get(&own).await.ok(200);
    assert_eq!(known["probationRetries"], 7);
    let query =
        json!({ "subscriptionIds": [subscription["id"]], "resultType": "failed", "includeDetails": true });
    let failed = api.post("_apis/hooks/notificationsquery", &query).await.ok(200);
    assert_eq!(failed["results"][0]["details"]["requestAttempts"], 8);
    assert_eq!(failed["results"][0]["details"]["errorMessage"], "Not Found (404)");
    assert_eq!(failed["results"][0]["details"]["event"]["eventType"], "git.push");
    assert_eq!(failed["summary"][0]["results"][0]["notificationCount"], 1);

    // Enabled again, it gets what happens from then on.
    api.push(&repository, "refs/heads/lost", &first, &[("add", "/d.md", "D\n")]).await.ok(201);
    let mut enabled = known.clone();
    enabled["status"] = "enabled".into();
    assert_eq!(api.call(Method::PUT, &own).json(&enabled).send().await.ok(200)["status"], "enabled");
    assert_eq!(deliver(&api, 200).await.len(), 0);
    api.push(&repository, "refs/heads/topic", &first, &[("add", "/e.md", "E\n")]).await.ok(201);
    assert_eq!(deliver(&api, 410).await.len(), 1);
    assert_eq!(status(&api, &subscription).await, "disabledBySystem");
}

#[tokio::test]
async fn faults_lose_double_reorder_and_delay_deliveries() {
    let api = empty();
    api.project("P").await;
    subscribe(&api, "tfs", "git.push", &json!({})).await;
    let (repository, first) = api.pipeline_repository("P", "web").await;
    deliver(&api, 200).await;
    let push = async |name: &str| {
        let branch = format!("refs/heads/{name}");
        api.push(&repository, &branch, &first, &[("add", &format!("/{name}"), "x")]).await.ok(201);
    };
    let rule = |kind| FaultRule::new(kind).operation("hooks.delivery").times(1);
    let numbers =
        |got: &[Got]| got.iter().map(|got| got.body["notificationId"].as_i64().unwrap()).collect::<Vec<_>>();

    api.emulator.add_fault(rule(FaultKind::Drop).path("git.push"));
    push("dropped").await;
    assert_eq!(deliver(&api, 200).await.len(), 0);
    api.emulator.add_fault(rule(FaultKind::Duplicate));
    push("doubled").await;
    assert_eq!(numbers(&deliver(&api, 200).await), [3, 3]);
    api.emulator.add_fault(rule(FaultKind::Reorder));
    push("late").await;
    push("early").await;
    assert_eq!(numbers(&deliver(&api, 200).await), [5]);
    api.advance(1);
    assert_eq!(numbers(&deliver(&api, 200).await), [4]);
    api.emulator.add_fault(rule(FaultKind::Latency { duration: Duration::from_secs(30) }));
    push("delayed").await;
    api.advance(29);
    assert_eq!(deliver(&api, 200).await.len(), 0);
    api.advance(1);
    // Held from its first attempt on.
    api.advance(29);
    assert_eq!(numbers(&deliver(&api, 200).await), [6]);
}

#[tokio::test]
async fn a_test_notification_is_sent_and_shown() {
    let api = empty();
    api.project("P").await;
    let test = json!({ "details": {
        "publisherId": "tfs", "eventType": "git.push", "consumerId": "webHooks", "consumerActionId": "httpRequest",
        "consumerInputs": { "url": "http://127.0.0.1:9/hooks" },
    } });
    let made = api.post("_apis/hooks/testnotifications", &test).await.ok(200);
    assert_eq!(made["status"], "queued");
    api.repository("P", "web").await;
    api.post("_apis/hooks/testnotifications?useRealData=true", &test).await.ok(200);
    let got = deliver(&api, 503).await;
    assert_eq!(got.len(), 2);
    assert_eq!(got[0].body["subscriptionId"], "00000000-0000-0000-0000-000000000000");
    assert_eq!(got[0].body["id"], got[1].body["id"]);
    assert_eq!(got[1].body["resource"]["repository"]["name"], "web");
    let path = format!("{SUBSCRIPTIONS}/00000000-0000-0000-0000-000000000000/notifications/{}", made["id"]);
    let shown = api.get(&path).await.ok(200);
    assert_eq!((&shown["status"], &shown["result"]), (&json!("completed"), &json!("failed")));
    assert_eq!(deliver(&api, 200).await.len(), 0, "a test is not retried");
}

#[tokio::test]
async fn diagnostics_end_by_themselves() {
    let api = empty();
    let subscription = subscribe(&api, "tfs", "git.push", &json!({})).await;
    let own = format!("{SUBSCRIPTIONS}/{}/diagnostics", subscription["id"].as_str().unwrap());
    assert_eq!(api.get(&own).await.ok(200)["deliveryTracing"], json!({ "enabled": false }));
    let on = json!({ "deliveryTracing": { "enabled": true } });
    let answered = api.call(Method::PUT, &own).json(&on).send().await.ok(200);
    assert_eq!(answered["deliveryTracing"]["endDate"], "2026-07-01T14:00:00Z");
}

#[tokio::test]
async fn a_receiver_on_loopback_gets_events_over_http() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    let receiver = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/webhooks/ado", receiver.local_addr().unwrap());
    let api = Api::new(adoxide_emulator::Emulator::builder().seed_size(1).operation_duration(Duration::ZERO));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let serving = tokio::spawn(api.emulator.clone().serve(listener));
    subscribe(&api, "tfs", "git.repo.created", &json!({ "consumerInputs": { "url": url } })).await;
    let projects = api.get("_apis/projects").await.ok(200);
    let project = projects["value"][0]["id"].as_str().unwrap();
    api.post(&format!("{project}/_apis/git/repositories"), &json!({ "name": "new" })).await.ok(201);

    let (mut stream, _) = receiver.accept().await.unwrap();
    let mut text = Vec::new();
    let body = loop {
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk).await.unwrap();
        text.extend_from_slice(&chunk[..read]);
        let Some(end) = text.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        if let Ok(body) = serde_json::from_slice::<Value>(&text[end + 4..]) {
            break body;
        }
    };
    assert!(text.starts_with(b"POST /webhooks/ado HTTP/1.1\r\n"));
    assert_eq!(body["eventType"], "git.repo.created");
    assert_eq!(body["resource"]["repository"]["name"], "new");
    stream.write_all(b"HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n").await.unwrap();
    serving.abort();
}
