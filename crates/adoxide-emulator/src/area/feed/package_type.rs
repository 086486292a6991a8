//! What the protocols' own APIs do with packages: one mechanism for all of them.
//!
//! The packages are those of the feed.

use adoxide_api::artifacts_package_types::{cargo_api, maven, npm, nu_get, py_pi_api, universal};
use adoxide_api::wire::Host;
use http::StatusCode;
use http::header::CONTENT_DISPOSITION;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::package::{normalized_name, package_not_found, package_url, version_not_found};
use super::{NAMESPACE, of_path};
use crate::base::{choice, date};
use crate::handler::{Call, Change, View, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::feed::{Feed, Package, PackageVersion};
use crate::world::name::same_name;

handlers! {
    cargo_api::meta::GET_PACKAGE_VERSION => read(get_version::<Cargo>),
    cargo_api::meta::UPDATE_PACKAGE_VERSION => change(update_version::<Cargo>),
    cargo_api::meta::DELETE_PACKAGE_VERSION => change(delete_version::<Cargo>),
    cargo_api::meta::UPDATE_PACKAGE_VERSIONS => change(update_versions::<Cargo>),
    cargo_api::meta::GET_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN => read(get_deleted::<Cargo>),
    cargo_api::meta::RESTORE_PACKAGE_VERSION_FROM_RECYCLE_BIN => change(restore_deleted::<Cargo>),
    cargo_api::meta::DELETE_PACKAGE_VERSION_FROM_RECYCLE_BIN => change(destroy_deleted::<Cargo>),
    cargo_api::meta::UPDATE_RECYCLE_BIN_PACKAGE_VERSIONS => change(update_deleted::<Cargo>),
    cargo_api::meta::GET_UPSTREAMING_BEHAVIOR => read(get_upstreaming::<Cargo>),
    cargo_api::meta::SET_UPSTREAMING_BEHAVIOR => change(set_upstreaming::<Cargo>),
    maven::meta::GET_PACKAGE_VERSION => read(get_version::<Maven>),
    maven::meta::UPDATE_PACKAGE_VERSION => change(update_version::<Maven>),
    maven::meta::PACKAGE_DELETE => change(delete_maven_version),
    maven::meta::UPDATE_PACKAGE_VERSIONS => change(update_versions::<Maven>),
    maven::meta::GET_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN => read(get_deleted::<Maven>),
    maven::meta::RESTORE_PACKAGE_VERSION_FROM_RECYCLE_BIN => change(restore_deleted::<Maven>),
    maven::meta::DELETE_PACKAGE_VERSION_FROM_RECYCLE_BIN => change(destroy_deleted::<Maven>),
    maven::meta::UPDATE_RECYCLE_BIN_PACKAGES => change(update_deleted::<Maven>),
    maven::meta::GET_UPSTREAMING_BEHAVIOR => read(get_upstreaming::<Maven>),
    maven::meta::DOWNLOAD_PACKAGE => read(download::<Maven>),
    maven::meta::SET_UPSTREAMING_BEHAVIOR => change(set_upstreaming::<Maven>),
    npm::meta::GET_PACKAGE_INFO => read(get_version::<Npm>),
    npm::meta::GET_SCOPED_PACKAGE_INFO => read(get_version::<Npm>),
    npm::meta::UPDATE_PACKAGE => change(update_npm_version),
    npm::meta::UPDATE_SCOPED_PACKAGE => change(update_npm_version),
    npm::meta::UNPUBLISH_PACKAGE => change(delete_version::<Npm>),
    npm::meta::UNPUBLISH_SCOPED_PACKAGE => change(delete_version::<Npm>),
    npm::meta::UPDATE_PACKAGES => change(update_versions::<Npm>),
    npm::meta::GET_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN => read(get_deleted::<Npm>),
    npm::meta::GET_SCOPED_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN => read(get_deleted::<Npm>),
    npm::meta::RESTORE_PACKAGE_VERSION_FROM_RECYCLE_BIN => change(restore_deleted::<Npm>),
    npm::meta::RESTORE_SCOPED_PACKAGE_VERSION_FROM_RECYCLE_BIN => change(restore_deleted::<Npm>),
    npm::meta::DELETE_PACKAGE_VERSION_FROM_RECYCLE_BIN => change(destroy_deleted::<Npm>),
    npm::meta::DELETE_SCOPED_PACKAGE_VERSION_FROM_RECYCLE_BIN => change(destroy_deleted::<Npm>),
    npm::meta::UPDATE_RECYCLE_BIN_PACKAGES => change(update_deleted::<Npm>),
    npm::meta::GET_UPSTREAMING_BEHAVIOR => read(get_upstreaming::<Npm>),
    npm::meta::GET_SCOPED_UPSTREAMING_BEHAVIOR => read(get_upstreaming::<Npm>),
    npm::meta::GET_CONTENT_UNSCOPED_PACKAGE => read(download::<Npm>),
    npm::meta::GET_CONTENT_SCOPED_PACKAGE => read(download::<Npm>),
    npm::meta::GET_README_UNSCOPED_PACKAGE => read(get_readme),
    npm::meta::GET_README_SCOPED_PACKAGE => read(get_readme),
    npm::meta::SET_UPSTREAMING_BEHAVIOR => change(set_upstreaming::<Npm>),
    npm::meta::SET_SCOPED_UPSTREAMING_BEHAVIOR => change(set_upstreaming::<Npm>),
    nu_get::meta::GET_PACKAGE_VERSION => read(get_version::<NuGet>),
    nu_get::meta::UPDATE_PACKAGE_VERSION => change(update_version::<NuGet>),
    nu_get::meta::DELETE_PACKAGE_VERSION => change(delete_version::<NuGet>),
    nu_get::meta::UPDATE_PACKAGE_VERSIONS => change(update_versions::<NuGet>),
    nu_get::meta::GET_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN => read(get_deleted::<NuGet>),
    nu_get::meta::RESTORE_PACKAGE_VERSION_FROM_RECYCLE_BIN => change(restore_deleted::<NuGet>),
    nu_get::meta::DELETE_PACKAGE_VERSION_FROM_RECYCLE_BIN => change(destroy_deleted::<NuGet>),
    nu_get::meta::UPDATE_RECYCLE_BIN_PACKAGE_VERSIONS => change(update_deleted::<NuGet>),
    nu_get::meta::GET_UPSTREAMING_BEHAVIOR => read(get_upstreaming::<NuGet>),
    nu_get::meta::DOWNLOAD_PACKAGE => read(download::<NuGet>),
    nu_get::meta::SET_UPSTREAMING_BEHAVIOR => change(set_upstreaming::<NuGet>),
    py_pi_api::meta::GET_PACKAGE_VERSION => read(get_version::<PyPi>),
    py_pi_api::meta::UPDATE_PACKAGE_VERSION => change(update_version::<PyPi>),
    py_pi_api::meta::DELETE_PACKAGE_VERSION => change(delete_version::<PyPi>),
    py_pi_api::meta::UPDATE_PACKAGE_VERSIONS => change(update_versions::<PyPi>),
    py_pi_api::meta::GET_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN => read(get_deleted::<PyPi>),
    py_pi_api::meta::RESTORE_PACKAGE_VERSION_FROM_RECYCLE_BIN => change(restore_deleted::<PyPi>),
    py_pi_api::meta::DELETE_PACKAGE_VERSION_FROM_RECYCLE_BIN => change(destroy_deleted::<PyPi>),
    py_pi_api::meta::UPDATE_RECYCLE_BIN_PACKAGE_VERSIONS => change(update_deleted::<PyPi>),
    py_pi_api::meta::GET_UPSTREAMING_BEHAVIOR => read(get_upstreaming::<PyPi>),
    py_pi_api::meta::DOWNLOAD_PACKAGE => read(download::<PyPi>),
    py_pi_api::meta::SET_UPSTREAMING_BEHAVIOR => change(set_upstreaming::<PyPi>),
    universal::meta::GET_PACKAGE_VERSION => read(get_version::<Universal>),
    universal::meta::UPDATE_PACKAGE_VERSION => change(update_version::<Universal>),
    universal::meta::DELETE_PACKAGE_VERSION => change(delete_version::<Universal>),
    universal::meta::UPDATE_PACKAGE_VERSIONS => change(update_versions::<Universal>),
    universal::meta::GET_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN => read(get_deleted::<Universal>),
    universal::meta::RESTORE_PACKAGE_VERSION_FROM_RECYCLE_BIN => change(restore_deleted::<Universal>),
    universal::meta::DELETE_PACKAGE_VERSION_FROM_RECYCLE_BIN => change(destroy_deleted::<Universal>),
    universal::meta::UPDATE_RECYCLE_BIN_PACKAGE_VERSIONS => change(update_deleted::<Universal>),
}

/// What a batch does with each of its package versions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Batch {
    Promote,
    List,
    Deprecate,
    Yank,
    Delete,
    Destroy,
    Restore,
}

