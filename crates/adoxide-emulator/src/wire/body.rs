//! Bodies of requests, read as the service reads JSON.
//!
//! The service reads with Newtonsoft's defaults, and clients rely on it: names of members match in any case, null
//! is as good as absent, numbers and booleans may come as text, text as numbers, and unknown members are ignored.
//! What does not fit is refused with the path of the member.

use std::fmt::{self, Display};

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::Value;

use super::error::Fault;
use crate::base::flag;

/// Reads the body of a request. An empty body is one that is absent.
///
/// # Errors
/// A 400 that says what is missing, or what does not fit and where.
pub(crate) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Fault> {
    // The service itself sends byte order marks now and then, and takes them.
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if body.trim_ascii().is_empty() {
        return from_value(&Value::Null);
    }
    from_value(&serde_json::from_slice(body).map_err(Fault::invalid_body)?)
}

/// Reads a body that was parsed before.
///
/// # Errors
/// As [`read`].
pub(crate) fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, Fault> {
    T::deserialize(Json { value, is_root: true }).map_err(Fault::from)
}

/// A text within a body; none if it is absent, null, or not a text.
pub(crate) fn text<'v>(body: &'v Value, pointer: &str) -> Option<&'v str> {
    body.pointer(pointer).and_then(Value::as_str)
}

/// Why a body does not fit.
#[derive(Debug)]
struct Unfit {
    /// From the innermost member outwards.
    path: Vec<String>,
    why: Why,
}

#[derive(Debug)]
enum Why {
    Missing,
    Invalid(String),
}

impl Unfit {
    fn within(mut self, member: impl Into<String>) -> Self {
        self.path.push(member.into());
        self
    }

    fn missing(name: &str) -> Self {
        Self { path: vec![name.to_owned()], why: Why::Missing }
    }

    /// `a.b[0].c`
    fn path(&self) -> String {
        let mut path = String::new();
        for member in self.path.iter().rev() {
            if !path.is_empty() && !member.starts_with('[') {
                path.push('.');
            }
            path.push_str(member);
        }
        path
    }
}

impl Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.why {
            Why::Missing => write!(f, "{} is missing", self.path()),
            Why::Invalid(why) if self.path.is_empty() => f.write_str(why),
            Why::Invalid(why) => write!(f, "{}: {why}", self.path()),
        }
    }
}

impl std::error::Error for Unfit {}

impl serde::de::Error for Unfit {
    fn custom<T: Display>(message: T) -> Self {
        Self { path: Vec::new(), why: Why::Invalid(message.to_string()) }
    }

    fn missing_field(field: &'static str) -> Self {
        Self::missing(field)
    }

    fn invalid_type(got: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("expected {expected}, got {got}"))
    }

    fn invalid_value(got: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("expected {expected}, got {got}"))
    }
}

impl From<Unfit> for Fault {
    fn from(unfit: Unfit) -> Self {
        match &unfit.why {
            Why::Missing => Self::argument_null(&unfit.path()),
            Why::Invalid(_) => Self::invalid_body(unfit),
        }
    }
}

/// A value, and whether it is the whole body.
#[derive(Clone, Copy)]
struct Json<'v> {
    value: &'v Value,
    is_root: bool,
}

impl<'v> Json<'v> {
    fn of(value: &'v Value) -> Self {
        Self { value, is_root: false }
    }

    fn unexpected(self) -> Unexpected<'v> {
        match self.value {
            Value::Null => Unexpected::Other("null"),
            Value::Bool(value) => Unexpected::Bool(*value),
            Value::Number(number) => {
                number.as_i64().map_or(Unexpected::Other("a number"), Unexpected::Signed)
            }
            Value::String(text) => Unexpected::Str(text),
            Value::Array(_) => Unexpected::Other("a list"),
            Value::Object(_) => Unexpected::Other("an object"),
        }
    }

    fn refuse<T>(self, expected: &dyn Expected) -> Result<T, Unfit> {
        if self.is_root && self.value.is_null() {
            return Err(Unfit::missing("requestBody"));
        }
        Err(Unfit::invalid_type(self.unexpected(), expected))
    }

    /// A number without digits behind the point, also one that is written as text.
    fn integer(self) -> Option<i128> {
        match self.value {
            Value::Number(number) => {
                let whole = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "the fraction is zero, the rest saturates"
                )]
                whole.or_else(|| number.as_f64().filter(|n| n.fract() == 0.0).map(|n| n as i128))
            }
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }
}

