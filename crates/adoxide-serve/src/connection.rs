//! A connection while the server runs: its credentials, its schedule, and what came of its runs.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use adoxide::api::wire::Secret;
use adoxide::credential::{Bearer, Credential, Pat};
use adoxide::{Client, Pool};
use adoxide_sync::{Counts, Event, Report, preflight};
use aws_lc_rs::digest;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::config::ConnectionConfig;
use crate::credential::{CredentialInfo, Credentials};
use crate::error::{Error, ErrorKind};
use crate::metrics::{Counted, Requests};
use crate::schedule::Schedule;
use crate::state::{LastRun, Remembered};
use crate::webhook::Probe;

/// Who asks.
pub(crate) const USER_AGENT: &str = concat!("adox-serve/", env!("CARGO_PKG_VERSION"));

pub(crate) struct Connection {
    pub config: ConnectionConfig,
    credentials: Credentials,
    /// Wakes its lane.
    wake: Arc<Notify>,
    live: Mutex<Live>,
    pool: tokio::sync::Mutex<Option<Pooled>>,
    pub requests: Arc<Requests>,
}

/// What changes while the server runs.
pub(crate) struct Live {
    pub schedule: Schedule,
    pub phase: Phase,
    pub last: Option<LastRun>,
    /// Whether the next run reads everything again.
    pub full: bool,
    pub tables: BTreeMap<&'static str, TableFigures>,
    /// When the inbox has something for it; none if nothing waits.
    pub hinted: Option<Timestamp>,
    /// Rereads of what webhooks named since the server was started.
    pub rereads: u64,
    /// What became of its subscriptions when they were looked at last.
    pub subscriptions: Value,
    /// What became of the last test notification.
    pub probe: Option<Probe>,
    /// Runs since the server was started, by outcome.
    pub runs: BTreeMap<&'static str, u64>,
    /// What is known of the credentials that are stored for it.
    pub stored: Vec<CredentialInfo>,
    /// Who asks, and by which credentials.
    identities: Vec<(String, Vec<String>)>,
    /// How far the run is.
    progress: Progress,
}

/// What a connection does now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Idle,
    /// It is due, and this one of the same destination runs.
    Queued(String),
    /// Another server writes to the destination, or it can't be opened; since when, and why.
    StandingBy(Timestamp, String),
    Running(Timestamp),
}

#[derive(Clone, Copy, Default)]
struct Progress {
    units: u64,
    rows: u64,
}

/// What is known of a table.
#[derive(Clone, Copy, Default)]
pub(crate) struct TableFigures {
    /// It holds all that was at the source then.
    pub fresh_at: Option<Timestamp>,
    pub counts: Counts,
}

struct Pooled {
    /// Of the tokens that it was made of.
    fingerprint: Vec<u8>,
    pool: Pool,
    organization: Option<String>,
}

impl Connection {
    pub(crate) fn new(
        config: ConnectionConfig,
        credentials: Credentials,
        remembered: Remembered,
        wake: Arc<Notify>,
    ) -> Self {
        let Remembered { paused, last } = remembered;
        // What was broken off or failed goes on at once.
        let completed = last.as_ref().filter(|last| last.outcome == "completed");
        let mut schedule =
            Schedule::new(config.every, completed.map(|last| last.started_at), Timestamp::now());
        schedule.pause(paused);
        let live = Live {
            schedule,
            phase: Phase::Idle,
            last,
            full: false,
            hinted: None,
            rereads: 0,
            subscriptions: Value::Null,
            probe: None,
            tables: BTreeMap::new(),
            runs: BTreeMap::new(),
            stored: Vec::new(),
            identities: Vec::new(),
            progress: Progress::default(),
        };
        let (live, pool) = (Mutex::new(live), tokio::sync::Mutex::default());
        Self { config, credentials, wake, live, pool, requests: Arc::default() }
    }

    pub(crate) fn live(&self) -> MutexGuard<'_, Live> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks for a run now.
    pub(crate) fn ask(&self, full: bool) {
        {
            let mut live = self.live();
            live.schedule.ask();
            live.full |= full;
        }
        self.wake.notify_one();
    }

    /// Something is in the inbox for it, to be acted on from then on.
    pub(crate) fn hint(&self, at: Timestamp) {
        {
            let mut live = self.live();
            live.hinted = Some(live.hinted.map_or(at, |known| known.min(at)));
        }
        self.wake.notify_one();
    }

    /// When what the inbox has for it is due; none while it is paused.
    pub(crate) fn hinted(&self) -> Option<Timestamp> {
        let live = self.live();
        live.hinted.filter(|_| !live.schedule.is_paused())
    }

