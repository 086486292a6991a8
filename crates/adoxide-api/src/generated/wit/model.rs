// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { AccountMyWorkResult {
    query_size_limit_exceeded: bool = "querySizeLimitExceeded",
    work_item_details: Vec<AccountWorkWorkItemModel> = "workItemDetails",
} }

object! { AccountRecentActivityWorkItemModel2 {
    activity_date: DateTime = "activityDate",
    activity_type: WorkItemRecentActivityType = "activityType",
    assigned_to: IdentityRef = "assignedTo",
    changed_date: DateTime = "changedDate",
    id: i64 = "id",
    identity_id: String = "identityId",
    state: String = "state",
    team_project: String = "teamProject",
    title: String = "title",
    work_item_type: String = "workItemType",
} }

object! { AccountRecentMentionWorkItemModel {
    assigned_to: String = "assignedTo",
    id: i64 = "id",
    mentioned_date_field: DateTime = "mentionedDateField",
    state: String = "state",
    team_project: String = "teamProject",
    title: String = "title",
    work_item_type: String = "workItemType",
} }

object! { AccountWorkWorkItemModel {
    assigned_to: String = "assignedTo",
    changed_date: DateTime = "changedDate",
    id: i64 = "id",
    state: String = "state",
    team_project: String = "teamProject",
    title: String = "title",
    work_item_type: String = "workItemType",
} }

object! { ArtifactUriQuery {
    artifact_uris: Vec<String> = "artifactUris",
} }

object! { ArtifactUriQueryResult {
    artifact_uris_query_result: Map<Vec<WorkItemReference>> = "artifactUrisQueryResult",
} }

object! { AttachmentReference {
    id: String = "id",
    url: String = "url",
} }

open_enum! { ClassificationNodesErrorPolicy {
    Fail = "fail" 1, Omit = "omit" 2,
} }

object! { Comment {
    links: Links = "_links",
    created_by: IdentityRef = "createdBy",
    created_date: DateTime = "createdDate",
    created_on_behalf_date: DateTime = "createdOnBehalfDate",
    created_on_behalf_of: IdentityRef = "createdOnBehalfOf",
    format: CommentFormat = "format",
    id: i64 = "id",
    is_deleted: bool = "isDeleted",
    mentions: Vec<CommentMention> = "mentions",
    modified_by: IdentityRef = "modifiedBy",
    modified_date: DateTime = "modifiedDate",
    reactions: Vec<CommentReaction> = "reactions",
    rendered_text: String = "renderedText",
    text: String = "text",
    url: String = "url",
    version: i64 = "version",
    work_item_id: i64 = "workItemId",
} }

object! { CommentCreate {
    text: String = "text",
} }

open_enum! { CommentExpandOptions {
    None = "none" 0, Reactions = "reactions" 1, RenderedText = "renderedText" 8,
    RenderedTextOnly = "renderedTextOnly" 16, All = "all" -17, Children = "children",
} }

open_enum! { CommentFormat {
    Markdown = "markdown" 0, Html = "html" 1,
} }

object! { CommentList {
    links: Links = "_links",
    comments: Vec<Comment> = "comments",
    continuation_token: String = "continuationToken",
    count: i64 = "count",
    next_page: String = "nextPage",
    total_count: i64 = "totalCount",
    url: String = "url",
} }

object! { CommentMention {
    links: Links = "_links",
    artifact_id: String = "artifactId",
    artifact_type: String = "artifactType",
    comment_id: i64 = "commentId",
    target_id: String = "targetId",
    url: String = "url",
} }

object! { CommentReaction {
    links: Links = "_links",
    comment_id: i64 = "commentId",
    count: i64 = "count",
    is_current_user_engaged: bool = "isCurrentUserEngaged",
    r#type: CommentReactionType = "type",
    url: String = "url",
} }

object! { CommentUpdate {
    text: String = "text",
} }

