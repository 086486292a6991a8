//! Projects.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use adoxide_api::core::{
    self, GetProject, GetProjects, ProjectState, ProjectVisibility, TeamProject, TeamProjectReference,
};
use adoxide_api::git;
use adoxide_api::git::{GetRepositories, GitDeletedRepository};
use adoxide_api::path::{ProjectId, ProjectRef};
use adoxide_api::wire::{Map, OpenEnum};

use super::identity::{self, Identified, Node, Snapshot, find, is_id};
use super::listing::Listing;
use super::operation::finished;
use super::repository::Repository;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};

/// A project.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/core/projects>
#[derive(Clone)]
pub struct Project {
    client: Client,
    node: Arc<Node<TeamProject>>,
}

impl Identified for TeamProject {
    fn identity(&self) -> (Option<&str>, Option<Cow<'_, str>>) {
        (self.id.as_deref(), self.name.as_deref().map(Cow::Borrowed))
    }
}

impl Client {
    /// The project of this name or id. Nothing is asked for.
    pub fn project(&self, name: impl AsRef<str>) -> Project {
        let node = self.known().projects.at(0, name.as_ref());
        Project { client: self.clone(), node }
    }

    /// The project that a URL of this organization is of: a page, a remote, or the `url` of an answer.
    /// Nothing is asked for.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when it is no such URL, or one of another organization.
    pub fn project_at(&self, url: &str) -> Result<Project> {
        let location = self.address().locate(url)?;
        let project =
            location.project.ok_or_else(|| Error::new(ErrorKind::Invalid, "the URL names no project"))?;
        Ok(self.project(project))
    }

    /// The repository that a URL of this organization is of. Nothing is asked for.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when it is no such URL, or one of another organization.
    pub fn repository_at(&self, url: &str) -> Result<Repository> {
        let location = self.address().locate(url)?;
        let nothing = || Error::new(ErrorKind::Invalid, "the URL names no project and repository");
        let (project, repository) = location.project.zip(location.repository).ok_or_else(nothing)?;
        Ok(self.project(project).repository(repository))
    }

    /// All projects that can be worked with.
    pub fn projects(&self) -> Listing<Project> {
        self.projects_with(GetProjects::default())
    }

    /// The projects that these parameters select, also those that are being made or were deleted.
    pub fn projects_with(&self, params: GetProjects) -> Listing<Project> {
        let client = self.clone();
        Listing::new(self.items(core::get_projects(params)), move |entry| {
            Some(Project::listed(&client, entry))
        })
    }

    /// Makes a project, and waits until it can be worked with.
    pub fn create_project(&self, name: impl Into<String>) -> NewProject {
        NewProject {
            client: self.clone(),
            body: TeamProject { name: Some(name.into()), ..TeamProject::default() },
            process: None,
        }
    }
}

impl Project {
    /// The project that an answer refers to.
    pub(crate) fn listed(client: &Client, entry: TeamProjectReference) -> Self {
        let TeamProjectReference {
            abbreviation,
            default_team_image_url,
            description,
            id,
            last_update_time,
            name,
            revision,
            state,
            url,
            visibility,
            extra,
        } = entry;
        let project = TeamProject {
            abbreviation,
            default_team_image_url,
            description,
            id,
            last_update_time,
            name,
            revision,
            state,
            url,
            visibility,
            extra,
            ..TeamProject::default()
        };
        let snapshot = Snapshot { value: Arc::new(project), whole: false };
        Self { client: client.clone(), node: Self::learn(client, None, snapshot, None) }
    }

    fn learn(
        client: &Client,
        node: Option<&Arc<Node<TeamProject>>>,
        snapshot: Snapshot<TeamProject>,
        asked: Option<u64>,
    ) -> Arc<Node<TeamProject>> {
        let known = client.known();
        let learned = known.projects.learn(0, node, snapshot, asked);
        known.merge_projects(&learned.merged);
        learned.node
    }

    /// The client that it was made by.
    pub fn client(&self) -> &Client {
        &self.client
    }

    pub(crate) fn node(&self) -> Arc<Node<TeamProject>> {
        find(&self.node)
    }

    /// The project as an argument of operations: its id once that is known, its name before.
    pub fn locator(&self) -> ProjectRef {
        (&*self.node().locator()).into()
    }

