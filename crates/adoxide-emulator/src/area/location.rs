//! Who am I, and which host has what.

mod definition;

use adoxide_api::location::meta;
use adoxide_api::wire::Host;
use serde_json::Value;

use super::core::property;
use crate::handler::Call;
use crate::handler::handlers;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::location::{ResourceArea, resource_areas};
use crate::wire::reply::Reply;
use crate::world::World;

handlers! {
    meta::GET_CONNECTION_DATA => outside(get_connection_data),
    meta::GET_RESOURCE_AREAS => outside(get_resource_areas),
    meta::GET_RESOURCE_AREA => outside(get_resource_area),
    meta::GET_SERVICE_DEFINITIONS => outside(definition::get_service_definitions),
    meta::GET_SERVICE_DEFINITION => outside(definition::get_service_definition),
    meta::UPDATE_SERVICE_DEFINITIONS => change(definition::update_service_definitions),
    meta::DELETE_SERVICE_DEFINITION => change(definition::delete_service_definition),
}

/// The location services of the two hosts that were recorded.
const TFS: &str = "00025394-6065-48ca-87d9-7f5672854ef7";
const SPS: &str = "951917ac-a960-4999-8464-e3f0aa25b381";

/// The location service of the host that was asked.
fn owner(call: &Call) -> &'static str {
    match call.address.host() {
        None | Some(Host::Dev) => TFS,
        Some(_) => SPS,
    }
}

fn get_connection_data(call: &Call, world: &World) -> Result<Reply, Fault> {
    let identity = world.identity(call.actor).ok_or_else(|| Fault::internal("the caller is unknown"))?;
    let user = || -> Object {
        let account = property("String", identity.unique_name.as_str());
        Object::new()
            .set("id", identity.id.to_string())
            .set("descriptor", identity.descriptor.as_str())
            .set("subjectDescriptor", identity.subject_descriptor.as_str())
            .set("providerDisplayName", identity.display_name.as_str())
            .set("customDisplayName", identity.display_name.as_str())
            .set("isActive", true)
            .set("properties", Object::new().set("Account", account))
            .set("resourceVersion", 2)
            .set("metaTypeId", 0)
    };
    let organization = world.organization(&call.organization);
    // The number grows with every change of the tables, which never change here.
    let wanted = 424_239_147;
    let owner = owner(call);
    let location = Object::new()
        .set("serviceOwner", owner)
        .set("defaultAccessMappingMoniker", "PublicAccessMapping")
        .set("lastChangeId", wanted)
        .set("lastChangeId64", wanted);
    let instance = organization.map_or(world.deployment(), |organization| organization.id().0);
    Ok(Reply::json(
        Object::new()
            .set("authenticatedUser", user())
            .set("authorizedUser", user())
            .set("instanceId", instance.to_string())
            .set("deploymentId", world.deployment().to_string())
            .set("deploymentType", if call.shared.edition.is_server() { "onPremises" } else { "hosted" })
            .set("locationServiceData", location),
    ))
}

#[expect(clippy::unnecessary_wraps, reason = "a handler")]
fn get_resource_areas(call: &Call, _: &World) -> Result<Reply, Fault> {
    let areas = resource_areas().iter().filter(|area| call.shared.edition.has_area(area.name));
    Ok(Reply::list(areas.map(|area| resource_area(call, area))))
}

fn get_resource_area(call: &Call, _: &World) -> Result<Reply, Fault> {
    let id = call.required("areaId")?;
    let found = resource_areas()
        .iter()
        .find(|area| area.id.eq_ignore_ascii_case(id) && call.shared.edition.has_area(area.name));
    // As the service: an area that it does not know is null and no error.
    Ok(found.map_or_else(|| Reply::json(Value::Null), |area| Reply::json(resource_area(call, area))))
}

fn resource_area(call: &Call, area: &ResourceArea) -> Object {
    let url = if call.organization.is_empty() {
        format!("{}/", call.address.root(Host::AppVssps))
    } else {
        call.address.area(area.host, &call.organization)
    };
    Object::new().set("id", area.id).set("name", area.name).set("locationUrl", url)
}
