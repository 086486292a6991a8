use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{OutputArgs, ProjectArgs};

const AFTER_HELP: &str = "\
Examples:
  adox repo list --project Shop
  adox repo create web --project Shop
  adox repo clone Shop/web
  adox repo clone Shop/web web-shallow -- --depth 1

A repository is written as NAME, PROJECT/NAME or by its URL. Without one it is that of the git remote of the
folder.";

/// `adox repo`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct RepoArgs {
    #[command(subcommand)]
    pub command: RepoCommand,
}

/// The commands of `adox repo`.
#[derive(Debug, Subcommand)]
pub enum RepoCommand {
    /// List the repositories of a project, or of all
    List(RepoListArgs),
    /// Show a repository
    Show(RepoShowArgs),
    /// Make an empty repository
    Create(RepoCreateArgs),
    /// Clone a repository by git; the token is not written down
    Clone(RepoCloneArgs),
    /// Delete a repository, into the recycle bin
    Delete(RepoDeleteArgs),
    /// Take a repository out of the recycle bin
    Restore(RepoRestoreArgs),
}

/// `adox repo list`.
#[derive(Args, Debug)]
pub struct RepoListArgs {
    /// Those of all projects, whatever the git remote and ADOXIDE_PROJECT say
    #[arg(long, conflicts_with = "project")]
    pub all: bool,

    /// Those in the recycle bin of the project
    #[arg(long, conflicts_with = "all")]
    pub deleted: bool,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub project: ProjectArgs,
}

/// `adox repo show`.
#[derive(Args, Debug)]
pub struct RepoShowArgs {
    /// The repository; that of the git remote, if none is named
    #[arg(value_name = "REPOSITORY")]
    pub repository: Option<String>,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub project: ProjectArgs,
}

/// `adox repo create`.
#[derive(Args, Debug)]
pub struct RepoCreateArgs {
    /// Its name, with or without its project before it
    #[arg(value_name = "[PROJECT/]NAME")]
    pub name: String,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub project: ProjectArgs,
}

/// `adox repo clone`.
#[derive(Args, Debug)]
pub struct RepoCloneArgs {
    /// The repository
    #[arg(value_name = "REPOSITORY")]
    pub repository: String,

    /// The folder to clone into; called as the repository, if none is named
    pub folder: Option<PathBuf>,

    /// What else `git clone` is told, behind `--`
    #[arg(last = true, value_name = "GIT ARGUMENTS")]
    pub git: Vec<OsString>,

    #[command(flatten)]
    pub project: ProjectArgs,
}

/// `adox repo delete`.
#[derive(Args, Debug)]
pub struct RepoDeleteArgs {
    /// The repository
    #[arg(value_name = "REPOSITORY")]
    pub repository: String,

    /// Really
    #[arg(long, short)]
    pub yes: bool,

    #[command(flatten)]
    pub project: ProjectArgs,
}

/// `adox repo restore`.
#[derive(Args, Debug)]
pub struct RepoRestoreArgs {
    /// The repository that was deleted, by name or id
    #[arg(value_name = "[PROJECT/]NAME|ID")]
    pub repository: String,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub project: ProjectArgs,
}
