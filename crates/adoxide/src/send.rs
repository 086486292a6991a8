//! The one send loop: address → limiter → { authorize → transport → classify } → decode.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use adoxide_api::wire::{ApiError, Content, DecodeError, Effect, Op, OpMeta, Paging, encode_query};
use bytes::Bytes;
use futures::future::BoxFuture;
use futures::{FutureExt, StreamExt};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, LOCATION, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, response};
use jiff::{Timestamp, Unit};
use percent_encoding::percent_decode_str;
use tokio::time::Instant;
use url::Url;

use crate::address::{Address, is_loopback};
use crate::advice;
use crate::client::Client;
use crate::credential::{Authorization, Context};
use crate::error::{Attempt, Error, ErrorKind, Result};
use crate::limit::{Gate, Permit, Priority, Turn, after, clock};
use crate::transport::{Body, TransportError, TransportErrorKind};
use crate::upload::Payload;

/// The first wait between two tries; each one after it is twice as long.
const BACKOFF: Duration = Duration::from_millis(500);
/// The first wait after a refusal that doesn't say how long. The budget is a window of five minutes.
const BACKOFF_THROTTLED: Duration = Duration::from_secs(5);
/// The longest wait that nobody asked for.
const BACKOFF_MOST: Duration = Duration::from_secs(60);
/// How many redirects are followed.
const REDIRECTS: usize = 5;
/// What nearly all operations are answered with.
pub(crate) const JSON: &str = "application/json";
/// How wrong a clock may be without being the reason for anything.
const SKEW: Duration = Duration::from_secs(300);
/// What the service does with a request without a good credential.
static FEDAUTH: HeaderName = HeaderName::from_static("x-tfs-fedauthredirect");
/// How much of an error's body is read; what the service has to say fits in it many times.
const ERROR_BODY: usize = 256 * 1024;

/// How hard to try. A client has one for all calls; [`Client::with`] gives a clone another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// How often a request is sent at most: 6 unless told otherwise.
    pub attempts: usize,
    /// How long a call may take with all its tries and pauses: 10 minutes unless told otherwise. A wait that
    /// would end later is not begun. The time for which it waits for its turn among other requests, before
    /// it is first sent, does not count.
    pub time: Duration,
    /// Who goes first where requests must wait for each other.
    pub priority: Priority,
}

impl Default for Options {
    fn default() -> Self {
        Self { attempts: 6, time: Duration::from_secs(600), priority: Priority::Interactive }
    }
}

impl Options {
    /// Sends at most so many times.
    pub fn attempts(mut self, attempts: usize) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// Takes at most so long.
    pub fn time(mut self, time: Duration) -> Self {
        self.time = time;
        self
    }

    /// Goes before or after others.
    pub fn priority(mut self, priority: Priority) -> Self {
        self.priority = priority;
        self
    }
}

/// A request with all that the loop must know about it; its type is gone.
#[derive(Clone)]
pub struct Call {
    /// What it is called in messages.
    pub(crate) operation: Cow<'static, str>,
    pub(crate) method: Method,
    /// Where it goes, with its query, escaped.
    pub(crate) url: String,
    /// What it should be answered with.
    pub(crate) accept: Option<HeaderValue>,
    /// All other headers that are its own; most calls have none.
    pub(crate) headers: HeaderMap,
    pub(crate) body: Payload,
    pub(crate) effect: Effect,
    pub(crate) scopes: &'static [&'static str],
    pub(crate) paging: Paging,
    /// Whether the answer is JSON, so that HTML in its place is a sign-in page.
    pub(crate) json: bool,
    /// Whether it goes to the service itself, and the credential with it.
    pub(crate) trusted: bool,
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Query, headers and body may hold secrets.
        f.debug_tuple("Call").field(&self.operation).finish()
    }
}

