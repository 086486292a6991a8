//! Who may do what with a feed.

use adoxide::api::artifacts::feed::{FeedPermission, FeedRole};
use clap::{Args, ValueEnum};

use super::SelectorArgs;
use crate::args::{ListArgs, OutputArgs};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::verb::{Entry, Verb};

/// Work with the permissions of a feed
#[derive(Args, Debug)]
pub struct Permission {}

/// The verbs.
pub const VERBS: &[Entry] =
    &[Entry::verb::<List>("list"), Entry::verb::<Set>("set"), Entry::verb::<Remove>("remove")];

const VIEW: View = View::new(&[
    Field::at("name", "displayName").id(),
    Field::new("role"),
    Field::new("isInheritedRole").head("inherited"),
    Field::new("identityDescriptor").unlisted(),
    Field::new("identityId").unlisted(),
]);

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Role {
    /// List and install packages
    Reader,
    /// Save packages from upstream sources, too
    Collaborator,
    /// Publish and unlist packages, too
    Contributor,
    /// Change the feed and its permissions, too
    Administrator,
}

impl Role {
    fn wire(self) -> FeedRole {
        match self {
            Self::Reader => FeedRole::Reader,
            Self::Collaborator => FeedRole::Collaborator,
            Self::Contributor => FeedRole::Contributor,
            Self::Administrator => FeedRole::Administrator,
        }
    }
}

/// List who may do what
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let found = self.selector.find().await?;
        context.list(&VIEW, found.place.address(), &self.list, found.feed.permissions()).await
    }
}

/// Whose permissions.
#[derive(Args, Debug)]
struct WhoArgs {
    #[command(flatten)]
    selector: SelectorArgs,

    /// A user or group: a sign-in address, a name, an id, or @me
    #[arg(long, value_name = "WHO")]
    who: String,
}

impl WhoArgs {
    async fn give(&self, context: &Context, output: &OutputArgs, role: FeedRole, done: &str) -> Result<Exit> {
        let found = self.selector.find().await?;
        let person = found.place.ado.identity(&self.who).await?;
        let change = FeedPermission {
            identity_descriptor: person.descriptor().map(str::to_owned),
            identity_id: Some(person.id().to_owned()),
            role: Some(role),
            ..FeedPermission::default()
        };
        let answered = found.feed.set_permissions(std::slice::from_ref(&change)).await?;
        // A role that was taken away need not be among those that are there.
        let is_own = |one: &FeedPermission| one.identity_descriptor == change.identity_descriptor;
        let now = answered.into_iter().find(is_own).unwrap_or_else(|| change.clone());
        let done = format!("{} {done} {}.", self.who, found.name);
        context.changed(done, &VIEW, found.place.address(), output, &now)
    }
}

/// Give somebody a role in a feed
#[derive(Args, Debug)]
#[command(visible_alias = "add", alias = "update")]
struct Set {
    #[command(flatten)]
    who: WhoArgs,

    /// What they may do
    #[arg(long, value_enum, value_name = "ROLE")]
    role: Role,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Set {
    async fn run(self, context: &Context) -> Result<Exit> {
        let role = self.role.wire();
        let done = format!("is {role} of");
        self.who.give(context, &self.output, role, &done).await
    }
}

/// Take somebody's role in a feed away
#[derive(Args, Debug)]
#[command(visible_alias = "rm", alias = "delete")]
struct Remove {
    #[command(flatten)]
    who: WhoArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Remove {
    async fn run(self, context: &Context) -> Result<Exit> {
        self.who.give(context, &self.output, FeedRole::None, "has no role any more in").await
    }
}
