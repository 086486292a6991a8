//! Builds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use adoxide_api::build::meta;
use http::StatusCode;
use http::header::HeaderName;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::distributed_task::{is_named, numbers};
use super::super::pipelines::place;
use super::shape::{build_url, definition_reference, find_build, project, queue_json, shown_repository};
use crate::base::choice;
use crate::base::{date, parse_date, sql_date};
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::pipeline::{self, Asked, Version, build_variables, parameter_texts};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Object, link};
use crate::wire::reply::Reply;
use crate::world::build::{Build, BuildId, BuildResult, BuildStatus, NewBuild};
use crate::world::journal::Stamp;

handlers! {
    meta::GET_BUILDS => read(get_builds),
    meta::GET_BUILD => read(get_build),
    meta::QUEUE_BUILD => work(queue_build),
    meta::UPDATE_BUILD => change(update_build),
    meta::UPDATE_BUILDS => change(update_builds),
    meta::DELETE_BUILD => change(delete_build),
    meta::GET_LATEST_BUILD => read(get_latest_build),
    meta::GET_BUILD_TAGS => read(get_build_tags),
    meta::ADD_BUILD_TAG => change(add_build_tag),
    meta::ADD_BUILD_TAGS => change(add_build_tags),
    meta::UPDATE_BUILD_TAGS => change(update_build_tags),
    meta::DELETE_BUILD_TAG => change(delete_build_tag),
    meta::GET_TAGS => read(get_tags),
    meta::DELETE_TAG => change(delete_tag),
}

/// How many builds a page has by default, and at most.
const BUILDS: usize = 1_000;
const MOST_BUILDS: usize = 5_000;

/// What lists can be narrowed to; nothing is ever postponed here.
const STATUSES: [(&str, i64, Option<BuildStatus>); 5] = [
    ("inProgress", 1, Some(BuildStatus::InProgress)),
    ("completed", 2, Some(BuildStatus::Completed)),
    ("cancelling", 4, Some(BuildStatus::Cancelling)),
    ("postponed", 8, None),
    ("notStarted", 32, Some(BuildStatus::NotStarted)),
];

const RESULTS: [(&str, i64, BuildResult); 4] = [
    ("succeeded", 2, BuildResult::Succeeded),
    ("partiallySucceeded", 4, BuildResult::PartiallySucceeded),
    ("failed", 8, BuildResult::Failed),
    ("canceled", 32, BuildResult::Canceled),
];

/// Which builds a list has: those that are there, and those that were deleted.
const DELETED: [(&str, i64, (bool, bool)); 3] = [
    ("excludeDeleted", 0, (true, false)),
    ("includeDeleted", 1, (true, true)),
    ("onlyDeleted", 2, (false, true)),
];

