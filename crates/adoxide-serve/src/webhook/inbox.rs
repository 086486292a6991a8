//! The inbox: deliveries that are stored and not acted on yet.
//!
//! What arrives while a transaction is committed goes into the next one: one fsync for many deliveries, and none of them
//! waits for a timer. What becomes of a delivery (attempts, backoff, how long it is kept) is decided here; a [`Store`]
//! keeps it: the state of the server, or the destination itself, where servers share it.

mod postgres;
mod sqlite;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use adoxide_sync::Location;
use futures::future::BoxFuture;
use jiff::Timestamp;
use tokio::sync::{mpsc, oneshot};

use super::Named;
use crate::error::Error;
use crate::state::State;

/// Requests that wait for their commit; more are answered that the server is busy.
const MOST_WAITING: usize = 4_096;
/// Requests in one transaction.
const MOST_TOGETHER: usize = 512;
/// Deliveries that are stored and not acted on; more are not taken.
const MOST_OPEN: u64 = 1_000_000;
/// How often a delivery is acted on before it is left to the next sync.
const ATTEMPTS: i64 = 8;
/// How long deliveries are kept after they were acted on, so that they can be replayed, and are known when they come again.
const KEPT: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// A delivery for some connections.
pub(crate) struct Arrived {
    pub connections: Vec<String>,
    pub delivery: Arc<Delivery>,
}

/// A delivery.
pub(crate) struct Delivery {
    /// What it is known by when it comes again.
    pub subscription: String,
    pub notification: i64,
    pub named: Named,
    pub body: String,
}

/// A delivery that waits to be acted on.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub id: i64,
    pub attempts: i64,
    pub named: Named,
}

/// A delivery that could not be acted on.
struct Later {
    id: i64,
    attempts: i64,
    /// How long to wait before it is tried again.
    wait: Duration,
    /// It is left to the next sync.
    is_given_up: bool,
}

/// Deliveries to act on, and how long until the next one is due that must wait longer.
pub(crate) type Claimed = (Vec<Waiting>, Option<Duration>);

/// Why a delivery was not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Full(pub String);

/// Where deliveries are kept.
trait Store: Send + Sync {
    /// Stores deliveries in one durable transaction, for those connections that do not have them yet. Answers how many
    /// were not there.
    fn insert(&self, arrived: Vec<Arrived>) -> BoxFuture<'_, Result<u64, Error>>;

    /// The deliveries of a connection that wait and that this server may act on, the oldest first; and how long until
    /// the next one is due that must wait longer.
    fn claim(&self, connection: String, most: usize) -> BoxFuture<'_, Result<Claimed, Error>>;

    /// Deliveries that were claimed were acted on. Answers how many of them waited still.
    fn done(&self, ids: Vec<i64>) -> BoxFuture<'_, Result<u64, Error>>;

    /// Deliveries that were claimed could not be acted on, and why. Answers how many wait no more.
    fn postpone(&self, later: Vec<Later>, why: String) -> BoxFuture<'_, Result<u64, Error>>;

    /// Deliveries that arrived since then wait again. Answers how many.
    fn reopen(&self, since: Timestamp) -> BoxFuture<'_, Result<u64, Error>>;

    /// Forgets what was done longer ago than this.
    fn forget(&self, kept: Duration) -> BoxFuture<'_, Result<(), Error>>;

    /// How many deliveries wait.
    fn count(&self) -> BoxFuture<'_, Result<u64, Error>>;

    /// What it can besides, if servers share it.
    fn shared(&self) -> Option<&dyn Shared> {
        None
    }
}

/// What a store can that servers share.
trait Shared: Send + Sync {
    /// This server is the one that writes to the destination now: the claims of others are void. Answers how many there
    /// were.
    fn take_over(&self) -> BoxFuture<'_, Result<u64, Error>>;

    /// Gives claims back: another server acts on them.
    fn release(&self, ids: Vec<i64>) -> BoxFuture<'_, Result<(), Error>>;

    /// Those of the connections for which something is due that nobody has claimed.
    fn due(&self, connections: Vec<String>) -> BoxFuture<'_, Result<Vec<String>, Error>>;

    /// A test notification of this name arrived.
    fn test(&self, name: String) -> BoxFuture<'_, Result<(), Error>>;

    /// Whether a test notification of this name arrived at one of the servers.
    fn has_test(&self, name: String) -> BoxFuture<'_, Result<bool, Error>>;
}

/// A delivery on its way to the disk, and who waits for it.
type Arriving = (Arrived, oneshot::Sender<Result<(), Full>>);

/// The way into the inbox, and what is done with what is there.
pub(crate) struct Inbox {
    sender: mpsc::Sender<Arriving>,
    store: Arc<dyn Store>,
    open: Open,
}

/// How many deliveries wait, as far as this server knows: what is done may be counted before what was stored.
#[derive(Clone, Default)]
struct Open(Arc<AtomicI64>);

