// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET _apis/wit/artifactlinktypes` · 7.1 · `vso.work`
#[inline]
pub fn get_work_artifact_link_types() -> Op<List<WorkArtifactLink>> {
    Op::new(&meta::GET_WORK_ARTIFACT_LINK_TYPES)
}

/// `GET _apis/wit/workitemicons` · 7.1 · `vso.work`
#[inline]
pub fn get_work_item_icons() -> Op<List<WorkItemIcon>> {
    Op::new(&meta::GET_WORK_ITEM_ICONS)
}

params! { GetWorkItemIcon {
    color: String = "color",
    v: i64 = "v",
} }

/// `GET _apis/wit/workitemicons/{icon}` · 7.1 · `vso.work`
#[inline]
pub fn get_work_item_icon(icon: &IconRef, params: GetWorkItemIcon) -> Op<WorkItemIcon> {
    params.add_to(Op::new(&meta::GET_WORK_ITEM_ICON).path("icon", icon))
}

/// The same as bytes: `image/svg+xml`, `image/xaml+xml`, `application/json`.
#[inline]
pub fn get_work_item_icon_content(icon: &IconRef, params: GetWorkItemIcon) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_WORK_ITEM_ICON).path("icon", icon)).accept("image/svg+xml")
}

/// `GET _apis/wit/workitemrelationtypes` · 7.1 · `vso.work`
#[inline]
pub fn get_relation_types() -> Op<List<WorkItemRelationType>> {
    Op::new(&meta::GET_RELATION_TYPES)
}

/// `GET _apis/wit/workitemrelationtypes/{relation}` · 7.1 · `vso.work`
#[inline]
pub fn get_relation_type(relation: &RelationRef) -> Op<WorkItemRelationType> {
    Op::new(&meta::GET_RELATION_TYPE).path("relation", relation)
}

params! { GetWorkItemNextStatesOnCheckinAction {
    action: String = "action",
} }

/// `GET _apis/wit/workitemtransitions` · 7.1 · `vso.work`
#[inline]
pub fn get_work_item_next_states_on_checkin_action(
    ids: &[i64], params: GetWorkItemNextStatesOnCheckinAction,
) -> Op<List<WorkItemNextStateOnTransition>> {
    params.add_to(Op::new(&meta::GET_WORK_ITEM_NEXT_STATES_ON_CHECKIN_ACTION).query("ids", ids))
}

/// `GET _apis/work/accountmyworkrecentactivity` · 7.1 · `vso.work`
#[inline]
pub fn get_recent_activity_data() -> Op<List<AccountRecentActivityWorkItemModel2>> {
    Op::new(&meta::GET_RECENT_ACTIVITY_DATA)
}

/// `POST {project?}/_apis/wit/artifacturiquery` · 7.1 · `vso.work`
#[inline]
pub fn query_work_items_for_artifact_uris(
    project: Option<&ProjectRef>, body: &ArtifactUriQuery,
) -> Op<ArtifactUriQueryResult> {
    Op::new(&meta::QUERY_WORK_ITEMS_FOR_ARTIFACT_URIS).path_opt("project", project).json(body)
}

params! { CreateAttachment {
    file_name: String = "fileName",
    upload_type: String = "uploadType",
    area_path: String = "areaPath",
} }

/// `POST {project?}/_apis/wit/attachments` · 7.1 · `vso.work_write`
#[inline]
pub fn create_attachment(
    project: Option<&ProjectRef>, body: impl Into<Bytes>, params: CreateAttachment,
) -> Op<AttachmentReference> {
    params.add_to(Op::new(&meta::CREATE_ATTACHMENT).path_opt("project", project).bytes(body))
}

params! { GetAttachment {
    file_name: String = "fileName",
    download: bool = "download",
} }

/// `GET {project?}/_apis/wit/attachments/{id}` · 7.1 · `vso.work`
#[inline]
pub fn get_attachment(project: Option<&ProjectRef>, id: &IdText, params: GetAttachment) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_ATTACHMENT)
        .path_opt("project", project).path("id", id).guid("id")).accept("*/*")
}

params! { UploadAttachment {
    content_range: String = header "Content-Range",
    file_name: String = "fileName",
} }

/// `PUT {project?}/_apis/wit/attachments/{id}` · 7.1 · `vso.work_write`
#[inline]
pub fn upload_attachment(
    project: Option<&ProjectRef>, id: &IdText, body: impl Into<Bytes>, params: UploadAttachment,
) -> Op<AttachmentReference> {
    params.add_to(Op::new(&meta::UPLOAD_ATTACHMENT)
        .path_opt("project", project).path("id", id).guid("id").bytes(body))
}

params! { GetRootNodes {
    depth: i64 = "$depth",
} }

/// `GET {project}/_apis/wit/classificationnodes` · 7.1 · `vso.work`
#[inline]
pub fn get_root_nodes(project: &ProjectRef, params: GetRootNodes) -> Op<List<WorkItemClassificationNode>> {
    params.add_to(Op::new(&meta::GET_ROOT_NODES).path("project", project))
}

/// `POST {project}/_apis/wit/classificationnodes/{structureGroup}/{path*?}` · 7.1 · `vso.work_write`
#[inline]
pub fn create_or_update_classification_node(
    project: &ProjectRef, structure_group: &TreeStructureGroup, path: Option<&PathRef>,
    body: &WorkItemClassificationNode,
) -> Op<WorkItemClassificationNode> {
    Op::new(&meta::CREATE_OR_UPDATE_CLASSIFICATION_NODE)
        .path("project", project).path("structureGroup", structure_group).path_opt("path", path).json(body)
}

params! { DeleteClassificationNode {
    reclassify_id: i64 = "$reclassifyId",
} }

