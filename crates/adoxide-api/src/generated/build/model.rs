// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { AgentPoolQueue {
    links: Links = "_links",
    id: i64 = "id",
    name: String = "name",
    pool: TaskAgentPoolReference = "pool",
    url: String = "url",
} }

object! { AgentPoolQueueReference {
    alias: String = "alias",
    id: i64 = "id",
} }

object! { AgentPoolQueueTarget {
    agent_specification: AgentSpecification = "agentSpecification",
    allow_scripts_auth_access_option: bool = "allowScriptsAuthAccessOption",
    demands: Vec<Json> = "demands",
    execution_options: AgentTargetExecutionOptions = "executionOptions",
    queue: AgentPoolQueue = "queue",
    r#type: i64 = "type",
} }

object! { AgentTargetExecutionOptions {
    r#type: i64 = "type",
} }

object! { ArtifactResource {
    links: Links = "_links",
    data: String = "data",
    download_url: String = "downloadUrl",
    properties: Map<String> = "properties",
    r#type: String = "type",
    url: String = "url",
} }

object! { Attachment {
    links: Links = "_links",
    name: String = "name",
} }

open_enum! { AuditAction {
    Add = "add" 1, Update = "update" 2, Delete = "delete" 3,
} }

object! { Build {
    links: Links = "_links",
    agent_specification: AgentSpecification = "agentSpecification",
    append_commit_message_to_run_name: bool = "appendCommitMessageToRunName",
    build_number: String = "buildNumber",
    build_number_revision: i64 = "buildNumberRevision",
    controller: BuildController = "controller",
    definition: DefinitionReference = "definition",
    deleted: bool = "deleted",
    deleted_by: IdentityRef = "deletedBy",
    deleted_date: DateTime = "deletedDate",
    deleted_reason: String = "deletedReason",
    demands: Vec<Json> = "demands",
    finish_time: DateTime = "finishTime",
    id: i64 = "id",
    keep_forever: bool = "keepForever",
    last_changed_by: IdentityRef = "lastChangedBy",
    last_changed_date: DateTime = "lastChangedDate",
    logs: BuildLogReference = "logs",
    orchestration_plan: TaskOrchestrationPlanReference = "orchestrationPlan",
    parameters: String = "parameters",
    plans: Vec<TaskOrchestrationPlanReference> = "plans",
    priority: QueuePriority = "priority",
    project: TeamProjectReference = "project",
    properties: Map<Json> = "properties",
    quality: String = "quality",
    queue: AgentPoolQueue = "queue",
    queue_options: QueueOptions = "queueOptions",
    queue_position: i64 = "queuePosition",
    queue_time: DateTime = "queueTime",
    reason: BuildReason = "reason",
    repository: BuildRepository = "repository",
    requested_by: IdentityRef = "requestedBy",
    requested_for: IdentityRef = "requestedFor",
    result: BuildResult = "result",
    retained_by_release: bool = "retainedByRelease",
    source_branch: String = "sourceBranch",
    source_version: String = "sourceVersion",
    start_time: DateTime = "startTime",
    status: BuildStatus = "status",
    tags: Vec<String> = "tags",
    template_parameters: Map<String> = "templateParameters",
    trigger_info: Map<String> = "triggerInfo",
    triggered_by_build: Box<Build> = "triggeredByBuild",
    uri: String = "uri",
    url: String = "url",
    validation_results: Vec<BuildRequestValidationResult> = "validationResults",
} }

object! { BuildArtifact {
    id: i64 = "id",
    name: String = "name",
    resource: ArtifactResource = "resource",
    source: String = "source",
} }

open_enum! { BuildAuthorizationScope {
    ProjectCollection = "projectCollection" 1, Project = "project" 2,
} }

object! { BuildCompleteResource {
    build_number: String = "buildNumber",
    definition: BuildCompleteResourceDefinition = "definition",
    drop: BuildCompleteResourceDrop = "drop",
    drop_location: String = "dropLocation",
    finish_time: DateTime = "finishTime",
    has_diagnostics: bool = "hasDiagnostics",
    id: i64 = "id",
    last_changed_by: IdentityRef = "lastChangedBy",
    log: BuildCompleteResourceDrop = "log",
    queue: BuildCompleteResourceQueue = "queue",
    reason: BuildReason = "reason",
    requests: Vec<BuildCompleteResourceRequest> = "requests",
    retain_indefinitely: bool = "retainIndefinitely",
    source_get_version: String = "sourceGetVersion",
    start_time: DateTime = "startTime",
    status: String = "status",
    uri: String = "uri",
    url: String = "url",
} }

object! { BuildCompleteResourceDefinition {
    batch_size: i64 = "batchSize",
    definition_type: DefinitionType = "definitionType",
    id: i64 = "id",
    name: String = "name",
    trigger_type: String = "triggerType",
    url: String = "url",
} }

object! { BuildCompleteResourceDrop {
    download_url: String = "downloadUrl",
    location: String = "location",
    r#type: String = "type",
    url: String = "url",
} }

