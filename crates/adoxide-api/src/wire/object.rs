//! Structs that lose nothing: every field optional, every unknown field kept.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use std::collections::BTreeMap;

use serde::de::{self, Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{DateTime, Json, JsonPatch, Links, Secret, TimeSpan};

/// The fields that the service sent and this type does not know, in wire order. They are written back with
/// the rest, so that reading an object, changing it and putting it back deletes nothing on the server.
#[derive(Clone, Default, PartialEq)]
pub struct Extra(Option<Box<serde_json::Map<String, Json>>>);

impl Extra {
    /// The value of an unknown field.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.as_ref()?.get(name)
    }

    /// Sets an unknown field, for what the service accepts and the specification does not say.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Json>) {
        self.0.get_or_insert_default().insert(name.into(), value.into());
    }

    /// All unknown fields.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().flat_map(|map| map.iter()).map(|(name, value)| (name.as_str(), value))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.as_ref().is_none_or(|map| map.is_empty())
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Names only: what is unknown may also be secret.
        f.debug_set().entries(self.iter().map(|(name, _)| name)).finish()
    }
}

/// A JSON object with known fields and [`Extra`] ones. Implemented by the `object!` macro.
pub trait Object: Default {
    /// Reads the value of `key` if this type knows it; answers whether it did.
    #[doc(hidden)]
    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error>;
    /// Writes the known fields that are set.
    #[doc(hidden)]
    fn write<S: SerializeMap>(&self, map: &mut S) -> Result<(), S::Error>;
    /// The unknown fields.
    fn extra(&self) -> &Extra;
    /// The unknown fields, to be changed.
    fn extra_mut(&mut self) -> &mut Extra;

    /// Reads this object as another type that describes the same JSON: a subtype of it, for the many places
    /// where the service sends more than the specification's base type says.
    ///
    /// # Errors
    /// When a field that both know has a shape that `T` cannot hold.
    fn cast<T: de::DeserializeOwned>(&self) -> Result<T, serde_json::Error>
    where
        Self: Serialize,
    {
        serde_json::from_value(serde_json::to_value(self)?)
    }
}

#[doc(hidden)]
pub fn put<S: SerializeMap, T: Serialize>(
    map: &mut S,
    key: &'static str,
    value: Option<&T>,
) -> Result<(), S::Error> {
    match value {
        Some(value) => map.serialize_entry(key, value),
        None => Ok(()),
    }
}

#[doc(hidden)]
pub fn serialize_object<T: Object, S: Serializer>(object: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    object.write(&mut map)?;
    for (name, value) in object.extra().iter() {
        map.serialize_entry(name, value)?;
    }
    map.end()
}

#[doc(hidden)]
pub fn deserialize_object<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut object = T::default();
        while let Some(Key(key)) = map.next_key()? {
            if !object.read(&key, &mut map)? {
                let value: Json = map.next_value()?;
                object.extra_mut().insert(key, value);
            }
        }
        Ok(object)
    }
}

/// What a field of an [`Object`] can be. Numbers, booleans and texts read from each other where nothing is
/// lost: the service and its documentation write `"92"` for 92 and `"true"` for true.
#[doc(hidden)]
pub trait Field: DeserializeOwned {
    fn read<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<Self>, A::Error> {
        map.next_value()
    }
}

macro_rules! plain_fields {
    ($($type:ty),*) => { $(impl Field for $type {})* };
}

plain_fields!(Json, DateTime, TimeSpan, Links, JsonPatch, Secret);

impl<T: Field> Field for Box<T> {}
impl<T: DeserializeOwned> Field for Vec<T> {}
impl<T: DeserializeOwned> Field for BTreeMap<String, T> {}

macro_rules! scalar_fields {
    ($($type:ty, $expecting:literal { $($visit:ident($value:ident: $from:ty) $read:expr;)* })*) => {
        $(impl Field for $type {
            fn read<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<Self>, A::Error> {
                struct Scalar($type);
                impl<'de> Deserialize<'de> for Scalar {
                    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                        struct ScalarVisitor;
                        impl Visitor<'_> for ScalarVisitor {
                            type Value = $type;
                            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                                f.write_str($expecting)
                            }
                            $(fn $visit<E: de::Error>(self, $value: $from) -> Result<$type, E> {
                                $read.ok_or_else(|| E::custom(format_args!("{} is not {}", $value, $expecting)))
                            })*
                        }
                        deserializer.deserialize_any(ScalarVisitor).map(Scalar)
                    }
                }
                Ok(map.next_value::<Option<Scalar>>()?.map(|scalar| scalar.0))
            }
        })*
    };
}

scalar_fields! {
    String, "a string" {
        visit_str(value: &str) Some(value.to_owned());
        visit_i64(value: i64) Some(value.to_string());
        visit_u64(value: u64) Some(value.to_string());
        visit_f64(value: f64) Some(value.to_string());
        visit_bool(value: bool) Some(value.to_string());
    }
    i64, "an integer" {
        visit_i64(value: i64) Some(value);
        visit_u64(value: u64) i64::try_from(value).ok();
        visit_f64(value: f64) (value.fract() == 0.0 && value.abs() < 9e15).then_some(value as i64);
        visit_str(value: &str) value.trim().parse().ok();
    }
    f64, "a number" {
        visit_f64(value: f64) Some(value);
        visit_i64(value: i64) Some(value as f64);
        visit_u64(value: u64) Some(value as f64);
        visit_str(value: &str) value.trim().parse().ok();
    }
    bool, "true or false" {
        visit_bool(value: bool) Some(value);
        visit_str(value: &str) value.trim().to_ascii_lowercase().parse().ok();
    }
}

