// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `container`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Container").area_id(None).host(Host::Dev)
}

catalog! {
    CREATE_ITEMS = op("container.create_items", Method::POST, "_apis/resources/Containers/{containerId}")
        .resource("Containers").api_version("7.1-preview.4").effect(Effect::Unsafe)
        .location_id(Some("e4f5c81e-e250-447b-9fef-bd48471bea5e")).consumes(Some("application/json"))
        .optional(&["scope"]);
    DELETE_ITEM = op("container.delete_item", Method::DELETE, "_apis/resources/Containers/{containerId}")
        .resource("Containers").api_version("7.1-preview.4").effect(Effect::Idempotent)
        .location_id(Some("e4f5c81e-e250-447b-9fef-bd48471bea5e")).produces(&[]).required(&["itemPath"])
        .optional(&["scope"]);
    GET_CONTAINERS = op("container.get_containers", Method::GET, "_apis/resources/Containers")
        .resource("Containers").api_version("7.1-preview.4").effect(Effect::Read)
        .location_id(Some("e4f5c81e-e250-447b-9fef-bd48471bea5e")).optional(&["scope", "artifactUris"]);
    GET_ITEMS = op("container.get_items", Method::GET, "_apis/resources/Containers/{containerId}")
        .resource("Containers").api_version("7.1-preview.4").effect(Effect::Read)
        .location_id(Some("e4f5c81e-e250-447b-9fef-bd48471bea5e"))
        .produces(&["application/json", "application/octet-stream", "application/zip"]).optional(&[
            "scope", "itemPath", "metadata", "$format", "downloadFileName", "includeDownloadTickets", "isShallow",
            "ignoreRequestedMediaType", "includeBlobMetadata", "saveAbsolutePath", "preferRedirect",
        ]);
    UPLOAD_ITEM = op("container.upload_item", Method::PUT, "_apis/resources/Containers/{containerId}")
        .resource("Containers").api_version("7.1-preview.4").effect(Effect::Idempotent)
        .location_id(Some("e4f5c81e-e250-447b-9fef-bd48471bea5e")).consumes(Some("application/octet-stream"))
        .required(&["itemPath"]).optional(&["scope"]).headers(&["Content-Range"]);
}