object! { CommentVersion {
    links: Links = "_links",
    created_by: IdentityRef = "createdBy",
    created_date: DateTime = "createdDate",
    created_on_behalf_date: DateTime = "createdOnBehalfDate",
    created_on_behalf_of: IdentityRef = "createdOnBehalfOf",
    id: i64 = "id",
    is_deleted: bool = "isDeleted",
    modified_by: IdentityRef = "modifiedBy",
    modified_date: DateTime = "modifiedDate",
    rendered_text: String = "renderedText",
    text: String = "text",
    url: String = "url",
    version: i64 = "version",
} }

object! { DestroyedAttachment {
    affected_work_items: Vec<WorkItemReference> = "affectedWorkItems",
    attachment: AttachmentReference = "attachment",
} }

object! { EmailRecipients {
    email_addresses: Vec<String> = "emailAddresses",
    tf_ids: Vec<String> = "tfIds",
    unresolved_entity_ids: Vec<String> = "unresolvedEntityIds",
} }

open_enum! { FieldType {
    String = "string" 0, Integer = "integer" 1, DateTime = "dateTime" 2, PlainText = "plainText" 3, Html = "html" 4,
    TreePath = "treePath" 5, History = "history" 6, Double = "double" 7, Guid = "guid" 8, Boolean = "boolean" 9,
    Identity = "identity" 10, PicklistString = "picklistString" 11, PicklistInteger = "picklistInteger" 12,
    PicklistDouble = "picklistDouble" 13,
} }

object! { FieldUpdate {
    is_deleted: bool = "isDeleted",
    is_locked: bool = "isLocked",
} }

open_enum! { FieldUsage {
    None = "none" 0, WorkItem = "workItem" 1, WorkItemLink = "workItemLink" 2, Tree = "tree" 3,
    WorkItemTypeExtension = "workItemTypeExtension" 4,
} }

open_enum! { GetFieldsExpand {
    None = "none" 0, ExtensionFields = "extensionFields" 1, IncludeDeleted = "includeDeleted" 2,
} }

object! { GitHubConnectionModel {
    authorization_type: String = "authorizationType",
    created_by: IdentityRef = "createdBy",
    id: String = "id",
    is_connection_valid: bool = "isConnectionValid",
    name: String = "name",
} }

object! { GitHubConnectionRepoModel {
    error_message: String = "errorMessage",
    git_hub_repository_url: String = "gitHubRepositoryUrl",
} }

object! { GitHubConnectionReposBatchRequest {
    git_hub_repository_urls: Vec<GitHubConnectionRepoModel> = "gitHubRepositoryUrls",
    operation_type: String = "operationType",
} }

object! { IdentityReference {
    links: Links = "_links",
    descriptor: String = "descriptor",
    directory_alias: String = "directoryAlias",
    display_name: String = "displayName",
    id: String = "id",
    image_url: String = "imageUrl",
    inactive: bool = "inactive",
    is_aad_identity: bool = "isAadIdentity",
    is_container: bool = "isContainer",
    is_deleted_in_origin: bool = "isDeletedInOrigin",
    name: String = "name",
    profile_url: String = "profileUrl",
    unique_name: String = "uniqueName",
    url: String = "url",
} }

open_enum! { LinkQueryMode {
    WorkItems = "workItems" 0, LinksOneHopMustContain = "linksOneHopMustContain" 1,
    LinksOneHopMayContain = "linksOneHopMayContain" 2, LinksOneHopDoesNotContain = "linksOneHopDoesNotContain" 3,
    LinksRecursiveMustContain = "linksRecursiveMustContain" 4,
    LinksRecursiveMayContain = "linksRecursiveMayContain" 5,
    LinksRecursiveDoesNotContain = "linksRecursiveDoesNotContain" 6,
} }

open_enum! { LogicalOperation {
    None = "none" 0, And = "and" 1, Or = "or" 2,
} }

object! { MailMessage {
    body: String = "body",
    cc: EmailRecipients = "cc",
    in_reply_to: String = "inReplyTo",
    message_id: String = "messageId",
    reply_to: EmailRecipients = "replyTo",
    subject: String = "subject",
    to: EmailRecipients = "to",
} }

object! { ProcessIdModel {
    type_id: String = "typeId",
} }

