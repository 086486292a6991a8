//! Projects.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::classification::Classification;
use super::dashboard::Dashboard;
use super::id::{ProcessId, ProjectId, TeamId};
use super::plan::Plan;
use super::team::Team;

/// Where a project is in its life. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProjectState {
    /// Asked for and not ready.
    CreatePending,
    /// Ready.
    WellFormed,
    /// Being deleted.
    Deleting,
    /// Deleted.
    Deleted,
}

impl ProjectState {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::CreatePending => "createPending",
            Self::WellFormed => "wellFormed",
            Self::Deleting => "deleting",
            Self::Deleted => "deleted",
        }
    }
}

/// Who may see a project. The names are those of the REST API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Visibility {
    /// Its members.
    #[default]
    Private,
    /// Everybody in the organization.
    Organization,
    /// Everybody.
    Public,
}

impl Visibility {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Organization => "organization",
            Self::Public => "public",
        }
    }
}

/// A project.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Where it is in its life.
    pub state: ProjectState,
    /// Who may see it.
    pub visibility: Visibility,
    /// Its process.
    pub process: ProcessId,
    /// A number of the organization that grows with every change of a project.
    pub revision: i64,
    /// When it last changed.
    pub last_update: Timestamp,
    /// The scope of its groups.
    pub scope: Uuid,
    /// The team that it was created with.
    pub default_team: Option<TeamId>,
    /// Its teams.
    pub teams: BTreeMap<TeamId, Team>,
    /// Its areas and iterations.
    pub classification: Classification,
    /// Its dashboards, and those of its teams.
    pub dashboards: Vec<Dashboard>,
    /// Its delivery plans.
    pub plans: Vec<Plan>,
    /// Its properties, by name.
    pub properties: BTreeMap<String, Value>,
}

impl Project {
    /// A team by name or id, whatever the case of its letters.
    pub fn team(&self, name_or_id: &str) -> Option<&Team> {
        match name_or_id.parse() {
            Ok(id) => self.teams.get(&id),
            Err(_) => self.teams.values().find(|team| same_name(&team.name, name_or_id)),
        }
    }
}

/// What a project is created with.
#[derive(Clone, Debug)]
pub struct NewProject {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Its process.
    pub process: ProcessId,
}

/// What changes in a project; what is none stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectChange {
    /// The new name.
    pub name: Option<String>,
    /// The new description.
    pub description: Option<String>,
    /// The new visibility.
    pub visibility: Option<Visibility>,
}

/// Whether two names are one: the service compares them without regard to case.
pub fn same_name(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other) || one.to_lowercase() == other.to_lowercase()
}
