//! What the service says about limits, in the headers of any answer.

use std::time::Duration;

use http::HeaderMap;
use jiff::Timestamp;

use super::EVER;
use crate::clock::{date, until};

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

impl RateLimit {
    pub(super) fn read(headers: &HeaderMap) -> Option<Self> {
        // Most answers say nothing.
        if !headers.keys().any(|name| name.as_str().starts_with("x-ratelimit-")) {
            return None;
        }
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
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(http::header::RETRY_AFTER)?.to_str().ok()?.trim();
    match text.parse::<f64>() {
        Ok(seconds) => Duration::try_from_secs_f64(seconds).ok().map(|wait| wait.min(EVER)),
        Err(_) => Some(until(date(text)?, headers)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::headers;
    use super::*;

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
}
