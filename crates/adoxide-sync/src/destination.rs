//! Where rows go. The rules are in the [contract](crate#destinations).

#[cfg(feature = "conformance")]
pub mod conformance;
pub mod sqlite;
mod values;

use std::fmt;

use futures::future::BoxFuture;

use crate::{Batch, Cursor, Error, Table, Unit};

pub use sqlite::Sqlite;
pub(crate) use values::Values;

/// What becomes of a row that is gone at the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deletion {
    /// It stays, with the time in `_deletedAt`.
    #[default]
    Mark,
    /// It is removed.
    Remove,
}

/// Somewhere that tables can be kept, together with where each of them is.
pub trait Destination: Send + Sync {
    /// Makes room for these tables, or finds them; columns that are new are added.
    ///
    /// # Errors
    /// When one of them is there with another layout.
    fn open<'a>(&'a self, tables: &'a [&'static Table]) -> BoxFuture<'a, Result<(), Error>>;

    /// Where the table is in the unit: the cursor that was committed last.
    fn cursor<'a>(
        &'a self,
        table: &'static Table,
        unit: &'a Unit,
    ) -> BoxFuture<'a, Result<Option<Cursor>, Error>>;

    /// The units below this one that the table was read in, at whatever depth: those that it has rows or a
    /// cursor of.
    fn units<'a>(&'a self, table: &'static Table, below: &'a Unit)
    -> BoxFuture<'a, Result<Vec<Unit>, Error>>;

    /// Makes the changes of all these batches and moves their cursors, in order, and answers for each batch
    /// what that did to each table.
    ///
    /// Dropping the future does not tear a commit: it happens or it doesn't.
    fn commit(&self, batches: Vec<Batch>) -> BoxFuture<'_, Result<Vec<Vec<Counted>>, Error>>;
}

/// How many rows of one table a commit touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The table.
    pub table: &'static Table,
    /// How many rows.
    pub counts: Counts,
}

/// How many rows were touched, by what happened to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// They were not there, or had been deleted.
    pub added: u64,
    /// They were there with other values.
    pub changed: u64,
    /// They are gone at the source.
    pub deleted: u64,
    /// They were there with the same values, and were not written.
    pub unchanged: u64,
}

impl Counts {
    /// Whether no row was written.
    pub fn is_quiet(self) -> bool {
        self.added + self.changed + self.deleted == 0
    }
}

/// `+12 ~1 -1`: added, changed, deleted.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{} ~{} -{}", self.added, self.changed, self.deleted)
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, more: Self) {
        self.added += more.added;
        self.changed += more.changed;
        self.deleted += more.deleted;
        self.unchanged += more.unchanged;
    }
}
