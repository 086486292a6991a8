//! A destination and its connections, which take turns: it has one writer.
//!
//! Servers may share a PostgreSQL destination. One of them writes to it; the others stand by, store what webhooks deliver
//! to them, and take over when the lock of the writer is free, as when its process is gone. A server that lost the lock
//! without knowing it is refused by its next commit, and stands by, too.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use adoxide_sync::{Deletion, Destination, Engine, Location, Report, Target, feeds};
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
/// How long to wait after the inbox could not be read, or the destination not be opened.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long to wait before it is tried again to take over from another server.
const STANDBY: Duration = Duration::from_millis(500);
/// How long to wait before the inbox is looked at for what another server stored.
const LOOK: Duration = Duration::from_millis(500);
/// After how many looks at the inbox what waits in it is counted.
const LOOKS: u32 = 10;

pub(crate) struct Lane {
    pub location: Location,
    pub deletion: Deletion,
    /// None while another server writes to it.
    pub destination: Option<Box<dyn Destination>>,
    /// Whether the destination has to be opened anew: another server has taken over, or the connection was cut.
    pub is_lost: AtomicBool,
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
    pub(crate) async fn work(mut self, mut stop: watch::Receiver<bool>) -> Result<(), Error> {
        let (mut has_reread, mut looks) = (false, 0);
        if self.destination.is_some() {
            self.take_over().await;
        }
        while !*stop.borrow() {
            if self.is_lost.swap(false, Ordering::Relaxed)
                && let Some(destination) = self.destination.take()
                && let Err(error) = destination.close().await
            {
                tracing::warn!(destination = %self.location, %error, "the destination can't be closed");
            }
            if self.destination.is_none() {
                self.stand_by(&mut stop).await;
                continue;
            }
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
                () = tokio::time::sleep(LOOK), if self.is_shared() => {
                    looks += 1;
                    self.look(looks % LOOKS == 1).await;
                }
            }
        }
        if let Some(destination) = self.destination {
            destination.close().await?;
        }
        Ok(())
    }

    /// Whether other servers store deliveries for its connections, too.
    fn is_shared(&self) -> bool {
        self.inbox.as_ref().is_some_and(|inbox| inbox.is_shared())
    }

    /// Looks for deliveries that another server stored.
    async fn look(&self, is_count: bool) {
        let Some(inbox) = &self.inbox else { return };
        let names = self.connections.iter().map(|connection| connection.config.name.clone()).collect();
        let looked = async {
            let due = inbox.due(names).await?;
            if is_count || !due.is_empty() {
                inbox.recount().await?;
            }
            Ok::<_, Error>(due)
        };
        match looked.await {
            Ok(due) => {
                let is_due = |connection: &&Arc<Connection>| due.contains(&connection.config.name);
                self.connections
                    .iter()
                    .filter(is_due)
                    .for_each(|connection| connection.hint(Timestamp::now()));
            }
            Err(error) => {
                tracing::warn!(destination = %self.location, %error, "the inbox can't be read");
                self.is_lost.store(true, Ordering::Relaxed);
            }
        }
    }

    /// The destination is open: what the server before this one had claimed is this one's.
    async fn take_over(&self) {
        let Some(inbox) = &self.inbox else { return };
        match inbox.take_over().await {
            Ok(0) => {}
            Ok(deliveries) => {
                tracing::info!(destination = %self.location, deliveries, "took over what another server had begun");
            }
            Err(error) => {
                tracing::warn!(destination = %self.location, %error, "the inbox can't be written");
                self.is_lost.store(true, Ordering::Relaxed);
            }
        }
    }

    /// Waits until this server may write to the destination, or is told to stop.
    async fn stand_by(&mut self, stop: &mut watch::Receiver<bool>) {
        let since = Timestamp::now();
        let mut told = String::new();
        loop {
            let opened = tokio::select! {
                opened = self.location.open(self.deletion) => opened,
                _ = stop.wait_for(|stop| *stop) => return,
            };
            let (why, wait) = match opened {
                Ok(destination) => {
                    self.destination = Some(destination);
                    break;
                }
                Err(error) if error.kind() == adoxide_sync::ErrorKind::Locked => (error.to_string(), STANDBY),
                Err(error) => (error.to_string(), PATIENCE),
            };
            if why != told {
                if wait == STANDBY {
                    tracing::info!(destination = %self.location, "standing by: {why}");
                } else {
                    tracing::warn!(destination = %self.location, "the destination can't be opened: {why}");
                }
            }
            for connection in &self.connections {
                connection.live().phase = Phase::StandingBy(since, why.clone());
            }
            told = why;
            if let Some(inbox) = &self.inbox
                && let Err(error) = inbox.recount().await
            {
                tracing::debug!(%error, "what waits in the inbox can't be counted");
            }
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                _ = stop.wait_for(|stop| *stop) => return,
            }
        }
        for connection in &self.connections {
            connection.live().phase = Phase::Idle;
            connection.hint(Timestamp::now());
        }
        tracing::info!(destination = %self.location, "this server writes to the destination now");
        self.take_over().await;
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
        let acted = match inbox.claim(name, MOST_TOGETHER).await {
            Ok((waiting, next)) => {
                let more = (waiting.len() == MOST_TOGETHER).then_some(Duration::ZERO);
                if let Some(next) = more.or(next) {
                    connection.hint(Timestamp::now() + next);
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
                match error.kind() {
                    ErrorKind::Service => connection.forget_pool().await,
                    // Another server has taken over, and acts on them.
                    ErrorKind::Locked => return inbox.release(ids(&waiting)).await,
                    _ => {}
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
        if let Some(next) = inbox.failed(waiting, why).await? {
            connection.hint(Timestamp::now() + next);
        }
        Ok(())
    }

    async fn pull(
        &self,
        connection: &Arc<Connection>,
        work: Work,
        mut stop: watch::Receiver<bool>,
    ) -> Result<Report, Error> {
        let Some(destination) = self.destination.as_deref() else {
            return Err(Error::new(ErrorKind::Locked, "another server writes to the destination"));
        };
        let config = &connection.config;
        let (pool, organization) = tokio::select! {
            pool = connection.pool() => pool?,
            _ = stop.wait_for(|stop| *stop) => {
                return Err(Error::new(ErrorKind::Service, "the server was stopped before the sync began"));
            }
        };
        let mut engine =
            Engine::new(&config.organization.organization(), feeds(&pool, &config.projects), destination)
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
        let report = engine.run_until(stopped).await.map_err(Error::from).inspect_err(|error| {
            let is_lost = matches!(error.kind(), ErrorKind::Locked | ErrorKind::Destination);
            if is_lost && matches!(self.location, Location::Postgres(_)) {
                self.is_lost.store(true, Ordering::Relaxed);
            }
        })?;
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
