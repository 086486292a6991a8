//! Items: files and folders at a version, as metadata, bytes, text or an archive.

use std::io::{Cursor, Write as _};

use adoxide_api::tfvc::meta;
use http::StatusCode;
use http::header::CONTENT_DISPOSITION;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use zip::write::SimpleFileOptions;

use super::shape::{Shown, item_json, name, path_or_project, sees, text};
use crate::area::git::{Format, format};
use crate::base::{choice_below, named, parse_date};
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::tfvc::{ChangesetId, Item, normal};

handlers! {
    // The service also takes the path of an item in the path of the request, and its own links put it there.
    meta::GET_ITEM => read(get_item),
    meta::GET_ITEMS => read(get_items),
    meta::GET_ITEMS_BATCH => read(get_batch),
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

fn recursion(value: &str) -> Result<Recursion, Fault> {
    let levels = [
        ("none", 0, Recursion::None),
        ("oneLevel", 1, Recursion::OneLevel),
        ("oneLevelPlusNestedEmptyFolders", 4, Recursion::OneLevelPlusNested),
        ("full", 120, Recursion::Full),
    ];
    choice_below(value, &levels).ok_or_else(|| Fault::invalid_parameter("recursionLevel", value))
}

named! {
    /// What a version is.
    enum VersionType {
        None = 0 "none",
        Changeset = 1 "changeset",
        Shelveset = 2 "shelveset",
        Change = 3 "change",
        Date = 4 "date",
        Latest = 5 "latest",
        Tip = 6 "tip",
        MergeSource = 7 "mergeSource",
    }

    /// Which version is meant beside it.
    enum VersionOption {
        None = 0 "none",
        Previous = 1 "previous",
        UseRename = 2 "useRename",
    }
}

/// A version as queries and bodies say it.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    version: Option<String>,
    version_type: Option<VersionType>,
    version_option: Option<VersionOption>,
}

impl Descriptor {
    fn of_query(view: &View<'_>) -> Result<Self, Fault> {
        let value = |name: &str| view.query.any(&[&format!("versionDescriptor.{name}"), name]);
        let version_type = value("versionType");
        let refused = |name: &str, given: &str| Fault::invalid_parameter(name, given);
        let version_type = version_type
            .map(|given| VersionType::find(given).ok_or_else(|| refused("versionType", given)))
            .transpose()?;
        let option = value("versionOption").or_else(|| value("versionOptions"));
        let version_option = option
            .map(|given| VersionOption::find(given).ok_or_else(|| refused("versionOption", given)))
            .transpose()?;
        Ok(Self { version: value("version").map(str::to_owned), version_type, version_option })
    }

    /// The changeset up to which an item is looked for.
    fn resolve(&self, view: &View<'_>, path: &str) -> Result<ChangesetId, Fault> {
        let tfvc = view.organization.tfvc();
        let given = self.version.as_deref().map(str::trim).filter(|version| !version.is_empty());
        let kind = match self.version_type {
            Some(kind) if kind != VersionType::None => kind,
            _ if given.is_some() => VersionType::Changeset,
            _ => VersionType::Latest,
        };
        let text = given.unwrap_or_default();
        let version = match kind {
            VersionType::Changeset | VersionType::Change => {
                let digits = text.strip_prefix(['C', 'c']).unwrap_or(text);
                let id: ChangesetId = digits.parse().map_err(|_| Fault::invalid_tfvc_version(text))?;
                if id < 1 || id > tfvc.latest() {
                    return Err(Fault::changeset_not_found(text));
                }
                id
            }
            VersionType::Date => {
                let at = parse_date(text).ok_or_else(|| Fault::invalid_tfvc_version(text))?;
                let found = tfvc.changesets().rev().find(|changeset| changeset.created <= at);
                found.map_or(0, |changeset| changeset.id)
            }
            VersionType::Shelveset => return Err(Fault::shelveset_not_found(text)),
            VersionType::MergeSource => return Err(Fault::invalid_tfvc_version(text)),
            VersionType::None | VersionType::Latest | VersionType::Tip => tfvc.latest(),
        };
        if self.version_option == Some(VersionOption::Previous) {
            // The version before the one that is there, or before the item was deleted.
            let own = tfvc.item(path, version).map_or(version, |item| item.version);
            return Ok(own - 1);
        }
        Ok(version)
    }
}

fn find<'v>(view: &View<'v>, path: &str, version: ChangesetId) -> Result<&'v Item, Fault> {
    let found = view.organization.tfvc().item(path, version).filter(|_| sees(view, path));
    found.ok_or_else(|| Fault::tfvc_item_not_found(path))
}

/// The items below a folder, each folder before what is in it.
fn below<'v>(view: &View<'v>, folder: &str, version: ChangesetId, recursion: Recursion) -> Vec<&'v Item> {
    let tfvc = view.organization.tfvc();
    let all = || tfvc.below(folder, version).filter(|item| sees(view, &item.path));
    let depth = folder.trim_end_matches('/').len();
    let is_child = |item: &&Item| item.path.get(depth + 1..).is_some_and(|rest| !rest.contains('/'));
    match recursion {
        Recursion::None => Vec::new(),
        Recursion::Full => all().collect(),
        Recursion::OneLevel => all().filter(is_child).collect(),
        Recursion::OneLevelPlusNested => {
            let mut found = Vec::new();
            for child in all().filter(is_child) {
                found.push(child);
                let inner = below(view, &child.path, version, Recursion::OneLevel);
                if child.content.is_none() && inner.len() == 1 && inner[0].content.is_none() {
                    found.extend(below(view, &child.path, version, recursion));
                }
            }
            found
        }
    }
}

