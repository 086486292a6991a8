// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { Activity {
    capacity_per_day: f64 = "capacityPerDay",
    name: String = "name",
} }

object! { BacklogColumn {
    column_field_reference: WorkItemFieldReference = "columnFieldReference",
    width: i64 = "width",
} }

object! { BacklogConfiguration {
    backlog_fields: BacklogFields = "backlogFields",
    bugs_behavior: BugsBehavior = "bugsBehavior",
    hidden_backlogs: Vec<String> = "hiddenBacklogs",
    is_bugs_behavior_configured: bool = "isBugsBehaviorConfigured",
    portfolio_backlogs: Vec<BacklogLevelConfiguration> = "portfolioBacklogs",
    requirement_backlog: BacklogLevelConfiguration = "requirementBacklog",
    task_backlog: BacklogLevelConfiguration = "taskBacklog",
    url: String = "url",
    work_item_type_mapped_states: Vec<WorkItemTypeStateInfo> = "workItemTypeMappedStates",
} }

object! { BacklogFields {
    type_fields: Map<String> = "typeFields",
} }

object! { BacklogLevel {
    category_reference_name: String = "categoryReferenceName",
    plural_name: String = "pluralName",
    work_item_states: Vec<String> = "workItemStates",
    work_item_types: Vec<String> = "workItemTypes",
} }

object! { BacklogLevelConfiguration {
    add_panel_fields: Vec<WorkItemFieldReference> = "addPanelFields",
    color: String = "color",
    column_fields: Vec<BacklogColumn> = "columnFields",
    default_work_item_type: WorkItemTypeReference = "defaultWorkItemType",
    id: String = "id",
    is_hidden: bool = "isHidden",
    name: String = "name",
    rank: i64 = "rank",
    r#type: BacklogType = "type",
    work_item_count_limit: i64 = "workItemCountLimit",
    work_item_types: Vec<WorkItemTypeReference> = "workItemTypes",
} }

object! { BacklogLevelWorkItems {
    work_items: Vec<WorkItemLink> = "workItems",
} }

open_enum! { BacklogType {
    Portfolio = "portfolio" 0, Requirement = "requirement" 1, Task = "task" 2,
} }

object! { Board {
    links: Links = "_links",
    allowed_mappings: Map<Map<Vec<String>>> = "allowedMappings",
    can_edit: bool = "canEdit",
    columns: Vec<BoardColumn> = "columns",
    fields: BoardFields = "fields",
    id: String = "id",
    is_valid: bool = "isValid",
    name: String = "name",
    revision: i64 = "revision",
    rows: Vec<BoardRow> = "rows",
    url: String = "url",
} }

object! { BoardBadge {
    board_id: String = "boardId",
    image_url: String = "imageUrl",
} }

open_enum! { BoardBadgeColumnOptions {
    InProgressColumns = "inProgressColumns" 0, AllColumns = "allColumns" 1, CustomColumns = "customColumns" 2,
} }

object! { BoardCardRuleSettings {
    links: Links = "_links",
    rules: Map<Vec<Rule>> = "rules",
    url: String = "url",
} }

object! { BoardCardSettings {
    cards: Map<Vec<Map<String>>> = "cards",
} }

object! { BoardChart {
    links: Links = "_links",
    name: String = "name",
    settings: Map<Json> = "settings",
    url: String = "url",
} }

object! { BoardChartReference {
    name: String = "name",
    url: String = "url",
} }

object! { BoardColumn {
    column_type: BoardColumnType = "columnType",
    description: String = "description",
    id: String = "id",
    is_split: bool = "isSplit",
    item_limit: i64 = "itemLimit",
    name: String = "name",
    state_mappings: Map<String> = "stateMappings",
} }

open_enum! { BoardColumnType {
    Incoming = "incoming" 0, InProgress = "inProgress" 1, Outgoing = "outgoing" 2,
} }

object! { BoardFields {
    column_field: FieldReference = "columnField",
    done_field: FieldReference = "doneField",
    row_field: FieldReference = "rowField",
} }

object! { BoardReference {
    id: String = "id",
    name: String = "name",
    url: String = "url",
} }

