//! From a request to its answer.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use adoxide_api::wire::{Effect, Host};
use axum_core::body::Body;
use bytes::Bytes;
use futures::stream::{self, StreamExt as _};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, request};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use percent_encoding::percent_decode_str;

use crate::address::Address;
use crate::area::{Call, Handler};
use crate::auth::{self, Caller, Login};
use crate::compression::compress;
use crate::entra::{self, Endpoint};
use crate::envelope::Envelope;
use crate::error::{Fault, repository_in_maintenance, repository_not_found};
use crate::fault::{ConnectionReset, FaultKind};
use crate::git::http::{self as git_http, Service};
use crate::log::LoggedRequest;
use crate::query::Query;
use crate::reply::Reply;
use crate::route::{Arguments, Found, Operation, router};
use crate::server::Peer;
use crate::shared::Shared;
use crate::throttle::Verdict;
use crate::version::{self, Version};
use crate::world::World;
use crate::world::id::{IdentityId, RepositoryId};
use crate::world::permission::Access;
use crate::{address, control, discovery, fault, permission};

/// The most bytes of a body of the REST API. The service takes less; this guards memory.
const BODY_LIMIT: usize = 256 << 20;

/// What a request is found to be, for the log.
#[derive(Default)]
struct Trace {
    operation: Option<&'static str>,
    version: Option<Version>,
    identity: Option<IdentityId>,
    fault: Option<FaultKind>,
}

/// What a path is.
enum Target<'a> {
    /// The page that anonymous browsers are sent to.
    SignIn,
    /// The directory, where tokens are made.
    Directory(Endpoint<'a>),
    /// `OPTIONS`, with what follows `_apis`.
    Discovery(&'a [String]),
    /// An organization itself, of which clients ask the directory.
    Organization,
    /// A Git repository: the segments before and behind `_git`.
    Git(&'a [String], &'a [String]),
    /// Anything else.
    Rest(&'a [String]),
}

/// A request with its path taken apart.
struct Incoming {
    parts: request::Parts,
    query: Query,
    address: Address,
    /// The organization; none where the host has none.
    organization: Option<String>,
    /// What is below the organization.
    segments: Vec<String>,
    /// Whether it is for the directory, and not for Azure DevOps.
    is_directory: bool,
}

/// Answers a request. `peer` is none in-process.
pub(crate) async fn respond(
    shared: Arc<Shared>,
    request: Request<Body>,
    peer: Option<Peer>,
) -> Response<Body> {
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
            return match read(body).await {
                Ok(body) => control::respond(&shared, &parts, &segments, &body, peer),
                Err(fault) => Reply::from(fault).into_response(None),
            };
        }
        Ok(segments) => {
            let latency = shared.latency();
            if latency > Duration::ZERO {
                tokio::time::sleep(latency).await;
            }
            let incoming = Incoming::new(parts, segments, shared.base_url.as_deref(), peer);
            answer(&shared, incoming, body, &mut trace).await
        }
    };
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
    response
}

impl Incoming {
    fn new(
        parts: request::Parts,
        mut segments: Vec<String>,
        base_url: Option<&str>,
        peer: Option<Peer>,
    ) -> Self {
        let scheme = peer.map_or_else(|| parts.uri.scheme_str().unwrap_or("http"), |peer| peer.scheme);
        let address = Address::of(&parts.uri, &parts.headers, base_url, scheme);
        let is_directory = entra::is_host(&parts) || Endpoint::of(&segments).is_some();
        let has_organizations = !is_directory && address.host().is_none_or(Host::in_organization);
        // No organization's name begins with an underscore.
        let is_named = segments.first().is_some_and(|first| !first.starts_with('_'));
        let organization = match address.organization_name() {
            Some(name) => {
                // Older clients name the one collection that an organization is.
                let collection =
                    segments.first().filter(|first| first.eq_ignore_ascii_case("DefaultCollection"));
                if collection.is_some() {
                    segments.remove(0);
                }
                Some(name.to_owned())
            }
            None => (has_organizations && is_named).then(|| segments.remove(0)),
        };
        let query = Query::parse(parts.uri.query().unwrap_or_default());
        Self { parts, query, address, organization, segments, is_directory }
    }

