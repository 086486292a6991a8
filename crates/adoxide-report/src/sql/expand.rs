//! Expands macros and finds parameters and views. It knows SQL's tokens, not its grammar.

use std::collections::BTreeSet;

use super::dialect::Macros;
use crate::{Error, ErrorKind, Result};

/// SQL without macros.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Expanded {
    /// The SQL; a parameter is still `:name`.
    pub(crate) sql: String,
    /// The views that it reads.
    pub(crate) views: BTreeSet<String>,
}

/// Expands the macros of a statement.
pub(crate) fn expand(sql: &str, macros: &dyn Macros) -> Result<Expanded> {
    let mut expanded = Expanded::default();
    let mut rest = sql;
    while let Some(token) = Token::next(&mut rest) {
        match token {
            Token::Name(name) if rest.starts_with("!(") => {
                let inside = enclosed(&rest[1..]).ok_or_else(|| {
                    Error::new(ErrorKind::Definition, format!("`{name}!(` has no closing parenthesis"))
                })?;
                rest = &rest[1 + inside.len() + 2..];
                let mut arguments = Vec::new();
                for argument in split(inside) {
                    let argument = expand(argument.trim(), macros)?;
                    expanded.views.extend(argument.views);
                    arguments.push(argument.sql);
                }
                let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
                let text = macros.expand(name, &arguments)?;
                // What a macro writes may use macros and views itself.
                let text = expand(&text, macros)?;
                expanded.views.extend(text.views);
                expanded.sql.push_str(&text.sql);
            }
            Token::Name(name) => {
                if name.starts_with("v_") {
                    expanded.views.insert(name.to_owned());
                }
                expanded.sql.push_str(name);
            }
            Token::Parameter(name) => {
                expanded.sql.push(':');
                expanded.sql.push_str(name);
            }
            Token::Comment => {}
            Token::Other(text) => expanded.sql.push_str(text),
        }
    }
    Ok(expanded)
}

/// Replaces each `:name` by what the function says.
pub(crate) fn parameters(sql: &str, mut replace: impl FnMut(&str) -> Result<String>) -> Result<String> {
    let mut out = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some(token) = Token::next(&mut rest) {
        match token {
            Token::Parameter(name) => out.push_str(&replace(name)?),
            Token::Name(text) | Token::Other(text) => out.push_str(text),
            Token::Comment => {}
        }
    }
    Ok(out)
}

/// Every name in a statement: of columns, tables, functions, and the words of SQL.
pub(crate) fn words(sql: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let mut rest = sql;
    while let Some(token) = Token::next(&mut rest) {
        match token {
            Token::Name(name) => words.insert(name.to_owned()),
            Token::Other(text) => words.insert(text.trim_matches('"').to_owned()),
            Token::Parameter(_) | Token::Comment => false,
        };
    }
    words
}

enum Token<'a> {
    Name(&'a str),
    /// `:name`, without the colon.
    Parameter(&'a str),
    Comment,
    /// A text, a quoted name, or one character.
    Other(&'a str),
}

impl<'a> Token<'a> {
    fn next(rest: &mut &'a str) -> Option<Self> {
        let text = *rest;
        let first = text.chars().next()?;
        let (token, length) = match first {
            '\'' | '"' => {
                let length = quoted(text, first);
                (Self::Other(&text[..length]), length)
            }
            '-' if text.starts_with("--") => (Self::Comment, text.find('\n').unwrap_or(text.len())),
            // A cast of PostgreSQL, that a macro has written.
            ':' if text.starts_with("::") => (Self::Other(&text[..2]), 2),
            ':' if text[1..].starts_with(is_name) => {
                let length = 1 + name(&text[1..]);
                (Self::Parameter(&text[1..length]), length)
            }
            first if is_name(first) => {
                let length = name(text);
                (Self::Name(&text[..length]), length)
            }
            first => {
                let length = first.len_utf8();
                (Self::Other(&text[..length]), length)
            }
        };
        *rest = &text[length..];
        Some(token)
    }
}

fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

fn name(text: &str) -> usize {
    text.find(|character| !is_name(character)).unwrap_or(text.len())
}

/// The length of a text or name in quotes; a quote in it is doubled, which reads as two texts.
fn quoted(text: &str, quote: char) -> usize {
    text[1..].find(quote).map_or(text.len(), |end| end + 2)
}

/// What is between this parenthesis and the one that closes it.
fn enclosed(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(token) = Token::next(&mut rest) {
        match token {
            Token::Other("(") => depth += 1,
            Token::Other(")") => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&text[1..text.len() - rest.len() - 1]);
        }
    }
    None
}

/// The arguments: what commas divide that are in no parenthesis. None if there is nothing.
fn split(text: &str) -> Vec<&str> {
    let (mut arguments, mut depth, mut begin) = (Vec::new(), 0_usize, 0);
    let mut rest = text;
    while let Some(token) = Token::next(&mut rest) {
        match token {
            Token::Other("(") => depth += 1,
            Token::Other(")") => depth = depth.saturating_sub(1),
            Token::Other(",") if depth == 0 => {
                let end = text.len() - rest.len();
                arguments.push(&text[begin..end - 1]);
                begin = end;
            }
            _ => {}
        }
    }
    if !text.trim().is_empty() {
        arguments.push(&text[begin..]);
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Doubles;

    impl Macros for Doubles {
        fn expand(&self, name: &str, arguments: &[&str]) -> Result<String> {
            match name {
                "pair" => Ok(format!("<{}>", arguments.join("|"))),
                "outer" => Ok(format!("pair!({}, v_more)", arguments.concat())),
                _ => Err(Error::new(ErrorKind::Definition, format!("no macro `{name}`"))),
            }
        }
    }

    #[test]
    fn macros_are_expanded_inside_out() {
        let sql = "select pair!(f(a, b), ')''(,') -- pair!(\n, outer!(x), '-- :no', \"v_no\", :yes, a::text from v_some";
        let expanded = expand(sql, &Doubles).unwrap();
        assert_eq!(
            expanded.sql,
            "select <f(a, b)|')''(,'> \n, <x|v_more>, '-- :no', \"v_no\", :yes, a::text from v_some"
        );
        assert_eq!(expanded.views.into_iter().collect::<Vec<_>>(), ["v_more", "v_some"]);
        assert_eq!(expand("pair!()", &Doubles).unwrap().sql, "<>");
        assert!(expand("pair!(a", &Doubles).is_err());
        assert!(expand("other!(a)", &Doubles).is_err());
    }

    #[test]
    fn parameters_are_not_looked_for_in_texts() {
        let sql =
            parameters("a = :a and b = ':b' and c::text = :a1", |name| Ok(format!("<{name}>"))).unwrap();
        assert_eq!(sql, "a = <a> and b = ':b' and c::text = <a1>");
    }
}
