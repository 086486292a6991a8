use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::args::{ConfirmArgs, ProjectArgs};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::settings::Place;
use crate::verb::Verb;

/// Delete a repository, into the recycle bin
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
pub struct Delete {
    /// The repository
    #[arg(value_name = "[PROJECT/]NAME|URL", add = ArgValueCandidates::new(crate::complete::repositories))]
    repository: String,

    #[command(flatten)]
    confirm: ConfirmArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Delete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let repository = Place::of_repository(&self.project, Some(&self.repository))?.repository()?;
        let name = format!("{}/{}", repository.project().name().await?, repository.name().await?);
        context.confirm(
            self.confirm,
            format_args!("this deletes {name} and its pull requests"),
            "`adox repo restore` restores it for 30 days",
        )?;
        repository.delete().await?;
        context
            .printer
            .say(format_args!("Deleted {name}; `adox repo restore {name}` restores it for 30 days."));
        Ok(Exit::Ok)
    }
}
