//! Tables of a schema as Arrow.

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, FieldRef, Fields, Schema, SchemaRef, TimeUnit};

use super::layout::{quoted, short};
use super::reader::{Answer, Reader as Sql, Value};
use super::{Address, META};
use crate::destination::Reader;
use crate::destination::page::{Page, text};
use crate::destination::stored::stored;
use crate::table::{all, is_json};
use crate::{Error, ErrorKind};

/// Reads a table that others may be writing to: all of it as it is now, or the rows that a condition holds for.
pub(in crate::destination) fn read(
    address: &Address,
    table: &str,
    condition: Option<&str>,
) -> Result<Reader, Error> {
    let sql = Sql::open(address)?;
    let there = columns(&sql, table)?;
    if there.is_empty() {
        return Err(absent(&sql, table)?);
    }
    let known = all().find(|known| known.name() == table).map(stored);
    let fields = there.iter().map(|(name, kind)| {
        let mut fields = known.iter().flat_map(Schema::fields);
        let field = fields.find(|field| short(field.name()) == *name);
        field.map_or_else(|| FieldRef::from(declared(name, kind)), FieldRef::clone)
    });
    let schema: SchemaRef = Schema::new(fields.collect::<Fields>()).into();
    let names: Vec<_> = there.iter().map(|(name, _)| quoted(name)).collect();
    let name = format!("{}.{}", quoted(address.schema()), quoted(table));
    // A comment in the condition ends with its line.
    let condition = condition.map_or_else(String::new, |condition| format!(" WHERE ({condition}\n)"));
    let select = format!("SELECT {} FROM {name}{condition}", names.join(", "));
    let answer = sql.query(&select, &[], None).map_err(|error| match error.kind() {
        ErrorKind::Config if !condition.is_empty() => {
            let message = format!("the condition can't be used on the columns of `{table}`");
            Error::new(ErrorKind::Config, message).because(error)
        }
        _ => error,
    })?;
    let rows = Rows { answer, sql, table: table.to_owned(), schema: schema.clone() };
    Ok(Reader::new(schema, rows))
}

/// The columns of a table with their types; none of one that is not there, or is not for people.
fn columns(sql: &Sql, table: &str) -> Result<Vec<(String, String)>, Error> {
    if table.starts_with('_') {
        return Ok(Vec::new());
    }
    let select = "SELECT a.attname::text, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a \
                  JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
                  WHERE n.nspname = $1::text AND c.relname = $2::text AND c.relkind IN ('r', 'p') \
                  AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
    let schema = sql.address().schema();
    let rows = sql.query(select, &[Value::Text(schema.to_owned()), Value::Text(table.to_owned())], None)?;
    rows.map(|row| Ok(pair(row?))).collect()
}

fn pair(row: Vec<Value>) -> (String, String) {
    let mut texts = row.into_iter().map(|value| match value {
        Value::Text(text) => text,
        _ => String::new(),
    });
    (texts.next().unwrap_or_default(), texts.next().unwrap_or_default())
}

/// Why there is no such table.
fn absent(sql: &Sql, table: &str) -> Result<Error, Error> {
    let select = "SELECT c.relname::text, ''::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
                  WHERE n.nspname = $1::text AND c.relkind IN ('r', 'p') ORDER BY 1";
    let address = sql.address();
    let names = sql.query(select, &[Value::Text(address.schema().to_owned())], None)?;
    let names: Vec<String> = names.map(|row| Ok(pair(row?).0)).collect::<Result<_, Error>>()?;
    if !names.iter().any(|name| name == META) {
        let message = format!("`{address}` holds no tables of a sync; `adox sync --to` makes them");
        return Ok(Error::new(ErrorKind::NotADestination, message));
    }
    let names: Vec<_> = names.into_iter().filter(|name| !name.starts_with('_')).collect();
    let message = format!("there is no table `{table}` in `{address}`; the tables are {}", names.join(", "));
    Ok(Error::new(ErrorKind::Config, message))
}

/// A column that only the database knows.
fn declared(name: &str, kind: &str) -> Field {
    let kind = match kind {
        "bigint" | "integer" | "smallint" => DataType::Int64,
        "boolean" => DataType::Boolean,
        "double precision" | "real" => DataType::Float64,
        "timestamp with time zone" => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        _ => DataType::Utf8,
    };
    Field::new(name, kind, true)
}

/// The rows of a table.
struct Rows {
    answer: Answer,
    /// The connection that they come by.
    sql: Sql,
    table: String,
    schema: SchemaRef,
}

impl Iterator for Rows {
    type Item = Result<RecordBatch, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut page = Page::new();
        while !page.is_full() {
            let row = match self.answer.next() {
                Some(Ok(row)) => row,
                Some(Err(error)) => return Some(Err(error)),
                None => break,
            };
            page.row();
            for (field, value) in self.schema.fields().iter().zip(row) {
                if let Some(value) = value_json(field, value) {
                    page.value(field.name(), &value);
                }
            }
        }
        page.batch(&self.schema, &self.table, &self.sql.address().to_string())
    }
}

/// A value as JSON; none if there is none.
fn value_json(field: &Field, value: Value) -> Option<String> {
    let json = match value {
        Value::Null => return None,
        Value::Boolean(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Number(value) => serde_json::Value::from(value).to_string(),
        // A column of JSON, or of lists and objects, holds JSON; another one that somebody has made holds text.
        Value::Json(json) if field.data_type() != &DataType::Utf8 || is_json(field) => json,
        Value::Json(value) | Value::Text(value) => text(&value),
    };
    Some(json)
}
