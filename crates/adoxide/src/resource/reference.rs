//! Refs: branches, tags, and the others.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use adoxide_api::git::{
    self, GetBranch, GetRefs, GitAnnotatedTag, GitBranchStats, GitObject, GitRef, GitRefUpdate,
    GitRefUpdateStatus, UpdateRef, UpdateRefs,
};
use adoxide_api::wire::OpenEnum;

use super::commit::Commit;
use super::identity::{self, Identified, Node, Snapshot, find};
use super::project::missing;
use super::repository::{Repository, Version, parts};
use crate::error::{Error, ErrorKind, Result};

pub(super) const HEADS: &str = "refs/heads/";
pub(super) const TAGS: &str = "refs/tags/";
/// The id of no object: what a ref that is made was before, and one that is deleted is afterwards.
pub(super) const NOTHING: &str = "0000000000000000000000000000000000000000";

/// A branch, a tag, or another ref, by its exact name.
///
/// Every change says what the ref was before, so that what somebody else did meanwhile is never undone:
/// [`ErrorKind::Conflict`] if it is not that any more.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/refs>
#[derive(Clone)]
pub struct Ref {
    repository: Repository,
    name: Arc<str>,
    node: Arc<Node<GitRef>>,
}

impl Identified for GitRef {
    fn identity(&self) -> (Option<&str>, Option<Cow<'_, str>>) {
        (None, self.name.as_deref().map(Cow::Borrowed))
    }

    fn fold(name: &str) -> String {
        name.to_owned()
    }
}

/// The full name of a ref of this kind.
pub(super) fn full(kind: &str, name: &str) -> String {
    if name.starts_with(kind) { name.to_owned() } else { format!("{kind}{name}") }
}

impl Ref {
    pub(super) fn at(repository: &Repository, name: String) -> Self {
        let node = repository.client().known().refs.at(repository.node().serial(), &name);
        Self { repository: repository.clone(), name: name.into(), node }
    }

    pub(super) fn listed(repository: &Repository, entry: GitRef) -> Self {
        let this = Self::at(repository, entry.name.clone().unwrap_or_default());
        this.learn(entry, true, None);
        this
    }

    fn learn(&self, reference: GitRef, whole: bool, asked: Option<u64>) -> Arc<GitRef> {
        let value = Arc::new(reference);
        let snapshot = Snapshot { value: Arc::clone(&value), whole };
        let scope = self.repository.node().serial();
        self.repository.client().known().refs.learn(scope, Some(&self.node), snapshot, asked);
        value
    }

    /// Its repository.
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    /// Its full name: `refs/heads/main`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its name as people say it: `main`.
    pub fn short_name(&self) -> &str {
        let name = &*self.name;
        name.strip_prefix(HEADS).or_else(|| name.strip_prefix(TAGS)).unwrap_or(name)
    }

    /// Whether it is a branch.
    pub fn is_branch(&self) -> bool {
        self.name.starts_with(HEADS)
    }

    /// Whether it is a tag.
    pub fn is_tag(&self) -> bool {
        self.name.starts_with(TAGS)
    }

    /// Whether this is the same object as another handle.
    pub fn ptr_eq(&self, other: &Self) -> bool {
        identity::same(&self.node, &other.node)
    }

    /// What the service says about it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no ref of exactly this name, and as any call.
    pub async fn snapshot(&self) -> Result<Arc<GitRef>> {
        self.load(true).await
    }

    async fn load(&self, whole: bool) -> Result<Arc<GitRef>> {
        identity::load(&self.node, whole, |node| async move {
            let asked = node.refreshed();
            match self.look_up().await? {
                Some(reference) => Ok(self.learn(reference, true, Some(asked))),
                None => Err(self.absent()),
            }
        })
        .await
    }

    /// It was moved, and this is where it is now: enough for the next step, and not all that there is to know.
    pub(super) fn moved_to(&self, object_id: String) {
        let name = Some(self.name.to_string());
        self.learn(GitRef { name, object_id: Some(object_id), ..GitRef::default() }, false, None);
    }

    /// The ref of exactly this name. The service's filter takes the beginning of names: `rel` also gives
    /// `release`, and may give it first.
    async fn look_up(&self) -> Result<Option<GitRef>> {
        let Some(filter) = self.name.strip_prefix("refs/").filter(|name| !name.is_empty()) else {
            let what = format!("\"{}\" is not a valid ref name", self.name);
            return Err(Error::new(ErrorKind::Invalid, what).advise("write it in full: refs/heads/main"));
        };
        let params = GetRefs { filter: Some(filter.to_owned()), peel_tags: Some(true), ..GetRefs::default() };
        let (project, id) = self.repository.locator();
        let mut refs = self.repository.client().items(git::get_refs(Some(&project), &id, params));
        while let Some(reference) = refs.next().await {
            let reference = reference?;
            if reference.name.as_deref() == Some(&*self.name) {
                return Ok(Some(reference));
            }
        }
        Ok(None)
    }

