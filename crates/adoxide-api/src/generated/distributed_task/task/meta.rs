// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `distributed_task::task`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

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
    RECEIVE_EXTERNAL_EVENT = op("distributed_task.task.receive_external_event", Method::POST, "_apis/public/distributedtask/webhooks/{webHookId}")
        .resource("webhooks").api_version("7.2-preview.2").effect(Effect::Unsafe)
        .location_id(Some("44f7ed85-9a3a-4669-bd4c-312d021559f4")).produces(&[]);
    GET_PLAN_ATTACHMENTS = op("distributed_task.task.get_plan_attachments", Method::GET, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/attachments/{type}")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("eb55e5d6-2f30-4295-b5ed-38da50b1fc52"));
    CREATE_ATTACHMENT = op("distributed_task.task.create_attachment", Method::POST, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}/records/{recordId}/attachments/{type}/{name}")
        .resource("attachments").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("7898f959-9cdf-4096-b29e-7f293031629e")).consumes(Some("application/octet-stream"));
    CREATE_ATTACHMENT_FROM_ARTIFACT = op("distributed_task.task.create_attachment_from_artifact", Method::PUT, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}/records/{recordId}/attachments/{type}/{name}")
        .resource("attachments").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("7898f959-9cdf-4096-b29e-7f293031629e")).required(&["artifactHash", "length"]);
    GET_ATTACHMENT = op("distributed_task.task.get_attachment", Method::GET, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}/records/{recordId}/attachments/{type}/{name}")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("7898f959-9cdf-4096-b29e-7f293031629e"))
        .produces(&["application/json", "application/octet-stream"]);
    GET_ATTACHMENTS = op("distributed_task.task.get_attachments", Method::GET, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}/records/{recordId}/attachments/{type}")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("7898f959-9cdf-4096-b29e-7f293031629e"));
    APPEND_TIMELINE_RECORD_FEED = op("distributed_task.task.append_timeline_record_feed", Method::POST, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}/records/{recordId}/feed")
        .resource("feed").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("858983e4-19bd-4c5e-864c-507b59b58b12")).consumes(Some("application/json"))
        .produces(&[]);
    GET_LINES = op("distributed_task.task.get_lines", Method::GET, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}/records/{recordId}/feed")
        .resource("feed").api_version("7.1").effect(Effect::Read)
        .location_id(Some("858983e4-19bd-4c5e-864c-507b59b58b12")).required(&["stepId"])
        .optional(&["endLine", "takeCount", "continuationToken"]);
    GET_JOB_INSTANCE = op("distributed_task.task.get_job_instance", Method::GET, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/jobinstances/{orchestrationId}")
        .resource("jobinstances").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("0a1efd25-abda-43bd-9629-6c7bdd2e0d60"));
    GET_LOG = op("distributed_task.task.get_log", Method::GET, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/logs/{logId}")
        .resource("logs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("46f5667d-263a-4684-91b1-dff7fdcf64e2")).optional(&["startLine", "endLine"]);
    GET_LOGS = op("distributed_task.task.get_logs", Method::GET, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/logs")
        .resource("logs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("46f5667d-263a-4684-91b1-dff7fdcf64e2"));
    GET_PLAN_GROUPS_QUEUE_METRICS = op("distributed_task.task.get_plan_groups_queue_metrics", Method::GET, "_apis/distributedtask/hubs/{hubName}/plangroupsqueue/metrics")
        .resource("metrics").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("038fd4d5-cda7-44ca-92c0-935843fee1a7"));
    GET_QUEUED_PLAN_GROUPS = op("distributed_task.task.get_queued_plan_groups", Method::GET, "_apis/distributedtask/hubs/{hubName}/plangroupsqueue")
        .resource("plangroupsqueue").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("0dd73091-3e36-4f43-b443-1b76dd426d84")).optional(&["statusFilter", "count"]);
    GET_QUEUED_PLAN_GROUP = op("distributed_task.task.get_queued_plan_group", Method::GET, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plangroupsqueue/{planGroup}")
        .resource("plangroupsqueue").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("65fd0708-bc1e-447b-a731-0587c5464e5b"));
    GET_PLAN = op("distributed_task.task.get_plan", Method::GET, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}")
        .resource("plans").api_version("7.1").effect(Effect::Read)
        .location_id(Some("5cecd946-d704-471e-a45f-3b4064fcfaba"));
    GET_RECORDS = op("distributed_task.task.get_records", Method::GET, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}/records")
        .resource("records").api_version("7.1").effect(Effect::Read)
        .location_id(Some("8893bc5b-35b2-4be7-83cb-99e683551db4")).optional(&["changeId"]);
    CREATE_TIMELINE = op("distributed_task.task.create_timeline", Method::POST, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines")
        .resource("timelines").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("83597576-cc2c-453c-bea6-2882ae6a1653")).consumes(Some("application/json"));
    DELETE_TIMELINE = op("distributed_task.task.delete_timeline", Method::DELETE, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}")
        .resource("timelines").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("83597576-cc2c-453c-bea6-2882ae6a1653")).produces(&[]);
    GET_TIMELINE = op("distributed_task.task.get_timeline", Method::GET, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines/{timelineId}")
        .resource("timelines").api_version("7.1").effect(Effect::Read)
        .location_id(Some("83597576-cc2c-453c-bea6-2882ae6a1653")).optional(&["changeId", "includeRecords"]);
    GET_TIMELINES = op("distributed_task.task.get_timelines", Method::GET, "{scopeIdentifier}/_apis/distributedtask/hubs/{hubName}/plans/{planId}/timelines")
        .resource("timelines").api_version("7.1").effect(Effect::Read)
        .location_id(Some("83597576-cc2c-453c-bea6-2882ae6a1653"));
}