impl Call {
    /// An operation at this address.
    pub(crate) fn new<T>(op: &Op<T>, address: &Address) -> Result<Self> {
        let meta: &'static OpMeta = op.meta();
        let operation = Cow::Borrowed(meta.id);
        let invalid = |what: String| Error::new(ErrorKind::Invalid, what).of(operation.clone());
        let mut url = address.base(meta.host).into_owned();
        op.write_target(&mut url).map_err(|error| {
            let text = error.to_string();
            // The operation's name stands before the sentence already.
            invalid(
                text.strip_prefix(meta.id).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(&text).into(),
            )
        })?;
        let mut accept = None;
        let mut headers = HeaderMap::new();
        for (name, value) in op.headers() {
            let name = HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| invalid(format!("\"{name}\" is no name of a header")))?;
            let value = if value == JSON { Ok(HeaderValue::from_static(JSON)) } else { value.parse() };
            let value = value.map_err(|_| {
                invalid(format!("the header `{name}` holds characters that no header can hold"))
            })?;
            if name == ACCEPT {
                accept = Some(value);
            } else {
                headers.insert(name, value);
            }
        }
        let mut bytes = Bytes::new();
        if let Some(body) = op.body() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(body.content_type));
            bytes = body.bytes.clone();
        }
        Ok(Self {
            method: meta.method.clone(),
            url,
            accept,
            headers,
            body: Payload::Bytes(bytes),
            effect: meta.effect,
            scopes: meta.scopes,
            paging: meta.paging,
            json: true,
            trusted: true,
            operation,
        })
    }

    /// An operation that answers with bytes.
    pub(crate) fn content(op: &Op<Content>, address: &Address) -> Result<Self> {
        Ok(Self { json: false, ..Self::new(op, address)? })
    }

    /// A file at a URL that the service gave.
    pub(crate) fn link(url: &str, address: &Address) -> Result<Self> {
        let invalid = |what: String| Error::new(ErrorKind::Invalid, what);
        // The URL is not repeated: it may be signed.
        let mut url = Url::parse(url).map_err(|error| invalid(format!("the link is no URL ({error})")))?;
        let host = url.host_str().unwrap_or_default().to_owned();
        if !(url.scheme() == "https" || url.scheme() == "http" && is_loopback(&url)) {
            let what = format!("a link over {} to {host} is not followed", url.scheme());
            return Err(invalid(what).advise("use one over https"));
        }
        let trusted = address.owns(&url);
        url.set_fragment(None);
        // A user and password in it would be a credential of somebody.
        if !url.username().is_empty() || url.password().is_some() {
            return Err(invalid(format!("the link to {host} holds a user name or password")));
        }
        Ok(Self {
            operation: Cow::Owned(format!("GET {host}")),
            method: Method::GET,
            url: url.into(),
            accept: None,
            headers: HeaderMap::new(),
            body: Payload::default(),
            effect: Effect::Read,
            scopes: &[],
            paging: Paging::None,
            json: false,
            trusted,
        })
    }

    /// The names and values of the query, escaped.
    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let query = self.url.split_once('?').map_or("", |(_, query)| query);
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")))
    }

    /// The first value of a query parameter, escaped.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.pairs().find(|(known, _)| same_name(known, name)).map(|(_, value)| value)
    }

    /// Sets a query parameter, in place of one of the same name.
    pub(crate) fn set_query(&mut self, name: &str, value: &str) {
        let path = self.url.split('?').next().unwrap_or_default();
        let (own, value) = (encode_query(name), encode_query(value));
        let others = self.pairs().filter(|(known, _)| !same_name(known, name));
        let mut url = String::with_capacity(self.url.len() + own.len() + value.len() + 2);
        url.push_str(path);
        let mut separator = '?';
        for (name, value) in others.chain([(&*own, &*value)]) {
            url.push(separator);
            url.extend([name, "=", value]);
            separator = '&';
        }
        self.url = url;
    }
}

fn same_name(escaped: &str, name: &str) -> bool {
    percent_decode_str(escaped).decode_utf8_lossy().eq_ignore_ascii_case(name)
}

/// The tries of one call: how often, how long, and what came of them.
#[derive(Debug)]
pub(crate) struct Tries {
    options: Options,
    deadline: Option<Instant>,
    turn: Turn,
    /// How long it has waited in all: for its turn, and between tries.
    waited: Duration,
    attempts: Vec<Attempt>,
}

/// A try that failed, before it is decided whether to try again.
pub(crate) struct Fault {
    error: Error,
    /// What the list of attempts says about it.
    failure: String,
    again: Again,
    /// How long the service asked to wait.
    wait: Option<Duration>,
}

/// Whether a request may be sent again after a failure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Again {
    /// It would fail again.
    Never,
    /// If repeating it does no harm: the service may have carried it out.
    Harmless,
    /// Yes: the service has not carried it out.
    Always,
}

