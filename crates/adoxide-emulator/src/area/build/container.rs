//! Containers: where the files of artifacts are uploaded to.

use adoxide_api::container::meta;
use http::StatusCode;
use http::header::CONTENT_RANGE;
use serde_json::Value;

use super::super::distributed_task::short_person;
use crate::base::date;
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::build::{Container, ContainerFile};

handlers! {
    meta::GET_CONTAINERS => read(get_containers),
    meta::GET_ITEMS => read(get_items),
    meta::UPLOAD_ITEM => change(upload_item),
    meta::CREATE_ITEMS => change(create_items),
    meta::DELETE_ITEM => change(delete_item),
}

fn container_url(view: &View<'_>, id: i64, path: Option<&str>) -> String {
    let path = path.map(|path| format!("?itemPath={}", crate::wire::address::segment(path)));
    view.urls().at(format_args!("_apis/resources/Containers/{id}{}", path.unwrap_or_default()))
}

fn container_json(view: &View<'_>, container: &Container) -> Object {
    let build = view.organization.builds().build(container.build);
    let size: usize = container.files.values().map(|file| file.content.len()).sum();
    Object::new()
        .set("id", container.id)
        .set("scopeIdentifier", build.map(|build| build.project.to_string()).unwrap_or_default())
        .set("artifactUri", format!("vstfs:///Build/Build/{}", container.build))
        .set("securityToken", "")
        .set("name", format!("build{}", container.build))
        .set("size", size)
        .set_some("createdBy", build.map(|build| build.queued.actor))
        .set("dateCreated", date(container.created))
        .set("itemLocation", container_url(view, container.id, None))
        .set("contentLocation", container_url(view, container.id, None))
        .set("options", "none")
}

fn sees(view: &View<'_>, container: &Container) -> bool {
    let build = view.organization.builds().build(container.build);
    build.is_some_and(|build| view.sees(build.project, None))
}

fn get_containers(view: &View<'_>) -> Result<Reply, Fault> {
    let uris = view.query.all("artifactUris");
    let found = view.organization.builds().containers().filter(|container| {
        let uri = format!("vstfs:///Build/Build/{}", container.build);
        sees(view, container)
            && (uris.is_empty() || uris.iter().any(|known| known.eq_ignore_ascii_case(&uri)))
    });
    Ok(Reply::list(found.map(|container| container_json(view, container))))
}

fn find<'w>(view: &View<'w>) -> Result<&'w Container, Fault> {
    let given = view.required("containerId")?;
    let found = given.parse().ok().and_then(|id| view.organization.builds().container(id));
    found.filter(|found| sees(view, found)).ok_or_else(|| Fault::container_not_found(given))
}

fn item_json(view: &View<'_>, container: &Container, path: &str, file: Option<&ContainerFile>) -> Object {
    let url = container_url(view, container.id, Some(path));
    let person = file.map(|file| short_person(view.directory, file.written.actor));
    let at = date(file.map_or(container.created, |file| file.written.at));
    Object::new()
        .set("containerId", container.id)
        .set("scopeIdentifier", "00000000-0000-0000-0000-000000000000")
        .set("path", path)
        .set("itemType", if file.is_some() { "file" } else { "folder" })
        .set("status", "created")
        .set_some("fileLength", file.map(|file| file.content.len()))
        .set_some("fileEncoding", file.map(|_| 1))
        .set_some("fileType", file.map(|_| 1))
        .set("dateCreated", at.as_str())
        .set("dateLastModified", at)
        .set_some("createdBy", person)
        .set("itemLocation", format!("{url}&metadata=True"))
        .set("contentLocation", url)
        .set_some("fileId", file.map(|_| 0))
        .set("contentId", "")
}

fn get_items(view: &View<'_>) -> Result<Reply, Fault> {
    let container = find(view)?;
    let path = view.query.any(&["itemPath"]).unwrap_or_default().trim_matches('/');
    if let Some(file) = container.files.get(path) {
        let is_about = view.query.flag("metadata")?;
        let accept = view.headers.get(http::header::ACCEPT).and_then(|accept| accept.to_str().ok());
        let wants_bytes = accept.is_some_and(|accept| accept.contains("application/octet-stream"))
            || view.query.any(&["$format"]).is_some_and(|format| format.eq_ignore_ascii_case("octetstream"));
        if wants_bytes && !is_about {
            return Ok(Reply::bytes("application/octet-stream", file.content.to_vec()));
        }
        return Ok(Reply::list([item_json(view, container, path, Some(file))]));
    }
    let below = if path.is_empty() { String::new() } else { format!("{path}/") };
    let mut rows: std::collections::BTreeMap<&str, Option<&ContainerFile>> =
        std::collections::BTreeMap::new();
    for (known, file) in container.files.iter().filter(|(known, _)| known.starts_with(&below)) {
        let folders = known.match_indices('/').map(|(end, _)| &known[..end]);
        rows.extend(folders.filter(|folder| folder.len() >= path.len()).map(|folder| (folder, None)));
        rows.insert(known, Some(file));
    }
    Ok(Reply::list(rows.into_iter().map(|(path, file)| item_json(view, container, path, file))))
}

/// A part of a file, or all of it: where it begins is in `Content-Range: bytes 0-9/20`.
fn upload_item(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find(&change.view())?.id;
    let path = change.query.any(&["itemPath"]).ok_or_else(|| Fault::argument_null("itemPath"))?;
    let path = path.trim_matches('/').to_owned();
    let range = change.headers.get(CONTENT_RANGE).and_then(|range| range.to_str().ok());
    let offset = range.and_then(|range| range.strip_prefix("bytes ")?.split('-').next()?.parse().ok());
    let content = change.body.to_vec();
    change.make(|tx| tx.write_container_file(id, &path, &content, offset.unwrap_or(0)))?;
    let view = change.view();
    let container = find(&view)?;
    let json = item_json(&view, container, &path, container.files.get(&path));
    Ok(Reply::json(json).status(StatusCode::CREATED))
}

/// Announces files and folders: they are there once they are uploaded.
fn create_items(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let view = change.view();
    let container = find(&view)?;
    let given = body.get("value").unwrap_or(&body).as_array().cloned().unwrap_or_default();
    let rows = given.iter().map(|item| {
        let path = item["path"].as_str().unwrap_or_default();
        item_json(&view, container, path, container.files.get(path))
    });
    Ok(Reply::list(rows))
}

fn delete_item(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find(&change.view())?.id;
    let path = change.query.any(&["itemPath"]).ok_or_else(|| Fault::argument_null("itemPath"))?;
    let path = path.trim_matches('/').to_owned();
    change.make(|tx| tx.delete_container_item(id, &path))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
