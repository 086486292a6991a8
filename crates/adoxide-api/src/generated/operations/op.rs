// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { GetOperation {
    plugin_id: String = "pluginId",
} }

/// `GET _apis/operations/{operationId}` · 7.1
#[inline]
pub fn get_operation(operation_id: &OperationId, params: GetOperation) -> Op<Operation> {
    params.add_to(Op::new(&meta::GET_OPERATION).path("operationId", operation_id).guid("operationId"))
}
