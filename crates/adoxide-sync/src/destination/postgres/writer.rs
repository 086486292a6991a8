//! What writes to the database.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};
use std::pin::pin;

use arrow_array::cast::AsArray as _;
use arrow_array::types::Int64Type;
use arrow_array::{Array as _, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use futures::SinkExt as _;
use tokio_postgres::error::Error as PgError;

use super::catalog::{self, Found};
use super::copy::Encoder;
use super::layout::{ByValue, Layout, hash, literal, quoted};
use super::link::{Link, Param, is_locked, is_long_key};
use super::plan::{Upsert, Work, plan};
use super::{Address, LAYOUT, META, Options, STATE};
use crate::destination::nul::without_nul;
use crate::destination::{Action, Commit, Counts, Deletion, Notes, SnapshotId, Step, Values, Which};
use crate::{Error, ErrorKind, Table, instant};

/// The first half of the number of the lock; the other one is of the schema.
const LOCK: i32 = 0x4144_4F58;
/// That of the lock of who creates what is kept beside the tables.
pub(super) const BESIDE: i32 = LOCK + 1;

/// What holds for each transaction. A commit that the server forgets in a crash is forgotten whole, cursors and all.
/// Keys are looked up in an index, most of which is in memory: by the default cost of that, all of a table would be read for
/// each page of rows. A plan is run once, which compiling it takes longer than.
const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL synchronous_commit = off; \
     SET LOCAL client_min_messages = error; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '60s'; \
     SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL work_mem = '64MB'; \
     SET LOCAL random_page_cost = 1.1; SET LOCAL jit = off";

/// The connections, and what is known of the schema.
pub(super) struct Writer {
    link: Link,
    /// Holds the lock, in a transaction of its own: it ends with the connection, also behind a pooler.
    guard: Link,
    address: Address,
    deletion: Deletion,
    /// Which writer this is; none before the first commit to a schema that holds nothing.
    epoch: Option<i64>,
    /// Told apart from others whose session a pooler gives us.
    session: u64,
    /// How often tables were opened.
    opened: u32,
    /// What the first commit does before all else.
    pending: Vec<String>,
    layouts: HashMap<&'static str, Layout>,
    /// The keys of the rows that were seen in each snapshot: for each batch, the columns of the key.
    snapshots: HashMap<SnapshotId, Vec<Vec<ArrayRef>>>,
}

/// Why a commit failed.
enum Failed {
    Postgres(PgError),
    Other(Error),
    /// A key of this table is too long for its primary key.
    LongKey(&'static str),
}

impl From<PgError> for Failed {
    fn from(error: PgError) -> Self {
        Self::Postgres(error)
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

/// What a commit changes in the writer when it has happened.
#[derive(Default)]
struct Seen {
    rows: HashMap<SnapshotId, Vec<Vec<ArrayRef>>>,
    ended: Vec<SnapshotId>,
    /// The tables whose stage holds rows.
    staged: HashSet<&'static str>,
}

impl Writer {
    pub(super) async fn open(options: Options) -> Result<Self, Error> {
        let Options { address, deletion, patience } = options;
        let guard = lock(&address, patience).await?;
        let mut link = Link::open(&address).await?;
        let epoch = match catalog::look(&link, &address).await {
            Ok(Ok(Found { layout: None, .. })) => None,
            Ok(Ok(Found { layout: Some(_), .. })) => {
                // Whoever wrote before can't any more, also if it does not know that its lock was lost.
                let sql = format!(
                    "UPDATE {}.\"{META}\" SET epoch = epoch + 1 RETURNING epoch",
                    quoted(&address.schema)
                );
                match link.rows(&sql, &[]).await {
                    Ok(rows) => rows
                        .first()
                        .map(|row| row.try_get(0))
                        .transpose()
                        .map_err(|error| catalog::unreadable(&address, &error))?,
                    Err(error) => return Err(link.fault(error).await),
                }
            }
            Ok(Err(refused)) => return Err(refused),
            Err(error) => return Err(link.fault(error).await),
        };
        Ok(Self {
            link,
            guard,
            address,
            deletion,
            epoch,
            session: RandomState::new().hash_one(std::process::id()),
            opened: 0,
            pending: Vec::new(),
            layouts: HashMap::new(),
            snapshots: HashMap::new(),
        })
    }

    /// Finds out what the tables lack. The first commit adds it.
    pub(super) async fn prepare(&mut self, tables: &[&'static Table]) -> Result<(), Error> {
        self.opened += 1;
        self.snapshots.clear();
        let mut pending = Vec::new();
        if self.epoch.is_none() {
            pending.push(catalog::create(&self.address));
        }
        let mut layouts = Vec::new();
        for (table, number) in tables.iter().zip(0_u32..) {
            let stage = format!("adoxide_{:x}_{}_{number}", self.session, self.opened);
            layouts.push(Layout::new(table, &self.address.schema, &stage)?);
        }
        match catalog::compare(&self.link, &self.address, &mut layouts).await {
            Ok(Ok(sql)) => pending.extend(sql),
            Ok(Err(refused)) => return Err(refused),
            Err(error) => return Err(self.link.fault(error).await),
        }
        self.pending = pending;
        self.layouts = layouts.into_iter().map(|layout| (layout.table.name(), layout)).collect();
        Ok(())
    }

    pub(super) async fn notes(&mut self) -> Result<Notes, Error> {
        if self.epoch.is_none() {
            return Ok(Notes::new());
        }
        match catalog::notes(&self.link, &self.address).await {
            Ok(notes) => Ok(notes),
            Err(error) => Err(self.link.fault(error).await),
        }
    }

    pub(super) async fn commit(&mut self, commit: &Commit) -> Result<Vec<Counts>, Error> {
        loop {
            let mut seen = Seen::default();
            let failed = match self.attempt(commit, &mut seen).await {
                Ok((epoch, counts)) => {
                    self.pending.clear();
                    self.epoch = Some(epoch);
                    for (snapshot, keys) in seen.rows {
                        self.snapshots.entry(snapshot).or_default().extend(keys);
                    }
                    for snapshot in seen.ended {
                        self.snapshots.remove(&snapshot);
                    }
                    return Ok(counts);
                }
                Err(failed) => failed,
            };
            // If it can't be sent, the connection is gone, and the transaction with it.
            let _ = self.link.run("ROLLBACK").await;
            if let Failed::LongKey(table) = failed
                && let Some(layout) = self.layouts.get_mut(table)
            {
                let primary = format!("{}_pkey", table.get(..58).unwrap_or(table));
                let primary =
                    catalog::primary_key(&self.link, &self.address, layout).await.unwrap_or(primary);
                self.pending.push(layout.lengthen(&self.address.schema, &primary));
                continue;
            }
            // What they have seen was rolled back.
            self.snapshots.clear();
            return Err(match failed {
                Failed::Postgres(error) => self.link.fault(error).await,
                Failed::Other(error) => error,
                Failed::LongKey(table) => {
                    Error::new(ErrorKind::Contract, format!("a key of `{table}` is too long"))
                }
            });
        }
    }

    async fn attempt(&self, commit: &Commit, seen: &mut Seen) -> Result<(i64, Vec<Counts>), Failed> {
        let works = plan(&commit.steps)?;
        self.link.run(BEGIN).await?;
        let epoch = self.fence().await?;
        for sql in &self.pending {
            self.link.run(sql).await?;
        }
        let mut counts = vec![Counts::default(); commit.steps.len()];
        for work in &works {
            match work {
                Work::Upsert(upsert) => self.upsert(upsert, &mut counts, seen).await?,
                Work::Step(number, step) => {
                    let count = self.make(step, seen).await?;
                    if let Some(counts) = counts.get_mut(*number) {
                        *counts = count;
                    }
                }
            }
        }
        self.write_notes(&commit.notes).await?;
        self.link.run("COMMIT").await?;
        Ok((epoch, counts))
    }

    /// Makes sure that no other writer has taken over, and that none does before the transaction ends.
    async fn fence(&self) -> Result<i64, Failed> {
        let Some(epoch) = self.epoch else { return Ok(1) };
        let sql = format!("SELECT epoch FROM {}.\"{META}\" FOR SHARE", quoted(&self.address.schema));
        let rows = self.link.rows(&sql, &[]).await?;
        let found: Option<i64> = rows.first().map(|row| row.try_get(0)).transpose()?;
        if found == Some(epoch) {
            return Ok(epoch);
        }
        let message = format!("another sync has taken over `{}`; this one wrote nothing since", self.address);
        Err(Error::new(ErrorKind::Locked, message).into())
    }

    fn layout(&self, table: &Table) -> Result<&Layout, Error> {
        self.layouts.get(table.name()).ok_or_else(|| {
            Error::new(ErrorKind::Contract, format!("table `{}` was not opened", table.name()))
        })
    }

    async fn upsert(
        &self,
        upsert: &Upsert<'_>,
        counts: &mut [Counts],
        seen: &mut Seen,
    ) -> Result<(), Failed> {
        let layout = self.layout(upsert.table)?;
        // It is emptied when the transaction ends.
        let is_used = !seen.staged.insert(upsert.table.name());
        let brought = self.bring(layout, upsert, is_used).await?;
        let at = [Param::Text(instant::text(upsert.step.at.as_microsecond()))];
        let long = |error: PgError| {
            if is_long_key(&error) && !layout.has_long_keys {
                return Failed::LongKey(upsert.table.name());
            }
            error.into()
        };
        for part in &upsert.parts {
            if let Some(counts) = counts.get_mut(part.number) {
                counts.unchanged = part.rows.num_rows() as u64;
            }
            for snapshot in part.seen {
                seen.rows.entry(*snapshot).or_default().push(keys_of(upsert.table, part.rows));
            }
        }
        let mut new = 0;
        for row in self.link.rows(&layout.update(), &at).await.map_err(long)? {
            let step: i32 = row.try_get(0)?;
            let number = |at: usize| row.try_get::<_, i64>(at).map(|count| u64::try_from(count).unwrap_or(0));
            let (added, revived, changed) = (number(1)?, number(2)?, number(3)?);
            new += added;
            if let Some(counts) = usize::try_from(step).ok().and_then(|step| counts.get_mut(step)) {
                counts.added = added + revived;
                counts.changed = changed;
                counts.unchanged = counts.unchanged.saturating_sub(added + revived + changed);
            }
        }
        if new > 0 {
            self.link.execute(&layout.insert(new == brought), &at).await.map_err(long)?;
        }
        Ok(())
    }

    /// Brings the rows into the stage; answers how many there are.
    async fn bring(&self, layout: &Layout, upsert: &Upsert<'_>, is_used: bool) -> Result<u64, Failed> {
        let empty = if is_used { format!("TRUNCATE {}", layout.stage) } else { layout.make_stage() };
        self.link.run(&empty).await?;
        let mut sink = pin!(self.link.client().copy_in(layout.copy().as_str()).await?);
        let mut encoder = Encoder::new();
        for part in &upsert.parts {
            let step = i32::try_from(part.number)
                .map_err(|_| Error::new(ErrorKind::Contract, "a commit has too many steps"))?;
            let columns = part.rows.columns().iter().map(|column| Values::of(column));
            let columns = columns.collect::<Result<Vec<_>, _>>()?;
            let mut row = 0;
            while row < part.rows.num_rows() {
                row = encoder.write(layout, &columns, part.rows, row, step)?;
                if row < part.rows.num_rows() {
                    sink.feed(encoder.take()).await?;
                }
            }
        }
        let rows = encoder.rows();
        sink.send(encoder.finish()).await?;
        sink.finish().await?;
        Ok(rows)
    }

    async fn make(&self, step: &Step, seen: &mut Seen) -> Result<Counts, Failed> {
        let layout = self.layout(step.table)?;
        let at = instant::text(step.at.as_microsecond());
        let (sql, params) = match &step.action {
            // They are brought together.
            Action::Upsert { .. } => return Ok(Counts::default()),
            Action::Delete { keys } if keys.num_rows() == 0 => return Ok(Counts::default()),
            Action::Delete { keys } => {
                let lists = lists(step.table, &[keys_of(step.table, keys)]);
                layout.delete(self.deletion, &at, lists)
            }
            Action::DeleteIn { range, which: Which::Unseen { snapshot, keep } } => {
                let before = self.snapshots.get(snapshot);
                let keys: Vec<_> =
                    before.into_iter().chain(seen.rows.get(snapshot)).flatten().cloned().collect();
                let keys = (!keys.is_empty()).then(|| lists(step.table, &keys));
                seen.rows.remove(snapshot);
                seen.ended.push(*snapshot);
                layout.delete_unseen(self.deletion, &at, range, keep, keys)?
            }
            Action::DeleteIn { range, which: Which::NotAmong { column, within, values } } => {
                let by = ByValue { column, within: within.as_ref(), values, is_among: false };
                layout.delete_by_value(self.deletion, &at, range, &by)?
            }
            Action::DeleteIn { range, which: Which::Among { column, values } } => {
                let by = ByValue { column, within: None, values, is_among: true };
                layout.delete_by_value(self.deletion, &at, range, &by)?
            }
            Action::Set { range, path, value } => {
                let (sql, params) = layout.set(&at, range, path, value.as_ref())?;
                let changed = self.link.execute(&sql, &params).await?;
                return Ok(Counts { changed, ..Counts::default() });
            }
        };
        let deleted = self.link.execute(&sql, &params).await?;
        Ok(Counts { deleted, ..Counts::default() })
    }

    async fn write_notes(&self, notes: &[(String, Option<String>)]) -> Result<(), Failed> {
        let state = format!("{}.\"{STATE}\"", quoted(&self.address.schema));
        // The last one of a key counts.
        let notes: BTreeMap<_, _> = notes.iter().map(|(key, value)| (key, value)).collect();
        let (mut keys, mut values, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        for (key, value) in notes {
            let key = without_nul(key).into_owned();
            match value {
                Some(value) => {
                    keys.push(key);
                    values.push(without_nul(value).into_owned());
                }
                None => gone.push(key),
            }
        }
        if !keys.is_empty() {
            let sql = format!(
                "INSERT INTO {state} AS t SELECT * FROM unnest($1::text[], $2::text[]) \
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE t.value <> excluded.value"
            );
            self.link.execute(&sql, &[Param::Texts(keys), Param::Texts(values)]).await?;
        }
        if !gone.is_empty() {
            let sql = format!("DELETE FROM {state} WHERE key = ANY($1::text[])");
            self.link.execute(&sql, &[Param::Texts(gone)]).await?;
        }
        Ok(())
    }

    /// Ends both connections, and with them the lock.
    pub(super) async fn close(self) {
        self.link.close().await;
        self.guard.close().await;
    }
}

/// The columns of the key of rows: they are not copied.
fn keys_of(table: &Table, rows: &RecordBatch) -> Vec<ArrayRef> {
    table.key().iter().filter_map(|key| rows.column_by_name(key).cloned()).collect()
}

/// Keys as a list for each column.
fn lists(table: &Table, batches: &[Vec<ArrayRef>]) -> Vec<Param> {
    let columns = 0..table.key().len();
    columns
        .map(|at| {
            let arrays = || batches.iter().filter_map(|columns| columns.get(at));
            if arrays().all(|array| array.data_type() == &DataType::Int64) {
                let values = arrays().flat_map(|array| array.as_primitive::<Int64Type>().values().iter());
                return Param::Integers(values.copied().collect());
            }
            let texts = arrays().filter_map(|array| array.as_string_opt::<i32>());
            let texts = texts.flat_map(|array| (0..array.len()).map(|row| array.value(row)));
            Param::Texts(texts.map(|text| without_nul(text).into_owned()).collect())
        })
        .collect()
}

/// Takes the right to write to a schema.
async fn lock(address: &Address, patience: std::time::Duration) -> Result<Link, Error> {
    let mut guard = Link::open(address).await?;
    let schema = hash(&address.schema).cast_signed();
    let take = format!(
        "BEGIN; SET LOCAL lock_timeout = '{}ms'; SET LOCAL idle_in_transaction_session_timeout = 0; \
         SELECT pg_advisory_xact_lock({LOCK}, {schema})",
        patience.as_millis().max(1)
    );
    let Err(error) = guard.run(&take).await else { return Ok(guard) };
    if !is_locked(&error) {
        return Err(guard.fault(error).await);
    }
    let who = format!(
        "SELECT concat_ws(', ', nullif(a.application_name, ''), 'from ' || host(a.client_addr), \
         'since ' || to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC') \
         FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.granted \
         AND l.classid::bigint = {LOCK} AND l.objid::bigint = {} AND l.objsubid = 2 \
         AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        schema.cast_unsigned()
    );
    // Only for the message: if it can't be read, it says less.
    let _ = guard.run("ROLLBACK").await;
    let holder = guard.rows(&who, &[]).await.ok();
    let holder = holder.and_then(|rows| rows.first()?.try_get::<_, String>(0).ok());
    let holder = holder.filter(|holder| !holder.is_empty()).map(|holder| format!(" ({holder})"));
    Err(Error::new(
        ErrorKind::Locked,
        format!(
            "another sync is writing to `{address}`{}; wait until it has finished, or sync into another schema",
            holder.unwrap_or_default()
        ),
    ))
}

/// What is used by [`catalog`] only, and is of the layout.
pub(super) fn meta(address: &Address) -> String {
    let schema = quoted(&address.schema);
    format!(
        "CREATE TABLE {schema}.\"{META}\" (layout integer NOT NULL, epoch bigint NOT NULL); \
         INSERT INTO {schema}.\"{META}\" VALUES ({LAYOUT}, 1); \
         COMMENT ON TABLE {schema}.\"{META}\" IS {}; \
         CREATE TABLE {schema}.\"{STATE}\" (key text NOT NULL PRIMARY KEY, value text NOT NULL); \
         COMMENT ON TABLE {schema}.\"{STATE}\" IS {}",
        literal("The version of the layout, and which writer was the last one"),
        literal("Where each table is in each unit: only adoxide reads it"),
    )
}
