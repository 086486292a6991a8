//! Pulls feeds for every unit, and commits what they say. The rules are in the [contract](crate#engine).

mod commit;
mod pull;
mod report;
mod target;
mod units;

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};

use futures::future::{self, Either};
use futures::stream::{FuturesUnordered, StreamExt as _};
use jiff::Timestamp;

use self::commit::Committer;
pub use self::report::{Event, Failure, Report, TableReport, What};
pub use self::target::Target;
pub use self::units::{Units, units};
use crate::merge::{Outcome, Session, Summary};
use crate::table::no_table;
use crate::{
    Batch, Change, Destination, Error, ErrorKind, Fault, Feed, Found, Level, Place, Requests, Scope,
    Selection, Table, Unit,
};

/// A sync: which feeds, from which organization, into which destination.
#[must_use = "an engine does nothing until it runs"]
pub struct Engine<'a> {
    root: Unit,
    feeds: Vec<Arc<dyn Feed>>,
    destination: &'a dyn Destination,
    tables: Option<Vec<String>>,
    units: Option<Vec<Unit>>,
    targets: Option<Vec<Target>>,
    concurrency: usize,
    id: Option<String>,
    full: bool,
    since: Option<Timestamp>,
    now: Option<Timestamp>,
    watch: Box<dyn Fn(&Event<'_>) + Send + Sync + 'a>,
}

/// How many units are pulled at once, if nothing else is said. The client limits requests on its own.
const CONCURRENCY: usize = 8;

impl<'a> Engine<'a> {
    /// A sync of this organization by these feeds. A feed that lists units is only asked for its tables if
    /// they are wanted, so all feeds can be given always.
    pub fn new(
        organization: &str,
        feeds: impl IntoIterator<Item = Arc<dyn Feed>>,
        destination: &'a dyn Destination,
    ) -> Self {
        Self {
            root: Unit::organization(organization),
            feeds: feeds.into_iter().collect(),
            destination,
            tables: None,
            units: None,
            targets: None,
            concurrency: CONCURRENCY,
            id: None,
            full: false,
            since: None,
            now: None,
            watch: Box::new(|_| {}),
        }
    }

    /// Only these tables; without it, all that are not [optional](Table::optional).
    pub fn tables<T: Into<String>>(self, tables: impl IntoIterator<Item = T>) -> Self {
        Self { tables: Some(tables.into_iter().map(Into::into).collect()), ..self }
    }

    /// Only these units, as [`units`] found them: nothing is listed, and no unit is found to be gone. This is how several
    /// machines read one organization, each its part.
    pub fn units(self, units: impl IntoIterator<Item = Unit>) -> Self {
        Self { units: Some(units.into_iter().collect()), ..self }
    }

    /// Reads only these again, in place of all that is new: what a webhook named. What was never read is left to the next
    /// sync. The run is not in `sync_runs`, and says nothing about how fresh the tables are.
    pub fn reread(self, targets: impl IntoIterator<Item = Target>) -> Self {
        Self { targets: Some(targets.into_iter().collect()), ..self }
    }

    /// How many units are pulled at once; at least one.
    pub fn concurrency(self, units: usize) -> Self {
        Self { concurrency: units.max(1), ..self }
    }

    /// The id of the organization: a destination that holds rows of another one of the same name, which was deleted,
    /// is refused.
    pub fn organization_id(self, id: impl Into<String>) -> Self {
        Self { id: Some(id.into()), ..self }
    }

    /// Reads everything again from the start. Rows that are there with the same values are not written; those that the
    /// source does not have any more are deleted. Rows of another organization of the same name are replaced.
    pub fn full(self, full: bool) -> Self {
        Self { full, ..self }
    }

    /// Begins the first sync of a table here, where the service can be asked for what is newer: pull requests and builds
    /// by when they were completed, pushes and commits by when they were made, work items by when they were last changed,
    /// the audit log. What is older is not read by later syncs either. A [full](Self::full) sync deletes the rows that
    /// are older.
    pub fn since(self, since: Timestamp) -> Self {
        Self { since: Some(since), ..self }
    }

