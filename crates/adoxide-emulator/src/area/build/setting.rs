//! The report of a build, badges, properties, and what one definition may use.

use adoxide_api::build::meta;
use serde_json::{Map, Value, json};

use super::shape::{find_build, project, read_resources};
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::build::{Build, BuildResult, BuildStatus, Definition};

handlers! {
    meta::GET_BUILD_REPORT => read(get_report),
    meta::GET_STATUS_BADGE => read(get_status_badge),
    meta::GET_BADGE => read(get_badge),
    meta::GET_BUILD_BADGE => read(get_repository_badge),
    meta::GET_BUILD_PROPERTIES => read(get_properties),
    meta::UPDATE_BUILD_PROPERTIES => change(update_properties),
    meta::GET_DEFINITION_RESOURCES => read(get_definition_resources),
    meta::AUTHORIZE_DEFINITION_RESOURCES => change(authorize_definition_resources),
}

// The report.

fn get_report(view: &View<'_>) -> Result<Reply, Fault> {
    let build = find_build(view)?;
    let definition = view.organization.builds().revisions(build.new.definition).last();
    let name = definition.map_or("", |known| known.content.name.as_str());
    let outcome = build.result.map_or(build.status.name(), BuildResult::name);
    let issues = build.timeline().iter().flat_map(|record| {
        record
            .issues
            .iter()
            .map(|issue| format!("<li>{}: {}</li>", escaped(&record.name), escaped(&issue.message)))
    });
    let issues: String = issues.collect();
    let content = format!(
        "<div class=\"build-report\"><h1>{} {}</h1><p>{}</p><ul>{issues}</ul></div>",
        escaped(name),
        escaped(&build.number),
        escaped(outcome)
    );
    let kind = view.query.any(&["type"]).unwrap_or("html");
    Ok(Reply::json(Object::new().set("buildId", build.id).set("content", content).set("type", kind)))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

// Badges.

/// The branch that a badge is asked for.
fn branch_of_badge(view: &View<'_>) -> Option<String> {
    view.query.any(&["branchName"]).map(|branch| {
        if branch.starts_with("refs/") { branch.to_owned() } else { format!("refs/heads/{branch}") }
    })
}

/// The definition of a project that a badge names by number or name.
fn of_badge<'w>(view: &View<'w>, given: &str) -> Result<&'w Definition, Fault> {
    let project = project(view)?.id;
    let mut definitions = view.organization.builds().definitions().filter(|known| known.project == project);
    definitions
        .find(|known| known.id.to_string() == given || known.content.name.eq_ignore_ascii_case(given))
        .ok_or_else(|| Fault::definition_not_found(given))
}

/// The last completed build that a badge tells of.
fn last_build<'w>(view: &View<'w>, is_meant: impl Fn(&Build) -> bool) -> Option<&'w Build> {
    let branch = branch_of_badge(view);
    view.organization.builds().builds().rev().find(|build| {
        build.status == BuildStatus::Completed
            && branch.as_ref().is_none_or(|branch| build.new.source_branch.as_ref() == Some(branch))
            && is_meant(build)
    })
}

/// A badge as an image: what it is of, and how that ended.
pub(in crate::area) fn badge(label: &str, result: Option<&str>) -> Reply {
    let (text, color) = match result {
        Some("succeeded") => ("succeeded", "#4da2db"),
        Some("partiallySucceeded" | "succeededWithIssues") => ("partially succeeded", "#fe7d37"),
        Some("failed") => ("failed", "#e05d44"),
        Some("canceled") => ("canceled", "#9f9f9f"),
        _ => ("never built", "#9f9f9f"),
    };
    badge_image(label, text, color)
}

/// A badge as an image: what it is of, and what it says of that.
pub(in crate::area) fn badge_image(label: &str, text: &str, color: &str) -> Reply {
    let (left, right) = (10 + 7 * label.chars().count(), 10 + 7 * text.len());
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{whole}\" height=\"20\">\
         <rect width=\"{left}\" height=\"20\" fill=\"#555\"/>\
         <rect x=\"{left}\" width=\"{right}\" height=\"20\" fill=\"{color}\"/>\
         <g fill=\"#fff\" font-family=\"Verdana,sans-serif\" font-size=\"11\">\
         <text x=\"5\" y=\"14\">{label}</text><text x=\"{x}\" y=\"14\">{text}</text></g></svg>",
        whole = left + right,
        label = escaped(label),
        x = left + 5,
    );
    Reply::bytes("image/svg+xml", svg)
}

