//! The pictures of people, groups and teams.

use http::StatusCode;
use serde_json::Value;
use uuid::Uuid;

use super::Graph;
use crate::area::picture;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::group::{Subject, Subjects};
use crate::world::permission::Access;

/// The storage key of the subject of the path.
fn key(view: &View<'_>) -> Result<(Subject, Uuid), Fault> {
    let subject = Graph::new(view).argument("subjectDescriptor")?;
    Ok((subject, Subjects::storage_key(subject)))
}

/// The same, where the caller may change the picture: their own, and as an administrator anybody's.
fn own_key(view: &View<'_>) -> Result<Uuid, Fault> {
    let (subject, key) = key(view)?;
    let is_other = matches!(subject, Subject::Person(id) if id != view.actor);
    if is_other && view.organization.access(view.actor, None, None) < Access::Administer {
        let name = view.directory.identity(view.actor).map_or("", |identity| &identity.display_name);
        return Err(Fault::access_denied(name, "Edit"));
    }
    Ok(key)
}

pub(super) fn get_avatar(view: &View<'_>) -> Result<Reply, Fault> {
    let (_, key) = key(view)?;
    let made = view.organization.created();
    Ok(Reply::json(picture::to_json(view, view.directory.picture(key), key, made)?))
}

pub(super) fn set_avatar(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let key = own_key(&change.view())?;
    let found = picture::of_body(&body, change.stamp().at)?.ok_or_else(|| Fault::argument_null("value"))?;
    change.directory.set_picture(key, Some(found));
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

pub(super) fn delete_avatar(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let key = own_key(&change.view())?;
    change.directory.set_picture(key, None);
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
