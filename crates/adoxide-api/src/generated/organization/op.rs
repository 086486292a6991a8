// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { GetCollection {
    property_names: Vec<String> = "propertyNames",
} }

/// `GET _apis/Organization/Collections/{collectionId}` · 7.1-preview.1
#[inline]
pub fn get_collection(collection_id: &CollectionId, params: GetCollection) -> Op<Collection> {
    params.add_to(Op::new(&meta::GET_COLLECTION).path("collectionId", collection_id))
}

/// `PATCH _apis/Organization/Collections/{collectionId}` · 7.1-preview.1
#[inline]
pub fn update_collection(collection_id: &CollectionId, body: &JsonPatch) -> Op<Collection> {
    Op::new(&meta::UPDATE_COLLECTION).path("collectionId", collection_id).json(body)
}