/// `DELETE {project}/_apis/wit/classificationnodes/{structureGroup}/{path*?}` · 7.1 · `vso.work_write`
#[inline]
pub fn delete_classification_node(
    project: &ProjectRef, structure_group: &TreeStructureGroup, path: Option<&PathRef>,
    params: DeleteClassificationNode,
) -> Op<()> {
    params.add_to(Op::new(&meta::DELETE_CLASSIFICATION_NODE)
        .path("project", project).path("structureGroup", structure_group).path_opt("path", path))
}

params! { GetClassificationNode {
    depth: i64 = "$depth",
} }

/// `GET {project}/_apis/wit/classificationnodes/{structureGroup}/{path*?}` · 7.1 · `vso.work`
#[inline]
pub fn get_classification_node(
    project: &ProjectRef, structure_group: &TreeStructureGroup, path: Option<&PathRef>,
    params: GetClassificationNode,
) -> Op<WorkItemClassificationNode> {
    params.add_to(Op::new(&meta::GET_CLASSIFICATION_NODE)
        .path("project", project).path("structureGroup", structure_group).path_opt("path", path))
}

/// `PATCH {project}/_apis/wit/classificationnodes/{structureGroup}/{path*?}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_classification_node(
    project: &ProjectRef, structure_group: &TreeStructureGroup, path: Option<&PathRef>,
    body: &WorkItemClassificationNode,
) -> Op<WorkItemClassificationNode> {
    Op::new(&meta::UPDATE_CLASSIFICATION_NODE)
        .path("project", project).path("structureGroup", structure_group).path_opt("path", path).json(body)
}

required! { CreateWorkItemFieldBody(WorkItemField2) {
    name: String = "name", r#type: FieldType = "type",
} }

/// `POST {project?}/_apis/wit/fields` · 7.1 · `vso.work_write`
#[inline]
pub fn create_work_item_field(project: Option<&ProjectRef>, body: &CreateWorkItemFieldBody) -> Op<WorkItemField2> {
    Op::new(&meta::CREATE_WORK_ITEM_FIELD).path_opt("project", project).json(body)
}

params! { GetWorkItemFields {
    expand: GetFieldsExpand = "$expand",
} }

/// `GET {project?}/_apis/wit/fields` · 7.1 · `vso.work`
#[inline]
pub fn get_work_item_fields(project: Option<&ProjectRef>, params: GetWorkItemFields) -> Op<List<WorkItemField2>> {
    params.add_to(Op::new(&meta::GET_WORK_ITEM_FIELDS).path_opt("project", project))
}

/// `DELETE {project?}/_apis/wit/fields/{fieldNameOrRefName}` · 7.1 · `vso.work_write`
#[inline]
pub fn delete_work_item_field(
    project: Option<&ProjectRef>, field_name_or_ref_name: &FieldNameOrRefName,
) -> Op<()> {
    Op::new(&meta::DELETE_WORK_ITEM_FIELD)
        .path_opt("project", project).path("fieldNameOrRefName", field_name_or_ref_name)
}

/// `GET {project?}/_apis/wit/fields/{fieldNameOrRefName}` · 7.1 · `vso.work`
#[inline]
pub fn get_work_item_field(
    project: Option<&ProjectRef>, field_name_or_ref_name: &FieldNameOrRefName,
) -> Op<WorkItemField2> {
    Op::new(&meta::GET_WORK_ITEM_FIELD)
        .path_opt("project", project).path("fieldNameOrRefName", field_name_or_ref_name)
}

/// `PATCH {project?}/_apis/wit/fields/{fieldNameOrRefName}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_work_item_field(
    project: Option<&ProjectRef>, field_name_or_ref_name: &FieldNameOrRefName, body: &FieldUpdate,
) -> Op<WorkItemField2> {
    Op::new(&meta::UPDATE_WORK_ITEM_FIELD)
        .path_opt("project", project).path("fieldNameOrRefName", field_name_or_ref_name).json(body)
}

/// `POST {project}/_apis/wit/projectprocessmigration` · 7.1 · `vso.work_write`
#[inline]
pub fn migrate_projects_process(project: &ProjectRef, body: &ProcessIdModel) -> Op<ProcessMigrationResultModel> {
    Op::new(&meta::MIGRATE_PROJECTS_PROCESS).path("project", project).json(body)
}

params! { GetQueries {
    expand: QueryExpand = "$expand",
    depth: i64 = "$depth",
    include_deleted: bool = "$includeDeleted",
} }

/// `GET {project}/_apis/wit/queries` · 7.1 · `vso.work`
#[inline]
pub fn get_queries(project: &ProjectRef, params: GetQueries) -> Op<List<QueryHierarchyItem>> {
    params.add_to(Op::new(&meta::GET_QUERIES).path("project", project))
}

params! { CreateQuery {
    validate_wiql_only: bool = "validateWiqlOnly",
} }

/// `POST {project}/_apis/wit/queries/{query}` · 7.1 · `vso.work_write`
#[inline]
pub fn create_query(
    project: &ProjectRef, query: &QueryRef, body: &QueryHierarchyItem, params: CreateQuery,
) -> Op<QueryHierarchyItem> {
    params.add_to(Op::new(&meta::CREATE_QUERY).path("project", project).path("query", query).json(body))
}

/// `DELETE {project}/_apis/wit/queries/{query}` · 7.1 · `vso.work_write`
#[inline]
pub fn delete_query(project: &ProjectRef, query: &QueryRef) -> Op<()> {
    Op::new(&meta::DELETE_QUERY).path("project", project).path("query", query)
}

