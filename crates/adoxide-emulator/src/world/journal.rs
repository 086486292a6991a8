//! What happened, in order.
//!
//! Every change of the world is an event here, and everything that tells of changes reads it: history,
//! reporting feeds, webhooks. So they cannot disagree.

use jiff::Timestamp;
use uuid::Uuid;

use super::classification::NodeId;
use super::id::{IdentityId, ObjectId, OperationId, ProjectId, RepositoryId, TeamId};
use super::link::LinkEnd;
use super::pull_request::{PullRequestEvent, PullRequestId};
use super::push::PushId;
use super::work_item::WorkItemId;

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
    /// Delivery plans of a project changed.
    PlansChanged(ProjectId),
    /// Dashboards of a project or its teams changed.
    DashboardsChanged(ProjectId),
    /// An area or iteration was created.
    NodeCreated(NodeId),
    /// An area or iteration was renamed or moved, or has other dates.
    NodeUpdated(NodeId),
    /// An area or iteration is gone, with all below it.
    NodeDeleted(NodeId),
    /// A group was made, changed or deleted.
    GroupChanged(Uuid),
    /// Somebody or something came into a group or left it.
    MembershipChanged,
    /// Access control lists of a namespace changed.
    PermissionsChanged(Uuid),
    /// Somebody got a licence, another one, or left.
    EntitlementChanged(IdentityId),
    /// A saved query or a folder of them changed.
    QueryChanged(Uuid),
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
    /// A service endpoint was created, changed, shared or deleted.
    ServiceEndpointChanged(Uuid),
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
    /// A work item has a new revision.
    WorkItemRevised {
        /// The work item.
        id: WorkItemId,
        /// The revision.
        rev: u32,
        /// Why.
        change: WorkItemEvent,
    },
    /// A link between work items was added or removed, seen from its source.
    WorkItemLinked {
        /// The work item that the link goes out from.
        source: WorkItemId,
        /// The work item that it goes to.
        target: WorkItemId,
        /// What the source sees.
        end: LinkEnd,
        /// Whether it is there now.
        is_active: bool,
    },
    /// A work item is gone for good.
    WorkItemDestroyed(WorkItemId),
    /// A field, process or other part of the model of work items changed.
    WorkItemModelChanged,
}

/// Why a work item has a new revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkItemEvent {
    /// It is new.
    Created,
    /// Its fields or what it refers to changed.
    Updated,
    /// Somebody wrote, changed or deleted a comment.
    Commented,
    /// It went to the recycle bin.
    Deleted,
    /// It came back from the recycle bin.
    Restored,
}

/// The events of an organization.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    events: Vec<Event>,
    /// The numbers of the events that feeds are made of, so that a page costs what it holds.
    revisions: Vec<u64>,
    links: Vec<u64>,
}

impl Journal {
    /// Appends an event, and gives its number. An event is never earlier than the one before it.
    pub(super) fn append(&mut self, stamp: Stamp, payload: Payload) -> u64 {
        let at = self.events.last().map_or(stamp.at, |last| last.stamp.at.max(stamp.at));
        let sequence = self.events.len() as u64 + 1;
        match payload {
            Payload::WorkItemRevised { .. } => self.revisions.push(sequence),
            Payload::WorkItemLinked { .. } => self.links.push(sequence),
            _ => {}
        }
        self.events.push(Event { sequence, stamp: Stamp { at, ..stamp }, payload });
        sequence
    }

    /// An event by its number.
    pub fn get(&self, sequence: u64) -> Option<&Event> {
        self.events.get(usize::try_from(sequence.checked_sub(1)?).ok()?)
    }

    /// The number of the last event before an instant; 0 if there is none.
    pub fn before(&self, at: Timestamp) -> u64 {
        self.events.partition_point(|event| event.stamp.at < at) as u64
    }

    /// The revisions of work items after a number, oldest first.
    pub fn revisions_since(&self, sequence: u64) -> impl Iterator<Item = &Event> {
        self.of(&self.revisions, sequence)
    }

    /// The changes of links between work items after a number, oldest first.
    pub fn links_since(&self, sequence: u64) -> impl Iterator<Item = &Event> {
        self.of(&self.links, sequence)
    }

    fn of<'j>(&'j self, topic: &'j [u64], sequence: u64) -> impl Iterator<Item = &'j Event> {
        let start = topic.partition_point(|known| *known <= sequence);
        topic[start..].iter().filter_map(|sequence| self.get(*sequence))
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
