//! Deployment groups, and their targets.

use adoxide_api::distributed_task::task_agent::meta;
use http::StatusCode;
use serde::Deserialize;
use serde_json::Value;

use super::agent::{AgentBody, agent_json, pool_json};
use super::environment::paged;
use super::job_request::requests_of;
use super::shape::{is_named, numbers, required_project};
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::agent::Agent;
use crate::world::deployment_group::DeploymentGroup;

handlers! {
    meta::GET_DEPLOYMENT_GROUPS => read(get_groups),
    meta::GET_DEPLOYMENT_GROUP => read(get_group),
    meta::ADD_DEPLOYMENT_GROUP => change(add_group),
    meta::UPDATE_DEPLOYMENT_GROUP => change(update_group),
    meta::DELETE_DEPLOYMENT_GROUP => change(delete_group),
    meta::GET_DEPLOYMENT_TARGETS => read(get_targets),
    meta::GET_DEPLOYMENT_TARGET => read(get_target),
    meta::UPDATE_DEPLOYMENT_TARGETS => change(update_targets),
    meta::DELETE_DEPLOYMENT_TARGET => change(delete_target),
    meta::ADD_DEPLOYMENT_TARGET => change(add_target),
    meta::REPLACE_DEPLOYMENT_TARGET => change(replace_target),
    meta::REFRESH_DEPLOYMENT_TARGETS => change(refresh_targets),
    meta::GET_AGENT_REQUESTS_FOR_DEPLOYMENT_TARGET => read(get_requests),
    meta::GET_AGENT_REQUESTS_FOR_DEPLOYMENT_TARGETS => read(get_requests),
}

/// A group: the order of the members is documented.
fn group_json(view: &View<'_>, group: &DeploymentGroup, with_targets: bool) -> Object {
    let organization = view.organization;
    let pool = organization.agents().pool(group.pool);
    let project = organization.project_by_id(group.project).map(|project| project.name.as_str());
    let targets = targets(view, group).len();
    let json = Object::new();
    let json = if with_targets {
        let all = self::targets(view, group).into_iter().map(|agent| target_json(view, group, agent));
        json.set("machines", all.collect::<Vec<_>>())
    } else {
        json
    };
    let mut tags: Vec<_> = group.tags.values().flatten().map(String::as_str).collect();
    tags.sort_unstable();
    tags.dedup();
    json.set("machineCount", targets)
        .set_if(!tags.is_empty(), "machineTags", || tags)
        .set("description", group.description.as_str())
        .set("id", group.id)
        .set("project", Object::new().set("id", group.project).set_some("name", project))
        .set("name", group.name.as_str())
        .set_some("pool", pool.map(|pool| pool_json(organization, pool)))
}

fn targets<'w>(view: &View<'w>, group: &DeploymentGroup) -> Vec<&'w Agent> {
    let pool = view.organization.agents().pool(group.pool);
    pool.into_iter().flat_map(|pool| pool.agents.values()).collect()
}

fn target_json(view: &View<'_>, group: &DeploymentGroup, agent: &Agent) -> Object {
    let pool = view.organization.agents().pool(group.pool);
    Object::new()
        .set("tags", group.tags.get(&agent.id).cloned().unwrap_or_default())
        .set("id", agent.id)
        .set_some("agent", pool.map(|pool| agent_json(view, pool, agent)))
}

fn get_groups(view: &View<'_>) -> Result<Reply, Fault> {
    let (name, ids) = (view.query.any(&["name"]), numbers(view, "ids")?);
    let top = view.query.number(&["$top", "top"])?.unwrap_or(1_000);
    let from = match view.query.any(&["continuationToken"]) {
        Some(token) => token.parse().map_err(|_| Fault::invalid_parameter("continuationToken", token))?,
        None => 0,
    };
    let project = required_project(view)?;
    let mut found: Vec<_> = view
        .organization
        .deployment_groups(project)
        .filter(|group| {
            group.id >= from
                && name.is_none_or(|name| is_named(&group.name, name))
                && ids.as_ref().is_none_or(|ids| ids.contains(&group.id))
        })
        .collect();
    let next = found.get(top).map(|next| next.id);
    found.truncate(top);
    Ok(paged(Reply::list(found.into_iter().map(|group| group_json(view, group, false))), next))
}

