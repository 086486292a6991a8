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
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanId, body: &JobEvent,
) -> Op<()> {
    Op::new(&meta::POST_EVENT)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id).json(body)
}

params! { CreateOidcToken {
    service_connection_id: String = "serviceConnectionId",
} }

/// `POST {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/jobs/{jobId}/oidctoken` · 7.1-preview.1
#[inline]
pub fn create_oidc_token(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanId, job_id: &JobId, body: &Map<String>,
    params: CreateOidcToken,
) -> Op<TaskHubOidcToken> {
    params.add_to(Op::new(&meta::CREATE_OIDC_TOKEN)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
        .path("jobId", job_id).json(body))
}

/// `POST {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/logs` · 7.1
#[inline]
pub fn create_log(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanId, body: &TaskLog,
) -> Op<TaskLog> {
    Op::new(&meta::CREATE_LOG)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id).json(body)
}

/// `POST {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/logs/{logId}` · 7.1
#[inline]
pub fn append_log_content(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanId, log_id: LogId, body: impl Into<Bytes>,
) -> Op<TaskLog> {
    Op::new(&meta::APPEND_LOG_CONTENT)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
        .path("logId", &log_id).bytes(body)
}

/// `PATCH {scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}/records` · 7.1
#[inline]
pub fn update_records(
    scope_identifier: &ScopeIdentifier, hub_name: &HubName, plan_id: &PlanId, timeline_id: &TimelineId,
    body: &TimelineRecordCollection,
) -> Op<List<TimelineRecord>> {
    Op::new(&meta::UPDATE_RECORDS)
        .path("scopeIdentifier", scope_identifier).path("hubName", hub_name).path("planId", plan_id)
        .path("timelineId", timeline_id).json(body)
}
