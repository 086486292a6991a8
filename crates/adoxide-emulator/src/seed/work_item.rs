//! Made-up work: areas, sprints, and work items that people begin, talk about and finish.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{DAY, Person, Seeder, THINGS, VERBS, ago, later};
use crate::builder::BuildError;
use crate::world::classification::{NodeChange, StructureGroup};
use crate::world::field::{self, FieldValue};
use crate::world::id::{Ids, ProjectId};
use crate::world::journal::Stamp;
use crate::world::link::LinkEnd;
use crate::world::work_item::{EditOptions, Link, NewRelation, RelationEdit, WorkItemChange, WorkItemId};
use crate::world::work_item_type::{StateCategory, WorkItemType};

const AREAS: [&str; 4] = ["Web", "Services", "Data", "Operations"];
const TAGS: [&str; 6] = ["customer", "debt", "quick win", "security", "performance", "ux"];
const REMARKS: [&str; 6] = [
    "Seen again in production this morning.",
    "I will take this one.",
    "Needs a decision before we go on.",
    "Works on the test stage now.",
    "Split off the second half, it is its own piece of work.",
    "Talked it through with the team: we do the simple thing first.",
];

/// How many work items of each level a project has.
const LEVELS: [(&str, usize); 5] = [
    ("Microsoft.EpicCategory", 2),
    ("Microsoft.FeatureCategory", 4),
    ("Microsoft.RequirementCategory", 12),
    ("Microsoft.TaskCategory", 18),
    ("Microsoft.BugCategory", 6),
];

const SPRINT: i64 = 14 * DAY;
const SPRINTS: usize = 6;
/// Work begins so many days before the end.
const BEGIN: i64 = 200;

/// Something that happens to a work item.
struct Step {
    at: Timestamp,
    /// Its place among the planned ones.
    item: usize,
    who: Person,
    what: What,
}

enum What {
    Create(WorkItemChange),
    Change(WorkItemChange),
}

/// A work item that is planned.
struct Planned {
    project: ProjectId,
    kind: String,
    parent: Option<usize>,
}

