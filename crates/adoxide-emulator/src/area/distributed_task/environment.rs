//! Environments, with their resources and deployments: at two addresses, one of which is older.

use adoxide_api::distributed_task::task_agent;
use adoxide_api::environments;
use http::StatusCode;
use http::header::HeaderName;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::shape::{is_named, required_project};
use crate::base::date;
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Object, link};
use crate::wire::reply::Reply;
use crate::world::environment::{DeploymentRecord, Environment, EnvironmentResource};

handlers! {
    task_agent::meta::GET_ENVIRONMENTS => read(get_environments),
    task_agent::meta::GET_ENVIRONMENT_BY_ID => read(get_environment),
    task_agent::meta::ADD_ENVIRONMENT => change(add_environment),
    task_agent::meta::UPDATE_ENVIRONMENT => change(update_environment),
    task_agent::meta::DELETE_ENVIRONMENT => change(delete_environment),
    task_agent::meta::GET_ENVIRONMENT_DEPLOYMENT_EXECUTION_RECORDS => read(get_deployments),
    task_agent::meta::ADD_KUBERNETES_RESOURCE => change(add_kubernetes),
    task_agent::meta::GET_KUBERNETES_RESOURCE => read(get_kubernetes),
    task_agent::meta::DELETE_KUBERNETES_RESOURCE => change(delete_resource),
    environments::meta::GET_ENVIRONMENTS => read(get_environments),
    environments::meta::GET_ENVIRONMENT_BY_ID => read(get_environment),
    environments::meta::ADD_ENVIRONMENT => change(add_environment),
    environments::meta::UPDATE_ENVIRONMENT => change(update_environment),
    environments::meta::DELETE_ENVIRONMENT => change(delete_environment),
    environments::meta::GET_ENVIRONMENT_DEPLOYMENT_EXECUTION_RECORDS => read(get_deployments),
    environments::meta::ADD_KUBERNETES_RESOURCE => change(add_kubernetes),
    environments::meta::UPDATE_KUBERNETES_RESOURCE => change(update_kubernetes),
    environments::meta::GET_KUBERNETES_RESOURCE => read(get_kubernetes),
    environments::meta::DELETE_KUBERNETES_RESOURCE => change(delete_resource),
    environments::meta::ADD_VIRTUAL_MACHINE_RESOURCE => change(add_machine),
    environments::meta::GET_VIRTUAL_MACHINE_RESOURCES => read(get_machines),
    environments::meta::UPDATE_VIRTUAL_MACHINE_RESOURCE => change(update_machine),
    environments::meta::REPLACE_VIRTUAL_MACHINE_RESOURCE => change(update_machine),
    environments::meta::DELETE_VIRTUAL_MACHINE_RESOURCE => change(delete_resource),
}

/// An environment: recorded. The project has no name, and lists have no resources.
fn environment_json(view: &View<'_>, environment: &Environment, is_listed: bool) -> Object {
    let person = |id| view.urls().person(view.directory, id).into_json();
    let json = Object::new()
        .set("id", environment.id)
        .set("name", environment.name.as_str())
        .set("description", environment.description.as_str())
        .set("createdBy", person(environment.created.actor))
        .set("createdOn", date(environment.created.at))
        .set("lastModifiedBy", person(environment.modified.actor))
        .set("lastModifiedOn", date(environment.modified.at));
    let json = json.set_if(!is_listed, "resources", || {
        let rows = environment.resources.values().map(|resource| {
            Object::new()
                .set("id", resource.id)
                .set("name", resource.name.as_str())
                .set("type", resource.kind)
                .set("tags", resource.tags.iter().map(String::as_str).collect::<Vec<_>>())
        });
        rows.collect::<Vec<_>>()
    });
    json.set("project", json!({"id": environment.project.to_string(), "name": null}))
}

fn get_environments(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.query.any(&["name"]);
    let top = view.query.number(&["$top", "top"])?.unwrap_or(1_000);
    let from = match view.query.any(&["continuationToken"]) {
        Some(token) => token.parse().map_err(|_| Fault::invalid_parameter("continuationToken", token))?,
        None => 0_i64,
    };
    let project = required_project(view)?;
    let mut found: Vec<_> = view
        .organization
        .environments(project)
        .filter(|known| name.is_none_or(|name| is_named(&known.name, name)) && known.id >= from)
        .collect();
    let next = found.get(top).map(|next| next.id);
    found.truncate(top);
    let reply = Reply::list(found.into_iter().map(|known| environment_json(view, known, true)));
    Ok(paged(reply, next))
}

