//! Search for packages, in the feeds of the organization.

use adoxide_api::search::meta;
use serde_json::Value;

use super::query::{Facet, Search};
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::feed::{Feed, Package, PackageVersion};

handlers! {
    meta::FETCH_PACKAGE_SEARCH_RESULTS => read(search),
}

/// A package that was found, which may be in several feeds, each with the version that matches.
struct Found<'w> {
    package: &'w Package,
    last: &'w PackageVersion,
    feeds: Vec<(&'w Feed, &'w Package, &'w PackageVersion)>,
}

fn search(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let search = Search::read(&body)?;
    let mut all: Vec<Found<'_>> = Vec::new();
    for feed in view.organization.feeds().iter().filter(|feed| feed.deleted.is_none()) {
        if feed.project.is_some_and(|project| !view.sees(project, None))
            || !search.passes("Feeds", &feed.name)
        {
            continue;
        }
        for package in &feed.packages {
            let is_shown = |version: &&PackageVersion| {
                let has_view = search.filter("Views").is_none_or(|views| {
                    version.views.iter().any(|own| views.iter().any(|view| view.eq_ignore_ascii_case(own)))
                });
                version.deleted.is_none() && has_view
            };
            let Some(last) = package.versions.iter().rfind(is_shown) else { continue };
            let texts = [package.name.as_str(), last.description.as_str()];
            if !search.passes("ProtocolType", &package.protocol)
                || !search.terms.find(&texts, true, |_, _| None)
            {
                continue;
            }
            let same = |found: &&mut Found<'_>| {
                found.package.protocol == package.protocol
                    && found.package.name.eq_ignore_ascii_case(&package.name)
            };
            match all.iter_mut().find(same) {
                Some(found) => found.feeds.push((feed, package, last)),
                None => all.push(Found { package, last, feeds: vec![(feed, package, last)] }),
            }
        }
    }
    // Those first that are called so.
    all.sort_by_cached_key(|found| search.terms.places(&found.package.name, true).is_empty());
    let facets: [Facet<Found<'_>>; 2] = [
        ("Feeds", |found| found.feeds.first().map(|(feed, ..)| feed.name.as_str()).unwrap_or_default()),
        ("ProtocolType", |found| &found.package.protocol),
    ];
    Ok(search.answer(&all, &facets, |found| json(view, &search, found)))
}

fn json(view: &View<'_>, search: &Search, found: &Found<'_>) -> Object {
    let organization = view.organization;
    let feeds = found.feeds.iter().map(|(feed, package, version)| {
        let latest = package.versions.iter().rfind(|version| version.deleted.is_none());
        let scope = feed.project.map(|project| format!("{project}/")).unwrap_or_default();
        let path = format!("{scope}_packaging?_a=package&feed={}&package={}", feed.name, package.name);
        let url = format!("{path}&protocolType={}&version={}", package.protocol, version.version);
        Object::new()
            .set("collectionId", organization.id())
            .set("collectionName", organization.name())
            .set("feedId", feed.id)
            .set("feedName", feed.name.as_str())
            .set("latestMatchedVersion", version.version.as_str())
            .set_some("latestVersion", latest.map(|latest| latest.version.as_str()))
            .set("packageUrl", view.urls().at(format_args!("{url}")))
            .set("views", version.views.clone())
    });
    let texts = [("name", &found.package.name), ("description", &found.last.description)];
    let hits = texts.into_iter().filter_map(|(field, text)| {
        let marked = search.terms.highlight(text)?;
        Some(Object::new().set("fieldReferenceName", field).set("highlights", [marked]))
    });
    Object::new()
        .set("name", found.package.name.as_str())
        .set("id", found.package.id)
        .set("description", found.last.description.as_str())
        .set("protocolType", found.package.protocol.as_str())
        .set("feeds", feeds.collect::<Json>())
        .set("hits", hits.collect::<Json>())
}
