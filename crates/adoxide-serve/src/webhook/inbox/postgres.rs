//! The inbox in the schema of a PostgreSQL destination: servers with the same destination share it.
//!
//! Each of them stores what it is sent. The one that may write to the destination claims what waits, and acts on it. A
//! claim carries the name of its server, and is as good as that server's right to write: whoever takes over from one
//! that was killed takes its claims, at once. So there is no transaction that is held while something is read, which a
//! pooler would cut, and no time after which a claim expires, which would be too short for a large one, or too long for a
//! server that is gone.

use std::time::Duration;

use adoxide_sync::destination::postgres::{Address, Param, Row, Session};
use aws_lc_rs::rand;
use futures::future::BoxFuture;
use jiff::Timestamp;

use super::{Arrived, Claimed, Delivery, Later, Shared, Store, Waiting};
use crate::error::{Error, ErrorKind};
use crate::webhook::Named;

/// The table. Columns that are added later have to be added to those that are there.
const TABLE: &str = "_inbox";

pub(super) struct Postgres {
    /// What arrives does not wait for what else is done.
    arrivals: Session,
    work: Session,
    /// The table, as SQL.
    table: String,
    /// This server.
    own: String,
}

impl Postgres {
    pub(super) async fn open(address: &Address) -> Result<Self, Error> {
        let work = Session::new(address.clone());
        let table = work.name(TABLE);
        let sql = format!(
            "CREATE TABLE IF NOT EXISTS {table} (\
               id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, connection text NOT NULL, \
               subscription text NOT NULL, notification bigint NOT NULL, event_type text NOT NULL, project text, \
               repository text, number bigint, received_at timestamp with time zone NOT NULL DEFAULT now(), \
               attempts bigint NOT NULL DEFAULT 0, next_at timestamp with time zone NOT NULL DEFAULT now(), \
               claimed_by text, done_at timestamp with time zone, error text, body text NOT NULL, \
               UNIQUE (connection, subscription, notification)); \
             COMMENT ON TABLE {table} IS 'Deliveries of service hooks that adox serve has stored'; \
             CREATE INDEX IF NOT EXISTS \"{TABLE}_waiting\" ON {table} (connection, id) WHERE done_at IS NULL; \
             CREATE INDEX IF NOT EXISTS \"{TABLE}_done\" ON {table} (done_at) WHERE done_at IS NOT NULL"
        );
        work.prepare(&sql).await?;
        let mut bytes = [0; 8];
        rand::fill(&mut bytes).map_err(|_| Error::new(ErrorKind::State, "no random numbers can be had"))?;
        let own = format!("process {}, {:016x}", std::process::id(), u64::from_le_bytes(bytes));
        Ok(Self { arrivals: Session::new(address.clone()), work, table, own })
    }

    /// Runs one statement; `{inbox}` in it is the table.
    async fn run(&self, sql: &str, params: Vec<Param>) -> Result<Vec<Row>, Error> {
        Ok(self.work.rows(&sql.replace("{inbox}", &self.table), params).await?)
    }

    /// How many rows a statement touches.
    async fn touched(&self, sql: &str, params: Vec<Param>) -> Result<u64, Error> {
        counted(
            &self
                .run(&format!("WITH touched AS ({sql} RETURNING 1) SELECT count(*) FROM touched"), params)
                .await?,
        )
    }

    fn own(&self) -> Param {
        Param::Text(self.own.clone())
    }
}

/// The number that a statement answers.
fn counted(rows: &[Row]) -> Result<u64, Error> {
    let count = rows.first().map(|row| row.integer(0)).transpose()?.flatten();
    Ok(count.unwrap_or_default().unsigned_abs())
}

fn milliseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