object! { BoardRow {
    color: String = "color",
    id: String = "id",
    name: String = "name",
} }

object! { BoardSuggestedValue {
    name: String = "name",
} }

object! { BoardUserSettings {
    auto_refresh_state: bool = "autoRefreshState",
} }

open_enum! { BugsBehavior {
    Off = "off" 0, AsRequirements = "asRequirements" 1, AsTasks = "asTasks" 2,
} }

object! { CapacityPatch {
    activities: Vec<Activity> = "activities",
    days_off: Vec<DateRange> = "daysOff",
} }

object! { CategoryConfiguration {
    name: String = "name",
    reference_name: String = "referenceName",
    work_item_types: Vec<WorkItemTypeReference> = "workItemTypes",
} }

object! { CreatePlan {
    description: String = "description",
    name: String = "name",
    properties: Json = "properties",
    r#type: PlanType = "type",
} }

object! { DateRange {
    end: DateTime = "end",
    start: DateTime = "start",
} }

open_enum! { DayOfWeek {
    Sunday = "sunday", Monday = "monday", Tuesday = "tuesday", Wednesday = "wednesday", Thursday = "thursday",
    Friday = "friday", Saturday = "saturday",
} }

object! { DeliveryViewData {
    child_id_to_parent_id_map: Map<i64> = "childIdToParentIdMap",
    criteria_status: TimelineCriteriaStatus = "criteriaStatus",
    end_date: DateTime = "endDate",
    id: String = "id",
    max_expanded_teams: i64 = "maxExpandedTeams",
    parent_item_maps: Vec<ParentChildWIMap> = "parentItemMaps",
    revision: i64 = "revision",
    start_date: DateTime = "startDate",
    teams: Vec<TimelineTeamData> = "teams",
    work_item_dependencies: Vec<i64> = "workItemDependencies",
    work_item_violations: Vec<i64> = "workItemViolations",
} }

object! { FieldReference {
    reference_name: String = "referenceName",
    url: String = "url",
} }

object! { FilterClause {
    field_name: String = "fieldName",
    index: i64 = "index",
    logical_operator: String = "logicalOperator",
    operator: String = "operator",
    value: String = "value",
} }

object! { ITaskboardColumnMapping {
    state: String = "state",
    work_item_type: String = "workItemType",
} }

object! { IterationCapacity {
    teams: Vec<TeamCapacityTotals> = "teams",
    total_iteration_capacity_per_day: f64 = "totalIterationCapacityPerDay",
    total_iteration_days_off: i64 = "totalIterationDaysOff",
} }

object! { IterationWorkItems {
    links: Links = "_links",
    url: String = "url",
    work_item_relations: Vec<WorkItemLink> = "workItemRelations",
} }

object! { ParentChildWIMap {
    child_work_item_ids: Vec<i64> = "childWorkItemIds",
    id: i64 = "id",
    team_project: String = "teamProject",
    title: String = "title",
    work_item_type_name: String = "workItemTypeName",
} }

object! { Plan {
    created_by_identity: IdentityRef = "createdByIdentity",
    created_date: DateTime = "createdDate",
    description: String = "description",
    id: String = "id",
    last_accessed: DateTime = "lastAccessed",
    modified_by_identity: IdentityRef = "modifiedByIdentity",
    modified_date: DateTime = "modifiedDate",
    name: String = "name",
    properties: Json = "properties",
    revision: i64 = "revision",
    r#type: PlanType = "type",
    url: String = "url",
    user_permissions: PlanUserPermissions = "userPermissions",
} }

open_enum! { PlanType {
    DeliveryTimelineView = "deliveryTimelineView" 0,
} }

open_enum! { PlanUserPermissions {
    None = "none" 0, View = "view" 1, Edit = "edit" 2, Delete = "delete" 4, Manage = "manage" 8,
    AllPermissions = "allPermissions" 15,
} }

object! { PredefinedQuery {
    has_more: bool = "hasMore",
    id: String = "id",
    name: String = "name",
    results: Vec<WorkItem> = "results",
    url: String = "url",
    web_url: String = "webUrl",
} }

