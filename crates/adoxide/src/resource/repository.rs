//! Repositories, and what is in them.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use adoxide_api::git::{
    self, CreateMergeRequest, GetCommitDiffs, GetItem, GetItems, GetMergeBases, GetMergeRequest, GetRefs,
    GitAsyncOperationStatus, GitAsyncRefOperationDetail, GitAsyncRefOperationParameters,
    GitAsyncRefOperationSource, GitChange, GitCommitDiffs, GitCommitRef, GitItem, GitMerge,
    GitMergeParameters, GitRepository, GitVersionType, VersionControlRecursionType,
};
use adoxide_api::path::{ProjectRef, RepositoryId};
use bytes::Bytes;

use super::commit::{Commit, Commits};
use super::identity::{self, Identified, Node, Snapshot, find};
use super::listing::Listing;
use super::operation::wait;
use super::project::{Project, missing};
use super::push::{NewCommit, Push, Pushes};
use super::reference::{self, Ref};
use crate::client::Client;
use crate::download::{self, Download};
use crate::error::{Error, ErrorKind, Result};

/// A git repository.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git>
#[derive(Clone)]
pub struct Repository {
    project: Project,
    node: Arc<Node<GitRepository>>,
}

impl Identified for GitRepository {
    fn identity(&self) -> (Option<&str>, Option<Cow<'_, str>>) {
        (self.id.as_deref(), self.name.as_deref().map(Cow::Borrowed))
    }
}

/// A state of a repository: the tip of a branch or tag, or a commit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Version {
    /// The tip of a branch, by its name without `refs/heads/`.
    Branch(String),
    /// What a tag points at, by its name without `refs/tags/`.
    Tag(String),
    /// A commit, by its SHA-1.
    Commit(String),
}

impl Version {
    /// The tip of a branch: `main` or `refs/heads/main`.
    pub fn branch(name: impl AsRef<str>) -> Self {
        let name = name.as_ref();
        Self::Branch(name.strip_prefix(reference::HEADS).unwrap_or(name).to_owned())
    }

    /// What a tag points at: `v1` or `refs/tags/v1`.
    pub fn tag(name: impl AsRef<str>) -> Self {
        let name = name.as_ref();
        Self::Tag(name.strip_prefix(reference::TAGS).unwrap_or(name).to_owned())
    }

    /// A commit.
    pub fn commit(sha: impl Into<String>) -> Self {
        Self::Commit(sha.into())
    }

    pub(super) fn parts(self) -> (String, GitVersionType) {
        match self {
            Self::Branch(name) => (name, GitVersionType::Branch),
            Self::Tag(name) => (name, GitVersionType::Tag),
            Self::Commit(sha) => (sha, GitVersionType::Commit),
        }
    }
}

impl From<&Commit> for Version {
    fn from(commit: &Commit) -> Self {
        Self::commit(commit.sha())
    }
}

/// How a version is written in two parameters of an operation, if one is given.
pub(super) fn parts(version: Option<Version>) -> (Option<String>, Option<GitVersionType>) {
    version.map(Version::parts).unzip()
}

impl Repository {
    pub(super) fn at(project: &Project, name: &str) -> Self {
        let node = project.client().known().repositories.at(project.node().serial(), name);
        Self { project: project.clone(), node }
    }

    /// The repository of an answer.
    pub(super) fn listed(project: &Project, entry: GitRepository) -> Self {
        // The answer says more about the project too: its id, if it was only known by name.
        let project = match entry.project.clone() {
            Some(reference) if reference.id.is_some() => Project::listed(project.client(), reference),
            _ => project.clone(),
        };
        let snapshot = Snapshot { value: Arc::new(entry), whole: true };
        let node = Self::learn(&project, None, snapshot, None);
        Self { project, node }
    }

