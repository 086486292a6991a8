//! Where people come from.

use serde::Deserialize;
use uuid::Uuid;

use super::Graph;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::group::Subject;
use crate::world::id::IdentityId;
use crate::world::identity::Identity;
use crate::world::permission::Access;

/// The person of the path.
fn person(view: &View<'_>) -> Result<(Subject, IdentityId), Fault> {
    let subject = Graph::new(view).argument("userDescriptor")?;
    match subject {
        Subject::Person(id) => Ok((subject, id)),
        _ => Err(Fault::subject_not_found(view.required("userDescriptor")?)),
    }
}

pub(super) fn get_provider_info(view: &View<'_>) -> Result<Reply, Fault> {
    let (_, id) = person(view)?;
    let found = view.directory.identity(id).ok_or_else(|| Fault::profile_not_found(&id.to_string()))?;
    Ok(Reply::json(
        Object::new()
            .set("domain", found.tenant.to_string())
            .set("origin", "aad")
            .set("originId", found.object_id.to_string())
            .set("descriptor", found.subject_descriptor.as_str()),
    ))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Origin {
    origin_id: String,
}

/// Makes somebody another object of the directory; what is theirs in the organization stays.
pub(super) fn update_user(change: &mut Change<'_>, body: Origin) -> Result<Reply, Fault> {
    let refused = || Fault::invalid_parameter("originId", &body.origin_id);
    let origin_id: Uuid = body.origin_id.parse().map_err(|_| refused())?;
    let (subject, id) = {
        let view = change.view();
        let found = person(&view)?;
        if view.organization.access(view.actor, None, None) < Access::Administer {
            let name = view.directory.identity(view.actor).map_or("", |identity| &identity.display_name);
            return Err(Fault::access_denied(name, "Edit collection-level information"));
        }
        let is_other = |known: &&Identity| known.id != found.1;
        if view.directory.identities().filter(is_other).any(|known| known.object_id == origin_id) {
            return Err(refused());
        }
        found
    };
    change.directory.set_object_id(id, origin_id);
    Ok(Reply::json(Graph::new(&change.view()).json(subject)))
}
