//! Notifications that were made of events. The emulator makes none, so there is none that waits, none to explain, and
//! nothing in the logs of their delivery.

use http::StatusCode;
use serde::Deserialize;
use uuid::Uuid;

use super::NAMESPACE;
use crate::area::subject::by_id;
use crate::base::{choice, parse_date};
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::Json;
use crate::wire::reply::Reply;

/// Why somebody got notifications with these numbers.
pub(super) fn list_notification_reasons(view: &View<'_>) -> Result<Reply, Fault> {
    for id in view.query.all("notificationIds") {
        id.parse::<i64>().map_err(|_| Fault::invalid_parameter("notificationIds", id))?;
    }
    Ok(Reply::list(None::<Json>))
}

pub(super) fn get_notification_reasons(view: &View<'_>) -> Result<Reply, Fault> {
    let id = view.required("notificationId")?;
    id.parse::<i64>().map_err(|_| Fault::invalid_parameter("notificationId", id))?;
    Err(Fault::exception(
        StatusCode::NOT_FOUND,
        NAMESPACE,
        "NotificationNotFoundException",
        format!("The notification {id} does not exist."),
    ))
}

/// What was logged of the evaluation and delivery of notifications.
pub(super) fn list_logs(view: &View<'_>) -> Result<Reply, Fault> {
    for name in ["source", "entryId"] {
        if let Some(given) = view.argument(name) {
            given.parse::<Uuid>().map_err(|_| Fault::invalid_parameter(name, given))?;
        }
    }
    for name in ["startTime", "endTime"] {
        if let Some(given) = view.query.any(&[name]) {
            parse_date(given).ok_or_else(|| Fault::invalid_parameter(name, given))?;
        }
    }
    Ok(Reply::list(None::<Json>))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Batch {
    notification_operation: String,
    notification_query_conditions: Vec<Conditions>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Conditions {
    event_initiator: Option<String>,
    event_type: Option<String>,
    subscriber: Option<String>,
    subscription_id: Option<String>,
}

/// Suspends the notifications that wait and fit the conditions: there are none that do.
pub(super) fn perform_batch_notification_operations(
    change: &mut Change<'_>,
    body: Batch,
) -> Result<Reply, Fault> {
    const OPERATIONS: [(&str, i64, ()); 2] = [("none", 0, ()), ("suspendUnprocessed", 1, ())];
    let view = change.view();
    let operation = &body.notification_operation;
    choice(operation, &OPERATIONS)
        .ok_or_else(|| Fault::invalid_parameter("notificationOperation", operation))?;
    if body.notification_query_conditions.is_empty() {
        return Err(Fault::argument_null("notificationQueryConditions"));
    }
    for conditions in &body.notification_query_conditions {
        for person in [&conditions.event_initiator, &conditions.subscriber].into_iter().flatten() {
            by_id(&view, person)?;
        }
        if let Some(name) = &conditions.event_type {
            super::known_event_type(name)?;
        }
        if let Some(id) = &conditions.subscription_id {
            super::known_subscription(&view, id)?;
        }
    }
    Ok(Reply::empty(StatusCode::OK))
}
