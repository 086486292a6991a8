//! What writes to the file, on a thread that may wait.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension as _, Statement, ToSql, TransactionBehavior,
};

use super::layout::{CreateError, Layout, create, rows_in, rows_retained};
use super::lock::Lock;
use super::row::Rows;
use super::{Deletion, Options};
use crate::destination::{Counted, Counts};
use crate::{Batch, Change, Cursor, Error, ErrorKind, Place, Scope, ScopeValue, Table, Unit, instant};

/// `ADOX`: by which a file is known as ours.
const APPLICATION: i32 = 0x4144_4F58;
/// The version of what this module's documentation says. Columns and tables may be added without a new one.
const LAYOUT: i32 = 1;

/// How large the log may grow before it is moved into the file, in bytes.
const LOG: i64 = 64 << 20;

/// The open file.
pub(super) struct Writer {
    // Closed before the lock is given back: fields are dropped in this order.
    connection: Connection,
    file: File,
    _lock: Lock,
}

/// What a commit needs besides the connection.
struct File {
    path: PathBuf,
    deletion: Deletion,
    layouts: HashMap<&'static str, Layout>,
    snapshots: HashMap<(&'static str, String), Snapshot>,
}

/// A snapshot that has begun: the rows that were seen. It lives in memory, 8 bytes and some for each row:
/// a sync that is broken off begins its snapshot again.
struct Snapshot {
    scope: Scope,
    seen: HashSet<i64>,
    /// Rows that can't be read now.
    kept: Vec<Scope>,
}

impl Writer {
    pub(super) fn open(options: &Options) -> Result<Self, Error> {
        let path = options.path.clone();
        if path.is_dir() {
            let message = format!("`{}` is a folder; name a file in it", path.display());
            return Err(Error::new(ErrorKind::NotADestination, message));
        }
        let lock = Lock::take(&path)?;
        let open = || -> rusqlite::Result<_> {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
                | OpenFlags::SQLITE_OPEN_CREATE
                | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(&path, flags)?;
            connection.busy_timeout(options.patience)?;
            connection.set_prepared_statement_cache_capacity(256);
            let number =
                |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
            let found = (number("application_id")?, number("user_version")?);
            let tables: i64 =
                connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
            Ok((connection, found, tables))
        };
        let (connection, found, tables) = open().map_err(|error| fault(&path, error))?;
        match found {
            (APPLICATION, LAYOUT) => {}
            (APPLICATION, version) => {
                return Err(Error::new(
                    ErrorKind::NewerVersion,
                    format!(
                        "`{}` was written by a newer version of adoxide (its layout is {version}, this one knows \
                         {LAYOUT}); update adoxide, or sync into another file",
                        path.display()
                    ),
                ));
            }
            (0, 0) if tables == 0 => {}
            _ => {
                return Err(Error::new(
                    ErrorKind::NotADestination,
                    format!(
                        "`{}` is a SQLite database of another program; sync into another file",
                        path.display()
                    ),
                ));
            }
        }
        configure(&connection, options).map_err(|error| fault(&path, error))?;
        let file =
            File { path, deletion: options.deletion, layouts: HashMap::new(), snapshots: HashMap::new() };
        Ok(Self { connection, file, _lock: lock })
    }

