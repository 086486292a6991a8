// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { Permission {
    authorized: bool = "authorized",
    authorized_by: IdentityRef = "authorizedBy",
    authorized_on: DateTime = "authorizedOn",
} }

object! { PipelinePermission {
    authorized: bool = "authorized",
    authorized_by: IdentityRef = "authorizedBy",
    authorized_on: DateTime = "authorizedOn",
    id: i64 = "id",
} }

object! { ResourcePipelinePermissions {
    all_pipelines: Permission = "allPipelines",
    pipelines: Vec<PipelinePermission> = "pipelines",
    resource: Resource = "resource",
} }

subtype! { PipelinePermission: Permission }
