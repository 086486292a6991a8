//! Whether an answer has the recorded members, kinds, nulls and date forms.
//!
//! The recording is one state of many, so values are not compared, and what the emulator has beside the recorded
//! members is not either: recordings are older than the emulator. Each recorded item of a list must have its
//! likeness among the emulator's items.

use std::collections::BTreeSet;

use serde_json::Value;

use super::body::Author;
use crate::corpus::same::Same;
use crate::replay::shape::key;

/// Where a recorded list has items and ours has none to compare with.
pub const EMPTY: &str = "recorded with items, empty here";

pub struct Form<'a> {
    same: Same<'a>,
    author: Author,
}

/// What a text says, as far as its form is a fact.
#[derive(Clone, Copy, PartialEq)]
enum Text {
    Plain,
    Date(Zone, Precision),
    /// Year 1 or 9999: no date.
    Unset(Zone),
}

#[derive(Clone, Copy, PartialEq)]
enum Zone {
    Utc,
    Offset,
    Missing,
}

#[derive(Clone, Copy, PartialEq)]
enum Precision {
    /// Two digits: such a date can be one that is kept in steps of a 300th of a second.
    Hundredths,
    Milliseconds,
    Finer,
}

impl<'a> Form<'a> {
    pub fn new(same: Same<'a>, author: Author) -> Self {
        Self { same, author }
    }

    /// Where the emulator's answer is of another form than the recorded one.
    pub fn differences(&self, kind: &str, recorded: &Value, ours: &Value) -> BTreeSet<String> {
        let kind = self.same.resolve(kind);
        if recorded.is_array() && ours.is_object() {
            // Elements that the recorder kept without the object around them.
            let lists = ours.as_object().into_iter().flatten().filter(|(_, value)| value.is_array());
            let compared = lists.map(|(name, list)| {
                let inner = match kind.strip_prefix('#') {
                    Some(of) => self.same.members(of).get(name).cloned().unwrap_or_else(|| "any".into()),
                    None => kind.clone(),
                };
                self.compare(&inner, recorded, list, "$")
            });
            return compared
                .min_by_key(BTreeSet::len)
                .unwrap_or_else(|| BTreeSet::from(["$: array expected, object found".to_owned()]));
        }
        // `{count, value}` around a list or dictionary.
        if kind.starts_with(['[', '{']) && recorded.get("value").is_some() {
            let mut found = BTreeSet::new();
            for (name, value) in recorded.as_object().into_iter().flatten() {
                let inner = if name == "value" { kind.as_str() } else { "any" };
                match ours.get(name) {
                    Some(ours) => found.extend(self.compare(inner, value, ours, &format!("$.{name}"))),
                    None => drop(found.insert(format!("$.{name}: missing"))),
                }
            }
            return found;
        }
        self.compare(&kind, recorded, ours, "$")
    }

