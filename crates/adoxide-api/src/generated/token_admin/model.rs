// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { SessionToken {
    access_id: String = "accessId",
    alternate_token: String = "alternateToken",
    authorization_id: String = "authorizationId",
    claims: Map<String> = "claims",
    client_id: String = "clientId",
    cross_company_correlating_id: String = "crossCompanyCorrelatingId",
    display_name: String = "displayName",
    host_authorization_id: String = "hostAuthorizationId",
    is_public: bool = "isPublic",
    is_valid: bool = "isValid",
    public_data: String = "publicData",
    scope: String = "scope",
    source: String = "source",
    target_accounts: Vec<String> = "targetAccounts",
    token: Secret = "token",
    user_id: String = "userId",
    valid_from: DateTime = "validFrom",
    valid_to: DateTime = "validTo",
} }

object! { TokenAdminPagedSessionTokens {
    continuation_token: String = "continuationToken",
    value: Vec<SessionToken> = "value",
} }

object! { TokenAdminRevocation {
    authorization_id: String = "authorizationId",
} }

object! { TokenAdminRevocationRule {
    created_before: DateTime = "createdBefore",
    scopes: String = "scopes",
} }

impl Paged for TokenAdminPagedSessionTokens {
    type Item = SessionToken;
}
