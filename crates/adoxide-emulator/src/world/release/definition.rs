//! Release definitions: what is deployed, where to, and who approves.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::kind::{ApprovalExecutionOrder, ConditionType, DefinitionSource, DeployPhaseType};
use crate::world::id::{IdentityId, ProjectId};
use crate::world::journal::Stamp;
use crate::world::secret::Variables;

/// The number of a release definition in its organization.
pub type ReleaseDefinitionId = i64;
/// The number of an environment of a release definition in its organization.
pub type DefinitionEnvironmentId = i64;

/// A revision of a release definition.
#[derive(Clone, Debug)]
pub struct ReleaseDefinition {
    /// Its number.
    pub id: ReleaseDefinitionId,
    /// The project that it belongs to.
    pub project: ProjectId,
    /// Counts its changes, from 1.
    pub revision: i64,
    /// Who created the definition, and when.
    pub created: Stamp,
    /// Who made this revision, and when.
    pub changed: Stamp,
    /// What made it.
    pub source: DefinitionSource,
    /// Why it was changed.
    pub comment: Option<String>,
    /// Everything that a client sets.
    pub content: DefinitionContent,
}

/// What a client sets of a release definition.
#[derive(Clone, Debug)]
pub struct DefinitionContent {
    /// Its name, unique in its folder.
    pub name: String,
    /// Its folder (`\`).
    pub path: String,
    /// What it is for.
    pub description: Option<String>,
    /// How its releases are called: `Release-$(rev:r)`.
    pub name_format: String,
    /// Where it deploys to, by rank.
    pub environments: Vec<Arc<DefinitionEnvironment>>,
    /// What it deploys.
    pub artifacts: Vec<Artifact>,
    /// What creates releases.
    pub triggers: Vec<Trigger>,
    /// Its variables, secrets too.
    pub variables: Variables,
    /// The numbers of variable groups.
    pub variable_groups: Vec<i64>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its properties, as they are answered.
    pub properties: Map<String, Value>,
}

/// An environment of a release definition; the pages of the service call it a stage.
#[derive(Clone, Debug)]
pub struct DefinitionEnvironment {
    /// Its number; 0 for one that is new.
    pub id: DefinitionEnvironmentId,
    /// Its name.
    pub name: String,
    /// Its place in the definition, from 1.
    pub rank: i64,
    /// Who answers for it.
    pub owner: Option<IdentityId>,
    /// What must hold for a deployment to begin by itself. Without any it begins only when somebody asks.
    pub conditions: Vec<Condition>,
    /// Who approves before a deployment.
    pub pre_approvals: Approvals,
    /// Who approves after a deployment.
    pub post_approvals: Approvals,
    /// What is checked before a deployment.
    pub pre_gates: Gates,
    /// What is checked after a deployment.
    pub post_gates: Gates,
    /// The number of the step between the approvals.
    pub deploy_step: i64,
    /// What is done, by rank.
    pub phases: Vec<Phase>,
    /// How many deployments run at once.
    pub execution_policy: ExecutionPolicy,
    /// Its variables, secrets too.
    pub variables: Variables,
    /// The numbers of variable groups.
    pub variable_groups: Vec<i64>,
    /// What the emulator keeps and does not act upon: options, retention policy, demands, schedules and others, by
    /// name, as they are answered.
    pub rest: Map<String, Value>,
}

/// What must hold for a deployment to begin by itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Condition {
    /// `ReleaseStarted`, the name of an environment, or the alias of an artifact.
    pub name: String,
    /// Which of those it is.
    pub condition_type: ConditionType,
    /// The statuses of the environment (the sum of their numbers), or a filter of the artifact as JSON.
    #[serde(default)]
    pub value: String,
}

/// Who approves a deployment.
#[derive(Clone, Debug, Default)]
pub struct Approvals {
    /// The approvers, by rank: those of a rank are asked at once.
    pub steps: Vec<ApprovalStep>,
    /// How they approve, if it is said.
    pub options: Option<ApprovalOptions>,
}

/// An approver of a deployment.
#[derive(Clone, Debug)]
pub struct ApprovalStep {
    /// The number of the step; 0 for one that is new.
    pub id: i64,
    /// When the approver is asked.
    pub rank: i64,
    /// Whether nobody is asked.
    pub is_automated: bool,
    /// Whether the approver is notified.
    pub is_notification_on: bool,
    /// The person, team or group.
    pub approver: Option<Uuid>,
}

/// How deployments are approved.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ApprovalOptions {
    /// How many of a rank must approve; 0 for all.
    pub required_approver_count: i64,
    /// Whether who created the release may approve.
    pub release_creator_can_be_approver: bool,
    /// Whether who approved the environment before need not approve again.
    pub auto_triggered_and_previous_environment_approved_can_be_skipped: bool,
    /// Whether approvers authenticate again.
    pub enforce_identity_revalidation: bool,
    /// After how many minutes a pending approval is a rejection; 0 for never.
    pub timeout_in_minutes: i64,
    /// Whether they are asked before or after the gates.
    pub execution_order: ApprovalExecutionOrder,
}

