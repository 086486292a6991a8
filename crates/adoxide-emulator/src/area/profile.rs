//! Who somebody is, outside of any organization.

use adoxide_api::profile::meta;
use http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::picture;
use crate::base::{date, parse_date};
use crate::handler::Call;
use crate::handler::handlers;
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::id::IdentityId;
use crate::world::identity::Identity;
use crate::world::name::same_name;
use crate::world::profile::{Attribute, CORE, Profile};
use crate::world::{Organization, World};

handlers! {
    meta::GET_PROFILE => outside(get_profile),
    meta::CREATE_PROFILE => work(create_profile),
    meta::UPDATE_PROFILE => work(update_profile),
    meta::GET_PROFILE_ATTRIBUTE => outside(get_profile_attribute),
    meta::GET_PROFILE_ATTRIBUTES => outside(get_profile_attributes),
    meta::SET_PROFILE_ATTRIBUTE => work(set_profile_attribute),
    meta::SET_PROFILE_ATTRIBUTES => work(set_profile_attributes),
    meta::DELETE_PROFILE_ATTRIBUTE => work(delete_profile_attribute),
    meta::GET_AVATAR => outside(get_avatar),
    meta::GET_AVATAR_PREVIEW => work(get_avatar_preview),
    meta::SET_AVATAR => work(set_avatar),
    meta::RESET_AVATAR => work(reset_avatar),
}

const NAMESPACE: &str = "Microsoft.VisualStudio.Services.Profile";

/// The core attributes that somebody may set. The others follow from who they are.
const OWN: [&str; 3] = ["DisplayName", "EmailAddress", "CountryName"];

/// The person of the path: anybody, by id, or the caller.
fn person<'w>(call: &Call, world: &'w World) -> Result<&'w Identity, Fault> {
    let id = call.required("id")?;
    let wanted = if id.eq_ignore_ascii_case("me") { Some(call.actor) } else { id.parse().ok() };
    wanted.and_then(|id| world.identity(id)).ok_or_else(|| Fault::profile_not_found(id))
}

/// The person of the path, who must be the caller: what is in a profile is nobody else's business.
fn caller<'w>(call: &Call, world: &'w World, permission: &str) -> Result<&'w Identity, Fault> {
    let found = person(call, world)?;
    if found.id == call.actor {
        return Ok(found);
    }
    let name = world.identity(call.actor).map_or("", |identity| identity.display_name.as_str());
    Err(Fault::access_denied(name, permission))
}

/// The caller, to change what is theirs.
fn own(call: &Call) -> Result<IdentityId, Fault> {
    caller(call, &call.world(), "Edit profile").map(|found| found.id)
}

/// Since when there are profiles.
fn made(call: &Call, world: &World) -> Timestamp {
    world.organizations().first().map_or_else(|| call.stamp().at, Organization::created)
}

/// The core attributes of somebody: those that were set, and those that follow from who they are.
fn core(profile: &Profile, person: &Identity, made: Timestamp) -> Vec<Attribute> {
    let derived = [
        ("DisplayName", person.display_name.clone()),
        ("EmailAddress", person.unique_name.clone()),
        ("PublicAlias", person.id.to_string()),
    ];
    let derived = derived.into_iter().filter(|(name, _)| profile.attribute(CORE, name).is_none());
    let derived = derived.map(|(name, value)| Attribute {
        container: CORE.to_owned(),
        name: name.to_owned(),
        value: value.into(),
        revision: 1,
        changed: made,
    });
    let set = profile.attributes.iter().filter(|known| same_name(&known.container, CORE)).cloned();
    derived.chain(set).collect()
}

fn attribute_json(attribute: &Attribute) -> Object {
    let descriptor = Object::new()
        .set("attributeName", attribute.name.as_str())
        .set("containerName", attribute.container.as_str());
    Object::new()
        .set("descriptor", descriptor)
        .set("value", &attribute.value)
        .set("timeStamp", date(attribute.changed))
        .set("revision", attribute.revision)
}