object! { BuildCompleteResourceQueue {
    id: i64 = "id",
    name: String = "name",
    queue_type: String = "queueType",
    url: String = "url",
} }

object! { BuildCompleteResourceRequest {
    id: i64 = "id",
    requested_for: IdentityRef = "requestedFor",
    url: String = "url",
} }

object! { BuildCompletionTrigger {
    branch_filters: Vec<String> = "branchFilters",
    definition: DefinitionReference = "definition",
    requires_successful_build: bool = "requiresSuccessfulBuild",
    trigger_type: DefinitionTriggerType = "triggerType",
} }

object! { BuildController {
    links: Links = "_links",
    created_date: DateTime = "createdDate",
    description: String = "description",
    enabled: bool = "enabled",
    id: i64 = "id",
    name: String = "name",
    status: ControllerStatus = "status",
    updated_date: DateTime = "updatedDate",
    uri: String = "uri",
    url: String = "url",
} }

object! { BuildDefinition {
    links: Links = "_links",
    authored_by: IdentityRef = "authoredBy",
    badge_enabled: bool = "badgeEnabled",
    build_number_format: String = "buildNumberFormat",
    comment: String = "comment",
    created_date: DateTime = "createdDate",
    demands: Vec<Json> = "demands",
    description: String = "description",
    draft_of: DefinitionReference = "draftOf",
    drafts: Vec<DefinitionReference> = "drafts",
    drop_location: String = "dropLocation",
    id: i64 = "id",
    job_authorization_scope: BuildAuthorizationScope = "jobAuthorizationScope",
    job_cancel_timeout_in_minutes: i64 = "jobCancelTimeoutInMinutes",
    job_timeout_in_minutes: i64 = "jobTimeoutInMinutes",
    latest_build: Build = "latestBuild",
    latest_completed_build: Build = "latestCompletedBuild",
    metrics: Vec<BuildMetric> = "metrics",
    name: String = "name",
    options: Vec<BuildOption> = "options",
    path: String = "path",
    process: BuildProcess = "process",
    process_parameters: ProcessParameters = "processParameters",
    project: TeamProjectReference = "project",
    properties: Map<Json> = "properties",
    quality: DefinitionQuality = "quality",
    queue: AgentPoolQueue = "queue",
    queue_status: DefinitionQueueStatus = "queueStatus",
    repository: BuildRepository = "repository",
    retention_rules: Vec<RetentionPolicy> = "retentionRules",
    revision: i64 = "revision",
    tags: Vec<String> = "tags",
    triggers: Vec<BuildTrigger> = "triggers",
    r#type: DefinitionType = "type",
    uri: String = "uri",
    url: String = "url",
    variable_groups: Vec<VariableGroup> = "variableGroups",
    variables: Map<BuildDefinitionVariable> = "variables",
} }

object! { BuildDefinition3_2 {
    links: Links = "_links",
    authored_by: IdentityRef = "authoredBy",
    badge_enabled: bool = "badgeEnabled",
    build: Vec<BuildDefinitionStep> = "build",
    build_number_format: String = "buildNumberFormat",
    comment: String = "comment",
    created_date: DateTime = "createdDate",
    demands: Vec<Json> = "demands",
    description: String = "description",
    draft_of: DefinitionReference = "draftOf",
    drafts: Vec<DefinitionReference> = "drafts",
    drop_location: String = "dropLocation",
    id: i64 = "id",
    job_authorization_scope: BuildAuthorizationScope = "jobAuthorizationScope",
    job_cancel_timeout_in_minutes: i64 = "jobCancelTimeoutInMinutes",
    job_timeout_in_minutes: i64 = "jobTimeoutInMinutes",
    latest_build: Build = "latestBuild",
    latest_completed_build: Build = "latestCompletedBuild",
    metrics: Vec<BuildMetric> = "metrics",
    name: String = "name",
    options: Vec<BuildOption> = "options",
    path: String = "path",
    process_parameters: ProcessParameters = "processParameters",
    project: TeamProjectReference = "project",
    properties: Map<Json> = "properties",
    quality: DefinitionQuality = "quality",
    queue: AgentPoolQueue = "queue",
    queue_status: DefinitionQueueStatus = "queueStatus",
    repository: BuildRepository = "repository",
    retention_rules: Vec<RetentionPolicy> = "retentionRules",
    revision: i64 = "revision",
    tags: Vec<String> = "tags",
    triggers: Vec<BuildTrigger> = "triggers",
    r#type: DefinitionType = "type",
    uri: String = "uri",
    url: String = "url",
    variables: Map<BuildDefinitionVariable> = "variables",
} }

object! { BuildDefinitionReference {
    links: Links = "_links",
    authored_by: IdentityRef = "authoredBy",
    created_date: DateTime = "createdDate",
    draft_of: DefinitionReference = "draftOf",
    drafts: Vec<DefinitionReference> = "drafts",
    id: i64 = "id",
    latest_build: Build = "latestBuild",
    latest_completed_build: Build = "latestCompletedBuild",
    metrics: Vec<BuildMetric> = "metrics",
    name: String = "name",
    path: String = "path",
    project: TeamProjectReference = "project",
    quality: DefinitionQuality = "quality",
    queue: AgentPoolQueue = "queue",
    queue_status: DefinitionQueueStatus = "queueStatus",
    revision: i64 = "revision",
    r#type: DefinitionType = "type",
    uri: String = "uri",
    url: String = "url",
} }

