//! `adox team`.

use adoxide::Address;
use adoxide::api::core::WebApiTeam;
use adoxide::resource::Team as Handle;
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::Value;

use crate::args::{ConfirmArgs, ListArgs, OutputArgs, ProjectArgs, ShowArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};
use crate::web;

/// Work with teams
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox team list --project Storefront
  adox team create Web --project Storefront --description \"The web\"
  adox team member \"Storefront Team\"
  adox team iteration \"Storefront Team\"")]
pub struct Team {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show>("show"),
    Entry::verb::<Create>("create"),
    Entry::verb::<Edit>("edit"),
    Entry::verb::<Delete>("delete"),
    Entry::verb::<Members>("member"),
    Entry::verb::<Iterations>("iteration"),
];

const VIEW: View = View::new(&[
    Field::new("name").id(),
    Field::at("project", "projectName"),
    Field::new("description"),
    Field::new("id").unlisted(),
])
.url(url);

fn url(team: &Value, address: &Address) -> Option<String> {
    let (project, name) = (team["projectName"].as_str()?, team["name"].as_str()?);
    Some(web::page(address, &[project, "_settings", "teams"]) + "?team=" + &web::escaped(name))
}

/// Which team.
#[derive(Args, Clone, Debug)]
struct SelectorArgs {
    /// The team (default: the default team of the project)
    #[arg(value_name = "NAME|ID")]
    name: Option<String>,

    #[command(flatten)]
    project: ProjectArgs,
}

impl SelectorArgs {
    async fn find(&self) -> Result<(Place, Handle)> {
        let place = Place::of_project(&self.project)?;
        let project = place.project()?;
        let team = match &self.name {
            Some(name) => project.team(name),
            None => project.default_team().await?.ok_or_else(|| {
                Error::usage("no team is named, and the project has no default team").help("name a team")
            })?,
        };
        Ok((place, team))
    }
}

/// List the teams of a project
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let teams = match &place.project {
            Some(_) => place.project()?.teams(),
            None => place.ado.teams(),
        };
        let teams = teams.and_then(async |team| Ok((*team.snapshot().await?).clone()));
        context.list(&VIEW, place.address(), &self.list, teams).await
    }
}

/// Show a team
#[derive(Args, Debug)]
#[command(visible_alias = "view")]
struct Show {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    show: ShowArgs,
}

impl Verb for Show {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, team) = self.selector.find().await?;
        let now = team.snapshot().await?;
        context.show(&VIEW, place.address(), &self.show, &*now)
    }
}

/// Create a team
#[derive(Args, Debug)]
#[command(visible_alias = "new")]
struct Create {
    /// Its name
    name: String,

    /// Its description
    #[arg(long, short)]
    description: Option<String>,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let team = place.project()?.create_team(&self.name).await?;
        if let Some(description) = self.description {
            team.update(&WebApiTeam { description: Some(description), ..WebApiTeam::default() }).await?;
        }
        let now = team.snapshot().await?;
        context.changed(format!("Created team {}.", self.name), &VIEW, place.address(), &self.output, &*now)
    }
}

/// Change a team
#[derive(Args, Debug)]
#[command(visible_alias = "update", override_usage = "adox team edit [OPTIONS] [NAME|ID]")]
#[group(id = "change", required = true, multiple = true, args = ["new_name", "description"])]
struct Edit {
    #[command(flatten)]
    selector: SelectorArgs,

    /// Its new name
    #[arg(long = "name", id = "new_name", value_name = "NAME")]
    new_name: Option<String>,

    /// Its description
    #[arg(long, short)]
    description: Option<String>,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Edit {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, team) = self.selector.find().await?;
        let was = team.name().await?;
        let changes =
            WebApiTeam { name: self.new_name, description: self.description, ..WebApiTeam::default() };
        team.update(&changes).await?;
        let now = team.snapshot().await?;
        context.changed(format!("Changed team {was}."), &VIEW, place.address(), &self.output, &*now)
    }
}

/// Delete a team
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct Delete {
    /// The team
    #[arg(value_name = "NAME|ID")]
    name: String,

    #[command(flatten)]
    confirm: ConfirmArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Delete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let team = Place::of_project(&self.project)?.project()?.team(&self.name);
        let name = team.name().await?;
        let what = format!("this deletes the team {name}, its backlog settings and dashboards");
        context.confirm(self.confirm, what, "it can't be restored")?;
        team.delete().await?;
        context.printer.say(format_args!("Deleted team {name}."));
        Ok(Exit::Ok)
    }
}

const MEMBERS: View = View::new(&[
    Field::at("name", "identity/displayName").id(),
    Field::at("account", "identity/uniqueName"),
    Field::by("isTeamAdmin", |member| (member["isTeamAdmin"] == true).into()).head("admin"),
    Field::at("id", "identity/id").unlisted(),
]);

/// List the members of a team
#[derive(Args, Debug)]
#[command(visible_alias = "members")]
struct Members {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for Members {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, team) = self.selector.find().await?;
        context.list(&MEMBERS, place.address(), &self.list, team.members()).await
    }
}

const ITERATIONS: View = View::new(&[
    Field::new("name").id(),
    Field::new("path"),
    Field::by("start", |iteration| day(&iteration["attributes"]["startDate"])),
    Field::by("finish", |iteration| day(&iteration["attributes"]["finishDate"])),
    Field::at("timeFrame", "attributes/timeFrame").head("when").state(),
    Field::new("id").unlisted(),
]);

/// The day of a time.
fn day(time: &Value) -> Value {
    time.as_str().and_then(|time| time.get(..10)).into()
}

/// List the iterations of a team
#[derive(Args, Debug)]
#[command(visible_alias = "iterations")]
struct Iterations {
    /// The current one only
    #[arg(long)]
    current: bool,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for Iterations {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, team) = self.selector.find().await?;
        if self.current {
            let current = team.current_iteration().await?;
            let rows = current.iter().map(|iteration| Ok::<_, Error>(iteration.value().clone()));
            let rows = futures::stream::iter(rows.collect::<Vec<_>>());
            return context.list(&ITERATIONS, place.address(), &self.list, rows).await;
        }
        let found = team.iterations().map_ok(|iteration| iteration.value().clone());
        context.list(&ITERATIONS, place.address(), &self.list, found).await
    }
}
