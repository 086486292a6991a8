//! Settings by scope, which banners are made of. Recorded; no specification has them.

use adoxide_api::settings::meta;
use http::StatusCode;
use serde_json::{Map, Value};

use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;

handlers! {
    meta::GET_ENTRIES => read(get_entries),
    meta::SET_ENTRIES => change(set_entries),
    meta::REMOVE_ENTRIES => change(remove_entries),
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

fn get_entries(view: &View<'_>) -> Result<Reply, Fault> {
    let (scope, key) = (scope(view)?, view.argument("key").unwrap_or_default());
    let entries = view.organization.settings(&scope, key);
    let entries: Map<_, _> = entries.map(|(name, value)| (name.to_owned(), value.clone())).collect();
    Ok(Reply::json(Object::new().set("count", entries.len()).set("value", Value::Object(entries))))
}

fn set_entries(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let scope = scope(change.call)?;
    let Value::Object(entries) = body else {
        return Err(Fault::invalid_body("it must be an object of settings by name"));
    };
    for (name, value) in entries {
        change.make(|tx| tx.set_setting(&scope, &name, Some(value)))?;
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn remove_entries(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (scope, key) = (scope(change.call)?, change.required("key")?);
    change.make(|tx| tx.set_setting(&scope, key, None))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