    fn learn(
        project: &Project,
        node: Option<&Arc<Node<GitRepository>>>,
        snapshot: Snapshot<GitRepository>,
        asked: Option<u64>,
    ) -> Arc<Node<GitRepository>> {
        let known = project.client().known();
        let learned = known.repositories.learn(project.node().serial(), node, snapshot, asked);
        known.merge_repositories(&learned.merged);
        learned.node
    }

    pub(super) fn node(&self) -> Arc<Node<GitRepository>> {
        find(&self.node)
    }

    /// The client that it was made by.
    pub fn client(&self) -> &Client {
        self.project.client()
    }

    /// Its project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The repository as two arguments of operations: ids once they are known, names before.
    pub fn locator(&self) -> (ProjectRef, RepositoryId) {
        (self.project.locator(), (&*self.node().locator()).into())
    }

    /// Whether this is the same object as another handle.
    pub fn ptr_eq(&self, other: &Self) -> bool {
        identity::same(&self.node, &other.node)
    }

    /// All that the service says about it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such repository, or the credential may not see it.
    pub async fn snapshot(&self) -> Result<Arc<GitRepository>> {
        identity::load(&self.node, true, |node| async move {
            let asked = node.refreshed();
            let id: RepositoryId = (&*node.locator()).into();
            let op = git::get_repository(Some(&self.project.locator()), &id);
            let repository = Arc::new(self.client().call(op).await?);
            if let Some(project) = repository.project.clone().filter(|project| project.id.is_some()) {
                Project::listed(self.client(), project);
            }
            let snapshot = Snapshot { value: Arc::clone(&repository), whole: true };
            Self::learn(&self.project, Some(&node), snapshot, Some(asked));
            Ok(repository)
        })
        .await
    }

    /// Forgets what it looked like; it is fetched again when it is next wanted.
    pub fn refresh(&self) {
        self.node().refresh();
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn reload(&self) -> Result<Arc<GitRepository>> {
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
        self.snapshot().await?.id.clone().ok_or_else(|| missing("id"))
    }

    /// Its name as the service writes it.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn name(&self) -> Result<String> {
        self.snapshot().await?.name.clone().ok_or_else(|| missing("name"))
    }

