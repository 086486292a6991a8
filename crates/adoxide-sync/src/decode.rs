//! Pages of JSON become rows.
//!
//! A page is gone over once, and what is read goes into the columns as it is met: nothing is built for a row or a
//! value in between. A value that its column can't hold is null there, and is reported with its place; only a row
//! without its key is left out.
//!
//! A column takes what its type can hold: text also takes numbers and truth values, numbers also take text
//! that is one. A fraction is not an integer.

mod column;

use std::collections::BTreeMap;
use std::sync::Arc;

use adoxide_api::wire::{Malformed, Scanner};
use arrow_array::cast::AsArray as _;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray, StructArray, new_null_array,
};
use arrow_schema::{ArrowError, DataType, Field, Fields};
use arrow_select::filter::filter_record_batch;
use arrow_select::nullif::nullif;
use serde_json::Value;

use self::column::{Misfit, Record};
use crate::destination::Values;
use crate::table::{Form, Source};
use crate::{Error, ErrorKind, Fault, ScopeValue, Table, Unit};

/// Reads the rows of one table.
pub struct Decoder {
    table: &'static Table,
    /// The columns that the service sends.
    sent: Fields,
    rows: Option<Record>,
    pieces: Vec<Piece>,
    misfits: Vec<(usize, Misfit)>,
    bytes: usize,
}

/// Appends what is in a text, and what does not fit, by the numbers of the rows.
type Append = fn(&mut Record, &[u8], &mut Vec<(usize, Misfit)>) -> Result<(), Malformed>;

/// What was read at once.
struct Piece {
    /// The number of its first row.
    first: usize,
    /// Where it stood in a page, for messages.
    path: String,
    /// The values of the columns that the service does not send.
    given: Vec<(String, ScopeValue)>,
}

/// What was in a page.
#[derive(Debug)]
pub struct Rows {
    /// The rows, with the columns of [`Table::schema`].
    pub rows: RecordBatch,
    /// The values that their columns can't hold: they are null.
    pub faults: Vec<Fault>,
    /// Why some rows are not among the others: they have no key.
    pub lost: Vec<Error>,
}

impl Decoder {
    /// A decoder for the rows of this table.
    pub fn new(table: &'static Table) -> Self {
        let sent = table.all_columns().filter(|column| matches!(column.source(), Source::Sent(..)));
        let sent = sent.map(|column| column.field().clone()).collect();
        Self { table, sent, rows: None, pieces: Vec::new(), misfits: Vec::new(), bytes: 0 }
    }