    fn compare(&self, kind: &str, recorded: &Value, ours: &Value, path: &str) -> BTreeSet<String> {
        let kind = kind.strip_prefix('?').unwrap_or(kind);
        let inside =
            |open: char, close: char| kind.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        let mut found = BTreeSet::new();
        match (recorded, ours) {
            (Value::Object(fields), Value::Object(other)) => {
                let dictionary = inside('{', '}');
                let are_values = !fields.is_empty() && fields.keys().all(|name| key(name) != *name);
                for (name, value) in fields {
                    let inner = match (dictionary, kind.strip_prefix('#')) {
                        (Some(inner), _) => inner.to_owned(),
                        (None, Some(of)) => {
                            self.same.members(of).get(name).cloned().unwrap_or_else(|| "any".into())
                        }
                        (None, None) => "any".to_owned(),
                    };
                    let below =
                        format!("{path}.{}", if dictionary.is_some() || are_values { "*" } else { name });
                    match other.get(name) {
                        Some(ours) => found.extend(self.compare(&inner, value, ours, &below)),
                        // Its keys are data: any other entry of it shows the form.
                        None if are_values || dictionary.is_some_and(|inner| inner != "any") => {
                            found.extend(self.best(&inner, value, other.values(), &below));
                        }
                        None if dictionary.is_some() => {}
                        None => drop(found.insert(format!("{path}.{name}: missing"))),
                    }
                }
            }
            (Value::Array(items), Value::Array(other)) => {
                let inner = inside('[', ']').unwrap_or("any");
                for item in items {
                    found.extend(self.best(inner, item, other.iter(), &format!("{path}[]")));
                }
            }
            (Value::String(_), Value::String(_)) if self.author == Author::Edited => {}
            (Value::String(recorded), Value::String(ours)) => {
                found.extend(self.text(recorded, ours).map(|problem| format!("{path}: {problem}")));
            }
            (Value::String(_), ours)
                if self.author == Author::Edited && !ours.is_array() && !ours.is_object() => {}
            (recorded, ours) if kind_of(recorded) != kind_of(ours) => {
                found.insert(format!("{path}: {} expected, {} found", kind_of(recorded), kind_of(ours)));
            }
            _ => {}
        }
        found
    }

    /// What differs from the one of ours that is most like it.
    fn best<'v>(
        &self,
        kind: &str,
        recorded: &Value,
        ours: impl Iterator<Item = &'v Value>,
        path: &str,
    ) -> BTreeSet<String> {
        let mut best: Option<BTreeSet<String>> = None;
        for ours in ours {
            let found = self.compare(kind, recorded, ours, path);
            if best.as_ref().is_none_or(|best| found.len() < best.len()) {
                best = Some(found);
            }
            if best.as_ref().is_some_and(BTreeSet::is_empty) {
                break;
            }
        }
        best.unwrap_or_else(|| BTreeSet::from([format!("{path}: {EMPTY}")]))
    }

    fn text(&self, recorded: &str, ours: &str) -> Option<String> {
        match (form(recorded), form(ours)) {
            (Text::Date(zone, precision), Text::Date(of_ours, precision_of_ours)) => {
                let finer = self.author == Author::Service
                    && precision_of_ours == Precision::Finer
                    && precision != Precision::Finer
                    && !(precision == Precision::Hundredths && is_third(ours));
                (zone != of_ours || finer).then(|| format!("a date like {recorded} expected, {ours} found"))
            }
            (recorded_form, form_of_ours) if recorded_form != form_of_ours => {
                let dated = recorded_form != Text::Plain || form_of_ours != Text::Plain;
                dated.then(|| format!("a text like {} expected, {} found", short(recorded), short(ours)))
            }
            _ => None,
        }
    }
}

