//! What a project defines for its tests: failure types, fields of its own, test settings, flakiness.

use adoxide_api::test_results::meta;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::kept::{Kept, scope};
use crate::base::named;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Object};
use crate::wire::reply::Reply;
use crate::world::Refusal;
use crate::world::name::same_name;

handlers! {
    meta::GET_FAILURE_TYPES => read(get_failure_types),
    meta::CREATE_FAILURE_TYPE => change(create_failure_type),
    meta::DELETE_FAILURE_TYPE => change(delete_failure_type),
    meta::QUERY_CUSTOM_FIELDS => read(query_fields),
    meta::ADD_CUSTOM_FIELDS => change(add_fields),
    meta::UPDATE_CUSTOM_FIELD => change(update_field),
    meta::DELETE_CUSTOM_FIELD_BY_ID => change(delete_field),
    meta::GET_TEST_SETTINGS_BY_ID => read(get_test_settings),
    meta::CREATE_TEST_SETTINGS => change(create_test_settings),
    meta::DELETE_TEST_SETTINGS => change(delete_test_settings),
    meta::GET_TEST_RESULTS_SETTINGS => read(get_settings),
    meta::UPDATE_PIPELINES_TEST_SETTINGS => change(update_settings),
}

/// A number of the path.
fn id_of_path(view: &View<'_>, name: &str, what: &str) -> Result<i64, Fault> {
    let given = view.required(name)?;
    given.parse().map_err(|_| Fault::test_object_not_found(what, given))
}

fn taken(name: &str) -> Fault {
    Fault::from(Refusal::TestObjectExists(name.to_owned()))
}

// Failure types.

/// The kinds of failure that every project has, by number.
const FAILURE_TYPES: [&str; 5] = ["None", "Regression", "New Issue", "Known Issue", "Unknown"];

/// Those of a project: the numbers up to 5 are the service's own.
const OWN_TYPES: Kept = Kept { name: "failureTypes", first: 6 };

fn type_json(view: &View<'_>, id: i64, name: &str) -> Result<Object, Fault> {
    let project = view.project()?;
    let of = Object::new().set("id", project.id).set("name", project.name.as_str()).into_json();
    Ok(Object::new().set("id", id).set("name", name).set("project", of))
}

/// All failure types, the service's own first.
fn failure_types<'v>(view: &View<'v>) -> Result<Vec<(i64, &'v str)>, Fault> {
    let mut all: Vec<_> = (0..).zip(FAILURE_TYPES).collect();
    let own = OWN_TYPES.all(view)?;
    all.extend(own.into_iter().map(|(id, name)| (id, name.as_str().unwrap_or_default())));
    Ok(all)
}

fn get_failure_types(view: &View<'_>) -> Result<Reply, Fault> {
    let rows = failure_types(view)?.into_iter().map(|(id, name)| type_json(view, id, name));
    Ok(Reply::list(rows.collect::<Result<Vec<_>, _>>()?))
}

#[derive(Deserialize)]
struct FailureType {
    name: String,
}

fn create_failure_type(change: &mut Change<'_>, body: FailureType) -> Result<Reply, Fault> {
    let name = body.name.trim();
    if name.is_empty() {
        return Err(Fault::argument_null("name"));
    }
    if failure_types(&change.view())?.iter().any(|(_, known)| same_name(known, name)) {
        return Err(taken(name));
    }
    let id = OWN_TYPES.add(change, |_| name.into())?;
    Ok(Reply::json(type_json(&change.view(), id, name)?))
}