object! { ProcessMigrationResultModel {
    process_id: String = "processId",
    project_id: String = "projectId",
} }

object! { ProjectWorkItemStateColors {
    project_name: String = "projectName",
    work_item_type_state_colors: Vec<WorkItemTypeStateColors> = "workItemTypeStateColors",
} }

open_enum! { ProvisioningActionType {
    Import = "import" 0, Validate = "validate" 1,
} }

object! { ProvisioningResult {
    provisioning_import_events: Vec<String> = "provisioningImportEvents",
} }

object! { QueryBatchGetRequest {
    expand: QueryExpand = "$expand",
    error_policy: QueryErrorPolicy = "errorPolicy",
    ids: Vec<String> = "ids",
} }

open_enum! { QueryErrorPolicy {
    Fail = "fail" 1, Omit = "omit" 2,
} }

open_enum! { QueryExpand {
    None = "none" 0, Wiql = "wiql" 1, Clauses = "clauses" 2, All = "all" 3, Minimal = "minimal" 4,
} }

object! { QueryHierarchyItem {
    links: Links = "_links",
    children: Vec<QueryHierarchyItem> = "children",
    clauses: WorkItemQueryClause = "clauses",
    columns: Vec<WorkItemFieldReference> = "columns",
    created_by: IdentityReference = "createdBy",
    created_date: DateTime = "createdDate",
    filter_options: LinkQueryMode = "filterOptions",
    has_children: bool = "hasChildren",
    id: String = "id",
    is_deleted: bool = "isDeleted",
    is_folder: bool = "isFolder",
    is_invalid_syntax: bool = "isInvalidSyntax",
    is_public: bool = "isPublic",
    last_executed_by: IdentityReference = "lastExecutedBy",
    last_executed_date: DateTime = "lastExecutedDate",
    last_modified_by: IdentityReference = "lastModifiedBy",
    last_modified_date: DateTime = "lastModifiedDate",
    link_clauses: WorkItemQueryClause = "linkClauses",
    name: String = "name",
    path: String = "path",
    query_recursion_option: QueryRecursionOption = "queryRecursionOption",
    query_type: QueryType = "queryType",
    sort_columns: Vec<WorkItemQuerySortColumn> = "sortColumns",
    source_clauses: WorkItemQueryClause = "sourceClauses",
    target_clauses: WorkItemQueryClause = "targetClauses",
    url: String = "url",
    wiql: String = "wiql",
} }

object! { QueryHierarchyItemsResult {
    count: i64 = "count",
    has_more: bool = "hasMore",
    value: Vec<QueryHierarchyItem> = "value",
} }

open_enum! { QueryOption {
    Doing = "doing" 1, Done = "done" 2, Followed = "followed" 3,
} }

open_enum! { QueryRecursionOption {
    ParentFirst = "parentFirst" 0, ChildFirst = "childFirst" 1,
} }

open_enum! { QueryResultType {
    WorkItem = "workItem" 1, WorkItemLink = "workItemLink" 2,
} }

open_enum! { QueryType {
    Flat = "flat" 1, Tree = "tree" 2, OneHop = "oneHop" 3,
} }

open_enum! { ReportingRevisionsExpand {
    None = "none" 0, Fields = "fields" 1,
} }

object! { ReportingWorkItemLink {
    changed_by: IdentityRef = "changedBy",
    changed_date: DateTime = "changedDate",
    changed_operation: String = "changedOperation",
    comment: String = "comment",
    is_active: bool = "isActive",
    rel: String = "rel",
    source_id: i64 = "sourceId",
    source_project_id: String = "sourceProjectId",
    target_id: i64 = "targetId",
    target_project_id: String = "targetProjectId",
} }

object! { ReportingWorkItemLinksBatch {
    continuation_token: String = "continuationToken",
    is_last_batch: bool = "isLastBatch",
    next_link: String = "nextLink",
    values: Vec<ReportingWorkItemLink> = "values",
} }

