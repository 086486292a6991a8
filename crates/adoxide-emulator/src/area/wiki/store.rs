//! The pages of a wiki as the files of its repository: `/A page` is `A-page.md`, what is below it is in `A-page`.

use std::path::Path;

use git2::{ObjectType, Oid, Repository as Git, Signature, Tree};
use percent_encoding::percent_decode_str;

use crate::git::change::{FileChange, NewCommit, commit};
use crate::git::history;
use crate::handler::{Call, Change};
use crate::wire::error::Fault;
use crate::world::push::RefUpdate;
use crate::world::wiki::Wiki;

/// The file that says in which order the pages of a folder come.
const ORDER: &str = ".order";

/// A page, and what is below it as far as that was asked for.
#[derive(Clone, Debug)]
pub struct Page {
    /// From the root, with a slash.
    pub path: String,
    /// Its place among its siblings, from 0.
    pub order: usize,
    /// The file in the repository, with a slash.
    pub item: String,
    /// Its text; none for a folder without a page of its own, and for the root.
    pub blob: Option<Oid>,
    /// Whether something is below it.
    pub is_parent: bool,
    pub below: Vec<Page>,
}

/// How a title is written as the name of a file: blanks as dashes, dashes and what no file can be named
/// escaped.
fn file_name(title: &str) -> String {
    let mut name = String::new();
    for char in title.chars() {
        match char {
            ' ' => name.push('-'),
            '-' | '%' | ':' | '<' | '>' | '*' | '?' | '|' | '"' => {
                name.push_str(percent_encoding::percent_encode_byte(char as u8));
            }
            char => name.push(char),
        }
    }
    name
}

/// The title that the name of a file stands for.
fn title(name: &str) -> String {
    percent_decode_str(&name.replace('-', " ")).decode_utf8_lossy().into_owned()
}

/// A path of a page with a leading slash and none at the end.
pub fn page_path(given: &str) -> String {
    let parts = given.split('/').filter(|part| !part.is_empty());
    parts.fold(String::new(), |path, part| path + "/" + part)
}

/// Where a page is in the repository, without ending and leading slash.
fn stem(wiki: &Wiki, path: &str) -> String {
    let folder = wiki.mapped_path.trim_matches('/');
    let parts = path.split('/').filter(|part| !part.is_empty()).map(file_name);
    let parts = folder.split('/').filter(|part| !part.is_empty()).map(str::to_owned).chain(parts);
    parts.collect::<Vec<_>>().join("/")
}

/// The file of a page, without leading slash.
pub fn file(wiki: &Wiki, path: &str) -> String {
    format!("{}.md", stem(wiki, path))
}

/// The tip of a version of a wiki; none while nothing was written.
pub fn tip(call: &Call, wiki: &Wiki, version: Option<&str>) -> Result<(String, Option<Oid>), Fault> {
    let version = version.or(wiki.versions.first().map(String::as_str)).unwrap_or_default();
    if !wiki.versions.iter().any(|known| known == version) {
        return Err(Fault::invalid_parameter("versionDescriptor.version", version));
    }
    let branch = format!("refs/heads/{version}");
    let world = call.world();
    let found = call.view(&world)?.organization.repository_by_id(wiki.repository);
    let tip = found.ok_or_else(|| Fault::repository_not_found(&wiki.repository.to_string()))?.tip(&branch);
    Ok((branch, tip))
}

/// A page with what is so many levels below it; none if there is no such page. The root is always there.
pub fn find(
    git: &Git,
    wiki: &Wiki,
    tip: Option<Oid>,
    path: &str,
    depth: usize,
) -> Result<Option<Page>, Fault> {
    let Some(tip) = tip else {
        let root = Page {
            path: "/".to_owned(),
            order: 0,
            item: "/".to_owned(),
            blob: None,
            is_parent: false,
            below: Vec::new(),
        };
        return Ok(path.is_empty().then_some(root));
    };
    let tree = git.find_commit(tip)?.tree()?;
    if path.is_empty() {
        let below = folder(git, wiki, &tree, "", depth.max(1))?;
        let item = if wiki.mapped_path == "/" { "/".to_owned() } else { wiki.mapped_path.clone() };
        let is_parent = !below.is_empty();
        let below = if depth > 0 { below } else { Vec::new() };
        return Ok(Some(Page { path: "/".to_owned(), order: 0, item, blob: None, is_parent, below }));
    }
    let (parent, _) = path.rsplit_once('/').unwrap_or_default();
    let siblings = folder(git, wiki, &tree, parent, depth + 1)?;
    Ok(siblings.into_iter().find(|page| page.path == path))
}

