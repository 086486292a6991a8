//! The service as feeds see it.

use std::collections::HashMap;
use std::sync::Arc;

use adoxide::api::wire::{Json, Op, Paged, Paging};
use adoxide::{Continuation, Pages, Pool, RawPage};
use arrow_array::RecordBatch;
use bytes::Bytes;
use futures::future::BoxFuture;
use serde::Serialize;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::{
    Change, Cursor, Decoder, Error, ErrorKind, Feed, Level, Message, Messages, Outbox, Pull, Requests, Scope,
    ScopeValue, Table, messages,
};

/// As many items are in a page if nothing is asked for, in lists that are skipped through. A page with fewer
/// is the last one: the service has no other way to say so than a page too short, or one more that is empty.
pub(crate) const SHORT: usize = 100;

/// What one unit has of a kind that is asked for at once: the commits of so many pushes. How many requests are really
/// under way is up to the [limiter](adoxide::Limiter) of each identity.
///
/// While such requests are under way, nothing else is asked: one that nobody looks after keeps the place of another.
pub(crate) const AT_ONCE: usize = 32;

/// So many things that take several requests each are read at once in all units of a feed: what has been read of them,
/// and the requests that wait for their turn, are in memory.
const PLACES: usize = 2 * AT_ONCE;

/// Clients that may only do what a feed says that it does. Each list stays with one of them: it goes on where
/// that one left off.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    pool: Pool,
    operations: &'static [&'static str],
    places: Arc<Semaphore>,
}

impl Service {
    pub(crate) fn new(pool: impl Into<Pool>, operations: &'static [&'static str]) -> Self {
        Self { pool: pool.into(), operations, places: Arc::new(Semaphore::new(PLACES)) }
    }

    /// One that always asks as the same identity: what it lists decides what there is at all.
    pub(crate) fn listing(pool: impl Into<Pool>, operations: &'static [&'static str]) -> Self {
        Self::new(pool.into().first(), operations)
    }

    pub(crate) fn operations(&self) -> &'static [&'static str] {
        self.operations
    }

    fn allow(&self, id: &str) -> Result<(), Error> {
        if self.operations.contains(&id) {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Contract, format!("this feed does not say that it calls {id}")))
    }

    /// The pages of a list, each asked for when it is wanted.
    pub(crate) fn pages<L: Paged>(&self, op: Op<L>, requests: &Requests) -> Result<Reading, Error> {
        self.allow(op.meta().id)?;
        Ok(Reading { pages: self.pool.client().raw_pages(op).one_by_one(), requests: requests.clone() })
    }
}

/// A list that is being read.
pub(crate) struct Reading {
    pages: Pages<RawPage>,
    requests: Requests,
}

impl Reading {
    /// The next page.
    pub(crate) async fn next(&mut self) -> Result<Option<Items>, Error> {
        let page = self.pages.next().await;
        self.requests.add(page.is_some().into());
        let page = page.transpose().map_err(Error::service)?;
        Ok(page.map(|page| Items {
            json: page.array(),
            len: page.len(),
            next: page.continuation().map(ToString::to_string),
        }))
    }

    /// The next page of a list that is skipped through; none after a page that was short.
    pub(crate) async fn next_after(&mut self, previous: Option<&Items>) -> Result<Option<Items>, Error> {
        match previous {
            Some(page) if page.len < SHORT => Ok(None),
            _ => Ok(self.next().await?.filter(|page| page.len > 0)),
        }
    }
}

/// The items of a page.
#[derive(Debug)]
pub(crate) struct Items {
    json: Bytes,
    /// How many there are.
    pub(crate) len: usize,
    /// Where the list goes on.
    pub(crate) next: Option<String>,
}

impl Items {
    /// Items that came in another way than as a page.
    pub(crate) fn of(items: Vec<Json>) -> Self {
        Self { len: items.len(), json: Json::from(items).to_string().into(), next: None }
    }

    /// Each as JSON.
    pub(crate) fn values(&self) -> Result<Vec<Json>, Error> {
        serde_json::from_slice(&self.json)
            .map_err(|error| Error::new(ErrorKind::Decode, "a page is no list in JSON").because(error))
    }

    /// Them as rows. What can't be read is said.
    pub(crate) async fn read(
        &self,
        decoder: &mut Decoder,
        pull: &Pull,
        out: &mut Outbox,
    ) -> Result<RecordBatch, Error> {
        self.read_with(decoder, pull, out, &[]).await
    }