macro_rules! integers {
    ($($method:ident $visit:ident $type:ty)*) => {$(
        fn $method<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unfit> {
            match self.integer().and_then(|number| <$type>::try_from(number).ok()) {
                Some(number) => visitor.$visit(number),
                None => self.refuse(&visitor),
            }
        }
    )*};
}

impl<'v> Deserializer<'v> for Json<'v> {
    type Error = Unfit;

    integers! {
        deserialize_i8 visit_i8 i8
        deserialize_i16 visit_i16 i16
        deserialize_i32 visit_i32 i32
        deserialize_i64 visit_i64 i64
        deserialize_u8 visit_u8 u8
        deserialize_u16 visit_u16 u16
        deserialize_u32 visit_u32 u32
        deserialize_u64 visit_u64 u64
    }

    forward_to_deserialize_any! { <W: Visitor<'v>>
    i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct }

    fn deserialize_any<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.value {
            Value::Null if self.is_root => self.refuse(&visitor),
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), ..) => visitor.visit_u64(number),
                (_, Some(number), _) => visitor.visit_i64(number),
                (.., Some(number)) => visitor.visit_f64(number),
                _ => self.refuse(&visitor),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => visitor.visit_seq(Items { items: items.iter().enumerate(), at: 0 }),
            Value::Object(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let value = match self.value {
            Value::Bool(value) => Some(*value),
            Value::String(text) => flag(text.trim()),
            Value::Number(number) => number.as_i64().map(|number| number != 0),
            _ => None,
        };
        match value {
            Some(value) => visitor.visit_bool(value),
            None => self.refuse(&visitor),
        }
    }

    fn deserialize_f32<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let number = match self.value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        match number {
            Some(number) => visitor.visit_f64(number),
            None => self.refuse(&visitor),
        }
    }

    fn deserialize_str<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.value {
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Number(_) | Value::Bool(_) => visitor.visit_string(self.value.to_string()),
            _ => self.refuse(&visitor),
        }
    }

    fn deserialize_string<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unfit> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'v>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.value {
            Value::Array(items) => visitor.visit_seq(Items { items: items.iter().enumerate(), at: 0 }),
            _ => self.refuse(&visitor),
        }
    }

    fn deserialize_map<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.value {
            Value::Object(members) => {
                let members = members.iter().map(|(name, value)| (name.as_str(), value)).collect::<Vec<_>>();
                visitor.visit_map(Members { members: members.into_iter(), next: None })
            }
            _ => self.refuse(&visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'v>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        let Value::Object(members) = self.value else { return self.refuse(&visitor) };
        // Each field is the member of exactly its name, or else the first of its name in another case.
        let found = fields.iter().filter_map(|field| {
            let other = || members.iter().find(|(name, _)| name.eq_ignore_ascii_case(field));
            let value = members.get(*field).or_else(|| other().map(|(_, value)| value));
            Some((*field, value.filter(|value| !value.is_null())?))
        });
        let found = found.collect::<Vec<_>>();
        visitor.visit_map(Members { members: found.into_iter(), next: None })
    }

    fn deserialize_enum<V: Visitor<'v>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        let Value::String(text) = self.value else { return self.refuse(&visitor) };
        match variants.iter().find(|variant| variant.eq_ignore_ascii_case(text)) {
            Some(variant) => visitor.visit_enum(Variant(variant)),
            None => Err(Unfit::custom(format_args!("expected {}, got {text:?}", variants.join(", ")))),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }
}

struct Items<'v> {
    items: std::iter::Enumerate<std::slice::Iter<'v, Value>>,
    at: usize,
}

impl<'v> SeqAccess<'v> for Items<'v> {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'v>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        let Some((at, value)) = self.items.next() else { return Ok(None) };
        self.at = at;
        seed.deserialize(Json::of(value)).map(Some).map_err(|unfit| unfit.within(format!("[{at}]")))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Members<'v> {
    members: std::vec::IntoIter<(&'v str, &'v Value)>,
    next: Option<(&'v str, &'v Value)>,
}

impl<'v> MapAccess<'v> for Members<'v> {
    type Error = Unfit;

    fn next_key_seed<K: DeserializeSeed<'v>>(&mut self, seed: K) -> Result<Option<K::Value>, Unfit> {
        self.next = self.members.next();
        let Some((name, _)) = self.next else { return Ok(None) };
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'v>>(&mut self, seed: T) -> Result<T::Value, Unfit> {
        let (name, value) = self.next.take().ok_or_else(|| Unfit::custom("a value without a name"))?;
        seed.deserialize(Json::of(value)).map_err(|unfit| unfit.within(name))
    }
}

