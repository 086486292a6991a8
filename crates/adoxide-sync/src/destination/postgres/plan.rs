//! What is done in one transaction, in as few statements as give the same.

use std::collections::{HashMap, HashSet};

use arrow_array::RecordBatch;

use crate::destination::{Action, SnapshotId, Step};
use crate::merge::key_bytes;
use crate::{Error, Table};

/// A part of a commit.
pub(super) enum Work<'a> {
    /// Rows of several steps, none of which has a key of another one.
    Upsert(Upsert<'a>),
    /// A step, with its number.
    Step(usize, &'a Step),
}

/// Rows of a table that are brought together.
pub(super) struct Upsert<'a> {
    pub(super) table: &'static Table,
    /// The time of the sync.
    pub(super) step: &'a Step,
    pub(super) parts: Vec<Part<'a>>,
}

/// The rows of one step.
pub(super) struct Part<'a> {
    /// The number of the step.
    pub(super) number: usize,
    pub(super) rows: &'a RecordBatch,
    pub(super) seen: &'a [SnapshotId],
}

/// Steps on different tables don't touch each other; those on one table stay in order.
pub(super) fn plan(steps: &[Step]) -> Result<Vec<Work<'_>>, Error> {
    let mut works: Vec<Work<'_>> = Vec::new();
    // Where rows of a table can still be added, and the keys that are there, once more than one step is.
    let mut open: HashMap<&str, (usize, HashSet<Vec<u8>>)> = HashMap::new();
    for (number, step) in steps.iter().enumerate() {
        let Action::Upsert { rows, seen } = &step.action else {
            open.remove(step.table.name());
            works.push(Work::Step(number, step));
            continue;
        };
        if rows.num_rows() == 0 {
            continue;
        }
        let part = Part { number, rows, seen };
        if let Some((at, keys)) = open.get_mut(step.table.name())
            && let Some(Work::Upsert(upsert)) = works.get_mut(*at)
            && upsert.step.at == step.at
        {
            if keys.is_empty() {
                for part in &upsert.parts {
                    collect(step.table, part.rows, keys)?;
                }
            }
            let mut more = HashSet::new();
            collect(step.table, rows, &mut more)?;
            if keys.is_disjoint(&more) {
                keys.extend(more);
                upsert.parts.push(part);
                continue;
            }
        }
        open.insert(step.table.name(), (works.len(), HashSet::new()));
        works.push(Work::Upsert(Upsert { table: step.table, step, parts: vec![part] }));
    }
    Ok(works)
}

fn collect(table: &Table, rows: &RecordBatch, keys: &mut HashSet<Vec<u8>>) -> Result<(), Error> {
    for row in 0..rows.num_rows() {
        keys.insert(key_bytes(table, rows, row)?);
    }
    Ok(())
}
