//! `adox release`.

mod definition;
mod deploy;

use adoxide::Address;
use adoxide::api::release::{
    ArtifactMetadata, BuildVersion, DeleteRelease, GetRelease, GetReleaseDefinitions, GetReleases, Release,
    ReleaseDefinition, ReleaseExpands, ReleaseQueryOrder, ReleaseStartMetadata, create_release,
    delete_release, get_logs, get_release, get_release_definitions, get_releases,
};
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::Value;

use crate::args::{ConfirmArgs, ListArgs, OutputArgs, ProjectArgs};
use crate::command::selector::{Selector, Show};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View, joined};
use crate::settings::Place;
use crate::verb::{Entry, Verb};
use crate::web;

/// Work with classic releases
#[derive(Args, Debug)]
#[command(
    visible_alias = "releases",
    after_help = "\
Examples:
  adox release list --definition web-cd
  adox release create web-cd --description \"Nightly\"
  adox release deploy 42 Production
  adox approval list

A release is named by its id."
)]
pub struct Releases {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show<SelectorArgs>>("show"),
    Entry::verb::<Create>("create"),
    Entry::verb::<deploy::Deploy>("deploy"),
    Entry::verb::<deploy::Cancel>("cancel"),
    Entry::verb::<Logs>("logs"),
    Entry::verb::<Delete>("delete"),
    Entry::noun::<definition::Definitions>("definition", definition::VERBS),
];

const VIEW: View = View::new(&[
    Field::new("id").id(),
    Field::new("name"),
    Field::at("definition", "releaseDefinition/name"),
    Field::new("status").state(),
    Field::by("environments", environments),
    Field::new("createdOn").head("created").date(),
    Field::at("createdBy", "createdBy/displayName").head("by"),
    Field::new("reason").unlisted(),
    Field::by("artifacts", artifacts).unlisted(),
    Field::new("keepForever").unlisted(),
    Field::at("project", "projectReference/name").unlisted(),
    Field::new("description").text(),
])
.url(url);

fn url(release: &Value, address: &Address) -> Option<String> {
    if let Some(own) = release["_links"]["web"]["href"].as_str() {
        return Some(own.to_owned());
    }
    let id = release["id"].as_i64()?;
    let project = release["projectReference"]["name"].as_str()?;
    Some(format!("{}?releaseId={id}&_a=release-summary", web::page(address, &[project, "_releaseProgress"])))
}

/// The environments and how they stand, in one line.
fn environments(release: &Value) -> Value {
    let all = release["environments"].as_array().into_iter().flatten();
    joined(all.filter_map(|one| {
        Some(format!("{} ({})", one["name"].as_str()?, one["status"].as_str().unwrap_or_default()))
    }))
}

fn artifacts(release: &Value) -> Value {
    let all = release["artifacts"].as_array().into_iter().flatten();
    joined(all.filter_map(|one| {
        let version = one["definitionReference"]["version"]["name"].as_str().unwrap_or_default();
        Some(format!("{} {version}", one["alias"].as_str()?))
    }))
}

/// Which release.
#[derive(Args, Debug)]
struct SelectorArgs {
    /// The release
    #[arg(value_name = "ID", value_parser = clap::value_parser!(i64).range(1..))]
    release: i64,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Selector for SelectorArgs {
    type Found = Release;
    const THING: &'static str = "a release";
    const VIEW: &'static View = &VIEW;

    async fn find(&self) -> Result<(Place, Release)> {
        let place = Place::of_project(&self.project)?;
        let found = get(&place, self.release).await?;
        Ok((place, found))
    }
}

async fn get(place: &Place, id: i64) -> Result<Release> {
    let op = get_release(&place.project()?.locator(), id.into(), GetRelease::default());
    Ok(place.ado.call(op).await?)
}

/// The definition of this number or name.
async fn definition(place: &Place, text: &str) -> Result<ReleaseDefinition> {
    let id = text.parse::<i64>().ok().filter(|id| *id > 0);
    let params = match id {
        Some(id) => GetReleaseDefinitions {
            definition_id_filter: Some(vec![id.to_string()]),
            ..GetReleaseDefinitions::default()
        },
        None => GetReleaseDefinitions {
            search_text: Some(text.to_owned()),
            is_exact_name_match: Some(true),
            ..GetReleaseDefinitions::default()
        },
    };
    let found = place.ado.items(get_release_definitions(&place.project()?.locator(), params));
    let found: Vec<ReleaseDefinition> = found.try_collect().await?;
    let is = |one: &ReleaseDefinition| match id {
        Some(id) => one.id == Some(id),
        None => one.name.as_deref().is_some_and(|name| name.to_lowercase() == text.to_lowercase()),
    };
    found.into_iter().find(is).ok_or_else(|| {
        Error::failed(format!("the project has no release definition `{text}`"))
            .help("`adox release definition list` lists them")
    })
}

/// List releases, the newest first
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    /// Those of this definition
    #[arg(long, value_name = "NAME|ID")]
    definition: Option<String>,

