//! Pages of JSON become rows.
//!
//! A page is gone over once, and what is read goes into the columns as it is met: nothing is built for a row or a
//! value in between. A value that its column can't hold is told with its place, and its row is left out.
//!
//! A column takes what its kind can hold: text also takes numbers and truth values, numbers also take text
//! that is one. An integer with a fraction is none.

mod column;

use std::collections::BTreeMap;
use std::sync::Arc;

use adoxide_api::wire::{Malformed, Scanner};
use arrow_array::cast::AsArray as _;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray, StructArray, new_null_array,
};
use arrow_schema::ArrowError;
use arrow_select::filter::filter_record_batch;
use arrow_select::nullif::nullif;
use serde_json::Value;

use self::column::Record;
use crate::table::Derived;
use crate::{Error, ErrorKind, ScopeValue, Table, Unit};

/// Reads the rows of one table.
pub struct Decoder {
    table: &'static Table,
    rows: Option<Record>,
}

/// What was in a page.
#[derive(Debug)]
pub struct Rows {
    /// The rows that could be read, with the columns of [`Table::schema`].
    pub rows: RecordBatch,
    /// Why the others could not be.
    pub faults: Vec<Error>,
}

impl Decoder {
    /// A decoder for the rows of this table.
    pub fn new(table: &'static Table) -> Self {
        Self { table, rows: None }
    }

    /// The table whose rows it reads.
    pub fn table(&self) -> &'static Table {
        self.table
    }

    /// Reads an array of objects as the service sent it; `path` is its place in the page, for messages.
    /// What the service does not send comes from the unit.
    ///
    /// # Errors
    /// When it is no array, or its JSON is broken.
    pub fn decode(&mut self, items: &[u8], path: &str, unit: &Unit) -> Result<Rows, Error> {
        self.decode_with(items, path, unit, &[])
    }

    /// The same, with the values of the columns that are [given](Table::given).
    ///
    /// # Errors
    /// As [`Self::decode`].
    pub fn decode_with(
        &mut self,
        items: &[u8],
        path: &str,
        unit: &Unit,
        given: &[(&str, ScopeValue)],
    ) -> Result<Rows, Error> {
        let (sent, mut wrong) = self.sent(items)?;
        let rows = self.derive(&sent, unit, given).map_err(|error| self.differs(error))?;
        for key in self.table.key() {
            let column = rows.column_by_name(key);
            for row in (0..rows.num_rows()).filter(|row| column.is_none_or(|column| column.is_null(*row))) {
                wrong.entry(row).or_insert_with(|| format!(" has no `{key}`, which is its key"));
            }
        }
        if wrong.is_empty() {
            return Ok(Rows { rows, faults: Vec::new() });
        }
        let good: BooleanArray = (0..rows.num_rows()).map(|row| Some(!wrong.contains_key(&row))).collect();
        let rows = filter_record_batch(&rows, &good).map_err(|error| self.differs(error))?;
        let fault = |(row, what): (usize, String)| {
            let name = self.table.name();
            let message =
                format!("a row of `{name}` can't be read, the others are kept: {path}[{row}]{what}");
            Error::new(ErrorKind::Decode, message)
        };
        Ok(Rows { rows, faults: wrong.into_iter().map(fault).collect() })
    }

    /// The columns that the service sends, and what is wrong with some of the rows.
    fn sent(&mut self, items: &[u8]) -> Result<(StructArray, BTreeMap<usize, String>), Error> {
        let table = self.table;
        let mut rows = if let Some(rows) = self.rows.take() {
            rows
        } else {
            let found = |column| table.taken_from(column).map(|taken| (taken.path, taken.form));
            Record::new(table.sent().fields(), found).map_err(|error| self.differs(error))?
        };
        // Arrow counts the bytes of a column in 32 bits, and no column is longer than its page.
        if i32::try_from(items.len()).is_err() {
            let message = format!("a page of `{}` is longer than 2 GiB", table.name());
            return Err(Error::new(ErrorKind::Decode, message));
        }
        // One that failed half-way is not used again.
        let wrong = append(&mut rows, items).map_err(|error| self.is_no_list(error))?;
        let sent = rows.finish().map_err(|error| self.differs(error))?;
        self.rows = Some(rows);
        Ok((sent, wrong))
    }

    /// The rows of the table.
    fn derive(
        &self,
        sent: &StructArray,
        unit: &Unit,
        given: &[(&str, ScopeValue)],
    ) -> Result<RecordBatch, ArrowError> {
        let mut columns = sent.columns().to_vec();
        for (column, derived) in self.table.derived() {
            let text = |text: Option<&str>| match text {
                Some(text) => StringArray::new_repeated(text, sent.len()),
                None => StringArray::new_null(sent.len()),
            };
            columns.push(match derived {
                Derived::Organization => Arc::new(text(Some(unit.organization_name()))),
                Derived::ProjectId => Arc::new(text(unit.project_id())),
                Derived::ProjectName => Arc::new(text(unit.project_name())),
                Derived::RepositoryId => Arc::new(text(unit.repository_id())),
                Derived::Text(path) => column_at(sent, path)?,
                Derived::Given => match given.iter().find(|(name, _)| name == column.name()) {
                    Some((_, ScopeValue::Text(value))) => Arc::new(text(Some(value))),
                    Some((_, ScopeValue::Integer(value))) => {
                        Arc::new(Int64Array::from_value(*value, sent.len()))
                    }
                    None => new_null_array(column.data_type(), sent.len()),
                },
            });
        }
        RecordBatch::try_new(self.table.schema().clone(), columns)
    }

    fn is_no_list(&self, error: impl std::error::Error + Send + Sync + 'static) -> Error {
        let message = format!("a page of `{}` is not a list in JSON", self.table.name());
        Error::new(ErrorKind::Decode, message).because(error)
    }

    fn differs(&self, error: ArrowError) -> Error {
        let message = format!("rows of `{}` are not as its columns are declared", self.table.name());
        Error::new(ErrorKind::Contract, message).because(error)
    }
}

