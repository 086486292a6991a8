//! What a suite plays on: an emulator on a socket, a folder to work in, and an environment in which nothing of
//! this machine's user matters.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[cfg(target_os = "linux")]
use adoxide_emulator::exec;
use adoxide_emulator::world::id::{IdentityId, ProjectId, RepositoryId};
use adoxide_emulator::world::journal::Stamp;
use adoxide_emulator::world::repository::Repository;
use adoxide_emulator::world::{Organization, World};
use adoxide_emulator::{Builder, Emulator};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use super::check::{Checked, equal};
use crate::client::Client;

/// The emulator's only organization.
pub const ORGANIZATION: &str = "fabrikam";

/// How git is set up, whatever its user's settings are. A server that says nothing for a minute is given up.
const GIT_SETTINGS: &[(&str, &str)] = &[
    ("user.name", "Conny Forman"),
    ("user.email", "conny@fabrikam.example"),
    ("init.defaultBranch", "main"),
    ("advice.detachedHead", "false"),
    ("gc.auto", "0"),
    ("http.lowSpeedLimit", "1"),
    ("http.lowSpeedTime", "60"),
];

/// An emulator and where to work with it.
pub struct Stage {
    pub emulator: Emulator,
    folder: TempDir,
    port: u16,
    /// Where the emulator is the cloud; none where it is only a port. Dropped before the runtime that it is on.
    #[cfg(target_os = "linux")]
    cloud: Option<exec::Namespace>,
    runtime: Runtime,
}

/// Whether this process is in a namespace where the emulator can be the cloud.
pub fn is_cloud() -> bool {
    #[cfg(target_os = "linux")]
    return exec::is_inside();
    #[cfg(not(target_os = "linux"))]
    false
}

/// Starts this program again in a namespace where the emulator can be the cloud; whether it succeeded.
pub fn in_cloud(arguments: &[&str]) -> Result<bool, String> {
    #[cfg(target_os = "linux")]
    {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| format!("the runtime cannot start: {error}"))?;
        let status = runtime.block_on(exec::reenter_with(arguments)).map_err(|error| error.to_string())?;
        Ok(status.success())
    }
    #[cfg(not(target_os = "linux"))]
    Err(format!("{} needs Linux", arguments.join(" ")))
}

impl Stage {
    /// An emulator with a small organization, answering on a free port of this machine.
    pub fn new() -> Result<Self, String> {
        Self::with(Emulator::builder().organization(ORGANIZATION).seed_size(2))
    }

