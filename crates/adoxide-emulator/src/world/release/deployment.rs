//! Releases, their environments, and deployments to those: what each knows of itself.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::definition::{Artifact, DefinitionEnvironment, ReleaseDefinitionId};
use super::kind::{
    ApprovalStatus, ApprovalType, DeploymentReason, DeploymentStatus, EnvironmentStatus, GateStatus,
    InterventionStatus, OperationStatus, PhaseStatus, ReleaseReason, ReleaseStatus, TaskStatus,
};
use crate::world::id::{IdentityId, ProjectId};
use crate::world::journal::Stamp;
use crate::world::secret::Variables;

/// The number of a release in its organization.
pub type ReleaseId = i64;
/// The number of an environment of a release in its organization.
pub type ReleaseEnvironmentId = i64;
/// The number of a deployment in its organization.
pub type DeploymentId = i64;
/// The number of an approval in its organization.
pub type ApprovalId = i64;

/// A release: versions of artifacts, on their way through environments.
#[derive(Clone, Debug)]
pub struct Release {
    /// Its number.
    pub id: ReleaseId,
    /// The project that it belongs to.
    pub project: ProjectId,
    /// What it was made of.
    pub definition: ReleaseDefinitionId,
    /// Which revision of that.
    pub definition_revision: i64,
    /// Its name: `Release-12`.
    pub name: String,
    /// How it is doing.
    pub status: ReleaseStatus,
    /// Who created it, and when.
    pub created: Stamp,
    /// For whom.
    pub created_for: IdentityId,
    /// Who changed it last, and when. Deployments do not.
    pub modified: Stamp,
    /// Who deleted it, and when, if it is.
    pub deleted: Option<Stamp>,
    /// What it is for.
    pub description: String,
    /// Why it is there.
    pub reason: ReleaseReason,
    /// How it got its name.
    pub name_format: String,
    /// Whether retention passes it by.
    pub keep_forever: bool,
    /// Counts the changes of what it took from its definition, from 1.
    pub snapshot_revision: i64,
    /// Its variables, secrets too.
    pub variables: Variables,
    /// The numbers of variable groups.
    pub variable_groups: Vec<i64>,
    /// What it deploys, with versions.
    pub artifacts: Vec<Artifact>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its properties, as they are answered.
    pub properties: Map<String, Value>,
    /// The artifact that created it.
    pub triggering_alias: Option<String>,
    /// Where it goes, by rank.
    pub environments: Vec<ReleaseEnvironment>,
    /// What happened to it.
    pub history: Vec<ReleaseChange>,
}

impl Release {
    /// An environment of it.
    pub fn environment(&self, id: ReleaseEnvironmentId) -> Option<&ReleaseEnvironment> {
        self.environments.iter().find(|environment| environment.id == id)
    }

    /// All deployments of it, with their environments, in the order of their environments.
    pub fn deployments(&self) -> impl Iterator<Item = (&ReleaseEnvironment, &Attempt)> {
        self.environments.iter().flat_map(|known| known.attempts.iter().map(move |attempt| (known, attempt)))
    }
}

/// Something that happened to a release.
#[derive(Clone, Debug)]
pub struct ReleaseChange {
    /// The revision of its snapshot then.
    pub snapshot_revision: i64,
    /// Who did it, and when.
    pub stamp: Stamp,
    /// `Create`, `Update`, `Start`, `Deploy`, …
    pub kind: &'static str,
    /// What it is about, for people.
    pub details: String,
    /// Why.
    pub comment: String,
}

/// An environment of a release.
#[derive(Clone, Debug)]
pub struct ReleaseEnvironment {
    /// Its number.
    pub id: ReleaseEnvironmentId,
    /// The environment of the definition, as it was when the release was created.
    pub snapshot: Arc<DefinitionEnvironment>,
    /// How it is doing.
    pub status: EnvironmentStatus,
    /// Whether it begins only when somebody asks, whatever its conditions say.
    pub is_manual: bool,
    /// Its variables, secrets too: those of the snapshot, and what was changed at deployment time.
    pub variables: Variables,
    /// When a deployment is to begin.
    pub scheduled: Option<Timestamp>,
    /// When the first deployment was asked for.
    pub created: Option<Timestamp>,
    /// When it changed last.
    pub modified: Option<Timestamp>,
    /// Which of its conditions held when they were looked at.
    pub conditions: Vec<Option<bool>>,
    /// The deployments to it, first to last.
    pub attempts: Vec<Attempt>,
    /// The approvals that were asked for, of all deployments, in the order of their numbers.
    pub approvals: Vec<Approval>,
}

impl ReleaseEnvironment {
    /// The latest deployment.
    pub fn latest(&self) -> Option<&Attempt> {
        self.attempts.last()
    }

    /// Whether a deployment is under way.
    pub fn is_busy(&self) -> bool {
        use EnvironmentStatus::{InProgress, Queued, Scheduled};
        matches!(self.status, InProgress | Queued | Scheduled)
    }

    /// Whether a deployment waits for the answer to a manual intervention.
    pub fn waits_for_somebody(&self) -> bool {
        let phases = self.attempts.iter().flat_map(|attempt| &attempt.phases);
        let mut all = phases.flat_map(|phase| &phase.interventions);
        all.any(|known| known.status == InterventionStatus::Pending)
    }

    /// The approvals of a deployment.
    pub fn approvals_of(&self, attempt: i64, kind: ApprovalType) -> impl Iterator<Item = &Approval> {
        self.approvals.iter().filter(move |known| known.attempt == attempt && known.kind == kind)
    }
}