    fn target(&self) -> Target<'_> {
        if self.is_directory {
            return Endpoint::of(&self.segments).map_or(Target::SignIn, Target::Directory);
        }
        let at = |name: &str| self.segments.iter().position(|segment| segment.eq_ignore_ascii_case(name));
        if self.organization.is_none() && self.segments.first().is_some_and(|first| first == "_signin") {
            return Target::SignIn;
        }
        if self.parts.method == Method::OPTIONS
            && let Some(apis) = at("_apis")
        {
            return Target::Discovery(&self.segments[apis + 1..]);
        }
        if self.organization.is_some() && self.segments.is_empty() {
            return Target::Organization;
        }
        match at("_git") {
            Some(git) if at("_apis").is_none_or(|apis| git < apis) => {
                Target::Git(&self.segments[..git], &self.segments[git + 1..])
            }
            _ => Target::Rest(&self.segments),
        }
    }

    /// The path below the organization as it came, for messages.
    fn path_below(&self) -> &str {
        let path = self.parts.uri.path();
        if self.organization.is_none() || self.address.organization_name().is_some() {
            return path;
        }
        let path = path.trim_start_matches('/');
        path.find('/').map_or("/", |slash| &path[slash..])
    }
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
    let strike = {
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
    let mut response = match (found, incoming.target()) {
        (Some(found), _) => rest(shared, &incoming, &caller, found, body, trace).await,
        (None, Target::Directory(endpoint)) => match read(body).await {
            Ok(body) => entra::respond(shared, &incoming.parts, &incoming.address, endpoint, &body),
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
    let identity = caller.identity()?;
    let organization = incoming.organization.as_deref().unwrap_or_default();
    let is_read = match found {
        Some(Found::Operation(operation, _)) => operation.effect == Effect::Read,
        _ => matches!(incoming.parts.method, Method::GET | Method::HEAD | Method::OPTIONS),
    };
    shared.budgets.charge(identity, organization, operation, is_read, shared.clock.now())
}

/// An organization itself is no page, but the answer names its directory: that is how clients find it.
fn organization(shared: &Arc<Shared>, incoming: &Incoming) -> Response<Body> {
    let world = shared.world();
    let name = incoming.organization.as_deref().unwrap_or_default();
    if world.organization(name).is_none() {
        return Reply::from(Fault::organization_not_found(name)).into_response(None);
    }
    let tenant = HeaderName::from_static("x-vss-resourcetenant");
    let fault = Fault::controller_not_found(incoming.path_below());
    Reply::from(fault).header(tenant, world.tenant().to_string()).into_response(None)
}

fn options(shared: &Arc<Shared>, incoming: &Incoming, below: &[String]) -> Response<Body> {
    let reply = if let Some(fault) = closed(&shared.world(), incoming) {
        fault.into()
    } else {
        let listed = discovery::options(incoming.address.host(), below, &incoming.query);
        shaped(listed, &incoming.parts.headers)
    };
    reply.into_response(None)
}

/// What stands in the way of an organization: it does not exist, or was stopped.
fn closed(world: &World, incoming: &Incoming) -> Option<Fault> {
    let name = incoming.organization.as_deref()?;
    let Some(organization) = world.organization(name) else {
        return Some(Fault::organization_not_found(name));
    };
    organization.stopped().map(|reason| Fault::organization_stopped(organization.name(), reason))
}

/// A request of the REST API.
async fn rest(
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
struct Admitted {
    login: Login,
    /// The organization as it spells itself; empty where the host has none.
    organization: String,
}

/// Finds out whether the caller may come in.
fn admit(world: &World, caller: &Caller, incoming: &Incoming) -> Result<Admitted, Box<Reply>> {
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
fn recognize(incoming: &Incoming, found: Found) -> Result<(&'static Operation, Arguments), Box<Reply>> {
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

async fn run(
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

async fn read(body: Body) -> Result<Bytes, Fault> {
    match Limited::new(body, BODY_LIMIT).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Fault::body_too_large(BODY_LIMIT)),
        Err(error) => Err(Fault::invalid_body(error)),
    }
}

/// What a request to a Git repository is called in the log.
fn git_operation(method: &Method, below: &[String]) -> Option<&'static str> {
    match Service::of(method, below.get(1..)?)? {
        Service::InfoRefs => Some("git.http.info_refs"),
        Service::UploadPack => Some("git.http.upload_pack"),
        Service::ReceivePack => Some("git.http.receive_pack"),
    }
}

/// A request of git, or of a client that wants to know what a clone's URL is.
async fn git(
    shared: &Arc<Shared>,
    incoming: &Incoming,
    caller: &Caller,
    (before, below): (&[String], &[String]),
    body: Body,
    trace: &mut Trace,
) -> Response<Body> {
    // `_optimized` and `_full` are ways to clone that no client has to know.
    let below = match below.split_first() {
        Some((first, rest)) if matches!(first.as_str(), "_optimized" | "_full") => rest,
        _ => below,
    };
    let (Some(repository), Some(organization)) = (below.first(), incoming.organization.as_deref()) else {
        return git_http::text(StatusCode::NOT_FOUND, "This URL names no repository.");
    };
    let path = below[1..].to_vec();
    let known = {
        let world = shared.world();
        if let Some(fault) = closed(&world, incoming) {
            return git_http::text(StatusCode::NOT_FOUND, fault.message());
        }
        let admitted = admit(&world, caller, incoming);
        let Ok(Admitted { login, .. }) = admitted else {
            return auth::git_challenge(&world).into_response(None);
        };
        // A push begins with a question too.
        let is_push = Service::of(&incoming.parts.method, &path) == Some(Service::ReceivePack)
            || incoming.query.get("service") == Some("git-receive-pack");
        if !login.scopes.allow(if is_push { &["vso.code_write"] } else { &["vso.code"] }) {
            return auth::git_challenge(&world).into_response(None);
        }
        trace.identity = Some(login.identity);
        let found = git_repository(&world, organization, before, repository);
        let access =
            |id| world.organization(organization).map(|known| known.access(login.identity, None, Some(id)));
        let found = found.filter(|id| access(*id).is_some_and(|access| access >= Access::Read));
        if let Some(id) = found
            && is_push
            && access(id).is_some_and(|access| access < Access::Contribute)
        {
            let fault = permission::git_denied(&world, login.identity, "GenericContribute", "repository");
            return git_http::text(StatusCode::FORBIDDEN, fault.message());
        }
        if let Some(busy) = found
            .and_then(|id| world.organization(organization)?.repository_by_id(id))
            .filter(|busy| busy.is_in_maintenance)
        {
            return git_http::text(StatusCode::SERVICE_UNAVAILABLE, repository_in_maintenance(&busy.name));
        }
        found.map(|id| (id, login.identity))
    };
    let Some((id, actor)) = known else {
        return git_http::text(StatusCode::NOT_FOUND, repository_not_found(repository));
    };
    let is_info = path.len() == 2 && path[0] == "vsts" && path[1] == "info";
    if is_info && incoming.parts.method == Method::GET {
        return clone_info(shared, incoming, organization, id).into_response(None);
    }
    let Some(service) = Service::of(&incoming.parts.method, &path) else {
        return git_http::text(StatusCode::NOT_FOUND, "The emulator has no pages; clone this URL with git.");
    };
    let request = git_http::Request {
        organization: organization.to_owned(),
        repository: id,
        service,
        query: incoming.parts.uri.query().unwrap_or_default().to_owned(),
        headers: incoming.parts.headers.clone(),
        actor,
        body,
    };
    git_http::serve(shared, request).await
}

/// The repository of `ORG/PROJECT/_git/REPOSITORY`, or of `ORG/_git/REPOSITORY`, whose project has its name.
fn git_repository(
    world: &World,
    organization: &str,
    before: &[String],
    repository: &str,
) -> Option<RepositoryId> {
    let organization = world.organization(organization)?;
    let project = match before {
        [] => repository,
        [project] => project,
        _ => return None,
    };
    let project = crate::area::project(organization, project).ok()?;
    let found = organization.repository(Some(project.id), repository)?;
    (!found.is_disabled).then_some(found.id)
}

/// What a clone's URL is of: clients ask this to find organization and project of a remote.
fn clone_info(shared: &Arc<Shared>, incoming: &Incoming, organization: &str, id: RepositoryId) -> Reply {
    let world = shared.world();
    let found = world.organization(organization).and_then(|organization| {
        let repository = organization.repository_by_id(id)?;
        Some((organization, repository, organization.project_by_id(repository.project)?))
    });
    let Some((organization, repository, project)) = found else {
        return Fault::repository_not_found(&id.to_string()).into();
    };
    let version = Version { number: version::Number::new(7, 1), preview: None };
    let server = incoming.address.organization(Host::Dev, organization.name());
    let (address, name) = (&incoming.address, organization.name());
    let urls = crate::area::Urls { address, organization: name, base: &server, version };
    let collection = crate::json::Object::new()
        .set("id", organization.id().to_string())
        .set("name", organization.name())
        .set("url", urls.at(format_args!("_apis/projectCollections/{}", organization.id())));
    // As documented, and as az takes it apart: what is before `_apis` is the organization, without the project.
    let url = urls.at(format_args!("_apis/git/repositories/{id}"));
    let branch = repository.default_branch.as_deref();
    Reply::json(
        crate::json::Object::new()
            .set("serverUrl", server.as_str())
            .set("collection", collection)
            .set("repository", urls.repository_fields(project, repository, url, branch)),
    )
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