/// The names of core attributes that a query asks for, with or without the container before them.
fn core_names(call: &Call) -> Vec<&str> {
    let names = call.query.all("coreAttributes").into_iter();
    names.map(|name| name.rsplit(';').next().unwrap_or(name)).collect()
}

fn profile_json(call: &Call, world: &World, found: &Identity) -> Result<Object, Fault> {
    let (profile, made) = (world.profile(found.id), made(call, world));
    let email = profile.attribute(CORE, "EmailAddress").and_then(|known| known.value.as_str());
    let changed = date(profile.changed.unwrap_or(made)).replace('Z', "+00:00");
    let wanted = core_names(call);
    let core = core(&profile, found, made);
    let core = core.iter().filter(|known| wanted.iter().any(|name| same_name(name, &known.name)));
    let mut core: Vec<(&str, Object)> =
        core.map(|known| (known.name.as_str(), attribute_json(known))).collect();
    if wanted.iter().any(|name| same_name(name, "Avatar")) {
        let picture = world.picture(found.id.0);
        let value = picture::to_json(call, picture, found.id.0, made)?;
        let changed = date(picture.map_or(made, |picture| picture.changed));
        core.push(("Avatar", Object::new().set("value", value).set("timeStamp", changed).set("revision", 1)));
    }
    let partition = call.query.any(&["partition"]).filter(|name| !same_name(name, CORE));
    let container = match partition {
        Some(name) if call.query.flag("withAttributes")? => {
            let own = || profile.attributes.iter().filter(|known| same_name(&known.container, name));
            let attributes: Object =
                own().map(|known| (known.name.as_str(), attribute_json(known))).collect();
            Some(
                Object::new()
                    .set("containerName", name)
                    // As documented: the highest of those within.
                    .set("revision", own().map(|known| known.revision).max().unwrap_or(0))
                    .set("attributes", attributes),
            )
        }
        _ => None,
    };
    Ok(Object::new()
        .set("displayName", found.display_name.as_str())
        .set("publicAlias", found.id.to_string())
        .set("emailAddress", email.unwrap_or(&found.unique_name))
        .set("coreRevision", profile.core_revision)
        .set("timeStamp", changed)
        .set("id", found.id.to_string())
        .set("revision", profile.revision)
        .set_if(!core.is_empty(), "coreAttributes", || core.into_iter().collect::<Object>())
        .set_some("applicationContainer", container))
}

fn get_profile(call: &Call, world: &World) -> Result<Reply, Fault> {
    let found = person(call, world)?;
    if call.query.flag("withAttributes")? {
        caller(call, world, "Read profile attributes")?;
    }
    Ok(Reply::json(profile_json(call, world, found)?))
}

/// Everybody in the directory has a profile.
fn create_profile(call: &Call, _: Option<Value>) -> Result<Reply, Fault> {
    let world = call.world();
    let id = call.actor;
    let found = world.identity(id).ok_or_else(|| Fault::profile_not_found(&id.to_string()))?;
    if call.query.flag("autoCreate")? {
        return Ok(Reply::json(profile_json(call, &world, found)?));
    }
    Err(Fault::exception(
        StatusCode::CONFLICT,
        NAMESPACE,
        "ProfileAlreadyExistsException",
        format!("The profile '{id}' already exists."),
    ))
}

/// The two names in a descriptor: `Core;DisplayName`.
fn names(descriptor: &str) -> Result<(String, String), Fault> {
    let both = descriptor.split_once(';').filter(|(container, name)| {
        !container.trim().is_empty() && !name.trim().is_empty() && !name.contains(';')
    });
    let (container, name) = both.ok_or_else(|| Fault::invalid_parameter("descriptor", descriptor))?;
    Ok((container.to_owned(), name.to_owned()))
}

fn names_of_query(call: &Call) -> Result<(String, String), Fault> {
    names(call.query.any(&["descriptor"]).ok_or_else(|| Fault::argument_null("descriptor"))?)
}

