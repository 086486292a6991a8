//! Comments on pages of wikis, what people think of them, and their files.

use adoxide_api::wiki::meta;
use http::StatusCode;
use serde::Deserialize;
use serde_json::Value;

use super::list::{find as find_wiki, wiki_url};
use crate::base::{choice, date, page as page_of};
use crate::handler::{Call, Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::wiki::Wiki;
use crate::world::wiki_comment::{CommentChange, CommentState, PageComment};
use crate::world::work_item::ReactionType;

handlers! {
    meta::LIST_COMMENTS => read(list_comments),
    meta::GET_COMMENT => read(get_comment),
    meta::ADD_COMMENT => change(add_comment),
    meta::UPDATE_COMMENT => change(update_comment),
    meta::DELETE_COMMENT => change(delete_comment),
    meta::ADD_COMMENT_REACTION => change(add_reaction),
    meta::DELETE_COMMENT_REACTION => change(delete_reaction),
    meta::GET_ENGAGED_USERS => read(get_engaged_users),
    meta::CREATE_COMMENT_ATTACHMENT => change(create_attachment),
    meta::GET_ATTACHMENT_CONTENT => read(get_content),
}

/// Comments of an answer by default, and at most.
const PAGE: usize = 100;

/// How deep answers to answers are shown.
const DEPTH: usize = 64;

/// The page of the path, which must have been seen.
fn located(view: &View<'_>) -> Result<(Wiki, i64), Fault> {
    let given = view.required("pageId")?;
    let wiki = find_wiki(view)?;
    let page = given.parse().ok().filter(|page| wiki.page(*page).is_some());
    page.map(|page| (wiki, page)).ok_or_else(|| Fault::wiki_page_not_found(given))
}

fn number(call: &Call, name: &'static str) -> Result<i64, Fault> {
    let given = call.required(name)?;
    given.parse().map_err(|_| Fault::wiki_comment_not_found(given))
}

fn find<'v>(view: &View<'v>, wiki: &Wiki, page: i64, id: i64) -> Result<&'v PageComment, Fault> {
    let organization = view.organization;
    let found = organization.page_comments(wiki.id, page).find(|comment| comment.id == id);
    found.filter(|comment| !comment.is_deleted()).ok_or_else(|| Fault::wiki_comment_not_found(id))
}

/// What of a comment is shown.
#[derive(Clone, Copy)]
struct Expand {
    reactions: bool,
    rendered: bool,
    plain: bool,
}

impl Expand {
    const NONE: Self = Self { reactions: false, rendered: false, plain: true };

    fn of(call: &Call) -> Result<Self, Fault> {
        let given = call.query.any(&["$expand", "expand"]).unwrap_or("none");
        let choices = [
            ("none", 0, Self::NONE),
            ("reactions", 1, Self { reactions: true, ..Self::NONE }),
            ("renderedText", 8, Self { rendered: true, ..Self::NONE }),
            ("renderedTextOnly", 16, Self { rendered: true, plain: false, ..Self::NONE }),
            ("all", -17, Self { reactions: true, rendered: true, plain: true }),
        ];
        choice(given, &choices).ok_or_else(|| Fault::invalid_parameter("$expand", given))
    }
}

/// Comments of one page, as they are shown.
struct Shown<'a> {
    view: &'a View<'a>,
    url: String,
    all: Vec<&'a PageComment>,
    expand: Expand,
    with_deleted: bool,
}

impl<'a> Shown<'a> {
    fn new(view: &'a View<'a>, wiki: &Wiki, page: i64, expand: Expand) -> Self {
        let url = format!("{}/pages/{page}/comments", wiki_url(&view.urls(), wiki));
        let all = view.organization.page_comments(wiki.id, page).collect();
        Self { view, url, all, expand, with_deleted: false }
    }

