// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET {project?}/_apis/work/boardcolumns` · 7.1 · `vso.work`
#[inline]
pub fn get_column_suggested_values(project: Option<&ProjectRef>) -> Op<List<BoardSuggestedValue>> {
    Op::new(&meta::GET_COLUMN_SUGGESTED_VALUES).path_opt("project", project)
}

/// `GET {project?}/_apis/work/boardrows` · 7.1 · `vso.work`
#[inline]
pub fn get_row_suggested_values(project: Option<&ProjectRef>) -> Op<List<BoardSuggestedValue>> {
    Op::new(&meta::GET_ROW_SUGGESTED_VALUES).path_opt("project", project)
}

/// `GET {project}/_apis/work/iterations/{iterationId}/iterationcapacities` · 7.1 · `vso.work`
#[inline]
pub fn get_total_iteration_capacities(
    project: &ProjectRef, iteration_id: &IterationGuid,
) -> Op<IterationCapacity> {
    Op::new(&meta::GET_TOTAL_ITERATION_CAPACITIES)
        .path("project", project).path("iterationId", iteration_id).guid("iterationId")
}

/// `POST {project}/_apis/work/plans` · 7.1 · `vso.work_write`
#[inline]
pub fn create_plan(project: &ProjectRef, body: &CreatePlan) -> Op<Plan> {
    Op::new(&meta::CREATE_PLAN).path("project", project).json(body)
}

/// `GET {project}/_apis/work/plans` · 7.1 · `vso.work`
#[inline]
pub fn get_plans(project: &ProjectRef) -> Op<List<Plan>> {
    Op::new(&meta::GET_PLANS).path("project", project)
}

/// `DELETE {project}/_apis/work/plans/{id}` · 7.1 · `vso.work_write`
#[inline]
pub fn delete_plan(project: &ProjectRef, id: &IdText) -> Op<()> {
    Op::new(&meta::DELETE_PLAN).path("project", project).path("id", id)
}

/// `GET {project}/_apis/work/plans/{id}` · 7.1 · `vso.work`
#[inline]
pub fn get_plan(project: &ProjectRef, id: &IdText) -> Op<Plan> {
    Op::new(&meta::GET_PLAN).path("project", project).path("id", id)
}

/// `PUT {project}/_apis/work/plans/{id}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_plan(project: &ProjectRef, id: &IdText, body: &UpdatePlan) -> Op<Plan> {
    Op::new(&meta::UPDATE_PLAN).path("project", project).path("id", id).json(body)
}

params! { GetDeliveryTimelineData {
    revision: i64 = "revision",
    start_date: DateTime = "startDate",
    end_date: DateTime = "endDate",
} }

/// `GET {project}/_apis/work/plans/{id}/deliverytimeline` · 7.1 · `vso.work`
#[inline]
pub fn get_delivery_timeline_data(
    project: &ProjectRef, id: &IdText, params: GetDeliveryTimelineData,
) -> Op<DeliveryViewData> {
    params.add_to(Op::new(&meta::GET_DELIVERY_TIMELINE_DATA).path("project", project).path("id", id))
}

/// `GET {project}/_apis/work/processconfiguration` · 7.1 · `vso.work`
#[inline]
pub fn get_process_configuration(project: &ProjectRef) -> Op<ProcessConfiguration> {
    Op::new(&meta::GET_PROCESS_CONFIGURATION).path("project", project)
}

/// `GET {project}/{team?}/_apis/work/backlogconfiguration` · 7.1 · `vso.work`
#[inline]
pub fn get_backlog_configurations(project: &ProjectRef, team: Option<&TeamRef>) -> Op<BacklogConfiguration> {
    Op::new(&meta::GET_BACKLOG_CONFIGURATIONS).path("project", project).path_opt("team", team)
}

