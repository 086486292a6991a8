//! Pushes: those that were made, and commits that are made without a clone.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use adoxide_api::git::{
    self, GetPushes, GitChange, GitCommitRef, GitItem, GitPush, GitRefUpdate, GitUserDate, ItemContent,
    ItemContentType, VersionControlChangeType,
};
use adoxide_api::wire::DateTime;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use futures::stream::{self, StreamExt, TryStreamExt};
use jiff::Timestamp;

use super::commit::Commit;
use super::listing::Listing;
use super::project::missing;
use super::reference::{NOTHING, Ref};
use super::repository::{Repository, Version, rooted};
use crate::error::{Error, ErrorKind, Result};

/// How often a push is tried again when somebody else was faster.
const RACES: usize = 5;
/// How many files are looked at at a time.
const LOOKS: usize = 8;

/// A push that was made: which refs it moved, and the commits that it brought.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pushes>
#[derive(Clone)]
pub struct Push {
    repository: Repository,
    snapshot: Arc<GitPush>,
}

impl Push {
    pub(super) fn new(repository: &Repository, push: GitPush) -> Self {
        Self { repository: repository.clone(), snapshot: Arc::new(push) }
    }

    /// Its repository.
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    /// All that the service said about it. Pushes never change.
    pub fn snapshot(&self) -> &Arc<GitPush> {
        &self.snapshot
    }

    /// Its number in the organization.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when the service didn't say.
    pub fn id(&self) -> Result<i64> {
        self.snapshot.push_id.ok_or_else(|| missing("pushId"))
    }

    /// When it was made.
    pub fn date(&self) -> Option<Timestamp> {
        self.snapshot.date.as_ref().and_then(DateTime::timestamp)
    }

    /// The refs that it moved, from where to where. The entries of a list have them only if it was asked
    /// for them.
    pub fn ref_updates(&self) -> &[GitRefUpdate] {
        self.snapshot.ref_updates.as_deref().unwrap_or_default()
    }

    /// The commits that it brought, newest first, as far as the service named them.
    pub fn commits(&self) -> Vec<Commit> {
        let commits = self.snapshot.commits.iter().flatten().cloned();
        commits.filter_map(|commit| Commit::listed(&self.repository, commit)).collect()
    }

    /// Where its (first) ref is since then.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when the service didn't say.
    pub fn tip(&self) -> Result<&str> {
        let update = self.ref_updates().first().and_then(|update| update.new_object_id.as_deref());
        update.ok_or_else(|| missing("refUpdates"))
    }
}

impl fmt::Debug for Push {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Push({} of {:?})", self.snapshot.push_id.unwrap_or_default(), self.repository)
    }
}

/// A search for pushes.
#[derive(Clone, Debug)]
#[must_use = "pushes are not asked for until stream is called"]
pub struct Pushes {
    repository: Repository,
    params: GetPushes,
}

impl Pushes {
    pub(super) fn new(repository: &Repository) -> Self {
        let params = GetPushes { include_ref_updates: Some(true), ..GetPushes::default() };
        Self { repository: repository.clone(), params }
    }

    /// That moved this ref.
    pub fn of(mut self, reference: &Ref) -> Self {
        self.params.ref_name = Some(reference.name().to_owned());
        self
    }

    /// Made at or after this.
    pub fn since(mut self, date: Timestamp) -> Self {
        self.params.from_date = Some(date.into());
        self
    }

    /// Made at or before this.
    pub fn until(mut self, date: Timestamp) -> Self {
        self.params.to_date = Some(date.into());
        self
    }

    /// Anything else that the operation can be told.
    pub fn params(mut self, change: impl FnOnce(&mut GetPushes)) -> Self {
        change(&mut self.params);
        self
    }

    /// The pushes.
    pub fn stream(self) -> Listing<Push> {
        let (project, id) = self.repository.locator();
        let items = self.repository.client().items(git::get_pushes(Some(&project), &id, self.params));
        let repository = self.repository;
        Listing::new(items, move |push| Some(Push::new(&repository, push)))
    }
}

/// The content of a file.
#[derive(Clone, PartialEq, Eq)]
pub struct FileContent(Form);

#[derive(Clone, PartialEq, Eq)]
enum Form {
    Text(String),
    Bytes(Bytes),
}

macro_rules! content {
    ($($from:ty => $form:ident),*) => {
        $(impl From<$from> for FileContent {
            fn from(content: $from) -> Self {
                Self(Form::$form(content.into()))
            }
        })*
    };
}

