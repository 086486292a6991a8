//! Where work items are on boards: column, half and row are fields of the work item, three for each board that
//! somebody set up or put a work item on, and three of the system for the board of its own team.

use crate::world::journal::event;
use crate::world::organization::Recorded;
use crate::world::refusal::Refusal;
use std::collections::BTreeMap;

use uuid::Uuid;

use super::super::organization::{Organization, Transaction};
use super::edit::without_transient;
use super::rule::RuleError;
use super::{Values, WorkItemId};
use crate::world::board::{Board, BoardColumn, LevelKind};
use crate::world::classification::NodeId;
use crate::world::field::{self, FieldId, FieldKind, FieldValue, NewField};
use crate::world::id::{ProjectId, TeamId};
use crate::world::name::same_name;
use crate::world::project::Project;
use crate::world::work_item::WorkItemEvent;
use crate::world::work_item::WorkItems;

/// The fields of a board.
#[derive(Clone, Copy, Debug)]
pub(super) struct BoardFields {
    project: ProjectId,
    team: TeamId,
    category: &'static str,
    marker: FieldId,
    column: FieldId,
    done: FieldId,
    lane: FieldId,
}

/// A board with its fields, as far as work items need it.
pub(super) struct Place {
    fields: BoardFields,
    board: Board,
    types: Vec<String>,
    areas: Vec<(NodeId, bool)>,
    /// How much the team is the one to ask about its areas.
    rank: u8,
}

impl Place {
    fn column_of(&self, kind: &str, state: &str, wished: Option<&str>) -> Option<&BoardColumn> {
        let has = |column: &&BoardColumn| {
            column.state_mappings.get(kind).is_some_and(|mapped| same_name(mapped, state))
        };
        let wished = wished.and_then(|name| self.column(name)).filter(has);
        wished.or_else(|| self.board.columns.iter().find(has))
    }

    fn column(&self, name: &str) -> Option<&BoardColumn> {
        self.board.columns.iter().find(|column| same_name(&column.name, name))
    }

    fn has_lane(&self, name: &str) -> bool {
        self.board.rows.iter().any(|row| row.name.as_deref().is_some_and(|known| same_name(known, name)))
    }
}

/// What columns and rows are called now that had another name.
pub(in crate::world) type Renamed = BTreeMap<String, String>;

impl Organization {
    fn has_board_fields(&self, board: Uuid) -> bool {
        self.part::<WorkItems>().boards.contains_key(&board)
    }

    fn board_of(
        &self,
        project: ProjectId,
        team: TeamId,
        category: &str,
    ) -> Option<(Uuid, &'static str, &'static str)> {
        let project = self.project_by_id(project)?;
        let team = project.teams.get(&team)?;
        let levels = self.backlog_levels(project, team);
        let level =
            levels.iter().find(|level| level.category == category && level.kind != LevelKind::Task)?;
        Some((self.board(team, level).id, level.name, level.category))
    }

    /// The boards of a team as they are.
    pub(in crate::world) fn boards_of_team(&self, project: ProjectId, team: TeamId) -> Vec<Board> {
        let project = self.project_by_id(project);
        let Some((project, team)) = project.and_then(|project| Some((project, project.teams.get(&team)?)))
        else {
            return Vec::new();
        };
        self.backlog_levels(project, team).iter().map(|level| self.board(team, level)).collect()
    }

    /// The boards of a project that have fields.
    pub(super) fn places(&self, project: &Project) -> Vec<Place> {
        let own = self.part::<WorkItems>().boards.values().filter(|fields| fields.project == project.id);
        own.filter_map(|fields| {
            let team = project.teams.get(&fields.team)?;
            let levels = self.backlog_levels(project, team);
            let level = levels.iter().find(|level| level.category == fields.category)?;
            let areas = team.settings.areas.iter().map(|area| (area.area, area.include_children));
            Some(Place {
                fields: *fields,
                board: self.board(team, level),
                types: level.types.iter().map(|kind| kind.name.clone()).collect(),
                areas: areas.collect(),
                rank: u8::from(project.default_team == Some(team.id)),
            })
        })
        .collect()
    }

