//! What clients attach to alerts, and whether secrets are still good.

use adoxide_api::advanced_security::alert::meta;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::alert::{find, not_found, repository};
use crate::base::{choice, date};
use crate::handler::{Change, View, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::alert::Alert;
use crate::world::id::RepositoryId;

handlers! {
    meta::GET_ALERT_METADATA => read(get_alert_metadata),
    meta::GET_ALERT_METADATA_BATCH => read(get_alert_metadata_batch),
    meta::UPDATE_ALERTS_METADATA => change(update_alerts_metadata),
    meta::GET_VALIDITY_DATA => read(get_validity_data),
    meta::INITIATE_VALIDATION => change(initiate_validation),
}

/// Where the relations of the alerts of a repository are kept, by number.
fn scope(repository: RepositoryId) -> String {
    format!("advancedsecurity/relations/{repository}")
}

/// What an alert is related to: links to work items, say.
pub(super) fn relations(organization: &Organization, repository: RepositoryId, alert: i64) -> Vec<Value> {
    let kept = organization.setting(&scope(repository), &alert.to_string());
    kept.and_then(Value::as_array).cloned().unwrap_or_default()
}

fn to_json(view: &View<'_>, alert: &Alert) -> Object {
    let relations = relations(view.organization, alert.repository, alert.id).into_iter();
    let metadata = relations.map(|value| Object::new().set("op", "none").set("value", value));
    Object::new().set("alertId", alert.id).set("metadata", metadata.collect::<Vec<_>>())
}

fn get_alert_metadata(view: &View<'_>) -> Result<Reply, Fault> {
    let (_, alert) = find(view, view)?;
    Ok(Reply::json(to_json(view, alert)))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Batch {
    alert_ids: Vec<i64>,
    error_policy: Option<String>,
}

/// Whether alerts that are not there are left out.
const POLICIES: [(&str, i64, bool); 2] = [("fail", 0, false), ("omit", 1, true)];

fn get_alert_metadata_batch(view: &View<'_>, body: Batch) -> Result<Reply, Fault> {
    let repository = repository(view)?.id;
    let policy = body.error_policy.as_deref().unwrap_or("fail");
    let omits = choice(policy, &POLICIES).ok_or_else(|| Fault::invalid_parameter("errorPolicy", policy))?;
    let found = body.alert_ids.iter().map(|id| {
        let found = view.organization.alert(repository, *id);
        found.map(|alert| to_json(view, alert)).ok_or_else(|| not_found(&id.to_string()))
    });
    if omits {
        return Ok(Reply::list(found.flatten().collect::<Vec<_>>()));
    }
    Ok(Reply::list(found.collect::<Result<Vec<_>, _>>()?))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Update {
    alert_id: i64,
    metadata: Vec<Operation>,
}

#[derive(Deserialize)]
struct Operation {
    op: String,
    value: Value,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Op {
    None,
    Add,
    Remove,
}

const OPERATIONS: [(&str, i64, Op); 3] =
    [("none", 0, Op::None), ("add", 1, Op::Add), ("remove", 2, Op::Remove)];

/// The members of a relation that are kept.
const MEMBERS: [&str; 4] = ["rel", "url", "attributes", "properties"];

/// A relation, which is the same as another one of the same kind to the same URL.
fn relation(value: &Value) -> Result<(String, String, Value), Fault> {
    let part = |name: &str| {
        let given = text(value, &format!("/{name}")).filter(|given| !given.is_empty());
        given.map(str::to_owned).ok_or_else(|| Fault::argument_null(&format!("metadata.value.{name}")))
    };
    let members = MEMBERS.iter().filter_map(|name| Some(((*name).to_owned(), value.get(*name)?.clone())));
    Ok((part("rel")?, part("url")?, Value::Object(members.collect::<Map<_, _>>())))
}

/// Adds relations to alerts and removes them, all or none, and tells what of each became.
fn update_alerts_metadata(change: &mut Change<'_>, body: Vec<Update>) -> Result<Reply, Fault> {
    let repository = repository(&change.view())?.id;
    let organization = change.view().organization;
    let (mut changes, mut kept) = (Vec::new(), Vec::<(i64, Vec<Value>)>::new());
    for update in &body {
        let id = update.alert_id;
        organization.alert(repository, id).ok_or_else(|| not_found(&id.to_string()))?;
        if !kept.iter().any(|(known, _)| *known == id) {
            kept.push((id, relations(organization, repository, id)));
        }
        let Some((_, own)) = kept.iter_mut().find(|(known, _)| *known == id) else { continue };
        for operation in &update.metadata {
            let op = choice(&operation.op, &OPERATIONS);
            let op = op.ok_or_else(|| Fault::invalid_parameter("metadata.op", &operation.op))?;
            let (rel, url, value) = relation(&operation.value)?;
            let is_it = |known: &Value| {
                text(known, "/rel") == Some(rel.as_str()) && text(known, "/url") == Some(url.as_str())
            };
            let at = own.iter().position(is_it);
            let done = match (op, at) {
                (Op::Add, Some(at)) => {
                    own[at].clone_from(&value);
                    "updated"
                }
                (Op::Add, None) => {
                    own.push(value.clone());
                    "created"
                }
                (Op::Remove, Some(at)) => {
                    own.remove(at);
                    "deleted"
                }
                (Op::Remove | Op::None, _) => "none",
            };
            let done = Object::new().set("changeType", done).set("value", value);
            changes.push(Object::new().set("alertId", id).set("metadataChange", done));
        }
    }
    let scope = scope(repository);
    for (id, relations) in kept {
        let value = (!relations.is_empty()).then_some(Value::Array(relations));
        change.make(|tx| tx.set_setting(&scope, &id.to_string(), value))?;
    }
    Ok(Reply::list(changes))
}

/// Where it is kept when somebody asked last whether secrets are good.
fn validity_scope(repository: RepositoryId) -> String {
    format!("advancedsecurity/validity/{repository}")
}

/// A secret of the path.
fn secret<'v>(view: &View<'v>) -> Result<&'v Alert, Fault> {
    let (_, alert) = find(view, view)?;
    if alert.finding.kind != "secret" {
        return Err(Fault::invalid_parameter("alertId", &alert.id.to_string()));
    }
    Ok(alert)
}

/// When somebody asked last whether a secret is good.
fn checked<'o>(organization: &'o Organization, alert: &Alert) -> Option<&'o Value> {
    organization.setting(&validity_scope(alert.repository), &alert.id.to_string())
}

/// Nobody is asked whether a secret is good: what is known of one that was checked is that it is not known.
pub(super) fn validity_status(organization: &Organization, alert: &Alert) -> &'static str {
    if checked(organization, alert).is_some() { "unknown" } else { "none" }
}

pub(super) fn validity(organization: &Organization, alert: &Alert) -> Object {
    Object::new()
        .set("validityStatus", validity_status(organization, alert))
        .set_some("validityLastCheckedDate", checked(organization, alert))
}

fn get_validity_data(view: &View<'_>) -> Result<Reply, Fault> {
    let alert = secret(view)?;
    Ok(Reply::json(validity(view.organization, alert)))
}

fn initiate_validation(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (repository, id) = secret(&change.view()).map(|alert| (alert.repository, alert.id))?;
    let checked = Value::String(date(change.stamp().at));
    change.make(|tx| tx.set_setting(&validity_scope(repository), &id.to_string(), Some(checked)))?;
    let view = change.view();
    let status = validity(view.organization, secret(&view)?).set("alertValidationRequestStatus", "completed");
    Ok(Reply::json(status).status(StatusCode::OK))
}