impl Fault {
    fn new(error: Error, failure: impl Into<String>, again: Again) -> Self {
        Self { error, failure: failure.into(), again, wait: None }
    }

    /// `unused` is where the credential comes from that would have been sent, if there is one.
    fn from_transport(error: TransportError, call: &Call, unused: Option<&str>) -> Self {
        let again = match error.kind() {
            TransportErrorKind::Connect => Again::Always,
            TransportErrorKind::Tls | TransportErrorKind::Proxy | TransportErrorKind::Request => Again::Never,
            TransportErrorKind::Timeout | TransportErrorKind::Interrupted | TransportErrorKind::Other => {
                Again::Harmless
            }
        };
        let advice = match error.kind() {
            TransportErrorKind::Connect => "check the address, the network and the proxy",
            TransportErrorKind::Tls => {
                "check the address, or name the authority of its certificate in SSL_CERT_FILE"
            }
            TransportErrorKind::Proxy => {
                "give the proxy's user and password: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT"
            }
            _ => "",
        };
        let failure = error.to_string();
        let host = Url::parse(&call.url).ok().and_then(|url| Some(url.host_str()?.to_owned()));
        let mut what = error.on_the_way_to(&host.unwrap_or_default());
        let unreached = [TransportErrorKind::Connect, TransportErrorKind::Tls, TransportErrorKind::Proxy];
        if let Some(source) = unused.filter(|_| unreached.contains(&error.kind())) {
            what = format!("{what}, so {source} was not used");
        }
        let mut error = Error::new(ErrorKind::Transport, what).advise(advice).caused_by(error);
        if let Some(source) = unused {
            error = error.with_credential(source);
        }
        Self::new(error, failure, again)
    }

    /// A body that could not be read; if it was cut, another try may bring the whole.
    pub(crate) fn from_decode(error: &DecodeError, status: StatusCode, headers: &HeaderMap) -> Self {
        let cut = error.message.starts_with("EOF while parsing");
        let (failure, again) = if cut {
            ("the answer was cut", Again::Harmless)
        } else {
            ("the answer can't be read", Again::Never)
        };
        let error = Error::decode(error).answered(status, ApiError::default(), activity_id(headers));
        Self::new(error, failure, again)
    }
}

impl Tries {
    pub(crate) fn new(options: &Options) -> Self {
        let turn = Turn::new(options.priority);
        Self { options: options.clone(), deadline: None, turn, waited: Duration::ZERO, attempts: Vec::new() }
    }

    fn deadline(&mut self) -> Instant {
        *self.deadline.get_or_insert_with(|| after(self.options.time))
    }

    /// Tells the span of the call what came.
    fn record(&self, head: &response::Parts) {
        let span = tracing::Span::current();
        if span.is_disabled() {
            return;
        }
        span.record("status", head.status.as_u16());
        span.record("attempts", self.attempts.len() + 1);
        span.record("waited_ms", self.waited.as_millis() as u64);
        if let Some(id) = activity_id(&head.headers) {
            span.record("activity_id", id);
        }
    }

    /// Why it is not even begun: the pause that the service asked for is longer than the call may take.
    fn paused(&mut self, call: &Call, wait: Duration) -> Error {
        if wait.is_zero() {
            return Error::new(ErrorKind::Throttled, "its turn did not come within the time for this call")
                .advise("give the call more time, or send less at a time")
                .tried(std::mem::take(&mut self.attempts))
                .of(call.operation.clone());
        }
        Error::new(ErrorKind::Throttled, format!("the service asks to pause for {wait:.0?}"))
            .advise("try again then, or give the call more time")
            .again_in(Some(wait))
            .tried(std::mem::take(&mut self.attempts))
            .of(call.operation.clone())
    }

    /// How long to wait after this failure, where nobody says: twice as long each time, and not all at once.
    fn backoff(&self, first: Duration) -> Duration {
        let most = first.saturating_mul(1 << self.attempts.len().min(16)).min(BACKOFF_MOST);
        most.mul_f64(0.5 + 0.5 * fastrand::f64())
    }

    /// Waits until it may be tried again; an error if it may not.
    ///
    /// It is on the heap: what is seldom needed would make each call larger.
    pub(crate) fn again<'a>(&'a mut self, call: &'a Call, fault: Fault) -> BoxFuture<'a, Result<()>> {
        self.again_here(call, fault).boxed()
    }

