//! Where a table is, in one unit.

use std::fmt;
use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{Error, ErrorKind};

/// How far a feed has got in one unit: JSON that only the feed reads, with the version of its form.
///
/// Engine and destinations keep it, compare nothing in it but whether two are the same, and hand it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    version: u32,
    state: serde_json::Value,
}

impl Cursor {
    /// A cursor whose state has the form of this version.
    ///
    /// # Errors
    /// When the state can't be written as JSON.
    pub fn new(version: u32, state: &impl Serialize) -> Result<Self, Error> {
        let state = serde_json::to_value(state).map_err(|error| {
            Error::new(ErrorKind::Contract, "the state of a cursor can't be written as JSON").because(error)
        })?;
        Ok(Self { version, state })
    }

    /// The state, if it has the form of this version. `None` for an older form: the feed starts over.
    ///
    /// # Errors
    /// When a newer version of this program wrote it, or it is not what was written.
    pub fn state<T: DeserializeOwned>(&self, version: u32) -> Result<Option<T>, Error> {
        match self.version.cmp(&version) {
            std::cmp::Ordering::Less => Ok(None),
            std::cmp::Ordering::Greater => Err(Error::new(
                ErrorKind::NewerVersion,
                "the place where the last sync stopped was written by a newer version of adoxide; update it, \
                 or sync into a new destination",
            )),
            std::cmp::Ordering::Equal => T::deserialize(&self.state).map(Some).map_err(|error| {
                Error::new(
                    ErrorKind::Incompatible,
                    "the place where the last sync stopped can't be read; sync into a new destination",
                )
                .because(error)
            }),
        }
    }
}

/// As text, for destinations.
impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl FromStr for Cursor {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        serde_json::from_str(text).map_err(|error| {
            Error::new(ErrorKind::Incompatible, format!("{text:?} is no cursor of a sync")).because(error)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_as_text() {
        let cursor = Cursor::new(2, &serde_json::json!({"token": "77;3"})).unwrap();
        let text = cursor.to_string();
        assert_eq!(text, r#"{"version":2,"state":{"token":"77;3"}}"#);
        assert_eq!(text.parse::<Cursor>().unwrap(), cursor);
        assert_eq!("{".parse::<Cursor>().unwrap_err().kind(), ErrorKind::Incompatible);
    }

    #[test]
    fn an_older_form_starts_over_and_a_newer_one_is_refused() {
        let cursor = Cursor::new(2, &"state").unwrap();
        assert_eq!(cursor.state::<String>(2).unwrap().as_deref(), Some("state"));
        assert_eq!(cursor.state::<String>(3).unwrap(), None);
        assert_eq!(cursor.state::<String>(1).unwrap_err().kind(), ErrorKind::NewerVersion);
        assert_eq!(cursor.state::<i64>(2).unwrap_err().kind(), ErrorKind::Incompatible);
    }
}
