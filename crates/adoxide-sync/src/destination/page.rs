//! Rows of a database as Arrow, by way of JSON, in which databases keep what is nested.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use serde_json::Value;

use crate::{Error, ErrorKind, decode};

/// The most rows of a batch.
pub(super) const ROWS: usize = 8192;
/// A batch ends with the row that makes it longer, in bytes of JSON.
const BYTES: usize = 8 << 20;

/// The rows of the next batch, as a list in JSON.
pub(super) struct Page {
    json: String,
    rows: usize,
    /// Where the row begins that is being written.
    start: usize,
}

impl Page {
    pub(super) fn new() -> Self {
        Self { json: String::new(), rows: 0, start: 0 }
    }

    /// Begins a row.
    pub(super) fn row(&mut self) {
        self.json.push_str(if self.rows == 0 { "[{" } else { "},{" });
        self.rows += 1;
        self.start = self.json.len();
    }

    /// Adds a value to the row, which is JSON. What is null is left out.
    pub(super) fn value(&mut self, column: &str, json: &str) {
        if self.json.len() > self.start {
            self.json.push(',');
        }
        self.json.push_str(&text(column));
        self.json.push(':');
        self.json.push_str(json);
    }

    /// Whether there are rows enough.
    pub(super) fn is_full(&self) -> bool {
        self.rows >= ROWS || self.json.len() >= BYTES
    }

    /// The rows as a batch; none if there are none.
    pub(super) fn batch(
        mut self,
        schema: &SchemaRef,
        table: &str,
        place: &str,
    ) -> Option<Result<RecordBatch, Error>> {
        if self.rows == 0 {
            return None;
        }
        self.json.push_str("}]");
        let batch = decode::batch(schema, self.json.as_bytes()).map_err(|what| {
            let message =
                format!("a row of `{table}` in `{place}` has a value that its column can't hold: {what}");
            Error::new(ErrorKind::Destination, message)
        });
        Some(batch)
    }
}

/// A text as JSON.
pub(super) fn text(text: &str) -> String {
    Value::from(text).to_string()
}
