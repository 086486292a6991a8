//! What is needed for webhooks while the server runs: secrets, inbox, counts, subscriptions.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use adoxide::Client;
use adoxide::webhook::{DesiredSubscription, Verifier};
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::watch;
use url::Url;

use super::Inbox;
use super::probe::Probes;
use super::subscribe::{desired, own};
use crate::config::WebhookConfig;
use crate::connection::{Connection, until};
use crate::error::{Error, ErrorKind};
use crate::http::RECEIVER;
use crate::schedule::Schedule;
use crate::state::State;

/// How long the secrets of webhooks are used before they are read again.
const SECRETS: Duration = Duration::from_secs(10);

pub(crate) struct Webhooks {
    config: WebhookConfig,
    pub inbox: Arc<Inbox>,
    /// Where deliveries are sent, if that is known.
    url: Option<String>,
    /// Deliveries since the server was started, by what became of them.
    counts: Mutex<BTreeMap<&'static str, u64>>,
    verifier: Mutex<Option<(Instant, Verifier)>>,
    /// Test notifications that arrived.
    pub probes: Probes,
    /// How often it was asked to check the subscriptions.
    checks: watch::Sender<u64>,
}

impl Webhooks {
    pub(crate) fn open(
        config: WebhookConfig,
        public_url: Option<&Url>,
        state: &State,
    ) -> Result<Self, Error> {
        let url = public_url.map(|url| format!("{}{RECEIVER}", url.as_str().trim_end_matches('/')));
        let inbox = Arc::new(Inbox::open(state.clone())?);
        let (counts, verifier) = (Mutex::default(), Mutex::default());
        let (probes, checks) = (Probes::default(), watch::Sender::new(0));
        Ok(Self { config, inbox, url, counts, verifier, probes, checks })
    }

    /// The header that carries the secret.
    pub(crate) fn header(&self) -> &str {
        &self.config.header
    }

    /// Asks to check the subscriptions of all connections now.
    pub(crate) fn ask_check(&self) {
        self.checks.send_modify(|asked| *asked += 1);
    }

    /// What authenticates deliveries. The secrets are read again now and then: while one is rotated, the server need not
    /// be started anew.
    pub(crate) fn verifier(&self) -> Result<Verifier, Error> {
        let mut known = self.verifier.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, verifier)) = &*known
            && at.elapsed() < SECRETS
        {
            return Ok(verifier.clone());
        }
        let verifier = self.config.verifier()?;
        *known = Some((Instant::now(), verifier.clone()));
        Ok(verifier)
    }

    /// Counts a delivery by what became of it.
    pub(crate) fn count(&self, outcome: &'static str) {
        *self.counts.lock().unwrap_or_else(PoisonError::into_inner).entry(outcome).or_default() += 1;
    }

    pub(crate) fn counts(&self) -> BTreeMap<&'static str, u64> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps the subscriptions of a connection as they should be, and notices when nothing arrives, until the server stops.
    pub(crate) async fn keep_subscribed(&self, connection: &Connection, mut stop: watch::Receiver<bool>) {
        let mut schedule = Schedule::new(self.config.check_every, None, Timestamp::now());
        let mut asked = self.checks.subscribe();
        loop {
            asked.mark_unchanged();
            let began = Timestamp::now();
            tokio::select! {
                checked = self.check(connection, began) => match checked {
                    Ok(()) => schedule.succeed(began),
                    Err(error) => {
                        tracing::warn!(connection = connection.config.name, %error, "webhooks");
                        schedule.fail(Timestamp::now());
                    }
                },
                // It is begun anew: what it waits for may be what was mended.
                Ok(()) = asked.changed() => continue,
                _ = stop.wait_for(|stop| *stop) => return,
            }
            let wait = schedule.next().map(|next| until(next, Timestamp::now())).unwrap_or_default();
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                Ok(()) = asked.changed() => {}
                _ = stop.wait_for(|stop| *stop) => return,
            }
        }
    }

    async fn check(&self, connection: &Connection, now: Timestamp) -> Result<(), Error> {
        if let Err(error) = self.inbox.tidy().await {
            tracing::warn!(%error, "the inbox can't be tidied");
        }
        let Some(url) = self.url.as_deref().filter(|_| self.config.subscribe) else { return Ok(()) };
        let checked = self.ensure(connection, url).await;
        let mut said = match &checked {
            Ok((said, ..)) => said.clone(),
            Err(error) => json!({ "error": error.to_string() }),
        };
        said["checked_at"] = now.to_string().into();
        connection.live().subscriptions = said;
        let (_, client, wanted) = checked?;
        let Some(wanted) = wanted else { return Ok(()) };
        let probe = self.probes.send(&client, &own(&client, &connection.config), &wanted).await;
        let outcome = probe.outcome.clone();
        connection.live().probe = Some(probe);
        outcome.map(|_| ()).map_err(|message| Error::new(ErrorKind::Service, message))
    }

    /// Makes the subscriptions of a connection what they should be. Answers what it did, the client, and one of them.
    async fn ensure(
        &self,
        connection: &Connection,
        url: &str,
    ) -> Result<(Value, Client, Option<DesiredSubscription>), Error> {
        let (pool, _) = connection.pool().await?;
        let client = pool.first().clone();
        let mut desired = desired(&client, &connection.config, &self.config, url).await?;
        let done = own(&client, &connection.config).ensure(&desired).await?;
        for (subscription, status) in &done.enabled {
            let (name, id) = (connection.config.name.as_str(), subscription.id.as_deref());
            tracing::warn!(connection = name, id, ?status, "a subscription was disabled; enabled again");
        }
        let said = json!({
            "created": done.created.len(),
            "updated": done.updated.len(),
            "enabled": done.enabled.len(),
            "deleted": done.deleted.len(),
            "unchanged": done.unchanged.len(),
        });
        let first = (!desired.is_empty()).then(|| desired.swap_remove(0));
        Ok((said, client, first))
    }
}
