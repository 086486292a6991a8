//! Secure files.

use adoxide_api::distributed_task::task_agent::meta;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::shape::{is_named, required_project, short_person};
use crate::base::date;
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::secure_file::SecureFile;

handlers! {
    meta::GET_SECURE_FILES => read(get_files),
    meta::GET_SECURE_FILES_BY_IDS => read(get_files),
    meta::GET_SECURE_FILES_BY_NAMES => read(get_files),
    meta::GET_SECURE_FILE => read(get_file),
    meta::UPLOAD_SECURE_FILE => change(upload_file),
    meta::UPDATE_SECURE_FILE => change(update_file),
    meta::UPDATE_SECURE_FILES => change(update_files),
    meta::QUERY_SECURE_FILES_BY_PROPERTIES => read(query_files),
    meta::DELETE_SECURE_FILE => change(delete_file),
    meta::DOWNLOAD_SECURE_FILE => read(download_file),
}

fn file_json(view: &View<'_>, file: &SecureFile, ticket: Option<String>) -> Object {
    Object::new()
        .set("id", file.id)
        .set("name", file.name.as_str())
        .set("properties", Value::Object(file.properties.clone()))
        .set("createdBy", short_person(view.directory, file.created.actor))
        .set("createdOn", date(file.created.at))
        .set("modifiedBy", short_person(view.directory, file.modified.actor))
        .set("modifiedOn", date(file.modified.at))
        .set_some("ticket", ticket)
}

fn get_files(view: &View<'_>) -> Result<Reply, Fault> {
    let pattern = view.query.any(&["namePattern"]);
    let (ids, names) = (view.query.all("secureFileIds"), view.query.all("secureFileNames"));
    let project = required_project(view)?;
    let found = view.organization.secure_files(project).filter(|file| {
        pattern.is_none_or(|pattern| is_named(&file.name, pattern))
            && (ids.is_empty() || ids.iter().any(|id| id.parse() == Ok(file.id)))
            && (names.is_empty() || names.iter().any(|name| name.eq_ignore_ascii_case(&file.name)))
    });
    Ok(Reply::list(found.map(|file| file_json(view, file, None))))
}

fn find<'w>(view: &View<'w>) -> Result<&'w SecureFile, Fault> {
    let given = view.required("secureFileId")?;
    let project = required_project(view)?;
    let found = given.parse().ok().and_then(|id: Uuid| view.organization.secure_file(id));
    found.filter(|file| file.project == project).ok_or_else(|| Fault::secure_file_not_found(given))
}

/// What lets a job download a file: it belongs to the file, and nobody else can know it.
fn ticket(view: &View<'_>, file: &SecureFile) -> String {
    let key = Uuid::from_u128(file.id.as_u128() ^ view.organization.id().0.as_u128().rotate_left(64));
    key.simple().to_string()
}

fn get_file(view: &View<'_>) -> Result<Reply, Fault> {
    let with_ticket = view.query.flag("includeDownloadTicket")?;
    let file = find(view)?;
    Ok(Reply::json(file_json(view, file, with_ticket.then(|| ticket(view, file)))))
}

fn upload_file(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let name = change.query.any(&["name"]).filter(|name| !name.trim().is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?.to_owned();
    let project = required_project(&change.view())?;
    let content = change.body.to_vec();
    let id = change.make(|tx| tx.upload_secure_file(project, name, content))?;
    let view = change.view();
    let file =
        view.organization.secure_file(id).ok_or_else(|| Fault::secure_file_not_found(&id.to_string()))?;
    Ok(Reply::json(file_json(&view, file, None)))
}

#[derive(Deserialize)]
struct FileBody {
    name: Option<String>,
    properties: Option<Map<String, Value>>,
}

fn update_file(change: &mut Change<'_>, body: FileBody) -> Result<Reply, Fault> {
    let id = find(&change.view())?.id;
    let name = body.name.filter(|name| !name.trim().is_empty());
    change.make(|tx| tx.update_secure_file(id, name, body.properties))?;
    let view = change.view();
    Ok(Reply::json(file_json(&view, find(&view)?, None)))
}

#[derive(Deserialize)]
struct Identified {
    id: String,
    name: Option<String>,
    properties: Option<Map<String, Value>>,
}

/// Changes several, all or none.
fn update_files(change: &mut Change<'_>, body: Vec<Identified>) -> Result<Reply, Fault> {
    let project = required_project(&change.view())?;
    let organization = change.view().organization;
    let ids = body.iter().map(|file| {
        let found = file.id.parse().ok().and_then(|id: Uuid| organization.secure_file(id));
        let found = found.filter(|known| known.project == project);
        found.map(|known| known.id).ok_or_else(|| Fault::secure_file_not_found(&file.id))
    });
    let ids = ids.collect::<Result<Vec<_>, _>>()?;
    for (id, body) in ids.iter().zip(body) {
        let name = body.name.filter(|name| !name.trim().is_empty());
        change.make(|tx| tx.update_secure_file(*id, name, body.properties))?;
    }
    let view = change.view();
    let found = ids.into_iter().filter_map(|id| view.organization.secure_file(id));
    Ok(Reply::list(found.map(|file| file_json(&view, file, None)).collect::<Vec<_>>()))
}

/// Those whose properties are as a condition says: `[name] = 'value'`, several with `and`.
fn query_files(view: &View<'_>, body: String) -> Result<Reply, Fault> {
    let conditions = body.split(" and ").map(|part| {
        let (name, value) = part.split_once('=')?;
        let (name, value) = (name.trim().strip_prefix('[')?.strip_suffix(']')?, value.trim());
        Some((name, value.strip_prefix('\'')?.strip_suffix('\'')?))
    });
    let conditions: Option<Vec<_>> = conditions.collect();
    let conditions = conditions.ok_or_else(|| Fault::invalid_parameter("condition", &body))?;
    let pattern = view.query.any(&["namePattern"]);
    let found = view.organization.secure_files(required_project(view)?).filter(|file| {
        let has = |(name, value): &(&str, &str)| {
            file.properties.get(*name).and_then(Value::as_str).is_some_and(|known| known == *value)
        };
        pattern.is_none_or(|pattern| is_named(&file.name, pattern)) && conditions.iter().all(has)
    });
    Ok(Reply::list(found.map(|file| file_json(view, file, None))))
}

fn delete_file(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find(&change.view())?.id;
    change.make(|tx| tx.delete_secure_file(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// Only a job may read a file: with the ticket that it is given.
fn download_file(view: &View<'_>) -> Result<Reply, Fault> {
    let file = find(view)?;
    let given = view.query.any(&["ticket"]).unwrap_or_default();
    if given != ticket(view, file) {
        return Err(Fault::secure_file_denied(&file.name));
    }
    Ok(Reply::bytes("application/octet-stream", file.content.clone()))
}