/// `GET {project}/{team}/_apis/work/backlogs` · 7.1 · `vso.work`
#[inline]
pub fn get_backlogs(project: &ProjectRef, team: &TeamRef) -> Op<List<BacklogLevelConfiguration>> {
    Op::new(&meta::GET_BACKLOGS).path("project", project).path("team", team)
}

/// `GET {project}/{team}/_apis/work/backlogs/{backlogId}/workItems` · 7.1 · `vso.work`
#[inline]
pub fn get_backlog_level_work_items(
    project: &ProjectRef, team: &TeamRef, backlog_id: &BacklogId,
) -> Op<BacklogLevelWorkItems> {
    Op::new(&meta::GET_BACKLOG_LEVEL_WORK_ITEMS)
        .path("project", project).path("team", team).path("backlogId", backlog_id)
}

/// `GET {project}/{team}/_apis/work/backlogs/{id}` · 7.1 · `vso.work`
#[inline]
pub fn get_backlog(project: &ProjectRef, team: &TeamRef, id: &IdText) -> Op<BacklogLevelConfiguration> {
    Op::new(&meta::GET_BACKLOG).path("project", project).path("team", team).path("id", id)
}

/// `GET {project}/{team?}/_apis/work/boards` · 7.1 · `vso.work`
#[inline]
pub fn get_boards(project: &ProjectRef, team: Option<&TeamRef>) -> Op<List<BoardReference>> {
    Op::new(&meta::GET_BOARDS).path("project", project).path_opt("team", team)
}

/// `GET {project}/{team?}/_apis/work/boards/{board}/boardusersettings` · 7.1 · `vso.work`
#[inline]
pub fn get_board_user_settings(
    project: &ProjectRef, team: Option<&TeamRef>, board: &BoardRef,
) -> Op<BoardUserSettings> {
    Op::new(&meta::GET_BOARD_USER_SETTINGS).path("project", project).path_opt("team", team).path("board", board)
}

/// `PATCH {project}/{team?}/_apis/work/boards/{board}/boardusersettings` · 7.1 · `vso.work_write`
#[inline]
pub fn update_board_user_settings(
    project: &ProjectRef, team: Option<&TeamRef>, board: &BoardRef, body: &Map<Json>,
) -> Op<BoardUserSettings> {
    Op::new(&meta::UPDATE_BOARD_USER_SETTINGS)
        .path("project", project).path_opt("team", team).path("board", board).json(body)
}

/// `GET {project}/{team?}/_apis/work/boards/{board}/cardrulesettings` · 7.1 · `vso.work`
#[inline]
pub fn get_board_card_rule_settings(
    project: &ProjectRef, team: Option<&TeamRef>, board: &BoardRef,
) -> Op<BoardCardRuleSettings> {
    Op::new(&meta::GET_BOARD_CARD_RULE_SETTINGS)
        .path("project", project).path_opt("team", team).path("board", board)
}

/// `PATCH {project}/{team?}/_apis/work/boards/{board}/cardrulesettings` · 7.1 · `vso.work_write`
#[inline]
pub fn update_board_card_rule_settings(
    project: &ProjectRef, team: Option<&TeamRef>, board: &BoardRef, body: &BoardCardRuleSettings,
) -> Op<BoardCardRuleSettings> {
    Op::new(&meta::UPDATE_BOARD_CARD_RULE_SETTINGS)
        .path("project", project).path_opt("team", team).path("board", board).json(body)
}

/// `GET {project}/{team?}/_apis/work/boards/{board}/cardsettings` · 7.1 · `vso.work`
#[inline]
pub fn get_board_card_settings(
    project: &ProjectRef, team: Option<&TeamRef>, board: &BoardRef,
) -> Op<BoardCardSettings> {
    Op::new(&meta::GET_BOARD_CARD_SETTINGS).path("project", project).path_opt("team", team).path("board", board)
}

