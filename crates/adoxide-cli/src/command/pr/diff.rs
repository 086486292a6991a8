mod patch;

use std::collections::{HashMap, HashSet};
use std::io::Write as _;

use adoxide::Client;
use adoxide::api::git::{self, GetBlob, GetTree, GitObjectType, GitPullRequestChange};
use adoxide::resource::{PullRequest, Repository};
use bytes::Bytes;
use clap::Args;
use futures::{StreamExt as _, stream};

use self::patch::{How, Side};
use super::SelectorArgs;
use crate::args::ListArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::Style;
use crate::output::field::{Field, View};
use crate::printer::visible;
use crate::verb::Verb;

/// Show what a pull request changes, as a patch
#[derive(Args, Debug)]
#[command(
    mut_arg("output", |arg| arg.requires("files").help("The format of --files")),
    mut_arg("json", |arg| arg.requires("files")),
    mut_arg("jq", |arg| arg.requires("files")),
    mut_arg("query", |arg| arg.requires("files")),
    mut_arg("jinja", |arg| arg.requires("files")),
)]
pub struct Diff {
    /// List the paths and how they changed, instead of their lines
    #[arg(long, visible_alias = "name-only")]
    files: bool,

    /// Include binary files, so that `git apply` can apply them
    #[arg(long, conflicts_with = "files")]
    binary: bool,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    list: ListArgs,
}

const FILES: View = View::new(&[
    Field::new("changeType").state(),
    Field::at("path", "item/path"),
    Field::new("originalPath"),
]);

/// How many contents are asked for at once.
const AT_ONCE: usize = 4;
/// Contents above this are not compared line by line: they would not fit into memory, nor be read.
const LARGE: i64 = 64 << 20;
const SUBMODULE: &str = "160000";
const FOLDER: &str = "40000";

impl Verb for Diff {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, pull_request) = self.selector.find().await?;
        let iterations = pull_request.iterations().all().await?;
        let last = iterations.into_iter().max_by_key(|iteration| iteration.id);
        let last = last.ok_or_else(|| Error::failed("the service does not say what was pushed to it"))?;
        let mut changes = pull_request.iteration_changes(last.id.unwrap_or(1), None);
        if self.files {
            return context.list(&FILES, place.address(), &self.list, changes).await;
        }
        let mut touched = Vec::new();
        while let Some(change) = changes.next().await {
            touched.extend(Touched::new(change?)?);
        }
        // Where the source left the target, and what it has become.
        let commits = [last.common_ref_commit, last.source_ref_commit];
        let [old, new] = commits.map(|commit| commit.and_then(|commit| commit.commit_id));
        let (old, new) = old
            .zip(new)
            .ok_or_else(|| Error::failed("the service does not say which commits it compares"))?;
        let mut trees = Trees::new(&place.ado, &pull_request);
        let (old, new) = (trees.root(&old).await?, trees.root(&new).await?);
        let pairs = trees.pairs(touched, &old, &new).await?;
        let contents = Contents { ado: &place.ado, repository: pull_request.repository(), all: self.binary };
        let (style, mut out) = (context.printer.style(), context.printer.page_of_text());
        let mut pairs = stream::iter(pairs).map(|pair| contents.fill(pair)).buffered(AT_ONCE);
        while let Some(pair) = pairs.next().await {
            let Pair { old, new, how } = pair?;
            for large in [&old, &new].into_iter().flatten().filter(|side| side.content.is_none()) {
                context
                    .printer
                    .warning(format_args!("{} is too large to be compared line by line", large.path));
            }
            let mut text = Vec::new();
            patch::write(&mut text, old.as_ref(), new.as_ref(), how, self.binary)?;
            if context.printer.is_terminal() {
                text = for_people(&text, &style);
            }
            out.write_all(&text)?;
        }
        out.finish()?;
        Ok(Exit::Ok)
    }
}

/// A path that the service says was changed.
struct Touched {
    path: String,
    /// Where it was before it was moved.
    moved_from: Option<String>,
}

