//! What changed in a work item, step by step.

use super::shape::Shape;
use crate::base::date;
use crate::wire::json::{IntoJson, Object};
use crate::world::field;
use crate::world::work_item::{RelationChange, WorkItem};

impl Shape<'_> {
    /// An update, by its number from 1.
    pub(super) fn update(&self, item: &WorkItem, number: usize) -> Option<Object> {
        let update = item.updates().get(number.checked_sub(1)?)?;
        let url = format!("{}/updates/{number}", self.work_item_url(item.project, item.id));
        let revision = self.organization.revision(item, update.rev)?;
        // As documented: a revision says when it ended, an update of nothing but links when it was made.
        let revised = if update.is_revision { revision.revised_date() } else { update.at };
        let text = self.person_text(update.by);
        let person = if self.plain_people {
            text.into_json()
        } else {
            self.urls.person(self.directory, update.by).set("name", text).into()
        };
        let relations = self.relation_changes(update.relations());
        Some(
            Object::new()
                .set("id", number)
                .set("workItemId", item.id)
                .set("rev", update.rev)
                .set("revisedBy", person)
                .set("revisedDate", date(revised))
                .set_if(update.is_revision, "fields", || self.field_changes(item, update.rev))
                .set_some("relations", relations)
                .set("url", url),
        )
    }

    /// Old and new values of the fields that a revision changed.
    pub(super) fn field_changes(&self, item: &WorkItem, rev: u32) -> Object {
        let before = rev.checked_sub(1).and_then(|rev| self.organization.revision(item, rev));
        let Some(after) = self.organization.revision(item, rev) else { return Object::new() };
        let old = before.map(|before| before.fields(true)).unwrap_or_default();
        let new = after.fields(true);
        let mut ids: Vec<_> = old.iter().chain(&new).map(|(id, _)| *id).collect();
        ids.sort_unstable();
        ids.dedup();
        let fields = self.organization.fields();
        ids.into_iter().fold(Object::new(), |changes, id| {
            let of = |values: &[(field::FieldId, field::FieldValue)]| {
                values.iter().find(|(known, _)| *known == id).map(|(_, value)| value.clone())
            };
            // What somebody wrote belongs to one revision; the next does not take it away.
            let old = of(&old).filter(|_| id != field::HISTORY);
            let new = of(&new);
            let Some(field) = fields.get(id).filter(|_| old != new) else { return changes };
            let change = Object::new()
                .set_some("oldValue", old.map(|value| self.value(&value)))
                .set_some("newValue", new.map(|value| self.value(&value)));
            changes.set(&field.reference_name, change)
        })
    }

    /// Added, removed and updated relations; none if there are none.
    pub(super) fn relation_changes(&self, changes: &[RelationChange]) -> Option<Object> {
        let pick = |wanted: fn(&RelationChange) -> bool| {
            let changes = changes.iter().filter(|change| wanted(change));
            let relations = changes.map(|change| match change {
                RelationChange::Added(relation)
                | RelationChange::Removed(relation)
                | RelationChange::Updated(_, relation) => self.relation(relation),
            });
            relations.collect::<Vec<_>>()
        };
        let added = pick(|change| matches!(change, RelationChange::Added(_)));
        let removed = pick(|change| matches!(change, RelationChange::Removed(_)));
        let updated = pick(|change| matches!(change, RelationChange::Updated(..)));
        (!changes.is_empty()).then(|| {
            Object::new()
                .set_if(!added.is_empty(), "added", || added)
                .set_if(!removed.is_empty(), "removed", || removed)
                .set_if(!updated.is_empty(), "updated", || updated)
        })
    }
}
