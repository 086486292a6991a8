//! What writes to the file, on a thread that may wait.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, Statement, ToSql, TransactionBehavior};

use super::layout::{CreateError, Layout, ddl, rows_in, set_in};
use super::row::Rows;
use super::{Deletion, Options};
use crate::destination::{Action, Commit, Counts, Lock, Notes, Range, SnapshotId, Step, Which};
use crate::{Error, ErrorKind, Scope, ScopeValue, Table, instant};

/// `ADOX`: by which a file is known as ours.
const APPLICATION: i32 = 0x4144_4F58;
/// The version of what this module's documentation says. Columns and tables may be added without a new one.
const LAYOUT: i32 = 2;
/// Where each table was stood in a table of its own.
const LAYOUT_OF_CURSORS: i32 = 1;

/// How large the log may grow before it is moved into the file, in bytes.
const LOG: i64 = 64 << 20;

/// The open file.
pub(super) struct Writer {
    // Closed before the lock is given back: fields are dropped in this order.
    connection: Option<Connection>,
    file: File,
    _lock: Lock,
}

/// What a commit needs besides the connection.
struct File {
    path: PathBuf,
    deletion: Deletion,
    /// Whether there was nothing before: if nothing is committed, nothing is left.
    is_new: bool,
    /// The layout that was found; none in an empty file.
    layout: Option<i32>,
    /// What the first commit does before all else.
    pending: Vec<String>,
    layouts: HashMap<&'static str, Layout>,
    /// The rows that were seen in each snapshot, 8 bytes and some for each.
    snapshots: HashMap<SnapshotId, HashSet<i64>>,
}

/// An empty file that only its owner can read: what is private at the source is private here.
fn create(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        // A link to a file that is not there yet.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        opened => opened.map(drop),
    }
}

impl Writer {
    pub(super) fn open(options: &Options) -> Result<Self, Error> {
        let path = options.path.clone();
        if path.is_dir() {
            let message = format!("`{}` is a folder; name a file in it", path.display());
            return Err(Error::new(ErrorKind::NotADestination, message));
        }
        let lock = Lock::take(&path)?;
        let is_new = !path.exists();
        if is_new {
            create(&path).map_err(|error| {
                let message = format!("`{}` can't be created: {error}", path.display());
                Error::new(ErrorKind::Destination, message)
            })?;
        }
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
            (APPLICATION, LAYOUT | LAYOUT_OF_CURSORS) => {}
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
        let file = File {
            path,
            deletion: options.deletion,
            is_new,
            layout: (found.0 == APPLICATION).then_some(found.1),
            pending: Vec::new(),
            layouts: HashMap::new(),
            snapshots: HashMap::new(),
        };
        Ok(Self { connection: Some(connection), file, _lock: lock })
    }

    fn connection(connection: &mut Option<Connection>) -> Result<&mut Connection, Error> {
        connection.as_mut().ok_or_else(|| Error::new(ErrorKind::Contract, "the destination is closed"))
    }

