//! Build definitions and builds, their folders, logs, artifacts and tags.

use adoxide_api::build::meta;
use serde_json::{Map, Value};

use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::Organization;
use crate::world::agent::AgentQueue;
use crate::world::build::plan::ResourceKind;
use crate::world::build::{Build, Definition};
use crate::world::check::ProtectedResource;
use crate::world::id::ProjectId;
use crate::world::project::Project;

handlers! {
    meta::GET_PROJECT_RESOURCES => read(get_project_resources),
    meta::AUTHORIZE_PROJECT_RESOURCES => change(authorize_project_resources),
}

/// The project of the path.
pub(super) fn project<'w>(view: &View<'w>) -> Result<&'w Project, Fault> {
    view.project_of_path()?.ok_or_else(|| Fault::argument_null("project"))
}

pub(in crate::area) fn build_url(urls: &Urls<'_>, project: ProjectId, path: &str) -> String {
    urls.at(format_args!("{project}/_apis/build/{path}"))
}

/// A queue as definitions name it, or more shortly as builds do.
pub(super) fn queue_json(
    urls: &Urls<'_>,
    organization: &Organization,
    queue: &AgentQueue,
    is_short: bool,
) -> Object {
    let url = urls.at(format_args!("_apis/build/Queues/{}", queue.id));
    let pool = organization.agents().pool(queue.pool);
    let pool = Object::new()
        .set("id", queue.pool)
        .set("name", pool.map_or(queue.name.as_str(), |pool| pool.name.as_str()))
        .set_if(pool.is_some_and(|pool| pool.is_hosted), "isHosted", || true);
    let json = Object::new();
    let json = if is_short { json } else { json.set("_links", self_link(url.clone())) };
    let json = json.set("id", queue.id).set("name", queue.name.as_str());
    let json = if is_short { json } else { json.set("url", url) };
    json.set("pool", pool)
}

/// The repository of a definition, with the URL of one of Azure Repos: it follows where the emulator is.
pub(super) fn shown_repository(
    urls: &Urls<'_>,
    organization: &Organization,
    repository: &Map<String, Value>,
) -> Map<String, Value> {
    let mut shown = repository.clone();
    let id = repository.get("id").and_then(Value::as_str).and_then(|id| id.parse().ok());
    let own = id.filter(|_| !repository.contains_key("url")).and_then(|id| organization.repository_by_id(id));
    let home = own.and_then(|own| organization.project_by_id(own.project));
    if let (Some(own), Some(home)) = (own, home) {
        shown.insert("url".to_owned(), urls.web(&home.name, &own.name).into());
    }
    shown
}

pub(super) fn self_link(url: String) -> Object {
    Object::new().set("self", link(url))
}

/// What every mention of a definition begins with.
pub(super) fn definition_head(urls: &Urls<'_>, definition: &Definition) -> Object {
    let url = format!("Definitions/{}?revision={}", definition.id, definition.revision);
    let content = &definition.content;
    Object::new()
        .set("id", definition.id)
        .set("name", content.name.as_str())
        .set("url", build_url(urls, definition.project, &url))
        .set("uri", format!("vstfs:///Build/Definition/{}", definition.id))
        .set("path", content.path.as_str())
        .set("type", "build")
        .set("queueStatus", content.queue_status.as_str())
        .set("revision", definition.revision)
}

/// A definition as builds name it.
pub(super) fn definition_reference(
    urls: &Urls<'_>,
    organization: &Organization,
    definition: &Definition,
) -> Object {
    let project = organization.project_by_id(definition.project);
    Object::new()
        .set("drafts", Json::empty_list())
        .and(definition_head(urls, definition))
        .set_some("project", project.map(|project| urls.project_reference(project)))
}

/// The build of the path.
pub(super) fn find_build<'w>(view: &View<'w>) -> Result<&'w Build, Fault> {
    let given = view.required("buildId")?;
    let organization = view.organization;
    let project = project(view)?.id;
    let found = given.parse().ok().and_then(|id| organization.builds().build(id));
    let found = found.filter(|build| build.project == project);
    found.ok_or_else(|| Fault::build_not_found(given))
}

pub(super) fn authorized(view: &View<'_>, wanted: impl Fn(&str, &str) -> bool) -> Result<Reply, Fault> {
    let organization = view.organization;
    let project = project(view)?.id;
    let rows =
        organization.open_resources(project).map(|resource| (resource.kind.name(), resource.id.as_str()));
    let rows = rows.filter(|(kind, id)| wanted(kind, id));
    let rows = rows.map(|(kind, id)| Object::new().set("type", kind).set("id", id).set("authorized", true));
    Ok(Reply::list(rows))
}

/// Resources of a body: each with whether it may be used.
pub(super) fn read_resources(body: &Value) -> Result<Vec<(ProtectedResource, bool)>, Fault> {
    let given = body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of resources"))?;
    let resources = given.iter().map(|resource| {
        let field = |name: &str| {
            let value = resource.get(name).ok_or_else(|| Fault::argument_null(name))?;
            Ok::<_, Fault>(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        };
        let kind = field("type")?;
        let known = ResourceKind::parse(&kind).ok_or_else(|| Fault::invalid_parameter("type", &kind))?;
        let is_authorized = resource.get("authorized").and_then(Value::as_bool).unwrap_or(false);
        Ok((ProtectedResource { kind: known, id: field("id")? }, is_authorized))
    });
    resources.collect()
}

pub(super) fn get_project_resources(view: &View<'_>) -> Result<Reply, Fault> {
    let (kind, id) = (view.query.any(&["type"]), view.query.any(&["id"]));
    authorized(view, |known, number| {
        kind.is_none_or(|kind| kind.eq_ignore_ascii_case(known)) && id.is_none_or(|id| id == number)
    })
}

pub(super) fn authorize_project_resources(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let resources = read_resources(&body)?;
    let project = project(&change.view())?.id;
    for (resource, may) in resources {
        change.make(|tx| tx.set_pipeline_permissions(project, resource, Some(may), &[]))?;
    }
    // As recorded: all that are authorized now.
    authorized(&change.view(), |_, _| true)
}
