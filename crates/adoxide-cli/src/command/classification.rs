//! `adox area` and `adox iteration`: the trees that work items are sorted into, and what a team has of them.

use adoxide::Address;
use adoxide::api::work::{TeamFieldValue, TeamSettingsPatch};
use adoxide::resource::ClassificationNode;
use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::args::{ConfirmArgs, ListArgs, OutputArgs, ProjectArgs, ShowArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};
use crate::web;

/// Work with area paths
#[derive(Args, Debug)]
#[command(
    visible_alias = "areas",
    after_help = "\
Examples:
  adox area list
  adox area create Shop/Checkout
  adox area add Shop/Checkout --team Web --children
  adox area delete Shop/Old --into Shop

A path begins below the project; its parts are separated by / or \\\\."
)]
pub struct Areas {}

/// Work with iteration paths: sprints and what they are in
#[derive(Args, Debug)]
#[command(
    visible_alias = "iterations",
    alias = "sprint",
    after_help = "\
Examples:
  adox iteration list --team Web
  adox iteration create \"Sprint 12\" --start 2026-12-01 --finish 2026-12-14
  adox iteration add \"Sprint 12\" --team Web
  adox iteration edit \"Sprint 12\" --name \"Sprint 12b\"

A path begins below the project; its parts are separated by / or \\\\."
)]
pub struct Iterations {}

/// The verbs of areas.
pub const AREA: &[Entry] = &[
    Entry::verb::<List<false>>("list"),
    Entry::verb::<Show<false>>("show"),
    Entry::verb::<CreateArea>("create"),
    Entry::verb::<EditArea>("edit"),
    Entry::verb::<AddArea>("add"),
    Entry::verb::<RemoveArea>("remove"),
    Entry::verb::<Delete<false>>("delete"),
];

/// The verbs of iterations.
pub const ITERATION: &[Entry] = &[
    Entry::verb::<List<true>>("list"),
    Entry::verb::<Show<true>>("show"),
    Entry::verb::<CreateIteration>("create"),
    Entry::verb::<EditIteration>("edit"),
    Entry::verb::<AddIteration>("add"),
    Entry::verb::<RemoveIteration>("remove"),
    Entry::verb::<Delete<true>>("delete"),
];

const VIEW: View = View::new(&[
    Field::new("path").id(),
    Field::new("start"),
    Field::new("finish"),
    Field::new("id"),
    Field::new("name").unlisted(),
    Field::new("identifier").unlisted(),
    Field::new("project").unlisted(),
    Field::new("kind").unlisted(),
])
.url(url);

fn url(node: &Value, address: &Address) -> Option<String> {
    let project = node["project"].as_str()?;
    let tab = if node["kind"] == "iteration" { "iteration" } else { "areas" };
    Some(web::page(address, &[project, "_settings", "work"]) + "?_a=" + tab)
}

/// What is shown of a node.
async fn shown(node: &ClassificationNode) -> Result<Value> {
    Ok(json!({
        "path": node.path(),
        "name": node.name(),
        "start": node.start_date().map(|day| day.to_string()),
        "finish": node.finish_date().map(|day| day.to_string()),
        "id": node.value().id,
        "identifier": node.value().identifier,
        "project": node.project().name().await?,
        "kind": if node.is_iteration() { "iteration" } else { "area" },
    }))
}

fn what(is_iteration: bool) -> &'static str {
    if is_iteration { "iteration" } else { "area" }
}

/// The node of a path below the project; the root for an empty one.
async fn find(place: &Place, path: &str, is_iteration: bool) -> Result<ClassificationNode> {
    let project = place.project()?;
    let path = path.replace('/', "\\");
    let path = path.trim_matches('\\');
    // As the service shows it, a path begins with the project.
    let name = project.name().await?;
    let path = match path.split_once('\\') {
        Some((first, rest)) if first.to_lowercase() == name.to_lowercase() => rest,
        None if path.to_lowercase() == name.to_lowercase() => "",
        _ => path,
    };
    let whole = if path.is_empty() { name.clone() } else { format!("{name}\\{path}") };
    let found = if is_iteration { project.iteration(&whole).await } else { project.area(&whole).await };
    found.map_err(|error| {
        if error.kind() == adoxide::ErrorKind::NotFound {
            let what = what(is_iteration);
            Error::failed(format!("{name} has no {what} `{path}`"))
                .help(format!("`adox {what} list` lists them"))
        } else {
            error.into()
        }
    })
}

