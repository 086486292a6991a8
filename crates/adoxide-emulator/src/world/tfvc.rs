//! Team Foundation Version Control: changesets, and the files and folders below `$/` that they make.
//!
//! There is one repository for the organization, with a folder for each project. That of a project is made by the first
//! changeset in it, in a changeset of its own before it.

use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::Timestamp;

use super::id::{IdentityId, ProjectId};
use super::journal::event;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;
use super::work_item::{EditOptions, NewRelation, RelationEdit, ResourceKind, WorkItemChange, WorkItemId};
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
    /// The code page of a text; -1 for what is no text.
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

/// A changeset that is being made: what it does is seen by what comes after in it.
struct Draft<'t> {
    tfvc: &'t Tfvc,
    id: ChangesetId,
    at: Timestamp,
    steps: BTreeMap<String, Option<Item>>,
    changes: Vec<Change>,
}

impl Draft<'_> {
    fn item(&self, path: &str) -> Option<&Item> {
        match self.steps.get(&key(path)) {
            Some(step) => step.as_ref(),
            None => self.tfvc.item(path, self.id),
        }
    }

    /// An item and all below it.
    fn all(&self, path: &str) -> Vec<Item> {
        let within = key(path);
        let mut all: BTreeMap<String, Item> =
            self.tfvc.below(path, self.id).map(|item| (key(&item.path), item.clone())).collect();
        all.extend(self.tfvc.item(path, self.id).map(|item| (within.clone(), item.clone())));
        for (path, step) in self.steps.iter().filter(|(path, _)| is_within(path, &within)) {
            match step {
                Some(item) => all.insert(path.clone(), item.clone()),
                None => all.remove(path),
            };
        }
        all.into_values().collect()
    }

    fn put(&mut self, path: &str, content: Option<Content>) {
        let item = Item { path: path.to_owned(), version: self.id, changed: self.at, content };
        self.steps.insert(key(path), Some(item));
    }

    fn note(&mut self, path: &str, kinds: &[ChangeKind], source: Option<(String, ChangesetId)>) {
        self.changes.push(Change { path: path.to_owned(), kinds: kinds.to_vec(), source });
    }

    /// Adds the folders above a path that are not there.
    fn add_folders(&mut self, path: &str) -> Result<(), TfvcRefusal> {
        let Some(above) = parent(path) else { return Ok(()) };
        match self.item(above) {
            Some(item) if item.content.is_some() => Err(TfvcRefusal::Exists(above.to_owned())),
            Some(_) => Ok(()),
            None => {
                let above = above.to_owned();
                self.add_folders(&above)?;
                self.put(&above, None);
                self.note(&above, &[ChangeKind::Add], None);
                Ok(())
            }
        }
    }

    fn add(&mut self, change: &NewChange) -> Result<(), TfvcRefusal> {
        if self.item(&change.path).is_some() {
            return Err(TfvcRefusal::Exists(change.path.clone()));
        }
        self.add_folders(&change.path)?;
        self.put(&change.path, change.content.clone());
        let kinds: &[_] = match change.content {
            Some(_) => &[ChangeKind::Add, ChangeKind::Edit, ChangeKind::Encoding],
            None => &[ChangeKind::Add],
        };
        self.note(&change.path, kinds, None);
        Ok(())
    }

    /// The item that a change is about, in the version that it was made of.
    fn known(&self, path: &str, version: Option<ChangesetId>) -> Result<Item, TfvcRefusal> {
        let item = self.item(path).ok_or_else(|| TfvcRefusal::NoItem(path.to_owned()))?;
        match version.filter(|version| *version != item.version) {
            Some(given) => Err(TfvcRefusal::Outdated { path: path.to_owned(), given, latest: item.version }),
            None => Ok(item.clone()),
        }
    }

    fn edit(&mut self, change: &NewChange) -> Result<(), TfvcRefusal> {
        let item = self.known(&change.path, change.version)?;
        let before = item.content.ok_or_else(|| TfvcRefusal::Folder(item.path.clone()))?;
        let content = change.content.clone().unwrap_or_else(|| before.clone());
        let mut kinds = vec![ChangeKind::Edit];
        if content.encoding != before.encoding {
            kinds.push(ChangeKind::Encoding);
        }
        self.put(&item.path, Some(content));
        self.note(&item.path, &kinds, None);
        Ok(())
    }

    fn delete(&mut self, change: &NewChange) -> Result<(), TfvcRefusal> {
        let item = self.known(&change.path, change.version)?;
        if parent(&item.path).is_none_or(|above| above == "$/") {
            // The folder of a team project goes with the project only.
            return Err(TfvcRefusal::Kind { kind: "delete".to_owned(), path: item.path });
        }
        for gone in self.all(&item.path) {
            self.steps.insert(key(&gone.path), None);
            self.note(&gone.path, &[ChangeKind::Delete], None);
        }
        Ok(())
    }

    fn undelete(&mut self, change: &NewChange) -> Result<(), TfvcRefusal> {
        if self.item(&change.path).is_some() {
            return Err(TfvcRefusal::Exists(change.path.clone()));
        }
        let gone = self.tfvc.deleted(&change.path).ok_or_else(|| TfvcRefusal::NoItem(change.path.clone()))?;
        let (path, content) = (gone.path.clone(), change.content.clone().or_else(|| gone.content.clone()));
        self.add_folders(&path)?;
        self.put(&path, content);
        self.note(&path, &[ChangeKind::Undelete], None);
        Ok(())
    }

    /// Renames or branches an item with all below it.
    fn carry(&mut self, change: &NewChange, kind: ChangeKind) -> Result<(), TfvcRefusal> {
        let refused = || TfvcRefusal::Kind { kind: kind.name().to_owned(), path: change.path.clone() };
        let source = change.source.as_deref().ok_or_else(refused)?;
        let from = self.known(source, change.version)?;
        let is_project = parent(&from.path).is_none_or(|above| above == "$/");
        if is_within(&key(&change.path), &key(&from.path)) || (is_project && kind == ChangeKind::Rename) {
            return Err(refused());
        }
        if self.item(&change.path).is_some() {
            return Err(TfvcRefusal::Exists(change.path.clone()));
        }
        self.add_folders(&change.path)?;
        for item in self.all(&from.path) {
            let target = format!("{}{}", change.path, item.path.get(from.path.len()..).unwrap_or_default());
            let is_first = item.path == from.path;
            let content = change.content.clone().filter(|_| is_first && item.content.is_some());
            let mut kinds = vec![kind];
            if content.is_some() {
                kinds.push(ChangeKind::Edit);
            }
            self.put(&target, content.or_else(|| item.content.clone()));
            self.note(&target, &kinds, Some((item.path.clone(), item.version)));
            if kind == ChangeKind::Rename {
                self.steps.insert(key(&item.path), None);
                self.note(&item.path, &[ChangeKind::Delete, ChangeKind::SourceRename], None);
            }
        }
        Ok(())
    }

    fn apply(&mut self, change: &NewChange) -> Result<(), TfvcRefusal> {
        let is = |kind| change.kinds.contains(&kind);
        let done = [
            ChangeKind::Add,
            ChangeKind::Edit,
            ChangeKind::Encoding,
            ChangeKind::Rename,
            ChangeKind::Delete,
            ChangeKind::Undelete,
            ChangeKind::Branch,
        ];
        if let Some(kind) = change.kinds.iter().find(|kind| !done.contains(kind)) {
            return Err(TfvcRefusal::Kind { kind: kind.name().to_owned(), path: change.path.clone() });
        }
        if is(ChangeKind::Rename) {
            self.carry(change, ChangeKind::Rename)
        } else if is(ChangeKind::Branch) {
            self.carry(change, ChangeKind::Branch)
        } else if is(ChangeKind::Undelete) {
            self.undelete(change)
        } else if is(ChangeKind::Delete) {
            self.delete(change)
        } else if is(ChangeKind::Add) {
            self.add(change)
        } else if is(ChangeKind::Edit) || is(ChangeKind::Encoding) {
            self.edit(change)
        } else {
            Err(TfvcRefusal::Kind { kind: "none".to_owned(), path: change.path.clone() })
        }
    }
}

