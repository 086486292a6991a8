// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { AgentBasedDeployPhase {
    deployment_input: AgentDeploymentInput = "deploymentInput",
    name: String = "name",
    phase_type: DeployPhaseTypes = "phaseType",
    rank: i64 = "rank",
    ref_name: String = "refName",
    workflow_tasks: Vec<WorkflowTask> = "workflowTasks",
} }

object! { AgentDeploymentInput {
    agent_specification: AgentSpecification = "agentSpecification",
    artifacts_download_input: ArtifactsDownloadInput = "artifactsDownloadInput",
    condition: String = "condition",
    demands: Vec<Json> = "demands",
    enable_access_token: bool = "enableAccessToken",
    image_id: i64 = "imageId",
    job_cancel_timeout_in_minutes: i64 = "jobCancelTimeoutInMinutes",
    override_inputs: Map<String> = "overrideInputs",
    parallel_execution: ExecutionInput = "parallelExecution",
    queue_id: i64 = "queueId",
    skip_artifacts_download: bool = "skipArtifactsDownload",
    timeout_in_minutes: i64 = "timeoutInMinutes",
} }

open_enum! { ApprovalExecutionOrder {
    BeforeGates = "beforeGates" 1, AfterSuccessfulGates = "afterSuccessfulGates" 2,
    AfterGatesAlways = "afterGatesAlways" 4,
} }

open_enum! { ApprovalFilters {
    None = "none" 0, ManualApprovals = "manualApprovals" 1, AutomatedApprovals = "automatedApprovals" 2,
    ApprovalSnapshots = "approvalSnapshots" 4, All = "all" 7,
} }

object! { ApprovalOptions {
    auto_triggered_and_previous_environment_approved_can_be_skipped: bool = "autoTriggeredAndPreviousEnvironmentApprovedCanBeSkipped",
    enforce_identity_revalidation: bool = "enforceIdentityRevalidation",
    execution_order: ApprovalExecutionOrder = "executionOrder",
    release_creator_can_be_approver: bool = "releaseCreatorCanBeApprover",
    required_approver_count: i64 = "requiredApproverCount",
    timeout_in_minutes: i64 = "timeoutInMinutes",
} }

open_enum! { ApprovalStatus {
    Undefined = "undefined" 0, Pending = "pending" 1, Approved = "approved" 2, Rejected = "rejected" 4,
    Reassigned = "reassigned" 6, Canceled = "canceled" 7, Skipped = "skipped" 8,
} }

open_enum! { ApprovalType {
    Undefined = "undefined" 0, PreDeploy = "preDeploy" 1, PostDeploy = "postDeploy" 2, All = "all" 3,
} }

object! { Artifact {
    alias: String = "alias",
    definition_reference: Map<ArtifactSourceReference> = "definitionReference",
    is_primary: bool = "isPrimary",
    is_retained: bool = "isRetained",
    source_id: String = "sourceId",
    r#type: String = "type",
} }

object! { ArtifactDownloadInputBase {
    alias: String = "alias",
    artifact_download_mode: String = "artifactDownloadMode",
    artifact_items: Vec<String> = "artifactItems",
    artifact_type: String = "artifactType",
} }

object! { ArtifactFilter {
    create_release_on_build_tagging: bool = "createReleaseOnBuildTagging",
    source_branch: String = "sourceBranch",
    tag_filter: TagFilter = "tagFilter",
    tags: Vec<String> = "tags",
    use_build_definition_branch: bool = "useBuildDefinitionBranch",
} }

object! { ArtifactMetadata {
    alias: String = "alias",
    instance_reference: BuildVersion = "instanceReference",
} }

object! { ArtifactSourceReference {
    id: String = "id",
    name: String = "name",
} }

object! { ArtifactSourceTrigger {
    artifact_alias: String = "artifactAlias",
    trigger_conditions: Vec<ArtifactFilter> = "triggerConditions",
    trigger_type: ReleaseTriggerType = "triggerType",
} }

object! { ArtifactTriggerConfiguration {
    is_trigger_supported: bool = "isTriggerSupported",
    is_trigger_supported_only_in_hosted: bool = "isTriggerSupportedOnlyInHosted",
    is_webhook_supported_at_server_level: bool = "isWebhookSupportedAtServerLevel",
    payload_hash_header_name: String = "payloadHashHeaderName",
    resources: Map<String> = "resources",
    webhook_payload_mapping: Map<String> = "webhookPayloadMapping",
} }

object! { ArtifactTypeDefinition {
    artifact_trigger_configuration: ArtifactTriggerConfiguration = "artifactTriggerConfiguration",
    artifact_type: String = "artifactType",
    display_name: String = "displayName",
    endpoint_type_id: String = "endpointTypeId",
    input_descriptors: Vec<InputDescriptor> = "inputDescriptors",
    is_commits_traceability_supported: bool = "isCommitsTraceabilitySupported",
    is_workitems_traceability_supported: bool = "isWorkitemsTraceabilitySupported",
    name: String = "name",
    unique_source_identifier: String = "uniqueSourceIdentifier",
} }

object! { ArtifactVersion {
    alias: String = "alias",
    default_version: BuildVersion = "defaultVersion",
    error_message: String = "errorMessage",
    versions: Vec<BuildVersion> = "versions",
} }

object! { ArtifactVersionQueryResult {
    artifact_versions: Vec<ArtifactVersion> = "artifactVersions",
} }

object! { ArtifactsDownloadInput {
    download_inputs: Vec<ArtifactDownloadInputBase> = "downloadInputs",
} }

object! { AutoTriggerIssue {
    issue: Issue = "issue",
    issue_source: IssueSource = "issueSource",
    project: ProjectReference = "project",
    release_definition_reference: ReleaseDefinitionShallowReference = "releaseDefinitionReference",
    release_trigger_type: ReleaseTriggerType = "releaseTriggerType",
} }

object! { BuildArtifactDownloadInput {
    alias: String = "alias",
    artifact_download_mode: String = "artifactDownloadMode",
    artifact_items: Vec<String> = "artifactItems",
    artifact_type: String = "artifactType",
} }

