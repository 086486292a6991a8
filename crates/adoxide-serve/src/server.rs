//! The server: opens what the configuration names, and runs until it is told to stop.

use std::collections::HashSet;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

use adoxide_sync::{Location, Plan, feeds};
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use crate::agent::{Agents, Sessions};
use crate::config::{Config, ConnectionConfig};
use crate::connection::{Connection, credential};
use crate::credential::Credentials;
use crate::error::{Error, ErrorKind};
use crate::http::{self, Names};
use crate::lane::Lane;
use crate::state::{Lock, State};
use crate::webhook::Webhooks;

/// A server that is ready to run: its state, its destinations and its address are open.
pub struct Server {
    app: Arc<App>,
    lanes: Vec<Lane>,
    listener: TcpListener,
    address: SocketAddr,
    _lock: Lock,
}

/// What the HTTP API works with.
pub(crate) struct App {
    pub state: State,
    pub credentials: Credentials,
    pub connections: Vec<Arc<Connection>>,
    pub names: Names,
    pub webhooks: Option<Webhooks>,
    pub agents: OnceLock<Sessions>,
}

impl App {
    pub(crate) fn connection(&self, name: &str) -> Option<&Arc<Connection>> {
        self.connections.iter().find(|connection| connection.config.name == name)
    }
}

impl Server {
    /// Opens the state and the destinations, and listens. Nothing is synced or answered yet.
    ///
    /// # Errors
    /// When the data folder or a destination is in use or can't be opened, a table is not known, or the address can't
    /// be listened on.
    pub async fn open(config: Config) -> Result<Self, Error> {
        config.check()?;
        let lock = Lock::take(&config.data)?;
        let state = State::open(&config.data)?;
        let listener = TcpListener::bind(config.listen).await.map_err(|error| {
            let message = format!(
                "{} can't be listened on: {error}; set `listen` to another address in `{}`",
                config.listen,
                config.path.display()
            );
            Error::new(ErrorKind::Listen, message)
        })?;
        let address =
            listener.local_addr().map_err(|error| Error::new(ErrorKind::Listen, error.to_string()))?;
        let credentials = Credentials::of(state.clone(), &config);
        credentials.check()?;
        let webhooks = config.webhooks.clone();
        let webhooks = match webhooks {
            Some(webhooks) => {
                let url = config.public_url.as_ref();
                Some(Webhooks::open(webhooks, url, &state, &config.connections).await?)
            }
            None => None,
        };
        let names = Names::new(address, &config);
        let mut lanes: Vec<Lane> = Vec::new();
        let mut connections = Vec::new();
        for connection in config.connections {
            let known = lanes.iter().position(|lane| lane.location == connection.destination);
            if known.is_none() {
                lanes.push(lane(&connection, &state).await?);
            }
            let at = known.unwrap_or(lanes.len() - 1);
            let lane = &mut lanes[at];
            let remembered = state.remembered(&connection.name)?;
            let connection =
                Arc::new(Connection::new(connection, credentials.clone(), remembered, lane.wake.clone()));
            if let Some(webhooks) = &webhooks {
                lane.inbox = webhooks.inbox(&connection.config.name).cloned();
                // What arrived before the last server ended.
                connection.hint(Timestamp::now());
            }
            lane.connections.push(connection.clone());
            connections.push(connection);
        }
        let agents = OnceLock::new();
        let app = Arc::new(App { state, credentials, connections, names, webhooks, agents });
        Ok(Self { app, lanes, listener, address, _lock: lock })
    }

    /// The address that it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers agents at `/mcp`, too. Only the first that is given does.
    #[must_use]
    pub fn agents(self, agents: impl Agents + 'static) -> Self {
        // There is no other handle of the server yet by which it could have been set.
        let _ = self.app.agents.set(Sessions::new(Box::new(agents)));
        self
    }

    /// Serves until `stop` is ready. Then no connection is accepted any more, requests are answered, syncs write the rows
    /// at hand, and the destinations are closed.
    ///
    /// # Errors
    /// When it can't listen any more, or a destination can't be closed.
    pub async fn run(self, stop: impl Future<Output = ()>) -> Result<(), Error> {
        let (stopping, stopped) = watch::channel(false);
        let mut work = JoinSet::new();
        for lane in self.lanes {
            work.spawn(lane.work(stopped.clone()));
        }
        for connection in self.app.connections.iter().filter(|_| self.app.webhooks.is_some()) {
            let (app, connection, stopped) = (self.app.clone(), connection.clone(), stopped.clone());
            work.spawn(async move {
                if let Some(webhooks) = &app.webhooks {
                    webhooks.keep_subscribed(&connection, stopped).await;
                }
                Ok(())
            });
        }
        let app = self.app.clone();
        work.spawn(async move {
            http::serve(app, self.listener, stopped).await.map_err(|error| {
                Error::new(ErrorKind::Listen, format!("connections can't be accepted any more: {error}"))
            })
        });
        let mut stop = std::pin::pin!(stop);
        let mut outcome = Ok(());
        loop {
            tokio::select! {
                () = &mut stop, if !*stopping.borrow() => {
                    tracing::info!("stopping");
                    stopping.send_replace(true);
                }
                ended = work.join_next() => {
                    let Some(ended) = ended else { return outcome };
                    let ended = ended.unwrap_or_else(|error| {
                        Err(Error::new(ErrorKind::State, format!("a part of the server broke off: {error}")))
                    });
                    // Nothing ends by itself but by failing: then the rest stops too.
                    stopping.send_replace(true);
                    outcome = outcome.and(ended);
                }
            }
        }
    }
}

async fn lane(connection: &ConnectionConfig, state: &State) -> Result<Lane, Error> {
    let location = connection.destination.clone();
    let destination = match location.open(connection.deletion).await {
        Ok(destination) => Some(destination),
        // Servers share a database. A file that another one writes to is a mistake in the configuration.
        Err(error)
            if error.kind() == adoxide_sync::ErrorKind::Locked
                && matches!(location, Location::Postgres(_)) =>
        {
            None
        }
        Err(error) => return Err(error.into()),
    };
    Ok(Lane {
        location,
        deletion: connection.deletion,
        destination,
        is_lost: AtomicBool::new(false),
        connections: Vec::new(),
        wake: Arc::new(Notify::new()),
        state: state.clone(),
        inbox: None,
    })
}

impl Config {
    /// Checks what reading it can't find out: tables that are not known, folders that don't exist. No request is sent.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] with the connection.
    pub fn check(&self) -> Result<(), Error> {
        self.connections.iter().try_for_each(check)
    }
}

fn check(connection: &ConnectionConfig) -> Result<(), Error> {
    let client = adoxide::Client::builder(connection.organization.to_string())
        .credential(credential(&"unused".into(), "a check of the configuration")?)
        .build()?;
    let tables = connection.wanted();
    let plan = Plan::new(&feeds(&client, &connection.projects), tables.as_deref()).map_err(|error| {
        Error::new(ErrorKind::Config, format!("the connection `{}`: {error}", connection.name))
    })?;
    let names: HashSet<_> = plan.tables().map(|(_, table)| table.name()).collect();
    if names.is_empty() {
        let message = format!("the connection `{}` names no table", connection.name);
        return Err(Error::new(ErrorKind::Config, message));
    }
    if let Location::Sqlite(path) = &connection.destination
        && let Some(folder) =
            path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists())
    {
        let message = format!(
            "the connection `{}`: the folder `{}` of its destination does not exist",
            connection.name,
            folder.display()
        );
        return Err(Error::new(ErrorKind::Config, message));
    }
    Ok(())
}
