// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { GetServiceStatus {
    services: Vec<String> = "services",
    geographies: Vec<String> = "geographies",
} }

/// `GET _apis/status/health` · 7.1-preview.1
#[inline]
pub fn get_service_status(params: GetServiceStatus) -> Op<ServiceStatus> {
    params.add_to(Op::new(&meta::GET_SERVICE_STATUS))
}