/// Rows of these columns, each under its own name.
#[cfg(feature = "conformance")]
pub(crate) fn batch(schema: &arrow_schema::SchemaRef, rows: &Value) -> Result<RecordBatch, String> {
    let told = |error: ArrowError| error.to_string();
    let mut record = Record::new(schema.fields(), |_| None).map_err(told)?;
    let wrong = append(&mut record, rows.to_string().as_bytes()).map_err(|error| error.to_string())?;
    if let Some((row, what)) = wrong.into_iter().next() {
        return Err(format!("[{row}]{what}"));
    }
    let columns = record.finish().map_err(told)?.columns().to_vec();
    RecordBatch::try_new(schema.clone(), columns).map_err(told)
}

/// Appends the rows of a list; what is wrong with some of them, by their numbers.
fn append(rows: &mut Record, items: &[u8]) -> Result<BTreeMap<usize, String>, Malformed> {
    rows.reserve();
    let mut scanner = Scanner::of(items)?;
    let mut wrong = BTreeMap::new();
    if scanner.peek() == Some(b'n') {
        scanner.value()?;
    } else {
        scanner.array(|item| {
            let row = rows.len();
            if let Some(misfit) = rows.append(item)? {
                wrong.insert(row, format!("{} {}", misfit.path, misfit.what));
            }
            Ok::<_, Malformed>(())
        })?;
    }
    scanner.end()?;
    Ok(wrong)
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

    use arrow_schema::{DataType, Fields};

    use super::*;
    use crate::Ingestion;
    use crate::destination::Values;
    use crate::table::{boolean, integer, list, map, number, record, text, timestamp};

    static THINGS: LazyLock<Table> = LazyLock::new(|| {
        let sent = vec![
            text("id"),
            text("name"),
            integer("size"),
            number("ratio"),
            boolean("isOn"),
            timestamp("date"),
            record("owner", [text("name"), timestamp("since"), record("team", [integer("size")])]),
            list("tags", &text("item")),
            list("updates", &record("item", [text("name"), timestamp("at")])),
            map("counts", &integer("value")),
        ];
        Table::new("things", Ingestion::Snapshot, &["id"], sent)
            .by_repository()
            .derive("owner_name", Derived::Text(&["owner", "name"]))
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
        Table::new("items", Ingestion::Cdc, &["parent", "id"], vec![integer("id")])
            .take(text("title"), &["fields", "System.Title"])
            .take(integer("priority"), &["fields", "Priority"])
            .take_identity("assignedTo", &["fields", "System.AssignedTo"])
            .take_identity("by", &["by"])
            .take_json("fields", &["fields"])
            .given(integer("parent"))
            .given(text("team"))
    });

    #[test]
    fn columns_are_taken_from_deeper_in_the_row() {
        let page = r#"[{"id":1,"by":"Ann Lee <ann@example.com>","fields":{"System.Title":"a \"b\"","Priority":2,
            "System.AssignedTo":{"displayName":"Bo","id":"x"},"Custom.One":[1]}},{"id":2,"fields":null,"by":"?"}]"#;
        let given = [("parent", ScopeValue::Integer(7)), ("team", "red".into())];
        let read = Decoder::new(&ITEMS).decode_with(page.as_bytes(), "$.value", &unit(), &given).unwrap();
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
            serde_json::json!({"id": 2, "by": {"displayName": "?"}, "organization": "fabrikam", "parent": 7, "team": "red"})
        );

        // The text of an object whose members are columns is what was sent, however it was written.
        for (sent, text) in [
            (r#"{"id":1,"fields":{}}"#, Some("{}")),
            (r#"{"fields" : { } ,"id":1}"#, Some("{ }")),
            (r#"{"fields":null,"id":1}"#, None),
            (r#"{"fields":["}"],"id":1}"#, Some(r#"["}"]"#)),
            (r#"{"id":1,"fields":{"Priority":{"a":["}"]}, "x" : "}{" } , "z":"{"}"#, None),
            (
                r#"{"id":1,"fields":{"Priority":7, "x" : "}{" } , "z":"{"}"#,
                Some(r#"{"Priority":7, "x" : "}{" }"#),
            ),
            (r#"{"id":1,"\u0066ields": {"Priority" :7}}"#, Some(r#"{"Priority" :7}"#)),
            (r#"{"id":1,"fields":{"\u0050riority":7 }}"#, Some(r#"{"\u0050riority":7 }"#)),
        ] {
            let read = Decoder::new(&ITEMS)
                .decode_with(format!("[{sent}]").as_bytes(), "$.value", &unit(), &given)
                .unwrap();
            let row = json(&read.rows).pop().unwrap_or_default();
            assert_eq!(row["fields"].as_str(), text, "{sent}");
            let is_seven = text.is_some_and(|text| text.contains('7'));
            assert_eq!(row["priority"].as_i64(), is_seven.then_some(7), "{sent}");
        }
        let bad = r#"[{"id":1,"fields":{"Priority":"high"}},{"fields":{}},{"id":3}]"#;
        let read = Decoder::new(&ITEMS).decode_with(bad.as_bytes(), "$.value", &unit(), &given).unwrap();
        assert_eq!(read.rows.num_rows(), 1);
        let faults: Vec<_> = read.faults.iter().map(ToString::to_string).collect();
        assert!(
            faults[0].ends_with("$.value[0].fields.Priority should be an integer and is \"high\""),
            "{faults:?}"
        );
        assert!(faults[1].ends_with("$.value[1] has no `id`, which is its key"), "{faults:?}");
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
    fn a_bad_row_is_told_with_its_path_and_the_others_are_kept() {
        for (bad, told) in [
            (r#"{"id":"x","size":"big"}"#, "$.value[1].size should be an integer and is \"big\""),
            (r#"{"id":"x","size":0.5}"#, "$.value[1].size should be an integer and is 0.5"),
            (r#"{"id":"x","isOn":"yes"}"#, "$.value[1].isOn should be true or false and is \"yes\""),
            (r#"{"id":"x","date":"soon"}"#, "$.value[1].date should be a date and is \"soon\""),
            (r#"{"id":"x","name":{"a":1}}"#, "$.value[1].name should be text and is {\"a\":1}"),
            (
                r#"{"id":"x","owner":{"team":{"size":[]}}}"#,
                "$.value[1].owner.team.size should be an integer and is []",
            ),
            (
                r#"{"id":"x","updates":[{},{"at":true}]}"#,
                "$.value[1].updates[1].at should be a date and is true",
            ),
            (r#"{"id":"x","counts":{"Add":"n"}}"#, "$.value[1].counts.Add should be an integer and is \"n\""),
            (r#"{"id":null,"size":1}"#, "$.value[1] has no `id`, which is its key"),
            (r#"{"size":1}"#, "$.value[1] has no `id`, which is its key"),
            ("null", "$.value[1] should be an object and is null"),
            ("7", "$.value[1] should be an object and is 7"),
        ] {
            let read = decode(&format!(r#"[{{"id":"a","size":1}},{bad},{{"id":"c"}}]"#)).unwrap();
            let told = format!("a row of `things` can't be read, the others are kept: {told}");
            assert_eq!(read.faults.iter().map(ToString::to_string).collect::<Vec<_>>(), [told], "{bad}");
            assert_eq!(read.faults[0].kind(), ErrorKind::Decode);
            assert_eq!(read.rows.num_rows(), 2, "{bad}");
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
                let Value::Object(mut row) = object(&mut random, THINGS.sent().fields()) else {
                    unreachable!()
                };
                row.insert("id".into(), number.to_string().into());
                // What no column is of is passed over, wherever it stands.
                let unknown = object(&mut random, THINGS.sent().fields());
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
            let names = THINGS.sent().fields();
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
        assert_eq!((read.rows.num_rows(), read.faults.len()), (0, 1));
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
        let decode =
            |page: &str| Decoder::new(&ITEMS).decode_with(page.as_bytes(), "$.value", &unit(), &given);
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
        assert_eq!(decoder.decode(br#"[{"size":true}]"#, "$.value", &unit()).unwrap().faults.len(), 1);
        let read = decoder.decode(br#"[{"id":"a"},{"id":"b"}]"#, "$.value", &unit()).unwrap();
        assert_eq!((read.rows.num_rows(), read.faults.len()), (2, 0));
    }
}