object! { ProcessConfiguration {
    bug_work_items: CategoryConfiguration = "bugWorkItems",
    portfolio_backlogs: Vec<CategoryConfiguration> = "portfolioBacklogs",
    requirement_backlog: CategoryConfiguration = "requirementBacklog",
    task_backlog: CategoryConfiguration = "taskBacklog",
    type_fields: Map<WorkItemFieldReference> = "typeFields",
    url: String = "url",
} }

object! { ReorderOperation {
    ids: Vec<i64> = "ids",
    iteration_path: String = "iterationPath",
    next_id: i64 = "nextId",
    parent_id: i64 = "parentId",
    previous_id: i64 = "previousId",
} }

object! { ReorderResult {
    id: i64 = "id",
    order: f64 = "order",
} }

object! { Rule {
    clauses: Vec<FilterClause> = "clauses",
    filter: String = "filter",
    is_enabled: String = "isEnabled",
    name: String = "name",
    settings: Map<String> = "settings",
} }

object! { TaskboardColumn {
    id: String = "id",
    mappings: Vec<ITaskboardColumnMapping> = "mappings",
    name: String = "name",
    order: i64 = "order",
} }

object! { TaskboardColumnMapping {
    state: String = "state",
    work_item_type: String = "workItemType",
} }

object! { TaskboardColumns {
    columns: Vec<TaskboardColumn> = "columns",
    is_customized: bool = "isCustomized",
    is_valid: bool = "isValid",
    validation_messsage: String = "validationMesssage",
} }

object! { TaskboardWorkItemColumn {
    column: String = "column",
    column_id: String = "columnId",
    state: String = "state",
    work_item_id: i64 = "workItemId",
} }

object! { TeamAutomationRulesSettingsRequestModel {
    backlog_level_name: String = "backlogLevelName",
    rules_states: Map<bool> = "rulesStates",
} }

object! { TeamCapacity {
    team_members: Vec<TeamMemberCapacityIdentityRef> = "teamMembers",
    total_capacity_per_day: f64 = "totalCapacityPerDay",
    total_days_off: i64 = "totalDaysOff",
} }

object! { TeamCapacityTotals {
    team_capacity_per_day: f64 = "teamCapacityPerDay",
    team_id: String = "teamId",
    team_total_days_off: i64 = "teamTotalDaysOff",
} }

object! { TeamFieldValue {
    include_children: bool = "includeChildren",
    value: String = "value",
} }

object! { TeamFieldValues {
    links: Links = "_links",
    default_value: String = "defaultValue",
    field: FieldReference = "field",
    url: String = "url",
    values: Vec<TeamFieldValue> = "values",
} }

object! { TeamFieldValuesPatch {
    default_value: String = "defaultValue",
    values: Vec<TeamFieldValue> = "values",
} }

object! { TeamIterationAttributes {
    finish_date: DateTime = "finishDate",
    start_date: DateTime = "startDate",
    time_frame: TimeFrame = "timeFrame",
} }

object! { TeamMemberCapacityIdentityRef {
    links: Links = "_links",
    activities: Vec<Activity> = "activities",
    days_off: Vec<DateRange> = "daysOff",
    team_member: IdentityRef = "teamMember",
    url: String = "url",
} }

object! { TeamSetting {
    links: Links = "_links",
    backlog_iteration: TeamSettingsIteration = "backlogIteration",
    backlog_visibilities: Map<bool> = "backlogVisibilities",
    bugs_behavior: BugsBehavior = "bugsBehavior",
    default_iteration: TeamSettingsIteration = "defaultIteration",
    default_iteration_macro: String = "defaultIterationMacro",
    url: String = "url",
    working_days: Vec<DayOfWeek> = "workingDays",
} }

object! { TeamSettingsDaysOff {
    links: Links = "_links",
    days_off: Vec<DateRange> = "daysOff",
    url: String = "url",
} }

object! { TeamSettingsDaysOffPatch {
    days_off: Vec<DateRange> = "daysOff",
} }

object! { TeamSettingsIteration {
    links: Links = "_links",
    attributes: TeamIterationAttributes = "attributes",
    id: String = "id",
    name: String = "name",
    path: String = "path",
    url: String = "url",
} }

