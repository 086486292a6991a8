//! The organizations of somebody.

use adoxide_api::account::meta;
use adoxide_api::wire::Host;

use crate::handler::Call;
use crate::handler::handlers;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;

handlers! {
    meta::GET_ACCOUNTS => outside(get_accounts),
}

fn get_accounts(call: &Call, world: &World) -> Result<Reply, Fault> {
    let id = |name: &str| match call.query.any(&[name]) {
        None => Ok(None),
        Some(value) => value.parse().map(Some).map_err(|_| Fault::invalid_parameter(name, value)),
    };
    let (member, owner) = (id("memberId")?, id("ownerId")?);
    if member.is_none() && owner.is_none() {
        return Err(Fault::argument_null("memberId"));
    }
    let organizations = world.organizations().iter().filter(|organization| {
        member.is_none_or(|id| organization.is_member(id))
            && owner.is_none_or(|id| organization.owner() == id)
    });
    let accounts = organizations.map(|organization| {
        let uri = call.address.organization(Host::Vssps, organization.name());
        Object::new()
            .set("accountId", organization.id().to_string())
            .set("accountUri", format!("{uri}/"))
            .set("accountName", organization.name())
            .set("properties", Object::new())
    });
    Ok(Reply::list(accounts))
}
