//! `adox variable-group`.

use std::collections::BTreeMap;

use adoxide::Address;
use adoxide::api::distributed_task::task_agent::{
    GetVariableGroups, VariableGroup, VariableGroupParameters, add_variable_group, delete_variable_group,
    get_variable_group, get_variable_groups, update_variable_group,
};
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::{Value, json};

use crate::args::{ConfirmArgs, ListArgs, OutputArgs, ProjectArgs};
use crate::command::selector::{Selector, Show};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View, joined};
use crate::settings::Place;
use crate::verb::{Entry, Verb};
use crate::web;

/// Work with variable groups
#[derive(Args, Debug)]
#[command(
    visible_alias = "vg",
    after_help = "\
Examples:
  adox variable-group list
  adox variable-group create shared --variable region=eu
  adox variable-group set shared region=us
  adox variable-group set shared token --secret < token.txt
  adox variable-group export shared > shared.json

Values of secrets are never returned by the service. Setting one variable keeps
all others, secrets included."
)]
pub struct VariableGroups {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show<SelectorArgs>>("show"),
    Entry::verb::<Create>("create"),
    Entry::verb::<Set>("set"),
    Entry::verb::<Unset>("unset"),
    Entry::verb::<Edit>("edit"),
    Entry::verb::<Export>("export"),
    Entry::verb::<Delete>("delete"),
];

const VIEW: View = View::new(&[
    Field::new("id"),
    Field::new("name").id(),
    Field::new("type"),
    Field::by("variables", |group| group["variables"].as_object().map(serde_json::Map::len).into()),
    Field::by("names", |group| {
        joined(group["variables"].as_object().into_iter().flatten().map(|(name, value)| {
            if value["isSecret"] == true { format!("{name} (secret)") } else { name.clone() }
        }))
    })
    .unlisted(),
    Field::new("modifiedOn").head("changed").date(),
    Field::at("modifiedBy", "modifiedBy/displayName").unlisted(),
    Field::new("isShared").unlisted(),
    Field::new("description").text(),
])
.url(url);

fn url(group: &Value, address: &Address) -> Option<String> {
    let id = group["id"].as_i64()?;
    let project = group["variableGroupProjectReferences"][0]["projectReference"]["name"].as_str()?;
    let page = web::page(address, &[project, "_library"]);
    Some(format!("{page}?itemType=VariableGroups&view=VariableGroupView&variableGroupId={id}"))
}

/// Which variable group.
#[derive(Args, Debug)]
struct SelectorArgs {
    /// The variable group
    #[arg(value_name = "NAME|ID")]
    group: String,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Selector for SelectorArgs {
    type Found = VariableGroup;
    const THING: &'static str = "a variable group";
    const VIEW: &'static View = &VIEW;

    async fn find(&self) -> Result<(Place, VariableGroup)> {
        let place = Place::of_project(&self.project)?;
        let project = place.project()?.locator();
        let wanted = self.group.as_str();
        let id = if let Some(id) = wanted.parse().ok().filter(|id: &i64| *id > 0) {
            id
        } else {
            let params =
                GetVariableGroups { group_name: Some(wanted.to_owned()), ..GetVariableGroups::default() };
            let all: Vec<VariableGroup> =
                place.ado.items(get_variable_groups(&project, params)).try_collect().await?;
            let same = |one: &&VariableGroup| {
                one.name.as_deref().is_some_and(|name| name.to_lowercase() == wanted.to_lowercase())
            };
            all.iter().find(same).and_then(|one| one.id).ok_or_else(|| {
                Error::failed(format!("the project has no variable group `{wanted}`"))
                    .help("`adox variable-group list` lists them")
            })?
        };
        // Read again whole: lists leave things out.
        let found = place.ado.call(get_variable_group(&project, id.into())).await?;
        if found.id.is_none() {
            return Err(Error::failed(format!("the project has no variable group {wanted}"))
                .help("`adox variable-group list` lists them"));
        }
        Ok((place, found))
    }
}

/// Writes a group back with all that it has. A secret goes without its value, and is kept.
async fn put(place: &Place, group: &VariableGroup) -> Result<VariableGroup> {
    let whole = serde_json::to_value(group).unwrap_or_default();
    let mut body = serde_json::Map::new();
    for name in ["name", "type", "description", "providerData", "variables", "variableGroupProjectReferences"]
    {
        if !whole[name].is_null() {
            body.insert(name.to_owned(), whole[name].clone());
        }
    }
    let body: VariableGroupParameters = serde_json::from_value(body.into())
        .map_err(|error| Error::failed(format!("the request can't be written: {error}")))?;
    let id = group.id.unwrap_or_default();
    Ok(place.ado.call(update_variable_group(id.into(), &body)).await?)
}

/// The variables of a group as JSON.
fn variables(group: &VariableGroup) -> serde_json::Map<String, Value> {
    let whole = serde_json::to_value(group).unwrap_or_default();
    whole["variables"].as_object().cloned().unwrap_or_default()
}

/// The same group with these variables.
fn with(group: &VariableGroup, variables: serde_json::Map<String, Value>) -> Result<VariableGroup> {
    let mut whole = serde_json::to_value(group).unwrap_or_default();
    whole["variables"] = variables.into();
    serde_json::from_value(whole)
        .map_err(|error| Error::failed(format!("the request can't be written: {error}")))
}

/// The name of a variable as the group has it: names are the same in any letter case.
fn known(variables: &serde_json::Map<String, Value>, name: &str) -> Option<String> {
    variables.keys().find(|known| known.to_lowercase() == name.to_lowercase()).cloned()
}

/// List the variable groups of a project
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    /// Those of this name, or that begin as in NAME*
    #[arg(long, visible_alias = "group-name", value_name = "NAME")]
    name: Option<String>,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let params = GetVariableGroups { group_name: self.name, ..GetVariableGroups::default() };
        let found = place.ado.items(get_variable_groups(&place.project()?.locator(), params));
        context.list(&VIEW, place.address(), &self.list, found).await
    }
}

