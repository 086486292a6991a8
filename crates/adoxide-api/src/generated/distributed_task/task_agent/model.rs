// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { DeploymentGroup {
    description: String = "description",
    id: i64 = "id",
    machine_count: i64 = "machineCount",
    machine_tags: Vec<String> = "machineTags",
    machines: Vec<DeploymentMachine> = "machines",
    name: String = "name",
    pool: TaskAgentPoolReference = "pool",
    project: ProjectReference = "project",
} }

open_enum! { DeploymentGroupActionFilter {
    None = "none" 0, Manage = "manage" 2, Use = "use" 16,
} }

object! { DeploymentGroupCreateParameter {
    description: String = "description",
    name: String = "name",
    pool_id: i64 = "poolId",
} }

open_enum! { DeploymentGroupExpands {
    None = "none" 0, Machines = "machines" 2, Tags = "tags" 4,
} }

object! { DeploymentGroupUpdateParameter {
    description: String = "description",
    name: String = "name",
} }

object! { DeploymentMachine {
    agent: TaskAgent = "agent",
    id: i64 = "id",
    properties: Map<Json> = "properties",
    tags: Vec<String> = "tags",
} }

object! { DeploymentMachineChangedData {
    added_tags: Vec<String> = "addedTags",
    agent: TaskAgent = "agent",
    deleted_tags: Vec<String> = "deletedTags",
    id: i64 = "id",
    properties: Map<Json> = "properties",
    tags: Vec<String> = "tags",
} }

open_enum! { DeploymentTargetExpands {
    None = "none" 0, Capabilities = "capabilities" 2, AssignedRequest = "assignedRequest" 4,
    LastCompletedRequest = "lastCompletedRequest" 8,
} }

object! { DeploymentTargetUpdateParameter {
    id: i64 = "id",
    tags: Vec<String> = "tags",
} }

object! { EnvironmentCreateParameter {
    description: String = "description",
    name: String = "name",
} }

object! { EnvironmentDeploymentExecutionRecord {
    definition: TaskOrchestrationOwner = "definition",
    environment_id: i64 = "environmentId",
    finish_time: DateTime = "finishTime",
    id: i64 = "id",
    job_attempt: i64 = "jobAttempt",
    job_name: String = "jobName",
    owner: TaskOrchestrationOwner = "owner",
    plan_id: String = "planId",
    plan_type: String = "planType",
    queue_time: DateTime = "queueTime",
    request_identifier: String = "requestIdentifier",
    resource_id: i64 = "resourceId",
    result: TaskResult = "result",
    scope_id: String = "scopeId",
    service_owner: String = "serviceOwner",
    stage_attempt: i64 = "stageAttempt",
    stage_name: String = "stageName",
    start_time: DateTime = "startTime",
} }

open_enum! { EnvironmentExpands {
    None = "none" 0, ResourceReferences = "resourceReferences" 1,
} }

object! { EnvironmentInstance {
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    description: String = "description",
    id: i64 = "id",
    last_modified_by: IdentityRef = "lastModifiedBy",
    last_modified_on: DateTime = "lastModifiedOn",
    name: String = "name",
    project: ProjectReference = "project",
    resources: Vec<EnvironmentResourceReference> = "resources",
} }

object! { EnvironmentReference {
    id: i64 = "id",
    name: String = "name",
} }

object! { EnvironmentResourceReference {
    id: i64 = "id",
    name: String = "name",
    tags: Vec<String> = "tags",
    r#type: EnvironmentResourceType = "type",
} }

open_enum! { EnvironmentResourceType {
    Undefined = "undefined" 0, Generic = "generic" 1, VirtualMachine = "virtualMachine" 2,
    Kubernetes = "kubernetes" 4,
} }

object! { EnvironmentUpdateParameter {
    description: String = "description",
    name: String = "name",
} }

object! { KubernetesResource {
    cluster_name: String = "clusterName",
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    environment_reference: EnvironmentReference = "environmentReference",
    id: i64 = "id",
    last_modified_by: IdentityRef = "lastModifiedBy",
    last_modified_on: DateTime = "lastModifiedOn",
    name: String = "name",
    namespace: String = "namespace",
    service_endpoint_id: String = "serviceEndpointId",
    tags: Vec<String> = "tags",
    r#type: EnvironmentResourceType = "type",
} }

