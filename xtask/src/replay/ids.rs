//! Recorded ids and what the emulator calls the same things.

use std::collections::BTreeMap;

use serde_json::Value;

/// Learnt from answers: what stood in the recording, and what stands in the emulator's answer at that place.
#[derive(Default)]
pub struct Ids {
    known: BTreeMap<String, String>,
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
            (Value::String(recorded), Value::String(ours)) if recorded != ours => {
                if is_id(recorded) && is_id(ours) {
                    self.known.insert(recorded.clone(), ours.clone());
                }
            }
            _ => {}
        }
    }

    /// Items that have the same name belong together, whatever their order; else those at the same place.
    fn learn_list(&mut self, recorded: &[Value], ours: &[Value]) {
        let name = |item: &Value| {
            ["name", "displayName", "path", "title"]
                .iter()
                .find_map(|key| item[*key].as_str().map(str::to_owned))
        };
        for (index, item) in recorded.iter().enumerate() {
            let same =
                name(item).and_then(|wanted| ours.iter().find(|other| name(other).as_ref() == Some(&wanted)));
            if let Some(other) = same.or_else(|| ours.get(index).filter(|_| name(item).is_none())) {
                self.learn(item, other);
            }
        }
    }

    /// Whether something is known by this recorded id.
    pub fn knows(&self, recorded: &str) -> bool {
        self.known.contains_key(recorded)
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

    /// A recorded body with the emulator's ids in it.
    pub fn translate_json(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.translate(text)),
            Value::Array(items) => items.iter().map(|item| self.translate_json(item)).collect(),
            Value::Object(fields) => fields
                .iter()
                .map(|(name, value)| (self.translate(name), self.translate_json(value)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
            other => other.clone(),
        }
    }
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