    pub fn with(builder: Builder) -> Result<Self, String> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let runtime = runtime.map_err(|error| format!("the runtime cannot start: {error}"))?;
        let emulator = builder.build().map_err(|error| format!("the emulator cannot start: {error}"))?;
        let folder = TempDir::with_prefix("adoxide-conformance-")
            .map_err(|error| format!("no folder to work in: {error}"))?;
        for name in ["home", "cache"] {
            std::fs::create_dir(folder.path().join(name)).map_err(|error| format!("{name}: {error}"))?;
        }
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"));
        let listener = listener.map_err(|error| format!("no port to listen on: {error}"))?;
        let port = listener.local_addr().map_err(|error| error.to_string())?.port();
        runtime.spawn(emulator.clone().serve(listener));
        Ok(Self {
            emulator,
            folder,
            port,
            #[cfg(target_os = "linux")]
            cloud: None,
            runtime,
        })
    }

    /// The same, where the emulator is the cloud, and these files of certificates trust it.
    pub fn cloud(bundles: Vec<PathBuf>) -> Result<Self, String> {
        let stage = Self::new()?;
        #[cfg(target_os = "linux")]
        let stage = {
            let exec = exec::Exec::new(stage.emulator.clone());
            let exec = bundles.into_iter().fold(exec, exec::Exec::bundle);
            let cloud = stage.runtime.block_on(exec.open()).map_err(|error| error.to_string())?;
            Self { cloud: Some(cloud), ..stage }
        };
        Ok(stage)
    }

    /// Nothing else was tried to be reached.
    pub fn is_tight(&self) -> Checked {
        #[cfg(target_os = "linux")]
        if let Some(cloud) = &self.cloud {
            let escapes = cloud.escapes().map_err(|error| error.to_string())?;
            let escapes: Vec<_> = escapes.iter().map(ToString::to_string).collect();
            return equal("what else was tried to be reached", escapes, Vec::new());
        }
        Err("expected a namespace where the emulator is the cloud, saw none".to_owned())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// The address of the organization.
    pub fn url(&self) -> String {
        if is_cloud() {
            return format!("https://dev.azure.com/{ORGANIZATION}");
        }
        format!("http://127.0.0.1:{}/{ORGANIZATION}", self.port)
    }

    /// The address of a path below the organization, with a user and a password.
    pub fn url_as(&self, user: &str, password: &str, path: &str) -> String {
        format!("http://{user}:{password}@127.0.0.1:{}/{ORGANIZATION}/{path}", self.port)
    }

    /// The address of a path below the organization, with the owner's token.
    pub fn owned_url(&self, path: &str) -> String {
        self.url_as("me", &self.emulator.token(), path)
    }

    /// A request of the owner that must succeed, in version 7.1 unless it names another.
    pub fn rest(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
        let client = Client::new(self.emulator.clone());
        let path = match (path.contains("api-version="), path.contains('?')) {
            (true, _) => format!("/{ORGANIZATION}/{path}"),
            (false, true) => format!("/{ORGANIZATION}/{path}&api-version=7.1"),
            (false, false) => format!("/{ORGANIZATION}/{path}?api-version=7.1"),
        };
        self.runtime.block_on(client.json(method, &path, body))
    }

    /// Looks at the organization.
    pub fn read<T>(&self, look: impl FnOnce(&Organization) -> T) -> Result<T, String> {
        self.emulator.read(|world| world.organization(ORGANIZATION).map(look)).ok_or_else(gone)
    }

    /// Changes the organization as its owner.
    pub fn update<T>(
        &self,
        change: impl FnOnce(&mut Organization, Stamp) -> Result<T, String>,
    ) -> Result<T, String> {
        self.emulator.update(|world: &mut World, at| {
            let organization = world.organization_mut(ORGANIZATION).ok_or_else(gone)?;
            let actor: IdentityId = organization.owner();
            change(organization, Stamp { at, actor })
        })
    }

    /// Looks at a repository.
    pub fn repository<T>(&self, id: RepositoryId, look: impl FnOnce(&Repository) -> T) -> Result<T, String> {
        self.read(|organization| organization.repository_by_id(id).map(look))?
            .ok_or_else(|| format!("the repository {id} is gone"))
    }

    /// A new, empty repository.
    pub fn new_repository(&self, project: ProjectId, name: &str) -> Result<RepositoryId, String> {
        self.update(|organization, stamp| {
            let made = organization.change(stamp, |tx| tx.create_repository(project, name.to_owned()));
            made.map_err(|refusal| refusal.to_string())
        })
    }

    /// What the emulator holds, for suites to compare with.
    pub fn held(&self) -> Result<Value, String> {
        self.read(|organization| {
            let repositories = |project: ProjectId| -> Vec<Value> {
                // What the service lists: not the repositories of wikis.
                let own = organization
                    .repositories()
                    .filter(|repository| repository.project == project && !repository.is_hidden);
                let own = own.map(|repository| {
                    let refs = repository.refs.iter();
                    let refs =
                        refs.map(|(name, reference)| (name.clone(), reference.object.to_string().into()));
                    json!({"id": repository.id.to_string(), "name": repository.name,
                           "defaultBranch": repository.default_branch,
                           "refs": refs.collect::<serde_json::Map<_, _>>()})
                });
                own.collect()
            };
            let projects = organization.projects().map(|project| {
                let teams: Vec<_> = project.teams.values().map(|team| team.name.as_str()).collect();
                json!({"id": project.id.to_string(), "name": project.name, "description": project.description,
                       "teams": teams, "repositories": repositories(project.id)})
            });
            json!({"projects": projects.collect::<Vec<_>>()})
        })
    }

    /// A program in this stage's environment, in its folder.
    pub fn command(&self, program: impl Into<OsString>) -> Result<Command, String> {
        let mut command = Command::new(program.into());
        command.current_dir(self.folder.path());
        for (name, _) in std::env::vars_os() {
            if is_foreign(&name.to_string_lossy()) {
                command.env_remove(name);
            }
        }
        command
            .env("ADOXIDE_ORG", self.url())
            .env("ADOXIDE_PAT", self.emulator.token())
            .env("ADOXIDE_HELD", self.held()?.to_string())
            // Clients remember for hours what a server on this port could do.
            .env("AZURE_DEVOPS_CACHE_DIR", self.path("cache"))
            .env("HOME", self.path("home"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .env("NO_PROXY", "127.0.0.1")
            .env("no_proxy", "127.0.0.1")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("LC_ALL", "C.UTF-8")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            // Whoever is asked for a password gives an empty one.
            .env("GIT_ASKPASS", "true")
            .env("GIT_CONFIG_COUNT", GIT_SETTINGS.len().to_string());
        for (index, (name, value)) in GIT_SETTINGS.iter().enumerate() {
            command.env(format!("GIT_CONFIG_KEY_{index}"), name);
            command.env(format!("GIT_CONFIG_VALUE_{index}"), value);
        }
        #[cfg(target_os = "linux")]
        if let Some(cloud) = &self.cloud {
            command = cloud.command(&command);
        }
        Ok(command)
    }

    /// Runs git in a folder, whatever becomes of it.
    pub fn try_git(&self, folder: &Path, arguments: &[&str]) -> Result<Output, String> {
        let output = self.command("git")?.args(arguments).current_dir(folder).output();
        output.map_err(|error| format!("git {}: {error}", arguments.join(" ")))
    }

    /// Runs git, which must succeed; what it printed.
    pub fn git(&self, folder: &Path, arguments: &[&str]) -> Result<String, String> {
        let output = self.try_git(folder, arguments)?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!(
                "git {}: expected success, saw {}",
                self.hide(&arguments.join(" ")),
                said.trim()
            ));
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
    }

    /// Runs git, which must fail; what it said.
    pub fn git_fails(&self, folder: &Path, arguments: &[&str]) -> Result<String, String> {
        let output = self.try_git(folder, arguments)?;
        if output.status.success() {
            return Err(format!("git {}: expected a failure, saw success", self.hide(&arguments.join(" "))));
        }
        Ok(String::from_utf8_lossy(&output.stderr).into_owned())
    }

    fn hide(&self, text: &str) -> String {
        text.replace(&self.emulator.token(), "TOKEN")
    }
}

fn gone() -> String {
    format!("the organization {ORGANIZATION} is gone")
}

/// Whether a variable of the environment would change what a client does: settings of git and of other Azure
/// DevOps clients, and proxies.
fn is_foreign(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    let prefixes = ["GIT_", "ADOXIDE_", "AZURE_", "AZDO_", "SYSTEM_", "PYTHON", "NODE_"];
    (prefixes.iter().any(|prefix| name.starts_with(prefix)) && name != "GIT_EXEC_PATH")
        || name.ends_with("_PROXY")
}
