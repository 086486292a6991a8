// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { GetBuildControllers {
    name: String = "name",
} }

/// `GET _apis/build/controllers` · 7.1 · `vso.build`
#[inline]
pub fn get_build_controllers(params: GetBuildControllers) -> Op<List<BuildController>> {
    params.add_to(Op::new(&meta::GET_BUILD_CONTROLLERS))
}

/// `GET _apis/build/controllers/{controllerId}` · 7.1 · `vso.build`
#[inline]
pub fn get_build_controller(controller_id: ControllerId) -> Op<BuildController> {
    Op::new(&meta::GET_BUILD_CONTROLLER).path("controllerId", &controller_id)
}

/// `GET _apis/build/resourceusage` · 7.1-preview.2 · `vso.build`
#[inline]
pub fn get_resource_usage() -> Op<BuildResourceUsage> {
    Op::new(&meta::GET_RESOURCE_USAGE)
}

params! { GetRetentionHistory {
    days_to_lookback: i64 = "daysToLookback",
} }

/// `GET _apis/build/retention/history` · 7.1 · `vso.build`
#[inline]
pub fn get_retention_history(params: GetRetentionHistory) -> Op<BuildRetentionHistory> {
    params.add_to(Op::new(&meta::GET_RETENTION_HISTORY))
}

params! { GetBadge {
    branch_name: String = "branchName",
} }

/// `GET _apis/public/build/definitions/{project}/{definitionId}/badge` · 7.1 · `vso.build`
#[deprecated = "Microsoft says not to use this operation any more"]
#[inline]
pub fn get_badge(project: &ProjectRef, definition_id: DefinitionId, params: GetBadge) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_BADGE)
        .path("project", project).guid("project").path("definitionId", &definition_id)).accept("*/*")
}

/// `PATCH {project}/_apis/build/authorizedresources` · 7.1-preview.1 · `vso.build_execute` `vso.pipelineresources_manage`
#[inline]
pub fn authorize_project_resources(
    project: &ProjectRef, body: &[DefinitionResourceReference],
) -> Op<List<DefinitionResourceReference>> {
    Op::new(&meta::AUTHORIZE_PROJECT_RESOURCES).path("project", project).json(body)
}

params! { GetProjectResources {
    r#type: String = "type",
    id: String = "id",
} }

/// `GET {project}/_apis/build/authorizedresources` · 7.1-preview.1 · `vso.build`
#[inline]
pub fn get_project_resources(
    project: &ProjectRef, params: GetProjectResources,
) -> Op<List<DefinitionResourceReference>> {
    params.add_to(Op::new(&meta::GET_PROJECT_RESOURCES).path("project", project))
}

params! { GetBuilds {
    definitions: Vec<i64> = "definitions",
    queues: Vec<i64> = "queues",
    build_number: String = "buildNumber",
    min_time: DateTime = "minTime",
    max_time: DateTime = "maxTime",
    requested_for: String = "requestedFor",
    reason_filter: BuildReason = "reasonFilter",
    status_filter: BuildStatus = "statusFilter",
    result_filter: BuildResult = "resultFilter",
    tag_filters: Vec<String> = "tagFilters",
    properties: Vec<String> = "properties",
    top: i64 = "$top",
    continuation_token: String = "continuationToken",
    max_builds_per_definition: i64 = "maxBuildsPerDefinition",
    deleted_filter: QueryDeletedOption = "deletedFilter",
    query_order: BuildQueryOrder = "queryOrder",
    branch_name: String = "branchName",
    build_ids: Vec<i64> = "buildIds",
    repository_id: String = "repositoryId",
    repository_type: String = "repositoryType",
} }

/// `GET {project}/_apis/build/builds` · 7.1 · `vso.build`
#[inline]
pub fn get_builds(project: &ProjectRef, params: GetBuilds) -> Op<List<Build>> {
    params.add_to(Op::new(&meta::GET_BUILDS).path("project", project))
}

required! { QueueBuildBody(Build) {
    definition: DefinitionReference = "definition",
} }

params! { QueueBuild {
    ignore_warnings: bool = "ignoreWarnings",
    check_in_ticket: String = "checkInTicket",
    source_build_id: i64 = "sourceBuildId",
    definition_id: i64 = "definitionId",
} }

/// `POST {project}/_apis/build/builds` · 7.1 · `vso.build_execute`
#[inline]
pub fn queue_build(project: &ProjectRef, body: &QueueBuildBody, params: QueueBuild) -> Op<Build> {
    params.add_to(Op::new(&meta::QUEUE_BUILD).path("project", project).json(body))
}

/// `PATCH {project}/_apis/build/builds` · 7.1 · `vso.build_execute`
#[inline]
pub fn update_builds(project: &ProjectRef, body: &[Build]) -> Op<List<Build>> {
    Op::new(&meta::UPDATE_BUILDS).path("project", project).json(body)
}

/// `DELETE {project}/_apis/build/builds/{buildId}` · 7.1 · `vso.build_execute`
#[inline]
pub fn delete_build(project: &ProjectRef, build_id: BuildId) -> Op<()> {
    Op::new(&meta::DELETE_BUILD).path("project", project).path("buildId", &build_id)
}

params! { GetBuild {
    property_filters: String = "propertyFilters",
} }

/// `GET {project}/_apis/build/builds/{buildId}` · 7.1 · `vso.build`
#[inline]
pub fn get_build(project: &ProjectRef, build_id: BuildId, params: GetBuild) -> Op<Build> {
    params.add_to(Op::new(&meta::GET_BUILD).path("project", project).path("buildId", &build_id))
}

