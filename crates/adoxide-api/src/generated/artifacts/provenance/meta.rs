// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `artifacts::provenance`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Provenance").area_id(Some("b40c1171-807a-493a-8f3f-5c26d5e2f5aa")).host(Host::Pkgs)
}

catalog! {
    CREATE_SESSION = op("artifacts.provenance.create_session", Method::POST, "{project?}/_apis/provenance/session/{protocol}")
        .resource("session").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("503b4e54-ebf4-4d04-8eee-21c00823c2ac")).scopes(&["vso.packaging_write"])
        .consumes(Some("application/json"));
}
