//! What a project keeps of its tests beside runs and results: short lists of numbered records.

use serde_json::Value;

use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::world::id::ProjectId;

/// A list of records of a project, by its name. A number is given once, also after its record was deleted.
#[derive(Clone, Copy)]
pub(in crate::area) struct Kept {
    /// The name of the list among the settings of the project.
    pub name: &'static str,
    /// The number of the first record.
    pub first: i64,
}

/// The settings that a project has for its tests.
pub(super) fn scope(project: ProjectId) -> String {
    format!("test/{project}")
}

impl Kept {
    fn key(self, id: i64) -> String {
        format!("{}/{id:010}", self.name)
    }

    /// The records of the project of the path, in the order of their numbers.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn all<'v>(self, view: &View<'v>) -> Result<Vec<(i64, &'v Value)>, Fault> {
        let scope = scope(view.project()?.id);
        let found = view.organization.settings(&scope, self.name);
        Ok(found.filter_map(|(id, value)| Some((id.parse().ok()?, value))).collect())
    }

    /// A record by its number.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn get<'v>(self, view: &View<'v>, id: i64) -> Result<Option<&'v Value>, Fault> {
        Ok(view.organization.setting(&scope(view.project()?.id), &self.key(id)))
    }

    /// Adds a record; its number.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn add(self, change: &mut Change<'_>, value: impl FnOnce(i64) -> Value) -> Result<i64, Fault> {
        let last = format!("last:{}", self.name);
        let view = change.view();
        let scope = scope(view.project()?.id);
        let known = view.organization.setting(&scope, &last).and_then(Value::as_i64);
        let id = known.map_or(self.first, |known| known + 1);
        change.make(|tx| {
            tx.set_setting(&scope, &last, Some(id.into()))?;
            tx.set_setting(&scope, &self.key(id), Some(value(id)))
        })?;
        Ok(id)
    }

    /// Changes a record, or deletes it with none.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn set(self, change: &mut Change<'_>, id: i64, value: Option<Value>) -> Result<(), Fault> {
        let scope = scope(change.view().project()?.id);
        change.make(|tx| tx.set_setting(&scope, &self.key(id), value))?;
        Ok(())
    }
}