    /// The same, with the values of the columns that are given.
    pub(crate) async fn read_with(
        &self,
        decoder: &mut Decoder,
        pull: &Pull,
        out: &mut Outbox,
        given: &[(&str, ScopeValue)],
    ) -> Result<RecordBatch, Error> {
        let read = decoder.decode_with(&self.json, "$.value", &pull.unit, given)?;
        for fault in read.faults {
            out.send(Message::Fault(decoder.table(), fault)).await?;
        }
        Ok(read.rows)
    }
}

/// What asks the service for a feed.
#[derive(Clone, Debug)]
pub(crate) struct Asking {
    service: Service,
    requests: Requests,
}

impl Asking {
    /// A place among the things of which several requests are made at once, until it is dropped.
    pub(crate) async fn place(&self) -> Option<SemaphorePermit<'_>> {
        // None if there were no more places, which are never closed.
        self.service.places.acquire().await.ok()
    }

    /// All pages of a list that fits into memory.
    pub(crate) async fn all<L: Paged>(&self, op: Op<L>) -> Result<Vec<Items>, Error> {
        let skipped = matches!(op.meta().paging, Paging::Offset { .. } | Paging::BodyOffset { .. });
        let mut pages = self.service.pages(op, &self.requests)?;
        let mut all = Vec::new();
        while let Some(page) = match all.last() {
            Some(last) if skipped => pages.next_after(Some(last)).await?,
            _ => pages.next().await?,
        } {
            all.push(page);
        }
        Ok(all)
    }

    /// The same if it is wanted, and else nothing.
    pub(crate) async fn all_if<L: Paged>(
        &self,
        is_wanted: bool,
        op: Op<L>,
    ) -> Result<Option<Vec<Items>>, Error> {
        if is_wanted { self.all(op).await.map(Some) } else { Ok(None) }
    }

    /// The pages of a list, each asked for when it is wanted.
    pub(crate) fn pages<L: Paged>(&self, op: Op<L>, from: Option<&str>) -> Result<Reading, Error> {
        let mut reading = self.service.pages(op, &self.requests)?;
        if let Some(from) = from {
            let from: Continuation = from.parse().map_err(Error::service)?;
            reading.pages = reading.pages.resume(from);
        }
        Ok(reading)
    }

    /// One object.
    pub(crate) async fn call<T>(&self, op: Op<T>) -> Result<Json, Error> {
        self.service.allow(op.meta().id)?;
        self.requests.add(1);
        self.service.pool.client().call(op.reply_as::<Json>()).await.map_err(Error::service)
    }
}

/// A feed at work on one unit: what it asks, and what it says.
pub(crate) struct Reader {
    pub(crate) ask: Asking,
    pub(crate) pull: Pull,
    /// The projects that are wanted, by name or id; all if there are none.
    pub(crate) only: Arc<[String]>,
    out: Outbox,
    decoders: HashMap<&'static str, Decoder>,
    /// Bytes of rows that were said since the last checkpoint.
    bytes: usize,
    /// Whether anything was.
    said: bool,
    /// Rows that could not be read.
    pub(crate) faults: usize,
}

/// So many bytes of rows are said before a checkpoint, about: until then they are held in memory, those of every unit
/// that is read at once.
const MOST: usize = 1 << 20;

impl Reader {
    pub(crate) fn new(service: Service, only: Arc<[String]>, pull: Pull, out: Outbox) -> Self {
        let ask = Asking { service, requests: pull.requests.clone() };
        Self { ask, pull, only, out, decoders: HashMap::new(), bytes: 0, said: false, faults: 0 }
    }

    /// The project of the unit.
    pub(crate) fn project(&self) -> Result<&str, Error> {
        let unit = &self.pull.unit;
        unit.project_id().filter(|id| !id.is_empty()).ok_or_else(|| {
            Error::new(ErrorKind::Contract, format!("{unit} is no project, which this feed reads"))
        })
    }

    /// The items of a page as rows. What can't be read is said.
    pub(crate) async fn decode(
        &mut self,
        table: &'static Table,
        items: &Items,
        given: &[(&str, ScopeValue)],
    ) -> Result<RecordBatch, Error> {
        let decoder = self.decoders.entry(table.name()).or_insert_with(|| Decoder::new(table));
        let read = decoder.decode_with(&items.json, "$.value", &self.pull.unit, given)?;
        for fault in read.faults {
            self.fault(table, fault).await?;
        }
        Ok(read.rows)
    }

