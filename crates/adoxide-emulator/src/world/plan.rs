//! Delivery plans: what several teams do when, side by side.

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::id::{IdentityId, ProjectId};
use super::journal::event;
use super::organization::{Recorded, Transaction};
use super::refusal::Refusal;

/// A delivery plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// How often it was written, from 1.
    pub revision: i64,
    /// Teams, markers and criteria, as they were said.
    pub properties: Value,
    /// When and by whom it was made.
    pub created: (Timestamp, IdentityId),
    /// When and by whom it was changed last.
    pub modified: (Timestamp, IdentityId),
}

/// Delivery plans of a project changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlansChanged(pub ProjectId);

event!(PlansChanged);

impl Transaction<'_> {
    /// Sets the delivery plans of a project.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn set_plans(&mut self, project: ProjectId, plans: Vec<Plan>) -> Result<Recorded, Refusal> {
        self.project_mut(project)?.plans = plans;
        Ok(self.record(PlansChanged(project)))
    }
}
