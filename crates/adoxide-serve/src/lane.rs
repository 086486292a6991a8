//! A destination and its connections, which take turns: it has one writer.

use std::sync::Arc;
use std::time::Duration;

use adoxide_sync::{Destination, Engine, Location, Report, Target, feeds};
use jiff::Timestamp;
use tokio::sync::{Notify, watch};

use crate::connection::{Connection, Phase, until};
use crate::error::{Error, ErrorKind};
use crate::state::State;
use crate::webhook::{Inbox, Waiting, targets};

/// How long to wait for more of what comes together: an update of a pull request is several events.
const GATHER: Duration = Duration::from_millis(200);
/// Deliveries that are acted on together.
const MOST_TOGETHER: usize = 1_000;
/// How long to wait after the inbox could not be read.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) struct Lane {
    pub location: Location,
    pub destination: Box<dyn Destination>,
    pub connections: Vec<Arc<Connection>>,
    pub wake: Arc<Notify>,
    pub state: State,
    /// What webhooks told, if there are any.
    pub inbox: Option<Arc<Inbox>>,
}

/// What is done next.
enum Turn {
    Sync(Arc<Connection>),
    Reread(Arc<Inbox>, Arc<Connection>),
}

/// What is read.
enum Work {
    /// All that is new, or everything again.
    Sync { full: bool },
    /// What was named.
    Reread(Vec<Target>),
}

