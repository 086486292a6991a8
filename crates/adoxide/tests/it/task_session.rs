//! The session of a task with the service that runs it.

use adoxide::ErrorKind;
use adoxide::api::distributed_task::task::TaskResult;
use adoxide::api::wire::Json;
use adoxide::resource::TaskSession;

use crate::script::{Script, Step, TOKEN};

const ID: &str = "6ce954b1-ce1f-45d1-b94d-e6bf2464ba2c";

fn header(name: &str) -> String {
    let value = match name {
        "PlanUrl" => "https://dev.azure.com/contoso/",
        "HubName" => "build",
        "AuthToken" => TOKEN,
        _ => ID,
    };
    value.to_owned()
}

#[tokio::test]
async fn a_task_writes_its_feed_its_log_and_its_end() {
    let script = Script::by(|seen, _| {
        let is_new = seen.uri.split('?').next().is_some_and(|path| path.ends_with("/logs"));
        Step::json(200, if is_new { r#"{"id":7}"# } else { r#"{"count":0,"value":[]}"# })
    });
    let mut session =
        TaskSession::from_headers(|name| Some(header(name))).unwrap().with_client(&script.client());
    session.feed((0..150).map(|line| format!("line {line}"))).await.unwrap();
    session.log("one").await.unwrap();
    session.log("two\n").await.unwrap();
    session.complete(TaskResult::Succeeded).await.unwrap();
    let seen = script.seen();
    let paths: Vec<String> = seen
        .iter()
        .map(|seen| {
            let path = seen.uri.split('?').next().unwrap().replace(ID, "ID");
            path.trim_start_matches(
                "https://dev.azure.com/contoso/ID/_apis/distributedtask/hubs/build/plans/ID",
            )
            .to_owned()
        })
        .collect();
    assert_eq!(
        paths,
        [
            "/timelines/ID/records/ID/feed",
            "/timelines/ID/records/ID/feed",
            "/logs",
            "/logs/7",
            "/timelines/ID/records",
            "/logs/7",
            "/timelines/ID/records",
            "/timelines/ID/records",
            "/events",
        ]
    );
    let body = |at: usize| serde_json::from_slice::<Json>(&seen[at].body).unwrap();
    assert_eq!((&body(1)["startLine"], &body(1)["count"]), (&101.into(), &50.into()));
    assert_eq!(seen[3].body.as_ref(), b"one\n");
    assert_eq!(seen[5].body.as_ref(), b"two\n");
    assert_eq!(body(4)["value"][0]["log"]["id"], 7);
    assert_eq!(
        body(8),
        serde_json::json!({"name": "TaskCompleted", "jobId": ID, "taskId": ID, "result": "succeeded"})
    );
    assert!(!format!("{:?}", TaskSession::from_headers(|name| Some(header(name)))).contains(TOKEN));
}

#[test]
fn what_is_missing_is_named() {
    let error = TaskSession::from_headers(|name| Some(header(name)).filter(|_| name != "JobId")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("JobId is not set"), "{error}");
}
