//! Agent pools, agents and queues.

use adoxide_api::distributed_task::task_agent::meta;
use base64::Engine as _;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::job_request::last_request;
use super::shape::{is_named, numbers, required_project};
use crate::base::{date, sql_date};
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Object, link};
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::agent::{Agent, AgentChange, AgentPool, AgentQueue, NewAgentPool};

handlers! {
    meta::GET_AGENT_POOLS => read(get_pools),
    meta::GET_AGENT_POOLS_BY_IDS => read(get_pools),
    meta::GET_AGENT_POOL => read(get_pool),
    meta::ADD_AGENT_POOL => change(add_pool),
    meta::UPDATE_AGENT_POOL => change(update_pool),
    meta::DELETE_AGENT_POOL => change(delete_pool),
    meta::GET_AGENT_QUEUES => read(get_queues),
    meta::GET_AGENT_QUEUES_BY_IDS => read(get_queues),
    meta::GET_AGENT_QUEUES_BY_NAMES => read(get_queues),
    meta::GET_AGENT_QUEUES_FOR_POOLS => read(get_queues),
    meta::GET_AGENT_QUEUE => read(get_queue),
    meta::ADD_AGENT_QUEUE => change(add_queue),
    meta::DELETE_AGENT_QUEUE => change(delete_queue),
    meta::GET_AGENTS => read(get_agents),
    meta::GET_AGENT => read(get_agent),
    meta::ADD_AGENT => change(add_agent),
    meta::UPDATE_AGENT => change(update_agent),
    meta::REPLACE_AGENT => change(update_agent),
    meta::DELETE_AGENT => change(delete_agent),
}

pub(super) fn pool_json(organization: &Organization, pool: &AgentPool) -> Object {
    Object::new()
        .set("id", pool.id)
        .set("scope", organization.host_id().to_string())
        .set("name", pool.name.as_str())
        .set("isHosted", pool.is_hosted)
        .set("poolType", if pool.is_deployment { "deployment" } else { "automation" })
        .set("size", pool.agents.len())
        .set("isLegacy", pool.is_legacy)
        .set("options", "none")
}

/// A pool in full: the members that references to it leave out, too.
pub(super) fn full_pool_json(view: &View<'_>, pool: &AgentPool) -> Object {
    let organization = view.organization;
    let creator = pool.created.map_or(organization.owner(), |stamp| stamp.actor);
    let person = |id| view.urls().person(view.directory, id).into_json();
    pool_json(organization, pool)
        .set("createdOn", date(pool.created.map_or(organization.created(), |stamp| stamp.at)))
        .set("autoProvision", pool.auto_provision)
        .set("autoUpdate", pool.auto_update)
        .set("autoSize", true)
        .set_some("targetSize", pool.target_size)
        .set_some("agentCloudId", pool.agent_cloud)
        .set("createdBy", person(creator))
        .set("owner", person(pool.owner.unwrap_or(creator)))
}

fn get_pools(view: &View<'_>) -> Result<Reply, Fault> {
    let ids = numbers(view, "poolIds")?;
    let name = view.query.any(&["poolName"]);
    let kind =
        view.query.any(&["poolType"]).map(|kind| kind.eq_ignore_ascii_case("deployment") || kind == "2");
    let found = view.organization.agents().pools().filter(|pool| {
        pool.is_deployment == kind.unwrap_or(false)
            && ids.as_ref().is_none_or(|ids| ids.contains(&pool.id))
            && name.is_none_or(|name| is_named(&pool.name, name))
    });
    Ok(Reply::list(found.map(|pool| full_pool_json(view, pool))))
}

pub(super) fn find_pool<'w>(view: &View<'w>) -> Result<&'w AgentPool, Fault> {
    let given = view.required("poolId")?;
    let found = given.parse().ok().and_then(|id| view.organization.agents().pool(id));
    found.ok_or_else(|| Fault::pool_not_found(given))
}

