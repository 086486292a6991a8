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
    project: &ProjectRef, approval_id: ApprovalId, body: &ReleaseApproval,
) -> Op<ReleaseApproval> {
    Op::new(&meta::UPDATE_RELEASE_APPROVAL).path("project", project).path("approvalId", &approval_id).json(body)
}

required! { CreateReleaseDefinitionBody(ReleaseDefinition) {
    name: String = "name", environments: Vec<ReleaseDefinitionEnvironment> = "environments",
} }

/// `POST {project}/_apis/release/definitions` · 7.1 · `vso.release_execute`
#[inline]
pub fn create_release_definition(
    project: &ProjectRef, body: &CreateReleaseDefinitionBody,
) -> Op<ReleaseDefinition> {
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

params! { UpdateReleaseDefinition {
    skip_tasks_validation: bool = "skipTasksValidation",
} }

/// `PUT {project}/_apis/release/definitions` · 7.1 · `vso.release_execute`
#[inline]
pub fn update_release_definition(
    project: &ProjectRef, body: &ReleaseDefinition, params: UpdateReleaseDefinition,
) -> Op<ReleaseDefinition> {
    params.add_to(Op::new(&meta::UPDATE_RELEASE_DEFINITION).path("project", project).json(body))
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
    include_disabled: bool = "includeDisabled",
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

required! { CreateReleaseBody(ReleaseStartMetadata) {
    definition_id: i64 = "definitionId",
} }

/// `POST {project}/_apis/release/releases` · 7.1 · `vso.release_execute`
#[inline]
pub fn create_release(project: &ProjectRef, body: &CreateReleaseBody) -> Op<Release> {
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
    plan_id: &PlanIdText, r#type: &TypeRef,
) -> Op<List<ReleaseTaskAttachment>> {
    Op::new(&meta::GET_RELEASE_TASK_ATTACHMENTS)
        .path("project", project).path("releaseId", &release_id).path("environmentId", &environment_id)
        .path("attemptId", &attempt_id).path("planId", plan_id).guid("planId").path("type", r#type)
}

/// `GET {project}/_apis/release/releases/{releaseId}/environments/{environmentId}/attempts/{attemptId}/plan/{planId}/timelines/{timelineId}/records/{recordId}/attachments/{type}/{name}` · 7.1 · `vso.release`
#[inline]
pub fn get_release_task_attachment_content(
    project: &ProjectRef, release_id: ReleaseId, environment_id: EnvironmentId, attempt_id: AttemptId,
    plan_id: &PlanIdText, timeline_id: &TimelineId, record_id: &RecordId, r#type: &TypeRef, name: &NameRef,
) -> Op<Content> {
    Op::new(&meta::GET_RELEASE_TASK_ATTACHMENT_CONTENT)
        .path("project", project).path("releaseId", &release_id).path("environmentId", &environment_id)
        .path("attemptId", &attempt_id).path("planId", plan_id).guid("planId").path("timelineId", timeline_id)
        .guid("timelineId").path("recordId", record_id).guid("recordId").path("type", r#type).path("name", name)
        .accept("*/*")
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
        .path("attemptId", &attempt_id).path("timelineId", timeline_id).guid("timelineId").path("type", r#type)
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
        .path("attemptId", &attempt_id).path("timelineId", timeline_id).guid("timelineId")
        .path("recordId", record_id).guid("recordId").path("type", r#type).path("name", name).accept("*/*")
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
    include_disabled_definitions: bool = "includeDisabledDefinitions",
} }

/// `GET {project}/_apis/release/releases/{releaseId}` · 7.1 · `vso.release`
#[inline]
pub fn get_release(project: &ProjectRef, release_id: ReleaseId, params: GetRelease) -> Op<Release> {
    params.add_to(Op::new(&meta::GET_RELEASE).path("project", project).path("releaseId", &release_id))
}

/// `GET {project}/_apis/Release/approvals/{approvalStepId}/history` · 7.1
#[inline]
pub fn get_approval_history(project: &ProjectRef, approval_step_id: ApprovalStepId) -> Op<ReleaseApproval> {
    Op::new(&meta::GET_APPROVAL_HISTORY).path("project", project).path("approvalStepId", &approval_step_id)
}

params! { GetApproval {
    include_history: bool = "includeHistory",
} }

/// `GET {project}/_apis/Release/approvals/{approvalId}` · 7.1
#[inline]
pub fn get_approval(project: &ProjectRef, approval_id: ApprovalId, params: GetApproval) -> Op<ReleaseApproval> {
    params.add_to(Op::new(&meta::GET_APPROVAL).path("project", project).path("approvalId", &approval_id))
}

/// `PATCH {project}/_apis/Release/approvals` · 7.1
#[inline]
pub fn update_release_approvals(project: &ProjectRef, body: &[ReleaseApproval]) -> Op<List<ReleaseApproval>> {
    Op::new(&meta::UPDATE_RELEASE_APPROVALS).path("project", project).json(body)
}

/// `GET {project?}/_apis/Release/autotriggerissues` · 7.1-preview.1
#[inline]
pub fn get_auto_trigger_issues(
    project: Option<&ProjectRef>, artifact_type: &str, source_id: &str, artifact_version_id: &str,
) -> Op<List<AutoTriggerIssue>> {
    Op::new(&meta::GET_AUTO_TRIGGER_ISSUES)
        .path_opt("project", project).query("artifactType", artifact_type).query("sourceId", source_id)
        .query("artifactVersionId", artifact_version_id)
}

/// `GET _apis/public/Release/badge/{projectId}/{releaseDefinitionId}/{environmentId}/{branchName?}` · 7.1-preview.1
#[inline]
pub fn get_deployment_badge(
    project_id: &ProjectId, release_definition_id: ReleaseDefinitionId, environment_id: EnvironmentId,
    branch_name: Option<&BranchName>,
) -> Op<Content> {
    Op::new(&meta::GET_DEPLOYMENT_BADGE)
        .path("projectId", project_id).path("releaseDefinitionId", &release_definition_id)
        .path("environmentId", &environment_id).path_opt("branchName", branch_name).accept("*/*")
}

params! { GetReleaseChanges {
    base_release_id: i64 = "baseReleaseId",
    top: i64 = "$top",
    artifact_alias: String = "artifactAlias",
} }

/// `GET {project}/_apis/Release/releases/{releaseId}/changes` · 7.1-preview.1
#[inline]
pub fn get_release_changes(
    project: &ProjectRef, release_id: ReleaseId, params: GetReleaseChanges,
) -> Op<List<Change>> {
    params.add_to(Op::new(&meta::GET_RELEASE_CHANGES).path("project", project).path("releaseId", &release_id))
}

params! { GetDefinitionEnvironments {
    task_group_id: String = "taskGroupId",
    property_filters: Vec<String> = "propertyFilters",
} }

/// `GET {project}/_apis/Release/definitionEnvironments` · 7.1-preview.1
#[inline]
pub fn get_definition_environments(
    project: &ProjectRef, params: GetDefinitionEnvironments,
) -> Op<List<DefinitionEnvironmentReference>> {
    params.add_to(Op::new(&meta::GET_DEFINITION_ENVIRONMENTS).path("project", project))
}

/// `PATCH {project}/_apis/Release/definitions/{definitionId}` · 7.1
#[inline]
pub fn undelete_release_definition(
    project: &ProjectRef, definition_id: DefinitionId, body: &ReleaseDefinitionUndeleteParameter,
) -> Op<ReleaseDefinition> {
    Op::new(&meta::UNDELETE_RELEASE_DEFINITION)
        .path("project", project).path("definitionId", &definition_id).json(body)
}

/// `POST {project}/_apis/Release/deployments` · 7.1
#[inline]
pub fn get_deployments_for_multiple_environments(
    project: &ProjectRef, body: &DeploymentQueryParameters,
) -> Op<List<Deployment>> {
    Op::new(&meta::GET_DEPLOYMENTS_FOR_MULTIPLE_ENVIRONMENTS).path("project", project).json(body)
}

/// `POST {project}/_apis/Release/definitions/environmenttemplates` · 7.1-preview.4
#[inline]
pub fn create_definition_environment_template(
    project: &ProjectRef, body: &ReleaseDefinitionEnvironmentTemplate,
) -> Op<ReleaseDefinitionEnvironmentTemplate> {
    Op::new(&meta::CREATE_DEFINITION_ENVIRONMENT_TEMPLATE).path("project", project).json(body)
}

/// `DELETE {project}/_apis/Release/definitions/environmenttemplates` · 7.1-preview.4
#[inline]
pub fn delete_definition_environment_template(project: &ProjectRef, template_id: &str) -> Op<()> {
    Op::new(&meta::DELETE_DEFINITION_ENVIRONMENT_TEMPLATE)
        .path("project", project).query("templateId", template_id)
}

/// `GET {project}/_apis/Release/definitions/environmenttemplates` · 7.1-preview.4
#[inline]
pub fn get_definition_environment_template(
    project: &ProjectRef, template_id: &str,
) -> Op<ReleaseDefinitionEnvironmentTemplate> {
    Op::new(&meta::GET_DEFINITION_ENVIRONMENT_TEMPLATE).path("project", project).query("templateId", template_id)
}

params! { ListDefinitionEnvironmentTemplates {
    is_deleted: bool = "isDeleted",
} }

/// `GET {project}/_apis/Release/definitions/environmenttemplates` · 7.1-preview.4
#[inline]
pub fn list_definition_environment_templates(
    project: &ProjectRef, params: ListDefinitionEnvironmentTemplates,
) -> Op<List<ReleaseDefinitionEnvironmentTemplate>> {
    params.add_to(Op::new(&meta::LIST_DEFINITION_ENVIRONMENT_TEMPLATES).path("project", project))
}

/// `PATCH {project}/_apis/Release/definitions/environmenttemplates` · 7.1-preview.4
#[inline]
pub fn undelete_release_definition_environment_template(
    project: &ProjectRef, template_id: &str,
) -> Op<ReleaseDefinitionEnvironmentTemplate> {
    Op::new(&meta::UNDELETE_RELEASE_DEFINITION_ENVIRONMENT_TEMPLATE)
        .path("project", project).query("templateId", template_id)
}

/// `GET {project}/_apis/Release/releases/{releaseId}/history` · 7.1-preview.1
#[inline]
pub fn get_release_history(project: &ProjectRef, release_id: ReleaseId) -> Op<List<ReleaseRevision>> {
    Op::new(&meta::GET_RELEASE_HISTORY).path("project", project).path("releaseId", &release_id)
}

/// `POST {project}/_apis/Release/artifacts/inputvaluesquery` · 7.1-preview.1
#[inline]
pub fn get_input_values(project: &ProjectRef, body: &InputValuesQuery) -> Op<InputValuesQuery> {
    Op::new(&meta::GET_INPUT_VALUES).path("project", project).json(body)
}

params! { GetIssues {
    source_id: String = "sourceId",
} }

/// `GET {project}/_apis/Release/issues/{buildId}` · 7.1-preview.1
#[inline]
pub fn get_issues(project: &ProjectRef, build_id: BuildId, params: GetIssues) -> Op<List<AutoTriggerIssue>> {
    params.add_to(Op::new(&meta::GET_ISSUES).path("project", project).path("buildId", &build_id))
}

/// `GET {project}/_apis/Release/releases/{releaseId}/environments/{environmentId}/gates/{gateId}/tasks/{taskId}/logs` · 7.1-preview.2
#[inline]
pub fn get_gate_log(
    project: &ProjectRef, release_id: ReleaseId, environment_id: EnvironmentId, gate_id: GateId, task_id: TaskId,
) -> Op<Content> {
    Op::new(&meta::GET_GATE_LOG)
        .path("project", project).path("releaseId", &release_id).path("environmentId", &environment_id)
        .path("gateId", &gate_id).path("taskId", &task_id).accept("*/*")
}

params! { GetLog {
    attempt_id: i64 = "attemptId",
} }

/// `GET {project}/_apis/Release/releases/{releaseId}/environments/{environmentId}/tasks/{taskId}/logs` · 7.1
#[inline]
pub fn get_log(
    project: &ProjectRef, release_id: ReleaseId, environment_id: EnvironmentId, task_id: TaskId, params: GetLog,
) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_LOG)
        .path("project", project).path("releaseId", &release_id).path("environmentId", &environment_id)
        .path("taskId", &task_id)).accept("*/*")
}

params! { GetTaskLog2 {
    start_line: i64 = "startLine",
    end_line: i64 = "endLine",
} }

/// `GET {project}/_apis/Release/releases/{releaseId}/environments/{environmentId}/attempts/{attemptId}/timelines/{timelineId}/tasks/{taskId}/logs` · 7.1-preview.2
#[inline]
pub fn get_task_log2(
    project: &ProjectRef, release_id: ReleaseId, environment_id: EnvironmentId, attempt_id: AttemptId,
    timeline_id: &TimelineId, task_id: TaskId, params: GetTaskLog2,
) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_TASK_LOG2)
        .path("project", project).path("releaseId", &release_id).path("environmentId", &environment_id)
        .path("attemptId", &attempt_id).path("timelineId", timeline_id).path("taskId", &task_id)).accept("*/*")
}