impl Open {
    fn count(&self) -> u64 {
        u64::try_from(self.0.load(Ordering::Relaxed)).unwrap_or(0)
    }

    fn set(&self, count: u64) {
        self.0.store(count.cast_signed(), Ordering::Relaxed);
    }

    fn add(&self, count: u64) {
        self.0.fetch_add(count.cast_signed(), Ordering::Relaxed);
    }

    fn remove(&self, count: u64) {
        self.0.fetch_sub(count.cast_signed(), Ordering::Relaxed);
    }
}

impl Inbox {
    /// Opens the inbox of a destination, and begins to store what arrives, until it is dropped.
    ///
    /// # Errors
    /// When the state, or the database that it is in, can't be used.
    pub(crate) async fn open(state: &State, destination: &Location) -> Result<Self, Error> {
        let store: Arc<dyn Store> = match destination {
            Location::Postgres(address) => Arc::new(postgres::Postgres::open(address).await?),
            _ => Arc::new(sqlite::Sqlite::open(state.clone())?),
        };
        let (sender, receiver) = mpsc::channel(MOST_WAITING);
        let open = Open::default();
        open.set(store.count().await?);
        tokio::spawn(keep(store.clone(), receiver, open.clone()));
        Ok(Self { sender, store, open })
    }

    /// Whether both destinations have the same inbox.
    pub(crate) fn is_same(one: &Location, other: &Location) -> bool {
        let is_own = |location: &Location| !matches!(location, Location::Postgres(_));
        one == other || (is_own(one) && is_own(other))
    }

    /// Stores a delivery. When this is ready, it survives a power cut. One that is there already is not stored again.
    pub(crate) async fn put(&self, arrived: Arrived) -> Result<(), Full> {
        if self.open.count() >= MOST_OPEN {
            return Err(Full(format!("{MOST_OPEN} deliveries wait to be acted on")));
        }
        let (done, stored) = oneshot::channel();
        self.sender
            .try_send((arrived, done))
            .map_err(|_| Full("too many deliveries arrive at once".to_owned()))?;
        stored.await.unwrap_or_else(|_| Err(Full("the inbox is closed".to_owned())))
    }

    /// The deliveries of a connection that wait, the oldest first, for this server to act on; and how long until the
    /// next one is due that must wait longer.
    pub(crate) async fn claim(&self, connection: &str, most: usize) -> Result<Claimed, Error> {
        self.store.claim(connection.to_owned(), most).await
    }

    /// Deliveries were acted on.
    pub(crate) async fn done(&self, ids: Vec<i64>) -> Result<(), Error> {
        let count = self.store.done(ids).await?;
        self.open.remove(count);
        Ok(())
    }

    /// Deliveries could not be acted on: they are tried again later, with backoff, and in the end left to the next sync.
    /// Answers how long until the first of them is tried again.
    pub(crate) async fn failed(&self, waiting: Vec<Waiting>, why: &str) -> Result<Option<Duration>, Error> {
        let later = |one: Waiting| {
            let attempts = one.attempts + 1;
            let wait = Duration::from_secs(15).saturating_mul(1 << attempts.clamp(0, 8));
            Later { id: one.id, attempts, wait, is_given_up: attempts >= ATTEMPTS }
        };
        let later: Vec<_> = waiting.into_iter().map(later).collect();
        let next = later.iter().filter(|one| !one.is_given_up).map(|one| one.wait).min();
        let given_up = self.store.postpone(later, why.to_owned()).await?;
        self.open.remove(given_up);
        Ok(next)
    }

    /// Acts again on what arrived since then; answers how many deliveries those are.
    pub(crate) async fn replay(&self, since: Timestamp) -> Result<u64, Error> {
        let count = self.store.reopen(since).await?;
        self.open.add(count);
        Ok(count)
    }

    /// Forgets deliveries that were acted on long ago.
    pub(crate) async fn tidy(&self) -> Result<(), Error> {
        self.store.forget(KEPT).await
    }

    /// How many deliveries wait.
    pub(crate) fn len(&self) -> u64 {
        self.open.count()
    }

    /// Whether other servers may have it, too.
    pub(crate) fn is_shared(&self) -> bool {
        self.store.shared().is_some()
    }

    /// Counts what waits: other servers store and act, too.
    pub(crate) async fn recount(&self) -> Result<(), Error> {
        if self.is_shared() {
            self.open.set(self.store.count().await?);
        }
        Ok(())
    }

    /// This server is the one that writes to the destination now: what another one had claimed is its own. Answers how
    /// many deliveries those are.
    pub(crate) async fn take_over(&self) -> Result<u64, Error> {
        match self.store.shared() {
            Some(shared) => shared.take_over().await,
            None => Ok(0),
        }
    }

