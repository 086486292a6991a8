// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { GetApprovals {
    assigned_to_filter: String = "assignedToFilter",
    status_filter: ApprovalStatus = "statusFilter",
    release_ids_filter: Vec<i64> = "releaseIdsFilter",
    type_filter: ApprovalType = "typeFilter",
    top: i64 = "top",
    continuation_token: i64 = "continuationToken",
    query_order: ReleaseQueryOrder = "queryOrder",
    include_my_group_approvals: bool = "includeMyGroupApprovals",
} }

/// `GET {project}/_apis/release/approvals` · 7.1 · `vso.release`
#[inline]
pub fn get_approvals(project: &ProjectRef, params: GetApprovals) -> Op<List<ReleaseApproval>> {
    params.add_to(Op::new(&meta::GET_APPROVALS).path("project", project))
}

/// `PATCH {project}/_apis/release/approvals/{approvalId}` · 7.1 · `vso.release_manage`
#[inline]
pub fn update_release_approval(
    project: &ProjectRef, approval_id: &ApprovalId, body: &ReleaseApproval,
) -> Op<ReleaseApproval> {
    Op::new(&meta::UPDATE_RELEASE_APPROVAL).path("project", project).path("approvalId", approval_id).json(body)
}

/// `POST {project}/_apis/release/definitions` · 7.1 · `vso.release_execute`
#[inline]
pub fn create_release_definition(project: &ProjectRef, body: &ReleaseDefinition) -> Op<ReleaseDefinition> {
    Op::new(&meta::CREATE_RELEASE_DEFINITION).path("project", project).json(body)
}

params! { GetReleaseDefinitions {
    search_text: String = "searchText",
    expand: ReleaseDefinitionExpands = "$expand",
    artifact_type: String = "artifactType",
    artifact_source_id: String = "artifactSourceId",
    top: i64 = "$top",
    continuation_token: String = "continuationToken",
    query_order: ReleaseDefinitionQueryOrder = "queryOrder",
    path: String = "path",
    is_exact_name_match: bool = "isExactNameMatch",
    tag_filter: Vec<String> = "tagFilter",
    property_filters: Vec<String> = "propertyFilters",
    definition_id_filter: Vec<String> = "definitionIdFilter",
    is_deleted: bool = "isDeleted",
    search_text_contains_folder_name: bool = "searchTextContainsFolderName",
} }

/// `GET {project}/_apis/release/definitions` · 7.1 · `vso.release`
#[inline]
pub fn get_release_definitions(
    project: &ProjectRef, params: GetReleaseDefinitions,
) -> Op<List<ReleaseDefinition>> {
    params.add_to(Op::new(&meta::GET_RELEASE_DEFINITIONS).path("project", project))
}

/// `PUT {project}/_apis/release/definitions` · 7.1 · `vso.release_execute`
#[inline]
pub fn update_release_definition(project: &ProjectRef, body: &ReleaseDefinition) -> Op<ReleaseDefinition> {
    Op::new(&meta::UPDATE_RELEASE_DEFINITION).path("project", project).json(body)
}

params! { DeleteReleaseDefinition {
    comment: String = "comment",
    force_delete: bool = "forceDelete",
} }

/// `DELETE {project}/_apis/release/definitions/{definitionId}` · 7.1 · `vso.release_manage`
#[inline]
pub fn delete_release_definition(
    project: &ProjectRef, definition_id: DefinitionId, params: DeleteReleaseDefinition,
) -> Op<()> {
    params.add_to(Op::new(&meta::DELETE_RELEASE_DEFINITION)
        .path("project", project).path("definitionId", &definition_id))
}

params! { GetReleaseDefinition {
    property_filters: Vec<String> = "propertyFilters",
} }

/// `GET {project}/_apis/release/definitions/{definitionId}` · 7.1 · `vso.release`
#[inline]
pub fn get_release_definition(
    project: &ProjectRef, definition_id: DefinitionId, params: GetReleaseDefinition,
) -> Op<ReleaseDefinition> {
    params.add_to(Op::new(&meta::GET_RELEASE_DEFINITION)
        .path("project", project).path("definitionId", &definition_id))
}

/// `GET {project}/_apis/Release/definitions/{definitionId}/revisions` · 7.1 · `vso.release`
#[inline]
pub fn get_release_definition_history(
    project: &ProjectRef, definition_id: DefinitionId,
) -> Op<List<ReleaseDefinitionRevision>> {
    Op::new(&meta::GET_RELEASE_DEFINITION_HISTORY).path("project", project).path("definitionId", &definition_id)
}

