//! Faults on demand: what a network, a proxy or a busy service may do to a request.

use std::sync::Mutex;
use std::time::Duration;

use http::{Method, StatusCode};
use serde_json::Value;

use crate::base::lock;
use crate::wire::json::Object;
use crate::world::id::Ids;

/// What goes wrong.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum FaultKind {
    /// 429 with TF400733, with or without `Retry-After`.
    Throttle {
        /// How long to wait, if it is said.
        retry_after: Option<Duration>,
    },
    /// The right answer, but with the `Retry-After` and `X-RateLimit-*` of a delayed one. With
    /// [`Latency`](Self::Latency) it is late too.
    Delay {
        /// How long to wait.
        retry_after: Duration,
    },
    /// The sign-in page with status 203, as if the token were not known.
    SignInPage,
    /// The connection is reset before the request is looked at: nothing happened.
    ResetBefore,
    /// The connection is reset after the request was done and before a byte of the answer: it happened.
    ResetAfter,
    /// The answer breaks off in the middle of its body: it happened.
    Truncate,
    /// An error of the service (5xx), as JSON or as a page of HTML.
    Unavailable {
        /// The status.
        status: StatusCode,
        /// Whether it is HTML.
        is_html: bool,
    },
    /// The token is said to have expired.
    ExpiredToken,
    /// A delivery of a service hook is lost: the receiver sees nothing of it, and the history says that it succeeded.
    Drop,
    /// A delivery of a service hook arrives twice.
    Duplicate,
    /// A delivery of a service hook arrives after the next one.
    Reorder,
    /// The answer comes so much later. What else goes wrong goes wrong besides.
    Latency {
        /// How much.
        duration: Duration,
    },
}

/// What rules look at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target<'r> {
    pub operation: Option<&'r str>,
    pub method: &'r Method,
    pub path: &'r str,
    /// The name of the host that the client asked, without the port.
    pub host: &'r str,
    /// The sign-in address of whoever asks.
    pub identity: Option<&'r str>,
}

/// What goes wrong with one request.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Strike {
    pub latency: Duration,
    pub kind: Option<FaultKind>,
}

impl FaultKind {
    fn name(&self) -> &'static str {
        match self {
            Self::Throttle { .. } => "throttle",
            Self::Delay { .. } => "delay",
            Self::SignInPage => "signInPage",
            Self::ResetBefore => "resetBefore",
            Self::ResetAfter => "resetAfter",
            Self::Truncate => "truncate",
            Self::Unavailable { .. } => "unavailable",
            Self::ExpiredToken => "expiredToken",
            Self::Drop => "drop",
            Self::Duplicate => "duplicate",
            Self::Reorder => "reorder",
            Self::Latency { .. } => "latency",
        }
    }
}

/// Which requests go wrong, and how. What is none matches everything.
#[derive(Clone, Debug, PartialEq)]
pub struct FaultRule {
    /// What happens.
    pub kind: FaultKind,
    /// The operation's name in the catalog, or its beginning if it ends with `*` (`git.*`).
    pub operation: Option<String>,
    /// The method.
    pub method: Option<Method>,
    /// A part of the path, letters of any case.
    pub path: Option<String>,
    /// The host that the client asks, letters of any case: `vssps.dev.azure.com`.
    pub host: Option<String>,
    /// The sign-in address of whoever asks; a program's is its client id.
    pub identity: Option<String>,
    /// How many matching requests are let through first.
    pub after: u64,
    /// Of the matching requests after those, only every so manyth.
    pub every: u64,
    /// How many times it happens; none for always.
    pub times: Option<u64>,
    /// How likely it is for each request, from 0 to 1. The dice come from the seed.
    pub rate: f64,
}

impl FaultRule {
    /// A rule for all requests.
    pub fn new(kind: FaultKind) -> Self {
        Self {
            kind,
            operation: None,
            method: None,
            path: None,
            host: None,
            identity: None,
            after: 0,
            every: 1,
            times: None,
            rate: 1.0,
        }
    }

    /// Only for an operation of the catalog, or for all whose names begin so (`git.*`).
    pub fn operation(mut self, operation: impl Into<String>) -> Self {
        self.operation = Some(operation.into());
        self
    }

    /// Only for a method.
    pub fn method(mut self, method: Method) -> Self {
        self.method = Some(method);
        self
    }

    /// Only for paths with this in them.
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Only for requests to a host.
    pub fn host(mut self, host: impl Into<String>) -> Self {
        self.host = Some(host.into());
        self
    }

    /// Only for requests of somebody, by sign-in address.
    pub fn identity(mut self, identity: impl Into<String>) -> Self {
        self.identity = Some(identity.into());
        self
    }