    /// Whether another server writes to the destination.
    pub(crate) fn stands_by(&self) -> bool {
        matches!(self.live().phase, Phase::StandingBy(..))
    }

    /// What webhooks named was read again.
    pub(crate) fn reread(&self, report: &Report) {
        let mut live = self.live();
        live.rereads += 1;
        for table in report.tables() {
            live.tables.entry(table.table.name()).or_default().counts += table.counts;
        }
    }

    /// Pauses its schedule, or resumes it.
    pub(crate) fn pause(&self, paused: bool) {
        self.live().schedule.pause(paused);
        self.wake.notify_one();
    }

    /// The clients of its credentials as they are now, pooled by identity, and the id of the organization. They are kept
    /// from run to run, with what they know of limits and versions, until a token changes.
    ///
    /// # Errors
    /// When a token can't be read or is not accepted, or the organization can't be read.
    pub(crate) async fn pool(&self) -> Result<(Pool, Option<String>), Error> {
        let config = &self.config;
        let mut tokens = Vec::new();
        for source in &config.tokens {
            tokens.push((source.to_string(), source.read()?));
        }
        let (credentials, name) = (self.credentials.clone(), config.name.clone());
        let (stored, infos) = self
            .credentials
            .state()
            .run(move |_| Ok((credentials.tokens(&name)?, credentials.listed(&name)?)))
            .await?;
        tokens.extend(stored);
        self.warn(infos);
        if tokens.is_empty() {
            let message = format!(
                "the connection `{0}` has no credential yet; create one with `adox credential create --connection {0}`",
                config.name
            );
            return Err(Error::new(ErrorKind::NotFound, message));
        }
        let fingerprint = fingerprint(&tokens);
        let mut pooled = self.pool.lock().await;
        if let Some(pooled) = pooled.as_ref().filter(|pooled| pooled.fingerprint == fingerprint) {
            return Ok((pooled.pool.clone(), pooled.organization.clone()));
        }
        let transport = Arc::new(Counted::new(self.requests.clone())?);
        let mut clients = Vec::new();
        for (source, token) in &tokens {
            let client = Client::builder(config.organization.to_string())
                .credential(credential(token, source)?)
                .transport(transport.clone())
                .user_agent(USER_AGENT)
                .build()?;
            clients.push(client);
        }
        let pool = Pool::new(clients).await?;
        let organization = preflight(pool.first(), &config.projects).await?;
        self.live().identities =
            pool.identities().iter().map(|one| (one.name.clone(), one.sources.clone())).collect();
        *pooled = Some(Pooled { fingerprint, pool: pool.clone(), organization: organization.clone() });
        Ok((pool, organization))
    }

    /// Keeps what is known of its stored credentials, and warns of those that expire soon.
    fn warn(&self, infos: Vec<CredentialInfo>) {
        let now = Timestamp::now();
        for warning in infos.iter().filter_map(|info| info.warning(now)) {
            tracing::warn!(connection = self.config.name, "{warning}");
        }
        self.live().stored = infos;
    }

    /// Its stored credentials are others now. If there was none, or it was not accepted, it is synced at once.
    pub(crate) fn credentials_changed(&self) {
        if self.live().schedule.failures() > 0 {
            self.ask(false);
        }
    }

    /// Forgets its clients: the next run asks again who they are.
    pub(crate) async fn forget_pool(&self) {
        *self.pool.lock().await = None;
    }

    /// A run begins. Answers whether it is to read everything again.
    pub(crate) fn begin(&self, now: Timestamp) -> bool {
        let mut live = self.live();
        live.schedule.begin();
        live.phase = Phase::Running(now);
        live.progress = Progress::default();
        std::mem::take(&mut live.full)
    }

    /// Something happened in a run.
    pub(crate) fn event(&self, event: &Event<'_>) {
        match event {
            Event::Finished { .. } => self.live().progress.units += 1,
            Event::Committed { counts, .. } => {
                self.live().progress.rows += counts.added + counts.changed + counts.deleted;
            }
            _ => {}
        }
    }

