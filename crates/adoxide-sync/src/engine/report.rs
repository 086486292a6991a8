//! What happened.

use std::fmt;

use crate::read::is_refused;
use crate::{Counts, Error, Fault, Part, Table, Unit};

/// What a run did.
#[derive(Debug)]
#[must_use = "a run that failed in part says so only here"]
pub struct Report {
    pub(super) tables: Vec<TableReport>,
    pub(super) failures: Vec<Failure>,
    pub(super) unsupported: Vec<Failure>,
    pub(super) faults: Vec<Fault>,
    pub(super) skipped: Vec<Unit>,
    pub(super) requests: u64,
    pub(super) stopped: bool,
}

impl Report {
    /// What became of each table that was wanted, in the order of the feeds.
    pub fn tables(&self) -> &[TableReport] {
        &self.tables
    }

    /// What became of one table.
    pub fn table(&self, name: &str) -> Option<&TableReport> {
        self.tables.iter().find(|table| table.table.name() == name)
    }

    /// What could not be read: units, parts of them, and rows without a key.
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }

    /// What this service does not have: a Server lacks some areas of the cloud, and an older one what is newer. Their
    /// tables stay as they are, and nothing is missing.
    pub fn unsupported(&self) -> &[Failure] {
        &self.unsupported
    }

    /// The values that did not fit their columns, and are null: their rows were committed.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// What was found and can't be read now: repositories that are disabled or in maintenance, projects that are being
    /// made or deleted. Their rows are left as they are.
    pub fn skipped(&self) -> &[Unit] {
        &self.skipped
    }

    /// How many requests were sent to the service.
    pub fn requests(&self) -> u64 {
        self.requests
    }

    /// Whether it was stopped before its end.
    pub fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Whether the tables now hold all that is at the source, but for values that did not fit.
    pub fn is_complete(&self) -> bool {
        !self.stopped && self.failures.is_empty()
    }
}

/// What a run did to one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableReport {
    /// The table.
    pub table: &'static Table,
    /// How many of its rows were touched.
    pub counts: Counts,
}

impl TableReport {
    pub(super) fn new(table: &'static Table) -> Self {
        Self { table, counts: Counts::default() }
    }
}

/// Something that could not be read.
#[derive(Debug)]
#[non_exhaustive]
pub struct Failure {
    /// The feed.
    pub feed: &'static str,
    /// The unit.
    pub unit: Unit,
    /// The table of a row or a part that could not be read; none if the whole unit failed.
    pub table: Option<&'static Table>,
    /// What of the unit it is.
    pub what: What,
    /// Why.
    pub error: Error,
}

/// What of a unit could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum What {
    /// All of it, from some point on. Its cursor stayed there, so the next run continues from it.
    Unit,
    /// What one thing in it has, which is named: the rest was read, and the next run reads this again.
    Part(String),
    /// A row: the others were committed, and the cursor stayed.
    Row,
}

/// Where, and why.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.table, &self.what) {
            (Some(table), What::Part(name)) if !name.is_empty() => {
                write!(f, "{} of {name} in {}: {}", table.name(), self.unit, self.error)
            }
            (Some(table), What::Part(_)) => write!(f, "{} of {}: {}", table.name(), self.unit, self.error),
            _ => write!(f, "{} of {}: {}", self.feed, self.unit, self.error),
        }
    }
}

impl Failure {
    pub(super) fn part(feed: &'static str, unit: Unit, part: Part) -> Self {
        Self { feed, unit, table: Some(part.table), what: What::Part(part.name), error: part.error }
    }

    /// Whether the service does not have it at all: it is in [`Report::unsupported`], and nothing is missing.
    #[must_use]
    pub fn is_unsupported(&self) -> bool {
        self.error
            .as_service()
            .is_some_and(|error| error.kind() == adoxide::ErrorKind::NotSupported && error.status().is_some())
    }

    /// Whether the service does not accept the credential.
    pub(super) fn is_refused(&self) -> bool {
        is_refused(&self.error)
    }
}

/// Something that happens in a run, for those who show how it goes.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A unit was found below another one.
    Found {
        /// The unit.
        unit: &'a Unit,
        /// Whether it will be pulled.
        readable: bool,
    },
    /// A feed begins to read a unit.
    Started {
        /// The feed.
        feed: &'static str,
        /// The unit.
        unit: &'a Unit,
    },
    /// Rows were committed.
    Committed {
        /// The table.
        table: &'static Table,
        /// The unit.
        unit: &'a Unit,
        /// How many.
        counts: Counts,
    },
    /// A unit, a part of it, or a row could not be read.
    Failed(&'a Failure),
    /// A value did not fit its column.
    Fault(&'a Fault),
    /// A feed has read a unit to its end, or as far as it could.
    Finished {
        /// The feed.
        feed: &'static str,
        /// The unit.
        unit: &'a Unit,
    },
    /// A unit that was read before is not there any more.
    Gone {
        /// The table that its rows are deleted from.
        table: &'static Table,
        /// The unit.
        unit: &'a Unit,
    },
}