/// `GET {project}/_apis/Release/definitions/{definitionId}/revisions/{revision}` · 7.1 · `vso.release`
#[inline]
pub fn get_definition_revision(
    project: &ProjectRef, definition_id: DefinitionId, revision: RevisionRef,
) -> Op<Content> {
    Op::new(&meta::GET_DEFINITION_REVISION)
        .path("project", project).path("definitionId", &definition_id).path("revision", &revision).accept("*/*")
}

params! { GetDeployments {
    definition_id: i64 = "definitionId",
    definition_environment_id: i64 = "definitionEnvironmentId",
    created_by: String = "createdBy",
    min_modified_time: DateTime = "minModifiedTime",
    max_modified_time: DateTime = "maxModifiedTime",
    deployment_status: DeploymentStatus = "deploymentStatus",
    operation_status: DeploymentOperationStatus = "operationStatus",
    latest_attempts_only: bool = "latestAttemptsOnly",
    query_order: ReleaseQueryOrder = "queryOrder",
    top: i64 = "$top",
    continuation_token: i64 = "continuationToken",
    created_for: String = "createdFor",
    min_started_time: DateTime = "minStartedTime",
    max_started_time: DateTime = "maxStartedTime",
    source_branch: String = "sourceBranch",
} }

/// `GET {project}/_apis/release/deployments` · 7.1 · `vso.release`
#[inline]
pub fn get_deployments(project: &ProjectRef, params: GetDeployments) -> Op<List<Deployment>> {
    params.add_to(Op::new(&meta::GET_DEPLOYMENTS).path("project", project))
}

/// `POST {project}/_apis/release/folders/{path?}` · 7.1 · `vso.release_execute`
#[deprecated = "Microsoft says not to use this operation any more"]
#[inline]
pub fn create_folder(project: &ProjectRef, path: Option<&PathRef>, body: &Folder) -> Op<Folder> {
    Op::new(&meta::CREATE_FOLDER).path("project", project).path_opt("path", path).json(body)
}

/// `DELETE {project}/_apis/release/folders/{path}` · 7.1 · `vso.release_manage`
#[inline]
pub fn delete_folder(project: &ProjectRef, path: &PathRef) -> Op<()> {
    Op::new(&meta::DELETE_FOLDER).path("project", project).path("path", path)
}

params! { GetFolders {
    query_order: FolderPathQueryOrder = "queryOrder",
} }

/// `GET {project}/_apis/release/folders/{path?}` · 7.1 · `vso.release`
#[inline]
pub fn get_folders(project: &ProjectRef, path: Option<&PathRef>, params: GetFolders) -> Op<List<Folder>> {
    params.add_to(Op::new(&meta::GET_FOLDERS).path("project", project).path_opt("path", path))
}

/// `PATCH {project}/_apis/release/folders/{path}` · 7.1 · `vso.release_execute`
#[inline]
pub fn update_folder(project: &ProjectRef, path: &PathRef, body: &Folder) -> Op<Folder> {
    Op::new(&meta::UPDATE_FOLDER).path("project", project).path("path", path).json(body)
}

/// `PATCH {project}/_apis/release/gates/{gateStepId}` · 7.1 · `vso.release_execute`
#[inline]
pub fn update_gates(
    project: &ProjectRef, gate_step_id: GateStepId, body: &GateUpdateMetadata,
) -> Op<ReleaseGates> {
    Op::new(&meta::UPDATE_GATES).path("project", project).path("gateStepId", &gate_step_id).json(body)
}

params! { GetReleases {
    definition_id: i64 = "definitionId",
    definition_environment_id: i64 = "definitionEnvironmentId",
    search_text: String = "searchText",
    created_by: String = "createdBy",
    status_filter: ReleaseStatus = "statusFilter",
    environment_status_filter: i64 = "environmentStatusFilter",
    min_created_time: DateTime = "minCreatedTime",
    max_created_time: DateTime = "maxCreatedTime",
    query_order: ReleaseQueryOrder = "queryOrder",
    top: i64 = "$top",
    continuation_token: i64 = "continuationToken",
    expand: ReleaseExpands = "$expand",
    artifact_type_id: String = "artifactTypeId",
    source_id: String = "sourceId",
    artifact_version_id: String = "artifactVersionId",
    source_branch_filter: String = "sourceBranchFilter",
    is_deleted: bool = "isDeleted",
    tag_filter: Vec<String> = "tagFilter",
    property_filters: Vec<String> = "propertyFilters",
    release_id_filter: Vec<i64> = "releaseIdFilter",
    path: String = "path",
} }

/// `GET {project?}/_apis/release/releases` · 7.1 · `vso.release`
#[inline]
pub fn get_releases(project: Option<&ProjectRef>, params: GetReleases) -> Op<List<Release>> {
    params.add_to(Op::new(&meta::GET_RELEASES).path_opt("project", project))
}