    /// Only the matching request of this number, from 1.
    pub fn nth(self, number: u64) -> Self {
        self.after(number.saturating_sub(1)).times(1)
    }

    /// Only every so manyth matching request: the third, the sixth and so on.
    pub fn every(mut self, every: u64) -> Self {
        self.every = every;
        self
    }

    /// Lets so many matching requests through first.
    pub fn after(mut self, after: u64) -> Self {
        self.after = after;
        self
    }

    /// Happens only so many times.
    pub fn times(mut self, times: u64) -> Self {
        self.times = Some(times);
        self
    }

    /// Happens to a share of the requests, from 0 to 1.
    pub fn rate(mut self, rate: f64) -> Self {
        self.rate = rate;
        self
    }

    fn matches(&self, target: Target<'_>) -> bool {
        let operation = self.operation.as_ref().is_none_or(|wanted| match wanted.strip_suffix('*') {
            Some(beginning) => target.operation.is_some_and(|known| known.starts_with(beginning)),
            None => target.operation == Some(wanted),
        });
        let method = self.method.as_ref().is_none_or(|wanted| wanted == target.method);
        let path = self.path.as_ref();
        let path = path.is_none_or(|wanted| target.path.to_lowercase().contains(&wanted.to_lowercase()));
        let host = self.host.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(target.host));
        let identity = self.identity.as_ref().is_none_or(|wanted| {
            target.identity.is_some_and(|known| known.to_lowercase() == wanted.to_lowercase())
        });
        operation && method && path && host && identity
    }

    /// Whether it happens to the matching request of this number, from 1, as far as counting goes.
    fn is_due(&self, number: u64, happened: u64) -> bool {
        let is_spent = self.times.is_some_and(|times| happened >= times);
        let counted = number.saturating_sub(self.after);
        counted > 0 && counted.is_multiple_of(self.every.max(1)) && !is_spent
    }

    /// Reads a rule as the control endpoint takes it.
    ///
    /// # Errors
    /// A sentence about what is wrong.
    pub(crate) fn from_json(value: &Value) -> Result<Self, String> {
        let object = value.as_object().ok_or("a fault must be a JSON object")?;
        for name in object.keys() {
            const KNOWN: &[&str] = &[
                "kind",
                "operation",
                "method",
                "path",
                "host",
                "identity",
                "nth",
                "every",
                "duration",
                "after",
                "times",
                "rate",
                "retryAfter",
                "status",
                "html",
            ];
            if !KNOWN.contains(&name.as_str()) {
                return Err(format!("\"{name}\" is no field of a fault; there are {}", KNOWN.join(", ")));
            }
        }
        let text = |name: &str| match object.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(format!("\"{name}\" must be a text")),
        };
        let number = |name: &str| match object.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => value.as_u64().map(Some).ok_or(format!("\"{name}\" must be a number from 0")),
        };
        let retry_after = match object.get("retryAfter") {
            None | Some(Value::Null) => None,
            Some(value) => {
                let seconds = value.as_f64().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
                Some(seconds.ok_or("\"retryAfter\" must be a number of seconds")?)
            }
        };
        let kind = match text("kind")?.as_deref() {
            Some("throttle") => FaultKind::Throttle { retry_after },
            Some("delay") => FaultKind::Delay { retry_after: retry_after.unwrap_or(Duration::from_secs(1)) },
            Some("signInPage") => FaultKind::SignInPage,
            Some("resetBefore") => FaultKind::ResetBefore,
            Some("resetAfter") => FaultKind::ResetAfter,
            Some("truncate") => FaultKind::Truncate,
            Some("expiredToken") => FaultKind::ExpiredToken,
            Some("drop") => FaultKind::Drop,
            Some("duplicate") => FaultKind::Duplicate,
            Some("reorder") => FaultKind::Reorder,
            Some("latency") => {
                let seconds = object.get("duration").and_then(Value::as_f64);
                let duration = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
                FaultKind::Latency { duration: duration.ok_or("\"duration\" must be a number of seconds")? }
            }
            Some("unavailable") => {
                let status = u16::try_from(number("status")?.unwrap_or(503)).unwrap_or_default();
                let status = StatusCode::from_u16(status).ok().filter(StatusCode::is_server_error);
                FaultKind::Unavailable {
                    status: status.ok_or("\"status\" must be from 500 to 599")?,
                    is_html: object.get("html").and_then(Value::as_bool).unwrap_or(false),
                }
            }
            kind => {
                return Err(format!(
                    "\"kind\" is {kind:?}; it must be throttle, delay, signInPage, resetBefore, resetAfter, \
                     truncate, unavailable, expiredToken, latency, or of deliveries drop, duplicate or reorder"
                ));
            }
        };
        let method = text("method")?.map(|method| method.to_uppercase().parse()).transpose();
        let rate = object.get("rate").map_or(Some(1.0), Value::as_f64);
        let every = number("every")?.unwrap_or(1);
        if every == 0 {
            return Err("\"every\" must be a number from 1".to_owned());
        }
        let nth = number("nth")?;
        if nth == Some(0) || nth.is_some() && (object.contains_key("after") || object.contains_key("times")) {
            return Err("\"nth\" must be a number from 1, and without \"after\" and \"times\"".to_owned());
        }
        Ok(Self {
            kind,
            operation: text("operation")?,
            method: method.map_err(|_| "\"method\" is no HTTP method")?,
            path: text("path")?,
            host: text("host")?,
            identity: text("identity")?,
            after: nth.map_or(number("after")?.unwrap_or(0), |nth| nth - 1),
            every,
            times: nth.map_or(number("times")?, |_| Some(1)),
            rate: rate.filter(|rate| (0.0..=1.0).contains(rate)).ok_or("\"rate\" must be from 0 to 1")?,
        })
    }
}

