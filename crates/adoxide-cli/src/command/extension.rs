//! `adox extension`.

use adoxide::Address;
use adoxide::api::extension_management::{
    self as extensions, GetInstalledExtensionByName, GetInstalledExtensions, InstalledExtension,
    UninstallExtensionByName,
};
use adoxide::api::path::{ExtensionName, PublisherName};
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::{Value, json};

use crate::args::{ConfirmArgs, ConnectionArgs, ListArgs, OutputArgs};
use crate::command::selector::{Selector, Show};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};

/// Work with the extensions of the organization
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox extension list
  adox extension install ms-devlabs.workitem-feature-timeline-extension
  adox extension disable ms-devlabs.workitem-feature-timeline-extension

An extension is named as the Marketplace does it: PUBLISHER.NAME, which is the
itemName in the address of its page. https://marketplace.visualstudio.com lists
them.")]
pub struct Extension {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show<SelectorArgs>>("show"),
    Entry::verb::<Install>("install"),
    Entry::verb::<Uninstall>("uninstall"),
    Entry::verb::<Enable>("enable"),
    Entry::verb::<Disable>("disable"),
];

const VIEW: View = View::new(&[
    Field::by("id", item).id(),
    Field::at("name", "extensionName"),
    Field::at("publisher", "publisherName"),
    Field::new("version"),
    Field::by("state", |extension| {
        let state = if has_flag(extension, "disabled") { "disabled" } else { "enabled" };
        state.into()
    })
    .state(),
    Field::at("flags", "installState/flags").unlisted(),
    Field::new("lastPublished").head("published").date().unlisted(),
    Field::new("scopes").unlisted(),
])
.url(|extension, _: &Address| {
    let item = item(extension);
    Some(format!("https://marketplace.visualstudio.com/items?itemName={}", item.as_str()?))
});

/// Its name in the Marketplace.
fn item(extension: &Value) -> Value {
    match (extension["publisherId"].as_str(), extension["extensionId"].as_str()) {
        (Some(publisher), Some(name)) => format!("{publisher}.{name}").into(),
        _ => Value::Null,
    }
}

/// The flags of an extension: they are written together, separated by commas.
fn flags(extension: &Value) -> impl Iterator<Item = &str> {
    let flags = extension["installState"]["flags"].as_str().unwrap_or_default();
    flags.split(',').map(str::trim).filter(|flag| !flag.is_empty() && !flag.eq_ignore_ascii_case("none"))
}

fn has_flag(extension: &Value, wanted: &str) -> bool {
    flags(extension).any(|flag| flag.eq_ignore_ascii_case(wanted))
}

/// Which extension.
#[derive(Args, Debug)]
struct SelectorArgs {
    /// The extension
    #[arg(value_name = "PUBLISHER.NAME")]
    extension: String,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl SelectorArgs {
    fn place(&self) -> Result<(Place, PublisherName, ExtensionName)> {
        let halves = self.extension.split_once('.');
        let halves = halves.filter(|(publisher, name)| !publisher.is_empty() && !name.is_empty());
        let (publisher, name) = halves.ok_or_else(|| {
            Error::usage(format!("expected PUBLISHER.NAME, got `{}`", self.extension))
                .help("it is the itemName in the address of the extension's page in the Marketplace")
        })?;
        Ok((Place::of_organization(&self.connection)?, publisher.into(), name.into()))
    }

