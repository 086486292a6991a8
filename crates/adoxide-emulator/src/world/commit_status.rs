//! Statuses of commits, and branches that somebody marked as favorites.

use jiff::Timestamp;
use serde_json::Value;

use super::id::{IdentityId, ObjectId, ProjectId, RepositoryId};
use super::journal::{Payload, Stamp};
use super::{Organization, Refusal};

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

impl Organization {
    /// The statuses of a commit, oldest first.
    pub fn commit_statuses(&self, repository: RepositoryId, commit: ObjectId) -> &[CommitStatus] {
        self.commit_statuses.get(&(repository, commit)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Posts a status of a commit. Its number and date are set here; one of the same context is not replaced.
    pub fn add_commit_status(
        &mut self,
        stamp: Stamp,
        repository: RepositoryId,
        commit: ObjectId,
        status: CommitStatus,
    ) -> CommitStatus {
        let known = self.commit_statuses.entry((repository, commit)).or_default();
        let id = known.len() as i64 + 1;
        let status = CommitStatus { id, created: stamp.at, creator: stamp.actor, ..status };
        known.push(status.clone());
        self.journal.append(stamp, Payload::CommitStatusPosted(repository, commit));
        status
    }

    /// The favorites of a project, by number.
    pub fn ref_favorites(&self, project: ProjectId) -> impl Iterator<Item = &RefFavorite> {
        self.ref_favorites.values().filter(move |favorite| favorite.project == project)
    }

    /// Marks a branch or a folder of branches; once is enough.
    ///
    /// # Errors
    /// When there is no such repository.
    pub fn add_ref_favorite(
        &mut self,
        stamp: Stamp,
        repository: RepositoryId,
        name: String,
        kind: &'static str,
    ) -> Result<i64, Refusal> {
        let found = self.repository_by_id(repository).ok_or(Refusal::NoRepository(repository))?;
        let project = found.project;
        let known = self.ref_favorites.values().find(|known| {
            known.identity == stamp.actor && known.repository == repository && known.name == name
        });
        if let Some(known) = known {
            return Ok(known.id);
        }
        let id = self.ref_favorites.last_key_value().map_or(0, |(last, _)| *last) + 1;
        let favorite = RefFavorite { id, project, repository, name, kind, identity: stamp.actor };
        self.ref_favorites.insert(id, favorite);
        self.journal.append(stamp, Payload::SettingChanged(format!("favorites/{id}")));
        Ok(id)
    }

    /// Takes a mark away.
    pub fn delete_ref_favorite(&mut self, stamp: Stamp, id: i64) {
        if self.ref_favorites.remove(&id).is_some() {
            self.journal.append(stamp, Payload::SettingChanged(format!("favorites/{id}")));
        }
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
