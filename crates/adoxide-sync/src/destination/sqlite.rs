//! One SQLite file: the embedded default, nothing to install.
//!
//! # Layout
//!
//! One table for each [`Table`], with its name and its columns:
//!
//! | column holds | stored as |
//! |---|---|
//! | text | `TEXT` |
//! | integers | `INTEGER` |
//! | truth values | `INTEGER`, 0 or 1 |
//! | floating point numbers | `REAL` |
//! | instants | `TEXT`, UTC, always `2026-01-31T13:05:00.123456Z`: it sorts, reads well, and SQLite's date functions take it |
//! | objects, lists, dictionaries | `TEXT`, JSON without the fields that are null; read with `->>` |
//!
//! `_syncedAt` is the time of the sync that wrote the row, `_deletedAt` that of the one that found it gone.
//! Where each table is in each unit stands in `_state`, written in the same transaction as the rows.
//!
//! The file is in WAL mode with `synchronous=NORMAL`: others read while a sync writes, and a crash or a power
//! cut loses at most the last commits, rows and cursors alike, never half of one.
//!
//! # One writer
//!
//! A lock on `FILE-lock` beside it, released by the operating system when the process ends in whatever way.

mod layout;
mod reader;
mod row;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::future::BoxFuture;

pub(super) use self::reader::read;
use self::writer::Writer;
use super::{Commit, Counts, Deletion, Destination, Notes, blocking};
use crate::{Error, ErrorKind, Table};

/// How to open a SQLite file for writing.
#[derive(Clone, Debug)]
#[must_use = "options do nothing until the file is opened"]
pub struct Options {
    path: PathBuf,
    deletion: Deletion,
    most_bytes: Option<u64>,
    patience: Duration,
}

impl Options {
    /// What becomes of rows that are gone at the source.
    pub fn deletion(self, deletion: Deletion) -> Self {
        Self { deletion, ..self }
    }

    /// The size that the file may grow to. Beyond it, a sync stops as on a full disk.
    pub fn most_bytes(self, most_bytes: u64) -> Self {
        Self { most_bytes: Some(most_bytes), ..self }
    }

    /// How long to wait while another program writes to the file, which is no sync; 5 seconds without it.
    pub fn patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Opens the file, or makes it.
    ///
    /// # Errors
    /// When it is no database, one of another program, or one of a newer version; when another sync is
    /// writing to it; when it can't be opened.
    pub async fn open(self) -> Result<Sqlite, Error> {
        let path = self.path.clone();
        let writer = blocking(move || Writer::open(&self)).await?;
        Ok(Sqlite { writer: Arc::new(Mutex::new(Some(writer))), path })
    }
}

/// A SQLite file, open for writing.
pub struct Sqlite {
    writer: Arc<Mutex<Option<Writer>>>,
    path: PathBuf,
}

impl Sqlite {
    /// A file that is to be opened.
    pub fn at(path: impl Into<PathBuf>) -> Options {
        Options {
            path: path.into(),
            deletion: Deletion::default(),
            most_bytes: None,
            patience: Duration::from_secs(5),
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Closes the file. Dropping it does the same and reports no error.
    ///
    /// # Errors
    /// When the last pages could not be moved from the log into the file; they are not lost.
    pub async fn close(self) -> Result<(), Error> {
        Destination::close(&self).await
    }

    fn with<'a, T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Writer) -> Result<T, Error> + Send + 'static,
    ) -> BoxFuture<'a, Result<T, Error>> {
        let writer = self.writer.clone();
        Box::pin(blocking(move || {
            let mut writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
            match writer.as_mut() {
                Some(writer) => work(writer),
                None => Err(Error::new(ErrorKind::Contract, "the destination is closed")),
            }
        }))
    }
}

/// The notes of a file, without writing to it; empty if it is not there.
pub(super) fn peek(path: &Path) -> Result<Notes, Error> {
    if path.exists() { writer::peek(path) } else { Ok(Notes::new()) }
}

/// A commit that was begun is finished first: whoever opens the file next finds it free.
impl Drop for Sqlite {
    fn drop(&mut self) {
        drop(take(&self.writer));
    }
}

fn take(writer: &Mutex<Option<Writer>>) -> Option<Writer> {
    writer.lock().unwrap_or_else(PoisonError::into_inner).take()
}

impl Destination for Sqlite {
    fn notes(&self) -> BoxFuture<'_, Result<Notes, Error>> {
        self.with(Writer::notes)
    }

    fn open<'a>(&'a self, tables: &'a [&'static Table]) -> BoxFuture<'a, Result<(), Error>> {
        let tables = tables.to_vec();
        self.with(move |writer| writer.prepare(&tables))
    }

    fn commit(&self, commit: Commit) -> BoxFuture<'_, Result<Vec<Counts>, Error>> {
        self.with(move |writer| writer.commit(&commit))
    }

    /// Each row is looked up on its own, in order.
    fn takes_repeated_keys(&self) -> bool {
        true
    }

    fn close(&self) -> BoxFuture<'_, Result<(), Error>> {
        let writer = self.writer.clone();
        Box::pin(blocking(move || match take(&writer) {
            Some(writer) => writer.close(),
            None => Ok(()),
        }))
    }
}
