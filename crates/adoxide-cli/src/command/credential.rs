//! `adox credential`.

use std::path::{Path, PathBuf};

use adoxide::api::wire::Secret;
use adoxide_serve::{CredentialChange, CredentialError, CredentialInfo, Credentials, MasterKey};
use clap::Args;
use serde_json::{Value, json};

use super::serve::ServerArgs;
use crate::args::{ConfirmArgs, OutputArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::Rows;
use crate::settings;
use crate::verb::{Entry, Verb};

/// Work with the credentials that `adox serve` stores, encrypted
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox credential create --connection contoso --token-file new.token
  adox credential update 3 --connection contoso --token-file - < new.token
  adox credential list --connection contoso
  adox credential rotate-key --new-key-file new.key

A credential is verified for what its connection reads before it is stored or
changed; nothing is stored if it is not accepted or lacks a scope. Several of
one connection are pooled by identity: each identity has a budget of its own.
The server uses what is stored from its next sync on.")]
pub struct CredentialNoun {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show>("show"),
    Entry::verb::<Create>("create"),
    Entry::verb::<Update>("update"),
    Entry::verb::<Delete>("delete"),
    Entry::verb::<RotateKey>("rotate-key"),
];

// Not a doc comment: flattened into a command, it would be the text of that command.
// Which connection of which server.
#[derive(Args, Clone, Debug)]
struct OfConnection {
    /// The connection, as the configuration of the server names it
    #[arg(long, value_name = "NAME")]
    connection: String,

    #[command(flatten)]
    server: ServerArgs,
}

/// List the credentials of a connection, without their secrets
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    #[command(flatten)]
    of: OfConnection,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let config = self.of.server.read()?;
        let connection = config.connection(&self.of.connection)?;
        let credentials = Credentials::open(&config)?.list(&connection.name).await?;
        write(&credentials, &self.output, context)
    }
}

/// Show a credential, also a deleted one, without its secrets
#[derive(Args, Debug)]
#[command(visible_alias = "view")]
struct Show {
    /// Its number, as `adox credential list` shows it
    #[arg(value_name = "ID")]
    id: i64,

    #[command(flatten)]
    of: OfConnection,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Show {
    async fn run(self, context: &Context) -> Result<Exit> {
        let config = self.of.server.read()?;
        let connection = config.connection(&self.of.connection)?;
        let info = Credentials::open(&config)?.info(&connection.name, self.id).await.map_err(refused)?;
        write(&[info], &self.output, context)
    }
}

fn write(credentials: &[CredentialInfo], output: &OutputArgs, context: &Context) -> Result<Exit> {
    let columns =
        ["id", "type", "label", "settings", "created_at", "disabled_at", "deleted_at", "expiration_date"];
    let layout = output.layout(&context.printer)?;
    let mut rows = Rows::new(context.printer.paged(&layout), layout, columns);
    for info in credentials {
        let info = json!(info);
        let row: Vec<Value> = columns.iter().map(|column| info[*column].clone()).collect();
        rows.row(&row)?;
    }
    rows.finish()?;
    Ok(Exit::Ok)
}

// What can be said of a credential.
#[derive(Args, Debug)]
struct ChangeArgs {
    /// Its name for people
    #[arg(long, value_name = "TEXT")]
    label: Option<String>,

    /// The last day on which it is valid, such as 2027-01-31: it is warned of 14
    /// days before
    #[arg(long, value_name = "DATE")]
    expires: Option<jiff::civil::Date>,
}

impl ChangeArgs {
    fn change(self, token: Option<&Path>) -> Result<CredentialChange> {
        Ok(CredentialChange {
            label: self.label,
            expiration_date: self.expires.map(Some),
            personal_access_token: token.map(secret).transpose()?,
            ..CredentialChange::default()
        })
    }
}

fn secret(file: &Path) -> Result<Secret> {
    let token = settings::token_text(file, "--token-file")?;
    if token.trim().is_empty() {
        return Err(Error::usage("--token-file: there is no token in it"));
    }
    Ok(Secret::from(token.trim()))
}

/// Verify a credential, and store it if it is good
#[derive(Args, Debug)]
struct Create {
    /// A file that holds the token, `-` for stdin
    #[arg(long, value_name = "FILE")]
    token_file: PathBuf,

