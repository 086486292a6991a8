//! A proxy for programs that cannot be told where the emulator is, and can be told to use a proxy: tunnels to
//! the names of the cloud end at the emulator, and there are no others.

use std::io;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use axum_core::body::Body;
use http::{Method, Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::{TokioIo, TokioTimer};
use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsAcceptor;

use super::connection::{Broken, converse};
use crate::base::lock;
use crate::condition::log::LoggedRequest;
use crate::service::git::http::text;
use crate::service::incoming::Peer;
use crate::shared::Shared;
use crate::wire::address::{Address, ENTRA_HOST};

/// Speaks with a program that takes this for a proxy.
pub(crate) async fn serve(
    shared: Arc<Shared>,
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    peer: Peer,
    config: Arc<ServerConfig>,
    reset: Arc<AtomicBool>,
) -> Result<(), Broken> {
    let tunnel: Arc<Mutex<Option<OnUpgrade>>> = Arc::default();
    let answer = {
        let (shared, tunnel) = (Arc::clone(&shared), Arc::clone(&tunnel));
        service_fn(move |mut request: Request<Incoming>| {
            let response = if is_for_the_cloud(&request) {
                *lock(&tunnel) = Some(hyper::upgrade::on(&mut request));
                Response::new(Body::empty())
            } else {
                refuse(&shared, &request)
            };
            async { Ok::<_, io::Error>(response) }
        })
    };
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), answer)
        .with_upgrades();
    connection.await?;
    // Only a tunnel is left of the connection.
    let Some(upgrade) = lock(&tunnel).take() else { return Ok(()) };
    let stream = TokioIo::new(upgrade.await?);
    let stream = TlsAcceptor::from(config).accept(stream).await?;
    converse(shared, stream, Peer { scheme: "https", ..peer }, reset).await
}

fn is_for_the_cloud(request: &Request<Incoming>) -> bool {
    let (Some(host), port) = (request.uri().host(), request.uri().port_u16()) else { return false };
    let is_known = Address::of_name(host).is_some() || host.eq_ignore_ascii_case(ENTRA_HOST);
    request.method() == Method::CONNECT && port == Some(443) && is_known
}

/// Refuses what leads elsewhere, and notes it.
fn refuse(shared: &Shared, request: &Request<Incoming>) -> Response<Body> {
    let target = request.uri().authority().map_or_else(|| request.uri().to_string(), ToString::to_string);
    // A user and a password are nobody's business.
    let target = target.rsplit('@').next().unwrap_or_default().to_owned();
    shared.log.add(LoggedRequest {
        sequence: 0,
        at: shared.clock.now(),
        method: request.method().to_string(),
        path: target.clone(),
        query: String::new(),
        operation: Some("proxy.refused".to_owned()),
        api_version: None,
        identity: None,
        status: Some(StatusCode::FORBIDDEN.as_u16()),
        fault: None,
    });
    let message = format!("This proxy leads to Azure DevOps at port 443 and nowhere else; not to {target}.");
    text(StatusCode::FORBIDDEN, message)
}
