//! What is known of the packages of a feed.

use adoxide_api::artifacts::feed::meta;
use http::StatusCode;
use serde_json::{Map, Value, json};

use super::feed::url;
use super::{NAMESPACE, of_path, view_name};
use crate::base::{date, page};
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::feed::{Feed, Package, PackageVersion};
use crate::world::name::same_name;

handlers! {
    meta::GET_PACKAGES => read(get_packages),
    meta::GET_PACKAGE => read(get_package),
    meta::GET_PACKAGE_VERSIONS => read(get_package_versions),
    meta::GET_PACKAGE_VERSION => read(get_package_version),
    meta::GET_PACKAGE_CHANGES => read(get_package_changes),
    meta::QUERY_PACKAGE_METRICS => read(query_package_metrics),
    meta::QUERY_PACKAGE_VERSION_METRICS => read(query_package_version_metrics),
    meta::GET_PACKAGE_VERSION_PROVENANCE => read(get_package_version_provenance),
    meta::GET_BADGE => read(get_badge),
}

/// Whether a version is in the view that the path asks for; without one it is in all that there is.
fn is_in_view(view: &View<'_>, version: &PackageVersion) -> bool {
    view_name(view).is_none_or(|name| {
        same_name(name, "Local") || version.views.iter().any(|known| same_name(known, name))
    })
}

pub(super) fn package_url(view: &View<'_>, feed: &Feed, package: &Package) -> String {
    format!("{}/Packages/{}", url(view, feed), package.id)
}

/// The names of packages without what does not tell them apart.
fn normalized(package: &Package) -> String {
    normalized_name(&package.protocol, &package.name)
}

/// A name of a package of a protocol without what does not tell it apart from others.
pub(super) fn normalized_name(protocol: &str, name: &str) -> String {
    let name = name.to_lowercase();
    if protocol == "PyPI" { name.replace(['_', '.'], "-") } else { name }
}

fn views_json(feed: &Feed, version: &PackageVersion) -> Value {
    let own = feed.views.iter().filter(|known| {
        known.kind == "implicit" || version.views.iter().any(|name| same_name(name, &known.name))
    });
    let json = |known: &crate::world::feed::FeedView| json!({"id": known.id.to_string(), "name": known.name, "url": null, "type": known.kind});
    Value::Array(own.map(json).collect())
}

/// What a list tells of a version.
fn minimal_json(feed: &Feed, package: &Package, version: &PackageVersion, with_text: bool) -> Object {
    let last = package.versions.iter().rfind(|known| known.deleted.is_none());
    Object::new()
        .set("id", version.id.to_string())
        .set("normalizedVersion", version.version.to_lowercase())
        .set("version", version.version.as_str())
        .set("isLatest", last.is_some_and(|last| last.id == version.id))
        .set("isListed", version.is_listed)
        .set_some("isDeleted", version.deleted.map(|_| true))
        .set("isCachedVersion", version.upstream.is_some())
        .set_some("directUpstreamSourceId", version.upstream.map(|id| id.to_string()))
        .set_if(with_text, "packageDescription", || version.description.as_str())
        .set("storageId", version.id.simple().to_string())
        .set("views", views_json(feed, version))
        .set("publishDate", date(version.published.at))
}

/// A package with some of its versions, in the recorded order.
fn to_json(view: &View<'_>, feed: &Feed, package: &Package, versions: Vec<Object>) -> Object {
    let url = package_url(view, feed, package);
    let links = Object::new()
        .set("self", link(url.as_str()))
        .set("feed", link(super::feed::url(view, feed)))
        .set("versions", link(format!("{url}/Versions")));
    Object::new()
        .set("id", package.id.to_string())
        .set("normalizedName", normalized(package))
        .set("name", package.name.as_str())
        .set("protocolType", package.protocol.as_str())
        .set("url", url)
        .set("versions", versions)
        .set("_links", links)
}

/// Which versions of a package a query asks for.
struct Wanted {
    all: bool,
    deleted: Option<bool>,
    listed: Option<bool>,
    text: bool,
}

impl Wanted {
    fn read(view: &View<'_>) -> Result<Self, Fault> {
        let given = |name: &str| -> Result<Option<bool>, Fault> {
            if view.query.has(name) { view.query.flag(name).map(Some) } else { Ok(None) }
        };
        let deleted = match (given("includeDeleted")?, given("isDeleted")?) {
            (Some(true), None) => None,
            (_, is_deleted) => Some(is_deleted.unwrap_or(false)),
        };
        Ok(Self {
            all: view.query.flag("includeAllVersions")?,
            deleted,
            listed: given("isListed")?,
            text: view.query.flag("includeDescription")?,
        })
    }

