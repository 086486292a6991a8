//! How a request gets to the service and its answer back: the one place where IO happens.
//!
//! A [`Transport`] sends one request, once, and follows no redirect; addresses, credentials, limits and
//! retries are the [`Client`](crate::Client)'s. Custom TLS, recording, chaos and in-process services plug in
//! here.

#[cfg(feature = "reqwest")]
mod network;
mod recording;
mod service;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures::future::BoxFuture;
use futures::stream::{BoxStream, Stream, StreamExt};

#[cfg(feature = "reqwest")]
pub use self::network::{Network, NetworkBuilder};
pub use self::recording::{Content, Exchange, Recording, Replay};
pub use self::service::InProcess;

/// Any error, as the cause of another.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Sends one request.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request and answers with the response's head as soon as it is there; its body may follow.
    ///
    /// # Errors
    /// When there is no response. The error's kind says what is known: whether the service can have seen the
    /// request decides whether it may be sent again.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

macro_rules! forward {
    ($($pointer:ident),*) => {
        $(impl<T: Transport + ?Sized> Transport for $pointer<T> {
            fn send(
                &self,
                request: http::Request<Body>,
            ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
                (**self).send(request)
            }
        })*
    };
}

forward!(Arc, Box);

/// What is known about a failure on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There was no connection, so the service has seen nothing. Safe to repeat.
    Connect,
    /// The other side is not who it must be (its certificate, the TLS versions). Repeating does not help.
    Tls,
    /// The proxy opened no tunnel: it wants to know who asks, or lets nobody through to there. Repeating does not help.
    Proxy,
    /// The request is one that cannot be sent. Repeating does not help.
    Request,
    /// No answer in time. The service may have carried out the request.
    Timeout,
    /// The connection broke after the request was sent, or the body ended too early. The service may have
    /// carried out the request.
    Interrupted,
    /// Anything else. The service may have carried out the request.
    Other,
}

/// A failure on the way to the service or back.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: BoxError,
}

impl TransportError {
    /// A failure of this kind. The source's text must not hold the request's headers or query.
    pub fn new(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self { kind, source: source.into() }
    }

    /// What is known about it.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl TransportError {
    /// What happened on the way to this host.
    pub(crate) fn on_the_way_to(&self, host: &str) -> String {
        let text = self.to_string();
        match (self.kind, text.split_once(": ")) {
            (
                TransportErrorKind::Connect | TransportErrorKind::Tls | TransportErrorKind::Proxy,
                Some((what, why)),
            ) => {
                format!("{what} to {host}: {why}")
            }
            _ => text,
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection",
            TransportErrorKind::Tls => "no trusted connection",
            TransportErrorKind::Proxy => "no way through the proxy",
            TransportErrorKind::Request => "the request cannot be sent",
            TransportErrorKind::Timeout => "no answer in time",
            TransportErrorKind::Interrupted => "connection interrupted",
            TransportErrorKind::Other => "transport failed",
        })?;
        // The innermost cause is the one that tells ("connection refused"); those around it repeat each other.
        let mut cause: &dyn std::error::Error = &*self.source;
        while let Some(inner) = cause.source() {
            cause = inner;
        }
        write!(f, ": {cause}")
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}

/// The body of a request or response: bytes that are there, or a stream of them.
#[derive(Default)]
pub struct Body(Inner);

enum Inner {
    Bytes(Bytes),
    /// A stream, and how many bytes it still owes, if that is known.
    Stream(BoxStream<'static, Result<Bytes, TransportError>>, Option<u64>),
}

impl Default for Inner {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

impl Body {
    /// A body that comes in pieces.
    pub fn from_stream(stream: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static) -> Self {
        Self(Inner::Stream(stream.boxed(), None))
    }

    /// Any body of the `http-body` family.
    pub fn from_http<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self::from_stream(service::Data(Box::pin(body)))
    }

    /// Demands this length of a stream: one that ends earlier is an error, and not a short body.
    pub(crate) fn expect_length(self, length: Option<u64>) -> Self {
        match self.0 {
            Inner::Stream(stream, _) => Self(Inner::Stream(stream, length)),
            bytes @ Inner::Bytes(_) => match length {
                Some(length) => {
                    let stream = futures::stream::iter([Ok(Self(bytes).take_bytes())]);
                    Self(Inner::Stream(stream.boxed(), Some(length)))
                }
                None => Self(bytes),
            },
        }
    }

    /// The same body, and each piece of it shown to this.
    fn inspect_pieces(self, inspect: impl Fn(&[u8]) + Send + 'static) -> Self {
        match self.0 {
            Inner::Bytes(bytes) => {
                inspect(&bytes);
                Self(Inner::Bytes(bytes))
            }
            Inner::Stream(stream, owed) => {
                let stream = stream.inspect(move |piece| piece.iter().for_each(|piece| inspect(piece)));
                Self(Inner::Stream(stream.boxed(), owed))
            }
        }
    }

