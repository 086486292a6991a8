// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `POST _apis/distributedtask/agentclouds` · 7.1 · `vso.agentpools_manage`
#[inline]
pub fn add_agent_cloud(body: &TaskAgentCloud) -> Op<TaskAgentCloud> {
    Op::new(&meta::ADD_AGENT_CLOUD).json(body)
}

/// `GET _apis/distributedtask/agentclouds` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_agent_clouds() -> Op<List<TaskAgentCloud>> {
    Op::new(&meta::GET_AGENT_CLOUDS)
}

/// `DELETE _apis/distributedtask/agentclouds/{agentCloudId}` · 7.1 · `vso.agentpools_manage`
#[inline]
pub fn delete_agent_cloud(agent_cloud_id: AgentCloudId) -> Op<TaskAgentCloud> {
    Op::new(&meta::DELETE_AGENT_CLOUD).path("agentCloudId", &agent_cloud_id)
}

/// `GET _apis/distributedtask/agentclouds/{agentCloudId}` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_agent_cloud(agent_cloud_id: AgentCloudId) -> Op<TaskAgentCloud> {
    Op::new(&meta::GET_AGENT_CLOUD).path("agentCloudId", &agent_cloud_id)
}

/// `PATCH _apis/distributedtask/agentclouds/{agentCloudId}` · 7.1 · `vso.agentpools_manage`
#[inline]
pub fn update_agent_cloud(agent_cloud_id: AgentCloudId, body: &TaskAgentCloud) -> Op<TaskAgentCloud> {
    Op::new(&meta::UPDATE_AGENT_CLOUD).path("agentCloudId", &agent_cloud_id).json(body)
}

/// `GET _apis/distributedtask/agentclouds/{agentCloudId}/requests` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_agent_cloud_requests(agent_cloud_id: AgentCloudId) -> Op<List<TaskAgentCloudRequest>> {
    Op::new(&meta::GET_AGENT_CLOUD_REQUESTS).path("agentCloudId", &agent_cloud_id)
}

/// `GET _apis/distributedtask/agentcloudtypes` · 7.1-preview.1 · `vso.agentpools`
#[inline]
pub fn get_agent_cloud_types() -> Op<List<TaskAgentCloudType>> {
    Op::new(&meta::GET_AGENT_CLOUD_TYPES)
}

required! { AddAgentPoolBody(TaskAgentPool) {
    name: String = "name",
} }

/// `POST _apis/distributedtask/pools` · 7.1 · `vso.agentpools_manage`
#[inline]
pub fn add_agent_pool(body: &AddAgentPoolBody) -> Op<TaskAgentPool> {
    Op::new(&meta::ADD_AGENT_POOL).json(body)
}

params! { GetAgentPoolsByIds {
    action_filter: TaskAgentPoolActionFilter = "actionFilter",
} }

/// `GET _apis/distributedtask/pools` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_agent_pools_by_ids(pool_ids: &[i64], params: GetAgentPoolsByIds) -> Op<List<TaskAgentPool>> {
    params.add_to(Op::new(&meta::GET_AGENT_POOLS_BY_IDS).query("poolIds", pool_ids))
}

/// `DELETE _apis/distributedtask/pools/{poolId}` · 7.1 · `vso.agentpools_manage`
#[inline]
pub fn delete_agent_pool(pool_id: PoolId) -> Op<()> {
    Op::new(&meta::DELETE_AGENT_POOL).path("poolId", &pool_id)
}

params! { GetAgentPool {
    properties: Vec<String> = "properties",
    action_filter: TaskAgentPoolActionFilter = "actionFilter",
} }

/// `GET _apis/distributedtask/pools/{poolId}` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_agent_pool(pool_id: PoolId, params: GetAgentPool) -> Op<TaskAgentPool> {
    params.add_to(Op::new(&meta::GET_AGENT_POOL).path("poolId", &pool_id))
}

/// `PATCH _apis/distributedtask/pools/{poolId}` · 7.1 · `vso.agentpools_manage`
#[inline]
pub fn update_agent_pool(pool_id: PoolId, body: &TaskAgentPool) -> Op<TaskAgentPool> {
    Op::new(&meta::UPDATE_AGENT_POOL).path("poolId", &pool_id).json(body)
}

/// `POST _apis/distributedtask/pools/{poolId}/agents` · 7.1 · `vso.agentpools_manage`
#[inline]
pub fn add_agent(pool_id: PoolId, body: &TaskAgent) -> Op<TaskAgent> {
    Op::new(&meta::ADD_AGENT).path("poolId", &pool_id).json(body)
}

params! { GetAgents {
    agent_name: String = "agentName",
    include_capabilities: bool = "includeCapabilities",
    include_assigned_request: bool = "includeAssignedRequest",
    include_last_completed_request: bool = "includeLastCompletedRequest",
    property_filters: Vec<String> = "propertyFilters",
    demands: Vec<String> = "demands",
} }

/// `GET _apis/distributedtask/pools/{poolId}/agents` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_agents(pool_id: PoolId, params: GetAgents) -> Op<List<TaskAgent>> {
    params.add_to(Op::new(&meta::GET_AGENTS).path("poolId", &pool_id))
}

/// `DELETE _apis/distributedtask/pools/{poolId}/agents/{agentId}` · 7.1 · `vso.agentpools_manage`
#[inline]
pub fn delete_agent(pool_id: PoolId, agent_id: AgentId) -> Op<()> {
    Op::new(&meta::DELETE_AGENT).path("poolId", &pool_id).path("agentId", &agent_id)
}

/// `GET _apis/distributedtask/pools/{poolId}/agents/{agentId}` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_pool_permission(pool_id: PoolId, agent_id: AgentId, is_check_permissions: bool) -> Op<bool> {
    Op::new(&meta::GET_POOL_PERMISSION)
        .path("poolId", &pool_id).path("agentId", &agent_id).query("isCheckPermissions", &is_check_permissions)
}

/// `PUT _apis/distributedtask/pools/{poolId}/agents/{agentId}` · 7.1 · `vso.agentpools_manage`
#[inline]
pub fn replace_agent(pool_id: PoolId, agent_id: AgentId, body: &TaskAgent) -> Op<TaskAgent> {
    Op::new(&meta::REPLACE_AGENT).path("poolId", &pool_id).path("agentId", &agent_id).json(body)
}

/// `PATCH _apis/distributedtask/pools/{poolId}/agents/{agentId}` · 7.1 · `vso.agentpools_manage`
#[inline]
pub fn update_agent(pool_id: PoolId, agent_id: AgentId, body: &TaskAgent) -> Op<TaskAgent> {
    Op::new(&meta::UPDATE_AGENT).path("poolId", &pool_id).path("agentId", &agent_id).json(body)
}

required! { AddVariableGroupBody(VariableGroupParameters) {
    name: String = "name", variables: Map<VariableValue> = "variables",
    variable_group_project_references: Vec<VariableGroupProjectReference> = "variableGroupProjectReferences",
} }

