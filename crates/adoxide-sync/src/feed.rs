//! What is read: a feed fills one or more tables, unit by unit.

pub(crate) mod audit_log;
pub(crate) mod build;
pub(crate) mod classification;
pub(crate) mod default_branch;
pub(crate) mod history;
pub(crate) mod hook;
mod look;
pub(crate) mod pipeline_use;
pub(crate) mod policy;
pub(crate) mod project;
pub(crate) mod pull_request;
pub(crate) mod query;
pub(crate) mod recycle_bin;
pub(crate) mod repository;
pub(crate) mod resource;
pub(crate) mod work_item;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use adoxide::api::wire::OpMeta;
use adoxide::{Pool, Priority};
use futures::StreamExt as _;
use futures::channel::mpsc;
use futures::future::BoxFuture;
use futures::stream::{BoxStream, Stream};
use jiff::Timestamp;

use crate::read::{Reader, Service, Shared, family};
use crate::table::{self, Fed};
use crate::{Cursor, Error, ErrorKind, Level, Message, Table, Unit};

/// All feeds there are, of these projects (names or ids), or of all projects if none is named. Where requests
/// must wait for each other, they let those of people go first.
///
/// They ask by a client (`&ado`), or by all clients of a [`Pool`]: each list by the one whose identity has most
/// room. All of them must be allowed to read the same; which projects and repositories there are is asked by
/// the first.
pub fn feeds(pool: impl Into<Pool>, projects: &[String]) -> Vec<Arc<dyn Feed>> {
    let pool = pool.into().priority(Priority::Background);
    let only: Arc<[String]> = projects.into();
    let shared = Shared::default();
    let mut feeds: Vec<Bound> = Vec::new();
    for table in table::all() {
        let read = match table.root().fed() {
            Fed::By(feed) => Read::Own(feed),
            _ => Read::Family(table.root()),
        };
        if feeds.iter().all(|feed| feed.read != read) {
            feeds.push(Bound::new(read, &pool, only.clone(), &shared));
        }
    }
    feeds.into_iter().map(|feed| Arc::new(feed) as Arc<dyn Feed>).collect()
}

/// What reads tables that no list can say: watermarks, change signals, trees. The tables name it.
pub(crate) struct FeedOf {
    name: &'static str,
    level: Level,
    /// What it finds.
    lists: Option<Level>,
    /// Whether it is pulled project by project if only some are wanted.
    by_project: bool,
    /// What it reads besides the operations of its tables.
    also: &'static [&'static OpMeta],
    read: fn(Reader) -> BoxFuture<'static, Result<(), Error>>,
}

impl FeedOf {
    /// A feed that is pulled for each unit of this level.
    pub(crate) const fn new(
        name: &'static str,
        level: Level,
        read: fn(Reader) -> BoxFuture<'static, Result<(), Error>>,
    ) -> Self {
        Self { name, level, lists: None, by_project: false, also: &[], read }
    }

    /// Finds the units of this level: what it lists decides what there is at all.
    pub(crate) const fn lists(self, level: Level) -> Self {
        Self { lists: Some(level), ..self }
    }

    /// Is pulled project by project if only some are wanted.
    pub(crate) const fn by_project_if_only_some(self) -> Self {
        Self { by_project: true, ..self }
    }

    /// Reads these operations besides those of its tables.
    pub(crate) const fn also(self, operations: &'static [&'static OpMeta]) -> Self {
        Self { also: operations, ..self }
    }
}

/// What is pulled.
#[derive(Clone, Copy)]
enum Read {
    /// A list of each unit, and what is read by its rows.
    Family(&'static Table),
    Own(&'static FeedOf),
}

impl PartialEq for Read {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Family(one), Self::Family(other)) => one == other,
            (Self::Own(one), Self::Own(other)) => std::ptr::eq(*one, *other),
            _ => false,
        }
    }
}

impl Read {
    fn tables(self) -> impl Iterator<Item = &'static Table> {
        table::all().filter(move |table| match (self, table.root().fed()) {
            (Self::Own(feed), Fed::By(by)) => std::ptr::eq(feed, by),
            (Self::Family(root), _) => table.root() == root,
            (Self::Own(_), _) => false,
        })
    }

    fn operations(self) -> Vec<&'static OpMeta> {
        let also = match self {
            Self::Family(_) => &[],
            Self::Own(feed) => feed.also,
        };
        let mut operations: Vec<&'static OpMeta> = Vec::new();
        for operation in self.tables().flat_map(Table::operations).chain(also) {
            if operations.iter().all(|known| known.id != operation.id) {
                operations.push(operation);
            }
        }
        operations
    }
}

/// It, with the clients that it asks by.
struct Bound {
    read: Read,
    service: Service,
    only: Arc<[String]>,
}

impl Bound {
    fn new(read: Read, pool: &Pool, only: Arc<[String]>, shared: &Shared) -> Self {
        let listing = matches!(read, Read::Own(feed) if feed.lists.is_some());
        Self { read, service: Service::new(pool, listing, read.operations(), shared.clone()), only }
    }
}

impl Feed for Bound {
    fn name(&self) -> &'static str {
        match self.read {
            Read::Family(root) => root.name(),
            Read::Own(feed) => feed.name,
        }
    }

    fn tables(&self) -> Vec<&'static Table> {
        self.read.tables().collect()
    }

    fn level(&self) -> Level {
        match self.read {
            Read::Family(root) => root.unit(),
            Read::Own(feed) if feed.by_project && !self.only.is_empty() => Level::Project,
            Read::Own(feed) => feed.level,
        }
    }

    fn lists(&self) -> Option<Level> {
        match self.read {
            Read::Family(_) => None,
            Read::Own(feed) => feed.lists,
        }
    }

    fn operations(&self) -> Vec<&'static OpMeta> {
        self.read.operations()
    }

    fn pull(&self, pull: Pull) -> Messages {
        let (service, only, read) = (self.service.clone(), self.only.clone(), self.read);
        messages(move |out| {
            let reader = Reader::new(service, only, pull, out);
            match read {
                Read::Family(root) => Box::pin(family(reader, root)),
                Read::Own(feed) => (feed.read)(reader),
            }
        })
    }
}