/// The parent of a new node, and its name.
fn split(path: &str) -> Result<(&str, &str)> {
    let path = path.trim_matches(['/', '\\']);
    let (parent, name) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
    if name.trim().is_empty() { Err(Error::usage("the name is empty")) } else { Ok((parent, name)) }
}

/// Which node.
#[derive(Args, Debug)]
struct SelectorArgs {
    /// Its path below the project
    #[arg(value_name = "PATH")]
    path: String,

    #[command(flatten)]
    project: ProjectArgs,
}

impl SelectorArgs {
    async fn find(&self, is_iteration: bool) -> Result<(Place, ClassificationNode)> {
        let place = Place::of_project(&self.project)?;
        let node = find(&place, &self.path, is_iteration).await?;
        Ok((place, node))
    }
}

/// List them: all of the project, or those of a team
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List<const ITERATION: bool> {
    /// Those that this team has
    #[arg(long, value_name = "NAME|ID")]
    team: Option<String>,

    /// Only this one and those below it
    #[arg(long, value_name = "PATH", conflicts_with = "team")]
    path: Option<String>,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl<const ITERATION: bool> Verb for List<ITERATION> {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let mut rows = Vec::new();
        if let Some(team) = &self.team {
            let team = place.project()?.team(team);
            let project = place.project()?.name().await?;
            if ITERATION {
                for iteration in team.iterations().all().await? {
                    let value = serde_json::to_value(iteration.value()).unwrap_or_default();
                    let day = |name: &str| value["attributes"][name].as_str().and_then(|time| time.get(..10));
                    rows.push(json!({
                        "path": value["path"], "name": value["name"], "start": day("startDate"),
                        "finish": day("finishDate"), "identifier": value["id"], "project": project,
                        "kind": "iteration",
                    }));
                }
            } else {
                let areas = team.areas().await?;
                for area in areas.values.iter().flatten() {
                    rows.push(json!({
                        "path": area.value, "includeChildren": area.include_children,
                        "isDefault": area.value == areas.default_value, "project": project, "kind": "area",
                    }));
                }
            }
        } else {
            let root = find(&place, self.path.as_deref().unwrap_or_default(), ITERATION).await?;
            rows.push(shown(&root).await?);
            for node in root.descendants() {
                rows.push(shown(&node).await?);
            }
        }
        let rows = futures::stream::iter(rows.into_iter().map(Ok::<_, Error>));
        context.list(&VIEW, place.address(), &self.list, rows).await
    }
}

/// Show one
#[derive(Args, Debug)]
#[command(visible_alias = "view")]
struct Show<const ITERATION: bool> {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    show: ShowArgs,
}

impl<const ITERATION: bool> Verb for Show<ITERATION> {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, node) = self.selector.find(ITERATION).await?;
        context.show(&VIEW, place.address(), &self.show, &shown(&node).await?)
    }
}

/// Create an area
#[derive(Args, Debug)]
#[command(visible_alias = "new")]
struct CreateArea {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for CreateArea {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (parent, name) = split(&self.selector.path)?;
        let place = Place::of_project(&self.selector.project)?;
        let made = find(&place, parent, false).await?.create_child(name).await?;
        let done = format!("Created area {}.", made.path());
        context.changed(done, &VIEW, place.address(), &self.output, &shown(&made).await?)
    }
}

/// Create an iteration
#[derive(Args, Debug)]
#[command(visible_alias = "new")]
struct CreateIteration {
    /// The first day, such as 2026-12-01
    #[arg(long, visible_alias = "start-date", value_name = "DATE", requires = "finish")]
    start: Option<Date>,

