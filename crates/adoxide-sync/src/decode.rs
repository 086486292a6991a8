//! Pages of JSON become rows.
//!
//! A page goes into Arrow's JSON decoder as it came: nothing is built for a row or a value in between. Only
//! a page with a bad row is read again, row by row, to keep the good ones and to say what was wrong.
//!
//! A column takes what its kind can hold: text also takes numbers and truth values, numbers also take text
//! that is one. A fraction in a column of integers is cut off, which Arrow's decoder does not tell.

mod taken;

use std::sync::Arc;

use adoxide_api::wire::DateTime;
use arrow_array::cast::AsArray as _;
use arrow_array::types::TimestampMicrosecondType;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Int64Array, ListArray, RecordBatch, StringArray, StructArray,
    new_null_array,
};
use arrow_json::ReaderBuilder;
use arrow_json::reader::Decoder as JsonDecoder;
use arrow_schema::{ArrowError, DataType, Field, Fields, TimeUnit};
use arrow_select::nullif::nullif;
use serde_json::Value;
use serde_json::value::RawValue;

use self::taken::Taking;
use crate::table::{Derived, Form};
use crate::{Error, ErrorKind, ScopeValue, Table, Unit};

/// Reads the rows of one table.
pub struct Decoder {
    table: &'static Table,
    taking: Option<Arc<Taking>>,
    page: Option<JsonDecoder>,
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
        Self { table, taking: Taking::new(table).map(Arc::new), page: None }
    }

    /// The table whose rows it reads.
    pub fn table(&self) -> &'static Table {
        self.table
    }

    /// Reads an array of objects as the service sent it; `path` is its place in the page, for messages.
    /// What the service does not send comes from the unit.
    ///
    /// # Errors
    /// When it is no array, or its JSON is broken off.
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
        match self.rows(items, unit, given) {
            Ok(rows) => Ok(Rows { rows, faults: Vec::new() }),
            Err(_) => self.row_by_row(items, path, unit, given),
        }
    }

    fn row_by_row(
        &mut self,
        items: &[u8],
        path: &str,
        unit: &Unit,
        given: &[(&str, ScopeValue)],
    ) -> Result<Rows, Error> {
        let raw: Vec<&RawValue> = serde_json::from_slice(items).map_err(|error| {
            let message = format!("a page of `{}` is not a list in JSON", self.table.name());
            Error::new(ErrorKind::Decode, message).because(error)
        })?;
        let (mut good, mut faults) = (Vec::new(), Vec::new());
        for (row, item) in raw.iter().enumerate() {
            match self.rows(format!("[{item}]").as_bytes(), unit, given) {
                Ok(rows) => good.push(rows),
                Err(why) => {
                    let name = self.table.name();
                    let what = self.fault(item, &format!("{path}[{row}]")).unwrap_or(why);
                    let message = format!("a row of `{name}` can't be read, the others are kept: {what}");
                    faults.push(Error::new(ErrorKind::Decode, message));
                }
            }
        }
        let rows = arrow_select::concat::concat_batches(self.table.schema(), &good).map_err(|error| {
            Error::new(ErrorKind::Contract, format!("rows of `{}` differ", self.table.name())).because(error)
        })?;
        Ok(Rows { rows, faults })
    }

    /// All rows, or why one of them is bad.
    fn rows(
        &mut self,
        items: &[u8],
        unit: &Unit,
        given: &[(&str, ScopeValue)],
    ) -> Result<RecordBatch, String> {
        let sent = self.sent(items).map_err(|error| clip(&error.to_string()))?;
        if sent.null_count() > 0 {
            return Err("it is null".to_owned());
        }
        let tidy = |column: &ArrayRef| Ok(without_unset(column)?.unwrap_or_else(|| column.clone()));
        let columns = sent.columns().iter().map(tidy).collect::<Result<Vec<_>, ArrowError>>();
        let mut columns = columns.map_err(|error| error.to_string())?;
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
                Derived::Text(path) => column_at(&sent, path).map_err(|error| error.to_string())?,
                Derived::Given => match given.iter().find(|(name, _)| name == column.name()) {
                    Some((_, ScopeValue::Text(value))) => Arc::new(text(Some(value))),
                    Some((_, ScopeValue::Integer(value))) => {
                        Arc::new(Int64Array::from_value(*value, sent.len()))
                    }
                    None => new_null_array(column.data_type(), sent.len()),
                },
            });
        }
        let rows =
            RecordBatch::try_new(self.table.schema().clone(), columns).map_err(|error| error.to_string())?;
        match self
            .table
            .key()
            .iter()
            .find(|key| rows.column_by_name(key).is_none_or(|key| key.null_count() > 0))
        {
            Some(key) => Err(format!("it has no `{key}`, which is its key")),
            None => Ok(rows),
        }
    }

    /// The columns that the service sends.
    fn sent(&mut self, items: &[u8]) -> Result<StructArray, ArrowError> {
        let fields = self.table.sent().fields();
        let Some(taking) = self.taking.clone() else { return self.decoded(items, fields) };
        let wrong = |error: &dyn std::error::Error| ArrowError::JsonError(error.to_string());
        let items = std::str::from_utf8(items).map_err(|error| wrong(&error))?;
        let took = taking.take(items).map_err(|error| wrong(&error))?;
        let decoded = self.decoded(&took.rows, &taking.decoded(fields))?;
        taking.whole(&decoded, took.into_json(), fields)
    }

    /// These columns, from rows that have them under their own names.
    fn decoded(&mut self, items: &[u8], fields: &Fields) -> Result<StructArray, ArrowError> {
        let mut decoder = match self.page.take() {
            Some(decoder) => decoder,
            None => page_decoder(fields.clone())?,
        };
        let read = decoder.decode(items)?;
        let page = decoder.flush()?;
        // One that failed half-way is not used again.
        self.page = Some(decoder);
        let lists = page.as_ref().map(|page| page.column(0).as_list::<i32>());
        match lists {
            Some(lists) if lists.len() == 1 && read == items.len() => Ok(items_of(lists).as_struct().clone()),
            _ => Err(ArrowError::JsonError("not one list".to_owned())),
        }
    }

    /// Where in a row the first value is that its column can't hold, and what it is.
    fn fault(&self, item: &RawValue, path: &str) -> Option<String> {
        let value: Value = serde_json::from_str(item.get()).ok()?;
        let Value::Object(row) = &value else {
            return Some(format!("{path} should be an object and is {}", excerpt(&value)));
        };
        for (column, field) in self.table.sent().fields().iter().enumerate() {
            let name = [field.name().as_str()];
            let (place, form) = match self.table.taken_from(column) {
                Some(taken) => (taken.path, taken.form),
                None => (&name[..], Form::Value),
            };
            let found = place.iter().try_fold(&value, |value, name| value.get(name));
            let fault = match (form, found) {
                (_, None) | (Form::Json, _) | (Form::Identity, Some(Value::String(_))) => None,
                (_, Some(value)) => misfit(value, field.data_type(), &format!("{path}.{}", place.join("."))),
            };
            if fault.is_some() {
                return fault;
            }
        }
        let lacks = |key: &&&str| row.get(**key).is_none_or(Value::is_null);
        let key =
            self.table.key().iter().filter(|key| self.table.sent().index_of(key).is_ok()).find(lacks)?;
        Some(format!("{path} has no `{key}`, which is its key"))
    }
}

