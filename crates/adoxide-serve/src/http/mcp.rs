//! `/mcp`: the streamable HTTP transport of the Model Context Protocol. Each message is one request, and its answer is JSON;
//! the server sends nothing by itself, so there is no stream to open.

use std::sync::Arc;

use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use super::reply::Reply;
use super::route::Call;
use crate::agent::Sessions;
use crate::server::App;

/// Bytes that a message may have.
pub(super) const LIMIT: usize = 8 << 20;

const SESSION: &str = "mcp-session-id";
const VERSION: &str = "mcp-protocol-version";

fn bad(message: impl Into<String>) -> Reply {
    Reply::error(StatusCode::BAD_REQUEST, "invalid_message", message)
}

/// The sessions, and the one that a request names.
fn sessions<'a>(app: &'a App, call: &'a Call) -> Result<(&'a Sessions, Option<&'a str>), Reply> {
    let sessions = app.agents.get().ok_or_else(|| {
        let message = "agents are not configured; add a table [mcp] to the configuration";
        Reply::error(StatusCode::SERVICE_UNAVAILABLE, "mcp_not_configured", message)
    })?;
    let header = |name: &str| {
        let value = call.headers.get(name).map(HeaderValue::to_str).transpose();
        value.map_err(|_| bad(format!("the header `{name}` is not a text")))
    };
    if let Some(version) = header(VERSION)?
        && !sessions.knows(version)
    {
        return Err(bad(format!("the version {version} of the protocol is not known")));
    }
    Ok((sessions, header(SESSION)?))
}

fn ended() -> Reply {
    Reply::error(StatusCode::NOT_FOUND, "session_not_found", "the session has ended; initialize another one")
}

pub(super) async fn message(app: &Arc<App>, call: Call) -> Reply {
    answered(app, &call).await.unwrap_or_else(|reply| reply)
}

async fn answered(app: &App, call: &Call) -> Result<Reply, Reply> {
    let (sessions, session) = sessions(app, call)?;
    let message: Value = serde_json::from_slice(&call.body).map_err(|error| {
        bad(format!("the body is not JSON: line {} column {}", error.line(), error.column()))
    })?;
    if !message.is_object() {
        return Err(bad("expected one message of JSON-RPC 2.0"));
    }
    let (begun, agent) = match session {
        _ if message["method"] == "initialize" => {
            let (id, agent) = sessions.begin().map_err(|error| {
                Reply::error(StatusCode::SERVICE_UNAVAILABLE, "state_unavailable", error.to_string())
            })?;
            (Some(id), agent)
        }
        Some(id) => (None, sessions.find(id).ok_or_else(ended)?),
        None => return Err(bad(format!("the header `{SESSION}` is missing; initialize a session first"))),
    };
    let Some(answer) = agent.answer(message).await else {
        return Ok(Reply::text(StatusCode::ACCEPTED, "application/json", ""));
    };
    let reply = Reply::text(StatusCode::OK, "application/json", answer.to_string());
    Ok(match begun.and_then(|id| HeaderValue::try_from(id).ok()) {
        Some(id) => reply.header(HeaderName::from_static(SESSION), id),
        None => reply,
    })
}

pub(super) async fn end(app: &Arc<App>, call: Call) -> Reply {
    match sessions(app, &call) {
        Ok((sessions, Some(id))) if sessions.end(id) => Reply::ok(Value::Null),
        Ok(_) => ended(),
        Err(reply) => reply,
    }
}
