//! The tasks that are installed.

use std::io::{Cursor, Read as _};

use adoxide_api::distributed_task::task_agent::meta;
use http::StatusCode;
use http::header::ACCEPT;
use serde_json::{Map, Value, json};
use uuid::Uuid;
use zip::ZipArchive;

use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::custom_task::CustomTask;
use crate::world::task::{Task, TaskInput, tasks};

handlers! {
    meta::GET_TASK_DEFINITIONS => read(get_tasks),
    meta::GET_TASK_DEFINITION => read(get_task),
    meta::UPLOAD_TASK_DEFINITION => change(upload_task),
    meta::DELETE_TASK_DEFINITION => change(delete_task),
}

/// Inputs that most tasks of the service put among what is seldom changed, by their names in its repository of tasks.
const SELDOM: [&str; 8] = [
    "workingDirectory",
    "cwd",
    "workingFolder",
    "failOnStderr",
    "failOnStandardError",
    "bashEnvValue",
    "runScriptInSeparateScope",
    "scriptArguments",
];

/// What tasks demand of an agent, as in the same repository: of one major version, or of all (0). The first
/// PowerShell is recorded.
const DEMANDS: [(&str, u32, &[&str]); 7] = [
    ("PowerShell", 1, &["DotNetFramework"]),
    ("Ant", 0, &["ant"]),
    ("MSBuild", 0, &["msbuild"]),
    ("Maven", 0, &["maven"]),
    ("VSBuild", 0, &["msbuild", "visualstudio"]),
    ("VSTest", 0, &["vstest"]),
    ("Xcode", 0, &["xcode"]),
];

/// What lists of the service's own tasks offer, by the names of their inputs.
const CHOICES: [(&str, &[(&str, &str)]); 4] = [
    ("targetType", &[("filePath", "File Path"), ("inline", "Inline")]),
    ("scriptType", &[("inlineScript", "Inline Script"), ("filePath", "File Path")]),
    ("errorActionPreference", &[("default", "Default"), ("stop", "Stop"), ("continue", "Continue")]),
    ("ArtifactType", &[("Container", "Azure Pipelines"), ("FilePath", "A file share")]),
];

/// The group that an input is shown in: its name, and the one that people see.
fn group(input: &TaskInput) -> Option<(&'static str, &'static str)> {
    if SELDOM.contains(&input.name) {
        Some(("advanced", "Advanced"))
    } else if input.name.ends_with("Preference") {
        Some(("preferenceVariables", "Preference Variables"))
    } else {
        None
    }
}

/// An input in the recorded form: texts of several lines can be resized, lists have their choices.
fn input_json(input: &TaskInput) -> Object {
    let choices =
        CHOICES.iter().find(|(name, _)| matches!(input.kind, "pickList" | "radio") && *name == input.name);
    let options = choices.map(|(_, choices)| {
        choices.iter().map(|(value, shown)| ((*value).to_owned(), (*shown).into())).collect::<Map<_, _>>()
    });
    let rule = match input.name {
        "filePath" => Some("targetType = filePath"),
        "script" => Some("targetType = inline"),
        "scriptName" => Some("scriptType = filePath"),
        "inlineScript" => Some("scriptType = inlineScript"),
        _ => None,
    };
    Object::new()
        .set_some("options", options.map(Value::Object))
        .set_if(
            input.kind == "multiLine",
            "properties",
            || json!({"resizable": "true", "rows": "10", "maxLength": "20000"}),
        )
        .set("name", input.name)
        .set("label", input.name)
        .set("defaultValue", "")
        .set_if(input.is_required, "required", || true)
        .set("type", input.kind)
        .set("helpMarkDown", "")
        .set_some("visibleRule", rule)
        .set_some("groupName", group(input).map(|(name, _)| name))
}

