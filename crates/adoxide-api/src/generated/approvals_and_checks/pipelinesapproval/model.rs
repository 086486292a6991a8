// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { Approval {
    links: Links = "_links",
    blocked_approvers: Vec<IdentityRef> = "blockedApprovers",
    created_on: DateTime = "createdOn",
    execution_order: ApprovalExecutionOrder = "executionOrder",
    id: String = "id",
    instructions: String = "instructions",
    last_modified_on: DateTime = "lastModifiedOn",
    min_required_approvers: i64 = "minRequiredApprovers",
    permissions: ApprovalPermissions = "permissions",
    pipeline: Json = "pipeline",
    status: ApprovalStatus = "status",
    steps: Vec<ApprovalStep> = "steps",
} }

open_enum! { ApprovalDetailsExpandParameter {
    None = "none", Steps = "steps", Permissions = "permissions",
} }

object! { ApprovalEvent {
    approval: Approval = "approval",
    attempt_id: i64 = "attemptId",
    id: i64 = "id",
    pipeline: Json = "pipeline",
    project_id: String = "projectId",
    resource: Json = "resource",
    run: Json = "run",
    stage: Json = "stage",
    stage_name: String = "stageName",
    url: String = "url",
} }

open_enum! { ApprovalPermissions {
    None = "none", View = "view", Update = "update", Reassign = "reassign", ResourceAdmin = "resourceAdmin",
    QueueBuild = "queueBuild",
} }

open_enum! { ApprovalStatus {
    Undefined = "undefined", Uninitiated = "uninitiated", Pending = "pending", Approved = "approved",
    Rejected = "rejected", Skipped = "skipped", Canceled = "canceled", TimedOut = "timedOut", Failed = "failed",
    Completed = "completed", All = "all", Deferred = "deferred",
} }

object! { ApprovalStep {
    actual_approver: IdentityRef = "actualApprover",
    assigned_approver: IdentityRef = "assignedApprover",
    comment: String = "comment",
    deferred_to: DateTime = "deferredTo",
    history: Vec<ApprovalStepHistory> = "history",
    initiated_on: DateTime = "initiatedOn",
    last_modified_by: IdentityRef = "lastModifiedBy",
    last_modified_on: DateTime = "lastModifiedOn",
    order: i64 = "order",
    permissions: ApprovalPermissions = "permissions",
    status: ApprovalStatus = "status",
} }

object! { ApprovalStepHistory {
    assigned_to: IdentityRef = "assignedTo",
    comment: String = "comment",
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
} }

object! { ApprovalUpdateParameters {
    approval_id: String = "approvalId",
    assigned_approver: IdentityRef = "assignedApprover",
    comment: String = "comment",
    deferred_to: DateTime = "deferredTo",
    reassign_to: IdentityRef = "reassignTo",
    status: ApprovalStatus = "status",
} }
