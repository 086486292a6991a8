//! The service's clock, and how far this machine's is off.

use std::time::Duration;

use http::HeaderMap;
use jiff::{Timestamp, Unit};

/// How far off this machine's clock may be before it explains a refused token.
const SKEW: Duration = Duration::from_secs(300);

/// The time at the service, from the `Date` of an answer.
pub(crate) fn clock(headers: &HeaderMap) -> Option<Timestamp> {
    date(headers.get(http::header::DATE)?.to_str().ok()?)
}

/// The time until an instant of the service's clock; zero if that is over. The answer's own `Date` is what it is
/// compared with, so a wrong clock here does no harm.
pub(crate) fn until(instant: Timestamp, headers: &HeaderMap) -> Duration {
    let wait = instant.duration_since(clock(headers).unwrap_or_else(Timestamp::now));
    Duration::try_from(wait).unwrap_or(Duration::ZERO)
}

/// A date as HTTP writes it.
pub(crate) fn date(text: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::parse(text).ok().map(|date| date.timestamp())
}

/// What to do about this machine's clock, if it is off by the `Date` of an answer.
pub(crate) fn skew(headers: &HeaderMap) -> Option<String> {
    // To the minute: the other clock is read to the second, and the answer took a while.
    let off = Timestamp::now().duration_since(clock(headers)?);
    let off = off.round(Unit::Minute).unwrap_or(off);
    let way = if off.is_negative() { "slow" } else { "fast" };
    (off.unsigned_abs() > SKEW)
        .then(|| format!("the clock of this machine is {} minutes {way}: set it", off.abs().as_mins()))
}
