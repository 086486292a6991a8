//! Deliveries of service hooks: acknowledged when they are durable.
//!
//! The answer decides what becomes of the subscription: 503 is tried again within minutes; what else is not a success puts
//! it on probation. So 500, 404 and 410 are never answered to who has the secret.

use std::sync::Arc;

use adoxide::Address;
use adoxide::webhook::Event;
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::reply::Reply;
use super::route::Call;
use crate::connection::Connection;
use crate::server::App;
use crate::webhook::{Delivery, Webhooks, named, targets};

/// Where deliveries are sent to.
pub(crate) const RECEIVER: &str = "/webhooks/ado";
/// Bytes that the id of a subscription may have; it is a GUID.
const SUBSCRIPTION: usize = 256;

fn webhooks(app: &App) -> Result<&Webhooks, Reply> {
    app.webhooks.as_ref().ok_or_else(|| {
        let message = "webhooks are not configured; add a table [webhooks] to the configuration";
        Reply::error(StatusCode::SERVICE_UNAVAILABLE, "webhooks_not_configured", message)
    })
}

/// Refuses what does not carry a secret of the webhooks.
pub(super) fn authenticate(app: &App, headers: &HeaderMap) -> Result<(), Reply> {
    let webhooks = webhooks(app)?;
    let verifier = webhooks.verifier().map_err(|error| {
        tracing::error!(%error, "the secrets of the webhooks can't be read");
        Reply::error(StatusCode::SERVICE_UNAVAILABLE, "state_unavailable", error.to_string())
    })?;
    verifier.verify(headers).map_err(|error| {
        webhooks.count("refused");
        Reply::error(StatusCode::UNAUTHORIZED, "not_authed", error.to_string())
    })
}

pub(super) async fn deliver(app: &Arc<App>, call: Call) -> Reply {
    match delivered(app, &call).await {
        Ok(outcome) => {
            if let Some(webhooks) = &app.webhooks {
                webhooks.count(outcome);
            }
            Reply::ok(Value::Null)
        }
        Err(reply) => reply,
    }
}

/// Answers what became of a delivery.
async fn delivered(app: &Arc<App>, call: &Call) -> Result<&'static str, Reply> {
    let webhooks = webhooks(app)?;
    let invalid = |message: String| {
        webhooks.count("refused");
        Reply::error(StatusCode::BAD_REQUEST, "invalid_delivery", message)
    };
    let event = Event::parse(&call.headers, &call.body).map_err(|error| invalid(error.to_string()))?;
    if event.is_test() {
        webhooks.heard(event.subscription_id.as_deref().unwrap_or_default());
        webhooks.tested(&call.headers).await;
        return Ok("test");
    }
    let Some((subscription, notification)) = event.key() else {
        return Err(invalid("the delivery has no `subscriptionId` and `notificationId`".to_owned()));
    };
    if subscription.len() > SUBSCRIPTION {
        return Err(invalid(format!("the `subscriptionId` has more than {SUBSCRIPTION} bytes")));
    }
    let organization = organization(&event);
    let named = named(&event);
    let is_told = |connection: &&Arc<Connection>| {
        let own = connection.config.organization.organization().to_lowercase();
        organization.as_ref().is_none_or(|organization| *organization == own)
            && targets(&named, &own).iter().any(|target| connection.config.reads(target.table().name()))
    };
    let told: Vec<_> = app.connections.iter().filter(is_told).collect();
    if told.is_empty() {
        // Nothing would be read for it. It is no fault of the subscription.
        webhooks.heard(subscription);
        return Ok("ignored");
    }
    let delivery =
        Delivery { subscription: subscription.to_owned(), notification, named, body: event.raw().to_owned() };
    let connections: Vec<_> = told.iter().map(|connection| connection.config.name.clone()).collect();
    webhooks.put(&connections, delivery).await.map_err(|full| {
        webhooks.count("busy");
        Reply::error(StatusCode::SERVICE_UNAVAILABLE, "busy", full.0)
    })?;
    hint(told.into_iter());
    Ok("stored")
}

/// The organization that an event is of, as far as it says so.
fn organization(event: &Event) -> Option<String> {
    let containers = &event.containers;
    [&containers.account, &containers.collection, &containers.project]
        .into_iter()
        .flatten()
        .filter_map(|container| container.base_url.as_deref()?.parse::<Address>().ok())
        .map(|address| address.organization().to_lowercase())
        .next()
}

/// Asks to check subscriptions now, and whether deliveries arrive. What came of it is in the status of each connection.
pub(super) async fn check(app: &Arc<App>, _: Call) -> Reply {
    match webhooks(app) {
        Ok(webhooks) => {
            webhooks.ask_check();
            Reply::json(StatusCode::ACCEPTED, true, Value::Null)
        }
        Err(reply) => reply,
    }
}

/// Acts again on deliveries that arrived since then: `{"since": "2026-01-31T12:00:00Z"}`.
pub(super) async fn replay(app: &Arc<App>, call: Call) -> Reply {
    replayed(app, &call).await.unwrap_or_else(|reply| reply)
}

async fn replayed(app: &Arc<App>, call: &Call) -> Result<Reply, Reply> {
    let webhooks = webhooks(app)?;
    let body = call.json()?;
    let since = body["since"].as_str().and_then(|text| text.parse::<Timestamp>().ok()).ok_or_else(|| {
        let message = "`since`: expected an instant, such as 2026-01-31T12:00:00Z";
        Reply::error(StatusCode::UNPROCESSABLE_ENTITY, "invalid_parameter", message)
    })?;
    let count = webhooks.replay(since).await.map_err(|error| {
        Reply::error(StatusCode::SERVICE_UNAVAILABLE, "state_unavailable", error.to_string())
    })?;
    hint(app.connections.iter());
    Ok(Reply::json(StatusCode::ACCEPTED, true, json!({ "deliveries": count })))
}

fn hint<'a>(connections: impl Iterator<Item = &'a Arc<Connection>>) {
    let now = Timestamp::now();
    for connection in connections {
        connection.hint(now);
    }
}
