//! The attempts of one call: whether and when it is sent again after a failure.

use std::time::Duration;

use adoxide_api::wire::{ApiError, DecodeError, Effect};
use futures::FutureExt;
use futures::future::BoxFuture;
use http::{HeaderMap, StatusCode};
use tokio::time::Instant;
use url::Url;

use super::call::Call;
use crate::error::{Attempt, Error, ErrorKind, Result};
use crate::limit::{Turn, after};
use crate::options::Options;
use crate::response::activity_id;
use crate::transport::{TransportError, TransportErrorKind};

/// The pause after the first failed attempt; each further one is twice as long.
const BACKOFF: Duration = Duration::from_millis(500);
/// The pause after a first refusal for throttling that does not say how long. The budget is a window of five
/// minutes.
const BACKOFF_THROTTLED: Duration = Duration::from_secs(5);
/// The longest pause that the service did not ask for.
const BACKOFF_MOST: Duration = Duration::from_secs(60);

/// The attempts of one call.
#[derive(Debug)]
pub(crate) struct Attempts {
    pub(super) options: Options,
    /// When the call times out; set when it is first sent.
    pub(super) deadline: Option<Instant>,
    pub(super) turn: Turn,
    /// How long it has waited in all: for its turn, and between attempts.
    pub(super) waited: Duration,
    failed: Vec<Attempt>,
}

/// An attempt that failed, before it is decided whether to retry.
pub(crate) struct Failed {
    pub(super) error: Error,
    /// What the list of attempts shows.
    what: String,
    retry: Retry,
    /// How long the service asked to wait.
    wait: Option<Duration>,
}

/// Whether a request may be sent again after a failure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Retry {
    /// No: it would fail again.
    Never,
    /// If repeating it does no harm: the service may have carried it out.
    Harmless,
    /// Yes: the service has not carried it out.
    Always,
}

impl Failed {
    pub(super) fn new(error: Error, what: impl Into<String>, retry: Retry) -> Self {
        Self { error, what: what.into(), retry, wait: None }
    }

    /// Waits for as long as the service asked before the next attempt.
    pub(super) fn wait(mut self, wait: Option<Duration>) -> Self {
        self.wait = wait;
        self
    }

    /// The same failure of something that the service has not carried out, and may carry out the next time.
    pub(super) fn passing(mut self) -> Self {
        self.retry = Retry::Always;
        self
    }

    pub(super) fn error(&self) -> &Error {
        &self.error
    }

    pub(super) fn kind(&self) -> ErrorKind {
        self.error.kind()
    }

    /// No answer, or none to its end. `unused` is the source of the credential that would have been sent, if there
    /// is one; `known` is whether the host has ever answered.
    pub(super) fn in_transport(
        error: TransportError,
        call: &Call,
        unused: Option<&str>,
        known: bool,
    ) -> Self {
        use TransportErrorKind::{Connect, Interrupted, Other, Proxy, Request, Timeout, Tls};
        let retry = match error.kind() {
            // A host that has answered will do so again; one that never has is more likely a wrong address.
            Connect | Proxy if known => Retry::Always,
            Connect | Proxy | Tls | Request => Retry::Never,
            Timeout | Interrupted | Other => Retry::Harmless,
        };
        let advice = match error.kind() {
            Connect => "check the address, the network and the proxy",
            Tls => "check the address, or name the authority of its certificate in SSL_CERT_FILE",
            Proxy => "give the proxy's user and password: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT",
            _ => "",
        };
        let what = error.to_string();
        let host = Url::parse(&call.url).ok().and_then(|url| Some(url.host_str()?.to_owned()));
        let mut text = error.on_the_way_to(&host.unwrap_or_default());
        if let Some(source) = unused.filter(|_| matches!(error.kind(), Connect | Tls | Proxy)) {
            text = format!("{text}, so {source} was not used");
        }
        let mut error = Error::new(ErrorKind::Transport, text).advise(advice).caused_by(error);
        if let Some(source) = unused {
            error = error.with_credential(source);
        }
        Self::new(error, what, retry)
    }

