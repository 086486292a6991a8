//! Where rows go. The rules are in the [contract](crate#destinations).
//!
//! What becomes of a row (new, changed, unchanged, deleted, revived), of snapshots and of cursors is decided once, by
//! the [`Session`](crate::Session): a destination keeps rows and [notes](Notes), and makes the [steps](Step) of a
//! [`Commit`] in one transaction.

mod commit;
#[cfg(feature = "conformance")]
pub mod conformance;
#[cfg(feature = "delta")]
pub mod delta;
pub mod jsonl;
#[cfg(feature = "parquet")]
mod lake;
mod location;
mod lock;
pub(crate) mod nul;
#[cfg(any(feature = "postgres", feature = "sqlite"))]
mod page;
#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(feature = "postgres")]
pub mod postgres;
mod reader;
#[cfg(feature = "sqlite")]
pub mod sqlite;
#[cfg(any(feature = "parquet", feature = "postgres", feature = "sqlite"))]
mod stored;
mod values;

use std::collections::BTreeMap;
use std::path::Path;
use std::{fmt, io};

use futures::future::{self, BoxFuture};

use crate::{Error, ErrorKind, Table};

pub use crate::table::is_json;
pub use commit::{Action, Commit, Range, SnapshotId, Step, Which};
pub(crate) use commit::{is_in, is_value};
#[cfg(feature = "delta")]
pub use delta::Delta;
pub use jsonl::Jsonl;
pub use location::Location;
pub(crate) use lock::Lock;
#[cfg(feature = "parquet")]
pub use parquet::Parquet;
#[cfg(feature = "postgres")]
pub use postgres::Postgres;
pub use reader::Reader;
#[cfg(feature = "sqlite")]
pub use sqlite::Sqlite;
pub use values::Values;

/// For destinations that can't look rows up by themselves, such as files: rows by their keys, in memory.
pub mod lookup {
    pub use crate::merge::{Index, ReadRow, Rows, Written, json_rows, key_bytes};
}

/// What a destination keeps besides rows, by its key: cursors, which organization it is of, what could not be read. Only
/// the [`Session`](crate::Session) reads it.
pub type Notes = BTreeMap<String, String>;

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
    /// All notes, as they were committed last.
    ///
    /// # Errors
    /// When they can't be read.
    fn notes(&self) -> BoxFuture<'_, Result<Notes, Error>>;

    /// Gets ready for commits to these tables. What was seen of snapshots is forgotten. Nothing need be written before
    /// the first commit: then tables are made that are not there, and columns added that are new.
    ///
    /// # Errors
    /// When one of the tables is there with another layout.
    fn open<'a>(&'a self, tables: &'a [&'static Table]) -> BoxFuture<'a, Result<(), Error>>;

    /// Makes the steps in order, and then the notes, in one transaction; answers for each step what it did.
    ///
    /// Dropping the future does not tear a commit: it happens or it doesn't.
    ///
    /// # Errors
    /// When nothing was changed by it.
    fn commit(&self, commit: Commit) -> BoxFuture<'_, Result<Vec<Counts>, Error>>;

    /// Whether the rows of a step may have a key twice, of which the last one counts. Without it, the
    /// [`Session`](crate::Session) leaves out the others.
    fn takes_repeated_keys(&self) -> bool {
        false
    }

    /// Whether text may hold U+0000, and JSON the escapes `\u0000` and of halves of surrogate pairs. Without it, the
    /// destination stores U+FFFD in their place, and the [`Session`](crate::Session) notes each such value as a fault.
    fn takes_nul(&self) -> bool {
        true
    }

    /// Ends its work: nothing is committed after it.
    ///
    /// # Errors
    /// When something is left to be done that failed. What was committed is not lost.
    fn close(&self) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(future::ready(Ok(())))
    }
}

impl<D: Destination + ?Sized> Destination for Box<D> {
    fn notes(&self) -> BoxFuture<'_, Result<Notes, Error>> {
        (**self).notes()
    }
    fn open<'a>(&'a self, tables: &'a [&'static Table]) -> BoxFuture<'a, Result<(), Error>> {
        (**self).open(tables)
    }
    fn commit(&self, commit: Commit) -> BoxFuture<'_, Result<Vec<Counts>, Error>> {
        (**self).commit(commit)
    }
    fn takes_repeated_keys(&self) -> bool {
        (**self).takes_repeated_keys()
    }
    fn takes_nul(&self) -> bool {
        (**self).takes_nul()
    }
    fn close(&self) -> BoxFuture<'_, Result<(), Error>> {
        (**self).close()
    }
}

/// Runs work that waits for a disk where it keeps nobody else waiting.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => Err(Error::new(ErrorKind::Destination, "writing was broken off").because(error)),
    }
}

/// Why a file could not be read or written.
fn fault(path: &Path, error: io::Error) -> Error {
    let path = path.display();
    let (kind, message) = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => (
            ErrorKind::Full,
            format!(
                "there is no room left for `{path}`; what was synced so far is kept, so make room and sync again"
            ),
        ),
        _ => (ErrorKind::Destination, format!("`{path}` can't be read or written")),
    };
    Error::new(kind, message).because(error)
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
