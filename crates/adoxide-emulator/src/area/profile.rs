//! Who somebody is, outside of any organization.

use adoxide_api::profile::meta;

use crate::base::date;
use crate::handler::Call;
use crate::handler::handlers;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::{Organization, World};

handlers! {
    meta::GET_PROFILE => outside(get_profile),
}

fn get_profile(call: &Call, world: &World) -> Result<Reply, Fault> {
    let id = call.required("id")?;
    let wanted = if id.eq_ignore_ascii_case("me") { Some(call.actor) } else { id.parse().ok() };
    let found = wanted.and_then(|id| world.identity(id)).ok_or_else(|| Fault::profile_not_found(id))?;
    let created = world.organizations().first().map_or_else(|| call.stamp().at, Organization::created);
    Ok(Reply::json(
        Object::new()
            .set("displayName", found.display_name.as_str())
            .set("publicAlias", found.id.to_string())
            .set("emailAddress", found.unique_name.as_str())
            .set("coreRevision", 1)
            .set("timeStamp", date(created).replace('Z', "+00:00"))
            .set("id", found.id.to_string())
            .set("revision", 1),
    ))
}