    async fn again_here(&mut self, call: &Call, fault: Fault) -> Result<()> {
        let tried = self.attempts.len() + 1;
        let wait = fault.wait.unwrap_or_else(|| self.backoff(BACKOFF));
        let harmless = match fault.again {
            Again::Never => false,
            Again::Harmless => call.effect != Effect::Unsafe,
            Again::Always => true,
        };
        let in_time = after(wait) <= self.deadline();
        let go_on = harmless && in_time && tried < self.options.attempts && call.body.is_repeatable();
        let waited = if go_on { wait } else { Duration::ZERO };
        let status = fault.error.status();
        self.attempts.push(Attempt { status, failure: fault.failure, waited });
        if go_on {
            let failure = &self.attempts[tried - 1].failure;
            tracing::debug!(operation = %call.operation, tried, failure, ?wait, "trying again");
            tokio::time::sleep(wait).await;
            self.waited += wait;
            return Ok(());
        }
        let mut error = fault.error.of(call.operation.clone()).tried(std::mem::take(&mut self.attempts));
        if harmless && !call.body.is_repeatable() {
            error = error.advise("the content can be read only once, so it was not sent again");
        }
        let answered = error.kind() == ErrorKind::Decode;
        if call.effect == Effect::Unsafe && (answered || fault.again == Again::Harmless) {
            error = error.maybe_done();
        }
        Err(error.again_in(fault.wait))
    }
}

/// The head of a good answer, and its body as it comes.
pub(crate) struct Opened {
    pub(crate) head: response::Parts,
    pub(crate) body: Body,
    /// The place among those who send, for as long as this is kept.
    permit: Permit,
}

impl Client {
    /// Sends until there is a good answer or no hope for one, and reads all of it.
    pub(crate) async fn exchange(&self, call: &Call, tries: &mut Tries) -> Result<(response::Parts, Bytes)> {
        loop {
            let Opened { head, body, permit } = self.open_here(call, tries).await?;
            let deadline = tries.deadline();
            let read = tokio::time::timeout_at(deadline, body.collect()).await;
            drop(permit);
            match read.unwrap_or_else(|_| Err(out_of_time())) {
                Ok(body) => return Ok((head, body)),
                Err(error) => tries.again(call, Fault::from_transport(error, call, None)).await?,
            }
        }
    }