content!(&str => Text, String => Text, &String => Text, Vec<u8> => Bytes, Bytes => Bytes);

impl From<&[u8]> for FileContent {
    fn from(content: &[u8]) -> Self {
        Self(Form::Bytes(Bytes::copy_from_slice(content)))
    }
}

impl FileContent {
    fn wire(&self) -> ItemContent {
        let (content, content_type) = match &self.0 {
            Form::Text(text) => (text.clone(), ItemContentType::RawText),
            Form::Bytes(bytes) => (BASE64_STANDARD.encode(bytes), ItemContentType::Base64Encoded),
        };
        ItemContent { content: Some(content), content_type: Some(content_type), ..ItemContent::default() }
    }
}

impl fmt::Debug for FileContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A file may hold secrets.
        match &self.0 {
            Form::Text(text) => write!(f, "{} bytes of text", text.len()),
            Form::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
        }
    }
}

/// One change of a commit. Paths begin at the root; a leading slash may be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// A file that is not there yet.
    Add(String, FileContent),
    /// A file that is there.
    Edit(String, FileContent),
    /// A file, whether it is there or not.
    Upsert(String, FileContent),
    /// A file or folder that is there.
    Delete(String),
    /// A file or folder that is there, and its new path.
    Rename(String, String),
}

impl Change {
    fn paths(&self) -> impl Iterator<Item = &str> {
        let (one, other) = match self {
            Self::Add(path, _) | Self::Edit(path, _) | Self::Upsert(path, _) | Self::Delete(path) => {
                (path, None)
            }
            Self::Rename(from, to) => (from, Some(to)),
        };
        std::iter::once(one).chain(other).map(String::as_str)
    }

    fn wire(&self, there: bool) -> GitChange {
        use VersionControlChangeType as Type;
        let (change_type, path, from, content) = match self {
            Self::Add(path, content) => (Type::Add, path, None, Some(content)),
            Self::Edit(path, content) => (Type::Edit, path, None, Some(content)),
            Self::Upsert(path, content) => {
                (if there { Type::Edit } else { Type::Add }, path, None, Some(content))
            }
            Self::Delete(path) => (Type::Delete, path, None, None),
            Self::Rename(from, to) => (Type::Rename, to, Some(from.clone()), None),
        };
        GitChange {
            change_type: Some(change_type),
            item: Some(GitItem { path: Some(path.clone()), ..GitItem::default() }),
            source_server_item: from,
            new_content: content.map(FileContent::wire),
            ..GitChange::default()
        }
    }
}

/// A commit that is to be made on a branch: without a clone, in one request, all of it or nothing.
///
/// The branch is moved only from the commit that the changes were made for. If somebody else pushed
/// meanwhile, the changes are made again for the new tip, as long as nobody touched the same files; if
/// somebody did, that is an [`ErrorKind::Conflict`], and the branch is as they left it.
#[derive(Clone, Debug)]
#[must_use = "nothing is committed until push is called"]
pub struct NewCommit {
    branch: Ref,
    message: String,
    changes: Vec<Change>,
    tip: Option<String>,
    from: Option<Start>,
    author: Option<GitUserDate>,
}

/// Where a branch begins that is not there yet.
#[derive(Clone, Debug)]
enum Start {
    /// At nothing: the first commit of a history.
    Nothing,
    At(Version),
}

impl NewCommit {
    pub(super) fn new(branch: Ref, message: String) -> Self {
        Self { branch, message, changes: Vec::new(), tip: None, from: None, author: None }
    }

    /// One more change.
    pub fn change(mut self, change: Change) -> Self {
        self.changes.push(match change {
            Change::Add(path, content) => Change::Add(rooted(&path), content),
            Change::Edit(path, content) => Change::Edit(rooted(&path), content),
            Change::Upsert(path, content) => Change::Upsert(rooted(&path), content),
            Change::Delete(path) => Change::Delete(rooted(&path)),
            Change::Rename(from, to) => Change::Rename(rooted(&from), rooted(&to)),
        });
        self
    }

    /// Adds a file that is not there yet.
    pub fn add(self, path: impl Into<String>, content: impl Into<FileContent>) -> Self {
        self.change(Change::Add(path.into(), content.into()))
    }

    /// Gives a file that is there another content.
    pub fn edit(self, path: impl Into<String>, content: impl Into<FileContent>) -> Self {
        self.change(Change::Edit(path.into(), content.into()))
    }

