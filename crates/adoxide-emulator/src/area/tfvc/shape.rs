//! What answers about Team Foundation Version Control have in common.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::base::sql_date;
use crate::handler::View;
use crate::wire::address::segment;
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Json, Object, link};
use crate::world::field;
use crate::world::tfvc::{ChangesetId, Content, Item, artifact, normal, project_of};
use crate::world::work_item::{Relation, ResourceKind, WorkItem};

/// What a path keeps as it is in a URL.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'$').remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Whether the caller may see the project that a path is in; everybody sees `$/`.
pub(super) fn sees(view: &View<'_>, path: &str) -> bool {
    match project_of(path) {
        Some(name) => view.organization.project(name).is_some_and(|project| view.sees(project.id, None)),
        None => true,
    }
}

/// The path of a query, or the folder of the project of the path, or `$/`.
///
/// # Errors
/// When it is not a path.
pub(super) fn path_or_project(view: &View<'_>, given: Option<&str>) -> Result<String, Fault> {
    let project = view.project_of_path()?;
    match given {
        Some(path) => Ok(normal(path)?),
        None => Ok(project.map_or_else(|| "$/".to_owned(), |project| format!("$/{}", project.name))),
    }
}

pub(super) fn changeset_url(view: &View<'_>, id: ChangesetId) -> String {
    view.urls().at(format_args!("_apis/tfvc/changesets/{id}"))
}

/// An item at a version.
pub(super) fn item_url(view: &View<'_>, path: &str, version: &str) -> String {
    let path = utf8_percent_encode(path, PATH);
    view.urls().at(format_args!("_apis/tfvc/items/{path}?{version}"))
}

/// The name of an item.
pub(super) fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// What a file is. The extension has its dot here, unlike that of Git.
fn metadata(item: &Item, content: &Content) -> Object {
    let name = name(&item.path);
    let is_binary = content.encoding < 0;
    let extension = name.rfind('.').and_then(|dot| name.get(dot..)).filter(|extension| extension.len() > 1);
    Object::new()
        .set("encoding", content.encoding)
        .set("contentType", crate::area::git::content_type(name, is_binary))
        .set("fileName", name)
        .set_some("extension", extension)
        .set_if(is_binary, "isBinary", || true)
}

/// What to return of each item.
#[derive(Clone, Copy, Default)]
pub(super) struct Shown {
    pub content: bool,
    pub metadata: bool,
    pub links: bool,
}

pub(super) fn item_json(view: &View<'_>, item: &Item, shown: Shown) -> Object {
    let version = format!("versionType=Changeset&version={}", item.version);
    let own = item_url(view, &item.path, &version);
    let content = item.content.as_ref();
    let text = content.filter(|_| shown.content).and_then(text);
    let links = || Object::new().set("self", link(&own));
    Object::new()
        .set("version", item.version)
        .set("changeDate", sql_date(item.changed))
        .set_some("size", content.map(|content| content.bytes.len()))
        .set_some("encoding", content.map(|content| content.encoding))
        .set("path", item.path.as_str())
        .set_if(content.is_none(), "isFolder", || true)
        .set_some("content", text)
        .set_some(
            "contentMetadata",
            content.filter(|_| shown.metadata).map(|content| metadata(item, content)),
        )
        .set("url", own.as_str())
        .set_if(shown.links, "_links", links)
}

/// UTF-16 as Windows writes it, and the other way round.
const UTF_16: i64 = 1200;
const UTF_16_BE: i64 = 1201;
/// What files have that say nothing else.
pub(super) const UTF_8: i64 = 65_001;
/// The code pages in which each letter is one byte of the same number.
const LATIN: [i64; 3] = [1252, 20_127, 28_591];

