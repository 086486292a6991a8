//! The emulator's own endpoint, under `/_adoxide/`: faults, the request log, the clock, a fresh start.
//!
//! Nothing of Azure DevOps begins with that, and no token is asked for: it answers only to this machine, and
//! not to pages in a browser.

mod build;
mod deployment;
mod directory;

use std::sync::Arc;
use std::time::Duration;

use axum_core::body::Body;
use http::header::ORIGIN;
use http::{Method, Response, StatusCode, request};
use serde_json::{Value, json};

use crate::condition::fault::FaultRule;
use crate::condition::throttle::Throttle;
use crate::service::incoming::Peer;
use crate::service::route::router;
use crate::shared::Shared;
use crate::wire::address::authority;
use crate::wire::json::Object;
use crate::wire::reply::Reply;

/// Answers a request to the control endpoint. `segments` are those behind `_adoxide`.
pub(crate) fn respond(
    shared: &Arc<Shared>,
    request: &request::Parts,
    segments: &[String],
    body: &[u8],
    peer: Option<Peer>,
) -> Response<Body> {
    let reply = if is_local(request, peer) {
        let path: Vec<_> = segments.iter().map(String::as_str).collect();
        dispatch(shared, &request.method, &path, body)
    } else {
        Err((
            StatusCode::FORBIDDEN,
            "the control endpoint answers only to programs on the emulator's own machine".to_owned(),
        ))
    };
    let reply = reply.unwrap_or_else(|(status, message)| {
        Reply::json(Object::new().set("message", message)).status(status)
    });
    reply.into_response(None)
}

/// Whether a request comes from this machine and is not sent by a page: a page's browser says where the page
/// is from, or names another host than it thinks it talks to.
fn is_local(request: &request::Parts, peer: Option<Peer>) -> bool {
    let host = authority(&request.uri, &request.headers);
    // The last colon is the port's, except in an IPv6 address without one.
    let host = host.map(|host| match host.rsplit_once(':') {
        Some((name, _)) if !host.ends_with(']') => name,
        _ => host,
    });
    let is_local_name = host.is_none_or(|name| {
        let name = name.trim_matches(['[', ']']);
        name.eq_ignore_ascii_case("localhost")
            || name.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
            // In-process there is no peer, and any name will do.
            || peer.is_none()
    });
    peer.is_none_or(|peer| peer.address.ip().is_loopback())
        && is_local_name
        && !request.headers.contains_key(ORIGIN)
}

pub(crate) type Failed = (StatusCode, String);

pub(crate) fn bad(message: impl Into<String>) -> Failed {
    (StatusCode::BAD_REQUEST, message.into())
}