    /// The states that come with columns that somebody set, where no state was set.
    pub(super) fn states_of_columns(
        &self,
        places: &[Place],
        kind: &str,
        set: &[(FieldId, Option<FieldValue>)],
    ) -> Result<Option<FieldValue>, RuleError> {
        let mut state = None;
        for place in places.iter().filter(|place| place.types.iter().any(|known| known == kind)) {
            let wished = |id: FieldId| {
                let found = set.iter().rev().find(|(known, _)| *known == id);
                found.and_then(|(_, value)| value.as_ref()).and_then(FieldValue::as_text)
            };
            if let Some(name) = wished(place.fields.column) {
                let column = place.column(name);
                let column = column.ok_or_else(|| {
                    RuleError::not_in_list(&self.part::<WorkItems>().fields, place.fields.column, name)
                })?;
                state = column.state_mappings.get(kind).map(FieldValue::text);
            }
            if let Some(name) = wished(place.fields.lane).filter(|name| !place.has_lane(name)) {
                return Err(RuleError::not_in_list(
                    &self.part::<WorkItems>().fields,
                    place.fields.lane,
                    name,
                ));
            }
        }
        Ok(state)
    }

    /// Puts a work item where its state, its area and what somebody wished say.
    pub(super) fn place_on_boards(
        &self,
        project: &Project,
        places: &[Place],
        renamed: &Renamed,
        values: &mut Values,
    ) {
        if self.part::<WorkItems>().boards.is_empty() {
            return;
        }
        let trees = &project.classification;
        let area = values.get(field::AREA_ID).and_then(FieldValue::as_integer);
        let kind = values.text(field::WORK_ITEM_TYPE).unwrap_or_default().to_owned();
        let state = values.text(field::STATE).unwrap_or_default().to_owned();
        let owns = |place: &Place| {
            let is_own = |(owned, below): &(NodeId, bool)| {
                area.is_some_and(|area| area == *owned || *below && trees.is_under(area, *owned))
            };
            place.areas.iter().any(is_own) && place.types.contains(&kind)
        };
        let old = |values: &Values, id: FieldId| {
            let text = values.text(id)?;
            Some(renamed.get(text).cloned().unwrap_or_else(|| text.to_owned()))
        };
        for fields in self.part::<WorkItems>().boards.values() {
            let is_here = |place: &&Place| place.fields.column == fields.column;
            let place = places.iter().find(is_here).filter(|place| owns(place));
            let wished = old(values, fields.column);
            let column = place.and_then(|place| place.column_of(&kind, &state, wished.as_deref()));
            let lane = old(values, fields.lane);
            let lane =
                lane.filter(|name| column.is_some() && place.is_some_and(|place| place.has_lane(name)));
            let done = column.map(|column| {
                let is_done = values.get(fields.done) == Some(&FieldValue::Boolean(true));
                FieldValue::Boolean(column.is_split && is_done)
            });
            values.set(fields.marker, column.map(|_| FieldValue::Boolean(true)));
            values.set(fields.column, column.map(|column| FieldValue::text(&column.name)));
            values.set(fields.done, done);
            values.set(fields.lane, lane.map(FieldValue::text));
        }
        // Of several boards the one counts whose team names the area itself, then that of the default team.
        let names = |place: &Place| place.areas.iter().any(|(owned, _)| Some(*owned) == area);
        let mine = places.iter().filter(|place| owns(place));
        let mine = mine.max_by_key(|place| (names(place), place.rank)).map(|place| place.fields);
        let of =
            |id: fn(&BoardFields) -> FieldId| mine.as_ref().and_then(|mine| values.get(id(mine)).cloned());
        let (column, done, lane) =
            (of(|fields| fields.column), of(|fields| fields.done), of(|fields| fields.lane));
        values.set(field::BOARD_COLUMN, column);
        values.set(field::BOARD_COLUMN_DONE, done);
        values.set(field::BOARD_LANE, lane);
    }
}

/// A board has fields, because somebody set one of them or changed the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoardFieldsAdded {
    /// The project.
    pub project: ProjectId,
    /// The team.
    pub team: TeamId,
    /// The board.
    pub board: Uuid,
}

event!(BoardFieldsAdded);

