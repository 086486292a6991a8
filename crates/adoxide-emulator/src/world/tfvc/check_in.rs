//! How changesets are checked in.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    Change, ChangeKind, Changeset, ChangesetId, CheckedIn, Content, Item, NewChange, NewChangeset, Step,
    Tfvc, TfvcRefusal, artifact, is_within, key, parent, project_of,
};
use crate::world::id::ProjectId;
use crate::world::organization::{Recorded, Transaction};
use crate::world::work_item::{EditOptions, NewRelation, RelationEdit, ResourceKind, WorkItemChange};

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
