//! The state of the server: `serve.db` in its data folder. Rows and cursors are in the destinations.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _};
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};

/// The file in the data folder.
const FILE: &str = "serve.db";
/// How long to wait while another program writes to the file.
const PATIENCE: Duration = Duration::from_secs(10);

/// The layout, step by step: a file of an older version gets the steps that it lacks.
const STEPS: &[&str] = &[
    "
CREATE TABLE connection (
    name TEXT PRIMARY KEY,
    paused INTEGER NOT NULL DEFAULT 0,
    last_run TEXT
) STRICT;
CREATE TABLE token (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    revoked_at TEXT
) STRICT;
",
    "
CREATE TABLE credential (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    connection TEXT NOT NULL,
    label TEXT NOT NULL,
    settings TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    disabled_at TEXT,
    deleted_at TEXT,
    expiration_date TEXT
) STRICT;
CREATE INDEX credential_of_connection ON credential (connection) WHERE deleted_at IS NULL;
CREATE TABLE secret (
    credential INTEGER NOT NULL REFERENCES credential (id),
    field TEXT NOT NULL,
    key_id TEXT NOT NULL,
    wrapped_key BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (credential, field)
) STRICT, WITHOUT ROWID;
",
    // Times in milliseconds since 1970.
    "
CREATE TABLE inbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    connection TEXT NOT NULL,
    subscription TEXT NOT NULL,
    notification INTEGER NOT NULL,
    event_type TEXT NOT NULL,
    project TEXT,
    repository TEXT,
    number INTEGER,
    received_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL DEFAULT 0,
    done_at INTEGER,
    error TEXT,
    body TEXT NOT NULL,
    UNIQUE (connection, subscription, notification)
) STRICT;
CREATE INDEX inbox_waiting ON inbox (connection, id) WHERE done_at IS NULL;
CREATE INDEX inbox_done ON inbox (done_at) WHERE done_at IS NOT NULL;
",
];

/// The state of a server: tokens of the API, what is paused, and the last run of each connection.
///
/// The server and the command line may have it open at once.
#[derive(Clone)]
pub struct State(Arc<Mutex<Connection>>);

/// The last run of a connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LastRun {
    #[serde(with = "crate::text")]
    pub started_at: Timestamp,
    #[serde(with = "crate::text")]
    pub finished_at: Timestamp,
    /// `completed`, `incomplete`, `stopped` or `failed`.
    pub outcome: String,
    /// Why, if it was not completed.
    pub message: Option<String>,
    pub requests: u64,
    pub added: u64,
    pub changed: u64,
    pub deleted: u64,
    pub failures: u64,
    pub faults: u64,
}

/// What is remembered of a connection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Remembered {
    pub paused: bool,
    pub last: Option<LastRun>,
}

impl State {
    /// Opens the state in a data folder; both are created if they are missing.
    ///
    /// # Errors
    /// When the folder can't be used, or holds the state of a newer version.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        create(folder)?;
        let path = folder.join(FILE);
        let fault = |error: rusqlite::Error| {
            Error::new(ErrorKind::State, format!("`{}` can't be opened: {error}", path.display()))
        };
        let mut db = Connection::open(&path).map_err(fault)?;
        restrict(&path)?;
        db.busy_timeout(PATIENCE).map_err(fault)?;
        db.pragma_update(None, "journal_mode", "WAL").map_err(fault)?;
        // What was answered with success must survive a power cut.
        db.pragma_update(None, "synchronous", "FULL").map_err(fault)?;
        db.pragma_update(None, "foreign_keys", true).map_err(fault)?;
        let change = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(fault)?;
        let version: i64 =
            change.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(fault)?;
        let Some(missing) = usize::try_from(version).ok().and_then(|version| STEPS.get(version..)) else {
            let message = format!(
                "`{}` was written by a newer version of adoxide; update it, or choose another data folder",
                path.display()
            );
            return Err(Error::new(ErrorKind::State, message));
        };
        for step in missing {
            change.execute_batch(step).map_err(fault)?;
        }
        change.pragma_update(None, "user_version", STEPS.len() as i64).map_err(fault)?;
        change.commit().map_err(fault)?;
        Ok(Self(Arc::new(Mutex::new(db))))
    }

    /// Another connection to the same file, for who must not wait for the others.
    pub(crate) fn another(&self) -> Result<Self, Error> {
        let path = self.db().path().map(str::to_owned).unwrap_or_default();
        let db = Connection::open(path)?;
        db.busy_timeout(PATIENCE)?;
        db.pragma_update(None, "synchronous", "FULL")?;
        Ok(Self(Arc::new(Mutex::new(db))))
    }

    pub(crate) fn db(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something with it where it keeps nobody else waiting.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let state = self.clone();
        match tokio::task::spawn_blocking(move || work(&state)).await {
            Ok(done) => done,
            Err(error) => Err(Error::new(ErrorKind::State, format!("the state can't be used: {error}"))),
        }
    }

    pub(crate) fn remembered(&self, connection: &str) -> Result<Remembered, Error> {
        let db = self.db();
        let found: Option<(bool, Option<String>)> = db
            .query_row("SELECT paused, last_run FROM connection WHERE name = ?1", [connection], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        let Some((paused, last)) = found else { return Ok(Remembered::default()) };
        // One of another version is as good as none.
        let last = last.and_then(|text| serde_json::from_str(&text).ok());
        Ok(Remembered { paused, last })
    }

    pub(crate) fn pause(&self, connection: &str, paused: bool) -> Result<(), Error> {
        self.db().execute(
            "INSERT INTO connection (name, paused) VALUES (?1, ?2) \
             ON CONFLICT (name) DO UPDATE SET paused = excluded.paused",
            (connection, paused),
        )?;
        Ok(())
    }

    pub(crate) fn remember(&self, connection: &str, last: &LastRun) -> Result<(), Error> {
        let text = serde_json::to_string(last).unwrap_or_default();
        self.db().execute(
            "INSERT INTO connection (name, last_run) VALUES (?1, ?2) \
             ON CONFLICT (name) DO UPDATE SET last_run = excluded.last_run",
            (connection, text),
        )?;
        Ok(())
    }
}

/// The right to serve from a data folder, held until it is dropped or the process ends.
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes it.
    pub(crate) fn take(folder: &Path) -> Result<Self, Error> {
        create(folder)?;
        let path = folder.join("serve.lock");
        let fault = |error: std::io::Error| {
            Error::new(ErrorKind::State, format!("`{}` can't be locked: {error}", path.display()))
        };
        let mut options = OpenOptions::new();
        let file = options.write(true).create(true).truncate(false).open(&path).map_err(fault)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::new(
                ErrorKind::Locked,
                format!(
                    "another server uses the data folder `{}`; stop it, or set `data` to another folder",
                    folder.display()
                ),
            )),
            Err(TryLockError::Error(error)) => Err(fault(error)),
        }
    }
}

fn create(folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|error| {
        let message = format!("the data folder `{}` can't be created: {error}", folder.display());
        Error::new(ErrorKind::State, message)
    })
}

/// Only this account may read it.
#[cfg(unix)]
pub(crate) fn restrict(path: &PathBuf) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt as _;

    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(|error| {
        let message = format!("the permissions of `{}` can't be set: {error}", path.display());
        Error::new(ErrorKind::State, message)
    })
}

#[cfg(not(unix))]
pub(crate) fn restrict(_: &PathBuf) -> Result<(), Error> {
    // The folder of the account is its own.
    Ok(())
}