/// `POST _apis/distributedtask/variablegroups` · 7.1 · `vso.variablegroups_manage`
#[inline]
pub fn add_variable_group(body: &AddVariableGroupBody) -> Op<VariableGroup> {
    Op::new(&meta::ADD_VARIABLE_GROUP).json(body)
}

/// `PATCH _apis/distributedtask/variablegroups` · 7.1 · `vso.variablegroups_manage`
#[inline]
pub fn share_variable_group(variable_group_id: i64, body: &[VariableGroupProjectReference]) -> Op<()> {
    Op::new(&meta::SHARE_VARIABLE_GROUP).query("variableGroupId", &variable_group_id).json(body)
}

/// `DELETE _apis/distributedtask/variablegroups/{groupId}` · 7.1 · `vso.variablegroups_manage`
#[inline]
pub fn delete_variable_group(group_id: GroupId, project_ids: &[&str]) -> Op<()> {
    Op::new(&meta::DELETE_VARIABLE_GROUP).path("groupId", &group_id).query("projectIds", project_ids)
}

/// `PUT _apis/distributedtask/variablegroups/{groupId}` · 7.1 · `vso.variablegroups_manage`
#[inline]
pub fn update_variable_group(group_id: GroupId, body: &VariableGroupParameters) -> Op<VariableGroup> {
    Op::new(&meta::UPDATE_VARIABLE_GROUP).path("groupId", &group_id).json(body)
}

params! { GetYamlSchema {
    validate_task_names: bool = "validateTaskNames",
} }

/// `GET _apis/distributedtask/yamlschema` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_yaml_schema(params: GetYamlSchema) -> Op<Json> {
    params.add_to(Op::new(&meta::GET_YAML_SCHEMA))
}

required! { AddDeploymentGroupBody(DeploymentGroupCreateParameter) {
    name: String = "name",
} }

/// `POST {project}/_apis/distributedtask/deploymentgroups` · 7.1 · `vso.machinegroup_manage`
#[inline]
pub fn add_deployment_group(project: &ProjectRef, body: &AddDeploymentGroupBody) -> Op<DeploymentGroup> {
    Op::new(&meta::ADD_DEPLOYMENT_GROUP).path("project", project).json(body)
}

params! { GetDeploymentGroups {
    name: String = "name",
    action_filter: DeploymentGroupActionFilter = "actionFilter",
    expand: DeploymentGroupExpands = "$expand",
    continuation_token: String = "continuationToken",
    top: i64 = "$top",
    ids: Vec<i64> = "ids",
} }

/// `GET {project}/_apis/distributedtask/deploymentgroups` · 7.1 · `vso.machinegroup_manage`
#[inline]
pub fn get_deployment_groups(project: &ProjectRef, params: GetDeploymentGroups) -> Op<List<DeploymentGroup>> {
    params.add_to(Op::new(&meta::GET_DEPLOYMENT_GROUPS).path("project", project))
}

/// `DELETE {project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}` · 7.1 · `vso.machinegroup_manage`
#[inline]
pub fn delete_deployment_group(project: &ProjectRef, deployment_group_id: DeploymentGroupId) -> Op<()> {
    Op::new(&meta::DELETE_DEPLOYMENT_GROUP)
        .path("project", project).path("deploymentGroupId", &deployment_group_id)
}

params! { GetDeploymentGroup {
    action_filter: DeploymentGroupActionFilter = "actionFilter",
    expand: DeploymentGroupExpands = "$expand",
} }

/// `GET {project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}` · 7.1 · `vso.machinegroup_manage`
#[inline]
pub fn get_deployment_group(
    project: &ProjectRef, deployment_group_id: DeploymentGroupId, params: GetDeploymentGroup,
) -> Op<DeploymentGroup> {
    params.add_to(Op::new(&meta::GET_DEPLOYMENT_GROUP)
        .path("project", project).path("deploymentGroupId", &deployment_group_id))
}

/// `PATCH {project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}` · 7.1 · `vso.machinegroup_manage`
#[inline]
pub fn update_deployment_group(
    project: &ProjectRef, deployment_group_id: DeploymentGroupId, body: &DeploymentGroupUpdateParameter,
) -> Op<DeploymentGroup> {
    Op::new(&meta::UPDATE_DEPLOYMENT_GROUP)
        .path("project", project).path("deploymentGroupId", &deployment_group_id).json(body)
}

params! { GetDeploymentTargets {
    tags: Vec<String> = "tags",
    name: String = "name",
    partial_name_match: bool = "partialNameMatch",
    expand: DeploymentTargetExpands = "$expand",
    agent_status: TaskAgentStatusFilter = "agentStatus",
    agent_job_result: TaskAgentJobResultFilter = "agentJobResult",
    continuation_token: String = "continuationToken",
    top: i64 = "$top",
    enabled: bool = "enabled",
    property_filters: Vec<String> = "propertyFilters",
} }

/// `GET {project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/targets` · 7.1 · `vso.machinegroup_manage`
#[inline]
pub fn get_deployment_targets(
    project: &ProjectRef, deployment_group_id: DeploymentGroupId, params: GetDeploymentTargets,
) -> Op<List<DeploymentMachine>> {
    params.add_to(Op::new(&meta::GET_DEPLOYMENT_TARGETS)
        .path("project", project).path("deploymentGroupId", &deployment_group_id))
}

/// `PATCH {project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/targets` · 7.1 · `vso.machinegroup_manage`
#[inline]
pub fn update_deployment_targets(
    project: &ProjectRef, deployment_group_id: DeploymentGroupId, body: &[DeploymentTargetUpdateParameter],
) -> Op<List<DeploymentMachine>> {
    Op::new(&meta::UPDATE_DEPLOYMENT_TARGETS)
        .path("project", project).path("deploymentGroupId", &deployment_group_id).json(body)
}

/// `DELETE {project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/targets/{targetId}` · 7.1 · `vso.machinegroup_manage`
#[inline]
pub fn delete_deployment_target(
    project: &ProjectRef, deployment_group_id: DeploymentGroupId, target_id: TargetId,
) -> Op<()> {
    Op::new(&meta::DELETE_DEPLOYMENT_TARGET)
        .path("project", project).path("deploymentGroupId", &deployment_group_id).path("targetId", &target_id)
}

params! { GetDeploymentTarget {
    expand: DeploymentTargetExpands = "$expand",
} }

/// `GET {project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/targets/{targetId}` · 7.1 · `vso.machinegroup_manage`
#[inline]
pub fn get_deployment_target(
    project: &ProjectRef, deployment_group_id: DeploymentGroupId, target_id: TargetId, params: GetDeploymentTarget,
) -> Op<DeploymentMachine> {
    params.add_to(Op::new(&meta::GET_DEPLOYMENT_TARGET)
        .path("project", project).path("deploymentGroupId", &deployment_group_id).path("targetId", &target_id))
}