fn dispatch(shared: &Arc<Shared>, method: &Method, path: &[&str], body: &[u8]) -> Result<Reply, Failed> {
    let json = || {
        serde_json::from_slice::<Value>(body).map_err(|error| bad(format!("the body is not JSON: {error}")))
    };
    let seconds = |name: &str| -> Result<Duration, Failed> {
        let seconds = json()?.get(name).and_then(Value::as_f64);
        let duration = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        duration.ok_or_else(|| bad(format!("the body must be {{\"{name}\": SECONDS}}")))
    };
    let none = || Reply::empty(StatusCode::NO_CONTENT);
    match (method.as_str(), path) {
        ("GET", []) => {
            let world = shared.world();
            let names: Vec<_> = world.organizations().iter().map(crate::world::Organization::name).collect();
            let version = env!("CARGO_PKG_VERSION");
            let now = shared.clock.now().to_string();
            Ok(Reply::json(json!({"version": version, "organizations": names, "now": now})))
        }
        ("GET", ["faults"]) => Ok(Reply::list(shared.faults.to_json())),
        ("POST", ["faults"]) => {
            let id = shared.faults.add(FaultRule::from_json(&json()?).map_err(bad)?);
            Ok(Reply::json(json!({"id": id})).status(StatusCode::CREATED))
        }
        ("DELETE", ["faults"]) => {
            shared.faults.clear();
            Ok(none())
        }
        ("DELETE", ["faults", id]) => {
            let id = id.parse().map_err(|_| bad("the number of a fault is a number"))?;
            if shared.faults.remove(id) {
                Ok(none())
            } else {
                Err((StatusCode::NOT_FOUND, format!("there is no fault {id}")))
            }
        }
        ("GET", ["requests"]) => Ok(Reply::list(shared.log.requests())),
        ("DELETE", ["requests"]) => {
            shared.log.clear();
            Ok(none())
        }
        ("POST", ["clock"]) => {
            shared.clock.advance(seconds("advance")?);
            Ok(Reply::json(json!({"now": shared.clock.now().to_string()})))
        }
        ("POST", ["latency"]) => {
            shared.set_latency(seconds("latency")?);
            Ok(none())
        }
        ("POST", ["throttle"]) => {
            shared.budgets.set(Some(throttle(&json()?)?));
            Ok(none())
        }
        ("DELETE", ["throttle"]) => {
            shared.budgets.set(None);
            Ok(none())
        }
        ("POST", ["reset"]) => {
            let failed = |error| (StatusCode::INTERNAL_SERVER_ERROR, format!("the reset failed: {error}"));
            shared.reset().map_err(failed)?;
            Ok(none())
        }
        ("POST", ["identities"]) => directory::add_identity(shared, &json()?),
        ("POST", ["tokens"]) => directory::add_token(shared, &json()?),
        ("POST", ["bearers"]) => directory::bearer(shared, &json()?),
        ("POST", ["applications"]) => directory::add_application(shared, &json()?),
        ("POST", ["repositories"]) => directory::set_repository(shared, &json()?),
        ("POST", ["access"]) => directory::set_access(shared, &json()?),
        ("POST", ["deployments"]) => deployment::script(shared, &json()?),
        ("POST", ["builds", "script"]) => build::set_script(shared, &json()?),
        ("POST", ["builds", "end-step"]) => build::end_step(shared, &json()?),
        ("GET", ["stats"]) => Ok(Reply::json(stats(shared))),
        ("GET", ["operations"]) => {
            let rows = router().operations().iter().map(|operation| {
                json!({"id": operation.id, "method": operation.method.as_str(),
                       "emulated": operation.handler.is_some()})
            });
            Ok(Reply::list(rows))
        }
        ("GET", ["journal", organization]) => {
            let world = shared.world();
            let found = world.organization(organization);
            let found =
                found.ok_or((StatusCode::NOT_FOUND, format!("there is no organization {organization}")))?;
            let rows = found.journal().since(0).iter().map(|event| {
                json!({"sequence": event.sequence, "at": event.stamp.at.to_string(),
                       "actor": event.stamp.actor.to_string(), "kind": event.event.kind(), "event": format!("{:?}", event.event)})
            });
            Ok(Reply::list(rows))
        }
        _ => Err((
            StatusCode::NOT_FOUND,
            format!("{method} /_adoxide/{} is nothing that the emulator knows", path.join("/")),
        )),
    }
}

/// `{"limit"?, "window"?, "warn"?, "block"?, "longestDelay"?}`: what is not said is as the service has it.
fn throttle(body: &Value) -> Result<Throttle, Failed> {
    const KNOWN: [&str; 5] = ["limit", "window", "warn", "block", "longestDelay"];
    let object = body.as_object().ok_or_else(|| bad("a limit must be a JSON object"))?;
    if let Some(name) = object.keys().find(|name| !KNOWN.contains(&name.as_str())) {
        return Err(bad(format!("\"{name}\" is no field of a limit; there are {}", KNOWN.join(", "))));
    }
    let number = |name: &str, usual: f64| match body.get(name) {
        None | Some(Value::Null) => Ok(usual),
        Some(value) => value
            .as_f64()
            .filter(|number| *number > 0.0)
            .ok_or_else(|| bad(format!("\"{name}\" must be a number above 0"))),
    };
    let seconds = |name: &str, usual: Duration| {
        Duration::try_from_secs_f64(number(name, usual.as_secs_f64())?)
            .map_err(|_| bad(format!("\"{name}\" must be a number of seconds")))
    };
    let usual = Throttle::default();
    Ok(Throttle {
        limit: number("limit", usual.limit)?,
        window: seconds("window", usual.window)?,
        warn: number("warn", usual.warn)?,
        block: number("block", usual.block)?,
        longest_delay: seconds("longestDelay", usual.longest_delay)?,
    })
}

fn stats(shared: &Shared) -> Value {
    let world = shared.world();
    let name = |id| world.identity(id).map_or_else(String::new, |identity| identity.unique_name.clone());
    let throttle = shared.budgets.to_json(shared.clock.now(), name);
    let sum = |count: fn(&crate::world::Organization) -> usize| -> usize {
        world.organizations().iter().map(count).sum()
    };
    let operations = router().operations();
    json!({
        "requests": shared.log.count(),
        "organizations": world.organizations().len(),
        "identities": world.identities().count(),
        "projects": sum(|organization| organization.projects().count()),
        "repositories": sum(|organization| organization.repositories().count()),
        "pushes": sum(|organization| organization.repositories().map(|r| r.pushes.len()).sum()),
        "events": world.organizations().iter().map(|o| o.journal().len()).sum::<u64>(),
        "throttle": throttle,
        "operations": operations.len(),
        "operationsEmulated": operations.iter().filter(|operation| operation.handler.is_some()).count(),
    })
}
