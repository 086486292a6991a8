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

use std::sync::{Arc, Mutex, PoisonError};

use adoxide_api::wire::{ApiError, Effect, Reply};
use bytes::Bytes;
use futures::FutureExt;
use http::header::{ACCEPT, AUTHORIZATION, USER_AGENT};
use http::{HeaderName, HeaderValue, StatusCode, Uri, response};
use tokio::time::Instant;
use tracing::Instrument;

pub(crate) use self::attempt::{Attempts, Failed};
pub use self::call::Call;
pub(crate) use self::call::JSON;
use self::classify::{Answer, Sent};
use self::redirect::Redirect;
use crate::address::Address;
use crate::credential::{Authorization, Context, Credential};
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
        Ok(traced(call, self.exchange(call, &mut attempts).boxed()).await?.1)
    }

    /// Sends a call and hands out the bytes of the answer as they come.
    pub(crate) async fn download(&self, call: Call) -> Result<Download> {
        let mut attempts = Attempts::new(&self.options);
        // On the heap: the loop is much larger than what callers make of it.
        let opened = traced(&call, self.open(&call, &mut attempts).boxed()).await?;
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

    async fn exchange(&self, call: &Call, attempts: &mut Attempts) -> Result<(response::Parts, Bytes)> {
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
        loop {
            let target = redirect.as_ref().map_or(call.url.as_str(), |redirect| redirect.url.as_str());
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
            let sent = match &renewed {
                _ if !trusted => None,
                Some(renewed) => Some(Sent { authorization: renewed.clone(), renewed: true }),
                None => {
                    Some(Sent { authorization: core.authorize(call, None, deadline).await?, renewed: false })
                }
            };
            let request = core.request(call, uri, sent.as_ref())?;
            let answered = tokio::time::timeout_at(deadline, core.transport.send(request)).await;
            let response = match answered.unwrap_or_else(|_| Err(out_of_time())) {
                Ok(response) => response,
                Err(error) => {
                    if error.kind() == TransportErrorKind::Timeout {
                        gate.timed_out(&permit);
                    }
                    drop(permit);
                    let known = gate.has_answered();
                    let has_one = sent.as_ref().is_some_and(|sent| sent.authorization.header().is_some());
                    let unused = has_one.then(|| core.credential.source());
                    let failed = Failed::in_transport(error, call, unused, known);
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
            match failed.kind() {
                ErrorKind::Throttled if told.is_none() || status != StatusCode::TOO_MANY_REQUESTS => {
                    let wait = told.unwrap_or_else(|| attempts.backoff_throttled());
                    gate.refused(&permit, wait);
                    failed = failed.wait(Some(wait));
                }
                ErrorKind::Auth => {
                    // Once: a token that was just made and is refused will not get better.
                    if renewed.is_none()
                        && let Some(Sent { authorization: refused, .. }) = &sent
                        && call.body.is_repeatable()
                    {
                        let other = core.authorize(call, Some(refused), deadline).await?;
                        if *refused != other {
                            renewed = Some(other);
                            continue;
                        }
                    }
                    if refusals < REFUSALS && core.accepted.has(call.scopes) {
                        refusals += 1;
                        failed = failed.passing();
                    } else {
                        core.accepted.forget(call.scopes);
                    }
                }
                _ => {}
            }
            drop(permit);
            attempts.retry(call, failed).await?;
        }
    }
}

impl Core {
    async fn authorize(
        &self,
        call: &Call,
        refused: Option<&Authorization>,
        deadline: Instant,
    ) -> Result<Authorization> {
        let credential = &self.credential;
        let mut context = Context::new(&*self.transport);
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
