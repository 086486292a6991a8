//! Rows in columns, for people.

use std::io::{self, Write};

use serde_json::Value;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Style;
use super::field::{Column, Kind};
use super::line::Lines;

/// The rows that the widths are found from. Later ones are laid out like them.
const LOOKED_AT: usize = 1_000;
/// A column is not made narrower than this, or than it needs.
const READABLE: usize = 12;
/// What stands between columns.
const GAP: &str = "  ";

/// A table that is being written. Where its columns can't be made to fit, its rows are written field by field.
pub struct Table {
    columns: Vec<Laid>,
    style: Style,
    /// Rows that wait for the widths to be known.
    waiting: Vec<Vec<Value>>,
    form: Form,
    shortened: bool,
}

enum Form {
    /// Not known yet.
    Undecided,
    Columns,
    Lines(Lines),
}

struct Laid {
    column: Column,
    width: usize,
    /// Whether all its values are numbers, which stand at the right.
    numeric: bool,
}

impl Laid {
    /// How narrow it can be made.
    fn least(&self) -> usize {
        if self.numeric || self.column.kind == Kind::Id { self.width } else { self.width.min(READABLE) }
    }
}

impl Table {
    pub fn new(columns: &[Column], style: Style) -> Self {
        let width =
            |column: &Column| Laid { width: column.head.width(), numeric: true, column: column.clone() };
        let columns = columns.iter().map(width).collect();
        Self { columns, style, waiting: Vec::new(), form: Form::Undecided, shortened: false }
    }

    pub fn row(&mut self, out: &mut impl Write, values: &[Value]) -> io::Result<()> {
        match &mut self.form {
            Form::Lines(lines) => return lines.row(out, &self.style, values),
            Form::Columns => return self.write(out, values),
            Form::Undecided => {}
        }
        for (width, value) in self.columns.iter_mut().zip(values) {
            width.width = width.width.max(width.column.kind.cell(value, &self.style).width());
            width.numeric &= matches!(value, Value::Number(_) | Value::Null);
        }
        self.waiting.push(values.to_vec());
        if self.waiting.len() == LOOKED_AT { self.begin(out) } else { Ok(()) }
    }

    /// Ends it. Answers whether some values were shortened.
    pub fn finish(&mut self, out: &mut impl Write) -> io::Result<bool> {
        if matches!(self.form, Form::Undecided) {
            self.begin(out)?;
        }
        Ok(self.shortened)
    }

    fn begin(&mut self, out: &mut impl Write) -> io::Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        if !self.fit() && !waiting.is_empty() {
            let columns: Vec<_> = self.columns.iter().map(|width| width.column.clone()).collect();
            let mut lines = Lines::new(&columns);
            for values in waiting {
                lines.row(out, &self.style, &values)?;
            }
            self.form = Form::Lines(lines);
            return Ok(());
        }
        self.form = Form::Columns;
        self.line(out, |width| (width.column.head.clone().into_owned(), "1"))?;
        self.line(out, |width| ("-".repeat(width.width), ""))?;
        waiting.iter().try_for_each(|values| self.write(out, values))
    }

    /// Takes from the widest columns until the rows fit. Answers whether they do.
    fn fit(&mut self) -> bool {
        let Some(width) = self.style.width else {
            return true;
        };
        let gaps = GAP.len() * self.columns.len().saturating_sub(1);
        if self.columns.iter().map(Laid::least).sum::<usize>() + gaps > width {
            return false;
        }
        loop {
            let total: usize = self.columns.iter().map(|column| column.width).sum();
            if total + gaps <= width {
                return true;
            }
            let can = self.columns.iter_mut().filter(|column| column.width > column.least());
            match can.max_by_key(|column| column.width) {
                Some(widest) => widest.width -= 1,
                None => return true,
            }
        }
    }

    fn write(&mut self, out: &mut impl Write, values: &[Value]) -> io::Result<()> {
        let mut cells = Vec::with_capacity(values.len());
        for (width, value) in self.columns.iter().zip(values) {
            let kind = width.column.kind;
            let cell = kind.cell(value, &self.style);
            let color = kind.color(&cell);
            if cell.width() > width.width && self.style.width.is_some() {
                self.shortened = true;
                cells.push((shorten(&cell, width.width), color));
            } else {
                cells.push((cell, color));
            }
        }
        let mut cells = cells.into_iter();
        self.line(out, |_| cells.next().unwrap_or_default())
    }

    fn line(
        &self,
        out: &mut impl Write,
        mut cell: impl FnMut(&Laid) -> (String, &'static str),
    ) -> io::Result<()> {
        let mut line = String::new();
        let last = self.columns.len().saturating_sub(1);
        for (index, width) in self.columns.iter().enumerate() {
            let (text, color) = cell(width);
            let pad = width.width.saturating_sub(text.width());
            let pad = std::iter::repeat_n(' ', pad);
            if width.numeric {
                line.extend(pad);
                line.push_str(&self.style.paint(color, &text));
            } else {
                line.push_str(&self.style.paint(color, &text));
                line.extend(pad);
            }
            if index < last {
                line.push_str(GAP);
            }
        }
        writeln!(out, "{}", line.trim_end())
    }
}

/// The beginning of a text, and a sign that there is more.
fn shorten(text: &str, width: usize) -> String {
    let mut kept = String::new();
    let mut used = 1;
    for char in text.chars() {
        used += char.width().unwrap_or(0);
        if used > width {
            break;
        }
        kept.push(char);
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn write(width: usize, columns: &[&str], rows: &[&[Value]]) -> (String, bool) {
        let columns: Vec<Column> = columns.iter().map(|name| (*name).into()).collect();
        let mut table = Table::new(&columns, Style { width: Some(width), ..Style::plain() });
        let mut out = Vec::new();
        for row in rows {
            table.row(&mut out, row).unwrap();
        }
        let shortened = table.finish(&mut out).unwrap();
        (String::from_utf8(out).unwrap(), shortened)
    }

    #[test]
    fn a_table_fits_the_terminal_and_says_what_it_left_out() {
        let rows: &[&[Value]] =
            &[&[json!(1), json!("日本語日本語日本語日本語")], &[json!(10), json!("short\u{1b}[31m")]];
        let (text, shortened) = write(20, &["n", "text"], rows);
        assert!(shortened);
        assert_eq!(text, " n  text\n--  ----------------\n 1  日本語日本語日…\n10  short\\u{1b}[31m\n");
        assert!(text.lines().all(|line| line.width() <= 20));
    }

    #[test]
    fn a_row_that_does_not_fit_is_written_field_by_field() {
        let rows: &[&[Value]] = &[
            &[json!("a long text of one"), json!("another long text of two"), json!(1)],
            &[json!("two"), Value::Null, json!(2)],
        ];
        let (text, shortened) = write(28, &["one", "other", "number"], rows);
        assert!(!shortened);
        assert_eq!(
            text,
            "one     a long text of one\nother   another long text of\n        two\nnumber  1\n\none     two\nnumber  2\n"
        );
    }
}
