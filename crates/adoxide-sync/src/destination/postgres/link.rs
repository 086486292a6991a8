//! One connection, and what PostgreSQL says in words.

use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_postgres::error::{Error as PgError, SqlState};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, NoTls, Row};

use super::address::{Address, TlsMode};
use super::{password, tls::Tls};
use crate::{Error, ErrorKind};

/// How long to wait for a server that does not answer.
const CONNECT: Duration = Duration::from_secs(30);

/// A connection, and the task that moves its bytes.
pub(super) struct Link {
    client: Client,
    /// None once it was waited for.
    task: Option<JoinHandle<Result<(), PgError>>>,
    /// Where it leads, for messages.
    place: String,
}

/// A parameter of a statement.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Param {
    /// Of type `text`.
    Text(String),
    /// Of type `bigint`.
    Integer(i64),
    /// Of type `text[]`.
    Texts(Vec<String>),
    /// Of type `bigint[]`.
    Integers(Vec<i64>),
    /// Of type `text[]`, some of which are null.
    TextsOrNull(Vec<Option<String>>),
    /// Of type `bigint[]`, some of which are null.
    IntegersOrNull(Vec<Option<i64>>),
}

impl Param {
    fn typed(&self) -> (&(dyn ToSql + Sync), Type) {
        match self {
            Self::Text(value) => (value, Type::TEXT),
            Self::Integer(value) => (value, Type::INT8),
            Self::Texts(values) => (values, Type::TEXT_ARRAY),
            Self::Integers(values) => (values, Type::INT8_ARRAY),
            Self::TextsOrNull(values) => (values, Type::TEXT_ARRAY),
            Self::IntegersOrNull(values) => (values, Type::INT8_ARRAY),
        }
    }
}

impl Link {
    /// Connects.
    pub(super) async fn open(address: &Address) -> Result<Self, Error> {
        let mut config = address.config.clone();
        if config.get_password().is_none()
            && let Some(password) = password::find(&config)?
        {
            config.password(password);
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT);
        }
        let place = address.to_string();
        let wrong = |error: PgError| fault(&place, address.user(), &error);
        let (client, task) = if address.tls == TlsMode::Disable {
            let (client, connection) = config.connect(NoTls).await.map_err(wrong)?;
            (client, tokio::spawn(connection))
        } else {
            let (client, connection) = config.connect(Tls::new(address)?).await.map_err(wrong)?;
            (client, tokio::spawn(connection))
        };
        Ok(Self { client, task: Some(task), place })
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// Runs statements that have no parameters and no rows.
    pub(super) async fn run(&self, sql: &str) -> Result<(), PgError> {
        self.client.batch_execute(sql).await
    }

    /// Runs one statement, and answers its rows. It is never prepared by name: a pooler may move the session to
    /// another server process after each transaction.
    pub(super) async fn rows(&self, sql: &str, params: &[Param]) -> Result<Vec<Row>, PgError> {
        let params: Vec<_> = params.iter().map(Param::typed).collect();
        self.client.query_typed(sql, &params).await
    }

    /// Runs one statement, and answers how many rows it touched.
    pub(super) async fn execute(&self, sql: &str, params: &[Param]) -> Result<u64, PgError> {
        let params: Vec<_> = params.iter().map(Param::typed).collect();
        self.client.execute_typed(sql, &params).await
    }

    /// An error in words. A connection that was closed is known to its task only, with the reason.
    pub(super) async fn fault(&mut self, error: PgError) -> Error {
        if error.is_closed()
            && let Some(mut task) = self.task.take()
            // It is about to end, if it has not ended.
            && let Ok(Ok(Err(reason))) = tokio::time::timeout(Duration::from_secs(1), &mut task).await
        {
            return fault(&self.place, None, &reason);
        }
        fault(&self.place, None, &error)
    }

    /// Ends the connection, and waits until it has ended.
    pub(super) async fn close(self) {
        let Self { client, task, .. } = self;
        drop(client);
        if let Some(task) = task {
            // What ended it otherwise was reported by the statement that it broke.
            let _ = task.await;
        }
    }
}

