//! `adox serve`.

mod token;

use std::path::PathBuf;

use adoxide_serve::{Config, ErrorKind, Server};
use clap::{Args, ValueEnum};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::settings;
use crate::verb::{Entry, Verb};

/// The verbs below it.
pub const VERBS: &[Entry] =
    &[Entry::verb::<Check>("check"), Entry::noun::<token::Tokens>("token", token::VERBS)];

// Not a doc comment: flattened into a command, it would be the text of that command.
// Which configuration of a server.
#[derive(Args, Clone, Debug)]
pub struct ServerArgs {
    /// The configuration file of the server (default: ADOXIDE_SERVE_CONFIG, or
    /// serve.toml)
    #[arg(long, short, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

impl ServerArgs {
    /// Reads it.
    ///
    /// # Errors
    /// When it can't be read or is not understood.
    pub fn read(&self) -> Result<Config> {
        let path = match &self.config {
            Some(path) => path.clone(),
            None => {
                settings::variable("ADOXIDE_SERVE_CONFIG")?.unwrap_or_else(|| "serve.toml".to_owned()).into()
            }
        };
        Ok(Config::read(&path)?)
    }
}

/// What is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Level {
    Error,
    Warn,
    Info,
    Debug,
}

/// Run a server that keeps tables fresh: schedules, webhooks, an HTTP API
#[derive(Args, Debug)]
#[command(after_help = "\
Example of a configuration, serve.toml:
  [connection.contoso]
  organization = \"contoso\"
  token_file = \"contoso.token\"      # or token_env; one or a list
  destination = \"sqlite:contoso.db\"
  every = \"15m\"
  connectors = [\"repos\", \"boards\"]  # or tables; by default, as `adox sync`

It listens on 127.0.0.1:7878 unless `listen` says otherwise:
  GET  /healthz                      whether it is alive
  GET  /api/status                   what each connection does
  POST /api/connections/NAME/run     sync now; also pause and resume
  POST /webhooks/ado                 what service hooks deliver is read again
  GET  /metrics                      for Prometheus
  POST /mcp                          Model Context Protocol, with a table [mcp]
  GET  /openapi.json                 all of it, described as OpenAPI

All but /healthz and /openapi.json need a token: `adox serve token create`.
Ctrl-C or SIGTERM stops it when the rows at hand are written. `adox sync --every
15m` is the small form, without a file and without HTTP.")]
pub struct Serve {
    #[command(flatten)]
    server: ServerArgs,

    /// What is logged to stderr
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = Level::Info)]
    log_level: Level,
}

impl Verb for Serve {
    async fn run(self, context: &Context) -> Result<Exit> {
        let config = self.server.read()?;
        let level = if context.printer.is_quiet() { Level::Error } else { self.log_level };
        log(level);
        let mut interrupt = Interrupt::listen().map_err(|error| Error::interrupt(&error))?;
        let agents = config.mcp.clone().map(|mcp| super::mcp::sessions(&config, &mcp)).transpose()?;
        let mut server = Server::open(config).await?;
        if let Some(agents) = agents {
            server = server.agents(agents);
        }
        context.printer.say(format_args!("listening on http://{}; Ctrl-C stops", server.address()));
        server.run(interrupt.pressed()).await?;
        Ok(Exit::Ok)
    }
}

fn log(level: Level) {
    let level = match level {
        Level::Error => tracing_subscriber::filter::LevelFilter::ERROR,
        Level::Warn => tracing_subscriber::filter::LevelFilter::WARN,
        Level::Info => tracing_subscriber::filter::LevelFilter::INFO,
        Level::Debug => tracing_subscriber::filter::LevelFilter::DEBUG,
    };
    let subscriber =
        tracing_subscriber::fmt().with_max_level(level).with_ansi(false).with_writer(std::io::stderr);
    // If there is one already, it has the events.
    let _ = subscriber.try_init();
}

/// Check a configuration without running it: keys, values and credentials
#[derive(Args, Debug)]
struct Check {
    #[command(flatten)]
    server: ServerArgs,
}

impl Verb for Check {
    async fn run(self, context: &Context) -> Result<Exit> {
        let config = self.server.read()?;
        config.check()?;
        for connection in &config.connections {
            context.printer.line(format_args!(
                "{}: {} into {} every {}",
                connection.name, connection.organization, connection.destination, connection.every
            ))?;
        }
        Ok(Exit::Ok)
    }
}

impl From<adoxide_serve::Error> for Error {
    fn from(error: adoxide_serve::Error) -> Self {
        match error.kind() {
            ErrorKind::Config | ErrorKind::NotFound => Self::usage(error.to_string()),
            ErrorKind::Service => Self::new(Exit::Auth, error.to_string()),
            _ => Self::failed(error.to_string()),
        }
    }
}
