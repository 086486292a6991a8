//! Dates as the service writes and reads them.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// A date as most of the service writes it: up to seven digits of a second, without zeros at the end.
pub(crate) fn date(at: Timestamp) -> String {
    let beyond = SignedDuration::from_nanos(i64::from(at.subsec_nanosecond() % 100));
    at.checked_sub(beyond).unwrap_or(at).to_string()
}

/// A date that went through a `datetime` column: thirds of a hundredth of a second, as all recorded dates of
/// projects are (.893, .27, .607).
pub(crate) fn sql_date(at: Timestamp) -> String {
    let thirds = (i64::from(at.subsec_nanosecond()) * 300 + 500_000_000) / 1_000_000_000;
    // 300 is the next second.
    let (seconds, thirds) = (at.as_second() + thirds / 300, thirds % 300);
    let milliseconds = (thirds * 10 + 1) / 3;
    let rounded = Timestamp::new(seconds, i32::try_from(milliseconds * 1_000_000).unwrap_or(0));
    date(rounded.unwrap_or(at))
}

/// A date that timelines, jobs and environments have: steps of a 300th of a second with seven digits, as recorded
/// (`:42.6833333Z`, `.4766667Z`).
pub(crate) fn timeline_date(at: Timestamp) -> String {
    let thirds = (i64::from(at.subsec_nanosecond()) * 300 + 500_000_000) / 1_000_000_000;
    // 300 is the next second.
    let (seconds, thirds) = (at.as_second() + thirds / 300, thirds % 300);
    let ticks = (thirds * 10_000_000 + 150) / 300;
    let rounded = Timestamp::new(seconds, i32::try_from(ticks * 100).unwrap_or(0));
    date(rounded.unwrap_or(at))
}

/// Reads a date of a query or body: ISO 8601 with or without time or offset (then it is UTC), the American
/// form that the documentation uses (`6/14/2018 12:00:00 AM`), or the form of HTTP that the official
/// JavaScript client sends.
pub(crate) fn parse_date(text: &str) -> Option<Timestamp> {
    use jiff::civil::DateTime;

    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at);
    }
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(text) {
        return Some(zoned.timestamp());
    }
    let civil = text.parse::<DateTime>().ok().or_else(|| {
        let forms = ["%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y", "%Y-%m-%d"];
        forms.iter().find_map(|form| {
            let parsed = jiff::fmt::strtime::parse(form, text).ok()?;
            parsed.to_datetime().ok().or_else(|| Some(parsed.to_date().ok()?.into()))
        })
    });
    civil?.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_the_digits_of_the_service() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(date(at("2014-12-16T20:41:50.307555Z")), "2014-12-16T20:41:50.307555Z");
        assert_eq!(date(at("2014-12-16T20:41:54.057597849Z")), "2014-12-16T20:41:54.0575978Z");
        assert_eq!(date(at("2014-12-16T20:41:54Z")), "2014-12-16T20:41:54Z");
        assert_eq!(sql_date(at("2025-01-09T12:02:35.8931Z")), "2025-01-09T12:02:35.893Z");
        assert_eq!(sql_date(at("2025-01-09T12:02:35.2701Z")), "2025-01-09T12:02:35.27Z");
        assert_eq!(sql_date(at("2025-01-09T12:02:35.6061Z")), "2025-01-09T12:02:35.607Z");
        assert_eq!(sql_date(at("2025-01-09T12:02:35.9999Z")), "2025-01-09T12:02:36Z");
        assert_eq!(timeline_date(at("2025-01-09T12:02:42.6840Z")), "2025-01-09T12:02:42.6833333Z");
        assert_eq!(timeline_date(at("2025-01-09T12:02:42.4770Z")), "2025-01-09T12:02:42.4766667Z");
    }

    #[test]
    fn dates_are_read_in_every_form() {
        for (text, expected) in [
            ("2018-06-14T12:00:00Z", "2018-06-14T12:00:00Z"),
            ("2018-06-14T12:00:00+02:00", "2018-06-14T10:00:00Z"),
            ("2018-06-14T12:00:00.1234567", "2018-06-14T12:00:00.1234567Z"),
            ("2018-06-14", "2018-06-14T00:00:00Z"),
            ("2014-02-01T14:00", "2014-02-01T14:00:00Z"),
            ("6/14/2018 12:00:00 AM", "2018-06-14T00:00:00Z"),
            ("6/14/2018 1:30:00 PM", "2018-06-14T13:30:00Z"),
            ("6/14/2018", "2018-06-14T00:00:00Z"),
            ("Thu, 14 Jun 2018 13:30:00 GMT", "2018-06-14T13:30:00Z"),
        ] {
            assert_eq!(parse_date(text).map(|at| at.to_string()).as_deref(), Some(expected), "{text}");
        }
        assert!(parse_date("yesterday").is_none());
    }
}
