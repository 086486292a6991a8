// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { GetAccounts {
    owner_id: String = "ownerId",
    member_id: String = "memberId",
    properties: String = "properties",
} }

/// `GET _apis/accounts` · 7.1 · `vso.profile`
#[inline]
pub fn get_accounts(params: GetAccounts) -> Op<List<Account>> {
    params.add_to(Op::new(&meta::GET_ACCOUNTS))
}
