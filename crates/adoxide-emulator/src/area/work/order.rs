//! The order of work items on backlogs and taskboards.

use std::collections::BTreeMap;

use adoxide_api::work::meta;
use serde_json::Value;

use super::backlog::{items, order, parent};
use super::scope::Scope;
use crate::handler::Change;
use crate::handler::handlers;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::board::{BacklogLevel, LevelKind};
use crate::world::classification::NodeId;
use crate::world::field::{self, FieldId, FieldValue};
use crate::world::work_item::{EditOptions, WorkItem, WorkItemChange, WorkItemId};

handlers! {
    meta::REORDER_BACKLOG_WORK_ITEMS => change(reorder_backlog_work_items),
    meta::REORDER_ITERATION_WORK_ITEMS => change(reorder_iteration_work_items),
}

/// All places lie between 0 and this: seen in an example, where four work items are a fifth of it apart.
const SPAN: f64 = 2_000_000_000.0;

/// What is to go where. A number of none or 0 stands for an end of the list.
struct Reorder {
    ids: Vec<WorkItemId>,
    previous: Option<WorkItemId>,
    next: Option<WorkItemId>,
    parent: Option<WorkItemId>,
}

impl Reorder {
    fn read(body: &Value) -> Result<Self, Fault> {
        let number = |name: &str| body.get(name).and_then(Value::as_i64).filter(|id| *id > 0);
        let ids = body.get("ids").and_then(Value::as_array);
        let ids = ids.filter(|ids| !ids.is_empty()).ok_or_else(|| Fault::argument_null("ids"))?;
        let ids =
            ids.iter().map(|id| id.as_i64().ok_or_else(|| Fault::invalid_parameter("ids", &id.to_string())));
        Ok(Self {
            ids: ids.collect::<Result<_, _>>()?,
            previous: number("previousId"),
            next: number("nextId"),
            parent: number("parentId"),
        })
    }

    /// The list as it is wished.
    fn apply(&self, before: &[WorkItemId]) -> Result<Vec<WorkItemId>, Fault> {
        for id in self.ids.iter().chain(&self.previous).chain(&self.next) {
            if !before.contains(id) {
                return Err(Fault::not_on_backlog(*id));
            }
        }
        let mut after: Vec<_> = before.iter().copied().filter(|id| !self.ids.contains(id)).collect();
        let place = |id: WorkItemId| after.iter().position(|known| *known == id);
        let at = match (self.previous, self.next) {
            (Some(previous), _) => place(previous).map(|at| at + 1),
            (None, Some(next)) => place(next),
            (None, None) => Some(0),
        };
        // What moves cannot be its own neighbour.
        let at = at.ok_or_else(|| Fault::invalid_parameter("previousId", "one of those that move"))?;
        after.splice(at..at, self.ids.iter().copied());
        Ok(after)
    }
}

/// The places of a list in its new order, those that change: of what moved, if there is room between its
/// neighbours, else of all.
fn places(
    list: &[WorkItemId],
    moved: &[WorkItemId],
    old: &BTreeMap<WorkItemId, f64>,
) -> Vec<(WorkItemId, f64)> {
    let all = || {
        let step = SPAN / (list.len() + 1) as f64;
        list.iter().enumerate().map(|(index, id)| (*id, ((index + 1) as f64 * step).floor())).collect()
    };
    let Some(first) = list.iter().position(|id| moved.contains(id)) else { return Vec::new() };
    let end = first + moved.len();
    // What has no place yet is behind all that have one, in the order of the numbers: it needs one now.
    if list.iter().take(end + 1).any(|id| !moved.contains(id) && !old.contains_key(id)) {
        return all();
    }
    let below = first.checked_sub(1).map_or(0.0, |at| old[&list[at]]);
    let above = list.get(end).map_or(SPAN, |id| old[id]);
    let step = (above - below) / (moved.len() + 1) as f64;
    if step < 1.0 {
        return all();
    }
    let new = list[first..end].iter().enumerate();
    new.map(|(index, id)| (*id, (below + (index + 1) as f64 * step).floor())).collect()
}