params! { UpdateBuild {
    retry: bool = "retry",
} }

/// `PATCH {project}/_apis/build/builds/{buildId}` · 7.1 · `vso.build_execute`
#[inline]
pub fn update_build(project: &ProjectRef, build_id: BuildId, body: &Build, params: UpdateBuild) -> Op<Build> {
    params.add_to(Op::new(&meta::UPDATE_BUILD).path("project", project).path("buildId", &build_id).json(body))
}

/// `GET {project}/_apis/build/builds/{buildId}/{timelineId}/{recordId}/attachments/{type}/{name}` · 7.1 · `vso.build`
#[inline]
pub fn get_attachment(
    project: &ProjectRef, build_id: BuildId, timeline_id: &TimelineId, record_id: &RecordId, r#type: &TypeRef,
    name: &NameRef,
) -> Op<Content> {
    Op::new(&meta::GET_ATTACHMENT)
        .path("project", project).path("buildId", &build_id).path("timelineId", timeline_id).guid("timelineId")
        .path("recordId", record_id).guid("recordId").path("type", r#type).path("name", name).accept("*/*")
}

/// `POST {project}/_apis/build/builds/{buildId}/artifacts` · 7.1 · `vso.build_execute`
#[inline]
pub fn create_artifact(project: &ProjectRef, build_id: BuildId, body: &BuildArtifact) -> Op<BuildArtifact> {
    Op::new(&meta::CREATE_ARTIFACT).path("project", project).path("buildId", &build_id).json(body)
}

/// `GET {project}/_apis/build/builds/{buildId}/artifacts` · 7.1 · `vso.build`
#[inline]
pub fn get_artifacts(project: &ProjectRef, build_id: BuildId) -> Op<List<BuildArtifact>> {
    Op::new(&meta::GET_ARTIFACTS).path("project", project).path("buildId", &build_id)
}

/// `GET {project}/_apis/build/builds/{buildId}/attachments/{type}` · 7.1 · `vso.build`
#[inline]
pub fn get_attachments(project: &ProjectRef, build_id: BuildId, r#type: &TypeRef) -> Op<List<Attachment>> {
    Op::new(&meta::GET_ATTACHMENTS).path("project", project).path("buildId", &build_id).path("type", r#type)
}

params! { GetBuildChanges {
    continuation_token: String = "continuationToken",
    top: i64 = "$top",
    include_source_change: bool = "includeSourceChange",
} }

/// `GET {project}/_apis/build/builds/{buildId}/changes` · 7.1 · `vso.build`
#[inline]
pub fn get_build_changes(project: &ProjectRef, build_id: BuildId, params: GetBuildChanges) -> Op<List<Change>> {
    params.add_to(Op::new(&meta::GET_BUILD_CHANGES).path("project", project).path("buildId", &build_id))
}

/// `GET {project}/_apis/build/builds/{buildId}/leases` · 7.1 · `vso.build`
#[inline]
pub fn get_retention_leases_for_build(project: &ProjectRef, build_id: BuildId) -> Op<List<RetentionLease>> {
    Op::new(&meta::GET_RETENTION_LEASES_FOR_BUILD).path("project", project).path("buildId", &build_id)
}

/// `GET {project}/_apis/build/builds/{buildId}/logs` · 7.1 · `vso.build`
#[inline]
pub fn get_build_logs(project: &ProjectRef, build_id: BuildId) -> Op<List<BuildLog>> {
    Op::new(&meta::GET_BUILD_LOGS).path("project", project).path("buildId", &build_id)
}

/// The same as bytes: `application/zip`, `application/json`.
#[inline]
pub fn get_build_logs_content(project: &ProjectRef, build_id: BuildId) -> Op<Content> {
    Op::new(&meta::GET_BUILD_LOGS).path("project", project).path("buildId", &build_id).accept("application/zip")
}

params! { GetBuildLog {
    start_line: i64 = "startLine",
    end_line: i64 = "endLine",
} }

/// `GET {project}/_apis/build/builds/{buildId}/logs/{logId}` · 7.1 · `vso.build`
#[inline]
pub fn get_build_log(project: &ProjectRef, build_id: BuildId, log_id: LogId, params: GetBuildLog) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_BUILD_LOG)
        .path("project", project).path("buildId", &build_id).path("logId", &log_id)).accept("*/*")
}

params! { GetBuildProperties {
    filter: Vec<String> = "filter",
} }

/// `GET {project}/_apis/build/builds/{buildId}/properties` · 7.1 · `vso.build`
#[inline]
pub fn get_build_properties(
    project: &ProjectRef, build_id: BuildId, params: GetBuildProperties,
) -> Op<Wrapped<Map<Json>>> {
    params.add_to(Op::new(&meta::GET_BUILD_PROPERTIES).path("project", project).path("buildId", &build_id))
}

/// `PATCH {project}/_apis/build/builds/{buildId}/properties` · 7.1 · `vso.build_execute`
#[inline]
pub fn update_build_properties(
    project: &ProjectRef, build_id: BuildId, body: &JsonPatch,
) -> Op<Wrapped<Map<Json>>> {
    Op::new(&meta::UPDATE_BUILD_PROPERTIES).path("project", project).path("buildId", &build_id).json(body)
}

params! { GetBuildReport {
    r#type: String = "type",
} }

/// `GET {project}/_apis/build/builds/{buildId}/report` · 7.1 · `vso.build`
#[inline]
pub fn get_build_report(
    project: &ProjectRef, build_id: BuildId, params: GetBuildReport,
) -> Op<BuildReportMetadata> {
    params.add_to(Op::new(&meta::GET_BUILD_REPORT).path("project", project).path("buildId", &build_id))
}

