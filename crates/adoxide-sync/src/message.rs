//! What a feed says, and what a destination is told.

use std::fmt;
use std::ops::RangeInclusive;

use arrow_array::RecordBatch;
use jiff::Timestamp;

use crate::{Cursor, Error, Level, Table, Unit};

/// One change of one table.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Change {
    /// Rows that are new or may have changed, with the columns of [`Table::schema`].
    Upsert(&'static Table, RecordBatch),
    /// The keys of rows that are gone, with the columns of [`Table::key`].
    Delete(&'static Table, RecordBatch),
    /// From here on, all rows of this scope are sent.
    SnapshotBegin(&'static Table, Scope),
    /// Rows of this scope can't be read now: the end of the snapshot that is open leaves them as they are.
    Keep(&'static Table, Scope),
    /// They have been sent: what was not among them is gone.
    SnapshotEnd(&'static Table),
    /// From here on, all rows of the unit are sent, in whatever other changes: it is read from the start.
    FullBegin(&'static Table),
    /// They have been sent: what was not among them is gone.
    FullEnd(&'static Table),
    /// Of the rows of the unit, some are known to be there still and others not.
    Retain(&'static Table, Retain),
    /// Of the rows of the unit, some are known to be gone.
    Remove(&'static Table, Remove),
    /// Of the rows of the unit, some have another value in one place, and are not sent again for it.
    Set(&'static Table, Set),
}

/// Which rows have another value, and where: a row is sent once, and the service changes this in it later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// The rows.
    pub scope: Scope,
    /// A column of text or integers, or a member of the object in a column of JSON.
    pub path: &'static [&'static str],
    /// The value that is there now; none for null in a column, and for no such member in JSON.
    pub value: Option<ScopeValue>,
}

/// Which rows are gone: those that have one of these values in this column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remove {
    /// The column.
    pub column: &'static str,
    /// The values of the rows that are gone.
    pub values: Vec<ScopeValue>,
}

/// Which rows are still there: those that have one of these values in this column. The others are gone; rows
/// are neither added nor changed by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retain {
    /// The column.
    pub column: &'static str,
    /// Only rows whose value is an integer in this range are looked at; all without it.
    pub within: Option<RangeInclusive<i64>>,
    /// The values that are there.
    pub values: Vec<ScopeValue>,
}

impl Change {
    /// The table that it is about.
    pub fn table(&self) -> &'static Table {
        match self {
            Self::Upsert(table, _)
            | Self::Delete(table, _)
            | Self::SnapshotBegin(table, _)
            | Self::Keep(table, _)
            | Self::SnapshotEnd(table)
            | Self::FullBegin(table)
            | Self::FullEnd(table)
            | Self::Retain(table, _)
            | Self::Remove(table, _)
            | Self::Set(table, _) => table,
        }
    }

    /// The bytes that its rows take in memory, about.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Upsert(_, rows) | Self::Delete(_, rows) => rows.get_array_memory_size(),
            Self::SnapshotBegin(..)
            | Self::Keep(..)
            | Self::SnapshotEnd(_)
            | Self::FullBegin(_)
            | Self::FullEnd(_)
            | Self::Retain(..)
            | Self::Remove(..)
            | Self::Set(..) => 0,
        }
    }
}

/// Which rows a snapshot holds: those of the unit that have these values in these columns. Without any,
/// all rows of the unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope(Vec<(&'static str, ScopeValue)>);

impl Scope {
    /// All rows of the unit.
    pub fn unit() -> Self {
        Self::default()
    }

    /// Only rows that have this value in this column: the reviewers of one pull request.
    pub fn and(mut self, column: &'static str, value: impl Into<ScopeValue>) -> Self {
        self.0.push((column, value.into()));
        self
    }

    /// The columns and their values.
    pub fn values(&self) -> &[(&'static str, ScopeValue)] {
        &self.0
    }
}

/// A value that a [`Scope`] is narrowed by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ScopeValue {
    /// The value of a column of text.
    Text(String),
    /// The value of a column of integers.
    Integer(i64),
}

impl fmt::Display for ScopeValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(integer) => integer.fmt(f),
        }
    }
}

impl From<&str> for ScopeValue {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<i64> for ScopeValue {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

/// One message of a feed.
#[derive(Debug)]
#[non_exhaustive]
pub enum Message {
    /// Something changed.
    Change(Change),
    /// There is a unit below the one that is pulled.
    Found(Found),
    /// All units of this level below the one that is pulled have been found: what was read before and was not
    /// found is gone.
    Listed(Level),
    /// A value does not fit its column, and is null there.
    Fault(Fault),
    /// A row can't be kept: it has no key. The others are. The error says which one and why.
    Lost(&'static Table, Scope, Error),
    /// A part of the unit could not be read. The cursor may move on: the feed reads it again in the next run.
    Failed(Part),
    /// All that was said so far is what there was up to this cursor.
    Checkpoint(Cursor),
}

impl From<Change> for Message {
    fn from(change: Change) -> Self {
        Self::Change(change)
    }
}

/// A part of a unit that could not be read: what one team, one pull request, one group has in one table.
#[derive(Debug)]
pub struct Part {
    /// The table.
    pub table: &'static Table,
    /// Its rows: they are kept as they are.
    pub scope: Scope,
    /// What it is, for people: ``team `Web` ``.
    pub name: String,
    /// Why.
    pub error: Error,
}

/// A value that does not fit its column, and is null there.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// The table.
    pub table: &'static Table,
    /// The key of the row: the values of [`Table::key`], separated by spaces.
    pub key: String,
    /// The column.
    pub column: String,
    /// Where the value stands in what the service sent: `.fields.Priority`.
    pub path: String,
    /// What the column holds: `an integer`.
    pub expected: &'static str,
    /// The beginning of what was sent, as JSON.
    pub found: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, key, column, expected, found, .. } = self;
        let what = if *expected == crate::merge::WITHOUT_NUL { "was changed" } else { "is null" };
        write!(f, "`{column}` of {} {key} {what}: expected {expected}, got {found}", table.name())
    }
}

/// A unit that a feed has found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The unit.
    pub unit: Unit,
    /// Whether it can be read now. One that can't (a disabled repository, a project that is being made) is
    /// not pulled, and keeps its rows.
    pub readable: bool,
}

/// What a feed said of one unit up to one checkpoint: what is committed together.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The feed: its tables share a cursor.
    pub feed: &'static str,
    /// The unit.
    pub unit: Unit,
    /// The tables whose place moves: those that were asked for, whether they changed or not.
    pub tables: Vec<&'static Table>,
    /// What changed, in order.
    pub changes: Vec<Change>,
    /// The values that did not fit their columns.
    pub faults: Vec<Fault>,
    /// Where the tables are in this unit when the changes are made.
    pub place: Place,
    /// The time of the sync: `_syncedAt` of rows that are written, `_deletedAt` of rows that are deleted.
    pub at: Timestamp,
}

/// What becomes of the cursor of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// It moves to here.
    At(Cursor),
    /// It stays where it is: something before here could not be read.
    Unchanged,
    /// It is forgotten: the unit is gone.
    Gone,
}
