// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { QueryApprovals {
    approval_ids: Vec<String> = "approvalIds",
    expand: ApprovalDetailsExpandParameter = "$expand",
    user_ids: Vec<String> = "userIds",
    state: ApprovalStatus = "state",
    top: i64 = "top",
    assigned_to: Vec<String> = "assignedTo",
} }

/// `GET {project}/_apis/pipelines/approvals` · 7.1 · `vso.build`
#[inline]
pub fn query_approvals(project: &ProjectRef, params: QueryApprovals) -> Op<List<Approval>> {
    params.add_to(Op::new(&meta::QUERY_APPROVALS).path("project", project))
}

/// `PATCH {project}/_apis/pipelines/approvals` · 7.1 · `vso.build_execute` `vso.pipelineresources_use`
#[inline]
pub fn update_approvals(project: &ProjectRef, body: &[ApprovalUpdateParameters]) -> Op<List<Approval>> {
    Op::new(&meta::UPDATE_APPROVALS).path("project", project).json(body)
}

params! { GetApproval {
    expand: ApprovalDetailsExpandParameter = "$expand",
} }

/// `GET {project}/_apis/pipelines/approvals/{approvalId}` · 7.1 · `vso.build`
#[inline]
pub fn get_approval(project: &ProjectRef, approval_id: &ApprovalGuid, params: GetApproval) -> Op<Approval> {
    params.add_to(Op::new(&meta::GET_APPROVAL)
        .path("project", project).path("approvalId", approval_id).guid("approvalId"))
}
