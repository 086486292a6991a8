//! Teams, and what each of them has: members, iterations with capacities, boards.
//!
//! The service tells of none of it when it changed, so all is read each time.

use adoxide::api::core::{self, GetTeamMembersWithExtendedProperties, GetTeams};
use adoxide::api::path::{ProjectId, ProjectRef, TeamId, TeamRef};
use adoxide::api::wire::{Json, List};
use adoxide::api::work::{self, GetTeamIterations};
use futures::FutureExt as _;
use futures::stream::{self, StreamExt as _};

use super::pull_request::is_refused;
use super::work_item_type::parts_of;
use crate::decode::texts;
use crate::service::{AT_ONCE, Asking, FeedOf, Items, Reader};
use crate::table::{
    BOARD_COLUMNS, BOARD_ROWS, BOARDS, ITERATION_CAPACITIES, TEAM_DAYS_OFF, TEAM_ITERATIONS, TEAM_MEMBERS,
    TEAMS,
};
use crate::{Change, Error, Level, Scope, Table};

pub(super) static FEED: FeedOf = FeedOf {
    name: "teams",
    level: Level::Project,
    tables: || {
        vec![
            &TEAMS,
            &TEAM_MEMBERS,
            &TEAM_ITERATIONS,
            &ITERATION_CAPACITIES,
            &TEAM_DAYS_OFF,
            &BOARDS,
            &BOARD_COLUMNS,
            &BOARD_ROWS,
        ]
    },
    operations: &[
        "core.get_teams",
        "core.get_team_members_with_extended_properties",
        "work.get_team_iterations",
        "work.get_capacities_with_identity_ref_and_totals",
        "work.get_team_days_off",
        "work.get_boards",
        "work.get_board",
    ],
    read: |reader| read(reader).boxed(),
};

const PAGE: i64 = 500;

async fn read(mut reader: Reader) -> Result<(), Error> {
    let project = ProjectId::from(reader.project()?);
    let teams = reader
        .ask
        .all(core::get_teams(
            &project,
            GetTeams { top: Some(PAGE), expand_identity: Some(true), ..GetTeams::default() },
        ))
        .await?;
    reader.change(Change::SnapshotBegin(&TEAMS, Scope::unit())).await?;
    let mut ids = Vec::new();
    for page in &teams {
        let rows = reader.decode(&TEAMS, page, &[]).await?;
        ids.extend(texts(&rows, &["id"])?.iter().flatten().map(str::to_owned));
        reader.say(&TEAMS, rows).await?;
    }
    reader.change(Change::SnapshotEnd(&TEAMS)).await?;

    // All but the teams themselves.
    let children = &(FEED.tables)()[1..];
    let wants = |table: &Table| reader.pull.wants(table);
    let wanted = Wanted {
        members: wants(&TEAM_MEMBERS),
        iterations: wants(&TEAM_ITERATIONS),
        capacities: wants(&ITERATION_CAPACITIES),
        days_off: wants(&TEAM_DAYS_OFF),
        boards: [&BOARDS, &BOARD_COLUMNS, &BOARD_ROWS].into_iter().any(|table| wants(table)),
    };
    if children.iter().any(|table| wants(table)) {
        for &table in children {
            reader.change(Change::SnapshotBegin(table, Scope::unit())).await?;
        }
        let (ask, project) = (reader.ask.clone(), ProjectRef::from(reader.project()?));
        let mut teams = stream::iter(ids)
            .map(|team| Team::read(ask.clone(), project.clone(), team, wanted))
            .buffered(AT_ONCE);
        while let Some(team) = teams.next().await {
            match team {
                Ok(team) => team.say(&mut reader).await?,
                // One that can't be read does not hold back the others.
                Err(error) if is_refused(&error) => reader.fault(&TEAMS, error).await?,
                Err(error) => return Err(error),
            }
            if reader.is_full() {
                reader.checkpoint(1, &()).await?;
            }
        }
        // What a team has that could not be read is not gone.
        if reader.faults == 0 {
            for &table in children {
                reader.change(Change::SnapshotEnd(table)).await?;
            }
        }
    }
    reader.checkpoint(1, &()).await
}

