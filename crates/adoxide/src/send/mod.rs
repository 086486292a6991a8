//! The send loop, one for every call: limiter → { authorize → transport → classify } → decode.
//!
//! A [`Call`] is what is sent. Its [`Attempts`] decide whether and when it is sent again; what an answer means is
//! told by `classify`. The [`Sender`] knows where it sends to and who asks, and nothing of what the client makes of
//! the answer.

mod attempt;
mod call;
mod classify;
mod redirect;
mod unauthorized;
mod version;

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use adoxide_api::wire::{ApiError, ApiVersion, Effect, Host, OpMeta, Reply};
use bytes::Bytes;
use futures::FutureExt;
use futures::future::BoxFuture;
use http::header::{ACCEPT, AUTHORIZATION, USER_AGENT};
use http::{HeaderName, HeaderValue, StatusCode, Uri, response};
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tracing::Instrument;
use tracing::instrument::WithSubscriber as _;

pub(crate) use self::attempt::{Attempts, Failed};
pub use self::call::Call;
pub(crate) use self::call::JSON;
use self::classify::{Answer, Sent};
use self::redirect::Redirect;
pub(crate) use self::version::Versions;
use self::version::{CHANGES, Next};
use crate::address::Address;
use crate::credential::{self, Authorization, Credential};
use crate::download::{Download, too_large};
use crate::error::{Error, ErrorKind, Result};
use crate::limit::{Gate, Limiter, Permit};
use crate::options::Options;
use crate::response::{Response, activity_id};
use crate::transport::{Body, Transport, TransportError, TransportErrorKind};

/// Asks the service for failures as statuses, and not as a page to sign in on.
static FEDAUTH: HeaderName = HeaderName::from_static("x-tfs-fedauthredirect");
/// How often a refusal of a credential that was accepted before is not believed.
const REFUSALS: usize = 2;

/// Sends calls to one organization as one identity. Clones share all but the options.
#[derive(Clone)]
pub(crate) struct Sender {
    core: Arc<Core>,
    options: Options,
}

/// What all calls of a client are sent with.
#[derive(Clone)]
pub(crate) struct Core {
    pub(crate) address: Address,
    pub(crate) credential: Arc<dyn Credential>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) limiter: Limiter,
    pub(crate) user_agent: HeaderValue,
    pub(crate) accepted: Arc<Accepted>,
    pub(crate) versions: Arc<Versions>,
}

/// What the credential was accepted for: sets of scopes, as the catalog has them. The service now and then answers
/// one request in thousands with a page to sign in on; what worked before is worth another attempt.
#[derive(Debug, Default)]
pub(crate) struct Accepted(Mutex<Vec<&'static [&'static str]>>);

impl Accepted {
    fn with<T>(&self, use_it: impl FnOnce(&mut Vec<&'static [&'static str]>) -> T) -> T {
        use_it(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn note(&self, scopes: &'static [&'static str]) {
        self.with(|all| {
            if !all.contains(&scopes) {
                all.push(scopes);
            }
        });
    }

    fn has(&self, scopes: &'static [&'static str]) -> bool {
        self.with(|all| all.contains(&scopes))
    }

    /// It is refused for good.
    fn forget(&self, scopes: &'static [&'static str]) {
        self.with(|all| all.retain(|known| *known != scopes));
    }
}

/// The head of a good answer, and its body as it comes.
struct Opened {
    head: response::Parts,
    body: Body,
    /// The right to have a request in flight, for as long as this is kept.
    permit: Permit,
}

/// What a task of a call does.
type Run<T> = for<'a> fn(&'a Sender, &'a Call, &'a mut Attempts) -> BoxFuture<'a, Result<T>>;

/// A task that is ended with this.
struct Driven<T>(JoinHandle<T>);

impl<T> Future for Driven<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T>> {
        self.0.poll_unpin(context).map(|ended| {
            ended.map_err(|error| match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => Error::new(ErrorKind::Transport, "the runtime was shut down during the call"),
            })
        })
    }
}

impl<T> Drop for Driven<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Sender {
    pub(crate) fn new(core: Core, options: Options) -> Self {
        Self { core: Arc::new(core), options }
    }

    /// The same sender with other options.
    pub(crate) fn with(&self, options: Options) -> Self {
        Self { core: Arc::clone(&self.core), options }
    }

    /// The same sender with something changed that all clones share.
    pub(crate) fn rebuilt(&self, change: impl FnOnce(&mut Core)) -> Self {
        let mut core = Core::clone(&self.core);
        change(&mut core);
        Self::new(core, self.options.clone())
    }

    pub(crate) fn core(&self) -> &Core {
        &self.core
    }

