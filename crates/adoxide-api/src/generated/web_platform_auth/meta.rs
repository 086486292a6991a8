// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `web_platform_auth`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("WebPlatformAuth").area_id(None).host(Host::Dev)
}

catalog! {
    CREATE_SESSION_TOKEN = op("web_platform_auth.create_session_token", Method::POST, "_apis/WebPlatformAuth/SessionToken")
        .resource("SessionToken").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("11420b6b-3324-490a-848d-b8aafdb906ba")).consumes(Some("application/json"))
        .forms(const { &[
            Form::new(Method::POST, Some(Host::Vssps), "_apis/WebPlatformAuth/SessionToken"),
            Form::new(Method::POST, Some(Host::Vsaex), "_apis/WebPlatformAuth/SessionToken"),
        ] });
}
