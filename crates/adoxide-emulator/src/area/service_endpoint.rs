//! Service endpoints.

use adoxide_api::service_endpoint::meta;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::base::date;
use crate::handler::{Call, Change, View, handlers, ready_project};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::build::plan::{Resource, ResourceKind};
use crate::world::service_endpoint::{NewServiceEndpoint, ServiceEndpoint};
use crate::world::variable_group::ProjectReference;

mod endpoint_type;

handlers! {
    meta::GET_SERVICE_ENDPOINTS => read(get_endpoints),
    meta::GET_SERVICE_ENDPOINTS_BY_NAMES => read(get_endpoints),
    meta::GET_SERVICE_ENDPOINT_DETAILS => read(get_endpoint),
    // The older paths: documented up to 5.1, and used by the command line.
    meta::CREATE_SERVICE_ENDPOINT => change(create_endpoint),
    meta::UPDATE_SERVICE_ENDPOINT => change(update_endpoint),
    meta::SHARE_SERVICE_ENDPOINT => change(share_endpoint),
    meta::DELETE_SERVICE_ENDPOINT => change(delete_endpoint),
    meta::GET_SERVICE_ENDPOINT_TYPES => read(endpoint_type::get_types),
    meta::GET_SERVICE_ENDPOINT_EXECUTION_RECORDS => read(get_history),
}

/// The runs that used an endpoint, newest first: those with a stage that names it.
fn get_history(view: &View<'_>) -> Result<Reply, Fault> {
    let id = endpoint_id(view)?;
    let top = view.query.number(&["top", "$top"])?.unwrap_or(50);
    let project = view.project()?.id;
    let organization = view.organization;
    let endpoint = organization.service_endpoint(id).filter(|found| found.reference(project).is_some());
    let endpoint = endpoint.ok_or_else(|| Fault::service_endpoint_not_found(&id.to_string()))?;
    let name = endpoint.reference(project).map_or("", |own| own.name.as_str());
    let uses = |resource: &Resource| {
        resource.kind == ResourceKind::Endpoint
            && (resource.name.eq_ignore_ascii_case(name) || resource.name.parse() == Ok(id))
    };
    let builds = organization.builds().builds().rev().filter(|build| build.project == project);
    let rows = builds.filter_map(|build| {
        let stage = build.plan.stages.iter().find(|stage| stage.all_resources().iter().any(&uses))?;
        let record = build.stage(&stage.name).filter(|record| record.started.is_some())?;
        let definition = organization.builds().revisions(build.new.definition).last();
        let data = Object::new()
            .set("id", build.id)
            .set("planType", "Build")
            .set_some(
                "definition",
                definition.map(|known| json!({"id": known.id, "name": known.content.name})),
            )
            .set("owner", json!({"id": build.id, "name": build.number}))
            .set_some("startTime", record.started.map(date))
            .set_some("finishTime", record.finished.map(date))
            .set_some("result", record.result)
            .set("ownerDetails", stage.name.as_str());
        Some(Object::new().set("endpointId", id).set("data", data))
    });
    Ok(Reply::list(rows.take(top)))
}

/// Words in the names of parameters that are secret; all others are answered as they are.
const SECRET: &[&str] = &["password", "secret", "token", "key", "kubeconfig", "certificate"];

/// Whether a parameter is secret: answered as null. `AccessTokenType` says only what kind of token there is.
fn is_secret(name: &str) -> bool {
    let name = name.to_lowercase();
    SECRET.iter().any(|word| name.contains(word)) && !name.ends_with("type")
}

fn endpoint_json(view: &View<'_>, endpoint: &ServiceEndpoint) -> Object {
    let organization = view.organization;
    let content = &endpoint.content;
    let parameters = content
        .parameters
        .iter()
        .map(|(name, value)| (name.clone(), if is_secret(name) { Value::Null } else { value.clone() }));
    let authorization = Object::new()
        .set("parameters", Value::Object(parameters.collect()))
        .set("scheme", content.scheme.as_str());
    let references = content.projects.iter().map(|reference| {
        let project = organization.project_by_id(reference.project);
        let named = Object::new()
            .set("id", reference.project.to_string())
            .set_some("name", project.map(|project| project.name.as_str()));
        let json = Object::new().set("projectReference", named).set("name", reference.name.as_str());
        json.set_some("description", reference.description.as_deref())
    });
    Object::new()
        .set("data", Value::Object(content.data.clone()))
        .set("id", endpoint.id.to_string())
        .set("name", content.name.as_str())
        .set("type", content.kind.as_str())
        .set_some("url", content.url.as_deref())
        .set("createdBy", view.urls().person(view.directory, endpoint.created.actor))
        .set_some("description", content.description.as_deref())
        .set("authorization", authorization)
        .set("isShared", content.projects.len() > 1)
        .set("isReady", true)
        // Seen for Azure subscriptions: the service tries their credentials.
        .set_if(
            content.kind.eq_ignore_ascii_case("azurerm"),
            "operationStatus",
            || json!({"state": "Ready", "statusMessage": ""}),
        )
        .set("owner", "Library")
        .set("serviceEndpointProjectReferences", references.collect::<Vec<Object>>())
}