/// The bytes of a text in a code page.
///
/// # Errors
/// When the code page is not known, or has no such letters.
pub(super) fn encode(text: &str, encoding: i64) -> Result<Vec<u8>, Fault> {
    match encoding {
        UTF_8 => Ok(text.as_bytes().to_vec()),
        UTF_16 | UTF_16_BE => {
            // With the mark that says the order of the bytes, as the service writes it.
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            let bytes = |unit: u16| if encoding == UTF_16 { unit.to_le_bytes() } else { unit.to_be_bytes() };
            Ok(units.flat_map(bytes).collect())
        }
        _ if LATIN.contains(&encoding) => {
            let bytes = text.chars().map(|letter| u8::try_from(u32::from(letter)).ok());
            let bytes: Option<Vec<_>> = bytes.collect();
            bytes.ok_or_else(|| Fault::invalid_parameter("contentMetadata.encoding", &encoding.to_string()))
        }
        _ => Err(Fault::invalid_parameter("contentMetadata.encoding", &encoding.to_string())),
    }
}

/// The text of a file; none if it is binary.
pub(super) fn text(content: &Content) -> Option<String> {
    let bytes = &content.bytes;
    match content.encoding {
        ..0 => None,
        UTF_16 | UTF_16_BE => {
            let pairs = bytes.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok());
            let units = pairs.map(|pair| {
                if content.encoding == UTF_16 { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
            });
            let text = String::from_utf16_lossy(&units.collect::<Vec<_>>());
            Some(text.trim_start_matches('\u{feff}').to_owned())
        }
        encoding if LATIN.contains(&encoding) => Some(bytes.iter().map(|byte| char::from(*byte)).collect()),
        _ => Some(String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').to_owned()),
    }
}

/// The work items that are linked to a changeset, and that the caller may see.
pub(super) fn work_items<'v>(view: &View<'v>, id: ChangesetId) -> Vec<&'v WorkItem> {
    let url = artifact(id);
    let is_linked = |item: &&WorkItem| {
        item.relations().iter().any(|relation| match relation {
            Relation::Resource(known) => {
                known.kind == ResourceKind::ArtifactLink && known.url.eq_ignore_ascii_case(&url)
            }
            Relation::Link(_) => false,
        })
    };
    let found = view.organization.work_items().iter().filter(is_linked);
    found.filter(|item| view.sees(item.project, None)).collect()
}

pub(super) fn work_item_json(view: &View<'_>, item: &WorkItem) -> Object {
    let values = item.values();
    let project = view.organization.project_by_id(item.project).map_or("", |known| known.name.as_str());
    let assigned = values.get(field::ASSIGNED_TO).and_then(field::FieldValue::as_identity);
    let assigned = assigned.and_then(|id| view.directory.identity(id));
    let assigned = assigned.map(|known| format!("{} <{}>", known.display_name, known.unique_name));
    let web = format!("{}/_workitems/edit/{}", segment(project), item.id);
    Object::new()
        .set("webUrl", view.urls().at(web))
        .set("id", item.id)
        .set("title", values.text(field::TITLE))
        .set("workItemType", values.text(field::WORK_ITEM_TYPE))
        .set("state", values.text(field::STATE))
        .set_some("assignedTo", assigned)
        .set("url", view.urls().at(format_args!("_apis/wit/workItems/{}", item.id)))
}

/// A comment, cut where it is longer than asked for.
pub(super) fn comment(json: Object, text: &str, longest: Option<usize>) -> Object {
    if text.is_empty() {
        return json;
    }
    let cut = longest.and_then(|longest| text.char_indices().nth(longest)).map(|(at, _)| at);
    let shown = cut.and_then(|at| text.get(..at)).unwrap_or(text);
    json.set("comment", shown).set_if(cut.is_some(), "commentTruncated", || true)
}

/// Pairs of names and values.
pub(super) fn notes_json(notes: &[(String, String)]) -> Json {
    let rows = notes.iter().map(|(name, value)| {
        Object::new().set("name", name.as_str()).set("value", value.as_str()).into_json()
    });
    rows.collect()
}
