//! Conversions between types, and comparison.
//!
//! The right side of a comparison is converted to the type of the left one.

use std::cmp::Ordering;
use std::rc::Rc;

use super::number::Number;
use super::value::{Value, Version};
use super::{Failure, Result};

pub(crate) fn to_boolean(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Boolean(value) => *value,
        Value::Number(value) => !value.is_zero(),
        Value::Text(value) => !value.is_empty(),
        Value::Version(_) | Value::Array(_) | Value::Object(_) => true,
    }
}

pub(crate) fn try_text(value: &Value) -> Option<Rc<str>> {
    match value {
        Value::Null => Some("".into()),
        Value::Boolean(value) => Some(boolean_text(*value).into()),
        Value::Number(value) => Some(value.to_string().into()),
        Value::Version(value) => Some(value.to_string().into()),
        Value::Text(value) => Some(Rc::clone(value)),
        Value::Array(_) | Value::Object(_) => None,
    }
}

pub(crate) fn boolean_text(value: bool) -> &'static str {
    if value { "True" } else { "False" }
}

pub(crate) fn to_text(value: &Value) -> Result<Rc<str>> {
    try_text(value).ok_or_else(|| unable(value, "String"))
}

fn try_number(value: &Value) -> Option<Number> {
    match value {
        Value::Null => Some(Number::default()),
        Value::Boolean(value) => Some(usize::from(*value).into()),
        Value::Number(value) => Some(*value),
        Value::Text(value) if value.is_empty() => Some(Number::default()),
        Value::Text(value) => Number::parse(value),
        Value::Version(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn to_number(value: &Value) -> Result<Number> {
    try_number(value).ok_or_else(|| unable(value, "Number"))
}

fn try_version(value: &Value) -> Option<Version> {
    match value {
        Value::Number(value) => Version::parse(&value.to_string()),
        Value::Text(value) => Version::parse(value),
        Value::Version(value) => Some(value.clone()),
        Value::Null | Value::Boolean(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn is_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Text(value) => value.is_empty(),
        Value::Number(value) => value.is_zero(),
        _ => false,
    }
}

/// `eq`: false where the right side cannot be converted; arrays and objects are equal to themselves only.
pub(crate) fn equal(left: &Value, right: &Value) -> bool {
    match left {
        Value::Null => is_null(right),
        Value::Boolean(left) => *left == to_boolean(right),
        Value::Number(left) => try_number(right) == Some(*left),
        Value::Version(left) => try_version(right).is_some_and(|right| *left == right),
        Value::Text(left) => {
            try_text(right).is_some_and(|right| compare_text(left, &right) == Ordering::Equal)
        }
        Value::Array(left) => matches!(right, Value::Array(right) if Rc::ptr_eq(left, right)),
        Value::Object(left) => matches!(right, Value::Object(right) if Rc::ptr_eq(left, right)),
    }
}

/// The order of two values, for `lt`, `le`, `gt` and `ge`.
///
/// # Errors
/// When the right side cannot be converted to the type of the left one, or the left one has no order.
pub(crate) fn compare(left: &Value, right: &Value) -> Result<Ordering> {
    Ok(match left {
        Value::Boolean(left) => left.cmp(&to_boolean(right)),
        Value::Text(left) => compare_text(left, &to_text(right)?),
        Value::Version(left) => {
            let right = try_version(right).ok_or_else(|| unable(right, "Version"))?;
            left.cmp(&right)
        }
        Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            let left = to_number(left)?;
            left.cmp(&to_number(right)?)
        }
    })
}

/// Compares without regard to case, character by character.
pub(crate) fn compare_text(left: &str, right: &str) -> Ordering {
    left.chars().map(upper).cmp(right.chars().map(upper))
}

/// A character in upper case. One that would become several stays as it is, as in the service.
pub(crate) fn upper(character: char) -> char {
    single(character.to_uppercase()).unwrap_or(character)
}

/// The only character.
pub(crate) fn single(mut characters: impl Iterator<Item = char>) -> Option<char> {
    characters.next().filter(|_| characters.next().is_none())
}

pub(crate) fn same_text(left: &str, right: &str) -> bool {
    compare_text(left, right) == Ordering::Equal
}

/// The place in an array that a value names: the fraction is cut, text is read as a number.
pub(crate) fn array_index(value: &Value) -> Option<usize> {
    try_number(value)?.index()
}

fn unable(value: &Value, to: &str) -> Failure {
    Failure::new(format!("Unable to convert from {} to {to}. Value: {}", value.type_name(), value.shown()))
}
