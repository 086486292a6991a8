// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `ims`.

use http::Method;

use crate::wire::{Effect, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Identities").area_id(Some("8a3d49b8-91f0-46ef-b33d-dda338c25db3")).host(Host::Vssps)
}

catalog! {
    READ_IDENTITIES = op("ims.read_identities", Method::GET, "_apis/identities")
        .resource("identities").api_version("7.1").effect(Effect::Read)
        .location_id(Some("28010c54-d0c0-4c89-a5b0-1c9e188b9fb7")).scopes(&["vso.identity"]).optional(&[
            "descriptors", "identityIds", "subjectDescriptors", "searchFilter", "filterValue", "queryMembership",
        ]);
}
