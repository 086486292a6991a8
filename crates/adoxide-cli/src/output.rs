//! Rows as table, lines, JSON, CSV or TSV, and things of the service as rows.

pub mod field;
pub mod filter;
mod html;
pub mod json;
mod line;
mod separated;
mod table;
mod time;
mod view;

use std::borrow::Cow;
use std::io::Write;

use jiff::Timestamp;
use serde_json::{Map, Value};

use self::field::{Column, Kind};
use self::filter::Filter;
use self::line::Lines;
pub use self::line::wrapped;
use self::separated::Separated;
use self::table::Table;
pub use self::view::{Records, show};
use crate::args::Format;
use crate::error::{Error, Result};

/// What the reader is: how wide lines may be, whether colours are wanted, whether it is a person.
#[derive(Clone, Debug)]
pub struct Style {
    /// In columns; none if lines may be of any width.
    pub width: Option<usize>,
    /// Whether colours are wanted.
    pub color: bool,
    /// Whether a person reads it, on a terminal.
    pub people: bool,
    /// The time that relative times are measured from.
    pub now: Timestamp,
}

impl Style {
    /// For a file or another program.
    pub fn plain() -> Self {
        Self { width: None, color: false, people: false, now: Timestamp::UNIX_EPOCH }
    }

    /// A text in these colours, where colours are wanted.
    pub fn paint<'a>(&self, codes: &str, text: &'a str) -> Cow<'a, str> {
        if self.color && !codes.is_empty() && !text.is_empty() {
            format!("\x1b[{codes}m{text}\x1b[0m").into()
        } else {
            text.into()
        }
    }
}

/// The fields that are wanted, by their names.
#[derive(Clone, Debug)]
pub struct Selection(Vec<String>);

impl Selection {
    /// Names with commas between them; none if there are none.
    pub fn read(text: &str) -> Option<Self> {
        let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
        let names: Vec<_> = names.map(str::to_owned).collect();
        (!names.is_empty()).then_some(Self(names))
    }

    /// The object of what is wanted of a thing: fields that are worked out come from `field`, the others are
    /// members of the thing, with dots between them.
    ///
    /// # Errors
    /// When there is no such field, with those that there are.
    fn of(
        &self,
        thing: &Value,
        field: impl Fn(&str) -> Option<Value>,
        first: bool,
        names: &[&str],
    ) -> Result<Value> {
        let mut object = Map::new();
        for name in &self.0 {
            let found = field(name)
                .or_else(|| name.split('.').try_fold(thing, |value, part| value.get(part)).cloned());
            if found.is_none() && first {
                let mut all: Vec<&str> = names.to_vec();
                all.extend(thing.as_object().into_iter().flatten().map(|(name, _)| name.as_str()));
                all.sort_unstable();
                all.dedup();
                let error = Error::usage(format!("--json: there is no field `{name}`"))
                    .help(format!("the fields are {}", all.join(", ")));
                let is_name = name.starts_with(|char: char| char.is_ascii_alphabetic());
                return Err(if is_name && !name.contains("://") {
                    error
                } else {
                    error.help("for all fields put --json last, or write --json=")
                });
            }
            object.insert(name.clone(), found.unwrap_or(Value::Null));
        }
        Ok(Value::Object(object))
    }
}

/// All that decides how rows are written.
pub struct Layout {
    /// As table, JSON and so on.
    pub format: Format,
    /// The fields that are wanted; all if none are named.
    pub selection: Option<Selection>,
    /// What the JSON is filtered by.
    pub filter: Option<Filter>,
    /// Whether cells that a spreadsheet would run are marked.
    pub csv_safe: bool,
    /// What the reader is.
    pub style: Style,
}

impl Layout {
    /// Rows of this format, whole.
    pub fn new(format: Format, style: Style) -> Self {
        Self { format, selection: None, filter: None, csv_safe: false, style }
    }

    /// The columns that are wanted, where rows are no objects.
    fn selected(&self) -> Option<&Selection> {
        let is_json = matches!(self.format, Format::Json | Format::Jsonl) || self.filter.is_some();
        self.selection.as_ref().filter(|_| !is_json)
    }
}

