//! Units of numbers, and how people read them: `3 d 4 h`, `1,204`, `93 %`.

use serde::{Deserialize, Serialize};

/// What a column of numbers or text holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Text.
    #[default]
    Text,
    /// A whole number of things.
    Count,
    /// Any number, without a unit.
    Number,
    /// A duration, in seconds.
    Seconds,
    /// A share between 0 and 1, shown as a percentage.
    Share,
    /// A size, in bytes.
    Bytes,
    /// A day, `2026-01-31`: the first one of a bucket of time.
    Day,
    /// An instant, UTC, `2026-01-31T13:05:00.123456Z`.
    Instant,
    /// Yes or no.
    Flag,
    /// The web address of something.
    Link,
}

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;

impl Unit {
    /// Whether values are numbers that can be drawn.
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Count | Self::Number | Self::Seconds | Self::Share | Self::Bytes)
    }

    /// A value for people, as exact as they need it.
    pub fn show(self, value: f64) -> String {
        if !value.is_finite() {
            return "–".to_owned();
        }
        match self {
            Self::Seconds => duration(value),
            Self::Share => percent(value),
            Self::Bytes => bytes(value),
            Self::Count => grouped(value.round()),
            _ => decimal(value),
        }
    }

    /// A value in as few characters as possible: for the ticks of an axis, and where there is little room.
    pub fn short(self, value: f64) -> String {
        match self {
            Self::Seconds => {
                let (size, name) = match value.abs() {
                    v if v >= DAY => (DAY, "d"),
                    v if v >= HOUR => (HOUR, "h"),
                    v if v >= MINUTE => (MINUTE, "min"),
                    _ => (1.0, "s"),
                };
                if value == 0.0 { "0".to_owned() } else { format!("{} {name}", trimmed(value / size, 1)) }
            }
            Self::Share => percent(value),
            Self::Bytes => bytes(value),
            _ => match value.abs() {
                v if v >= 1e9 => format!("{}G", trimmed(value / 1e9, 1)),
                v if v >= 1e6 => format!("{}M", trimmed(value / 1e6, 1)),
                v if v >= 1e4 => format!("{}k", trimmed(value / 1e3, 1)),
                _ => trimmed(value, 2),
            },
        }
    }

    /// Steps between ticks that people can count in: the smallest one that is not smaller than this.
    pub(crate) fn step(self, at_least: f64) -> f64 {
        const TIMES: [f64; 20] = [
            1.0,
            2.0,
            5.0,
            10.0,
            15.0,
            30.0,
            MINUTE,
            2.0 * MINUTE,
            5.0 * MINUTE,
            10.0 * MINUTE,
            15.0 * MINUTE,
            30.0 * MINUTE,
            HOUR,
            2.0 * HOUR,
            3.0 * HOUR,
            6.0 * HOUR,
            12.0 * HOUR,
            DAY,
            2.0 * DAY,
            5.0 * DAY,
        ];
        if self == Self::Seconds {
            if let Some(step) = TIMES.into_iter().find(|step| *step >= at_least) {
                return step;
            }
            return DAY * decimal_step(at_least / DAY);
        }
        let step = if self == Self::Bytes && at_least > 1.0 {
            // Multiples of 1,000, as sizes are shown.
            let thousand = 1_000_f64.powi((at_least.ln() / 1_000_f64.ln()).floor() as i32);
            thousand * decimal_step(at_least / thousand)
        } else {
            decimal_step(at_least)
        };
        if self == Self::Count { step.max(1.0) } else { step }
    }
}

/// 1, 2 or 5 times a power of ten.
fn decimal_step(at_least: f64) -> f64 {
    if at_least.is_nan() || at_least <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(at_least.log10().floor());
    let step = [1.0, 2.0, 5.0].into_iter().find(|step| step * power >= at_least * (1.0 - 1e-9));
    step.unwrap_or(10.0) * power
}

