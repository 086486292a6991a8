//! Exchanges kept, without their secrets, and played back.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use futures::FutureExt;
use futures::future::BoxFuture;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Body, Transport, TransportError, TransportErrorKind};
use crate::error::{Error, ErrorKind, Result};

/// How much of a body is kept.
const KEPT: usize = 4 * 1024 * 1024;

/// What stands in the place of a secret.
const HIDDEN: &str = "***";

/// Headers that hold secrets.
const HEADERS: &[&str] =
    &["authorization", "proxy-authorization", "cookie", "set-cookie", "x-identity-header"];

/// Names of parameters and fields that hold secrets, in small letters and without marks between words.
const NAMES: &[&str] = &[
    "accesskey",
    "accesstoken",
    "apikey",
    "apitoken",
    "clientassertion",
    "clientsecret",
    "idtoken",
    "oidctoken",
    "password",
    "privatekey",
    "refreshtoken",
    "secret",
    "serviceprincipalkey",
    "sig",
    "token",
];

/// A transport that keeps what goes through another one: for tests of one's own, and to see what was said.
///
/// Secrets are taken out of what it hands out: the credential and cookies, signatures in URLs, and what stands in
/// JSON and forms under names like `password` and `token` or beside `isSecret`. Bodies flow through it as they
/// come; of each the first 4 MiB are kept.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = adoxide_emulator::Emulator::builder().build()?;
/// # let token = emulator.token().to_owned();
/// # let network = adoxide::transport::InProcess::new(emulator, axum_core::body::Body::new);
/// use adoxide::credential::Pat;
/// use adoxide::transport::{Recording, Replay};
///
/// let recording = Recording::new(network);
/// let ado = adoxide::Client::builder("http://127.0.0.1:1/fabrikam");
/// let ado = ado.credential(Pat::new(token)?).transport(recording.clone()).build()?;
/// let projects = ado.projects().all().await?.len();
///
/// // Later, and with nobody there:
/// let ado = adoxide::Client::builder("http://127.0.0.1:1/fabrikam");
/// let ado = ado.credential(Pat::new("x")?).transport(Replay::new(recording.exchanges())).build()?;
/// assert_eq!(ado.projects().all().await?.len(), projects);
/// # Ok(()) }
/// ```
pub struct Recording<T> {
    inner: Arc<T>,
    kept: Arc<Mutex<Vec<Kept>>>,
}

/// One request and what came back, without secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Exchange {
    /// The request's method.
    pub method: String,
    /// The request's URL.
    pub url: String,
    /// The request's headers.
    pub request_headers: Vec<(String, String)>,
    /// The request's body.
    pub request_body: Content,
    /// The answer's status, if one came.
    pub status: Option<u16>,
    /// The answer's headers.
    pub headers: Vec<(String, String)>,
    /// The answer's body.
    pub body: Content,
    /// Why no answer came.
    pub failure: Option<String>,
}

/// A recorded body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Content {
    /// There is none.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// Anything else, in base64.
    Base64(String),
    /// It was too long to be kept, or could not be read and so not be rid of secrets; so many bytes.
    Omitted(usize),
}

/// An exchange as it went by.
#[derive(Default)]
struct Kept {
    method: String,
    url: String,
    request_headers: HeaderMap,
    request_body: Copied,
    status: Option<u16>,
    headers: HeaderMap,
    body: Copied,
    failure: Option<String>,
}

/// The bytes that flow by, as far as they are kept, and how many there were.
#[derive(Clone, Default)]
struct Copied(Arc<Mutex<(Vec<u8>, usize)>>);

impl Copied {
    fn add(&self, piece: &[u8]) {
        let mut copied = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        copied.1 += piece.len();
        let room = KEPT - copied.0.len();
        copied.0.extend_from_slice(&piece[..piece.len().min(room)]);
    }

    /// The same body, with a copy kept of what flows.
    fn of(&self, body: Body) -> Body {
        let copied = self.clone();
        body.inspect_pieces(move |piece| copied.add(piece))
    }