impl Store for Postgres {
    fn insert(&self, arrived: Vec<Arrived>) -> BoxFuture<'_, Result<u64, Error>> {
        let mut rows: Vec<(&String, &Delivery)> = Vec::new();
        for Arrived { connections, delivery } in &arrived {
            rows.extend(connections.iter().map(|connection| (connection, &**delivery)));
        }
        // In the order of all servers: none of them waits for one that waits for it.
        rows.sort_unstable_by_key(|(connection, delivery)| {
            (*connection, &delivery.subscription, delivery.notification)
        });
        let texts = |of: fn(&(&String, &Delivery)) -> String| Param::Texts(rows.iter().map(of).collect());
        let named = |of: fn(&Named) -> Option<String>| {
            Param::TextsOrNull(rows.iter().map(|(_, delivery)| of(&delivery.named)).collect())
        };
        let params = vec![
            texts(|(connection, _)| (*connection).clone()),
            texts(|(_, delivery)| delivery.subscription.clone()),
            Param::Integers(rows.iter().map(|(_, delivery)| delivery.notification).collect()),
            texts(|(_, delivery)| delivery.named.event_type.clone()),
            named(|named| named.project.clone()),
            named(|named| named.repository.clone()),
            Param::IntegersOrNull(rows.iter().map(|(_, delivery)| delivery.named.number).collect()),
            texts(|(_, delivery)| delivery.body.clone()),
        ];
        Box::pin(async move {
            // What is acknowledged must survive a power cut, whatever holds for the database.
            let sql = format!(
                "WITH durable AS (SELECT set_config('synchronous_commit', 'on', true)), \
                 touched AS (INSERT INTO {} (connection, subscription, notification, event_type, project, repository, \
                   number, body) SELECT a.* FROM durable, unnest($1::text[], $2::text[], $3::bigint[], $4::text[], \
                   $5::text[], $6::text[], $7::bigint[], $8::text[]) AS a \
                   ON CONFLICT (connection, subscription, notification) DO NOTHING RETURNING 1) \
                 SELECT count(*) FROM touched",
                self.table
            );
            counted(&self.arrivals.rows(&sql, params).await?)
        })
    }

    fn claim(&self, connection: String, most: usize) -> BoxFuture<'_, Result<Claimed, Error>> {
        Box::pin(async move {
            // A row that somebody else changes now is not waited for. What was claimed and is not done, since
            // something failed in between, is claimed again.
            let sql = "WITH due AS (SELECT id FROM {inbox} WHERE connection = $1 AND done_at IS NULL \
                 AND next_at <= now() AND (claimed_by IS NULL OR claimed_by = $2) \
                 ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED) \
                 UPDATE {inbox} AS i SET claimed_by = $2 FROM due WHERE i.id = due.id \
                 RETURNING i.id, i.attempts, i.event_type, i.project, i.repository, i.number";
            let params = vec![Param::Text(connection.clone()), self.own(), Param::Integer(most as i64)];
            let mut waiting = Vec::new();
            for row in self.run(sql, params).await? {
                waiting.push(Waiting {
                    id: row.integer(0)?.unwrap_or_default(),
                    attempts: row.integer(1)?.unwrap_or_default(),
                    named: Named {
                        event_type: row.text(2)?.unwrap_or_default(),
                        project: row.text(3)?,
                        repository: row.text(4)?,
                        number: row.integer(5)?,
                    },
                });
            }
            waiting.sort_unstable_by_key(|one| one.id);
            let sql = "SELECT ceil(extract(epoch FROM min(next_at) - now()) * 1000)::bigint FROM {inbox} \
                       WHERE connection = $1 AND done_at IS NULL AND next_at > now()";
            let rows = self.run(sql, vec![Param::Text(connection)]).await?;
            let next = rows.first().map(|row| row.integer(0)).transpose()?.flatten();
            Ok((waiting, next.map(|next| Duration::from_millis(next.unsigned_abs()))))
        })
    }

    fn done(&self, ids: Vec<i64>) -> BoxFuture<'_, Result<u64, Error>> {
        Box::pin(async move {
            let sql = "UPDATE {inbox} SET done_at = now(), error = NULL, claimed_by = NULL \
                       WHERE id = ANY($1) AND claimed_by = $2 AND done_at IS NULL";
            self.touched(sql, vec![Param::Integers(ids), self.own()]).await
        })
    }

    fn postpone(&self, later: Vec<Later>, why: String) -> BoxFuture<'_, Result<u64, Error>> {
        Box::pin(async move {
            let sql = "WITH touched AS (UPDATE {inbox} AS i SET attempts = l.attempts, \
                   next_at = now() + l.delay * interval '1 millisecond', \
                   done_at = CASE WHEN l.is_given_up = 1 THEN now() END, error = $5, claimed_by = NULL \
                 FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) \
                   AS l (id, attempts, delay, is_given_up) \
                 WHERE i.id = l.id AND i.claimed_by = $6 AND i.done_at IS NULL RETURNING i.done_at) \
                 SELECT count(done_at) FROM touched";
            let list = |of: fn(&Later) -> i64| Param::Integers(later.iter().map(of).collect());
            let params = vec![
                list(|one| one.id),
                list(|one| one.attempts),
                list(|one| milliseconds(one.wait)),
                list(|one| i64::from(one.is_given_up)),
                Param::Text(why),
                self.own(),
            ];
            counted(&self.run(sql, params).await?)
        })
    }

    fn reopen(&self, since: Timestamp) -> BoxFuture<'_, Result<u64, Error>> {
        Box::pin(async move {
            let sql = "UPDATE {inbox} SET done_at = NULL, attempts = 0, next_at = now(), error = NULL, \
                       claimed_by = NULL WHERE received_at >= $1::text::timestamptz AND done_at IS NOT NULL";
            self.touched(sql, vec![Param::Text(since.to_string())]).await
        })
    }

    fn forget(&self, kept: Duration) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move {
            let sql = "DELETE FROM {inbox} WHERE done_at < now() - $1 * interval '1 millisecond'";
            self.run(sql, vec![Param::Integer(milliseconds(kept))]).await.map(drop)
        })
    }

    fn count(&self) -> BoxFuture<'_, Result<u64, Error>> {
        Box::pin(async move {
            let sql = "SELECT count(*) FROM {inbox} WHERE done_at IS NULL";
            counted(&self.run(sql, Vec::new()).await?)
        })
    }

    fn shared(&self) -> Option<&dyn Shared> {
        Some(self)
    }
}

