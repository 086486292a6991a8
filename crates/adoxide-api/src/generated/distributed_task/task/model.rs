// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { JobCompletedEvent {
    agent_shutting_down: bool = "agentShuttingDown",
    job_id: String = "jobId",
    name: String = "name",
    request_id: i64 = "requestId",
    result: TaskResult = "result",
} }

object! { JobEvent {
    job_id: String = "jobId",
    name: String = "name",
} }

object! { JobOption {
    data: Map<String> = "data",
    id: String = "id",
} }

object! { MaskHint {
    r#type: MaskType = "type",
    value: String = "value",
} }

open_enum! { MaskType {
    Variable = "variable" 1, Regex = "regex" 2,
} }

object! { PlanEnvironment {
    mask: Vec<MaskHint> = "mask",
    options: Map<JobOption> = "options",
    variables: Map<String> = "variables",
} }

open_enum! { PlanGroupStatus {
    Running = "running" 1, Queued = "queued" 2, All = "all" 3,
} }

object! { TaskAgentJob {
    container: String = "container",
    id: String = "id",
    name: String = "name",
    sidecar_containers: Map<String> = "sidecarContainers",
    steps: Vec<TaskAgentJobStep> = "steps",
    variables: Vec<TaskAgentJobVariable> = "variables",
} }

object! { TaskAgentJobStep {
    condition: String = "condition",
    continue_on_error: bool = "continueOnError",
    enabled: bool = "enabled",
    env: Map<String> = "env",
    id: String = "id",
    inputs: Map<String> = "inputs",
    name: String = "name",
    retry_count_on_task_failure: i64 = "retryCountOnTaskFailure",
    task: TaskAgentJobTask = "task",
    timeout_in_minutes: i64 = "timeoutInMinutes",
    r#type: TaskAgentJobStepType = "type",
} }

open_enum! { TaskAgentJobStepType {
    Task = "task" 1, Action = "action" 2,
} }

object! { TaskAgentJobTask {
    id: String = "id",
    name: String = "name",
    version: String = "version",
} }

object! { TaskAgentJobVariable {
    name: String = "name",
    secret: bool = "secret",
    value: String = "value",
} }

object! { TaskAssignedEvent {
    job_id: String = "jobId",
    name: String = "name",
    task_id: String = "taskId",
} }

object! { TaskAttachment {
    links: Links = "_links",
    created_on: DateTime = "createdOn",
    last_changed_by: String = "lastChangedBy",
    last_changed_on: DateTime = "lastChangedOn",
    name: String = "name",
    record_id: String = "recordId",
    timeline_id: String = "timelineId",
    r#type: String = "type",
} }

object! { TaskCompletedEvent {
    delivery_failed: bool = "deliveryFailed",
    job_id: String = "jobId",
    name: String = "name",
    result: TaskResult = "result",
    task_id: String = "taskId",
} }

object! { TaskEvent {
    job_id: String = "jobId",
    name: String = "name",
    task_id: String = "taskId",
} }

object! { TaskHubOidcToken {
    oidc_token: Secret = "oidcToken",
} }

object! { TaskLog {
    created_on: DateTime = "createdOn",
    id: i64 = "id",
    index_location: String = "indexLocation",
    last_changed_on: DateTime = "lastChangedOn",
    line_count: i64 = "lineCount",
    location: String = "location",
    path: String = "path",
} }

object! { TaskLogReference {
    id: i64 = "id",
    location: String = "location",
} }

object! { TaskOrchestrationContainer {
    children: Vec<TaskOrchestrationItem> = "children",
    continue_on_error: bool = "continueOnError",
    data: Map<String> = "data",
    item_type: TaskOrchestrationItemType = "itemType",
    max_concurrency: i64 = "maxConcurrency",
    parallel: bool = "parallel",
    rollback: Box<TaskOrchestrationContainer> = "rollback",
} }

object! { TaskOrchestrationItem {
    item_type: TaskOrchestrationItemType = "itemType",
} }

open_enum! { TaskOrchestrationItemType {
    Container = "container" 0, Job = "job" 1,
} }

