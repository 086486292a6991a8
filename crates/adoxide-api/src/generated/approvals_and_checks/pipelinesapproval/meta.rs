// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `approvals_and_checks::pipelinesapproval`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("approval").area_id(Some("5b55a9b6-2e0f-40d7-829d-3741d2b8c4e4")).host(Host::Dev)
}

catalog! {
    QUERY_APPROVALS = op("approvals_and_checks.pipelinesapproval.query_approvals", Method::GET, "{project}/_apis/pipelines/approvals")
        .resource("approvals").api_version("7.1").effect(Effect::Read)
        .location_id(Some("37794717-f36f-4d78-b2bf-4dc30d0cfbcd")).scopes(&["vso.build"])
        .paging(Paging::Limit { top: "top" })
        .optional(&["approvalIds", "$expand", "userIds", "state", "top", "assignedTo"])
        .since(&[("assignedTo", "7.2-preview.2")]);
    UPDATE_APPROVALS = op("approvals_and_checks.pipelinesapproval.update_approvals", Method::PATCH, "{project}/_apis/pipelines/approvals")
        .resource("approvals").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("37794717-f36f-4d78-b2bf-4dc30d0cfbcd"))
        .scopes(&["vso.build_execute", "vso.pipelineresources_use"]).consumes(Some("application/json"));
    GET_APPROVAL = op("approvals_and_checks.pipelinesapproval.get_approval", Method::GET, "{project}/_apis/pipelines/approvals/{approvalId}")
        .resource("approvals").api_version("7.1").effect(Effect::Read)
        .location_id(Some("37794717-f36f-4d78-b2bf-4dc30d0cfbcd")).scopes(&["vso.build"]).optional(&["$expand"]);
}