    /// Whether this is the same object as another handle.
    pub fn ptr_eq(&self, other: &Self) -> bool {
        identity::same(&self.node, &other.node)
    }

    async fn load(&self, whole: bool) -> Result<Arc<TeamProject>> {
        identity::load(&self.node, whole, |node| async move {
            let asked = node.refreshed();
            let params = GetProject { include_capabilities: Some(true), ..GetProject::default() };
            let id: ProjectId = (&*node.locator()).into();
            let project = Arc::new(self.client.call(core::get_project(&id, params)).await?);
            let snapshot = Snapshot { value: Arc::clone(&project), whole: true };
            Self::learn(&self.client, Some(&node), snapshot, Some(asked));
            Ok(project)
        })
        .await
    }

    /// All that the service says about it, with capabilities and default team.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such project, or the credential may not see it.
    pub async fn snapshot(&self) -> Result<Arc<TeamProject>> {
        self.load(true).await
    }

    /// Forgets what it looked like; it is fetched again when it is next wanted.
    pub fn refresh(&self) {
        self.node().refresh();
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn reload(&self) -> Result<Arc<TeamProject>> {
        self.refresh();
        self.snapshot().await
    }

    /// Its id.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot), where it is not known yet.
    pub async fn id(&self) -> Result<String> {
        if let Some(id) = self.node().id() {
            return Ok(id.to_string());
        }
        let project = self.load(false).await?;
        project.id.clone().ok_or_else(|| missing("id"))
    }

    /// Its name as the service writes it.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn name(&self) -> Result<String> {
        self.load(false).await?.name.clone().ok_or_else(|| missing("name"))
    }

    /// What it is about, if that was written down.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn description(&self) -> Result<Option<String>> {
        Ok(self.load(false).await?.description.clone())
    }

    /// Whether it can be worked with: `wellFormed`.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn state(&self) -> Result<Option<ProjectState>> {
        Ok(self.load(false).await?.state.clone())
    }

    /// Who may see it.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn visibility(&self) -> Result<Option<ProjectVisibility>> {
        Ok(self.load(false).await?.visibility.clone())
    }

    /// Changes what is set in `changes`, and waits until it is changed.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when the service could not change it, and as any call.
    pub async fn update(&self, changes: TeamProject) -> Result<()> {
        let id: ProjectId = self.id().await?.into();
        let operation = self.client.call(core::update_project(&id, &changes)).await?;
        finished(&self.client, &format!("changing the project {}", self.node().label()), operation).await?;
        self.refresh();
        // Its name may be another one now, and handles made by that name are to find it.
        self.load(true).await.map(drop)
    }

    /// Renames it.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn rename(&self, name: impl Into<String>) -> Result<()> {
        self.update(TeamProject { name: Some(name.into()), ..TeamProject::default() }).await
    }

    /// Deletes it with all that is in it, and waits until it is gone.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when the service could not delete it, and as any call.
    pub async fn delete(&self) -> Result<()> {
        let id: ProjectId = self.id().await?.into();
        let operation = self.client.call(core::queue_delete_project(&id)).await?;
        finished(&self.client, &format!("deleting the project {}", self.node().label()), operation).await?;
        self.client.known().projects.forget(&self.node);
        Ok(())
    }

    /// The repository of this name or id. Nothing is asked for.
    pub fn repository(&self, name: impl AsRef<str>) -> Repository {
        Repository::at(self, name.as_ref())
    }

    /// All its repositories.
    pub fn repositories(&self) -> Listing<Repository> {
        self.repositories_with(GetRepositories::default())
    }

    /// Its repositories, with these parameters: hidden ones too, or with all their URLs.
    pub fn repositories_with(&self, params: GetRepositories) -> Listing<Repository> {
        let project = self.clone();
        let items = self.client.items(git::get_repositories(Some(&self.locator()), params));
        Listing::new(items, move |entry| Some(Repository::listed(&project, entry)))
    }

    /// Makes an empty repository.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when there is one of this name, and as any call.
    pub async fn create_repository(&self, name: impl Into<String>) -> Result<Repository> {
        let body = git::CreateRepositoryBody::new(name);
        let op = git::create_repository(Some(&self.locator()), &body, git::CreateRepository::default());
        Ok(Repository::listed(self, self.client.call(op).await?))
    }

    /// The repositories that were deleted and are still in the recycle bin.
    pub fn deleted_repositories(&self) -> Listing<GitDeletedRepository> {
        Listing::new(self.client.items(git::get_recycle_bin_repositories(&self.locator())), Some)
    }

    /// Takes a repository out of the recycle bin, by its id.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is not there, and as any call.
    pub async fn restore_repository(&self, id: &str) -> Result<Repository> {
        let body = git::GitRecycleBinRepositoryDetails { deleted: Some(false), ..Default::default() };
        let op = git::restore_repository_from_recycle_bin(&self.locator(), &id.into(), &body);
        Ok(Repository::listed(self, self.client.call(op).await?))
    }
}

