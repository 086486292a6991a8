//! Items: files and folders at a version, as metadata, bytes, text or an archive, all from one URL.

use std::io::{Cursor, Write as _};
use std::path::Path;

use adoxide_api::git::meta;
use git2::{ObjectType, Oid, Repository as Git, Tree, TreeEntry};
use http::header::{ACCEPT, CONTENT_DISPOSITION};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use zip::write::SimpleFileOptions;

use super::commit::{full_commit, last_change};
use super::subject::{Subject, escaped, find_enabled, kind_name, links, subject};
use super::version::{Descriptor, VersionOptions};
use crate::base::{choice, choice_below};
use crate::git::history::{History, HistoryMode};
use crate::handler::Call;
use crate::handler::handlers;
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;

handlers! {
    // The service also takes these arguments in the path, and its own links put them there.
    meta::GET_ITEM => work(get_item),
    meta::GET_ITEMS => work(get_items),
    meta::GET_ITEMS_BATCH => work(get_items_batch),
}

/// The forms of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::area) enum Format {
    Json,
    Bytes,
    Text,
    Zip,
}

/// What the client wants: `$format` before `Accept`. None if it takes anything.
pub(in crate::area) fn format(call: &Call) -> Result<Option<Format>, Fault> {
    if let Some(wanted) = call.query.any(&["$format"]) {
        let formats = [
            ("json", 0, Format::Json),
            ("zip", 1, Format::Zip),
            ("text", 2, Format::Text),
            ("octetStream", 3, Format::Bytes),
        ];
        return choice(wanted, &formats).map(Some).ok_or_else(|| Fault::invalid_parameter("$format", wanted));
    }
    let accepts = call.headers.get_all(ACCEPT).into_iter().filter_map(|value| value.to_str().ok());
    let mut types = accepts
        .flat_map(|value| value.split(','))
        .map(|kind| kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase());
    Ok(types.find_map(|kind| match kind.as_str() {
        "application/json" => Some(Format::Json),
        "application/zip" => Some(Format::Zip),
        "text/plain" => Some(Format::Text),
        "application/octet-stream" => Some(Format::Bytes),
        _ => None,
    }))
}

/// How deep a list goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Recursion {
    None,
    OneLevel,
    /// As one level, but a folder that holds nothing but one folder goes on.
    OneLevelPlusNested,
    Full,
}

fn recursion(value: Option<&str>) -> Result<Recursion, Fault> {
    let levels = [
        ("none", 0, Recursion::None),
        ("oneLevel", 1, Recursion::OneLevel),
        ("oneLevelPlusNestedEmptyFolders", 4, Recursion::OneLevelPlusNested),
        ("full", 120, Recursion::Full),
    ];
    let value = value.unwrap_or("none");
    choice_below(value, &levels).ok_or_else(|| Fault::invalid_parameter("recursionLevel", value))
}

/// What to return of each item.
#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a parameter that is there or not")]
struct Shown {
    content: bool,
    metadata: bool,
    links: bool,
    latest_change: bool,
}

/// A file or folder in a commit.
#[derive(Clone)]
struct Item {
    /// With a leading slash.
    path: String,
    id: Oid,
    kind: ObjectType,
    mode: i32,
}

impl Item {
    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

/// A repository at a version.
struct Version {
    subject: Subject,
    descriptor: Descriptor,
    object: Option<Oid>,
}

fn version(call: &Call, descriptor: Descriptor) -> Result<Version, Fault> {
    let world = call.world();
    let view = call.view(&world)?;
    let organization = view.organization;
    let repository = find_enabled(&view)?;
    let object = descriptor.named_object(repository);
    Ok(Version { subject: subject(organization, repository), descriptor, object })
}

/// A path as git has it: without the slashes around it, and with no other kind of slash.
fn inner(path: &str) -> String {
    path.replace('\\', "/").trim_matches('/').to_owned()
}

impl Version {
    /// The commit, taking the options into account.
    fn commit(&self, git: &Git, path: &str) -> Result<Oid, Fault> {
        let commit = self.descriptor.resolve(git, &self.subject, self.object)?;
        if self.descriptor.options != VersionOptions::PreviousChange {
            return Ok(commit);
        }
        let path = inner(path);
        let path = Some(path.as_str()).filter(|path| !path.is_empty());
        let mut history = History::new(git, HistoryMode::Simplified, path, [commit], None)?;
        let previous = history.nth(1).transpose()?;
        previous.map(|commit| commit.id()).ok_or_else(|| self.descriptor.unresolvable(&self.subject))
    }

