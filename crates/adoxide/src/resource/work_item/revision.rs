//! What a work item looks like: its fields, and its links.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use adoxide_api::wire::{DateTime, Json};
use adoxide_api::wit::{self, IdentityRef, LargeTextCustomHtmlFormat, WorkItemRelation};
use jiff::Timestamp;

use super::link::{Link, LinkKind};
use super::{WorkItem, field};
use crate::client::Client;

/// A work item as it is in one revision: what is there now, what was there, or what would be.
///
/// Fields are read by their reference names, such as `System.Title`; the ones that nearly every work item has
/// have a method of their own. What is not set is `None`: the service sends no empty fields.
#[derive(Clone)]
pub struct Revision {
    client: Client,
    value: Arc<wit::WorkItem>,
}

impl Revision {
    pub(in crate::resource) fn new(client: &Client, value: Arc<wit::WorkItem>) -> Self {
        Self { client: client.clone(), value }
    }

    /// All that the service said.
    pub fn value(&self) -> &wit::WorkItem {
        &self.value
    }

    /// The number of the work item; none, if there is none yet.
    pub fn id(&self) -> Option<i64> {
        self.value.id.filter(|id| *id > 0)
    }

    /// The work item; none, if there is none yet.
    pub fn work_item(&self) -> Option<WorkItem> {
        self.id().map(|id| self.client.work_item(id))
    }

    /// Its revision: 1 when it was made, one more with each change.
    pub fn rev(&self) -> Option<i64> {
        self.value.rev
    }

    /// The value of a field, by its reference name.
    pub fn field(&self, name: &str) -> Option<&Json> {
        self.value.fields.as_ref()?.get(name)?.as_ref()
    }

