//! `adox run`.

mod cancel;
mod download;
mod list;
mod logs;
mod retry;
mod show;
mod tag;
mod timeline;
mod watch;
mod why;

use adoxide::Address;
use adoxide::api::build::{Build, BuildQueryOrder, GetBuild, GetBuilds, get_build, get_builds};
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::Value;

pub use self::timeline::{Record, Timeline};
pub use self::watch::watch;
use super::pipeline;
use crate::args::ProjectArgs;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View, branch, joined};
use crate::settings::{Connection, OTHER, Place};
use crate::verb::Entry;
use crate::web;

/// Work with runs of pipelines
#[derive(Args, Debug)]
#[command(
    visible_alias = "runs",
    after_help = "\
Examples:
  adox run list --pipeline web-ci --branch main --limit 5
  adox run watch 4711 --exit-status
  adox run logs 4711 --failed
  adox run why 4711
  adox run download 4711 --artifact drop

A run is named by its id or its URL. By default it is the latest of the project,
or of --pipeline; what changes a run has no default."
)]
pub struct Runs {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<list::List>("list"),
    Entry::verb::<show::Show>("show"),
    Entry::verb::<watch::Watch>("watch"),
    Entry::verb::<logs::Logs>("logs"),
    Entry::verb::<why::Why>("why"),
    Entry::verb::<cancel::Cancel>("cancel"),
    Entry::verb::<retry::Retry>("retry"),
    Entry::verb::<download::Download>("download"),
    Entry::verb::<tag::Tag>("tag"),
    Entry::verb::<cancel::Keep>("keep"),
    Entry::verb::<cancel::Delete>("delete"),
];

/// What is shown of a run.
pub const VIEW: View = View::new(&[
    Field::new("id").id(),
    Field::at("pipeline", "definition/name"),
    Field::new("buildNumber").head("number"),
    Field::by(
        "state",
        |run| if run["result"].is_null() { run["status"].clone() } else { run["result"].clone() },
    )
    .state(),
    Field::by("branch", |run| branch(&run["sourceBranch"])).branch(),
    Field::new("reason"),
    Field::at("requestedFor", "requestedFor/displayName").head("for"),
    Field::new("queueTime").head("queued").date(),
    Field::new("startTime").date().unlisted(),
    Field::new("finishTime").date().unlisted(),
    Field::new("sourceVersion").unlisted(),
    Field::at("project", "project/name").unlisted(),
    Field::by("tags", |run| {
        let tags = run["tags"].as_array().into_iter().flatten();
        joined(tags.filter_map(|tag| tag.as_str().map(str::to_owned)))
    })
    .unlisted(),
    Field::new("keepForever").unlisted(),
])
.url(url);

fn url(run: &Value, address: &Address) -> Option<String> {
    Some(page(address, run["project"]["name"].as_str()?, run["id"].as_i64()?))
}

/// The page of a run.
fn page(address: &Address, project: &str, id: i64) -> String {
    format!("{}?buildId={id}", web::page(address, &[project, "_build", "results"]))
}

/// Which run, by default the latest.
#[derive(Args, Clone, Debug)]
struct SelectorArgs {
    /// The run (default: the latest)
    #[arg(value_name = "ID|URL")]
    run: Option<String>,

    /// The latest run of this pipeline
    #[arg(long, value_name = "NAME|ID", conflicts_with = "run")]
    pipeline: Option<String>,

    #[command(flatten)]
    project: ProjectArgs,
}

impl SelectorArgs {
    async fn find(&self) -> Result<(Place, Build)> {
        if let Some(text) = &self.run {
            return named(text, &self.project).await;
        }
        let place = Place::of_project(&self.project)?;
        let pipeline = match &self.pipeline {
            Some(text) => Some(pipeline::find(&place, text).await?.id),
            None => None,
        };
        let params = GetBuilds {
            definitions: pipeline.map(|id| vec![id]),
            top: Some(1),
            query_order: Some(BuildQueryOrder::QueueTimeDescending),
            ..GetBuilds::default()
        };
        let mut found = place.ado.items(get_builds(&place.project()?.locator(), params));
        let latest = found.try_next().await?.ok_or_else(|| {
            let what = self.pipeline.as_deref().map_or_else(|| "the project".to_owned(), str::to_owned);
            Error::failed(format!("{what} has no runs")).help("`adox pipeline run PIPELINE` starts one")
        })?;
        Ok((place, latest))
    }
}

/// Which run, to be changed.
#[derive(Args, Clone, Debug)]
struct TargetArgs {
    /// The run
    #[arg(value_name = "ID|URL")]
    run: String,

    #[command(flatten)]
    project: ProjectArgs,
}

impl TargetArgs {
    async fn find(&self) -> Result<(Place, Build)> {
        named(&self.run, &self.project).await
    }
}

/// The run of a number or a URL.
async fn named(text: &str, project: &ProjectArgs) -> Result<(Place, Build)> {
    let wrong = || {
        Error::usage(format!("expected a run, got `{text}`"))
            .help("name it by its id, or its URL as it stands in the browser")
    };
    let number = |text: &str| text.parse().ok().filter(|number: &i64| *number > 0);
    let mut project = project.clone();
    let id = if text.contains("://") {
        let address = Connection::address(&project.connection)?.value;
        let location = address.locate(text).map_err(|error| Error::from(error).typed(OTHER))?;
        project.project = location.project.or(project.project);
        let (_, query) = text.split_once('?').ok_or_else(wrong)?;
        let id = query
            .split(['&', '#'])
            .find_map(|part| part.strip_prefix("buildId=").or_else(|| part.strip_prefix("buildid=")));
        number(id.ok_or_else(wrong)?)
    } else {
        number(text.strip_prefix('#').unwrap_or(text))
    };
    let id = id.ok_or_else(wrong)?;
    let place = Place::of_project(&project)?;
    let run = get(&place, id).await?;
    Ok((place, run))
}

/// A run by its number.
///
/// # Errors
/// As any call.
pub async fn get(place: &Place, id: i64) -> Result<Build> {
    let op = get_build(&place.project()?.locator(), id.into(), GetBuild::default());
    Ok(place.ado.call(op).await?)
}

/// Its number.
fn id(run: &Build) -> i64 {
    run.id.unwrap_or_default()
}

/// Its pipeline and number, for messages.
fn title(run: &Build) -> String {
    let pipeline = run.definition.as_ref().and_then(|pipeline| pipeline.name.as_deref());
    pipeline.map_or_else(|| format!("run {}", id(run)), |name| format!("run {} of {name}", id(run)))
}

/// The exit code for its result: 8 as long as it has none.
fn exit(run: &Build) -> Exit {
    use adoxide::api::build::BuildResult::{PartiallySucceeded, Succeeded};
    use adoxide::api::build::BuildStatus::Completed;

    match (&run.status, &run.result) {
        (Some(Completed), Some(Succeeded | PartiallySucceeded)) => Exit::Ok,
        (Some(Completed), _) => Exit::Failed,
        _ => Exit::Pending,
    }
}
