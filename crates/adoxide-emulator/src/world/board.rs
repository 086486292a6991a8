//! Backlogs and boards: the levels that work items are planned on, and the columns that they go through.
//!
//! What a team did not change is made of the process, each time anew.

use std::collections::BTreeMap;

use serde_json::Value;
use uuid::Uuid;

use super::organization::Organization;
use super::project::Project;
use super::team::Team;
use super::team_settings::{BugsBehavior, TaskboardColumn};
use super::work_item_type::{StateCategory, WorkItemType};

/// What a level is for. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LevelKind {
    /// What is planned far ahead.
    Portfolio,
    /// What somebody wants.
    Requirement,
    /// What somebody does.
    Task,
}

impl LevelKind {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Portfolio => "portfolio",
            Self::Requirement => "requirement",
            Self::Task => "task",
        }
    }
}

/// A level of the backlog of a team.
#[derive(Clone, Debug)]
pub struct BacklogLevel<'w> {
    /// `Microsoft.RequirementCategory`
    pub category: &'static str,
    /// `Stories`
    pub name: &'static str,
    /// 1 for tasks, higher for what is planned further ahead.
    pub rank: i64,
    /// What it is for.
    pub kind: LevelKind,
    /// The types on it, the one of new work items first.
    pub types: Vec<&'w WorkItemType>,
    /// Whether the team does not show it.
    pub is_hidden: bool,
}

/// Where a column is. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// The first.
    Incoming,
    /// Between.
    InProgress,
    /// The last.
    Outgoing,
}

impl ColumnType {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::InProgress => "inProgress",
            Self::Outgoing => "outgoing",
        }
    }
}

/// A column of a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardColumn {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// How many work items may be in it; 0 for any number.
    pub item_limit: i64,
    /// The state of each type that is in it.
    pub state_mappings: BTreeMap<String, String>,
    /// Whether it has a half for what is done.
    pub is_split: bool,
    /// What has to be done before something leaves it.
    pub description: String,
    /// Where it is.
    pub column_type: ColumnType,
}

/// A row of a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardRow {
    /// Its id; that of nothing for the default row.
    pub id: Uuid,
    /// Its name; none for the default row.
    pub name: Option<String>,
    /// Six hexadecimal digits.
    pub color: Option<String>,
}

/// A board, without the work items on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    /// Its id.
    pub id: Uuid,
    /// How often it was changed.
    pub revision: i64,
    /// Its columns, in order.
    pub columns: Vec<BoardColumn>,
    /// Its rows, in order.
    pub rows: Vec<BoardRow>,
    /// What cards show, as the team put it.
    pub card_settings: Option<Value>,
    /// What cards look like when, as the team put it.
    pub card_rules: Option<Value>,
}

/// Made of other ids, always the same.
fn derived(team: &Team, category: &str, part: usize) -> Uuid {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ part as u64;
    for byte in category.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    let bits = team.id.0.as_u128() ^ (u128::from(hash) << 64) ^ u128::from(hash.rotate_left(32));
    uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid()
}

fn column_type(category: StateCategory) -> ColumnType {
    match category {
        StateCategory::Proposed => ColumnType::Incoming,
        StateCategory::InProgress | StateCategory::Resolved => ColumnType::InProgress,
        StateCategory::Completed | StateCategory::Removed => ColumnType::Outgoing,
    }
}