/// `Name <address>` as an object.
fn somebody(named: &str) -> Value {
    match named.strip_suffix('>').and_then(|named| named.rsplit_once('<')) {
        Some((name, address)) => serde_json::json!({"displayName": name.trim_end(), "uniqueName": address}),
        None => serde_json::json!({"displayName": named}),
    }
}

fn page_decoder(fields: Fields) -> Result<JsonDecoder, ArrowError> {
    let row = Field::new_struct("item", fields, true);
    ReaderBuilder::new_with_field(Field::new_list("page", row, true))
        .with_coerce_primitive(true)
        .build_decoder()
}

/// The items of the first list.
fn items_of(lists: &ListArray) -> ArrayRef {
    if lists.is_null(0) { lists.values().slice(0, 0) } else { lists.value(0) }
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

/// `0002-01-01T00:00:00Z`: before it, a date is .NET's zero, which stands for "not set".
const YEAR_2: i64 = -62_104_060_800_000_000;

/// The same without the instants that stand for "not set"; `None` if there are none.
fn without_unset(array: &ArrayRef) -> Result<Option<ArrayRef>, ArrowError> {
    match array.data_type() {
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            let instants = array.as_primitive::<TimestampMicrosecondType>();
            // What is null has the value 0, or any: then it is looked at again.
            if !instants.values().iter().any(|instant| *instant < YEAR_2) {
                return Ok(None);
            }
            let unset = |instant: Option<i64>| instant.is_some_and(|instant| instant < YEAR_2);
            let unset: BooleanArray = instants.iter().map(|instant| Some(unset(instant))).collect();
            nullif(array, &unset).map(Some)
        }
        DataType::Struct(fields) => {
            let array = array.as_struct();
            let set = array.columns().iter().map(without_unset).collect::<Result<Vec<_>, _>>()?;
            if set.iter().all(Option::is_none) {
                return Ok(None);
            }
            let columns =
                set.into_iter().zip(array.columns()).map(|(set, column)| set.unwrap_or(column.clone()));
            let array = StructArray::try_new(fields.clone(), columns.collect(), array.nulls().cloned())?;
            Ok(Some(Arc::new(array)))
        }
        DataType::List(field) => {
            let array = array.as_list::<i32>();
            let Some(items) = without_unset(array.values())? else {
                return Ok(None);
            };
            let (field, offsets, nulls) = (field.clone(), array.offsets().clone(), array.nulls().cloned());
            Ok(Some(Arc::new(ListArray::try_new(field, offsets, items, nulls)?)))
        }
        _ => Ok(None),
    }
}

