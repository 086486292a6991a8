// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { AgentPoolResource {
    pool_id: i64 = "poolId",
    pool_name: String = "poolName",
} }

object! { AgentQueueResource {
    project_id: String = "projectId",
    queue_id: i64 = "queueId",
    queue_name: String = "queueName",
} }

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

object! { DeploymentGroupReference {
    id: i64 = "id",
    name: String = "name",
    pool: TaskAgentPoolReference = "pool",
    project: ProjectReference = "project",
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

object! { DeploymentPoolSummary {
    deployment_groups: Vec<DeploymentGroupReference> = "deploymentGroups",
    offline_agents_count: i64 = "offlineAgentsCount",
    online_agents_count: i64 = "onlineAgentsCount",
    pool: TaskAgentPoolReference = "pool",
    resource: EnvironmentResourceReference = "resource",
} }

open_enum! { DeploymentPoolSummaryExpands {
    None = "none" 0, DeploymentGroups = "deploymentGroups" 2, Resource = "resource" 4,
} }

open_enum! { DeploymentTargetExpands {
    None = "none" 0, Capabilities = "capabilities" 2, AssignedRequest = "assignedRequest" 4,
    LastCompletedRequest = "lastCompletedRequest" 8,
} }

object! { DeploymentTargetUpdateParameter {
    id: i64 = "id",
    tags: Vec<String> = "tags",
} }

object! { ElasticAgentPoolResizedEvent {
    new_size: i64 = "newSize",
    pool_id: i64 = "poolId",
    pool_name: String = "poolName",
    previous_size: i64 = "previousSize",
    resource_id: String = "resourceId",
} }

object! { KubernetesResourceCreateParameters {
    cluster_name: String = "clusterName",
    name: String = "name",
    namespace: String = "namespace",
    tags: Vec<String> = "tags",
} }

object! { KubernetesResourceCreateParametersNewEndpoint {
    cluster_name: String = "clusterName",
    endpoint: ServiceEndpoint = "endpoint",
    name: String = "name",
    namespace: String = "namespace",
    tags: Vec<String> = "tags",
} }

object! { ManualInterventionPendingEvent {
    manual_intervention: PendingManualIntervention = "manualIntervention",
} }

object! { PackageMetadata {
    created_on: DateTime = "createdOn",
    download_url: String = "downloadUrl",
    filename: String = "filename",
    hash_value: String = "hashValue",
    info_url: String = "infoUrl",
    platform: String = "platform",
    r#type: String = "type",
    version: PackageVersion = "version",
} }

object! { PendingManualIntervention {
    id: String = "id",
    name: String = "name",
    project: ProjectReference = "project",
    status: String = "status",
} }

object! { ResourceLimit {
    failed_to_reach_all_providers: bool = "failedToReachAllProviders",
    host_id: String = "hostId",
    is_hosted: bool = "isHosted",
    is_premium: bool = "isPremium",
    parallelism_tag: String = "parallelismTag",
    quota_id: String = "quotaId",
    resource_limits_data: Map<String> = "resourceLimitsData",
    total_count: i64 = "totalCount",
    total_minutes: i64 = "totalMinutes",
} }

object! { ResourceUsage {
    resource_limit: ResourceLimit = "resourceLimit",
    running_requests: Vec<TaskAgentJobRequest> = "runningRequests",
    used_count: i64 = "usedCount",
    used_minutes: i64 = "usedMinutes",
} }

object! { SecureFile {
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    id: String = "id",
    modified_by: IdentityRef = "modifiedBy",
    modified_on: DateTime = "modifiedOn",
    name: String = "name",
    properties: Map<String> = "properties",
    ticket: Secret = "ticket",
} }

open_enum! { SecureFileActionFilter {
    None = "none", Manage = "manage", Use = "use",
} }

object! { ServiceEndpoint {
    administrators_group: IdentityRef = "administratorsGroup",
    authorization: EndpointAuthorization = "authorization",
    created_by: IdentityRef = "createdBy",
    creation_date: DateTime = "creationDate",
    data: Map<String> = "data",
    description: String = "description",
    group_scope_id: String = "groupScopeId",
    id: String = "id",
    is_disabled: bool = "isDisabled",
    is_ready: bool = "isReady",
    is_shared: bool = "isShared",
    modification_date: DateTime = "modificationDate",
    modified_by: IdentityRef = "modifiedBy",
    name: String = "name",
    operation_status: Json = "operationStatus",
    owner: String = "owner",
    readers_group: IdentityRef = "readersGroup",
    service_management_reference: String = "serviceManagementReference",
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
    shared_secret: Secret = "sharedSecret",
    r#type: String = "type",
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
    agent_delays: Vec<Json> = "agentDelays",
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

object! { TaskAgentMessage {
    body: String = "body",
    iv: String = "iv",
    message_id: i64 = "messageId",
    message_type: String = "messageType",
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

object! { TaskAgentPoolMaintenanceDefinition {
    enabled: bool = "enabled",
    id: i64 = "id",
    job_timeout_in_minutes: i64 = "jobTimeoutInMinutes",
    max_concurrent_agents_percentage: i64 = "maxConcurrentAgentsPercentage",
    options: TaskAgentPoolMaintenanceOptions = "options",
    pool: TaskAgentPoolReference = "pool",
    retention_policy: TaskAgentPoolMaintenanceRetentionPolicy = "retentionPolicy",
    schedule_setting: TaskAgentPoolMaintenanceSchedule = "scheduleSetting",
} }

object! { TaskAgentPoolMaintenanceJob {
    definition_id: i64 = "definitionId",
    error_count: i64 = "errorCount",
    finish_time: DateTime = "finishTime",
    job_id: i64 = "jobId",
    logs_download_url: String = "logsDownloadUrl",
    orchestration_id: String = "orchestrationId",
    pool: TaskAgentPoolReference = "pool",
    queue_time: DateTime = "queueTime",
    requested_by: IdentityRef = "requestedBy",
    result: TaskAgentPoolMaintenanceJobResult = "result",
    start_time: DateTime = "startTime",
    status: TaskAgentPoolMaintenanceJobStatus = "status",
    target_agents: Vec<TaskAgentPoolMaintenanceJobTargetAgent> = "targetAgents",
    warning_count: i64 = "warningCount",
} }

open_enum! { TaskAgentPoolMaintenanceJobResult {
    Succeeded = "succeeded" 1, Failed = "failed" 2, Canceled = "canceled" 4,
} }

open_enum! { TaskAgentPoolMaintenanceJobStatus {
    InProgress = "inProgress" 1, Completed = "completed" 2, Cancelling = "cancelling" 4, Queued = "queued" 8,
} }

object! { TaskAgentPoolMaintenanceJobTargetAgent {
    agent: TaskAgentReference = "agent",
    job_id: i64 = "jobId",
    result: TaskAgentPoolMaintenanceJobResult = "result",
    status: TaskAgentPoolMaintenanceJobStatus = "status",
} }

object! { TaskAgentPoolMaintenanceOptions {
    working_directory_expiration_in_days: i64 = "workingDirectoryExpirationInDays",
} }

object! { TaskAgentPoolMaintenanceRetentionPolicy {
    number_of_history_records_to_keep: i64 = "numberOfHistoryRecordsToKeep",
} }

object! { TaskAgentPoolMaintenanceSchedule {
    days_to_build: TaskAgentPoolMaintenanceScheduleDays = "daysToBuild",
    schedule_job_id: String = "scheduleJobId",
    start_hours: i64 = "startHours",
    start_minutes: i64 = "startMinutes",
    time_zone_id: String = "timeZoneId",
} }

open_enum! { TaskAgentPoolMaintenanceScheduleDays {
    None = "none" 0, Monday = "monday" 1, Tuesday = "tuesday" 2, Wednesday = "wednesday" 4, Thursday = "thursday" 8,
    Friday = "friday" 16, Saturday = "saturday" 32, Sunday = "sunday" 64, All = "all" 127,
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

open_enum! { TaskAgentQueueActionFilter {
    None = "none" 0, Manage = "manage" 2, Use = "use" 16,
} }

open_enum! { TaskAgentRequestUpdateOptions {
    None = "none" 0, BumpRequestToTop = "bumpRequestToTop" 1,
} }

object! { TaskAgentSession {
    agent: TaskAgentReference = "agent",
    agent_can_handle_oaep_sha256: bool = "agentCanHandleOaepSHA256",
    encryption_key: TaskAgentSessionKey = "encryptionKey",
    owner_name: String = "ownerName",
    session_id: String = "sessionId",
    system_capabilities: Map<String> = "systemCapabilities",
} }

object! { TaskAgentSessionKey {
    encrypted: bool = "encrypted",
    encryption_padding: String = "encryptionPadding",
    value: String = "value",
} }

open_enum! { TaskAgentStatusFilter {
    Offline = "offline" 1, Online = "online" 2, All = "all" 3,
} }

open_enum! { TaskCommandMode {
    Any = "any" 0, Restricted = "restricted" 1,
} }

object! { TaskCommandRestrictions {
    mode: TaskCommandMode = "mode",
} }

object! { TaskDefinition {
    agent_execution: TaskExecution = "agentExecution",
    author: String = "author",
    build_config: String = "buildConfig",
    category: String = "category",
    contents_uploaded: bool = "contentsUploaded",
    contribution_identifier: String = "contributionIdentifier",
    contribution_version: String = "contributionVersion",
    data_source_bindings: Vec<DataSourceBinding> = "dataSourceBindings",
    definition_type: String = "definitionType",
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
    name: String = "name",
    output_variables: Vec<TaskOutputVariable> = "outputVariables",
    package_location: String = "packageLocation",
    package_type: String = "packageType",
    post_job_execution: Map<Json> = "postJobExecution",
    pre_job_execution: Map<Json> = "preJobExecution",
    preview: bool = "preview",
    release_notes: String = "releaseNotes",
    restrictions: TaskRestrictions = "restrictions",
    runs_on: Vec<String> = "runsOn",
    satisfies: Vec<String> = "satisfies",
    server_owned: bool = "serverOwned",
    show_environment_variables: bool = "showEnvironmentVariables",
    source_definitions: Vec<TaskSourceDefinition> = "sourceDefinitions",
    source_location: String = "sourceLocation",
    version: TaskVersion = "version",
    visibility: Vec<String> = "visibility",
} }

object! { TaskExecution {
    exec_task: TaskReference = "execTask",
    platform_instructions: Map<Map<String>> = "platformInstructions",
} }

object! { TaskGroup {
    agent_execution: TaskExecution = "agentExecution",
    author: String = "author",
    build_config: String = "buildConfig",
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

object! { TaskGroupRevision {
    change_type: AuditAction = "changeType",
    changed_by: IdentityRef = "changedBy",
    changed_date: DateTime = "changedDate",
    comment: String = "comment",
    file_id: i64 = "fileId",
    major_version: i64 = "majorVersion",
    revision: i64 = "revision",
    task_group_id: String = "taskGroupId",
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
    build_config: String = "buildConfig",
    condition: String = "condition",
    continue_on_error: bool = "continueOnError",
    contribution_identifier: String = "contributionIdentifier",
    contribution_version: String = "contributionVersion",
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

object! { VirtualMachineResourceMinReference {
    agent: TaskAgentReference = "agent",
    id: i64 = "id",
    name: String = "name",
} }

subtype! { DeploymentGroup: DeploymentGroupReference }
subtype! { DeploymentMachineChangedData: DeploymentMachine }
subtype! { KubernetesResourceCreateParametersExistingEndpoint: KubernetesResourceCreateParameters }
subtype! { KubernetesResourceCreateParametersNewEndpoint: KubernetesResourceCreateParameters }
subtype! { TaskAgent: TaskAgentReference }
subtype! { TaskAgentDowngrade: TaskAgentUpdateReason, "code" = "downgrade" }
subtype! { TaskAgentManualUpdate: TaskAgentUpdateReason, "code" = "manual" }
subtype! { TaskAgentMinAgentVersionRequiredUpdate: TaskAgentUpdateReason, "code" = "minAgentVersionRequired" }
subtype! { TaskAgentPoolStatus: TaskAgentPoolReference }
subtype! { TaskGroup: TaskDefinition }
subtype! { TaskInstance: TaskReference }
subtype! { VirtualMachineResource: EnvironmentResource }
subtype! { VirtualMachineResourceMinReference: EnvironmentReference }

subtypes! { TaskAgentUpdateReasonKind of TaskAgentUpdateReason {
    TaskAgentDowngrade, TaskAgentManualUpdate, TaskAgentMinAgentVersionRequiredUpdate,
} }