/// The SQLSTATE of what a key does that an index can't hold.
pub(super) fn is_long_key(error: &PgError) -> bool {
    error.code() == Some(&SqlState::PROGRAM_LIMIT_EXCEEDED)
}

/// Whether a lock was waited for in vain.
pub(super) fn is_locked(error: &PgError) -> bool {
    error.code() == Some(&SqlState::LOCK_NOT_AVAILABLE)
}

/// What PostgreSQL says, in words: <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
pub(super) fn fault(place: &str, user: Option<&str>, error: &PgError) -> Error {
    let Some(db) = error.as_db_error() else {
        let mut why = error.to_string();
        let mut source = std::error::Error::source(error);
        while let Some(cause) = source {
            why = format!("{why}: {cause}");
            source = cause.source();
        }
        let help = if why.contains("TLS") || why.contains("certificate") {
            "; `sslrootcert=FILE` names the certificate of an authority, `sslmode` how much is verified"
        } else if why.contains("password missing") {
            return Error::new(
                ErrorKind::Destination,
                format!("`{place}` asks for a password; set PGPASSWORD, or add a line to ~/.pgpass"),
            );
        } else {
            "; what was committed before is kept"
        };
        return Error::new(
            ErrorKind::Destination,
            format!("the connection to `{place}` failed: {why}{help}"),
        );
    };
    let said = db.message();
    let class = &db.code().code()[..2];
    let (kind, message) = match db.code() {
        &SqlState::INVALID_PASSWORD | &SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
            let user = user.map(|user| format!(" as `{user}`")).unwrap_or_default();
            (
                ErrorKind::Destination,
                format!(
                    "authentication{user} failed at `{place}` ({said}); set PGPASSWORD, or add a line to ~/.pgpass"
                ),
            )
        }
        &SqlState::INVALID_CATALOG_NAME => (
            ErrorKind::Destination,
            format!("there is no such database at `{place}` ({said}); create it with CREATE DATABASE"),
        ),
        &SqlState::INSUFFICIENT_PRIVILEGE => (
            ErrorKind::Destination,
            format!(
                "the user of `{place}` lacks a right ({said}); it has to own the schema and its tables: \
                 CREATE SCHEMA … AUTHORIZATION …"
            ),
        ),
        &SqlState::READ_ONLY_SQL_TRANSACTION => (
            ErrorKind::Destination,
            format!("`{place}` can only be read ({said}); name the primary server and not a replica"),
        ),
        &SqlState::LOCK_NOT_AVAILABLE => (
            ErrorKind::Locked,
            format!("another session holds a lock on a table of `{place}` ({said}); end it and sync again"),
        ),
        &SqlState::DUPLICATE_TABLE => (
            ErrorKind::Locked,
            format!("another program created a table of `{place}` meanwhile ({said}); sync again"),
        ),
        &SqlState::UNDEFINED_TABLE
        | &SqlState::UNDEFINED_COLUMN
        | &SqlState::DATATYPE_MISMATCH
        | &SqlState::UNDEFINED_FUNCTION
        | &SqlState::WRONG_OBJECT_TYPE => (
            ErrorKind::Incompatible,
            format!("a table of `{place}` was altered by another program ({said}); sync into another schema"),
        ),
        _ if class == "53" => (
            ErrorKind::Full,
            format!(
                "the server of `{place}` has run out of something ({said}); what was synced so far is kept, so make \
                 room and sync again"
            ),
        ),
        _ if class == "57" || class == "08" => (
            ErrorKind::Destination,
            format!(
                "the server of `{place}` ended the connection ({said}); sync again to go on from the last commit"
            ),
        ),
        code => {
            let detail = db.detail().map(|detail| format!("; {detail}")).unwrap_or_default();
            (
                ErrorKind::Destination,
                format!("`{place}` can't be written ({said}{detail}, SQLSTATE {})", code.code()),
            )
        }
    };
    Error::new(kind, message)
}
