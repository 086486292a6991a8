//! What the routes answer: health, metrics, and connections.

use std::sync::Arc;

use http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::reply::Reply;
use super::route::Call;
use crate::connection::Connection;
use crate::metrics as prometheus;
use crate::server::App;

/// Whether the server is alive: nothing about what it serves, since everybody may ask.
pub(super) async fn health(_: &Arc<App>, _: Call) -> Reply {
    Reply::ok(Value::Null)
}

pub(super) async fn metrics(app: &Arc<App>, _: Call) -> Reply {
    let text = prometheus::text(&app.connections, app.webhooks.as_ref(), Timestamp::now());
    Reply::text(StatusCode::OK, "text/plain; version=0.0.4; charset=utf-8", text)
}

pub(super) async fn status(app: &Arc<App>, _: Call) -> Reply {
    let connections: Vec<_> = app.connections.iter().map(|connection| connection.status()).collect();
    let webhooks = app.webhooks.as_ref().map(|webhooks| {
        let last = webhooks.last().into_values().max();
        json!({
            "waiting": webhooks.waiting(),
            "deliveries": webhooks.counts(),
            "last_delivery_at": last.map(|last| last.to_string()),
        })
    });
    Reply::ok(json!({
        "version": env!("CARGO_PKG_VERSION"), "connections": connections, "webhooks": webhooks,
    }))
}

pub(super) async fn connection(app: &Arc<App>, call: Call) -> Reply {
    match find(app, &call) {
        Ok(connection) => Reply::ok(json!({ "connection": connection.status() })),
        Err(reply) => reply,
    }
}

/// Asks for a run now: `{"full": true}` to read everything again.
pub(super) async fn run(app: &Arc<App>, call: Call) -> Reply {
    let asked = find(app, &call).and_then(|connection| Ok((connection, call.json()?)));
    let (connection, body) = match asked {
        Ok(asked) => asked,
        Err(reply) => return reply,
    };
    let full = match body.get("full") {
        None | Some(Value::Null) => false,
        Some(Value::Bool(full)) => *full,
        Some(_) => {
            let message = "`full`: expected true or false";
            return Reply::error(StatusCode::UNPROCESSABLE_ENTITY, "invalid_json", message);
        }
    };
    connection.ask(full);
    Reply::json(StatusCode::ACCEPTED, true, json!({ "connection": connection.status() }))
}

pub(super) async fn pause(app: &Arc<App>, call: Call) -> Reply {
    set_paused(app, &call, true).await
}

pub(super) async fn resume(app: &Arc<App>, call: Call) -> Reply {
    set_paused(app, &call, false).await
}

async fn set_paused(app: &Arc<App>, call: &Call, paused: bool) -> Reply {
    let connection = match find(app, call) {
        Ok(connection) => connection,
        Err(reply) => return reply,
    };
    let name = connection.config.name.clone();
    if let Err(error) = app.state.run(move |state| state.pause(&name, paused)).await {
        return Reply::error(StatusCode::SERVICE_UNAVAILABLE, "state_unavailable", error.to_string());
    }
    connection.pause(paused);
    Reply::ok(json!({ "connection": connection.status() }))
}

/// The connection that the path names.
pub(super) fn find<'a>(app: &'a Arc<App>, call: &Call) -> Result<&'a Arc<Connection>, Reply> {
    let name = call.path.first().map_or("", String::as_str);
    app.connection(name).ok_or_else(|| {
        let message = "there is no connection of this id in the configuration";
        Reply::error(StatusCode::UNPROCESSABLE_ENTITY, "connection_not_found", message)
    })
}