object! { BuildVersion {
    commit_message: String = "commitMessage",
    definition_id: String = "definitionId",
    definition_name: String = "definitionName",
    id: String = "id",
    is_multi_definition_type: bool = "isMultiDefinitionType",
    name: String = "name",
    source_branch: String = "sourceBranch",
    source_pull_request_version: SourcePullRequestVersion = "sourcePullRequestVersion",
    source_repository_id: String = "sourceRepositoryId",
    source_repository_type: String = "sourceRepositoryType",
    source_version: String = "sourceVersion",
} }

object! { Change {
    author: IdentityRef = "author",
    change_type: String = "changeType",
    display_uri: String = "displayUri",
    id: String = "id",
    location: String = "location",
    message: String = "message",
    pushed_by: IdentityRef = "pushedBy",
    timestamp: DateTime = "timestamp",
} }

object! { CheckConfigurationReference {
    id: i64 = "id",
    resource_name: String = "resourceName",
    resource_type: String = "resourceType",
    version: i64 = "version",
} }

object! { CheckConfigurationResource {
    id: String = "id",
    name: String = "name",
    r#type: String = "type",
} }

object! { CodeRepositoryReference {
    repository_reference: Map<ReleaseManagementInputValue> = "repositoryReference",
    system_type: PullRequestSystemType = "systemType",
} }

object! { ComplianceSettings {
    check_for_credentials_and_other_secrets: bool = "checkForCredentialsAndOtherSecrets",
} }

object! { Condition {
    condition_type: ConditionType = "conditionType",
    name: String = "name",
    result: bool = "result",
    value: String = "value",
} }

open_enum! { ConditionType {
    Undefined = "undefined" 0, Event = "event" 1, EnvironmentState = "environmentState" 2, Artifact = "artifact" 4,
} }

object! { ConfigurationVariableValue {
    allow_override: bool = "allowOverride",
    is_secret: bool = "isSecret",
    value: Secret = "value",
} }

object! { ContainerImageTrigger {
    alias: String = "alias",
    tag_filters: Vec<TagFilter> = "tagFilters",
    trigger_type: ReleaseTriggerType = "triggerType",
} }

object! { ContinuousDeploymentTriggerIssue {
    artifact_type: String = "artifactType",
    artifact_version_id: String = "artifactVersionId",
    issue: Issue = "issue",
    issue_source: IssueSource = "issueSource",
    project: ProjectReference = "project",
    release_definition_reference: ReleaseDefinitionShallowReference = "releaseDefinitionReference",
    release_trigger_type: ReleaseTriggerType = "releaseTriggerType",
    source_id: String = "sourceId",
} }

object! { CustomArtifactDownloadInput {
    alias: String = "alias",
    artifact_download_mode: String = "artifactDownloadMode",
    artifact_items: Vec<String> = "artifactItems",
    artifact_type: String = "artifactType",
} }

object! { DefinitionEnvironmentReference {
    definition_environment_id: i64 = "definitionEnvironmentId",
    definition_environment_name: String = "definitionEnvironmentName",
    release_definition_id: i64 = "releaseDefinitionId",
    release_definition_name: String = "releaseDefinitionName",
} }

object! { DeployPhase {
    name: String = "name",
    phase_type: DeployPhaseTypes = "phaseType",
    rank: i64 = "rank",
    ref_name: String = "refName",
    workflow_tasks: Vec<WorkflowTask> = "workflowTasks",
} }

open_enum! { DeployPhaseStatus {
    Undefined = "undefined" 0, NotStarted = "notStarted" 1, InProgress = "inProgress" 2,
    PartiallySucceeded = "partiallySucceeded" 4, Succeeded = "succeeded" 8, Failed = "failed" 16,
    Canceled = "canceled" 32, Skipped = "skipped" 64, Cancelling = "cancelling" 128,
} }

open_enum! { DeployPhaseTypes {
    Undefined = "undefined" 0, AgentBasedDeployment = "agentBasedDeployment" 1, RunOnServer = "runOnServer" 2,
    MachineGroupBasedDeployment = "machineGroupBasedDeployment" 4, DeploymentGates = "deploymentGates" 8,
} }

object! { Deployment {
    attempt: i64 = "attempt",
    completed_on: DateTime = "completedOn",
    conditions: Vec<Condition> = "conditions",
    definition_environment_id: i64 = "definitionEnvironmentId",
    deployment_status: DeploymentStatus = "deploymentStatus",
    id: i64 = "id",
    last_modified_by: IdentityRef = "lastModifiedBy",
    last_modified_on: DateTime = "lastModifiedOn",
    operation_status: DeploymentOperationStatus = "operationStatus",
    post_deploy_approvals: Vec<ReleaseApproval> = "postDeployApprovals",
    pre_deploy_approvals: Vec<ReleaseApproval> = "preDeployApprovals",
    project_reference: ProjectReference = "projectReference",
    queued_on: DateTime = "queuedOn",
    reason: DeploymentReason = "reason",
    release: ReleaseReference = "release",
    release_definition: ReleaseDefinitionShallowReference = "releaseDefinition",
    release_environment: ReleaseEnvironmentShallowReference = "releaseEnvironment",
    requested_by: IdentityRef = "requestedBy",
    requested_for: IdentityRef = "requestedFor",
    scheduled_deployment_time: DateTime = "scheduledDeploymentTime",
    started_on: DateTime = "startedOn",
} }

object! { DeploymentAttempt {
    attempt: i64 = "attempt",
    deployment_id: i64 = "deploymentId",
    has_started: bool = "hasStarted",
    id: i64 = "id",
    issues: Vec<Issue> = "issues",
    last_modified_by: IdentityRef = "lastModifiedBy",
    last_modified_on: DateTime = "lastModifiedOn",
    operation_status: DeploymentOperationStatus = "operationStatus",
    post_deployment_gates: ReleaseGates = "postDeploymentGates",
    pre_deployment_gates: ReleaseGates = "preDeploymentGates",
    queued_on: DateTime = "queuedOn",
    reason: DeploymentReason = "reason",
    release_deploy_phases: Vec<ReleaseDeployPhase> = "releaseDeployPhases",
    requested_by: IdentityRef = "requestedBy",
    requested_for: IdentityRef = "requestedFor",
    run_plan_id: String = "runPlanId",
    status: DeploymentStatus = "status",
    tasks: Vec<ReleaseTask> = "tasks",
} }

open_enum! { DeploymentExpands {
    All = "all" 0, DeploymentOnly = "deploymentOnly" 1, Approvals = "approvals" 2, Artifacts = "artifacts" 4,
} }

