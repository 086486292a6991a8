//! Checks of resources, and what came of them for a stage.

use adoxide_api::approvals_and_checks::pipelines_checks::meta;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::distributed_task::{approver, required_project};
use crate::base::date;
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::build::plan::ResourceKind;
use crate::world::check::{
    APPROVAL, Check, CheckRun, CheckStatus, CheckSuite, EXCLUSIVE_LOCK, NewCheck, ProtectedResource,
    REQUIRED_TEMPLATE, TASK_CHECK,
};

handlers! {
    meta::ADD_CHECK_CONFIGURATION => change(add_check),
    meta::GET_CHECK_CONFIGURATIONS_ON_RESOURCE => read(get_checks),
    meta::GET_CHECK_CONFIGURATION => read(get_check),
    meta::UPDATE_CHECK_CONFIGURATION => change(update_check),
    meta::DELETE_CHECK_CONFIGURATION => change(delete_check),
    meta::QUERY_CHECK_CONFIGURATIONS_ON_RESOURCES => read(query_checks),
    meta::EVALUATE_CHECK_SUITE => change(evaluate_suite),
    meta::GET_CHECK_SUITE => read(get_suite),
}

/// The types of checks, by name.
const TYPES: [(Uuid, &str); 4] = [
    (APPROVAL, "Approval"),
    (REQUIRED_TEMPLATE, "ExtendsCheck"),
    (TASK_CHECK, "Task Check"),
    (EXCLUSIVE_LOCK, "ExclusiveLock"),
];

/// The type of the check that a pipeline may use a resource: documented.
const AUTHORIZATION: &str = "e1a1fc6c-c278-4492-ae1c-c42f8697612c";

/// The name of a resource, as people see it.
pub(super) fn resource_name(view: &View<'_>, resource: &ProtectedResource) -> Option<String> {
    let organization = view.organization;
    let number: Option<i64> = resource.id.parse().ok();
    let id: Option<Uuid> = resource.id.parse().ok();
    match resource.kind {
        ResourceKind::Environment => organization.environment(number?).map(|known| known.name.clone()),
        ResourceKind::Queue => organization.agents().queue(number?).map(|known| known.name.clone()),
        ResourceKind::VariableGroup => {
            organization.variable_groups().group(number?).map(|known| known.name.clone())
        }
        ResourceKind::Endpoint => organization.service_endpoint(id?).map(|known| known.content.name.clone()),
        ResourceKind::SecureFile => organization.secure_file(id?).map(|known| known.name.clone()),
        ResourceKind::Repository => {
            let (_, repository) = resource.id.split_once('.')?;
            organization.repository(None, repository).map(|known| known.name.clone())
        }
    }
}

pub(super) fn resource_json(view: &View<'_>, resource: &ProtectedResource) -> Object {
    Object::new()
        .set("type", resource.kind.name())
        .set("id", resource.id.as_str())
        .set_some("name", resource_name(view, resource))
}

fn type_json(id: Uuid) -> Object {
    let name = TYPES.iter().find(|(known, _)| *known == id).map_or("Check", |(_, name)| name);
    Object::new().set("id", id).set("name", name)
}

fn check_url(view: &View<'_>, check: &Check) -> String {
    view.urls().at(format_args!("{}/_apis/pipelines/checks/configurations/{}", check.project, check.id))
}

fn check_json(view: &View<'_>, check: &Check, shows_settings: bool) -> Object {
    let content = &check.content;
    let own = check_url(view, check);
    // Settings name people by id alone as well; they are answered with their names.
    let mut settings = content.settings.clone();
    for people in ["approvers", "blockedApprovers"] {
        for person in settings.get_mut(people).and_then(Value::as_array_mut).into_iter().flatten() {
            let id = person["id"].as_str().and_then(|id| id.parse().ok()).map(crate::world::id::IdentityId);
            let known = id.and_then(|id| view.directory.identity(id));
            if let Some((known, person)) = known.zip(person.as_object_mut()) {
                person.insert("displayName".to_owned(), known.display_name.as_str().into());
                person.insert("uniqueName".to_owned(), known.unique_name.as_str().into());
                person.insert("descriptor".to_owned(), known.subject_descriptor.as_str().into());
            }
        }
    }
    Object::new()
        .set_if(shows_settings, "settings", || settings)
        .set("createdBy", approver(view, check.created.actor))
        .set("createdOn", date(check.created.at))
        .set("modifiedBy", approver(view, check.modified.actor))
        .set("modifiedOn", date(check.modified.at))
        .set("timeout", content.timeout)
        .set_if(content.is_disabled, "isDisabled", || true)
        .set_some("retryInterval", content.retry_interval)
        .set("_links", Object::new().set("self", link(own.clone())))
        .set("id", check.id)
        .set("version", check.version)
        .set("type", type_json(content.type_id))
        .set("url", own)
        .set("resource", resource_json(view, &content.resource))
}