fn delete_failure_type(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let view = change.view();
    let id = id_of_path(&view, "failureTypeId", "Failure type")?;
    if id < OWN_TYPES.first && (0..).zip(FAILURE_TYPES).any(|(known, _)| known == id) {
        let message = format!("Failure type {id} is a system failure type and cannot be deleted.");
        return Err(Fault::invalid_test_request(message));
    }
    let known = OWN_TYPES.get(&view, id)?;
    known.ok_or_else(|| Fault::test_object_not_found("Failure type", &id.to_string()))?;
    OWN_TYPES.set(change, id, None)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// Fields of runs and results.

named! {
    /// What values a field has. The numbers are those of the official clients.
    enum FieldType {
        Bit = 2 "bit",
        DateTime = 4 "dateTime",
        Float = 6 "float",
        Int = 8 "int",
        String = 12 "string",
        Guid = 14 "guid",
    }

    /// What a field is of: the sum of 1 for runs, 2 for results, 4 for those of the system.
    enum FieldScope {
        None = 0 "none",
        TestRun = 1 "testRun",
        TestResult = 2 "testResult",
        TestRunAndTestResult = 3 "testRunAndTestResult",
        System = 4 "system",
        All = 7 "all",
    }
}

const FIELDS: Kept = Kept { name: "extensionFields", first: 1 };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewField {
    field_name: String,
    field_type: FieldType,
    scope: FieldScope,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FieldUpdate {
    field_id: i64,
    field_name: String,
}

fn field_scope(known: &Value) -> FieldScope {
    known["scope"].as_str().and_then(FieldScope::find).unwrap_or(FieldScope::None)
}

/// Whether a name can be that of a field.
fn check_field_name(view: &View<'_>, name: &str, id: Option<i64>) -> Result<(), Fault> {
    if name.trim().is_empty() {
        return Err(Fault::argument_null("fieldName"));
    }
    let is_other = |(own, known): &(i64, &Value)| {
        Some(*own) != id && known["fieldName"].as_str().is_some_and(|known| same_name(known, name))
    };
    if FIELDS.all(view)?.iter().any(is_other) { Err(taken(name)) } else { Ok(()) }
}

/// The fields that the project defined, of runs, results or both.
fn query_fields(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.query.any(&["scopeFilter"]).ok_or_else(|| Fault::argument_null("scopeFilter"))?;
    let wanted = FieldScope::find(given).ok_or_else(|| Fault::invalid_parameter("scopeFilter", given))?;
    let all = FIELDS.all(view)?.into_iter().map(|(_, known)| known);
    Ok(Reply::list(all.filter(|known| field_scope(known).number() & wanted.number() != 0)))
}

fn add_fields(change: &mut Change<'_>, body: Vec<NewField>) -> Result<Reply, Fault> {
    let view = change.view();
    for (index, new) in body.iter().enumerate() {
        check_field_name(&view, &new.field_name, None)?;
        if body[..index].iter().any(|other| same_name(&other.field_name, &new.field_name)) {
            return Err(taken(&new.field_name));
        }
        // Fields of the system are the service's own.
        if matches!(new.scope, FieldScope::None | FieldScope::System | FieldScope::All) {
            return Err(Fault::invalid_parameter("scope", new.scope.name()));
        }
    }
    let mut added = Vec::new();
    for new in body {
        let record = |id: i64| {
            json!({"fieldId": id, "fieldName": new.field_name.trim(), "fieldType": new.field_type.name(),
                   "scope": new.scope.name()})
        };
        added.push(FIELDS.add(change, record)?);
    }
    let view = change.view();
    let found = added.into_iter().map(|id| FIELDS.get(&view, id)).collect::<Result<Vec<_>, _>>()?;
    Ok(Reply::list(found.into_iter().flatten()))
}

fn update_field(change: &mut Change<'_>, body: FieldUpdate) -> Result<Reply, Fault> {
    let view = change.view();
    let id = body.field_id;
    let missing = || Fault::test_object_not_found("Extension field", &id.to_string());
    let mut record = FIELDS.get(&view, id)?.ok_or_else(missing)?.clone();
    check_field_name(&view, &body.field_name, Some(id))?;
    record["fieldName"] = body.field_name.trim().into();
    FIELDS.set(change, id, Some(record.clone()))?;
    Ok(Reply::json(record))
}

fn delete_field(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let view = change.view();
    let id = id_of_path(&view, "testExtensionFieldId", "Extension field")?;
    let known = FIELDS.get(&view, id)?;
    known.ok_or_else(|| Fault::test_object_not_found("Extension field", &id.to_string()))?;
    FIELDS.set(change, id, None)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// Test settings, as test controllers read them.

const TEST_SETTINGS: Kept = Kept { name: "testSettings", first: 1 };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ControllerBody {
    test_settings_name: String,
    test_settings_content: Option<String>,
    area_path: Option<String>,
    description: Option<String>,
    is_public: Option<bool>,
    machine_roles: Option<String>,
}

fn asked_settings(view: &View<'_>) -> Result<(i64, Value), Fault> {
    let given = view.query.any(&["testSettingsId"]).ok_or_else(|| Fault::argument_null("testSettingsId"))?;
    let id: i64 = given.parse().map_err(|_| Fault::invalid_parameter("testSettingsId", given))?;
    let found = TEST_SETTINGS.get(view, id)?;
    let found = found.ok_or_else(|| Fault::test_object_not_found("Test settings", given))?;
    Ok((id, found.clone()))
}

fn get_test_settings(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(asked_settings(view)?.1))
}

/// The answer is the number of the settings alone.
fn create_test_settings(change: &mut Change<'_>, body: ControllerBody) -> Result<Reply, Fault> {
    if body.test_settings_name.trim().is_empty() {
        return Err(Fault::argument_null("testSettingsName"));
    }
    let view = change.view();
    let known = TEST_SETTINGS.all(&view)?;
    let name = body.test_settings_name.trim();
    if known
        .iter()
        .any(|(_, known)| known["testSettingsName"].as_str().is_some_and(|known| same_name(known, name)))
    {
        return Err(taken(name));
    }
    let area = body.area_path.filter(|path| !path.is_empty());
    let area = match area {
        Some(path) => path,
        None => view.project()?.name.clone(),
    };
    let id = TEST_SETTINGS.add(change, |id| {
        json!({
            "testSettingsId": id,
            "testSettingsName": name,
            "testSettingsContent": body.test_settings_content.unwrap_or_default(),
            "areaPath": area,
            "description": body.description.unwrap_or_default(),
            "isPublic": body.is_public.unwrap_or(false),
            "machineRoles": body.machine_roles.unwrap_or_default(),
        })
    })?;
    Ok(Reply::json(id))
}

fn delete_test_settings(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (id, _) = asked_settings(&change.view())?;
    TEST_SETTINGS.set(change, id, None)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// What a project says of its pipelines' tests.

const PIPELINE_SETTINGS: &str = "pipelineSettings";

/// As a project has them, by default those of one in which nobody changed them.
fn settings(view: &View<'_>) -> Result<Value, Fault> {
    let known = view.organization.setting(&scope(view.project()?.id), PIPELINE_SETTINGS);
    Ok(known.cloned().unwrap_or_else(|| {
        json!({
            "flakySettings": {
                "flakyDetection": {"flakyDetectionType": "system", "flakyDetectionPipelines": {"isAllPipelinesAllowed": true}},
                "flakyInSummaryReport": false,
                "isFlakyBugCreated": false,
                "manualMarkUnmarkFlaky": true,
            },
            "newTestResultLoggingSettings": {"logNewTests": true},
        })
    }))
}

/// Both parts, or the one that `settingsType` names.
fn get_settings(view: &View<'_>) -> Result<Reply, Fault> {
    let mut all = settings(view)?;
    if let (Some(given), Some(members)) = (view.query.any(&["settingsType"]), all.as_object_mut()) {
        match given.to_lowercase().as_str() {
            "all" | "0" | "1" => {}
            "flaky" | "2" => members.retain(|name, _| name == "flakySettings"),
            "newtestlogging" | "3" => members.retain(|name, _| name == "newTestResultLoggingSettings"),
            _ => return Err(Fault::invalid_parameter("settingsType", given)),
        }
    }
    Ok(Reply::json(all))
}

named! {
    enum Detection {
        Custom = 1 "custom",
        System = 2 "system",
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SettingsUpdate {
    flaky_settings: Option<FlakySettings>,
    new_test_result_logging_settings: Option<LoggingSettings>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LoggingSettings {
    log_new_tests: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FlakySettings {
    flaky_detection: Option<FlakyDetection>,
    flaky_in_summary_report: Option<bool>,
    is_flaky_bug_created: Option<bool>,
    manual_mark_unmark_flaky: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FlakyDetection {
    flaky_detection_type: Option<Detection>,
    flaky_detection_pipelines: Option<DetectionPipelines>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DetectionPipelines {
    is_all_pipelines_allowed: Option<bool>,
    allowed_pipelines: Option<Vec<i64>>,
}

/// Changes the settings that the body has; the others stay.
fn update_settings(change: &mut Change<'_>, body: SettingsUpdate) -> Result<Reply, Fault> {
    let view = change.view();
    let project = view.project()?.id;
    let mut all = settings(&view)?;
    if let Some(flaky) = body.flaky_settings {
        let known = &mut all["flakySettings"];
        let flags = [
            ("flakyInSummaryReport", flaky.flaky_in_summary_report),
            ("isFlakyBugCreated", flaky.is_flaky_bug_created),
            ("manualMarkUnmarkFlaky", flaky.manual_mark_unmark_flaky),
        ];
        for (name, value) in flags {
            if let Some(value) = value {
                known[name] = value.into();
            }
        }
        let detection = flaky.flaky_detection;
        if let Some(kind) = detection.as_ref().and_then(|given| given.flaky_detection_type) {
            known["flakyDetection"]["flakyDetectionType"] = kind.name().into();
        }
        if let Some(given) = detection.and_then(|given| given.flaky_detection_pipelines) {
            let pipelines = given.allowed_pipelines.unwrap_or_default();
            let is_there = |id: &&i64| {
                let known = view.organization.builds().definition(**id);
                known.is_none_or(|known| known.project != project)
            };
            if let Some(missing) = pipelines.iter().find(is_there) {
                return Err(Fault::definition_not_found(&missing.to_string()));
            }
            let for_all = given.is_all_pipelines_allowed.unwrap_or(pipelines.is_empty());
            known["flakyDetection"]["flakyDetectionPipelines"] =
                json!({"isAllPipelinesAllowed": for_all, "allowedPipelines": pipelines});
        }
    }
    if let Some(log) = body.new_test_result_logging_settings.and_then(|given| given.log_new_tests) {
        all["newTestResultLoggingSettings"]["logNewTests"] = log.into();
    }
    change.make(|tx| tx.set_setting(&scope(project), PIPELINE_SETTINGS, Some(all.clone())))?;
    Ok(Reply::json(all))
}