/// What is to be said about rows when they have been written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many there were.
    pub rows: u64,
    /// Whether a table had to shorten some values.
    pub shortened: bool,
    /// Cells that a spreadsheet would run as a formula, and that are not marked.
    pub formulas: u64,
}

/// Writes rows, one after the other. Memory does not grow with them, but for the first ones of a table, and where
/// a filter needs them all.
pub struct Rows<W> {
    out: W,
    /// Of all columns that there are.
    names: Vec<String>,
    /// Of those that are written.
    heads: Vec<String>,
    layout: Layout,
    form: Form,
    written: u64,
}

enum Form {
    Table(Table),
    Lines(Lines),
    Json,
    JsonLines,
    Separated(Separated),
    /// They are filtered together.
    Collected(Vec<Value>),
}

impl<W: Write> Rows<W> {
    /// Rows of these columns.
    pub fn new<C: Into<Column>>(out: W, layout: Layout, columns: impl IntoIterator<Item = C>) -> Self {
        let mut columns: Vec<Column> = columns.into_iter().map(Into::into).collect();
        let names = distinct(&columns);
        if let Some(Selection(wanted)) = layout.selected() {
            let column = |name: &String| {
                let known = names.iter().position(|known| known == name);
                known.map_or_else(|| Column::from(name.clone()), |at| columns[at].clone())
            };
            columns = wanted.iter().map(column).collect();
        }
        let form = match layout.format {
            _ if layout.filter.is_some() => Form::Collected(Vec::new()),
            Format::Table => Form::Table(Table::new(&columns, layout.style.clone())),
            Format::Line => Form::Lines(Lines::new(&columns)),
            Format::Json => Form::Json,
            Format::Jsonl => Form::JsonLines,
            Format::Csv => Form::Separated(Separated::commas(layout.csv_safe)),
            Format::Tsv => Form::Separated(Separated::tabs()),
        };
        Self { out, names, heads: distinct(&columns), layout, form, written: 0 }
    }

    /// Writes a row: as many values as there are columns.
    pub fn row(&mut self, values: &[Value]) -> Result<()> {
        if matches!(self.form, Form::Json | Form::JsonLines | Form::Collected(_)) {
            let members = self.names.iter().cloned().zip(values.iter().cloned());
            return self.json(Value::Object(members.collect()), |_| None);
        }
        if self.layout.selected().is_some() {
            let members = self.names.iter().cloned().zip(values.iter().cloned()).collect();
            let values = self.chosen(&Value::Object(members), values)?;
            return self.cells(&values);
        }
        self.cells(values)
    }

    /// The values of the columns that are wanted of a thing.
    fn chosen(&self, whole: &Value, values: &[Value]) -> Result<Vec<Value>> {
        let Some(selection) = self.layout.selected() else { return Ok(values.to_vec()) };
        let place = |name: &str| self.names.iter().position(|column| column == name);
        let names: Vec<_> = self.names.iter().map(String::as_str).collect();
        let field = |name: &str| values.get(place(name)?).cloned();
        let found = selection.of(whole, field, self.written == 0, &names)?;
        Ok(selection.0.iter().map(|name| found[name].clone()).collect())
    }

    /// Writes a row that is not JSON.
    fn cells(&mut self, values: &[Value]) -> Result<()> {
        if self.written == 0 {
            self.begin()?;
        }
        self.written += 1;
        match &mut self.form {
            Form::Table(table) => table.row(&mut self.out, values)?,
            Form::Lines(lines) => lines.row(&mut self.out, &self.layout.style, values)?,
            Form::Separated(separated) => separated.row(&mut self.out, values)?,
            Form::Json | Form::JsonLines | Form::Collected(_) => {}
        }
        Ok(())
    }

