// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `distributed_task::task`.

use http::Method;

use crate::wire::{Effect, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Task").area_id(None).host(Host::Dev)
}

catalog! {
    POST_EVENT = op("distributed_task.task.post_event", Method::POST, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/events")
        .resource("events").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("557624af-b29e-4c20-8ab0-0399d2204f3f")).consumes(Some("application/json"))
        .produces(&[]);
    CREATE_OIDC_TOKEN = op("distributed_task.task.create_oidc_token", Method::POST, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/jobs/{jobId}/oidctoken")
        .resource("oidctoken").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("69a319f4-28c1-4bfd-93e6-ea0ff5c6f1a2")).consumes(Some("application/json"))
        .optional(&["serviceConnectionId"]);
    CREATE_LOG = op("distributed_task.task.create_log", Method::POST, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/logs")
        .resource("logs").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("46f5667d-263a-4684-91b1-dff7fdcf64e2")).consumes(Some("application/json"));
    APPEND_LOG_CONTENT = op("distributed_task.task.append_log_content", Method::POST, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/logs/{logId}")
        .resource("logs").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("46f5667d-263a-4684-91b1-dff7fdcf64e2")).consumes(Some("application/octet-stream"));
    UPDATE_RECORDS = op("distributed_task.task.update_records", Method::PATCH, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}/records")
        .resource("records").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("8893bc5b-35b2-4be7-83cb-99e683551db4")).consumes(Some("application/json"));
}
