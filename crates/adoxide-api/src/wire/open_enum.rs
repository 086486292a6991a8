//! Enums that never break on a new value.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;

/// An enum of the service: known values, and any other one that it may learn.
///
/// Decoding ignores letter case and accepts the numbers that the official clients know. What is not known,
/// a comma list of flags among them, is kept as it was sent. Implemented by the `open_enum!` macro.
pub trait OpenEnum: Sized + From<String> {
    /// The value's wire name, as the service writes it.
    fn as_str(&self) -> &str;

    /// The flags of a comma list (`"edit, rename"`), or the one value.
    fn flags(&self) -> Vec<Self> {
        self.as_str().split(',').map(|flag| Self::from(flag.trim().to_owned())).collect()
    }
}

#[doc(hidden)]
pub fn deserialize_enum<'de, T: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(EnumVisitor(PhantomData))
}

struct EnumVisitor<T>(PhantomData<T>);

impl<T: OpenEnum> serde::de::Visitor<'_> for EnumVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name or number of an enum value")
    }
    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<T, E> {
        Ok(T::from(value.to_owned()))
    }
    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<T, E> {
        Ok(T::from(value.to_string()))
    }
    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<T, E> {
        Ok(T::from(value.to_string()))
    }
    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<T, E> {
        Ok(T::from(value.to_string()))
    }
}

/// Declares an [`OpenEnum`]: `open_enum! { Name { Variant = "wireName", Numbered = "wireName" 2, … } }`.
macro_rules! open_enum {
    ($(#[$attribute:meta])* $name:ident { $($variant:ident = $wire:literal $($number:literal)?),* $(,)? }) => {
        $(#[$attribute])*
        #[doc = concat!("`", stringify!($name), "`: the known values, and `Other` for one that came later.")]
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = concat!("`", $wire, "`")] $variant,)*
            /// A value that this version does not know, as it was sent; also a comma list of flags.
            Other(Box<str>),
        }

        impl $name {
            /// The known values.
            pub const KNOWN: &[$name] = &[$($name::$variant),*];
        }

        impl $crate::wire::OpenEnum for $name {
            fn as_str(&self) -> &str {
                match self {
                    $($name::$variant => $wire,)*
                    $name::Other(other) => other,
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($crate::wire::OpenEnum::as_str(self))
            }
        }

        impl From<String> for $name {
            fn from(value: String) -> Self {
                $(
                    if value.eq_ignore_ascii_case($wire) $(|| value == stringify!($number))? {
                        return $name::$variant;
                    }
                )*
                $name::Other(value.into())
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                value.to_owned().into()
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $crate::wire::deserialize_enum(deserializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                let value = $crate::wire::OpenEnum::as_str(self);
                // A number that no name is known for goes back as the number that it was.
                match (self, value.parse::<i64>()) {
                    ($name::Other(_), Ok(number)) => serializer.serialize_i64(number),
                    _ => serializer.serialize_str(value),
                }
            }
        }

        impl $crate::wire::Field for $name {}

        impl $crate::wire::PathArg for $name {
            fn path_arg(&self) -> String {
                self.to_string()
            }
        }

        impl $crate::wire::QueryValue for $name {
            fn query_value(&self) -> String {
                self.to_string()
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    open_enum! { Status { NotSet = "notSet" 0, Active = "active" 1, Gone = "gone" } }

    fn decode(text: &str) -> Status {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn names_in_any_case_and_numbers_are_known() {
        assert_eq!(decode(r#""ACTIVE""#), Status::Active);
        assert_eq!(decode("1"), Status::Active);
        assert_eq!(decode("0"), Status::NotSet);
        assert_eq!(Status::Active.to_string(), "active");
        assert_eq!(Status::KNOWN, [Status::NotSet, Status::Active, Status::Gone]);
    }

    #[test]
    fn new_values_numbers_and_flags_are_kept_exactly() {
        for text in [r#""brandNew""#, r#""active, gone""#, "42", "-3"] {
            assert_eq!(serde_json::to_string(&decode(text)).unwrap(), text);
        }
        assert_eq!(decode(r#""active, gone""#).flags(), [Status::Active, Status::Gone]);
    }
}