object! { BuildDefinitionReference3_2 {
    links: Links = "_links",
    authored_by: IdentityRef = "authoredBy",
    created_date: DateTime = "createdDate",
    draft_of: DefinitionReference = "draftOf",
    drafts: Vec<DefinitionReference> = "drafts",
    id: i64 = "id",
    metrics: Vec<BuildMetric> = "metrics",
    name: String = "name",
    path: String = "path",
    project: TeamProjectReference = "project",
    quality: DefinitionQuality = "quality",
    queue: AgentPoolQueue = "queue",
    queue_status: DefinitionQueueStatus = "queueStatus",
    revision: i64 = "revision",
    r#type: DefinitionType = "type",
    uri: String = "uri",
    url: String = "url",
} }

object! { BuildDefinitionRevision {
    change_type: AuditAction = "changeType",
    changed_by: IdentityRef = "changedBy",
    changed_date: DateTime = "changedDate",
    comment: String = "comment",
    definition_url: String = "definitionUrl",
    name: String = "name",
    revision: i64 = "revision",
} }

object! { BuildDefinitionStep {
    always_run: bool = "alwaysRun",
    condition: String = "condition",
    continue_on_error: bool = "continueOnError",
    display_name: String = "displayName",
    enabled: bool = "enabled",
    environment: Map<String> = "environment",
    inputs: Map<String> = "inputs",
    ref_name: String = "refName",
    retry_count_on_task_failure: i64 = "retryCountOnTaskFailure",
    task: TaskDefinitionReference = "task",
    timeout_in_minutes: i64 = "timeoutInMinutes",
} }

object! { BuildDefinitionTemplate {
    can_delete: bool = "canDelete",
    category: String = "category",
    default_hosted_queue: String = "defaultHostedQueue",
    description: String = "description",
    icon_task_id: String = "iconTaskId",
    icons: Map<String> = "icons",
    id: String = "id",
    name: String = "name",
    template: BuildDefinition = "template",
} }

object! { BuildDefinitionVariable {
    allow_override: bool = "allowOverride",
    is_secret: bool = "isSecret",
    value: Secret = "value",
} }

object! { BuildLog {
    created_on: DateTime = "createdOn",
    id: i64 = "id",
    last_changed_on: DateTime = "lastChangedOn",
    line_count: i64 = "lineCount",
    r#type: String = "type",
    url: String = "url",
} }

object! { BuildLogReference {
    id: i64 = "id",
    r#type: String = "type",
    url: String = "url",
} }

object! { BuildMetric {
    date: DateTime = "date",
    int_value: i64 = "intValue",
    name: String = "name",
    scope: String = "scope",
} }

object! { BuildOption {
    definition: BuildOptionDefinitionReference = "definition",
    enabled: bool = "enabled",
    inputs: Map<String> = "inputs",
} }

object! { BuildOptionDefinition {
    description: String = "description",
    groups: Vec<BuildOptionGroupDefinition> = "groups",
    id: String = "id",
    inputs: Vec<BuildOptionInputDefinition> = "inputs",
    name: String = "name",
    ordinal: i64 = "ordinal",
} }

object! { BuildOptionDefinitionReference {
    id: String = "id",
} }

object! { BuildOptionGroupDefinition {
    display_name: String = "displayName",
    is_expanded: bool = "isExpanded",
    name: String = "name",
} }

object! { BuildOptionInputDefinition {
    default_value: String = "defaultValue",
    group_name: String = "groupName",
    help: Map<String> = "help",
    label: String = "label",
    name: String = "name",
    options: Map<String> = "options",
    required: bool = "required",
    r#type: BuildOptionInputType = "type",
    visible_rule: String = "visibleRule",
} }

open_enum! { BuildOptionInputType {
    String = "string" 0, Boolean = "boolean" 1, StringList = "stringList" 2, Radio = "radio" 3,
    PickList = "pickList" 4, MultiLine = "multiLine" 5, BranchFilter = "branchFilter" 6,
} }

object! { BuildProcess {
    r#type: i64 = "type",
} }

object! { BuildProcessResources {
    endpoints: Vec<ServiceEndpointReference> = "endpoints",
    files: Vec<SecureFileReference> = "files",
    queues: Vec<AgentPoolQueueReference> = "queues",
    variable_groups: Vec<VariableGroupReference> = "variableGroups",
} }

open_enum! { BuildQueryOrder {
    FinishTimeAscending = "finishTimeAscending" 2, FinishTimeDescending = "finishTimeDescending" 3,
    QueueTimeDescending = "queueTimeDescending" 4, QueueTimeAscending = "queueTimeAscending" 5,
    StartTimeDescending = "startTimeDescending" 6, StartTimeAscending = "startTimeAscending" 7,
} }

