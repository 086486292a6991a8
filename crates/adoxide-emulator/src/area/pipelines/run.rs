//! Runs of pipelines: the newer name of builds, with their logs and artifacts.

use std::sync::Arc;

use adoxide_api::pipelines::meta;
use serde_json::{Map, Value, json};

use super::pipeline::{find, reference_json, url};
use super::preview::{self, RunRequest};
use crate::area::build::shape::build_url;
use crate::base::date;
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::pipeline;
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::Organization;
use crate::world::build::{Build, BuildResult, BuildStatus, NewBuild};

handlers! {
    meta::LIST_RUNS => read(list_runs),
    meta::GET_RUN => read(get_run),
    meta::RUN_PIPELINE => work(run_pipeline),
    meta::LIST_LOGS => read(list_logs),
    meta::GET_LOG => read(get_log),
    meta::GET_ARTIFACT => read(get_artifact),
}

/// How many runs are listed at most: the service pages none.
const RUNS: usize = 10_000;

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

fn run_pipeline(call: &Call, body: Option<RunRequest>) -> Result<Reply, Fault> {
    let body = body.unwrap_or_default();
    if body.preview_run {
        return preview::preview_run(call, &body);
    }
    if body.yaml_override.as_ref().is_some_and(|yaml| !yaml.is_empty()) {
        return Err(Fault::yaml_override_without_preview());
    }
    let own = body.version("self");
    let variables = (!body.variables.is_empty()).then(|| {
        let values =
            body.variables.iter().map(|(name, variable)| (name.clone(), variable.value.clone().into()));
        Value::Object(values.collect()).to_string()
    });
    let (definition, is_yaml) = call.read(|view| {
        let found = find(view)?;
        Ok((found.id, found.is_yaml()))
    })?;
    let asked = body.asked(call, definition, false);
    let plan = if is_yaml { pipeline::plan(preview::place(call), &asked)?.map(Arc::new) } else { None };
    let mut world = call.world_mut();
    let mut change = Change::new(call, &mut world)?;
    let new = NewBuild {
        definition,
        source_branch: own.as_ref().and_then(|own| own.reference.clone()),
        source_version: own.and_then(|own| own.commit),
        reason: "manual".to_owned(),
        priority: "normal".to_owned(),
        parameters: variables,
        template_parameters: body.template_parameters.clone(),
        plan,
        stages_to_skip: body.stages_to_skip.clone(),
        ..NewBuild::default()
    };
    let id = change.make(|tx| tx.queue_build(new))?;
    let organization = change.view().organization;
    let run = organization.builds().build(id).ok_or_else(|| Fault::build_not_found(&id.to_string()))?;
    Ok(Reply::json(run_json(&call.urls(), organization, run, true)))
}

// Logs and artifacts.

fn log_json(call: &Call, run: &Build, log: i64) -> Object {
    let urls = call.urls();
    let own = url(&urls, run.project, &format!("{}/runs/{}/logs/{log}", run.new.definition, run.id));
    let end = run.finished.unwrap_or(run.changed.at);
    let expands =
        call.query.any(&["$expand"]).is_some_and(|expand| expand.eq_ignore_ascii_case("signedContent"));
    let content = build_url(&urls, run.project, &format!("builds/{}/logs/{log}", run.id));
    let expires = end.saturating_add(jiff::SignedDuration::from_hours(1)).unwrap_or(end);
    Object::new()
        .set_if(expands, "signedContent", || json!({"url": content, "signatureExpires": date(expires)}))
        .set("createdOn", date(run.started.unwrap_or(run.queued.at)))
        .set("lastChangedOn", date(end))
        .set("id", log)
        .set("lineCount", run.line_count(log))
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
