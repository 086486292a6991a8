//! Work items: what they are now, and all that they were.
//!
//! A work item keeps its values of now, and for each update what changed in it. What it was before is made of
//! the changes; so a long history takes little room. Fields that follow from others (`System.AreaPath` from
//! `System.AreaId`, `System.Rev` from the place in the history) are not kept: [`Revision`] computes them.

mod attachment;
mod comment;
mod edit;
mod feed;
mod model;
pub(in crate::world) mod placement;
mod rule;
mod tag;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

pub use self::attachment::Attachment;
pub use self::comment::{Comment, CommentFormat, CommentVersion, ReactionType};
pub use self::edit::{EditOptions, NewRelation, RelationEdit, WorkItemChange};
pub use self::feed::{LinkEvent, RevisionEvent};
pub use self::model::Template;
pub use self::rule::RuleError;
pub use self::tag::Tag;
use super::classification::{NodeId, StructureGroup};
use super::field::{self, FieldId, FieldValue, Fields};
use super::id::{IdentityId, ProjectId};
use super::journal::event;
use super::link::LinkEnd;
use super::organization::Organization;
use super::part::part;

/// The number of a work item, unique in its organization.
pub type WorkItemId = i64;

/// Why a work item did not change as wished.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WorkItemRefusal {
    /// No such work item.
    #[error("there is no work item {0}")]
    NoWorkItem(WorkItemId),
    /// No such type in the project.
    #[error("the project {project} has no type {name}")]
    NoType {
        /// The type.
        name: String,
        /// The project's name.
        project: String,
    },
    /// A type of which no new ones may be made.
    #[error("the type {0} is disabled")]
    TypeDisabled(String),
    /// No such area or iteration.
    #[error("work item {id}: {field} names no node")]
    InvalidTree {
        /// The work item; -1 for a new one.
        id: WorkItemId,
        /// The field's reference name.
        field: String,
    },
    /// Values that the type's rules do not allow.
    #[error("{}", .0.first().map_or("the rules do not allow it", |error| error.message.as_str()))]
    Rules(Vec<RuleError>),
    /// The relation is there already.
    #[error("the relation exists")]
    RelationExists,
    /// No relation at this place.
    #[error("there is no relation {0}")]
    NoRelation(usize),
    /// A link from a work item to itself.
    #[error("work item {0} cannot be linked to itself")]
    SelfLink(WorkItemId),
    /// A second link where there may be one.
    #[error("{one} and {other}: only one {end} link is allowed")]
    SecondLink {
        /// The end that was to be added.
        added: &'static str,
        /// The end of which there may be one.
        end: &'static str,
        /// The work item.
        one: WorkItemId,
        /// The other.
        other: WorkItemId,
    },
    /// A link that would close a circle.
    #[error("a {added} link between {one} and {other} would close a circle")]
    Circle {
        /// The end that was to be added.
        added: &'static str,
        /// The work item.
        one: WorkItemId,
        /// The other.
        other: WorkItemId,
    },
    /// No such attachment.
    #[error("there is no attachment {0}")]
    NoAttachment(String),
    /// No such comment.
    #[error("there is no comment {0}")]
    NoComment(i64),
    /// No such tag.
    #[error("there is no tag {0}")]
    NoTag(String),
    /// A tag of this name exists.
    #[error("a tag named {0} exists")]
    TagExists(String),
}

/// Values of fields, in the order of the fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values(Vec<(FieldId, FieldValue)>);

impl Values {
    /// A value.
    pub fn get(&self, field: FieldId) -> Option<&FieldValue> {
        let found = self.0.binary_search_by_key(&field, |(known, _)| *known);
        found.ok().map(|index| &self.0[index].1)
    }

    /// The text of a value that is text.
    pub fn text(&self, field: FieldId) -> Option<&str> {
        self.get(field)?.as_text()
    }

    /// Sets a value; none takes it away.
    pub fn set(&mut self, field: FieldId, value: Option<FieldValue>) {
        match (self.0.binary_search_by_key(&field, |(known, _)| *known), value) {
            (Ok(index), Some(value)) => self.0[index].1 = value,
            (Ok(index), None) => {
                self.0.remove(index);
            }
            (Err(index), Some(value)) => self.0.insert(index, (field, value)),
            (Err(_), None) => {}
        }
    }

