//! The emulator on a socket.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use super::connection::{Broken, converse};
use super::proxy;
use crate::service::incoming::Peer;
use crate::shared::Shared;

/// How connections begin.
#[derive(Clone)]
pub(crate) enum Door {
    /// With HTTP.
    Plain,
    /// With TLS.
    Tls(Arc<ServerConfig>),
    /// With a wish for a tunnel, and in the tunnel with TLS.
    Proxy(Arc<ServerConfig>),
}

/// Answers connections until the future is dropped; then they are cut too.
pub(crate) async fn serve(shared: Arc<Shared>, listener: TcpListener, door: Door) -> io::Result<Infallible> {
    let mut connections = JoinSet::new();
    loop {
        let accepted = listener.accept().await;
        while connections.try_join_next().is_some() {}
        match accepted {
            Ok((stream, peer)) => {
                let (shared, door) = (Arc::clone(&shared), door.clone());
                connections.spawn(async move {
                    if let Err(error) = accept(shared, stream, peer, door).await {
                        // A client that goes away or does not trust, or a fault that was asked for.
                        tracing::debug!(%error, "connection");
                    }
                });
            }
            // One connection that broke before it began is no reason to stop.
            Err(error) if is_of_connection(&error) => {}
            Err(error) => return Err(error),
        }
    }
}

fn is_of_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

async fn accept(
    shared: Arc<Shared>,
    stream: TcpStream,
    address: SocketAddr,
    door: Door,
) -> Result<(), Broken> {
    stream.set_nodelay(true)?;
    let reset = Arc::new(AtomicBool::new(false));
    let wire = Wire { stream, reset: Arc::clone(&reset) };
    match door {
        Door::Plain => converse(shared, wire, Peer { address, scheme: "http" }, reset).await,
        Door::Tls(config) => {
            let stream = TlsAcceptor::from(config).accept(wire).await?;
            converse(shared, stream, Peer { address, scheme: "https" }, reset).await
        }
        Door::Proxy(config) => {
            proxy::serve(shared, wire, Peer { address, scheme: "http" }, config, reset).await
        }
    }
}

/// A connection that can be cut so that the other side sees a reset, and not an end.
struct Wire {
    stream: TcpStream,
    reset: Arc<AtomicBool>,
}

impl Drop for Wire {
    fn drop(&mut self) {
        if self.reset.load(Ordering::Relaxed)
            && let Err(error) = self.stream.set_zero_linger()
        {
            tracing::debug!(%error, "no reset");
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, buffers)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
