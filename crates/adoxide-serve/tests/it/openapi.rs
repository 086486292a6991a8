//! The description of the HTTP API is what the server does: each of its operations is called, and each answer is what it
//! says.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::mcp::Echo;
use crate::stage::Stage;

/// What of a value is not as the schema has it.
fn wrong(value: &Value, schema: &Value, document: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let schema = document.pointer(&reference[1..]).unwrap_or_else(|| panic!("{reference}"));
        return wrong(value, schema, document, at, found);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let fits = |schema: &Value| {
            let mut found = Vec::new();
            wrong(value, schema, document, at, &mut found);
            found.is_empty()
        };
        if !choices.iter().any(fits) {
            found.push(format!("{at}: {value} is none of {choices:?}"));
        }
        return;
    }
    let is = match schema["type"].as_str().unwrap_or_else(|| panic!("{at}: {schema}")) {
        "null" => value.is_null(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{at}: {other}"),
    };
    if !is {
        return found.push(format!("{at}: expected {schema}, got {value}"));
    }
    if schema["enum"].as_array().is_some_and(|values| !values.contains(value)) {
        found.push(format!("{at}: {value} is none of {}", schema["enum"]));
    }
    if schema["format"] == "date-time" && value.as_str().unwrap().parse::<jiff::Timestamp>().is_err() {
        found.push(format!("{at}: {value} is not an instant"));
    }
    for (number, item) in value.as_array().into_iter().flatten().enumerate() {
        wrong(item, &schema["items"], document, &format!("{at}/{number}"), found);
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        if value.get(name.as_str().unwrap()).is_none() {
            found.push(format!("{at}: {name} is missing"));
        }
    }
    for (name, member) in value.as_object().into_iter().flatten() {
        let more = &schema["additionalProperties"];
        let schema = &schema["properties"][name];
        match (schema.is_null(), more) {
            (false, _) => wrong(member, schema, document, &format!("{at}/{name}"), found),
            (true, Value::Object(_)) => wrong(member, more, document, &format!("{at}/{name}"), found),
            (true, Value::Bool(false)) => found.push(format!("{at}: {name} is not described")),
            _ => {}
        }
    }
}

