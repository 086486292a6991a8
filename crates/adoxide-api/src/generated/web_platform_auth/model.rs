// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { WebSessionToken {
    app_id: String = "appId",
    named_token_id: String = "namedTokenId",
    token: Secret = "token",
    token_type: String = "tokenType",
    valid_to: DateTime = "validTo",
} }

object! { WebSessionTokenRequest {
    app_id: String = "appId",
    extension_name: String = "extensionName",
    force: bool = "force",
    named_token_id: String = "namedTokenId",
    publisher_name: String = "publisherName",
    token_type: Json = "tokenType",
} }
