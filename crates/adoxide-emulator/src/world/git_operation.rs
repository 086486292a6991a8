//! Work in a repository that takes time: cherry-picks, reverts, merges, and bringing a fork up to date.
//!
//! Git's part is done when the work is asked for; references move when it is due.

use std::collections::BTreeMap;

use super::id::{ObjectId, RepositoryId};
use super::journal::{Stamp, event};
use super::operation::Work;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::push::{RefUpdate, RefUpdateStatus};
use super::refusal::Refusal;

/// The number of an operation in its organization.
pub type GitOperationId = i64;

/// What commits are picked or reverted.
#[derive(Clone, Debug, Default)]
pub struct CommitSource {
    /// The commits that were named.
    pub commits: Vec<ObjectId>,
    /// The pull request that was named.
    pub pull_request: Option<i64>,
}

/// What is done.
#[derive(Clone, Debug)]
pub enum GitOperationKind {
    /// Commits are made anew on top of a branch, as another branch.
    CherryPick {
        /// Which.
        source: CommitSource,
        /// On top of which branch.
        onto: String,
        /// The branch that is made.
        generated: String,
    },
    /// Commits are taken back on top of a branch, as another branch.
    Revert {
        /// Which.
        source: CommitSource,
        /// On top of which branch.
        onto: String,
        /// The branch that is made.
        generated: String,
    },
    /// Two commits are merged; no reference moves.
    Merge {
        /// What is merged.
        parents: Vec<ObjectId>,
        /// The message of the merge.
        comment: Option<String>,
    },
    /// A fork gets what its source has.
    ForkSync {
        /// Where from.
        source: RepositoryId,
        /// Which references go where; none for all.
        refs: Option<Vec<(String, String)>>,
    },
}

/// How an operation is doing. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GitOperationStatus {
    /// Waiting or running.
    Queued,
    /// Done.
    Completed,
    /// Ended without success.
    Failed,
}

impl GitOperationStatus {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Completed => "completed",
            Self::Failed => "failed",
        }
    }
}

/// What git made, before any reference moved.
#[derive(Clone, Debug, Default)]
pub struct Made {
    /// Where references are to be; those of a fork are moved, those of other operations must be new.
    pub refs: BTreeMap<String, ObjectId>,
    /// The last commit that was made.
    pub commit: Option<ObjectId>,
    /// The commits that are new to the repository, newest first.
    pub commits: Vec<ObjectId>,
    /// How many bytes the objects take now.
    pub size: u64,
}

/// Why an operation came to nothing.
#[derive(Clone, Debug)]
pub struct Failure {
    /// In a sentence.
    pub message: String,
    /// Whether both sides changed the same.
    pub conflict: bool,
    /// The commit that could not be done.
    pub commit: Option<ObjectId>,
    /// The name of the reason on the wire.
    pub status: &'static str,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct GitOperation {
    /// Its number.
    pub id: GitOperationId,
    /// The repository that it is in.
    pub repository: RepositoryId,
    /// What is done.
    pub kind: GitOperationKind,
    /// When and by whom it was asked for.
    pub queued: Stamp,
    /// How it is doing.
    pub status: GitOperationStatus,
    /// What it made, or why not: to be told when it has ended.
    pub made: Result<Made, Failure>,
}

/// What happens to a cherry-pick, revert, merge or synchronization of a fork.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum GitOperationEvent {
    /// It was queued.
    Queued { repository: RepositoryId, id: GitOperationId },
    /// It ended, with or without success.
    Ended { repository: RepositoryId, id: GitOperationId },
}

/// The operations of an organization.
#[derive(Debug, Default)]
struct GitOperations {
    all: BTreeMap<GitOperationId, GitOperation>,
}

part!(GitOperations);
event!(GitOperationEvent);

/// The references of an operation move.
#[derive(Debug)]
struct FinishGitOperation(GitOperationId);