    /// Says that something could not be read.
    pub(crate) async fn fault(&mut self, table: &'static Table, error: Error) -> Result<(), Error> {
        self.faults += 1;
        self.said = true;
        self.out.send(Message::Fault(table, error)).await
    }

    /// Says rows.
    pub(crate) async fn say(&mut self, table: &'static Table, rows: RecordBatch) -> Result<(), Error> {
        self.change(Change::Upsert(table, rows)).await
    }

    /// Reads and says the items of pages.
    pub(crate) async fn say_all(
        &mut self,
        table: &'static Table,
        pages: &[Items],
        given: &[(&str, ScopeValue)],
    ) -> Result<(), Error> {
        for items in pages {
            let rows = self.decode(table, items, given).await?;
            self.say(table, rows).await?;
        }
        Ok(())
    }

    /// All rows of a scope.
    pub(crate) async fn snapshot(
        &mut self,
        table: &'static Table,
        scope: Scope,
        pages: &[Items],
        given: &[(&str, ScopeValue)],
    ) -> Result<(), Error> {
        self.change(Change::SnapshotBegin(table, scope)).await?;
        self.say_all(table, pages, given).await?;
        self.change(Change::SnapshotEnd(table)).await
    }

    /// All rows of the unit, page by page.
    pub(crate) async fn list<L: Paged>(mut self, table: &'static Table, op: Op<L>) -> Result<(), Error> {
        let mut pages = self.ask.pages(op, None)?;
        self.change(Change::SnapshotBegin(table, Scope::unit())).await?;
        while let Some(items) = pages.next().await? {
            self.say_all(table, &[items], &[]).await?;
            if self.is_full() {
                self.checkpoint(1, &()).await?;
            }
        }
        self.change(Change::SnapshotEnd(table)).await?;
        self.checkpoint(1, &()).await
    }

    /// Says a change, if its table is wanted.
    pub(crate) async fn change(&mut self, change: Change) -> Result<(), Error> {
        let nothing =
            matches!(&change, Change::Upsert(_, rows) | Change::Delete(_, rows) if rows.num_rows() == 0);
        if nothing || !self.pull.wants(change.table()) {
            return Ok(());
        }
        self.said = true;
        self.bytes += change.bytes();
        self.out.send(change).await
    }

    /// Whether anything was said since the last checkpoint.
    pub(crate) fn has_said(&self) -> bool {
        self.said
    }

    /// Whether so much was said that it is time for a checkpoint.
    pub(crate) fn is_full(&self) -> bool {
        self.bytes >= MOST
    }

    pub(crate) async fn checkpoint(&mut self, version: u32, state: &impl Serialize) -> Result<(), Error> {
        self.bytes = 0;
        self.said = false;
        self.out.send(Message::Checkpoint(Cursor::new(version, state)?)).await
    }
}

/// A feed that is a function.
pub(crate) struct FeedOf {
    pub(crate) name: &'static str,
    pub(crate) level: Level,
    pub(crate) tables: fn() -> Vec<&'static Table>,
    pub(crate) operations: &'static [&'static str],
    pub(crate) read: fn(Reader) -> BoxFuture<'static, Result<(), Error>>,
}

/// It, with the clients that it asks by.
pub(crate) struct Bound {
    feed: &'static FeedOf,
    service: Service,
    only: Arc<[String]>,
}

impl Bound {
    /// Only these projects; all if none is named.
    pub(crate) fn only(self, projects: &[String]) -> Self {
        Self { only: projects.into(), ..self }
    }
}

impl FeedOf {
    pub(crate) fn by(&'static self, pool: &Pool) -> Bound {
        let service = Service::new(pool, self.operations);
        Bound { feed: self, service, only: Arc::new([]) }
    }
}

impl Feed for Bound {
    fn name(&self) -> &'static str {
        self.feed.name
    }

    fn tables(&self) -> Vec<&'static Table> {
        (self.feed.tables)()
    }

    fn level(&self) -> Level {
        self.feed.level
    }

    fn operations(&self) -> &'static [&'static str] {
        self.feed.operations
    }

    fn pull(&self, pull: Pull) -> Messages {
        let (service, only, read) = (self.service.clone(), self.only.clone(), self.feed.read);
        messages(|out| read(Reader::new(service, only, pull, out)))
    }
}
