//! Running a program that knows only the cloud, unchanged, with an emulator in the cloud's place (Linux).
//!
//! The program gets a mount and a network namespace of its own. In it the names of the cloud lead to the
//! emulator, the emulator's certificate is trusted, and nothing else can be reached. Whatever the program tries
//! to reach besides is refused at once, and noted:
//!
//! - every TCP connection and UDP datagram to an address outside of the namespace, by IPv4 or IPv6, with the
//!   name that was looked up for it, and every ping;
//! - not noted are multicast, lookups that nothing follows, and what needs no network: sockets in the file
//!   system (an agent's, a container engine's) are still there.
//!
//! A process that has threads cannot move into a namespace, so the program that uses this starts itself again
//! in there:
//!
//! ```no_run
//! use adoxide_emulator::{Emulator, exec};
//!
//! # async fn run() -> Result<(), exec::ExecError> {
//! if !exec::is_inside() {
//!     // The same program with the same arguments; it comes back with its exit status.
//!     let status = exec::reenter().await?;
//!     std::process::exit(status.code().unwrap_or(1));
//! }
//! let emulator = Emulator::builder().build().expect("an emulator");
//! let mut program = std::process::Command::new("az");
//! program.args(["devops", "project", "list", "--organization", "https://dev.azure.com/fabrikam"]);
//! program.env("AZURE_DEVOPS_EXT_PAT", emulator.token());
//! let outcome = exec::Exec::new(emulator).run(program).await?;
//! assert!(outcome.escapes.is_empty(), "{}", outcome.escapes[0]);
//! # Ok(()) }
//! ```
//!
//! It needs `unshare` and `mount` of util-linux, `ip` of iproute2, and a kernel that lets this user make
//! namespaces.

mod name;
mod namespace;
mod watch;

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{Command, ExitStatus};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::task::JoinSet;

pub use self::namespace::{is_inside, reenter, reenter_with};
use crate::Emulator;
use crate::door::server;
use crate::door::tls::{Authority, AuthorityError};

/// The exit code for a program that tried to reach something else.
pub const ESCAPED: u8 = 121;

/// The exit code where there is no namespace, or the program cannot be started.
pub const BROKEN: u8 = 125;

/// Where a machine in Azure finds the tokens of its own identity.
const METADATA: Ipv4Addr = Ipv4Addr::new(169, 254, 169, 254);

/// Why a program was not run. Each is a sentence that says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExecError {
    /// Not on this machine, or not by this user.
    #[error("a program can only be run in a namespace of its own where Linux lets this user make one: {0}")]
    NoNamespace(String),
    /// This process is not in a namespace.
    #[error("this process is not in a namespace of its own; start it with `reenter`")]
    Outside,
    /// The namespace cannot be set up.
    #[error("the namespace cannot be set up: {0}")]
    Setup(String),
    /// There is no certificate.
    #[error(transparent)]
    Authority(#[from] AuthorityError),
    /// The program cannot be started.
    #[error("{program} cannot be started: {error}")]
    Program {
        /// The program.
        program: String,
        /// Why.
        error: io::Error,
    },
}

/// How a connection was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Protocol {
    /// A connection.
    Tcp,
    /// A datagram.
    Udp,
    /// An echo request.
    Ping,
}

/// Something that a program tried to reach, and could not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Escape {
    /// The name that was looked up, or the address.
    pub host: String,
    /// The port; 0 for a ping.
    pub port: u16,
    /// How.
    pub protocol: Protocol,
}

impl fmt::Display for Escape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        match self.protocol {
            Protocol::Tcp => write!(f, "{host}:{}", self.port),
            Protocol::Udp => write!(f, "{host}:{} (UDP)", self.port),
            Protocol::Ping => write!(f, "{host} (ping)"),
        }
    }
}

/// What became of a program.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// How it ended.
    pub status: ExitStatus,
    /// What else it tried to reach: each once, in order of name.
    pub escapes: Vec<Escape>,
}

impl Outcome {
    /// The exit code to hand on: the program's own (128 and the signal's number if one ended it), but
    /// [`ESCAPED`] if it tried to reach something else.
    pub fn code(&self) -> u8 {
        if !self.escapes.is_empty() {
            return ESCAPED;
        }
        let code = self.status.code().or_else(|| self.status.signal().map(|signal| 128 + signal));
        code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1)
    }
}

/// A program's run.
#[derive(Debug)]
pub struct Exec {
    emulator: Emulator,
    authority: Option<Authority>,
    bundles: Vec<PathBuf>,
}

impl Exec {
    /// A run against an emulator.
    pub fn new(emulator: Emulator) -> Self {
        Self { emulator, authority: None, bundles: Vec::new() }
    }

    /// Takes this authority. Without, one is made that is gone afterwards.
    pub fn authority(mut self, authority: Authority) -> Self {
        self.authority = Some(authority);
        self
    }

