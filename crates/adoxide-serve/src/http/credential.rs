//! The credentials of connections: created, updated, shown, listed, deleted.

use std::sync::Arc;

use adoxide::api::wire::Secret;
use adoxide_sync::Verdict;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

use super::api::find;
use super::reply::Reply;
use super::route::Call;
use crate::credential::{CredentialChange, CredentialError, CredentialInfo, PERSONAL_ACCESS_TOKEN};
use crate::server::App;

pub(super) async fn create(app: &Arc<App>, call: Call) -> Reply {
    created(app, &call).await.unwrap_or_else(|reply| reply)
}

async fn created(app: &Arc<App>, call: &Call) -> Result<Reply, Reply> {
    let connection = find(app, call)?;
    let change = change(&mut body(call)?, false)?;
    let info = app.credentials.create(&connection.config, change).await.map_err(refused)?;
    tracing::info!(connection = info.connection, credential = info.id, "credential created");
    connection.credentials_changed();
    let answer = json!({
        "id": info.id, "type": info.kind, "label": info.label, "created_at": info.created_at.to_string(),
    });
    Ok(Reply::json(StatusCode::CREATED, true, json!({ "credential": answer })))
}

pub(super) async fn update(app: &Arc<App>, call: Call) -> Reply {
    updated(app, &call).await.unwrap_or_else(|reply| reply)
}

async fn updated(app: &Arc<App>, call: &Call) -> Result<Reply, Reply> {
    let connection = find(app, call)?;
    let mut body = body(call)?;
    let id = id(body.remove("id").as_ref())?;
    let change = change(&mut body, true)?;
    let info = app.credentials.update(&connection.config, id, change).await.map_err(refused)?;
    tracing::info!(connection = info.connection, credential = info.id, "credential updated");
    connection.credentials_changed();
    Ok(Reply::ok(json!({ "credential": shown(&info, false) })))
}

pub(super) async fn info(app: &Arc<App>, call: Call) -> Reply {
    found(app, &call).await.unwrap_or_else(|reply| reply)
}

async fn found(app: &Arc<App>, call: &Call) -> Result<Reply, Reply> {
    let connection = find(app, call)?;
    let id = id(call.path.get(1).map(|text| Value::from(text.as_str())).as_ref())?;
    let info = app.credentials.info(&connection.config.name, id).await.map_err(refused)?;
    Ok(Reply::ok(json!({ "credential": shown(&info, true) })))
}

pub(super) async fn list(app: &Arc<App>, call: Call) -> Reply {
    let connection = match find(app, &call) {
        Ok(connection) => connection,
        Err(reply) => return reply,
    };
    match app.credentials.list(&connection.config.name).await {
        Ok(infos) => {
            let shown: Vec<_> = infos.iter().map(|info| shown(info, false)).collect();
            Reply::ok(json!({ "credentials": shown }))
        }
        Err(error) => refused(CredentialError::Failed(error)),
    }
}

pub(super) async fn delete(app: &Arc<App>, call: Call) -> Reply {
    deleted(app, &call).await.unwrap_or_else(|reply| reply)
}

async fn deleted(app: &Arc<App>, call: &Call) -> Result<Reply, Reply> {
    let connection = find(app, call)?;
    let mut body = body(call)?;
    let id = id(body.remove("id").as_ref())?;
    nothing_else(&body)?;
    app.credentials.delete(&connection.config.name, id).await.map_err(refused)?;
    tracing::info!(connection = connection.config.name, credential = id, "credential deleted");
    connection.credentials_changed();
    Ok(Reply::ok(Value::Null))
}

/// What is shown of a credential; when it was deleted only where deleted ones are shown.
fn shown(info: &CredentialInfo, deleted: bool) -> Value {
    let mut shown = serde_json::to_value(info).unwrap_or_default();
    if let Some(shown) = shown.as_object_mut() {
        if !deleted {
            shown.remove("deleted_at");
        }
        let warning = info.warning(Timestamp::now()).filter(|_| info.deleted_at.is_none());
        shown.insert("warning".to_owned(), warning.into());
    }
    shown
}

fn refused(error: CredentialError) -> Reply {
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let message = error.to_string();
    match error {
        CredentialError::Refused { verdict: Verdict::Unknown, .. } => {
            Reply::error(StatusCode::BAD_GATEWAY, "service_unavailable", message)
        }
        CredentialError::Refused { verdict, missing_scopes, .. } => {
            let mut body = json!({ "error": verdict.as_str(), "message": message });
            if !missing_scopes.is_empty() {
                body["missing_scopes"] = missing_scopes.into();
            }
            Reply::json(unprocessable, false, body)
        }
        CredentialError::NotFound(_) => Reply::error(unprocessable, "credential_not_found", message),
        CredentialError::Invalid(_) => Reply::error(unprocessable, "invalid_parameter", message),
        CredentialError::Failed(error) => {
            tracing::error!(%error, "credentials can't be read or stored");
            Reply::error(StatusCode::SERVICE_UNAVAILABLE, "state_unavailable", message)
        }
    }
}