impl Organization {
    /// The levels of the backlog of a team, the furthest ahead first.
    pub fn backlog_levels(&self, project: &Project, team: &Team) -> Vec<BacklogLevel<'_>> {
        let types = self.work_item_types(project);
        let of = |category: &str| {
            let has = move |kind: &&WorkItemType, category: &str| {
                !kind.is_disabled && kind.categories.iter().any(|known| known == category)
            };
            types.iter().filter(|kind| has(kind, category)).collect::<Vec<_>>()
        };
        // The level is called after its first type, as the processes of the service do.
        let is_bug = |kind: &WorkItemType| kind.categories.iter().any(|it| it == "Microsoft.BugCategory");
        let requirements = of("Microsoft.RequirementCategory");
        let requirement_name =
            match requirements.iter().find(|kind| !is_bug(kind)).map(|kind| kind.name.as_str()) {
                Some("User Story") => "Stories",
                Some("Product Backlog Item") => "Backlog items",
                Some("Requirement") => "Requirements",
                _ => "Issues",
            };
        let levels = [
            ("Microsoft.EpicCategory", "Epics", 4, LevelKind::Portfolio),
            ("Microsoft.FeatureCategory", "Features", 3, LevelKind::Portfolio),
            ("Microsoft.RequirementCategory", requirement_name, 2, LevelKind::Requirement),
            ("Microsoft.TaskCategory", "Tasks", 1, LevelKind::Task),
        ];
        let bugs = |kind: LevelKind| match (team.settings.bugs_behavior, kind) {
            (BugsBehavior::AsRequirements, LevelKind::Requirement)
            | (BugsBehavior::AsTasks, LevelKind::Task) => of("Microsoft.BugCategory"),
            _ => Vec::new(),
        };
        let levels = levels.into_iter().map(|(category, name, rank, kind)| {
            // Where bugs are is said by the team, also where the process counts them among requirements.
            let mut types = of(category);
            types.retain(|kind| !is_bug(kind));
            types.extend(bugs(kind));
            let is_hidden = team.settings.backlog_visibilities.get(category) == Some(&false);
            BacklogLevel { category, name, rank, kind, types, is_hidden }
        });
        levels.filter(|level| !level.types.is_empty()).collect()
    }

    /// The board of a level: as the team changed it, or as the process has it.
    pub fn board(&self, team: &Team, level: &BacklogLevel<'_>) -> Board {
        let fresh = fresh_board(team, level);
        match team.settings.boards.get(level.category) {
            // Types may have come to the level since, with bugs: they need their states.
            Some(known) => {
                let mut known = known.clone();
                for column in &mut known.columns {
                    let same = fresh.columns.iter().find(|fresh| fresh.column_type == column.column_type);
                    for (kind, state) in same.into_iter().flat_map(|fresh| &fresh.state_mappings) {
                        column.state_mappings.entry(kind.clone()).or_insert_with(|| state.clone());
                    }
                    column
                        .state_mappings
                        .retain(|kind, _| level.types.iter().any(|known| known.name == *kind));
                }
                known
            }
            None => fresh,
        }
    }
}

impl Organization {
    /// The taskboard of a team that did not change it: the columns of a board of tasks.
    pub fn taskboard(&self, team: &Team, level: &BacklogLevel<'_>) -> Vec<TaskboardColumn> {
        let columns = fresh_board(team, level).columns.into_iter();
        let column = |column: BoardColumn| TaskboardColumn {
            id: column.id,
            name: column.name,
            mappings: column.state_mappings.into_iter().collect(),
        };
        columns.map(column).collect()
    }
}

/// A column for each state of the first type; the other types are in the column of their state's category.
fn fresh_board(team: &Team, level: &BacklogLevel<'_>) -> Board {
    let states = level.types.first().into_iter().flat_map(|kind| kind.visible_states());
    let states: Vec<_> = states.filter(|state| state.category != StateCategory::Removed).collect();
    let last = states.len().saturating_sub(1);
    let columns = states.iter().enumerate().map(|(index, state)| {
        let column_type = match index {
            0 => ColumnType::Incoming,
            _ if index == last => ColumnType::Outgoing,
            _ => ColumnType::InProgress,
        };
        let mappings = level.types.iter().filter_map(|kind| {
            let same = kind.visible_states().find(|other| other.name == state.name);
            let alike = || {
                kind.visible_states().find(|other| super::board::column_type(other.category) == column_type)
            };
            Some((kind.name.clone(), same.or_else(alike)?.name.clone()))
        });
        BoardColumn {
            id: derived(team, level.category, index + 1),
            name: state.name.clone(),
            // As the service begins: five at a time.
            item_limit: if column_type == ColumnType::InProgress { 5 } else { 0 },
            state_mappings: mappings.collect(),
            is_split: false,
            description: String::new(),
            column_type,
        }
    });
    Board {
        id: derived(team, level.category, 0),
        revision: 0,
        columns: columns.collect(),
        rows: vec![BoardRow { id: Uuid::nil(), name: None, color: None }],
        card_settings: None,
        card_rules: None,
    }
}

/// Which states may be in which columns: what is proposed also in those between, as in Scrum, where two states
/// are.
pub fn allowed_mappings(level: &BacklogLevel<'_>) -> [(ColumnType, BTreeMap<String, Vec<String>>); 3] {
    [ColumnType::Incoming, ColumnType::InProgress, ColumnType::Outgoing].map(|wanted| {
        let fits = |category: StateCategory| {
            let own = column_type(category);
            own == wanted || own == ColumnType::Incoming && wanted == ColumnType::InProgress
        };
        let states = |kind: &WorkItemType| {
            let states = kind.visible_states().filter(|state| state.category != StateCategory::Removed);
            states.filter(|state| fits(state.category)).map(|state| state.name.clone()).collect()
        };
        (wanted, level.types.iter().map(|kind| (kind.name.clone(), states(kind))).collect())
    })
}
