//! What a destination tells of the syncs themselves: runs, tables, and what could not be read or kept.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::decode::key_text;
use crate::destination::{Action, Notes, Step, Which};
use crate::engine::{Failure, TableReport, What};
use crate::read::keys;
use crate::table::{SYNC_FAULTS, SYNC_RUNS, SYNC_TABLES};
use crate::{Counts, Decoder, Error, ErrorKind, Fault, Table, Unit, instant};

/// What is known across runs and commits.
#[derive(Clone, Debug, Default)]
pub(super) struct Records {
    last: Option<Run>,
    /// Whether the run has begun in the destination.
    begun: bool,
    /// A run that was broken off.
    interrupted: Option<Run>,
    organization: String,
    /// The values that did not fit, by table.
    faults: BTreeMap<String, Arc<BTreeMap<Place, Seen>>>,
    /// The tables whose faults are others than in their notes.
    changed: BTreeSet<String>,
    /// What could not be read in the last run.
    failures: Arc<BTreeMap<Part, Seen>>,
    /// When each table was last read in whole.
    fresh: BTreeMap<String, i64>,
}

/// A run, by its note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Run {
    id: u64,
    /// In microseconds.
    started: i64,
    is_over: bool,
}

/// Where a value did not fit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Place {
    unit: String,
    key: String,
    column: String,
}

/// What could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Part {
    feed: String,
    table: String,
    unit: String,
    key: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Seen {
    /// In microseconds.
    since: i64,
    run: u64,
}

/// So many faults of a table are remembered: those beyond stay in `sync_faults` until their table is read in whole.
const MOST: usize = 10_000;

const RUN: &str = "run";
const FRESH: &str = "fresh";
const FAILURES: &str = "failures";
const FAULTS: &str = "faults ";

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Completed,
    Incomplete,
    Stopped,
}

/// What came of a run.
pub(crate) struct Summary<'a> {
    pub(crate) outcome: Outcome,
    pub(crate) finished: Timestamp,
    pub(crate) requests: u64,
    pub(crate) tables: &'a [TableReport],
    /// The tables that could not be read in whole.
    pub(crate) incomplete: Vec<&'static Table>,
    pub(crate) failures: &'a [Failure],
    pub(crate) faults: &'a [Fault],
}

fn parse<T: for<'de> Deserialize<'de>>(notes: &Notes, key: &str) -> Result<Option<T>, Error> {
    let parse = |text: &String| {
        serde_json::from_str(text).map_err(|error| {
            let message = format!("the note `{key}` of the destination can't be read");
            Error::new(ErrorKind::NewerVersion, message).because(error)
        })
    };
    notes.get(key).map(parse).transpose()
}

fn written(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value)
        .map_err(|error| Error::new(ErrorKind::Contract, "a note can't be written as JSON").because(error))
}

impl Records {
    /// The tables that are written.
    pub(super) fn tables() -> [&'static Table; 3] {
        [&SYNC_RUNS, &SYNC_TABLES, &SYNC_FAULTS]
    }

    pub(super) fn read(notes: &Notes) -> Result<Self, Error> {
        let mut faults = BTreeMap::new();
        for key in notes.range(FAULTS.to_owned()..).map(|(key, _)| key) {
            let Some(table) = key.strip_prefix(FAULTS) else { break };
            let known: Vec<(Place, Seen)> = parse(notes, key)?.unwrap_or_default();
            faults.insert(table.to_owned(), Arc::new(known.into_iter().collect()));
        }
        let failures: Vec<(Part, Seen)> = parse(notes, FAILURES)?.unwrap_or_default();
        Ok(Self {
            last: parse(notes, RUN)?,
            faults,
            failures: Arc::new(failures.into_iter().collect()),
            fresh: parse(notes, FRESH)?.unwrap_or_default(),
            ..Self::default()
        })
    }

    fn run(&self) -> u64 {
        self.last.as_ref().map_or(0, |run| run.id)
    }

    /// A run begins.
    pub(super) fn begin(&mut self, organization: &str, at: Timestamp) {
        organization.clone_into(&mut self.organization);
        let id = self.run() + 1;
        self.interrupted = self.last.take().filter(|run| !run.is_over);
        self.last = Some(Run { id, started: at.as_microsecond(), is_over: false });
        self.begun = false;
    }

    /// What is committed belongs to no run of its own.
    pub(super) fn go_on(&mut self, organization: &str) {
        organization.clone_into(&mut self.organization);
        self.begun = true;
    }

    /// What is written with the first commit of a run.
    pub(super) fn begun(&mut self) -> Result<Vec<Step>, Error> {
        if self.begun {
            return Ok(Vec::new());
        }
        self.begun = true;
        let Some(run) = &self.last else { return Ok(Vec::new()) };
        let row = |run: &Run, status: &str| {
            json!({
                "id": run.id, "started_at": instant::text(run.started), "status": status,
                "version": env!("CARGO_PKG_VERSION"),
            })
        };
        let interrupted = self.interrupted.iter().map(|run| row(run, "interrupted"));
        let rows = interrupted.chain([row(run, "running")]).collect();
        Ok(vec![self.upsert(&SYNC_RUNS, rows, at_of(run.started))?])
    }

