use std::sync::LazyLock;

use arrow_schema::FieldRef;

use super::{Ingestion, Table, boolean, identity, integer, list, map, number, record, text, timestamp};

/// The teams. `identity` is the group that a team is: its `subjectDescriptor` is the `descriptor` of `groups`.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/core/teams/get-teams>
pub static TEAMS: LazyLock<Table> = LazyLock::new(|| {
    let identity = [
        text("id"),
        text("descriptor"),
        text("subjectDescriptor"),
        text("providerDisplayName"),
        boolean("isActive"),
        boolean("isContainer"),
    ];
    let columns = ["id", "name", "description", "url", "identityUrl"].map(text);
    let sent = columns.into_iter().chain([record("identity", identity)]).collect();
    Table::new("teams", Ingestion::Snapshot, &["project_id", "id"], sent).by_project()
});

/// Who is in a team: people, and groups as they are.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/core/teams/get-team-members-with-extended-properties>
pub static TEAM_MEMBERS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![identity("identity"), boolean("isTeamAdmin")];
    Table::new("team_members", Ingestion::Snapshot, &["project_id", "team_id", "identity_id"], sent)
        .take(text("identity_id"), &["identity", "id"])
        .by_project()
        .given(text("team_id"))
});

/// The iterations that a team has chosen as its sprints. `attributes.timeFrame` is past, current or future.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/work/iterations/list>
pub static TEAM_ITERATIONS: LazyLock<Table> = LazyLock::new(|| {
    let attributes = [timestamp("startDate"), timestamp("finishDate"), text("timeFrame")];
    let sent = vec![text("id"), text("name"), text("path"), record("attributes", attributes), text("url")];
    Table::new("team_iterations", Ingestion::Snapshot, &["project_id", "team_id", "id"], sent)
        .by_project()
        .given(text("team_id"))
});

/// How much each member of a team can do in a sprint: hours a day by activity, and days off.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/work/capacities/get-capacities-with-identity-ref-and-totals>
pub static ITERATION_CAPACITIES: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        identity("teamMember"),
        list("activities", &record("item", [text("name"), number("capacityPerDay")])),
        list("daysOff", &record("item", [timestamp("start"), timestamp("end")])),
        text("url"),
    ];
    let key = &["project_id", "team_id", "iteration_id", "team_member_id"];
    Table::new("iteration_capacities", Ingestion::Snapshot, key, sent)
        .take(text("team_member_id"), &["teamMember", "id"])
        .by_project()
        .given(text("team_id"))
        .given(text("iteration_id"))
});

/// The days of a sprint that a whole team is off.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/work/teamdaysoff/get>
pub static TEAM_DAYS_OFF: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![list("daysOff", &record("item", [timestamp("start"), timestamp("end")])), text("url")];
    Table::new("team_days_off", Ingestion::Snapshot, &["project_id", "team_id", "iteration_id"], sent)
        .by_project()
        .given(text("team_id"))
        .given(text("iteration_id"))
});

/// The boards of the teams, each with its columns and rows. `allowedMappings` is JSON.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/work/boards/get>
pub static BOARDS: LazyLock<Table> = LazyLock::new(|| {
    let field = |name| record(name, [text("referenceName"), text("url")]);
    let sent = vec![
        text("id"),
        text("name"),
        integer("revision"),
        list("columns", &record("item", column())),
        list("rows", &record("item", row())),
        boolean("isValid"),
        boolean("canEdit"),
        record("fields", [field("columnField"), field("rowField"), field("doneField")]),
        text("url"),
    ];
    Table::new("boards", Ingestion::Snapshot, &["project_id", "team_id", "id"], sent)
        .take_json("allowedMappings", &["allowedMappings"])
        .by_project()
        .given(text("team_id"))
});

/// The columns of the boards, in their order: a table of what `boards` has in a list.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/work/boards/get>
pub static BOARD_COLUMNS: LazyLock<Table> = LazyLock::new(|| of_board("board_columns", column()));

/// The rows of the boards, in their order: a table of what `boards` has in a list. The first one has no name.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/work/boards/get>
pub static BOARD_ROWS: LazyLock<Table> = LazyLock::new(|| of_board("board_rows", row()));

fn column() -> Vec<FieldRef> {
    vec![
        text("id"),
        text("name"),
        integer("itemLimit"),
        map("stateMappings", &text("value")),
        boolean("isSplit"),
        text("description"),
        text("columnType"),
    ]
}

fn row() -> Vec<FieldRef> {
    vec![text("id"), text("name"), text("color")]
}

fn of_board(name: &'static str, columns: Vec<FieldRef>) -> Table {
    let sent = columns.into_iter().chain([integer("order")]).collect();
    Table::new(name, Ingestion::Snapshot, &["project_id", "team_id", "board_id", "id"], sent)
        .by_project()
        .given(text("team_id"))
        .given(text("board_id"))
}
