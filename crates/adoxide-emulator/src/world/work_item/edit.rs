//! How work items change.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::super::journal::Stamp;
use super::super::organization::{Open, Organization, Recorded, Transaction};
use super::super::refusal::Refusal;
use super::comment::{Comment, CommentFormat, CommentVersion};
use super::placement::Renamed;
use super::rule::Change;
use super::{
    Link, Relation, RelationChange, Resource, ResourceKind, Update, Values, WorkItem, WorkItemId,
    WorkItemRefusal, apply, next_instant, rounded,
};
use crate::world::classification::{NodeId, StructureGroup};
use crate::world::field::{self, FieldId, FieldValue};
use crate::world::id::ProjectId;
use crate::world::link::{LinkEnd, Topology};
use crate::world::project::{Project, ProjectState};
use crate::world::pull_request::link::linked;
use crate::world::work_item::WorkItemDestroyed;
use crate::world::work_item::WorkItemEvent;
use crate::world::work_item::WorkItemLinked;
use crate::world::work_item::WorkItemRevised;
use crate::world::work_item::WorkItems;
use crate::world::work_item_type::WorkItemType;

/// What only one revision has: the next one does not inherit it.
const TRANSIENT: [FieldId; 3] = [field::HISTORY, field::CHANGED_DATE, field::CHANGED_BY];

/// A relation that is to be added.
#[derive(Clone, Debug, PartialEq)]
pub enum NewRelation {
    /// A link to another work item.
    Link(Link),
    /// Something else.
    Resource {
        /// What.
        kind: ResourceKind,
        /// Where that is; the id of the attachment for a file.
        url: String,
        /// `Pull Request`, or the name of a file.
        name: Option<String>,
        /// What somebody writes to it.
        comment: Option<String>,
    },
}

/// A change of what a work item refers to. Places are those before the change.
#[derive(Clone, Debug, PartialEq)]
pub enum RelationEdit {
    /// A new one.
    Add(NewRelation),
    /// The one at this place goes away.
    Remove(usize),
    /// The one at this place gets another comment.
    Comment(usize, Option<String>),
}

/// What is to change in a work item. A value of none empties a field.
#[derive(Clone, Debug, Default)]
pub struct WorkItemChange {
    /// Values of fields.
    pub fields: Vec<(FieldId, Option<FieldValue>)>,
    /// What it refers to.
    pub relations: Vec<RelationEdit>,
    /// Long texts that become Markdown, or HTML again.
    pub markdown: Vec<(FieldId, bool)>,
}

/// How a change is to be made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EditOptions {
    /// Whether the rules are not asked.
    pub bypass_rules: bool,
    /// How a comment that comes with it is written.
    pub comment_format: CommentFormat,
}

/// A change that may be made.
struct Draft {
    project: ProjectId,
    values: Values,
    resources: Vec<RelationChange>,
    links: Vec<RelationChange>,
    at: Timestamp,
}

impl Organization {
    /// The work item types of a project.
    pub fn work_item_types(&self, project: &Project) -> &[WorkItemType] {
        self.types_of_process(project.process)
    }

    /// A work item type of a project, by name or reference name.
    pub fn work_item_type(&self, project: &Project, name: &str) -> Option<&WorkItemType> {
        self.work_item_types(project).iter().find(|kind| kind.is_named(name))
    }

    /// What a new work item of a type would be, before anybody sets anything.
    ///
    /// # Errors
    /// When there is no such project or type.
    pub fn work_item_template(
        &self,
        stamp: Stamp,
        project: ProjectId,
        type_name: &str,
    ) -> Result<Values, Refusal> {
        let found = self.project_by_id(project).ok_or(Refusal::NoProject(project))?;
        let kind = self.known_type(found, type_name)?;
        let mut values = Values::default();
        values.set(field::WORK_ITEM_TYPE, Some(FieldValue::text(&kind.name)));
        let change = Change {
            fields: &self.part::<WorkItems>().fields,
            kind,
            id: None,
            old: &Values::default(),
            set: &[],
            at: rounded(stamp.at),
            by: stamp.actor,
            bypass: true,
        };
        change.apply(&mut values).map_err(WorkItemRefusal::Rules)?;
        Ok(values)
    }

