// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `POST _apis/WebPlatformAuth/SessionToken` · 7.1-preview.1
#[inline]
pub fn create_session_token(body: &WebSessionTokenRequest) -> Op<WebSessionToken> {
    Op::new(&meta::CREATE_SESSION_TOKEN).json(body)
}