/// Whether settings are to be answered.
fn shows_settings(view: &View<'_>) -> bool {
    let expand = view.query.any(&["$expand"]).unwrap_or_default();
    expand.eq_ignore_ascii_case("settings") || expand == "1"
}

/// A resource of a body.
#[derive(Deserialize)]
struct ResourceBody {
    #[serde(rename = "type")]
    kind: String,
    id: String,
}

impl ResourceBody {
    fn read(&self) -> Result<ProtectedResource, Fault> {
        resource(&self.kind, &self.id)
    }
}

pub(super) fn resource(kind: &str, id: &str) -> Result<ProtectedResource, Fault> {
    let known = ResourceKind::parse(kind).ok_or_else(|| Fault::invalid_parameter("resource.type", kind))?;
    Ok(ProtectedResource { kind: known, id: id.to_lowercase() })
}

/// A check of a body.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CheckBody {
    #[serde(rename = "type")]
    kind: Option<TypeBody>,
    settings: Option<Value>,
    resource: Option<ResourceBody>,
    timeout: Option<i64>,
    is_disabled: Option<bool>,
    retry_interval: Option<i64>,
}

#[derive(Deserialize)]
struct TypeBody {
    id: Option<String>,
    name: Option<String>,
}

impl TypeBody {
    fn read(&self) -> Result<Uuid, Fault> {
        let id = self.id.as_deref().filter(|id| !id.is_empty());
        if let Some(id) = id {
            return id.parse().map_err(|_| Fault::invalid_parameter("type.id", id));
        }
        let name = self.name.as_deref().ok_or_else(|| Fault::argument_null("type.id"))?;
        let found = TYPES.iter().find(|(_, known)| known.eq_ignore_ascii_case(name));
        found.map(|(id, _)| *id).ok_or_else(|| Fault::invalid_parameter("type.name", name))
    }
}

fn add_check(change: &mut Change<'_>, body: CheckBody) -> Result<Reply, Fault> {
    let project = required_project(&change.view())?;
    let kind = body.kind.ok_or_else(|| Fault::argument_null("type"))?.read()?;
    let resource = body.resource.ok_or_else(|| Fault::argument_null("resource"))?.read()?;
    if resource_name(&change.view(), &resource).is_none() {
        return Err(Fault::resource_not_found(resource.kind.name(), &resource.id));
    }
    let new = NewCheck {
        resource,
        type_id: kind,
        settings: body.settings.unwrap_or(Value::Null),
        timeout: body.timeout.filter(|timeout| *timeout > 0).unwrap_or(43_200),
        is_disabled: body.is_disabled.unwrap_or(false),
        retry_interval: body.retry_interval,
    };
    let id = change.make(|tx| tx.add_check(project, new))?;
    told(&change.view(), id)
}

fn told(view: &View<'_>, id: i64) -> Result<Reply, Fault> {
    let check = view.organization.check(id).ok_or_else(|| Fault::check_not_found(&id.to_string()))?;
    Ok(Reply::json(check_json(view, check, true)))
}

fn get_checks(view: &View<'_>) -> Result<Reply, Fault> {
    let project = required_project(view)?;
    let (kind, id) = (view.query.any(&["resourceType"]), view.query.any(&["resourceId"]));
    let shows = shows_settings(view);
    let found = view.organization.checks(project).filter(|check| {
        let resource = &check.content.resource;
        kind.is_none_or(|kind| ResourceKind::parse(kind) == Some(resource.kind))
            && id.is_none_or(|id| id.eq_ignore_ascii_case(&resource.id))
    });
    Ok(Reply::list(found.map(|check| check_json(view, check, shows))))
}

fn find<'w>(view: &View<'w>) -> Result<&'w Check, Fault> {
    let given = view.required("id")?;
    let project = required_project(view)?;
    let found = given.parse().ok().and_then(|id| view.organization.check(id));
    found.filter(|found| found.project == project).ok_or_else(|| Fault::check_not_found(given))
}

