//! Tables of a destination as Arrow.

use std::fmt;

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};

use crate::Error;

/// The rows of one table of a destination as Arrow batches, in the order in which they were added. Memory does not grow
/// with the table.
///
/// Each row has the columns of [`Table::schema`], typed as there (objects are structs, lists are lists, dictionaries are
/// maps), `_syncedAt` and `_deletedAt`; rows that are deleted at the source and were kept have the time in the latter.
/// As an [`arrow_array::RecordBatchReader`] it goes wherever Arrow goes. After an error it ends.
pub struct Reader {
    schema: SchemaRef,
    batches: Option<Batches>,
}

/// Batches of the schema.
pub(super) type Batches = Box<dyn Iterator<Item = Result<RecordBatch, Error>> + Send>;

impl Reader {
    pub(super) fn new(
        schema: SchemaRef,
        batches: impl Iterator<Item = Result<RecordBatch, Error>> + Send + 'static,
    ) -> Self {
        Self { schema, batches: Some(Box::new(batches)) }
    }

    /// The next batch of rows; none at the end.
    ///
    /// # Errors
    /// When the destination can't be read, or has values that its columns can't hold.
    pub fn read(&mut self) -> Result<Option<RecordBatch>, Error> {
        let next = self.batches.as_mut().and_then(Iterator::next).transpose();
        if !matches!(next, Ok(Some(_))) {
            self.batches = None;
        }
        next
    }
}

impl Iterator for Reader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().map_err(|error| ArrowError::ExternalError(Box::new(error))).transpose()
    }
}

impl RecordBatchReader for Reader {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("schema", &self.schema).finish_non_exhaustive()
    }
}
