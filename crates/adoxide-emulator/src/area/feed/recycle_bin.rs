//! What was deleted and is not gone: feeds, and versions of packages.

use adoxide_api::artifacts::feed::meta;
use http::StatusCode;
use serde_json::Value;

use super::package::{find as package_of_path, package_not_found, package_url, version, version_json};
use super::{find, of_path};
use crate::area::core::queued;
use crate::base::{date, page};
use crate::handler::{Change, View, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::feed::{Feed, Package};

handlers! {
    meta::GET_FEEDS_FROM_RECYCLE_BIN => read(get_feeds_from_recycle_bin),
    meta::RESTORE_DELETED_FEED => change(restore_deleted_feed),
    meta::PERMANENT_DELETE_FEED => change(permanent_delete_feed),
    meta::EMPTY_RECYCLE_BIN => change(empty_recycle_bin),
    meta::GET_RECYCLE_BIN_PACKAGES => read(get_recycle_bin_packages),
    meta::GET_RECYCLE_BIN_PACKAGE => read(get_recycle_bin_package),
    meta::GET_RECYCLE_BIN_PACKAGE_VERSIONS => read(get_recycle_bin_package_versions),
    meta::GET_RECYCLE_BIN_PACKAGE_VERSION => read(get_recycle_bin_package_version),
}

/// How long deleted feeds stay.
const DAYS: i64 = 30;

fn get_feeds_from_recycle_bin(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project_of_path()?.map(|project| project.id);
    let gone = view.organization.feeds().iter().filter_map(|feed| Some((feed, feed.deleted?)));
    let own = gone.filter(|(feed, _)| project.is_none() || feed.project == project);
    Ok(Reply::list(own.map(|(feed, at)| {
        let end = at.saturating_add(jiff::SignedDuration::from_hours(24 * DAYS)).unwrap_or(at);
        super::feed::to_json(view, feed).set("scheduledPermanentDeleteDate", date(end))
    })))
}

/// As documented: a JSON Patch that sets `isDeleted` to false.
fn restore_deleted_feed(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = find(&change.view(), change.required("feedId")?, true)?.id;
    let restores = body.as_array().into_iter().flatten().any(|operation| {
        text(operation, "/path").is_some_and(|path| path.eq_ignore_ascii_case("/isDeleted"))
            && matches!(operation.get("value"), Some(Value::Bool(false)))
    });
    if !restores {
        return Err(Fault::invalid_body("it must set /isDeleted to false"));
    }
    change.make(|tx| tx.restore_feed(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn permanent_delete_feed(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find(&change.view(), change.required("feedId")?, true)?.id;
    change.make(|tx| tx.destroy_feed(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn empty_recycle_bin(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = of_path(&change.view())?.id;
    let operation = change.make(|tx| tx.queue_empty_recycle_bin(id))?;
    Ok(queued(change.call, operation))
}

fn has_deleted(package: &Package) -> bool {
    package.versions.iter().any(|version| version.deleted.is_some())
}

/// A package with those of its versions that are in the recycle bin.
fn to_json(view: &View<'_>, feed: &Feed, package: &Package) -> Object {
    let gone = package.versions.iter().rev().filter(|version| version.deleted.is_some());
    let versions: Vec<Object> = gone
        .map(|version| {
            Object::new()
                .set("id", version.id.to_string())
                .set("version", version.version.as_str())
                .set("normalizedVersion", version.version.to_lowercase())
                .set("isDeleted", true)
                .set("isListed", version.is_listed)
                .set("publishDate", date(version.published.at))
        })
        .collect();
    Object::new()
        .set("id", package.id.to_string())
        .set("normalizedName", package.name.to_lowercase())
        .set("name", package.name.as_str())
        .set("protocolType", package.protocol.as_str())
        .set("url", package_url(view, feed, package))
        .set("versions", versions)
}

fn get_recycle_bin_packages(view: &View<'_>) -> Result<Reply, Fault> {
    let feed = of_path(view)?;
    let top = view.query.number(&["$top"])?.unwrap_or(1000);
    let skip = view.query.number(&["$skip"])?.unwrap_or(0);
    let words = view.query.any(&["packageNameQuery"]).map(str::to_lowercase);
    let protocol = view.query.any(&["protocolType"]);
    let gone = feed.packages.iter().filter(|package| {
        has_deleted(package)
            && words.as_ref().is_none_or(|words| package.name.to_lowercase().contains(words))
            && protocol.is_none_or(|protocol| package.protocol.eq_ignore_ascii_case(protocol))
    });
    let all: Vec<Object> = gone.map(|package| to_json(view, feed, package)).collect();
    Ok(Reply::list(page(all, skip, top)))
}

fn get_recycle_bin_package(view: &View<'_>) -> Result<Reply, Fault> {
    let (feed, package) = package_of_path(view)?;
    if !has_deleted(package) {
        return Err(package_not_found(&package.name));
    }
    Ok(Reply::json(to_json(view, feed, package)))
}

fn get_recycle_bin_package_versions(view: &View<'_>) -> Result<Reply, Fault> {
    let (feed, package) = package_of_path(view)?;
    let gone = package.versions.iter().rev().filter(|version| version.deleted.is_some());
    Ok(Reply::list(gone.map(|known| version_json(view, feed, package, known)).collect::<Vec<_>>()))
}

fn get_recycle_bin_package_version(view: &View<'_>) -> Result<Reply, Fault> {
    let (feed, package, found) = version(view)?;
    if found.deleted.is_none() {
        return Err(package_not_found(&package.name));
    }
    Ok(Reply::json(version_json(view, feed, package, found)))
}
