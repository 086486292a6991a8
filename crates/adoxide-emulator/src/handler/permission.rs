//! What somebody may do who was let in. What may not be seen does not exist; what may be seen and not changed
//! is refused by name.

use adoxide_api::wire::Effect;

use super::call::{Arguments, Target};
use crate::wire::error::Fault;
use crate::world::Organization;
use crate::world::directory::Directory;
use crate::world::git_permission::GitPermission;
use crate::world::group::Subjects;
use crate::world::id::IdentityId;
use crate::world::permission::Access;

/// A permission that an operation needs: how much access, and what the service calls it when it refuses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Permission {
    name: &'static str,
    access: Access,
    /// Whether each thing is looked at when it is to change, and nothing is refused beforehand.
    is_judged_later: bool,
}

/// A permission to work with what is there.
const fn contribute(name: &'static str) -> Permission {
    Permission { name, access: Access::Contribute, is_judged_later: false }
}

/// A permission to create, rename and delete.
const fn administer(name: &'static str) -> Permission {
    Permission { name, access: Access::Administer, is_judged_later: false }
}

/// Contribute, where nothing more is known of the service's own permission.
pub(crate) const EDIT: Permission = contribute("Edit");
pub(crate) const CREATE_PROJECTS: Permission = administer("Create new projects");
pub(crate) const DELETE_PROJECT: Permission = administer("Delete team project");
pub(crate) const EDIT_PROJECT: Permission = administer("Edit project-level information");
pub(crate) const EDIT_POLICIES: Permission = administer("EditPolicies");
pub(crate) const CREATE_REPOSITORY: Permission = administer("CreateRepository");
pub(crate) const RENAME_REPOSITORY: Permission = administer("RenameRepository");
pub(crate) const DELETE_REPOSITORY: Permission = administer("DeleteRepository");
pub(crate) const CREATE_TAG: Permission = contribute("CreateTag");
pub(crate) const CONTRIBUTE: Permission = contribute("GenericContribute");
pub(crate) const CONTRIBUTE_TO_PULL_REQUESTS: Permission = contribute("PullRequestContribute");
pub(crate) const EDIT_SUBSCRIPTIONS: Permission = administer("EditSubscriptions");
/// Each reference is looked at when it is to move.
pub(crate) const MOVE_REFERENCES: Permission = Permission { is_judged_later: true, ..CONTRIBUTE };

/// What is known of an operation that somebody asks for.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// The operation's name in the catalog.
    pub operation: &'a str,
    pub effect: Effect,
    pub permission: Option<Permission>,
    pub arguments: &'a Arguments,
    pub target: Target,
}

/// Whether somebody may do an operation with what its path names.
///
/// # Errors
/// What the service says to somebody who may not.
pub(crate) fn check(
    directory: &Directory,
    organization: &Organization,
    actor: IdentityId,
    asked: Asked<'_>,
) -> Result<(), Fault> {
    let argument = |name: &str| {
        asked.arguments.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    };
    let is_git = asked.operation.starts_with("git.");
    let (project_name, repository_name) = (argument("project"), argument("repositoryId").filter(|_| is_git));
    let Target { project, repository } = asked.target;
    let repository = repository.filter(|_| repository_name.is_some());
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
    let subjects = Subjects { directory, organization };
    let lists = project
        .filter(|_| is_git || asked.operation.starts_with("policy."))
        .map(|project| subjects.git_access(actor, project, repository))
        .unwrap_or_default();
    if let Some(name) = repository_name.filter(|_| !lists.permits(None, GitPermission::GenericRead)) {
        return Err(Fault::repository_not_found(name));
    }
    let needed = match asked.permission {
        Some(needed) => needed,
        None if asked.effect == Effect::Read => return Ok(()),
        None if is_git => CONTRIBUTE,
        None => EDIT,
    };
    let listed = GitPermission::named(needed.name).filter(|_| !needed.is_judged_later);
    let said = listed.and_then(|permission| lists.says(None, permission));
    if said.unwrap_or(access >= needed.access) {
        return Ok(());
    }
    if is_git {
        return Err(git_denied(directory, actor, needed.name, "repository"));
    }
    let name = directory.identity(actor).map_or("", |identity| identity.display_name.as_str());
    Err(Fault::access_denied(name, needed.name))
}

/// Git's own words for it.
pub(crate) fn git_denied(directory: &Directory, actor: IdentityId, permission: &str, scope: &str) -> Fault {
    let name = directory.identity(actor).map_or("", |identity| identity.unique_name.as_str());
    Fault::git_permission(directory.tenant(), name, permission, scope)
}