    /// Adds a file, or gives it another content if it is there.
    pub fn upsert(self, path: impl Into<String>, content: impl Into<FileContent>) -> Self {
        self.change(Change::Upsert(path.into(), content.into()))
    }

    /// Deletes a file or folder.
    pub fn delete(self, path: impl Into<String>) -> Self {
        self.change(Change::Delete(path.into()))
    }

    /// Gives a file or folder another path.
    pub fn rename(self, from: impl Into<String>, to: impl Into<String>) -> Self {
        self.change(Change::Rename(from.into(), to.into()))
    }

    /// Only if the branch is still at this commit: [`ErrorKind::Conflict`] at once if it is not.
    pub fn expect_tip(mut self, sha: impl Into<String>) -> Self {
        self.tip = Some(sha.into());
        self
    }

    /// Makes the branch, beginning at this state of the repository.
    pub fn create_from(mut self, version: impl Into<Version>) -> Self {
        self.from = Some(Start::At(version.into()));
        self
    }

    /// Makes the branch, with this commit as its first: in a repository that is empty, or for a history of
    /// its own.
    pub fn create(mut self) -> Self {
        self.from = Some(Start::Nothing);
        self
    }

    /// Says who wrote it, if it is not who pushes it.
    pub fn author(mut self, name: impl Into<String>, email: impl Into<String>) -> Self {
        let author =
            GitUserDate { name: Some(name.into()), email: Some(email.into()), ..GitUserDate::default() };
        self.author = Some(author);
        self
    }

    /// Makes the commit and moves the branch.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when the branch is elsewhere, or a file was changed by somebody else meanwhile;
    /// [`ErrorKind::AlreadyExists`] when the branch is to be made and is there;
    /// [`ErrorKind::NotFound`] when the branch is not there and is not to be made;
    /// [`ErrorKind::Permission`] when a policy or permission does not allow it;
    /// [`ErrorKind::Invalid`] when a change does not fit what is there; and as any call.
    pub async fn push(self) -> Result<Push> {
        self.check()?;
        let repository = self.branch.repository().clone();
        let mut base = self.base().await?;
        for race in 0.. {
            let push = self.wire(&base).await?;
            let (project, id) = repository.locator();
            let result = repository.client().call(git::create_push(Some(&project), &id, &push)).await;
            self.branch.refresh();
            let error = match result {
                Ok(push) => {
                    let push = Push::new(&repository, push);
                    self.branch.moved_to(push.tip()?.to_owned());
                    return Ok(push);
                }
                Err(error) => error,
            };
            if error.kind() != ErrorKind::Conflict
                || self.tip.is_some()
                || self.from.is_some()
                || race == RACES
            {
                return Err(error);
            }
            let tip = self.branch.object_id().await?;
            if tip == base.sha {
                // It was not a lost race.
                return Err(error);
            }
            self.still_valid(&base.sha, &tip).await?;
            base = Base { sha: tip, parent: true };
        }
        Err(Error::new(ErrorKind::Conflict, "the branch never stood still"))
    }

    /// What can be said to be wrong without asking anyone.
    fn check(&self) -> Result<()> {
        let wrong = |what: String| Err(Error::new(ErrorKind::Invalid, what).of("git.create_push"));
        if self.changes.is_empty() {
            return wrong("a commit without a change".to_owned());
        }
        if !self.branch.is_branch() {
            return wrong(format!("{} is not a branch", self.branch.name()));
        }
        if self.tip.is_some() && self.from.is_some() {
            return wrong("a branch that is to be made has no tip to be expected".to_owned());
        }
        let mut seen = BTreeSet::new();
        for path in self.changes.iter().flat_map(Change::paths) {
            let segments = path.split('/').skip(1);
            if segments.clone().any(|segment| matches!(segment, "" | "." | ".." | ".git")) {
                return wrong(format!("\"{path}\" can't be the path of a file"));
            }
            if !seen.insert(path) {
                return wrong(format!("two changes of {path} in one commit"));
            }
        }
        Ok(())
    }

