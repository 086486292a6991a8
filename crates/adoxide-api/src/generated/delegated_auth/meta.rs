// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `delegated_auth`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("DelegatedAuthorization").area_id(None).host(Host::Vssps)
}

catalog! {
    CREATE_ALTERNATIVE_SECRET = op("delegated_auth.create_alternative_secret", Method::POST, "_apis/delegatedauth/registrationsecret/{registrationId}")
        .resource("registrationSecret").api_version("7.2-preview.2").effect(Effect::Unsafe)
        .location_id(Some("f37e5023-dfbe-490e-9e40-7b7fb6b67887"));
    ROTATE_SECRET = op("delegated_auth.rotate_secret", Method::PUT, "_apis/delegatedauth/registrationsecret/{registrationId}")
        .resource("registrationSecret").api_version("7.2-preview.2").effect(Effect::Idempotent)
        .location_id(Some("f37e5023-dfbe-490e-9e40-7b7fb6b67887")).optional(&["secretType"]);
}