    /// Its default branch; an empty repository has none.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn default_branch(&self) -> Result<Option<Ref>> {
        let mut known = self.snapshot().await?;
        if known.default_branch.is_none() {
            // It was empty when it was looked at; the first push may have come since.
            self.refresh();
            known = self.snapshot().await?;
        }
        Ok(known.default_branch.as_deref().map(|name| self.reference(name)))
    }

    /// The URL of its web page.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot), and [`ErrorKind::Invalid`] when the service names one of another host.
    pub async fn web_url(&self) -> Result<Option<String>> {
        let url = self.snapshot().await?.web_url.clone();
        url.map(|url| self.client().address().own_url(&url)).transpose()
    }

    /// The URL from which `git` clones it over HTTPS, without a user in it. It is safe to give git the client's
    /// credential for it: it was checked to be one of this organization's service, and is written so that git reads
    /// the same host in it.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot), and [`ErrorKind::Invalid`] when the service names one of another host.
    pub async fn remote_url(&self) -> Result<Option<String>> {
        let url = self.snapshot().await?.remote_url.clone();
        url.map(|url| self.client().address().own_url(&url)).transpose()
    }

    /// Changes what is set in `changes`.
    ///
    /// # Errors
    /// As any call.
    pub async fn update(&self, changes: GitRepository) -> Result<()> {
        // Changes are made by id: a name that has moved on would change another repository.
        let id: RepositoryId = self.id().await?.into();
        let op = git::update_repository(Some(&self.project.locator()), &id, &changes);
        let repository = self.client().call(op).await?;
        let snapshot = Snapshot { value: Arc::new(repository), whole: true };
        Self::learn(&self.project, Some(&self.node()), snapshot, None);
        Ok(())
    }

    /// Renames it. Handles stay good: they know its id.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when there is another of this name, and as any call.
    pub async fn rename(&self, name: impl Into<String>) -> Result<()> {
        self.update(GitRepository { name: Some(name.into()), ..GitRepository::default() }).await
    }

    /// Makes a branch its default, by name.
    ///
    /// # Errors
    /// As any call.
    pub async fn set_default_branch(&self, name: impl AsRef<str>) -> Result<()> {
        let default_branch = Some(reference::full(reference::HEADS, name.as_ref()));
        self.update(GitRepository { default_branch, ..GitRepository::default() }).await
    }

    /// Deletes it, into the recycle bin.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        let id: RepositoryId = self.id().await?.into();
        self.client().call(git::delete_repository(Some(&self.project.locator()), &id)).await?;
        self.client().known().repositories.forget(&self.node);
        Ok(())
    }

    /// The branch of this name: `main` or `refs/heads/main`. Nothing is asked for.
    pub fn branch(&self, name: impl AsRef<str>) -> Ref {
        Ref::at(self, reference::full(reference::HEADS, name.as_ref()))
    }

    /// The tag of this name: `v1` or `refs/tags/v1`. Nothing is asked for.
    pub fn tag(&self, name: impl AsRef<str>) -> Ref {
        Ref::at(self, reference::full(reference::TAGS, name.as_ref()))
    }

    /// The ref of this full name: `refs/heads/main`, `refs/pull/7/merge`. Nothing is asked for.
    pub fn reference(&self, name: impl Into<String>) -> Ref {
        Ref::at(self, name.into())
    }

    /// All its branches.
    pub fn branches(&self) -> Listing<Ref> {
        self.refs(GetRefs { filter: Some("heads/".into()), ..GetRefs::default() })
    }

    /// All its tags.
    pub fn tags(&self) -> Listing<Ref> {
        let filter = Some("tags/".into());
        self.refs(GetRefs { filter, peel_tags: Some(true), ..GetRefs::default() })
    }

    /// The refs that these parameters select. A `filter` is the beginning of names without `refs/`.
    pub fn refs(&self, params: GetRefs) -> Listing<Ref> {
        let (project, id) = self.locator();
        let repository = self.clone();
        let items = self.client().items(git::get_refs(Some(&project), &id, params));
        Listing::new(items, move |entry| Some(Ref::listed(&repository, entry)))
    }

    /// The commit of this SHA-1. Nothing is asked for.
    pub fn commit_by_id(&self, sha: impl AsRef<str>) -> Commit {
        Commit::at(self, sha.as_ref())
    }

    /// Commits, newest first, searched as told: `repo.commits().author("ada").path("/src").stream()`.
    pub fn commits(&self) -> Commits {
        Commits::new(self)
    }

    /// A commit that is to be made on a branch, without a clone.
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
    /// # repo.commit("main", "First").add("/bye.txt", "Bye\n").create().push().await?;
    /// let push = repo
    ///     .commit("main", "Say hello")
    ///     .add("/hello.txt", "Hello\n")
    ///     .delete("/bye.txt")
    ///     .push()
    ///     .await?;
    /// println!("main is at {}", push.tip()?);
    /// # Ok(()) }
    /// ```
    pub fn commit(&self, branch: impl AsRef<str>, message: impl Into<String>) -> NewCommit {
        NewCommit::new(self.branch(branch), message.into())
    }

    /// Pushes, newest first, searched as told.
    pub fn pushes(&self) -> Pushes {
        Pushes::new(self)
    }

    /// The push of this number, with its commits and ref updates.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn push_by_id(&self, id: i64) -> Result<Push> {
        let (project, repository) = self.locator();
        let params = git::GetPush { include_commits: Some(100), include_ref_updates: Some(true) };
        let push = self.client().call(git::get_push(Some(&project), &repository, id.into(), params)).await?;
        Ok(Push::new(self, push))
    }

    /// The file at this path, in the default branch unless told otherwise. Nothing is asked for.
    pub fn file(&self, path: impl AsRef<str>) -> File {
        File { repository: self.clone(), path: rooted(path.as_ref()), version: None }
    }

    /// The folder at this path (`/` is the root), in the default branch unless told otherwise. Nothing is
    /// asked for.
    pub fn folder(&self, path: impl AsRef<str>) -> Folder {
        let params = GetItems {
            scope_path: Some(rooted(path.as_ref())),
            recursion_level: Some(VersionControlRecursionType::OneLevel),
            ..GetItems::default()
        };
        Folder { repository: self.clone(), params }
    }

    /// What is different between two states.
    pub fn diff(&self, base: Version, target: Version) -> Diff {
        let (base_version, base_version_type) = parts(Some(base));
        let (target_version, target_version_type) = parts(Some(target));
        let params = GetCommitDiffs {
            base_version,
            base_version_type,
            target_version,
            target_version_type,
            diff_common_commit: Some(true),
            ..GetCommitDiffs::default()
        };
        Diff { repository: self.clone(), params }
    }

    /// The commits where the histories of two commits part.
    ///
    /// # Errors
    /// As any call.
    pub async fn merge_bases(&self, one: &str, other: &str) -> Result<Vec<Commit>> {
        let (project, id) = self.locator();
        let id = id.as_str().into();
        let op = git::get_merge_bases(Some(&project), &id, &one.into(), other, GetMergeBases::default());
        let bases = self.client().items(op).all().await?;
        Ok(bases.into_iter().filter_map(|base| Commit::listed(self, base)).collect())
    }

    /// Merges commits without moving a branch, and waits for the result: whether they can be merged, and
    /// what comes of it.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when they can't be merged, and as any call.
    pub async fn merge(&self, commits: &[&str], message: &str) -> Result<Commit> {
        let (project, id) = self.locator();
        let id = id.as_str().into();
        let parents = commits.iter().map(|commit| (*commit).to_owned()).collect();
        let body = GitMergeParameters {
            comment: Some(message.to_owned()),
            parents: Some(parents),
            ..GitMergeParameters::default()
        };
        let op = git::create_merge_request(&project, &id, &body, CreateMergeRequest::default());
        let number =
            self.client().call(op).await?.merge_operation_id.ok_or_else(|| missing("mergeOperationId"))?;
        let merge: GitMerge = wait(self.client(), "the merge", || async {
            let op = git::get_merge_request(&project, &id, number.into(), GetMergeRequest::default());
            let merge = self.client().call(op).await?;
            Ok(is_done(merge.status.as_ref()).then_some(merge))
        })
        .await?;
        let detail = merge.detailed_status.unwrap_or_default();
        match (merge.status, detail.merge_commit_id) {
            (Some(GitAsyncOperationStatus::Completed), Some(commit)) => Ok(self.commit_by_id(commit)),
            _ => Err(unmerged("the commits can't be merged", detail.failure_message)),
        }
    }

    /// Applies commits again on top of a branch, as a new branch of this name.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when they don't apply, and as any call.
    pub async fn cherry_pick(&self, commits: &[&str], onto: &str, branch: &str) -> Result<Ref> {
        let body = self.replay(commits, onto, branch).await?;
        let body = git::CreateCherryPickBody::try_from(body).map_err(Error::unsent)?;
        let (project, id) = self.locator();
        let pick = self.client().call(git::create_cherry_pick(&project, &id, &body)).await?;
        let number = pick.cherry_pick_id.ok_or_else(|| missing("cherryPickId"))?;
        let pick = wait(self.client(), "the cherry-pick", || async {
            let pick = self.client().call(git::get_cherry_pick(&project, &id, number.into())).await?;
            Ok(is_done(pick.status.as_ref()).then_some(pick))
        })
        .await?;
        self.replayed(
            "the commits can't be cherry-picked",
            branch,
            pick.status.as_ref(),
            pick.detailed_status,
        )
    }

    /// Undoes commits on top of a branch, as a new branch of this name.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when they can't be undone, and as any call.
    pub async fn revert(&self, commits: &[&str], onto: &str, branch: &str) -> Result<Ref> {
        let body = self.replay(commits, onto, branch).await?;
        let body = git::CreateRevertBody::try_from(body).map_err(Error::unsent)?;
        let (project, id) = self.locator();
        let revert = self.client().call(git::create_revert(&project, &id, &body)).await?;
        let number = revert.revert_id.ok_or_else(|| missing("revertId"))?;
        let revert = wait(self.client(), "the revert", || async {
            let revert = self.client().call(git::get_revert(&project, &id, number.into())).await?;
            Ok(is_done(revert.status.as_ref()).then_some(revert))
        })
        .await?;
        self.replayed("the commits can't be reverted", branch, revert.status.as_ref(), revert.detailed_status)
    }

    async fn replay(
        &self,
        commits: &[&str],
        onto: &str,
        branch: &str,
    ) -> Result<GitAsyncRefOperationParameters> {
        let commit =
            |sha: &&str| GitCommitRef { commit_id: Some((*sha).to_owned()), ..GitCommitRef::default() };
        Ok(GitAsyncRefOperationParameters {
            generated_ref_name: Some(reference::full(reference::HEADS, branch)),
            onto_ref_name: Some(reference::full(reference::HEADS, onto)),
            repository: Some(GitRepository { id: Some(self.id().await?), ..GitRepository::default() }),
            source: Some(GitAsyncRefOperationSource {
                commit_list: Some(commits.iter().map(commit).collect()),
                ..GitAsyncRefOperationSource::default()
            }),
            ..GitAsyncRefOperationParameters::default()
        })
    }

    fn replayed(
        &self,
        what: &str,
        branch: &str,
        status: Option<&GitAsyncOperationStatus>,
        detail: Option<GitAsyncRefOperationDetail>,
    ) -> Result<Ref> {
        if status == Some(&GitAsyncOperationStatus::Completed) {
            let branch = self.branch(branch);
            branch.refresh();
            return Ok(branch);
        }
        let detail = detail.unwrap_or_default();
        let conflict = (detail.conflict == Some(true)).then(|| "there are conflicts".to_owned());
        Err(unmerged(what, detail.failure_message.filter(|message| !message.is_empty()).or(conflict)))
    }
}