impl Default for ApprovalOptions {
    fn default() -> Self {
        Self {
            required_approver_count: 0,
            release_creator_can_be_approver: false,
            auto_triggered_and_previous_environment_approved_can_be_skipped: false,
            enforce_identity_revalidation: false,
            timeout_in_minutes: 0,
            execution_order: ApprovalExecutionOrder::BeforeGates,
        }
    }
}

/// What is checked before or after a deployment, again and again.
#[derive(Clone, Debug, Default)]
pub struct Gates {
    /// The number of the step; 0 without gates.
    pub id: i64,
    /// How they are checked.
    pub options: Option<GatesOptions>,
    /// The tasks of each gate.
    pub gates: Vec<Vec<WorkflowTask>>,
}

impl Gates {
    /// How gates are checked, where there are any and they are enabled.
    pub fn enabled(&self) -> Option<&GatesOptions> {
        self.options.as_ref().filter(|options| options.is_enabled && !self.gates.is_empty())
    }
}

/// How gates are checked. Times are minutes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct GatesOptions {
    /// Whether they are checked at all.
    pub is_enabled: bool,
    /// After how long a failure is final.
    pub timeout: i64,
    /// How long after a check the next one is.
    pub sampling_interval: i64,
    /// How long before the first check.
    pub stabilization_time: i64,
    /// For how long all must succeed.
    pub minimum_success_duration: i64,
}

impl Default for GatesOptions {
    fn default() -> Self {
        Self {
            is_enabled: false,
            timeout: 1_440,
            sampling_interval: 15,
            stabilization_time: 5,
            minimum_success_duration: 0,
        }
    }
}

/// What is done at once in a deployment: a job.
#[derive(Clone, Debug)]
pub struct Phase {
    /// Its place in the environment, from 1.
    pub rank: i64,
    /// Where it runs.
    pub phase_type: DeployPhaseType,
    /// Its name.
    pub name: String,
    /// How other phases refer to it.
    pub ref_name: Option<String>,
    /// Its queue, demands, condition and others, by name, as they are answered.
    pub input: Map<String, Value>,
    /// Its steps.
    pub tasks: Vec<WorkflowTask>,
}

impl Phase {
    /// When it runs: an expression.
    pub fn condition(&self) -> &str {
        self.input.get("condition").and_then(Value::as_str).unwrap_or(SUCCEEDED)
    }
}

/// The usual condition of phases and tasks.
pub const SUCCEEDED: &str = "succeeded()";

/// A step of a phase: a task of the catalog with its inputs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct WorkflowTask {
    /// The environment variables for it.
    pub environment: Map<String, Value>,
    /// The task.
    #[serde(deserialize_with = "uuid")]
    pub task_id: Uuid,
    /// Its version: `2.*`.
    pub version: String,
    /// What the step is called.
    pub name: String,
    /// How other steps refer to it.
    pub ref_name: Option<String>,
    /// Whether it runs.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Whether it runs after a failure.
    pub always_run: bool,
    /// Whether its failure is none of the phase.
    pub continue_on_error: bool,
    /// How long it may run; 0 for as long as it likes.
    pub timeout_in_minutes: i64,
    /// How often it is tried again.
    pub retry_count_on_task_failure: Option<i64>,
    /// `task` or `metaTask` (a task group).
    pub definition_type: Option<String>,
    /// Inputs by the name of a variable that has them.
    pub override_inputs: Map<String, Value>,
    /// When it runs: an expression.
    pub condition: Option<String>,
    /// What it is given.
    pub inputs: Map<String, Value>,
}

fn yes() -> bool {
    true
}

fn uuid<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Uuid, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|_| serde::de::Error::custom(format_args!("expected a GUID, got {text:?}")))
}

/// The task that waits for somebody.
pub const MANUAL_INTERVENTION: Uuid = Uuid::from_u128(0xbcb6_4569_d51a_4af0_9c01_ea5d_05b3_b622);

/// How many deployments to an environment run at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ExecutionPolicy {
    /// How many; 0 for any number.
    pub concurrency_count: i64,
    /// How many may wait; 0 for any number. With 1 the latest waits, and those before it are canceled.
    pub queue_depth_count: i64,
}

/// What is deployed: where it comes from and, in a release, which version of it.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// The source: of a build `PROJECT:DEFINITION`.
    pub source_id: String,
    /// `Build`, `Git`, `GitHub`, …
    pub kind: String,
    /// What the definition calls it.
    pub alias: String,
    /// What is known of it, by name: `{"id", "name"}` each.
    pub reference: Map<String, Value>,
    /// Whether releases are named after it.
    pub is_primary: bool,
    /// Whether the build is kept while there are releases of it.
    pub is_retained: bool,
}

impl Artifact {
    /// The id of a thing that is known of it.
    pub fn id_of(&self, name: &str) -> Option<&str> {
        self.reference.get(name)?.get("id")?.as_str()
    }

    /// The build definition that it comes from.
    pub fn build_definition(&self) -> Option<i64> {
        if !self.kind.eq_ignore_ascii_case("Build") {
            return None;
        }
        self.id_of("definition")?.parse().ok()
    }
}

/// What creates releases.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// The artifact whose new versions do, if it is one of those.
    pub artifact_alias: Option<String>,
    /// The branches whose versions do; any if there are none.
    pub branches: Vec<String>,
    /// All of it, as it is answered.
    pub json: Map<String, Value>,
}
