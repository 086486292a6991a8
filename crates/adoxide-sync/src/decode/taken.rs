//! Rows whose columns do not stand under their own names: they are read once, and what is wanted of them is written
//! anew for the decoder. Columns that hold any JSON are not: their text is taken as it came.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use arrow_array::builder::{ArrayBuilder as _, StringBuilder};
use arrow_array::{Array as _, ArrayRef, StructArray};
use arrow_schema::{ArrowError, Fields};
use serde::Deserialize;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
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
    pub(super) fn take(&self, items: &str) -> Result<Took, serde_json::Error> {
        let rows = Vec::with_capacity(items.len());
        let mut took = Took { rows, json: self.json.iter().map(|_| StringBuilder::new()).collect() };
        let mut reader = serde_json::Deserializer::from_str(items);
        Page { taking: self, took: &mut took, text: items }.deserialize(&mut reader)?;
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
}

/// The name of a member.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

/// Reads the array.
struct Page<'t, 'de> {
    taking: &'t Taking,
    took: &'t mut Took,
    text: &'de str,
}

impl<'de> DeserializeSeed<'de> for Page<'_, 'de> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Page<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.took.rows.extend_from_slice(b"[]");
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        self.took.rows.push(b'[');
        for number in 0.. {
            let begin = self.took.rows.len();
            if number > 0 {
                self.took.rows.push(b',');
            }
            let row = Row { taking: self.taking, took: self.took, text: self.text, number };
            if rows.next_element_seed(row)?.is_none() {
                self.took.rows.truncate(begin);
                break;
            }
            for column in self.took.json.iter_mut().filter(|column| column.len() == number) {
                column.append_null();
            }
        }
        self.took.rows.push(b']');
        Ok(())
    }
}

/// Reads an object of the array.
struct Row<'t, 'de> {
    taking: &'t Taking,
    took: &'t mut Took,
    /// All that is read: what stands where in it.
    text: &'de str,
    /// How many were before it.
    number: usize,
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
        self.took.rows.push(b'{');
        let begin = self.took.rows.len();
        while let Some(Name(name)) = row.next_key()? {
            let Some(member) = self.taking.members.get(&*name) else {
                row.next_value::<IgnoredAny>()?;
                continue;
            };
            if member.inside.is_empty() {
                let value = row.next_value::<&RawValue>()?.get();
                self.write(&member.whole, value).map_err(serde::de::Error::custom)?;
                continue;
            }
            let inside = Inside { row: &mut self, inside: &member.inside };
            let value = match name {
                // What stands behind the name is read once: where it ends is where its last member does.
                Cow::Borrowed(name) => {
                    let seen = row.next_value_seed(inside)?;
                    self.object(name, seen)
                }
                // A name with escapes is not the text that was sent.
                Cow::Owned(_) => {
                    let value = row.next_value::<&RawValue>()?.get();
                    let mut reader = serde_json::Deserializer::from_str(value);
                    inside.deserialize(&mut reader).map_err(serde::de::Error::custom)?;
                    Some(value)
                }
            };
            self.write(&member.whole, value.unwrap_or("null")).map_err(serde::de::Error::custom)?;
        }
        // Each member is followed by a comma.
        if self.took.rows.len() > begin {
            self.took.rows.pop();
        }
        self.took.rows.push(b'}');
        Ok(())
    }
}

impl<'de> Row<'_, 'de> {
    /// The text of the member of this name, which was read as an object.
    fn object(&self, name: &'de str, seen: Seen<'de>) -> Option<&'de str> {
        let end_of = |part: &str| part.as_ptr() as usize - self.text.as_ptr() as usize + part.len();
        let find = |from: usize, bracket: char| self.text.get(from..)?.find(bracket).map(|at| from + at);
        let begin = find(end_of(name), '{')?;
        let end = match seen {
            Seen::Null => return None,
            Seen::Empty => begin,
            Seen::Last(value) => end_of(value),
        };
        self.text.get(begin..=find(end, '}')?)
    }

    fn write(&mut self, targets: &[Target], value: &str) -> Result<(), serde_json::Error> {
        if value == "null" {
            return Ok(());
        }
        let rows = &mut self.took.rows;
        for target in targets {
            match target {
                Target::Json(column) => {
                    // One value for each row, whatever is sent twice.
                    let column = self.took.json.get_mut(*column).filter(|column| column.len() == self.number);
                    if let Some(column) = column {
                        column.append_value(value);
                    }
                    continue;
                }
                Target::Identity(name) if value.starts_with('"') => {
                    let named: String = serde_json::from_str(value)?;
                    rows.extend_from_slice(name);
                    serde_json::to_writer(&mut *rows, &super::somebody(&named))?;
                }
                Target::Value(name) | Target::Identity(name) => {
                    rows.extend_from_slice(name);
                    rows.extend_from_slice(value.as_bytes());
                }
            }
            rows.push(b',');
        }
        Ok(())
    }
}

/// Reads an object in a row.
struct Inside<'i, 't, 'de> {
    row: &'i mut Row<'t, 'de>,
    inside: &'i HashMap<&'static str, Vec<Target>>,
}

/// What was read as an object.
enum Seen<'de> {
    Null,
    Empty,
    /// One whose last member has this value.
    Last(&'de str),
}

impl<'de> DeserializeSeed<'de> for Inside<'_, '_, '_> {
    type Value = Seen<'de>;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Seen<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Inside<'_, '_, '_> {
    type Value = Seen<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_unit<E>(self) -> Result<Seen<'de>, E> {
        Ok(Seen::Null)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Seen<'de>, A::Error> {
        let mut seen = Seen::Empty;
        while let Some(Name(name)) = object.next_key()? {
            let value = object.next_value::<&RawValue>()?.get();
            if let Some(targets) = self.inside.get(&*name) {
                self.row.write(targets, value).map_err(serde::de::Error::custom)?;
            }
            seen = Seen::Last(value);
        }
        Ok(seen)
    }
}
