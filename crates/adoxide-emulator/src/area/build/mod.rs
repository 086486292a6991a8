//! Build definitions and builds, their folders, logs, artifacts and tags.

mod definition;
mod folder;
mod run;

use serde_json::Value;

pub(super) use self::definition::{find_yaml, repository as repository_of};

use super::Handler::{Blocking, Quick};
use super::{Call, Handler};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::build::{AgentQueue, Build, Definition};
use crate::world::id::ProjectId;
use crate::world::project::Project;
use crate::world::{Organization, World};

pub(super) const HANDLERS: &[(&str, Handler)] = &[
    ("build.get_definitions", Quick(definition::get_definitions)),
    ("build.get_definition", Quick(definition::get_definition)),
    ("build.create_definition", Quick(definition::create_definition)),
    ("build.update_definition", Quick(definition::update_definition)),
    ("build.delete_definition", Quick(definition::delete_definition)),
    ("build.get_definition_revisions", Quick(definition::get_definition_revisions)),
    ("build.get_definition_tags", Quick(definition::get_definition_tags)),
    ("build.add_definition_tag", Quick(definition::add_definition_tag)),
    ("build.add_definition_tags", Quick(definition::add_definition_tags)),
    ("build.delete_definition_tag", Quick(definition::delete_definition_tag)),
    ("build.get_definition_yaml", Blocking(definition::get_definition_yaml)),
    ("build.get_folders", Quick(folder::get_folders)),
    ("build.create_folder", Quick(folder::create_folder)),
    ("build.update_folder", Quick(folder::update_folder)),
    ("build.delete_folder", Quick(folder::delete_folder)),
    ("build.get_builds", Quick(run::get_builds)),
    ("build.get_build", Quick(run::get_build)),
    ("build.queue_build", Quick(run::queue_build)),
    ("build.update_build", Quick(run::update_build)),
    ("build.update_builds", Quick(run::update_builds)),
    ("build.delete_build", Quick(run::delete_build)),
    ("build.get_latest_build", Quick(run::get_latest_build)),
    ("build.get_build_tags", Quick(run::get_build_tags)),
    ("build.add_build_tag", Quick(run::add_build_tag)),
    ("build.add_build_tags", Quick(run::add_build_tags)),
    ("build.delete_build_tag", Quick(run::delete_build_tag)),
    ("build.get_tags", Quick(run::get_tags)),
    ("build.get_build_timeline", Quick(run::get_build_timeline)),
    ("build.get_build_logs", Quick(run::get_build_logs)),
    ("build.get_build_log", Quick(run::get_build_log)),
    ("build.get_artifacts", Quick(run::get_artifacts)),
    ("build.get_artifact", Quick(run::get_artifact)),
    ("build.create_artifact", Quick(run::create_artifact)),
    ("build.get_build_changes", Blocking(run::get_build_changes)),
    ("build.get_build_work_items_refs", Quick(run::get_build_work_items_refs)),
    ("build.get_project_resources", Quick(get_project_resources)),
    ("build.authorize_project_resources", Quick(authorize_project_resources)),
];

/// The project of the path.
fn project<'w>(call: &Call, organization: &'w Organization) -> Result<&'w Project, Fault> {
    call.project(organization)?.ok_or_else(|| Fault::argument_null("project"))
}

pub(super) fn build_url(urls: &Urls<'_>, project: ProjectId, path: &str) -> String {
    urls.at(format_args!("{project}/_apis/build/{path}"))
}

/// A queue as definitions name it, or more shortly as builds do.
fn queue_json(urls: &Urls<'_>, queue: &AgentQueue, is_short: bool) -> Object {
    let url = urls.at(format_args!("_apis/build/Queues/{}", queue.id));
    let pool = Object::new().set("id", queue.pool.id).set("name", queue.pool.name).set_if(
        queue.pool.is_hosted,
        "isHosted",
        || true,
    );
    let json = Object::new();
    let json = if is_short { json } else { json.set("_links", self_link(url.clone())) };
    let json = json.set("id", queue.id).set("name", queue.pool.name);
    let json = if is_short { json } else { json.set("url", url) };
    json.set("pool", pool)
}

fn self_link(url: String) -> Object {
    Object::new().set("self", link(url))
}

/// What every mention of a definition begins with.
fn definition_head(urls: &Urls<'_>, definition: &Definition) -> Object {
    let url = format!("Definitions/{}?revision={}", definition.id, definition.revision);
    let content = &definition.content;
    Object::new()
        .set("id", definition.id)
        .set("name", content.name.as_str())
        .set("url", build_url(urls, definition.project, &url))
        .set("uri", format!("vstfs:///Build/Definition/{}", definition.id))
        .set("path", content.path.as_str())
        .set("type", "build")
        .set("queueStatus", content.queue_status.as_str())
        .set("revision", definition.revision)
}

/// A definition as builds name it.
fn definition_reference(urls: &Urls<'_>, organization: &Organization, definition: &Definition) -> Object {
    let project = organization.project_by_id(definition.project);
    Object::new()
        .set("drafts", Json::empty_list())
        .and(definition_head(urls, definition))
        .set_some("project", project.map(|project| urls.project_reference(project)))
}

/// The build of the path.
fn find_build<'w>(call: &Call, world: &'w World) -> Result<&'w Build, Fault> {
    let given = call.required("buildId")?;
    let organization = call.organization(world)?;
    let project = project(call, organization)?.id;
    let found = given.parse().ok().and_then(|id| organization.builds().build(id));
    let found = found.filter(|build| build.project == project);
    found.ok_or_else(|| Fault::build_not_found(given))
}

fn authorized(call: &Call, world: &World, wanted: impl Fn(&str, &str) -> bool) -> Result<Reply, Fault> {
    let organization = call.organization(world)?;
    let project = project(call, organization)?.id;
    let rows = organization.builds().authorized(project).filter(|(kind, id)| wanted(kind, id));
    let rows = rows.map(|(kind, id)| Object::new().set("type", kind).set("id", id).set("authorized", true));
    Ok(Reply::list(rows))
}

fn get_project_resources(call: &Call) -> Result<Reply, Fault> {
    let (kind, id) = (call.query.any(&["type"]), call.query.any(&["id"]));
    let world = call.shared.world();
    authorized(call, &world, |known, number| {
        kind.is_none_or(|kind| kind.eq_ignore_ascii_case(known)) && id.is_none_or(|id| id == number)
    })
}

fn authorize_project_resources(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let given = body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of resources"))?;
    let resources = given.iter().map(|resource| {
        let field = |name: &str| {
            let value = resource.get(name).ok_or_else(|| Fault::argument_null(name))?;
            Ok::<_, Fault>(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        };
        let is_authorized = resource.get("authorized").and_then(Value::as_bool).unwrap_or(false);
        Ok((field("type")?, field("id")?, is_authorized))
    });
    let resources = resources.collect::<Result<Vec<_>, Fault>>()?;
    let mut world = call.shared.world_mut();
    let project = project(call, call.organization(&world)?)?.id;
    call.organization_mut(&mut world)?.authorize_resources(call.stamp(), project, &resources);
    // As recorded: all that are authorized now.
    authorized(call, &world, |_, _| true)
}
