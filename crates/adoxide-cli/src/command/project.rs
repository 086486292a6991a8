//! `adox project`.

use adoxide::Address;
use adoxide::api::core::{GetProjects, ProjectVisibility, TeamProject, get_projects};
use clap::{Args, ValueEnum};
use serde_json::Value;

use crate::args::{ConfirmArgs, ConnectionArgs, ListArgs, OutputArgs, ProjectArgs, ShowArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};
use crate::web;

/// Work with projects
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox project list
  adox project create Shop --process Agile --description \"The shop\"
  adox project edit Shop --name Store")]
pub struct Project {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show>("show"),
    Entry::verb::<Create>("create"),
    Entry::verb::<Edit>("edit"),
    Entry::verb::<Delete>("delete"),
];

const VIEW: View = View::new(&[
    Field::new("name").id(),
    Field::new("state").state(),
    Field::new("visibility"),
    Field::new("lastUpdateTime").head("updated").date(),
    Field::new("id").unlisted(),
    Field::at("process", "capabilities/processTemplate/templateName").unlisted(),
    Field::at("defaultTeam", "defaultTeam/name").unlisted(),
    Field::new("description").text(),
])
.url(url);

fn url(project: &Value, address: &Address) -> Option<String> {
    Some(web::page(address, &[project["name"].as_str()?]))
}

/// Who can see a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Visibility {
    Private,
    Public,
}

impl From<Visibility> for ProjectVisibility {
    fn from(visibility: Visibility) -> Self {
        match visibility {
            Visibility::Private => Self::Private,
            Visibility::Public => Self::Public,
        }
    }
}

/// Which project.
#[derive(Args, Clone, Debug)]
struct SelectorArgs {
    /// The project (default: ADOXIDE_PROJECT, or that of the git remote)
    #[arg(value_name = "NAME|ID", add = clap_complete::ArgValueCandidates::new(crate::complete::projects))]
    name: Option<String>,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl SelectorArgs {
    fn place(&self) -> Result<Place> {
        Place::of_project(&ProjectArgs { project: self.name.clone(), connection: self.connection.clone() })
    }
}

/// List the projects of the organization
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&ProjectArgs { project: None, connection: self.connection })?;
        let found = place.ado.items(get_projects(GetProjects::default()));
        context.list(&VIEW, place.address(), &self.list, found).await
    }
}

/// Show a project
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
        let place = self.selector.place()?;
        let project = place.project()?.snapshot().await?;
        context.show(&VIEW, place.address(), &self.show, &*project)
    }
}

/// Create a project
#[derive(Args, Debug)]
#[command(visible_alias = "new")]
struct Create {
    /// Its name
    name: String,

    /// Its description; `-` reads it from stdin
    #[arg(long, short)]
    description: Option<String>,

    /// Who can see it
    #[arg(long, value_enum, default_value = "private")]
    visibility: Visibility,

    /// Its process, such as Agile, Basic or Scrum (default: the organization's)
    #[arg(long, value_name = "NAME")]
    process: Option<String>,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&ProjectArgs { project: None, connection: self.connection })?;
        let mut new = place.ado.create_project(&self.name).visibility(self.visibility.into());
        if let Some(description) = &self.description {
            new = new.description(super::text_or_stdin(description)?);
        }
        if let Some(process) = &self.process {
            new = new.process(process);
        }
        let project = new.await?.snapshot().await?;
        let done = format!("Created project {}.", self.name);
        context.changed(done, &VIEW, place.address(), &self.output, &*project)
    }
}

/// Change a project
#[derive(Args, Debug)]
#[command(visible_alias = "update")]
struct Edit {
    /// Its name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// Its description; `-` reads it from stdin
    #[arg(long, short)]
    description: Option<String>,

    /// Who can see it
    #[arg(long, value_enum)]
    visibility: Option<Visibility>,

    /// The project (default: ADOXIDE_PROJECT, or that of the git remote)
    #[arg(value_name = "PROJECT")]
    project: Option<String>,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for Edit {
    async fn run(self, context: &Context) -> Result<Exit> {
        let args = ProjectArgs { project: self.project, connection: self.connection };
        let place = Place::of_project(&args)?;
        let project = place.project()?;
        let changes = TeamProject {
            name: self.name,
            description: self.description.as_deref().map(super::text_or_stdin).transpose()?,
            visibility: self.visibility.map(Into::into),
            ..TeamProject::default()
        };
        if changes.name.is_none() && changes.description.is_none() && changes.visibility.is_none() {
            return Err(Error::usage("there is nothing to change").help("name a change, such as --name NAME"));
        }
        let was = project.name().await?;
        project.update(changes).await?;
        let now = project.snapshot().await?;
        context.changed(format!("Changed project {was}."), &VIEW, place.address(), &self.output, &*now)
    }
}

/// Delete a project and all that is in it
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct Delete {
    /// The project
    #[arg(value_name = "NAME|ID")]
    name: String,

    #[command(flatten)]
    confirm: ConfirmArgs,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for Delete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let args = ProjectArgs { project: Some(self.name), connection: self.connection };
        let project = Place::of_project(&args)?.project()?;
        let name = project.name().await?;
        context.confirm(
            self.confirm,
            format_args!("this deletes the project {name} and all that is in it"),
            "it can be restored for 28 days in the organization's settings",
        )?;
        project.delete().await?;
        context.printer.say(format_args!("Deleted project {name}."));
        Ok(Exit::Ok)
    }
}
