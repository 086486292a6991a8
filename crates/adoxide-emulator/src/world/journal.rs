//! What happened, in order.
//!
//! Every change of the world is an event here, and everything that tells of changes reads it: history,
//! reporting feeds, webhooks. So they cannot disagree.

use jiff::Timestamp;
use uuid::Uuid;

use super::classification::NodeId;
use super::id::{IdentityId, ObjectId, OperationId, ProjectId, RepositoryId, TeamId};
use super::pull_request::{PullRequestEvent, PullRequestId};
use super::push::PushId;

/// When something happens, and who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: IdentityId,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its number in the organization, from 1, without gaps.
    pub sequence: u64,
    /// When and by whom.
    pub stamp: Stamp,
    /// What.
    pub payload: Payload,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Payload {
    /// The organization exists.
    OrganizationCreated,
    /// The organization was stopped, or started again.
    OrganizationStopped(bool),
    /// A person joined.
    MemberAdded(IdentityId),
    /// An operation was queued.
    OperationQueued(OperationId),
    /// An operation ended.
    OperationEnded(OperationId),
    /// A project is ready.
    ProjectCreated(ProjectId),
    /// A project's name, description or visibility changed.
    ProjectUpdated(ProjectId),
    /// A project's properties changed.
    ProjectPropertiesChanged(ProjectId),
    /// A project is gone.
    ProjectDeleted(ProjectId),
    /// A deleted project is back.
    ProjectRestored(ProjectId),
    /// A team was created.
    TeamCreated(TeamId),
    /// A team's name or description changed.
    TeamUpdated(TeamId),
    /// How a team works changed.
    TeamSettingsChanged(TeamId),
    /// A team was deleted.
    TeamDeleted(TeamId),
    /// An area or iteration was created.
    NodeCreated(NodeId),
    /// An area or iteration was renamed or moved, or has other dates.
    NodeUpdated(NodeId),
    /// An area or iteration is gone, with all below it.
    NodeDeleted(NodeId),
    /// A repository was created.
    RepositoryCreated(RepositoryId),
    /// A repository's name, default branch or availability changed.
    RepositoryUpdated(RepositoryId),
    /// A repository went to the recycle bin.
    RepositoryDeleted(RepositoryId),
    /// A repository came back from the recycle bin.
    RepositoryRestored(RepositoryId),
    /// A repository left the recycle bin for good.
    RepositoryDestroyed(RepositoryId),
    /// References moved.
    Pushed(RepositoryId, PushId),
    /// A branch was locked or unlocked.
    RefLockChanged {
        /// The repository.
        repository: RepositoryId,
        /// The branch.
        name: String,
        /// Whether it is locked now.
        is_locked: bool,
    },
    /// An import began, was abandoned or ended.
    ImportChanged(RepositoryId, i64),
    /// A cherry-pick, revert, merge or synchronization of a fork was queued or ended.
    GitOperationChanged(RepositoryId, i64),
    /// A status of a commit was posted.
    CommitStatusPosted(RepositoryId, ObjectId),
    /// A wiki was created, changed or deleted, or pages of it moved.
    WikiChanged(Uuid),
    /// A build definition was created, changed or deleted.
    BuildDefinitionChanged(i64),
    /// A build was queued, began, ended, was changed or deleted.
    BuildChanged(i64),
    /// A variable group was created, changed, shared or deleted.
    VariableGroupChanged(i64),
    /// What all pipelines of a project may use changed.
    ResourcesAuthorized(ProjectId),
    /// A policy configuration was created, changed or deleted.
    PolicyConfigurationChanged(i64),
    /// How a pull request stands with a policy changed.
    PolicyEvaluationChanged(Uuid),
    /// Who may push past policies changed.
    PolicyExemptionChanged(IdentityId),
    /// Something happened to a pull request.
    PullRequest(PullRequestId, PullRequestEvent),
    /// A setting changed.
    SettingChanged(String),
}

/// The events of an organization.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    events: Vec<Event>,
}

impl Journal {
    /// Appends an event. An event is never earlier than the one before it.
    pub(super) fn append(&mut self, stamp: Stamp, payload: Payload) {
        let at = self.events.last().map_or(stamp.at, |last| last.stamp.at.max(stamp.at));
        let sequence = self.events.len() as u64 + 1;
        self.events.push(Event { sequence, stamp: Stamp { at, ..stamp }, payload });
    }

    /// The events after a number, oldest first; 0 gives all.
    pub fn since(&self, sequence: u64) -> &[Event] {
        let start = usize::try_from(sequence).unwrap_or(usize::MAX).min(self.events.len());
        &self.events[start..]
    }

    /// How many there are: the number of the last.
    pub fn len(&self) -> u64 {
        self.events.len() as u64
    }

    /// Whether nothing happened yet.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }
}
