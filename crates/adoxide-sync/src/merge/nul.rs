//! Values with characters that a destination can't store.

use arrow_array::cast::AsArray as _;
use arrow_array::{Array, StringArray};
use arrow_schema::DataType;

use crate::decode::key_text;
use crate::destination::nul::json_without_nul;
use crate::destination::{Values, is_json};
use crate::{Batch, Change, Error, ErrorKind, Fault};

/// What a value is expected to be.
pub(crate) const WITHOUT_NUL: &str = "text without U+0000";

/// How much of a value is noted, in bytes.
const EXCERPT: usize = 100;

/// Adds a fault for each value that the destination changes.
pub(super) fn note(batch: &mut Batch) -> Result<(), Error> {
    let mut faults = Vec::new();
    for change in &batch.changes {
        let Change::Upsert(table, rows) = change else { continue };
        for (field, column) in rows.schema_ref().fields().iter().zip(rows.columns()) {
            let is_json = is_json(field);
            if !may_hold(column, is_json) {
                continue;
            }
            let values = Values::of(column)?;
            for row in 0..rows.num_rows() {
                let Some(found) = found(&values, row, is_json)? else { continue };
                faults.push(Fault {
                    table,
                    key: key_text(table, rows, row)?.replace('\0', "\u{fffd}"),
                    column: field.name().clone(),
                    path: String::new(),
                    expected: WITHOUT_NUL,
                    found,
                });
            }
        }
    }
    batch.faults.extend(faults);
    Ok(())
}

/// Whether there can be such a value in a column: seldom, and without looking at each.
fn may_hold(column: &dyn Array, is_json: bool) -> bool {
    match column.data_type() {
        DataType::Utf8 => {
            let texts: &StringArray = column.as_string();
            let offsets = texts.value_offsets();
            let (from, to) = (offsets.first().copied().unwrap_or(0), offsets.last().copied().unwrap_or(0));
            let bytes = texts.value_data().get(from as usize..to as usize).unwrap_or_default();
            if is_json { bytes.windows(2).any(|pair| pair == b"\\u") } else { bytes.contains(&0) }
        }
        DataType::Struct(_) => column.as_struct().columns().iter().any(|member| may_hold(member, false)),
        DataType::List(_) => may_hold(column.as_list::<i32>().values(), false),
        DataType::Map(..) => {
            let map = column.as_map();
            may_hold(map.keys(), false) || may_hold(map.values(), false)
        }
        _ => false,
    }
}

/// The beginning of a value that is changed, as JSON.
fn found(values: &Values<'_>, row: usize, is_json: bool) -> Result<Option<String>, Error> {
    if values.is_null(row) {
        return Ok(None);
    }
    let json = match values {
        Values::Text(texts) if is_json => texts.value(row).to_owned(),
        values => serde_json::to_string(&values.at(row)).map_err(|error| {
            Error::new(ErrorKind::Contract, "a row can't be written as JSON").because(error)
        })?,
    };
    if json_without_nul(&json) == json {
        return Ok(None);
    }
    let mut end = EXCERPT.min(json.len());
    while !json.is_char_boundary(end) {
        end -= 1;
    }
    Ok(Some(json[..end].to_owned()))
}
