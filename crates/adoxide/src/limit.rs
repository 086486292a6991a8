//! How fast: what the service says about the budget of an identity, shared by all who use it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::HeaderMap;
use jiff::Timestamp;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

/// How many requests of one identity are under way to one host at a time, unless told otherwise.
const CONCURRENCY: usize = 32;

/// The longest time that is reckoned with, so that no header and no setting can make the clock overflow.
const EVER: Duration = Duration::from_secs(10 * 365 * 24 * 3600);

/// The instant after so long.
pub(crate) fn after(wait: Duration) -> Instant {
    Instant::now() + wait.min(EVER)
}

/// The limits of one identity: how many requests at a time, and when to pause.
///
/// The service counts by identity, not by token or connection, so all clients of one identity should share
/// one limiter: clones of a client do, others are given it by
/// [`Builder::limiter`](crate::Builder::limiter). Each host has limits of its own.
#[derive(Clone, Debug)]
pub struct Limiter {
    hosts: Arc<Mutex<HashMap<String, Arc<Gate>>>>,
    concurrency: usize,
}

/// The limits at one host.
#[derive(Debug)]
pub(crate) struct Gate {
    permits: Arc<Semaphore>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Nothing is sent before this.
    closed_until: Option<Instant>,
    rate: Option<RateLimit>,
}

/// What the service last said about the budget, in its `X-RateLimit-*` headers. They come only near the
/// limit; the unit is the TSTU, of which an identity has 200 in any five minutes.
/// <https://learn.microsoft.com/en-us/azure/devops/integrate/concepts/rate-limits>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RateLimit {
    /// The resource that runs out, in words for people.
    pub resource: Option<String>,
    /// How long the request was delayed.
    pub delay: Option<Duration>,
    /// The whole budget.
    pub limit: Option<f64>,
    /// What is left of it; 0 while requests are delayed.
    pub remaining: Option<f64>,
    /// When the budget would be whole again if nothing were sent.
    pub reset: Option<Timestamp>,
}

/// The leave to send one request; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Permit {
    _permit: Option<OwnedSemaphorePermit>,
}

impl Default for Limiter {
    fn default() -> Self {
        Self::new(CONCURRENCY)
    }
}

impl Limiter {
    /// A limiter that lets this many requests at a time go to one host.
    pub fn new(concurrency: usize) -> Self {
        Self { hosts: Arc::default(), concurrency: concurrency.max(1) }
    }

    /// The limits at this host.
    pub(crate) fn gate(&self, host: &str) -> Arc<Gate> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(gate) = hosts.get(host) {
            return Arc::clone(gate);
        }
        let permits = Arc::new(Semaphore::new(self.concurrency));
        let gate = Arc::new(Gate { permits, state: Mutex::default() });
        hosts.insert(host.to_owned(), Arc::clone(&gate));
        gate
    }
}