    /// The table whose rows it reads.
    pub fn table(&self) -> &'static Table {
        self.table
    }

    /// Reads an array of objects as the service sent it; `path` is its place in the page, for messages.
    /// What the service does not send comes from the unit.
    ///
    /// # Errors
    /// When it is not an array, or not JSON.
    pub fn decode(&mut self, items: &[u8], path: &str, unit: &Unit) -> Result<Rows, Error> {
        self.append(items, path, &[])?;
        self.finish(unit)
    }

    /// Reads an array of objects after what was read before, with the values of the columns that the service does not
    /// send: those of the [parent](Table::parent) and those that are [given](Table::given).
    ///
    /// # Errors
    /// When it is not an array, or not JSON. What was read before is lost then.
    pub fn append(&mut self, items: &[u8], path: &str, given: &[(&str, ScopeValue)]) -> Result<(), Error> {
        self.add(items, path, given, append)
    }

    /// The same with one object.
    ///
    /// # Errors
    /// When it is not an object, or not JSON. What was read before is lost then.
    pub fn append_one(&mut self, item: &[u8], path: &str, given: &[(&str, ScopeValue)]) -> Result<(), Error> {
        self.add(item, path, given, append_one)
    }

    fn add(
        &mut self,
        items: &[u8],
        path: &str,
        given: &[(&str, ScopeValue)],
        append: Append,
    ) -> Result<(), Error> {
        let table = self.table;
        let mut rows = match self.rows.take() {
            Some(rows) => rows,
            None => {
                Record::new(&self.sent, |column| found(table, column)).map_err(|error| self.differs(error))?
            }
        };
        // Arrow counts the bytes of a column in 32 bits, and no column is longer than its pages.
        self.bytes = self.bytes.saturating_add(items.len());
        if i32::try_from(self.bytes).is_err() {
            let message = format!("a page of `{}` is longer than 2 GiB", table.name());
            return Err(self.broken(message));
        }
        if self.pieces.is_empty() {
            rows.reserve();
        }
        let first = rows.len();
        // One that failed half-way is not used again.
        if let Err(error) = append(&mut rows, items, &mut self.misfits) {
            let message = format!("a page of `{}` is not a list in JSON", table.name());
            return Err(self.broken(message).because(error));
        }
        let given = given.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        self.pieces.push(Piece { first, path: path.to_owned(), given });
        self.rows = Some(rows);
        Ok(())
    }

    fn broken(&mut self, message: String) -> Error {
        self.clear();
        Error::new(ErrorKind::Decode, message)
    }

    fn clear(&mut self) {
        self.bytes = 0;
        self.pieces.clear();
        self.misfits.clear();
    }

    /// All rows that were read since the last time.
    ///
    /// # Errors
    /// When the columns are not as they are declared: a defect.
    pub fn finish(&mut self, unit: &Unit) -> Result<Rows, Error> {
        let rows = match &mut self.rows {
            Some(rows) => rows.finish().and_then(|sent| derive(self.table, &self.pieces, &sent, unit)),
            None => Ok(RecordBatch::new_empty(self.table.schema().clone())),
        };
        let rows = rows.map_err(|error| self.differs(error))?;
        let mut lost: BTreeMap<usize, String> = BTreeMap::new();
        for (row, misfit) in &self.misfits {
            let column = misfit.column.map(|column| self.sent[column].name().clone());
            if column.is_none_or(|column| self.table.key().contains(&column.as_str())) {
                lost.entry(*row).or_insert_with(|| misfit.to_string());
            }
        }
        for key in self.table.key() {
            let column = rows.column_by_name(key);
            for row in (0..rows.num_rows()).filter(|row| column.is_none_or(|column| column.is_null(*row))) {
                lost.entry(row).or_insert_with(|| format!(" has no `{key}`, which is its key"));
            }
        }
        let faults = self.faults(&rows, &lost)?;
        let why = |(row, what): (&usize, &String)| {
            let (path, name) = (self.path_of(*row), self.table.name());
            let message = format!("a row of `{name}` can't be read, the others are kept: {path}{what}");
            Error::new(ErrorKind::Decode, message)
        };
        let errors = lost.iter().map(why).collect();
        let rows = if lost.is_empty() {
            rows
        } else {
            let good: BooleanArray = (0..rows.num_rows()).map(|row| Some(!lost.contains_key(&row))).collect();
            filter_record_batch(&rows, &good).map_err(|error| self.differs(error))?
        };
        self.clear();
        Ok(Rows { rows, faults, lost: errors })
    }

    /// The values that did not fit, of the rows that are kept.
    fn faults(&self, rows: &RecordBatch, lost: &BTreeMap<usize, String>) -> Result<Vec<Fault>, Error> {
        let mut faults = Vec::new();
        for (row, misfit) in self.misfits.iter().filter(|(row, _)| !lost.contains_key(row)) {
            let Some(column) = misfit.column else { continue };
            faults.push(Fault {
                table: self.table,
                key: key_text(self.table, rows, *row)?,
                column: self.sent[column].name().clone(),
                path: misfit.path.clone(),
                expected: misfit.expected,
                found: misfit.found.clone(),
            });
        }
        Ok(faults)
    }

    /// Where a row stood.
    fn path_of(&self, row: usize) -> String {
        let piece = self.pieces.iter().rev().find(|piece| piece.first <= row);
        piece.map_or_else(String::new, |piece| format!("{}[{}]", piece.path, row - piece.first))
    }

    fn differs(&self, error: ArrowError) -> Error {
        let message = format!("rows of `{}` are not as its columns are declared", self.table.name());
        Error::new(ErrorKind::Contract, message).because(error)
    }
}

/// Where a column that the service sends is in a row, by its number: an empty path is its own name.
fn found(table: &Table, column: usize) -> Option<(&[&str], Form)> {
    let mut sent = table.all_columns().filter_map(|column| match column.source() {
        Source::Sent(path, form) => Some((*path, *form)),
        _ => None,
    });
    sent.nth(column)
}

