//! What becomes of what feeds say: the rules of rows, snapshots and cursors, once for all destinations.

mod index;
mod key;
mod nul;
mod place;
mod record;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use arrow_array::RecordBatch;
use jiff::Timestamp;

use self::place::Places;
use self::record::Records;
use crate::destination::{
    Action, Commit, Counted, Counts, Destination, Notes, Range, SnapshotId, Step, Which,
};
use crate::{Batch, Change, Cursor, Error, ErrorKind, Place, Scope, ScopeValue, Set, Table, Unit};

pub use self::index::{Index, ReadRow, Rows, Written, json_rows};
pub use self::key::key_bytes;
pub(crate) use self::nul::WITHOUT_NUL;
pub use self::place::known;
pub(crate) use self::record::{Outcome, Summary};

/// The work of one run on one destination: turns what feeds say into [commits](Commit), and knows where each table is.
///
/// It reads all notes when it opens, so that nothing is asked of the destination while a sync runs but to commit.
pub struct Session<'a> {
    destination: &'a dyn Destination,
    tables: Vec<&'static Table>,
    state: Mutex<State>,
}

struct State {
    places: Places,
    records: Records,
    open: HashMap<Opened, Snapshot>,
    next: u64,
    /// Notes that go with the next commit.
    notes: Vec<(String, Option<String>)>,
}