params! { GetMetrics {
    min_metrics_time: DateTime = "minMetricsTime",
} }

/// `GET {project}/_apis/Release/metrics` · 7.1-preview.1
#[inline]
pub fn get_metrics(project: &ProjectRef, params: GetMetrics) -> Op<List<Metric>> {
    params.add_to(Op::new(&meta::GET_METRICS).path("project", project))
}

/// `GET _apis/Release/orgPipelineReleaseSettings` · 7.1-preview.1
#[inline]
pub fn get_org_pipeline_release_settings() -> Op<OrgPipelineReleaseSettings> {
    Op::new(&meta::GET_ORG_PIPELINE_RELEASE_SETTINGS)
}

/// `PATCH _apis/Release/orgPipelineReleaseSettings` · 7.1-preview.1
#[inline]
pub fn update_org_pipeline_release_settings(
    body: &OrgPipelineReleaseSettingsUpdateParameters,
) -> Op<OrgPipelineReleaseSettings> {
    Op::new(&meta::UPDATE_ORG_PIPELINE_RELEASE_SETTINGS).json(body)
}

/// `GET {project}/_apis/Release/pipelineReleaseSettings` · 7.1-preview.1
#[inline]
pub fn get_pipeline_release_settings(project: &ProjectRef) -> Op<ProjectPipelineReleaseSettings> {
    Op::new(&meta::GET_PIPELINE_RELEASE_SETTINGS).path("project", project)
}

