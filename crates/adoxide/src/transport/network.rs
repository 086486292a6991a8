//! The network, by way of reqwest.

use std::fmt;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
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

/// What no proxy is asked for: this machine, because requests to it may go unencrypted and must not leave it,
/// and the metadata service of machines in Azure.
const DIRECT: &str = "localhost,127.0.0.0/8,::1,169.254.169.254";

/// Files of certificates that other programs trust.
const BUNDLES: &[&str] = &["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"];

/// The network: HTTP/1.1 and 2, TLS by rustls with the certificates of the system, gzip and brotli.
///
/// The environment is heard: the proxy in `HTTPS_PROXY` or `ALL_PROXY`, and what goes past it in `NO_PROXY` (in
/// either case of letters; a user and password in the URL); and the certificates in `SSL_CERT_FILE`,
/// `REQUESTS_CA_BUNDLE`, `CURL_CA_BUNDLE` and `NODE_EXTRA_CA_CERTS`, in addition to the system's.
#[derive(Clone)]
pub struct Network {
    client: reqwest::Client,
}

/// How a [`Network`] is made.
#[must_use = "a builder does nothing until build is called"]
pub struct NetworkBuilder {
    proxy: ProxyChoice,
    certificates: Vec<Vec<u8>>,
    identity: Option<Vec<u8>>,
    environment: bool,
    http1: bool,
    connect: Duration,
    read: Duration,
}

enum ProxyChoice {
    Environment,
    None,
    Url(String),
}

impl Network {
    /// A transport with its own pool of connections, as the environment says.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the environment's or the system's settings can't be used.
    pub fn new() -> Result<Self> {
        Self::builder().build()
    }

    /// A transport with settings of one's own.
    pub fn builder() -> NetworkBuilder {
        NetworkBuilder {
            proxy: ProxyChoice::Environment,
            certificates: Vec::new(),
            identity: None,
            environment: true,
            http1: false,
            connect: CONNECT,
            read: READ,
        }
    }
}

impl NetworkBuilder {
    /// Goes through this proxy, and not through the environment's: `http://[USER:PASSWORD@]HOST:PORT`.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = ProxyChoice::Url(url.into());
        self
    }

    /// Goes through no proxy.
    pub fn no_proxy(mut self) -> Self {
        self.proxy = ProxyChoice::None;
        self
    }

    /// Trusts these authorities too: certificates in PEM, one or many.
    pub fn certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.certificates.push(pem.into());
        self
    }

    /// Shows this certificate to a service that asks for one: certificates and key in PEM.
    pub fn client_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.identity = Some(pem.into());
        self
    }

    /// Hears nothing from the environment.
    pub fn without_environment(mut self) -> Self {
        self.environment = false;
        self
    }

    /// Speaks HTTP/1.1 only.
    pub fn http1_only(mut self) -> Self {
        self.http1 = true;
        self
    }

    /// Gives up when there is no connection within this time: 15 s unless told otherwise.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect = timeout;
        self
    }

    /// Gives up after a silence of this time: 90 s unless told otherwise. The service delays requests by up
    /// to 30 s, and its slowest queries take 30 s more, so less than a minute makes it worse.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read = timeout;
        self
    }

    /// The transport.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when a setting can't be used; it is named.
    pub fn build(self) -> Result<Network> {
        self.build_with(&|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    }

    fn build_with(self, lookup: &dyn Fn(&str) -> Option<String>) -> Result<Network> {
        let nothing = |_: &str| None;
        let lookup: &dyn Fn(&str) -> Option<String> = if self.environment { lookup } else { &nothing };
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(self.connect)
            .read_timeout(self.read)
            .pool_idle_timeout(IDLE)
            .no_proxy();
        if self.http1 {
            builder = builder.http1_only();
        }
        for proxy in proxies(&self.proxy, lookup)? {
            builder = builder.proxy(proxy);
        }
        let mut trusted = Vec::new();
        for pem in &self.certificates {
            trusted.extend(bundle(pem, "the certificates")?);
        }
        let mut read = Vec::new();
        for name in BUNDLES {
            // Where they are set, most of them name the same file.
            if let Some(path) = lookup(name).filter(|path| !read.contains(path)) {
                let pem = std::fs::read(&path).map_err(|error| {
                    Error::new(ErrorKind::Config, format!("{name} ({path}) can't be read: {error}"))
                        .advise("name a file of certificates in PEM, or unset it")
                })?;
                trusted.extend(bundle(&pem, name)?);
                read.push(path);
            }
        }
        if !trusted.is_empty() {
            builder = builder.tls_certs_merge(trusted);
        }
        if let Some(pem) = &self.identity {
            let identity = reqwest::Identity::from_pem(pem).map_err(|error| {
                Error::new(ErrorKind::Config, "the client certificate can't be used")
                    .advise("give certificates and key in PEM, the key without a password")
                    .caused_by(error)
            })?;
            builder = builder.identity(identity);
        }
        builder.build().map(|client| Network { client }).map_err(|error| {
            Error::new(ErrorKind::Config, "the network cannot be used")
                .advise("check the system's certificates")
                .caused_by(error)
        })
    }
}