    fn content(&self, headers: &HeaderMap) -> Content {
        let copied = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (bytes, length) = &*copied;
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.to_ascii_lowercase();
        if *length == 0 {
            Content::Empty
        } else if *length > bytes.len() {
            Content::Omitted(*length)
        } else if kind.contains("json") {
            match serde_json::from_slice::<Value>(bytes) {
                Ok(mut value) => {
                    hide(&mut value);
                    Content::Text(value.to_string())
                }
                Err(_) => Content::Omitted(*length),
            }
        } else if kind.contains("form-urlencoded") {
            Content::Text(
                String::from_utf8(bytes.clone()).map_or_else(|_| HIDDEN.into(), |form| hide_pairs(&form)),
            )
        } else {
            match String::from_utf8(bytes.clone()) {
                Ok(text) => Content::Text(text),
                Err(_) => Content::Base64(BASE64_STANDARD.encode(bytes)),
            }
        }
    }
}

impl<T: Transport> Recording<T> {
    /// Keeps what goes through this transport.
    pub fn new(transport: T) -> Self {
        Self { inner: Arc::new(transport), kept: Arc::default() }
    }
}

impl<T> Recording<T> {
    fn with<R>(&self, use_it: impl FnOnce(&mut Vec<Kept>) -> R) -> R {
        use_it(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What went by, in the order in which it was sent; a body as far as it has been read.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.with(|kept| kept.iter().map(Kept::exchange).collect())
    }

    /// Forgets what went by.
    pub fn clear(&self) {
        self.with(Vec::clear);
    }

    /// Writes what went by into a file: JSON, one exchange a line.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when it can't be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let mut text = String::new();
        for exchange in self.exchanges() {
            let line = serde_json::to_string(&exchange).map_err(std::io::Error::from);
            text.push_str(&line.map_err(|error| unusable(path, error))?);
            text.push('\n');
        }
        std::fs::write(path, text).map_err(|error| unusable(path, error))
    }
}

fn unusable(path: &Path, error: std::io::Error) -> Error {
    let what = format!("the recording {} can't be used: {error}", path.display());
    Error::new(ErrorKind::Config, what).caused_by(error)
}

impl<T> Clone for Recording<T> {
    fn clone(&self) -> Self {
        Self { inner: Arc::clone(&self.inner), kept: Arc::clone(&self.kept) }
    }
}

impl<T> fmt::Debug for Recording<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recording({} exchanges)", self.with(|kept| kept.len()))
    }
}

impl Kept {
    fn exchange(&self) -> Exchange {
        Exchange {
            method: self.method.clone(),
            url: self.url.clone(),
            request_headers: hide_headers(&self.request_headers),
            request_body: self.request_body.content(&self.request_headers),
            status: self.status,
            headers: hide_headers(&self.headers),
            body: self.body.content(&self.headers),
            failure: self.failure.clone(),
        }
    }
}

impl<T: Transport> Transport for Recording<T> {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let (parts, body) = request.into_parts();
        let kept = Kept {
            method: parts.method.to_string(),
            url: hide_url(&parts.uri),
            request_headers: parts.headers.clone(),
            ..Kept::default()
        };
        let body = kept.request_body.of(body);
        let (index, answer) = self.with(|all| {
            let answer = kept.body.clone();
            all.push(kept);
            (all.len() - 1, answer)
        });
        let keep = move |change: &dyn Fn(&mut Kept)| {
            // It may have been cleared meanwhile.
            self.with(|all| all.get_mut(index).into_iter().for_each(change));
        };
        async move {
            match self.inner.send(http::Request::from_parts(parts, body)).await {
                Ok(response) => {
                    let (head, body) = response.into_parts();
                    keep(&|kept| {
                        kept.status = Some(head.status.as_u16());
                        kept.headers.clone_from(&head.headers);
                    });
                    Ok(http::Response::from_parts(head, answer.of(body)))
                }
                Err(error) => {
                    keep(&|kept| kept.failure = Some(error.to_string()));
                    Err(error)
                }
            }
        }
        .boxed()
    }
}

/// Recorded exchanges in the place of a service: each request gets the answer that the same one got, in the order
/// in which they came; the last one again and again.
#[derive(Clone)]
pub struct Replay {
    exchanges: Arc<Mutex<Vec<(Exchange, bool)>>>,
}