impl Transaction<'_> {
    /// Gives a board its fields, and work items their places on it, if it has none yet.
    pub(in crate::world) fn provision_board(
        &mut self,
        project: ProjectId,
        team: TeamId,
        category: &str,
    ) -> Recorded {
        let found = self.board_of(project, team, category);
        let Some((id, level_name, category)) = found.filter(|(id, ..)| !self.has_board_fields(*id)) else {
            return self.unchanged(());
        };
        let prefix = prefix(id);
        let mut add = |reference_name: &str, name: String, kind: FieldKind| {
            self.part_mut::<WorkItems>().fields.add(NewField {
                reference_name: Some(format!("{prefix}{reference_name}")),
                name: format!("{prefix}{name}"),
                description: None,
                kind,
                is_identity: false,
                picklist: None,
                is_picklist_suggested: false,
            })
        };
        // The names of columns are documented; those of the others are made after them.
        let marker = add("System.ExtensionMarker", "Extension Marker".to_owned(), FieldKind::Boolean);
        let column = add("Kanban.Column", format!("{level_name} Column"), FieldKind::String);
        let done = add("Kanban.Column.Done", format!("{level_name} Column Done"), FieldKind::Boolean);
        let lane = add("Kanban.Lane", format!("{level_name} Lane"), FieldKind::String);
        let all = (marker, column, done, lane);
        let (Some(marker), Some(column), Some(done), Some(lane)) = all else {
            return self.unchanged(());
        };
        let fields = BoardFields { project, team, category, marker, column, done, lane };
        self.part_mut::<WorkItems>().boards.insert(id, fields);
        let recorded = self.record(BoardFieldsAdded { project, team, board: id });
        self.place_all(project, &Renamed::new());
        recorded
    }

    /// Gives the board its fields that this is the name of one of.
    ///
    /// # Errors
    /// None.
    pub fn provision_board_of_field(&mut self, name: &str) -> Result<Recorded, Refusal> {
        let wanted = name.get(..37).filter(|prefix| prefix.to_ascii_uppercase().starts_with("WEF_"));
        let Some(wanted) = wanted.filter(|_| self.part::<WorkItems>().fields.find(name).is_none()) else {
            return Ok(self.unchanged(()));
        };
        let found = self.projects().find_map(|project| {
            project.teams.values().find_map(|team| {
                let levels = self.backlog_levels(project, team);
                let mut levels = levels.iter().filter(|level| level.kind != LevelKind::Task);
                let level =
                    levels.find(|level| prefix(self.board(team, level).id).eq_ignore_ascii_case(wanted))?;
                Some((project.id, team.id, level.category))
            })
        });
        Ok(match found {
            Some((project, team, category)) => self.provision_board(project, team, category),
            None => self.unchanged(()),
        })
    }

    /// Puts all work items of a project where they belong now; those that move have a new revision.
    pub(in crate::world) fn place_all(&mut self, project: ProjectId, renamed: &Renamed) {
        let Some(owner) = self.project_by_id(project) else { return };
        if !self.part::<WorkItems>().boards.values().any(|fields| fields.project == project) {
            return;
        }
        let places = self.places(owner);
        let mine = self.part::<WorkItems>().iter().filter(|item| item.project == project);
        let moved: Vec<(WorkItemId, Values)> = mine
            .filter_map(|item| {
                let before = without_transient(&item.values);
                let mut after = before.clone();
                self.place_on_boards(owner, &places, renamed, &mut after);
                (after != before).then_some((item.id, after))
            })
            .collect();
        for (id, values) in moved {
            self.revise(id, values, Vec::new(), WorkItemEvent::Updated);
        }
    }
}

/// What the fields of a board begin with.
fn prefix(board: Uuid) -> String {
    format!("WEF_{}_", board.simple().to_string().to_uppercase())
}

/// What columns and rows of boards are called now.
pub(in crate::world) fn renamed(before: &[Board], after: &[Board]) -> Renamed {
    let mut names = Renamed::new();
    for (old, new) in after.iter().filter_map(|new| Some((before.iter().find(|old| old.id == new.id)?, new)))
    {
        for column in &new.columns {
            let known = old.columns.iter().find(|known| known.id == column.id);
            if let Some(known) = known.filter(|known| known.name != column.name) {
                names.insert(known.name.clone(), column.name.clone());
            }
        }
        for row in &new.rows {
            let known = old.rows.iter().find(|known| known.id == row.id).and_then(|known| known.name.clone());
            if let Some((known, name)) = known.zip(row.name.clone()).filter(|(known, name)| known != name) {
                names.insert(known, name);
            }
        }
    }
    names
}
