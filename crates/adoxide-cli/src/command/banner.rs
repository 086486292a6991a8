//! `adox banner`.

use adoxide::Client;
use adoxide::api::settings::{get_entries, remove_entries, set_entries};
use adoxide::api::wire::{Json, Map};
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::args::{ConfirmArgs, ConnectionArgs, ListArgs, OutputArgs};
use crate::command::selector::{Selector, Show};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};

/// Work with the banners that everybody in the organization sees
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox banner add 'Maintenance on Saturday from 8:00 to 10:00 UTC' \\
      --level warning --expires 2027-01-31T10:00:00Z
  adox banner list
  adox banner remove ID

A message may have links in Markdown. A banner is shown to everybody on every
page, so administrators only may add one.")]
pub struct Banner {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show<SelectorArgs>>("show"),
    Entry::verb::<Add>("add"),
    Entry::verb::<Edit>("edit"),
    Entry::verb::<Remove>("remove"),
];

/// The settings that hold them, and whose they are: everybody's.
const KEY: &str = "GlobalMessageBanners";
const SCOPE: &str = "host";

const VIEW: View = View::new(&[
    Field::new("id").id(),
    Field::new("level").state(),
    Field::new("expirationDate").head("expires").date(),
    Field::new("message").text(),
]);

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Level {
    Info,
    Warning,
    Error,
}

impl Level {
    fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// An instant: RFC 3339 with an offset.
fn instant(text: &str) -> Result<Timestamp, String> {
    text.parse().map_err(|_| "expected an instant with an offset, such as 2027-01-31T10:00:00Z".to_owned())
}

/// All banners, each with its id.
async fn all(ado: &Client) -> Result<Vec<Value>> {
    let found = ado.call(get_entries(&SCOPE.into(), Some(&KEY.into()))).await?.value;
    let banners = found.into_iter().map(|(id, banner)| {
        let mut banner = banner.unwrap_or_default();
        // The service may answer the whole key, or what is behind its first part.
        banner["id"] = id.rsplit('/').next().unwrap_or_default().into();
        banner
    });
    Ok(banners.collect())
}

/// Writes a banner, and answers it with its id.
async fn write(ado: &Client, id: &str, mut banner: Value) -> Result<Value> {
    let entries: Map<Json> = super::body(json!({format!("{KEY}/{id}"): banner}))?;
    ado.call(set_entries(&SCOPE.into(), &entries)).await?;
    banner["id"] = id.into();
    Ok(banner)
}

fn new_id() -> Result<String> {
    let mut bytes = [0; 16];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| Error::failed("no random numbers can be had"))?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid().to_string())
}

/// Which banner.
#[derive(Args, Debug)]
struct SelectorArgs {
    /// The banner
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Selector for SelectorArgs {
    type Found = Value;
    const THING: &'static str = "a banner";
    const VIEW: &'static View = &VIEW;

    async fn find(&self) -> Result<(Place, Value)> {
        let place = Place::of_organization(&self.connection)?;
        let found = all(&place.ado).await?.into_iter().find(|banner| banner["id"] == self.id.as_str());
        let found = found.ok_or_else(|| {
            Error::failed(format!("there is no banner `{}`", self.id)).help("`adox banner list` lists them")
        })?;
        Ok((place, found))
    }
}

/// List the banners
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
        let rows = futures::stream::iter(all(&place.ado).await?.into_iter().map(Ok::<_, Error>));
        context.list(&VIEW, place.address(), &self.list, rows).await
    }
}

/// Add a banner
#[derive(Args, Debug)]
#[command(visible_alias = "create", alias = "new")]
struct Add {
    /// What it says; - reads it from stdin
    #[arg(value_name = "TEXT")]
    message: String,

    /// How serious it is
    #[arg(long, value_enum, value_name = "LEVEL", default_value = "info", alias = "type")]
    level: Level,

    /// When it goes away (default: when it is removed)
    #[arg(long, value_name = "TIME", value_parser = instant, alias = "expiration")]
    expires: Option<Timestamp>,

    /// Its id (default: a random one); a banner with this id is replaced
    #[arg(long, value_name = "ID")]
    id: Option<String>,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for Add {
    async fn run(self, context: &Context) -> Result<Exit> {
        let message = super::text_or_stdin(&self.message)?;
        if message.trim().is_empty() {
            return Err(Error::usage("the message of the banner is empty"));
        }
        let id = self.id.map_or_else(new_id, Ok)?;
        if id.is_empty() || id.contains('/') {
            return Err(Error::usage(format!("--id: expected a text without slashes, got `{id}`")));
        }
        let place = Place::of_organization(&self.connection)?;
        let mut banner = json!({"level": self.level.name(), "message": message});
        if let Some(expires) = self.expires {
            banner["expirationDate"] = expires.to_string().into();
        }
        let made = write(&place.ado, &id, banner).await?;
        context.changed(format!("Added banner {id}."), &VIEW, place.address(), &self.output, &made)
    }
}

/// Change a banner; what is not named stays as it is
#[derive(Args, Debug)]
#[command(visible_alias = "update")]
struct Edit {
    #[command(flatten)]
    selector: SelectorArgs,

    /// What it says; - reads it from stdin
    #[arg(long, value_name = "TEXT")]
    message: Option<String>,

    /// How serious it is
    #[arg(long, value_enum, value_name = "LEVEL", alias = "type")]
    level: Option<Level>,

    /// When it goes away
    #[arg(long, value_name = "TIME", value_parser = instant, alias = "expiration")]
    expires: Option<Timestamp>,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Edit {
    async fn run(self, context: &Context) -> Result<Exit> {
        if self.message.is_none() && self.level.is_none() && self.expires.is_none() {
            return Err(
                Error::usage("there is nothing to change").help("name a change, such as --level info")
            );
        }
        let message = self.message.as_deref().map(super::text_or_stdin).transpose()?;
        let (place, mut banner) = self.selector.find().await?;
        if let Some(members) = banner.as_object_mut() {
            members.remove("id");
        }
        if let Some(message) = message {
            banner["message"] = message.into();
        }
        if let Some(level) = self.level {
            banner["level"] = level.name().into();
        }
        if let Some(expires) = self.expires {
            banner["expirationDate"] = expires.to_string().into();
        }
        let now = write(&place.ado, &self.selector.id, banner).await?;
        context.changed(
            format!("Changed banner {}.", self.selector.id),
            &VIEW,
            place.address(),
            &self.output,
            &now,
        )
    }
}

/// Remove a banner
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
        let (place, _) = self.selector.find().await?;
        let what = format!("this removes the banner {}", self.selector.id);
        context.confirm(self.confirm, what, "it can't be restored")?;
        let key = format!("{KEY}/{}", self.selector.id);
        place.ado.call(remove_entries(&SCOPE.into(), &key.as_str().into())).await?;
        context.printer.say(format_args!("Removed banner {}.", self.selector.id));
        Ok(Exit::Ok)
    }
}