impl Transaction<'_> {
    /// Checks changes in: all of them, or none.
    ///
    /// # Errors
    /// When a path, version or kind does not fit what is there, or there is no such work item.
    pub fn create_changeset(&mut self, new: NewChangeset) -> Result<Recorded<ChangesetId>, TfvcRefusal> {
        let stamp = self.stamp();
        if new.changes.is_empty() {
            return Err(TfvcRefusal::Empty);
        }
        let mut projects: Vec<ProjectId> = Vec::new();
        for change in &new.changes {
            for path in std::iter::once(&change.path).chain(change.source.as_ref()) {
                let project = project_of(path).and_then(|name| self.project(name));
                let project = project.ok_or_else(|| TfvcRefusal::Path(path.clone()))?.id;
                if !projects.contains(&project) {
                    projects.push(project);
                }
            }
        }
        for item in &new.work_items {
            if !self.work_items().is_there(*item) {
                return Err(TfvcRefusal::NoItem(format!("work item {item}")));
            }
        }
        // The folders of projects that have none come first, each in a changeset of its own.
        let mut folders = Vec::new();
        let mut id = self.tfvc().latest() + 1;
        for project in projects {
            let name = self.project_by_id(project).map(|known| known.name.clone()).unwrap_or_default();
            let path = format!("$/{name}");
            if self.tfvc().item(&path, id).is_none() {
                folders.push((id, path, name));
                id += 1;
            }
        }
        let mut draft =
            Draft { tfvc: self.tfvc(), id, at: stamp.at, steps: BTreeMap::new(), changes: Vec::new() };
        for (version, path, _) in &folders {
            for path in ["$/", path.as_str()] {
                if draft.item(path).is_none() {
                    let item =
                        Item { path: path.to_owned(), version: *version, changed: stamp.at, content: None };
                    draft.steps.insert(key(path), Some(item));
                }
            }
        }
        for change in &new.changes {
            draft.apply(change)?;
        }
        let Draft { steps, changes, .. } = draft;
        let owner = self.owner();
        let tfvc = self.part_mut::<Tfvc>();
        for (version, path, name) in &folders {
            let changeset = Changeset {
                id: *version,
                author: owner,
                checked_in_by: owner,
                created: stamp.at,
                comment: format!("Created team project folder $/{name} via the Team Project Creation Wizard"),
                notes: Vec::new(),
                policy_override: None,
                changes: vec![Change { path: path.clone(), kinds: vec![ChangeKind::Add], source: None }],
            };
            tfvc.changesets.insert(*version, changeset);
        }
        for (path, item) in steps {
            let version = item.as_ref().map_or(id, |item| item.version);
            tfvc.items.entry(path).or_default().push(Step { version, item });
        }
        let changeset = Changeset {
            id,
            author: new.author,
            checked_in_by: stamp.actor,
            created: stamp.at,
            comment: new.comment,
            notes: new.notes,
            policy_override: new.policy_override,
            changes,
        };
        tfvc.changesets.insert(id, changeset);
        for (version, ..) in &folders {
            self.record(CheckedIn(*version));
        }
        let recorded = self.record(CheckedIn(id)).with(id);
        for item in new.work_items {
            let relation = NewRelation::Resource {
                kind: ResourceKind::ArtifactLink,
                url: artifact(id),
                name: Some("Fixed in Changeset".to_owned()),
                comment: None,
            };
            let relations = vec![RelationEdit::Add(relation)];
            let change = WorkItemChange { relations, ..WorkItemChange::default() };
            let options = EditOptions { bypass_rules: true, ..EditOptions::default() };
            self.update_work_item(item, &change, options)?;
        }
        Ok(recorded)
    }
}

/// What links of work items to a changeset lead to.
pub fn artifact(id: ChangesetId) -> String {
    format!("vstfs:///VersionControl/Changeset/{id}")
}
