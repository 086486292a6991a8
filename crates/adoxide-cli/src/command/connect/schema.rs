//! The columns of a table as JSON Schema.

use adoxide_sync::Table;
use adoxide_sync::arrow_schema::{DataType, Field, Fields};
use adoxide_sync::table::is_json;
use serde_json::{Map, Value, json};

/// When a row was read.
pub const SYNCED: &str = "_syncedAt";
/// When a row was found to be gone at the source.
pub const DELETED: &str = "_deletedAt";

/// The schema of the records of a table. Null is left out of records; keys are never null.
pub fn schema(table: &Table) -> Value {
    let mut properties = members(table.schema().fields());
    for (name, about) in
        [(SYNCED, "When the row was read"), (DELETED, "When the row was found to be deleted at the source")]
    {
        let mut time = json!({"type": ["null", "string"], "format": "date-time", "description": about});
        time["airbyte_type"] = "timestamp_with_timezone".into();
        properties.insert(name.to_owned(), time);
    }
    for column in table.all_columns() {
        if let Some(property) = properties.get_mut(column.name()).filter(|_| !column.description().is_empty())
        {
            property["description"] = column.description().into();
        }
    }
    for key in table.key() {
        if let Some(kind) = properties.get_mut(*key).and_then(|property| property.get_mut("type")) {
            // `["null", KIND]`
            *kind = kind[1].take();
        }
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "description": table.description(),
        "properties": properties,
        "additionalProperties": true,
    })
}

fn members(fields: &Fields) -> Map<String, Value> {
    fields.iter().map(|field| (field.name().clone(), property(field))).collect()
}

fn property(field: &Field) -> Value {
    if is_json(field) {
        // A document of any form. Destinations choose a column by the type, and refuse one that has none.
        return json!({"type": ["null", "object", "array", "string", "number", "boolean"]});
    }
    match field.data_type() {
        DataType::Int64 => json!({"type": ["null", "integer"]}),
        DataType::Float64 => json!({"type": ["null", "number"]}),
        DataType::Boolean => json!({"type": ["null", "boolean"]}),
        DataType::Timestamp(..) => json!({
            "type": ["null", "string"],
            "format": "date-time",
            "airbyte_type": "timestamp_with_timezone",
        }),
        DataType::Struct(fields) => json!({"type": ["null", "object"], "properties": members(fields)}),
        DataType::List(item) => json!({"type": ["null", "array"], "items": property(item)}),
        DataType::Map(entries, _) => {
            let value = match entries.data_type() {
                DataType::Struct(fields) => fields.get(1).map(|value| property(value)),
                _ => None,
            };
            json!({"type": ["null", "object"], "additionalProperties": value.unwrap_or_else(|| json!({}))})
        }
        _ => json!({"type": ["null", "string"]}),
    }
}
