//! How a team works: its areas, its iterations, its days and its capacity.

use std::collections::BTreeMap;

use jiff::Timestamp;
use uuid::Uuid;

use super::board::Board;
use super::classification::{Classification, NodeId, StructureGroup};
use super::id::{IdentityId, ProcessId, ProjectId, TeamId};
use super::organization::{Recorded, Transaction};
use super::process::process_by_id;
use super::refusal::Refusal;
use super::team::TeamEvent;
use super::work_item::WorkItemId;
use super::work_item::placement::renamed;

/// Where bugs are shown. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BugsBehavior {
    /// Nowhere.
    Off,
    /// With requirements.
    AsRequirements,
    /// With tasks.
    AsTasks,
}

impl BugsBehavior {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::AsRequirements => "asRequirements",
            Self::AsTasks => "asTasks",
        }
    }
}

/// An area that a team owns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamArea {
    /// The area.
    pub area: NodeId,
    /// Whether the areas below belong to the team too.
    pub include_children: bool,
}

/// Days on which nobody works: the first and the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// The first day.
    pub start: Timestamp,
    /// The last day.
    pub end: Timestamp,
}

/// What somebody can do in an iteration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Capacity {
    /// The hours a day for each activity.
    pub activities: Vec<(String, f64)>,
    /// When they are away.
    pub days_off: Vec<DateRange>,
}

/// A column of a taskboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskboardColumn {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The type and state of what is in it.
    pub mappings: Vec<(String, String)>,
}

/// The settings of a team.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamSettings {
    /// The iteration that the backlog is in; none before somebody said so.
    pub backlog_iteration: Option<NodeId>,
    /// The iteration of new work items.
    pub default_iteration: Option<NodeId>,
    /// What gives the iteration of new work items instead: `@currentIteration`.
    pub default_iteration_macro: Option<String>,
    /// Where bugs are shown.
    pub bugs_behavior: BugsBehavior,
    /// `monday` and so on.
    pub working_days: Vec<&'static str>,
    /// Which levels of the backlog are shown, by the category.
    pub backlog_visibilities: BTreeMap<String, bool>,
    /// The iterations that the team takes part in.
    pub iterations: Vec<NodeId>,
    /// The areas that the team owns.
    pub areas: Vec<TeamArea>,
    /// The area of new work items.
    pub default_area: Option<NodeId>,
    /// What people can do, by iteration.
    pub capacities: BTreeMap<NodeId, BTreeMap<IdentityId, Capacity>>,
    /// When the whole team is away, by iteration.
    pub days_off: BTreeMap<NodeId, Vec<DateRange>>,
    /// The boards that it changed, by the category of their level.
    pub boards: BTreeMap<String, Board>,
    /// The columns of its taskboard, if it changed them.
    pub taskboard: Option<Vec<TaskboardColumn>>,
    /// The columns of the taskboard that somebody put tasks into.
    pub taskboard_places: BTreeMap<WorkItemId, Uuid>,
}

/// When an iteration is, seen from today. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeFrame {
    /// Over.
    Past,
    /// Now.
    Current,
    /// Later.
    Future,
}

impl TimeFrame {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Current => "current",
            Self::Future => "future",
        }
    }
}

impl TeamSettings {
    /// The settings of a team that nobody set up: recorded for Basic.
    pub(super) fn new(process: ProcessId) -> Self {
        let name = process_by_id(process).map(|process| process.name);
        let bugs_behavior = match name {
            Some("Scrum" | "CMMI") => BugsBehavior::AsRequirements,
            _ => BugsBehavior::Off,
        };
        let levels: &[(&str, bool)] = match name {
            Some("Basic") => &[("Epic", true), ("Requirement", true)],
            // As documented: epics are hidden until somebody asks for them.
            _ => &[("Epic", false), ("Feature", true), ("Requirement", true)],
        };
        let levels = levels.iter().map(|(level, shown)| (format!("Microsoft.{level}Category"), *shown));
        Self {
            backlog_iteration: None,
            default_iteration: None,
            default_iteration_macro: Some("@currentIteration".to_owned()),
            bugs_behavior,
            working_days: vec!["monday", "tuesday", "wednesday", "thursday", "friday"],
            backlog_visibilities: levels.collect(),
            iterations: Vec::new(),
            areas: Vec::new(),
            default_area: None,
            capacities: BTreeMap::new(),
            days_off: BTreeMap::new(),
            boards: BTreeMap::new(),
            taskboard: None,
            taskboard_places: BTreeMap::new(),
        }
    }

