//! Deliveries over the network.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::HOST;
use http::{HeaderValue, Request, Response, Uri};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, SignatureScheme};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// How long a receiver may take.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The most bytes of an answer that are read.
const ANSWER: usize = 64 << 10;

/// Posts a delivery. `accepts_any` is for certificates that nobody vouches for.
///
/// # Errors
/// When there is no connection, or no answer in time.
pub(super) async fn post(request: Request<Bytes>, accepts_any: bool) -> io::Result<Response<Bytes>> {
    let answer = tokio::time::timeout(TIMEOUT, connect(request, accepts_any)).await;
    answer.unwrap_or_else(|_| {
        let message = format!("The receiver did not answer within {} s.", TIMEOUT.as_secs());
        Err(io::Error::new(io::ErrorKind::TimedOut, message))
    })
}

async fn connect(request: Request<Bytes>, accepts_any: bool) -> io::Result<Response<Bytes>> {
    let uri = request.uri().clone();
    let is_tls = uri.scheme_str() == Some("https");
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']).to_owned();
    let port = uri.port_u16().unwrap_or(if is_tls { 443 } else { 80 });
    let stream = TcpStream::connect((host.as_str(), port)).await?;
    stream.set_nodelay(true)?;
    if !is_tls {
        return exchange(request, &uri, stream).await;
    }
    if !accepts_any {
        return Err(io::Error::other(
            "The certificate of the receiver is not trusted: the emulator knows no certificate authority. Set \
             acceptUntrustedCerts of the subscription to true.",
        ));
    }
    let name = ServerName::try_from(host).map_err(io::Error::other)?;
    let provider = Arc::new(aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Untrusted(provider)))
        .with_no_client_auth();
    exchange(request, &uri, TlsConnector::from(Arc::new(config)).connect(name, stream).await?).await
}

async fn exchange(
    mut request: Request<Bytes>,
    uri: &Uri,
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
) -> io::Result<Response<Bytes>> {
    if let Some(authority) = uri.authority() {
        // Without the user that it may name.
        let host = authority.as_str().rsplit('@').next().unwrap_or_default();
        request.headers_mut().insert(HOST, HeaderValue::from_str(host).map_err(io::Error::other)?);
    }
    let path = uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    *request.uri_mut() = path.parse().map_err(io::Error::other)?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(io::Error::other)?;
    let connection = tokio::spawn(connection);
    let response = sender.send_request(request.map(Full::new)).await.map_err(io::Error::other)?;
    let (parts, body) = response.into_parts();
    // What is too long to keep is no failure of the receiver.
    let body = Limited::new(body, ANSWER)
        .collect()
        .await
        .map(http_body_util::Collected::to_bytes)
        .unwrap_or_default();
    drop(sender);
    connection.abort();
    Ok(Response::from_parts(parts, body))
}

/// Takes every certificate, for a subscription that says so (`acceptUntrustedCerts`).
#[derive(Debug)]
struct Untrusted(Arc<CryptoProvider>);

impl ServerCertVerifier for Untrusted {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
