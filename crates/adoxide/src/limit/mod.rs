//! How fast: what the service says about the budget of an identity, shared by all who use it.

mod budget;
mod rate;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::FutureExt;
use http::HeaderMap;
use tokio::sync::Notify;
use tokio::time::Instant;

use self::budget::{Budget, Told};
pub use self::rate::RateLimit;
use self::rate::retry_after;
use crate::clock::until;

/// How many requests of one identity are under way to one host at a time, unless told otherwise.
const CONCURRENCY: usize = 96;

/// The longest time that is reckoned with, so that no header and no setting can make the clock overflow.
const EVER: Duration = Duration::from_secs(10 * 365 * 24 * 3600);

/// After so many requests that overtook it, one of the background is sent: nobody waits for ever.
const OVERTAKEN: u32 = 15;

/// What is left of the concurrency after a sign that it is too much: a refusal, a delay, a slow answer.
const REFUSED: f64 = 0.5;
const DELAYED: f64 = 0.7;
const SLOW: f64 = 0.9;

/// An answer is slow if it takes so many times as long as others do, and longer than this.
const SLOWER: f64 = 4.0;
const PATIENCE: Duration = Duration::from_secs(5);

/// The instant after so long.
pub(crate) fn after(wait: Duration) -> Instant {
    Instant::now() + wait.min(EVER)
}

/// Who goes first where requests must wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Priority {
    /// Somebody waits for it.
    #[default]
    Interactive,
    /// It has time: a copy of an organization, a nightly report. It gets what the others leave, and at least
    /// a small part.
    Background,
}

/// The limits of one identity: how many requests at a time, how many in all, and when to pause.
///
/// The service counts by identity, not by token or connection, so all clients of one identity should share
/// one limiter: clones of a client do, those of a [`Pool`](crate::Pool) do, others are given it by
/// [`Builder::limiter`](crate::Builder::limiter). Each host has limits of its own.
///
/// Nothing has to be set. The concurrency falls when the service delays or refuses requests, or answers
/// slowly, and rises again afterwards. Near the end of the budget requests are spread over time so that
/// nearly all of it is used and nothing refused.
#[derive(Clone, Debug)]
pub struct Limiter {
    hosts: Arc<Mutex<HashMap<String, Arc<Gate>>>>,
    concurrency: usize,
}

/// The limits at one host.
#[derive(Debug)]
pub(crate) struct Gate {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// How many requests may be under way, now and at most.
    concurrency: f64,
    most: f64,
    /// When it was last lowered: one sign of each round trip counts.
    lowered: Option<Instant>,
    under_way: usize,
    waiting: BTreeMap<Ticket, Arc<Notify>>,
    tickets: u64,
    /// How often the background was overtaken since it last had its turn.
    overtaken: u32,
    /// Nothing is sent before this.
    closed_until: Option<Instant>,
    rate: Option<RateLimit>,
    budget: Budget,
    /// How long answers take, in seconds: newer ones count more.
    latency: Option<f64>,
}

/// A place in the line: who goes first, and then who came first.
type Ticket = (Priority, u64);

/// The place of one call in the line, kept over its tries.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Turn {
    pub(crate) priority: Priority,
    number: Option<u64>,
}

impl Turn {
    pub(crate) fn new(priority: Priority) -> Self {
        Self { priority, number: None }
    }
}

/// What the one who waits does next.
enum Step {
    Go,
    /// It can't be in time: so long it still takes.
    Late(Duration),
    Sleep(Instant),
    Wait,
}

/// The leave to send one request; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Permit {
    gate: Arc<Gate>,
    sent: Instant,
}

/// How busy it is at one host.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Load {
    /// When one more request could be sent.
    pub(crate) wait: Duration,
    /// How many are under way or waiting, of those that could be under way.
    pub(crate) busy: f64,
}

impl Default for Limiter {
    fn default() -> Self {
        Self::new(CONCURRENCY)
    }
}

impl Limiter {
    /// A limiter that lets at most this many requests at a time go to one host.
    pub fn new(concurrency: usize) -> Self {
        Self { hosts: Arc::default(), concurrency: concurrency.max(1) }
    }

    /// The limits at this host.
    pub(crate) fn gate(&self, host: &str) -> Arc<Gate> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(gate) = hosts.get(host) {
            return Arc::clone(gate);
        }
        let gate = Arc::new(Gate::new(self.concurrency));
        hosts.insert(host.to_owned(), Arc::clone(&gate));
        gate
    }
}