/// The same as bytes: `text/html`, `application/json`.
#[inline]
pub fn get_build_report_content(project: &ProjectRef, build_id: BuildId, params: GetBuildReport) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_BUILD_REPORT)
        .path("project", project).path("buildId", &build_id)).accept("text/html")
}

/// `PATCH {project?}/_apis/build/builds/{buildId}/stages/{stageRefName}` · 7.1 · `vso.build_execute`
#[inline]
pub fn update_stage(
    project: Option<&ProjectRef>, build_id: BuildId, stage_ref_name: &StageRefName, body: &UpdateStageParameters,
) -> Op<()> {
    Op::new(&meta::UPDATE_STAGE)
        .path_opt("project", project).path("buildId", &build_id).path("stageRefName", stage_ref_name).json(body)
}

/// `POST {project}/_apis/build/builds/{buildId}/tags` · 7.1 · `vso.build_execute`
#[inline]
pub fn add_build_tags(project: &ProjectRef, build_id: BuildId, body: &[String]) -> Op<List<String>> {
    Op::new(&meta::ADD_BUILD_TAGS).path("project", project).path("buildId", &build_id).json(body)
}

/// `GET {project}/_apis/build/builds/{buildId}/tags` · 7.1 · `vso.build`
#[inline]
pub fn get_build_tags(project: &ProjectRef, build_id: BuildId) -> Op<List<String>> {
    Op::new(&meta::GET_BUILD_TAGS).path("project", project).path("buildId", &build_id)
}

/// `PATCH {project}/_apis/build/builds/{buildId}/tags` · 7.1 · `vso.build_execute`
#[inline]
pub fn update_build_tags(project: &ProjectRef, build_id: BuildId, body: &UpdateTagParameters) -> Op<List<String>> {
    Op::new(&meta::UPDATE_BUILD_TAGS).path("project", project).path("buildId", &build_id).json(body)
}

/// `PUT {project}/_apis/build/builds/{buildId}/tags/{tag}` · 7.1 · `vso.build_execute`
#[inline]
pub fn add_build_tag(project: &ProjectRef, build_id: BuildId, tag: &TagRef) -> Op<List<String>> {
    Op::new(&meta::ADD_BUILD_TAG).path("project", project).path("buildId", &build_id).path("tag", tag)
}

/// `DELETE {project}/_apis/build/builds/{buildId}/tags/{tag}` · 7.1 · `vso.build_execute`
#[inline]
pub fn delete_build_tag(project: &ProjectRef, build_id: BuildId, tag: &TagRef) -> Op<List<String>> {
    Op::new(&meta::DELETE_BUILD_TAG).path("project", project).path("buildId", &build_id).path("tag", tag)
}

params! { GetBuildTimeline {
    change_id: i64 = "changeId",
    plan_id: String = "planId",
} }

/// `GET {project}/_apis/build/builds/{buildId}/timeline/{timelineId?}` · 7.1 · `vso.build`
#[inline]
pub fn get_build_timeline(
    project: &ProjectRef, build_id: BuildId, timeline_id: Option<&TimelineId>, params: GetBuildTimeline,
) -> Op<Timeline> {
    params.add_to(Op::new(&meta::GET_BUILD_TIMELINE)
        .path("project", project).path("buildId", &build_id).path_opt("timelineId", timeline_id).guid("timelineId"))
}

params! { GetBuildWorkItemsRefs {
    top: i64 = "$top",
} }

/// `GET {project}/_apis/build/builds/{buildId}/workitems` · 7.1 · `vso.build`
#[inline]
pub fn get_build_work_items_refs(
    project: &ProjectRef, build_id: BuildId, params: GetBuildWorkItemsRefs,
) -> Op<List<ResourceRef>> {
    params.add_to(Op::new(&meta::GET_BUILD_WORK_ITEMS_REFS).path("project", project).path("buildId", &build_id))
}

params! { GetBuildWorkItemsRefsFromCommits {
    top: i64 = "$top",
} }

/// `POST {project}/_apis/build/builds/{buildId}/workitems` · 7.1 · `vso.build_execute`
#[inline]
pub fn get_build_work_items_refs_from_commits(
    project: &ProjectRef, build_id: BuildId, body: &[String], params: GetBuildWorkItemsRefsFromCommits,
) -> Op<List<ResourceRef>> {
    params.add_to(Op::new(&meta::GET_BUILD_WORK_ITEMS_REFS_FROM_COMMITS)
        .path("project", project).path("buildId", &build_id).json(body))
}

params! { GetChangesBetweenBuilds {
    from_build_id: i64 = "fromBuildId",
    to_build_id: i64 = "toBuildId",
    top: i64 = "$top",
} }

/// `GET {project}/_apis/build/changes` · 7.1 · `vso.build`
#[inline]
pub fn get_changes_between_builds(project: &ProjectRef, params: GetChangesBetweenBuilds) -> Op<List<Change>> {
    params.add_to(Op::new(&meta::GET_CHANGES_BETWEEN_BUILDS).path("project", project))
}

required! { CreateDefinitionBody(BuildDefinition) {
    name: String = "name", process: BuildProcess = "process", repository: BuildRepository = "repository",
} }

params! { CreateDefinition {
    definition_to_clone_id: i64 = "definitionToCloneId",
    definition_to_clone_revision: i64 = "definitionToCloneRevision",
} }