    fn rows(&self, table: &'static Table, rows: Vec<Value>) -> Result<arrow_array::RecordBatch, Error> {
        let unit = Unit::organization(&self.organization);
        Ok(Decoder::new(table).decode(Value::from(rows).to_string().as_bytes(), "$", &unit)?.rows)
    }

    fn upsert(&self, table: &'static Table, rows: Vec<Value>, at: Timestamp) -> Result<Step, Error> {
        let rows = self.rows(table, rows)?;
        Ok(Step { table, at, action: Action::Upsert { rows, seen: Vec::new() } })
    }

    fn delete(&self, rows: Vec<Value>, at: Timestamp) -> Result<Step, Error> {
        let keys = keys(&SYNC_FAULTS, &self.rows(&SYNC_FAULTS, rows)?)?;
        Ok(Step { table: &SYNC_FAULTS, at, action: Action::Delete { keys } })
    }

    /// What a step settles: values that fit now, or are gone with their rows.
    pub(super) fn sees(&mut self, unit: &Unit, step: &Step, faults: &[Fault]) -> Result<Vec<Step>, Error> {
        let name = step.table.name();
        let Some(known) = self.faults.get(name).cloned() else { return Ok(Vec::new()) };
        let again = |place: &Place| {
            let is = |fault: &&Fault| fault.key == place.key && fault.column == place.column;
            faults.iter().filter(|fault| fault.table == step.table).any(|fault| is(&fault))
        };
        let run = self.run();
        let settled: Vec<Place> = match &step.action {
            Action::Upsert { rows, .. } | Action::Delete { keys: rows } => {
                let texts = (0..rows.num_rows()).map(|row| key_text(step.table, rows, row));
                let texts = texts.collect::<Result<BTreeSet<_>, _>>()?;
                known.keys().filter(|place| texts.contains(&place.key) && !again(place)).cloned().collect()
            }
            // All that there is was read.
            Action::DeleteIn { range, which: Which::Unseen { keep, .. } }
                if keep.is_empty() && range.scope.values().is_empty() =>
            {
                let unit = unit.key();
                let is_old =
                    |(place, seen): &(&Place, &Seen)| place.unit == unit && seen.run != run && !again(place);
                known.iter().filter(is_old).map(|(place, _)| place.clone()).collect()
            }
            Action::DeleteIn { .. } | Action::Set { .. } => Vec::new(),
        };
        if settled.is_empty() {
            return Ok(Vec::new());
        }
        if let Some(known) = self.faults.get_mut(name) {
            let known = Arc::make_mut(known);
            for place in &settled {
                known.remove(place);
            }
        }
        self.changed.insert(name.to_owned());
        let row = |Place { unit, key, column }: Place| json!({"table_name": name, "unit": unit, "key": key, "column_name": column});
        Ok(vec![self.delete(settled.into_iter().map(row).collect(), step.at)?])
    }

    /// Values that do not fit.
    pub(super) fn faults(
        &mut self,
        unit: &Unit,
        faults: &[Fault],
        at: Timestamp,
    ) -> Result<Vec<Step>, Error> {
        if faults.is_empty() {
            return Ok(Vec::new());
        }
        let run = self.run();
        let mut rows = Vec::with_capacity(faults.len());
        for fault in faults {
            let table = fault.table.name();
            let place = Place { unit: unit.key(), key: fault.key.clone(), column: fault.column.clone() };
            let known = Arc::make_mut(self.faults.entry(table.to_owned()).or_default());
            let since = known.get(&place).map_or(at.as_microsecond(), |seen| seen.since);
            rows.push(json!({
                "table_name": table, "unit": place.unit, "key": place.key, "column_name": place.column,
                "kind": "value", "expected": fault.expected, "found": fault.found,
                "message": fault.to_string(), "since": instant::text(since), "run_id": run,
            }));
            if known.len() < MOST || known.contains_key(&place) {
                known.insert(place, Seen { since, run });
            }
            self.changed.insert(table.to_owned());
        }
        Ok(vec![self.upsert(&SYNC_FAULTS, rows, at)?])
    }

    /// The notes that have changed.
    pub(super) fn notes(&mut self) -> Result<Vec<(String, Option<String>)>, Error> {
        let mut notes = Vec::new();
        for table in std::mem::take(&mut self.changed) {
            let known = self.faults.get(&table).filter(|known| !known.is_empty());
            let list = known.map(|known| known.iter().collect::<Vec<_>>());
            notes.push((format!("{FAULTS}{table}"), list.as_ref().map(written).transpose()?));
        }
        if self.begun
            && let Some(run) = &self.last
        {
            notes.push((RUN.to_owned(), Some(written(run)?)));
        }
        Ok(notes)
    }