    fn find(&self, git: &Git, commit: Oid, path: &str) -> Result<Item, Fault> {
        let tree = git.find_commit(commit)?.tree()?;
        let inner = inner(path);
        if inner.is_empty() {
            let mode = 0o040_000;
            return Ok(Item { path: "/".into(), id: tree.id(), kind: ObjectType::Tree, mode });
        }
        let entry = tree.get_path(Path::new(&inner)).map_err(|_| {
            Fault::item_not_found(path, &self.subject.name, &self.descriptor.to_string(), commit)
        })?;
        Ok(item(&entry, format!("/{inner}")))
    }
}

fn item(entry: &TreeEntry<'_>, path: String) -> Item {
    let kind = entry.kind().unwrap_or(ObjectType::Any);
    Item { path, id: entry.id(), kind, mode: entry.filemode() }
}

/// The items below a folder, each folder before what is in it.
fn below(git: &Git, folder: &Item, recursion: Recursion, found: &mut Vec<Item>) -> Result<(), Fault> {
    if recursion == Recursion::None || folder.kind != ObjectType::Tree {
        return Ok(());
    }
    let tree = git.find_tree(folder.id)?;
    let base = folder.path.trim_end_matches('/');
    for entry in &tree {
        let child = item(&entry, format!("{base}/{}", String::from_utf8_lossy(entry.name_bytes())));
        found.push(child.clone());
        let goes_on = match recursion {
            Recursion::Full => child.kind == ObjectType::Tree,
            Recursion::OneLevelPlusNested => has_one_folder(git, &child),
            _ => false,
        };
        if goes_on {
            below(git, &child, recursion, found)?;
        }
    }
    Ok(())
}

/// Whether all that a folder holds is one folder.
fn has_one_folder(git: &Git, item: &Item) -> bool {
    let tree = if item.kind == ObjectType::Tree { git.find_tree(item.id).ok() } else { None };
    tree.is_some_and(|tree| tree.len() == 1 && tree.get(0).and_then(|e| e.kind()) == Some(ObjectType::Tree))
}

/// The content types that the service tells by the ending of a name; the rest is told from the bytes.
pub(in crate::area) fn content_type(name: &str, is_binary: bool) -> &'static str {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("gif") => "image/gif",
        Some("svg") => "image/svg+xml",
        Some("pdf") => "application/pdf",
        Some("zip") => "application/zip",
        _ if is_binary => "application/octet-stream",
        _ => "text/plain",
    }
}

/// 65001 is the code page of UTF-8; -1 says binary.
fn metadata(git: &Git, item: &Item) -> Result<Object, Fault> {
    let name = item.name();
    if item.kind != ObjectType::Blob {
        return Ok(Object::new().set("fileName", name));
    }
    let is_binary = git.find_blob(item.id)?.is_binary();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending).filter(|ending| !ending.is_empty());
    Ok(Object::new()
        .set("encoding", if is_binary { -1 } else { 65_001 })
        .set("contentType", content_type(name, is_binary))
        .set("fileName", name)
        .set_some("extension", ending)
        .set_if(is_binary, "isBinary", || true))
}

