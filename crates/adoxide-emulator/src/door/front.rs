//! From a request to its answer: what it is, what the conditions make of it, and who answers.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use adoxide_api::wire::Effect;
use axum_core::body::Body;
use bytes::Bytes;
use futures::stream::{self, StreamExt as _};
use http::header::{CONTENT_LENGTH, HeaderName, RETRY_AFTER};
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use percent_encoding::percent_decode_str;

use super::{control, entra, log_store};
use crate::condition::fault::{self, ConnectionReset, FaultKind, Strike};
use crate::condition::log::LoggedRequest;
use crate::condition::throttle::Verdict;
use crate::service::auth::{self, Caller};
use crate::service::git::{git, git_operation};
use crate::service::incoming::{Incoming, Peer, Target, Trace};
use crate::service::rest::{options, organization, read, rest};
use crate::service::route::{Found, router};
use crate::shared::Shared;
use crate::wire::address;
use crate::wire::compression::compress;
use crate::wire::envelope::Envelope;
use crate::wire::error::Fault;
use crate::wire::reply::Reply;

/// Answers a request. `peer` is none in-process.
pub(crate) async fn respond(
    shared: Arc<Shared>,
    request: Request<Body>,
    peer: Option<Peer>,
) -> Response<Body> {
    if let Err(error) = shared.seeded() {
        return Reply::from(Fault::internal(error)).into_response(None);
    }
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    match shared.recorder.get().filter(|recorder| !is_safe && !recorder.replays()) {
        None => answered(&shared, request, peer).await.0,
        Some(recorder) => {
            let (parts, body) = request.into_parts();
            match read(body).await {
                Ok(body) => recorder.respond(&shared, parts, body, peer).await,
                Err(fault) => Reply::from(fault).into_response(None),
            }
        }
    }
}

/// The answer to a request that changed something which could not be written down.
pub(crate) fn state_not_written(why: &str) -> Response<Body> {
    Reply::from(Fault::internal(why)).into_response(None)
}

/// The answer to a request, and whether it may have changed something.
pub(crate) async fn answered(
    shared: &Arc<Shared>,
    request: Request<Body>,
    peer: Option<Peer>,
) -> (Response<Body>, bool) {
    let (parts, body) = request.into_parts();
    let all: Vec<_> = parts.uri.path().split('/').filter(|segment| !segment.is_empty()).collect();
    let decode = |segment: &&str| percent_decode_str(segment).decode_utf8().map(Cow::into_owned);
    let decoded: Result<Vec<_>, _> = all.iter().map(decode).collect();
    let activity = shared.activity();
    let envelope = Envelope::new(activity, shared.process, shared.clock.now(), &parts.headers);
    let mut trace = Trace::default();
    let sent = auth::token(&parts.headers);
    let log = LoggedRequest {
        sequence: 0,
        at: envelope.at,
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        operation: None,
        api_version: None,
        identity: None,
        status: None,
        fault: None,
    };
    let mut response = match decoded {
        Err(_) => {
            let fault = Fault::invalid_parameter("path", parts.uri.path());
            Reply::from(fault).into_response(None)
        }
        Ok(mut segments) if segments.first().is_some_and(|first| first == "_adoxide") => {
            segments.remove(0);
            if segments.first().is_some_and(|first| first == "logstore") {
                let reply = match read(body).await {
                    Ok(body) => log_store::respond(shared, &parts, &segments[1..], body),
                    Err(fault) => Reply::from(fault),
                };
                let is_done = reply.status.is_success();
                return (reply.into_response(None), is_done);
            }
            let response = match read(body).await {
                Ok(body) => control::respond(shared, &parts, &segments, &body, peer),
                Err(fault) => Reply::from(fault).into_response(None),
            };
            let is_done = response.status().is_success();
            return (response, is_done);
        }
        Ok(segments) => {
            let latency = shared.latency();
            if latency > Duration::ZERO && !shared.replays() {
                tokio::time::sleep(latency).await;
            }
            let incoming = Incoming::new(parts, segments, shared.base_url.as_deref(), peer);
            answer(shared, incoming, body, &mut trace).await
        }
    };
    shared.changed.notify_waiters();
    let was_reset = response.extensions().get::<ConnectionReset>().is_some();
    let (identity, path, query) = {
        let world = shared.world();
        let identity = trace.identity.and_then(|id| world.identity(id));
        envelope.put_on(&mut response, identity);
        // Some write their token into the URL.
        let hide = |text: &str| world.hide_tokens(text, sent.as_deref()).to_owned();
        (identity.map(|identity| identity.unique_name.clone()), hide(&log.path), hide(&log.query))
    };
    shared.log.add(LoggedRequest {
        path,
        query,
        operation: trace.operation.map(str::to_owned),
        api_version: trace.version.map(|version| version.to_string()),
        identity,
        status: (!was_reset).then(|| response.status().as_u16()),
        fault: trace.fault.map(|fault| fault.to_string()),
        ..log
    });
    (response, trace.may_change)
}

