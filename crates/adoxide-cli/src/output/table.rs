//! Rows in columns, for people.

use std::io::{self, Write};

use serde_json::Value;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::text;
use crate::printer::visible;

/// The rows that the widths are found from. Later ones are laid out like them.
const LOOKED_AT: usize = 1_000;
/// A column is not made narrower than this, or than it needs.
const NARROW: usize = 8;
/// What stands between columns.
const GAP: &str = "  ";

/// A table that is being written.
pub struct Table {
    columns: Vec<Column>,
    width: Option<usize>,
    /// Rows that wait for the widths to be known.
    waiting: Vec<Vec<String>>,
    begun: bool,
    shortened: bool,
}

struct Column {
    name: String,
    width: usize,
    /// Whether all its values are numbers, which stand at the right.
    numeric: bool,
}

impl Table {
    pub fn new(columns: &[String], width: Option<usize>) -> Self {
        let column = |name: &String| {
            let name = visible(name).into_owned();
            Column { width: name.width(), numeric: true, name }
        };
        let columns = columns.iter().map(column).collect();
        Self { columns, width, waiting: Vec::new(), begun: false, shortened: false }
    }

    pub fn row(&mut self, out: &mut impl Write, values: &[Value]) -> io::Result<()> {
        let cells: Vec<String> = values.iter().map(|value| visible(&text(value)).into_owned()).collect();
        if self.begun {
            return self.write(out, &cells);
        }
        for ((column, cell), value) in self.columns.iter_mut().zip(&cells).zip(values) {
            column.width = column.width.max(cell.width());
            column.numeric &= matches!(value, Value::Number(_) | Value::Null);
        }
        self.waiting.push(cells);
        if self.waiting.len() == LOOKED_AT { self.begin(out) } else { Ok(()) }
    }

    pub fn finish(&mut self, out: &mut impl Write) -> io::Result<bool> {
        if !self.begun {
            self.begin(out)?;
        }
        Ok(self.shortened)
    }

    fn begin(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.begun = true;
        self.fit();
        let names: Vec<_> = self.columns.iter().map(|column| column.name.clone()).collect();
        let rules: Vec<_> = self.columns.iter().map(|column| "-".repeat(column.width)).collect();
        self.write(out, &names)?;
        self.write(out, &rules)?;
        for cells in std::mem::take(&mut self.waiting) {
            self.write(out, &cells)?;
        }
        Ok(())
    }

    /// Takes from the widest columns until the rows fit.
    fn fit(&mut self) {
        let Some(width) = self.width else {
            return;
        };
        let gaps = GAP.len() * self.columns.len().saturating_sub(1);
        loop {
            let total: usize = self.columns.iter().map(|column| column.width).sum();
            let widest = self.columns.iter_mut().max_by_key(|column| column.width);
            match widest {
                Some(widest) if total + gaps > width && widest.width > NARROW => widest.width -= 1,
                _ => return,
            }
        }
    }

    fn write(&mut self, out: &mut impl Write, cells: &[String]) -> io::Result<()> {
        let mut line = String::new();
        for (index, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
            if index > 0 {
                line.push_str(GAP);
            }
            let wide = cell.width();
            let pad = column.width.saturating_sub(wide);
            if column.numeric {
                line.extend(std::iter::repeat_n(' ', pad));
            }
            if wide > column.width && self.width.is_some() {
                self.shortened = true;
                line.push_str(&shorten(cell, column.width));
            } else {
                line.push_str(cell);
            }
            if !column.numeric {
                line.extend(std::iter::repeat_n(' ', pad));
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
    kept.extend(std::iter::repeat_n(' ', width.saturating_sub(kept.width())));
    kept
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_table_fits_the_terminal_and_says_what_it_left_out() {
        let columns = ["n".to_owned(), "text".to_owned()];
        let mut table = Table::new(&columns, Some(20));
        let mut out = Vec::new();
        table.row(&mut out, &[json!(1), json!("日本語日本語日本語日本語")]).unwrap();
        table.row(&mut out, &[json!(10), json!("short\u{1b}[31m")]).unwrap();
        assert!(table.finish(&mut out).unwrap());
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, " n  text\n--  ----------------\n 1  日本語日本語日…\n10  short\\u{1b}[31m\n");
        assert!(text.lines().all(|line| line.width() <= 20));
    }
}
