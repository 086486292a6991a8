//! Columns as Delta Lake has them.

use std::sync::Arc;

use arrow_schema::{DataType, Field, FieldRef, Fields, Schema, TimeUnit};
use serde_json::{Map, Value, json};

use crate::destination::stored::DESCRIPTION;

/// The columns as text, as in the metadata of a table:
/// <https://github.com/delta-io/delta/blob/master/PROTOCOL.md#schema-serialization-format>
///
/// # Errors
/// When a column is of a type that no table has: the type.
pub(super) fn written(schema: &Schema) -> Result<String, String> {
    Ok(record(schema.fields())?.to_string())
}

fn record(fields: &Fields) -> Result<Value, String> {
    let mut written = Vec::with_capacity(fields.len());
    for field in fields {
        let mut metadata = Map::new();
        if let Some(about) = field.metadata().get(DESCRIPTION) {
            metadata.insert("comment".to_owned(), about.as_str().into());
        }
        let kind = kind(field.data_type())?;
        written.push(json!({"name": field.name(), "type": kind, "nullable": true, "metadata": metadata}));
    }
    Ok(json!({"type": "struct", "fields": written}))
}

fn kind(kind: &DataType) -> Result<Value, String> {
    Ok(match kind {
        DataType::Utf8 => "string".into(),
        DataType::Int64 => "long".into(),
        DataType::Float64 => "double".into(),
        DataType::Boolean => "boolean".into(),
        DataType::Timestamp(TimeUnit::Microsecond, Some(_)) => "timestamp".into(),
        DataType::Struct(fields) => record(fields)?,
        DataType::List(item) => {
            json!({"type": "array", "elementType": self::kind(item.data_type())?, "containsNull": true})
        }
        DataType::Map(..) => {
            let value = value_of(kind).ok_or_else(|| kind.to_string())?;
            let value = self::kind(value.data_type())?;
            json!({"type": "map", "keyType": "string", "valueType": value, "valueContainsNull": true})
        }
        other => return Err(other.to_string()),
    })
}

/// The field of the values of a map whose keys are text.
pub(super) fn value_of(map: &DataType) -> Option<&FieldRef> {
    let DataType::Map(entries, _) = map else { return None };
    let DataType::Struct(fields) = entries.data_type() else { return None };
    let (key, value) = (fields.first()?, fields.get(1)?);
    (key.data_type() == &DataType::Utf8).then_some(value)
}

/// The columns that a text tells.
///
/// # Errors
/// When one is of a type that no table of ours has: what there is.
pub(super) fn read(text: &str) -> Result<Schema, String> {
    let schema: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    Ok(Schema::new(fields(&schema)?))
}

fn fields(record: &Value) -> Result<Fields, String> {
    let Some(fields) = record["fields"].as_array() else { return Err(format!("{record} has no fields")) };
    let read = fields.iter().map(|field| {
        let name = field["name"].as_str().unwrap_or_default();
        let mut read = Field::new(name, read_kind(&field["type"])?, true);
        if let Some(about) = field["metadata"]["comment"].as_str() {
            read.metadata_mut().insert(DESCRIPTION.to_owned(), about.to_owned());
        }
        Ok(Arc::new(read))
    });
    read.collect()
}

fn read_kind(kind: &Value) -> Result<DataType, String> {
    let other = || Err(format!("a column is of type {kind}"));
    Ok(match kind.as_str() {
        Some("string") => DataType::Utf8,
        Some("long") => DataType::Int64,
        Some("double") => DataType::Float64,
        Some("boolean") => DataType::Boolean,
        Some("timestamp") => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        Some(_) => return other(),
        None => match kind["type"].as_str() {
            Some("struct") => DataType::Struct(fields(kind)?),
            Some("array") => {
                DataType::List(Arc::new(Field::new("item", read_kind(&kind["elementType"])?, true)))
            }
            Some("map") if kind["keyType"] == "string" => {
                let key = Field::new("key", DataType::Utf8, false);
                let value = Field::new("value", read_kind(&kind["valueType"])?, true);
                let entries = DataType::Struct(vec![key, value].into());
                DataType::Map(Arc::new(Field::new("entries", entries, false)), false)
            }
            _ => return other(),
        },
    })
}

/// The columns that are there, and after them those that are new; a record gains members likewise.
///
/// # Errors
/// When a column is there with another type: which, and what it is.
pub(super) fn merged(there: &Schema, wanted: &Schema) -> Result<Schema, String> {
    Ok(Schema::new(merged_fields(there.fields(), wanted.fields(), "")?))
}

fn merged_fields(there: &Fields, wanted: &Fields, above: &str) -> Result<Fields, String> {
    let mut merged: Vec<FieldRef> = there.iter().cloned().collect();
    for field in wanted {
        match merged.iter_mut().find(|known| known.name() == field.name()) {
            None => merged.push(field.clone()),
            Some(known) => {
                let place = format!("{above}{}", field.name());
                let kind = merged_kind(known.data_type(), field.data_type(), &place)?;
                // The description is that of this version.
                *known = Arc::new(Field::clone(field).with_data_type(kind));
            }
        }
    }
    Ok(merged.into())
}

fn merged_kind(there: &DataType, wanted: &DataType, place: &str) -> Result<DataType, String> {
    match (there, wanted) {
        (DataType::Struct(there), DataType::Struct(wanted)) => {
            Ok(DataType::Struct(merged_fields(there, wanted, &format!("{place}."))?))
        }
        (DataType::List(there), DataType::List(wanted)) => {
            let kind = merged_kind(there.data_type(), wanted.data_type(), place)?;
            Ok(DataType::List(Arc::new(Field::clone(wanted).with_data_type(kind))))
        }
        (DataType::Map(..), DataType::Map(entries, sorted)) => match (value_of(there), value_of(wanted)) {
            (Some(there), Some(value)) => {
                let kind = merged_kind(there.data_type(), value.data_type(), place)?;
                let key = Field::new("key", DataType::Utf8, false);
                let pair = vec![key, Field::clone(value).with_data_type(kind)];
                let entries = Field::clone(entries).with_data_type(DataType::Struct(pair.into()));
                Ok(DataType::Map(Arc::new(entries), *sorted))
            }
            _ => Err(format!("column `{place}` is {there} and not {wanted}")),
        },
        (there, wanted) if there == wanted => Ok(wanted.clone()),
        (there, wanted) => Err(format!("column `{place}` is {there} and not {wanted}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::destination::stored::stored;
    use crate::table::all;

    /// Names that the protocol allows without a mapping of columns, and types that it has.
    #[test]
    fn every_table_has_columns_that_delta_knows() {
        for table in all() {
            let schema = stored(table);
            let text = written(&schema).unwrap();
            let read = read(&text).unwrap();
            assert_eq!(merged(&read, &schema).unwrap(), schema, "{}", table.name());
            assert_eq!(written(&read).unwrap(), text, "{}", table.name());
            let names: Vec<_> = schema.flattened_fields().iter().map(|field| field.name().clone()).collect();
            let bad =
                names.iter().find(|name| name.contains([' ', ',', ';', '{', '}', '(', ')', '\n', '\t', '=']));
            assert_eq!(bad, None, "{}", table.name());
        }
    }
}
