//! Where Delta tables are.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use crate::destination::lake::{Local, Store};
#[cfg(feature = "object-store")]
use crate::destination::lake::{ObjectUrl, Objects};
use crate::{Error, ErrorKind};

/// A folder of this machine, or a prefix in a bucket of an object store.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Root {
    /// A folder.
    Folder(PathBuf),
    /// A prefix in a bucket.
    #[cfg(feature = "object-store")]
    Bucket(ObjectUrl),
}

impl Root {
    /// The files there.
    ///
    /// # Errors
    /// When it is a file; when the environment has no settings that a bucket can be reached with.
    pub(super) fn store(&self) -> Result<Arc<dyn Store>, Error> {
        match self {
            Self::Folder(path) if path.exists() && !path.is_dir() => {
                let message = format!("`{self}` is a file, and not a folder; name another folder");
                Err(Error::new(ErrorKind::NotADestination, message))
            }
            Self::Folder(path) => Ok(Arc::new(Local::new(path))),
            #[cfg(feature = "object-store")]
            Self::Bucket(url) => Ok(Arc::new(Objects::connect(url)?)),
        }
    }

    /// The same, with a relative path taken to begin at this folder.
    pub(in crate::destination) fn within(self, folder: &Path) -> Self {
        match self {
            Self::Folder(path) => Self::Folder(folder.join(path)),
            #[cfg(feature = "object-store")]
            bucket @ Self::Bucket(_) => bucket,
        }
    }

    /// The folder that only one writer may write to; none in a bucket, which knows no locks.
    pub(super) fn folder(&self) -> Option<&Path> {
        match self {
            Self::Folder(path) => Some(path),
            #[cfg(feature = "object-store")]
            Self::Bucket(_) => None,
        }
    }
}

impl From<PathBuf> for Root {
    fn from(path: PathBuf) -> Self {
        Self::Folder(path)
    }
}

impl FromStr for Root {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        if !text.contains("://") {
            return Ok(Self::Folder(text.into()));
        }
        #[cfg(feature = "object-store")]
        return text.parse().map(Self::Bucket);
        #[cfg(not(feature = "object-store"))]
        {
            let message = "this build has no object stores (feature `object-store`); name a folder";
            Err(Error::new(ErrorKind::Config, message))
        }
    }
}

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => path.display().fmt(f),
            #[cfg(feature = "object-store")]
            Self::Bucket(url) => url.fmt(f),
        }
    }
}