    pub(super) fn prepare(&mut self, tables: &[&'static Table]) -> Result<(), Error> {
        let path = &self.file.path;
        let mut make = || -> Result<(), CreateError> {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", LAYOUT)?;
            transaction.execute_batch(
                "CREATE TABLE IF NOT EXISTS _cursors (table_name TEXT NOT NULL, unit TEXT NOT NULL, cursor TEXT, \
                 PRIMARY KEY (table_name, unit)) WITHOUT ROWID",
            )?;
            for table in tables {
                if create(&transaction, table)? {
                    // Rows that are there have no value in the new column until they are read again.
                    let sql = "UPDATE _cursors SET cursor = NULL WHERE table_name = ?1";
                    transaction.execute(sql, [table.name()])?;
                }
            }
            Ok(transaction.commit()?)
        };
        match make() {
            Ok(()) => {}
            Err(CreateError::Sqlite(error)) => return Err(fault(path, error)),
            Err(CreateError::Other(error)) => return Err(error),
            Err(CreateError::Incompatible(what)) => {
                return Err(Error::new(
                    ErrorKind::Incompatible,
                    format!(
                        "`{}` was written by another version of adoxide: {what}; sync into another file",
                        path.display()
                    ),
                ));
            }
        }
        self.file.layouts.extend(tables.iter().map(|table| (table.name(), Layout::new(table))));
        Ok(())
    }

    pub(super) fn cursor(&mut self, table: &Table, unit: &str) -> Result<Option<Cursor>, Error> {
        let sql = "SELECT cursor FROM _cursors WHERE table_name = ?1 AND unit = ?2";
        let find = || {
            let mut find = self.connection.prepare_cached(sql)?;
            find.query_row([table.name(), unit], |row| row.get::<_, Option<String>>(0)).optional()
        };
        let found = find().map_err(|error| fault(&self.file.path, error))?;
        found.flatten().map(|text| text.parse()).transpose()
    }

    pub(super) fn units(&mut self, table: &Table, below: &str) -> Result<Vec<Unit>, Error> {
        // `0` is what follows `/`: the keys that begin with this one and a slash.
        let sql = "SELECT unit FROM _cursors WHERE table_name = ?1 AND unit > ?2 || '/' AND unit < ?2 || '0'";
        let find = || {
            let mut find = self.connection.prepare_cached(sql)?;
            let units =
                find.query_map([table.name(), below], |row| Ok(Unit::from_key(&row.get::<_, String>(0)?)))?;
            units.collect::<rusqlite::Result<Vec<_>>>()
        };
        find().map_err(|error| fault(&self.file.path, error))
    }

    pub(super) fn commit(&mut self, batches: &[Batch]) -> Result<Vec<Vec<Counted>>, Error> {
        let Self { connection, file, .. } = self;
        let mut write = || -> Result<_, WriteError> {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let counted = batches.iter().map(|batch| file.write(&transaction, batch));
            let counted = counted.collect::<Result<Vec<_>, _>>()?;
            transaction.commit()?;
            Ok(counted)
        };
        let written = write();
        if written.is_err() {
            // What they have seen was rolled back.
            file.snapshots.clear();
        }
        written.map_err(|error| match error {
            WriteError::Sqlite(error) => fault(&file.path, error),
            WriteError::Other(error) => error,
        })
    }

    pub(super) fn close(self) -> Result<(), Error> {
        let Self { connection, file, _lock } = self;
        connection.flush_prepared_statement_cache();
        let optimized = connection.execute_batch("PRAGMA optimize");
        let closed = connection.close().map_err(|(_, error)| error);
        optimized.and(closed).map_err(|error| fault(&file.path, error))
    }
}

fn configure(connection: &Connection, options: &Options) -> rusqlite::Result<()> {
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    // Where there can be no shared memory (some network drives) SQLite keeps the old journal: safe with FULL.
    let synchronous = if mode.eq_ignore_ascii_case("wal") { "NORMAL" } else { "FULL" };
    connection.pragma_update(None, "synchronous", synchronous)?;
    // In KiB. Keys are random, so the pages of a large index are needed all over.
    connection.pragma_update(None, "cache_size", -16_384)?;
    // Pages of an index are written again and again in a first sync. They go from the log into the file only
    // once in a while, and the log is cut back after that.
    connection.pragma_update_and_check(None, "wal_autocheckpoint", LOG / 4096, |_| Ok(()))?;
    connection.pragma_update_and_check(None, "journal_size_limit", LOG, |_| Ok(()))?;
    if let Some(most) = options.most_bytes {
        let page: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
        let pages = i64::try_from(most).unwrap_or(i64::MAX) / page.max(1);
        connection.pragma_update_and_check(None, "max_page_count", pages.max(1), |_| Ok(()))?;
    }
    Ok(())
}

impl File {
    fn write(&mut self, connection: &Connection, batch: &Batch) -> Result<Vec<Counted>, WriteError> {
        let unit = batch.unit.key();
        let mut counted: Vec<_> =
            batch.tables.iter().map(|table| Counted { table, counts: Counts::default() }).collect();
        for change in &batch.changes {
            let counts = self.apply(connection, batch, &unit, change)?;
            let table = change.table();
            match counted.iter_mut().find(|counted| counted.table == table) {
                Some(counted) => counted.counts += counts,
                None => counted.push(Counted { table, counts }),
            }
        }
        for table in &batch.tables {
            match &batch.place {
                Place::At(cursor) => {
                    let sql =
                        "INSERT INTO _cursors VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET cursor = ?3";
                    let cursor = cursor.to_string();
                    connection.prepare_cached(sql)?.execute([table.name(), &unit, &cursor])?;
                }
                Place::Gone => {
                    let sql = "DELETE FROM _cursors WHERE table_name = ?1 AND unit = ?2";
                    connection.prepare_cached(sql)?.execute([table.name(), &unit])?;
                }
                // It has rows: that it was read is known, though not how far.
                Place::Unchanged => {
                    let sql = "INSERT INTO _cursors VALUES (?1, ?2, NULL) ON CONFLICT DO NOTHING";
                    connection.prepare_cached(sql)?.execute([table.name(), &unit])?;
                }
            }
        }
        Ok(counted)
    }

