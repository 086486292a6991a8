//! A SQLite file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::limits::Limit;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, ToSql};

use super::{Relations, Source, Statement, Value};
use crate::sql::Dialect;
use crate::{Error, ErrorKind, Result};

/// A SQLite file that a sync has written, opened for reading only.
///
/// A sync that writes at the same time doesn't disturb, and isn't disturbed.
pub struct Sqlite {
    connection: Connection,
    path: PathBuf,
}

/// How many instructions of SQLite's machine pass between two looks at the clock.
const INSTRUCTIONS: i32 = 100_000;

impl Sqlite {
    /// Opens a file.
    ///
    /// # Errors
    /// When there is none, when it is not a SQLite database, or when it can't be read.
    pub fn open(path: &Path) -> Result<Self> {
        let path = path.to_owned();
        Ok(Self { connection: connect(&path)?, path })
    }

    /// Ends each statement that takes longer than this, from now on, with an error.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn timeout(&mut self, timeout: Duration) -> Result<()> {
        let end = Instant::now() + timeout;
        let handler = self.connection.progress_handler(INSTRUCTIONS, Some(move || Instant::now() > end));
        handler.map_err(|error| fault(&self.path, &error))
    }

    /// The connection, for statements that are not this crate's.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }
}

impl Source for Sqlite {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn place(&self) -> String {
        self.path.display().to_string()
    }

    fn relations(&self) -> Result<Relations> {
        relations(&self.connection).map_err(|error| fault(&self.path, &error))
    }

    fn keep(&self, name: &str, statement: &Statement) -> Result<bool> {
        let sql = format!("CREATE TEMP TABLE {} AS {}", Dialect::Sqlite.quoted(name), statement.sql);
        let create = || {
            self.connection.pragma_update(None, "query_only", false)?;
            let parameters = rusqlite::params_from_iter(&statement.parameters);
            let created = self.connection.execute(&sql, parameters);
            self.connection.pragma_update(None, "query_only", true)?;
            created.map(|_| true)
        };
        create().map_err(|error| explain(&self.path, &statement.sql, &error))
    }

    fn forget(&self, name: &str) -> Result<()> {
        let sql = format!("DROP TABLE IF EXISTS temp.{}", Dialect::Sqlite.quoted(name));
        let drop = || {
            self.connection.pragma_update(None, "query_only", false)?;
            let dropped = self.connection.execute_batch(&sql);
            self.connection.pragma_update(None, "query_only", true)?;
            dropped
        };
        drop().map_err(|error| fault(&self.path, &error))
    }

    fn version(&self) -> Result<i64> {
        let version = self.connection.query_row("PRAGMA data_version", [], |row| row.get(0));
        version.map_err(|error| fault(&self.path, &error))
    }

    fn columns(&self, statement: &Statement) -> Result<Vec<String>> {
        let wrong = |error: rusqlite::Error| explain(&self.path, &statement.sql, &error);
        let prepared = self.connection.prepare(&statement.sql).map_err(wrong)?;
        Ok(prepared.column_names().map(str::to_owned).collect())
    }

    fn read(&self, statement: &Statement, each: &mut dyn FnMut(&[Value]) -> Result<()>) -> Result<()> {
        let wrong = |error: rusqlite::Error| explain(&self.path, &statement.sql, &error);
        let mut prepared = self.connection.prepare_cached(&statement.sql).map_err(wrong)?;
        if !prepared.readonly() || prepared.column_count() == 0 {
            return Err(Error::new(ErrorKind::Invalid, "only SELECT is allowed"));
        }
        let count = prepared.column_count();
        let mut rows = prepared.query(rusqlite::params_from_iter(&statement.parameters)).map_err(wrong)?;
        let mut values = Vec::with_capacity(count);
        while let Some(row) = rows.next().map_err(wrong)? {
            values.clear();
            for column in 0..count {
                values.push(value(row.get_ref(column).map_err(wrong)?));
            }
            each(&values)?;
        }
        Ok(())
    }
}