/// A key borrowed from the input where it can be.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field name")
            }
            fn visit_borrowed_str<E: de::Error>(self, key: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(key)))
            }
            fn visit_str<E: de::Error>(self, key: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }
            fn visit_string<E: de::Error>(self, key: String) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key)))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

/// Declares an [`Object`]: `object! { Name { field: Type = "wireName", … } }`. Each field becomes
/// `pub field: Option<Type>`; `extra` is added. Exported for the bodies that no specification describes, such as
/// those of service hooks.
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    ($(#[$attribute:meta])* $name:ident { $($field:ident : $type:ty = $key:literal),* $(,)? }) => {
        $(#[$attribute])*
        #[doc = concat!("`", stringify!($name), "` as it is on the wire.")]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $(#[doc = concat!("`", $key, "`")] pub $field: ::std::option::Option<$type>,)*
            /// The fields that this type does not know.
            pub extra: $crate::wire::Extra,
        }

        impl $crate::wire::Object for $name {
            #[allow(unused_variables)]
            fn read<'de, A: ::serde::de::MapAccess<'de>>(
                &mut self,
                key: &str,
                map: &mut A,
            ) -> ::std::result::Result<bool, A::Error> {
                match key {
                    $($key => self.$field = $crate::wire::Field::read(map)?,)*
                    _ => return ::std::result::Result::Ok(false),
                }
                #[allow(unreachable_code)]
                ::std::result::Result::Ok(true)
            }
            #[allow(unused_variables)]
            fn write<S: ::serde::ser::SerializeMap>(&self, map: &mut S) -> ::std::result::Result<(), S::Error> {
                $($crate::wire::put(map, $key, self.$field.as_ref())?;)*
                ::std::result::Result::Ok(())
            }
            fn extra(&self) -> &$crate::wire::Extra {
                &self.extra
            }
            fn extra_mut(&mut self) -> &mut $crate::wire::Extra {
                &mut self.extra
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $crate::wire::deserialize_object(deserializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::wire::serialize_object(self, serializer)
            }
        }

        impl $crate::wire::Field for $name {}

        impl $crate::wire::Reply for $name {
            // So it, and all that reads the type, is only compiled where it is used.
            #[inline]
            fn decode(body: &[u8]) -> ::std::result::Result<Self, $crate::wire::DecodeError> {
                $crate::wire::DecodeError::json(body)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    object! { Leaf { name: String = "name", size: i64 = "size" } }
    object! { Node { id: String = "id", leaf: Box<Leaf> = "leaf", leaves: Vec<Leaf> = "leaves", tag: i64 = "$tag" } }

    #[test]
    fn unknown_fields_survive_a_round_trip_at_every_depth() {
        let text =
            r#"{"id":"a","leaf":{"name":"x","new":{"deep":[1,null]}},"leaves":[],"$tag":7,"added":"later"}"#;
        let node: Node = serde_json::from_str(text).unwrap();
        assert_eq!(node.extra.get("added"), Some(&Json::from("later")));
        assert_eq!(serde_json::to_string(&node).unwrap(), text);
    }

    #[test]
    fn absent_and_null_are_none_and_an_empty_list_is_a_list() {
        let node: Node = serde_json::from_str(r#"{"leaf":null,"leaves":[]}"#).unwrap();
        assert_eq!(node, Node { leaves: Some(vec![]), ..Node::default() });
        assert_eq!(serde_json::to_string(&node).unwrap(), r#"{"leaves":[]}"#);
    }

    #[test]
    fn scalars_read_from_each_other_and_nonsense_does_not() {
        let leaf: Leaf = serde_json::from_str(r#"{"name":7,"size":"92"}"#).unwrap();
        assert_eq!((leaf.name.as_deref(), leaf.size), (Some("7"), Some(92)));
        let leaf: Leaf = serde_json::from_str(r#"{"name":true,"size":3.0}"#).unwrap();
        assert_eq!((leaf.name.as_deref(), leaf.size), (Some("true"), Some(3)));
        for text in [r#"{"size":"many"}"#, r#"{"size":1.5}"#, r#"{"size":{}}"#, r#"{"name":[]}"#] {
            assert!(serde_json::from_str::<Leaf>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn debug_shows_names_of_unknown_fields_and_no_values() {
        let leaf: Leaf = serde_json::from_str(r#"{"name":"n","password":"hunter2"}"#).unwrap();
        let debug = format!("{leaf:?}");
        assert!(debug.contains("password") && !debug.contains("hunter2"), "{debug}");
    }

    #[test]
    fn a_base_type_casts_to_what_was_really_sent() {
        let leaf: Leaf = serde_json::from_str(r#"{"name":"n","id":"sub"}"#).unwrap();
        assert_eq!(leaf.cast::<Node>().unwrap().id.as_deref(), Some("sub"));
    }
}
