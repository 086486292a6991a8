//! The work items of an organization, as queries see them.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use crate::handler::is_ready;
use crate::wiql::{Activity, Field, Kind, Link, Source, Value};
use crate::world::Organization;
use crate::world::classification::StructureGroup;
use crate::world::directory::Directory;
use crate::world::field::{self, FieldKind, FieldValue};
use crate::world::id::IdentityId;
use crate::world::link::LinkEnd;
use crate::world::name::same_name;
use crate::world::project::Project;
use crate::world::team::Team;
use crate::world::team_settings::TimeFrame;
use crate::world::work_item::{Relation, Revision, WorkItem};

/// How long something is recent.
const RECENT_DAYS: i64 = 30;

/// The work items of an organization, for somebody at a moment.
pub(super) struct WorkItemSource<'w> {
    pub directory: &'w Directory,
    pub organization: &'w Organization,
    pub project: Option<&'w Project>,
    pub actor: IdentityId,
    pub now: Timestamp,
}

impl<'w> WorkItemSource<'w> {
    fn revision(&self, item: i64, at: Option<Timestamp>) -> Option<Revision<'w>> {
        let item = self.organization.work_items().get(item)?;
        match at {
            None => Some(self.organization.current(item)),
            Some(at) => self.organization.as_of(item, at),
        }
    }

    fn convert(&self, value: Option<FieldValue>) -> Value {
        match value {
            None => Value::Empty,
            #[expect(clippy::cast_precision_loss, reason = "numbers of work items are small")]
            Some(FieldValue::Integer(number)) => Value::Number(number as f64),
            Some(FieldValue::Double(number)) => Value::Number(number),
            Some(FieldValue::Boolean(boolean)) => Value::Boolean(boolean),
            Some(FieldValue::DateTime(at)) => Value::Date(at),
            Some(FieldValue::Text(text)) => Value::Text(text.to_string()),
            Some(FieldValue::Identity(id)) => match self.directory.identity(id) {
                Some(person) => Value::Person {
                    display_name: person.display_name.clone(),
                    unique_name: person.unique_name.clone(),
                },
                None => Value::Text(id.to_string()),
            },
        }
    }

    fn projects(&self) -> impl Iterator<Item = &'w Project> {
        self.organization.projects().filter(|project| is_ready(self.organization, project.id))
    }

    /// `[Project]\Team`; a team of the project of the request without that.
    fn team(&self, name: Option<&str>) -> Option<(&'w Project, &'w Team)> {
        let name = name?;
        let parts = name.strip_prefix('[').and_then(|rest| rest.split_once("]\\"));
        let (project, team) = match parts {
            Some((project, team)) => (self.projects().find(|known| same_name(&known.name, project))?, team),
            None => (self.project?, name),
        };
        Some((project, project.team(team)?))
    }

    fn is_recent(&self, at: Timestamp) -> bool {
        self.now.duration_since(at) <= SignedDuration::from_hours(24 * RECENT_DAYS)
    }

    fn is_active(&self, item: &WorkItem, activity: Activity) -> bool {
        match activity {
            // Nobody follows anything: there are no notifications here.
            Activity::Follows => false,
            Activity::MyRecentActivity => {
                item.updates().iter().any(|update| update.by == self.actor && self.is_recent(update.at))
            }
            Activity::RecentMentions => {
                let me = self.actor.to_string();
                let comments = item.comments.iter().filter_map(|comment| comment.last());
                comments.filter(|said| !said.is_deleted && self.is_recent(said.at)).any(|said| {
                    // A mention is written with the person's id, in both formats.
                    said.text.to_lowercase().contains(&me)
                })
            }
            Activity::RecentProjectActivity => {
                self.project.is_none_or(|project| project.id == item.project)
                    && item.updates().last().is_some_and(|update| self.is_recent(update.at))
            }
        }
    }
}

