//! Rows of a batch as values of SQLite.

use std::ops::Range;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, TimeUnit};
use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, ValueRef};

use crate::destination::Values;
use crate::{Error, ErrorKind, instant};

/// How a column is stored.
pub(super) fn sql_type(field: &Field) -> Result<&'static str, Error> {
    match field.data_type() {
        DataType::Utf8
        | DataType::Timestamp(TimeUnit::Microsecond, _)
        | DataType::Struct(_)
        | DataType::List(_)
        | DataType::Map(..) => Ok("TEXT"),
        DataType::Int64 | DataType::Boolean => Ok("INTEGER"),
        DataType::Float64 => Ok("REAL"),
        other => {
            let message =
                format!("column `{}` is of type {other}, which SQLite tables don't hold", field.name());
            Err(Error::new(ErrorKind::Contract, message))
        }
    }
}

/// The rows of a batch, one at a time.
pub(super) struct Rows<'a> {
    columns: Vec<Values<'a>>,
    cells: Vec<Cell<'a>>,
    /// The text of the cells that are not text in the batch.
    scratch: Vec<u8>,
}

enum Cell<'a> {
    Null,
    Integer(i64),
    Number(f64),
    Text(&'a str),
    Scratch(Range<usize>),
}

impl<'a> Rows<'a> {
    pub(super) fn new(batch: &'a RecordBatch) -> Result<Self, Error> {
        let columns =
            batch.columns().iter().map(|column| Values::of(column)).collect::<Result<Vec<_>, _>>()?;
        let cells = columns.iter().map(|_| Cell::Null).collect();
        Ok(Self { columns, cells, scratch: Vec::new() })
    }

    /// Moves to a row.
    pub(super) fn read(&mut self, row: usize) -> Result<(), Error> {
        self.scratch.clear();
        for (column, cell) in self.columns.iter().zip(&mut self.cells) {
            let start = self.scratch.len();
            *cell = match column {
                column if column.is_null(row) => Cell::Null,
                Values::Text(array) => Cell::Text(array.value(row)),
                Values::Integer(array) => Cell::Integer(array.value(row)),
                Values::Number(array) => Cell::Number(array.value(row)),
                Values::Boolean(array) => Cell::Integer(array.value(row).into()),
                Values::Instant(array) => {
                    self.scratch.extend_from_slice(instant::text(array.value(row)).as_bytes());
                    Cell::Scratch(start..self.scratch.len())
                }
                Values::Record(..) | Values::List(..) | Values::Map(..) => {
                    serde_json::to_writer(&mut self.scratch, &column.at(row)).map_err(|error| {
                        Error::new(ErrorKind::Contract, "a row can't be written as JSON").because(error)
                    })?;
                    Cell::Scratch(start..self.scratch.len())
                }
            };
        }
        Ok(())
    }

    /// The values of the row.
    pub(super) fn values(&self) -> impl Iterator<Item = Value<'_>> {
        self.cells.iter().map(|cell| {
            Value(match cell {
                Cell::Null => ValueRef::Null,
                Cell::Integer(value) => ValueRef::Integer(*value),
                Cell::Number(value) => ValueRef::Real(*value),
                Cell::Text(value) => ValueRef::Text(value.as_bytes()),
                Cell::Scratch(range) => ValueRef::Text(&self.scratch[range.clone()]),
            })
        })
    }
}

/// A value that is bound as it is.
pub(super) struct Value<'a>(ValueRef<'a>);

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(self.0))
    }
}
