use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{OutputArgs, PlaceArgs};

const AFTER_HELP: &str = "\
Examples:
  adox pr list --creator @me
  adox pr create --title \"Say more\" --reviewer ada@example.com --auto-complete
  adox pr checkout 42
  adox pr diff 42 | less
  adox pr vote 42 approve --comment \"Well done\"
  adox pr complete 42 --wait --strategy squash --delete-source

A pull request is written as its number or URL. Without one it is the active one of the branch that is
checked out.";

/// `adox pr`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct PrArgs {
    #[command(subcommand)]
    pub command: PrCommand,
}

/// The commands of `adox pr`.
#[derive(Debug, Subcommand)]
pub enum PrCommand {
    /// List the pull requests of a repository, or of a project
    List(PrListArgs),
    /// Show a pull request
    Show(PrShowArgs),
    /// Make a pull request of a branch
    Create(Box<PrCreateArgs>),
    /// Get the branch of a pull request, and check it out by git
    Checkout(PrCheckoutArgs),
    /// Show what a pull request changes, as a patch
    Diff(PrDiffArgs),
    /// Say something about a pull request, or a line of it
    Comment(PrCommentArgs),
    /// Vote on a pull request
    #[command(visible_alias = "review")]
    Vote(PrVoteArgs),
    /// Complete a pull request as soon as its policies are met, or now
    Complete(PrCompleteArgs),
    /// Give a pull request up
    Abandon(PrChangeArgs),
    /// Take a pull request up again that was abandoned
    Reactivate(PrChangeArgs),
}

/// Which pull request.
#[derive(Args, Debug)]
pub struct SelectorArgs {
    /// The pull request; the active one of the branch that is checked out, if none is named
    #[arg(value_name = "NUMBER|URL")]
    pub pull_request: Option<String>,
}

/// `adox pr list`.
#[derive(Args, Debug)]
pub struct PrListArgs {
    /// Those that are in this state
    #[arg(long, short, value_enum, default_value_t = Status::Active)]
    pub status: Status,

    /// Those that somebody made: @me, a sign-in address, a name or an id
    #[arg(long, value_name = "WHO")]
    pub creator: Option<String>,

    /// Those that somebody is asked to review
    #[arg(long, value_name = "WHO")]
    pub reviewer: Option<String>,

    /// Those from this branch
    #[arg(long, value_name = "BRANCH")]
    pub source: Option<String>,

    /// Those into this branch
    #[arg(long, value_name = "BRANCH")]
    pub target: Option<String>,

    /// No more than these, the newest first; all, if nothing is said
    #[arg(long, short, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: Option<u64>,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub place: PlaceArgs,
}

/// A state of pull requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Status {
    Active,
    Completed,
    Abandoned,
    All,
}

/// `adox pr show`.
#[derive(Args, Debug)]
pub struct PrShowArgs {
    #[command(flatten)]
    pub selector: SelectorArgs,

    /// What was said about it, and not the pull request itself
    #[arg(long)]
    pub comments: bool,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub place: PlaceArgs,
}

/// `adox pr create`.
#[derive(Args, Debug)]
pub struct PrCreateArgs {
    /// Its title; the first line of the branch's last commit, if nothing is said
    #[arg(long, short)]
    pub title: Option<String>,

    /// Its description, in Markdown; `-` takes it from stdin
    #[arg(long, short)]
    pub description: Option<String>,

    /// The branch to merge; the one that is checked out, if none is named
    #[arg(long, value_name = "BRANCH")]
    pub source: Option<String>,

    /// The branch to merge into; the default one, if none is named
    #[arg(long, value_name = "BRANCH")]
    pub target: Option<String>,

    /// As a draft
    #[arg(long)]
    pub draft: bool,

    /// Ask somebody to review it: a sign-in address, a name or an id; may be given several times
    #[arg(long, value_name = "WHO")]
    pub reviewer: Vec<String>,

    /// The same, and it can't be completed without them
    #[arg(long, value_name = "WHO")]
    pub required_reviewer: Vec<String>,