object! { ReportingWorkItemRevisionsBatch {
    continuation_token: String = "continuationToken",
    is_last_batch: bool = "isLastBatch",
    next_link: String = "nextLink",
    values: Vec<WorkItem> = "values",
} }

object! { ReportingWorkItemRevisionsFilter {
    fields: Vec<String> = "fields",
    include_deleted: bool = "includeDeleted",
    include_identity_ref: bool = "includeIdentityRef",
    include_latest_only: bool = "includeLatestOnly",
    include_tag_ref: bool = "includeTagRef",
    types: Vec<String> = "types",
} }

object! { SendMailBody {
    fields: Vec<String> = "fields",
    ids: Vec<i64> = "ids",
    message: MailMessage = "message",
    persistence_id: String = "persistenceId",
    project_id: String = "projectId",
    sort_fields: Vec<String> = "sortFields",
    temp_query_id: String = "tempQueryId",
    wiql: String = "wiql",
} }

open_enum! { TemplateType {
    WorkItemType = "workItemType" 0, GlobalWorkflow = "globalWorkflow" 1,
} }

object! { TemporaryQueryRequestModel {
    links: Links = "_links",
    url: String = "url",
    wiql: String = "wiql",
} }

object! { TemporaryQueryResponseModel {
    id: String = "id",
} }

open_enum! { TreeNodeStructureType {
    Area = "area" 0, Iteration = "iteration" 1,
} }

open_enum! { TreeStructureGroup {
    Areas = "areas" 0, Iterations = "iterations" 1,
} }

object! { Wiql {
    query: String = "query",
} }

object! { WorkArtifactLink {
    artifact_type: String = "artifactType",
    link_type: String = "linkType",
    tool_type: String = "toolType",
} }

object! { WorkItemBatchGetRequest {
    expand: WorkItemExpand = "$expand",
    as_of: DateTime = "asOf",
    error_policy: WorkItemErrorPolicy = "errorPolicy",
    fields: Vec<String> = "fields",
    ids: Vec<i64> = "ids",
} }

object! { WorkItemBatchRequest {
    body: Json = "body",
    headers: Map<String> = "headers",
    method: String = "method",
    uri: String = "uri",
} }

object! { WorkItemBatchResponse {
    body: Json = "body",
    code: i64 = "code",
    headers: Map<String> = "headers",
} }

object! { WorkItemClassificationNode {
    links: Links = "_links",
    attributes: Map<Json> = "attributes",
    children: Vec<WorkItemClassificationNode> = "children",
    has_children: bool = "hasChildren",
    id: i64 = "id",
    identifier: String = "identifier",
    name: String = "name",
    path: String = "path",
    structure_type: TreeNodeStructureType = "structureType",
    url: String = "url",
} }

object! { WorkItemDelete {
    code: i64 = "code",
    deleted_by: String = "deletedBy",
    deleted_date: String = "deletedDate",
    id: i64 = "id",
    message: String = "message",
    name: String = "name",
    project: String = "project",
    resource: WorkItem = "resource",
    r#type: String = "type",
    url: String = "url",
} }

object! { WorkItemDeleteBatch {
    results: Vec<WorkItemDelete> = "results",
} }

object! { WorkItemDeleteBatchRequest {
    destroy: bool = "destroy",
    ids: Vec<i64> = "ids",
    skip_notifications: bool = "skipNotifications",
} }

object! { WorkItemDeleteReference {
    code: i64 = "code",
    deleted_by: String = "deletedBy",
    deleted_date: String = "deletedDate",
    id: i64 = "id",
    message: String = "message",
    name: String = "name",
    project: String = "project",
    r#type: String = "type",
    url: String = "url",
} }

object! { WorkItemDeleteShallowReference {
    id: i64 = "id",
    url: String = "url",
} }

object! { WorkItemDeleteUpdate {
    is_deleted: bool = "isDeleted",
} }

open_enum! { WorkItemErrorPolicy {
    Fail = "fail" 1, Omit = "omit" 2,
} }

open_enum! { WorkItemExpand {
    None = "none" 0, Relations = "relations" 1, Fields = "fields" 2, Links = "links" 3, All = "all" 4,
} }