    /// Whether a unit, or a part of it, could not be read in the last run either.
    pub(super) fn has_failed(&self, feed: &str, unit: &Unit) -> bool {
        let unit = unit.key();
        self.failures.keys().any(|part| part.feed == feed && part.unit == unit)
    }

    /// What is written at the end of a run; nothing if nothing was committed to a destination that is new.
    #[expect(clippy::type_complexity, reason = "steps and notes")]
    pub(super) fn end(
        &mut self,
        summary: &Summary<'_>,
    ) -> Result<Option<(Vec<Step>, Vec<(String, Option<String>)>)>, Error> {
        let Some(mut run) = self.last.clone() else { return Ok(None) };
        let is_new = !self.begun && run.id == 1;
        if is_new {
            return Ok(None);
        }
        let mut steps = self.begun()?;
        let at = at_of(run.started);
        let mut counts = Counts::default();
        let mut tables = Vec::new();
        for TableReport { table, counts: of_table } in summary.tables {
            counts += *of_table;
            let is_complete = summary.outcome != Outcome::Stopped && !summary.incomplete.contains(table);
            if is_complete {
                self.fresh.insert(table.name().to_owned(), run.started);
            }
            let failures = summary.failures.iter().filter(|failure| failure.table == Some(*table)).count();
            let faults = summary.faults.iter().filter(|fault| fault.table == *table).count();
            let mut row = counted(*of_table);
            row["table_name"] = table.name().into();
            row["run_id"] = run.id.into();
            row["is_complete"] = is_complete.into();
            row["fresh_at"] = json!(self.fresh.get(table.name()).map(|at| instant::text(*at)));
            row["failures"] = failures.into();
            row["faults"] = faults.into();
            tables.push(row);
        }
        steps.push(self.upsert(&SYNC_TABLES, tables, at)?);
        let mut row = counted(counts);
        row["id"] = run.id.into();
        row["started_at"] = at.to_string().into();
        row["finished_at"] = summary.finished.to_string().into();
        row["status"] = match summary.outcome {
            Outcome::Completed => "completed",
            Outcome::Incomplete => "incomplete",
            Outcome::Stopped => "stopped",
        }
        .into();
        row["requests"] = summary.requests.into();
        row["failures"] = summary.failures.len().into();
        row["faults"] = summary.faults.len().into();
        row["version"] = env!("CARGO_PKG_VERSION").into();
        steps.push(self.upsert(&SYNC_RUNS, vec![row], at)?);
        steps.extend(self.failures(summary, run.id, at)?);
        run.is_over = true;
        self.last = Some(run);
        let mut notes = self.notes()?;
        notes.push((FRESH.to_owned(), Some(written(&self.fresh)?)));
        let failures: Vec<_> = self.failures.iter().collect();
        notes.push((FAILURES.to_owned(), (!failures.is_empty()).then(|| written(&failures)).transpose()?));
        Ok(Some((steps, notes)))
    }

    /// What could not be read in this run, in place of what could not be in the last one.
    fn failures(&mut self, summary: &Summary<'_>, run: u64, at: Timestamp) -> Result<Vec<Step>, Error> {
        let mut failures: BTreeMap<Part, Seen> = BTreeMap::new();
        let mut rows: BTreeMap<Part, Value> = BTreeMap::new();
        for failure in summary.failures {
            let table = failure.table.map_or(failure.feed, Table::name);
            let (kind, key) = match &failure.what {
                What::Unit => ("unit", String::new()),
                What::Part(name) => ("part", name.clone()),
                What::Row => ("row", failure.error.to_string()),
            };
            let part = Part {
                feed: failure.feed.to_owned(),
                table: table.to_owned(),
                unit: failure.unit.key(),
                key,
            };
            let since = self.failures.get(&part).map_or(at.as_microsecond(), |seen| seen.since);
            rows.insert(
                part.clone(),
                json!({
                    "table_name": table, "unit": part.unit, "key": part.key, "column_name": "", "kind": kind,
                    "message": failure.to_string(), "since": instant::text(since), "run_id": run,
                }),
            );
            failures.insert(part, Seen { since, run });
        }
        // A run that was stopped has not tried them all.
        if summary.outcome == Outcome::Stopped {
            for (part, seen) in &*self.failures {
                failures.entry(part.clone()).or_insert(*seen);
            }
        }
        let settled = self.failures.keys().filter(|part| !failures.contains_key(part)).map(
            |part| json!({"table_name": part.table, "unit": part.unit, "key": part.key, "column_name": ""}),
        );
        let steps = vec![
            self.delete(settled.collect(), at)?,
            self.upsert(&SYNC_FAULTS, rows.into_values().collect(), at)?,
        ];
        self.failures = Arc::new(failures);
        Ok(steps)
    }
}

fn at_of(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or_default()
}

fn counted(counts: Counts) -> Value {
    json!({
        "added": counts.added, "changed": counts.changed, "deleted": counts.deleted,
        "unchanged": counts.unchanged,
    })
}
