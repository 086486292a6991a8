//! `adox repo clone`.

use std::ffi::OsString;

use crate::args::RepoCloneArgs;
use crate::error::{Error, Result};
use crate::git::{Git, without_user};
use crate::settings::Place;

/// Clones by git.
pub async fn run(args: &RepoCloneArgs) -> Result<()> {
    let place = Place::of_repository(&args.project, Some(&args.repository))?;
    let repository = place.repository()?;
    let url = remote(&place, &repository).await?;
    let mut arguments = vec![OsString::from("clone")];
    arguments.extend(args.git.iter().cloned());
    arguments.extend([OsString::from("--"), OsString::from(&url)]);
    arguments.extend(args.folder.iter().map(|folder| folder.as_os_str().to_owned()));
    Git::new(arguments).authorized(&place.ado, &url).await?.run().await
}

/// Where git finds a repository: what the service says, if that is the same organization.
pub async fn remote(place: &Place, repository: &adoxide::resource::Repository) -> Result<String> {
    let url = repository.remote_url().await?;
    let url =
        url.ok_or_else(|| Error::failed("the service does not say where the repository is cloned from"))?;
    place.ado.address().locate(&url)?;
    Ok(without_user(&url))
}