pub(super) fn paged(reply: Reply, next: Option<i64>) -> Reply {
    match next {
        Some(next) => reply.header(HeaderName::from_static("x-ms-continuationtoken"), next.to_string()),
        None => reply,
    }
}

fn find<'w>(view: &View<'w>) -> Result<&'w Environment, Fault> {
    let given = view.required("environmentId")?;
    let project = required_project(view)?;
    let found = given.parse().ok().and_then(|id| view.organization.environment(id));
    found.filter(|found| found.project == project).ok_or_else(|| Fault::environment_not_found(given))
}

fn get_environment(view: &View<'_>) -> Result<Reply, Fault> {
    let expands = view.query.any(&["expands", "$expand"]).unwrap_or_default();
    let is_short = expands.eq_ignore_ascii_case("none") || expands == "0";
    Ok(Reply::json(environment_json(view, find(view)?, is_short)))
}

#[derive(Deserialize)]
struct NewEnvironment {
    name: String,
    description: Option<String>,
}

fn add_environment(change: &mut Change<'_>, body: NewEnvironment) -> Result<Reply, Fault> {
    if body.name.trim().is_empty() {
        return Err(Fault::argument_null("name"));
    }
    let project = required_project(&change.view())?;
    let description = body.description.unwrap_or_default();
    let id = change.make(|tx| tx.create_environment(project, body.name, description))?;
    let view = change.view();
    let made =
        view.organization.environment(id).ok_or_else(|| Fault::environment_not_found(&id.to_string()))?;
    Ok(Reply::json(environment_json(&view, made, false)))
}

#[derive(Deserialize)]
struct EnvironmentChange {
    name: Option<String>,
    description: Option<String>,
}

fn update_environment(change: &mut Change<'_>, body: EnvironmentChange) -> Result<Reply, Fault> {
    let id = find(&change.view())?.id;
    let name = body.name.filter(|name| !name.trim().is_empty());
    change.make(|tx| tx.update_environment(id, name, body.description))?;
    let view = change.view();
    Ok(Reply::json(environment_json(&view, find(&view)?, false)))
}

