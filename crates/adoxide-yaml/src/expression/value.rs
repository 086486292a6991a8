//! Values of the expression language.

use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use super::convert::boolean_text;

/// A value of the expression language.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Null,
    Boolean(bool),
    Number(f64),
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
            Self::Number(value) => number_text(*value),
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

/// A number as the service writes it: no exponent, at most seven decimals, 15 digits.
pub(crate) fn number_text(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let whole_digits = if value.abs() >= 1.0 { value.abs().log10().floor() as i32 + 1 } else { 0 };
    let text = if whole_digits > 15 {
        // Double precision carries 15 digits; what follows is written as zeros.
        let scale = 10f64.powi(whole_digits - 15);
        format!("{:.0}{}", (value / scale).round(), "0".repeat((whole_digits - 15) as usize))
    } else {
        let decimals = (15 - whole_digits).clamp(0, 7) as usize;
        format!("{value:.decimals$}")
    };
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if matches!(text, "-0" | "") { "0".to_owned() } else { text.to_owned() }
}

/// A number in an expression: digits, one period, a leading `-`.
pub(crate) fn parse_literal_number(word: &str) -> Option<f64> {
    let digits = word.strip_prefix('-').unwrap_or(word);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && digits.bytes().filter(|byte| *byte == b'.').count() < 2
        && digits.bytes().any(|byte| byte.is_ascii_digit());
    plain.then(|| word.parse().ok()).flatten()
}

/// A number in text: also blanks around it, a sign and thousands separators, but no exponent.
pub(crate) fn parse_number(text: &str) -> Option<f64> {
    let text = text.trim_matches(|character: char| character.is_ascii_whitespace());
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    let digits = unsigned.strip_prefix('-').unwrap_or(unsigned);
    let whole = digits.split('.').next().unwrap_or_default();
    if unsigned != text && digits != unsigned || whole.starts_with(',') {
        return None;
    }
    let plain = unsigned.replacen(whole, &whole.replace(',', ""), usize::from(whole.contains(',')));
    parse_literal_number(&plain)
}
