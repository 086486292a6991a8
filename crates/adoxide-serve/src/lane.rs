//! A destination and its connections, which take turns: it has one writer.

use std::sync::Arc;

use adoxide_sync::{Destination, Engine, Location, Report, feeds};
use jiff::Timestamp;
use tokio::sync::{Notify, watch};

use crate::connection::{Connection, Phase, until};
use crate::error::{Error, ErrorKind};
use crate::state::State;

pub(crate) struct Lane {
    pub location: Location,
    pub destination: Box<dyn Destination>,
    pub connections: Vec<Arc<Connection>>,
    pub wake: Arc<Notify>,
    pub state: State,
}

impl Lane {
    /// Runs what is due, one connection after the other, until it is told to stop; then the rows at hand are written.
    ///
    /// # Errors
    /// When the destination can't be closed.
    pub(crate) async fn work(self, mut stop: watch::Receiver<bool>) -> Result<(), Error> {
        while !*stop.borrow() {
            let now = Timestamp::now();
            if let Some(connection) = self.due(now) {
                self.run(&connection, now, stop.clone()).await?;
                continue;
            }
            let next =
                self.connections.iter().filter_map(|connection| connection.live().schedule.next()).min();
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

    async fn run(
        &self,
        connection: &Arc<Connection>,
        began: Timestamp,
        stop: watch::Receiver<bool>,
    ) -> Result<(), Error> {
        let name = connection.config.name.as_str();
        let full = connection.begin(began);
        tracing::info!(connection = name, full, "sync started");
        let outcome = self.sync(connection, full, stop).await;
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
        Ok(())
    }

    async fn sync(
        &self,
        connection: &Arc<Connection>,
        full: bool,
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
        .full(full)
        .watch(|event| connection.event(event));
        if let Some(tables) = config.wanted() {
            engine = engine.tables(tables);
        }
        if let Some(id) = organization {
            engine = engine.organization_id(id);
        }
        let stopped = async move {
            // The sender lives as long as the server.
            let _ = stop.wait_for(|stop| *stop).await;
        };
        let report = engine.run_until(stopped).await?;
        self.views().await;
        Ok(report)
    }

    /// Creates the views of the reports, where there is a database for them.
    async fn views(&self) {
        let Location::Sqlite(path) = &self.location else { return };
        let path = path.clone();
        let installed = tokio::task::spawn_blocking(move || adoxide_report::view::install(&path)).await;
        match installed {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the views were not created"),
            Err(error) => tracing::warn!(%error, "the views were not created"),
        }
    }
}
