//! What differs between two trees, folders included, as the service tells it.

use std::collections::{BTreeMap, HashMap};

use git2::{Delta, DiffFindOptions, DiffOptions, ObjectType, Oid, Repository, Tree, TreeEntry};

/// What happened to an item. Several things may happen to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChangeType {
    Add,
    Edit,
    Delete,
    /// Moved here, unchanged.
    Rename,
    /// Moved here and changed.
    EditRename,
    /// Moved away.
    DeleteSourceRename,
}

impl ChangeType {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Edit => "edit",
            Self::Delete => "delete",
            Self::Rename => "rename",
            Self::EditRename => "edit, rename",
            Self::DeleteSourceRename => "delete, sourceRename",
        }
    }

    /// The name as a key of `changeCounts`.
    pub fn count_name(self) -> &'static str {
        match self {
            Self::Add => "Add",
            Self::Edit => "Edit",
            Self::Delete => "Delete",
            Self::Rename => "Rename",
            Self::EditRename => "Edit, Rename",
            Self::DeleteSourceRename => "Delete, SourceRename",
        }
    }
}

/// One changed item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// Where it is (or was), with a leading slash.
    pub path: String,
    pub how: ChangeType,
    /// What is there now; what was there, if it is gone.
    pub object: Oid,
    pub kind: ObjectType,
    /// What was there before, if something was.
    pub original: Option<Oid>,
    /// Where it was before it was moved.
    pub source: Option<String>,
}

/// The changes that lead from one tree to another, ordered by path, each folder before what is in it.
///
/// # Errors
/// When git cannot.
pub(crate) fn diff(
    git: &Repository,
    old: Option<&Tree<'_>>,
    new: Option<&Tree<'_>>,
) -> Result<Vec<Change>, git2::Error> {
    let mut changes = BTreeMap::new();
    compare(git, "", old, new, &mut changes)?;
    let has = |wanted: ChangeType| {
        changes.values().any(|change: &Change| change.how == wanted && change.kind == ObjectType::Blob)
    };
    if has(ChangeType::Add) && has(ChangeType::Delete) {
        find_renames(git, old, new, &mut changes)?;
    }
    Ok(changes.into_values().collect())
}

fn compare(
    git: &Repository,
    folder: &str,
    old: Option<&Tree<'_>>,
    new: Option<&Tree<'_>>,
    changes: &mut BTreeMap<Vec<String>, Change>,
) -> Result<(), git2::Error> {
    let entries = |tree: Option<&Tree<'_>>| -> HashMap<Vec<u8>, TreeEntry<'static>> {
        tree.into_iter()
            .flat_map(Tree::iter)
            .map(|entry| (entry.name_bytes().to_vec(), entry.to_owned()))
            .collect()
    };
    let mut before = entries(old);
    for (name, now) in entries(new) {
        let was = before.remove(&name);
        entry(git, folder, &name, was.as_ref(), Some(&now), changes)?;
    }
    for (name, was) in before {
        entry(git, folder, &name, Some(&was), None, changes)?;
    }
    Ok(())
}

fn entry(
    git: &Repository,
    folder: &str,
    name: &[u8],
    was: Option<&TreeEntry<'_>>,
    now: Option<&TreeEntry<'_>>,
    changes: &mut BTreeMap<Vec<String>, Change>,
) -> Result<(), git2::Error> {
    if let (Some(was), Some(now)) = (was, now) {
        if was.id() == now.id() && was.filemode() == now.filemode() {
            return Ok(());
        }
        if was.kind() != now.kind() {
            // A file became a folder, or the other way round: one went, the other came.
            entry(git, folder, name, Some(was), None, changes)?;
            return entry(git, folder, name, None, Some(now), changes);
        }
    }
    let Some(here) = now.or(was) else {
        return Ok(());
    };
    let path = format!("{folder}/{}", String::from_utf8_lossy(name));
    let how = match (was, now) {
        (None, _) => ChangeType::Add,
        (_, None) => ChangeType::Delete,
        _ => ChangeType::Edit,
    };
    let kind = here.kind().unwrap_or(ObjectType::Any);
    let original = was.filter(|_| now.is_some()).map(TreeEntry::id);
    let row = Change { path: path.clone(), how, object: here.id(), kind, original, source: None };
    // Where a file became a folder, both are listed under one path.
    let mut key: Vec<_> = path.split('/').map(str::to_owned).collect();
    while changes.contains_key(&key) {
        key.push(String::new());
    }
    changes.insert(key, row);
    if kind == ObjectType::Tree {
        let tree = |entry: Option<&TreeEntry<'_>>| entry.map(|entry| git.find_tree(entry.id())).transpose();
        compare(git, &path, tree(was)?.as_ref(), tree(now)?.as_ref(), changes)?;
    }
    Ok(())
}

/// Finds files that were moved, as git does, and tells of them as the service does: the new place is a
/// rename, the old one its source.
fn find_renames(
    git: &Repository,
    old: Option<&Tree<'_>>,
    new: Option<&Tree<'_>>,
    changes: &mut BTreeMap<Vec<String>, Change>,
) -> Result<(), git2::Error> {
    let mut diff = git.diff_tree_to_tree(old, new, Some(DiffOptions::new().skip_binary_check(true)))?;
    diff.find_similar(Some(DiffFindOptions::new().renames(true)))?;
    for delta in diff.deltas().filter(|delta| delta.status() == Delta::Renamed) {
        let path = |file: git2::DiffFile<'_>| {
            file.path_bytes().map(|path| format!("/{}", String::from_utf8_lossy(path)))
        };
        let (Some(source), Some(target)) = (path(delta.old_file()), path(delta.new_file())) else {
            continue;
        };
        let key = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<_>>();
        // Libgit2 also takes what became a link, and is still there, for the source of a move.
        let was =
            |path: &str, how: ChangeType| changes.get(&key(path)).is_some_and(|change| change.how == how);
        if !was(&source, ChangeType::Delete) || !was(&target, ChangeType::Add) {
            continue;
        }
        if let Some(change) = changes.get_mut(&key(&target)) {
            let same = delta.old_file().id() == delta.new_file().id();
            change.how = if same { ChangeType::Rename } else { ChangeType::EditRename };
            change.original = Some(delta.old_file().id());
            change.source = Some(source.clone());
        }
        if let Some(change) = changes.get_mut(&key(&source)) {
            change.how = ChangeType::DeleteSourceRename;
        }
    }
    Ok(())
}
