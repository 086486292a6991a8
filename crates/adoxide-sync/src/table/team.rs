use std::sync::LazyLock;

use super::{Ingestion, Table, boolean, identity, integer, list, map, number, record, text, timestamp};

/// The teams.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/core/teams/get-teams>
pub static TEAMS: LazyLock<Table> = LazyLock::new(|| {
    let sent = ["id", "name", "description", "url", "identityUrl"].map(text).into();
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
    let column = [
        text("id"),
        text("name"),
        integer("itemLimit"),
        map("stateMappings", &text("value")),
        boolean("isSplit"),
        text("description"),
        text("columnType"),
    ];
    let field = |name| record(name, [text("referenceName"), text("url")]);
    let sent = vec![
        text("id"),
        text("name"),
        integer("revision"),
        list("columns", &record("item", column)),
        list("rows", &record("item", [text("id"), text("name"), text("color")])),
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
