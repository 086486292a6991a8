//! The views of feeds.

use adoxide_api::artifacts::feed::meta;
use http::StatusCode;
use serde_json::Value;
use uuid::Uuid;

use super::feed::url;
use super::{NAMESPACE, of_path};
use crate::handler::{Change, View, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::feed::{Feed, FeedView};
use crate::world::name::same_name;

handlers! {
    meta::GET_FEED_VIEWS => read(get_feed_views),
    meta::CREATE_FEED_VIEW => change(create_feed_view),
    meta::GET_FEED_VIEW => read(get_feed_view),
    meta::UPDATE_FEED_VIEW => change(update_feed_view),
    meta::DELETE_FEED_VIEW => change(delete_feed_view),
}

const VISIBILITIES: [&str; 4] = ["private", "collection", "organization", "aadTenant"];

fn to_json(view: &View<'_>, feed: &Feed, own: &FeedView) -> Object {
    let url = format!("{}/Views/{}", url(view, feed), own.id);
    Object::new()
        .set("id", own.id.to_string())
        .set("name", own.name.as_str())
        .set("url", url.as_str())
        .set("_links", Object::new().set("self", link(url.as_str())))
        .set("type", own.kind)
        .set("visibility", own.visibility.as_str())
}

fn find<'v>(view: &View<'v>) -> Result<(&'v Feed, &'v FeedView), Fault> {
    let (feed, name) = (of_path(view)?, view.call.required("viewId")?);
    Ok((feed, named(feed, name)?))
}

/// A view of a feed, by id or name.
pub(super) fn named<'v>(feed: &'v Feed, name: &str) -> Result<&'v FeedView, Fault> {
    let found = feed.views.iter().find(|own| same_name(&own.name, name) || own.id.to_string() == name);
    found.ok_or_else(|| {
        Fault::exception(
            StatusCode::NOT_FOUND,
            NAMESPACE,
            "FeedViewNotFoundException",
            format!("The view '{name}' doesn't exist in the feed '{}'.", feed.name),
        )
    })
}

fn get_feed_views(view: &View<'_>) -> Result<Reply, Fault> {
    let feed = of_path(view)?;
    Ok(Reply::list(feed.views.iter().map(|own| to_json(view, feed, own))))
}

fn get_feed_view(view: &View<'_>) -> Result<Reply, Fault> {
    let (feed, own) = find(view)?;
    Ok(Reply::json(to_json(view, feed, own)))
}

fn visibility(body: &Value) -> Result<Option<String>, Fault> {
    let Some(given) = text(body, "/visibility") else { return Ok(None) };
    let found = VISIBILITIES.iter().find(|known| known.eq_ignore_ascii_case(given));
    found.map(|known| Some((*known).to_owned())).ok_or_else(|| Fault::invalid_parameter("visibility", given))
}

fn answer(view: &View<'_>, feed: Uuid, id: Uuid) -> Result<Reply, Fault> {
    let feed = view.organization.feed(feed).ok_or_else(|| super::not_found(&feed.to_string()))?;
    Ok(Reply::json(feed.views.iter().find(|own| own.id == id).map(|own| to_json(view, feed, own))))
}

fn create_feed_view(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = text(&body, "/name").filter(|name| !name.trim().is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?.to_owned();
    let visibility = visibility(&body)?.unwrap_or_else(|| "private".to_owned());
    let feed = of_path(&change.view())?;
    if feed.views.iter().any(|own| same_name(&own.name, &name)) {
        return Err(Fault::exception(
            StatusCode::CONFLICT,
            NAMESPACE,
            "FeedViewAlreadyExistsException",
            format!("A view named '{name}' already exists in the feed '{}'.", feed.name),
        ));
    }
    let feed = feed.id;
    let id = change.new_ids(1).first().copied().unwrap_or_default();
    let new = FeedView { id, name, kind: "release", visibility };
    change.make(|tx| tx.edit_feed(feed, |feed| feed.views.push(new)))?;
    answer(&change.view(), feed, id).map(|reply| reply.status(StatusCode::CREATED))
}

fn update_feed_view(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let (feed, id) = find(&change.view()).map(|(feed, own)| (feed.id, own.id))?;
    let (name, visibility) = (text(&body, "/name").map(str::to_owned), visibility(&body)?);
    change.make(|tx| {
        tx.edit_feed(feed, |feed| {
            if let Some(own) = feed.views.iter_mut().find(|own| own.id == id) {
                own.name = name.unwrap_or_else(|| own.name.clone());
                own.visibility = visibility.unwrap_or_else(|| own.visibility.clone());
            }
        })
    })?;
    answer(&change.view(), feed, id)
}

/// The view that has everything, and the one that is shown by default, stay.
fn delete_feed_view(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (feed, id) = {
        let view = change.view();
        let (feed, own) = find(&view)?;
        if own.kind == "implicit" || own.id == feed.default_view {
            return Err(Fault::exception(
                StatusCode::BAD_REQUEST,
                NAMESPACE,
                "InvalidFeedViewOperationException",
                format!("The view '{}' cannot be deleted.", own.name),
            ));
        }
        (feed.id, own.id)
    };
    change.make(|tx| tx.edit_feed(feed, |feed| feed.views.retain(|own| own.id != id)))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