/// `POST {project}/_apis/distributedtask/environments` · 7.1 · `vso.environment_manage`
#[inline]
pub fn add_environment(project: &ProjectRef, body: &EnvironmentCreateParameter) -> Op<EnvironmentInstance> {
    Op::new(&meta::ADD_ENVIRONMENT).path("project", project).json(body)
}

params! { GetEnvironments {
    name: String = "name",
    continuation_token: String = "continuationToken",
    top: i64 = "$top",
} }

/// `GET {project}/_apis/distributedtask/environments` · 7.1 · `vso.environment_manage`
#[inline]
pub fn get_environments(project: &ProjectRef, params: GetEnvironments) -> Op<List<EnvironmentInstance>> {
    params.add_to(Op::new(&meta::GET_ENVIRONMENTS).path("project", project))
}

/// `DELETE {project}/_apis/distributedtask/environments/{environmentId}` · 7.1 · `vso.environment_manage`
#[inline]
pub fn delete_environment(project: &ProjectRef, environment_id: EnvironmentId) -> Op<()> {
    Op::new(&meta::DELETE_ENVIRONMENT).path("project", project).path("environmentId", &environment_id)
}

params! { GetEnvironmentById {
    expands: EnvironmentExpands = "expands",
} }

/// `GET {project}/_apis/distributedtask/environments/{environmentId}` · 7.1 · `vso.environment_manage`
#[inline]
pub fn get_environment_by_id(
    project: &ProjectRef, environment_id: EnvironmentId, params: GetEnvironmentById,
) -> Op<EnvironmentInstance> {
    params.add_to(Op::new(&meta::GET_ENVIRONMENT_BY_ID)
        .path("project", project).path("environmentId", &environment_id))
}

/// `PATCH {project}/_apis/distributedtask/environments/{environmentId}` · 7.1 · `vso.environment_manage`
#[inline]
pub fn update_environment(
    project: &ProjectRef, environment_id: EnvironmentId, body: &EnvironmentUpdateParameter,
) -> Op<EnvironmentInstance> {
    Op::new(&meta::UPDATE_ENVIRONMENT).path("project", project).path("environmentId", &environment_id).json(body)
}

params! { GetEnvironmentDeploymentExecutionRecords {
    continuation_token: String = "continuationToken",
    top: i64 = "top",
} }

/// `GET {project}/_apis/distributedtask/environments/{environmentId}/environmentdeploymentrecords` · 7.1 · `vso.environment_manage`
#[inline]
pub fn get_environment_deployment_execution_records(
    project: &ProjectRef, environment_id: EnvironmentId, params: GetEnvironmentDeploymentExecutionRecords,
) -> Op<List<EnvironmentDeploymentExecutionRecord>> {
    params.add_to(Op::new(&meta::GET_ENVIRONMENT_DEPLOYMENT_EXECUTION_RECORDS)
        .path("project", project).path("environmentId", &environment_id))
}

/// `POST {project}/_apis/distributedtask/environments/{environmentId}/providers/kubernetes` · 7.1 · `vso.environment_manage`
#[inline]
pub fn add_kubernetes_resource(
    project: &ProjectRef, environment_id: EnvironmentId, body: &KubernetesResourceCreateParameters,
) -> Op<KubernetesResource> {
    Op::new(&meta::ADD_KUBERNETES_RESOURCE)
        .path("project", project).path("environmentId", &environment_id).json(body)
}

/// `DELETE {project}/_apis/distributedtask/environments/{environmentId}/providers/kubernetes/{resourceId}` · 7.1 · `vso.environment_manage`
#[inline]
pub fn delete_kubernetes_resource(
    project: &ProjectRef, environment_id: EnvironmentId, resource_id: ResourceId,
) -> Op<()> {
    Op::new(&meta::DELETE_KUBERNETES_RESOURCE)
        .path("project", project).path("environmentId", &environment_id).path("resourceId", &resource_id)
}

/// `GET {project}/_apis/distributedtask/environments/{environmentId}/providers/kubernetes/{resourceId}` · 7.1 · `vso.environment_manage`
#[inline]
pub fn get_kubernetes_resource(
    project: &ProjectRef, environment_id: EnvironmentId, resource_id: ResourceId,
) -> Op<KubernetesResource> {
    Op::new(&meta::GET_KUBERNETES_RESOURCE)
        .path("project", project).path("environmentId", &environment_id).path("resourceId", &resource_id)
}

params! { AddAgentQueue {
    authorize_pipelines: bool = "authorizePipelines",
} }

/// `POST {project?}/_apis/distributedtask/queues` · 7.1 · `vso.agentpools_manage`
#[inline]
pub fn add_agent_queue(
    project: Option<&ProjectRef>, body: &TaskAgentQueue, params: AddAgentQueue,
) -> Op<TaskAgentQueue> {
    params.add_to(Op::new(&meta::ADD_AGENT_QUEUE).path_opt("project", project).json(body))
}

params! { GetAgentQueuesForPools {
    action_filter: TaskAgentQueueActionFilter = "actionFilter",
} }

/// `GET {project?}/_apis/distributedtask/queues` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_agent_queues_for_pools(
    project: Option<&ProjectRef>, pool_ids: &[i64], params: GetAgentQueuesForPools,
) -> Op<List<TaskAgentQueue>> {
    params.add_to(Op::new(&meta::GET_AGENT_QUEUES_FOR_POOLS)
        .path_opt("project", project).query("poolIds", pool_ids))
}

/// `DELETE {project?}/_apis/distributedtask/queues/{queueId}` · 7.1 · `vso.agentpools_manage`
#[inline]
pub fn delete_agent_queue(project: Option<&ProjectRef>, queue_id: QueueId) -> Op<()> {
    Op::new(&meta::DELETE_AGENT_QUEUE).path_opt("project", project).path("queueId", &queue_id)
}

params! { GetAgentQueue {
    action_filter: TaskAgentQueueActionFilter = "actionFilter",
} }

/// `GET {project?}/_apis/distributedtask/queues/{queueId}` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_agent_queue(
    project: Option<&ProjectRef>, queue_id: QueueId, params: GetAgentQueue,
) -> Op<TaskAgentQueue> {
    params.add_to(Op::new(&meta::GET_AGENT_QUEUE).path_opt("project", project).path("queueId", &queue_id))
}

/// `POST {project}/_apis/distributedtask/taskgroups` · 7.1 · `vso.taskgroups_write`
#[inline]
pub fn add_task_group(project: &ProjectRef, body: &TaskGroupCreateParameter) -> Op<TaskGroup> {
    Op::new(&meta::ADD_TASK_GROUP).path("project", project).json(body)
}

params! { DeleteTaskGroup {
    comment: String = "comment",
} }

