// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET _apis/resourceusage` · 7.1-preview.1 · `vso.profile`
#[inline]
pub fn get_limits() -> Op<Wrapped<Map<Usage>>> {
    Op::new(&meta::GET_LIMITS)
}

/// `GET {project}/_apis/resourceusage` · 7.1-preview.1 · `vso.profile`
#[inline]
pub fn get_project_limit(project: &ProjectRef) -> Op<Wrapped<Map<Usage>>> {
    Op::new(&meta::GET_PROJECT_LIMIT).path("project", project)
}