pub(super) fn find<'w>(view: &View<'w>) -> Result<&'w DeploymentGroup, Fault> {
    let given = view.required("deploymentGroupId")?;
    let project = required_project(view)?;
    let found = given.parse().ok().and_then(|id| view.organization.deployment_group(id));
    found.filter(|group| group.project == project).ok_or_else(|| Fault::deployment_group_not_found(given))
}

fn get_group(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(group_json(view, find(view)?, true)))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct GroupBody {
    name: Option<String>,
    description: Option<String>,
    pool_id: Option<i64>,
}

fn add_group(change: &mut Change<'_>, body: GroupBody) -> Result<Reply, Fault> {
    let project = required_project(&change.view())?;
    let name =
        body.name.filter(|name| !name.trim().is_empty()).ok_or_else(|| Fault::argument_null("name"))?;
    let (description, pool) = (body.description.unwrap_or_default(), body.pool_id);
    let id = change.make(|tx| tx.create_deployment_group(project, name, description, pool))?;
    let view = change.view();
    let group = view.organization.deployment_group(id);
    let group = group.ok_or_else(|| Fault::deployment_group_not_found(&id.to_string()))?;
    Ok(Reply::json(group_json(&view, group, false)))
}

fn update_group(change: &mut Change<'_>, body: GroupBody) -> Result<Reply, Fault> {
    let id = find(&change.view())?.id;
    let name = body.name.filter(|name| !name.trim().is_empty());
    change.make(|tx| tx.update_deployment_group(id, name, body.description))?;
    let view = change.view();
    Ok(Reply::json(group_json(&view, find(&view)?, false)))
}