/// Reorders the work items that a look at the team finds.
fn reorder(
    change: &mut Change<'_>,
    list: impl FnOnce(&Organization, &Scope<'_>, &Reorder) -> Result<Vec<WorkItemId>, Fault>,
) -> Result<Reply, Fault> {
    let wanted = Reorder::read(&change.read_body::<Value>()?)?;
    let organization = change.view().organization;
    let scope = Scope::of(&change.view())?;
    let before = list(organization, &scope, &wanted)?;
    let after = wanted.apply(&before)?;
    let field = order(organization.work_item_types(scope.project));
    let old = after.iter().filter_map(|id| Some((*id, place(organization.work_items().get(*id)?, field)?)));
    let old = old.collect();
    let new = places(&after, &wanted.ids, &old);
    // The service itself writes the places, whatever the rules are.
    let options = EditOptions { bypass_rules: true, ..EditOptions::default() };
    for (id, place) in &new {
        let fields = vec![(field, Some(FieldValue::Double(*place)))];
        let wanted = WorkItemChange { fields, ..WorkItemChange::default() };
        change.make(|tx| tx.update_work_item(*id, &wanted, options))?;
    }
    let new = new.into_iter().map(|(id, place)| Object::new().set("id", id).set("order", place));
    Ok(Reply::list(new))
}

fn place(item: &WorkItem, field: FieldId) -> Option<f64> {
    match item.values().get(field)? {
        FieldValue::Double(place) => Some(*place),
        FieldValue::Integer(place) => Some(*place as f64),
        _ => None,
    }
}

/// The level of the backlog that the first of these work items is on.
fn level_of<'l, 'w>(
    organization: &Organization,
    levels: &'l [BacklogLevel<'w>],
    wanted: &Reorder,
) -> Result<&'l BacklogLevel<'w>, Fault> {
    let first = wanted.ids.first().copied().unwrap_or_default();
    let item = organization.work_items().get(first).ok_or_else(|| Fault::not_on_backlog(first))?;
    let kind = item.values().text(field::WORK_ITEM_TYPE).unwrap_or_default();
    let found = levels.iter().find(|level| level.types.iter().any(|known| known.is_named(kind)));
    found.ok_or_else(|| Fault::not_on_backlog(first))
}

pub(super) fn reorder_backlog_work_items(change: &mut Change<'_>) -> Result<Reply, Fault> {
    reorder(change, |organization, scope, wanted| {
        let levels = organization.backlog_levels(scope.project, scope.team);
        let level = level_of(organization, &levels, wanted)?;
        let mut found = items(organization, scope, &level.types, true);
        if wanted.parent.is_some() {
            found.retain(|item| parent(item) == wanted.parent);
        }
        Ok(found.iter().map(|item| item.id).collect())
    })
}

pub(super) fn reorder_iteration_work_items(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let iteration = change.required("iterationId")?;
    reorder(change, |organization, scope, wanted| {
        let id: NodeId = scope.iteration(iteration)?;
        let levels = organization.backlog_levels(scope.project, scope.team);
        let level = level_of(organization, &levels, wanted)?;
        if level.kind == LevelKind::Portfolio {
            return Err(Fault::not_on_backlog(wanted.ids.first().copied().unwrap_or_default()));
        }
        let mut found = items(organization, scope, &level.types, false);
        found.retain(|item| {
            let own = item.values().get(field::ITERATION_ID).and_then(FieldValue::as_integer);
            own == Some(id) && (wanted.parent.is_none() || parent(item) == wanted.parent)
        });
        Ok(found.iter().map(|item| item.id).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_place_gets_one_with_all_others() {
        // As the example has it.
        let new = places(&[10, 12, 11, 13], &[11], &BTreeMap::new());
        assert_eq!(new, [(10, 4e8), (12, 8e8), (11, 12e8), (13, 16e8)]);
    }

    #[test]
    fn only_what_moves_is_written_where_there_is_room() {
        let old = BTreeMap::from([(1, 100.0), (2, 200.0), (3, 300.0), (4, 201.0)]);
        assert_eq!(places(&[3, 1, 2], &[3], &old), [(3, 50.0)]);
        assert_eq!(places(&[1, 3, 5, 2], &[3, 5], &old), [(3, 133.0), (5, 166.0)]);
        assert_eq!(places(&[2, 3, 4], &[3], &old).len(), 3, "there is no room between 200 and 201");
    }
}
