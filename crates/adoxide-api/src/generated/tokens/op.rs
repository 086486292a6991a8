// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

required! { CreatePatBody(PatTokenCreateRequest) {
    display_name: String = "displayName", scope: String = "scope", valid_to: DateTime = "validTo",
} }

/// `POST _apis/tokens/pats` · 7.1-preview.1
#[inline]
pub fn create_pat(body: &CreatePatBody) -> Op<PatTokenResult> {
    Op::new(&meta::CREATE_PAT).json(body)
}

/// `GET _apis/tokens/pats` · 7.1-preview.1
#[inline]
pub fn get_pat(authorization_id: &str) -> Op<PatTokenResult> {
    Op::new(&meta::GET_PAT).query("authorizationId", authorization_id)
}

/// `DELETE _apis/tokens/pats` · 7.1-preview.1
#[inline]
pub fn revoke(authorization_id: &str) -> Op<()> {
    Op::new(&meta::REVOKE).query("authorizationId", authorization_id)
}

/// `PUT _apis/tokens/pats` · 7.1-preview.1
#[inline]
pub fn update_pat(body: &PatTokenUpdateRequest) -> Op<PatTokenResult> {
    Op::new(&meta::UPDATE_PAT).json(body)
}

params! { ListPats {
    display_filter_option: DisplayFilterOptions = "displayFilterOption",
    sort_by_option: SortByOptions = "sortByOption",
    is_sort_ascending: bool = "isSortAscending",
    continuation_token: String = "continuationToken",
    top: i64 = "$top",
} }

/// `GET _apis/tokens/pats` · 7.1-preview.1
#[inline]
pub fn list_pats(params: ListPats) -> Op<PagedPatTokens> {
    params.add_to(Op::new(&meta::LIST_PATS))
}
