// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `operations`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Operations").area_id(None).host(Host::Dev)
}

catalog! {
    GET_OPERATION = op("operations.get_operation", Method::GET, "_apis/operations/{operationId}")
        .resource("operations").api_version("7.1").effect(Effect::Read)
        .location_id(Some("9a1b74b4-2ca8-4a9f-8470-c2f2e6fdc949")).optional(&["pluginId"]);
}
