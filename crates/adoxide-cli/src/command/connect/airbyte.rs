//! `adox connect airbyte`: <https://docs.airbyte.com/understanding-airbyte/airbyte-protocol>.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use adoxide_sync::destination::Notes;
use adoxide_sync::{Ingestion, Report, Table, preflight, table};
use clap::Args;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::config::{self, Config};
use super::schema::{SYNCED, schema};
use super::stream::{self, Job, Protocol};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::verb::{Entry, Verb};

/// Be a source of Airbyte
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox connect airbyte discover --config config.json
  adox connect airbyte read --config config.json --catalog catalog.json \\
    --state state.json

Every line on stdout is a message of the Airbyte protocol. Tables that are read
as changes can be read incrementally, with one state for all of them (GLOBAL).
A row that is gone at the source has the time in _deletedAt.")]
pub struct Airbyte {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<Spec>("spec"),
    Entry::verb::<Check>("check"),
    Entry::verb::<Discover>("discover"),
    Entry::verb::<Read>("read"),
];

/// Print what the source is configured by
#[derive(Args, Debug)]
struct Spec {}

/// Check the configuration and the connection
#[derive(Args, Debug)]
struct Check {
    /// The file of the configuration
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

/// Print the streams that can be read
#[derive(Args, Debug)]
struct Discover {
    /// The file of the configuration
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

/// Read streams: print their records, and the state to go on from
#[derive(Args, Debug)]
struct Read {
    /// The file of the configuration
    #[arg(long, value_name = "FILE")]
    config: PathBuf,

    /// The file of the configured catalog: the streams to read, and how
    #[arg(long, value_name = "FILE")]
    catalog: PathBuf,

