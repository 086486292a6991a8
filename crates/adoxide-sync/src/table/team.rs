use adoxide_api::wire::DateTime;
use adoxide_api::{core, work};
use jiff::{SignedDuration, Timestamp};

use super::{
    Column, Table, boolean, identity, integer, json, list, map, number, record, tables, text, timestamp,
};
use crate::Connector::Boards;
use crate::Error;
use crate::Ingestion::Snapshot;
use crate::read::Json;

tables! {
    /// The teams of each project.
    #[rest = "core/teams/get-teams"]
    pub static TEAMS = Table::new("teams", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Boards)
        .reads(&core::meta::GET_TEAMS)
        .query("$top", "500")
        .query("$expandIdentity", "true")
        .column(text("id"), "Id of the team, a UUID: `team_id` of other tables")
        .column(text("name"), "Name, unique within the project")
        .column(text("description"), "Description; null if there is none")
        .column(text("url"), "Address of the team in the REST API")
        .column(text("identityUrl"), "Address of its identity in the REST API")
        .column(
            record(
                "identity",
                [
                    text("id"),
                    text("descriptor"),
                    text("subjectDescriptor"),
                    text("providerDisplayName"),
                    boolean("isActive"),
                    boolean("isContainer"),
                ],
            ),
            "The group that the team is: `subjectDescriptor` is `groups.descriptor`",
        );

    /// Who is in each team: people, and groups as they are.
    #[rest = "core/teams/get-team-members-with-extended-properties"]
    pub static TEAM_MEMBERS =
        of_team(Table::child_of(&TEAMS, "team_members", &["project_id", "team_id", "identity_id"]))
            .reads(&core::meta::GET_TEAM_MEMBERS_WITH_EXTENDED_PROPERTIES)
            .query("$top", "500")
            .column(identity("identity"), "The member, a person or a group")
            .column(boolean("isTeamAdmin"), "Whether they administrate the team; null if they don't")
            .column(text("identity_id").at(&["identity", "id"]), "Id of the member");

    /// The iterations that each team has chosen as its sprints.
    #[rest = "work/iterations/list"]
    pub static TEAM_ITERATIONS =
        of_team(Table::child_of(&TEAMS, "team_iterations", &["project_id", "team_id", "id"]))
            .reads(&work::meta::GET_TEAM_ITERATIONS)
            .column(text("id"), "Id of the iteration, a UUID: `iterations.identifier`")
            .column(text("name"), "Name of the iteration")
            .column(text("path"), "Path from the project on, separated by backslashes: `work_items.iterationPath`")
            .column(
                record("attributes", [timestamp("startDate"), timestamp("finishDate"), text("timeFrame")]),
                "First and last day, and whether it is past, current or future",
            )
            .column(text("url"), "Address of the iteration in the REST API");

    /// How much each member of a team can do in each sprint.
    #[rest = "work/capacities/get-capacities-with-identity-ref-and-totals"]
    pub static ITERATION_CAPACITIES = of_sprint(Table::child_of(
        &TEAM_ITERATIONS,
        "iteration_capacities",
        &["project_id", "team_id", "iteration_id", "team_member_id"],
    ))
        .reads(&work::meta::GET_CAPACITIES_WITH_IDENTITY_REF_AND_TOTALS)
        .settles(is_long_over)
        .unseen(OVER)
        // Older versions answer with a list.
        .under(&["teamMembers", "value"])
        .column(identity("teamMember"), "The member")
        .column(
            list("activities", record("item", [text("name"), number("capacityPerDay")])),
            "Hours a day, by activity",
        )
        .column(
            list("daysOff", record("item", [timestamp("start"), timestamp("end")])),
            "Days off: first and last day of each range",
        )
        .column(text("url"), "Address of the capacity in the REST API")
        .column(text("team_member_id").at(&["teamMember", "id"]), "Id of the member");

    /// The days of each sprint that a whole team is off.
    #[rest = "work/teamdaysoff/get"]
    pub static TEAM_DAYS_OFF = of_sprint(Table::child_of(
        &TEAM_ITERATIONS,
        "team_days_off",
        &["project_id", "team_id", "iteration_id"],
    ))
        .reads(&work::meta::GET_TEAM_DAYS_OFF)
        .settles(is_long_over)
        .unseen(OVER)
        .single()
        .column(
            list("daysOff", record("item", [timestamp("start"), timestamp("end")])),
            "Days off: first and last day of each range",
        )
        .column(text("url"), "Address of the days off in the REST API");

    /// The boards of each team, one for each level of its backlogs.
    #[rest = "work/boards/get"]
    pub static BOARDS = of_team(Table::child_of(&TEAMS, "boards", &["project_id", "team_id", "id"]))
        .reads(&work::meta::GET_BOARDS)
        .detail(&work::meta::GET_BOARD)
        .column(text("id"), "Id of the board, a UUID")
        .column(text("name"), "Name of the board: that of the backlog level (Stories, Features, …)")
        .column(integer("revision"), "Revision: grows with each change")
        .column(list("columns", record("item", column())), "Its columns, in order; see `board_columns`")
        .column(list("rows", record("item", row())), "Its swimlanes, in order; see `board_rows`")
        .column(boolean("isValid"), "Whether its settings fit the process of the project")
        .column(boolean("canEdit"), "Whether the credential of the sync may change it")
        .column(
            record("fields", ["columnField", "rowField", "doneField"].map(field)),
            "The fields of work items that hold column, swimlane and done",
        )
        .column(text("url"), "Address of the board in the REST API")
        .column(json("allowedMappings"), "Which states each type of column may stand for");

    /// The columns of each board.
    #[rest = "work/boards/get"]
    pub static BOARD_COLUMNS = of_board(Table::within(
        &BOARDS,
        "columns",
        "board_columns",
        &["project_id", "team_id", "board_id", "id"],
    ))
        .column(text("id"), "Id of the column, a UUID")
        .column(text("name"), "Name of the column: `work_items.boardColumn`")
        .column(integer("itemLimit"), "Most work items in progress; 0 for no limit")
        .column(map("stateMappings", text("value")), "The state that it stands for, by work item type")
        .column(boolean("isSplit"), "Whether it is split into doing and done; null if it can't be")
        .column(text("description"), "Its definition of done")
        .column(text("columnType"), "incoming, inProgress or outgoing")
        .column(integer("order").position(), "Position on the board, from 0");

    /// The swimlanes of each board. The first one has no name.
    #[rest = "work/boards/get"]
    pub static BOARD_ROWS = of_board(Table::within(
        &BOARDS,
        "rows",
        "board_rows",
        &["project_id", "team_id", "board_id", "id"],
    ))
        .column(text("id"), "Id of the swimlane, a UUID; zeros for the one that each board has")
        .column(text("name"), "Name of the swimlane: `work_items.boardLane`")
        .column(text("color"), "Its color, such as `#F2CB1D`")
        .column(integer("order").position(), "Position on the board, from 0");
}

