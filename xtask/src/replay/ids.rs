//! Recorded ids and what the emulator calls the same things.

use std::collections::BTreeMap;

use serde_json::Value;

/// Learnt from answers: what stood in the recording, and what stands in the emulator's answer at that place.
#[derive(Default)]
pub struct Ids {
    known: BTreeMap<String, String>,
    /// Numbers mean something only within their collection: `pullrequests` 7.
    numbers: BTreeMap<(String, i64), i64>,
}

impl Ids {
    /// Compares a recorded answer with the emulator's, and remembers ids that differ.
    pub fn learn(&mut self, recorded: &Value, ours: &Value) {
        match (recorded, ours) {
            (Value::Object(recorded), Value::Object(ours)) => {
                for (name, recorded) in recorded {
                    if let Some(ours) = ours.get(name) {
                        self.learn(recorded, ours);
                    }
                }
            }
            (Value::Array(recorded), Value::Array(ours)) => self.learn_list(recorded, ours),
            (Value::String(recorded), Value::String(ours))
                if recorded != ours && is_id(recorded) && is_id(ours) =>
            {
                self.known.insert(recorded.clone(), ours.clone());
            }
            _ => {}
        }
    }

    /// Remembers the number of the thing that an exchange is about: the answer to a request for a collection
    /// or one of its members, in `id` or a field of the member's name.
    pub fn learn_number(&mut self, url: &str, recorded: &Value, ours: &Value) {
        let Some(collection) = collection(url) else { return };
        let singular = collection.trim_end_matches('s').to_owned();
        let lists = (recorded["value"].as_array(), ours["value"].as_array());
        let pairs: Vec<(&Value, &Value)> = match lists {
            (Some(recorded), Some(ours)) => recorded
                .iter()
                .filter_map(|item| {
                    Some((
                        item,
                        ours.iter()
                            .find(|other| other["name"].is_string() && other["name"] == item["name"])?,
                    ))
                })
                .collect(),
            _ => vec![(recorded, ours)],
        };
        for (recorded, ours) in pairs {
            let Some(fields) = recorded.as_object() else { continue };
            let id = fields.iter().find(|(name, value)| {
                let name = name.to_lowercase();
                value.is_i64() && (name == "id" || name == format!("{singular}id"))
            });
            if let Some((name, value)) = id
                && let (Some(recorded), Some(ours)) = (value.as_i64(), ours[name.as_str()].as_i64())
            {
                self.numbers.insert((collection.clone(), recorded), ours);
            }
        }
    }

    fn number(&self, collection: &str, recorded: i64) -> Option<i64> {
        let collection = collection.to_lowercase();
        let plural = format!("{collection}s");
        [collection, plural].into_iter().find_map(|name| self.numbers.get(&(name, recorded)).copied())
    }

    /// A recorded URL with the emulator's ids and numbers in it.
    pub fn translate_url(&self, url: &str) -> String {
        let url = self.translate(url);
        let (path, query) =
            url.split_once('?').map_or((url.as_str(), None), |(path, query)| (path, Some(query)));
        let mut segments: Vec<String> = Vec::new();
        for segment in path.split('/') {
            let ours = segment.parse().ok().and_then(|number| self.number(segments.last()?, number));
            segments.push(ours.map_or_else(|| segment.to_owned(), |number| number.to_string()));
        }
        let last = segments.last().cloned().unwrap_or_default();
        let Some(query) = query else { return segments.join("/") };
        let pairs = query.split('&').map(|pair| match pair.split_once('=') {
            Some((name, values)) => {
                let collection = if name.eq_ignore_ascii_case("ids") { &last } else { name };
                let values = values.split(',').map(|value| {
                    let ours = value.parse().ok().and_then(|number| self.number(collection, number));
                    ours.map_or_else(|| value.to_owned(), |number| number.to_string())
                });
                format!("{name}={}", values.collect::<Vec<_>>().join(","))
            }
            None => pair.to_owned(),
        });
        format!("{}?{}", segments.join("/"), pairs.collect::<Vec<_>>().join("&"))
    }

