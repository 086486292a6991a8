//! A service in the same process as a transport.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures::FutureExt;
use futures::future::BoxFuture;
use futures::stream::Stream;
use tower_service::Service;

use super::{Body, BoxError, Transport, TransportError, TransportErrorKind};

/// A `tower` service as a [`Transport`]: an emulator, a mock, or middleware around another transport, with
/// no socket between.
///
/// The service is cloned for each request, as `tower` servers do.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use adoxide::transport::InProcess;
/// use adoxide_emulator::Emulator;
///
/// let emulator = Emulator::builder().organization("contoso").build()?;
/// let ado = adoxide::Client::builder("http://127.0.0.1:1/contoso")
///     .credential(adoxide::credential::Pat::new(emulator.token())?)
///     .transport(InProcess::new(emulator, axum_core::body::Body::new))
///     .build()?;
/// assert!(!ado.projects().all().await?.is_empty());
/// # Ok(()) }
/// ```
pub struct InProcess<S, B> {
    service: S,
    body: fn(Body) -> B,
}

impl<S, B> InProcess<S, B> {
    /// A transport to this service, with the function that makes its request body of ours; for an `axum`
    /// router that is `axum::body::Body::new`.
    pub fn new(service: S, body: fn(Body) -> B) -> Self {
        Self { service, body }
    }
}

impl<S, B> fmt::Debug for InProcess<S, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InProcess")
    }
}

impl<S, B, R> Transport for InProcess<S, B>
where
    S: Service<http::Request<B>, Response = http::Response<R>> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: Send + 'static,
    R: http_body::Body<Data = Bytes> + Send + 'static,
    R::Error: Into<BoxError>,
{
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let mut service = self.service.clone();
        let request = request.map(self.body);
        async move {
            let lost = |error: S::Error| TransportError::new(TransportErrorKind::Interrupted, error);
            std::future::poll_fn(|cx| service.poll_ready(cx))
                .await
                .map_err(|error| TransportError::new(TransportErrorKind::Connect, error))?;
            let response = service.call(request).await.map_err(lost)?;
            Ok(response.map(Body::from_http))
        }
        .boxed()
    }
}

/// The data frames of a body; trailers are not used by any Azure DevOps API.
pub(super) struct Data<B>(pub(super) B);

impl<B> Stream for Data<B>
where
    B: http_body::Body<Data = Bytes> + Unpin,
    B::Error: Into<BoxError>,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            return Poll::Ready(match futures::ready!(Pin::new(&mut self.0).poll_frame(cx)) {
                None => None,
                Some(Err(error)) => Some(Err(TransportError::new(TransportErrorKind::Interrupted, error))),
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => Some(Ok(data)),
                    Err(_) => continue,
                },
            });
        }
    }
}