fn is_done(status: Option<&GitAsyncOperationStatus>) -> bool {
    use GitAsyncOperationStatus::{Abandoned, Completed, Failed};
    matches!(status, Some(Completed | Failed | Abandoned))
}

fn unmerged(what: &str, why: Option<String>) -> Error {
    let why = why.map(|why| format!(": {}", why.trim_end_matches('.'))).unwrap_or_default();
    Error::new(ErrorKind::Conflict, format!("{what}{why}")).advise("merge them in a clone")
}

/// A path as the service writes it: from the root, with slashes.
pub(super) fn rooted(path: &str) -> String {
    format!("/{}", path.trim_start_matches('/'))
}

impl fmt::Debug for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Repository({}/{})", self.project.node().label(), self.node().label())
    }
}

/// A file of a repository.
#[derive(Clone, Debug)]
#[must_use = "a file is not asked for until one of its methods is called"]
pub struct File {
    repository: Repository,
    path: String,
    version: Option<Version>,
}

impl Repository {
    async fn has_branches(&self) -> Result<bool> {
        let params =
            git::GetRefs { filter: Some("heads/".to_owned()), top: Some(1), ..git::GetRefs::default() };
        let (project, id) = self.locator();
        Ok(self
            .client()
            .items(git::get_refs(Some(&project), &id, params))
            .next()
            .await
            .transpose()?
            .is_some())
    }
}

