//! Instants of tables: whole microseconds since 1970, up to the end of the year 9999.
//!
//! That is "never" for the service, and later than [`jiff::Timestamp`] goes.

use adoxide_api::wire::DateTime;
use jiff::fmt::temporal::{DateTimePrinter, Pieces};
use jiff::{SignedDuration, Timestamp, civil};

const EPOCH: civil::DateTime = civil::date(1970, 1, 1).at(0, 0, 0, 0);

/// Before 0002-01-01, a date is .NET's zero, moved by some offset, which stands for "not set".
pub(crate) fn is_unset(micros: i64) -> bool {
    micros < -62_104_060_800_000_000
}

/// That of a text, in any spelling of the service; one without an offset is in UTC.
pub(crate) fn micros(text: &str) -> Option<i64> {
    let Ok(pieces) = Pieces::parse(text.trim()) else {
        return DateTime::from(text).timestamp().map(Timestamp::as_microsecond);
    };
    let local = pieces.date().to_datetime(pieces.time().unwrap_or(civil::Time::midnight()));
    let offset = pieces.to_numeric_offset().map_or(0, |offset| i64::from(offset.seconds()));
    let nanos = local.duration_since(EPOCH).as_nanos() - i128::from(offset) * 1_000_000_000;
    i64::try_from(nanos.div_euclid(1_000)).ok()
}

/// `2026-01-31T13:05:00.123456Z`: of one length, so that they sort.
pub(crate) fn text(micros: i64) -> String {
    const PRINTER: DateTimePrinter = DateTimePrinter::new().precision(Some(6));
    match EPOCH.checked_add(SignedDuration::from_micros(micros)) {
        Ok(instant) => PRINTER.datetime_to_string(&instant) + "Z",
        // Some thousand years away. The number is what there is.
        Err(_) => micros.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_an_instant() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("1970-01-01T00:00:00", Some(0)),
            (" 1970-01-01 ", Some(0)),
            ("1970-01-01T02:00:00.0000019+02:00", Some(1)),
            ("1969-12-31T23:59:59.9999999Z", Some(-1)),
            ("2014-06-30T18:11:18.0929091Z", Some(1_404_151_878_092_909)),
            ("2014-06-30T14:11:18.0929091-04:00", Some(1_404_151_878_092_909)),
            ("9999-12-31T23:59:59.9999999Z", Some(253_402_300_799_999_999)),
            ("/Date(1498105703000)/", Some(1_498_105_703_000_000)),
            ("0001-01-01T00:00:00", Some(-62_135_596_800_000_000)),
            ("soon", None),
            ("", None),
            ("2014-02-30T00:00:00Z", None),
        ] {
            assert_eq!(micros(text), expected, "{text}");
        }
        assert_eq!(text(1_404_151_878_092_909), "2014-06-30T18:11:18.092909Z");
        assert_eq!(text(253_402_300_799_000_000), "9999-12-31T23:59:59.000000Z");
        assert_eq!(text(-1), "1969-12-31T23:59:59.999999Z");
        assert_eq!(text(i64::MAX), "9223372036854775807");
        assert!(is_unset(micros("0001-01-01T08:00:00+08:00").unwrap()));
        assert!(!is_unset(micros("1900-01-01T00:00:00Z").unwrap()));
    }
}