    fn answers(&self, parent: Option<i64>) -> impl Iterator<Item = &'a PageComment> {
        self.all
            .iter()
            .copied()
            .filter(move |comment| comment.parent == parent && (self.with_deleted || !comment.is_deleted()))
    }

    fn comment(&self, comment: &PageComment, depth: usize) -> Option<Object> {
        let (first, last) = (comment.versions.first()?, comment.versions.last()?);
        let urls = self.view.urls();
        let person = |id| urls.person(self.view.directory, id);
        let below: Vec<_> = match depth.checked_sub(1) {
            Some(depth) => {
                self.answers(Some(comment.id)).filter_map(|answer| self.comment(answer, depth)).collect()
            }
            None => Vec::new(),
        };
        let count = below.len();
        let replies = || Object::new().set("totalCount", count).set("count", count).set("comments", below);
        let reactions = || {
            let some = comment.reactions.iter().filter(|(_, people)| !people.is_empty());
            some.map(|(reaction, _)| self.reaction(comment, *reaction)).collect::<Json>()
        };
        let rendered = || last.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        Some(
            Object::new()
                .set("mentions", Json::empty_list())
                .set("artifactId", format!("{}/{}", comment.wiki, comment.page))
                .set("id", comment.id)
                .set_some("parentId", comment.parent)
                .set("version", comment.versions.len())
                .set_if(self.expand.plain, "text", || &*last.text)
                .set_if(self.expand.rendered, "renderedText", || format!("<p>{}</p>", rendered()))
                .set("state", comment.state.name())
                .set("createdBy", person(first.by))
                .set("createdDate", date(first.at))
                .set("modifiedBy", person(last.by))
                .set("modifiedDate", date(last.at))
                .set_if(comment.is_deleted(), "isDeleted", || true)
                .set_if(self.expand.reactions, "reactions", reactions)
                .set_if(count > 0, "replies", replies)
                .set("url", format!("{}/{}", self.url, comment.id)),
        )
    }

    fn reaction(&self, comment: &PageComment, reaction: ReactionType) -> Object {
        let people = comment.reactions.get(&reaction).map(Vec::as_slice).unwrap_or_default();
        Object::new()
            .set("type", reaction.name())
            .set("commentId", comment.id)
            .set("count", people.len())
            .set("isCurrentUserEngaged", people.contains(&self.view.actor))
            .set("url", format!("{}/{}/reactions/{}", self.url, comment.id, reaction.name()))
    }
}

fn list_comments(view: &View<'_>) -> Result<Reply, Fault> {
    let top = view.query.number(&["$top", "top"])?.unwrap_or(PAGE).clamp(1, PAGE);
    let order = view.query.any(&["order"]).unwrap_or("desc");
    let ascending = choice(order, &[("asc", 1, true), ("desc", 2, false)]);
    let ascending = ascending.ok_or_else(|| Fault::invalid_parameter("order", order))?;
    let id = |name: &'static str| {
        let given = view.query.any(&[name]);
        given.map(|text| text.parse::<i64>().map_err(|_| Fault::invalid_parameter(name, text))).transpose()
    };
    // The token is the number of the last comment of the page before.
    let (after, parent) = (id("continuationToken")?, id("parentId")?);
    let (wiki, page) = located(view)?;
    let mut shown = Shown::new(view, &wiki, page, Expand::of(view)?);
    shown.with_deleted =
        view.query.any(&["excludeDeleted"]).is_some() && !view.query.flag("excludeDeleted")?;
    let mut found: Vec<_> = shown.answers(parent).collect();
    let total = found.len();
    if !ascending {
        found.reverse();
    }
    found.retain(|comment| {
        after.is_none_or(|after| if ascending { comment.id > after } else { comment.id < after })
    });
    let is_more = found.len() > top;
    found.truncate(top);
    let last = found.last().map(|comment| comment.id.to_string()).filter(|_| is_more);
    let next = last.as_ref().map(|last| {
        format!(
            "{}?$top={top}&order={order}&continuationToken={last}&api-version={}",
            shown.url, view.version
        )
    });
    let list: Vec<_> = found.iter().filter_map(|comment| shown.comment(comment, DEPTH)).collect();
    Ok(Reply::json(
        Object::new()
            .set("totalCount", total)
            .set("count", list.len())
            .set("comments", list)
            .set_some("nextPage", next)
            .set_some("continuationToken", last)
            .set("url", shown.url.clone()),
    ))
}

fn answer(view: &View<'_>, wiki: &Wiki, page: i64, id: i64, expand: Expand) -> Result<Reply, Fault> {
    let comment = find(view, wiki, page, id)?;
    Ok(Reply::json(Shown::new(view, wiki, page, expand).comment(comment, DEPTH)))
}