object! { DeploymentJob {
    job: ReleaseTask = "job",
    tasks: Vec<ReleaseTask> = "tasks",
} }

open_enum! { DeploymentOperationStatus {
    Undefined = "undefined" 0, Queued = "queued" 1, Scheduled = "scheduled" 2, Pending = "pending" 4,
    Approved = "approved" 8, Rejected = "rejected" 16, Deferred = "deferred" 32,
    QueuedForAgent = "queuedForAgent" 64, PhaseInProgress = "phaseInProgress" 128,
    PhaseSucceeded = "phaseSucceeded" 256, PhasePartiallySucceeded = "phasePartiallySucceeded" 512,
    PhaseFailed = "phaseFailed" 1024, Canceled = "canceled" 2048, PhaseCanceled = "phaseCanceled" 4096,
    ManualInterventionPending = "manualInterventionPending" 8192, QueuedForPipeline = "queuedForPipeline" 16384,
    Cancelling = "cancelling" 32768, EvaluatingGates = "evaluatingGates" 65536, GateFailed = "gateFailed" 131072,
    All = "all" 258047,
} }

object! { DeploymentQueryParameters {
    artifact_source_id: String = "artifactSourceId",
    artifact_type_id: String = "artifactTypeId",
    artifact_versions: Vec<String> = "artifactVersions",
    deployment_status: DeploymentStatus = "deploymentStatus",
    deployments_per_environment: i64 = "deploymentsPerEnvironment",
    environments: Vec<DefinitionEnvironmentReference> = "environments",
    expands: DeploymentExpands = "expands",
    is_deleted: bool = "isDeleted",
    operation_status: DeploymentOperationStatus = "operationStatus",
    query_type: DeploymentsQueryType = "queryType",
    source_branch: String = "sourceBranch",
} }

open_enum! { DeploymentReason {
    None = "none" 0, Manual = "manual" 1, Automated = "automated" 2, Scheduled = "scheduled" 4,
    RedeployTrigger = "redeployTrigger" 8,
} }

open_enum! { DeploymentStatus {
    Undefined = "undefined" 0, NotDeployed = "notDeployed" 1, InProgress = "inProgress" 2,
    Succeeded = "succeeded" 4, PartiallySucceeded = "partiallySucceeded" 8, Failed = "failed" 16, All = "all" 31,
} }

open_enum! { DeploymentsQueryType {
    Regular = "regular" 1, FailingSince = "failingSince" 2,
} }

object! { EmailRecipients {
    email_addresses: Vec<String> = "emailAddresses",
    tfs_ids: Vec<String> = "tfsIds",
} }

object! { EnvironmentExecutionPolicy {
    concurrency_count: i64 = "concurrencyCount",
    queue_depth_count: i64 = "queueDepthCount",
} }

object! { EnvironmentOptions {
    auto_link_work_items: bool = "autoLinkWorkItems",
    badge_enabled: bool = "badgeEnabled",
    email_notification_type: String = "emailNotificationType",
    email_recipients: String = "emailRecipients",
    enable_access_token: bool = "enableAccessToken",
    publish_deployment_status: bool = "publishDeploymentStatus",
    pull_request_deployment_enabled: bool = "pullRequestDeploymentEnabled",
    skip_artifacts_download: bool = "skipArtifactsDownload",
    timeout_in_minutes: i64 = "timeoutInMinutes",
} }

object! { EnvironmentRetentionPolicy {
    days_to_keep: i64 = "daysToKeep",
    releases_to_keep: i64 = "releasesToKeep",
    retain_build: bool = "retainBuild",
} }

open_enum! { EnvironmentStatus {
    Undefined = "undefined" 0, NotStarted = "notStarted" 1, InProgress = "inProgress" 2, Succeeded = "succeeded" 4,
    Canceled = "canceled" 8, Rejected = "rejected" 16, Queued = "queued" 32, Scheduled = "scheduled" 64,
    PartiallySucceeded = "partiallySucceeded" 128,
} }

object! { EnvironmentTrigger {
    definition_environment_id: i64 = "definitionEnvironmentId",
    release_definition_id: i64 = "releaseDefinitionId",
    trigger_content: String = "triggerContent",
    trigger_type: EnvironmentTriggerType = "triggerType",
} }

open_enum! { EnvironmentTriggerType {
    Undefined = "undefined" 0, DeploymentGroupRedeploy = "deploymentGroupRedeploy" 1,
    RollbackRedeploy = "rollbackRedeploy" 2,
} }

object! { ExecutionInput {
    parallel_execution_type: ParallelExecutionTypes = "parallelExecutionType",
} }

object! { Folder {
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    description: String = "description",
    last_changed_by: IdentityRef = "lastChangedBy",
    last_changed_date: DateTime = "lastChangedDate",
    path: String = "path",
} }

open_enum! { FolderPathQueryOrder {
    None = "none" 0, Ascending = "ascending" 1, Descending = "descending" 2,
} }

open_enum! { GateStatus {
    None = "none" 0, Pending = "pending" 1, InProgress = "inProgress" 2, Succeeded = "succeeded" 4,
    Failed = "failed" 8, Canceled = "canceled" 16,
} }

object! { GateUpdateMetadata {
    comment: String = "comment",
    gates_to_ignore: Vec<String> = "gatesToIgnore",
} }

object! { GatesDeployPhase {
    deployment_input: GatesDeploymentInput = "deploymentInput",
    name: String = "name",
    phase_type: DeployPhaseTypes = "phaseType",
    rank: i64 = "rank",
    ref_name: String = "refName",
    workflow_tasks: Vec<WorkflowTask> = "workflowTasks",
} }

object! { GatesDeploymentInput {
    condition: String = "condition",
    job_cancel_timeout_in_minutes: i64 = "jobCancelTimeoutInMinutes",
    minimum_success_duration: i64 = "minimumSuccessDuration",
    override_inputs: Map<String> = "overrideInputs",
    sampling_interval: i64 = "samplingInterval",
    stabilization_time: i64 = "stabilizationTime",
    timeout_in_minutes: i64 = "timeoutInMinutes",
} }

object! { GitArtifactDownloadInput {
    alias: String = "alias",
    artifact_download_mode: String = "artifactDownloadMode",
    artifact_items: Vec<String> = "artifactItems",
    artifact_type: String = "artifactType",
} }

