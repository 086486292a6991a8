// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { GetProfile {
    details: bool = "details",
    with_attributes: bool = "withAttributes",
    partition: String = "partition",
    core_attributes: String = "coreAttributes",
    force_refresh: bool = "forceRefresh",
} }

/// `GET _apis/profile/profiles/{id}` · 7.1 · `vso.profile`
#[inline]
pub fn get_profile(id: &IdRef, params: GetProfile) -> Op<Profile> {
    params.add_to(Op::new(&meta::GET_PROFILE).path("id", id))
}
