//! The emulator's own endpoint.

use http::Method;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::support::*;

#[tokio::test]
async fn faults_are_set_and_taken_back() {
    let api = empty();
    let rule = json!({"kind": "throttle", "retryAfter": 1, "operation": "core.get_projects", "times": 5});
    let id = api.post("/_adoxide/faults", &rule).await.ok(201)["id"].clone();
    assert_eq!(api.get("_apis/projects").await.status, 429);
    let rules = api.get("/_adoxide/faults").await.ok(200);
    assert_eq!((&rules["value"][0]["matched"], &rules["value"][0]["happened"]), (&1.into(), &1.into()));
    api.delete(&format!("/_adoxide/faults/{id}")).await.ok(204);
    api.get("_apis/projects").await.ok(200);
    assert_eq!(api.delete(&format!("/_adoxide/faults/{id}")).await.status, 404);
    let bad = api.post("/_adoxide/faults", &json!({"kind": "flood"})).await.ok(400);
    assert!(bad["message"].as_str().unwrap().contains("it must be throttle, delay"));
}

#[tokio::test]
async fn the_log_says_what_was_asked() {
    let api = empty();
    api.get("_apis/projects?$top=1").await;
    api.get("_apis/nothing").await;
    api.call(Method::GET, "_apis/teams").without("authorization").send().await;
    let log = api.get("/_adoxide/requests").await.ok(200);
    assert_eq!(log["count"], 3, "control calls are not logged");
    let first = &log["value"][0];
    assert_eq!((&first["method"], &first["path"]), (&"GET".into(), &"/fabrikam/_apis/projects".into()));
    assert_eq!(first["query"], "$top=1&api-version=7.1");
    assert_eq!((&first["operation"], &first["status"]), (&"core.get_projects".into(), &200.into()));
    assert_eq!((&first["apiVersion"], &first["identity"]), (&"7.1".into(), &"ada@fabrikam.example".into()));
    assert_eq!((&log["value"][1]["status"], log["value"][1].get("operation")), (&404.into(), None));
    assert_eq!((&log["value"][2]["status"], log["value"][2].get("identity")), (&302.into(), None));
    api.delete("/_adoxide/requests").await.ok(204);
    assert_eq!(api.get("/_adoxide/requests").await.ok(200)["count"], 0);
}

#[tokio::test]
async fn the_clock_moves_and_the_world_begins_again() {
    let api = seeded();
    let now = api.post("/_adoxide/clock", &json!({"advance": 90.5})).await.ok(200);
    assert_eq!(now["now"], "2026-07-01T12:01:30.5Z");
    let before = api.get("_apis/git/repositories").await.ok(200);
    for repository in before["value"].as_array().unwrap() {
        api.delete(&format!("_apis/git/repositories/{}", repository["id"].as_str().unwrap())).await.ok(204);
    }
    api.post("/_adoxide/faults", &json!({"kind": "truncate"})).await.ok(201);
    api.call(Method::POST, "/_adoxide/reset").send().await.ok(204);
    assert_eq!(api.get("_apis/git/repositories").await.ok(200), before);
    let refs = format!("_apis/git/repositories/{}/commits", before["value"][0]["id"].as_str().unwrap());
    assert!(api.get(&refs).await.ok(200)["count"].as_u64().unwrap() > 0);
    assert_eq!(api.get("/_adoxide/faults").await.ok(200)["count"], 0);
    let stats = api.get("/_adoxide/stats").await.ok(200);
    assert_eq!((&stats["projects"], &stats["organizations"]), (&1.into(), &1.into()));
    let journal = api.get("/_adoxide/journal/fabrikam").await.ok(200);
    let first = &journal["value"][0];
    assert_eq!((&first["kind"], &first["event"]), (&"OrganizationEvent".into(), &"Created".into()));
    assert_eq!(api.get("/_adoxide/nothing").await.status, 404);
    let operations = api.get("/_adoxide/operations").await.ok(200);
    assert!(
        operations["value"]
            .as_array()
            .unwrap()
            .iter()
            .any(|o| o["id"] == "git.create_push" && o["emulated"] == true)
    );
}

#[tokio::test]
async fn pages_in_a_browser_have_no_say() {
    let api = empty();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(api.emulator.clone().serve(listener));
    for (headers, status) in [
        (format!("host: {address}"), "200"),
        (format!("host: localhost:{}", address.port()), "200"),
        ("host: [::1]".to_owned(), "200"),
        (format!("host: {address}\r\norigin: https://evil.example"), "403"),
        // A name that was made to lead here.
        (format!("host: evil.example:{}", address.port()), "403"),
    ] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = format!("GET /_adoxide/requests HTTP/1.1\r\n{headers}\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{headers}: {answer}");
    }
}
