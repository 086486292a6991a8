//! Create and change subscriptions.

use std::path::PathBuf;

use adoxide::api::hooks::{CreateSubscriptionBody, Subscription, create_subscription, replace_subscription};
use adoxide::api::wire::{Map, Secret};
use clap::Args;
use serde_json::Value;

use super::{SelectorArgs, VIEW, id_of, kind, named, project_of};
use crate::args::{OutputArgs, ProjectArgs};
use crate::command::selector::Selector as _;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::Place;
use crate::verb::Verb;

const WEBHOOK: &str = "webHooks";

// What is sent where. Not a doc comment: flattened into a command, it would be its text.
#[derive(Args, Debug)]
struct Inputs {
    /// Send events to this URL
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// Only events that pass, such as repository=web, branch=main or
    /// buildStatus=Failed; repeatable
    #[arg(long, value_name = "NAME=VALUE")]
    filter: Vec<String>,

    /// Send this header, too: `NAME: VALUE`; repeatable
    #[arg(long, value_name = "HEADER")]
    header: Vec<String>,

    /// Authenticate with this name; needs --password-file
    #[arg(long, value_name = "NAME", requires = "password_file")]
    username: Option<String>,

    /// The file that holds the password, `-` for stdin
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,

    /// Any input of the consumer; repeatable
    #[arg(long, value_name = "NAME=VALUE")]
    input: Vec<String>,

    /// The version of the resource that is sent, such as 1.0 (default: the newest)
    #[arg(long, value_name = "VERSION")]
    resource_version: Option<String>,
}

impl Inputs {
    fn is_empty(&self) -> bool {
        self.url.is_none()
            && self.filter.is_empty()
            && self.header.is_empty()
            && self.username.is_none()
            && self.password_file.is_none()
            && self.input.is_empty()
            && self.resource_version.is_none()
    }

    /// Puts them into a subscription: to this event, through this consumer.
    async fn put(
        &self,
        place: &Place,
        event: &Value,
        consumer: &Value,
        into: &mut Subscription,
    ) -> Result<()> {
        let filters = into.publisher_inputs.get_or_insert_with(Map::new);
        for filter in &self.filter {
            let (name, value) = crate::command::pair("--filter", filter)?;
            let (name, value) = self::filter(place, event, name, value).await?;
            filters.insert(name, Some(value));
        }
        let mut given: Vec<(String, String)> = Vec::new();
        if let Some(url) = &self.url {
            given.push(("url".to_owned(), url.clone()));
        }
        if !self.header.is_empty() {
            for header in &self.header {
                let is_header = header.split_once(':').is_some_and(|(name, value)| {
                    http::HeaderName::try_from(name.trim()).is_ok()
                        && http::HeaderValue::from_str(value.trim()).is_ok()
                });
                if !is_header {
                    // What was typed may hold a secret: the name alone is repeated.
                    let name = header.split([':', ' ', '=']).next().unwrap_or_default();
                    return Err(Error::usage(format!("--header: expected `NAME: VALUE` behind `{name}`")));
                }
            }
            given.push(("httpHeaders".to_owned(), self.header.join("\n")));
        }
        if let Some(name) = &self.username {
            given.push(("basicAuthUsername".to_owned(), name.clone()));
        }
        if let Some(file) = &self.password_file {
            let password = crate::command::secret("--password-file", file)?;
            given.push(("basicAuthPassword".to_owned(), password));
        }
        for input in &self.input {
            let (name, value) = crate::command::pair("--input", input)?;
            given.push((name.to_owned(), value.to_owned()));
        }
        let inputs = into.consumer_inputs.get_or_insert_with(Map::new);
        let action = into.consumer_action_id.as_deref().unwrap_or_default();
        for (name, value) in given {
            let name = input(consumer, action, &name)?;
            inputs.insert(name, Some(Secret::from(value)));
        }
        if let Some(version) = &self.resource_version {
            into.resource_version = Some(version.clone());
        }
        Ok(())
    }
}

/// The inputs that a list describes, by their names.
fn described(inputs: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let inputs = inputs.as_array().into_iter().flatten();
    inputs.filter_map(|input| Some((input["id"].as_str()?, input)))
}

/// An input of a consumer, by the name that the service has for it.
fn input(consumer: &Value, action: &str, wanted: &str) -> Result<String> {
    let mut actions = consumer["actions"].as_array().into_iter().flatten();
    let action = actions.find(|known| known["id"] == action).unwrap_or(&Value::Null);
    let known: Vec<_> = described(&consumer["inputDescriptors"])
        .chain(described(&action["inputDescriptors"]))
        .map(|(name, _)| name)
        .collect();
    // A consumer that describes nothing may take anything.
    if known.is_empty() {
        return Ok(wanted.to_owned());
    }
    let found = known.iter().find(|name| name.eq_ignore_ascii_case(wanted));
    found.map(|name| (*name).to_owned()).ok_or_else(|| {
        let consumer = consumer["id"].as_str().unwrap_or_default();
        Error::usage(format!("the consumer {consumer} has no input `{wanted}`"))
            .help(format!("it has {}", known.join(", ")))
    })
}

