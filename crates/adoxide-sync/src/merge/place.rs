//! Where each table of a feed is in each unit.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::destination::Notes;
use crate::{Batch, Cursor, Error, ErrorKind, Level, Table, Unit};

/// A unit and a feed, by their keys.
pub(super) type Key = (String, String);

/// Tables of a feed that are at one place: a cursor that they share stands there once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Placed {
    /// By name, each with the columns that it had there.
    tables: BTreeMap<String, String>,
    /// None if only that they were read is known.
    cursor: Option<Cursor>,
    /// The name of the project then; none for what is read by organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    project: Option<String>,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Places(BTreeMap<Key, Vec<Placed>>);

/// What the keys of their notes begin with.
const NOTE: &str = "cursor ";

/// The note of a unit and a feed; to be removed if nothing is there.
pub(super) fn note((unit, feed): &Key, placed: &[Placed]) -> Result<(String, Option<String>), Error> {
    let key = format!("{NOTE}{feed} {unit}");
    if placed.is_empty() {
        return Ok((key, None));
    }
    let text = serde_json::to_string(placed).map_err(|error| {
        Error::new(ErrorKind::Contract, "a cursor can't be written as JSON").because(error)
    })?;
    Ok((key, Some(text)))
}

/// In how many units each table was read to some place, by its name.
pub fn known(notes: &Notes) -> Result<BTreeMap<String, usize>, Error> {
    let mut known = BTreeMap::new();
    for placed in Places::read(notes)?.0.into_values().flatten().filter(|placed| placed.cursor.is_some()) {
        for table in placed.tables.into_keys() {
            *known.entry(table).or_default() += 1;
        }
    }
    Ok(known)
}

impl Places {
    pub(super) fn read(notes: &Notes) -> Result<Self, Error> {
        let mut places = BTreeMap::new();
        for (key, text) in notes.range(NOTE.to_owned()..) {
            let Some((feed, unit)) = key.strip_prefix(NOTE).and_then(|key| key.split_once(' ')) else {
                break;
            };
            let placed = serde_json::from_str(text).map_err(|error| {
                let message = format!("the cursor of `{feed}` in {unit} can't be read");
                Error::new(ErrorKind::NewerVersion, message).because(error)
            })?;
            places.insert((unit.to_owned(), feed.to_owned()), placed);
        }
        Ok(Self(places))
    }

    /// Where a table is; none if it is to be read from the start.
    pub(super) fn cursor(&self, feed: &str, table: &Table, unit: &Unit) -> Option<Cursor> {
        let placed = self.0.get(&(unit.key(), feed.to_owned()))?;
        let layout = table.layout();
        let is_there =
            |placed: &&Placed| placed.tables.get(table.name()).is_some_and(|known| *known == layout);
        placed.iter().find(is_there)?.cursor.clone()
    }

    /// Whether any table was read in a unit.
    pub(super) fn is_known(&self, unit: &Unit) -> bool {
        let unit = unit.key();
        self.0.range((unit.clone(), String::new())..).next().is_some_and(|((known, _), _)| *known == unit)
    }

    /// The name that the project of a unit had when something in it was read.
    pub(super) fn project_name(&self, unit: &Unit) -> Option<&str> {
        let project = unit.ancestor(Level::Project).key();
        let below = format!("{project}/");
        let first = (project.clone(), String::new());
        let within = self.0.range(first..).take_while(|((known, _), _)| known.starts_with(&project));
        let of_project = within.filter(|((known, _), _)| *known == project || known.starts_with(&below));
        of_project.flat_map(|(_, placed)| placed).find_map(|placed| placed.project.as_deref())
    }

    /// The units below this one that a table was read in.
    pub(super) fn units(&self, table: &Table, below: &Unit) -> Vec<Unit> {
        let below = below.key() + "/";
        let first = (below.clone(), String::new());
        let within = self.0.range(first..).take_while(|((unit, _), _)| unit.starts_with(&below));
        let read =
            within.filter(|(_, placed)| placed.iter().any(|placed| placed.tables.contains_key(table.name())));
        let mut units: Vec<&str> = read.map(|((unit, _), _)| unit.as_str()).collect();
        units.dedup();
        units.into_iter().map(Unit::from_key).collect()
    }

    /// The names of the tables that were read anywhere in an organization.
    pub(super) fn tables_of(&self, root: &Unit) -> BTreeSet<String> {
        self.of(root)
            .flat_map(|(_, placed)| placed)
            .flat_map(|placed| placed.tables.keys().cloned())
            .collect()
    }

    fn of(&self, root: &Unit) -> impl Iterator<Item = (&Key, &Vec<Placed>)> {
        let (root, below) = (root.key(), root.key() + "/");
        self.0.iter().filter(move |((unit, _), _)| *unit == root || unit.starts_with(&below))
    }