/// `POST {project}/_apis/build/definitions` · 7.1 · `vso.build_execute`
#[inline]
pub fn create_definition(
    project: &ProjectRef, body: &CreateDefinitionBody, params: CreateDefinition,
) -> Op<BuildDefinition> {
    params.add_to(Op::new(&meta::CREATE_DEFINITION).path("project", project).json(body))
}

params! { GetDefinitions {
    name: String = "name",
    repository_id: String = "repositoryId",
    repository_type: String = "repositoryType",
    query_order: DefinitionQueryOrder = "queryOrder",
    top: i64 = "$top",
    continuation_token: String = "continuationToken",
    min_metrics_time: DateTime = "minMetricsTime",
    definition_ids: Vec<i64> = "definitionIds",
    path: String = "path",
    built_after: DateTime = "builtAfter",
    not_built_after: DateTime = "notBuiltAfter",
    include_all_properties: bool = "includeAllProperties",
    include_latest_builds: bool = "includeLatestBuilds",
    task_id_filter: String = "taskIdFilter",
    process_type: i64 = "processType",
    yaml_filename: String = "yamlFilename",
} }

/// `GET {project}/_apis/build/definitions` · 7.1 · `vso.build`
#[inline]
pub fn get_definitions(project: &ProjectRef, params: GetDefinitions) -> Op<List<BuildDefinitionReference>> {
    params.add_to(Op::new(&meta::GET_DEFINITIONS).path("project", project))
}

/// `DELETE {project}/_apis/build/definitions/{definitionId}` · 7.1 · `vso.build_execute`
#[inline]
pub fn delete_definition(project: &ProjectRef, definition_id: DefinitionId) -> Op<()> {
    Op::new(&meta::DELETE_DEFINITION).path("project", project).path("definitionId", &definition_id)
}

params! { GetDefinition {
    revision: i64 = "revision",
    min_metrics_time: DateTime = "minMetricsTime",
    property_filters: Vec<String> = "propertyFilters",
    include_latest_builds: bool = "includeLatestBuilds",
} }

/// `GET {project}/_apis/build/definitions/{definitionId}` · 7.1 · `vso.build`
#[inline]
pub fn get_definition(
    project: &ProjectRef, definition_id: DefinitionId, params: GetDefinition,
) -> Op<BuildDefinition> {
    params.add_to(Op::new(&meta::GET_DEFINITION).path("project", project).path("definitionId", &definition_id))
}

/// `PATCH {project}/_apis/build/definitions/{definitionId}` · 7.1 · `vso.build_execute`
#[inline]
pub fn restore_definition(
    project: &ProjectRef, definition_id: DefinitionId, deleted: bool,
) -> Op<BuildDefinition> {
    Op::new(&meta::RESTORE_DEFINITION)
        .path("project", project).path("definitionId", &definition_id).query("deleted", &deleted)
}

params! { UpdateDefinition {
    secrets_source_definition_id: i64 = "secretsSourceDefinitionId",
    secrets_source_definition_revision: i64 = "secretsSourceDefinitionRevision",
    cancel_paused_builds: bool = "cancelPausedBuilds",
} }

/// `PUT {project}/_apis/build/definitions/{definitionId}` · 7.1 · `vso.build_execute`
#[inline]
pub fn update_definition(
    project: &ProjectRef, definition_id: DefinitionId, body: &BuildDefinition, params: UpdateDefinition,
) -> Op<BuildDefinition> {
    params.add_to(Op::new(&meta::UPDATE_DEFINITION)
        .path("project", project).path("definitionId", &definition_id).json(body))
}

params! { GetDefinitionMetrics {
    min_metrics_time: DateTime = "minMetricsTime",
} }

/// `GET {project}/_apis/build/definitions/{definitionId}/metrics` · 7.1-preview.1 · `vso.build`
#[inline]
pub fn get_definition_metrics(
    project: &ProjectRef, definition_id: DefinitionId, params: GetDefinitionMetrics,
) -> Op<List<BuildMetric>> {
    params.add_to(Op::new(&meta::GET_DEFINITION_METRICS)
        .path("project", project).path("definitionId", &definition_id))
}

params! { GetDefinitionProperties {
    filter: Vec<String> = "filter",
} }

/// `GET {project}/_apis/build/definitions/{definitionId}/properties` · 7.1 · `vso.build`
#[inline]
pub fn get_definition_properties(
    project: &ProjectRef, definition_id: DefinitionId, params: GetDefinitionProperties,
) -> Op<Wrapped<Map<Json>>> {
    params.add_to(Op::new(&meta::GET_DEFINITION_PROPERTIES)
        .path("project", project).path("definitionId", &definition_id))
}

/// `PATCH {project}/_apis/build/definitions/{definitionId}/properties` · 7.1 · `vso.build_execute`
#[inline]
pub fn update_definition_properties(
    project: &ProjectRef, definition_id: DefinitionId, body: &JsonPatch,
) -> Op<Wrapped<Map<Json>>> {
    Op::new(&meta::UPDATE_DEFINITION_PROPERTIES)
        .path("project", project).path("definitionId", &definition_id).json(body)
}

/// `PATCH {project}/_apis/build/definitions/{definitionId}/resources` · 7.1-preview.1 · `vso.build_execute` `vso.pipelineresources_manage`
#[inline]
pub fn authorize_definition_resources(
    project: &ProjectRef, definition_id: DefinitionId, body: &[DefinitionResourceReference],
) -> Op<List<DefinitionResourceReference>> {
    Op::new(&meta::AUTHORIZE_DEFINITION_RESOURCES)
        .path("project", project).path("definitionId", &definition_id).json(body)
}

