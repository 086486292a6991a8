use adoxide::resource::Project;
use clap::Args;

use super::VIEW;
use crate::args::{OutputArgs, ProjectArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::Place;
use crate::verb::Verb;

/// Restore a repository from the recycle bin
#[derive(Args, Debug)]
pub struct Restore {
    /// The repository that was deleted
    #[arg(value_name = "[PROJECT/]NAME|ID")]
    repository: String,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Restore {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_repository(&self.project, Some(&self.repository))?;
        let project = place.project()?;
        let wanted = place.repository.as_ref().map_or("", |name| &name.value);
        let id = in_recycle_bin(&project, wanted).await?;
        let restored = project.restore_repository(&id).await?;
        let done = format!("Restored repository {}/{}.", project.name().await?, restored.name().await?);
        let repository = restored.snapshot().await?;
        context.changed(done, &VIEW, place.address(), &self.output, &*repository)
    }
}

/// The id of a repository that was deleted. Several may have had the same name.
async fn in_recycle_bin(project: &Project, wanted: &str) -> Result<String> {
    let mut ids = Vec::new();
    let mut deleted = project.deleted_repositories();
    while let Some(repository) = deleted.next().await {
        let repository = repository?;
        let is =
            |text: &Option<String>| text.as_deref().is_some_and(|text| text.eq_ignore_ascii_case(wanted));
        if is(&repository.id) || is(&repository.name) {
            ids.extend(repository.id);
        }
    }
    match &ids[..] {
        [id] => Ok(id.clone()),
        [] => Err(Error::failed(format!("the recycle bin of the project has no repository `{wanted}`"))
            .help("`adox repo list --deleted` lists what it has")),
        several => Err(Error::usage(format!(
            "{} repositories in the recycle bin are called `{wanted}`",
            several.len()
        ))
        .help(format!("name one by its id: {}", several.join(", ")))),
    }
}
