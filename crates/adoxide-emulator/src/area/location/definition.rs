//! Service definitions: where resources are. Those of the service itself are its resource locations, others are what
//! somebody registered.

use std::borrow::Cow;

use http::StatusCode;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{SPS, TFS, owner};
use crate::base::distinct;
use crate::handler::{Call, Change};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::location::{Location, locations};
use crate::wire::reply::Reply;
use crate::world::World;

/// Where registered definitions are kept, by type and identifier.
const SCOPE: &str = "location/definitions";

/// The type of the definitions that say where the location services of the hosts are.
const HOSTS: &str = "LocationService2";

fn key(kind: &str, identifier: Uuid) -> String {
    format!("{}/{identifier}", kind.to_lowercase())
}

/// The locations of the host that was asked.
fn own(call: &Call) -> impl Iterator<Item = Location> + '_ {
    let host = call.address.host();
    let is_on =
        move |known: &&Location| host.map_or_else(|| known.is_listed(false), |host| known.is_on(host, false));
    let edition = call.shared.edition;
    locations().iter().filter(is_on).filter_map(move |known| edition.of(known)).map(Cow::into_owned)
}

fn location_json(call: &Call, location: &Location) -> Object {
    Object::new()
        .set("serviceType", location.area)
        .set("identifier", location.id)
        .set("displayName", location.resource)
        .set("relativeToSetting", "context")
        .set("relativePath", format!("/{}", location.template))
        .set("description", "")
        .set("serviceOwner", owner(call))
        .set("locationMappings", Json::empty_list())
        .set("toolId", location.area)
        .set("status", "active")
        .set("properties", Object::new())
        .set("resourceVersion", location.resource_version)
        .set("minVersion", location.min.to_string())
        .set("maxVersion", location.max.to_string())
        .set("releasedVersion", location.released.to_string())
}

/// The location services of the two hosts.
fn host_json(call: &Call, id: &'static str) -> Object {
    let (name, label) =
        if id == TFS { ("TFS Location Service", "dev") } else { ("SPS Location Service", "vssps") };
    let location = Object::new()
        .set("accessMappingMoniker", "PublicAccessMapping")
        .set("location", call.address.area(label, &call.organization));
    Object::new()
        .set("serviceType", HOSTS)
        .set("identifier", id)
        .set("displayName", name)
        .set("relativeToSetting", "fullyQualified")
        .set("description", "")
        .set("serviceOwner", id)
        .set("locationMappings", [location])
        .set("toolId", "Framework")
        .set("status", "active")
        .set("properties", Object::new())
}

/// All definitions of a type, or of all types.
fn all(call: &Call, world: &World, kind: Option<&str>, identifier: Option<Uuid>) -> Vec<Json> {
    let is_kind = |known: &str| kind.is_none_or(|kind| known.eq_ignore_ascii_case(kind));
    let is_it = |known: &str| identifier.is_none_or(|wanted| known.parse() == Ok(wanted));
    let hosts = [TFS, SPS].into_iter().filter(|id| is_kind(HOSTS) && is_it(id));
    let hosts = hosts.map(|id| host_json(call, id).into());
    let own = own(call).filter(|known| is_kind(known.area) && is_it(known.id));
    let own = own.map(|known| location_json(call, &known).into());
    let organization = world.organization(&call.organization);
    let registered = organization.into_iter().flat_map(|known| known.settings(SCOPE, ""));
    let registered = registered.map(|(_, value)| value).filter(|value| {
        is_kind(text(value, "/serviceType").unwrap_or_default())
            && is_it(text(value, "/identifier").unwrap_or_default())
    });
    hosts.chain(own).chain(registered.map(|value| value.clone().into())).collect()
}

/// The identifier of the path.
fn identifier(call: &Call) -> Result<Uuid, Fault> {
    let given = call.required("identifier")?;
    given.parse().map_err(|_| Fault::invalid_parameter("identifier", given))
}

pub(super) fn get_service_definitions(call: &Call, world: &World) -> Result<Reply, Fault> {
    Ok(Reply::list(all(call, world, call.argument("serviceType"), None)))
}

fn not_found(kind: &str, identifier: Uuid) -> Fault {
    Fault::exception(
        StatusCode::NOT_FOUND,
        "Microsoft.VisualStudio.Services.Location",
        "ServiceDefinitionDoesNotExistException",
        format!("The service definition of type '{kind}' with identifier '{identifier}' does not exist."),
    )
}

pub(super) fn get_service_definition(call: &Call, world: &World) -> Result<Reply, Fault> {
    let (kind, identifier) = (call.required("serviceType")?, identifier(call)?);
    let found = all(call, world, Some(kind), Some(identifier)).into_iter().next();
    found.map(Reply::json).ok_or_else(|| not_found(kind, identifier))
}

/// Whether the service itself defines this.
fn is_built_in(call: &Call, kind: &str, identifier: Uuid) -> bool {
    let is_it = |known: &str| known.parse() == Ok(identifier);
    kind.eq_ignore_ascii_case(HOSTS) && (is_it(TFS) || is_it(SPS))
        || own(call).any(|known| known.area.eq_ignore_ascii_case(kind) && is_it(known.id))
}

fn check_registered(call: &Call, kind: &str, identifier: Uuid) -> Result<(), Fault> {
    if is_built_in(call, kind, identifier) {
        return Err(Fault::invalid_parameter("identifier", &identifier.to_string()));
    }
    Ok(())
}

/// The members of a definition that are kept.
const MEMBERS: [&str; 15] = [
    "serviceType",
    "identifier",
    "displayName",
    "relativeToSetting",
    "relativePath",
    "description",
    "serviceOwner",
    "locationMappings",
    "toolId",
    "parentServiceType",
    "parentIdentifier",
    "inheritLevel",
    "status",
    "properties",
    "resourceVersion",
];

/// Registers definitions, all or none, in the place of those with the same type and identifier.
pub(super) fn update_service_definitions(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let list = body.as_array().or_else(|| body.get("value")?.as_array()).filter(|list| !list.is_empty());
    let list = list.ok_or_else(|| Fault::invalid_body("it must be a list of service definitions"))?;
    let read = |definition: &Value| -> Result<(String, Value), Fault> {
        let kind = text(definition, "/serviceType").filter(|kind| !kind.is_empty());
        let kind = kind.ok_or_else(|| Fault::argument_null("serviceType"))?;
        let given = text(definition, "/identifier").ok_or_else(|| Fault::argument_null("identifier"))?;
        let identifier = given.parse().map_err(|_| Fault::invalid_parameter("identifier", given))?;
        text(definition, "/displayName").ok_or_else(|| Fault::argument_null("displayName"))?;
        check_registered(change.call, kind, identifier)?;
        let members =
            MEMBERS.iter().filter_map(|name| Some(((*name).to_owned(), definition.get(name)?.clone())));
        Ok((key(kind, identifier), Value::Object(members.collect::<Map<_, _>>())))
    };
    let read = list.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    if distinct(read.iter().map(|(key, _)| key)).len() < read.len() {
        return Err(Fault::invalid_body("a service definition is there twice"));
    }
    for (key, definition) in read {
        change.make(|tx| tx.set_setting(SCOPE, &key, Some(definition)))?;
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

pub(super) fn delete_service_definition(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (kind, identifier) = (change.required("serviceType")?, identifier(change.call)?);
    check_registered(change.call, kind, identifier)?;
    let key = key(kind, identifier);
    if change.view().organization.setting(SCOPE, &key).is_none() {
        return Err(not_found(kind, identifier));
    }
    change.make(|tx| tx.set_setting(SCOPE, &key, None))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
