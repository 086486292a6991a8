//! Settings by scope, which banners are made of. Recorded; no specification has them.

use http::StatusCode;
use serde_json::{Map, Value};

use super::Handler::Quick;
use super::{Call, Handler};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;

pub(super) const HANDLERS: &[(&str, Handler)] = &[
    ("settings.get_entries", Quick(get_entries)),
    ("settings.set_entries", Quick(set_entries)),
    ("settings.remove_entries", Quick(remove_entries)),
];

/// `host`, or `me`, which is somebody else for each caller.
fn scope(call: &Call) -> Result<String, Fault> {
    let scope = call.required("userScope")?.to_lowercase();
    match scope.as_str() {
        "host" => Ok(scope),
        "me" => Ok(call.actor.to_string()),
        _ => Err(Fault::invalid_parameter("userScope", &scope)),
    }
}

fn get_entries(call: &Call) -> Result<Reply, Fault> {
    let (scope, key) = (scope(call)?, call.argument("key").unwrap_or_default());
    let world = call.shared.world();
    let entries = call.organization(&world)?.settings(&scope, key);
    let entries: Map<_, _> = entries.map(|(name, value)| (name.to_owned(), value.clone())).collect();
    Ok(Reply::json(Object::new().set("count", entries.len()).set("value", Value::Object(entries))))
}

fn set_entries(call: &Call) -> Result<Reply, Fault> {
    let scope = scope(call)?;
    let Value::Object(entries) = call.json()? else {
        return Err(Fault::invalid_body("it must be an object of settings by name"));
    };
    let mut world = call.shared.world_mut();
    let organization = call.organization_mut(&mut world)?;
    for (name, value) in entries {
        organization.set_setting(call.stamp(), &scope, &name, Some(value));
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn remove_entries(call: &Call) -> Result<Reply, Fault> {
    let (scope, key) = (scope(call)?, call.required("key")?);
    let mut world = call.shared.world_mut();
    call.organization_mut(&mut world)?.set_setting(call.stamp(), &scope, key, None);
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