    /// Enables or disables it.
    async fn switch(&self, context: &Context, output: &OutputArgs, disabled: bool) -> Result<Exit> {
        let (place, known) = self.shown().await?;
        let said = if disabled { "disabled" } else { "enabled" };
        if has_flag(&known, "disabled") == disabled {
            context.printer.say(format_args!("{} is {said} already.", self.extension));
            return Ok(Exit::Ok);
        }
        // The others are kept as they are.
        let kept = flags(&known).filter(|flag| !flag.eq_ignore_ascii_case("disabled"));
        let flags: Vec<_> = disabled.then_some("disabled").into_iter().chain(kept).collect();
        let flags = if flags.is_empty() { "none".to_owned() } else { flags.join(", ") };
        let change: InstalledExtension = super::body(json!({
            "publisherId": known["publisherId"],
            "extensionId": known["extensionId"],
            "installState": {"flags": flags},
        }))?;
        let now = place.ado.call(extensions::update_installed_extension(&change)).await?;
        let done = format!("{} is {said}.", self.extension);
        context.changed(done, &VIEW, place.address(), output, &now)
    }
}

impl Selector for SelectorArgs {
    type Found = InstalledExtension;
    const THING: &'static str = "an extension that is installed";
    const VIEW: &'static View = &VIEW;

    async fn find(&self) -> Result<(Place, InstalledExtension)> {
        let (place, publisher, name) = self.place()?;
        let params = GetInstalledExtensionByName::default();
        let op = extensions::get_installed_extension_by_name(&publisher, &name, params);
        let found = place.ado.call(op).await?;
        Ok((place, found))
    }
}

/// List the extensions of the organization
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    /// Those that are part of the service, too
    #[arg(long)]
    built_in: bool,

    /// Only those that are enabled
    #[arg(long)]
    enabled: bool,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_organization(&self.connection)?;
        let params = GetInstalledExtensions {
            include_disabled_extensions: Some(!self.enabled),
            ..GetInstalledExtensions::default()
        };
        let found = place.ado.items(extensions::get_installed_extensions(params));
        let rows = found.map_err(Error::from).try_filter_map(|extension| {
            let row = super::value(&extension);
            let is_built_in = |row: &Value| {
                let own = row["flags"].as_str().unwrap_or_default();
                has_flag(row, "builtIn") || own.to_lowercase().contains("builtin")
            };
            let is_wanted = |row: &Value| self.built_in || !is_built_in(row);
            std::future::ready(row.map(|row| Some(row).filter(is_wanted)))
        });
        context.list(&VIEW, place.address(), &self.list, rows).await
    }
}

/// Install an extension from the Marketplace
#[derive(Args, Debug)]
#[command(visible_alias = "add")]
struct Install {
    #[command(flatten)]
    selector: SelectorArgs,

    /// This version (default: the newest)
    #[arg(long, value_name = "VERSION")]
    version: Option<String>,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Install {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, publisher, name) = self.selector.place()?;
        let version = self.version.map(Into::into);
        let op = extensions::install_extension_by_name(&publisher, &name, version.as_ref());
        let made = place.ado.call(op).await?;
        let done = format!("Installed {}.", self.selector.extension);
        context.changed(done, &VIEW, place.address(), &self.output, &made)
    }
}

/// Remove an extension from the organization
#[derive(Args, Debug)]
#[command(visible_alias = "remove", alias = "rm", alias = "delete")]
struct Uninstall {
    #[command(flatten)]
    selector: SelectorArgs,

    /// Why, for the log of the organization
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

impl Verb for Uninstall {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, publisher, name) = self.selector.place()?;
        let item = &self.selector.extension;
        let what = format!("this removes the extension {item} for everybody in the organization");
        context.confirm(
            self.confirm,
            what,
            format_args!("`adox extension install {item}` installs it again"),
        )?;
        let params = UninstallExtensionByName { reason: self.reason, ..UninstallExtensionByName::default() };
        place.ado.call(extensions::uninstall_extension_by_name(&publisher, &name, params)).await?;
        context.printer.say(format_args!("Removed {item}."));
        Ok(Exit::Ok)
    }
}

/// Enable an extension
#[derive(Args, Debug)]
struct Enable {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Enable {
    async fn run(self, context: &Context) -> Result<Exit> {
        self.selector.switch(context, &self.output, false).await
    }
}

/// Disable an extension; it stays installed
#[derive(Args, Debug)]
struct Disable {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Disable {
    async fn run(self, context: &Context) -> Result<Exit> {
        self.selector.switch(context, &self.output, true).await
    }
}
