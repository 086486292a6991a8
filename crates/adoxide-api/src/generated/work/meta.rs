// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `work`.

use http::Method;

use crate::wire::{Effect, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Work").area_id(Some("1d4f49f9-02b9-4e26-b826-2cdb6195f2a9")).host(Host::Dev)
}

catalog! {
    GET_COLUMN_SUGGESTED_VALUES = op("work.get_column_suggested_values", Method::GET, "{project?}/_apis/work/boardcolumns")
        .resource("boardcolumns").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    GET_ROW_SUGGESTED_VALUES = op("work.get_row_suggested_values", Method::GET, "{project?}/_apis/work/boardrows")
        .resource("boardrows").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    GET_TOTAL_ITERATION_CAPACITIES = op("work.get_total_iteration_capacities", Method::GET, "{project}/_apis/work/iterations/{iterationId}/iterationcapacities")
        .resource("iterationcapacities").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    CREATE_PLAN = op("work.create_plan", Method::POST, "{project}/_apis/work/plans")
        .resource("plans").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
    GET_PLANS = op("work.get_plans", Method::GET, "{project}/_apis/work/plans")
        .resource("plans").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    DELETE_PLAN = op("work.delete_plan", Method::DELETE, "{project}/_apis/work/plans/{id}")
        .resource("plans").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.work_write"]).produces(&[]);
    GET_PLAN = op("work.get_plan", Method::GET, "{project}/_apis/work/plans/{id}")
        .resource("plans").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    UPDATE_PLAN = op("work.update_plan", Method::PUT, "{project}/_apis/work/plans/{id}")
        .resource("plans").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
    GET_DELIVERY_TIMELINE_DATA = op("work.get_delivery_timeline_data", Method::GET, "{project}/_apis/work/plans/{id}/deliverytimeline")
        .resource("deliverytimeline").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]).optional(&["revision", "startDate", "endDate"]);
    GET_PROCESS_CONFIGURATION = op("work.get_process_configuration", Method::GET, "{project}/_apis/work/processconfiguration")
        .resource("processconfiguration").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    GET_BACKLOG_CONFIGURATIONS = op("work.get_backlog_configurations", Method::GET, "{project}/{team?}/_apis/work/backlogconfiguration")
        .resource("backlogconfiguration").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    GET_BACKLOGS = op("work.get_backlogs", Method::GET, "{project}/{team}/_apis/work/backlogs")
        .resource("backlogs").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    GET_BACKLOG_LEVEL_WORK_ITEMS = op("work.get_backlog_level_work_items", Method::GET, "{project}/{team}/_apis/work/backlogs/{backlogId}/workItems")
        .resource("backlogs").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    GET_BACKLOG = op("work.get_backlog", Method::GET, "{project}/{team}/_apis/work/backlogs/{id}")
        .resource("backlogs").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    GET_BOARDS = op("work.get_boards", Method::GET, "{project}/{team?}/_apis/work/boards")
        .resource("boards").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    GET_BOARD_USER_SETTINGS = op("work.get_board_user_settings", Method::GET, "{project}/{team?}/_apis/work/boards/{board}/boardusersettings")
        .resource("boardusersettings").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    UPDATE_BOARD_USER_SETTINGS = op("work.update_board_user_settings", Method::PATCH, "{project}/{team?}/_apis/work/boards/{board}/boardusersettings")
        .resource("boardusersettings").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
    GET_BOARD_CARD_RULE_SETTINGS = op("work.get_board_card_rule_settings", Method::GET, "{project}/{team?}/_apis/work/boards/{board}/cardrulesettings")
        .resource("cardrulesettings").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    UPDATE_BOARD_CARD_RULE_SETTINGS = op("work.update_board_card_rule_settings", Method::PATCH, "{project}/{team?}/_apis/work/boards/{board}/cardrulesettings")
        .resource("cardrulesettings").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
    GET_BOARD_CARD_SETTINGS = op("work.get_board_card_settings", Method::GET, "{project}/{team?}/_apis/work/boards/{board}/cardsettings")
        .resource("cardsettings").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    UPDATE_BOARD_CARD_SETTINGS = op("work.update_board_card_settings", Method::PUT, "{project}/{team?}/_apis/work/boards/{board}/cardsettings")
        .resource("cardsettings").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
    GET_BOARD_CHART_IMAGE = op("work.get_board_chart_image", Method::GET, "{project}/{team}/_apis/work/boards/{board}/chartimages/{name}")
        .resource("chartimages").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]).optional(&["width", "height", "showDetails", "title"]);
    GET_BOARD_CHARTS = op("work.get_board_charts", Method::GET, "{project}/{team?}/_apis/work/boards/{board}/charts")
        .resource("charts").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    GET_BOARD_CHART = op("work.get_board_chart", Method::GET, "{project}/{team?}/_apis/work/boards/{board}/charts/{name}")
        .resource("charts").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    UPDATE_BOARD_CHART = op("work.update_board_chart", Method::PATCH, "{project}/{team?}/_apis/work/boards/{board}/charts/{name}")
        .resource("charts").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
    GET_BOARD_COLUMNS = op("work.get_board_columns", Method::GET, "{project}/{team?}/_apis/work/boards/{board}/columns")
        .resource("columns").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    UPDATE_BOARD_COLUMNS = op("work.update_board_columns", Method::PUT, "{project}/{team?}/_apis/work/boards/{board}/columns")
        .resource("columns").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
    GET_BOARD_ROWS = op("work.get_board_rows", Method::GET, "{project}/{team?}/_apis/work/boards/{board}/rows")
        .resource("rows").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    UPDATE_BOARD_ROWS = op("work.update_board_rows", Method::PUT, "{project}/{team?}/_apis/work/boards/{board}/rows")
        .resource("rows").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
    GET_BOARD = op("work.get_board", Method::GET, "{project}/{team?}/_apis/work/boards/{id}")
        .resource("boards").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    SET_BOARD_OPTIONS = op("work.set_board_options", Method::PUT, "{project}/{team?}/_apis/work/boards/{id}")
        .resource("boards").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
    GET_BOARD_MAPPING_PARENT_ITEMS = op("work.get_board_mapping_parent_items", Method::GET, "{project}/{team?}/_apis/work/boards/boardparents")
        .resource("boardparents").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]).required(&["childBacklogContextCategoryRefName", "workitemIds"]);
    GET_ITERATION_CHART_IMAGE = op("work.get_iteration_chart_image", Method::GET, "{project}/{team}/_apis/work/iterations/{iterationId}/chartimages/{name}")
        .resource("chartimages").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]).optional(&["width", "height", "showDetails", "title"]);
    REORDER_ITERATION_WORK_ITEMS = op("work.reorder_iteration_work_items", Method::PATCH, "{project}/{team}/_apis/work/iterations/{iterationId}/workitemsorder")
        .resource("workitemsorder").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
    GET_ITERATIONS_CHART_IMAGE = op("work.get_iterations_chart_image", Method::GET, "{project}/{team}/_apis/work/iterations/chartimages/{name}")
        .resource("chartimages").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]).optional(&["iterationsNumber", "width", "height", "showDetails", "title"]);
    UPDATE_TASKBOARD_CARD_RULE_SETTINGS = op("work.update_taskboard_card_rule_settings", Method::PATCH, "{project}/{team}/_apis/work/taskboard/cardrulesettings")
        .resource("cardrulesettings").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.work_write"]).consumes(Some("application/json")).produces(&[]);
    UPDATE_TASKBOARD_CARD_SETTINGS = op("work.update_taskboard_card_settings", Method::PUT, "{project}/{team}/_apis/work/taskboard/cardsettings")
        .resource("cardsettings").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.work_write"]).consumes(Some("application/json")).produces(&[]);
    GET_COLUMNS = op("work.get_columns", Method::GET, "{project}/{team}/_apis/work/taskboardcolumns")
        .resource("taskboardColumns").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    UPDATE_COLUMNS = op("work.update_columns", Method::PUT, "{project}/{team}/_apis/work/taskboardcolumns")
        .resource("taskboardColumns").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
    GET_WORK_ITEM_COLUMNS = op("work.get_work_item_columns", Method::GET, "{project}/{team}/_apis/work/taskboardworkitems/{iterationId}")
        .resource("taskboardWorkItems").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    UPDATE_WORK_ITEM_COLUMN = op("work.update_work_item_column", Method::PATCH, "{project}/{team}/_apis/work/taskboardworkitems/{iterationId}/{workItemId}")
        .resource("taskboardWorkItems").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.work_write"]).consumes(Some("application/json")).produces(&[]);
    GET_TEAM_SETTINGS = op("work.get_team_settings", Method::GET, "{project}/{team?}/_apis/work/teamsettings")
        .resource("teamsettings").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    UPDATE_TEAM_SETTINGS = op("work.update_team_settings", Method::PATCH, "{project}/{team?}/_apis/work/teamsettings")
        .resource("teamsettings").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
    GET_TEAM_ITERATIONS = op("work.get_team_iterations", Method::GET, "{project}/{team?}/_apis/work/teamsettings/iterations")
        .resource("iterations").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]).optional(&["$timeframe"]);
    POST_TEAM_ITERATION = op("work.post_team_iteration", Method::POST, "{project}/{team?}/_apis/work/teamsettings/iterations")
        .resource("iterations").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
    DELETE_TEAM_ITERATION = op("work.delete_team_iteration", Method::DELETE, "{project}/{team?}/_apis/work/teamsettings/iterations/{id}")
        .resource("iterations").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.work_write"]).produces(&[]);
    GET_TEAM_ITERATION = op("work.get_team_iteration", Method::GET, "{project}/{team?}/_apis/work/teamsettings/iterations/{id}")
        .resource("iterations").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    GET_CAPACITIES_WITH_IDENTITY_REF_AND_TOTALS = op("work.get_capacities_with_identity_ref_and_totals", Method::GET, "{project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/capacities")
        .resource("capacities").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    REPLACE_CAPACITIES_WITH_IDENTITY_REF = op("work.replace_capacities_with_identity_ref", Method::PUT, "{project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/capacities")
        .resource("capacities").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
    GET_CAPACITY_WITH_IDENTITY_REF = op("work.get_capacity_with_identity_ref", Method::GET, "{project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/capacities/{teamMemberId}")
        .resource("capacities").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    UPDATE_CAPACITY_WITH_IDENTITY_REF = op("work.update_capacity_with_identity_ref", Method::PATCH, "{project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/capacities/{teamMemberId}")
        .resource("capacities").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
    GET_TEAM_DAYS_OFF = op("work.get_team_days_off", Method::GET, "{project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/teamdaysoff")
        .resource("teamdaysoff").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    UPDATE_TEAM_DAYS_OFF = op("work.update_team_days_off", Method::PATCH, "{project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/teamdaysoff")
        .resource("teamdaysoff").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
    GET_ITERATION_WORK_ITEMS = op("work.get_iteration_work_items", Method::GET, "{project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/workitems")
        .resource("workitems").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    GET_TEAM_FIELD_VALUES = op("work.get_team_field_values", Method::GET, "{project}/{team?}/_apis/work/teamsettings/teamfieldvalues")
        .resource("teamfieldvalues").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.work"]);
    UPDATE_TEAM_FIELD_VALUES = op("work.update_team_field_values", Method::PATCH, "{project}/{team?}/_apis/work/teamsettings/teamfieldvalues")
        .resource("teamfieldvalues").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
    REORDER_BACKLOG_WORK_ITEMS = op("work.reorder_backlog_work_items", Method::PATCH, "{project}/{team}/_apis/work/workitemsorder")
        .resource("workitemsorder").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.work_write"]).consumes(Some("application/json"));
}
