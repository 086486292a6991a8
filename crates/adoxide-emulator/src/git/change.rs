//! Writing commits from lists of changes, without a work tree.

use std::path::Path;

use git2::build::TreeUpdateBuilder;
use git2::{Commit, FileMode, ObjectType, Oid, Repository, Signature, Tree};

use crate::wire::error::Fault;

/// What happens to a file in a commit.
#[derive(Clone, Debug)]
pub(crate) enum FileChange {
    /// A new file.
    Add(Vec<u8>),
    /// New content of a file.
    Edit(Vec<u8>),
    /// A file, or a folder with all in it, goes.
    Delete,
    /// A file, or a folder with all in it, comes from another path, with new content or as it was.
    Rename { source: String, content: Option<Vec<u8>> },
    /// A file comes back as it was in the commit before it was deleted, or with other content.
    Undelete(Option<Vec<u8>>),
}

/// A commit to write.
pub(crate) struct NewCommit<'a> {
    pub author: Signature<'a>,
    pub committer: Signature<'a>,
    pub message: String,
    /// Paths with what happens to them.
    pub changes: Vec<(String, FileChange)>,
}

/// Writes a commit on top of others.
///
/// # Errors
/// A fault when a change does not fit what is there.
pub(crate) fn commit(git: &Repository, parents: &[Oid], new: &NewCommit<'_>) -> Result<Oid, Fault> {
    let parents: Vec<_> = parents.iter().map(|id| git.find_commit(*id)).collect::<Result<_, _>>()?;
    let mut tree = match parents.first() {
        Some(parent) => parent.tree()?,
        None => git.find_tree(git.treebuilder(None)?.write()?)?,
    };
    for (path, change) in &new.changes {
        let id = apply(git, &tree, parents.first(), path, change)?;
        tree = git.find_tree(id)?;
    }
    let parents: Vec<_> = parents.iter().collect();
    Ok(git.commit(None, &new.author, &new.committer, &new.message, &tree, &parents)?)
}

fn apply(
    git: &Repository,
    tree: &Tree<'_>,
    parent: Option<&Commit<'_>>,
    given: &str,
    change: &FileChange,
) -> Result<Oid, Fault> {
    let path = normal(given)?;
    let here = find(tree, &path);
    let mut update = TreeUpdateBuilder::new();
    match change {
        FileChange::Add(content) => {
            check_free(tree, given, &path)?;
            update.upsert(&path, git.blob(content)?, FileMode::Blob);
        }
        FileChange::Edit(content) => {
            let (_, kind, mode) = here.ok_or_else(|| Fault::path_missing(given, "edit"))?;
            if kind != ObjectType::Blob {
                return Err(Fault::path_invalid(given, "it is not a file"));
            }
            update.upsert(&path, git.blob(content)?, mode);
        }
        FileChange::Delete => {
            here.ok_or_else(|| Fault::path_missing(given, "delete"))?;
            update.remove(&path);
        }
        FileChange::Rename { source, content } => {
            let from = normal(source)?;
            let (id, _, mode) = find(tree, &from).ok_or_else(|| Fault::path_missing(source, "rename"))?;
            if path == from || path.starts_with(&format!("{from}/")) {
                return Err(Fault::path_invalid(given, "it is where it was, or inside of it"));
            }
            // What is in the way may be what moves: `a` to `a/b` is refused above, `a/b` to `a` is fine.
            let without = TreeUpdateBuilder::new().remove(&from).create_updated(git, tree)?;
            let without = git.find_tree(without)?;
            check_free(&without, given, &path)?;
            let id = content.as_ref().map_or(Ok(id), |content| git.blob(content))?;
            update.upsert(&path, id, mode);
            return Ok(update.create_updated(git, &without)?);
        }
        FileChange::Undelete(content) => {
            check_free(tree, given, &path)?;
            let found = parent.and_then(|parent| last_version(git, parent, &path));
            let (id, mode) = match (content, found) {
                (Some(content), found) => {
                    (git.blob(content)?, found.map_or(FileMode::Blob, |(_, mode)| mode))
                }
                (None, Some(found)) => found,
                (None, None) => return Err(Fault::path_missing(given, "undelete")),
            };
            update.upsert(&path, id, mode);
        }
    }
    Ok(update.create_updated(git, tree)?)
}

/// A path as git has it: no leading slash, no empty, `.`, `..` or `.git` part.
fn normal(given: &str) -> Result<String, Fault> {
    let path = given.trim_start_matches('/').to_owned();
    if path.is_empty() {
        return Err(Fault::path_invalid(given, "it is empty"));
    }
    for part in path.split('/') {
        if part.is_empty() || matches!(part, "." | "..") || part.eq_ignore_ascii_case(".git") {
            return Err(Fault::path_invalid(given, "no part of it may be empty, `.`, `..` or `.git`"));
        }
        if part.contains(['\0', '\n']) {
            return Err(Fault::path_invalid(given, "it has a character that no path can have"));
        }
    }
    Ok(path)
}

fn find(tree: &Tree<'_>, path: &str) -> Option<(Oid, ObjectType, FileMode)> {
    let entry = tree.get_path(Path::new(path)).ok()?;
    Some((entry.id(), entry.kind()?, mode(entry.filemode())))
}

/// The mode of an entry that is put back: what git knows, anything else is a file.
fn mode(filemode: i32) -> FileMode {
    let known = [FileMode::BlobExecutable, FileMode::Link, FileMode::Tree, FileMode::Commit];
    known.into_iter().find(|mode| i32::from(*mode) == filemode).unwrap_or(FileMode::Blob)
}

/// A new file must have a free place: nothing there, and no file where a folder of its path must be.
fn check_free(tree: &Tree<'_>, given: &str, path: &str) -> Result<(), Fault> {
    if find(tree, path).is_some() {
        return Err(Fault::path_exists(given));
    }
    for (end, _) in path.match_indices('/') {
        if let Some((_, kind, _)) = find(tree, &path[..end])
            && kind != ObjectType::Tree
        {
            return Err(Fault::path_exists(&format!("/{}", &path[..end])));
        }
    }
    Ok(())
}

/// What a path was when it last was something.
fn last_version(git: &Repository, from: &Commit<'_>, path: &str) -> Option<(Oid, FileMode)> {
    let mut walk = git.revwalk().ok()?;
    walk.push(from.id()).ok()?;
    walk.flatten().find_map(|id| {
        let tree = git.find_commit(id).ok()?.tree().ok()?;
        let (id, _, mode) = find(&tree, path)?;
        Some((id, mode))
    })
}
