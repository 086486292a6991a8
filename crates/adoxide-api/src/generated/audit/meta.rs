// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `audit`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Audit").area_id(Some("94ff054d-5ee1-413d-9341-3f4a7827de2e")).host(Host::AuditService)
}

catalog! {
    GET_ACTIONS = op("audit.get_actions", Method::GET, "_apis/audit/actions")
        .resource("actions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("6fa30b9a-9558-4e3b-a95f-a12572caa6e6")).scopes(&["vso.auditlog"])
        .optional(&["areaName"]);
    QUERY_LOG = op("audit.query_log", Method::GET, "_apis/audit/auditlog")
        .resource("auditLog").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("4e5fa14f-7097-4b73-9c85-00abc7353c61")).scopes(&["vso.auditlog"])
        .paging(Paging::BodyToken { send: TokenPlace::Query("continuationToken"), token: "continuationToken", items: "decoratedAuditLogEntries", end: PagingEnd::NoMore("hasMore") })
        .optional(&["startTime", "endTime", "batchSize", "continuationToken", "skipAggregation"]);
    DOWNLOAD_LOG = op("audit.download_log", Method::GET, "_apis/audit/downloadlog")
        .resource("downloadLog").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("b7b98a76-04e8-4f4d-ac72-9d46492caaac")).scopes(&["vso.auditlog"])
        .produces(&["application/octet-stream"]).required(&["format"]).optional(&["startTime", "endTime"]);
    CREATE_STREAM = op("audit.create_stream", Method::POST, "_apis/audit/streams")
        .resource("streams").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("77d60bf9-1882-41c5-a90d-3a6d3c13fd3b")).scopes(&["vso.auditstreams_manage"])
        .consumes(Some("application/json")).required(&["daysToBackfill"]);
    QUERY_ALL_STREAMS = op("audit.query_all_streams", Method::GET, "_apis/audit/streams")
        .resource("streams").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("77d60bf9-1882-41c5-a90d-3a6d3c13fd3b")).scopes(&["vso.auditlog"]);
    UPDATE_STREAM = op("audit.update_stream", Method::PUT, "_apis/audit/streams")
        .resource("streams").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("77d60bf9-1882-41c5-a90d-3a6d3c13fd3b")).scopes(&["vso.auditstreams_manage"])
        .consumes(Some("application/json"));
    DELETE_STREAM = op("audit.delete_stream", Method::DELETE, "_apis/audit/streams/{streamId}")
        .resource("streams").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("77d60bf9-1882-41c5-a90d-3a6d3c13fd3b")).scopes(&["vso.auditstreams_manage"])
        .produces(&[]);
    QUERY_STREAM_BY_ID = op("audit.query_stream_by_id", Method::GET, "_apis/audit/streams/{streamId}")
        .resource("streams").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("77d60bf9-1882-41c5-a90d-3a6d3c13fd3b")).scopes(&["vso.auditlog"]);
    UPDATE_STATUS = op("audit.update_status", Method::PUT, "_apis/audit/streams/{streamId}")
        .resource("streams").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("77d60bf9-1882-41c5-a90d-3a6d3c13fd3b")).scopes(&["vso.auditstreams_manage"])
        .required(&["status"]);
}
