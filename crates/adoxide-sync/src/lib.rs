//! Copies an Azure DevOps organization into tables: incremental, exactly once, deletes seen.
//!
//! A [`Table`] is a name, columns and a key. A [`Feed`] reads the service and fills one or more tables. A
//! [`Destination`] keeps them. The [`Engine`] pulls feeds for every [`Unit`] (organization, project,
//! repository) and commits what they say.
//!
//! ```text
//!            Pull { unit, cursor, tables }
//!   Engine ────────────────────────────────► Feed ──► the service
//!     ▲  ◄─────────────────────────────────── Change … Change Checkpoint(Cursor) …
//!     │
//!     │ Batch { changes, cursor }
//!     └──────────────────────────────────────► Destination      rows and cursor in one transaction
//! ```
//!
//! ```
//! use adoxide::{Client, credential::Pat, transport::InProcess};
//! use adoxide_sync::{Engine, Sqlite, feeds};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! // An emulated organization; `Client::from_env()?` is one's own.
//! let emulator = adoxide_emulator::Emulator::builder().build()?;
//! let ado = Client::builder("http://127.0.0.1/fabrikam")
//!     .credential(Pat::new(emulator.token())?)
//!     .transport(InProcess::new(emulator, axum_core::body::Body::new))
//!     .build()?;
//!
//! let folder = tempfile::tempdir()?;
//! let file = Sqlite::at(folder.path().join("fabrikam.db")).open().await?;
//! let organization = ado.address().organization();
//! let engine = Engine::new(&organization, feeds(&ado, &[]), &file);
//! let report = engine.tables(["projects", "repositories", "commits"]).run().await?;
//! assert!(report.is_complete());
//! for table in report.tables() {
//!     println!("{:14} {}", table.table.name(), table.counts); // repositories   +12 ~0 -0
//! }
//! file.close().await?;
//! # Ok(()) }
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run())?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The contract
//!
//! The key words "MUST", "MUST NOT", "SHOULD" and "MAY" are to be read as in RFC 2119.
//!
//! ## Feeds
//!
//! - **F1 Complete.** From a cursor, a feed MUST say all that has changed in the unit since, in each table that
//!   is wanted; without a cursor, all that is there. It MUST NOT let a [`Cursor`] pass anything that it has
//!   not said.
//! - **F2 Repeatable.** A feed MAY say a row again, unchanged or newer. From the same cursor it MUST be able
//!   to start any number of times.
//! - **F3 Checkpoints.** A feed MUST end with a checkpoint if it said anything. It SHOULD checkpoint after
//!   every page and MUST NOT say more than some ten thousand rows without one: they are held in memory.
//! - **F4 Snapshots.** Between [`Change::SnapshotBegin`] and [`Change::SnapshotEnd`] a feed MUST say every row
//!   of the scope. It MUST NOT begin another snapshot of the same table before. A checkpoint inside MUST carry
//!   a cursor from which the snapshot begins again: what a destination has seen of it does not survive.
//! - **F5 Faults.** A value that does not fit its column MUST be null and a [`Message::Fault`]; a row without its key
//!   MUST be [`Message::Lost`], and the rows around it MUST be said. A part that can't be read (what one team, one
//!   pull request has) MUST be [`Message::Failed`] and hold back nothing else; a feed with a cursor MUST read it again
//!   next time. What keeps the feed from going on MUST be an error, which ends it. Nothing MUST be left out silently.
//! - **F6 Units.** A feed that [lists](Feed::lists) units MUST say each that there is as [`Found`], also if it
//!   can't be read now. If it has found all, it says so with [`Message::Listed`].
//! - **F7 Rows.** A batch MUST have the columns of [`Table::schema`] and no null in the columns of the key.
//!
//! ## Destinations
//!
//! The [`Session`] decides once, for all destinations, what becomes of rows, snapshots and cursors. A [`Destination`]
//! keeps rows and [notes](destination::Notes), and makes the [steps](destination::Step) of a commit. Together they hold
//! to this, and the [conformance suite](conformance) tries each rule:
//!
//! - **D1 Together.** The steps of a [`Commit`](destination::Commit) and its notes MUST be committed together or not at
//!   all.
//! - **D2 Truth.** [`Destination::notes`] MUST answer what was committed last. There is no other memory of where a table
//!   is.
//! - **D3 Upserts.** A row whose key is not there, or is deleted, is added; one with other values is changed;
//!   one with the same values MUST NOT be written, and its `_syncedAt` stays.
//! - **D4 Snapshots.** When a snapshot ends, the rows of its scope that were not upserted since it began MUST
//!   be deleted, but for those of scopes that are to be [kept](Change::Keep). A snapshot that begins again replaces the
//!   one that was open. After a commit that failed, and in a new session, none is open; ending one that is not open
//!   MUST be an error.
//! - **D5 Deletes.** A row that is deleted MUST be marked with `_deletedAt` or removed, as configured. One that
//!   is not there or already deleted MUST NOT be counted.
//!   [`Change::Retain`] deletes the rows of the unit whose value in its column, if it is in the range, is not
//!   among those that are there, and [`Change::Remove`] those whose value is among those that are gone.
//!   [`Change::Set`] puts a text in one place of rows that are there and have another one, which are changed by it.
//! - **D6 Order.** Batches and their changes MUST take effect in order.
//! - **D7 One writer.** A destination MUST refuse a second writer, or make the commits of the first one fail
//!   from then on. A writer that died MUST NOT keep the next one out.
//! - **D8 Layout.** Columns that are new MUST be added, and the cursors of their table forgotten, so that its
//!   rows are read again. A destination of a newer version, or of another layout, MUST be refused unchanged.
//! - **D9 Gone.** [`Place::Gone`] MUST forget the unit in the same transaction as it deletes its rows.
//!
//! ## Engine
//!
//! - **E1** A feed starts from the cursor of the tables that are wanted. If they are at different places, because
//!   one is new or they were read apart, the feed is pulled once from each place, for the tables that are there.
//! - **E2** Batches are cut only at checkpoints. Several MAY go into one commit.
//! - **E3** A unit that fails loses what it said since its last checkpoint, and its cursor stays there. The
//!   other units go on. The [`Report`] names it. If the credential is not accepted, no further unit is begun
//!   by that feed, or for that table: it would fail too.
//! - **E4** After a row was lost, the cursor of the unit stays, though its rows are committed. The rows of the scope
//!   that the row, or a part that failed, belongs to are kept: nothing is deleted because it could not be read.
//! - **E5** An error of the destination ends the run.
//! - **E6** Units that were read before and are not found by a [whole](Message::Listed) listing without faults
//!   are gone: their rows are deleted in every table that is wanted, and their cursors forgotten. A unit that
//!   is found again is read from the start.
//! - **E7** Each feed is pulled once for each unit and place. A unit is pulled as soon as it is found.
//! - **E8** [Targets](Target) are read again if their tables were read before: each feed once for each unit, from where
//!   it is, and only what they name as far as the feed can read it alone. Units that are found by it are pulled if they
//!   are new. It is not a run in `sync_runs`: it says nothing about how fresh a table is.
//! - **E9** The run may be dropped at any await: what was committed stays, and the next run goes on from there.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod connector;
mod cursor;
mod decode;
pub mod destination;
mod engine;
mod error;
mod feed;
mod instant;
mod merge;
mod message;
mod preflight;
mod read;
pub mod table;
mod unit;
mod verify;

pub use arrow_array;
pub use arrow_schema;

pub use connector::Connector;
pub use cursor::Cursor;
pub use decode::{Decoder, Rows};
#[cfg(feature = "delta")]
pub use destination::Delta;
#[cfg(feature = "parquet")]
pub use destination::Parquet;
#[cfg(feature = "postgres")]
pub use destination::Postgres;
#[cfg(feature = "sqlite")]
pub use destination::Sqlite;
#[cfg(feature = "conformance")]
pub use destination::conformance;
pub use destination::{Counted, Counts, Deletion, Destination, Jsonl, Location, Reader};
pub use engine::{Engine, Event, Failure, Plan, Report, TableReport, Target, Units, What, units};
pub use error::{Error, ErrorKind};
pub use feed::{Feed, Messages, Outbox, Pull, Requests, feeds, messages};
pub use merge::{Session, known};
pub use message::{
    Batch, Change, Fault, Found, Message, Part, Place, Remove, Retain, Scope, ScopeValue, Set,
};
pub use preflight::preflight;
pub use table::{Cost, Ingestion, Selection, Table};
pub use unit::{Level, Unit};
pub use verify::{Probe, Verdict, Verification, scope_name, scopes, verify};