open_enum! { BuildReason {
    None = "none" 0, Manual = "manual" 1, IndividualCI = "individualCI" 2, BatchedCI = "batchedCI" 4,
    Schedule = "schedule" 8, ScheduleForced = "scheduleForced" 16, UserCreated = "userCreated" 32,
    ValidateShelveset = "validateShelveset" 64, CheckInShelveset = "checkInShelveset" 128,
    PullRequest = "pullRequest" 256, BuildCompletion = "buildCompletion" 512,
    ResourceTrigger = "resourceTrigger" 1024, Triggered = "triggered" 1967, All = "all" 2031,
} }

object! { BuildReportMetadata {
    build_id: i64 = "buildId",
    content: String = "content",
    r#type: String = "type",
} }

object! { BuildRepository {
    checkout_submodules: bool = "checkoutSubmodules",
    clean: String = "clean",
    default_branch: String = "defaultBranch",
    id: String = "id",
    name: String = "name",
    properties: Map<String> = "properties",
    root_folder: String = "rootFolder",
    r#type: String = "type",
    url: String = "url",
} }

object! { BuildRequestValidationResult {
    message: String = "message",
    result: ValidationResult = "result",
} }

object! { BuildResourceUsage {
    distributed_task_agents: i64 = "distributedTaskAgents",
    paid_private_agent_slots: i64 = "paidPrivateAgentSlots",
    total_usage: i64 = "totalUsage",
    xaml_controllers: i64 = "xamlControllers",
} }

open_enum! { BuildResult {
    None = "none" 0, Succeeded = "succeeded" 2, PartiallySucceeded = "partiallySucceeded" 4, Failed = "failed" 8,
    Canceled = "canceled" 32,
} }

object! { BuildRetentionHistory {
    build_retention_samples: Vec<BuildRetentionSample> = "buildRetentionSamples",
} }

object! { BuildRetentionSample {
    builds: String = "builds",
    definitions: String = "definitions",
    files: String = "files",
    sample_time: DateTime = "sampleTime",
} }

object! { BuildSettings {
    days_to_keep_deleted_builds_before_destroy: i64 = "daysToKeepDeletedBuildsBeforeDestroy",
    default_retention_policy: RetentionPolicy = "defaultRetentionPolicy",
    maximum_retention_policy: RetentionPolicy = "maximumRetentionPolicy",
} }

open_enum! { BuildStatus {
    None = "none" 0, InProgress = "inProgress" 1, Completed = "completed" 2, Cancelling = "cancelling" 4,
    Postponed = "postponed" 8, NotStarted = "notStarted" 32, All = "all" 47, Abandoned = "abandoned",
} }

object! { BuildTrigger {
    trigger_type: DefinitionTriggerType = "triggerType",
} }

object! { Change {
    author: IdentityRef = "author",
    display_uri: String = "displayUri",
    id: String = "id",
    location: String = "location",
    message: String = "message",
    message_truncated: bool = "messageTruncated",
    pusher: String = "pusher",
    timestamp: DateTime = "timestamp",
    r#type: String = "type",
} }

open_enum! { CommentTriggerOption {
    None = "none", NonTeamMembersNonContributor = "nonTeamMembersNonContributor", NonTeamMembers = "nonTeamMembers",
    All = "all",
} }

object! { ContinuousIntegrationTrigger {
    batch_changes: bool = "batchChanges",
    branch_filters: Vec<String> = "branchFilters",
    max_concurrent_builds_per_branch: i64 = "maxConcurrentBuildsPerBranch",
    path_filters: Vec<String> = "pathFilters",
    polling_interval: i64 = "pollingInterval",
    polling_job_id: String = "pollingJobId",
    settings_source_type: i64 = "settingsSourceType",
    trigger_type: DefinitionTriggerType = "triggerType",
} }

open_enum! { ControllerStatus {
    Unavailable = "unavailable" 0, Available = "available" 1, Offline = "offline" 2,
} }

open_enum! { DefinitionQuality {
    Definition = "definition" 1, Draft = "draft" 2,
} }

open_enum! { DefinitionQueryOrder {
    None = "none" 0, LastModifiedAscending = "lastModifiedAscending" 1,
    LastModifiedDescending = "lastModifiedDescending" 2, DefinitionNameAscending = "definitionNameAscending" 3,
    DefinitionNameDescending = "definitionNameDescending" 4,
} }

open_enum! { DefinitionQueueStatus {
    Enabled = "enabled" 0, Paused = "paused" 1, Disabled = "disabled" 2,
} }

object! { DefinitionReference {
    created_date: DateTime = "createdDate",
    drafts: Vec<DefinitionReference> = "drafts",
    id: i64 = "id",
    name: String = "name",
    path: String = "path",
    project: TeamProjectReference = "project",
    queue_status: DefinitionQueueStatus = "queueStatus",
    revision: i64 = "revision",
    r#type: DefinitionType = "type",
    uri: String = "uri",
    url: String = "url",
} }

object! { DefinitionResourceReference {
    authorized: bool = "authorized",
    id: String = "id",
    name: String = "name",
    r#type: String = "type",
} }

