//! What can go wrong.

use std::fmt;

/// The kind of an [`Error`], to decide by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The configuration, or what was asked for, is invalid.
    Config,
    /// There is no such connection, credential or token.
    NotFound,
    /// Another server uses the data folder, or another sync writes to a destination.
    Locked,
    /// The address can't be listened on.
    Listen,
    /// The state of the server can't be read or written.
    State,
    /// Secrets can't be decrypted: the key is missing or another one.
    Key,
    /// The service does not accept a credential, or can't be reached.
    Service,
    /// A destination can't be opened or written.
    Destination,
}

/// Why something failed: one sentence with what was wrong, where, and what to do.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    /// Its kind.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::new(ErrorKind::State, format!("the state of the server can't be read or written: {error}"))
    }
}

impl From<adoxide::Error> for Error {
    fn from(error: adoxide::Error) -> Self {
        Self::new(ErrorKind::Service, error.to_string())
    }
}

impl From<adoxide_sync::Error> for Error {
    fn from(error: adoxide_sync::Error) -> Self {
        let kind = match error.kind() {
            adoxide_sync::ErrorKind::Config => ErrorKind::Config,
            adoxide_sync::ErrorKind::Locked => ErrorKind::Locked,
            adoxide_sync::ErrorKind::Service => ErrorKind::Service,
            _ => ErrorKind::Destination,
        };
        Self::new(kind, error.to_string())
    }
}