    /// Finds out what the tables lack. The first commit adds it.
    pub(super) fn prepare(&mut self, tables: &[&'static Table]) -> Result<(), Error> {
        let Self { connection, file, .. } = self;
        let connection = Self::connection(connection)?;
        let mut pending = file.upgrade(connection).map_err(|error| fault(&file.path, error))?;
        for table in tables {
            match ddl(connection, table) {
                Ok(sql) => pending.extend(sql),
                Err(CreateError::Sqlite(error)) => return Err(fault(&file.path, error)),
                Err(CreateError::Other(error)) => return Err(error),
                Err(CreateError::Incompatible(what)) => {
                    let path = file.path.display();
                    let message = format!(
                        "`{path}` was written by another version of adoxide: {what}; sync into another file"
                    );
                    return Err(Error::new(ErrorKind::Incompatible, message));
                }
            }
        }
        file.pending = pending;
        file.snapshots.clear();
        file.layouts.extend(tables.iter().map(|table| (table.name(), Layout::new(table))));
        Ok(())
    }

    pub(super) fn notes(&mut self) -> Result<Notes, Error> {
        let Self { connection, file, .. } = self;
        read_notes(Self::connection(connection)?, file.layout).map_err(|error| fault(&file.path, error))
    }

    pub(super) fn commit(&mut self, commit: &Commit) -> Result<Vec<Counts>, Error> {
        let Self { connection, file, .. } = self;
        let connection = Self::connection(connection)?;
        let mut write = || -> Result<_, WriteError> {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for sql in &file.pending {
                transaction.execute_batch(sql)?;
            }
            let counts = commit.steps.iter().map(|step| file.make(&transaction, step));
            let counts = counts.collect::<Result<Vec<_>, _>>()?;
            for (key, value) in &commit.notes {
                let sql = if value.is_some() {
                    "INSERT INTO _state VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2"
                } else {
                    "DELETE FROM _state WHERE key = ?1 AND ?2 IS NULL"
                };
                transaction.prepare_cached(sql)?.execute((key, value))?;
            }
            transaction.commit()?;
            Ok(counts)
        };
        let written = write();
        if written.is_err() {
            // What they have seen was rolled back.
            file.snapshots.clear();
        } else {
            file.pending.clear();
            (file.is_new, file.layout) = (false, Some(LAYOUT));
        }
        written.map_err(|error| match error {
            WriteError::Sqlite(error) => fault(&file.path, error),
            WriteError::Other(error) => error,
        })
    }

    pub(super) fn close(mut self) -> Result<(), Error> {
        let Some(connection) = self.connection.take() else { return Ok(()) };
        connection.flush_prepared_statement_cache();
        let optimized = connection.execute_batch("PRAGMA optimize");
        let closed = connection.close().map_err(|(_, error)| error);
        optimized.and(closed).map_err(|error| fault(&self.file.path, error))
    }
}

/// A file that nothing was committed to is not left behind.
impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.connection.take());
        if self.file.is_new {
            for ending in ["", "-wal", "-shm", "-journal"] {
                let mut name = self.file.path.as_os_str().to_owned();
                name.push(ending);
                // It need not be there.
                let _ = std::fs::remove_file(name);
            }
        }
    }
}

/// The notes of a file that others may be writing to.
pub(super) fn peek(path: &Path) -> Result<Notes, Error> {
    let read = || {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        if !is_ours(&connection)? {
            return Ok(None);
        }
        let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        read_notes(&connection, Some(version)).map(Some)
    };
    read().map_err(|error| fault(path, error))?.ok_or_else(|| {
        let message = format!("`{}` holds no tables of a sync; name another file", path.display());
        Error::new(ErrorKind::NotADestination, message)
    })
}

/// Whether the file is one of a sync.
pub(super) fn is_ours(connection: &Connection) -> rusqlite::Result<bool> {
    let id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    Ok(id == APPLICATION)
}

/// The notes of a file of this layout.
fn read_notes(connection: &Connection, layout: Option<i32>) -> rusqlite::Result<Notes> {
    let sql = match layout {
        None => return Ok(Notes::new()),
        Some(LAYOUT_OF_CURSORS) => OLD_CURSORS,
        Some(_) => "SELECT key, value FROM _state",
    };
    let mut select = connection.prepare(sql)?;
    let notes = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    notes.collect()
}

/// The units that tables were read in, as notes: how far is not known any more, so they are read again.
const OLD_CURSORS: &str = "SELECT 'cursor ? ' || unit, json_array(json_object('tables', \
     json_group_object(table_name, ''), 'cursor', NULL)) FROM _cursors GROUP BY unit";

