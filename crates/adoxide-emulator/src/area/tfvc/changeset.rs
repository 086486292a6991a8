//! Changesets: checked in, listed, and what is in each.

use adoxide_api::tfvc::meta;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use http::header::HeaderName;
use serde::Deserialize;

use super::super::person::Person;
use super::shape::{
    Shown, UTF_8, changeset_url, comment, encode, item_json, item_url, notes_json, path_or_project, sees,
    work_item_json, work_items,
};
use crate::base::{named, page, parse_date, sql_date};
use crate::handler::{Change as Changing, View, handlers};
use crate::wire::address::segment;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::reply::Reply;
use crate::world::id::IdentityId;
use crate::world::name::same_name;
use crate::world::tfvc::{
    Change, ChangeKind, Changeset, ChangesetId, Content, NewChange, NewChangeset, Tfvc, normal, project_of,
};

handlers! {
    meta::CREATE_CHANGESET => change(create_changeset),
    meta::GET_CHANGESETS => read(get_changesets),
    meta::GET_CHANGESET => read(get_changeset),
    meta::GET_CHANGESET_CHANGES => read(get_changes),
    meta::GET_CHANGESET_WORK_ITEMS => read(get_work_items),
    meta::GET_BATCHED_CHANGESETS => read(get_batch),
}

/// As many changesets, or changes of one, as a page has by default.
const MOST: usize = 100;

const TOKEN: HeaderName = HeaderName::from_static("x-ms-continuationtoken");

// What bodies say.

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    comment: Option<String>,
    author: Option<Person>,
    changes: Vec<ChangeBody>,
    #[serde(default)]
    checkin_notes: Vec<Note>,
    policy_override: Option<Override>,
    #[serde(default)]
    work_items: Vec<Reference>,
}

#[derive(Deserialize)]
struct Reference {
    id: i64,
}

