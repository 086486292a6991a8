//! `adox environment`.

use adoxide::Address;
use adoxide::api::distributed_task::task_agent::{
    EnvironmentCreateParameter, EnvironmentInstance, EnvironmentUpdateParameter, GetEnvironmentById,
    GetEnvironmentDeploymentExecutionRecords, GetEnvironments, add_environment, delete_environment,
    get_environment_by_id, get_environment_deployment_execution_records, get_environments,
    update_environment,
};
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::Value;

use crate::args::{ConfirmArgs, ListArgs, OutputArgs, ProjectArgs};
use crate::command::selector::{Selector, Show};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};
use crate::web;

/// Work with environments of pipelines
#[derive(Args, Debug)]
#[command(
    visible_alias = "environments",
    alias = "env",
    after_help = "\
Examples:
  adox environment list
  adox environment create production --description \"The shop\"
  adox environment deployments production"
)]
pub struct Environments {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show<SelectorArgs>>("show"),
    Entry::verb::<Create>("create"),
    Entry::verb::<Edit>("edit"),
    Entry::verb::<Deployments>("deployments"),
    Entry::verb::<Delete>("delete"),
];

const VIEW: View = View::new(&[
    Field::new("id"),
    Field::new("name").id(),
    Field::new("description"),
    Field::new("lastModifiedOn").head("changed").date(),
    Field::at("createdBy", "createdBy/displayName").unlisted(),
    Field::new("createdOn").date().unlisted(),
])
.url(url);

fn url(environment: &Value, address: &Address) -> Option<String> {
    let id = environment["id"].as_i64()?.to_string();
    let project = environment["project"]["name"].as_str().or(environment["project"]["id"].as_str())?;
    Some(web::page(address, &[project, "_environments", &id]))
}

/// Which environment.
#[derive(Args, Debug)]
struct SelectorArgs {
    /// The environment
    #[arg(value_name = "NAME|ID")]
    environment: String,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Selector for SelectorArgs {
    type Found = EnvironmentInstance;
    const THING: &'static str = "an environment";
    const VIEW: &'static View = &VIEW;

    async fn find(&self) -> Result<(Place, EnvironmentInstance)> {
        let place = Place::of_project(&self.project)?;
        let project = place.project()?.locator();
        let wanted = self.environment.as_str();
        let id = if let Some(id) = wanted.parse().ok().filter(|id: &i64| *id > 0) {
            id
        } else {
            let params = GetEnvironments { name: Some(wanted.to_owned()), ..GetEnvironments::default() };
            let all: Vec<EnvironmentInstance> =
                place.ado.items(get_environments(&project, params)).try_collect().await?;
            let same = |one: &&EnvironmentInstance| {
                one.name.as_deref().is_some_and(|name| name.to_lowercase() == wanted.to_lowercase())
            };
            all.iter().find(same).and_then(|one| one.id).ok_or_else(|| {
                Error::failed(format!("the project has no environment `{wanted}`"))
                    .help("`adox environment list` lists them")
            })?
        };
        let found =
            place.ado.call(get_environment_by_id(&project, id.into(), GetEnvironmentById::default())).await?;
        Ok((place, found))
    }
}

/// List the environments of a project
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
        let found =
            place.ado.items(get_environments(&place.project()?.locator(), GetEnvironments::default()));
        context.list(&VIEW, place.address(), &self.list, found).await
    }
}

/// Create an environment
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
        let body = EnvironmentCreateParameter {
            name: Some(self.name.clone()),
            description: self.description,
            ..EnvironmentCreateParameter::default()
        };
        let made = place.ado.call(add_environment(&place.project()?.locator(), &body)).await?;
        let done = format!("Created environment {} ({}).", self.name, made.id.unwrap_or_default());
        context.changed(done, &VIEW, place.address(), &self.output, &made)
    }
}

/// Change the name or the description of an environment
#[derive(Args, Debug)]
#[command(visible_alias = "update", override_usage = "adox environment edit [OPTIONS] <NAME|ID>")]
#[group(id = "change", required = true, multiple = true, args = ["name", "description"])]
struct Edit {
    #[command(flatten)]
    selector: SelectorArgs,

    /// The name
    #[arg(long)]
    name: Option<String>,

    /// The description
    #[arg(long, short)]
    description: Option<String>,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Edit {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, found) = self.selector.find().await?;
        let was = found.name.clone().unwrap_or_default();
        // Both are written: what is left out would be emptied.
        let body = EnvironmentUpdateParameter {
            name: self.name.or(found.name),
            description: self.description.or(found.description),
            ..EnvironmentUpdateParameter::default()
        };
        let id = found.id.unwrap_or_default();
        let now = place.ado.call(update_environment(&place.project()?.locator(), id.into(), &body)).await?;
        context.changed(format!("Changed environment {was}."), &VIEW, place.address(), &self.output, &now)
    }
}

const RECORDS: View = View::new(&[
    Field::new("id"),
    Field::at("pipeline", "definition/name"),
    Field::at("run", "owner/name"),
    Field::new("stageName").head("stage"),
    Field::new("jobName").head("job"),
    Field::new("result").state(),
    Field::new("startTime").head("started").date(),
    Field::new("finishTime").date().unlisted(),
    Field::at("runId", "owner/id").unlisted(),
    Field::new("requestIdentifier").unlisted(),
]);

/// List the deployments to an environment, the newest first
#[derive(Args, Debug)]
#[command(visible_alias = "deployment")]
struct Deployments {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for Deployments {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, found) = self.selector.find().await?;
        let id = found.id.unwrap_or_default();
        let params = GetEnvironmentDeploymentExecutionRecords::default();
        let op = get_environment_deployment_execution_records(&place.project()?.locator(), id.into(), params);
        context.list(&RECORDS, place.address(), &self.list, place.ado.items(op)).await
    }
}

/// Delete an environment
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
        let name = found.name.unwrap_or_default();
        let what = format!("this deletes the environment {name} with its checks and history");
        context.confirm(self.confirm, what, "it can't be restored")?;
        let id = found.id.unwrap_or_default();
        place.ado.call(delete_environment(&place.project()?.locator(), id.into())).await?;
        context.printer.say(format_args!("Deleted environment {name}."));
        Ok(Exit::Ok)
    }
}