    pub(crate) fn address(&self) -> &Address {
        &self.core.address
    }

    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    /// Sends a call and decodes the answer.
    pub(crate) async fn read<T: Reply>(&self, call: &Call) -> Result<Response<T>> {
        let mut attempts = Attempts::new(&self.options);
        let read = async {
            loop {
                let (head, body) = self.exchange(call, &mut attempts).await?;
                let failed = match T::decode(&body) {
                    Ok(body) => return Ok(Response { status: head.status, headers: head.headers, body }),
                    Err(error) => Failed::in_decode(&error, head.status, &head.headers),
                };
                attempts.retry(call, failed).await?;
            }
        };
        // On the heap: what is read may be large, and callers hold it in many places.
        traced(call, Box::pin(read)).await
    }

    /// Sends a call and answers with the bytes of the answer.
    pub(crate) async fn bytes(&self, call: &Call) -> Result<Bytes> {
        let mut attempts = Attempts::new(&self.options);
        // On the heap, as what decodes an answer.
        Ok(traced(call, self.exchange(call, &mut attempts)).await?.1)
    }

    /// Sends a call and hands out the bytes of the answer as they come.
    pub(crate) async fn download(&self, call: Call) -> Result<Download> {
        let mut attempts = Attempts::new(&self.options);
        // On the heap: the loop is much larger than what callers make of it.
        let run: Run<Opened> = |sender, call, attempts| sender.open(call, attempts).boxed();
        let opened = self.driven(&call, &mut attempts, run).boxed();
        let opened = traced(&call, opened).await?;
        Ok(Download::new(call.operation, opened.head, opened.body, self.options.body_limit))
    }

