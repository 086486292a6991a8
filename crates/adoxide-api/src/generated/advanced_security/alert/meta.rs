// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `advanced_security::alert`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Alert").area_id(None).host(Host::AdvSec)
}

catalog! {
    GET_ALERTS = op("advanced_security.alert.get_alerts", Method::GET, "{project}/_apis/alert/repositories/{repository}/alerts")
        .resource("alerts").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("e21b4630-b7d2-4031-99e3-3ad328cc4a7f")).scopes(&["vso.advsec"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") }).optional(&[
            "top", "orderBy", "criteria.alertIds", "criteria.alertType", "criteria.confidenceLevels",
            "criteria.dependencyName", "criteria.fromDate", "criteria.hasLinkedWorkItems", "criteria.isTriaged",
            "criteria.keywords", "criteria.licenseName", "criteria.modifiedSince", "criteria.onlyDefaultBranch",
            "criteria.phaseId", "criteria.phaseName", "criteria.pipelineId", "criteria.pipelineName",
            "criteria.ref", "criteria.ruleId", "criteria.ruleName", "criteria.severities", "criteria.states",
            "criteria.toDate", "criteria.toolName", "criteria.validity", "expand", "continuationToken",
        ]);
    GET_ALERT = op("advanced_security.alert.get_alert", Method::GET, "{project}/_apis/alert/repositories/{repository}/alerts/{alertId}")
        .resource("alerts").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("e21b4630-b7d2-4031-99e3-3ad328cc4a7f")).scopes(&["vso.advsec"])
        .optional(&["ref", "expand"]);
    UPDATE_ALERT = op("advanced_security.alert.update_alert", Method::PATCH, "{project}/_apis/alert/repositories/{repository}/alerts/{alertId}")
        .resource("alerts").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .location_id(Some("e21b4630-b7d2-4031-99e3-3ad328cc4a7f")).scopes(&["vso.advsec_write"])
        .consumes(Some("application/json"));
    GET_ALERT_INSTANCES = op("advanced_security.alert.get_alert_instances", Method::GET, "{project}/_apis/alert/repositories/{repository}/alerts/{alertId}/instances")
        .resource("instances").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("f451ba96-0e95-458a-8dd5-3df894770a49")).scopes(&["vso.advsec"]).optional(&["ref"]);
    GET_ALERT_METADATA = op("advanced_security.alert.get_alert_metadata", Method::GET, "{project}/_apis/alert/repositories/{repository}/alerts/{alertId}/metadata")
        .resource("metadata2").api_version("7.2-preview.1").effect(Effect::Read)
        .scopes(&["vso.advsec"]);
    GET_ALERT_METADATA_BATCH = op("advanced_security.alert.get_alert_metadata_batch", Method::POST, "{project}/_apis/alert/repositories/{repository}/alerts/metadatabatch")
        .resource("metadataBatch").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .scopes(&["vso.advsec"]).consumes(Some("application/json"));
    GET_ALERTS_BY_IDS = op("advanced_security.alert.get_alerts_by_ids", Method::POST, "{project}/_apis/alert/repositories/{repository}/AlertsBatch")
        .resource("alertsBatch").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .scopes(&["vso.advsec"]).consumes(Some("application/json"));
    GET_BRANCHES = op("advanced_security.alert.get_branches", Method::GET, "{project}/_apis/alert/repositories/{repository}/filters/branches")
        .resource("analysis").api_version("7.2-preview.1").effect(Effect::Read)
        .scopes(&["vso.advsec"]).paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .required(&["alertType"])
        .optional(&["continuationToken", "branchNameContains", "top", "includePullRequestBranches"]);
    DELETE_ALL_PIPELINE_ANALYSES = op("advanced_security.alert.delete_all_pipeline_analyses", Method::DELETE, "{project}/_apis/alert/repositories/{repository}/pipelineAnalyses")
        .resource("pipelineAnalyses").api_version("7.2-preview.1").effect(Effect::Idempotent)
        .scopes(&["vso.advsec_manage"]).produces(&[]);
    DELETE_PIPELINE_ANALYSIS = op("advanced_security.alert.delete_pipeline_analysis", Method::DELETE, "{project}/_apis/alert/repositories/{repository}/pipelineAnalysis/{adoPipelineId}")
        .resource("pipelineAnalysis").api_version("7.2-preview.1").effect(Effect::Idempotent)
        .scopes(&["vso.advsec_manage"]).produces(&[]);
    GET_UX_FILTERS = op("advanced_security.alert.get_ux_filters", Method::GET, "{project}/_apis/Alert/repositories/{repository}/filters/Default")
        .resource("filters").api_version("7.1").effect(Effect::Read)
        .location_id(Some("8f90675b-f794-434d-8f2c-cfae0a11c02a")).required(&["alertType"]);
    UPDATE_ALERTS_METADATA = op("advanced_security.alert.update_alerts_metadata", Method::PATCH, "{project}/_apis/Alert/repositories/{repository}/alerts/Metadata")
        .resource("Metadata").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("65de4b84-7519-4ae8-8623-175f79b49b80")).consumes(Some("application/json"));
    UPLOAD_SARIF = op("advanced_security.alert.upload_sarif", Method::POST, "{project}/_apis/Alert/repositories/{repository}/sarifs")
        .resource("sarifs").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("2a141cae-a50d-4c22-b41b-13f77748d035")).consumes(Some("application/octet-stream"));
    GET_SARIF = op("advanced_security.alert.get_sarif", Method::GET, "_apis/Alert/Sarifs/{sarifId}")
        .resource("Sarifs").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("a04689e7-0f81-48a2-8d18-40654c47494c"));
    GET_VALIDITY_DATA = op("advanced_security.alert.get_validity_data", Method::GET, "{project}/_apis/Alert/repositories/{repository}/alerts/{alertId}/Validate")
        .resource("Validate").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("2e022520-3508-4b5f-9855-acb954d673ba"));
    INITIATE_VALIDATION = op("advanced_security.alert.initiate_validation", Method::POST, "{project}/_apis/Alert/repositories/{repository}/alerts/{alertId}/Validate")
        .resource("Validate").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("2e022520-3508-4b5f-9855-acb954d673ba"));
}
