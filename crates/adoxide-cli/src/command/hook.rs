//! `adox hook`.

mod change;
mod kind;
mod notification;

use adoxide::Address;
use adoxide::api::hooks::{
    ListSubscriptions, Subscription, SubscriptionStatus, delete_subscription, get_subscription,
    list_subscriptions, replace_subscription,
};
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::Value;

use crate::args::{ConfirmArgs, ConnectionArgs, ListArgs, OutputArgs, ProjectArgs};
use crate::command::selector::{Selector, Show};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};
use crate::web;

/// Work with service hooks: webhooks and other subscriptions to events
#[derive(Args, Debug)]
#[command(
    visible_alias = "webhook",
    alias = "service-hook",
    after_help = "\
Examples:
  adox hook create git.push --url https://ci.example.com/hook \\
      --filter repository=web --header 'Authorization: Bearer TOKEN'
  adox hook list --status disabledBySystem
  adox hook test 5f2c
  adox hook history 5f2c --result failed
  adox hook event

A subscription is named by its id, or by the first characters of it. Some
services show the headers of a webhook to everybody who may see it; a password
of --username is never shown again."
)]
pub struct Hook {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show<SelectorArgs>>("show"),
    Entry::verb::<change::Create>("create"),
    Entry::verb::<change::Edit>("edit"),
    Entry::verb::<Enable>("enable"),
    Entry::verb::<Disable>("disable"),
    Entry::verb::<notification::Test>("test"),
    Entry::verb::<notification::History>("history"),
    Entry::verb::<Delete>("delete"),
    Entry::verb::<kind::Events>("event"),
    Entry::verb::<kind::Consumers>("consumer"),
];

const VIEW: View = View::new(&[
    Field::new("id").id(),
    Field::at("event", "eventType"),
    Field::new("status").state(),
    Field::at("consumer", "consumerId"),
    Field::at("action", "actionDescription"),
    Field::at("filter", "eventDescription").unlisted(),
    Field::at("project", "publisherInputs/projectId").unlisted(),
    Field::at("publisher", "publisherId").unlisted(),
    Field::new("resourceVersion").unlisted(),
    Field::new("publisherInputs").unlisted(),
    Field::new("consumerInputs").unlisted(),
    Field::at("createdBy", "createdBy/displayName").unlisted(),
    Field::new("createdDate").date().unlisted(),
    Field::new("lastSuccessfulAttemptDate").date().unlisted(),
    Field::new("probationRetries").unlisted(),
])
.url(url);

/// The page of the subscriptions of the project; the service has none for one, nor for those of all projects.
fn url(subscription: &Value, address: &Address) -> Option<String> {
    let project = subscription["publisherInputs"]["projectId"].as_str().filter(|id| !id.is_empty())?;
    Some(web::page(address, &[project, "_settings", "serviceHooks"]))
}

/// The project that a subscription is for, if it is for one.
fn project_of(subscription: &Subscription) -> Option<&str> {
    let inputs = subscription.publisher_inputs.as_ref()?;
    inputs.get("projectId")?.as_deref().filter(|id| !id.is_empty())
}

/// Which subscription.
#[derive(Args, Debug)]
struct SelectorArgs {
    /// The subscription: its id, or the beginning of it
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    connection: ConnectionArgs,
}

/// How long an id is.
const ID: usize = 36;

impl Selector for SelectorArgs {
    type Found = Subscription;
    const THING: &'static str = "a subscription";
    const VIEW: &'static View = &VIEW;

    async fn find(&self) -> Result<(Place, Subscription)> {
        let place = Place::of_organization(&self.connection)?;
        let wanted = self.id.trim().to_lowercase();
        if wanted.is_empty()
            || !wanted.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
            || wanted.len() > ID
        {
            return Err(Error::usage(format!("expected the id of a subscription, got `{}`", self.id))
                .help("`adox hook list` lists them"));
        }
        if wanted.len() == ID {
            let found = place.ado.call(get_subscription(&wanted.into())).await?;
            return Ok((place, found));
        }
        let all = place.ado.items(list_subscriptions(ListSubscriptions::default()));
        let is =
            |one: &Subscription| one.id.as_deref().is_some_and(|id| id.to_lowercase().starts_with(&wanted));
        let mut found: Vec<_> = all.try_collect().await?;
        found.retain(is);
        let count = found.len();
        match (found.pop(), count) {
            (Some(found), 1) => Ok((place, found)),
            (None, _) => {
                Err(Error::failed(format!("no subscription has an id that begins with `{}`", self.id))
                    .help("`adox hook list` lists them"))
            }
            (Some(_), count) => {
                Err(Error::failed(format!("{count} subscriptions have an id that begins with `{}`", self.id))
                    .help("write more of the id"))
            }
        }
    }
}