    /// The time of the sync, for `_syncedAt` and `_deletedAt`; the clock's without it.
    pub fn at(self, now: Timestamp) -> Self {
        Self { now: Some(now), ..self }
    }

    /// Calls this for everything that happens. It must not wait.
    pub fn watch(self, watch: impl Fn(&Event<'_>) + Send + Sync + 'a) -> Self {
        Self { watch: Box::new(watch), ..self }
    }

    /// Runs to the end. Units that fail are in the report.
    ///
    /// # Errors
    /// When the tables are unknown, or the destination fails.
    pub async fn run(self) -> Result<Report, Error> {
        self.run_until(future::pending()).await
    }

    /// Runs to the end, or until `stop` is ready: then pulls are dropped, commits that were begun are
    /// finished, and the report says that it was [stopped](Report::is_stopped).
    ///
    /// # Errors
    /// As [`Self::run`].
    pub async fn run_until(self, stop: impl Future<Output = ()> + Send) -> Result<Report, Error> {
        let plan = Plan::new(&self.feeds, self.tables.as_deref())?;
        let wanted = plan.wanted();
        let at = self.now.unwrap_or_else(Timestamp::now);
        let (destination, organization) = (self.destination, self.root.organization_name());
        let id = self.id.as_deref();
        let session = Session::of(destination, &wanted, organization, id, at, self.full).await?;
        let targets = if let Some(targets) = self.targets {
            session.go_on(organization);
            Some(plan.aim(&self.root, &targets, &session))
        } else {
            session.begin(organization, at);
            None
        };
        let is_sync = targets.is_none();
        let run = Run {
            session,
            watch: &*self.watch,
            requests: Requests::default(),
            at,
            full: self.full && is_sync,
            is_given: self.units.is_some(),
            is_sync,
            since: self.since,
            state: Mutex::new(State::new(&wanted)),
            plan,
        };
        let roots = self.units.unwrap_or_else(|| vec![self.root]);
        let (committer, commits) = Committer::new();
        let mut write = pin!(commits.run(&run));
        let pulled = {
            let pull = pin!(run.pull_all(&roots, targets, &committer, self.concurrency));
            let work = future::select(pull, &mut write);
            match future::select(work, pin!(stop)).await {
                Either::Left((Either::Left((pulled, _)), _)) => pulled.map(|()| true)?,
                // Nobody but us ends it, so it failed.
                Either::Left((Either::Right((written, _)), _)) => written.map(|()| true)?,
                Either::Right(((), _)) => false,
            }
        };
        // All that was handed over is committed, then there is nothing to wait for any more.
        let rest = async {
            if pulled {
                for batch in run.gone() {
                    committer.send(batch).await?;
                }
            }
            drop(committer);
            Ok(())
        };
        future::try_join(rest, write).await?;
        let report = run.report(!pulled);
        if is_sync {
            run.session.end(&run.summary(&report, self.now)).await?;
        }
        Ok(report)
    }
}

/// The feeds to pull, with the tables that are wanted of them.
pub struct Plan {
    jobs: Vec<Job>,
}

#[derive(Clone)]
struct Job {
    feed: Arc<dyn Feed>,
    tables: Vec<&'static Table>,
    /// Those of the unit that are read again; see [`Pull::again`](crate::Pull::again).
    again: Option<Vec<i64>>,
}

impl Plan {
    /// What is pulled for these tables; without any, for all that are not [optional](Table::optional).
    ///
    /// # Errors
    /// When there is no table of a name.
    pub fn new(feeds: &[Arc<dyn Feed>], tables: Option<&[String]>) -> Result<Self, Error> {
        let known: Vec<&'static Table> = feeds.iter().flat_map(|feed| feed.tables()).collect();
        if let Some(unknown) = tables
            .iter()
            .copied()
            .flatten()
            .find(|name| known.iter().all(|table| table.name() != name.as_str()))
        {
            return Err(no_table(unknown, known.iter().map(|table| table.name())));
        }
        let wants = |table: &Table| match tables {
            Some(tables) => tables.iter().any(|name| name == table.name()),
            None => table.selection() == Selection::ByDefault,
        };
        let mut jobs: Vec<Job> = Vec::new();
        for feed in feeds {
            let tables = feed.tables().into_iter().filter(|table| wants(table)).collect();
            jobs.push(Job { feed: feed.clone(), tables, again: None });
        }
        // A feed without a wanted table is needed if it lists the units of one that is needed.
        let mut needed: HashSet<Level> =
            jobs.iter().filter(|job| !job.tables.is_empty()).map(|job| job.feed.level()).collect();
        for level in [Level::Repository, Level::Project] {
            if !needed.contains(&level) {
                continue;
            }
            let lister = jobs.iter().find(|job| job.feed.lists() == Some(level));
            let lister = lister.ok_or_else(|| {
                Error::new(ErrorKind::Contract, format!("no feed lists what is read by {level}"))
            })?;
            needed.insert(lister.feed.level());
        }
        jobs.retain(|job| {
            !job.tables.is_empty() || job.feed.lists().is_some_and(|level| needed.contains(&level))
        });
        Ok(Self { jobs })
    }

