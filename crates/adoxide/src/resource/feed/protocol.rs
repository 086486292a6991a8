//! What the types of packages have operations of their own for.

use adoxide_api::artifacts_package_types::{cargo_api, maven, npm, nu_get, py_pi_api, universal};
use adoxide_api::path::{
    ArtifactId, FeedId, FeedRef, GroupIdText, PackageName, PackageScopeRef, PackageVersionRef, ProjectRef,
    UnscopedPackageName, VersionText,
};
use adoxide_api::wire::{Content, JsonPatch, Op};

use super::package::Package;
use crate::error::{Error, ErrorKind, Result};

/// The type of a package, and how its operations call it.
#[derive(Clone, Debug)]
enum Name {
    Cargo(PackageName),
    Maven(GroupIdText, ArtifactId),
    Npm(PackageName),
    ScopedNpm(PackageScopeRef, UnscopedPackageName),
    NuGet(PackageName),
    PyPi(PackageName),
    Universal(PackageName),
}

/// What changes of a version.
#[derive(Clone, Debug)]
pub(super) enum Details {
    /// It is in this view, too.
    View(String),
    /// Whether tools offer it.
    Listed(bool),
    /// Why nobody should use it.
    Deprecated(String),
}

/// A version of a package, by its type.
#[derive(Clone, Debug)]
pub(super) struct Protocol<'a> {
    package: &'a Package,
    name: Name,
    project: Option<ProjectRef>,
    feed: FeedId,
    version: &'a str,
}

impl<'a> Protocol<'a> {
    pub(super) fn of(package: &'a Package, version: &'a str) -> Result<Self> {
        let (name, kind) = (package.name(), package.protocol());
        let name = match kind.to_ascii_lowercase().as_str() {
            "cargo" => Name::Cargo(name.into()),
            "npm" => match name.strip_prefix('@').and_then(|name| name.split_once('/')) {
                Some((scope, name)) => Name::ScopedNpm(scope.into(), name.into()),
                None => Name::Npm(name.into()),
            },
            "nuget" => Name::NuGet(name.into()),
            "pypi" => Name::PyPi(name.into()),
            "upack" => Name::Universal(name.into()),
            "maven" => {
                let wrong =
                    || Error::new(ErrorKind::Decode, format!("expected group:artifact, got `{name}`"));
                let (group, artifact) = name.split_once(':').ok_or_else(wrong)?;
                Name::Maven(group.into(), artifact.into())
            }
            _ => {
                let what = format!("the type `{kind}` of {package:?} is not known");
                return Err(Error::new(ErrorKind::NotSupported, what).advise("use the tool of its type"));
            }
        };
        // A view has no operations of its own.
        let (project, feed) = package.feed().whole();
        Ok(Self { package, name, project, feed, version })
    }

    fn version(&self) -> PackageVersionRef {
        self.version.into()
    }

    /// Maven's operations call feed and version by other names.
    fn maven(&self) -> (FeedRef, VersionText) {
        (self.feed.as_str().into(), self.version.into())
    }

    async fn send<T>(&self, op: Op<T>) -> Result<()> {
        self.package.client().call(op.reply_as::<()>()).await
    }

    fn unsupported(&self, what: &str) -> Error {
        let what = format!("{what} is nothing that packages of type {} have", self.package.protocol());
        Error::new(ErrorKind::NotSupported, what)
    }

    pub(super) async fn update(&self, details: Details) -> Result<()> {
        // One step of a patch, and no list of them.
        let view = |name: String| JsonPatch::new().add("/views/-", name).0.pop();
        macro_rules! simple {
            ($module:ident :: $operation:ident, $name:expr) => {{
                let Details::View(name) = details else {
                    return Err(self.unsupported(details.what()));
                };
                let body = $module::PackageVersionDetails {
                    views: view(name),
                    ..$module::PackageVersionDetails::default()
                };
                let version = self.version();
                let project = self.project.as_ref();
                self.send($module::$operation(project, &self.feed, $name, &version, &body)).await
            }};
        }
        let (project, version) = (self.project.as_ref(), self.version());
        match &self.name {
            Name::Cargo(name) => simple!(cargo_api::update_package_version, name),
            Name::PyPi(name) => simple!(py_pi_api::update_package_version, name),
            Name::Universal(name) => simple!(universal::update_package_version, name),
            Name::NuGet(name) => {
                let mut body = nu_get::PackageVersionDetails::default();
                match details {
                    Details::View(name) => body.views = view(name),
                    Details::Listed(is_listed) => body.listed = Some(is_listed),
                    Details::Deprecated(_) => return Err(self.unsupported(details.what())),
                }
                self.send(nu_get::update_package_version(project, &self.feed, name, &version, &body)).await
            }
            Name::Maven(group, artifact) => {
                let Details::View(name) = details else {
                    return Err(self.unsupported(details.what()));
                };
                let body = maven::PackageVersionDetails {
                    views: view(name),
                    ..maven::PackageVersionDetails::default()
                };
                let (feed, version) = self.maven();
                let op = maven::update_package_version(project, &feed, group, artifact, &version, &body);
                self.send(op).await
            }
            Name::Npm(_) | Name::ScopedNpm(..) => {
                let mut body = npm::PackageVersionDetails::default();
                match details {
                    Details::View(name) => body.views = view(name),
                    Details::Deprecated(message) => body.deprecate_message = Some(message),
                    Details::Listed(_) => return Err(self.unsupported(details.what())),
                }
                match &self.name {
                    Name::ScopedNpm(scope, name) => {
                        let feed = &self.feed;
                        let op = npm::update_scoped_package(project, feed, scope, name, &version, &body);
                        self.send(op).await
                    }
                    Name::Npm(name) => {
                        self.send(npm::update_package(project, &self.feed, name, &version, &body)).await
                    }
                    _ => Ok(()),
                }
            }
        }
    }