    fn known_type<'w>(&'w self, project: &Project, name: &str) -> Result<&'w WorkItemType, WorkItemRefusal> {
        let found = self.work_item_type(project, name);
        found.ok_or_else(|| WorkItemRefusal::NoType { name: name.to_owned(), project: project.name.clone() })
    }

    /// What becomes of the relations: of resources, which make a revision, and of links, which do not.
    fn relation_changes(
        &self,
        id: Option<WorkItemId>,
        change: &WorkItemChange,
        at: Timestamp,
    ) -> Result<(Vec<RelationChange>, Vec<RelationChange>), WorkItemRefusal> {
        let before: Vec<Relation> = id
            .and_then(|id| self.part::<WorkItems>().get(id))
            .map(|item| {
                let seen = item.relations.iter().filter(|relation| {
                    relation.as_link().is_none_or(|link| self.part::<WorkItems>().is_there(link.target))
                });
                seen.cloned().collect()
            })
            .unwrap_or_default();
        let mut after = before.clone();
        let mut changes = Vec::new();
        let mut next_resource = self.part::<WorkItems>().last_resource;
        let at_place = |index: usize| before.get(index).cloned().ok_or(WorkItemRefusal::NoRelation(index));
        // What goes away goes first: so a work item may get another parent in one step.
        for edit in &change.relations {
            match edit {
                RelationEdit::Remove(index) => {
                    let old = at_place(*index)?;
                    after.retain(|known| *known != old);
                    changes.push(RelationChange::Removed(old));
                }
                RelationEdit::Comment(index, comment) => {
                    let old = at_place(*index)?;
                    let mut new = old.clone();
                    let place = match &mut new {
                        Relation::Link(link) => &mut link.comment,
                        Relation::Resource(resource) => &mut resource.comment,
                    };
                    *place = comment.as_deref().filter(|text| !text.is_empty()).map(Into::into);
                    if let Some(known) = after.iter_mut().find(|known| **known == old) {
                        *known = new.clone();
                    }
                    changes.push(RelationChange::Updated(old, new));
                }
                RelationEdit::Add(_) => {}
            }
        }
        for edit in &change.relations {
            let RelationEdit::Add(new) = edit else { continue };
            let new = match new {
                NewRelation::Link(link) => {
                    self.check_link(id, link, &after)?;
                    Relation::Link(link.clone())
                }
                NewRelation::Resource { kind, url, name, comment } => {
                    next_resource += 1;
                    let resource = self.resource(*kind, url, name.as_deref(), comment.as_deref(), at)?;
                    let is_known = after.iter().any(|known| match known {
                        Relation::Resource(known) => {
                            known.kind == *kind && same_url(&known.url, &resource.url)
                        }
                        Relation::Link(_) => false,
                    });
                    if is_known {
                        return Err(WorkItemRefusal::RelationExists);
                    }
                    Relation::Resource(Resource { id: next_resource, ..resource })
                }
            };
            after.push(new.clone());
            changes.push(RelationChange::Added(new));
        }
        let is_link = |change: &RelationChange| match change {
            RelationChange::Added(relation)
            | RelationChange::Removed(relation)
            | RelationChange::Updated(relation, _) => relation.as_link().is_some(),
        };
        let (links, resources) = changes.into_iter().partition(is_link);
        Ok((resources, links))
    }

    fn resource(
        &self,
        kind: ResourceKind,
        url: &str,
        name: Option<&str>,
        comment: Option<&str>,
        at: Timestamp,
    ) -> Result<Resource, WorkItemRefusal> {
        let (mut url, mut name, mut size) = (url.to_owned(), name.map(str::to_owned), None);
        if kind == ResourceKind::AttachedFile {
            let id = url.parse::<Uuid>().ok().and_then(|id| self.attachment(id));
            let attachment = id.ok_or_else(|| WorkItemRefusal::NoAttachment(url.clone()))?;
            url = attachment.id.to_string();
            name = name.or_else(|| Some(attachment.file_name.clone()));
            size = Some(attachment.len() as i64);
        }
        let comment = comment.filter(|text| !text.is_empty()).map(Into::into);
        Ok(Resource { id: 0, kind, url: url.into(), name: name.map(Into::into), comment, size, added: at })
    }

    fn check_link(
        &self,
        id: Option<WorkItemId>,
        link: &Link,
        relations: &[Relation],
    ) -> Result<(), WorkItemRefusal> {
        let target =
            self.part::<WorkItems>().get(link.target).ok_or(WorkItemRefusal::NoWorkItem(link.target))?;
        if Some(link.target) == id {
            return Err(WorkItemRefusal::SelfLink(link.target));
        }
        let one = id.unwrap_or(-1);
        let links = || relations.iter().filter_map(Relation::as_link);
        if links().any(|known| known.end == link.end && known.target == link.target) {
            return Err(WorkItemRefusal::RelationExists);
        }
        let kind = link.end.link_type();
        if kind.topology == Topology::Tree {
            let upward = if link.end.is_forward { link.end.opposite() } else { link.end };
            let taken = if link.end.is_forward {
                target
                    .links()
                    .any(|known| known.end == upward && self.part::<WorkItems>().is_there(known.target))
            } else {
                links().any(|known| known.end == upward)
            };
            if taken {
                let (added, end) = (link.end.name(), upward.name());
                return Err(WorkItemRefusal::SecondLink { added, end, one, other: link.target });
            }
        }
        // A new work item is in nobody's way yet, but through the links of this same change.
        let Some(id) = id.filter(|_| kind.topology != Topology::Network) else {
            return Ok(());
        };
        if self.reaches(link.target, link.end, id) {
            let added = link.end.name();
            return Err(WorkItemRefusal::Circle { added, one: id, other: link.target });
        }
        Ok(())
    }

    /// Whether links of one kind lead from a work item to another.
    fn reaches(&self, from: WorkItemId, end: LinkEnd, to: WorkItemId) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(next) = open.pop() {
            if next == to {
                return true;
            }
            if !seen.insert(next) {
                continue;
            }
            let item = self.part::<WorkItems>().get_any(next);
            let links = item.into_iter().flat_map(WorkItem::links);
            open.extend(links.filter(|link| link.end == end).map(|link| link.target));
        }
        false
    }
}