impl Touched {
    fn new(change: GitPullRequestChange) -> Result<Option<Self>> {
        let item = change.item.unwrap_or_default();
        if item.is_folder == Some(true) || item.git_object_type == Some(GitObjectType::Tree) {
            return Ok(None);
        }
        let relative = |path: String| path.trim_start_matches('/').to_owned();
        // What was deleted may have only the path that it had.
        let path = item.path.or_else(|| change.original_path.clone()).map(relative);
        let path = path.ok_or_else(|| Error::failed("the service does not say which file was changed"))?;
        let moved_from = change.original_path.map(relative).filter(|from| *from != path);
        Ok(Some(Self { path, moved_from }))
    }
}

/// What a commit has at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    mode: String,
    id: String,
    size: i64,
}

impl Entry {
    /// What kind of thing it is: the mode without the permissions.
    fn kind(&self) -> &str {
        self.mode.get(..3).unwrap_or(&self.mode)
    }
}

/// The two sides of a change. Their contents are not there yet.
struct Pair {
    old: Option<Side>,
    new: Option<Side>,
    how: How,
}

/// The trees of commits, as far as they were wanted. Only they know the modes of files.
struct Trees<'a> {
    ado: &'a Client,
    repository: &'a Repository,
    known: HashMap<String, HashMap<String, Entry>>,
}

impl<'a> Trees<'a> {
    fn new(ado: &'a Client, pull_request: &'a PullRequest) -> Self {
        Self { ado, repository: pull_request.repository(), known: HashMap::new() }
    }

    /// The id of the tree of a commit.
    async fn root(&self, commit: &str) -> Result<String> {
        let commit = self.repository.commit_by_id(commit).snapshot().await?;
        commit.tree_id.clone().ok_or_else(|| {
            let sha = commit.commit_id.as_deref().unwrap_or_default();
            Error::failed(format!("the service does not say which tree commit {sha} has"))
        })
    }

    /// The file at a path.
    async fn file(&mut self, root: &str, path: &str) -> Result<Option<Entry>> {
        let mut tree = root.to_owned();
        let mut names = path.split('/').peekable();
        while let Some(name) = names.next() {
            if !self.known.contains_key(&tree) {
                let entries = self.read(&tree).await?;
                self.known.insert(tree.clone(), entries);
            }
            let Some(entry) = self.known.get(&tree).and_then(|entries| entries.get(name)) else { break };
            match (names.peek(), entry.mode == FOLDER) {
                (Some(_), true) => tree.clone_from(&entry.id),
                (None, false) => return Ok(Some(entry.clone())),
                _ => break,
            }
        }
        Ok(None)
    }

    async fn read(&self, tree: &str) -> Result<HashMap<String, Entry>> {
        let (project, repository) = self.repository.locator();
        let op = git::get_tree(Some(&project), &repository, &tree.into(), GetTree::default());
        let entries = self.ado.call(op).await?.tree_entries.unwrap_or_default();
        let entries = entries.into_iter().map(|entry| {
            let mode = match entry.mode?.trim_start_matches('0') {
                // Some old commits have it, and git shows it so.
                "100664" => "100644".to_owned(),
                mode => mode.to_owned(),
            };
            let size = entry.size.unwrap_or_default();
            Some((entry.relative_path?, Entry { mode, id: entry.object_id?, size }))
        });
        entries
            .collect::<Option<_>>()
            .ok_or_else(|| Error::failed(format!("the service does not say all that is in tree {tree}")))
    }

