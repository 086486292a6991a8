use adoxide::api::build::{GetDefinitions, get_definitions};
use clap::Args;

use super::VIEW;
use crate::args::{ListArgs, PlaceArgs};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::settings::Place;
use crate::verb::Verb;

/// List the pipelines of a project
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
pub struct List {
    /// Those of this name, or that begin as in NAME*
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// Those in this folder
    #[arg(long, visible_alias = "folder-path", value_name = "PATH")]
    folder: Option<String>,

    /// Those of the repository only, which is named or that of the git remote
    #[arg(long)]
    of_repository: bool,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    place: PlaceArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::resolve(&self.place)?;
        let by_repository = self.of_repository || self.place.repository.is_some();
        let repository = if by_repository { Some(place.repository()?.id().await?) } else { None };
        let folder = self.folder.map(|path| format!("\\{}", path.replace('/', "\\").trim_matches('\\')));
        let params = GetDefinitions {
            name: self.name,
            path: folder,
            repository_type: repository.is_some().then(|| "TfsGit".to_owned()),
            repository_id: repository,
            include_latest_builds: Some(true),
            ..GetDefinitions::default()
        };
        let found = place.ado.items(get_definitions(&place.project()?.locator(), params));
        context.list(&VIEW, place.address(), &self.list, found).await
    }
}
