//! Values of the expression language.

use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use super::convert::boolean_text;
use super::number::Number;

/// A value of the expression language.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Null,
    Boolean(bool),
    Number(Number),
    Version(Version),
    Text(Rc<str>),
    Array(Rc<[Value]>),
    Object(Rc<Object>),
}

impl Value {
    pub(crate) fn text(text: impl Into<Rc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// The name of its type in messages.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "Null",
            Self::Boolean(_) => "Boolean",
            Self::Number(_) => "Number",
            Self::Version(_) => "Version",
            Self::Text(_) => "String",
            Self::Array(_) => "Array",
            Self::Object(_) => "Object",
        }
    }

    /// The value as a message shows it: text as a literal, collections as the name of their type.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Boolean(value) => boolean_text(*value).to_owned(),
            Self::Number(value) => value.to_string(),
            Self::Version(value) => format!("v{value}"),
            Self::Text(value) => format!("'{}'", value.replace('\'', "''")),
            Self::Null | Self::Array(_) | Self::Object(_) => self.type_name().to_owned(),
        }
    }
}

/// A mapping: keys in their order.
#[derive(Debug, Default)]
pub(crate) struct Object {
    entries: Vec<(Rc<str>, Value)>,
    index: HashMap<Rc<str>, usize>,
    /// Top-level names of `parameters` ignore case; keys inside of a value do not.
    ignores_case: bool,
}

impl Object {
    pub(crate) fn new(entries: Vec<(Rc<str>, Value)>) -> Self {
        Self::build(entries, false)
    }

    pub(crate) fn ignoring_case(entries: Vec<(Rc<str>, Value)>) -> Self {
        Self::build(entries, true)
    }

    fn build(entries: Vec<(Rc<str>, Value)>, ignores_case: bool) -> Self {
        let mut index = HashMap::with_capacity(entries.len());
        for (at, (key, _)) in entries.iter().enumerate() {
            let key = if ignores_case { key.to_lowercase().into() } else { Rc::clone(key) };
            index.entry(key).or_insert(at);
        }
        Self { entries, index, ignores_case }
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        let at =
            if self.ignores_case { self.index.get(key.to_lowercase().as_str()) } else { self.index.get(key) };
        at.map(|at| &self.entries[*at].1)
    }

    pub(crate) fn entries(&self) -> &[(Rc<str>, Value)] {
        &self.entries
    }
}

/// Two to four numbers with periods between them. A part that is missing is less than 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version([i64; 4]);

impl Version {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = [-1; 4];
        let mut count = 0;
        for part in text.trim().split('.') {
            let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            *parts.get_mut(count)? = i64::from(part.parse::<i32>().ok().filter(|_| digits)?);
            count += 1;
        }
        (count > 1).then_some(Self(parts))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.0.iter().take_while(|part| **part >= 0).enumerate() {
            let dot = if index > 0 { "." } else { "" };
            write!(f, "{dot}{part}")?;
        }
        Ok(())
    }
}
