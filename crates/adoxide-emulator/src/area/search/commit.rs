//! Search for commits. Nothing documents it; the shape is that of Microsoft's clients.

use adoxide_api::search::meta;
use git2::{Oid, Sort};
use jiff::Timestamp;
use serde_json::Value;

use super::code::{Branch, branches};
use super::query::{Facet, Search};
use crate::base::date;
use crate::handler::{Call, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;

handlers! {
    meta::FETCH_COMMIT_SEARCH_RESULTS => work(search),
}

/// Name, address and when.
type Signed = (String, String, Timestamp);

/// A commit that was found.
struct Found<'b> {
    branch: &'b Branch,
    id: Oid,
    title: String,
    message: String,
    author: Signed,
    committer: Signed,
}

fn signed(signature: &git2::Signature<'_>) -> Signed {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let at = Timestamp::from_second(signature.when().seconds()).unwrap_or_default();
    (text(signature.name_bytes()), text(signature.email_bytes()), at)
}

fn search(call: &Call, body: Value) -> Result<Reply, Fault> {
    let search = Search::read(&body)?;
    let branches = branches(call, &search)?;
    let mut all = Vec::new();
    for branch in &branches {
        let found = call.shared.git.with(branch.repository, |git| {
            let mut walk = git.revwalk()?;
            walk.set_sorting(Sort::TIME)?;
            walk.push(branch.tip)?;
            let mut found = Vec::new();
            for id in walk {
                let commit = git.find_commit(id?)?;
                let message = String::from_utf8_lossy(commit.message_bytes()).trim_end().to_owned();
                let (author, committer) = (signed(&commit.author()), signed(&commit.committer()));
                let is_by = search.passes("Author", &author.0) || search.passes("Author", &author.1);
                let has = |text: &str, value: &str| text.to_lowercase().contains(value.trim_matches('*'));
                let of = |field: &str, value: &str| match field {
                    "author" => Some(has(&author.0, value) || has(&author.1, value)),
                    "committer" => Some(has(&committer.0, value) || has(&committer.1, value)),
                    "comment" => Some(has(&message, value)),
                    "commit" | "commitid" => Some(commit.id().to_string().starts_with(value)),
                    "repo" => Some(branch.repository_name.eq_ignore_ascii_case(value)),
                    "proj" => Some(branch.project_name.eq_ignore_ascii_case(value)),
                    _ => None,
                };
                let id = commit.id().to_string();
                if is_by && search.terms.find(&[&message, &author.0, &author.1, &id], false, of) {
                    let title = message.lines().next().unwrap_or_default().to_owned();
                    found.push(Found { branch, id: commit.id(), title, message, author, committer });
                }
            }
            Ok::<_, git2::Error>(found)
        })?;
        all.extend(found);
    }
    // Newest first, unless it is asked for otherwise.
    all.sort_by_key(|found| std::cmp::Reverse(found.committer.2));
    if search.order().is_some_and(|(_, is_descending)| !is_descending) {
        all.reverse();
    }
    let facets: [Facet<Found<'_>>; 2] = [
        ("Project", |found| &found.branch.project_name),
        ("Repository", |found| &found.branch.repository_name),
    ];
    let pushes = call.read(|view| {
        let of = |found: &Found<'_>| {
            let repository = view.organization.repository_by_id(found.branch.repository)?;
            let push = repository.pushes.iter().find(|push| push.commits.contains(&found.id))?;
            let who = view.directory.identity(push.pusher)?;
            Some((who.display_name.clone(), who.unique_name.clone(), push.date))
        };
        Ok(all.iter().map(|found| (found.id, of(found))).collect::<std::collections::HashMap<_, _>>())
    })?;
    let collection = call.organization.as_str();
    Ok(search.answer(&all, &facets, |found| {
        let pushed = pushes.get(&found.id).and_then(Option::as_ref);
        json(collection, &search, found, pushed)
    }))
}

fn json(collection: &str, search: &Search, found: &Found<'_>, pushed: Option<&Signed>) -> Object {
    let branch = found.branch;
    let texts = [("commitTitle", &found.title), ("commitDescription", &found.message)];
    let hits = texts.into_iter().filter_map(|(field, text)| {
        let marked = search.terms.highlight(text)?;
        Some(Object::new().set("fieldReferenceName", field).set("highlights", [marked]))
    });
    Object::new()
        .set("commitId", found.id.to_string())
        .set("commitTitle", found.title.as_str())
        .set("commitDescription", found.message.as_str())
        .set("authorName", found.author.0.as_str())
        .set("authorEmail", found.author.1.as_str())
        .set("authorDate", date(found.author.2))
        .set("committerEmail", found.committer.1.as_str())
        .set("commitDate", date(found.committer.2))
        .set_some("pushedBy", pushed.map(|pushed| pushed.0.as_str()))
        .set_some("pushedByEmail", pushed.map(|pushed| pushed.1.as_str()))
        .set_some("pushedDate", pushed.map(|pushed| date(pushed.2)))
        .set("collectionName", collection.to_lowercase())
        .set("collectionNameOriginal", collection)
        .set("projectId", branch.project)
        .set("projectName", branch.project_name.to_lowercase())
        .set("projectNameOriginal", branch.project_name.as_str())
        // The service writes it so.
        .set("respositoryId", branch.repository)
        .set("repositoryName", branch.repository_name.to_lowercase())
        .set("repositoryNameOriginal", branch.repository_name.as_str())
        .set("branchName", branch.name.to_lowercase())
        .set("branchNameOriginal", branch.name.as_str())
        .set("hits", hits.collect::<Json>())
}
