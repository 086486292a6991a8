use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use crate::args::ProjectArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::git::{Git, without_user};
use crate::settings::Place;
use crate::verb::Verb;

/// Clone a repository with git
#[derive(Args, Debug)]
pub struct Clone {
    /// The repository
    #[arg(value_name = "REPOSITORY")]
    repository: String,

    /// The folder to clone into (default: the name of the repository)
    folder: Option<PathBuf>,

    /// Further arguments of `git clone`, behind `--`
    #[arg(last = true, value_name = "ARGUMENTS")]
    git: Vec<OsString>,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Clone {
    async fn run(self, _: &Context) -> Result<Exit> {
        let place = Place::of_repository(&self.project, Some(&self.repository))?;
        let repository = place.repository()?;
        let url = remote(&place, &repository).await?;
        let mut arguments = vec![OsString::from("clone")];
        arguments.extend(self.git);
        arguments.extend([OsString::from("--"), OsString::from(&url)]);
        arguments.extend(self.folder.map(PathBuf::into_os_string));
        Git::new(arguments).authorized(&place.ado, &url).await?.run().await?;
        Ok(Exit::Ok)
    }
}

/// Where git finds a repository: what the service says, if that is the same organization.
pub async fn remote(place: &Place, repository: &adoxide::resource::Repository) -> Result<String> {
    let url = repository.remote_url().await?;
    let url =
        url.ok_or_else(|| Error::failed("the service does not say where the repository is cloned from"))?;
    place.ado.address().locate(&url)?;
    Ok(without_user(&url))
}
