//! How an answer becomes a value.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::{DeserializeOwned, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeStruct;
use serde_json::value::RawValue;

use super::scan::path_at;
use super::{Json, Secret};

/// What an operation answers with.
pub trait Reply: Sized {
    /// Reads the body of a good response. An empty body is legal everywhere and reads as the default.
    ///
    /// # Errors
    /// When the body is not what the operation answers with.
    fn decode(body: &[u8]) -> Result<Self, DecodeError>;
}

/// Why an answer, or one item of it, could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// Where: `$.value[3].reviewers[0].vote`.
    pub path: String,
    /// What was wrong there.
    pub message: String,
    /// What stood around there.
    pub excerpt: String,
    /// Whether the JSON ends before it is complete, as that of an answer which was cut off.
    pub truncated: bool,
}

impl DecodeError {
    /// Decodes JSON. An empty body is the default.
    ///
    /// # Errors
    /// When it is not JSON, or of another shape.
    pub fn json<T: DeserializeOwned + Default>(body: &[u8]) -> Result<T, Self> {
        let body = without_mark(body);
        if body.iter().all(u8::is_ascii_whitespace) {
            return Ok(T::default());
        }
        Self::required(body)
    }

    /// Decodes JSON that must be there.
    ///
    /// # Errors
    /// When it is not JSON, or of another shape.
    pub fn required<T: DeserializeOwned>(body: &[u8]) -> Result<T, Self> {
        serde_json::from_slice(body).map_err(|error| Self::at(&error, body))
    }

    fn at(error: &serde_json::Error, body: &[u8]) -> Self {
        let line_start = body.split_inclusive(|byte| *byte == b'\n').take(error.line().saturating_sub(1));
        let offset = (line_start.map(<[u8]>::len).sum::<usize>() + error.column()).min(body.len());
        let around = &body[offset.saturating_sub(60)..(offset + 20).min(body.len())];
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
        Self {
            path: path_at(body, offset),
            message: message.to_owned(),
            excerpt: String::from_utf8_lossy(around).into_owned(),
            truncated: error.is_eof(),
        }
    }

    fn within(mut self, parent: &str) -> Self {
        self.path = self.path.replacen('$', parent, 1);
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.message, self.path)
    }
}

impl std::error::Error for DecodeError {}

/// The service sometimes begins a body with a byte order mark.
fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// An item of a list that could not be read; the others of its page were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecoded {
    /// Its place in the page, from 0.
    pub index: usize,
    /// Why, with the path in the page.
    pub error: DecodeError,
    /// The item as it was sent.
    pub json: Secret,
}

impl fmt::Display for Undecoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl std::error::Error for Undecoded {}

/// A list. Each item decodes on its own: one that can't is an error in its place, and not a lost page.
///
/// On the wire it is `{"count": 2, "value": [ … ]}`; a bare array reads too.
#[derive(Clone, Debug, PartialEq)]
pub struct List<T> {
    /// The items in wire order.
    pub value: Vec<Result<T, Undecoded>>,
    /// How many the service says there are in this answer.
    pub count: Option<i64>,
}

impl<T> List<T> {
    /// All items.
    ///
    /// # Errors
    /// The first item that could not be read.
    pub fn into_vec(self) -> Result<Vec<T>, Undecoded> {
        self.value.into_iter().collect()
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { value: Vec::new(), count: None }
    }
}

impl<T> IntoIterator for List<T> {
    type Item = Result<T, Undecoded>;
    type IntoIter = std::vec::IntoIter<Self::Item>;
    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}

impl<T: DeserializeOwned> Reply for List<T> {
    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        let page = Page::decode(body, "value", &["count"])?;
        let count = page.fields[0].as_ref().and_then(Json::as_i64);
        Ok(Self { value: page.items, count })
    }
}

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let items: Result<Vec<&T>, _> = self.value.iter().map(Result::as_ref).collect();
        let items = items.map_err(serde::ser::Error::custom)?;
        let mut list = serializer.serialize_struct("List", 2)?;
        list.serialize_field("count", &self.count.unwrap_or(items.len() as i64))?;
        list.serialize_field("value", &items)?;
        list.end()
    }
}

/// One page of a list, whatever its shape: the items of the named field, and the fields that say how the
/// list goes on.
#[derive(Debug)]
pub struct Page<T> {
    /// The items in wire order.
    pub items: Vec<Result<T, Undecoded>>,
    /// The values of the fields that were asked for, in that order.
    pub fields: Vec<Option<Json>>,
}

