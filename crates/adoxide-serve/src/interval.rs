//! Intervals as people write them.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use jiff::{Span, SpanRelativeTo};
use serde::{Deserialize, Deserializer};

use crate::error::{Error, ErrorKind};

/// The shortest.
const LEAST: Duration = Duration::from_secs(1);
/// The longest.
const MOST: Duration = Duration::from_secs(31 * 24 * 60 * 60);

/// The time from one run to the next: `90s`, `15m`, `1h30m`, `1d`. From one second to 31 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval(Duration);

impl Interval {
    /// As a duration.
    pub fn duration(self) -> Duration {
        self.0
    }
}

impl FromStr for Interval {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let invalid = || {
            let message =
                format!("expected an interval from 1s to 31d, such as 90s, 15m or 1h30m, got `{text}`");
            Error::new(ErrorKind::Config, message)
        };
        let span: Span = text.parse().map_err(|_| invalid())?;
        let duration = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| invalid())?;
        let duration = Duration::try_from(duration).map_err(|_| invalid())?;
        if (LEAST..=MOST).contains(&duration) { Ok(Self(duration)) } else { Err(invalid()) }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut left = self.0.as_secs();
        for (unit, seconds) in [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)] {
            if left >= seconds {
                write!(f, "{}{unit}", left / seconds)?;
                left %= seconds;
            }
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Interval {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_read_and_written() {
        for (text, seconds, shown) in [
            ("90s", 90, "1m30s"),
            ("15m", 900, "15m"),
            ("1h30m", 5_400, "1h30m"),
            ("1d", 86_400, "1d"),
            ("2 hours", 7_200, "2h"),
        ] {
            let interval: Interval = text.parse().unwrap();
            assert_eq!((interval.duration().as_secs(), interval.to_string().as_str()), (seconds, shown));
        }
        for text in ["", "15", "0s", "-5m", "32d", "1mo", "soon", "15 m x"] {
            let error = text.parse::<Interval>().unwrap_err();
            assert!(error.to_string().contains("expected an interval"), "{text}: {error}");
        }
    }
}
