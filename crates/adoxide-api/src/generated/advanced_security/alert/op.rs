// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { GetAlerts {
    top: i64 = "top",
    order_by: String = "orderBy",
    alert_ids: Vec<i64> = "criteria.alertIds",
    alert_type: AlertType = "criteria.alertType",
    confidence_levels: Vec<String> = "criteria.confidenceLevels",
    dependency_name: String = "criteria.dependencyName",
    from_date: DateTime = "criteria.fromDate",
    has_linked_work_items: bool = "criteria.hasLinkedWorkItems",
    is_triaged: bool = "criteria.isTriaged",
    keywords: String = "criteria.keywords",
    license_name: String = "criteria.licenseName",
    modified_since: DateTime = "criteria.modifiedSince",
    only_default_branch: bool = "criteria.onlyDefaultBranch",
    phase_id: String = "criteria.phaseId",
    phase_name: String = "criteria.phaseName",
    pipeline_id: i64 = "criteria.pipelineId",
    pipeline_name: String = "criteria.pipelineName",
    r#ref: String = "criteria.ref",
    rule_id: String = "criteria.ruleId",
    rule_name: String = "criteria.ruleName",
    severities: Vec<String> = "criteria.severities",
    states: Vec<String> = "criteria.states",
    to_date: DateTime = "criteria.toDate",
    tool_name: String = "criteria.toolName",
    validity: Vec<String> = "criteria.validity",
    expand: AlertListExpandOption = "expand",
    continuation_token: String = "continuationToken",
} }

/// `GET {project}/_apis/alert/repositories/{repository}/alerts` · 7.2-preview.1 · `vso.advsec`
#[inline]
pub fn get_alerts(project: &ProjectRef, repository: &RepositoryRef, params: GetAlerts) -> Op<List<Alert>> {
    params.add_to(Op::new(&meta::GET_ALERTS).path("project", project).path("repository", repository))
}

params! { GetAlert {
    r#ref: String = "ref",
    expand: ExpandOption = "expand",
} }

/// `GET {project}/_apis/alert/repositories/{repository}/alerts/{alertId}` · 7.2-preview.1 · `vso.advsec`
#[inline]
pub fn get_alert(
    project: &ProjectRef, repository: &RepositoryRef, alert_id: AlertId, params: GetAlert,
) -> Op<Alert> {
    params.add_to(Op::new(&meta::GET_ALERT)
        .path("project", project).path("repository", repository).path("alertId", &alert_id))
}

/// `PATCH {project}/_apis/alert/repositories/{repository}/alerts/{alertId}` · 7.2-preview.1 · `vso.advsec_write`
#[inline]
pub fn update_alert(
    project: &ProjectRef, repository: &RepositoryRef, alert_id: AlertId, body: &AlertStateUpdate,
) -> Op<Alert> {
    Op::new(&meta::UPDATE_ALERT)
        .path("project", project).path("repository", repository).path("alertId", &alert_id).json(body)
}

params! { GetAlertInstances {
    r#ref: String = "ref",
} }

/// `GET {project}/_apis/alert/repositories/{repository}/alerts/{alertId}/instances` · 7.2-preview.1 · `vso.advsec`
#[inline]
pub fn get_alert_instances(
    project: &ProjectRef, repository: &RepositoryRef, alert_id: AlertId, params: GetAlertInstances,
) -> Op<List<AlertAnalysisInstance>> {
    params.add_to(Op::new(&meta::GET_ALERT_INSTANCES)
        .path("project", project).path("repository", repository).path("alertId", &alert_id))
}

/// `GET {project}/_apis/alert/repositories/{repository}/alerts/{alertId}/metadata` · 7.2-preview.1 · `vso.advsec`
#[inline]
pub fn get_alert_metadata(
    project: &ProjectRef, repository: &RepositoryRef, alert_id: AlertId,
) -> Op<AlertMetadata> {
    Op::new(&meta::GET_ALERT_METADATA)
        .path("project", project).path("repository", repository).path("alertId", &alert_id)
}

/// `POST {project}/_apis/alert/repositories/{repository}/alerts/metadatabatch` · 7.2-preview.1 · `vso.advsec`
#[inline]
pub fn get_alert_metadata_batch(
    project: &ProjectRef, repository: &RepositoryRef, body: &AlertMetadataBatchRequest,
) -> Op<List<AlertMetadata>> {
    Op::new(&meta::GET_ALERT_METADATA_BATCH).path("project", project).path("repository", repository).json(body)
}

