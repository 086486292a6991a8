//! One feed, one unit.

use futures::StreamExt as _;

use super::commit::Committer;
use super::{Event, Failure, Job, Run, What};
use crate::{
    Batch, Change, Counted, Cursor, Error, ErrorKind, Fault, Level, Message, Place, Pull, Table, Unit,
};

impl Run<'_> {
    /// Pulls a feed for a unit. What goes wrong with it is written down.
    ///
    /// # Errors
    /// Those of the destination.
    pub(super) async fn pull(&self, job: Job, unit: Unit, committer: &Committer) -> Result<(), Error> {
        let feed = job.feed.name();
        self.tell(&Event::Started { feed, unit: &unit });
        for (cursor, tables) in self.places(&job, &unit) {
            // What was never read of the unit is read from the start, and whole.
            let again = job.again.clone().map(|ids| if cursor.is_some() { ids } else { Vec::new() });
            let job = Job { feed: job.feed.clone(), tables, again };
            match self.pull_unit(&job, &unit, cursor, committer).await {
                Ok(listed) => self.state().listed.extend(listed.map(|level| (unit.clone(), level))),
                Err(error) => {
                    let (unit, what) = (unit.clone(), What::Unit);
                    self.failed(Failure { feed, unit, table: None, what, error });
                }
            }
        }
        self.tell(&Event::Finished { feed, unit: &unit });
        Ok(())
    }

    /// Answers what was listed to the end without a fault.
    async fn pull_unit(
        &self,
        job: &Job,
        unit: &Unit,
        cursor: Option<Cursor>,
        committer: &Committer,
    ) -> Result<Option<Level>, Error> {
        let feed = job.feed.name();
        let mut messages = job.feed.pull(Pull {
            unit: unit.clone(),
            cursor,
            tables: job.tables.clone(),
            requests: self.requests.clone(),
            has_failed: self.session.has_failed(feed, unit),
            again: job.again.clone(),
            at: self.at,
            since: self.since,
        });
        let mut changes: Vec<Change> = Vec::new();
        if self.full {
            changes.extend(job.tables.iter().map(|table| Change::FullBegin(table)));
        }
        let mut faults: Vec<Fault> = Vec::new();
        let mut complete = true;
        let mut listed = None;
        while let Some(message) = messages.next().await {
            match message? {
                Message::Change(change) => {
                    if !job.tables.contains(&change.table()) {
                        continue;
                    }
                    changes.push(change);
                }
                Message::Found(found) => self.found(&found),
                Message::Listed(level) => listed = Some(level),
                Message::Fault(fault) => {
                    self.tell(&Event::Fault(&fault));
                    self.state().faults.push(fault.clone());
                    faults.push(fault);
                }
                Message::Lost(table, scope, error) => {
                    complete = false;
                    if job.tables.contains(&table) {
                        changes.push(Change::Keep(table, scope));
                    }
                    let (unit, what) = (unit.clone(), What::Row);
                    self.failed(Failure { feed, unit, table: Some(table), what, error });
                }
                Message::Failed(part) => {
                    if job.tables.contains(&part.table) {
                        changes.push(Change::Keep(part.table, part.scope.clone()));
                    }
                    self.failed(Failure::part(job.feed.name(), unit.clone(), part));
                }
                Message::Checkpoint(cursor) => {
                    if job.tables.is_empty() {
                        continue;
                    }
                    let batch = Batch {
                        feed,
                        unit: unit.clone(),
                        tables: job.tables.clone(),
                        changes: std::mem::take(&mut changes),
                        faults: std::mem::take(&mut faults),
                        place: if complete { Place::At(cursor) } else { Place::Unchanged },
                        at: self.at,
                    };
                    committer.send(batch).await?;
                }
            }
        }
        if self.full && job.tables.is_empty() {
            changes.clear();
        }
        let began = |change: &Change| matches!(change, Change::FullBegin(_));
        if changes.iter().all(began) && self.full && !job.tables.is_empty() {
            changes.extend(job.tables.iter().map(|table| Change::FullEnd(table)));
            let batch = Batch {
                feed,
                unit: unit.clone(),
                tables: job.tables.clone(),
                changes: std::mem::take(&mut changes),
                faults,
                place: Place::Unchanged,
                at: self.at,
            };
            committer.send(batch).await?;
        }
        // The name of the project is in the rows, also of a feed that has nothing new.
        if changes.is_empty() && self.session.is_renamed(feed, &job.tables, unit) {
            let (tables, place) = (job.tables.clone(), Place::Unchanged);
            let (unit, faults) = (unit.clone(), Vec::new());
            committer
                .send(Batch { feed, unit, tables, changes: Vec::new(), faults, place, at: self.at })
                .await?;
        }
        if !changes.is_empty() {
            let message = format!("feed `{}` ended without a checkpoint", job.feed.name());
            return Err(Error::new(ErrorKind::Contract, message));
        }
        Ok(listed.filter(|_| complete))
    }

    /// Where the tables of a feed are: those at one place together, the first of the feed first.
    fn places(&self, job: &Job, unit: &Unit) -> Vec<(Option<Cursor>, Vec<&'static Table>)> {
        if self.full || job.tables.is_empty() {
            return vec![(None, job.tables.clone())];
        }
        self.session.cursors(job.feed.name(), &job.tables, unit)
    }

    fn failed(&self, failure: Failure) {
        tracing::warn!(feed = failure.feed, unit = %failure.unit, error = %failure.error, "not read");
        self.tell(&Event::Failed(&failure));
        let mut state = self.state();
        if failure.is_refused() {
            match failure.table {
                // Those that are read by its rows can't be either.
                Some(table) if matches!(failure.what, What::Part(_)) => {
                    let tables = self.plan.wanted();
                    state
                        .refused_tables
                        .extend(tables.into_iter().filter(|other| other.is_or_is_below(table)));
                }
                _ => drop(state.refused.insert(failure.feed)),
            }
        }
        if failure.is_unsupported() {
            state.unsupported.push(failure);
        } else {
            state.failures.push(failure);
        }
    }

    pub(super) fn count(&self, counted: &Counted) {
        let mut state = self.state();
        if let Some(report) = state.tables.iter_mut().find(|report| report.table == counted.table) {
            report.counts += counted.counts;
        }
    }
}