    fn take_bytes(self) -> Bytes {
        match self.0 {
            Inner::Bytes(bytes) => bytes,
            Inner::Stream(..) => Bytes::new(),
        }
    }

    /// All of it, if it is no more than so many bytes; `None` if it is, as soon as that is known.
    pub(crate) async fn collect_at_most(self, most: usize) -> Result<Option<Bytes>, TransportError> {
        let mut stream = match self.0 {
            Inner::Bytes(bytes) => return Ok((bytes.len() <= most).then_some(bytes)),
            Inner::Stream(_, Some(length)) if length > most as u64 => return Ok(None),
            stream @ Inner::Stream(..) => Self(stream),
        };
        let Some(first) = stream.next().await.transpose()? else {
            return Ok(Some(Bytes::new()));
        };
        let Some(mut next) = stream.next().await.transpose()? else {
            return Ok((first.len() <= most).then_some(first));
        };
        let mut all = BytesMut::from(&*first);
        loop {
            if all.len() + next.len() > most {
                return Ok(None);
            }
            all.extend_from_slice(&next);
            match stream.next().await.transpose()? {
                Some(piece) => next = piece,
                None => return Ok(Some(all.freeze())),
            }
        }
    }

    /// All of it.
    ///
    /// # Errors
    /// When the stream breaks.
    pub async fn collect(self) -> Result<Bytes, TransportError> {
        Ok(self.collect_at_most(usize::MAX).await?.unwrap_or_default())
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self(Inner::Bytes(bytes.into()))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A body may hold secrets.
        match &self.0 {
            Inner::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Inner::Stream(..) => f.write_str("Body(stream)"),
        }
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Inner::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Inner::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Inner::Stream(stream, owed) => {
                let piece = futures::ready!(stream.poll_next_unpin(cx));
                match (&piece, &mut *owed) {
                    (Some(Ok(piece)), Some(owed)) => *owed = owed.saturating_sub(piece.len() as u64),
                    (None, Some(missing)) if *missing > 0 => {
                        let what = format!("the body ended {missing} bytes too early");
                        *owed = None;
                        return Poll::Ready(Some(Err(TransportError::new(
                            TransportErrorKind::Interrupted,
                            what,
                        ))));
                    }
                    _ => {}
                }
                Poll::Ready(piece)
            }
        }
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, TransportError>>> {
        self.poll_next(cx).map(|piece| piece.map(|piece| piece.map(http_body::Frame::data)))
    }

    fn size_hint(&self) -> http_body::SizeHint {
        match &self.0 {
            Inner::Bytes(bytes) => http_body::SizeHint::with_exact(bytes.len() as u64),
            Inner::Stream(_, Some(length)) => http_body::SizeHint::with_exact(*length),
            Inner::Stream(_, None) => http_body::SizeHint::default(),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(&self.0, Inner::Bytes(bytes) if bytes.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(texts: &[&'static str]) -> Body {
        let pieces: Vec<_> = texts.iter().map(|text| Ok(Bytes::from_static(text.as_bytes()))).collect();
        Body::from_stream(futures::stream::iter(pieces))
    }

    #[tokio::test]
    async fn pieces_become_one_body() {
        for (texts, all) in [(&[][..], ""), (&["a"], "a"), (&["a", "b"], "ab"), (&["a", "b", "c"], "abc")] {
            assert_eq!(pieces(texts).collect().await.unwrap(), all);
        }
    }

    #[tokio::test]
    async fn what_is_too_large_is_not_kept() {
        for most in 0..4 {
            for body in [pieces(&["a", "bc"]), pieces(&["abc"]), Body::from("abc"), pieces(&["", "abc"])] {
                let all = body.collect_at_most(most).await.unwrap();
                assert_eq!(all.is_some(), most == 3);
            }
        }
        // What is known from its head is not read.
        let endless = Body::from_stream(futures::stream::pending()).expect_length(Some(4));
        assert_eq!(endless.collect_at_most(3).await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_body_that_ends_too_early_is_an_error() {
        for body in [pieces(&["ab", "c"]), Body::from("abc")] {
            let error = body.expect_length(Some(5)).collect().await.unwrap_err();
            assert_eq!(error.kind(), TransportErrorKind::Interrupted);
            assert_eq!(error.to_string(), "connection interrupted: the body ended 2 bytes too early");
        }
        assert_eq!(pieces(&["ab", "c"]).expect_length(Some(3)).collect().await.unwrap(), "abc");
    }
}
