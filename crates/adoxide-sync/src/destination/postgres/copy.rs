//! Rows as `COPY … BINARY` takes them: <https://www.postgresql.org/docs/current/sql-copy.html>.

use arrow_array::RecordBatch;
use bytes::{BufMut as _, Bytes, BytesMut};

use super::layout::Layout;
use crate::destination::Values;
use crate::destination::nul::{json_without_nul, without_nul};
use crate::{Error, ErrorKind};

/// The signature, no flags, no extension of the header.
const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// The end of the rows.
const TRAILER: i16 = -1;
/// Bytes that are sent at a time.
const CHUNK: usize = 64 << 10;
/// From 1970, where Arrow counts from, to 2000, where PostgreSQL does, in microseconds.
const TO_2000: i64 = 946_684_800_000_000;
/// The instants that PostgreSQL can hold: 4714 BC, and the year 294277.
const FIRST: i64 = -211_813_488_000_000_000;
const END: i64 = 9_223_371_331_200_000_000;

/// Writes rows.
pub(super) struct Encoder {
    buffer: BytesMut,
    scratch: Vec<u8>,
    /// The number of the next row.
    row: i32,
}

impl Encoder {
    pub(super) fn new() -> Self {
        let mut buffer = BytesMut::with_capacity(CHUNK + CHUNK / 4);
        buffer.put_slice(HEADER);
        Self { buffer, scratch: Vec::new(), row: 0 }
    }

    /// How many rows were written.
    pub(super) fn rows(&self) -> u64 {
        u64::try_from(self.row).unwrap_or(0)
    }

    /// Writes rows from this one on, as of this step, until a chunk is full; answers the row to go on from.
    pub(super) fn write(
        &mut self,
        layout: &Layout,
        columns: &[Values<'_>],
        rows: &RecordBatch,
        from: usize,
        step: i32,
    ) -> Result<usize, Error> {
        let count = i16::try_from(columns.len() + 2).map_err(|_| contract("a table has too many columns"))?;
        for row in from..rows.num_rows() {
            if self.buffer.len() >= CHUNK {
                return Ok(row);
            }
            self.buffer.put_i16(count);
            for number in [self.row, step] {
                self.buffer.put_i32(4);
                self.buffer.put_i32(number);
            }
            for (column, values) in layout.columns.iter().zip(columns) {
                self.value(values, row, column.is_json)?;
            }
            self.row = self.row.checked_add(1).ok_or_else(|| contract("a commit has too many rows"))?;
        }
        Ok(rows.num_rows())
    }

    fn value(&mut self, values: &Values<'_>, row: usize, is_json: bool) -> Result<(), Error> {
        if values.is_null(row) {
            self.buffer.put_i32(-1);
            return Ok(());
        }
        match values {
            Values::Text(array) if is_json => self.json(&json_without_nul(array.value(row)))?,
            Values::Text(array) => {
                let text = without_nul(array.value(row));
                self.length(text.len())?;
                self.buffer.put_slice(text.as_bytes());
            }
            Values::Integer(array) => {
                self.buffer.put_i32(8);
                self.buffer.put_i64(array.value(row));
            }
            Values::Number(array) => {
                self.buffer.put_i32(8);
                self.buffer.put_f64(array.value(row));
            }
            Values::Boolean(array) => {
                self.buffer.put_i32(1);
                self.buffer.put_u8(array.value(row).into());
            }
            Values::Instant(array) => {
                self.buffer.put_i32(8);
                self.buffer.put_i64(instant(array.value(row)));
            }
            Values::Record(..) | Values::List(..) | Values::Map(..) => {
                let mut scratch = std::mem::take(&mut self.scratch);
                scratch.clear();
                serde_json::to_writer(&mut scratch, &values.at(row))
                    .map_err(|error| contract("a row can't be written as JSON").because(error))?;
                let text = std::str::from_utf8(&scratch)
                    .map_err(|error| contract("a row can't be written as JSON").because(error))?;
                self.json(&json_without_nul(text))?;
                self.scratch = scratch;
            }
        }
        Ok(())
    }

    fn json(&mut self, text: &str) -> Result<(), Error> {
        self.length(text.len() + 1)?;
        // The version of the format.
        self.buffer.put_u8(1);
        self.buffer.put_slice(text.as_bytes());
        Ok(())
    }

    fn length(&mut self, length: usize) -> Result<(), Error> {
        // PostgreSQL refuses a value of more than 1 GB itself.
        let length = i32::try_from(length).map_err(|_| contract("a value is longer than 2 GB"))?;
        self.buffer.put_i32(length);
        Ok(())
    }

    /// What was written and not yet sent.
    pub(super) fn take(&mut self) -> Bytes {
        let taken = self.buffer.split().freeze();
        self.buffer.reserve(CHUNK + CHUNK / 4);
        taken
    }

    /// Writes the end.
    pub(super) fn finish(mut self) -> Bytes {
        self.buffer.put_i16(TRAILER);
        self.buffer.freeze()
    }
}

/// Microseconds since 2000; what PostgreSQL can't hold is before or after everything else.
fn instant(micros: i64) -> i64 {
    match micros.checked_sub(TO_2000) {
        Some(micros) if (FIRST..END).contains(&micros) => micros,
        Some(micros) if micros > 0 => i64::MAX,
        _ => i64::MIN,
    }
}

fn contract(message: &str) -> Error {
    Error::new(ErrorKind::Contract, message)
}
