//! Folders of release definitions.

use adoxide_api::release::meta;
use http::StatusCode;
use serde::Deserialize;

use super::definition::listed;
use crate::base::{named, sql_date};
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::build::folder_path;
use crate::world::name::same_name;
use crate::world::release::ReleaseFolder;

handlers! {
    meta::GET_FOLDERS => read(get_folders),
    meta::CREATE_FOLDER => change(create_folder),
    meta::UPDATE_FOLDER => change(update_folder),
    meta::DELETE_FOLDER => change(delete_folder),
}

named! {
    enum Order {
        None = 0 "none",
        Ascending = 1 "ascending",
        Descending = 2 "descending",
    }
}

fn folder_json(view: &View<'_>, folder: &ReleaseFolder) -> Object {
    let person = |id| view.urls().person(view.directory, id);
    Object::new()
        .set("path", folder.path.as_str())
        .set("description", folder.description.as_deref())
        .set("createdOn", sql_date(folder.created.at))
        .set("createdBy", person(folder.created.actor))
        .set("lastChangedDate", sql_date(folder.changed.at))
        .set("lastChangedBy", person(folder.changed.actor))
}

/// The folders in a folder, itself too; all without one. The root is always there.
fn get_folders(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project()?;
    let path = folder_path(view.argument("path").unwrap_or_default());
    let order = view.query.any(&["queryOrder"]);
    let order =
        order.map(|given| Order::find(given).ok_or_else(|| Fault::invalid_parameter("queryOrder", given)));
    let order = order.transpose()?.unwrap_or(Order::None);
    let root = ReleaseFolder {
        project: project.id,
        path: "\\".to_owned(),
        description: None,
        created: crate::world::journal::Stamp { at: project.last_update, actor: view.organization.owner() },
        changed: crate::world::journal::Stamp { at: project.last_update, actor: view.organization.owner() },
    };
    let below = format!("{}\\", path.trim_end_matches('\\'));
    let is_in = |known: &str| {
        path == "\\"
            || same_name(known, &path)
            || known.get(..below.len()).is_some_and(|start| same_name(start, &below))
    };
    let own = view.organization.releases().folders(project.id);
    let mut found: Vec<_> = std::iter::once(&root).chain(own).filter(|folder| is_in(&folder.path)).collect();
    if order != Order::None {
        found.sort_by_cached_key(|folder| folder.path.to_lowercase());
    }
    if order == Order::Descending {
        found.reverse();
    }
    Ok(listed(Reply::list(found.into_iter().map(|folder| folder_json(view, folder))), None))
}

#[derive(Deserialize)]
struct Body {
    path: Option<String>,
    description: Option<String>,
}

fn told(view: &View<'_>, path: &str) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let found = view.organization.releases().folders(project).find(|folder| same_name(&folder.path, path));
    let found = found.ok_or_else(|| Fault::release_folder_not_found(path))?;
    Ok(Reply::json(folder_json(view, found)))
}

/// The path is in the URL, in the body, or in both.
fn create_folder(change: &mut Change<'_>, body: Body) -> Result<Reply, Fault> {
    let project = change.view().project()?.id;
    let path =
        body.path.as_deref().or(change.argument("path")).ok_or_else(|| Fault::argument_null("path"))?;
    let made = change.make(|tx| tx.create_release_folder(project, path, body.description))?;
    told(&change.view(), &made)
}

fn update_folder(change: &mut Change<'_>, body: Body) -> Result<Reply, Fault> {
    let project = change.view().project()?.id;
    let path = change.required("path")?;
    let (new, description) = (body.path.as_deref(), body.description.as_deref());
    let path = change.make(|tx| tx.update_release_folder(project, path, new, description))?;
    told(&change.view(), &path)
}

fn delete_folder(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let project = change.view().project()?.id;
    let path = change.required("path")?;
    change.make(|tx| tx.delete_release_folder(project, path))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