    /// Put a label on it; may be given several times
    #[arg(long, value_name = "NAME")]
    pub label: Vec<String>,

    /// Link a work item to it; may be given several times
    #[arg(long, value_name = "NUMBER")]
    pub work_item: Vec<i64>,

    /// Let it complete itself as soon as its policies are met
    #[arg(long)]
    pub auto_complete: bool,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub place: PlaceArgs,
}

/// `adox pr checkout`.
#[derive(Args, Debug)]
pub struct PrCheckoutArgs {
    /// The pull request
    #[arg(value_name = "NUMBER|URL")]
    pub pull_request: String,

    #[command(flatten)]
    pub place: PlaceArgs,
}

/// `adox pr diff`.
#[derive(Args, Debug)]
#[command(
    mut_arg("output", |arg| arg.requires("files").help("The format of --files")),
    mut_arg("json", |arg| arg.requires("files")),
)]
pub struct PrDiffArgs {
    #[command(flatten)]
    pub selector: SelectorArgs,

    /// The paths and how they changed, and not their lines
    #[arg(long)]
    pub files: bool,

    /// With what is no text, so that `git apply` can apply it
    #[arg(long, conflicts_with = "files")]
    pub binary: bool,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub place: PlaceArgs,
}

/// `adox pr comment`.
#[derive(Args, Debug)]
pub struct PrCommentArgs {
    #[command(flatten)]
    pub selector: SelectorArgs,

    /// What to say, in Markdown; `-` takes it from stdin
    #[arg(long, short = 'm', value_name = "TEXT")]
    pub message: String,

    /// About this file
    #[arg(long, value_name = "PATH", requires = "line")]
    pub file: Option<PathBuf>,

    /// About this line of the file, as the pull request leaves it
    #[arg(long, value_name = "NUMBER", requires = "file", value_parser = clap::value_parser!(i64).range(1..))]
    pub line: Option<i64>,

    /// As an answer in this thread
    #[arg(long, value_name = "THREAD", conflicts_with = "file")]
    pub reply_to: Option<i64>,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub place: PlaceArgs,
}

/// `adox pr vote`.
#[derive(Args, Debug)]
pub struct PrVoteArgs {
    /// The vote, behind the number or URL of the pull request where that is named
    #[arg(value_names = ["NUMBER|URL", "VOTE"], num_args = 1..=2, required = true)]
    pub words: Vec<String>,

    /// Say this, too, in Markdown; `-` takes it from stdin
    #[arg(long, short = 'm', visible_alias = "message", value_name = "TEXT")]
    pub comment: Option<String>,

    #[command(flatten)]
    pub place: PlaceArgs,
}

/// `adox pr complete`.
#[derive(Args, Debug)]
pub struct PrCompleteArgs {
    #[command(flatten)]
    pub selector: SelectorArgs,

    /// Complete it now, and wait until it is merged; without this it completes itself when its policies are met
    #[arg(long)]
    pub wait: bool,

    /// How it is merged; as the repository does it, if nothing is said
    #[arg(long, value_enum)]
    pub strategy: Option<Strategy>,

    /// The message of the merge commit
    #[arg(long, short, value_name = "TEXT")]
    pub message: Option<String>,

    /// Delete the source branch afterwards
    #[arg(long)]
    pub delete_source: bool,

    /// Let linked work items go on to their next state
    #[arg(long)]
    pub transition_work_items: bool,

    /// Past the policies, for this reason; one must be allowed to
    #[arg(long, value_name = "REASON")]
    pub bypass: Option<String>,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub place: PlaceArgs,
}

/// How a pull request is merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Strategy {
    /// With a merge commit
    Merge,
    /// As one commit
    Squash,
    /// Commit by commit, on top of the target
    Rebase,
    /// The same, and with a merge commit
    RebaseMerge,
}

/// `adox pr abandon` and `adox pr reactivate`.
#[derive(Args, Debug)]
pub struct PrChangeArgs {
    #[command(flatten)]
    pub selector: SelectorArgs,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub place: PlaceArgs,
}
