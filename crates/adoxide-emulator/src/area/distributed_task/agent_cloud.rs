//! Agent clouds: services that provide agents for pools on request.

use adoxide_api::distributed_task::task_agent::meta;
use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::reply::Reply;

handlers! {
    meta::GET_AGENT_CLOUDS => read(get_clouds),
    meta::GET_AGENT_CLOUD => read(get_cloud),
    meta::ADD_AGENT_CLOUD => change(add_cloud),
    meta::UPDATE_AGENT_CLOUD => change(update_cloud),
    meta::DELETE_AGENT_CLOUD => change(delete_cloud),
    meta::GET_AGENT_CLOUD_TYPES => read(get_types),
    meta::GET_AGENT_CLOUD_REQUESTS => read(get_requests),
}

/// Where the clouds that somebody added are kept, by number.
const SCOPE: &str = "agentClouds";

/// The cloud of the hosted pools: it is there in every organization, and its members are all that it shows.
fn own() -> Value {
    json!({"agentCloudId": 1, "name": "Azure Pipelines", "type": "Internal", "internal": true})
}

/// A cloud without its secret, which no answer has.
fn shown(known: &Value) -> Value {
    let mut shown = known.clone();
    if let Some(fields) = shown.as_object_mut() {
        fields.remove("sharedSecret");
    }
    shown
}

fn number(known: &Value) -> i64 {
    known["agentCloudId"].as_i64().unwrap_or_default()
}

fn clouds(view: &View<'_>) -> Vec<Value> {
    let added = view.organization.settings(SCOPE, "").map(|(_, value)| shown(value));
    let mut all: Vec<Value> = std::iter::once(own()).chain(added).collect();
    all.sort_by_key(number);
    all
}

fn find(view: &View<'_>) -> Result<Value, Fault> {
    let given = view.required("agentCloudId")?;
    let found = clouds(view).into_iter().find(|known| number(known).to_string() == given);
    found.ok_or_else(|| Fault::build_part_not_found("agent cloud", given))
}

fn get_clouds(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::list(clouds(view)))
}

fn get_cloud(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(find(view)?))
}

/// What a client says of a cloud.
const MEMBERS: [&str; 9] = [
    "name",
    "type",
    "sharedSecret",
    "acquireAgentEndpoint",
    "acquisitionTimeout",
    "getAccountParallelismEndpoint",
    "getAgentDefinitionEndpoint",
    "getAgentRequestStatusEndpoint",
    "releaseAgentEndpoint",
];

fn add_cloud(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    let name = body.get("name").and_then(Value::as_str).filter(|name| !name.trim().is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?;
    let all = clouds(&change.view());
    if all.iter().any(|known| known["name"].as_str().is_some_and(|known| known.eq_ignore_ascii_case(name))) {
        return Err(Fault::invalid_parameter("name", name));
    }
    let id = all.iter().map(number).max().unwrap_or(0) + 1;
    let given = body.iter().filter(|(name, value)| MEMBERS.contains(&name.as_str()) && !value.is_null());
    let mut cloud: Map<String, Value> = given.map(|(name, value)| (name.clone(), value.clone())).collect();
    cloud.insert("agentCloudId".to_owned(), id.into());
    cloud.insert("internal".to_owned(), false.into());
    cloud.insert("id".to_owned(), change.new_ids(1).first().map(ToString::to_string).into());
    let cloud = Value::Object(cloud);
    let answer = shown(&cloud);
    change.make(|tx| tx.set_setting(SCOPE, &id.to_string(), Some(cloud)))?;
    Ok(Reply::json(answer))
}

fn update_cloud(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    let id = number(&find(&change.view())?).to_string();
    let known = change.view().organization.setting(SCOPE, &id).cloned();
    let mut cloud = known.ok_or_else(|| Fault::invalid_parameter("agentCloudId", &id))?;
    if let Some(fields) = cloud.as_object_mut() {
        let given =
            body.into_iter().filter(|(name, value)| MEMBERS.contains(&name.as_str()) && !value.is_null());
        fields.extend(given);
    }
    change.make(|tx| tx.set_setting(SCOPE, &id, Some(cloud)))?;
    get_cloud(&change.view())
}

fn delete_cloud(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let gone = find(&change.view())?;
    let id = number(&gone).to_string();
    if gone["internal"] == true {
        return Err(Fault::invalid_parameter("agentCloudId", &id));
    }
    change.make(|tx| tx.set_setting(SCOPE, &id, None))?;
    Ok(Reply::json(gone).status(StatusCode::OK))
}

fn get_types(_: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::list([json!({"name": "Internal", "displayName": "Azure Pipelines", "inputDescriptors": []})]))
}

/// Nobody is asked for agents here: hosted jobs are played.
fn get_requests(view: &View<'_>) -> Result<Reply, Fault> {
    find(view)?;
    Ok(Reply::list(Vec::<Value>::new()))
}