    /// Those whose name contains this text
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,

    /// Those with this tag; repeatable
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let definition_id = match &self.definition {
            Some(text) => definition(&place, text).await?.id,
            None => None,
        };
        let params = GetReleases {
            definition_id,
            search_text: self.search,
            tag_filter: (!self.tag.is_empty()).then_some(self.tag),
            expand: Some(ReleaseExpands::Environments),
            query_order: Some(ReleaseQueryOrder::Descending),
            ..GetReleases::default()
        };
        let found = place.ado.items(get_releases(Some(&place.project()?.locator()), params));
        context.list(&VIEW, place.address(), &self.list, found).await
    }
}

/// Create a release from a definition
#[derive(Args, Debug)]
#[command(visible_alias = "new")]
struct Create {
    /// The definition
    #[arg(value_name = "NAME|ID")]
    definition: String,

    /// Its description
    #[arg(long, short)]
    description: Option<String>,

    /// The version of an artifact, by its id (default: the latest); repeatable
    #[arg(long = "artifact", value_name = "ALIAS=ID")]
    artifacts: Vec<String>,

    /// Deploy to this environment only when asked to; repeatable
    #[arg(long, value_name = "NAME")]
    manual: Vec<String>,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        let artifacts = self.artifacts.iter().map(|given| {
            let (alias, id) = given
                .split_once('=')
                .filter(|(alias, id)| !alias.is_empty() && !id.is_empty())
                .ok_or_else(|| Error::usage(format!("--artifact: expected ALIAS=ID, got `{given}`")))?;
            let version = BuildVersion { id: Some(id.to_owned()), ..BuildVersion::default() };
            Ok(ArtifactMetadata {
                alias: Some(alias.to_owned()),
                instance_reference: Some(version),
                ..ArtifactMetadata::default()
            })
        });
        let artifacts: Vec<_> = artifacts.collect::<Result<_>>()?;
        let place = Place::of_project(&self.project)?;
        let definition = definition(&place, &self.definition).await?;
        let body = ReleaseStartMetadata {
            definition_id: definition.id,
            description: self.description,
            artifacts: (!artifacts.is_empty()).then_some(artifacts),
            manual_environments: (!self.manual.is_empty()).then_some(self.manual),
            ..ReleaseStartMetadata::default()
        };
        let made =
            place.ado.call(create_release(&place.project()?.locator(), &super::required(body)?)).await?;
        let name = made.name.as_deref().unwrap_or_default();
        let done = format!("Created release {} ({name}).", made.id.unwrap_or_default());
        context.changed(done, &VIEW, place.address(), &self.output, &made)
    }
}

/// Download the logs of a release as a zip file
#[derive(Args, Debug)]
struct Logs {
    #[command(flatten)]
    selector: SelectorArgs,

    /// The file to write (default: release-ID-logs.zip)
    #[arg(long, short, value_name = "FILE")]
    file: Option<std::path::PathBuf>,

    /// Replace a file that exists
    #[arg(long)]
    force: bool,
}

impl Verb for Logs {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, found) = self.selector.find().await?;
        let id = found.id.unwrap_or_default();
        let path = self.file.unwrap_or_else(|| format!("release-{id}-logs.zip").into());
        if path.exists() && !self.force {
            return Err(Error::usage(format!("`{}` exists", path.display()))
                .help("--force replaces it, --file names another file"));
        }
        let cannot =
            |error: std::io::Error| Error::failed(format!("`{}` can't be written: {error}", path.display()));
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or_else(|| std::path::Path::new("."));
        // There in whole or not at all.
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(cannot)?;
        let mut content = place.ado.download(get_logs(&place.project()?.locator(), id.into())).await?;
        while let Some(piece) = content.next().await {
            std::io::Write::write_all(&mut file, &piece?).map_err(cannot)?;
        }
        file.persist(&path).map_err(|error| cannot(error.error))?;
        context.printer.line(path.display())?;
        Ok(Exit::Ok)
    }
}

/// Delete a release
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct Delete {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

impl Verb for Delete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, found) = self.selector.find().await?;
        let id = found.id.unwrap_or_default();
        let what = format!("this deletes release {id} ({})", found.name.as_deref().unwrap_or_default());
        context.confirm(self.confirm, what, "an administrator can restore it for some days")?;
        let op = delete_release(&place.project()?.locator(), id.into(), DeleteRelease::default());
        place.ado.call(op).await?;
        context.printer.say(format_args!("Deleted release {id}."));
        Ok(Exit::Ok)
    }
}
