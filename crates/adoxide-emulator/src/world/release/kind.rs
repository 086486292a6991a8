//! The enums of the release API.

use crate::base::named;

named! {
    /// What made a release definition.
    pub enum DefinitionSource {
        Undefined = 0 "undefined",
        RestApi = 1 "restApi",
        UserInterface = 2 "userInterface",
        Ibiza = 4 "ibiza",
        PortalExtensionApi = 8 "portalExtensionApi",
    }

    /// What a condition of an environment is about.
    pub enum ConditionType {
        Undefined = 0 "undefined",
        Event = 1 "event",
        EnvironmentState = 2 "environmentState",
        Artifact = 4 "artifact",
    }

    /// When approvers are asked.
    pub enum ApprovalExecutionOrder {
        BeforeGates = 1 "beforeGates",
        AfterSuccessfulGates = 2 "afterSuccessfulGates",
        AfterGatesAlways = 4 "afterGatesAlways",
    }

    /// Where a phase runs.
    pub enum DeployPhaseType {
        Undefined = 0 "undefined",
        AgentBasedDeployment = 1 "agentBasedDeployment",
        RunOnServer = 2 "runOnServer",
        MachineGroupBasedDeployment = 4 "machineGroupBasedDeployment",
        DeploymentGates = 8 "deploymentGates",
    }

    /// How a release is doing.
    pub enum ReleaseStatus {
        Undefined = 0 "undefined",
        Draft = 1 "draft",
        Active = 2 "active",
        Abandoned = 4 "abandoned",
    }

    /// Why there is a release.
    pub enum ReleaseReason {
        None = 0 "none",
        Manual = 1 "manual",
        ContinuousIntegration = 2 "continuousIntegration",
        Schedule = 3 "schedule",
        PullRequest = 4 "pullRequest",
    }

    /// How an environment of a release is doing.
    pub enum EnvironmentStatus {
        Undefined = 0 "undefined",
        NotStarted = 1 "notStarted",
        InProgress = 2 "inProgress",
        Succeeded = 4 "succeeded",
        Canceled = 8 "canceled",
        Rejected = 16 "rejected",
        Queued = 32 "queued",
        Scheduled = 64 "scheduled",
        PartiallySucceeded = 128 "partiallySucceeded",
    }

    /// How a deployment is doing.
    pub enum DeploymentStatus {
        Undefined = 0 "undefined",
        NotDeployed = 1 "notDeployed",
        InProgress = 2 "inProgress",
        Succeeded = 4 "succeeded",
        PartiallySucceeded = 8 "partiallySucceeded",
        Failed = 16 "failed",
    }

    /// What a deployment is doing. The names begin with a capital, unlike those of all other enums: recorded.
    pub enum OperationStatus {
        Undefined = 0 "Undefined",
        Queued = 1 "Queued",
        Scheduled = 2 "Scheduled",
        Pending = 4 "Pending",
        Approved = 8 "Approved",
        Rejected = 16 "Rejected",
        Deferred = 32 "Deferred",
        QueuedForAgent = 64 "QueuedForAgent",
        PhaseInProgress = 128 "PhaseInProgress",
        PhaseSucceeded = 256 "PhaseSucceeded",
        PhasePartiallySucceeded = 512 "PhasePartiallySucceeded",
        PhaseFailed = 1024 "PhaseFailed",
        Canceled = 2048 "Canceled",
        PhaseCanceled = 4096 "PhaseCanceled",
        ManualInterventionPending = 8192 "ManualInterventionPending",
        QueuedForPipeline = 16_384 "QueuedForPipeline",
        Cancelling = 32_768 "Cancelling",
        EvaluatingGates = 65_536 "EvaluatingGates",
        GateFailed = 131_072 "GateFailed",
    }

    /// Why there is a deployment.
    pub enum DeploymentReason {
        None = 0 "none",
        Manual = 1 "manual",
        Automated = 2 "automated",
        Scheduled = 4 "scheduled",
        RedeployTrigger = 8 "redeployTrigger",
    }

    /// How a phase of a deployment is doing.
    pub enum PhaseStatus {
        Undefined = 0 "undefined",
        NotStarted = 1 "notStarted",
        InProgress = 2 "inProgress",
        PartiallySucceeded = 4 "partiallySucceeded",
        Succeeded = 8 "succeeded",
        Failed = 16 "failed",
        Canceled = 32 "canceled",
        Skipped = 64 "skipped",
        Cancelling = 128 "cancelling",
    }

    /// How a task of a phase is doing.
    pub enum TaskStatus {
        Unknown = 0 "unknown",
        Pending = 1 "pending",
        InProgress = 2 "inProgress",
        Success = 3 "success",
        Failure = 4 "failure",
        Canceled = 5 "canceled",
        Skipped = 6 "skipped",
        Succeeded = 7 "succeeded",
        Failed = 8 "failed",
        PartiallySucceeded = 9 "partiallySucceeded",
    }

    /// How gates are doing.
    pub enum GateStatus {
        None = 0 "none",
        Pending = 1 "pending",
        InProgress = 2 "inProgress",
        Succeeded = 4 "succeeded",
        Failed = 8 "failed",
        Canceled = 16 "canceled",
    }

    /// When an approval is asked for.
    pub enum ApprovalType {
        Undefined = 0 "undefined",
        PreDeploy = 1 "preDeploy",
        PostDeploy = 2 "postDeploy",
    }

    /// How an approval is doing.
    pub enum ApprovalStatus {
        Undefined = 0 "undefined",
        Pending = 1 "pending",
        Approved = 2 "approved",
        Rejected = 4 "rejected",
        Reassigned = 6 "reassigned",
        Canceled = 7 "canceled",
        Skipped = 8 "skipped",
    }

    /// How a manual intervention is doing.
    pub enum InterventionStatus {
        Unknown = 0 "unknown",
        Pending = 1 "pending",
        Rejected = 2 "rejected",
        Approved = 4 "approved",
        Canceled = 8 "canceled",
    }
}
