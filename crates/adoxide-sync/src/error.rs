//! What can go wrong.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// The kind of an [`Error`], to decide by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// What was asked for can't be done: an unknown table, an unknown project.
    Config,
    /// The service could not be read; [`Error::as_service`] says why.
    Service,
    /// The service sent something that its table can't hold.
    Decode,
    /// The destination exists and is something else.
    NotADestination,
    /// A newer version of this program wrote the destination.
    NewerVersion,
    /// The destination has another layout, and rows would be lost by changing it.
    Incompatible,
    /// Somebody else is writing.
    Locked,
    /// There is no room left.
    Full,
    /// The destination could not be read or written, for another reason.
    Destination,
    /// A feed or a destination does what the contract forbids: a defect of it.
    Contract,
}

/// Why a sync, or one unit of it, failed. Its text is one sentence: what was wrong, where, and what to do.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl Error {
    /// An error of this kind; the message says what was wrong, where, and what to do.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner { kind, message: message.into(), source: None }))
    }

    /// Adds the error that led to it. What it says is appended to the message.
    pub fn because(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(Arc::from(source.into()));
        self
    }

    /// A copy, for an error that concerns several tables.
    pub(crate) fn again(&self) -> Self {
        let Inner { kind, message, source } = &*self.0;
        Self(Box::new(Inner { kind: *kind, message: message.clone(), source: source.clone() }))
    }

    /// What the service, or the way to it, did.
    pub(crate) fn service(error: adoxide::Error) -> Self {
        // Its text is a whole sentence.
        Self::new(ErrorKind::Service, "").because(error)
    }

    /// The client's error, if that is what it comes from.
    pub fn as_service(&self) -> Option<&adoxide::Error> {
        self.0.source.as_ref()?.downcast_ref()
    }

    /// Its kind.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        match &self.0.source {
            Some(source) if self.0.message.is_empty() => source.fmt(f),
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {self}", self.0.kind)
    }
}

impl StdError for Error {
    // The message already says what the source says, so reporters that walk the chain start behind it.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_ref().and_then(|source| source.source())
    }
}