#[allow(clippy::too_many_lines, reason = "there are many operations")]
#[tokio::test(flavor = "multi_thread")]
async fn every_operation_answers_as_described() {
    let stage = Stage::new().await;
    std::fs::write(stage.path("hook.secret"), "the-webhooks-secret").unwrap();
    let tables = "stored_credentials = true\ntables = [\"projects\", \"repositories\", \"pull_requests\"]";
    let config = format!(
        "[webhooks]\nsecret_file = \"hook.secret\"\n{}",
        stage.connection("one", "sqlite:one.db", tables)
    );
    let server = stage.run(stage.open(&config).await.unwrap().agents(Echo));
    let host = format!("Host: {}\r\n", server.address);
    // Without a token: it tells nothing of what is served.
    let document = server.send("GET", "/openapi.json", &host, b"").await;
    assert_eq!(document.status, 200, "{document:?}");
    let document = document.json();
    assert_eq!(document["openapi"], "3.1.1");

    let create = json!({"label": "a", "settings": {"b": 1}, "secrets": {"personal_access_token": stage.emulator.token()}});
    let event = json!({
        "subscriptionId": "8fd412f1-9873-4b45-8854-6f1b32ac2e11", "notificationId": 1, "id": "x",
        "eventType": "git.push", "publisherId": "tfs", "resource": {},
    });
    // Each with its place in the description, and a second time as it is refused.
    let none = Value::Null;
    let own = "/api/connections/{id}";
    let calls = [
        ("GET", "/healthz".to_owned(), "/healthz", none.clone()),
        ("GET", "/openapi.json".to_owned(), "/openapi.json", none.clone()),
        ("POST", format!("{own}/credentials.create"), "/api/connections/one/credentials.create", create),
        ("POST", format!("{own}/run"), "/api/connections/one/run", json!({"full": true})),
        ("GET", own.to_owned(), "/api/connections/one", none.clone()),
        ("GET", "/api/status".to_owned(), "/api/status", none.clone()),
        ("GET", "/metrics".to_owned(), "/metrics", none.clone()),
        ("GET", format!("{own}/credentials.list"), "/api/connections/one/credentials.list", none.clone()),
        (
            "GET",
            format!("{own}/credentials.info/{{credential}}"),
            "/api/connections/one/credentials.info/1",
            none.clone(),
        ),
        (
            "POST",
            format!("{own}/credentials.update"),
            "/api/connections/one/credentials.update",
            json!({"id": 1, "expiration_date": "2099-01-31"}),
        ),
        ("POST", "/webhooks/ado".to_owned(), "/webhooks/ado", event),
        (
            "POST",
            "/api/webhooks/replay".to_owned(),
            "/api/webhooks/replay",
            json!({"since": "2026-01-31T12:00:00Z"}),
        ),
        ("POST", "/api/webhooks/check".to_owned(), "/api/webhooks/check", none.clone()),
        (
            "POST",
            "/mcp".to_owned(),
            "/mcp",
            json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}}),
        ),
        ("DELETE", "/mcp".to_owned(), "/mcp", none.clone()),
        ("GET", "/".to_owned(), "/", none.clone()),
        // Where these are, the answers before them say.
        ("GET", "/pages/{connection}/{page}".to_owned(), "/pages/one/", none.clone()),
        ("GET", "/pages/{connection}/csv/{metric}".to_owned(), "/pages/one/csv/", none.clone()),
        ("GET", "/pages/{connection}/sql/{metric}".to_owned(), "/pages/one/sql/", none.clone()),
        ("POST", format!("{own}/pause"), "/api/connections/one/pause", none.clone()),
        ("POST", format!("{own}/resume"), "/api/connections/one/resume", none.clone()),
        (
            "POST",
            format!("{own}/credentials.delete"),
            "/api/connections/one/credentials.delete",
            json!({"id": 1}),
        ),
    ];
    let (mut called, mut pages, mut session) = (BTreeSet::new(), String::new(), String::new());
    for (method, template, path, body) in &calls {
        let operation = &document["paths"][template][method.to_lowercase()];
        assert!(operation.is_object(), "{method} {template} is not described");
        let linked = pages.split(['"', '\r', ' ']).find(|word| path.ends_with('/') && word.starts_with(path));
        let linked = linked.map(ToOwned::to_owned);
        let path = linked.as_deref().unwrap_or(path);
        called.insert(operation["operationId"].as_str().unwrap().to_owned());
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let secret = "X-ADO-Signature: the-webhooks-secret\r\n";
        let answer = match operation["security"][0].as_object().and_then(|known| known.keys().next()) {
            Some(scheme) if scheme == "secret" => {
                server.send(method, path, &format!("{host}{secret}"), body.as_bytes()).await
            }
            _ => {
                let token = format!("Authorization: Bearer {}\r\n", server.token);
                server.send(method, path, &format!("{host}{token}{session}"), body.as_bytes()).await
            }
        };
        if let Some(line) = answer.head.lines().find(|line| line.starts_with("mcp-session-id: ")) {
            session = format!("{line}\r\n");
        }
        let responses = operation["responses"].as_object().unwrap();
        let (status, response) = responses.iter().find(|(status, _)| *status != "default").unwrap();
        assert_eq!(answer.status.to_string(), *status, "{method} {path}: {answer:?}");
        for (kind, content) in response["content"].as_object().into_iter().flatten() {
            assert!(answer.head.contains(&format!("content-type: {kind}")), "{kind}: {answer:?}");
            if content["schema"]["$ref"].is_string() {
                let mut found = Vec::new();
                wrong(&answer.json(), &content["schema"], &document, path, &mut found);
                assert_eq!(found, [""; 0]);
            }
        }
        if template == "/" || template == "/pages/{connection}/{page}" {
            pages = format!("{} {}", answer.head, answer.body);
        }
        // Without what lets one in.
        if operation["security"].as_array().is_some_and(|security| !security.is_empty()) {
            let refused = server.send(method, path, &host, body.as_bytes()).await;
            assert_eq!(refused.status, 401, "{method} {path}");
            let schema = &responses["default"]["content"]["application/json"]["schema"];
            let mut found = Vec::new();
            wrong(&refused.json(), schema, &document, path, &mut found);
            assert_eq!(found, [""; 0]);
        }
        if path.ends_with("/run") {
            server.until("one", |status| status["last_run"]["outcome"] == "completed").await;
        }
    }
    let described: BTreeSet<_> = document["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|path| path.as_object().unwrap().values())
        .map(|operation| operation["operationId"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(called, described);
    server.stop().await;
}
