//! Which pipelines may use a resource.

use adoxide_api::approvals_and_checks::pipeline_permissions::meta;
use serde::Deserialize;

use super::super::distributed_task::{approver, required_project};
use super::check::{resource, resource_json, resource_name};
use crate::base::date;
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::check::ProtectedResource;
use crate::world::journal::Stamp;

handlers! {
    meta::GET_PIPELINE_PERMISSIONS_FOR_RESOURCE => read(get_permissions),
    meta::UPDATE_PIPELINE_PERMISIONS_FOR_RESOURCE => change(update_permissions),
    meta::UPDATE_PIPELINE_PERMISIONS_FOR_RESOURCES => change(update_many),
}

fn permissions_json(view: &View<'_>, resource: &ProtectedResource) -> Result<Object, Fault> {
    let project = required_project(view)?;
    let found = view.organization.pipeline_permissions(project, resource);
    let by = |json: Object, stamp: &Stamp| {
        json.set("authorized", true)
            .set("authorizedBy", approver(view, stamp.actor))
            .set("authorizedOn", date(stamp.at))
    };
    let all = found.and_then(|found| found.all).filter(|(is_open, _)| *is_open);
    let rows = found.into_iter().flat_map(|found| &found.pipelines);
    let rows = rows.map(|(id, stamp)| by(Object::new().set("id", *id), stamp));
    Ok(Object::new()
        .set("resource", resource_json(view, resource))
        .set_some("allPipelines", all.map(|(_, stamp)| by(Object::new(), &stamp)))
        .set("pipelines", rows.collect::<Vec<_>>()))
}

fn of_path(view: &View<'_>) -> Result<ProtectedResource, Fault> {
    let found = resource(view.required("resourceType")?, view.required("resourceId")?)?;
    known(view, found)
}

fn known(view: &View<'_>, found: ProtectedResource) -> Result<ProtectedResource, Fault> {
    if resource_name(view, &found).is_none() {
        return Err(Fault::resource_not_found(found.kind.name(), &found.id));
    }
    Ok(found)
}

fn get_permissions(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(permissions_json(view, &of_path(view)?)?))
}

/// Who may use a resource from now on.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Permissions {
    all_pipelines: Option<Authorized>,
    #[serde(default)]
    pipelines: Vec<Pipeline>,
    resource: Option<Named>,
}

#[derive(Deserialize)]
struct Authorized {
    authorized: bool,
}

#[derive(Deserialize)]
struct Pipeline {
    id: i64,
    authorized: Option<bool>,
}

#[derive(Deserialize)]
struct Named {
    #[serde(rename = "type")]
    kind: String,
    id: String,
}

fn update(change: &mut Change<'_>, resource: &ProtectedResource, body: &Permissions) -> Result<(), Fault> {
    let project = required_project(&change.view())?;
    let all = body.all_pipelines.as_ref().map(|all| all.authorized);
    let mut pipelines = Vec::new();
    for pipeline in &body.pipelines {
        let known = change.view().organization.builds().definition(pipeline.id);
        known
            .filter(|known| known.project == project)
            .ok_or_else(|| Fault::pipeline_not_found(&pipeline.id.to_string()))?;
        pipelines.push((pipeline.id, pipeline.authorized.unwrap_or(false)));
    }
    Ok(change.make(|tx| tx.set_pipeline_permissions(project, resource.clone(), all, &pipelines))?)
}

fn update_permissions(change: &mut Change<'_>, body: Permissions) -> Result<Reply, Fault> {
    let resource = of_path(&change.view())?;
    update(change, &resource, &body)?;
    get_permissions(&change.view())
}

fn update_many(change: &mut Change<'_>, body: Vec<Permissions>) -> Result<Reply, Fault> {
    let mut all = Vec::new();
    for permissions in &body {
        let named = permissions.resource.as_ref().ok_or_else(|| Fault::argument_null("resource"))?;
        let found = known(&change.view(), resource(&named.kind, &named.id)?)?;
        update(change, &found, permissions)?;
        all.push(found);
    }
    let view = change.view();
    let rows = all.iter().map(|resource| permissions_json(&view, resource));
    Ok(Reply::list(rows.collect::<Result<Vec<_>, Fault>>()?))
}