    /// Forgets where all tables of an organization are: what became of the notes.
    pub(super) fn forget(&mut self, root: &Unit) -> Vec<(String, Option<String>)> {
        let keys: Vec<Key> = self.of(root).map(|(key, _)| key.clone()).collect();
        for key in &keys {
            self.0.remove(key);
        }
        keys.iter().filter_map(|key| note(key, &[]).ok()).collect()
    }

    /// What is there now, or will be.
    fn pending<'p>(&self, pending: &'p mut BTreeMap<Key, Vec<Placed>>, key: Key) -> &'p mut Vec<Placed> {
        let known = self.0.get(&key);
        pending.entry(key).or_insert_with(|| known.cloned().unwrap_or_default())
    }

    /// Whether the project of a unit had another name when a table was read in it.
    pub(super) fn is_renamed(&self, feed: &str, table: &Table, unit: &Unit) -> bool {
        let placed = self.0.get(&(unit.key(), feed.to_owned()));
        placed.is_some_and(|placed| is_renamed(placed, table, unit))
    }

    /// The tables of a batch whose rows have another name of the project than it has now.
    pub(super) fn renamed(&self, pending: &BTreeMap<Key, Vec<Placed>>, batch: &Batch) -> Vec<&'static Table> {
        let key = (batch.unit.key(), batch.feed.to_owned());
        let Some(placed) = pending.get(&key).or_else(|| self.0.get(&key)) else { return Vec::new() };
        let has_name = |table: &Table| table.schema().index_of(super::PROJECT_NAME).is_ok();
        let tables = batch.tables.iter().copied();
        tables.filter(|table| has_name(table) && is_renamed(placed, table, &batch.unit)).collect()
    }

    /// Moves the tables of a batch to a cursor; without one, those that have one stay there, and of the others that
    /// they were read is all that is known.
    pub(super) fn moved(
        &self,
        pending: &mut BTreeMap<Key, Vec<Placed>>,
        batch: &Batch,
        cursor: Option<&Cursor>,
    ) {
        let placed = self.pending(pending, (batch.unit.key(), batch.feed.to_owned()));
        let project = batch.unit.project_name().map(str::to_owned);
        for table in &batch.tables {
            let known = placed.iter_mut().find_map(|placed| {
                let layout = placed.tables.remove(table.name())?;
                Some((placed.cursor.clone(), layout))
            });
            let (cursor, layout) = match (cursor, known) {
                (None, Some(known)) => known,
                (cursor, _) => (cursor.cloned(), table.layout()),
            };
            let name = table.name().to_owned();
            let same = |placed: &&mut Placed| placed.cursor == cursor && placed.project == project;
            if let Some(placed) = placed.iter_mut().find(same) {
                placed.tables.insert(name, layout);
            } else {
                let (tables, project) = (BTreeMap::from([(name, layout)]), project.clone());
                placed.push(Placed { tables, cursor, project });
            }
        }
        placed.retain(|placed| !placed.tables.is_empty());
    }

    /// The tables of a batch are gone from its unit, by whatever feed they were read.
    pub(super) fn gone(&self, pending: &mut BTreeMap<Key, Vec<Placed>>, batch: &Batch) {
        let unit = batch.unit.key();
        let of_unit = |key: &&Key| key.0 == unit;
        let mut keys: BTreeSet<Key> = pending.keys().filter(of_unit).cloned().collect();
        let first = (unit.clone(), String::new());
        keys.extend(self.0.range(first..).map(|(key, _)| key).take_while(of_unit).cloned());
        for key in keys {
            leave(self.pending(pending, key), &batch.tables);
        }
    }

    /// What will be there is there.
    pub(super) fn set(&mut self, places: BTreeMap<Key, Vec<Placed>>) {
        for (key, placed) in places {
            if placed.is_empty() {
                self.0.remove(&key);
            } else {
                self.0.insert(key, placed);
            }
        }
    }
}

/// Whether a table was read when the project of its unit had another name.
fn is_renamed(placed: &[Placed], table: &Table, unit: &Unit) -> bool {
    let placed = placed.iter().find(|placed| placed.tables.contains_key(table.name()));
    let known = placed.and_then(|placed| placed.project.as_deref());
    known.zip(unit.project_name()).is_some_and(|(known, name)| known != name)
}

/// Takes tables away from where they are.
fn leave(placed: &mut Vec<Placed>, tables: &[&'static Table]) {
    for placed in placed.iter_mut() {
        placed.tables.retain(|name, _| tables.iter().all(|table| table.name() != name));
    }
    placed.retain(|placed| !placed.tables.is_empty());
}
