// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { JobEvent {
    job_id: String = "jobId",
    name: String = "name",
} }

object! { TaskHubOidcToken {
    oidc_token: String = "oidcToken",
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

object! { TimelineReference {
    change_id: i64 = "changeId",
    id: String = "id",
    location: String = "location",
} }
