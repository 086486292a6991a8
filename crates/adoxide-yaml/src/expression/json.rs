//! `convertToJson`.

use std::fmt::Write as _;

use super::value::Value;
use super::{Failure, Result};
use crate::limit::{MAX_BYTES, SIZE_EXCEEDED};

/// JSON text: two blanks an indent, `\n`, keys in their order, null as `""`.
///
/// # Errors
/// When the text would exceed the memory limit.
pub(super) fn to_json(value: &Value) -> Result<String> {
    let mut out = String::new();
    write(&mut out, value, 0)?;
    Ok(out)
}

fn write(out: &mut String, value: &Value, depth: usize) -> Result<()> {
    if out.len() > MAX_BYTES {
        return Err(Failure::limit(SIZE_EXCEEDED));
    }
    match value {
        Value::Null => out.push_str("\"\""),
        Value::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(value) => _ = write!(out, "{value}"),
        Value::Version(value) => quote(out, &value.to_string()),
        Value::Text(value) => quote(out, value),
        Value::Array(items) if items.is_empty() => out.push_str("[]"),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                out.push(if index == 0 { '[' } else { ',' });
                indent(out, depth + 1);
                write(out, item, depth + 1)?;
            }
            indent(out, depth);
            out.push(']');
        }
        Value::Object(object) if object.entries().is_empty() => out.push_str("{}"),
        Value::Object(object) => {
            for (index, (key, value)) in object.entries().iter().enumerate() {
                out.push(if index == 0 { '{' } else { ',' });
                indent(out, depth + 1);
                quote(out, key);
                out.push_str(": ");
                write(out, value, depth + 1)?;
            }
            indent(out, depth);
            out.push('}');
        }
    }
    Ok(())
}

fn indent(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

fn quote(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\0'..='\u{1f}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}