async fn answer(shared: &Arc<Shared>, incoming: Incoming, body: Body, trace: &mut Trace) -> Response<Body> {
    let method = incoming.parts.method.clone();
    let caller = auth::identify(shared, &incoming.parts.headers);
    // What the request is, before anything else: faults are aimed at operations.
    let found = match incoming.target() {
        Target::Rest(segments) => {
            let in_organization = incoming.organization.is_some();
            let host = incoming.address.host();
            Some(router().find(&method, segments, &incoming.query, host, in_organization))
        }
        _ => None,
    };
    trace.operation = match (&found, incoming.target()) {
        (Some(Found::Operation(operation, _)), _) => Some(operation.id),
        (None, Target::Discovery(_)) => Some("location.options"),
        (None, Target::Git(_, below)) => git_operation(&method, below),
        (None, Target::Directory(endpoint)) => Some(endpoint.name()),
        _ => None,
    };
    let strike = if shared.replays() {
        Strike::default()
    } else {
        let identity = caller.identity();
        let world = shared.world();
        let identity = identity.and_then(|id| world.identity(id)).map(|known| known.unique_name.as_str());
        let host = address::authority(&incoming.parts.uri, &incoming.parts.headers).unwrap_or_default();
        let host = host.split(':').next().unwrap_or_default();
        let path = incoming.parts.uri.path();
        shared.faults.strike(fault::Target {
            operation: trace.operation,
            method: &method,
            path,
            host,
            identity,
        })
    };
    if strike.latency > Duration::ZERO {
        tokio::time::sleep(strike.latency).await;
    }
    trace.fault = strike.kind;
    if let Some(response) = trace.fault.as_ref().and_then(|fault| fault_before(shared, fault)) {
        return response;
    }
    let verdict = charge(shared, &incoming, &caller, found.as_ref(), trace.operation);
    if let Some(verdict) = verdict.as_ref().filter(|verdict| verdict.is_blocked) {
        trace.identity = caller.identity();
        let fault = Fault::throttled("Concurrency", shared.world().deployment());
        let mut response = Reply::from(fault).into_response(None);
        response.headers_mut().extend(verdict.headers.iter().cloned());
        return response;
    }
    if let Some(verdict) = verdict.as_ref().filter(|verdict| verdict.delay > Duration::ZERO) {
        shared.clock.sleep(verdict.delay).await;
    }
    trace.may_change = match (&found, incoming.target()) {
        (Some(Found::Operation(operation, _)), _) => operation.effect != Effect::Read,
        (None, Target::Git(_, below)) => below.last().is_some_and(|last| last == "git-receive-pack"),
        _ => false,
    };
    let mut response = match (found, incoming.target()) {
        (Some(found), _) => rest(shared, &incoming, &caller, found, body, trace).await,
        (None, Target::Directory(endpoint)) => match read(body).await {
            Ok(body) => entra::respond(shared, &incoming, endpoint, &body),
            Err(fault) => Reply::from(fault).into_response(None),
        },
        (None, Target::SignIn) => auth::sign_in_page().into_response(None),
        (None, Target::Discovery(below)) => options(shared, &incoming, below),
        (None, Target::Git(before, below)) => {
            let (before, below) = (before.to_vec(), below.to_vec());
            git(shared, &incoming, &caller, (&before, &below), body, trace).await
        }
        (None, Target::Organization | Target::Rest(_)) => organization(shared, &incoming),
    };
    response = compress(&incoming.parts.headers, response).await;
    response.headers_mut().extend(verdict.into_iter().flat_map(|verdict| verdict.headers));
    match trace.fault.clone() {
        Some(fault) => fault_after(shared, &fault, response).await,
        None => response,
    }
}