    #[command(flatten)]
    change: ChangeArgs,

    #[command(flatten)]
    of: OfConnection,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        let config = self.of.server.read()?;
        let connection = config.connection(&self.of.connection)?;
        let change = self.change.change(Some(&self.token_file))?;
        let info = Credentials::open(&config)?.create(connection, change).await.map_err(refused)?;
        context.printer.line(info.id)?;
        context.printer.say(format_args!("stored the credential {} ({}), encrypted", info.id, info.label));
        Ok(Exit::Ok)
    }
}

/// Change a credential; it is verified first, and stays as it was if it is not good
#[derive(Args, Debug)]
struct Update {
    /// Its number, as `adox credential list` shows it
    #[arg(value_name = "ID")]
    id: i64,

    /// A file that holds another token, `-` for stdin
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,

    /// Keep it, and do not use it
    #[arg(long, conflicts_with = "enable")]
    disable: bool,

    /// Use it again
    #[arg(long)]
    enable: bool,

    #[command(flatten)]
    change: ChangeArgs,

    #[command(flatten)]
    of: OfConnection,
}

impl Verb for Update {
    async fn run(self, context: &Context) -> Result<Exit> {
        let config = self.of.server.read()?;
        let connection = config.connection(&self.of.connection)?;
        let mut change = self.change.change(self.token_file.as_deref())?;
        change.disabled = (self.disable || self.enable).then_some(self.disable);
        let info = Credentials::open(&config)?.update(connection, self.id, change).await.map_err(refused)?;
        context.printer.say(format_args!("updated the credential {} ({})", info.id, info.label));
        Ok(Exit::Ok)
    }
}

/// Delete a credential: its secrets are erased
#[derive(Args, Debug)]
struct Delete {
    /// Its number, as `adox credential list` shows it
    #[arg(value_name = "ID")]
    id: i64,

    #[command(flatten)]
    confirm: ConfirmArgs,

    #[command(flatten)]
    of: OfConnection,
}

impl Verb for Delete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let config = self.of.server.read()?;
        let connection = config.connection(&self.of.connection)?;
        let credentials = Credentials::open(&config)?;
        let info = credentials.info(&connection.name, self.id).await.map_err(refused)?;
        let what = format!("the credential {} ({}) is deleted", info.id, info.label);
        context.confirm(self.confirm, what, "its token can't be restored from here")?;
        credentials.delete(&connection.name, self.id).await.map_err(refused)?;
        context.printer.say(format_args!("deleted the credential {} ({})", info.id, info.label));
        Ok(Exit::Ok)
    }
}

/// Encrypt all stored credentials with a new key; the server must be stopped
#[derive(Args, Debug)]
struct RotateKey {
    /// The file of the new key: 32 bytes in Base64
    #[arg(long, value_name = "FILE")]
    new_key_file: PathBuf,

    #[command(flatten)]
    server: ServerArgs,
}

impl Verb for RotateKey {
    async fn run(self, context: &Context) -> Result<Exit> {
        let config = self.server.read()?;
        let new = MasterKey::read(&self.new_key_file)?;
        let count = Credentials::rotate(&config, &new)?;
        context.printer.say(format_args!(
            "{count} secrets are encrypted with the key {} now; give it to the server as `key_file` or ADOXIDE_SERVE_KEY",
            new.id()
        ));
        Ok(Exit::Ok)
    }
}

fn refused(error: CredentialError) -> Error {
    let message = error.to_string();
    match error {
        CredentialError::Refused { verdict, missing_scopes, .. } => {
            let error = Error::new(Exit::Auth, format!("{verdict}: {message}"));
            if missing_scopes.is_empty() {
                error
            } else {
                error.help(format!("create a token with the scopes {}", missing_scopes.join(", ")))
            }
        }
        CredentialError::Failed(error) => error.into(),
        _ => Error::usage(message),
    }
}
