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

/// `POST _apis/distributedtask/pools` · 7.1 · `vso.agentpools_manage`
#[inline]
pub fn add_agent_pool(body: &TaskAgentPool) -> Op<TaskAgentPool> {
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

/// `POST _apis/distributedtask/variablegroups` · 7.1 · `vso.variablegroups_manage`
#[inline]
pub fn add_variable_group(body: &VariableGroupParameters) -> Op<VariableGroup> {
    Op::new(&meta::ADD_VARIABLE_GROUP).json(body)
}

/// `PATCH _apis/distributedtask/variablegroups` · 7.1 · `vso.variablegroups_manage`
#[inline]
pub fn share_variable_group(variable_group_id: i64, body: &[VariableGroupProjectReference]) -> Op<()> {
    Op::new(&meta::SHARE_VARIABLE_GROUP).query("variableGroupId", &variable_group_id).json(body)
}

/// `DELETE _apis/distributedtask/variablegroups/{groupId}` · 7.1 · `vso.variablegroups_manage`
#[inline]
pub fn delete_variable_group(group_id: &GroupId, project_ids: &[&str]) -> Op<()> {
    Op::new(&meta::DELETE_VARIABLE_GROUP).path("groupId", group_id).query("projectIds", project_ids)
}

/// `PUT _apis/distributedtask/variablegroups/{groupId}` · 7.1 · `vso.variablegroups_manage`
#[inline]
pub fn update_variable_group(group_id: &GroupId, body: &VariableGroupParameters) -> Op<VariableGroup> {
    Op::new(&meta::UPDATE_VARIABLE_GROUP).path("groupId", group_id).json(body)
}

params! { GetYamlSchema {
    validate_task_names: bool = "validateTaskNames",
} }

/// `GET _apis/distributedtask/yamlschema` · 7.1 · `vso.agentpools`
#[inline]
pub fn get_yaml_schema(params: GetYamlSchema) -> Op<Json> {
    params.add_to(Op::new(&meta::GET_YAML_SCHEMA))
}

/// `POST {project}/_apis/distributedtask/deploymentgroups` · 7.1 · `vso.machinegroup_manage`
#[inline]
pub fn add_deployment_group(project: &ProjectRef, body: &DeploymentGroupCreateParameter) -> Op<DeploymentGroup> {
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
    project: &ProjectRef, environment_id: EnvironmentId, resource_id: &ResourceId,
) -> Op<()> {
    Op::new(&meta::DELETE_KUBERNETES_RESOURCE)
        .path("project", project).path("environmentId", &environment_id).path("resourceId", resource_id)
}

/// `GET {project}/_apis/distributedtask/environments/{environmentId}/providers/kubernetes/{resourceId}` · 7.1 · `vso.environment_manage`
#[inline]
pub fn get_kubernetes_resource(
    project: &ProjectRef, environment_id: EnvironmentId, resource_id: &ResourceId,
) -> Op<KubernetesResource> {
    Op::new(&meta::GET_KUBERNETES_RESOURCE)
        .path("project", project).path("environmentId", &environment_id).path("resourceId", resource_id)
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
    params.add_to(Op::new(&meta::DELETE_TASK_GROUP).path("project", project).path("taskGroupId", task_group_id))
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
    params.add_to(Op::new(&meta::GET_TASK_GROUPS).path("project", project).path_opt("taskGroupId", task_group_id))
}

/// `PUT {project}/_apis/distributedtask/taskgroups/{taskGroupId?}` · 7.1 · `vso.taskgroups_manage`
#[inline]
pub fn update_task_group(
    project: &ProjectRef, task_group_id: Option<&TaskGroupId>, body: &TaskGroupUpdateParameter,
) -> Op<TaskGroup> {
    Op::new(&meta::UPDATE_TASK_GROUP).path("project", project).path_opt("taskGroupId", task_group_id).json(body)
}

/// `GET {project}/_apis/distributedtask/variablegroups` · 7.1 · `vso.variablegroups_read`
#[inline]
pub fn get_variable_groups_by_id(project: &ProjectRef, group_ids: &[i64]) -> Op<List<VariableGroup>> {
    Op::new(&meta::GET_VARIABLE_GROUPS_BY_ID).path("project", project).query("groupIds", group_ids)
}

/// `GET {project}/_apis/distributedtask/variablegroups/{groupId}` · 7.1 · `vso.variablegroups_read`
#[inline]
pub fn get_variable_group(project: &ProjectRef, group_id: &GroupId) -> Op<VariableGroup> {
    Op::new(&meta::GET_VARIABLE_GROUP).path("project", project).path("groupId", group_id)
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
