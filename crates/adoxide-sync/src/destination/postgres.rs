//! A PostgreSQL database, version 13 or later: the tables are in one schema of it.
//!
//! # Layout
//!
//! One table for each [`Table`], with its name and its columns, and a `COMMENT` on each. A name of more than 63 bytes is
//! cut, with a number at its end.
//!
//! | column holds | stored as |
//! |---|---|
//! | text | `text` |
//! | integers | `bigint` |
//! | truth values | `boolean` |
//! | floating point numbers | `double precision` |
//! | instants | `timestamp with time zone` |
//! | objects, lists, dictionaries, JSON | `jsonb`, without the fields that are null |
//!
//! `_syncedAt` is the time of the sync that wrote the row, `_deletedAt` that of the one that found it gone. The cursors
//! are in `_state`, written in the same transaction as the rows. PostgreSQL has no U+0000 in text: U+FFFD is in its
//! place, and each such value is a row of `sync_faults`.
//!
//! The key is the primary key; in a table with a key that is too long for one (2,704 bytes) it is a unique index of the
//! MD5 of its texts.
//!
//! # Commits
//!
//! Rows are brought with `COPY … BINARY` into a temporary table, and merged from there in sets. A row with the same
//! values is only read: nothing is locked or written for it. Tables and columns that are missing are made in the same
//! transaction.
//!
//! # One writer
//!
//! An advisory lock, held in a transaction by a connection of its own, keeps others away; it ends with the process.
//! Each commit makes sure that nobody has taken over since the schema was opened. Nothing depends on the state of a
//! session from one transaction to the next, so that it works behind a pooler that shares sessions by transaction.
//!
//! What others keep in the same schema, such as the inbox of a server, has names that begin with `_`, and is read and
//! written by a [`Session`] without the lock.
//!
//! # Rights
//!
//! The user has to own the schema and its tables, and nothing else:
//!
//! ```sql
//! CREATE ROLE adoxide LOGIN;
//! CREATE SCHEMA ado AUTHORIZATION adoxide;
//! GRANT CONNECT, TEMPORARY ON DATABASE devops TO adoxide;
//! ```

mod address;
mod catalog;
mod copy;
mod define;
mod layout;
mod link;
mod password;
mod plan;
mod reader;
mod session;
mod table;
mod tls;
mod writer;

use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use tokio::sync::Mutex;

use self::writer::Writer;
use super::{Commit, Counts, Deletion, Destination, Notes};
use crate::{Error, ErrorKind, Table};

pub use self::address::Address;
pub use self::define::define;
pub use self::reader::{Answer, Reader, Value};
pub use self::session::{Param, Row, Session};
pub(super) use self::table::read;

/// The version of what this module's documentation says. Columns and tables may be added without a new one.
const LAYOUT: i32 = 1;
/// The table by which a schema is known as ours.
const META: &str = "_adoxide";
/// The table of the notes.
const STATE: &str = "_state";

/// How to open a PostgreSQL database for writing.
#[derive(Clone, Debug)]
#[must_use = "options do nothing until the database is opened"]
pub struct Options {
    address: Address,
    deletion: Deletion,
    patience: Duration,
}

impl Options {
    /// What becomes of rows that are gone at the source.
    pub fn deletion(self, deletion: Deletion) -> Self {
        Self { deletion, ..self }
    }

    /// How long to wait for another sync to end; 2 seconds by default, as a server may take a while to see that a
    /// process has ended.
    pub fn patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Connects, and makes sure that nobody else is writing. The schema is created by the first commit.
    ///
    /// # Errors
    /// When the server can't be reached or does not accept the user; when the schema is one of another program or of a
    /// newer version; when another sync is writing to it.
    pub async fn open(self) -> Result<Postgres, Error> {
        let address = self.address.clone();
        let writer = Writer::open(self).await?;
        Ok(Postgres { writer: Arc::new(Mutex::new(Some(writer))), address })
    }
}

/// A schema of a PostgreSQL database, open for writing.
pub struct Postgres {
    writer: Arc<Mutex<Option<Writer>>>,
    address: Address,
}

impl Postgres {
    /// A database that is to be opened.
    pub fn at(address: Address) -> Options {
        Options { address, deletion: Deletion::default(), patience: Duration::from_secs(2) }
    }

    /// The database.
    pub fn address(&self) -> &Address {
        &self.address
    }
}

/// Does something in a task of its own: it is done to its end, even if nobody waits for it.
fn to_the_end<'a, T: Send + 'static>(
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> BoxFuture<'a, Result<T, Error>> {
    Box::pin(async move {
        tokio::spawn(work).await.unwrap_or_else(|error| {
            Err(Error::new(ErrorKind::Destination, "writing was broken off").because(error))
        })
    })
}

fn opened(writer: &mut Option<Writer>) -> Result<&mut Writer, Error> {
    writer.as_mut().ok_or_else(|| Error::new(ErrorKind::Contract, "the destination is closed"))
}

impl Destination for Postgres {
    fn notes(&self) -> BoxFuture<'_, Result<Notes, Error>> {
        let writer = self.writer.clone();
        to_the_end(async move { opened(&mut *writer.lock().await)?.notes().await })
    }

    fn open<'a>(&'a self, tables: &'a [&'static Table]) -> BoxFuture<'a, Result<(), Error>> {
        let (writer, tables) = (self.writer.clone(), tables.to_vec());
        to_the_end(async move { opened(&mut *writer.lock().await)?.prepare(&tables).await })
    }

    fn commit(&self, commit: Commit) -> BoxFuture<'_, Result<Vec<Counts>, Error>> {
        let writer = self.writer.clone();
        to_the_end(async move { opened(&mut *writer.lock().await)?.commit(&commit).await })
    }

    fn takes_nul(&self) -> bool {
        false
    }

    fn close(&self) -> BoxFuture<'_, Result<(), Error>> {
        let writer = self.writer.clone();
        to_the_end(async move {
            if let Some(writer) = writer.lock().await.take() {
                writer.close().await;
            }
            Ok(())
        })
    }
}

/// The notes of a database, without writing to it; empty if nothing was committed to its schema.
pub(super) async fn peek(address: &Address) -> Result<Notes, Error> {
    catalog::peek(address).await
}
