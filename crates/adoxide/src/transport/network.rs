//! The network, by way of reqwest.

use std::fmt;
use std::time::Duration;

use futures::future::BoxFuture;
use futures::{FutureExt, StreamExt};

use super::{Body, Inner, Transport, TransportError, TransportErrorKind};
use crate::error::{Error, ErrorKind, Result};

/// A connection is there within this time, or it is not worth waiting for.
const CONNECT: Duration = Duration::from_secs(15);

/// Silence longer than this is a lost connection. The service delays requests by up to 30 s when it
/// throttles, and its slowest queries take 30 s more.
const READ: Duration = Duration::from_secs(90);

/// An idle connection is given up before the service gives it up: a request that can't be repeated must not
/// be the one that finds out.
const IDLE: Duration = Duration::from_secs(60);

/// The network: HTTP/1.1 and 2, TLS by rustls with the certificates of the system, proxies from the
/// environment.
#[derive(Clone)]
pub struct Network {
    client: reqwest::Client,
}

impl Network {
    /// A transport with its own pool of connections.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the system's TLS or proxy settings cannot be used.
    pub fn new() -> Result<Self> {
        reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(CONNECT)
            .read_timeout(READ)
            .pool_idle_timeout(IDLE)
            .build()
            .map(|client| Self { client })
            .map_err(|error| {
                Error::new(ErrorKind::Config, "the network cannot be used")
                    .advise("check the proxy variables and the system's certificates")
                    .caused_by(error)
            })
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Network")
    }
}

impl Transport for Network {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let request = request.map(|body| match body.0 {
            Inner::Bytes(bytes) => reqwest::Body::from(bytes),
            stream @ Inner::Stream(..) => reqwest::Body::wrap_stream(Body(stream)),
        });
        async move {
            let request = reqwest::Request::try_from(request).map_err(convert)?;
            let response: http::Response<reqwest::Body> =
                self.client.execute(request).await.map_err(convert)?.into();
            let (parts, body) = response.into_parts();
            let body = Body::from_stream(super::service::Data(Box::pin(body)).map(|piece| {
                // reqwest's own error is inside; its kind tells more than "interrupted".
                piece.map_err(|error| match error.source.downcast::<reqwest::Error>() {
                    Ok(inner) => convert(*inner),
                    Err(source) => TransportError::new(error.kind, source),
                })
            }));
            Ok(http::Response::from_parts(parts, body))
        }
        .boxed()
    }
}

fn convert(error: reqwest::Error) -> TransportError {
    // The URL may hold a signature (downloads that are redirected to storage).
    let error = error.without_url();
    let kind = if error.is_builder() {
        TransportErrorKind::Request
    } else if error.is_connect() {
        if is_tls(&error) { TransportErrorKind::Tls } else { TransportErrorKind::Connect }
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_request() || error.is_body() || error.is_decode() {
        TransportErrorKind::Interrupted
    } else {
        TransportErrorKind::Other
    };
    TransportError::new(kind, error)
}

/// Whether a connection failed because of TLS: rustls hands its errors up as invalid data, inside others.
fn is_tls(error: &(dyn std::error::Error + 'static)) -> bool {
    let inner = match error.downcast_ref::<std::io::Error>() {
        Some(io) if io.kind() == std::io::ErrorKind::InvalidData => return true,
        // What an IO error is made of is not its source: that is the source of what it is made of.
        Some(io) => io.get_ref().map(|inner| inner as _),
        None => error.source(),
    };
    inner.is_some_and(is_tls)
}
