//! Fields that an organization adds, and a team's templates.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::WorkItems;
use crate::world::Organization;
use crate::world::field::{FieldId, NewField};
use crate::world::journal::{Payload, Stamp};

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

impl Organization {
    /// Adds a field; none if one of its names is taken.
    pub fn create_field(&mut self, stamp: Stamp, new: NewField) -> Option<FieldId> {
        let id = self.work_items.fields.add(new)?;
        self.journal.append(stamp, Payload::WorkItemModelChanged);
        Some(id)
    }

    /// Deletes, restores, locks, unlocks or describes a field.
    pub fn change_field(
        &mut self,
        stamp: Stamp,
        id: FieldId,
        is_deleted: Option<bool>,
        is_locked: Option<bool>,
        description: Option<String>,
    ) {
        let Some(field) = self.work_items.fields.get_mut(id) else { return };
        field.is_deleted = is_deleted.unwrap_or(field.is_deleted);
        field.is_locked = is_locked.unwrap_or(field.is_locked);
        field.description = description.or(field.description.take());
        self.journal.append(stamp, Payload::WorkItemModelChanged);
    }

    /// An id for a new template.
    pub fn new_template_id(&mut self) -> Uuid {
        self.ids.uuid()
    }

    /// Keeps a template, in the place of the one of its id if there is one.
    pub fn put_template(&mut self, stamp: Stamp, team: Uuid, template: Template) {
        let templates = self.work_items.templates.entry(team).or_default();
        match templates.iter_mut().find(|known| known.id == template.id) {
            Some(known) => *known = template,
            None => templates.push(template),
        }
        self.journal.append(stamp, Payload::WorkItemModelChanged);
    }

    /// Throws a template away.
    pub fn remove_template(&mut self, stamp: Stamp, team: Uuid, id: Uuid) {
        if let Some(templates) = self.work_items.templates.get_mut(&team) {
            templates.retain(|known| known.id != id);
        }
        self.journal.append(stamp, Payload::WorkItemModelChanged);
    }
}