/// A table, and the unit that a snapshot of it is of.
type Opened = (&'static str, String);

/// A snapshot that has begun.
#[derive(Clone)]
struct Snapshot {
    id: SnapshotId,
    scope: Scope,
    /// Rows that can't be read now.
    keep: Vec<Scope>,
}

/// What a table says of a whole run: it is at its beginning. See [`Change::FullBegin`].
const FULL: &str = "\0full";

/// The column of the name of a project, in the tables whose rows it does not come with.
const PROJECT_NAME: &str = "project_name";

/// The note that says which organization a destination is of, by its name.
fn organization_note(organization: &str) -> String {
    format!("organization {organization}")
}

impl<'a> Session<'a> {
    /// Opens a destination for these tables.
    ///
    /// # Errors
    /// When it can't be read, or one of the tables is there with another layout.
    pub async fn open(destination: &'a dyn Destination, tables: &[&'static Table]) -> Result<Self, Error> {
        let notes = destination.notes().await?;
        Self::with(destination, tables, &notes).await
    }

    async fn with(
        destination: &'a dyn Destination,
        tables: &[&'static Table],
        notes: &Notes,
    ) -> Result<Self, Error> {
        let mut opened = tables.to_vec();
        opened.extend(Records::tables());
        destination.open(&opened).await?;
        let state = State {
            places: Places::read(notes)?,
            records: Records::read(notes)?,
            open: HashMap::new(),
            next: 0,
            notes: Vec::new(),
        };
        Ok(Self { destination, tables: opened, state: Mutex::new(state) })
    }

    /// Opens a destination for an organization. One of another id was deleted, and another one made of its name: its
    /// rows are not mixed with those that are there.
    ///
    /// # Errors
    /// As [`Self::open`]; and [`ErrorKind::Incompatible`] when it holds rows of another organization of this name.
    pub(crate) async fn of(
        destination: &'a dyn Destination,
        tables: &[&'static Table],
        organization: &str,
        id: Option<&str>,
        at: Timestamp,
        replace: bool,
    ) -> Result<Self, Error> {
        let notes = destination.notes().await?;
        let note = organization_note(organization);
        let known = notes.get(&note);
        let is_other = known.zip(id).is_some_and(|(known, id)| known != id);
        if is_other && !replace {
            return Err(Error::new(
                ErrorKind::Incompatible,
                format!(
                    "the rows here are of another organization that was called `{organization}`: it was deleted, and \
                     a new one has its name; sync into another destination, or replace them with a full sync"
                ),
            ));
        }
        let mut session = Self::with(destination, tables, &notes).await?;
        if is_other {
            session.forget(organization, at).await?;
        }
        if let Some(id) = id.filter(|id| known.is_none_or(|known| known != id)) {
            session.state().notes.push((note, Some(id.to_owned())));
        }
        Ok(session)
    }

    /// Deletes all rows of an organization, and forgets where its tables are.
    async fn forget(&mut self, organization: &str, at: Timestamp) -> Result<(), Error> {
        let root = Unit::organization(organization);
        let read = self.state().places.tables_of(&root);
        let known: Vec<&'static Table> =
            crate::table::all().filter(|table| read.contains(table.name())).collect();
        for table in known {
            if !self.tables.contains(&table) {
                self.tables.push(table);
            }
        }
        self.destination.open(&self.tables).await?;
        let mut commit = Commit::default();
        {
            let mut state = self.state();
            for table in self.tables.iter().filter(|table| read.contains(table.name())) {
                let range = Range::new(table, &root, Scope::unit());
                let snapshot = state.next_id();
                let which = Which::Unseen { snapshot, keep: Vec::new() };
                commit.steps.push(Step { table, at, action: Action::DeleteIn { range, which } });
            }
            commit.notes = state.places.forget(&root);
        }
        self.destination.commit(commit).await.map(drop)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where these tables of a feed are in a unit: those at one place together, the first one first. A table that has
    /// got other columns since is nowhere: its rows are read again.
    pub fn cursors(
        &self,
        feed: &str,
        tables: &[&'static Table],
        unit: &Unit,
    ) -> Vec<(Option<Cursor>, Vec<&'static Table>)> {
        let state = self.state();
        let mut places: Vec<(Option<Cursor>, Vec<&'static Table>)> = Vec::new();
        for table in tables {
            let cursor = state.places.cursor(feed, table, unit);
            match places.iter_mut().find(|(place, _)| *place == cursor) {
                Some((_, tables)) => tables.push(table),
                None => places.push((cursor, vec![table])),
            }
        }
        places
    }

    /// Whether the project of a unit has another name than when these tables of a feed were read: it is in their rows.
    pub(crate) fn is_renamed(&self, feed: &str, tables: &[&'static Table], unit: &Unit) -> bool {
        let state = self.state();
        tables.iter().any(|table| state.places.is_renamed(feed, table, unit))
    }

    /// The units below this one that the table was read in, at whatever depth.
    pub fn units(&self, table: &Table, below: &Unit) -> Vec<Unit> {
        self.state().places.units(table, below)
    }

    /// Whether this part of a unit could not be read in the last run either.
    pub(crate) fn has_failed(&self, feed: &str, unit: &Unit) -> bool {
        self.state().records.has_failed(feed, unit)
    }

    /// Commits what units said, and moves their cursors, in order; answers for each batch what that did to each table.
    ///
    /// # Errors
    /// When a batch breaks the contract, or the destination fails. Nothing was committed then, and no snapshot is open.
    pub async fn commit(&self, mut batches: Vec<Batch>) -> Result<Vec<Vec<Counted>>, Error> {
        if !self.destination.takes_nul() {
            for batch in &mut batches {
                nul::note(batch)?;
            }
        }
        let built = self.state().build(&self.tables, &batches, self.destination.takes_repeated_keys());
        let Built { commit, of_steps, places, records, open } = match built {
            Ok(built) => built,
            Err(error) => {
                self.state().open.clear();
                return Err(error);
            }
        };
        let counts = match self.destination.commit(commit).await {
            Ok(counts) => counts,
            Err(error) => {
                self.state().open.clear();
                return Err(error);
            }
        };
        {
            let mut state = self.state();
            state.places.set(places);
            state.records = records;
            state.open = open;
            state.notes.clear();
        }
        if counts.len() != of_steps.len() {
            return Err(Error::new(ErrorKind::Contract, "the destination has not counted each step"));
        }
        let mut counted: Vec<Vec<Counted>> = batches.iter().map(counted_of).collect();
        for ((batch, table), counts) in of_steps.into_iter().zip(counts) {
            let Some(batch) = batch.and_then(|batch| counted.get_mut(batch)) else { continue };
            match batch.iter_mut().find(|counted| counted.table == table) {
                Some(counted) => counted.counts += counts,
                None => batch.push(Counted { table, counts }),
            }
        }
        Ok(counted)
    }

    /// Says that a run begins, with its first commit.
    pub(crate) fn begin(&self, organization: &str, at: Timestamp) {
        let mut state = self.state();
        state.records.begin(organization, at);
    }

    /// Says that what is committed belongs to no run of its own.
    pub(crate) fn go_on(&self, organization: &str) {
        self.state().records.go_on(organization);
    }

    /// A unit with the name that its project had when it was read last.
    pub(crate) fn named(&self, unit: &Unit) -> Unit {
        let state = self.state();
        unit.with_project_name(state.places.project_name(unit))
    }

    /// The names of the tables that were read anywhere in an organization.
    pub(crate) fn read_tables(&self, root: &Unit) -> std::collections::BTreeSet<String> {
        self.state().places.tables_of(root)
    }

    /// Whether anything was read in a unit.
    pub(crate) fn is_known(&self, unit: &Unit) -> bool {
        self.state().places.is_known(unit)
    }

    /// Commits what came of the run. A destination that nothing was committed to stays as it is.
    ///
    /// # Errors
    /// When the destination fails.
    pub(crate) async fn end(&self, summary: &Summary<'_>) -> Result<(), Error> {
        let commit = {
            let mut state = self.state();
            let Some((steps, notes)) = state.records.end(summary)? else { return Ok(()) };
            let mut commit = Commit { steps, notes };
            commit.notes.append(&mut state.notes);
            commit
        };
        self.destination.commit(commit).await.map(drop)
    }
}

/// The tables of a batch, each untouched.
fn counted_of(batch: &Batch) -> Vec<Counted> {
    batch.tables.iter().map(|table| Counted { table, counts: Counts::default() }).collect()
}

/// A commit, and what holds when it has happened.
struct Built {
    commit: Commit,
    /// The batch of each step, if it counts, and its table.
    of_steps: Vec<(Option<usize>, &'static Table)>,
    places: BTreeMap<place::Key, Vec<place::Placed>>,
    records: Records,
    open: HashMap<Opened, Snapshot>,
}

impl State {
    fn next_id(&mut self) -> SnapshotId {
        self.next += 1;
        SnapshotId(self.next)
    }

    fn build(
        &mut self,
        tables: &[&'static Table],
        batches: &[Batch],
        takes_repeated_keys: bool,
    ) -> Result<Built, Error> {
        let mut built = Built {
            commit: Commit { steps: Vec::new(), notes: self.notes.clone() },
            of_steps: Vec::new(),
            places: BTreeMap::new(),
            records: self.records.clone(),
            open: self.open.clone(),
        };
        for step in built.records.begun()? {
            built.of_steps.push((None, step.table));
            built.commit.steps.push(step);
        }
        for (number, batch) in batches.iter().enumerate() {
            for change in &batch.changes {
                if !tables.contains(&change.table()) {
                    return Err(broken(batch, change.table(), "it was not opened"));
                }
                let action = self.action(batch, change, &mut built.open, takes_repeated_keys)?;
                if let Some(action) = action {
                    let step = Step { table: change.table(), at: batch.at, action };
                    for step in built.records.sees(&batch.unit, &step, &batch.faults)? {
                        built.of_steps.push((None, step.table));
                        built.commit.steps.push(step);
                    }
                    built.of_steps.push((Some(number), step.table));
                    built.commit.steps.push(step);
                }
            }
            for table in self.places.renamed(&built.places, batch) {
                let name = batch.unit.project_name().unwrap_or_default().to_owned();
                let range = Range::new(table, &batch.unit, Scope::unit());
                let action =
                    Action::Set { range, path: &[PROJECT_NAME], value: Some(ScopeValue::Text(name)) };
                built.of_steps.push((Some(number), table));
                built.commit.steps.push(Step { table, at: batch.at, action });
            }
            for step in built.records.faults(&batch.unit, &batch.faults, batch.at)? {
                built.of_steps.push((None, step.table));
                built.commit.steps.push(step);
            }
            match &batch.place {
                Place::At(cursor) => {
                    self.places.moved(&mut built.places, batch, Some(cursor));
                }
                // It has rows: that it was read is known, though not how far.
                Place::Unchanged => self.places.moved(&mut built.places, batch, None),
                Place::Gone => self.places.gone(&mut built.places, batch),
            }
        }
        for (key, placed) in &built.places {
            built.commit.notes.push(place::note(key, placed)?);
        }
        built.commit.notes.extend(built.records.notes()?);
        Ok(built)
    }

    /// What a change is to a destination; none if it is nothing.
    fn action(
        &mut self,
        batch: &Batch,
        change: &Change,
        open: &mut HashMap<Opened, Snapshot>,
        takes_repeated_keys: bool,
    ) -> Result<Option<Action>, Error> {
        let table = change.table();
        let broken = |what: &str| broken(batch, table, what);
        let has = |column: &str| table.schema().index_of(column).is_ok();
        let opened = (table.name(), batch.unit.key());
        let full = (table.name(), format!("{}{FULL}", batch.unit.key()));
        let in_unit = |scope: Scope| Range::new(table, &batch.unit, scope);
        Ok(match change {
            Change::Upsert(_, rows) => {
                if rows.schema_ref().fields() != table.schema().fields() {
                    return Err(broken("the columns of a batch are not those of the table"));
                }
                let rows = if takes_repeated_keys { rows.clone() } else { last_of_each(table, rows)? };
                let seen = [&opened, &full].into_iter().filter_map(|opened| open.get(opened));
                Some(Action::Upsert { rows, seen: seen.map(|snapshot| snapshot.id).collect() })
            }
            Change::Delete(_, keys) => {
                if !keys.schema_ref().fields().iter().map(|field| field.name()).eq(table.key().iter()) {
                    return Err(broken("the columns of deleted keys are not the key of the table"));
                }
                let keys = if takes_repeated_keys { keys.clone() } else { last_of_each(table, keys)? };
                Some(Action::Delete { keys })
            }
            Change::SnapshotBegin(_, scope) => {
                if let Some((column, _)) = scope.values().iter().find(|(column, _)| !has(column)) {
                    return Err(broken(&format!("a snapshot is narrowed by `{column}`, which is no column")));
                }
                // One that was never ended, because its pull failed, is replaced.
                let id = self.next_id();
                open.insert(opened, Snapshot { id, scope: scope.clone(), keep: Vec::new() });
                None
            }
            Change::FullBegin(_) => {
                let id = self.next_id();
                open.insert(full, Snapshot { id, scope: Scope::unit(), keep: Vec::new() });
                None
            }
            Change::Keep(_, scope) => {
                for opened in [&opened, &full] {
                    if let Some(snapshot) = open.get_mut(opened) {
                        snapshot.keep.push(scope.clone());
                    }
                }
                None
            }
            Change::SnapshotEnd(_) | Change::FullEnd(_) => {
                let opened = if matches!(change, Change::FullEnd(_)) { &full } else { &opened };
                let ended = open.remove(opened);
                let Snapshot { id, scope, keep } =
                    ended.ok_or_else(|| broken("a snapshot ends that has not begun"))?;
                let which = Which::Unseen { snapshot: id, keep };
                Some(Action::DeleteIn { range: in_unit(scope), which })
            }
            Change::Retain(_, retain) => {
                if !has(retain.column) {
                    let what = format!("rows are retained by `{}`, which is no column", retain.column);
                    return Err(broken(&what));
                }
                let (column, within, values) = (retain.column, retain.within.clone(), retain.values.clone());
                let which = Which::NotAmong { column, within, values };
                Some(Action::DeleteIn { range: in_unit(Scope::unit()), which })
            }
            Change::Set(_, Set { scope, path, value }) => {
                let column = path.first().copied().unwrap_or_default();
                if !has(column) || table.key().contains(&column) {
                    let what = format!("a value is set in `{column}`, which is no column, or one of the key");
                    return Err(broken(&what));
                }
                Some(Action::Set { range: in_unit(scope.clone()), path, value: value.clone() })
            }
            Change::Remove(_, remove) => {
                if !has(remove.column) {
                    let what = format!("rows are removed by `{}`, which is no column", remove.column);
                    return Err(broken(&what));
                }
                let which = Which::Among { column: remove.column, values: remove.values.clone() };
                Some(Action::DeleteIn { range: in_unit(Scope::unit()), which })
            }
        })
    }
}

fn broken(batch: &Batch, table: &Table, what: &str) -> Error {
    Error::new(ErrorKind::Contract, format!("table `{}` in {}: {what}", table.name(), batch.unit))
}

/// Of rows with the same key, only the last.
fn last_of_each(table: &Table, rows: &RecordBatch) -> Result<RecordBatch, Error> {
    let mut last: HashMap<Vec<u8>, usize> = HashMap::with_capacity(rows.num_rows());
    for row in 0..rows.num_rows() {
        last.insert(key_bytes(table, rows, row)?, row);
    }
    if last.len() == rows.num_rows() {
        return Ok(rows.clone());
    }
    let mut kept = vec![false; rows.num_rows()];
    for row in last.into_values() {
        kept[row] = true;
    }
    crate::read::filter(rows, kept)
}