/// An archive of a file, or of a folder under its name.
fn archive(view: &View<'_>, item: &Item, version: ChangesetId) -> Result<Vec<u8>, Fault> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // Without a date the archive of one version is always the same.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let above = item.path.rfind('/').unwrap_or(0) + 1;
    for item in std::iter::once(item).chain(below(view, &item.path, version, Recursion::Full)) {
        if let Some(content) = &item.content {
            let name = item.path.get(above..).unwrap_or(&item.path);
            archive.start_file(name, options).map_err(Fault::internal)?;
            archive.write_all(&content.bytes).map_err(Fault::internal)?;
        }
    }
    Ok(archive.finish().map_err(Fault::internal)?.into_inner())
}

/// An item in the form that the client wants, if that is not JSON.
fn content(view: &View<'_>, item: &Item, version: ChangesetId) -> Result<Option<Reply>, Fault> {
    let (wanted, download) = (format(view.call)?, view.query.flag("download")?);
    let reply = match (wanted, &item.content) {
        (Some(Format::Json), _) => return Ok(None),
        (Some(Format::Zip), _) => Reply::bytes("application/zip", archive(view, item, version)?),
        (Some(Format::Text), Some(file)) => {
            let text = text(file).unwrap_or_else(|| String::from_utf8_lossy(&file.bytes).into_owned());
            Reply::bytes("text/plain; charset=utf-8", text)
        }
        (_, Some(file)) => Reply::bytes("application/octet-stream", file.bytes.clone()),
        (_, None) => return Ok(None),
    };
    let is_archive = wanted == Some(Format::Zip);
    if !download && !is_archive {
        return Ok(Some(reply));
    }
    let name = view.query.any(&["fileName"]).unwrap_or_else(|| name(&item.path));
    let name = if name.is_empty() { "root" } else { name };
    let ending = if is_archive { ".zip" } else { "" };
    let name = utf8_percent_encode(name, NON_ALPHANUMERIC).to_string().replace("%2E", ".");
    Ok(Some(reply.header(CONTENT_DISPOSITION, format!("attachment; filename={name}{ending}"))))
}

fn get_item(view: &View<'_>) -> Result<Reply, Fault> {
    view.project_of_path()?;
    let given = view.query.any(&["path"]).or_else(|| view.argument("path"));
    let path = normal(given.ok_or_else(|| Fault::argument_null("path"))?)?;
    let version = Descriptor::of_query(view)?.resolve(view, &path)?;
    let item = find(view, &path, version)?;
    if let Some(reply) = content(view, item, version)? {
        return Ok(reply);
    }
    let shown = Shown { content: view.query.flag("includeContent")?, metadata: true, links: true };
    Ok(Reply::json(item_json(view, item, shown)))
}

fn get_items(view: &View<'_>) -> Result<Reply, Fault> {
    let path = path_or_project(view, view.query.any(&["scopePath"]))?;
    // As the examples have it, a folder is listed with what is in it by default.
    let recursion = recursion(view.query.any(&["recursionLevel"]).unwrap_or("oneLevel"))?;
    let version = Descriptor::of_query(view)?.resolve(view, &path)?;
    let item = find(view, &path, version)?;
    if format(view.call)? == Some(Format::Zip)
        && let Some(reply) = content(view, item, version)?
    {
        return Ok(reply);
    }
    let shown = Shown { links: view.query.flag("includeLinks")?, ..Shown::default() };
    let all = std::iter::once(item).chain(below(view, &path, version, recursion));
    Ok(Reply::list(all.map(|item| item_json(view, item, shown))))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Batch {
    item_descriptors: Vec<Wanted>,
    include_content_metadata: Option<bool>,
    include_links: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    path: String,
    recursion_level: Option<String>,
    version: Option<String>,
    version_type: Option<VersionType>,
    version_option: Option<VersionOption>,
}

/// The items of each descriptor, a list for each.
fn get_batch(view: &View<'_>, body: Batch) -> Result<Reply, Fault> {
    view.project_of_path()?;
    let shown = Shown {
        content: false,
        metadata: body.include_content_metadata.unwrap_or(false),
        links: body.include_links.unwrap_or(false),
    };
    let mut lists = Vec::new();
    for wanted in body.item_descriptors {
        let path = normal(&wanted.path)?;
        let recursion = recursion(wanted.recursion_level.as_deref().unwrap_or("none"))?;
        let Wanted { version, version_type, version_option, .. } = wanted;
        let version = Descriptor { version, version_type, version_option }.resolve(view, &path)?;
        let item = find(view, &path, version).map_err(|_| {
            Fault::exception(
                StatusCode::NOT_FOUND,
                "Microsoft.TeamFoundation.VersionControl.Server",
                "ItemBatchNotFoundException",
                format!(
                    "The items requested either do not exist at the specified version, or you do not have \
                     permission to access them: {path}"
                ),
            )
        })?;
        let all = std::iter::once(item).chain(below(view, &path, version, recursion));
        let rows: Vec<Object> = all.map(|item| item_json(view, item, shown)).collect();
        lists.push(rows.into_iter().collect::<Json>());
    }
    Ok(Reply::list(lists))
}
