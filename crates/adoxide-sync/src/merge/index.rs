//! Rows by their keys, for destinations that can't look them up themselves: files.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::num::NonZeroU64;

use arrow_array::RecordBatch;
use serde_json::Value;

use super::key::{integer_bytes, key_bytes, text_bytes};
use crate::destination::Values;
use crate::destination::{Action, Range, SnapshotId, Step, Which, is_in, is_value};
use crate::table::is_json;
use crate::{Counts, Error, ErrorKind, ScopeValue, Table};

/// The rows of one table: where each is, and a hash of what it holds, once that is known. About 150 bytes in memory for
/// each.
#[derive(Debug, Default)]
pub struct Index {
    rows: BTreeMap<Vec<u8>, Entry>,
    seen: HashMap<SnapshotId, HashSet<u64>>,
    next: u64,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    id: u64,
    hash: Option<NonZeroU64>,
    place: u64,
    is_deleted: bool,
}

/// What a step does to a row.
#[derive(Debug)]
pub enum Written<'r> {
    /// It is new, or was deleted.
    Added {
        /// The row, as JSON.
        row: &'r str,
        /// Where it was before it was deleted; none if it is new.
        before: Option<u64>,
    },
    /// It has other values than before.
    Changed {
        /// The row, as JSON.
        row: &'r str,
        /// Where it was with the other values.
        before: u64,
    },
    /// It is gone.
    Deleted {
        /// Its key, as JSON.
        key: &'r str,
        /// Where it was.
        before: u64,
    },
}

