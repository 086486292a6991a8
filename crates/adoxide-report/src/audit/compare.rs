//! An earlier audit, to compare with.

use std::collections::HashSet;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer};

use super::Severity;
use crate::{Error, ErrorKind, Result};

/// The version of the JSON that an audit is written as.
pub(super) const VERSION: u32 = 1;

/// What an earlier audit has found: the JSON that it was written as.
#[derive(Clone, Debug, Deserialize)]
pub struct Earlier {
    version: u32,
    /// When it was made.
    #[serde(deserialize_with = "instant")]
    pub made: Timestamp,
    pub(super) findings: Vec<Known>,
}

/// A finding of an earlier audit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Known {
    /// What it is known by.
    pub fingerprint: String,
    /// The id of its check.
    pub check: String,
    /// How bad it was.
    pub severity: Severity,
    /// The organization.
    pub organization: String,
    /// The resource.
    pub resource: String,
    /// What was wrong with it.
    pub detail: String,
}

fn instant<'de, D: Deserializer<'de>>(input: D) -> Result<Timestamp, D::Error> {
    let text = String::deserialize(input)?;
    text.parse().map_err(|_| serde::de::Error::custom(format!("`{text}` is not an instant")))
}

impl Earlier {
    /// Reads the JSON of an audit. The place is its name, for messages.
    ///
    /// # Errors
    /// When it is not the JSON of an audit.
    pub fn parse(text: &str, place: &str) -> Result<Self> {
        let help = "`adox audit --output json` writes one";
        let earlier: Self = serde_json::from_str(text).map_err(|error| {
            Error::new(ErrorKind::Invalid, format!("`{place}` is not the JSON of an audit: {error}"))
                .help(help)
        })?;
        if earlier.version != VERSION {
            let version = earlier.version;
            let message = format!("`{place}` has version {version} of the format, expected {VERSION}");
            return Err(Error::new(ErrorKind::Invalid, message).help(help));
        }
        Ok(earlier)
    }

    pub(super) fn fingerprints(&self) -> HashSet<&str> {
        self.findings.iter().map(|known| known.fingerprint.as_str()).collect()
    }
}
