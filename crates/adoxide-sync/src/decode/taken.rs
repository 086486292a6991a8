//! Rows whose columns do not stand under their own names: they are read once, and what is wanted of them is written
//! anew for the decoder. Columns that hold any JSON are not: their text is taken as it came.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{Array as _, ArrayRef, StructArray};
use arrow_schema::{ArrowError, Fields};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::Table;
use crate::table::Form;

/// What becomes of the members of a row.
pub(super) struct Taking {
    members: HashMap<&'static str, Member>,
    /// The columns that the decoder reads, and those that are text already, by their places.
    decoded: Vec<usize>,
    json: Vec<usize>,
}

#[derive(Default)]
struct Member {
    whole: Vec<Target>,
    /// What becomes of the members of an object in it.
    inside: HashMap<&'static str, Vec<Target>>,
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
        let mut taking = Self { members: HashMap::new(), decoded: Vec::new(), json: Vec::new() };
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

    /// Reads an array of objects.
    pub(super) fn take(&self, items: &[u8]) -> Result<Took, serde_json::Error> {
        let rows = Vec::with_capacity(items.len());
        let mut took = Took { rows, json: self.json.iter().map(|_| StringBuilder::new()).collect() };
        let mut reader = serde_json::Deserializer::from_slice(items);
        Page { taking: self, took: &mut took }.deserialize(&mut reader)?;
        reader.end()?;
        Ok(took)
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
        StructArray::try_new(fields.clone(), columns.into_iter().flatten().collect(), decoded.nulls().cloned())
    }
}

impl Took {
    pub(super) fn into_json(self) -> Vec<StringBuilder> {
        self.json
    }
}

/// The name of a member.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

/// Reads the array.
struct Page<'t> {
    taking: &'t Taking,
    took: &'t mut Took,
}

impl<'de> DeserializeSeed<'de> for Page<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Page<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.took.rows.extend_from_slice(b"[]");
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        let mut texts = vec![None; self.taking.json.len()];
        self.took.rows.push(b'[');
        let mut separator = None;
        loop {
            let begin = self.took.rows.len();
            self.took.rows.extend(separator);
            let row = Row { taking: self.taking, rows: &mut self.took.rows, texts: &mut texts };
            if rows.next_element_seed(row)?.is_none() {
                self.took.rows.truncate(begin);
                break;
            }
            separator = Some(b',');
            for (column, text) in self.took.json.iter_mut().zip(&mut texts) {
                column.append_option(text.take().map(RawValue::get));
            }
        }
        self.took.rows.push(b']');
        Ok(())
    }
}

/// Reads an object of the array.
struct Row<'t, 'de> {
    taking: &'t Taking,
    rows: &'t mut Vec<u8>,
    texts: &'t mut [Option<&'de RawValue>],
}

impl<'de> DeserializeSeed<'de> for Row<'_, 'de> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Row<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut row: A) -> Result<(), A::Error> {
        self.rows.push(b'{');
        let begin = self.rows.len();
        while let Some(Name(name)) = row.next_key()? {
            let Some(member) = self.taking.members.get(&*name) else {
                row.next_value::<serde::de::IgnoredAny>()?;
                continue;
            };
            let value: &'de RawValue = row.next_value()?;
            self.write(&member.whole, value).map_err(serde::de::Error::custom)?;
            if !member.inside.is_empty() && value.get().starts_with('{') {
                let inside = Inside { row: &mut self, member };
                let mut reader = serde_json::Deserializer::from_str(value.get());
                reader.deserialize_map(inside).map_err(serde::de::Error::custom)?;
            }
        }
        // Each member is followed by a comma.
        if self.rows.len() > begin {
            self.rows.pop();
        }
        self.rows.push(b'}');
        Ok(())
    }
}

impl<'de> Row<'_, 'de> {
    fn write(&mut self, targets: &[Target], value: &'de RawValue) -> Result<(), serde_json::Error> {
        if value.get() == "null" {
            return Ok(());
        }
        for target in targets {
            match target {
                Target::Json(column) => {
                    self.texts[*column] = Some(value);
                    continue;
                }
                Target::Identity(name) if value.get().starts_with('"') => {
                    let named: String = serde_json::from_str(value.get())?;
                    self.rows.extend_from_slice(name);
                    serde_json::to_writer(&mut *self.rows, &super::somebody(&named))?;
                }
                Target::Value(name) | Target::Identity(name) => {
                    self.rows.extend_from_slice(name);
                    self.rows.extend_from_slice(value.get().as_bytes());
                }
            }
            self.rows.push(b',');
        }
        Ok(())
    }
}

/// Reads an object in a row.
struct Inside<'i, 't, 'de> {
    row: &'i mut Row<'t, 'de>,
    member: &'i Member,
}

impl<'de> Visitor<'de> for Inside<'_, '_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(Name(name)) = object.next_key()? {
            match self.member.inside.get(&*name) {
                None => drop(object.next_value::<serde::de::IgnoredAny>()?),
                Some(targets) => {
                    let value = object.next_value()?;
                    self.row.write(targets, value).map_err(serde::de::Error::custom)?;
                }
            }
        }
        Ok(())
    }
}