/// Where a value does not fit its column, and what it is.
fn misfit(value: &Value, kind: &DataType, path: &str) -> Option<String> {
    let misfit = |what: &str| Some(format!("{path} should be {what} and is {}", excerpt(value)));
    match (kind, value) {
        (_, Value::Null)
        | (DataType::Int64 | DataType::Float64, Value::Number(_))
        | (DataType::Boolean, Value::Bool(_)) => None,
        (DataType::Utf8, Value::Array(_) | Value::Object(_)) => misfit("text"),
        (DataType::Int64, Value::String(text)) if text.parse::<i64>().is_ok() => None,
        (DataType::Int64, _) => misfit("an integer"),
        (DataType::Float64, Value::String(text)) if text.parse::<f64>().is_ok() => None,
        (DataType::Float64, _) => misfit("a number"),
        (DataType::Boolean, _) => misfit("true or false"),
        (DataType::Timestamp(..), Value::String(text)) => {
            let date = DateTime::from(text.as_str());
            if date.timestamp().is_some() || text.starts_with("0001-") { None } else { misfit("a date") }
        }
        (DataType::Timestamp(..), _) => misfit("a date"),
        (DataType::Struct(fields), Value::Object(object)) => fields.iter().find_map(|field| {
            self::misfit(object.get(field.name())?, field.data_type(), &format!("{path}.{}", field.name()))
        }),
        (DataType::List(item), Value::Array(items)) => items
            .iter()
            .enumerate()
            .find_map(|(at, value)| self::misfit(value, item.data_type(), &format!("{path}[{at}]"))),
        (DataType::List(_), _) => misfit("a list"),
        (DataType::Map(entry, _), Value::Object(object)) => {
            let DataType::Struct(entry) = entry.data_type() else { return None };
            let kind = entry.last()?.data_type();
            object.iter().find_map(|(key, value)| self::misfit(value, kind, &format!("{path}.{key}")))
        }
        (DataType::Struct(_) | DataType::Map(..), _) => misfit("an object"),
        _ => None,
    }
}

fn excerpt(value: &Value) -> String {
    clip(&value.to_string())
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
        let mut writer = arrow_json::ArrayWriter::new(Vec::new());
        writer.write(rows).unwrap();
        writer.finish().unwrap();
        serde_json::from_slice(&writer.into_inner()).unwrap()
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
                    "tags":["x",null],"updates":[{"name":"n","at":"2020-01-01T00:00:00Z"}],
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
