//! Dates and durations as the service really writes them.

use std::fmt;

use jiff::{SignedDuration, Timestamp, civil};

/// A text that stands for something else: kept as sent, read on demand.
macro_rules! text {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The text as it was sent.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Box::<str>::deserialize(deserializer).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    };
}

text! {
    /// An instant. The service writes 0 to 7 digits of a second, `Z`, an offset or none at all (UTC), and
    /// in old places `/Date(ms)/`; year 1 means "not set". The text is kept, so that nothing is lost.
    DateTime
}

text! {
    /// A .NET `TimeSpan`: `[-][d.]hh:mm:ss[.fffffff]`.
    TimeSpan
}

impl DateTime {
    /// The instant; `None` for "not set" (year 1) and for a text that is not a date.
    pub fn timestamp(&self) -> Option<Timestamp> {
        let text = self.0.trim();
        if let Some(rest) = text.strip_prefix("/Date(") {
            let digits = rest.strip_suffix(")/")?;
            // `/Date(ms+hhmm)/`: the offset is for display, the milliseconds are UTC.
            let end = digits.get(1..)?.find(['+', '-']).map_or(digits.len(), |at| at + 1);
            return Timestamp::from_millisecond(digits[..end].parse().ok()?).ok();
        }
        let instant = match text.parse::<Timestamp>() {
            Ok(instant) => instant,
            Err(_) => {
                text.parse::<civil::DateTime>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp()
            }
        };
        (instant.as_second() > YEAR_2).then_some(instant)
    }
}

/// `0002-01-01T00:00:00Z` in seconds since 1970: before it, a date is .NET's zero, moved by some offset.
const YEAR_2: i64 = -62_104_060_800;

impl From<Timestamp> for DateTime {
    fn from(instant: Timestamp) -> Self {
        Self(instant.to_string().into())
    }
}

impl TimeSpan {
    /// The duration; `None` for a text that is none.
    pub fn duration(&self) -> Option<SignedDuration> {
        let (negative, text) = match self.0.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, &*self.0),
        };
        let mut parts = text.split(':');
        let (first, minutes, seconds) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let (days, hours) = first.split_once('.').unwrap_or(("0", first));
        let (seconds, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
        let number = |text: &str| text.parse::<u32>().ok().map(i64::from);
        let whole = ((number(days)? * 24 + number(hours)?) * 60 + number(minutes)?) * 60 + number(seconds)?;
        let nanos = i64::from(format!("{fraction:0<9}").get(..9)?.parse::<u32>().ok()?);
        let duration = SignedDuration::from_secs(whole) + SignedDuration::from_nanos(nanos);
        Some(if negative { -duration } else { duration })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<String> {
        DateTime::from(text).timestamp().map(|instant| instant.to_string())
    }

    #[test]
    fn every_spelling_that_the_service_uses_is_one_instant() {
        let expected = Some("2017-06-22T04:28:23Z".to_owned());
        for text in [
            "2017-06-22T04:28:23Z",
            "2017-06-22T04:28:23",
            "2017-06-22T04:28:23.0000000Z",
            "2017-06-22T06:28:23+02:00",
            "2017-06-21T21:28:23-07:00",
            "/Date(1498105703000)/",
            "/Date(1498105703000+0200)/",
        ] {
            assert_eq!(at(text), expected, "{text}");
        }
        assert_eq!(at("2023-02-25T06:22:21.2237625Z").as_deref(), Some("2023-02-25T06:22:21.2237625Z"));
        assert_eq!(at("9999-01-01T00:00:00Z").as_deref(), Some("9999-01-01T00:00:00Z"));
    }

    #[test]
    fn not_set_and_not_a_date_are_none() {
        for text in [
            "0001-01-01T00:00:00",
            "0001-01-01T00:00:00Z",
            "0001-01-01T08:00:00+08:00",
            "soon",
            "/Date()/",
            "",
        ] {
            assert_eq!(at(text), None, "{text}");
        }
    }

    #[test]
    fn time_spans() {
        let span = |text: &str| TimeSpan::from(text).duration().map(|span| span.as_millis());
        assert_eq!(span("00:00:01.5"), Some(1500));
        assert_eq!(span("1.02:03:04"), Some(((26 * 60 + 3) * 60 + 4) * 1000));
        assert_eq!(span("-00:01:00"), Some(-60_000));
        assert_eq!(span("12"), None);
        assert_eq!(span("a:b:c"), None);
    }
}