    /// A run has ended. Answers what to remember of it.
    pub(crate) fn end(&self, began: Timestamp, outcome: &Result<Report, Error>) -> LastRun {
        let finished = Timestamp::now();
        let mut last = LastRun {
            started_at: began,
            finished_at: finished,
            outcome: String::new(),
            message: None,
            requests: 0,
            added: 0,
            changed: 0,
            deleted: 0,
            failures: 0,
            faults: 0,
        };
        let mut live = self.live();
        let name = match outcome {
            Err(error) => {
                last.message = Some(error.to_string());
                "failed"
            }
            Ok(report) => {
                Self::report(&mut live, report, began);
                for table in report.tables() {
                    last.added += table.counts.added;
                    last.changed += table.counts.changed;
                    last.deleted += table.counts.deleted;
                }
                last.requests = report.requests();
                last.failures = report.failures().len() as u64;
                last.faults = report.faults().len() as u64;
                last.message = report.failures().first().map(|failure| match report.failures().len() {
                    1 => failure.to_string(),
                    count => format!("{failure}; and {} more", count - 1),
                });
                match report {
                    report if report.is_stopped() => "stopped",
                    report if report.is_complete() => "completed",
                    _ => "incomplete",
                }
            }
        };
        name.clone_into(&mut last.outcome);
        if name == "completed" || name == "stopped" {
            live.schedule.succeed(began);
        } else {
            live.schedule.fail(finished);
        }
        *live.runs.entry(name).or_default() += 1;
        live.phase = Phase::Idle;
        live.last = Some(last.clone());
        last
    }

    /// What a run did to each table.
    fn report(live: &mut Live, report: &Report, began: Timestamp) {
        for table in report.tables() {
            let figures = live.tables.entry(table.table.name()).or_default();
            figures.counts += table.counts;
            let failed = report.failures().iter().any(|failure| match failure.table {
                Some(of) => of == table.table,
                None => true,
            });
            if !report.is_stopped() && !failed {
                figures.fresh_at = Some(began);
            }
        }
    }

    /// What it does and how it is, for `/api/status`.
    pub(crate) fn status(&self) -> Value {
        let config = &self.config;
        let live = self.live();
        let (state, waits_for) = match &live.phase {
            Phase::Running(_) => ("running", None),
            Phase::Queued(other) => ("queued", Some(other.as_str())),
            Phase::StandingBy(..) => ("standby", None),
            Phase::Idle if live.schedule.is_paused() => ("paused", None),
            Phase::Idle => ("idle", None),
        };
        let standby = match &live.phase {
            Phase::StandingBy(since, why) => json!({"since": since.to_string(), "reason": why}),
            _ => Value::Null,
        };
        let running = match &live.phase {
            Phase::Running(since) => json!({
                "started_at": since.to_string(),
                "units_read": live.progress.units,
                "rows_written": live.progress.rows,
            }),
            _ => Value::Null,
        };
        let credentials: Vec<_> = live
            .identities
            .iter()
            .map(|(identity, sources)| json!({"identity": identity, "credentials": sources}))
            .collect();
        let now = Timestamp::now();
        let warnings: Vec<_> = live.stored.iter().filter_map(|info| info.warning(now)).collect();
        json!({
            "id": config.name,
            "organization": config.organization.to_string(),
            "destination": config.destination.to_string(),
            "state": state,
            "waits_for": waits_for,
            "standby": standby,
            "is_paused": live.schedule.is_paused(),
            "every_seconds": config.every.duration().as_secs(),
            "next_run_at": live.schedule.next().map(|next| next.to_string()),
            "failed_runs_in_a_row": live.schedule.failures(),
            "running": running,
            "last_run": live.last,
            "identities": credentials,
            "warnings": warnings,
            "rereads": live.rereads,
            "subscriptions": live.subscriptions,
            "test_notification": live.probe.as_ref().map(Probe::status),
        })
    }
}

/// Says of tokens whether they are the same, and nothing else.
fn fingerprint(tokens: &[(String, Secret)]) -> Vec<u8> {
    let mut context = digest::Context::new(&digest::SHA256);
    for (source, token) in tokens {
        for text in [source.as_str(), token.expose()] {
            context.update(&(text.len() as u64).to_le_bytes());
            context.update(text.as_bytes());
        }
    }
    context.finish().as_ref().to_vec()
}

/// A token of Microsoft Entra, which is a JSON Web Token, or a personal access token.
pub(crate) fn credential(token: &Secret, source: &str) -> Result<Box<dyn Credential>, Error> {
    let text = token.expose();
    let is_bearer = text.starts_with("eyJ") && text.matches('.').count() == 2;
    Ok(if is_bearer {
        Box::new(Bearer::new(text)?.from_source(source))
    } else {
        Box::new(Pat::new(text)?.from_source(source))
    })
}

/// How long until then; nothing if it is past.
pub(crate) fn until(then: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(then.duration_since(now)).unwrap_or_default()
}
