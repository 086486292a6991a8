//! The taskboard of a team: the columns that tasks go through in an iteration.

use std::collections::BTreeSet;

use adoxide_api::work::meta;
use http::StatusCode;
use serde_json::Value;

use super::backlog::items;
use super::scope::{Scope, edit_settings};
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::board::{BacklogLevel, LevelKind};
use crate::world::field::{self, FieldValue};
use crate::world::name::same_name;
use crate::world::team_settings::TaskboardColumn;
use crate::world::work_item::{EditOptions, WorkItem, WorkItemChange, WorkItemId};

handlers! {
    meta::GET_COLUMNS => read(get_columns),
    meta::UPDATE_COLUMNS => change(update_columns),
    meta::GET_WORK_ITEM_COLUMNS => read(get_work_item_columns),
    meta::UPDATE_WORK_ITEM_COLUMN => change(update_work_item_column),
    meta::UPDATE_TASKBOARD_CARD_SETTINGS => change(update_card_settings),
    meta::UPDATE_TASKBOARD_CARD_RULE_SETTINGS => change(update_card_rule_settings),
}

/// The level of tasks.
fn tasks<'w>(organization: &'w Organization, scope: &Scope<'w>) -> Result<BacklogLevel<'w>, Fault> {
    let mut levels = organization.backlog_levels(scope.project, scope.team).into_iter();
    levels.find(|level| level.kind == LevelKind::Task).ok_or_else(|| Fault::backlog_not_found("Tasks"))
}

/// The columns of the team, and whether it made them itself.
fn columns(organization: &Organization, scope: &Scope<'_>) -> Result<(Vec<TaskboardColumn>, bool), Fault> {
    match &scope.team.settings.taskboard {
        Some(columns) => Ok((columns.clone(), true)),
        None => Ok((organization.taskboard(scope.team, &tasks(organization, scope)?), false)),
    }
}

fn columns_json(columns: &[TaskboardColumn], is_customized: bool) -> Object {
    let columns = columns.iter().enumerate().map(|(order, column)| {
        let mappings = column.mappings.iter().map(|(kind, state)| {
            Object::new().set("workItemType", kind.as_str()).set("state", state.as_str())
        });
        Object::new()
            .set("id", column.id.to_string())
            .set("name", column.name.as_str())
            .set("order", order)
            .set("mappings", mappings.collect::<Json>())
    });
    // The name of the last field is the service's own.
    Object::new()
        .set("columns", columns.collect::<Json>())
        .set("isCustomized", is_customized)
        .set("isValid", true)
        .set("validationMesssage", "")
}

pub(super) fn get_columns(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let (columns, is_customized) = columns(organization, &Scope::of(view)?)?;
    Ok(Reply::json(columns_json(&columns, is_customized)))
}

/// New columns. Each must say which state of each type of task is in it.
pub(super) fn update_columns(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let wanted = body.as_array().filter(|wanted| !wanted.is_empty());
    let mut wanted: Vec<_> =
        wanted.ok_or_else(|| Fault::invalid_body("it must be a list of columns"))?.iter().collect();
    wanted.sort_by_key(|column| column.get("order").and_then(Value::as_i64).unwrap_or(i64::MAX));
    let mut new = change.new_ids(wanted.len()).into_iter();
    let read = {
        let organization = change.view().organization;
        let scope = Scope::of(&change.view())?;
        let level = tasks(organization, &scope)?;
        let (known, _) = columns(organization, &scope)?;
        let columns = wanted.into_iter().map(|body| {
            let name = text(body, "/name").map(str::trim).filter(|name| !name.is_empty());
            let name = name.ok_or_else(|| Fault::argument_null("name"))?;
            let id = text(body, "/id").and_then(|id| id.parse().ok());
            let id = id.filter(|id| known.iter().any(|column| column.id == *id));
            let given = body.get("mappings").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            let mappings = level.types.iter().map(|kind| {
                let said = given.iter().find(|mapping| {
                    text(mapping, "/workItemType").is_some_and(|name| same_name(name, &kind.name))
                });
                let state = said.and_then(|mapping| kind.state(text(mapping, "/state")?));
                let state = state.ok_or_else(|| {
                    Fault::board_invalid(&format!("the column '{name}' has no state of {}", kind.name))
                })?;
                Ok((kind.name.clone(), state.name.clone()))
            });
            Ok(TaskboardColumn {
                id: id.or_else(|| new.next()).unwrap_or_default(),
                name: name.to_owned(),
                mappings: mappings.collect::<Result<_, Fault>>()?,
            })
        });
        columns.collect::<Result<Vec<_>, Fault>>()?
    };
    let names: BTreeSet<_> = read.iter().map(|column| column.name.to_lowercase()).collect();
    if names.len() < read.len() {
        return Err(Fault::board_invalid("each column needs a name of its own"));
    }
    edit_settings(change, |_, settings, _| {
        settings.taskboard_places.retain(|_, place| read.iter().any(|column| column.id == *place));
        settings.taskboard = Some(read.clone());
        Ok(())
    })?;
    Ok(Reply::json(columns_json(&read, true)))
}

