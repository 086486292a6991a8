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
//! | module | what |
//! |---|---|
//! | [`world`] | the state: plain values and a journal of every change |
//! | `area` | one function an operation: from a request to the world and back |
//! | `reply`, `json` | what is answered, written as text at once |
//! | `git` | the objects, and git's own protocol |
//! | `route`, `version`, `auth`, `discovery` | which operation, in which version, for whom |
//! | `wiql` | the Work Item Query Language, over anything that has items |
//! | `fault`, `control` | what goes wrong on demand, and the endpoint to ask for it |
//! | `seed` | what there is to begin with |

mod address;
mod area;
mod auth;
pub mod clock;
mod compression;
mod control;
mod discovery;
mod entra;
mod envelope;
mod error;
#[cfg(target_os = "linux")]
pub mod exec;
mod fault;
mod git;
mod json;
mod location;
mod log;
mod permission;
mod proxy;
mod query;
mod reply;
mod route;
mod seed;
mod server;
mod service;
mod shared;
mod throttle;
mod tls;
mod version;
mod wiql;
pub mod world;

use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum_core::body::Body;
use http::{Request, Response};
use jiff::Timestamp;
use tokio::net::TcpListener;

pub use self::clock::Clock;
pub use self::fault::{ConnectionReset, FaultKind, FaultRule};
pub use self::log::LoggedRequest;
use self::shared::Shared;
pub use self::throttle::Throttle;
pub use self::tls::{Authority, AuthorityError};
use self::world::World;
use self::world::id::{IdentityId, RepositoryId};

/// An emulated Azure DevOps. Clones are the same one.
#[derive(Clone)]
pub struct Emulator {
    shared: Arc<Shared>,
}

/// Why an emulator could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The folder of the repositories cannot be used.
    #[error("the folder of the repositories cannot be used: {0}")]
    Folder(#[from] io::Error),
    /// A name is used twice, or is none.
    #[error("the organization cannot be made: {0}")]
    World(#[from] world::Refusal),
    /// A repository cannot be written.
    #[error("a repository cannot be written: {0}")]
    Git(#[from] git2::Error),
    /// A token cannot be made.
    #[error("no token can be made: {0}")]
    Token(String),
    /// The seed does not fit.
    #[error("the seed cannot be planted: {0}")]
    Seed(String),
}

/// What an emulator begins with.
#[derive(Clone)]
pub struct Builder {
    pub(crate) organizations: Vec<String>,
    pub(crate) seed: u64,
    pub(crate) seed_size: usize,
    pub(crate) repositories: Option<usize>,
    pub(crate) pull_requests: Option<usize>,
    pub(crate) tokens: Vec<String>,
    pub(crate) latency: Duration,
    pub(crate) throttle: Option<Throttle>,
    pub(crate) operation_duration: Duration,
    pub(crate) clock: Clock,
    pub(crate) base_url: Option<String>,
    pub(crate) folder: Option<PathBuf>,
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the tokens.
        f.debug_struct("Builder")
            .field("organizations", &self.organizations)
            .field("seed", &self.seed)
            .field("seed_size", &self.seed_size)
            .finish_non_exhaustive()
    }
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            organizations: Vec::new(),
            seed: 1,
            seed_size: 3,
            repositories: None,
            pull_requests: None,
            tokens: Vec::new(),
            latency: Duration::ZERO,
            throttle: None,
            operation_duration: Duration::from_millis(200),
            clock: Clock::system(),
            base_url: None,
            folder: None,
        }
    }
}

impl Builder {
    /// Adds an organization. Without any there is one, `fabrikam`.
    pub fn organization(mut self, name: impl Into<String>) -> Self {
        self.organizations.push(name.into());
        self
    }

    /// The number that everything made up comes from: the same number, the same world. 1 if nothing is said.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// How many projects each organization begins with, with people and repositories to match; 0 for an empty
    /// organization, 3 if nothing is said.
    pub fn seed_size(mut self, projects: usize) -> Self {
        self.seed_size = projects;
        self
    }

    /// How many repositories each project begins with; two to four if nothing is said.
    pub fn repositories(mut self, of_project: usize) -> Self {
        self.repositories = Some(of_project);
        self
    }

    /// How many pull requests each repository begins with, the last of them open; two to four if nothing is said.
    pub fn pull_requests(mut self, of_repository: usize) -> Self {
        self.pull_requests = Some(of_repository);
        self
    }

    /// Adds a token of the owner, besides the one of the seed.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.tokens.push(token.into());
        self
    }

    /// How long every answer is held back.
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// Limits what everybody may spend. Without, there is no limit.
    pub fn throttle(mut self, throttle: Throttle) -> Self {
        self.throttle = Some(throttle);
        self
    }

    /// How long the creation of a project, an import and the like take. 200 ms if nothing is said.
    pub fn operation_duration(mut self, duration: Duration) -> Self {
        self.operation_duration = duration;
        self
    }

    /// The clock. The machine's if nothing is said.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The address that answers name (`https://ado.local`), where it is not the one that the client used.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// An empty folder for the repositories. A temporary one if nothing is said.
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Makes the emulator.
    ///
    /// What git reads is not hashed again from then on, in all of the process: libgit2 knows no other way to say so.
    ///
    /// # Errors
    /// When an organization is named twice, or the folder cannot be used.
    pub fn build(mut self) -> Result<Emulator, BuildError> {
        if self.organizations.is_empty() {
            self.organizations.push("fabrikam".to_owned());
        }
        let store = git::Store::new(self.folder.as_deref())?;
        let seeded = seed::seed(&self, &store)?;
        Ok(Emulator { shared: Arc::new(Shared::new(self, seeded, store)) })
    }
}

impl Emulator {
    /// What an emulator may begin with.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The personal access token of the owner: 52 characters, always the same for a seed.
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
        self.read(|world| world.organizations().iter().map(|known| known.name().to_owned()).collect())
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
        change(&mut self.shared.world_mut(), now)
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
        let mut operations: Vec<_> = area::handlers().keys().copied().collect();
        operations.sort_unstable();
        operations
    }

    /// Answers connections until the future is dropped; then they are cut too.
    ///
    /// Listen on loopback: whoever reaches the listener can try tokens. The control endpoint answers only to
    /// this machine, wherever the listener is.
    ///
    /// # Errors
    /// When the listener fails.
    pub async fn serve(self, listener: TcpListener) -> io::Result<Infallible> {
        server::serve(self.shared, listener, server::Door::Plain).await
    }

    /// Answers connections that begin with TLS, as `dev.azure.com`, its sub-hosts, `ORG.visualstudio.com` and
    /// `login.microsoftonline.com`, in HTTP/1.1 and HTTP/2. Which of them it is, the client says.
    ///
    /// # Errors
    /// When the certificate cannot be made or the listener fails.
    pub async fn serve_tls(self, listener: TcpListener, authority: &Authority) -> io::Result<Infallible> {
        let config = authority.server().map_err(io::Error::other)?;
        server::serve(self.shared, listener, server::Door::Tls(config)).await
    }

    /// Answers as a proxy (`HTTPS_PROXY=http://127.0.0.1:PORT`): tunnels to the names of the cloud end here, and
    /// anything else is refused and logged as `proxy.refused`.
    ///
    /// # Errors
    /// When the certificate cannot be made or the listener fails.
    pub async fn serve_proxy(self, listener: TcpListener, authority: &Authority) -> io::Result<Infallible> {
        let config = authority.server().map_err(io::Error::other)?;
        server::serve(self.shared, listener, server::Door::Proxy(config)).await
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
        Box::pin(async move { Ok(service::respond(shared, request, None).await) })
    }
}