fn get_endpoints(view: &View<'_>) -> Result<Reply, Fault> {
    let kind = view.query.any(&["type"]);
    let (names, ids) = (view.query.all("endpointNames"), view.query.all("endpointIds"));
    let organization = view.organization;
    let project = view.project()?.id;
    let found = organization.service_endpoints(project).filter(|endpoint| {
        let own = endpoint.reference(project).map_or("", |reference| reference.name.as_str());
        kind.is_none_or(|kind| kind.eq_ignore_ascii_case(&endpoint.content.kind))
            && (names.is_empty() || names.iter().any(|name| name.eq_ignore_ascii_case(own)))
            && (ids.is_empty() || ids.iter().any(|id| id.parse() == Ok(endpoint.id)))
    });
    Ok(Reply::list(found.map(|found| endpoint_json(view, found))))
}

fn endpoint_id(call: &Call) -> Result<Uuid, Fault> {
    let given = call.required("endpointId")?;
    given.parse().map_err(|_| Fault::invalid_parameter("endpointId", given))
}

/// One that is not there is answered with 200 and nothing: reported by the clients, which check for it.
fn get_endpoint(view: &View<'_>) -> Result<Reply, Fault> {
    let id = endpoint_id(view)?;
    let organization = view.organization;
    let project = view.project()?.id;
    let found = organization.service_endpoint(id).filter(|found| found.reference(project).is_some());
    Ok(Reply::json(found.map(|found| endpoint_json(view, found))))
}

/// A project that a body shares an endpoint with.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Share {
    project_reference: Named,
    name: String,
    description: Option<String>,
}

/// A project by id or name.
#[derive(Deserialize)]
struct Named {
    id: Option<String>,
    name: Option<String>,
}

/// An endpoint, as bodies have it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Endpoint {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    url: Option<String>,
    description: Option<String>,
    #[serde(default)]
    data: Map<String, Value>,
    #[serde(default)]
    authorization: Authorization,
    service_endpoint_project_references: Option<Vec<Share>>,
}

#[derive(Default, Deserialize)]
struct Authorization {
    scheme: Option<String>,
    #[serde(default)]
    parameters: Map<String, Value>,
}

fn references(view: &View<'_>, given: Vec<Share>) -> Result<Vec<ProjectReference>, Fault> {
    let references = given.into_iter().map(|reference| {
        let Named { id, name } = reference.project_reference;
        let named = id.or(name).ok_or_else(|| Fault::argument_null("projectReference"))?;
        Ok(ProjectReference {
            project: ready_project(view.organization, &named)?.id,
            name: reference.name,
            description: reference.description,
        })
    });
    references.collect()
}

/// The endpoint of a body. The older way names one project in the path, the newer one several in the body.
fn new_endpoint(view: &View<'_>, body: Endpoint) -> Result<NewServiceEndpoint, Fault> {
    if body.name.trim().is_empty() {
        return Err(Fault::argument_null("name"));
    }
    let projects = match (body.service_endpoint_project_references, view.project_of_path()?) {
        (Some(given), _) => references(view, given)?,
        (None, Some(project)) => {
            vec![ProjectReference { project: project.id, name: body.name.clone(), description: None }]
        }
        (None, None) => return Err(Fault::argument_null("serviceEndpointProjectReferences")),
    };
    let mut parameters = body.authorization.parameters;
    let scheme = body.authorization.scheme.unwrap_or_else(|| "None".to_owned());
    if scheme.eq_ignore_ascii_case("WorkloadIdentityFederation") {
        // What is to be entered in Microsoft Entra: the service says it.
        let organization = view.organization;
        let issuer = format!("https://vstoken.dev.azure.com/{}", organization.id());
        let home = projects.first().and_then(|first| organization.project_by_id(first.project));
        let project = home.map_or("", |home| home.name.as_str());
        let subject = format!("sc://{}/{project}/{}", organization.name(), body.name);
        parameters.entry("workloadIdentityFederationIssuer").or_insert_with(|| issuer.into());
        parameters.entry("workloadIdentityFederationSubject").or_insert_with(|| subject.into());
    }
    Ok(NewServiceEndpoint {
        name: body.name,
        kind: body.kind,
        url: body.url,
        description: body.description,
        data: body.data,
        scheme,
        parameters,
        projects,
    })
}

fn answer(view: &View<'_>, id: Uuid) -> Result<Reply, Fault> {
    let organization = view.organization;
    let found = organization.service_endpoint(id);
    let found = found.ok_or_else(|| Fault::service_endpoint_not_found(&id.to_string()))?;
    Ok(Reply::json(endpoint_json(view, found)))
}

fn create_endpoint(change: &mut Change<'_>, body: Endpoint) -> Result<Reply, Fault> {
    let new = new_endpoint(&change.view(), body)?;
    let id = change.make(|tx| tx.create_service_endpoint(new))?;
    answer(&change.view(), id)
}

fn update_endpoint(change: &mut Change<'_>, body: Endpoint) -> Result<Reply, Fault> {
    let id = endpoint_id(change.call)?;
    let new = new_endpoint(&change.view(), body)?;
    change.make(|tx| tx.update_service_endpoint(id, new))?;
    answer(&change.view(), id)
}

fn share_endpoint(change: &mut Change<'_>, body: Vec<Share>) -> Result<Reply, Fault> {
    let id = endpoint_id(change.call)?;
    let projects = references(&change.view(), body)?;
    change.make(|tx| tx.share_service_endpoint(id, projects))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn delete_endpoint(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = endpoint_id(change.call)?;
    let view = change.view();
    let mut projects: Vec<_> = view.project_of_path()?.map(|project| project.id).into_iter().collect();
    for given in change.query.all("projectIds") {
        projects.push(ready_project(view.organization, given)?.id);
    }
    if projects.is_empty() {
        return Err(Fault::argument_null("projectIds"));
    }
    change.make(|tx| tx.delete_service_endpoint(id, &projects))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
