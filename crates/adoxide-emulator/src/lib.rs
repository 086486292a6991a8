//! An Azure DevOps that fits in a process: REST, discovery and Git over one state, faithful enough that other
//! people's clients and `git` work against it unchanged.
//!
//! [`Emulator`] is a [`tower_service::Service`]: tests call it in-process, on a paused clock if they like;
//! everybody else calls it over a socket.
//!
//! ```
//! use adoxide_emulator::Emulator;
//! use tower_service::Service as _;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let mut emulator = Emulator::builder().build()?;
//! let request = http::Request::get("/fabrikam/_apis/projects")
//!     .header("authorization", format!("Bearer {}", emulator.token()))
//!     .body(axum_core::body::Body::empty())?;
//! assert_eq!(emulator.call(request).await?.status(), 200);
//! # Ok(()) }
//! # tokio::runtime::Runtime::new()?.block_on(run())?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # How it is built
//!
//! Each room uses only those below it.
//!
//! ```text
//! door       the ways in: sockets, TLS, a proxy, a private namespace, a call in-process; control and directory
//! delivery   what happened, told to whoever subscribed to it: from the journal, by HTTP
//! service    from a request that was let in to its operation, and to git's own protocol
//! area       one function an operation, by area of the REST API: from a request to the world and back
//! pipeline   YAML of pipelines, read from the repositories and expanded
//! shared     what all requests share: the world, the repositories, the conditions
//! seed       what there is to begin with
//! condition  the clock, the throttle, faults on demand, the log of requests
//! entra      tokens of the directory
//! git        the objects: commits, merges, history
//! wire       addresses, queries, versions, errors, JSON: what the service looks like
//! wiql       the Work Item Query Language, over anything that has items
//! world      the state: plain values, and a journal of every change
//! base       dates, values and a lock, for all of them
//! ```

#![cfg_attr(docsrs, feature(doc_cfg))]

mod area;
mod base;
mod builder;
mod condition;
mod delivery;
mod door;
mod entra;
mod git;
mod handler;
mod pipeline;
mod seed;
mod service;
mod shared;
mod state;
mod wiql;
mod wire;
pub mod world;

use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum_core::body::Body;
use bytes::Bytes;
use http::{Request, Response};
use jiff::Timestamp;
use tokio::net::TcpListener;

pub use self::builder::{BuildError, Builder};
pub use self::condition::clock::Clock;
pub use self::condition::fault::{ConnectionReset, FaultKind, FaultRule};
pub use self::condition::log::LoggedRequest;
pub use self::condition::throttle::Throttle;
#[cfg(target_os = "linux")]
pub use self::door::exec;
pub use self::door::tls::{Authority, AuthorityError};
use self::door::{front, server};
use self::shared::Shared;
use self::wire::edition::Edition;
use self::world::World;
use self::world::id::{IdentityId, RepositoryId};

/// An emulated Azure DevOps. Clones are the same one.
#[derive(Clone)]
pub struct Emulator {
    shared: Arc<Shared>,
}

impl Builder {
    /// Makes the emulator. What it begins with is made when it is first asked, or by [`Emulator::plant`]; where a
    /// folder for the repositories was given, at once.
    ///
    /// What git reads is not hashed again from then on, in all of the process: libgit2 knows no other way to say so.
    ///
    /// # Errors
    /// When an organization is named twice, or the folder cannot be used.
    pub fn build(mut self) -> Result<Emulator, BuildError> {
        self.complete()?;
        let edition = match &self.server_version {
            None => Edition::default(),
            Some(version) => {
                Edition::server(version).ok_or_else(|| BuildError::ServerVersion(version.clone()))?
            }
        };
        let store = git::Store::new(self.folder.as_deref())?;
        let is_elsewhere = self.folder.is_some();
        let emulator = Emulator { shared: Arc::new(Shared::new(self, edition, store)?) };
        if is_elsewhere {
            // Before another emulator finds the folder empty, too.
            emulator.plant().map_err(|error| BuildError::Seed(error.to_string()))?;
        }
        Ok(emulator)
    }
}

impl Emulator {
    /// What an emulator may begin with.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Makes now what the emulator begins with, and not only when it is first asked: people, projects, work items,
    /// repositories with their commits. It takes some ten milliseconds a project; doing it again does nothing.
    ///
    /// # Errors
    /// When a repository cannot be written. Whatever is asked then is answered 500 with the same words, and those who
    /// look at the world see organizations with nothing in them.
    pub fn plant(&self) -> Result<(), &BuildError> {
        self.shared.seeded()
    }

    /// The personal access token of the owner: 52 random characters, or the first that the builder was given.
    pub fn token(&self) -> String {
        self.shared.token()
    }

    /// A bearer token of somebody, as the directory gives it: good for an hour.
    ///
    /// # Errors
    /// When there is nobody of this id, or no key can be made.
    pub fn bearer(&self, identity: IdentityId) -> Result<String, BuildError> {
        let world = self.shared.world();
        let known = world.identity(identity);
        let known =
            known.ok_or_else(|| BuildError::Token(format!("there is nobody with the id {identity}")))?;
        self.shared.entra.bearer(&world, known, self.shared.clock.now()).map_err(BuildError::Token)
    }

    /// An assertion for workload identity federation, signed by the emulator: good for ten minutes, wherever a
    /// [`Federated`](world::application::Federated) without a certificate trusts its issuer.
    ///
    /// # Errors
    /// When no key can be made.
    pub fn assertion(&self, issuer: &str, subject: &str, audience: &str) -> Result<String, BuildError> {
        let now = self.shared.clock.now();
        self.shared.entra.assertion(issuer, subject, audience, now).map_err(BuildError::Token)
    }

