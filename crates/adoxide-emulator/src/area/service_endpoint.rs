//! Service endpoints.

use http::StatusCode;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::Handler::Quick;
use super::distributed_task::required_project;
use super::{Call, Handler, project as find_project, text};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::service_endpoint::{NewServiceEndpoint, ServiceEndpoint};
use crate::world::variable_group::ProjectReference;
use crate::world::{Organization, World};

pub(super) const HANDLERS: &[(&str, Handler)] = &[
    ("service_endpoint.get_service_endpoints", Quick(get_endpoints)),
    ("service_endpoint.get_service_endpoints_by_names", Quick(get_endpoints)),
    ("service_endpoint.get_service_endpoint_details", Quick(get_endpoint)),
    ("service_endpoint.create_service_endpoint", Quick(create_endpoint)),
    ("service_endpoint.update_service_endpoint", Quick(update_endpoint)),
    ("service_endpoint.share_service_endpoint", Quick(share_endpoint)),
    ("service_endpoint.delete_service_endpoint", Quick(delete_endpoint)),
];

/// The parameters that are no secrets, by the words in their names: all others are answered as null.
const OPEN: &[&str] =
    &["username", "tenantid", "serviceprincipalid", "authenticationtype", "scope", "audience"];

fn endpoint_json(
    call: &Call,
    world: &World,
    organization: &Organization,
    endpoint: &ServiceEndpoint,
) -> Object {
    let content = &endpoint.content;
    let parameters = content.parameters.iter().map(|(name, value)| {
        let is_open = OPEN.contains(&name.to_lowercase().as_str());
        (name.clone(), if is_open { value.clone() } else { Value::Null })
    });
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
        .set("createdBy", call.urls().person(world, endpoint.created.actor))
        .set_some("description", content.description.as_deref())
        .set("authorization", authorization)
        .set("isShared", content.projects.len() > 1)
        .set("isReady", true)
        .set("owner", "Library")
        .set("serviceEndpointProjectReferences", references.collect::<Vec<Object>>())
}

fn get_endpoints(call: &Call) -> Result<Reply, Fault> {
    let kind = call.query.any(&["type"]);
    let (names, ids) = (call.query.all("endpointNames"), call.query.all("endpointIds"));
    let world = call.shared.world();
    let organization = call.organization(&world)?;
    let project = required_project(call, organization)?;
    let found = organization.service_endpoints(project).filter(|endpoint| {
        let own = endpoint.reference(project).map_or("", |reference| reference.name.as_str());
        kind.is_none_or(|kind| kind.eq_ignore_ascii_case(&endpoint.content.kind))
            && (names.is_empty() || names.iter().any(|name| name.eq_ignore_ascii_case(own)))
            && (ids.is_empty() || ids.iter().any(|id| id.parse() == Ok(endpoint.id)))
    });
    Ok(Reply::list(found.map(|found| endpoint_json(call, &world, organization, found))))
}

fn endpoint_id(call: &Call) -> Result<Uuid, Fault> {
    let given = call.required("endpointId")?;
    given.parse().map_err(|_| Fault::invalid_parameter("endpointId", given))
}

/// One that is not there is answered with 200 and nothing: reported by the clients, which check for it.
fn get_endpoint(call: &Call) -> Result<Reply, Fault> {
    let id = endpoint_id(call)?;
    let world = call.shared.world();
    let organization = call.organization(&world)?;
    let project = required_project(call, organization)?;
    let found = organization.service_endpoint(id).filter(|found| found.reference(project).is_some());
    Ok(Reply::json(found.map(|found| endpoint_json(call, &world, organization, found))))
}

fn references(organization: &Organization, body: &Value) -> Result<Vec<ProjectReference>, Fault> {
    let given = body.as_array().into_iter().flatten().map(|reference| {
        let named =
            text(reference, "/projectReference/id").or_else(|| text(reference, "/projectReference/name"));
        let named = named.ok_or_else(|| Fault::argument_null("projectReference"))?;
        let name = text(reference, "/name").ok_or_else(|| Fault::argument_null("name"))?;
        Ok(ProjectReference {
            project: find_project(organization, named)?.id,
            name: name.to_owned(),
            description: text(reference, "/description").map(str::to_owned),
        })
    });
    given.collect()
}

/// The endpoint of a body. The older way names one project in the path, the newer one several in the body.
fn new_endpoint(call: &Call, organization: &Organization, body: &Value) -> Result<NewServiceEndpoint, Fault> {
    let field = |pointer| text(body, pointer).map(str::to_owned);
    let name = field("/name").filter(|name| !name.trim().is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?;
    let object = |pointer| body.pointer(pointer).and_then(Value::as_object).cloned();
    let given = body.get("serviceEndpointProjectReferences").filter(|given| given.is_array());
    let projects = match (given, call.project(organization)?) {
        (Some(given), _) => references(organization, given)?,
        (None, Some(project)) => {
            vec![ProjectReference { project: project.id, name: name.clone(), description: None }]
        }
        (None, None) => return Err(Fault::argument_null("serviceEndpointProjectReferences")),
    };
    Ok(NewServiceEndpoint {
        name,
        kind: field("/type").ok_or_else(|| Fault::argument_null("type"))?,
        url: field("/url"),
        description: field("/description"),
        data: object("/data").unwrap_or_default(),
        scheme: field("/authorization/scheme").unwrap_or_else(|| "None".to_owned()),
        parameters: object("/authorization/parameters").unwrap_or_else(Map::new),
        projects,
    })
}

fn told(call: &Call, world: &World, id: Uuid) -> Result<Reply, Fault> {
    let organization = call.organization(world)?;
    let found = organization.service_endpoint(id);
    let found = found.ok_or_else(|| Fault::service_endpoint_not_found(&id.to_string()))?;
    Ok(Reply::json(endpoint_json(call, world, organization, found)))
}

fn create_endpoint(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let mut world = call.shared.world_mut();
    let new = new_endpoint(call, call.organization(&world)?, &body)?;
    let id = call.organization_mut(&mut world)?.create_service_endpoint(call.stamp(), new)?;
    told(call, &world, id)
}

fn update_endpoint(call: &Call) -> Result<Reply, Fault> {
    let (id, body) = (endpoint_id(call)?, call.json()?);
    let mut world = call.shared.world_mut();
    let new = new_endpoint(call, call.organization(&world)?, &body)?;
    call.organization_mut(&mut world)?.update_service_endpoint(call.stamp(), id, new)?;
    told(call, &world, id)
}

fn share_endpoint(call: &Call) -> Result<Reply, Fault> {
    let (id, body) = (endpoint_id(call)?, call.json()?);
    let mut world = call.shared.world_mut();
    let projects = references(call.organization(&world)?, &body)?;
    call.organization_mut(&mut world)?.share_service_endpoint(call.stamp(), id, projects)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn delete_endpoint(call: &Call) -> Result<Reply, Fault> {
    let id = endpoint_id(call)?;
    let mut world = call.shared.world_mut();
    let organization = call.organization(&world)?;
    let mut projects: Vec<_> = call.project(organization)?.map(|project| project.id).into_iter().collect();
    for given in call.query.all("projectIds") {
        projects.push(find_project(organization, given)?.id);
    }
    if projects.is_empty() {
        return Err(Fault::argument_null("projectIds"));
    }
    call.organization_mut(&mut world)?.delete_service_endpoint(call.stamp(), id, &projects)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
