//! Comments on work items.

use adoxide_api::wit::meta;
use http::StatusCode;
use serde_json::Value;

use super::shape::Shape;
use super::work_item::{id_of, work_item};
use crate::base::choice;
use crate::base::date;
use crate::base::page;
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::field::{self, FieldValue};
use crate::world::work_item::{
    Comment, CommentFormat, CommentVersion, EditOptions, ReactionType, WorkItem, WorkItemChange,
};

handlers! {
    meta::GET_COMMENTS => read(get_comments),
    meta::GET_COMMENTS_BATCH => read(get_comments_batch),
    meta::GET_COMMENT => read(get_comment),
    meta::ADD_COMMENT => change(add_comment),
    meta::ADD_WORK_ITEM_COMMENT => change(add_comment),
    meta::UPDATE_COMMENT => change(update_comment),
    meta::UPDATE_WORK_ITEM_COMMENT => change(update_comment),
    meta::DELETE_COMMENT => change(delete_comment),
    meta::GET_COMMENT_VERSIONS => read(get_comment_versions),
    meta::GET_COMMENT_VERSION => read(get_comment_version),
    meta::GET_COMMENT_REACTIONS => read(get_comment_reactions),
    meta::CREATE_COMMENT_REACTION => change(create_comment_reaction),
    meta::DELETE_COMMENT_REACTION => change(delete_comment_reaction),
    meta::GET_ENGAGED_USERS => read(get_engaged_users),
}

/// Comments of a page by default, and at most.
const PAGE: usize = 200;

/// What of a comment is shown.
#[derive(Clone, Copy, Default)]
struct Expand {
    reactions: bool,
    rendered: bool,
}

impl Expand {
    fn of(call: &Call) -> Result<Self, Fault> {
        let Some(text) = call.query.any(&["$expand", "expand"]) else { return Ok(Self::default()) };
        let choices = [
            ("none", 0, Self::default()),
            ("reactions", 1, Self { reactions: true, rendered: false }),
            ("renderedText", 8, Self { reactions: false, rendered: true }),
            ("renderedTextOnly", 16, Self { reactions: false, rendered: true }),
            ("mentions", 32, Self::default()),
            ("all", -17, Self { reactions: true, rendered: true }),
        ];
        let parts = text.split(',').map(|part| {
            choice(part.trim(), &choices).ok_or_else(|| Fault::invalid_parameter("$expand", part))
        });
        parts.into_iter().try_fold(Self::default(), |all, part| {
            let part = part?;
            Ok(Self { reactions: all.reactions || part.reactions, rendered: all.rendered || part.rendered })
        })
    }
}

fn comment_id(call: &Call) -> Result<i64, Fault> {
    let text = call.required("commentId")?;
    text.parse().map_err(|_| Fault::comment_not_found(text))
}

fn find(item: &WorkItem, id: i64, with_deleted: bool) -> Result<&Comment, Fault> {
    let found = item.comments.iter().find(|comment| comment.id == id);
    found.filter(|comment| with_deleted || !comment.is_deleted()).ok_or_else(|| Fault::comment_not_found(id))
}

fn comment_url(shape: &Shape<'_>, item: &WorkItem, comment: &Comment) -> String {
    format!("{}/comments/{}", shape.work_item_url(item.project, item.id), comment.id)
}

/// Who said what when; both for a comment and for one of its versions.
fn said(
    shape: &Shape<'_>,
    comment: &Comment,
    version: &CommentVersion,
    number: usize,
    expand: Expand,
) -> Object {
    let first = comment.versions.first().unwrap_or(version);
    Object::new()
        .set("version", number)
        .set("text", &*version.text)
        .set_if(expand.rendered, "renderedText", || rendered(comment.format, &version.text))
        .set("createdBy", shape.urls.person(shape.directory, first.by))
        .set("createdDate", date(first.at))
        .set("modifiedBy", shape.urls.person(shape.directory, version.by))
        .set("modifiedDate", date(version.at))
        .set_if(version.is_deleted, "isDeleted", || true)
}

/// A comment as HTML. Markdown is not interpreted, only made safe to show: its lines are paragraphs.
fn rendered(format: CommentFormat, text: &str) -> String {
    match format {
        CommentFormat::Html => text.to_owned(),
        CommentFormat::Markdown => {
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let paragraphs = text.split("\n\n").map(|paragraph| format!("<p>{}</p>\n", paragraph.trim()));
            paragraphs.collect::<Vec<_>>().concat()
        }
    }
}

