//! The inbox: deliveries that are stored and not acted on yet.
//!
//! What arrives while a transaction is committed goes into the next one: one fsync for many deliveries, and none of them
//! waits for a timer.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::Connection as Db;
use tokio::sync::{mpsc, oneshot};

use super::Named;
use crate::error::{Error, ErrorKind};
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
    pub delivery: Delivery,
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

/// Why a delivery was not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Full(pub String);

/// A delivery on its way to the disk, and who waits for it.
type Arriving = (Arrived, oneshot::Sender<Result<(), Full>>);

/// The way into the inbox.
pub(crate) struct Inbox {
    sender: mpsc::Sender<Arriving>,
    state: State,
    open: Open,
    /// When the last delivery of each subscription arrived.
    last: Mutex<BTreeMap<String, Timestamp>>,
}

/// How many deliveries wait. What is stored is counted before it is committed: nobody can be done with it before.
#[derive(Clone, Default)]
struct Open(Arc<AtomicU64>);

impl Open {
    fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    fn add(&self, count: u64) {
        self.0.fetch_add(count, Ordering::Relaxed);
    }

    fn remove(&self, count: u64) {
        let less = |open: u64| Some(open.saturating_sub(count));
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
    }

    /// Commits a change by which that many more wait.
    fn commit(&self, change: rusqlite::Transaction<'_>, more: u64) -> rusqlite::Result<()> {
        self.add(more);
        change.commit().inspect_err(|_| self.remove(more))
    }
}

/// Subscriptions whose last delivery is remembered.
const MOST_SUBSCRIPTIONS: usize = 10_000;

impl Inbox {
    /// Opens the inbox of a state, and begins to store what arrives, until it is dropped.
    pub(crate) fn open(state: State) -> Result<Self, Error> {
        let (sender, receiver) = mpsc::channel(MOST_WAITING);
        let db = state.another()?;
        let open: i64 =
            db.query_row("SELECT count(*) FROM inbox WHERE done_at IS NULL", [], |row| row.get(0))?;
        let counted = Open::default();
        counted.add(open.unsigned_abs());
        let thread = std::thread::Builder::new().name("inbox".to_owned());
        let open = counted.clone();
        thread
            .spawn(move || store(db, receiver, &open))
            .map_err(|error| Error::new(ErrorKind::State, format!("no thread can be started: {error}")))?;
        Ok(Self { sender, state, open: counted, last: Mutex::default() })
    }

    /// Stores a delivery. When this is ready, it survives a power cut. One that is there already is not stored again.
    pub(crate) async fn put(&self, arrived: Arrived) -> Result<(), Full> {
        if self.open.count() >= MOST_OPEN {
            return Err(Full(format!("{MOST_OPEN} deliveries wait to be acted on")));
        }
        self.heard(&arrived.delivery.subscription);
        let (done, stored) = oneshot::channel();
        self.sender
            .try_send((arrived, done))
            .map_err(|_| Full("too many deliveries arrive at once".to_owned()))?;
        stored.await.unwrap_or_else(|_| Err(Full("the inbox is closed".to_owned())))
    }

    /// A delivery of a subscription arrived, whatever it says.
    pub(crate) fn heard(&self, subscription: &str) {
        let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if last.len() < MOST_SUBSCRIPTIONS || last.contains_key(subscription) {
            last.insert(subscription.to_owned(), Timestamp::now());
        }
    }

