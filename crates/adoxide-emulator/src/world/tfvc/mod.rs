//! Team Foundation Version Control: changesets, and the files and folders below `$/` that they make.
//!
//! There is one repository for the organization, with a folder for each project. That of a project is made by the first
//! changeset in it, in a changeset of its own before it.

mod check_in;

use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::Timestamp;

use super::id::IdentityId;
use super::journal::event;
use super::organization::Organization;
use super::part::part;
use super::refusal::Refusal;
use super::work_item::WorkItemId;
use crate::base::named;

/// The number of a changeset in its organization.
pub type ChangesetId = i64;

named! {
    /// What happens to an item; a change is one or several of them.
    pub enum ChangeKind {
        None = 0 "none",
        Add = 1 "add",
        Edit = 2 "edit",
        Encoding = 4 "encoding",
        Rename = 8 "rename",
        Delete = 16 "delete",
        Undelete = 32 "undelete",
        Branch = 64 "branch",
        Merge = 128 "merge",
        Lock = 256 "lock",
        Rollback = 512 "rollback",
        SourceRename = 1024 "sourceRename",
        TargetRename = 2048 "targetRename",
        Property = 4096 "property",
        All = 8191 "all",
    }
}

/// What somebody checks in.
#[derive(Clone, Debug)]
pub struct NewChangeset {
    /// What it is for.
    pub comment: String,
    /// Who made the changes.
    pub author: IdentityId,
    /// The notes of the reviewers, by name.
    pub notes: Vec<(String, String)>,
    /// Why policies were overridden, and which said what.
    pub policy_override: Option<(String, Vec<(String, String)>)>,
    /// The work items that it is for.
    pub work_items: Vec<WorkItemId>,
    /// What changes, in order.
    pub changes: Vec<NewChange>,
}

/// What somebody does to an item.
#[derive(Clone, Debug)]
pub struct NewChange {
    /// Where the item is, or is to be.
    pub path: String,
    /// Where it was, or what it is a branch of.
    pub source: Option<String>,
    /// The version that was changed, if it is to be checked.
    pub version: Option<ChangesetId>,
    /// What happens.
    pub kinds: Vec<ChangeKind>,
    /// What is in the file from now on; none for folders, and where that stays.
    pub content: Option<Content>,
}

/// What is in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The bytes.
    pub bytes: Bytes,
    /// The code page of a text; -1 if it is binary.
    pub encoding: i64,
}

/// A changeset.
#[derive(Clone, Debug)]
pub struct Changeset {
    /// Its number.
    pub id: ChangesetId,
    /// Who made the changes.
    pub author: IdentityId,
    /// Who checked them in.
    pub checked_in_by: IdentityId,
    /// When.
    pub created: Timestamp,
    /// What it is for.
    pub comment: String,
    /// The notes of the reviewers, by name.
    pub notes: Vec<(String, String)>,
    /// Why policies were overridden, and which said what.
    pub policy_override: Option<(String, Vec<(String, String)>)>,
    /// What changed, in order.
    pub changes: Vec<Change>,
}

/// What a changeset did to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where the item is; where it was, if it was deleted.
    pub path: String,
    /// What happened.
    pub kinds: Vec<ChangeKind>,
    /// Where it was before, or what it is a branch of, with the version of that.
    pub source: Option<(String, ChangesetId)>,
}

/// An item at a version.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its path, as it is written.
    pub path: String,
    /// The changeset that made this version.
    pub version: ChangesetId,
    /// When that was.
    pub changed: Timestamp,
    /// What is in the file; none for a folder.
    pub content: Option<Content>,
}

/// A step in the life of a path.
#[derive(Clone, Debug)]
struct Step {
    version: ChangesetId,
    /// What is there from now on; none if nothing.
    item: Option<Item>,
}

/// A changeset was checked in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckedIn(pub ChangesetId);

/// The version control of an organization.
#[derive(Debug, Default)]
pub struct Tfvc {
    changesets: BTreeMap<ChangesetId, Changeset>,
    /// By paths in small letters.
    items: BTreeMap<String, Vec<Step>>,
}

part!(Tfvc);
event!(CheckedIn);