/// `POST {project}/_apis/release/releases` · 7.1 · `vso.release_execute`
#[inline]
pub fn create_release(project: &ProjectRef, body: &ReleaseStartMetadata) -> Op<Release> {
    Op::new(&meta::CREATE_RELEASE).path("project", project).json(body)
}

/// `GET {project}/_apis/release/releases/{releaseId}` · 7.1 · `vso.release`
#[inline]
pub fn get_release_revision(
    project: &ProjectRef, release_id: ReleaseId, definition_snapshot_revision: i64,
) -> Op<Content> {
    Op::new(&meta::GET_RELEASE_REVISION)
        .path("project", project).path("releaseId", &release_id)
        .query("definitionSnapshotRevision", &definition_snapshot_revision).accept("*/*")
}

/// `PUT {project}/_apis/release/releases/{releaseId}` · 7.1 · `vso.release_execute`
#[inline]
pub fn update_release(project: &ProjectRef, release_id: ReleaseId, body: &Release) -> Op<Release> {
    Op::new(&meta::UPDATE_RELEASE).path("project", project).path("releaseId", &release_id).json(body)
}

/// `PATCH {project}/_apis/release/releases/{releaseId}` · 7.1 · `vso.release_execute`
#[inline]
pub fn update_release_resource(
    project: &ProjectRef, release_id: ReleaseId, body: &ReleaseUpdateMetadata,
) -> Op<Release> {
    Op::new(&meta::UPDATE_RELEASE_RESOURCE).path("project", project).path("releaseId", &release_id).json(body)
}

params! { GetReleaseEnvironment {
    expand: ReleaseEnvironmentExpands = "$expand",
} }

/// `GET {project}/_apis/Release/releases/{releaseId}/environments/{environmentId}` · 7.1 · `vso.release`
#[inline]
pub fn get_release_environment(
    project: &ProjectRef, release_id: ReleaseId, environment_id: EnvironmentId, params: GetReleaseEnvironment,
) -> Op<ReleaseEnvironment> {
    params.add_to(Op::new(&meta::GET_RELEASE_ENVIRONMENT)
        .path("project", project).path("releaseId", &release_id).path("environmentId", &environment_id))
}

/// `PATCH {project}/_apis/Release/releases/{releaseId}/environments/{environmentId}` · 7.1 · `vso.release_execute`
#[inline]
pub fn update_release_environment(
    project: &ProjectRef, release_id: ReleaseId, environment_id: EnvironmentId,
    body: &ReleaseEnvironmentUpdateMetadata,
) -> Op<ReleaseEnvironment> {
    Op::new(&meta::UPDATE_RELEASE_ENVIRONMENT)
        .path("project", project).path("releaseId", &release_id).path("environmentId", &environment_id).json(body)
}

