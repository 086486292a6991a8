//! How fast requests may be sent: what signs of throttling take away, and what silence gives back.
//!
//! A sign of throttling is an answer that says something about the budget, asks for a pause or refuses for it, or
//! that is slow. It lowers the concurrency and tells the budget how much of it is used. Signs age: once answers say
//! nothing for half the time that the last one asked for, all of them are forgotten; and without any answers they are
//! after twice that time. So whatever was said, a service that has fallen silent is used at full rate again within
//! twice the time that it asked for.

use std::time::Duration;

use http::HeaderMap;
use tokio::time::Instant;

use super::budget::{Budget, Told};
use super::rate::{RateLimit, retry_after};
use super::{Priority, after};
use crate::clock::until;

/// What is left of the concurrency after a sign that it is too much: a refusal, a delay, a slow answer.
const REFUSED: f64 = 0.5;
const DELAYED: f64 = 0.7;
const SLOW: f64 = 0.9;

/// An answer is slow if it takes so many times as long as others do, and longer than this.
const SLOWER: f64 = 4.0;
const PATIENCE: Duration = Duration::from_secs(5);

/// The time that a sign asks for which doesn't say how long.
const UNASKED: Duration = Duration::from_secs(10);
/// The longest silence that it takes to forget a sign.
const SILENCE_MOST: Duration = Duration::from_secs(30);

#[derive(Debug)]
pub(super) struct Pace {
    /// How many requests may be in flight, now and at most.
    concurrency: f64,
    most: f64,
    /// When it was last lowered: one sign of each round trip counts.
    lowered: Option<Instant>,
    /// Nothing is sent before this.
    closed_until: Option<Instant>,
    budget: Budget,
    /// How long answers take, in seconds: newer ones count more.
    latency: Option<f64>,
    sign: Option<Sign>,
}

/// The last sign of throttling.
#[derive(Clone, Copy, Debug)]
struct Sign {
    at: Instant,
    /// How long it takes to believe a silence.
    silence: Duration,
    /// Since when answers to later requests have said nothing.
    silent_since: Option<Instant>,
    /// When it is forgotten, answers or not.
    forgotten_at: Instant,
    /// Whether it asked for a pause, so that one request may be sent when that is over.
    paused: bool,
}

/// What an answer says about throttling.
#[derive(Debug)]
pub(super) struct Signal {
    pub(super) rate: Option<RateLimit>,
    /// How long the service asks to wait.
    pub(super) wait: Option<Duration>,
    /// How long the budget's window still is.
    window: Option<Duration>,
    refused: bool,
}

impl Signal {
    /// Reads an answer's headers. A refusal without `Retry-After` asks to wait for the whole budget.
    pub(super) fn read(headers: &HeaderMap, refused: bool) -> Self {
        let rate = RateLimit::read(headers);
        let reset = rate.as_ref().and_then(|rate| rate.reset).map(|reset| until(reset, headers));
        let wait = retry_after(headers).or(reset.filter(|_| refused));
        Self { rate, wait, window: reset.filter(|window| !window.is_zero()), refused }
    }

    fn delay(&self) -> Option<Duration> {
        self.rate.as_ref()?.delay.filter(|delay| !delay.is_zero())
    }

    /// What it says about the budget, if that can be true.
    fn told(&self) -> Option<Told> {
        let rate = self.rate.as_ref()?;
        let (limit, remaining) = (rate.limit?, rate.remaining?);
        (limit > 0.0).then(|| Told { limit, used: limit - remaining.clamp(0.0, limit), window: self.window })
    }

    fn is_silent(&self) -> bool {
        self.rate.is_none() && self.wait.is_none() && !self.refused
    }
}

impl Pace {
    pub(super) fn new(concurrency: usize) -> Self {
        let concurrency = concurrency as f64;
        Self {
            concurrency,
            most: concurrency,
            lowered: None,
            closed_until: None,
            budget: Budget::default(),
            latency: None,
            sign: None,
        }
    }

    pub(super) fn concurrency(&self) -> f64 {
        self.concurrency
    }

    /// Whether one more may be in flight.
    pub(super) fn has_place(&self, in_flight: usize) -> bool {
        in_flight as f64 + 1.0 <= self.concurrency
    }

    /// The end of the pause that was asked for, if it is not over.
    pub(super) fn closed_until(&self) -> Option<Instant> {
        self.closed_until.filter(|until| *until > Instant::now())
    }

