// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `organization_policy`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("OrganizationPolicy").area_id(None).host(Host::Dev)
}

catalog! {
    GET_ORGANIZATION_POLICY = op("organization_policy.get_organization_policy", Method::GET, "_apis/OrganizationPolicy/Policies/{policyName}")
        .resource("Policies").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("d0ab077b-1b97-4f78-984c-cfe2d248fc79")).scopes(&["vso.profile"])
        .required(&["defaultValue"]);
}