/// An answer without what every answer has.
pub(super) fn missing(field: &str) -> Error {
    Error::new(ErrorKind::Decode, format!("the answer has no `{field}`"))
}

impl fmt::Debug for Project {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Project({})", self.node().label())
    }
}

/// A project that is to be made. `.await` makes it.
#[must_use = "a project is not made until this is awaited"]
pub struct NewProject {
    client: Client,
    body: TeamProject,
    process: Option<String>,
}

impl NewProject {
    /// What it is about.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.body.description = Some(description.into());
        self
    }

    /// Who may see it; its members only, unless told otherwise.
    pub fn visibility(mut self, visibility: ProjectVisibility) -> Self {
        self.body.visibility = Some(visibility);
        self
    }

    /// Its process, by name (`Agile`, in any letter case) or id; the organization's default, unless told
    /// otherwise.
    pub fn process(mut self, process: impl Into<String>) -> Self {
        self.process = Some(process.into());
        self
    }

    /// The id of the process that was asked for.
    async fn process_id(&self) -> Result<String> {
        if let Some(id) = self.process.as_deref().filter(|process| is_id(process)) {
            return Ok(id.to_owned());
        }
        let mut names = Vec::new();
        let mut processes = self.client.items(core::get_processes());
        while let Some(process) = processes.next().await {
            let process = process?;
            let name = process.name.unwrap_or_default();
            let wanted = match &self.process {
                Some(wanted) => wanted.to_lowercase() == name.to_lowercase(),
                None => process.is_default == Some(true),
            };
            if wanted {
                return process.id.ok_or_else(|| missing("id"));
            }
            names.push(name);
        }
        let what = match &self.process {
            Some(wanted) => format!("there is no process \"{wanted}\""),
            None => "the organization has no default process".to_owned(),
        };
        Err(Error::new(ErrorKind::NotFound, what).advise(format!("choose one of {}", names.join(", "))))
    }

    async fn create(mut self) -> Result<Project> {
        let entry = |key: &str, value: String| Map::from([(key.to_owned(), Some(value))]);
        let process = entry("templateTypeId", self.process_id().await?);
        let version_control = entry("sourceControlType", "Git".to_owned());
        let capabilities = Map::from([
            ("versioncontrol".to_owned(), Some(version_control)),
            ("processTemplate".to_owned(), Some(process)),
        ]);
        let visibility = self.body.visibility.get_or_insert(ProjectVisibility::Private);
        if let ProjectVisibility::Other(other) = visibility {
            let known: Vec<_> = ProjectVisibility::KNOWN.iter().map(OpenEnum::as_str).collect();
            let what = format!("there is no visibility \"{other}\"");
            return Err(
                Error::new(ErrorKind::Invalid, what).advise(format!("choose one of {}", known.join(", ")))
            );
        }
        let name = self.body.name.clone().unwrap_or_default();
        let body = core::QueueCreateProjectBody::new(name.clone(), capabilities).with(|body| {
            let (name, capabilities) = (body.name.take(), body.capabilities.take());
            *body = TeamProject { name, capabilities, ..self.body };
        });
        let operation = self.client.call(core::queue_create_project(&body)).await?;
        finished(&self.client, &format!("making the project {name}"), operation).await?;
        let project = self.client.project(&name);
        project.refresh();
        project.load(true).await?;
        Ok(project)
    }
}

awaitable!(NewProject => Project, create;);

impl fmt::Debug for NewProject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewProject({})", self.body.name.as_deref().unwrap_or_default())
    }
}