impl<T: DeserializeOwned> Page<T> {
    /// Reads a page: one pass if all items are good, item by item if one is not. A bare array is a page of
    /// items; an empty body is an empty page. Where the named field is missing, the only array of the object
    /// is the page (old answers name it otherwise), and an object without one is a page of itself.
    ///
    /// # Errors
    /// When the body is not JSON or not a page.
    pub fn decode(body: &[u8], items: &str, fields: &[&str]) -> Result<Self, DecodeError> {
        let body = without_mark(body);
        if body.iter().all(u8::is_ascii_whitespace) {
            return Ok(Self { items: Vec::new(), fields: vec![None; fields.len()] });
        }
        match split::<Vec<T>>(body, items, fields) {
            Ok((Some(good), fields)) => {
                return Ok(Self { items: good.into_iter().map(Ok).collect(), fields });
            }
            Ok((None, fields)) => return Self::elsewhere(body, items, fields),
            Err(_) => {}
        }
        let (raw, values) = split::<Vec<Box<RawValue>>>(body, items, fields)
            .map_err(|error| DecodeError::at(&error, body))?;
        let bare = body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
        let list = if bare { "$".to_owned() } else { format!("$.{items}") };
        let decode = |(index, item): (usize, Box<RawValue>)| {
            DecodeError::required(item.get().as_bytes()).map_err(|error| Undecoded {
                index,
                error: error.within(&format!("{list}[{index}]")),
                json: Secret::from(Box::<str>::from(item)),
            })
        };
        Ok(Self {
            items: raw.unwrap_or_default().into_iter().enumerate().map(decode).collect(),
            fields: values,
        })
    }

    /// The items of a page that does not have them in the named field.
    fn elsewhere(body: &[u8], items: &str, values: Vec<Option<Json>>) -> Result<Self, DecodeError> {
        let mut object: serde_json::Map<String, Json> = DecodeError::required(body)?;
        let known = object.remove(items).is_some() | object.remove("count").is_some();
        if object.is_empty() || known && object.values().all(|value| !value.is_array()) {
            return Ok(Self { items: Vec::new(), fields: values });
        }
        let mut arrays = object.iter().filter(|(_, value)| value.is_array()).map(|(name, _)| name.clone());
        match (arrays.next(), arrays.next()) {
            (Some(only), None) => Ok(Self { fields: values, ..Self::decode(body, &only, &[])? }),
            _ => Ok(Self { fields: values, ..Self::decode(&[b"[", body, b"]"].concat(), items, &[])? }),
        }
    }
}

type Split<L> = (Option<L>, Vec<Option<Json>>);

/// Reads the items and the named fields of a page in one pass.
fn split<L: DeserializeOwned>(
    body: &[u8],
    items: &str,
    fields: &[&str],
) -> Result<Split<L>, serde_json::Error> {
    struct Shape<'a, L>(&'a str, &'a [&'a str], PhantomData<L>);

    impl<'de, L: DeserializeOwned> Visitor<'de> for Shape<'_, L> {
        type Value = Split<L>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a page of a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Split<L>, A::Error> {
            let list = L::deserialize(serde::de::value::SeqAccessDeserializer::new(seq))?;
            Ok((Some(list), vec![None; self.1.len()]))
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Split<L>, A::Error> {
            let mut found = (None, vec![None; self.1.len()]);
            while let Some(key) = map.next_key::<String>()? {
                if key == self.0 {
                    found.0 = map.next_value()?;
                } else if let Some(at) = self.1.iter().position(|field| *field == key) {
                    found.1[at] = Some(map.next_value()?).filter(|value: &Json| !value.is_null());
                } else {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            Ok(found)
        }
    }

    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let found = deserializer.deserialize_any(Shape(items, fields, PhantomData))?;
    deserializer.end()?;
    Ok(found)
}

/// An answer that is a page of a list; [`super::Paging`] says how it goes on.
pub trait Paged {
    /// What it is a list of.
    type Item;
}

impl<T> Paged for List<T> {
    type Item = T;
}

/// A value inside `{"count": 1, "value": …}` where the specification says just the value; the service wraps
/// maps and scalars as it does lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wrapped<T> {
    /// The value.
    pub value: T,
    /// How many the service says there are.
    pub count: Option<i64>,
}

impl<T: DeserializeOwned + Default> Reply for Wrapped<T> {
    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        let wrapped = without_mark(body).iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
        if wrapped && let Ok((Some(value), fields)) = split(without_mark(body), "value", &["count"]) {
            return Ok(Self { value, count: fields[0].as_ref().and_then(Json::as_i64) });
        }
        DecodeError::json(body).map(|value| Self { value, count: None })
    }
}

impl<T: Serialize> Serialize for Wrapped<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut wrapped = serializer.serialize_struct("Wrapped", 2)?;
        if let Some(count) = self.count {
            wrapped.serialize_field("count", &count)?;
        }
        wrapped.serialize_field("value", &self.value)?;
        wrapped.end()
    }
}

impl Reply for () {
    fn decode(_: &[u8]) -> Result<Self, DecodeError> {
        Ok(())
    }
}

macro_rules! json_replies {
    ($($type:ty),*) => {
        $(impl Reply for $type {
            fn decode(body: &[u8]) -> Result<Self, DecodeError> {
                DecodeError::json(body)
            }
        })*
    };
}

json_replies!(Json, String, bool, i64, f64, super::Links, super::DateTime);

impl<T: DeserializeOwned> Reply for BTreeMap<String, T> {
    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        DecodeError::json(body)
    }
}

