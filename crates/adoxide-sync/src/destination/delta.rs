//! Delta Lake: a folder with a Delta table for each table, on this machine or in a bucket of an object store, read by
//! Spark, Databricks, Fabric, DuckDB, Polars and all others that know the format.
//!
//! | | |
//! |---|---|
//! | columns | those of [`Table::schema`], nested as there, each with its description as comment; `_syncedAt`, `_deletedAt` |
//! | protocol | reader version 1, writer version 2: no deletion vectors, no mapping of columns |
//! | files | up to 64 MiB, zstd; the least and greatest key of each is told in the log |
//! | commits | each commit is one version of each table that it changes. The notes are in `_sync`, a table without rows |
//!
//! Files that no version needs any more stay until a program removes them (`VACUUM`): others may be reading them.
//!
//! # Object stores
//!
//! With the feature `object-store`, tables are also kept in Amazon S3 and what speaks its protocol, in Azure Storage and
//! in Google Cloud Storage ([`Root`]). Credentials and settings are read from the environment, by the names that the
//! stores' own tools have: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT_URL`;
//! `AZURE_STORAGE_ACCOUNT_KEY`, `AZURE_CLIENT_ID`, …; `GOOGLE_APPLICATION_CREDENTIALS`. A version of a table is an object
//! that is created only if there is none (`If-None-Match: *`). Of two writers, the one that began last goes on, and the
//! other's next commit is refused.

mod root;

use std::sync::{Arc, Mutex, PoisonError};

use futures::future::BoxFuture;

use super::lake::{self, Lake};
use super::{Commit, Counts, Deletion, Destination, Lock, Notes, Reader, blocking};
use crate::{Error, ErrorKind, Table};

#[cfg(feature = "object-store")]
pub use super::lake::ObjectUrl;
pub use root::Root;

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
    /// When it is a file, or holds something else; when a newer version wrote it; when another sync is writing to it. In a
    /// bucket, this one takes over from it.
    pub async fn open(root: impl Into<Root>, deletion: Deletion) -> Result<Self, Error> {
        let root = root.into();
        let open = move || {
            let lock = root.folder().map(Lock::take).transpose()?;
            Ok(Held { lake: Lake::open(root.store()?, deletion, true)?, _lock: lock })
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

/// The notes of a folder, without writing to it; empty if it is not there.
pub(super) async fn peek(root: &Root) -> Result<Notes, Error> {
    let root = root.clone();
    blocking(move || lake::peek(&root.store()?)).await
}

/// Reads a table.
pub(super) fn read(root: &Root, table: &str) -> Result<Reader, Error> {
    lake::read(&root.store()?, table)
}

#[cfg(all(test, feature = "conformance", feature = "object-store"))]
#[allow(clippy::unwrap_used, reason = "tests may")]
mod tests {
    use std::ops::Range;

    use bytes::Bytes;
    use object_store::memory::InMemory;
    use object_store::path::Path;
    use serde_json::{Map, Value};

    use super::super::conformance::{self, Subject};
    use super::super::lake::{Objects, Store};
    use super::*;
    use crate::merge::json_rows;

    /// A bucket in memory, in which some folders can't be written to.
    struct Bucket {
        objects: Objects,
        obstructed: Mutex<Vec<&'static str>>,
    }

    impl Bucket {
        fn new() -> Self {
            let store = Arc::new(InMemory::new());
            let objects = Objects::new(store, Path::from("some/prefix"), "memory".to_owned()).unwrap();
            Self { objects, obstructed: Mutex::default() }
        }

        fn check(&self, path: &str) -> Result<(), Error> {
            let obstructed = self.obstructed.lock().unwrap();
            let is_bad = obstructed.iter().any(|folder| path.split('/').next() == Some(folder));
            if is_bad { Err(Error::new(ErrorKind::Destination, "access was denied")) } else { Ok(()) }
        }
    }

    impl Store for Bucket {
        fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
            self.objects.read(path)
        }
        fn read_range(&self, path: &str, range: Range<u64>) -> Result<Bytes, Error> {
            self.objects.read_range(path, range)
        }
        fn write(&self, path: &str, bytes: Vec<u8>) -> Result<(), Error> {
            self.check(path).and_then(|()| self.objects.write(path, bytes))
        }
        fn create(&self, path: &str, bytes: Vec<u8>) -> Result<bool, Error> {
            self.check(path).and_then(|()| self.objects.create(path, bytes))
        }
        fn list(&self, folder: &str, after: &str) -> Result<Vec<String>, Error> {
            self.objects.list(folder, after)
        }
        fn remove(&self, path: &str) -> Result<(), Error> {
            self.objects.remove(path)
        }
        fn names(&self) -> Result<Vec<String>, Error> {
            self.objects.names()
        }
        fn name(&self) -> String {
            self.objects.name()
        }
        fn is_locked(&self) -> bool {
            self.objects.is_locked()
        }
    }

    struct InBucket(Arc<Bucket>);

    impl Subject for InBucket {
        type Destination = Delta;

        async fn open(&self, deletion: Deletion) -> Result<Delta, Error> {
            let store = self.0.clone();
            let open = move || Ok(Held { lake: Lake::open(store, deletion, true)?, _lock: None });
            Ok(Delta(Arc::new(Mutex::new(Some(blocking(open).await?)))))
        }

        async fn obstruct(&self, table: &'static Table, obstruct: bool) -> Result<(), Error> {
            let mut obstructed = self.0.obstructed.lock().unwrap();
            obstructed.retain(|name| *name != table.name());
            obstructed.extend(obstruct.then_some(table.name()));
            Ok(())
        }

        async fn rows(&self, table: &'static Table) -> Result<Vec<Map<String, Value>>, Error> {
            let store: Arc<dyn Store> = self.0.clone();
            let mut rows = Vec::new();
            match lake::read(&store, table.name()) {
                Err(error) if error.kind() == ErrorKind::Config => {}
                Err(error) => return Err(error),
                Ok(mut reader) => {
                    while let Some(batch) = reader.read()? {
                        rows.extend(json_rows(&batch)?.iter().map(|row| serde_json::from_str(row).unwrap()));
                    }
                }
            }
            Ok(rows)
        }
    }

    #[tokio::test]
    async fn a_bucket_keeps_the_contract() {
        let outcomes = conformance::run(|| InBucket(Arc::new(Bucket::new()))).await;
        let bad: Vec<_> = outcomes.iter().filter(|outcome| outcome.result.is_err()).collect();
        assert!(bad.is_empty(), "{bad:#?}");
        assert_eq!(outcomes.len(), 20);
    }
}