    /// Lets this file of certificates trust the emulator too, for programs that look nowhere else
    /// (`python -m certifi` prints Python's). For the program only; the file stays as it is.
    pub fn bundle(mut self, file: impl Into<PathBuf>) -> Self {
        self.bundles.push(file.into());
        self
    }

    /// Runs a program to its end. It also finds the emulator without TLS, at port 80 of this machine.
    ///
    /// # Errors
    /// When this process is not in a namespace of its own ([`reenter`]), it cannot be set up, or the program
    /// cannot be started.
    pub async fn run(self, program: Command) -> Result<Outcome, ExecError> {
        let mut namespace = self.open().await?;
        let mut program = tokio::process::Command::from(namespace.command(&program));
        let mut child = program.kill_on_drop(true).spawn().map_err(|error| ExecError::Program {
            program: program.as_std().get_program().to_string_lossy().into_owned(),
            error,
        })?;
        let status = loop {
            tokio::select! {
                status = child.wait() => break status,
                // The program decides what an interrupt is; it gets the terminal's too.
                interrupted = tokio::signal::ctrl_c() => if let Err(error) = interrupted {
                    tracing::debug!(%error, "interrupts");
                },
                error = namespace.broken() => return Err(error),
            }
        };
        let status = status.map_err(|error| setup("the program cannot be waited for", error))?;
        Ok(Outcome { status, escapes: namespace.escapes()? })
    }

    /// Sets up the namespace that this process is in, for several programs. Their pipes are theirs.
    ///
    /// # Errors
    /// When this process is not in a namespace of its own ([`reenter`]), or it cannot be set up.
    pub async fn open(self) -> Result<Namespace, ExecError> {
        let inside = namespace::Inside::enter()?;
        let authority = match self.authority {
            Some(authority) => authority,
            None => Authority::new()?,
        };
        let watch = watch::Watch::new().map_err(|error| setup("the network cannot be watched", error))?;
        let (watch, names) = (Arc::new(watch), name::Names::default());
        let trusted = inside.furnish(&authority, &self.emulator.organizations(), &self.bundles)?;

        let mut tasks = JoinSet::new();
        for (address, port) in [(Ipv4Addr::LOCALHOST, 443), (Ipv4Addr::LOCALHOST, 80), (METADATA, 80)] {
            let address = SocketAddr::from((address, port));
            let listener = TcpListener::bind(address).await;
            let listener =
                listener.map_err(|error| setup(&format!("nothing can listen at {address}"), error))?;
            let door = if port == 443 { server::Door::Tls(authority.server()?) } else { server::Door::Plain };
            let shared = Arc::clone(&self.emulator.shared);
            tasks.spawn(
                async move { server::serve(shared, listener, door).await.map(|never| match never {}) },
            );
        }
        let socket = names.listen().await.map_err(|error| setup("names cannot be answered", error))?;
        let answering = names.clone();
        tasks.spawn(async move { answering.answer(socket).await });
        let watching = Arc::clone(&watch);
        tasks.spawn(async move { Err(watching.drain().await) });
        Ok(Namespace { inside, watch, names, trusted, tasks })
    }
}

/// The namespace of this process, with an emulator in the cloud's place until it is dropped.
pub struct Namespace {
    inside: namespace::Inside,
    watch: Arc<watch::Watch>,
    names: name::Names,
    trusted: PathBuf,
    tasks: JoinSet<io::Result<()>>,
}

impl fmt::Debug for Namespace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Namespace").field("trusted", &self.trusted).finish_non_exhaustive()
    }
}

impl Namespace {
    /// A program as it must be started: as who it was before [`reenter`], without proxies, and with the
    /// certificates in its environment. Further arguments can be added.
    pub fn command(&self, program: &Command) -> Command {
        self.inside.command(program, &self.trusted)
    }

    /// What else programs tried to reach until now: each once, in order of name.
    ///
    /// # Errors
    /// When the network cannot be watched.
    pub fn escapes(&self) -> Result<Vec<Escape>, ExecError> {
        let seen = self.watch.seen().map_err(|error| setup("the network cannot be watched", error))?;
        let mut escapes: Vec<_> = seen
            .into_iter()
            .filter(|seen| !(seen.address == METADATA && seen.port == 80))
            .map(|seen| Escape {
                host: self.names.name_of(seen.address),
                port: seen.port,
                protocol: seen.protocol,
            })
            .collect();
        escapes.sort();
        escapes.dedup();
        Ok(escapes)
    }

    /// Ends when the emulator or the watch does, which they do not by themselves.
    async fn broken(&mut self) -> ExecError {
        let why = match self.tasks.join_next().await {
            Some(Ok(Ok(()))) | None => "it ended".to_owned(),
            Some(Ok(Err(error))) => error.to_string(),
            Some(Err(error)) => error.to_string(),
        };
        ExecError::Setup(format!("the emulator stopped: {why}"))
    }
}

fn setup(what: &str, error: impl fmt::Display) -> ExecError {
    ExecError::Setup(format!("{what}: {error}"))
}