    /// All values, in the order of the fields.
    pub fn iter(&self) -> impl Iterator<Item = (FieldId, &FieldValue)> {
        self.0.iter().map(|(field, value)| (*field, value))
    }

    /// What has to change to get from these to others.
    fn changes_to(&self, other: &Self) -> Vec<(FieldId, Option<FieldValue>)> {
        let gone = self.0.iter().filter(|(field, _)| other.get(*field).is_none());
        let gone = gone.map(|(field, _)| (*field, None));
        let set = other.0.iter().filter(|(field, value)| self.get(*field) != Some(value));
        let mut changes: Vec<_> =
            gone.chain(set.map(|(field, value)| (*field, Some(value.clone())))).collect();
        changes.sort_by_key(|(field, _)| *field);
        changes
    }
}

/// A link to another work item.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What this work item sees.
    pub end: LinkEnd,
    /// The other one.
    pub target: WorkItemId,
    /// What somebody wrote to it.
    pub comment: Option<Arc<str>>,
}

/// What a work item refers to outside of work items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourceKind {
    /// A file.
    AttachedFile,
    /// A page.
    Hyperlink,
    /// Something of another part of the service: a commit, a build.
    ArtifactLink,
}

impl ResourceKind {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::AttachedFile => "AttachedFile",
            Self::Hyperlink => "Hyperlink",
            Self::ArtifactLink => "ArtifactLink",
        }
    }

    /// The kind of a name, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        let all = [Self::AttachedFile, Self::Hyperlink, Self::ArtifactLink];
        all.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name))
    }
}

/// A reference to something outside of work items.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Its number.
    pub id: i64,
    /// What it refers to.
    pub kind: ResourceKind,
    /// Where that is; the id of the attachment for a file.
    pub url: Arc<str>,
    /// `Pull Request`, or the name of a file.
    pub name: Option<Arc<str>>,
    /// What somebody wrote to it.
    pub comment: Option<Arc<str>>,
    /// The bytes of a file.
    pub size: Option<i64>,
    /// When it was added.
    pub added: Timestamp,
}

/// What a work item refers to.
#[derive(Clone, Debug, PartialEq)]
pub enum Relation {
    /// Another work item.
    Link(Link),
    /// Something else.
    Resource(Resource),
}

/// How a relation changed.
#[derive(Clone, Debug, PartialEq)]
pub enum RelationChange {
    /// It was added.
    Added(Relation),
    /// It was removed.
    Removed(Relation),
    /// What is written to it changed; this is what it was, and what it is.
    Updated(Relation, Relation),
}

/// One step in the life of a work item.
#[derive(Clone, Debug)]
pub struct Update {
    /// The event in the journal.
    pub sequence: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: IdentityId,
    /// The revision after it. Updates of nothing but links make no revision.
    pub rev: u32,
    /// Whether it made the revision.
    pub is_revision: bool,
    changes: Box<[(FieldId, Option<FieldValue>)]>,
    relations: Box<[RelationChange]>,
}

impl Update {
    /// How relations changed.
    pub fn relations(&self) -> &[RelationChange] {
        &self.relations
    }
}

/// A work item.
#[derive(Clone, Debug)]
pub struct WorkItem {
    /// Its number.
    pub id: WorkItemId,
    /// The project that it is in now.
    pub project: ProjectId,
    /// The number of its last revision, from 1.
    pub rev: u32,
    /// When and by whom it was deleted, if it was.
    pub deleted: Option<(Timestamp, IdentityId)>,
    /// The long texts that are written in Markdown.
    pub markdown: BTreeSet<FieldId>,
    /// Its comments, oldest first, also the deleted ones.
    pub comments: Vec<Comment>,
    values: Values,
    relations: Vec<Relation>,
    updates: Vec<Update>,
}

impl WorkItem {
    fn new(id: WorkItemId, project: ProjectId) -> Self {
        Self {
            id,
            project,
            rev: 0,
            deleted: None,
            markdown: BTreeSet::new(),
            comments: Vec::new(),
            values: Values::default(),
            relations: Vec::new(),
            updates: Vec::new(),
        }
    }

    /// What it is now, without what follows from other values.
    pub fn values(&self) -> &Values {
        &self.values
    }

    /// What it refers to now, also what is deleted, in order.
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// Its life so far.
    pub fn updates(&self) -> &[Update] {
        &self.updates
    }