    /// Another server writes to the destination now, and acts on these deliveries.
    pub(crate) async fn release(&self, ids: Vec<i64>) -> Result<(), Error> {
        match self.store.shared() {
            Some(shared) => shared.release(ids).await,
            None => Ok(()),
        }
    }

    /// Those of the connections for which another server stored something.
    pub(crate) async fn due(&self, connections: Vec<String>) -> Result<Vec<String>, Error> {
        match self.store.shared() {
            Some(shared) => shared.due(connections).await,
            None => Ok(Vec::new()),
        }
    }

    /// A test notification arrived, which may be that of another server.
    pub(crate) async fn test(&self, name: &str) -> Result<(), Error> {
        match self.store.shared() {
            Some(shared) => shared.test(name.to_owned()).await,
            None => Ok(()),
        }
    }

    /// Whether a test notification arrived at another server.
    pub(crate) async fn has_test(&self, name: &str) -> Result<bool, Error> {
        match self.store.shared() {
            Some(shared) => shared.has_test(name.to_owned()).await,
            None => Ok(false),
        }
    }
}

/// Stores what arrives, until nothing can arrive any more.
async fn keep(store: Arc<dyn Store>, mut receiver: mpsc::Receiver<Arriving>, open: Open) {
    let mut together = Vec::new();
    while receiver.recv_many(&mut together, MOST_TOGETHER).await > 0 {
        let (arrived, waiting): (Vec<_>, Vec<_>) = together.drain(..).unzip();
        let stored = match store.insert(arrived).await {
            Ok(added) => {
                open.add(added);
                Ok(())
            }
            Err(error) => {
                tracing::error!(%error, "deliveries can't be stored");
                Err(Full(format!("the inbox can't be written: {error}")))
            }
        };
        for done in waiting {
            // Whoever does not wait any more sends it again.
            let _ = done.send(stored.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrived(notification: i64) -> Arrived {
        Arrived {
            connections: vec!["one".to_owned(), "two".to_owned()],
            delivery: Arc::new(Delivery {
                subscription: "s".to_owned(),
                notification,
                named: Named {
                    event_type: "git.push".to_owned(),
                    project: Some("p".to_owned()),
                    repository: Some("r".to_owned()),
                    number: None,
                },
                body: "{}".to_owned(),
            }),
        }
    }

    async fn opened(folder: &tempfile::TempDir) -> Inbox {
        let state = State::open(folder.path()).unwrap();
        Inbox::open(&state, &"sqlite:one.db".parse().unwrap()).await.unwrap()
    }

    #[tokio::test]
    async fn what_was_stored_is_there_after_a_restart_once_and_until_it_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let inbox = opened(&folder).await;
        let puts = (0..100).map(|number| inbox.put(arrived(number % 50)));
        assert!(futures::future::join_all(puts).await.iter().all(Result::is_ok));
        assert_eq!(inbox.len(), 100, "what comes twice waits once");
        drop(inbox);
        let inbox = opened(&folder).await;
        assert_eq!(inbox.len(), 100);
        let (waiting, next) = inbox.claim("one", 1_000).await.unwrap();
        assert_eq!((waiting.len(), next), (50, None));
        assert_eq!(waiting[0].named, arrived(0).delivery.named);
        assert_eq!(inbox.claim("three", 1_000).await.unwrap().0.len(), 0);

        let (done, failed) = waiting.split_at(40);
        inbox.done(done.iter().map(|waiting| waiting.id).collect()).await.unwrap();
        inbox.failed(failed.to_vec(), "because").await.unwrap();
        let (waiting, next) = inbox.claim("one", 1_000).await.unwrap();
        assert!(waiting.is_empty() && next.is_some(), "they wait for their backoff");
        assert_eq!(inbox.claim("two", 10).await.unwrap().0.len(), 10);
        assert_eq!(inbox.len(), 60);

        // It comes again: it is known.
        inbox.put(arrived(0)).await.unwrap();
        assert!(inbox.claim("one", 1_000).await.unwrap().0.is_empty());
        assert_eq!(inbox.replay(Timestamp::UNIX_EPOCH).await.unwrap(), 40);
        assert_eq!(inbox.claim("one", 1_000).await.unwrap().0.len(), 40);
        inbox.tidy().await.unwrap();
    }

    #[tokio::test]
    async fn what_fails_again_and_again_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let inbox = opened(&folder).await;
        inbox.put(arrived(1)).await.unwrap();
        let (mut waiting, _) = inbox.claim("one", 10).await.unwrap();
        for attempt in 0..ATTEMPTS {
            waiting[0].attempts = attempt;
            inbox.failed(waiting.clone(), "because").await.unwrap();
        }
        let (waiting, next) = inbox.claim("one", 10).await.unwrap();
        assert!(waiting.is_empty() && next.is_none());
        assert_eq!(inbox.len(), 1, "that of the other connection");
    }
}