/// `GET {project}/_apis/build/definitions/{definitionId}/resources` · 7.1-preview.1 · `vso.build`
#[inline]
pub fn get_definition_resources(
    project: &ProjectRef, definition_id: DefinitionId,
) -> Op<List<DefinitionResourceReference>> {
    Op::new(&meta::GET_DEFINITION_RESOURCES).path("project", project).path("definitionId", &definition_id)
}

/// `GET {project}/_apis/build/definitions/{definitionId}/revisions` · 7.1 · `vso.build`
#[inline]
pub fn get_definition_revisions(
    project: &ProjectRef, definition_id: DefinitionId,
) -> Op<List<BuildDefinitionRevision>> {
    Op::new(&meta::GET_DEFINITION_REVISIONS).path("project", project).path("definitionId", &definition_id)
}

/// `POST {project}/_apis/build/definitions/{definitionId}/tags` · 7.1 · `vso.build_execute`
#[inline]
pub fn add_definition_tags(
    project: &ProjectRef, definition_id: DefinitionId, body: &[String],
) -> Op<List<String>> {
    Op::new(&meta::ADD_DEFINITION_TAGS).path("project", project).path("definitionId", &definition_id).json(body)
}

params! { GetDefinitionTags {
    revision: i64 = "revision",
} }

/// `GET {project}/_apis/build/definitions/{definitionId}/tags` · 7.1 · `vso.build`
#[inline]
pub fn get_definition_tags(
    project: &ProjectRef, definition_id: DefinitionId, params: GetDefinitionTags,
) -> Op<List<String>> {
    params.add_to(Op::new(&meta::GET_DEFINITION_TAGS)
        .path("project", project).path("definitionId", &definition_id))
}

/// `PATCH {project}/_apis/build/definitions/{definitionId}/tags` · 7.1 · `vso.build_execute`
#[inline]
pub fn update_definition_tags(
    project: &ProjectRef, definition_id: DefinitionId, body: &UpdateTagParameters,
) -> Op<List<String>> {
    Op::new(&meta::UPDATE_DEFINITION_TAGS).path("project", project).path("definitionId", &definition_id).json(body)
}

/// `PUT {project}/_apis/build/definitions/{definitionId}/tags/{tag}` · 7.1 · `vso.build_execute`
#[inline]
pub fn add_definition_tag(project: &ProjectRef, definition_id: DefinitionId, tag: &TagRef) -> Op<List<String>> {
    Op::new(&meta::ADD_DEFINITION_TAG)
        .path("project", project).path("definitionId", &definition_id).path("tag", tag)
}

/// `DELETE {project}/_apis/build/definitions/{definitionId}/tags/{tag}` · 7.1 · `vso.build_execute`
#[inline]
pub fn delete_definition_tag(project: &ProjectRef, definition_id: DefinitionId, tag: &TagRef) -> Op<List<String>> {
    Op::new(&meta::DELETE_DEFINITION_TAG)
        .path("project", project).path("definitionId", &definition_id).path("tag", tag)
}

params! { GetDefinitionYaml {
    revision: i64 = "revision",
    min_metrics_time: DateTime = "minMetricsTime",
    property_filters: Vec<String> = "propertyFilters",
    include_latest_builds: bool = "includeLatestBuilds",
} }

/// `GET {project}/_apis/build/definitions/{definitionId}/yaml` · 7.1 · `vso.build`
#[inline]
pub fn get_definition_yaml(
    project: &ProjectRef, definition_id: DefinitionId, params: GetDefinitionYaml,
) -> Op<YamlBuild> {
    params.add_to(Op::new(&meta::GET_DEFINITION_YAML)
        .path("project", project).path("definitionId", &definition_id))
}

/// `GET {project}/_apis/build/definitions/templates` · 7.1 · `vso.build`
#[inline]
pub fn get_templates(project: &ProjectRef) -> Op<List<BuildDefinitionTemplate>> {
    Op::new(&meta::GET_TEMPLATES).path("project", project)
}

/// `DELETE {project}/_apis/build/definitions/templates/{templateId}` · 7.1 · `vso.build_execute`
#[inline]
pub fn delete_template(project: &ProjectRef, template_id: &TemplateId) -> Op<()> {
    Op::new(&meta::DELETE_TEMPLATE).path("project", project).path("templateId", template_id)
}

/// `GET {project}/_apis/build/definitions/templates/{templateId}` · 7.1 · `vso.build`
#[inline]
pub fn get_template(project: &ProjectRef, template_id: &TemplateId) -> Op<BuildDefinitionTemplate> {
    Op::new(&meta::GET_TEMPLATE).path("project", project).path("templateId", template_id)
}

/// `PUT {project}/_apis/build/definitions/templates/{templateId}` · 7.1 · `vso.build_execute`
#[inline]
pub fn save_template(
    project: &ProjectRef, template_id: &TemplateId, body: &BuildDefinitionTemplate,
) -> Op<BuildDefinitionTemplate> {
    Op::new(&meta::SAVE_TEMPLATE).path("project", project).path("templateId", template_id).json(body)
}

/// `PUT {project}/_apis/build/folders` · 7.1-preview.2 · `vso.build_execute`
#[inline]
pub fn create_folder(project: &ProjectRef, path: &str, body: &Folder) -> Op<Folder> {
    Op::new(&meta::CREATE_FOLDER).path("project", project).query("path", path).json(body)
}

