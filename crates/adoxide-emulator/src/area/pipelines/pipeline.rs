//! Pipelines: the newer name of build definitions.

use adoxide_api::pipelines::meta;
use http::header::HeaderName;
use serde_json::{Map, Value, json};

use crate::area::build::repository_of;
use crate::area::distributed_task::{read_variables, variables_json};
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::build::{Definition, NewDefinition, folder_path};
use crate::world::id::ProjectId;

handlers! {
    meta::LIST_PIPELINES => read(list_pipelines),
    meta::GET_PIPELINE => read(get_pipeline),
    meta::CREATE_PIPELINE => change(create_pipeline),
}

pub(super) fn project(view: &View<'_>) -> Result<ProjectId, Fault> {
    let project = view.project_of_path()?;
    project.map(|project| project.id).ok_or_else(|| Fault::argument_null("project"))
}

pub(super) fn url(urls: &Urls<'_>, project: ProjectId, path: &str) -> String {
    urls.at(format_args!("{project}/_apis/pipelines/{path}"))
}

/// A pipeline as runs name it.
pub(super) fn reference_json(urls: &Urls<'_>, pipeline: &Definition) -> Object {
    let path = format!("{}?revision={}", pipeline.id, pipeline.revision);
    Object::new()
        .set("url", url(urls, pipeline.project, &path))
        .set("id", pipeline.id)
        .set("revision", pipeline.revision)
        .set("name", pipeline.content.name.as_str())
        .set("folder", pipeline.content.path.as_str())
}

/// A pipeline as lists have it.
fn listed_json(urls: &Urls<'_>, pipeline: &Definition) -> Object {
    let path = format!("{}?revision={}", pipeline.id, pipeline.revision);
    let web = urls.at(format_args!("{}/_build/definition?definitionId={}", pipeline.project, pipeline.id));
    let links = Object::new().set("self", link(url(urls, pipeline.project, &path))).set("web", link(web));
    Object::new().set("_links", links).and(reference_json(urls, pipeline))
}

/// A pipeline with its configuration.
fn pipeline_json(urls: &Urls<'_>, pipeline: &Definition) -> Object {
    let process = pipeline.content.rest.get("process");
    let path = process.and_then(|process| process["yamlFilename"].as_str());
    let repository = &pipeline.content.repository;
    let is_own = repository.get("type").is_some_and(|kind| kind == "TfsGit");
    let kind = if is_own { "azureReposGit" } else { "gitHub" };
    let named = if is_own {
        json!({"id": repository.get("id"), "type": kind})
    } else {
        json!({"fullName": repository.get("id"), "type": kind})
    };
    let configuration = match path {
        Some(path) => Object::new()
            .set("path", path)
            .set("repository", named)
            .set("type", "yaml")
            .set_some("variables", pipeline.content.variables.as_ref().map(variables_json)),
        None => Object::new().set("type", "designerJson"),
    };
    listed_json(urls, pipeline).set("configuration", configuration)
}

/// The pipeline of the path.
pub(super) fn find<'w>(view: &View<'w>) -> Result<&'w Definition, Fault> {
    let given = view.required("pipelineId")?;
    let organization = view.organization;
    let project = project(view)?;
    let found = given.parse().ok().and_then(|id| organization.builds().definition(id));
    let found = found.filter(|found| found.project == project);
    found.ok_or_else(|| Fault::pipeline_not_found(given))
}