object! { GitHubArtifactDownloadInput {
    alias: String = "alias",
    artifact_download_mode: String = "artifactDownloadMode",
    artifact_items: Vec<String> = "artifactItems",
    artifact_type: String = "artifactType",
} }

object! { IgnoredGate {
    last_modified_on: DateTime = "lastModifiedOn",
    name: String = "name",
} }

object! { Issue {
    data: Map<String> = "data",
    issue_type: String = "issueType",
    message: String = "message",
} }

open_enum! { IssueSource {
    None = "none" 0, User = "user" 1, System = "system" 2,
} }

object! { JenkinsArtifactDownloadInput {
    alias: String = "alias",
    artifact_download_mode: String = "artifactDownloadMode",
    artifact_items: Vec<String> = "artifactItems",
    artifact_type: String = "artifactType",
} }

object! { MachineGroupBasedDeployPhase {
    deployment_input: MachineGroupDeploymentInput = "deploymentInput",
    name: String = "name",
    phase_type: DeployPhaseTypes = "phaseType",
    rank: i64 = "rank",
    ref_name: String = "refName",
    workflow_tasks: Vec<WorkflowTask> = "workflowTasks",
} }

object! { MachineGroupDeploymentInput {
    artifacts_download_input: ArtifactsDownloadInput = "artifactsDownloadInput",
    condition: String = "condition",
    demands: Vec<Json> = "demands",
    deployment_health_option: String = "deploymentHealthOption",
    enable_access_token: bool = "enableAccessToken",
    health_percent: i64 = "healthPercent",
    job_cancel_timeout_in_minutes: i64 = "jobCancelTimeoutInMinutes",
    override_inputs: Map<String> = "overrideInputs",
    queue_id: i64 = "queueId",
    skip_artifacts_download: bool = "skipArtifactsDownload",
    tags: Vec<String> = "tags",
    timeout_in_minutes: i64 = "timeoutInMinutes",
} }

object! { MailMessage {
    body: String = "body",
    cc: EmailRecipients = "cc",
    in_reply_to: String = "inReplyTo",
    message_id: String = "messageId",
    reply_by: DateTime = "replyBy",
    reply_to: EmailRecipients = "replyTo",
    sections: Vec<MailSectionType> = "sections",
    sender_type: SenderType = "senderType",
    subject: String = "subject",
    to: EmailRecipients = "to",
} }

open_enum! { MailSectionType {
    Details = "details" 0, Environments = "environments" 1, Issues = "issues" 2, TestResults = "testResults" 3,
    WorkItems = "workItems" 4, ReleaseInfo = "releaseInfo" 5,
} }

object! { ManualIntervention {
    approver: IdentityRef = "approver",
    comments: String = "comments",
    created_on: DateTime = "createdOn",
    id: i64 = "id",
    instructions: String = "instructions",
    modified_on: DateTime = "modifiedOn",
    name: String = "name",
    po_p_tenant: ProofOfPresenceTenant = "poPTenant",
    release: ReleaseShallowReference = "release",
    release_definition: ReleaseDefinitionShallowReference = "releaseDefinition",
    release_environment: ReleaseEnvironmentShallowReference = "releaseEnvironment",
    status: ManualInterventionStatus = "status",
    task_instance_id: String = "taskInstanceId",
    r#type: ManualInterventionType = "type",
    url: String = "url",
} }

open_enum! { ManualInterventionStatus {
    Unknown = "unknown" 0, Pending = "pending" 1, Rejected = "rejected" 2, Approved = "approved" 4,
    Canceled = "canceled" 8, Bypassed = "bypassed",
} }

open_enum! { ManualInterventionType {
    Task = "task", ProofOfPresence = "proofOfPresence",
} }

object! { ManualInterventionUpdateMetadata {
    comment: String = "comment",
    status: ManualInterventionStatus = "status",
} }

object! { Metric {
    name: String = "name",
    value: i64 = "value",
} }

object! { MultiConfigInput {
    continue_on_error: bool = "continueOnError",
    max_number_of_agents: i64 = "maxNumberOfAgents",
    multipliers: String = "multipliers",
    parallel_execution_type: ParallelExecutionTypes = "parallelExecutionType",
} }

object! { MultiMachineInput {
    continue_on_error: bool = "continueOnError",
    max_number_of_agents: i64 = "maxNumberOfAgents",
    parallel_execution_type: ParallelExecutionTypes = "parallelExecutionType",
} }

object! { OrgPipelineReleaseSettings {
    has_manage_pipeline_policies_permission: bool = "hasManagePipelinePoliciesPermission",
    org_enforce_job_auth_scope: bool = "orgEnforceJobAuthScope",
} }

object! { OrgPipelineReleaseSettingsUpdateParameters {
    org_enforce_job_auth_scope: bool = "orgEnforceJobAuthScope",
} }

object! { PackageTrigger {
    alias: String = "alias",
    trigger_type: ReleaseTriggerType = "triggerType",
} }

object! { ParallelExecutionInputBase {
    continue_on_error: bool = "continueOnError",
    max_number_of_agents: i64 = "maxNumberOfAgents",
    parallel_execution_type: ParallelExecutionTypes = "parallelExecutionType",
} }

open_enum! { ParallelExecutionTypes {
    None = "none" 0, MultiConfiguration = "multiConfiguration" 1, MultiMachine = "multiMachine" 2,
} }

object! { ProjectPipelineReleaseSettings {
    enforce_job_auth_scope: bool = "enforceJobAuthScope",
    has_manage_settings_permission: bool = "hasManageSettingsPermission",
    org_enforce_job_auth_scope: bool = "orgEnforceJobAuthScope",
    public_project: bool = "publicProject",
} }

object! { ProjectPipelineReleaseSettingsUpdateParameters {
    enforce_job_auth_scope: bool = "enforceJobAuthScope",
} }

object! { ProofOfPresenceTenant {
    authority: String = "authority",
    domain_hint: String = "domainHint",
    resources: Vec<CheckConfigurationResource> = "resources",
    tenant_id: String = "tenantId",
    tenant_name: String = "tenantName",
    timeout: i64 = "timeout",
} }

object! { PullRequestConfiguration {
    code_repository_reference: CodeRepositoryReference = "codeRepositoryReference",
    use_artifact_reference: bool = "useArtifactReference",
} }