/// A build as every answer has it: recorded.
pub(in super::super) fn build_json(view: &View<'_>, build: &Build) -> Object {
    let organization = view.organization;
    let urls = view.urls();
    let (id, project) = (build.id, build.project);
    let at = |path: &str| build_url(&urls, project, path);
    let own = at(&format!("Builds/{id}"));
    let links = Object::new()
        .set("self", link(own.clone()))
        .set("web", link(urls.at(format_args!("{project}/_build/results?buildId={id}"))))
        .set("sourceVersionDisplayUri", link(at(&format!("builds/{id}/sources"))))
        .set("timeline", link(at(&format!("builds/{id}/Timeline"))))
        .set("badge", link(at(&format!("status/{}", build.new.definition))));
    let builds = organization.builds();
    let revisions = builds.revisions(build.new.definition);
    let definition = revisions.iter().rfind(|known| known.revision == build.definition_revision);
    let home = organization.project_by_id(project).map(|home| urls.project_reference(home));
    let person = |stamp: Stamp| urls.person(view.directory, stamp.actor);
    let requested_for = build.new.requested_for.unwrap_or(build.queued.actor);
    let plan = Object::new().set("planId", build.plan_id).into_json();
    let logs =
        Object::new().set("id", 0).set("type", "Container").set("url", at(&format!("builds/{id}/logs")));
    // Less than a definition says of it, as recorded.
    let repository = definition.map(|definition| {
        let mut repository = shown_repository(&urls, organization, &definition.content.repository);
        repository.retain(|name, _| !matches!(name.as_str(), "properties" | "defaultBranch"));
        Value::Object(repository)
    });
    let mut trigger_info: Map<String, Value> =
        build.new.trigger_info.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    if let Some((number, _)) = build.new.pull_request {
        trigger_info.insert("pr.number".to_owned(), number.to_string().into());
        trigger_info.insert("pr.isFork".to_owned(), "False".into());
    }
    let errors = build.validation_errors.iter();
    let errors: Vec<_> = errors.map(|why| json!({"result": "error", "message": why})).collect();
    let properties = build.properties.iter().map(|(name, value)| {
        let kind = match value {
            Value::Bool(_) => "System.Boolean",
            Value::Number(_) => "System.Int32",
            _ => "System.String",
        };
        (name.clone(), json!({"$type": kind, "$value": value}))
    });
    let properties = Value::Object(properties.collect());
    let queue = build.queue.and_then(|queue| organization.agents().queue(queue));
    let parameters = build.new.parameters.as_deref();
    let template = &build.new.template_parameters;
    Object::new()
        .set("_links", links)
        .set("properties", properties)
        .set("tags", build.tags.iter().map(String::as_str).collect::<Vec<_>>())
        .set("validationResults", errors)
        .set("plans", [&plan])
        .set("triggerInfo", Value::Object(trigger_info))
        .set("id", id)
        .set("buildNumber", build.number.as_str())
        .set("status", build.status.name())
        .set_some("result", build.result.map(BuildResult::name))
        .set("queueTime", date(build.queued.at))
        .set_some("startTime", build.started.map(date))
        .set_some("finishTime", build.finished.map(date))
        .set("url", own)
        .set_some("definition", definition.map(|known| definition_reference(&urls, organization, known)))
        .set("buildNumberRevision", build.number_revision)
        .set_some("project", home)
        .set("uri", format!("vstfs:///Build/Build/{id}"))
        .set_some("sourceBranch", build.new.source_branch.as_deref())
        .set_some("sourceVersion", build.new.source_version.as_deref())
        .set_some("queue", queue.map(|queue| queue_json(&urls, organization, queue, true)))
        .set("priority", build.new.priority.as_str())
        .set("reason", build.new.reason.as_str())
        .set("requestedFor", urls.person(view.directory, requested_for))
        .set("requestedBy", person(build.queued))
        .set("lastChangedDate", sql_date(build.changed.at))
        .set("lastChangedBy", person(build.changed))
        .set_some("parameters", parameters)
        .set_if(!template.is_empty(), "templateParameters", || Value::Object(template.clone()))
        .set("orchestrationPlan", plan)
        .set("logs", logs)
        .set_some("repository", repository)
        // What somebody keeps with a lease is kept too.
        .set("keepForever", build.keep_forever || !build.leases.is_empty())
        .set("retainedByRelease", false)
        .set("triggeredByBuild", Value::Null)
        .set("appendCommitMessageToRunName", true)
}

fn told(view: &View<'_>, id: BuildId) -> Result<Reply, Fault> {
    let organization = view.organization;
    let build = organization.builds().build(id).ok_or_else(|| Fault::build_not_found(&id.to_string()))?;
    Ok(Reply::json(build_json(view, build)))
}

/// The time that lists are ordered by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Finish,
    Queue,
    Start,
}

/// How a list is ordered.
struct Order {
    by: By,
    is_descending: bool,
}

