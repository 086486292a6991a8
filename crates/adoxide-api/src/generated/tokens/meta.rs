// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `tokens`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Tokens").area_id(Some("55967393-20ef-45c6-a96c-b5d5d5986a9a")).host(Host::Vssps)
}

catalog! {
    CREATE_PAT = op("tokens.create_pat", Method::POST, "_apis/tokens/pats")
        .resource("pats").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("2c1965e2-28da-4aa1-bc64-b8a58537ae9b")).consumes(Some("application/json"));
    GET_PAT = op("tokens.get_pat", Method::GET, "_apis/tokens/pats")
        .resource("pats").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("2c1965e2-28da-4aa1-bc64-b8a58537ae9b")).required(&["authorizationId"]);
    REVOKE = op("tokens.revoke", Method::DELETE, "_apis/tokens/pats")
        .resource("pats").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("2c1965e2-28da-4aa1-bc64-b8a58537ae9b")).produces(&[]).required(&["authorizationId"]);
    UPDATE_PAT = op("tokens.update_pat", Method::PUT, "_apis/tokens/pats")
        .resource("pats").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("2c1965e2-28da-4aa1-bc64-b8a58537ae9b")).consumes(Some("application/json"));
    LIST_PATS = op("tokens.list_pats", Method::GET, "_apis/tokens/pats")
        .resource("pats").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("2c1965e2-28da-4aa1-bc64-b8a58537ae9b"))
        .paging(Paging::BodyToken { send: TokenPlace::Query("continuationToken"), token: "continuationToken", items: "patTokens", end: PagingEnd::NoToken })
        .optional(&["displayFilterOption", "sortByOption", "isSortAscending", "continuationToken", "$top"]);
}