fn to_json(
    call: &Call,
    shape: &Shape<'_>,
    item: &WorkItem,
    comment: &Comment,
    expand: Expand,
) -> Option<Object> {
    let last = comment.last()?;
    let url = comment_url(shape, item, comment);
    let reactions = || {
        let some = comment.reactions.iter().filter(|(_, people)| !people.is_empty());
        let reactions = some.map(|(reaction, people)| {
            reaction_json(*reaction, comment.id, people.len(), people.contains(&call.actor), &url)
        });
        reactions.collect::<Json>()
    };
    let json = Object::new()
        .set("mentions", Json::empty_list())
        .set("workItemId", item.id)
        .set("id", comment.id)
        .and(said(shape, comment, last, comment.versions.len(), expand))
        .set("format", comment.format.name())
        .set_if(expand.reactions, "reactions", reactions)
        .set("url", url);
    Some(json)
}

fn reaction_json(reaction: ReactionType, comment: i64, count: usize, is_engaged: bool, url: &str) -> Object {
    Object::new()
        .set("type", reaction.name())
        .set("commentId", comment)
        .set("count", count)
        .set("isCurrentUserEngaged", is_engaged)
        .set("url", format!("{url}/reactions/{}", reaction.name()))
}

fn get_comments(view: &View<'_>) -> Result<Reply, Fault> {
    let id = id_of(view, "workItemId")?;
    let top = view.query.number(&["$top", "top"])?.unwrap_or(PAGE).clamp(1, PAGE);
    let with_deleted = view.query.flag("includeDeleted")?;
    let expand = Expand::of(view)?;
    let order = view.query.any(&["order"]).unwrap_or("desc");
    let ascending = choice(order, &[("asc", 1, true), ("desc", 2, false)])
        .ok_or_else(|| Fault::invalid_parameter("order", order))?;
    // The token is the number of the last comment of the page before.
    let token = view.query.any(&["continuationToken"]);
    let after = token
        .map(|text| text.parse::<i64>().map_err(|_| Fault::invalid_parameter("continuationToken", text)))
        .transpose()?;
    let shape = Shape::new(view);
    let item = work_item(view, id)?.item;
    let mut comments: Vec<_> =
        item.comments.iter().filter(|comment| with_deleted || !comment.is_deleted()).collect();
    let total = comments.len();
    if !ascending {
        comments.reverse();
    }
    if let Some(after) = after {
        comments.retain(|comment| if ascending { comment.id > after } else { comment.id < after });
    }
    let is_more = comments.len() > top;
    comments.truncate(top);
    let last = comments.last().map(|comment| comment.id).filter(|_| is_more);
    let url = format!("{}/comments", shape.work_item_url(item.project, id));
    let next = last.map(|last| {
        format!("{url}?$top={top}&order={order}&continuationToken={last}&api-version={}", view.version)
    });
    let list: Vec<_> = comments.iter().map(|comment| to_json(view, &shape, item, comment, expand)).collect();
    Ok(Reply::json(
        Object::new()
            .set("totalCount", total)
            .set("count", list.len())
            .set("comments", list)
            .set_some("nextPage", next)
            .set_some("continuationToken", last.map(|last| last.to_string())),
    ))
}

fn get_comments_batch(view: &View<'_>) -> Result<Reply, Fault> {
    let id = id_of(view, "workItemId")?;
    let expand = Expand::of(view)?;
    let with_deleted = view.query.flag("includeDeleted")?;
    let ids = view
        .query
        .all("ids")
        .into_iter()
        .map(|text| text.parse::<i64>().map_err(|_| Fault::invalid_parameter("ids", text)));
    let ids: Vec<_> = ids.collect::<Result<_, _>>()?;
    let shape = Shape::new(view);
    let item = work_item(view, id)?.item;
    let found = ids.into_iter().map(|id| find(item, id, with_deleted));
    let found: Vec<_> = found.collect::<Result<_, _>>()?;
    let list: Vec<_> = found.iter().map(|comment| to_json(view, &shape, item, comment, expand)).collect();
    Ok(Reply::json(
        Object::new().set("totalCount", list.len()).set("count", list.len()).set("comments", list),
    ))
}

fn get_comment(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, comment) = (id_of(view, "workItemId")?, comment_id(view)?);
    let (expand, with_deleted) = (Expand::of(view)?, view.query.flag("includeDeleted")?);
    let shape = Shape::new(view);
    let item = work_item(view, id)?.item;
    Ok(Reply::json(to_json(view, &shape, item, find(item, comment, with_deleted)?, expand)))
}

fn format(call: &Call) -> Result<Option<CommentFormat>, Fault> {
    let Some(text) = call.query.any(&["format"]) else { return Ok(None) };
    let choices = [("markdown", 0, CommentFormat::Markdown), ("html", 1, CommentFormat::Html)];
    choice(text, &choices).map(Some).ok_or_else(|| Fault::invalid_parameter("format", text))
}

fn text(call: &Call) -> Result<String, Fault> {
    let body: Value = call.read_body()?;
    let text = body.get("text").and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    text.map(str::to_owned).ok_or_else(|| Fault::argument_null("text"))
}