/// `DELETE {project}/_apis/distributedtask/taskgroups/{taskGroupId}` · 7.1 · `vso.taskgroups_manage`
#[inline]
pub fn delete_task_group(project: &ProjectRef, task_group_id: &TaskGroupId, params: DeleteTaskGroup) -> Op<()> {
    params.add_to(Op::new(&meta::DELETE_TASK_GROUP)
        .path("project", project).path("taskGroupId", task_group_id).guid("taskGroupId"))
}

params! { GetTaskGroups {
    expanded: bool = "expanded",
    task_id_filter: String = "taskIdFilter",
    deleted: bool = "deleted",
    top: i64 = "$top",
    continuation_token: DateTime = "continuationToken",
    query_order: TaskGroupQueryOrder = "queryOrder",
} }

/// `GET {project}/_apis/distributedtask/taskgroups/{taskGroupId?}` · 7.1 · `vso.taskgroups_read`
#[inline]
pub fn get_task_groups(
    project: &ProjectRef, task_group_id: Option<&TaskGroupId>, params: GetTaskGroups,
) -> Op<List<TaskGroup>> {
    params.add_to(Op::new(&meta::GET_TASK_GROUPS)
        .path("project", project).path_opt("taskGroupId", task_group_id).guid("taskGroupId"))
}

/// `PUT {project}/_apis/distributedtask/taskgroups/{taskGroupId?}` · 7.1 · `vso.taskgroups_manage`
#[inline]
pub fn update_task_group(
    project: &ProjectRef, task_group_id: Option<&TaskGroupId>, body: &TaskGroupUpdateParameter,
) -> Op<TaskGroup> {
    Op::new(&meta::UPDATE_TASK_GROUP)
        .path("project", project).path_opt("taskGroupId", task_group_id).guid("taskGroupId").json(body)
}

params! { GetVariableGroupsById {
    load_secrets: bool = "loadSecrets",
} }

/// `GET {project}/_apis/distributedtask/variablegroups` · 7.1 · `vso.variablegroups_read`
#[inline]
pub fn get_variable_groups_by_id(
    project: &ProjectRef, group_ids: &[i64], params: GetVariableGroupsById,
) -> Op<List<VariableGroup>> {
    params.add_to(Op::new(&meta::GET_VARIABLE_GROUPS_BY_ID).path("project", project).query("groupIds", group_ids))
}

/// `GET {project}/_apis/distributedtask/variablegroups/{groupId}` · 7.1 · `vso.variablegroups_read`
#[inline]
pub fn get_variable_group(project: &ProjectRef, group_id: GroupId) -> Op<VariableGroup> {
    Op::new(&meta::GET_VARIABLE_GROUP).path("project", project).path("groupId", &group_id)
}

params! { GetAgentPools {
    pool_name: String = "poolName",
    properties: Vec<String> = "properties",
    pool_type: TaskAgentPoolType = "poolType",
    action_filter: TaskAgentPoolActionFilter = "actionFilter",
} }

/// `GET _apis/distributedtask/pools` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_agent_pools(params: GetAgentPools) -> Op<List<TaskAgentPool>> {
    params.add_to(Op::new(&meta::GET_AGENT_POOLS))
}

params! { GetAgent {
    include_capabilities: bool = "includeCapabilities",
    include_assigned_request: bool = "includeAssignedRequest",
    include_last_completed_request: bool = "includeLastCompletedRequest",
    property_filters: Vec<String> = "propertyFilters",
} }

/// `GET _apis/distributedtask/pools/{poolId}/agents/{agentId}` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_agent(pool_id: PoolId, agent_id: AgentId, params: GetAgent) -> Op<TaskAgent> {
    params.add_to(Op::new(&meta::GET_AGENT).path("poolId", &pool_id).path("agentId", &agent_id))
}

params! { GetAgentQueuesByNames {
    action_filter: TaskAgentQueueActionFilter = "actionFilter",
} }

/// `GET {project?}/_apis/distributedtask/queues` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_agent_queues_by_names(
    project: Option<&ProjectRef>, queue_names: &[&str], params: GetAgentQueuesByNames,
) -> Op<List<TaskAgentQueue>> {
    params.add_to(Op::new(&meta::GET_AGENT_QUEUES_BY_NAMES)
        .path_opt("project", project).query("queueNames", queue_names))
}

params! { GetAgentQueuesByIds {
    action_filter: TaskAgentQueueActionFilter = "actionFilter",
} }

/// `GET {project?}/_apis/distributedtask/queues` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_agent_queues_by_ids(
    project: Option<&ProjectRef>, queue_ids: &[i64], params: GetAgentQueuesByIds,
) -> Op<List<TaskAgentQueue>> {
    params.add_to(Op::new(&meta::GET_AGENT_QUEUES_BY_IDS)
        .path_opt("project", project).query("queueIds", queue_ids))
}

params! { GetAgentQueues {
    queue_name: String = "queueName",
    action_filter: TaskAgentQueueActionFilter = "actionFilter",
} }

/// `GET {project?}/_apis/distributedtask/queues` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_agent_queues(project: Option<&ProjectRef>, params: GetAgentQueues) -> Op<List<TaskAgentQueue>> {
    params.add_to(Op::new(&meta::GET_AGENT_QUEUES).path_opt("project", project))
}

params! { GetVariableGroups {
    group_name: String = "groupName",
    action_filter: VariableGroupActionFilter = "actionFilter",
    top: i64 = "$top",
    continuation_token: i64 = "continuationToken",
    query_order: VariableGroupQueryOrder = "queryOrder",
} }

/// `GET {project}/_apis/distributedtask/variablegroups` · 7.1 · `vso.variablegroups_read`
#[inline]
pub fn get_variable_groups(project: &ProjectRef, params: GetVariableGroups) -> Op<List<VariableGroup>> {
    params.add_to(Op::new(&meta::GET_VARIABLE_GROUPS).path("project", project))
}

/// `GET _apis/distributedtask/pools/{poolId}/permissions/{permissions}` · 7.2-preview.1 · `vso.agentpools`
#[inline]
pub fn has_pool_permissions(pool_id: PoolId, permissions: PermissionsRef) -> Op<bool> {
    Op::new(&meta::HAS_POOL_PERMISSIONS).path("poolId", &pool_id).path("permissions", &permissions)
}

params! { GetSecureFilesByNames {
    include_download_tickets: bool = "includeDownloadTickets",
    action_filter: SecureFileActionFilter = "actionFilter",
} }

/// `GET {project}/_apis/distributedtask/securefiles` · 7.2-preview.1 · `vso.securefiles_read`
#[inline]
pub fn get_secure_files_by_names(
    project: &ProjectRef, secure_file_names: &[&str], params: GetSecureFilesByNames,
) -> Op<List<SecureFile>> {
    params.add_to(Op::new(&meta::GET_SECURE_FILES_BY_NAMES)
        .path("project", project).query("secureFileNames", secure_file_names))
}

