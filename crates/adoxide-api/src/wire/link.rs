//! `_links`.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

object! {
    /// One HAL link.
    Link { href: String = "href" }
}

/// One object or a list of them; the service writes both.
#[derive(Clone, Debug, PartialEq, Serialize)]
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

// By hand: what serde derives reads everything twice, and writes an error that nobody sees for each single one.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = OneOrMany<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object or a list of them")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(OneOrMany::One)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(OneOrMany::Many)
            }
        }

        deserializer.deserialize_any(Either(PhantomData))
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
        let error = serde_json::from_str::<Links>(r#"{"self":{"href":{}}}"#).unwrap_err().to_string();
        assert!(error.starts_with("invalid type: map, expected a string"), "{error}");
        assert!(serde_json::from_str::<Links>(r#"{"self":"a"}"#).is_err());
    }
}
