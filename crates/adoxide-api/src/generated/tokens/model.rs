// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

open_enum! { DisplayFilterOptions {
    Active = "active", Revoked = "revoked", Expired = "expired", All = "all",
} }

object! { PagedPatTokens {
    continuation_token: String = "continuationToken",
    pat_tokens: Vec<PatToken> = "patTokens",
} }

object! { PatToken {
    authorization_id: String = "authorizationId",
    display_name: String = "displayName",
    scope: String = "scope",
    target_accounts: Vec<String> = "targetAccounts",
    token: Secret = "token",
    valid_from: DateTime = "validFrom",
    valid_to: DateTime = "validTo",
} }

object! { PatTokenCreateRequest {
    all_orgs: bool = "allOrgs",
    display_name: String = "displayName",
    scope: String = "scope",
    valid_to: DateTime = "validTo",
} }

object! { PatTokenResult {
    pat_token: PatToken = "patToken",
    pat_token_error: SessionTokenError = "patTokenError",
    pat_token_error_message: String = "patTokenErrorMessage",
} }

object! { PatTokenUpdateRequest {
    all_orgs: bool = "allOrgs",
    authorization_id: String = "authorizationId",
    display_name: String = "displayName",
    scope: String = "scope",
    valid_to: DateTime = "validTo",
} }

open_enum! { SessionTokenError {
    None = "none", DisplayNameRequired = "displayNameRequired", InvalidDisplayName = "invalidDisplayName",
    InvalidValidTo = "invalidValidTo", InvalidScope = "invalidScope", UserIdRequired = "userIdRequired",
    InvalidUserId = "invalidUserId", InvalidUserType = "invalidUserType", AccessDenied = "accessDenied",
    FailedToIssueAccessToken = "failedToIssueAccessToken", InvalidClient = "invalidClient",
    InvalidClientType = "invalidClientType", InvalidClientId = "invalidClientId",
    InvalidTargetAccounts = "invalidTargetAccounts", HostAuthorizationNotFound = "hostAuthorizationNotFound",
    AuthorizationNotFound = "authorizationNotFound", FailedToUpdateAccessToken = "failedToUpdateAccessToken",
    SourceNotSupported = "sourceNotSupported", InvalidSourceIP = "invalidSourceIP", InvalidSource = "invalidSource",
    DuplicateHash = "duplicateHash", SshPolicyDisabled = "sshPolicyDisabled", InvalidToken = "invalidToken",
    TokenNotFound = "tokenNotFound", InvalidAuthorizationId = "invalidAuthorizationId",
    FailedToReadTenantPolicy = "failedToReadTenantPolicy", GlobalPatPolicyViolation = "globalPatPolicyViolation",
    FullScopePatPolicyViolation = "fullScopePatPolicyViolation",
    PatLifespanPolicyViolation = "patLifespanPolicyViolation", InvalidTokenType = "invalidTokenType",
    InvalidAudience = "invalidAudience", InvalidSubject = "invalidSubject",
    DeploymentHostNotSupported = "deploymentHostNotSupported",
    DisablePatCreationPolicyViolation = "disablePatCreationPolicyViolation",
    FailedToReadOrgPolicy = "failedToReadOrgPolicy", GlobalPATCreationBlocked = "globalPATCreationBlocked",
    ExpiredPatCannotBeExtended = "expiredPatCannotBeExtended",
} }

open_enum! { SortByOptions {
    DisplayName = "displayName", DisplayDate = "displayDate", Status = "status",
} }

impl Paged for PagedPatTokens {
    type Item = PatToken;
}
