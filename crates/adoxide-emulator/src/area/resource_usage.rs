//! How much there is of what is limited.

use adoxide_api::resource_usage::meta;

use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::classification::StructureGroup;

handlers! {
    meta::GET_LIMITS => read(get_limits),
    meta::GET_PROJECT_LIMIT => read(get_project_limit),
}

/// By name, each with its limit: {"count": n, "value": {…}}. Nothing documents the names; the limits are documented.
/// <https://learn.microsoft.com/azure/devops/organizations/settings/work/object-limits>
fn usage(all: &[(&str, usize, usize)]) -> Reply {
    let value = all.iter().fold(Object::new(), |json, (name, count, limit)| {
        json.set(name, Object::new().set("count", *count).set("limit", *limit))
    });
    Reply::json(Object::new().set("count", all.len()).set("value", value))
}

fn get_limits(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let tags: usize = organization.projects().map(|project| organization.tags(project.id).len()).sum();
    Ok(usage(&[
        ("Projects", organization.projects().count(), 1000),
        ("Processes", organization.processes().inherited.len(), 128),
        ("Work Item Tag definitions", tags, 150_000),
    ]))
}

fn get_project_limit(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project()?;
    let nodes = |group| project.classification.nodes(group).count();
    Ok(usage(&[
        ("Area Paths", nodes(StructureGroup::Areas), 10_000),
        ("Iteration Paths", nodes(StructureGroup::Iterations), 10_000),
        ("Teams", project.teams.len(), 5000),
    ]))
}