params! { GetQuery {
    expand: QueryExpand = "$expand",
    depth: i64 = "$depth",
    include_deleted: bool = "$includeDeleted",
    use_iso_date_format: bool = "$useIsoDateFormat",
} }

/// `GET {project}/_apis/wit/queries/{query}` · 7.1 · `vso.work`
#[inline]
pub fn get_query(project: &ProjectRef, query: &QueryRef, params: GetQuery) -> Op<QueryHierarchyItem> {
    params.add_to(Op::new(&meta::GET_QUERY).path("project", project).path("query", query))
}

params! { UpdateQuery {
    undelete_descendants: bool = "$undeleteDescendants",
} }

/// `PATCH {project}/_apis/wit/queries/{query}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_query(
    project: &ProjectRef, query: &QueryRef, body: &QueryHierarchyItem, params: UpdateQuery,
) -> Op<QueryHierarchyItem> {
    params.add_to(Op::new(&meta::UPDATE_QUERY).path("project", project).path("query", query).json(body))
}

/// `POST {project}/_apis/wit/queriesbatch` · 7.1 · `vso.work`
#[inline]
pub fn get_queries_batch(project: &ProjectRef, body: &QueryBatchGetRequest) -> Op<List<QueryHierarchyItem>> {
    Op::new(&meta::GET_QUERIES_BATCH).path("project", project).json(body)
}

/// `GET {project?}/_apis/wit/recyclebin` · 7.1 · `vso.work`
#[inline]
pub fn get_deleted_work_item_shallow_references(
    project: Option<&ProjectRef>,
) -> Op<List<WorkItemDeleteShallowReference>> {
    Op::new(&meta::GET_DELETED_WORK_ITEM_SHALLOW_REFERENCES).path_opt("project", project)
}

/// `DELETE {project?}/_apis/wit/recyclebin/{id}` · 7.1 · `vso.work_write`
#[inline]
pub fn destroy_work_item(project: Option<&ProjectRef>, id: IdRef) -> Op<()> {
    Op::new(&meta::DESTROY_WORK_ITEM).path_opt("project", project).path("id", &id)
}

/// `GET {project?}/_apis/wit/recyclebin/{id}` · 7.1 · `vso.work`
#[inline]
pub fn get_deleted_work_item(project: Option<&ProjectRef>, id: IdRef) -> Op<WorkItemDelete> {
    Op::new(&meta::GET_DELETED_WORK_ITEM).path_opt("project", project).path("id", &id)
}

/// `PATCH {project?}/_apis/wit/recyclebin/{id}` · 7.1 · `vso.work_write`
#[inline]
pub fn restore_work_item(
    project: Option<&ProjectRef>, id: IdRef, body: &WorkItemDeleteUpdate,
) -> Op<WorkItemDelete> {
    Op::new(&meta::RESTORE_WORK_ITEM).path_opt("project", project).path("id", &id).json(body)
}

params! { GetReportingLinksByLinkType {
    link_types: Vec<String> = "linkTypes",
    types: Vec<String> = "types",
    continuation_token: String = "continuationToken",
    start_date_time: DateTime = "startDateTime",
} }

/// `GET {project?}/_apis/wit/reporting/workitemlinks` · 7.1 · `vso.work`
#[inline]
pub fn get_reporting_links_by_link_type(
    project: Option<&ProjectRef>, params: GetReportingLinksByLinkType,
) -> Op<ReportingWorkItemLinksBatch> {
    params.add_to(Op::new(&meta::GET_REPORTING_LINKS_BY_LINK_TYPE).path_opt("project", project))
}

params! { ReadReportingRevisionsGet {
    fields: Vec<String> = "fields",
    types: Vec<String> = "types",
    continuation_token: String = "continuationToken",
    start_date_time: DateTime = "startDateTime",
    include_identity_ref: bool = "includeIdentityRef",
    include_deleted: bool = "includeDeleted",
    include_tag_ref: bool = "includeTagRef",
    include_latest_only: bool = "includeLatestOnly",
    expand: ReportingRevisionsExpand = "$expand",
    include_discussion_changes_only: bool = "includeDiscussionChangesOnly",
    max_page_size: i64 = "$maxPageSize",
} }

/// `GET {project?}/_apis/wit/reporting/workitemrevisions` · 7.1 · `vso.work`
#[inline]
pub fn read_reporting_revisions_get(
    project: Option<&ProjectRef>, params: ReadReportingRevisionsGet,
) -> Op<ReportingWorkItemRevisionsBatch> {
    params.add_to(Op::new(&meta::READ_REPORTING_REVISIONS_GET).path_opt("project", project))
}

params! { ReadReportingRevisionsPost {
    continuation_token: String = "continuationToken",
    start_date_time: DateTime = "startDateTime",
    expand: ReportingRevisionsExpand = "$expand",
} }

/// `POST {project?}/_apis/wit/reporting/workitemrevisions` · 7.1 · `vso.work`
#[inline]
pub fn read_reporting_revisions_post(
    project: Option<&ProjectRef>, body: &ReportingWorkItemRevisionsFilter, params: ReadReportingRevisionsPost,
) -> Op<ReportingWorkItemRevisionsBatch> {
    params.add_to(Op::new(&meta::READ_REPORTING_REVISIONS_POST).path_opt("project", project).json(body))
}

params! { ReadReportingDiscussions {
    continuation_token: String = "continuationToken",
    max_page_size: i64 = "$maxPageSize",
} }

/// `GET {project?}/_apis/wit/reporting/workItemRevisions/discussions` · 7.1 · `vso.work`
#[inline]
pub fn read_reporting_discussions(
    project: Option<&ProjectRef>, params: ReadReportingDiscussions,
) -> Op<ReportingWorkItemRevisionsBatch> {
    params.add_to(Op::new(&meta::READ_REPORTING_DISCUSSIONS).path_opt("project", project))
}

