//! `_links`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

object! {
    /// One HAL link.
    Link { href: String = "href" }
}

/// One value or a list of them; the service writes both.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum OneOrMany<T> {
    /// A list.
    Many(Vec<T>),
    /// One value.
    One(T),
}

impl<T> OneOrMany<T> {
    /// The values.
    pub fn as_slice(&self) -> &[T] {
        match self {
            Self::Many(many) => many,
            Self::One(one) => std::slice::from_ref(one),
        }
    }
}

/// `_links`: name to link or links. The specifications describe it as a struct; the wire is the map itself.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Links(pub BTreeMap<String, Option<OneOrMany<Link>>>);

impl Links {
    /// The address of the (first) link of this name.
    pub fn href(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_ref()?.as_slice().first()?.href.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_many() {
        let text = r#"{"self":{"href":"a"},"statuses":[{"href":"b"},{"href":"c"}]}"#;
        let links: Links = serde_json::from_str(text).unwrap();
        assert_eq!(links.href("self"), Some("a"));
        assert_eq!(links.href("statuses"), Some("b"));
        assert_eq!(serde_json::to_string(&links).unwrap(), text);
    }
}
