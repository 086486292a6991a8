//! Pages of wikis.

use adoxide_api::wiki::meta;
use git2::Oid;
use http::StatusCode;
use http::header::{ACCEPT, ETAG, HeaderName, IF_MATCH};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::list::{wiki_url, wiki_web};
use super::store::{self, Page};
use crate::base::{choice_below, date};
use crate::git::change::FileChange;
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::wiki::Wiki;

handlers! {
    meta::GET_PAGE => work(get_page),
    meta::GET_PAGE_BY_ID => work(get_page),
    meta::CREATE_OR_UPDATE_PAGE => work(create_or_update_page),
    meta::UPDATE_PAGE_BY_ID => work(create_or_update_page),
    meta::DELETE_PAGE => work(delete_page),
    meta::DELETE_PAGE_BY_ID => work(delete_page),
    meta::CREATE_PAGE_MOVE => work(create_page_move),
    meta::GET_PAGES_BATCH => work(get_pages_batch),
    meta::GET_PAGE_DATA => read(get_page_data),
    meta::CREATE_OR_UPDATE_PAGE_VIEW_STATS => change(count_view),
}

/// The most pages of a batch, and how many it has by default.
const BATCH: usize = 100;

/// The wiki of the path.
pub(super) fn wiki(call: &Call) -> Result<Wiki, Fault> {
    call.read(super::list::find)
}

/// The path of the page that is meant: by the query, or by its number.
pub(super) fn wanted(call: &Call, wiki: &Wiki) -> Result<String, Fault> {
    if let Some(given) = call.argument("id").or_else(|| call.argument("pageId")) {
        // The links in answers have the path in this place.
        let Ok(id) = given.parse() else { return Ok(store::page_path(given)) };
        let found = wiki.page(id);
        return found.map(str::to_owned).ok_or_else(|| Fault::wiki_page_not_found(given));
    }
    Ok(store::page_path(call.query.any(&["path"]).unwrap_or("/")))
}

pub(super) fn version(call: &Call) -> Option<&str> {
    call.query.any(&["versionDescriptor.version", "version"])
}

fn page_json(call: &Call, wiki: &Wiki, page: &Page, id: Option<i64>, content: Option<&str>) -> Object {
    const KEPT: &percent_encoding::AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    let urls = call.urls();
    let escaped = utf8_percent_encode(&page.path, KEPT);
    let below: Vec<_> = page.below.iter().map(|page| page_json(call, wiki, page, None, None)).collect();
    Object::new()
        .set("path", page.path.as_str())
        .set("order", page.order)
        .set_if(page.is_parent, "isParentPage", || true)
        .set("gitItemPath", page.item.as_str())
        .set("subPages", below)
        .set("url", format!("{}/pages/{escaped}", wiki_url(&urls, wiki)))
        .set("remoteUrl", format!("{}?pagePath={escaped}", wiki_web(&urls, wiki)))
        .set_some("id", id)
        .set_some("content", content)
}

/// The text of a page, and what it is marked with: the object that it is.
fn read(call: &Call, wiki: &Wiki, blob: Option<Oid>) -> Result<(String, String), Fault> {
    let Some(blob) = blob else { return Ok((String::new(), "\"\"".to_owned())) };
    let text = call.shared.git.with(wiki.repository, |git| {
        Ok::<_, git2::Error>(String::from_utf8_lossy(git.find_blob(blob)?.content()).into_owned())
    })?;
    Ok((text, format!("\"{blob}\"")))
}

/// The text of a page by its path.
pub(super) fn content_of(call: &Call, wiki: &Wiki, tip: Option<Oid>, path: &str) -> Result<String, Fault> {
    Ok(read(call, wiki, find(call, wiki, tip, path, 0)?.blob)?.0)
}

fn find(call: &Call, wiki: &Wiki, tip: Option<Oid>, path: &str, depth: usize) -> Result<Page, Fault> {
    let found = call.shared.git.with(wiki.repository, |git| store::find(git, wiki, tip, path, depth))?;
    found.ok_or_else(|| Fault::wiki_page_not_found(if path.is_empty() { "/" } else { path }))
}

/// The number of a page, which the root has too.
fn number(call: &Call, wiki: &Wiki, page: &Page) -> Result<i64, Fault> {
    Ok(Change::new(call, &mut call.world_mut())?.make(|tx| tx.wiki_page_id(wiki.id, &page.path))?)
}

