// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { ReadIdentities {
    descriptors: String = "descriptors",
    identity_ids: String = "identityIds",
    subject_descriptors: String = "subjectDescriptors",
    search_filter: String = "searchFilter",
    filter_value: String = "filterValue",
    query_membership: QueryMembership = "queryMembership",
} }

/// `GET _apis/identities` · 7.1 · `vso.identity`
#[inline]
pub fn read_identities(params: ReadIdentities) -> Op<List<Identity>> {
    params.add_to(Op::new(&meta::READ_IDENTITIES))
}
