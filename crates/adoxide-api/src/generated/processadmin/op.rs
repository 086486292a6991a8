// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET _apis/work/processadmin/{processId}/behaviors` · 7.1 · `vso.work`
#[inline]
pub fn get_behaviors(process_id: &ProcessId) -> Op<List<AdminBehavior>> {
    Op::new(&meta::GET_BEHAVIORS).path("processId", process_id).guid("processId")
}

/// `GET _apis/work/processadmin/processes/export/{id}` · 7.1 · `vso.work`
#[inline]
pub fn export(id: &IdText) -> Op<Content> {
    Op::new(&meta::EXPORT).path("id", id).guid("id").accept("*/*")
}

params! { Import {
    ignore_warnings: bool = "ignoreWarnings",
    replace_existing_template: bool = "replaceExistingTemplate",
} }

/// `POST _apis/work/processadmin/processes/import` · 7.1 · `vso.work_write`
#[inline]
pub fn import(body: impl Into<Bytes>, params: Import) -> Op<ProcessImportResult> {
    params.add_to(Op::new(&meta::IMPORT).bytes(body))
}

/// `GET _apis/work/processadmin/processes/status/{id}` · 7.1 · `vso.work`
#[inline]
pub fn status(id: &IdText) -> Op<ProcessPromoteStatus> {
    Op::new(&meta::STATUS).path("id", id).guid("id")
}

/// `GET _apis/work/processadmin/{processId}/behaviors` · 7.1 · `vso.work`
#[inline]
pub fn get_behavior(process_id: &ProcessId, behavior_ref_name: &str) -> Op<AdminBehavior> {
    Op::new(&meta::GET_BEHAVIOR)
        .path("processId", process_id).guid("processId").query("behaviorRefName", behavior_ref_name)
}
