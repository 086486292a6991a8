//! `adox pipeline`.

mod create;
mod edit;
mod folder;
mod folders;
mod list;
mod preview;
mod run;
mod show;
mod state;

use adoxide::Address;
use adoxide::api::build::{BuildDefinitionReference, GetDefinitions, get_definitions};
use adoxide::api::pipelines::RunPipelineParameters;
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::{Value, json};

use crate::args::ProjectArgs;
use crate::error::{Error, Result};
use crate::output::field::{Field, View, branch};
use crate::settings::Place;
use crate::verb::Entry;
use crate::web;

/// Work with pipelines
#[derive(Args, Debug)]
#[command(
    visible_alias = "pipelines",
    after_help = "\
Examples:
  adox pipeline list
  adox pipeline run web-ci --branch topic --parameter environment=test --watch
  adox pipeline preview web-ci --file azure-pipelines.yml
  adox pipeline preview --offline --file azure-pipelines.yml
  adox pipeline create web-ci --path azure-pipelines.yml

A pipeline is named by its id or its name, with its folder where several have
that name: nightly/web-ci. `adox run` works with its runs."
)]
pub struct Pipelines {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<list::List>("list"),
    Entry::verb::<show::Show>("show"),
    Entry::verb::<run::Run>("run"),
    Entry::verb::<preview::Preview>("preview"),
    Entry::verb::<create::Create>("create"),
    Entry::verb::<edit::Edit>("edit"),
    Entry::noun::<edit::Variables>("variable", edit::VARIABLES),
    Entry::noun::<folder::Folders>("folder", folder::VERBS),
    Entry::verb::<state::Enable>("enable"),
    Entry::verb::<state::Disable>("disable"),
    Entry::verb::<state::Pause>("pause"),
    Entry::verb::<state::Delete>("delete"),
];

/// What is shown of a pipeline.
const VIEW: View = View::new(&[
    Field::new("id"),
    Field::new("name").id(),
    Field::new("path").head("folder"),
    Field::new("queueStatus").head("queue").state(),
    Field::by("latestRun", |pipeline| latest(pipeline)["buildNumber"].clone()).head("latest"),
    Field::by("latestResult", |pipeline| {
        let latest = latest(pipeline);
        if latest["result"].is_null() { latest["status"].clone() } else { latest["result"].clone() }
    })
    .head("result")
    .state(),
    Field::at("repository", "repository/name").unlisted(),
    Field::by("defaultBranch", |pipeline| branch(&pipeline["repository"]["defaultBranch"]))
        .branch()
        .unlisted(),
    Field::at("yaml", "process/yamlFilename").unlisted(),
    Field::new("revision").unlisted(),
    Field::new("createdDate").date().unlisted(),
    Field::at("authoredBy", "authoredBy/displayName").unlisted(),
])
.url(url);

fn latest(pipeline: &Value) -> &Value {
    if pipeline["latestBuild"].is_null() {
        &pipeline["latestCompletedBuild"]
    } else {
        &pipeline["latestBuild"]
    }
}

fn url(pipeline: &Value, address: &Address) -> Option<String> {
    let id = pipeline["id"].as_i64()?;
    let project = pipeline["project"]["name"].as_str()?;
    Some(format!("{}?definitionId={id}", web::page(address, &[project, "_build"])))
}

/// Which pipeline.
#[derive(Args, Debug)]
struct SelectorArgs {
    /// The pipeline
    #[arg(value_name = "NAME|ID")]
    pipeline: String,

    #[command(flatten)]
    project: ProjectArgs,
}

impl SelectorArgs {
    async fn find(&self) -> Result<(Place, Found)> {
        let place = Place::of_project(&self.project)?;
        let found = find(&place, &self.pipeline).await?;
        Ok((place, found))
    }
}

/// A pipeline that was named.
pub struct Found {
    /// Its number.
    pub id: i64,
    /// Its name, or its number where that was typed.
    pub name: String,
}