fn get_pool(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(full_pool_json(view, find_pool(view)?)))
}

/// A pool of a body.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PoolBody {
    name: Option<String>,
    pool_type: Option<Value>,
    auto_provision: Option<bool>,
    auto_update: Option<bool>,
    target_size: Option<i64>,
    agent_cloud_id: Option<i64>,
}

fn add_pool(change: &mut Change<'_>, body: PoolBody) -> Result<Reply, Fault> {
    let name =
        body.name.filter(|name| !name.trim().is_empty()).ok_or_else(|| Fault::argument_null("name"))?;
    let is_deployment = body.pool_type.is_some_and(|kind| {
        kind == 2 || kind.as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("deployment"))
    });
    let new = NewAgentPool {
        name,
        is_deployment,
        auto_provision: body.auto_provision.unwrap_or(false),
        auto_update: body.auto_update.unwrap_or(true),
        target_size: body.target_size,
        agent_cloud: body.agent_cloud_id,
    };
    let id = change.make(|tx| tx.create_agent_pool(new))?;
    let view = change.view();
    let pool = view.organization.agents().pool(id).ok_or_else(|| Fault::pool_not_found(&id.to_string()))?;
    Ok(Reply::json(full_pool_json(&view, pool)))
}

fn update_pool(change: &mut Change<'_>, body: PoolBody) -> Result<Reply, Fault> {
    let known = find_pool(&change.view())?;
    let new = NewAgentPool {
        name: body.name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| known.name.clone()),
        is_deployment: known.is_deployment,
        auto_provision: body.auto_provision.unwrap_or(known.auto_provision),
        auto_update: body.auto_update.unwrap_or(known.auto_update),
        target_size: body.target_size.or(known.target_size),
        agent_cloud: body.agent_cloud_id.or(known.agent_cloud),
    };
    let id = known.id;
    change.make(|tx| tx.update_agent_pool(id, new))?;
    get_pool(&change.view())
}

