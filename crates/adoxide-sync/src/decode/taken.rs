//! Rows whose columns do not stand under their own names: they are gone over once, and what is wanted of them is
//! written anew for the decoder. Columns that hold any JSON are not: their text is taken as it came.

use std::collections::HashMap;
use std::sync::Arc;

use adoxide_api::wire::{Malformed, Scanner};
use arrow_array::builder::{ArrayBuilder as _, StringBuilder};
use arrow_array::{Array as _, ArrayRef, StructArray};
use arrow_schema::{ArrowError, Fields};
use foldhash::fast::RandomState;
use serde::de::IgnoredAny;

use crate::Table;
use crate::table::Form;

/// What becomes of the members of a row.
pub(super) struct Taking {
    members: Named<Member>,
    /// The columns that the decoder reads, and those that are text already, by their places.
    decoded: Vec<usize>,
    json: Vec<usize>,
}

/// By name. The names are ours: no hash of them needs to be a secret.
type Named<T> = HashMap<&'static str, T, RandomState>;

#[derive(Default)]
struct Member {
    whole: Vec<Target>,
    /// What becomes of the members of an object in it.
    inside: Named<Vec<Target>>,
}

/// Where a value goes.
enum Target {
    /// Under a name, as it came: `"name":`.
    Value(Vec<u8>),
    /// Under a name, as an object: somebody.
    Identity(Vec<u8>),
    /// Into this column of text.
    Json(usize),
}

/// What was taken from a page.
pub(super) struct Took {
    /// The rows with every decoded column under its own name.
    pub(super) rows: Vec<u8>,
    json: Vec<StringBuilder>,
}

impl Taking {
    /// None if all columns stand in the row under their own names.
    pub(super) fn new(table: &'static Table) -> Option<Self> {
        if table.is_plain() {
            return None;
        }
        let mut taking = Self { members: Named::default(), decoded: Vec::new(), json: Vec::new() };
        for (column, field) in table.sent().fields().iter().enumerate() {
            let (path, form) = match table.taken_from(column) {
                None => (&[field.name().as_str()][..], Form::Value),
                Some(taken) => (taken.path, taken.form),
            };
            let target = if form == Form::Json {
                taking.json.push(column);
                Target::Json(taking.json.len() - 1)
            } else {
                taking.decoded.push(column);
                let name = format!("{}:", serde_json::Value::from(field.name().as_str())).into_bytes();
                if form == Form::Identity { Target::Identity(name) } else { Target::Value(name) }
            };
            let (Some(first), Some(last)) = (path.first(), path.last()) else { continue };
            let member = taking.members.entry(first).or_default();
            match path {
                [_] => member.whole.push(target),
                _ => member.inside.entry(last).or_default().push(target),
            }
        }
        Some(taking)
    }

    /// The columns of these that the decoder reads.
    pub(super) fn decoded(&self, fields: &Fields) -> Fields {
        self.decoded.iter().map(|column| fields[*column].clone()).collect()
    }

    /// Goes over an array of objects.
    pub(super) fn take(&self, items: &str) -> Result<Took, Malformed> {
        let rows = Vec::with_capacity(items.len());
        let mut took = Took { rows, json: self.json.iter().map(|_| StringBuilder::new()).collect() };
        let mut scanner = Scanner::new(items);
        took.rows.push(b'[');
        if scanner.peek() == Some(b'n') {
            scanner.value()?;
        } else {
            let mut number = 0;
            scanner.array(|row| {
                self.row(row, number, &mut took)?;
                number += 1;
                Ok(())
            })?;
        }
        took.close(b']');
        scanner.end()?;
        Ok(took)
    }

    /// Goes over a row; so many were before it.
    fn row(&self, row: &mut Scanner<'_>, number: usize, took: &mut Took) -> Result<(), Malformed> {
        took.rows.push(b'{');
        row.object(|name, value| {
            let Some(member) = self.members.get(&*name) else { return Ok(()) };
            let is_open = !member.inside.is_empty() && value.peek() == Some(b'{');
            let text = if is_open {
                value.object(|name, value| match member.inside.get(&*name) {
                    Some(targets) => took.write(targets, value.value()?, number, false),
                    None => check(value.value()?),
                })?
            } else {
                value.value()?
            };
            // The parts of one that is open were looked at one by one.
            took.write(&member.whole, text, number, is_open)
        })?;
        took.close(b'}');
        took.rows.push(b',');
        for column in took.json.iter_mut().filter(|column| column.len() == number) {
            column.append_null();
        }
        Ok(())
    }

    /// All columns in the order of the table, from those that were decoded and those that are text.
    pub(super) fn whole(
        &self,
        decoded: &StructArray,
        json: Vec<StringBuilder>,
        fields: &Fields,
    ) -> Result<StructArray, ArrowError> {
        let mut columns: Vec<Option<ArrayRef>> = vec![None; fields.len()];
        for (place, column) in self.decoded.iter().zip(decoded.columns()) {
            columns[*place] = Some(column.clone());
        }
        for (place, mut text) in self.json.iter().zip(json) {
            columns[*place] = Some(Arc::new(text.finish()));
        }
        StructArray::try_new(
            fields.clone(),
            columns.into_iter().flatten().collect(),
            decoded.nulls().cloned(),
        )
    }
}

impl Took {
    pub(super) fn into_json(self) -> Vec<StringBuilder> {
        self.json
    }

    /// Ends a list whose parts are each followed by a comma.
    fn close(&mut self, bracket: u8) {
        if self.rows.last() == Some(&b',') {
            self.rows.pop();
        }
        self.rows.push(bracket);
    }

    fn write(
        &mut self,
        targets: &[Target],
        value: &str,
        row: usize,
        is_checked: bool,
    ) -> Result<(), Malformed> {
        if value == "null" {
            return Ok(());
        }
        for target in targets {
            match target {
                Target::Json(column) => {
                    // One value for each row, whatever is sent twice.
                    let column = self.json.get_mut(*column).filter(|column| column.len() == row);
                    if let Some(column) = column {
                        if !is_checked {
                            check(value)?;
                        }
                        column.append_value(value);
                    }
                    continue;
                }
                Target::Identity(name) if value.starts_with('"') => {
                    let named: String = serde_json::from_str(value).map_err(|_| Malformed::default())?;
                    self.rows.extend_from_slice(name);
                    self.rows.extend_from_slice(super::somebody(&named).to_string().as_bytes());
                }
                Target::Value(name) | Target::Identity(name) => {
                    self.rows.extend_from_slice(name);
                    self.rows.extend_from_slice(value.as_bytes());
                }
            }
            self.rows.push(b',');
        }
        Ok(())
    }
}

/// That a value is JSON which no decoder reads later.
fn check(value: &str) -> Result<(), Malformed> {
    serde_json::from_str::<IgnoredAny>(value).map(drop).map_err(|_| Malformed::default())
}
