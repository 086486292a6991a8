//! One line for each field: for one thing alone, and for rows that are too wide for a table.

use std::io::{self, Write};

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::Style;
use super::field::{Column, Kind};

/// Writes the fields of one thing; null ones are left out.
pub fn fields<'a>(
    out: &mut impl Write,
    style: &Style,
    fields: impl Iterator<Item = (&'a str, Kind, &'a Value)>,
) -> io::Result<()> {
    let fields: Vec<_> = fields.filter(|(_, _, value)| !value.is_null()).collect();
    let label = fields.iter().map(|(name, ..)| name.width()).max().unwrap_or(0);
    for (name, kind, value) in fields {
        let pad = label - name.width();
        write!(out, "{}{:pad$}", style.paint("1", name), "")?;
        let text = kind.lines(value, style);
        // Long texts are wrapped beneath themselves; without a width they stay as they are.
        let room = style.width.map(|width| width.saturating_sub(label + 2).max(20));
        let color = kind.color(&text);
        let mut first = true;
        for line in text.lines().flat_map(|line| wrapped(line, room)) {
            if first {
                writeln!(out, "  {}", style.paint(color, line))?;
            } else if line.is_empty() {
                writeln!(out)?;
            } else {
                writeln!(out, "{:label$}  {}", "", style.paint(color, line))?;
            }
            first = false;
        }
        if first {
            writeln!(out)?;
        }
    }
    Ok(())
}

/// Writes rows, each as its fields.
pub struct Lines {
    columns: Vec<(String, Kind)>,
    begun: bool,
}

impl Lines {
    pub fn new(columns: &[Column]) -> Self {
        let columns = columns.iter().map(|column| (column.head.clone().into_owned(), column.kind)).collect();
        Self { columns, begun: false }
    }

    pub fn row(&mut self, out: &mut impl Write, style: &Style, values: &[Value]) -> io::Result<()> {
        if self.begun {
            writeln!(out)?;
        }
        self.begun = true;
        let named = self.columns.iter().zip(values);
        fields(out, style, named.map(|((name, kind), value)| (name.as_str(), *kind, value)))
    }
}

/// A line in pieces that fit, cut between words where there are some.
pub fn wrapped(line: &str, width: Option<usize>) -> Vec<&str> {
    let Some(width) = width.filter(|width| line.width() > *width) else {
        return vec![line];
    };
    let mut pieces = Vec::new();
    let mut rest = line;
    while rest.width() > width {
        let mut used = 0;
        let mut fits = 0;
        let mut blank = None;
        for (at, char) in rest.char_indices() {
            if char == ' ' && at > 0 {
                blank = Some(at);
            }
            used += unicode_width::UnicodeWidthChar::width(char).unwrap_or(0);
            if used > width && at > 0 {
                break;
            }
            fits = at + char.len_utf8();
        }
        let (piece, next) = match blank {
            Some(at) => (rest[..at].trim_end(), rest[at..].trim_start_matches(' ')),
            None => rest.split_at(fits),
        };
        pieces.push(piece);
        rest = next;
    }
    if !rest.is_empty() {
        pieces.push(rest);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn long_values_are_wrapped_beneath_themselves() {
        let style = Style { width: Some(30), ..Style::plain() };
        let mut out = Vec::new();
        let values = [json!(1), json!("one two three four five six seven"), json!(null), json!("a\n\u{1b}b")];
        let names = ["id", "title", "none", "text"];
        let all = names.iter().zip(&values).map(|(name, value)| (*name, Kind::Plain, value));
        fields(&mut out, &style, all).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "id     1\ntitle  one two three four five\n       six seven\ntext   a\n       \\u{1b}b\n"
        );
    }

    #[test]
    fn a_word_that_is_too_long_is_cut() {
        assert_eq!(wrapped("abcdefgh", Some(3)), ["abc", "def", "gh"]);
        assert_eq!(wrapped("日本語", Some(4)), ["日本", "語"]);
        assert_eq!(wrapped("ab  cd", Some(3)), ["ab", "cd"]);
    }
}
