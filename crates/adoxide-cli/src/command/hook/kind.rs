//! What can be subscribed to, and who can be told: the events of publishers, and consumers.

use adoxide::Client;
use adoxide::api::hooks::{ListConsumers, list_consumers, list_publishers};
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::Value;

use crate::args::{ConnectionArgs, ListArgs};
use crate::command::value;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View, joined};
use crate::settings::Place;
use crate::verb::Verb;

const EVENTS: View = View::new(&[
    Field::at("event", "id").id(),
    Field::new("name"),
    Field::by("filter", |event| names(&event["inputDescriptors"])),
    Field::at("publisher", "publisherId").unlisted(),
    Field::by("version", |event| {
        let versions = event["supportedResourceVersions"].as_array().into_iter().flatten();
        joined(versions.filter_map(Value::as_str).map(str::to_owned))
    })
    .unlisted(),
    Field::new("description").unlisted(),
]);

/// The names of inputs, in one line.
fn names(inputs: &Value) -> Value {
    let inputs = inputs.as_array().into_iter().flatten();
    joined(inputs.filter_map(|input| input["id"].as_str()).map(str::to_owned))
}

/// Every event of every publisher, with the publisher in it.
pub(super) async fn events(ado: &Client) -> Result<Vec<Value>> {
    let publishers: Vec<_> = ado.items(list_publishers()).try_collect().await?;
    let mut events = Vec::new();
    for publisher in publishers {
        let publisher = value(&publisher)?;
        for event in publisher["supportedEvents"].as_array().into_iter().flatten() {
            let mut event = event.clone();
            if event["publisherId"].is_null() {
                event["publisherId"] = publisher["id"].clone();
            }
            events.push(event);
        }
    }
    Ok(events)
}

/// The event of this name.
pub(super) async fn event(ado: &Client, wanted: &str) -> Result<Value> {
    let all = events(ado).await?;
    let name = |event: &Value| event["id"].as_str().unwrap_or_default().to_owned();
    if let Some(found) = all.iter().find(|event| name(event).eq_ignore_ascii_case(wanted)) {
        return Ok(found.clone());
    }
    let like = |event: &&Value| strsim::normalized_damerau_levenshtein(&name(event), wanted) >= 0.6;
    let mut error = Error::usage(format!("there is no event `{wanted}`"));
    if let Some(found) = all.iter().find(like) {
        error = error.help(format!("a similar event exists: {}", name(found)));
    }
    Err(error.help("`adox hook event` lists them"))
}

/// The consumer of this name.
pub(super) async fn consumer(ado: &Client, wanted: &str) -> Result<Value> {
    let all: Vec<_> = ado.items(list_consumers(ListConsumers::default())).try_collect().await?;
    let is = |one: &&_| -> bool { matches_id(one, wanted) };
    match all.iter().find(is) {
        Some(found) => value(found),
        None => {
            Err(Error::usage(format!("there is no consumer `{wanted}`"))
                .help("`adox hook consumer` lists them"))
        }
    }
}

fn matches_id(consumer: &adoxide::api::hooks::Consumer, wanted: &str) -> bool {
    consumer.id.as_deref().is_some_and(|id| id.eq_ignore_ascii_case(wanted))
}

/// List the events that can be subscribed to, with their filters
#[derive(Args, Debug)]
#[command(visible_alias = "events")]
pub struct Events {
    /// Those of this publisher, such as tfs or rm
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for Events {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_organization(&self.connection)?;
        let mut found = events(&place.ado).await?;
        if let Some(wanted) = &self.publisher {
            let of = |event: &Value| event["publisherId"].as_str().unwrap_or_default().to_owned();
            let mut all: Vec<_> = found.iter().map(of).collect();
            found.retain(|event| of(event).eq_ignore_ascii_case(wanted));
            if found.is_empty() {
                all.dedup();
                return Err(Error::usage(format!("there is no publisher `{wanted}`"))
                    .help(format!("there are {}", all.join(", "))));
            }
        }
        let rows = futures::stream::iter(found.into_iter().map(Ok::<_, Error>));
        context.list(&EVENTS, place.address(), &self.list, rows).await
    }
}

const CONSUMERS: View = View::new(&[
    Field::at("consumer", "id").id(),
    Field::new("name"),
    Field::by("action", |consumer| names(&consumer["actions"])),
    Field::by("input", |consumer| names(&consumer["inputDescriptors"])).unlisted(),
    Field::new("description").unlisted(),
]);

/// List the consumers that events can be sent to, with their actions
#[derive(Args, Debug)]
#[command(visible_alias = "consumers")]
pub struct Consumers {
    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for Consumers {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_organization(&self.connection)?;
        let found = place.ado.items(list_consumers(ListConsumers::default()));
        context.list(&CONSUMERS, place.address(), &self.list, found).await
    }
}