impl Default for super::DateTime {
    fn default() -> Self {
        "0001-01-01T00:00:00".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    object! { Item { id: i64 = "id", name: String = "name" } }

    #[test]
    fn one_bad_item_is_one_error_with_its_path() {
        let body = br#"{"count":3,"value":[{"id":1},{"id":2,"name":{"not":"text"}},{"id":3}]}"#;
        let list = List::<Item>::decode(body).unwrap();
        assert_eq!(list.count, Some(3));
        let ids: Vec<_> = list.value.iter().map(|item| item.as_ref().ok().and_then(|item| item.id)).collect();
        assert_eq!(ids, [Some(1), None, Some(3)]);
        let bad = list.value[1].as_ref().unwrap_err();
        assert_eq!((bad.index, bad.error.path.as_str()), (1, "$.value[1].name"));
        assert_eq!(bad.error.message, "invalid type: map, expected a string");
        assert!(bad.error.excerpt.contains(r#""name":{"#), "{}", bad.error.excerpt);
        assert_eq!(bad.json.expose(), r#"{"id":2,"name":{"not":"text"}}"#);
        assert!(!format!("{bad:?}").contains("***\""), "{bad:?}");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        object! { Deep { item: Box<Item> = "item", items: Vec<Item> = "items", sizes: Vec<i64> = "sizes" } }
        for (body, expected) in [
            (r#"{"item":{"id":1,"name":{"not":"text"}}}"#, "$.item.name"),
            (r#"{"item":{"other":[{}],"id":"many"},"items":[]}"#, "$.item.id"),
            (r#"{"items":[{"id":1},{"id":true}]}"#, "$.items[1].id"),
            (r#"{"items":[{"id":1},7]}"#, "$.items[1]"),
            ("{\n \"sizes\": [\n1,\n \"x\" ]}", "$.sizes[1]"),
            (r#"{"sizes":{}}"#, "$.sizes"),
            ("[]", "$"),
            (r#"{"items":[{"id":1},{"id":2,"#, "$.items[1]"),
            (r#"{"items":[]} {}"#, "$"),
        ] {
            let error = DecodeError::json::<Deep>(body.as_bytes()).unwrap_err();
            assert_eq!(error.path, expected, "{body}: {error}");
        }
        // What is passed over may be as deep as somebody likes.
        for end in ["", "1"] {
            let deep = format!(r#"{{"other":{}{end}"#, "[".repeat(1_000_000));
            let error = List::<Item>::decode(deep.as_bytes()).unwrap_err();
            assert!(error.path.starts_with("$.other[0][0]"), "{}", error.path.len());
        }
    }

    #[test]
    fn bare_arrays_empty_bodies_and_nulls_are_lists() {
        assert_eq!(List::<i64>::decode(b"[1,2]").unwrap().into_vec().unwrap(), [1, 2]);
        for body in ["", " \n", r#"{"count":0,"value":null}"#, r#"{"count":0}"#, "\u{feff}[]"] {
            assert_eq!(
                List::<i64>::decode(body.as_bytes()).unwrap().into_vec().unwrap(),
                [0_i64; 0],
                "{body}"
            );
        }
    }

    #[test]
    fn a_page_under_another_name_and_a_lone_item_are_not_lost() {
        let ids = |body: &[u8]| -> Vec<_> {
            List::<Item>::decode(body).unwrap().into_vec().unwrap().into_iter().map(|item| item.id).collect()
        };
        assert_eq!(ids(br#"{"entries":[{"id":1},{"id":2}],"url":"u"}"#), [Some(1), Some(2)]);
        assert_eq!(ids(br#"{"id":7,"name":"alone"}"#), [Some(7)]);
        assert_eq!(ids(b"{}"), []);
    }

    #[test]
    fn half_a_page_is_an_error_and_not_a_short_list() {
        let error = List::<Item>::decode(br#"{"count":2,"value":[{"id":1},{"id"#).unwrap_err();
        assert!(error.truncated, "{error}");
        assert!(List::<Item>::decode(b"<html></html>").is_err());
        assert!(List::<Item>::decode(br#"{"value":[]} trailing"#).is_err());
    }

    #[test]
    fn a_page_hands_out_its_token() {
        let body = br#"{"values":[{"id":1}],"isLastBatch":false,"continuationToken":"77;3","other":[1]}"#;
        let page =
            Page::<Item>::decode(body, "values", &["continuationToken", "isLastBatch", "hasMore"]).unwrap();
        assert_eq!(page.fields, [Some("77;3".into()), Some(false.into()), None]);
        assert_eq!(page.items.len(), 1);
    }

    #[test]
    fn wrapped_values_and_bare_ones() {
        type Names = Wrapped<BTreeMap<String, i64>>;
        assert_eq!(Names::decode(br#"{"count":1,"value":{"a":1}}"#).unwrap().value["a"], 1);
        assert_eq!(Names::decode(br#"{"a":1}"#).unwrap().value["a"], 1);
    }
}
