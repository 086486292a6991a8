//! The organization of the demo: an emulator on a loopback socket, and a client of it.

use std::collections::HashSet;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use adoxide::Client;
use adoxide::credential::Pat;
use adoxide::resource::{Project, Repository};
use adoxide_emulator::Emulator;
use tokio::task::JoinHandle;

use crate::command::{emulator, query};
use crate::error::{Error, Result};

/// What everything made up comes from; another one than that of `adox emulator`, so that a file of the demo
/// is known by what is in it.
const SEED: u64 = 20_010_909;
const NAME: &str = "fabrikam";

/// The emulated organization.
pub struct Organization {
    base: String,
    token: String,
    ado: Client,
    serving: JoinHandle<()>,
    projects: HashSet<String>,
}

impl Drop for Organization {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Organization {
    /// Starts it.
    pub async fn start() -> Result<Self> {
        let emulator = Emulator::builder().organization(NAME).seed(SEED).seed_size(3).build();
        let emulator = emulator.map_err(|error| Error::failed(error.to_string()))?;
        let listener = emulator::listen_on(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
        let address = listener.local_addr();
        let address =
            address.map_err(|error| Error::failed(format!("the emulator can't listen: {error}")))?;
        let base = emulator::url(address);
        let token = emulator.token();
        let ado = Client::builder(format!("{base}/{NAME}")).credential(Pat::new(&token)?).build()?;
        let serving = tokio::spawn(async move {
            // If it can't answer any more, the next request says so.
            let _ = emulator.serve(listener).await;
        });
        let mut projects = HashSet::new();
        for project in ado.projects().all().await? {
            projects.insert(project.id().await?);
        }
        Ok(Self { base, token, ado, serving, projects })
    }

    /// Its scheme, host and port.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Its URL.
    pub fn url(&self) -> String {
        self.ado.address().to_string()
    }

    /// The token of its owner.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// A client of it.
    pub fn client(&self) -> &Client {
        &self.ado
    }

    /// Whether a file holds a copy of this organization, as an earlier demo left it, or nothing.
    pub fn is_copied_in(&self, database: &Path) -> Result<bool> {
        let connection = query::open(database)?;
        let read = || -> rusqlite::Result<bool> {
            let count = "SELECT count(*) FROM sqlite_schema WHERE name = 'projects'";
            if connection.query_row(count, [], |row| row.get::<_, i64>(0))? == 0 {
                return connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0));
            }
            let mut ids = connection.prepare("SELECT id FROM projects")?;
            let mut ids = ids.query_map([], |row| row.get::<_, String>(0))?;
            ids.try_fold(true, |all, id| Ok(all && self.projects.contains(&id?)))
        };
        // A file that has another layout is not of a demo.
        Ok(read().unwrap_or(false))
    }

    /// The project that the story is about.
    pub async fn project(&self) -> Result<Project> {
        let projects = self.ado.projects().all().await?;
        projects.into_iter().next().ok_or_else(|| Error::failed("the emulator has no project"))
    }

    /// Makes an empty repository of this name, or of one like it if that is taken.
    pub async fn create_repository(&self, project: &Project, name: &str) -> Result<Repository> {
        let mut taken = HashSet::new();
        for repository in project.repositories().all().await? {
            taken.insert(repository.name().await?.to_lowercase());
        }
        let names = (2..).map(|number| format!("{name}-{number}"));
        let free =
            std::iter::once(name.to_owned()).chain(names).find(|name| !taken.contains(&name.to_lowercase()));
        Ok(project.create_repository(free.unwrap_or_default()).await?)
    }

    /// Where git finds a repository.
    pub async fn remote(&self, repository: &Repository) -> Result<String> {
        let url = repository.remote_url().await?;
        let url = url.ok_or_else(|| Error::failed("the emulator names no URL for git"))?;
        // The service puts a user's name into it, so that git asks only for the password.
        Ok(url.replacen(&format!("://{NAME}@"), "://", 1))
    }

    /// Gives a repository another name.
    pub async fn rename(&self, repository: &Repository) -> Result<String> {
        let old = repository.name().await?;
        let new = format!("{old}-renamed");
        repository.rename(&new).await?;
        Ok(format!("{old} is now called {new}"))
    }

    /// Deletes one of the repositories that were there from the beginning.
    pub async fn delete_one(&self, keep: &Repository) -> Result<String> {
        for project in self.ado.projects().all().await? {
            if let Some(repository) =
                project.repositories().all().await?.into_iter().find(|one| !one.ptr_eq(keep))
            {
                let name = repository.name().await?;
                repository.delete().await?;
                return Ok(format!("{name} of {} is deleted", project.name().await?));
            }
        }
        Err(Error::failed("the emulator has no repository to delete"))
    }

    /// Makes a repository with a commit in it, without git.
    pub async fn create_another(&self, project: &Project) -> Result<String> {
        let repository = self.create_repository(project, "release-notes").await?;
        let name = repository.name().await?;
        let commit = repository.commit("main", "Begin the release notes");
        commit.add("/NOTES.md", "# Release notes\n").create().push().await?;
        Ok(format!("{name} is new, with a commit made by REST"))
    }
}