/// `PUT {project}/{team?}/_apis/work/boards/{board}/cardsettings` · 7.1 · `vso.work_write`
#[inline]
pub fn update_board_card_settings(
    project: &ProjectRef, team: Option<&TeamRef>, board: &BoardRef, body: &BoardCardSettings,
) -> Op<BoardCardSettings> {
    Op::new(&meta::UPDATE_BOARD_CARD_SETTINGS)
        .path("project", project).path_opt("team", team).path("board", board).json(body)
}

params! { GetBoardChartImage {
    width: i64 = "width",
    height: i64 = "height",
    show_details: bool = "showDetails",
    title: String = "title",
} }

/// `GET {project}/{team}/_apis/work/boards/{board}/chartimages/{name}` · 7.1 · `vso.work`
#[inline]
pub fn get_board_chart_image(
    project: &ProjectRef, team: &TeamRef, board: &BoardRef, name: &NameRef, params: GetBoardChartImage,
) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_BOARD_CHART_IMAGE)
        .path("project", project).path("team", team).path("board", board).path("name", name)).accept("*/*")
}

/// `GET {project}/{team?}/_apis/work/boards/{board}/charts` · 7.1 · `vso.work`
#[inline]
pub fn get_board_charts(
    project: &ProjectRef, team: Option<&TeamRef>, board: &BoardRef,
) -> Op<List<BoardChartReference>> {
    Op::new(&meta::GET_BOARD_CHARTS).path("project", project).path_opt("team", team).path("board", board)
}

/// `GET {project}/{team?}/_apis/work/boards/{board}/charts/{name}` · 7.1 · `vso.work`
#[inline]
pub fn get_board_chart(
    project: &ProjectRef, team: Option<&TeamRef>, board: &BoardRef, name: &NameRef,
) -> Op<BoardChart> {
    Op::new(&meta::GET_BOARD_CHART)
        .path("project", project).path_opt("team", team).path("board", board).path("name", name)
}

/// `PATCH {project}/{team?}/_apis/work/boards/{board}/charts/{name}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_board_chart(
    project: &ProjectRef, team: Option<&TeamRef>, board: &BoardRef, name: &NameRef, body: &BoardChart,
) -> Op<BoardChart> {
    Op::new(&meta::UPDATE_BOARD_CHART)
        .path("project", project).path_opt("team", team).path("board", board).path("name", name).json(body)
}

/// `GET {project}/{team?}/_apis/work/boards/{board}/columns` · 7.1 · `vso.work`
#[inline]
pub fn get_board_columns(project: &ProjectRef, team: Option<&TeamRef>, board: &BoardRef) -> Op<List<BoardColumn>> {
    Op::new(&meta::GET_BOARD_COLUMNS).path("project", project).path_opt("team", team).path("board", board)
}

/// `PUT {project}/{team?}/_apis/work/boards/{board}/columns` · 7.1 · `vso.work_write`
#[inline]
pub fn update_board_columns(
    project: &ProjectRef, team: Option<&TeamRef>, board: &BoardRef, body: &[BoardColumn],
) -> Op<List<BoardColumn>> {
    Op::new(&meta::UPDATE_BOARD_COLUMNS)
        .path("project", project).path_opt("team", team).path("board", board).json(body)
}

/// `GET {project}/{team?}/_apis/work/boards/{board}/rows` · 7.1 · `vso.work`
#[inline]
pub fn get_board_rows(project: &ProjectRef, team: Option<&TeamRef>, board: &BoardRef) -> Op<List<BoardRow>> {
    Op::new(&meta::GET_BOARD_ROWS).path("project", project).path_opt("team", team).path("board", board)
}

/// `PUT {project}/{team?}/_apis/work/boards/{board}/rows` · 7.1 · `vso.work_write`
#[inline]
pub fn update_board_rows(
    project: &ProjectRef, team: Option<&TeamRef>, board: &BoardRef, body: &[BoardRow],
) -> Op<List<BoardRow>> {
    Op::new(&meta::UPDATE_BOARD_ROWS)
        .path("project", project).path_opt("team", team).path("board", board).json(body)
}

