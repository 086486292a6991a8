//! Classic releases: definitions, releases of them, deployments to environments, approvals and gates.
//!
//! Nothing is executed: a deployment plays by itself, each step an operation's duration after the one before, and its
//! tasks end as a [`Script`] says.

pub mod definition;
pub mod deployment;
mod edit_definition;
mod edit_folder;
mod edit_release;
mod flow;
pub mod kind;
mod name;
mod step;

use std::collections::BTreeMap;

use jiff::Timestamp;

pub use self::edit_definition::NewDefinition;
pub use self::edit_release::{NewRelease, ReleaseChanges};
pub use self::step::Answer;

use self::definition::{DefinitionEnvironmentId, ReleaseDefinition, ReleaseDefinitionId};
use self::deployment::{
    Approval, ApprovalId, DeploymentId, Release, ReleaseEnvironment, ReleaseEnvironmentId, ReleaseId,
};
use self::kind::{ApprovalStatus, DeploymentStatus};
use super::id::ProjectId;
use super::journal::Stamp;
use super::journal::event;
use super::name::same_name;
use super::organization::Organization;
use super::part::part;

/// What happens to a release definition.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum ReleaseDefinitionEvent {
    /// It was created.
    Created(ReleaseDefinitionId),
    /// It has a new revision.
    Updated { id: ReleaseDefinitionId, revision: i64 },
    /// Its tags changed.
    Tagged(ReleaseDefinitionId),
    /// It was deleted.
    Deleted(ReleaseDefinitionId),
    /// It is back.
    Restored(ReleaseDefinitionId),
    /// A folder of definitions was created.
    FolderCreated { project: ProjectId, path: String },
    /// A folder of definitions was moved or described anew.
    FolderUpdated { project: ProjectId, from: String, path: String },
    /// A folder of definitions was deleted.
    FolderDeleted { project: ProjectId, path: String },
}

/// What happens to a release.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum ReleaseEvent {
    /// It was created.
    Created(ReleaseId),
    /// It was changed: its name, description, variables, retention or tags.
    Updated(ReleaseId),
    /// It was a draft and is not any more.
    Started(ReleaseId),
    /// It was abandoned.
    Abandoned(ReleaseId),
    /// It was deleted.
    Deleted(ReleaseId),
    /// It is back.
    Restored(ReleaseId),
    /// A deployment was asked for.
    DeploymentQueued { release: ReleaseId, environment: ReleaseEnvironmentId, attempt: i64 },
    /// A deployment is approved, and its first phase is at work.
    DeploymentStarted { release: ReleaseId, environment: ReleaseEnvironmentId, attempt: i64 },
    /// A phase or task of a deployment began or was completed, or its gates were checked.
    DeploymentProgressed { release: ReleaseId, environment: ReleaseEnvironmentId, attempt: i64 },
    /// A deployment is over.
    DeploymentCompleted {
        release: ReleaseId,
        environment: ReleaseEnvironmentId,
        attempt: i64,
        status: DeploymentStatus,
    },
    /// Somebody is asked to approve a deployment.
    ApprovalPending { release: ReleaseId, environment: ReleaseEnvironmentId, approval: ApprovalId },
    /// Somebody else is asked.
    ApprovalReassigned { release: ReleaseId, environment: ReleaseEnvironmentId, approval: ApprovalId },
    /// An approval is not pending any more.
    ApprovalCompleted {
        release: ReleaseId,
        environment: ReleaseEnvironmentId,
        approval: ApprovalId,
        status: ApprovalStatus,
    },
    /// Somebody is asked to resume or reject a deployment.
    InterventionPending { release: ReleaseId, environment: ReleaseEnvironmentId, intervention: i64 },
    /// Somebody resumed or rejected a deployment.
    InterventionCompleted { release: ReleaseId, environment: ReleaseEnvironmentId, intervention: i64 },
}

