//! What changes a pipeline itself: `adox pipeline edit`, and `variable`.

use adoxide::api::build::{
    BuildDefinition, BuildDefinitionVariable, GetDefinition, UpdateDefinition, get_definition,
    update_definition,
};
use adoxide::api::wire::Secret;
use clap::Args;
use serde_json::{Value, json};

use super::{SelectorArgs, VIEW, folder};
use crate::args::{ListArgs, OutputArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};

/// Reads a definition, changes it, and writes it back at the revision that was read.
async fn change(
    selector: &SelectorArgs,
    how: impl FnOnce(&mut BuildDefinition) -> Result<()>,
) -> Result<(Place, BuildDefinition)> {
    let (place, found) = selector.find().await?;
    let project = place.project()?.locator();
    let id = found.id.into();
    let mut whole = place.ado.call(get_definition(&project, id, GetDefinition::default())).await?;
    how(&mut whole)?;
    let now = place.ado.call(update_definition(&project, id, &whole, UpdateDefinition::default())).await?;
    Ok((place, now))
}

/// Rename or move a pipeline, or change its YAML file or default branch
#[derive(Args, Debug)]
#[command(visible_alias = "update")]
pub struct Edit {
    #[command(flatten)]
    selector: SelectorArgs,

    /// The new name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// The folder to move it to, `/` for none
    #[arg(long, value_name = "FOLDER")]
    folder: Option<String>,

    /// The path of the YAML file in the repository
    #[arg(long, value_name = "FILE")]
    path: Option<String>,

    /// The branch that it runs by default
    #[arg(long, short, value_name = "BRANCH")]
    branch: Option<String>,

    /// What it is for
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Edit {
    async fn run(self, context: &Context) -> Result<Exit> {
        let texts = [&self.name, &self.folder, &self.path, &self.branch, &self.description];
        if texts.iter().all(|text| text.is_none()) {
            return Err(Error::usage("there is nothing to change").help("name a change, such as --name NAME"));
        }
        if self.name.as_deref().is_some_and(|name| name.trim().is_empty()) {
            return Err(Error::usage("the name of the pipeline is empty"));
        }
        let folder = self.folder.as_deref().map(folder::path).transpose()?;
        let (place, now) = change(&self.selector, |whole| {
            if let Some(name) = self.name {
                whole.name = Some(name);
            }
            if let Some(folder) = folder {
                whole.path = Some(folder);
            }
            if let Some(description) = self.description {
                whole.description = Some(description);
            }
            if let Some(branch) = self.branch {
                let repository = whole.repository.get_or_insert_default();
                let is_full = branch.starts_with("refs/");
                repository.default_branch =
                    Some(if is_full { branch } else { format!("refs/heads/{branch}") });
            }
            if let Some(path) = self.path {
                let mut process = super::super::value(&whole.process)?;
                if !process["yamlFilename"].is_string() {
                    return Err(Error::failed("the pipeline has no YAML file: it is a classic one"));
                }
                process["yamlFilename"] = path.into();
                whole.process = super::super::body(process)?;
            }
            Ok(())
        })
        .await?;
        let done = format!("Changed pipeline {}.", now.name.as_deref().unwrap_or_default());
        context.changed(done, &VIEW, place.address(), &self.output, &now)
    }
}

/// Work with the variables of a pipeline itself; those of its YAML file are not shown
#[derive(Args, Debug)]
#[command(
    visible_alias = "variables",
    after_help = "\
Examples:
  adox pipeline variable list web-ci
  adox pipeline variable set web-ci region=west verbose=true --settable
  printf %s \"$KEY\" | adox pipeline variable set web-ci --secret KEY=-
  adox pipeline variable unset web-ci region"
)]
pub struct Variables {}

/// The verbs.
pub const VARIABLES: &[Entry] = &[
    Entry::verb::<ListVariables>("list"),
    Entry::verb::<SetVariables>("set"),
    Entry::verb::<UnsetVariables>("unset"),
];

const VARIABLE: View = View::new(&[
    Field::new("name").id(),
    Field::new("value"),
    Field::by("isSecret", |variable| (variable["isSecret"] == true).into()).head("secret"),
    Field::by("allowOverride", |variable| (variable["allowOverride"] == true).into()).head("settable"),
]);