/// The pages of a folder, so many levels deep.
fn folder(git: &Git, wiki: &Wiki, root: &Tree<'_>, path: &str, depth: usize) -> Result<Vec<Page>, Fault> {
    let at = stem(wiki, path);
    let tree = if at.is_empty() {
        root.clone()
    } else {
        match root.get_path(Path::new(&at)) {
            Ok(entry) if entry.kind() == Some(ObjectType::Tree) => git.find_tree(entry.id())?,
            _ => return Ok(Vec::new()),
        }
    };
    let mut names: Vec<(String, Option<Oid>, bool)> = Vec::new();
    for entry in &tree {
        let name = String::from_utf8_lossy(entry.name_bytes()).into_owned();
        if name.starts_with('.') {
            continue;
        }
        let (stem, blob, is_folder) = match (entry.kind(), name.strip_suffix(".md")) {
            (Some(ObjectType::Blob), Some(stem)) => (stem.to_owned(), Some(entry.id()), false),
            (Some(ObjectType::Tree), _) => (name, None, true),
            _ => continue,
        };
        match names.iter_mut().find(|(known, _, _)| *known == stem) {
            Some((_, known, has_folder)) => {
                *known = known.or(blob);
                *has_folder |= is_folder;
            }
            None => names.push((stem, blob, is_folder)),
        }
    }
    // Those that the order names come first; the rest by name.
    let order = ordered(git, &tree)?;
    let place = |name: &str| order.iter().position(|known| known == name).unwrap_or(usize::MAX);
    names.sort_by_cached_key(|(name, _, _)| (place(name), name.to_lowercase()));
    let mut pages = Vec::new();
    for (order, (name, blob, is_parent)) in names.into_iter().enumerate() {
        let path = format!("{path}/{}", title(&name));
        let below =
            if depth > 1 && is_parent { folder(git, wiki, root, &path, depth - 1)? } else { Vec::new() };
        let item = match blob {
            Some(_) => format!("/{}", file(wiki, &path)),
            None => format!("/{}", stem(wiki, &path)),
        };
        pages.push(Page { path, order, item, blob, is_parent, below });
    }
    Ok(pages)
}

/// What the order of a folder says, top to bottom: names of files without their ending.
fn ordered(git: &Git, tree: &Tree<'_>) -> Result<Vec<String>, Fault> {
    let Some(entry) = tree.get_name(ORDER) else { return Ok(Vec::new()) };
    let blob = git.find_blob(entry.id())?;
    Ok(String::from_utf8_lossy(blob.content()).lines().map(str::to_owned).collect())
}

/// The change that puts a page at a place among those of its folder, as it is then.
pub fn reorder(siblings: &[Page], wiki: &Wiki, path: &str, at: usize) -> (String, Vec<u8>) {
    let (parent, _) = path.rsplit_once('/').unwrap_or_default();
    let name = |path: &str| file_name(path.rsplit('/').next().unwrap_or_default());
    let mut names: Vec<_> =
        siblings.iter().filter(|page| page.path != path).map(|page| name(&page.path)).collect();
    names.insert(at.min(names.len()), name(path));
    let folder = stem(wiki, parent);
    let file = if folder.is_empty() { ORDER.to_owned() } else { format!("{folder}/{ORDER}") };
    (file, (names.join("\n") + "\n").into_bytes())
}

/// Commits changes to a branch of a wiki: all or none.
pub fn write(
    call: &Call,
    wiki: &Wiki,
    branch: &str,
    message: &str,
    plan: impl FnOnce(&Git, Option<Oid>) -> Result<Vec<(String, FileChange)>, Fault>,
) -> Result<Oid, Fault> {
    let lock = call.shared.git.lock(wiki.repository);
    let _moving = lock.blocking_lock();
    let (old, who, known) = {
        let world = call.world();
        let found = call.view(&world)?.organization.repository_by_id(wiki.repository);
        let found = found.ok_or_else(|| Fault::repository_not_found(&wiki.repository.to_string()))?;
        let who = world.identity(call.actor).ok_or_else(|| Fault::internal("the caller is unknown"))?;
        let known: Vec<_> = found.refs.values().map(|reference| reference.object).collect();
        (found.tip(branch), (who.display_name.clone(), who.unique_name.clone()), known)
    };
    let when = git2::Time::new(call.stamp().at.as_second(), 0);
    let (new, commits) = call.shared.git.with(wiki.repository, |git| {
        let changes = plan(git, old)?;
        let who = Signature::new(&who.0, &who.1, &when)?;
        let wanted = NewCommit { author: who.clone(), committer: who, message: message.to_owned(), changes };
        let parents: Vec<_> = old.into_iter().collect();
        let new = commit(git, &parents, &wanted)?;
        Ok::<_, Fault>((new, history::reachable(git, [new], known)?))
    })?;
    let size = call.shared.git.size(wiki.repository);
    let update = RefUpdate { name: branch.to_owned(), old: old.unwrap_or(Oid::ZERO_SHA1), new };
    let mut world = call.world_mut();
    let mut change = Change::new(call, &mut world)?;
    change.make(|tx| tx.record_push(wiki.repository, vec![update], commits, size))?;
    Ok(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_names_of_files_and_back() {
        for (page, name) in [("A page", "A-page"), ("a-b", "a%2Db"), ("What?", "What%3F"), ("50%", "50%25")] {
            assert_eq!(file_name(page), name);
            assert_eq!(title(name), page);
        }
        assert_eq!(page_path("a/b/"), "/a/b");
        assert_eq!(page_path("/"), "");
    }
}
