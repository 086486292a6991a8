//! Commits.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use adoxide_api::git::{
    self, GetChanges, GetCommit, GetCommits, GetStatuses, GitChange, GitCommit, GitCommitRef, GitStatus,
    GitUserDate,
};
use adoxide_api::path::CommitId;
use jiff::Timestamp;

use super::identity::{self, Identified, Node, Snapshot, find};
use super::listing::Listing;
use super::repository::{File, Repository, Version, parts, rooted};
use crate::error::{Error, Result};

/// A commit of a repository. It never changes, so what is known of it stays.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/commits>
#[derive(Clone)]
pub struct Commit {
    repository: Repository,
    sha: Arc<str>,
    node: Arc<Node<GitCommit>>,
}

impl Identified for GitCommit {
    fn identity(&self) -> (Option<&str>, Option<Cow<'_, str>>) {
        (None, self.commit_id.as_deref().map(Cow::Borrowed))
    }
}

impl Commit {
    pub(super) fn at(repository: &Repository, sha: &str) -> Self {
        let sha = sha.to_ascii_lowercase();
        let node = repository.client().known().commits.at(repository.node().serial(), &sha);
        Self { repository: repository.clone(), sha: sha.into(), node }
    }

    /// The commit of a list's entry, which leaves out its tree, its parents, and the end of a long message.
    pub(super) fn listed(repository: &Repository, entry: GitCommitRef) -> Option<Self> {
        let this = Self::at(repository, entry.commit_id.as_deref()?);
        let GitCommitRef {
            links,
            author,
            change_counts,
            changes,
            comment,
            comment_truncated,
            commit_id,
            commit_too_many_changes,
            committer,
            parents,
            push,
            remote_url,
            statuses,
            tree_id,
            url,
            work_items,
            extra,
        } = entry;
        let commit = GitCommit {
            links,
            author,
            change_counts,
            changes,
            comment,
            comment_truncated,
            commit_id,
            commit_too_many_changes,
            committer,
            parents,
            push,
            remote_url,
            statuses,
            tree_id,
            url,
            work_items,
            extra,
        };
        this.learn(Arc::new(commit), false, None);
        Some(this)
    }

    fn learn(&self, commit: Arc<GitCommit>, whole: bool, asked: Option<u64>) {
        let scope = self.repository.node().serial();
        let snapshot = Snapshot { value: commit, whole };
        self.repository.client().known().commits.learn(scope, Some(&self.node), snapshot, asked);
    }

    /// Its repository.
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    /// Its SHA-1.
    pub fn sha(&self) -> &str {
        &self.sha
    }

    /// Whether this is the same object as another handle.
    pub fn ptr_eq(&self, other: &Self) -> bool {
        identity::same(&self.node, &other.node)
    }

    async fn load(&self, whole: bool) -> Result<Arc<GitCommit>> {
        identity::load(&self.node, whole, |node| async move {
            let asked = node.refreshed();
            let (project, repository) = self.repository.locator();
            let op = git::get_commit(Some(&project), &repository, &self.id(), GetCommit::default());
            let commit = Arc::new(self.repository.client().call(op).await?);
            self.learn(Arc::clone(&commit), true, Some(asked));
            Ok(commit)
        })
        .await
    }

    fn id(&self) -> CommitId {
        (&*self.sha).into()
    }

    /// All that the service says about it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when there is no such commit, and as any call.
    pub async fn snapshot(&self) -> Result<Arc<GitCommit>> {
        self.load(true).await
    }

    /// Forgets it: the statuses and work items of a commit may change, though the commit does not.
    pub fn refresh(&self) {
        find(&self.node).refresh();
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn reload(&self) -> Result<Arc<GitCommit>> {
        self.refresh();
        self.snapshot().await
    }

    /// Its whole message.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn message(&self) -> Result<String> {
        let known = self.load(false).await?;
        let commit = if known.comment_truncated == Some(true) { self.load(true).await? } else { known };
        Ok(commit.comment.clone().unwrap_or_default())
    }

