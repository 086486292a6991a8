//! Parquet: a folder with one file for each table, as of the last sync that ended.
//!
//! | file | is |
//! |---|---|
//! | `TABLE.parquet` | all rows of a table: the columns of [`Table::schema`], nested as there, `_syncedAt`, `_deletedAt`; zstd |
//! | `_state/` | what the next sync goes on from, in the form of [`Delta`](super::Delta) |
//!
//! A commit is kept in `_state`; when the sync ends, the file of each table that has changed is written anew, and when all
//! of them are there, each is put in the place of the old one at once. A sync that is broken off leaves the files as they
//! were, and the next one goes on from its last commit. Each column has its description in the metadata that Arrow
//! reads: `pyarrow.parquet.read_schema("TABLE.parquet").field("name").metadata`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::RecordBatchReader as _;
use futures::future::BoxFuture;
use serde_json::json;

use super::lake::{self, Lake, Local, Store, Writer};
use super::{Commit, Counts, Deletion, Destination, Lock, Notes, Reader, blocking, fault};
use crate::{Error, ErrorKind, Table};

/// The folder of what the next sync goes on from.
const STATE: &str = "_state";
/// The versions of the tables whose files were written.
const PUBLISHED: &str = "_published.json";

/// A folder of Parquet files, open for writing. [`Destination::close`] writes the files.
pub struct Parquet(Arc<Mutex<Option<Folder>>>);

struct Folder {
    path: PathBuf,
    lake: Lake,
    _lock: Lock,
}

impl Parquet {
    /// Opens a folder, or makes it with the first commit.
    ///
    /// # Errors
    /// When it is a file, or holds something else; when a newer version wrote it; when another sync is writing to it.
    pub async fn open(path: impl Into<PathBuf>, deletion: Deletion) -> Result<Self, Error> {
        let path = path.into();
        let open = move || {
            let state = state(&path)?;
            let lock = Lock::take(&path)?;
            Ok(Folder { lake: Lake::open(state, deletion, false)?, path, _lock: lock })
        };
        Ok(Self(Arc::new(Mutex::new(Some(blocking(open).await?)))))
    }

    fn with<'a, T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Folder) -> Result<T, Error> + Send + 'static,
    ) -> BoxFuture<'a, Result<T, Error>> {
        let folder = self.0.clone();
        Box::pin(blocking(move || match folder.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            Some(folder) => work(folder),
            None => Err(Error::new(ErrorKind::Contract, "the destination is closed")),
        }))
    }
}

/// A commit that was begun is finished first: whoever opens the folder next finds it free.
impl Drop for Parquet {
    fn drop(&mut self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

impl Destination for Parquet {
    fn notes(&self) -> BoxFuture<'_, Result<Notes, Error>> {
        self.with(|folder| Ok(folder.lake.notes().clone()))
    }

    fn open<'a>(&'a self, tables: &'a [&'static Table]) -> BoxFuture<'a, Result<(), Error>> {
        let tables = tables.to_vec();
        self.with(move |folder| folder.lake.prepare(&tables))
    }

    fn commit(&self, commit: Commit) -> BoxFuture<'_, Result<Vec<Counts>, Error>> {
        self.with(move |folder| folder.lake.commit(&commit))
    }

    fn close(&self) -> BoxFuture<'_, Result<(), Error>> {
        let folder = self.0.clone();
        Box::pin(blocking(move || {
            let folder = folder.lock().unwrap_or_else(PoisonError::into_inner).take();
            folder.map_or(Ok(()), |folder| publish(&folder.path))
        }))
    }
}

/// What the next sync goes on from.
fn state(path: &Path) -> Result<Arc<dyn Store>, Error> {
    let refused =
        |what: &str| Err(Error::new(ErrorKind::NotADestination, format!("`{}` {what}", path.display())));
    if path.exists() && !path.is_dir() {
        return refused("is a file, and not a folder; name another folder");
    }
    let names = Local::new(path).names()?;
    if !names.is_empty() && !names.iter().any(|name| name == STATE) {
        return refused("is a folder of something else; name an empty folder, or one that does not exist");
    }
    Ok(Arc::new(Local::new(path.join(STATE))))
}

/// Writes the files of the tables that have changed since they were written.
fn publish(path: &Path) -> Result<(), Error> {
    let state = state(path)?;
    let tables = lake::tables(&state)?;
    let published = state.read(PUBLISHED)?.unwrap_or_default();
    // If it can't be read, all files are written.
    let published: BTreeMap<String, u64> = serde_json::from_slice(&published).unwrap_or_default();
    if tables == published {
        return Ok(());
    }
    let mut written = Vec::new();
    for (table, version) in &tables {
        let target = path.join(format!("{table}.parquet"));
        if published.get(table) != Some(version) || !target.exists() {
            let new = path.join(format!(".{table}.parquet.new"));
            write(lake::read(&state, table)?, &new)?;
            written.push((new, target));
        }
    }
    for (new, target) in written {
        fs::rename(&new, &target).map_err(|error| fault(&target, error))?;
    }
    state.write(PUBLISHED, json!(tables).to_string().into_bytes())
}

fn write(mut rows: Reader, path: &Path) -> Result<(), Error> {
    let failed = |error| fault(path, error);
    let file = File::create(path).map_err(failed)?;
    let mut writer = Writer::new(BufWriter::new(file), rows.schema(), true)?;
    while let Some(batch) = rows.read()? {
        writer.write(&batch)?;
    }
    let file = writer.finish()?.into_inner().map_err(|error| failed(error.into_error()))?;
    file.sync_all().map_err(failed)
}

/// The notes of a folder, without writing to it; empty if it is not there.
pub(super) fn peek(path: &Path) -> Result<Notes, Error> {
    lake::peek(&state(path)?)
}

/// Reads a table, as of the last commit.
pub(super) fn read(path: &Path, table: &str) -> Result<Reader, Error> {
    lake::read(&state(path)?, table)
}
