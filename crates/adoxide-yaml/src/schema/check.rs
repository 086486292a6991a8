//! Validation of the keys of one mapping.

use std::collections::HashSet;

use super::shape::{Fields, Shape};

/// What a key is.
#[derive(Debug)]
pub(crate) enum Found {
    Value(&'static Shape),
    /// Defined before, in some case.
    Duplicate,
    Unexpected,
    /// Follows a first key that was not expected, so it cannot be validated.
    Ignored,
}

/// Narrows down, key by key, which of the alternatives a mapping is.
#[derive(Debug)]
pub(crate) struct MappingCheck {
    left: Vec<&'static Fields>,
    keys: HashSet<String>,
    failed: bool,
}

impl MappingCheck {
    pub(crate) fn new(fields: &'static [&'static Fields]) -> Self {
        Self { left: fields.to_vec(), keys: HashSet::new(), failed: false }
    }

    /// Validates the next key. `is_first` is false after a key whose name is not known yet, such as an expression.
    pub(crate) fn key(&mut self, key: &str, is_first: bool) -> Found {
        if self.failed {
            return Found::Ignored;
        }
        let is_first = is_first && self.keys.is_empty();
        if !self.keys.insert(key.to_lowercase()) {
            return Found::Duplicate;
        }
        if is_first && self.left.iter().any(|fields| fields.first.is_some()) {
            self.left.retain(|fields| fields.first.is_none_or(|first| first == key));
            self.failed = self.left.is_empty();
        }
        if self.left.iter().any(|fields| fields.get(key).is_some()) {
            self.left.retain(|fields| fields.get(key).is_some());
        }
        let known = self.left.first().and_then(|fields| fields.get(key));
        let loose = || self.left.iter().find_map(|fields| fields.loose);
        known.or_else(loose).map_or(Found::Unexpected, Found::Value)
    }

    /// The alternative, if only one is left.
    pub(crate) fn fields(&self) -> Option<&'static Fields> {
        match *self.left {
            [fields] => Some(fields),
            _ => None,
        }
    }

    /// What is wrong with the mapping as a whole, after its last key.
    pub(crate) fn finish(&self) -> Option<String> {
        if self.keys.is_empty() && self.left.iter().any(|fields| fields.first.is_some()) {
            return Some("Expected at least one key-value pair in the mapping".to_owned());
        }
        None
    }
}