/// `DELETE {project}/_apis/build/folders` · 7.1-preview.2 · `vso.build_execute`
#[inline]
pub fn delete_folder(project: &ProjectRef, path: &str) -> Op<()> {
    Op::new(&meta::DELETE_FOLDER).path("project", project).query("path", path)
}

/// `POST {project}/_apis/build/folders` · 7.1-preview.2 · `vso.build_execute`
#[inline]
pub fn update_folder(project: &ProjectRef, path: &str, body: &Folder) -> Op<Folder> {
    Op::new(&meta::UPDATE_FOLDER).path("project", project).query("path", path).json(body)
}

params! { GetFolders {
    query_order: FolderQueryOrder = "queryOrder",
} }

/// `GET {project}/_apis/build/folders/{path?}` · 7.1-preview.2 · `vso.build`
#[inline]
pub fn get_folders(project: &ProjectRef, path: Option<&PathRef>, params: GetFolders) -> Op<List<Folder>> {
    params.add_to(Op::new(&meta::GET_FOLDERS).path("project", project).path_opt("path", path))
}

/// `GET {project}/_apis/build/generalsettings` · 7.1 · `vso.project`
#[inline]
pub fn get_build_general_settings(project: &ProjectRef) -> Op<PipelineGeneralSettings> {
    Op::new(&meta::GET_BUILD_GENERAL_SETTINGS).path("project", project)
}

/// `PATCH {project}/_apis/build/generalsettings` · 7.1 · `vso.project_write`
#[inline]
pub fn update_build_general_settings(
    project: &ProjectRef, body: &PipelineGeneralSettings,
) -> Op<PipelineGeneralSettings> {
    Op::new(&meta::UPDATE_BUILD_GENERAL_SETTINGS).path("project", project).json(body)
}

params! { GetLatestBuild {
    branch_name: String = "branchName",
} }

/// `GET {project}/_apis/build/latest/{definition}` · 7.1-preview.1 · `vso.build`
#[inline]
pub fn get_latest_build(project: &ProjectRef, definition: &DefinitionRef, params: GetLatestBuild) -> Op<Build> {
    params.add_to(Op::new(&meta::GET_LATEST_BUILD).path("project", project).path("definition", definition))
}

params! { GetProjectMetrics {
    min_metrics_time: DateTime = "minMetricsTime",
} }

/// `GET {project}/_apis/build/metrics/{metricAggregationType?}` · 7.1-preview.1 · `vso.build`
#[inline]
pub fn get_project_metrics(
    project: &ProjectRef, metric_aggregation_type: Option<&MetricAggregationType>, params: GetProjectMetrics,
) -> Op<List<BuildMetric>> {
    params.add_to(Op::new(&meta::GET_PROJECT_METRICS)
        .path("project", project).path_opt("metricAggregationType", metric_aggregation_type))
}

/// `GET {project?}/_apis/build/options` · 7.1 · `vso.build`
#[inline]
pub fn get_build_option_definitions(project: Option<&ProjectRef>) -> Op<List<BuildOptionDefinition>> {
    Op::new(&meta::GET_BUILD_OPTION_DEFINITIONS).path_opt("project", project)
}

params! { GetBuildBadge {
    repo_id: String = "repoId",
    branch_name: String = "branchName",
} }

/// `GET {project}/_apis/build/repos/{repoType}/badge` · 7.1-preview.2 · `vso.build`
#[inline]
pub fn get_build_badge(project: &ProjectRef, repo_type: &RepoType, params: GetBuildBadge) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_BUILD_BADGE)
        .path("project", project).path("repoType", repo_type)).accept("*/*")
}

/// `GET {project}/_apis/build/retention` · 7.1 · `vso.build`
#[inline]
pub fn get_retention_settings(project: &ProjectRef) -> Op<ProjectRetentionSetting> {
    Op::new(&meta::GET_RETENTION_SETTINGS).path("project", project)
}

/// `PATCH {project}/_apis/build/retention` · 7.1 · `vso.build_execute`
#[inline]
pub fn update_retention_settings(
    project: &ProjectRef, body: &UpdateProjectRetentionSettingModel,
) -> Op<ProjectRetentionSetting> {
    Op::new(&meta::UPDATE_RETENTION_SETTINGS).path("project", project).json(body)
}

/// `POST {project}/_apis/build/retention/leases` · 7.1 · `vso.build_execute`
#[inline]
pub fn add_retention_leases(project: &ProjectRef, body: &[NewRetentionLease]) -> Op<List<RetentionLease>> {
    Op::new(&meta::ADD_RETENTION_LEASES).path("project", project).json(body)
}

/// `DELETE {project}/_apis/build/retention/leases` · 7.1 · `vso.build_execute`
#[inline]
pub fn delete_retention_leases_by_id(project: &ProjectRef, ids: &[i64]) -> Op<()> {
    Op::new(&meta::DELETE_RETENTION_LEASES_BY_ID).path("project", project).query("ids", ids)
}

/// `GET {project}/_apis/build/retention/leases` · 7.1 · `vso.build`
#[inline]
pub fn get_retention_leases_by_minimal_retention_leases(
    project: &ProjectRef, leases_to_fetch: &[&str],
) -> Op<List<RetentionLease>> {
    Op::new(&meta::GET_RETENTION_LEASES_BY_MINIMAL_RETENTION_LEASES)
        .path("project", project).query("leasesToFetch", leases_to_fetch)
}

/// `GET {project}/_apis/build/retention/leases/{leaseId}` · 7.1 · `vso.build`
#[inline]
pub fn get_retention_lease(project: &ProjectRef, lease_id: LeaseId) -> Op<RetentionLease> {
    Op::new(&meta::GET_RETENTION_LEASE).path("project", project).path("leaseId", &lease_id)
}

