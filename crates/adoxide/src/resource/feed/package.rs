//! Packages of a feed.

use std::fmt;

use adoxide_api::artifacts::feed::{
    self, GetPackage, GetPackageVersion, GetPackageVersions, GetPackages, GetRecycleBinPackageVersions,
    MinimalPackageVersion, Package as Wire, PackageMetrics, PackageMetricsQuery,
};
use adoxide_api::path::{FeedId, PackageId, ProjectRef};

use super::Feed;
use super::version::PackageVersion;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::resource::identity::is_id;
use crate::resource::listing::Listing;
use crate::resource::project::missing;

/// A search for packages of a feed.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/artifacts/artifact-details/get-packages>
#[derive(Clone, Debug)]
#[must_use = "packages are not asked for until stream is called"]
pub struct Packages {
    feed: Feed,
    params: GetPackages,
}

impl Packages {
    pub(super) fn new(feed: &Feed) -> Self {
        let params = GetPackages { include_description: Some(true), ..GetPackages::default() };
        Self { feed: feed.clone(), params }
    }

    /// Of this type: `Npm`, `NuGet`, `Maven`, `PyPI`, `Cargo`, `UPack`, in any letter case.
    pub fn protocol(mut self, protocol: impl Into<String>) -> Self {
        self.params.protocol_type = Some(protocol.into());
        self
    }

    /// With this in their names.
    pub fn named(mut self, part: impl Into<String>) -> Self {
        self.params.package_name_query = Some(part.into());
        self
    }

    /// With all their versions, and not the latest one only.
    pub fn with_versions(mut self) -> Self {
        self.params.include_all_versions = Some(true);
        self
    }

    /// Also those whose versions are all deleted.
    pub fn with_deleted(mut self) -> Self {
        self.params.include_deleted = Some(true);
        self
    }

    /// Any other parameter of the operation.
    pub fn params(mut self, change: impl FnOnce(&mut GetPackages)) -> Self {
        change(&mut self.params);
        self
    }

    /// The packages, all pages of them.
    pub fn stream(self) -> Listing<Package> {
        let (project, id) = self.feed.locator();
        let op = feed::get_packages(project.as_ref(), &id, self.params);
        let items = self.feed.client().items(op);
        Listing::new(items, move |value| Package::new(&self.feed, value))
    }
}

/// A package of a feed, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/artifacts/artifact-details>
#[derive(Clone)]
pub struct Package {
    feed: Feed,
    id: String,
    value: Wire,
}

impl Package {
    pub(super) fn new(feed: &Feed, value: Wire) -> Option<Self> {
        Some(Self { feed: feed.clone(), id: value.id.clone()?, value })
    }

    async fn by_id(feed: &Feed, id: &str) -> Result<Self> {
        let (project, feed_id) = feed.locator();
        let params = GetPackage {
            include_all_versions: Some(true),
            include_description: Some(true),
            ..GetPackage::default()
        };
        let op = feed::get_package(project.as_ref(), &feed_id, &id.into(), params);
        Self::new(feed, feed.client().call(op).await?).ok_or_else(|| missing("id"))
    }

    pub(super) async fn find(feed: &Feed, protocol: Option<&str>, wanted: &str) -> Result<Self> {
        if is_id(wanted) {
            return Self::by_id(feed, wanted).await;
        }
        let mut packages = feed.packages().named(wanted);
        if let Some(protocol) = protocol {
            packages = packages.protocol(protocol);
        }
        let is = |name: Option<&str>| name.is_some_and(|name| name.to_lowercase() == wanted.to_lowercase());
        // The service finds names that contain it.
        let mut found = packages.stream().all().await?;
        found.retain(|known| is(known.value.name.as_deref()) || is(known.value.normalized_name.as_deref()));
        match (found.pop(), found.len()) {
            (Some(found), 0) => Self::by_id(feed, &found.id).await,
            (None, _) => {
                let what = format!("{feed:?} has no package \"{wanted}\"");
                Err(Error::new(ErrorKind::NotFound, what).advise("check its name"))
            }
            (Some(_), _) => {
                let what = format!("packages of several types in {feed:?} are named \"{wanted}\"");
                Err(Error::new(ErrorKind::Invalid, what).advise("say of which type it is"))
            }
        }
    }