fn task_json(view: &View<'_>, task: &Task) -> Object {
    let [major, minor, patch] = task.version;
    let icon = format!("_apis/distributedtask/tasks/{}/{}/icon", task.id, task.full_version());
    let inputs = task.inputs.iter().map(input_json);
    let mut groups: Vec<_> = task.inputs.iter().filter_map(group).collect();
    groups.dedup();
    let groups = groups
        .into_iter()
        .map(|(name, shown)| json!({"name": name, "displayName": shown, "isExpanded": false}));
    // As in the service's repository of tasks: scripts show their environment.
    let is_script = matches!(task.name, "Bash" | "PowerShell" | "CmdLine" | "PythonScript" | "AzureCLI");
    let demands = DEMANDS.iter().find(|(name, of, _)| *name == task.name && (*of == 0 || *of == major));
    let demands = demands.map_or(&[][..], |(_, _, demands)| demands);
    let program = format!("{}.js", task.name.to_lowercase());
    let reference = format!(
        "https://learn.microsoft.com/azure/devops/pipelines/tasks/reference/{}-v{major}",
        shown_name(task.name)
    );
    Object::new()
        .set("visibility", task.visibility.clone())
        .set("runsOn", task.runs_on.clone())
        .set("id", task.id)
        .set("name", task.name)
        .set_if(task.is_deprecated, "deprecated", || true)
        .set("version", json!({"major": major, "minor": minor, "patch": patch, "isTest": false}))
        .set("serverOwned", true)
        .set("contentsUploaded", true)
        .set("iconUrl", view.urls().at(icon))
        .set("minimumAgentVersion", "2.144.0")
        .set("friendlyName", task.friendly_name)
        .set("description", task.friendly_name)
        .set("category", task.category)
        .set("helpMarkDown", format!("[Learn more about this task]({reference})"))
        .set("helpUrl", reference.as_str())
        .set_if(major > 1, "releaseNotes", || format!("Version {major}."))
        .set("definitionType", "task")
        .set_if(is_script, "showEnvironmentVariables", || true)
        .set("author", "Microsoft Corporation")
        .set("demands", demands.to_vec())
        .set("groups", groups.collect::<Vec<_>>())
        .set("inputs", inputs.collect::<Vec<_>>())
        .set("satisfies", json!([]))
        .set("sourceDefinitions", json!([]))
        .set("dataSourceBindings", json!([]))
        .set("instanceNameFormat", task.friendly_name)
        .set("preJobExecution", json!({}))
        .set("execution", json!({"Node20_1": {"target": program, "argumentFormat": ""}}))
        .set("postJobExecution", json!({}))
}

/// `AzureCLI` is `azure-cli` where the reference is.
fn shown_name(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut shown = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let follows_lower = at > 0 && letters[at - 1].is_lowercase();
        let begins_word = at > 0
            && letters[at - 1].is_uppercase()
            && letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        if letter.is_uppercase() && (follows_lower || begins_word) {
            shown.push('-');
        }
        shown.extend(letter.to_lowercase());
    }
    shown
}

/// What a definition may say that lists have.
const MEMBERS: [&str; 30] = [
    "agentExecution",
    "author",
    "buildConfig",
    "category",
    "dataSourceBindings",
    "definitionType",
    "demands",
    "deprecated",
    "description",
    "execution",
    "friendlyName",
    "groups",
    "helpMarkDown",
    "helpUrl",
    "inputs",
    "instanceNameFormat",
    "minimumAgentVersion",
    "name",
    "outputVariables",
    "packageLocation",
    "packageType",
    "postJobExecution",
    "preJobExecution",
    "preview",
    "releaseNotes",
    "restrictions",
    "runsOn",
    "satisfies",
    "showEnvironmentVariables",
    "visibility",
];

fn custom_json(view: &View<'_>, task: &CustomTask) -> Object {
    let [major, minor, patch] = task.version;
    let icon = format!("_apis/distributedtask/tasks/{}/{}/icon", task.id, task.full_version());
    let said = task.definition.iter().filter(|(name, _)| MEMBERS.contains(&name.as_str()));
    let json = Object::new()
        .set("id", task.id)
        .set("version", json!({"major": major, "minor": minor, "patch": patch, "isTest": false}))
        .set("serverOwned", false)
        .set("contentsUploaded", true)
        .set("iconUrl", view.urls().at(icon));
    said.fold(json, |json, (name, value)| json.set(name, value.clone()))
}

/// Whether it is offered where a list is for. One that does not say is offered everywhere.
fn is_offered(task: &CustomTask, visibility: &[&str]) -> bool {
    let own = task.definition.get("visibility").and_then(Value::as_array);
    own.is_none_or(|own| {
        let has = |wanted: &&str| {
            own.iter().any(|own| own.as_str().is_some_and(|own| own.eq_ignore_ascii_case(wanted)))
        };
        visibility.iter().all(has)
    })
}

