use adoxide::ErrorKind;
use clap::Args;

use super::VIEW;
use crate::args::{OutputArgs, ProjectArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::Place;
use crate::verb::Verb;

/// Create an empty repository
#[derive(Args, Debug)]
#[command(visible_alias = "new")]
pub struct Create {
    /// Its name, with or without its project before it
    #[arg(value_name = "[PROJECT/]NAME")]
    name: String,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_repository(&self.project, Some(&self.name))?;
        let name = place.repository.as_ref().map_or("", |name| &name.value);
        let project = place.project()?;
        let made = project.create_repository(name).await.map_err(|error| {
            let exists = error.kind() == ErrorKind::AlreadyExists;
            let error = Error::from(error);
            let full = format!("{}/{name}", place.project.as_ref().map_or("", |project| &project.value));
            if exists {
                error.instead(format!("`adox repo show {full}` shows the one that exists"))
            } else {
                error
            }
        })?;
        let repository = made.snapshot().await?;
        let done = format!("Created repository {}/{}.", project.name().await?, made.name().await?);
        context.changed(done, &VIEW, place.address(), &self.output, &*repository)
    }
}