    /// Sends until there is the head of a good answer or no hope for one.
    ///
    /// It is on the heap: the loop is much larger than what callers make of it.
    pub(crate) fn open<'a>(&'a self, call: &'a Call, tries: &'a mut Tries) -> BoxFuture<'a, Result<Opened>> {
        self.open_here(call, tries).boxed()
    }

    async fn open_here(&self, call: &Call, tries: &mut Tries) -> Result<Opened> {
        let mut renewed: Option<Authorization> = None;
        let mut redirect: Option<Box<Redirect>> = None;
        loop {
            let target = redirect.as_ref().map_or(call.url.as_str(), |redirect| redirect.url.as_str());
            let trusted = redirect.as_ref().map_or(call.trusted, |redirect| redirect.trusted);
            let uri = target.parse::<Uri>().map_err(|error| {
                let what = format!("the URL cannot be sent: {error}");
                Error::new(ErrorKind::Invalid, what).of(call.operation.clone())
            })?;
            let gate = self.gate(&uri, trusted);
            let asked = Instant::now();
            let admitted = gate.admit(&mut tries.turn, tries.deadline, tries.options.time).await;
            tries.waited += asked.elapsed();
            let permit = match admitted {
                Ok(permit) => permit,
                Err(wait) => return Err(tries.paused(call, wait)),
            };
            let deadline = tries.deadline();
            let sent = match &renewed {
                _ if !trusted => None,
                Some(renewed) => Some(Sent { authorization: renewed.clone(), renewed: true }),
                None => {
                    Some(Sent { authorization: self.authorize(call, None, deadline).await?, renewed: false })
                }
            };
            let request = self.request_for(call, uri, sent.as_ref())?;
            let answer = tokio::time::timeout_at(deadline, self.transport().send(request)).await;
            let response = match answer.unwrap_or_else(|_| Err(out_of_time())) {
                Ok(response) => response,
                Err(error) => {
                    if error.kind() == TransportErrorKind::Timeout {
                        gate.timed_out(&permit);
                    }
                    drop(permit);
                    let has_one = sent.as_ref().is_some_and(|sent| sent.authorization.header().is_some());
                    let unused = has_one.then(|| self.credential().source());
                    tries.again(call, Fault::from_transport(error, call, unused)).await?;
                    continue;
                }
            };
            let (head, body) = response.into_parts();
            let body = body.expect_length(length(call, &head));
            let status = head.status;
            tries.record(&head);
            let told = gate.observe(&permit, &head.headers, status == StatusCode::TOO_MANY_REQUESTS);
            if status.is_success() && !is_sign_in_page(call, &head) {
                return Ok(Opened { head, body, permit });
            }
            if status.is_redirection() && status != StatusCode::NOT_MODIFIED {
                let hops = redirect.as_ref().map_or(0, |redirect| redirect.hops);
                redirect = Some(Box::new(self.follow(call, &head, target, hops, sent.as_ref())?));
                continue;
            }
            // Once: a token that was just made and is refused will not get better.
            if status == StatusCode::UNAUTHORIZED
                && renewed.is_none()
                && let Some(Sent { authorization: refused, .. }) = &sent
            {
                let other = self.authorize(call, Some(refused), deadline).await?;
                if *refused != other && call.body.is_repeatable() {
                    renewed = Some(other);
                    continue;
                }
            }
            let text = read_error(body, deadline).await;
            drop(permit);
            let mut fault = self.classify(call, &head, &text, told, sent.as_ref());
            if fault.wait.is_none() && fault.error.kind() == ErrorKind::Throttled {
                let wait = tries.backoff(BACKOFF_THROTTLED);
                gate.pause(wait);
                fault.wait = Some(wait);
            }
            tries.again(call, fault).await?;
        }
    }

    async fn authorize(
        &self,
        call: &Call,
        refused: Option<&Authorization>,
        deadline: Instant,
    ) -> Result<Authorization> {
        let credential = self.credential();
        let mut context = Context::new(self.transport());
        if let Some(refused) = refused {
            context = context.refused(refused);
        }
        let authorization = tokio::time::timeout_at(deadline, credential.authorization(context)).await;
        let authorization = authorization.unwrap_or_else(|_| {
            let what = format!("there was no token in time from {}", credential.source());
            Err(Error::new(ErrorKind::Transport, what).advise("check the network"))
        });
        authorization.map_err(|error| error.of(call.operation.clone()).with_credential(credential.source()))
    }

    /// The limits that hold for a request to there. The service counts for each organization.
    pub(crate) fn gate(&self, uri: &Uri, trusted: bool) -> Arc<Gate> {
        let host = uri.authority().map_or("", |host| host.as_str());
        let address = self.address();
        if trusted && address.is_cloud() {
            self.limiter().gate(&format!("{host}/{}", address.organization().to_ascii_lowercase()))
        } else {
            self.limiter().gate(host)
        }
    }

    /// The request to there; without `sent` it goes to somebody who is not trusted.
    fn request_for(&self, call: &Call, uri: Uri, sent: Option<&Sent>) -> Result<http::Request<Body>> {
        let body = call.body.open().map_err(|error| error.of(call.operation.clone()))?;
        let mut request = http::Request::new(body);
        *request.method_mut() = call.method.clone();
        *request.uri_mut() = uri;
        let headers = request.headers_mut();
        if let Some(sent) = sent {
            headers.clone_from(&call.headers);
            // Failures as statuses, and not as a page to sign in on.
            headers.insert(FEDAUTH.clone(), HeaderValue::from_static("Suppress"));
            if let Some(value) = sent.authorization.header() {
                headers.insert(AUTHORIZATION, value.clone());
            }
        }
        if let Some(accept) = &call.accept {
            headers.insert(ACCEPT, accept.clone());
        }
        headers.insert(USER_AGENT, self.user_agent().clone());
        Ok(request)
    }

    /// Where a redirect goes, if it may be followed: reads only; with the credential only within the service;
    /// without it for files, which the service keeps elsewhere.
    fn follow(
        &self,
        call: &Call,
        head: &response::Parts,
        from: &str,
        hops: usize,
        sent: Option<&Sent>,
    ) -> Result<Redirect> {
        let status = head.status;
        let fail = |error: Error| {
            error.answered(status, ApiError::default(), activity_id(&head.headers)).of(call.operation.clone())
        };
        let location = head.headers.get(LOCATION).and_then(|location| location.to_str().ok());
        let base = Url::parse(from).ok();
        let Some(url) = location.zip(base).and_then(|(location, base)| base.join(location).ok()) else {
            return Err(fail(Error::new(
                ErrorKind::Decode,
                format!("the answer is a redirect to nowhere ({status})"),
            )));
        };
        let host = url.host_str().unwrap_or_default().to_owned();
        if url.path().to_ascii_lowercase().contains("_signin") || host.starts_with("login.") {
            return Err(fail(self.refused_credential(call, head, None, sent)));
        }
        let trusted = self.address().owns(&url);
        let reads = matches!(call.method, Method::GET | Method::HEAD);
        let elsewhere = !call.json && (url.scheme() == "https" || is_loopback(&url));
        if hops >= REDIRECTS {
            let what = format!(
                "the service redirects {} from one address to the next ({}, {hops} times)",
                self.credential().source(),
                status.as_u16()
            );
            return Err(fail(Error::new(ErrorKind::Unavailable, what).advise("check the address")));
        }
        if !(trusted || elsewhere) {
            let what = format!(
                "the service redirects to {host} ({}), where {} does not go",
                status.as_u16(),
                self.credential().source()
            );
            return Err(fail(Error::new(ErrorKind::Config, what).advise("check the address")));
        }
        if !reads {
            let what = format!(
                "the service redirects a {} to {host} ({}), which is not followed",
                call.method,
                status.as_u16()
            );
            return Err(fail(Error::new(ErrorKind::Config, what).advise("check the address")));
        }
        Ok(Redirect { url, trusted, hops: hops + 1 })
    }

    /// What a failed answer means.
    fn classify(
        &self,
        call: &Call,
        head: &response::Parts,
        body: &[u8],
        told: Option<Duration>,
        sent: Option<&Sent>,
    ) -> Fault {
        let status = head.status;
        let mut api = ApiError::from_body(body);
        if api.message.is_none() {
            let header = head.headers.get("x-tfs-serviceerror").and_then(|value| value.to_str().ok());
            api.message = header.map(decode_form);
        }
        if let Some(sent) = sent {
            api.message = api.message.map(|message| sent.authorization.hide_in(message));
            api.type_key = api.type_key.map(|key| sent.authorization.hide_in(key));
        }
        // The service breaks lines in some of its messages; here a message is one sentence.
        let said =
            api.message.as_deref().map(|message| message.split_whitespace().collect::<Vec<_>>().join(" "));
        let blocked = api.code() == Some("TF400733");
        let unknown_path = said.as_deref().is_some_and(|text| text.starts_with("The controller for path"));
        let says =
            |else_: &str| format!("{} ({})", sentence(said.as_deref().unwrap_or(else_)), status.as_u16());
        let new = |kind, else_: &str| Error::new(kind, says(else_));
        let mut again = Again::Never;
        let error = match status.as_u16() {
            304 => new(ErrorKind::Precondition, "it has not changed"),
            200..=299 | 401 => self.refused_credential(call, head, said.as_deref(), sent),
            _ if status == StatusCode::TOO_MANY_REQUESTS || (blocked && status.is_client_error()) => {
                // It was blocked, so it was not carried out.
                again = Again::Always;
                new(ErrorKind::Throttled, "the budget of this identity is used up")
                    .advise("wait, send less, or spread the load over several identities")
            }
            403 => {
                let scopes = scopes(call);
                let needs = if scopes.is_empty() { String::new() } else { format!(" and {scopes}") };
                new(ErrorKind::Permission, "access denied")
                    .advise(format!("{} needs the permission{needs}", self.credential().source()))
            }
            404 if unknown_path => new(ErrorKind::NotSupported, "").advise("this service does not have it"),
            404 | 410 => new(ErrorKind::NotFound, "there is no such thing")
                .advise(format!("check the names, and that {} may see it", self.credential().source())),
            409 => new(ErrorKind::Conflict, "it changed meanwhile").advise("read it again and repeat"),
            412 => new(ErrorKind::Precondition, "it changed meanwhile").advise("read it again and repeat"),
            400 if is_version_fault(&api) => {
                new(ErrorKind::NotSupported, "").advise("ask for a version that this service has")
            }
            405 | 501 | 505 => new(ErrorKind::NotSupported, "this service cannot do it"),
            408 => {
                again = Again::Harmless;
                new(ErrorKind::Unavailable, "the service gave up waiting")
            }
            // The service that says when to come back has looked at the request and put it off; a 503
            // without it may come from a gateway that lost the answer.
            503 if told.is_some() => {
                again = Again::Always;
                new(ErrorKind::Unavailable, "the service is away").advise("try again later")
            }
            500.. => {
                again = Again::Harmless;
                new(ErrorKind::Unavailable, "the service failed").advise("try again later")
            }
            _ => new(ErrorKind::Invalid, status.canonical_reason().unwrap_or("the request was refused")),
        };
        let error = match advice::known(&api) {
            Some(advice) => error.advise(advice),
            None => error,
        };
        let error = error
            .answered(status, api, activity_id(&head.headers))
            .scopes_of(call.scopes)
            .with_credential(self.credential().source());
        Fault { wait: told, ..Fault::new(error, status.to_string(), again) }
    }

    fn refused_credential(
        &self,
        call: &Call,
        head: &response::Parts,
        said: Option<&str>,
        sent: Option<&Sent>,
    ) -> Error {
        let source = self.credential().source();
        let status = head.status;
        let renewed = sent.is_some_and(|sent| sent.renewed);
        let what = match said {
            Some(said) if renewed => {
                format!("{} ({}, {source}, with a new token too)", sentence(said), status.as_u16())
            }
            Some(said) => format!("{} ({}, {source})", sentence(said), status.as_u16()),
            None if status == StatusCode::UNAUTHORIZED && renewed => {
                format!("the service does not accept {source}, with a new token neither (401)")
            }
            None if status == StatusCode::UNAUTHORIZED => {
                format!("the service does not accept {source} (401)")
            }
            None => format!("the service does not accept {source} and asks to sign in ({})", status.as_u16()),
        };
        let expired = || said.filter(|said| said.contains("has expired")).map(|_| self.new_token());
        let explained = sent.and_then(|sent| wrong_with(&sent.authorization, &head.headers));
        let advice = explained.or_else(expired).unwrap_or_else(|| {
            let scopes = scopes(call);
            let has = if scopes.is_empty() { String::new() } else { format!(" and has {scopes}") };
            format!("check that it is for {}, has not expired{has}", self.address())
        });
        Error::new(ErrorKind::Auth, what).advise(advice).scopes_of(call.scopes).with_credential(source)
    }

    /// What to do when a token has expired.
    fn new_token(&self) -> String {
        if self.address().is_cloud() {
            format!("make a new one at {}/_usersSettings/tokens", self.address())
        } else {
            "make a new one".to_owned()
        }
    }
}