impl Work for FinishGitOperation {
    fn run(self: Box<Self>, tx: &mut Transaction<'_>) -> Result<Recorded, Refusal> {
        tx.finish_git_operation(self.0)
    }
}

impl Organization {
    /// An operation of a repository.
    pub fn git_operation(&self, repository: RepositoryId, id: GitOperationId) -> Option<&GitOperation> {
        self.part::<GitOperations>().all.get(&id).filter(|operation| operation.repository == repository)
    }

    /// The operations of a repository, by number.
    pub fn git_operations(&self, repository: RepositoryId) -> impl DoubleEndedIterator<Item = &GitOperation> {
        self.part::<GitOperations>().all.values().filter(move |operation| operation.repository == repository)
    }
}

impl Transaction<'_> {
    /// Asks for an operation whose objects are made.
    ///
    /// # Errors
    /// When there is no such repository.
    pub fn queue_git_operation(
        &mut self,
        repository: RepositoryId,
        kind: GitOperationKind,
        made: Result<Made, Failure>,
    ) -> Result<Recorded<GitOperationId>, Refusal> {
        let stamp = self.stamp();
        self.repository_by_id(repository).ok_or(Refusal::NoRepository(repository))?;
        let id = self.part::<GitOperations>().all.last_key_value().map_or(0, |(last, _)| *last) + 1;
        let status = GitOperationStatus::Queued;
        let operation = GitOperation { id, repository, kind, queued: stamp, status, made };
        self.part_mut::<GitOperations>().all.insert(id, operation);
        self.queue(FinishGitOperation(id));
        Ok(self.record(GitOperationEvent::Queued { repository, id }).with(id))
    }

    /// An operation is due: its references move.
    fn finish_git_operation(&mut self, id: GitOperationId) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let Some(operation) = self.part::<GitOperations>().all.get(&id).cloned() else {
            return Ok(self.unchanged(()));
        };
        let repository = operation.repository;
        let found = self.repository_by_id(repository).ok_or(Refusal::NoRepository(repository))?;
        let was_empty = found.is_empty();
        let made = operation.made.and_then(|made| {
            let moves = matches!(operation.kind, GitOperationKind::ForkSync { .. });
            let mut updates = Vec::new();
            for (name, new) in &made.refs {
                let old = found.tip(name).filter(|_| moves).unwrap_or(ObjectId::ZERO_SHA1);
                let update = RefUpdate { name: name.clone(), old, new: *new };
                if update.old == update.new {
                    continue;
                }
                match found.judge(&update, stamp.actor) {
                    RefUpdateStatus::Succeeded => updates.push(update),
                    RefUpdateStatus::InvalidRefName => {
                        return Err(Failure::of_ref(
                            name,
                            "cannot be the name of a branch",
                            "invalidRefName",
                        ));
                    }
                    RefUpdateStatus::Locked => {
                        return Err(Failure::of_ref(name, "is locked", "writePermissionRequired"));
                    }
                    _ => return Err(Failure::of_ref(name, "exists already", "refNameConflict")),
                }
            }
            Ok((made, updates))
        });
        let (status, made) = match made {
            Ok((made, updates)) => {
                if !updates.is_empty() {
                    let commits = made.commits.clone();
                    self.record_push(repository, updates, commits, made.size)?;
                    if let (GitOperationKind::ForkSync { source, .. }, true) = (&operation.kind, was_empty) {
                        self.adopt_default_branch(repository, *source);
                    }
                }
                (GitOperationStatus::Completed, Ok(made))
            }
            Err(failure) => (GitOperationStatus::Failed, Err(failure)),
        };
        if let Some(operation) = self.part_mut::<GitOperations>().all.get_mut(&id) {
            operation.status = status;
            operation.made = made;
        }
        Ok(self.record(GitOperationEvent::Ended { repository, id }))
    }
}

impl Failure {
    fn of_ref(name: &str, what: &str, status: &'static str) -> Self {
        Self { message: format!("The reference '{name}' {what}."), conflict: false, commit: None, status }
    }
}