/// `PATCH {project}/_apis/build/retention/leases/{leaseId}` · 7.1 · `vso.build_execute`
#[inline]
pub fn update_retention_lease(
    project: &ProjectRef, lease_id: LeaseId, body: &RetentionLeaseUpdate,
) -> Op<RetentionLease> {
    Op::new(&meta::UPDATE_RETENTION_LEASE).path("project", project).path("leaseId", &lease_id).json(body)
}

/// `GET {project?}/_apis/build/settings` · 7.1 · `vso.build`
#[inline]
pub fn get_build_settings(project: Option<&ProjectRef>) -> Op<BuildSettings> {
    Op::new(&meta::GET_BUILD_SETTINGS).path_opt("project", project)
}

/// `PATCH {project?}/_apis/build/settings` · 7.1 · `vso.build_execute`
#[inline]
pub fn update_build_settings(project: Option<&ProjectRef>, body: &BuildSettings) -> Op<BuildSettings> {
    Op::new(&meta::UPDATE_BUILD_SETTINGS).path_opt("project", project).json(body)
}

params! { GetStatusBadge {
    branch_name: String = "branchName",
    stage_name: String = "stageName",
    job_name: String = "jobName",
    configuration: String = "configuration",
    label: String = "label",
} }

/// `GET {project}/_apis/build/status/{definition}` · 7.1-preview.1
#[inline]
pub fn get_status_badge(project: &ProjectRef, definition: &DefinitionRef, params: GetStatusBadge) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_STATUS_BADGE)
        .path("project", project).path("definition", definition)).accept("*/*")
}

/// `GET {project}/_apis/build/tags` · 7.1 · `vso.build`
#[inline]
pub fn get_tags(project: &ProjectRef) -> Op<List<String>> {
    Op::new(&meta::GET_TAGS).path("project", project)
}

/// `DELETE {project}/_apis/build/tags/{tag}` · 7.1 · `vso.build_execute`
#[inline]
pub fn delete_tag(project: &ProjectRef, tag: &TagRef) -> Op<List<String>> {
    Op::new(&meta::DELETE_TAG).path("project", project).path("tag", tag)
}

params! { GetWorkItemsBetweenBuilds {
    top: i64 = "$top",
} }

/// `GET {project}/_apis/build/workitems` · 7.1 · `vso.work` `vso.build`
#[inline]
pub fn get_work_items_between_builds(
    project: &ProjectRef, from_build_id: i64, to_build_id: i64, params: GetWorkItemsBetweenBuilds,
) -> Op<List<ResourceRef>> {
    params.add_to(Op::new(&meta::GET_WORK_ITEMS_BETWEEN_BUILDS)
        .path("project", project).query("fromBuildId", &from_build_id).query("toBuildId", &to_build_id))
}

/// `GET {project}/_apis/sourceproviders` · 7.1 · `vso.build`
#[inline]
pub fn list_source_providers(project: &ProjectRef) -> Op<List<SourceProviderAttributes>> {
    Op::new(&meta::LIST_SOURCE_PROVIDERS).path("project", project)
}

params! { ListBranches {
    service_endpoint_id: String = "serviceEndpointId",
    repository: String = "repository",
    branch_name: String = "branchName",
} }

/// `GET {project}/_apis/sourceProviders/{providerName}/branches` · 7.1 · `vso.build`
#[inline]
pub fn list_branches(
    project: &ProjectRef, provider_name: &ProviderName, params: ListBranches,
) -> Op<List<String>> {
    params.add_to(Op::new(&meta::LIST_BRANCHES).path("project", project).path("providerName", provider_name))
}

params! { GetFileContents {
    service_endpoint_id: String = "serviceEndpointId",
    repository: String = "repository",
    commit_or_branch: String = "commitOrBranch",
    path: String = "path",
} }

/// `GET {project}/_apis/sourceProviders/{providerName}/filecontents` · 7.1 · `vso.build`
#[inline]
pub fn get_file_contents(
    project: &ProjectRef, provider_name: &ProviderName, params: GetFileContents,
) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_FILE_CONTENTS)
        .path("project", project).path("providerName", provider_name)).accept("*/*")
}

params! { GetPathContents {
    service_endpoint_id: String = "serviceEndpointId",
    repository: String = "repository",
    commit_or_branch: String = "commitOrBranch",
    path: String = "path",
} }

/// `GET {project}/_apis/sourceProviders/{providerName}/pathcontents` · 7.1 · `vso.build`
#[inline]
pub fn get_path_contents(
    project: &ProjectRef, provider_name: &ProviderName, params: GetPathContents,
) -> Op<List<SourceRepositoryItem>> {
    params.add_to(Op::new(&meta::GET_PATH_CONTENTS).path("project", project).path("providerName", provider_name))
}

params! { GetPullRequest {
    repository_id: String = "repositoryId",
    service_endpoint_id: String = "serviceEndpointId",
} }

/// `GET {project}/_apis/sourceProviders/{providerName}/pullrequests/{pullRequestId}` · 7.1 · `vso.build`
#[inline]
pub fn get_pull_request(
    project: &ProjectRef, provider_name: &ProviderName, pull_request_id: PullRequestId, params: GetPullRequest,
) -> Op<PullRequest> {
    params.add_to(Op::new(&meta::GET_PULL_REQUEST)
        .path("project", project).path("providerName", provider_name).path("pullRequestId", &pull_request_id))
}