params! { QuerySecureFilesByProperties {
    name_pattern: String = "namePattern",
} }

/// `POST {project}/_apis/distributedtask/securefiles` · 7.2-preview.1 · `vso.securefiles_write`
#[inline]
pub fn query_secure_files_by_properties(
    project: &ProjectRef, body: &str, params: QuerySecureFilesByProperties,
) -> Op<List<SecureFile>> {
    params.add_to(Op::new(&meta::QUERY_SECURE_FILES_BY_PROPERTIES).path("project", project).json(body))
}

/// `PATCH {project}/_apis/distributedtask/securefiles` · 7.2-preview.1 · `vso.securefiles_manage`
#[inline]
pub fn update_secure_files(project: &ProjectRef, body: &[SecureFile]) -> Op<List<SecureFile>> {
    Op::new(&meta::UPDATE_SECURE_FILES).path("project", project).json(body)
}

/// `DELETE {project}/_apis/distributedtask/securefiles/{secureFileId}` · 7.2-preview.1 · `vso.securefiles_manage`
#[inline]
pub fn delete_secure_file(project: &ProjectRef, secure_file_id: &SecureFileId) -> Op<()> {
    Op::new(&meta::DELETE_SECURE_FILE)
        .path("project", project).path("secureFileId", secure_file_id).guid("secureFileId")
}

params! { GetSecureFile {
    include_download_ticket: bool = "includeDownloadTicket",
    action_filter: SecureFileActionFilter = "actionFilter",
} }

/// `GET {project}/_apis/distributedtask/securefiles/{secureFileId}` · 7.2-preview.1 · `vso.securefiles_read`
#[inline]
pub fn get_secure_file(
    project: &ProjectRef, secure_file_id: &SecureFileId, params: GetSecureFile,
) -> Op<SecureFile> {
    params.add_to(Op::new(&meta::GET_SECURE_FILE)
        .path("project", project).path("secureFileId", secure_file_id).guid("secureFileId"))
}

/// `PATCH {project}/_apis/distributedtask/securefiles/{secureFileId}` · 7.2-preview.1 · `vso.securefiles_manage`
#[inline]
pub fn update_secure_file(
    project: &ProjectRef, secure_file_id: &SecureFileId, body: &SecureFile,
) -> Op<SecureFile> {
    Op::new(&meta::UPDATE_SECURE_FILE)
        .path("project", project).path("secureFileId", secure_file_id).guid("secureFileId").json(body)
}

params! { UploadSecureFile {
    authorize_pipelines: bool = "authorizePipelines",
} }

/// `POST {project}/_apis/distributedtask/securefiles` · 7.2-preview.1 · `vso.securefiles_write`
#[inline]
pub fn upload_secure_file(
    project: &ProjectRef, name: &str, body: impl Into<Bytes>, params: UploadSecureFile,
) -> Op<SecureFile> {
    params.add_to(Op::new(&meta::UPLOAD_SECURE_FILE).path("project", project).query("name", name).bytes(body))
}

params! { GetSecureFilesByIds {
    include_download_tickets: bool = "includeDownloadTickets",
    action_filter: SecureFileActionFilter = "actionFilter",
} }

/// `GET {project}/_apis/distributedtask/securefiles` · 7.2-preview.1 · `vso.securefiles_read`
#[inline]
pub fn get_secure_files_by_ids(
    project: &ProjectRef, secure_file_ids: &[&str], params: GetSecureFilesByIds,
) -> Op<List<SecureFile>> {
    params.add_to(Op::new(&meta::GET_SECURE_FILES_BY_IDS)
        .path("project", project).query("secureFileIds", secure_file_ids))
}

params! { GetSecureFiles {
    name_pattern: String = "namePattern",
    include_download_tickets: bool = "includeDownloadTickets",
    action_filter: SecureFileActionFilter = "actionFilter",
} }

/// `GET {project}/_apis/distributedtask/securefiles` · 7.2-preview.1 · `vso.securefiles_read`
#[inline]
pub fn get_secure_files(project: &ProjectRef, params: GetSecureFiles) -> Op<List<SecureFile>> {
    params.add_to(Op::new(&meta::GET_SECURE_FILES).path("project", project))
}

params! { DownloadSecureFile {
    download: bool = "download",
} }

/// `GET {project}/_apis/distributedtask/securefiles/{secureFileId}` · 7.2-preview.1 · `vso.securefiles_read`
#[inline]
pub fn download_secure_file(
    project: &ProjectRef, secure_file_id: &SecureFileId, ticket: &str, params: DownloadSecureFile,
) -> Op<Content> {
    params.add_to(Op::new(&meta::DOWNLOAD_SECURE_FILE)
        .path("project", project).path("secureFileId", secure_file_id).guid("secureFileId")
        .query("ticket", ticket)).accept("*/*")
}

params! { GetAgentRequest {
    include_status: bool = "includeStatus",
} }

/// `GET _apis/distributedtask/pools/{poolId}/jobrequests/{requestId}` · 7.1
#[inline]
pub fn get_agent_request(
    pool_id: PoolId, request_id: RequestId, params: GetAgentRequest,
) -> Op<TaskAgentJobRequest> {
    params.add_to(Op::new(&meta::GET_AGENT_REQUEST).path("poolId", &pool_id).path("requestId", &request_id))
}

params! { GetAgentRequests {
    continuation_token: String = "continuationToken",
} }

/// `GET _apis/distributedtask/pools/{poolId}/jobrequests` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_agent_requests(pool_id: PoolId, top: i64, params: GetAgentRequests) -> Op<List<TaskAgentJobRequest>> {
    params.add_to(Op::new(&meta::GET_AGENT_REQUESTS).path("poolId", &pool_id).query("$top", &top))
}

params! { GetAgentRequestsForAgent {
    completed_request_count: i64 = "completedRequestCount",
} }

/// `GET _apis/distributedtask/pools/{poolId}/jobrequests` · 7.1
#[inline]
pub fn get_agent_requests_for_agent(
    pool_id: PoolId, agent_id: i64, params: GetAgentRequestsForAgent,
) -> Op<List<TaskAgentJobRequest>> {
    params.add_to(Op::new(&meta::GET_AGENT_REQUESTS_FOR_AGENT)
        .path("poolId", &pool_id).query("agentId", &agent_id))
}

params! { GetAgentRequestsForAgents {
    agent_ids: Vec<i64> = "agentIds",
    completed_request_count: i64 = "completedRequestCount",
} }

/// `GET _apis/distributedtask/pools/{poolId}/jobrequests` · 7.1
#[inline]
pub fn get_agent_requests_for_agents(
    pool_id: PoolId, params: GetAgentRequestsForAgents,
) -> Op<List<TaskAgentJobRequest>> {
    params.add_to(Op::new(&meta::GET_AGENT_REQUESTS_FOR_AGENTS).path("poolId", &pool_id))
}