    /// Its links of now.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.relations.iter().filter_map(|relation| match relation {
            Relation::Link(link) => Some(link),
            Relation::Resource(_) => None,
        })
    }

    /// The update that made a revision.
    fn revision_update(&self, rev: u32) -> Option<usize> {
        let first = self.updates.partition_point(|update| update.rev < rev);
        let found = (first..self.updates.len()).take_while(|index| self.updates[*index].rev == rev);
        found.into_iter().find(|index| self.updates[*index].is_revision)
    }

    /// The values after an update.
    fn values_at(&self, update: usize) -> Values {
        let mut values: BTreeMap<FieldId, &FieldValue> = BTreeMap::new();
        for update in &self.updates[..=update] {
            for (field, value) in &update.changes {
                match value {
                    Some(value) => values.insert(*field, value),
                    None => values.remove(field),
                };
            }
        }
        Values(values.into_iter().map(|(field, value)| (field, value.clone())).collect())
    }

    /// The relations after an update.
    fn relations_at(&self, update: usize) -> Vec<Relation> {
        let mut relations = Vec::new();
        for update in &self.updates[..=update] {
            apply(&mut relations, update.relations());
        }
        relations
    }
}

/// Why a work item has a new revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkItemEvent {
    /// It is new.
    Created,
    /// Its fields or what it refers to changed.
    Updated,
    /// Somebody wrote, changed or deleted a comment.
    Commented,
    /// It went to the recycle bin.
    Deleted,
    /// It came back from the recycle bin.
    Restored,
}

/// A work item has a new revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkItemRevised {
    /// The work item.
    pub id: WorkItemId,
    /// The revision.
    pub rev: u32,
    /// Why.
    pub change: WorkItemEvent,
}

/// A link between work items was added or removed, seen from its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkItemLinked {
    /// The work item that the link goes out from.
    pub source: WorkItemId,
    /// The work item that it goes to.
    pub target: WorkItemId,
    /// What the source sees.
    pub end: LinkEnd,
    /// Whether it is there now.
    pub is_active: bool,
}

/// A work item is gone for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkItemDestroyed(pub WorkItemId);

event!(WorkItemRevised, WorkItemLinked, WorkItemDestroyed);
part!(WorkItems);

/// All work items of an organization, and what belongs to them.
#[derive(Debug, Default)]
pub struct WorkItems {
    /// The fields that there are.
    pub fields: Fields,
    items: BTreeMap<WorkItemId, WorkItem>,
    tags: BTreeMap<ProjectId, Vec<Tag>>,
    attachments: BTreeMap<Uuid, Attachment>,
    /// The last revision of each, by its event in the journal.
    latest: BTreeMap<u64, WorkItemId>,
    /// The last event of each link, seen from its source.
    links: HashMap<(WorkItemId, LinkEnd, WorkItemId), u64>,
    /// Areas and iterations that work items are or were in: the project, and the path of those that are gone.
    nodes: HashMap<NodeId, (ProjectId, Option<Arc<str>>)>,
    templates: BTreeMap<Uuid, Vec<Template>>,
    /// The fields of boards, by the board.
    boards: BTreeMap<Uuid, placement::BoardFields>,
    last_id: WorkItemId,
    last_resource: i64,
    last_comment: i64,
}

impl WorkItems {
    /// All that are not destroyed, by number, also those in the recycle bin.
    pub fn all(&self) -> impl Iterator<Item = &WorkItem> {
        self.items.values()
    }

    /// All that are neither deleted nor destroyed, by number.
    pub fn iter(&self) -> impl Iterator<Item = &WorkItem> {
        self.items.values().filter(|item| item.deleted.is_none())
    }

    /// A work item, also one in the recycle bin.
    pub fn get_any(&self, id: WorkItemId) -> Option<&WorkItem> {
        self.items.get(&id)
    }

    /// A work item that is not deleted.
    pub fn get(&self, id: WorkItemId) -> Option<&WorkItem> {
        self.get_any(id).filter(|item| item.deleted.is_none())
    }

    /// Whether a work item is there and not deleted.
    pub fn is_there(&self, id: WorkItemId) -> bool {
        self.get(id).is_some()
    }
}