/// Charges a request to whoever sends it, if there is a limit.
fn charge(
    shared: &Shared,
    incoming: &Incoming,
    caller: &Caller,
    found: Option<&Found>,
    operation: Option<&str>,
) -> Option<Verdict> {
    let identity = caller.identity().filter(|_| !shared.replays())?;
    let organization = incoming.organization.as_deref().unwrap_or_default();
    let is_read = match found {
        Some(Found::Operation(operation, _)) => operation.effect == Effect::Read,
        _ => matches!(incoming.parts.method, Method::GET | Method::HEAD | Method::OPTIONS),
    };
    shared.budgets.charge(identity, organization, operation, is_read, shared.clock.now())
}

/// The answer of a fault that comes in place of the request.
fn fault_before(shared: &Arc<Shared>, fault: &FaultKind) -> Option<Response<Body>> {
    let reply: Reply = match fault {
        FaultKind::Throttle { retry_after } => {
            let namespace = shared.world().deployment();
            let reply = Reply::from(Fault::throttled("Concurrency", namespace));
            match retry_after {
                Some(after) => rate_limit(shared, reply, *after),
                None => reply,
            }
        }
        FaultKind::SignInPage => auth::sign_in_page(),
        FaultKind::ExpiredToken => Fault::token_expired().into(),
        FaultKind::Unavailable { status, is_html: false } => Fault::unavailable(*status).into(),
        FaultKind::Unavailable { status, is_html: true } => {
            const PAGE: &str = "<!DOCTYPE html>\r\n<html><head><title>The service is unavailable</title></head>\r\n\
                                <body><h1>The service is unavailable.</h1></body></html>\r\n";
            Reply::bytes("text/html; charset=utf-8", PAGE).status(*status)
        }
        FaultKind::ResetBefore => return Some(reset()),
        _ => return None,
    };
    Some(reply.into_response(None))
}

/// The headers of the rate limit, as documented: seconds with three digits, and the instant of the next start.
fn rate_limit(shared: &Arc<Shared>, reply: Reply, after: Duration) -> Reply {
    let seconds = after.as_secs() + u64::from(after.subsec_nanos() > 0);
    let reset = shared.clock.now().as_second().saturating_add(i64::try_from(seconds).unwrap_or(i64::MAX));
    let pairs = [
        ("x-ratelimit-resource", "core".to_owned()),
        ("x-ratelimit-delay", format!("{:.3}", after.as_secs_f64())),
        ("x-ratelimit-limit", "200".to_owned()),
        ("x-ratelimit-remaining", "0".to_owned()),
        ("x-ratelimit-reset", reset.to_string()),
    ];
    let reply = reply.header(RETRY_AFTER, seconds.to_string());
    pairs.into_iter().fold(reply, |reply, (name, value)| reply.header(HeaderName::from_static(name), value))
}

fn reset() -> Response<Body> {
    let error = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
    let body = stream::iter([Err::<Bytes, _>(error)]);
    let mut response = Response::new(Body::from_stream(body));
    response.extensions_mut().insert(ConnectionReset);
    response
}

/// What a fault makes of an answer.
async fn fault_after(
    shared: &Arc<Shared>,
    fault: &FaultKind,
    mut response: Response<Body>,
) -> Response<Body> {
    match fault {
        FaultKind::ResetAfter => reset(),
        FaultKind::Delay { retry_after } => {
            let headers = rate_limit(shared, Reply::empty(StatusCode::OK), *retry_after).headers;
            response.headers_mut().extend(headers);
            response
        }
        FaultKind::Truncate => {
            let (mut parts, body) = response.into_parts();
            let Ok(body) = body.collect().await else {
                return reset();
            };
            let body = body.to_bytes();
            parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
            let half = body.slice(..body.len() / 2);
            let end = async {
                // A connection sends what it has while a body has no more to give, and nothing after an error.
                tokio::task::yield_now().await;
                Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof))
            };
            let cut = stream::once(async { Ok(half) }).chain(stream::once(end));
            Response::from_parts(parts, Body::from_stream(cut))
        }
        _ => response,
    }
}
