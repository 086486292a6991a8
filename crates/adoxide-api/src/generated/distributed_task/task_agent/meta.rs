// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `distributed_task::task_agent`.

use http::Method;

use crate::wire::{Effect, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("TaskAgent").area_id(Some("a85b8835-c1a1-4aac-ae97-1c3d0ba72dbd")).host(Host::Dev)
}

catalog! {
    ADD_AGENT_CLOUD = op("distributed_task.task_agent.add_agent_cloud", Method::POST, "_apis/distributedtask/agentclouds")
        .resource("agentclouds").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("bfa72b3d-0fc6-43fb-932b-a7f6559f93b9")).scopes(&["vso.agentpools_manage"])
        .consumes(Some("application/json"));
    GET_AGENT_CLOUDS = op("distributed_task.task_agent.get_agent_clouds", Method::GET, "_apis/distributedtask/agentclouds")
        .resource("agentclouds").api_version("7.1").effect(Effect::Read)
        .location_id(Some("bfa72b3d-0fc6-43fb-932b-a7f6559f93b9")).scopes(&["vso.agentpools"]);
    DELETE_AGENT_CLOUD = op("distributed_task.task_agent.delete_agent_cloud", Method::DELETE, "_apis/distributedtask/agentclouds/{agentCloudId}")
        .resource("agentclouds").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("bfa72b3d-0fc6-43fb-932b-a7f6559f93b9")).scopes(&["vso.agentpools_manage"]);
    GET_AGENT_CLOUD = op("distributed_task.task_agent.get_agent_cloud", Method::GET, "_apis/distributedtask/agentclouds/{agentCloudId}")
        .resource("agentclouds").api_version("7.1").effect(Effect::Read)
        .location_id(Some("bfa72b3d-0fc6-43fb-932b-a7f6559f93b9")).scopes(&["vso.agentpools"]);
    UPDATE_AGENT_CLOUD = op("distributed_task.task_agent.update_agent_cloud", Method::PATCH, "_apis/distributedtask/agentclouds/{agentCloudId}")
        .resource("agentclouds").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("bfa72b3d-0fc6-43fb-932b-a7f6559f93b9")).scopes(&["vso.agentpools_manage"])
        .consumes(Some("application/json"));
    GET_AGENT_CLOUD_REQUESTS = op("distributed_task.task_agent.get_agent_cloud_requests", Method::GET, "_apis/distributedtask/agentclouds/{agentCloudId}/requests")
        .resource("requests").api_version("7.1").effect(Effect::Read)
        .location_id(Some("20189bd7-5134-49c2-b8e9-f9e856eea2b2")).scopes(&["vso.agentpools"]);
    GET_AGENT_CLOUD_TYPES = op("distributed_task.task_agent.get_agent_cloud_types", Method::GET, "_apis/distributedtask/agentcloudtypes")
        .resource("agentcloudtypes").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("5932e193-f376-469d-9c3e-e5588ce12cb5")).scopes(&["vso.agentpools"]);
    ADD_AGENT_POOL = op("distributed_task.task_agent.add_agent_pool", Method::POST, "_apis/distributedtask/pools")
        .resource("pools").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("a8c47e17-4d56-4a56-92bb-de7ea7dc65be")).scopes(&["vso.agentpools_manage"])
        .consumes(Some("application/json"));
    GET_AGENT_POOLS_BY_IDS = op("distributed_task.task_agent.get_agent_pools_by_ids", Method::GET, "_apis/distributedtask/pools")
        .resource("pools").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a8c47e17-4d56-4a56-92bb-de7ea7dc65be")).scopes(&["vso.agentpools"])
        .required(&["poolIds"]).optional(&["actionFilter"]);
    DELETE_AGENT_POOL = op("distributed_task.task_agent.delete_agent_pool", Method::DELETE, "_apis/distributedtask/pools/{poolId}")
        .resource("pools").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("a8c47e17-4d56-4a56-92bb-de7ea7dc65be")).scopes(&["vso.agentpools_manage"])
        .produces(&[]);
    GET_AGENT_POOL = op("distributed_task.task_agent.get_agent_pool", Method::GET, "_apis/distributedtask/pools/{poolId}")
        .resource("pools").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a8c47e17-4d56-4a56-92bb-de7ea7dc65be")).scopes(&["vso.agentpools"])
        .optional(&["properties", "actionFilter"]);
    UPDATE_AGENT_POOL = op("distributed_task.task_agent.update_agent_pool", Method::PATCH, "_apis/distributedtask/pools/{poolId}")
        .resource("pools").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("a8c47e17-4d56-4a56-92bb-de7ea7dc65be")).scopes(&["vso.agentpools_manage"])
        .consumes(Some("application/json"));
    ADD_AGENT = op("distributed_task.task_agent.add_agent", Method::POST, "_apis/distributedtask/pools/{poolId}/agents")
        .resource("agents").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("e298ef32-5878-4cab-993c-043836571f42")).scopes(&["vso.agentpools_manage"])
        .consumes(Some("application/json"));
    GET_AGENTS = op("distributed_task.task_agent.get_agents", Method::GET, "_apis/distributedtask/pools/{poolId}/agents")
        .resource("agents").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e298ef32-5878-4cab-993c-043836571f42")).scopes(&["vso.agentpools"]).optional(&[
            "agentName", "includeCapabilities", "includeAssignedRequest", "includeLastCompletedRequest",
            "propertyFilters", "demands",
        ]);
    DELETE_AGENT = op("distributed_task.task_agent.delete_agent", Method::DELETE, "_apis/distributedtask/pools/{poolId}/agents/{agentId}")
        .resource("agents").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("e298ef32-5878-4cab-993c-043836571f42")).scopes(&["vso.agentpools_manage"])
        .produces(&[]);
    GET_POOL_PERMISSION = op("distributed_task.task_agent.get_pool_permission", Method::GET, "_apis/distributedtask/pools/{poolId}/agents/{agentId}")
        .resource("agents").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e298ef32-5878-4cab-993c-043836571f42")).scopes(&["vso.agentpools"])
        .required(&["isCheckPermissions"]);
    REPLACE_AGENT = op("distributed_task.task_agent.replace_agent", Method::PUT, "_apis/distributedtask/pools/{poolId}/agents/{agentId}")
        .resource("agents").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("e298ef32-5878-4cab-993c-043836571f42")).scopes(&["vso.agentpools_manage"])
        .consumes(Some("application/json"));
    UPDATE_AGENT = op("distributed_task.task_agent.update_agent", Method::PATCH, "_apis/distributedtask/pools/{poolId}/agents/{agentId}")
        .resource("agents").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("e298ef32-5878-4cab-993c-043836571f42")).scopes(&["vso.agentpools_manage"])
        .consumes(Some("application/json"));
    ADD_VARIABLE_GROUP = op("distributed_task.task_agent.add_variable_group", Method::POST, "_apis/distributedtask/variablegroups")
        .resource("variablegroups").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("ef5b7057-ffc3-4c77-bbad-c10b4a4abcc7")).scopes(&["vso.variablegroups_manage"])
        .consumes(Some("application/json"));
    SHARE_VARIABLE_GROUP = op("distributed_task.task_agent.share_variable_group", Method::PATCH, "_apis/distributedtask/variablegroups")
        .resource("variablegroups").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("ef5b7057-ffc3-4c77-bbad-c10b4a4abcc7")).scopes(&["vso.variablegroups_manage"])
        .consumes(Some("application/json")).produces(&[]).required(&["variableGroupId"]);
    DELETE_VARIABLE_GROUP = op("distributed_task.task_agent.delete_variable_group", Method::DELETE, "_apis/distributedtask/variablegroups/{groupId}")
        .resource("variablegroups").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("ef5b7057-ffc3-4c77-bbad-c10b4a4abcc7")).scopes(&["vso.variablegroups_manage"])
        .produces(&[]).required(&["projectIds"]);
    UPDATE_VARIABLE_GROUP = op("distributed_task.task_agent.update_variable_group", Method::PUT, "_apis/distributedtask/variablegroups/{groupId}")
        .resource("variablegroups").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("ef5b7057-ffc3-4c77-bbad-c10b4a4abcc7")).scopes(&["vso.variablegroups_manage"])
        .consumes(Some("application/json"));
    GET_YAML_SCHEMA = op("distributed_task.task_agent.get_yaml_schema", Method::GET, "_apis/distributedtask/yamlschema")
        .resource("yamlschema").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1f9990b9-1dba-441f-9c2e-6485888c42b6")).scopes(&["vso.agentpools"])
        .optional(&["validateTaskNames"]);
    ADD_DEPLOYMENT_GROUP = op("distributed_task.task_agent.add_deployment_group", Method::POST, "{project}/_apis/distributedtask/deploymentgroups")
        .resource("deploymentgroups").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("083c4d89-ab35-45af-aa11-7cf66895c53e")).scopes(&["vso.machinegroup_manage"])
        .consumes(Some("application/json"));
    GET_DEPLOYMENT_GROUPS = op("distributed_task.task_agent.get_deployment_groups", Method::GET, "{project}/_apis/distributedtask/deploymentgroups")
        .resource("deploymentgroups").api_version("7.1").effect(Effect::Read)
        .location_id(Some("083c4d89-ab35-45af-aa11-7cf66895c53e")).scopes(&["vso.machinegroup_manage"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["name", "actionFilter", "$expand", "continuationToken", "$top", "ids"]);
    DELETE_DEPLOYMENT_GROUP = op("distributed_task.task_agent.delete_deployment_group", Method::DELETE, "{project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}")
        .resource("deploymentgroups").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("083c4d89-ab35-45af-aa11-7cf66895c53e")).scopes(&["vso.machinegroup_manage"])
        .produces(&[]);
    GET_DEPLOYMENT_GROUP = op("distributed_task.task_agent.get_deployment_group", Method::GET, "{project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}")
        .resource("deploymentgroups").api_version("7.1").effect(Effect::Read)
        .location_id(Some("083c4d89-ab35-45af-aa11-7cf66895c53e")).scopes(&["vso.machinegroup_manage"])
        .optional(&["actionFilter", "$expand"]);
    UPDATE_DEPLOYMENT_GROUP = op("distributed_task.task_agent.update_deployment_group", Method::PATCH, "{project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}")
        .resource("deploymentgroups").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("083c4d89-ab35-45af-aa11-7cf66895c53e")).scopes(&["vso.machinegroup_manage"])
        .consumes(Some("application/json"));
    GET_DEPLOYMENT_TARGETS = op("distributed_task.task_agent.get_deployment_targets", Method::GET, "{project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/targets")
        .resource("targets").api_version("7.1").effect(Effect::Read)
        .location_id(Some("2f0aa599-c121-4256-a5fd-ba370e0ae7b6")).scopes(&["vso.machinegroup_manage"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") }).optional(&[
            "tags", "name", "partialNameMatch", "$expand", "agentStatus", "agentJobResult", "continuationToken",
            "$top", "enabled", "propertyFilters",
        ]);
    UPDATE_DEPLOYMENT_TARGETS = op("distributed_task.task_agent.update_deployment_targets", Method::PATCH, "{project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/targets")
        .resource("targets").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("2f0aa599-c121-4256-a5fd-ba370e0ae7b6")).scopes(&["vso.machinegroup_manage"])
        .consumes(Some("application/json"));
    DELETE_DEPLOYMENT_TARGET = op("distributed_task.task_agent.delete_deployment_target", Method::DELETE, "{project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/targets/{targetId}")
        .resource("targets").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("2f0aa599-c121-4256-a5fd-ba370e0ae7b6")).scopes(&["vso.machinegroup_manage"])
        .produces(&[]);
    GET_DEPLOYMENT_TARGET = op("distributed_task.task_agent.get_deployment_target", Method::GET, "{project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/targets/{targetId}")
        .resource("targets").api_version("7.1").effect(Effect::Read)
        .location_id(Some("2f0aa599-c121-4256-a5fd-ba370e0ae7b6")).scopes(&["vso.machinegroup_manage"])
        .optional(&["$expand"]);
    ADD_ENVIRONMENT = op("distributed_task.task_agent.add_environment", Method::POST, "{project}/_apis/distributedtask/environments")
        .resource("environments").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("8572b1fc-2482-47fa-8f74-7e3ed53ee54b")).scopes(&["vso.environment_manage"])
        .consumes(Some("application/json"));
    GET_ENVIRONMENTS = op("distributed_task.task_agent.get_environments", Method::GET, "{project}/_apis/distributedtask/environments")
        .resource("environments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("8572b1fc-2482-47fa-8f74-7e3ed53ee54b")).scopes(&["vso.environment_manage"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["name", "continuationToken", "$top"]);
    DELETE_ENVIRONMENT = op("distributed_task.task_agent.delete_environment", Method::DELETE, "{project}/_apis/distributedtask/environments/{environmentId}")
        .resource("environments").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("8572b1fc-2482-47fa-8f74-7e3ed53ee54b")).scopes(&["vso.environment_manage"])
        .produces(&[]);
    GET_ENVIRONMENT_BY_ID = op("distributed_task.task_agent.get_environment_by_id", Method::GET, "{project}/_apis/distributedtask/environments/{environmentId}")
        .resource("environments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("8572b1fc-2482-47fa-8f74-7e3ed53ee54b")).scopes(&["vso.environment_manage"])
        .optional(&["expands"]);
    UPDATE_ENVIRONMENT = op("distributed_task.task_agent.update_environment", Method::PATCH, "{project}/_apis/distributedtask/environments/{environmentId}")
        .resource("environments").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("8572b1fc-2482-47fa-8f74-7e3ed53ee54b")).scopes(&["vso.environment_manage"])
        .consumes(Some("application/json"));
    GET_ENVIRONMENT_DEPLOYMENT_EXECUTION_RECORDS = op("distributed_task.task_agent.get_environment_deployment_execution_records", Method::GET, "{project}/_apis/distributedtask/environments/{environmentId}/environmentdeploymentrecords")
        .resource("environmentdeploymentRecords").api_version("7.1").effect(Effect::Read)
        .location_id(Some("51bb5d21-4305-4ea6-9dbb-b7488af73334")).scopes(&["vso.environment_manage"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["continuationToken", "top"]);
    ADD_KUBERNETES_RESOURCE = op("distributed_task.task_agent.add_kubernetes_resource", Method::POST, "{project}/_apis/distributedtask/environments/{environmentId}/providers/kubernetes")
        .resource("kubernetes").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("73fba52f-15ab-42b3-a538-ce67a9223a04")).scopes(&["vso.environment_manage"])
        .consumes(Some("application/json"));
    DELETE_KUBERNETES_RESOURCE = op("distributed_task.task_agent.delete_kubernetes_resource", Method::DELETE, "{project}/_apis/distributedtask/environments/{environmentId}/providers/kubernetes/{resourceId}")
        .resource("kubernetes").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("73fba52f-15ab-42b3-a538-ce67a9223a04")).scopes(&["vso.environment_manage"])
        .produces(&[]);
    GET_KUBERNETES_RESOURCE = op("distributed_task.task_agent.get_kubernetes_resource", Method::GET, "{project}/_apis/distributedtask/environments/{environmentId}/providers/kubernetes/{resourceId}")
        .resource("kubernetes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("73fba52f-15ab-42b3-a538-ce67a9223a04")).scopes(&["vso.environment_manage"]);
    ADD_AGENT_QUEUE = op("distributed_task.task_agent.add_agent_queue", Method::POST, "{project?}/_apis/distributedtask/queues")
        .resource("queues").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("900fa995-c559-4923-aae7-f8424fe4fbea")).scopes(&["vso.agentpools_manage"])
        .consumes(Some("application/json")).optional(&["authorizePipelines"]);
    GET_AGENT_QUEUES_FOR_POOLS = op("distributed_task.task_agent.get_agent_queues_for_pools", Method::GET, "{project?}/_apis/distributedtask/queues")
        .resource("queues").api_version("7.1").effect(Effect::Read)
        .location_id(Some("900fa995-c559-4923-aae7-f8424fe4fbea")).scopes(&["vso.agentpools"])
        .required(&["poolIds"]).optional(&["actionFilter"]);
    DELETE_AGENT_QUEUE = op("distributed_task.task_agent.delete_agent_queue", Method::DELETE, "{project?}/_apis/distributedtask/queues/{queueId}")
        .resource("queues").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("900fa995-c559-4923-aae7-f8424fe4fbea")).scopes(&["vso.agentpools_manage"])
        .produces(&[]);
    GET_AGENT_QUEUE = op("distributed_task.task_agent.get_agent_queue", Method::GET, "{project?}/_apis/distributedtask/queues/{queueId}")
        .resource("queues").api_version("7.1").effect(Effect::Read)
        .location_id(Some("900fa995-c559-4923-aae7-f8424fe4fbea")).scopes(&["vso.agentpools"])
        .optional(&["actionFilter"]);
    ADD_TASK_GROUP = op("distributed_task.task_agent.add_task_group", Method::POST, "{project}/_apis/distributedtask/taskgroups")
        .resource("taskgroups").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("6c08ffbf-dbf1-4f9a-94e5-a1cbd47005e7")).scopes(&["vso.taskgroups_write"])
        .consumes(Some("application/json"));
    DELETE_TASK_GROUP = op("distributed_task.task_agent.delete_task_group", Method::DELETE, "{project}/_apis/distributedtask/taskgroups/{taskGroupId}")
        .resource("taskgroups").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("6c08ffbf-dbf1-4f9a-94e5-a1cbd47005e7")).scopes(&["vso.taskgroups_manage"])
        .produces(&[]).optional(&["comment"]);
    GET_TASK_GROUPS = op("distributed_task.task_agent.get_task_groups", Method::GET, "{project}/_apis/distributedtask/taskgroups/{taskGroupId?}")
        .resource("taskgroups").api_version("7.1").effect(Effect::Read)
        .location_id(Some("6c08ffbf-dbf1-4f9a-94e5-a1cbd47005e7")).scopes(&["vso.taskgroups_read"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["expanded", "taskIdFilter", "deleted", "$top", "continuationToken", "queryOrder"]);
    UPDATE_TASK_GROUP = op("distributed_task.task_agent.update_task_group", Method::PUT, "{project}/_apis/distributedtask/taskgroups/{taskGroupId?}")
        .resource("taskgroups").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("6c08ffbf-dbf1-4f9a-94e5-a1cbd47005e7")).scopes(&["vso.taskgroups_manage"])
        .consumes(Some("application/json"));
    GET_VARIABLE_GROUPS_BY_ID = op("distributed_task.task_agent.get_variable_groups_by_id", Method::GET, "{project}/_apis/distributedtask/variablegroups")
        .resource("variablegroups").api_version("7.1").effect(Effect::Read)
        .location_id(Some("f5b09dd5-9d54-45a1-8b5a-1c8287d634cc")).scopes(&["vso.variablegroups_read"])
        .required(&["groupIds"]);
    GET_VARIABLE_GROUP = op("distributed_task.task_agent.get_variable_group", Method::GET, "{project}/_apis/distributedtask/variablegroups/{groupId}")
        .resource("variablegroups").api_version("7.1").effect(Effect::Read)
        .location_id(Some("f5b09dd5-9d54-45a1-8b5a-1c8287d634cc")).scopes(&["vso.variablegroups_read"]);
    GET_AGENT_POOLS = op("distributed_task.task_agent.get_agent_pools", Method::GET, "_apis/distributedtask/pools")
        .resource("pools").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a8c47e17-4d56-4a56-92bb-de7ea7dc65be")).scopes(&["vso.agentpools"])
        .optional(&["poolName", "properties", "poolType", "actionFilter"]);
    GET_AGENT = op("distributed_task.task_agent.get_agent", Method::GET, "_apis/distributedtask/pools/{poolId}/agents/{agentId}")
        .resource("agents").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e298ef32-5878-4cab-993c-043836571f42")).scopes(&["vso.agentpools"]).optional(&[
            "includeCapabilities", "includeAssignedRequest", "includeLastCompletedRequest", "propertyFilters",
        ]);
    GET_AGENT_QUEUES_BY_NAMES = op("distributed_task.task_agent.get_agent_queues_by_names", Method::GET, "{project?}/_apis/distributedtask/queues")
        .resource("queues").api_version("7.1").effect(Effect::Read)
        .location_id(Some("900fa995-c559-4923-aae7-f8424fe4fbea")).scopes(&["vso.agentpools"])
        .required(&["queueNames"]).optional(&["actionFilter"]);
    GET_AGENT_QUEUES_BY_IDS = op("distributed_task.task_agent.get_agent_queues_by_ids", Method::GET, "{project?}/_apis/distributedtask/queues")
        .resource("queues").api_version("7.1").effect(Effect::Read)
        .location_id(Some("900fa995-c559-4923-aae7-f8424fe4fbea")).scopes(&["vso.agentpools"])
        .required(&["queueIds"]).optional(&["actionFilter"]);
    GET_AGENT_QUEUES = op("distributed_task.task_agent.get_agent_queues", Method::GET, "{project?}/_apis/distributedtask/queues")
        .resource("queues").api_version("7.1").effect(Effect::Read)
        .location_id(Some("900fa995-c559-4923-aae7-f8424fe4fbea")).scopes(&["vso.agentpools"])
        .optional(&["queueName", "actionFilter"]);
    GET_VARIABLE_GROUPS = op("distributed_task.task_agent.get_variable_groups", Method::GET, "{project}/_apis/distributedtask/variablegroups")
        .resource("variablegroups").api_version("7.1").effect(Effect::Read)
        .location_id(Some("f5b09dd5-9d54-45a1-8b5a-1c8287d634cc")).scopes(&["vso.variablegroups_read"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["groupName", "actionFilter", "$top", "continuationToken", "queryOrder"]);
}