object! { PullRequestFilter {
    tags: Vec<String> = "tags",
    target_branch: String = "targetBranch",
} }

open_enum! { PullRequestSystemType {
    None = "none" 0, TfsGit = "tfsGit" 1, GitHub = "gitHub" 2,
} }

object! { PullRequestTrigger {
    artifact_alias: String = "artifactAlias",
    pull_request_configuration: PullRequestConfiguration = "pullRequestConfiguration",
    status_policy_name: String = "statusPolicyName",
    trigger_conditions: Vec<PullRequestFilter> = "triggerConditions",
    trigger_type: ReleaseTriggerType = "triggerType",
} }

object! { Release {
    links: Links = "_links",
    artifacts: Vec<Artifact> = "artifacts",
    comment: String = "comment",
    created_by: IdentityRef = "createdBy",
    created_for: IdentityRef = "createdFor",
    created_on: DateTime = "createdOn",
    definition_snapshot_revision: i64 = "definitionSnapshotRevision",
    description: String = "description",
    environments: Vec<ReleaseEnvironment> = "environments",
    id: i64 = "id",
    keep_forever: bool = "keepForever",
    logs_container_url: String = "logsContainerUrl",
    modified_by: IdentityRef = "modifiedBy",
    modified_on: DateTime = "modifiedOn",
    name: String = "name",
    pool_name: String = "poolName",
    project_reference: ProjectReference = "projectReference",
    properties: Map<Json> = "properties",
    reason: ReleaseReason = "reason",
    release_definition: ReleaseDefinitionShallowReference = "releaseDefinition",
    release_definition_revision: i64 = "releaseDefinitionRevision",
    release_name_format: String = "releaseNameFormat",
    status: ReleaseStatus = "status",
    tags: Vec<String> = "tags",
    triggering_artifact_alias: String = "triggeringArtifactAlias",
    url: String = "url",
    variable_groups: Vec<VariableGroup> = "variableGroups",
    variables: Map<ConfigurationVariableValue> = "variables",
} }

object! { ReleaseApproval {
    approval_type: ApprovalType = "approvalType",
    approved_by: IdentityRef = "approvedBy",
    approver: IdentityRef = "approver",
    attempt: i64 = "attempt",
    comments: String = "comments",
    created_on: DateTime = "createdOn",
    history: Vec<ReleaseApprovalHistory> = "history",
    id: i64 = "id",
    is_automated: bool = "isAutomated",
    is_notification_on: bool = "isNotificationOn",
    modified_on: DateTime = "modifiedOn",
    rank: i64 = "rank",
    release: ReleaseShallowReference = "release",
    release_definition: ReleaseDefinitionShallowReference = "releaseDefinition",
    release_environment: ReleaseEnvironmentShallowReference = "releaseEnvironment",
    revision: i64 = "revision",
    status: ApprovalStatus = "status",
    trial_number: i64 = "trialNumber",
    url: String = "url",
} }

object! { ReleaseApprovalHistory {
    approver: IdentityRef = "approver",
    changed_by: IdentityRef = "changedBy",
    comments: String = "comments",
    created_on: DateTime = "createdOn",
    modified_on: DateTime = "modifiedOn",
    revision: i64 = "revision",
} }

object! { ReleaseCondition {
    condition_type: ConditionType = "conditionType",
    name: String = "name",
    result: bool = "result",
    value: String = "value",
} }

object! { ReleaseDefinition {
    links: Links = "_links",
    artifacts: Vec<Artifact> = "artifacts",
    comment: String = "comment",
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    description: String = "description",
    environments: Vec<ReleaseDefinitionEnvironment> = "environments",
    id: i64 = "id",
    is_deleted: bool = "isDeleted",
    is_disabled: bool = "isDisabled",
    last_release: ReleaseReference = "lastRelease",
    modified_by: IdentityRef = "modifiedBy",
    modified_on: DateTime = "modifiedOn",
    name: String = "name",
    path: String = "path",
    project_reference: ProjectReference = "projectReference",
    properties: Map<Json> = "properties",
    release_name_format: String = "releaseNameFormat",
    revision: i64 = "revision",
    source: ReleaseDefinitionSource = "source",
    tags: Vec<String> = "tags",
    triggers: Vec<ReleaseTriggerBase> = "triggers",
    url: String = "url",
    variable_groups: Vec<i64> = "variableGroups",
    variables: Map<ConfigurationVariableValue> = "variables",
} }

object! { ReleaseDefinitionApprovalStep {
    approver: IdentityRef = "approver",
    id: i64 = "id",
    is_automated: bool = "isAutomated",
    is_notification_on: bool = "isNotificationOn",
    rank: i64 = "rank",
} }

object! { ReleaseDefinitionApprovals {
    approval_options: ApprovalOptions = "approvalOptions",
    approvals: Vec<ReleaseDefinitionApprovalStep> = "approvals",
} }

object! { ReleaseDefinitionDeployStep {
    id: i64 = "id",
    tasks: Vec<WorkflowTask> = "tasks",
} }

object! { ReleaseDefinitionEnvironment {
    badge_url: String = "badgeUrl",
    conditions: Vec<Condition> = "conditions",
    current_release: ReleaseShallowReference = "currentRelease",
    demands: Vec<Json> = "demands",
    deploy_phases: Vec<DeployPhase> = "deployPhases",
    deploy_step: ReleaseDefinitionDeployStep = "deployStep",
    environment_options: EnvironmentOptions = "environmentOptions",
    environment_triggers: Vec<EnvironmentTrigger> = "environmentTriggers",
    execution_policy: EnvironmentExecutionPolicy = "executionPolicy",
    id: i64 = "id",
    name: String = "name",
    owner: IdentityRef = "owner",
    post_deploy_approvals: ReleaseDefinitionApprovals = "postDeployApprovals",
    post_deployment_gates: ReleaseDefinitionGatesStep = "postDeploymentGates",
    pre_deploy_approvals: ReleaseDefinitionApprovals = "preDeployApprovals",
    pre_deployment_gates: ReleaseDefinitionGatesStep = "preDeploymentGates",
    process_parameters: ProcessParameters = "processParameters",
    properties: Map<Json> = "properties",
    queue_id: i64 = "queueId",
    rank: i64 = "rank",
    retention_policy: EnvironmentRetentionPolicy = "retentionPolicy",
    schedules: Vec<ReleaseSchedule> = "schedules",
    variable_groups: Vec<i64> = "variableGroups",
    variables: Map<ConfigurationVariableValue> = "variables",
} }

