//! `adox config`.

use clap::Args;
use clap_complete::ArgValueCandidates;
use serde_json::{Value, json};

use crate::args::{OutputArgs, ProfileArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::Records;
use crate::output::field::{Field, View};
use crate::settings::config::{self, Config, DEFAULT, KEYS, Section};
use crate::settings::effective;
use crate::verb::{Entry, Verb};

/// Show and change the configuration
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox config set organization contoso
  adox config set project Storefront --profile work
  adox config set alias.co \"pr checkout\"
  adox config list

Flags win over a profile that is named with --profile, that over the
environment, and that over the profile `default`. Tokens are not part of the
configuration: `adox auth login` stores them.")]
pub struct Configuration {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Get>("get"),
    Entry::verb::<Set>("set"),
    Entry::verb::<Unset>("unset"),
    Entry::verb::<Path>("path"),
];

const VIEW: View = View::new(&[
    Field::new("key").id(),
    Field::new("value"),
    Field::new("source"),
    Field::new("about").unlisted(),
    Field::new("variables").unlisted(),
]);

/// List all keys, their values, and where these come from
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    profile: ProfileArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let mut records = Records::new(&VIEW, None, &self.output, &context.printer)?;
        for key in KEYS {
            let found = effective(key, &self.profile)?;
            let (value, source) = found.map_or((None, None), |found| (Some(found.value), Some(found.source)));
            records.write(&json!({
                "key": key.name,
                "value": value,
                "source": source,
                "about": key.about,
                "variables": key.variables,
            }))?;
        }
        let config = Config::open()?;
        let source = config.path.as_ref().map(|path| format!("`{}`", path.display()));
        for (name, command) in &config.aliases {
            let key = format!("alias.{name}");
            records
                .write(&json!({ "key": key, "value": command, "source": source, "about": Value::Null }))?;
        }
        records.finish()?;
        Ok(Exit::Ok)
    }
}

/// Which key.
#[derive(Args, Debug)]
struct KeyArgs {
    /// The key: organization, project, token_file, database, pager, browser,
    /// or alias.NAME
    #[arg(add = ArgValueCandidates::new(crate::complete::keys))]
    key: String,

    #[command(flatten)]
    profile: ProfileArgs,
}

impl KeyArgs {
    fn entry(&self) -> Result<config::Entry<'_>> {
        match self.key.strip_prefix("alias.") {
            Some(name) if !name.is_empty() => Ok(config::Entry::Alias(name)),
            _ => {
                let key = config::key(&self.key)?;
                if key.section == Section::Top && self.profile.profile.is_some() {
                    return Err(Error::usage(format!("{} is not part of a profile", key.name))
                        .help("leave --profile out"));
                }
                Ok(config::Entry::Key(key, self.profile.profile.as_deref().unwrap_or(DEFAULT)))
            }
        }
    }
}

/// Print the value of a key that holds
#[derive(Args, Debug)]
struct Get {
    #[command(flatten)]
    key: KeyArgs,
}

impl Verb for Get {
    async fn run(self, context: &Context) -> Result<Exit> {
        let value = match self.key.entry()? {
            config::Entry::Alias(name) => Config::open()?.aliases.remove(name),
            config::Entry::Key(key, _) => effective(key, &self.key.profile)?.map(|found| found.value),
        };
        let Some(value) = value else { return Ok(Exit::Failed) };
        context.printer.line(value)?;
        Ok(Exit::Ok)
    }
}

/// Set a key in the configuration file
#[derive(Args, Debug)]
struct Set {
    #[command(flatten)]
    key: KeyArgs,

    /// Its value
    value: String,
}

impl Verb for Set {
    async fn run(self, context: &Context) -> Result<Exit> {
        let entry = self.key.entry()?;
        match (&entry, self.value.as_str()) {
            (_, "") => {
                return Err(Error::usage("the value is empty").help("`adox config unset` removes a key"));
            }
            (config::Entry::Key(key, _), text) if key.name == "organization" => {
                text.parse::<adoxide::Address>()?;
            }
            (config::Entry::Alias(name), _) if crate::cli::command().find_subcommand(name).is_some() => {
                return Err(Error::usage(format!("`{name}` is a command, and can't be an alias")));
            }
            _ => {}
        }
        let path = entry.set(Some(&self.value))?;
        context.printer.say(format_args!("Set {} in `{}`.", self.key.key, path.display()));
        Ok(Exit::Ok)
    }
}

/// Remove a key from the configuration file
#[derive(Args, Debug)]
struct Unset {
    #[command(flatten)]
    key: KeyArgs,
}

impl Verb for Unset {
    async fn run(self, context: &Context) -> Result<Exit> {
        let path = self.key.entry()?.set(None)?;
        context.printer.say(format_args!("Removed {} from `{}`.", self.key.key, path.display()));
        Ok(Exit::Ok)
    }
}

/// Print the path of the configuration file
#[derive(Args, Debug)]
struct Path {}

impl Verb for Path {
    async fn run(self, context: &Context) -> Result<Exit> {
        let path = config::path().ok_or_else(|| {
            Error::usage("there is no place for a configuration file")
                .help("set ADOXIDE_CONFIG_DIR to a folder")
        })?;
        context.printer.line(path.display())?;
        Ok(Exit::Ok)
    }
}