fn item_json(
    call: &Call,
    git: &Git,
    version: &Version,
    commit: Oid,
    item: &Item,
    shown: Shown,
    is_alone: bool,
) -> Result<Object, Fault> {
    let (urls, subject) = (call.urls(), &version.subject);
    let repository = subject.url(&urls);
    let query = version.descriptor.as_query();
    let own = if is_alone {
        let path = utf8_percent_encode(&item.path, NON_ALPHANUMERIC);
        format!("{repository}/items?path={path}&{query}")
    } else {
        format!("{repository}/items/{}?{query}", escaped(&item.path))
    };
    let is_folder = item.kind == ObjectType::Tree;
    let blob =
        if shown.content && item.kind == ObjectType::Blob { Some(git.find_blob(item.id)?) } else { None };
    // Bytes that are no text have no place in JSON; the metadata say that they are there.
    let content = blob.as_ref().filter(|blob| !blob.is_binary());
    let content = content.map(|blob| String::from_utf8_lossy(blob.content()).into_owned());
    let is_binary = blob.is_some_and(|blob| blob.is_binary());
    let with_metadata = shown.metadata || is_binary;
    let metadata = if with_metadata { Some(metadata(git, item)?) } else { None };
    let change = if shown.latest_change && item.path != "/" {
        last_change(git, commit, &inner(&item.path))?
    } else {
        None
    };
    let objects = if is_folder { "trees" } else { "blobs" };
    let kind = if is_folder { "tree" } else { "blob" };
    let item_links = || {
        links([
            ("self", own.clone()),
            ("repository", repository.clone()),
            (kind, format!("{repository}/{objects}/{}", item.id)),
        ])
    };
    Ok(Object::new()
        .set("objectId", item.id)
        .set("gitObjectType", kind_name(item.kind))
        .set("commitId", commit)
        .set("path", item.path.as_str())
        .set_if(is_folder, "isFolder", || true)
        .set_if(item.mode == 0o120_000, "isSymLink", || true)
        .set_some("content", content)
        .set_some("contentMetadata", metadata)
        .set_some("latestProcessedChange", change.map(|change| full_commit(call, subject, &change)))
        .set("url", own.as_str())
        .set_if(shown.links, "_links", item_links))
}

fn shown(call: &Call) -> Result<Shown, Fault> {
    Ok(Shown {
        content: call.query.flag("includeContent")?,
        metadata: call.query.flag("includeContentMetadata")?,
        links: call.query.flag("includeLinks")?,
        latest_change: call.query.flag("latestProcessedChange")?,
    })
}

pub(super) fn get_item(call: &Call) -> Result<Reply, Fault> {
    let path = call.argument("path").or_else(|| call.query.any(&["path"]));
    let path = path.ok_or_else(|| Fault::argument_null("path"))?;
    let (format, shown) = (format(call)?, Shown { links: true, ..shown(call)? });
    let version = version(call, Descriptor::of_query(call, "versionDescriptor")?)?;
    call.shared.git.with(version.subject.id, |git| {
        let commit = version.commit(git, path)?;
        let item = version.find(git, commit, path)?;
        if let Some(reply) = content(call, git, &item, format)? {
            return Ok(reply);
        }
        Ok(Reply::json(item_json(call, git, &version, commit, &item, shown, true)?))
    })
}

pub(super) fn get_items(call: &Call) -> Result<Reply, Fault> {
    let path = call.query.any(&["scopePath"]).unwrap_or("/");
    let (format, shown) = (format(call)?, shown(call)?);
    let recursion = recursion(call.query.any(&["recursionLevel"]))?;
    let version = version(call, Descriptor::of_query(call, "versionDescriptor")?)?;
    call.shared.git.with(version.subject.id, |git| {
        let commit = version.commit(git, path)?;
        let scope = version.find(git, commit, path)?;
        if let Some(reply) = content(call, git, &scope, format)? {
            return Ok(reply);
        }
        let rows = rows(call, git, &version, commit, &scope, recursion, shown)?;
        Ok(Reply::list(rows))
    })
}

fn rows(
    call: &Call,
    git: &Git,
    version: &Version,
    commit: Oid,
    scope: &Item,
    recursion: Recursion,
    shown: Shown,
) -> Result<Vec<Object>, Fault> {
    let mut items = vec![scope.clone()];
    below(git, scope, recursion, &mut items)?;
    let rows = items.iter().map(|item| item_json(call, git, version, commit, item, shown, false));
    rows.collect()
}

