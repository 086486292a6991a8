// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

open_enum! { AuditActionCategory {
    Unknown = "unknown", Modify = "modify", Remove = "remove", Create = "create", Access = "access",
    Execute = "execute",
} }

object! { AuditActionInfo {
    action_id: String = "actionId",
    area: String = "area",
    category: AuditActionCategory = "category",
} }

object! { AuditLogQueryResult {
    continuation_token: String = "continuationToken",
    decorated_audit_log_entries: Vec<DecoratedAuditLogEntry> = "decoratedAuditLogEntries",
    has_more: bool = "hasMore",
} }

open_enum! { AuditScopeType {
    Unknown = "unknown", Deployment = "deployment", Enterprise = "enterprise", Organization = "organization",
    Project = "project",
} }

object! { AuditStream {
    consumer_inputs: Map<Secret> = "consumerInputs",
    consumer_type: String = "consumerType",
    created_time: DateTime = "createdTime",
    display_name: String = "displayName",
    id: i64 = "id",
    status: AuditStreamStatus = "status",
    status_reason: String = "statusReason",
    updated_time: DateTime = "updatedTime",
} }

open_enum! { AuditStreamStatus {
    Unknown = "unknown", Enabled = "enabled", DisabledByUser = "disabledByUser",
    DisabledBySystem = "disabledBySystem", Deleted = "deleted", Backfilling = "backfilling",
} }

object! { DecoratedAuditLogEntry {
    action_id: String = "actionId",
    activity_id: String = "activityId",
    actor_cuid: String = "actorCUID",
    actor_client_id: String = "actorClientId",
    actor_display_name: String = "actorDisplayName",
    actor_image_url: String = "actorImageUrl",
    actor_upn: String = "actorUPN",
    actor_user_id: String = "actorUserId",
    area: String = "area",
    authentication_mechanism: String = "authenticationMechanism",
    category: AuditActionCategory = "category",
    category_display_name: String = "categoryDisplayName",
    correlation_id: String = "correlationId",
    data: Map<Json> = "data",
    details: String = "details",
    id: String = "id",
    ip_address: String = "ipAddress",
    project_id: String = "projectId",
    project_name: String = "projectName",
    scope_display_name: String = "scopeDisplayName",
    scope_id: String = "scopeId",
    scope_type: AuditScopeType = "scopeType",
    timestamp: DateTime = "timestamp",
    user_agent: String = "userAgent",
} }

impl Paged for AuditLogQueryResult {
    type Item = DecoratedAuditLogEntry;
}
