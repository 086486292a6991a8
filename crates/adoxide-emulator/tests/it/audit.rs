//! The audit log and its streams.

use http::Method;
use serde_json::{Value, json};

use crate::support::{empty, seeded};

fn preview(path: &str) -> String {
    let separator = if path.contains('?') { '&' } else { '?' };
    format!("_apis/audit/{path}{separator}api-version=7.1-preview.1")
}

fn actions(log: &Value) -> Vec<&str> {
    let entries = log["decoratedAuditLogEntries"].as_array().unwrap();
    entries.iter().map(|entry| entry["actionId"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn what_is_audited_is_in_the_log_newest_first() {
    let api = empty();
    let project = api.project("Shop").await;
    let (repository, _) = api.repository("Shop", "web").await;
    api.patch(&format!("_apis/git/repositories/{repository}"), &json!({"name": "site"})).await.ok(200);
    let settings = "Shop/_apis/build/generalsettings";
    let all = api.patch(settings, &json!({"enforceJobAuthScope": false, "unknown": 1})).await.ok(200);
    assert_eq!((&all["enforceJobAuthScope"], &all["statusBadgesArePrivate"]), (&json!(false), &json!(true)));
    assert_eq!(all.as_object().unwrap().len(), 20);
    api.patch(settings, &json!({"enforceJobAuthScope": "perhaps"})).await.fault(400);

    let log = api.get(&preview("auditlog")).await.ok(200);
    let found = actions(&log);
    // A project comes with a repository.
    let wanted = [
        "Pipelines.ProjectSettings",
        "Git.RepositoryRenamed",
        "Git.RepositoryCreated",
        "Git.RepositoryCreated",
    ];
    assert_eq!(found.iter().filter(|id| wanted.contains(id)).copied().collect::<Vec<_>>(), wanted);
    // The organization was created before what the log keeps.
    assert!(found.contains(&"Project.CreateCompleted"), "{found:?}");
    assert!(!found.contains(&"Organization.Create"), "{found:?}");
    let first = &log["decoratedAuditLogEntries"][0];
    assert_eq!((&first["area"], &first["category"]), (&json!("Pipelines"), &json!("modify")));
    assert_eq!((&first["projectId"], &first["projectName"]), (&json!(project), &json!("Shop")));
    assert_eq!(first["data"]["OldValue"], Value::Null);
    assert_eq!(log["hasMore"], false);
}

#[tokio::test]
async fn the_log_is_read_in_pages_to_its_end() {
    let api = seeded();
    let whole = api.get(&preview("auditlog?batchSize=200")).await.ok(200);
    let mut pages = Vec::new();
    let mut token = String::new();
    loop {
        let page = api.get(&preview(&format!("auditlog?batchSize=2{token}"))).await.ok(200);
        pages.extend(page["decoratedAuditLogEntries"].as_array().unwrap().clone());
        if page["hasMore"] == false {
            break;
        }
        token = format!("&continuationToken={}", page["continuationToken"].as_str().unwrap());
    }
    assert!(pages.len() > 3, "the seeded world has an audit log");
    assert_eq!(&pages[..], &whole["decoratedAuditLogEntries"].as_array().unwrap()[..pages.len().min(200)]);
    let none = api.get(&preview("auditlog?startTime=2026-01-01&endTime=2026-01-02")).await.ok(200);
    assert_eq!(none["decoratedAuditLogEntries"], json!([]));
    api.get(&preview("auditlog?continuationToken=x")).await.fault(400);
    // It is kept for 90 days.
    api.advance(91 * 86_400);
    let log = api.get(&preview("auditlog")).await.ok(200);
    assert_eq!((&log["decoratedAuditLogEntries"], &log["hasMore"]), (&json!([]), &json!(false)));
}

#[tokio::test]
async fn the_log_is_downloaded_as_json_or_csv() {
    let api = empty();
    api.project("Shop").await;
    let json: Value = api.get(&preview("downloadlog?format=json")).await.json();
    let csv = api.get(&preview("downloadlog?format=csv")).await;
    assert_eq!(csv.header("content-type"), Some("application/octet-stream"));
    let lines: Vec<_> = csv.text().lines().collect();
    assert!(lines[0].starts_with("Id,CorrelationId,"));
    assert_eq!(lines.len(), json.as_array().unwrap().len() + 1);
    api.get(&preview("downloadlog?format=xml")).await.fault(400);
}

#[tokio::test]
async fn actions_are_listed_by_area() {
    let api = empty();
    let all = api.get(&preview("actions")).await.ok(200);
    assert_eq!(all["count"], 188);
    let git = api.get(&preview("actions?areaName=git")).await.ok(200);
    assert_eq!(
        git["value"][1],
        json!({"area": "Git", "category": "create", "actionId": "Git.RepositoryCreated"})
    );
}

#[tokio::test]
async fn a_stream_never_tells_its_secret() {
    let api = empty();
    let body = json!({"consumerType": "Splunk",
        "consumerInputs": {"SplunkUrl": "https://splunk.example:8088", "SplunkEventCollectorToken": "s3cret"}});
    api.post(&preview("streams"), &body).await.fault(400);
    let made = api.post(&preview("streams?daysToBackfill=0"), &body).await.ok(200);
    assert_eq!((&made["id"], &made["status"]), (&json!(1), &json!("enabled")));
    assert_eq!(made["displayName"], "https://splunk.example:8088");
    assert_eq!(made["consumerInputs"]["SplunkEventCollectorToken"], "************************");
    let off = api.call(Method::PUT, &preview("streams/1?status=disabledByUser")).send().await.ok(200);
    assert_eq!(off["status"], "disabledByUser");
    let changed = json!({"id": 1, "consumerType": "Splunk", "displayName": "Logs",
        "consumerInputs": {"SplunkUrl": "https://other.example", "SplunkEventCollectorToken": "************************"}});
    let changed = api.call(Method::PUT, &preview("streams")).json(&changed).send().await.ok(200);
    assert_eq!((&changed["displayName"], &changed["status"]), (&json!("Logs"), &json!("disabledByUser")));
    api.post(&preview("streams?daysToBackfill=0"), &json!({"consumerType": "Fax"})).await.fault(400);
    api.delete(&preview("streams/1")).await.ok(204);
    assert_eq!(api.get(&preview("streams/1")).await.fault(404), "AuditStreamNotFoundException");
    let log = api.get(&preview("auditlog")).await;
    assert!(!log.text().contains("s3cret"));
    let log = log.json();
    assert_eq!(
        actions(&log)[..4],
        [
            "AuditLog.StreamDeleted",
            "AuditLog.StreamModified",
            "AuditLog.StreamDisabledByUser",
            "AuditLog.StreamCreated"
        ]
    );
}
