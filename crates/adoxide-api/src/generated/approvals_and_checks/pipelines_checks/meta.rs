// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `approvals_and_checks::pipelines_checks`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("PipelinesChecks").area_id(Some("4a933897-0488-45af-bd82-6fd3ad33f46a")).host(Host::Dev)
}

catalog! {
    ADD_CHECK_CONFIGURATION = op("approvals_and_checks.pipelines_checks.add_check_configuration", Method::POST, "{project}/_apis/pipelines/checks/configurations")
        .resource("configurations").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("86c8381e-5aee-4cde-8ae4-25c0c7f5eaea"))
        .scopes(&["vso.build_execute", "vso.pipelineresources_manage"]).consumes(Some("application/json"));
    GET_CHECK_CONFIGURATIONS_ON_RESOURCE = op("approvals_and_checks.pipelines_checks.get_check_configurations_on_resource", Method::GET, "{project}/_apis/pipelines/checks/configurations")
        .resource("configurations").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("86c8381e-5aee-4cde-8ae4-25c0c7f5eaea")).scopes(&["vso.build"])
        .optional(&["resourceType", "resourceId", "$expand"]);
    DELETE_CHECK_CONFIGURATION = op("approvals_and_checks.pipelines_checks.delete_check_configuration", Method::DELETE, "{project}/_apis/pipelines/checks/configurations/{id}")
        .resource("configurations").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("86c8381e-5aee-4cde-8ae4-25c0c7f5eaea"))
        .scopes(&["vso.build_execute", "vso.pipelineresources_manage"]).produces(&[]);
    GET_CHECK_CONFIGURATION = op("approvals_and_checks.pipelines_checks.get_check_configuration", Method::GET, "{project}/_apis/pipelines/checks/configurations/{id}")
        .resource("configurations").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("86c8381e-5aee-4cde-8ae4-25c0c7f5eaea")).scopes(&["vso.build"]).optional(&["$expand"]);
    UPDATE_CHECK_CONFIGURATION = op("approvals_and_checks.pipelines_checks.update_check_configuration", Method::PATCH, "{project}/_apis/pipelines/checks/configurations/{id}")
        .resource("configurations").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("86c8381e-5aee-4cde-8ae4-25c0c7f5eaea"))
        .scopes(&["vso.build_execute", "vso.pipelineresources_manage"]).consumes(Some("application/json"));
    QUERY_CHECK_CONFIGURATIONS_ON_RESOURCES = op("approvals_and_checks.pipelines_checks.query_check_configurations_on_resources", Method::POST, "{project}/_apis/pipelines/checks/queryconfigurations")
        .resource("queryconfigurations").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("5f3d0e64-f943-4584-8811-77eb495e831e")).scopes(&["vso.build"])
        .consumes(Some("application/json")).optional(&["$expand"]);
    EVALUATE_CHECK_SUITE = op("approvals_and_checks.pipelines_checks.evaluate_check_suite", Method::POST, "{project}/_apis/pipelines/checks/runs")
        .resource("runs").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("91282c1d-c183-444f-9554-1485bfb3879d")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json")).optional(&["$expand"]);
    GET_CHECK_SUITE = op("approvals_and_checks.pipelines_checks.get_check_suite", Method::GET, "{project}/_apis/pipelines/checks/runs/{checkSuiteId}")
        .resource("runs").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("91282c1d-c183-444f-9554-1485bfb3879d")).scopes(&["vso.build"]).optional(&["$expand"]);
    UPDATE_CHECK_SUITE = op("approvals_and_checks.pipelines_checks.update_check_suite", Method::PATCH, "{project}/_apis/pipelines/checks/runs/{checkSuiteId}")
        .resource("runs").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .location_id(Some("91282c1d-c183-444f-9554-1485bfb3879d")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json")).optional(&["$expand"]);
}
