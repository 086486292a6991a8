//! Versions of packages.

use std::fmt;

use adoxide_api::artifacts::feed::{
    self, PackageVersion as Wire, PackageVersionMetrics, PackageVersionMetricsQuery, PackageVersionProvenance,
};
use adoxide_api::path::PackageVersionId;

use super::package::Package;
use super::protocol::{Details, Protocol};
use crate::download::Download;
use crate::error::Result;
use crate::resource::project::missing;

/// A version of a package, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/artifacts/artifact-details/get-package-version>
#[derive(Clone)]
pub struct PackageVersion {
    package: Package,
    value: Wire,
}

impl PackageVersion {
    pub(super) fn new(package: &Package, value: Wire) -> Self {
        Self { package: package.clone(), value }
    }

    /// All that the service says about it.
    pub fn value(&self) -> &Wire {
        &self.value
    }

    /// Its package.
    pub fn package(&self) -> &Package {
        &self.package
    }

    /// Its id.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) when the service did not say it.
    pub fn id(&self) -> Result<&str> {
        self.value.id.as_deref().ok_or_else(|| missing("id"))
    }

    /// Its number: `1.2.0`.
    pub fn version(&self) -> &str {
        self.value.version.as_deref().unwrap_or_default()
    }

    /// The names of the views that it is in.
    pub fn views(&self) -> impl Iterator<Item = &str> {
        self.value.views.iter().flatten().filter_map(|view| view.name.as_deref())
    }

    /// Whether tools offer it.
    pub fn is_listed(&self) -> bool {
        self.value.is_listed != Some(false)
    }

    /// Whether it is in the recycle bin.
    pub fn is_deleted(&self) -> bool {
        self.value.is_deleted == Some(true) || self.value.deleted_date.is_some()
    }

    /// The names of its files.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.value.files.iter().flatten().filter_map(|file| file.name.as_deref())
    }

    fn protocol(&self) -> Result<Protocol<'_>> {
        Protocol::of(&self.package, self.version())
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it is gone, or in the recycle bin; and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = self.package.version(self.id()?).await?;
        Ok(())
    }

    /// Promotes it to a view (`Release`), by name or id. Nothing takes it out again.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when the feed has no such view, or this version is not there
    /// any more; and as any call.
    pub async fn promote(&mut self, view: impl Into<String>) -> Result<()> {
        self.protocol()?.update(Details::View(view.into())).await?;
        self.reload().await
    }

    /// Lists it, or keeps tools from offering it: for NuGet.
    ///
    /// # Errors
    /// [`ErrorKind::NotSupported`](crate::ErrorKind::NotSupported) for packages of other types, and as any call.
    pub async fn set_listed(&mut self, is_listed: bool) -> Result<()> {
        self.protocol()?.update(Details::Listed(is_listed)).await?;
        self.reload().await
    }

    /// Tells whoever installs it why they should not: for npm. An empty message takes that back.
    ///
    /// # Errors
    /// [`ErrorKind::NotSupported`](crate::ErrorKind::NotSupported) for packages of other types, and as any call.
    pub async fn deprecate(&self, message: impl Into<String>) -> Result<()> {
        self.protocol()?.update(Details::Deprecated(message.into())).await
    }

    /// Puts it into the recycle bin, where it stays for 30 days. Its number can't be used again.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it is not there any more, and as any call.
    pub async fn delete(&self) -> Result<()> {
        self.protocol()?.delete().await
    }

    /// Takes it out of the recycle bin.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it is not there, and as any call.
    pub async fn restore(&self) -> Result<()> {
        self.protocol()?.restore().await
    }

    /// Deletes it for good, once it is in the recycle bin.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it is not there, and as any call.
    pub async fn destroy(&self) -> Result<()> {
        self.protocol()?.destroy().await
    }

    /// The package itself, as it comes: for npm and NuGet, which have one file.
    ///
    /// # Errors
    /// [`ErrorKind::NotSupported`](crate::ErrorKind::NotSupported) for packages of other types, and as any call.
    pub async fn download(&self) -> Result<Download> {
        let op = self.protocol()?.content(None)?;
        self.package.client().download(op).await
    }

    /// One of its files, as it comes: for Maven and Python.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it has no such file,
    /// [`ErrorKind::NotSupported`](crate::ErrorKind::NotSupported) for packages of other types, and as any call.
    pub async fn download_file(&self, name: impl AsRef<str>) -> Result<Download> {
        let op = self.protocol()?.content(Some(name.as_ref()))?;
        self.package.client().download(op).await
    }

    /// Who published it, and how.
    ///
    /// # Errors
    /// As any call.
    pub async fn provenance(&self) -> Result<PackageVersionProvenance> {
        let (project, feed, package) = self.package.locator();
        let id: PackageVersionId = self.id()?.into();
        let op = feed::get_package_version_provenance(project.as_ref(), &feed, &package, &id);
        self.package.client().call(op).await
    }

    /// How often it was downloaded, and by how many.
    ///
    /// # Errors
    /// As any call.
    pub async fn metrics(&self) -> Result<PackageVersionMetrics> {
        let (project, feed, package) = self.package.locator();
        let id = self.id()?.to_owned();
        let body = PackageVersionMetricsQuery {
            package_version_ids: Some(vec![id.clone()]),
            ..PackageVersionMetricsQuery::default()
        };
        let op = feed::query_package_version_metrics(project.as_ref(), &feed, &package, &body);
        let all = self.package.client().items(op).all().await?;
        // One that nobody has downloaded is not told of.
        let none = PackageVersionMetrics { package_version_id: Some(id), ..PackageVersionMetrics::default() };
        Ok(all.into_iter().next().unwrap_or(none))
    }
}

impl fmt::Debug for PackageVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PackageVersion({} of {:?})", self.version(), self.package)
    }
}