/// What of a team is.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a list of its own")]
struct Wanted {
    members: bool,
    iterations: bool,
    capacities: bool,
    days_off: bool,
    boards: bool,
}

/// What one team has.
struct Team {
    id: String,
    members: Vec<Items>,
    iterations: Vec<Items>,
    capacities: Vec<(String, Items)>,
    days_off: Vec<(String, Items)>,
    boards: Vec<Json>,
}

impl Team {
    async fn read(ask: Asking, project: ProjectRef, id: String, wanted: Wanted) -> Result<Self, Error> {
        let Wanted { members, iterations, capacities, days_off, boards } = wanted;
        let team = TeamRef::from(&*id);
        let mut found = Self {
            id,
            members: vec![],
            iterations: vec![],
            capacities: vec![],
            days_off: vec![],
            boards: vec![],
        };
        if members {
            let params = GetTeamMembersWithExtendedProperties {
                top: Some(PAGE),
                ..GetTeamMembersWithExtendedProperties::default()
            };
            let (project, team) = (ProjectId::from(project.as_str()), TeamId::from(&*found.id));
            let op = core::get_team_members_with_extended_properties(&project, &team, params);
            found.members = ask.all(op).await?;
        }
        if iterations || capacities || days_off {
            let op = work::get_team_iterations(&project, Some(&team), GetTeamIterations::default());
            found.iterations = ask.all(op).await?;
        }
        if capacities {
            for iteration in ids(&found.iterations)? {
                let op = work::get_capacities_with_identity_ref_and_totals(
                    &project,
                    Some(&team),
                    &iteration.as_str().into(),
                );
                let mut capacity = ask.call(op).await?;
                // Older versions answer with a list.
                let members = ["teamMembers", "value"]
                    .into_iter()
                    .find_map(|name| capacity.get_mut(name).and_then(Json::as_array_mut).map(std::mem::take));
                found.capacities.push((iteration, Items::of(members.unwrap_or_default())));
            }
        }
        if days_off {
            for iteration in ids(&found.iterations)? {
                let op = work::get_team_days_off(&project, Some(&team), &iteration.as_str().into());
                let days = ask.call(op).await?;
                found.days_off.push((iteration, Items::of(vec![days])));
            }
        }
        if boards {
            for board in
                ids(&ask.all(work::get_boards(&project, Some(&team)).reply_as::<List<Json>>()).await?)?
            {
                let board = work::get_board(&project, Some(&team), &board.as_str().into());
                found.boards.push(ask.call(board).await?);
            }
        }
        Ok(found)
    }

    async fn say(self, reader: &mut Reader) -> Result<(), Error> {
        let given = [("team_id", self.id.as_str().into())];
        reader.say_all(&TEAM_MEMBERS, &self.members, &given).await?;
        if reader.pull.wants(&TEAM_ITERATIONS) {
            reader.say_all(&TEAM_ITERATIONS, &self.iterations, &given).await?;
        }
        for (iteration, members) in self.capacities {
            let [team] = &given;
            let given = [team.clone(), ("iteration_id", iteration.as_str().into())];
            reader.say_all(&ITERATION_CAPACITIES, &[members], &given).await?;
        }
        for (iteration, days) in self.days_off {
            let [team] = &given;
            let given = [team.clone(), ("iteration_id", iteration.as_str().into())];
            reader.say_all(&TEAM_DAYS_OFF, &[days], &given).await?;
        }
        for board in &self.boards {
            let [team] = &given;
            let given = [team.clone(), ("board_id", board["id"].as_str().unwrap_or_default().into())];
            let parts: [(&'static Table, &str); 2] = [(&BOARD_COLUMNS, "columns"), (&BOARD_ROWS, "rows")];
            for (table, name) in parts {
                reader.say_all(table, &[Items::of(parts_of(board, name, &[]))], &given).await?;
            }
        }
        reader.say_all(&BOARDS, &[Items::of(self.boards)], &given).await
    }
}

/// The ids of these items.
fn ids(pages: &[Items]) -> Result<Vec<String>, Error> {
    let mut ids = Vec::new();
    for page in pages {
        ids.extend(page.values()?.iter().filter_map(|item| item["id"].as_str().map(str::to_owned)));
    }
    Ok(ids)
}
