//! `adox package`.

use adoxide::ErrorKind;
use adoxide::resource::Package;
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
        let package = match &self.kind {
            Some(kind) => found.feed.package_of(kind, &self.package).await,
            None => found.feed.package(&self.package).await,
        };
        let package = package.map_err(|error| match error.kind() {
            ErrorKind::NotFound => {
                let message = format!("the feed {} has no package `{}`", found.name, self.package);
                Error::failed(message).help(format!("`adox package list {}` lists them", found.name))
            }
            ErrorKind::Invalid if error.status().is_none() => {
                let message = format!("packages of several types are named `{}`", self.package);
                Error::usage(message).help("--type names its type")
            }
            _ => error.into(),
        })?;
        Ok((found, package))
    }
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
        let mut packages = found.feed.packages();
        if let Some(kind) = self.kind {
            packages = packages.protocol(kind);
        }
        if let Some(name) = self.name {
            packages = packages.named(name);
        }
        let rows = packages.stream().map_ok(|package| package.value().clone());
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
        context.show(&VIEW, found.place.address(), &self.show, package.value())
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
        let rows = package.versions().map_ok(|version| version.value().clone());
        context.list(&VERSIONS, found.place.address(), &self.list, rows).await
    }
}
