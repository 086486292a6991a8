//! Elastic pools: agent pools on scale sets. There is no scale set behind them, so they have no machines.

use adoxide_api::distributed_task::elastic::meta;
use serde_json::{Map, Value, json};

use super::agent::{full_pool_json, queue_json};
use super::shape::numbers;
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::agent::NewAgentPool;
use crate::world::elastic_pool::ElasticPool;

handlers! {
    meta::GET_ELASTIC_POOLS => read(get_pools),
    meta::GET_ELASTIC_POOL => read(get_pool),
    meta::CREATE_ELASTIC_POOL => change(create_pool),
    meta::UPDATE_ELASTIC_POOL => change(update_pool),
    meta::GET_ELASTIC_NODES => read(get_nodes),
    meta::GET_ELASTIC_POOL_LOGS => read(get_logs),
}

/// The settings that a client may give, with what they are by default, in the order of the documented answer.
fn defaults() -> [(&'static str, Value); 12] {
    [
        ("serviceEndpointId", Value::Null),
        ("serviceEndpointScope", Value::Null),
        ("azureId", Value::Null),
        ("maxCapacity", json!(2)),
        ("desiredIdle", json!(0)),
        ("recycleAfterEachUse", json!(false)),
        ("maxSavedNodeCount", json!(0)),
        ("osType", json!("windows")),
        ("orchestrationType", json!("uniform")),
        ("agentInteractiveUI", json!(false)),
        ("timeToLiveMinutes", json!(30)),
        ("preserveNodeOnFailure", json!(false)),
    ]
}

fn pool_json(known: &ElasticPool) -> Object {
    let start = Object::new().set("poolId", known.pool);
    let json = known.settings.iter().fold(start, |json, (name, value)| json.set(name, value));
    json.set("state", "online")
        .set("offlineSince", Value::Null)
        .set("desiredSize", 0)
        .set("sizingAttempts", 0)
}

fn find<'w>(view: &View<'w>) -> Result<&'w ElasticPool, Fault> {
    let given = view.required("poolId")?;
    let found = view.organization.elastic_pools().find(|known| Ok(known.pool) == given.parse());
    found.ok_or_else(|| Fault::pool_not_found(given))
}

fn get_pools(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::list(view.organization.elastic_pools().map(pool_json)))
}

fn get_pool(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(pool_json(find(view)?)))
}

/// What a body says of the settings; null says nothing.
fn settings(body: &Value) -> Result<Map<String, Value>, Fault> {
    let mut found = Map::new();
    for (name, _) in defaults() {
        let Some(value) = body.get(name).filter(|value| !value.is_null()) else { continue };
        let is_count =
            matches!(name, "maxCapacity" | "desiredIdle" | "maxSavedNodeCount" | "timeToLiveMinutes");
        if is_count && value.as_u64().is_none() {
            return Err(Fault::invalid_parameter(name, &value.to_string()));
        }
        found.insert(name.to_owned(), value.clone());
    }
    Ok(found)
}

fn create_pool(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = change.query.any(&["poolName"]).ok_or_else(|| Fault::argument_null("poolName"))?.to_owned();
    for needed in ["serviceEndpointId", "serviceEndpointScope", "azureId"] {
        if body.get(needed).is_none_or(Value::is_null) {
            return Err(Fault::argument_null(needed));
        }
    }
    let project = change.query.any(&["projectId"]).map(str::to_owned);
    let project = match project {
        Some(given) => {
            let found = change.view().organization.project(&given).map(|project| project.id);
            Some(found.ok_or_else(|| Fault::project_not_found(&given))?)
        }
        None => None,
    };
    let mut whole: Map<String, Value> =
        defaults().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    for (name, value) in settings(&body)? {
        whole.insert(name, value);
    }
    let new = NewAgentPool {
        name,
        is_deployment: false,
        auto_provision: change.query.flag("autoProvisionProjectPools")?,
        auto_update: true,
        target_size: None,
        agent_cloud: None,
    };
    let id = change.make(|tx| tx.create_elastic_pool(new, whole))?;
    if let Some(project) = project {
        let has_queue = change.view().organization.agents().queues(project).any(|queue| queue.pool == id);
        if !has_queue {
            change.make(|tx| tx.create_agent_queue(project, id, None))?;
        }
    }
    let view = change.view();
    let organization = view.organization;
    let missing = || Fault::pool_not_found(&id.to_string());
    let pool = organization.agents().pool(id).ok_or_else(missing)?;
    let elastic = organization.elastic_pools().find(|known| known.pool == id).ok_or_else(missing)?;
    let mut queues = project.into_iter().flat_map(|project| organization.agents().queues(project));
    let queue = queues.find(|queue| queue.pool == id);
    Ok(Reply::json(
        Object::new()
            .set("elasticPool", pool_json(elastic))
            .set("agentPool", full_pool_json(&view, pool))
            .set("agentQueue", queue.map(|queue| queue_json(organization, queue))),
    ))
}

fn update_pool(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let (id, settings) = (find(&change.view())?.pool, settings(&body)?);
    change.make(|tx| tx.update_elastic_pool(id, settings))?;
    get_pool(&change.view())
}

fn get_nodes(view: &View<'_>) -> Result<Reply, Fault> {
    find(view)?;
    Ok(Reply::list(std::iter::empty::<Object>()))
}

fn get_logs(view: &View<'_>) -> Result<Reply, Fault> {
    find(view)?;
    numbers(view, "$top")?;
    Ok(Reply::list(std::iter::empty::<Object>()))
}