impl File {
    /// As it is in this version, and not in the default branch.
    pub fn at(mut self, version: impl Into<Version>) -> Self {
        self.version = Some(version.into());
        self
    }

    fn params(&self) -> GetItem {
        let (version, version_type) = parts(self.version.clone());
        GetItem { version, version_type, ..GetItem::default() }
    }

    fn content(&self) -> adoxide_api::wire::Op<adoxide_api::wire::Content> {
        let (project, id) = self.repository.locator();
        let params = GetItem { download: Some(true), ..self.params() };
        git::get_item_content(Some(&project), &id, &self.path, params)
    }

    /// Its bytes.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such file or version, and as any call.
    pub async fn bytes(&self) -> Result<Bytes> {
        self.repository.client().bytes(self.content()).await
    }

    /// Its text.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes), and [`ErrorKind::Decode`] when it is not UTF-8.
    pub async fn text(&self) -> Result<String> {
        download::text(&self.bytes().await?).map_err(|error| error.in_context(&self.path))
    }

    /// Its bytes as they come, for files that don't fit into memory.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes); once the bytes flow, they may still break off.
    pub async fn stream(&self) -> Result<Download> {
        self.repository.client().download(self.content()).await
    }

    /// What the service says about it, without its content.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is nothing at this path, or no such version; and as any call.
    pub async fn item(&self) -> Result<GitItem> {
        let (project, id) = self.repository.locator();
        self.repository.client().call(git::get_item(Some(&project), &id, &self.path, self.params())).await
    }

