//! `adox service-principal`.

use adoxide::api::graph::{ListServicePrincipals, list_service_principals};
use adoxide::api::member_entitlement_management::UserEntitlement;
use adoxide::resource::Entitlement;
use clap::Args;

use super::user::License;
use crate::args::{ConfirmArgs, ConnectionArgs, ListArgs, OutputArgs};
use crate::command::selector::{Selector, Show, WhoArgs};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};

/// Work with service principals and managed identities, and their access levels
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox service-principal list
  adox service-principal add 8b63f4ea-f95e-4f1c-9a3d-2f6f0a6e2c11
  adox group member add '[Web]\\Contributors' 'Deploy bot'

A service principal is added by its object id: that of the enterprise
application, not of the app registration. Groups and permissions name it as they
name users.")]
pub struct ServicePrincipal {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show<SelectorArgs>>("show"),
    Entry::verb::<Add>("add"),
    Entry::verb::<Edit>("edit"),
    Entry::verb::<Remove>("remove"),
];

const LIST: View = View::new(&[
    Field::at("name", "displayName").id(),
    Field::at("application", "applicationId"),
    Field::at("object", "originId"),
    Field::new("origin").unlisted(),
    Field::new("descriptor").unlisted(),
]);

const VIEW: View = View::new(&[
    Field::at("name", "servicePrincipal/displayName").id(),
    Field::at("license", "accessLevel/licenseDisplayName"),
    Field::new("lastAccessedDate").head("last access").date(),
    Field::at("application", "servicePrincipal/applicationId"),
    Field::at("object", "servicePrincipal/originId").unlisted(),
    Field::at("status", "accessLevel/status").unlisted(),
    Field::new("dateCreated").date().unlisted(),
    Field::new("id").unlisted(),
    Field::at("descriptor", "servicePrincipal/descriptor").unlisted(),
]);

/// Which service principal.
#[derive(Args, Debug)]
struct SelectorArgs {
    #[command(flatten)]
    named: WhoArgs,
}

impl SelectorArgs {
    async fn entitlement(&self) -> Result<(Place, Entitlement)> {
        let (place, id) = self.named.id::<String>().await?;
        let found = place.ado.service_principal_entitlement(&id).await?;
        Ok((place, found))
    }
}

impl Selector for SelectorArgs {
    type Found = UserEntitlement;
    const THING: &'static str = "a service principal";
    const VIEW: &'static View = &VIEW;

    async fn find(&self) -> Result<(Place, UserEntitlement)> {
        let (place, found) = self.entitlement().await?;
        Ok((place, found.value().clone()))
    }
}

/// List the service principals of the organization
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_organization(&self.connection)?;
        let found = place.ado.items(list_service_principals(ListServicePrincipals::default()));
        context.list(&LIST, place.address(), &self.list, found).await
    }
}

/// Add a service principal to the organization
#[derive(Args, Debug)]
struct Add {
    /// The object id in Microsoft Entra
    #[arg(value_name = "OBJECT_ID")]
    object: uuid::Uuid,

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
        let object = self.object.to_string();
        let made = place.ado.entitle_service_principal(object).license(self.license.into()).await?;
        let done = format!("Added {}.", made.display_name());
        context.changed(done, &VIEW, place.address(), &self.output, made.value())
    }
}

/// Change the access level of a service principal
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
        let (place, mut now) = self.selector.entitlement().await?;
        now.set_license(self.license.into()).await?;
        let done = format!("Changed the access level of {}.", self.selector.named.who);
        context.changed(done, &VIEW, place.address(), &self.output, now.value())
    }
}

/// Remove a service principal from the organization
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
        let (_, found) = self.selector.entitlement().await?;
        let who = &self.selector.named.who;
        let undo = "`adox service-principal add` adds it again, without its groups";
        context.confirm(self.confirm, format_args!("this removes {who} from the organization"), undo)?;
        found.remove().await?;
        context.printer.say(format_args!("Removed {who} from the organization."));
        Ok(Exit::Ok)
    }
}