    fn fits(&self, view: &View<'_>, version: &PackageVersion) -> bool {
        self.deleted.is_none_or(|wanted| version.deleted.is_some() == wanted)
            && self.listed.is_none_or(|wanted| version.is_listed == wanted)
            && is_in_view(view, version)
    }

    /// A package with its versions, newest first: the last of them alone unless all are asked for. None where no
    /// version fits.
    fn json(&self, view: &View<'_>, feed: &Feed, package: &Package) -> Option<Object> {
        let fitting = package.versions.iter().rev().filter(|version| self.fits(view, version));
        let some = fitting.take(if self.all { usize::MAX } else { 1 });
        let versions: Vec<Object> =
            some.map(|version| minimal_json(feed, package, version, self.text)).collect();
        (!versions.is_empty()).then(|| to_json(view, feed, package, versions))
    }
}

fn get_packages(view: &View<'_>) -> Result<Reply, Fault> {
    let feed = of_path(view)?;
    let wanted = Wanted::read(view)?;
    let top = view.query.number(&["$top"])?.unwrap_or(1000);
    let skip = view.query.number(&["$skip"])?.unwrap_or(0);
    let protocol = view.query.any(&["protocolType"]);
    let words = view.query.any(&["packageNameQuery"]).map(str::to_lowercase);
    let name = view.query.any(&["normalizedPackageName"]);
    let cached = if view.query.has("isCached") { Some(view.query.flag("isCached")?) } else { None };
    let mut packages: Vec<&Package> = feed
        .packages
        .iter()
        .filter(|package| {
            let is_cached = package.versions.iter().all(|version| version.upstream.is_some());
            protocol.is_none_or(|protocol| package.protocol.eq_ignore_ascii_case(protocol))
                && words.as_ref().is_none_or(|words| package.name.to_lowercase().contains(words))
                && name.is_none_or(|name| normalized(package) == name.to_lowercase())
                && cached.is_none_or(|cached| cached == is_cached)
        })
        .collect();
    packages.sort_by_key(|package| normalized(package));
    let found: Vec<Object> =
        packages.into_iter().filter_map(|package| wanted.json(view, feed, package)).collect();
    Ok(Reply::list(page(found, skip, top)))
}

pub(super) fn package_not_found(id: &str) -> Fault {
    Fault::exception(
        StatusCode::NOT_FOUND,
        NAMESPACE,
        "PackageNotFoundException",
        format!("Cannot find the package '{id}' in the feed."),
    )
}

/// The package of the path, by id or by its normalized name.
pub(super) fn find<'v>(view: &View<'v>) -> Result<(&'v Feed, &'v Package), Fault> {
    let (feed, id) = (of_path(view)?, view.call.required("packageId")?);
    let found =
        feed.packages.iter().find(|package| package.id.to_string() == id || same_name(&package.name, id));
    Ok((feed, found.ok_or_else(|| package_not_found(id))?))
}

fn get_package(view: &View<'_>) -> Result<Reply, Fault> {
    let (feed, package) = find(view)?;
    let found = Wanted::read(view)?.json(view, feed, package);
    found.map(Reply::json).ok_or_else(|| package_not_found(&package.name))
}

/// All that is known of a version.
pub(super) fn version_json(
    view: &View<'_>,
    feed: &Feed,
    package: &Package,
    version: &PackageVersion,
) -> Object {
    let url = format!("{}/Versions/{}", package_url(view, feed, package), version.id);
    let links = Object::new()
        .set("self", link(url.as_str()))
        .set("feed", link(super::feed::url(view, feed)))
        .set("package", link(package_url(view, feed, package)));
    let files = version.files.iter().map(|file| {
        let data = json!({"size": file.bytes.len()});
        json!({"name": file.name, "children": [], "protocolMetadata": {"schemaVersion": 1, "data": data}})
    });
    let mut data = Map::new();
    if let Some(message) = &version.deprecated {
        data.insert("deprecated".to_owned(), message.as_str().into());
    }
    let others = package.versions.iter().filter(|other| other.id != version.id && other.deleted.is_none());
    let others: Vec<Object> = others.map(|other| minimal_json(feed, package, other, false)).collect();
    minimal_json(feed, package, version, false)
        .set("author", version.author.as_str())
        .set("description", version.description.as_str())
        .set("summary", Value::Null)
        .set("tags", json!([]))
        .set("dependencies", json!([]))
        .set("files", files.collect::<Vec<_>>())
        .set("otherVersions", others)
        .set("protocolMetadata", json!({"schemaVersion": 1, "data": data}))
        .set("sourceChain", json!([]))
        .set_some("deletedDate", version.deleted.map(date))
        .set("url", url)
        .set("_links", links)
}

fn get_package_versions(view: &View<'_>) -> Result<Reply, Fault> {
    let (feed, package) = find(view)?;
    let wanted = Wanted::read(view)?;
    let some = package.versions.iter().rev().filter(|version| wanted.fits(view, version));
    Ok(Reply::list(some.map(|version| version_json(view, feed, package, version)).collect::<Vec<_>>()))
}

