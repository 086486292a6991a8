//! Keys as bytes.

use arrow_array::cast::AsArray as _;
use arrow_array::types::Int64Type;
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;

use crate::{Error, ErrorKind, Table};

/// The key of a row as bytes that are the same for the same key, and sort as its columns do: the rows with the same
/// first columns stand together.
pub fn key_bytes(table: &Table, rows: &RecordBatch, row: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::with_capacity(64);
    for key in table.key() {
        let wrong = || {
            let message =
                format!("column `{key}` of the key of `{}` is neither text nor an integer", table.name());
            Error::new(ErrorKind::Contract, message)
        };
        let column = rows.column_by_name(key).ok_or_else(wrong)?;
        match column.data_type() {
            DataType::Utf8 => text_bytes(column.as_string::<i32>().value(row), &mut bytes),
            DataType::Int64 => integer_bytes(column.as_primitive::<Int64Type>().value(row), &mut bytes),
            _ => return Err(wrong()),
        }
    }
    Ok(bytes)
}

/// A text, and its end.
pub(crate) fn text_bytes(text: &str, bytes: &mut Vec<u8>) {
    for byte in text.bytes() {
        bytes.push(byte);
        if byte == 0 {
            bytes.push(0xff);
        }
    }
    bytes.extend([0, 0]);
}

/// An integer, the lowest first.
pub(crate) fn integer_bytes(integer: i64, bytes: &mut Vec<u8>) {
    bytes.extend((integer ^ i64::MIN).to_be_bytes());
}
