// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `organization`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Organization").area_id(None).host(Host::Vssps)
}

catalog! {
    GET_COLLECTION = op("organization.get_collection", Method::GET, "_apis/Organization/Collections/{collectionId}")
        .resource("Collections").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("668b5607-0db2-49bb-83f8-5f46f1094250")).optional(&["propertyNames"]);
    UPDATE_COLLECTION = op("organization.update_collection", Method::PATCH, "_apis/Organization/Collections/{collectionId}")
        .resource("Collections").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("668b5607-0db2-49bb-83f8-5f46f1094250")).consumes(Some("application/json-patch+json"));
}