/// What tells a protocol from the others.
trait Protocol: Copy + Send + Sync + 'static {
    /// The `protocolType` of its packages.
    const TYPE: &'static str;
    /// What its paths call it.
    const PATH: &'static str;
    /// What its answers call the date of the deletion.
    const DELETED: &'static str = "deletedDate";
    /// Its batch operations, with the numbers of the web client's enums.
    const BATCHES: &'static [(&'static str, i64, Batch)] = &[
        ("promote", 0, Batch::Promote),
        ("delete", 1, Batch::Delete),
        ("permanentDelete", 2, Batch::Destroy),
        ("restoreToFeed", 3, Batch::Restore),
    ];
}

#[derive(Clone, Copy)]
struct Cargo;
#[derive(Clone, Copy)]
struct Maven;
#[derive(Clone, Copy)]
struct Npm;
#[derive(Clone, Copy)]
struct NuGet;
#[derive(Clone, Copy)]
struct PyPi;
#[derive(Clone, Copy)]
struct Universal;

impl Protocol for Cargo {
    const TYPE: &'static str = "Cargo";
    const PATH: &'static str = "cargo";
    const BATCHES: &'static [(&'static str, i64, Batch)] = &[
        ("promote", 0, Batch::Promote),
        ("delete", 1, Batch::Delete),
        ("permanentDelete", 2, Batch::Destroy),
        ("restoreToFeed", 3, Batch::Restore),
        ("yank", 4, Batch::Yank),
    ];
}

