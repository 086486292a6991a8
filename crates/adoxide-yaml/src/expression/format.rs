//! The format of `format`.

use super::{Failure, Result};

/// A part of a format.
#[derive(Debug, PartialEq)]
pub(super) enum Piece<'f> {
    Text(&'f str),
    /// `{0}` or `{0:specifiers}`: the first argument after the format.
    Argument {
        index: usize,
        specifiers: String,
    },
}

/// Cuts a format into its parts. `{{` and `}}` are braces.
///
/// # Errors
/// When a brace is alone, or an argument was not supplied.
pub(super) fn pieces(format: &str, supplied: usize) -> Result<Vec<Piece<'_>>> {
    let invalid = || Failure::new(format!("The following format string is invalid: {format}"));
    let mut pieces = Vec::new();
    let mut rest = format;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        if brace.starts_with("{{") || brace.starts_with("}}") {
            pieces.push(Piece::Text(&rest[..=at]));
            rest = &brace[2..];
            continue;
        }
        let (index, specifiers, after) = brace.strip_prefix('{').and_then(placeholder).ok_or_else(invalid)?;
        if usize::from(index) >= supplied {
            return Err(Failure::new(format!(
                "The following format string references more arguments than were supplied: {format}"
            )));
        }
        pieces.push(Piece::Text(before));
        pieces.push(Piece::Argument { index: usize::from(index), specifiers });
        rest = after;
    }
    pieces.push(Piece::Text(rest));
    Ok(pieces)
}

/// The number and the specifiers after `{`, and what follows the `}`.
fn placeholder(text: &str) -> Option<(u8, String, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, mut rest) = text.split_at(digits);
    let number = number.parse().ok()?;
    if let Some(after) = rest.strip_prefix('}') {
        return Some((number, String::new(), after));
    }
    rest = rest.strip_prefix(':')?;
    let mut specifiers = String::new();
    loop {
        let end = rest.find('}')?;
        specifiers.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('}') {
            Some(after) => {
                specifiers.push('}');
                rest = after;
            }
            None => return Some((number, specifiers, rest)),
        }
    }
}