/// A rule with its history.
#[derive(Clone, Debug)]
struct Armed {
    id: u64,
    rule: FaultRule,
    matched: u64,
    happened: u64,
}

/// The rules in force.
pub(crate) struct Faults {
    inner: Mutex<Inner>,
}

struct Inner {
    rules: Vec<Armed>,
    dice: Ids,
    last: u64,
}

impl Faults {
    pub fn new(seed: u64) -> Self {
        let dice = Ids::new(seed ^ 0x64_69_63_65);
        Self { inner: Mutex::new(Inner { rules: Vec::new(), dice, last: 0 }) }
    }

    /// Adds a rule and says its number.
    pub fn add(&self, rule: FaultRule) -> u64 {
        let mut inner = lock(&self.inner);
        inner.last += 1;
        let id = inner.last;
        inner.rules.push(Armed { id, rule, matched: 0, happened: 0 });
        id
    }

    /// Removes a rule; whether it was there.
    pub fn remove(&self, id: u64) -> bool {
        let mut inner = lock(&self.inner);
        let before = inner.rules.len();
        inner.rules.retain(|armed| armed.id != id);
        inner.rules.len() < before
    }

    /// Removes all rules.
    pub fn clear(&self) {
        lock(&self.inner).rules.clear();
    }

    /// What goes wrong with a request: all latency that applies, and of the other rules the first.
    pub fn strike(&self, target: Target<'_>) -> Strike {
        let mut inner = lock(&self.inner);
        let Inner { rules, dice, .. } = &mut *inner;
        let mut strike = Strike::default();
        for armed in rules {
            let is_late = matches!(armed.rule.kind, FaultKind::Latency { .. });
            if strike.kind.is_some() && !is_late || !armed.rule.matches(target) {
                continue;
            }
            armed.matched += 1;
            if !armed.rule.is_due(armed.matched, armed.happened) {
                continue;
            }
            // 53 bits of the dice make a number from 0 to 1.
            let roll = (dice.number() >> 11) as f64 / (1_u64 << 53) as f64;
            if roll >= armed.rule.rate {
                continue;
            }
            armed.happened += 1;
            match &armed.rule.kind {
                FaultKind::Latency { duration } => strike.latency += *duration,
                kind => strike.kind = Some(kind.clone()),
            }
        }
        strike
    }

    /// The rules and what became of them.
    pub fn to_json(&self) -> Vec<Object> {
        let inner = lock(&self.inner);
        let rules = inner.rules.iter().map(|armed| {
            let retry_after = match &armed.rule.kind {
                FaultKind::Throttle { retry_after } => *retry_after,
                FaultKind::Delay { retry_after } => Some(*retry_after),
                _ => None,
            };
            let status = match &armed.rule.kind {
                FaultKind::Unavailable { status, .. } => Some(status.as_u16()),
                _ => None,
            };
            let duration = match &armed.rule.kind {
                FaultKind::Latency { duration } => Some(duration.as_secs_f64()),
                _ => None,
            };
            Object::new()
                .set("id", armed.id)
                .set("kind", armed.rule.kind.name())
                .set_some("operation", armed.rule.operation.clone())
                .set_some("method", armed.rule.method.as_ref().map(Method::as_str))
                .set_some("path", armed.rule.path.clone())
                .set_some("retryAfter", retry_after.map(|after| after.as_secs_f64()))
                .set_some("status", status)
                .set_some("duration", duration)
                .set_some("host", armed.rule.host.clone())
                .set_some("identity", armed.rule.identity.clone())
                .set("after", armed.rule.after)
                .set("every", armed.rule.every)
                .set_some("times", armed.rule.times)
                .set("rate", armed.rule.rate)
                .set("matched", armed.matched)
                .set("happened", armed.happened)
        });
        rules.collect()
    }
}

