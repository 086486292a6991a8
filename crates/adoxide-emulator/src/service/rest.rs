//! A request of the REST API: who sends it, which operation it is, in which version, and what comes of it.

use std::borrow::Cow;
use std::sync::Arc;

use adoxide_api::wire::Host;
use axum_core::body::Body;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName};
use http::{HeaderMap, Method, Response};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use percent_encoding::percent_decode_str;

use super::auth::{self, Caller, Login};
use super::discovery;
use super::incoming::{Incoming, Trace};
use super::route::{Found, Operation, router};
use crate::area::pipeline_settings;
use crate::handler::{self, Arguments, Asked, Call, Inner, Target};
use crate::shared::Shared;
use crate::wire::edition::Edition;
use crate::wire::error::Fault;
use crate::wire::location::Location;
use crate::wire::query::Query;
use crate::wire::reply::Reply;
use crate::wire::version;
use crate::world::World;
use crate::world::id::IdentityId;

/// The most bytes of a body of the REST API. The service takes less; this guards memory.
const BODY_LIMIT: usize = 256 << 20;

/// An organization itself is no page, but the answer names its directory: that is how clients find it.
pub(crate) fn organization(shared: &Arc<Shared>, incoming: &Incoming) -> Response<Body> {
    let world = shared.world();
    let name = incoming.organization.as_deref().unwrap_or_default();
    if world.organization(name).is_none() {
        return Reply::from(Fault::organization_not_found(name)).into_response(None);
    }
    let tenant = HeaderName::from_static("x-vss-resourcetenant");
    let fault = Fault::controller_not_found(incoming.path_below());
    Reply::from(fault).header(tenant, world.tenant().to_string()).into_response(None)
}

pub(crate) fn options(shared: &Arc<Shared>, incoming: &Incoming, below: &[String]) -> Response<Body> {
    let reply = if let Some(fault) = closed(&shared.world(), incoming) {
        fault.into()
    } else {
        let listed = discovery::options(shared.edition, incoming.address.host(), below, &incoming.query);
        shaped(listed, &incoming.parts.headers)
    };
    reply.into_response(None)
}

/// What stands in the way of an organization: it does not exist, or was stopped.
pub(crate) fn closed(world: &World, incoming: &Incoming) -> Option<Fault> {
    let name = incoming.organization.as_deref()?;
    let Some(organization) = world.organization(name) else {
        return Some(Fault::organization_not_found(name));
    };
    organization.stopped().map(|reason| Fault::organization_stopped(organization.name(), reason))
}

/// A request of the REST API.
pub(crate) async fn rest(
    shared: &Arc<Shared>,
    incoming: &Incoming,
    caller: &Caller,
    found: Found,
    body: Body,
    trace: &mut Trace,
) -> Response<Body> {
    let entered = {
        let world = shared.world();
        enter(shared, &world, incoming, caller, found, trace)
    };
    let entered = match entered {
        Ok(entered) => entered,
        Err(reply) => return reply.into_response(None),
    };
    let reply = run(shared, incoming, entered, body, trace).await;
    let is_fault = reply.is_err();
    let reply = reply.unwrap_or_else(Reply::from);
    // As recorded: an error's content type names no version.
    reply.into_response(trace.version.filter(|_| !is_fault))
}

/// A request that may be run: by whom, which operation, and on what.
struct Entered {
    admitted: Admitted,
    operation: &'static Operation,
    arguments: Arguments,
    target: Target,
}

/// Lets a request in: its caller into the organization, and to the operation.
fn enter(
    shared: &Shared,
    world: &World,
    incoming: &Incoming,
    caller: &Caller,
    found: Found,
    trace: &mut Trace,
) -> Result<Entered, Box<Reply>> {
    let admitted = match public(world, caller, incoming, &found) {
        Some(admitted) => admitted,
        None => admit(world, caller, incoming)?,
    };
    trace.identity = Some(admitted.login.identity);
    let (operation, arguments) = recognize(shared.edition, incoming, found)?;
    if !admitted.login.scopes.allow(operation.scopes) {
        return Err(Box::new(auth::challenge()));
    }
    let target = permit(world, &admitted.organization, admitted.login.identity, operation, &arguments);
    let target = target.map_err(|fault| Box::new(Reply::from(fault)))?;
    Ok(Entered { admitted, operation, arguments, target })
}