/// `PATCH {project}/_apis/Release/pipelineReleaseSettings` · 7.1-preview.1
#[inline]
pub fn update_pipeline_release_settings(
    project: &ProjectRef, body: &ProjectPipelineReleaseSettingsUpdateParameters,
) -> Op<ProjectPipelineReleaseSettings> {
    Op::new(&meta::UPDATE_PIPELINE_RELEASE_SETTINGS).path("project", project).json(body)
}

/// `GET _apis/Release/projects` · 7.1-preview.1
#[inline]
pub fn get_release_projects(artifact_type: &str, artifact_source_id: &str) -> Op<List<ProjectReference>> {
    Op::new(&meta::GET_RELEASE_PROJECTS).query("artifactType", artifact_type)
        .query("artifactSourceId", artifact_source_id)
}

params! { DeleteRelease {
    comment: String = "comment",
} }

/// `DELETE {project}/_apis/Release/releases/{releaseId}` · 7.1
#[inline]
pub fn delete_release(project: &ProjectRef, release_id: ReleaseId, params: DeleteRelease) -> Op<()> {
    params.add_to(Op::new(&meta::DELETE_RELEASE).path("project", project).path("releaseId", &release_id))
}

/// `GET {project}/_apis/Release/releasesettings` · 7.1-preview.1
#[inline]
pub fn get_release_settings(project: &ProjectRef) -> Op<ReleaseSettings> {
    Op::new(&meta::GET_RELEASE_SETTINGS).path("project", project)
}