    /// Sends a call until there is a good answer or no hope for one, and reads all of it.
    pub(crate) fn exchange_traced<'a>(
        &'a self,
        call: &'a Call,
        attempts: &'a mut Attempts,
    ) -> impl Future<Output = Result<(response::Parts, Bytes)>> + 'a {
        traced(call, self.exchange(call, attempts))
    }

    /// The same without a span. On the heap: it is called from the loop that it is, and callers hold it in many places.
    fn exchange<'a>(
        &'a self,
        call: &'a Call,
        attempts: &'a mut Attempts,
    ) -> BoxFuture<'a, Result<(response::Parts, Bytes)>> {
        let run: Run<(response::Parts, Bytes)> =
            |sender, call, attempts| sender.exchange_here(call, attempts).boxed();
        self.driven(call, attempts, run).boxed()
    }

    /// Runs the attempts of a call in a task of their own, which ends with this future.
    ///
    /// While a call waits for its turn or its answer it keeps others from being sent. A future that nobody polls, such
    /// as the next page of a list whose items are in use, or one of many in a buffered stream, would keep them for ever
    /// if whoever holds it waits for one of them.
    async fn driven<T: Send + 'static>(
        &self,
        call: &Call,
        attempts: &mut Attempts,
        run: Run<T>,
    ) -> Result<T> {
        let (sender, call) = (self.clone(), call.clone());
        let mut own = std::mem::replace(attempts, Attempts::new(&self.options));
        let task = async move {
            let ended = run(&sender, &call, &mut own).await;
            (ended, own)
        };
        let mut task = task.in_current_span().with_current_subscriber().boxed();
        // Begun here: whoever is asked next how busy it is counts this call, and a free place is taken at once.
        let (ended, own) = match futures::poll!(task.as_mut()) {
            Poll::Ready(ended) => ended,
            Poll::Pending => Driven(tokio::spawn(task)).await?,
        };
        *attempts = own;
        ended
    }

    async fn exchange_here(&self, call: &Call, attempts: &mut Attempts) -> Result<(response::Parts, Bytes)> {
        loop {
            let Opened { head, body, permit } = self.open(call, attempts).await?;
            let deadline = attempts.deadline();
            let limit = self.options.body_limit;
            let read = tokio::time::timeout_at(deadline, body.collect_at_most(limit)).await;
            drop(permit);
            match read.unwrap_or_else(|_| Err(out_of_time())) {
                Ok(Some(body)) => return Ok((head, body)),
                Ok(None) => {
                    let error = too_large(limit).answered(
                        head.status,
                        ApiError::default(),
                        activity_id(&head.headers),
                    );
                    let error = error.of(call.operation.clone());
                    // It was carried out, and what came of it can't be told.
                    return Err(if call.effect == Effect::Unsafe { error.maybe_done() } else { error });
                }
                Err(error) => attempts.retry(call, Failed::in_transport(error, call, None, true)).await?,
            }
        }
    }

    /// Sends a call until there is the head of a good answer or no hope for one.
    async fn open(&self, call: &Call, attempts: &mut Attempts) -> Result<Opened> {
        let core = &*self.core;
        let mut renewed: Option<Authorization> = None;
        let mut redirect: Option<Box<Redirect>> = None;
        let mut refusals = 0;
        let mut versions = 0;
        let mut version = core.version_of(call);
        loop {
            let own = version.as_ref().map_or(call.url.as_str(), |(_, url)| url.as_str());
            let target = redirect.as_ref().map_or(own, |redirect| redirect.url.as_str());
            let trusted = redirect.as_ref().map_or(call.trusted, |redirect| redirect.trusted);
            let uri = target.parse::<Uri>().map_err(|error| {
                let what = format!("the URL cannot be sent: {error}");
                Error::new(ErrorKind::Invalid, what).of(call.operation.clone())
            })?;
            let gate = core.gate(&uri, trusted);
            let asked = Instant::now();
            let admitted = gate.admit(&mut attempts.turn, attempts.deadline, attempts.options.time).await;
            attempts.waited += asked.elapsed();
            let permit = match admitted {
                Ok(permit) => permit,
                Err(wait) => return Err(attempts.paused(call, wait)),
            };
            let deadline = attempts.deadline();
            let sent = if trusted { Some(core.sign(call, renewed.as_ref(), deadline).await?) } else { None };
            let request = core.request(call, uri, sent.as_ref())?;
            let answered = tokio::time::timeout_at(deadline, core.transport.send(request)).await;
            let response = match answered.unwrap_or_else(|_| Err(out_of_time())) {
                Ok(response) => response,
                Err(error) => {
                    if error.kind() == TransportErrorKind::Timeout {
                        gate.timed_out(&permit);
                    }
                    drop(permit);
                    let failed = core.undelivered(error, call, sent.as_ref(), gate.has_answered());
                    attempts.retry(call, failed).await?;
                    continue;
                }
            };
            let (head, body) = response.into_parts();
            let body = body.expect_length(classify::length(call, &head));
            let status = head.status;
            record(attempts, &head);
            let told = gate.observe(&permit, &head.headers, status == StatusCode::TOO_MANY_REQUESTS);
            let answer = Answer {
                call,
                head: &head,
                sent: sent.as_ref(),
                source: core.credential.source(),
                address: &core.address,
            };
            if status.is_success() && !answer.is_sign_in_page() {
                core.accepted.note(call.scopes);
                return Ok(Opened { head, body, permit });
            }
            if status.is_redirection() && status != StatusCode::NOT_MODIFIED {
                let hops = redirect.as_ref().map_or(0, |redirect| redirect.hops);
                if let Some(next) = redirect::follow(&answer, target, hops)? {
                    redirect = Some(Box::new(next));
                    continue;
                }
            }
            let text = classify::read_error(body, deadline).await;
            let mut failed = answer.classify(&text, told);
            if failed.kind() == ErrorKind::Throttled
                && (told.is_none() || status != StatusCode::TOO_MANY_REQUESTS)
            {
                let wait = gate.refused(&permit, &head.headers, || attempts.backoff_throttled());
                failed = failed.wait(Some(wait));
            }
            drop(permit);
            match failed.kind() {
                ErrorKind::Auth => {
                    if let Some(other) = core.renew(call, sent.as_ref(), deadline).await? {
                        renewed = Some(other);
                        continue;
                    }
                    if refusals < REFUSALS && core.accepted.has(call.scopes) {
                        refusals += 1;
                        failed = failed.passing();
                    } else {
                        core.accepted.forget(call.scopes);
                    }
                }
                ErrorKind::NotSupported if versions < CHANGES => {
                    versions += 1;
                    let asked = version.as_ref().map(|(asked, _)| *asked);
                    if self.negotiated(call, asked, failed.error()).await {
                        version = core.version_of(call);
                        redirect = None;
                        continue;
                    }
                }
                _ => {}
            }
            attempts.retry(call, failed).await?;
        }
    }
}

impl Sender {
    /// Finds another version of an operation that was refused in this one (by default the catalog's).
    async fn negotiated(&self, call: &Call, asked: Option<ApiVersion>, error: &Error) -> bool {
        let core = &*self.core;
        let Some(meta) = call.negotiable() else {
            return false;
        };
        let Some(asked) = asked.or_else(|| meta.api_version.parse().ok()) else {
            return false;
        };
        let next = core.versions.refused(meta, core.host_of(meta), asked, error);
        tracing::debug!(operation = %call.operation, %asked, ?next, "the api-version was refused");
        match next {
            Next::Again => true,
            Next::Never => false,
            Next::Look => {
                let url = format!("{}_apis/{}", core.address.base(meta.host), meta.area);
                let Ok(url) = url::Url::parse(&url) else {
                    return false;
                };
                let look = Call::request(http::Method::OPTIONS, &url);
                let mut attempts = Attempts::new(&self.options);
                let Ok((_, table)) = self.exchange(&look, &mut attempts).await else {
                    return false;
                };
                let table = serde_json::from_slice(&table).unwrap_or_default();
                core.versions.looked_up(meta, asked, &table) == Next::Again
            }
        }
    }
}

