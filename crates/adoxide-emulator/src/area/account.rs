//! The organizations of somebody.

use adoxide_api::wire::Host;

use super::Handler::Quick;
use super::{Call, Handler};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;

pub(super) const HANDLERS: &[(&str, Handler)] = &[("account.get_accounts", Quick(get_accounts))];

fn get_accounts(call: &Call) -> Result<Reply, Fault> {
    let id = |name: &str| match call.query.any(&[name]) {
        None => Ok(None),
        Some(value) => value.parse().map(Some).map_err(|_| Fault::invalid_parameter(name, value)),
    };
    let (member, owner) = (id("memberId")?, id("ownerId")?);
    if member.is_none() && owner.is_none() {
        return Err(Fault::argument_null("memberId"));
    }
    let world = call.shared.world();
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
