// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `POST {project}/_apis/pipelines/environments` · 7.2-preview.1 · `vso.build_execute` `vso.environment_manage`
#[inline]
pub fn add_environment(project: &ProjectRef, body: &EnvironmentCreateParameter) -> Op<EnvironmentInstance> {
    Op::new(&meta::ADD_ENVIRONMENT).path("project", project).json(body)
}

params! { GetEnvironments {
    name: String = "name",
    continuation_token: String = "continuationToken",
    top: i64 = "$top",
} }

/// `GET {project}/_apis/pipelines/environments` · 7.2-preview.1 · `vso.build` `vso.environment_manage`
#[inline]
pub fn get_environments(project: &ProjectRef, params: GetEnvironments) -> Op<List<EnvironmentInstance>> {
    params.add_to(Op::new(&meta::GET_ENVIRONMENTS).path("project", project))
}

/// `DELETE {project}/_apis/pipelines/environments/{environmentId}` · 7.2-preview.1 · `vso.environment_manage`
#[inline]
pub fn delete_environment(project: &ProjectRef, environment_id: EnvironmentId) -> Op<()> {
    Op::new(&meta::DELETE_ENVIRONMENT).path("project", project).path("environmentId", &environment_id)
}

params! { GetEnvironmentById {
    expands: EnvironmentExpands = "expands",
} }

/// `GET {project}/_apis/pipelines/environments/{environmentId}` · 7.2-preview.1 · `vso.build` `vso.environment_manage`
#[inline]
pub fn get_environment_by_id(
    project: &ProjectRef, environment_id: EnvironmentId, params: GetEnvironmentById,
) -> Op<EnvironmentInstance> {
    params.add_to(Op::new(&meta::GET_ENVIRONMENT_BY_ID)
        .path("project", project).path("environmentId", &environment_id))
}

/// `PATCH {project}/_apis/pipelines/environments/{environmentId}` · 7.2-preview.1 · `vso.environment_manage`
#[inline]
pub fn update_environment(
    project: &ProjectRef, environment_id: EnvironmentId, body: &EnvironmentUpdateParameter,
) -> Op<EnvironmentInstance> {
    Op::new(&meta::UPDATE_ENVIRONMENT).path("project", project).path("environmentId", &environment_id).json(body)
}

params! { GetEnvironmentDeploymentExecutionRecords {
    continuation_token: String = "continuationToken",
    top: i64 = "top",
} }

/// `GET {project}/_apis/pipelines/environments/{environmentId}/environmentdeploymentrecords` · 7.2-preview.1 · `vso.build` `vso.environment_manage`
#[inline]
pub fn get_environment_deployment_execution_records(
    project: &ProjectRef, environment_id: EnvironmentId, params: GetEnvironmentDeploymentExecutionRecords,
) -> Op<List<EnvironmentDeploymentExecutionRecord>> {
    params.add_to(Op::new(&meta::GET_ENVIRONMENT_DEPLOYMENT_EXECUTION_RECORDS)
        .path("project", project).path("environmentId", &environment_id))
}

/// `POST {project}/_apis/pipelines/environments/{environmentId}/providers/kubernetes` · 7.2-preview.2 · `vso.build_execute` `vso.environment_manage`
#[inline]
pub fn add_kubernetes_resource(
    project: &ProjectRef, environment_id: EnvironmentId, body: &KubernetesResourceCreateParametersExistingEndpoint,
) -> Op<KubernetesResource> {
    Op::new(&meta::ADD_KUBERNETES_RESOURCE)
        .path("project", project).path("environmentId", &environment_id).json(body)
}

/// `PATCH {project}/_apis/pipelines/environments/{environmentId}/providers/kubernetes` · 7.2-preview.2 · `vso.environment_manage`
#[inline]
pub fn update_kubernetes_resource(
    project: &ProjectRef, environment_id: EnvironmentId, body: &KubernetesResourcePatchParameters,
) -> Op<KubernetesResource> {
    Op::new(&meta::UPDATE_KUBERNETES_RESOURCE)
        .path("project", project).path("environmentId", &environment_id).json(body)
}

/// `DELETE {project}/_apis/pipelines/environments/{environmentId}/providers/kubernetes/{resourceId}` · 7.2-preview.2 · `vso.environment_manage`
#[inline]
pub fn delete_kubernetes_resource(
    project: &ProjectRef, environment_id: EnvironmentId, resource_id: ResourceId,
) -> Op<()> {
    Op::new(&meta::DELETE_KUBERNETES_RESOURCE)
        .path("project", project).path("environmentId", &environment_id).path("resourceId", &resource_id)
}