impl Transaction<'_> {
    /// Creates a work item.
    ///
    /// # Errors
    /// When the rules do not allow it, or what it refers to is not there.
    pub fn create_work_item(
        &mut self,
        project: ProjectId,
        type_name: &str,
        change: &WorkItemChange,
        options: EditOptions,
    ) -> Result<Recorded<WorkItemId>, Refusal> {
        let draft = self.new_draft(project, type_name, change, options)?;
        let items = self.part_mut::<WorkItems>();
        items.last_id += 1;
        let id = items.last_id;
        items.items.insert(id, WorkItem::new(id, draft.project));
        Ok(self.commit(id, draft, change, options, WorkItemEvent::Created).with(id))
    }

    /// Changes a work item. What changes nothing makes no revision.
    ///
    /// # Errors
    /// When the rules do not allow it, or what it refers to is not there.
    pub fn update_work_item(
        &mut self,
        id: WorkItemId,
        change: &WorkItemChange,
        options: EditOptions,
    ) -> Result<Recorded, Refusal> {
        let item = self.part::<WorkItems>().get(id).ok_or(WorkItemRefusal::NoWorkItem(id))?;
        let (project, old) = (item.project, item.values.clone());
        let draft = self.draft(Some(id), project, &old, change, options)?;
        Ok(self.commit(id, draft, change, options, WorkItemEvent::Updated))
    }

    /// What a change would make of a work item, or of a new one of a type; nothing changes.
    ///
    /// # Errors
    /// As creating or updating it.
    pub fn preview_work_item(
        &mut self,
        target: Result<WorkItemId, (ProjectId, &str)>,
        change: &WorkItemChange,
        options: EditOptions,
    ) -> Result<Recorded<WorkItem>, Refusal> {
        let stamp = self.stamp();
        let (draft, mut item) = match target {
            Ok(id) => {
                let item = self.part::<WorkItems>().get(id).ok_or(WorkItemRefusal::NoWorkItem(id))?.clone();
                (self.draft(Some(id), item.project, &item.values, change, options)?, item)
            }
            Err((project, type_name)) => {
                let draft = self.new_draft(project, type_name, change, options)?;
                let item = WorkItem::new(0, draft.project);
                (draft, item)
            }
        };
        item.rev += 1;
        item.project = draft.project;
        let changes = item.values.changes_to(&draft.values).into();
        let relations: Box<[_]> = draft.resources.into_iter().chain(draft.links).collect();
        apply(&mut item.relations, &relations);
        item.values = draft.values;
        item.updates.push(Update {
            sequence: self.journal().len() + 1,
            at: draft.at,
            by: stamp.actor,
            rev: item.rev,
            is_revision: true,
            changes,
            relations,
        });
        Ok(self.unchanged(item))
    }

    fn new_draft(
        &mut self,
        project: ProjectId,
        type_name: &str,
        change: &WorkItemChange,
        options: EditOptions,
    ) -> Result<Draft, Refusal> {
        let found = self.project_by_id(project).ok_or(Refusal::NoProject(project))?;
        let kind = self.known_type(found, type_name)?;
        if kind.is_disabled && !options.bypass_rules {
            return Err(WorkItemRefusal::TypeDisabled(kind.name.clone()).into());
        }
        let classification = &found.classification;
        let mut old = Values::default();
        old.set(field::WORK_ITEM_TYPE, Some(FieldValue::text(&kind.name)));
        for (id, group) in
            [(field::AREA_ID, StructureGroup::Areas), (field::ITERATION_ID, StructureGroup::Iterations)]
        {
            old.set(id, Some(FieldValue::Integer(classification.root(group))));
        }
        self.draft(None, project, &old, change, options)
    }

    /// Finds out what a change comes to, and whether it may be made. Nothing changes.
    fn draft(
        &mut self,
        id: Option<WorkItemId>,
        project: ProjectId,
        old: &Values,
        change: &WorkItemChange,
        options: EditOptions,
    ) -> Result<Draft, Refusal> {
        let stamp = self.stamp();
        let item = id.and_then(|id| self.part::<WorkItems>().get(id));
        let last = item.and_then(|item| item.updates.last()).map(|update| update.at);
        let at = last.map_or(rounded(stamp.at), |last| rounded(stamp.at).max(next_instant(last)));
        let mut values = old.clone();
        for transient in TRANSIENT {
            values.set(transient, None);
        }
        let mut set = change.fields.clone();
        for (field, value) in &set {
            // Trees and projects are kept as numbers: the next step finds those.
            if !matches!(*field, field::AREA_PATH | field::ITERATION_PATH | field::TEAM_PROJECT) {
                values.set(*field, value.clone());
            }
        }
        let project = self.place(id, project, &set, &mut values)?;
        let owner = self.project_by_id(project).ok_or(Refusal::NoProject(project))?;
        let type_name = values.text(field::WORK_ITEM_TYPE).unwrap_or_default().to_owned();
        let kind = self.known_type(owner, &type_name)?;
        values.set(field::WORK_ITEM_TYPE, Some(FieldValue::text(&kind.name)));
        let is_new_type = old.text(field::WORK_ITEM_TYPE) != Some(kind.name.as_str());
        let is_state_set = set.iter().any(|(field, _)| *field == field::STATE);
        if id.is_some() && is_new_type && !is_state_set {
            let fits = values.text(field::STATE).is_some_and(|state| kind.state(state).is_some());
            if !fits {
                values.set(field::STATE, None);
            }
        }
        let places = self.places(owner);
        if !is_state_set
            && let Some(state) = self
                .states_of_columns(&places, &kind.name, &set)
                .map_err(|error| WorkItemRefusal::Rules(vec![error]))?
        {
            values.set(field::STATE, Some(state.clone()));
            set.push((field::STATE, Some(state)));
        }
        // The names of trees are not fields that rules know; the numbers are.
        set.retain(|(field, _)| {
            !matches!(*field, field::AREA_PATH | field::ITERATION_PATH | field::TEAM_PROJECT)
        });
        let empty = Values::default();
        let apply = Change {
            fields: &self.part::<WorkItems>().fields,
            kind,
            id,
            old: if id.is_some() { old } else { &empty },
            set: &set,
            at,
            by: stamp.actor,
            bypass: options.bypass_rules,
        };
        apply.apply(&mut values).map_err(WorkItemRefusal::Rules)?;
        self.place_on_boards(owner, &places, &Renamed::new(), &mut values);
        let (resources, links) = self.relation_changes(id, change, at)?;
        if let Some(tags) = values.text(field::TAGS).map(str::to_owned) {
            let tags = self.normal_tags(project, &tags);
            values.set(field::TAGS, tags);
        }
        if values.get(field::HISTORY).is_some() {
            let count = values.get(field::COMMENT_COUNT).and_then(FieldValue::as_integer).unwrap_or(0);
            values.set(field::COMMENT_COUNT, Some(FieldValue::Integer(count + 1)));
        }
        Ok(Draft { project, values, resources, links, at })
    }

    /// Puts the work item where the fields say: project, area, iteration.
    fn place(
        &mut self,
        id: Option<WorkItemId>,
        project: ProjectId,
        set: &[(FieldId, Option<FieldValue>)],
        values: &mut Values,
    ) -> Result<ProjectId, Refusal> {
        let text = |field: FieldId| {
            let found = set.iter().rev().find(|(known, _)| *known == field);
            found.and_then(|(_, value)| value.as_ref()).and_then(FieldValue::as_text)
        };
        let invalid =
            |field: &str| WorkItemRefusal::InvalidTree { id: id.unwrap_or(-1), field: field.to_owned() };
        let mut target = project;
        if let Some(name) = text(field::TEAM_PROJECT) {
            let found = self.project(name).filter(|project| project.state == ProjectState::WellFormed);
            target = found.ok_or_else(|| invalid("System.TeamProject"))?.id;
        }
        let owner = self.project_by_id(target).ok_or(Refusal::NoProject(target))?;
        let mut nodes = Vec::new();
        for (path, number, group, name) in [
            (field::AREA_PATH, field::AREA_ID, StructureGroup::Areas, "System.AreaPath"),
            (field::ITERATION_PATH, field::ITERATION_ID, StructureGroup::Iterations, "System.IterationPath"),
        ] {
            let tree = &owner.classification;
            let node: NodeId = if let Some(path) = text(path) {
                tree.by_path(group, path).ok_or_else(|| invalid(name))?
            } else if let Some(node) = values.get(number).and_then(FieldValue::as_integer) {
                let is_here = tree.node(node).is_some_and(|node| node.group == group);
                let is_set = set.iter().any(|(known, _)| *known == number);
                match (is_here, is_set) {
                    (true, _) => node,
                    (false, true) => return Err(invalid(name).into()),
                    // The project is another one: what is not said is its root.
                    (false, false) => tree.root(group),
                }
            } else {
                tree.root(group)
            };
            values.set(number, Some(FieldValue::Integer(node)));
            nodes.push(node);
        }
        for node in nodes {
            self.part_mut::<WorkItems>().nodes.entry(node).or_insert((target, None));
        }
        Ok(target)
    }

    fn commit(
        &mut self,
        id: WorkItemId,
        draft: Draft,
        change: &WorkItemChange,
        options: EditOptions,
        event: WorkItemEvent,
    ) -> Recorded {
        let items = self.part_mut::<WorkItems>();
        let Some(item) = items.items.get_mut(&id) else { return self.unchanged(()) };
        let mut format_changed = false;
        for (field, is_markdown) in &change.markdown {
            format_changed |=
                if *is_markdown { item.markdown.insert(*field) } else { item.markdown.remove(field) };
        }
        let mut before = item.values.clone();
        for transient in TRANSIENT {
            before.set(transient, None);
        }
        let has_changes = before != draft.values
            || !draft.resources.is_empty()
            || format_changed
            || event == WorkItemEvent::Created;
        let added = draft.resources.iter().chain(&draft.links);
        let last = added.filter_map(|change| match change {
            RelationChange::Added(Relation::Resource(resource)) => Some(resource.id),
            _ => None,
        });
        items.last_resource = last.max().unwrap_or(0).max(items.last_resource);
        let history = draft.values.text(field::HISTORY).map(str::to_owned);
        if has_changes {
            item.project = draft.project;
        }
        let stamp = Stamp { at: draft.at, ..self.stamp() };
        let mut tx = self.stamped(stamp);
        let mut recorded = tx.unchanged(());
        if has_changes {
            if let Some(tags) = draft.values.text(field::TAGS).map(str::to_owned)
                && before.text(field::TAGS) != Some(tags.as_str())
            {
                tx.know_tags(draft.project, &tags, draft.at);
            }
            let event = match (event, &history) {
                (WorkItemEvent::Updated, Some(_)) => WorkItemEvent::Commented,
                _ => event,
            };
            recorded = tx.revise(id, draft.values, draft.resources, event);
            if let Some(text) = history {
                tx.add_comment(id, &text, options.comment_format);
            }
        }
        if !draft.links.is_empty() {
            recorded = tx.record_links(id, draft.links, has_changes);
        }
        recorded
    }

    fn add_comment(&mut self, id: WorkItemId, text: &str, format: CommentFormat) {
        let stamp = self.stamp();
        let items = self.part_mut::<WorkItems>();
        items.last_comment += 1;
        let comment = items.last_comment;
        if let Some(item) = items.items.get_mut(&id) {
            let version =
                CommentVersion { text: text.into(), at: stamp.at, by: stamp.actor, is_deleted: false };
            let (versions, reactions) = (vec![version], std::collections::BTreeMap::new());
            item.comments.push(Comment { id: comment, format, rev: item.rev, versions, reactions });
        }
    }

    /// Makes a revision.
    pub(super) fn revise(
        &mut self,
        id: WorkItemId,
        values: Values,
        resources: Vec<RelationChange>,
        event: WorkItemEvent,
    ) -> Recorded {
        let stamp = self.stamp();
        let Open { part: items, mut events, .. } = self.open::<WorkItems>();
        let Some(item) = items.items.get_mut(&id) else { return self.unchanged(()) };
        let last = item.updates.last().map(|update| update.at);
        let at = last.map_or(rounded(stamp.at), |last| rounded(stamp.at).max(next_instant(last)));
        let stamp = Stamp { at, ..stamp };
        if let Some(latest) = item.revision_update(item.rev).map(|index| item.updates[index].sequence) {
            items.latest.remove(&latest);
        }
        item.rev += 1;
        let recorded = events.record_at(stamp, WorkItemRevised { id, rev: item.rev, change: event });
        let sequence = recorded.sequence();
        items.latest.insert(sequence, id);
        let pull_requests = linked(&resources);
        apply(&mut item.relations, &resources);
        let changes = item.values.changes_to(&values).into();
        item.values = values;
        item.updates.push(Update {
            sequence,
            at,
            by: stamp.actor,
            rev: item.rev,
            is_revision: true,
            changes,
            relations: resources.into(),
        });
        self.stamped(stamp).follow_work_item(id, pull_requests);
        recorded
    }

    /// Writes links down at both of their ends. `with_revision` says whether the last revision was made in the
    /// same step.
    fn record_links(
        &mut self,
        id: WorkItemId,
        changes: Vec<RelationChange>,
        with_revision: bool,
    ) -> Recorded {
        let mut recorded = self.unchanged(());
        for change in &changes {
            let (link, is_active) = match change {
                RelationChange::Added(Relation::Link(link))
                | RelationChange::Updated(_, Relation::Link(link)) => (link, true),
                RelationChange::Removed(Relation::Link(link)) => (link, false),
                _ => continue,
            };
            let (source, end, target) = directed(id, link);
            recorded = self.record(WorkItemLinked { source, target, end, is_active });
            let sequence = recorded.sequence();
            self.part_mut::<WorkItems>().links.insert((source, end, target), sequence);
            let other = link.target;
            let reverse = |relation: &Relation| match relation {
                Relation::Link(link) => Relation::Link(Link {
                    end: link.end.opposite(),
                    target: id,
                    comment: link.comment.clone(),
                }),
                Relation::Resource(_) => relation.clone(),
            };
            let reverse = match change {
                RelationChange::Added(new) => RelationChange::Added(reverse(new)),
                RelationChange::Removed(old) => RelationChange::Removed(reverse(old)),
                RelationChange::Updated(old, new) => RelationChange::Updated(reverse(old), reverse(new)),
            };
            self.push_links(other, vec![reverse], sequence);
        }
        if with_revision
            && let Some(item) = self.part_mut::<WorkItems>().items.get_mut(&id)
            && let Some(update) = item.updates.last_mut()
        {
            apply(&mut item.relations, &changes);
            update.relations = update.relations.iter().cloned().chain(changes).collect();
            return recorded;
        }
        self.push_links(id, changes, recorded.sequence());
        recorded
    }

    /// An update of nothing but links. Recorded: it makes no revision.
    fn push_links(&mut self, id: WorkItemId, changes: Vec<RelationChange>, sequence: u64) {
        let stamp = self.stamp();
        let Some(item) = self.part_mut::<WorkItems>().items.get_mut(&id) else { return };
        apply(&mut item.relations, &changes);
        let last = item.updates.last().map_or(stamp.at, |update| update.at);
        item.updates.push(Update {
            sequence,
            at: stamp.at.max(last),
            by: stamp.actor,
            rev: item.rev,
            is_revision: false,
            changes: Box::default(),
            relations: changes.into(),
        });
    }

    /// Puts a work item into the recycle bin.
    ///
    /// # Errors
    /// When there is no such work item.
    pub fn delete_work_item(&mut self, id: WorkItemId) -> Result<Recorded, WorkItemRefusal> {
        let stamp = self.stamp();
        let item = self.part::<WorkItems>().get(id).ok_or(WorkItemRefusal::NoWorkItem(id))?;
        let mut values = without_transient(&item.values);
        values.set(field::IS_DELETED, Some(FieldValue::Boolean(true)));
        let recorded = self.revise(id, values, Vec::new(), WorkItemEvent::Deleted);
        if let Some(item) = self.part_mut::<WorkItems>().items.get_mut(&id) {
            let at = item.updates.last().map_or(stamp.at, |update| update.at);
            item.deleted = Some((at, stamp.actor));
        }
        Ok(recorded)
    }

    /// Takes a work item out of the recycle bin.
    ///
    /// # Errors
    /// When it is not there.
    pub fn restore_work_item(&mut self, id: WorkItemId) -> Result<Recorded, WorkItemRefusal> {
        let found = self.part::<WorkItems>().get_any(id).filter(|item| item.deleted.is_some());
        let mut values = without_transient(&found.ok_or(WorkItemRefusal::NoWorkItem(id))?.values);
        values.set(field::IS_DELETED, None);
        let recorded = self.revise(id, values, Vec::new(), WorkItemEvent::Restored);
        if let Some(item) = self.part_mut::<WorkItems>().items.get_mut(&id) {
            item.deleted = None;
        }
        Ok(recorded)
    }

    /// Ends a work item for good, whether it is in the recycle bin or not. Its links go with it.
    ///
    /// # Errors
    /// When there is no such work item.
    pub fn destroy_work_item(&mut self, id: WorkItemId) -> Result<Recorded, WorkItemRefusal> {
        let item = self.part::<WorkItems>().items.get(&id).ok_or(WorkItemRefusal::NoWorkItem(id))?;
        let links: Vec<_> =
            item.links().map(|link| RelationChange::Removed(Relation::Link(link.clone()))).collect();
        if !links.is_empty() {
            self.record_links(id, links, false);
        }
        let items = self.part_mut::<WorkItems>();
        if let Some(item) = items.items.remove(&id) {
            let latest = item.revision_update(item.rev).map(|index| item.updates[index].sequence);
            if let Some(latest) = latest {
                items.latest.remove(&latest);
            }
        }
        Ok(self.record(WorkItemDestroyed(id)))
    }

    /// Puts work items of areas or iterations that go away into another one, each with a new revision. What
    /// they were keeps its path.
    pub(in crate::world) fn reclassify(
        &mut self,
        group: StructureGroup,
        gone: &[(NodeId, String)],
        target: NodeId,
    ) {
        let number = match group {
            StructureGroup::Areas => field::AREA_ID,
            StructureGroup::Iterations => field::ITERATION_ID,
        };
        let mut known_project = None;
        for (node, path) in gone {
            if let Some((project, gone)) = self.part_mut::<WorkItems>().nodes.get_mut(node) {
                *gone = Some(Arc::from(path.as_str()));
                known_project = Some(*project);
            }
        }
        let Some(project) = known_project else { return };
        self.part_mut::<WorkItems>().nodes.entry(target).or_insert((project, None));
        let is_gone = |values: &Values| {
            let node = values.get(number).and_then(FieldValue::as_integer);
            node.is_some_and(|node| gone.iter().any(|(known, _)| *known == node))
        };
        let moved: Vec<_> = self
            .part::<WorkItems>()
            .items
            .values()
            .filter(|item| is_gone(&item.values))
            .map(|item| item.id)
            .collect();
        for id in moved {
            let Some(item) = self.part::<WorkItems>().items.get(&id) else { continue };
            let mut values = without_transient(&item.values);
            values.set(number, Some(FieldValue::Integer(target)));
            if let Some(owner) = self.project_by_id(project) {
                self.place_on_boards(owner, &self.places(owner), &Renamed::new(), &mut values);
            }
            self.revise(id, values, Vec::new(), WorkItemEvent::Updated);
        }
    }
}

pub(super) fn without_transient(values: &Values) -> Values {
    let mut values = values.clone();
    for transient in TRANSIENT {
        values.set(transient, None);
    }
    values
}

/// A link as its source sees it: source, end, target.
fn directed(id: WorkItemId, link: &Link) -> (WorkItemId, LinkEnd, WorkItemId) {
    let has_direction = link.end.opposite() != link.end;
    if has_direction && !link.end.is_forward || !has_direction && link.target < id {
        (link.target, link.end.opposite(), id)
    } else {
        (id, link.end, link.target)
    }
}

/// Whether two references are one: the service compares them without regard to case.
fn same_url(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}
