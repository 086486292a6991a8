//! Pull requests by REST.

mod annotation;
mod change;
mod commit;
mod iteration;
mod list;
mod note;
mod refusal;
mod reviewer;
mod shape;
mod status;
mod thread;

use super::super::Handler::{Blocking, Quick};
use super::super::{Call, Handler};
use crate::wire::error::Fault;
use crate::world::Organization;
use crate::world::pull_request::{PullRequest, PullRequestId, PullRequestRefusal};
use crate::world::repository::Repository;

pub(in crate::area) const HANDLERS: &[(&str, Handler)] = &[
    ("git.get_pull_requests_by_project", Quick(list::get_pull_requests)),
    ("git.get_pull_requests", Quick(list::get_pull_requests)),
    ("git.get_pull_request_query", Blocking(list::get_pull_request_query)),
    ("git.get_pull_request_by_id", Blocking(list::get_pull_request_by_id)),
    ("git.get_pull_request", Blocking(list::get_pull_request)),
    ("git.create_pull_request", Blocking(change::create_pull_request)),
    ("git.update_pull_request", Blocking(change::update_pull_request)),
    ("git.share_pull_request", Quick(change::share_pull_request)),
    ("git.get_pull_request_reviewers", Quick(reviewer::get_pull_request_reviewers)),
    ("git.get_pull_request_reviewer", Quick(reviewer::get_pull_request_reviewer)),
    ("git.create_pull_request_reviewers", Quick(reviewer::create_pull_request_reviewers)),
    ("git.create_pull_request_reviewer", Quick(reviewer::create_pull_request_reviewer)),
    ("git.create_unmaterialized_pull_request_reviewer", Quick(reviewer::create_unmaterialized_reviewer)),
    ("git.update_pull_request_reviewer", Quick(reviewer::update_pull_request_reviewer)),
    ("git.update_pull_request_reviewers", Quick(reviewer::update_pull_request_reviewers)),
    ("git.delete_pull_request_reviewer", Quick(reviewer::delete_pull_request_reviewer)),
    ("git.get_pull_request_commits", Blocking(commit::get_pull_request_commits)),
    ("git.get_pull_request_iteration_commits", Blocking(commit::get_pull_request_iteration_commits)),
    ("git.get_pull_request_work_item_refs", Quick(commit::get_pull_request_work_item_refs)),
    ("git.get_pull_request_iterations", Blocking(iteration::get_pull_request_iterations)),
    ("git.get_pull_request_iteration", Blocking(iteration::get_pull_request_iteration)),
    ("git.get_pull_request_iteration_changes", Blocking(iteration::get_pull_request_iteration_changes)),
    ("git.get_threads", Quick(thread::get_threads)),
    ("git.get_pull_request_thread", Quick(thread::get_pull_request_thread)),
    ("git.create_thread", Blocking(thread::create_thread)),
    ("git.update_thread", Quick(thread::update_thread)),
    ("git.get_comments", Quick(thread::get_comments)),
    ("git.get_comment", Quick(thread::get_comment)),
    ("git.create_comment", Quick(thread::create_comment)),
    ("git.update_comment", Quick(thread::update_comment)),
    ("git.delete_comment", Quick(thread::delete_comment)),
    ("git.create_like", Quick(thread::create_like)),
    ("git.delete_like", Quick(thread::delete_like)),
    ("git.get_likes", Quick(thread::get_likes)),
    ("git.create_pull_request_status", Quick(status::create_status)),
    ("git.get_pull_request_statuses", Quick(status::get_statuses)),
    ("git.get_pull_request_status", Quick(status::get_status)),
    ("git.delete_pull_request_status", Quick(status::delete_status)),
    ("git.update_pull_request_statuses", Quick(status::update_statuses)),
    ("git.create_pull_request_iteration_status", Quick(status::create_status)),
    ("git.get_pull_request_iteration_statuses", Quick(status::get_statuses)),
    ("git.get_pull_request_iteration_status", Quick(status::get_status)),
    ("git.delete_pull_request_iteration_status", Quick(status::delete_status)),
    ("git.update_pull_request_iteration_statuses", Quick(status::update_statuses)),
    ("git.create_pull_request_label", Quick(annotation::create_label)),
    ("git.get_pull_request_labels", Quick(annotation::get_labels)),
    ("git.get_pull_request_label", Quick(annotation::get_label)),
    ("git.delete_pull_request_labels", Quick(annotation::delete_label)),
    ("git.get_pull_request_properties", Quick(annotation::get_properties)),
    ("git.update_pull_request_properties", Quick(annotation::update_properties)),
    ("git.get_attachments", Quick(annotation::get_attachments)),
    ("git.get_attachment", Quick(annotation::get_attachment)),
    ("git.create_attachment", Quick(annotation::create_attachment)),
    ("git.delete_attachment", Quick(annotation::delete_attachment)),
];

/// The number of the path.
fn number(call: &Call) -> Result<PullRequestId, Fault> {
    let given = call.required("pullRequestId")?;
    given.parse().map_err(|_| Fault::invalid_parameter("pullRequestId", given))
}

/// The pull request of the path and its repository. One of another repository is not found, nor one whose
/// repository was switched off or deleted.
fn of_path<'w>(
    call: &Call,
    organization: &'w Organization,
) -> Result<(&'w PullRequest, &'w Repository), Fault> {
    let id = number(call)?;
    let found = organization.pull_request(id).ok_or(PullRequestRefusal::None(id))?;
    let repository = if call.argument("repositoryId").is_some() {
        super::find_enabled(call, organization)?
    } else {
        let known = organization.repository(None, &found.repository.to_string());
        known.ok_or(PullRequestRefusal::None(id))?
    };
    let in_project = call.project(organization)?.is_none_or(|project| project.id == repository.project);
    if found.repository != repository.id || !in_project {
        return Err(PullRequestRefusal::None(id).into());
    }
    Ok((found, repository))
}

/// The number of the pull request of the path, once it is known to be there.
fn existing(call: &Call, organization: &Organization) -> Result<PullRequestId, Fault> {
    of_path(call, organization).map(|(found, _)| found.id)
}

/// The repository that a body names, by id or name.
fn repository_of<'w>(organization: &'w Organization, name_or_id: &str) -> Result<&'w Repository, Fault> {
    let found = organization.repository(None, name_or_id);
    found.ok_or_else(|| Fault::repository_not_found(name_or_id))
}

/// Works with the repository of a pull request, where the objects of a fork that it comes from are too: also
/// those that were pushed since the last merge.
fn with_git<T>(
    call: &Call,
    known: &PullRequest,
    work: impl FnOnce(&git2::Repository) -> Result<T, Fault>,
) -> Result<T, Fault> {
    if let Some(fork) = known.fork {
        call.shared.git.share(fork, known.repository)?;
    }
    call.shared.git.with(known.repository, work)
}