    /// When the last delivery of each subscription arrived since the server was started.
    pub(crate) fn last(&self) -> BTreeMap<String, Timestamp> {
        self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// The deliveries of a connection that wait, the oldest first, and when the next one is due that must wait longer.
    pub(crate) async fn waiting(
        &self,
        connection: &str,
        most: usize,
    ) -> Result<(Vec<Waiting>, Option<Timestamp>), Error> {
        let name = connection.to_owned();
        self.state
            .run(move |state| {
                let db = state.db();
                let now = Timestamp::now().as_millisecond();
                let mut select = db.prepare_cached(
                    "SELECT id, attempts, event_type, project, repository, number FROM inbox \
                     WHERE connection = ?1 AND done_at IS NULL AND next_at <= ?2 ORDER BY id LIMIT ?3",
                )?;
                let rows = select.query_map((&name, now, most as i64), |row| {
                    Ok(Waiting {
                        id: row.get(0)?,
                        attempts: row.get(1)?,
                        named: Named {
                            event_type: row.get(2)?,
                            project: row.get(3)?,
                            repository: row.get(4)?,
                            number: row.get(5)?,
                        },
                    })
                })?;
                let waiting = rows.collect::<Result<Vec<_>, _>>()?;
                let next: Option<i64> = db.query_row(
                    "SELECT min(next_at) FROM inbox WHERE connection = ?1 AND done_at IS NULL AND next_at > ?2",
                    (&name, now),
                    |row| row.get(0),
                )?;
                Ok((waiting, next.and_then(|next| Timestamp::from_millisecond(next).ok())))
            })
            .await
    }

    /// Deliveries were acted on.
    pub(crate) async fn done(&self, ids: Vec<i64>) -> Result<(), Error> {
        let count = ids.len() as u64;
        self.state
            .run(move |state| {
                let mut db = state.db();
                let change = db.transaction()?;
                {
                    let mut update =
                        change.prepare_cached("UPDATE inbox SET done_at = ?2, error = NULL WHERE id = ?1")?;
                    let now = Timestamp::now().as_millisecond();
                    for id in ids {
                        update.execute((id, now))?;
                    }
                }
                change.commit()?;
                Ok(())
            })
            .await?;
        self.open.remove(count);
        Ok(())
    }

    /// Deliveries could not be acted on: they are tried again later, with backoff, and in the end left to the next sync.
    pub(crate) async fn failed(&self, waiting: Vec<Waiting>, why: &str) -> Result<(), Error> {
        let why = why.to_owned();
        let given_up = self
            .state
            .run(move |state| {
                let mut db = state.db();
                let change = db.transaction()?;
                let now = Timestamp::now();
                let mut given_up = 0;
                for one in waiting {
                    let attempts = one.attempts + 1;
                    let wait = Duration::from_secs(15).saturating_mul(1 << attempts.clamp(0, 8));
                    let done = (attempts >= ATTEMPTS).then(|| now.as_millisecond());
                    given_up += u64::from(done.is_some());
                    change
                        .prepare_cached(
                            "UPDATE inbox SET attempts = ?2, next_at = ?3, done_at = ?4, error = ?5 WHERE id = ?1",
                        )?
                        .execute((one.id, attempts, (now + wait).as_millisecond(), done, &why))?;
                }
                change.commit()?;
                Ok(given_up)
            })
            .await?;
        self.open.remove(given_up);
        Ok(())
    }

    /// Acts again on what arrived since then; answers how many deliveries those are.
    pub(crate) async fn replay(&self, since: Timestamp) -> Result<u64, Error> {
        let open = self.open.clone();
        self.state
            .run(move |state| {
                let mut db = state.db();
                let change = db.transaction()?;
                let count = change.execute(
                    "UPDATE inbox SET done_at = NULL, attempts = 0, next_at = 0, error = NULL \
                     WHERE received_at >= ?1 AND done_at IS NOT NULL",
                    [since.as_millisecond()],
                )? as u64;
                open.commit(change, count)?;
                Ok(count)
            })
            .await
    }

    /// Forgets deliveries that were acted on long ago.
    pub(crate) async fn tidy(&self) -> Result<(), Error> {
        self.state
            .run(|state| {
                let before = (Timestamp::now() - KEPT).as_millisecond();
                state.db().execute("DELETE FROM inbox WHERE done_at < ?1", [before])?;
                Ok(())
            })
            .await
    }

    /// How many deliveries wait.
    pub(crate) fn len(&self) -> u64 {
        self.open.count()
    }
}

/// Stores what arrives, until nothing can arrive any more.
fn store(mut db: Db, mut receiver: mpsc::Receiver<Arriving>, open: &Open) {
    let mut together = Vec::new();
    while receiver.blocking_recv_many(&mut together, MOST_TOGETHER) > 0 {
        let arrived = together.iter().map(|(arrived, _)| arrived);
        let stored = insert(&mut db, arrived, open).map_err(|error| {
            tracing::error!(%error, "deliveries can't be stored");
            Full(format!("the inbox can't be written: {error}"))
        });
        for (_, done) in together.drain(..) {
            // Whoever does not wait any more sends it again.
            let _ = done.send(stored.clone());
        }
    }
}

/// Stores deliveries in one transaction, for those connections that do not have them yet.
fn insert<'a>(db: &mut Db, arrived: impl Iterator<Item = &'a Arrived>, open: &Open) -> rusqlite::Result<()> {
    let change = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let mut added = 0;
    {
        let mut insert = change.prepare_cached(
            "INSERT INTO inbox (connection, subscription, notification, event_type, project, repository, number, \
             received_at, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) \
             ON CONFLICT (connection, subscription, notification) DO NOTHING",
        )?;
        let now = Timestamp::now().as_millisecond();
        for Arrived { connections, delivery } in arrived {
            let Delivery { subscription, notification, named, body } = delivery;
            for connection in connections {
                added += insert.execute((
                    connection,
                    subscription,
                    notification,
                    &named.event_type,
                    &named.project,
                    &named.repository,
                    named.number,
                    now,
                    body,
                ))?;
            }
        }
    }
    open.commit(change, added as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrived(notification: i64) -> Arrived {
        Arrived {
            connections: vec!["one".to_owned(), "two".to_owned()],
            delivery: Delivery {
                subscription: "s".to_owned(),
                notification,
                named: Named {
                    event_type: "git.push".to_owned(),
                    project: Some("p".to_owned()),
                    repository: Some("r".to_owned()),
                    number: None,
                },
                body: "{}".to_owned(),
            },
        }
    }

    #[tokio::test]
    async fn what_was_stored_is_there_after_a_restart_once_and_until_it_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let inbox = Inbox::open(State::open(folder.path()).unwrap()).unwrap();
        let puts = (0..100).map(|number| inbox.put(arrived(number % 50)));
        assert!(futures::future::join_all(puts).await.iter().all(Result::is_ok));
        assert_eq!(inbox.len(), 100, "what comes twice waits once");
        drop(inbox);
        let inbox = Inbox::open(State::open(folder.path()).unwrap()).unwrap();
        assert_eq!(inbox.len(), 100);
        let (waiting, next) = inbox.waiting("one", 1_000).await.unwrap();
        assert_eq!((waiting.len(), next), (50, None));
        assert_eq!(waiting[0].named, arrived(0).delivery.named);
        assert_eq!(inbox.waiting("three", 1_000).await.unwrap().0.len(), 0);

        let (done, failed) = waiting.split_at(40);
        inbox.done(done.iter().map(|waiting| waiting.id).collect()).await.unwrap();
        inbox.failed(failed.to_vec(), "because").await.unwrap();
        let (waiting, next) = inbox.waiting("one", 1_000).await.unwrap();
        assert!(waiting.is_empty() && next.is_some(), "they wait for their backoff");
        assert_eq!(inbox.waiting("two", 10).await.unwrap().0.len(), 10);
        assert_eq!(inbox.len(), 60);

        // It comes again: it is known.
        inbox.put(arrived(0)).await.unwrap();
        assert!(inbox.waiting("one", 1_000).await.unwrap().0.is_empty());
        assert_eq!(inbox.replay(Timestamp::UNIX_EPOCH).await.unwrap(), 40);
        assert_eq!(inbox.waiting("one", 1_000).await.unwrap().0.len(), 40);
        inbox.tidy().await.unwrap();
    }

    #[tokio::test]
    async fn what_fails_again_and_again_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let inbox = Inbox::open(State::open(folder.path()).unwrap()).unwrap();
        inbox.put(arrived(1)).await.unwrap();
        let (mut waiting, _) = inbox.waiting("one", 10).await.unwrap();
        for attempt in 0..ATTEMPTS {
            waiting[0].attempts = attempt;
            inbox.failed(waiting.clone(), "because").await.unwrap();
        }
        let (waiting, next) = inbox.waiting("one", 10).await.unwrap();
        assert!(waiting.is_empty() && next.is_none());
        assert_eq!(inbox.len(), 1, "that of the other connection");
    }
}