#[derive(Deserialize)]
struct Note {
    name: String,
    value: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Override {
    comment: Option<String>,
    #[serde(default)]
    policy_failures: Vec<Failure>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Failure {
    policy_name: Option<String>,
    message: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ChangeBody {
    item: ItemBody,
    change_type: String,
    new_content: Option<ContentBody>,
    source_server_item: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ItemBody {
    path: String,
    version: Option<ChangesetId>,
    is_folder: Option<bool>,
    content_metadata: Option<Metadata>,
}

#[derive(Deserialize)]
struct Metadata {
    encoding: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ContentBody {
    content: Option<String>,
    content_type: Option<ContentType>,
}

named! {
    enum ContentType {
        RawText = 0 "rawText",
        Base64 = 1 "base64Encoded",
    }
}

impl ContentBody {
    fn read(self, encoding: Option<i64>) -> Result<Content, Fault> {
        let text = self.content.unwrap_or_default();
        if self.content_type == Some(ContentType::Base64) {
            let bytes = STANDARD.decode(text.trim());
            let bytes =
                bytes.map_err(|error| Fault::invalid_body(format_args!("content is not Base64: {error}")))?;
            // Without an encoding, content that is not UTF-8 is binary.
            let usual =
                if std::str::from_utf8(&bytes).is_ok_and(|text| !text.contains('\0')) { UTF_8 } else { -1 };
            let encoding = encoding.filter(|encoding| *encoding != 0).unwrap_or(usual);
            return Ok(Content { bytes: bytes.into(), encoding });
        }
        let encoding = encoding.filter(|encoding| *encoding > 0).unwrap_or(UTF_8);
        Ok(Content { bytes: encode(&text, encoding)?.into(), encoding })
    }
}

impl ChangeBody {
    fn read(self) -> Result<NewChange, Fault> {
        let kinds = ChangeKind::find_all(&self.change_type);
        let kinds = kinds.ok_or_else(|| Fault::invalid_parameter("changeType", &self.change_type))?;
        let encoding = self.item.content_metadata.and_then(|known| known.encoding);
        let content = self.new_content.map(|given| given.read(encoding)).transpose()?;
        let is_folder = self.item.is_folder.unwrap_or(false);
        if is_folder && content.is_some() {
            return Err(Fault::invalid_parameter("newContent", &self.item.path));
        }
        // A file that is added without content is empty.
        let is_new_file = kinds.contains(&ChangeKind::Add) && !is_folder;
        let empty = || Content { bytes: bytes::Bytes::new(), encoding: encoding.unwrap_or(UTF_8) };
        let content = content.or_else(|| is_new_file.then(empty));
        Ok(NewChange {
            path: normal(&self.item.path)?,
            source: self.source_server_item.as_deref().map(normal).transpose()?,
            version: self.item.version.filter(|version| *version > 0),
            kinds,
            content,
        })
    }
}

fn create_changeset(change: &mut Changing<'_>, body: Body) -> Result<Reply, Fault> {
    let view = change.view();
    let project = view.project_of_path()?;
    let changes = body.changes.into_iter().map(ChangeBody::read).collect::<Result<Vec<_>, _>>()?;
    for new in &changes {
        for path in std::iter::once(&new.path).chain(new.source.as_ref()) {
            let is_outside = project
                .is_some_and(|project| project_of(path).is_none_or(|name| !same_name(name, &project.name)));
            if is_outside || !sees(&view, path) {
                return Err(Fault::tfvc_item_not_found(path));
            }
        }
    }
    let author = body.author.and_then(|author| author.find(&view)).map_or(view.actor, IdentityId);
    let policy_override = body.policy_override.map(|given| {
        let failures = given.policy_failures.into_iter();
        let failures =
            failures.map(|known| (known.policy_name.unwrap_or_default(), known.message.unwrap_or_default()));
        (given.comment.unwrap_or_default(), failures.collect())
    });
    let new = NewChangeset {
        comment: body.comment.unwrap_or_default(),
        author,
        notes: body
            .checkin_notes
            .into_iter()
            .map(|note| (note.name, note.value.unwrap_or_default()))
            .collect(),
        policy_override,
        work_items: body.work_items.into_iter().map(|item| item.id).collect(),
        changes,
    };
    let id = change.make(|tx| tx.create_changeset(new))?;
    let view = change.view();
    let changeset = found(&view, id, &id.to_string())?;
    // As the examples have it: a changeset as a whole, without links.
    let json = reference_json(&view, changeset, None, false);
    let json = json
        .set("checkinNotes", notes_json(&changeset.notes))
        .set("policyOverride", override_json(changeset));
    Ok(Reply::json(json).status(StatusCode::CREATED))
}

// What answers say.

fn override_json(changeset: &Changeset) -> Object {
    let (comment, failures) = match &changeset.policy_override {
        Some((comment, failures)) => (Some(comment.as_str()), failures.as_slice()),
        None => (None, [].as_slice()),
    };
    let failures = failures.iter().map(|(name, message)| {
        Object::new().set("policyName", name.as_str()).set("message", message.as_str())
    });
    Object::new()
        .set_some("comment", comment.filter(|comment| !comment.is_empty()))
        .set("policyFailures", failures.collect::<Json>())
}

fn reference_json(
    view: &View<'_>,
    changeset: &Changeset,
    longest: Option<usize>,
    with_links: bool,
) -> Object {
    let person = |id| view.urls().person(view.directory, id);
    let own = changeset_url(view, changeset.id);
    let json = Object::new()
        .set("changesetId", changeset.id)
        .set("url", own.as_str())
        .set("author", person(changeset.author))
        .set("checkedInBy", person(changeset.checked_in_by))
        .set("createdDate", sql_date(changeset.created));
    let links = || {
        let project = changeset.changes.iter().find_map(|change| project_of(&change.path));
        let web = project.map(|name| {
            let path = format!("{}/_versionControl/changeset/{}", segment(name), changeset.id);
            link(view.urls().at(path))
        });
        Object::new()
            .set("self", link(&own))
            .set("changes", link(format_args!("{own}/changes")))
            .set("workItems", link(format_args!("{own}/workItems")))
            .set_some("web", web)
            .set("author", link(view.urls().identity(changeset.author)))
            .set("checkedInBy", link(view.urls().identity(changeset.checked_in_by)))
    };
    comment(json, &changeset.comment, longest).set_if(with_links, "_links", links)
}

fn change_json(view: &View<'_>, changeset: &Changeset, change: &Change) -> Object {
    let kinds: Vec<_> = change.kinds.iter().map(|kind| kind.name()).collect();
    let item = if let Some(item) = view.organization.tfvc().item(&change.path, changeset.id) {
        item_json(view, item, Shown::default())
    } else {
        // What was deleted is at the version before.
        let version = format!("versionType=Changeset&version={}&versionOptions=Previous", changeset.id);
        Object::new()
            .set("version", changeset.id)
            .set("path", change.path.as_str())
            .set("url", item_url(view, &change.path, &version))
    };
    let is_rename = change.kinds.contains(&ChangeKind::Rename);
    let source = change.source.as_ref();
    let merged = source.map(|(path, version)| {
        let one = Object::new()
            .set("serverItem", path.as_str())
            .set("versionFrom", *version)
            .set("versionTo", *version)
            .set("isRename", is_rename);
        Json::from_iter([one])
    });
    Object::new()
        .set("item", item)
        .set("changeType", kinds.join(", "))
        .set_some("sourceServerItem", source.filter(|_| is_rename).map(|(path, _)| path.as_str()))
        .set_some("mergeSources", merged)
}

/// The changes that the caller may see.
fn visible<'c>(view: &View<'_>, changeset: &'c Changeset) -> Vec<&'c Change> {
    changeset.changes.iter().filter(|change| sees(view, &change.path)).collect()
}

/// A changeset of which the caller may see something, in the project of the path.
fn found<'v>(view: &View<'v>, id: ChangesetId, given: &str) -> Result<&'v Changeset, Fault> {
    let folder = path_or_project(view, None)?;
    let found = view.organization.tfvc().changeset(id);
    let found = found.filter(|known| Tfvc::touches(known, &folder) && !visible(view, known).is_empty());
    found.ok_or_else(|| Fault::changeset_not_found(given))
}

fn find<'v>(view: &View<'v>) -> Result<&'v Changeset, Fault> {
    let given = view.required("id")?;
    let id = given.parse().map_err(|_| Fault::changeset_not_found(given))?;
    found(view, id, given)
}

/// Whether the client takes the source of a rename as a change of its own: it is one only if asked for.
fn is_shown(change: &Change, with_sources: bool) -> bool {
    with_sources || !change.kinds.contains(&ChangeKind::SourceRename)
}

fn get_changeset(view: &View<'_>) -> Result<Reply, Fault> {
    let changeset = find(view)?;
    let query = &view.query;
    let (with_details, with_items) = (query.flag("includeDetails")?, query.flag("includeWorkItems")?);
    let with_sources = query.flag("includeSourceRename")?;
    let longest = query.number(&["maxCommentLength"])?;
    let most = query.number(&["maxChangeCount"])?.unwrap_or(0);
    let mut changes = visible(view, changeset);
    changes.retain(|change| is_shown(change, with_sources));
    let has_more = most > 0 && changes.len() > most;
    let rows = changes.into_iter().take(most).map(|change| change_json(view, changeset, change));
    let items = || work_items(view, changeset.id).into_iter().map(|item| work_item_json(view, item));
    let json = reference_json(view, changeset, longest, true)
        .set_if(with_details, "checkinNotes", || notes_json(&changeset.notes))
        .set_if(with_details, "policyOverride", || override_json(changeset))
        .set_if(most > 0, "changes", || rows.collect::<Json>())
        .set_if(has_more, "hasMoreChanges", || true)
        .set_if(with_items, "workItems", || items().collect::<Json>());
    Ok(Reply::json(json))
}

/// The changes of a changeset, by pages. The token is how many came before.
fn get_changes(view: &View<'_>) -> Result<Reply, Fault> {
    let changeset = find(view)?;
    let top = view.query.number(&["$top"])?.unwrap_or(MOST);
    let skip = match view.query.any(&["continuationToken"]) {
        Some(token) => token.parse().map_err(|_| Fault::invalid_parameter("continuationToken", token))?,
        None => view.query.number(&["$skip"])?.unwrap_or(0),
    };
    let mut changes = visible(view, changeset);
    changes.retain(|change| is_shown(change, true));
    let next = skip.saturating_add(top);
    let has_more = changes.len() > next && top > 0;
    let rows = page(changes, skip, top);
    let reply = Reply::list(rows.into_iter().map(|change| change_json(view, changeset, change)));
    Ok(if has_more { reply.header(TOKEN, next.to_string()) } else { reply })
}

fn get_work_items(view: &View<'_>) -> Result<Reply, Fault> {
    let changeset = find(view)?;
    let items = work_items(view, changeset.id);
    Ok(Reply::list(items.into_iter().map(|item| work_item_json(view, item))))
}

/// Whether a changeset is by somebody, by any of their names.
fn is_by(view: &View<'_>, changeset: &Changeset, given: &str) -> bool {
    changeset.author.to_string().eq_ignore_ascii_case(given)
        || view.directory.identity(changeset.author).is_some_and(|known| {
            same_name(&known.display_name, given) || same_name(&known.unique_name, given)
        })
}

/// The changesets that changed a path, newest first. `follows` renames: what the path was called before counts too.
fn history<'v>(view: &View<'v>, path: &str, follows: bool) -> Vec<&'v Changeset> {
    let mut paths = vec![path.to_owned()];
    let mut found = Vec::new();
    for changeset in view.organization.tfvc().changesets().rev() {
        if !paths.iter().any(|path| Tfvc::touches(changeset, path)) {
            continue;
        }
        found.push(changeset);
        let renamed = changeset.changes.iter().filter(|change| {
            change.kinds.contains(&ChangeKind::Rename)
                && paths.iter().any(|path| same_name(path, &change.path))
        });
        if follows {
            let sources: Vec<_> =
                renamed.filter_map(|change| Some(change.source.as_ref()?.0.clone())).collect();
            paths.extend(sources);
        }
    }
    found
}