pub(super) fn get_page(call: &Call) -> Result<Reply, Fault> {
    let wiki = wiki(call)?;
    let path = wanted(call, &wiki)?;
    let with_content = call.query.flag("includeContent")?;
    let levels =
        [("none", 0, 0), ("oneLevel", 1, 1), ("oneLevelPlusNestedEmptyFolders", 4, 1), ("full", 120, 64)];
    let level = call.query.any(&["recursionLevel"]).unwrap_or("none");
    let depth = choice_below(level, &levels);
    let depth = depth.ok_or_else(|| Fault::invalid_parameter("recursionLevel", level))?;
    let (_, tip) = store::tip(call, &wiki, version(call))?;
    let page = find(call, &wiki, tip, &path, depth)?;
    let (content, tag) = read(call, &wiki, page.blob)?;
    let accept = call.headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    if accept.starts_with("text/plain") {
        return Ok(Reply::bytes("text/plain; charset=utf-8", content).header(ETAG, tag));
    }
    let id = number(call, &wiki, &page)?;
    let content = Some(content.as_str()).filter(|_| with_content);
    Ok(Reply::json(page_json(call, &wiki, &page, Some(id), content)).header(ETAG, tag))
}

/// The page as it is after a change.
fn told(call: &Call, wiki: &Wiki, tip: Oid, path: &str, status: StatusCode) -> Result<Reply, Fault> {
    let page = find(call, wiki, Some(tip), path, 0)?;
    let (content, tag) = read(call, wiki, page.blob)?;
    let id = number(call, wiki, &page)?;
    Ok(Reply::json(page_json(call, wiki, &page, Some(id), Some(&content))).status(status).header(ETAG, tag))
}

/// What a change says of itself.
fn comment(call: &Call, how: &str, path: &str) -> String {
    let given = call.query.any(&["comment"]);
    given.map_or_else(|| format!("{how} '{}'", path.rsplit('/').next().unwrap_or_default()), str::to_owned)
}

/// A new page, or with `If-Match` another text of one. By number it must be there.
pub(super) fn create_or_update_page(call: &Call, body: Value) -> Result<Reply, Fault> {
    let content = text(&body, "/content").unwrap_or_default().as_bytes().to_vec();
    let wiki = wiki(call)?;
    let path = wanted(call, &wiki)?;
    if path.is_empty() {
        return Err(Fault::invalid_parameter("path", "/"));
    }
    let expected = call.headers.get(IF_MATCH).and_then(|tag| tag.to_str().ok());
    let expected = expected.map(|tag| tag.trim().trim_matches('"').to_owned());
    let by_number = call.argument("id").is_some_and(|id| id.parse::<i64>().is_ok());
    let (branch, tip) = store::tip(call, &wiki, version(call))?;
    let here = call.shared.git.with(wiki.repository, |git| store::find(git, &wiki, tip, &path, 0))?;
    let is_new = here.as_ref().is_none_or(|page| page.blob.is_none());
    let message = comment(call, if is_new { "Added" } else { "Updated" }, &path);
    let (parent, _) = path.rsplit_once('/').unwrap_or_default();
    let tip = store::write(call, &wiki, &branch, &message, |git, tip| {
        let here = store::find(git, &wiki, tip, &path, 0)?.and_then(|page| page.blob);
        match (here, &expected) {
            (None, Some(_)) => return Err(Fault::wiki_page_not_found(&path)),
            (None, None) if by_number => return Err(Fault::wiki_page_not_found(&path)),
            (Some(_), None) => return Err(Fault::wiki_page_exists(&path)),
            (Some(here), Some(tag)) if here.to_string() != *tag => {
                return Err(Fault::wiki_page_changed(&path));
            }
            _ => {}
        }
        // A page is written below one that is there.
        if !parent.is_empty() && store::find(git, &wiki, tip, parent, 0)?.is_none() {
            return Err(Fault::wiki_ancestor_not_found(parent));
        }
        let file = store::file(&wiki, &path);
        let change = if here.is_some() { FileChange::Edit(content) } else { FileChange::Add(content) };
        Ok(vec![(file, change)])
    })?;
    // As recorded: 201 for a new page, 200 for another text.
    told(call, &wiki, tip, &path, if is_new { StatusCode::CREATED } else { StatusCode::OK })
}

