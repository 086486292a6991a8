// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `distributed_task::task_agent`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

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
        .consumes(Some("application/json")).forms(const { &[
            Form::new(Method::POST, Some(Host::Dev), "{project}/_apis/distributedtask/variablegroups"),
        ] });
    SHARE_VARIABLE_GROUP = op("distributed_task.task_agent.share_variable_group", Method::PATCH, "_apis/distributedtask/variablegroups")
        .resource("variablegroups").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("ef5b7057-ffc3-4c77-bbad-c10b4a4abcc7")).scopes(&["vso.variablegroups_manage"])
        .consumes(Some("application/json")).produces(&[]).required(&["variableGroupId"]);
    DELETE_VARIABLE_GROUP = op("distributed_task.task_agent.delete_variable_group", Method::DELETE, "_apis/distributedtask/variablegroups/{groupId}")
        .resource("variablegroups").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("ef5b7057-ffc3-4c77-bbad-c10b4a4abcc7")).scopes(&["vso.variablegroups_manage"])
        .produces(&[]).required(&["projectIds"]).forms(const { &[
            Form::new(Method::DELETE, Some(Host::Dev), "{project}/_apis/distributedtask/variablegroups/{groupId}"),
        ] });
    UPDATE_VARIABLE_GROUP = op("distributed_task.task_agent.update_variable_group", Method::PUT, "_apis/distributedtask/variablegroups/{groupId}")
        .resource("variablegroups").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("ef5b7057-ffc3-4c77-bbad-c10b4a4abcc7")).scopes(&["vso.variablegroups_manage"])
        .consumes(Some("application/json")).forms(const { &[
            Form::new(Method::PUT, Some(Host::Dev), "{project}/_apis/distributedtask/variablegroups/{groupId}"),
        ] });
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
        .required(&["groupIds"]).optional(&["loadSecrets"]).since(&[("loadSecrets", "7.2-preview.2")]);
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
    HAS_POOL_PERMISSIONS = op("distributed_task.task_agent.has_pool_permissions", Method::GET, "_apis/distributedtask/pools/{poolId}/permissions/{permissions}")
        .resource("poolpermissions").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("162778f3-4b48-48f3-9d58-436fb9c407bc")).scopes(&["vso.agentpools"]);
    GET_SECURE_FILES_BY_NAMES = op("distributed_task.task_agent.get_secure_files_by_names", Method::GET, "{project}/_apis/distributedtask/securefiles")
        .resource("securefiles").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("adcfd8bc-b184-43ba-bd84-7c8c6a2ff421")).scopes(&["vso.securefiles_read"])
        .required(&["secureFileNames"]).optional(&["includeDownloadTickets", "actionFilter"]);
    QUERY_SECURE_FILES_BY_PROPERTIES = op("distributed_task.task_agent.query_secure_files_by_properties", Method::POST, "{project}/_apis/distributedtask/securefiles")
        .resource("securefiles").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .location_id(Some("adcfd8bc-b184-43ba-bd84-7c8c6a2ff421")).scopes(&["vso.securefiles_write"])
        .consumes(Some("application/json")).optional(&["namePattern"]);
    UPDATE_SECURE_FILES = op("distributed_task.task_agent.update_secure_files", Method::PATCH, "{project}/_apis/distributedtask/securefiles")
        .resource("securefiles").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .location_id(Some("adcfd8bc-b184-43ba-bd84-7c8c6a2ff421")).scopes(&["vso.securefiles_manage"])
        .consumes(Some("application/json"));
    DELETE_SECURE_FILE = op("distributed_task.task_agent.delete_secure_file", Method::DELETE, "{project}/_apis/distributedtask/securefiles/{secureFileId}")
        .resource("securefiles").api_version("7.2-preview.1").effect(Effect::Idempotent)
        .location_id(Some("adcfd8bc-b184-43ba-bd84-7c8c6a2ff421")).scopes(&["vso.securefiles_manage"])
        .produces(&[]);
    GET_SECURE_FILE = op("distributed_task.task_agent.get_secure_file", Method::GET, "{project}/_apis/distributedtask/securefiles/{secureFileId}")
        .resource("securefiles").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("adcfd8bc-b184-43ba-bd84-7c8c6a2ff421")).scopes(&["vso.securefiles_read"])
        .optional(&["includeDownloadTicket", "actionFilter"]);
    UPDATE_SECURE_FILE = op("distributed_task.task_agent.update_secure_file", Method::PATCH, "{project}/_apis/distributedtask/securefiles/{secureFileId}")
        .resource("securefiles").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .location_id(Some("adcfd8bc-b184-43ba-bd84-7c8c6a2ff421")).scopes(&["vso.securefiles_manage"])
        .consumes(Some("application/json"));
    UPLOAD_SECURE_FILE = op("distributed_task.task_agent.upload_secure_file", Method::POST, "{project}/_apis/distributedtask/securefiles")
        .resource("securefiles").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .location_id(Some("adcfd8bc-b184-43ba-bd84-7c8c6a2ff421")).scopes(&["vso.securefiles_write"])
        .consumes(Some("application/octet-stream")).required(&["name"]).optional(&["authorizePipelines"]);
    GET_SECURE_FILES_BY_IDS = op("distributed_task.task_agent.get_secure_files_by_ids", Method::GET, "{project}/_apis/distributedtask/securefiles")
        .resource("securefiles").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("adcfd8bc-b184-43ba-bd84-7c8c6a2ff421")).scopes(&["vso.securefiles_read"])
        .required(&["secureFileIds"]).optional(&["includeDownloadTickets", "actionFilter"]);
    GET_SECURE_FILES = op("distributed_task.task_agent.get_secure_files", Method::GET, "{project}/_apis/distributedtask/securefiles")
        .resource("securefiles").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("adcfd8bc-b184-43ba-bd84-7c8c6a2ff421")).scopes(&["vso.securefiles_read"])
        .optional(&["namePattern", "includeDownloadTickets", "actionFilter"]);
    DOWNLOAD_SECURE_FILE = op("distributed_task.task_agent.download_secure_file", Method::GET, "{project}/_apis/distributedtask/securefiles/{secureFileId}")
        .resource("securefiles").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("adcfd8bc-b184-43ba-bd84-7c8c6a2ff421")).scopes(&["vso.securefiles_read"])
        .produces(&["application/octet-stream"]).required(&["ticket"]).optional(&["download"]);
    GET_AGENT_REQUEST = op("distributed_task.task_agent.get_agent_request", Method::GET, "_apis/distributedtask/pools/{poolId}/jobrequests/{requestId}")
        .resource("jobrequests").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fc825784-c92a-4299-9221-998a02d1b54f")).optional(&["includeStatus"]);
    GET_AGENT_REQUESTS = op("distributed_task.task_agent.get_agent_requests", Method::GET, "_apis/distributedtask/pools/{poolId}/jobrequests")
        .resource("jobrequests").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fc825784-c92a-4299-9221-998a02d1b54f")).scopes(&["vso.agentpools"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") }).required(&["$top"])
        .optional(&["continuationToken"]);
    GET_AGENT_REQUESTS_FOR_AGENT = op("distributed_task.task_agent.get_agent_requests_for_agent", Method::GET, "_apis/distributedtask/pools/{poolId}/jobrequests")
        .resource("jobrequests").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fc825784-c92a-4299-9221-998a02d1b54f")).required(&["agentId"])
        .optional(&["completedRequestCount"]);
    GET_AGENT_REQUESTS_FOR_AGENTS = op("distributed_task.task_agent.get_agent_requests_for_agents", Method::GET, "_apis/distributedtask/pools/{poolId}/jobrequests")
        .resource("jobrequests").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fc825784-c92a-4299-9221-998a02d1b54f"))
        .optional(&["agentIds", "completedRequestCount"]);
    GET_AGENT_REQUESTS_FOR_PLAN = op("distributed_task.task_agent.get_agent_requests_for_plan", Method::GET, "_apis/distributedtask/pools/{poolId}/jobrequests")
        .resource("jobrequests").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fc825784-c92a-4299-9221-998a02d1b54f")).required(&["planId"]).optional(&["jobId"]);
    QUEUE_AGENT_REQUEST_BY_POOL = op("distributed_task.task_agent.queue_agent_request_by_pool", Method::POST, "_apis/distributedtask/pools/{poolId}/jobrequests")
        .resource("jobrequests").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("fc825784-c92a-4299-9221-998a02d1b54f")).consumes(Some("application/json"));
    UPDATE_AGENT_REQUEST = op("distributed_task.task_agent.update_agent_request", Method::PATCH, "_apis/distributedtask/pools/{poolId}/jobrequests/{requestId}")
        .resource("jobrequests").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("fc825784-c92a-4299-9221-998a02d1b54f")).consumes(Some("application/json"))
        .required(&["lockToken"]).optional(&["updateOptions"]);
    DELETE_AGENT_REQUEST = op("distributed_task.task_agent.delete_agent_request", Method::DELETE, "_apis/distributedtask/pools/{poolId}/jobrequests/{requestId}")
        .resource("jobrequests").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("fc825784-c92a-4299-9221-998a02d1b54f")).produces(&[]).required(&["lockToken"])
        .optional(&["result", "agentShuttingDown"]);
    GET_AGENT_REQUESTS_FOR_QUEUE = op("distributed_task.task_agent.get_agent_requests_for_queue", Method::GET, "{project}/_apis/distributedtask/queues/{queueId}/agentrequests")
        .resource("agentrequests").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("f5f81ffb-f396-498d-85b1-5ada145e648a"))
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") }).required(&["$top"])
        .optional(&["continuationToken"]);
    QUEUE_AGENT_REQUEST = op("distributed_task.task_agent.queue_agent_request", Method::POST, "{project}/_apis/distributedtask/queues/{queueId}/agentrequests")
        .resource("agentrequests").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("f5f81ffb-f396-498d-85b1-5ada145e648a")).consumes(Some("application/json"));
    GET_AGENT_REQUESTS_FOR_DEPLOYMENT_TARGET = op("distributed_task.task_agent.get_agent_requests_for_deployment_target", Method::GET, "{project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/deploymentTargetJobRequests")
        .resource("deploymentTargetJobRequests").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("2fac0be3-8c8f-4473-ab93-c1389b08a2c9")).required(&["targetId"])
        .optional(&["completedRequestCount"]);
    GET_AGENT_REQUESTS_FOR_DEPLOYMENT_TARGETS = op("distributed_task.task_agent.get_agent_requests_for_deployment_targets", Method::GET, "{project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/deploymentTargetJobRequests")
        .resource("deploymentTargetJobRequests").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("2fac0be3-8c8f-4473-ab93-c1389b08a2c9"))
        .optional(&["targetIds", "ownerId", "completedOn", "completedRequestCount"]);
    REFRESH_DEPLOYMENT_TARGETS = op("distributed_task.task_agent.refresh_deployment_targets", Method::POST, "{project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/deploymentTargetMessages")
        .resource("deploymentTargetMessages").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("1c1a817f-f23d-41c6-bf8d-14b638f64152")).produces(&[]);
    CREATE_AGENT_POOL_MAINTENANCE_DEFINITION = op("distributed_task.task_agent.create_agent_pool_maintenance_definition", Method::POST, "_apis/distributedtask/pools/{poolId}/maintenancedefinitions")
        .resource("maintenancedefinitions").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("80572e16-58f0-4419-ac07-d19fde32195c")).consumes(Some("application/json"));
    DELETE_AGENT_POOL_MAINTENANCE_DEFINITION = op("distributed_task.task_agent.delete_agent_pool_maintenance_definition", Method::DELETE, "_apis/distributedtask/pools/{poolId}/maintenancedefinitions/{definitionId}")
        .resource("maintenancedefinitions").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("80572e16-58f0-4419-ac07-d19fde32195c")).produces(&[]);
    GET_AGENT_POOL_MAINTENANCE_DEFINITION = op("distributed_task.task_agent.get_agent_pool_maintenance_definition", Method::GET, "_apis/distributedtask/pools/{poolId}/maintenancedefinitions/{definitionId}")
        .resource("maintenancedefinitions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("80572e16-58f0-4419-ac07-d19fde32195c"));
    GET_AGENT_POOL_MAINTENANCE_DEFINITIONS = op("distributed_task.task_agent.get_agent_pool_maintenance_definitions", Method::GET, "_apis/distributedtask/pools/{poolId}/maintenancedefinitions")
        .resource("maintenancedefinitions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("80572e16-58f0-4419-ac07-d19fde32195c"));
    UPDATE_AGENT_POOL_MAINTENANCE_DEFINITION = op("distributed_task.task_agent.update_agent_pool_maintenance_definition", Method::PUT, "_apis/distributedtask/pools/{poolId}/maintenancedefinitions/{definitionId}")
        .resource("maintenancedefinitions").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("80572e16-58f0-4419-ac07-d19fde32195c")).consumes(Some("application/json"));
    DELETE_AGENT_POOL_MAINTENANCE_JOB = op("distributed_task.task_agent.delete_agent_pool_maintenance_job", Method::DELETE, "_apis/distributedtask/pools/{poolId}/maintenancejobs/{jobId}")
        .resource("maintenancejobs").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("15e7ab6e-abce-4601-a6d8-e111fe148f46")).produces(&[]);
    GET_AGENT_POOL_MAINTENANCE_JOB = op("distributed_task.task_agent.get_agent_pool_maintenance_job", Method::GET, "_apis/distributedtask/pools/{poolId}/maintenancejobs/{jobId}")
        .resource("maintenancejobs").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("15e7ab6e-abce-4601-a6d8-e111fe148f46"))
        .produces(&["application/json", "application/zip"]);
    GET_AGENT_POOL_MAINTENANCE_JOBS = op("distributed_task.task_agent.get_agent_pool_maintenance_jobs", Method::GET, "_apis/distributedtask/pools/{poolId}/maintenancejobs")
        .resource("maintenancejobs").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("15e7ab6e-abce-4601-a6d8-e111fe148f46")).optional(&["definitionId"]);
    QUEUE_AGENT_POOL_MAINTENANCE_JOB = op("distributed_task.task_agent.queue_agent_pool_maintenance_job", Method::POST, "_apis/distributedtask/pools/{poolId}/maintenancejobs")
        .resource("maintenancejobs").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("15e7ab6e-abce-4601-a6d8-e111fe148f46")).consumes(Some("application/json"));
    UPDATE_AGENT_POOL_MAINTENANCE_JOB = op("distributed_task.task_agent.update_agent_pool_maintenance_job", Method::PATCH, "_apis/distributedtask/pools/{poolId}/maintenancejobs/{jobId}")
        .resource("maintenancejobs").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("15e7ab6e-abce-4601-a6d8-e111fe148f46")).consumes(Some("application/json"));
    DELETE_MESSAGE = op("distributed_task.task_agent.delete_message", Method::DELETE, "_apis/distributedtask/pools/{poolId}/messages/{messageId}")
        .resource("messages").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("c3a054f6-7a8a-49c0-944e-3a8e5d7adfd7")).produces(&[]).required(&["sessionId"]);
    GET_MESSAGE = op("distributed_task.task_agent.get_message", Method::GET, "_apis/distributedtask/pools/{poolId}/messages")
        .resource("messages").api_version("7.1").effect(Effect::Read)
        .location_id(Some("c3a054f6-7a8a-49c0-944e-3a8e5d7adfd7")).required(&["sessionId"])
        .optional(&["lastMessageId"]);
    SEND_MESSAGE = op("distributed_task.task_agent.send_message", Method::POST, "_apis/distributedtask/pools/{poolId}/messages")
        .resource("messages").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("c3a054f6-7a8a-49c0-944e-3a8e5d7adfd7")).consumes(Some("application/json"))
        .produces(&[]).required(&["requestId"]);
    REFRESH_AGENT = op("distributed_task.task_agent.refresh_agent", Method::POST, "_apis/distributedtask/pools/{poolId}/messages")
        .resource("messages").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("c3a054f6-7a8a-49c0-944e-3a8e5d7adfd7")).produces(&[]).required(&["agentId"]);
    REFRESH_AGENTS = op("distributed_task.task_agent.refresh_agents", Method::POST, "_apis/distributedtask/pools/{poolId}/messages")
        .resource("messages").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("c3a054f6-7a8a-49c0-944e-3a8e5d7adfd7")).produces(&[]);
    CREATE_AGENT_SESSION = op("distributed_task.task_agent.create_agent_session", Method::POST, "_apis/distributedtask/pools/{poolId}/sessions")
        .resource("sessions").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("134e239e-2df3-4794-a6f6-24f1f19ec8dc")).consumes(Some("application/json"));
    DELETE_AGENT_SESSION = op("distributed_task.task_agent.delete_agent_session", Method::DELETE, "_apis/distributedtask/pools/{poolId}/sessions/{sessionId}")
        .resource("sessions").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("134e239e-2df3-4794-a6f6-24f1f19ec8dc")).produces(&[]);
    GET_PACKAGE = op("distributed_task.task_agent.get_package", Method::GET, "_apis/distributedtask/packages/{packageType}/{platform}/{version}")
        .resource("packages").api_version("7.1").effect(Effect::Read)
        .location_id(Some("8ffcd551-079c-493a-9c02-54346299d144"));
    GET_PACKAGES = op("distributed_task.task_agent.get_packages", Method::GET, "_apis/distributedtask/packages/{packageType}/{platform?}")
        .resource("packages").api_version("7.1").effect(Effect::Read)
        .location_id(Some("8ffcd551-079c-493a-9c02-54346299d144")).paging(Paging::Limit { top: "$top" })
        .optional(&["$top"]);
    GET_AGENT_POOL_METADATA = op("distributed_task.task_agent.get_agent_pool_metadata", Method::GET, "_apis/distributedtask/pools/{poolId}/poolmetadata")
        .resource("poolmetadata").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("0d62f887-9f53-48b9-9161-4c35d5735b0f")).produces(&["application/octet-stream"]);
    SET_AGENT_POOL_METADATA = op("distributed_task.task_agent.set_agent_pool_metadata", Method::PUT, "_apis/distributedtask/pools/{poolId}/poolmetadata")
        .resource("poolmetadata").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("0d62f887-9f53-48b9-9161-4c35d5735b0f")).consumes(Some("application/json"))
        .produces(&[]);
    GET_RESOURCE_LIMITS = op("distributed_task.task_agent.get_resource_limits", Method::GET, "_apis/distributedtask/resourcelimits")
        .resource("resourcelimits").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("1f1f0557-c445-42a6-b4a0-0df605a3a0f8"));
    GET_RESOURCE_USAGE = op("distributed_task.task_agent.get_resource_usage", Method::GET, "_apis/distributedtask/resourceusage")
        .resource("resourceusage").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("eae1d376-a8b1-4475-9041-1dfdbe8f0143"))
        .optional(&["parallelismTag", "poolIsHosted", "includeRunningRequests"]);
    GET_TASK_GROUP_HISTORY = op("distributed_task.task_agent.get_task_group_history", Method::GET, "{project}/_apis/distributedtask/taskgroups/{taskGroupId}/revisions")
        .resource("revisions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("100cc92a-b255-47fa-9ab3-e44a2985a3ac"));
    UNDELETE_TASK_GROUP = op("distributed_task.task_agent.undelete_task_group", Method::PATCH, "{project}/_apis/distributedtask/taskgroups")
        .resource("taskgroups").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("6c08ffbf-dbf1-4f9a-94e5-a1cbd47005e7")).consumes(Some("application/json"));
    DELETE_TASK_DEFINITION = op("distributed_task.task_agent.delete_task_definition", Method::DELETE, "_apis/distributedtask/tasks/{taskId}")
        .resource("tasks").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("60aac929-f0cd-4bc8-9ce4-6b30e8f1b1bd")).produces(&[]);
    UPLOAD_TASK_DEFINITION = op("distributed_task.task_agent.upload_task_definition", Method::PUT, "_apis/distributedtask/tasks/{taskId}")
        .resource("tasks").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("60aac929-f0cd-4bc8-9ce4-6b30e8f1b1bd")).consumes(Some("application/octet-stream"))
        .produces(&[]).optional(&["overwrite"]);
    GET_TASK_DEFINITION = op("distributed_task.task_agent.get_task_definition", Method::GET, "_apis/distributedtask/tasks/{taskId}/{versionString}")
        .resource("tasks").api_version("7.1").effect(Effect::Read)
        .location_id(Some("60aac929-f0cd-4bc8-9ce4-6b30e8f1b1bd")).scopes(&["vso.agentpools"])
        .produces(&["application/json", "application/zip"]).optional(&["visibility", "scopeLocal"]);
    GET_TASK_DEFINITIONS = op("distributed_task.task_agent.get_task_definitions", Method::GET, "_apis/distributedtask/tasks/{taskId?}")
        .resource("tasks").api_version("7.1").effect(Effect::Read)
        .location_id(Some("60aac929-f0cd-4bc8-9ce4-6b30e8f1b1bd")).scopes(&["vso.agentpools"])
        .optional(&["visibility", "scopeLocal", "allVersions"]);
    UPDATE_AGENT_UPDATE_STATE = op("distributed_task.task_agent.update_agent_update_state", Method::PUT, "_apis/distributedtask/pools/{poolId}/agents/{agentId}/updates")
        .resource("updates").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("8cc1b02b-ae49-4516-b5ad-4f9b29967c30")).required(&["currentState"]);
    GENERATE_DEPLOYMENT_GROUP_ACCESS_TOKEN = op("distributed_task.task_agent.generate_deployment_group_access_token", Method::POST, "{project}/_apis/distributedtask/deploymentgroupaccesstoken/{deploymentGroupId}")
        .resource("deploymentgroupaccesstoken").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("3d197ba2-c3e9-4253-882f-0ee2440f8174"));
    GENERATE_DEPLOYMENT_POOL_ACCESS_TOKEN = op("distributed_task.task_agent.generate_deployment_pool_access_token", Method::POST, "_apis/distributedtask/deploymentpoolaccesstoken/{poolId}")
        .resource("deploymentpoolaccesstoken").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("e077ee4a-399b-420b-841f-c43fbc058e0b"));
    GET_DEPLOYMENT_POOLS_SUMMARY = op("distributed_task.task_agent.get_deployment_pools_summary", Method::GET, "_apis/distributedtask/deploymentPools/deploymentPoolsSummary")
        .resource("deploymentPoolsSummary").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("6525d6c6-258f-40e0-a1a9-8a24a3957625")).optional(&["poolName", "expands", "poolIds"]);
    ADD_DEPLOYMENT_TARGET = op("distributed_task.task_agent.add_deployment_target", Method::POST, "{project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/targets")
        .resource("targets").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("2f0aa599-c121-4256-a5fd-ba370e0ae7b6")).consumes(Some("application/json"));
    REPLACE_DEPLOYMENT_TARGET = op("distributed_task.task_agent.replace_deployment_target", Method::PUT, "{project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/targets/{targetId}")
        .resource("targets").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("2f0aa599-c121-4256-a5fd-ba370e0ae7b6")).consumes(Some("application/json"));
}