/// `GET {project}/{team?}/_apis/work/boards/{id}` · 7.1 · `vso.work`
#[inline]
pub fn get_board(project: &ProjectRef, team: Option<&TeamRef>, id: &IdText) -> Op<Board> {
    Op::new(&meta::GET_BOARD).path("project", project).path_opt("team", team).path("id", id)
}

/// `PUT {project}/{team?}/_apis/work/boards/{id}` · 7.1 · `vso.work_write`
#[inline]
pub fn set_board_options(
    project: &ProjectRef, team: Option<&TeamRef>, id: &IdText, body: &Map<String>,
) -> Op<Wrapped<Map<String>>> {
    Op::new(&meta::SET_BOARD_OPTIONS).path("project", project).path_opt("team", team).path("id", id).json(body)
}

/// `GET {project}/{team?}/_apis/work/boards/boardparents` · 7.1 · `vso.work`
#[inline]
pub fn get_board_mapping_parent_items(
    project: &ProjectRef, team: Option<&TeamRef>, child_backlog_context_category_ref_name: &str,
    workitem_ids: &[i64],
) -> Op<List<ParentChildWIMap>> {
    Op::new(&meta::GET_BOARD_MAPPING_PARENT_ITEMS)
        .path("project", project).path_opt("team", team)
        .query("childBacklogContextCategoryRefName", child_backlog_context_category_ref_name)
        .query("workitemIds", workitem_ids)
}

params! { GetIterationChartImage {
    width: i64 = "width",
    height: i64 = "height",
    show_details: bool = "showDetails",
    title: String = "title",
} }

/// `GET {project}/{team}/_apis/work/iterations/{iterationId}/chartimages/{name}` · 7.1 · `vso.work`
#[inline]
pub fn get_iteration_chart_image(
    project: &ProjectRef, team: &TeamRef, iteration_id: &IterationGuid, name: &NameRef,
    params: GetIterationChartImage,
) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_ITERATION_CHART_IMAGE)
        .path("project", project).path("team", team).path("iterationId", iteration_id).guid("iterationId")
        .path("name", name)).accept("*/*")
}

/// `PATCH {project}/{team}/_apis/work/iterations/{iterationId}/workitemsorder` · 7.1 · `vso.work_write`
#[inline]
pub fn reorder_iteration_work_items(
    project: &ProjectRef, team: &TeamRef, iteration_id: &IterationGuid, body: &ReorderOperation,
) -> Op<List<ReorderResult>> {
    Op::new(&meta::REORDER_ITERATION_WORK_ITEMS)
        .path("project", project).path("team", team).path("iterationId", iteration_id).guid("iterationId")
        .json(body)
}

params! { GetIterationsChartImage {
    iterations_number: i64 = "iterationsNumber",
    width: i64 = "width",
    height: i64 = "height",
    show_details: bool = "showDetails",
    title: String = "title",
} }

/// `GET {project}/{team}/_apis/work/iterations/chartimages/{name}` · 7.1 · `vso.work`
#[inline]
pub fn get_iterations_chart_image(
    project: &ProjectRef, team: &TeamRef, name: &NameRef, params: GetIterationsChartImage,
) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_ITERATIONS_CHART_IMAGE)
        .path("project", project).path("team", team).path("name", name)).accept("*/*")
}

/// `PATCH {project}/{team}/_apis/work/taskboard/cardrulesettings` · 7.1 · `vso.work_write`
#[inline]
pub fn update_taskboard_card_rule_settings(
    project: &ProjectRef, team: &TeamRef, body: &BoardCardRuleSettings,
) -> Op<()> {
    Op::new(&meta::UPDATE_TASKBOARD_CARD_RULE_SETTINGS).path("project", project).path("team", team).json(body)
}

