//! What a [`Transport`] and the send loop above it must do, tried: every fault, with every effect, whole and in
//! streams. For those who bring a transport of their own.
//!
//! A request that is carried out twice is the one thing that nobody can mend, so the service's side of it is
//! counted: how many requests it saw, and whether they were the same.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use adoxide::conformance;
//! use adoxide::transport::Network;
//!
//! let network = Network::builder().without_environment().build()?;
//! let report = conformance::over_sockets(|| network.clone()).await?;
//! assert!(report.failures().is_empty(), "{report}");
//! # Ok(()) }
//! ```

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use adoxide_api::wire::{Content, Effect, Json, Op, OpMeta};
use bytes::Bytes;
use futures::future::BoxFuture;
use futures::{FutureExt, StreamExt};
use http::{Method, Request, Response};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufStream};
use tokio::net::{TcpListener, TcpStream};

use crate::client::Client;
use crate::credential::Pat;
use crate::error::{Error, ErrorKind, Result};
use crate::options::Options;
use crate::transport::{Body, Transport, TransportError, TransportErrorKind};
use crate::upload::Upload;

/// A token that no message may show.
const TOKEN: &str = "conformanceconformanceconformanceconformanceconforma";
/// What is sent.
const BODY: &[u8] = b"the content, in two pieces";
/// What comes back.
const GOOD: &str = r#"{"good":true}"#;

static READ: OpMeta = OpMeta::new("conformance.read", Method::GET, "_apis/read").effect(Effect::Read);
static SEARCH: OpMeta = OpMeta::new("conformance.search", Method::POST, "_apis/search").effect(Effect::Read);
static PUT: OpMeta = OpMeta::new("conformance.put", Method::PUT, "_apis/put").effect(Effect::Idempotent);
static POST: OpMeta = OpMeta::new("conformance.post", Method::POST, "_apis/post").effect(Effect::Unsafe);

/// What came of the suite.
#[derive(Clone, Debug, Default)]
pub struct Report {
    cases: usize,
    failures: Vec<String>,
}

impl Report {
    /// How many cases there were.
    pub fn cases(&self) -> usize {
        self.cases
    }

    /// What went wrong, a sentence for each case.
    pub fn failures(&self) -> &[String] {
        &self.failures
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} cases passed", self.cases - self.failures.len(), self.cases)?;
        self.failures.iter().try_for_each(|failure| write!(f, "\n{failure}"))
    }
}

/// Tries the send loop alone, without a socket. It waits as long as it would wait for a service: run it on
/// tokio's paused clock.
pub async fn in_process() -> Report {
    run(4, |case| {
        let service = Service::new(case);
        let transport = service.clone();
        async move { Ok((service, client("https://dev.azure.com/contoso", transport, 4)?)) }.boxed()
    })
    .await
}

/// Tries a transport against a service on a socket of this machine. Each case gets a transport of its own;
/// all run at the same time, in some seconds.
///
/// # Errors
/// When there is no socket to be had.
pub async fn over_sockets<T: Transport>(transport: impl Fn() -> T) -> Result<Report> {
    // What is not there at all says early why.
    TcpListener::bind("127.0.0.1:0").await.map_err(|error| {
        Error::new(ErrorKind::Config, format!("there is no socket for the suite: {error}")).caused_by(error)
    })?;
    let report = run(2, |case| {
        let service = Service::new(case);
        let transport = transport();
        async move {
            let address = service.listen().await?;
            Ok((service, client(&address, transport, 2)?))
        }
        .boxed()
    })
    .await;
    Ok(report)
}

fn client(address: &str, transport: impl Transport, attempts: usize) -> Result<Client> {
    Client::builder(address)
        .credential(Pat::new(TOKEN)?)
        .transport(transport)
        .options(Options::default().attempts(attempts).time(Duration::from_secs(600)))
        .build()
}