    /// Who wrote it, and when.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn author(&self) -> Result<GitUserDate> {
        Ok(self.load(false).await?.author.clone().unwrap_or_default())
    }

    /// Who committed it, and when.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn committer(&self) -> Result<GitUserDate> {
        Ok(self.load(false).await?.committer.clone().unwrap_or_default())
    }

    /// The commits before it: none for the first, several for a merge.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn parents(&self) -> Result<Vec<Commit>> {
        let commit = self.load(true).await?;
        Ok(commit.parents.iter().flatten().map(|sha| self.repository.commit_by_id(sha)).collect())
    }

    /// What it changed against its first parent; the first commit added all that it has.
    pub fn changes(&self) -> Listing<GitChange> {
        let (project, repository) = self.repository.locator();
        let op = git::get_changes(Some(&project), &repository, &self.id(), GetChanges::default());
        Listing::new(self.repository.client().items(op), Some)
    }

    /// The statuses that builds and other tools gave it.
    pub fn statuses(&self) -> Listing<GitStatus> {
        let (project, repository) = self.repository.locator();
        let op = git::get_statuses(Some(&project), &repository, &self.id(), GetStatuses::default());
        Listing::new(self.repository.client().items(op), Some)
    }

    /// Gives it a status.
    ///
    /// # Errors
    /// As any call.
    pub async fn add_status(&self, status: &GitStatus) -> Result<GitStatus> {
        let (project, repository) = self.repository.locator();
        let op = git::create_commit_status(Some(&project), &repository, &self.id(), status);
        self.repository.client().call(op).await
    }

    /// The file at this path as it was in this commit.
    pub fn file(&self, path: impl AsRef<str>) -> File {
        self.repository.file(path).at(self)
    }
}

impl fmt::Debug for Commit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Commit({} of {:?})", self.sha, self.repository)
    }
}

/// A search for commits.
#[derive(Clone, Debug)]
#[must_use = "commits are not asked for until stream is called"]
pub struct Commits {
    repository: Repository,
    params: GetCommits,
}

impl Commits {
    pub(super) fn new(repository: &Repository) -> Self {
        Self { repository: repository.clone(), params: GetCommits::default() }
    }

    /// Reachable from here, and not from the default branch.
    pub fn at(mut self, version: impl Into<Version>) -> Self {
        (self.params.item_version_version, self.params.item_version_version_type) =
            parts(Some(version.into()));
        self
    }

    /// That changed this file or folder.
    pub fn path(mut self, path: impl AsRef<str>) -> Self {
        self.params.item_path = Some(rooted(path.as_ref()));
        self
    }

    /// Written by this name, mail address or part of one.
    pub fn author(mut self, author: impl Into<String>) -> Self {
        self.params.author = Some(author.into());
        self
    }

    /// Committed by this name, mail address or part of one.
    pub fn committer(mut self, committer: impl Into<String>) -> Self {
        self.params.user = Some(committer.into());
        self
    }

    /// Dated at or after this. Dates are the authors' own: a commit may be pushed long after its date.
    pub fn since(mut self, date: Timestamp) -> Self {
        self.params.from_date = Some(date.to_string());
        self
    }

    /// Dated at or before this.
    pub fn until(mut self, date: Timestamp) -> Self {
        self.params.to_date = Some(date.to_string());
        self
    }

    /// Anything else that the operation can be told.
    pub fn params(mut self, change: impl FnOnce(&mut GetCommits)) -> Self {
        change(&mut self.params);
        self
    }

    /// The commits.
    pub fn stream(self) -> Listing<Commit> {
        let (project, id) = self.repository.locator();
        let items = self.repository.client().items(git::get_commits(Some(&project), &id, self.params));
        let repository = self.repository;
        Listing::new(items, move |entry| Commit::listed(&repository, entry))
    }

    /// The first of them, if there is one: with [`path`](Self::path), the last commit that changed a file.
    ///
    /// # Errors
    /// As any call.
    pub async fn first(mut self) -> Result<Option<Commit>> {
        self.params.top = Some(1);
        let (project, id) = self.repository.locator();
        let found = self.repository.client().call(git::get_commits(Some(&project), &id, self.params)).await?;
        let found = found.into_vec().map_err(|item| Error::item(&item).of("git.get_commits"))?;
        Ok(found.into_iter().find_map(|entry| Commit::listed(&self.repository, entry)))
    }
}