/// The pipeline of this number or name, in any letter case; with its folder where several have the name.
///
/// # Errors
/// When there is none, or more than one; and as any call.
pub async fn find(place: &Place, text: &str) -> Result<Found> {
    let text = text.trim();
    if let Ok(id) = text.parse()
        && id > 0
    {
        return Ok(Found { id, name: text.to_owned() });
    }
    let whole = text.replace('/', "\\");
    let (folder, name) = match whole.rsplit_once('\\') {
        Some((folder, name)) => (Some(format!("\\{}", folder.trim_matches('\\'))), name),
        None => (None, whole.as_str()),
    };
    if name.is_empty() {
        return Err(Error::usage("the name of the pipeline is empty").help("`adox pipeline list` lists them"));
    }
    let params = GetDefinitions { name: Some(name.to_owned()), ..GetDefinitions::default() };
    let found = place.ado.items(get_definitions(&place.project()?.locator(), params));
    let found: Vec<BuildDefinitionReference> = found.try_collect().await?;
    // The filter of the service takes patterns.
    let same = |one: &BuildDefinitionReference| {
        let is =
            |of: Option<&str>, wanted: &str| of.is_some_and(|of| of.to_lowercase() == wanted.to_lowercase());
        is(one.name.as_deref(), name)
            && folder.as_deref().is_none_or(|folder| is(one.path.as_deref(), folder))
    };
    let mut found = found.into_iter().filter(same);
    let Some(first) = found.next() else {
        return Err(Error::failed(format!("the project has no pipeline `{text}`"))
            .help("`adox pipeline list` lists them"));
    };
    let others: Vec<_> = found.collect();
    if others.is_empty() {
        return Ok(Found {
            id: first.id.unwrap_or_default(),
            name: first.name.unwrap_or_else(|| name.to_owned()),
        });
    }
    let names = std::iter::once(&first).chain(&others).map(|one| {
        let path = one.path.as_deref().unwrap_or_default().trim_matches('\\').replace('\\', "/");
        let name = one.name.as_deref().unwrap_or_default();
        format!("{path}/{name} ({})", one.id.unwrap_or_default())
    });
    let names: Vec<_> = names.collect();
    Err(Error::usage(format!("several pipelines are named `{name}`: {}", names.join(", ")))
        .help("name it with its folder, or by its id"))
}

// Not a doc comment: flattened into a command, it would be the text of that command.
// What a run is given.
#[derive(Args, Clone, Debug, Default)]
pub struct InputArgs {
    /// The branch, or a ref as refs/tags/v1 (default: that of the pipeline;
    /// with --offline, main)
    #[arg(long, short, value_name = "BRANCH")]
    branch: Option<String>,

    /// A parameter; lists and mappings in YAML or JSON; repeatable
    #[arg(long = "parameter", short = 'P', value_name = "NAME=VALUE")]
    parameters: Vec<String>,

    /// A variable of the run; repeatable
    #[arg(long = "variable", short = 'V', value_name = "NAME=VALUE")]
    variables: Vec<String>,
}

impl InputArgs {
    /// The full name of the branch.
    fn branch(&self) -> Option<String> {
        let name = self.branch.as_deref()?;
        Some(if name.starts_with("refs/") { name.to_owned() } else { format!("refs/heads/{name}") })
    }

    /// The parameters, as text.
    fn values(&self) -> Result<Vec<(String, String)>> {
        pairs("--parameter", &self.parameters)
    }

    fn variables(&self) -> Result<Vec<(String, String)>> {
        pairs("--variable", &self.variables)
    }

    /// The same as the service takes it.
    fn parameters(&self) -> Result<RunPipelineParameters> {
        let mut body = json!({});
        if let Some(branch) = self.branch() {
            body["resources"] = json!({ "repositories": { "self": { "refName": branch } } });
        }
        let values = self.values()?;
        if !values.is_empty() {
            body["templateParameters"] =
                values.into_iter().map(|(name, value)| (name, Value::from(value))).collect();
        }
        let variables = self.variables()?;
        if !variables.is_empty() {
            let variables = variables.into_iter().map(|(name, value)| (name, json!({ "value": value })));
            body["variables"] = variables.collect();
        }
        serde_json::from_value(body)
            .map_err(|error| Error::failed(format!("the request can't be written: {error}")))
    }
}

/// Each `NAME=VALUE`, where each name comes once.
fn pairs(flag: &str, given: &[String]) -> Result<Vec<(String, String)>> {
    let mut pairs: Vec<(String, String)> = Vec::with_capacity(given.len());
    for text in given {
        let (name, value) = text
            .split_once('=')
            .filter(|(name, _)| !name.is_empty())
            .ok_or_else(|| Error::usage(format!("{flag}: expected NAME=VALUE, got `{text}`")))?;
        if pairs.iter().any(|(known, _)| known == name) {
            return Err(Error::usage(format!("{flag}: {name} is given twice")));
        }
        pairs.push((name.to_owned(), value.to_owned()));
    }
    Ok(pairs)
}
