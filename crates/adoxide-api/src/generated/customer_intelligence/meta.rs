// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `customer_intelligence`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("CustomerIntelligence").area_id(None).host(Host::Dev)
}

catalog! {
    PUBLISH_EVENTS = op("customer_intelligence.publish_events", Method::POST, "_apis/CustomerIntelligence/Events")
        .resource("Events").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("b5cc35c2-ff2b-491d-a085-24b6e9f396fd")).consumes(Some("application/json"))
        .produces(&[]);
}
