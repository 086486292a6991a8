//! `adox package`.

use adoxide::api::artifacts::feed::{
    GetPackage, GetPackageVersions, GetPackages, Package, get_package, get_package_versions, get_packages,
};
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::Value;

use super::feed::{Found, SelectorArgs};
use crate::args::{ListArgs, ShowArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::verb::{Entry, Verb};

/// Work with the packages of a feed
#[derive(Args, Debug)]
#[command(
    visible_alias = "packages",
    after_help = "\
Examples:
  adox package list libraries --type npm
  adox package show libraries left-pad
  adox package version libraries left-pad

Packages are published and installed by their own tools (npm, nuget, twine, mvn,
cargo), universal packages by `az artifacts universal`: the service has no
documented way to transfer them by its REST API."
)]
pub struct PackageNoun {}

/// The verbs.
pub const VERBS: &[Entry] =
    &[Entry::verb::<List>("list"), Entry::verb::<Show>("show"), Entry::verb::<Versions>("version")];

const VIEW: View = View::new(&[
    Field::new("name").id(),
    Field::at("type", "protocolType"),
    Field::by("version", |package| newest(package)["version"].clone()),
    Field::by("published", |package| newest(package)["publishDate"].clone()).date(),
    Field::by("description", |package| newest(package)["packageDescription"].clone()).text().unlisted(),
    Field::new("isCached").head("from upstream").unlisted(),
    Field::new("id").unlisted(),
]);

const VERSIONS: View = View::new(&[
    Field::new("version").id(),
    Field::new("publishDate").head("published").date(),
    Field::by("views", |version| {
        let views = version["views"].as_array().into_iter().flatten();
        crate::output::field::joined(views.filter_map(|view| view["name"].as_str()).map(str::to_owned))
    }),
    Field::new("isListed").head("listed"),
    Field::new("author").unlisted(),
    Field::new("description").text().unlisted(),
    Field::new("id").unlisted(),
]);

/// The newest version of a package, as far as its versions are there.
fn newest(package: &Value) -> &Value {
    let mut versions = package["versions"].as_array().into_iter().flatten();
    versions.find(|version| version["isLatest"] == true).unwrap_or(&package["versions"][0])
}

/// Which package.
#[derive(Args, Debug)]
struct PackageArgs {
    #[command(flatten)]
    feed: SelectorArgs,

    /// The package
    #[arg(value_name = "PACKAGE|ID")]
    package: String,

    /// Its type, where packages of several types have the name: npm, nuget, pypi,
    /// maven, cargo or upack
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
}

impl PackageArgs {
    async fn find(&self) -> Result<(Found, Package)> {
        let found = self.feed.find().await?;
        let params = GetPackages {
            protocol_type: self.kind.clone(),
            // The filter finds names that contain it; an id is not a name.
            package_name_query: (!is_id(&self.package)).then(|| self.package.clone()),
            ..GetPackages::default()
        };
        let all = found.place.ado.items(get_packages(found.project.as_ref(), &found.id, params));
        let is = |text: &Option<String>| {
            text.as_deref().is_some_and(|text| text.eq_ignore_ascii_case(&self.package))
        };
        let mut all: Vec<Package> = all.try_collect().await?;
        all.retain(|package| is(&package.name) || is(&package.normalized_name) || is(&package.id));
        match (all.pop(), all.len()) {
            (Some(package), 0) => Ok((found, package)),
            (None, _) => {
                let message = format!("the feed {} has no package `{}`", found.name, self.package);
                Err(Error::failed(message).help(format!("`adox package list {}` lists them", found.name)))
            }
            (Some(_), _) => {
                let message = format!("packages of several types are named `{}`", self.package);
                Err(Error::usage(message).help("--type names its type"))
            }
        }
    }
}

fn is_id(text: &str) -> bool {
    uuid::Uuid::try_parse(text).is_ok()
}

fn id_of(package: &Package) -> Result<adoxide::api::path::PackageId> {
    let id = package.id.as_deref();
    id.map(Into::into).ok_or_else(|| Error::failed("the service answered a package without an id"))
}

/// List the packages of a feed
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    #[command(flatten)]
    feed: SelectorArgs,

    /// Those with this in their name
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,

    /// Those of this type: npm, nuget, pypi, maven, cargo or upack
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let found = self.feed.find().await?;
        let params = GetPackages {
            protocol_type: self.kind,
            package_name_query: self.name,
            include_description: Some(true),
            ..GetPackages::default()
        };
        let rows = found.place.ado.items(get_packages(found.project.as_ref(), &found.id, params));
        context.list(&VIEW, found.place.address(), &self.list, rows).await
    }
}

/// Show a package with its versions
#[derive(Args, Debug)]
#[command(visible_alias = "view")]
struct Show {
    #[command(flatten)]
    package: PackageArgs,

    #[command(flatten)]
    show: ShowArgs,
}

impl Verb for Show {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (found, package) = self.package.find().await?;
        let params = GetPackage {
            include_all_versions: Some(true),
            include_description: Some(true),
            ..GetPackage::default()
        };
        let op = get_package(found.project.as_ref(), &found.id, &id_of(&package)?, params);
        let whole = found.place.ado.call(op).await?;
        context.show(&VIEW, found.place.address(), &self.show, &whole)
    }
}

/// List the versions of a package
#[derive(Args, Debug)]
#[command(visible_alias = "versions")]
struct Versions {
    #[command(flatten)]
    package: PackageArgs,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for Versions {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (found, package) = self.package.find().await?;
        let id = id_of(&package)?;
        let op = get_package_versions(found.project.as_ref(), &found.id, &id, GetPackageVersions::default());
        context.list(&VERSIONS, found.place.address(), &self.list, found.place.ado.items(op)).await
    }
}
