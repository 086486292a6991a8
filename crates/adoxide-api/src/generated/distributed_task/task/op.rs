// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `POST {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/events` · 7.1
#[inline]
pub fn post_event(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, body: &JobEvent,
) -> Op<()> {
    Op::new(&meta::POST_EVENT)
        .path("scopeIdentifier", scope_identifier).guid("scopeIdentifier").path("hubName", hub_name)
        .path("planId", plan_id).guid("planId").json(body)
}

params! { CreateOidcToken {
    service_connection_id: String = "serviceConnectionId",
} }

/// `POST {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/jobs/{jobId}/oidctoken` · 7.1-preview.1
#[inline]
pub fn create_oidc_token(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, job_id: &JobGuid,
    body: &Map<String>, params: CreateOidcToken,
) -> Op<TaskHubOidcToken> {
    params.add_to(Op::new(&meta::CREATE_OIDC_TOKEN)
        .path("scopeIdentifier", scope_identifier).guid("scopeIdentifier").path("hubName", hub_name)
        .path("planId", plan_id).guid("planId").path("jobId", job_id).guid("jobId").json(body))
}

/// `POST {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/logs` · 7.1
#[inline]
pub fn create_log(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, body: &TaskLog,
) -> Op<TaskLog> {
    Op::new(&meta::CREATE_LOG)
        .path("scopeIdentifier", scope_identifier).guid("scopeIdentifier").path("hubName", hub_name)
        .path("planId", plan_id).guid("planId").json(body)
}

/// `POST {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/logs/{logId}` · 7.1
#[inline]
pub fn append_log_content(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, log_id: LogId,
    body: impl Into<Bytes>,
) -> Op<TaskLog> {
    Op::new(&meta::APPEND_LOG_CONTENT)
        .path("scopeIdentifier", scope_identifier).guid("scopeIdentifier").path("hubName", hub_name)
        .path("planId", plan_id).guid("planId").path("logId", &log_id).bytes(body)
}

/// `PATCH {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}/records` · 7.1
#[inline]
pub fn update_records(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, timeline_id: &TimelineId,
    body: &TimelineRecordCollection,
) -> Op<List<TimelineRecord>> {
    Op::new(&meta::UPDATE_RECORDS)
        .path("scopeIdentifier", scope_identifier).guid("scopeIdentifier").path("hubName", hub_name)
        .path("planId", plan_id).guid("planId").path("timelineId", timeline_id).guid("timelineId").json(body)
}

/// `POST _apis/public/distributedtask/webhooks/{webHookId}` · 7.2-preview.2
#[inline]
pub fn receive_external_event(web_hook_id: &WebHookId) -> Op<()> {
    Op::new(&meta::RECEIVE_EXTERNAL_EVENT).path("webHookId", web_hook_id)
}