impl Lane {
    /// Runs what is due, one connection after the other, until it is told to stop; then the rows at hand are written.
    ///
    /// # Errors
    /// When the destination can't be closed.
    pub(crate) async fn work(self, mut stop: watch::Receiver<bool>) -> Result<(), Error> {
        let mut has_reread = false;
        while !*stop.borrow() {
            let now = Timestamp::now();
            match self.turn(now, has_reread) {
                Some(Turn::Sync(connection)) => {
                    has_reread = false;
                    self.run(&connection, now, stop.clone()).await;
                    continue;
                }
                Some(Turn::Reread(inbox, connection)) => {
                    has_reread = true;
                    self.reread(&inbox, &connection, stop.clone()).await;
                    continue;
                }
                None => {}
            }
            let next = self.connections.iter().filter_map(|connection| {
                let hinted = connection.hinted().filter(|_| self.inbox.is_some());
                let scheduled = connection.live().schedule.next();
                scheduled.into_iter().chain(hinted).min()
            });
            let next = next.min();
            let sleep = async {
                match next {
                    Some(next) => tokio::time::sleep(until(next, now)).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = sleep => {}
                () = self.wake.notified() => {}
                _ = stop.changed() => {}
            }
        }
        self.destination.close().await?;
        Ok(())
    }

    /// What is done next. Syncs and rereads take turns while both are due, so that neither keeps the other from running.
    fn turn(&self, now: Timestamp, has_reread: bool) -> Option<Turn> {
        let is_hinted = |connection: &&Arc<Connection>| connection.hinted().is_some_and(|at| at <= now);
        let reread = self.inbox.as_ref().zip(self.connections.iter().find(is_hinted));
        let reread = reread.map(|(inbox, connection)| Turn::Reread(inbox.clone(), connection.clone()));
        let sync = self.due(now).map(Turn::Sync);
        if has_reread { sync.or(reread) } else { reread.or(sync) }
    }

    /// The connection whose turn it is: one that was asked to run goes first, then the one that is due for longest. The
    /// others that are due are queued.
    fn due(&self, now: Timestamp) -> Option<Arc<Connection>> {
        let is_due = |connection: &&Arc<Connection>| connection.live().schedule.is_due(now);
        let due: Vec<_> = self.connections.iter().filter(is_due).collect();
        let turn = |connection: &&&Arc<Connection>| {
            let live = connection.live();
            (!live.schedule.is_asked(), live.schedule.next())
        };
        let first = due.iter().min_by_key(turn)?;
        for other in &due {
            if !Arc::ptr_eq(other, first) {
                other.live().phase = Phase::Queued(first.config.name.clone());
            }
        }
        Some(Arc::clone(first))
    }

    async fn run(&self, connection: &Arc<Connection>, began: Timestamp, stop: watch::Receiver<bool>) {
        let name = connection.config.name.as_str();
        let full = connection.begin(began);
        tracing::info!(connection = name, full, "sync started");
        let outcome = self.pull(connection, Work::Sync { full }, stop).await;
        if outcome.as_ref().is_err_and(|error| error.kind() == ErrorKind::Service) {
            connection.forget_pool().await;
        }
        let last = connection.end(began, &outcome);
        match last.outcome.as_str() {
            "completed" | "stopped" => {
                tracing::info!(
                    connection = name,
                    requests = last.requests,
                    outcome = last.outcome,
                    "sync ended"
                );
            }
            _ => tracing::warn!(connection = name, message = last.message, "sync failed"),
        }
        let name = name.to_owned();
        if let Err(error) = self.state.run(move |state| state.remember(&name, &last)).await {
            // The rows are written. It only starts sooner after a restart than it would have to.
            tracing::warn!(%error, "the last run is not remembered");
        }
    }

    /// Reads again what the deliveries of a connection name. They are done when it is committed.
    async fn reread(&self, inbox: &Inbox, connection: &Arc<Connection>, stop: watch::Receiver<bool>) {
        let name = connection.config.name.as_str();
        tokio::time::sleep(GATHER).await;
        // What arrives from here on hints again.
        connection.live().hinted = None;
        let acted = match inbox.waiting(name, MOST_TOGETHER).await {
            Ok((waiting, next)) => {
                let more = (waiting.len() == MOST_TOGETHER).then(Timestamp::now);
                if let Some(next) = more.or(next) {
                    connection.hint(next);
                }
                self.act(inbox, connection, waiting, stop).await
            }
            Err(error) => Err(error),
        };
        if let Err(error) = acted {
            // They wait still, and are read again.
            tracing::warn!(connection = name, %error, "the inbox can't be read or written");
            connection.hint(Timestamp::now() + PATIENCE);
        }
    }

    async fn act(
        &self,
        inbox: &Inbox,
        connection: &Arc<Connection>,
        waiting: Vec<Waiting>,
        stop: watch::Receiver<bool>,
    ) -> Result<(), Error> {
        let organization = connection.config.organization.organization();
        let of = |one: &Waiting| targets(&one.named, &organization);
        let mut all: Vec<Target> = Vec::new();
        for target in waiting.iter().flat_map(of) {
            if !all.contains(&target) {
                all.push(target);
            }
        }
        let name = connection.config.name.as_str();
        let ids = |waiting: &[Waiting]| waiting.iter().map(|one| one.id).collect::<Vec<_>>();
        if all.is_empty() {
            return inbox.done(ids(&waiting)).await;
        }
        let count = all.len();
        let report = match self.pull(connection, Work::Reread(all), stop).await {
            Ok(report) => report,
            Err(error) => {
                tracing::warn!(connection = name, %error, "what webhooks named can't be read");
                if error.kind() == ErrorKind::Service {
                    connection.forget_pool().await;
                }
                return self.again(inbox, connection, waiting, &error.to_string()).await;
            }
        };
        if report.is_stopped() {
            // They are there when the server is started again.
            return Ok(());
        }
        connection.reread(&report);
        let (deliveries, requests) = (waiting.len(), report.requests());
        let failures = report.failures().len();
        tracing::info!(connection = name, deliveries, targets = count, requests, failures, "read again");
        // What could not be read is tried again: the deliveries that name something in the same unit.
        let is_failed = |one: &Waiting| {
            let keys: Vec<_> = of(one).iter().map(|target| target.unit().key()).collect();
            report.failures().iter().any(|failure| {
                let unit = failure.unit.key();
                keys.iter().any(|key| key.starts_with(&unit) || unit.starts_with(key))
            })
        };
        let (failed, done): (Vec<_>, Vec<_>) = waiting.into_iter().partition(is_failed);
        inbox.done(ids(&done)).await?;
        let why = report.failures().first().map(ToString::to_string).unwrap_or_default();
        self.again(inbox, connection, failed, &why).await
    }

    /// Deliveries could not be acted on: later.
    async fn again(
        &self,
        inbox: &Inbox,
        connection: &Arc<Connection>,
        waiting: Vec<Waiting>,
        why: &str,
    ) -> Result<(), Error> {
        if waiting.is_empty() {
            return Ok(());
        }
        inbox.failed(waiting, why).await?;
        if let (_, Some(next)) = inbox.waiting(&connection.config.name, 1).await? {
            connection.hint(next);
        }
        Ok(())
    }

    async fn pull(
        &self,
        connection: &Arc<Connection>,
        work: Work,
        mut stop: watch::Receiver<bool>,
    ) -> Result<Report, Error> {
        let config = &connection.config;
        let (pool, organization) = tokio::select! {
            pool = connection.pool() => pool?,
            _ = stop.wait_for(|stop| *stop) => {
                return Err(Error::new(ErrorKind::Service, "the server was stopped before the sync began"));
            }
        };
        let mut engine = Engine::new(
            &config.organization.organization(),
            feeds(&pool, &config.projects),
            &*self.destination,
        )
        .concurrency(config.concurrency.into())
        .watch(|event| connection.event(event));
        if let Some(tables) = config.wanted() {
            engine = engine.tables(tables);
        }
        if let Some(id) = organization {
            engine = engine.organization_id(id);
        }
        let is_sync = matches!(work, Work::Sync { .. });
        engine = match work {
            Work::Sync { full } => engine.full(full),
            Work::Reread(targets) => engine.reread(targets),
        };
        let stopped = async move {
            // The sender lives as long as the server.
            let _ = stop.wait_for(|stop| *stop).await;
        };
        let report = engine.run_until(stopped).await?;
        if is_sync {
            self.views().await;
        }
        Ok(report)
    }

    /// Creates the views of the reports, where there is a database for them.
    async fn views(&self) {
        let location = self.location.clone();
        let installed = tokio::task::spawn_blocking(move || adoxide_report::view::install(&location)).await;
        match installed {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the views were not created"),
            Err(error) => tracing::warn!(%error, "the views were not created"),
        }
    }
}