/// A work item as it is or was.
#[derive(Clone, Debug)]
pub struct Revision<'w> {
    organization: &'w Organization,
    /// The work item.
    pub item: &'w WorkItem,
    /// The number of the revision.
    pub rev: u32,
    /// The update that made it.
    update: usize,
    /// The last update that counts for relations.
    last: usize,
    values: Cow<'w, Values>,
}

impl Organization {
    /// Its work items.
    pub fn work_items(&self) -> &WorkItems {
        self.part()
    }

    /// Its fields.
    pub fn fields(&self) -> &Fields {
        &self.part::<WorkItems>().fields
    }

    /// A work item as it is now.
    pub fn current<'w>(&'w self, item: &'w WorkItem) -> Revision<'w> {
        let update = item.revision_update(item.rev).unwrap_or_default();
        let last = item.updates.len().saturating_sub(1);
        Revision {
            organization: self,
            item,
            rev: item.rev,
            update,
            last,
            values: Cow::Borrowed(&item.values),
        }
    }

    /// A work item as a revision of it was.
    pub fn revision<'w>(&'w self, item: &'w WorkItem, rev: u32) -> Option<Revision<'w>> {
        if rev == item.rev {
            return Some(self.current(item));
        }
        let update = item.revision_update(rev)?;
        let last = item.updates.partition_point(|update| update.rev <= rev).saturating_sub(1);
        let values = Cow::Owned(item.values_at(update));
        Some(Revision { organization: self, item, rev, update, last, values })
    }

    /// A work item as it was at an instant; none if it was not there yet.
    pub fn as_of<'w>(&'w self, item: &'w WorkItem, at: Timestamp) -> Option<Revision<'w>> {
        let last = item.updates.partition_point(|update| update.at <= at).checked_sub(1)?;
        let rev = item.updates[last].rev;
        let update = item.revision_update(rev)?;
        let values =
            if rev == item.rev { Cow::Borrowed(&item.values) } else { Cow::Owned(item.values_at(update)) };
        Some(Revision { organization: self, item, rev, update, last, values })
    }
}

/// The end of time, as the service writes it.
pub fn never() -> Timestamp {
    const NEVER: i64 = 253_370_764_800;
    Timestamp::from_second(NEVER).unwrap_or(Timestamp::MAX)
}