object! { WorkItemField2 {
    links: Links = "_links",
    can_sort_by: bool = "canSortBy",
    description: String = "description",
    is_deleted: bool = "isDeleted",
    is_identity: bool = "isIdentity",
    is_locked: bool = "isLocked",
    is_picklist: bool = "isPicklist",
    is_picklist_suggested: bool = "isPicklistSuggested",
    is_queryable: bool = "isQueryable",
    name: String = "name",
    picklist_id: String = "picklistId",
    read_only: bool = "readOnly",
    reference_name: String = "referenceName",
    supported_operations: Vec<WorkItemFieldOperation> = "supportedOperations",
    r#type: FieldType = "type",
    url: String = "url",
    usage: FieldUsage = "usage",
} }

object! { WorkItemFieldOperation {
    name: String = "name",
    reference_name: String = "referenceName",
} }

object! { WorkItemFieldUpdate {
    new_value: Json = "newValue",
    old_value: Json = "oldValue",
} }

object! { WorkItemIcon {
    id: String = "id",
    url: String = "url",
} }

object! { WorkItemNextStateOnTransition {
    error_code: String = "errorCode",
    id: i64 = "id",
    message: String = "message",
    state_on_transition: String = "stateOnTransition",
} }

object! { WorkItemQueryClause {
    clauses: Vec<WorkItemQueryClause> = "clauses",
    field: WorkItemFieldReference = "field",
    field_value: WorkItemFieldReference = "fieldValue",
    is_field_value: bool = "isFieldValue",
    logical_operator: LogicalOperation = "logicalOperator",
    operator: WorkItemFieldOperation = "operator",
    value: String = "value",
} }

object! { WorkItemQueryResult {
    as_of: DateTime = "asOf",
    columns: Vec<WorkItemFieldReference> = "columns",
    query_result_type: QueryResultType = "queryResultType",
    query_type: QueryType = "queryType",
    sort_columns: Vec<WorkItemQuerySortColumn> = "sortColumns",
    work_item_relations: Vec<WorkItemLink> = "workItemRelations",
    work_items: Vec<WorkItemReference> = "workItems",
} }

object! { WorkItemQuerySortColumn {
    descending: bool = "descending",
    field: WorkItemFieldReference = "field",
} }

open_enum! { WorkItemRecentActivityType {
    Visited = "visited" 0, Edited = "edited" 1, Deleted = "deleted" 2, Restored = "restored" 3,
} }

object! { WorkItemRelationType {
    links: Links = "_links",
    attributes: Map<Json> = "attributes",
    name: String = "name",
    reference_name: String = "referenceName",
    url: String = "url",
} }

object! { WorkItemRelationUpdates {
    added: Vec<WorkItemRelation> = "added",
    removed: Vec<WorkItemRelation> = "removed",
    updated: Vec<WorkItemRelation> = "updated",
} }

object! { WorkItemStateColor {
    category: String = "category",
    color: String = "color",
    name: String = "name",
} }

object! { WorkItemStateTransition {
    actions: Vec<String> = "actions",
    to: String = "to",
} }

object! { WorkItemTagDefinition {
    id: String = "id",
    last_updated: DateTime = "lastUpdated",
    name: String = "name",
    url: String = "url",
} }

object! { WorkItemTemplate {
    links: Links = "_links",
    description: String = "description",
    fields: Map<String> = "fields",
    id: String = "id",
    name: String = "name",
    url: String = "url",
    work_item_type_name: String = "workItemTypeName",
} }

object! { WorkItemTemplateReference {
    links: Links = "_links",
    description: String = "description",
    id: String = "id",
    name: String = "name",
    url: String = "url",
    work_item_type_name: String = "workItemTypeName",
} }

object! { WorkItemType {
    links: Links = "_links",
    color: String = "color",
    description: String = "description",
    field_instances: Vec<WorkItemTypeFieldInstance> = "fieldInstances",
    fields: Vec<WorkItemTypeFieldInstance> = "fields",
    icon: WorkItemIcon = "icon",
    is_disabled: bool = "isDisabled",
    name: String = "name",
    reference_name: String = "referenceName",
    states: Vec<WorkItemStateColor> = "states",
    transitions: Map<Vec<WorkItemStateTransition>> = "transitions",
    url: String = "url",
    xml_form: String = "xmlForm",
} }

