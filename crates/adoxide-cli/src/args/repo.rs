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
    /// List and change who may do what in a repository, or at a branch
    #[command(subcommand)]
    Permission(RepoPermissionCommand),
}

/// The commands of `adox repo permission`.
#[derive(Debug, Subcommand)]
pub enum RepoPermissionCommand {
    /// List what is said here of whom; the rest comes from the project
    List(RepoPermissionListArgs),
    /// Allow and deny somebody something, on top of what was said
    Set(RepoPermissionSetArgs),
    /// Say nothing of somebody any more
    Remove(RepoPermissionRemoveArgs),
}

/// Where permissions are.
#[derive(Args, Debug)]
pub struct PermissionPlaceArgs {
    /// The repository; that of the git remote, if none is named
    #[arg(value_name = "REPOSITORY")]
    pub repository: Option<String>,

    /// At this branch, and not in the whole repository
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,

    #[command(flatten)]
    pub project: ProjectArgs,
}

/// `adox repo permission list`.
#[derive(Args, Debug)]
pub struct RepoPermissionListArgs {
    #[command(flatten)]
    pub place: PermissionPlaceArgs,

    #[command(flatten)]
    pub output: OutputArgs,
}

/// `adox repo permission set`.
#[derive(Args, Debug)]
#[group(id = "said", required = true, multiple = true, args = ["allow", "deny"])]
pub struct RepoPermissionSetArgs {
    #[command(flatten)]
    pub place: PermissionPlaceArgs,

    /// Who: a sign-in address, a name (`[Project]\\Contributors`), an id, or `@me`
    #[arg(long, value_name = "WHO")]
    pub who: String,

    /// What is allowed: GenericRead, GenericContribute, ForcePush, CreateBranch, PolicyExempt …, with commas between
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub allow: Vec<String>,

    /// What is denied; it counts more than what is allowed
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub deny: Vec<String>,

    #[command(flatten)]
    pub output: OutputArgs,
}

/// `adox repo permission remove`.
#[derive(Args, Debug)]
pub struct RepoPermissionRemoveArgs {
    #[command(flatten)]
    pub place: PermissionPlaceArgs,

    /// Who: a sign-in address, a name, an id, or `@me`
    #[arg(long, value_name = "WHO")]
    pub who: String,
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