params! { GetAgentRequestsForPlan {
    job_id: String = "jobId",
} }

/// `GET _apis/distributedtask/pools/{poolId}/jobrequests` · 7.1
#[inline]
pub fn get_agent_requests_for_plan(
    pool_id: PoolId, plan_id: &str, params: GetAgentRequestsForPlan,
) -> Op<List<TaskAgentJobRequest>> {
    params.add_to(Op::new(&meta::GET_AGENT_REQUESTS_FOR_PLAN).path("poolId", &pool_id).query("planId", plan_id))
}

/// `POST _apis/distributedtask/pools/{poolId}/jobrequests` · 7.1
#[inline]
pub fn queue_agent_request_by_pool(pool_id: PoolId, body: &TaskAgentJobRequest) -> Op<TaskAgentJobRequest> {
    Op::new(&meta::QUEUE_AGENT_REQUEST_BY_POOL).path("poolId", &pool_id).json(body)
}

params! { UpdateAgentRequest {
    update_options: TaskAgentRequestUpdateOptions = "updateOptions",
} }

/// `PATCH _apis/distributedtask/pools/{poolId}/jobrequests/{requestId}` · 7.1
#[inline]
pub fn update_agent_request(
    pool_id: PoolId, request_id: RequestId, lock_token: &str, body: &TaskAgentJobRequest,
    params: UpdateAgentRequest,
) -> Op<TaskAgentJobRequest> {
    params.add_to(Op::new(&meta::UPDATE_AGENT_REQUEST)
        .path("poolId", &pool_id).path("requestId", &request_id).query("lockToken", lock_token).json(body))
}

params! { DeleteAgentRequest {
    result: TaskResult = "result",
    agent_shutting_down: bool = "agentShuttingDown",
} }

/// `DELETE _apis/distributedtask/pools/{poolId}/jobrequests/{requestId}` · 7.1
#[inline]
pub fn delete_agent_request(
    pool_id: PoolId, request_id: RequestId, lock_token: &str, params: DeleteAgentRequest,
) -> Op<()> {
    params.add_to(Op::new(&meta::DELETE_AGENT_REQUEST)
        .path("poolId", &pool_id).path("requestId", &request_id).query("lockToken", lock_token))
}

params! { GetAgentRequestsForQueue {
    continuation_token: String = "continuationToken",
} }

/// `GET {project}/_apis/distributedtask/queues/{queueId}/agentrequests` · 7.1-preview.1
#[inline]
pub fn get_agent_requests_for_queue(
    project: &ProjectRef, queue_id: QueueId, top: i64, params: GetAgentRequestsForQueue,
) -> Op<List<TaskAgentJobRequest>> {
    params.add_to(Op::new(&meta::GET_AGENT_REQUESTS_FOR_QUEUE)
        .path("project", project).path("queueId", &queue_id).query("$top", &top))
}

/// `POST {project}/_apis/distributedtask/queues/{queueId}/agentrequests` · 7.1-preview.1
#[inline]
pub fn queue_agent_request(
    project: &ProjectRef, queue_id: QueueId, body: &TaskAgentJobRequest,
) -> Op<TaskAgentJobRequest> {
    Op::new(&meta::QUEUE_AGENT_REQUEST).path("project", project).path("queueId", &queue_id).json(body)
}

params! { GetAgentRequestsForDeploymentTarget {
    completed_request_count: i64 = "completedRequestCount",
} }

/// `GET {project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/deploymentTargetJobRequests` · 7.1-preview.1
#[inline]
pub fn get_agent_requests_for_deployment_target(
    project: &ProjectRef, deployment_group_id: DeploymentGroupId, target_id: i64,
    params: GetAgentRequestsForDeploymentTarget,
) -> Op<List<TaskAgentJobRequest>> {
    params.add_to(Op::new(&meta::GET_AGENT_REQUESTS_FOR_DEPLOYMENT_TARGET)
        .path("project", project).path("deploymentGroupId", &deployment_group_id).query("targetId", &target_id))
}

params! { GetAgentRequestsForDeploymentTargets {
    target_ids: Vec<i64> = "targetIds",
    owner_id: i64 = "ownerId",
    completed_on: DateTime = "completedOn",
    completed_request_count: i64 = "completedRequestCount",
} }

/// `GET {project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/deploymentTargetJobRequests` · 7.1-preview.1
#[inline]
pub fn get_agent_requests_for_deployment_targets(
    project: &ProjectRef, deployment_group_id: DeploymentGroupId, params: GetAgentRequestsForDeploymentTargets,
) -> Op<List<TaskAgentJobRequest>> {
    params.add_to(Op::new(&meta::GET_AGENT_REQUESTS_FOR_DEPLOYMENT_TARGETS)
        .path("project", project).path("deploymentGroupId", &deployment_group_id))
}

/// `POST {project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/deploymentTargetMessages` · 7.1-preview.1
#[inline]
pub fn refresh_deployment_targets(project: &ProjectRef, deployment_group_id: DeploymentGroupId) -> Op<()> {
    Op::new(&meta::REFRESH_DEPLOYMENT_TARGETS)
        .path("project", project).path("deploymentGroupId", &deployment_group_id)
}

/// `POST _apis/distributedtask/pools/{poolId}/maintenancedefinitions` · 7.1-preview.1
#[inline]
pub fn create_agent_pool_maintenance_definition(
    pool_id: PoolId, body: &TaskAgentPoolMaintenanceDefinition,
) -> Op<TaskAgentPoolMaintenanceDefinition> {
    Op::new(&meta::CREATE_AGENT_POOL_MAINTENANCE_DEFINITION).path("poolId", &pool_id).json(body)
}

/// `DELETE _apis/distributedtask/pools/{poolId}/maintenancedefinitions/{definitionId}` · 7.1-preview.1
#[inline]
pub fn delete_agent_pool_maintenance_definition(pool_id: PoolId, definition_id: DefinitionId) -> Op<()> {
    Op::new(&meta::DELETE_AGENT_POOL_MAINTENANCE_DEFINITION)
        .path("poolId", &pool_id).path("definitionId", &definition_id)
}

/// `GET _apis/distributedtask/pools/{poolId}/maintenancedefinitions/{definitionId}` · 7.1-preview.1
#[inline]
pub fn get_agent_pool_maintenance_definition(
    pool_id: PoolId, definition_id: DefinitionId,
) -> Op<TaskAgentPoolMaintenanceDefinition> {
    Op::new(&meta::GET_AGENT_POOL_MAINTENANCE_DEFINITION)
        .path("poolId", &pool_id).path("definitionId", &definition_id)
}

/// `GET _apis/distributedtask/pools/{poolId}/maintenancedefinitions` · 7.1-preview.1
#[inline]
pub fn get_agent_pool_maintenance_definitions(pool_id: PoolId) -> Op<List<TaskAgentPoolMaintenanceDefinition>> {
    Op::new(&meta::GET_AGENT_POOL_MAINTENANCE_DEFINITIONS).path("poolId", &pool_id)
}

