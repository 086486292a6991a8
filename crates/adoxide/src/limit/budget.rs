//! How much of the budget is used, and when the next request fits into it.
//!
//! The budget is a window that slides: what was used five minutes ago is free again. Near its limit the service says
//! how much is left. Between two of its statements this reckons on: each request costs what requests have cost, and
//! one that was answered is forgotten when the window has slid past it. So the budget can be used nearly whole, and
//! nothing is sent that would be refused.
//!
//! What a request costs is told by two statements and the requests between them. Before that there is little
//! evidence: a first statement may be of what others have used.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

use super::Priority;

/// The part of the budget that is used; the rest is for what can't be foreseen. What has time leaves a little
/// to somebody who waits.
fn usable(priority: Priority) -> f64 {
    match priority {
        Priority::Interactive => 0.985,
        Priority::Background => 0.965,
    }
}

/// The window, where the service doesn't say.
const WINDOW: Duration = Duration::from_secs(300);
/// The longest window that is believed.
const WINDOW_MOST: Duration = Duration::from_secs(3600);
/// Answers that came within this time are counted together.
const GRAIN: Duration = Duration::from_millis(250);
/// How much an older observation of the cost still counts when another one is made.
const MEMORY: f64 = 0.98;
/// The highest cost of a request, as a part of the budget.
const DEAREST: f64 = 0.1;
/// How many requests of this window it takes to reckon with what they cost at most, before a cost was observed.
const EVIDENCE: u32 = 20;
/// If others use the budget up, one request is risked in this part of the window, to hear how it stands.
const PROBES: u32 = 20;

/// What the service said: the whole, how much of it was used, and how long the window is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) limit: f64,
    pub(super) used: f64,
    pub(super) window: Option<Duration>,
}

#[derive(Debug, Default)]
pub(super) struct Budget {
    /// How many answers came until when, the oldest first, within the window.
    done: VecDeque<(Instant, u32)>,
    /// How many that is.
    count: u32,
    /// How many answers ever came.
    total: u64,
    /// How many of them have left the window.
    expired: u64,
    window: Option<Duration>,
    said: Option<Said>,
    /// Observed costs, and of how many requests; older ones fade.
    cost: f64,
    requests: f64,
}

/// The last statement, and how it stood here then.
#[derive(Clone, Copy, Debug)]
struct Said {
    at: Instant,
    limit: f64,
    used: f64,
    count: u32,
    total: u64,
    expired: u64,
}

impl Budget {
    fn window(&self) -> Duration {
        self.window.unwrap_or(WINDOW)
    }

    /// Drops what is free again.
    fn slide(&mut self, now: Instant) {
        let window = self.window();
        while let Some(&(at, count)) = self.done.front()
            && at + window <= now
        {
            self.done.pop_front();
            self.count -= count;
            self.expired += u64::from(count);
        }
    }

    /// An answer came, and with it a statement if it stands near the limit. A request that was refused has cost
    /// nothing.
    pub(super) fn answered(&mut self, told: Option<Told>, refused: bool) {
        let now = Instant::now();
        if let Some(window) = told.and_then(|told| told.window) {
            // It is told in whole seconds.
            let window = (window + Duration::from_secs(1)).min(WINDOW_MOST);
            self.window = Some(self.window.map_or(window, |known| known.max(window)));
        }
        self.slide(now);
        if !refused {
            self.count += 1;
            self.total += 1;
            match self.done.back_mut() {
                Some((at, count)) if now < *at + GRAIN => {
                    *at = now;
                    *count += 1;
                }
                _ => self.done.push_back((now, 1)),
            }
        }
        if let Some(told) = told {
            self.learn(now, told);
        }
    }

    /// Forgets what was said and what it seemed to cost: the service says nothing any more, so there is room.
    pub(super) fn forget(&mut self) {
        (self.said, self.window, self.cost, self.requests) = (None, None, 0.0, 0.0);
    }

    fn learn(&mut self, now: Instant, told: Told) {
        if let Some(said) = self.said.filter(|said| self.total > said.total) {
            let requests = (self.total - said.total) as f64;
            let freed = (self.expired - said.expired) as f64 * self.unit();
            let cost = (told.used - said.used + freed).max(0.0);
            self.cost = self.cost * MEMORY + cost;
            self.requests = self.requests * MEMORY + requests;
        }
        let (count, total, expired) = (self.count, self.total, self.expired);
        self.said = Some(Said { at: now, limit: told.limit, used: told.used, count, total, expired });
    }