    /// Lets nobody send for so long.
    fn pause(&mut self, wait: Duration) {
        self.closed_until = self.closed_until.max(Some(after(wait)));
    }

    /// When a request may be sent, with so many in flight and ahead of it; `None` if now.
    pub(super) fn fits_at(&mut self, priority: Priority, in_flight: usize, ahead: usize) -> Option<Instant> {
        // Without a sign there is neither a pause nor a statement.
        self.sign?;
        let now = Instant::now();
        self.age(now);
        let closed = self.closed_until();
        let fits = self.budget.fits_at(priority, in_flight, ahead);
        let fits = match self.sign {
            // Whether it is over can only be heard if something is asked.
            Some(sign) if in_flight + ahead == 0 && (sign.paused || sign.silent_since.is_some()) => None,
            Some(sign) => fits.map(|at| at.min(sign.forgotten_at)),
            None => fits,
        };
        closed.max(fits).filter(|at| *at > now)
    }

    /// Learns from an answer to a request that was sent then, with so many in flight.
    pub(super) fn learn(&mut self, sent: Instant, signal: &Signal, in_flight: usize) {
        let now = Instant::now();
        self.age(now);
        self.budget.answered(signal.told(), signal.refused);
        let took = sent.elapsed();
        let usual = self.latency.unwrap_or(took.as_secs_f64());
        self.latency = Some(usual * 0.9 + took.as_secs_f64() * 0.1);
        if let Some(wait) = signal.wait {
            self.pause(wait);
        }
        if !signal.is_silent() {
            if signal.refused {
                self.lower(sent, REFUSED);
            } else if signal.delay().is_some() {
                self.lower(sent, DELAYED);
            }
            self.noted(signal.wait, signal.wait.or(signal.window));
        } else if took > PATIENCE && took.as_secs_f64() > usual * SLOWER {
            self.lower(sent, SLOW);
            self.noted(None, None);
        } else {
            self.silent(now, sent);
            // Nobody gains by more than is used.
            if !self.has_place(in_flight) {
                self.concurrency = (self.concurrency + 1.0).min(self.most);
            }
        }
    }

    /// Learns that a request was refused, in whatever form, and that it is to wait for so long.
    pub(super) fn refused(&mut self, sent: Instant, wait: Duration) {
        self.lower(sent, REFUSED);
        self.pause(wait);
        self.noted(Some(wait), Some(wait));
    }

    /// Learns that no answer came in time: delays look like this.
    pub(super) fn timed_out(&mut self, sent: Instant) {
        self.lower(sent, DELAYED);
        self.noted(None, None);
    }

    /// Lowers the concurrency, unless the request was sent before it was last lowered.
    fn lower(&mut self, sent: Instant, to: f64) {
        if self.lowered.is_none_or(|lowered| sent > lowered) {
            self.concurrency = (self.concurrency * to).max(1.0);
            self.lowered = Some(Instant::now());
        }
    }

    /// A sign came: the pause that it asked for, and the time that it named, if not a pause then the budget's window.
    fn noted(&mut self, pause: Option<Duration>, asked: Option<Duration>) {
        let asked = asked.unwrap_or(UNASKED);
        let forgotten_at = after(asked.saturating_mul(2));
        let earlier = self.sign.map(|sign| sign.forgotten_at);
        self.sign = Some(Sign {
            at: Instant::now(),
            silence: (pause.unwrap_or(UNASKED) / 2).min(SILENCE_MOST),
            silent_since: None,
            forgotten_at: earlier.map_or(forgotten_at, |earlier| earlier.max(forgotten_at)),
            paused: pause.is_some(),
        });
    }

    /// An answer said nothing.
    fn silent(&mut self, now: Instant, sent: Instant) {
        if let Some(sign) = self.sign.as_mut().filter(|sign| sent > sign.at) {
            sign.silent_since.get_or_insert(now);
            self.age(now);
        }
    }

    /// Forgets a sign that is too old, or after which nothing was said for long enough.
    fn age(&mut self, now: Instant) {
        let is_old = |sign: Sign| {
            sign.forgotten_at <= now || sign.silent_since.is_some_and(|since| since + sign.silence <= now)
        };
        if self.sign.is_some_and(is_old) {
            self.forget();
        }
    }

    fn forget(&mut self) {
        self.budget.forget();
        (self.sign, self.lowered, self.concurrency) = (None, None, self.most);
    }
}
