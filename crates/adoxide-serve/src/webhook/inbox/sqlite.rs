//! The inbox in the state of the server: `serve.db`, which one server has.

use std::time::Duration;

use futures::future::BoxFuture;
use jiff::Timestamp;

use super::{Arrived, Claimed, Delivery, Later, Store, Waiting};
use crate::error::Error;
use crate::state::State;
use crate::webhook::Named;

pub(super) struct Sqlite {
    state: State,
    /// What arrives does not wait for what else is done with the state.
    arrivals: State,
}

impl Sqlite {
    pub(super) fn open(state: State) -> Result<Self, Error> {
        Ok(Self { arrivals: state.another()?, state })
    }
}

fn milliseconds(now: Timestamp, later: Duration) -> i64 {
    now.as_millisecond().saturating_add(i64::try_from(later.as_millis()).unwrap_or(i64::MAX))
}

impl Store for Sqlite {
    fn insert(&self, arrived: Vec<Arrived>) -> BoxFuture<'_, Result<u64, Error>> {
        Box::pin(self.arrivals.run(move |state| {
            let mut db = state.db();
            let change = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let mut added = 0;
            {
                let mut insert = change.prepare_cached(
                    "INSERT INTO inbox (connection, subscription, notification, event_type, project, repository, \
                     number, received_at, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) \
                     ON CONFLICT (connection, subscription, notification) DO NOTHING",
                )?;
                let now = Timestamp::now().as_millisecond();
                for Arrived { connections, delivery } in &arrived {
                    let Delivery { subscription, notification, named, body } = &**delivery;
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
            change.commit()?;
            Ok(added as u64)
        }))
    }

    fn claim(&self, connection: String, most: usize) -> BoxFuture<'_, Result<Claimed, Error>> {
        // Nobody else has the file: what waits is this server's.
        Box::pin(self.state.run(move |state| {
            let db = state.db();
            let now = Timestamp::now().as_millisecond();
            let mut select = db.prepare_cached(
                "SELECT id, attempts, event_type, project, repository, number FROM inbox \
                 WHERE connection = ?1 AND done_at IS NULL AND next_at <= ?2 ORDER BY id LIMIT ?3",
            )?;
            let rows = select.query_map((&connection, now, most as i64), |row| {
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
                (&connection, now),
                |row| row.get(0),
            )?;
            Ok((waiting, next.map(|next| Duration::from_millis((next - now).unsigned_abs()))))
        }))
    }

    fn done(&self, ids: Vec<i64>) -> BoxFuture<'_, Result<u64, Error>> {
        Box::pin(self.state.run(move |state| {
            let mut db = state.db();
            let change = db.transaction()?;
            let mut count = 0;
            {
                let mut update = change.prepare_cached(
                    "UPDATE inbox SET done_at = ?2, error = NULL WHERE id = ?1 AND done_at IS NULL",
                )?;
                let now = Timestamp::now().as_millisecond();
                for id in ids {
                    count += update.execute((id, now))?;
                }
            }
            change.commit()?;
            Ok(count as u64)
        }))
    }

    fn postpone(&self, later: Vec<Later>, why: String) -> BoxFuture<'_, Result<u64, Error>> {
        Box::pin(self.state.run(move |state| {
            let mut db = state.db();
            let change = db.transaction()?;
            let now = Timestamp::now();
            let mut given_up = 0;
            for Later { id, attempts, wait, is_given_up } in later {
                let done = is_given_up.then(|| now.as_millisecond());
                let changed = change
                    .prepare_cached(
                        "UPDATE inbox SET attempts = ?2, next_at = ?3, done_at = ?4, error = ?5 \
                         WHERE id = ?1 AND done_at IS NULL",
                    )?
                    .execute((id, attempts, milliseconds(now, wait), done, &why))?;
                given_up += if is_given_up { changed as u64 } else { 0 };
            }
            change.commit()?;
            Ok(given_up)
        }))
    }

    fn reopen(&self, since: Timestamp) -> BoxFuture<'_, Result<u64, Error>> {
        Box::pin(self.state.run(move |state| {
            let count = state.db().execute(
                "UPDATE inbox SET done_at = NULL, attempts = 0, next_at = 0, error = NULL \
                 WHERE received_at >= ?1 AND done_at IS NOT NULL",
                [since.as_millisecond()],
            )?;
            Ok(count as u64)
        }))
    }

    fn forget(&self, kept: Duration) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(self.state.run(move |state| {
            let before = (Timestamp::now() - kept).as_millisecond();
            state.db().execute("DELETE FROM inbox WHERE done_at < ?1", [before])?;
            Ok(())
        }))
    }

    fn count(&self) -> BoxFuture<'_, Result<u64, Error>> {
        Box::pin(self.state.run(|state| {
            let sql = "SELECT count(*) FROM inbox WHERE done_at IS NULL";
            let count: i64 = state.db().query_row(sql, [], |row| row.get(0))?;
            Ok(count.unsigned_abs())
        }))
    }
}