    /// The names of the organizations.
    pub fn organizations(&self) -> Vec<String> {
        self.shared.organizations()
    }

    /// The clock, to be advanced.
    pub fn clock(&self) -> &Clock {
        &self.shared.clock
    }

    /// Looks at the world.
    pub fn read<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(&self.shared.world())
    }

    /// Changes the world; the instant is for the stamps.
    pub fn update<T>(&self, change: impl FnOnce(&mut World, Timestamp) -> T) -> T {
        let now = self.shared.clock.now();
        let changed = change(&mut self.shared.world_mut(), now);
        self.shared.changed.notify_waiters();
        changed
    }

    /// Says that an import from a URL elsewhere gives what is in one of the emulator's repositories: it
    /// reaches no other host.
    pub fn mirror(&self, url: impl Into<String>, organization: impl Into<String>, repository: RepositoryId) {
        self.shared.add_mirror(url.into(), organization.into(), repository);
    }

    /// Lets requests go wrong; the number of the rule is for taking it back.
    pub fn add_fault(&self, rule: FaultRule) -> u64 {
        self.shared.faults.add(rule)
    }

    /// Takes a rule back; whether it was there.
    pub fn remove_fault(&self, rule: u64) -> bool {
        self.shared.faults.remove(rule)
    }

    /// Takes all rules back.
    pub fn clear_faults(&self) {
        self.shared.faults.clear();
    }

    /// What was asked so far: the last 10,000 requests, oldest first.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.shared.log.requests()
    }

    /// How many requests there were since the log was last emptied.
    pub fn request_count(&self) -> u64 {
        self.shared.log.count()
    }

    /// Forgets what was asked.
    pub fn clear_requests(&self) {
        self.shared.log.clear();
    }

    /// How long every answer is held back from now on.
    pub fn set_latency(&self, latency: Duration) {
        self.shared.set_latency(latency);
    }

    /// Limits what everybody may spend from now on, or no more. What was spent is forgotten.
    pub fn set_throttle(&self, throttle: Option<Throttle>) {
        self.shared.budgets.set(throttle);
    }

    /// Begins again: the world of the seed, no faults, an empty log. The clock goes on.
    ///
    /// # Errors
    /// When the repositories cannot be replaced.
    pub fn reset(&self) -> Result<(), BuildError> {
        self.shared.reset()
    }

    /// The names of the operations that are emulated, in alphabetical order. All others answer 501.
    pub fn operations() -> Vec<&'static str> {
        let mut operations: Vec<_> = area::rows().iter().map(|row| row.operation.id).collect();
        operations.sort_unstable();
        operations
    }

    /// Answers connections until the future is dropped; then they are cut too.
    ///
    /// Listen on loopback: whoever reaches the listener can try tokens. The control endpoint answers only to
    /// this machine, wherever the listener is.
    ///
    /// # Errors
    /// When the listener fails, or what the emulator begins with can't be made.
    pub async fn serve(self, listener: TcpListener) -> io::Result<Infallible> {
        self.open(listener, server::Door::Plain).await
    }

    /// Answers connections that begin with TLS, as `dev.azure.com`, its sub-hosts, `ORG.visualstudio.com` and
    /// `login.microsoftonline.com`, in HTTP/1.1 and HTTP/2. Which of them it is, the client says.
    ///
    /// # Errors
    /// When the certificate cannot be made or the listener fails.
    pub async fn serve_tls(self, listener: TcpListener, authority: &Authority) -> io::Result<Infallible> {
        let config = authority.server().map_err(io::Error::other)?;
        self.open(listener, server::Door::Tls(config)).await
    }

    /// Answers as a proxy (`HTTPS_PROXY=http://127.0.0.1:PORT`): tunnels to the names of the cloud end here, and
    /// anything else is refused and logged as `proxy.refused`.
    ///
    /// # Errors
    /// When the certificate cannot be made or the listener fails.
    pub async fn serve_proxy(self, listener: TcpListener, authority: &Authority) -> io::Result<Infallible> {
        let config = authority.server().map_err(io::Error::other)?;
        self.open(listener, server::Door::Proxy(config)).await
    }

    /// Answers connections, makes what there is to begin with, and delivers what service hooks have to deliver.
    async fn open(self, listener: TcpListener, door: server::Door) -> io::Result<Infallible> {
        let answered = server::serve(Arc::clone(&self.shared), listener, door);
        let worked = async {
            let planted = self.clone();
            let planted = tokio::task::spawn_blocking(move || planted.plant().map_err(ToString::to_string));
            planted.await.map_err(io::Error::other)?.map_err(io::Error::other)?;
            match delivery::run(self.shared).await {}
        };
        tokio::select! {
            ended = answered => ended,
            ended = worked => ended,
        }
    }

    /// Delivers what service hooks have to deliver by now, with a transport of one's own, until nothing is due; gives
    /// the number of attempts. For tests in the process: over a socket, [`serve`](Self::serve) delivers by itself.
    ///
    /// What is retried is due when the clock says so: advance it and call this again. An error of `receive` of the kind
    /// [`TimedOut`](io::ErrorKind::TimedOut) is retried soon, any other puts the subscription on probation.
    pub async fn deliver<F, R>(&self, receive: F) -> usize
    where
        F: Fn(Request<Bytes>) -> R + Sync,
        R: Future<Output = io::Result<Response<Bytes>>> + Send,
    {
        delivery::deliver(&self.shared, receive).await
    }
}

impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator").field("builder", &self.shared.builder).finish_non_exhaustive()
    }
}

impl tower_service::Service<Request<Body>> for Emulator {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let shared = Arc::clone(&self.shared);
        Box::pin(async move { Ok(front::respond(shared, request, None).await) })
    }
}
