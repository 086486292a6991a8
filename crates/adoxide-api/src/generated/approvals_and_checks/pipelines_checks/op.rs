// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

required! { AddCheckConfigurationBody(CheckConfiguration) {
    r#type: CheckType = "type", resource: Resource = "resource",
} }

/// `POST {project}/_apis/pipelines/checks/configurations` · 7.1-preview.1 · `vso.build_execute` `vso.pipelineresources_manage`
#[inline]
pub fn add_check_configuration(project: &ProjectRef, body: &AddCheckConfigurationBody) -> Op<CheckConfiguration> {
    Op::new(&meta::ADD_CHECK_CONFIGURATION).path("project", project).json(body)
}

params! { GetCheckConfigurationsOnResource {
    resource_type: String = "resourceType",
    resource_id: String = "resourceId",
    expand: CheckConfigurationExpandParameter = "$expand",
} }

/// `GET {project}/_apis/pipelines/checks/configurations` · 7.1-preview.1 · `vso.build`
#[inline]
pub fn get_check_configurations_on_resource(
    project: &ProjectRef, params: GetCheckConfigurationsOnResource,
) -> Op<List<CheckConfiguration>> {
    params.add_to(Op::new(&meta::GET_CHECK_CONFIGURATIONS_ON_RESOURCE).path("project", project))
}

/// `DELETE {project}/_apis/pipelines/checks/configurations/{id}` · 7.1-preview.1 · `vso.build_execute` `vso.pipelineresources_manage`
#[inline]
pub fn delete_check_configuration(project: &ProjectRef, id: IdRef) -> Op<()> {
    Op::new(&meta::DELETE_CHECK_CONFIGURATION).path("project", project).path("id", &id)
}

params! { GetCheckConfiguration {
    expand: CheckConfigurationExpandParameter = "$expand",
} }

/// `GET {project}/_apis/pipelines/checks/configurations/{id}` · 7.1-preview.1 · `vso.build`
#[inline]
pub fn get_check_configuration(
    project: &ProjectRef, id: IdRef, params: GetCheckConfiguration,
) -> Op<CheckConfiguration> {
    params.add_to(Op::new(&meta::GET_CHECK_CONFIGURATION).path("project", project).path("id", &id))
}

/// `PATCH {project}/_apis/pipelines/checks/configurations/{id}` · 7.1-preview.1 · `vso.build_execute` `vso.pipelineresources_manage`
#[inline]
pub fn update_check_configuration(
    project: &ProjectRef, id: IdRef, body: &CheckConfiguration,
) -> Op<CheckConfiguration> {
    Op::new(&meta::UPDATE_CHECK_CONFIGURATION).path("project", project).path("id", &id).json(body)
}

params! { QueryCheckConfigurationsOnResources {
    expand: CheckConfigurationExpandParameter = "$expand",
} }

/// `POST {project}/_apis/pipelines/checks/queryconfigurations` · 7.1-preview.1 · `vso.build`
#[inline]
pub fn query_check_configurations_on_resources(
    project: &ProjectRef, body: &[Resource], params: QueryCheckConfigurationsOnResources,
) -> Op<List<CheckConfiguration>> {
    params.add_to(Op::new(&meta::QUERY_CHECK_CONFIGURATIONS_ON_RESOURCES).path("project", project).json(body))
}

params! { EvaluateCheckSuite {
    expand: CheckSuiteExpandParameter = "$expand",
} }

/// `POST {project}/_apis/pipelines/checks/runs` · 7.1-preview.1 · `vso.build_execute`
#[inline]
pub fn evaluate_check_suite(
    project: &ProjectRef, body: &CheckSuiteRequest, params: EvaluateCheckSuite,
) -> Op<CheckSuite> {
    params.add_to(Op::new(&meta::EVALUATE_CHECK_SUITE).path("project", project).json(body))
}

params! { GetCheckSuite {
    expand: CheckSuiteExpandParameter = "$expand",
} }

/// `GET {project}/_apis/pipelines/checks/runs/{checkSuiteId}` · 7.1-preview.1 · `vso.build`
#[inline]
pub fn get_check_suite(
    project: &ProjectRef, check_suite_id: &CheckSuiteId, params: GetCheckSuite,
) -> Op<CheckSuite> {
    params.add_to(Op::new(&meta::GET_CHECK_SUITE)
        .path("project", project).path("checkSuiteId", check_suite_id).guid("checkSuiteId"))
}

params! { UpdateCheckSuite {
    expand: CheckSuiteExpandParameter = "$expand",
} }

/// `PATCH {project}/_apis/pipelines/checks/runs/{checkSuiteId}` · 7.2-preview.1 · `vso.build_execute`
#[inline]
pub fn update_check_suite(
    project: &ProjectRef, check_suite_id: &CheckSuiteId, body: &CheckSuiteUpdateParameter, params: UpdateCheckSuite,
) -> Op<CheckSuite> {
    params.add_to(Op::new(&meta::UPDATE_CHECK_SUITE)
        .path("project", project).path("checkSuiteId", check_suite_id).guid("checkSuiteId").json(body))
}
