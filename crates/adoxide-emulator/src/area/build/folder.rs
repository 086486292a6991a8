//! Folders of definitions.

use http::StatusCode;

use super::super::{Call, text};
use super::project;
use crate::base::date;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::World;
use crate::world::build::{Folder, folder_path};
use crate::world::project::{Project, same_name};

fn folder_json(urls: &Urls<'_>, world: &World, project: &Project, folder: &Folder) -> Object {
    // The root comes with the project.
    let created = folder.created.map_or(project.last_update, |stamp| stamp.at);
    Object::new()
        .set("path", folder.path.as_str())
        .set_some("description", folder.description.as_deref())
        .set("createdOn", date(created))
        .set_some("createdBy", folder.created.map(|stamp| urls.person(world, stamp.actor)))
        .set_some("lastChangedDate", folder.changed.map(|stamp| date(stamp.at)))
        .set_some("lastChangedBy", folder.changed.map(|stamp| urls.person(world, stamp.actor)))
        .set("project", urls.project_reference(project))
}

/// The folder of the path and those below it.
pub(super) fn get_folders(call: &Call) -> Result<Reply, Fault> {
    let within = folder_path(call.argument("path").unwrap_or_default());
    let is_descending = call
        .query
        .any(&["queryOrder"])
        .is_some_and(|order| order.eq_ignore_ascii_case("folderDescending") || order == "2");
    let (world, urls) = (call.shared.world(), call.urls());
    let organization = call.organization(&world)?;
    let project = project(call, organization)?;
    let below = format!("{}\\", within.trim_end_matches('\\'));
    let mut found: Vec<_> = organization
        .builds()
        .folders(project.id)
        .filter(|folder| {
            same_name(&folder.path, &within)
                || folder.path.get(..below.len()).is_some_and(|start| same_name(start, &below))
        })
        .collect();
    found.sort_by_cached_key(|folder| folder.path.to_lowercase());
    if is_descending {
        found.reverse();
    }
    let rows = found.into_iter().map(|folder| folder_json(&urls, &world, project, folder));
    Ok(Reply::list(rows))
}

/// The folder that is written, in the path or in the query.
fn path(call: &Call) -> Result<&str, Fault> {
    let path = call.argument("path").or_else(|| call.query.any(&["path"]));
    path.ok_or_else(|| Fault::argument_null("path"))
}

fn told(call: &Call, world: &World, path: &str) -> Result<Reply, Fault> {
    let organization = call.organization(world)?;
    let project = project(call, organization)?;
    let path = folder_path(path);
    let found = organization.builds().folders(project.id).find(|folder| same_name(&folder.path, &path));
    let folder = found.ok_or_else(|| Fault::folder_not_found(&path))?;
    Ok(Reply::json(folder_json(&call.urls(), world, project, folder)))
}

pub(super) fn create_folder(call: &Call) -> Result<Reply, Fault> {
    let path = path(call)?;
    let body = call.json()?;
    let description = text(&body, "/description");
    let mut world = call.shared.world_mut();
    let organization = call.organization(&world)?;
    let project = project(call, organization)?.id;
    let whole = folder_path(path);
    if organization.builds().folders(project).any(|folder| same_name(&folder.path, &whole)) {
        return Err(Fault::folder_exists(&whole));
    }
    call.organization_mut(&mut world)?.make_folder(call.stamp(), project, path, description);
    told(call, &world, path)
}

pub(super) fn update_folder(call: &Call) -> Result<Reply, Fault> {
    let path = path(call)?;
    let body = call.json()?;
    let description = text(&body, "/description");
    let mut world = call.shared.world_mut();
    let project = project(call, call.organization(&world)?)?.id;
    let organization = call.organization_mut(&mut world)?;
    let path = organization.update_folder(call.stamp(), project, path, text(&body, "/path"), description)?;
    told(call, &world, &path)
}

pub(super) fn delete_folder(call: &Call) -> Result<Reply, Fault> {
    let path = path(call)?;
    let mut world = call.shared.world_mut();
    let project = project(call, call.organization(&world)?)?.id;
    call.organization_mut(&mut world)?.delete_folder(call.stamp(), project, path)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