fn invalid(message: impl Into<String>) -> Reply {
    Reply::error(StatusCode::UNPROCESSABLE_ENTITY, "invalid_parameter", message)
}

/// The body: JSON, or a form whose names say where a value stands (`secrets[personal_access_token]`, `secrets.x`).
fn body(call: &Call) -> Result<Map<String, Value>, Reply> {
    let content_type =
        call.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if content_type.split(';').next().is_some_and(|kind| kind.trim() == "application/x-www-form-urlencoded") {
        let mut body = Map::new();
        for (name, text) in url::form_urlencoded::parse(&call.body) {
            let name = name.replace('[', ".").replace(']', "");
            let value = Value::from(text.into_owned());
            match name.split_once('.') {
                None => drop(body.insert(name, value)),
                Some((outer, inner)) => {
                    let outer = body.entry(outer).or_insert_with(|| Value::Object(Map::new()));
                    let outer =
                        outer.as_object_mut().ok_or_else(|| invalid(format!("`{name}` is there twice")))?;
                    outer.insert(inner.to_owned(), value);
                }
            }
        }
        return Ok(body);
    }
    match call.json()? {
        Value::Object(body) => Ok(body),
        _ => Err(invalid("expected a JSON object")),
    }
}

/// A number, also as a text.
fn id(value: Option<&Value>) -> Result<i64, Reply> {
    let number = match value {
        Some(Value::Number(number)) => number.as_i64(),
        Some(Value::String(text)) => text.parse().ok(),
        _ => None,
    };
    number.ok_or_else(|| invalid("`id`: expected the number of a credential"))
}

/// What a body says. In an update, secrets that are empty are those that are kept.
fn change(body: &mut Map<String, Value>, update: bool) -> Result<CredentialChange, Reply> {
    let mut change = CredentialChange::default();
    match body.remove("label") {
        None | Some(Value::Null) => {}
        Some(Value::String(label)) => change.label = Some(label),
        Some(_) => return Err(invalid("`label`: expected a text")),
    }
    change.settings = body.remove("settings").filter(|settings| !settings.is_null());
    match body.remove("disabled") {
        None | Some(Value::Null) => {}
        Some(Value::Bool(disabled)) => change.disabled = Some(disabled),
        Some(Value::String(text)) if text == "true" || text == "false" => {
            change.disabled = Some(text == "true");
        }
        Some(_) => return Err(invalid("`disabled`: expected true or false")),
    }
    match body.remove("expiration_date") {
        None => {}
        Some(Value::Null) => change.expiration_date = Some(None),
        Some(Value::String(text)) => change.expiration_date = Some(Some(date(&text)?)),
        Some(_) => return Err(invalid("`expiration_date`: expected a date, such as 2027-01-31")),
    }
    match body.remove("secrets") {
        None | Some(Value::Null) => {}
        Some(Value::Object(mut secrets)) => {
            match secrets.remove(PERSONAL_ACCESS_TOKEN) {
                None | Some(Value::Null) => {}
                Some(Value::String(token)) if update && token.is_empty() => {}
                Some(Value::String(token)) => change.personal_access_token = Some(Secret::from(token)),
                Some(_) => return Err(invalid("`secrets.personal_access_token`: expected a text")),
            }
            if let Some(name) = secrets.keys().next() {
                return Err(invalid(format!("`secrets.{name}`: there is only `{PERSONAL_ACCESS_TOKEN}`")));
            }
        }
        Some(_) => return Err(invalid("`secrets`: expected an object")),
    }
    nothing_else(body)?;
    Ok(change)
}

fn nothing_else(body: &Map<String, Value>) -> Result<(), Reply> {
    body.keys()
        .next()
        .map_or(Ok(()), |name| Err(invalid(format!("`{name}` is not a parameter of this method"))))
}

/// A date, or the day of an instant in UTC.
fn date(text: &str) -> Result<Date, Reply> {
    let instant = text.parse::<Timestamp>().map(|instant| instant.to_zoned(TimeZone::UTC).date());
    instant
        .or_else(|_| text.parse())
        .map_err(|_| invalid(format!("`expiration_date`: expected a date, such as 2027-01-31, got `{text}`")))
}
