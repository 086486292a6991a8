use std::sync::Arc;

use adoxide_serve::{Agent, Agents};
use futures::future::BoxFuture;
use serde_json::{Value, json};

use crate::stage::{Answer, Running, Stage};

/// Answers each request with its own parameters.
pub struct Echo;

impl Agents for Echo {
    fn versions(&self) -> &[&str] {
        &["2025-06-18"]
    }

    fn begin(&self) -> Arc<dyn Agent> {
        Arc::new(Self)
    }
}

impl Agent for Echo {
    fn answer(&self, message: Value) -> BoxFuture<'_, Option<Value>> {
        let answer =
            message.get("id").map(|id| json!({"jsonrpc": "2.0", "id": id, "result": message["params"]}));
        Box::pin(std::future::ready(answer))
    }
}

async fn send(server: &Running, method: &str, lines: &str, body: &Value) -> Answer {
    let lines = format!(
        "Host: {}\r\nAuthorization: Bearer {}\r\nAccept: application/json, text/event-stream\r\n{lines}",
        server.address, server.token
    );
    server.send(method, "/mcp", &lines, body.to_string().as_bytes()).await
}

fn session(answer: &Answer) -> String {
    let line = answer.head.lines().find(|line| line.starts_with("mcp-session-id: ")).unwrap();
    line["mcp-session-id: ".len()..].to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn agents_have_sessions() {
    let stage = Stage::new().await;
    let config =
        stage.connection("one", "sqlite:one.db", "token_file = \"one.token\"\ntables = [\"projects\"]");
    let server = stage.run(stage.open(&config).await.unwrap().agents(Echo));
    let initialize = json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"a": 1}});
    let request = json!({"jsonrpc": "2.0", "id": "x", "method": "tools/list", "params": {"b": 2}});
    let notification = json!({"jsonrpc": "2.0", "method": "notifications/initialized"});

    let begun = send(&server, "POST", "", &initialize).await;
    assert_eq!((begun.status, &begun.json()["result"]), (200, &json!({"a": 1})), "{begun:?}");
    let id = session(&begun);
    assert_ne!(session(&send(&server, "POST", "", &initialize).await), id, "each has its own");
    let own = format!("Mcp-Session-Id: {id}\r\nMCP-Protocol-Version: 2025-06-18\r\n");
    let answer = send(&server, "POST", &own, &request).await;
    assert_eq!(answer.json(), json!({"jsonrpc": "2.0", "id": "x", "result": {"b": 2}}), "{answer:?}");
    let answer = send(&server, "POST", &own, &notification).await;
    assert_eq!((answer.status, answer.body.as_str()), (202, ""), "{answer:?}");

    for (method, lines, body, status) in [
        ("POST", "", &request, 400),
        ("POST", "Mcp-Session-Id: nobodys\r\n", &request, 404),
        ("POST", "MCP-Protocol-Version: 1999-01-01\r\n", &initialize, 400),
        ("POST", "Origin: https://evil.example\r\n", &initialize, 403),
        ("POST", "", &json!([initialize]), 400),
        ("GET", own.as_str(), &Value::Null, 405),
        ("DELETE", own.as_str(), &Value::Null, 200),
        ("DELETE", own.as_str(), &Value::Null, 404),
        ("POST", own.as_str(), &request, 404),
    ] {
        let answer = send(&server, method, lines, body).await;
        assert_eq!(answer.status, status, "{method} {lines}: {answer:?}");
    }
    // Without the token nobody is heard.
    let host = format!("Host: {}\r\n", server.address);
    let answer = server.send("POST", "/mcp", &host, initialize.to_string().as_bytes()).await;
    assert_eq!(answer.status, 401, "{answer:?}");
    server.stop().await;

    let server = stage.start(&config).await;
    let answer = send(&server, "POST", "", &initialize).await;
    assert_eq!((answer.status, &answer.json()["error"]), (503, &"mcp_not_configured".into()), "{answer:?}");
    server.stop().await;
}
