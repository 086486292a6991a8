//! Rate limiting: what the service says about the budget of an identity, shared by all who use it.
//!
//! A [`Limiter`] has a [`Gate`] for each host. The gate keeps the queue: who is in flight, who waits, and whose turn
//! it is. How fast the queue may move is the `pace`, which learns from the answers.

mod budget;
mod pace;
mod rate;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::FutureExt;
use http::HeaderMap;
use tokio::sync::Notify;
use tokio::time::Instant;

use self::pace::{Pace, Signal};
pub use self::rate::RateLimit;

/// The maximum number of requests in flight of one identity to one host, by default.
const CONCURRENCY: usize = 96;

/// The longest time that is reckoned with, so that no header and no setting can make the clock overflow.
const EVER: Duration = Duration::from_secs(10 * 365 * 24 * 3600);

/// After so many requests that overtook it, one of the background is sent: nobody waits for ever.
const OVERTAKEN: u32 = 15;

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

/// Rate limits of one identity: concurrency, the budget, and pauses that the service asked for.
///
/// The service counts by identity, not by token or connection, so all clients of one identity should share
/// one limiter: clones of a client do, those of a [`Pool`](crate::Pool) do, others are given it by
/// [`Builder::limiter`](crate::Builder::limiter). Each host has limits of its own.
///
/// Nothing has to be set. The concurrency falls when the service throttles: when it delays or refuses requests, or
/// answers slowly. Near the end of the budget requests are spread over time so that nearly all of it is used and
/// nothing refused. Signs of throttling age: once the service has fallen silent, it is used at full rate again
/// within twice the time that it asked for.
///
/// <https://learn.microsoft.com/en-us/azure/devops/integrate/concepts/rate-limits>
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
    pace: Pace,
    in_flight: usize,
    waiting: BTreeMap<Ticket, Arc<Notify>>,
    tickets: u64,
    /// How often the background was overtaken since it last had its turn.
    overtaken: u32,
    rate: Option<RateLimit>,
    /// Whether the host has ever answered.
    answered: bool,
}

/// A ticket of the queue: who goes first, and then who came first.
type Ticket = (Priority, u64);

/// The turn of one call in the queue, kept over its attempts.
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

/// The right to have one request in flight; it ends when this is dropped.
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
    /// How many are in flight or waiting, of those that could be in flight.
    pub(crate) busy: f64,
}

impl Default for Limiter {
    fn default() -> Self {
        Self::new(CONCURRENCY)
    }
}

impl Limiter {
    /// A limiter with a maximum concurrency: so many requests in flight to each host.
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
        let state = State {
            pace: Pace::new(concurrency),
            in_flight: 0,
            waiting: BTreeMap::new(),
            tickets: 0,
            overtaken: 0,
            rate: None,
            answered: false,
        };
        Self { state: Mutex::new(state) }
    }

    fn with<T>(&self, use_it: impl FnOnce(&mut State) -> T) -> T {
        use_it(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits for its turn: for a permit, for the end of a pause, for room in the budget. If a pause ends after
    /// `deadline` (or after `time`, where none is set yet), answers at once how long it still is.
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
        let signal = Signal::read(headers, refused);
        self.with(|state| {
            state.answered = true;
            state.pace.learn(permit.sent, &signal, state.in_flight);
            if signal.rate.is_some() {
                state.rate.clone_from(&signal.rate);
            }
            state.wake(signal.wait.is_some());
        });
        signal.wait
    }

    /// Learns that a request was refused for throttling, in whatever form: nobody sends for as long as the headers
    /// ask, or else for `guess`. Answers how long that is.
    pub(crate) fn refused(
        &self,
        permit: &Permit,
        headers: &HeaderMap,
        guess: impl FnOnce() -> Duration,
    ) -> Duration {
        let wait = Signal::read(headers, true).wait.unwrap_or_else(guess);
        self.with(|state| {
            state.pace.refused(permit.sent, wait);
            state.wake(true);
        });
        wait
    }

    /// Learns that no answer came in time.
    pub(crate) fn timed_out(&self, permit: &Permit) {
        self.with(|state| state.pace.timed_out(permit.sent));
    }

    /// Whether the host has ever answered.
    pub(crate) fn has_answered(&self) -> bool {
        self.with(|state| state.answered)
    }

    /// What the service last said.
    pub(crate) fn rate(&self) -> Option<RateLimit> {
        self.with(|state| state.rate.clone())
    }

    /// How long nothing is sent, because the service asked for a pause.
    pub(crate) fn pause(&self) -> Option<Duration> {
        self.with(|state| state.pace.closed_until()).map(|until| until - Instant::now())
    }

    /// How busy it is.
    pub(crate) fn load(&self) -> Load {
        self.with(|state| {
            let at = state.pace.fits_at(Priority::Background, state.in_flight, state.waiting.len());
            let busy = (state.in_flight + state.waiting.len()) as f64 / state.pace.concurrency();
            Load { wait: at.map_or(Duration::ZERO, |at| at.saturating_duration_since(Instant::now())), busy }
        })
    }
}

impl State {
    fn step(&mut self, ticket: Ticket, latest: Instant) -> Step {
        let head = self.head() == Some(ticket);
        let opens =
            if head { self.pace.fits_at(ticket.0, self.in_flight, 0) } else { self.pace.closed_until() };
        if let Some(until) = opens {
            return match until {
                _ if until > latest => Step::Late(until - Instant::now()),
                _ if head => Step::Sleep(until),
                _ => Step::Wait,
            };
        }
        if !head || !self.pace.has_place(self.in_flight) {
            return Step::Wait;
        }
        self.enter(ticket.0);
        Step::Go
    }

    /// Whether one who comes now need not stand in line.
    fn is_free(&mut self, priority: Priority) -> bool {
        self.waiting.is_empty()
            && self.pace.fits_at(priority, self.in_flight, 0).is_none()
            && self.pace.has_place(self.in_flight)
    }

    fn enter(&mut self, priority: Priority) {
        self.in_flight += 1;
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

    /// Wakes the one whose turn it is, or all: some of those who wait can't wait for a new pause.
    fn wake(&self, all: bool) {
        if all {
            self.waiting.values().for_each(|notify| notify.notify_one());
        } else if let Some(notify) = self.head().and_then(|head| self.waiting.get(&head)) {
            notify.notify_one();
        }
    }
}

/// A place in the queue, given up when this is dropped.
struct Place<'a> {
    gate: &'a Gate,
    ticket: Ticket,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.gate.with(|state| {
            state.waiting.remove(&self.ticket);
            state.wake(false);
        });
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.gate.with(|state| {
            state.in_flight -= 1;
            state.wake(false);
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
        let concurrency = || gate.with(|state| state.pace.concurrency().floor() as usize);
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
