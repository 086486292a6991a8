//! Pipelines and their runs: the newer names of build definitions and builds.

use adoxide_api::pipelines::meta;
use http::header::HeaderName;
use serde_json::{Map, Value, json};

use super::build::{find_yaml, repository_of};
use super::distributed_task::variables_json;
use crate::base::date;
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::Organization;
use crate::world::build::{
    Build, BuildResult, BuildStatus, Definition, NewBuild, NewDefinition, folder_path,
};
use crate::world::id::ProjectId;

handlers! {
    meta::LIST_PIPELINES => read(list_pipelines),
    meta::GET_PIPELINE => read(get_pipeline),
    meta::CREATE_PIPELINE => change(create_pipeline),
    meta::LIST_RUNS => read(list_runs),
    meta::GET_RUN => read(get_run),
    meta::RUN_PIPELINE => work(run_pipeline),
    meta::PREVIEW => work(preview),
    meta::LIST_LOGS => read(list_logs),
    meta::GET_LOG => read(get_log),
    meta::GET_ARTIFACT => read(get_artifact),
}

/// How many runs are listed at most: the service pages none.
const RUNS: usize = 10_000;

fn project(view: &View<'_>) -> Result<ProjectId, Fault> {
    let project = view.project_of_path()?;
    project.map(|project| project.id).ok_or_else(|| Fault::argument_null("project"))
}

fn url(urls: &Urls<'_>, project: ProjectId, path: &str) -> String {
    urls.at(format_args!("{project}/_apis/pipelines/{path}"))
}

/// A pipeline as runs name it.
fn reference_json(urls: &Urls<'_>, pipeline: &Definition) -> Object {
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
fn find<'w>(view: &View<'w>) -> Result<&'w Definition, Fault> {
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
    let hosted = organization.builds().queues(project).find(|queue| queue.pool.name == "Azure Pipelines");
    let rest = [
        ("jobAuthorizationScope".to_owned(), json!("projectCollection")),
        ("process".to_owned(), json!({"yamlFilename": path, "type": 2})),
    ];
    let new = NewDefinition {
        name,
        path: folder_path(text(&body, "/folder").unwrap_or_default()),
        queue: hosted.map(|queue| queue.id),
        queue_status: "enabled".to_owned(),
        repository,
        variables: variables.map(super::distributed_task::read_variables).transpose()?,
        tags: None,
        rest: rest.into_iter().collect(),
    };
    let id = change.make(|tx| tx.create_build_definition(project, new))?;
    let made = change.view().organization.builds().definition(id);
    let made = made.ok_or_else(|| Fault::pipeline_not_found(&id.to_string()))?;
    Ok(Reply::json(pipeline_json(&change.urls(), made)))
}

// Runs.

/// A run, alone with what it ran on, or as lists have it.
fn run_json(urls: &Urls<'_>, organization: &Organization, run: &Build, is_whole: bool) -> Object {
    let definition = organization.builds().revisions(run.new.definition);
    let definition = definition.iter().rfind(|known| known.revision == run.definition_revision);
    let own = url(urls, run.project, &format!("{}/runs/{}", run.new.definition, run.id));
    let web = |path: &str| link(urls.at(format_args!("{}/_build/{path}", run.project)));
    let links = Object::new()
        .set("self", link(own.clone()))
        .set("web", web(&format!("results?buildId={}", run.id)))
        .set("pipeline.web", web(&format!("definition?definitionId={}", run.new.definition)))
        .set_some(
            "pipeline",
            definition.map(|known| {
                link(url(urls, run.project, &format!("{}?revision={}", known.id, known.revision)))
            }),
        );
    let state = match run.status {
        BuildStatus::NotStarted | BuildStatus::InProgress => "inProgress",
        BuildStatus::Cancelling => "canceling",
        BuildStatus::Completed => "completed",
    };
    let result = run.result.map(|result| match result {
        BuildResult::PartiallySucceeded => "succeeded",
        result => result.name(),
    });
    let repository = definition.map(|known| &known.content.repository);
    let resources = repository.map(|repository| {
        let is_own = repository.get("type").is_some_and(|kind| kind == "TfsGit");
        let kind = if is_own { "azureReposGit" } else { "gitHub" };
        let own = Object::new()
            .set("repository", json!({"id": repository.get("id"), "type": kind}))
            .set_some("refName", run.new.source_branch.as_deref())
            .set_some("version", run.new.source_version.as_deref());
        Object::new().set("repositories", Object::new().set("self", own))
    });
    let variables = run.new.parameters.as_deref().and_then(|text| {
        let given: Map<String, Value> = serde_json::from_str(text).ok()?;
        let shown = given.into_iter().map(|(name, value)| (name, json!({"value": value})));
        Some(Value::Object(shown.collect()))
    });
    let json = Object::new()
        .set("_links", links)
        .set_some("variables", variables.filter(|_| is_whole))
        .set("templateParameters", &run.new.template_parameters)
        .set_some("pipeline", definition.map(|known| reference_json(urls, known)))
        .set("state", state)
        .set_some("result", result)
        .set("createdDate", date(run.queued.at))
        .set_some("finishedDate", run.finished.map(date))
        .set("url", own);
    let json = if is_whole { json.set_some("resources", resources) } else { json };
    json.set("id", run.id).set("name", run.number.as_str())
}