impl Protocol for Maven {
    const TYPE: &'static str = "Maven";
    const PATH: &'static str = "maven";
}

impl Protocol for Npm {
    const TYPE: &'static str = "Npm";
    const PATH: &'static str = "npm";
    const DELETED: &'static str = "unpublishedDate";
    const BATCHES: &'static [(&'static str, i64, Batch)] = &[
        ("promote", 0, Batch::Promote),
        ("deprecate", 1, Batch::Deprecate),
        ("unpublish", 2, Batch::Delete),
        ("permanentDelete", 3, Batch::Destroy),
        ("restoreToFeed", 4, Batch::Restore),
        ("delete", 5, Batch::Delete),
    ];
}

impl Protocol for NuGet {
    const TYPE: &'static str = "NuGet";
    const PATH: &'static str = "nuget";
    const BATCHES: &'static [(&'static str, i64, Batch)] = &[
        ("promote", 0, Batch::Promote),
        ("list", 1, Batch::List),
        ("delete", 2, Batch::Delete),
        ("permanentDelete", 3, Batch::Destroy),
        ("restoreToFeed", 4, Batch::Restore),
    ];
}

impl Protocol for PyPi {
    const TYPE: &'static str = "PyPI";
    const PATH: &'static str = "pypi";
}

impl Protocol for Universal {
    const TYPE: &'static str = "UPack";
    const PATH: &'static str = "upack";
}

/// The name of the package that the path names: whole, of a scope and a name, or of a group and an artifact.
fn name_of_path(call: &Call) -> Result<String, Fault> {
    if let Some(group) = call.argument("groupId") {
        return Ok(format!("{group}:{}", call.required("artifactId")?));
    }
    if let Some(scope) = call.argument("packageScope") {
        return Ok(format!("@{scope}/{}", call.required("unscopedPackageName")?));
    }
    call.required("packageName").map(str::to_owned)
}