    /// What is on each side of the changes, in the order in which git tells of them. What the service says is
    /// believed about where to look; the trees decide what happened.
    async fn pairs(&mut self, touched: Vec<Touched>, old: &str, new: &str) -> Result<Vec<Pair>> {
        let mut pairs = Vec::new();
        let mut seen = HashSet::new();
        let side = |path: &str, entry: Option<Entry>| {
            entry.map(|entry| {
                let content = (entry.size <= LARGE).then(Bytes::new);
                Side { path: path.to_owned(), mode: entry.mode, id: entry.id, content }
            })
        };
        let (moved, mut others): (Vec<_>, Vec<_>) =
            touched.into_iter().partition(|touched| touched.moved_from.is_some());
        for Touched { path, moved_from } in moved {
            let from = moved_from.unwrap_or_default();
            let was = self.file(old, &from).await?;
            let is = self.file(new, &path).await?;
            let stayed = self.file(new, &from).await?.is_some();
            let overwrote = self.file(old, &path).await?.is_some();
            let alike = was.as_ref().zip(is.as_ref()).is_some_and(|(was, is)| was.kind() == is.kind());
            let how = if stayed { How::Copied } else { How::Renamed };
            if alike && !overwrote && !(how == How::Renamed && seen.contains(&from)) {
                seen.insert(path.clone());
                if how == How::Renamed {
                    seen.insert(from.clone());
                } else {
                    others.push(Touched { path: from.clone(), moved_from: None });
                }
                pairs.push(Pair { old: side(&from, was), new: side(&path, is), how });
            } else {
                others.extend([from, path].map(|path| Touched { path, moved_from: None }));
            }
        }
        for Touched { path, .. } in others {
            if !seen.insert(path.clone()) {
                continue;
            }
            let (was, is) = (self.file(old, &path).await?, self.file(new, &path).await?);
            if was != is {
                pairs.push(Pair { old: side(&path, was), new: side(&path, is), how: How::Here });
            }
        }
        pairs.sort_by(|one, other| one.path().cmp(other.path()));
        Ok(pairs)
    }
}

impl Pair {
    fn path(&self) -> &str {
        self.new.as_ref().or(self.old.as_ref()).map_or("", |side| &side.path)
    }
}

/// Where contents come from.
struct Contents<'a> {
    ado: &'a Client,
    repository: &'a Repository,
    /// Large ones too: the patch is to be applied.
    all: bool,
}

impl Contents<'_> {
    async fn fill(&self, mut pair: Pair) -> Result<Pair> {
        // Only the mode or the path is another.
        let id = |side: &Option<Side>| side.as_ref().map(|side| (side.id.clone(), side.kind().to_owned()));
        if id(&pair.old) == id(&pair.new) {
            return Ok(pair);
        }
        for side in [&mut pair.old, &mut pair.new].into_iter().flatten() {
            side.content = if side.mode == SUBMODULE {
                Some(format!("Subproject commit {}\n", side.id).into())
            } else if side.content.is_some() || self.all {
                let (project, repository) = self.repository.locator();
                let id = side.id.as_str().into();
                let op = git::get_blob_content(Some(&project), &repository, &id, GetBlob::default());
                Some(self.ado.bytes(op).await?)
            } else {
                None
            };
        }
        Ok(pair)
    }
}

/// A patch for people: what would command the terminal can be seen and does nothing, and lines are coloured as
/// git colours them.
fn for_people(patch: &[u8], style: &Style) -> Vec<u8> {
    let text = String::from_utf8_lossy(patch);
    let mut shown = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (line, end) = line.split_at(line.trim_end_matches(['\r', '\n']).len());
        let line: Vec<_> = line.split('\t').map(visible).collect();
        let line = line.join("\t");
        let color = match line.as_bytes() {
            [b'@', b'@', ..] => "36",
            [b'+', b'+', b'+', ..] | [b'-', b'-', b'-', ..] | [b'd', b'i', b'f', b'f', ..] => "1",
            [b'+', ..] => "32",
            [b'-', ..] => "31",
            _ => "",
        };
        shown += &style.paint(color, &line);
        shown += end;
    }
    shown.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_not_commanded() {
        let style = Style { color: true, ..Style::plain() };
        assert_eq!(for_people(b"\x1b[1m\ta\r\n+b\n", &style), b"\\u{1b}[1m\ta\r\n\x1b[32m+b\x1b[0m\n");
    }
}