part!(Releases);
event!(ReleaseDefinitionEvent, ReleaseEvent, ScriptEvent);

/// Why a change of releases is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReleaseRefusal {
    /// No such definition.
    #[error("there is no release definition {0}")]
    NoDefinition(ReleaseDefinitionId),
    /// A definition of this name is in the folder.
    #[error("a release definition named {0} exists")]
    DefinitionExists(String),
    /// Somebody changed the definition since.
    #[error("the release definition {0} was changed since")]
    DefinitionChanged(ReleaseDefinitionId),
    /// Releases of the definition are being deployed.
    #[error("releases of the release definition {0} are being deployed")]
    DefinitionInUse(String),
    /// Two environments of a definition have one name.
    #[error("two environments are named {0}")]
    EnvironmentExists(String),
    /// No such release.
    #[error("there is no release {0}")]
    NoRelease(ReleaseId),
    /// No such environment in a release.
    #[error("there is no environment {0}")]
    NoEnvironment(ReleaseEnvironmentId),
    /// No artifact of this alias.
    #[error("there is no artifact with the alias {0}")]
    NoArtifact(String),
    /// No version of an artifact.
    #[error("there is no version of the artifact {0}")]
    NoVersion(String),
    /// A release that is in no state for it.
    #[error("the release {name} is {}", status.name())]
    Status {
        /// The name of the release.
        name: String,
        /// How it is doing.
        status: kind::ReleaseStatus,
    },
    /// A deployment of the release is under way.
    #[error("the release {0} is being deployed")]
    Busy(String),
    /// A stage that is in no state for it.
    #[error("the environment {environment} of {release} is {}", status.name())]
    EnvironmentStatus {
        /// The name of the environment.
        environment: String,
        /// The name of the release.
        release: String,
        /// How it is doing.
        status: kind::EnvironmentStatus,
    },
    /// No such approval.
    #[error("there is no approval {0}")]
    NoApproval(ApprovalId),
    /// The approval is not pending.
    #[error("the approval {0} is not pending")]
    NotPending(ApprovalId),
    /// The approval is somebody else's.
    #[error("the approval {0} is somebody else's")]
    NotApprover(ApprovalId),
    /// Who created the release may not approve it.
    #[error("who created the release may not approve it")]
    CreatorIsApprover,
    /// No such manual intervention.
    #[error("there is no manual intervention {0}")]
    NoIntervention(i64),
    /// No gates of this number.
    #[error("there is no gate step {0}")]
    NoGates(i64),
    /// The gates are not being checked.
    #[error("the gates of step {0} are not being checked")]
    GatesOver(i64),
    /// No such folder.
    #[error("there is no folder {0}")]
    NoFolder(String),
    /// A folder of this path exists.
    #[error("a folder {0} exists")]
    FolderExists(String),
}

/// A folder of release definitions.
#[derive(Clone, Debug)]
pub struct ReleaseFolder {
    /// The project that it belongs to.
    pub project: ProjectId,
    /// Its path: `\Team\Nightly`.
    pub path: String,
    /// What is in it.
    pub description: Option<String>,
    /// Who created it, and when.
    pub created: Stamp,
    /// Who changed it, and when.
    pub changed: Stamp,
}

/// How deployments to an environment of a definition go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// How the phases end: succeeded, partially succeeded or failed.
    pub result: ScriptResult,
    /// The task that decides; the last if none is named.
    pub task: Option<String>,
    /// What goes wrong.
    pub message: Option<String>,
    /// Whether the gates fail.
    pub gates_fail: bool,
    /// Whether the first task does not end before this changes.
    pub is_held: bool,
}

/// How the phases of a deployment end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ScriptResult {
    #[default]
    Succeeded,
    PartiallySucceeded,
    Failed,
}

/// How deployments to an environment of a definition go was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub struct ScriptEvent {
    pub definition: ReleaseDefinitionId,
    pub environment: String,
}