/// `POST {project}/_apis/alert/repositories/{repository}/AlertsBatch` · 7.2-preview.1 · `vso.advsec`
#[inline]
pub fn get_alerts_by_ids(
    project: &ProjectRef, repository: &RepositoryRef, body: &AlertBatchRequest,
) -> Op<List<Alert>> {
    Op::new(&meta::GET_ALERTS_BY_IDS).path("project", project).path("repository", repository).json(body)
}

params! { GetBranches {
    continuation_token: String = "continuationToken",
    branch_name_contains: String = "branchNameContains",
    top: i64 = "top",
    include_pull_request_branches: bool = "includePullRequestBranches",
} }

/// `GET {project}/_apis/alert/repositories/{repository}/filters/branches` · 7.2-preview.1 · `vso.advsec`
#[inline]
pub fn get_branches(
    project: &ProjectRef, repository: &RepositoryRef, alert_type: &AlertType, params: GetBranches,
) -> Op<List<Branch>> {
    params.add_to(Op::new(&meta::GET_BRANCHES)
        .path("project", project).path("repository", repository).query("alertType", alert_type))
}

/// `DELETE {project}/_apis/alert/repositories/{repository}/pipelineAnalyses` · 7.2-preview.1 · `vso.advsec_manage`
#[inline]
pub fn delete_all_pipeline_analyses(project: &ProjectRef, repository: &RepositoryRef) -> Op<()> {
    Op::new(&meta::DELETE_ALL_PIPELINE_ANALYSES).path("project", project).path("repository", repository)
}

/// `DELETE {project}/_apis/alert/repositories/{repository}/pipelineAnalysis/{adoPipelineId}` · 7.2-preview.1 · `vso.advsec_manage`
#[inline]
pub fn delete_pipeline_analysis(
    project: &ProjectRef, repository: &RepositoryRef, ado_pipeline_id: AdoPipelineId,
) -> Op<()> {
    Op::new(&meta::DELETE_PIPELINE_ANALYSIS)
        .path("project", project).path("repository", repository).path("adoPipelineId", &ado_pipeline_id)
}

/// `GET {project}/_apis/Alert/repositories/{repository}/filters/Default` · 7.1
#[inline]
pub fn get_ux_filters(project: &ProjectRef, repository: &RepositoryRef, alert_type: &AlertType) -> Op<UxFilters> {
    Op::new(&meta::GET_UX_FILTERS)
        .path("project", project).path("repository", repository).query("alertType", alert_type)
}

/// `PATCH {project}/_apis/Alert/repositories/{repository}/alerts/Metadata` · 7.1-preview.1
#[inline]
pub fn update_alerts_metadata(
    project: &ProjectRef, repository: &RepositoryRef, body: &[AlertMetadata],
) -> Op<List<AlertMetadataChange>> {
    Op::new(&meta::UPDATE_ALERTS_METADATA).path("project", project).path("repository", repository).json(body)
}

/// `POST {project}/_apis/Alert/repositories/{repository}/sarifs` · 7.1-preview.1
#[inline]
pub fn upload_sarif(project: &ProjectRef, repository: &RepositoryRef, body: impl Into<Bytes>) -> Op<i64> {
    Op::new(&meta::UPLOAD_SARIF).path("project", project).path("repository", repository).bytes(body)
}

/// `GET _apis/Alert/Sarifs/{sarifId}` · 7.1-preview.2
#[inline]
pub fn get_sarif(sarif_id: SarifId) -> Op<SarifUploadStatus> {
    Op::new(&meta::GET_SARIF).path("sarifId", &sarif_id)
}

/// `GET {project}/_apis/Alert/repositories/{repository}/alerts/{alertId}/Validate` · 7.1-preview.1
#[inline]
pub fn get_validity_data(
    project: &ProjectRef, repository: &RepositoryRef, alert_id: AlertId,
) -> Op<ValidationRequestInfo> {
    Op::new(&meta::GET_VALIDITY_DATA)
        .path("project", project).path("repository", repository).path("alertId", &alert_id)
}

/// `POST {project}/_apis/Alert/repositories/{repository}/alerts/{alertId}/Validate` · 7.1-preview.1
#[inline]
pub fn initiate_validation(project: &ProjectRef, repository: &RepositoryRef, alert_id: AlertId) -> Op<String> {
    Op::new(&meta::INITIATE_VALIDATION)
        .path("project", project).path("repository", repository).path("alertId", &alert_id)
}
