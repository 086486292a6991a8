//! The numbers of API versions.

use std::fmt;
use std::str::FromStr;

/// `7.1`: a version without what comes after the dash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Number {
    pub major: u16,
    pub minor: u16,
}

impl Number {
    pub const fn new(major: u16, minor: u16) -> Self {
        Self { major, minor }
    }
}

impl FromStr for Number {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (major, minor) = text.split_once('.').ok_or(())?;
        Ok(Self { major: digits(major)?, minor: digits(minor)? })
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// A number without sign or blanks, which `parse` would allow.
pub(crate) fn digits(text: &str) -> Result<u16, ()> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().map_err(|_| ()) } else { Err(()) }
}
