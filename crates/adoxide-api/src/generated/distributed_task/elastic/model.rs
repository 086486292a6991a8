// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

open_enum! { ElasticAgentState {
    None = "none" 0, Enabled = "enabled" 1, Online = "online" 2, Assigned = "assigned" 4,
} }

open_enum! { ElasticComputeState {
    None = "none" 0, Healthy = "healthy" 1, Creating = "creating" 2, Deleting = "deleting" 3, Failed = "failed" 4,
    Stopped = "stopped" 5, Reimaging = "reimaging" 6, UnhealthyVm = "unhealthyVm" 7,
    UnhealthyVmssVm = "unhealthyVmssVm" 8,
} }

object! { ElasticNode {
    agent_id: i64 = "agentId",
    agent_state: ElasticAgentState = "agentState",
    compute_id: String = "computeId",
    compute_state: ElasticComputeState = "computeState",
    desired_state: ElasticNodeState = "desiredState",
    id: i64 = "id",
    name: String = "name",
    pool_id: i64 = "poolId",
    request_id: i64 = "requestId",
    state: ElasticNodeState = "state",
    state_changed_on: DateTime = "stateChangedOn",
} }

object! { ElasticNodeSettings {
    state: ElasticNodeState = "state",
} }

open_enum! { ElasticNodeState {
    None = "none" 0, New = "new" 1, CreatingCompute = "creatingCompute" 2, StartingAgent = "startingAgent" 3,
    Idle = "idle" 4, Assigned = "assigned" 5, Offline = "offline" 6, PendingReimage = "pendingReimage" 7,
    PendingDelete = "pendingDelete" 8, Saved = "saved" 9, DeletingCompute = "deletingCompute" 10,
    Deleted = "deleted" 11, Lost = "lost" 12, ReimagingCompute = "reimagingCompute" 13,
    RestartingAgent = "restartingAgent" 14, FailedToStartPendingDelete = "failedToStartPendingDelete" 15,
    FailedToRestartPendingDelete = "failedToRestartPendingDelete" 16,
    FailedVMPendingDelete = "failedVMPendingDelete" 17, AssignedPendingDelete = "assignedPendingDelete" 18,
    RetryDelete = "retryDelete" 19, UnhealthyVm = "unhealthyVm" 20,
    UnhealthyVmPendingDelete = "unhealthyVmPendingDelete" 21, PendingReimageCandidate = "pendingReimageCandidate",
} }

object! { ElasticPool {
    agent_interactive_ui: bool = "agentInteractiveUI",
    azure_id: String = "azureId",
    desired_idle: i64 = "desiredIdle",
    desired_size: i64 = "desiredSize",
    max_capacity: i64 = "maxCapacity",
    max_saved_node_count: i64 = "maxSavedNodeCount",
    offline_since: DateTime = "offlineSince",
    orchestration_type: OrchestrationType = "orchestrationType",
    os_type: OperatingSystemType = "osType",
    pool_id: i64 = "poolId",
    recycle_after_each_use: bool = "recycleAfterEachUse",
    service_endpoint_id: String = "serviceEndpointId",
    service_endpoint_scope: String = "serviceEndpointScope",
    sizing_attempts: i64 = "sizingAttempts",
    state: ElasticPoolState = "state",
    time_to_live_minutes: i64 = "timeToLiveMinutes",
} }

object! { ElasticPoolCreationResult {
    agent_pool: TaskAgentPool = "agentPool",
    agent_queue: TaskAgentQueue = "agentQueue",
    elastic_pool: ElasticPool = "elasticPool",
} }

object! { ElasticPoolLog {
    id: i64 = "id",
    level: LogLevel = "level",
    message: String = "message",
    operation: OperationType = "operation",
    pool_id: i64 = "poolId",
    timestamp: DateTime = "timestamp",
} }

object! { ElasticPoolSettings {
    agent_interactive_ui: bool = "agentInteractiveUI",
    azure_id: String = "azureId",
    desired_idle: i64 = "desiredIdle",
    max_capacity: i64 = "maxCapacity",
    max_saved_node_count: i64 = "maxSavedNodeCount",
    orchestration_type: OrchestrationType = "orchestrationType",
    os_type: OperatingSystemType = "osType",
    recycle_after_each_use: bool = "recycleAfterEachUse",
    service_endpoint_id: String = "serviceEndpointId",
    service_endpoint_scope: String = "serviceEndpointScope",
    time_to_live_minutes: i64 = "timeToLiveMinutes",
} }

open_enum! { ElasticPoolState {
    Online = "online" 0, Offline = "offline" 1, Unhealthy = "unhealthy" 2, New = "new" 3,
} }

open_enum! { LogLevel {
    Error = "error" 0, Warning = "warning" 1, Info = "info" 2,
} }

open_enum! { OperatingSystemType {
    Windows = "windows" 0, Linux = "linux" 1,
} }

open_enum! { OperationType {
    ConfigurationJob = "configurationJob" 0, SizingJob = "sizingJob" 1, IncreaseCapacity = "increaseCapacity" 2,
    Reimage = "reimage" 3, DeleteVMs = "deleteVMs" 4,
} }

open_enum! { OrchestrationType {
    Uniform = "uniform" 0, Flexible = "flexible" 1,
} }