/// The name and the version that the path names.
fn of_path_both(call: &Call) -> Result<(String, String), Fault> {
    let version = call.argument("packageVersion").map_or_else(|| call.required("version"), Ok)?;
    Ok((name_of_path(call)?, version.to_owned()))
}

/// A version of a package of a feed, and whether it is in the recycle bin.
fn find<'v, P: Protocol>(
    feed: &'v Feed,
    name: &str,
    number: &str,
) -> Result<(&'v Package, &'v PackageVersion), Fault> {
    let wanted = normalized_name(P::TYPE, name);
    let package = feed
        .packages
        .iter()
        .find(|known| known.protocol == P::TYPE && normalized_name(P::TYPE, &known.name) == wanted)
        .ok_or_else(|| package_not_found(name))?;
    let version = package.versions.iter().find(|known| known.version.eq_ignore_ascii_case(number));
    Ok((package, version.ok_or_else(|| version_not_found(&package.name, number))?))
}

/// The same, where it must be in the recycle bin, or must not.
fn find_where<'v, P: Protocol>(
    feed: &'v Feed,
    name: &str,
    number: &str,
    is_deleted: bool,
) -> Result<(&'v Package, &'v PackageVersion), Fault> {
    let (package, version) = find::<P>(feed, name, number)?;
    if version.deleted.is_some() == is_deleted {
        Ok((package, version))
    } else {
        Err(version_not_found(&package.name, number))
    }
}

/// The version that the path names, where it must be in the recycle bin, or must not.
fn of_path_where<P: Protocol>(view: &View<'_>, is_deleted: bool) -> Result<(Uuid, Uuid), Fault> {
    let feed = of_path(view)?;
    let (name, number) = of_path_both(view)?;
    let (_, version) = find_where::<P>(feed, &name, &number, is_deleted)?;
    Ok((feed.id, version.id))
}

/// Where a version of a package is among those of its protocol.
fn url<P: Protocol>(view: &View<'_>, feed: &Feed, package: &Package, version: &PackageVersion) -> String {
    let base = view.address.organization(Host::Pkgs, view.organization.name());
    let project = feed.project.map(|id| format!("{id}/")).unwrap_or_default();
    let package = match package.name.split_once(':') {
        Some((group, artifact)) if P::TYPE == Maven::TYPE => format!("groups/{group}/artifacts/{artifact}"),
        _ => format!("packages/{}", package.name),
    };
    let (feed, protocol) = (feed.id, P::PATH);
    format!("{base}/{project}_apis/packaging/feeds/{feed}/{protocol}/{package}/versions/{}", version.version)
}

fn to_json<P: Protocol>(view: &View<'_>, feed: &Feed, package: &Package, version: &PackageVersion) -> Object {
    let links = Object::new()
        .set("self", link(url::<P>(view, feed, package, version)))
        .set("feed", link(super::feed::url(view, feed)))
        .set("package", link(package_url(view, feed, package)));
    let upstream = version.upstream.map(|id| id.to_string());
    let source =
        feed.upstreams.iter().find(|known| upstream.is_some() && text(known, "/id") == upstream.as_deref());
    let source = source.map(|known| {
        Object::new()
            .set_some("id", text(known, "/id"))
            .set_some("name", text(known, "/name"))
            .set_some("location", text(known, "/location"))
            .set_some("displayLocation", text(known, "/displayLocation"))
            .set_some("sourceType", text(known, "/upstreamSourceType"))
    });
    Object::new()
        .set("_links", links)
        .set("id", package.id.to_string())
        .set("name", package.name.as_str())
        .set("version", version.version.as_str())
        .set_some(P::DELETED, version.deleted.map(date))
        .set_if(P::TYPE == NuGet::TYPE, "listed", || version.is_listed)
        .set_some("deprecateMessage", version.deprecated.as_deref())
        .set_if(P::TYPE != Universal::TYPE, "sourceChain", || source.into_iter().collect::<Vec<_>>())
}

/// What is answered of a version after it changed.
fn answer<P: Protocol>(view: &View<'_>) -> Result<Reply, Fault> {
    let feed = of_path(view)?;
    let (name, number) = of_path_both(view)?;
    let (package, version) = find::<P>(feed, &name, &number)?;
    Ok(Reply::json(to_json::<P>(view, feed, package, version)))
}