    /// Items that have the same name belong together, whatever their order; else those at the same place.
    fn learn_list(&mut self, recorded: &[Value], ours: &[Value]) {
        let name = |item: &Value| {
            ["name", "displayName", "path", "title"]
                .iter()
                .find_map(|key| item[*key].as_str().map(str::to_owned))
        };
        for (index, item) in recorded.iter().enumerate() {
            // Both roots of a project's trees have one name: the place counts first.
            let same = name(item).and_then(|wanted| {
                let here = ours.get(index).into_iter();
                here.chain(ours).find(|other| name(other).as_ref() == Some(&wanted))
            });
            let by_id = || self.known_in(item, ours);
            let other = match (same, by_id()) {
                (Some(other), _) | (None, Some(Some(other))) => Some(other),
                // It has ids that are known, and nothing here has them.
                (None, Some(None)) => None,
                (None, None) => ours.get(index).filter(|_| name(item).is_none()),
            };
            if let Some(other) = other {
                self.learn(item, other);
            }
        }
    }

    /// Which of ours has the ids of a recorded item, if any of its ids is known.
    #[allow(clippy::option_option, reason = "nothing is known, or it is known and not there")]
    fn known_in<'v>(&self, item: &Value, ours: &'v [Value]) -> Option<Option<&'v Value>> {
        let fields = item.as_object()?.iter();
        let known: Vec<(&String, &String)> =
            fields.filter_map(|(field, value)| Some((field, self.known.get(value.as_str()?)?))).collect();
        if known.is_empty() {
            return None;
        }
        let has = |other: &&Value| known.iter().all(|(field, id)| other[field.as_str()] == id.as_str());
        Some(ours.iter().find(has))
    }

    /// Whether something is known by this recorded id.
    pub fn knows(&self, recorded: &str) -> bool {
        self.known.contains_key(recorded)
    }

    /// Whether a recorded number of a collection is known.
    pub fn knows_number(&self, collection: &str, recorded: i64) -> bool {
        self.number(collection, recorded).is_some()
    }

    /// Remembers a number of a collection.
    pub fn insert_number(&mut self, collection: &str, recorded: i64, ours: i64) {
        self.numbers.insert((collection.to_lowercase(), recorded), ours);
    }

    /// Remembers one id.
    pub fn insert(&mut self, recorded: &str, ours: &str) {
        self.known.insert(recorded.to_owned(), ours.to_owned());
    }

    /// A recorded text with the emulator's ids in it.
    pub fn translate(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (recorded, ours) in &self.known {
            if text.contains(recorded.as_str()) {
                text = text.replace(recorded.as_str(), ours);
            }
        }
        text
    }

    /// The recorded body of a request with the emulator's ids in it; a number in `{"definition": {"id": 7}}`
    /// is one of the collection `definitions`, one in `{"id": 7}` of the collection that is asked.
    pub fn translate_json(&self, url: &str, value: &Value) -> Value {
        self.translate_field(&collection(url).unwrap_or_default(), value)
    }

    fn translate_field(&self, field: &str, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.translate(text)),
            Value::Array(items) => items.iter().map(|item| self.translate_field(field, item)).collect(),
            Value::Object(fields) => fields
                .iter()
                .map(|(name, value)| {
                    let number =
                        value.as_i64().filter(|_| name == "id").and_then(|id| self.number(field, id));
                    let value = number.map_or_else(|| self.translate_field(name, value), Value::from);
                    (self.translate(name), value)
                })
                .collect::<serde_json::Map<_, _>>()
                .into(),
            other => other.clone(),
        }
    }
}

/// What a URL asks: its last segment that is no number, or the tree whose paths are part of the URL.
fn collection(url: &str) -> Option<String> {
    const TREE: &str = "classificationnodes";
    let path = url.split('?').next().unwrap_or_default().trim_end_matches('/').to_lowercase();
    if path.split('/').any(|segment| segment == TREE) {
        return Some(TREE.to_owned());
    }
    path.rsplit('/').find(|segment| segment.parse::<i64>().is_err()).map(str::to_owned)
}

/// GUIDs, commit ids and subject descriptors name things; other texts do not.
pub fn is_id(text: &str) -> bool {
    let hex = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let guid =
        text.len() == 36 && text.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && text.split('-').all(hex);
    let sha = text.len() == 40 && hex(text) && text.bytes().any(|byte| byte != b'0');
    let subject =
        ["aad.", "aadgp.", "msa.", "vssgp.", "svc.", "scp."].iter().any(|kind| text.starts_with(kind))
            && text.len() > 20;
    let legacy = text.starts_with("Microsoft.TeamFoundation.Identity;")
        || text.starts_with("Microsoft.IdentityModel.Claims.");
    (guid && text.bytes().any(|byte| byte != b'0' && byte != b'-')) || sha || subject || legacy
}