    /// The commit that the changes are made for.
    async fn base(&self) -> Result<Base> {
        if let Some(tip) = &self.tip {
            return Ok(Base { sha: tip.clone(), parent: true });
        }
        let repository = self.branch.repository();
        match &self.from {
            None => {
                self.branch.refresh();
                Ok(Base { sha: self.branch.object_id().await?, parent: true })
            }
            Some(start) => {
                if self.branch.exists().await? {
                    let what = format!("the branch {} is there already", self.branch.short_name());
                    return Err(Error::new(ErrorKind::AlreadyExists, what)
                        .advise("choose another name, or commit to it without making it")
                        .of("git.create_push"));
                }
                match start {
                    Start::Nothing => Ok(Base { sha: NOTHING.to_owned(), parent: false }),
                    Start::At(Version::Commit(sha)) => Ok(Base { sha: sha.clone(), parent: true }),
                    Start::At(version) => {
                        let reference = match version {
                            Version::Tag(name) => repository.tag(name),
                            Version::Branch(name) | Version::Commit(name) => repository.branch(name),
                        };
                        reference.refresh();
                        Ok(Base { sha: reference.commit().await?.sha().to_owned(), parent: true })
                    }
                }
            }
        }
    }

    /// The request. An upsert is an addition or an edit by what is there at the very commit that the branch
    /// is moved from.
    async fn wire(&self, base: &Base) -> Result<git::CreatePushBody> {
        let repository = self.branch.repository();
        let look = async |change: &Change| {
            let there = match change {
                Change::Upsert(path, _) if base.parent => {
                    repository.file(path).at(Version::commit(&base.sha)).exists().await?
                }
                _ => false,
            };
            Ok::<_, Error>(change.wire(there))
        };
        let looks: Vec<_> = self.changes.iter().map(look).collect();
        let changes: Vec<GitChange> = stream::iter(looks).buffered(LOOKS).try_collect().await?;
        let commit = GitCommitRef {
            comment: Some(self.message.clone()),
            author: self.author.clone(),
            changes: Some(changes),
            ..GitCommitRef::default()
        };
        // A ref that is not there yet and an old id that is not zero: the service makes the ref, and the
        // commit's parent is that id. (Dependabot makes all its branches on Azure this way.)
        let update = GitRefUpdate {
            name: Some(self.branch.name().to_owned()),
            old_object_id: Some(base.sha.clone()),
            ..GitRefUpdate::default()
        };
        Ok(git::CreatePushBody::new(vec![update], vec![commit]))
    }

    /// Whether the changes can be made for the new tip as well: nobody touched what they touch.
    async fn still_valid(&self, before: &str, now: &str) -> Result<()> {
        let repository = self.branch.repository();
        let diff = repository.diff(Version::commit(before), Version::commit(now)).direct();
        let ours: Vec<&str> = self.changes.iter().flat_map(Change::paths).collect();
        let mut changes = diff.changes();
        while let Some(change) = changes.next().await {
            let change = change?;
            // A folder is listed when something in it changed; that something is listed too.
            let item = change.item.unwrap_or_default();
            if item.is_folder == Some(true) {
                continue;
            }
            let theirs = item.path.iter().chain(&change.source_server_item).chain(&change.original_path);
            for theirs in theirs {
                if let Some(ours) = ours.iter().find(|ours| touches(ours, theirs)) {
                    let what = format!(
                        "{} was moved meanwhile from {} to {}, and {theirs} was changed by it, which this commit \
                         changes too ({ours})",
                        self.branch.short_name(),
                        short(before),
                        short(now)
                    );
                    return Err(Error::new(ErrorKind::Conflict, what)
                        .advise("look at what was done and commit again")
                        .of("git.create_push"));
                }
            }
        }
        Ok(())
    }
}

/// The commit that changes are made for.
#[derive(Debug)]
struct Base {
    sha: String,
    /// Whether it is a commit at all.
    parent: bool,
}

/// Whether two paths are the same, or one is in the other.
fn touches(one: &str, other: &str) -> bool {
    let inside = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    inside(one, other) || inside(other, one)
}

fn short(sha: &str) -> &str {
    sha.get(..8).unwrap_or(sha)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_touches_itself_and_what_is_in_it() {
        for (one, other, touching) in [
            ("/a/b", "/a/b", true),
            ("/a", "/a/b", true),
            ("/a/b/c", "/a/b", true),
            ("/a/b", "/a/bc", false),
            ("/a/b", "/a/c", false),
        ] {
            assert_eq!(touches(one, other), touching, "{one} {other}");
        }
    }

    #[test]
    fn content_is_sent_as_what_it_is_and_not_shown() {
        let text = FileContent::from("hunter2");
        let bytes = FileContent::from(&b"\xff\x00hunter2"[..]);
        assert_eq!(text.wire().content.as_deref(), Some("hunter2"));
        assert_eq!(bytes.wire().content_type, Some(ItemContentType::Base64Encoded));
        assert!(!format!("{text:?} {bytes:?}").contains("hunter2"));
    }
}