fn get_version<P: Protocol>(view: &View<'_>) -> Result<Reply, Fault> {
    if !view.query.flag("showDeleted")? {
        of_path_where::<P>(view, false)?;
    }
    answer::<P>(view)
}

/// Changes some versions of the packages of a feed.
fn edit(
    change: &mut Change<'_>,
    feed: Uuid,
    versions: &[Uuid],
    edit: impl Fn(&mut PackageVersion),
) -> Result<(), Fault> {
    change.make(|tx| {
        tx.edit_packages(feed, |packages| {
            let all = packages.iter_mut().flat_map(|package| &mut package.versions);
            all.filter(|known| versions.contains(&known.id)).for_each(edit);
        })
    })?;
    Ok(())
}

/// Deletes some versions for good, and packages that have none any more.
fn destroy(change: &mut Change<'_>, feed: Uuid, versions: &[Uuid]) -> Result<(), Fault> {
    change.make(|tx| {
        tx.edit_packages(feed, |packages| {
            for package in &mut *packages {
                package.versions.retain(|known| !versions.contains(&known.id));
            }
            packages.retain(|package| !package.versions.is_empty());
        })
    })?;
    Ok(())
}

/// What can be changed of a version; each protocol has its own, and ignores the others'.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Details {
    views: Option<ViewPatch>,
    listed: Option<bool>,
    deprecate_message: Option<String>,
}

/// A JSON Patch operation that promotes to a view: nothing takes a version out of one.
#[derive(Deserialize)]
struct ViewPatch {
    op: Value,
    path: Option<String>,
    value: Option<String>,
}

impl ViewPatch {
    /// The name of the view; none for the one that has everything.
    fn view(&self, feed: &Feed) -> Result<Option<String>, Fault> {
        // As the enum of JSON Patch has it, adding is 0.
        let is_add = self.op.as_str().is_some_and(|op| op.eq_ignore_ascii_case("add") || op == "0")
            || self.op.as_i64() == Some(0);
        let path = self.path.as_deref().unwrap_or_default();
        if !is_add || !path.eq_ignore_ascii_case("/views/-") {
            return Err(Fault::invalid_body("views: it must add to /views/-"));
        }
        let name = self.value.as_deref().ok_or_else(|| Fault::argument_null("views.value"))?;
        let found = super::view::named(feed, name)?;
        Ok((found.kind != "implicit").then(|| found.name.clone()))
    }
}

/// Adds a view to those that a version is in.
fn promote(version: &mut PackageVersion, name: &str) {
    if !version.views.iter().any(|known| known == name) {
        version.views.push(name.to_owned());
    }
}

fn update_version<P: Protocol>(change: &mut Change<'_>, body: Details) -> Result<Reply, Fault> {
    let (feed, version) = of_path_where::<P>(&change.view(), false)?;
    let name = match &body.views {
        Some(patch) => patch.view(of_path(&change.view())?)?,
        None => None,
    };
    edit(change, feed, &[version], |known| {
        if let Some(name) = &name {
            promote(known, name);
        }
        if let Some(listed) = body.listed.filter(|_| P::TYPE == NuGet::TYPE) {
            known.is_listed = listed;
        }
        // An empty message takes the deprecation back.
        if let Some(message) = body.deprecate_message.as_ref().filter(|_| P::TYPE == Npm::TYPE) {
            known.deprecated = Some(message.clone()).filter(|message| !message.is_empty());
        }
    })?;
    Ok(Reply::empty(StatusCode::OK))
}

fn update_npm_version(change: &mut Change<'_>, body: Details) -> Result<Reply, Fault> {
    update_version::<Npm>(change, body)?;
    answer::<Npm>(&change.view())
}

fn delete_version<P: Protocol>(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (feed, version) = of_path_where::<P>(&change.view(), false)?;
    let at = change.stamp().at;
    edit(change, feed, &[version], |known| known.deleted = Some(at))?;
    answer::<P>(&change.view())
}

fn delete_maven_version(change: &mut Change<'_>) -> Result<Reply, Fault> {
    delete_version::<Maven>(change)?;
    Ok(Reply::empty(StatusCode::ACCEPTED))
}

