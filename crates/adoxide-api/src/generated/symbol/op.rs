// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET _apis/symbol/availability` · 7.1 · `vso.symbols`
#[inline]
pub fn check_availability() -> Op<()> {
    Op::new(&meta::CHECK_AVAILABILITY)
}

/// `HEAD _apis/symbol/client` · 7.1 · `vso.symbols`
#[inline]
pub fn head_client() -> Op<()> {
    Op::new(&meta::HEAD_CLIENT)
}

/// `GET _apis/symbol/client/{clientType}` · 7.1 · `vso.symbols`
#[inline]
pub fn get_client(client_type: &ClientType) -> Op<Content> {
    Op::new(&meta::GET_CLIENT).path("clientType", client_type).accept("*/*")
}

/// `POST _apis/symbol/requests` · 7.1 · `vso.symbols_write`
#[inline]
pub fn create_requests(body: &Request) -> Op<Request> {
    Op::new(&meta::CREATE_REQUESTS).json(body)
}

params! { DeleteRequestsRequestName {
    synchronous: bool = "synchronous",
} }

/// `DELETE _apis/symbol/requests` · 7.1 · `vso.symbols_manage`
#[inline]
pub fn delete_requests_request_name(request_name: &str, params: DeleteRequestsRequestName) -> Op<()> {
    params.add_to(Op::new(&meta::DELETE_REQUESTS_REQUEST_NAME).query("requestName", request_name))
}

/// `GET _apis/symbol/requests` · 7.1 · `vso.symbols`
#[inline]
pub fn get_requests_request_name(request_name: &str) -> Op<Request> {
    Op::new(&meta::GET_REQUESTS_REQUEST_NAME).query("requestName", request_name)
}

/// `PATCH _apis/symbol/requests` · 7.1 · `vso.symbols_write`
#[inline]
pub fn update_requests_request_name(request_name: &str, body: &Request) -> Op<Request> {
    Op::new(&meta::UPDATE_REQUESTS_REQUEST_NAME).query("requestName", request_name).json(body)
}

/// `POST _apis/symbol/requests/{requestId}` · 7.1 · `vso.symbols_write`
#[inline]
pub fn create_requests_request_id_debug_entries(
    request_id: &RequestIdText, collection: &str, body: &DebugEntryCreateBatch,
) -> Op<List<DebugEntry>> {
    Op::new(&meta::CREATE_REQUESTS_REQUEST_ID_DEBUG_ENTRIES)
        .path("requestId", request_id).query("collection", collection).json(body)
}

params! { DeleteRequestsRequestId {
    synchronous: bool = "synchronous",
} }

/// `DELETE _apis/symbol/requests/{requestId}` · 7.1 · `vso.symbols_manage`
#[inline]
pub fn delete_requests_request_id(request_id: &RequestIdText, params: DeleteRequestsRequestId) -> Op<()> {
    params.add_to(Op::new(&meta::DELETE_REQUESTS_REQUEST_ID).path("requestId", request_id))
}

/// `GET _apis/symbol/requests/{requestId}` · 7.1 · `vso.symbols`
#[inline]
pub fn get_requests_request_id(request_id: &RequestIdText) -> Op<Request> {
    Op::new(&meta::GET_REQUESTS_REQUEST_ID).path("requestId", request_id)
}

/// `PATCH _apis/symbol/requests/{requestId}` · 7.1 · `vso.symbols_write`
#[inline]
pub fn update_requests_request_id(request_id: &RequestIdText, body: &Request) -> Op<Request> {
    Op::new(&meta::UPDATE_REQUESTS_REQUEST_ID).path("requestId", request_id).json(body)
}

/// `GET _apis/symbol/requests/{requestId}/contents/{debugEntryId}` · 7.1 · `vso.symbols`
#[inline]
pub fn get_debug_entry_content(request_id: &RequestIdText, debug_entry_id: &DebugEntryId) -> Op<()> {
    Op::new(&meta::GET_DEBUG_ENTRY_CONTENT).path("requestId", request_id).path("debugEntryId", debug_entry_id)
}

/// `GET _apis/symbol/symsrv/{debugEntryClientKey}` · 7.1 · `vso.symbols`
#[inline]
pub fn get_sym_srv_debug_entry_client_key(debug_entry_client_key: &DebugEntryClientKey) -> Op<()> {
    Op::new(&meta::GET_SYM_SRV_DEBUG_ENTRY_CLIENT_KEY).path("debugEntryClientKey", debug_entry_client_key)
}

/// `POST _apis/symbol/requests` · 7.1 · `vso.symbols_write`
#[inline]
pub fn create_requests_request_name_debug_entries(
    request_name: &str, collection: &str, body: &DebugEntryCreateBatch,
) -> Op<List<DebugEntry>> {
    Op::new(&meta::CREATE_REQUESTS_REQUEST_NAME_DEBUG_ENTRIES).query("requestName", request_name)
        .query("collection", collection).json(body)
}