/// Where rows are kept.
pub trait Rows {
    /// Keeps what became of a row, and answers where the row is from now on.
    ///
    /// # Errors
    /// When it can't be kept.
    fn write(&mut self, written: Written<'_>) -> Result<u64, Error>;

    /// Reads the rows at these places, in whatever order is best: calls with each place and the row there, as
    /// [`json_rows`] makes it.
    ///
    /// # Errors
    /// When they can't be read; what the call answers.
    fn read(&mut self, places: &[u64], row: &mut ReadRow<'_>) -> Result<(), Error>;
}

/// What is done with a place and the row there.
pub type ReadRow<'a> = dyn FnMut(u64, &str) -> Result<(), Error> + 'a;

/// Each row as JSON: an object with each column that is not null. Columns of JSON stand there as they were sent.
///
/// # Errors
/// When a column is of a type that no table has.
pub fn json_rows(rows: &RecordBatch) -> Result<Vec<String>, Error> {
    let schema = rows.schema_ref();
    let columns = rows.columns().iter().map(|column| Values::of(column)).collect::<Result<Vec<_>, _>>()?;
    let unwritten = |error| Error::new(ErrorKind::Contract, "a row can't be written as JSON").because(error);
    let mut objects = Vec::with_capacity(rows.num_rows());
    for row in 0..rows.num_rows() {
        let mut object = String::from("{");
        for (field, column) in schema.fields().iter().zip(&columns) {
            if column.is_null(row) {
                continue;
            }
            let value = match column {
                // Between its tokens, JSON may have line breaks; within texts, they are escaped.
                Values::Text(texts) if is_json(field) => texts.value(row).replace(['\n', '\r'], " "),
                column => serde_json::to_string(&column.at(row)).map_err(unwritten)?,
            };
            let name = serde_json::to_string(field.name()).map_err(unwritten)?;
            let comma = if object.len() > 1 { "," } else { "" };
            // Writing to a string can't fail.
            let _ = write!(object, "{comma}{name}:{value}");
        }
        object.push('}');
        objects.push(object);
    }
    Ok(objects)
}

impl Index {
    /// A row is there, or its key is deleted, as was written before: what an index is made of when it is opened.
    ///
    /// # Errors
    /// When it has no key.
    pub fn load(&mut self, table: &Table, row: &str, place: u64, is_deleted: bool) -> Result<(), Error> {
        let parsed: Value = serde_json::from_str(row)
            .map_err(|error| Error::new(ErrorKind::Destination, "a row is not JSON").because(error))?;
        let key = json_key(table, &parsed);
        let (hash, place) = match self.rows.get(&key) {
            // Of one that is deleted, the row before is still what it was.
            Some(entry) if is_deleted => (entry.hash, entry.place),
            _ => (Some(hash(row)), place),
        };
        self.insert(key, hash, place, is_deleted);
        Ok(())
    }

    /// A row with this [key](key_bytes) is there, or was and is deleted: what it holds is read when that matters.
    pub fn load_key(&mut self, key: Vec<u8>, place: u64, is_deleted: bool) {
        self.insert(key, None, place, is_deleted);
    }

    fn insert(&mut self, key: Vec<u8>, hash: Option<NonZeroU64>, place: u64, is_deleted: bool) {
        let id = self.rows.get(&key).map_or(self.next, |entry| entry.id);
        self.next = self.next.max(id + 1);
        self.rows.insert(key, Entry { id, hash, place, is_deleted });
    }

    /// Forgets what was seen of snapshots.
    pub fn forget_seen(&mut self) {
        self.seen.clear();
    }

    /// Makes a step: rows are told apart by their keys, and written if they are new or have changed.
    ///
    /// # Errors
    /// When rows can't be read or written. The index is not to be used again then.
    pub fn make(&mut self, step: &Step, rows: &mut impl Rows) -> Result<Counts, Error> {
        let mut counts = Counts::default();
        let table = step.table;
        match &step.action {
            Action::Upsert { rows: batch, seen } => {
                let values = json_rows(batch)?;
                let keys = (0..values.len()).map(|row| key_bytes(table, batch, row));
                let keys = keys.collect::<Result<Vec<_>, _>>()?;
                self.learn(&keys, rows)?;
                for (key, value) in keys.into_iter().zip(&values) {
                    let id = self.upsert(key, value, rows, &mut counts)?;
                    for snapshot in seen {
                        self.seen.entry(*snapshot).or_default().insert(id);
                    }
                }
            }
            Action::Delete { keys } => {
                for (row, json) in json_rows(keys)?.iter().enumerate() {
                    let key = key_bytes(table, keys, row)?;
                    self.delete(&key, json, rows, &mut counts)?;
                }
            }
            Action::DeleteIn { range, which } => {
                let seen = match which {
                    Which::Unseen { snapshot, .. } => self.seen.remove(snapshot).unwrap_or_default(),
                    _ => HashSet::new(),
                };
                let mut gone = Vec::new();
                self.read(table, range, &seen, rows, &mut |key, row| {
                    if is_gone(which, &row) {
                        let of_key = table.key().iter();
                        let of_key =
                            of_key.filter_map(|key| Some(((*key).to_owned(), row.get(*key)?.clone())));
                        gone.push((key, Value::Object(of_key.collect()).to_string()));
                    }
                })?;
                for (key, json) in gone {
                    self.delete(&key, &json, rows, &mut counts)?;
                }
            }
            Action::Set { range, path, value } => {
                let mut changed = Vec::new();
                self.read(table, range, &HashSet::new(), rows, &mut |key, mut row| {
                    if put(&mut row, path, value.as_ref()) {
                        changed.push((key, row.to_string()));
                    }
                })?;
                for (key, row) in changed {
                    let Some(entry) = self.rows.get_mut(&key) else { continue };
                    entry.place = rows.write(Written::Changed { row: &row, before: entry.place })?;
                    entry.hash = Some(hash(&row));
                    counts.changed += 1;
                }
            }
        }
        Ok(counts)
    }

    /// Reads the rows with these keys whose values are not known.
    fn learn(&mut self, keys: &[Vec<u8>], rows: &mut impl Rows) -> Result<(), Error> {
        let mut unknown = HashMap::new();
        for key in keys {
            if let Some(Entry { hash: None, is_deleted: false, place, .. }) = self.rows.get(key) {
                unknown.insert(*place, key);
            }
        }
        let places: Vec<u64> = unknown.keys().copied().collect();
        if places.is_empty() {
            return Ok(());
        }
        rows.read(&places, &mut |place, row| {
            if let Some(entry) = unknown.get(&place).and_then(|key| self.rows.get_mut(*key)) {
                entry.hash = Some(hash(row));
            }
            Ok(())
        })
    }

    /// Reads the rows of a range that are not deleted, but for those that were seen.
    fn read(
        &self,
        table: &Table,
        range: &Range,
        seen: &HashSet<u64>,
        rows: &mut impl Rows,
        take: &mut dyn FnMut(Vec<u8>, Value),
    ) -> Result<(), Error> {
        let prefix = prefix(table, range);
        let within = self.rows.range(prefix.clone()..).take_while(|(key, _)| key.starts_with(&prefix));
        let live = within.filter(|(_, entry)| !entry.is_deleted && !seen.contains(&entry.id));
        let (places, keys): (Vec<u64>, Vec<&Vec<u8>>) = live.map(|(key, entry)| (entry.place, key)).unzip();
        if places.is_empty() {
            return Ok(());
        }
        let keys: HashMap<u64, &Vec<u8>> = places.iter().copied().zip(keys).collect();
        rows.read(&places, &mut |place, row| {
            let row: Value = serde_json::from_str(row)
                .map_err(|error| Error::new(ErrorKind::Destination, "a row is not JSON").because(error))?;
            if let Some(key) = keys.get(&place).filter(|_| range.holds(&row)) {
                take((*key).clone(), row);
            }
            Ok(())
        })
    }

    fn upsert(
        &mut self,
        key: Vec<u8>,
        row: &str,
        rows: &mut impl Rows,
        counts: &mut Counts,
    ) -> Result<u64, Error> {
        let hash = Some(hash(row));
        if let Some(entry) = self.rows.get_mut(&key) {
            if !entry.is_deleted && entry.hash == hash {
                counts.unchanged += 1;
                return Ok(entry.id);
            }
            entry.place = if entry.is_deleted {
                counts.added += 1;
                rows.write(Written::Added { row, before: Some(entry.place) })?
            } else {
                counts.changed += 1;
                rows.write(Written::Changed { row, before: entry.place })?
            };
            (entry.hash, entry.is_deleted) = (hash, false);
            return Ok(entry.id);
        }
        counts.added += 1;
        let (id, place) = (self.next, rows.write(Written::Added { row, before: None })?);
        self.next += 1;
        self.rows.insert(key, Entry { id, hash, place, is_deleted: false });
        Ok(id)
    }

    fn delete(
        &mut self,
        key: &[u8],
        json: &str,
        rows: &mut impl Rows,
        counts: &mut Counts,
    ) -> Result<(), Error> {
        let Some(entry) = self.rows.get_mut(key).filter(|entry| !entry.is_deleted) else { return Ok(()) };
        entry.place = rows.write(Written::Deleted { key: json, before: entry.place })?;
        entry.is_deleted = true;
        counts.deleted += 1;
        Ok(())
    }
}

fn is_gone(which: &Which, row: &Value) -> bool {
    let value = |column: &str| match row.get(column)? {
        Value::String(text) => Some(ScopeValue::Text(text.clone())),
        value => value.as_i64().map(ScopeValue::Integer),
    };
    match which {
        Which::Unseen { keep, .. } => !keep.iter().any(|scope| is_in(scope, row)),
        Which::NotAmong { column, within, values } => value(column).is_some_and(|value| {
            let is_within = match (&value, within) {
                (_, None) => true,
                (ScopeValue::Integer(value), Some(within)) => within.contains(value),
                (ScopeValue::Text(_), Some(_)) => false,
            };
            is_within && !values.contains(&value)
        }),
        Which::Among { column, values } => value(column).is_some_and(|value| values.contains(&value)),
    }
}

/// Puts a text in a place of a row; answers whether another one was there.
fn put(row: &mut Value, path: &[&str], value: Option<&ScopeValue>) -> bool {
    let Some((last, above)) = path.split_last() else { return false };
    let object = above.iter().try_fold(row, |value, name| value.get_mut(*name));
    let Some(object) = object.and_then(Value::as_object_mut) else { return false };
    let Some(value) = value else {
        return object.remove(*last).is_some_and(|known| !known.is_null());
    };
    if object.get(*last).is_some_and(|known| is_value(known, value)) {
        return false;
    }
    let value = match value {
        ScopeValue::Text(text) => text.as_str().into(),
        ScopeValue::Integer(integer) => (*integer).into(),
    };
    object.insert((*last).to_owned(), value);
    true
}

fn hash(row: &str) -> NonZeroU64 {
    use std::hash::BuildHasher as _;
    NonZeroU64::new(foldhash::quality::FixedState::default().hash_one(row)).unwrap_or(NonZeroU64::MAX)
}

/// The key of a row, as [`key_bytes`] makes it.
fn json_key(table: &Table, row: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    for key in table.key() {
        match &row[*key] {
            Value::String(text) => text_bytes(text, &mut bytes),
            value => integer_bytes(value.as_i64().unwrap_or_default(), &mut bytes),
        }
    }
    bytes
}

/// What the keys of a range begin with.
fn prefix(table: &Table, range: &Range) -> Vec<u8> {
    let mut bytes = Vec::new();
    for key in table.key() {
        let scoped = range.scope.values().iter().find(|(column, _)| column == key);
        let placed = range.places.iter().find(|(path, _)| *path == [*key]);
        match (scoped, placed) {
            (Some((_, ScopeValue::Integer(value))), _) => integer_bytes(*value, &mut bytes),
            (Some((_, ScopeValue::Text(text))), _) | (None, Some((_, text))) => text_bytes(text, &mut bytes),
            (None, None) => break,
        }
    }
    bytes
}