/// Create a variable group
#[derive(Args, Debug)]
#[command(visible_alias = "new")]
struct Create {
    /// Its name
    name: String,

    /// A variable; repeatable
    #[arg(long = "variable", short = 'V', value_name = "NAME=VALUE", required = true)]
    variables: Vec<String>,

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
        let mut variables = serde_json::Map::new();
        for given in &self.variables {
            let (name, value) = pair(given)?;
            variables.insert(name.to_owned(), json!({ "value": value }));
        }
        let place = Place::of_project(&self.project)?;
        let project = place.project()?;
        let reference = json!({
            "name": self.name,
            "description": self.description,
            "projectReference": { "id": project.id().await?, "name": project.name().await? },
        });
        let body = json!({
            "name": self.name,
            "type": "Vsts",
            "description": self.description,
            "variables": variables,
            "variableGroupProjectReferences": [reference],
        });
        let body: VariableGroupParameters = serde_json::from_value(body)
            .map_err(|error| Error::failed(format!("the request can't be written: {error}")))?;
        let made = place.ado.call(add_variable_group(&super::required(body)?)).await?;
        let done = format!("Created variable group {} ({}).", self.name, made.id.unwrap_or_default());
        context.changed(done, &VIEW, place.address(), &self.output, &made)
    }
}

/// Set variables of a variable group
#[derive(Args, Debug)]
struct Set {
    /// The variable group
    #[arg(value_name = "GROUP")]
    group: String,

    /// The variables; with --secret one name, whose value is read from stdin
    #[arg(value_name = "NAME=VALUE", required = true)]
    variables: Vec<String>,

    /// Set a secret; its value is read from stdin, without a line end at its end
    #[arg(long)]
    secret: bool,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Set {
    async fn run(self, context: &Context) -> Result<Exit> {
        let mut given: BTreeMap<String, String> = BTreeMap::new();
        if self.secret {
            let [name] = &self.variables[..] else {
                return Err(Error::usage("--secret: expected one name, whose value comes from stdin"));
            };
            if name.contains('=') {
                return Err(Error::usage("--secret: expected the name alone, without a value")
                    .help("a value on the command line can be read by others; write it to stdin"));
            }
            let value = secret(context, name)?;
            given.insert(name.clone(), value);
        } else {
            for text in &self.variables {
                let (name, value) = pair(text)?;
                if given.insert(name.to_owned(), value.to_owned()).is_some() {
                    return Err(Error::usage(format!("{name} is given twice")));
                }
            }
        }
        let selector = SelectorArgs { group: self.group, project: self.project };
        let (place, group) = selector.find().await?;
        if group.r#type.as_deref().is_some_and(|kind| kind != "Vsts") {
            let name = group.name.as_deref().unwrap_or_default();
            return Err(Error::failed(format!("the variables of {name} are secrets of a key vault"))
                .help("change them in the key vault"));
        }
        let mut variables = variables(&group);
        for (name, value) in &given {
            let known = known(&variables, name);
            let was_secret = known.as_ref().is_some_and(|known| variables[known]["isSecret"] == true);
            if was_secret && !self.secret {
                return Err(Error::usage(format!("{name} is a secret"))
                    .help("--secret sets it, and reads its value from stdin")
                    .help("`adox variable-group unset` removes it first, to make it readable"));
            }
            let mut entry = json!({ "value": value });
            if self.secret {
                entry["isSecret"] = true.into();
            }
            variables.insert(known.unwrap_or_else(|| name.clone()), entry);
        }
        let now = put(&place, &with(&group, variables)?).await?;
        let names: Vec<_> = given.keys().map(String::as_str).collect();
        let done = format!("Set {} in {}.", names.join(", "), now.name.as_deref().unwrap_or_default());
        context.changed(done, &VIEW, place.address(), &self.output, &now)
    }
}