    /// The last day
    #[arg(long, visible_alias = "finish-date", value_name = "DATE", requires = "start")]
    finish: Option<Date>,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for CreateIteration {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (parent, name) = split(&self.selector.path)?;
        let place = Place::of_project(&self.selector.project)?;
        let parent = find(&place, parent, true).await?;
        let made = match self.start.zip(self.finish) {
            Some((start, finish)) => parent.create_child_with_dates(name, start, finish).await?,
            None => parent.create_child(name).await?,
        };
        let done = format!("Created iteration {}.", made.path());
        context.changed(done, &VIEW, place.address(), &self.output, &shown(&made).await?)
    }
}

/// Rename or move an area; its work items follow
#[derive(Args, Debug)]
#[command(visible_alias = "update")]
#[group(id = "change", required = true, multiple = true, args = ["name", "parent"])]
struct EditArea {
    /// The name
    #[arg(long)]
    name: Option<String>,

    /// Move it below this one
    #[arg(long, value_name = "PATH")]
    parent: Option<String>,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for EditArea {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, mut node) = self.selector.find(false).await?;
        let was = node.path();
        if let Some(parent) = &self.parent {
            node.move_to(&find(&place, parent, false).await?).await?;
        }
        if let Some(name) = self.name {
            node.rename(name).await?;
        }
        let done = format!("Changed area {was}.");
        context.changed(done, &VIEW, place.address(), &self.output, &shown(&node).await?)
    }
}

/// Rename or move an iteration, or change its days; its work items follow
#[derive(Args, Debug)]
#[command(visible_alias = "update", override_usage = "adox iteration edit [OPTIONS] <PATH>")]
#[group(id = "change", required = true, multiple = true, args = ["name", "parent", "start", "no_dates"])]
struct EditIteration {
    /// The name
    #[arg(long)]
    name: Option<String>,

    /// Move it below this one
    #[arg(long, value_name = "PATH")]
    parent: Option<String>,

    /// The first day, such as 2026-12-01
    #[arg(long, visible_alias = "start-date", value_name = "DATE", requires = "finish")]
    start: Option<Date>,

    /// The last day
    #[arg(long, visible_alias = "finish-date", value_name = "DATE", requires = "start")]
    finish: Option<Date>,

    /// Take its days away
    #[arg(long, conflicts_with = "start")]
    no_dates: bool,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for EditIteration {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, mut node) = self.selector.find(true).await?;
        let was = node.path();
        if let Some(parent) = &self.parent {
            node.move_to(&find(&place, parent, true).await?).await?;
        }
        let days = self.start.zip(self.finish);
        if days.is_some() || self.no_dates {
            node.set_dates(days).await?;
        }
        if let Some(name) = self.name {
            node.rename(name).await?;
        }
        let done = format!("Changed iteration {was}.");
        context.changed(done, &VIEW, place.address(), &self.output, &shown(&node).await?)
    }
}

/// Which team.
#[derive(Args, Debug)]
struct TeamArgs {
    /// The team
    #[arg(long, value_name = "NAME|ID")]
    team: String,
}

/// Give an area to a team
#[derive(Args, Debug)]
struct AddArea {
    #[command(flatten)]
    team: TeamArgs,

    /// With the areas below it
    #[arg(long, visible_alias = "include-sub-areas")]
    children: bool,

    /// Make it the area of the team's new work items
    #[arg(long, visible_alias = "set-as-default")]
    default: bool,

    #[command(flatten)]
    selector: SelectorArgs,
}

impl Verb for AddArea {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, node) = self.selector.find(false).await?;
        let team = place.project()?.team(&self.team.team);
        let path = node.path();
        let known = team.areas().await?;
        let mut areas = pairs(known.values.as_deref().unwrap_or_default());
        areas.retain(|(known, _)| *known != path);
        areas.push((path.clone(), self.children));
        let default = known.default_value.filter(|_| !self.default).unwrap_or_else(|| path.clone());
        team.set_areas(&default, areas).await?;
        context.printer.say(format_args!("Gave area {path} to team {}.", team.name().await?));
        Ok(Exit::Ok)
    }
}

