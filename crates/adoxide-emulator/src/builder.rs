//! What an emulator begins with.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::condition::clock::Clock;
use crate::condition::throttle::Throttle;
use crate::wire::edition::Edition;
use crate::world::Refusal;

/// Why an emulator could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The folder of the repositories cannot be used.
    #[error("the folder of the repositories cannot be used: {0}")]
    Folder(#[from] io::Error),
    /// A name is used twice, or is none.
    #[error("the organization cannot be made: {0}")]
    World(#[from] Refusal),
    /// A repository cannot be written.
    #[error("a repository cannot be written: {0}")]
    Git(#[from] git2::Error),
    /// A token cannot be made.
    #[error("no token can be made: {0}")]
    Token(String),
    /// There is no Server of this version.
    #[error("there is no Server of version `{0}`; choose one of {versions}", versions = Edition::servers())]
    ServerVersion(String),
    /// The file of the state cannot be used.
    #[error("the state cannot be restored from {0}")]
    State(String),
    /// The seed does not fit.
    #[error("what there is to begin with cannot be made: {0}")]
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
    pub(crate) server_version: Option<String>,
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
            server_version: None,
        }
    }
}

impl Builder {
    /// What an emulator has if nothing was said: an organization, and a token.
    pub(crate) fn complete(&mut self) -> Result<(), BuildError> {
        if self.organizations.is_empty() {
            self.organizations.push("fabrikam".to_owned());
        }
        if self.tokens.is_empty() {
            self.tokens.push(random_token()?);
        }
        Ok(())
    }

    /// Adds an organization. Without any there is one, `fabrikam`.
    pub fn organization(mut self, name: impl Into<String>) -> Self {
        self.organizations.push(name.into());
        self
    }

    /// The number that everything made up comes from: the same number, the same world; 1 by default.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// How many projects each organization begins with, with people and repositories to match; 0 for an empty
    /// organization, 3 by default.
    pub fn seed_size(mut self, projects: usize) -> Self {
        self.seed_size = projects;
        self
    }

    /// How many repositories each project begins with; two to four by default.
    pub fn repositories(mut self, of_project: usize) -> Self {
        self.repositories = Some(of_project);
        self
    }

    /// How many pull requests each repository begins with, the last of them open; two to four by default.
    pub fn pull_requests(mut self, of_repository: usize) -> Self {
        self.pull_requests = Some(of_repository);
        self
    }

    /// Adds a personal access token of the owner. The first is what [`Emulator::token`](crate::Emulator::token) gives;
    /// without any, a random one is made.
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

    /// How long the creation of a project, an import and the like take; 200 ms by default.
    pub fn operation_duration(mut self, duration: Duration) -> Self {
        self.operation_duration = duration;
        self
    }

    /// The clock; the machine's by default.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The address that answers name (`https://ado.local`), where it is not the one that the client used.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Emulates an Azure DevOps Server of this REST API version, `5.1` (Server 2019 Update 1), `6.0` (2020) or `7.0`
    /// (2022), in place of the cloud of today. Newer versions are refused, and newer resources and those of the cloud
    /// alone are not there.
    pub fn server_version(mut self, version: impl Into<String>) -> Self {
        self.server_version = Some(version.into());
        self
    }

    /// An empty folder for the repositories. A temporary one by default.
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }
}

/// A token that nobody can guess, of the form of a personal access token.
fn random_token() -> Result<String, BuildError> {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut bytes = [0; 52];
    aws_lc_rs::rand::fill(&mut bytes)
        .map_err(|_| BuildError::Token("the system has no random numbers".to_owned()))?;
    Ok(bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect())
}
