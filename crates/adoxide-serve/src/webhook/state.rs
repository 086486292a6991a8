//! What is needed for webhooks while the server runs: secrets, inbox, counts, subscriptions.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use adoxide::webhook::Verifier;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::watch;
use url::Url;

use super::Inbox;
use super::subscribe::ensure;
use crate::config::WebhookConfig;
use crate::connection::{Connection, until};
use crate::error::Error;
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
}

impl Webhooks {
    pub(crate) fn open(
        config: WebhookConfig,
        public_url: Option<&Url>,
        state: &State,
    ) -> Result<Self, Error> {
        let url = public_url.map(|url| format!("{}{RECEIVER}", url.as_str().trim_end_matches('/')));
        let inbox = Arc::new(Inbox::open(state.clone())?);
        Ok(Self { config, inbox, url, counts: Mutex::default(), verifier: Mutex::default() })
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

    /// Keeps the subscriptions of a connection as they should be, until the server stops.
    pub(crate) async fn keep_subscribed(&self, connection: &Connection, mut stop: watch::Receiver<bool>) {
        let mut schedule = Schedule::new(self.config.check_every, None, Timestamp::now());
        loop {
            let began = Timestamp::now();
            tokio::select! {
                checked = self.check(connection, began) => match checked {
                    Ok(()) => schedule.succeed(began),
                    Err(()) => schedule.fail(Timestamp::now()),
                },
                _ = stop.wait_for(|stop| *stop) => return,
            }
            let wait = schedule.next().map(|next| until(next, Timestamp::now())).unwrap_or_default();
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                _ = stop.wait_for(|stop| *stop) => return,
            }
        }
    }

    async fn check(&self, connection: &Connection, now: Timestamp) -> Result<(), ()> {
        let name = connection.config.name.as_str();
        if let Err(error) = self.inbox.tidy().await {
            tracing::warn!(%error, "the inbox can't be tidied");
        }
        let Some(url) = self.url.as_deref().filter(|_| self.config.subscribe) else { return Ok(()) };
        let ensured = match connection.pool().await {
            Ok((pool, _)) => ensure(pool.first(), &connection.config, &self.config, url).await,
            Err(error) => Err(error),
        };
        let (said, outcome) = match ensured {
            Ok(done) => {
                for (subscription, status) in &done.enabled {
                    let id = subscription.id.as_deref();
                    tracing::warn!(
                        connection = name,
                        id,
                        ?status,
                        "a subscription was disabled; enabled again"
                    );
                }
                let said = json!({
                    "created": done.created.len(),
                    "updated": done.updated.len(),
                    "enabled": done.enabled.len(),
                    "deleted": done.deleted.len(),
                    "unchanged": done.unchanged.len(),
                });
                (said, Ok(()))
            }
            Err(error) => {
                tracing::warn!(connection = name, %error, "subscriptions can't be checked");
                (json!({ "error": error.to_string() }), Err(()))
            }
        };
        let mut said: Value = said;
        said["checked_at"] = now.to_string().into();
        connection.live().subscriptions = said;
        outcome
    }
}
