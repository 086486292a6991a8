// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `token_admin`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("TokenAdmin").area_id(Some("af68438b-ed04-4407-9eb6-f1dbae3f922e")).host(Host::Vssps)
}

catalog! {
    LIST_PERSONAL_ACCESS_TOKENS = op("token_admin.list_personal_access_tokens", Method::GET, "_apis/tokenadmin/personalaccesstokens/{subjectDescriptor}")
        .resource("personalAccessTokens").api_version("7.1").effect(Effect::Read)
        .location_id(Some("af68438b-ed04-4407-9eb6-f1dbae3f922e")).scopes(&["vso.tokenadministration"])
        .paging(Paging::BodyToken { send: TokenPlace::Query("continuationToken"), token: "continuationToken", items: "value", end: PagingEnd::NoToken })
        .optional(&["pageSize", "continuationToken", "isPublic"]);
    CREATE_REVOCATION_RULE = op("token_admin.create_revocation_rule", Method::POST, "_apis/tokenadmin/revocationrules")
        .resource("revocationRules").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("ee4afb16-e7ab-4ed8-9d4b-4ef3e78f97e4")).scopes(&["vso.tokenadministration"])
        .consumes(Some("application/json")).produces(&[]);
    REVOKE_AUTHORIZATIONS = op("token_admin.revoke_authorizations", Method::POST, "_apis/tokenadmin/revocations")
        .resource("revocations").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("a9c08b2c-5466-4e22-8626-1ff304ffdf0f")).scopes(&["vso.tokenadministration"])
        .consumes(Some("application/json")).produces(&[]).optional(&["isPublic"]);
}