/// The rows of a table.
fn derive(
    table: &Table,
    pieces: &[Piece],
    sent: &StructArray,
    unit: &Unit,
) -> Result<RecordBatch, ArrowError> {
    let len = sent.len();
    let text = |text: Option<&str>| -> ArrayRef {
        match text {
            Some(text) => Arc::new(StringArray::new_repeated(text, len)),
            None => Arc::new(StringArray::new_null(len)),
        }
    };
    let mut sent = sent.columns().iter();
    let mut columns = Vec::with_capacity(table.schema().fields().len());
    for column in table.all_columns() {
        columns.push(match column.source() {
            Source::Sent(..) => sent.next().cloned().unwrap_or_else(|| text(None)),
            Source::Organization => text(Some(unit.organization_name())),
            Source::ProjectId => text(unit.project_id()),
            Source::ProjectName => text(unit.project_name()),
            Source::RepositoryId => text(unit.repository_id()),
            Source::Parent(_) | Source::Given => given(column.field(), pieces, len),
            Source::Position => {
                Arc::new(rows_of(pieces, len).flat_map(|(_, rows)| 0..rows as i64).collect::<Int64Array>())
            }
        });
    }
    RecordBatch::try_new(table.schema().clone(), columns)
}

/// Each piece, with how many rows it has.
fn rows_of(pieces: &[Piece], len: usize) -> impl Iterator<Item = (&Piece, usize)> {
    let ends = pieces.iter().skip(1).map(|piece| piece.first).chain([len]);
    pieces.iter().zip(ends).map(|(piece, end)| (piece, end - piece.first))
}

/// A column whose values are given with each piece.
fn given(column: &Field, pieces: &[Piece], len: usize) -> ArrayRef {
    let values = rows_of(pieces, len).flat_map(|(piece, rows)| {
        let value = piece.given.iter().find(|(name, _)| name == column.name()).map(|(_, value)| value);
        std::iter::repeat_n(value, rows)
    });
    match column.data_type() {
        DataType::Int64 => Arc::new(
            values
                .map(|value| match value {
                    Some(ScopeValue::Integer(value)) => Some(*value),
                    _ => None,
                })
                .collect::<Int64Array>(),
        ),
        DataType::Utf8 => Arc::new(
            values
                .map(|value| match value {
                    Some(ScopeValue::Text(value)) => Some(value.as_str()),
                    _ => None,
                })
                .collect::<StringArray>(),
        ),
        other => new_null_array(other, len),
    }
}

/// The key of a row as people and `sync_faults` see it: its values, separated by spaces.
pub(crate) fn key_text(table: &Table, rows: &RecordBatch, row: usize) -> Result<String, Error> {
    let mut text = String::new();
    for column in table.key().iter().filter_map(|key| rows.column_by_name(key)) {
        if !text.is_empty() {
            text.push(' ');
        }
        match serde_json::to_value(Values::of(column)?.at(row)) {
            Ok(Value::String(value)) => text.push_str(&value),
            Ok(value) => text.push_str(&value.to_string()),
            Err(error) => {
                return Err(Error::new(ErrorKind::Contract, "a key can't be written as JSON").because(error));
            }
        }
    }
    Ok(text)
}

/// A list of rows of these columns, each under its own name.
///
/// # Errors
/// When they are not a list of objects in JSON, or a value does not fit its column: what is wrong, and where.
#[cfg(any(feature = "conformance", feature = "parquet", feature = "sqlite"))]
pub(crate) fn batch(schema: &arrow_schema::SchemaRef, rows: &[u8]) -> Result<RecordBatch, String> {
    let told = |error: ArrowError| error.to_string();
    let mut record = Record::new(schema.fields(), |_| None).map_err(told)?;
    let mut wrong = Vec::new();
    append(&mut record, rows, &mut wrong).map_err(|error| error.to_string())?;
    if let Some((row, what)) = wrong.into_iter().next() {
        return Err(format!("[{row}]{what}"));
    }
    let columns = record.finish().map_err(told)?.columns().to_vec();
    RecordBatch::try_new(schema.clone(), columns).map_err(told)
}

/// Appends the rows of a list, and what does not fit, by the numbers of the rows.
fn append(rows: &mut Record, items: &[u8], misfits: &mut Vec<(usize, Misfit)>) -> Result<(), Malformed> {
    let mut scanner = Scanner::of(items)?;
    if scanner.peek() == Some(b'n') {
        scanner.value()?;
    } else {
        let mut found = Vec::new();
        scanner.array(|item| append_next(rows, item, &mut found, misfits))?;
    }
    scanner.end()
}

/// Appends one row.
fn append_one(rows: &mut Record, item: &[u8], misfits: &mut Vec<(usize, Misfit)>) -> Result<(), Malformed> {
    let mut scanner = Scanner::of(item)?;
    append_next(rows, &mut scanner, &mut Vec::new(), misfits)?;
    scanner.end()
}

