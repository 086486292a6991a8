use clap::Args;

use crate::args::ConnectionArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::Connection;
use crate::verb::Verb;

/// Print the token in use
///
/// It is a secret: whoever has it can do what you can.
#[derive(Args, Debug)]
pub struct Token {
    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for Token {
    async fn run(self, context: &Context) -> Result<Exit> {
        let ado = Connection::resolve(&self.connection)?.client()?;
        let token = ado.authorization().await?.expose_token();
        let token =
            token.ok_or_else(|| Error::failed(format!("{} has no token", ado.credential_source())))?;
        context.printer.line(token)?;
        Ok(Exit::Ok)
    }
}