fn rows(pipeline: &BuildDefinition) -> Result<Vec<Value>> {
    let mut rows = Vec::new();
    for (name, variable) in pipeline.variables.iter().flatten() {
        let mut row = super::super::value(variable)?;
        if !row.is_object() {
            row = json!({});
        }
        row["name"] = name.as_str().into();
        rows.push(row);
    }
    Ok(rows)
}

/// List the variables of a pipeline; the values of secret ones are not known
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct ListVariables {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for ListVariables {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, found) = self.selector.find().await?;
        let project = place.project()?.locator();
        let op = get_definition(&project, found.id.into(), GetDefinition::default());
        let rows = rows(&place.ado.call(op).await?)?;
        let rows = futures::stream::iter(rows.into_iter().map(Ok::<_, Error>));
        context.list(&VARIABLE, place.address(), &self.list, rows).await
    }
}

/// Set variables of a pipeline
#[derive(Args, Debug)]
#[command(override_usage = "adox pipeline variable set [OPTIONS] <NAME|ID> [NAME=VALUE]...")]
#[group(id = "change", required = true, multiple = true, args = ["variables", "secret"])]
struct SetVariables {
    #[command(flatten)]
    selector: SelectorArgs,

    /// The variables
    #[arg(value_name = "NAME=VALUE")]
    variables: Vec<String>,

    /// A secret variable; `NAME=-` reads the value from stdin; repeatable
    #[arg(long, value_name = "NAME=VALUE")]
    secret: Vec<String>,

    /// Let who runs the pipeline set another value
    #[arg(long)]
    settable: bool,
}

impl Verb for SetVariables {
    async fn run(self, context: &Context) -> Result<Exit> {
        let mut set = super::pairs("NAME=VALUE", &self.variables)?;
        let count = set.len();
        if self.secret.iter().filter(|secret| secret.ends_with("=-")).count() > 1 {
            return Err(Error::usage("--secret: one value only can come from stdin"));
        }
        for secret in &self.secret {
            let (name, value) = secret
                .split_once('=')
                .filter(|(name, _)| !name.is_empty())
                // What was typed may be the secret itself: it is not repeated.
                .ok_or_else(|| Error::usage("--secret: expected NAME=VALUE"))?;
            if set.iter().any(|(known, _)| known == name) {
                return Err(Error::usage(format!("{name} is given twice")));
            }
            let value = super::super::text_or_stdin(value)?;
            set.push((name.to_owned(), value.trim_end_matches(['\r', '\n']).to_owned()));
        }
        let names: Vec<_> = set.iter().map(|(name, _)| name.clone()).collect();
        let (_, now) = change(&self.selector, |whole| {
            let variables = whole.variables.get_or_insert_default();
            for (at, (name, value)) in set.into_iter().enumerate() {
                // Names differ in more than their letter case.
                let known = variables.keys().find(|known| known.eq_ignore_ascii_case(&name)).cloned();
                let variable = BuildDefinitionVariable {
                    value: Some(Secret::from(value)),
                    is_secret: (at >= count).then_some(true),
                    allow_override: self.settable.then_some(true),
                    ..BuildDefinitionVariable::default()
                };
                variables.insert(known.unwrap_or(name), Some(variable));
            }
            Ok(())
        })
        .await?;
        let pipeline = now.name.as_deref().unwrap_or_default();
        context.printer.say(format_args!("Set {} of pipeline {pipeline}.", names.join(", ")));
        Ok(Exit::Ok)
    }
}

/// Remove variables of a pipeline
#[derive(Args, Debug)]
#[command(visible_alias = "rm", alias = "remove", alias = "delete")]
struct UnsetVariables {
    #[command(flatten)]
    selector: SelectorArgs,

    /// The variables
    #[arg(value_name = "NAME", required = true)]
    names: Vec<String>,
}

impl Verb for UnsetVariables {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (_, now) = change(&self.selector, |whole| {
            let variables = whole.variables.get_or_insert_default();
            for name in &self.names {
                let known = variables.keys().find(|known| known.eq_ignore_ascii_case(name)).cloned();
                let known = known.ok_or_else(|| {
                    Error::failed(format!("the pipeline has no variable `{name}`"))
                        .help("`adox pipeline variable list` lists them")
                })?;
                variables.remove(&known);
            }
            Ok(())
        })
        .await?;
        let pipeline = now.name.as_deref().unwrap_or_default();
        context.printer.say(format_args!("Removed {} of pipeline {pipeline}.", self.names.join(", ")));
        Ok(Exit::Ok)
    }
}