fn delete_pool(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find_pool(&change.view())?.id;
    change.make(|tx| tx.delete_agent_pool(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// Agents.

fn agent_links(view: &View<'_>, pool: i64, agent: i64) -> Object {
    let urls = view.urls();
    Object::new()
        .set("self", link(urls.at(format_args!("_apis/distributedtask/pools/{pool}/agents/{agent}"))))
        .set(
            "web",
            link(urls.at(format_args!("_settings/agentpools?view=jobs&poolId={pool}&agentId={agent}"))),
        )
}

/// An agent as jobs name it.
pub(super) fn agent_reference(view: &View<'_>, pool: i64, agent: &Agent) -> Object {
    Object::new()
        .set("_links", agent_links(view, pool, agent.id))
        .set("id", agent.id)
        .set("name", agent.name.as_str())
        .set("version", agent.version.as_str())
        .set("osDescription", agent.os.as_str())
        .set("enabled", agent.is_enabled)
        .set("status", if agent.is_online { "online" } else { "offline" })
        .set("provisioningState", "Provisioned")
        .set("accessPoint", "CodexAccessMapping")
}

/// How an agent authenticates: recorded. The key is made up, and nobody has the other half.
fn authorization(agent: &Agent) -> Value {
    let client = uuid::Uuid::from_u64_pair(0xa9e7, agent.id.unsigned_abs()).to_string();
    let modulus = base64::engine::general_purpose::STANDARD.encode(client.repeat(7).as_bytes());
    json!({"clientId": client, "publicKey": {"exponent": "AQAB", "modulus": modulus}})
}

pub(super) fn agent_json(view: &View<'_>, pool: &AgentPool, agent: &Agent) -> Object {
    let with = |name: &str| view.query.flag(name).unwrap_or_default();
    let request = |is_wanted: bool, is_finished: bool| {
        let found = is_wanted.then(|| last_request(view, pool, agent, is_finished));
        found.flatten()
    };
    let assigned = request(with("includeAssignedRequest"), false);
    let completed = request(with("includeLastCompletedRequest"), true);
    let created = agent.created.max(view.organization.created());
    let capabilities = |all: &Map<String, Value>| Value::Object(all.clone());
    Object::new()
        .set_if(with("includeCapabilities"), "systemCapabilities", || {
            capabilities(&agent.system_capabilities)
        })
        .set_if(with("includeCapabilities"), "userCapabilities", || capabilities(&agent.user_capabilities))
        .set("maxParallelism", agent.max_parallelism)
        .set("createdOn", sql_date(created))
        // Recorded: on own agents, by how they authenticate.
        .set_if(!pool.is_hosted, "statusChangedOn", || sql_date(agent.status_changed))
        .set("authorization", authorization(agent))
        .set_some("assignedRequest", assigned)
        .set_some("lastCompletedRequest", completed)
        .and(agent_reference(view, pool.id, agent))
}

fn get_agents(view: &View<'_>) -> Result<Reply, Fault> {
    let pool = find_pool(view)?;
    let name = view.query.any(&["agentName"]);
    let demands = view.query.all("demands");
    let has = |agent: &Agent, demand: &str| {
        let name = demand.split_whitespace().next().unwrap_or_default();
        let mut all = agent.system_capabilities.keys().chain(agent.user_capabilities.keys());
        all.any(|known| known.eq_ignore_ascii_case(name))
    };
    let found = pool.agents.values().filter(|agent| {
        name.is_none_or(|name| is_named(&agent.name, name)) && demands.iter().all(|demand| has(agent, demand))
    });
    Ok(Reply::list(found.map(|agent| agent_json(view, pool, agent))))
}

pub(super) fn find_agent<'w>(view: &View<'w>) -> Result<(&'w AgentPool, &'w Agent), Fault> {
    let pool = find_pool(view)?;
    let given = view.required("agentId")?;
    let found = given.parse().ok().and_then(|id: i64| pool.agents.get(&id));
    Ok((pool, found.ok_or_else(|| Fault::agent_not_found(given))?))
}

fn get_agent(view: &View<'_>) -> Result<Reply, Fault> {
    let (pool, agent) = find_agent(view)?;
    Ok(Reply::json(agent_json(view, pool, agent)))
}

/// An agent of a body.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AgentBody {
    name: Option<String>,
    version: Option<String>,
    os_description: Option<String>,
    enabled: Option<bool>,
    status: Option<String>,
    max_parallelism: Option<i64>,
    system_capabilities: Option<Map<String, Value>>,
    user_capabilities: Option<Map<String, Value>>,
}

impl AgentBody {
    /// The name that it gives, if it does.
    pub fn name(&self) -> Option<String> {
        self.name.clone().filter(|name| !name.trim().is_empty())
    }
}

impl From<AgentBody> for AgentChange {
    fn from(body: AgentBody) -> Self {
        Self {
            name: body.name.filter(|name| !name.trim().is_empty()),
            version: body.version,
            os: body.os_description,
            is_enabled: body.enabled,
            is_online: body.status.map(|status| status.eq_ignore_ascii_case("online")),
            max_parallelism: body.max_parallelism,
            system_capabilities: body.system_capabilities,
            user_capabilities: body.user_capabilities,
        }
    }
}

fn add_agent(change: &mut Change<'_>, body: AgentBody) -> Result<Reply, Fault> {
    let pool = find_pool(&change.view())?.id;
    let name = body.name().ok_or_else(|| Fault::argument_null("name"))?;
    let id = change.make(|tx| tx.add_agent(pool, name, body.into()))?;
    let view = change.view();
    let pool = find_pool(&view)?;
    let agent = pool.agents.get(&id).ok_or_else(|| Fault::agent_not_found(&id.to_string()))?;
    Ok(Reply::json(agent_json(&view, pool, agent)))
}

fn update_agent(change: &mut Change<'_>, body: AgentBody) -> Result<Reply, Fault> {
    let (pool, agent) = {
        let view = change.view();
        let (pool, agent) = find_agent(&view)?;
        (pool.id, agent.id)
    };
    change.make(|tx| tx.update_agent(pool, agent, body.into()))?;
    get_agent(&change.view())
}

fn delete_agent(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (pool, agent) = {
        let view = change.view();
        let (pool, agent) = find_agent(&view)?;
        (pool.id, agent.id)
    };
    change.make(|tx| tx.delete_agent(pool, agent))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// Queues.

pub(super) fn queue_json(organization: &Organization, queue: &AgentQueue) -> Object {
    let pool = organization.agents().pool(queue.pool);
    Object::new()
        .set("id", queue.id)
        .set("projectId", queue.project.to_string())
        .set("name", queue.name.as_str())
        .set_some("pool", pool.map(|pool| pool_json(organization, pool)))
}

fn get_queues(view: &View<'_>) -> Result<Reply, Fault> {
    let (ids, pools) = (numbers(view, "queueIds")?, numbers(view, "poolIds")?);
    let mut names = view.query.all("queueNames");
    names.extend(view.query.any(&["queueName"]));
    let organization = view.organization;
    let project = required_project(view)?;
    let found = organization.agents().queues(project).filter(|queue| {
        ids.as_ref().is_none_or(|ids| ids.contains(&queue.id))
            && pools.as_ref().is_none_or(|pools| pools.contains(&queue.pool))
            && (names.is_empty() || names.iter().any(|name| is_named(&queue.name, name)))
    });
    Ok(Reply::list(found.map(|queue| queue_json(organization, queue))))
}

pub(super) fn find_queue<'w>(view: &View<'w>) -> Result<&'w AgentQueue, Fault> {
    let given = view.required("queueId")?;
    let project = required_project(view)?;
    let found = given.parse().ok().and_then(|id| view.organization.agents().queue(id));
    found.filter(|queue| queue.project == project).ok_or_else(|| Fault::queue_not_found(given))
}