open_enum! { DefinitionTriggerType {
    None = "none" 1, ContinuousIntegration = "continuousIntegration" 2,
    BatchedContinuousIntegration = "batchedContinuousIntegration" 4, Schedule = "schedule" 8,
    GatedCheckIn = "gatedCheckIn" 16, BatchedGatedCheckIn = "batchedGatedCheckIn" 32,
    PullRequest = "pullRequest" 64, BuildCompletion = "buildCompletion" 128, All = "all" 255,
} }

open_enum! { DefinitionType {
    Xaml = "xaml" 1, Build = "build" 2,
} }

object! { Dependency {
    event: String = "event",
    scope: String = "scope",
} }

object! { DesignerProcess {
    phases: Vec<Phase> = "phases",
    target: DesignerProcessTarget = "target",
    r#type: i64 = "type",
} }

object! { DesignerProcessTarget {
    agent_specification: AgentSpecification = "agentSpecification",
} }

object! { DockerProcess {
    target: DockerProcessTarget = "target",
    r#type: i64 = "type",
} }

object! { DockerProcessTarget {
    agent_specification: AgentSpecification = "agentSpecification",
} }

object! { Folder {
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    description: String = "description",
    last_changed_by: IdentityRef = "lastChangedBy",
    last_changed_date: DateTime = "lastChangedDate",
    path: String = "path",
    project: TeamProjectReference = "project",
} }

open_enum! { FolderQueryOrder {
    None = "none" 0, FolderAscending = "folderAscending" 1, FolderDescending = "folderDescending" 2,
} }

object! { Forks {
    allow_full_access_token: bool = "allowFullAccessToken",
    allow_secrets: bool = "allowSecrets",
    enabled: bool = "enabled",
} }

object! { GatedCheckInTrigger {
    path_filters: Vec<String> = "pathFilters",
    run_continuous_integration: bool = "runContinuousIntegration",
    trigger_type: DefinitionTriggerType = "triggerType",
    use_workspace_mappings: bool = "useWorkspaceMappings",
} }

object! { JustInTimeProcess {
    r#type: i64 = "type",
} }

object! { MultipleAgentExecutionOptions {
    continue_on_error: bool = "continueOnError",
    max_concurrency: i64 = "maxConcurrency",
    r#type: i64 = "type",
} }

object! { NewRetentionLease {
    days_valid: i64 = "daysValid",
    definition_id: i64 = "definitionId",
    owner_id: String = "ownerId",
    protect_pipeline: bool = "protectPipeline",
    run_id: i64 = "runId",
} }

object! { Phase {
    condition: String = "condition",
    dependencies: Vec<Dependency> = "dependencies",
    job_authorization_scope: BuildAuthorizationScope = "jobAuthorizationScope",
    job_cancel_timeout_in_minutes: i64 = "jobCancelTimeoutInMinutes",
    job_timeout_in_minutes: i64 = "jobTimeoutInMinutes",
    name: String = "name",
    ref_name: String = "refName",
    steps: Vec<BuildDefinitionStep> = "steps",
    target: PhaseTarget = "target",
    variables: Map<BuildDefinitionVariable> = "variables",
} }

object! { PhaseTarget {
    r#type: i64 = "type",
} }

object! { PipelineGeneralSettings {
    audit_enforce_settable_var: bool = "auditEnforceSettableVar",
    builds_enabled_for_forks: bool = "buildsEnabledForForks",
    disable_classic_build_pipeline_creation: bool = "disableClassicBuildPipelineCreation",
    disable_classic_pipeline_creation: bool = "disableClassicPipelineCreation",
    disable_classic_release_pipeline_creation: bool = "disableClassicReleasePipelineCreation",
    disable_implied_yaml_ci_trigger: bool = "disableImpliedYAMLCiTrigger",
    enable_shell_tasks_args_sanitizing: bool = "enableShellTasksArgsSanitizing",
    enable_shell_tasks_args_sanitizing_audit: bool = "enableShellTasksArgsSanitizingAudit",
    enforce_job_auth_scope: bool = "enforceJobAuthScope",
    enforce_job_auth_scope_for_forks: bool = "enforceJobAuthScopeForForks",
    enforce_job_auth_scope_for_releases: bool = "enforceJobAuthScopeForReleases",
    enforce_no_access_to_secrets_from_forks: bool = "enforceNoAccessToSecretsFromForks",
    enforce_referenced_repo_scoped_token: bool = "enforceReferencedRepoScopedToken",
    enforce_settable_var: bool = "enforceSettableVar",
    fork_protection_enabled: bool = "forkProtectionEnabled",
    is_comment_required_for_pull_request: bool = "isCommentRequiredForPullRequest",
    publish_pipeline_metadata: bool = "publishPipelineMetadata",
    require_comments_for_non_team_member_and_non_contributors: bool = "requireCommentsForNonTeamMemberAndNonContributors",
    require_comments_for_non_team_members_only: bool = "requireCommentsForNonTeamMembersOnly",
    status_badges_are_private: bool = "statusBadgesArePrivate",
} }

