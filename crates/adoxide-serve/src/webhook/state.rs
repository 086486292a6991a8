//! What is needed for webhooks while the server runs: secrets, inbox, counts, subscriptions.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use adoxide::Client;
use adoxide::webhook::{DesiredSubscription, Verifier};
use http::HeaderMap;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::watch;
use url::Url;

use super::inbox::Full;
use super::probe::Probes;
use super::subscribe::{desired, own};
use super::{Arrived, Delivery, Inbox};
use crate::config::{ConnectionConfig, WebhookConfig};
use crate::connection::{Connection, until};
use crate::error::{Error, ErrorKind};
use crate::http::RECEIVER;
use crate::schedule::Schedule;
use crate::state::State;

/// How long the secrets of webhooks are used before they are read again.
const SECRETS: Duration = Duration::from_secs(10);
/// How long to wait before it is looked again whether this server writes to the destination.
const PATIENCE: Duration = Duration::from_secs(1);

/// Subscriptions whose last delivery is remembered.
const MOST_SUBSCRIPTIONS: usize = 10_000;

pub(crate) struct Webhooks {
    config: WebhookConfig,
    /// The inboxes, each with the names of its connections.
    inboxes: Vec<(Arc<Inbox>, Vec<String>)>,
    /// When the last delivery of each subscription arrived.
    last: Mutex<BTreeMap<String, Timestamp>>,
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
    pub(crate) async fn open(
        config: WebhookConfig,
        public_url: Option<&Url>,
        state: &State,
        connections: &[ConnectionConfig],
    ) -> Result<Self, Error> {
        let url = public_url.map(|url| format!("{}{RECEIVER}", url.as_str().trim_end_matches('/')));
        let mut inboxes: Vec<(Arc<Inbox>, Vec<String>)> = Vec::new();
        for (number, connection) in connections.iter().enumerate() {
            let is_same =
                |other: &&ConnectionConfig| Inbox::is_same(&other.destination, &connection.destination);
            let known = connections[..number].iter().find(is_same);
            let known =
                known.and_then(|known| inboxes.iter_mut().find(|(_, names)| names.contains(&known.name)));
            if let Some((_, names)) = known {
                names.push(connection.name.clone());
            } else {
                let inbox = Inbox::open(state, &connection.destination).await?;
                inboxes.push((Arc::new(inbox), vec![connection.name.clone()]));
            }
        }
        let (counts, verifier, last) = (Mutex::default(), Mutex::default(), Mutex::default());
        let (probes, checks) = (Probes::default(), watch::Sender::new(0));
        Ok(Self { config, inboxes, last, url, counts, verifier, probes, checks })
    }

    fn inboxes(&self) -> impl Iterator<Item = &Arc<Inbox>> {
        self.inboxes.iter().map(|(inbox, _)| inbox)
    }

    /// The inbox of a connection.
    pub(crate) fn inbox(&self, connection: &str) -> Option<&Arc<Inbox>> {
        let has = |(_, names): &&(_, Vec<String>)| names.iter().any(|name| name == connection);
        self.inboxes.iter().find(has).map(|(inbox, _)| inbox)
    }

    /// Stores a delivery for these connections. When this is ready, it survives a power cut.
    pub(crate) async fn put(&self, connections: &[String], delivery: Delivery) -> Result<(), Full> {
        self.heard(&delivery.subscription);
        let delivery = Arc::new(delivery);
        let of = |(inbox, names): &(Arc<Inbox>, Vec<String>)| {
            let connections: Vec<_> =
                connections.iter().filter(|name| names.contains(name)).cloned().collect();
            let arrived = Arrived { connections, delivery: delivery.clone() };
            (!arrived.connections.is_empty()).then(|| (inbox.clone(), arrived))
        };
        let puts = self.inboxes.iter().filter_map(of);
        futures::future::try_join_all(puts.map(|(inbox, arrived)| async move { inbox.put(arrived).await }))
            .await
            .map(drop)
    }

    /// Acts again on what arrived since then; answers how many deliveries those are.
    pub(crate) async fn replay(&self, since: Timestamp) -> Result<u64, Error> {
        let mut count = 0;
        for inbox in self.inboxes() {
            count += inbox.replay(since).await?;
        }
        Ok(count)
    }

    /// How many deliveries wait to be acted on.
    pub(crate) fn waiting(&self) -> u64 {
        self.inboxes().map(|inbox| inbox.len()).sum()
    }

    /// A delivery of a subscription arrived, whatever it says.
    pub(crate) fn heard(&self, subscription: &str) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.len() < MOST_SUBSCRIPTIONS || last.contains_key(subscription) {
            last.insert(subscription.to_owned(), Timestamp::now());
        }
    }

    /// When the last delivery of each subscription arrived since the server was started.
    pub(crate) fn last(&self) -> BTreeMap<String, Timestamp> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A test notification arrived: one of this server, or of another one that has the same inbox.
    pub(crate) async fn tested(&self, headers: &HeaderMap) {
        let Some(name) = self.probes.arrived(headers) else { return };
        for inbox in self.inboxes() {
            if let Err(error) = inbox.test(&name).await {
                tracing::warn!(%error, "a test notification can't be stored");
            }
        }
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
            if connection.stands_by() {
                // The server that writes keeps them.
                tokio::select! {
                    () = tokio::time::sleep(PATIENCE) => continue,
                    _ = stop.wait_for(|stop| *stop) => return,
                }
            }
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
        let inbox = self.inbox(&connection.config.name);
        if let Some(inbox) = inbox
            && let Err(error) = inbox.tidy().await
        {
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
        let subscriptions = own(&client, &connection.config);
        let probe = self.probes.send(&client, &subscriptions, &wanted, inbox.map(|inbox| &**inbox)).await;
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
