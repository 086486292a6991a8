//! Where destinations are, as people write it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::{Deletion, Destination, Jsonl, Notes, Reader};
use crate::{Error, ErrorKind};

/// Where rows go: `sqlite:FILE`, `postgresql://USER@HOST/DATABASE`, `jsonl:FOLDER`, `parquet:FOLDER`, `delta:FOLDER` or
/// `delta:s3://BUCKET/PREFIX`. Each kind of destination has a row here.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// A SQLite file.
    #[cfg(feature = "sqlite")]
    Sqlite(PathBuf),
    /// A schema of a PostgreSQL database.
    #[cfg(feature = "postgres")]
    Postgres(Box<super::postgres::Address>),
    /// A folder of JSON Lines.
    Jsonl(PathBuf),
    /// A folder of Parquet files.
    #[cfg(feature = "parquet")]
    Parquet(PathBuf),
    /// A folder of Delta tables, or a prefix in a bucket.
    #[cfg(feature = "delta")]
    Delta(super::delta::Root),
}

/// A kind of destination: `name:what`.
struct Kind {
    name: &'static str,
    what: &'static str,
    /// Reads all of the text, or what is behind the name.
    at: fn(&str, &str) -> Result<Location, Error>,
}

const KINDS: &[Kind] = &[
    #[cfg(feature = "sqlite")]
    Kind { name: "sqlite", what: "FILE", at: |_, path| local(path).map(Location::Sqlite) },
    #[cfg(feature = "postgres")]
    Kind {
        name: "postgresql",
        what: "//USER@HOST/DATABASE",
        at: |url, _| url.parse().map(Box::new).map(Location::Postgres),
    },
    Kind { name: "jsonl", what: "FOLDER", at: |_, path| local(path).map(Location::Jsonl) },
    #[cfg(feature = "parquet")]
    Kind { name: "parquet", what: "FOLDER", at: |_, path| local(path).map(Location::Parquet) },
    #[cfg(feature = "delta")]
    Kind { name: "delta", what: "FOLDER", at: |_, root| root.parse().map(Location::Delta) },
];

/// A path of this machine, and not a URL: that would be a folder of a strange name.
fn local(text: &str) -> Result<PathBuf, Error> {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    match scheme
        .filter(|scheme| scheme.chars().all(|char| char.is_ascii_alphanumeric() || "+.-".contains(char)))
    {
        None => Ok(text.into()),
        Some(scheme) => {
            let message = format!(
                "expected a path, got a URL that begins with `{scheme}://`; object stores are for Delta Lake only: \
                 delta:s3://BUCKET/PREFIX"
            );
            Err(Error::new(ErrorKind::Config, message))
        }
    }
}

impl Location {
    /// The same, with a relative path taken to begin at this folder.
    pub fn within(self, folder: &Path) -> Self {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(path) => Self::Sqlite(folder.join(path)),
            #[cfg(feature = "postgres")]
            Self::Postgres(address) => Self::Postgres(address),
            Self::Jsonl(path) => Self::Jsonl(folder.join(path)),
            #[cfg(feature = "parquet")]
            Self::Parquet(path) => Self::Parquet(folder.join(path)),
            #[cfg(feature = "delta")]
            Self::Delta(root) => Self::Delta(root.within(folder)),
        }
    }

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
            #[cfg(feature = "postgres")]
            Self::Postgres(address) => {
                Ok(Box::new(super::Postgres::at((**address).clone()).deletion(deletion).open().await?))
            }
            Self::Jsonl(path) => {
                let _ = deletion;
                Ok(Box::new(Jsonl::open(path).await?))
            }
            #[cfg(feature = "parquet")]
            Self::Parquet(path) => Ok(Box::new(super::Parquet::open(path, deletion).await?)),
            #[cfg(feature = "delta")]
            Self::Delta(root) => Ok(Box::new(super::Delta::open(root.clone(), deletion).await?)),
        }
    }

    /// Reads one table as Arrow, without keeping a sync from writing: its rows as they are now, or those that a
    /// condition in SQL holds for, such as `_deletedAt IS NULL`, which SQLite and PostgreSQL take.
    ///
    /// # Errors
    /// When it is something else, or has no such table; when the condition is not one in SQL. Changes in JSON Lines
    /// can't be read as a table.
    pub fn read_table(&self, table: &str, condition: Option<&str>) -> Result<Reader, Error> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(path) => super::sqlite::read(path, table, condition),
            #[cfg(feature = "parquet")]
            Self::Parquet(path) => unconditional(condition).and_then(|()| super::parquet::read(path, table)),
            #[cfg(feature = "delta")]
            Self::Delta(root) => unconditional(condition).and_then(|()| super::delta::read(root, table)),
            #[cfg(feature = "postgres")]
            Self::Postgres(address) => super::postgres::read(address, table, condition),
            Self::Jsonl(path) => {
                let _ = (table, condition);
                let message = format!(
                    "`{}` is a folder of changes as JSON Lines, which can't be read as a table; sync into another \
                     destination, or read its files",
                    path.display()
                );
                Err(Error::new(ErrorKind::Config, message))
            }
        }
    }

    /// What is noted there, without writing to it, or keeping others from that. Empty if it is not there.
    ///
    /// # Errors
    /// When it is something else.
    pub async fn peek(&self) -> Result<Notes, Error> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(path) => super::sqlite::peek(path),
            #[cfg(feature = "postgres")]
            Self::Postgres(address) => super::postgres::peek(address).await,
            Self::Jsonl(path) => super::jsonl::peek(path),
            #[cfg(feature = "parquet")]
            Self::Parquet(path) => super::parquet::peek(path),
            #[cfg(feature = "delta")]
            Self::Delta(root) => super::delta::peek(root).await,
        }
    }
}

/// Files are read whole.
#[cfg(feature = "parquet")]
fn unconditional(condition: Option<&str>) -> Result<(), Error> {
    if condition.is_none() {
        return Ok(());
    }
    let message = "a condition in SQL chooses rows of SQLite files only; read the table whole";
    Err(Error::new(ErrorKind::Config, message))
}

impl FromStr for Location {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        // What libpq takes, too.
        let kind = |name: &str| if name == "postgres" { "postgresql" } else { name }.to_owned();
        let known = text.split_once(':').and_then(|(name, rest)| {
            let name = kind(name);
            Some((rest, KINDS.iter().find(|known| known.name == name)?))
        });
        match known {
            Some((rest, kind)) if !rest.is_empty() => (kind.at)(text, rest),
            _ => {
                let forms: Vec<_> = Self::forms().collect();
                let message = format!("expected a destination ({}), got `{}`", forms.join(", "), shown(text));
                Err(Error::new(ErrorKind::Config, message))
            }
        }
    }
}

/// A text that may be a URL, without what may be a password in it.
fn shown(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    match rest.rsplit_once('@') {
        Some((_, host)) => format!("{scheme}://…@{host}"),
        None => text.to_owned(),
    }
}

/// The path of a file or folder, or a URL without its password.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(path) => path.display().fmt(f),
            #[cfg(feature = "postgres")]
            Self::Postgres(address) => address.fmt(f),
            Self::Jsonl(path) => path.display().fmt(f),
            #[cfg(feature = "parquet")]
            Self::Parquet(path) => path.display().fmt(f),
            #[cfg(feature = "delta")]
            Self::Delta(root) => root.fmt(f),
        }
    }
}