/// The id of a subscription that the service answered.
fn id_of(subscription: &Subscription) -> Result<String> {
    subscription.id.clone().ok_or_else(|| Error::failed("the service answered a subscription without an id"))
}

/// What a subscription is called in a sentence.
fn named(subscription: &Subscription) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    format!("subscription {} to {}", text(&subscription.id), text(&subscription.event_type))
}

/// List the subscriptions of a project, and those that are for all projects
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    /// Those to this event, such as git.push
    #[arg(long, value_name = "EVENT")]
    event: Option<String>,

    /// Those of this consumer, such as webHooks or slack
    #[arg(long, value_name = "NAME")]
    consumer: Option<String>,

    /// Those with this status: enabled, onProbation, disabledByUser,
    /// disabledBySystem or disabledByInactiveIdentity
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,

    /// Those of every project
    #[arg(long, conflicts_with = "project")]
    all_projects: bool,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let status = self.status.as_deref();
        let status =
            status.map(|text| super::one_of("--status", text, SubscriptionStatus::KNOWN)).transpose()?;
        let place = Place::of_project(&self.project)?;
        let project = match &place.project {
            Some(_) if !self.all_projects => Some(place.project()?.id().await?),
            _ => None,
        };
        let params = ListSubscriptions {
            event_type: self.event,
            consumer_id: self.consumer,
            ..ListSubscriptions::default()
        };
        let found = place.ado.items(list_subscriptions(params)).try_filter(|one| {
            let is_of = project.as_ref().is_none_or(|project| {
                project_of(one).is_none_or(|of| of.eq_ignore_ascii_case(project.as_str()))
            });
            let has = status.is_none() || one.status == status;
            std::future::ready(is_of && has)
        });
        context.list(&VIEW, place.address(), &self.list, found).await
    }
}

/// Enable a subscription that was disabled, by somebody or by the service
#[derive(Args, Debug)]
struct Enable {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

/// Disable a subscription; its events are not sent later
#[derive(Args, Debug)]
struct Disable {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Enable {
    async fn run(self, context: &Context) -> Result<Exit> {
        set_status(context, &self.selector, &self.output, SubscriptionStatus::Enabled, "Enabled").await
    }
}

impl Verb for Disable {
    async fn run(self, context: &Context) -> Result<Exit> {
        set_status(context, &self.selector, &self.output, SubscriptionStatus::DisabledByUser, "Disabled")
            .await
    }
}

async fn set_status(
    context: &Context,
    selector: &SelectorArgs,
    output: &OutputArgs,
    status: SubscriptionStatus,
    done: &str,
) -> Result<Exit> {
    let (place, mut found) = selector.find().await?;
    if status == SubscriptionStatus::Enabled
        && found.status == Some(SubscriptionStatus::DisabledByInactiveIdentity)
    {
        return Err(Error::failed(format!(
            "{} can't be enabled: who created it has left the organization",
            named(&found)
        ))
        .help("create it again with `adox hook create`, and delete this one"));
    }
    found.status = Some(status);
    let id = id_of(&found)?.into();
    let now = place.ado.call(replace_subscription(Some(&id), &found)).await?;
    context.changed(format!("{done} {}.", named(&now)), &VIEW, place.address(), output, &now)
}

/// Delete a subscription, with its history
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct Delete {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

impl Verb for Delete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, found) = self.selector.find().await?;
        let named = named(&found);
        context.confirm(self.confirm, format_args!("this deletes {named}"), "it can't be restored")?;
        place.ado.call(delete_subscription(&id_of(&found)?.into())).await?;
        context.printer.say(format_args!("Deleted {named}."));
        Ok(Exit::Ok)
    }
}