fn delete_environment(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find(&change.view())?.id;
    change.make(|tx| tx.delete_environment(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// Deployments.

fn deployment_json(view: &View<'_>, record: &DeploymentRecord, environment: &Environment) -> Object {
    let urls = view.urls();
    let project = environment.project;
    let reference = |id: i64, name: &str, web: &str, own: &str| {
        let at = |path: &str| link(urls.at(format_args!("{project}/{path}{id}")));
        let links = Object::new().set("web", at(web)).set("self", at(own));
        Object::new().set("_links", links).set("id", id).set("name", name)
    };
    let definition = reference(
        record.definition,
        &record.definition_name,
        "_build/definition?definitionId=",
        "_apis/build/Definitions/",
    );
    let owner = reference(record.build, &record.number, "_build/results?buildId=", "_apis/build/Builds/");
    Object::new()
        .set("id", record.id)
        .set("requestIdentifier", format!("{}.{}", record.stage, record.job_name))
        .set("environmentId", record.environment)
        .set_some("resourceId", record.resource)
        .set("serviceOwner", "00025394-6065-48ca-87d9-7f5672854ef7")
        .set("scopeId", project)
        .set("planType", "Build")
        .set("planId", record.plan)
        .set("stageName", record.stage.as_str())
        .set("jobName", record.job_name.as_str())
        .set("stageAttempt", record.attempt)
        .set("jobAttempt", record.attempt)
        .set("definition", definition)
        .set("owner", owner)
        .set_some("result", record.result)
        .set("queueTime", date(record.queued))
        .set_some("startTime", record.started.map(date))
        .set_some("finishTime", record.finished.map(date))
}

fn get_deployments(view: &View<'_>) -> Result<Reply, Fault> {
    let top = view.query.number(&["top", "$top"])?.unwrap_or(25).min(1_000);
    let from = match view.query.any(&["continuationToken"]) {
        Some(token) => token.parse().map_err(|_| Fault::invalid_parameter("continuationToken", token))?,
        None => i64::MAX,
    };
    let environment = find(view)?;
    let mut found: Vec<_> =
        view.organization.deployments(environment.id).rev().filter(|known| known.id <= from).collect();
    let next = found.get(top).map(|next| next.id);
    found.truncate(top);
    let reply = Reply::list(found.into_iter().map(|record| deployment_json(view, record, environment)));
    Ok(paged(reply, next))
}

// Resources.

fn resource_json(view: &View<'_>, environment: &Environment, resource: &EnvironmentResource) -> Object {
    let person = |id| view.urls().person(view.directory, id).into_json();
    let rest = resource.rest.iter().fold(Object::new(), |json, (name, value)| json.set(name, value));
    rest.set("id", resource.id)
        .set("name", resource.name.as_str())
        .set("type", resource.kind)
        .set("tags", resource.tags.iter().map(String::as_str).collect::<Vec<_>>())
        .set("createdBy", person(resource.created.actor))
        .set("createdOn", date(resource.created.at))
        .set("lastModifiedBy", person(resource.modified.actor))
        .set("lastModifiedOn", date(resource.modified.at))
        .set("environmentReference", json!({"id": environment.id, "name": environment.name}))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ResourceBody {
    id: Option<i64>,
    name: Option<String>,
    tags: Option<Vec<String>>,
    cluster_name: Option<String>,
    namespace: Option<String>,
    service_endpoint_id: Option<String>,
    agent: Option<Value>,
    virtual_machine: Option<Box<ResourceBody>>,
}

impl ResourceBody {
    /// What only one type of resources has.
    fn rest(&self) -> Map<String, Value> {
        let text = |value: &Option<String>| value.clone().map(Value::from);
        let all = [
            ("namespace", text(&self.namespace)),
            ("clusterName", text(&self.cluster_name)),
            ("serviceEndpointId", text(&self.service_endpoint_id)),
            ("agent", self.agent.clone()),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }
}

fn add(change: &mut Change<'_>, kind: &'static str, body: ResourceBody) -> Result<Reply, Fault> {
    let id = find(&change.view())?.id;
    let rest = body.rest();
    let name =
        body.name.filter(|name| !name.trim().is_empty()).ok_or_else(|| Fault::argument_null("name"))?;
    let tags = body.tags.unwrap_or_default();
    let resource = change.make(|tx| tx.add_environment_resource(id, kind, name, tags, rest))?;
    told(&change.view(), resource)
}

fn told(view: &View<'_>, id: i64) -> Result<Reply, Fault> {
    let environment = find(view)?;
    let found = environment.resources.get(&id);
    let found = found.ok_or_else(|| Fault::environment_resource_not_found(&id.to_string()))?;
    Ok(Reply::json(resource_json(view, environment, found)))
}

fn add_kubernetes(change: &mut Change<'_>, body: ResourceBody) -> Result<Reply, Fault> {
    add(change, "kubernetes", body)
}

fn add_machine(change: &mut Change<'_>, body: ResourceBody) -> Result<Reply, Fault> {
    let body = match body.virtual_machine {
        Some(inner) => *inner,
        None => body,
    };
    add(change, "virtualMachine", body)
}

fn update(change: &mut Change<'_>, body: ResourceBody) -> Result<Reply, Fault> {
    let environment = find(&change.view())?.id;
    let resource = body.id.ok_or_else(|| Fault::argument_null("id"))?;
    let rest = body.rest();
    change.make(|tx| {
        tx.update_environment_resource(environment, resource, |known| {
            known.name = body.name.unwrap_or_else(|| std::mem::take(&mut known.name));
            known.tags = body.tags.unwrap_or_else(|| std::mem::take(&mut known.tags));
            known.rest.extend(rest);
        })
    })?;
    told(&change.view(), resource)
}

fn update_kubernetes(change: &mut Change<'_>, body: ResourceBody) -> Result<Reply, Fault> {
    update(change, body)
}

fn update_machine(change: &mut Change<'_>, body: ResourceBody) -> Result<Reply, Fault> {
    update(change, body)
}

fn resource_id(view: &View<'_>) -> Result<i64, Fault> {
    let given = view.required("resourceId")?;
    given.parse().map_err(|_| Fault::environment_resource_not_found(given))
}

fn get_kubernetes(view: &View<'_>) -> Result<Reply, Fault> {
    told(view, resource_id(view)?)
}

fn get_machines(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.query.any(&["name"]);
    let environment = find(view)?;
    let rows = environment.resources.values().filter(|resource| {
        resource.kind == "virtualMachine" && name.is_none_or(|name| is_named(&resource.name, name))
    });
    Ok(Reply::list(rows.map(|resource| resource_json(view, environment, resource))))
}

fn delete_resource(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let environment = find(&change.view())?.id;
    let resource = resource_id(&change.view())?;
    change.make(|tx| tx.delete_environment_resource(environment, resource))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
