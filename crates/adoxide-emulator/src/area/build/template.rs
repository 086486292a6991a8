//! What new definitions are made of: templates, options, and the settings of classic retention.

use adoxide_api::build::meta;
use http::StatusCode;
use serde_json::{Map, Value, json};

use super::shape::project;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::id::ProjectId;

handlers! {
    meta::GET_TEMPLATES => read(get_templates),
    meta::GET_TEMPLATE => read(get_template),
    meta::SAVE_TEMPLATE => change(save_template),
    meta::DELETE_TEMPLATE => change(delete_template),
    meta::GET_BUILD_OPTION_DEFINITIONS => read(get_options),
    meta::GET_BUILD_SETTINGS => read(get_settings),
    meta::UPDATE_BUILD_SETTINGS => change(update_settings),
}

/// Templates that come with the service: id, name, category and what it is for.
const BUILT_IN: [(&str, &str, &str, &str); 4] = [
    ("blank", "Empty job", "Empty", "Start with an empty job and add the steps that you need."),
    ("dotNetCore", "ASP.NET Core", "Build", "Restore, build, test and publish with dotnet."),
    ("maven", "Maven", "Build", "Build and test a Java project with Apache Maven."),
    ("nodeJsWithGulp", "Node.js with gulp", "Build", "Build and test a Node.js project with gulp."),
];

/// Where the templates of a project are kept.
fn scope(project: ProjectId) -> String {
    format!("build/templates/{project}")
}

fn built_in((id, name, category, description): &(&str, &str, &str, &str)) -> Value {
    json!({
        "id": id,
        "name": name,
        "canDelete": false,
        "category": category,
        "defaultHostedQueue": "Azure Pipelines",
        "iconTaskId": "00000000-0000-0000-0000-000000000000",
        "description": description,
        "template": {
            "variables": {"system.debug": {"value": "false", "allowOverride": true}},
            "retentionRules": [],
            "properties": {},
            "tags": [],
            "buildNumberFormat": "$(date:yyyyMMdd)$(rev:.r)",
            "jobAuthorizationScope": "projectCollection",
            "jobTimeoutInMinutes": 60,
            "jobCancelTimeoutInMinutes": 5,
            "process": {"phases": [{"steps": [], "name": "Agent job 1", "refName": "Job_1",
                                    "condition": "succeeded()", "jobAuthorizationScope": "projectCollection"}],
                        "type": 1},
            "quality": "definition",
            "drafts": [],
            "id": 0,
            "path": "\\",
            "type": "build",
            "queueStatus": "enabled",
            "revision": 1,
        },
    })
}

fn get_templates(view: &View<'_>) -> Result<Reply, Fault> {
    let own = scope(project(view)?.id);
    let saved = view.organization.settings(&own, "").map(|(_, value)| value.clone());
    Ok(Reply::list(BUILT_IN.iter().map(built_in).chain(saved).collect::<Vec<_>>()))
}

fn get_template(view: &View<'_>) -> Result<Reply, Fault> {
    let id = view.required("templateId")?;
    let own = scope(project(view)?.id);
    let known = BUILT_IN.iter().find(|(known, ..)| known.eq_ignore_ascii_case(id)).map(built_in);
    let found = known.or_else(|| view.organization.setting(&own, &id.to_lowercase()).cloned());
    found.map(Reply::json).ok_or_else(|| Fault::build_part_not_found("template", id))
}

/// A template is saved under its id, for the project.
fn save_template(change: &mut Change<'_>, mut body: Map<String, Value>) -> Result<Reply, Fault> {
    let id = change.required("templateId")?;
    let project = project(&change.view())?.id;
    let name = body.get("name").and_then(Value::as_str).filter(|name| !name.trim().is_empty());
    if name.is_none() {
        return Err(Fault::argument_null("name"));
    }
    if BUILT_IN.iter().any(|(known, ..)| known.eq_ignore_ascii_case(id)) {
        return Err(Fault::invalid_parameter("templateId", id));
    }
    body.insert("id".to_owned(), id.into());
    body.insert("canDelete".to_owned(), true.into());
    body.entry("category").or_insert_with(|| "Custom".into());
    // Ids are compared in any case.
    change.make(|tx| tx.set_setting(&scope(project), &id.to_lowercase(), Some(Value::Object(body))))?;
    get_template(&change.view())
}

