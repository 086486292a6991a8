//! What is read: a feed fills one or more tables, unit by unit.

mod classification;
mod default_branch;
mod history;
mod people;
mod pipeline;
mod project;
mod pull_request;
mod query;
mod recycle_bin;
mod repository;
mod team;
mod work_item;
mod work_item_type;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use adoxide::{Pool, Priority};
use futures::StreamExt as _;
use futures::channel::mpsc;
use futures::future::BoxFuture;
use futures::stream::{BoxStream, Stream};

use crate::{Cursor, Error, ErrorKind, Level, Message, Table, Unit};

pub use history::History;
pub use project::Projects;
pub use repository::Repositories;

/// All feeds there are, of these projects (names or ids), or of all projects if none is named. Where requests
/// must wait for each other, they let those of people go first.
///
/// They ask by a client (`&ado`), or by all clients of a [`Pool`]: each list by the one whose identity has most
/// room. All of them must be allowed to read the same; which projects and repositories there are is asked by
/// the first.
pub fn feeds(pool: impl Into<Pool>, projects: &[String]) -> Vec<Arc<dyn Feed>> {
    let pool = &pool.into().priority(Priority::Background);
    vec![
        Arc::new(Projects::new(pool).only(projects)),
        Arc::new(project::CAPABILITIES.by(pool)),
        Arc::new(Repositories::new(pool).by_project(!projects.is_empty())),
        Arc::new(History::new(pool)),
        Arc::new(default_branch::FEED.by(pool)),
        Arc::new(repository::DELETED.by(pool)),
        Arc::new(pull_request::FEED.by(pool)),
        Arc::new(pull_request::POLICIES.by(pool)),
        Arc::new(team::FEED.by(pool)),
        Arc::new(classification::FEED.by(pool)),
        Arc::new(work_item_type::TYPES.by(pool)),
        Arc::new(work_item_type::FIELDS_FEED.by(pool)),
        Arc::new(query::FEED.by(pool)),
        Arc::new(recycle_bin::FEED.by(pool)),
        Arc::new(work_item::FEED.by(pool).only(projects)),
        Arc::new(people::USERS_FEED.by(pool)),
        Arc::new(people::SERVICE_PRINCIPALS_FEED.by(pool)),
        Arc::new(people::GROUPS_FEED.by(pool)),
        Arc::new(people::ENTITLEMENTS.by(pool)),
        Arc::new(pipeline::DEFINITIONS.by(pool)),
        Arc::new(pipeline::PIPELINES_FEED.by(pool)),
        Arc::new(pipeline::FEED.by(pool)),
    ]
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

    /// The operations that it may call, by their names in the catalog.
    fn operations(&self) -> &'static [&'static str];

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
}

impl Pull {
    /// A pull of everything, for trying out a feed.
    pub fn new(unit: Unit, tables: &[&'static Table]) -> Self {
        Self { unit, cursor: None, tables: tables.to_vec(), requests: Requests::default() }
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