#[inline]
fn append_next(
    rows: &mut Record,
    item: &mut Scanner<'_>,
    found: &mut Vec<Misfit>,
    misfits: &mut Vec<(usize, Misfit)>,
) -> Result<(), Malformed> {
    let row = rows.len();
    rows.append(item, found)?;
    misfits.extend(found.drain(..).map(|misfit| (row, misfit)));
    Ok(())
}

/// `Name <address>` as an object.
fn somebody(named: &str) -> Value {
    match named.strip_suffix('>').and_then(|named| named.rsplit_once('<')) {
        Some((name, address)) => serde_json::json!({"displayName": name.trim_end(), "uniqueName": address}),
        None => serde_json::json!({"displayName": named}),
    }
}

/// A column of text, or one inside an object.
pub(crate) fn texts(rows: &RecordBatch, path: &[&str]) -> Result<StringArray, Error> {
    let missing = |error: ArrowError| {
        Error::new(ErrorKind::Contract, format!("there is no text at {}", path.join("."))).because(error)
    };
    let column = column_at(&StructArray::from(rows.clone()), path).map_err(missing)?;
    let texts = column.as_string_opt().cloned();
    texts.ok_or_else(|| missing(ArrowError::SchemaError("it is of another kind".to_owned())))
}

fn column_at(row: &StructArray, path: &[&str]) -> Result<ArrayRef, ArrowError> {
    let missing = || ArrowError::SchemaError(format!("there is no {}", path.join(".")));
    let (first, rest) = path.split_first().ok_or_else(missing)?;
    let column = row.column_by_name(first).ok_or_else(missing)?;
    if rest.is_empty() {
        return Ok(column.clone());
    }
    let inner = column.as_struct_opt().ok_or_else(missing)?;
    let found = column_at(inner, rest)?;
    // What is in an object that is null is null.
    match inner.nulls() {
        Some(valid) => nullif(&found, &BooleanArray::new(!valid.inner(), None)),
        None => Ok(found),
    }
}