fn delete_template(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = change.required("templateId")?;
    let own = scope(project(&change.view())?.id);
    if change.view().organization.setting(&own, &id.to_lowercase()).is_none() {
        return Err(Fault::build_part_not_found("template", id));
    }
    change.make(|tx| tx.set_setting(&own, &id.to_lowercase(), None))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// The options of designer builds that recorded definitions name, with their recorded inputs.
fn get_options(_: &View<'_>) -> Result<Reply, Fault> {
    let input = |name: &str, label: &str, kind: &str, default: &str| {
        json!({"name": name, "label": label, "defaultValue": default, "required": false, "type": kind,
               "visibleRule": "", "groupName": null, "options": {}, "help": {}})
    };
    let option = |ordinal: i64, id: &str, name: &str, description: &str, inputs: Vec<Value>| json!({"ordinal": ordinal, "name": name, "description": description, "inputs": inputs, "groups": [], "id": id});
    Ok(Reply::list([
        option(
            1,
            "7c555368-ca64-4199-add6-9ebaf0b0137d",
            "Multi-configuration",
            "Build once for each combination of the values of variables.",
            vec![
                input("multipliers", "Multipliers", "string", "[]"),
                input("parallel", "Parallel", "boolean", "false"),
                input("continueOnError", "Continue on error", "boolean", "true"),
            ],
        ),
        option(
            2,
            "a9db38f9-9fdc-478c-b0f9-464221e58316",
            "Create work item on failure",
            "Create a work item when a build fails.",
            vec![
                input("workItemType", "Type", "string", ""),
                input("assignToRequestor", "Assign to requestor", "boolean", "true"),
                input("additionalFields", "Additional fields", "string", "{}"),
            ],
        ),
        option(
            3,
            "5d58cc01-7c75-450c-be18-a388ddb129ec",
            "Automatically link new work in this build",
            "Link work items of the commits of a build that succeeds.",
            vec![
                input("branchFilters", "Branch filters", "branchFilter", "[\"+refs/heads/*\"]"),
                input("additionalFields", "Additional fields", "string", "{}"),
            ],
        ),
    ]))
}

/// Where the settings are kept, and under which name.
const SETTINGS: (&str, &str) = ("build", "settings");

fn settings(view: &View<'_>) -> Map<String, Value> {
    let rule = |days: i64, least: i64| {
        json!({"branches": ["+refs/heads/*"], "artifacts": [], "artifactTypesToDelete": ["FilePath", "SymbolStore"],
               "daysToKeep": days, "minimumToKeep": least, "deleteBuildRecord": true, "deleteTestResults": true})
    };
    let mut all = Map::new();
    all.insert("maximumRetentionPolicy".to_owned(), rule(30, 5));
    all.insert("defaultRetentionPolicy".to_owned(), rule(10, 1));
    all.insert("daysToKeepDeletedBuildsBeforeDestroy".to_owned(), 30.into());
    let set = view.organization.setting(SETTINGS.0, SETTINGS.1).and_then(Value::as_object);
    all.extend(set.into_iter().flatten().map(|(name, value)| (name.clone(), value.clone())));
    all
}

fn get_settings(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(Value::Object(settings(view))))
}

/// Members that are not given stay as they were.
fn update_settings(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    let mut all = settings(&change.view());
    for (name, known) in &mut all {
        let given = body.get(name).filter(|given| given.is_object() == known.is_object() && !given.is_null());
        if let Some(given) = given {
            match (known.as_object_mut(), given.as_object()) {
                (Some(known), Some(given)) => known.extend(given.clone()),
                _ => *known = given.clone(),
            }
        }
    }
    change.make(|tx| tx.set_setting(SETTINGS.0, SETTINGS.1, Some(Value::Object(all))))?;
    get_settings(&change.view())
}