impl<'w> Revision<'w> {
    fn update(&self) -> &'w Update {
        // A work item has at least one update, and `update` is one of its.
        &self.item.updates[self.update.min(self.item.updates.len() - 1)]
    }

    /// When it became so.
    pub fn changed_date(&self) -> Timestamp {
        let set = self.values.get(field::CHANGED_DATE).and_then(FieldValue::as_instant);
        set.unwrap_or_else(|| self.update().at)
    }

    /// Who made it so.
    pub fn changed_by(&self) -> IdentityId {
        let set = self.values.get(field::CHANGED_BY).and_then(FieldValue::as_identity);
        set.unwrap_or_else(|| self.update().by)
    }

    /// When it became something else; the end of time if it did not.
    pub fn revised_date(&self) -> Timestamp {
        let next = self.item.revision_update(self.rev + 1);
        next.map_or_else(never, |next| self.item.updates[next].at)
    }

    /// The event in the journal.
    pub fn watermark(&self) -> u64 {
        self.update().sequence
    }

    /// The project that it was in.
    pub fn project(&self) -> ProjectId {
        let area = self.values.get(field::AREA_ID).and_then(FieldValue::as_integer);
        let known = area.and_then(|area| self.organization.work_items().nodes.get(&area));
        known.map_or(self.item.project, |(project, _)| *project)
    }

    /// What it referred to, without what is deleted now.
    pub fn relations(&self) -> Vec<Relation> {
        let mut relations = if self.last + 1 == self.item.updates.len() {
            self.item.relations.clone()
        } else {
            self.item.relations_at(self.last)
        };
        relations.retain(|relation| match relation {
            Relation::Link(link) => self.organization.work_items().is_there(link.target),
            Relation::Resource(_) => true,
        });
        relations
    }

    fn path_names(&self, id: FieldId, group: StructureGroup) -> Vec<Cow<'w, str>> {
        let Some(node) = self.values.get(id).and_then(FieldValue::as_integer) else {
            return Vec::new();
        };
        let found = self.organization.work_items().nodes.get(&node);
        let Some((project, gone)) = found else {
            return Vec::new();
        };
        if let Some(gone) = gone {
            return gone.split('\\').map(Cow::Borrowed).collect();
        }
        let Some(project) = self.organization.project_by_id(*project) else {
            return Vec::new();
        };
        let known = project.classification.node(node).filter(|node| node.group == group);
        known
            .map(|node| project.classification.names(node.id).into_iter().map(Cow::Borrowed).collect())
            .unwrap_or_default()
    }

    /// The value of a field, also of one that follows from others.
    pub fn value(&self, id: FieldId) -> Option<FieldValue> {
        use field::{
            AREA_ID, AREA_LEVEL_1, AREA_LEVEL_7, AREA_PATH, ATTACHED_FILE_COUNT, AUTHORIZED_AS,
            AUTHORIZED_DATE, CHANGED_BY, CHANGED_DATE, COMMENT_COUNT, CREATED_BY, CREATED_DATE,
            EXTERNAL_LINK_COUNT, HYPERLINK_COUNT, ID, ITERATION_ID, ITERATION_LEVEL_1, ITERATION_LEVEL_7,
            ITERATION_PATH, NODE_NAME, PARENT, PERSON_ID, RELATED_LINK_COUNT, REMOTE_LINK_COUNT, REV,
            REVISED_DATE, TEAM_PROJECT, WATERMARK,
        };

        let areas = || self.path_names(AREA_ID, StructureGroup::Areas);
        let iterations = || self.path_names(ITERATION_ID, StructureGroup::Iterations);
        let text = |text: Option<&Cow<'_, str>>| text.map(FieldValue::text);
        let path = |names: &[Cow<'_, str>]| (!names.is_empty()).then(|| FieldValue::text(names.join("\\")));
        match id {
            ID => Some(FieldValue::Integer(self.item.id)),
            REV => Some(FieldValue::Integer(i64::from(self.rev))),
            AREA_PATH => path(&areas()),
            NODE_NAME => text(areas().last()),
            _ if (AREA_LEVEL_1..=AREA_LEVEL_7).contains(&id) => {
                text(areas().get(usize::from(id.0 - AREA_LEVEL_1.0)))
            }
            ITERATION_PATH => path(&iterations()),
            _ if (ITERATION_LEVEL_1..=ITERATION_LEVEL_7).contains(&id) => {
                text(iterations().get(usize::from(id.0 - ITERATION_LEVEL_1.0)))
            }
            TEAM_PROJECT => {
                let project = self.organization.project_by_id(self.project())?;
                Some(FieldValue::text(&project.name))
            }
            CREATED_DATE | CREATED_BY if self.values.get(id).is_none() => {
                let first = self.item.updates.first()?;
                Some(if id == CREATED_DATE {
                    FieldValue::DateTime(first.at)
                } else {
                    FieldValue::Identity(first.by)
                })
            }
            CHANGED_DATE => Some(FieldValue::DateTime(self.changed_date())),
            CHANGED_BY => Some(FieldValue::Identity(self.changed_by())),
            AUTHORIZED_DATE => Some(FieldValue::DateTime(self.update().at)),
            AUTHORIZED_AS => Some(FieldValue::Identity(self.update().by)),
            REVISED_DATE => Some(FieldValue::DateTime(self.revised_date())),
            WATERMARK => Some(FieldValue::Integer(self.watermark() as i64)),
            PERSON_ID => Some(FieldValue::Integer(person_id(self.update().by))),
            COMMENT_COUNT => Some(self.values.get(id).cloned().unwrap_or(FieldValue::Integer(0))),
            PARENT => self.link_target(LinkEnd::PARENT).map(FieldValue::Integer),
            EXTERNAL_LINK_COUNT => {
                Some(self.count(|relation| is_resource(relation, ResourceKind::ArtifactLink)))
            }
            HYPERLINK_COUNT => Some(self.count(|relation| is_resource(relation, ResourceKind::Hyperlink))),
            ATTACHED_FILE_COUNT => {
                Some(self.count(|relation| is_resource(relation, ResourceKind::AttachedFile)))
            }
            RELATED_LINK_COUNT => Some(self.count(|relation| matches!(relation, Relation::Link(_)))),
            REMOTE_LINK_COUNT => Some(FieldValue::Integer(0)),
            _ => self.values.get(id).cloned(),
        }
    }

    fn count(&self, is: impl Fn(&Relation) -> bool) -> FieldValue {
        FieldValue::Integer(self.relations().iter().filter(|relation| is(relation)).count() as i64)
    }

    fn link_target(&self, end: LinkEnd) -> Option<WorkItemId> {
        if self.item.relations.is_empty() && self.last + 1 == self.item.updates.len() {
            return None;
        }
        self.relations().iter().find_map(|relation| match relation {
            Relation::Link(link) if link.end == end => Some(link.target),
            _ => None,
        })
    }

    /// The fields that an answer shows, in the order of answers; all that there are, or those that are shown
    /// by default.
    pub fn fields(&self, with_hidden: bool) -> Vec<(FieldId, FieldValue)> {
        const COMPUTED: &[FieldId] = &[
            field::AREA_PATH,
            field::TEAM_PROJECT,
            field::ITERATION_PATH,
            field::CREATED_DATE,
            field::CREATED_BY,
            field::CHANGED_DATE,
            field::CHANGED_BY,
            field::COMMENT_COUNT,
            field::PARENT,
        ];
        const HIDDEN: &[FieldId] = &[
            field::ID,
            field::NODE_NAME,
            field::AREA_LEVEL_1,
            field::AREA_LEVEL_2,
            field::AREA_LEVEL_3,
            field::AREA_LEVEL_4,
            field::AREA_LEVEL_5,
            field::AREA_LEVEL_6,
            field::AREA_LEVEL_7,
            field::REV,
            field::AUTHORIZED_DATE,
            field::REVISED_DATE,
            field::ITERATION_LEVEL_1,
            field::ITERATION_LEVEL_2,
            field::ITERATION_LEVEL_3,
            field::ITERATION_LEVEL_4,
            field::ITERATION_LEVEL_5,
            field::ITERATION_LEVEL_6,
            field::ITERATION_LEVEL_7,
            field::AUTHORIZED_AS,
            field::PERSON_ID,
            field::WATERMARK,
        ];
        let is_hidden = |id: FieldId| {
            matches!(id, field::AREA_ID | field::ITERATION_ID)
                || self.organization.fields().get(id).is_some_and(|field| field.is_hidden)
        };
        let kept = self.values.iter().map(|(id, _)| id).filter(|id| with_hidden || !is_hidden(*id));
        let mut ids: Vec<_> = kept.chain(COMPUTED.iter().copied()).collect();
        if with_hidden {
            ids.extend(HIDDEN);
        }
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().filter_map(|id| Some((id, self.value(id)?))).collect()
    }
}