fn delete_group(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find(&change.view())?.id;
    change.make(|tx| tx.delete_deployment_group(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn get_targets(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.query.any(&["name"]);
    let is_partial = view.query.flag("partialNameMatch")?;
    let status = view.query.any(&["agentStatus"]);
    let enabled = view.query.any(&["enabled"]).map(|value| value.eq_ignore_ascii_case("true"));
    let tags = view.query.all("tags");
    let top = view.query.number(&["$top", "top"])?.unwrap_or(1_000);
    let from = match view.query.any(&["continuationToken"]) {
        Some(token) => token.parse().map_err(|_| Fault::invalid_parameter("continuationToken", token))?,
        None => 0,
    };
    let group = find(view)?;
    let none = Vec::new();
    let mut found = targets(view, group);
    found.retain(|agent| {
        let own = group.tags.get(&agent.id).unwrap_or(&none);
        let is_online = |wanted: &str| match wanted.to_lowercase().as_str() {
            "online" | "2" => agent.is_online,
            "offline" | "1" => !agent.is_online,
            _ => true,
        };
        agent.id >= from
            && name.is_none_or(|name| {
                if is_partial {
                    agent.name.to_lowercase().contains(&name.to_lowercase())
                } else {
                    agent.name.eq_ignore_ascii_case(name)
                }
            })
            && status.is_none_or(is_online)
            && enabled.is_none_or(|enabled| enabled == agent.is_enabled)
            && tags.iter().all(|tag| own.iter().any(|known| known.eq_ignore_ascii_case(tag)))
    });
    let next = found.get(top).map(|next| next.id);
    found.truncate(top);
    Ok(paged(Reply::list(found.into_iter().map(|agent| target_json(view, group, agent))), next))
}

fn find_target<'w>(view: &View<'w>, group: &DeploymentGroup) -> Result<&'w Agent, Fault> {
    let given = view.required("targetId")?;
    let found = targets(view, group).into_iter().find(|agent| agent.id.to_string() == given);
    found.ok_or_else(|| Fault::agent_not_found(given))
}

fn get_target(view: &View<'_>) -> Result<Reply, Fault> {
    let group = find(view)?;
    Ok(Reply::json(target_json(view, group, find_target(view, group)?)))
}

fn update_targets(change: &mut Change<'_>, body: Vec<Value>) -> Result<Reply, Fault> {
    let id = find(&change.view())?.id;
    let mut changes = Vec::new();
    for target in &body {
        let number = target["id"].as_i64().ok_or_else(|| Fault::argument_null("id"))?;
        let tags = target["tags"].as_array().into_iter().flatten().filter_map(Value::as_str);
        changes.push((number, tags.map(str::to_owned).collect()));
    }
    let changed: Vec<i64> = changes.iter().map(|(number, _)| *number).collect();
    change.make(|tx| tx.tag_deployment_targets(id, changes))?;
    let view = change.view();
    let group = find(&view)?;
    let of_it = targets(&view, group).into_iter().filter(|agent| changed.contains(&agent.id));
    Ok(Reply::list(of_it.map(|agent| target_json(&view, group, agent)).collect::<Vec<_>>()))
}

/// A target of a body: the agent of a machine, and its tags.
#[derive(Deserialize)]
struct TargetBody {
    agent: AgentBody,
    #[serde(default)]
    tags: Vec<String>,
}

/// A machine joins a group: as an agent of the group's pool.
fn add_target(change: &mut Change<'_>, body: TargetBody) -> Result<Reply, Fault> {
    let (id, pool) = {
        let view = change.view();
        let group = find(&view)?;
        (group.id, group.pool)
    };
    let name = body.agent.name().ok_or_else(|| Fault::argument_null("agent.name"))?;
    let target = change.make(|tx| tx.add_agent(pool, name, body.agent.into()))?;
    change.make(|tx| tx.tag_deployment_targets(id, vec![(target, body.tags)]))?;
    told(change, target)
}

fn told(change: &mut Change<'_>, target: i64) -> Result<Reply, Fault> {
    let view = change.view();
    let group = find(&view)?;
    let agent = targets(&view, group).into_iter().find(|agent| agent.id == target);
    let agent = agent.ok_or_else(|| Fault::agent_not_found(&target.to_string()))?;
    Ok(Reply::json(target_json(&view, group, agent)))
}

fn replace_target(change: &mut Change<'_>, body: TargetBody) -> Result<Reply, Fault> {
    let (id, pool, target) = {
        let view = change.view();
        let group = find(&view)?;
        (group.id, group.pool, find_target(&view, group)?.id)
    };
    change.make(|tx| tx.update_agent(pool, target, body.agent.into()))?;
    change.make(|tx| tx.tag_deployment_targets(id, vec![(target, body.tags)]))?;
    told(change, target)
}

/// The agents are told to update themselves; here they are up to date.
fn refresh_targets(change: &mut Change<'_>) -> Result<Reply, Fault> {
    find(&change.view())?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// The jobs of some targets, or of all.
fn get_requests(view: &View<'_>) -> Result<Reply, Fault> {
    let wanted = numbers(view, "targetIds")?.or(numbers(view, "targetId")?);
    let completed = view.query.number(&["completedRequestCount"])?.unwrap_or(25);
    let pool = view.organization.agents().pool(find(view)?.pool);
    let pool =
        pool.ok_or_else(|| Fault::pool_not_found(&find(view).map_or(0, |group| group.pool).to_string()))?;
    Ok(requests_of(view, pool, wanted.as_deref(), completed, usize::MAX))
}

fn delete_target(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (pool, target) = {
        let view = change.view();
        let group = find(&view)?;
        (group.pool, find_target(&view, group)?.id)
    };
    change.make(|tx| tx.delete_agent(pool, target))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