fn short(text: &str) -> String {
    format!("{:?}", text.chars().take(40).collect::<String>())
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// `2019-06-15T00:06:48.88Z`, `0001-01-01T00:00:00`, and texts that are no dates.
fn form(text: &str) -> Text {
    let bytes = text.as_bytes();
    let pattern = b"dddd-dd-ddTdd:dd:dd";
    let is_date = bytes.len() >= pattern.len()
        && bytes
            .iter()
            .zip(pattern)
            .all(|(byte, of)| if *of == b'd' { byte.is_ascii_digit() } else { byte == of });
    if !is_date {
        return Text::Plain;
    }
    let rest = &text[pattern.len()..];
    let digits = rest.strip_prefix('.').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let zone = match rest.get(if digits > 0 { digits + 1 } else { 0 }..) {
        Some("") => Zone::Missing,
        Some("Z") => Zone::Utc,
        Some(offset) if offset.starts_with(['+', '-']) && offset.len() == 6 => Zone::Offset,
        _ => return Text::Plain,
    };
    if text.starts_with("0001-") || text.starts_with("9999-") {
        return Text::Unset(zone);
    }
    let precision = match digits {
        0..=2 => Precision::Hundredths,
        3 => Precision::Milliseconds,
        _ => Precision::Finer,
    };
    Text::Date(zone, precision)
}

/// Whether the fraction of a date is a number of 300ths of a second with seven digits: `.6833333`, `.4766667`.
fn is_third(date: &str) -> bool {
    let digits: String = date.split_once('.').map_or("", |(_, rest)| rest).chars().take(7).collect();
    let ticks: Option<u64> = digits.parse().ok().filter(|_| digits.len() == 7);
    ticks.is_some_and(|ticks| {
        let thirds = (ticks * 300 + 5_000_000) / 10_000_000;
        (thirds * 10_000_000 + 150) / 300 == ticks
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::r#gen::ir::{Spec, Struct};
    use serde_json::json;
    use std::collections::BTreeMap;

    fn differences(recorded: &Value, ours: &Value) -> Vec<String> {
        let fields = [("name", "string"), ("at", "date"), ("bag", "{any}"), ("steps", "[#Thing]")];
        let fields = fields.map(|(name, kind)| (name.to_owned(), kind.to_owned()));
        let spec = Spec {
            name: "test".into(),
            vss_area: None,
            area_id: None,
            host: "dev.azure.com".into(),
            operations: Vec::new(),
            types: BTreeMap::from([(
                "Thing".to_owned(),
                Struct { fields: fields.into(), ..Struct::default() },
            )]),
            enums: BTreeMap::new(),
            events: Vec::new(),
        };
        Form::new(Same::new(&spec), Author::Service)
            .differences("#Thing", recorded, ours)
            .into_iter()
            .collect()
    }

    #[test]
    fn members_kinds_and_nulls_must_be_as_recorded_and_more_may_be_there() {
        let recorded = json!({"name": null, "id": 7, "gone": true, "bag": {"a": 1}, "steps": [{"id": 1}]});
        let ours = json!({"name": "x", "id": "7", "more": [], "bag": {"b": "text"}, "steps": []});
        assert_eq!(
            differences(&recorded, &ours),
            [
                "$.gone: missing",
                "$.id: number expected, string found",
                "$.name: null expected, string found",
                "$.steps[]: recorded with items, empty here",
            ]
        );
    }

    #[test]
    fn each_recorded_item_needs_one_of_ours_like_it() {
        let recorded = json!({"steps": [{"name": null}, {"name": "a", "id": 1}]});
        assert!(
            differences(&recorded, &json!({"steps": [{"name": "b", "id": 2}, {"name": null}]})).is_empty()
        );
        assert_eq!(
            differences(&recorded, &json!({"steps": [{"name": null}]})),
            ["$.steps[].id: missing", "$.steps[].name: string expected, null found"]
        );
    }

    #[test]
    fn a_date_has_the_recorded_zone_and_no_more_digits() {
        let at = |text: &str| json!({ "at": text });
        let recorded = at("2019-06-15T00:06:48.88Z");
        assert!(differences(&recorded, &at("2026-01-01T10:00:00Z")).is_empty());
        for other in
            ["2026-01-01T10:00:00", "2026-01-01T10:00:00+00:00", "2026-01-01T10:00:00.1234567Z", "today"]
        {
            assert_eq!(differences(&recorded, &at(other)).len(), 1, "{other}");
        }
        assert!(differences(&at("2019-06-15T00:06:48.1234567Z"), &at("2026-01-01T10:00:00.5Z")).is_empty());
        assert!(differences(&recorded, &at("2026-01-01T10:00:00.6833333Z")).is_empty());
        assert!(differences(&recorded, &at("2026-01-01T10:00:00.4766667Z")).is_empty());
        let exact = at("2019-06-15T00:06:48.883Z");
        assert_eq!(differences(&exact, &at("2026-01-01T10:00:00.6833333Z")).len(), 1);
        assert!(differences(&at("0001-01-01T00:00:00"), &at("0001-01-01T00:00:00")).is_empty());
        assert_eq!(differences(&at("0001-01-01T00:00:00"), &at("2026-01-01T10:00:00")).len(), 1);
    }
}