params! { ListRepositories {
    service_endpoint_id: String = "serviceEndpointId",
    repository: String = "repository",
    result_set: ResultSet = "resultSet",
    page_results: bool = "pageResults",
    continuation_token: String = "continuationToken",
} }

/// `GET {project}/_apis/sourceProviders/{providerName}/repositories` · 7.1 · `vso.build`
#[inline]
pub fn list_repositories(
    project: &ProjectRef, provider_name: &ProviderName, params: ListRepositories,
) -> Op<SourceRepositories> {
    params.add_to(Op::new(&meta::LIST_REPOSITORIES).path("project", project).path("providerName", provider_name))
}

params! { RestoreWebhooks {
    service_endpoint_id: String = "serviceEndpointId",
    repository: String = "repository",
} }

/// `POST {project}/_apis/sourceProviders/{providerName}/webhooks` · 7.1 · `vso.build_execute`
#[inline]
pub fn restore_webhooks(
    project: &ProjectRef, provider_name: &ProviderName, body: &[Json], params: RestoreWebhooks,
) -> Op<()> {
    params.add_to(Op::new(&meta::RESTORE_WEBHOOKS)
        .path("project", project).path("providerName", provider_name).json(body))
}

params! { ListWebhooks {
    service_endpoint_id: String = "serviceEndpointId",
    repository: String = "repository",
} }

/// `GET {project}/_apis/sourceProviders/{providerName}/webhooks` · 7.1 · `vso.build`
#[inline]
pub fn list_webhooks(
    project: &ProjectRef, provider_name: &ProviderName, params: ListWebhooks,
) -> Op<List<RepositoryWebhook>> {
    params.add_to(Op::new(&meta::LIST_WEBHOOKS).path("project", project).path("providerName", provider_name))
}

/// `GET {project}/_apis/build/builds/{buildId}/artifacts` · 7.1 · `vso.build`
#[inline]
pub fn get_artifact(project: &ProjectRef, build_id: BuildId, artifact_name: &str) -> Op<BuildArtifact> {
    Op::new(&meta::GET_ARTIFACT)
        .path("project", project).path("buildId", &build_id).query("artifactName", artifact_name)
}

/// The same as bytes: `application/zip`, `application/json`.
#[inline]
pub fn get_artifact_content(project: &ProjectRef, build_id: BuildId, artifact_name: &str) -> Op<Content> {
    Op::new(&meta::GET_ARTIFACT)
        .path("project", project).path("buildId", &build_id).query("artifactName", artifact_name)
        .accept("application/zip")
}

/// `GET {project}/_apis/build/builds/{buildId}/artifacts` · 7.1 · `vso.build`
#[inline]
pub fn get_file(
    project: &ProjectRef, build_id: BuildId, artifact_name: &str, file_id: &str, file_name: &str,
) -> Op<Content> {
    Op::new(&meta::GET_FILE)
        .path("project", project).path("buildId", &build_id).query("artifactName", artifact_name)
        .query("fileId", file_id).query("fileName", file_name).accept("*/*")
}

params! { GetRetentionLeasesByUserId {
    definition_id: i64 = "definitionId",
    run_id: i64 = "runId",
} }

/// `GET {project}/_apis/build/retention/leases` · 7.1 · `vso.build`
#[inline]
pub fn get_retention_leases_by_user_id(
    project: &ProjectRef, user_owner_id: &str, params: GetRetentionLeasesByUserId,
) -> Op<List<RetentionLease>> {
    params.add_to(Op::new(&meta::GET_RETENTION_LEASES_BY_USER_ID)
        .path("project", project).query("userOwnerId", user_owner_id))
}

params! { GetRetentionLeasesByOwnerId {
    owner_id: String = "ownerId",
    definition_id: i64 = "definitionId",
    run_id: i64 = "runId",
} }

/// `GET {project}/_apis/build/retention/leases` · 7.1 · `vso.build`
#[inline]
pub fn get_retention_leases_by_owner_id(
    project: &ProjectRef, params: GetRetentionLeasesByOwnerId,
) -> Op<List<RetentionLease>> {
    params.add_to(Op::new(&meta::GET_RETENTION_LEASES_BY_OWNER_ID).path("project", project))
}

params! { GetBuildStageTimeline {
    change_id: i64 = "changeId",
    plan_id: String = "planId",
} }

/// `GET {project}/_apis/build/builds/{buildId}/Timeline/{timelineId}/stages/{stageName}` · 7.2-preview.1 · `vso.build`
#[inline]
pub fn get_build_stage_timeline(
    project: &ProjectRef, build_id: BuildId, timeline_id: &TimelineId, stage_name: &StageName,
    params: GetBuildStageTimeline,
) -> Op<Timeline> {
    params.add_to(Op::new(&meta::GET_BUILD_STAGE_TIMELINE)
        .path("project", project).path("buildId", &build_id).path("timelineId", timeline_id).guid("timelineId")
        .path("stageName", stage_name))
}

params! { GetBuildStageLatestTimeline {
    change_id: i64 = "changeId",
    plan_id: String = "planId",
} }

/// `GET {project}/_apis/build/builds/{buildId}/Timeline/stages/{stageName}` · 7.2-preview.1 · `vso.build`
#[inline]
pub fn get_build_stage_latest_timeline(
    project: &ProjectRef, build_id: BuildId, stage_name: &StageName, params: GetBuildStageLatestTimeline,
) -> Op<Timeline> {
    params.add_to(Op::new(&meta::GET_BUILD_STAGE_LATEST_TIMELINE)
        .path("project", project).path("buildId", &build_id).path("stageName", stage_name))
}