/// `NAME=VALUE`.
fn pair(text: &str) -> Result<(&str, &str)> {
    text.split_once('=')
        .filter(|(name, _)| !name.is_empty())
        .ok_or_else(|| Error::usage(format!("expected NAME=VALUE, got `{text}`")))
}

/// A secret from stdin: typed without being shown, or piped.
fn secret(context: &Context, name: &str) -> Result<String> {
    let cannot = |error| Error::usage(format!("the value of {name} can't be read from stdin: {error}"));
    if context.printer.is_interactive() {
        return rpassword::prompt_password(format!("Value of {name}: ")).map_err(cannot);
    }
    let text = std::io::read_to_string(std::io::stdin()).map_err(cannot)?;
    let text = text.strip_suffix('\n').unwrap_or(&text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    if text.is_empty() {
        return Err(Error::usage(format!("the value of {name} is empty")).help("write it to stdin"));
    }
    Ok(text.to_owned())
}

/// Remove variables from a variable group
#[derive(Args, Debug)]
struct Unset {
    /// The variable group
    #[arg(value_name = "GROUP")]
    group: String,

    /// The variables
    #[arg(value_name = "NAME", required = true)]
    names: Vec<String>,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Unset {
    async fn run(self, context: &Context) -> Result<Exit> {
        let selector = SelectorArgs { group: self.group, project: self.project };
        let (place, group) = selector.find().await?;
        let title = group.name.clone().unwrap_or_default();
        let mut variables = variables(&group);
        for name in &self.names {
            let known = known(&variables, name)
                .ok_or_else(|| Error::failed(format!("{title} has no variable {name}")))?;
            variables.remove(&known);
        }
        if variables.is_empty() {
            return Err(Error::failed(format!("{title} would have no variable, which the service refuses"))
                .help("`adox variable-group delete` deletes it"));
        }
        let now = put(&place, &with(&group, variables)?).await?;
        let done = format!("Removed {} from {title}.", self.names.join(", "));
        context.changed(done, &VIEW, place.address(), &self.output, &now)
    }
}

/// Change the name or the description of a variable group
#[derive(Args, Debug)]
#[command(visible_alias = "update", override_usage = "adox variable-group edit [OPTIONS] <NAME|ID>")]
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
        let (place, group) = self.selector.find().await?;
        let was = group.name.clone().unwrap_or_default();
        let mut whole = serde_json::to_value(&group).unwrap_or_default();
        let changes = [("name", &self.name), ("description", &self.description)];
        for (member, value) in changes {
            let Some(value) = value else { continue };
            whole[member] = value.as_str().into();
            // Each project has a name and a description of its own for it.
            for reference in whole["variableGroupProjectReferences"].as_array_mut().into_iter().flatten() {
                reference[member] = value.as_str().into();
            }
        }
        let changed: VariableGroup = serde_json::from_value(whole)
            .map_err(|error| Error::failed(format!("the request can't be written: {error}")))?;
        let now = put(&place, &changed).await?;
        context.changed(format!("Changed variable group {was}."), &VIEW, place.address(), &self.output, &now)
    }
}

/// Print the variables of a variable group as JSON, secrets as null
#[derive(Args, Debug)]
struct Export {
    #[command(flatten)]
    selector: SelectorArgs,
}

impl Verb for Export {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (_, group) = self.selector.find().await?;
        let values = variables(&group).into_iter().map(|(name, entry)| {
            let value = if entry["isSecret"] == true { Value::Null } else { entry["value"].clone() };
            (name, value)
        });
        let values: serde_json::Map<String, Value> = values.collect();
        let text = serde_json::to_string_pretty(&values)
            .map_err(|error| Error::failed(format!("the variables can't be written as JSON: {error}")))?;
        context.printer.line(text)?;
        Ok(Exit::Ok)
    }
}

/// Delete a variable group from a project
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
        let (place, group) = self.selector.find().await?;
        let name = group.name.clone().unwrap_or_default();
        let what =
            format!("this deletes the variable group {name} with its secrets; pipelines that use it fail");
        context.confirm(self.confirm, what, "it can't be restored")?;
        let id = group.id.unwrap_or_default();
        let project = place.project()?.id().await?;
        place.ado.call(delete_variable_group(id.into(), &[project.as_str()])).await?;
        context.printer.say(format_args!("Deleted variable group {name}."));
        Ok(Exit::Ok)
    }
}