    /// The names and values of all fields that are set.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &Json)> {
        let fields = self.value.fields.iter().flatten();
        fields.filter_map(|(name, value)| Some((name.as_str(), value.as_ref()?)))
    }

    /// The value of a field that is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.field(name)?.as_str()
    }

    /// The value of a field that is a whole number.
    pub fn integer(&self, name: &str) -> Option<i64> {
        let value = self.field(name)?;
        #[allow(clippy::cast_possible_truncation, reason = "only a number without fraction is taken")]
        let whole = |number: f64| (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64);
        value.as_i64().or_else(|| whole(value.as_f64()?))
    }

    /// The value of a field that is a number.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.field(name)?.as_f64()
    }

    /// The value of a field that is an instant.
    pub fn date(&self, name: &str) -> Option<Timestamp> {
        DateTime::from(self.text(name)?).timestamp()
    }

    /// The value of a field that is a person or a group. Old versions of the service write
    /// `Name <address>`, newer ones an object.
    pub fn person(&self, name: &str) -> Option<IdentityRef> {
        match self.field(name)? {
            Json::String(text) => Some(person(text)),
            object @ Json::Object(_) => serde_json::from_value(object.clone()).ok(),
            _ => None,
        }
    }

    /// Its title.
    pub fn title(&self) -> Option<&str> {
        self.text(field::TITLE)
    }

    /// Its type: `Bug`.
    pub fn work_item_type(&self) -> Option<&str> {
        self.text(field::WORK_ITEM_TYPE)
    }

    /// Its state: `Active`.
    pub fn state(&self) -> Option<&str> {
        self.text(field::STATE)
    }

    /// Why it is in its state.
    pub fn reason(&self) -> Option<&str> {
        self.text(field::REASON)
    }

    /// The name of its project.
    pub fn team_project(&self) -> Option<&str> {
        self.text(field::TEAM_PROJECT)
    }

    /// Whose it is.
    pub fn assigned_to(&self) -> Option<IdentityRef> {
        self.person(field::ASSIGNED_TO)
    }

    /// Its area: `Fabrikam\Web`.
    pub fn area_path(&self) -> Option<&str> {
        self.text(field::AREA_PATH)
    }

    /// Its iteration: `Fabrikam\Sprint 1`.
    pub fn iteration_path(&self) -> Option<&str> {
        self.text(field::ITERATION_PATH)
    }

    /// Its tags, in the order of the alphabet.
    pub fn tags(&self) -> BTreeSet<String> {
        tags(self.text(field::TAGS).unwrap_or_default())
    }

    /// What it is about, in HTML, or in Markdown where that [was chosen](Self::is_markdown).
    pub fn description(&self) -> Option<&str> {
        self.text(field::DESCRIPTION)
    }

    /// Whether the text of a long field is Markdown, and not HTML.
    pub fn is_markdown(&self, name: &str) -> bool {
        let formats = self.value.multiline_fields_format.as_ref();
        formats.and_then(|formats| formats.get(name)?.as_ref()) == Some(&LargeTextCustomHtmlFormat::Markdown)
    }

    /// Its priority; 1 is the highest.
    pub fn priority(&self) -> Option<i64> {
        self.integer(field::PRIORITY)
    }

    /// How bad it is: `2 - High`.
    pub fn severity(&self) -> Option<&str> {
        self.text(field::SEVERITY)
    }

    /// When it is done, as text like the [description](Self::description).
    pub fn acceptance_criteria(&self) -> Option<&str> {
        self.text(field::ACCEPTANCE_CRITERIA)
    }

    /// How to see a bug, as text like the [description](Self::description).
    pub fn repro_steps(&self) -> Option<&str> {
        self.text(field::REPRO_STEPS)
    }

    /// The size of a story, in points.
    pub fn story_points(&self) -> Option<f64> {
        self.number(field::STORY_POINTS)
    }

    /// The size of a backlog item.
    pub fn effort(&self) -> Option<f64> {
        self.number(field::EFFORT)
    }

    /// The effort that was expected, in hours.
    pub fn original_estimate(&self) -> Option<f64> {
        self.number(field::ORIGINAL_ESTIMATE)
    }

    /// The effort that was spent, in hours.
    pub fn completed_work(&self) -> Option<f64> {
        self.number(field::COMPLETED_WORK)
    }

    /// When work begins.
    pub fn start_date(&self) -> Option<Timestamp> {
        self.date(field::START_DATE)
    }

    /// When it is to be done.
    pub fn target_date(&self) -> Option<Timestamp> {
        self.date(field::TARGET_DATE)
    }

    /// When it must be done.
    pub fn due_date(&self) -> Option<Timestamp> {
        self.date(field::DUE_DATE)
    }

    /// The effort that is left, in hours.
    pub fn remaining_work(&self) -> Option<f64> {
        self.number(field::REMAINING_WORK)
    }

    /// When it was made.
    pub fn created_date(&self) -> Option<Timestamp> {
        self.date(field::CREATED_DATE)
    }

    /// Who made it.
    pub fn created_by(&self) -> Option<IdentityRef> {
        self.person(field::CREATED_BY)
    }

    /// When it was last changed.
    pub fn changed_date(&self) -> Option<Timestamp> {
        self.date(field::CHANGED_DATE)
    }

    /// Who changed it last.
    pub fn changed_by(&self) -> Option<IdentityRef> {
        self.person(field::CHANGED_BY)
    }

    /// When it was closed.
    pub fn closed_date(&self) -> Option<Timestamp> {
        self.date(field::CLOSED_DATE)
    }

    /// How many comments it has.
    pub fn comment_count(&self) -> Option<i64> {
        self.integer(field::COMMENT_COUNT)
    }

    /// Its links, in the service's order. Only there where the links were asked for.
    pub fn links(&self) -> impl Iterator<Item = Link> {
        self.relations().iter().filter_map(Link::read)
    }

    pub(super) fn relations(&self) -> &[WorkItemRelation] {
        self.value.relations.as_deref().unwrap_or_default()
    }

    /// The work items that are this to it.
    pub fn linked(&self, kind: &LinkKind) -> Vec<WorkItem> {
        let links = self.links();
        let ids = links
            .filter_map(|link| link.to_work_item().filter(|(known, _)| *known == kind).map(|(_, id)| id));
        ids.map(|id| self.client.work_item(id)).collect()
    }

    /// What it is a part of.
    pub fn parent(&self) -> Option<WorkItem> {
        // The field is there also where links were not asked for.
        let field = || Some(self.client.work_item(self.integer(field::PARENT)?));
        self.linked(&LinkKind::Parent).pop().or_else(field)
    }

    /// Its parts.
    pub fn children(&self) -> Vec<WorkItem> {
        self.linked(&LinkKind::Child)
    }
}

impl fmt::Debug for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.value.id.unwrap_or_default();
        write!(f, "Revision({} of work item {id})", self.value.rev.unwrap_or_default())
    }
}

/// `one; two` as a set.
pub(super) fn tags(text: &str) -> BTreeSet<String> {
    text.split(';').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}

/// `Name <address>` as a person.
fn person(text: &str) -> IdentityRef {
    let named = text.trim().strip_suffix('>').and_then(|text| text.rsplit_once('<'));
    let (name, address) = named.map_or((text.trim(), None), |(name, address)| (name.trim(), Some(address)));
    IdentityRef {
        display_name: Some(name.to_owned()),
        unique_name: address.map(str::to_owned),
        ..IdentityRef::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_tags_as_text() {
        let known = person("Jamal Hartnett <jamal@fabrikam.example>");
        assert_eq!(known.display_name.as_deref(), Some("Jamal Hartnett"));
        assert_eq!(known.unique_name.as_deref(), Some("jamal@fabrikam.example"));
        assert_eq!(person("Jamal").unique_name, None);
        assert_eq!(tags(" b;a; ;c ").into_iter().collect::<Vec<_>>(), ["a", "b", "c"]);
    }
}