object! { PipelineTriggerSettings {
    builds_enabled_for_forks: bool = "buildsEnabledForForks",
    enforce_job_auth_scope_for_forks: bool = "enforceJobAuthScopeForForks",
    enforce_no_access_to_secrets_from_forks: bool = "enforceNoAccessToSecretsFromForks",
    fork_comment_option: CommentTriggerOption = "forkCommentOption",
    fork_is_comment_required_for_pull_request: bool = "forkIsCommentRequiredForPullRequest",
    fork_protection_enabled: bool = "forkProtectionEnabled",
    internal_repo_comment_option: CommentTriggerOption = "internalRepoCommentOption",
    internal_repo_is_comment_required_for_pull_request: bool = "internalRepoIsCommentRequiredForPullRequest",
    is_comment_required_for_pull_request: bool = "isCommentRequiredForPullRequest",
    require_comments_for_non_team_member_and_non_contributors: bool = "requireCommentsForNonTeamMemberAndNonContributors",
    require_comments_for_non_team_members_only: bool = "requireCommentsForNonTeamMembersOnly",
} }

object! { ProjectRetentionSetting {
    purge_artifacts: RetentionSetting = "purgeArtifacts",
    purge_pull_request_runs: RetentionSetting = "purgePullRequestRuns",
    purge_runs: RetentionSetting = "purgeRuns",
    retain_runs_per_protected_branch: RetentionSetting = "retainRunsPerProtectedBranch",
} }

object! { PullRequest {
    links: Links = "_links",
    author: IdentityRef = "author",
    current_state: String = "currentState",
    description: String = "description",
    draft: bool = "draft",
    id: String = "id",
    provider_name: String = "providerName",
    source_branch_ref: String = "sourceBranchRef",
    source_repository_owner: String = "sourceRepositoryOwner",
    target_branch_ref: String = "targetBranchRef",
    target_repository_owner: String = "targetRepositoryOwner",
    title: String = "title",
} }

object! { PullRequestTrigger {
    auto_cancel: bool = "autoCancel",
    branch_filters: Vec<String> = "branchFilters",
    fork_comment_option: CommentTriggerOption = "forkCommentOption",
    fork_is_comment_required_for_pull_request: bool = "forkIsCommentRequiredForPullRequest",
    forks: Forks = "forks",
    internal_repo_comment_option: CommentTriggerOption = "internalRepoCommentOption",
    internal_repo_is_comment_required_for_pull_request: bool = "internalRepoIsCommentRequiredForPullRequest",
    is_comment_required_for_pull_request: bool = "isCommentRequiredForPullRequest",
    path_filters: Vec<String> = "pathFilters",
    pipeline_trigger_settings: PipelineTriggerSettings = "pipelineTriggerSettings",
    require_comments_for_non_team_member_and_non_contributors: bool = "requireCommentsForNonTeamMemberAndNonContributors",
    require_comments_for_non_team_members_only: bool = "requireCommentsForNonTeamMembersOnly",
    settings_source_type: i64 = "settingsSourceType",
    trigger_type: DefinitionTriggerType = "triggerType",
} }

open_enum! { QueryDeletedOption {
    ExcludeDeleted = "excludeDeleted" 0, IncludeDeleted = "includeDeleted" 1, OnlyDeleted = "onlyDeleted" 2,
} }

open_enum! { QueueOptions {
    None = "none" 0, DoNotRun = "doNotRun" 1,
} }

open_enum! { QueuePriority {
    Low = "low" 5, BelowNormal = "belowNormal" 4, Normal = "normal" 3, AboveNormal = "aboveNormal" 2,
    High = "high" 1,
} }

object! { RepositoryWebhook {
    last_delivery_status: i64 = "lastDeliveryStatus",
    name: String = "name",
    types: Vec<DefinitionTriggerType> = "types",
    url: String = "url",
} }

open_enum! { ResultSet {
    All = "all" 0, Top = "top" 1,
} }

object! { RetentionLease {
    created_on: DateTime = "createdOn",
    definition_id: i64 = "definitionId",
    lease_id: i64 = "leaseId",
    owner_id: String = "ownerId",
    protect_pipeline: bool = "protectPipeline",
    run_id: i64 = "runId",
    valid_until: DateTime = "validUntil",
} }

object! { RetentionLeaseUpdate {
    days_valid: i64 = "daysValid",
    protect_pipeline: bool = "protectPipeline",
} }

object! { RetentionPolicy {
    artifact_types_to_delete: Vec<String> = "artifactTypesToDelete",
    artifacts: Vec<String> = "artifacts",
    branches: Vec<String> = "branches",
    days_to_keep: i64 = "daysToKeep",
    delete_build_record: bool = "deleteBuildRecord",
    delete_test_results: bool = "deleteTestResults",
    minimum_to_keep: i64 = "minimumToKeep",
} }

object! { RetentionSetting {
    max: i64 = "max",
    min: i64 = "min",
    value: i64 = "value",
} }

