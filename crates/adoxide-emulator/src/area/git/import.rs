//! Imports of other repositories.

use adoxide_api::git::meta;
use http::StatusCode;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use uuid::Uuid;

use super::repository::repository_without_branch;
use super::subject::{find_enabled, links};
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::wire::address::segment;
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::repository::{ImportRequest, ImportStatus, NewImport, Repository};
use crate::world::{Organization, Refusal, World};

handlers! {
    meta::CREATE_IMPORT_REQUEST => work(create_import_request),
    meta::GET_IMPORT_REQUEST => read(get_import_request),
    meta::QUERY_IMPORT_REQUESTS => read(query_import_requests),
    meta::UPDATE_IMPORT_REQUEST => change(update_import_request),
}

/// The steps of an import, as recorded.
const STEPS: [&str; 6] = [
    "Processing request",
    "Analyzing repository objects",
    "Storing objects",
    "Storing index file",
    "Updating references",
    "Import completed successfully",
];

pub(super) fn create_import_request(call: &Call, body: Value) -> Result<Reply, Fault> {
    if body.pointer("/parameters/tfvcSource").is_some_and(|source| !source.is_null()) {
        return Err(Fault::not_emulated("imports from TFVC"));
    }
    let url = text(&body, "/parameters/gitSource/url");
    let url = url.ok_or_else(|| Fault::argument_null("parameters.gitSource.url"))?.to_owned();
    let overwrite = body.pointer("/parameters/gitSource/overwrite").and_then(Value::as_bool).unwrap_or(false);
    let (target, endpoint, source) = {
        let world = call.world();
        let view = call.view(&world)?;
        let organization = view.organization;
        let endpoint = endpoint(organization, &body)?;
        (find_enabled(&view)?.id, endpoint, source(call, &world, &url))
    };
    let goes = body.pointer("/parameters/deleteServiceEndpointAfterImportIsDone").and_then(Value::as_bool);
    // The objects come now; the references when the import is done.
    let imported = match source {
        Some(source) => call.shared.git.copy(&source, target).map_err(|error| error.to_string()),
        None => Err(format!(
            "The emulator reaches no other host: there is nothing at {url}. It imports from its own \
             repositories, and from those that it was told are at a URL."
        )),
    };
    let mut world = call.world_mut();
    let mut change = Change::new(call, &mut world)?;
    let id = change.make(|tx| {
        tx.queue_import(
            target,
            NewImport { url, overwrite, endpoint: endpoint.filter(|_| goes == Some(true)) },
            imported,
        )
    })?;
    let repository = find_enabled(&change.view())?;
    let import = repository.imports.get(&id).ok_or_else(|| Fault::import_not_found(&id.to_string()))?;
    // As recorded: whatever comes, the first answer says "queued".
    let json = import_json(&change.view(), repository, import, Some("queued"))?;
    Ok(Reply::json(json).status(StatusCode::CREATED))
}

/// The service endpoint that signs in where the import comes from, which must be there.
fn endpoint(organization: &Organization, body: &Value) -> Result<Option<Uuid>, Fault> {
    let given = text(body, "/parameters/serviceEndpointId").filter(|given| !given.is_empty());
    let Some(given) = given else { return Ok(None) };
    let id: Uuid = given.parse().map_err(|_| Fault::invalid_parameter("serviceEndpointId", given))?;
    if id.is_nil() {
        return Ok(None);
    }
    let known = organization.service_endpoint(id).ok_or(Refusal::NoServiceEndpoint(id))?;
    Ok(Some(known.id))
}

/// The repository that a URL is of: one of the emulator's, or one that stands for something elsewhere.
fn source(call: &Call, world: &World, url: &str) -> Option<Repository> {
    if let Some((organization, id)) = call.shared.mirror(url) {
        return world.organization(&organization)?.repository_by_id(id).cloned();
    }
    let path = url.split_once("://")?.1.split_once('/')?.1;
    let path: Vec<_> = path
        .split('/')
        .filter(|part| !part.is_empty())
        .map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned())
        .collect();
    let (organization, project, repository) = match path.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [organization, project, "_git", repository] => (organization, project, repository),
        [organization, "_git", repository] => (organization, repository, repository),
        _ => return None,
    };
    let organization = world.organization(organization)?;
    let project = crate::handler::ready_project(organization, project).ok()?;
    organization.repository(Some(project.id), repository).cloned()
}

fn import_json(
    view: &View<'_>,
    repository: &Repository,
    import: &ImportRequest,
    status: Option<&str>,
) -> Result<Object, Fault> {
    let organization = view.organization;
    let urls = view.urls();
    let project = crate::handler::ready_project(organization, &repository.project.to_string())?;
    // As recorded: by name of the project, and not by id.
    let path = format!(
        "{}/_apis/git/repositories/{}/importRequests/{}",
        segment(&project.name),
        repository.id,
        import.id
    );
    let own = urls.at(&path);
    let step = if import.status == ImportStatus::Completed { STEPS.len() } else { 1 };
    let reason = match &import.status {
        ImportStatus::Failed(reason) => Some(reason.as_str()),
        _ => None,
    };
    let steps = STEPS.to_vec();
    let detail =
        Object::new().set("currentStep", step).set("allSteps", steps).set_some("errorMessage", reason);
    let git_source =
        Object::new().set("url", import.asked.url.as_str()).set("overwrite", import.asked.overwrite);
    let parameters = Object::new().set("tfvcSource", Value::Null).set("gitSource", git_source);
    let links = links([("self", own.clone()), ("repository", urls.repository(project.id, repository.id))]);
    Ok(Object::new()
        .set("importRequestId", import.id)
        // As recorded: without its default branch, also when there is one.
        .set("repository", repository_without_branch(&urls, project, repository))
        .set("parameters", parameters)
        .set("status", status.unwrap_or(import.status.name()))
        .set("detailedStatus", detail)
        .set("_links", links)
        .set("url", own))
}

pub(super) fn get_import_request(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("importRequestId")?;
    let repository = find_enabled(view)?;
    let found = given.parse().ok().and_then(|id: i64| repository.imports.get(&id));
    let import = found.ok_or_else(|| Fault::import_not_found(given))?;
    Ok(Reply::json(import_json(view, repository, import, None)?))
}

pub(super) fn query_import_requests(view: &View<'_>) -> Result<Reply, Fault> {
    let all = view.query.flag("includeAbandoned")?;
    let repository = find_enabled(view)?;
    let found = repository.imports.values().filter(|import| all || import.status != ImportStatus::Abandoned);
    let rows = found.map(|import| import_json(view, repository, import, None));
    Ok(Reply::list(rows.collect::<Result<Vec<_>, Fault>>()?))
}

pub(super) fn update_import_request(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let given = change.required("importRequestId")?;
    let id: i64 = given.parse().map_err(|_| Fault::import_not_found(given))?;
    match text(&body, "/status") {
        Some(status) if status.eq_ignore_ascii_case("abandoned") => {}
        status => return Err(Fault::invalid_parameter("status", status.unwrap_or_default())),
    }
    let repository = find_enabled(&change.view())?.id;
    change.make(|tx| tx.abandon_import(repository, id))?;
    let repository = find_enabled(&change.view())?;
    let import = repository.imports.get(&id).ok_or_else(|| Fault::import_not_found(given))?;
    Ok(Reply::json(import_json(&change.view(), repository, import, None)?))
}