impl Gate {
    fn new(concurrency: usize) -> Self {
        let concurrency = concurrency as f64;
        let state = State {
            concurrency,
            most: concurrency,
            lowered: None,
            under_way: 0,
            waiting: BTreeMap::new(),
            tickets: 0,
            overtaken: 0,
            closed_until: None,
            rate: None,
            budget: Budget::default(),
            latency: None,
        };
        Self { state: Mutex::new(state) }
    }

    fn with<T>(&self, use_it: impl FnOnce(&mut State) -> T) -> T {
        use_it(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits for its turn: for a place among those who send at the same time, for the end of a pause, for
    /// room in the budget. If a pause ends after `deadline` (or after `time`, where none is set yet), answers
    /// at once how long it still is.
    pub(crate) async fn admit(
        self: &Arc<Self>,
        turn: &mut Turn,
        deadline: Option<Instant>,
        time: Duration,
    ) -> Result<Permit, Duration> {
        let in_line = self.with(|state| {
            let number = *turn.number.get_or_insert_with(|| {
                state.tickets += 1;
                state.tickets
            });
            if state.is_free(turn.priority) {
                state.enter(turn.priority);
                return None;
            }
            let (ticket, notify) = ((turn.priority, number), Arc::new(Notify::new()));
            state.waiting.insert(ticket, Arc::clone(&notify));
            Some((ticket, notify))
        });
        match in_line {
            None => Ok(self.permit()),
            // On the heap: most need not wait.
            Some((ticket, notify)) => self.wait(ticket, &notify, deadline, time).boxed().await,
        }
    }

    async fn wait(
        self: &Arc<Self>,
        ticket: Ticket,
        notify: &Notify,
        deadline: Option<Instant>,
        time: Duration,
    ) -> Result<Permit, Duration> {
        let place = Place { gate: self, ticket };
        loop {
            let latest = deadline.unwrap_or_else(|| after(time));
            match self.with(|state| state.step(ticket, latest)) {
                Step::Go => {
                    drop(place);
                    return Ok(self.permit());
                }
                Step::Late(wait) => return Err(wait),
                Step::Wait => match deadline {
                    None => notify.notified().await,
                    Some(deadline) => {
                        if tokio::time::timeout_at(deadline, notify.notified()).await.is_err() {
                            return Err(Duration::ZERO);
                        }
                    }
                },
                Step::Sleep(at) => {
                    // Either way it looks again.
                    let _ = tokio::time::timeout_at(at, notify.notified()).await;
                }
            }
        }
    }

    fn permit(self: &Arc<Self>) -> Permit {
        Permit { gate: Arc::clone(self), sent: Instant::now() }
    }

    /// Learns from the headers of a response, whatever its status. Answers how long the service asks to wait:
    /// during that time nothing is sent by anyone.
    pub(crate) fn observe(&self, permit: &Permit, headers: &HeaderMap, refused: bool) -> Option<Duration> {
        let rate = RateLimit::read(headers);
        let mut wait = retry_after(headers);
        if refused && wait.is_none() {
            let reset = rate.as_ref().and_then(|rate| rate.reset);
            wait = reset.map(|reset| until(reset, headers));
        }
        if let Some(wait) = wait {
            self.pause(wait);
        }
        self.with(|state| state.learn(permit.sent, headers, rate, refused));
        wait
    }

    /// Learns that no answer came in time: delays look like this.
    pub(crate) fn timed_out(&self, permit: &Permit) {
        self.with(|state| state.lower(permit.sent, DELAYED));
    }

    /// Lets nobody send for so long.
    pub(crate) fn pause(&self, wait: Duration) {
        self.with(|state| {
            let until = Some(after(wait));
            if until > state.closed_until {
                state.closed_until = until;
                // Some of those who wait can't wait for so long.
                state.waiting.values().for_each(|notify| notify.notify_one());
            }
        });
    }

    /// What the service last said.
    pub(crate) fn rate(&self) -> Option<RateLimit> {
        self.with(|state| state.rate.clone())
    }

    /// How busy it is.
    pub(crate) fn load(&self) -> Load {
        self.with(|state| {
            let now = Instant::now();
            let fits = state.budget.fits_at(Priority::Background, state.under_way, state.waiting.len());
            let at = fits.max(state.closed_until).unwrap_or(now);
            let busy = (state.under_way + state.waiting.len()) as f64 / state.concurrency;
            Load { wait: at.saturating_duration_since(now), busy }
        })
    }
}

impl State {
    fn step(&mut self, ticket: Ticket, latest: Instant) -> Step {
        let now = Instant::now();
        let head = self.head() == Some(ticket);
        let fits = if head { self.budget.fits_at(ticket.0, self.under_way, 0) } else { None };
        let closed = self.closed_until.filter(|until| *until > now);
        if let Some(until) = closed.max(fits) {
            return match until {
                _ if until > latest => Step::Late(until - now),
                _ if head => Step::Sleep(until),
                _ => Step::Wait,
            };
        }
        if !head || !self.has_place() {
            return Step::Wait;
        }
        self.enter(ticket.0);
        Step::Go
    }

    fn has_place(&self) -> bool {
        self.under_way as f64 + 1.0 <= self.concurrency
    }

    /// Whether one who comes now need not stand in line.
    fn is_free(&mut self, priority: Priority) -> bool {
        self.waiting.is_empty()
            && self.has_place()
            && self.closed_until.is_none_or(|until| until <= Instant::now())
            && self.budget.fits_at(priority, self.under_way, 0).is_none()
    }

    fn enter(&mut self, priority: Priority) {
        self.under_way += 1;
        let background = self.waiting.range((Priority::Background, 0)..).next().is_some();
        self.overtaken = if priority == Priority::Interactive && background { self.overtaken + 1 } else { 0 };
    }

    /// Whose turn it is.
    fn head(&self) -> Option<Ticket> {
        let overtaken = (self.overtaken >= OVERTAKEN)
            .then(|| self.waiting.range((Priority::Background, 0)..).next())
            .flatten();
        overtaken.or_else(|| self.waiting.first_key_value()).map(|(ticket, _)| *ticket)
    }

    fn wake(&self) {
        if let Some(notify) = self.head().and_then(|head| self.waiting.get(&head)) {
            notify.notify_one();
        }
    }

    fn learn(&mut self, sent: Instant, headers: &HeaderMap, rate: Option<RateLimit>, refused: bool) {
        let told = rate.as_ref().and_then(|rate| {
            let (limit, remaining) = (rate.limit?, rate.remaining?);
            let window = rate.reset.map(|reset| until(reset, headers)).filter(|window| !window.is_zero());
            Some(Told { limit, used: limit - remaining, window })
        });
        self.budget.answered(sent, told, refused);
        let took = sent.elapsed();
        let usual = self.latency.unwrap_or(took.as_secs_f64());
        if refused {
            self.lower(sent, REFUSED);
        } else if rate.as_ref().and_then(|rate| rate.delay).is_some_and(|delay| !delay.is_zero()) {
            self.lower(sent, DELAYED);
        } else if took > PATIENCE && took.as_secs_f64() > usual * SLOWER {
            self.lower(sent, SLOW);
        } else if !self.has_place() {
            // Nobody gains by more than is used.
            self.concurrency = (self.concurrency + 1.0 / self.concurrency).min(self.most);
        }
        self.latency = Some(usual * 0.9 + took.as_secs_f64() * 0.1);
        if rate.is_some() {
            self.rate = rate;
        }
        self.wake();
    }

    /// Lowers the concurrency, unless the request was sent before it was last lowered.
    fn lower(&mut self, sent: Instant, to: f64) {
        if self.lowered.is_none_or(|lowered| sent > lowered) {
            self.concurrency = (self.concurrency * to).max(1.0);
            self.lowered = Some(Instant::now());
        }
    }
}

/// A place in the line, given up when this is dropped.
struct Place<'a> {
    gate: &'a Gate,
    ticket: Ticket,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.gate.with(|state| {
            state.waiting.remove(&self.ticket);
            state.wake();
        });
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.gate.with(|state| {
            state.under_way -= 1;
            state.wake();
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    const LONG: Duration = Duration::from_secs(1000);

    async fn permit(gate: &Arc<Gate>) -> Permit {
        gate.admit(&mut Turn::default(), None, LONG).await.unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_holds_for_all_and_for_the_longest_that_was_asked() {
        let limiter = Limiter::default();
        let start = Instant::now();
        let sent = permit(&limiter.gate("a")).await;
        for seconds in ["20", "50", "10"] {
            limiter.clone().gate("a").observe(&sent, &headers(&[("retry-after", seconds)]), false);
        }
        permit(&limiter.gate("b")).await;
        assert_eq!(start.elapsed(), Duration::ZERO);
        let late = limiter.gate("a").admit(&mut Turn::default(), None, Duration::from_secs(40)).await;
        assert_eq!(late.unwrap_err(), Duration::from_secs(50));
        permit(&limiter.gate("a")).await;
        assert_eq!(start.elapsed(), Duration::from_secs(50));
    }

    #[tokio::test(start_paused = true)]
    async fn the_budget_is_read_and_its_end_waited_for_when_refused() {
        let gate = Limiter::default().gate("a");
        let near = headers(&[
            ("date", "Thu, 09 Jan 2025 12:02:30 GMT"),
            ("X-RateLimit-Resource", "CPU"),
            ("X-RateLimit-Delay", "1.250"),
            ("X-RateLimit-Limit", "200"),
            ("X-RateLimit-Remaining", "0"),
            ("X-RateLimit-Reset", "1736424180"),
        ]);
        let sent = permit(&gate).await;
        assert_eq!(gate.observe(&sent, &near, false), None);
        assert_eq!(gate.observe(&sent, &HeaderMap::new(), false), None);
        let rate = gate.rate().unwrap();
        assert_eq!((rate.delay, rate.remaining), (Some(Duration::from_millis(1250)), Some(0.0)));
        assert_eq!(gate.observe(&sent, &near, true), Some(Duration::from_secs(30)));
    }

    #[tokio::test(start_paused = true)]
    async fn the_concurrency_falls_with_each_round_trip_that_is_delayed_and_rises_again() {
        let gate = Limiter::new(8).gate("a");
        let concurrency = || gate.with(|state| state.concurrency.floor() as usize);
        let delayed = headers(&[("x-ratelimit-delay", "0.5")]);
        let all = futures::future::join_all((0..8).map(|_| permit(&gate))).await;
        for one in &all {
            gate.observe(one, &delayed, false);
        }
        assert_eq!(concurrency(), 5, "once for all who were sent together");
        drop(all);
        tokio::time::advance(Duration::from_secs(1)).await;
        let one = permit(&gate).await;
        gate.observe(&one, &HeaderMap::new(), true);
        assert_eq!(concurrency(), 2);
        gate.timed_out(&one);
        assert_eq!(concurrency(), 2);
        drop(one);
        for _ in 0..100 {
            tokio::time::advance(Duration::from_secs(1)).await;
            let all = futures::future::join_all((0..concurrency()).map(|_| permit(&gate))).await;
            for one in &all {
                gate.observe(one, &HeaderMap::new(), false);
            }
        }
        assert_eq!(concurrency(), 8);
    }

    #[tokio::test(start_paused = true)]
    async fn who_waits_for_it_goes_first_and_nobody_waits_for_ever() {
        let gate = Limiter::new(1).gate("a");
        let order = Mutex::new(Vec::new());
        let first = permit(&gate).await;
        let send = |name: String, priority: Priority| {
            let (gate, order) = (&gate, &order);
            async move {
                let permit = gate.admit(&mut Turn::new(priority), None, LONG).await.unwrap();
                order.lock().unwrap().push(name);
                tokio::task::yield_now().await;
                drop(permit);
            }
        };
        let background = (0..3).map(|number| send(format!("b{number}"), Priority::Background));
        let interactive = (0..40).map(|number| send(format!("i{number}"), Priority::Interactive));
        let release = async { drop(first) };
        futures::future::join3(
            futures::future::join_all(background),
            futures::future::join_all(interactive),
            release,
        )
        .await;
        let order = order.into_inner().unwrap();
        let at = |name: &str| order.iter().position(|one| one == name).unwrap();
        assert_eq!((at("i0"), at("b0"), at("b1"), at("i39"), at("b2")), (0, 15, 31, 41, 42), "{order:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn one_who_goes_away_holds_up_nobody() {
        let gate = Limiter::new(1).gate("a");
        let first = permit(&gate).await;
        let mut gone = Box::pin(permit(&gate));
        assert!(futures::poll!(&mut gone).is_pending());
        let mut next = Box::pin(permit(&gate));
        assert!(futures::poll!(&mut next).is_pending());
        drop(first);
        drop(gone);
        next.await;
        assert_eq!(gate.load(), Load { wait: Duration::ZERO, busy: 0.0 });
    }
}