/// A named value without content.
struct Variant(&'static str);

impl<'v> EnumAccess<'v> for Variant {
    type Error = Unfit;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'v>>(self, seed: T) -> Result<(T::Value, Self), Unfit> {
        Ok((seed.deserialize(BorrowedStrDeserializer::<Unfit>::new(self.0))?, self))
    }
}

impl<'v> VariantAccess<'v> for Variant {
    type Error = Unfit;

    fn unit_variant(self) -> Result<(), Unfit> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'v>>(self, _: T) -> Result<T::Value, Unfit> {
        Err(Unfit::custom(format_args!("{} has no content", self.0)))
    }

    fn tuple_variant<V: Visitor<'v>>(self, _: usize, _: V) -> Result<V::Value, Unfit> {
        Err(Unfit::custom(format_args!("{} has no content", self.0)))
    }

    fn struct_variant<V: Visitor<'v>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Unfit> {
        Err(Unfit::custom(format_args!("{} has no content", self.0)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Group {
        name: String,
        description: Option<String>,
        #[serde(default)]
        is_shared: bool,
        #[serde(default)]
        priority: i64,
        #[serde(default)]
        projects: Vec<Reference>,
        kind: Option<Kind>,
        data: Option<Value>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Reference {
        id: String,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "camelCase")]
    enum Kind {
        OneHop,
    }

    fn message<T: DeserializeOwned + fmt::Debug>(body: &Value) -> String {
        from_value::<T>(body).unwrap_err().message().to_owned()
    }

    #[test]
    fn members_are_read_as_the_service_reads_them() {
        let body = json!({
            "Name": 7, "description": null, "ISSHARED": "True", "priority": "3", "unknown": [], "kind": "onehop",
            "projects": [{"ID": "a"}], "data": {"Kept": [1]},
        });
        let expected = Group {
            name: "7".into(),
            description: None,
            is_shared: true,
            priority: 3,
            projects: vec![Reference { id: "a".into() }],
            kind: Some(Kind::OneHop),
            data: Some(json!({"Kept": [1]})),
        };
        assert_eq!(from_value::<Group>(&body).unwrap(), expected);
        let exact: Reference = from_value(&json!({"ID": "other", "id": "exact", "Id": "third"})).unwrap();
        assert_eq!(exact.id, "exact");
        assert_eq!(from_value::<Vec<i64>>(&json!([1, 2.0, "3"])).unwrap(), [1, 2, 3]);
    }

    #[test]
    fn what_does_not_fit_is_named_with_its_path() {
        let null = |name: &str| format!("Value cannot be null.\r\nParameter name: {name}");
        assert_eq!(message::<Group>(&json!({})), null("name"));
        assert_eq!(message::<Group>(&json!({"name": null})), null("name"));
        assert_eq!(message::<Group>(&json!({"name": "x", "projects": [{}]})), null("projects[0].id"));
        let wrong = message::<Group>(&json!({"name": "x", "projects": [{"id": []}]}));
        assert_eq!(
            wrong,
            "The request body could not be read: projects[0].id: expected a string, got a list."
        );
        let wrong = message::<Group>(&json!({"name": "x", "kind": "twoHops"}));
        assert_eq!(wrong, "The request body could not be read: kind: expected oneHop, got \"twoHops\".");
        assert!(message::<Group>(&json!({"name": "x", "priority": 1.5})).contains("priority: expected i64"));
        assert!(message::<Group>(&json!([])).contains("expected struct Group, got a list"));
    }

    #[test]
    fn a_body_is_needed_unless_it_is_optional() {
        for body in ["", " \r\n", "\u{feff}", "null"] {
            let body = body.as_bytes();
            assert!(read::<Group>(body).unwrap_err().message().ends_with("requestBody"));
            assert!(read::<Value>(body).unwrap_err().message().ends_with("requestBody"));
            assert!(read::<BTreeMap<String, Value>>(body).unwrap_err().message().ends_with("requestBody"));
            assert_eq!(read::<Option<Group>>(body).unwrap(), None);
        }
        assert!(read::<Value>(b"{").unwrap_err().message().contains("could not be read"));
        assert_eq!(read::<Value>("\u{feff}{}".as_bytes()).unwrap(), json!({}));
    }
}
