//! Folders of definitions.

use adoxide_api::build::meta;
use http::StatusCode;
use serde_json::Value;

use super::shape::project;
use crate::base::date;
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::build::{Folder, folder_path};
use crate::world::directory::Directory;
use crate::world::name::same_name;
use crate::world::project::Project;

handlers! {
    meta::GET_FOLDERS => read(get_folders),
    // Recorded: the folder is in the path, where the specification has it in the query.
    meta::CREATE_FOLDER => change(create_folder),
    // Recorded: the folder is in the path, where the specification has it in the query.
    meta::UPDATE_FOLDER => change(update_folder),
    // Recorded: the folder is in the path, where the specification has it in the query.
    meta::DELETE_FOLDER => change(delete_folder),
}

fn folder_json(urls: &Urls<'_>, directory: &Directory, project: &Project, folder: &Folder) -> Object {
    // The root comes with the project.
    let created = folder.created.map_or(project.last_update, |stamp| stamp.at);
    Object::new()
        .set("path", folder.path.as_str())
        .set_some("description", folder.description.as_deref())
        .set("createdOn", date(created))
        .set_some("createdBy", folder.created.map(|stamp| urls.person(directory, stamp.actor)))
        .set_some("lastChangedDate", folder.changed.map(|stamp| date(stamp.at)))
        .set_some("lastChangedBy", folder.changed.map(|stamp| urls.person(directory, stamp.actor)))
        .set("project", urls.project_reference(project))
}

/// The folder of the path and those below it.
pub(super) fn get_folders(view: &View<'_>) -> Result<Reply, Fault> {
    let within = folder_path(view.argument("path").unwrap_or_default());
    let is_descending = view
        .query
        .any(&["queryOrder"])
        .is_some_and(|order| order.eq_ignore_ascii_case("folderDescending") || order == "2");
    let urls = view.urls();
    let organization = view.organization;
    let project = project(view)?;
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
    let rows = found.into_iter().map(|folder| folder_json(&urls, view.directory, project, folder));
    Ok(Reply::list(rows))
}

/// The folder that is written, in the path or in the query.
fn path(call: &Call) -> Result<&str, Fault> {
    let path = call.argument("path").or_else(|| call.query.any(&["path"]));
    path.ok_or_else(|| Fault::argument_null("path"))
}

fn told(view: &View<'_>, path: &str) -> Result<Reply, Fault> {
    let organization = view.organization;
    let project = project(view)?;
    let path = folder_path(path);
    let found = organization.builds().folders(project.id).find(|folder| same_name(&folder.path, &path));
    let folder = found.ok_or_else(|| Fault::folder_not_found(&path))?;
    Ok(Reply::json(folder_json(&view.urls(), view.directory, project, folder)))
}

pub(super) fn create_folder(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let path = path(change.call)?;
    let description = text(&body, "/description");
    let project = {
        let view = change.view();
        let project = project(&view)?;
        let whole = folder_path(path);
        if view.organization.builds().folders(project.id).any(|folder| same_name(&folder.path, &whole)) {
            return Err(Fault::folder_exists(&whole, &project.name));
        }
        project.id
    };
    change.make(|tx| tx.make_folder(project, path, description))?;
    told(&change.view(), path)
}

pub(super) fn update_folder(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let path = path(change.call)?;
    let description = text(&body, "/description");
    let project = project(&change.view())?.id;
    let path = change.make(|tx| tx.update_folder(project, path, text(&body, "/path"), description))?;
    told(&change.view(), &path)
}

pub(super) fn delete_folder(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let path = path(change.call)?;
    let project = project(&change.view())?.id;
    change.make(|tx| tx.delete_folder(project, path))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