    fn apply(
        &mut self,
        connection: &Connection,
        batch: &Batch,
        unit: &str,
        change: &Change,
    ) -> Result<Counts, WriteError> {
        let table = change.table();
        let broken = |what: &str| {
            let message = format!("table `{}` in {}: {what}", table.name(), batch.unit);
            WriteError::Other(Error::new(ErrorKind::Contract, message))
        };
        let layout = self.layouts.get(table.name()).ok_or_else(|| broken("it was not opened"))?;
        let snapshot = (table.name(), unit.to_owned());
        let at = instant::text(batch.at.as_microsecond());
        match change {
            Change::Upsert(_, rows) => {
                if rows.schema_ref().fields() != table.schema().fields() {
                    return Err(broken("the columns of a batch are not those of the table"));
                }
                let seen = self.snapshots.get_mut(&snapshot).map(|snapshot| &mut snapshot.seen);
                upsert(connection, layout, rows, &at, seen)
            }
            Change::Delete(_, keys) => {
                if !keys.schema_ref().fields().iter().map(|field| field.name()).eq(table.key().iter()) {
                    return Err(broken("the columns of deleted keys are not the key of the table"));
                }
                let mut find = connection.prepare_cached(&layout.find_key)?;
                let mut keys = (Rows::new(keys)?, keys.num_rows());
                let mut gone = Vec::new();
                for row in 0..keys.1 {
                    keys.0.read(row)?;
                    bind(&mut find, keys.0.values())?;
                    gone.extend(first(&mut find, |row| row.get::<_, i64>(0))?);
                }
                self.delete(connection, layout, &gone, &at)
            }
            Change::SnapshotBegin(_, scope) => {
                let unknown = |column: &str| table.schema().index_of(column).is_err();
                if let Some((column, _)) = scope.values().iter().find(|(column, _)| unknown(column)) {
                    return Err(broken(&format!("a snapshot is narrowed by `{column}`, which is no column")));
                }
                // One that was never ended, because its pull failed, is replaced.
                let begun = Snapshot { scope: scope.clone(), seen: HashSet::new(), kept: Vec::new() };
                self.snapshots.insert(snapshot, begun);
                Ok(Counts::default())
            }
            Change::Keep(_, scope) => {
                if let Some(snapshot) = self.snapshots.get_mut(&snapshot) {
                    snapshot.kept.push(scope.clone());
                }
                Ok(Counts::default())
            }
            Change::SnapshotEnd(_) => {
                let ended = self.snapshots.remove(&snapshot);
                let ended = ended.ok_or_else(|| broken("a snapshot ends that has not begun"))?;
                let (sql, values) = rows_in(table, batch, &ended.scope, &ended.kept);
                let mut find = connection.prepare_cached(&sql)?;
                let rows = find.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, i64>(0))?;
                let gone = rows.filter(|row| !matches!(row, Ok(row) if ended.seen.contains(row)));
                let gone = gone.collect::<Result<Vec<_>, _>>()?;
                self.delete(connection, layout, &gone, &at)
            }
            Change::Retain(_, retain) => {
                if table.schema().index_of(retain.column).is_err() {
                    let what = format!("rows are retained by `{}`, which is no column", retain.column);
                    return Err(broken(&what));
                }
                let (sql, values) = rows_retained(table, batch, retain);
                let there: HashSet<&ScopeValue> = retain.values.iter().collect();
                let mut find = connection.prepare_cached(&sql)?;
                let mut rows = find.query(rusqlite::params_from_iter(values))?;
                let mut gone = Vec::new();
                while let Some(row) = rows.next()? {
                    let value = match row.get_ref(1)? {
                        ValueRef::Integer(value) => ScopeValue::Integer(value),
                        ValueRef::Text(value) => {
                            ScopeValue::Text(String::from_utf8_lossy(value).into_owned())
                        }
                        // Nobody can have said that it is there or not.
                        _ => continue,
                    };
                    if !there.contains(&value) {
                        gone.push(row.get(0)?);
                    }
                }
                drop(rows);
                self.delete(connection, layout, &gone, &at)
            }
            Change::Remove(_, remove) => {
                if table.schema().index_of(remove.column).is_err() {
                    let what = format!("rows are removed by `{}`, which is no column", remove.column);
                    return Err(broken(&what));
                }
                let mut gone = Vec::new();
                for value in &remove.values {
                    let scope = Scope::unit().and(remove.column, value.clone());
                    let (sql, values) = rows_in(table, batch, &scope, &[]);
                    let mut find = connection.prepare_cached(&sql)?;
                    let rows =
                        find.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, i64>(0))?;
                    for row in rows {
                        gone.push(row?);
                    }
                }
                self.delete(connection, layout, &gone, &at)
            }
        }
    }