/// `GET {project}/_apis/release/releases/{releaseId}/environments/{environmentId}/attempts/{attemptId}/plan/{planId}/attachments/{type}` · 7.1 · `vso.release`
#[inline]
pub fn get_release_task_attachments(
    project: &ProjectRef, release_id: ReleaseId, environment_id: EnvironmentId, attempt_id: AttemptId,
    plan_id: &PlanId, r#type: &TypeRef,
) -> Op<List<ReleaseTaskAttachment>> {
    Op::new(&meta::GET_RELEASE_TASK_ATTACHMENTS)
        .path("project", project).path("releaseId", &release_id).path("environmentId", &environment_id)
        .path("attemptId", &attempt_id).path("planId", plan_id).path("type", r#type)
}

/// `GET {project}/_apis/release/releases/{releaseId}/environments/{environmentId}/attempts/{attemptId}/plan/{planId}/timelines/{timelineId}/records/{recordId}/attachments/{type}/{name}` · 7.1 · `vso.release`
#[inline]
pub fn get_release_task_attachment_content(
    project: &ProjectRef, release_id: ReleaseId, environment_id: EnvironmentId, attempt_id: AttemptId,
    plan_id: &PlanId, timeline_id: &TimelineId, record_id: &RecordId, r#type: &TypeRef, name: &NameRef,
) -> Op<Content> {
    Op::new(&meta::GET_RELEASE_TASK_ATTACHMENT_CONTENT)
        .path("project", project).path("releaseId", &release_id).path("environmentId", &environment_id)
        .path("attemptId", &attempt_id).path("planId", plan_id).path("timelineId", timeline_id)
        .path("recordId", record_id).path("type", r#type).path("name", name).accept("*/*")
}

/// `GET {project}/_apis/release/releases/{releaseId}/environments/{environmentId}/attempts/{attemptId}/timelines/{timelineId}/attachments/{type}` · 7.1 · `vso.release`
#[deprecated = "Microsoft says not to use this operation any more"]
#[inline]
pub fn get_task_attachments(
    project: &ProjectRef, release_id: ReleaseId, environment_id: EnvironmentId, attempt_id: AttemptId,
    timeline_id: &TimelineId, r#type: &TypeRef,
) -> Op<List<ReleaseTaskAttachment>> {
    Op::new(&meta::GET_TASK_ATTACHMENTS)
        .path("project", project).path("releaseId", &release_id).path("environmentId", &environment_id)
        .path("attemptId", &attempt_id).path("timelineId", timeline_id).path("type", r#type)
}

/// `GET {project}/_apis/release/releases/{releaseId}/environments/{environmentId}/attempts/{attemptId}/timelines/{timelineId}/records/{recordId}/attachments/{type}/{name}` · 7.1 · `vso.release`
#[deprecated = "Microsoft says not to use this operation any more"]
#[inline]
pub fn get_task_attachment_content(
    project: &ProjectRef, release_id: ReleaseId, environment_id: EnvironmentId, attempt_id: AttemptId,
    timeline_id: &TimelineId, record_id: &RecordId, r#type: &TypeRef, name: &NameRef,
) -> Op<Content> {
    Op::new(&meta::GET_TASK_ATTACHMENT_CONTENT)
        .path("project", project).path("releaseId", &release_id).path("environmentId", &environment_id)
        .path("attemptId", &attempt_id).path("timelineId", timeline_id).path("recordId", record_id)
        .path("type", r#type).path("name", name).accept("*/*")
}

params! { GetTaskLog {
    start_line: i64 = "startLine",
    end_line: i64 = "endLine",
} }

/// `GET {project}/_apis/release/releases/{releaseId}/environments/{environmentId}/deployPhases/{releaseDeployPhaseId}/tasks/{taskId}/logs` · 7.1 · `vso.release`
#[inline]
pub fn get_task_log(
    project: &ProjectRef, release_id: ReleaseId, environment_id: EnvironmentId,
    release_deploy_phase_id: ReleaseDeployPhaseId, task_id: TaskId, params: GetTaskLog,
) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_TASK_LOG)
        .path("project", project).path("releaseId", &release_id).path("environmentId", &environment_id)
        .path("releaseDeployPhaseId", &release_deploy_phase_id).path("taskId", &task_id)).accept("*/*")
}

/// `GET {project}/_apis/release/releases/{releaseId}/logs` · 7.1 · `vso.release`
#[inline]
pub fn get_logs(project: &ProjectRef, release_id: ReleaseId) -> Op<Content> {
    Op::new(&meta::GET_LOGS).path("project", project).path("releaseId", &release_id).accept("*/*")
}

/// `GET {project}/_apis/Release/releases/{releaseId}/manualinterventions` · 7.1 · `vso.release`
#[inline]
pub fn get_manual_interventions(project: &ProjectRef, release_id: ReleaseId) -> Op<List<ManualIntervention>> {
    Op::new(&meta::GET_MANUAL_INTERVENTIONS).path("project", project).path("releaseId", &release_id)
}

/// `GET {project}/_apis/Release/releases/{releaseId}/manualinterventions/{manualInterventionId}` · 7.1 · `vso.release`
#[inline]
pub fn get_manual_intervention(
    project: &ProjectRef, release_id: ReleaseId, manual_intervention_id: ManualInterventionId,
) -> Op<ManualIntervention> {
    Op::new(&meta::GET_MANUAL_INTERVENTION)
        .path("project", project).path("releaseId", &release_id)
        .path("manualInterventionId", &manual_intervention_id)
}

/// `PATCH {project}/_apis/Release/releases/{releaseId}/manualinterventions/{manualInterventionId}` · 7.1 · `vso.release_execute`
#[inline]
pub fn update_manual_intervention(
    project: &ProjectRef, release_id: ReleaseId, manual_intervention_id: ManualInterventionId,
    body: &ManualInterventionUpdateMetadata,
) -> Op<ManualIntervention> {
    Op::new(&meta::UPDATE_MANUAL_INTERVENTION)
        .path("project", project).path("releaseId", &release_id)
        .path("manualInterventionId", &manual_intervention_id).json(body)
}

params! { GetRelease {
    approval_filters: ApprovalFilters = "approvalFilters",
    property_filters: Vec<String> = "propertyFilters",
    expand: SingleReleaseExpands = "$expand",
    top_gate_records: i64 = "$topGateRecords",
} }

/// `GET {project}/_apis/release/releases/{releaseId}` · 7.1 · `vso.release`
#[inline]
pub fn get_release(project: &ProjectRef, release_id: ReleaseId, params: GetRelease) -> Op<Release> {
    params.add_to(Op::new(&meta::GET_RELEASE).path("project", project).path("releaseId", &release_id))
}
