//! Sources: where synced tables are read from, and never written to.
//!
//! A source runs one statement at a time and hands over its rows; it is synchronous, as a page or an audit is a
//! sequence of queries. Run it on a thread of its own where other work must not wait.

#[cfg(feature = "postgres")]
mod postgres;
pub(crate) mod sqlite;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::sql::Dialect;
use crate::{Error, Result};

#[cfg(feature = "postgres")]
pub use self::postgres::Postgres;
pub use self::sqlite::Sqlite;

/// A destination of a sync, opened for reading.
pub trait Source: Send {
    /// The SQL that it understands.
    fn dialect(&self) -> Dialect;

    /// Where it is, for messages: a file or an address, without a password.
    fn place(&self) -> String;

    /// The tables that are there.
    ///
    /// # Errors
    /// When the schema can't be read.
    fn relations(&self) -> Result<Relations>;

    /// Runs a statement and hands over each row. An error of `each` ends the statement and is returned.
    ///
    /// # Errors
    /// When the statement is not one that reads, when it fails, or when it takes longer than it may.
    fn read(&self, statement: &Statement, each: &mut dyn FnMut(&[Value]) -> Result<()>) -> Result<()>;

    /// Keeps the rows of a statement as a temporary table of this name, for as long as the source is open or until they
    /// are [forgotten](Self::forget). False if it can't: then nothing was kept.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    fn keep(&self, _name: &str, _statement: &Statement) -> Result<bool> {
        Ok(false)
    }

    /// Forgets what was kept under this name.
    ///
    /// # Errors
    /// When that fails.
    fn forget(&self, _name: &str) -> Result<()> {
        Ok(())
    }

    /// A number that is another one after somebody has changed the tables.
    ///
    /// # Errors
    /// When it can't be read.
    fn version(&self) -> Result<i64> {
        Ok(0)
    }

    /// The names of the columns that a statement has.
    ///
    /// # Errors
    /// When the statement is wrong.
    fn columns(&self, statement: &Statement) -> Result<Vec<String>>;

    /// Runs a statement and collects its rows.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    fn rows(&self, statement: &Statement) -> Result<Vec<Vec<Value>>> {
        let mut rows = Vec::new();
        self.read(statement, &mut |row| {
            rows.push(row.to_vec());
            Ok(())
        })?;
        Ok(rows)
    }
}

/// One statement that reads, with its parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The SQL, in the dialect of the source.
    pub sql: String,
    /// The parameters in the order in which they are numbered, from 1.
    pub parameters: Vec<Value>,
}

/// A value of a row, or a parameter.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// No value.
    Null,
    /// Yes or no, where the source can tell that from a number.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// Any number.
    Number(f64),
    /// Text, or an instant.
    Text(String),
    /// JSON: as a parameter. In a row it is text.
    Json(String),
}

impl Value {
    /// A list of texts, as a parameter.
    pub fn list(texts: &[String]) -> Self {
        Self::Json(serde_json::Value::from(texts).to_string())
    }

    /// The number, if it is one that can be drawn.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Number(number) if number.is_finite() => Some(*number),
            Self::Flag(flag) => Some(f64::from(u8::from(*flag))),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Json(text) => Some(text),
            _ => None,
        }
    }

    /// Whether there is a value.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

/// The tables of a source and the columns that each of them has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relations {
    schema: Option<String>,
    tables: BTreeMap<String, BTreeSet<String>>,
}

impl Relations {
    /// The same, in this schema.
    #[must_use]
    pub fn in_schema(self, schema: &str) -> Self {
        Self { schema: Some(schema.to_owned()), ..self }
    }

    /// The schema that they are in.
    pub fn schema(&self) -> Option<&str> {
        self.schema.as_deref()
    }

    /// Whether this table is there.
    pub fn has(&self, table: &str) -> bool {
        self.tables.contains_key(table)
    }

    /// Whether this column is there.
    pub fn has_column(&self, table: &str, column: &str) -> bool {
        self.tables.get(table).is_some_and(|columns| columns.contains(column))
    }

    /// The names of the tables.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }
}

impl FromIterator<(String, String)> for Relations {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(columns: T) -> Self {
        let mut relations = Self::default();
        for (table, column) in columns {
            relations.tables.entry(table).or_default().insert(column);
        }
        relations
    }
}

/// Stops a collection that grows beyond what anybody reads.
pub(crate) fn bounded(rows: usize, limit: usize) -> Result<()> {
    if rows < limit {
        return Ok(());
    }
    Err(Error::new(crate::ErrorKind::Invalid, format!("there are more than {limit} rows"))
        .help("choose a shorter time, a project or a team"))
}