impl Shared for Postgres {
    fn take_over(&self) -> BoxFuture<'_, Result<u64, Error>> {
        Box::pin(async move {
            let sql = "UPDATE {inbox} SET claimed_by = NULL WHERE done_at IS NULL AND claimed_by <> $1";
            self.touched(sql, vec![self.own()]).await
        })
    }

    fn release(&self, ids: Vec<i64>) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move {
            let sql = "UPDATE {inbox} SET claimed_by = NULL WHERE id = ANY($1) AND claimed_by = $2";
            self.run(sql, vec![Param::Integers(ids), self.own()]).await.map(drop)
        })
    }

    fn due(&self, connections: Vec<String>) -> BoxFuture<'_, Result<Vec<String>, Error>> {
        Box::pin(async move {
            let sql = "SELECT c FROM unnest($1::text[]) AS c WHERE EXISTS (SELECT FROM {inbox} AS i \
                       WHERE i.connection = c AND i.done_at IS NULL AND i.claimed_by IS NULL AND i.next_at <= now())";
            let rows = self.run(sql, vec![Param::Texts(connections)]).await?;
            let mut due = Vec::new();
            for row in rows {
                due.extend(row.text(0)?);
            }
            Ok(due)
        })
    }

    fn test(&self, name: String) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move {
            let sql = "INSERT INTO {inbox} (connection, subscription, notification, event_type, done_at, body) \
                       VALUES ('', $1, -1, 'test', now(), '') ON CONFLICT DO NOTHING";
            self.run(sql, vec![Param::Text(name)]).await.map(drop)
        })
    }

    fn has_test(&self, name: String) -> BoxFuture<'_, Result<bool, Error>> {
        Box::pin(async move {
            let sql = "SELECT count(*) FROM {inbox} WHERE connection = '' AND subscription = $1 AND notification = -1";
            Ok(counted(&self.run(sql, vec![Param::Text(name)]).await?)? > 0)
        })
    }
}
