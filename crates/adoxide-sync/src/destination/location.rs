//! Where destinations are, as people write it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use super::{Deletion, Destination, Jsonl, Notes};
use crate::{Error, ErrorKind};

/// Where rows go: `sqlite:FILE` or `jsonl:FOLDER`. Each kind of destination has a row here.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// A SQLite file.
    #[cfg(feature = "sqlite")]
    Sqlite(PathBuf),
    /// A folder of JSON Lines.
    Jsonl(PathBuf),
}

/// A kind of destination: `name:what`.
struct Kind {
    name: &'static str,
    what: &'static str,
    at: fn(&str) -> Location,
}

const KINDS: &[Kind] = &[
    #[cfg(feature = "sqlite")]
    Kind { name: "sqlite", what: "FILE", at: |path| Location::Sqlite(path.into()) },
    Kind { name: "jsonl", what: "FOLDER", at: |path| Location::Jsonl(path.into()) },
];

impl Location {
    /// The forms that it can be written in: `sqlite:FILE`, `jsonl:FOLDER`.
    pub fn forms() -> impl Iterator<Item = String> {
        KINDS.iter().map(|Kind { name, what, .. }| format!("{name}:{what}"))
    }

    /// Opens it for writing.
    ///
    /// # Errors
    /// When it is something else, or another sync is writing to it.
    pub async fn open(&self, deletion: Deletion) -> Result<Box<dyn Destination>, Error> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(path) => Ok(Box::new(super::Sqlite::at(path).deletion(deletion).open().await?)),
            Self::Jsonl(path) => {
                let _ = deletion;
                Ok(Box::new(Jsonl::open(path).await?))
            }
        }
    }

    /// What is noted there, without writing to it, or keeping others from that. Empty if it is not there.
    ///
    /// # Errors
    /// When it is something else.
    pub fn peek(&self) -> Result<Notes, Error> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(path) => super::sqlite::peek(path),
            Self::Jsonl(path) => super::jsonl::peek(path),
        }
    }
}

impl FromStr for Location {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let known = text
            .split_once(':')
            .and_then(|(kind, rest)| Some((rest, KINDS.iter().find(|known| known.name == kind)?)));
        match known {
            Some((rest, kind)) if !rest.is_empty() => Ok((kind.at)(rest)),
            _ => {
                let forms: Vec<_> = Self::forms().collect();
                let message = format!("expected a destination ({}), got `{text}`", forms.join(", "));
                Err(Error::new(ErrorKind::Config, message))
            }
        }
    }
}

/// The path of a file or folder.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(path) => path.display().fmt(f),
            Self::Jsonl(path) => path.display().fmt(f),
        }
    }
}
