//! The limits of one expansion.
//!
//! [Documented](https://learn.microsoft.com/azure/devops/pipelines/process/templates#imposed-limits): 100 files, 100
//! levels of nesting, a bound on memory. Work is bounded too, so that no template runs away.

use std::cell::Cell;

use crate::expression::{Failure, Result};

/// Distinct template files, included directly or indirectly.
pub(crate) const MAX_FILES: usize = 100;
/// Levels of templates within templates.
pub(crate) const MAX_NESTING: usize = 100;
/// Levels of collections within collections, in one file and in a value.
pub(crate) const MAX_DEPTH: usize = 100;
/// Levels of collections within collections, over all templates.
pub(crate) const MAX_TOTAL_DEPTH: usize = 320;
/// Bytes of one text.
pub(crate) const MAX_BYTES: usize = 10 * 1024 * 1024;
/// Bytes of all scalars that are evaluated, those of arguments included.
const MAX_KEPT_BYTES: usize = 2 * MAX_BYTES;
/// What a scalar costs besides its text.
const SCALAR_BYTES: usize = 24;
/// Bytes that all expressions together may make.
const MAX_MADE_BYTES: usize = 10 * MAX_BYTES;
/// Steps of work: values read, items spliced, nodes written.
const MAX_EVENTS: usize = 2_000_000;

pub(crate) const DEPTH_EXCEEDED: &str = "Maximum object depth exceeded";
pub(crate) const SIZE_EXCEEDED: &str = "Maximum object size exceeded";
pub(crate) const EVENTS_EXCEEDED: &str = "Maximum events exceeded while evaluating the template. This may indicate an infinite loop or too many nested loops.";

/// Counts the work and the memory of one expansion.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    events: Cell<usize>,
    made: Cell<usize>,
    kept: Cell<usize>,
}

impl Meter {
    /// # Errors
    /// When the expansion has done too much.
    pub(crate) fn spend(&self, events: usize) -> Result<()> {
        add(&self.events, events, MAX_EVENTS, EVENTS_EXCEEDED)
    }

    /// Counts text that an expression made.
    ///
    /// # Errors
    /// When all expressions together have made too much.
    pub(crate) fn add_bytes(&self, bytes: usize) -> Result<()> {
        self.spend(1)?;
        add(&self.made, bytes, MAX_MADE_BYTES, SIZE_EXCEEDED)
    }

    /// Counts a scalar that is evaluated.
    ///
    /// # Errors
    /// When all are too much.
    pub(crate) fn keep(&self, text: &str) -> Result<()> {
        self.spend(1)?;
        add(&self.kept, SCALAR_BYTES + text.len(), MAX_KEPT_BYTES, SIZE_EXCEEDED)
    }
}

fn add(counter: &Cell<usize>, more: usize, most: usize, exceeded: &str) -> Result<()> {
    let sum = counter.get().saturating_add(more);
    counter.set(sum);
    if sum > most { Err(Failure::limit(exceeded)) } else { Ok(()) }
}
