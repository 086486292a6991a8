// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `profile`.

use http::Method;

use crate::wire::{Effect, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Profile").area_id(Some("8ccfef3d-2b87-4e99-8ccb-66e343d2daa8")).host(Host::AppVssps)
}

catalog! {
    GET_PROFILE = op("profile.get_profile", Method::GET, "_apis/profile/profiles/{id}")
        .resource("profiles").api_version("7.1").effect(Effect::Read)
        .location_id(Some("f83735dc-483f-4238-a291-d45f6080a9af")).scopes(&["vso.profile"])
        .optional(&["details", "withAttributes", "partition", "coreAttributes", "forceRefresh"]);
}