object! { ReleaseDefinitionEnvironmentTemplate {
    can_delete: bool = "canDelete",
    category: String = "category",
    description: String = "description",
    environment: ReleaseDefinitionEnvironment = "environment",
    icon_task_id: String = "iconTaskId",
    icon_uri: String = "iconUri",
    id: String = "id",
    is_deleted: bool = "isDeleted",
    name: String = "name",
} }

open_enum! { ReleaseDefinitionExpands {
    None = "none" 0, Environments = "environments" 2, Artifacts = "artifacts" 4, Triggers = "triggers" 8,
    Variables = "variables" 16, Tags = "tags" 32, LastRelease = "lastRelease" 64,
} }

object! { ReleaseDefinitionGate {
    is_generated: bool = "isGenerated",
    tasks: Vec<WorkflowTask> = "tasks",
} }

object! { ReleaseDefinitionGatesOptions {
    is_enabled: bool = "isEnabled",
    minimum_success_duration: i64 = "minimumSuccessDuration",
    sampling_interval: i64 = "samplingInterval",
    stabilization_time: i64 = "stabilizationTime",
    timeout: i64 = "timeout",
} }

object! { ReleaseDefinitionGatesStep {
    gates: Vec<ReleaseDefinitionGate> = "gates",
    gates_options: ReleaseDefinitionGatesOptions = "gatesOptions",
    id: i64 = "id",
} }

open_enum! { ReleaseDefinitionQueryOrder {
    IdAscending = "idAscending" 0, IdDescending = "idDescending" 1, NameAscending = "nameAscending" 2,
    NameDescending = "nameDescending" 3,
} }

object! { ReleaseDefinitionRevision {
    api_version: String = "apiVersion",
    change_type: AuditAction = "changeType",
    changed_by: IdentityRef = "changedBy",
    changed_date: DateTime = "changedDate",
    comment: String = "comment",
    definition_id: i64 = "definitionId",
    definition_url: String = "definitionUrl",
    revision: i64 = "revision",
} }

object! { ReleaseDefinitionShallowReference {
    links: Links = "_links",
    id: i64 = "id",
    name: String = "name",
    path: String = "path",
    project_reference: ProjectReference = "projectReference",
    url: String = "url",
} }

open_enum! { ReleaseDefinitionSource {
    Undefined = "undefined" 0, RestApi = "restApi" 1, UserInterface = "userInterface" 2, Ibiza = "ibiza" 4,
    PortalExtensionApi = "portalExtensionApi" 8,
} }

object! { ReleaseDefinitionUndeleteParameter {
    comment: String = "comment",
} }

object! { ReleaseDeployPhase {
    deployment_jobs: Vec<DeploymentJob> = "deploymentJobs",
    error_log: String = "errorLog",
    id: i64 = "id",
    manual_interventions: Vec<ManualIntervention> = "manualInterventions",
    name: String = "name",
    phase_id: String = "phaseId",
    phase_type: DeployPhaseTypes = "phaseType",
    rank: i64 = "rank",
    run_plan_id: String = "runPlanId",
    started_on: DateTime = "startedOn",
    status: DeployPhaseStatus = "status",
} }

object! { ReleaseEnvironment {
    conditions: Vec<ReleaseCondition> = "conditions",
    created_on: DateTime = "createdOn",
    definition_environment_id: i64 = "definitionEnvironmentId",
    demands: Vec<Json> = "demands",
    deploy_phases_snapshot: Vec<DeployPhase> = "deployPhasesSnapshot",
    deploy_steps: Vec<DeploymentAttempt> = "deploySteps",
    environment_options: EnvironmentOptions = "environmentOptions",
    id: i64 = "id",
    modified_on: DateTime = "modifiedOn",
    name: String = "name",
    next_scheduled_utc_time: DateTime = "nextScheduledUtcTime",
    owner: IdentityRef = "owner",
    post_approvals_snapshot: ReleaseDefinitionApprovals = "postApprovalsSnapshot",
    post_deploy_approvals: Vec<ReleaseApproval> = "postDeployApprovals",
    post_deployment_gates_snapshot: ReleaseDefinitionGatesStep = "postDeploymentGatesSnapshot",
    pre_approvals_snapshot: ReleaseDefinitionApprovals = "preApprovalsSnapshot",
    pre_deploy_approvals: Vec<ReleaseApproval> = "preDeployApprovals",
    pre_deployment_gates_snapshot: ReleaseDefinitionGatesStep = "preDeploymentGatesSnapshot",
    process_parameters: ProcessParameters = "processParameters",
    rank: i64 = "rank",
    release: ReleaseShallowReference = "release",
    release_created_by: IdentityRef = "releaseCreatedBy",
    release_definition: ReleaseDefinitionShallowReference = "releaseDefinition",
    release_id: i64 = "releaseId",
    scheduled_deployment_time: DateTime = "scheduledDeploymentTime",
    schedules: Vec<ReleaseSchedule> = "schedules",
    status: EnvironmentStatus = "status",
    time_to_deploy: f64 = "timeToDeploy",
    trigger_reason: String = "triggerReason",
    variable_groups: Vec<VariableGroup> = "variableGroups",
    variables: Map<ConfigurationVariableValue> = "variables",
    workflow_tasks: Vec<WorkflowTask> = "workflowTasks",
} }

open_enum! { ReleaseEnvironmentExpands {
    None = "none" 0, Tasks = "tasks" 1,
} }

object! { ReleaseEnvironmentShallowReference {
    links: Links = "_links",
    id: i64 = "id",
    name: String = "name",
    url: String = "url",
} }

object! { ReleaseEnvironmentUpdateMetadata {
    comment: String = "comment",
    scheduled_deployment_time: DateTime = "scheduledDeploymentTime",
    status: EnvironmentStatus = "status",
    variables: Map<ConfigurationVariableValue> = "variables",
} }

object! { ReleaseEventResource {
    approval: ReleaseApproval = "approval",
    comment: String = "comment",
    data: Map<Json> = "data",
    deployment: Deployment = "deployment",
    environment: ReleaseEnvironment = "environment",
    project: ProjectReference = "project",
    release: Release = "release",
} }

