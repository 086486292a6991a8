//! Git by REST: repositories, references, pushes, commits and what is in them.

mod branch;
mod commit;
mod fork;
mod import;
mod item;
mod object;
mod operation;
pub(super) mod pull_request;
mod push;
mod reference;
mod repository;
mod status;
mod version;

use git2::Oid;

use super::Handler::{Blocking, Quick};
use super::{Call, Handler};
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::shape::Urls;
use crate::world::Organization;
use crate::world::id::{ProjectId, RepositoryId};
use crate::world::repository::Repository;

pub(super) const HANDLERS: &[(&str, Handler)] = &[
    ("git.get_repositories", Quick(repository::get_repositories)),
    ("git.create_repository", Blocking(repository::create_repository)),
    ("git.get_repository", Quick(repository::get_repository)),
    ("git.get_repository_with_parent", Quick(repository::get_repository)),
    ("git.update_repository", Quick(repository::update_repository)),
    ("git.delete_repository", Quick(repository::delete_repository)),
    ("git.get_deleted_repositories", Quick(repository::get_deleted_repositories)),
    ("git.get_recycle_bin_repositories", Quick(repository::get_recycle_bin_repositories)),
    ("git.restore_repository_from_recycle_bin", Quick(repository::restore_repository_from_recycle_bin)),
    ("git.delete_repository_from_recycle_bin", Blocking(repository::delete_repository_from_recycle_bin)),
    ("git.get_refs", Blocking(reference::get_refs)),
    ("git.update_refs", Blocking(reference::update_refs)),
    ("git.update_ref", Quick(reference::update_ref)),
    ("git.create_annotated_tag", Blocking(reference::create_annotated_tag)),
    ("git.get_annotated_tag", Blocking(reference::get_annotated_tag)),
    ("git.get_branches", Blocking(branch::get_branches)),
    ("git.get_branch", Blocking(branch::get_branch)),
    ("git.get_pushes", Quick(push::get_pushes)),
    ("git.get_push", Blocking(push::get_push)),
    ("git.get_push_commits", Blocking(push::get_push_commits)),
    ("git.create_push", Blocking(push::create_push)),
    ("git.get_commits", Blocking(commit::get_commits)),
    ("git.get_commits_batch", Blocking(commit::get_commits_batch)),
    ("git.get_commit", Blocking(commit::get_commit)),
    ("git.get_changes", Blocking(commit::get_changes)),
    ("git.get_commit_diffs", Blocking(commit::get_commit_diffs)),
    ("git.get_merge_bases", Blocking(commit::get_merge_bases)),
    ("git.get_item", Blocking(item::get_item)),
    ("git.get_items", Blocking(item::get_items)),
    ("git.get_items_batch", Blocking(item::get_items_batch)),
    ("git.get_tree", Blocking(object::get_tree)),
    ("git.get_blob", Blocking(object::get_blob)),
    ("git.get_blobs", Blocking(object::get_blobs)),
    ("git.get_forks", Quick(fork::get_forks)),
    ("git.create_fork_sync_request", Blocking(fork::create_fork_sync_request)),
    ("git.get_fork_sync_request", Quick(fork::get_fork_sync_request)),
    ("git.get_fork_sync_requests", Quick(fork::get_fork_sync_requests)),
    ("git.create_commit_status", Blocking(status::create_commit_status)),
    ("git.get_statuses", Blocking(status::get_statuses)),
    ("git.get_ref_favorites", Quick(status::get_ref_favorites)),
    ("git.get_ref_favorite", Quick(status::get_ref_favorite)),
    ("git.create_favorite", Quick(status::create_favorite)),
    ("git.delete_ref_favorite", Quick(status::delete_ref_favorite)),
    ("git.create_cherry_pick", Blocking(operation::create_cherry_pick)),
    ("git.get_cherry_pick", Quick(operation::get_cherry_pick)),
    ("git.get_cherry_pick_for_ref_name", Quick(operation::get_cherry_pick_for_ref_name)),
    ("git.create_revert", Blocking(operation::create_revert)),
    ("git.get_revert", Quick(operation::get_revert)),
    ("git.get_revert_for_ref_name", Quick(operation::get_revert_for_ref_name)),
    ("git.create_merge_request", Blocking(operation::create_merge_request)),
    ("git.get_merge_request", Quick(operation::get_merge_request)),
    ("git.create_import_request", Blocking(import::create_import_request)),
    ("git.get_import_request", Quick(import::get_import_request)),
    ("git.query_import_requests", Quick(import::query_import_requests)),
    ("git.update_import_request", Quick(import::update_import_request)),
];

/// What a request needs to know of a repository while it works with git, without holding the world.
struct Subject {
    id: RepositoryId,
    name: String,
    project: ProjectId,
    project_name: String,
    default_branch: Option<String>,
}

/// The repository of the path, by name or id.
fn find<'w>(call: &Call, organization: &'w Organization) -> Result<&'w Repository, Fault> {
    let name = call.argument("repositoryId").or_else(|| call.argument("repositoryNameOrId"));
    let name = name.ok_or_else(|| Fault::argument_null("repositoryId"))?;
    let project = call.project(organization)?;
    let found = organization.repository(project.map(|project| project.id), name);
    found.ok_or_else(|| Fault::repository_not_found(name))
}

/// The repository of the path, if it may be used.
fn find_enabled<'w>(call: &Call, organization: &'w Organization) -> Result<&'w Repository, Fault> {
    enabled(find(call, organization)?)
}

/// A repository that may be used: one that is disabled looks as if it did not exist, one that is in maintenance
/// is there later.
fn enabled(found: &Repository) -> Result<&Repository, Fault> {
    if found.is_disabled {
        Err(Fault::repository_not_found(&found.name))
    } else if found.is_in_maintenance {
        Err(Fault::repository_in_maintenance(&found.name))
    } else {
        Ok(found)
    }
}

fn subject(organization: &Organization, repository: &Repository) -> Subject {
    let project = organization.project_by_id(repository.project);
    Subject {
        id: repository.id,
        name: repository.name.clone(),
        project: repository.project,
        project_name: project.map(|project| project.name.clone()).unwrap_or_default(),
        default_branch: repository.default_branch.clone(),
    }
}

impl Subject {
    fn url(&self, urls: &Urls<'_>) -> String {
        urls.repository(self.project, self.id)
    }

    fn web(&self, urls: &Urls<'_>) -> String {
        urls.web(&self.project_name, &self.name)
    }
}

/// Reads an object id: 40 hexadecimal digits.
pub(super) fn object_id(text: &str) -> Option<Oid> {
    let is_whole = text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_whole { Oid::from_str(text).ok() } else { None }
}

/// Somebody's part in a commit: dates are in UTC, to the second.
fn person(signature: &git2::Signature<'_>) -> Object {
    Object::new()
        .set("name", String::from_utf8_lossy(signature.name_bytes()))
        .set("email", String::from_utf8_lossy(signature.email_bytes()))
        .set("date", time(signature.when()))
}

fn time(time: git2::Time) -> String {
    jiff::Timestamp::from_second(time.seconds()).map(crate::base::date).unwrap_or_default()
}

/// The links that most answers about a repository end with.
fn links(pairs: impl IntoIterator<Item = (&'static str, String)>) -> Object {
    pairs.into_iter().fold(Object::new(), |links, (name, href)| links.set(name, link(href)))
}
