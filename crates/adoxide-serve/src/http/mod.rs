//! The HTTP API: HTTP/1.1 on one address. TLS is the reverse proxy's.

mod api;
mod credential;
mod guard;
mod mcp;
mod openapi;
mod page;
mod reply;
mod route;
mod webhook;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

pub(crate) use self::guard::Names;
pub(crate) use self::webhook::RECEIVER;
use crate::server::App;

/// Connections at once; more wait.
const MOST_CONNECTIONS: usize = 512;
/// How long a client may take for the head of a request.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long requests may take to end when the server stops.
const GRACE: Duration = Duration::from_secs(10);

type Response = http::Response<Full<Bytes>>;

/// Answers requests until it is told to stop; then those that are at hand.
///
/// # Errors
/// When no connection can be accepted any more.
pub(crate) async fn serve(
    app: Arc<App>,
    listener: TcpListener,
    mut stop: watch::Receiver<bool>,
) -> io::Result<()> {
    let room = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &room) => accepted,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        while connections.try_join_next().is_some() {}
        match accepted {
            Ok((stream, permit)) => {
                let (app, stop) = (app.clone(), stop.clone());
                connections.spawn(async move {
                    if let Err(error) = converse(app, stream, stop).await {
                        // A client that went away, or did not speak HTTP.
                        tracing::debug!(%error, "connection");
                    }
                    drop(permit);
                });
            }
            // One connection that broke before it began, or too many open files: others may be served.
            Err(error) => {
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    let all = async { while connections.join_next().await.is_some() {} };
    // Those that are cut then have had their time.
    let _ = tokio::time::timeout(GRACE, all).await;
    Ok(())
}

async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> io::Result<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let permit = room.clone().acquire_owned().await.map_err(io::Error::other)?;
    let (stream, _) = listener.accept().await?;
    Ok((stream, permit))
}

async fn converse(
    app: Arc<App>,
    stream: TcpStream,
    mut stop: watch::Receiver<bool>,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    stream.set_nodelay(true)?;
    let answer = service_fn(move |request: http::Request<Incoming>| {
        let app = app.clone();
        async move { Ok::<_, std::convert::Infallible>(route::answer(&app, request).await) }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    let connection = builder.serve_connection(TokioIo::new(stream), answer);
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        ended = connection.as_mut() => return Ok(ended?),
        _ = stop.wait_for(|stop| *stop) => {}
    }
    connection.as_mut().graceful_shutdown();
    Ok(connection.await?)
}
