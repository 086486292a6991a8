//! Where repositories come from, and where they go: forks, imports, the recycle bin's end.

use adoxide_api::core::TeamProjectReference;
use adoxide_api::git::{
    self, GitAsyncOperationStatus, GitImportGitSource, GitImportRequest, GitImportRequestParameters,
    GitRepository, GitRepositoryCreateOptions, GitRepositoryRef,
};
use adoxide_api::path::RepositoryId;

use super::operation::wait;
use super::project::{Project, missing};
use super::repository::Repository;
use crate::error::{Error, ErrorKind, Result};

impl Repository {
    /// Makes a fork of it in a project, with all its branches.
    ///
    /// The service copies the branches in its own time: the first ones to ask for them may find none.
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/repositories/create>
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when the project has a repository of this name, and as any call.
    pub async fn fork(&self, into: &Project, name: impl Into<String>) -> Result<Repository> {
        let project = |id| Some(TeamProjectReference { id: Some(id), ..TeamProjectReference::default() });
        let parent = GitRepositoryRef {
            id: Some(self.id().await?),
            project: project(self.project().id().await?),
            ..GitRepositoryRef::default()
        };
        let body = GitRepositoryCreateOptions {
            name: Some(name.into()),
            parent_repository: Some(parent),
            project: project(into.id().await?),
            ..GitRepositoryCreateOptions::default()
        };
        let op = git::create_repository(Some(&into.locator()), &body, git::CreateRepository::default());
        Ok(Repository::listed(into, self.client().call(op).await?))
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
