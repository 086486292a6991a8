//! Rows as table, JSON, CSV or TSV.

pub mod json;
pub mod record;
mod table;

use std::borrow::Cow;
use std::io::{self, Write};

use serde_json::Value;

use self::table::Table;
use crate::args::Format;

/// Writes rows, one after the other; memory does not grow with them, but for the first ones of a table.
pub struct Rows<W> {
    out: W,
    columns: Vec<String>,
    form: Form,
    written: u64,
}

enum Form {
    Table(Table),
    Json,
    JsonLines,
    Separated(Separator),
}

#[derive(Clone, Copy)]
enum Separator {
    Comma,
    Tab,
}

impl<W: Write> Rows<W> {
    /// Rows of these columns. Tables are made to fit the width, if there is one.
    pub fn new(out: W, format: Format, width: Option<usize>, columns: Vec<String>) -> Self {
        let form = match format {
            Format::Table => Form::Table(Table::new(&columns, width)),
            Format::Json => Form::Json,
            Format::Jsonl => Form::JsonLines,
            Format::Csv => Form::Separated(Separator::Comma),
            Format::Tsv => Form::Separated(Separator::Tab),
        };
        Self { out, columns: distinct(columns), form, written: 0 }
    }

    /// Writes a row: as many values as there are columns.
    pub fn row(&mut self, values: &[Value]) -> io::Result<()> {
        if self.written == 0 {
            self.begin()?;
        }
        self.written += 1;
        match &mut self.form {
            Form::Table(table) => table.row(&mut self.out, values),
            Form::Json => {
                self.out.write_all(if self.written == 1 { b"[\n" } else { b",\n" })?;
                object(&mut self.out, &self.columns, values)
            }
            Form::JsonLines => {
                object(&mut self.out, &self.columns, values)?;
                self.out.write_all(b"\n")
            }
            Form::Separated(separator) => separated(&mut self.out, *separator, values.iter().map(text)),
        }
    }

    /// Writes a row, or where rows are objects, the whole thing that it is of.
    pub fn record(&mut self, whole: &Value, values: &[Value]) -> io::Result<()> {
        match &self.form {
            Form::Table(_) | Form::Separated(_) => return self.row(values),
            Form::Json => self.out.write_all(if self.written == 0 { b"[\n" } else { b",\n" })?,
            Form::JsonLines => {}
        }
        self.written += 1;
        serde_json::to_writer(&mut self.out, whole)?;
        if matches!(self.form, Form::JsonLines) { self.out.write_all(b"\n") } else { Ok(()) }
    }

    /// Ends the rows. Answers whether a table had to shorten some values.
    pub fn finish(mut self) -> io::Result<bool> {
        if self.written == 0 {
            self.begin()?;
        }
        let mut shortened = false;
        match &mut self.form {
            Form::Table(table) => shortened = table.finish(&mut self.out)?,
            Form::Json if self.written == 0 => self.out.write_all(b"[]\n")?,
            Form::Json => self.out.write_all(b"\n]\n")?,
            Form::JsonLines | Form::Separated(_) => {}
        }
        self.out.flush()?;
        Ok(shortened)
    }

    fn begin(&mut self) -> io::Result<()> {
        match self.form {
            Form::Separated(separator) => {
                let names = self.columns.iter().map(|name| Cow::Borrowed(name.as_str()));
                separated(&mut self.out, separator, names)
            }
            _ => Ok(()),
        }
    }
}

/// Names of columns that are all different, so that no value of an object hides another.
fn distinct(columns: Vec<String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(columns.len());
    for column in columns {
        let mut name = column.clone();
        let mut number = 2;
        while names.contains(&name) {
            name = format!("{column}_{number}");
            number += 1;
        }
        names.push(name);
    }
    names
}

fn object(out: &mut impl Write, columns: &[String], values: &[Value]) -> io::Result<()> {
    for (index, (column, value)) in columns.iter().zip(values).enumerate() {
        out.write_all(if index == 0 { b"{" } else { b"," })?;
        serde_json::to_writer(&mut *out, column)?;
        out.write_all(b":")?;
        serde_json::to_writer(&mut *out, value)?;
    }
    out.write_all(b"}")
}

/// A value as text: nothing for null.
fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

/// A line of CSV (RFC 4180) or TSV (tabs, line ends and backslashes escaped by a backslash).
fn separated<'a>(
    out: &mut impl Write,
    separator: Separator,
    values: impl Iterator<Item = Cow<'a, str>>,
) -> io::Result<()> {
    for (index, value) in values.enumerate() {
        match separator {
            Separator::Comma => {
                if index > 0 {
                    out.write_all(b",")?;
                }
                if value.contains([',', '"', '\r', '\n']) {
                    write!(out, "\"{}\"", value.replace('"', "\"\""))?;
                } else {
                    out.write_all(value.as_bytes())?;
                }
            }
            Separator::Tab => {
                if index > 0 {
                    out.write_all(b"\t")?;
                }
                for char in value.chars() {
                    match char {
                        '\\' => out.write_all(b"\\\\")?,
                        '\t' => out.write_all(b"\\t")?,
                        '\n' => out.write_all(b"\\n")?,
                        '\r' => out.write_all(b"\\r")?,
                        char => write!(out, "{char}")?,
                    }
                }
            }
        }
    }
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn write(format: Format, rows: &[&[Value]]) -> String {
        let mut out = Vec::new();
        let columns = vec!["id".to_owned(), "name".to_owned(), "id".to_owned()];
        let mut writer = Rows::new(&mut out, format, None, columns);
        for row in rows {
            writer.row(row).unwrap();
        }
        writer.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_value_survives_in_every_format() {
        let rows: &[&[Value]] =
            &[&[json!(1), json!("a,b \"c\"\td\ne\\"), json!(1.5)], &[json!(22), Value::Null, json!(true)]];
        assert_eq!(
            write(Format::Json, rows),
            "[\n{\"id\":1,\"name\":\"a,b \\\"c\\\"\\td\\ne\\\\\",\"id_2\":1.5},\n{\"id\":22,\"name\":null,\"id_2\":true}\n]\n"
        );
        assert_eq!(write(Format::Csv, rows), "id,name,id_2\n1,\"a,b \"\"c\"\"\td\ne\\\",1.5\n22,,true\n");
        assert_eq!(write(Format::Tsv, rows), "id\tname\tid_2\n1\ta,b \"c\"\\td\\ne\\\\\t1.5\n22\t\ttrue\n");
        assert_eq!(
            write(Format::Table, rows),
            "id  name            id\n--  --------------  ----\n 1  a,b \"c\"\\td\\ne\\  1.5\n22                  true\n"
        );
        let lines = write(Format::Jsonl, rows);
        assert!(lines.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()), "{lines}");
    }

    #[test]
    fn no_rows_are_still_an_answer() {
        assert_eq!(write(Format::Json, &[]), "[]\n");
        assert_eq!(write(Format::Jsonl, &[]), "");
        assert_eq!(write(Format::Csv, &[]), "id,name,id_2\n");
        assert_eq!(write(Format::Table, &[]), "id  name  id\n--  ----  --\n");
    }
}
