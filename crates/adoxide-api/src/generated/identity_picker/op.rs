// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `POST _apis/IdentityPicker/Identities` · 7.1-preview.1
#[inline]
pub fn search_identities(body: &IdentitySearchQuery) -> Op<IdentitySearchResults> {
    Op::new(&meta::SEARCH_IDENTITIES).json(body)
}