/// What the service does with a request.
#[derive(Clone, Debug)]
enum Answer {
    /// A head and a body.
    Whole(u16, Vec<(&'static str, &'static str)>, &'static str),
    /// A body that ends before the length that the head says.
    Short,
    /// A body without a length, that breaks.
    Broken,
    /// The connection closes in the head, or before it.
    CutHead,
    Close,
    /// What a socket can't do when told: there is no connection, the certificate is wrong, nothing comes.
    Fail(TransportErrorKind),
}

/// Whether a request may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Again {
    Never,
    Harmless,
    Always,
}

#[derive(Clone, Debug)]
struct Fault {
    answer: Answer,
    again: Again,
    kind: ErrorKind,
    /// Whether an unsafe request may have been carried out.
    unknown: bool,
    /// Whether it is none for one who wants bytes, or comes after the head was handed out.
    bytes: ForBytes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ForBytes {
    Same,
    Good,
    BreaksOff,
}

/// How the content goes there and comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Whole,
    Download,
    Upload,
    UploadOnce,
}

#[derive(Clone, Debug)]
struct Case {
    fault: Fault,
    meta: &'static OpMeta,
    mode: Mode,
    /// Whether the fault is there once, or for ever.
    once: bool,
}

fn faults() -> Vec<Fault> {
    use ErrorKind::{
        Auth, Config, Conflict, Decode, Invalid, NotFound, NotSupported, Permission, Precondition, Throttled,
        Transport, Unavailable,
    };
    use TransportErrorKind as T;
    let json = vec![("content-type", "application/json")];
    let html = vec![("content-type", "text/html; charset=utf-8")];
    let page = "<html>Sign In</html>";
    let message = r#"{"message":"TF1234: No.","typeKey":"Nope"}"#;
    let row = |answer, again, kind, unknown| Fault { answer, again, kind, unknown, bytes: ForBytes::Same };
    let status = |status: u16, again, kind, unknown| {
        row(Answer::Whole(status, json.clone(), message), again, kind, unknown)
    };
    let with = |status: u16, name, value, again, kind| {
        let headers = [json.clone(), vec![(name, value)]].concat();
        row(Answer::Whole(status, headers, message), again, kind, false)
    };
    let bytes = |bytes, fault| Fault { bytes, ..fault };
    vec![
        // What is refused for good is asked once.
        status(400, Again::Never, Invalid, false),
        status(401, Again::Never, Auth, false),
        status(403, Again::Never, Permission, false),
        status(404, Again::Never, NotFound, false),
        status(405, Again::Never, NotSupported, false),
        status(409, Again::Never, Conflict, false),
        status(410, Again::Never, NotFound, false),
        status(412, Again::Never, Precondition, false),
        status(415, Again::Never, Invalid, false),
        status(501, Again::Never, NotSupported, false),
        // A page to sign in on is not an answer, whatever its status.
        row(Answer::Whole(203, html.clone(), page), Again::Never, Auth, false),
        bytes(ForBytes::Good, row(Answer::Whole(200, html.clone(), page), Again::Never, Auth, false)),
        with(302, "location", "https://spsprodeus1.vssps.visualstudio.com/_signin", Again::Never, Auth),
        with(302, "location", "http://evil.example.com/_apis/read", Again::Never, Config),
        // What was put off was not carried out.
        with(429, "retry-after", "0", Again::Always, Throttled),
        with(429, "Retry-After", "Thu, 09 Jan 2025 12:00:00 GMT", Again::Always, Throttled),
        status(429, Again::Always, Throttled, false),
        with(503, "retry-after", "0", Again::Always, Unavailable),
        // A host that never answered is more likely a wrong address.
        row(Answer::Fail(T::Connect), Again::Never, Transport, false),
        // What may have been carried out is repeated only where that does no harm.
        status(408, Again::Harmless, Unavailable, true),
        status(500, Again::Harmless, Unavailable, true),
        status(502, Again::Harmless, Unavailable, true),
        status(503, Again::Harmless, Unavailable, true),
        status(504, Again::Harmless, Unavailable, true),
        row(Answer::Whole(500, html, page), Again::Harmless, Unavailable, true),
        row(Answer::Close, Again::Harmless, Transport, true),
        row(Answer::CutHead, Again::Harmless, Transport, true),
        row(Answer::Fail(T::Timeout), Again::Harmless, Transport, true),
        row(Answer::Fail(T::Other), Again::Harmless, Transport, true),
        bytes(ForBytes::BreaksOff, row(Answer::Short, Again::Harmless, Transport, true)),
        bytes(ForBytes::BreaksOff, row(Answer::Broken, Again::Harmless, Transport, true)),
        bytes(
            ForBytes::Good,
            row(Answer::Whole(200, json.clone(), r#"{"cut":"#), Again::Harmless, Decode, true),
        ),
        // What can't be read now can't be read later; what can't be sent neither.
        bytes(ForBytes::Good, row(Answer::Whole(200, json.clone(), "{]"), Again::Never, Decode, true)),
        row(Answer::Fail(T::Tls), Again::Never, Transport, false),
        row(Answer::Fail(T::Proxy), Again::Never, Transport, false),
        row(Answer::Fail(T::Request), Again::Never, Transport, false),
    ]
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for fault in faults() {
        for (meta, modes) in [
            (&READ, &[Mode::Whole, Mode::Download][..]),
            (&SEARCH, &[Mode::Whole, Mode::Upload]),
            (&PUT, &[Mode::Whole, Mode::Upload, Mode::UploadOnce]),
            (&POST, &[Mode::Whole, Mode::Download, Mode::Upload, Mode::UploadOnce]),
        ] {
            for mode in modes {
                for once in [true, false] {
                    cases.push(Case { fault: fault.clone(), meta, mode: *mode, once });
                }
            }
        }
    }
    cases
}

type Opened = BoxFuture<'static, Result<(Service, Client)>>;

async fn run(attempts: usize, open: impl Fn(Case) -> Opened) -> Report {
    let sockets = attempts == 2;
    let all = cases().into_iter();
    let all = all.filter(|case| !(sockets && matches!(case.fault.answer, Answer::Fail(_))));
    let tried = all.map(|case| {
        let opened = open(case.clone());
        async move {
            let failure = match opened.await {
                Ok((service, client)) => case.run(&service, &client, attempts).await.err(),
                Err(error) => Some(error.to_string()),
            };
            failure.map(|failure| format!("{case}: {failure}"))
        }
    });
    let outcomes: Vec<_> = futures::stream::iter(tried).buffer_unordered(64).collect().await;
    Report { cases: outcomes.len(), failures: outcomes.into_iter().flatten().collect() }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = if self.once { "once" } else { "always" };
        write!(f, "{:?} {how}, {} ({:?})", self.fault.answer, self.meta.id, self.mode)
    }
}

impl Case {
    /// What must come of it: how many requests, and of which kind the error is.
    fn expected(&self, attempts: usize) -> (usize, Option<ErrorKind>) {
        let fault = &self.fault;
        if self.mode == Mode::Download {
            match fault.bytes {
                ForBytes::Good => return (1, None),
                ForBytes::BreaksOff => return (1, Some(ErrorKind::Transport)),
                ForBytes::Same => {}
            }
        }
        let again = match fault.again {
            Again::Never => false,
            Again::Harmless => self.meta.effect != Effect::Unsafe,
            Again::Always => true,
        } && self.mode != Mode::UploadOnce;
        match (again, self.once) {
            (false, _) => (1, Some(fault.kind)),
            (true, true) => (2, None),
            (true, false) => (attempts, Some(fault.kind)),
        }
    }

    async fn run(&self, service: &Service, client: &Client, attempts: usize) -> Result<(), String> {
        let (count, kind) = self.expected(attempts);
        let result = self.send(client).await;
        let seen = service.seen();
        if seen.len() != count {
            return Err(format!("expected {count} requests, got {}: {result:?}", seen.len()));
        }
        for request in &seen {
            if request.target != seen[0].target || request.authorization != seen[0].authorization {
                return Err("a request was repeated in another way".into());
            }
            let content = match self.mode {
                Mode::Upload | Mode::UploadOnce => BODY,
                Mode::Whole | Mode::Download => b"",
            };
            // Where it answers early, a service need not have read all.
            if request.whole && request.body != content {
                return Err(format!("the content did not arrive: {:?}", request.body));
            }
        }
        match (kind, result) {
            (None, Ok(good)) if good || self.mode == Mode::Download => Ok(()),
            (None, Ok(_)) => Err("the answer is another one".into()),
            (None, Err(error)) => Err(format!("it failed: {error:?}")),
            (Some(_), Ok(_)) => Err("it did not fail".into()),
            (Some(kind), Err(error)) => self.judge(kind, count, &error),
        }
    }

    /// Whether an error says what it must.
    fn judge(&self, kind: ErrorKind, count: usize, error: &Error) -> Result<(), String> {
        let broke_off = self.mode == Mode::Download && self.fault.bytes == ForBytes::BreaksOff;
        let unknown = self.fault.unknown && self.meta.effect == Effect::Unsafe && !broke_off;
        let text = format!("{error} {error:?}");
        if error.kind() != kind {
            Err(format!("it is of kind {:?}, and not {kind:?}: {error}", error.kind()))
        } else if error.operation() != Some(self.meta.id) {
            Err(format!("it does not name the operation: {error}"))
        } else if error.outcome_unknown() != unknown {
            Err(format!("it may have been carried out: {}, and not {unknown}: {error}", !unknown))
        } else if text.contains(TOKEN) {
            Err("it shows the token".into())
        } else if !broke_off
            && !matches!(kind, ErrorKind::Auth | ErrorKind::Config)
            && error.attempts().len() != count
        {
            Err(format!("it names {} tries, and not {count}: {error}", error.attempts().len()))
        } else {
            Ok(())
        }
    }

    /// Whether the good answer came.
    async fn send(&self, client: &Client) -> Result<bool> {
        let pieces = || {
            let (one, two) = BODY.split_at(BODY.len() / 2);
            [Ok::<_, TransportError>(Bytes::from_static(one)), Ok(Bytes::from_static(two))]
        };
        let op = Op::<Json>::new(self.meta);
        let answer = match self.mode {
            Mode::Whole => client.call(op).await?,
            Mode::Upload => {
                let upload = Upload::from_fn(move || Body::from_stream(futures::stream::iter(pieces())));
                client.upload(op, upload).await?
            }
            Mode::UploadOnce => {
                let upload = Upload::once(futures::stream::iter(pieces()));
                client.upload(op, upload.length(BODY.len() as u64)).await?
            }
            Mode::Download => {
                let bytes = client.download(Op::<Content>::new(self.meta)).await?.bytes().await?;
                return Ok(*bytes == *GOOD.as_bytes());
            }
        };
        Ok(answer["good"].as_bool().unwrap_or_default())
    }
}

/// A request as the service saw it.
#[derive(Clone, Debug)]
struct Seen {
    target: String,
    authorization: Option<String>,
    body: Vec<u8>,
    whole: bool,
}

/// A service that is as rude as a case says, and remembers what it saw.
#[derive(Clone)]
struct Service {
    case: Arc<Case>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Service {
    fn new(case: Case) -> Self {
        Self { case: Arc::new(case), seen: Arc::default() }
    }

    fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn answer(&self, seen: Seen) -> Answer {
        let mut all = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(seen);
        if self.case.once && all.len() > 1 {
            Answer::Whole(200, vec![("content-type", "application/json; charset=utf-8")], GOOD)
        } else {
            self.case.fault.answer.clone()
        }
    }

    /// Opens a socket; it is closed with the runtime. Answers the address of a collection there.
    async fn listen(&self) -> Result<String> {
        let failed = |error: std::io::Error| {
            Error::new(ErrorKind::Config, format!("there is no socket for the suite: {error}"))
                .caused_by(error)
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let service = self.clone();
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                // A client that goes away is its own affair.
                let _ = service.serve(socket).await;
            }
        });
        Ok(format!("http://{address}/contoso"))
    }

    /// One request, one answer, and the end of the connection.
    async fn serve(&self, socket: TcpStream) -> std::io::Result<()> {
        let mut socket = BufStream::new(socket);
        let mut seen = Seen { target: String::new(), authorization: None, body: Vec::new(), whole: false };
        let (mut length, mut chunked) = (0, false);
        loop {
            let mut line = String::new();
            if socket.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let line = line.trim_end();
            match line.split_once(": ") {
                _ if line.is_empty() => break,
                _ if seen.target.is_empty() => line.clone_into(&mut seen.target),
                Some((name, value)) if name.eq_ignore_ascii_case("authorization") => {
                    seen.authorization = Some(value.to_owned());
                }
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.parse().unwrap_or_default();
                }
                Some((name, _)) if name.eq_ignore_ascii_case("transfer-encoding") => chunked = true,
                _ => {}
            }
        }
        while chunked {
            let mut size = String::new();
            socket.read_line(&mut size).await?;
            let size = usize::from_str_radix(size.trim(), 16).unwrap_or_default();
            let mut piece = vec![0; size + 2];
            socket.read_exact(&mut piece).await?;
            chunked = size > 0;
            seen.body.extend_from_slice(&piece[..size]);
        }
        let mut rest = vec![0; length];
        socket.read_exact(&mut rest).await?;
        seen.body.extend(rest);
        seen.whole = true;
        let good = GOOD.len();
        let text = match self.answer(seen) {
            Answer::Whole(status, headers, body) => {
                let headers = headers.iter().map(|(name, value)| format!("{name}: {value}"));
                let headers = headers.collect::<Vec<_>>().join(
                    "
",
                );
                let length = body.len();
                format!(
                    "HTTP/1.1 {status} X\r\n{headers}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
                )
            }
            Answer::Short => format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{GOOD}", good + 10),
            Answer::Broken => {
                format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{good:x}\r\n{GOOD}")
            }
            Answer::CutHead => "HTTP/1.1 200 OK\r\ncontent-le".to_owned(),
            Answer::Close | Answer::Fail(_) => String::new(),
        };
        socket.write_all(text.as_bytes()).await?;
        socket.shutdown().await
    }
}