fn get_changesets(view: &View<'_>) -> Result<Reply, Fault> {
    let query = &view.query;
    let criterion = |name: &str| {
        let (long, short) = (format!("searchCriteria.{name}"), name.to_owned());
        query.any(&[&long, &short])
    };
    let date = |name: &'static str| {
        let given = criterion(name);
        given.map(|given| parse_date(given).ok_or_else(|| Fault::invalid_parameter(name, given))).transpose()
    };
    let number = |name: &'static str| {
        let given = criterion(name);
        let read = |given: &str| given.parse::<i64>().map_err(|_| Fault::invalid_parameter(name, given));
        given.map(read).transpose().map(|id| id.filter(|id| *id > 0))
    };
    let path = path_or_project(view, criterion("itemPath"))?;
    let (from, to) = (date("fromDate")?, date("toDate")?);
    let (first, last) = (number("fromId")?, number("toId")?);
    let author = criterion("author");
    let follows = query.flag("searchCriteria.followRenames")?;
    let with_links = query.flag("searchCriteria.includeLinks")?;
    let longest = query.number(&["maxCommentLength"])?;
    let is_ascending = match query.any(&["$orderby"]).unwrap_or("id desc").trim().to_lowercase().as_str() {
        "id" | "id asc" => true,
        "id desc" => false,
        other => return Err(Fault::invalid_parameter("$orderby", other)),
    };
    let mut found = history(view, &path, follows);
    found.retain(|changeset| {
        from.is_none_or(|from| changeset.created >= from)
            && to.is_none_or(|to| changeset.created <= to)
            && first.is_none_or(|first| changeset.id >= first)
            && last.is_none_or(|last| changeset.id <= last)
            && author.is_none_or(|author| is_by(view, changeset, author))
            && !visible(view, changeset).is_empty()
    });
    if is_ascending {
        found.reverse();
    }
    let (skip, top) = (query.number(&["$skip"])?.unwrap_or(0), query.number(&["$top"])?.unwrap_or(MOST));
    let rows = page(found, skip, top).into_iter();
    Ok(Reply::list(rows.map(|changeset| reference_json(view, changeset, longest, with_links))))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Batch {
    changeset_ids: Vec<ChangesetId>,
    comment_length: Option<usize>,
    include_links: Option<bool>,
}

/// Changesets by their numbers, in the order of the body.
fn get_batch(view: &View<'_>, body: Batch) -> Result<Reply, Fault> {
    let rows = body.changeset_ids.iter().map(|id| found(view, *id, &id.to_string()));
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let longest = body.comment_length.filter(|length| *length > 0);
    let with_links = body.include_links.unwrap_or(false);
    Ok(Reply::list(rows.into_iter().map(|changeset| reference_json(view, changeset, longest, with_links))))
}
