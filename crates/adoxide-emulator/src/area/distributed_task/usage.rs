//! How many jobs may run at a time, how many do, and tokens for machines that join a pool.

use adoxide_api::distributed_task::task_agent::meta;
use serde_json::{Value, json};

use super::agent::{find_pool, pool_json};
use super::shape::numbers;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::build::BuildStatus;

handlers! {
    meta::GET_RESOURCE_LIMITS => read(get_limits),
    meta::GET_RESOURCE_USAGE => read(get_usage),
    meta::GET_DEPLOYMENT_POOLS_SUMMARY => read(get_summary),
    meta::GENERATE_DEPLOYMENT_GROUP_ACCESS_TOKEN => change(generate_group_token),
    meta::GENERATE_DEPLOYMENT_POOL_ACCESS_TOKEN => change(generate_pool_token),
    meta::GET_YAML_SCHEMA => read(get_yaml_schema),
}

/// The limits of a new organization: private and public projects, on hosted machines and own ones.
const LIMITS: [(&str, bool, i64); 4] =
    [("Private", true, 1), ("Private", false, 1), ("Public", true, 10), ("Public", false, 1)];

fn limit_json(view: &View<'_>, (tag, is_hosted, count): (&str, bool, i64)) -> Value {
    let purchased =
        json!({"FreeCount": count.to_string(), "PurchasedCount": "0", "EnterpriseUsersCount": "0"});
    json!({
        "hostId": view.organization.host_id().to_string(),
        "parallelismTag": tag,
        "isHosted": is_hosted,
        "totalCount": count,
        "totalMinutes": if is_hosted && tag == "Private" { 1_800 } else { 0 },
        "isPremium": false,
        "failedToReachAllProviders": false,
        "resourceLimitsData": purchased,
    })
}

fn get_limits(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::list(LIMITS.iter().map(|limit| limit_json(view, *limit)).collect::<Vec<_>>()))
}

/// The use of one limit: the jobs that run now in pools of its kind.
fn get_usage(view: &View<'_>) -> Result<Reply, Fault> {
    let tag = view.query.any(&["parallelismTag"]).unwrap_or("Private");
    let is_hosted = view.query.flag("poolIsHosted")?;
    let limit =
        LIMITS.iter().find(|(known, hosted, _)| known.eq_ignore_ascii_case(tag) && *hosted == is_hosted);
    let limit = limit.ok_or_else(|| Fault::invalid_parameter("parallelismTag", tag))?;
    let agents = view.organization.agents();
    let pools = agents.pools().filter(|pool| pool.is_hosted == is_hosted && !pool.is_deployment);
    let running = pools.flat_map(|pool| agents.requests(pool.id)).filter(|request| {
        request.assigned.is_some()
            && request.finished.is_none()
            && request.build.is_none_or(|build| {
                let build = view.organization.builds().build(build);
                build.is_some_and(|build| build.status != BuildStatus::Completed)
            })
    });
    Ok(Reply::json(
        Object::new()
            .set("resourceLimit", limit_json(view, *limit))
            .set("usedCount", running.count())
            .set("usedMinutes", 0)
            .set("runningRequests", json!([])),
    ))
}

fn get_summary(view: &View<'_>) -> Result<Reply, Fault> {
    let (name, ids) = (view.query.any(&["poolName"]), numbers(view, "poolIds")?);
    let organization = view.organization;
    let projects: Vec<_> = organization.projects().map(|project| project.id).collect();
    let pools = organization.agents().pools().filter(|pool| {
        pool.is_deployment
            && ids.as_ref().is_none_or(|ids| ids.contains(&pool.id))
            && name.is_none_or(|name| super::shape::is_named(&pool.name, name))
    });
    let rows = pools.map(|pool| {
        let online = pool.agents.values().filter(|agent| agent.is_online).count();
        let groups = projects.iter().flat_map(|project| organization.deployment_groups(*project));
        let groups = groups.filter(|group| group.pool == pool.id).map(|group| {
            let project = organization.project_by_id(group.project).map(|project| project.name.as_str());
            json!({"id": group.id, "name": group.name, "project": {"id": group.project.to_string(), "name": project}})
        });
        Object::new()
            .set("pool", pool_json(organization, pool))
            .set("onlineAgentsCount", online)
            .set("offlineAgentsCount", pool.agents.len() - online)
            .set("deploymentGroups", groups.collect::<Vec<_>>())
    });
    Ok(Reply::list(rows.collect::<Vec<_>>()))
}

/// A token that looks like one and opens nothing: the emulator's own are made at its control endpoint.
fn token(change: &mut Change<'_>) -> Reply {
    let text: String = change.new_ids(2).iter().map(|id| id.simple().to_string()).collect();
    Reply::json(Value::String(text.chars().take(52).collect()))
}

fn generate_group_token(change: &mut Change<'_>) -> Result<Reply, Fault> {
    super::deployment_group::find(&change.view())?;
    Ok(token(change))
}

fn generate_pool_token(change: &mut Change<'_>) -> Result<Reply, Fault> {
    find_pool(&change.view())?;
    Ok(token(change))
}

/// The JSON schema of pipelines, for editors: the tasks of this organization, and what surrounds them in outline.
fn get_yaml_schema(_: &View<'_>) -> Result<Reply, Fault> {
    let tasks = crate::world::task::tasks().iter().map(|task| {
        let inputs = task.inputs.iter().map(|input| {
            let kind = if input.kind == "boolean" { "boolean" } else { "string" };
            (input.name.to_owned(), json!({"type": kind, "description": input.name}))
        });
        let required: Vec<_> =
            task.inputs.iter().filter(|input| input.is_required).map(|input| input.name).collect();
        json!({
            "properties": {
                "task": {"pattern": format!("^{}@{}$", task.name, task.version[0]), "description": task.friendly_name},
                "inputs": {"type": "object", "properties": inputs.collect::<serde_json::Map<_, _>>(), "required": required},
            },
            "required": ["task"],
        })
    });
    let list = |of: &str| json!({"type": "array", "items": {"$ref": format!("#/definitions/{of}")}});
    Ok(Reply::json(json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": "v1.0",
        "title": "Pipeline schema",
        "description": "A pipeline definition",
        "oneOf": [{"type": "string", "pattern": "^$"}, {"$ref": "#/definitions/pipeline"}],
        "definitions": {
            "pipeline": {
                "type": "object",
                "properties": {
                    "name": {"type": "string"}, "trigger": {}, "pr": {}, "pool": {}, "variables": {},
                    "parameters": {"type": "array"}, "resources": {"type": "object"}, "extends": {"type": "object"},
                    "stages": list("stage"), "jobs": list("job"), "steps": list("step"),
                },
            },
            "stage": {"type": "object", "properties": {"stage": {"type": "string"}, "jobs": list("job")}},
            "job": {"type": "object", "properties": {"job": {"type": "string"}, "steps": list("step")}},
            "step": {
                "anyOf": [
                    {"$ref": "#/definitions/task"},
                    {"type": "object", "required": ["script"]},
                    {"type": "object", "required": ["bash"]},
                    {"type": "object", "required": ["pwsh"]},
                    {"type": "object", "required": ["powershell"]},
                    {"type": "object", "required": ["checkout"]},
                    {"type": "object", "required": ["template"]},
                ],
            },
            "task": {"type": "object", "anyOf": tasks.collect::<Vec<_>>()},
        },
    })))
}