fn get_check(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(check_json(view, find(view)?, shows_settings(view))))
}

fn update_check(change: &mut Change<'_>, body: CheckBody) -> Result<Reply, Fault> {
    let (id, before) = {
        let view = change.view();
        let check = find(&view)?;
        (check.id, check.content.clone())
    };
    let new = NewCheck {
        resource: body.resource.map(|resource| resource.read()).transpose()?.unwrap_or(before.resource),
        type_id: body.kind.map(|kind| kind.read()).transpose()?.unwrap_or(before.type_id),
        settings: body.settings.unwrap_or(before.settings),
        timeout: body.timeout.filter(|timeout| *timeout > 0).unwrap_or(before.timeout),
        is_disabled: body.is_disabled.unwrap_or(before.is_disabled),
        retry_interval: body.retry_interval.or(before.retry_interval),
    };
    change.make(|tx| tx.update_check(id, new))?;
    told(&change.view(), id)
}

fn delete_check(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find(&change.view())?.id;
    change.make(|tx| tx.delete_check(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn query_checks(view: &View<'_>, body: Vec<ResourceBody>) -> Result<Reply, Fault> {
    let project = required_project(view)?;
    let wanted = body.iter().map(ResourceBody::read).collect::<Result<Vec<_>, _>>()?;
    let shows = shows_settings(view);
    let found = view.organization.checks(project).filter(|check| wanted.contains(&check.content.resource));
    Ok(Reply::list(found.map(|check| check_json(view, check, shows))))
}

// Suites.

fn run_json(view: &View<'_>, suite: &CheckSuite, run: &CheckRun) -> Object {
    let check = run.check.and_then(|id| view.organization.check(id));
    let reference = match check {
        Some(check) => Object::new()
            .set("id", check.id)
            .set("version", check.version)
            .set("type", type_json(check.content.type_id))
            .set("url", check_url(view, check)),
        None => Object::new().set("id", 0).set("type", json!({"id": AUTHORIZATION, "name": "Authorization"})),
    };
    Object::new()
        .set("id", run.id)
        .set("createdDate", date(suite.created.at))
        .set_some("completedDate", run.finished.map(date))
        .set("checkConfigurationRef", reference.set("resource", resource_json(view, &run.resource)))
        .set("status", run.status.name())
        .set("resultMessage", run.message.as_str())
}

fn suite_json(view: &View<'_>, suite: &CheckSuite) -> Object {
    let status = suite.status();
    let completed = suite.runs.iter().filter_map(|run| run.finished).max();
    let own = view.urls().at(format_args!("{}/_apis/pipelines/checks/runs/{}", suite.project, suite.id));
    Object::new()
        .set("status", status.name())
        .set("message", "")
        .set_some("completedDate", completed.filter(|_| status.is_final()).map(date))
        .set("checkRuns", suite.runs.iter().map(|run| run_json(view, suite, run)).collect::<Vec<_>>())
        .set("_links", Object::new().set("self", link(own)))
        .set("id", suite.id)
        .set_if(!suite.context.is_null(), "context", || suite.context.clone())
}

fn get_suite(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("checkSuiteId")?;
    let project = required_project(view)?;
    let found = given.parse().ok().and_then(|id: Uuid| view.organization.check_suite(id));
    let suite =
        found.filter(|suite| suite.project == project).ok_or_else(|| Fault::check_not_found(given))?;
    Ok(Reply::json(suite_json(view, suite)))
}

/// What is to be evaluated.
#[derive(Deserialize)]
struct SuiteBody {
    resources: Vec<ResourceBody>,
    context: Option<Value>,
}

fn evaluate_suite(change: &mut Change<'_>, body: SuiteBody) -> Result<Reply, Fault> {
    let project = required_project(&change.view())?;
    let resources = body.resources.iter().map(ResourceBody::read).collect::<Result<Vec<_>, _>>()?;
    let context = body.context.unwrap_or(Value::Null);
    let id = change.make(|tx| tx.evaluate_checks(project, &resources, context))?;
    let view = change.view();
    let suite = view.organization.check_suite(id).ok_or_else(|| Fault::check_not_found(&id.to_string()))?;
    debug_assert!(suite.status() != CheckStatus::Queued, "it was looked at");
    Ok(Reply::json(suite_json(&view, suite)))
}
