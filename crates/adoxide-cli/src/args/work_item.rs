use clap::{Args, Subcommand, ValueEnum};

use super::{OutputArgs, ProjectArgs};

const AFTER_HELP: &str = "\
Examples:
  adox work-item list --assigned-to @me --state Active
  adox work-item create --type Bug --title \"It stops\" --field Microsoft.VSTS.Common.Severity=\"2 - High\"
  adox work-item edit 42 --state Closed --comment \"Done by 17\"
  adox work-item link 42 parent 7
  adox wiql \"SELECT [System.Id], [System.Title] FROM workitems WHERE [System.State] = 'New'\" --output csv";

/// `adox work-item`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct WorkItemArgs {
    #[command(subcommand)]
    pub command: WorkItemCommand,
}

/// The commands of `adox work-item`.
#[derive(Debug, Subcommand)]
pub enum WorkItemCommand {
    /// List work items, those that changed last first
    List(WorkItemListArgs),
    /// Show a work item
    Show(WorkItemShowArgs),
    /// Make a work item
    Create(WorkItemCreateArgs),
    /// Change fields of a work item
    Edit(WorkItemEditArgs),
    /// Say something about a work item
    Comment(WorkItemCommentArgs),
    /// Link a work item to another
    Link(WorkItemLinkArgs),
    /// Delete a work item, into the recycle bin
    Delete(WorkItemDeleteArgs),
    /// Take a work item out of the recycle bin
    Restore(WorkItemShowArgs),
}

/// `adox work-item list`.
#[derive(Args, Debug)]
pub struct WorkItemListArgs {
    /// Those of this type, such as Bug
    #[arg(long = "type", short, value_name = "NAME")]
    pub kind: Option<String>,

    /// Those in this state
    #[arg(long, short)]
    pub state: Option<String>,

    /// Those of somebody: @me, a sign-in address or a name
    #[arg(long, short, value_name = "WHO")]
    pub assigned_to: Option<String>,

    /// Those of this area, and of all below
    #[arg(long, value_name = "PATH")]
    pub area: Option<String>,

    /// Those of this iteration, and of all below
    #[arg(long, value_name = "PATH")]
    pub iteration: Option<String>,

    /// Those with this tag; may be given several times
    #[arg(long, value_name = "NAME")]
    pub tag: Vec<String>,

    /// Those with this text in their title
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,

    /// No more than these; all, if nothing is said
    #[arg(long, short, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: Option<u64>,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub project: ProjectArgs,
}

/// `adox work-item show` and `adox work-item restore`.
#[derive(Args, Debug)]
pub struct WorkItemShowArgs {
    /// Its number
    #[arg(value_name = "NUMBER", value_parser = clap::value_parser!(i64).range(1..))]
    pub id: i64,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub project: ProjectArgs,
}

/// Fields of a work item to set.
#[derive(Args, Debug)]
pub struct FieldArgs {
    /// Its state
    #[arg(long, short)]
    pub state: Option<String>,

    /// Whose it is: a sign-in address or a name; nobody's, if empty
    #[arg(long, short, value_name = "WHO")]
    pub assigned_to: Option<String>,

    /// Its description, in HTML; `-` takes it from stdin
    #[arg(long, short, value_name = "TEXT")]
    pub description: Option<String>,

    /// Its area
    #[arg(long, value_name = "PATH")]
    pub area: Option<String>,

    /// Its iteration
    #[arg(long, value_name = "PATH")]
    pub iteration: Option<String>,

    /// Its tags, all of them: a; b
    #[arg(long, value_name = "NAMES")]
    pub tags: Option<String>,

    /// Any field by its reference name; emptied, if there is no value; may be given several times
    #[arg(long, short, value_name = "NAME=VALUE")]
    pub field: Vec<String>,
}

/// `adox work-item create`.
#[derive(Args, Debug)]
pub struct WorkItemCreateArgs {
    /// Its type, such as Bug
    #[arg(long = "type", short, value_name = "NAME")]
    pub kind: String,

    /// Its title
    #[arg(long)]
    pub title: String,

    /// The work item that it is a part of
    #[arg(long, value_name = "NUMBER")]
    pub parent: Option<i64>,

    #[command(flatten)]
    pub fields: FieldArgs,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub project: ProjectArgs,
}

/// `adox work-item edit`.
#[derive(Args, Debug)]
pub struct WorkItemEditArgs {
    /// Its number
    #[arg(value_name = "NUMBER", value_parser = clap::value_parser!(i64).range(1..))]
    pub id: i64,

    /// Its title
    #[arg(long)]
    pub title: Option<String>,

    /// What is said about the change, in HTML
    #[arg(long, short, value_name = "TEXT")]
    pub comment: Option<String>,

    /// Only if nobody changed it since this revision
    #[arg(long, value_name = "REVISION")]
    pub if_rev: Option<i64>,

    #[command(flatten)]
    pub fields: FieldArgs,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub project: ProjectArgs,
}

/// `adox work-item comment`.
#[derive(Args, Debug)]
pub struct WorkItemCommentArgs {
    /// Its number
    #[arg(value_name = "NUMBER", value_parser = clap::value_parser!(i64).range(1..))]
    pub id: i64,

    /// What to say; `-` takes it from stdin
    #[arg(long, short, value_name = "TEXT")]
    pub message: String,

    /// The text is Markdown, and not HTML
    #[arg(long)]
    pub markdown: bool,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub project: ProjectArgs,
}

/// What another work item is to a work item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LinkKind {
    Parent,
    Child,
    Related,
    Predecessor,
    Successor,
    Duplicate,
    DuplicateOf,
}

/// `adox work-item link`.
#[derive(Args, Debug)]
pub struct WorkItemLinkArgs {
    /// Its number
    #[arg(value_name = "NUMBER", value_parser = clap::value_parser!(i64).range(1..))]
    pub id: i64,

    /// What the other one is to it
    #[arg(value_enum)]
    pub kind: LinkKind,

    /// The number of the other one
    #[arg(value_name = "OTHER", value_parser = clap::value_parser!(i64).range(1..))]
    pub other: i64,

    /// What is said about the link
    #[arg(long, short, value_name = "TEXT")]
    pub comment: Option<String>,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub project: ProjectArgs,
}

/// `adox work-item delete`.
#[derive(Args, Debug)]
pub struct WorkItemDeleteArgs {
    /// Its number
    #[arg(value_name = "NUMBER", value_parser = clap::value_parser!(i64).range(1..))]
    pub id: i64,

    /// Really
    #[arg(long, short)]
    pub yes: bool,

    #[command(flatten)]
    pub project: ProjectArgs,
}

const WIQL_HELP: &str = "\
Examples:
  adox wiql \"SELECT [System.Id], [System.Title] FROM workitems WHERE [System.AssignedTo] = @me\"
  adox wiql open-bugs.wiql --output csv > bugs.csv

The service answers with 20,000 rows at the most; a query that finds more is asked again from there on, and its
rows then come in the order of their ids.";

/// `adox wiql`.
#[derive(Args, Debug)]
#[command(after_help = WIQL_HELP)]
pub struct WiqlArgs {
    /// The query, or a file with it in it, or `-` for stdin
    #[arg(value_name = "QUERY|FILE|-")]
    pub query: String,

    /// No more rows than these; all, if nothing is said
    #[arg(long, short, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: Option<u64>,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub project: ProjectArgs,
}
