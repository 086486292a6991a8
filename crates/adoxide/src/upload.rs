//! Bodies that are read while they are sent.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures::stream::Stream;

use crate::error::{Error, ErrorKind, Result};
use crate::transport::{Body, BoxError, TransportError, TransportErrorKind};

/// A body that is read while it is sent, so that it may be larger than memory.
///
/// A request may have to be sent again: after a lost connection, or because the token was renewed. That needs
/// a body that can be read again, [`from_fn`](Self::from_fn) or [`file`](Self::file). One that is there only
/// [once](Self::once) is sent once.
#[derive(Clone)]
pub struct Upload {
    source: Source,
    length: Option<u64>,
}

#[derive(Clone)]
enum Source {
    Again(Arc<dyn Fn() -> Body + Send + Sync>),
    Once(Arc<Mutex<Option<Body>>>),
}

impl Upload {
    /// A body that is opened like this, each time anew.
    pub fn from_fn(open: impl Fn() -> Body + Send + Sync + 'static) -> Self {
        Self { source: Source::Again(Arc::new(open)), length: None }
    }

    /// A stream that can be read once.
    pub fn once<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        let body = Body::from_stream(futures::StreamExt::map(stream, |piece| piece.map_err(unreadable)));
        Self { source: Source::Once(Arc::new(Mutex::new(Some(body)))), length: None }
    }

    /// A file, from its beginning to its end as it is now.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when it can't be read.
    pub fn file(path: impl Into<PathBuf>) -> Result<Self> {
        let path = path.into();
        let wrong = |error: std::io::Error| {
            let what = format!("{} can't be read: {error}", path.display());
            Error::new(ErrorKind::Invalid, what).caused_by(error)
        };
        let metadata = std::fs::metadata(&path).map_err(wrong)?;
        if !metadata.is_file() {
            return Err(Error::new(ErrorKind::Invalid, format!("{} is not a file", path.display())));
        }
        let open = move || Body::from_stream(read(path.clone()));
        Ok(Self::from_fn(open).length(metadata.len()))
    }

    /// Says how many bytes it has, so that the service knows before they come. More or fewer are an error.
    pub fn length(mut self, length: u64) -> Self {
        self.length = Some(length);
        self
    }

    /// How many bytes it has, where that is known.
    pub(crate) fn known_length(&self) -> Option<u64> {
        self.length
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload").field("length", &self.length).finish_non_exhaustive()
    }
}

impl<T: Into<Bytes>> From<T> for Upload {
    fn from(bytes: T) -> Self {
        let bytes: Bytes = bytes.into();
        let length = bytes.len() as u64;
        Self::from_fn(move || Body::from(bytes.clone())).length(length)
    }
}

/// What can't be read can't be sent, and is not the service's fault.
fn unreadable(error: impl Into<BoxError>) -> TransportError {
    TransportError::new(TransportErrorKind::Request, error)
}

/// The pieces of a file.
fn read(path: PathBuf) -> impl Stream<Item = Result<Bytes, TransportError>> {
    use tokio::io::AsyncReadExt;
    futures::stream::try_unfold(None, move |file| {
        let path = path.clone();
        async move {
            let mut file = match file {
                Some(file) => file,
                None => tokio::fs::File::open(path).await.map_err(unreadable)?,
            };
            let mut piece = bytes::BytesMut::with_capacity(64 * 1024);
            file.read_buf(&mut piece).await.map_err(unreadable)?;
            Ok((!piece.is_empty()).then(|| (piece.freeze(), Some(file))))
        }
    })
}

/// The body of a request: bytes that are there, or one that is read.
#[derive(Clone)]
pub(crate) enum Payload {
    Bytes(Bytes),
    Upload(Upload),
}

impl Default for Payload {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

impl From<Upload> for Payload {
    fn from(upload: Upload) -> Self {
        Self::Upload(upload)
    }
}

impl Payload {
    /// Whether it can be sent again.
    pub(crate) fn is_repeatable(&self) -> bool {
        !matches!(self, Self::Upload(Upload { source: Source::Once(_), .. }))
    }

    /// The body for one try.
    pub(crate) fn open(&self) -> Result<Body> {
        let upload = match self {
            Self::Bytes(bytes) => return Ok(Body::from(bytes.clone())),
            Self::Upload(upload) => upload,
        };
        let body = match &upload.source {
            Source::Again(open) => open(),
            Source::Once(body) => {
                body.lock().unwrap_or_else(PoisonError::into_inner).take().ok_or_else(|| {
                    Error::new(ErrorKind::Invalid, "the content was sent already and can be read only once")
                        .advise("give it in a way that can be read again")
                })?
            }
        };
        Ok(body.expect_length(upload.length))
    }
}
