//! What can go wrong.

use std::fmt;

/// An error, with its kind and what to do.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    help: Option<String>,
}

/// What kind of error it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The tables can't be opened or read.
    Source,
    /// Tables that are needed were never synced: their names.
    NotSynced(Vec<String>),
    /// An argument, an option or a file that was handed over is wrong.
    Invalid,
    /// There is no such metric, page, check or project.
    NotFound,
    /// A file can't be written.
    Write,
    /// A definition that is built in is wrong: a bug.
    Definition,
}

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), help: None }
    }

    /// Adds what to do.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// Says before the sentence where it was.
    pub(crate) fn at(self, place: &str) -> Self {
        Self { message: format!("{place}: {}", self.message), ..self }
    }

    /// An error of tables that a destination doesn't have.
    pub(crate) fn not_synced(what: &str, tables: Vec<String>) -> Self {
        let names: Vec<_> = tables.iter().map(|table| format!("`{table}`")).collect();
        let (noun, verb) = if tables.len() == 1 { ("table", "was") } else { ("tables", "were") };
        let message = format!("{what} needs the {noun} {}, which {verb} never synced", names.join(", "));
        let help = format!("sync with `adox sync --tables {}`", tables.join(","));
        Self::new(ErrorKind::NotSynced(tables), message).help(help)
    }

    /// The same error, for somebody else.
    pub(crate) fn again(&self) -> Self {
        Self { kind: self.kind.clone(), message: self.message.clone(), help: self.help.clone() }
    }

    /// Its kind.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// What to do, if anything is known to help.
    pub fn advice(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

/// What was wrong and where, in one sentence; [`advice`](Error::advice) is apart.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
