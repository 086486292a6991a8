//! JSON as it is written: as text, at once. What is read stays a [`Value`].

use std::borrow::Cow;
use std::fmt::Arguments;
use std::io::Write as _;

use serde_json::{Map, Value};
use uuid::Uuid;

use crate::world::id::{
    IdentityId, ObjectId, OperationId, OrganizationId, ProcessId, ProjectId, RepositoryId, TeamId,
};

/// What can be written as JSON.
pub(crate) trait IntoJson: Sized {
    /// Adds itself to a text.
    fn write(self, text: &mut Vec<u8>);

    /// Itself alone.
    fn into_json(self) -> Json {
        let mut text = Vec::new();
        self.write(&mut text);
        Json(text)
    }
}

/// A finished piece of JSON.
#[derive(Clone)]
pub(crate) struct Json(Vec<u8>);

impl Json {
    /// A list, and how many it has.
    pub fn counted(items: impl IntoIterator<Item = impl IntoJson>) -> (Self, usize) {
        let mut text = Vec::with_capacity(1024);
        let count = write_list(items, &mut text);
        (Self(text), count)
    }

    pub fn empty_list() -> Self {
        Self(b"[]".to_vec())
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// A JSON object under construction: fields in the order in which they are set, each name once.
///
/// What is not there is left out: the service seldom writes null.
pub(crate) struct Object {
    /// Without the brace at the end.
    text: Vec<u8>,
    /// A field that is there twice is a mistake of ours: looked for where there is time for it.
    #[cfg(debug_assertions)]
    names: std::collections::HashSet<String>,
}

impl Object {
    pub fn new() -> Self {
        // Few are longer.
        let mut text = Vec::with_capacity(512);
        text.push(b'{');
        Self {
            text,
            #[cfg(debug_assertions)]
            names: std::collections::HashSet::new(),
        }
    }

    /// Adds a field.
    pub fn set(mut self, name: &str, value: impl IntoJson) -> Self {
        #[cfg(debug_assertions)]
        assert!(self.names.insert(name.to_owned()), "`{name}` is set twice");
        if self.text.len() > 1 {
            self.text.push(b',');
        }
        name.write(&mut self.text);
        self.text.push(b':');
        value.write(&mut self.text);
        self
    }

    /// Adds a field if there is a value.
    pub fn set_some(self, name: &str, value: Option<impl IntoJson>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Adds a field if something holds.
    pub fn set_if<T: IntoJson>(self, condition: bool, name: &str, value: impl FnOnce() -> T) -> Self {
        if condition { self.set(name, value()) } else { self }
    }

    /// Adds the fields of another object, which has none of the same name.
    pub fn and(mut self, other: Self) -> Self {
        #[cfg(debug_assertions)]
        for name in other.names {
            assert!(self.names.insert(name.clone()), "`{name}` is set twice");
        }
        if self.text.len() > 1 && other.text.len() > 1 {
            self.text.push(b',');
        }
        self.text.extend_from_slice(&other.text[1..]);
        self
    }
}

/// An object of names and values.
impl<N: AsRef<str>, V: IntoJson> FromIterator<(N, V)> for Object {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(fields: I) -> Self {
        fields.into_iter().fold(Self::new(), |object, (name, value)| object.set(name.as_ref(), value))
    }
}

impl IntoJson for Json {
    fn write(self, text: &mut Vec<u8>) {
        text.extend_from_slice(&self.0);
    }

    fn into_json(self) -> Json {
        self
    }
}

impl IntoJson for &Json {
    fn write(self, text: &mut Vec<u8>) {
        text.extend_from_slice(&self.0);
    }
}

impl IntoJson for Object {
    fn write(self, text: &mut Vec<u8>) {
        text.extend_from_slice(&self.text);
        text.push(b'}');
    }

    fn into_json(mut self) -> Json {
        self.text.push(b'}');
        Json(self.text)
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        object.into_json()
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        value.into_json()
    }
}

/// A list.
impl<T: IntoJson> FromIterator<T> for Json {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut text = Vec::new();
        write_list(items, &mut text);
        Self(text)
    }
}

/// Adds a list to a text, and says how many it has.
fn write_list(items: impl IntoIterator<Item = impl IntoJson>, text: &mut Vec<u8>) -> usize {
    let mut count = 0;
    text.push(b'[');
    for item in items {
        if count > 0 {
            text.push(b',');
        }
        item.write(text);
        count += 1;
    }
    text.push(b']');
    count
}

impl<T: IntoJson> IntoJson for Vec<T> {
    fn write(self, text: &mut Vec<u8>) {
        write_list(self, text);
    }
}

impl<T: IntoJson, const N: usize> IntoJson for [T; N] {
    fn write(self, text: &mut Vec<u8>) {
        write_list(self, text);
    }
}

/// Null if there is none.
impl<T: IntoJson> IntoJson for Option<T> {
    fn write(self, text: &mut Vec<u8>) {
        match self {
            Some(value) => value.write(text),
            None => text.extend_from_slice(b"null"),
        }
    }
}

/// Whether a text is written as it is. To look at all of it, many bytes at once, is quicker than to stop early.
fn is_plain(text: &[u8]) -> bool {
    let odd = |byte: u8| u8::from(byte < b' ') | u8::from(byte == b'"') | u8::from(byte == b'\\');
    text.iter().fold(0, |all, byte| all | odd(*byte)) == 0
}

impl IntoJson for &str {
    fn write(self, text: &mut Vec<u8>) {
        if is_plain(self.as_bytes()) {
            text.reserve(self.len() + 2);
            text.push(b'"');
            text.extend_from_slice(self.as_bytes());
            text.push(b'"');
        } else {
            // Memory takes all, and there is no text that could not be written.
            let _ = serde_json::to_writer(text, self);
        }
    }
}

impl IntoJson for Arguments<'_> {
    fn write(self, text: &mut Vec<u8>) {
        let start = text.len();
        text.push(b'"');
        let _ = text.write_fmt(self);
        if is_plain(&text[start + 1..]) {
            text.push(b'"');
        } else {
            text.truncate(start);
            let _ = serde_json::to_writer(text, &self);
        }
    }
}

macro_rules! as_text {
    ($($type:ty)*) => {$(
        impl IntoJson for $type {
            fn write(self, text: &mut Vec<u8>) {
                let value: &str = &self;
                value.write(text);
            }
        }
    )*};
}

as_text!(&&str String &String Cow<'_, str>);

/// As serde_json writes them.
macro_rules! as_serde_does {
    ($($type:ty)*) => {$(
        impl IntoJson for $type {
            fn write(self, text: &mut Vec<u8>) {
                let _ = serde_json::to_writer(text, &self);
            }
        }
    )*};
}

as_serde_does!(
    bool i32 i64 u8 u16 u32 u64 usize f64
    Value &Value Map<String, Value> &Map<String, Value> &[String] &Vec<String>
);

impl IntoJson for Uuid {
    fn write(self, text: &mut Vec<u8>) {
        text.push(b'"');
        text.extend_from_slice(self.hyphenated().encode_lower(&mut Uuid::encode_buffer()).as_bytes());
        text.push(b'"');
    }
}

macro_rules! as_uuid {
    ($($id:ty)*) => {$(
        impl IntoJson for $id {
            fn write(self, text: &mut Vec<u8>) {
                self.0.write(text);
            }
        }
    )*};
}

as_uuid!(IdentityId OperationId OrganizationId ProcessId ProjectId RepositoryId TeamId);

impl IntoJson for ObjectId {
    fn write(self, text: &mut Vec<u8>) {
        format_args!("{self}").write(text);
    }
}

/// `{"href": …}`
pub(crate) fn link(href: impl IntoJson) -> Object {
    Object::new().set("href", href)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn text(value: impl IntoJson) -> String {
        String::from_utf8(value.into_json().into_bytes()).unwrap()
    }

    #[test]
    fn fields_are_in_the_order_in_which_they_are_set() {
        let object =
            Object::new().set("b", 1).set("a", "x").set_some("no", None::<i64>).set_if(true, "c", || 0.5);
        assert_eq!(text(object), r#"{"b":1,"a":"x","c":0.5}"#);
        assert_eq!(text(Object::new()), "{}");
    }

    #[test]
    fn objects_and_lists_are_nested() {
        let inner = || Object::new().set("list", [1, 2]).set("none", Json::empty_list());
        let object = Object::new().set("one", inner()).set("many", vec![inner(), Object::new()]);
        let written = r#"{"list":[1,2],"none":[]}"#;
        assert_eq!(text(object), format!(r#"{{"one":{written},"many":[{written},{{}}]}}"#));
        assert_eq!(text((0..3).collect::<Json>()), "[0,1,2]");
        assert_eq!(
            text([("x", true), ("y", false)].into_iter().collect::<Object>()),
            r#"{"x":true,"y":false}"#
        );
        assert_eq!(text([Some("x"), None]), r#"["x",null]"#);
    }

    #[test]
    fn the_fields_of_another_follow() {
        let one = || Object::new().set("a", 1);
        assert_eq!(text(one().and(Object::new().set("b", 2))), r#"{"a":1,"b":2}"#);
        assert_eq!(text(one().and(Object::new())), r#"{"a":1}"#);
        assert_eq!(text(Object::new().and(one()).set("c", 3)), r#"{"a":1,"c":3}"#);
    }

    /// Names, texts, texts that are made while they are written, and numbers are what serde_json makes of them.
    #[test]
    fn everything_is_written_as_serde_json_does() {
        let all: String = (0..0x80).map(char::from).collect();
        assert_eq!(text(all.as_str()), json!(all).to_string());
        for one in all.chars().map(String::from) {
            assert_eq!(text(one.as_str()), json!(one).to_string());
            assert_eq!(text(format_args!("é{one}")), json!(format!("é{one}")).to_string());
        }
        let odd = "\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}\u{2028}é\u{1f600}";
        let object = Object::new()
            .set(odd, odd)
            .set("display", format_args!("{odd}{odd}"))
            .set("owned", odd.to_owned())
            .set("numbers", [f64::MIN_POSITIVE, -0.0, 1e300, 1.0, f64::NAN])
            .set("big", u64::MAX)
            .set("value", json!({"z": [null, {"y": odd}], "a": 1.5}));
        let same = json!({
            odd: odd,
            "display": format!("{odd}{odd}"),
            "owned": odd,
            "numbers": [f64::MIN_POSITIVE, -0.0, 1e300, 1.0, f64::NAN],
            "big": u64::MAX,
            "value": {"z": [null, {"y": odd}], "a": 1.5},
        });
        assert_eq!(text(object), same.to_string());
    }

    #[test]
    fn ids_are_text() {
        let id = "0f8fad5b-d9cb-469f-a165-70867728950e";
        assert_eq!(text(id.parse::<Uuid>().unwrap()), format!("\"{id}\""));
        assert_eq!(text(ProjectId(id.parse().unwrap())), format!("\"{id}\""));
        let id = "97f7054d39a799c5f90d76f6a76f0a5705aa0fdc";
        assert_eq!(text(id.parse::<ObjectId>().unwrap()), format!("\"{id}\""));
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "`a` is set twice")]
    fn a_name_is_set_once() {
        drop(Object::new().set("a", 1).set("b", 2).set("a", 3));
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "`a` is set twice")]
    fn objects_that_become_one_share_no_name() {
        drop(Object::new().set("a", 1).and(Object::new().set("a", 1)));
    }
}