/// What a refused token says about itself that explains it.
fn wrong_with(sent: &Authorization, headers: &HeaderMap) -> Option<String> {
    let claims = sent.claims()?;
    let now = clock(headers);
    let here = Timestamp::now();
    if let Some(audience) = claims.other_audience() {
        return Some(format!(
            "it is a token for {audience} and not for Azure DevOps: ask for one of the resource \
             499b84ac-1321-427f-aa17-267ca6975798"
        ));
    }
    if let Some(expired) = claims.expires().filter(|expires| *expires <= now.unwrap_or(here)) {
        let skewed = if expired > here { ", and the clock of this machine is slow" } else { "" };
        return Some(format!("it expired at {expired}{skewed}: make a new one"));
    }
    if let Some(skew) = skew(headers) {
        return Some(skew);
    }
    let tenant = claims.tenant()?;
    // The organization's own, where it says so; zeros stand for none.
    let other = headers.get("x-vss-resourcetenant").and_then(|other| other.to_str().ok());
    let other = other.filter(|other| other.contains(|digit: char| digit != '0' && digit != '-'));
    match other.filter(|other| !other.eq_ignore_ascii_case(tenant)) {
        Some(other) => Some(format!(
            "it is a token of the tenant {tenant} and the organization belongs to the tenant {other}: sign in \
             to that one"
        )),
        None => Some(format!(
            "check that the organization belongs to its tenant {tenant}, and that it is a user there"
        )),
    }
}