/// The last numbers that were given.
#[derive(Debug, Default)]
struct Numbers {
    definition: ReleaseDefinitionId,
    definition_environment: DefinitionEnvironmentId,
    definition_step: i64,
    release: ReleaseId,
    environment: ReleaseEnvironmentId,
    /// Of deployments' steps, approvals and gates.
    step: i64,
    deployment: DeploymentId,
    phase: i64,
    intervention: i64,
}

/// The next number.
fn next(number: &mut i64) -> i64 {
    *number += 1;
    *number
}

/// The release definitions and releases of an organization.
#[derive(Debug, Default)]
pub struct Releases {
    definitions: BTreeMap<ReleaseDefinitionId, Vec<ReleaseDefinition>>,
    deleted_definitions: BTreeMap<ReleaseDefinitionId, Stamp>,
    all: BTreeMap<ReleaseId, Release>,
    folders: Vec<ReleaseFolder>,
    scripts: BTreeMap<(ReleaseDefinitionId, String), Script>,
    numbers: Numbers,
}

impl Releases {
    /// The definitions of a project, also deleted ones, in the order of their numbers: the latest revision of each.
    pub fn definitions(&self, project: ProjectId) -> impl DoubleEndedIterator<Item = &ReleaseDefinition> {
        let latest = self.definitions.values().filter_map(|revisions| revisions.last());
        latest.filter(move |definition| definition.project == project)
    }

    /// The latest revision of a definition, also of a deleted one.
    pub fn definition(&self, id: ReleaseDefinitionId) -> Option<&ReleaseDefinition> {
        self.definitions.get(&id)?.last()
    }

    /// All revisions of a definition, first to last.
    pub fn revisions(&self, id: ReleaseDefinitionId) -> &[ReleaseDefinition] {
        self.definitions.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// When and by whom a definition was deleted, if it is.
    pub fn deleted_definition(&self, id: ReleaseDefinitionId) -> Option<Stamp> {
        self.deleted_definitions.get(&id).copied()
    }

    /// The releases of an organization, also deleted ones, in the order of their numbers.
    pub fn releases(&self) -> impl DoubleEndedIterator<Item = &Release> {
        self.all.values()
    }

    /// A release, also a deleted one.
    pub fn release(&self, id: ReleaseId) -> Option<&Release> {
        self.all.get(&id)
    }

    /// An approval, with where it is asked for.
    pub fn approval(&self, id: ApprovalId) -> Option<(&Release, &ReleaseEnvironment, &Approval)> {
        self.all.values().find_map(|release| {
            release.environments.iter().find_map(|environment| {
                let found = environment.approvals.iter().find(|approval| approval.id == id)?;
                Some((release, environment, found))
            })
        })
    }

    /// The folders of a project, in the order of their creation. The root is not among them.
    pub fn folders(&self, project: ProjectId) -> impl Iterator<Item = &ReleaseFolder> {
        self.folders.iter().filter(move |folder| folder.project == project)
    }

    /// How deployments to an environment go: see [`Script`].
    pub fn script(&self, definition: ReleaseDefinitionId, environment: &str) -> Script {
        self.scripts.get(&(definition, environment.to_lowercase())).cloned().unwrap_or_default()
    }

    /// The definition of a project that has a name in a folder, unless it is deleted.
    fn named(&self, project: ProjectId, path: &str, name: &str) -> Option<&ReleaseDefinition> {
        self.definitions(project).find(|known| {
            !self.deleted_definitions.contains_key(&known.id)
                && same_name(&known.content.path, path)
                && same_name(&known.content.name, name)
        })
    }
}

impl Organization {
    /// Its release definitions and releases.
    pub fn releases(&self) -> &Releases {
        self.part()
    }
}

/// Some minutes later.
fn minutes_after(at: Timestamp, minutes: i64) -> Timestamp {
    at.saturating_add(jiff::SignedDuration::from_mins(minutes)).unwrap_or(Timestamp::MAX)
}