/// A filter as the service has it: a repository, a person or a group by id.
async fn filter(place: &Place, event: &Value, wanted: &str, value: &str) -> Result<(String, String)> {
    let known: Vec<_> = described(&event["inputDescriptors"]).collect();
    let Some((name, descriptor)) = known.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)) else {
        let names: Vec<_> = known.iter().map(|(name, _)| *name).collect();
        let event = event["id"].as_str().unwrap_or_default();
        let error = Error::usage(format!("the event {event} has no filter `{wanted}`"));
        let help =
            if names.is_empty() { "it has none".to_owned() } else { format!("it has {}", names.join(", ")) };
        return Err(error.help(help));
    };
    let is_id =
        value.len() == super::ID && value.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    let wants_id = descriptor["validation"]["dataType"] == "guid";
    let value = match *name {
        _ if is_id || !wants_id || value.is_empty() => value.to_owned(),
        "repository" => place.project()?.repository(value).id().await?.clone(),
        _ => place.ado.identity_id(value).await?,
    };
    Ok(((*name).to_owned(), value))
}

/// Subscribe to an event: send it to a URL, or through another consumer
#[derive(Args, Debug)]
#[command(
    visible_alias = "new",
    after_help = "\
Examples:
  adox hook create git.push --url https://ci.example.com/hook
  adox hook create build.complete --filter buildStatus=Failed \\
      --url https://ci.example.com/hook --username adox --password-file -
  adox hook create git.pullrequest.created --consumer slack \\
      --input url=https://hooks.slack.com/services/…"
)]
pub struct Create {
    /// The event; `adox hook event` lists them
    #[arg(value_name = "EVENT")]
    event: String,

    #[command(flatten)]
    inputs: Inputs,

    /// Send through this consumer; `adox hook consumer` lists them
    #[arg(long, value_name = "NAME", default_value = WEBHOOK)]
    consumer: String,

    /// What the consumer does, where it can do several things
    #[arg(long, value_name = "NAME")]
    action: Option<String>,

    /// For the events of every project
    #[arg(long, conflicts_with = "project")]
    all_projects: bool,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        if self.inputs.url.is_none() && self.inputs.input.is_empty() {
            return Err(Error::usage("it is not said where to send the events")
                .help("--url sends them to a URL; --consumer and --input send them elsewhere"));
        }
        let place = Place::of_project(&self.project)?;
        let project = if self.all_projects { None } else { Some(place.project()?.id().await?.clone()) };
        let event = kind::event(&place.ado, &self.event).await?;
        let consumer = kind::consumer(&place.ado, &self.consumer).await?;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let mut new = Subscription {
            publisher_id: text(&event["publisherId"]),
            event_type: text(&event["id"]),
            consumer_id: text(&consumer["id"]),
            consumer_action_id: Some(self.action(&consumer)?),
            publisher_inputs: Some(
                project.into_iter().map(|id| ("projectId".to_owned(), Some(id))).collect(),
            ),
            ..Subscription::default()
        };
        if new.consumer_id.as_deref() == Some(WEBHOOK) {
            // Without it, subscriptions of all projects get pushes without their refs.
            let all = ("resourceDetailsToSend".to_owned(), Some(Secret::from("all".to_owned())));
            new.consumer_inputs = Some([all].into());
        }
        self.inputs.put(&place, &event, &consumer, &mut new).await?;
        let body: CreateSubscriptionBody = crate::command::required(new)?;
        let made = place.ado.call(create_subscription(&body)).await?;
        context.changed(format!("Created {}.", named(&made)), &VIEW, place.address(), &self.output, &made)
    }
}

impl Create {
    fn action(&self, consumer: &Value) -> Result<String> {
        let known: Vec<_> = described(&consumer["actions"]).map(|(name, _)| name).collect();
        let name = consumer["id"].as_str().unwrap_or_default();
        let which = |sentence: String| Error::usage(sentence).help(format!("there are {}", known.join(", ")));
        match &self.action {
            Some(wanted) => {
                let found = known.iter().find(|known| known.eq_ignore_ascii_case(wanted));
                let missing = || which(format!("the consumer {name} has no action `{wanted}`"));
                found.map(|found| (*found).to_owned()).ok_or_else(missing)
            }
            None if known.len() == 1 => Ok(known[0].to_owned()),
            None => Err(which(format!("the consumer {name} can do several things; name one with --action"))),
        }
    }
}

/// Change where a subscription sends events, and which
#[derive(Args, Debug)]
#[command(visible_alias = "update")]
pub struct Edit {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    inputs: Inputs,

    /// Send events whatever their value of this filter is; repeatable
    #[arg(long, value_name = "NAME")]
    remove_filter: Vec<String>,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Edit {
    async fn run(self, context: &Context) -> Result<Exit> {
        if self.inputs.is_empty() && self.remove_filter.is_empty() {
            return Err(Error::usage("there is nothing to change").help("name a change, such as --url URL"));
        }
        let (mut place, mut found) = self.selector.find().await?;
        let id = id_of(&found)?.into();
        if let Some(project) = project_of(&found) {
            // A repository is looked for in the project of the subscription.
            place.project = Some(crate::settings::Setting::new(project.to_owned(), "the subscription"));
        }
        for wanted in &self.remove_filter {
            let filters = found.publisher_inputs.get_or_insert_with(Map::new);
            let known = filters.keys().find(|name| name.eq_ignore_ascii_case(wanted)).cloned();
            let known = known.filter(|name| name != "projectId").ok_or_else(|| {
                Error::usage(format!("--remove-filter: the subscription has no filter `{wanted}`"))
            })?;
            filters.remove(&known);
        }
        let event = kind::event(&place.ado, found.event_type.as_deref().unwrap_or_default()).await?;
        let consumer = kind::consumer(&place.ado, found.consumer_id.as_deref().unwrap_or_default()).await?;
        self.inputs.put(&place, &event, &consumer, &mut found).await?;
        let now = place.ado.call(replace_subscription(Some(&id), &found)).await?;
        context.changed(format!("Changed {}.", named(&now)), &VIEW, place.address(), &self.output, &now)
    }
}
