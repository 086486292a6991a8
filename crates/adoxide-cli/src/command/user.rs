//! `adox user`.

use adoxide::api::member_entitlement_management::{
    self as entitlement, SearchUserEntitlements, UserEntitlement,
};
use adoxide::api::wire::JsonPatch;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use crate::args::{ConfirmArgs, ConnectionArgs, ListArgs, OutputArgs};
use crate::command::selector::{Selector, Show, WhoArgs};
use crate::context::Context;
use crate::error::{Error, Result};
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

impl License {
    /// The level, as the service writes it.
    pub(super) fn level(self) -> Value {
        let name = match self {
            Self::Stakeholder => "stakeholder",
            Self::Express => "express",
            Self::Advanced => "advanced",
            Self::Professional => "professional",
            Self::EarlyAdopter => "earlyAdopter",
            Self::None => "none",
        };
        json!({ "accountLicenseType": name, "licensingSource": "account" })
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
        let (place, id) = self.named.id().await?;
        let found = place.ado.call(entitlement::get_user_entitlement(&id)).await?;
        Ok((place, found))
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
        let found = place.ado.items(entitlement::search_user_entitlements(params));
        context.list(&VIEW, place.address(), &self.list, found).await
    }
}

/// The member of an answer that was changed, where the service may have refused the change with a success.
pub(super) fn accepted(answer: &impl serde::Serialize, member: &str) -> Result<Value> {
    let answer = serde_json::to_value(answer).unwrap_or_default();
    if answer["isSuccess"] != false {
        return Ok(answer[member].clone());
    }
    let results = [&answer["operationResult"], &answer["operationResults"][0]];
    let said = results.into_iter().find_map(|result| result["errors"][0]["value"].as_str());
    Err(Error::failed(
        said.unwrap_or("the service refused the change, and does not say why").trim_end_matches('.'),
    ))
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
        let new: UserEntitlement = super::body(json!({
            "accessLevel": self.license.level(),
            "user": { "principalName": self.address, "subjectKind": "user" },
        }))?;
        let answer = place.ado.call(entitlement::add_user_entitlement(&super::required(new)?)).await?;
        let user = accepted(&answer, "userEntitlement")?;
        context.changed(format!("Added {}.", self.address), &VIEW, place.address(), &self.output, &user)
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
        let (place, id) = self.selector.named.id().await?;
        let patch: JsonPatch =
            super::body(json!([{ "op": "replace", "path": "/accessLevel", "value": self.license.level() }]))?;
        let answer = place.ado.call(entitlement::update_user_entitlement(&id, &patch)).await?;
        let user = accepted(&answer, "userEntitlement")?;
        let done = format!("Changed the access level of {}.", self.selector.named.who);
        context.changed(done, &VIEW, place.address(), &self.output, &user)
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
        let (place, id) = self.selector.named.id().await?;
        let who = &self.selector.named.who;
        let undo = format!("`adox user add {who}` adds them again, without their groups");
        context.confirm(self.confirm, format_args!("this removes {who} from the organization"), undo)?;
        place.ado.call(entitlement::delete_user_entitlement(&id)).await?;
        context.printer.say(format_args!("Removed {who} from the organization."));
        Ok(Exit::Ok)
    }
}
