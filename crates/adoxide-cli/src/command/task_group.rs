//! `adox task-group`.

use std::path::PathBuf;

use adoxide::Address;
use adoxide::api::distributed_task::task_agent::{
    DeleteTaskGroup, GetTaskGroups, TaskGroup, TaskGroupCreateParameter, TaskGroupUpdateParameter,
    add_task_group, delete_task_group, get_task_groups, undelete_task_group, update_task_group,
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

/// Work with task groups: steps that classic pipelines share
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox task-group list
  adox task-group show Deploy --output json > deploy.json
  adox task-group create --file deploy.json --project Other
  adox task-group edit Deploy --file deploy.json --comment 'Newer tasks'

A file holds a task group as `show --output json` writes it. YAML pipelines
share steps by templates instead.")]
pub struct TaskGroups {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show<SelectorArgs>>("show"),
    Entry::verb::<Create>("create"),
    Entry::verb::<Edit>("edit"),
    Entry::verb::<Delete>("delete"),
    Entry::verb::<Restore>("restore"),
];

const VIEW: View = View::new(&[
    Field::new("name").id(),
    Field::new("category"),
    Field::new("revision"),
    Field::by("tasks", |group| group["tasks"].as_array().map_or(0, Vec::len).into()),
    Field::at("modifiedBy", "modifiedBy/displayName").head("modified by"),
    Field::new("modifiedOn").head("modified").date(),
    Field::new("description").text(),
    Field::new("comment").unlisted(),
    Field::new("id").unlisted(),
])
.url(url);

fn url(group: &Value, address: &Address) -> Option<String> {
    let (project, id) = (group["_project"].as_str()?, group["id"].as_str()?);
    Some(web::page(address, &[project, "_taskgroup", id]))
}

/// A task group with its project, which its page needs.
fn row(group: &TaskGroup, place: &Place) -> Result<Value> {
    let mut value = crate::command::value(group)?;
    value["_project"] = place.project.as_ref().map(|project| project.value.clone()).into();
    Ok(value)
}

/// The task groups of a project.
async fn all(place: &Place, deleted: bool) -> Result<Vec<TaskGroup>> {
    let params = GetTaskGroups { deleted: deleted.then_some(true), ..GetTaskGroups::default() };
    Ok(place.ado.items(get_task_groups(&place.project()?.locator(), None, params)).try_collect().await?)
}

/// The one of a name or an id; drafts and former versions have the name of their group, so the newest is it.
fn one(all: Vec<TaskGroup>, wanted: &str, help: &str) -> Result<TaskGroup> {
    let is = |text: &Option<String>| text.as_deref().is_some_and(|text| text.eq_ignore_ascii_case(wanted));
    let named = all.into_iter().filter(|group| is(&group.name) || is(&group.id));
    named.max_by_key(|group| group.revision).ok_or_else(|| {
        Error::failed(format!("the project has no task group `{wanted}`")).help(help.to_owned())
    })
}

fn id_of(group: &TaskGroup) -> Result<&str> {
    group.id.as_deref().ok_or_else(|| Error::failed("the service answered a task group without an id"))
}

/// What a file says about a task group. `-` reads stdin.
fn read(file: &std::path::Path) -> Result<Value> {
    let shown = file.display();
    let text = if file.as_os_str() == "-" {
        std::io::read_to_string(std::io::stdin())
    } else {
        std::fs::read_to_string(file)
    };
    let text = text.map_err(|error| Error::usage(format!("--file: `{shown}` can't be read: {error}")))?;
    let group: Value = serde_json::from_str(&text)
        .map_err(|error| Error::usage(format!("--file: `{shown}` is not JSON: {error}")))?;
    if group.is_object() {
        return Ok(group);
    }
    Err(Error::usage(format!("--file: expected a JSON object in `{shown}`")))
}

/// Which task group.
#[derive(Args, Debug)]
struct SelectorArgs {
    /// The task group
    #[arg(value_name = "NAME|ID")]
    name: String,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Selector for SelectorArgs {
    type Found = TaskGroup;
    const THING: &'static str = "a task group";
    const VIEW: &'static View = &VIEW;

    async fn find(&self) -> Result<(Place, TaskGroup)> {
        let place = Place::of_project(&self.project)?;
        let found = one(all(&place, false).await?, &self.name, "`adox task-group list` lists them")?;
        Ok((place, found))
    }

    async fn shown(&self) -> Result<(Place, Value)> {
        let (place, found) = self.find().await?;
        let row = row(&found, &place)?;
        Ok((place, row))
    }
}

/// List the task groups of a project
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    /// Those that were deleted and can be restored
    #[arg(long)]
    deleted: bool,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let rows = all(&place, self.deleted).await?.into_iter().map(|group| row(&group, &place));
        let rows: Vec<_> = rows.collect();
        context.list(&VIEW, place.address(), &self.list, futures::stream::iter(rows)).await
    }
}