    pub(super) async fn delete(&self) -> Result<()> {
        let (project, feed, version) = (self.project.as_ref(), &self.feed, self.version());
        match &self.name {
            Name::Cargo(name) => {
                self.send(cargo_api::delete_package_version(project, feed, name, &version)).await
            }
            Name::NuGet(name) => {
                self.send(nu_get::delete_package_version(project, feed, name, &version)).await
            }
            Name::PyPi(name) => {
                self.send(py_pi_api::delete_package_version(project, feed, name, &version)).await
            }
            Name::Universal(name) => {
                self.send(universal::delete_package_version(project, feed, name, &version)).await
            }
            Name::Npm(name) => self.send(npm::unpublish_package(project, feed, name, &version)).await,
            Name::ScopedNpm(scope, name) => {
                self.send(npm::unpublish_scoped_package(project, feed, scope, name, &version)).await
            }
            Name::Maven(group, artifact) => {
                let (feed, version) = self.maven();
                self.send(maven::package_delete(project, &feed, group, artifact, &version)).await
            }
        }
    }

    pub(super) async fn restore(&self) -> Result<()> {
        let (project, feed, version) = (self.project.as_ref(), &self.feed, self.version());
        macro_rules! restore {
            ($module:ident :: $operation:ident ($($argument:expr),*), $body:ident) => {{
                let body = $module::$body { deleted: Some(false), ..$module::$body::default() };
                self.send($module::$operation(project, $($argument),*, &body)).await
            }};
        }
        match &self.name {
            Name::Cargo(name) => restore!(
                cargo_api::restore_package_version_from_recycle_bin(feed, name, &version),
                CargoRecycleBinPackageVersionDetails
            ),
            Name::NuGet(name) => restore!(
                nu_get::restore_package_version_from_recycle_bin(feed, name, &version),
                NuGetRecycleBinPackageVersionDetails
            ),
            Name::PyPi(name) => restore!(
                py_pi_api::restore_package_version_from_recycle_bin(feed, name, &version),
                PyPiRecycleBinPackageVersionDetails
            ),
            Name::Universal(name) => restore!(
                universal::restore_package_version_from_recycle_bin(feed, name, &version),
                UPackRecycleBinPackageVersionDetails
            ),
            Name::Npm(name) => restore!(
                npm::restore_package_version_from_recycle_bin(feed, name, &version),
                NpmRecycleBinPackageVersionDetails
            ),
            Name::ScopedNpm(scope, name) => restore!(
                npm::restore_scoped_package_version_from_recycle_bin(feed, scope, name, &version),
                NpmRecycleBinPackageVersionDetails
            ),
            Name::Maven(group, artifact) => {
                let (feed, version) = self.maven();
                restore!(
                    maven::restore_package_version_from_recycle_bin(&feed, group, artifact, &version),
                    MavenRecycleBinPackageVersionDetails
                )
            }
        }
    }

    pub(super) async fn destroy(&self) -> Result<()> {
        let (project, feed, version) = (self.project.as_ref(), &self.feed, self.version());
        macro_rules! destroy {
            ($module:ident :: $operation:ident, $name:expr) => {
                self.send($module::$operation(project, feed, $name, &version)).await
            };
        }
        match &self.name {
            Name::Cargo(name) => destroy!(cargo_api::delete_package_version_from_recycle_bin, name),
            Name::NuGet(name) => destroy!(nu_get::delete_package_version_from_recycle_bin, name),
            Name::PyPi(name) => destroy!(py_pi_api::delete_package_version_from_recycle_bin, name),
            Name::Universal(name) => destroy!(universal::delete_package_version_from_recycle_bin, name),
            Name::Npm(name) => destroy!(npm::delete_package_version_from_recycle_bin, name),
            Name::ScopedNpm(scope, name) => {
                let op =
                    npm::delete_scoped_package_version_from_recycle_bin(project, feed, scope, name, &version);
                self.send(op).await
            }
            Name::Maven(group, artifact) => {
                let (feed, version) = self.maven();
                let op =
                    maven::delete_package_version_from_recycle_bin(project, &feed, group, artifact, &version);
                self.send(op).await
            }
        }
    }

    /// The package itself, or one of its files.
    pub(super) fn content(&self, file: Option<&str>) -> Result<Op<Content>> {
        let (project, feed, version) = (self.project.as_ref(), &self.feed, self.version());
        Ok(match (&self.name, file) {
            (Name::NuGet(name), None) => {
                nu_get::download_package(project, feed, name, &version, nu_get::DownloadPackage::default())
            }
            (Name::Npm(name), None) => npm::get_content_unscoped_package(project, feed, name, &version),
            (Name::ScopedNpm(scope, name), None) => {
                npm::get_content_scoped_package(project, feed, scope, name, &version)
            }
            (Name::Maven(group, artifact), Some(file)) => {
                let version = self.version.into();
                maven::download_package(project, feed, group, artifact, &version, &file.into())
            }
            (Name::PyPi(name), Some(file)) => {
                py_pi_api::download_package(project, feed, name, &version, &file.into())
            }
            (Name::Maven(..) | Name::PyPi(_), None) => {
                return Err(self.unsupported("a single file").advise("name one of its files"));
            }
            _ => {
                let error = self.unsupported("a download by this operation");
                return Err(error.advise("use the tool of its type"));
            }
        })
    }
}

impl Details {
    fn what(&self) -> &'static str {
        match self {
            Self::View(_) => "a view",
            Self::Listed(_) => "listing",
            Self::Deprecated(_) => "a deprecation message",
        }
    }
}
