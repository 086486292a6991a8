//! The tasks that are installed.

use adoxide_api::distributed_task::task_agent::meta;
use serde_json::json;

use crate::handler::View;
use crate::handler::handlers;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::task::{Task, tasks};

handlers! {
    meta::GET_TASK_DEFINITIONS => read(get_tasks),
    meta::GET_TASK_DEFINITION => read(get_task),
}

fn task_json(view: &View<'_>, task: &Task) -> Object {
    let [major, minor, patch] = task.version;
    let icon = format!("_apis/distributedtask/tasks/{}/{}/icon", task.id, task.full_version());
    let inputs = task.inputs.iter().map(|input| {
        Object::new()
            .set("name", input.name)
            .set("label", input.name)
            .set("defaultValue", "")
            .set_if(input.is_required, "required", || true)
            .set("type", input.kind)
            .set("helpMarkDown", "")
    });
    Object::new()
        .set("visibility", task.visibility.clone())
        .set("runsOn", task.runs_on.clone())
        .set("id", task.id)
        .set("name", task.name)
        .set_if(task.is_deprecated, "deprecated", || true)
        .set("version", json!({"major": major, "minor": minor, "patch": patch, "isTest": false}))
        .set("serverOwned", true)
        .set("contentsUploaded", true)
        .set("iconUrl", view.urls().at(icon))
        .set("minimumAgentVersion", "2.144.0")
        .set("friendlyName", task.friendly_name)
        .set("description", task.friendly_name)
        .set("category", task.category)
        .set("helpMarkDown", "")
        .set("definitionType", "task")
        .set("author", "Microsoft Corporation")
        .set("demands", json!([]))
        .set("groups", json!([]))
        .set("inputs", inputs.collect::<Vec<_>>())
        .set("satisfies", json!([]))
        .set("sourceDefinitions", json!([]))
        .set("dataSourceBindings", json!([]))
        .set("instanceNameFormat", task.friendly_name)
        .set("preJobExecution", json!({}))
        .set("execution", json!({}))
        .set("postJobExecution", json!({}))
}

fn get_tasks(view: &View<'_>) -> Result<Reply, Fault> {
    let id = view.argument("taskId");
    let visibility = view.query.all("visibility");
    let found = tasks().iter().filter(|task| {
        id.is_none_or(|id| id.parse() == Ok(task.id))
            && visibility
                .iter()
                .all(|wanted| task.visibility.iter().any(|known| known.eq_ignore_ascii_case(wanted)))
    });
    Ok(Reply::list(found.map(|task| task_json(view, task))))
}

fn get_task(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, version) = (view.required("taskId")?, view.required("versionString")?);
    let found = tasks().iter().find(|task| {
        let known = task.full_version();
        id.parse() == Ok(task.id) && (known == version || known.starts_with(&format!("{version}.")))
    });
    let task = found.ok_or_else(|| Fault::task_not_found(id, version))?;
    Ok(Reply::json(task_json(view, task)))
}
