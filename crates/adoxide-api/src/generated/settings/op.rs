// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET _apis/Settings/Entries/{userScope}/{key*?}` · 7.1-preview.1
#[inline]
pub fn get_entries(user_scope: &UserScopeRef, key: Option<&KeyRef>) -> Op<Wrapped<Map<Json>>> {
    Op::new(&meta::GET_ENTRIES).path("userScope", user_scope).path_opt("key", key)
}

/// `DELETE _apis/Settings/Entries/{userScope}/{key*}` · 7.1-preview.1
#[inline]
pub fn remove_entries(user_scope: &UserScopeRef, key: &KeyRef) -> Op<()> {
    Op::new(&meta::REMOVE_ENTRIES).path("userScope", user_scope).path("key", key)
}

/// `PATCH _apis/Settings/Entries/{userScope}` · 7.1-preview.1
#[inline]
pub fn set_entries(user_scope: &UserScopeRef, body: &Map<Json>) -> Op<()> {
    Op::new(&meta::SET_ENTRIES).path("userScope", user_scope).json(body)
}

/// `GET _apis/Settings/{scopeName}/{scopeValue}/Entries/{userScope}/{key*?}` · 7.1-preview.1
#[inline]
pub fn get_entries_for_scope(
    scope_name: &ScopeName, scope_value: &ScopeValueRef, user_scope: &UserScopeRef, key: Option<&KeyRef>,
) -> Op<Wrapped<Map<Json>>> {
    Op::new(&meta::GET_ENTRIES_FOR_SCOPE)
        .path("scopeName", scope_name).path("scopeValue", scope_value).path("userScope", user_scope)
        .path_opt("key", key)
}

/// `DELETE _apis/Settings/{scopeName}/{scopeValue}/Entries/{userScope}/{key*}` · 7.1-preview.1
#[inline]
pub fn remove_entries_for_scope(
    scope_name: &ScopeName, scope_value: &ScopeValueRef, user_scope: &UserScopeRef, key: &KeyRef,
) -> Op<()> {
    Op::new(&meta::REMOVE_ENTRIES_FOR_SCOPE)
        .path("scopeName", scope_name).path("scopeValue", scope_value).path("userScope", user_scope)
        .path("key", key)
}

/// `PATCH _apis/Settings/{scopeName}/{scopeValue}/Entries/{userScope}` · 7.1-preview.1
#[inline]
pub fn set_entries_for_scope(
    scope_name: &ScopeName, scope_value: &ScopeValueRef, user_scope: &UserScopeRef, body: &Map<Json>,
) -> Op<()> {
    Op::new(&meta::SET_ENTRIES_FOR_SCOPE)
        .path("scopeName", scope_name).path("scopeValue", scope_value).path("userScope", user_scope).json(body)
}