/// Deletes a page with those below it, and says what it was.
pub(super) fn delete_page(call: &Call) -> Result<Reply, Fault> {
    let wiki = wiki(call)?;
    let path = wanted(call, &wiki)?;
    if path.is_empty() {
        return Err(Fault::invalid_parameter("path", "/"));
    }
    let (branch, tip) = store::tip(call, &wiki, version(call))?;
    let page = find(call, &wiki, tip, &path, 0)?;
    let (content, _) = read(call, &wiki, page.blob)?;
    let id = number(call, &wiki, &page)?;
    let message = comment(call, "Deleted", &path);
    store::write(call, &wiki, &branch, &message, |git, tip| {
        let here = store::find(git, &wiki, tip, &path, 0)?;
        let here = here.ok_or_else(|| Fault::wiki_page_not_found(&path))?;
        let file = store::file(&wiki, &path);
        let mut changes = Vec::new();
        if here.is_parent {
            changes.push((file.trim_end_matches(".md").to_owned(), FileChange::Delete));
        }
        if here.blob.is_some() {
            changes.push((file, FileChange::Delete));
        }
        Ok(changes)
    })?;
    let mut world = call.world_mut();
    let mut change = Change::new(call, &mut world)?;
    change.make(|tx| tx.move_wiki_pages(wiki.id, &path, None))?;
    drop(world);
    Ok(Reply::json(page_json(call, &wiki, &page, Some(id), Some(&content))).header(ETAG, "\"\""))
}

/// Moves a page with those below it, or puts it at another place among its siblings.
pub(super) fn create_page_move(call: &Call, body: Value) -> Result<Reply, Fault> {
    let given = text(&body, "/path").ok_or_else(|| Fault::argument_null("path"))?;
    let target = text(&body, "/newPath").unwrap_or(given);
    let place = body.get("newOrder").and_then(Value::as_u64).and_then(|place| usize::try_from(place).ok());
    let wiki = wiki(call)?;
    let (from, to) = (store::page_path(given), store::page_path(target));
    if from.is_empty() || to.is_empty() {
        return Err(Fault::invalid_parameter("path", "/"));
    }
    let (branch, _) = store::tip(call, &wiki, version(call))?;
    let message = comment(call, "Moved", &from);
    let (parent, _) = to.rsplit_once('/').unwrap_or_default();
    let tip = store::write(call, &wiki, &branch, &message, |git, tip| {
        let here = store::find(git, &wiki, tip, &from, 0)?;
        let here = here.ok_or_else(|| Fault::wiki_page_not_found(&from))?;
        let home = store::find(git, &wiki, tip, parent, 1)?;
        let home = home.ok_or_else(|| Fault::wiki_ancestor_not_found(parent))?;
        let (old, new) = (store::file(&wiki, &from), store::file(&wiki, &to));
        let mut changes = Vec::new();
        if from != to {
            if store::find(git, &wiki, tip, &to, 0)?.is_some() {
                return Err(Fault::wiki_page_exists(&to));
            }
            let rename = |path: &str| FileChange::Rename { source: path.to_owned(), content: None };
            if here.blob.is_some() {
                changes.push((new.clone(), rename(&old)));
            }
            if here.is_parent {
                let folder = |file: &str| file.trim_end_matches(".md").to_owned();
                changes.push((folder(&new), rename(&folder(&old))));
            }
        }
        if let Some(place) = place {
            let (file, content) = store::reorder(&home.below, &wiki, &to, place);
            let has_order = tip.is_some_and(|tip| {
                let tree = git.find_commit(tip).and_then(|commit| commit.tree());
                tree.is_ok_and(|tree| tree.get_path(std::path::Path::new(&file)).is_ok())
            });
            let change = if has_order { FileChange::Edit(content) } else { FileChange::Add(content) };
            changes.push((file, change));
        }
        Ok(changes)
    })?;
    let mut world = call.world_mut();
    let mut change = Change::new(call, &mut world)?;
    change.make(|tx| tx.move_wiki_pages(wiki.id, &from, Some(&to)))?;
    drop(world);
    let page = find(call, &wiki, Some(tip), &to, 0)?;
    let (_, tag) = read(call, &wiki, page.blob)?;
    let id = number(call, &wiki, &page)?;
    let json = Object::new()
        .set("page", page_json(call, &wiki, &page, Some(id), Some("")))
        .set("path", given)
        .set("newPath", target)
        .set_some("newOrder", place);
    Ok(Reply::json(json).status(StatusCode::CREATED).header(ETAG, tag))
}