    /// The file of the state that an earlier read printed
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
}

impl Verb for Spec {
    async fn run(self, context: &Context) -> Result<Exit> {
        let text = |title: &str, about: &str| json!({"type": "string", "title": title, "description": about});
        let secret = |title: &str, about: &str| {
            let mut secret = text(title, about);
            secret["airbyte_secret"] = true.into();
            secret
        };
        let texts = |title: &str, about: &str, is_secret: bool| {
            let mut texts =
                json!({"type": "array", "title": title, "description": about, "items": {"type": "string"}});
            if is_secret {
                texts["airbyte_secret"] = true.into();
            }
            texts
        };
        let token = "With the scopes that `adox verify` names; or use Microsoft Entra";
        let properties = json!({
            "organization": text("Organization", "Its name, or the URL of an organization or of a Server's collection"),
            "token": secret("Personal access token", token),
            "tokens": texts("Personal access tokens", "Of several identities, which share the work", true),
            "tenant_id": text("Tenant ID", "Of the application in Microsoft Entra"),
            "client_id": text("Client ID", "Of the application in Microsoft Entra"),
            "client_secret": secret("Client secret", "Of the application in Microsoft Entra"),
            "projects": texts("Projects", "Names or ids; all by default", false),
            "concurrency": {"type": "integer", "title": "Concurrency", "minimum": 1, "maximum": 256,
                            "description": "How many projects or repositories are read at once; 8 by default"},
        });
        let specification = json!({
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": "Azure DevOps",
            "type": "object",
            "required": ["organization"],
            "properties": properties,
            "additionalProperties": false,
        });
        print(
            context,
            &json!({"type": "SPEC", "spec": {
                "documentationUrl": env!("CARGO_PKG_REPOSITORY"),
                "supportsIncremental": true,
                "protocol_version": "0.2.0",
                "connectionSpecification": specification,
            }}),
        )
    }
}

impl Verb for Check {
    async fn run(self, context: &Context) -> Result<Exit> {
        let status = match connect(&self.config).await {
            Ok(()) => json!({"status": "SUCCEEDED"}),
            Err(error) => json!({"status": "FAILED", "message": error.message()}),
        };
        print(context, &json!({"type": "CONNECTION_STATUS", "connectionStatus": status}))
    }
}

impl Verb for Discover {
    async fn run(self, context: &Context) -> Result<Exit> {
        match connect(&self.config).await {
            Ok(()) => {
                let streams: Vec<_> = table::all().map(described).collect();
                print(context, &json!({"type": "CATALOG", "catalog": {"streams": streams}}))
            }
            Err(error) => failed(context, error),
        }
    }
}

impl Verb for Read {
    async fn run(self, context: &Context) -> Result<Exit> {
        match self.read(context).await {
            Ok(exit) => Ok(exit),
            Err(error) => failed(context, error),
        }
    }
}

/// The streams that were chosen.
#[derive(Deserialize)]
struct Configured {
    streams: Vec<ConfiguredStream>,
}

#[derive(Deserialize)]
struct ConfiguredStream {
    stream: Named,
    sync_mode: String,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

impl Read {
    async fn read(&self, context: &Context) -> Result<Exit> {
        let config: Config = config::read(&self.config, "the configuration")?;
        let catalog: Configured = config::read(&self.catalog, "the catalog")?;
        let state: Option<Value> =
            self.state.as_deref().map(|path| config::read(path, "the state")).transpose()?;
        let (mut whole, mut changes) = (Vec::new(), Vec::new());
        for ConfiguredStream { stream, sync_mode } in &catalog.streams {
            let table = config::table(&stream.name)?;
            match sync_mode.as_str() {
                "full_refresh" => whole.push(table),
                "incremental" if is_incremental(table) => changes.push(table),
                other => {
                    let message =
                        format!("the stream `{}` can't be read with sync mode `{other}`", table.name());
                    return Err(Error::usage(message).help("discover names the modes of each stream"));
                }
            }
        }
        let pool = config.pool().await?;
        let notes = stream::notes(global(state.as_ref()), &pool.first().address().organization())?;
        let mut is_complete = true;
        for (tables, notes, has_state) in [(whole, Notes::new(), false), (changes, notes, true)] {
            if tables.is_empty() {
                continue;
            }
            for table in &tables {
                print(context, &status(table, "STARTED"))?;
            }
            let job = Job { config: &config, tables: tables.clone(), notes, has_state };
            let report = job.run(&Messages::default(), context).await?;
            for failure in report.failures() {
                print(context, &log("WARN", &failure.to_string()))?;
            }
            for table in tables {
                let end = if is_broken(&report, table) { "INCOMPLETE" } else { "COMPLETE" };
                print(context, &status(table, end))?;
            }
            is_complete &= report.is_complete();
        }
        if is_complete {
            return Ok(Exit::Ok);
        }
        let error =
            Error::failed("a part could not be read; the rest was, and the next read continues from there");
        failed(context, error)
    }
}

/// Whether rows of a table may be missing: a unit that failed holds back the tables of its feed, which a failure does not
/// name.
fn is_broken(report: &Report, table: &Table) -> bool {
    report.failures().iter().any(|failure| failure.table.is_none_or(|known| known.name() == table.name()))
}

fn is_incremental(table: &Table) -> bool {
    table.ingestion() != Ingestion::Snapshot
}

/// The state that all streams share, from what the platform hands over: the last message, or a list of them.
fn global(state: Option<&Value>) -> Option<&Value> {
    let state = match state? {
        Value::Array(messages) => messages.last()?,
        other => other,
    };
    state.pointer("/global/shared_state")
}

async fn connect(path: &std::path::Path) -> Result<()> {
    let config: Config = config::read(path, "the configuration")?;
    let pool = config.pool().await?;
    preflight(pool.first(), &config.projects).await?;
    Ok(())
}

/// A stream of the catalog.
fn described(table: &'static Table) -> Value {
    let key: Vec<_> = table.key().iter().map(|column| [column]).collect();
    let modes: &[&str] =
        if is_incremental(table) { &["full_refresh", "incremental"] } else { &["full_refresh"] };
    let mut stream = json!({
        "name": table.name(),
        "json_schema": schema(table),
        "supported_sync_modes": modes,
        "source_defined_primary_key": key,
        "is_resumable": is_incremental(table),
    });
    if is_incremental(table) {
        stream["source_defined_cursor"] = true.into();
        stream["default_cursor_field"] = json!([SYNCED]);
    }
    stream
}

fn print(context: &Context, message: &Value) -> Result<Exit> {
    context.printer.line(message)?;
    Ok(Exit::Ok)
}

fn now() -> i64 {
    Timestamp::now().as_millisecond()
}

fn log(level: &str, text: &str) -> Value {
    json!({"type": "LOG", "log": {"level": level, "message": text}})
}

fn status(table: &Table, status: &str) -> Value {
    json!({"type": "TRACE", "trace": {
        "type": "STREAM_STATUS",
        "emitted_at": now(),
        "stream_status": {"stream_descriptor": {"name": table.name()}, "status": status},
    }})
}

/// Says what went wrong in the protocol too.
fn failed(context: &Context, error: Error) -> Result<Exit> {
    let kind = if error.exit() == Exit::Failed { "system_error" } else { "config_error" };
    print(
        context,
        &json!({"type": "TRACE", "trace": {
            "type": "ERROR",
            "emitted_at": now(),
            "error": {"message": error.message(), "failure_type": kind},
        }}),
    )?;
    Err(error)
}

/// Messages on stdout.
#[derive(Default)]
struct Messages {
    /// The tables that have had a record.
    running: Mutex<HashSet<&'static str>>,
    /// Records since the last state.
    records: AtomicU64,
}

impl Protocol for Messages {
    fn record(&self, table: &'static Table, row: &str, lines: &mut Vec<u8>) {
        let (name, at) = (table.name(), now());
        if self.running.lock().unwrap_or_else(PoisonError::into_inner).insert(name) {
            lines.extend_from_slice(format!("{}\n", status(table, "RUNNING")).as_bytes());
        }
        self.records.fetch_add(1, Ordering::Relaxed);
        let line = format!(
            "{{\"type\":\"RECORD\",\"record\":{{\"stream\":\"{name}\",\"emitted_at\":{at},\"data\":{row}}}}}\n"
        );
        lines.extend_from_slice(line.as_bytes());
    }

    fn state(&self, state: &Value, lines: &mut Vec<u8>) {
        let message = json!({"type": "STATE", "state": {
            "type": "GLOBAL",
            "global": {"shared_state": state, "stream_states": []},
            "sourceStats": {"recordCount": self.records.swap(0, Ordering::Relaxed)},
        }});
        lines.extend_from_slice(format!("{message}\n").as_bytes());
    }

    fn warning(&self, text: &str, lines: &mut Vec<u8>) {
        lines.extend_from_slice(format!("{}\n", log("WARN", text)).as_bytes());
    }
}