/// The column of a task: where somebody put it, if its state is there, else the first with its state.
fn column_of<'c>(
    scope: &Scope<'_>,
    columns: &'c [TaskboardColumn],
    item: &WorkItem,
) -> Option<&'c TaskboardColumn> {
    let kind = item.values().text(field::WORK_ITEM_TYPE)?;
    let state = item.values().text(field::STATE)?;
    let has = |column: &&TaskboardColumn| {
        column.mappings.iter().any(|(known, mapped)| known == kind && mapped == state)
    };
    let chosen = scope.team.settings.taskboard_places.get(&item.id);
    let chosen = chosen.and_then(|id| columns.iter().find(|column| column.id == *id)).filter(has);
    chosen.or_else(|| columns.iter().find(has))
}

fn place_json(scope: &Scope<'_>, columns: &[TaskboardColumn], item: &WorkItem) -> Object {
    let column = column_of(scope, columns, item);
    Object::new()
        .set("workItemId", item.id)
        .set("state", item.values().text(field::STATE))
        .set_some("column", column.map(|column| column.name.as_str()))
        .set_some("columnId", column.map(|column| column.id.to_string()))
}

/// The tasks of the team in the iteration of the path.
fn tasks_in<'w>(view: &View<'w>, scope: &Scope<'w>) -> Result<Vec<&'w WorkItem>, Fault> {
    let organization = view.organization;
    let id = scope.iteration(view.required("iterationId")?)?;
    let mut found = items(organization, scope, &tasks(organization, scope)?.types, false);
    found.retain(|item| item.values().get(field::ITERATION_ID).and_then(FieldValue::as_integer) == Some(id));
    Ok(found)
}

pub(super) fn get_work_item_columns(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    let (columns, _) = columns(organization, &scope)?;
    let found = tasks_in(view, &scope)?.into_iter();
    Ok(Reply::list(found.map(|item| place_json(&scope, &columns, item))))
}

/// Puts a task into a column: it gets the state that the column has for its type.
pub(super) fn update_work_item_column(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = text(&body, "/newColumn").ok_or_else(|| Fault::argument_null("newColumn"))?;
    let wanted = change.required("workItemId")?;
    let id: WorkItemId = wanted.parse().map_err(|_| Fault::invalid_parameter("workItemId", wanted))?;
    let (column, state) = {
        let organization = change.view().organization;
        let scope = Scope::of(&change.view())?;
        let (columns, _) = columns(organization, &scope)?;
        let item = tasks_in(&change.view(), &scope)?.into_iter().find(|item| item.id == id);
        let item = item.ok_or_else(|| Fault::not_on_backlog(id))?;
        let column = columns.into_iter().find(|column| same_name(&column.name, name));
        let column = column.ok_or_else(|| Fault::board_invalid(&format!("it has no column '{name}'")))?;
        let kind = item.values().text(field::WORK_ITEM_TYPE).unwrap_or_default();
        let state = column.mappings.iter().find(|(known, _)| known == kind);
        let state = state.ok_or_else(|| Fault::not_on_backlog(id))?.1.clone();
        let is_new = item.values().text(field::STATE) != Some(state.as_str());
        (column.id, Some(state).filter(|_| is_new))
    };
    if let Some(state) = state {
        let fields = vec![(field::STATE, Some(FieldValue::text(state)))];
        let wanted = WorkItemChange { fields, ..WorkItemChange::default() };
        change.make(|tx| tx.update_work_item(id, &wanted, EditOptions::default()))?;
    }
    edit_settings(change, |_, settings, _| {
        settings.taskboard_places.insert(id, column);
        Ok(())
    })?;
    let organization = change.view().organization;
    let scope = Scope::of(&change.view())?;
    let (columns, _) = columns(organization, &scope)?;
    let item = organization.work_items().get(id).ok_or_else(|| Fault::not_on_backlog(id))?;
    Ok(Reply::json(place_json(&scope, &columns, item)))
}

/// What cards show. Nothing reads it: the service has no way to ask for it either.
pub(super) fn update_card_settings(change: &mut Change<'_>) -> Result<Reply, Fault> {
    keep(change, "cards", "CardSettings")
}

/// What cards look like when. Nothing reads it either.
pub(super) fn update_card_rule_settings(change: &mut Change<'_>) -> Result<Reply, Fault> {
    keep(change, "rules", "CardRuleSettings")
}

fn keep(change: &mut Change<'_>, field: &str, name: &str) -> Result<Reply, Fault> {
    let body: Value = change.read_body()?;
    let said = body.get(field).filter(|said| said.is_object()).cloned();
    let said = said.ok_or_else(|| Fault::argument_null(field))?;
    let team = Scope::of(&change.view())?.team.id;
    let key = format!("Taskboards/{team}/{name}");
    change.make(|tx| tx.set_setting(&team.to_string(), &key, Some(said)))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