impl Order {
    fn of(call: &Call) -> Result<Self, Fault> {
        let orders = [
            ("finishTimeAscending", 2, (By::Finish, false)),
            ("finishTimeDescending", 3, (By::Finish, true)),
            ("queueTimeDescending", 4, (By::Queue, true)),
            ("queueTimeAscending", 5, (By::Queue, false)),
            ("startTimeDescending", 6, (By::Start, true)),
            ("startTimeAscending", 7, (By::Start, false)),
        ];
        let order = call.query.any(&["queryOrder"]).unwrap_or("finishTimeDescending");
        let found = choice(order, &orders).ok_or_else(|| Fault::invalid_parameter("queryOrder", order));
        found.map(|(by, is_descending)| Self { by, is_descending })
    }

    fn time(&self, build: &Build) -> Option<jiff::Timestamp> {
        match self.by {
            By::Finish => build.finished,
            By::Queue => Some(build.queued.at),
            By::Start => build.started,
        }
    }

    /// As recorded: those under way come before those that wait, and those before the rest, by time.
    fn key(&self, build: &Build) -> (i64, i128, i64) {
        let rank = match (self.by, build.status) {
            (By::Queue, _) => 0,
            (_, BuildStatus::Completed) => 2,
            (By::Start, _) if build.started.is_some() => 2,
            (_, BuildStatus::NotStarted) => 1,
            _ => 0,
        };
        let at = self.time(build).map_or(0, jiff::Timestamp::as_nanosecond);
        if self.is_descending { (rank, -at, -build.id) } else { (rank, at, build.id) }
    }
}

/// Flags of a filter: names or numbers between commas, or the sum of numbers; none for all.
fn flags<T: Copy>(call: &Call, name: &str, choices: &[(&str, i64, T)]) -> Result<Option<Vec<T>>, Fault> {
    let Some(given) = call.query.any(&[name]) else { return Ok(None) };
    if let Ok(number) = given.parse::<i64>() {
        let found = choices.iter().filter(|(_, bit, _)| number & bit != 0).map(|(_, _, value)| *value);
        return Ok(Some(found.collect()));
    }
    if given.eq_ignore_ascii_case("all") {
        return Ok(None);
    }
    let parts = given.split(',').map(str::trim).filter(|part| !part.eq_ignore_ascii_case("none"));
    let parts = parts.map(|part| choice(part, choices).ok_or_else(|| Fault::invalid_parameter(name, given)));
    parts.collect::<Result<_, _>>().map(Some)
}

