//! `adox release definition`.

use adoxide::Address;
use adoxide::api::release::{
    GetReleaseDefinition, GetReleaseDefinitions, get_release_definition, get_release_definitions,
};
use clap::Args;
use serde_json::Value;

use crate::args::{ListArgs, ProjectArgs, ShowArgs};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::output::field::{Field, View, joined};
use crate::settings::Place;
use crate::verb::{Entry, Verb};
use crate::web;

/// Work with release definitions
#[derive(Args, Debug)]
pub struct Definitions {}

/// The verbs.
pub const VERBS: &[Entry] = &[Entry::verb::<List>("list"), Entry::verb::<Show>("show")];

const VIEW: View = View::new(&[
    Field::new("id"),
    Field::new("name").id(),
    Field::new("path").head("folder"),
    Field::by("environments", |definition| {
        let all = definition["environments"].as_array().into_iter().flatten();
        joined(all.filter_map(|one| one["name"].as_str().map(str::to_owned)))
    })
    .unlisted(),
    Field::new("modifiedOn").head("changed").date(),
    Field::at("modifiedBy", "modifiedBy/displayName").head("by"),
    Field::new("releaseNameFormat").unlisted(),
    Field::new("revision").unlisted(),
    Field::new("description").text(),
])
.url(url);

fn url(definition: &Value, address: &Address) -> Option<String> {
    if let Some(own) = definition["_links"]["web"]["href"].as_str() {
        return Some(own.to_owned());
    }
    let id = definition["id"].as_i64()?;
    let project = definition["projectReference"]["name"].as_str()?;
    Some(format!("{}?definitionId={id}", web::page(address, &[project, "_release"])))
}

/// List the release definitions of a project
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    /// Those whose name contains this text
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let params = GetReleaseDefinitions { search_text: self.search, ..GetReleaseDefinitions::default() };
        let found = place.ado.items(get_release_definitions(&place.project()?.locator(), params));
        context.list(&VIEW, place.address(), &self.list, found).await
    }
}

/// Show a release definition
#[derive(Args, Debug)]
#[command(visible_alias = "view")]
struct Show {
    /// The definition
    #[arg(value_name = "NAME|ID")]
    definition: String,

    #[command(flatten)]
    show: ShowArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Show {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let id = super::definition(&place, &self.definition).await?.id.unwrap_or_default();
        let params = GetReleaseDefinition::default();
        let whole =
            place.ado.call(get_release_definition(&place.project()?.locator(), id.into(), params)).await?;
        context.show(&VIEW, place.address(), &self.show, &whole)
    }
}