/// Lets anybody see a badge of a project that has made its badges public: such a request is the owner's, who may see it.
fn public(world: &World, caller: &Caller, incoming: &Incoming, found: &Found) -> Option<Admitted> {
    const BADGES: [&str; 2] = ["build.get_badge", "build.get_status_badge"];
    let (Caller::Anonymous, Found::Operation(operation, arguments)) = (caller, found) else { return None };
    if !BADGES.contains(&operation.id) || closed(world, incoming).is_some() {
        return None;
    }
    let organization = world.organization(incoming.organization.as_deref()?)?;
    let project = Target::of(organization, arguments).project?;
    let is_private = organization.is_set(&pipeline_settings(project), "statusBadgesArePrivate", true);
    let organization_says = organization.is_set("pipelines", "statusBadgesArePrivate", false);
    if is_private || organization_says {
        return None;
    }
    let login = Login::of_public(organization.owner());
    Some(Admitted { login, organization: organization.name().to_owned() })
}

/// Resolves what a path names, and checks that somebody may do the operation with it.
fn permit(
    world: &World,
    organization: &str,
    actor: IdentityId,
    operation: &Operation,
    arguments: &Arguments,
) -> Result<Target, Fault> {
    // Outside of organizations everybody sees themselves.
    let Some(organization) = world.organization(organization) else { return Ok(Target::default()) };
    let target = Target::of(organization, arguments);
    let permission = operation.handler.and_then(|row| row.permission);
    let asked = Asked { operation: operation.id, effect: operation.effect, permission, arguments, target };
    handler::check(world, organization, actor, asked)?;
    Ok(target)
}

/// Who was let in, and where.
pub(crate) struct Admitted {
    pub login: Login,
    /// The organization as it spells itself; empty where the host has none.
    pub organization: String,
}

/// Finds out whether the caller may come in.
pub(crate) fn admit(world: &World, caller: &Caller, incoming: &Incoming) -> Result<Admitted, Box<Reply>> {
    if let Some(fault) = closed(world, incoming) {
        return Err(Box::new(fault.into()));
    }
    let organization = incoming.organization.as_deref();
    let login = auth::admit(
        world,
        caller,
        organization,
        &incoming.parts.headers,
        &incoming.address,
        incoming.parts.uri.path(),
    )?;
    let organization = organization.and_then(|name| world.organization(name));
    let organization = organization.map(|organization| organization.name().to_owned()).unwrap_or_default();
    Ok(Admitted { login, organization })
}

/// The operation, or the answer to a request that is none.
fn recognize(
    edition: Edition,
    incoming: &Incoming,
    found: Found,
) -> Result<(&'static Operation, Arguments), Box<Reply>> {
    let refused = match found {
        Found::Operation(operation, arguments) if edition.of(operation.location).is_some() => {
            return Ok((operation, arguments));
        }
        Found::Unlisted(location) if edition.of(location).is_some() => {
            let what = format!("{}/{} (location {})", location.area, location.resource, location.id);
            Fault::not_emulated(&what).into()
        }
        Found::OtherForm(operation) if edition.of(operation.location).is_some() => {
            Fault::not_emulated(&format!("{} with this path", operation.id)).into()
        }
        Found::OtherMethod(methods) => {
            let allowed: Vec<_> = methods.iter().map(|method| method.as_str()).collect();
            Reply::from(Fault::method_not_allowed(&incoming.parts.method))
                .header(http::header::ALLOW, allowed.join(", "))
        }
        // An older Server has not heard of it.
        Found::Operation(..) | Found::Unlisted(_) | Found::OtherForm(_) | Found::Nothing => {
            Fault::controller_not_found(incoming.path_below()).into()
        }
    };
    Err(Box::new(refused))
}

