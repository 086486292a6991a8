//! Statuses of commits, and branches that somebody marked as favorites.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;

use super::id::{IdentityId, ObjectId, ProjectId, RepositoryId};
use super::journal::event;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;

/// What somebody says about a commit.
#[derive(Clone, Debug)]
pub struct CommitStatus {
    /// Its number at the commit, from 1.
    pub id: i64,
    /// Its state, by its name on the wire.
    pub state: &'static str,
    /// In words.
    pub description: Option<String>,
    /// The name of what it is about.
    pub name: String,
    /// The genre of what it is about.
    pub genre: Option<String>,
    /// Where to read more.
    pub target_url: Option<String>,
    /// Who posted it.
    pub creator: IdentityId,
    /// When.
    pub created: Timestamp,
}

/// A branch, or folder of branches, that somebody marked.
#[derive(Clone, Debug)]
pub struct RefFavorite {
    /// Its number in the organization.
    pub id: i64,
    /// The project of the repository.
    pub project: ProjectId,
    /// The repository.
    pub repository: RepositoryId,
    /// The full name.
    pub name: String,
    /// `ref` or `folder`.
    pub kind: &'static str,
    /// Whose it is.
    pub identity: IdentityId,
}

/// A status of a commit was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommitStatusPosted {
    /// The repository.
    pub repository: RepositoryId,
    /// The commit.
    pub commit: ObjectId,
    /// The number of the status.
    pub id: i64,
}

/// What happens to a favorite branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RefFavoriteEvent {
    /// It was marked.
    Added(i64),
    /// The mark was taken away.
    Removed(i64),
}

/// The statuses of commits.
#[derive(Debug, Default)]
struct CommitStatuses {
    all: BTreeMap<(RepositoryId, ObjectId), Vec<CommitStatus>>,
}

/// The favorite branches.
#[derive(Debug, Default)]
struct RefFavorites {
    all: BTreeMap<i64, RefFavorite>,
}

part!(CommitStatuses, RefFavorites);
event!(CommitStatusPosted, RefFavoriteEvent);

impl Organization {
    /// The statuses of a commit, oldest first.
    pub fn commit_statuses(&self, repository: RepositoryId, commit: ObjectId) -> &[CommitStatus] {
        self.part::<CommitStatuses>().all.get(&(repository, commit)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The favorites of a project, by number.
    pub fn ref_favorites(&self, project: ProjectId) -> impl Iterator<Item = &RefFavorite> {
        self.part::<RefFavorites>().all.values().filter(move |favorite| favorite.project == project)
    }
}

impl Transaction<'_> {
    /// Posts a status of a commit. Its number and date are set here; one of the same context is not replaced.
    ///
    /// # Errors
    /// None.
    pub fn add_commit_status(
        &mut self,
        repository: RepositoryId,
        commit: ObjectId,
        status: CommitStatus,
    ) -> Result<Recorded<CommitStatus>, Refusal> {
        let stamp = self.stamp();
        let known = self.part_mut::<CommitStatuses>().all.entry((repository, commit)).or_default();
        let id = known.len() as i64 + 1;
        let status = CommitStatus { id, created: stamp.at, creator: stamp.actor, ..status };
        known.push(status.clone());
        Ok(self.record(CommitStatusPosted { repository, commit, id }).with(status))
    }

    /// Marks a branch or a folder of branches; once is enough.
    ///
    /// # Errors
    /// When there is no such repository.
    pub fn add_ref_favorite(
        &mut self,
        repository: RepositoryId,
        name: String,
        kind: &'static str,
    ) -> Result<Recorded<i64>, Refusal> {
        let stamp = self.stamp();
        let found = self.repository_by_id(repository).ok_or(Refusal::NoRepository(repository))?;
        let project = found.project;
        let known = self.part::<RefFavorites>().all.values().find(|known| {
            known.identity == stamp.actor && known.repository == repository && known.name == name
        });
        if let Some(known) = known {
            return Ok(self.unchanged(known.id));
        }
        let id = self.part::<RefFavorites>().all.last_key_value().map_or(0, |(last, _)| *last) + 1;
        let favorite = RefFavorite { id, project, repository, name, kind, identity: stamp.actor };
        self.part_mut::<RefFavorites>().all.insert(id, favorite);
        Ok(self.record(RefFavoriteEvent::Added(id)).with(id))
    }

    /// Takes a mark away.
    ///
    /// # Errors
    /// None.
    pub fn delete_ref_favorite(&mut self, id: i64) -> Result<Recorded, Refusal> {
        Ok(match self.part_mut::<RefFavorites>().all.remove(&id) {
            Some(_) => self.record(RefFavoriteEvent::Removed(id)),
            None => self.unchanged(()),
        })
    }
}

/// The state of a status by name or number.
pub fn status_state(given: &Value) -> Option<&'static str> {
    const STATES: [&str; 6] = ["notSet", "pending", "succeeded", "failed", "error", "notApplicable"];
    match given {
        Value::String(text) => STATES.into_iter().find(|state| state.eq_ignore_ascii_case(text)),
        value => STATES.get(usize::try_from(value.as_u64()?).ok()?).copied(),
    }
}