fn get_comment(view: &View<'_>) -> Result<Reply, Fault> {
    let (wiki, page) = located(view)?;
    answer(view, &wiki, page, number(view, "id")?, Expand::of(view)?)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewComment {
    text: String,
    parent_id: Option<i64>,
}

fn add_comment(change: &mut Change<'_>, body: NewComment) -> Result<Reply, Fault> {
    if body.text.trim().is_empty() {
        return Err(Fault::argument_null("text"));
    }
    let view = change.view();
    let (wiki, page) = located(&view)?;
    // 0 is how clients that always send it say that there is none.
    let parent = body.parent_id.filter(|parent| *parent != 0);
    parent.map(|parent| find(&view, &wiki, page, parent).map(drop)).transpose()?;
    let id = change.make(|tx| tx.add_page_comment(wiki.id, page, parent, &body.text))?;
    answer(&change.view(), &wiki, page, id, Expand::NONE)
}

#[derive(Deserialize)]
struct Edit {
    text: Option<String>,
    state: Option<Value>,
}

fn update_comment(change: &mut Change<'_>, body: Edit) -> Result<Reply, Fault> {
    let state = match &body.state {
        None => None,
        Some(given) => {
            let by_number = || given.as_u64().and_then(|at| CommentState::ALL.get(usize::try_from(at).ok()?));
            let by_name =
                |name: &str| CommentState::ALL.iter().find(|state| state.name().eq_ignore_ascii_case(name));
            let state = given.as_str().map_or_else(by_number, by_name);
            Some(*state.ok_or_else(|| Fault::invalid_parameter("state", &given.to_string()))?)
        }
    };
    if state.is_none() && body.text.as_ref().is_none_or(|text| text.trim().is_empty()) {
        return Err(Fault::argument_null("text"));
    }
    let id = number(change.call, "id")?;
    let view = change.view();
    let (wiki, page) = located(&view)?;
    find(&view, &wiki, page, id)?;
    change.make(|tx| tx.change_page_comment(id, CommentChange::Edit(body.text, state)))?;
    answer(&change.view(), &wiki, page, id, Expand::NONE)
}

fn delete_comment(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = number(change.call, "id")?;
    let view = change.view();
    let (wiki, page) = located(&view)?;
    find(&view, &wiki, page, id)?;
    change.make(|tx| tx.change_page_comment(id, CommentChange::Delete))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn reaction(call: &Call) -> Result<ReactionType, Fault> {
    let given = call.required("type")?;
    ReactionType::parse(given).ok_or_else(|| Fault::invalid_parameter("type", given))
}

fn engage(change: &mut Change<'_>, is_engaged: bool) -> Result<Reply, Fault> {
    let (id, reaction) = (number(change.call, "commentId")?, reaction(change.call)?);
    let view = change.view();
    let (wiki, page) = located(&view)?;
    find(&view, &wiki, page, id)?;
    change.make(|tx| tx.change_page_comment(id, CommentChange::React(reaction, is_engaged)))?;
    let view = change.view();
    let comment = find(&view, &wiki, page, id)?;
    Ok(Reply::json(Shown::new(&view, &wiki, page, Expand::NONE).reaction(comment, reaction)))
}

fn add_reaction(change: &mut Change<'_>) -> Result<Reply, Fault> {
    engage(change, true)
}

fn delete_reaction(change: &mut Change<'_>) -> Result<Reply, Fault> {
    engage(change, false)
}

fn get_engaged_users(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, reaction) = (number(view, "commentId")?, reaction(view)?);
    let top = view.query.number(&["$top"])?.unwrap_or(20);
    let skip = view.query.number(&["$skip"])?.unwrap_or(0);
    let (wiki, page) = located(view)?;
    let people = find(view, &wiki, page, id)?.reactions.get(&reaction).cloned().unwrap_or_default();
    let urls = view.urls();
    Ok(Reply::list(page_of(people, skip, top).into_iter().map(|id| urls.person(view.directory, id))))
}

fn create_attachment(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (wiki, page) = located(&change.view())?;
    let body = &change.call.body;
    let id = change.make(|tx| tx.add_comment_file(wiki.id, page, body))?;
    let view = change.view();
    let file =
        view.organization.comment_file(id).ok_or_else(|| Fault::attachment_not_found(&id.to_string()))?;
    let urls = view.urls();
    let url = format!("{}/pages/{page}/comments/attachments/{id}", wiki_url(&urls, &wiki));
    let json = Object::new()
        .set("id", id.to_string())
        .set("createdBy", urls.person(view.directory, file.by))
        .set("createdDate", date(file.at))
        .set("url", url);
    Ok(Reply::json(json).status(StatusCode::CREATED))
}

fn get_content(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("attachmentId")?;
    let (wiki, page) = located(view)?;
    let found = given.parse().ok().and_then(|id| view.organization.comment_file(id));
    let found = found.filter(|file| (file.wiki, file.page) == (wiki.id, page));
    let file = found.ok_or_else(|| Fault::attachment_not_found(given))?;
    Ok(Reply::bytes("application/octet-stream", file.content.to_vec()))
}
