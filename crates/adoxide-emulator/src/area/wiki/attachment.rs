//! Files of wikis: what pages show, in the folder `.attachments` of the repository.

use std::path::Path;

use adoxide_api::wiki::meta;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use git2::ObjectType;
use http::StatusCode;
use http::header::ETAG;
use percent_encoding::percent_decode_str;

use super::page::{content_of, version, wanted, wiki};
use super::store;
use crate::git::change::FileChange;
use crate::handler::{Call, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;

handlers! {
    meta::CREATE_ATTACHMENT => work(create_attachment),
    meta::GET_PAGE_ATTACHMENTS => work(get_page_attachments),
}

/// Where they are.
const FOLDER: &str = ".attachments";

/// Adds a file, which comes as Base64. Its name must be free: pages show files by it.
fn create_attachment(call: &Call) -> Result<Reply, Fault> {
    let name = call.query.any(&["name"]).filter(|name| !name.trim().is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?;
    if name.contains(['/', '\\', '\0']) || name.starts_with('.') {
        return Err(Fault::invalid_parameter("name", name));
    }
    let text: Vec<u8> = call.body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let content = STANDARD
        .decode(text)
        .map_err(|_| Fault::invalid_body("the content of an attachment is expected as Base64"))?;
    let wiki = wiki(call)?;
    let path = format!("{FOLDER}/{name}");
    let (branch, _) = store::tip(call, &wiki, version(call))?;
    let message = format!("Added attachment {name}");
    let tip = store::write(call, &wiki, &branch, &message, |git, tip| {
        let taken = tip.is_some_and(|tip| {
            let tree = git.find_commit(tip).and_then(|commit| commit.tree());
            tree.is_ok_and(|tree| tree.get_path(Path::new(&path)).is_ok())
        });
        if taken {
            return Err(Fault::wiki_attachment_exists(name));
        }
        Ok(vec![(path.clone(), FileChange::Add(content))])
    })?;
    let blob = call.shared.git.with(wiki.repository, |git| {
        let tree = git.find_commit(tip)?.tree()?;
        Ok::<_, git2::Error>(tree.get_path(Path::new(&path))?.id())
    })?;
    let json = Object::new().set("name", name).set("path", format!("/{path}"));
    Ok(Reply::json(json).status(StatusCode::CREATED).header(ETAG, format!("\"{blob}\"")))
}

/// The files that a page shows: those of the folder whose path its text has, plain or escaped.
fn get_page_attachments(call: &Call) -> Result<Reply, Fault> {
    let wiki = wiki(call)?;
    let path = wanted(call, &wiki)?;
    let (_, tip) = store::tip(call, &wiki, version(call))?;
    let text = content_of(call, &wiki, tip, &path)?;
    let text = percent_decode_str(&text).decode_utf8_lossy().into_owned();
    let files = call.shared.git.with(wiki.repository, |git| {
        let Some(tip) = tip else { return Ok(Vec::new()) };
        let tree = git.find_commit(tip)?.tree()?;
        let Some(folder) = tree.get_name(FOLDER) else { return Ok(Vec::new()) };
        let Ok(folder) = git.find_tree(folder.id()) else { return Ok(Vec::new()) };
        let files = folder.iter().filter(|entry| entry.kind() == Some(ObjectType::Blob));
        let names = files.map(|entry| String::from_utf8_lossy(entry.name_bytes()).into_owned());
        Ok::<_, git2::Error>(names.collect::<Vec<_>>())
    })?;
    let shown = files.into_iter().filter(|name| text.contains(&format!("{FOLDER}/{name}")));
    Ok(Reply::list(shown.map(|name| {
        let path = format!("/{FOLDER}/{name}");
        Object::new().set("name", name).set("path", path)
    })))
}