/// Create a task group from a file
#[derive(Args, Debug)]
#[command(alias = "new", visible_alias = "import")]
struct Create {
    /// The task group in JSON; - for stdin
    #[arg(long, short = 'F', value_name = "FILE")]
    file: PathBuf,

    /// Its name (default: that in the file)
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        let mut group = read(&self.file)?;
        if let Some(name) = self.name {
            group["name"] = name.into();
        }
        let missing = ["name", "tasks"].into_iter().find(|member| group[member].is_null());
        if let Some(missing) = missing {
            return Err(Error::usage(format!("--file: the task group has no `{missing}`")));
        }
        let new: TaskGroupCreateParameter = super::body(group)?;
        let place = Place::of_project(&self.project)?;
        let made = place.ado.call(add_task_group(&place.project()?.locator(), &new)).await?;
        let done = format!("Created task group {}.", made.name.as_deref().unwrap_or_default());
        context.changed(done, &VIEW, place.address(), &self.output, &row(&made, &place)?)
    }
}

/// Change a task group: its name, its description, or all of it from a file
#[derive(Args, Debug)]
#[command(visible_alias = "update")]
struct Edit {
    #[command(flatten)]
    selector: SelectorArgs,

    /// The whole task group in JSON; - for stdin
    #[arg(long, short = 'F', value_name = "FILE")]
    file: Option<PathBuf>,

    /// Its new name
    #[arg(long = "name", value_name = "NAME")]
    new: Option<String>,

    /// What it is for
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,

    /// Why it is changed, for its history
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Edit {
    async fn run(self, context: &Context) -> Result<Exit> {
        if self.file.is_none() && self.new.is_none() && self.description.is_none() {
            return Err(Error::usage("there is nothing to change").help("name a change, such as --name NAME"));
        }
        let file = self.file.as_deref().map(read).transpose()?;
        let (place, found) = self.selector.find().await?;
        let (id, revision) = (id_of(&found)?.to_owned(), found.revision);
        let mut group = match file {
            Some(file) => file,
            None => super::value(&found)?,
        };
        // That of the file may be of another time or another project.
        group["id"] = id.as_str().into();
        group["revision"] = revision.into();
        for (member, text) in [("name", self.new), ("description", self.description)] {
            if let Some(text) = text {
                group[member] = text.into();
            }
        }
        group["comment"] = self.comment.into();
        let body: TaskGroupUpdateParameter = super::body(group)?;
        let op = update_task_group(&place.project()?.locator(), Some(&id.as_str().into()), &body);
        let now = place.ado.call(op).await?;
        let done = format!("Changed task group {}.", now.name.as_deref().unwrap_or_default());
        context.changed(done, &VIEW, place.address(), &self.output, &row(&now, &place)?)
    }
}

/// Delete a task group
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct Delete {
    #[command(flatten)]
    selector: SelectorArgs,

    /// Why, for its history
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

impl Verb for Delete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, found) = self.selector.find().await?;
        let name = found.name.clone().unwrap_or_default();
        let what = format!("this deletes the task group {name}; pipelines that use it fail");
        context.confirm(self.confirm, what, format_args!("`adox task-group restore {name}` restores it"))?;
        let params = DeleteTaskGroup { comment: self.comment };
        let op = delete_task_group(&place.project()?.locator(), &id_of(&found)?.into(), params);
        place.ado.call(op).await?;
        context.printer.say(format_args!("Deleted task group {name}."));
        Ok(Exit::Ok)
    }
}

/// Restore a task group that was deleted
#[derive(Args, Debug)]
#[command(alias = "undelete")]
struct Restore {
    #[command(flatten)]
    selector: SelectorArgs,

    /// Why, for its history
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Restore {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.selector.project)?;
        let help = "`adox task-group list --deleted` lists those that can be restored";
        let found = one(all(&place, true).await?, &self.selector.name, help)?;
        let body = TaskGroup { id: found.id, comment: self.comment, ..TaskGroup::default() };
        let op = undelete_task_group(&place.project()?.locator(), &body);
        let back: Vec<TaskGroup> = place.ado.items(op).try_collect().await?;
        let now =
            back.into_iter().next().ok_or_else(|| Error::failed("the service answered no task group"))?;
        let done = format!("Restored task group {}.", now.name.as_deref().unwrap_or_default());
        context.changed(done, &VIEW, place.address(), &self.output, &row(&now, &place)?)
    }
}