object! { Schedule {
    branch_filters: Vec<String> = "branchFilters",
    days_to_build: ScheduleDays = "daysToBuild",
    schedule_job_id: String = "scheduleJobId",
    schedule_only_with_changes: bool = "scheduleOnlyWithChanges",
    start_hours: i64 = "startHours",
    start_minutes: i64 = "startMinutes",
    time_zone_id: String = "timeZoneId",
} }

object! { ScheduleTrigger {
    schedules: Vec<Schedule> = "schedules",
    trigger_type: DefinitionTriggerType = "triggerType",
} }

object! { SecureFileReference {
    alias: String = "alias",
    id: String = "id",
} }

object! { ServerTarget {
    execution_options: ServerTargetExecutionOptions = "executionOptions",
    r#type: i64 = "type",
} }

object! { ServerTargetExecutionOptions {
    r#type: i64 = "type",
} }

object! { ServiceEndpointReference {
    alias: String = "alias",
    id: String = "id",
} }

object! { SourceProviderAttributes {
    name: String = "name",
    supported_capabilities: Map<bool> = "supportedCapabilities",
    supported_triggers: Vec<SupportedTrigger> = "supportedTriggers",
} }

object! { SourceRepositories {
    continuation_token: String = "continuationToken",
    page_length: i64 = "pageLength",
    repositories: Vec<SourceRepository> = "repositories",
    total_page_count: i64 = "totalPageCount",
} }

object! { SourceRepository {
    default_branch: String = "defaultBranch",
    full_name: String = "fullName",
    id: String = "id",
    name: String = "name",
    properties: Map<String> = "properties",
    source_provider_name: String = "sourceProviderName",
    url: String = "url",
} }

object! { SourceRepositoryItem {
    is_container: bool = "isContainer",
    path: String = "path",
    r#type: String = "type",
    url: String = "url",
} }

open_enum! { StageUpdateType {
    Cancel = "cancel" 0, Retry = "retry" 1, Run = "run",
} }

open_enum! { SupportLevel {
    Unsupported = "unsupported" 0, Supported = "supported" 1, Required = "required" 2,
} }

object! { SupportedTrigger {
    default_polling_interval: i64 = "defaultPollingInterval",
    notification_type: String = "notificationType",
    supported_capabilities: Map<SupportLevel> = "supportedCapabilities",
    r#type: DefinitionTriggerType = "type",
} }

object! { TaskAgentPoolReference {
    id: i64 = "id",
    is_hosted: bool = "isHosted",
    name: String = "name",
} }

object! { TaskOrchestrationPlanReference {
    orchestration_type: i64 = "orchestrationType",
    plan_id: String = "planId",
} }

object! { TaskReference {
    id: String = "id",
    name: String = "name",
    version: String = "version",
} }

object! { Timeline {
    change_id: i64 = "changeId",
    id: String = "id",
    last_changed_by: String = "lastChangedBy",
    last_changed_on: DateTime = "lastChangedOn",
    records: Vec<TimelineRecord> = "records",
    url: String = "url",
} }

object! { TimelineAttempt {
    attempt: i64 = "attempt",
    record_id: String = "recordId",
    timeline_id: String = "timelineId",
} }

object! { TimelineRecord {
    links: Links = "_links",
    attempt: i64 = "attempt",
    change_id: i64 = "changeId",
    current_operation: String = "currentOperation",
    details: TimelineReference = "details",
    error_count: i64 = "errorCount",
    finish_time: DateTime = "finishTime",
    id: String = "id",
    identifier: String = "identifier",
    issues: Vec<Issue> = "issues",
    last_modified: DateTime = "lastModified",
    log: BuildLogReference = "log",
    name: String = "name",
    order: i64 = "order",
    parent_id: String = "parentId",
    percent_complete: i64 = "percentComplete",
    previous_attempts: Vec<TimelineAttempt> = "previousAttempts",
    queue_id: i64 = "queueId",
    ref_name: String = "refName",
    result: TaskResult = "result",
    result_code: String = "resultCode",
    start_time: DateTime = "startTime",
    state: TimelineRecordState = "state",
    task: TaskReference = "task",
    r#type: String = "type",
    url: String = "url",
    warning_count: i64 = "warningCount",
    worker_name: String = "workerName",
} }

object! { TimelineReference {
    change_id: i64 = "changeId",
    id: String = "id",
    url: String = "url",
} }

object! { UpdateProjectRetentionSettingModel {
    artifacts_retention: UpdateRetentionSettingModel = "artifactsRetention",
    pull_request_run_retention: UpdateRetentionSettingModel = "pullRequestRunRetention",
    retain_runs_per_protected_branch: UpdateRetentionSettingModel = "retainRunsPerProtectedBranch",
    run_retention: UpdateRetentionSettingModel = "runRetention",
} }

object! { UpdateRetentionSettingModel {
    value: i64 = "value",
} }

object! { UpdateStageParameters {
    force_retry_all_jobs: bool = "forceRetryAllJobs",
    retry_dependencies: bool = "retryDependencies",
    state: StageUpdateType = "state",
} }

object! { UpdateTagParameters {
    tags_to_add: Vec<String> = "tagsToAdd",
    tags_to_remove: Vec<String> = "tagsToRemove",
} }

