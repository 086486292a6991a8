use clap::Args;
use clap_complete::ArgValueCandidates;

use super::ConnectionArgs;
use crate::complete;

/// Which project.
#[derive(Args, Clone, Debug, Default)]
pub struct ProjectArgs {
    /// The project (default: ADOXIDE_PROJECT, or that of the git remote)
    #[arg(long, short, value_name = "NAME|ID", help_heading = "Connection", add = ArgValueCandidates::new(complete::projects))]
    pub project: Option<String>,

    #[command(flatten)]
    pub connection: ConnectionArgs,
}

/// Which repository.
#[derive(Args, Clone, Debug, Default)]
pub struct PlaceArgs {
    /// The repository (default: that of the git remote)
    #[arg(long, short, value_name = "[PROJECT/]NAME|URL", help_heading = "Connection", add = ArgValueCandidates::new(complete::repositories))]
    pub repository: Option<String>,

    #[command(flatten)]
    pub project: ProjectArgs,
}
