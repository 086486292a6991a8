//! Git repositories at their clone URLs.

pub(crate) mod http;
mod packet;

use std::sync::Arc;

use ::http::{Method, Response, StatusCode};
use adoxide_api::wire::Host;
use axum_core::body::Body;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use self::http::Service;
use super::auth::{self, Caller};
use super::incoming::{Incoming, Trace};
use super::rest::{Admitted, admit, closed};
use crate::handler::git_denied;
use crate::shared::Shared;
use crate::wire::error::{Fault, repository_in_maintenance, repository_not_found};
use crate::wire::json::Object;
use crate::wire::number::Number;
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::wire::version::Version;
use crate::world::World;
use crate::world::id::RepositoryId;
use crate::world::permission::Access;

/// What is written in a URL with `%`: so that no segment can be more than one, or end an attribute.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What a request to a Git repository is called in the log.
pub(crate) fn git_operation(method: &Method, below: &[String]) -> Option<&'static str> {
    match Service::of(method, below.get(1..)?)? {
        Service::InfoRefs => Some("git.http.info_refs"),
        Service::UploadPack => Some("git.http.upload_pack"),
        Service::ReceivePack => Some("git.http.receive_pack"),
    }
}

/// A request of git, or of a client that wants to know what a clone's URL is.
pub(crate) async fn git(
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
        return http::text(StatusCode::NOT_FOUND, "This URL names no repository.");
    };
    if incoming.query.get("go-get") == Some("1") && incoming.parts.method == Method::GET {
        return go_get(incoming, organization, before, repository);
    }
    let path = below[1..].to_vec();
    let known = {
        let world = shared.world();
        if let Some(fault) = closed(&world, incoming) {
            return http::text(StatusCode::NOT_FOUND, fault.message());
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
            let fault = git_denied(&world, login.identity, "GenericContribute", "repository");
            return http::text(StatusCode::FORBIDDEN, fault.message());
        }
        if let Some(busy) = found
            .and_then(|id| world.organization(organization)?.repository_by_id(id))
            .filter(|busy| busy.is_in_maintenance)
        {
            return http::text(StatusCode::SERVICE_UNAVAILABLE, repository_in_maintenance(&busy.name));
        }
        found.map(|id| (id, login.identity))
    };
    let Some((id, actor)) = known else {
        return http::text(StatusCode::NOT_FOUND, repository_not_found(repository));
    };
    let is_info = path.len() == 2 && path[0] == "vsts" && path[1] == "info";
    if is_info && incoming.parts.method == Method::GET {
        return clone_info(shared, incoming, organization, id).into_response(None);
    }
    let Some(service) = Service::of(&incoming.parts.method, &path) else {
        return http::text(StatusCode::NOT_FOUND, "The emulator has no pages; clone this URL with git.");
    };
    let request = http::Request {
        organization: organization.to_owned(),
        repository: id,
        service,
        query: incoming.parts.uri.query().unwrap_or_default().to_owned(),
        headers: incoming.parts.headers.clone(),
        actor,
        body,
    };
    http::serve(shared, request).await
}

/// The repository of `ORG/PROJECT/_git/REPOSITORY`, or of `ORG/_git/REPOSITORY`, whose project has its name.
pub(crate) fn git_repository(
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
    let project = crate::handler::ready_project(organization, project).ok()?;
    let found = organization.repository(Some(project.id), repository)?;
    (!found.is_disabled).then_some(found.id)
}

/// What a clone's URL is of: clients ask this to find organization and project of a remote.
pub(crate) fn clone_info(
    shared: &Arc<Shared>,
    incoming: &Incoming,
    organization: &str,
    id: RepositoryId,
) -> Reply {
    let world = shared.world();
    let found = world.organization(organization).and_then(|organization| {
        let repository = organization.repository_by_id(id)?;
        Some((organization, repository, organization.project_by_id(repository.project)?))
    });
    let Some((organization, repository, project)) = found else {
        return Fault::repository_not_found(&id.to_string()).into();
    };
    let version = Version { number: Number::new(7, 1), preview: None };
    let server = incoming.address.organization(Host::Dev, organization.name());
    let (address, name) = (&incoming.address, organization.name());
    let urls = Urls { address, organization: name, base: &server, version };
    let collection = Object::new()
        .set("id", organization.id().to_string())
        .set("name", organization.name())
        .set("url", urls.at(format_args!("_apis/projectCollections/{}", organization.id())));
    // As documented, and as az takes it apart: what is before `_apis` is the organization, without the project.
    let url = urls.at(format_args!("_apis/git/repositories/{id}"));
    let branch = repository.default_branch.as_deref();
    Reply::json(
        Object::new()
            .set("serverUrl", server.as_str())
            .set("collection", collection)
            .set("repository", urls.repository_fields(project, repository, url, branch)),
    )
}

/// Where Go finds the repository of a module: an answer to anybody, as in the service, for it says only what the caller
/// knows already. <https://go.dev/ref/mod#vcs-find>
fn go_get(incoming: &Incoming, organization: &str, before: &[String], repository: &str) -> Response<Body> {
    let encoded = |segment: &str| utf8_percent_encode(segment, SEGMENT).to_string();
    let base = incoming.address.organization(Host::Dev, organization);
    let project = before.first().map_or_else(String::new, |project| format!("/{}", encoded(project)));
    let bare = repository.strip_suffix(".git");
    let url = format!("{base}{project}/_git/{}", encoded(bare.unwrap_or(repository)));
    let root = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    // A module's path ends in `.git`, so that Go knows where the repository does.
    let suffix = if bare.is_some() { ".git" } else { "" };
    let page = format!(
        "<!DOCTYPE html><html><head><meta name=\"go-import\" content=\"{root}{suffix} git {url}\"></head></html>\n"
    );
    Reply::bytes("text/html; charset=utf-8", page.into_bytes()).into_response(None)
}