object! { WorkItemTypeCategory {
    links: Links = "_links",
    default_work_item_type: WorkItemTypeReference = "defaultWorkItemType",
    name: String = "name",
    reference_name: String = "referenceName",
    url: String = "url",
    work_item_types: Vec<WorkItemTypeReference> = "workItemTypes",
} }

object! { WorkItemTypeFieldInstance {
    allowed_values: Vec<String> = "allowedValues",
    always_required: bool = "alwaysRequired",
    default_value: String = "defaultValue",
    dependent_fields: Vec<WorkItemFieldReference> = "dependentFields",
    help_text: String = "helpText",
    name: String = "name",
    reference_name: String = "referenceName",
    url: String = "url",
} }

object! { WorkItemTypeFieldInstanceBase {
    always_required: bool = "alwaysRequired",
    dependent_fields: Vec<WorkItemFieldReference> = "dependentFields",
    help_text: String = "helpText",
    name: String = "name",
    reference_name: String = "referenceName",
    url: String = "url",
} }

object! { WorkItemTypeFieldWithReferences {
    allowed_values: Vec<Json> = "allowedValues",
    always_required: bool = "alwaysRequired",
    default_value: Json = "defaultValue",
    dependent_fields: Vec<WorkItemFieldReference> = "dependentFields",
    help_text: String = "helpText",
    name: String = "name",
    reference_name: String = "referenceName",
    url: String = "url",
} }

open_enum! { WorkItemTypeFieldsExpandLevel {
    None = "none" 0, AllowedValues = "allowedValues" 1, DependentFields = "dependentFields" 2, All = "all" 3,
} }

object! { WorkItemTypeStateColors {
    state_colors: Vec<WorkItemStateColor> = "stateColors",
    work_item_type_name: String = "workItemTypeName",
} }

object! { WorkItemTypeTemplate {
    template: String = "template",
} }

object! { WorkItemTypeTemplateUpdateModel {
    action_type: ProvisioningActionType = "actionType",
    methodology: String = "methodology",
    template: String = "template",
    template_type: TemplateType = "templateType",
} }

object! { WorkItemUpdate {
    links: Links = "_links",
    fields: Map<WorkItemFieldUpdate> = "fields",
    id: i64 = "id",
    relations: WorkItemRelationUpdates = "relations",
    rev: i64 = "rev",
    revised_by: IdentityReference = "revisedBy",
    revised_date: DateTime = "revisedDate",
    url: String = "url",
    work_item_id: i64 = "workItemId",
} }

object! { WorkItemUpdatedEvent {
    links: Links = "_links",
    fields: Map<WorkItemFieldUpdate> = "fields",
    id: i64 = "id",
    relations: WorkItemRelationUpdates = "relations",
    rev: i64 = "rev",
    revised_by: IdentityReference = "revisedBy",
    revised_date: DateTime = "revisedDate",
    revision: WorkItem = "revision",
    url: String = "url",
    work_item_id: i64 = "workItemId",
} }

impl Paged for CommentList {
    type Item = Comment;
}

impl Paged for ReportingWorkItemLinksBatch {
    type Item = ReportingWorkItemLink;
}

impl Paged for ReportingWorkItemRevisionsBatch {
    type Item = WorkItem;
}

subtype! { IdentityReference: IdentityRef }
subtype! { WorkItemDelete: WorkItemDeleteReference }
subtype! { WorkItemTemplate: WorkItemTemplateReference }
subtype! { WorkItemTypeFieldInstance: WorkItemTypeFieldInstanceBase }
subtype! { WorkItemTypeFieldInstanceBase: WorkItemFieldReference }
subtype! { WorkItemTypeFieldWithReferences: WorkItemTypeFieldInstanceBase }
subtype! { WorkItemUpdatedEvent: WorkItemUpdate }