fn pairs(areas: &[TeamFieldValue]) -> Vec<(String, bool)> {
    let pair = |area: &TeamFieldValue| Some((area.value.clone()?, area.include_children.unwrap_or_default()));
    areas.iter().filter_map(pair).collect()
}

/// Take an area from a team
#[derive(Args, Debug)]
struct RemoveArea {
    #[command(flatten)]
    team: TeamArgs,

    #[command(flatten)]
    selector: SelectorArgs,
}

impl Verb for RemoveArea {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, node) = self.selector.find(false).await?;
        let team = place.project()?.team(&self.team.team);
        let path = node.path();
        let known = team.areas().await?;
        let mut areas = pairs(known.values.as_deref().unwrap_or_default());
        let count = areas.len();
        areas.retain(|(known, _)| *known != path);
        let name = team.name().await?;
        if areas.len() == count {
            return Err(Error::failed(format!("the team {name} does not have area {path}")));
        }
        let default = known.default_value.unwrap_or_default();
        if default == path {
            return Err(Error::failed(format!("{path} is the default area of team {name}"))
                .help("`adox area add PATH --team TEAM --default` makes another one its default"));
        }
        team.set_areas(&default, areas).await?;
        context.printer.say(format_args!("Took area {path} from team {name}."));
        Ok(Exit::Ok)
    }
}

/// Let a team take part in an iteration
#[derive(Args, Debug)]
struct AddIteration {
    #[command(flatten)]
    team: TeamArgs,

    /// Make it the team's backlog iteration instead
    #[arg(long)]
    backlog: bool,

    /// Make it the iteration of the team's new work items instead
    #[arg(long, conflicts_with = "backlog")]
    default: bool,

    #[command(flatten)]
    selector: SelectorArgs,
}

impl Verb for AddIteration {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, node) = self.selector.find(true).await?;
        let team = place.project()?.team(&self.team.team);
        let path = node.path();
        let name = team.name().await?;
        if self.backlog || self.default {
            let id = Some(node.identifier()?.to_owned());
            let changes = if self.backlog {
                TeamSettingsPatch { backlog_iteration: id, ..TeamSettingsPatch::default() }
            } else {
                TeamSettingsPatch { default_iteration: id, ..TeamSettingsPatch::default() }
            };
            team.update_settings(&changes).await?;
            let which = if self.backlog { "backlog" } else { "default" };
            context.printer.say(format_args!("{path} is the {which} iteration of team {name}."));
        } else {
            team.add_iteration(&node).await?;
            context.printer.say(format_args!("Added iteration {path} to team {name}."));
        }
        Ok(Exit::Ok)
    }
}

/// Take an iteration from a team
#[derive(Args, Debug)]
struct RemoveIteration {
    #[command(flatten)]
    team: TeamArgs,

    #[command(flatten)]
    selector: SelectorArgs,
}

impl Verb for RemoveIteration {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, node) = self.selector.find(true).await?;
        let team = place.project()?.team(&self.team.team);
        let path = node.path();
        team.iteration(node.identifier()?).await?.remove().await?;
        context.printer.say(format_args!("Removed iteration {path} from team {}.", team.name().await?));
        Ok(Exit::Ok)
    }
}

/// Delete it; its work items go to another one
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct Delete<const ITERATION: bool> {
    /// Where its work items go
    #[arg(long, value_name = "PATH", default_value = "")]
    into: String,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

impl<const ITERATION: bool> Verb for Delete<ITERATION> {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, node) = self.selector.find(ITERATION).await?;
        let into = find(&place, &self.into, ITERATION).await?;
        let (kind, path) = (what(ITERATION), node.path());
        let what = format!("this deletes the {kind} {path} and those below it");
        context.confirm(self.confirm, what, format!("their work items go to {}", into.path()))?;
        node.delete_into(&into).await?;
        context.printer.say(format_args!("Deleted {kind} {path}."));
        Ok(Exit::Ok)
    }
}