    pub(super) fn client(&self) -> &Client {
        self.feed.client()
    }

    pub(super) fn locator(&self) -> (Option<ProjectRef>, FeedId, PackageId) {
        let (project, feed) = self.feed.locator();
        (project, feed, self.id.as_str().into())
    }

    /// All that the service says about it; lists have its latest version only, unless told otherwise.
    pub fn value(&self) -> &Wire {
        &self.value
    }

    /// Its feed, with the view that was chosen.
    pub fn feed(&self) -> &Feed {
        &self.feed
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name. Of a Maven package: `group:artifact`.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// Its type: `Npm`, `NuGet`, `Maven`, `PyPI`, `Cargo`, `UPack`.
    pub fn protocol(&self) -> &str {
        self.value.protocol_type.as_deref().unwrap_or_default()
    }

    /// Its latest version, as far as its versions are known.
    pub fn latest(&self) -> Option<&MinimalPackageVersion> {
        let mut versions = self.value.versions.iter().flatten();
        versions.find(|version| version.is_latest == Some(true))
    }

    /// Fetches what it looks like now, with all its versions.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = Self::by_id(&self.feed, &self.id).await?;
        Ok(())
    }

    /// Its versions, the newest first.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/artifacts/artifact-details/get-package-versions>
    pub fn versions(&self) -> Listing<PackageVersion> {
        let (project, feed, id) = self.locator();
        // By default, the service tells of deleted ones, too.
        let params = GetPackageVersions { is_deleted: Some(false), ..GetPackageVersions::default() };
        let this = self.clone();
        let items = self.client().items(feed::get_package_versions(project.as_ref(), &feed, &id, params));
        Listing::new(items, move |value| Some(PackageVersion::new(&this, value)))
    }

    /// Its versions that are in the recycle bin.
    pub fn deleted_versions(&self) -> Listing<PackageVersion> {
        let (project, feed, id) = self.locator();
        let this = self.clone();
        let params = GetRecycleBinPackageVersions::default();
        let op = feed::get_recycle_bin_package_versions(project.as_ref(), &feed, &id, params);
        Listing::new(self.client().items(op), move |value| Some(PackageVersion::new(&this, value.into())))
    }

    /// The version of this number (`1.2.0`) or id, which is not in the recycle bin.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn version(&self, wanted: impl AsRef<str>) -> Result<PackageVersion> {
        let wanted = wanted.as_ref();
        let none = || {
            let what = format!("{self:?} has no version \"{wanted}\"");
            Error::new(ErrorKind::NotFound, what).advise("check its number, and the recycle bin")
        };
        if is_id(wanted) {
            let (project, feed, package) = self.locator();
            let params = GetPackageVersion { is_deleted: Some(false), ..GetPackageVersion::default() };
            let op = feed::get_package_version(project.as_ref(), &feed, &package, &wanted.into(), params);
            let found = PackageVersion::new(self, self.client().call(op).await?);
            return if found.is_deleted() { Err(none()) } else { Ok(found) };
        }
        let is = |name: Option<&str>| name.is_some_and(|name| name.eq_ignore_ascii_case(wanted));
        let mut versions = self.versions();
        while let Some(found) = versions.next().await {
            let found = found?;
            if is(Some(found.version())) || is(found.value().normalized_version.as_deref()) {
                return Ok(found);
            }
        }
        Err(none())
    }

    /// How often it was downloaded, and by how many.
    ///
    /// # Errors
    /// As any call.
    pub async fn metrics(&self) -> Result<PackageMetrics> {
        let (project, feed, _) = self.locator();
        let body = PackageMetricsQuery {
            package_ids: Some(vec![self.id.clone()]),
            ..PackageMetricsQuery::default()
        };
        let all =
            self.client().items(feed::query_package_metrics(project.as_ref(), &feed, &body)).all().await?;
        // One that nobody has downloaded is not told of.
        let none = PackageMetrics { package_id: Some(self.id.clone()), ..PackageMetrics::default() };
        Ok(all.into_iter().next().unwrap_or(none))
    }
}

impl fmt::Debug for Package {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Package({} of {:?})", self.name(), self.feed)
    }
}