fn duration(seconds: f64) -> String {
    let (sign, seconds) = if seconds < 0.0 { ("−", -seconds) } else { ("", seconds) };
    let two = |large: f64, small: f64, names: (&str, &str)| {
        let smalls = (seconds / small).round();
        let per = large / small;
        let (whole, rest) = ((smalls / per).floor(), smalls % per);
        if rest == 0.0 {
            format!("{whole} {}", names.0)
        } else {
            format!("{whole} {} {rest} {}", names.0, names.1)
        }
    };
    let text = match seconds {
        s if s >= 10.0 * DAY => format!("{} d", grouped((s / DAY).round())),
        s if s >= DAY => two(DAY, HOUR, ("d", "h")),
        s if s >= HOUR => two(HOUR, MINUTE, ("h", "min")),
        s if s >= 10.0 * MINUTE => format!("{} min", (s / MINUTE).round()),
        s if s >= MINUTE => two(MINUTE, 1.0, ("min", "s")),
        s if s == 0.0 || s >= 10.0 => format!("{} s", s.round()),
        s => format!("{} s", trimmed(s, 1)),
    };
    format!("{sign}{text}")
}

fn percent(share: f64) -> String {
    let percent = share * 100.0;
    // Only all of them is 100 %, and only none is 0 %.
    let places = usize::from(percent.abs() < 10.0 && percent != 0.0 || percent > 99.0 && percent < 100.0);
    let text = trimmed(percent, places);
    match text.as_str() {
        "100" if percent < 100.0 => "> 99.9 %".to_owned(),
        "0" if percent > 0.0 => "< 0.1 %".to_owned(),
        _ => format!("{text} %"),
    }
}

fn bytes(value: f64) -> String {
    const NAMES: [&str; 6] = ["B", "kB", "MB", "GB", "TB", "PB"];
    let mut value = value;
    let mut name = NAMES[0];
    for larger in NAMES.into_iter().skip(1) {
        if value.abs() < 999.5 {
            break;
        }
        value /= 1_000.0;
        name = larger;
    }
    format!("{} {name}", trimmed(value, usize::from(value.abs() < 10.0 && name != "B")))
}

fn decimal(value: f64) -> String {
    if value.abs() >= 1_000.0 { grouped(value.round()) } else { trimmed(value, 2) }
}

/// A whole number with its thousands apart.
fn grouped(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = if value < 0.0 { "−".to_owned() } else { String::new() };
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// At most so many places behind the point, and no zeros at the end.
fn trimmed(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.replace('-', "−") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_well() {
        for (unit, value, expected) in [
            (Unit::Seconds, 0.0, "0 s"),
            (Unit::Seconds, 0.25, "0.2 s"),
            (Unit::Seconds, 59.4, "59 s"),
            (Unit::Seconds, 90.0, "1 min 30 s"),
            (Unit::Seconds, 3_599.0, "60 min"),
            (Unit::Seconds, 3_660.0, "1 h 1 min"),
            (Unit::Seconds, 86_399.0, "24 h"),
            (Unit::Seconds, 90_000.0, "1 d 1 h"),
            (Unit::Seconds, 1_000_000.0, "12 d"),
            (Unit::Seconds, -90.0, "−1 min 30 s"),
            (Unit::Share, 1.0, "100 %"),
            (Unit::Share, 0.999_9, "> 99.9 %"),
            (Unit::Share, 0.935, "94 %"),
            (Unit::Share, 0.056, "5.6 %"),
            (Unit::Share, 0.000_01, "< 0.1 %"),
            (Unit::Bytes, 999.0, "999 B"),
            (Unit::Bytes, 1_500.0, "1.5 kB"),
            (Unit::Bytes, 5_000_000_000.0, "5 GB"),
            (Unit::Count, 1_234_567.0, "1,234,567"),
            (Unit::Number, 2.345, "2.35"),
            (Unit::Number, f64::NAN, "–"),
        ] {
            assert_eq!(unit.show(value), expected, "{unit:?} {value}");
        }
        assert_eq!(Unit::Count.short(12_345.0), "12.3k");
        assert_eq!(Unit::Seconds.short(5_400.0), "1.5 h");
        assert_eq!(Unit::Seconds.short(0.0), "0");
    }

    #[test]
    fn steps_can_be_counted_in() {
        for (unit, at_least, expected) in [
            (Unit::Count, 0.3, "1"),
            (Unit::Number, 0.3, "0.5"),
            (Unit::Count, 17.0, "20"),
            (Unit::Seconds, 400.0, "10 min"),
            (Unit::Seconds, DAY * 6.0, "10 d"),
            (Unit::Number, 0.0, "1"),
        ] {
            assert_eq!(unit.short(unit.step(at_least)), expected, "{unit:?} {at_least}");
        }
    }
}
