// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `approvals_and_checks::pipeline_permissions`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("pipelinePermissions").area_id(Some("a81a0441-de52-4000-aa15-ff0e07bfbbaa")).host(Host::Dev)
}

catalog! {
    UPDATE_PIPELINE_PERMISIONS_FOR_RESOURCES = op("approvals_and_checks.pipeline_permissions.update_pipeline_permisions_for_resources", Method::PATCH, "{project}/_apis/pipelines/pipelinepermissions")
        .resource("pipelinePermissions").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("b5b9a4a4-e6cd-4096-853c-ab7d8b0c4eb2")).scopes(&["vso.pipelineresources_manage"])
        .consumes(Some("application/json"));
    GET_PIPELINE_PERMISSIONS_FOR_RESOURCE = op("approvals_and_checks.pipeline_permissions.get_pipeline_permissions_for_resource", Method::GET, "{project}/_apis/pipelines/pipelinepermissions/{resourceType}/{resourceId}")
        .resource("pipelinePermissions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("b5b9a4a4-e6cd-4096-853c-ab7d8b0c4eb2")).scopes(&["vso.build"]);
    UPDATE_PIPELINE_PERMISIONS_FOR_RESOURCE = op("approvals_and_checks.pipeline_permissions.update_pipeline_permisions_for_resource", Method::PATCH, "{project}/_apis/pipelines/pipelinepermissions/{resourceType}/{resourceId}")
        .resource("pipelinePermissions").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("b5b9a4a4-e6cd-4096-853c-ab7d8b0c4eb2")).scopes(&["vso.pipelineresources_manage"])
        .consumes(Some("application/json"));
}
