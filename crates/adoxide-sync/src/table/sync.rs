//! The tables that a sync fills about itself: in every destination, whatever else is read.

use super::{Table, boolean, integer, text, timestamp};
use crate::Ingestion::{Append, Cdc};
use std::sync::LazyLock;

/// The sync runs: when each was, how long it took, and what it did.
pub static SYNC_RUNS: LazyLock<Table> = LazyLock::new(|| {
    counts(
        Table::new("sync_runs", Append, &["organization", "id"])
            .about(&["The sync runs: when each was, how long it took, and what it did."])
            .column(integer("id"), "Number of the sync run: grows")
            .column(timestamp("started_at"), "When it was started: `_syncedAt` of the rows that it wrote")
            .column(timestamp("finished_at"), "When it ended; null while it runs, and if it was interrupted")
            .column(
                text("status"),
                "running, completed, incomplete (something could not be read), stopped, or interrupted",
            )
            .column(integer("requests"), "How many requests it sent to the service"),
    )
    .column(integer("failures"), "How many parts or rows could not be read")
    .column(integer("faults"), "How many values did not fit their columns, and are null")
    .column(text("version"), "The version of adoxide")
});

/// Each table as of the last sync run that read it: how fresh it is, and what became of it.
pub static SYNC_TABLES: LazyLock<Table> = LazyLock::new(|| {
    counts(
        Table::new("sync_tables", Cdc, &["organization", "table_name"])
            .about(&["Each table as of the last sync run that read it: how fresh it is, and what became of it."])
            .column(text("table_name"), "The table")
            .column(integer("run_id"), "The last sync run that read it: `sync_runs.id`")
            .column(boolean("is_complete"), "Whether that run could read all of it")
            .column(
                timestamp("fresh_at"),
                "It holds all that was at the source then: the start of the last run that could read all of it",
            ),
    )
    .column(integer("failures"), "How many parts or rows of it that run could not read")
    .column(integer("faults"), "How many values did not fit their columns in that run")
});

/// What could not be kept as the service sent it: values that do not fit their columns, and parts and rows that could
/// not be read. A row is deleted when the value fits, or the part can be read.
pub static SYNC_FAULTS: LazyLock<Table> = LazyLock::new(|| {
    Table::new("sync_faults", Cdc, &["organization", "table_name", "unit", "key", "column_name"])
        .about(&[
            "What could not be kept as the service sent it: values that do not fit their columns, and parts and rows",
            "that could not be read. A row is deleted when the value fits, or the part can be read.",
        ])
        .column(text("table_name"), "The table; the feed, if a whole unit could not be read")
        .column(text("unit"), "The organization, project or repository, by their ids")
        .column(text("key"), "The key of the row, separated by spaces, or the name of the part; empty for a unit")
        .column(text("column_name"), "The column; empty if it is not a value")
        .column(text("kind"), "value, row, part or unit")
        .column(text("expected"), "What the column holds; null if it is not a value")
        .column(text("found"), "The beginning of what was there, as JSON; null if it is not a value")
        .column(text("message"), "What was wrong, in a sentence")
        .column(timestamp("since"), "When it was first seen")
        .column(integer("run_id"), "The last sync run that saw it: `sync_runs.id`")
});

fn counts(table: Table) -> Table {
    table
        .column(integer("added"), "How many rows were added")
        .column(integer("changed"), "How many rows were changed")
        .column(integer("deleted"), "How many rows were deleted")
        .column(integer("unchanged"), "How many rows were read and not changed")
}