/// What is to be set, with the names as they are known. Core attributes are texts, and only some may be set.
fn settable(container: &str, name: &str, value: Option<&Value>) -> Result<(String, String, Value), Fault> {
    let value = value.filter(|value| !value.is_null()).ok_or_else(|| Fault::argument_null("value"))?;
    if !same_name(container, CORE) {
        return Ok((container.to_owned(), name.to_owned(), value.clone()));
    }
    let known = OWN.iter().find(|known| same_name(known, name));
    let known =
        known.ok_or_else(|| Fault::invalid_parameter("descriptor", &format!("{container};{name}")))?;
    let is_text = value.as_str().is_some_and(|text| !text.trim().is_empty());
    if !is_text {
        return Err(Fault::invalid_body(format_args!("{known} must be a text")));
    }
    Ok((CORE.to_owned(), (*known).to_owned(), value.clone()))
}

/// Sets attributes, all or none.
fn set(call: &Call, attributes: Vec<(String, String, Value)>) -> Result<Reply, Fault> {
    let (id, at) = (own(call)?, call.stamp().at);
    let mut world = call.world_mut();
    for (container, name, value) in attributes {
        world.set_attribute(id, at, &container, &name, value);
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// The names and the address, directly or among the core attributes, and the attributes of an application.
fn update_profile(call: &Call, body: Value) -> Result<Reply, Fault> {
    let mut attributes = Vec::new();
    for (member, name) in [("displayName", "DisplayName"), ("emailAddress", "EmailAddress")] {
        if let Some(value) = body.get(member).filter(|value| !value.is_null()) {
            attributes.push(settable(CORE, name, Some(value))?);
        }
    }
    for (name, attribute) in body.get("coreAttributes").and_then(Value::as_object).into_iter().flatten() {
        attributes.push(settable(CORE, name, attribute.get("value"))?);
    }
    if let Some(container) = text(&body, "/applicationContainer/containerName") {
        let all = body.pointer("/applicationContainer/attributes").and_then(Value::as_object);
        for (name, attribute) in all.into_iter().flatten() {
            let (container, name) = names(&format!("{container};{name}"))?;
            attributes.push(settable(&container, &name, attribute.get("value"))?);
        }
    }
    if attributes.is_empty() {
        return Err(Fault::invalid_body("it must have a displayName, an emailAddress or attributes"));
    }
    set(call, attributes)
}

fn attribute_not_found(container: &str, name: &str) -> Fault {
    Fault::exception(
        StatusCode::NOT_FOUND,
        NAMESPACE,
        "ProfileAttributeNotFoundException",
        format!("The attribute '{container};{name}' does not exist."),
    )
}

fn get_profile_attribute(call: &Call, world: &World) -> Result<Reply, Fault> {
    let (found, (container, name)) = (caller(call, world, "Read profile attributes")?, names_of_query(call)?);
    let profile = world.profile(found.id);
    let found = if same_name(&container, CORE) {
        core(&profile, found, made(call, world)).into_iter().find(|known| same_name(&known.name, &name))
    } else {
        profile.attribute(&container, &name).cloned()
    };
    let found = found.ok_or_else(|| attribute_not_found(&container, &name))?;
    Ok(Reply::json(attribute_json(&found)))
}

fn get_profile_attributes(call: &Call, world: &World) -> Result<Reply, Fault> {
    let found = caller(call, world, "Read profile attributes")?;
    let partition = call.query.any(&["partition"]).ok_or_else(|| Fault::argument_null("partition"))?;
    let after = call.query.number(&["modifiedAfterRevision"])?.unwrap_or(0);
    let since = match call.query.any(&["modifiedSince"]) {
        Some(given) => {
            Some(parse_date(given).ok_or_else(|| Fault::invalid_parameter("modifiedSince", given))?)
        }
        None => None,
    };
    let profile = world.profile(found.id);
    let is_core = same_name(partition, CORE);
    let mut all: Vec<Attribute> = Vec::new();
    if is_core || call.query.flag("withCoreAttributes")? {
        let wanted = core_names(call);
        let core = core(&profile, found, made(call, world)).into_iter();
        all.extend(
            core.filter(|known| wanted.is_empty() || wanted.iter().any(|name| same_name(name, &known.name))),
        );
    }
    if !is_core {
        all.extend(profile.attributes.iter().filter(|known| same_name(&known.container, partition)).cloned());
    }
    let new = all.iter().filter(|known| {
        usize::try_from(known.revision).is_ok_and(|revision| revision > after)
            && since.is_none_or(|since| known.changed > since)
    });
    Ok(Reply::list(new.map(attribute_json)))
}

fn set_profile_attribute(call: &Call, body: Value) -> Result<Reply, Fault> {
    let (container, name) = names_of_query(call)?;
    set(call, vec![settable(&container, &name, body.get("value"))?])
}

/// A list of attributes with their descriptors, or an object around one.
fn set_profile_attributes(call: &Call, body: Value) -> Result<Reply, Fault> {
    let list = body.as_array().or_else(|| body.get("value")?.as_array()).filter(|list| !list.is_empty());
    let list = list.ok_or_else(|| Fault::invalid_body("it must be a list of attributes"))?;
    let attributes = list.iter().map(|attribute| {
        let part = |pointer: &str| {
            text(attribute, pointer).ok_or_else(|| Fault::argument_null(pointer.trim_start_matches('/')))
        };
        let descriptor =
            format!("{};{}", part("/descriptor/containerName")?, part("/descriptor/attributeName")?);
        let (container, name) = names(&descriptor)?;
        settable(&container, &name, attribute.get("value"))
    });
    set(call, attributes.collect::<Result<Vec<_>, _>>()?)
}

fn delete_profile_attribute(call: &Call) -> Result<Reply, Fault> {
    let (id, (container, name)) = (own(call)?, names_of_query(call)?);
    // The name stays: nobody is without one.
    if same_name(&container, CORE) && same_name(&name, "DisplayName") {
        return Err(Fault::invalid_parameter("descriptor", "Core;DisplayName"));
    }
    if call.world_mut().remove_attribute(id, call.stamp().at, &container, &name) {
        Ok(Reply::empty(StatusCode::NO_CONTENT))
    } else {
        Err(attribute_not_found(&container, &name))
    }
}

fn get_avatar(call: &Call, world: &World) -> Result<Reply, Fault> {
    let id = person(call, world)?.id.0;
    Ok(Reply::json(picture::to_json(call, world.picture(id), id, made(call, world))?))
}

/// What an image would look like as a picture, or what is drawn for somebody, or for a name.
fn get_avatar_preview(call: &Call, body: Option<Value>) -> Result<Reply, Fault> {
    let world = call.world();
    let id = person(call, &world)?.id.0;
    let picture = picture::of_body(&body.unwrap_or_else(|| json!({})), call.stamp().at)?;
    let key = call.query.any(&["displayName"]).map_or(id, of_name);
    Ok(Reply::json(picture::to_json(call, picture.as_ref(), key, made(call, &world))?))
}

/// A key for a name: the same for the same one.
fn of_name(name: &str) -> Uuid {
    let hash = |start: u128| {
        name.bytes().fold(start, |hash, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
        })
    };
    Uuid::from_u128(hash(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d))
}

fn set_avatar(call: &Call, body: Value) -> Result<Reply, Fault> {
    let id = own(call)?;
    let picture = picture::of_body(&body, call.stamp().at)?.ok_or_else(|| Fault::argument_null("value"))?;
    call.world_mut().set_picture(id.0, Some(picture));
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn reset_avatar(call: &Call) -> Result<Reply, Fault> {
    let id = own(call)?;
    call.world_mut().set_picture(id.0, None);
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
