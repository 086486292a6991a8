//! Numbers of the expression language.

use std::fmt;

/// A decimal number, kept as it is written: exact up to 28 digits on either side of the period.
///
/// Both parts have the sign of the number, so that numbers are in the order of their parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Number {
    whole: i128,
    /// In units of 10^-28.
    fraction: i128,
}

const PLACES: usize = 28;
/// The largest whole number: 96 bits.
const MAX_WHOLE: i128 = (1 << 96) - 1;
/// As many decimals are written.
const SHOWN: usize = 7;
/// One unit of the last decimal that is written.
const UNIT: i128 = 10_i128.pow((PLACES - SHOWN) as u32);

impl Number {
    /// A number in an expression: digits, one period, a leading `-`.
    pub(crate) fn literal(word: &str) -> Option<Self> {
        let (sign, digits) = word.strip_prefix('-').map_or((1, word), |digits| (-1, digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !are_digits(whole) || !are_digits(fraction) || whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let whole = whole.trim_start_matches('0');
        let whole: i128 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let kept = &fraction[..fraction.len().min(PLACES)];
        let fraction: i128 = format!("{kept:0<PLACES$}").parse().ok()?;
        (whole <= MAX_WHOLE).then_some(Self { whole: sign * whole, fraction: sign * fraction })
    }

    /// A number in text: also blanks around it, a sign and thousands separators, but no exponent.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim_matches(|character: char| character.is_ascii_whitespace());
        let unsigned = text.strip_prefix('+').unwrap_or(text);
        let digits = unsigned.strip_prefix('-').unwrap_or(unsigned);
        let whole = digits.split('.').next().unwrap_or_default();
        if unsigned != text && digits != unsigned || whole.starts_with(',') {
            return None;
        }
        let plain = unsigned.replacen(whole, &whole.replace(',', ""), usize::from(whole.contains(',')));
        Self::literal(&plain)
    }

    pub(crate) fn is_zero(self) -> bool {
        self == Self::default()
    }

    /// Whether it is between 0 and 1.
    pub(crate) fn is_proper_fraction(self) -> bool {
        self.whole == 0 && self.fraction > 0
    }

    /// The place in an array: the fraction is cut. `None` for a negative number.
    pub(crate) fn index(self) -> Option<usize> {
        if self < Self::default() { None } else { self.whole.try_into().ok() }
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Self {
        Self { whole: value as i128, fraction: 0 }
    }
}

/// As the service writes it: no exponent, at most seven decimals.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = self.whole.abs() * 10_i128.pow(SHOWN as u32) + (self.fraction.abs() + UNIT / 2) / UNIT;
        let (whole, fraction) = (units / 10_i128.pow(SHOWN as u32), units % 10_i128.pow(SHOWN as u32));
        if *self < Self::default() && units > 0 {
            f.write_str("-")?;
        }
        write!(f, "{whole}")?;
        if fraction > 0 {
            write!(f, ".{}", format!("{fraction:0SHOWN$}").trim_end_matches('0'))?;
        }
        Ok(())
    }
}