pub(super) fn get_items_batch(call: &Call, body: Value) -> Result<Reply, Fault> {
    let descriptors = body.get("itemDescriptors").and_then(Value::as_array);
    let descriptors = descriptors.ok_or_else(|| Fault::argument_null("itemDescriptors"))?;
    let is = |name: &str| match body.get(name) {
        Some(Value::Bool(value)) => *value,
        Some(Value::String(value)) => crate::base::flag(value).unwrap_or(false),
        _ => false,
    };
    let shown = Shown {
        content: false,
        metadata: is("includeContentMetadata"),
        links: is("includeLinks"),
        latest_change: is("latestProcessedChange"),
    };
    let lists = descriptors.iter().map(|wanted| {
        let path = text(wanted, "/path").ok_or_else(|| Fault::argument_null("path"))?;
        let level = wanted.get("recursionLevel").filter(|level| !level.is_null());
        let level = level.map(|level| level.as_str().map_or_else(|| level.to_string(), str::to_owned));
        let recursion = recursion(level.as_deref())?;
        let descriptor = Descriptor::of_body(Some(wanted.get("versionDescriptor").unwrap_or(wanted)))?;
        let descriptor = descriptor.ok_or_else(|| Fault::argument_null("itemDescriptors"))?;
        let version = version(call, descriptor)?;
        call.shared.git.with(version.subject.id, |git| {
            let commit = version.commit(git, path)?;
            let scope = version.find(git, commit, path)?;
            rows(call, git, &version, commit, &scope, recursion, shown)
        })
    });
    Ok(Reply::list(lists.collect::<Result<Vec<_>, Fault>>()?))
}

/// The item itself, if that is what is wanted. A file is unless JSON is asked for; a folder only as an archive.
fn content(call: &Call, git: &Git, item: &Item, format: Option<Format>) -> Result<Option<Reply>, Fault> {
    let download = call.query.flag("download")?;
    let reply = match (format, item.kind) {
        (Some(Format::Json), _) => None,
        (Some(Format::Zip), _) => Some(Reply::bytes("application/zip", archive(git, item)?)),
        (Some(Format::Text), ObjectType::Blob) => {
            Some(Reply::bytes("text/plain; charset=utf-8", git.find_blob(item.id)?.content().to_vec()))
        }
        (_, ObjectType::Blob) => {
            Some(Reply::bytes("application/octet-stream", git.find_blob(item.id)?.content().to_vec()))
        }
        _ => None,
    };
    let is_archive = format == Some(Format::Zip);
    Ok(reply.map(|reply| {
        if !download && !is_archive {
            return reply;
        }
        let name = if item.path == "/" { "root" } else { item.name() };
        let ending = if is_archive { ".zip" } else { "" };
        let name = escaped(name);
        reply.header(CONTENT_DISPOSITION, format!("attachment; filename={name}{ending}"))
    }))
}

/// An archive of a file, or of a folder under its name.
fn archive(git: &Git, item: &Item) -> Result<Vec<u8>, Fault> {
    let mut items = vec![item.clone()];
    below(git, item, Recursion::Full, &mut items)?;
    let above = item.path.rfind('/').unwrap_or(0) + 1;
    let files = items.iter().filter(|item| item.kind == ObjectType::Blob);
    zip(git, files.map(|file| (file.path[above..].to_owned(), file.id)))
}

/// An archive of files by name.
pub(super) fn zip(git: &Git, files: impl Iterator<Item = (String, Oid)>) -> Result<Vec<u8>, Fault> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // Without a date the archive of one version is always the same.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, id) in files {
        archive.start_file(name, options).map_err(Fault::internal)?;
        archive.write_all(git.find_blob(id)?.content()).map_err(Fault::internal)?;
    }
    Ok(archive.finish().map_err(Fault::internal)?.into_inner())
}

/// All files below a tree, with their paths.
pub(super) fn files(git: &Git, tree: &Tree<'_>) -> Result<Vec<(String, Oid)>, Fault> {
    let root = Item { path: "/".into(), id: tree.id(), kind: ObjectType::Tree, mode: 0o040_000 };
    let mut items = Vec::new();
    below(git, &root, Recursion::Full, &mut items)?;
    let files = items.into_iter().filter(|item| item.kind == ObjectType::Blob);
    Ok(files.map(|item| (item.path.trim_start_matches('/').to_owned(), item.id)).collect())
}
