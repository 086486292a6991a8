//! A scalar of a template: literal text, an expression, or a directive.

use std::fmt::Write as _;
use std::rc::Rc;

use super::directive::{self, Directive};
use crate::expression::{Dialect, Expression, Failure};
use crate::node::{Content, Scalar, ScalarKind, Style};
use crate::refusal::Kind;

const OPEN: &str = "${{";

/// Parses the expressions in a scalar. Returns `None` if it has none.
///
/// # Errors
/// When an expression in it is not closed, or its syntax is wrong.
pub(super) fn parse(scalar: &Scalar) -> Result<Option<Content>, Failure> {
    let raw = &*scalar.text;
    if !raw.contains(OPEN) {
        return Ok(None);
    }
    let segments = segments(raw)?;
    if let [Segment::Expression(text)] = &*segments {
        if text.is_empty() {
            return Err(Failure::new("An expression was expected"));
        }
        if let Some(kind) = directive::parse(text)? {
            return Ok(Some(Content::Directive(Rc::new(Directive { raw: Rc::clone(&scalar.text), kind }))));
        }
        return expression(text).map(Some);
    }
    let mut format = String::from("format('");
    let mut arguments = String::new();
    let mut count = 0;
    for segment in &segments {
        match segment {
            Segment::Text(text) => {
                format.push_str(&text.replace('\'', "''").replace('{', "{{").replace('}', "}}"));
            }
            Segment::Expression(text) => {
                if text.is_empty() {
                    return Err(Failure::new("An expression was expected"));
                }
                if let Some(kind) = directive::parse(text)? {
                    return Err(inline(kind.name()));
                }
                _ = write!(format, "{{{count}}}");
                arguments.push_str(", ");
                arguments.push_str(text);
                count += 1;
            }
        }
    }
    format.push('\'');
    format.push_str(&arguments);
    format.push(')');
    expression(&format).map(Some)
}

fn expression(text: &str) -> Result<Content, Failure> {
    let expression = Expression::parse(text, Dialect::Template)?;
    Ok(match expression.literal_text() {
        // String literals are folded, and thereby allowed where expressions are refused.
        Some(text) => Content::Scalar(Scalar { text, style: Style::Any, kind: ScalarKind::Text }),
        None => Content::Expression(Rc::new(expression)),
    })
}

fn inline(directive: &str) -> Failure {
    let text = format!(
        "The directive '{directive}' is not allowed in this context. Directives are not supported for expressions that \
         are embedded within a string. Directives are only supported when the entire value is an expression."
    );
    Failure { kind: Kind::Directive, text, fatal: false }
}

#[derive(Debug, PartialEq)]
enum Segment<'a> {
    Text(&'a str),
    /// What is between the braces, trimmed.
    Expression(&'a str),
}

/// Cuts a text at its expressions. `}}` within single quotes closes nothing.
fn segments(raw: &str) -> Result<Vec<Segment<'_>>, Failure> {
    let mut segments = Vec::new();
    let mut rest = raw;
    while let Some(start) = rest.find(OPEN) {
        if start > 0 {
            segments.push(Segment::Text(&rest[..start]));
        }
        rest = &rest[start + OPEN.len()..];
        let end = close(rest).ok_or_else(|| {
            Failure::new(
                "The expression is not closed. An unescaped ${{ sequence was found, but the closing }} sequence was \
                 not found.",
            )
        })?;
        segments.push(Segment::Expression(rest[..end].trim()));
        rest = &rest[end + 2..];
    }
    if !rest.is_empty() {
        segments.push(Segment::Text(rest));
    }
    Ok(segments)
}

fn close(rest: &str) -> Option<usize> {
    let mut quoted = false;
    for (index, byte) in rest.bytes().enumerate() {
        match byte {
            b'\'' => quoted = !quoted,
            b'}' if !quoted && rest[index..].starts_with("}}") => return Some(index),
            _ => {}
        }
    }
    None
}
