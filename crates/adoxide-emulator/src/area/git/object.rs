//! Trees and blobs by their ids.

use adoxide_api::git::meta;
use git2::{ObjectType, Oid, Repository as Git};
use http::StatusCode;
use http::header::CONTENT_DISPOSITION;
use serde_json::Value;

use super::item::{Format, files, format, zip};
use super::subject::{Subject, find_enabled, kind_name, links, object_id, subject};
use crate::git::object_type_name;
use crate::handler::Call;
use crate::handler::handlers;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::reply::Reply;

handlers! {
    meta::GET_TREE => work(get_tree),
    meta::GET_BLOB => work(get_blob),
    meta::GET_BLOBS => work(get_blobs),
}

fn subject_of_path(call: &Call) -> Result<Subject, Fault> {
    let world = call.world();
    let view = call.view(&world)?;
    let organization = view.organization;
    Ok(subject(organization, find_enabled(&view)?))
}

/// An object of a type.
fn find(git: &Git, given: &str, kind: ObjectType) -> Result<Oid, Fault> {
    let missing = || Fault::object_not_found(StatusCode::NOT_FOUND, given);
    let id = object_id(given).ok_or_else(missing)?;
    let found = git.find_object(id, None).map_err(|_| missing())?.kind();
    if found == Some(kind) {
        Ok(id)
    } else {
        Err(Fault::object_type(StatusCode::BAD_REQUEST, id, kind_name(kind), object_type_name(found)))
    }
}

pub(super) fn get_tree(call: &Call) -> Result<Reply, Fault> {
    let given = call.required("sha1")?;
    let is_recursive = call.query.flag("recursive")?;
    let format = format(call)?;
    let subject = subject_of_path(call)?;
    let repository = subject.url(&call.urls());
    call.shared.git.with(subject.id, |git| {
        let id = find(git, given, ObjectType::Tree)?;
        let tree = git.find_tree(id)?;
        if format == Some(Format::Zip) {
            let archive = zip(git, files(git, &tree)?.into_iter())?;
            let name = call.query.any(&["fileName"]).unwrap_or(given);
            let disposition = format!("attachment; filename={name}.zip");
            return Ok(Reply::bytes("application/zip", archive).header(CONTENT_DISPOSITION, disposition));
        }
        let odb = git.odb()?;
        let mut rows = Vec::new();
        entries(git, &odb, &repository, &tree, "", is_recursive, &mut rows)?;
        let own = format!("{repository}/trees/{id}");
        let hrefs = rows.iter().map(|row| link(&row.url)).collect::<Json>();
        let all =
            links([("self", own.clone()), ("repository", repository.clone())]).set("treeEntries", hrefs);
        Ok(Reply::json(
            Object::new()
                .set("objectId", id)
                .set("url", own)
                .set("treeEntries", rows.into_iter().map(|row| row.json).collect::<Json>())
                .set("size", odb.read_header(id)?.0)
                .set("_links", all),
        ))
    })
}

/// An entry of a tree, and where it is.
struct Row {
    url: String,
    json: Object,
}

fn entries(
    git: &Git,
    odb: &git2::Odb<'_>,
    repository: &str,
    tree: &git2::Tree<'_>,
    folder: &str,
    is_recursive: bool,
    rows: &mut Vec<Row>,
) -> Result<(), Fault> {
    for entry in tree {
        let path = format!("{folder}{}", String::from_utf8_lossy(entry.name_bytes()));
        let kind = entry.kind();
        let objects = if kind == Some(ObjectType::Tree) { "trees" } else { "blobs" };
        // A submodule names a commit of another repository, which has no size here.
        let size = odb.read_header(entry.id()).map_or(0, |(size, _)| size);
        let url = format!("{repository}/{objects}/{}", entry.id());
        let json = Object::new()
            .set("objectId", entry.id().to_string())
            .set("relativePath", path.as_str())
            .set("mode", format!("{:o}", entry.filemode()))
            .set("gitObjectType", object_type_name(kind))
            .set("url", url.as_str())
            .set("size", size);
        rows.push(Row { url, json });
        if is_recursive && kind == Some(ObjectType::Tree) {
            let tree = git.find_tree(entry.id())?;
            entries(git, odb, repository, &tree, &format!("{path}/"), is_recursive, rows)?;
        }
    }
    Ok(())
}

pub(super) fn get_blob(call: &Call) -> Result<Reply, Fault> {
    let given = call.required("sha1")?;
    let (format, download) = (format(call)?, call.query.flag("download")?);
    let name = call.query.any(&["fileName"]).unwrap_or(given);
    let subject = subject_of_path(call)?;
    let repository = subject.url(&call.urls());
    call.shared.git.with(subject.id, |git| {
        let id = find(git, given, ObjectType::Blob)?;
        let blob = git.find_blob(id)?;
        let reply = match format {
            None | Some(Format::Json) => {
                let own = format!("{repository}/blobs/{id}");
                return Ok(Reply::json(
                    Object::new()
                        .set("objectId", id)
                        .set("size", blob.size())
                        .set("url", own.as_str())
                        .set("_links", links([("self", own.clone()), ("repository", repository.clone())])),
                ));
            }
            Some(Format::Bytes) => Reply::bytes("application/octet-stream", blob.content().to_vec()),
            Some(Format::Text) => Reply::bytes("text/plain; charset=utf-8", blob.content().to_vec()),
            Some(Format::Zip) => {
                let files = [(name.to_owned(), id)];
                Reply::bytes("application/zip", zip(git, files.into_iter())?)
            }
        };
        Ok(if download || format == Some(Format::Zip) {
            let ending = if format == Some(Format::Zip) { ".zip" } else { "" };
            reply.header(CONTENT_DISPOSITION, format!("attachment; filename={name}{ending}"))
        } else {
            reply
        })
    })
}

pub(super) fn get_blobs(call: &Call, body: Value) -> Result<Reply, Fault> {
    let wanted = body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of object ids"))?;
    let subject = subject_of_path(call)?;
    call.shared.git.with(subject.id, |git| {
        let files = wanted.iter().map(|given| {
            let given = given.as_str().unwrap_or_default();
            Ok((given.to_owned(), find(git, given, ObjectType::Blob)?))
        });
        let files = files.collect::<Result<Vec<_>, Fault>>()?;
        let name = call.query.any(&["filename"]).unwrap_or("blobs");
        let disposition = format!("attachment; filename={name}.zip");
        let archive = zip(git, files.into_iter())?;
        Ok(Reply::bytes("application/zip", archive).header(CONTENT_DISPOSITION, disposition))
    })
}
