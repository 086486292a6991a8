// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `identity_picker`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("IdentityPicker").area_id(None).host(Host::Dev)
}

catalog! {
    SEARCH_IDENTITIES = op("identity_picker.search_identities", Method::POST, "_apis/IdentityPicker/Identities")
        .resource("Identities").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("4102f006-0b23-4b26-bb1b-b661605e6b33")).consumes(Some("application/json"))
        .forms(const { &[
            Form::new(Method::POST, Some(Host::Vssps), "_apis/IdentityPicker/Identities"),
            Form::new(Method::POST, Some(Host::Vsaex), "_apis/IdentityPicker/Identities"),
        ] });
}