fn list_runs(view: &View<'_>) -> Result<Reply, Fault> {
    let urls = view.urls();
    let organization = view.organization;
    let id = find(view)?.id;
    let runs = organization.builds().builds().rev().filter(|run| run.new.definition == id);
    Ok(Reply::list(runs.take(RUNS).map(|run| run_json(&urls, organization, run, false))))
}

/// The run of the path.
fn find_run<'w>(view: &View<'w>) -> Result<&'w Build, Fault> {
    let pipeline = find(view)?.id;
    let given = view.required("runId")?;
    let found = given.parse().ok().and_then(|id| view.organization.builds().build(id));
    let found = found.filter(|run| run.new.definition == pipeline);
    found.ok_or_else(|| Fault::build_not_found(given))
}

fn get_run(view: &View<'_>) -> Result<Reply, Fault> {
    let run = find_run(view)?;
    Ok(Reply::json(run_json(&view.urls(), view.organization, run, true)))
}

fn run_pipeline(call: &Call, body: Option<Value>) -> Result<Reply, Fault> {
    let body = body.unwrap_or_else(|| json!({}));
    if body["previewRun"].as_bool().unwrap_or(false) {
        return preview(call, Some(body));
    }
    let own = &body["resources"]["repositories"]["self"];
    let field = |name: &str| own[name].as_str().filter(|value| !value.is_empty()).map(str::to_owned);
    let variables = body["variables"].as_object().map(|variables| {
        let values = variables.iter().map(|(name, variable)| (name.clone(), variable["value"].clone()));
        Value::Object(values.collect()).to_string()
    });
    let mut world = call.world_mut();
    let mut change = Change::new(call, &mut world)?;
    let new = NewBuild {
        definition: find(&change.view())?.id,
        source_branch: field("refName")
            .map(|name| if name.starts_with("refs/") { name } else { format!("refs/heads/{name}") }),
        source_version: field("version"),
        reason: "manual".to_owned(),
        priority: "normal".to_owned(),
        parameters: variables,
        template_parameters: body["templateParameters"].as_object().cloned().unwrap_or_default(),
        requested_for: None,
        pull_request: None,
    };
    let id = change.make(|tx| tx.queue_build(new))?;
    let organization = change.view().organization;
    let run = organization.builds().build(id).ok_or_else(|| Fault::build_not_found(&id.to_string()))?;
    Ok(Reply::json(run_json(&call.urls(), organization, run, true)))
}

/// What a run would run: the file as it is, or what is given in its place. Templates are not expanded here.
fn preview(call: &Call, body: Option<Value>) -> Result<Reply, Fault> {
    let body = body.unwrap_or_else(|| json!({}));
    let definition = call.read(|view| Ok(find(view)?.id))?;
    let yaml = match text(&body, "/yamlOverride").filter(|yaml| !yaml.is_empty()) {
        Some(yaml) => yaml.to_owned(),
        None => find_yaml(call, definition, text(&body, "/resources/repositories/self/refName"))?,
    };
    Ok(Reply::json(Object::new().set("finalYaml", yaml)))
}

// Logs and artifacts.

fn log_json(call: &Call, run: &Build, log: i64) -> Object {
    let urls = call.urls();
    let own = url(&urls, run.project, &format!("{}/runs/{}/logs/{log}", run.new.definition, run.id));
    let end = run.finished.unwrap_or(run.changed.at);
    let expands =
        call.query.any(&["$expand"]).is_some_and(|expand| expand.eq_ignore_ascii_case("signedContent"));
    let content =
        super::build::shape::build_url(&urls, run.project, &format!("builds/{}/logs/{log}", run.id));
    let expires = end.saturating_add(jiff::SignedDuration::from_hours(1)).unwrap_or(end);
    Object::new()
        .set_if(expands, "signedContent", || json!({"url": content, "signatureExpires": date(expires)}))
        .set("createdOn", date(run.started.unwrap_or(run.queued.at)))
        .set("lastChangedOn", date(end))
        .set("id", log)
        .set("lineCount", run.log(log).map_or(0, |lines| lines.len()))
        .set("url", own)
}

fn list_logs(view: &View<'_>) -> Result<Reply, Fault> {
    let run = find_run(view)?;
    let logs: Vec<Object> = run.logs().into_iter().map(|log| log_json(view, run, log)).collect();
    let own = url(&view.urls(), run.project, &format!("{}/runs/{}/logs", run.new.definition, run.id));
    Ok(Reply::json(Object::new().set("logs", logs).set("url", own)))
}

fn get_log(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("logId")?;
    let run = find_run(view)?;
    let log = given.parse().ok().filter(|log| run.log(*log).is_some());
    let log = log.ok_or_else(|| Fault::build_part_not_found("log", given))?;
    Ok(Reply::json(log_json(view, run, log)))
}

fn get_artifact(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.query.any(&["artifactName"]).ok_or_else(|| Fault::argument_null("artifactName"))?;
    let run = find_run(view)?;
    let found = run.artifacts.iter().find(|artifact| artifact.name.eq_ignore_ascii_case(name));
    let artifact = found.ok_or_else(|| Fault::artifact_not_found(name, run.id))?;
    let path = format!(
        "{}/runs/{}/artifacts?artifactName={}",
        run.new.definition,
        run.id,
        crate::wire::address::segment(&artifact.name)
    );
    let own = url(&view.urls(), run.project, &path);
    Ok(Reply::json(Object::new().set("name", artifact.name.as_str()).set("url", own)))
}
