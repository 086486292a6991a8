//! The rate limit: what requests cost, and what happens to whoever spends too much.
//!
//! The service counts in units (TSTU) that stand for the work of its databases, and publishes no formula. What
//! is documented is done here: 200 units an identity and organization in a sliding window of five minutes;
//! headers before the end is reached; then answers that come later and later, up to 30 seconds, but come; then
//! 429. Where the headers begin, how fast the delay grows and when requests are refused is not documented.
//! <https://learn.microsoft.com/en-us/azure/devops/integrate/concepts/rate-limits>

use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;
use std::time::Duration;

use http::header::{HeaderName, HeaderValue, RETRY_AFTER};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::base::lock;
use crate::world::id::IdentityId;

/// How requests are limited.
#[derive(Clone, Debug, PartialEq)]
pub struct Throttle {
    /// How many units somebody may spend in the window. Documented as 200.
    pub limit: f64,
    /// How long a unit counts. Documented as five minutes.
    pub window: Duration,
    /// From what share of the limit on the headers are sent. A guess: 0.8.
    pub warn: f64,
    /// At what share of the limit requests are refused. A guess: 1.5.
    pub block: f64,
    /// The longest delay, reached when requests are refused. Documented as 30 seconds.
    pub longest_delay: Duration,
}

impl Default for Throttle {
    fn default() -> Self {
        Self {
            limit: 200.0,
            window: Duration::from_secs(300),
            warn: 0.8,
            block: 1.5,
            longest_delay: Duration::from_secs(30),
        }
    }
}

/// What operations cost, in thousandths of a unit: those whose names begin so, the first that fits.
///
/// Guesses with a ground: a person at work is documented as one unit in five minutes, with peaks of 10; scripts
/// that read single things reported trouble beyond some thousand requests in five minutes; searches, histories
/// and queries are what the documentation advises against; and what is made for bulk is advised.
const COSTS: &[(&str, u64)] = &[
    ("location.", 10),
    ("entra.", 0),
    ("git.http.info_refs", 100),
    ("git.http.upload_pack", 2000),
    ("git.http.receive_pack", 2000),
    ("git.get_commits", 300),
    ("git.get_commit_diffs", 500),
    ("git.get_items", 300),
    ("git.get_changes", 200),
    ("git.create_push", 1000),
    ("git.create_import_request", 5000),
    ("core.queue_create_project", 10000),
    ("core.queue_delete_project", 10000),
    ("wit.query_by_wiql", 1000),
    ("wit.query_by_id", 1000),
    ("wit.get_work_items_batch", 300),
    ("wit.read_reporting", 300),
    ("wit.get_reporting", 300),
    ("search.", 500),
];

/// What is not in the table: reading, and changing.
const READ: u64 = 50;
const WRITE: u64 = 200;

/// The cost of a request.
fn cost(operation: Option<&str>, is_read: bool) -> u64 {
    let known = operation.and_then(|id| COSTS.iter().find(|(beginning, _)| id.starts_with(beginning)));
    known.map_or(if is_read { READ } else { WRITE }, |(_, cost)| *cost)
}

/// What was spent, and by whom.
pub(crate) struct Budgets {
    inner: Mutex<Inner>,
}

struct Inner {
    throttle: Option<Throttle>,
    accounts: BTreeMap<(IdentityId, String), Account>,
}

#[derive(Default)]
struct Account {
    /// In thousandths of a unit.
    spent: VecDeque<(Timestamp, u64)>,
    usage: u64,
    delayed: u64,
    blocked: u64,
}

/// What becomes of a request.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Verdict {
    /// How long it is held back.
    pub delay: Duration,
    /// Whether it is refused.
    pub is_blocked: bool,
    /// What its answer says of it, if it is near the limit.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

impl Budgets {
    pub fn new(throttle: Option<Throttle>) -> Self {
        Self { inner: Mutex::new(Inner { throttle, accounts: BTreeMap::new() }) }
    }

    /// Sets the limit, or none; what was spent is forgotten.
    pub fn set(&self, throttle: Option<Throttle>) {
        *lock(&self.inner) = Inner { throttle, accounts: BTreeMap::new() };
    }

