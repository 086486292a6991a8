//! Search for code, in the branches of repositories.

use adoxide_api::search::meta;
use git2::{ObjectType, Oid, Repository as Git, TreeWalkMode, TreeWalkResult};
use serde_json::Value;

use super::query::{Facet, Search};
use crate::handler::{Call, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::id::{ProjectId, RepositoryId};

handlers! {
    meta::FETCH_CODE_SEARCH_RESULTS => work(search),
}

/// Larger files are not looked into, as in the service.
const LARGEST: usize = 4 * 1024 * 1024;

/// A branch to look through.
pub(super) struct Branch {
    pub repository: RepositoryId,
    pub repository_name: String,
    pub project: ProjectId,
    pub project_name: String,
    pub name: String,
    pub tip: Oid,
}

/// A file that was found.
struct Found<'b> {
    branch: &'b Branch,
    path: String,
    blob: Oid,
    content: String,
}

/// The branches that a search is about: those that it names, or the default ones.
pub(super) fn branches(call: &Call, search: &Search) -> Result<Vec<Branch>, Fault> {
    call.read(|view| {
        let project = view.project_of_path()?.map(|project| project.id);
        let organization = view.organization;
        let mut found = Vec::new();
        for repository in organization.repositories() {
            let Some(of) = organization.project_by_id(repository.project) else { continue };
            let is_asked = project.is_none_or(|project| project == of.id)
                && view.sees(of.id, Some(repository.id))
                && !repository.is_disabled
                && search.passes("Project", &of.name)
                && search.passes("Repository", &repository.name);
            if !is_asked {
                continue;
            }
            let default =
                repository.default_branch.as_deref().map(|name| name.trim_start_matches("refs/heads/"));
            let names = search.filter("Branch").unwrap_or_else(|| default.into_iter().collect());
            for name in names {
                let name = name.trim_start_matches("refs/heads/");
                found.extend(repository.tip(&format!("refs/heads/{name}")).map(|tip| Branch {
                    repository: repository.id,
                    repository_name: repository.name.clone(),
                    project: of.id,
                    project_name: of.name.clone(),
                    name: name.to_owned(),
                    tip,
                }));
            }
        }
        Ok(found)
    })
}

/// The text files below a folder of a commit: their paths with a slash, their ids and what is in them.
pub(super) fn files(git: &Git, tip: Oid) -> Result<Vec<(String, Oid, String)>, git2::Error> {
    let tree = git.find_commit(tip)?.tree()?;
    let mut files = Vec::new();
    tree.walk(TreeWalkMode::PreOrder, |folder, entry| {
        let name = String::from_utf8_lossy(entry.name_bytes());
        if entry.kind() == Some(ObjectType::Blob)
            && let Ok(blob) = git.find_blob(entry.id())
            && blob.size() <= LARGEST
            && !blob.is_binary()
        {
            let text = String::from_utf8_lossy(blob.content()).into_owned();
            files.push((format!("/{folder}{name}"), entry.id(), text));
        }
        TreeWalkResult::Ok
    })?;
    Ok(files)
}

fn search(call: &Call, body: Value) -> Result<Reply, Fault> {
    let search = Search::read(&body)?;
    let branches = branches(call, &search)?;
    let folders = search.filter("Path");
    let mut all = Vec::new();
    for branch in &branches {
        let files = call.shared.git.with(branch.repository, |git| files(git, branch.tip))?;
        for (path, blob, content) in files {
            let is_below = folders.as_ref().is_none_or(|folders| {
                folders.iter().any(|folder| path.starts_with(&format!("{}/", folder.trim_end_matches('/'))))
            });
            let name = path.rsplit('/').next().unwrap_or_default().to_owned();
            let of = |field: &str, value: &str| match field {
                "ext" => Some(name.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(value))),
                "file" => Some(name.to_lowercase().contains(value.trim_matches('*'))),
                "path" => Some(path.to_lowercase().contains(value.trim_matches('*'))),
                "repo" => Some(branch.repository_name.eq_ignore_ascii_case(value)),
                "proj" => Some(branch.project_name.eq_ignore_ascii_case(value)),
                _ => None,
            };
            if is_below && search.terms.find(&[&content, &name], false, of) {
                all.push(Found { branch, path, blob, content });
            }
        }
    }
    sort(&search, &mut all);
    let facets: [Facet<Found<'_>>; 2] = [
        ("Project", |found| &found.branch.project_name),
        ("Repository", |found| &found.branch.repository_name),
    ];
    let organization = call.organization.as_str();
    Ok(search.answer(&all, &facets, |found| json(organization, &search, found)))
}

fn sort(search: &Search, all: &mut [Found<'_>]) {
    let name = |found: &Found<'_>| found.path.rsplit('/').next().unwrap_or_default().to_lowercase();
    match search.order() {
        Some(("filename", is_descending)) => {
            all.sort_by_cached_key(name);
            if is_descending {
                all.reverse();
            }
        }
        Some(("path", is_descending)) => {
            all.sort_by_cached_key(|found| found.path.to_lowercase());
            if is_descending {
                all.reverse();
            }
        }
        // Those first that have it in their name.
        _ => all.sort_by_cached_key(|found| search.terms.places(&name(found), false).is_empty()),
    }
}

fn json(organization: &str, search: &Search, found: &Found<'_>) -> Object {
    let name = found.path.rsplit('/').next().unwrap_or_default();
    let starts: Vec<usize> = std::iter::once(0)
        .chain(
            found.content.chars().enumerate().filter(|(_, char)| *char == '\n').map(|(index, _)| index + 1),
        )
        .collect();
    let hits = search.terms.places(&found.content, false).into_iter().map(|place| {
        let line = starts.partition_point(|start| *start <= place.start);
        let column = place.start - starts.get(line.saturating_sub(1)).copied().unwrap_or(0) + 1;
        Object::new()
            .set("charOffset", place.start)
            .set("length", place.len)
            .set("line", line)
            .set("column", column)
            .set("codeSnippet", None::<&str>)
            .set("type", "content")
    });
    let mut matches = Object::new().set("content", hits.collect::<Json>());
    if !search.terms.places(name, false).is_empty() {
        let whole = Object::new().set("charOffset", 0).set("length", -1).set("line", 0).set("column", 0);
        matches = matches.set("fileName", [whole.set("codeSnippet", None::<&str>).set("type", "fileName")]);
    }
    let branch = found.branch;
    let version =
        Object::new().set("branchName", branch.name.as_str()).set("changeId", branch.tip.to_string());
    let project = Object::new().set("name", branch.project_name.as_str()).set("id", branch.project);
    let repository = Object::new()
        .set("name", branch.repository_name.as_str())
        .set("id", branch.repository)
        .set("type", "git");
    Object::new()
        .set("fileName", name)
        .set("path", found.path.as_str())
        .set("matches", matches)
        .set("collection", Object::new().set("name", organization))
        .set("project", project)
        .set("repository", repository)
        .set("versions", [version])
        .set("contentId", found.blob.to_string())
}
