// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `work`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Work").area_id(Some("1d4f49f9-02b9-4e26-b826-2cdb6195f2a9")).host(Host::Dev)
}

catalog! {
    GET_COLUMN_SUGGESTED_VALUES = op("work.get_column_suggested_values", Method::GET, "{project?}/_apis/work/boardcolumns")
        .resource("boardcolumns").api_version("7.1").effect(Effect::Read)
        .location_id(Some("eb7ec5a3-1ba3-4fd1-b834-49a5a387e57d")).scopes(&["vso.work"]);
    GET_ROW_SUGGESTED_VALUES = op("work.get_row_suggested_values", Method::GET, "{project?}/_apis/work/boardrows")
        .resource("boardrows").api_version("7.1").effect(Effect::Read)
        .location_id(Some("bb494cc6-a0f5-4c6c-8dca-ea6912e79eb9")).scopes(&["vso.work"]);
    GET_TOTAL_ITERATION_CAPACITIES = op("work.get_total_iteration_capacities", Method::GET, "{project}/_apis/work/iterations/{iterationId}/iterationcapacities")
        .resource("iterationcapacities").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1e385ce0-396b-4273-8171-d64562c18d37")).scopes(&["vso.work"]);
    CREATE_PLAN = op("work.create_plan", Method::POST, "{project}/_apis/work/plans")
        .resource("plans").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("0b42cb47-cd73-4810-ac90-19c9ba147453")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_PLANS = op("work.get_plans", Method::GET, "{project}/_apis/work/plans")
        .resource("plans").api_version("7.1").effect(Effect::Read)
        .location_id(Some("0b42cb47-cd73-4810-ac90-19c9ba147453")).scopes(&["vso.work"]);
    DELETE_PLAN = op("work.delete_plan", Method::DELETE, "{project}/_apis/work/plans/{id}")
        .resource("plans").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("0b42cb47-cd73-4810-ac90-19c9ba147453")).scopes(&["vso.work_write"]).produces(&[]);
    GET_PLAN = op("work.get_plan", Method::GET, "{project}/_apis/work/plans/{id}")
        .resource("plans").api_version("7.1").effect(Effect::Read)
        .location_id(Some("0b42cb47-cd73-4810-ac90-19c9ba147453")).scopes(&["vso.work"]);
    UPDATE_PLAN = op("work.update_plan", Method::PUT, "{project}/_apis/work/plans/{id}")
        .resource("plans").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("0b42cb47-cd73-4810-ac90-19c9ba147453")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_DELIVERY_TIMELINE_DATA = op("work.get_delivery_timeline_data", Method::GET, "{project}/_apis/work/plans/{id}/deliverytimeline")
        .resource("deliverytimeline").api_version("7.1").effect(Effect::Read)
        .location_id(Some("bdd0834e-101f-49f0-a6ae-509f384a12b4")).scopes(&["vso.work"])
        .optional(&["revision", "startDate", "endDate"]);
    GET_PROCESS_CONFIGURATION = op("work.get_process_configuration", Method::GET, "{project}/_apis/work/processconfiguration")
        .resource("processconfiguration").api_version("7.1").effect(Effect::Read)
        .location_id(Some("f901ba42-86d2-4b0c-89c1-3f86d06daa84")).scopes(&["vso.work"]);
    GET_BACKLOG_CONFIGURATIONS = op("work.get_backlog_configurations", Method::GET, "{project}/{team?}/_apis/work/backlogconfiguration")
        .resource("backlogconfiguration").api_version("7.1").effect(Effect::Read)
        .location_id(Some("7799f497-3cb5-4f16-ad4f-5cd06012db64")).scopes(&["vso.work"]);
    GET_BACKLOGS = op("work.get_backlogs", Method::GET, "{project}/{team}/_apis/work/backlogs")
        .resource("backlogs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a93726f9-7867-4e38-b4f2-0bfafc2f6a94")).scopes(&["vso.work"]);
    GET_BACKLOG_LEVEL_WORK_ITEMS = op("work.get_backlog_level_work_items", Method::GET, "{project}/{team}/_apis/work/backlogs/{backlogId}/workItems")
        .resource("backlogs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("7c468d96-ab1d-4294-a360-92f07e9ccd98")).scopes(&["vso.work"]);
    GET_BACKLOG = op("work.get_backlog", Method::GET, "{project}/{team}/_apis/work/backlogs/{id}")
        .resource("backlogs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a93726f9-7867-4e38-b4f2-0bfafc2f6a94")).scopes(&["vso.work"]);
    GET_BOARDS = op("work.get_boards", Method::GET, "{project}/{team?}/_apis/work/boards")
        .resource("boards").api_version("7.1").effect(Effect::Read)
        .location_id(Some("23ad19fc-3b8e-4877-8462-b3f92bc06b40")).scopes(&["vso.work"]);
    GET_BOARD_USER_SETTINGS = op("work.get_board_user_settings", Method::GET, "{project}/{team?}/_apis/work/boards/{board}/boardusersettings")
        .resource("boardusersettings").api_version("7.1").effect(Effect::Read)
        .location_id(Some("b30d9f58-1891-4b0a-b168-c46408f919b0")).scopes(&["vso.work"]);
    UPDATE_BOARD_USER_SETTINGS = op("work.update_board_user_settings", Method::PATCH, "{project}/{team?}/_apis/work/boards/{board}/boardusersettings")
        .resource("boardusersettings").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("b30d9f58-1891-4b0a-b168-c46408f919b0")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_BOARD_CARD_RULE_SETTINGS = op("work.get_board_card_rule_settings", Method::GET, "{project}/{team?}/_apis/work/boards/{board}/cardrulesettings")
        .resource("cardrulesettings").api_version("7.1").effect(Effect::Read)
        .location_id(Some("b044a3d9-02ea-49c7-91a1-b730949cc896")).scopes(&["vso.work"]);
    UPDATE_BOARD_CARD_RULE_SETTINGS = op("work.update_board_card_rule_settings", Method::PATCH, "{project}/{team?}/_apis/work/boards/{board}/cardrulesettings")
        .resource("cardrulesettings").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("b044a3d9-02ea-49c7-91a1-b730949cc896")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_BOARD_CARD_SETTINGS = op("work.get_board_card_settings", Method::GET, "{project}/{team?}/_apis/work/boards/{board}/cardsettings")
        .resource("cardsettings").api_version("7.1").effect(Effect::Read)
        .location_id(Some("07c3b467-bc60-4f05-8e34-599ce288fafc")).scopes(&["vso.work"]);
    UPDATE_BOARD_CARD_SETTINGS = op("work.update_board_card_settings", Method::PUT, "{project}/{team?}/_apis/work/boards/{board}/cardsettings")
        .resource("cardsettings").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("07c3b467-bc60-4f05-8e34-599ce288fafc")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_BOARD_CHART_IMAGE = op("work.get_board_chart_image", Method::GET, "{project}/{team}/_apis/work/boards/{board}/chartimages/{name}")
        .resource("chartimages").api_version("7.1").effect(Effect::Read)
        .location_id(Some("4ee4d042-64fa-4202-8ca6-dae1ab888985")).scopes(&["vso.work"])
        .optional(&["width", "height", "showDetails", "title"]);
    GET_BOARD_CHARTS = op("work.get_board_charts", Method::GET, "{project}/{team?}/_apis/work/boards/{board}/charts")
        .resource("charts").api_version("7.1").effect(Effect::Read)
        .location_id(Some("45fe888c-239e-49fd-958c-df1a1ab21d97")).scopes(&["vso.work"]);
    GET_BOARD_CHART = op("work.get_board_chart", Method::GET, "{project}/{team?}/_apis/work/boards/{board}/charts/{name}")
        .resource("charts").api_version("7.1").effect(Effect::Read)
        .location_id(Some("45fe888c-239e-49fd-958c-df1a1ab21d97")).scopes(&["vso.work"]);
    UPDATE_BOARD_CHART = op("work.update_board_chart", Method::PATCH, "{project}/{team?}/_apis/work/boards/{board}/charts/{name}")
        .resource("charts").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("45fe888c-239e-49fd-958c-df1a1ab21d97")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_BOARD_COLUMNS = op("work.get_board_columns", Method::GET, "{project}/{team?}/_apis/work/boards/{board}/columns")
        .resource("columns").api_version("7.1").effect(Effect::Read)
        .location_id(Some("c555d7ff-84e1-47df-9923-a3fe0cd8751b")).scopes(&["vso.work"]);
    UPDATE_BOARD_COLUMNS = op("work.update_board_columns", Method::PUT, "{project}/{team?}/_apis/work/boards/{board}/columns")
        .resource("columns").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("c555d7ff-84e1-47df-9923-a3fe0cd8751b")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_BOARD_ROWS = op("work.get_board_rows", Method::GET, "{project}/{team?}/_apis/work/boards/{board}/rows")
        .resource("rows").api_version("7.1").effect(Effect::Read)
        .location_id(Some("0863355d-aefd-4d63-8669-984c9b7b0e78")).scopes(&["vso.work"]);
    UPDATE_BOARD_ROWS = op("work.update_board_rows", Method::PUT, "{project}/{team?}/_apis/work/boards/{board}/rows")
        .resource("rows").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("0863355d-aefd-4d63-8669-984c9b7b0e78")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_BOARD = op("work.get_board", Method::GET, "{project}/{team?}/_apis/work/boards/{id}")
        .resource("boards").api_version("7.1").effect(Effect::Read)
        .location_id(Some("23ad19fc-3b8e-4877-8462-b3f92bc06b40")).scopes(&["vso.work"]);
    SET_BOARD_OPTIONS = op("work.set_board_options", Method::PUT, "{project}/{team?}/_apis/work/boards/{id}")
        .resource("boards").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("23ad19fc-3b8e-4877-8462-b3f92bc06b40")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_BOARD_MAPPING_PARENT_ITEMS = op("work.get_board_mapping_parent_items", Method::GET, "{project}/{team?}/_apis/work/boards/boardparents")
        .resource("boardparents").api_version("7.1").effect(Effect::Read)
        .location_id(Some("186abea3-5c35-432f-9e28-7a15b4312a0e")).scopes(&["vso.work"])
        .required(&["childBacklogContextCategoryRefName", "workitemIds"]);
    GET_ITERATION_CHART_IMAGE = op("work.get_iteration_chart_image", Method::GET, "{project}/{team}/_apis/work/iterations/{iterationId}/chartimages/{name}")
        .resource("chartimages").api_version("7.1").effect(Effect::Read)
        .location_id(Some("8b94efc1-e022-469d-80aa-8d2ba1c21449")).scopes(&["vso.work"])
        .optional(&["width", "height", "showDetails", "title"]);
    REORDER_ITERATION_WORK_ITEMS = op("work.reorder_iteration_work_items", Method::PATCH, "{project}/{team}/_apis/work/iterations/{iterationId}/workitemsorder")
        .resource("workitemsorder").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("47755db2-d7eb-405a-8c25-675401525fc9")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_ITERATIONS_CHART_IMAGE = op("work.get_iterations_chart_image", Method::GET, "{project}/{team}/_apis/work/iterations/chartimages/{name}")
        .resource("chartimages").api_version("7.1").effect(Effect::Read)
        .location_id(Some("89436dcf-a56b-4f72-a42e-2afef39c88a5")).scopes(&["vso.work"])
        .optional(&["iterationsNumber", "width", "height", "showDetails", "title"]);
    UPDATE_TASKBOARD_CARD_RULE_SETTINGS = op("work.update_taskboard_card_rule_settings", Method::PATCH, "{project}/{team}/_apis/work/taskboard/cardrulesettings")
        .resource("cardrulesettings").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("3f84a8d1-1aab-423e-a94b-6dcbdcca511f")).scopes(&["vso.work_write"])
        .consumes(Some("application/json")).produces(&[]);
    UPDATE_TASKBOARD_CARD_SETTINGS = op("work.update_taskboard_card_settings", Method::PUT, "{project}/{team}/_apis/work/taskboard/cardsettings")
        .resource("cardsettings").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("0d63745f-31f3-4cf3-9056-2a064e567637")).scopes(&["vso.work_write"])
        .consumes(Some("application/json")).produces(&[]);
    GET_COLUMNS = op("work.get_columns", Method::GET, "{project}/{team}/_apis/work/taskboardcolumns")
        .resource("taskboardColumns").api_version("7.1").effect(Effect::Read)
        .location_id(Some("c6815dbe-8e7e-4ffe-9a79-e83ee712aa92")).scopes(&["vso.work"]);
    UPDATE_COLUMNS = op("work.update_columns", Method::PUT, "{project}/{team}/_apis/work/taskboardcolumns")
        .resource("taskboardColumns").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("c6815dbe-8e7e-4ffe-9a79-e83ee712aa92")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_WORK_ITEM_COLUMNS = op("work.get_work_item_columns", Method::GET, "{project}/{team}/_apis/work/taskboardworkitems/{iterationId}")
        .resource("taskboardWorkItems").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1be23c36-8872-4abc-b57d-402cd6c669d9")).scopes(&["vso.work"]);
    UPDATE_WORK_ITEM_COLUMN = op("work.update_work_item_column", Method::PATCH, "{project}/{team}/_apis/work/taskboardworkitems/{iterationId}/{workItemId}")
        .resource("taskboardWorkItems").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1be23c36-8872-4abc-b57d-402cd6c669d9")).scopes(&["vso.work_write"])
        .consumes(Some("application/json")).produces(&[]);
    GET_TEAM_SETTINGS = op("work.get_team_settings", Method::GET, "{project}/{team?}/_apis/work/teamsettings")
        .resource("teamsettings").api_version("7.1").effect(Effect::Read)
        .location_id(Some("c3c1012b-bea7-49d7-b45e-1664e566f84c")).scopes(&["vso.work"]);
    UPDATE_TEAM_SETTINGS = op("work.update_team_settings", Method::PATCH, "{project}/{team?}/_apis/work/teamsettings")
        .resource("teamsettings").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("c3c1012b-bea7-49d7-b45e-1664e566f84c")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_TEAM_ITERATIONS = op("work.get_team_iterations", Method::GET, "{project}/{team?}/_apis/work/teamsettings/iterations")
        .resource("iterations").api_version("7.1").effect(Effect::Read)
        .location_id(Some("c9175577-28a1-4b06-9197-8636af9f64ad")).scopes(&["vso.work"]).optional(&["$timeframe"]);
    POST_TEAM_ITERATION = op("work.post_team_iteration", Method::POST, "{project}/{team?}/_apis/work/teamsettings/iterations")
        .resource("iterations").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("c9175577-28a1-4b06-9197-8636af9f64ad")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    DELETE_TEAM_ITERATION = op("work.delete_team_iteration", Method::DELETE, "{project}/{team?}/_apis/work/teamsettings/iterations/{id}")
        .resource("iterations").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("c9175577-28a1-4b06-9197-8636af9f64ad")).scopes(&["vso.work_write"]).produces(&[]);
    GET_TEAM_ITERATION = op("work.get_team_iteration", Method::GET, "{project}/{team?}/_apis/work/teamsettings/iterations/{id}")
        .resource("iterations").api_version("7.1").effect(Effect::Read)
        .location_id(Some("c9175577-28a1-4b06-9197-8636af9f64ad")).scopes(&["vso.work"]);
    GET_CAPACITIES_WITH_IDENTITY_REF_AND_TOTALS = op("work.get_capacities_with_identity_ref_and_totals", Method::GET, "{project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/capacities")
        .resource("capacities").api_version("7.1").effect(Effect::Read)
        .location_id(Some("74412d15-8c1a-4352-a48d-ef1ed5587d57")).scopes(&["vso.work"]);
    REPLACE_CAPACITIES_WITH_IDENTITY_REF = op("work.replace_capacities_with_identity_ref", Method::PUT, "{project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/capacities")
        .resource("capacities").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("74412d15-8c1a-4352-a48d-ef1ed5587d57")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_CAPACITY_WITH_IDENTITY_REF = op("work.get_capacity_with_identity_ref", Method::GET, "{project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/capacities/{teamMemberId}")
        .resource("capacities").api_version("7.1").effect(Effect::Read)
        .location_id(Some("74412d15-8c1a-4352-a48d-ef1ed5587d57")).scopes(&["vso.work"]);
    UPDATE_CAPACITY_WITH_IDENTITY_REF = op("work.update_capacity_with_identity_ref", Method::PATCH, "{project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/capacities/{teamMemberId}")
        .resource("capacities").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("74412d15-8c1a-4352-a48d-ef1ed5587d57")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_TEAM_DAYS_OFF = op("work.get_team_days_off", Method::GET, "{project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/teamdaysoff")
        .resource("teamdaysoff").api_version("7.1").effect(Effect::Read)
        .location_id(Some("2d4faa2e-9150-4cbf-a47a-932b1b4a0773")).scopes(&["vso.work"]);
    UPDATE_TEAM_DAYS_OFF = op("work.update_team_days_off", Method::PATCH, "{project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/teamdaysoff")
        .resource("teamdaysoff").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("2d4faa2e-9150-4cbf-a47a-932b1b4a0773")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_ITERATION_WORK_ITEMS = op("work.get_iteration_work_items", Method::GET, "{project}/{team?}/_apis/work/teamsettings/iterations/{iterationId}/workitems")
        .resource("workitems").api_version("7.1").effect(Effect::Read)
        .location_id(Some("5b3ef1a6-d3ab-44cd-bafd-c7f45db850fa")).scopes(&["vso.work"]);
    GET_TEAM_FIELD_VALUES = op("work.get_team_field_values", Method::GET, "{project}/{team?}/_apis/work/teamsettings/teamfieldvalues")
        .resource("teamfieldvalues").api_version("7.1").effect(Effect::Read)
        .location_id(Some("07ced576-58ed-49e6-9c1e-5cb53ab8bf2a")).scopes(&["vso.work"]);
    UPDATE_TEAM_FIELD_VALUES = op("work.update_team_field_values", Method::PATCH, "{project}/{team?}/_apis/work/teamsettings/teamfieldvalues")
        .resource("teamfieldvalues").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("07ced576-58ed-49e6-9c1e-5cb53ab8bf2a")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    REORDER_BACKLOG_WORK_ITEMS = op("work.reorder_backlog_work_items", Method::PATCH, "{project}/{team}/_apis/work/workitemsorder")
        .resource("workitemsorder").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1c22b714-e7e4-41b9-85e0-56ee13ef55ed")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_PREDEFINED_QUERIES = op("work.get_predefined_queries", Method::GET, "{project}/_apis/work/predefinedqueries")
        .resource("predefinedQueries").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("9cbba37c-6cc6-4f70-b903-709be86acbf0")).scopes(&["vso.work"]);
    GET_PREDEFINED_QUERY_RESULTS = op("work.get_predefined_query_results", Method::GET, "{project}/_apis/work/predefinedqueries/{id}")
        .resource("predefinedQueries").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("9cbba37c-6cc6-4f70-b903-709be86acbf0")).scopes(&["vso.work"])
        .optional(&["$top", "includeCompleted"]);
    UPDATE_AUTOMATION_RULE = op("work.update_automation_rule", Method::PATCH, "{project}/{team?}/_apis/work/automationrules")
        .resource("automationrules").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("2882c15d-0cb3-43b5-8fb7-db62e09a79db")).consumes(Some("application/json"))
        .produces(&[]);
    GET_BOARD_BADGE = op("work.get_board_badge", Method::GET, "{project}/{team?}/_apis/work/boardbadge/{id}")
        .resource("boardbadge").api_version("7.1").effect(Effect::Read)
        .location_id(Some("0120b002-ab6c-4ca0-98cf-a8d7492f865c")).optional(&["columnOptions", "columns"]);
}