/// `PUT {project}/{team}/_apis/work/taskboard/cardsettings` · 7.1 · `vso.work_write`
#[inline]
pub fn update_taskboard_card_settings(project: &ProjectRef, team: &TeamRef, body: &BoardCardSettings) -> Op<()> {
    Op::new(&meta::UPDATE_TASKBOARD_CARD_SETTINGS).path("project", project).path("team", team).json(body)
}

/// `GET {project}/{team}/_apis/work/taskboardcolumns` · 7.1 · `vso.work`
#[inline]
pub fn get_columns(project: &ProjectRef, team: &TeamRef) -> Op<TaskboardColumns> {
    Op::new(&meta::GET_COLUMNS).path("project", project).path("team", team)
}

/// `PUT {project}/{team}/_apis/work/taskboardcolumns` · 7.1 · `vso.work_write`
#[inline]
pub fn update_columns(
    project: &ProjectRef, team: &TeamRef, body: &[UpdateTaskboardColumn],
) -> Op<TaskboardColumns> {
    Op::new(&meta::UPDATE_COLUMNS).path("project", project).path("team", team).json(body)
}

/// `GET {project}/{team}/_apis/work/taskboardworkitems/{iterationId}` · 7.1 · `vso.work`
#[inline]
pub fn get_work_item_columns(
    project: &ProjectRef, team: &TeamRef, iteration_id: &IterationGuid,
) -> Op<List<TaskboardWorkItemColumn>> {
    Op::new(&meta::GET_WORK_ITEM_COLUMNS)
        .path("project", project).path("team", team).path("iterationId", iteration_id).guid("iterationId")
}

/// `PATCH {project}/{team}/_apis/work/taskboardworkitems/{iterationId}/{workItemId}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_work_item_column(
    project: &ProjectRef, team: &TeamRef, iteration_id: &IterationGuid, work_item_id: WorkItemId,
    body: &UpdateTaskboardWorkItemColumn,
) -> Op<()> {
    Op::new(&meta::UPDATE_WORK_ITEM_COLUMN)
        .path("project", project).path("team", team).path("iterationId", iteration_id).guid("iterationId")
        .path("workItemId", &work_item_id).json(body)
}

/// `GET {project}/{team?}/_apis/work/teamsettings` · 7.1 · `vso.work`
#[inline]
pub fn get_team_settings(project: &ProjectRef, team: Option<&TeamRef>) -> Op<TeamSetting> {
    Op::new(&meta::GET_TEAM_SETTINGS).path("project", project).path_opt("team", team)
}

/// `PATCH {project}/{team?}/_apis/work/teamsettings` · 7.1 · `vso.work_write`
#[inline]
pub fn update_team_settings(
    project: &ProjectRef, team: Option<&TeamRef>, body: &TeamSettingsPatch,
) -> Op<TeamSetting> {
    Op::new(&meta::UPDATE_TEAM_SETTINGS).path("project", project).path_opt("team", team).json(body)
}

params! { GetTeamIterations {
    timeframe: String = "$timeframe",
} }

/// `GET {project}/{team?}/_apis/work/teamsettings/iterations` · 7.1 · `vso.work`
#[inline]
pub fn get_team_iterations(
    project: &ProjectRef, team: Option<&TeamRef>, params: GetTeamIterations,
) -> Op<List<TeamSettingsIteration>> {
    params.add_to(Op::new(&meta::GET_TEAM_ITERATIONS).path("project", project).path_opt("team", team))
}

/// `POST {project}/{team?}/_apis/work/teamsettings/iterations` · 7.1 · `vso.work_write`
#[inline]
pub fn post_team_iteration(
    project: &ProjectRef, team: Option<&TeamRef>, body: &TeamSettingsIteration,
) -> Op<TeamSettingsIteration> {
    Op::new(&meta::POST_TEAM_ITERATION).path("project", project).path_opt("team", team).json(body)
}

