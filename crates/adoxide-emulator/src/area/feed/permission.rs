//! Who may do what with feeds.

use adoxide_api::artifacts::feed::meta;
use serde::Deserialize;

use super::of_path;
use crate::area::subject::named;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::feed::FeedPermission;
use crate::world::group::Subjects;
use crate::world::id::ProjectId;

handlers! {
    meta::GET_FEED_PERMISSIONS => read(get_feed_permissions),
    meta::SET_FEED_PERMISSIONS => change(set_feed_permissions),
    meta::GET_GLOBAL_PERMISSIONS => read(get_global_permissions),
    meta::SET_GLOBAL_PERMISSIONS => change(set_global_permissions),
}

/// The roles, with their numbers.
const ROLES: [(&str, i64, &str); 6] = [
    ("custom", 0, "custom"),
    ("none", 1, "none"),
    ("reader", 2, "reader"),
    ("contributor", 3, "contributor"),
    ("administrator", 4, "administrator"),
    ("collaborator", 5, "collaborator"),
];

const GLOBAL_ROLES: [(&str, i64, &str); 4] = [
    ("custom", 0, "custom"),
    ("none", 1, "none"),
    ("feedCreator", 2, "feedCreator"),
    ("administrator", 3, "administrator"),
];

/// The legacy descriptor of the identity that the builds of a project, or of the organization, run as.
pub(super) fn build_service(view: &View<'_>, project: Option<ProjectId>) -> String {
    let organization = view.organization;
    let scope = project.map_or(organization.host_id(), |project| project.0);
    format!("Microsoft.TeamFoundation.ServiceIdentity;{}:Build:{scope}", organization.host_id())
}

/// What somebody is called, by legacy descriptor, and their id.
fn person(view: &View<'_>, descriptor: &str) -> (Option<String>, Option<String>) {
    if let Some((_, scope)) = descriptor.split_once(":Build:") {
        let project = scope.parse().ok().and_then(|id| view.organization.project_by_id(id));
        let own = project.map_or("Project Collection", |project| project.name.as_str());
        return (Some(format!("{own} Build Service ({})", view.organization.name())), None);
    }
    let subjects = Subjects { directory: view.directory, organization: view.organization };
    let found = subjects.by_descriptor(descriptor).and_then(|subject| named(view, subject));
    found.map(|found| (found.display_name, found.id.to_string())).unzip()
}

fn to_json(view: &View<'_>, permission: &FeedPermission) -> Object {
    let (name, id) = person(view, &permission.descriptor);
    Object::new()
        .set("role", permission.role.as_str())
        .set("identityDescriptor", permission.descriptor.as_str())
        .set("identityId", id)
        .set("displayName", name)
        .set("isInheritedRole", false)
}

fn get_feed_permissions(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::list(of_path(view)?.permissions.iter().map(|own| to_json(view, own))))
}

/// A permission, as bodies have it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewPermission {
    identity_descriptor: Option<String>,
    identity_id: Option<String>,
    role: String,
}

impl NewPermission {
    /// Who is meant, by legacy descriptor, and the role; none takes it away.
    fn read(
        &self,
        view: &View<'_>,
        roles: &[(&str, i64, &'static str)],
    ) -> Result<(String, Option<String>), Fault> {
        let role = crate::base::choice(&self.role, roles);
        let role = role.ok_or_else(|| Fault::invalid_parameter("role", &self.role))?;
        let descriptor = match (&self.identity_descriptor, &self.identity_id) {
            (Some(descriptor), _) => descriptor.clone(),
            (None, Some(id)) => crate::area::subject::by_id(view, id)?.legacy,
            (None, None) => return Err(Fault::argument_null("identityDescriptor")),
        };
        Ok((descriptor, (role != "none").then(|| role.to_owned())))
    }
}

/// Roles of a body replace those that the same people have; `none` takes them away.
fn set_feed_permissions(change: &mut Change<'_>, body: Vec<NewPermission>) -> Result<Reply, Fault> {
    let id = of_path(&change.view())?.id;
    let view = change.view();
    let new = body.iter().map(|new| new.read(&view, &ROLES)).collect::<Result<Vec<_>, Fault>>()?;
    let set: Vec<FeedPermission> = new
        .iter()
        .map(|(descriptor, role)| FeedPermission {
            descriptor: descriptor.clone(),
            role: role.clone().unwrap_or_else(|| "none".to_owned()),
        })
        .collect();
    change.make(|tx| {
        tx.edit_feed(id, |feed| {
            for (descriptor, role) in new {
                feed.permissions.retain(|known| !known.descriptor.eq_ignore_ascii_case(&descriptor));
                if let Some(role) = role {
                    feed.permissions.push(FeedPermission { descriptor, role });
                }
            }
        })
    })?;
    let view = change.view();
    Ok(Reply::list(set.iter().map(|own| to_json(&view, own))))
}

fn global_json(view: &View<'_>, (descriptor, role): (&String, &String)) -> Object {
    Object::new()
        .set("role", role.as_str())
        .set("identityDescriptor", descriptor.as_str())
        .set("identityId", person(view, descriptor).1)
}

/// Who may create feeds, and who administers all: at first the valid users and the administrators of the organization.
fn get_global_permissions(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let kept = organization.feed_roles();
    let groups = organization.groups().filter(|group| group.project.is_none());
    let first = groups.filter_map(|group| {
        let role = match group.role {
            crate::world::group::GroupRole::Administrators => "administrator",
            crate::world::group::GroupRole::ValidUsers => "feedCreator",
            _ => return None,
        };
        Some((organization.descriptors_of_group(group).0, role.to_owned()))
    });
    let first: Vec<_> = first.filter(|(descriptor, _)| !kept.contains_key(descriptor)).collect();
    let all = first.iter().map(|(descriptor, role)| (descriptor, role)).chain(kept);
    Ok(Reply::list(all.map(|known| global_json(view, known)).collect::<Vec<_>>()))
}

fn set_global_permissions(change: &mut Change<'_>, body: Vec<NewPermission>) -> Result<Reply, Fault> {
    let view = change.view();
    let new = body.iter().map(|new| new.read(&view, &GLOBAL_ROLES)).collect::<Result<Vec<_>, Fault>>()?;
    change.make(|tx| tx.set_feed_roles(new))?;
    get_global_permissions(&change.view())
}
