use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::args::ProjectArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::git::{Git, Helper, without_user};
use crate::settings::Place;
use crate::verb::Verb;

/// Clone a repository with git
///
/// Git asks adox for the credential of the clone, so that `git fetch` and `git push` work in it. No token is written into
/// its configuration.
#[derive(Args, Debug)]
pub struct Clone {
    /// The repository
    #[arg(value_name = "REPOSITORY", add = ArgValueCandidates::new(crate::complete::repositories))]
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
        let helper = Helper::new(Some(place.address()), &self.project.connection)?;
        let address = place.address().to_string();
        // A repository may still be at the organization's old host.
        let base = if url.starts_with(&address) { address } else { host_of(&url) };
        for (key, value) in helper.settings(&base) {
            arguments.extend(["--config".into(), format!("{key}={value}").into()]);
        }
        arguments.extend(self.git);
        arguments.extend([OsString::from("--"), OsString::from(&url)]);
        arguments.extend(self.folder.map(PathBuf::into_os_string));
        Git::new(arguments).authorized(&place.ado, &url).await?.run().await?;
        Ok(Exit::Ok)
    }
}

/// A URL without its path.
fn host_of(url: &str) -> String {
    let from = url.find("://").map_or(0, |at| at + 3);
    let end = url[from..].find('/').map_or(url.len(), |at| from + at);
    url[..end].to_owned()
}

/// Where git finds a repository: what the service says, if that is the same organization.
pub async fn remote(place: &Place, repository: &adoxide::resource::Repository) -> Result<String> {
    let url = repository.remote_url().await?;
    let url =
        url.ok_or_else(|| Error::failed("the service does not say where the repository is cloned from"))?;
    place.ado.address().locate(&url)?;
    Ok(without_user(&url))
}
