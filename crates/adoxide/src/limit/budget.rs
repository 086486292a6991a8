//! How much of the budget is used, and when the next request fits into it.
//!
//! The budget is a window that slides: what was used five minutes ago is free again. Near its limit the
//! service says how much is left. Between two of its statements this reckons on: each request costs what
//! requests have cost, and one that was answered is forgotten when the window has slid past it. So the
//! budget can be used nearly whole, and nothing is sent that would be refused.

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
/// Answers that came within this time are counted together.
const GRAIN: Duration = Duration::from_millis(250);
/// How much an older observation of the cost still counts when another one is made.
const MEMORY: f64 = 0.98;
/// No request costs more than this part of the budget; before the first observation it might seem so.
const DEAREST: f64 = 0.1;
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
    /// The least of the budget that was used when it spoke.
    speaks_from: f64,
    /// Observed costs, and of how many requests; older ones fade.
    cost: f64,
    requests: f64,
}

/// The last statement, or what follows from silence, and how it stood here then.
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

    /// Forgets what is free again.
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

    /// An answer came, to a request that was sent then, and with it a statement if it stands near the limit.
    /// One that was refused has cost nothing.
    pub(super) fn answered(&mut self, sent: Instant, told: Option<Told>, refused: bool) {
        let now = Instant::now();
        if let Some(window) = told.and_then(|told| told.window) {
            // It is told in whole seconds.
            let window = window + Duration::from_secs(1);
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
        match told {
            Some(told) => self.learn(now, told),
            None => self.hush(now, sent),
        }
    }

    /// It said nothing: less is used than where it begins to speak, if it was asked after it last spoke.
    fn hush(&mut self, now: Instant, sent: Instant) {
        let Some(said) = self.said.filter(|said| sent > said.at) else {
            return;
        };
        let unit = self.unit().min(self.speaks_from / f64::from(self.count.max(1)));
        self.requests = self.requests.max(1.0);
        self.cost = unit * self.requests;
        self.say(now, said.limit, unit * f64::from(self.count));
    }

    fn learn(&mut self, now: Instant, told: Told) {
        if let Some(said) = self.said.filter(|said| self.total > said.total) {
            let requests = (self.total - said.total) as f64;
            let freed = (self.expired - said.expired) as f64 * self.unit();
            let cost = (told.used - said.used + freed).max(0.0);
            if self.requests == 0.0 || said.count == 0 {
                (self.cost, self.requests) = (cost, requests);
            } else {
                self.cost = self.cost * MEMORY + cost;
                self.requests = self.requests * MEMORY + requests;
            }
        }
        self.speaks_from = if self.said.is_some() { self.speaks_from.min(told.used) } else { told.used };
        self.say(now, told.limit, told.used);
    }

    fn say(&mut self, at: Instant, limit: f64, used: f64) {
        let (count, total, expired) = (self.count, self.total, self.expired);
        self.said = Some(Said { at, limit, used, count, total, expired });
    }

    /// What one request costs.
    fn unit(&self) -> f64 {
        let Some(said) = self.said else {
            return 0.0;
        };
        // All that is used may have been used from here, but no more than that.
        let most = if said.count == 0 { f64::MAX } else { said.used / f64::from(said.count) };
        let most = most.min(said.limit * DEAREST);
        if self.requests > 0.0 { most.min(self.cost / self.requests) } else { most }
    }

    /// When a request fits into the budget that is sent after so many others, those included that are under
    /// way; `None` if it does now.
    pub(super) fn fits_at(&mut self, priority: Priority, under_way: usize, ahead: usize) -> Option<Instant> {
        let now = Instant::now();
        self.slide(now);
        let said = self.said?;
        let unit = self.unit();
        // What others use of it, or what was used before this began to count.
        let foreign = (said.used - unit * f64::from(said.count)).max(0.0);
        let expected = foreign + unit * (f64::from(self.count) + (under_way + ahead + 1) as f64);
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
        if under_way + ahead > 0 || foreign < unit * f64::from(self.count) {
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
            budget.answered(Instant::now(), None, false);
        }
        assert_eq!(budget.fits_at(Priority::Background, 0, 1000), None, "nothing was said");
        let start = Instant::now();
        tokio::time::advance(Duration::from_secs(10)).await;
        for used in [182.0, 184.0, 186.0] {
            budget.answered(Instant::now(), Some(told(used)), false);
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
        budget.answered(Instant::now(), Some(told(150.0)), false);
        assert_eq!(budget.fits_at(Priority::Background, 0, 0), None, "one request has not cost 150");
        budget.answered(Instant::now(), Some(told(150.5)), false);
        assert_eq!(budget.fits_at(Priority::Background, 0, 80), None);
        assert!(budget.fits_at(Priority::Background, 0, 91).is_some());
        // They use it up: now and then one request is risked, and no more.
        budget.answered(Instant::now(), Some(told(200.0)), false);
        let probe = budget.fits_at(Priority::Background, 0, 0).unwrap();
        assert!(probe <= Instant::now() + Duration::from_secs(16));
        tokio::time::sleep_until(probe).await;
        assert_eq!(budget.fits_at(Priority::Background, 0, 0), None);
        assert!(budget.fits_at(Priority::Background, 1, 0).is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn silence_ends_it_unless_it_is_older() {
        let mut budget = Budget::default();
        let before = Instant::now();
        tokio::time::advance(Duration::from_secs(1)).await;
        budget.answered(Instant::now(), Some(told(199.0)), false);
        budget.answered(before, None, false);
        assert!(budget.fits_at(Priority::Background, 0, 5).is_some());
        tokio::time::advance(Duration::from_secs(1)).await;
        budget.answered(Instant::now(), None, false);
        assert_eq!(budget.fits_at(Priority::Background, 0, 5), None);
    }
}