/// `POST {project?}/_apis/wit/sendmail` · 7.1 · `vso.work`
#[inline]
pub fn send_mail(project: Option<&ProjectRef>, body: &SendMailBody) -> Op<()> {
    Op::new(&meta::SEND_MAIL).path_opt("project", project).json(body)
}

/// `GET {project}/_apis/wit/tags` · 7.1 · `vso.work`
#[inline]
pub fn get_tags(project: &ProjectRef) -> Op<List<WorkItemTagDefinition>> {
    Op::new(&meta::GET_TAGS).path("project", project)
}

/// `DELETE {project}/_apis/wit/tags/{tagIdOrName}` · 7.1 · `vso.work_write`
#[inline]
pub fn delete_tag(project: &ProjectRef, tag_id_or_name: &TagIdOrName) -> Op<()> {
    Op::new(&meta::DELETE_TAG).path("project", project).path("tagIdOrName", tag_id_or_name)
}

/// `GET {project}/_apis/wit/tags/{tagIdOrName}` · 7.1 · `vso.work`
#[inline]
pub fn get_tag(project: &ProjectRef, tag_id_or_name: &TagIdOrName) -> Op<WorkItemTagDefinition> {
    Op::new(&meta::GET_TAG).path("project", project).path("tagIdOrName", tag_id_or_name)
}

/// `PATCH {project}/_apis/wit/tags/{tagIdOrName}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_tag(
    project: &ProjectRef, tag_id_or_name: &TagIdOrName, body: &WorkItemTagDefinition,
) -> Op<WorkItemTagDefinition> {
    Op::new(&meta::UPDATE_TAG).path("project", project).path("tagIdOrName", tag_id_or_name).json(body)
}

required! { CreateTempQueryBody(TemporaryQueryRequestModel) {
    wiql: String = "wiql",
} }

/// `POST {project}/_apis/wit/tempqueries` · 7.1 · `vso.work_write`
#[inline]
pub fn create_temp_query(project: &ProjectRef, body: &CreateTempQueryBody) -> Op<TemporaryQueryResponseModel> {
    Op::new(&meta::CREATE_TEMP_QUERY).path("project", project).json(body)
}

params! { GetWorkItems {
    fields: Vec<String> = "fields",
    as_of: DateTime = "asOf",
    expand: WorkItemExpand = "$expand",
    error_policy: WorkItemErrorPolicy = "errorPolicy",
} }

/// `GET {project?}/_apis/wit/workitems` · 7.1 · `vso.work`
#[inline]
pub fn get_work_items(
    project: Option<&ProjectRef>, ids: &[i64], params: GetWorkItems,
) -> Op<List<Option<WorkItem>>> {
    params.add_to(Op::new(&meta::GET_WORK_ITEMS).path_opt("project", project).query("ids", ids))
}

params! { CreateWorkItem {
    validate_only: bool = "validateOnly",
    bypass_rules: bool = "bypassRules",
    suppress_notifications: bool = "suppressNotifications",
    expand: WorkItemExpand = "$expand",
} }