/// All pages by number, so many at once.
pub(super) fn get_pages_batch(call: &Call, body: Value) -> Result<Reply, Fault> {
    let top = body.get("top").and_then(Value::as_u64).and_then(|top| usize::try_from(top).ok());
    let top = top.unwrap_or(BATCH);
    if top == 0 || top > BATCH {
        return Err(Fault::invalid_parameter("top", &top.to_string()));
    }
    let after = match body.get("continuationToken").filter(|token| !token.is_null()) {
        None => 0,
        Some(token) => {
            let token = token.as_str().map_or_else(|| token.to_string(), str::to_owned);
            token.parse().map_err(|_| Fault::invalid_parameter("continuationToken", &token))?
        }
    };
    let wiki = wiki(call)?;
    let (_, tip) = store::tip(call, &wiki, version(call))?;
    let root = find(call, &wiki, tip, "", 64)?;
    let mut paths = Vec::new();
    let mut open = vec![&root];
    while let Some(page) = open.pop() {
        paths.extend(page.blob.map(|_| page.path.clone()));
        open.extend(page.below.iter().rev());
    }
    let mut pages: Vec<(i64, String)> = {
        let mut world = call.world_mut();
        let mut change = Change::new(call, &mut world)?;
        let numbered = paths.into_iter().map(|path| {
            let id = change.make(|tx| tx.wiki_page_id(wiki.id, &path))?;
            Ok((id, path))
        });
        numbered.collect::<Result<_, Fault>>()?
    };
    pages.sort_unstable();
    pages.retain(|(id, _)| *id > after);
    let more = pages.len() > top;
    pages.truncate(top);
    let last = pages.last().map(|(id, _)| *id);
    let rows = pages.into_iter().map(|(id, path)| Object::new().set("path", path).set("id", id));
    let reply = Reply::list(rows);
    Ok(match last.filter(|_| more) {
        Some(last) => reply.header(HeaderName::from_static("x-ms-continuationtoken"), last.to_string()),
        None => reply,
    })
}

/// Days that views are told of, by default and at most.
const DAYS: usize = 30;

/// How often a page was looked at in the last days.
pub(super) fn get_page_data(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("pageId")?;
    let days = view.query.number(&["pageViewsForDays"])?;
    if days.is_some_and(|days| !(1..=DAYS).contains(&days)) {
        return Err(Fault::invalid_parameter("pageViewsForDays", &days.unwrap_or_default().to_string()));
    }
    let wiki = wiki(view)?;
    let id = given.parse().map_err(|_| Fault::wiki_page_not_found(given))?;
    let path = wiki.page(id).ok_or_else(|| Fault::wiki_page_not_found(given))?;
    let views = view.organization.page_views(wiki.id, path);
    let seen = views.into_iter().flat_map(|views| views.days.iter().rev().take(days.unwrap_or(0)));
    let seen =
        seen.map(|(day, count)| Object::new().set("day", format!("{day}T00:00:00Z")).set("count", *count));
    Ok(Reply::json(Object::new().set("path", path).set("id", id).set("viewStats", seen.collect::<Vec<_>>())))
}

/// Counts that somebody looked at a page, as the page in a browser says.
fn count_view(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let given = |name: &'static str| change.query.any(&[name]).ok_or_else(|| Fault::argument_null(name));
    let version = given("wikiVersion")?;
    let path = store::page_path(given("path")?);
    let before = change.query.any(&["oldPath"]).map(store::page_path);
    let wiki = super::list::find(&change.view())?;
    if !wiki.versions.iter().any(|known| known == version) {
        return Err(Fault::invalid_parameter("wikiVersion", version));
    }
    if wiki.page_id(&path).is_none() {
        return Err(Fault::wiki_page_not_found(&path));
    }
    change.make(|tx| tx.view_page(wiki.id, &path, before.as_deref()))?;
    let view = change.view();
    let views = view.organization.page_views(wiki.id, &path);
    let json = Object::new()
        .set("path", path.as_str())
        .set_some("count", views.map(|views| views.count))
        .set_some("lastViewedTime", views.map(|views| date(views.last)));
    Ok(Reply::json(json))
}
