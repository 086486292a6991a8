//! Values that the service names and numbers: the enums of its REST API.
//!
//! Answers have the name; bodies and queries may have the name in any case, or the number, also as text.

/// Declares enums of the REST API: each variant with its number and its name on the wire.
macro_rules! named {
    ($($(#[$meta:meta])* $vis:vis enum $type:ident { $($variant:ident = $number:literal $name:literal),* $(,)? })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the names are the service's own")]
        $vis enum $type { $($variant),* }

        #[allow(dead_code, reason = "not all enums are read, written and filtered by")]
        impl $type {
            /// All of them, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name on the wire.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The number on the wire.
            pub const fn number(self) -> i64 {
                match self { $(Self::$variant => $number),* }
            }

            /// One of them, by name in any case or by number.
            pub fn find(text: &str) -> Option<Self> {
                let text = text.trim();
                let number = text.parse::<i64>().ok();
                let is = |one: &Self| one.name().eq_ignore_ascii_case(text) || number == Some(one.number());
                Self::ALL.iter().copied().find(is)
            }

            /// Several of them, between commas, or as the sum of their numbers.
            pub fn find_all(text: &str) -> Option<Vec<Self>> {
                if let Some(one) = Self::find(text) {
                    return Some(vec![one]);
                }
                match text.trim().parse::<i64>() {
                    Ok(sum) => {
                        let is_in = |one: &Self| one.number() != 0 && one.number() & sum == one.number();
                        let found = Self::ALL.iter().copied().filter(is_in).collect::<Vec<_>>();
                        let all = found.iter().fold(0, |all, one| all | one.number());
                        (all == sum).then_some(found)
                    }
                    Err(_) => text.split(',').map(Self::find).collect(),
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::base::named_value(deserializer, Self::find, || {
                    Self::ALL.iter().map(|one| one.name()).collect::<Vec<_>>().join(", ")
                })
            }
        }
    )*};
}

pub(crate) use named;

use std::fmt;

use serde::de::{Deserializer, Error, Visitor};

/// Reads a value by its name or number.
pub(crate) fn named_value<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    find: fn(&str) -> Option<T>,
    names: fn() -> String,
) -> Result<T, D::Error> {
    struct Named<T>(fn(&str) -> Option<T>, fn() -> String);

    impl<T> Visitor<'_> for Named<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(&(self.1)())
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            (self.0)(text).ok_or_else(|| E::custom(format_args!("expected {}, got {text:?}", (self.1)())))
        }

        fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
            self.visit_str(&number.to_string())
        }

        fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
            self.visit_str(&number.to_string())
        }
    }

    deserializer.deserialize_any(Named(find, names))
}

#[cfg(test)]
mod tests {
    named! {
        enum Status {
            Undefined = 0 "undefined",
            Active = 1 "active",
            Completed = 2 "completed",
            NotSet = 8 "notSet",
        }
    }

    #[test]
    fn values_go_by_name_or_number() {
        assert_eq!(Status::find("COMPLETED"), Some(Status::Completed));
        assert_eq!(Status::find("8"), Some(Status::NotSet));
        assert_eq!(Status::find("4"), None);
        assert_eq!((Status::NotSet.name(), Status::NotSet.number()), ("notSet", 8));
        for body in ["\"active\"", "1", "\"1\""] {
            assert_eq!(serde_json::from_str::<Status>(body).unwrap(), Status::Active);
        }
        let error = serde_json::from_str::<Status>("\"none\"").unwrap_err().to_string();
        assert!(error.starts_with("expected undefined, active, completed, notSet, got \"none\""), "{error}");
    }

    #[test]
    fn several_go_by_names_or_their_sum() {
        assert_eq!(Status::find_all("active, notset"), Some(vec![Status::Active, Status::NotSet]));
        assert_eq!(Status::find_all("3"), Some(vec![Status::Active, Status::Completed]));
        assert_eq!(Status::find_all("0"), Some(vec![Status::Undefined]));
        assert_eq!(Status::find_all("5"), None);
        assert_eq!(Status::find_all("active,none"), None);
    }
}
