//! Settings by scope, which banners are made of. Recorded; no specification has them.

use adoxide_api::settings::meta;
use http::StatusCode;
use serde_json::{Map, Value};

use crate::handler::{Call, Change, View, handlers, ready_project};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::id::TeamId;

handlers! {
    meta::GET_ENTRIES => read(get_entries),
    meta::SET_ENTRIES => change(set_entries),
    meta::REMOVE_ENTRIES => change(remove_entries),
    meta::GET_ENTRIES_FOR_SCOPE => read(get_entries_for_scope),
    meta::SET_ENTRIES_FOR_SCOPE => change(set_entries_for_scope),
    meta::REMOVE_ENTRIES_FOR_SCOPE => change(remove_entries_for_scope),
}

/// `host`, or `me`, which is somebody else for each caller.
fn scope(call: &Call) -> Result<String, Fault> {
    let scope = call.required("userScope")?.to_lowercase();
    match scope.as_str() {
        "host" => Ok(scope),
        "me" => Ok(call.actor.to_string()),
        _ => Err(Fault::invalid_parameter("userScope", &scope)),
    }
}

/// The same within a project or a team. A project goes by its name or id, and has its settings under both.
fn named_scope(view: &View<'_>) -> Result<String, Fault> {
    let (kind, value) = (view.required("scopeName")?.to_lowercase(), view.required("scopeValue")?);
    let id = match kind.as_str() {
        "project" => ready_project(view.organization, value)?.id.0,
        "team" | "webteam" => {
            let is_there = |id: TeamId| {
                let mut ready = view.organization.projects().filter(|project| project.is_ready());
                ready.any(|project| project.teams.contains_key(&id))
            };
            let id = value.parse().ok();
            let found = id.filter(|id| is_there(*id));
            found.ok_or_else(|| Fault::invalid_parameter("scopeValue", value))?.0
        }
        _ => return Err(Fault::invalid_parameter("scopeName", &kind)),
    };
    Ok(format!("{}/{id}", scope(view)?))
}

fn entries(view: &View<'_>, scope: &str) -> Reply {
    let key = view.argument("key").unwrap_or_default();
    let entries = view.organization.settings(scope, key);
    let entries: Map<_, _> = entries.map(|(name, value)| (name.to_owned(), value.clone())).collect();
    Reply::json(Object::new().set("count", entries.len()).set("value", Value::Object(entries)))
}

fn set(change: &mut Change<'_>, scope: &str, body: Value) -> Result<Reply, Fault> {
    let Value::Object(entries) = body else {
        return Err(Fault::invalid_body("it must be an object of settings by name"));
    };
    for (name, value) in entries {
        change.make(|tx| tx.set_setting(scope, &name, Some(value)))?;
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn remove(change: &mut Change<'_>, scope: &str) -> Result<Reply, Fault> {
    let key = change.required("key")?;
    change.make(|tx| tx.set_setting(scope, key, None))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn get_entries(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(entries(view, &scope(view)?))
}

fn set_entries(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let scope = scope(change.call)?;
    set(change, &scope, body)
}

fn remove_entries(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let scope = scope(change.call)?;
    remove(change, &scope)
}

fn get_entries_for_scope(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(entries(view, &named_scope(view)?))
}

fn set_entries_for_scope(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let scope = named_scope(&change.view())?;
    set(change, &scope, body)
}

fn remove_entries_for_scope(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let scope = named_scope(&change.view())?;
    remove(change, &scope)
}