    /// Whether there is something at this path.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such version or repository, and as any call.
    pub async fn exists(&self) -> Result<bool> {
        match self.item().await {
            Ok(_) => Ok(true),
            // Only the path: a branch that is not there would make every file look new.
            Err(error) if error.type_key() == Some("GitItemNotFoundException") => Ok(false),
            // Without a branch there is no version either, and no file.
            Err(error) if error.kind() == ErrorKind::NotFound && !self.repository.has_branches().await? => {
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }
}

/// A folder of a repository.
#[derive(Clone, Debug)]
#[must_use = "a folder is not asked for until items is called"]
pub struct Folder {
    repository: Repository,
    params: GetItems,
}

impl Folder {
    /// As it is in this version, and not in the default branch.
    pub fn at(mut self, version: impl Into<Version>) -> Self {
        (self.params.version, self.params.version_type) = parts(Some(version.into()));
        self
    }

    /// With all that is below, and not only with what is right in it.
    pub fn recursive(mut self) -> Self {
        self.params.recursion_level = Some(VersionControlRecursionType::Full);
        self
    }

    /// With the last commit that changed each.
    pub fn with_last_change(mut self) -> Self {
        self.params.latest_processed_change = Some(true);
        self
    }

    /// What is in it: files and folders, the folder itself first.
    pub fn items(&self) -> Listing<GitItem> {
        let (project, id) = self.repository.locator();
        let op = git::get_items(Some(&project), &id, self.params.clone());
        Listing::new(self.repository.client().items(op), Some)
    }
}

/// What is different between two states of a repository.
#[derive(Clone, Debug)]
#[must_use = "a difference is not asked for until one of its methods is called"]
pub struct Diff {
    repository: Repository,
    params: GetCommitDiffs,
}

impl Diff {
    /// Compares the two states themselves. Otherwise the target is compared with the commit where the two
    /// histories parted, as a pull request does.
    pub fn direct(mut self) -> Self {
        self.params.diff_common_commit = Some(false);
        self
    }

    /// How far the two are apart: commits ahead and behind, where they parted, and the first changes.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such version, and as any call.
    pub async fn summary(&self) -> Result<GitCommitDiffs> {
        self.repository.client().call(self.op()).await
    }

    /// All changes, folders among them.
    pub fn changes(&self) -> Listing<GitChange> {
        Listing::new(self.repository.client().items(self.op()), Some)
    }

    fn op(&self) -> adoxide_api::wire::Op<GitCommitDiffs> {
        let (project, id) = self.repository.locator();
        git::get_commit_diffs(Some(&project), &id, self.params.clone())
    }
}