/// `PUT {project}/_apis/Release/releasesettings` · 7.1-preview.1
#[inline]
pub fn update_release_settings(project: &ProjectRef, body: &ReleaseSettings) -> Op<ReleaseSettings> {
    Op::new(&meta::UPDATE_RELEASE_SETTINGS).path("project", project).json(body)
}

/// `GET {project}/_apis/Release/sendmail/{releaseId}` · 7.1-preview.1
#[inline]
pub fn get_summary_mail_sections(project: &ProjectRef, release_id: ReleaseId) -> Op<List<SummaryMailSection>> {
    Op::new(&meta::GET_SUMMARY_MAIL_SECTIONS).path("project", project).path("releaseId", &release_id)
}

/// `POST {project}/_apis/Release/sendmail/{releaseId}` · 7.1-preview.1
#[inline]
pub fn send_summary_mail(project: &ProjectRef, release_id: ReleaseId, body: &MailMessage) -> Op<()> {
    Op::new(&meta::SEND_SUMMARY_MAIL).path("project", project).path("releaseId", &release_id).json(body)
}

/// `GET {project}/_apis/Release/definitions/{definitionId}/sourcebranches` · 7.1-preview.1
#[inline]
pub fn get_source_branches(project: &ProjectRef, definition_id: DefinitionId) -> Op<List<String>> {
    Op::new(&meta::GET_SOURCE_BRANCHES).path("project", project).path("definitionId", &definition_id)
}