    /// A body that could not be decoded; if it was cut off, another attempt may bring the whole.
    pub(crate) fn in_decode(error: &DecodeError, status: StatusCode, headers: &HeaderMap) -> Self {
        let (what, retry) = if error.truncated {
            ("the answer was cut off", Retry::Harmless)
        } else {
            ("the answer could not be decoded", Retry::Never)
        };
        let error = Error::decode(error).answered(status, ApiError::default(), activity_id(headers));
        Self::new(error, what, retry)
    }
}

impl Attempts {
    pub(crate) fn new(options: &Options) -> Self {
        let turn = Turn::new(options.priority);
        Self { options: options.clone(), deadline: None, turn, waited: Duration::ZERO, failed: Vec::new() }
    }

    pub(super) fn deadline(&mut self) -> Instant {
        *self.deadline.get_or_insert_with(|| after(self.options.time))
    }

    /// How many there were, with the one that is made now.
    pub(super) fn count(&self) -> usize {
        self.failed.len() + 1
    }

    /// The error of a call that is not even begun: the pause that the service asked for is longer than the call may
    /// take.
    pub(super) fn paused(&mut self, call: &Call, wait: Duration) -> Error {
        let error = if wait.is_zero() {
            Error::new(ErrorKind::Throttled, "its turn did not come within the time for this call")
                .advise("give the call more time, or send less at a time")
        } else {
            Error::new(ErrorKind::Throttled, format!("the service asks to pause for {wait:.0?}"))
                .advise("try again then, or give the call more time")
                .again_in(Some(wait))
        };
        error.tried(std::mem::take(&mut self.failed)).of(call.operation.clone())
    }

    /// The pause before the next attempt where the service names none: twice as long each time, with jitter.
    fn backoff(&self, first: Duration) -> Duration {
        let most = first.saturating_mul(1 << self.failed.len().min(16)).min(BACKOFF_MOST);
        most.mul_f64(0.5 + 0.5 * fastrand::f64())
    }

    /// The pause after a refusal for throttling that names none.
    pub(super) fn backoff_throttled(&self) -> Duration {
        self.backoff(BACKOFF_THROTTLED)
    }

    /// Waits until the call may be sent again.
    ///
    /// It is on the heap: what is seldom needed would make each call larger.
    ///
    /// # Errors
    /// The failure, if there is to be no other attempt.
    pub(crate) fn retry<'a>(&'a mut self, call: &'a Call, failed: Failed) -> BoxFuture<'a, Result<()>> {
        self.retry_here(call, failed).boxed()
    }

    async fn retry_here(&mut self, call: &Call, failed: Failed) -> Result<()> {
        let count = self.count();
        let wait = failed.wait.unwrap_or_else(|| self.backoff(BACKOFF));
        let harmless = match failed.retry {
            Retry::Never => false,
            Retry::Harmless => call.effect != Effect::Unsafe,
            Retry::Always => true,
        };
        let in_time = after(wait) <= self.deadline();
        let go_on = harmless && in_time && count < self.options.attempts && call.body.is_repeatable();
        let waited = if go_on { wait } else { Duration::ZERO };
        let status = failed.error.status();
        self.failed.push(Attempt { status, failure: failed.what, waited });
        if go_on {
            let failure = &self.failed[count - 1].failure;
            tracing::debug!(operation = %call.operation, attempt = count, failure, ?wait, "retry");
            tokio::time::sleep(wait).await;
            self.waited += wait;
            return Ok(());
        }
        let mut error = failed.error.of(call.operation.clone()).tried(std::mem::take(&mut self.failed));
        if harmless && !call.body.is_repeatable() {
            error = error.advise("the content can be read only once, so it was not sent again");
        }
        let answered = error.kind() == ErrorKind::Decode;
        if call.effect == Effect::Unsafe && (answered || failed.retry == Retry::Harmless) {
            error = error.maybe_done();
        }
        Err(error.again_in(failed.wait))
    }
}