impl std::fmt::Display for FaultKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// The mark of a response in whose place the connection is to be cut.
///
/// Over a socket the client sees a reset. In-process there is no connection: the response has this extension,
/// and a body that fails at once.
#[derive(Clone, Copy, Debug)]
pub struct ConnectionReset;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn target<'r>(operation: Option<&'r str>, method: &'r Method) -> Target<'r> {
        let identity = Some("ada@fabrikam.example");
        Target { operation, method, path: "/o/_apis/git/Refs", host: "vssps.dev.azure.com", identity }
    }

    /// At which of the first requests a rule strikes.
    fn struck(rule: FaultRule) -> Vec<usize> {
        let faults = Faults::new(1);
        faults.add(rule);
        (1..=10).filter(|_| faults.strike(target(None, &Method::GET)).kind.is_some()).collect()
    }

    #[test]
    fn rules_choose_by_number_host_and_identity() {
        let rule = || FaultRule::new(FaultKind::SignInPage);
        for (rule, expected) in [
            (rule().nth(3), &[3][..]),
            (rule().every(3), &[3, 6, 9]),
            (rule().after(2).every(4).times(1), &[6]),
            (rule().host("VSSPS.dev.azure.com").nth(1), &[1]),
            (rule().host("dev.azure.com"), &[]),
            (rule().identity("Ada@fabrikam.example").nth(2), &[2]),
            (rule().identity("bob@fabrikam.example"), &[]),
        ] {
            assert_eq!(struck(rule.clone()), expected, "{rule:?}");
        }
    }

    #[test]
    fn latency_adds_up_with_whatever_else_goes_wrong() {
        let faults = Faults::new(1);
        let latency = |seconds| FaultRule::new(FaultKind::Latency { duration: Duration::from_secs(seconds) });
        faults.add(latency(1));
        faults.add(FaultRule::new(FaultKind::Truncate));
        faults.add(FaultRule::new(FaultKind::SignInPage));
        faults.add(latency(2).every(2));
        let strikes: Vec<_> = (0..2).map(|_| faults.strike(target(None, &Method::GET))).collect();
        let expected =
            |seconds| Strike { latency: Duration::from_secs(seconds), kind: Some(FaultKind::Truncate) };
        assert_eq!(strikes, [expected(1), expected(3)]);
    }

    #[test]
    fn rules_count_and_match() {
        let faults = Faults::new(1);
        let rule = FaultRule::new(FaultKind::SignInPage).operation("git.*").path("/refs").after(1).times(2);
        faults.add(rule.method(Method::GET));
        let strike = |operation, method| faults.strike(target(operation, &method)).kind.is_some();
        assert!(!strike(Some("core.get_projects"), Method::GET));
        assert!(!strike(Some("git.get_refs"), Method::POST));
        let struck: Vec<_> = (0..5).map(|_| strike(Some("git.get_refs"), Method::GET)).collect();
        assert_eq!(struck, [false, true, true, false, false]);
    }

    #[test]
    fn a_rate_is_a_share_of_the_requests() {
        let faults = Faults::new(1);
        faults.add(FaultRule::new(FaultKind::Truncate).rate(0.25));
        let struck = (0..10_000).filter(|_| faults.strike(target(None, &Method::GET)).kind.is_some()).count();
        assert!((2_300..2_700).contains(&struck), "{struck}");
    }

    #[test]
    fn rules_are_read_from_json_or_refused_with_a_sentence() {
        let rule = json!({"kind": "throttle", "retryAfter": 1.5, "operation": "git.get_refs", "times": 3});
        let rule = FaultRule::from_json(&rule).unwrap();
        assert_eq!(rule.kind, FaultKind::Throttle { retry_after: Some(Duration::from_millis(1_500)) });
        for (bad, why) in [
            (json!([]), "a fault must be a JSON object"),
            (json!({"kind": "flood"}), "\"kind\" is Some(\"flood\")"),
            (json!({"kind": "truncate", "tines": 1}), "\"tines\" is no field of a fault"),
            (json!({"kind": "truncate", "rate": 2}), "\"rate\" must be from 0 to 1"),
            (json!({"kind": "unavailable", "status": 404}), "\"status\" must be from 500 to 599"),
            (json!({"kind": "truncate", "every": 0}), "\"every\" must be a number from 1"),
            (
                json!({"kind": "truncate", "nth": 1, "times": 2}),
                "\"nth\" must be a number from 1, and without",
            ),
            (json!({"kind": "latency"}), "\"duration\" must be a number of seconds"),
            (json!({"kind": "truncate", "times": -1}), "\"times\" must be a number from 0"),
        ] {
            let error = FaultRule::from_json(&bad).unwrap_err();
            assert!(error.starts_with(why), "{error}");
        }
    }
}
