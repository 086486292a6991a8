//! What feeds need to know of rows.

use arrow_array::cast::AsArray as _;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, BooleanArray, RecordBatch};
use arrow_schema::ArrowError;
use arrow_select::filter::filter_record_batch;

use crate::{Error, ErrorKind, Table};

pub(crate) use crate::decode::texts;

/// The rows that are kept.
pub(crate) fn filter(rows: &RecordBatch, kept: Vec<bool>) -> Result<RecordBatch, Error> {
    filter_record_batch(rows, &BooleanArray::from(kept))
        .map_err(|error| Error::new(ErrorKind::Contract, "rows can't be filtered").because(error))
}

/// The columns of another table.
pub(crate) fn only_columns(rows: &RecordBatch, table: &Table) -> Result<RecordBatch, Error> {
    named(rows, table, table.schema().fields().iter().map(|field| field.name().as_str()))
}

/// The rows with another column in place of one.
pub(crate) fn with_column(rows: &RecordBatch, name: &str, column: ArrayRef) -> Result<RecordBatch, Error> {
    let wrong = |error: ArrowError| {
        Error::new(ErrorKind::Contract, format!("rows can't have another `{name}`")).because(error)
    };
    let at = rows.schema_ref().index_of(name).map_err(wrong)?;
    let mut columns = rows.columns().to_vec();
    columns[at] = column;
    RecordBatch::try_new(rows.schema(), columns).map_err(wrong)
}

/// The keys of rows.
pub(crate) fn keys(table: &Table, rows: &RecordBatch) -> Result<RecordBatch, Error> {
    named(rows, table, table.key().iter().copied())
}

fn named<'a>(
    rows: &RecordBatch,
    table: &Table,
    columns: impl Iterator<Item = &'a str>,
) -> Result<RecordBatch, Error> {
    let wrong = |error: ArrowError| {
        Error::new(ErrorKind::Contract, format!("rows lack columns of `{}`", table.name())).because(error)
    };
    let columns = columns.map(|column| rows.schema_ref().index_of(column));
    let columns = columns.collect::<Result<Vec<_>, _>>().map_err(wrong)?;
    rows.project(&columns).map_err(wrong)
}

/// A column of integers that are never null.
pub(crate) fn integers(rows: &RecordBatch, column: &str) -> Result<Vec<i64>, Error> {
    let values = rows.column_by_name(column).and_then(|column| column.as_primitive_opt::<Int64Type>());
    let values = values.ok_or_else(|| Error::new(ErrorKind::Contract, format!("rows have no `{column}`")))?;
    Ok(values.values().to_vec())
}

/// Where a column of truth values is true.
pub(crate) fn is_true(rows: &RecordBatch, column: &str) -> Vec<bool> {
    let truths = rows.column_by_name(column).and_then(|column| column.as_boolean_opt());
    let is_true = |row| truths.is_some_and(|truths| truths.is_valid(row) && truths.value(row));
    (0..rows.num_rows()).map(is_true).collect()
}

/// Whether the service knows of no such thing.
pub(crate) fn is_not_found(error: &Error) -> bool {
    error.as_service().is_some_and(|error| error.kind() == adoxide::ErrorKind::NotFound)
}

/// Whether the service does not accept the credential for what was asked.
pub(crate) fn is_refused(error: &Error) -> bool {
    error.as_service().is_some_and(|error| error.kind() == adoxide::ErrorKind::Auth)
}
