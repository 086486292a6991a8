//! When a connection is synced next: pure, with the time handed in.

use std::time::Duration;

use jiff::Timestamp;

use crate::Interval;

/// How long to wait after the first failure; it doubles with each further one, up to the interval.
const BACKOFF: Duration = Duration::from_secs(30);

/// Decides when the next run is due: by interval, with backoff after failures, or at once when asked for. It can be paused.
#[derive(Clone, Debug)]
pub struct Schedule {
    every: Interval,
    next: Timestamp,
    failures: u32,
    paused: bool,
    asked: bool,
}

impl Schedule {
    /// A schedule whose last run began at that time: the next one is an interval later, or now if there was none.
    pub fn new(every: Interval, last: Option<Timestamp>, now: Timestamp) -> Self {
        // A clock that was set back must not keep it waiting for longer than an interval.
        let next = last.filter(|last| *last <= now).map_or(now, |last| last + every.duration());
        Self { every, next, failures: 0, paused: false, asked: false }
    }

    /// Whether a run is to begin now.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.asked || (!self.paused && self.next <= now)
    }

    /// When the next run is due by the schedule; none while it is paused.
    pub fn next(&self) -> Option<Timestamp> {
        (!self.paused).then_some(self.next)
    }

    /// How many runs have failed since one succeeded.
    pub fn failures(&self) -> u32 {
        self.failures
    }

    /// Whether it is paused.
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// Whether a run was asked for and has not begun.
    pub fn is_asked(&self) -> bool {
        self.asked
    }

    /// Asks for a run now, also while it is paused.
    pub fn ask(&mut self) {
        self.asked = true;
    }

    /// Pauses it, or resumes it.
    pub fn pause(&mut self, paused: bool) {
        self.paused = paused;
    }

    /// A run begins.
    pub fn begin(&mut self) {
        self.asked = false;
    }

    /// A run that began at that time succeeded. If it took longer than the interval, the next one is due at once; runs
    /// that were missed are not made up for.
    pub fn succeed(&mut self, began: Timestamp) {
        self.failures = 0;
        self.next = began + self.every.duration();
    }

    /// A run failed: the next one comes after the backoff, and not later than by the interval.
    pub fn fail(&mut self, now: Timestamp) {
        let factor = 1_u32.checked_shl(self.failures).unwrap_or(u32::MAX);
        let wait = BACKOFF.saturating_mul(factor).min(self.every.duration());
        self.failures = self.failures.saturating_add(1);
        self.next = now + wait;
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, ToSpan as _};

    use super::*;

    fn schedule() -> (Schedule, Timestamp) {
        let now: Timestamp = "2026-01-31T12:00:00Z".parse().unwrap();
        (Schedule::new("15m".parse().unwrap(), None, now), now)
    }

    #[test]
    fn runs_follow_the_interval_from_start_to_start() {
        let (mut schedule, now) = schedule();
        assert!(schedule.is_due(now));
        schedule.begin();
        schedule.succeed(now);
        assert_eq!(schedule.next(), Some(now + 15.minutes()));
        assert!(!schedule.is_due(now + 14.minutes()));
        assert!(schedule.is_due(now + 15.minutes()));
        // Longer than the interval: at once, and once.
        schedule.succeed(now);
        assert!(schedule.is_due(now + 50.minutes()));
        schedule.succeed(now + 50.minutes());
        assert!(!schedule.is_due(now + 51.minutes()));
    }

    #[test]
    fn failures_back_off_up_to_the_interval() {
        let (mut schedule, now) = schedule();
        let waits: Vec<_> = (0..7)
            .map(|_| {
                schedule.fail(now);
                schedule.next().unwrap().duration_since(now)
            })
            .collect();
        assert_eq!(waits, [30, 60, 120, 240, 480, 900, 900].map(SignedDuration::from_secs));
        assert_eq!(schedule.failures(), 7);
        for _ in 0..100 {
            schedule.fail(now);
        }
        assert_eq!(schedule.next(), Some(now + 15.minutes()));
        schedule.succeed(now);
        assert_eq!(schedule.failures(), 0);
    }

    #[test]
    fn a_pause_holds_the_schedule_and_not_who_asks() {
        let (mut schedule, now) = schedule();
        schedule.pause(true);
        assert!(!schedule.is_due(now + 1.hour()) && schedule.next().is_none());
        schedule.ask();
        assert!(schedule.is_due(now));
        schedule.begin();
        assert!(!schedule.is_due(now));
        schedule.pause(false);
        assert!(schedule.is_due(now));
    }

    #[test]
    fn a_restart_waits_for_what_is_left_and_a_clock_set_back_does_not_matter() {
        let (_, now) = schedule();
        let every: Interval = "15m".parse().unwrap();
        assert_eq!(Schedule::new(every, Some(now - 10.minutes()), now).next(), Some(now + 5.minutes()));
        assert!(Schedule::new(every, Some(now - 1.hour()), now).is_due(now));
        assert!(Schedule::new(every, Some(now + 1.hour()), now).is_due(now));
    }
}
