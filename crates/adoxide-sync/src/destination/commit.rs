//! What a destination is asked to do.

use std::ops::RangeInclusive;

use arrow_array::RecordBatch;
use jiff::Timestamp;

use crate::{Scope, ScopeValue, Table, Unit};

/// What is changed in one transaction.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Commit {
    /// What is done to rows, in order.
    pub steps: Vec<Step>,
    /// The notes that are new or have changed, by key; none to remove it.
    pub notes: Vec<(String, Option<String>)>,
}

/// What is done to rows of one table.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Step {
    /// The table.
    pub table: &'static Table,
    /// The time of the sync: `_syncedAt` of rows that are written, `_deletedAt` of rows that are deleted.
    pub at: Timestamp,
    /// What is done.
    pub action: Action,
}

/// What is done to rows.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Action {
    /// A row whose key is not there, or is deleted, is added; one with other values replaces what is there; one with
    /// the same values is not written.
    Upsert {
        /// The rows, with the columns of [`Table::schema`].
        rows: RecordBatch,
        /// The snapshots that they were seen in.
        seen: Vec<SnapshotId>,
    },
    /// Rows with these keys are marked as deleted or removed, unless they are already.
    Delete {
        /// The keys, with the columns of [`Table::key`].
        keys: RecordBatch,
    },
    /// Rows are marked as deleted or removed, unless they are already, by what they hold.
    DeleteIn {
        /// Of these rows
        range: Range,
        /// those.
        which: Which,
    },
    /// A value is put in one place of rows that are not deleted and have another one there. They count as changed.
    Set {
        /// The rows.
        range: Range,
        /// A column of text or integers, or a member of the object in a column of JSON; not in the key.
        path: &'static [&'static str],
        /// The value; none for null in a column, and to remove a member of JSON.
        value: Option<ScopeValue>,
    },
}

/// Which rows of a range are deleted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Which {
    /// Those that were not seen in this snapshot, which ends. One that no row was seen in is as good as any other.
    Unseen {
        /// The snapshot.
        snapshot: SnapshotId,
        /// But for the rows of these scopes.
        keep: Vec<Scope>,
    },
    /// Those whose value in this column is not among these. A row without a value is not deleted.
    NotAmong {
        /// The column.
        column: &'static str,
        /// Only those whose value is an integer in this range; all without it.
        within: Option<RangeInclusive<i64>>,
        /// The values of the rows that stay.
        values: Vec<ScopeValue>,
    },
    /// Those whose value in this column is among these.
    Among {
        /// The column.
        column: &'static str,
        /// The values of the rows that are deleted.
        values: Vec<ScopeValue>,
    },
}

/// A snapshot within a session. After a commit that failed, what was seen in it is forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SnapshotId(pub(crate) u64);

/// Rows of a table: those of a unit, narrowed by a scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// Each has this text at this place: a column, or a member of the object in one.
    pub places: Vec<(&'static [&'static str], String)>,
    /// Each has these values in these columns.
    pub scope: Scope,
}

impl Range {
    /// The rows of a unit that are in the scope.
    pub(crate) fn new(table: &Table, unit: &Unit, scope: Scope) -> Self {
        let places = table.rows_of(unit).into_iter().map(|(path, value)| (path, value.to_owned()));
        Self { places: places.collect(), scope }
    }

    /// Whether a row is in it: an object with every column that is not null.
    pub(crate) fn holds(&self, row: &serde_json::Value) -> bool {
        let at = |path: &[&str]| path.iter().try_fold(row, |value, name| value.get(name));
        let is_placed = |(path, text): &(&[&str], String)| {
            at(path).and_then(serde_json::Value::as_str).is_some_and(|found| found == text)
        };
        self.places.iter().all(is_placed) && is_in(&self.scope, row)
    }
}

/// Whether a row is in a scope.
pub(crate) fn is_in(scope: &Scope, row: &serde_json::Value) -> bool {
    scope.values().iter().all(|(column, value)| is_value(&row[*column], value))
}

/// Whether they are the same.
pub(crate) fn is_value(found: &serde_json::Value, value: &ScopeValue) -> bool {
    match value {
        ScopeValue::Text(text) => found.as_str() == Some(text),
        ScopeValue::Integer(integer) => found.as_i64() == Some(*integer),
    }
}
