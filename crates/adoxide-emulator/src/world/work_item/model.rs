//! Fields that an organization adds, and a team's templates.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::super::journal::event;
use super::super::organization::{Recorded, Transaction};
use super::super::refusal::Refusal;
use super::WorkItems;
use crate::world::field::{FieldId, NewField};

/// What a team fills new work items in with.
#[derive(Clone, Debug)]
pub struct Template {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The type of work items that it is for.
    pub work_item_type: String,
    /// Values by the names of fields.
    pub fields: Map<String, Value>,
}

impl WorkItems {
    /// The templates of a team.
    pub fn templates(&self, team: Uuid) -> impl Iterator<Item = &Template> {
        self.templates.get(&team).into_iter().flatten()
    }
}

/// What happens to fields and templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldEvent {
    /// A field was created.
    Created(FieldId),
    /// A field was deleted, restored, locked, unlocked or described.
    Changed(FieldId),
    /// A template of a team was created or replaced.
    TemplatePut(Uuid),
    /// A template of a team was deleted.
    TemplateRemoved(Uuid),
}

event!(FieldEvent);

impl Transaction<'_> {
    /// Adds a field; none if one of its names is taken.
    ///
    /// # Errors
    /// None.
    pub fn create_field(&mut self, new: NewField) -> Result<Recorded<Option<FieldId>>, Refusal> {
        Ok(match self.part_mut::<WorkItems>().fields.add(new) {
            Some(id) => self.record(FieldEvent::Created(id)).with(Some(id)),
            None => self.unchanged(None),
        })
    }

    /// Deletes, restores, locks, unlocks or describes a field.
    ///
    /// # Errors
    /// None.
    pub fn change_field(
        &mut self,
        id: FieldId,
        is_deleted: Option<bool>,
        is_locked: Option<bool>,
        description: Option<String>,
    ) -> Result<Recorded, Refusal> {
        let Some(field) = self.part_mut::<WorkItems>().fields.get_mut(id) else {
            return Ok(self.unchanged(()));
        };
        field.is_deleted = is_deleted.unwrap_or(field.is_deleted);
        field.is_locked = is_locked.unwrap_or(field.is_locked);
        field.description = description.or(field.description.take());
        Ok(self.record(FieldEvent::Changed(id)))
    }

    /// Keeps a template, in the place of the one of its id if there is one.
    ///
    /// # Errors
    /// None.
    pub fn put_template(&mut self, team: Uuid, template: Template) -> Result<Recorded, Refusal> {
        let id = template.id;
        let templates = self.part_mut::<WorkItems>().templates.entry(team).or_default();
        match templates.iter_mut().find(|known| known.id == template.id) {
            Some(known) => *known = template,
            None => templates.push(template),
        }
        Ok(self.record(FieldEvent::TemplatePut(id)))
    }

    /// Deletes a template.
    ///
    /// # Errors
    /// None.
    pub fn remove_template(&mut self, team: Uuid, id: Uuid) -> Result<Recorded, Refusal> {
        if let Some(templates) = self.part_mut::<WorkItems>().templates.get_mut(&team) {
            templates.retain(|known| known.id != id);
        }
        Ok(self.record(FieldEvent::TemplateRemoved(id)))
    }
}