impl Core {
    /// The version that is asked for in place of the catalog's, and where the call goes then.
    fn version_of(&self, call: &Call) -> Option<(ApiVersion, String)> {
        let meta = call.meta?;
        let version = self.versions.choose(meta, self.host_of(meta))?;
        call.negotiable()?;
        Some((version, call.url_with_version(version)))
    }

    /// The host whose versions an operation has; a Server is one.
    fn host_of(&self, meta: &OpMeta) -> Host {
        if self.address.is_cloud() { meta.host } else { Host::Dev }
    }

    /// What a request is sent with: a token, or the one that was fetched after the first was refused.
    async fn sign(&self, call: &Call, renewed: Option<&Authorization>, deadline: Instant) -> Result<Sent> {
        Ok(match renewed {
            Some(renewed) => Sent { authorization: renewed.clone(), renewed: true },
            None => Sent { authorization: self.authorize(call, None, deadline).await?, renewed: false },
        })
    }

    /// Another token in place of a refused one, if there is one. Once: a token that was just made and is refused will
    /// not get better.
    async fn renew(
        &self,
        call: &Call,
        sent: Option<&Sent>,
        deadline: Instant,
    ) -> Result<Option<Authorization>> {
        let Some(Sent { authorization: refused, renewed: false }) = sent else { return Ok(None) };
        if !call.body.is_repeatable() {
            return Ok(None);
        }
        let other = self.authorize(call, Some(refused), deadline).await?;
        Ok((*refused != other).then_some(other))
    }

    /// A request that was not answered.
    fn undelivered(&self, error: TransportError, call: &Call, sent: Option<&Sent>, known: bool) -> Failed {
        let has_one = sent.is_some_and(|sent| sent.authorization.header().is_some());
        Failed::in_transport(error, call, has_one.then(|| self.credential.source()), known)
    }

    async fn authorize(
        &self,
        call: &Call,
        refused: Option<&Authorization>,
        deadline: Instant,
    ) -> Result<Authorization> {
        let credential = &self.credential;
        let mut context = credential::Context::new(&*self.transport);
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
        if trusted && self.address.is_cloud() {
            self.limiter.gate(&format!("{host}/{}", self.address.organization().to_ascii_lowercase()))
        } else {
            self.limiter.gate(host)
        }
    }

    /// The request to there; without `sent` it goes to somebody who is not trusted.
    fn request(&self, call: &Call, uri: Uri, sent: Option<&Sent>) -> Result<http::Request<Body>> {
        let body = call.body.open().map_err(|error| error.of(call.operation.clone()))?;
        let mut request = http::Request::new(body);
        *request.method_mut() = call.method.clone();
        *request.uri_mut() = uri;
        let headers = request.headers_mut();
        if let Some(sent) = sent {
            headers.clone_from(&call.headers);
            headers.insert(FEDAUTH.clone(), HeaderValue::from_static("Suppress"));
            if let Some(value) = sent.authorization.header() {
                headers.insert(AUTHORIZATION, value.clone());
            }
        }
        if let Some(accept) = &call.accept {
            headers.insert(ACCEPT, accept.clone());
        }
        headers.insert(USER_AGENT, self.user_agent.clone());
        Ok(request)
    }
}

fn out_of_time() -> TransportError {
    TransportError::new(TransportErrorKind::Timeout, "the time for this call is over")
}

/// Puts a span around a call: what is asked for, what came of it, and how long it waited for its turn and
/// between attempts; never a token, a query or a body.
fn traced<T, F: Future<Output = Result<T>>>(
    call: &Call,
    work: F,
) -> impl Future<Output = Result<T>> + use<T, F> {
    let span = tracing::debug_span!(
        "ado",
        operation = %call.operation,
        method = %call.method,
        status = tracing::field::Empty,
        attempts = tracing::field::Empty,
        waited_ms = tracing::field::Empty,
        activity_id = tracing::field::Empty,
        error = tracing::field::Empty,
    );
    let ended = span.clone();
    work.instrument(span).inspect(move |result| {
        if let Err(error) = result {
            ended.record("error", tracing::field::debug(error.kind()));
            ended.record("attempts", error.attempts().len().max(1));
            if let Some(status) = error.status() {
                ended.record("status", status.as_u16());
            }
        }
    })
}

/// Tells the span of the call what came.
fn record(attempts: &Attempts, head: &response::Parts) {
    let span = tracing::Span::current();
    if span.is_disabled() {
        return;
    }
    span.record("status", head.status.as_u16());
    span.record("attempts", attempts.count());
    span.record("waited_ms", attempts.waited.as_millis() as u64);
    if let Some(id) = activity_id(&head.headers) {
        span.record("activity_id", id);
    }
}