/// Why a changeset is not checked in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the messages say it")]
pub enum TfvcRefusal {
    #[error("The path '{0}' must start with $/ and a team project that exists.")]
    Path(String),
    #[error(
        "The item {0} does not exist at the specified version, or you do not have permission to access it."
    )]
    NoItem(String),
    #[error("The item {0} already exists.")]
    Exists(String),
    #[error("The item {path} was changed since version {given}: its latest version is {latest}.")]
    Outdated { path: String, given: ChangesetId, latest: ChangesetId },
    #[error("The change type '{kind}' cannot be applied to {path}.")]
    Kind { kind: String, path: String },
    #[error("The item {0} is a folder and has no content.")]
    Folder(String),
    #[error("A changeset must have changes.")]
    Empty,
    #[error(transparent)]
    WorkItem(#[from] Refusal),
}

/// The key of a path.
fn key(path: &str) -> String {
    path.to_lowercase()
}

/// Whether a path is that of a folder or below it. Both are keys.
fn is_within(path: &str, folder: &str) -> bool {
    folder == "$/" || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The folder that a path is in; none for `$/`.
fn parent(path: &str) -> Option<&str> {
    let (above, _) = path.rsplit_once('/').filter(|_| path != "$/")?;
    Some(if above == "$" { "$/" } else { above })
}

/// A path as it is kept: from `$/`, without a slash at its end.
///
/// # Errors
/// When it begins with something else, or has parts that a path cannot have.
pub fn normal(path: &str) -> Result<String, TfvcRefusal> {
    let plain = path.trim().replace('\\', "/");
    let rest = if plain == "$" { Some("") } else { plain.strip_prefix("$/") };
    let refused = || TfvcRefusal::Path(path.to_owned());
    let rest = rest.ok_or_else(refused)?.trim_matches('/');
    let is_part = |part: &str| {
        !part.is_empty()
            && part != "."
            && part != ".."
            && !part.starts_with('$')
            && !part.contains(['*', '?', ':', '"', '<', '>', '|', ';'])
            && !part.chars().any(char::is_control)
    };
    if !rest.is_empty() && !rest.split('/').all(is_part) {
        return Err(refused());
    }
    Ok(format!("$/{rest}"))
}

/// The team project that a path is in, by the name of its folder.
pub fn project_of(path: &str) -> Option<&str> {
    path.strip_prefix("$/")?.split('/').next().filter(|name| !name.is_empty())
}

impl Tfvc {
    /// The changesets, in the order of their numbers.
    pub fn changesets(&self) -> impl DoubleEndedIterator<Item = &Changeset> {
        self.changesets.values()
    }

    /// A changeset.
    pub fn changeset(&self, id: ChangesetId) -> Option<&Changeset> {
        self.changesets.get(&id)
    }

    /// The number of the latest changeset; 0 where there is none.
    pub fn latest(&self) -> ChangesetId {
        self.changesets.last_key_value().map_or(0, |(id, _)| *id)
    }

    fn at(steps: &[Step], version: ChangesetId) -> Option<&Item> {
        steps.iter().rev().find(|step| step.version <= version)?.item.as_ref()
    }

    /// An item at a version, if there is one.
    pub fn item(&self, path: &str, version: ChangesetId) -> Option<&Item> {
        Self::at(self.items.get(&key(path))?, version)
    }

    /// The items below a folder at a version, in the order of their paths.
    pub fn below<'t>(
        &'t self,
        folder: &str,
        version: ChangesetId,
    ) -> impl Iterator<Item = &'t Item> + use<'t> {
        let folder = key(folder);
        let from = if folder == "$/" { folder.clone() } else { format!("{folder}/") };
        let range = self.items.range(from.clone()..);
        let found = range.take_while(move |(path, _)| path.starts_with(&from));
        found.filter(move |(path, _)| **path != folder).filter_map(move |(_, steps)| Self::at(steps, version))
    }

    /// What happened to a path, or below it, from `changes` of a changeset.
    pub fn touches(changeset: &Changeset, path: &str) -> bool {
        let path = key(path);
        changeset.changes.iter().any(|change| is_within(&key(&change.path), &path))
    }

    /// The last item of a path before it was deleted.
    fn deleted(&self, path: &str) -> Option<&Item> {
        let steps = self.items.get(&key(path))?;
        steps.last().filter(|step| step.item.is_none())?;
        steps.iter().rev().find_map(|step| step.item.as_ref())
    }
}

impl Organization {
    /// Its Team Foundation Version Control.
    pub fn tfvc(&self) -> &Tfvc {
        self.part()
    }
}

/// What links of work items to a changeset lead to.
pub fn artifact(id: ChangesetId) -> String {
    format!("vstfs:///VersionControl/Changeset/{id}")
}
