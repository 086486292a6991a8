//! What else clients ask of a collection: connected services, people picked recently, proxies, pictures of projects.

use adoxide_api::core::meta;
use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::handler::permission::EDIT_PROJECT;
use crate::handler::{Change, View, handlers, ready_project};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::project::ProjectState;

handlers! {
    meta::GET_CONNECTED_SERVICES => read(get_services),
    meta::GET_CONNECTED_SERVICE_DETAILS => read(get_service),
    meta::CREATE_CONNECTED_SERVICE => change(create_service),
    meta::GET_IDENTITY_MRU => read(get_recent),
    meta::CREATE_IDENTITY_MRU => change(set_recent),
    meta::UPDATE_IDENTITY_MRU => change(set_recent),
    meta::DELETE_IDENTITY_MRU => change(delete_recent),
    meta::GET_PROXIES => read(get_proxies),
    meta::CREATE_OR_UPDATE_PROXY => change(set_proxy),
    meta::DELETE_PROXY => change(delete_proxy),
    meta::GET_PROJECT_HISTORY_ENTRIES => read(get_history),
    meta::GET_PROJECTS_PROPERTIES => read(get_properties),
    meta::SET_PROJECT_AVATAR => change(set_avatar).needs(EDIT_PROJECT),
    meta::REMOVE_PROJECT_AVATAR => change(remove_avatar).needs(EDIT_PROJECT),
}

const SERVICES: &str = "connectedServices";
const PROXIES: &str = "proxies";
const AVATARS: &str = "projectAvatars";

/// The project that an argument names.
fn project_id(view: &View<'_>) -> Result<String, Fault> {
    Ok(ready_project(view.organization, view.required("projectId")?)?.id.to_string())
}

fn get_services(view: &View<'_>) -> Result<Reply, Fault> {
    let project = project_id(view)?;
    let all = view.organization.settings(SERVICES, &project).map(|(_, value)| value.clone());
    Ok(Reply::list(all.collect::<Vec<_>>()))
}

fn get_service(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.required("name")?;
    let own = format!("{}/{}", project_id(view)?, name.to_lowercase());
    let known = view.organization.setting(SERVICES, &own).cloned();
    let known = known.ok_or_else(|| Fault::build_part_not_found("connected service", name))?;
    Ok(Reply::json(json!({"connectedServiceMetaData": known})))
}

/// Credentials are taken and never told.
fn create_service(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let project = project_id(&change.view())?;
    let given = body.get("connectedServiceMetaData").unwrap_or(&body);
    let name = given["friendlyName"].as_str().or_else(|| given["serviceUri"].as_str());
    let name = name.ok_or_else(|| Fault::argument_null("connectedServiceMetaData.friendlyName"))?.to_owned();
    let mut known = given.clone();
    known["id"] = change.new_ids(1).first().map(ToString::to_string).into();
    let answer = known.clone();
    let own = format!("{project}/{}", name.to_lowercase());
    change.make(|tx| tx.set_setting(SERVICES, &own, Some(known)))?;
    Ok(Reply::json(answer))
}

/// The people of a list of the caller's.
fn scope(view: &View<'_>) -> Result<(String, String), Fault> {
    Ok((format!("recent/{}", view.actor), view.required("mruName")?.to_lowercase()))
}

fn get_recent(view: &View<'_>) -> Result<Reply, Fault> {
    let (scope, name) = scope(view)?;
    let ids = view.organization.setting(&scope, &name).and_then(Value::as_array);
    let ids = ids.into_iter().flatten().filter_map(|id| id.as_str()?.parse().ok());
    let people = ids.filter(|id| view.directory.identity(*id).is_some());
    Ok(Reply::list(people.map(|id| view.urls().person(view.directory, id)).collect::<Vec<_>>()))
}

fn set_recent(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    let (scope, name) = scope(&change.view())?;
    let given = body.get("identityIds").filter(|given| given.is_array());
    let given = given.ok_or_else(|| Fault::argument_null("identityIds"))?.clone();
    change.make(|tx| tx.set_setting(&scope, &name, Some(given)))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn delete_recent(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (scope, name) = scope(&change.view())?;
    change.make(|tx| tx.set_setting(&scope, &name, None))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn get_proxies(view: &View<'_>) -> Result<Reply, Fault> {
    let wanted = view.query.any(&["proxyUrl"]);
    let all = view.organization.settings(PROXIES, "").map(|(_, value)| value.clone());
    let found = all.filter(|known| wanted.is_none_or(|wanted| known["url"] == wanted));
    Ok(Reply::list(found.collect::<Vec<_>>()))
}

fn set_proxy(change: &mut Change<'_>, mut body: Map<String, Value>) -> Result<Reply, Fault> {
    let url = body.get("url").and_then(Value::as_str).filter(|url| !url.is_empty());
    let url = url.ok_or_else(|| Fault::argument_null("url"))?.to_owned();
    let id = change.new_ids(1).first().map(ToString::to_string);
    body.entry("proxyId").or_insert_with(|| id.into());
    let answer = Value::Object(body.clone());
    change.make(|tx| tx.set_setting(PROXIES, &url, Some(Value::Object(body))))?;
    Ok(Reply::json(answer))
}

fn delete_proxy(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let url = change.query.any(&["proxyUrl"]).ok_or_else(|| Fault::argument_null("proxyUrl"))?;
    change.make(|tx| tx.set_setting(PROXIES, url, None))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// The projects that changed since a revision of theirs, as they are now.
fn get_history(view: &View<'_>) -> Result<Reply, Fault> {
    let least = view.query.number(&["minRevision"])?.unwrap_or(0);
    let all = view.organization.projects().filter(|project| project.state == ProjectState::WellFormed);
    let found = all.filter(|project| usize::try_from(project.revision).unwrap_or(0) >= least);
    Ok(Reply::list(found.map(|project| view.urls().project_reference(project)).collect::<Vec<_>>()))
}

/// The properties of several projects; those that are named, or all.
fn get_properties(view: &View<'_>) -> Result<Reply, Fault> {
    let ids = view.query.all("projectIds");
    if ids.is_empty() {
        return Err(Fault::argument_null("projectIds"));
    }
    let wanted = view.query.all("properties");
    let rows = ids.into_iter().map(|id| {
        let project = ready_project(view.organization, id)?;
        let own = project.properties.iter().filter(|(name, _)| {
            wanted.is_empty()
                || wanted.iter().any(|wanted| *wanted == "*" || name.eq_ignore_ascii_case(wanted))
        });
        let own = own.map(|(name, value)| Object::new().set("name", name.as_str()).set("value", value));
        Ok(Object::new().set("projectId", project.id).set("properties", own.collect::<Vec<_>>()))
    });
    Ok(Reply::list(rows.collect::<Result<Vec<_>, Fault>>()?))
}

fn set_avatar(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    let project = project_id(&change.view())?;
    let image = body.get("image").filter(|image| !image.is_null());
    let image = image.ok_or_else(|| Fault::argument_null("image"))?.clone();
    change.make(|tx| tx.set_setting(AVATARS, &project, Some(image)))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn remove_avatar(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let project = project_id(&change.view())?;
    change.make(|tx| tx.set_setting(AVATARS, &project, None))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
