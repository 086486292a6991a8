//! Tags: a project's words for its work items.

use jiff::Timestamp;
use uuid::Uuid;

use super::super::journal::event;
use super::super::organization::{Open, Organization, Recorded, Transaction};
use super::{Relation, Values, WorkItemRefusal};
use crate::world::field::{self, FieldId, FieldValue};
use crate::world::id::ProjectId;
use crate::world::name::same_name;
use crate::world::work_item::WorkItems;

/// A tag of a project.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// When a work item last got it.
    pub last_updated: Timestamp,
}

/// The tags in a text: between semicolons or commas, without blanks around, each once.
pub(super) fn split(text: &str) -> Vec<&str> {
    let mut tags: Vec<&str> = Vec::new();
    for tag in text.split([';', ',']).map(str::trim).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|known| same_name(known, tag)) {
            tags.push(tag);
        }
    }
    tags
}

/// A tag has another name, or is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagChanged {
    /// The project.
    pub project: ProjectId,
    /// The tag.
    pub id: Uuid,
    /// Its new name; none if it is gone.
    pub renamed_to: Option<String>,
}

event!(TagChanged);

impl Organization {
    /// The tags of a project, by name.
    pub fn tags(&self, project: ProjectId) -> &[Tag] {
        self.part::<WorkItems>().tags.get(&project).map_or(&[], Vec::as_slice)
    }

    /// Tags as a field keeps them: spelled as the project knows them, in the order of the alphabet, between
    /// semicolons.
    pub(super) fn normal_tags(&self, project: ProjectId, text: &str) -> Option<FieldValue> {
        let known = self.tags(project);
        let spelled = split(text).into_iter().map(|name| {
            let tag = known.iter().find(|tag| same_name(&tag.name, name));
            tag.map_or(name, |tag| tag.name.as_str())
        });
        let mut names: Vec<_> = spelled.collect();
        names.sort_by_key(|name| name.to_lowercase());
        (!names.is_empty()).then(|| FieldValue::text(names.join("; ")))
    }
}

impl Transaction<'_> {
    /// Makes the tags of a work item known to its project.
    pub(super) fn know_tags(&mut self, project: ProjectId, text: &str, at: Timestamp) {
        let Open { part: items, ids, .. } = self.open::<WorkItems>();
        let known = items.tags.entry(project).or_default();
        for name in split(text) {
            if let Some(tag) = known.iter_mut().find(|tag| same_name(&tag.name, name)) {
                tag.last_updated = at;
            } else {
                known.push(Tag { id: ids.uuid(), name: name.to_owned(), last_updated: at });
            }
        }
        known.sort_by_key(|tag| tag.name.to_lowercase());
    }

    /// Gives a tag another name, or deletes it. The work items that have it have no new revision for that.
    ///
    /// # Errors
    /// When there is no such tag, or one of the new name.
    pub fn change_tag(
        &mut self,
        project: ProjectId,
        id: Uuid,
        name: Option<&str>,
    ) -> Result<Recorded, WorkItemRefusal> {
        let stamp = self.stamp();
        let items = self.part_mut::<WorkItems>();
        let tags = items.tags.entry(project).or_default();
        let place = tags.iter().position(|tag| tag.id == id);
        let place = place.ok_or_else(|| WorkItemRefusal::NoTag(id.to_string()))?;
        if let Some(name) = name
            && tags.iter().any(|tag| tag.id != id && same_name(&tag.name, name))
        {
            return Err(WorkItemRefusal::TagExists(name.to_owned()));
        }
        let old = tags[place].name.clone();
        match name {
            Some(name) => {
                name.clone_into(&mut tags[place].name);
                tags[place].last_updated = stamp.at;
            }
            None => {
                tags.remove(place);
            }
        }
        tags.sort_by_key(|tag| tag.name.to_lowercase());
        for item in items.items.values_mut().filter(|item| item.project == project) {
            rename(&mut item.values, &old, name);
            for update in &mut item.updates {
                for (field, value) in &mut update.changes {
                    rename_value(*field, value, &old, name);
                }
            }
        }
        let renamed_to = name.map(str::to_owned);
        Ok(self.record(TagChanged { project, id, renamed_to }))
    }
}

fn rename(values: &mut Values, old: &str, new: Option<&str>) {
    let mut value = values.get(field::TAGS).cloned();
    rename_value(field::TAGS, &mut value, old, new);
    values.set(field::TAGS, value);
}

fn rename_value(id: FieldId, value: &mut Option<FieldValue>, old: &str, new: Option<&str>) {
    if id != field::TAGS {
        return;
    }
    let Some(text) = value.as_ref().and_then(FieldValue::as_text) else { return };
    let tags = split(text);
    if tags.iter().any(|tag| same_name(tag, old)) {
        let renamed = tags.into_iter().filter_map(|tag| if same_name(tag, old) { new } else { Some(tag) });
        let mut renamed: Vec<_> = renamed.collect();
        renamed.sort_by_key(|name| name.to_lowercase());
        *value = (!renamed.is_empty()).then(|| FieldValue::text(renamed.join("; ")));
    }
}

impl Relation {
    /// The link, if it is one.
    pub fn as_link(&self) -> Option<&super::Link> {
        match self {
            Self::Link(link) => Some(link),
            Self::Resource(_) => None,
        }
    }
}