impl Replay {
    /// Plays these back.
    pub fn new(exchanges: impl IntoIterator<Item = Exchange>) -> Self {
        let exchanges = exchanges.into_iter().map(|exchange| (exchange, false)).collect();
        Self { exchanges: Arc::new(Mutex::new(exchanges)) }
    }

    /// Plays back what was [saved](Recording::save).
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the file can't be read; the line is named.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|error| unusable(path, error))?;
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let exchanges = lines.map(|(index, line)| {
            serde_json::from_str(line).map_err(|error| {
                let what =
                    format!("line {} of the recording {} can't be read: {error}", index + 1, path.display());
                Error::new(ErrorKind::Config, what)
            })
        });
        Ok(Self::new(exchanges.collect::<Result<Vec<_>>>()?))
    }

    fn next(&self, method: &str, url: &str) -> Option<Exchange> {
        let mut exchanges = self.exchanges.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |exchange: &Exchange| exchange.method == method && exchange.url == url;
        let fresh = exchanges.iter().position(|(exchange, used)| !used && same(exchange));
        let index = fresh.or_else(|| exchanges.iter().rposition(|(exchange, _)| same(exchange)))?;
        exchanges[index].1 = true;
        Some(exchanges[index].0.clone())
    }
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Replay")
    }
}

impl Transport for Replay {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let (parts, body) = request.into_parts();
        async move {
            // A body that can't be read fails here as it does elsewhere.
            body.collect().await?;
            let url = hide_url(&parts.uri);
            let exchange = self.next(parts.method.as_str(), &url).ok_or_else(|| {
                let what = format!("nothing was recorded for {} {url}", parts.method);
                TransportError::new(TransportErrorKind::Request, what)
            })?;
            let Some(status) = exchange.status else {
                let failure = exchange.failure.unwrap_or_default();
                return Err(TransportError::new(TransportErrorKind::Interrupted, failure));
            };
            let broken = |what: &str| TransportError::new(TransportErrorKind::Request, what.to_owned());
            let body = match exchange.body {
                Content::Empty => Bytes::new(),
                Content::Text(text) => text.into(),
                Content::Base64(text) => BASE64_STANDARD
                    .decode(text)
                    .map_err(|_| broken("the recorded body is not base64"))?
                    .into(),
                Content::Omitted(_) => return Err(broken("the body of this answer was not kept")),
            };
            let mut response = http::Response::builder().status(status);
            for (name, value) in exchange.headers {
                // They are of the body as it was: compressed, and with its secrets.
                if !matches!(name.as_str(), "content-length" | "content-encoding" | "transfer-encoding") {
                    response = response.header(name, value);
                }
            }
            response.body(Body::from(body)).map_err(|_| broken("the recorded head can't be used"))
        }
        .boxed()
    }
}

fn is_secret(name: &str) -> bool {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn hide_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let shown = |name: &HeaderName, value: &HeaderValue| {
        if value.is_sensitive() || HEADERS.contains(&name.as_str()) {
            return HIDDEN.to_owned();
        }
        let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
        // Where a file is kept, its signature with it.
        if *name == http::header::LOCATION { text.parse().map_or(text, |url| hide_url(&url)) } else { text }
    };
    headers.iter().map(|(name, value)| (name.as_str().to_owned(), shown(name, value))).collect()
}

fn hide_url(url: &Uri) -> String {
    let text = url.to_string();
    match text.split_once('?') {
        Some((path, query)) => format!("{path}?{}", hide_pairs(query)),
        None => text,
    }
}

fn hide_pairs(pairs: &str) -> String {
    let hidden = pairs.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if is_secret(name) => format!("{name}={HIDDEN}"),
        _ => pair.to_owned(),
    });
    hidden.collect::<Vec<_>>().join("&")
}

fn hide(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(hide),
        Value::Object(fields) => {
            let secret = fields.get("isSecret").and_then(Value::as_bool).unwrap_or_default();
            for (name, value) in fields.iter_mut() {
                if !value.is_null() && !value.is_boolean() && (is_secret(name) || secret && name == "value") {
                    *value = HIDDEN.into();
                } else {
                    hide(value);
                }
            }
        }
        _ => {}
    }
}