fn get_deleted<P: Protocol>(view: &View<'_>) -> Result<Reply, Fault> {
    let feed = of_path(view)?;
    let (name, number) = of_path_both(view)?;
    let (package, version) = find_where::<P>(feed, &name, &number, true)?;
    let named = match package.name.split_once(':') {
        Some((group, artifact)) if P::TYPE == Maven::TYPE => {
            Object::new().set("groupId", group).set("artifactId", artifact)
        }
        _ => Object::new().set("name", package.name.as_str()),
    };
    Ok(Reply::json(
        named.set("version", version.version.as_str()).set_some(P::DELETED, version.deleted.map(date)),
    ))
}

#[derive(Deserialize)]
struct Restored {
    deleted: bool,
}

fn restore_deleted<P: Protocol>(change: &mut Change<'_>, body: Restored) -> Result<Reply, Fault> {
    let (feed, version) = of_path_where::<P>(&change.view(), true)?;
    if body.deleted {
        return Err(Fault::invalid_body("deleted must be false, which restores the version"));
    }
    edit(change, feed, &[version], |known| known.deleted = None)?;
    Ok(Reply::empty(StatusCode::OK))
}

fn destroy_deleted<P: Protocol>(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (feed, version) = of_path_where::<P>(&change.view(), true)?;
    destroy(change, feed, &[version])?;
    Ok(Reply::empty(StatusCode::OK))
}

/// One operation for several versions.
#[derive(Deserialize)]
struct Versions {
    operation: String,
    packages: Vec<Minimal>,
    data: Option<BatchData>,
}

/// A version of a package; Maven has a group and an artifact instead of an id.
#[derive(Deserialize)]
struct Minimal {
    id: Option<String>,
    group: Option<String>,
    artifact: Option<String>,
    version: String,
}

impl Minimal {
    fn name(&self) -> Result<String, Fault> {
        match (&self.id, &self.group, &self.artifact) {
            (_, Some(group), Some(artifact)) => Ok(format!("{group}:{artifact}")),
            (Some(id), ..) => Ok(id.clone()),
            _ => Err(Fault::argument_null("packages.id")),
        }
    }
}

/// What some operations need to know.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct BatchData {
    view_id: Option<String>,
    listed: Option<bool>,
    message: Option<String>,
}

/// Does a batch. Nothing is done where one of the versions is not there, or is not where it must be.
fn batch<P: Protocol>(change: &mut Change<'_>, body: Versions, in_bin: bool) -> Result<Reply, Fault> {
    let known = choice(&body.operation, P::BATCHES);
    let known = known.filter(|known| matches!(known, Batch::Destroy | Batch::Restore) == in_bin);
    let operation = known.ok_or_else(|| Fault::invalid_parameter("operation", &body.operation))?;
    let data = body.data.unwrap_or_default();
    let (feed, versions, view) = {
        let view = change.view();
        let feed = of_path(&view)?;
        let found = body.packages.iter().map(|wanted| {
            let (_, version) = find_where::<P>(feed, &wanted.name()?, &wanted.version, in_bin)?;
            Ok(version.id)
        });
        let versions = found.collect::<Result<Vec<_>, Fault>>()?;
        let promoted = match operation {
            Batch::Promote => {
                let name = data.view_id.as_deref().ok_or_else(|| Fault::argument_null("data.viewId"))?;
                let found = super::view::named(feed, name)?;
                (found.kind != "implicit").then(|| found.name.clone())
            }
            _ => None,
        };
        (feed.id, versions, promoted)
    };
    if versions.is_empty() {
        return Err(Fault::argument_null("packages"));
    }
    let at = change.stamp().at;
    match operation {
        Batch::Promote => {
            if let Some(name) = view {
                edit(change, feed, &versions, |known| promote(known, &name))?;
            }
        }
        Batch::List => {
            let listed = data.listed.ok_or_else(|| Fault::argument_null("data.listed"))?;
            edit(change, feed, &versions, |known| known.is_listed = listed)?;
        }
        Batch::Deprecate => {
            let message = data.message.ok_or_else(|| Fault::argument_null("data.message"))?;
            let message = Some(message).filter(|message| !message.is_empty());
            edit(change, feed, &versions, |known| known.deprecated.clone_from(&message))?;
        }
        // A yanked crate stays, and is not offered any more.
        Batch::Yank => edit(change, feed, &versions, |known| known.is_listed = false)?,
        Batch::Delete => edit(change, feed, &versions, |known| known.deleted = Some(at))?,
        Batch::Restore => edit(change, feed, &versions, |known| known.deleted = None)?,
        Batch::Destroy => destroy(change, feed, &versions)?,
    }
    Ok(Reply::empty(StatusCode::OK))
}

