//! Where repositories come from, and where they go: forks, imports, the recycle bin's end.

use adoxide_api::core::TeamProjectReference;
use adoxide_api::git::{
    self, CreateForkSyncRequest, GetForkSyncRequest, GetForkSyncRequests, GetForks, GitAsyncOperationStatus,
    GitForkSyncRequestParameters, GitImportGitSource, GitImportRequest, GitImportRequestParameters,
    GitRepository, GitRepositoryRef, GlobalGitRepositoryKey, SourceToTargetRef,
};
use adoxide_api::path::RepositoryId;

use super::identities::organization_id;
use super::listing::Listing;
use super::operation::wait;
use super::project::{Project, missing};
use super::reference::{HEADS, full};
use super::repository::Repository;
use crate::error::{Error, ErrorKind, Result};

impl Repository {
    /// Makes a fork of it in a project, with all its branches, and waits until they are there.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/repositories/create>
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when the project has a repository of this name, [`ErrorKind::Conflict`] when the branches can't be copied,
    /// and as any call.
    pub async fn fork(&self, into: &Project, name: impl Into<String>) -> Result<Repository> {
        let project = |id| Some(TeamProjectReference { id: Some(id), ..TeamProjectReference::default() });
        let parent = GitRepositoryRef {
            id: Some(self.id().await?),
            project: project(self.project().id().await?),
            ..GitRepositoryRef::default()
        };
        let target = project(into.id().await?);
        let body = git::CreateRepositoryBody::new(name).with(|body| {
            body.parent_repository = Some(parent);
            body.project = target;
        });
        let op = git::create_repository(Some(&into.locator()), &body, git::CreateRepository::default());
        let fork = Repository::listed(into, self.client().call(op).await?);
        let (project, _) = fork.locator();
        let id = fork.id().await?.into();
        let op = git::get_fork_sync_requests(Some(&project), &id, GetForkSyncRequests::default());
        // The first one is that of its making. A service that does not tell of it has nothing to wait for.
        let first = self.client().items(op).all().await?.into_iter().min_by_key(|sync| sync.operation_id);
        if let Some(number) = first.and_then(|sync| sync.operation_id) {
            fork.synced(number).await?;
        }
        Ok(fork)
    }

    /// The forks of it, wherever in the organization they are.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/forks/list>
    ///
    /// # Errors
    /// When the id of the organization can't be had.
    pub async fn forks(&self) -> Result<Listing<Repository>> {
        let (project, _) = self.locator();
        let id = self.id().await?.into();
        let organization = organization_id(self.client()).await?.into();
        let op = git::get_forks(Some(&project), &id, &organization, GetForks::default());
        let client = self.client().clone();
        Ok(Listing::new(self.client().items(op), move |fork| {
            Some(Project::listed(&client, fork.project?).repository(fork.id?))
        }))
    }

    /// The repository that it is a fork of, if it is one.
    ///
    /// # Errors
    /// As any call.
    pub async fn parent(&self) -> Result<Option<Repository>> {
        let (project, id) = self.locator();
        let parent = self.client().call(git::get_repository_with_parent(Some(&project), &id, true)).await?;
        let parent = parent.parent_repository.and_then(|parent| parent.project.zip(parent.id));
        Ok(parent.map(|(project, id)| Project::listed(self.client(), project).repository(id)))
    }

    /// Brings a fork up to date with what it was forked from, and waits until that is done: its branches and
    /// tags are moved to where they are there, new ones are made.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = adoxide_emulator::Emulator::builder().build()?;
    /// # let ado = adoxide::Client::builder("http://127.0.0.1:1/fabrikam")
    /// #     .credential(adoxide::credential::Pat::new(emulator.token())?)
    /// #     .transport(adoxide::transport::InProcess::new(emulator, axum_core::body::Body::new))
    /// #     .build()?;
    /// # let project = ado.projects().next().await.ok_or("no project")??;
    /// # let repo = project.create_repository("new").await?;
    /// # repo.commit("main", "First").add("/hello.txt", "Hello\n").create().push().await?;
    /// let fork = repo.fork(&project, "new.ada").await?;
    /// repo.commit("main", "Say more").edit("/hello.txt", "Hello, world\n").push().await?;
    /// let mut forks = repo.forks().await?;
    /// while let Some(fork) = forks.next().await {
    ///     fork?.sync_fork().await?;
    /// }
    /// # assert_eq!(fork.file("/hello.txt").text().await?, "Hello, world\n");
    /// # Ok(()) }
    /// ```
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/forks/create-fork-sync-request>
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when it is not a fork, [`ErrorKind::Conflict`] with the reason when a branch can't be
    /// moved, and as any call.
    pub async fn sync_fork(&self) -> Result<()> {
        self.synchronize(None).await
    }

    /// As [`sync_fork`](Self::sync_fork), for one branch only, by name.
    ///
    /// # Errors
    /// As [`sync_fork`](Self::sync_fork), and [`ErrorKind::Conflict`] when there is no such branch.
    pub async fn sync_fork_branch(&self, branch: impl AsRef<str>) -> Result<()> {
        self.synchronize(Some(full(HEADS, branch.as_ref()))).await
    }

