//! Numbers of the expression language.

use std::cmp::Ordering;
use std::fmt;

/// A decimal number, kept as it is written: 96 bits of digits, of which at most 28 follow the period.
///
/// Digits without trailing zeros, so that equal numbers have equal parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Number {
    low: u64,
    high: u32,
    /// How many of the digits follow the period.
    places: u8,
    is_negative: bool,
}

const PLACES: u8 = 28;
const MAX_DIGITS: u128 = (1 << 96) - 1;
/// As many decimals are written.
const SHOWN: u8 = 7;

impl Number {
    fn new(mut digits: u128, mut places: u8, is_negative: bool) -> Self {
        while places > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            places -= 1;
        }
        Self {
            low: digits as u64,
            high: (digits >> 64) as u32,
            places,
            is_negative: is_negative && digits > 0,
        }
    }

    /// A number in an expression: digits, one period, a leading `-`.
    pub(crate) fn literal(word: &str) -> Option<Self> {
        let (is_negative, unsigned) = word.strip_prefix('-').map_or((false, word), |digits| (true, digits));
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !are_digits(whole) || !are_digits(fraction) || whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let append = |digits: u128, byte: u8| {
            let digits = digits.checked_mul(10)?.checked_add(u128::from(byte - b'0'))?;
            Some(digits).filter(|digits| *digits <= MAX_DIGITS)
        };
        let mut digits = whole.bytes().try_fold(0, append)?;
        let mut places = 0;
        // What there is no room for is cut.
        for byte in fraction.bytes().take(PLACES.into()) {
            let Some(more) = append(digits, byte) else { break };
            digits = more;
            places += 1;
        }
        Some(Self::new(digits, places, is_negative))
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

    fn digits(self) -> u128 {
        u128::from(self.high) << 64 | u128::from(self.low)
    }

    /// What is before the period, and what follows it in units of 10^-28.
    fn parts(self) -> (u128, u128) {
        let unit = 10_u128.pow(self.places.into());
        (self.digits() / unit, self.digits() % unit * 10_u128.pow((PLACES - self.places).into()))
    }

    pub(crate) fn is_zero(self) -> bool {
        self == Self::default()
    }

    /// Whether it is between 0 and 1.
    pub(crate) fn is_proper_fraction(self) -> bool {
        !self.is_negative && !self.is_zero() && self.parts().0 == 0
    }

    /// The place in an array: the fraction is cut. `None` for a negative number.
    pub(crate) fn index(self) -> Option<usize> {
        if self.is_negative { None } else { self.parts().0.try_into().ok() }
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Self {
        Self::new(value as u128, 0, false)
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.is_negative, other.is_negative) {
            (false, false) => self.parts().cmp(&other.parts()),
            (true, true) => other.parts().cmp(&self.parts()),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// As the service writes it: no exponent, at most seven decimals.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = self.digits();
        let mut places = self.places;
        if places > SHOWN {
            let unit = 10_u128.pow((places - SHOWN).into());
            digits = (digits + unit / 2) / unit;
            places = SHOWN;
        }
        let shown = Self::new(digits, places, self.is_negative);
        let unit = 10_u128.pow(shown.places.into());
        if shown.is_negative {
            f.write_str("-")?;
        }
        write!(f, "{}", shown.digits() / unit)?;
        if shown.places > 0 {
            write!(f, ".{:0width$}", shown.digits() % unit, width = usize::from(shown.places))?;
        }
        Ok(())
    }
}
