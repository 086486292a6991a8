//! `adox mcp`.

mod inbox;
mod rest;
mod server;
mod tool;

use clap::Args;

use self::server::{Server, Settings};
use crate::args::ConnectionArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::verb::Verb;

/// Serve the Model Context Protocol on stdin and stdout, for agents
#[derive(Args, Debug)]
#[command(after_help = "\
Three tools cover the whole REST API (search, describe, call); the others join
calls: pr_review_context, why_did_it_fail, work_item_context, my_work, wiql, sql
and more. Answers are cut to a budget, with a way to the rest. What comes from
the service is marked as data that no agent should obey.

By default only reads are allowed. With --write `call` also changes things; a
deletion is confirmed by the user, or by an argument of the call.

Example, as the configuration of a client:
  {\"mcpServers\": {\"adox\": {\"command\": \"adox\", \"args\": [\"mcp\"]}}}")]
pub struct Mcp {
    /// Allow calls that change something
    #[arg(long)]
    write: bool,

    /// The most characters of one answer
    #[arg(long, value_name = "NUMBER", default_value_t = 16_000, value_parser = clap::value_parser!(u32).range(500..))]
    budget: u32,

    /// The project of calls that name none
    #[arg(long, short, value_name = "NAME|ID")]
    project: Option<String>,

    /// The SQLite file of the synced tables (default: ADOXIDE_DATABASE, or adox.db)
    #[arg(long, value_name = "FILE")]
    database: Option<std::path::PathBuf>,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl Verb for Mcp {
    async fn run(self, context: &Context) -> Result<Exit> {
        if self.connection.token_file.as_deref() == Some(std::path::Path::new("-")) {
            return Err(Error::usage("--token-file: stdin is for the client's requests")
                .help("write the token into a file, or set ADOXIDE_PAT"));
        }
        let settings = Settings {
            write: self.write,
            budget: usize::try_from(self.budget).unwrap_or(usize::MAX),
            project: self.project,
            database: self.database,
            connection: self.connection,
        };
        Server::new(settings, &context.printer).run().await
    }
}