open_enum! { ReleaseExpands {
    None = "none" 0, Environments = "environments" 2, Artifacts = "artifacts" 4, Approvals = "approvals" 8,
    ManualInterventions = "manualInterventions" 16, Variables = "variables" 32, Tags = "tags" 64,
} }

object! { ReleaseGates {
    deployment_jobs: Vec<DeploymentJob> = "deploymentJobs",
    id: i64 = "id",
    ignored_gates: Vec<IgnoredGate> = "ignoredGates",
    last_modified_on: DateTime = "lastModifiedOn",
    run_plan_id: String = "runPlanId",
    stabilization_completed_on: DateTime = "stabilizationCompletedOn",
    started_on: DateTime = "startedOn",
    status: GateStatus = "status",
    succeeding_since: DateTime = "succeedingSince",
} }

object! { ReleaseGatesPhase {
    deployment_jobs: Vec<DeploymentJob> = "deploymentJobs",
    error_log: String = "errorLog",
    id: i64 = "id",
    ignored_gates: Vec<IgnoredGate> = "ignoredGates",
    manual_interventions: Vec<ManualIntervention> = "manualInterventions",
    name: String = "name",
    phase_id: String = "phaseId",
    phase_type: DeployPhaseTypes = "phaseType",
    rank: i64 = "rank",
    run_plan_id: String = "runPlanId",
    stabilization_completed_on: DateTime = "stabilizationCompletedOn",
    started_on: DateTime = "startedOn",
    status: DeployPhaseStatus = "status",
    succeeding_since: DateTime = "succeedingSince",
} }

object! { ReleaseManagementInputValue {
    display_value: String = "displayValue",
    value: String = "value",
} }

open_enum! { ReleaseQueryOrder {
    Descending = "descending" 0, Ascending = "ascending" 1,
} }

open_enum! { ReleaseReason {
    None = "none" 0, Manual = "manual" 1, ContinuousIntegration = "continuousIntegration" 2,
    Schedule = "schedule" 3, PullRequest = "pullRequest" 4,
} }

object! { ReleaseReference {
    links: Links = "_links",
    artifacts: Vec<Artifact> = "artifacts",
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    description: String = "description",
    id: i64 = "id",
    modified_by: IdentityRef = "modifiedBy",
    name: String = "name",
    reason: ReleaseReason = "reason",
    release_definition: ReleaseDefinitionShallowReference = "releaseDefinition",
} }

object! { ReleaseRevision {
    change_details: String = "changeDetails",
    change_type: String = "changeType",
    changed_by: IdentityRef = "changedBy",
    changed_date: DateTime = "changedDate",
    comment: String = "comment",
    definition_snapshot_revision: i64 = "definitionSnapshotRevision",
    release_id: i64 = "releaseId",
} }

object! { ReleaseSchedule {
    days_to_release: ScheduleDays = "daysToRelease",
    job_id: String = "jobId",
    schedule_only_with_changes: bool = "scheduleOnlyWithChanges",
    start_hours: i64 = "startHours",
    start_minutes: i64 = "startMinutes",
    time_zone_id: String = "timeZoneId",
} }

object! { ReleaseSettings {
    compliance_settings: ComplianceSettings = "complianceSettings",
    retention_settings: RetentionSettings = "retentionSettings",
} }

object! { ReleaseShallowReference {
    links: Links = "_links",
    id: i64 = "id",
    name: String = "name",
    url: String = "url",
} }

object! { ReleaseStartEnvironmentMetadata {
    definition_environment_id: i64 = "definitionEnvironmentId",
    variables: Map<ConfigurationVariableValue> = "variables",
} }

object! { ReleaseStartMetadata {
    artifacts: Vec<ArtifactMetadata> = "artifacts",
    definition_id: i64 = "definitionId",
    description: String = "description",
    environments_metadata: Vec<ReleaseStartEnvironmentMetadata> = "environmentsMetadata",
    is_draft: bool = "isDraft",
    manual_environments: Vec<String> = "manualEnvironments",
    properties: Map<Json> = "properties",
    reason: ReleaseReason = "reason",
    variables: Map<ConfigurationVariableValue> = "variables",
} }

open_enum! { ReleaseStatus {
    Undefined = "undefined" 0, Draft = "draft" 1, Active = "active" 2, Abandoned = "abandoned" 4,
} }

object! { ReleaseTask {
    agent_name: String = "agentName",
    date_ended: DateTime = "dateEnded",
    date_started: DateTime = "dateStarted",
    finish_time: DateTime = "finishTime",
    id: i64 = "id",
    issues: Vec<Issue> = "issues",
    line_count: i64 = "lineCount",
    log_url: String = "logUrl",
    name: String = "name",
    percent_complete: i64 = "percentComplete",
    rank: i64 = "rank",
    result_code: String = "resultCode",
    start_time: DateTime = "startTime",
    status: TaskStatus = "status",
    task: WorkflowTaskReference = "task",
    timeline_record_id: String = "timelineRecordId",
} }

object! { ReleaseTaskAttachment {
    links: Links = "_links",
    created_on: DateTime = "createdOn",
    modified_by: IdentityRef = "modifiedBy",
    modified_on: DateTime = "modifiedOn",
    name: String = "name",
    record_id: String = "recordId",
    timeline_id: String = "timelineId",
    r#type: String = "type",
} }

object! { ReleaseTriggerBase {
    trigger_type: ReleaseTriggerType = "triggerType",
} }

open_enum! { ReleaseTriggerType {
    Undefined = "undefined" 0, ArtifactSource = "artifactSource" 1, Schedule = "schedule" 2,
    SourceRepo = "sourceRepo" 3, ContainerImage = "containerImage" 4, Package = "package" 5,
    PullRequest = "pullRequest" 6,
} }

object! { ReleaseUpdateMetadata {
    comment: String = "comment",
    keep_forever: bool = "keepForever",
    manual_environments: Vec<String> = "manualEnvironments",
    name: String = "name",
    status: ReleaseStatus = "status",
} }

object! { ReleaseWorkItemRef {
    id: String = "id",
    provider: String = "provider",
    state: String = "state",
    title: String = "title",
    r#type: String = "type",
    url: String = "url",
} }

object! { RetentionSettings {
    days_to_keep_deleted_releases: i64 = "daysToKeepDeletedReleases",
    default_environment_retention_policy: EnvironmentRetentionPolicy = "defaultEnvironmentRetentionPolicy",
    maximum_environment_retention_policy: EnvironmentRetentionPolicy = "maximumEnvironmentRetentionPolicy",
} }