/// The badge of the last completed build of a definition. Builds of one branch, stage or job count where they are
/// named.
fn get_status_badge(view: &View<'_>) -> Result<Reply, Fault> {
    let definition = of_badge(view, view.required("definition")?)?;
    let build = last_build(view, |build| build.new.definition == definition.id);
    let stage = view.query.any(&["stageName"]);
    let of_stage = build.and_then(|build| build.stage(stage?)?.result);
    let result = match stage {
        Some(_) => of_stage,
        None => build.and_then(|build| build.result).map(BuildResult::name),
    };
    Ok(badge(view.query.any(&["label"]).unwrap_or(&definition.content.name), result))
}

/// The same at its older address, which READMEs have.
fn get_badge(view: &View<'_>) -> Result<Reply, Fault> {
    let definition = of_badge(view, view.required("definitionId")?)?;
    let build = last_build(view, |build| build.new.definition == definition.id);
    Ok(badge(&definition.content.name, build.and_then(|build| build.result).map(BuildResult::name)))
}

/// Where the badge of the last build of a repository is.
fn get_repository_badge(view: &View<'_>) -> Result<Reply, Fault> {
    let project = project(view)?.id;
    let wanted = view.query.any(&["repoId"]).unwrap_or_default();
    let builds = view.organization.builds();
    let is_of_it = |build: &Build| {
        let definition = builds.definition(build.new.definition);
        let repository = definition.and_then(|known| known.content.repository.get("id")?.as_str());
        build.project == project && repository.is_some_and(|id| id.eq_ignore_ascii_case(wanted))
    };
    let build = last_build(view, is_of_it);
    let url = build.map(|build| {
        let path = format!("{project}/_apis/build/status/{}", build.new.definition);
        view.urls().at(path)
    });
    Ok(Reply::json(Object::new().set("buildId", build.map_or(0, |build| build.id)).set_some("imageUrl", url)))
}

// Properties.

/// A property with its type, as all of the service's collections of properties have it.
pub(super) fn typed(value: &Value) -> Value {
    let kind = match value {
        Value::Bool(_) => "System.Boolean",
        Value::Number(_) => "System.Int32",
        _ => "System.String",
    };
    json!({"$type": kind, "$value": value})
}

fn properties_json(build: &Build) -> Object {
    let rows = build.properties.iter().map(|(name, value)| (name, typed(value)));
    Object::new().set("count", build.properties.len()).set("value", rows.collect::<Object>())
}

fn get_properties(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(properties_json(find_build(view)?)))
}

/// What a patch sets and removes: names with values, or none.
pub(super) fn property_changes(body: &[Map<String, Value>]) -> Result<Vec<(String, Option<Value>)>, Fault> {
    let mut changes = Vec::new();
    for operation in body {
        let field = |name: &str| operation.get(name).and_then(Value::as_str);
        let path =
            field("path").ok_or_else(|| Fault::argument_null("path"))?.trim_start_matches('/').to_owned();
        let how = field("op").ok_or_else(|| Fault::argument_null("op"))?;
        match how {
            "add" | "replace" => {
                changes.push((path, operation.get("value").cloned().filter(|value| !value.is_null())));
            }
            "remove" => changes.push((path, None)),
            _ => return Err(Fault::invalid_parameter("op", how)),
        }
    }
    Ok(changes)
}

fn update_properties(change: &mut Change<'_>, body: Vec<Map<String, Value>>) -> Result<Reply, Fault> {
    let id = find_build(&change.view())?.id;
    let changes = property_changes(&body)?;
    change.make(|tx| {
        tx.set_build_properties(id, |properties| {
            for (name, value) in changes {
                match value {
                    Some(value) => _ = properties.insert(name, value),
                    None => _ = properties.remove(&name),
                }
            }
        })
    })?;
    get_properties(&change.view())
}

// Resources.

fn definition_id(view: &View<'_>) -> Result<i64, Fault> {
    let given = view.required("definitionId")?;
    let project = project(view)?.id;
    let found = given.parse().ok().and_then(|id| view.organization.builds().definition(id));
    let found = found.filter(|found| found.project == project);
    found.map(|found| found.id).ok_or_else(|| Fault::definition_not_found(given))
}

fn get_definition_resources(view: &View<'_>) -> Result<Reply, Fault> {
    let id = definition_id(view)?;
    let rows = view.organization.resources_of(project(view)?.id, id);
    let rows = rows.map(|resource| {
        Object::new()
            .set("type", resource.kind.name())
            .set("id", resource.id.as_str())
            .set("authorized", true)
    });
    Ok(Reply::list(rows))
}

fn authorize_definition_resources(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = definition_id(&change.view())?;
    let project = project(&change.view())?.id;
    for (resource, may) in read_resources(&body)? {
        change.make(|tx| tx.set_pipeline_permissions(project, resource, None, &[(id, may)]))?;
    }
    get_definition_resources(&change.view())
}