    /// Charges a request to somebody.
    pub fn charge(
        &self,
        identity: IdentityId,
        organization: &str,
        operation: Option<&str>,
        is_read: bool,
        now: Timestamp,
    ) -> Option<Verdict> {
        let mut inner = lock(&self.inner);
        let Inner { throttle, accounts } = &mut *inner;
        let throttle = throttle.as_ref()?;
        let account = accounts.entry((identity, organization.to_lowercase())).or_default();
        account.forget(now, throttle.window);
        let is_blocked = account.usage() >= throttle.limit * throttle.block;
        if is_blocked {
            account.blocked += 1;
        } else {
            account.spend(now, cost(operation, is_read));
        }
        let delay = if is_blocked { Duration::ZERO } else { throttle.delay(account.usage()) };
        if delay > Duration::ZERO {
            account.delayed += 1;
        }
        let headers = account.headers(throttle, now, delay, is_blocked);
        Some(Verdict { delay, is_blocked, headers })
    }

    /// What was spent, for people.
    pub fn to_json(&self, now: Timestamp, name: impl Fn(IdentityId) -> String) -> Value {
        let mut inner = lock(&self.inner);
        let Inner { throttle, accounts } = &mut *inner;
        let Some(throttle) = throttle else { return Value::Null };
        let rows = accounts.iter_mut().map(|((identity, organization), account)| {
            account.forget(now, throttle.window);
            json!({"identity": name(*identity), "organization": organization, "usage": account.usage(),
                   "delayed": account.delayed, "blocked": account.blocked})
        });
        let rows: Vec<_> = rows.collect();
        json!({"limit": throttle.limit, "window": throttle.window.as_secs_f64(), "identities": rows})
    }
}

impl Throttle {
    /// How long a request is held back at a usage.
    fn delay(&self, usage: f64) -> Duration {
        let beyond = usage - self.limit;
        let room = self.limit * (self.block - 1.0);
        if beyond <= 0.0 {
            return Duration::ZERO;
        }
        let share = if room > 0.0 { (beyond / room).min(1.0) } else { 1.0 };
        // At least a millisecond: the finest that the header can say.
        self.longest_delay.mul_f64(share).max(Duration::from_millis(1))
    }
}

impl Account {
    /// In units.
    fn usage(&self) -> f64 {
        units(self.usage)
    }

    fn spend(&mut self, now: Timestamp, cost: u64) {
        self.usage += cost;
        self.spent.push_back((now, cost));
    }

    /// Lets go of what is older than the window.
    fn forget(&mut self, now: Timestamp, window: Duration) {
        while let Some((at, cost)) = self.spent.front().copied() {
            if later(at, window) > now {
                return;
            }
            self.usage -= cost;
            self.spent.pop_front();
        }
    }

    /// When the usage will be below a limit, if nothing more is spent.
    fn below(&self, limit: f64, throttle: &Throttle, now: Timestamp) -> Timestamp {
        let mut usage = self.usage;
        let mut spent = self.spent.iter();
        let mut at = now;
        while units(usage) >= limit
            && let Some((when, cost)) = spent.next()
        {
            usage -= cost;
            at = later(*when, throttle.window);
        }
        at
    }

    fn headers(
        &self,
        throttle: &Throttle,
        now: Timestamp,
        delay: Duration,
        is_blocked: bool,
    ) -> Vec<(HeaderName, HeaderValue)> {
        if self.usage() < throttle.limit * throttle.warn {
            return Vec::new();
        }
        let reset = self.spent.back().map_or(now, |(at, _)| later(*at, throttle.window));
        let remaining = (throttle.limit - self.usage()).max(0.0).floor();
        let mut headers = vec![
            ("x-ratelimit-resource", "Core/TSTU".to_owned()),
            ("x-ratelimit-limit", throttle.limit.to_string()),
            ("x-ratelimit-remaining", remaining.to_string()),
            ("x-ratelimit-reset", reset.as_second().to_string()),
        ];
        let wait = now.until(self.below(throttle.limit, throttle, now)).ok().map_or(0, |wait| {
            let wait = SignedDuration::try_from(wait).unwrap_or_default();
            wait.as_secs() + i64::from(wait.subsec_nanos() > 0)
        });
        if delay > Duration::ZERO {
            headers.push(("x-ratelimit-delay", format!("{:.3}", delay.as_secs_f64())));
        }
        if delay > Duration::ZERO || is_blocked {
            headers.push((RETRY_AFTER.as_str(), wait.max(1).to_string()));
        }
        let pairs = headers.into_iter().filter_map(|(name, value)| {
            Some((HeaderName::from_static(name), HeaderValue::from_str(&value).ok()?))
        });
        pairs.collect()
    }
}

fn later(at: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by).ok().and_then(|by| at.checked_add(by).ok()).unwrap_or(Timestamp::MAX)
}

fn units(thousandths: u64) -> f64 {
    thousandths as f64 / 1000.0
}