    fn delete(
        &self,
        connection: &Connection,
        layout: &Layout,
        rows: &[i64],
        at: &str,
    ) -> Result<Counts, WriteError> {
        let mut deleted = 0;
        match self.deletion {
            Deletion::Mark => {
                let mut mark = connection.prepare_cached(&layout.mark)?;
                for row in rows {
                    deleted += mark.execute((at, row))?;
                }
            }
            Deletion::Remove => {
                let mut remove = connection.prepare_cached(&layout.remove)?;
                for row in rows {
                    deleted += remove.execute([row])?;
                }
            }
        }
        Ok(Counts { deleted: deleted as u64, ..Counts::default() })
    }
}

fn upsert(
    connection: &Connection,
    layout: &Layout,
    batch: &RecordBatch,
    at: &str,
    mut seen: Option<&mut HashSet<i64>>,
) -> Result<Counts, WriteError> {
    let mut counts = Counts::default();
    let mut insert = connection.prepare_cached(&layout.insert)?;
    let mut find = connection.prepare_cached(&layout.find)?;
    let mut update = connection.prepare_cached(&layout.update)?;
    let mut rows = Rows::new(batch)?;
    let time = batch.num_columns() + 1;
    for row in 0..batch.num_rows() {
        rows.read(row)?;
        bind(&mut insert, rows.values())?;
        insert.raw_bind_parameter(time, at)?;
        let rowid = if insert.raw_execute()? == 1 {
            counts.added += 1;
            connection.last_insert_rowid()
        } else {
            bind(&mut find, rows.values())?;
            let found = first(&mut find, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            let (rowid, deleted, differs): (i64, bool, bool) =
                found.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
            if deleted || differs {
                bind(&mut update, rows.values())?;
                update.raw_bind_parameter(time, at)?;
                update.raw_bind_parameter(time + 1, rowid)?;
                update.raw_execute()?;
            }
            match (deleted, differs) {
                (true, _) => counts.added += 1,
                (false, true) => counts.changed += 1,
                (false, false) => counts.unchanged += 1,
            }
            rowid
        };
        if let Some(seen) = &mut seen {
            seen.insert(rowid);
        }
    }
    Ok(counts)
}

/// Binds `?1`, `?2` …
fn bind(statement: &mut Statement<'_>, values: impl Iterator<Item = impl ToSql>) -> rusqlite::Result<()> {
    for (value, at) in values.zip(1_usize..) {
        statement.raw_bind_parameter(at, value)?;
    }
    Ok(())
}

/// The first row of a statement whose parameters are bound.
fn first<T>(
    statement: &mut Statement<'_>,
    read: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Option<T>> {
    statement.raw_query().next()?.map(read).transpose()
}

impl ToSql for ScopeValue {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Text(value) => value.to_sql(),
            Self::Integer(value) => value.to_sql(),
        }
    }
}

enum WriteError {
    Sqlite(rusqlite::Error),
    Other(Error),
}

impl From<rusqlite::Error> for WriteError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<Error> for WriteError {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

/// What SQLite says, in words.
fn fault(path: &Path, error: rusqlite::Error) -> Error {
    let path = path.display();
    let (kind, message) = match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => (
            ErrorKind::NotADestination,
            format!("`{path}` is a file, but no SQLite database; sync into another file"),
        ),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => (
            ErrorKind::Locked,
            format!("another program is writing to `{path}`; close it there and sync again"),
        ),
        Some(ErrorCode::DiskFull) => (
            ErrorKind::Full,
            format!(
                "there is no room left for `{path}`; what was synced so far is kept, so make room and sync again"
            ),
        ),
        Some(ErrorCode::DatabaseCorrupt) => {
            (ErrorKind::Destination, format!("`{path}` is damaged; sync into another file"))
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => (
            ErrorKind::Destination,
            format!("`{path}` can't be written; check its folder and the permissions"),
        ),
        _ => (ErrorKind::Destination, format!("`{path}` can't be read or written")),
    };
    Error::new(kind, message).because(error)
}
