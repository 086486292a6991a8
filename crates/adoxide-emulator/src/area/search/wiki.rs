//! Search for pages of wikis.

use adoxide_api::search::meta;
use git2::Oid;
use serde_json::Value;

use super::code::files;
use super::query::{Facet, Search};
use crate::handler::{Call, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::id::ProjectId;
use crate::world::wiki::Wiki;

handlers! {
    meta::FETCH_WIKI_SEARCH_RESULTS => work(search),
}

/// A wiki to look through.
struct Source {
    wiki: Wiki,
    version: String,
    project: ProjectId,
    project_name: String,
    tip: Oid,
}

/// A page that was found.
struct Found<'s> {
    source: &'s Source,
    path: String,
    blob: Oid,
    content: String,
}

fn sources(call: &Call, search: &Search) -> Result<Vec<Source>, Fault> {
    call.read(|view| {
        let project = view.project_of_path()?.map(|project| project.id);
        let organization = view.organization;
        let mut found = Vec::new();
        for wiki in organization.wikis() {
            let Some(of) = organization.project_by_id(wiki.project) else { continue };
            let is_asked = project.is_none_or(|project| project == of.id)
                && view.sees(of.id, Some(wiki.repository))
                && search.passes("Project", &of.name)
                && search.passes("Wiki", &wiki.name);
            let version = wiki.versions.first().cloned().unwrap_or_default();
            let repository = organization.repository_by_id(wiki.repository);
            let tip = repository.and_then(|known| known.tip(&format!("refs/heads/{version}")));
            if let Some(tip) = tip.filter(|_| is_asked) {
                let (project, project_name) = (of.id, of.name.clone());
                found.push(Source { wiki: wiki.clone(), version, project, project_name, tip });
            }
        }
        Ok(found)
    })
}

fn search(call: &Call, body: Value) -> Result<Reply, Fault> {
    let search = Search::read(&body)?;
    let sources = sources(call, &search)?;
    let mut all = Vec::new();
    for source in &sources {
        let below = format!("{}/", source.wiki.mapped_path.trim_end_matches('/'));
        let files = call.shared.git.with(source.wiki.repository, |git| files(git, source.tip))?;
        for (path, blob, content) in files {
            let is_page = path.starts_with(&below) && path.to_lowercase().ends_with(".md");
            if is_page && search.terms.find(&[&content, &title(&path)], true, |_, _| None) {
                all.push(Found { source, path, blob, content });
            }
        }
    }
    // Those first that are called so.
    all.sort_by_cached_key(|found| search.terms.places(&title(&found.path), true).is_empty());
    let facets: [Facet<Found<'_>>; 2] =
        [("Project", |found| &found.source.project_name), ("Wiki", |found| &found.source.wiki.name)];
    let organization = call.organization.as_str();
    Ok(search.answer(&all, &facets, |found| json(organization, &search, found)))
}

/// The name of a page, from that of its file.
fn title(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.trim_end_matches(".md").replace('-', " ")
}

fn json(organization: &str, search: &Search, found: &Found<'_>) -> Object {
    let (source, wiki) = (found.source, &found.source.wiki);
    let name = found.path.rsplit('/').next().unwrap_or_default();
    let texts = [("fileNames", vec![name]), ("content", found.content.lines().collect())];
    let hits = texts.into_iter().filter_map(|(field, texts)| {
        // The words, not all of the page.
        let marked: Vec<_> =
            texts.into_iter().filter_map(|text| search.terms.highlight(text)).take(3).collect();
        let is_any = !marked.is_empty();
        is_any.then(|| Object::new().set("fieldReferenceName", field).set("highlights", marked))
    });
    let project = Object::new()
        .set("id", source.project)
        .set("name", source.project_name.as_str())
        .set("visibility", None::<&str>);
    let of = Object::new()
        .set("id", wiki.id)
        .set("mappedPath", wiki.mapped_path.as_str())
        .set("name", wiki.name.as_str())
        .set("version", source.version.as_str());
    Object::new()
        .set("fileName", name)
        .set("path", found.path.as_str())
        .set("collection", Object::new().set("name", organization))
        .set("project", project)
        .set("wiki", of)
        .set("contentId", found.blob.to_string())
        .set("hits", hits.collect::<Json>())
}