impl Gate {
    fn with<T>(&self, use_it: impl FnOnce(&mut State) -> T) -> T {
        use_it(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits for a place among those who send at the same time.
    pub(crate) async fn admit(&self) -> Permit {
        // The semaphore is never closed; without it nothing is limited, which is better than nothing sent.
        Permit { _permit: Arc::clone(&self.permits).acquire_owned().await.ok() }
    }

    /// Waits for the end of a pause. If that is after `deadline`, answers at once how long it still is.
    pub(crate) async fn open(&self, deadline: Instant) -> Result<(), Duration> {
        while let Some(until) = self.with(|state| state.closed_until) {
            let now = Instant::now();
            if until <= now {
                break;
            }
            if until > deadline {
                return Err(until - now);
            }
            tokio::time::sleep_until(until).await;
        }
        Ok(())
    }

    /// Learns from the headers of a response, whatever its status. Answers how long the service asks to wait:
    /// during that time nothing is sent by anyone.
    pub(crate) fn observe(&self, headers: &HeaderMap, refused: bool) -> Option<Duration> {
        let rate = RateLimit::read(headers);
        let mut wait = retry_after(headers);
        if refused && wait.is_none() {
            let reset = rate.as_ref().and_then(|rate| rate.reset);
            wait = reset.map(|reset| until(reset, headers));
        }
        if let Some(wait) = wait {
            self.pause(wait);
        }
        if rate.is_some() {
            self.with(|state| state.rate = rate);
        }
        wait
    }

    /// Lets nobody send for so long.
    pub(crate) fn pause(&self, wait: Duration) {
        self.with(|state| state.closed_until = state.closed_until.max(Some(after(wait))));
    }

    /// What the service last said.
    pub(crate) fn rate(&self) -> Option<RateLimit> {
        self.with(|state| state.rate.clone())
    }
}

impl RateLimit {
    fn read(headers: &HeaderMap) -> Option<Self> {
        let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
        let number = |name: &str| text(name)?.parse::<f64>().ok().filter(|number| number.is_finite());
        let rate = Self {
            resource: text("x-ratelimit-resource").map(str::to_owned),
            delay: number("x-ratelimit-delay").and_then(|delay| Duration::try_from_secs_f64(delay).ok()),
            limit: number("x-ratelimit-limit"),
            remaining: number("x-ratelimit-remaining"),
            reset: number("x-ratelimit-reset")
                .and_then(|seconds| Timestamp::from_second(seconds as i64).ok()),
        };
        let nothing = rate.resource.is_none()
            && rate.delay.is_none()
            && rate.limit.is_none()
            && rate.remaining.is_none()
            && rate.reset.is_none();
        (!nothing).then_some(rate)
    }
}

/// `Retry-After`, in seconds or as a date.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(http::header::RETRY_AFTER)?.to_str().ok()?.trim();
    match text.parse::<f64>() {
        Ok(seconds) => Duration::try_from_secs_f64(seconds).ok().map(|wait| wait.min(EVER)),
        Err(_) => Some(until(date(text)?, headers)),
    }
}

/// How long it is to an instant of the service's clock. Its own `Date` says what time it is there, so that a
/// clock that is wrong here does no harm.
fn until(instant: Timestamp, headers: &HeaderMap) -> Duration {
    let now = headers.get(http::header::DATE).and_then(|value| date(value.to_str().ok()?));
    let wait = instant.duration_since(now.unwrap_or_else(Timestamp::now));
    Duration::try_from(wait).unwrap_or(Duration::ZERO)
}

fn date(text: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::parse(text).ok().map(|date| date.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn retry_after_is_seconds_or_a_date_of_the_services_clock() {
        let date = ("date", "Thu, 09 Jan 2025 12:02:30 GMT");
        for (value, seconds) in [
            ("30", Some(30.0)),
            ("0.5", Some(0.5)),
            ("Thu, 09 Jan 2025 12:03:00 GMT", Some(30.0)),
            ("Thu, 09 Jan 2025 12:00:00 GMT", Some(0.0)),
            ("soon", None),
            ("-1", None),
            ("1e300", None),
            ("1e19", Some(EVER.as_secs_f64())),
        ] {
            let wait = retry_after(&headers(&[date, ("retry-after", value)]));
            assert_eq!(wait.map(|wait| wait.as_secs_f64()), seconds, "{value}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_holds_for_all_and_for_the_longest_that_was_asked() {
        let limiter = Limiter::default();
        let start = Instant::now();
        for seconds in ["20", "50", "10"] {
            limiter.clone().gate("a").observe(&headers(&[("retry-after", seconds)]), false);
        }
        let far = start + Duration::from_secs(1000);
        limiter.gate("b").open(far).await.unwrap();
        assert_eq!(start.elapsed(), Duration::ZERO);
        let wait = limiter.gate("a").open(start + Duration::from_secs(40)).await.unwrap_err();
        assert_eq!(wait, Duration::from_secs(50));
        limiter.gate("a").open(far).await.unwrap();
        assert_eq!(start.elapsed(), Duration::from_secs(50));
    }

    #[test]
    fn the_budget_is_read_and_its_end_waited_for_when_refused() {
        let gate = Limiter::default().gate("a");
        let near = headers(&[
            ("date", "Thu, 09 Jan 2025 12:02:30 GMT"),
            ("X-RateLimit-Resource", "CPU"),
            ("X-RateLimit-Delay", "1.250"),
            ("X-RateLimit-Limit", "200"),
            ("X-RateLimit-Remaining", "0"),
            ("X-RateLimit-Reset", "1736424180"),
        ]);
        assert_eq!(gate.observe(&near, false), None);
        assert_eq!(gate.observe(&HeaderMap::new(), false), None);
        let rate = gate.rate().unwrap();
        assert_eq!((rate.delay, rate.remaining), (Some(Duration::from_millis(1250)), Some(0.0)));
        assert_eq!(gate.observe(&near, true), Some(Duration::from_secs(30)));
    }
}
