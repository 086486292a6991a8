// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { GetActions {
    area_name: String = "areaName",
} }

/// `GET _apis/audit/actions` · 7.1-preview.1 · `vso.auditlog`
#[inline]
pub fn get_actions(params: GetActions) -> Op<List<AuditActionInfo>> {
    params.add_to(Op::new(&meta::GET_ACTIONS))
}

params! { QueryLog {
    start_time: DateTime = "startTime",
    end_time: DateTime = "endTime",
    batch_size: i64 = "batchSize",
    continuation_token: String = "continuationToken",
    skip_aggregation: bool = "skipAggregation",
} }

/// `GET _apis/audit/auditlog` · 7.1-preview.1 · `vso.auditlog`
#[inline]
pub fn query_log(params: QueryLog) -> Op<AuditLogQueryResult> {
    params.add_to(Op::new(&meta::QUERY_LOG))
}

params! { DownloadLog {
    start_time: DateTime = "startTime",
    end_time: DateTime = "endTime",
} }

/// `GET _apis/audit/downloadlog` · 7.1-preview.1 · `vso.auditlog`
#[inline]
pub fn download_log(format: &str, params: DownloadLog) -> Op<Content> {
    params.add_to(Op::new(&meta::DOWNLOAD_LOG).query("format", format)).accept("*/*")
}

/// `POST _apis/audit/streams` · 7.1-preview.1 · `vso.auditstreams_manage`
#[inline]
pub fn create_stream(days_to_backfill: i64, body: &AuditStream) -> Op<AuditStream> {
    Op::new(&meta::CREATE_STREAM).query("daysToBackfill", &days_to_backfill).json(body)
}

/// `GET _apis/audit/streams` · 7.1-preview.1 · `vso.auditlog`
#[inline]
pub fn query_all_streams() -> Op<List<AuditStream>> {
    Op::new(&meta::QUERY_ALL_STREAMS)
}

/// `PUT _apis/audit/streams` · 7.1-preview.1 · `vso.auditstreams_manage`
#[inline]
pub fn update_stream(body: &AuditStream) -> Op<AuditStream> {
    Op::new(&meta::UPDATE_STREAM).json(body)
}

/// `DELETE _apis/audit/streams/{streamId}` · 7.1-preview.1 · `vso.auditstreams_manage`
#[inline]
pub fn delete_stream(stream_id: StreamId) -> Op<()> {
    Op::new(&meta::DELETE_STREAM).path("streamId", &stream_id)
}

/// `GET _apis/audit/streams/{streamId}` · 7.1-preview.1 · `vso.auditlog`
#[inline]
pub fn query_stream_by_id(stream_id: StreamId) -> Op<AuditStream> {
    Op::new(&meta::QUERY_STREAM_BY_ID).path("streamId", &stream_id)
}

/// `PUT _apis/audit/streams/{streamId}` · 7.1-preview.1 · `vso.auditstreams_manage`
#[inline]
pub fn update_status(stream_id: StreamId, status: &AuditStreamStatus) -> Op<AuditStream> {
    Op::new(&meta::UPDATE_STATUS).path("streamId", &stream_id).query("status", status)
}
