//! Whether two JSON values say the same, as the facts' types read them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::r#gen::ir::{Spec, Variant};

pub struct Same<'a> {
    spec: &'a Spec,
}

impl<'a> Same<'a> {
    pub fn new(spec: &'a Spec) -> Self {
        Self { spec }
    }

    /// What an answer lost. A list or map may come bare or in `{count, value}`; it is written in one.
    pub fn answer(&self, kind: &str, before: &Value, after: &Value) -> Vec<String> {
        let kind = self.resolve(kind);
        if !kind.starts_with('[') && !kind.starts_with('{') {
            return self.value(&kind, before, after);
        }
        let mut lost = Vec::new();
        match before {
            Value::Object(fields) if fields.contains_key("value") => {
                self.compare(&kind, &before["value"], &after["value"], "$.value", &mut lost);
                for (name, value) in fields.iter().filter(|(name, _)| *name != "value") {
                    self.compare("any", value, &after[name.as_str()], &format!("$.{name}"), &mut lost);
                }
            }
            Value::Object(fields) if kind.starts_with('[') => {
                // As `wire::Page` reads them: the only array under another name, or one item.
                let mut arrays = fields.values().filter(|value| value.is_array());
                match (arrays.next(), arrays.next()) {
                    (Some(only), None) => self.compare(&kind, only, &after["value"], "$", &mut lost),
                    _ => self.compare(
                        &kind,
                        &Value::from(vec![before.clone()]),
                        &after["value"],
                        "$",
                        &mut lost,
                    ),
                }
            }
            bare => self.compare(&kind, bare, &after["value"], "$", &mut lost),
        }
        lost
    }

    /// What a value lost.
    pub fn value(&self, kind: &str, before: &Value, after: &Value) -> Vec<String> {
        let mut lost = Vec::new();
        self.compare(&self.resolve(kind), before, after, "$", &mut lost);
        lost
    }

    pub fn resolve(&self, kind: &str) -> String {
        crate::r#gen::resolve(self.spec, kind)
    }

    fn compare(&self, kind: &str, before: &Value, after: &Value, path: &str, lost: &mut Vec<String>) {
        let kind = kind.strip_prefix('?').unwrap_or(kind);
        match (before, after) {
            // Absent is null.
            (Value::Null, _) => {}
            (Value::Object(fields), Value::Object(_)) => {
                for (name, value) in fields {
                    let inner = match kind.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                        Some(inner) => inner.to_owned(),
                        None => kind
                            .strip_prefix('#')
                            .and_then(|name_of| self.field(name_of, name))
                            .unwrap_or_else(|| "any".to_owned()),
                    };
                    self.compare(&inner, value, &after[name.as_str()], &format!("{path}.{name}"), lost);
                }
            }
            (Value::Array(items), Value::Array(again)) if items.len() == again.len() => {
                let inner = kind.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or("any");
                for (index, (item, again)) in items.iter().zip(again).enumerate() {
                    self.compare(inner, item, again, &format!("{path}[{index}]"), lost);
                }
            }
            (Value::Number(a), Value::Number(b)) if a.as_f64() == b.as_f64() => {}
            (before, Value::String(name))
                if kind.starts_with('%') && self.is_value(&kind[1..], before, name) => {}
            (before, after) if before == after => {}
            // A text that is a number or a boolean, read as one, and the other way round.
            (Value::String(text), after) | (after, Value::String(text))
                if !after.is_string() && matches!(kind, "int" | "number" | "bool" | "string") =>
            {
                if !text.trim().eq_ignore_ascii_case(&after.to_string()) {
                    lost.push(format!("{path}: {} became {}", short(before), short(after)));
                }
            }
            (before, after) => lost.push(format!("{path}: {} became {}", short(before), short(after))),
        }
    }

    /// The members of a struct and of what it extends, with their types.
    #[cfg_attr(not(feature = "shapes"), allow(dead_code))]
    pub fn members(&self, type_name: &str) -> BTreeMap<String, String> {
        let Some(definition) = self.spec.types.get(type_name) else { return BTreeMap::new() };
        let mut members = definition.base.as_deref().map_or_else(BTreeMap::new, |base| self.members(base));
        members.extend(definition.fields.iter().map(|(name, kind)| (name.clone(), self.resolve(kind))));
        members
    }

    /// Adds the members of an answer that no type knows, as paths.
    #[cfg_attr(not(feature = "shapes"), allow(dead_code))]
    pub fn unknown(&self, kind: &str, value: &Value, found: &mut BTreeSet<String>) {
        let kind = self.resolve(kind);
        let is_page = kind.starts_with(['[', '{']) && value.get("value").is_some();
        let (value, path) = if is_page { (&value["value"], "$.value") } else { (value, "$") };
        self.find_unknown(&kind, value, path, found);
    }

    fn find_unknown(&self, kind: &str, value: &Value, path: &str, found: &mut BTreeSet<String>) {
        let kind = kind.strip_prefix('?').unwrap_or(kind);
        let inside =
            |open: char, close: char| kind.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        match value {
            Value::Array(items) => {
                for item in items {
                    self.find_unknown(inside('[', ']').unwrap_or("any"), item, &format!("{path}[]"), found);
                }
            }
            Value::Object(fields) => {
                if let Some(inner) = inside('{', '}') {
                    for value in fields.values() {
                        self.find_unknown(inner, value, &format!("{path}.*"), found);
                    }
                } else if let Some(name) = kind.strip_prefix('#') {
                    for (field, value) in fields {
                        let path = format!("{path}.{field}");
                        match self.field(name, field) {
                            Some(kind) => self.find_unknown(&kind, value, &path, found),
                            None => drop(found.insert(path)),
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn field(&self, type_name: &str, field: &str) -> Option<String> {
        let definition = self.spec.types.get(type_name)?;
        match definition.fields.get(field) {
            Some(kind) => Some(self.resolve(kind)),
            None => self.field(definition.base.as_deref()?, field),
        }
    }

    /// Whether a value, in another case or as a number, is the enum's value of this name.
    fn is_value(&self, name: &str, before: &Value, after: &str) -> bool {
        let Some(variant) =
            self.spec.enums.get(name).and_then(|all| all.iter().find(|variant| variant.name() == after))
        else {
            return false;
        };
        match (before, variant) {
            (Value::String(before), _) => before.eq_ignore_ascii_case(after),
            (Value::Number(before), Variant::Numbered(_, number)) => before.as_i64() == Some(*number),
            _ => false,
        }
    }
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(100) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
