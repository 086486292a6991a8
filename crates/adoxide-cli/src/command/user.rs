//! `adox user`.

use adoxide::api::member_entitlement_management::{
    AccountLicenseType, SearchUserEntitlements, UserEntitlement, search_user_entitlements,
};
use clap::{Args, ValueEnum};

use crate::args::{ConfirmArgs, ConnectionArgs, ListArgs, OutputArgs};
use crate::command::selector::{Selector, Show, WhoArgs};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};

/// Work with the users of the organization, and their access levels
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox user list --all --output csv
  adox user add ada@example.com --license express
  adox user edit ada@example.com --license stakeholder
  adox user remove ada@example.com")]
pub struct User {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show<SelectorArgs>>("show"),
    Entry::verb::<Add>("add"),
    Entry::verb::<Edit>("edit"),
    Entry::verb::<Remove>("remove"),
];

const VIEW: View = View::new(&[
    Field::at("name", "user/displayName").id(),
    Field::at("account", "user/principalName"),
    Field::by("license", |user| {
        let level = &user["accessLevel"];
        let name = [&level["licenseDisplayName"], &level["accountLicenseType"]];
        name.into_iter().find(|name| name.is_string()).cloned().unwrap_or_default()
    }),
    Field::new("lastAccessedDate").head("last access").date(),
    Field::at("status", "accessLevel/status").unlisted(),
    Field::new("dateCreated").date().unlisted(),
    Field::at("origin", "user/origin").unlisted(),
    Field::new("id").unlisted(),
    Field::at("descriptor", "user/descriptor").unlisted(),
]);

/// An access level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum License {
    Stakeholder,
    #[value(alias = "basic")]
    Express,
    /// Basic with test plans
    Advanced,
    /// By a Visual Studio subscription
    Professional,
    EarlyAdopter,
    None,
}

impl From<License> for AccountLicenseType {
    fn from(license: License) -> Self {
        match license {
            License::Stakeholder => Self::Stakeholder,
            License::Express => Self::Express,
            License::Advanced => Self::Advanced,
            License::Professional => Self::Professional,
            License::EarlyAdopter => Self::EarlyAdopter,
            License::None => Self::None,
        }
    }
}

/// Which user.
#[derive(Args, Debug)]
struct SelectorArgs {
    #[command(flatten)]
    named: WhoArgs,
}

impl Selector for SelectorArgs {
    type Found = UserEntitlement;
    const THING: &'static str = "a user";
    const VIEW: &'static View = &VIEW;

    async fn find(&self) -> Result<(Place, UserEntitlement)> {
        let (place, id) = self.named.id::<String>().await?;
        let found = place.ado.user_entitlement(&id).await?;
        Ok((place, found.value().clone()))
    }
}

/// List the users of the organization
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    /// Those that this filter finds, such as "licenseId eq 'Account-Express'"
    #[arg(long, value_name = "FILTER")]
    filter: Option<String>,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_organization(&self.connection)?;
        let params = SearchUserEntitlements { filter: self.filter, ..SearchUserEntitlements::default() };
        let found = place.ado.items(search_user_entitlements(params));
        context.list(&VIEW, place.address(), &self.list, found).await
    }
}

/// Add a user to the organization
#[derive(Args, Debug)]
struct Add {
    /// The sign-in address
    #[arg(value_name = "ADDRESS")]
    address: String,

    /// The access level
    #[arg(long, value_enum, default_value = "express")]
    license: License,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for Add {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_organization(&self.connection)?;
        let user = place.ado.entitle_user(&self.address).license(self.license.into()).await?;
        let done = format!("Added {}.", self.address);
        context.changed(done, &VIEW, place.address(), &self.output, user.value())
    }
}

/// Change the access level of a user
#[derive(Args, Debug)]
#[command(visible_alias = "update")]
struct Edit {
    #[command(flatten)]
    selector: SelectorArgs,

    /// The access level
    #[arg(long, value_enum)]
    license: License,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Edit {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, id) = self.selector.named.id::<String>().await?;
        let mut user = place.ado.user_entitlement(&id).await?;
        user.set_license(self.license.into()).await?;
        let done = format!("Changed the access level of {}.", self.selector.named.who);
        context.changed(done, &VIEW, place.address(), &self.output, user.value())
    }
}

/// Remove a user from the organization
#[derive(Args, Debug)]
#[command(visible_alias = "rm", alias = "delete")]
struct Remove {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

impl Verb for Remove {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, id) = self.selector.named.id::<String>().await?;
        let who = &self.selector.named.who;
        let undo = format!("`adox user add {who}` adds them again, without their groups");
        context.confirm(self.confirm, format_args!("this removes {who} from the organization"), undo)?;
        place.ado.user_entitlement(&id).await?.remove().await?;
        context.printer.say(format_args!("Removed {who} from the organization."));
        Ok(Exit::Ok)
    }
}