fn bundle(pem: &[u8], what: &str) -> Result<Vec<reqwest::Certificate>> {
    let certificates = reqwest::Certificate::from_pem_bundle(pem).unwrap_or_default();
    if certificates.is_empty() {
        return Err(Error::new(ErrorKind::Config, format!("{what} holds no certificate"))
            .advise("give certificates in PEM: they begin with -----BEGIN CERTIFICATE-----"));
    }
    Ok(certificates)
}

fn proxies(choice: &ProxyChoice, lookup: &dyn Fn(&str) -> Option<String>) -> Result<Vec<reqwest::Proxy>> {
    let either = |name: &str| lookup(&name.to_lowercase()).or_else(|| lookup(name));
    // A proxy's URL may hold a password, so it is in no message.
    let wrong = |what: &str| {
        Error::new(ErrorKind::Config, format!("{what} is not the address of a proxy"))
            .advise("write http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT")
    };
    let excepted = match choice {
        ProxyChoice::Environment => either("NO_PROXY"),
        _ => None,
    };
    let direct = excepted.map_or_else(|| DIRECT.to_owned(), |more| format!("{DIRECT},{more}"));
    let except = |proxy: reqwest::Proxy| proxy.no_proxy(reqwest::NoProxy::from_string(&direct));
    let plausible = |url: &str| {
        let url = if url.contains("://") { url.to_owned() } else { format!("http://{url}") };
        url::Url::parse(&url).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
    };
    match choice {
        ProxyChoice::None => Ok(Vec::new()),
        ProxyChoice::Url(url) => {
            let url = plausible(url).ok_or_else(|| wrong("the proxy"))?;
            Ok(vec![except(reqwest::Proxy::all(url.as_str()).map_err(|_| wrong("the proxy"))?)])
        }
        ProxyChoice::Environment => {
            let mut proxies = Vec::new();
            for name in ["HTTPS_PROXY", "ALL_PROXY"] {
                if let Some(url) = either(name) {
                    let url = plausible(&url).ok_or_else(|| wrong(name))?;
                    // Plain http is for this machine only, so this is all that goes through a proxy.
                    proxies.push(except(reqwest::Proxy::https(url.as_str()).map_err(|_| wrong(name))?));
                }
            }
            Ok(proxies)
        }
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Network")
    }
}

impl fmt::Debug for NetworkBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NetworkBuilder")
    }
}

impl Transport for Network {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let request = request.map(|body| match body.0 {
            Inner::Bytes(bytes) => reqwest::Body::from(bytes),
            stream @ Inner::Stream(..) => reqwest::Body::wrap(Outgoing(Mutex::new(Body(stream)))),
        });
        async move {
            let request = reqwest::Request::try_from(request).map_err(convert)?;
            let response: http::Response<reqwest::Body> =
                self.client.execute(request).await.map_err(convert)?.into();
            let (parts, body) = response.into_parts();
            let body = Body::from_stream(super::service::Data(body).map(|piece| {
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

/// A body that threads may share, as reqwest asks; the lock is never waited for.
struct Outgoing(Mutex<Body>);

impl Outgoing {
    fn body(&self) -> std::sync::MutexGuard<'_, Body> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, TransportError>>> {
        Pin::new(&mut *self.body()).poll_frame(cx)
    }

    fn size_hint(&self) -> http_body::SizeHint {
        http_body::Body::size_hint(&*self.body())
    }

    fn is_end_stream(&self) -> bool {
        http_body::Body::is_end_stream(&*self.body())
    }
}

fn convert(error: reqwest::Error) -> TransportError {
    // The URL may hold a signature (downloads that are redirected to storage).
    let error = error.without_url();
    let kind = if let Some(ours) = find::<TransportError>(&error) {
        // What could not be read could not be sent.
        ours.kind
    } else if error.is_builder() {
        TransportErrorKind::Request
    } else if error.is_connect() {
        if is_tls(&error) {
            TransportErrorKind::Tls
        } else if is_proxy(&error) {
            TransportErrorKind::Proxy
        } else {
            TransportErrorKind::Connect
        }
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_request() || error.is_body() || error.is_decode() {
        TransportErrorKind::Interrupted
    } else {
        TransportErrorKind::Other
    };
    TransportError::new(kind, error)
}

/// An error of this type among the causes.
fn find<'a, E: std::error::Error + 'static>(error: &'a (dyn std::error::Error + 'static)) -> Option<&'a E> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        cause = error.source();
    }
    None
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

/// Whether the proxy opened no tunnel. The type of that error is not public, but it is the one way not to connect
/// that neither the system (IO) nor TLS (IO, too) nor the clock has reported.
fn is_proxy(error: &reqwest::Error) -> bool {
    !error.is_timeout() && find::<std::io::Error>(error).is_none()
}