async fn run(
    shared: &Arc<Shared>,
    incoming: &Incoming,
    entered: Entered,
    body: Body,
    trace: &mut Trace,
) -> Result<Reply, Fault> {
    let Entered { admitted, operation, arguments, target } = entered;
    let headers = &incoming.parts.headers;
    let requested = version::requested(&incoming.query, headers);
    let location = located(shared.edition, operation, incoming.path_below())?;
    let version = version::negotiate(&location, requested.as_deref(), &incoming.parts.method)?;
    trace.version = Some(version);
    let row = operation.handler.ok_or_else(|| Fault::not_emulated(operation.id))?;
    let body = read(body).await?;
    check_content_type(operation, headers, &body)?;
    let call = Call {
        shared: Arc::clone(shared),
        version,
        address: incoming.address.clone(),
        base: incoming.address.organization(Host::Dev, &admitted.organization),
        organization: admitted.organization,
        actor: admitted.login.identity,
        is_personal: admitted.login.is_personal,
        arguments,
        target,
        query: incoming.query.clone(),
        headers: headers.clone(),
        body,
        within,
    };
    let reply = if row.run.is_blocking {
        let done = tokio::task::spawn_blocking(move || row.run.answer(&call)).await;
        done.unwrap_or_else(|error| Err(Fault::internal(error)))
    } else {
        row.run.answer(&call)
    }?;
    Ok(shaped(reply, headers))
}

/// The location of an operation, as the edition has it.
fn located(edition: Edition, operation: &Operation, path: &str) -> Result<Cow<'static, Location>, Fault> {
    edition.of(operation.location).ok_or_else(|| Fault::controller_not_found(path))
}

/// Runs a request within another one, for the same caller in the same organization.
pub(crate) fn within(call: &Call, inner: Inner<'_>) -> Result<Reply, Fault> {
    let method: Method =
        inner.method.parse().map_err(|_| Fault::invalid_parameter("method", inner.method))?;
    let (path, query) = inner.uri.split_once('?').unwrap_or((inner.uri, ""));
    let query = Query::parse(query);
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    let segments = segments.map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned());
    let mut segments: Vec<String> = segments.collect();
    // As documented for version 2.2: the collection that organizations of old have.
    if segments.first().is_some_and(|first| first.eq_ignore_ascii_case("DefaultCollection")) {
        segments.remove(0);
    }
    let found = router().find(&method, &segments, &query, call.address.host(), true);
    let (operation, arguments) = match found {
        Found::Operation(operation, arguments)
            if inner.allowed.iter().any(|known| known.id == operation.id) =>
        {
            (operation, arguments)
        }
        _ => return Err(Fault::controller_not_found(path)),
    };
    let target = permit(&call.world(), &call.organization, call.actor, operation, &arguments)?;
    let requested = version::requested(&query, &call.headers);
    let location = located(call.shared.edition, operation, path)?;
    let version = version::negotiate(&location, requested.as_deref(), &method)?;
    let row = operation.handler.ok_or_else(|| Fault::not_emulated(operation.id))?;
    row.run.answer(&Call {
        shared: Arc::clone(&call.shared),
        version,
        address: call.address.clone(),
        base: call.base.clone(),
        organization: call.organization.clone(),
        actor: call.actor,
        is_personal: call.is_personal,
        arguments,
        target,
        query,
        headers: call.headers.clone(),
        body: inner.body,
        within: call.within,
    })
}

/// An answer in the form that a client asks for: the service's own pages, and extensions made from their parts,
/// want lists without the object around them.
fn shaped(reply: Reply, headers: &HeaderMap) -> Reply {
    let is_asked = |name| {
        let value = version::media_parameter(headers, name);
        value.is_some_and(|value| value.eq_ignore_ascii_case("true"))
    };
    if is_asked("noArrayWrap") { reply.unwrapped() } else { reply }
}

/// Operations that take a JSON Patch refuse any other content type.
fn check_content_type(operation: &Operation, headers: &HeaderMap, body: &Bytes) -> Result<(), Fault> {
    const PATCH: &str = "application/json-patch+json";
    if !operation.is_json_patch || body.is_empty() {
        return Ok(());
    }
    let given = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let given = given.split(';').next().unwrap_or_default().trim();
    if given.eq_ignore_ascii_case(PATCH) {
        Ok(())
    } else {
        Err(Fault::content_type_not_supported(&operation.method, given, PATCH))
    }
}

pub(crate) async fn read(body: Body) -> Result<Bytes, Fault> {
    match Limited::new(body, BODY_LIMIT).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Fault::body_too_large(BODY_LIMIT)),
        Err(error) => Err(Fault::invalid_body(error)),
    }
}
