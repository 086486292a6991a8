//! Why a change of what pipelines use is refused.

use uuid::Uuid;

/// Why a change of pools, environments, checks, approvals and their like is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineRefusal {
    /// One of this name exists.
    #[error("{0} already exists")]
    Exists(String),
    /// It comes with the service.
    #[error("{0} comes with the service and cannot be deleted")]
    Fixed(String),
    /// No such pool.
    #[error("there is no agent pool {0}")]
    NoPool(i64),
    /// No such maintenance definition or job.
    #[error("there is no maintenance {0}")]
    NoMaintenance(i64),
    /// No such agent.
    #[error("there is no agent {0}")]
    NoAgent(i64),
    /// No such job of a pool.
    #[error("there is no job request {0}")]
    NoRequest(i64),
    /// No such environment.
    #[error("there is no environment {0}")]
    NoEnvironment(i64),
    /// No such resource in an environment.
    #[error("there is no resource {0} in the environment")]
    NoEnvironmentResource(i64),
    /// No such secure file.
    #[error("there is no secure file {0}")]
    NoSecureFile(Uuid),
    /// No such task group.
    #[error("there is no task group {0}")]
    NoTaskGroup(Uuid),
    /// A task group that was changed meanwhile.
    #[error("the task group {0} was changed meanwhile")]
    TaskGroupRevision(String),
    /// No such deployment group.
    #[error("there is no deployment group {0}")]
    NoDeploymentGroup(i64),
    /// No such check.
    #[error("there is no check {0}")]
    NoCheck(i64),
    /// No such approval.
    #[error("there is no approval {0}")]
    NoApproval(Uuid),
    /// Somebody else is to approve, or it is not their turn.
    #[error("the approval {0} is not yours to give")]
    NotApprover(Uuid),
    /// It was decided already.
    #[error("the approval {0} is completed")]
    ApprovalCompleted(Uuid),
    /// No such stage.
    #[error("there is no stage {0}")]
    NoStage(String),
    /// A stage that is not in a state for it.
    #[error("the stage {name} cannot be {what}")]
    StageState {
        /// The stage.
        name: String,
        /// What was asked for: `retried`, `canceled`, `run`.
        what: &'static str,
    },
    /// A run that is not in a state for it.
    #[error("the build {0} cannot be retried")]
    BuildState(i64),
    /// Something of a plan that does not exist.
    #[error("there is no {what} {id}")]
    NoPart {
        /// `timeline`, `log`, `record`, …
        what: &'static str,
        /// Its id.
        id: String,
    },
}
