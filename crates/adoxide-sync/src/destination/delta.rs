//! Delta Lake: a folder with a Delta table for each table, read by Spark, Databricks, Fabric, DuckDB, Polars and all
//! others that know the format.
//!
//! | | |
//! |---|---|
//! | columns | those of [`Table::schema`], nested as there, each with its description as comment; `_syncedAt`, `_deletedAt` |
//! | protocol | reader version 1, writer version 2: no deletion vectors, no mapping of columns |
//! | files | up to 64 MiB, zstd; the least and greatest key of each is told in the log |
//! | commits | each commit is one version of each table that it changes. The notes are in `_sync`, a table without rows |
//!
//! Files that no version needs any more stay until a program removes them (`VACUUM`): others may be reading them.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use futures::future::BoxFuture;

use super::lake::{self, Lake, Local, Store};
use super::{Commit, Counts, Deletion, Destination, Lock, Notes, Reader, blocking};
use crate::{Error, ErrorKind, Table};

/// Delta tables, open for writing.
pub struct Delta(Arc<Mutex<Option<Held>>>);

struct Held {
    lake: Lake,
    _lock: Option<Lock>,
}

impl Delta {
    /// Opens a folder, or makes it with the first commit.
    ///
    /// # Errors
    /// When it is a file, or holds something else; when a newer version wrote it; when another sync is writing to it.
    pub async fn open(path: impl Into<PathBuf>, deletion: Deletion) -> Result<Self, Error> {
        let path = path.into();
        let open = move || {
            let lock = Some(Lock::take(&path)?);
            Ok(Held { lake: Lake::open(local(path)?, deletion, true)?, _lock: lock })
        };
        Ok(Self(Arc::new(Mutex::new(Some(blocking(open).await?)))))
    }

    fn with<'a, T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Lake) -> Result<T, Error> + Send + 'static,
    ) -> BoxFuture<'a, Result<T, Error>> {
        let held = self.0.clone();
        Box::pin(blocking(move || match held.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            Some(held) => work(&mut held.lake),
            None => Err(Error::new(ErrorKind::Contract, "the destination is closed")),
        }))
    }
}

/// A commit that was begun is finished first: whoever opens the folder next finds it free.
impl Drop for Delta {
    fn drop(&mut self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

impl Destination for Delta {
    fn notes(&self) -> BoxFuture<'_, Result<Notes, Error>> {
        self.with(|lake| Ok(lake.notes().clone()))
    }

    fn open<'a>(&'a self, tables: &'a [&'static Table]) -> BoxFuture<'a, Result<(), Error>> {
        let tables = tables.to_vec();
        self.with(move |lake| lake.prepare(&tables))
    }

    fn commit(&self, commit: Commit) -> BoxFuture<'_, Result<Vec<Counts>, Error>> {
        self.with(move |lake| lake.commit(&commit))
    }
}

fn local(path: PathBuf) -> Result<Arc<dyn Store>, Error> {
    if path.exists() && !path.is_dir() {
        let message = format!("`{}` is a file, and not a folder; name another folder", path.display());
        return Err(Error::new(ErrorKind::NotADestination, message));
    }
    Ok(Arc::new(Local::new(path)))
}

/// The notes of a folder, without writing to it; empty if it is not there.
pub(super) fn peek(path: &std::path::Path) -> Result<Notes, Error> {
    lake::peek(&local(path.to_owned())?)
}

/// Reads a table.
pub(super) fn read(path: &std::path::Path, table: &str) -> Result<Reader, Error> {
    lake::read(&local(path.to_owned())?, table)
}
