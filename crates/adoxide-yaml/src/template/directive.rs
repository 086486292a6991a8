//! `if`, `elseif`, `else`, `each` and `insert`.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::expression::{Dialect, Expression, Failure, is_name};
use crate::refusal::Kind;

/// A directive, as the key of a mapping.
#[derive(Debug)]
pub(crate) struct Directive {
    /// The scalar as it was written, for messages.
    pub raw: Rc<str>,
    pub kind: DirectiveKind,
}

#[derive(Debug)]
pub(crate) enum DirectiveKind {
    If(Lazy),
    ElseIf(Lazy),
    Else,
    Each { variable: Rc<str>, collection: Lazy },
    Insert,
}

impl DirectiveKind {
    /// The keyword.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::If(_) => "if",
            Self::ElseIf(_) => "elseif",
            Self::Else => "else",
            Self::Each { .. } => "each",
            Self::Insert => "insert",
        }
    }
}

/// The expression of a directive, parsed on first evaluation: a branch that is not reached may be malformed.
#[derive(Debug)]
pub(crate) struct Lazy {
    text: String,
    parsed: OnceCell<Result<Expression, Failure>>,
}

impl Lazy {
    fn new(text: &str) -> Self {
        Self { text: text.to_owned(), parsed: OnceCell::new() }
    }

    pub(crate) fn expression(&self) -> Result<&Expression, Failure> {
        let parsed = self.parsed.get_or_init(|| Expression::parse(&self.text, Dialect::Template));
        parsed.as_ref().map_err(Clone::clone)
    }
}

/// The directive in the trimmed text of `${{ }}`. `None` when it is a plain expression.
///
/// # Errors
/// When the number of units after the keyword is wrong. `if` and `elseif` are then plain expressions.
pub(super) fn parse(text: &str) -> Result<Option<DirectiveKind>, Failure> {
    let Some((keyword, units)) = split(text) else { return Ok(None) };
    let exactly = |wanted: usize| {
        if units.len() == wanted {
            return Ok(());
        }
        Err(malformed(format!(
            "Exactly {wanted} parameter(s) were expected following the directive '{keyword}'. Actual parameter count: {}",
            units.len()
        )))
    };
    Ok(Some(match (keyword, &*units) {
        ("if", [condition]) => DirectiveKind::If(Lazy::new(condition)),
        ("elseif", [condition]) => DirectiveKind::ElseIf(Lazy::new(condition)),
        ("if" | "elseif", _) => return Ok(None),
        ("else", _) => {
            exactly(0)?;
            DirectiveKind::Else
        }
        ("insert", _) => {
            exactly(0)?;
            DirectiveKind::Insert
        }
        _ => {
            exactly(3)?;
            let wrong =
                if is_name(units[0]) { (units[1] != "in").then_some(units[1]) } else { Some(units[0]) };
            if let Some(wrong) = wrong {
                return Err(malformed(format!(
                    "The value '{wrong}' is unexpected. The expected format of an 'each' expression is: \
                     ${{ each <identifier> in <value> }}"
                )));
            }
            DirectiveKind::Each { variable: units[0].into(), collection: Lazy::new(units[2]) }
        }
    }))
}

fn malformed(text: String) -> Failure {
    Failure { kind: Kind::Directive, text, fatal: false }
}

/// The keyword and the units after it. A unit is a word, or an expression with all that its parentheses hold.
fn split(text: &str) -> Option<(&'static str, Vec<&str>)> {
    let keyword = ["if", "elseif", "else", "each", "insert"].into_iter().find(|keyword| {
        text.strip_prefix(keyword)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    })?;
    let rest = &text[keyword.len()..];
    let (mut units, mut start, mut quoted, mut depth) = (Vec::new(), 0, false, 0_i32);
    for (index, character) in rest.char_indices() {
        match character {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            character if character.is_whitespace() && !quoted && depth == 0 => {
                if start < index {
                    units.push(&rest[start..index]);
                }
                start = index + character.len_utf8();
            }
            _ => {}
        }
    }
    if start < rest.len() {
        units.push(&rest[start..]);
    }
    Some((keyword, units))
}
