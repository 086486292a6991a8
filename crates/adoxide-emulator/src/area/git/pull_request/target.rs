//! Pull requests by REST.

use crate::handler::{Call, View};
use crate::wire::error::Fault;
use crate::world::Organization;
use crate::world::pull_request::{PullRequest, PullRequestId, PullRequestRefusal};
use crate::world::repository::Repository;

/// The number of the path.
pub(super) fn number(call: &Call) -> Result<PullRequestId, Fault> {
    let given = call.required("pullRequestId")?;
    given.parse().map_err(|_| Fault::invalid_parameter("pullRequestId", given))
}

/// The pull request of the path and its repository. One of another repository is not found, nor one whose
/// repository was switched off or deleted.
pub(super) fn of_path<'w>(view: &View<'w>) -> Result<(&'w PullRequest, &'w Repository), Fault> {
    let organization = view.organization;
    let id = number(view)?;
    let found = organization.pull_request(id).ok_or(PullRequestRefusal::None(id))?;
    let repository = if view.argument("repositoryId").is_some() {
        super::super::subject::find_enabled(view)?
    } else {
        let known = organization.repository(None, &found.repository.to_string());
        known.ok_or(PullRequestRefusal::None(id))?
    };
    let in_project = view.project_of_path()?.is_none_or(|project| project.id == repository.project);
    if found.repository != repository.id || !in_project {
        return Err(PullRequestRefusal::None(id).into());
    }
    Ok((found, repository))
}

/// The number of the pull request of the path, once it is known to be there.
pub(super) fn existing(view: &View<'_>) -> Result<PullRequestId, Fault> {
    of_path(view).map(|(found, _)| found.id)
}

/// The repository that a body names, by id or name.
pub(super) fn repository_of<'w>(
    organization: &'w Organization,
    name_or_id: &str,
) -> Result<&'w Repository, Fault> {
    let found = organization.repository(None, name_or_id);
    found.ok_or_else(|| Fault::repository_not_found(name_or_id))
}

/// Works with the repository of a pull request, where the objects of a fork that it comes from are too: also
/// those that were pushed since the last merge.
pub(super) fn with_git<T>(
    call: &Call,
    known: &PullRequest,
    work: impl FnOnce(&git2::Repository) -> Result<T, Fault>,
) -> Result<T, Fault> {
    if let Some(fork) = known.fork {
        call.shared.git.share(fork, known.repository)?;
    }
    call.shared.git.with(known.repository, work)
}
