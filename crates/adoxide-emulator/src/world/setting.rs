//! Settings by scope.

use std::collections::BTreeMap;

use serde_json::Value;

use super::journal::event;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;

/// A setting changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingChanged {
    /// The scope: `host`, somebody's id, or another one that an area uses for itself.
    pub scope: String,
    /// The name.
    pub name: String,
    /// What it was.
    pub from: Option<Value>,
    /// What it is; none if it was removed.
    pub to: Option<Value>,
}

/// The settings of an organization, by scope and name.
#[derive(Debug, Default)]
struct Settings {
    all: BTreeMap<String, BTreeMap<String, Value>>,
}

part!(Settings);
event!(SettingChanged);

impl Organization {
    /// A setting of a scope.
    pub fn setting(&self, scope: &str, name: &str) -> Option<&Value> {
        self.part::<Settings>().all.get(scope)?.get(name)
    }

    /// Whether a setting is on; what it is by default where nobody has set it.
    pub fn is_set(&self, scope: &str, name: &str, default: bool) -> bool {
        self.setting(scope, name).and_then(Value::as_bool).unwrap_or(default)
    }

    /// The settings of a scope (`host`, `me`) whose names begin with a key.
    pub fn settings(&self, scope: &str, key: &str) -> impl Iterator<Item = (&str, &Value)> {
        let below = format!("{key}/");
        self.part::<Settings>().all.get(scope).into_iter().flatten().filter_map(move |(name, value)| {
            if key.is_empty() || name == key {
                Some((name.as_str(), value))
            } else {
                name.strip_prefix(&below).map(|rest| (rest, value))
            }
        })
    }
}

impl Transaction<'_> {
    /// Sets a setting; a value of none removes it and everything below it.
    ///
    /// # Errors
    /// None.
    pub fn set_setting(
        &mut self,
        scope: &str,
        name: &str,
        value: Option<Value>,
    ) -> Result<Recorded, Refusal> {
        let settings = self.part_mut::<Settings>().all.entry(scope.to_owned()).or_default();
        let from = settings.get(name).cloned();
        if let Some(value) = value.clone() {
            settings.insert(name.to_owned(), value);
        } else {
            let below = format!("{name}/");
            settings.retain(|known, _| known != name && !known.starts_with(&below));
        }
        Ok(self.record(SettingChanged { scope: scope.to_owned(), name: name.to_owned(), from, to: value }))
    }
}