/// `GET {project}/_apis/pipelines/environments/{environmentId}/providers/kubernetes/{resourceId}` · 7.2-preview.2 · `vso.build` `vso.environment_manage`
#[inline]
pub fn get_kubernetes_resource(
    project: &ProjectRef, environment_id: EnvironmentId, resource_id: ResourceId,
) -> Op<KubernetesResource> {
    Op::new(&meta::GET_KUBERNETES_RESOURCE)
        .path("project", project).path("environmentId", &environment_id).path("resourceId", &resource_id)
}

/// `POST {project}/_apis/pipelines/environments/{environmentId}/providers/virtualmachines` · 7.2-preview.1 · `vso.build_execute` `vso.environment_manage`
#[inline]
pub fn add_virtual_machine_resource(
    project: &ProjectRef, environment_id: EnvironmentId, body: &VirtualMachineResourceCreateParameters,
) -> Op<VirtualMachineResource> {
    Op::new(&meta::ADD_VIRTUAL_MACHINE_RESOURCE)
        .path("project", project).path("environmentId", &environment_id).json(body)
}

params! { GetVirtualMachineResources {
    name: String = "name",
    tags: Vec<String> = "tags",
    continuation_token: String = "continuationToken",
    top: i64 = "$top",
} }

/// `GET {project}/_apis/pipelines/environments/{environmentId}/providers/virtualmachines` · 7.2-preview.1 · `vso.build` `vso.environment_manage`
#[inline]
pub fn get_virtual_machine_resources(
    project: &ProjectRef, environment_id: EnvironmentId, params: GetVirtualMachineResources,
) -> Op<List<VirtualMachineResource>> {
    params.add_to(Op::new(&meta::GET_VIRTUAL_MACHINE_RESOURCES)
        .path("project", project).path("environmentId", &environment_id))
}

/// `PUT {project}/_apis/pipelines/environments/{environmentId}/providers/virtualmachines` · 7.2-preview.1 · `vso.environment_manage`
#[inline]
pub fn replace_virtual_machine_resource(
    project: &ProjectRef, environment_id: EnvironmentId, body: &VirtualMachineResource,
) -> Op<VirtualMachineResource> {
    Op::new(&meta::REPLACE_VIRTUAL_MACHINE_RESOURCE)
        .path("project", project).path("environmentId", &environment_id).json(body)
}

/// `PATCH {project}/_apis/pipelines/environments/{environmentId}/providers/virtualmachines` · 7.2-preview.1 · `vso.environment_manage`
#[inline]
pub fn update_virtual_machine_resource(
    project: &ProjectRef, environment_id: EnvironmentId, body: &VirtualMachineResource,
) -> Op<VirtualMachineResource> {
    Op::new(&meta::UPDATE_VIRTUAL_MACHINE_RESOURCE)
        .path("project", project).path("environmentId", &environment_id).json(body)
}

/// `DELETE {project}/_apis/pipelines/environments/{environmentId}/providers/virtualmachines/{resourceId}` · 7.2-preview.1 · `vso.environment_manage`
#[inline]
pub fn delete_virtual_machine_resource(
    project: &ProjectRef, environment_id: EnvironmentId, resource_id: ResourceId,
) -> Op<()> {
    Op::new(&meta::DELETE_VIRTUAL_MACHINE_RESOURCE)
        .path("project", project).path("environmentId", &environment_id).path("resourceId", &resource_id)
}

/// `GET {project}/_apis/pipelines/environments/{environmentId}/providers/virtualmachines/pool` · 7.2-preview.1 · `vso.build` `vso.environment_manage`
#[inline]
pub fn get_linked_pool(project: &ProjectRef, environment_id: EnvironmentId) -> Op<TaskAgentPoolReference> {
    Op::new(&meta::GET_LINKED_POOL).path("project", project).path("environmentId", &environment_id)
}

/// `POST {project}/_apis/pipelines/environments/environmentaccesstoken/{environmentId}` · 7.2-preview.1 · `vso.build_execute` `vso.environment_manage`
#[inline]
pub fn generate_environment_access_token(project: &ProjectRef, environment_id: EnvironmentId) -> Op<String> {
    Op::new(&meta::GENERATE_ENVIRONMENT_ACCESS_TOKEN)
        .path("project", project).path("environmentId", &environment_id)
}
