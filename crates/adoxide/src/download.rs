//! Answers that are bytes.

use std::borrow::Cow;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures::stream::{Stream, StreamExt};
use http::{HeaderMap, StatusCode, response};

use crate::error::{Error, ErrorKind, Result};
use crate::transport::{Body, TransportError};

/// The bytes of an answer, as they come: a `Stream` of pieces. An end that comes too early is an error.
pub struct Download {
    operation: Cow<'static, str>,
    head: response::Parts,
    body: Body,
    limit: usize,
}

impl Download {
    /// An answer, and how much of it is kept in memory at most.
    pub(crate) fn new(operation: Cow<'static, str>, head: response::Parts, body: Body, limit: usize) -> Self {
        Self { operation, head, body, limit }
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The next piece.
    ///
    /// # Errors
    /// [`ErrorKind::Transport`] when they break off.
    pub async fn next(&mut self) -> Option<Result<Bytes>> {
        StreamExt::next(self).await
    }

    /// All bytes.
    ///
    /// # Errors
    /// [`ErrorKind::Transport`] when they break off, [`ErrorKind::TooLarge`] when there are more than the
    /// [limit](crate::Options::body_limit).
    pub async fn bytes(self) -> Result<Bytes> {
        let Self { operation, body, limit, .. } = self;
        match body.collect_at_most(limit).await {
            Ok(Some(bytes)) => Ok(bytes),
            Ok(None) => Err(too_large(limit).of(operation)),
            Err(error) => Err(broken(error, operation)),
        }
    }

    /// All bytes as text.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes), and [`ErrorKind::Decode`] when they are not UTF-8.
    pub async fn text(self) -> Result<String> {
        let operation = self.operation.clone();
        text(&self.bytes().await?).map_err(|error| error.of(operation))
    }
}

/// Bytes as text; what is not UTF-8 is not guessed at.
pub(crate) fn text(bytes: &Bytes) -> Result<String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let what = format!("the content is not UTF-8 text (byte {})", error.valid_up_to());
            Err(Error::new(ErrorKind::Decode, what).advise("read it as bytes"))
        }
    }
}

/// The error of an answer that does not fit into memory.
pub(crate) fn too_large(limit: usize) -> Error {
    let what = format!("the answer is larger than {} MB", limit as f64 / f64::from(1024 * 1024));
    Error::new(ErrorKind::TooLarge, what).advise("ask for less at a time, stream it, or raise the body limit")
}

fn broken(error: TransportError, operation: Cow<'static, str>) -> Error {
    Error::new(ErrorKind::Transport, format!("the content broke off: {error}"))
        .advise("ask for it again")
        .caused_by(error)
        .of(operation)
}

impl Stream for Download {
    type Item = Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        let piece = futures::ready!(self.body.poll_next_unpin(cx));
        Poll::Ready(piece.map(|piece| piece.map_err(|error| broken(error, self.operation.clone()))))
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download").field("operation", &self.operation).finish_non_exhaustive()
    }
}
