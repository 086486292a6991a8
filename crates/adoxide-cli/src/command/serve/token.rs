//! `adox serve token`.

use adoxide_serve::State;
use clap::Args;
use serde_json::Value;

use super::ServerArgs;
use crate::args::OutputArgs;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::output::Rows;
use crate::verb::{Entry, Verb};

/// Work with the tokens of the server's HTTP API
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox serve token create prometheus
  curl -H \"Authorization: Bearer $TOKEN\" http://127.0.0.1:7878/api/status

The server stores only hashes: a token is shown once, when it is created.")]
pub struct Tokens {}

/// The verbs.
pub const VERBS: &[Entry] =
    &[Entry::verb::<List>("list"), Entry::verb::<Create>("create"), Entry::verb::<Revoke>("revoke")];

/// List the tokens, without their secrets
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    #[command(flatten)]
    server: ServerArgs,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let tokens = State::open(&self.server.read()?.data)?.tokens()?;
        let columns = ["id", "label", "created_at", "revoked_at"];
        let layout = self.output.layout(&context.printer)?;
        let mut rows = Rows::new(context.printer.paged(&layout), layout, columns);
        for token in tokens {
            let revoked = token.revoked_at.map_or(Value::Null, |at| at.to_string().into());
            rows.row(&[token.id.into(), token.label.into(), token.created_at.to_string().into(), revoked])?;
        }
        rows.finish()?;
        Ok(Exit::Ok)
    }
}

/// Create a token and print it, this once
#[derive(Args, Debug)]
struct Create {
    /// What it is for
    #[arg(value_name = "LABEL")]
    label: String,

    #[command(flatten)]
    server: ServerArgs,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        let token = State::open(&self.server.read()?.data)?.create_token(&self.label)?;
        context.printer.line(&token.secret)?;
        context
            .printer
            .say(format_args!("token {} is accepted from now on, and is not shown again", token.info.id));
        Ok(Exit::Ok)
    }
}

/// Revoke a token: it is not accepted any more
#[derive(Args, Debug)]
struct Revoke {
    /// Its number, as `adox serve token list` shows it
    #[arg(value_name = "ID")]
    id: i64,

    #[command(flatten)]
    server: ServerArgs,
}

impl Verb for Revoke {
    async fn run(self, context: &Context) -> Result<Exit> {
        State::open(&self.server.read()?.data)?.revoke_token(self.id)?;
        context.printer.say(format_args!("token {} is not accepted any more", self.id));
        Ok(Exit::Ok)
    }
}