    fn absent(&self) -> Error {
        let kind = if self.is_branch() {
            "branch"
        } else if self.is_tag() {
            "tag"
        } else {
            "ref"
        };
        let what = format!("there is no {kind} {} in {:?}", self.short_name(), self.repository);
        Error::new(ErrorKind::NotFound, what).advise("check its name; letter case counts").of("git.get_refs")
    }

    /// Forgets where it was; it is fetched again when it is next wanted.
    pub fn refresh(&self) {
        find(&self.node).refresh();
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn reload(&self) -> Result<Arc<GitRef>> {
        self.refresh();
        self.snapshot().await
    }

    /// Whether it is there now.
    ///
    /// # Errors
    /// As any call.
    pub async fn exists(&self) -> Result<bool> {
        self.refresh();
        match self.snapshot().await {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound && error.status().is_none() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The id of the object that it points at: a commit, or a tag object. It is kept as it was first seen;
    /// [`refresh`](Self::refresh) looks again.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn object_id(&self) -> Result<String> {
        self.load(false).await?.object_id.clone().ok_or_else(|| missing("objectId"))
    }

    /// The commit that it points at, through a tag object if there is one.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn commit(&self) -> Result<Commit> {
        let reference = self.load(false).await?;
        let sha = reference.peeled_object_id.as_ref().or(reference.object_id.as_ref());
        Ok(self.repository.commit_by_id(sha.ok_or_else(|| missing("objectId"))?))
    }

    /// The state of the repository at this branch or tag.
    ///
    /// # Errors
    /// [`ErrorKind::NotSupported`] for other refs; ask them for their [`commit`](Self::commit).
    pub fn version(&self) -> Result<Version> {
        match () {
            () if self.is_branch() => Ok(Version::branch(&*self.name)),
            () if self.is_tag() => Ok(Version::tag(&*self.name)),
            () => {
                let what = format!("{} is neither a branch nor a tag", self.name);
                Err(Error::new(ErrorKind::NotSupported, what).advise("use its commit"))
            }
        }
    }

    /// Makes it, pointing at this commit.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when it is there already, and as any call.
    pub async fn create(&self, commit: impl AsRef<str>) -> Result<()> {
        self.set(NOTHING, commit.as_ref()).await
    }

    /// Makes it point at another commit, if it still points where it was seen. History may be lost by it.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when it was moved meanwhile, and as any call.
    pub async fn move_to(&self, commit: impl AsRef<str>) -> Result<()> {
        let before = self.object_id().await?;
        self.set(&before, commit.as_ref()).await
    }

    /// Deletes it, if it still points where it was seen.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when it was moved meanwhile, and as any call.
    pub async fn delete(&self) -> Result<()> {
        let before = self.object_id().await?;
        self.set(&before, NOTHING).await
    }

    /// Makes it point from one object at another. The service answers 200 also when it does not do it, and
    /// says so for each ref.
    async fn set(&self, before: &str, after: &str) -> Result<()> {
        let update = GitRefUpdate {
            name: Some(self.name.to_string()),
            old_object_id: Some(before.to_owned()),
            new_object_id: Some(after.to_owned()),
            ..GitRefUpdate::default()
        };
        let (project, id) = self.repository.locator();
        let op = git::update_refs(Some(&project), &id, &[update], UpdateRefs::default());
        // Whatever comes of it, where it was is not known any more.
        self.refresh();
        let results = self.repository.client().call(op).await?.into_vec();
        let results = results.map_err(|item| Error::item(&item).of("git.update_refs").maybe_done())?;
        let Some(result) = results.into_iter().find(|result| result.name.as_deref() == Some(&*self.name))
        else {
            let what = format!("the answer does not say what became of {}", self.name);
            return Err(Error::new(ErrorKind::Decode, what).of("git.update_refs").maybe_done());
        };
        if result.success == Some(true) {
            if after != NOTHING {
                self.moved_to(result.new_object_id.unwrap_or_else(|| after.to_owned()));
            }
            return Ok(());
        }
        let status = result.update_status.unwrap_or(GitRefUpdateStatus::Unprocessed);
        Err(self.refused(&status, result.custom_message.or(result.rejected_by), before))
    }

    /// Why a ref was not updated.
    fn refused(&self, status: &GitRefUpdateStatus, message: Option<String>, before: &str) -> Error {
        use GitRefUpdateStatus as Status;
        let name = &*self.name;
        let (kind, what, advice) = match status {
            Status::StaleOldObjectId if before == NOTHING => {
                (ErrorKind::AlreadyExists, "it exists already", "choose another name")
            }
            Status::StaleOldObjectId => {
                (ErrorKind::Conflict, "it was moved meanwhile", "refresh it and look again")
            }
            Status::RefNameConflict => {
                (ErrorKind::Conflict, "another ref has a part of its name", "choose another name")
            }
            Status::ForcePushRequired => {
                (ErrorKind::Permission, "history would be lost", "the permission to force-push is needed")
            }
            Status::Locked => (ErrorKind::Permission, "it is locked", "unlock it first"),
            Status::RejectedByPolicy => {
                (ErrorKind::Policy, "a branch policy does not allow it", "create a pull request")
            }
            Status::RejectedByPlugin => (ErrorKind::Permission, "a plugin of the server refused it", ""),
            Status::WritePermissionRequired
            | Status::CreateBranchPermissionRequired
            | Status::CreateTagPermissionRequired
            | Status::ManageNotePermissionRequired => {
                (ErrorKind::Permission, "it is not allowed", "a permission of the repository is needed")
            }
            Status::InvalidRefName => {
                (ErrorKind::Invalid, "it is not a valid ref name", "choose another name")
            }
            Status::UnresolvableToCommit => (ErrorKind::NotFound, "there is no such commit", "check its id"),
            _ => (ErrorKind::Invalid, "it was not done", ""),
        };
        let message = message.filter(|message| !message.is_empty()).map(|message| format!(": {message}"));
        let what = format!("{name}: {what} ({}){}", status.as_str(), message.unwrap_or_default());
        Error::new(kind, what).advise(advice).of("git.update_refs")
    }

    /// Locks it, so that nobody can change it.
    ///
    /// # Errors
    /// As any call.
    pub async fn lock(&self) -> Result<()> {
        self.set_lock(true).await
    }

    /// Unlocks it.
    ///
    /// # Errors
    /// As any call.
    pub async fn unlock(&self) -> Result<()> {
        self.set_lock(false).await
    }

    async fn set_lock(&self, locked: bool) -> Result<()> {
        let filter = self.name.strip_prefix("refs/").unwrap_or(&self.name);
        let body = GitRefUpdate { is_locked: Some(locked), ..GitRefUpdate::default() };
        let (project, id) = self.repository.locator();
        let op = git::update_ref(Some(&project), &id, filter, &body, UpdateRef::default());
        self.refresh();
        let reference = self.repository.client().call(op).await?;
        if reference.name.as_deref() == Some(&*self.name) {
            self.learn(reference, true, None);
        }
        Ok(())
    }

    /// How far a branch is ahead of another one, or of the default branch, and behind it.
    ///
    /// # Errors
    /// [`ErrorKind::NotSupported`] for what is not a branch, and as any call.
    pub async fn stats(&self, base: Option<Version>) -> Result<GitBranchStats> {
        if !self.is_branch() {
            return Err(Error::new(ErrorKind::NotSupported, format!("{} is not a branch", self.name)));
        }
        let (version, version_type) = parts(base);
        let params = GetBranch { version, version_type, ..GetBranch::default() };
        let (project, id) = self.repository.locator();
        self.repository.client().call(git::get_branch(Some(&project), &id, self.short_name(), params)).await
    }

    /// Makes an annotated tag of this name: a tag object with a message, pointing at this commit.
    ///
    /// # Errors
    /// [`ErrorKind::NotSupported`] for what is not a tag, [`ErrorKind::AlreadyExists`] when it is there already, and
    /// as any call.
    pub async fn annotate(
        &self,
        commit: impl Into<String>,
        message: impl Into<String>,
    ) -> Result<GitAnnotatedTag> {
        self.must_be_a_tag()?;
        let tagged = GitObject { object_id: Some(commit.into()), ..GitObject::default() };
        let body = git::CreateAnnotatedTagBody::new(self.short_name(), tagged, message);
        let (project, id) = self.repository.locator();
        self.refresh();
        self.repository.client().call(git::create_annotated_tag(&project, &id, &body)).await
    }

    /// The tag object, with who tagged and why; `None` for a tag that points right at a commit.
    ///
    /// # Errors
    /// [`ErrorKind::NotSupported`] for what is not a tag, and as [`snapshot`](Self::snapshot).
    pub async fn annotation(&self) -> Result<Option<GitAnnotatedTag>> {
        self.must_be_a_tag()?;
        let reference = self.snapshot().await?;
        let Some(object) = reference.object_id.as_ref().filter(|_| reference.peeled_object_id.is_some())
        else {
            return Ok(None);
        };
        let (project, id) = self.repository.locator();
        let op = git::get_annotated_tag(&project, &id, &object.into());
        self.repository.client().call(op).await.map(Some)
    }

    fn must_be_a_tag(&self) -> Result<()> {
        if self.is_tag() {
            return Ok(());
        }
        Err(Error::new(ErrorKind::NotSupported, format!("{} is not a tag", self.name)))
    }
}

impl fmt::Debug for Ref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ref({} of {:?})", self.name, self.repository)
    }
}
