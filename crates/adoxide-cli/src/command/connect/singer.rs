//! `adox connect singer`: <https://hub.meltano.com/singer/spec>.

use std::path::PathBuf;

use adoxide_sync::{Selection, Table, table};
use clap::Args;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::config::{self, Config};
use super::schema::schema;
use super::stream::{self, Job, Protocol};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::printer::Printer;
use crate::verb::Verb;

/// Be a tap of Singer: print SCHEMA, RECORD and STATE messages
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox connect singer --config config.json --discover > catalog.json
  adox connect singer --config config.json --catalog catalog.json \\
    --state state.json | target-jsonl >> states.json; tail -1 states.json

Streams are read whose metadata say \"selected\": true; without a catalog, those
that `adox sync` reads by default. Tables that are read as changes go on from
the state; the others are read whole. A row that is gone at the source has the
time in _deletedAt.")]
pub struct Singer {
    /// The file of the configuration
    #[arg(long, value_name = "FILE")]
    config: PathBuf,

    /// Print the catalog of the streams that there are
    #[arg(long, conflicts_with_all = ["catalog", "state"])]
    discover: bool,

    /// The file of the catalog, with the streams that are selected
    #[arg(long, value_name = "FILE")]
    catalog: Option<PathBuf>,

    /// The file of the state that an earlier run printed
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Catalog {
    streams: Vec<Stream>,
}

#[derive(Deserialize)]
struct Stream {
    tap_stream_id: String,
    #[serde(default)]
    selected: Option<bool>,
    #[serde(default)]
    metadata: Vec<Metadata>,
}

#[derive(Deserialize)]
struct Metadata {
    breadcrumb: Vec<String>,
    metadata: Value,
}

impl Stream {
    fn is_selected(&self) -> bool {
        let own = self.metadata.iter().find(|entry| entry.breadcrumb.is_empty());
        let own = own.map(|entry| &entry.metadata);
        let of = |name: &str| own.and_then(|metadata| metadata.get(name)).and_then(Value::as_bool);
        of("selected").or(self.selected).or_else(|| of("selected-by-default")).unwrap_or(false)
    }
}

impl Verb for Singer {
    async fn run(self, context: &Context) -> Result<Exit> {
        let config: Config = config::read(&self.config, "the configuration")?;
        if self.discover {
            let streams: Vec<_> = table::all().map(described).collect();
            context.printer.line(json!({"streams": streams}))?;
            return Ok(Exit::Ok);
        }
        let tables: Vec<&'static Table> = match &self.catalog {
            None => table::all().filter(|table| table.selection() == Selection::ByDefault).collect(),
            Some(path) => {
                let catalog: Catalog = config::read(path, "the catalog")?;
                let selected = catalog.streams.iter().filter(|stream| stream.is_selected());
                selected.map(|stream| config::table(&stream.tap_stream_id)).collect::<Result<_>>()?
            }
        };
        if tables.is_empty() {
            return Err(Error::usage("the catalog selects no stream")
                .help("set \"selected\": true in the metadata of a stream"));
        }
        let state: Option<Value> =
            self.state.as_deref().map(|path| config::read(path, "the state")).transpose()?;
        let pool = config.pool().await?;
        let notes = stream::notes(state.as_ref(), &pool.first().address().organization())?;
        for table in &tables {
            context.printer.line(json!({
                "type": "SCHEMA", "stream": table.name(), "schema": schema(table), "key_properties": table.key(),
            }))?;
        }
        let job = Job { config: &config, tables, notes, has_state: true };
        let report = job.run(&Messages(&context.printer), context).await?;
        for failure in report.failures() {
            context.printer.warning(failure);
        }
        if report.is_complete() {
            return Ok(Exit::Ok);
        }
        Err(Error::failed(
            "a part could not be read; the rest was, and the next run continues from the state",
        ))
    }
}

/// A stream of the catalog.
fn described(table: &'static Table) -> Value {
    let is_default = table.selection() == Selection::ByDefault;
    json!({
        "tap_stream_id": table.name(),
        "stream": table.name(),
        "key_properties": table.key(),
        "schema": schema(table),
        "metadata": [{"breadcrumb": [], "metadata": {
            "inclusion": "available",
            "selected-by-default": is_default,
            "table-key-properties": table.key(),
        }}],
    })
}

/// Messages on stdout; what they can't say goes to stderr.
struct Messages<'a>(&'a Printer);

impl Protocol for Messages<'_> {
    fn record(&self, table: &'static Table, row: &str, lines: &mut Vec<u8>) {
        let (name, at) = (table.name(), Timestamp::now());
        let line = format!(
            "{{\"type\":\"RECORD\",\"stream\":\"{name}\",\"record\":{row},\"time_extracted\":\"{at:.6}\"}}\n"
        );
        lines.extend_from_slice(line.as_bytes());
    }

    fn state(&self, state: &Value, lines: &mut Vec<u8>) {
        lines.extend_from_slice(format!("{}\n", json!({"type": "STATE", "value": state})).as_bytes());
    }

    fn warning(&self, text: &str, _: &mut Vec<u8>) {
        self.0.warning(text);
    }
}
