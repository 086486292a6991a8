//! Tables of a file as Arrow.

use std::path::{Path, PathBuf};
use std::time::Duration;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, FieldRef, Fields, Schema, SchemaRef, TimeUnit};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::layout::quoted;
use super::writer::{fault, is_ours};
use crate::destination::Reader;
use crate::destination::page::{Page, ROWS, text};
use crate::destination::stored::stored;
use crate::table::{all, is_json};
use crate::{Error, ErrorKind};

/// Reads a table of a file that others may be writing to: all of it as it is now, or the rows that a condition holds for.
pub(in crate::destination) fn read(
    path: &Path,
    table: &str,
    condition: Option<&str>,
) -> Result<Reader, Error> {
    if !path.exists() {
        let message = format!("there is no file `{}`; `adox sync` makes it", path.display());
        return Err(Error::new(ErrorKind::NotADestination, message));
    }
    let failed = |error| fault(path, error);
    let connection = open(path).map_err(failed)?;
    if !is_ours(&connection).map_err(failed)? {
        let message = format!("`{}` holds no tables of a sync; name another file", path.display());
        return Err(Error::new(ErrorKind::NotADestination, message));
    }
    let there = columns(&connection, table).map_err(failed)?;
    if there.is_empty() {
        let names = names(&connection).map_err(failed)?;
        let message = match names.as_slice() {
            [] => format!("there are no tables in `{}` yet; `adox sync` makes them", path.display()),
            names => format!(
                "there is no table `{table}` in `{}`; the tables are {}",
                path.display(),
                names.join(", ")
            ),
        };
        return Err(Error::new(ErrorKind::Config, message));
    }
    let known = all().find(|known| known.name() == table).map(stored);
    let fields = there.into_iter().map(|(name, kind)| {
        let field = known.as_ref().and_then(|known| known.fields().find(&name));
        field.map_or_else(|| FieldRef::from(declared(&name, &kind)), |(_, field)| field.clone())
    });
    let schema: SchemaRef = Schema::new(fields.collect::<Fields>()).into();
    let names = schema.fields().iter().map(|field| quoted(field.name())).collect::<Vec<_>>().join(", ");
    // A comment in the condition ends with its line.
    let condition = condition.map_or_else(String::new, |condition| format!("({condition}\n) AND "));
    let sql = format!(
        "SELECT rowid, {names} FROM {} WHERE {condition}rowid > ?1 ORDER BY rowid LIMIT ?2",
        quoted(table)
    );
    if let Err(error) = connection.prepare(&sql) {
        return Err(match &error {
            rusqlite::Error::SqliteFailure(..)
            | rusqlite::Error::SqlInputError { .. }
            | rusqlite::Error::MultipleStatement
                if !condition.is_empty() =>
            {
                let message = format!("the condition can't be used on the columns of `{table}`");
                Error::new(ErrorKind::Config, message).because(error)
            }
            _ => fault(path, error),
        });
    }
    // What others commit from now on is not seen.
    connection.execute_batch("BEGIN").map_err(failed)?;
    let rows = Rows {
        connection,
        path: path.to_owned(),
        table: table.to_owned(),
        sql,
        schema: schema.clone(),
        last: Some(i64::MIN),
    };
    Ok(Reader::new(schema, rows))
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    let connect = |flags: OpenFlags| {
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.pragma_update(None, "query_only", true)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    };
    // Opened for writing, so that SQLite can take away the files that it keeps beside this one while it is open.
    connect(OpenFlags::SQLITE_OPEN_READ_WRITE).or_else(|error: rusqlite::Error| {
        match error.sqlite_error_code() {
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly) => connect(OpenFlags::SQLITE_OPEN_READ_ONLY),
            _ => Err(error),
        }
    })
}

/// The names of the tables.
fn names(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' \
               AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

/// The columns of a table with their types; none of one that is not there, or is not for people.
fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<(String, String)>> {
    if !names(connection)?.iter().any(|name| name == table) {
        return Ok(Vec::new());
    }
    let mut columns = connection.prepare("SELECT name, type FROM pragma_table_info(?1) ORDER BY cid")?;
    columns.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// A column that only the file knows.
fn declared(name: &str, kind: &str) -> Field {
    let kind = match kind {
        "INTEGER" => DataType::Int64,
        "REAL" => DataType::Float64,
        _ => DataType::Utf8,
    };
    Field::new(name, kind, true)
}

/// The rows of a table.
struct Rows {
    connection: Connection,
    path: PathBuf,
    table: String,
    sql: String,
    schema: SchemaRef,
    /// The rowid that was read last; none at the end.
    last: Option<i64>,
}

impl Iterator for Rows {
    type Item = Result<RecordBatch, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.page() {
            Ok(page) => page.batch(&self.schema, &self.table, &self.path.display().to_string()),
            Err(error) => Some(Err(fault(&self.path, error))),
        }
    }
}

impl Rows {
    /// The next rows.
    fn page(&mut self) -> rusqlite::Result<Page> {
        let mut page = Page::new();
        let Some(last) = self.last else { return Ok(page) };
        let mut select = self.connection.prepare_cached(&self.sql)?;
        let mut rows = select.query((last, ROWS as i64))?;
        self.last = None;
        while let Some(row) = rows.next()? {
            page.row();
            for (field, column) in self.schema.fields().iter().zip(1..) {
                let value = row.get_ref(column)?;
                if value != ValueRef::Null {
                    page.value(field.name(), &json(field, value));
                }
            }
            if page.is_full() {
                self.last = Some(row.get(0)?);
                break;
            }
        }
        Ok(page)
    }
}

/// A value as JSON.
fn json(field: &Field, value: ValueRef<'_>) -> String {
    match (field.data_type(), value) {
        (DataType::Boolean, ValueRef::Integer(value @ 0..=1)) => (value == 1).to_string(),
        (DataType::Utf8, ValueRef::Text(value)) if !is_json(field) => text(&String::from_utf8_lossy(value)),
        (DataType::Timestamp(TimeUnit::Microsecond, _), ValueRef::Text(value)) => {
            text(&String::from_utf8_lossy(value))
        }
        // It is JSON already.
        (_, ValueRef::Text(value)) => String::from_utf8_lossy(value).into_owned(),
        (_, ValueRef::Integer(value)) => value.to_string(),
        (_, ValueRef::Real(value)) => serde_json::Value::from(value).to_string(),
        (_, value) => text(&format!("{value:?}")),
    }
}