pub(super) fn get_builds(view: &View<'_>) -> Result<Reply, Fault> {
    let definitions = numbers(view, "definitions")?;
    let (queues, ids) = (numbers(view, "queues")?, numbers(view, "buildIds")?);
    let number = view.query.any(&["buildNumber"]);
    let requested_for = view.query.any(&["requestedFor"]).map(str::to_lowercase);
    let reason = view.query.any(&["reasonFilter"]).filter(|reason| !reason.eq_ignore_ascii_case("all"));
    let statuses = flags(view, "statusFilter", &STATUSES)?;
    let results = flags(view, "resultFilter", &RESULTS)?;
    let tags = view.query.all("tagFilters");
    let branch = view.query.any(&["branchName"]);
    let repository = view.query.any(&["repositoryId"]).map(str::to_lowercase);
    let moment = |name: &str| {
        let given = view.query.any(&[name]);
        given.map(|at| parse_date(at).ok_or_else(|| Fault::invalid_parameter(name, at))).transpose()
    };
    let (from, to) = (moment("minTime")?, moment("maxTime")?);
    let per_definition = view.query.number(&["maxBuildsPerDefinition"])?.unwrap_or(usize::MAX);
    let top = view.query.number(&["$top", "top"])?.unwrap_or(BUILDS).min(MOST_BUILDS);
    let order = Order::of(view)?;
    let which = view.query.any(&["deletedFilter"]).unwrap_or("excludeDeleted");
    let which = choice(which, &DELETED).ok_or_else(|| Fault::invalid_parameter("deletedFilter", which))?;
    let organization = view.organization;
    let project = project(view)?.id;
    let builds = organization.builds();
    let deleted: BTreeMap<_, _> = builds.deleted().map(|(build, stamp)| (build.id, stamp)).collect();
    let is_for = |build: &Build, wanted: &str| {
        let who = view.directory.identity(build.new.requested_for.unwrap_or(build.queued.actor));
        who.is_some_and(|who| {
            who.display_name.to_lowercase().contains(wanted)
                || who.unique_name.to_lowercase().contains(wanted)
                || who.id.to_string() == wanted
        })
    };
    let of_repository = |build: &Build, wanted: &str| {
        let definition = builds.revisions(build.new.definition).last();
        let id = definition.and_then(|known| known.content.repository.get("id")?.as_str());
        id.is_some_and(|id| id.eq_ignore_ascii_case(wanted))
    };
    let (there, gone) = (builds.builds().filter(|_| which.0), builds.deleted().filter(|_| which.1));
    let mut found: Vec<_> = there
        .chain(gone.map(|(build, _)| build))
        .filter(|build| {
            build.project == project
                && definitions.as_ref().is_none_or(|all| all.contains(&build.new.definition))
                && ids.as_ref().is_none_or(|all| all.contains(&build.id))
                && queues.as_ref().is_none_or(|all| build.queue.is_some_and(|queue| all.contains(&queue)))
                && number.is_none_or(|number| is_named(&build.number, number))
                && requested_for.as_ref().is_none_or(|wanted| is_for(build, wanted))
                && reason.is_none_or(|reason| {
                    reason.split(',').any(|reason| reason.trim().eq_ignore_ascii_case(&build.new.reason))
                })
                && statuses.as_ref().is_none_or(|all| all.contains(&Some(build.status)))
                && results.as_ref().is_none_or(|all| build.result.is_some_and(|result| all.contains(&result)))
                && tags.iter().all(|tag| build.tags.contains(*tag))
                && branch.is_none_or(|branch| build.new.source_branch.as_deref() == Some(branch))
                && repository.as_ref().is_none_or(|wanted| of_repository(build, wanted))
                && (from.is_none() || order.time(build) >= from)
                && to.is_none_or(|to| order.time(build).is_some_and(|at| at <= to))
        })
        .collect();
    found.sort_by_key(|build| order.key(build));
    let mut counts = std::collections::HashMap::new();
    found.retain(|build| {
        let count = counts.entry(build.new.definition).or_insert(0_usize);
        *count += 1;
        *count <= per_definition
    });
    // The token is the number of the first build of the next page.
    if let Some(token) = view.query.any(&["continuationToken"]) {
        // It may have been deleted since.
        let gone = |id| builds.deleted().find(|(build, _)| build.id == id).map(|(build, _)| build);
        let first = token.parse().ok().and_then(|id| builds.build(id).or_else(|| gone(id)));
        let first = order.key(first.ok_or_else(|| Fault::invalid_parameter("continuationToken", token))?);
        found.retain(|build| order.key(build) >= first);
    }
    let next = found.get(top).map(|build| build.id);
    let row = |build: &Build| {
        let row = build_json(view, build);
        let Some(stamp) = deleted.get(&build.id) else { return row };
        row.set("deleted", true)
            .set("deletedDate", date(stamp.at))
            .set("deletedBy", view.urls().person(view.directory, stamp.actor))
    };
    let reply = Reply::list(found.into_iter().take(top).map(row));
    Ok(match next {
        Some(next) => reply.header(HeaderName::from_static("x-ms-continuationtoken"), next.to_string()),
        None => reply,
    })
}

pub(super) fn get_build(view: &View<'_>) -> Result<Reply, Fault> {
    let id = find_build(view)?.id;
    told(view, id)
}

/// The last build of a definition, by its number or name.
pub(super) fn get_latest_build(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("definition")?;
    let branch = view.query.any(&["branchName"]).map(|branch| {
        if branch.starts_with("refs/") { branch.to_owned() } else { format!("refs/heads/{branch}") }
    });
    let organization = view.organization;
    let project = project(view)?.id;
    let builds = organization.builds();
    let is_it = |name: &str, id: i64| is_named(name, given) || id.to_string() == given;
    let definition =
        builds.definitions().find(|known| known.project == project && is_it(&known.content.name, known.id));
    let definition = definition.ok_or_else(|| Fault::definition_not_found(given))?.id;
    let found = builds.builds().rev().find(|build| {
        build.new.definition == definition
            && branch.as_ref().is_none_or(|branch| build.new.source_branch.as_ref() == Some(branch))
    });
    let build = found.ok_or_else(|| Fault::build_not_found("latest"))?;
    Ok(Reply::json(build_json(view, build)))
}

