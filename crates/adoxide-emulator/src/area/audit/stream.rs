//! Audit streams. The secrets of a consumer are answered as asterisks, as recorded.

use serde_json::{Map, Value};

use crate::base::sql_date;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::audit_stream::AuditStream;
use http::StatusCode;

/// The consumers, each with its inputs, and the one of them that it is known by. Whatever else it takes is secret.
/// <https://learn.microsoft.com/azure/devops/organizations/audit/auditing-streaming>
const CONSUMERS: &[(&str, &[&str], &str)] = &[
    ("AzureMonitorLogs", &["WorkspaceId", "SharedKey"], "WorkspaceId"),
    ("AzureEventGrid", &["EventGridTopicHostname", "EventGridTopicAccessKey"], "EventGridTopicHostname"),
    ("Splunk", &["SplunkUrl", "SplunkEventCollectorToken"], "SplunkUrl"),
];

/// What a secret is answered as.
const MASK: &str = "************************";

/// The states that a client may ask for.
const STATES: [(&str, i64, &str); 2] = [("enabled", 1, "enabled"), ("disabledByUser", 2, "disabledByUser")];

fn is_secret(name: &str) -> bool {
    CONSUMERS.iter().all(|(_, _, known)| *known != name)
}

fn stream_json(stream: &AuditStream) -> Object {
    let inputs = stream.inputs.iter().map(|(name, value)| {
        (name.clone(), if is_secret(name) { Value::String(MASK.to_owned()) } else { value.clone() })
    });
    Object::new()
        .set("id", stream.id)
        .set("consumerType", stream.consumer.as_str())
        .set("displayName", stream.display_name.as_str())
        .set("consumerInputs", Value::Object(inputs.collect()))
        .set("status", stream.status)
        .set("statusReason", Value::Null)
        .set("createdTime", sql_date(stream.created.at))
        .set("updatedTime", sql_date(stream.updated.at))
}

fn not_found(id: impl std::fmt::Display) -> Fault {
    Fault::exception(
        StatusCode::NOT_FOUND,
        "Microsoft.VisualStudio.Services.Audit.WebApi",
        "AuditStreamNotFoundException",
        format!("The audit stream {id} does not exist."),
    )
}

fn find(view: &View<'_>, id: &str) -> Result<AuditStream, Fault> {
    let number = id.parse().map_err(|_| Fault::invalid_parameter("streamId", id))?;
    view.organization.audit_stream(number).cloned().ok_or_else(|| not_found(id))
}

fn of_path(call: &Call, view: &View<'_>) -> Result<AuditStream, Fault> {
    find(view, call.required("streamId")?)
}

pub(super) fn query_all_streams(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::list(view.organization.audit_streams().iter().map(stream_json)))
}

pub(super) fn query_stream_by_id(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(stream_json(&of_path(view, view)?)))
}

/// The inputs of a body, and the one that the stream is known by. A mask stands for the secret that is kept.
fn inputs(
    consumer: &str,
    body: &Value,
    before: Option<&AuditStream>,
) -> Result<(Map<String, Value>, String), Fault> {
    let known = CONSUMERS.iter().find(|(name, _, _)| name.eq_ignore_ascii_case(consumer));
    let (_, names, shown) = known.ok_or_else(|| Fault::invalid_parameter("consumerType", consumer))?;
    let given = body.get("consumerInputs").and_then(Value::as_object);
    let mut inputs = Map::new();
    for name in *names {
        let own = given.and_then(|given| given.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)));
        let value =
            own.map(|(_, value)| value).filter(|value| value.as_str().is_some_and(|text| !text.is_empty()));
        let kept = before.and_then(|before| before.inputs.get(*name));
        let value = value.filter(|value| value.as_str() != Some(MASK)).or(kept);
        let value = value.ok_or_else(|| Fault::argument_null(&format!("consumerInputs.{name}")))?;
        inputs.insert((*name).to_owned(), value.clone());
    }
    let name = inputs.get(*shown).and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok((inputs, name))
}

pub(super) fn create_stream(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    change.query.number(&["daysToBackfill"])?.ok_or_else(|| Fault::argument_null("daysToBackfill"))?;
    let consumer = text(&body, "/consumerType").ok_or_else(|| Fault::argument_null("consumerType"))?;
    let (inputs, name) = inputs(consumer, &body, None)?;
    let name = text(&body, "/displayName").map_or(name, str::to_owned);
    let consumer = consumer.to_owned();
    let id = change.make(|tx| tx.create_audit_stream(name, consumer, inputs))?;
    answer(&change.view(), id)
}

fn answer(view: &View<'_>, id: i64) -> Result<Reply, Fault> {
    let stream = view.organization.audit_stream(id).ok_or_else(|| not_found(id))?;
    Ok(Reply::json(stream_json(stream)))
}

pub(super) fn update_stream(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = body.get("id").and_then(Value::as_i64).ok_or_else(|| Fault::argument_null("id"))?;
    let stream = find(&change.view(), &id.to_string())?;
    let (inputs, name) = inputs(&stream.consumer, &body, Some(&stream))?;
    let name = text(&body, "/displayName").map_or(name, str::to_owned);
    change.make(|tx| tx.update_audit_stream(id, name, inputs))?;
    answer(&change.view(), id)
}

pub(super) fn update_status(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let stream = of_path(change.call, &change.view())?;
    let wanted = change.query.any(&["status"]).ok_or_else(|| Fault::argument_null("status"))?;
    let status =
        crate::base::choice(wanted, &STATES).ok_or_else(|| Fault::invalid_parameter("status", wanted))?;
    change.make(|tx| tx.set_audit_stream_status(stream.id, status))?;
    answer(&change.view(), stream.id)
}

pub(super) fn delete_stream(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let stream = of_path(change.call, &change.view())?;
    change.make(|tx| tx.delete_audit_stream(stream.id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
