// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `symbol`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Symbol").area_id(Some("af607f94-69ba-4821-8159-f04e37b66350")).host(Host::Artifacts)
}

catalog! {
    CHECK_AVAILABILITY = op("symbol.check_availability", Method::GET, "_apis/symbol/availability")
        .resource("availability").api_version("7.1").effect(Effect::Read)
        .location_id(Some("97c893cc-e861-4ef4-8c43-9bad4a963dee")).scopes(&["vso.symbols"]).produces(&[]);
    HEAD_CLIENT = op("symbol.head_client", Method::HEAD, "_apis/symbol/client")
        .resource("client").api_version("7.1").effect(Effect::Read)
        .location_id(Some("79c83865-4de3-460c-8a16-01be238e0818")).scopes(&["vso.symbols"]).produces(&[]);
    GET_CLIENT = op("symbol.get_client", Method::GET, "_apis/symbol/client/{clientType}")
        .resource("client").api_version("7.1").effect(Effect::Read)
        .location_id(Some("79c83865-4de3-460c-8a16-01be238e0818")).scopes(&["vso.symbols"]);
    CREATE_REQUESTS = op("symbol.create_requests", Method::POST, "_apis/symbol/requests")
        .resource("requests").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("ebc09fe3-1b20-4667-abc5-f2b60fe8de52")).scopes(&["vso.symbols_write"])
        .consumes(Some("application/json"));
    DELETE_REQUESTS_REQUEST_NAME = op("symbol.delete_requests_request_name", Method::DELETE, "_apis/symbol/requests")
        .resource("requests").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("ebc09fe3-1b20-4667-abc5-f2b60fe8de52")).scopes(&["vso.symbols_manage"]).produces(&[])
        .required(&["requestName"]).optional(&["synchronous"]);
    GET_REQUESTS_REQUEST_NAME = op("symbol.get_requests_request_name", Method::GET, "_apis/symbol/requests")
        .resource("requests").api_version("7.1").effect(Effect::Read)
        .location_id(Some("ebc09fe3-1b20-4667-abc5-f2b60fe8de52")).scopes(&["vso.symbols"])
        .required(&["requestName"]);
    UPDATE_REQUESTS_REQUEST_NAME = op("symbol.update_requests_request_name", Method::PATCH, "_apis/symbol/requests")
        .resource("requests").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("ebc09fe3-1b20-4667-abc5-f2b60fe8de52")).scopes(&["vso.symbols_write"])
        .consumes(Some("application/json")).required(&["requestName"]);
    CREATE_REQUESTS_REQUEST_ID_DEBUG_ENTRIES = op("symbol.create_requests_request_id_debug_entries", Method::POST, "_apis/symbol/requests/{requestId}")
        .resource("requests").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("ebc09fe3-1b20-4667-abc5-f2b60fe8de52")).scopes(&["vso.symbols_write"])
        .consumes(Some("application/json")).required(&["collection"]);
    DELETE_REQUESTS_REQUEST_ID = op("symbol.delete_requests_request_id", Method::DELETE, "_apis/symbol/requests/{requestId}")
        .resource("requests").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("ebc09fe3-1b20-4667-abc5-f2b60fe8de52")).scopes(&["vso.symbols_manage"]).produces(&[])
        .optional(&["synchronous"]);
    GET_REQUESTS_REQUEST_ID = op("symbol.get_requests_request_id", Method::GET, "_apis/symbol/requests/{requestId}")
        .resource("requests").api_version("7.1").effect(Effect::Read)
        .location_id(Some("ebc09fe3-1b20-4667-abc5-f2b60fe8de52")).scopes(&["vso.symbols"]);
    UPDATE_REQUESTS_REQUEST_ID = op("symbol.update_requests_request_id", Method::PATCH, "_apis/symbol/requests/{requestId}")
        .resource("requests").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("ebc09fe3-1b20-4667-abc5-f2b60fe8de52")).scopes(&["vso.symbols_write"])
        .consumes(Some("application/json"));
    GET_DEBUG_ENTRY_CONTENT = op("symbol.get_debug_entry_content", Method::GET, "_apis/symbol/requests/{requestId}/contents/{debugEntryId}")
        .resource("contents").api_version("7.1").effect(Effect::Read)
        .location_id(Some("0f98d9f5-caf7-44fd-a5c9-55f3a9b34399")).scopes(&["vso.symbols"]).produces(&[]);
    GET_SYM_SRV_DEBUG_ENTRY_CLIENT_KEY = op("symbol.get_sym_srv_debug_entry_client_key", Method::GET, "_apis/symbol/symsrv/{debugEntryClientKey}")
        .resource("symsrv").api_version("7.1").effect(Effect::Read)
        .location_id(Some("9648e256-c9f9-4f16-8a27-630b06396942")).scopes(&["vso.symbols"]).produces(&[]);
    CREATE_REQUESTS_REQUEST_NAME_DEBUG_ENTRIES = op("symbol.create_requests_request_name_debug_entries", Method::POST, "_apis/symbol/requests")
        .resource("requests").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("ebc09fe3-1b20-4667-abc5-f2b60fe8de52")).scopes(&["vso.symbols_write"])
        .consumes(Some("application/json")).required(&["requestName", "collection"]);
}
