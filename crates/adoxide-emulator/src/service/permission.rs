//! What somebody may do who was let in. What may not be seen does not exist; what may be seen and not changed
//! is refused by name.

use adoxide_api::wire::Effect;

use crate::service::route::{Arguments, Operation};
use crate::wire::error::Fault;
use crate::world::World;
use crate::world::git_permission::GitPermission;
use crate::world::group::Directory;
use crate::world::id::IdentityId;
use crate::world::permission::Access;

/// Operations for administrators, and the name of the permission that the service asks for.
const ADMINISTRATION: &[(&str, &str)] = &[
    ("core.queue_create_project", "Create new projects"),
    ("core.queue_delete_project", "Delete team project"),
    ("core.update_project", "Edit project-level information"),
    ("core.set_project_properties", "Edit project-level information"),
    ("core.create_team", "Edit project-level information"),
    ("core.update_team", "Edit project-level information"),
    ("core.delete_team", "Edit project-level information"),
    ("git.create_repository", "CreateRepository"),
    ("git.update_repository", "RenameRepository"),
    ("git.delete_repository", "DeleteRepository"),
    ("git.delete_repository_from_recycle_bin", "DeleteRepository"),
    ("git.restore_repository_from_recycle_bin", "CreateRepository"),
    ("policy.create_policy_configuration", "EditPolicies"),
    ("policy.update_policy_configuration", "EditPolicies"),
    ("policy.delete_policy_configuration", "EditPolicies"),
];

/// Operations that move references: each reference is looked at when it is to move.
const MOVES: &[&str] = &["git.create_push", "git.update_refs"];

/// The permission of an operation that changes something in Git.
fn git_permission(operation: &str) -> &'static str {
    match operation {
        id if id.contains("pull_request") => "PullRequestContribute",
        "git.create_annotated_tag" => "CreateTag",
        _ => "GenericContribute",
    }
}

/// Whether somebody may do an operation with what its path names.
///
/// # Errors
/// What the service says to somebody who may not.
pub(crate) fn check(
    world: &World,
    organization: &str,
    actor: IdentityId,
    operation: &Operation,
    arguments: &Arguments,
) -> Result<(), Fault> {
    // Outside of organizations everybody sees themselves.
    let Some(organization) = world.organization(organization) else { return Ok(()) };
    let argument =
        |name: &str| arguments.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
    let is_git = operation.id.starts_with("git.");
    let (project_name, repository_name) = (argument("project"), argument("repositoryId").filter(|_| is_git));
    let project = project_name.and_then(|name| organization.project(name)).map(|project| project.id);
    let repository =
        repository_name.and_then(|name| organization.repository(project, name)).map(|known| known.id);
    let access = organization.access(actor, project, repository);
    if access == Access::None {
        return Err(match (repository_name, project_name) {
            (Some(name), _) => Fault::repository_not_found(name),
            (None, Some(name)) => Fault::project_not_found(name),
            (None, None) => Fault::internal("the caller may do nothing here"),
        });
    }
    // The access control lists of Git have the last word, where they say something.
    let project = project.or_else(|| organization.repository_by_id(repository?).map(|known| known.project));
    let directory = Directory { world, organization };
    let lists = project
        .filter(|_| is_git || operation.id.starts_with("policy."))
        .map(|project| directory.git_access(actor, project, repository))
        .unwrap_or_default();
    if let Some(name) = repository_name.filter(|_| !lists.permits(None, GitPermission::GenericRead)) {
        return Err(Fault::repository_not_found(name));
    }
    let administration = ADMINISTRATION.iter().find(|(id, _)| *id == operation.id);
    let (needed, permission) = match administration {
        Some((_, permission)) => (Access::Administer, *permission),
        None if operation.effect == Effect::Read => return Ok(()),
        None => (Access::Contribute, if is_git { git_permission(operation.id) } else { "Edit" }),
    };
    let listed = GitPermission::named(permission).filter(|_| !MOVES.contains(&operation.id));
    let said = listed.and_then(|permission| lists.says(None, permission));
    if said.unwrap_or(access >= needed) {
        return Ok(());
    }
    if is_git {
        return Err(git_denied(world, actor, permission, "repository"));
    }
    let name = world.identity(actor).map_or("", |identity| identity.display_name.as_str());
    Err(Fault::access_denied(name, permission))
}

/// Git's own words for it.
pub(crate) fn git_denied(world: &World, actor: IdentityId, permission: &str, scope: &str) -> Fault {
    let name = world.identity(actor).map_or("", |identity| identity.unique_name.as_str());
    Fault::git_permission(world.tenant(), name, permission, scope)
}
