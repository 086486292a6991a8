//! A PostgreSQL database.

use std::time::{Duration, Instant};

use adoxide_sync::ErrorKind as SyncErrorKind;
use adoxide_sync::destination::postgres::{Address, Answer, Reader, Value as Cell};

use super::{Relations, Source, Statement, Value};
use crate::sql::Dialect;
use crate::{Error, ErrorKind, Result};

/// A schema of a PostgreSQL database that a sync has written, opened for reading only.
pub struct Postgres {
    reader: Reader,
    end: Option<Instant>,
}

impl Postgres {
    /// Connects to a database.
    ///
    /// # Errors
    /// When the server can't be reached, or does not accept the user.
    pub fn open(address: &Address) -> Result<Self> {
        let reader = Reader::open(address).map_err(|error| fault(&error))?;
        Ok(Self { reader, end: None })
    }

    /// Ends each statement that takes longer than this, from now on, with an error.
    pub fn timeout(&mut self, timeout: Duration) {
        self.end = Some(Instant::now() + timeout);
    }

    fn query(&self, sql: &str, parameters: &[Value]) -> Result<Answer> {
        let parameters: Vec<_> = parameters.iter().map(cell).collect();
        // Nothing would be no timeout.
        let rest = |end: Instant| end.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
        self.reader.query(sql, &parameters, self.end.map(rest)).map_err(|error| fault(&error))
    }
}

impl Source for Postgres {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn place(&self) -> String {
        self.reader.address().to_string()
    }

    fn relations(&self) -> Result<Relations> {
        let sql = "SELECT c.relname::text, a.attname::text FROM pg_class c \
             JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid \
             WHERE n.nspname = $1::text AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped";
        let schema = self.reader.address().schema();
        let mut columns = Vec::new();
        for row in self.query(sql, &[schema.into()])? {
            let mut cells = row.map_err(|error| fault(&error))?.into_iter();
            if let (Some(Cell::Text(table)), Some(Cell::Text(column))) = (cells.next(), cells.next()) {
                columns.push((table, column));
            }
        }
        Ok(columns.into_iter().collect::<Relations>().in_schema(schema))
    }

    fn columns(&self, statement: &Statement) -> Result<Vec<String>> {
        let sql = format!("SELECT * FROM ({}) AS statement LIMIT 0", statement.sql);
        Ok(self.query(&sql, &statement.parameters)?.columns().to_vec())
    }

    fn read(&self, statement: &Statement, each: &mut dyn FnMut(&[Value]) -> Result<()>) -> Result<()> {
        for row in self.query(&statement.sql, &statement.parameters)? {
            let values: Vec<_> = row.map_err(|error| fault(&error))?.into_iter().map(value).collect();
            each(&values)?;
        }
        Ok(())
    }
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Null,
        Value::Flag(flag) => Cell::Boolean(*flag),
        Value::Integer(number) => Cell::Integer(*number),
        Value::Number(number) => Cell::Number(*number),
        Value::Text(text) => Cell::Text(text.clone()),
        Value::Json(text) => Cell::Json(text.clone()),
    }
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Boolean(flag) => Value::Flag(flag),
        Cell::Integer(number) => Value::Integer(number),
        Cell::Number(number) => Value::Number(number),
        Cell::Text(text) | Cell::Json(text) => Value::Text(text),
        _ => Value::Null,
    }
}

fn fault(error: &adoxide_sync::Error) -> Error {
    let said = error.to_string();
    if said.contains("statement timeout") {
        return Error::new(ErrorKind::Source, "timeout: the query took longer than it may")
            .help("choose a shorter time or a project");
    }
    let kind = if error.kind() == SyncErrorKind::Config { ErrorKind::Definition } else { ErrorKind::Source };
    Error::new(kind, said)
}
