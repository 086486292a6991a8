//! What several resources share.

use crate::handler::{Call, View};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::world::directory::Directory;
use crate::world::id::{IdentityId, ProjectId};
use crate::world::name::same_name;

/// Whether a name is like a pattern in which a `*` at the end stands for anything.
pub(in crate::area) fn is_named(name: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.to_lowercase().starts_with(&start.to_lowercase()),
        None => same_name(name, pattern),
    }
}

/// The numbers of a parameter that lists some; none if it is not given.
pub(in crate::area) fn numbers(call: &Call, name: &str) -> Result<Option<Vec<i64>>, Fault> {
    if !call.query.has(name) {
        return Ok(None);
    }
    let given = call.query.all(name).into_iter();
    let given = given.map(|id| id.trim().parse().map_err(|_| Fault::invalid_parameter(name, id)));
    given.collect::<Result<_, _>>().map(Some)
}

/// The project of the path.
pub(in crate::area) fn required_project(view: &View<'_>) -> Result<ProjectId, Fault> {
    let project = view.project_of_path()?;
    project.map(|project| project.id).ok_or_else(|| Fault::argument_null("project"))
}

/// A person as variable groups, task groups and secure files name one: three members.
pub(in crate::area) fn short_person(directory: &Directory, id: IdentityId) -> Object {
    let found = directory.identity(id);
    Object::new()
        .set("displayName", found.map(|found| found.display_name.as_str()))
        .set("id", id)
        .set("uniqueName", found.map(|found| found.unique_name.as_str()))
}

/// A person or group as approvals and checks name one: four members.
pub(in crate::area) fn approver(view: &View<'_>, id: IdentityId) -> Object {
    let found = view.directory.identity(id);
    let group = view.organization.group(id.0);
    let descriptor = found.map(|found| found.subject_descriptor.clone());
    let descriptor =
        descriptor.or_else(|| group.map(|group| view.organization.descriptors_of_group(group).1));
    let name =
        found.map(|found| found.display_name.as_str()).or_else(|| group.map(|group| group.name.as_str()));
    let unique =
        found.map(|found| found.unique_name.as_str()).or_else(|| group.map(|group| group.name.as_str()));
    Object::new()
        .set_some("displayName", name)
        .set("id", id)
        .set_some("uniqueName", unique)
        .set_some("descriptor", descriptor)
}
