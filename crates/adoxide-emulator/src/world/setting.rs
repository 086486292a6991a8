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
    /// The scope: `host`, or somebody's id.
    pub scope: String,
    /// The name.
    pub name: String,
}

/// The settings of an organization, by scope and name.
#[derive(Debug, Default)]
struct Settings {
    all: BTreeMap<String, BTreeMap<String, Value>>,
}

part!(Settings);
event!(SettingChanged);

impl Organization {
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
        if let Some(value) = value {
            settings.insert(name.to_owned(), value);
        } else {
            let below = format!("{name}/");
            settings.retain(|known, _| known != name && !known.starts_with(&below));
        }
        Ok(self.record(SettingChanged { scope: scope.to_owned(), name: name.to_owned() }))
    }
}
