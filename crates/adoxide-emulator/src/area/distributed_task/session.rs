//! What the program of an agent does: it opens a session in its pool, asks for messages, and gets its own updates.
//!
//! There are no messages here, as jobs are played; an agent that connects is online for as long as it has a session.

use adoxide_api::distributed_task::task_agent::meta;
use http::StatusCode;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::agent::{agent_reference, find_agent, find_pool};
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::agent::AgentChange;
use crate::world::permission::Access;

handlers! {
    meta::CREATE_AGENT_SESSION => change(create_session),
    meta::DELETE_AGENT_SESSION => change(delete_session),
    meta::GET_MESSAGE => read(get_message),
    meta::SEND_MESSAGE => change(send_message),
    meta::DELETE_MESSAGE => change(delete_message),
    meta::REFRESH_AGENT => change(send_message),
    meta::REFRESH_AGENTS => change(send_message),
    meta::UPDATE_AGENT_UPDATE_STATE => change(update_state),
    meta::GET_AGENT_POOL_METADATA => read(get_metadata),
    meta::SET_AGENT_POOL_METADATA => change(set_metadata),
    meta::HAS_POOL_PERMISSIONS => read(has_permissions),
    meta::GET_PACKAGES => read(get_packages),
    meta::GET_PACKAGE => read(get_package),
}

/// Where sessions are kept, by pool and id; the value is the number of the agent.
const SESSIONS: &str = "agentSessions";
/// Where the metadata of pools are kept, by the number of the pool.
const METADATA: &str = "agentPoolMetadata";

fn create_session(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    let pool = find_pool(&change.view())?.id;
    let named = body.get("agent").cloned().unwrap_or_default();
    let view = change.view();
    let known = find_pool(&view)?;
    let agent = known.agents.values().find(|agent| {
        named["id"] == agent.id
            || named["name"].as_str().is_some_and(|name| name.eq_ignore_ascii_case(&agent.name))
    });
    let given = named["name"].as_str().map_or_else(|| named["id"].to_string(), str::to_owned);
    let id = agent.ok_or_else(|| Fault::agent_not_found(&given))?.id;
    let session = change.new_ids(1).first().copied().unwrap_or_default();
    change.make(|tx| tx.set_setting(SESSIONS, &format!("{pool}/{session}"), Some(id.into())))?;
    let online = AgentChange { is_online: Some(true), ..AgentChange::default() };
    change.make(|tx| tx.update_agent(pool, id, online))?;
    let view = change.view();
    let agent = find_pool(&view)?.agents.get(&id).map(|agent| agent_reference(&view, pool, agent));
    Ok(Reply::json(
        Object::new()
            .set("sessionId", session)
            .set_some("ownerName", body.get("ownerName"))
            .set_some("agent", agent),
    ))
}