    /// Writes a row, or where rows are objects, the whole thing that it is of.
    pub fn record(&mut self, whole: Value, values: &[Value]) -> Result<()> {
        if matches!(self.form, Form::Json | Form::JsonLines | Form::Collected(_)) {
            let place = |name: &str| self.names.iter().position(|column| column == name);
            let values: Vec<_> = values.to_vec();
            let worked_out: Vec<_> = match &self.layout.selection {
                Some(Selection(names)) => names
                    .iter()
                    .filter_map(|name| Some((name.clone(), values.get(place(name)?)?.clone())))
                    .collect(),
                None => Vec::new(),
            };
            return self.json(whole, |name| {
                worked_out.iter().find(|(column, _)| column == name).map(|(_, value)| value.clone())
            });
        }
        let values = self.chosen(&whole, values)?;
        self.cells(&values)
    }

    fn json(&mut self, whole: Value, field: impl Fn(&str) -> Option<Value>) -> Result<()> {
        let whole = match &self.layout.selection {
            Some(selection) => {
                let names: Vec<_> = self.names.iter().map(String::as_str).collect();
                selection.of(&whole, field, self.written == 0, &names)?
            }
            None => whole,
        };
        self.written += 1;
        match &mut self.form {
            Form::Collected(all) => all.push(whole),
            Form::Json => {
                self.out.write_all(if self.written == 1 { b"[\n" } else { b",\n" })?;
                write_json(&mut self.out, &whole, self.layout.style.people)?;
            }
            _ => {
                write_json(&mut self.out, &whole, false)?;
                self.out.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    /// Ends the rows.
    pub fn finish(mut self) -> Result<Written> {
        if self.written == 0 {
            self.begin()?;
        }
        let mut written = Written { rows: self.written, ..Written::default() };
        match self.form {
            Form::Table(mut table) => written.shortened = table.finish(&mut self.out)?,
            Form::Json if self.written == 0 => self.out.write_all(b"[]\n")?,
            Form::Json => self.out.write_all(b"\n]\n")?,
            Form::Separated(separated) => written.formulas = separated.formulas,
            Form::Lines(_) | Form::JsonLines => {}
            Form::Collected(all) => return filtered(self.out, self.layout, &Value::Array(all)),
        }
        self.out.flush()?;
        Ok(written)
    }

    fn begin(&mut self) -> Result<()> {
        if let Form::Separated(separated) = &mut self.form {
            separated.head(&mut self.out, &self.heads)?;
        }
        Ok(())
    }
}

/// Writes one JSON document: filtered, and in lines if a person reads it or nothing else was asked for.
pub fn document(mut out: impl Write, layout: Layout, document: &Value) -> Result<Written> {
    if layout.filter.is_some() {
        return filtered(out, layout, document);
    }
    write_json(&mut out, document, layout.format != Format::Jsonl)?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(Written { rows: 1, ..Written::default() })
}

/// Writes what a filter makes of a document.
fn filtered(mut out: impl Write, layout: Layout, document: &Value) -> Result<Written> {
    let Some(filter) = &layout.filter else { return Ok(Written::default()) };
    let results = filter.apply(document)?;
    let lines = layout.style.people;
    if filter.is_raw() || layout.format == Format::Json {
        for result in &results {
            match result {
                Value::String(text) if filter.is_raw() => out.write_all(text.as_bytes())?,
                other => write_json(&mut out, other, lines || !filter.is_raw())?,
            }
            out.write_all(b"\n")?;
        }
        out.flush()?;
        return Ok(Written { rows: results.len() as u64, ..Written::default() });
    }
    // One result of JMESPath, in another format: its items are rows, the members of the first one the columns.
    let result = results.into_iter().next().unwrap_or(Value::Null);
    let items = match result {
        Value::Array(items) => items,
        Value::Null => Vec::new(),
        other => vec![other],
    };
    let columns: Vec<String> = match items.first() {
        Some(Value::Object(members)) => members.keys().cloned().collect(),
        Some(Value::Array(values)) => (1..=values.len()).map(|number| format!("column{number}")).collect(),
        _ => vec!["value".to_owned()],
    };
    // As az writes it: TSV of a list has no names above it.
    let bare = layout.format == Format::Tsv;
    let layout = Layout { selection: None, filter: None, ..layout };
    let mut rows = Rows::new(out, layout, columns.clone());
    if let (true, Form::Separated(separated)) = (bare, &mut rows.form) {
        separated.without_head();
    }
    for item in items {
        let values: Vec<_> = match &item {
            Value::Object(members) => {
                columns.iter().map(|name| members.get(name).cloned().unwrap_or(Value::Null)).collect()
            }
            Value::Array(values) => {
                (0..columns.len()).map(|at| values.get(at).cloned().unwrap_or(Value::Null)).collect()
            }
            other => vec![other.clone()],
        };
        rows.row(&values)?;
    }
    rows.finish()
}

/// Names of columns that are all different, so that no value of an object hides another.
fn distinct(columns: &[Column]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(columns.len());
    for column in columns {
        let mut name = column.name.clone();
        let mut number = 2;
        while names.contains(&name) {
            name = format!("{}_{number}", column.name);
            number += 1;
        }
        names.push(name);
    }
    names
}

fn write_json(out: &mut impl Write, value: &Value, in_lines: bool) -> Result<()> {
    let written = if in_lines {
        serde_json::to_writer_pretty(&mut *out, value)
    } else {
        serde_json::to_writer(&mut *out, value)
    };
    written.map_err(|error| Error::from(std::io::Error::from(error)))
}

/// A value as text: nothing for null.
fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

/// The fields of one thing, line by line.
fn lines<'a>(
    out: &mut impl Write,
    style: &Style,
    fields: impl Iterator<Item = (&'a str, Kind, &'a Value)>,
) -> Result<()> {
    Ok(line::fields(out, style, fields)?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn rows(layout: Layout, rows: &[&[Value]]) -> String {
        let mut out = Vec::new();
        let mut writer = Rows::new(&mut out, layout, ["id", "name", "id"]);
        for row in rows {
            writer.row(row).unwrap();
        }
        writer.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    fn write(format: Format, all: &[&[Value]]) -> String {
        rows(Layout::new(format, Style::plain()), all)
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
        assert_eq!(
            write(Format::Line, rows),
            "id    1\nname  a,b \"c\"    d\n      e\\\nid    1.5\n\nid  22\nid  true\n"
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

    #[test]
    fn rows_are_selected_and_filtered() {
        let all: &[&[Value]] = &[&[json!(1), json!("a"), json!(2)], &[json!(3), json!("b"), json!(4)]];
        let layout = |format, selection, filter| Layout {
            selection: Selection::read(selection),
            filter,
            ..Layout::new(format, Style::plain())
        };
        assert_eq!(
            rows(layout(Format::Json, "name, id_2", None), all),
            "[\n{\"name\":\"a\",\"id_2\":2},\n{\"name\":\"b\",\"id_2\":4}\n]\n"
        );
        assert_eq!(rows(layout(Format::Csv, "name, id", None), all), "name,id\na,1\nb,3\n");
        let jq = |text| Some(Filter::jq(text).unwrap());
        assert_eq!(rows(layout(Format::Json, "", jq(".[] | .name, .id")), all), "a\n1\nb\n3\n");
        assert_eq!(rows(layout(Format::Json, "id", jq(".[0]")), all), "{\"id\":1}\n");
        let jmespath = |text| Some(Filter::jmespath(text).unwrap());
        let named = "[].{n: name, i: id}";
        assert_eq!(rows(layout(Format::Csv, "", jmespath(named)), all), "i,n\n1,a\n3,b\n");
        assert_eq!(rows(layout(Format::Tsv, "", jmespath("[].name")), all), "a\nb\n");
        assert_eq!(rows(layout(Format::Json, "", jmespath("[0].name")), all), "\"a\"\n");
    }

    #[test]
    fn a_field_that_is_not_there_names_those_that_are() {
        let layout =
            Layout { selection: Selection::read("nam"), ..Layout::new(Format::Json, Style::plain()) };
        let mut writer = Rows::new(Vec::new(), layout, ["id", "name"]);
        let error = writer.row(&[json!(1), json!("a")]).unwrap_err();
        assert_eq!(error.message(), "--json: there is no field `nam`");
        assert_eq!(error.hints(), ["the fields are id, name"]);
    }
}
