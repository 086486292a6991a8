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
mod oauth;

pub(in crate::area) use self::oauth::handlers as oauth_handlers;

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
    meta::GET_FILTERED_SERVICE_ENDPOINT_TYPES => read(endpoint_type::get_some_types),
    meta::GET_SERVICE_ENDPOINTS_BY_TYPE_AND_OWNER => read(get_of_type),
    meta::GET_SERVICE_ENDPOINT_EXECUTION_RECORDS => read(get_history),
    meta::ADD_SERVICE_ENDPOINT_EXECUTION_RECORDS => change(add_history),
    meta::UPDATE_SERVICE_ENDPOINTS => change(update_endpoints),
    meta::GET_SERVICE_ENDPOINTS_WITH_REFRESHED_AUTHENTICATION => read(get_refreshed),
    meta::QUERY_SHARED_PROJECTS => read(get_shared_projects),
    meta::SHARE_ENDPOINT_WITH_PROJECT => change(share_with_project),
    meta::EXECUTE_SERVICE_ENDPOINT_REQUEST => read(execute_request),
    meta::QUERY_SERVICE_ENDPOINT => read(query_endpoint),
    meta::GET_AZURE_SUBSCRIPTIONS => read(get_azure),
    meta::GET_AZURE_MANAGEMENT_GROUPS => read(get_azure),
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
    // What clients reported comes first: it is of nothing that runs here.
    let reported = organization.setting(HISTORY, &id.to_string()).and_then(Value::as_array);
    let reported = reported
        .into_iter()
        .flatten()
        .rev()
        .map(|data| Object::new().set("endpointId", id).set("data", data.clone()));
    Ok(Reply::list(reported.chain(rows).take(top)))
}

/// Where uses that clients reported are kept, by endpoint.
const HISTORY: &str = "endpointHistory";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Uses {
    endpoint_ids: Vec<String>,
    data: Map<String, Value>,
}

/// Reports that something used endpoints.
fn add_history(change: &mut Change<'_>, body: Uses) -> Result<Reply, Fault> {
    let view = change.view();
    let project = view.project()?.id;
    let ids = body.endpoint_ids.iter().map(|id| {
        let known = id.parse().ok().and_then(|id: Uuid| view.organization.service_endpoint(id));
        let known = known.filter(|known| known.reference(project).is_some());
        known.map(|known| known.id).ok_or_else(|| Fault::service_endpoint_not_found(id))
    });
    let ids = ids.collect::<Result<Vec<_>, _>>()?;
    let data = Value::Object(body.data);
    for id in &ids {
        let known = change.view().organization.setting(HISTORY, &id.to_string()).cloned();
        let mut all = known.and_then(|known| known.as_array().cloned()).unwrap_or_default();
        all.push(data.clone());
        change.make(|tx| tx.set_setting(HISTORY, &id.to_string(), Some(Value::Array(all))))?;
    }
    Ok(Reply::list(ids.into_iter().map(|id| Object::new().set("endpointId", id).set("data", data.clone()))))
}

/// The endpoints of a type, of all projects. Each is of the organization's library: there is no other owner here.
fn get_of_type(view: &View<'_>) -> Result<Reply, Fault> {
    let given = |name: &'static str| view.query.any(&[name]).ok_or_else(|| Fault::argument_null(name));
    let (kind, owner) = (given("type")?, given("owner")?);
    let is_library = owner.eq_ignore_ascii_case("library");
    let all = view.organization.all_service_endpoints();
    let found = all.filter(|found| is_library && found.content.kind.eq_ignore_ascii_case(kind));
    Ok(Reply::list(found.map(|found| endpoint_json(view, found)).collect::<Vec<_>>()))
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
        // Documented since 7.2: no recording has it.
        .set_if(content.is_disabled, "isDisabled", || true)
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
    #[serde(default)]
    is_disabled: bool,
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
        is_disabled: body.is_disabled,
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

/// Changes several at once, each as alone.
fn update_endpoints(change: &mut Change<'_>, body: Vec<Value>) -> Result<Reply, Fault> {
    let mut ids = Vec::new();
    for one in body {
        let given = one["id"].as_str().ok_or_else(|| Fault::argument_null("id"))?;
        let id: Uuid = given.parse().map_err(|_| Fault::invalid_parameter("id", given))?;
        let content: Endpoint = serde_json::from_value(one).map_err(Fault::invalid_body)?;
        let new = new_endpoint(&change.view(), content)?;
        change.make(|tx| tx.update_service_endpoint(id, new))?;
        ids.push(id);
    }
    let view = change.view();
    let found = ids.iter().filter_map(|id| view.organization.service_endpoint(*id));
    Ok(Reply::list(found.map(|found| endpoint_json(&view, found)).collect::<Vec<_>>()))
}

/// Nothing authenticates anywhere, so nothing is stale.
fn get_refreshed(view: &View<'_>) -> Result<Reply, Fault> {
    get_endpoints(view)
}

/// The projects that an endpoint is shared with, but for the one that asks.
fn get_shared_projects(view: &View<'_>) -> Result<Reply, Fault> {
    let id = endpoint_id(view)?;
    let asking = view.query.any(&["project"]).ok_or_else(|| Fault::argument_null("project"))?;
    let asking = ready_project(view.organization, asking)?.id;
    let found = view.organization.service_endpoint(id);
    let found = found.ok_or_else(|| Fault::service_endpoint_not_found(&id.to_string()))?;
    let others = found.content.projects.iter().filter(|reference| reference.project != asking);
    let rows = others.filter_map(|reference| view.organization.project_by_id(reference.project));
    Ok(Reply::list(
        rows.map(|project| json!({"id": project.id.to_string(), "name": project.name})).collect::<Vec<_>>(),
    ))
}

fn share_with_project(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = endpoint_id(change.call)?;
    let given = |name: &'static str| change.query.any(&[name]).ok_or_else(|| Fault::argument_null(name));
    let (from, with) = (given("fromProject")?, given("withProject")?);
    let view = change.view();
    let (from, with) =
        (ready_project(view.organization, from)?.id, ready_project(view.organization, with)?.id);
    let known = view.organization.service_endpoint(id).and_then(|known| known.reference(from));
    let known = known.ok_or_else(|| Fault::service_endpoint_not_found(&id.to_string()))?;
    let (name, description) = (known.name.clone(), known.description.clone());
    let shared = vec![ProjectReference { project: with, name, description }];
    change.make(|tx| tx.share_service_endpoint(id, shared))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// What would be asked of the service behind an endpoint: the emulator asks nobody, and says so.
fn execute_request(view: &View<'_>) -> Result<Reply, Fault> {
    view.project()?;
    Ok(Reply::json(json!({
        "result": [],
        "statusCode": "serviceUnavailable",
        "errorMessage": "The emulator sends nothing to other services.",
        "activityId": view.shared.activity().to_string(),
        "callbackContextParameters": {},
        "callbackRequired": false,
    })))
}

fn query_endpoint(view: &View<'_>) -> Result<Reply, Fault> {
    view.project()?;
    Ok(Reply::list(Vec::<Value>::new()))
}

/// The caller has no subscription.
fn get_azure(_: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(json!({"value": [], "errorMessage": ""})))
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