open_enum! { ValidationResult {
    Ok = "ok" 0, Warning = "warning" 1, Error = "error" 2,
} }

object! { VariableGroup {
    alias: String = "alias",
    description: String = "description",
    id: i64 = "id",
    name: String = "name",
    r#type: String = "type",
    variables: Map<BuildDefinitionVariable> = "variables",
} }

object! { VariableGroupReference {
    alias: String = "alias",
    id: i64 = "id",
} }

object! { VariableMultipliersAgentExecutionOptions {
    continue_on_error: bool = "continueOnError",
    max_concurrency: i64 = "maxConcurrency",
    multipliers: Vec<String> = "multipliers",
    r#type: i64 = "type",
} }

object! { VariableMultipliersServerExecutionOptions {
    continue_on_error: bool = "continueOnError",
    max_concurrency: i64 = "maxConcurrency",
    multipliers: Vec<String> = "multipliers",
    r#type: i64 = "type",
} }

object! { XamlBuildDefinition {
    links: Links = "_links",
    batch_size: i64 = "batchSize",
    build_args: String = "buildArgs",
    continuous_integration_quiet_period: i64 = "continuousIntegrationQuietPeriod",
    controller: BuildController = "controller",
    created_date: DateTime = "createdDate",
    created_on: DateTime = "createdOn",
    default_drop_location: String = "defaultDropLocation",
    description: String = "description",
    drafts: Vec<DefinitionReference> = "drafts",
    id: i64 = "id",
    last_build: XamlBuildReference = "lastBuild",
    name: String = "name",
    path: String = "path",
    project: TeamProjectReference = "project",
    queue_status: DefinitionQueueStatus = "queueStatus",
    repository: BuildRepository = "repository",
    revision: i64 = "revision",
    supported_reasons: BuildReason = "supportedReasons",
    trigger_type: DefinitionTriggerType = "triggerType",
    r#type: DefinitionType = "type",
    uri: String = "uri",
    url: String = "url",
} }

object! { XamlBuildReference {
    id: i64 = "id",
    name: String = "name",
    url: String = "url",
} }

object! { YamlBuild {
    yaml: String = "yaml",
} }

object! { YamlProcess {
    errors: Vec<String> = "errors",
    resources: BuildProcessResources = "resources",
    r#type: i64 = "type",
    yaml_filename: String = "yamlFilename",
} }

impl Paged for SourceRepositories {
    type Item = SourceRepository;
}

subtype! { AgentPoolQueueTarget: PhaseTarget, "type" = "1" }
subtype! { BuildCompletionTrigger: BuildTrigger, "triggerType" = "buildCompletion" }
subtype! { BuildDefinition: BuildDefinitionReference }
subtype! { BuildDefinition3_2: BuildDefinitionReference3_2 }
subtype! { BuildDefinitionReference: DefinitionReference, "type" = "build" }
subtype! { BuildDefinitionReference3_2: DefinitionReference }
subtype! { BuildLog: BuildLogReference }
subtype! { BuildOptionDefinition: BuildOptionDefinitionReference }
subtype! { ContinuousIntegrationTrigger: BuildTrigger, "triggerType" = "continuousIntegration" }
subtype! { DesignerProcess: BuildProcess, "type" = "1" }
subtype! { DockerProcess: BuildProcess, "type" = "3" }
subtype! { DockerProcessTarget: DesignerProcessTarget }
subtype! { GatedCheckInTrigger: BuildTrigger, "triggerType" = "gatedCheckIn" }
subtype! { JustInTimeProcess: BuildProcess, "type" = "4" }
subtype! { MultipleAgentExecutionOptions: AgentTargetExecutionOptions }
subtype! { PullRequestTrigger: BuildTrigger, "triggerType" = "pullRequest" }
subtype! { ScheduleTrigger: BuildTrigger, "triggerType" = "schedule" }
subtype! { ServerTarget: PhaseTarget, "type" = "2" }
subtype! { Timeline: TimelineReference }
subtype! { VariableGroup: VariableGroupReference }
subtype! { VariableMultipliersAgentExecutionOptions: AgentTargetExecutionOptions }
subtype! { VariableMultipliersServerExecutionOptions: ServerTargetExecutionOptions }
subtype! { XamlBuildDefinition: DefinitionReference, "type" = "xaml" }
subtype! { YamlProcess: BuildProcess, "type" = "2" }

subtypes! { BuildProcessKind of BuildProcess {
    DesignerProcess, DockerProcess, JustInTimeProcess, YamlProcess,
} }

subtypes! { BuildTriggerKind of BuildTrigger {
    BuildCompletionTrigger, ContinuousIntegrationTrigger, GatedCheckInTrigger, PullRequestTrigger, ScheduleTrigger,
} }

subtypes! { DefinitionReferenceKind of DefinitionReference {
    BuildDefinitionReference, XamlBuildDefinition,
} }

subtypes! { PhaseTargetKind of PhaseTarget {
    AgentPoolQueueTarget, ServerTarget,
} }