/// `GET {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/attachments/{type}` · 7.1
#[inline]
pub fn get_plan_attachments(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, r#type: &TypeRef,
) -> Op<List<TaskAttachment>> {
    Op::new(&meta::GET_PLAN_ATTACHMENTS)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
        .path("type", r#type)
}

/// `POST {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}/records/{recordId}/attachments/{type}/{name}` · 7.1
#[inline]
pub fn create_attachment(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, timeline_id: &TimelineId,
    record_id: &RecordId, r#type: &TypeRef, name: &NameRef, body: impl Into<Bytes>,
) -> Op<TaskAttachment> {
    Op::new(&meta::CREATE_ATTACHMENT)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
        .path("timelineId", timeline_id).path("recordId", record_id).path("type", r#type).path("name", name)
        .bytes(body)
}

/// `PUT {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}/records/{recordId}/attachments/{type}/{name}` · 7.1
#[inline]
pub fn create_attachment_from_artifact(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, timeline_id: &TimelineId,
    record_id: &RecordId, r#type: &TypeRef, name: &NameRef, artifact_hash: &str, length: i64,
) -> Op<TaskAttachment> {
    Op::new(&meta::CREATE_ATTACHMENT_FROM_ARTIFACT)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
        .path("timelineId", timeline_id).path("recordId", record_id).path("type", r#type).path("name", name)
        .query("artifactHash", artifact_hash).query("length", &length)
}

/// `GET {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}/records/{recordId}/attachments/{type}/{name}` · 7.1
#[inline]
pub fn get_attachment(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, timeline_id: &TimelineId,
    record_id: &RecordId, r#type: &TypeRef, name: &NameRef,
) -> Op<TaskAttachment> {
    Op::new(&meta::GET_ATTACHMENT)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
        .path("timelineId", timeline_id).path("recordId", record_id).path("type", r#type).path("name", name)
}

/// The same as bytes: `application/json`, `application/octet-stream`.
#[inline]
pub fn get_attachment_content(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, timeline_id: &TimelineId,
    record_id: &RecordId, r#type: &TypeRef, name: &NameRef,
) -> Op<Content> {
    Op::new(&meta::GET_ATTACHMENT)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
        .path("timelineId", timeline_id).path("recordId", record_id).path("type", r#type).path("name", name)
        .accept("application/octet-stream")
}

/// `GET {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}/records/{recordId}/attachments/{type}` · 7.1
#[inline]
pub fn get_attachments(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, timeline_id: &TimelineId,
    record_id: &RecordId, r#type: &TypeRef,
) -> Op<List<TaskAttachment>> {
    Op::new(&meta::GET_ATTACHMENTS)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
        .path("timelineId", timeline_id).path("recordId", record_id).path("type", r#type)
}

/// `POST {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}/records/{recordId}/feed` · 7.1
#[inline]
pub fn append_timeline_record_feed(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, timeline_id: &TimelineId,
    record_id: &RecordId, body: &TimelineRecordFeedLinesWrapper,
) -> Op<()> {
    Op::new(&meta::APPEND_TIMELINE_RECORD_FEED)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
        .path("timelineId", timeline_id).path("recordId", record_id).json(body)
}

params! { GetLines {
    end_line: i64 = "endLine",
    take_count: i64 = "takeCount",
    continuation_token: String = "continuationToken",
} }

/// `GET {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}/records/{recordId}/feed` · 7.1
#[inline]
pub fn get_lines(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, timeline_id: &TimelineId,
    record_id: &RecordId, step_id: &str, params: GetLines,
) -> Op<TimelineRecordFeedLinesWrapper> {
    params.add_to(Op::new(&meta::GET_LINES)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
        .path("timelineId", timeline_id).path("recordId", record_id).query("stepId", step_id))
}

/// `GET {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/jobinstances/{orchestrationId}` · 7.1-preview.1
#[inline]
pub fn get_job_instance(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, orchestration_id: &OrchestrationId,
) -> Op<TaskAgentJob> {
    Op::new(&meta::GET_JOB_INSTANCE)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name)
        .path("orchestrationId", orchestration_id)
}

params! { GetLog {
    start_line: i64 = "startLine",
    end_line: i64 = "endLine",
} }

/// `GET {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/logs/{logId}` · 7.1
#[inline]
pub fn get_log(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, log_id: LogId, params: GetLog,
) -> Op<List<String>> {
    params.add_to(Op::new(&meta::GET_LOG)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
        .path("logId", &log_id))
}

/// `GET {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/logs` · 7.1
#[inline]
pub fn get_logs(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText,
) -> Op<List<TaskLog>> {
    Op::new(&meta::GET_LOGS)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
}

/// `GET _apis/distributedtask/hubs/{hubName}/plangroupsqueue/metrics` · 7.1-preview.1
#[inline]
pub fn get_plan_groups_queue_metrics(hub_name: &HubName) -> Op<List<TaskOrchestrationPlanGroupsQueueMetrics>> {
    Op::new(&meta::GET_PLAN_GROUPS_QUEUE_METRICS).path("hubName", hub_name)
}

params! { GetQueuedPlanGroups {
    status_filter: PlanGroupStatus = "statusFilter",
    count: i64 = "count",
} }

/// `GET _apis/distributedtask/hubs/{hubName}/plangroupsqueue` · 7.1-preview.1
#[inline]
pub fn get_queued_plan_groups(
    hub_name: &HubName, params: GetQueuedPlanGroups,
) -> Op<List<TaskOrchestrationQueuedPlanGroup>> {
    params.add_to(Op::new(&meta::GET_QUEUED_PLAN_GROUPS).path("hubName", hub_name))
}

/// `GET {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plangroupsqueue/{planGroup}` · 7.1-preview.1
#[inline]
pub fn get_queued_plan_group(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_group: &PlanGroupRef,
) -> Op<TaskOrchestrationQueuedPlanGroup> {
    Op::new(&meta::GET_QUEUED_PLAN_GROUP)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planGroup", plan_group)
}

/// `GET {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}` · 7.1
#[inline]
pub fn get_plan(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText,
) -> Op<TaskOrchestrationPlan> {
    Op::new(&meta::GET_PLAN)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
}

params! { GetRecords {
    change_id: i64 = "changeId",
} }

/// `GET {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}/records` · 7.1
#[inline]
pub fn get_records(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, timeline_id: &TimelineId,
    params: GetRecords,
) -> Op<List<TimelineRecord>> {
    params.add_to(Op::new(&meta::GET_RECORDS)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
        .path("timelineId", timeline_id))
}

/// `POST {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines` · 7.1
#[inline]
pub fn create_timeline(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, body: &Timeline,
) -> Op<Timeline> {
    Op::new(&meta::CREATE_TIMELINE)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id).json(body)
}

/// `DELETE {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}` · 7.1
#[inline]
pub fn delete_timeline(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, timeline_id: &TimelineId,
) -> Op<()> {
    Op::new(&meta::DELETE_TIMELINE)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
        .path("timelineId", timeline_id)
}

params! { GetTimeline {
    change_id: i64 = "changeId",
    include_records: bool = "includeRecords",
} }

/// `GET {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}` · 7.1
#[inline]
pub fn get_timeline(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText, timeline_id: &TimelineId,
    params: GetTimeline,
) -> Op<Timeline> {
    params.add_to(Op::new(&meta::GET_TIMELINE)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
        .path("timelineId", timeline_id))
}

/// `GET {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines` · 7.1
#[inline]
pub fn get_timelines(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanIdText,
) -> Op<List<Timeline>> {
    Op::new(&meta::GET_TIMELINES)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
}
