//! Rows of a batch as values of SQLite.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::temporal_conversions::timestamp_us_to_datetime;
use arrow_array::types::{Float64Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{
    Array, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray,
};
use arrow_json::writer::{EncoderOptions, NullableEncoder, make_encoder};
use arrow_schema::{DataType, Field, TimeUnit};
use jiff::Timestamp;
use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, ValueRef};

use crate::{Error, ErrorKind};

/// How instants are written: of one length, so that they sort.
const INSTANT: &str = "%Y-%m-%dT%H:%M:%S%.6fZ";

/// An instant as text.
pub(super) fn instant(at: Timestamp) -> String {
    micros(at.as_microsecond())
}

fn micros(micros: i64) -> String {
    match timestamp_us_to_datetime(micros) {
        Some(instant) => instant.format(INSTANT).to_string(),
        // Some 262,000 years away. The number is what was sent.
        None => micros.to_string(),
    }
}

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
    columns: Vec<Column<'a>>,
    cells: Vec<Cell<'a>>,
    /// The text of the cells that are not text in the batch.
    scratch: Vec<u8>,
}

enum Column<'a> {
    Text(&'a StringArray),
    Integer(&'a Int64Array),
    Number(&'a Float64Array),
    Boolean(&'a BooleanArray),
    Instant(&'a TimestampMicrosecondArray),
    Json(NullableEncoder<'a>),
}

enum Cell<'a> {
    Null,
    Integer(i64),
    Number(f64),
    Text(&'a str),
    Scratch(Range<usize>),
}

/// How nested columns are written.
pub(super) fn json() -> EncoderOptions {
    EncoderOptions::default()
        .with_timestamp_format(INSTANT.to_owned())
        .with_timestamp_tz_format(INSTANT.to_owned())
}

impl<'a> Rows<'a> {
    pub(super) fn new(batch: &'a RecordBatch, options: &'a EncoderOptions) -> Result<Self, Error> {
        let schema = batch.schema_ref();
        let column = |(field, array): (&'a Arc<Field>, &'a Arc<dyn Array>)| {
            Ok(match field.data_type() {
                DataType::Utf8 => Column::Text(array.as_string()),
                DataType::Int64 => Column::Integer(array.as_primitive::<Int64Type>()),
                DataType::Float64 => Column::Number(array.as_primitive::<Float64Type>()),
                DataType::Boolean => Column::Boolean(array.as_boolean()),
                DataType::Timestamp(TimeUnit::Microsecond, _) => {
                    Column::Instant(array.as_primitive::<TimestampMicrosecondType>())
                }
                _ => Column::Json(make_encoder(field, array, options).map_err(|error| {
                    let message = format!("column `{}` can't be written as JSON", field.name());
                    Error::new(ErrorKind::Contract, message).because(error)
                })?),
            })
        };
        let columns: Vec<_> =
            schema.fields().iter().zip(batch.columns()).map(column).collect::<Result<_, Error>>()?;
        let cells = columns.iter().map(|_| Cell::Null).collect();
        Ok(Self { columns, cells, scratch: Vec::new() })
    }

    /// Moves to a row.
    pub(super) fn read(&mut self, row: usize) {
        self.scratch.clear();
        for (column, cell) in self.columns.iter_mut().zip(&mut self.cells) {
            *cell = match column {
                Column::Text(array) if array.is_valid(row) => Cell::Text(array.value(row)),
                Column::Integer(array) if array.is_valid(row) => Cell::Integer(array.value(row)),
                Column::Number(array) if array.is_valid(row) => Cell::Number(array.value(row)),
                Column::Boolean(array) if array.is_valid(row) => Cell::Integer(array.value(row).into()),
                Column::Instant(array) if array.is_valid(row) => {
                    let start = self.scratch.len();
                    self.scratch.extend_from_slice(micros(array.value(row)).as_bytes());
                    Cell::Scratch(start..self.scratch.len())
                }
                Column::Json(encoder) if !encoder.is_null(row) => {
                    let start = self.scratch.len();
                    encoder.encode(row, &mut self.scratch);
                    Cell::Scratch(start..self.scratch.len())
                }
                _ => Cell::Null,
            };
        }
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