/// `POST {project}/_apis/wit/workitems/${type}` · 7.1 · `vso.work_write`
#[inline]
pub fn create_work_item(
    project: &ProjectRef, r#type: &TypeRef, body: &JsonPatch, params: CreateWorkItem,
) -> Op<WorkItem> {
    params.add_to(Op::new(&meta::CREATE_WORK_ITEM).path("project", project).path("type", r#type).json(body))
}

params! { GetWorkItemTemplate {
    fields: String = "fields",
    as_of: DateTime = "asOf",
    expand: WorkItemExpand = "$expand",
} }

/// `GET {project}/_apis/wit/workitems/${type}` · 7.1 · `vso.work`
#[inline]
pub fn get_work_item_template(
    project: &ProjectRef, r#type: &TypeRef, params: GetWorkItemTemplate,
) -> Op<WorkItem> {
    params.add_to(Op::new(&meta::GET_WORK_ITEM_TEMPLATE).path("project", project).path("type", r#type))
}

params! { DeleteWorkItem {
    destroy: bool = "destroy",
} }

/// `DELETE {project?}/_apis/wit/workitems/{id}` · 7.1 · `vso.work_write`
#[inline]
pub fn delete_work_item(project: Option<&ProjectRef>, id: IdRef, params: DeleteWorkItem) -> Op<WorkItemDelete> {
    params.add_to(Op::new(&meta::DELETE_WORK_ITEM).path_opt("project", project).path("id", &id))
}

params! { GetWorkItem {
    fields: Vec<String> = "fields",
    as_of: DateTime = "asOf",
    expand: WorkItemExpand = "$expand",
} }

/// `GET {project?}/_apis/wit/workitems/{id}` · 7.1 · `vso.work`
#[inline]
pub fn get_work_item(project: Option<&ProjectRef>, id: IdRef, params: GetWorkItem) -> Op<WorkItem> {
    params.add_to(Op::new(&meta::GET_WORK_ITEM).path_opt("project", project).path("id", &id))
}

params! { UpdateWorkItem {
    validate_only: bool = "validateOnly",
    bypass_rules: bool = "bypassRules",
    suppress_notifications: bool = "suppressNotifications",
    expand: WorkItemExpand = "$expand",
} }

/// `PATCH {project?}/_apis/wit/workitems/{id}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_work_item(
    project: Option<&ProjectRef>, id: IdRef, body: &JsonPatch, params: UpdateWorkItem,
) -> Op<WorkItem> {
    params.add_to(Op::new(&meta::UPDATE_WORK_ITEM).path_opt("project", project).path("id", &id).json(body))
}

params! { GetRevisions {
    top: i64 = "$top",
    skip: i64 = "$skip",
    expand: WorkItemExpand = "$expand",
} }

/// `GET {project?}/_apis/wit/workItems/{id}/revisions` · 7.1 · `vso.work`
#[inline]
pub fn get_revisions(project: Option<&ProjectRef>, id: IdRef, params: GetRevisions) -> Op<List<WorkItem>> {
    params.add_to(Op::new(&meta::GET_REVISIONS).path_opt("project", project).path("id", &id))
}

params! { GetRevision {
    expand: WorkItemExpand = "$expand",
} }

/// `GET {project?}/_apis/wit/workItems/{id}/revisions/{revisionNumber}` · 7.1 · `vso.work`
#[inline]
pub fn get_revision(
    project: Option<&ProjectRef>, id: IdRef, revision_number: RevisionNumber, params: GetRevision,
) -> Op<WorkItem> {
    params.add_to(Op::new(&meta::GET_REVISION)
        .path_opt("project", project).path("id", &id).path("revisionNumber", &revision_number))
}

params! { GetUpdates {
    top: i64 = "$top",
    skip: i64 = "$skip",
} }

/// `GET {project?}/_apis/wit/workItems/{id}/updates` · 7.1 · `vso.work`
#[inline]
pub fn get_updates(project: Option<&ProjectRef>, id: IdRef, params: GetUpdates) -> Op<List<WorkItemUpdate>> {
    params.add_to(Op::new(&meta::GET_UPDATES).path_opt("project", project).path("id", &id))
}

/// `GET {project?}/_apis/wit/workItems/{id}/updates/{updateNumber}` · 7.1 · `vso.work`
#[inline]
pub fn get_update(project: Option<&ProjectRef>, id: IdRef, update_number: UpdateNumber) -> Op<WorkItemUpdate> {
    Op::new(&meta::GET_UPDATE).path_opt("project", project).path("id", &id).path("updateNumber", &update_number)
}

/// `POST {project}/_apis/wit/workItems/{workItemId}/comments` · 7.1-preview.4 · `vso.work_write`
#[inline]
pub fn add_comment(project: &ProjectRef, work_item_id: WorkItemId, body: &CommentCreate) -> Op<Comment> {
    Op::new(&meta::ADD_COMMENT).path("project", project).path("workItemId", &work_item_id).json(body)
}

params! { GetCommentsBatch {
    include_deleted: bool = "includeDeleted",
    expand: CommentExpandOptions = "$expand",
} }

/// `GET {project}/_apis/wit/workItems/{workItemId}/comments` · 7.1-preview.4 · `vso.work`
#[inline]
pub fn get_comments_batch(
    project: &ProjectRef, work_item_id: WorkItemId, ids: &[i64], params: GetCommentsBatch,
) -> Op<CommentList> {
    params.add_to(Op::new(&meta::GET_COMMENTS_BATCH)
        .path("project", project).path("workItemId", &work_item_id).query("ids", ids))
}

/// `DELETE {project}/_apis/wit/workItems/{workItemId}/comments/{commentId}` · 7.1-preview.4 · `vso.work_write`
#[inline]
pub fn delete_comment(project: &ProjectRef, work_item_id: WorkItemId, comment_id: CommentId) -> Op<()> {
    Op::new(&meta::DELETE_COMMENT)
        .path("project", project).path("workItemId", &work_item_id).path("commentId", &comment_id)
}

params! { GetComment {
    include_deleted: bool = "includeDeleted",
    expand: CommentExpandOptions = "$expand",
} }

/// `GET {project}/_apis/wit/workItems/{workItemId}/comments/{commentId}` · 7.1-preview.4 · `vso.work`
#[inline]
pub fn get_comment(
    project: &ProjectRef, work_item_id: WorkItemId, comment_id: CommentId, params: GetComment,
) -> Op<Comment> {
    params.add_to(Op::new(&meta::GET_COMMENT)
        .path("project", project).path("workItemId", &work_item_id).path("commentId", &comment_id))
}

/// `PATCH {project}/_apis/wit/workItems/{workItemId}/comments/{commentId}` · 7.1-preview.4 · `vso.work_write`
#[inline]
pub fn update_comment(
    project: &ProjectRef, work_item_id: WorkItemId, comment_id: CommentId, body: &CommentUpdate,
) -> Op<Comment> {
    Op::new(&meta::UPDATE_COMMENT)
        .path("project", project).path("workItemId", &work_item_id).path("commentId", &comment_id).json(body)
}

/// `GET {project}/_apis/wit/workItems/{workItemId}/comments/{commentId}/reactions` · 7.1-preview.1 · `vso.work`
#[inline]
pub fn get_comment_reactions(
    project: &ProjectRef, work_item_id: WorkItemId, comment_id: CommentId,
) -> Op<List<CommentReaction>> {
    Op::new(&meta::GET_COMMENT_REACTIONS)
        .path("project", project).path("workItemId", &work_item_id).path("commentId", &comment_id)
}

/// `PUT {project}/_apis/wit/workItems/{workItemId}/comments/{commentId}/reactions/{reactionType}` · 7.1-preview.1 · `vso.work_write`
#[inline]
pub fn create_comment_reaction(
    project: &ProjectRef, work_item_id: WorkItemId, comment_id: CommentId, reaction_type: &CommentReactionType,
) -> Op<CommentReaction> {
    Op::new(&meta::CREATE_COMMENT_REACTION)
        .path("project", project).path("workItemId", &work_item_id).path("commentId", &comment_id)
        .path("reactionType", reaction_type)
}

/// `DELETE {project}/_apis/wit/workItems/{workItemId}/comments/{commentId}/reactions/{reactionType}` · 7.1-preview.1 · `vso.work_write`
#[inline]
pub fn delete_comment_reaction(
    project: &ProjectRef, work_item_id: WorkItemId, comment_id: CommentId, reaction_type: &CommentReactionType,
) -> Op<CommentReaction> {
    Op::new(&meta::DELETE_COMMENT_REACTION)
        .path("project", project).path("workItemId", &work_item_id).path("commentId", &comment_id)
        .path("reactionType", reaction_type)
}

params! { GetEngagedUsers {
    top: i64 = "$top",
    skip: i64 = "$skip",
} }

/// `GET {project}/_apis/wit/workItems/{workItemId}/comments/{commentId}/reactions/{reactionType}/users` · 7.1-preview.1 · `vso.work`
#[inline]
pub fn get_engaged_users(
    project: &ProjectRef, work_item_id: WorkItemId, comment_id: CommentId, reaction_type: &CommentReactionType,
    params: GetEngagedUsers,
) -> Op<List<IdentityRef>> {
    params.add_to(Op::new(&meta::GET_ENGAGED_USERS)
        .path("project", project).path("workItemId", &work_item_id).path("commentId", &comment_id)
        .path("reactionType", reaction_type))
}

/// `GET {project}/_apis/wit/workItems/{workItemId}/comments/{commentId}/versions` · 7.1-preview.1 · `vso.work`
#[inline]
pub fn get_comment_versions(
    project: &ProjectRef, work_item_id: WorkItemId, comment_id: CommentId,
) -> Op<List<CommentVersion>> {
    Op::new(&meta::GET_COMMENT_VERSIONS)
        .path("project", project).path("workItemId", &work_item_id).path("commentId", &comment_id)
}

/// `GET {project}/_apis/wit/workItems/{workItemId}/comments/{commentId}/versions/{version}` · 7.1-preview.1 · `vso.work`
#[inline]
pub fn get_comment_version(
    project: &ProjectRef, work_item_id: WorkItemId, comment_id: CommentId, version: VersionRef,
) -> Op<CommentVersion> {
    Op::new(&meta::GET_COMMENT_VERSION)
        .path("project", project).path("workItemId", &work_item_id).path("commentId", &comment_id)
        .path("version", &version)
}

/// `POST {project?}/_apis/wit/workitemsbatch` · 7.1 · `vso.work`
#[inline]
pub fn get_work_items_batch(
    project: Option<&ProjectRef>, body: &WorkItemBatchGetRequest,
) -> Op<List<Option<WorkItem>>> {
    Op::new(&meta::GET_WORK_ITEMS_BATCH).path_opt("project", project).json(body)
}

/// `POST {project?}/_apis/wit/workitemsdelete` · 7.1 · `vso.work_write`
#[inline]
pub fn delete_work_items(
    project: Option<&ProjectRef>, body: &WorkItemDeleteBatchRequest,
) -> Op<WorkItemDeleteBatch> {
    Op::new(&meta::DELETE_WORK_ITEMS).path_opt("project", project).json(body)
}

/// `GET {project}/_apis/wit/workitemtypecategories` · 7.1 · `vso.work`
#[inline]
pub fn get_work_item_type_categories(project: &ProjectRef) -> Op<List<WorkItemTypeCategory>> {
    Op::new(&meta::GET_WORK_ITEM_TYPE_CATEGORIES).path("project", project)
}

/// `GET {project}/_apis/wit/workitemtypecategories/{category}` · 7.1 · `vso.work`
#[inline]
pub fn get_work_item_type_category(project: &ProjectRef, category: &CategoryRef) -> Op<WorkItemTypeCategory> {
    Op::new(&meta::GET_WORK_ITEM_TYPE_CATEGORY).path("project", project).path("category", category)
}

/// `GET {project}/_apis/wit/workitemtypes` · 7.1 · `vso.work`
#[inline]
pub fn get_work_item_types(project: &ProjectRef) -> Op<List<WorkItemType>> {
    Op::new(&meta::GET_WORK_ITEM_TYPES).path("project", project)
}

/// `GET {project}/_apis/wit/workitemtypes/{type}` · 7.1 · `vso.work`
#[inline]
pub fn get_work_item_type(project: &ProjectRef, r#type: &TypeRef) -> Op<WorkItemType> {
    Op::new(&meta::GET_WORK_ITEM_TYPE).path("project", project).path("type", r#type)
}

params! { GetWorkItemTypeFieldsWithReferences {
    expand: WorkItemTypeFieldsExpandLevel = "$expand",
} }

/// `GET {project}/_apis/wit/workitemtypes/{type}/fields` · 7.1 · `vso.work`
#[inline]
pub fn get_work_item_type_fields_with_references(
    project: &ProjectRef, r#type: &TypeRef, params: GetWorkItemTypeFieldsWithReferences,
) -> Op<List<WorkItemTypeFieldWithReferences>> {
    params.add_to(Op::new(&meta::GET_WORK_ITEM_TYPE_FIELDS_WITH_REFERENCES)
        .path("project", project).path("type", r#type))
}

params! { GetWorkItemTypeFieldWithReferences {
    expand: WorkItemTypeFieldsExpandLevel = "$expand",
} }

/// `GET {project}/_apis/wit/workitemtypes/{type}/fields/{field}` · 7.1 · `vso.work`
#[inline]
pub fn get_work_item_type_field_with_references(
    project: &ProjectRef, r#type: &TypeRef, field: &FieldRef, params: GetWorkItemTypeFieldWithReferences,
) -> Op<WorkItemTypeFieldWithReferences> {
    params.add_to(Op::new(&meta::GET_WORK_ITEM_TYPE_FIELD_WITH_REFERENCES)
        .path("project", project).path("type", r#type).path("field", field))
}

/// `GET {project}/_apis/wit/workitemtypes/{type}/states` · 7.1 · `vso.work`
#[inline]
pub fn get_work_item_type_states(project: &ProjectRef, r#type: &TypeRef) -> Op<List<WorkItemStateColor>> {
    Op::new(&meta::GET_WORK_ITEM_TYPE_STATES).path("project", project).path("type", r#type)
}

/// `POST {project}/{team}/_apis/wit/templates` · 7.1 · `vso.work_write`
#[inline]
pub fn create_template(project: &ProjectRef, team: &TeamRef, body: &WorkItemTemplate) -> Op<WorkItemTemplate> {
    Op::new(&meta::CREATE_TEMPLATE).path("project", project).path("team", team).json(body)
}

params! { GetTemplates {
    workitemtypename: String = "workitemtypename",
} }

/// `GET {project}/{team}/_apis/wit/templates` · 7.1 · `vso.work`
#[inline]
pub fn get_templates(
    project: &ProjectRef, team: &TeamRef, params: GetTemplates,
) -> Op<List<WorkItemTemplateReference>> {
    params.add_to(Op::new(&meta::GET_TEMPLATES).path("project", project).path("team", team))
}

/// `DELETE {project}/{team}/_apis/wit/templates/{templateId}` · 7.1 · `vso.work_write`
#[inline]
pub fn delete_template(project: &ProjectRef, team: &TeamRef, template_id: &TemplateId) -> Op<()> {
    Op::new(&meta::DELETE_TEMPLATE)
        .path("project", project).path("team", team).path("templateId", template_id).guid("templateId")
}

/// `GET {project}/{team}/_apis/wit/templates/{templateId}` · 7.1 · `vso.work`
#[inline]
pub fn get_template(project: &ProjectRef, team: &TeamRef, template_id: &TemplateId) -> Op<WorkItemTemplate> {
    Op::new(&meta::GET_TEMPLATE)
        .path("project", project).path("team", team).path("templateId", template_id).guid("templateId")
}

/// `PUT {project}/{team}/_apis/wit/templates/{templateId}` · 7.1 · `vso.work_write`
#[inline]
pub fn replace_template(
    project: &ProjectRef, team: &TeamRef, template_id: &TemplateId, body: &WorkItemTemplate,
) -> Op<WorkItemTemplate> {
    Op::new(&meta::REPLACE_TEMPLATE)
        .path("project", project).path("team", team).path("templateId", template_id).guid("templateId").json(body)
}

params! { QueryByWiql {
    time_precision: bool = "timePrecision",
    top: i64 = "$top",
} }

/// `POST {project?}/{team?}/_apis/wit/wiql` · 7.1 · `vso.work`
#[inline]
pub fn query_by_wiql(
    project: Option<&ProjectRef>, team: Option<&TeamRef>, body: &Wiql, params: QueryByWiql,
) -> Op<WorkItemQueryResult> {
    params.add_to(Op::new(&meta::QUERY_BY_WIQL).path_opt("project", project).path_opt("team", team).json(body))
}

params! { CountById {
    time_precision: bool = "timePrecision",
    top: i64 = "$top",
} }

/// `HEAD {project?}/{team?}/_apis/wit/wiql/{id}` · 7.1 · `vso.work`
#[inline]
pub fn count_by_id(
    project: Option<&ProjectRef>, team: Option<&TeamRef>, id: &IdText, params: CountById,
) -> Op<()> {
    params.add_to(Op::new(&meta::COUNT_BY_ID)
        .path_opt("project", project).path_opt("team", team).path("id", id).guid("id"))
}

params! { QueryById {
    time_precision: bool = "timePrecision",
    top: i64 = "$top",
} }

/// `GET {project?}/{team?}/_apis/wit/wiql/{id}` · 7.1 · `vso.work`
#[inline]
pub fn query_by_id(
    project: Option<&ProjectRef>, team: Option<&TeamRef>, id: &IdText, params: QueryById,
) -> Op<WorkItemQueryResult> {
    params.add_to(Op::new(&meta::QUERY_BY_ID)
        .path_opt("project", project).path_opt("team", team).path("id", id).guid("id"))
}

params! { GetClassificationNodes {
    depth: i64 = "$depth",
    error_policy: ClassificationNodesErrorPolicy = "errorPolicy",
} }

/// `GET {project}/_apis/wit/classificationnodes` · 7.1 · `vso.work`
#[inline]
pub fn get_classification_nodes(
    project: &ProjectRef, ids: &[i64], params: GetClassificationNodes,
) -> Op<List<Option<WorkItemClassificationNode>>> {
    params.add_to(Op::new(&meta::GET_CLASSIFICATION_NODES).path("project", project).query("ids", ids))
}

params! { SearchQueries {
    top: i64 = "$top",
    expand: QueryExpand = "$expand",
    include_deleted: bool = "$includeDeleted",
} }

/// `GET {project}/_apis/wit/queries` · 7.1 · `vso.work`
#[inline]
pub fn search_queries(project: &ProjectRef, filter: &str, params: SearchQueries) -> Op<QueryHierarchyItemsResult> {
    params.add_to(Op::new(&meta::SEARCH_QUERIES).path("project", project).query("$filter", filter))
}

/// `GET {project?}/_apis/wit/recyclebin` · 7.1 · `vso.work`
#[inline]
pub fn get_deleted_work_items(project: Option<&ProjectRef>, ids: &[i64]) -> Op<List<WorkItemDeleteReference>> {
    Op::new(&meta::GET_DELETED_WORK_ITEMS).path_opt("project", project).query("ids", ids)
}

/// `POST {project}/_apis/wit/workItems/{workItemId}/comments` · 7.1-preview.4 · `vso.work_write`
#[inline]
pub fn add_work_item_comment(
    project: &ProjectRef, work_item_id: WorkItemId, format: &CommentFormat, body: &CommentCreate,
) -> Op<Comment> {
    Op::new(&meta::ADD_WORK_ITEM_COMMENT)
        .path("project", project).path("workItemId", &work_item_id).query("format", format).json(body)
}

params! { GetComments {
    top: i64 = "$top",
    continuation_token: String = "continuationToken",
    include_deleted: bool = "includeDeleted",
    expand: CommentExpandOptions = "$expand",
    order: CommentSortOrder = "order",
} }

/// `GET {project}/_apis/wit/workItems/{workItemId}/comments` · 7.1-preview.4 · `vso.work`
#[inline]
pub fn get_comments(project: &ProjectRef, work_item_id: WorkItemId, params: GetComments) -> Op<CommentList> {
    params.add_to(Op::new(&meta::GET_COMMENTS).path("project", project).path("workItemId", &work_item_id))
}

/// `PATCH {project}/_apis/wit/workItems/{workItemId}/comments/{commentId}` · 7.1-preview.4 · `vso.work_write`
#[inline]
pub fn update_work_item_comment(
    project: &ProjectRef, work_item_id: WorkItemId, comment_id: CommentId, format: &CommentFormat,
    body: &CommentUpdate,
) -> Op<Comment> {
    Op::new(&meta::UPDATE_WORK_ITEM_COMMENT)
        .path("project", project).path("workItemId", &work_item_id).path("commentId", &comment_id)
        .query("format", format).json(body)
}

/// `GET {project}/_apis/githubconnections` · 7.2-preview.1 · `vso.githubconnections`
#[inline]
pub fn get_github_connections(project: &ProjectRef) -> Op<List<GitHubConnectionModel>> {
    Op::new(&meta::GET_GITHUB_CONNECTIONS).path("project", project)
}

/// `GET {project}/_apis/githubconnections/{connectionId}/repos` · 7.2-preview.1 · `vso.githubconnections`
#[inline]
pub fn get_github_connection_repositories(
    project: &ProjectRef, connection_id: &ConnectionId,
) -> Op<List<GitHubConnectionRepoModel>> {
    Op::new(&meta::GET_GITHUB_CONNECTION_REPOSITORIES)
        .path("project", project).path("connectionId", connection_id).guid("connectionId")
}

/// `POST {project}/_apis/githubconnections/{connectionId}/reposBatch` · 7.2-preview.1 · `vso.githubconnections_manage`
#[inline]
pub fn update_github_connection_repos(
    project: &ProjectRef, connection_id: &ConnectionId, body: &GitHubConnectionReposBatchRequest,
) -> Op<List<GitHubConnectionRepoModel>> {
    Op::new(&meta::UPDATE_GITHUB_CONNECTION_REPOS)
        .path("project", project).path("connectionId", connection_id).guid("connectionId").json(body)
}

/// `DELETE {project?}/_apis/wit/attachments/{id}` · 7.2-preview.4 · `vso.work_full`
#[inline]
pub fn delete_attachment(project: Option<&ProjectRef>, id: &IdText) -> Op<DestroyedAttachment> {
    Op::new(&meta::DELETE_ATTACHMENT).path_opt("project", project).path("id", id).guid("id")
}

params! { GetAccountMyWorkData {
    query_option: QueryOption = "$queryOption",
} }

/// `GET _apis/work/accountMyWork` · 7.1-preview.1
#[inline]
pub fn get_account_my_work_data(params: GetAccountMyWorkData) -> Op<AccountMyWorkResult> {
    params.add_to(Op::new(&meta::GET_ACCOUNT_MY_WORK_DATA))
}

/// `GET _apis/work/accountRecentMentions` · 7.1-preview.1
#[inline]
pub fn get_recent_mentions() -> Op<List<AccountRecentMentionWorkItemModel>> {
    Op::new(&meta::GET_RECENT_MENTIONS)
}

/// `POST _apis/work/workitemStateColor` · 7.1-preview.1
#[inline]
pub fn get_work_item_state_colors(body: &[String]) -> Op<List<ProjectWorkItemStateColors>> {
    Op::new(&meta::GET_WORK_ITEM_STATE_COLORS).json(body)
}

params! { ExportWorkItemTypeDefinition {
    export_global_lists: bool = "exportGlobalLists",
} }

/// `GET {project?}/_apis/wit/workItemTypeTemplate/{type?}` · 7.1
#[inline]
pub fn export_work_item_type_definition(
    project: Option<&ProjectRef>, r#type: Option<&TypeRef>, params: ExportWorkItemTypeDefinition,
) -> Op<WorkItemTypeTemplate> {
    params.add_to(Op::new(&meta::EXPORT_WORK_ITEM_TYPE_DEFINITION)
        .path_opt("project", project).path_opt("type", r#type))
}

/// `POST {project?}/_apis/wit/workItemTypeTemplate` · 7.1
#[inline]
pub fn update_work_item_type_definition(
    project: Option<&ProjectRef>, body: &WorkItemTypeTemplateUpdateModel,
) -> Op<ProvisioningResult> {
    Op::new(&meta::UPDATE_WORK_ITEM_TYPE_DEFINITION).path_opt("project", project).json(body)
}

/// `PATCH _apis/wit/$batch` · 7.1 · `vso.work_write`
#[inline]
pub fn update_work_items(body: &[WorkItemBatchRequest]) -> Op<List<WorkItemBatchResponse>> {
    Op::new(&meta::UPDATE_WORK_ITEMS).json(body)
}