const OVER: &str = "what is changed for a sprint more than two weeks after it ended";

/// Whether a sprint ended more than two weeks ago.
fn is_long_over(sprint: &Json, at: Timestamp) -> Result<bool, Error> {
    let end = sprint.text(&["attributes", "finishDate"])?.and_then(|date| DateTime::from(date).timestamp());
    let is_over = sprint.text(&["attributes", "timeFrame"])?.as_deref() == Some("past");
    Ok(is_over && end.is_some_and(|end| at.duration_since(end) > SignedDuration::from_hours(14 * 24)))
}

fn column() -> Vec<Column> {
    vec![
        text("id"),
        text("name"),
        integer("itemLimit"),
        map("stateMappings", text("value")),
        boolean("isSplit"),
        text("description"),
        text("columnType"),
    ]
}

fn row() -> [Column; 3] {
    ["id", "name", "color"].map(text)
}

fn field(name: &'static str) -> Column {
    record(name, [text("referenceName"), text("url")])
}

/// A table of what each team has.
fn of_team(table: Table) -> Table {
    table.parent(text("team_id"), "id", "The team: `teams.id`")
}

/// A table of what each team has in each of its sprints.
fn of_sprint(table: Table) -> Table {
    table.parent(text("team_id"), "team_id", "The team: `teams.id`").parent(
        text("iteration_id"),
        "id",
        "The sprint: `team_iterations.id`",
    )
}

/// A table of what each board has.
fn of_board(table: Table) -> Table {
    table.parent(text("team_id"), "team_id", "The team: `teams.id`").parent(
        text("board_id"),
        "id",
        "The board: `boards.id`",
    )
}
