//! Tables as a stream of messages, with where to go on from among them.

use std::collections::HashSet;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use adoxide_sync::arrow_array::RecordBatch;
use adoxide_sync::destination::lookup::json_rows;
use adoxide_sync::destination::{Action, Commit, Counts, Destination, Notes};
use adoxide_sync::{Engine, Error as SyncError, ErrorKind, Ingestion, Report, Table, feeds, preflight};
use futures::future::BoxFuture;
use serde_json::{Value, json};
use tokio::sync::{Mutex, mpsc};

use super::config::Config;
use super::schema::{DELETED, SYNCED};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::printer::Out;

/// How often it is said where to go on from. Whoever goes on from an older state gets rows again, by their keys.
const STATE_EVERY: Duration = Duration::from_secs(10);
/// The version of the state.
const VERSION: u64 = 1;

/// How a protocol says things: each is a line.
pub trait Protocol: Send + Sync {
    /// A row, as a JSON object.
    fn record(&self, table: &'static Table, row: &str, lines: &mut Vec<u8>);
    /// Where to go on from.
    fn state(&self, state: &Value, lines: &mut Vec<u8>);
    /// A warning.
    fn warning(&self, text: &str, lines: &mut Vec<u8>);
}

/// The state, of one organization.
pub fn state(organization: &str, notes: &Notes) -> Value {
    json!({"version": VERSION, "organization": organization, "notes": notes})
}

/// The notes of a state; empty without one.
///
/// # Errors
/// When it is of another organization, or can't be read.
pub fn notes(state: Option<&Value>, organization: &str) -> Result<Notes> {
    let Some(state) = state.filter(|state| state.as_object().is_some_and(|members| !members.is_empty()))
    else {
        return Ok(Notes::new());
    };
    let refused = |what: String| Err(Error::usage(what).help("begin without a state"));
    if state["version"] != VERSION {
        return refused("the state was not written by this version of adox".to_owned());
    }
    let of = state["organization"].as_str().unwrap_or_default();
    if !of.eq_ignore_ascii_case(organization) {
        return refused(format!("the state is of the organization `{of}`, and not of `{organization}`"));
    }
    match serde_json::from_value(state["notes"].clone()) {
        Ok(notes) => Ok(notes),
        Err(_) => refused("the state is damaged".to_owned()),
    }
}

/// What is read, and from where.
pub struct Job<'a> {
    pub config: &'a Config,
    pub tables: Vec<&'static Table>,
    pub notes: Notes,
    /// Whether it is said where to go on from.
    pub has_state: bool,
}

impl Job<'_> {
    /// Reads the tables, and writes what there is to stdout.
    ///
    /// # Errors
    /// When nothing could be read, or stdout be written.
    pub async fn run<P: Protocol>(self, protocol: &P, context: &Context) -> Result<Report> {
        let pool = self.config.pool().await?;
        let organization = pool.first().address().organization();
        let id = preflight(pool.first(), &self.config.projects).await?;
        // A few chunks: who reads slowly holds back what is read.
        let (sender, mut chunks) = mpsc::channel(4);
        let printed = Printed {
            protocol,
            organization: organization.clone(),
            wanted: self.tables.iter().map(|table| table.name()).collect(),
            goes_on: !self.notes.is_empty(),
            has_state: self.has_state,
            inner: Mutex::new(Inner {
                notes: self.notes,
                sender,
                told: Instant::now(),
                warned: HashSet::new(),
            }),
        };
        let mut out = context.printer.stdout();
        let tables = self.tables.iter().map(|table| table.name());
        let mut engine =
            Engine::new(&organization, feeds(&pool, &self.config.projects), &printed).tables(tables);
        if let Some(id) = id {
            engine = engine.organization_id(id);
        }
        if let Some(units) = self.config.concurrency {
            engine = engine.concurrency(units);
        }
        let report = {
            let mut run = std::pin::pin!(engine.run());
            loop {
                tokio::select! {
                    biased;
                    Some(chunk) = chunks.recv() => write(&mut out, &chunk)?,
                    report = &mut run => break report?,
                }
            }
        };
        let last = printed.finish().await;
        while let Ok(chunk) = chunks.try_recv() {
            write(&mut out, &chunk)?;
        }
        write(&mut out, &last)?;
        out.finish()?;
        Ok(report)
    }
}