object! { KubernetesResourceCreateParameters {
    cluster_name: String = "clusterName",
    name: String = "name",
    namespace: String = "namespace",
    tags: Vec<String> = "tags",
} }

object! { KubernetesResourceCreateParametersExistingEndpoint {
    cluster_name: String = "clusterName",
    name: String = "name",
    namespace: String = "namespace",
    service_endpoint_id: String = "serviceEndpointId",
    tags: Vec<String> = "tags",
} }

object! { KubernetesResourceCreateParametersNewEndpoint {
    cluster_name: String = "clusterName",
    endpoint: ServiceEndpoint = "endpoint",
    name: String = "name",
    namespace: String = "namespace",
    tags: Vec<String> = "tags",
} }

object! { PackageVersion {
    major: i64 = "major",
    minor: i64 = "minor",
    patch: i64 = "patch",
} }

object! { ServiceEndpoint {
    administrators_group: IdentityRef = "administratorsGroup",
    authorization: EndpointAuthorization = "authorization",
    created_by: IdentityRef = "createdBy",
    data: Map<String> = "data",
    description: String = "description",
    group_scope_id: String = "groupScopeId",
    id: String = "id",
    is_ready: bool = "isReady",
    is_shared: bool = "isShared",
    name: String = "name",
    operation_status: Json = "operationStatus",
    owner: String = "owner",
    readers_group: IdentityRef = "readersGroup",
    r#type: String = "type",
    url: String = "url",
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

object! { TaskAgentAuthorization {
    authorization_url: String = "authorizationUrl",
    client_id: String = "clientId",
    public_key: TaskAgentPublicKey = "publicKey",
} }

object! { TaskAgentCloud {
    acquire_agent_endpoint: String = "acquireAgentEndpoint",
    acquisition_timeout: i64 = "acquisitionTimeout",
    agent_cloud_id: i64 = "agentCloudId",
    get_account_parallelism_endpoint: String = "getAccountParallelismEndpoint",
    get_agent_definition_endpoint: String = "getAgentDefinitionEndpoint",
    get_agent_request_status_endpoint: String = "getAgentRequestStatusEndpoint",
    id: String = "id",
    internal: bool = "internal",
    max_parallelism: i64 = "maxParallelism",
    name: String = "name",
    release_agent_endpoint: String = "releaseAgentEndpoint",
    shared_secret: String = "sharedSecret",
    r#type: String = "type",
} }

object! { TaskAgentCloudRequest {
    agent: TaskAgentReference = "agent",
    agent_cloud_id: i64 = "agentCloudId",
    agent_connected_time: DateTime = "agentConnectedTime",
    agent_data: Json = "agentData",
    agent_specification: Json = "agentSpecification",
    pool: TaskAgentPoolReference = "pool",
    provision_request_time: DateTime = "provisionRequestTime",
    provisioned_time: DateTime = "provisionedTime",
    release_request_time: DateTime = "releaseRequestTime",
    request_id: String = "requestId",
} }

object! { TaskAgentCloudType {
    display_name: String = "displayName",
    input_descriptors: Vec<InputDescriptor> = "inputDescriptors",
    name: String = "name",
} }

object! { TaskAgentDowngrade {
    code: TaskAgentUpdateReasonType = "code",
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

open_enum! { TaskAgentJobResultFilter {
    Failed = "failed" 1, Passed = "passed" 2, NeverDeployed = "neverDeployed" 4, All = "all" 7,
} }

object! { TaskAgentManualUpdate {
    code: TaskAgentUpdateReasonType = "code",
} }

object! { TaskAgentMinAgentVersionRequiredUpdate {
    code: TaskAgentUpdateReasonType = "code",
    job_definition: TaskOrchestrationOwner = "jobDefinition",
    job_owner: TaskOrchestrationOwner = "jobOwner",
    min_agent_version: Json = "minAgentVersion",
} }

open_enum! { TaskAgentPoolActionFilter {
    None = "none" 0, Manage = "manage" 2, Use = "use" 16,
} }

object! { TaskAgentPoolStatus {
    assigned_request_count: i64 = "assignedRequestCount",
    id: i64 = "id",
    is_hosted: bool = "isHosted",
    is_legacy: bool = "isLegacy",
    name: String = "name",
    options: TaskAgentPoolOptions = "options",
    pool_type: TaskAgentPoolType = "poolType",
    queued_request_count: i64 = "queuedRequestCount",
    running_request_count: i64 = "runningRequestCount",
    scope: String = "scope",
    size: i64 = "size",
} }

object! { TaskAgentPublicKey {
    exponent: String = "exponent",
    modulus: String = "modulus",
} }

open_enum! { TaskAgentQueueActionFilter {
    None = "none" 0, Manage = "manage" 2, Use = "use" 16,
} }

object! { TaskAgentReference {
    links: Links = "_links",
    access_point: String = "accessPoint",
    enabled: bool = "enabled",
    id: i64 = "id",
    name: String = "name",
    os_description: String = "osDescription",
    provisioning_state: String = "provisioningState",
    status: TaskAgentStatus = "status",
    version: String = "version",
} }

open_enum! { TaskAgentStatus {
    Offline = "offline" 1, Online = "online" 2,
} }

open_enum! { TaskAgentStatusFilter {
    Offline = "offline" 1, Online = "online" 2, All = "all" 3,
} }

object! { TaskAgentUpdate {
    current_state: String = "currentState",
    reason: TaskAgentUpdateReason = "reason",
    request_time: DateTime = "requestTime",
    requested_by: IdentityRef = "requestedBy",
    source_version: PackageVersion = "sourceVersion",
    target_version: PackageVersion = "targetVersion",
} }

object! { TaskAgentUpdateReason {
    code: TaskAgentUpdateReasonType = "code",
} }

open_enum! { TaskAgentUpdateReasonType {
    Manual = "manual" 1, MinAgentVersionRequired = "minAgentVersionRequired" 2, Downgrade = "downgrade" 3,
} }

open_enum! { TaskCommandMode {
    Any = "any" 0, Restricted = "restricted" 1,
} }

object! { TaskCommandRestrictions {
    mode: TaskCommandMode = "mode",
} }

object! { TaskExecution {
    exec_task: TaskReference = "execTask",
    platform_instructions: Map<Map<String>> = "platformInstructions",
} }

object! { TaskGroup {
    agent_execution: TaskExecution = "agentExecution",
    author: String = "author",
    category: String = "category",
    comment: String = "comment",
    contents_uploaded: bool = "contentsUploaded",
    contribution_identifier: String = "contributionIdentifier",
    contribution_version: String = "contributionVersion",
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    data_source_bindings: Vec<DataSourceBinding> = "dataSourceBindings",
    definition_type: String = "definitionType",
    deleted: bool = "deleted",
    demands: Vec<Json> = "demands",
    deprecated: bool = "deprecated",
    description: String = "description",
    disabled: bool = "disabled",
    execution: Map<Json> = "execution",
    friendly_name: String = "friendlyName",
    groups: Vec<TaskGroupDefinition> = "groups",
    help_mark_down: String = "helpMarkDown",
    help_url: String = "helpUrl",
    host_type: String = "hostType",
    icon_url: String = "iconUrl",
    id: String = "id",
    inputs: Vec<TaskInputDefinition> = "inputs",
    instance_name_format: String = "instanceNameFormat",
    minimum_agent_version: String = "minimumAgentVersion",
    modified_by: IdentityRef = "modifiedBy",
    modified_on: DateTime = "modifiedOn",
    name: String = "name",
    output_variables: Vec<TaskOutputVariable> = "outputVariables",
    owner: String = "owner",
    package_location: String = "packageLocation",
    package_type: String = "packageType",
    parent_definition_id: String = "parentDefinitionId",
    post_job_execution: Map<Json> = "postJobExecution",
    pre_job_execution: Map<Json> = "preJobExecution",
    preview: bool = "preview",
    release_notes: String = "releaseNotes",
    restrictions: TaskRestrictions = "restrictions",
    revision: i64 = "revision",
    runs_on: Vec<String> = "runsOn",
    satisfies: Vec<String> = "satisfies",
    server_owned: bool = "serverOwned",
    show_environment_variables: bool = "showEnvironmentVariables",
    source_definitions: Vec<TaskSourceDefinition> = "sourceDefinitions",
    source_location: String = "sourceLocation",
    tasks: Vec<TaskGroupStep> = "tasks",
    version: TaskVersion = "version",
    visibility: Vec<String> = "visibility",
} }

object! { TaskGroupCreateParameter {
    author: String = "author",
    category: String = "category",
    description: String = "description",
    friendly_name: String = "friendlyName",
    icon_url: String = "iconUrl",
    inputs: Vec<TaskInputDefinition> = "inputs",
    instance_name_format: String = "instanceNameFormat",
    name: String = "name",
    parent_definition_id: String = "parentDefinitionId",
    runs_on: Vec<String> = "runsOn",
    tasks: Vec<TaskGroupStep> = "tasks",
    version: TaskVersion = "version",
} }

object! { TaskGroupDefinition {
    display_name: String = "displayName",
    is_expanded: bool = "isExpanded",
    name: String = "name",
    tags: Vec<String> = "tags",
    visible_rule: String = "visibleRule",
} }

open_enum! { TaskGroupQueryOrder {
    CreatedOnAscending = "createdOnAscending" 0, CreatedOnDescending = "createdOnDescending" 1,
} }

object! { TaskGroupStep {
    always_run: bool = "alwaysRun",
    condition: String = "condition",
    continue_on_error: bool = "continueOnError",
    display_name: String = "displayName",
    enabled: bool = "enabled",
    environment: Map<String> = "environment",
    inputs: Map<String> = "inputs",
    retry_count_on_task_failure: i64 = "retryCountOnTaskFailure",
    task: TaskDefinitionReference = "task",
    timeout_in_minutes: i64 = "timeoutInMinutes",
} }

object! { TaskGroupUpdateParameter {
    author: String = "author",
    category: String = "category",
    comment: String = "comment",
    description: String = "description",
    friendly_name: String = "friendlyName",
    icon_url: String = "iconUrl",
    id: String = "id",
    inputs: Vec<TaskInputDefinition> = "inputs",
    instance_name_format: String = "instanceNameFormat",
    name: String = "name",
    parent_definition_id: String = "parentDefinitionId",
    revision: i64 = "revision",
    runs_on: Vec<String> = "runsOn",
    tasks: Vec<TaskGroupStep> = "tasks",
    version: TaskVersion = "version",
} }

object! { TaskInputDefinition {
    aliases: Vec<String> = "aliases",
    default_value: String = "defaultValue",
    group_name: String = "groupName",
    help_mark_down: String = "helpMarkDown",
    label: String = "label",
    name: String = "name",
    options: Map<String> = "options",
    properties: Map<String> = "properties",
    required: bool = "required",
    r#type: String = "type",
    validation: TaskInputValidation = "validation",
    visible_rule: String = "visibleRule",
} }

object! { TaskInstance {
    always_run: bool = "alwaysRun",
    condition: String = "condition",
    continue_on_error: bool = "continueOnError",
    display_name: String = "displayName",
    enabled: bool = "enabled",
    environment: Map<String> = "environment",
    id: String = "id",
    inputs: Map<String> = "inputs",
    instance_id: String = "instanceId",
    name: String = "name",
    ref_name: String = "refName",
    retry_count_on_task_failure: i64 = "retryCountOnTaskFailure",
    timeout_in_minutes: i64 = "timeoutInMinutes",
    version: String = "version",
} }

object! { TaskOrchestrationOwner {
    links: Links = "_links",
    id: i64 = "id",
    name: String = "name",
} }

object! { TaskOutputVariable {
    description: String = "description",
    name: String = "name",
} }

object! { TaskRestrictions {
    commands: TaskCommandRestrictions = "commands",
    settable_variables: TaskVariableRestrictions = "settableVariables",
} }

object! { TaskSourceDefinition {
    auth_key: String = "authKey",
    endpoint: String = "endpoint",
    key_selector: String = "keySelector",
    selector: String = "selector",
    target: String = "target",
} }

object! { TaskVariableRestrictions {
    allowed: Vec<String> = "allowed",
} }

object! { TaskVersion {
    is_test: bool = "isTest",
    major: i64 = "major",
    minor: i64 = "minor",
    patch: i64 = "patch",
} }

open_enum! { VariableGroupActionFilter {
    None = "none" 0, Manage = "manage" 2, Use = "use" 16,
} }

object! { VariableGroupParameters {
    description: String = "description",
    name: String = "name",
    provider_data: VariableGroupProviderData = "providerData",
    r#type: String = "type",
    variable_group_project_references: Vec<VariableGroupProjectReference> = "variableGroupProjectReferences",
    variables: Map<VariableValue> = "variables",
} }

open_enum! { VariableGroupQueryOrder {
    IdAscending = "idAscending" 0, IdDescending = "idDescending" 1,
} }
