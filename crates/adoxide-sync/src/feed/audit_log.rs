//! The audit log: what was done since the newest entry that is known.
//!
//! The service shows an entry some minutes after it happened, and not in order. So the log is read from a while before
//! the newest entry: what is read twice has the same id and is the same. It keeps entries for 90 days.

use adoxide::api::audit::{self, QueryLog};
use adoxide::api::wire::DateTime;
use futures::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::FeedOf;
use crate::read::Reader;
use crate::table::AUDIT_LOG;
use crate::{Error, Level};

pub(crate) static FEED: FeedOf = FeedOf::new("audit_log", Level::Organization, |reader| read(reader).boxed());

/// Entries asked for in one page.
const PAGE: i64 = 1_000;
/// How late an entry may be seen.
const LATE: SignedDuration = SignedDuration::from_hours(2);
/// For so long the service keeps entries.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What the cursor holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct State {
    /// When a sync read to the end of the log, in microseconds.
    read: Option<i64>,
}

/// The version of [`State`].
const VERSION: u32 = 1;

async fn read(mut reader: Reader) -> Result<(), Error> {
    let state = reader.pull.cursor.as_ref().map(|cursor| cursor.state::<State>(VERSION)).transpose()?;
    let at = reader.pull.at;
    let read = state.flatten().and_then(|state| Timestamp::from_microsecond(state.read?).ok());
    let first = reader.pull.since.map_or(at - KEPT, |since| since.max(at - KEPT));
    let from = read.map_or(first, |read| read - LATE);
    let params = QueryLog {
        start_time: Some(DateTime::from(from)),
        end_time: Some(DateTime::from(at)),
        batch_size: Some(PAGE),
        skip_aggregation: Some(true),
        ..QueryLog::default()
    };
    let mut pages = reader.ask.pages(audit::query_log(params))?;
    let before = State { read: read.map(Timestamp::as_microsecond) };
    while let Some(items) = pages.next().await? {
        reader.page(&AUDIT_LOG, &items, &[]).await?;
        // The newest come first: only a log that was read to its end is known up to now.
        if reader.is_full() {
            reader.checkpoint(VERSION, &before).await?;
        }
    }
    reader.checkpoint(VERSION, &State { read: Some(at.as_microsecond()) }).await
}