pub(super) fn queue_build(call: &Call, body: Option<Value>) -> Result<Reply, Fault> {
    let body = body.unwrap_or_else(|| json!({}));
    let in_query = call.query.any(&["definitionId"]).and_then(|id| id.parse().ok());
    let definition = body.pointer("/definition/id").and_then(Value::as_i64).or(in_query);
    let definition = definition.ok_or_else(|| Fault::argument_null("definition"))?;
    let field = |pointer| text(&body, pointer).filter(|text| !text.is_empty()).map(str::to_owned);
    let requested_for = field("/requestedFor/id").and_then(|id| id.parse().ok());
    let branch = field("/sourceBranch")
        .map(|branch| if branch.starts_with("refs/") { branch } else { format!("refs/heads/{branch}") });
    let parameters = body.get("templateParameters").and_then(Value::as_object).cloned().unwrap_or_default();
    let is_yaml = call.read(|view| {
        let project = project(view)?.id;
        let known = view.organization.builds().definition(definition);
        let known = known.filter(|known| known.project == project);
        Ok(known.ok_or_else(|| Fault::definition_not_found(&definition.to_string()))?.is_yaml())
    })?;
    let own =
        Version { alias: "self".to_owned(), reference: branch.clone(), commit: field("/sourceVersion") };
    let asked = Asked {
        definition,
        text: None,
        parameters: parameter_texts(&parameters),
        variables: build_variables(field("/parameters").as_deref()),
        versions: vec![own],
        actor: call.actor,
        is_preview: false,
    };
    let plan = if is_yaml {
        let plan = pipeline::plan(place(call), &asked);
        plan.map_err(|fault| Fault::build_invalid(fault.message()))?.map(Arc::new)
    } else {
        None
    };
    let new = NewBuild {
        definition,
        source_branch: branch,
        source_version: field("/sourceVersion"),
        reason: field("/reason").unwrap_or_else(|| "manual".to_owned()),
        priority: field("/priority").unwrap_or_else(|| "normal".to_owned()),
        parameters: field("/parameters"),
        template_parameters: parameters,
        requested_for,
        plan,
        ..NewBuild::default()
    };
    call.change(|change| {
        let id = change.make(|tx| tx.queue_build(new))?;
        told(&change.view(), id)
    })
}

/// Changes the build of a body.
fn update(change: &mut Change<'_>, id: BuildId, body: &Value) -> Result<(), Fault> {
    let named = |name: &str| {
        let value = body.get(name).filter(|value| !value.is_null());
        value.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    };
    let status = named("status")
        .map(|status| {
            let known = choice(&status, &STATUSES).flatten();
            known.ok_or_else(|| Fault::invalid_parameter("status", &status))
        })
        .transpose()?;
    let result = named("result")
        .filter(|result| !result.eq_ignore_ascii_case("none") && result != "0")
        .map(|result| choice(&result, &RESULTS).ok_or_else(|| Fault::invalid_parameter("result", &result)))
        .transpose()?;
    let keeps = body.get("keepForever").and_then(Value::as_bool);
    Ok(change.make(|tx| tx.update_build(id, status, result, named("buildNumber"), keeps))?)
}

pub(super) fn update_build(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = find_build(&change.view())?.id;
    if change.query.flag("retry")? {
        change.make(|tx| tx.retry_build(id))?;
        return told(&change.view(), id);
    }
    update(change, id, &body)?;
    told(&change.view(), id)
}