/// The tables of a file.
pub(crate) fn relations(connection: &Connection) -> rusqlite::Result<Relations> {
    let sql =
        "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'";
    let mut statement = connection.prepare(sql)?;
    let columns = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(columns.collect::<rusqlite::Result<Relations>>()?.in_schema("main"))
}

/// A file that is there, opened for changes to its schema.
pub(crate) fn writable(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|error| fault(path, &error))?;
    connection.busy_timeout(Duration::from_secs(5)).map_err(|error| fault(path, &error))?;
    Ok(connection)
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Flag(flag) => ValueRef::Integer((*flag).into()),
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Number(number) => ValueRef::Real(*number),
            Self::Text(text) | Self::Json(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Number(number),
        ValueRef::Text(text) | ValueRef::Blob(text) => {
            Value::Text(String::from_utf8_lossy(text).into_owned())
        }
    }
}

/// Opens a file for reading, and for nothing else.
fn connect(path: &Path) -> Result<Connection> {
    if !path.exists() {
        return Err(Error::new(ErrorKind::Source, format!("there is no file `{}`", path.display()))
            .help("`adox sync` creates it, `adox demo` one to try, and --database names another"));
    }
    let connect = |file: &Path, flags: OpenFlags| -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.pragma_update(None, "query_only", true)?;
        // What is sorted and grouped stays in memory up to some size and then goes to a temporary file.
        connection.pragma_update(None, "cache_size", -64_000)?;
        // No statement reaches another file.
        connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    };
    // Opened for writing, so that SQLite can remove the files that it keeps beside this one while it is open.
    let opened = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).or_else(|error| {
        let cannot_write = |error: &rusqlite::Error| {
            matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
        };
        if !cannot_write(&error) {
            return Err(error);
        }
        connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY).or_else(|error| {
            // In a folder that can't be written, SQLite has to know that nobody else writes there.
            let mut log = path.as_os_str().to_owned();
            log.push("-wal");
            if cannot_write(&error) && !Path::new(&log).exists() {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
                return connect(&immutable(path), flags);
            }
            Err(error)
        })
    });
    opened.map_err(|error| fault(path, &error))
}

fn immutable(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut uri = "file://".to_owned();
    for byte in absolute.to_string_lossy().replace('\\', "/").bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b':' => uri.push(byte.into()),
            byte if byte.is_ascii_alphanumeric() => uri.push(byte.into()),
            // Writing to a string can't fail.
            byte => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    (uri + "?immutable=1").into()
}

/// An error of the file.
pub(crate) fn fault(path: &Path, error: &rusqlite::Error) -> Error {
    let shown = path.display();
    let source = |message| Error::new(ErrorKind::Source, message);
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => source(format!("`{shown}` is not a SQLite database")),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            source(format!("another program is changing `{shown}`")).help("try again when it has finished")
        }
        _ if path.is_dir() => source(format!("`{shown}` is a folder")).help("name a file in it"),
        _ => source(format!("`{shown}` can't be read: {}", text(error))),
    }
}

/// An error of a statement.
fn explain(path: &Path, sql: &str, error: &rusqlite::Error) -> Error {
    if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) {
        return Error::new(ErrorKind::Source, "timeout: the query took longer than it may")
            .help("choose a shorter time or a project");
    }
    if error.sqlite_error_code().is_some_and(|code| code != ErrorCode::Unknown) {
        return fault(path, error);
    }
    let mut begin = sql.trim().chars();
    let excerpt: String = begin.by_ref().take(120).collect();
    let dots = if begin.next().is_some() { "…" } else { "" };
    Error::new(ErrorKind::Definition, format!("the query failed: {} in `{excerpt}{dots}`", text(error)))
}

fn text(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        rusqlite::Error::SqlInputError { msg, sql, offset, .. } => {
            let near: String = sql.get(*offset as usize..).unwrap_or_default().chars().take(40).collect();
            format!("{msg} near `{near}`")
        }
        other => other.to_string(),
    }
}
