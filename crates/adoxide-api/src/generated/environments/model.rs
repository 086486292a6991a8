// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { KubernetesResourcePatchParameters {
    authorization_parameters: Map<Secret> = "authorizationParameters",
    provider_type: String = "providerType",
    resource_id: i64 = "resourceId",
} }

object! { TaskAgent {
    links: Links = "_links",
    access_point: String = "accessPoint",
    assigned_agent_cloud_request: TaskAgentCloudRequest = "assignedAgentCloudRequest",
    assigned_request: TaskAgentJobRequest = "assignedRequest",
    authorization: TaskAgentAuthorization = "authorization",
    created_on: DateTime = "createdOn",
    enabled: bool = "enabled",
    id: i64 = "id",
    last_completed_request: TaskAgentJobRequest = "lastCompletedRequest",
    max_parallelism: i64 = "maxParallelism",
    name: String = "name",
    os_description: String = "osDescription",
    pending_update: TaskAgentUpdate = "pendingUpdate",
    properties: Map<Json> = "properties",
    provisioning_state: String = "provisioningState",
    status: TaskAgentStatus = "status",
    status_changed_on: DateTime = "statusChangedOn",
    system_capabilities: Map<String> = "systemCapabilities",
    user_capabilities: Map<String> = "userCapabilities",
    version: String = "version",
} }

object! { TaskAgentJobRequest {
    agent_specification: Json = "agentSpecification",
    assign_time: DateTime = "assignTime",
    data: Map<String> = "data",
    definition: TaskOrchestrationOwner = "definition",
    demands: Vec<Json> = "demands",
    finish_time: DateTime = "finishTime",
    host_id: String = "hostId",
    job_id: String = "jobId",
    job_name: String = "jobName",
    locked_until: DateTime = "lockedUntil",
    matched_agents: Vec<TaskAgentReference> = "matchedAgents",
    matches_all_agents_in_pool: bool = "matchesAllAgentsInPool",
    orchestration_id: String = "orchestrationId",
    owner: TaskOrchestrationOwner = "owner",
    plan_group: String = "planGroup",
    plan_id: String = "planId",
    plan_type: String = "planType",
    pool_id: i64 = "poolId",
    priority: i64 = "priority",
    queue_id: i64 = "queueId",
    queue_time: DateTime = "queueTime",
    receive_time: DateTime = "receiveTime",
    request_id: i64 = "requestId",
    reserved_agent: TaskAgentReference = "reservedAgent",
    result: TaskResult = "result",
    scope_id: String = "scopeId",
    service_owner: String = "serviceOwner",
    status_message: String = "statusMessage",
    user_delayed: bool = "userDelayed",
} }

object! { VirtualMachineResource {
    agent: TaskAgent = "agent",
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    environment_reference: EnvironmentReference = "environmentReference",
    id: i64 = "id",
    last_modified_by: IdentityRef = "lastModifiedBy",
    last_modified_on: DateTime = "lastModifiedOn",
    name: String = "name",
    tags: Vec<String> = "tags",
    r#type: EnvironmentResourceType = "type",
} }

object! { VirtualMachineResourceCreateParameters {
    virtual_machine_resource: VirtualMachineResource = "virtualMachineResource",
} }

subtype! { TaskAgent: TaskAgentReference }
subtype! { VirtualMachineResource: EnvironmentResource }