/// `PUT _apis/distributedtask/pools/{poolId}/maintenancedefinitions/{definitionId}` · 7.1-preview.1
#[inline]
pub fn update_agent_pool_maintenance_definition(
    pool_id: PoolId, definition_id: DefinitionId, body: &TaskAgentPoolMaintenanceDefinition,
) -> Op<TaskAgentPoolMaintenanceDefinition> {
    Op::new(&meta::UPDATE_AGENT_POOL_MAINTENANCE_DEFINITION)
        .path("poolId", &pool_id).path("definitionId", &definition_id).json(body)
}

/// `DELETE _apis/distributedtask/pools/{poolId}/maintenancejobs/{jobId}` · 7.1-preview.1
#[inline]
pub fn delete_agent_pool_maintenance_job(pool_id: PoolId, job_id: JobId) -> Op<()> {
    Op::new(&meta::DELETE_AGENT_POOL_MAINTENANCE_JOB).path("poolId", &pool_id).path("jobId", &job_id)
}

/// `GET _apis/distributedtask/pools/{poolId}/maintenancejobs/{jobId}` · 7.1-preview.1
#[inline]
pub fn get_agent_pool_maintenance_job(pool_id: PoolId, job_id: JobId) -> Op<TaskAgentPoolMaintenanceJob> {
    Op::new(&meta::GET_AGENT_POOL_MAINTENANCE_JOB).path("poolId", &pool_id).path("jobId", &job_id)
}

/// The same as bytes: `application/json`, `application/zip`.
#[inline]
pub fn get_agent_pool_maintenance_job_content(pool_id: PoolId, job_id: JobId) -> Op<Content> {
    Op::new(&meta::GET_AGENT_POOL_MAINTENANCE_JOB)
        .path("poolId", &pool_id).path("jobId", &job_id).accept("application/zip")
}

params! { GetAgentPoolMaintenanceJobs {
    definition_id: i64 = "definitionId",
} }

/// `GET _apis/distributedtask/pools/{poolId}/maintenancejobs` · 7.1-preview.1
#[inline]
pub fn get_agent_pool_maintenance_jobs(
    pool_id: PoolId, params: GetAgentPoolMaintenanceJobs,
) -> Op<List<TaskAgentPoolMaintenanceJob>> {
    params.add_to(Op::new(&meta::GET_AGENT_POOL_MAINTENANCE_JOBS).path("poolId", &pool_id))
}

/// `POST _apis/distributedtask/pools/{poolId}/maintenancejobs` · 7.1-preview.1
#[inline]
pub fn queue_agent_pool_maintenance_job(
    pool_id: PoolId, body: &TaskAgentPoolMaintenanceJob,
) -> Op<TaskAgentPoolMaintenanceJob> {
    Op::new(&meta::QUEUE_AGENT_POOL_MAINTENANCE_JOB).path("poolId", &pool_id).json(body)
}

/// `PATCH _apis/distributedtask/pools/{poolId}/maintenancejobs/{jobId}` · 7.1-preview.1
#[inline]
pub fn update_agent_pool_maintenance_job(
    pool_id: PoolId, job_id: JobId, body: &TaskAgentPoolMaintenanceJob,
) -> Op<TaskAgentPoolMaintenanceJob> {
    Op::new(&meta::UPDATE_AGENT_POOL_MAINTENANCE_JOB).path("poolId", &pool_id).path("jobId", &job_id).json(body)
}

/// `DELETE _apis/distributedtask/pools/{poolId}/messages/{messageId}` · 7.1
#[inline]
pub fn delete_message(pool_id: PoolId, message_id: MessageId, session_id: &str) -> Op<()> {
    Op::new(&meta::DELETE_MESSAGE)
        .path("poolId", &pool_id).path("messageId", &message_id).query("sessionId", session_id)
}

params! { GetMessage {
    last_message_id: i64 = "lastMessageId",
} }

/// `GET _apis/distributedtask/pools/{poolId}/messages` · 7.1
#[inline]
pub fn get_message(pool_id: PoolId, session_id: &str, params: GetMessage) -> Op<TaskAgentMessage> {
    params.add_to(Op::new(&meta::GET_MESSAGE).path("poolId", &pool_id).query("sessionId", session_id))
}

/// `POST _apis/distributedtask/pools/{poolId}/messages` · 7.1
#[inline]
pub fn send_message(pool_id: PoolId, request_id: i64, body: &TaskAgentMessage) -> Op<()> {
    Op::new(&meta::SEND_MESSAGE).path("poolId", &pool_id).query("requestId", &request_id).json(body)
}

/// `POST _apis/distributedtask/pools/{poolId}/messages` · 7.1
#[inline]
pub fn refresh_agent(pool_id: PoolId, agent_id: i64) -> Op<()> {
    Op::new(&meta::REFRESH_AGENT).path("poolId", &pool_id).query("agentId", &agent_id)
}

/// `POST _apis/distributedtask/pools/{poolId}/messages` · 7.1
#[inline]
pub fn refresh_agents(pool_id: PoolId) -> Op<()> {
    Op::new(&meta::REFRESH_AGENTS).path("poolId", &pool_id)
}

/// `POST _apis/distributedtask/pools/{poolId}/sessions` · 7.1
#[inline]
pub fn create_agent_session(pool_id: PoolId, body: &TaskAgentSession) -> Op<TaskAgentSession> {
    Op::new(&meta::CREATE_AGENT_SESSION).path("poolId", &pool_id).json(body)
}

/// `DELETE _apis/distributedtask/pools/{poolId}/sessions/{sessionId}` · 7.1
#[inline]
pub fn delete_agent_session(pool_id: PoolId, session_id: &SessionIdText) -> Op<()> {
    Op::new(&meta::DELETE_AGENT_SESSION).path("poolId", &pool_id).path("sessionId", session_id)
}

/// `GET _apis/distributedtask/packages/{packageType}/{platform}/{version}` · 7.1
#[inline]
pub fn get_package(
    package_type: &PackageType, platform: &PlatformRef, version: &VersionText,
) -> Op<PackageMetadata> {
    Op::new(&meta::GET_PACKAGE)
        .path("packageType", package_type).path("platform", platform).path("version", version)
}

params! { GetPackages {
    top: i64 = "$top",
} }

/// `GET _apis/distributedtask/packages/{packageType}/{platform?}` · 7.1
#[inline]
pub fn get_packages(
    package_type: &PackageType, platform: Option<&PlatformRef>, params: GetPackages,
) -> Op<List<PackageMetadata>> {
    params.add_to(Op::new(&meta::GET_PACKAGES).path("packageType", package_type).path_opt("platform", platform))
}