fn get_queue(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(queue_json(view.organization, find_queue(view)?)))
}

/// A queue of a body.
#[derive(Deserialize)]
struct QueueBody {
    name: Option<String>,
    pool: Option<PoolReference>,
}

#[derive(Deserialize)]
struct PoolReference {
    id: Option<i64>,
    name: Option<String>,
}

fn add_queue(change: &mut Change<'_>, body: QueueBody) -> Result<Reply, Fault> {
    let project = required_project(&change.view())?;
    let given = body.pool.ok_or_else(|| Fault::argument_null("pool"))?;
    let agents = change.view().organization.agents();
    let pool = match (given.id, &given.name) {
        (Some(id), _) => agents.pool(id).ok_or_else(|| Fault::pool_not_found(&id.to_string()))?.id,
        (None, Some(name)) => agents.pool_named(name).ok_or_else(|| Fault::pool_not_found(name))?.id,
        (None, None) => return Err(Fault::argument_null("pool.id")),
    };
    let is_open = change.query.flag("authorizePipelines")?;
    let id = change.make(|tx| tx.create_agent_queue(project, pool, body.name))?;
    if is_open {
        let resource = crate::world::check::ProtectedResource {
            kind: crate::world::build::plan::ResourceKind::Queue,
            id: id.to_string(),
        };
        change.make(|tx| tx.set_pipeline_permissions(project, resource, Some(true), &[]))?;
    }
    let view = change.view();
    let queue =
        view.organization.agents().queue(id).ok_or_else(|| Fault::queue_not_found(&id.to_string()))?;
    Ok(Reply::json(queue_json(view.organization, queue)))
}

fn delete_queue(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find_queue(&change.view())?.id;
    change.make(|tx| tx.delete_agent_queue(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