impl Source for WorkItemSource<'_> {
    fn field(&self, name: &str) -> Option<Field> {
        let found = self.organization.fields().find(name)?;
        let kind = match (found.kind, found.id) {
            (_, field::TAGS) => Kind::Tags,
            (_, field::AREA_PATH) => Kind::Area,
            (_, field::ITERATION_PATH) => Kind::Iteration,
            (FieldKind::Integer | FieldKind::Double, _) => Kind::Number,
            (FieldKind::Boolean, _) => Kind::Boolean,
            (FieldKind::DateTime, _) => Kind::Date,
            (FieldKind::String, _) if found.is_identity => Kind::Person,
            (FieldKind::PlainText | FieldKind::Html | FieldKind::History, _) => Kind::LongText,
            (FieldKind::String | FieldKind::TreePath | FieldKind::Guid, _) => Kind::Text,
        };
        let (reference_name, name) = (found.reference_name.to_string(), found.name.to_string());
        Some(Field { reference_name, name, kind })
    }

    fn items(&self, at: Option<Timestamp>) -> Vec<i64> {
        let there = self.organization.work_items().iter();
        let there = there.filter(|item| is_ready(self.organization, item.project));
        let there = there.filter(|item| at.is_none_or(|at| self.organization.as_of(item, at).is_some()));
        there.map(|item| item.id).collect()
    }

    fn value(&self, item: i64, field: &Field, at: Option<Timestamp>) -> Value {
        let known = self.organization.fields().find(&field.reference_name);
        let revision = self.revision(item, at);
        self.convert(known.zip(revision).and_then(|(field, revision)| revision.value(field.id)))
    }

    fn history(&self, item: i64, field: &Field, at: Option<Timestamp>) -> Vec<Value> {
        let known = self.organization.fields().find(&field.reference_name);
        let (Some(known), Some(item)) = (known, self.organization.work_items().get(item)) else {
            return Vec::new();
        };
        let revisions = (1..=item.rev).filter_map(|rev| self.organization.revision(item, rev));
        let revisions = revisions.filter(|revision| at.is_none_or(|at| revision.changed_date() <= at));
        revisions.map(|revision| self.convert(revision.value(known.id))).collect()
    }

    fn links(&self, item: i64, at: Option<Timestamp>) -> Vec<Link> {
        let relations = self.revision(item, at).map(|revision| revision.relations());
        let links = relations.into_iter().flatten().filter_map(|relation| match relation {
            Relation::Link(link) => Some(Link { kind: link.end.reference_name(), target: link.target }),
            Relation::Resource(_) => None,
        });
        links.collect()
    }

    fn link_type(&self, name: &str) -> Option<String> {
        LinkEnd::parse(name).map(LinkEnd::reference_name)
    }

    fn path(&self, kind: Kind, path: &str) -> Option<String> {
        let group = if kind == Kind::Area { StructureGroup::Areas } else { StructureGroup::Iterations };
        self.projects().find_map(|project| {
            let trees = &project.classification;
            trees.by_path(group, path).map(|node| trees.path(node))
        })
    }

    fn iteration(&self, team: Option<&str>, offset: i64) -> Option<String> {
        let (project, team) = self.team(team)?;
        let frames = team.settings.time_frames(&project.classification, self.now);
        let current = frames.iter().position(|(_, frame)| *frame == TimeFrame::Current)?;
        let wanted = usize::try_from(i64::try_from(current).ok()?.checked_add(offset)?).ok()?;
        frames.get(wanted).map(|(node, _)| project.classification.path(*node))
    }

    fn team_areas(&self, team: Option<&str>) -> Option<Vec<(String, bool)>> {
        let (project, team) = self.team(team)?;
        let areas = team.settings.areas.iter();
        Some(areas.map(|owned| (project.classification.path(owned.area), owned.include_children)).collect())
    }

    fn is_in_group(&self, field: &Field, value: &Value, group: &str) -> bool {
        match value {
            // A category, which may be written behind the project's name.
            Value::Text(kind) if field.reference_name == "System.WorkItemType" => {
                let category = group.rsplit('\\').next().unwrap_or(group);
                self.projects().any(|project| {
                    let types = self.organization.work_item_types(project).iter();
                    let mut types = types.filter(|known| known.is_named(kind));
                    types.any(|known| known.categories.iter().any(|known| same_name(known, category)))
                })
            }
            Value::Person { unique_name, .. } => {
                let members = self.team(Some(group)).map(|(_, team)| team.members.as_slice());
                let mut members = members
                    .into_iter()
                    .flatten()
                    .filter_map(|member| self.directory.identity(member.identity));
                members.any(|member| member.unique_name == *unique_name)
            }
            _ => false,
        }
    }

    fn activity(&self, activity: Activity) -> BTreeSet<i64> {
        let items = self.organization.work_items().iter();
        items.filter(|item| self.is_active(item, activity)).map(|item| item.id).collect()
    }
}
