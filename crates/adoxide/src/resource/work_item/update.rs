//! The history of a work item: who changed what, and when.

use std::fmt;

use adoxide_api::wire::Json;
use adoxide_api::wit::{self, GetUpdates, IdentityReference, WorkItemUpdate};
use jiff::Timestamp;

use super::link::Link;
use super::{WorkItem, field};
use crate::resource::listing::Listing;

/// What one change did to a work item.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/updates>
#[derive(Clone)]
pub struct Update(WorkItemUpdate);

/// What one change did to a field.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct FieldChange<'a> {
    /// The reference name of the field.
    pub field: &'a str,
    /// What it was; `None` when it was not set.
    pub old: Option<&'a Json>,
    /// What it is; `None` when it is not set any more.
    pub new: Option<&'a Json>,
}

impl Update {
    /// All that the service says about it.
    pub fn value(&self) -> &WorkItemUpdate {
        &self.0
    }

    /// Its number. Changes that make no revision, such as a link that is added, have a number too.
    pub fn id(&self) -> Option<i64> {
        self.0.id
    }

    /// The revision that it led to, or was made in.
    pub fn rev(&self) -> Option<i64> {
        self.0.rev
    }

    /// Who made it.
    pub fn by(&self) -> Option<&IdentityReference> {
        self.0.revised_by.as_ref()
    }

    /// When it was made. The service's own date of the newest change is the end of time; the changed date of
    /// the work item says when it really was.
    pub fn date(&self) -> Option<Timestamp> {
        let changed = self.changes().find(|change| change.field == field::CHANGED_DATE);
        let changed = changed.and_then(|change| change.new?.as_str()).map(adoxide_api::wire::DateTime::from);
        let revised = self.0.revised_date.clone();
        changed.or(revised)?.timestamp().filter(|date| *date < END_OF_TIME)
    }

    /// What it did to fields.
    pub fn changes(&self) -> impl Iterator<Item = FieldChange<'_>> {
        let fields = self.0.fields.iter().flatten();
        fields.filter_map(|(name, change)| {
            let change = change.as_ref()?;
            let set = |value: &'_ Option<Json>| value.as_ref().is_some_and(|value| !value.is_null());
            Some(FieldChange {
                field: name,
                old: change.old_value.as_ref().filter(|_| set(&change.old_value)),
                new: change.new_value.as_ref().filter(|_| set(&change.new_value)),
            })
        })
    }

    /// The links that it added.
    pub fn added_links(&self) -> impl Iterator<Item = Link> {
        let added = self.0.relations.as_ref().and_then(|relations| relations.added.as_deref());
        added.unwrap_or_default().iter().filter_map(Link::read)
    }

    /// The links that it took away.
    pub fn removed_links(&self) -> impl Iterator<Item = Link> {
        let removed = self.0.relations.as_ref().and_then(|relations| relations.removed.as_deref());
        removed.unwrap_or_default().iter().filter_map(Link::read)
    }
}

/// 9998-01-01: the newest change is said to end in the year 9999.
const END_OF_TIME: Timestamp = Timestamp::constant(253_339_228_800, 0);

impl WorkItem {
    /// What was done to it, the oldest change first.
    pub fn updates(&self) -> Listing<Update> {
        let op = wit::get_updates(None, self.locator(), GetUpdates::default());
        Listing::new(self.client.items(op), |entry| Some(Update(entry)))
    }
}

impl fmt::Debug for Update {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields: Vec<_> = self.changes().map(|change| change.field).collect();
        write!(f, "Update({}, {fields:?})", self.0.id.unwrap_or_default())
    }
}