/// `DELETE {project}/{team?}/_apis/work/teamsettings/iterations/{id}` · 7.1 · `vso.work_write`
#[inline]
pub fn delete_team_iteration(project: &ProjectRef, team: Option<&TeamRef>, id: &IdText) -> Op<()> {
    Op::new(&meta::DELETE_TEAM_ITERATION).path("project", project).path_opt("team", team).path("id", id).guid("id")
}

/// `GET {project}/{team?}/_apis/work/teamsettings/iterations/{id}` · 7.1 · `vso.work`
#[inline]
pub fn get_team_iteration(project: &ProjectRef, team: Option<&TeamRef>, id: &IdText) -> Op<TeamSettingsIteration> {
    Op::new(&meta::GET_TEAM_ITERATION).path("project", project).path_opt("team", team).path("id", id).guid("id")
}

/// `GET {project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/capacities` · 7.1 · `vso.work`
#[inline]
pub fn get_capacities_with_identity_ref_and_totals(
    project: &ProjectRef, team: Option<&TeamRef>, iteration_id: &IterationGuid,
) -> Op<TeamCapacity> {
    Op::new(&meta::GET_CAPACITIES_WITH_IDENTITY_REF_AND_TOTALS)
        .path("project", project).path_opt("team", team).path("iterationId", iteration_id).guid("iterationId")
}

/// `PUT {project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/capacities` · 7.1 · `vso.work_write`
#[inline]
pub fn replace_capacities_with_identity_ref(
    project: &ProjectRef, team: Option<&TeamRef>, iteration_id: &IterationGuid,
    body: &[TeamMemberCapacityIdentityRef],
) -> Op<List<TeamMemberCapacityIdentityRef>> {
    Op::new(&meta::REPLACE_CAPACITIES_WITH_IDENTITY_REF)
        .path("project", project).path_opt("team", team).path("iterationId", iteration_id).guid("iterationId")
        .json(body)
}

/// `GET {project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/capacities/{teamMemberId}` · 7.1 · `vso.work`
#[inline]
pub fn get_capacity_with_identity_ref(
    project: &ProjectRef, team: Option<&TeamRef>, iteration_id: &IterationGuid, team_member_id: &TeamMemberId,
) -> Op<TeamMemberCapacityIdentityRef> {
    Op::new(&meta::GET_CAPACITY_WITH_IDENTITY_REF)
        .path("project", project).path_opt("team", team).path("iterationId", iteration_id).guid("iterationId")
        .path("teamMemberId", team_member_id).guid("teamMemberId")
}

/// `PATCH {project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/capacities/{teamMemberId}` · 7.1 · `vso.work_write`
#[inline]
pub fn update_capacity_with_identity_ref(
    project: &ProjectRef, team: Option<&TeamRef>, iteration_id: &IterationGuid, team_member_id: &TeamMemberId,
    body: &CapacityPatch,
) -> Op<TeamMemberCapacityIdentityRef> {
    Op::new(&meta::UPDATE_CAPACITY_WITH_IDENTITY_REF)
        .path("project", project).path_opt("team", team).path("iterationId", iteration_id).guid("iterationId")
        .path("teamMemberId", team_member_id).guid("teamMemberId").json(body)
}

/// `GET {project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/teamdaysoff` · 7.1 · `vso.work`
#[inline]
pub fn get_team_days_off(
    project: &ProjectRef, team: Option<&TeamRef>, iteration_id: &IterationGuid,
) -> Op<TeamSettingsDaysOff> {
    Op::new(&meta::GET_TEAM_DAYS_OFF)
        .path("project", project).path_opt("team", team).path("iterationId", iteration_id).guid("iterationId")
}