    async fn synchronize(&self, reference: Option<String>) -> Result<()> {
        let parent = self.parent().await?.ok_or_else(|| {
            Error::new(ErrorKind::Invalid, format!("{self:?} is not a fork"))
                .advise("only a fork has something to follow")
        })?;
        let source = GlobalGitRepositoryKey {
            collection_id: Some(organization_id(self.client()).await?),
            project_id: Some(parent.project().id().await?),
            repository_id: Some(parent.id().await?),
            ..GlobalGitRepositoryKey::default()
        };
        let pair = |name: String| {
            let (source_ref, target_ref) = (Some(name.clone()), Some(name));
            vec![SourceToTargetRef { source_ref, target_ref, ..SourceToTargetRef::default() }]
        };
        let body = GitForkSyncRequestParameters {
            source: Some(source),
            source_to_target_refs: reference.map(pair),
            ..GitForkSyncRequestParameters::default()
        };
        let (project, _) = self.locator();
        let id = self.id().await?.into();
        let op = git::create_fork_sync_request(Some(&project), &id, &body, CreateForkSyncRequest::default());
        let sync = self.client().call(op).await?;
        self.synced(sync.operation_id.ok_or_else(|| missing("operationId"))?).await
    }

    /// Waits for the end of a synchronization.
    async fn synced(&self, number: i64) -> Result<()> {
        use GitAsyncOperationStatus::{Abandoned, Completed, Failed};
        let (project, _) = self.locator();
        let id = self.id().await?.into();
        let done = wait(self.client(), "the synchronization of the fork", || async {
            let params = GetForkSyncRequest::default();
            let op = git::get_fork_sync_request(Some(&project), &id, number.into(), params);
            let sync = self.client().call(op).await?;
            Ok(matches!(sync.status, Some(Completed | Failed | Abandoned)).then_some(sync))
        })
        .await?;
        self.refresh();
        if done.status == Some(Completed) {
            return Ok(());
        }
        let why = done.detailed_status.and_then(|detail| detail.error_message);
        let why = why.map(|why| format!(": {}", why.trim_end_matches('.'))).unwrap_or_default();
        Err(Error::new(ErrorKind::Conflict, format!("{self:?} was not synchronized{why}"))
            .advise("merge in a clone, and push"))
    }

    /// Fills it from a public git repository, and waits until that is done. It must be empty.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when it is not empty or the import fails, and as any call.
    pub async fn import(&self, url: impl Into<String>) -> Result<()> {
        self.import_with(url, None).await
    }

    /// Fills it from a git repository that a service endpoint of the project (by its id) signs in to.
    ///
    /// # Errors
    /// As [`import`](Self::import).
    pub async fn import_with(&self, url: impl Into<String>, endpoint: Option<&str>) -> Result<()> {
        let source = GitImportGitSource { url: Some(url.into()), ..GitImportGitSource::default() };
        let parameters = GitImportRequestParameters {
            git_source: Some(source),
            service_endpoint_id: endpoint.map(str::to_owned),
            ..GitImportRequestParameters::default()
        };
        let body = GitImportRequest { parameters: Some(parameters), ..GitImportRequest::default() };
        let (project, _) = self.locator();
        let id: RepositoryId = self.id().await?.into();
        let request = self.client().call(git::create_import_request(&project, &id, &body)).await?;
        let number = request.import_request_id.ok_or_else(|| missing("importRequestId"))?;
        let done = wait(self.client(), "the import", || async {
            use GitAsyncOperationStatus::{Abandoned, Completed, Failed};
            let request = self.client().call(git::get_import_request(&project, &id, number.into())).await?;
            let is_done = matches!(request.status, Some(Completed | Failed | Abandoned));
            Ok(is_done.then_some(request))
        })
        .await?;
        self.refresh();
        if done.status == Some(GitAsyncOperationStatus::Completed) {
            return Ok(());
        }
        let why = done.detailed_status.and_then(|detail| detail.error_message);
        let why = why.map(|why| format!(": {}", why.trim_end_matches('.'))).unwrap_or_default();
        Err(Error::new(ErrorKind::Conflict, format!("nothing was imported{why}"))
            .advise("check the URL, and whether it needs a service endpoint to sign in"))
    }

    /// Disables it, or enables it again. What is disabled can't be read or written, and is kept.
    ///
    /// # Errors
    /// As any call.
    pub async fn set_disabled(&self, is_disabled: bool) -> Result<()> {
        let changes = GitRepository { is_disabled: Some(is_disabled), ..GitRepository::default() };
        self.update(changes).await
    }
}

impl Project {
    /// Destroys a repository that is in the recycle bin, by its id. It is gone for good.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is not there, and as any call.
    pub async fn destroy_repository(&self, id: &str) -> Result<()> {
        self.client().call(git::delete_repository_from_recycle_bin(&self.locator(), &id.into())).await
    }
}