impl Seeder<'_> {
    /// Fills the boards of projects, in the order of time, so that feeds tell it in this order too.
    pub(super) fn work_items(&mut self, projects: &[ProjectId], people: &[Person]) -> Result<(), BuildError> {
        let mut ids = Ids::new(self.ids.number());
        let (mut planned, mut steps) = (Vec::new(), Vec::new());
        for project in projects {
            self.sprints(*project)?;
            self.plan(&mut ids, *project, people, &mut planned, &mut steps)?;
        }
        steps.sort_by_key(|step: &Step| (step.at, step.item));
        let mut made: BTreeMap<usize, WorkItemId> = BTreeMap::new();
        for step in steps {
            let stamp = Stamp { at: step.at, actor: step.who.id };
            let Some(plan) = planned.get(step.item) else { continue };
            let organization = self.organization()?;
            let options = EditOptions::default();
            match step.what {
                What::Create(mut change) => {
                    if let Some(parent) = plan.parent.and_then(|parent| made.get(&parent)) {
                        let link = Link { end: LinkEnd::PARENT, target: *parent, comment: None };
                        change.relations.push(RelationEdit::Add(NewRelation::Link(link)));
                    }
                    let id = organization.change(stamp, |tx| {
                        tx.create_work_item(plan.project, &plan.kind, &change, options)
                    })?;
                    made.insert(step.item, id);
                }
                What::Change(change) => {
                    if let Some(id) = made.get(&step.item) {
                        organization.change(stamp, |tx| tx.update_work_item(*id, &change, options))?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Areas, and sprints of two weeks that end around the end of history.
    fn sprints(&mut self, project: ProjectId) -> Result<(), BuildError> {
        let stamp = Stamp { at: ago(self.end, (BEGIN + 5) * DAY), actor: self.owner };
        let first = ago(self.end, SPRINTS as i64 * SPRINT - SPRINT / 2);
        // Sprints begin at midnight.
        let first = Timestamp::from_second(first.as_second() / DAY * DAY).unwrap_or(first);
        let organization = self.organization()?;
        let gone = || BuildError::Seed("a project is gone".into());
        let tree = &organization.project_by_id(project).ok_or_else(gone)?.classification;
        let (areas, iterations) = (tree.root(StructureGroup::Areas), tree.root(StructureGroup::Iterations));
        let known: Vec<_> = tree.nodes(StructureGroup::Iterations).map(|node| node.id).collect();
        let known: Vec<_> = known.into_iter().filter(|node| *node != iterations).collect();
        for area in AREAS {
            organization.change(stamp, |tx| tx.create_node(project, areas, area, (None, None)))?;
        }
        for index in 0..SPRINTS {
            let start = later(first, index as i64 * SPRINT);
            let finish = later(start, SPRINT - 3 * DAY);
            let change =
                NodeChange { name: None, start_date: Some(Some(start)), finish_date: Some(Some(finish)) };
            if let Some(node) = known.get(index) {
                organization.change(stamp, |tx| tx.update_node(project, *node, change))?;
            } else {
                let name = format!("Sprint {}", index + 1);
                organization.change(stamp, |tx| {
                    tx.create_node(project, iterations, &name, (Some(start), Some(finish)))
                })?;
            }
        }
        Ok(())
    }

    fn plan(
        &mut self,
        ids: &mut Ids,
        project: ProjectId,
        people: &[Person],
        planned: &mut Vec<Planned>,
        steps: &mut Vec<Step>,
    ) -> Result<(), BuildError> {
        let end = self.end;
        let organization = self.organization()?;
        let gone = || BuildError::Seed("a project is gone".into());
        let found = organization.project_by_id(project).ok_or_else(gone)?;
        let tree = &found.classification;
        let paths = |group| -> Vec<String> {
            tree.nodes(group).filter(|node| node.parent.is_some()).map(|node| tree.path(node.id)).collect()
        };
        let places = (paths(StructureGroup::Areas), paths(StructureGroup::Iterations));
        let mut above: Vec<usize> = Vec::new();
        for (level, (category, count)) in LEVELS.into_iter().enumerate() {
            let kinds = organization.work_item_types(found);
            let is_of = |kind: &&WorkItemType| kind.categories.first().is_some_and(|first| first == category);
            let Some(kind) = kinds.iter().find(is_of) else { continue };
            let mut here = Vec::new();
            for _ in 0..count {
                let item = planned.len();
                // What is above is there before what is below.
                let day = BEGIN - (level.min(3) as i64 * 40) - ids.below(38) as i64;
                let at = later(ago(end, day * DAY), ids.below(DAY as usize) as i64);
                // Bugs are found, not planned: most have no parent.
                let parent = ids.pick(&above).copied().filter(|_| level != 4 || ids.below(3) == 0);
                planned.push(Planned { project, kind: kind.name.clone(), parent });
                here.push(item);
                live(ids, kind, item, at, end, people, &places, steps);
            }
            if level < 3 {
                above = here;
            }
        }
        Ok(())
    }
}

/// The life of one work item.
#[expect(clippy::too_many_arguments, reason = "each is another ingredient")]
fn live(
    ids: &mut Ids,
    kind: &WorkItemType,
    item: usize,
    mut at: Timestamp,
    end: Timestamp,
    people: &[Person],
    (areas, iterations): &(Vec<String>, Vec<String>),
    steps: &mut Vec<Step>,
) {
    let text = |text: &str| Some(FieldValue::text(text));
    let pick = |ids: &mut Ids, from: &[&str]| ids.pick(from).copied().unwrap_or_default().to_owned();
    let Some(author) = ids.pick(people).cloned() else { return };
    let title = format!("{} {}", pick(ids, &VERBS), pick(ids, &THINGS));
    let mut change = WorkItemChange::default();
    let mut set = |id, value| change.fields.push((id, value));
    set(field::TITLE, text(&title));
    set(field::DESCRIPTION, text(&format!("<div>{title}, so that nobody has to ask again.</div>")));
    if let Some(area) = ids.pick(areas) {
        set(field::AREA_PATH, text(area));
    }
    if let Some(iteration) = ids.pick(iterations) {
        set(field::ITERATION_PATH, text(iteration));
    }
    if ids.below(3) == 0 {
        set(field::TAGS, text(&format!("{}; {}", pick(ids, &TAGS), pick(ids, &TAGS))));
    }
    set(field::PRIORITY, Some(FieldValue::Integer(1 + ids.below(4) as i64)));
    for id in [field::STORY_POINTS, field::EFFORT, field::SIZE, field::REMAINING_WORK] {
        if kind.field(id).is_some() {
            set(id, Some(FieldValue::Double([1.0, 2.0, 3.0, 5.0, 8.0][ids.below(5)])));
        }
    }
    steps.push(Step { at, item, who: author, what: What::Create(change) });
    let mut push = |ids: &mut Ids, at: &mut Timestamp, fields: Vec<(field::FieldId, Option<FieldValue>)>| {
        *at = later(*at, 3_600 + ids.below(6 * DAY as usize) as i64);
        let Some(who) = ids.pick(people).cloned().filter(|_| *at < end) else { return };
        let change = WorkItemChange { fields, ..WorkItemChange::default() };
        steps.push(Step { at: *at, item, who, what: What::Change(change) });
    };
    if let Some(who) = ids.pick(people) {
        push(ids, &mut at, vec![(field::ASSIGNED_TO, Some(FieldValue::Identity(who.id)))]);
    }
    let is_removed = |category| category == StateCategory::Removed;
    let way: Vec<_> = kind.visible_states().skip(1).filter(|state| !is_removed(state.category)).collect();
    let reached = ids.below(way.len() + 2);
    for state in way.iter().take(reached) {
        if ids.below(4) == 0 {
            let remark = pick(ids, &REMARKS);
            push(ids, &mut at, vec![(field::HISTORY, text(&remark))]);
        }
        push(ids, &mut at, vec![(field::STATE, text(&state.name))]);
    }
    // Some are never done.
    let removed = kind.visible_states().find(|state| is_removed(state.category));
    if let Some(state) = removed.filter(|_| reached == 0 && ids.below(3) == 0) {
        push(ids, &mut at, vec![(field::STATE, text(&state.name))]);
    }
}