/// `PATCH {project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/teamdaysoff` · 7.1 · `vso.work_write`
#[inline]
pub fn update_team_days_off(
    project: &ProjectRef, team: Option<&TeamRef>, iteration_id: &IterationGuid, body: &TeamSettingsDaysOffPatch,
) -> Op<TeamSettingsDaysOff> {
    Op::new(&meta::UPDATE_TEAM_DAYS_OFF)
        .path("project", project).path_opt("team", team).path("iterationId", iteration_id).guid("iterationId")
        .json(body)
}

/// `GET {project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/workitems` · 7.1 · `vso.work`
#[inline]
pub fn get_iteration_work_items(
    project: &ProjectRef, team: Option<&TeamRef>, iteration_id: &IterationGuid,
) -> Op<IterationWorkItems> {
    Op::new(&meta::GET_ITERATION_WORK_ITEMS)
        .path("project", project).path_opt("team", team).path("iterationId", iteration_id).guid("iterationId")
}

/// `GET {project}/{team?}/_apis/work/teamsettings/teamfieldvalues` · 7.1 · `vso.work`
#[inline]
pub fn get_team_field_values(project: &ProjectRef, team: Option<&TeamRef>) -> Op<TeamFieldValues> {
    Op::new(&meta::GET_TEAM_FIELD_VALUES).path("project", project).path_opt("team", team)
}

/// `PATCH {project}/{team?}/_apis/work/teamsettings/teamfieldvalues` · 7.1 · `vso.work_write`
#[inline]
pub fn update_team_field_values(
    project: &ProjectRef, team: Option<&TeamRef>, body: &TeamFieldValuesPatch,
) -> Op<TeamFieldValues> {
    Op::new(&meta::UPDATE_TEAM_FIELD_VALUES).path("project", project).path_opt("team", team).json(body)
}

/// `PATCH {project}/{team}/_apis/work/workitemsorder` · 7.1 · `vso.work_write`
#[inline]
pub fn reorder_backlog_work_items(
    project: &ProjectRef, team: &TeamRef, body: &ReorderOperation,
) -> Op<List<ReorderResult>> {
    Op::new(&meta::REORDER_BACKLOG_WORK_ITEMS).path("project", project).path("team", team).json(body)
}

/// `GET {project}/_apis/work/predefinedqueries` · 7.2-preview.1 · `vso.work`
#[inline]
pub fn get_predefined_queries(project: &ProjectRef) -> Op<List<PredefinedQuery>> {
    Op::new(&meta::GET_PREDEFINED_QUERIES).path("project", project)
}

params! { GetPredefinedQueryResults {
    top: i64 = "$top",
    include_completed: bool = "includeCompleted",
} }

/// `GET {project}/_apis/work/predefinedqueries/{id}` · 7.2-preview.1 · `vso.work`
#[inline]
pub fn get_predefined_query_results(
    project: &ProjectRef, id: &IdText, params: GetPredefinedQueryResults,
) -> Op<PredefinedQuery> {
    params.add_to(Op::new(&meta::GET_PREDEFINED_QUERY_RESULTS).path("project", project).path("id", id))
}

/// `PATCH {project}/{team?}/_apis/work/automationrules` · 7.1
#[inline]
pub fn update_automation_rule(
    project: &ProjectRef, team: Option<&TeamRef>, body: &TeamAutomationRulesSettingsRequestModel,
) -> Op<()> {
    Op::new(&meta::UPDATE_AUTOMATION_RULE).path("project", project).path_opt("team", team).json(body)
}

params! { GetBoardBadge {
    column_options: BoardBadgeColumnOptions = "columnOptions",
    columns: Vec<String> = "columns",
} }

/// `GET {project}/{team?}/_apis/work/boardbadge/{id}` · 7.1
#[inline]
pub fn get_board_badge(
    project: &ProjectRef, team: Option<&TeamRef>, id: &IdText, params: GetBoardBadge,
) -> Op<BoardBadge> {
    params.add_to(Op::new(&meta::GET_BOARD_BADGE).path("project", project).path_opt("team", team).path("id", id))
}
