// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { ListPersonalAccessTokens {
    page_size: i64 = "pageSize",
    continuation_token: String = "continuationToken",
    is_public: bool = "isPublic",
} }

/// `GET _apis/tokenadmin/personalaccesstokens/{subjectDescriptor}` · 7.1 · `vso.tokenadministration`
#[inline]
pub fn list_personal_access_tokens(
    subject_descriptor: &SubjectDescriptor, params: ListPersonalAccessTokens,
) -> Op<TokenAdminPagedSessionTokens> {
    params.add_to(Op::new(&meta::LIST_PERSONAL_ACCESS_TOKENS).path("subjectDescriptor", subject_descriptor))
}

/// `POST _apis/tokenadmin/revocationrules` · 7.1 · `vso.tokenadministration`
#[inline]
pub fn create_revocation_rule(body: &TokenAdminRevocationRule) -> Op<()> {
    Op::new(&meta::CREATE_REVOCATION_RULE).json(body)
}

params! { RevokeAuthorizations {
    is_public: bool = "isPublic",
} }

/// `POST _apis/tokenadmin/revocations` · 7.1 · `vso.tokenadministration`
#[inline]
pub fn revoke_authorizations(body: &[TokenAdminRevocation], params: RevokeAuthorizations) -> Op<()> {
    params.add_to(Op::new(&meta::REVOKE_AUTHORIZATIONS).json(body))
}
