//! The recycle bin of work items.

use std::collections::BTreeSet;

use adoxide::api::path::ProjectRef;
use adoxide::api::wire::List;
use adoxide::api::{core, wire, wit};
use futures::FutureExt as _;

use super::FeedOf;
use super::project::wanted;
use crate::read::{Asking, Items, Reader};
use crate::table::DELETED_WORK_ITEMS;
use crate::{Change, Error, Level, Scope};

pub(crate) static FEED: FeedOf =
    FeedOf::new("recycle_bin", Level::Organization, |reader| read(reader).boxed())
        .also(&[&core::meta::GET_PROJECTS]);

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
            let mut there = Vec::new();
            for item in page.each()? {
                // One that has left the bin meanwhile is null, or has the reason.
                let is_there = item.is(b'{') && item.integer(&["code"])?.is_none_or(|code| code < 300);
                let is_wanted = match &wanted {
                    None => true,
                    Some(names) => item.text(&["project"])?.is_some_and(|project| names.contains(&project)),
                };
                if is_there && is_wanted {
                    there.push(item);
                }
            }
            reader.page(&DELETED_WORK_ITEMS, &Items::of(there), &[]).await?;
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
    let op = wit::get_deleted_work_item_shallow_references(project).reply_as::<List<wire::Json>>();
    let mut ids = Vec::new();
    for page in ask.all(op).await? {
        for item in page.each()? {
            // As a number or as text.
            ids.extend(item.integer(&["id"])?);
        }
    }
    Ok(ids)
}
