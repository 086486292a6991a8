//! Inputs: JSON as the facts have it, texts of a grammar, and the accidents that happen to both.

use std::fmt::Write as _;

use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::r#gen::ir::{Spec, Variant};

/// Texts that programs stumble over.
const TEXTS: [&str; 22] = [
    "",
    " ",
    "0",
    "-1",
    "null",
    "true",
    "Storefront",
    "web",
    "main",
    "refs/heads/main",
    "../../etc/passwd",
    "a/b\\c",
    "%2F%00",
    "é\u{301}\u{202e}\u{0}",
    "'; --",
    "<script>",
    "9223372036854775808",
    "2026-02-30T25:61:61Z",
    "9999-12-31T23:59:59.9999999Z",
    "00000000-0000-0000-0000-000000000000",
    "\u{1f600}",
    "$(a)${{ b }}$[ c ]",
];

pub fn text(rng: &mut Rng) -> String {
    match rng.u8(0..20) {
        0 => "x".repeat(rng.usize(0..5_000)),
        1 => (0..rng.usize(0..40)).map(|_| rng.char(..)).collect(),
        2 => rng.i64(..).to_string(),
        _ => TEXTS[rng.usize(..TEXTS.len())].to_owned(),
    }
}

/// One of these texts.
pub fn one<'a>(rng: &mut Rng, of: &[&'a str]) -> &'a str {
    of[rng.usize(..of.len())]
}

/// Any JSON.
pub fn any(rng: &mut Rng, depth: usize) -> Value {
    match rng.u8(0..if depth == 0 { 6 } else { 8 }) {
        0 => Value::Null,
        1 => Value::Bool(rng.bool()),
        2 => json!(rng.i64(..)),
        3 => json!(rng.f64() * 1e300),
        4 | 5 => text(rng).into(),
        6 => (0..rng.usize(0..4)).map(|_| any(rng, depth - 1)).collect(),
        _ => (0..rng.usize(0..4)).map(|_| (text(rng), any(rng, depth - 1))).collect::<Map<_, _>>().into(),
    }
}

/// JSON of a type of the facts: each member is there or not, and now and then another thing than it should be.
pub fn of_type(rng: &mut Rng, spec: &Spec, kind: &str, depth: usize) -> Value {
    if rng.u8(..) < 6 {
        return any(rng, 2);
    }
    let kind = crate::r#gen::resolve(spec, kind);
    let kind = kind.strip_prefix('?').unwrap_or(&kind);
    let inside = |open: char, close: char| kind.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    if let Some(inner) = inside('[', ']') {
        return (0..rng.usize(0..3)).map(|_| of_type(rng, spec, inner, depth)).collect();
    }
    if let Some(inner) = inside('{', '}') {
        return (0..rng.usize(0..3))
            .map(|_| (text(rng), of_type(rng, spec, inner, depth)))
            .collect::<Map<_, _>>()
            .into();
    }
    if let Some(name) = kind.strip_prefix('#') {
        return if depth == 0 { json!({}) } else { object(rng, spec, name, depth - 1).into() };
    }
    if let Some(variants) = kind.strip_prefix('%').and_then(|name| spec.enums.get(name)) {
        return match variants.get(rng.usize(..variants.len().max(1))) {
            Some(Variant::Numbered(_, number)) if rng.bool() => json!(number),
            Some(variant) if rng.u8(..) > 40 => variant.name().into(),
            _ => text(rng).into(),
        };
    }
    match kind {
        "int" => json!(rng.i64(-2..2_000)),
        "number" => json!(rng.f64()),
        "bool" => Value::Bool(rng.bool()),
        "date" => "2026-01-31T13:05:00.123Z".into(),
        "timespan" => "1.02:03:04.5".into(),
        "uuid" => "6ce954b1-ce1f-45d1-b94d-e6bf2464ba2c".into(),
        "links" => json!({ "self": { "href": text(rng) } }),
        "any" | "patch" | "patchop" => any(rng, 2),
        _ => text(rng).into(),
    }
}

fn object(rng: &mut Rng, spec: &Spec, name: &str, depth: usize) -> Map<String, Value> {
    let Some(definition) = spec.types.get(name) else { return Map::new() };
    let mut members = definition.base.as_deref().map_or_else(Map::new, |base| object(rng, spec, base, depth));
    for (member, kind) in &definition.fields {
        if rng.u8(0..10) < 7 {
            members.insert(member.clone(), of_type(rng, spec, kind, depth));
        }
    }
    if rng.u8(0..10) == 0 {
        members.insert("addedLater".to_owned(), any(rng, 1));
    }
    members
}

/// Bytes that something has happened to: cut, doubled, changed, or strange from the start.
pub fn damaged(rng: &mut Rng, mut bytes: Vec<u8>) -> Vec<u8> {
    for _ in 0..rng.usize(0..3) {
        if bytes.is_empty() {
            break;
        }
        let at = rng.usize(..bytes.len());
        match rng.u8(0..5) {
            0 => bytes.truncate(at),
            1 => bytes[at] = rng.u8(..),
            2 => bytes.insert(at, rng.u8(..)),
            3 => {
                let end = (at + rng.usize(0..20)).min(bytes.len());
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            _ => drop(bytes.remove(at)),
        }
    }
    bytes
}

/// Words in any order.
pub fn words(rng: &mut Rng, of: &[&str], most: usize) -> String {
    let mut out = String::new();
    for _ in 0..rng.usize(1..most) {
        let word = if rng.u8(0..12) == 0 { text(rng) } else { one(rng, of).to_owned() };
        // Writing to a string can't fail.
        let _ = write!(out, "{word}{}", one(rng, &[" ", " ", " ", "", "\n"]));
    }
    out
}

/// A text as one segment of a path or as a value of a query.
pub fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
