//! `adox mcp`.

mod inbox;
mod rest;
mod server;
mod session;
mod tool;

use adoxide_sync::Location;
use clap::Args;

use self::server::{Server, Settings};
use self::session::Sessions;
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
  {\"mcpServers\": {\"adox\": {\"command\": \"adox\", \"args\": [\"mcp\"]}}}

`adox serve` serves it over HTTP, with a table [mcp] in its configuration.")]
pub struct Mcp {
    /// Allow calls that change something
    #[arg(long)]
    write: bool,

    /// The most characters of one answer
    #[arg(long, value_name = "NUMBER", default_value_t = BUDGET, value_parser = clap::value_parser!(u32).range(500..))]
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

/// The most characters of one answer.
const BUDGET: u32 = 16_000;

/// What answers agents under `adox serve`.
///
/// # Errors
/// When its connection can't be found, or no thread can be started.
pub fn sessions(config: &adoxide_serve::Config, mcp: &adoxide_serve::McpConfig) -> Result<Sessions> {
    let connection = config.connection(&mcp.connection)?;
    let database = match &connection.destination {
        Location::Sqlite(path) => Some(path.clone()),
        _ => None,
    };
    Sessions::start(Settings {
        write: mcp.write,
        budget: usize::try_from(BUDGET).unwrap_or(usize::MAX),
        project: mcp.project.clone(),
        database,
        connection: ConnectionArgs {
            organization: Some(connection.organization.to_string()),
            token_file: Some(mcp.token_file.clone()),
            ..ConnectionArgs::default()
        },
    })
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
