//! The query of a request. Names are compared without regard to case.

use percent_encoding::percent_decode_str;

use crate::base::flag;
use crate::wire::error::Fault;

/// The query parameters of a request, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query {
    pairs: Vec<(String, String)>,
}

impl Query {
    /// Reads a query string. `+` is a blank.
    pub fn parse(text: &str) -> Self {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name).to_ascii_lowercase(), decode(value))
        });
        Self { pairs: pairs.collect() }
    }

    /// The first value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Whether a parameter is given, also without a value.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The first value of the first of these that has one: many parameters have an older name without prefix.
    pub fn any(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.get(name)).filter(|value| !value.is_empty())
    }

    /// All values of a parameter that may be repeated, or have several values between commas, or be written
    /// `name[0]=`.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let named = |known: &str| {
            known.eq_ignore_ascii_case(name)
                || known.split_once('[').is_some_and(|(known, _)| known.eq_ignore_ascii_case(name))
        };
        let values = self.pairs.iter().filter(|(known, _)| named(known));
        values.flat_map(|(_, value)| value.split(',')).filter(|value| !value.is_empty()).collect()
    }

    /// Whether a parameter is true; false if it is not given.
    ///
    /// # Errors
    /// When it is neither true nor false.
    pub fn flag(&self, name: &str) -> Result<bool, Fault> {
        match self.get(name) {
            None | Some("") => Ok(false),
            Some(value) => flag(value).ok_or_else(|| Fault::invalid_parameter(name, value)),
        }
    }

    /// A number that is not negative.
    ///
    /// # Errors
    /// When it is something else.
    pub fn number(&self, names: &[&str]) -> Result<Option<usize>, Fault> {
        let Some(value) = self.any(names) else {
            return Ok(None);
        };
        value.parse().map(Some).map_err(|_| Fault::invalid_parameter(names[0], value))
    }
}

fn decode(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_no_case_and_values_are_decoded() {
        let query =
            Query::parse("$Top=5&searchCriteria.itemPath=%2Fa%20b+c&empty=&ids=1,2&ids=3&x[0]=y&deep=TRUE");
        assert_eq!(query.number(&["$top"]).unwrap(), Some(5));
        assert_eq!(query.get("SEARCHCRITERIA.ITEMPATH"), Some("/a b c"));
        assert_eq!((query.has("empty"), query.any(&["empty"])), (true, None));
        assert_eq!(query.all("ids"), ["1", "2", "3"]);
        assert_eq!(query.all("x"), ["y"]);
        assert!(query.flag("deep").unwrap() && !query.flag("none").unwrap());
        assert!(Query::parse("a=maybe").flag("a").is_err());
        assert!(Query::parse("$top=-1").number(&["$top"]).is_err());
    }
}
