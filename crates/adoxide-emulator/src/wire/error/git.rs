//! Git.

use http::StatusCode;

use super::{Fault, GIT};
use crate::world::id::ObjectId;

impl Fault {
    /// A repository that does not exist: reported many times.
    pub fn repository_not_found(name_or_id: &str) -> Self {
        Self::exception(
            StatusCode::NOT_FOUND,
            GIT,
            "GitRepositoryNotFoundException",
            repository_not_found(name_or_id),
        )
    }

    /// A repository that the service is at work on: guessed, the form of a stopped organization. What is known is
    /// only that `isInMaintenance` says so.
    pub fn repository_in_maintenance(name: &str) -> Self {
        let message = repository_in_maintenance(name);
        Self::exception(StatusCode::SERVICE_UNAVAILABLE, GIT, "VssServiceException", message)
    }

    /// A repository whose name is taken: the text that an official client looks for, with the reported code.
    pub fn repository_exists(name: &str) -> Self {
        let message = format!("TF400948: A Git repository with the name {name} already exists.");
        Self::exception(StatusCode::CONFLICT, GIT, "GitRepositoryNameAlreadyExistsException", message)
    }

    /// A name that no repository may have: the text that an official client looks for.
    pub fn repository_name_invalid(name: &str) -> Self {
        let message = format!("TF401025: '{name}' is not a valid name for a Git repository.");
        Self::exception(StatusCode::BAD_REQUEST, GIT, "InvalidGitRepositoryNameException", message)
    }

    /// A reference that is not where the request says: reported.
    pub fn stale_reference(name: &str) -> Self {
        let message = format!(
            "TF401028: The reference '{name}' has already been updated by another client, so you cannot update \
             it. Please try again."
        );
        Self::exception(StatusCode::CONFLICT, GIT, "GitReferenceStaleException", message)
    }

    /// A branch that somebody else locked: guessed.
    pub fn branch_locked(name: &str) -> Self {
        let message = format!("The reference '{name}' is locked by another user, so you cannot update it.");
        Self::exception(StatusCode::FORBIDDEN, GIT, "GitRefLockedException", message)
    }

    /// A reference that a policy keeps where it is: reported, text, type and status.
    pub fn rejected_by_policy(why: &str) -> Self {
        Self::exception(StatusCode::FORBIDDEN, GIT, "GitRefUpdateRejectedByPolicyException", why)
    }

    /// A reference that does not exist: guessed.
    pub fn ref_not_found(name: &str) -> Self {
        let message = format!("The reference '{name}' could not be found.");
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitRefNotFoundException", message)
    }

    /// A name that no reference may have, or that is a folder of references: guessed.
    pub fn invalid_ref_name(name: &str) -> Self {
        let message = format!("'{name}' is not a valid Git ref name.");
        Self::exception(StatusCode::BAD_REQUEST, GIT, "InvalidGitRefNameException", message)
    }

    /// An item that does not exist: reported.
    pub fn item_not_found(path: &str, repository: &str, version: &str, commit: ObjectId) -> Self {
        let message = format!(
            "TF401174: The item '{path}' could not be found in the repository '{repository}' at the version \
             specified by '{version}' (resolved to commit '{commit}')"
        );
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitItemNotFoundException", message)
    }

    /// A version that names no commit: reported, with its missing and its superfluous blank.
    pub fn unresolvable(version: &str, repository: &str) -> Self {
        let message = format!(
            "TF401175:The version descriptor {version} could not be resolved to a version in the repository \
             {repository}"
        );
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitUnresolvableToCommitException", message)
    }

    /// A repository without branches where one is needed: reported.
    pub fn no_branches(repository: &str) -> Self {
        let message = format!("VS403403: Cannot find any branches for the {repository} repository.");
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitNoBranchesException", message)
    }

    /// An object that does not exist: reported; on a push with status 500, else 404.
    pub fn object_not_found(status: StatusCode, id: &str) -> Self {
        let message = format!("TF401035: The object '{id}' does not exist.");
        Self::exception(status, GIT, "GitObjectDoesNotExistException", message)
    }

    /// An object of another type than asked for: reported by two clients; with status 404 where a tag was asked
    /// for, otherwise guessed.
    pub fn object_type(status: StatusCode, id: ObjectId, expected: &str, found: &str) -> Self {
        let capital = |name: &str| {
            let (first, rest) = name.split_at_checked(1).unwrap_or((name, ""));
            format!("{}{rest}", first.to_ascii_uppercase())
        };
        let (expected, found) = (capital(expected), capital(found));
        let message = format!("Expected a {expected}, but objectId {id} resolved to a {found}");
        Self::exception(status, GIT, "GitUnexpectedObjectTypeException", message)
    }

    /// A commit that does not exist: guessed.
    pub fn commit_not_found(id: &str, repository: &str) -> Self {
        let message = format!("The commit '{id}' could not be found in the repository '{repository}'.");
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitCommitDoesNotExistException", message)
    }

    /// A push that does not exist: guessed.
    pub fn push_not_found(id: &str) -> Self {
        let message = format!("The push with ID {id} does not exist.");
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitPushDoesNotExistException", message)
    }

    /// An added file that exists: reported, text and status.
    pub fn path_exists(path: &str) -> Self {
        let message = format!(
            "The path '{path}' specified in the add operation already exists. Please specify a new path."
        );
        Self::exception(StatusCode::BAD_REQUEST, GIT, "GitPathAlreadyExistsException", message)
    }

    /// A changed, moved or deleted file that does not exist: guessed after the one for added files.
    pub fn path_missing(path: &str, operation: &str) -> Self {
        let message = format!("The path '{path}' specified in the {operation} operation could not be found.");
        Self::exception(StatusCode::BAD_REQUEST, GIT, "GitPathNotFoundException", message)
    }

    /// A path that no file may have: guessed.
    pub fn path_invalid(path: &str, why: &str) -> Self {
        let message = format!("The path '{path}' is not valid: {why}.");
        Self::exception(StatusCode::BAD_REQUEST, GIT, "InvalidPathException", message)
    }

    /// A cherry-pick, revert, merge or synchronization that does not exist: guessed.
    pub fn git_operation_not_found(id: &str) -> Self {
        let message = format!("The requested asynchronous operation '{id}' was not found.");
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitAsyncRefOperationNotFoundException", message)
    }

    /// An import into a repository that is not empty: guessed.
    pub fn import_into_non_empty(repository: &str) -> Self {
        let message = format!(
            "The repository '{repository}' is not empty. Import requests are only supported on empty \
             repositories."
        );
        Self::exception(StatusCode::CONFLICT, GIT, "GitImportForbiddenOnNonEmptyRepository", message)
    }

    /// An import that does not exist: guessed.
    pub fn import_not_found(id: &str) -> Self {
        let message = format!("The import request '{id}' does not exist.");
        Self::exception(StatusCode::NOT_FOUND, GIT, "GitImportRequestNotFoundException", message)
    }
}

/// What both REST and git say of a repository that does not exist.
pub(crate) fn repository_not_found(name_or_id: &str) -> String {
    format!(
        "TF401019: The Git repository with name or identifier {name_or_id} does not exist or you do not have \
         permissions for the operation you are attempting."
    )
}

/// What both REST and git say of a repository that the service is at work on.
pub(crate) fn repository_in_maintenance(name: &str) -> String {
    format!("The Git repository {name} is in maintenance. Try again later.")
}
