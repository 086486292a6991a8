use clap::{Args, Subcommand, ValueEnum};

use super::{OutputArgs, ProjectArgs};

const AFTER_HELP: &str = "\
Examples:
  adox work-item list --assigned-to @me --state Active
  adox work-item create --type Bug --title \"It stops\" --field Microsoft.VSTS.Common.Severity=\"2 - High\"
  adox work-item edit 42 --state Closed --comment \"Done by 17\"
  adox work-item show 42 --at-revision 3
  adox work-item history 42
  adox work-item link 42 parent 7
  adox work-item link 42 hyperlink https://example.com/design
  adox work-item link 42 commit web@1f3a5c…
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
    /// Show what was done to a work item, and by whom
    History(WorkItemHistoryArgs),
    /// Link a work item to another one, to a page, a pull request, a commit, a branch or a build
    Link(WorkItemLinkArgs),
    /// Take a link away
    Unlink(WorkItemUnlinkArgs),
    /// Delete a work item, into the recycle bin
    Delete(WorkItemDeleteArgs),
    /// Take a work item out of the recycle bin
    Restore(WorkItemRestoreArgs),
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

/// `adox work-item show`.
#[derive(Args, Debug)]
pub struct WorkItemShowArgs {
    /// Its number
    #[arg(value_name = "NUMBER", value_parser = clap::value_parser!(i64).range(1..))]
    pub id: i64,

    /// As it was in this revision
    #[arg(long, value_name = "REVISION", value_parser = clap::value_parser!(i64).range(1..))]
    pub at_revision: Option<i64>,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub project: ProjectArgs,
}

/// `adox work-item history`.
#[derive(Args, Debug)]
pub struct WorkItemHistoryArgs {
    /// Its number
    #[arg(value_name = "NUMBER", value_parser = clap::value_parser!(i64).range(1..))]
    pub id: i64,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub project: ProjectArgs,
}

/// `adox work-item restore`.
#[derive(Args, Debug)]
pub struct WorkItemRestoreArgs {
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

    /// Description and comment are Markdown, and not HTML
    #[arg(long)]
    pub markdown: bool,

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

/// How a change is made.
#[derive(Args, Debug)]
pub struct SaveArgs {
    /// Past the rules of the type; one must be allowed to
    #[arg(long)]
    pub bypass_rules: bool,

    /// Without telling anybody
    #[arg(long)]
    pub suppress_notifications: bool,

    /// Only say what would come of it
    #[arg(long)]
    pub validate_only: bool,
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
    pub save: SaveArgs,

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

    /// The work item that it is a part of, and no other one
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(i64).range(1..))]
    pub parent: Option<i64>,

    /// A tag to add; may be given several times
    #[arg(long, value_name = "NAME")]
    pub add_tag: Vec<String>,

    /// A tag to take away; may be given several times
    #[arg(long, value_name = "NAME")]
    pub remove_tag: Vec<String>,

    /// What is said about the change, in HTML
    #[arg(long, short, value_name = "TEXT")]
    pub comment: Option<String>,

    /// Only if nobody changed it since this revision
    #[arg(long, value_name = "REVISION")]
    pub if_rev: Option<i64>,

    #[command(flatten)]
    pub fields: FieldArgs,

    #[command(flatten)]
    pub save: SaveArgs,

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

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LinkKind {
    Parent,
    Child,
    Related,
    Predecessor,
    Successor,
    Duplicate,
    DuplicateOf,
    TestedBy,
    Tests,
    Affects,
    AffectedBy,
    Hyperlink,
    PullRequest,
    Commit,
    Branch,
    Build,
}

/// One link of a work item.
#[derive(Args, Debug)]
pub struct LinkArgs {
    /// Its number
    #[arg(value_name = "NUMBER", value_parser = clap::value_parser!(i64).range(1..))]
    pub id: i64,

    /// What the other thing is, or is to it
    #[arg(value_enum)]
    pub kind: LinkKind,

    /// The number of the other work item, pull request or build; the URL of a page; REPOSITORY@SHA of a
    /// commit; REPOSITORY@NAME of a branch; or vstfs:///…
    #[arg(value_name = "OTHER")]
    pub other: String,
}

/// `adox work-item link`.
#[derive(Args, Debug)]
pub struct WorkItemLinkArgs {
    #[command(flatten)]
    pub link: LinkArgs,

    /// What is said about the link
    #[arg(long, short, value_name = "TEXT")]
    pub comment: Option<String>,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub project: ProjectArgs,
}

/// `adox work-item unlink`.
#[derive(Args, Debug)]
pub struct WorkItemUnlinkArgs {
    #[command(flatten)]
    pub link: LinkArgs,

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

    /// For good, also out of the recycle bin: nobody can take it back
    #[arg(long)]
    pub destroy: bool,

    #[command(flatten)]
    pub project: ProjectArgs,
}

const WIQL_HELP: &str = "\
Examples:
  adox wiql \"SELECT [System.Id], [System.Title] FROM workitems WHERE [System.AssignedTo] = @me\"
  adox wiql open-bugs.wiql --output csv > bugs.csv

The service answers with 20,000 rows at the most. A query that finds more work items is asked
in parts; its rows then come in the order of the work items' ids, unless it orders by [System.Id]
itself.
One of a tree of work items can't be asked so.";

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