fn write(out: &mut Out, chunk: &[u8]) -> io::Result<()> {
    out.write_all(chunk)?;
    out.flush()
}

/// A destination that says what it is given.
struct Printed<'a, P> {
    protocol: &'a P,
    organization: String,
    /// The tables that were asked for.
    wanted: HashSet<&'static str>,
    /// Whether something was read before.
    goes_on: bool,
    has_state: bool,
    inner: Mutex<Inner>,
}

struct Inner {
    notes: Notes,
    sender: mpsc::Sender<Vec<u8>>,
    /// When it was last said where to go on from.
    told: Instant,
    /// The tables that rows may be gone of, which can't be named.
    warned: HashSet<&'static str>,
}

impl<P: Protocol> Printed<'_, P> {
    /// What is left to be said.
    async fn finish(&self) -> Vec<u8> {
        let inner = self.inner.lock().await;
        let mut lines = Vec::new();
        if self.has_state {
            self.protocol.state(&state(&self.organization, &inner.notes), &mut lines);
        }
        lines
    }

    async fn say(&self, commit: Commit) -> Result<Vec<Counts>, SyncError> {
        let mut inner = self.inner.lock().await;
        let (mut lines, mut counts) = (Vec::new(), Vec::with_capacity(commit.steps.len()));
        for step in &commit.steps {
            let mut count = Counts::default();
            let is_wanted = self.wanted.contains(step.table.name());
            match &step.action {
                _ if !is_wanted => {}
                Action::Upsert { rows, .. } => {
                    count.added = rows.num_rows() as u64;
                    let times = format!("\"{SYNCED}\":\"{:.6}\"}}", step.at);
                    self.rows(step.table, rows, &times, &mut lines)?;
                }
                Action::Delete { keys } => {
                    count.deleted = keys.num_rows() as u64;
                    let times = format!("\"{SYNCED}\":\"{at:.6}\",\"{DELETED}\":\"{at:.6}\"}}", at = step.at);
                    self.rows(step.table, keys, &times, &mut lines)?;
                }
                // Rows that are known only by where they are: this stream knows none. A table that is read whole each
                // time replaces what there was.
                _ => {
                    let is_whole = step.table.ingestion() == Ingestion::Snapshot;
                    if self.goes_on && !is_whole && inner.warned.insert(step.table.name()) {
                        let text = format!(
                            "rows of {} may be gone at the source that are not named; a full refresh removes them",
                            step.table.name()
                        );
                        self.protocol.warning(&text, &mut lines);
                    }
                }
            }
            counts.push(count);
        }
        for (key, value) in commit.notes {
            drop(match value {
                Some(value) => inner.notes.insert(key, value),
                None => inner.notes.remove(&key),
            });
        }
        if self.has_state && inner.told.elapsed() >= STATE_EVERY {
            self.protocol.state(&state(&self.organization, &inner.notes), &mut lines);
            inner.told = Instant::now();
        }
        if !lines.is_empty() {
            inner.sender.send(lines).await.map_err(|_| {
                SyncError::new(ErrorKind::Destination, "stdout can't be written: its reader has gone away")
            })?;
        }
        Ok(counts)
    }

    fn rows(
        &self,
        table: &'static Table,
        rows: &RecordBatch,
        times: &str,
        lines: &mut Vec<u8>,
    ) -> Result<(), SyncError> {
        for mut row in json_rows(rows)? {
            // `{…}` becomes `{…,TIMES}`.
            row.pop();
            if row.len() > 1 {
                row.push(',');
            }
            row.push_str(times);
            self.protocol.record(table, &row, lines);
        }
        Ok(())
    }
}

impl<P: Protocol> Destination for Printed<'_, P> {
    fn notes(&self) -> BoxFuture<'_, Result<Notes, SyncError>> {
        Box::pin(async { Ok(self.inner.lock().await.notes.clone()) })
    }

    fn open<'a>(&'a self, _: &'a [&'static Table]) -> BoxFuture<'a, Result<(), SyncError>> {
        Box::pin(futures::future::ready(Ok(())))
    }

    fn commit(&self, commit: Commit) -> BoxFuture<'_, Result<Vec<Counts>, SyncError>> {
        Box::pin(self.say(commit))
    }
}
