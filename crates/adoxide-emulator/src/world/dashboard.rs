//! Dashboards: pages of widgets that a team or a project looks at.

use jiff::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::id::{IdentityId, ProjectId, TeamId};
use super::journal::event;
use super::organization::{Recorded, Transaction};
use super::refusal::Refusal;

/// A dashboard.
#[derive(Clone, Debug, PartialEq)]
pub struct Dashboard {
    /// Its id.
    pub id: Uuid,
    /// Its name, unique among those of its team or project.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Its place among the others, from 1.
    pub position: i64,
    /// How often it is read again, in minutes; 0 for never.
    pub refresh_interval: i64,
    /// How often it was written: its eTag.
    pub revision: i64,
    /// The team that it is for; none for the project.
    pub team: Option<TeamId>,
    /// Who made it.
    pub owner: IdentityId,
    /// Who changed it last.
    pub modified_by: IdentityId,
    /// When it last changed.
    pub modified: Timestamp,
    /// What is on it.
    pub widgets: Vec<Widget>,
}

/// Something on a dashboard.
#[derive(Clone, Debug, PartialEq)]
pub struct Widget {
    /// Its id.
    pub id: Uuid,
    /// How often it was written: its eTag.
    pub revision: i64,
    /// Its name, kind, place, size and settings, as they were said.
    pub content: Map<String, Value>,
}

/// Dashboards of a project or its teams changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DashboardsChanged(pub ProjectId);

event!(DashboardsChanged);

impl Transaction<'_> {
    /// Sets the dashboards of a project and its teams.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn set_dashboards(
        &mut self,
        project: ProjectId,
        dashboards: Vec<Dashboard>,
    ) -> Result<Recorded, Refusal> {
        self.project_mut(project)?.dashboards = dashboards;
        Ok(self.record(DashboardsChanged(project)))
    }
}