/// Where a deployment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It waits to begin.
    Queued,
    /// It waits for approvers of a rank.
    Approving(ApprovalType, i64),
    /// Gates are checked: those before the phases or those after.
    Gating(ApprovalType),
    /// A phase is at work: its index, and that of its task.
    Working(usize, usize),
    /// It is over.
    Completed,
}

/// A deployment of a release to an environment.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The number of the step between the approvals.
    pub step: i64,
    /// Its number.
    pub deployment: DeploymentId,
    /// Counts the deployments to the environment, from 1.
    pub number: i64,
    /// Why there is one.
    pub reason: DeploymentReason,
    /// How it is doing.
    pub status: DeploymentStatus,
    /// What it is doing.
    pub operation: OperationStatus,
    /// Where it stands.
    pub place: Place,
    /// Who asked for it, and when.
    pub queued: Stamp,
    /// When it is to begin, if that was said.
    pub scheduled: Option<Timestamp>,
    /// When it began.
    pub started: Option<Timestamp>,
    /// When it was over.
    pub completed: Option<Timestamp>,
    /// Who or what changed it last, and when.
    pub modified: Stamp,
    /// Why, as whoever asked says.
    pub comment: String,
    /// The gates before the phases.
    pub pre_gates: Option<GateRun>,
    /// The gates after the phases.
    pub post_gates: Option<GateRun>,
    /// The phases that began.
    pub phases: Vec<PhaseRun>,
    /// Counts what it waited for: what was due for an earlier wait is stale.
    pub(super) wait: u64,
}

/// The checks of gates in a deployment.
#[derive(Clone, Debug)]
pub struct GateRun {
    /// The number of the step.
    pub id: i64,
    /// How they are doing.
    pub status: GateStatus,
    /// The plan of its tasks.
    pub plan: Uuid,
    /// When the first check began.
    pub started: Timestamp,
    /// When it changed last.
    pub modified: Timestamp,
    /// When the time before the first check was over.
    pub stabilized: Option<Timestamp>,
    /// Since when all succeed.
    pub succeeding_since: Option<Timestamp>,
    /// The gates whose failure does not count, and since when.
    pub ignored: Vec<(String, Timestamp)>,
    /// The latest check of each gate.
    pub tasks: Vec<TaskRun>,
}

/// A phase of a deployment.
#[derive(Clone, Debug)]
pub struct PhaseRun {
    /// Its number.
    pub id: i64,
    /// Which of the snapshot's it is.
    pub index: usize,
    /// How it is doing.
    pub status: PhaseStatus,
    /// The plan of its tasks.
    pub plan: Uuid,
    /// When it began.
    pub started: Option<Timestamp>,
    /// What ran it, if an agent did.
    pub agent: Option<String>,
    /// The job; the tasks are in it.
    pub job: TaskRun,
    /// The tasks, those of the job itself too.
    pub tasks: Vec<TaskRun>,
    /// What waits for somebody.
    pub interventions: Vec<Intervention>,
}

/// A task of a phase, or the job around them.
#[derive(Clone, Debug)]
pub struct TaskRun {
    /// Its number in the phase, which its log goes by; 0 for one that has no log.
    pub id: i64,
    /// Its record in the timeline.
    pub record: Uuid,
    /// What it is called.
    pub name: String,
    /// The task of the catalog and its version; none for what every job does.
    pub task: Option<(Uuid, String)>,
    /// Which of the phase's tasks it is; none for what every job does.
    pub index: Option<usize>,
    /// How it is doing.
    pub status: TaskStatus,
    /// When it began.
    pub started: Option<Timestamp>,
    /// When it was over.
    pub finished: Option<Timestamp>,
    /// What went wrong.
    pub issues: Vec<String>,
    /// Why it did not run.
    pub result_code: Option<String>,
}

/// Somebody is asked to resume a deployment or to reject it.
#[derive(Clone, Debug)]
pub struct Intervention {
    /// Its number.
    pub id: i64,
    /// The record of its task.
    pub record: Uuid,
    /// What the task is called.
    pub name: String,
    /// What is to be done.
    pub instructions: String,
    /// How it is doing.
    pub status: InterventionStatus,
    /// Who answered.
    pub approver: Option<IdentityId>,
    /// What they said.
    pub comments: Option<String>,
    /// When it was asked.
    pub created: Timestamp,
    /// When it changed last.
    pub modified: Timestamp,
}

/// Somebody is asked to approve a deployment.
#[derive(Clone, Debug)]
pub struct Approval {
    /// Its number.
    pub id: ApprovalId,
    /// Counts its changes, from 1.
    pub revision: i64,
    /// The deployment: which of the environment's.
    pub attempt: i64,
    /// Whether before or after it.
    pub kind: ApprovalType,
    /// When the approver is asked, from 1.
    pub rank: i64,
    /// How it is doing.
    pub status: ApprovalStatus,
    /// Whether nobody is asked.
    pub is_automated: bool,
    /// Whether the approver is notified.
    pub is_notification_on: bool,
    /// The person, team or group.
    pub approver: Option<Uuid>,
    /// Who answered.
    pub approved_by: Option<IdentityId>,
    /// What they said.
    pub comments: String,
    /// When it was asked.
    pub created: Timestamp,
    /// When it changed last.
    pub modified: Timestamp,
    /// How it was before.
    pub history: Vec<ApprovalChange>,
}

/// How an approval was before it changed.
#[derive(Clone, Debug)]
pub struct ApprovalChange {
    /// The revision that this was.
    pub revision: i64,
    /// Whom it asked.
    pub approver: Option<Uuid>,
    /// Who changed it.
    pub changed_by: IdentityId,
    /// What they said.
    pub comments: String,
    /// When it was changed.
    pub at: Timestamp,
}