/// A number for a person, as old parts of the service have one.
fn person_id(id: IdentityId) -> i64 {
    let bytes = id.0.into_bytes();
    i64::from(u32::from_be_bytes([bytes[12], bytes[13], bytes[14], bytes[15]]) >> 4)
}

fn is_resource(relation: &Relation, kind: ResourceKind) -> bool {
    matches!(relation, Relation::Resource(resource) if resource.kind == kind)
}

/// An instant as the database of work items keeps it: to a third of a hundredth of a second.
fn rounded(at: Timestamp) -> Timestamp {
    let thirds = (i64::from(at.subsec_nanosecond()) * 300 + 500_000_000) / 1_000_000_000;
    let (seconds, thirds) = (at.as_second() + thirds / 300, thirds % 300);
    let milliseconds = (thirds * 10 + 1) / 3;
    Timestamp::new(seconds, i32::try_from(milliseconds * 1_000_000).unwrap_or(0)).unwrap_or(at)
}

/// The next instant that the database of work items can tell from this one.
fn next_instant(at: Timestamp) -> Timestamp {
    rounded(at.saturating_add(SignedDuration::from_micros(3_334)).unwrap_or(Timestamp::MAX))
}

/// Makes changes of relations.
fn apply(relations: &mut Vec<Relation>, changes: &[RelationChange]) {
    for change in changes {
        match change {
            RelationChange::Added(added) => relations.push(added.clone()),
            RelationChange::Removed(removed) => {
                if let Some(index) = relations.iter().position(|known| known == removed) {
                    relations.remove(index);
                }
            }
            RelationChange::Updated(old, new) => {
                if let Some(known) = relations.iter_mut().find(|known| *known == old) {
                    *known = new.clone();
                }
            }
        }
    }
}