/// What to do about a clock that is wrong, by that of whoever answered.
pub(crate) fn skew(headers: &HeaderMap) -> Option<String> {
    // To the minute: the other clock is read to the second, and the answer took a while.
    let off = Timestamp::now().duration_since(clock(headers)?);
    let off = off.round(Unit::Minute).unwrap_or(off);
    let way = if off.is_negative() { "slow" } else { "fast" };
    (off.unsigned_abs() > SKEW)
        .then(|| format!("the clock of this machine is {} minutes {way}: set it", off.abs().as_mins()))
}

/// What a request was sent with.
struct Sent {
    authorization: Authorization,
    /// Whether it is the second token, after the first one was refused.
    renewed: bool,
}

struct Redirect {
    url: Url,
    trusted: bool,
    hops: usize,
}

fn out_of_time() -> TransportError {
    TransportError::new(TransportErrorKind::Timeout, "the time for this call is over")
}

/// The scopes of an operation, as a phrase.
fn scopes(call: &Call) -> String {
    match call.scopes {
        [] => String::new(),
        [one] => format!("the scope {one}"),
        many => format!("one of the scopes {}", many.join(", ")),
    }
}

/// The service's sentence as part of one of ours.
fn sentence(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

fn is_version_fault(api: &ApiError) -> bool {
    matches!(
        api.type_key.as_deref(),
        Some(
            "VssVersionOutOfRangeException"
                | "VssInvalidPreviewVersionException"
                | "VssVersionNotSpecifiedException"
        )
    )
}

/// Whether a page to sign in on came in place of the answer: always a 203, and HTML where JSON is due.
fn is_sign_in_page(call: &Call, head: &response::Parts) -> bool {
    let content_type = head.headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    let empty = head.headers.get(CONTENT_LENGTH).is_some_and(|length| length == "0");
    head.status == StatusCode::NON_AUTHORITATIVE_INFORMATION
        || call.json
            && !empty
            && content_type.get(..9).is_some_and(|head| head.eq_ignore_ascii_case(b"text/html"))
}

/// How long the body must be, where the service says so and nothing has changed it since.
fn length(call: &Call, head: &response::Parts) -> Option<u64> {
    let empty = call.method == Method::HEAD || head.status == StatusCode::NO_CONTENT;
    let encoded = head.headers.contains_key(http::header::CONTENT_ENCODING);
    let length = head.headers.get(CONTENT_LENGTH).filter(|_| !empty && !encoded)?;
    length.to_str().ok()?.parse().ok()
}

/// The body of a failed answer, as far as it comes: the status alone says enough to go on.
async fn read_error(mut body: Body, deadline: Instant) -> Vec<u8> {
    let mut all = Vec::new();
    while let Ok(Some(Ok(piece))) = tokio::time::timeout_at(deadline, body.next()).await {
        let room = ERROR_BODY - all.len();
        all.extend_from_slice(&piece[..piece.len().min(room)]);
        if all.len() == ERROR_BODY {
            break;
        }
    }
    all
}

/// The id by which support finds a request.
pub(crate) fn activity_id(headers: &HeaderMap) -> Option<String> {
    ["activityid", "x-vss-e2eid"].iter().find_map(|name| Some(headers.get(*name)?.to_str().ok()?.to_owned()))
}

fn decode_form(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_set_in_place_of_one_of_the_same_name() {
        let address: Address = "https://tfs.corp/tfs/c".parse().unwrap();
        let link =
            |query: &str| Call::link(&format!("https://tfs.corp/tfs/c/_apis/x{query}"), &address).unwrap();
        for (query, set) in [
            ("", "?$top=a%26b"),
            ("?", "?$top=a%26b"),
            ("?a=1&%24TOP=2&b=c%20d#here", "?a=1&b=c%20d&$top=a%26b"),
            ("?flag&$top=1&$top=2", "?flag=&$top=a%26b"),
        ] {
            let mut call = link(query);
            call.set_query("$top", "a&b");
            assert_eq!(call.url, format!("https://tfs.corp/tfs/c/_apis/x{set}"), "{query}");
            assert_eq!(call.query("$TOP"), Some("a%26b"));
        }
        assert_eq!(link("?a=1&%24top=2").query("$top"), Some("2"));
        assert_eq!(link("?a=1&flag#here").url, "https://tfs.corp/tfs/c/_apis/x?a=1&flag");
    }
}