fn add_comment(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = id_of(change.call, "workItemId")?;
    let (text, format) = (text(change.call)?, format(change.call)?);
    work_item(&change.view(), id)?;
    let wanted = WorkItemChange {
        fields: vec![(field::HISTORY, Some(FieldValue::text(&text)))],
        ..WorkItemChange::default()
    };
    let options = EditOptions { comment_format: format.unwrap_or_default(), ..EditOptions::default() };
    change.make(|tx| tx.update_work_item(id, &wanted, options))?;
    let shape = Shape::new(&change.view());
    let item = work_item(&change.view(), id)?.item;
    let comment = item.comments.last().ok_or_else(|| Fault::comment_not_found(0))?;
    Ok(Reply::json(to_json(change.call, &shape, item, comment, Expand::default())))
}

fn update_comment(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (id, comment) = (id_of(change.call, "workItemId")?, comment_id(change.call)?);
    let (text, format) = (text(change.call)?, format(change.call)?);
    work_item(&change.view(), id)?;
    change.make(|tx| tx.update_comment(id, comment, Some(&text), format))?;
    let shape = Shape::new(&change.view());
    let item = work_item(&change.view(), id)?.item;
    Ok(Reply::json(to_json(change.call, &shape, item, find(item, comment, false)?, Expand::default())))
}

fn delete_comment(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (id, comment) = (id_of(change.call, "workItemId")?, comment_id(change.call)?);
    work_item(&change.view(), id)?;
    change.make(|tx| tx.update_comment(id, comment, None, None))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// Versions.

fn version_json(shape: &Shape<'_>, item: &WorkItem, comment: &Comment, number: usize) -> Option<Object> {
    let version = comment.versions.get(number.checked_sub(1)?)?;
    let said = said(shape, comment, version, number, Expand::default());
    let url = format!("{}/versions/{number}", comment_url(shape, item, comment));
    Some(Object::new().set("id", comment.id).and(said).set("url", url))
}

fn get_comment_versions(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, comment) = (id_of(view, "workItemId")?, comment_id(view)?);
    let shape = Shape::new(view);
    let item = work_item(view, id)?.item;
    let comment = find(item, comment, true)?;
    let versions = (1..=comment.versions.len()).rev();
    Ok(Reply::list(versions.filter_map(|number| version_json(&shape, item, comment, number))))
}

fn get_comment_version(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, comment) = (id_of(view, "workItemId")?, comment_id(view)?);
    let text = view.required("version")?;
    let shape = Shape::new(view);
    let item = work_item(view, id)?.item;
    let comment = find(item, comment, true)?;
    let found = text.parse().ok().and_then(|number| version_json(&shape, item, comment, number));
    found.map(Reply::json).ok_or_else(|| Fault::comment_not_found(text))
}

// Reactions.

fn reaction(call: &Call) -> Result<ReactionType, Fault> {
    let text = call.required("reactionType")?;
    ReactionType::parse(text).ok_or_else(|| Fault::invalid_parameter("reactionType", text))
}

fn get_comment_reactions(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, comment) = (id_of(view, "workItemId")?, comment_id(view)?);
    let shape = Shape::new(view);
    let item = work_item(view, id)?.item;
    let comment = find(item, comment, false)?;
    let url = comment_url(&shape, item, comment);
    let some = comment.reactions.iter().filter(|(_, people)| !people.is_empty());
    let reactions = some.map(|(reaction, people)| {
        reaction_json(*reaction, comment.id, people.len(), people.contains(&view.actor), &url)
    });
    Ok(Reply::list(reactions))
}

fn engage(change: &mut Change<'_>, is_engaged: bool) -> Result<Reply, Fault> {
    let (id, comment, reaction) =
        (id_of(change.call, "workItemId")?, comment_id(change.call)?, reaction(change.call)?);
    work_item(&change.view(), id)?;
    change.make(|tx| tx.react(id, comment, reaction, is_engaged))?;
    let shape = Shape::new(&change.view());
    let item = work_item(&change.view(), id)?.item;
    let comment = find(item, comment, false)?;
    let count = comment.reactions.get(&reaction).map_or(0, Vec::len);
    let url = comment_url(&shape, item, comment);
    Ok(Reply::json(reaction_json(reaction, comment.id, count, is_engaged, &url)))
}

fn create_comment_reaction(change: &mut Change<'_>) -> Result<Reply, Fault> {
    engage(change, true)
}

fn delete_comment_reaction(change: &mut Change<'_>) -> Result<Reply, Fault> {
    engage(change, false)
}

fn get_engaged_users(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, comment, reaction) = (id_of(view, "workItemId")?, comment_id(view)?, reaction(view)?);
    let top = view.query.number(&["$top"])?.unwrap_or(20);
    let skip = view.query.number(&["$skip"])?.unwrap_or(0);
    let shape = Shape::new(view);
    let item = work_item(view, id)?.item;
    let people = find(item, comment, false)?.reactions.get(&reaction).cloned().unwrap_or_default();
    let people = page(people, skip, top).into_iter();
    Ok(Reply::list(people.map(|id| shape.urls.person(shape.directory, id))))
}
