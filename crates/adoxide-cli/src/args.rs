//! What can be typed: clap's types. Nothing is looked up or done here.

mod api;
mod auth;
mod completions;
mod connection;
mod demo;
mod emulator;
mod output;
mod place;
mod pr;
mod query;
mod repo;
mod sync;
mod verify;
mod work_item;

use std::ffi::OsString;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

pub use self::api::ApiArgs;
pub use self::auth::{AuthArgs, AuthCommand, StatusArgs};
pub use self::completions::CompletionsArgs;
pub use self::connection::{ConnectionArgs, PoolArgs, ProfileArgs};
pub use self::demo::DemoArgs;
pub use self::emulator::{EmulatorArgs, EmulatorCommand, ExecArgs, WorldArgs};
pub use self::output::{Format, OutputArgs};
pub use self::place::{PlaceArgs, ProjectArgs};
pub use self::pr::{
    PrArgs, PrChangeArgs, PrCheckoutArgs, PrCommand, PrCommentArgs, PrCompleteArgs, PrCreateArgs, PrDiffArgs,
    PrListArgs, PrShowArgs, PrVoteArgs, SelectorArgs, Status, Strategy,
};
pub use self::query::QueryArgs;
pub use self::repo::{
    PermissionPlaceArgs, RepoArgs, RepoCloneArgs, RepoCommand, RepoCreateArgs, RepoDeleteArgs, RepoListArgs,
    RepoPermissionCommand, RepoPermissionListArgs, RepoPermissionRemoveArgs, RepoPermissionSetArgs,
    RepoRestoreArgs, RepoShowArgs,
};
pub use self::sync::{Deleted, SyncArgs};
pub use self::verify::VerifyArgs;
pub use self::work_item::{
    FieldArgs, LinkArgs, LinkKind, SaveArgs, WiqlArgs, WorkItemArgs, WorkItemCommand, WorkItemCommentArgs,
    WorkItemCreateArgs, WorkItemDeleteArgs, WorkItemEditArgs, WorkItemHistoryArgs, WorkItemLinkArgs,
    WorkItemListArgs, WorkItemRestoreArgs, WorkItemShowArgs, WorkItemUnlinkArgs,
};
use crate::error::Error;

const AFTER_HELP: &str = "\
Begin with `adox demo`: it needs no account and no network.

Exit codes: 0 done; 1 failed, or a part of it; 2 not understood, or cancelled; 4 the credential is
missing, was refused, or may not do it.";

/// Azure DevOps on the command line
#[derive(Debug, Parser)]
#[command(name = "adox", version, after_help = AFTER_HELP, disable_help_subcommand = true, max_term_width = 100)]
pub struct Cli {
    /// Say nothing but errors
    #[arg(long, short, global = true)]
    pub quiet: bool,

    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Try everything: an Azure DevOps on this machine, copied into tables, changed, copied again
    Demo(DemoArgs),
    /// Run an Azure DevOps on this machine, until Ctrl-C
    Emulator(Box<EmulatorArgs>),
    /// Copy an organization into tables; from the second time on, only what changed
    Sync(SyncArgs),
    /// Ask the tables, in SQL
    Query(QueryArgs),
    /// Work with pull requests
    #[command(visible_alias = "pull-request")]
    Pr(PrArgs),
    /// Work with repositories
    #[command(visible_alias = "repository")]
    Repo(RepoArgs),
    /// Work with work items
    #[command(visible_alias = "wi")]
    WorkItem(Box<WorkItemArgs>),
    /// Ask for work items, in WIQL
    Wiql(WiqlArgs),
    /// Find out what the credentials are good for
    Verify(VerifyArgs),
    /// Call any operation of the REST API
    Api(Box<ApiArgs>),
    /// See who asks, and where
    Auth(AuthArgs),
    /// Write the completions of a shell
    Completions(CompletionsArgs),
}

/// Why what was typed was not read.
#[derive(Debug)]
pub enum Refusal {
    /// Help was asked for, or it can't be meant.
    Clap(clap::Error),
    /// It names an operation that is not there.
    Operation(Error),
}

impl From<clap::Error> for Refusal {
    fn from(error: clap::Error) -> Self {
        Self::Clap(error)
    }
}

/// Reads what was typed. An operation that is named adds its parameters to what can be typed.
pub fn parse(typed: impl IntoIterator<Item = OsString>) -> Result<Cli, Refusal> {
    let typed: Vec<OsString> = typed.into_iter().collect();
    let mut command = Cli::command();
    let operation = api::named_operation(&command, &typed).map_err(Refusal::Operation)?;
    if let Some(operation) = operation {
        command = command.mut_subcommand("api", |api| api::with_parameters(api, operation));
    }
    let matches = command.try_get_matches_from(typed)?;
    let mut cli = Cli::from_arg_matches(&matches)?;
    if let (Command::Api(args), Some(operation), Some((_, matches))) =
        (&mut cli.command, operation, matches.subcommand())
    {
        args.parameters = api::parameters(matches, operation);
    }
    Ok(cli)
}

#[cfg(test)]
mod tests {
    use clap::Args as _;

    use super::*;

    #[test]
    fn what_can_be_typed_makes_sense() {
        Cli::command().debug_assert();
    }

    /// No operation has parameters that clash with each other, or with what is there for all.
    #[test]
    fn the_parameters_of_every_operation_can_be_typed() {
        for operation in adoxide::api::catalog() {
            let api = ApiArgs::augment_args(clap::Command::new("api"));
            api::with_parameters(api, operation).debug_assert();
        }
    }
}
