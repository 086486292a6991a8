//! Task groups.

use adoxide_api::distributed_task::task_agent::meta;
use http::StatusCode;
use http::header::HeaderName;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::shape::{required_project, short_person};
use crate::base::{date, sql_date};
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::task_group::TaskGroup;

handlers! {
    meta::GET_TASK_GROUPS => read(get_groups),
    meta::ADD_TASK_GROUP => change(add_group),
    meta::UPDATE_TASK_GROUP => change(update_group),
    meta::DELETE_TASK_GROUP => change(delete_group),
    meta::UNDELETE_TASK_GROUP => change(undelete_group),
    meta::GET_TASK_GROUP_HISTORY => read(get_history),
}

/// Fields that have a place of their own, or that only the service sets.
const OWN: &[&str] = &[
    "id",
    "name",
    "revision",
    "createdBy",
    "createdOn",
    "modifiedBy",
    "modifiedOn",
    "comment",
    "deleted",
    "owner",
    "definitionType",
    "contentsUploaded",
    "sourceLocation",
    "serverOwned",
];

/// A task group: the order of the members is recorded.
fn group_json(view: &View<'_>, group: &TaskGroup) -> Object {
    let own = |name: &str, default: Value| group.content.get(name).cloned().unwrap_or(default);
    let author = view.directory.identity(group.created.actor).map(|person| person.display_name.as_str());
    let mut json = Object::new()
        .set("tasks", own("tasks", json!([])))
        .set("runsOn", own("runsOn", json!(["Agent", "DeploymentGroup"])))
        .set("revision", group.revision)
        .set("createdBy", short_person(view.directory, group.created.actor))
        .set("createdOn", sql_date(group.created.at))
        .set("modifiedBy", short_person(view.directory, group.modified.actor))
        .set("modifiedOn", sql_date(group.modified.at))
        .set_some("comment", group.comment.as_deref())
        .set("id", group.id)
        .set("name", group.name.as_str())
        .set("version", own("version", json!({"major": 1, "minor": 0, "patch": 0, "isTest": false})))
        .set("iconUrl", own("iconUrl", "https://cdn.vsassets.io/v/M268/_content/icon-meta-task.png".into()))
        .set("friendlyName", own("friendlyName", group.name.as_str().into()))
        .set("description", own("description", "".into()))
        .set("category", own("category", "Deploy".into()))
        .set("definitionType", "metaTask")
        .set_some("author", group.content.get("author").and_then(Value::as_str).or(author))
        .set_if(group.is_deleted, "deleted", || true)
        .set("demands", own("demands", json!([])))
        .set("groups", own("groups", json!([])))
        .set("inputs", own("inputs", json!([])))
        .set("satisfies", own("satisfies", json!([])))
        .set("sourceDefinitions", own("sourceDefinitions", json!([])))
        .set("dataSourceBindings", own("dataSourceBindings", json!([])))
        .set("instanceNameFormat", own("instanceNameFormat", format!("Task group: {}", group.name).into()))
        .set("preJobExecution", own("preJobExecution", json!({})))
        .set("execution", own("execution", json!({})))
        .set("postJobExecution", own("postJobExecution", json!({})));
    if let Some(parent) = group.content.get("parentDefinitionId") {
        json = json.set("parentDefinitionId", parent.clone());
    }
    json
}

/// A task group with nothing left out of its steps and inputs: recorded for both.
fn completed(mut content: Map<String, Value>) -> Map<String, Value> {
    let fill = |item: &mut Value, defaults: Value| {
        let (Some(item), Value::Object(defaults)) = (item.as_object_mut(), defaults) else { return };
        for (name, value) in defaults {
            item.entry(name).or_insert(value);
        }
    };
    for task in content.get_mut("tasks").and_then(Value::as_array_mut).into_iter().flatten() {
        let defaults = json!({
            "environment": {}, "displayName": "", "alwaysRun": false, "continueOnError": false,
            "condition": "succeeded()", "enabled": true, "timeoutInMinutes": 0, "inputs": {},
        });
        fill(task, defaults);
    }
    for input in content.get_mut("inputs").and_then(Value::as_array_mut).into_iter().flatten() {
        let defaults = json!({
            "aliases": [], "options": {}, "properties": {}, "name": "", "label": "", "defaultValue": "",
            "required": false, "type": "string", "helpMarkDown": "", "groupName": "",
        });
        fill(input, defaults);
    }
    content
}

