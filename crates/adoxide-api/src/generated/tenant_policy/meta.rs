// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `tenant_policy`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("TenantPolicy").area_id(None).host(Host::Vssps)
}

catalog! {
    GET_TENANT_POLICY = op("tenant_policy.get_tenant_policy", Method::GET, "_apis/TenantPolicy/Policies/{policyName}")
        .resource("Policies").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("9fe0af3a-57a2-4e65-af9b-2c16f0c4c068")).scopes(&["vso.profile"]);
}
