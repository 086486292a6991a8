//! The shape of JSON: which keys, which types; not which values.

use std::collections::BTreeMap;

use serde_json::Value;

/// What stands at one place.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    /// The kinds of values that were seen: `string`, `number`, `boolean`, `null`, `object`, `array`.
    kinds: std::collections::BTreeSet<&'static str>,
    /// The fields of objects, and in how many of them each was.
    fields: BTreeMap<String, (Shape, usize)>,
    objects: usize,
    /// The items of lists, all in one.
    items: Option<Box<Shape>>,
}

impl Shape {
    pub fn of(value: &Value) -> Self {
        let mut shape = Self::default();
        shape.add(value);
        shape
    }

    fn add(&mut self, value: &Value) {
        self.kinds.insert(match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        });
        match value {
            Value::Object(fields) => {
                self.objects += 1;
                for (name, value) in fields {
                    let (shape, count) = self.fields.entry(key(name)).or_default();
                    shape.add(value);
                    *count += 1;
                }
            }
            Value::Array(items) if !items.is_empty() => {
                let shape = self.items.get_or_insert_default();
                for item in items {
                    shape.add(item);
                }
            }
            _ => {}
        }
    }

    /// Where the emulator's answer differs from the recorded one. A field that only some recorded objects of
    /// a list have may be there or not; a list that was recorded with items must have items.
    pub fn differences(&self, ours: &Self) -> Vec<String> {
        let mut found = Vec::new();
        self.compare(ours, "$", &mut found);
        found
    }

    fn compare(&self, ours: &Self, path: &str, found: &mut Vec<String>) {
        // One of several recorded kinds is enough: another item of the list may have had the other.
        let recorded: Vec<_> = self.kinds.iter().copied().collect();
        for kind in ours.kinds.difference(&self.kinds) {
            found.push(format!("{path}: {} expected, {kind} found", recorded.join(" or ")));
        }
        for (name, (shape, count)) in &self.fields {
            match ours.fields.get(name) {
                Some((ours, _)) => shape.compare(ours, &format!("{path}.{name}"), found),
                None if *count == self.objects && ours.objects > 0 => {
                    found.push(format!("{path}.{name}: missing"));
                }
                None => {}
            }
        }
        for name in ours.fields.keys().filter(|name| self.objects > 0 && !self.fields.contains_key(*name)) {
            found.push(format!("{path}.{name}: never recorded"));
        }
        match (&self.items, &ours.items) {
            (Some(items), Some(ours)) => items.compare(ours, &format!("{path}[]"), found),
            (Some(_), None) if ours.kinds.contains("array") => {
                found.push(format!("{path}: recorded with items, empty here"));
            }
            _ => {}
        }
    }
}

/// A key that is itself a value (an id, an address, a descriptor) stands for any of its kind.
pub fn key(name: &str) -> String {
    let hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts: Vec<&str> = name.split('-').collect();
    if parts.len() == 5 && parts.iter().all(|part| hex(part)) {
        return "{guid}".to_owned();
    }
    if name.starts_with("Microsoft.TeamFoundation.")
        || name.starts_with("Microsoft.IdentityModel.")
        || is_subject(name)
    {
        return "{descriptor}".to_owned();
    }
    if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()) {
        return "{number}".to_owned();
    }
    name.to_owned()
}

/// `vssgp.Uy0xLTkt…`, `aad.…`, `msa.…`: a subject descriptor.
fn is_subject(name: &str) -> bool {
    let kinds = ["aad.", "aadgp.", "msa.", "vssgp.", "svc.", "s2s.", "scp.", "bnd."];
    kinds.iter().any(|kind| name.starts_with(kind)) && name.len() > 20
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn differences(recorded: &Value, ours: &Value) -> Vec<String> {
        Shape::of(recorded).differences(&Shape::of(ours))
    }

    #[test]
    fn the_same_keys_and_types_are_the_same_shape() {
        let recorded = json!({"count": 2, "value": [{"id": "a", "size": 1}, {"id": "b"}]});
        assert!(differences(&recorded, &json!({"count": 1, "value": [{"id": "x"}]})).is_empty());
        assert!(differences(&recorded, &json!({"count": 1, "value": [{"id": "x", "size": 7}]})).is_empty());
    }

    #[test]
    fn what_is_missing_added_or_of_another_type_is_named() {
        let recorded = json!({"id": "a", "n": 1, "list": [1], "gone": null});
        let ours = json!({"id": 7, "list": [], "more": true, "gone": "x"});
        let found = differences(&recorded, &ours);
        for part in [
            "$.id: string expected, number found",
            "$.n: missing",
            "$.list: recorded with items",
            "$.more: never",
            "$.gone: null expected",
        ] {
            assert!(found.iter().any(|line| line.starts_with(part)), "{part}: {found:?}");
        }
    }

    #[test]
    fn keys_that_are_values_stand_for_each_other() {
        let a = json!({"acesDictionary": {"Microsoft.TeamFoundation.Identity;S-1": {"allow": 1}}});
        let b = json!({"acesDictionary": {"Microsoft.TeamFoundation.Identity;S-2": {"allow": 4}}});
        assert!(differences(&a, &b).is_empty());
    }
}