    /// The settings of the team that comes with a project: it owns the whole of it.
    pub(super) fn of_default_team(&mut self, trees: &Classification) {
        let area = trees.root(StructureGroup::Areas);
        let iteration = trees.root(StructureGroup::Iterations);
        self.backlog_iteration = Some(iteration);
        self.iterations = trees.node(iteration).into_iter().flat_map(|root| root.children.clone()).collect();
        self.areas = vec![TeamArea { area, include_children: false }];
        self.default_area = Some(area);
    }

    /// Forgets nodes that are gone.
    pub(super) fn forget(&mut self, trees: &Classification) {
        let is_there = |node: &NodeId| trees.node(*node).is_some();
        self.backlog_iteration = self.backlog_iteration.filter(is_there);
        self.default_iteration = self.default_iteration.filter(is_there);
        self.default_area = self.default_area.filter(is_there);
        self.iterations.retain(is_there);
        self.areas.retain(|area| is_there(&area.area));
        self.capacities.retain(|iteration, _| is_there(iteration));
        self.days_off.retain(|iteration, _| is_there(iteration));
    }

    /// The team's iterations with when they are: those with dates by their dates, then the others by path.
    ///
    /// As recorded: where none is under way, the first one without dates counts as the current one, and the
    /// others without dates are still to come.
    pub fn time_frames(&self, trees: &Classification, now: Timestamp) -> Vec<(NodeId, TimeFrame)> {
        let day = SECONDS_OF_A_DAY;
        let mut found: Vec<_> = self.iterations.iter().filter_map(|id| trees.node(*id)).collect();
        found.sort_by_cached_key(|node| {
            (node.start_date.unwrap_or(Timestamp::MAX), trees.path(node.id).to_lowercase())
        });
        let frame = |start: Timestamp, finish: Timestamp| {
            if now < start {
                TimeFrame::Future
            } else if now.as_second() >= finish.as_second() + day {
                TimeFrame::Past
            } else {
                TimeFrame::Current
            }
        };
        let mut frames: Vec<_> = found
            .iter()
            .map(|node| {
                (node.id, node.start_date.zip(node.finish_date).map(|(start, end)| frame(start, end)))
            })
            .collect();
        if !frames.iter().any(|(_, frame)| *frame == Some(TimeFrame::Current))
            && let Some(first) = frames.iter_mut().find(|(_, frame)| frame.is_none())
        {
            first.1 = Some(TimeFrame::Current);
        }
        frames.into_iter().map(|(id, frame)| (id, frame.unwrap_or(TimeFrame::Future))).collect()
    }
}

const SECONDS_OF_A_DAY: i64 = 86_400;

impl Transaction<'_> {
    /// Sets up a team anew.
    ///
    /// # Errors
    /// When there is no such project or team, or the settings name a node that is not there.
    pub fn set_team_settings(
        &mut self,
        project: ProjectId,
        team: TeamId,
        settings: TeamSettings,
    ) -> Result<Recorded, Refusal> {
        let before = self.boards_of_team(project, team);
        let found = self.project_mut(project)?;
        let trees = &found.classification;
        let iterations = [settings.backlog_iteration, settings.default_iteration].into_iter().flatten();
        let iterations = iterations.chain(settings.iterations.iter().copied());
        let areas = settings.areas.iter().map(|area| area.area).chain(settings.default_area);
        let iterations = iterations.map(|id| (id, StructureGroup::Iterations));
        for (id, group) in iterations.chain(areas.map(|id| (id, StructureGroup::Areas))) {
            if trees.node(id).is_none_or(|node| node.group != group) {
                return Err(Refusal::NoNode(id.to_string()));
            }
        }
        let known = found.teams.get_mut(&team).ok_or(Refusal::NoTeam(team))?;
        known.settings = settings;
        let boards: Vec<_> = known.settings.boards.keys().cloned().collect();
        let renamed = renamed(&before, &self.boards_of_team(project, team));
        let recorded = self.record(TeamEvent::SettingsChanged { project, team });
        // Whoever changes a board works with it.
        for category in boards {
            let _ = self.provision_board(project, team, &category);
        }
        self.place_all(project, &renamed);
        Ok(recorded)
    }
}