fn get_tasks(view: &View<'_>) -> Result<Reply, Fault> {
    let id = view.argument("taskId");
    let visibility = view.query.all("visibility");
    let found = tasks().iter().filter(|task| {
        id.is_none_or(|id| id.parse() == Ok(task.id))
            && visibility
                .iter()
                .all(|wanted| task.visibility.iter().any(|known| known.eq_ignore_ascii_case(wanted)))
    });
    let uploaded = view
        .organization
        .custom_tasks()
        .iter()
        .filter(|task| id.is_none_or(|id| id.parse() == Ok(task.id)) && is_offered(task, &visibility));
    let uploaded = uploaded.map(|task| custom_json(view, task));
    Ok(Reply::list(found.map(|task| task_json(view, task)).chain(uploaded)))
}

/// What a version is: as JSON, or as the archive that an agent gets.
fn get_task(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, version) = (view.required("taskId")?, view.required("versionString")?);
    let is_it = |known: &str| known == version || known.starts_with(&format!("{version}."));
    let uploaded = view.organization.custom_tasks().iter().rev();
    let mut uploaded = uploaded.filter(|task| id.parse() == Ok(task.id) && is_it(&task.full_version()));
    if let Some(task) = uploaded.next() {
        let accept = view.headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
        if accept.contains("application/zip") {
            return Ok(Reply::bytes("application/zip", task.content.to_vec()));
        }
        return Ok(Reply::json(custom_json(view, task)));
    }
    let found = tasks().iter().find(|task| id.parse() == Ok(task.id) && is_it(&task.full_version()));
    let task = found.ok_or_else(|| Fault::task_not_found(id, version))?;
    Ok(Reply::json(task_json(view, task)))
}

/// The most bytes of a `task.json` that are read.
const DEFINITION: u64 = 1024 * 1024;

/// The definition in an archive, with its version.
fn definition(archive: &[u8]) -> Result<(Map<String, Value>, [u64; 3]), Fault> {
    let invalid = |why: &str| Fault::invalid_body(format_args!("the task {why}"));
    let mut zip =
        ZipArchive::new(Cursor::new(archive)).map_err(|_| invalid("is expected as a zip archive"))?;
    let file =
        zip.by_name("task.json").map_err(|_| invalid("has no task.json at the root of its archive"))?;
    let mut text = String::new();
    file.take(DEFINITION)
        .read_to_string(&mut text)
        .map_err(|_| invalid("has a task.json that is not text"))?;
    let known: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| invalid(&format!("has a task.json that is not JSON: {error}")))?;
    let Value::Object(known) = known else { return Err(invalid("has a task.json that is not an object")) };
    // Numbers, also as text, under names in any case.
    let version = known.get("version").and_then(Value::as_object);
    let number = |name: &str| {
        let (_, value) = version?.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        value.as_u64().or_else(|| value.as_str()?.parse().ok())
    };
    let (Some(major), Some(minor), Some(patch)) = (number("major"), number("minor"), number("patch")) else {
        return Err(invalid("has no version of three numbers in its task.json"));
    };
    Ok((known, [major, minor, patch]))
}

fn upload_task(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let given = change.required("taskId")?;
    let id: Uuid = given.parse().map_err(|_| Fault::invalid_parameter("taskId", given))?;
    if tasks().iter().any(|task| task.id == id) {
        return Err(Fault::task_is_built_in(given));
    }
    let overwrites = change.query.flag("overwrite")?;
    let (definition, version) = definition(&change.body)?;
    let own = definition.get("id").and_then(Value::as_str).unwrap_or_default();
    if own.parse() != Ok(id) {
        return Err(Fault::invalid_body(format_args!("task.json has the id '{own}', the address {id}")));
    }
    let name = definition.get("name").and_then(Value::as_str).filter(|name| !name.trim().is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?.to_owned();
    let content = change.body.to_vec().into();
    let task = CustomTask { id, name, version, definition, content };
    change.make(|tx| tx.upload_task(task, overwrites))?;
    Ok(Reply::empty(StatusCode::OK))
}

fn delete_task(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let given = change.required("taskId")?;
    let id: Uuid = given.parse().map_err(|_| Fault::invalid_parameter("taskId", given))?;
    if tasks().iter().any(|task| task.id == id) {
        return Err(Fault::task_is_built_in(given));
    }
    if !change.view().organization.custom_tasks().iter().any(|task| task.id == id) {
        return Err(Fault::task_not_found(given, "*"));
    }
    change.make(|tx| tx.delete_task(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