pub(super) fn update_builds(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let given = body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of builds"))?;
    let project = project(&change.view())?.id;
    let mut ids = Vec::new();
    for build in given {
        let id = build.get("id").and_then(Value::as_i64).ok_or_else(|| Fault::argument_null("id"))?;
        let found = change.view().organization.builds().build(id);
        found
            .filter(|found| found.project == project)
            .ok_or_else(|| Fault::build_not_found(&id.to_string()))?;
        ids.push((id, build));
    }
    for (id, build) in &ids {
        update(change, *id, build)?;
    }
    let organization = change.view().organization;
    let rows = ids.iter().filter_map(|(id, _)| organization.builds().build(*id));
    Ok(Reply::list(rows.map(|build| build_json(&change.view(), build))))
}

pub(super) fn delete_build(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find_build(&change.view())?.id;
    change.make(|tx| tx.delete_build(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// Tags.

/// The tags of a body: a list, or what is added in `tagsToAdd`.
pub(super) fn read_tags(call: &Call) -> Result<Vec<String>, Fault> {
    let body: Value = call.read_body()?;
    let given = body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of tags"))?;
    let tag = |tag: &Value| {
        let tag = tag.as_str().filter(|tag| !tag.trim().is_empty());
        tag.map(str::to_owned).ok_or_else(|| Fault::invalid_body("a tag must be a text"))
    };
    given.iter().map(tag).collect()
}

fn tags(view: &View<'_>) -> Result<Reply, Fault> {
    let tags = find_build(view)?.tags.iter();
    Ok(Reply::list(tags.map(|tag| Value::from(tag.as_str()))))
}

fn tag(change: &mut Change<'_>, make: impl FnOnce(&mut BTreeSet<String>)) -> Result<Reply, Fault> {
    let id = find_build(&change.view())?.id;
    change.make(|tx| tx.tag_build(id, make))?;
    tags(&change.view())
}

pub(super) fn get_build_tags(view: &View<'_>) -> Result<Reply, Fault> {
    tags(view)
}

pub(super) fn add_build_tag(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let new = change.required("tag")?.to_owned();
    tag(change, |tags| tags.extend([new]))
}

pub(super) fn add_build_tags(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let new = read_tags(change.call)?;
    tag(change, |tags| tags.extend(new))
}

/// What becomes of tags: those that are added, and those that go.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TagChange {
    #[serde(default)]
    pub tags_to_add: Vec<String>,
    #[serde(default)]
    pub tags_to_remove: Vec<String>,
}

fn update_build_tags(change: &mut Change<'_>, body: TagChange) -> Result<Reply, Fault> {
    tag(change, |tags| {
        tags.retain(|known| !body.tags_to_remove.contains(known));
        tags.extend(body.tags_to_add);
    })
}

pub(super) fn delete_build_tag(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let old = change.required("tag")?;
    tag(change, |tags| tags.retain(|known| known != old))
}

/// Takes a tag from all builds and definitions of a project; answers the tags that there still are.
fn delete_tag(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let gone = change.required("tag")?;
    let project = project(&change.view())?.id;
    let view = change.view();
    let all = view.organization.builds();
    let own = all.builds().filter(|build| build.project == project && build.tags.contains(gone));
    let builds: Vec<_> = own.map(|build| build.id).collect();
    let own = all.definitions().filter(|known| {
        known.project == project && known.content.tags.iter().flatten().any(|tag| tag == gone)
    });
    let definitions: Vec<_> = own.map(|known| known.id).collect();
    for id in builds {
        change.make(|tx| tx.tag_build(id, |tags| _ = tags.remove(gone)))?;
    }
    for id in definitions {
        change.make(|tx| tx.tag_build_definition(id, |tags| _ = tags.remove(gone)))?;
    }
    get_tags(&change.view())
}

/// All tags of the builds of a project.
pub(super) fn get_tags(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let project = project(view)?.id;
    let builds = organization.builds().builds().filter(|build| build.project == project);
    let tags: BTreeSet<_> = builds.flat_map(|build| build.tags.iter().map(String::as_str)).collect();
    Ok(Reply::list(tags))
}