/// `PATCH {project}/_apis/Release/definitions/{releaseDefinitionId}/tags/{tag*}` · 7.1
#[inline]
pub fn add_definition_tag(
    project: &ProjectRef, release_definition_id: ReleaseDefinitionId, tag: &TagRef,
) -> Op<List<String>> {
    Op::new(&meta::ADD_DEFINITION_TAG)
        .path("project", project).path("releaseDefinitionId", &release_definition_id).path("tag", tag)
}

/// `POST {project}/_apis/Release/definitions/{releaseDefinitionId}/tags` · 7.1
#[inline]
pub fn add_definition_tags(
    project: &ProjectRef, release_definition_id: ReleaseDefinitionId, body: &[String],
) -> Op<List<String>> {
    Op::new(&meta::ADD_DEFINITION_TAGS)
        .path("project", project).path("releaseDefinitionId", &release_definition_id).json(body)
}

/// `DELETE {project}/_apis/Release/definitions/{releaseDefinitionId}/tags/{tag*}` · 7.1
#[inline]
pub fn delete_definition_tag(
    project: &ProjectRef, release_definition_id: ReleaseDefinitionId, tag: &TagRef,
) -> Op<List<String>> {
    Op::new(&meta::DELETE_DEFINITION_TAG)
        .path("project", project).path("releaseDefinitionId", &release_definition_id).path("tag", tag)
}

/// `GET {project}/_apis/Release/definitions/{releaseDefinitionId}/tags` · 7.1
#[inline]
pub fn get_definition_tags(project: &ProjectRef, release_definition_id: ReleaseDefinitionId) -> Op<List<String>> {
    Op::new(&meta::GET_DEFINITION_TAGS)
        .path("project", project).path("releaseDefinitionId", &release_definition_id)
}

/// `PATCH {project}/_apis/Release/releases/{releaseId}/tags/{tag*}` · 7.1-preview.1
#[inline]
pub fn add_release_tag(project: &ProjectRef, release_id: ReleaseId, tag: &TagRef) -> Op<List<String>> {
    Op::new(&meta::ADD_RELEASE_TAG).path("project", project).path("releaseId", &release_id).path("tag", tag)
}

/// `POST {project}/_apis/Release/releases/{releaseId}/tags` · 7.1-preview.1
#[inline]
pub fn add_release_tags(project: &ProjectRef, release_id: ReleaseId, body: &[String]) -> Op<List<String>> {
    Op::new(&meta::ADD_RELEASE_TAGS).path("project", project).path("releaseId", &release_id).json(body)
}

/// `DELETE {project}/_apis/Release/releases/{releaseId}/tags/{tag*}` · 7.1-preview.1
#[inline]
pub fn delete_release_tag(project: &ProjectRef, release_id: ReleaseId, tag: &TagRef) -> Op<List<String>> {
    Op::new(&meta::DELETE_RELEASE_TAG).path("project", project).path("releaseId", &release_id).path("tag", tag)
}