impl Transport for Service {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        async move {
            let (parts, body) = request.into_parts();
            let authorization = parts.headers.get(http::header::AUTHORIZATION);
            let authorization =
                authorization.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
            let body = body.collect().await?.to_vec();
            let target = format!("{} {}", parts.method, parts.uri);
            let lost = |text: &'static str| TransportError::new(TransportErrorKind::Interrupted, text);
            let builder = Response::builder();
            let response = match self.answer(Seen { target, authorization, body, whole: true }) {
                Answer::Whole(status, headers, body) => {
                    let builder = headers
                        .into_iter()
                        .fold(builder, |builder, (name, value)| builder.header(name, value));
                    builder.status(status).body(Body::from(body))
                }
                Answer::Short => builder.header("content-length", GOOD.len() + 10).body(Body::from(GOOD)),
                Answer::Broken => {
                    let pieces = [Ok(Bytes::from_static(GOOD.as_bytes())), Err(lost("connection reset"))];
                    builder.body(Body::from_stream(futures::stream::iter(pieces)))
                }
                Answer::Close | Answer::CutHead => return Err(lost("connection closed")),
                Answer::Fail(kind) => return Err(TransportError::new(kind, "as the suite says")),
            };
            response.map_err(|error| TransportError::new(TransportErrorKind::Other, error))
        }
        .boxed()
    }
}
