//! `api-version`.

use std::fmt;
use std::str::FromStr;

/// An `api-version`: `7.1`, `7.1-preview` or `7.1-preview.2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ApiVersion {
    /// The first number.
    pub major: u16,
    /// The second number.
    pub minor: u16,
    /// `-preview`, with its resource version (0 where none is written).
    pub preview: Option<u16>,
}

impl ApiVersion {
    /// A released version.
    pub const fn new(major: u16, minor: u16) -> Self {
        Self { major, minor, preview: None }
    }

    /// The version without `-preview`, to compare with others.
    pub const fn number(self) -> (u16, u16) {
        (self.major, self.minor)
    }
}

impl FromStr for ApiVersion {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parse = || {
            let (number, preview) = match text.split_once('-') {
                None => (text, None),
                Some((number, preview)) => {
                    let (word, resource) = preview.split_once('.').unwrap_or((preview, "0"));
                    if !word.eq_ignore_ascii_case("preview") {
                        return None;
                    }
                    (number, Some(resource.parse().ok()?))
                }
            };
            let (major, minor) = number.split_once('.').unwrap_or((number, "0"));
            Some(Self { major: major.parse().ok()?, minor: minor.parse().ok()?, preview })
        };
        parse().ok_or_else(|| {
            format!("\"{text}\" is not an api-version; it must look like 7.1, 7.1-preview or 7.1-preview.2")
        })
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)?;
        match self.preview {
            None => Ok(()),
            Some(0) => f.write_str("-preview"),
            Some(resource) => write!(f, "-preview.{resource}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_read_back() {
        for text in ["7.1", "7.1-preview", "7.1-preview.2", "1.0"] {
            assert_eq!(text.parse::<ApiVersion>().unwrap().to_string(), text);
        }
        assert_eq!("5".parse::<ApiVersion>().unwrap().number(), (5, 0));
        for text in ["", "x", "7.1-beta", "7.1-preview.x", "7.1.2"] {
            assert!(text.parse::<ApiVersion>().is_err(), "{text}");
        }
    }
}
