//! Lexer: splits an expression into tokens.

use super::number::Number;
use super::value::Version;

/// A token of an expression, with its span.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: TokenKind,
    /// Offset in bytes.
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    StartIndex,
    EndIndex,
    StartParameters,
    EndParameters,
    Separator,
    Dereference,
    Wildcard,
    Boolean(bool),
    Number(Number),
    Version(Version),
    Text(String),
    /// A name after a `.`.
    Property,
    /// A named value, a function, or any other word: also `==` and `"x"`.
    Name,
    /// A malformed number or an unclosed string.
    Unrecognized,
}

/// Reads an expression token by token. What a `.` means depends on the token before it.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    last: Option<TokenKind>,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, last: None }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn next(&mut self) -> Option<Token> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        let first = self.rest().chars().next()?;
        let (kind, length) = match first {
            '[' => (TokenKind::StartIndex, 1),
            ']' => (TokenKind::EndIndex, 1),
            '(' => (TokenKind::StartParameters, 1),
            ')' => (TokenKind::EndParameters, 1),
            ',' => (TokenKind::Separator, 1),
            '*' => (TokenKind::Wildcard, 1),
            '\'' => self.quoted(),
            '.' if !self.begins_value() => (TokenKind::Dereference, 1),
            '.' | '-' | '0'..='9' => self.number(),
            _ => self.word(),
        };
        let token = Token { kind, start: self.at, end: self.at + length };
        self.at += length;
        self.last = Some(token.kind.clone());
        Some(token)
    }

    pub(super) fn peek(&self) -> Option<Token> {
        Lexer { text: self.text, at: self.at, last: self.last.clone() }.next()
    }

    /// Whether a value may begin here: at the start, or after `[`, `(` or `,`.
    fn begins_value(&self) -> bool {
        matches!(
            self.last,
            None | Some(TokenKind::Separator | TokenKind::StartIndex | TokenKind::StartParameters)
        )
    }

    fn quoted(&self) -> (TokenKind, usize) {
        let rest = self.rest();
        let mut value = String::new();
        let mut characters = rest.char_indices().skip(1).peekable();
        while let Some((index, character)) = characters.next() {
            if character == '\'' {
                match characters.peek() {
                    Some((_, '\'')) => _ = characters.next(),
                    _ => return (TokenKind::Text(value), index + 1),
                }
            }
            value.push(character);
        }
        (TokenKind::Unrecognized, rest.len())
    }

    fn number(&self) -> (TokenKind, usize) {
        let rest = self.rest();
        let length = length_of(rest, |character| !ends_word(character) || character == '.');
        let word = &rest[..length];
        let kind = if word.matches('.').count() > 1 {
            Version::parse(word).map(TokenKind::Version)
        } else {
            Number::literal(word).map(TokenKind::Number)
        };
        (kind.unwrap_or(TokenKind::Unrecognized), length)
    }

    fn word(&self) -> (TokenKind, usize) {
        let rest = self.rest();
        let length = length_of(rest, |character| !ends_word(character));
        let word = &rest[..length];
        let kind = if !is_name(word) {
            // An operator, or text in other quotes: a name that nothing has.
            TokenKind::Name
        } else if self.last == Some(TokenKind::Dereference) {
            TokenKind::Property
        } else if word.eq_ignore_ascii_case("true") {
            TokenKind::Boolean(true)
        } else if word.eq_ignore_ascii_case("false") {
            TokenKind::Boolean(false)
        } else {
            TokenKind::Name
        };
        (kind, length)
    }
}

/// Length in bytes of the first character and of those after it that belong to the same token.
fn length_of(rest: &str, belongs: impl Fn(char) -> bool) -> usize {
    rest.char_indices()
        .skip(1)
        .find(|(_, character)| !belongs(*character))
        .map_or(rest.len(), |(index, _)| index)
}

fn ends_word(character: char) -> bool {
    character.is_whitespace() || matches!(character, '[' | ']' | '(' | ')' | ',' | '.')
}

/// A letter or `_`, then letters, digits and `_`.
pub(crate) fn is_name(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && characters.all(|character| character.is_ascii_alphanumeric() || character == '_')
}
