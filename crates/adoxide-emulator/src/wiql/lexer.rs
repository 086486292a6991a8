//! From letters to words.

use super::Error;

/// A word of a query, with where it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: TokenKind,
    /// In bytes.
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    /// A keyword, or a name without brackets.
    Word(String),
    /// `[System.Title]`
    Name(String),
    /// `'text'`
    Text(String),
    /// `12.5`
    Number(f64),
    /// `@Today`
    Macro(String),
    /// `(`, `<>` …
    Symbol(&'static str),
    /// After the last word.
    End,
}

/// Longer ones first.
const SYMBOLS: [&str; 13] = ["<>", "<=", ">=", "!=", "<", ">", "=", "(", ")", ",", ".", "+", "-"];

/// Takes a query apart.
///
/// # Errors
/// When a text or name has no end, or a letter begins nothing.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Error> {
    let mut tokens = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let blank = rest.len() - rest.trim_start().len();
        at += blank;
        let rest = &text[at..];
        let Some(first) = rest.chars().next() else {
            tokens.push(Token { kind: TokenKind::End, start: at, end: at });
            return Ok(tokens);
        };
        let (kind, length) = match first {
            '\'' | '"' => quoted(rest, first, at)?,
            '[' => {
                let end = rest.find(']').ok_or_else(|| unclosed(rest, at, "]"))?;
                (TokenKind::Name(rest[1..end].trim().to_owned()), end + 1)
            }
            '@' => {
                let length = 1 + run(&rest[1..], char::is_alphanumeric);
                (TokenKind::Macro(rest[1..length].to_owned()), length)
            }
            first if first.is_ascii_digit() => number(rest, at)?,
            first if first.is_alphabetic() || first == '_' => {
                let length = word(rest);
                (TokenKind::Word(rest[..length].to_owned()), length)
            }
            first => {
                let symbol = SYMBOLS.into_iter().find(|symbol| rest.starts_with(symbol));
                let symbol = symbol.ok_or_else(|| Error::At {
                    message: "The query has a character that is not expected.".to_owned(),
                    cause: first.to_string(),
                    position: at,
                })?;
                // Not documented, but as everywhere.
                (TokenKind::Symbol(if symbol == "!=" { "<>" } else { symbol }), symbol.len())
            }
        };
        tokens.push(Token { kind, start: at, end: at + length });
        at += length;
    }
}

fn run(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !is(letter)).unwrap_or(text.len())
}

/// A word may have dots within.
fn word(text: &str) -> usize {
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut length = run(text, is_letter);
    while let Some(rest) = text[length..].strip_prefix('.') {
        let more = run(rest, is_letter);
        if more == 0 {
            break;
        }
        length += 1 + more;
    }
    length
}

fn number(text: &str, at: usize) -> Result<(TokenKind, usize), Error> {
    let length = run(text, |letter| letter.is_ascii_digit() || letter == '.');
    let cause = &text[..length];
    let value = cause.parse().map_err(|_| Error::At {
        message: "Expecting a number.".to_owned(),
        cause: cause.to_owned(),
        position: at,
    })?;
    Ok((TokenKind::Number(value), length))
}

/// Within quotes the quote itself is written twice.
fn quoted(text: &str, quote: char, at: usize) -> Result<(TokenKind, usize), Error> {
    let mut value = String::new();
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((index, letter)) = letters.next() {
        if letter != quote {
            value.push(letter);
        } else if letters.next_if(|(_, next)| *next == quote).is_some() {
            value.push(quote);
        } else {
            return Ok((TokenKind::Text(value), index + 1));
        }
    }
    Err(unclosed(text, at, &quote.to_string()))
}

fn unclosed(text: &str, at: usize, end: &str) -> Error {
    Error::At { message: format!("Expecting {end}."), cause: text.to_owned(), position: at }
}
