//! Walking through commits.

use std::collections::{BinaryHeap, HashSet};

use git2::{Commit, Oid, Repository, Sort};

/// How the history of a path is simplified. The names are those of the REST API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum HistoryMode {
    /// Follows only the parent that has the path as it is, if one has.
    #[default]
    Simplified,
    /// Follows only first parents.
    FirstParent,
    /// Follows everything.
    Full,
    /// Follows everything, but leaves out merges that take one side as it is.
    FullSimplifyMerges,
}

/// The commits that some objects reach and others do not, newest first.
///
/// # Errors
/// When git cannot.
pub(crate) fn reachable(
    git: &Repository,
    from: impl IntoIterator<Item = Oid>,
    except: impl IntoIterator<Item = Oid>,
) -> Result<Vec<Oid>, git2::Error> {
    let mut walk = git.revwalk()?;
    walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
    for id in from {
        if let Some(commit) = super::peel_to_commit(git, id) {
            walk.push(commit.id())?;
        }
    }
    for id in except {
        if let Some(commit) = super::peel_to_commit(git, id) {
            walk.hide(commit.id())?;
        }
    }
    walk.collect()
}

/// A commit waiting for its turn: the newest first, and of two of one time the one that was found first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Waiting {
    time: i64,
    found: std::cmp::Reverse<u64>,
    id: Oid,
}

/// The history of commits, from the newest, as far as somebody wants it.
pub(crate) struct History<'g, 'p> {
    git: &'g Repository,
    mode: HistoryMode,
    /// The path that must have changed, without leading slash.
    path: Option<&'p str>,
    waiting: BinaryHeap<Waiting>,
    seen: HashSet<Oid>,
    found: u64,
}

impl<'g, 'p> History<'g, 'p> {
    /// The history from these commits, without those that others reach.
    ///
    /// # Errors
    /// When git cannot.
    pub fn new(
        git: &'g Repository,
        mode: HistoryMode,
        path: Option<&'p str>,
        from: impl IntoIterator<Item = Oid>,
        except: Option<Oid>,
    ) -> Result<Self, git2::Error> {
        let mut history =
            Self { git, mode, path, waiting: BinaryHeap::new(), seen: HashSet::new(), found: 0 };
        if let Some(except) = except {
            history.seen = reachable(git, [except], std::iter::empty())?.into_iter().collect();
        }
        for id in from {
            history.push(&git.find_commit(id)?);
        }
        Ok(history)
    }

    fn push(&mut self, commit: &Commit<'_>) {
        if self.seen.insert(commit.id()) {
            self.found += 1;
            let found = std::cmp::Reverse(self.found);
            self.waiting.push(Waiting { time: commit.committer().when().seconds(), found, id: commit.id() });
        }
    }

    fn step(&mut self, id: Oid) -> Result<Option<Commit<'g>>, git2::Error> {
        let commit = self.git.find_commit(id)?;
        let parents = if self.mode == HistoryMode::FirstParent {
            commit.parent(0).into_iter().collect::<Vec<_>>()
        } else {
            commit.parents().collect()
        };
        let Some(path) = self.path else {
            for parent in &parents {
                self.push(parent);
            }
            return Ok(Some(commit));
        };
        let here = entry(&commit, path);
        let same: Vec<_> = parents.iter().filter(|parent| entry(parent, path) == here).collect();
        let changed = if parents.is_empty() {
            here.is_some()
        } else if self.mode == HistoryMode::Full {
            same.len() < parents.len()
        } else {
            same.is_empty()
        };
        match same.first() {
            Some(parent) if self.mode == HistoryMode::Simplified => self.push(parent),
            _ => {
                for parent in &parents {
                    self.push(parent);
                }
            }
        }
        Ok(changed.then_some(commit))
    }
}

impl<'g> Iterator for History<'g, '_> {
    type Item = Result<Commit<'g>, git2::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(Waiting { id, .. }) = self.waiting.pop() {
            match self.step(id) {
                Ok(None) => {}
                Ok(Some(commit)) => return Some(Ok(commit)),
                Err(error) => return Some(Err(error)),
            }
        }
        None
    }
}

/// What a commit has at a path.
fn entry(commit: &Commit<'_>, path: &str) -> Option<(Oid, i32)> {
    let tree = commit.tree().ok()?;
    if path.is_empty() {
        return Some((tree.id(), 0));
    }
    let entry = tree.get_path(std::path::Path::new(path)).ok()?;
    Some((entry.id(), entry.filemode()))
}
