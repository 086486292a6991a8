//! The recycle bin of work items.

use std::collections::BTreeSet;

use adoxide::api::path::ProjectRef;
use adoxide::api::wire::{Json, List};
use adoxide::api::wit;
use futures::FutureExt as _;

use super::project::wanted;
use crate::service::{Asking, FeedOf, Items, Reader};
use crate::table::DELETED_WORK_ITEMS;
use crate::{Change, Error, Level, Scope};

pub(super) static FEED: FeedOf = FeedOf {
    name: "recycle bin",
    level: Level::Organization,
    tables: || vec![&DELETED_WORK_ITEMS],
    operations: &[
        "core.get_projects",
        "wit.get_deleted_work_item_shallow_references",
        "wit.get_deleted_work_items",
    ],
    read: |reader| read(reader).boxed(),
};

/// Ids asked for in one request.
const BATCH: usize = 200;

async fn read(mut reader: Reader) -> Result<(), Error> {
    // The bins of all projects in one request: an organization has many projects, and few of them change.
    let ids = deleted(&reader.ask, None).await?;
    let wanted: Option<BTreeSet<_>> = if reader.only.is_empty() {
        None
    } else {
        Some(wanted(&reader.ask, &reader.only).await?.into_values().collect())
    };
    reader.change(Change::SnapshotBegin(&DELETED_WORK_ITEMS, Scope::unit())).await?;
    for ids in ids.chunks(BATCH) {
        for page in reader.ask.all(wit::get_deleted_work_items(None, ids)).await? {
            // One that has left it since is told as nothing, or with the reason.
            let is_there = |item: &Json| {
                let is_wanted = wanted.as_ref().is_none_or(|names| {
                    item["project"].as_str().is_some_and(|project| names.contains(project))
                });
                !item.is_null() && item["code"].as_i64().is_none_or(|code| code < 300) && is_wanted
            };
            let there = Items::of(page.values()?.into_iter().filter(is_there).collect());
            reader.say_all(&DELETED_WORK_ITEMS, &[there], &[]).await?;
        }
        if reader.is_full() {
            reader.checkpoint(1, &()).await?;
        }
    }
    reader.change(Change::SnapshotEnd(&DELETED_WORK_ITEMS)).await?;
    reader.checkpoint(1, &()).await
}

/// The ids of the work items that are in the recycle bin.
pub(super) async fn deleted(ask: &Asking, project: Option<&ProjectRef>) -> Result<Vec<i64>, Error> {
    let op = wit::get_deleted_work_item_shallow_references(project).reply_as::<List<Json>>();
    let mut ids = Vec::new();
    for page in ask.all(op).await? {
        // As a number or as text.
        let id = |item: &Json| item["id"].as_i64().or_else(|| item["id"].as_str()?.parse().ok());
        ids.extend(page.values()?.iter().filter_map(id));
    }
    Ok(ids)
}
