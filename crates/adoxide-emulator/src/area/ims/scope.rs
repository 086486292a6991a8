//! Scopes: what groups and teams belong to. There is one of the organization, one of each project, and those that clients
//! make.

use http::StatusCode;
use uuid::Uuid;

use super::own_scope::OwnScope;
use super::{subjects, to_json};
use crate::area::subject::named;
use crate::base::distinct;
use crate::handler::View;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::group::{GroupRole, Subject, Subjects, scope_descriptor};
use crate::world::id::ProjectId;
use crate::world::name::same_name;
use crate::world::project::Project;

fn not_found(name: &str) -> Fault {
    Fault::exception(
        StatusCode::NOT_FOUND,
        "Microsoft.VisualStudio.Services.Identity",
        "GroupScopeDoesNotExistException",
        format!("The group scope '{name}' does not exist."),
    )
}

/// The projects that are ready, each of which is a scope.
fn projects<'v>(view: &View<'v>) -> impl Iterator<Item = &'v Project> {
    view.organization.projects().filter(|project| project.is_ready())
}

/// The scope with an id, which for a project may be that of the project too. None is the organization.
///
/// # Errors
/// A 404 that names it.
pub(super) fn find(view: &View<'_>, id: &str) -> Result<Option<ProjectId>, Fault> {
    let organization = view.organization;
    let key: Uuid = id.parse().map_err(|_| not_found(id))?;
    if organization.id().0 == key || organization.host_id() == key {
        return Ok(None);
    }
    let found = projects(view).find(|project| project.scope == key || project.id.0 == key);
    found.map(|project| Some(project.id)).ok_or_else(|| not_found(id))
}

fn scope_json(view: &View<'_>, scope: Option<ProjectId>) -> Object {
    let organization = view.organization;
    let project = scope.and_then(|id| organization.project_by_id(id));
    let id = project.map_or(organization.id().0, |project| project.scope);
    let local = project.map_or(id, |project| project.id.0);
    let administrators = organization
        .groups()
        .find(|group| group.project == scope && group.role == GroupRole::Administrators)
        .map(|group| organization.descriptors_of_group(group).0);
    Object::new()
        .set("id", id)
        .set("localScopeId", local)
        .set_some("parentId", project.map(|_| organization.id()))
        .set("scopeType", if project.is_some() { "teamProject" } else { "serviceHost" })
        .set("name", project.map_or(organization.name(), |project| project.name.as_str()))
        .set_some("administrators", administrators)
        .set("isGlobal", project.is_none())
        .set("securingHostId", organization.host_id())
        .set("isActive", true)
        .set("subjectDescriptor", scope_descriptor(id))
}

pub(super) fn get_scope_by_id(view: &View<'_>) -> Result<Reply, Fault> {
    let id = view.required("scopeId")?;
    if let Some(own) = OwnScope::of_id(view, id) {
        return Ok(Reply::json(own.json(view)));
    }
    Ok(Reply::json(scope_json(view, find(view, id)?)))
}

/// Whether a name is that of a project or of the organization.
pub(super) fn is_built_in(view: &View<'_>, name: &str) -> bool {
    same_name(view.organization.name(), name) || projects(view).any(|project| same_name(&project.name, name))
}

pub(super) fn get_scope_by_name(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.query.any(&["scopeName"]).ok_or_else(|| Fault::argument_null("scopeName"))?;
    if same_name(view.organization.name(), name) {
        return Ok(Reply::json(scope_json(view, None)));
    }
    if let Some(own) = OwnScope::named(view, name) {
        return Ok(Reply::json(own.json(view)));
    }
    let found = projects(view).find(|project| same_name(&project.name, name));
    let found = found.ok_or_else(|| not_found(name))?;
    Ok(Reply::json(scope_json(view, Some(found.id))))
}

/// A scope with its groups and teams, and who is directly in them. That of the organization has those of all projects.
pub(super) fn get_identity_snapshot(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let given = view.required("scopeId")?;
    if let Some(own) = OwnScope::of_id(view, given) {
        let group = own.administrators().filter(|group| organization.group(*group).is_some());
        let groups: Vec<_> = group.map(Subject::Group).into_iter().collect();
        return Ok(snapshot(view, own.id(), vec![own.json(view)], &groups));
    }
    let scope = find(view, given)?;
    let scopes: Vec<Option<ProjectId>> = match scope {
        Some(_) => vec![scope],
        None => [None].into_iter().chain(projects(view).map(|project| Some(project.id))).collect(),
    };
    let groups: Vec<Subject> =
        scopes.iter().flat_map(|scope| organization.subjects_of_scope(*scope)).collect();
    let id = scope.and_then(|id| organization.project_by_id(id));
    let id = id.map_or(organization.id().0, |project| project.scope);
    Ok(snapshot(view, id, scopes.iter().map(|scope| scope_json(view, *scope)).collect(), &groups))
}

fn snapshot(view: &View<'_>, scope: Uuid, scopes: Vec<Object>, containers: &[Subject]) -> Reply {
    let memberships = containers.iter().flat_map(|container| {
        let members = view.organization.members_of(*container).into_iter();
        members.filter_map(move |member| Some((*container, named(view, member)?)))
    });
    let memberships: Vec<_> = memberships.collect();
    let people = memberships.iter().filter(|(_, member)| matches!(member.subject, Subject::Person(_)));
    let people: Vec<String> =
        distinct(people.map(|(_, member)| member.id)).iter().map(ToString::to_string).collect();
    let memberships = memberships.into_iter().map(|(container, member)| {
        Object::new()
            .set("queriedId", Subjects::storage_key(container))
            .set("id", member.id)
            .set("descriptor", member.legacy)
            .set("active", true)
    });
    let keys: Vec<String> =
        containers.iter().map(|container| Subjects::storage_key(*container).to_string()).collect();
    let all = subjects(view.directory, view.organization);
    let groups = all.iter().filter(|subject| keys.contains(&subject.id()));
    Reply::json(
        Object::new()
            .set("scopeId", scope)
            .set("scopes", scopes)
            .set("groups", groups.map(|subject| to_json(view, subject)).collect::<Vec<_>>())
            .set("memberships", memberships.collect::<Vec<_>>())
            .set("identityIds", people),
    )
}
