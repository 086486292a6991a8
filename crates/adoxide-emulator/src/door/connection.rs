//! HTTP on a connection, however it began.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum_core::body::Body;
use http::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use tokio::io::{AsyncRead, AsyncWrite};

use super::front;
use crate::condition::fault::ConnectionReset;
use crate::service::incoming::Peer;
use crate::shared::Shared;

/// Why a connection ended before its time.
pub(crate) type Broken = Box<dyn std::error::Error + Send + Sync>;

/// Speaks HTTP, in the version that the client does. `reset` is set when the connection is to be cut.
pub(crate) async fn converse(
    shared: Arc<Shared>,
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    peer: Peer,
    reset: Arc<AtomicBool>,
) -> Result<(), Broken> {
    let answer = service_fn(move |request: Request<Incoming>| {
        let (shared, reset) = (Arc::clone(&shared), Arc::clone(&reset));
        async move {
            let response = front::respond(shared, request.map(Body::new), Some(peer)).await;
            if response.extensions().get::<ConnectionReset>().is_some() {
                reset.store(true, Ordering::Relaxed);
                return Err(io::Error::from(io::ErrorKind::ConnectionReset));
            }
            Ok(response)
        }
    });
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).half_close(true);
    builder.http2().timer(TokioTimer::new());
    builder.serve_connection(TokioIo::new(stream), answer).await
}
