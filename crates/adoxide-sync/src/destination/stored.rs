//! Tables as destinations keep them.

use arrow_schema::{DataType, Field, Schema, TimeUnit};

use crate::Table;

/// The column of the time of the sync that wrote a row.
pub(super) const SYNCED: &str = "_syncedAt";
/// The column of the time of the sync that found a row gone.
pub(super) const DELETED: &str = "_deletedAt";

/// The key of a column's description in the metadata of its Arrow field.
pub(super) const DESCRIPTION: &str = "description";

/// The columns of a table as destinations keep them: those of its schema, each with its description in the metadata,
/// `_syncedAt` and `_deletedAt`.
pub(super) fn stored(table: &Table) -> Schema {
    let instant = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
    let ours = [SYNCED, DELETED].map(|name| Field::new(name, instant.clone(), true));
    let sent = table.all_columns().map(|column| {
        let mut field = Field::clone(column.field());
        if !column.description().is_empty() {
            field.metadata_mut().insert(DESCRIPTION.to_owned(), column.description().to_owned());
        }
        field
    });
    Schema::new(sent.chain(ours).collect::<Vec<Field>>())
}