object! { TeamSettingsPatch {
    backlog_iteration: String = "backlogIteration",
    backlog_visibilities: Map<bool> = "backlogVisibilities",
    bugs_behavior: BugsBehavior = "bugsBehavior",
    default_iteration: String = "defaultIteration",
    default_iteration_macro: String = "defaultIterationMacro",
    working_days: Vec<DayOfWeek> = "workingDays",
} }

open_enum! { TimeFrame {
    Past = "past" 0, Current = "current" 1, Future = "future" 2,
} }

object! { TimelineCriteriaStatus {
    message: String = "message",
    r#type: TimelineCriteriaStatusCode = "type",
} }

open_enum! { TimelineCriteriaStatusCode {
    Ok = "ok" 0, InvalidFilterClause = "invalidFilterClause" 1, Unknown = "unknown" 2,
} }

object! { TimelineIterationStatus {
    message: String = "message",
    r#type: TimelineIterationStatusCode = "type",
} }

open_enum! { TimelineIterationStatusCode {
    Ok = "ok" 0, IsOverlapping = "isOverlapping" 1,
} }

object! { TimelineTeamData {
    backlog: BacklogLevel = "backlog",
    field_reference_names: Vec<String> = "fieldReferenceNames",
    id: String = "id",
    is_expanded: bool = "isExpanded",
    iterations: Vec<TimelineTeamIteration> = "iterations",
    name: String = "name",
    order_by_field: String = "orderByField",
    partially_paged_field_reference_names: Vec<String> = "partiallyPagedFieldReferenceNames",
    partially_paged_work_items: Vec<Vec<Json>> = "partiallyPagedWorkItems",
    project_id: String = "projectId",
    rollup_work_item_types: Vec<String> = "rollupWorkItemTypes",
    status: TimelineTeamStatus = "status",
    team_field_default_value: String = "teamFieldDefaultValue",
    team_field_name: String = "teamFieldName",
    team_field_values: Vec<TeamFieldValue> = "teamFieldValues",
    work_item_type_colors: Vec<WorkItemColor> = "workItemTypeColors",
    work_items: Vec<Vec<Json>> = "workItems",
} }

object! { TimelineTeamIteration {
    css_node_id: String = "cssNodeId",
    finish_date: DateTime = "finishDate",
    name: String = "name",
    partially_paged_work_items: Vec<Vec<Json>> = "partiallyPagedWorkItems",
    path: String = "path",
    start_date: DateTime = "startDate",
    status: TimelineIterationStatus = "status",
    work_items: Vec<Vec<Json>> = "workItems",
} }

object! { TimelineTeamStatus {
    message: String = "message",
    r#type: TimelineTeamStatusCode = "type",
} }

open_enum! { TimelineTeamStatusCode {
    Ok = "ok" 0, DoesntExistOrAccessDenied = "doesntExistOrAccessDenied" 1, MaxTeamsExceeded = "maxTeamsExceeded" 2,
    MaxTeamFieldsExceeded = "maxTeamFieldsExceeded" 3, BacklogInError = "backlogInError" 4,
    MissingTeamFieldValue = "missingTeamFieldValue" 5, NoIterationsExist = "noIterationsExist" 6,
} }

object! { UpdatePlan {
    description: String = "description",
    name: String = "name",
    properties: Json = "properties",
    revision: i64 = "revision",
    r#type: PlanType = "type",
} }

object! { UpdateTaskboardColumn {
    id: String = "id",
    mappings: Vec<TaskboardColumnMapping> = "mappings",
    name: String = "name",
    order: i64 = "order",
} }

object! { UpdateTaskboardWorkItemColumn {
    new_column: String = "newColumn",
} }

object! { WorkItemColor {
    icon: String = "icon",
    primary_color: String = "primaryColor",
    work_item_type_name: String = "workItemTypeName",
} }

object! { WorkItemTypeStateInfo {
    states: Map<String> = "states",
    work_item_type_name: String = "workItemTypeName",
} }

subtype! { Board: BoardReference }
subtype! { BoardChart: BoardChartReference }