fn list_pipelines(view: &View<'_>) -> Result<Reply, Fault> {
    let top = view.query.number(&["$top", "top"])?.unwrap_or(10_000);
    let order = view.query.any(&["orderBy"]).unwrap_or("name asc").to_lowercase();
    let is_descending = order.ends_with(" desc");
    let by_id = order.starts_with("id");
    let organization = view.organization;
    let project = project(view)?;
    let builds = organization.builds();
    let key = |pipeline: &Definition| {
        let name = if by_id { String::new() } else { pipeline.content.name.to_lowercase() };
        (name, pipeline.id)
    };
    let mut found: Vec<_> = builds.definitions().filter(|known| known.project == project).collect();
    found.sort_by_key(|pipeline| key(pipeline));
    if is_descending {
        found.reverse();
    }
    // The token is the number of the first pipeline of the next page.
    if let Some(token) = view.query.any(&["continuationToken"]) {
        let known = token.parse().ok().and_then(|id| builds.revisions(id).last());
        let from = key(known.ok_or_else(|| Fault::invalid_parameter("continuationToken", token))?);
        found.retain(|known| if is_descending { key(known) <= from } else { key(known) >= from });
    }
    let next = found.get(top).map(|pipeline| pipeline.id);
    let urls = view.urls();
    let rows = found.into_iter().take(top).map(|pipeline| listed_json(&urls, pipeline));
    let reply = Reply::list(rows);
    Ok(match next {
        Some(next) => reply.header(HeaderName::from_static("x-ms-continuationtoken"), next.to_string()),
        None => reply,
    })
}

fn get_pipeline(view: &View<'_>) -> Result<Reply, Fault> {
    let version = view.query.any(&["pipelineVersion"]);
    let found = find(view)?;
    let Some(version) = version else { return Ok(Reply::json(pipeline_json(&view.urls(), found))) };
    let revisions = view.organization.builds().revisions(found.id);
    let revision = revisions.iter().find(|known| known.revision.to_string() == version);
    let revision = revision.ok_or_else(|| Fault::pipeline_not_found(&format!("{}/{version}", found.id)))?;
    Ok(Reply::json(pipeline_json(&view.urls(), revision)))
}

fn create_pipeline(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = text(&body, "/name").filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?.to_owned();
    let configuration = body.get("configuration").ok_or_else(|| Fault::argument_null("configuration"))?;
    let is_yaml = configuration["type"].as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("yaml"))
        || configuration["type"] == 1;
    if !is_yaml {
        return Err(Fault::invalid_parameter("configuration.type", &configuration["type"].to_string()));
    }
    let path = configuration["path"].as_str().ok_or_else(|| Fault::argument_null("configuration.path"))?;
    let given = &configuration["repository"];
    let kind = given["type"].as_str().unwrap_or("azureReposGit");
    let is_own = kind.to_lowercase().starts_with("azurereposgit");
    let field = |name: &str| given.get(name).filter(|value| !value.is_null()).cloned();
    let mut repository = Map::new();
    repository.insert("type".to_owned(), if is_own { "TfsGit" } else { "GitHub" }.into());
    repository.extend(field("id").or_else(|| field("fullName")).map(|id| ("id".to_owned(), id)));
    repository.extend(field("name").map(|name| ("name".to_owned(), name)));
    let variables = configuration.get("variables").filter(|variables| variables.is_object());
    let organization = change.view().organization;
    let project = project(&change.view())?;
    let repository = repository_of(&change.view(), Some(&Value::Object(repository)))?;
    let hosted = organization.agents().queue_named(project, crate::world::agent::HOSTED);
    let rest = [
        ("jobAuthorizationScope".to_owned(), json!("projectCollection")),
        ("process".to_owned(), json!({"yamlFilename": path, "type": 2})),
        // The YAML says which pushes are built.
        (
            "triggers".to_owned(),
            json!([{
                "branchFilters": [], "pathFilters": [], "settingsSourceType": 2, "batchChanges": false,
                "maxConcurrentBuildsPerBranch": 1, "triggerType": "continuousIntegration",
            }]),
        ),
    ];
    let new = NewDefinition {
        name,
        path: folder_path(text(&body, "/folder").unwrap_or_default()),
        queue: hosted.map(|queue| queue.id),
        queue_status: "enabled".to_owned(),
        repository,
        variables: variables.map(read_variables).transpose()?,
        tags: None,
        rest: rest.into_iter().collect(),
    };
    let id = change.make(|tx| tx.create_build_definition(project, new))?;
    let made = change.view().organization.builds().definition(id);
    let made = made.ok_or_else(|| Fault::pipeline_not_found(&id.to_string()))?;
    Ok(Reply::json(pipeline_json(&change.urls(), made)))
}
