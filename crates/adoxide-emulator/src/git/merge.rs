//! Merging without a work tree.

use git2::{Commit, Index, MergeOptions, ObjectType, Oid, Repository, Signature, Sort};

use super::diff::{ChangeType, diff};
use super::history;
use crate::world::policy::ChangedPath;
use crate::world::pull_request::{Attempt, Effort, MergeStrategy, Outcome};

/// What a merge makes: the tip that the target is to be at, or the paths that both sides changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Merged {
    Commit(Oid),
    Conflicts(Vec<String>),
}

/// Who merges, and how it is to be told.
pub(crate) struct Words<'a> {
    pub author: Signature<'a>,
    pub committer: Signature<'a>,
    pub message: &'a str,
}

/// Makes the merge that is due in a world.
pub(crate) fn perform(
    git: &Repository,
    effort: &Effort,
    author: (&str, &str),
    committer: (&str, &str),
) -> Result<Outcome, git2::Error> {
    let when = git2::Time::new(effort.at.as_second(), 0);
    let words = Words {
        author: Signature::new(author.0, author.1, &when)?,
        committer: Signature::new(committer.0, committer.1, &when)?,
        message: &effort.message,
    };
    let base = match git.merge_base(effort.target, effort.source) {
        Err(error) if error.code() == git2::ErrorCode::NotFound => {
            let result = Attempt::Failed("The branches have no commit in common.".to_owned());
            return Ok(Outcome { result, changes: Vec::new() });
        }
        found => found?,
    };
    let changes = changes(git, base, effort.source)?;
    let result = match merge(git, effort.target, effort.source, effort.strategy, &words)? {
        Merged::Conflicts(paths) => Attempt::Conflicts(paths),
        Merged::Commit(commit) => {
            let commits = history::reachable(git, [commit], [effort.target])?;
            Attempt::Merged { commit, commits, size: 0 }
        }
    };
    Ok(Outcome { result, changes })
}

/// The files that differ between two commits.
pub(crate) fn changes(git: &Repository, old: Oid, new: Oid) -> Result<Vec<ChangedPath>, git2::Error> {
    let tree = |id: Oid| git.find_commit(id)?.tree();
    let changes = diff(git, Some(&tree(old)?), Some(&tree(new)?))?;
    let files = changes.into_iter().filter(|change| change.kind != ObjectType::Tree);
    Ok(files
        .map(|change| ChangedPath { is_added: change.how == ChangeType::Add, path: change.path })
        .collect())
}

/// Merges one commit into another.
///
/// # Errors
/// When git cannot.
pub(crate) fn merge(
    git: &Repository,
    target: Oid,
    source: Oid,
    strategy: MergeStrategy,
    words: &Words<'_>,
) -> Result<Merged, git2::Error> {
    let (target, source) = (git.find_commit(target)?, git.find_commit(source)?);
    match strategy {
        MergeStrategy::NoFastForward => join(git, &target, &source, &[&target, &source], words),
        MergeStrategy::Squash => join(git, &target, &source, &[&target], words),
        MergeStrategy::Rebase => rebase(git, &target, &source, words),
        MergeStrategy::RebaseMerge => match rebase(git, &target, &source, words)? {
            Merged::Commit(rebased) => {
                let rebased = git.find_commit(rebased)?;
                let parents = [&target, &rebased];
                let tree = rebased.tree()?;
                let id = git.commit(None, &words.author, &words.committer, words.message, &tree, &parents)?;
                Ok(Merged::Commit(id))
            }
            conflicts @ Merged::Conflicts(_) => Ok(conflicts),
        },
    }
}

/// One commit with what both have.
fn join(
    git: &Repository,
    target: &Commit<'_>,
    source: &Commit<'_>,
    parents: &[&Commit<'_>],
    words: &Words<'_>,
) -> Result<Merged, git2::Error> {
    let mut index = git.merge_commits(target, source, Some(&options()))?;
    if index.has_conflicts() {
        return Ok(Merged::Conflicts(conflicts(&index)?));
    }
    let tree = git.find_tree(index.write_tree_to(git)?)?;
    let id = git.commit(None, &words.author, &words.committer, words.message, &tree, parents)?;
    Ok(Merged::Commit(id))
}

/// Each commit of the source anew on top of the target. Merges are left out, and what changes nothing there.
fn rebase(
    git: &Repository,
    target: &Commit<'_>,
    source: &Commit<'_>,
    words: &Words<'_>,
) -> Result<Merged, git2::Error> {
    let mut walk = git.revwalk()?;
    walk.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE)?;
    walk.push(source.id())?;
    walk.hide(target.id())?;
    let mut tip = target.id();
    for id in walk {
        let commit = git.find_commit(id?)?;
        if commit.parent_count() > 1 {
            continue;
        }
        if commit.parent_id(0).is_ok_and(|parent| parent == tip) {
            // It is where it would go.
            tip = commit.id();
            continue;
        }
        match pick(git, &commit, tip, &words.committer)? {
            Merged::Commit(picked) => tip = picked,
            conflicts @ Merged::Conflicts(_) => return Ok(conflicts),
        }
    }
    Ok(Merged::Commit(tip))
}

/// A commit anew on top of another; that other, if it changes nothing there.
pub(crate) fn pick(
    git: &Repository,
    commit: &Commit<'_>,
    onto: Oid,
    committer: &Signature<'_>,
) -> Result<Merged, git2::Error> {
    let onto = git.find_commit(onto)?;
    let mut index = git.cherrypick_commit(commit, &onto, 0, Some(&options()))?;
    if index.has_conflicts() {
        return Ok(Merged::Conflicts(conflicts(&index)?));
    }
    let tree = git.find_tree(index.write_tree_to(git)?)?;
    let was_empty = commit.parent(0).is_ok_and(|parent| parent.tree_id() == commit.tree_id());
    if tree.id() == onto.tree_id() && !was_empty {
        return Ok(Merged::Commit(onto.id()));
    }
    let message = String::from_utf8_lossy(commit.message_bytes());
    let id = git.commit(None, &commit.author(), committer, &message, &tree, &[&onto])?;
    Ok(Merged::Commit(id))
}

fn options() -> MergeOptions {
    MergeOptions::new()
}

/// The paths of the conflicts, each once, with a leading slash.
fn conflicts(index: &Index) -> Result<Vec<String>, git2::Error> {
    let mut paths = Vec::new();
    for conflict in index.conflicts()? {
        let conflict = conflict?;
        let entry = conflict.our.or(conflict.their).or(conflict.ancestor);
        if let Some(entry) = entry {
            paths.push(format!("/{}", String::from_utf8_lossy(&entry.path)));
        }
    }
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// What a commit did, taken back on top of another. A merge is taken back as seen from its first parent.
pub(crate) fn revert(
    git: &Repository,
    commit: &Commit<'_>,
    onto: Oid,
    committer: &Signature<'_>,
) -> Result<Merged, git2::Error> {
    let onto = git.find_commit(onto)?;
    let mainline = u32::from(commit.parent_count() > 1);
    let mut index = git.revert_commit(commit, &onto, mainline, Some(&options()))?;
    if index.has_conflicts() {
        return Ok(Merged::Conflicts(conflicts(&index)?));
    }
    let tree = git.find_tree(index.write_tree_to(git)?)?;
    let whole = String::from_utf8_lossy(commit.message_bytes());
    let first = whole.trim_start().lines().next().unwrap_or_default();
    let message = format!("Revert \"{first}\"\n\nThis reverts commit {}.", commit.id());
    let id = git.commit(None, committer, committer, &message, &tree, &[&onto])?;
    Ok(Merged::Commit(id))
}