/// `GET {project}/_apis/Release/releases/{releaseId}/tags` · 7.1-preview.1
#[inline]
pub fn get_release_tags(project: &ProjectRef, release_id: ReleaseId) -> Op<List<String>> {
    Op::new(&meta::GET_RELEASE_TAGS).path("project", project).path("releaseId", &release_id)
}

/// `GET {project}/_apis/Release/tags` · 7.1
#[inline]
pub fn get_tags(project: &ProjectRef) -> Op<List<String>> {
    Op::new(&meta::GET_TAGS).path("project", project)
}

/// `GET {project}/_apis/Release/releases/{releaseId}/environments/{environmentId}/deployPhases/{releaseDeployPhaseId}/tasks` · 7.1-preview.2
#[inline]
pub fn get_tasks_for_task_group(
    project: &ProjectRef, release_id: ReleaseId, environment_id: EnvironmentId,
    release_deploy_phase_id: ReleaseDeployPhaseId,
) -> Op<List<ReleaseTask>> {
    Op::new(&meta::GET_TASKS_FOR_TASK_GROUP)
        .path("project", project).path("releaseId", &release_id).path("environmentId", &environment_id)
        .path("releaseDeployPhaseId", &release_deploy_phase_id)
}

/// `GET {project}/_apis/Release/releases/{releaseId}/environments/{environmentId}/attempts/{attemptId}/timelines/{timelineId}/tasks` · 7.1-preview.2
#[inline]
pub fn get_tasks2(
    project: &ProjectRef, release_id: ReleaseId, environment_id: EnvironmentId, attempt_id: AttemptId,
    timeline_id: &TimelineId,
) -> Op<List<ReleaseTask>> {
    Op::new(&meta::GET_TASKS2)
        .path("project", project).path("releaseId", &release_id).path("environmentId", &environment_id)
        .path("attemptId", &attempt_id).path("timelineId", timeline_id)
}

params! { GetTasks {
    attempt_id: i64 = "attemptId",
} }

/// `GET {project}/_apis/Release/releases/{releaseId}/environments/{environmentId}/tasks` · 7.1-preview.2
#[inline]
pub fn get_tasks(
    project: &ProjectRef, release_id: ReleaseId, environment_id: EnvironmentId, params: GetTasks,
) -> Op<List<ReleaseTask>> {
    params.add_to(Op::new(&meta::GET_TASKS)
        .path("project", project).path("releaseId", &release_id).path("environmentId", &environment_id))
}

/// `GET {project}/_apis/Release/artifacts/types` · 7.1-preview.1
#[inline]
pub fn get_artifact_type_definitions(project: &ProjectRef) -> Op<List<ArtifactTypeDefinition>> {
    Op::new(&meta::GET_ARTIFACT_TYPE_DEFINITIONS).path("project", project)
}

/// `GET {project}/_apis/Release/artifacts/versions` · 7.1-preview.1
#[inline]
pub fn get_artifact_versions(project: &ProjectRef, release_definition_id: i64) -> Op<ArtifactVersionQueryResult> {
    Op::new(&meta::GET_ARTIFACT_VERSIONS)
        .path("project", project).query("releaseDefinitionId", &release_definition_id)
}

/// `POST {project}/_apis/Release/artifacts/versions` · 7.1-preview.1
#[inline]
pub fn get_artifact_versions_for_sources(
    project: &ProjectRef, body: &[Artifact],
) -> Op<ArtifactVersionQueryResult> {
    Op::new(&meta::GET_ARTIFACT_VERSIONS_FOR_SOURCES).path("project", project).json(body)
}

params! { GetReleaseWorkItemsRefs {
    base_release_id: i64 = "baseReleaseId",
    top: i64 = "$top",
    artifact_alias: String = "artifactAlias",
} }

/// `GET {project}/_apis/Release/releases/{releaseId}/workitems` · 7.1-preview.1
#[inline]
pub fn get_release_work_items_refs(
    project: &ProjectRef, release_id: ReleaseId, params: GetReleaseWorkItemsRefs,
) -> Op<List<ReleaseWorkItemRef>> {
    params.add_to(Op::new(&meta::GET_RELEASE_WORK_ITEMS_REFS)
        .path("project", project).path("releaseId", &release_id))
}