/// Something that is read once and may fill several tables: a list of pull requests also tells reviewers
/// and labels, and no request is made twice for it. The rules are in the [contract](crate#feeds).
pub trait Feed: Send + Sync {
    /// Its name, for people.
    fn name(&self) -> &'static str;

    /// The tables that it can fill.
    fn tables(&self) -> Vec<&'static Table>;

    /// What it is pulled for.
    fn level(&self) -> Level;

    /// The level of the units that it finds, if it is there to find them.
    fn lists(&self) -> Option<Level> {
        None
    }

    /// The operations that it may call.
    fn operations(&self) -> Vec<&'static OpMeta>;

    /// Reads what is new since the cursor; all there is without one.
    fn pull(&self, pull: Pull) -> Messages;
}

/// What a feed says: in order, until it ends or fails.
pub type Messages = BoxStream<'static, Result<Message, Error>>;

/// What a feed is asked for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Pull {
    /// The unit to read.
    pub unit: Unit,
    /// Where the destination is; none if it has nothing of one of the tables.
    pub cursor: Option<Cursor>,
    /// The tables that are wanted, of those that the feed can fill. None, if only the units below are.
    pub tables: Vec<&'static Table>,
    /// Counts what is sent to the service.
    pub requests: Requests,
    /// Whether something in this unit could not be read in the last run: then it is not retried for long.
    pub has_failed: bool,
    /// The time of the sync.
    pub at: Timestamp,
    /// In a [reread](crate::Engine::reread), those of the unit that were named, by their numbers; empty if the unit was. A
    /// feed that can read them alone reads nothing else; the others read what is new. What only a sync finds out (what
    /// was deleted without a word) need not be looked for.
    pub again: Option<Vec<i64>>,
    /// What is older need not be read without a cursor, where the service can be asked for what is newer.
    pub since: Option<Timestamp>,
}

impl Pull {
    /// A pull of everything, for trying out a feed.
    pub fn new(unit: Unit, tables: &[&'static Table]) -> Self {
        let (cursor, requests) = (None, Requests::default());
        Self {
            unit,
            cursor,
            tables: tables.to_vec(),
            requests,
            has_failed: false,
            at: Timestamp::now(),
            since: None,
            again: None,
        }
    }

    /// The same from this cursor.
    pub fn after(self, cursor: Cursor) -> Self {
        Self { cursor: Some(cursor), ..self }
    }

    /// Whether this table is wanted.
    pub fn wants(&self, table: &Table) -> bool {
        self.tables.contains(&table)
    }
}

/// Counts the requests of a run.
#[derive(Clone, Debug, Default)]
pub struct Requests(Arc<AtomicU64>);

impl Requests {
    /// Counts some more.
    pub fn add(&self, more: u64) {
        self.0.fetch_add(more, Ordering::Relaxed);
    }

    /// How many there were.
    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Where a feed puts its messages, when it is written as a function; see [`messages`].
pub struct Outbox(mpsc::Sender<Message>);

impl Outbox {
    /// Hands over a message, and waits until it is wanted.
    ///
    /// # Errors
    /// When nobody listens any more. That is never seen: the function is dropped then.
    pub async fn send(&mut self, message: impl Into<Message>) -> Result<(), Error> {
        use futures::SinkExt as _;
        let gone = |_| Error::new(ErrorKind::Contract, "nobody listens to this feed");
        self.0.send(message.into()).await.map_err(gone)
    }
}

/// A feed's messages from a function that sends them, so that a feed reads like the steps that it takes.
/// The function runs only while the next message is waited for, and is dropped with the stream.
pub fn messages<F, Run>(run: F) -> Messages
where
    F: FnOnce(Outbox) -> Run,
    Run: Future<Output = Result<(), Error>> + Send + 'static,
{
    let (sender, messages) = mpsc::channel(0);
    Box::pin(Running { run: Some(Box::pin(run(Outbox(sender)))), outcome: Ok(()), messages })
}

struct Running {
    run: Option<BoxFuture<'static, Result<(), Error>>>,
    outcome: Result<(), Error>,
    messages: mpsc::Receiver<Message>,
}

impl Stream for Running {
    type Item = Result<Message, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            // What was said comes before how it ended.
            match this.messages.poll_next_unpin(context) {
                Poll::Ready(Some(message)) => return Poll::Ready(Some(Ok(message))),
                Poll::Ready(None) if this.run.is_none() => {
                    return Poll::Ready(std::mem::replace(&mut this.outcome, Ok(())).err().map(Err));
                }
                Poll::Ready(None) | Poll::Pending => {}
            }
            let Some(run) = &mut this.run else {
                return Poll::Pending;
            };
            match run.as_mut().poll(context) {
                Poll::Ready(outcome) => {
                    this.outcome = outcome;
                    this.run = None;
                }
                // It may have sent something before it had to wait.
                Poll::Pending => match this.messages.poll_next_unpin(context) {
                    Poll::Ready(Some(message)) => return Poll::Ready(Some(Ok(message))),
                    _ => return Poll::Pending,
                },
            }
        }
    }
}