fn delete_session(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let pool = find_pool(&change.view())?.id;
    let given = change.required("sessionId")?;
    let session: Uuid = given.parse().map_err(|_| Fault::invalid_parameter("sessionId", given))?;
    let name = format!("{pool}/{session}");
    let agent = change.view().organization.setting(SESSIONS, &name).and_then(Value::as_i64);
    if let Some(agent) = agent {
        change.make(|tx| tx.set_setting(SESSIONS, &name, None))?;
        // An agent that was removed meanwhile is not there to disconnect.
        if find_pool(&change.view())?.agents.contains_key(&agent) {
            let offline = AgentChange { is_online: Some(false), ..AgentChange::default() };
            change.make(|tx| tx.update_agent(pool, agent, offline))?;
        }
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// The service answers so when it has waited long enough; here there is nothing to wait for.
fn get_message(view: &View<'_>) -> Result<Reply, Fault> {
    let pool = find_pool(view)?.id;
    let given = view.query.any(&["sessionId"]).ok_or_else(|| Fault::argument_null("sessionId"))?;
    let known = view.organization.setting(SESSIONS, &format!("{pool}/{}", given.to_lowercase()));
    known.ok_or_else(|| Fault::build_part_not_found("session", given))?;
    Ok(Reply::empty(StatusCode::ACCEPTED))
}

/// A message for an agent, or that it is to update itself: it is taken, and nobody reads it.
fn send_message(change: &mut Change<'_>) -> Result<Reply, Fault> {
    find_pool(&change.view())?;
    Ok(Reply::empty(StatusCode::OK))
}

fn delete_message(change: &mut Change<'_>) -> Result<Reply, Fault> {
    find_pool(&change.view())?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn update_state(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let view = change.view();
    let (pool, agent) = find_agent(&view)?;
    Ok(Reply::json(super::agent::agent_json(&view, pool, agent)))
}

// Metadata: bytes that whoever made the pool keeps there.

fn get_metadata(view: &View<'_>) -> Result<Reply, Fault> {
    let pool = find_pool(view)?.id.to_string();
    let known = view.organization.setting(METADATA, &pool).and_then(Value::as_str);
    let known = known.unwrap_or_default().to_owned();
    Ok(Reply::bytes("text/plain", known))
}

fn set_metadata(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let pool = find_pool(&change.view())?.id.to_string();
    // The official client sends an object around the text, others the text itself.
    let body: Value = serde_json::from_slice(&change.body)
        .unwrap_or_else(|_| String::from_utf8_lossy(&change.body).into_owned().into());
    let text = match &body {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    change.make(|tx| tx.set_setting(METADATA, &pool, Some(text.into())))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// Whether the caller has all permissions of a mask: 1 to view a pool, beyond that to use or administer it.
fn has_permissions(view: &View<'_>) -> Result<Reply, Fault> {
    find_pool(view)?;
    let given = view.required("permissions")?;
    let mask: i64 = given.parse().map_err(|_| Fault::invalid_parameter("permissions", given))?;
    let access = view.organization.access(view.actor, None, None);
    let needed = if mask <= 1 { Access::Read } else { Access::Administer };
    Ok(Reply::json(json!(access >= needed)))
}

// The program itself.

/// The version of the agent that is offered, and for which machines.
const VERSION: [i64; 3] = [4, 268, 0];
const PLATFORMS: [&str; 7] =
    ["linux-arm", "linux-arm64", "linux-x64", "osx-arm64", "osx-x64", "win-x64", "win-x86"];

fn package_json(view: &View<'_>, platform: &str) -> Value {
    let [major, minor, patch] = VERSION;
    let version = format!("{major}.{minor}.{patch}");
    let ending = if platform.starts_with("win") { "zip" } else { "tar.gz" };
    let file = format!("vsts-agent-{platform}-{version}.{ending}");
    json!({
        "type": "agent",
        "platform": platform,
        "createdOn": crate::base::date(view.organization.created()),
        "version": {"major": major, "minor": minor, "patch": patch},
        "downloadUrl": format!("https://download.agent.dev.azure.com/agent/{version}/{file}"),
        "infoUrl": format!("https://github.com/microsoft/azure-pipelines-agent/releases/tag/v{version}"),
        "filename": file,
    })
}

fn get_packages(view: &View<'_>) -> Result<Reply, Fault> {
    let wanted = view.argument("platform").map(str::to_lowercase);
    let is_agent = view.required("packageType")?.eq_ignore_ascii_case("agent")
        || view.required("packageType")? == "pipelines-agent";
    let found = PLATFORMS.iter().filter(|platform| {
        is_agent && wanted.as_ref().is_none_or(|wanted| wanted == *platform || wanted == "*")
    });
    Ok(Reply::list(found.map(|platform| package_json(view, platform)).collect::<Vec<_>>()))
}

fn get_package(view: &View<'_>) -> Result<Reply, Fault> {
    let (platform, version) = (view.required("platform")?.to_lowercase(), view.required("version")?);
    let [major, minor, patch] = VERSION;
    let is_known = PLATFORMS.contains(&platform.as_str()) && version == format!("{major}.{minor}.{patch}");
    if is_known {
        Ok(Reply::json(package_json(view, &platform)))
    } else {
        Err(Fault::build_part_not_found("package", &format!("{platform} {version}")))
    }
}