/// The task groups of a project, by name; one of them as a list too: recorded.
fn get_groups(view: &View<'_>) -> Result<Reply, Fault> {
    let project = required_project(view)?;
    let id = view.argument("taskGroupId").or_else(|| view.query.any(&["taskIdFilter"]));
    let wanted: Option<Uuid> = match id {
        Some(id) => Some(id.parse().map_err(|_| Fault::invalid_parameter("taskGroupId", id))?),
        None => None,
    };
    let is_deleted = view.query.flag("deleted")?;
    let top = view.query.number(&["$top", "top"])?.unwrap_or(usize::MAX);
    let from: usize = match view.query.any(&["continuationToken"]) {
        Some(token) => token.parse().map_err(|_| Fault::invalid_parameter("continuationToken", token))?,
        None => 0,
    };
    let of_project = view.organization.task_groups(project);
    let mut found: Vec<_> = of_project
        .filter(|group| group.is_deleted == is_deleted && wanted.is_none_or(|wanted| wanted == group.id))
        .collect();
    if let (Some(wanted), true) = (wanted, found.is_empty() && view.argument("taskGroupId").is_some()) {
        return Err(Fault::task_group_not_found(&wanted.to_string()));
    }
    found.sort_by_key(|group| (group.created.at, group.id));
    if view
        .query
        .any(&["queryOrder"])
        .is_some_and(|order| order.eq_ignore_ascii_case("createdOnDescending") || order == "1")
    {
        found.reverse();
    }
    let next = from.saturating_add(top);
    let is_more = found.len() > next;
    let rows = found.into_iter().skip(from).take(top).map(|group| group_json(view, group));
    let reply = Reply::list(rows);
    Ok(if is_more {
        reply.header(HeaderName::from_static("x-ms-continuationtoken"), next.to_string())
    } else {
        reply
    })
}

/// What a body says of a task group: its name, and the rest.
fn read(body: &Map<String, Value>) -> Result<(String, Map<String, Value>), Fault> {
    let name = body.get("name").and_then(Value::as_str).filter(|name| !name.trim().is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("taskGroup.Name"))?.to_owned();
    let rest = body.iter().filter(|(name, value)| !OWN.contains(&name.as_str()) && !value.is_null());
    Ok((name, completed(rest.map(|(name, value)| (name.clone(), value.clone())).collect())))
}

fn answer(view: &View<'_>, id: Uuid) -> Result<Reply, Fault> {
    let group = view.organization.task_group(id);
    let group = group.ok_or_else(|| Fault::task_group_not_found(&id.to_string()))?;
    Ok(Reply::json(group_json(view, group)))
}

fn add_group(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    let project = required_project(&change.view())?;
    let (name, content) = read(&body)?;
    let id = change.make(|tx| tx.create_task_group(project, name, content))?;
    answer(&change.view(), id)
}

/// The task group of the path, or of the body where the path has none.
fn named(view: &View<'_>, body: Option<&Map<String, Value>>) -> Result<Uuid, Fault> {
    let given = view.argument("taskGroupId").or_else(|| body?.get("id")?.as_str());
    let given = given.ok_or_else(|| Fault::argument_null("taskGroupId"))?;
    let project = required_project(view)?;
    let found = given.parse().ok().and_then(|id| view.organization.task_group(id));
    let found = found.filter(|group| group.project == project);
    Ok(found.ok_or_else(|| Fault::task_group_not_found(given))?.id)
}

fn update_group(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    let id = named(&change.view(), Some(&body))?;
    let (name, content) = read(&body)?;
    let comment = body.get("comment").and_then(Value::as_str).map(str::to_owned);
    let revision = body.get("revision").and_then(Value::as_i64);
    change.make(|tx| tx.update_task_group(id, revision, name, content, comment))?;
    answer(&change.view(), id)
}

fn delete_group(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = named(&change.view(), None)?;
    let comment = change.query.any(&["comment"]).map(str::to_owned);
    change.make(|tx| tx.delete_task_group(id, comment))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn undelete_group(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    let id = named(&change.view(), Some(&body))?;
    let comment = body.get("comment").and_then(Value::as_str).map(str::to_owned);
    change.make(|tx| tx.restore_task_group(id, comment))?;
    let view = change.view();
    let group =
        view.organization.task_group(id).ok_or_else(|| Fault::task_group_not_found(&id.to_string()))?;
    Ok(Reply::list([group_json(&view, group)]))
}

/// The changes of a task group, newest first: documented, not recorded.
fn get_history(view: &View<'_>) -> Result<Reply, Fault> {
    let id = named(view, None)?;
    let group =
        view.organization.task_group(id).ok_or_else(|| Fault::task_group_not_found(&id.to_string()))?;
    let project = group.project;
    let rows = group.history.iter().rev().map(|(revision, stamp, comment, how)| {
        let file = format_args!("{project}/_apis/distributedtask/taskgroups/{id}?revision={revision}");
        Object::new()
            .set("taskGroupId", id)
            .set("revision", *revision)
            .set("majorVersion", 1)
            .set("changedBy", short_person(view.directory, stamp.actor))
            .set("changedDate", date(stamp.at))
            .set("changeType", *how)
            .set_some("comment", comment.as_deref())
            .set("fileUrl", view.urls().at(file))
    });
    Ok(Reply::list(rows))
}