    /// The tables, each after the name of its feed.
    pub fn tables(&self) -> impl Iterator<Item = (&'static str, &'static Table)> {
        self.jobs.iter().flat_map(|job| job.tables.iter().map(|table| (job.feed.name(), *table)))
    }

    fn wanted(&self) -> Vec<&'static Table> {
        self.jobs.iter().flat_map(|job| job.tables.iter().copied()).collect()
    }
}

/// One run.
struct Run<'a> {
    session: Session<'a>,
    watch: &'a (dyn Fn(&Event<'_>) + Send + Sync),
    requests: Requests,
    at: Timestamp,
    /// Whether all is read from the start.
    full: bool,
    /// Whether the units are given, and none is looked for.
    is_given: bool,
    /// Whether all that is new is read; else only what was named.
    is_sync: bool,
    since: Option<Timestamp>,
    plan: Plan,
    state: Mutex<State>,
}

/// What is known so far.
struct State {
    /// Pulls that wait for their turn, by the level of their units.
    waiting: BTreeMap<Level, VecDeque<(Job, Unit)>>,
    /// The keys of the units that were found.
    found: HashSet<String>,
    /// Listings that were whole and without a fault.
    listed: Vec<(Unit, Level)>,
    /// Feeds whose credential is not accepted, and tables for which it isn't.
    refused: HashSet<&'static str>,
    refused_tables: Vec<&'static Table>,
    tables: Vec<TableReport>,
    failures: Vec<Failure>,
    unsupported: Vec<Failure>,
    faults: Vec<Fault>,
    skipped: Vec<Unit>,
}