/// `GET _apis/distributedtask/pools/{poolId}/poolmetadata` · 7.1-preview.1
#[inline]
pub fn get_agent_pool_metadata(pool_id: PoolId) -> Op<Content> {
    Op::new(&meta::GET_AGENT_POOL_METADATA).path("poolId", &pool_id).accept("*/*")
}

/// `PUT _apis/distributedtask/pools/{poolId}/poolmetadata` · 7.1-preview.1
#[inline]
pub fn set_agent_pool_metadata(pool_id: PoolId, body: &Json) -> Op<()> {
    Op::new(&meta::SET_AGENT_POOL_METADATA).path("poolId", &pool_id).json(body)
}

/// `GET _apis/distributedtask/resourcelimits` · 7.1-preview.1
#[inline]
pub fn get_resource_limits() -> Op<List<ResourceLimit>> {
    Op::new(&meta::GET_RESOURCE_LIMITS)
}

params! { GetResourceUsage {
    parallelism_tag: String = "parallelismTag",
    pool_is_hosted: bool = "poolIsHosted",
    include_running_requests: bool = "includeRunningRequests",
} }

/// `GET _apis/distributedtask/resourceusage` · 7.1-preview.2
#[inline]
pub fn get_resource_usage(params: GetResourceUsage) -> Op<ResourceUsage> {
    params.add_to(Op::new(&meta::GET_RESOURCE_USAGE))
}

/// `GET {project}/_apis/distributedtask/taskgroups/{taskGroupId}/revisions` · 7.1-preview.1
#[inline]
pub fn get_task_group_history(project: &ProjectRef, task_group_id: &TaskGroupId) -> Op<List<TaskGroupRevision>> {
    Op::new(&meta::GET_TASK_GROUP_HISTORY).path("project", project).path("taskGroupId", task_group_id)
}

/// `PATCH {project}/_apis/distributedtask/taskgroups` · 7.1
#[inline]
pub fn undelete_task_group(project: &ProjectRef, body: &TaskGroup) -> Op<List<TaskGroup>> {
    Op::new(&meta::UNDELETE_TASK_GROUP).path("project", project).json(body)
}

/// `DELETE _apis/distributedtask/tasks/{taskId}` · 7.1
#[inline]
pub fn delete_task_definition(task_id: &TaskIdText) -> Op<()> {
    Op::new(&meta::DELETE_TASK_DEFINITION).path("taskId", task_id)
}

params! { UploadTaskDefinition {
    overwrite: bool = "overwrite",
} }

/// `PUT _apis/distributedtask/tasks/{taskId}` · 7.1
#[inline]
pub fn upload_task_definition(
    task_id: &TaskIdText, body: impl Into<Bytes>, params: UploadTaskDefinition,
) -> Op<()> {
    params.add_to(Op::new(&meta::UPLOAD_TASK_DEFINITION).path("taskId", task_id).bytes(body))
}

params! { GetTaskDefinition {
    visibility: Vec<String> = "visibility",
    scope_local: bool = "scopeLocal",
} }

/// `GET _apis/distributedtask/tasks/{taskId}/{versionString}` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_task_definition(
    task_id: &TaskIdText, version_string: &VersionStringRef, params: GetTaskDefinition,
) -> Op<TaskDefinition> {
    params.add_to(Op::new(&meta::GET_TASK_DEFINITION)
        .path("taskId", task_id).path("versionString", version_string))
}

/// The same as bytes: `application/json`, `application/zip`.
#[inline]
pub fn get_task_definition_content(
    task_id: &TaskIdText, version_string: &VersionStringRef, params: GetTaskDefinition,
) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_TASK_DEFINITION)
        .path("taskId", task_id).path("versionString", version_string)).accept("application/zip")
}

params! { GetTaskDefinitions {
    visibility: Vec<String> = "visibility",
    scope_local: bool = "scopeLocal",
    all_versions: bool = "allVersions",
} }

/// `GET _apis/distributedtask/tasks/{taskId?}` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_task_definitions(task_id: Option<&TaskIdText>, params: GetTaskDefinitions) -> Op<List<TaskDefinition>> {
    params.add_to(Op::new(&meta::GET_TASK_DEFINITIONS).path_opt("taskId", task_id))
}

/// `PUT _apis/distributedtask/pools/{poolId}/agents/{agentId}/updates` · 7.1-preview.1
#[inline]
pub fn update_agent_update_state(pool_id: PoolId, agent_id: AgentId, current_state: &str) -> Op<TaskAgent> {
    Op::new(&meta::UPDATE_AGENT_UPDATE_STATE)
        .path("poolId", &pool_id).path("agentId", &agent_id).query("currentState", current_state)
}

/// `POST {project}/_apis/distributedtask/deploymentgroupaccesstoken/{deploymentGroupId}` · 7.1-preview.1
#[inline]
pub fn generate_deployment_group_access_token(
    project: &ProjectRef, deployment_group_id: DeploymentGroupId,
) -> Op<String> {
    Op::new(&meta::GENERATE_DEPLOYMENT_GROUP_ACCESS_TOKEN)
        .path("project", project).path("deploymentGroupId", &deployment_group_id)
}

/// `POST _apis/distributedtask/deploymentpoolaccesstoken/{poolId}` · 7.1-preview.1
#[inline]
pub fn generate_deployment_pool_access_token(pool_id: PoolId) -> Op<String> {
    Op::new(&meta::GENERATE_DEPLOYMENT_POOL_ACCESS_TOKEN).path("poolId", &pool_id)
}

params! { GetDeploymentPoolsSummary {
    pool_name: String = "poolName",
    expands: DeploymentPoolSummaryExpands = "expands",
    pool_ids: Vec<i64> = "poolIds",
} }

/// `GET _apis/distributedtask/deploymentPools/deploymentPoolsSummary` · 7.1-preview.1
#[inline]
pub fn get_deployment_pools_summary(params: GetDeploymentPoolsSummary) -> Op<List<DeploymentPoolSummary>> {
    params.add_to(Op::new(&meta::GET_DEPLOYMENT_POOLS_SUMMARY))
}

/// `POST {project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/targets` · 7.1
#[inline]
pub fn add_deployment_target(
    project: &ProjectRef, deployment_group_id: DeploymentGroupId, body: &DeploymentMachine,
) -> Op<DeploymentMachine> {
    Op::new(&meta::ADD_DEPLOYMENT_TARGET)
        .path("project", project).path("deploymentGroupId", &deployment_group_id).json(body)
}

/// `PUT {project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/targets/{targetId}` · 7.1
#[inline]
pub fn replace_deployment_target(
    project: &ProjectRef, deployment_group_id: DeploymentGroupId, target_id: TargetId, body: &DeploymentMachine,
) -> Op<DeploymentMachine> {
    Op::new(&meta::REPLACE_DEPLOYMENT_TARGET)
        .path("project", project).path("deploymentGroupId", &deployment_group_id).path("targetId", &target_id)
        .json(body)
}