/// The beginning of a text: what was sent may be long.
fn clip(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use arrow_array::types::Int64Type;

    use super::*;
    use crate::Ingestion;
    use crate::destination::Values;
    use crate::table::{
        boolean, identity, integer, json as json_column, list, map, number, record, text, timestamp,
    };

    static THINGS: LazyLock<Table> = LazyLock::new(|| {
        Table::new("things", Ingestion::Snapshot, &["id"])
            .columns([
                text("id"),
                text("name"),
                integer("size"),
                number("ratio"),
                boolean("isOn"),
                timestamp("date"),
                record("owner", [text("name"), timestamp("since"), record("team", [integer("size")])]),
                list("tags", text("item")),
                list("updates", record("item", [text("name"), timestamp("at")])),
                map("counts", integer("value")),
                text("owner_name").at(&["owner", "name"]),
            ])
            .by_repository()
    });

    /// The columns that stand in a row under their own names.
    static THINGS_SENT: LazyLock<Fields> = LazyLock::new(|| {
        let sent = Decoder::new(&THINGS).sent;
        sent.iter().filter(|field| field.name() != "owner_name").cloned().collect()
    });

    fn unit() -> Unit {
        Unit::organization("fabrikam").project("p", Some("Shop")).repository("r", None)
    }

    fn decode(items: &str) -> Result<Rows, Error> {
        Decoder::new(&THINGS).decode(items.as_bytes(), "$.value", &unit())
    }

    fn json(rows: &RecordBatch) -> Vec<Value> {
        let table = StructArray::from(rows.clone());
        let values = Values::of(&table).unwrap();
        (0..rows.num_rows()).map(|row| serde_json::to_value(values.at(row)).unwrap()).collect()
    }

    #[test]
    fn nested_values_stay_nested_and_what_is_absent_is_null() {
        let read = decode(
            r#" [{"id":"a","size":9007199254740993,"ratio":0.5,"isOn":true,"date":"2014-06-30T18:11:18.0929091Z",
            "owner":{"name":"Ü \"x\"","team":{"size":3},"unknown":[{}]},"tags":["x",null],
            "updates":[{"name":"n","at":"2020-01-01T00:00:00"}],"counts":{"Add":1,"Edit":0}},
            {"id":"b","owner":null,"tags":[],"counts":{}}] "#,
        )
        .unwrap();
        assert!(read.faults.is_empty());
        let derived = |value: Value| {
            let Value::Object(mut row) = value else { unreachable!() };
            for (column, value) in [
                ("organization", "fabrikam"),
                ("project_id", "p"),
                ("project_name", "Shop"),
                ("repository_id", "r"),
            ] {
                row.insert(column.to_owned(), value.into());
            }
            Value::Object(row)
        };
        assert_eq!(
            json(&read.rows),
            [
                derived(
                    serde_json::json!({"id":"a","size":9_007_199_254_740_993_i64,"ratio":0.5,"isOn":true,
                    "date":"2014-06-30T18:11:18.092909Z","owner":{"name":"Ü \"x\"","team":{"size":3}},
                    "tags":["x",null],
                    "updates":[{"name":"n","at":"2020-01-01T00:00:00.000000Z"}],
                    "counts":{"Add":1,"Edit":0},"owner_name":"Ü \"x\""})
                ),
                derived(serde_json::json!({"id":"b","tags":[],"counts":{}})),
            ]
        );
        assert!(read.rows.column_by_name("owner").unwrap().is_null(1));
    }

    static ITEMS: LazyLock<Table> = LazyLock::new(|| {
        Table::new("items", Ingestion::Cdc, &["parent", "id"])
            .columns([
                integer("id"),
                text("title").at(&["fields", "System.Title"]),
                integer("priority").at(&["fields", "Priority"]),
                identity("assignedTo").at(&["fields", "System.AssignedTo"]),
                identity("by"),
                json_column("fields"),
                integer("order").position(),
            ])
            .given(integer("parent"), "")
            .given(text("team"), "")
    });

    #[test]
    fn columns_are_taken_from_deeper_in_the_row() {
        let page = r#"[{"id":1,"by":"Ann Lee <ann@example.com>","fields":{"System.Title":"a \"b\"","Priority":2,
            "System.AssignedTo":{"displayName":"Bo","id":"x"},"Custom.One":[1]}},{"id":2,"fields":null,"by":"?"}]"#;
        let given = [("parent", ScopeValue::Integer(7)), ("team", "red".into())];
        let read = decode_items(page, &given).unwrap();
        assert!(read.faults.is_empty(), "{:?}", read.faults);
        let rows = json(&read.rows);
        let fields: Value = serde_json::from_str(rows[0]["fields"].as_str().unwrap()).unwrap();
        assert_eq!(fields["Custom.One"], serde_json::json!([1]));
        assert_eq!(rows[0]["title"], "a \"b\"");
        assert_eq!(rows[0]["assignedTo"], serde_json::json!({"displayName": "Bo", "id": "x"}));
        assert_eq!(
            rows[0]["by"],
            serde_json::json!({"displayName": "Ann Lee", "uniqueName": "ann@example.com"})
        );
        assert_eq!(
            rows[1],
            serde_json::json!({"id": 2, "by": {"displayName": "?"}, "order": 1, "organization": "fabrikam", "parent": 7, "team": "red"})
        );

        // The text of an object whose members are columns is what was sent, however it was written.
        for (sent, text) in [
            (r#"{"id":1,"fields":{}}"#, Some("{}")),
            (r#"{"fields" : { } ,"id":1}"#, Some("{ }")),
            (r#"{"fields":null,"id":1}"#, None),
            (r#"{"fields":["}"],"id":1}"#, Some(r#"["}"]"#)),
            (
                r#"{"id":1,"fields":{"Priority":{"a":["}"]}, "x" : "}{" } , "z":"{"}"#,
                Some(r#"{"Priority":{"a":["}"]}, "x" : "}{" }"#),
            ),
            (
                r#"{"id":1,"fields":{"Priority":7, "x" : "}{" } , "z":"{"}"#,
                Some(r#"{"Priority":7, "x" : "}{" }"#),
            ),
            (r#"{"id":1,"\u0066ields": {"Priority" :7}}"#, Some(r#"{"Priority" :7}"#)),
            (r#"{"id":1,"fields":{"\u0050riority":7 }}"#, Some(r#"{"\u0050riority":7 }"#)),
        ] {
            let read = decode_items(&format!("[{sent}]"), &given).unwrap();
            let row = json(&read.rows).pop().unwrap_or_default();
            assert_eq!(row["fields"].as_str(), text, "{sent}");
            let is_seven = text.is_some_and(|text| text.contains('7'));
            assert_eq!(row["priority"].as_i64(), is_seven.then_some(7), "{sent}");
        }
        let bad = r#"[{"id":1,"fields":{"Priority":"high","System.Title":{}}},{"fields":{}},{"id":3}]"#;
        let read = decode_items(bad, &given).unwrap();
        let rows = json(&read.rows);
        assert_eq!((rows.len(), &rows[0]["id"], rows[0].get("priority")), (2, &1.into(), None));
        assert_eq!(rows[0]["fields"], r#"{"Priority":"high","System.Title":{}}"#);
        let faults: Vec<_> =
            read.faults.iter().map(|fault| (&*fault.key, &*fault.column, &*fault.path)).collect();
        assert_eq!(
            faults,
            [("7 1", "priority", ".fields.Priority"), ("7 1", "title", ".fields.System.Title")]
        );
        assert_eq!(
            read.faults[0].to_string(),
            "`priority` of items 7 1 is null: expected an integer, got \"high\""
        );
        assert!(
            read.lost[0].to_string().ends_with("$.value[1] has no `id`, which is its key"),
            "{:?}",
            read.lost
        );
    }

    fn decode_items(items: &str, given: &[(&str, ScopeValue)]) -> Result<Rows, Error> {
        let mut decoder = Decoder::new(&ITEMS);
        decoder.append(items.as_bytes(), "$.value", given)?;
        decoder.finish(&unit())
    }

    #[test]
    fn pages_and_pieces_become_one_batch_each_with_its_own_values() {
        let mut decoder = Decoder::new(&ITEMS);
        let given = |parent: i64| [("parent", ScopeValue::Integer(parent)), ("team", "red".into())];
        decoder.append(br#"[{"id":1},{"id":2}]"#, "$.value", &given(7)).unwrap();
        decoder.append(b"[]", "$.value", &given(8)).unwrap();
        decoder.append_one(br#"{"id":3,"by":1}"#, "$", &[("parent", ScopeValue::Integer(9))]).unwrap();
        assert!(Decoder::new(&ITEMS).append_one(br#"{"id":3"#, "$", &[]).is_err());
        let read = decoder.finish(&unit()).unwrap();
        let rows = json(&read.rows);
        let found: Vec<_> =
            rows.iter().map(|row| (&row["id"], &row["parent"], row.get("team"), &row["order"])).collect();
        let (red, none) = (Some(&Value::from("red")), None);
        let number = |number: i64| Value::from(number);
        assert_eq!(
            found,
            [
                (&number(1), &number(7), red, &number(0)),
                (&number(2), &number(7), red, &number(1)),
                (&number(3), &number(9), none, &number(0))
            ]
        );
        assert_eq!((read.faults.len(), &*read.faults[0].key), (1, "9 3"));
        assert_eq!(decoder.finish(&unit()).unwrap().rows.num_rows(), 0);
    }

    #[test]
    fn year_one_is_not_set_wherever_it_stands() {
        let rows = decode(
            r#"[{"id":"a","date":"0001-01-01T00:00:00","owner":{"name":"n","since":"0001-01-01T08:00:00+08:00"},
            "updates":[{"name":"u","at":"0001-01-01T00:00:00Z"},{"at":"9999-12-31T23:59:59.9999999Z"}]}]"#,
        );
        let row = json(&rows.unwrap().rows).remove(0);
        assert_eq!(row.get("date"), None);
        assert_eq!(row["owner"], serde_json::json!({"name": "n"}));
        assert_eq!(row["updates"], serde_json::json!([{"name":"u"},{"at":"9999-12-31T23:59:59.999999Z"}]));
    }

    #[test]
    fn a_value_that_does_not_fit_costs_the_value() {
        for (bad, told) in [
            (r#"{"id":"x","size":"big"}"#, [".size", "an integer", r#""big""#]),
            (r#"{"id":"x","size":0.5}"#, [".size", "an integer", "0.5"]),
            (r#"{"id":"x","size":9223372036854775808}"#, [".size", "an integer", "9223372036854775808"]),
            (r#"{"id":"x","ratio":"NaN"}"#, [".ratio", "a number", r#""NaN""#]),
            (r#"{"id":"x","isOn":"yes"}"#, [".isOn", "true or false", r#""yes""#]),
            (r#"{"id":"x","date":"soon"}"#, [".date", "a date", r#""soon""#]),
            (r#"{"id":"x","name":{"a":1}}"#, [".name", "text", r#"{"a":1}"#]),
            (r#"{"id":"x","owner":7}"#, [".owner", "an object", "7"]),
            (r#"{"id":"x","owner":{"team":{"size":[]}}}"#, [".owner.team.size", "an integer", "[]"]),
            (r#"{"id":"x","updates":[{},{"at":true},{"at":1}]}"#, [".updates[1].at", "a date", "true"]),
            (r#"{"id":"x","counts":{"Add":"n"}}"#, [".counts.Add", "an integer", r#""n""#]),
        ] {
            let read = decode(&format!(r#"[{{"id":"a","size":1}},{bad},{{"id":"c"}}]"#)).unwrap();
            let [fault] = &*read.faults else { panic!("{bad}: {:?}", read.faults) };
            assert_eq!([&*fault.path, fault.expected, &*fault.found], told, "{bad}");
            assert_eq!(&*fault.key, "x", "{bad}");
            assert!(fault.path[1..].starts_with(&*fault.column), "{fault:?}");
            assert_eq!((read.lost.len(), read.rows.num_rows()), (0, 3), "{bad}");
        }
    }

    #[test]
    fn a_row_without_its_key_is_lost_and_the_others_are_kept() {
        for (bad, told) in [
            (r#"{"id":null,"size":1}"#, "$.value[1] has no `id`, which is its key"),
            (r#"{"size":1}"#, "$.value[1] has no `id`, which is its key"),
            (r#"{"id":{},"size":"big"}"#, "$.value[1].id: expected text, got {}"),
            ("null", "$.value[1]: expected an object, got null"),
            ("7", "$.value[1]: expected an object, got 7"),
        ] {
            let read = decode(&format!(r#"[{{"id":"a","size":1}},{bad},{{"id":"c"}}]"#)).unwrap();
            let told = format!("a row of `things` can't be read, the others are kept: {told}");
            assert_eq!(read.lost.iter().map(ToString::to_string).collect::<Vec<_>>(), [told], "{bad}");
            assert_eq!(read.lost[0].kind(), ErrorKind::Decode);
            assert_eq!((read.faults.len(), read.rows.num_rows()), (0, 2), "{bad}");
            assert_eq!(read.rows.column(2).as_primitive::<Int64Type>().value(0), 1);
        }
    }

    #[test]
    fn a_column_takes_what_it_can_hold() {
        let read = decode(
            r#"[{"id":7,"name":true,"size":"12","ratio":"0.5"},{"id":-1.50,"size":3.0,"ratio":4,"name":"cut \ud83d"},
            {"id":"twice","id":"and again","size":1e3,"ratio":null,"name":null}]"#,
        );
        let rows = json(&read.unwrap().rows);
        let found = rows.iter().map(|row| ["id", "name", "size", "ratio"].map(|name| row[name].clone()));
        let expected = serde_json::json!([
            ["7", "true", 12, 0.5],
            ["-1.50", "cut \u{fffd}", 3, 4.0],
            ["twice", null, 1000, null]
        ]);
        assert_eq!(serde_json::to_value(found.collect::<Vec<_>>()).unwrap(), expected);
    }

    /// Some value for a column of this kind, or null; what it reads as is the same.
    fn value(random: &mut fastrand::Rng, kind: &DataType) -> Value {
        const TEXTS: [&str; 6] = [
            "",
            "plain",
            "\"quoted\" \\ and \n\t\u{1}",
            "Ünïcödé 日本語 🦀",
            "[{\"}",
            "some more than sixteen bytes of it",
        ];
        if random.u8(..5) == 0 {
            return Value::Null;
        }
        match kind {
            DataType::Int64 => random.i64(..).into(),
            DataType::Float64 => (f64::from(random.i32(..)) / 64.0).into(),
            DataType::Boolean => random.bool().into(),
            DataType::Timestamp(..) => crate::instant::text(random.i64(0..1 << 57)).into(),
            DataType::Struct(fields) => object(random, fields),
            DataType::List(item) => (0..random.u8(..4)).map(|_| value(random, item.data_type())).collect(),
            DataType::Map(entry, _) => {
                let DataType::Struct(pair) = entry.data_type() else { unreachable!() };
                let names = (0..random.u8(..4)).map(|name| format!("{name} {}", TEXTS[usize::from(name)]));
                let pairs = names.map(|name| (name, value(random, pair[1].data_type())));
                pairs.filter(|(_, value)| !value.is_null()).collect()
            }
            _ => TEXTS[random.usize(..TEXTS.len())].repeat(random.usize(1..4)).into(),
        }
    }

    /// An object with these members, in any order.
    fn object(random: &mut fastrand::Rng, fields: &Fields) -> Value {
        let mut fields: Vec<_> = fields.iter().collect();
        random.shuffle(&mut fields);
        fields.into_iter().map(|field| (field.name().clone(), value(random, field.data_type()))).collect()
    }

    /// The same without members that are null.
    fn set(value: Value) -> Value {
        match value {
            Value::Object(members) => members
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(name, value)| (name, set(value)))
                .collect(),
            Value::Array(items) => items.into_iter().map(set).collect(),
            other => other,
        }
    }

    #[test]
    fn any_page_reads_as_what_was_sent() {
        let mut random = fastrand::Rng::with_seed(17);
        let mut decoder = Decoder::new(&THINGS);
        for _ in 0..300 {
            let mut row = |number: usize| {
                let Value::Object(mut row) = object(&mut random, &THINGS_SENT) else { unreachable!() };
                row.insert("id".into(), number.to_string().into());
                // What no column is of is passed over, wherever it stands.
                let unknown = object(&mut random, &THINGS_SENT);
                row.shift_insert(
                    random.usize(..row.len()),
                    "unknown".into(),
                    serde_json::json!([unknown, [], 1]),
                );
                Value::Object(row)
            };
            let rows: Value = (0..7).map(&mut row).collect();
            let text = if random.bool() { rows.to_string() } else { format!("{rows:#}") };
            let read = decoder.decode(text.as_bytes(), "$.value", &unit()).unwrap();
            assert!(read.faults.is_empty(), "{:?}\n{text}", read.faults);
            let names = &THINGS_SENT;
            for (read, sent) in json(&read.rows).into_iter().zip(rows.as_array().unwrap()) {
                let (Value::Object(mut read), Value::Object(mut sent)) = (read, set(sent.clone())) else {
                    unreachable!()
                };
                read.retain(|name, _| names.find(name).is_some());
                sent.remove("unknown");
                assert_eq!(read, sent, "{text}");
            }
        }
    }

    #[test]
    fn a_page_of_only_bad_rows_is_a_page_without_rows() {
        let read = decode(r#"[{"size":1}]"#).unwrap();
        assert_eq!((read.rows.num_rows(), read.lost.len()), (0, 1));
        assert_eq!(read.rows.schema_ref(), THINGS.schema());
    }

    #[test]
    fn empty_pages_are_empty() {
        for page in ["[]", " [ ] ", "null"] {
            let read = decode(page).unwrap();
            assert_eq!((read.rows.num_rows(), read.faults.len()), (0, 0), "{page}");
        }
    }

    #[test]
    fn half_a_page_is_an_error_and_not_a_short_page() {
        let whole = r#"[{"id":"a","tags":["x"]},{"id":"b"}]"#;
        for end in 0..whole.len() {
            let error = decode(&whole[..end]).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Decode);
            assert!(error.to_string().starts_with("a page of `things` is not a list in JSON: "), "{error}");
        }
        for page in ["{}", "[] []", "[],", "<html>", "[1", "\"[]\"", "nope", "nul"] {
            assert!(decode(page).is_err(), "{page}");
            assert!(Decoder::new(&ITEMS).decode(page.as_bytes(), "$.value", &unit()).is_err(), "{page}");
        }
        // The same where the columns stand deeper, and a part that no column is of is broken.
        let given = [("parent", ScopeValue::Integer(7))];
        let whole =
            r#"[{"id":1,"fields":{"System.Title":"a","Custom.One":[1,{"b":true}]}},{"id":2,"by":"x"}]"#;
        let decode = |page: &str| decode_items(page, &given);
        assert_eq!(decode(whole).unwrap().rows.num_rows(), 2);
        for end in 0..whole.len() {
            assert!(decode(&whole[..end]).is_err(), "{}", &whole[..end]);
        }
        for (right, wrong) in [("true", "tru"), ("[1,", "[1 "), ("{\"b\"", "{b")] {
            let page = whole.replace(right, wrong);
            assert!(decode(&page).is_err(), "{page}");
        }
    }

    #[test]
    fn a_decoder_goes_on_after_a_bad_page() {
        let mut decoder = Decoder::new(&THINGS);
        assert!(decoder.decode(br#"[{"id":"a"#, "$.value", &unit()).is_err());
        assert_eq!(decoder.decode(br#"[{"size":true}]"#, "$.value", &unit()).unwrap().lost.len(), 1);
        let read = decoder.decode(br#"[{"id":"a"},{"id":"b"}]"#, "$.value", &unit()).unwrap();
        assert_eq!((read.rows.num_rows(), read.faults.len()), (2, 0));
    }
}
