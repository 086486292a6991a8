// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `POST {project?}/_apis/provenance/session/{protocol}` · 7.1-preview.1 · `vso.packaging_write`
#[inline]
pub fn create_session(
    project: Option<&ProjectRef>, protocol: &ProtocolRef, body: &SessionRequest,
) -> Op<SessionResponse> {
    Op::new(&meta::CREATE_SESSION).path_opt("project", project).path("protocol", protocol).json(body)
}