fn update_versions<P: Protocol>(change: &mut Change<'_>, body: Versions) -> Result<Reply, Fault> {
    batch::<P>(change, body, false)
}

fn update_deleted<P: Protocol>(change: &mut Change<'_>, body: Versions) -> Result<Reply, Fault> {
    batch::<P>(change, body, true)
}

/// The version that the path names, unless it is in the recycle bin.
fn present<'v, P: Protocol>(view: &View<'v>) -> Result<(&'v Package, &'v PackageVersion), Fault> {
    let (name, number) = of_path_both(view)?;
    find_where::<P>(of_path(view)?, &name, &number, false)
}

fn file_not_found(package: &Package, version: &PackageVersion, file: &str) -> Fault {
    Fault::exception(
        StatusCode::NOT_FOUND,
        NAMESPACE,
        "PackageFileNotFoundException",
        format!("Cannot find the file '{file}' in '{} {}'.", package.name, version.version),
    )
}

/// The file that the path names, else the main one.
fn download<P: Protocol>(view: &View<'_>) -> Result<Reply, Fault> {
    let (package, version) = present::<P>(view)?;
    let name = view.argument("fileName");
    let found = version.files.iter().find(|file| name.is_none_or(|name| same_name(&file.name, name)));
    let found = found.ok_or_else(|| file_not_found(package, version, name.unwrap_or_default()))?;
    let disposition = format!("attachment; filename=\"{}\"", found.name);
    Ok(Reply::bytes("application/octet-stream", found.bytes.clone()).header(CONTENT_DISPOSITION, disposition))
}

fn get_readme(view: &View<'_>) -> Result<Reply, Fault> {
    let (package, version) = present::<Npm>(view)?;
    let readme = version.readme.clone().ok_or_else(|| file_not_found(package, version, "README.md"))?;
    Ok(Reply::bytes("text/plain", readme))
}

/// Whether versions from external upstreams are taken for a package that the feed has versions of, too.
const VISIBILITIES: [(&str, i64, bool); 2] = [("auto", 0, false), ("allowExternalVersions", 1, true)];

/// Where the behaviour of a package is kept. The package need not be in the feed yet.
fn upstreaming_key<P: Protocol>(view: &View<'_>) -> Result<(String, String), Fault> {
    let name = normalized_name(P::TYPE, &name_of_path(view)?);
    Ok((format!("upstreaming/{}", of_path(view)?.id), format!("{}/{name}", P::PATH)))
}

fn get_upstreaming<P: Protocol>(view: &View<'_>) -> Result<Reply, Fault> {
    let (scope, name) = upstreaming_key::<P>(view)?;
    let is_allowed = view.organization.is_set(&scope, &name, false);
    let (name, _, _) = VISIBILITIES[usize::from(is_allowed)];
    Ok(Reply::json(Object::new().set("versionsFromExternalUpstreams", name)))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Upstreaming {
    versions_from_external_upstreams: Option<String>,
}

/// A body without a behaviour clears it.
fn set_upstreaming<P: Protocol>(change: &mut Change<'_>, body: Option<Upstreaming>) -> Result<Reply, Fault> {
    let (scope, name) = upstreaming_key::<P>(&change.view())?;
    let given = body.and_then(|body| body.versions_from_external_upstreams);
    let is_allowed = match given {
        Some(given) => choice(&given, &VISIBILITIES)
            .ok_or_else(|| Fault::invalid_parameter("versionsFromExternalUpstreams", &given))?,
        None => false,
    };
    let value = is_allowed.then_some(Value::Bool(true));
    change.make(|tx| tx.set_setting(&scope, &name, value))?;
    Ok(Reply::empty(StatusCode::OK))
}
