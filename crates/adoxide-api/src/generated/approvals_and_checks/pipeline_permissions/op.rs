// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `PATCH {project}/_apis/pipelines/pipelinepermissions` · 7.1-preview.1 · `vso.pipelineresources_manage`
#[inline]
pub fn update_pipeline_permisions_for_resources(
    project: &ProjectRef, body: &[ResourcePipelinePermissions],
) -> Op<List<ResourcePipelinePermissions>> {
    Op::new(&meta::UPDATE_PIPELINE_PERMISIONS_FOR_RESOURCES).path("project", project).json(body)
}

/// `GET {project}/_apis/pipelines/pipelinepermissions/{resourceType}/{resourceId}` · 7.1-preview.1 · `vso.build`
#[inline]
pub fn get_pipeline_permissions_for_resource(
    project: &ProjectRef, resource_type: &ResourceType, resource_id: &ResourceIdText,
) -> Op<ResourcePipelinePermissions> {
    Op::new(&meta::GET_PIPELINE_PERMISSIONS_FOR_RESOURCE)
        .path("project", project).path("resourceType", resource_type).path("resourceId", resource_id)
}

/// `PATCH {project}/_apis/pipelines/pipelinepermissions/{resourceType}/{resourceId}` · 7.1-preview.1 · `vso.pipelineresources_manage`
#[inline]
pub fn update_pipeline_permisions_for_resource(
    project: &ProjectRef, resource_type: &ResourceType, resource_id: &ResourceIdText,
    body: &ResourcePipelinePermissions,
) -> Op<ResourcePipelinePermissions> {
    Op::new(&meta::UPDATE_PIPELINE_PERMISIONS_FOR_RESOURCE)
        .path("project", project).path("resourceType", resource_type).path("resourceId", resource_id).json(body)
}
