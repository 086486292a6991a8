// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `POST _apis/CustomerIntelligence/Events` · 7.1-preview.1
#[inline]
pub fn publish_events(body: &[CustomerIntelligenceEvent]) -> Op<()> {
    Op::new(&meta::PUBLISH_EVENTS).json(body)
}