impl File {
    /// What makes the file one of this layout.
    fn upgrade(&self, connection: &Connection) -> rusqlite::Result<Vec<String>> {
        let mut sql = vec![
            format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {LAYOUT}"),
            "CREATE TABLE IF NOT EXISTS _state (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
                .to_owned(),
        ];
        match self.layout {
            Some(LAYOUT) => return Ok(Vec::new()),
            Some(LAYOUT_OF_CURSORS) => {
                sql.push(format!("INSERT OR IGNORE INTO _state {OLD_CURSORS}; DROP TABLE _cursors"));
                // Names of organizations stood there as they were typed.
                let mut tables = connection.prepare(
                    "SELECT 'UPDATE ' || quote(t.name) || ' SET organization = lower(organization) \
                     WHERE organization <> lower(organization)' FROM sqlite_schema AS t \
                     JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table' AND c.name = 'organization'",
                )?;
                let statements = tables.query_map([], |row| row.get(0))?;
                for statement in statements {
                    sql.push(statement?);
                }
            }
            _ => {}
        }
        Ok(sql)
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
    fn make(&mut self, connection: &Connection, step: &Step) -> Result<Counts, WriteError> {
        let table = step.table;
        let layout = self.layouts.get(table.name()).ok_or_else(|| {
            let message = format!("table `{}` was not opened", table.name());
            Error::new(ErrorKind::Contract, message)
        })?;
        let at = instant::text(step.at.as_microsecond());
        match &step.action {
            Action::Upsert { rows, seen } => {
                let mut written = Vec::new();
                let counts =
                    upsert(connection, layout, rows, &at, (!seen.is_empty()).then_some(&mut written))?;
                for snapshot in seen {
                    self.snapshots.entry(*snapshot).or_default().extend(&written);
                }
                Ok(counts)
            }
            Action::Delete { keys } => {
                let mut find = connection.prepare_cached(&layout.find_key)?;
                let (mut rows, len) = (Rows::new(keys)?, keys.num_rows());
                let mut gone = Vec::new();
                for row in 0..len {
                    rows.read(row)?;
                    bind(&mut find, rows.values())?;
                    gone.extend(first(&mut find, |row| row.get::<_, i64>(0))?);
                }
                self.delete(connection, layout, &gone, &at)
            }
            Action::DeleteIn { range, which } => {
                let gone = match which {
                    Which::Unseen { snapshot, keep } => {
                        let seen = self.snapshots.remove(snapshot).unwrap_or_default();
                        let mut gone = Vec::new();
                        each(connection, table, range, keep, None, |rowid, _| {
                            if !seen.contains(&rowid) {
                                gone.push(rowid);
                            }
                        })?;
                        gone
                    }
                    Which::NotAmong { column, within, values } => {
                        let there: HashSet<&ScopeValue> = values.iter().collect();
                        let mut gone = Vec::new();
                        each(connection, table, range, &[], Some((column, within)), |rowid, value| {
                            // Without a value, nobody can have said that it is there or not.
                            if value.is_some_and(|value| !there.contains(&value)) {
                                gone.push(rowid);
                            }
                        })?;
                        gone
                    }
                    Which::Among { column, values } => {
                        let mut gone = Vec::new();
                        for value in values {
                            let scope = range.scope.clone().and(column, value.clone());
                            let range = Range { places: range.places.clone(), scope };
                            each(connection, table, &range, &[], None, |rowid, _| gone.push(rowid))?;
                        }
                        gone
                    }
                };
                self.delete(connection, layout, &gone, &at)
            }
            Action::Set { range, path, value } => {
                let (sql, values) = set_in(table, range, path, value.is_some());
                let mut set = connection.prepare_cached(&sql)?;
                let first = [value.clone(), Some(ScopeValue::Text(at))].into_iter();
                let all = first.chain(values.into_iter().map(Some));
                let changed = set.execute(rusqlite::params_from_iter(all))?;
                Ok(Counts { changed: changed as u64, ..Counts::default() })
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

/// Goes over the rows of a range that are not deleted: the rowid of each, and its value in a column.
fn each(
    connection: &Connection,
    table: &Table,
    range: &Range,
    keep: &[Scope],
    column: Option<(&str, &Option<RangeInclusive<i64>>)>,
    mut row: impl FnMut(i64, Option<ScopeValue>),
) -> rusqlite::Result<()> {
    let (sql, values) = rows_in(table, range, keep, column);
    let mut find = connection.prepare_cached(&sql)?;
    let mut rows = find.query(rusqlite::params_from_iter(values))?;
    while let Some(found) = rows.next()? {
        let value = match found.get_ref(1)? {
            ValueRef::Integer(value) => Some(ScopeValue::Integer(value)),
            ValueRef::Text(value) => Some(ScopeValue::Text(String::from_utf8_lossy(value).into_owned())),
            _ => None,
        };
        row(found.get(0)?, value);
    }
    Ok(())
}

fn upsert(
    connection: &Connection,
    layout: &Layout,
    batch: &RecordBatch,
    at: &str,
    mut seen: Option<&mut Vec<i64>>,
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
            seen.push(rowid);
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
pub(super) fn fault(path: &Path, error: rusqlite::Error) -> Error {
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