object! { TaskOrchestrationPlan {
    artifact_location: String = "artifactLocation",
    artifact_uri: String = "artifactUri",
    definition: TaskOrchestrationOwner = "definition",
    environment: PlanEnvironment = "environment",
    expanded_yaml: TaskLogReference = "expandedYaml",
    finish_time: DateTime = "finishTime",
    implementation: TaskOrchestrationContainer = "implementation",
    initialization_log: TaskLogReference = "initializationLog",
    owner: TaskOrchestrationOwner = "owner",
    plan_group: String = "planGroup",
    plan_id: String = "planId",
    plan_type: String = "planType",
    requested_by_id: String = "requestedById",
    requested_for_id: String = "requestedForId",
    result: TaskResult = "result",
    result_code: String = "resultCode",
    scope_identifier: String = "scopeIdentifier",
    start_time: DateTime = "startTime",
    state: TaskOrchestrationPlanState = "state",
    timeline: TimelineReference = "timeline",
    version: i64 = "version",
} }

object! { TaskOrchestrationPlanGroupsQueueMetrics {
    count: i64 = "count",
    status: PlanGroupStatus = "status",
} }

open_enum! { TaskOrchestrationPlanState {
    InProgress = "inProgress" 1, Queued = "queued" 2, Completed = "completed" 4, Throttled = "throttled" 8,
} }

object! { TaskOrchestrationQueuedPlan {
    assign_time: DateTime = "assignTime",
    definition: TaskOrchestrationOwner = "definition",
    owner: TaskOrchestrationOwner = "owner",
    plan_group: String = "planGroup",
    plan_id: String = "planId",
    pool_id: i64 = "poolId",
    queue_position: i64 = "queuePosition",
    queue_time: DateTime = "queueTime",
    scope_identifier: String = "scopeIdentifier",
} }

object! { TaskOrchestrationQueuedPlanGroup {
    definition: TaskOrchestrationOwner = "definition",
    owner: TaskOrchestrationOwner = "owner",
    plan_group: String = "planGroup",
    plans: Vec<TaskOrchestrationQueuedPlan> = "plans",
    project: ProjectReference = "project",
    queue_position: i64 = "queuePosition",
} }

object! { TaskStartedEvent {
    job_id: String = "jobId",
    name: String = "name",
    task_id: String = "taskId",
} }

object! { Timeline {
    change_id: i64 = "changeId",
    id: String = "id",
    last_changed_by: String = "lastChangedBy",
    last_changed_on: DateTime = "lastChangedOn",
    location: String = "location",
    records: Vec<TimelineRecord> = "records",
} }

object! { TimelineAttempt {
    attempt: i64 = "attempt",
    identifier: String = "identifier",
    record_id: String = "recordId",
    timeline_id: String = "timelineId",
} }

object! { TimelineRecord {
    agent_specification: Json = "agentSpecification",
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
    location: String = "location",
    log: TaskLogReference = "log",
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
    variables: Map<VariableValue> = "variables",
    warning_count: i64 = "warningCount",
    worker_name: String = "workerName",
} }

object! { TimelineRecordCollection {
    count: i64 = "count",
    value: Vec<TimelineRecord> = "value",
} }

object! { TimelineRecordFeedLinesWrapper {
    count: i64 = "count",
    end_line: i64 = "endLine",
    start_line: i64 = "startLine",
    step_id: String = "stepId",
    value: Vec<String> = "value",
} }

object! { TimelineReference {
    change_id: i64 = "changeId",
    id: String = "id",
    location: String = "location",
} }

subtype! { JobCompletedEvent: JobEvent, "name" = "JobCompleted" }
subtype! { TaskAssignedEvent: JobEvent, "name" = "TaskAssigned" }
subtype! { TaskAssignedEvent: TaskEvent }
subtype! { TaskCompletedEvent: JobEvent, "name" = "TaskCompleted" }
subtype! { TaskCompletedEvent: TaskEvent }
subtype! { TaskEvent: JobEvent }
subtype! { TaskLog: TaskLogReference }
subtype! { TaskOrchestrationContainer: TaskOrchestrationItem }
subtype! { TaskStartedEvent: JobEvent, "name" = "TaskStarted" }
subtype! { TaskStartedEvent: TaskEvent }
subtype! { Timeline: TimelineReference }

subtypes! { JobEventKind of JobEvent {
    JobCompletedEvent, TaskAssignedEvent, TaskCompletedEvent, TaskStartedEvent,
} }
