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

/// A file that both sides changed: the blobs of the base, the source and the target, where they have it.
#[derive(Clone, Debug)]
pub(crate) struct Clash {
    /// With a leading slash.
    pub path: String,
    pub base: Option<Oid>,
    pub source: Option<Oid>,
    pub target: Option<Oid>,
}

/// The files in the way of a merge, by path.
pub(crate) fn clashes(git: &Repository, target: Oid, source: Oid) -> Result<Vec<Clash>, git2::Error> {
    let (target, source) = (git.find_commit(target)?, git.find_commit(source)?);
    let index = git.merge_commits(&target, &source, Some(&options()))?;
    let mut found = Vec::new();
    for conflict in index.conflicts()? {
        let conflict = conflict?;
        let entries = [&conflict.our, &conflict.their, &conflict.ancestor];
        let Some(entry) = entries.into_iter().flatten().next() else { continue };
        let path = format!("/{}", String::from_utf8_lossy(&entry.path));
        let blob = |entry: &Option<git2::IndexEntry>| entry.as_ref().map(|entry| entry.id);
        let (base, source, target) = (blob(&conflict.ancestor), blob(&conflict.their), blob(&conflict.our));
        found.push(Clash { path, base, source, target });
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
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

#[cfg(test)]
mod tests {
    //! The same histories, merged here and by the real git: the same trees, the same conflicts.

    use std::path::Path;
    use std::process::{Command, Output};

    use git2::build::TreeUpdateBuilder;
    use git2::{FileMode, Time};
    use proptest::prelude::*;
    use proptest::test_runner::Config;
    use tempfile::TempDir;

    use super::*;

    /// What a commit does to a file; numbers are taken modulo what is there.
    #[derive(Clone, Debug)]
    enum Step {
        Change { file: usize, line: usize },
        Insert { file: usize, line: usize },
        Remove { file: usize, line: usize },
        Add { name: usize },
        Delete { file: usize },
        Move { file: usize, name: usize },
        Executable { file: usize },
    }

    fn step() -> impl Strategy<Value = Step> {
        let (file, line, name) = (0..6_usize, 0..14_usize, 0..4_usize);
        prop_oneof![
            6 => (file.clone(), line.clone()).prop_map(|(file, line)| Step::Change { file, line }),
            4 => (file.clone(), line.clone()).prop_map(|(file, line)| Step::Insert { file, line }),
            4 => (file.clone(), line).prop_map(|(file, line)| Step::Remove { file, line }),
            2 => name.clone().prop_map(|name| Step::Add { name }),
            1 => file.clone().prop_map(|file| Step::Delete { file }),
            1 => (file.clone(), name).prop_map(|(file, name)| Step::Move { file, name }),
            1 => file.prop_map(|file| Step::Executable { file }),
        ]
    }

    /// The commits of a branch.
    fn branch() -> impl Strategy<Value = Vec<Vec<Step>>> {
        proptest::collection::vec(proptest::collection::vec(step(), 1..4), 1..4)
    }

    type Files = Vec<(String, FileMode, Vec<String>)>;

    /// Every line is there once in all files, so no algorithm can match lines otherwise than another.
    struct Story {
        folder: TempDir,
        git: Repository,
        lines: usize,
        at: i64,
    }

    impl Story {
        fn new() -> Self {
            let folder = TempDir::new().unwrap();
            let git = Repository::init(folder.path()).unwrap();
            Self { folder, git, lines: 0, at: 1_700_000_000 }
        }

        fn line(&mut self, side: &str) -> String {
            self.lines += 1;
            format!("{side} {} {:x}", self.lines, self.lines.wrapping_mul(0x9e37_79b9_7f4a_7c15))
        }

        fn file(&mut self, side: &str) -> Vec<String> {
            (0..12).map(|_| self.line(side)).collect()
        }

        fn commit(&mut self, files: &Files, parents: &[Oid]) -> Oid {
            let empty = self.git.treebuilder(None).unwrap().write().unwrap();
            let mut update = TreeUpdateBuilder::new();
            for (name, mode, lines) in files {
                let text = lines.iter().fold(String::new(), |text, line| text + line + "\n");
                update.upsert(name.as_str(), self.git.blob(text.as_bytes()).unwrap(), *mode);
            }
            let tree = update.create_updated(&self.git, &self.git.find_tree(empty).unwrap()).unwrap();
            self.at += 60;
            let who = Signature::new("Ada", "ada@fabrikam.example", &Time::new(self.at, 0)).unwrap();
            let parents: Vec<_> = parents.iter().map(|id| self.git.find_commit(*id).unwrap()).collect();
            let parents: Vec<_> = parents.iter().collect();
            let tree = self.git.find_tree(tree).unwrap();
            let message = format!("Commit {}", self.at);
            self.git.commit(None, &who, &who, &message, &tree, &parents).unwrap()
        }

        fn apply(&mut self, files: &mut Files, step: &Step, side: &str) {
            let count = files.len();
            let at = |file: usize| (count > 0).then(|| file % count);
            let is_free = |files: &Files, name: &str| files.iter().all(|(known, _, _)| known != name);
            match *step {
                Step::Change { file, line } => {
                    let new = self.line(side);
                    let Some(file) = at(file).filter(|file| !files[*file].2.is_empty()) else { return };
                    let lines = &mut files[file].2;
                    let line = line % lines.len();
                    lines[line] = new;
                }
                Step::Insert { file, line } => {
                    let new = self.line(side);
                    let Some(file) = at(file) else { return };
                    let lines = &mut files[file].2;
                    lines.insert(line % (lines.len() + 1), new);
                }
                Step::Remove { file, line } => {
                    let Some(file) = at(file).filter(|file| files[*file].2.len() > 6) else { return };
                    let lines = &mut files[file].2;
                    let line = line % lines.len();
                    lines.remove(line);
                }
                Step::Add { name } => {
                    let name = format!("new/{name}.txt");
                    let lines = self.file(side);
                    if is_free(files, &name) {
                        files.push((name, FileMode::Blob, lines));
                    }
                }
                Step::Delete { file } => {
                    if let Some(file) = at(file) {
                        files.remove(file);
                    }
                }
                Step::Move { file, name } => {
                    let name = format!("moved-{side}-{name}.txt");
                    if let Some(file) = at(file).filter(|_| is_free(files, &name)) {
                        files[file].0 = name;
                    }
                }
                Step::Executable { file } => {
                    if let Some(file) = at(file) {
                        files[file].1 = FileMode::BlobExecutable;
                    }
                }
            }
        }

        fn branch(&mut self, from: Oid, files: &Files, commits: &[Vec<Step>], side: &str) -> Oid {
            let mut files = files.clone();
            commits.iter().fold(from, |parent, steps| {
                for step in steps {
                    self.apply(&mut files, step, side);
                }
                self.commit(&files, &[parent])
            })
        }

        /// A base of five files, and two branches from there.
        fn tell(&mut self, target: &[Vec<Step>], source: &[Vec<Step>]) -> (Oid, Oid) {
            let names = ["a.txt", "b.txt", "src/c.txt", "src/d.txt", "src/deep/e.txt"];
            let files: Files =
                names.iter().map(|name| ((*name).to_owned(), FileMode::Blob, self.file("base"))).collect();
            let base = self.commit(&files, &[]);
            (self.branch(base, &files, target, "ours"), self.branch(base, &files, source, "theirs"))
        }

        fn merge(&self, target: Oid, source: Oid, strategy: MergeStrategy) -> Merged {
            let who = Signature::new("Ada", "ada@fabrikam.example", &Time::new(1_800_000_000, 0)).unwrap();
            let words = Words { author: who.clone(), committer: who, message: "Merged" };
            merge(&self.git, target, source, strategy, &words).unwrap()
        }

        fn tree(&self, commit: Oid) -> String {
            self.git.find_commit(commit).unwrap().tree_id().to_string()
        }

        /// What the real git makes of a merge: the tree, or the paths in conflict.
        fn merged_by_git(&self, target: Oid, source: Oid) -> Result<String, Vec<String>> {
            let (target, source) = (target.to_string(), source.to_string());
            let arguments =
                ["merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", &target, &source];
            let output = run(self.folder.path(), &arguments);
            let text = String::from_utf8(output.stdout).unwrap();
            let mut parts = text.split('\0').filter(|part| !part.is_empty());
            let tree = parts.next().unwrap().to_owned();
            match output.status.code() {
                Some(0) => Ok(tree),
                Some(1) => Err(parts.map(|path| format!("/{path}")).collect()),
                _ => panic!("{}", String::from_utf8_lossy(&output.stderr)),
            }
        }

        /// What the real git makes of a rebase: the tree, or nothing if there are conflicts.
        fn rebased_by_git(&self, target: Oid, source: Oid) -> Option<String> {
            let folder = self.folder.path();
            run_well(folder, &["checkout", "--quiet", "--force", "--detach", &source.to_string()]);
            let done = run(folder, &["rebase", "--quiet", &target.to_string()]);
            if done.status.success() {
                return Some(run_well(folder, &["rev-parse", "HEAD^{tree}"]));
            }
            run_well(folder, &["rebase", "--abort"]);
            None
        }
    }

    fn run(folder: &Path, arguments: &[&str]) -> Output {
        let settings = ["-c", "user.name=Ada", "-c", "user.email=ada@fabrikam.example"];
        Command::new("git")
            .args(settings)
            .args(arguments)
            .current_dir(folder)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_EDITOR", "true")
            .output()
            .unwrap()
    }

    fn run_well(folder: &Path, arguments: &[&str]) -> String {
        let output = run(folder, arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn config(cases: u32) -> Config {
        Config { cases, failure_persistence: None, ..Config::default() }
    }

    proptest! {
        #![proptest_config(config(48))]

        #[test]
        fn merges_are_those_of_git(target in branch(), source in branch()) {
            let mut story = Story::new();
            let moves = target.iter().chain(&source).flatten().any(|step| matches!(step, Step::Move { .. }));
            let (target, source) = story.tell(&target, &source);
            let expected = story.merged_by_git(target, source);
            for strategy in [MergeStrategy::NoFastForward, MergeStrategy::Squash] {
                match (story.merge(target, source, strategy), &expected) {
                    (Merged::Commit(commit), Ok(tree)) => prop_assert_eq!(&story.tree(commit), tree),
                    // Where a file moved and the other side deleted it, libgit2 names both of its places.
                    (Merged::Conflicts(paths), Err(expected)) if moves => {
                        prop_assert!(expected.iter().all(|path| paths.contains(path)));
                    }
                    (Merged::Conflicts(paths), Err(expected)) => prop_assert_eq!(&paths, expected),
                    (ours, theirs) => prop_assert!(false, "{:?} here, {:?} by git", ours, theirs),
                }
            }
        }
    }

    proptest! {
        #![proptest_config(config(16))]

        #[test]
        fn rebases_are_those_of_git(target in branch(), source in branch()) {
            let mut story = Story::new();
            let (target, source) = story.tell(&target, &source);
            let expected = story.rebased_by_git(target, source);
            for strategy in [MergeStrategy::Rebase, MergeStrategy::RebaseMerge] {
                match (story.merge(target, source, strategy), &expected) {
                    (Merged::Commit(commit), Some(tree)) => prop_assert_eq!(&story.tree(commit), tree),
                    (Merged::Conflicts(_), None) => {}
                    (ours, theirs) => prop_assert!(false, "{:?} here, {:?} by git", ours, theirs),
                }
            }
        }
    }
}
