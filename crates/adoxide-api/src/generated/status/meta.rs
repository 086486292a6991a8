// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `status`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Status").area_id(None).host(Host::Status)
}

catalog! {
    GET_SERVICE_STATUS = op("status.get_service_status", Method::GET, "_apis/status/health")
        .resource("health").api_version("7.1-preview.1").effect(Effect::Read)
        .optional(&["services", "geographies"]);
}