impl State {
    fn new(wanted: &[&'static Table]) -> Self {
        Self {
            waiting: BTreeMap::new(),
            found: HashSet::new(),
            listed: Vec::new(),
            refused: HashSet::new(),
            refused_tables: Vec::new(),
            tables: wanted.iter().map(|table| TableReport::new(table)).collect(),
            failures: Vec::new(),
            unsupported: Vec::new(),
            faults: Vec::new(),
            skipped: Vec::new(),
        }
    }
}

impl Run<'_> {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn report(&self, stopped: bool) -> Report {
        let mut state = self.state();
        Report {
            tables: state.tables.clone(),
            failures: std::mem::take(&mut state.failures),
            unsupported: std::mem::take(&mut state.unsupported),
            faults: std::mem::take(&mut state.faults),
            skipped: std::mem::take(&mut state.skipped),
            requests: self.requests.count(),
            stopped,
        }
    }

    fn tell(&self, event: &Event<'_>) {
        (self.watch)(event);
    }

    /// Pulls every feed for every unit, deep units first: so that what waits does not pile up.
    async fn pull_all(
        &self,
        roots: &[Unit],
        targets: Option<Vec<(Job, Unit)>>,
        committer: &Committer,
        concurrency: usize,
    ) -> Result<(), Error> {
        match targets {
            None => roots.iter().for_each(|root| self.enter(root)),
            Some(targets) => {
                let mut state = self.state();
                for (job, unit) in targets {
                    state.waiting.entry(unit.level()).or_default().push_back((job, unit));
                }
            }
        }
        let mut pulls = FuturesUnordered::new();
        loop {
            while pulls.len() < concurrency
                && let Some((job, unit)) = self.deepest()
            {
                pulls.push(self.pull(job, unit, committer));
            }
            match pulls.next().await {
                Some(pulled) => pulled?,
                None => return Ok(()),
            }
        }
    }

    /// The next pull. A feed whose credential was refused is not pulled again: that failed once, and says
    /// it all.
    fn deepest(&self) -> Option<(Job, Unit)> {
        let state = &mut *self.state();
        loop {
            let (mut job, unit) = state.waiting.values_mut().rev().find_map(VecDeque::pop_front)?;
            let wanted = !job.tables.is_empty();
            job.tables.retain(|table| !state.refused_tables.contains(table));
            let is_refused = state.refused.contains(job.feed.name());
            if !is_refused && (!wanted || !job.tables.is_empty() || job.feed.lists().is_some()) {
                return Some((job, unit));
            }
        }
    }

    /// Lets the feeds of its level wait for this unit.
    fn enter(&self, unit: &Unit) {
        let is_wanted = |job: &&Job| !self.is_given || !job.tables.is_empty();
        let jobs = self.plan.jobs.iter().filter(|job| job.feed.level() == unit.level()).filter(is_wanted);
        let waiting = jobs.map(|job| (job.clone(), unit.clone()));
        self.state().waiting.entry(unit.level()).or_default().extend(waiting);
    }

    /// A unit was found.
    fn found(&self, found: &Found) {
        if self.is_given {
            return;
        }
        let new = self.state().found.insert(found.unit.key());
        if new {
            self.tell(&Event::Found { unit: &found.unit, readable: found.readable });
            // What was read before is pulled again only if it was named.
            let is_wanted = self.is_sync || !self.session.is_known(&found.unit);
            if found.readable && is_wanted {
                self.enter(&found.unit);
            } else if !found.readable {
                self.state().skipped.push(found.unit.clone());
            }
        }
    }

    /// What is left of units that were read before and are not there any more.
    fn gone(&self) -> Vec<Batch> {
        let (found, listed) = {
            let mut state = self.state();
            (std::mem::take(&mut state.found), std::mem::take(&mut state.listed))
        };
        if self.is_given {
            return Vec::new();
        }
        let mut batches: Vec<Batch> = Vec::new();
        for (feed, table) in self.plan.tables() {
            let mut gone: HashSet<String> = HashSet::new();
            for (parent, level) in &listed {
                for unit in self.session.units(table, parent) {
                    let known = unit.level() < *level
                        || found.contains(&unit.ancestor(*level).key())
                        // Found by another listing, made since this one was read.
                        || found.contains(&unit.key());
                    if known || !gone.insert(unit.key()) {
                        continue;
                    }
                    self.tell(&Event::Gone { table, unit: &unit });
                    batches.push(Batch {
                        feed,
                        unit,
                        tables: vec![table],
                        // A unit that is gone is an empty snapshot.
                        changes: vec![
                            Change::SnapshotBegin(table, Scope::unit()),
                            Change::SnapshotEnd(table),
                        ],
                        faults: Vec::new(),
                        place: Place::Gone,
                        at: self.at,
                    });
                }
            }
        }
        batches
    }

    /// What came of it, for the destination.
    fn summary<'r>(&self, report: &'r Report, now: Option<Timestamp>) -> Summary<'r> {
        let failures = report.failures();
        let is_incomplete = |feed: &str, table: &'static Table| {
            // What the service does not have was not read either.
            failures.iter().chain(report.unsupported()).any(|failure| match failure.table {
                Some(of) => of == table,
                None => failure.feed == feed,
            })
        };
        let incomplete = self.plan.tables().filter(|(feed, table)| is_incomplete(feed, table));
        Summary {
            outcome: match report {
                report if report.is_stopped() => Outcome::Stopped,
                report if report.is_complete() => Outcome::Completed,
                _ => Outcome::Incomplete,
            },
            finished: now.unwrap_or_else(Timestamp::now),
            requests: report.requests(),
            tables: report.tables(),
            incomplete: incomplete.map(|(_, table)| table).collect(),
            failures,
            faults: report.faults(),
        }
    }
}