    /// What one request costs, as far as there is evidence.
    fn unit(&self) -> f64 {
        let Some(said) = self.said else {
            return 0.0;
        };
        // All that is used may have been used from here, but no more than that.
        let most = if said.count == 0 { f64::MAX } else { said.used / f64::from(said.count) };
        let most = most.min(said.limit * DEAREST);
        if self.requests > 0.0 {
            most.min(self.cost / self.requests)
        } else if said.count >= EVIDENCE {
            most
        } else {
            0.0
        }
    }

    /// When a request fits into the budget that is sent after so many others, those included that are in flight;
    /// `None` if it does now.
    pub(super) fn fits_at(&mut self, priority: Priority, in_flight: usize, ahead: usize) -> Option<Instant> {
        let now = Instant::now();
        self.slide(now);
        let said = self.said?;
        let unit = self.unit();
        // What others use of it, or what was used before this began to count.
        let foreign = (said.used - unit * f64::from(said.count)).max(0.0);
        let expected = foreign + unit * (f64::from(self.count) + (in_flight + ahead + 1) as f64);
        let excess = expected - said.limit * usable(priority);
        if excess <= 0.0 {
            return None;
        }
        let mut free = 0.0;
        let enough = self.done.iter().find(|(_, count)| {
            free += unit * f64::from(*count);
            free >= excess
        });
        let free_at = enough.map_or(now, |(at, _)| *at) + self.window();
        // When others get their part back can't be known here.
        let probe = said.at + self.window() / PROBES;
        if in_flight + ahead > 0 || foreign < unit * f64::from(self.count) {
            Some(free_at)
        } else {
            Some(probe.min(free_at)).filter(|at| *at > now)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(used: f64) -> Told {
        Told { limit: 200.0, used, window: Some(Duration::from_secs(300)) }
    }

    #[tokio::test(start_paused = true)]
    async fn what_fits_is_reckoned_from_what_was_said() {
        let mut budget = Budget::default();
        for _ in 0..90 {
            budget.answered(None, false);
        }
        assert_eq!(budget.fits_at(Priority::Background, 0, 1000), None, "nothing was said");
        let start = Instant::now();
        tokio::time::advance(Duration::from_secs(10)).await;
        for used in [182.0, 184.0, 186.0] {
            budget.answered(Some(told(used)), false);
        }
        // Two for each: three more fit into 193.
        assert_eq!(
            (budget.fits_at(Priority::Background, 0, 2), budget.fits_at(Priority::Background, 2, 0)),
            (None, None)
        );
        assert_eq!(budget.fits_at(Priority::Background, 3, 0), Some(start + Duration::from_secs(301)));
        assert_eq!(budget.fits_at(Priority::Interactive, 4, 0), None, "a little is left");
        // The first 90 were sent together, and are free together.
        tokio::time::advance(Duration::from_secs(291)).await;
        assert_eq!(budget.fits_at(Priority::Background, 92, 0), None);
        assert!(budget.fits_at(Priority::Background, 93, 0).is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn what_others_use_is_not_held_to_be_ours() {
        let mut budget = Budget::default();
        budget.answered(Some(told(150.0)), false);
        assert_eq!(budget.fits_at(Priority::Background, 0, 0), None, "one request has not cost 150");
        budget.answered(Some(told(150.5)), false);
        assert_eq!(budget.fits_at(Priority::Background, 0, 80), None);
        assert!(budget.fits_at(Priority::Background, 0, 91).is_some());
        // They use it up: now and then one request is risked, and no more.
        budget.answered(Some(told(200.0)), false);
        let probe = budget.fits_at(Priority::Background, 0, 0).unwrap();
        assert!(probe <= Instant::now() + Duration::from_secs(16));
        tokio::time::sleep_until(probe).await;
        assert_eq!(budget.fits_at(Priority::Background, 0, 0), None);
        assert!(budget.fits_at(Priority::Background, 1, 0).is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn a_first_statement_is_no_evidence_of_a_cost() {
        let mut budget = Budget::default();
        for _ in 0..3 {
            budget.answered(Some(told(100.0)), false);
        }
        assert_eq!(budget.fits_at(Priority::Background, 96, 1000), None);
        budget.answered(Some(told(199.0)), false);
        assert!(budget.fits_at(Priority::Background, 1, 0).is_some());
        budget.forget();
        assert_eq!(budget.fits_at(Priority::Background, 96, 1000), None);
    }
}
