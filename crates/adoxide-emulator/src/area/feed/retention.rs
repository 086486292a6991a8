//! How long the packages of a feed are kept.

use adoxide_api::artifacts::feed::meta;
use http::StatusCode;
use serde_json::Value;

use super::of_path;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::feed::FeedRetention;

handlers! {
    meta::GET_FEED_RETENTION_POLICIES => read(get_feed_retention_policies),
    meta::SET_FEED_RETENTION_POLICIES => change(set_feed_retention_policies),
    meta::DELETE_FEED_RETENTION_POLICIES => change(delete_feed_retention_policies),
}

/// The policy; a feed without one has an answer of null.
fn get_feed_retention_policies(view: &View<'_>) -> Result<Reply, Fault> {
    let retention = of_path(view)?.retention;
    Ok(Reply::json(retention.map(|own| {
        Object::new()
            .set("ageLimitInDays", Value::Null)
            .set("countLimit", own.count_limit)
            .set("daysToKeepRecentlyDownloadedPackages", own.days_after_download)
    })))
}

fn set_feed_retention_policies(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = of_path(&change.view())?.id;
    let number = |name: &str, default: i64, most: i64| {
        let given = body.get(name).filter(|value| !value.is_null());
        let Some(given) = given else { return Ok(default) };
        let number = given.as_i64().filter(|number| (1..=most).contains(number));
        number.ok_or_else(|| Fault::invalid_parameter(name, &given.to_string()))
    };
    let count_limit = number("countLimit", 0, 5000)?;
    if count_limit == 0 {
        return Err(Fault::argument_null("countLimit"));
    }
    let days_after_download = number("daysToKeepRecentlyDownloadedPackages", 30, 365)?;
    let retention = FeedRetention { count_limit, days_after_download };
    change.make(|tx| tx.edit_feed(id, |feed| feed.retention = Some(retention)))?;
    get_feed_retention_policies(&change.view())
}

fn delete_feed_retention_policies(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = of_path(&change.view())?.id;
    change.make(|tx| tx.edit_feed(id, |feed| feed.retention = None))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