object! { RunOnServerDeployPhase {
    deployment_input: ServerDeploymentInput = "deploymentInput",
    name: String = "name",
    phase_type: DeployPhaseTypes = "phaseType",
    rank: i64 = "rank",
    ref_name: String = "refName",
    workflow_tasks: Vec<WorkflowTask> = "workflowTasks",
} }

object! { ScheduledReleaseTrigger {
    schedule: ReleaseSchedule = "schedule",
    trigger_type: ReleaseTriggerType = "triggerType",
} }

open_enum! { SenderType {
    ServiceAccount = "serviceAccount" 1, RequestingUser = "requestingUser" 2,
} }

object! { ServerDeploymentInput {
    condition: String = "condition",
    job_cancel_timeout_in_minutes: i64 = "jobCancelTimeoutInMinutes",
    override_inputs: Map<String> = "overrideInputs",
    parallel_execution: ExecutionInput = "parallelExecution",
    proof_of_presence_tenants: Map<ProofOfPresenceTenant> = "proofOfPresenceTenants",
    timeout_in_minutes: i64 = "timeoutInMinutes",
} }

open_enum! { SingleReleaseExpands {
    None = "none" 0, Tasks = "tasks" 1,
} }

object! { SourcePullRequestVersion {
    iteration_id: String = "iterationId",
    pull_request_id: String = "pullRequestId",
    pull_request_merged_at: DateTime = "pullRequestMergedAt",
    source_branch: String = "sourceBranch",
    source_branch_commit_id: String = "sourceBranchCommitId",
    target_branch: String = "targetBranch",
} }

object! { SourceRepoTrigger {
    alias: String = "alias",
    branch_filters: Vec<String> = "branchFilters",
    trigger_type: ReleaseTriggerType = "triggerType",
} }

object! { SummaryMailSection {
    html_content: String = "htmlContent",
    rank: i64 = "rank",
    section_type: MailSectionType = "sectionType",
    title: String = "title",
} }

object! { TagFilter {
    pattern: String = "pattern",
} }

open_enum! { TaskStatus {
    Unknown = "unknown" 0, Pending = "pending" 1, InProgress = "inProgress" 2, Success = "success" 3,
    Failure = "failure" 4, Canceled = "canceled" 5, Skipped = "skipped" 6, Succeeded = "succeeded" 7,
    Failed = "failed" 8, PartiallySucceeded = "partiallySucceeded" 9,
} }

object! { TfvcArtifactDownloadInput {
    alias: String = "alias",
    artifact_download_mode: String = "artifactDownloadMode",
    artifact_items: Vec<String> = "artifactItems",
    artifact_type: String = "artifactType",
} }

object! { WorkflowTask {
    always_run: bool = "alwaysRun",
    check_config: CheckConfigurationReference = "checkConfig",
    condition: String = "condition",
    continue_on_error: bool = "continueOnError",
    definition_type: String = "definitionType",
    enabled: bool = "enabled",
    environment: Map<String> = "environment",
    inputs: Map<String> = "inputs",
    name: String = "name",
    override_inputs: Map<String> = "overrideInputs",
    ref_name: String = "refName",
    retry_count_on_task_failure: i64 = "retryCountOnTaskFailure",
    task_id: String = "taskId",
    timeout_in_minutes: i64 = "timeoutInMinutes",
    version: String = "version",
} }

object! { WorkflowTaskReference {
    id: String = "id",
    name: String = "name",
    version: String = "version",
} }

subtype! { AgentBasedDeployPhase: DeployPhase, "phaseType" = "agentBasedDeployment" }
subtype! { ArtifactSourceTrigger: ReleaseTriggerBase, "triggerType" = "artifactSource" }
subtype! { BuildArtifactDownloadInput: ArtifactDownloadInputBase }
subtype! { ContainerImageTrigger: ReleaseTriggerBase, "triggerType" = "containerImage" }
subtype! { ContinuousDeploymentTriggerIssue: AutoTriggerIssue }
subtype! { CustomArtifactDownloadInput: ArtifactDownloadInputBase }
subtype! { GatesDeployPhase: DeployPhase, "phaseType" = "deploymentGates" }
subtype! { GitArtifactDownloadInput: ArtifactDownloadInputBase }
subtype! { GitHubArtifactDownloadInput: ArtifactDownloadInputBase }
subtype! { JenkinsArtifactDownloadInput: ArtifactDownloadInputBase }
subtype! { MachineGroupBasedDeployPhase: DeployPhase, "phaseType" = "machineGroupBasedDeployment" }
subtype! { MultiConfigInput: ParallelExecutionInputBase }
subtype! { MultiMachineInput: ParallelExecutionInputBase }
subtype! { PackageTrigger: ReleaseTriggerBase, "triggerType" = "package" }
subtype! { ParallelExecutionInputBase: ExecutionInput }
subtype! { PullRequestTrigger: ReleaseTriggerBase, "triggerType" = "pullRequest" }
subtype! { ReleaseCondition: Condition }
subtype! { ReleaseDefinition: ReleaseDefinitionShallowReference }
subtype! { ReleaseGatesPhase: ReleaseDeployPhase, "phaseType" = "deploymentGates" }
subtype! { RunOnServerDeployPhase: DeployPhase, "phaseType" = "runOnServer" }
subtype! { ScheduledReleaseTrigger: ReleaseTriggerBase, "triggerType" = "schedule" }
subtype! { SourceRepoTrigger: ReleaseTriggerBase, "triggerType" = "sourceRepo" }
subtype! { TfvcArtifactDownloadInput: ArtifactDownloadInputBase }

subtypes! { DeployPhaseKind of DeployPhase {
    AgentBasedDeployPhase, GatesDeployPhase, MachineGroupBasedDeployPhase, RunOnServerDeployPhase,
} }

subtypes! { ReleaseDeployPhaseKind of ReleaseDeployPhase {
    ReleaseGatesPhase,
} }

subtypes! { ReleaseTriggerBaseKind of ReleaseTriggerBase {
    ArtifactSourceTrigger, ContainerImageTrigger, PackageTrigger, PullRequestTrigger, ScheduledReleaseTrigger,
    SourceRepoTrigger,
} }
