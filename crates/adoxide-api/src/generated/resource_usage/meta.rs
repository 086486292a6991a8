// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `resource_usage`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("ResourceUsage").area_id(Some("240a9b11-3dc7-4aa0-b3fe-2b7dc8a4e7ea")).host(Host::Dev)
}

catalog! {
    GET_LIMITS = op("resource_usage.get_limits", Method::GET, "_apis/resourceusage")
        .resource("teamProjectCollection").api_version("7.1-preview.1").effect(Effect::Read)
        .scopes(&["vso.profile"]);
    GET_PROJECT_LIMIT = op("resource_usage.get_project_limit", Method::GET, "{project}/_apis/resourceusage")
        .resource("project").api_version("7.1-preview.1").effect(Effect::Read)
        .scopes(&["vso.profile"]);
}
