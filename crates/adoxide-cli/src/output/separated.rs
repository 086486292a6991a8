//! Comma-separated and tab-separated values.

use std::borrow::Cow;
use std::io::{self, Write};

use serde_json::Value;

use super::text;

/// How values are separated.
pub struct Separated {
    tabs: bool,
    safe: bool,
    head: bool,
    /// Cells that a spreadsheet would run, and that are not marked.
    pub formulas: u64,
}

impl Separated {
    /// CSV (RFC 4180). Safe, cells that a spreadsheet would run begin with `'`.
    pub fn commas(safe: bool) -> Self {
        Self { tabs: false, safe, head: true, formulas: 0 }
    }

    /// TSV: tabs, line ends and backslashes are escaped by a backslash.
    pub fn tabs() -> Self {
        Self { tabs: true, safe: false, head: true, formulas: 0 }
    }

    /// Leaves the names of the columns out.
    pub fn without_head(&mut self) {
        self.head = false;
    }

    pub fn head(&mut self, out: &mut impl Write, names: &[String]) -> io::Result<()> {
        if !self.head {
            return Ok(());
        }
        self.line(out, names.iter().map(|name| Cow::Borrowed(name.as_str())))
    }

    pub fn row(&mut self, out: &mut impl Write, values: &[Value]) -> io::Result<()> {
        let mut formulas = 0;
        let safe = self.safe;
        let cells = values.iter().map(|value| match value {
            Value::String(text) if is_formula(text) => {
                formulas += 1;
                if safe { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text.as_str()) }
            }
            other => text(other),
        });
        let cells: Vec<_> = cells.collect();
        if !safe && !self.tabs {
            self.formulas += formulas;
        }
        self.line(out, cells.into_iter())
    }

    fn line<'a>(&self, out: &mut impl Write, values: impl Iterator<Item = Cow<'a, str>>) -> io::Result<()> {
        for (index, value) in values.enumerate() {
            if self.tabs {
                if index > 0 {
                    out.write_all(b"\t")?;
                }
                escaped(out, &value)?;
                continue;
            }
            if index > 0 {
                out.write_all(b",")?;
            }
            if value.contains([',', '"', '\r', '\n']) {
                write!(out, "\"{}\"", value.replace('"', "\"\""))?;
            } else {
                out.write_all(value.as_bytes())?;
            }
        }
        out.write_all(b"\n")
    }
}

fn escaped(out: &mut impl Write, value: &str) -> io::Result<()> {
    for char in value.chars() {
        match char {
            '\\' => out.write_all(b"\\\\")?,
            '\t' => out.write_all(b"\\t")?,
            '\n' => out.write_all(b"\\n")?,
            '\r' => out.write_all(b"\\r")?,
            char => write!(out, "{char}")?,
        }
    }
    Ok(())
}

/// Whether a spreadsheet takes this text for a formula. A number with a sign is none.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_formula_is_counted_or_marked() {
        let row = [json!("=1+1"), json!("-1.5"), json!(-2), json!("@sum"), json!("a=b")];
        let write = |mut separated: Separated| {
            let mut out = Vec::new();
            separated.row(&mut out, &row).unwrap();
            (String::from_utf8(out).unwrap(), separated.formulas)
        };
        assert_eq!(write(Separated::commas(false)), ("=1+1,-1.5,-2,@sum,a=b\n".to_owned(), 2));
        assert_eq!(write(Separated::commas(true)), ("'=1+1,-1.5,-2,'@sum,a=b\n".to_owned(), 0));
    }
}
