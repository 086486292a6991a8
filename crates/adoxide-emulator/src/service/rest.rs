//! A request of the REST API: who sends it, which operation it is, in which version, and what comes of it.

use std::sync::Arc;

use adoxide_api::wire::Host;
use axum_core::body::Body;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName};
use http::{HeaderMap, Response};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use super::auth::{self, Caller, Login};
use super::incoming::{Incoming, Trace};
use super::route::{Arguments, Found, Operation};
use super::{discovery, permission};
use crate::area::{Call, Handler};
use crate::shared::Shared;
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::wire::version;
use crate::world::World;

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
        let listed = discovery::options(incoming.address.host(), below, &incoming.query);
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
    let admitted = {
        let world = shared.world();
        admit(&world, caller, incoming)
    };
    let admitted = match admitted {
        Ok(admitted) => admitted,
        Err(reply) => return reply.into_response(None),
    };
    trace.identity = Some(admitted.login.identity);
    let (operation, arguments) = match recognize(incoming, found) {
        Ok(recognized) => recognized,
        Err(reply) => return reply.into_response(None),
    };
    if !admitted.login.scopes.allow(operation.scopes) {
        return auth::challenge().into_response(None);
    }
    let permitted = {
        let world = shared.world();
        permission::check(&world, &admitted.organization, admitted.login.identity, operation, &arguments)
    };
    if let Err(fault) = permitted {
        return Reply::from(fault).into_response(None);
    }
    let reply = run(shared, incoming, operation, arguments, admitted, body, trace).await;
    let is_fault = reply.is_err();
    let reply = reply.unwrap_or_else(Reply::from);
    // As recorded: an error's content type names no version.
    reply.into_response(trace.version.filter(|_| !is_fault))
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
pub(crate) fn recognize(
    incoming: &Incoming,
    found: Found,
) -> Result<(&'static Operation, Arguments), Box<Reply>> {
    let refused = match found {
        Found::Operation(operation, arguments) => return Ok((operation, arguments)),
        Found::Unlisted(location) => {
            let what = format!("{}/{} (location {})", location.area, location.resource, location.id);
            Fault::not_emulated(&what).into()
        }
        Found::OtherForm(operation) => {
            Fault::not_emulated(&format!("{} with this path", operation.id)).into()
        }
        Found::OtherMethod(methods) => {
            let allowed: Vec<_> = methods.iter().map(|method| method.as_str()).collect();
            Reply::from(Fault::method_not_allowed(&incoming.parts.method))
                .header(http::header::ALLOW, allowed.join(", "))
        }
        Found::Nothing => Fault::controller_not_found(incoming.path_below()).into(),
    };
    Err(Box::new(refused))
}

pub(crate) async fn run(
    shared: &Arc<Shared>,
    incoming: &Incoming,
    operation: &'static Operation,
    arguments: Arguments,
    admitted: Admitted,
    body: Body,
    trace: &mut Trace,
) -> Result<Reply, Fault> {
    let headers = &incoming.parts.headers;
    let requested = version::requested(&incoming.query, headers);
    let version = version::negotiate(operation.location, requested.as_deref(), &incoming.parts.method)?;
    trace.version = Some(version);
    let handler = operation.handler.ok_or_else(|| Fault::not_emulated(operation.id))?;
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
        query: incoming.query.clone(),
        headers: headers.clone(),
        body,
    };
    let reply = match handler {
        Handler::Quick(run) => run(&call),
        Handler::Blocking(run) => {
            let done = tokio::task::spawn_blocking(move || run(&call)).await;
            done.unwrap_or_else(|error| Err(Fault::internal(error)))
        }
    }?;
    Ok(shaped(reply, headers))
}

/// An answer in the form that a client asks for: the service's own pages, and extensions made from their parts,
/// want lists without the object around them.
pub(crate) fn shaped(reply: Reply, headers: &HeaderMap) -> Reply {
    let is_asked = |name| {
        let value = version::media_parameter(headers, name);
        value.is_some_and(|value| value.eq_ignore_ascii_case("true"))
    };
    if is_asked("noArrayWrap") { reply.unwrapped() } else { reply }
}

/// Operations that take a JSON Patch refuse any other content type.
pub(crate) fn check_content_type(
    operation: &Operation,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<(), Fault> {
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