/// The version of the path, by id or number.
pub(super) fn version<'v>(view: &View<'v>) -> Result<(&'v Feed, &'v Package, &'v PackageVersion), Fault> {
    let ((feed, package), id) = (find(view)?, view.call.required("packageVersionId")?);
    let found = package
        .versions
        .iter()
        .find(|known| known.id.to_string() == id || known.version.eq_ignore_ascii_case(id));
    Ok((feed, package, found.ok_or_else(|| version_not_found(&package.name, id))?))
}

pub(super) fn version_not_found(package: &str, version: &str) -> Fault {
    Fault::exception(
        StatusCode::NOT_FOUND,
        NAMESPACE,
        "PackageVersionNotFoundException",
        format!("Cannot find the version '{version}' of the package '{package}'."),
    )
}

fn get_package_version(view: &View<'_>) -> Result<Reply, Fault> {
    let (feed, package, version) = version(view)?;
    // Without these parameters (`isListed`, `isDeleted`) it may be anything: 7.1 of the specification has them.
    let is = |name: &str, own: bool| -> Result<bool, Fault> {
        Ok(!view.query.has(name) || view.query.flag(name)? == own)
    };
    if !is("isDeleted", version.deleted.is_some())? || !is("isListed", version.is_listed)? {
        return Err(version_not_found(&package.name, view.call.required("packageVersionId")?));
    }
    Ok(Reply::json(version_json(view, feed, package, version)))
}

/// The packages, each version a change: nothing is known of older ones.
fn get_package_changes(view: &View<'_>) -> Result<Reply, Fault> {
    let feed = of_path(view)?;
    let since = view.query.number(&["continuationToken"])?.unwrap_or(0) as u64;
    let is_new = feed.packages_changed > since;
    let packages = feed.packages.iter().filter(|_| is_new);
    let changes = packages.flat_map(|package| {
        package.versions.iter().map(move |version| {
            let kind = if version.deleted.is_some() { "delete" } else { "addOrUpdate" };
            let change = Object::new()
                .set("changeType", kind)
                .set("continuationToken", feed.packages_changed)
                .set("packageVersion", version_json(view, feed, package, version));
            Object::new()
                .set("package", to_json(view, feed, package, vec![]))
                .set("packageVersionChange", change)
        })
    });
    let changes: Vec<Object> = changes.collect();
    Ok(Reply::json(
        Object::new()
            .set("_links", json!({}))
            .set("count", changes.len())
            .set("packageChanges", changes)
            .set("nextPackageContinuationToken", feed.packages_changed),
    ))
}

/// Nobody downloads anything here: only who asks for what is checked.
fn metrics(body: &Value, list: &str, id: &str) -> Reply {
    let ids = body.get(list).and_then(Value::as_array).into_iter().flatten();
    Reply::list(ids.map(|known| {
        Object::new()
            .set(id, known)
            .set("downloadCount", 0)
            .set("downloadUniqueUsers", 0)
            .set("lastDownloaded", Value::Null)
    }))
}

fn query_package_metrics(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    of_path(view)?;
    Ok(metrics(&body, "packageIds", "packageId"))
}

fn query_package_version_metrics(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    find(view)?;
    Ok(metrics(&body, "packageVersionIds", "packageVersionId"))
}

fn get_package_version_provenance(view: &View<'_>) -> Result<Reply, Fault> {
    let (feed, package, version) = version(view)?;
    let source = json!({"publisherUserIdentity": version.published.actor.to_string(),
                        "provenanceSource": "User", "data": {}});
    Ok(Reply::json(
        Object::new()
            .set("feedId", feed.id.to_string())
            .set("packageId", package.id.to_string())
            .set("packageVersionId", version.id.to_string())
            .set("provenance", source),
    ))
}

/// The badge: a picture that says name and version.
fn get_badge(view: &View<'_>) -> Result<Reply, Fault> {
    let (feed, package) = find(view)?;
    if !feed.has_badges {
        return Err(package_not_found(&package.name));
    }
    let last = package.versions.iter().rfind(|version| version.deleted.is_none());
    let version = last.map_or("", |version| version.version.as_str());
    let text = format!("{} {version}", package.name).replace('&', "&amp;").replace('<', "&lt;");
    let width = 16 + 7 * text.chars().count();
    let picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"20\"><rect width=\"{width}\" height=\"20\" rx=\"3\" fill=\"#0078d4\"/><text x=\"8\" y=\"14\" fill=\"#fff\" font-family=\"sans-serif\" font-size=\"11\">{text}</text></svg>"
    );
    Ok(Reply::bytes("image/svg+xml", picture))
}
