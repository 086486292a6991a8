use adoxide::api::build::{GetDefinition, get_definition};
use adoxide::api::pipelines::{CreatePipelineParameters, create_pipeline};
use clap::Args;
use serde_json::json;

use super::VIEW;
use crate::args::{OutputArgs, PlaceArgs};
use crate::command::required;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::Place;
use crate::verb::Verb;

/// Create a pipeline from a YAML file of a repository
#[derive(Args, Debug)]
#[command(visible_alias = "new")]
pub struct Create {
    /// Its name
    name: String,

    /// The path of the YAML file in the repository
    #[arg(long, visible_alias = "yaml-path", value_name = "PATH", default_value = "/azure-pipelines.yml")]
    path: String,

    /// The folder to put it into
    #[arg(long, visible_alias = "folder-path", value_name = "PATH", default_value = "/")]
    folder: String,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    place: PlaceArgs,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::resolve(&self.place)?;
        let repository = place.repository()?;
        let project = place.project()?.locator();
        let body = json!({
            "name": self.name,
            "folder": format!("\\{}", self.folder.replace('/', "\\").trim_matches('\\')),
            "configuration": {
                "type": "yaml",
                "path": format!("/{}", self.path.trim_start_matches('/')),
                "repository": { "id": repository.id().await?, "type": "azureReposGit" },
            },
        });
        let body: CreatePipelineParameters = serde_json::from_value(body)
            .map_err(|error| Error::failed(format!("the request can't be written: {error}")))?;
        let made = place.ado.call(create_pipeline(&project, &required(body)?)).await?;
        let id = made.id.unwrap_or_default();
        let whole = place.ado.call(get_definition(&project, id.into(), GetDefinition::default())).await?;
        let done = format!("Created pipeline {} ({id}).", self.name);
        context.changed(done, &VIEW, place.address(), &self.output, &whole)
    }
}
