//! Silence, noticed: a test notification is sent on a timer, and must arrive here. Subscriptions that are enabled deliver
//! nothing when a proxy, a name or a certificate between the service and this server broke, and nobody else says so.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use adoxide::api::hooks::{self, NotificationResult, NotificationStatus};
use adoxide::webhook::{DesiredSubscription, Subscriptions};
use adoxide::{Client, ErrorKind as Kind};
use aws_lc_rs::rand;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use http::HeaderMap;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::Inbox;
use crate::error::{Error, ErrorKind};

/// The header that a test notification of this server carries, with a value of its own.
const HEADER: &str = "x-adoxide-probe";
/// Test notifications that are remembered.
const MOST: usize = 64;
/// How long a test notification may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long one may take that the service says is delivered.
const GRACE: Duration = Duration::from_secs(5);
/// How long to wait before the service is asked what became of it; it doubles with each time.
const FIRST: Duration = Duration::from_secs(2);

/// Test notifications that have arrived, the newest last.
pub(crate) struct Probes(watch::Sender<VecDeque<String>>);

/// What became of the last test notification of a connection.
#[derive(Clone, Debug)]
pub(crate) struct Probe {
    pub sent_at: Timestamp,
    /// How long it took, or why it did not arrive.
    pub outcome: Result<Duration, String>,
}

impl Probe {
    /// As `/api/status` has it.
    pub(crate) fn status(&self) -> Value {
        let seconds = self.outcome.as_ref().ok().map(Duration::as_secs_f64);
        json!({
            "sent_at": self.sent_at.to_string(),
            "arrived": self.outcome.is_ok(),
            "seconds": seconds,
            "error": self.outcome.as_ref().err(),
        })
    }
}

impl Default for Probes {
    fn default() -> Self {
        Self(watch::Sender::new(VecDeque::new()))
    }
}

impl Probes {
    /// A test notification arrived. Answers its name, if it has one.
    pub(crate) fn arrived(&self, headers: &HeaderMap) -> Option<String> {
        // Ours are short; a longer one is somebody else's.
        let name = headers.get(HEADER)?.to_str().ok().filter(|name| name.len() <= 64)?;
        self.0.send_modify(|names| {
            if names.len() == MOST {
                names.pop_front();
            }
            names.push_back(name.to_owned());
        });
        Some(name.to_owned())
    }

    /// Sends a test notification to the receiver of a subscription, and waits until it arrives here, or at another server
    /// that has the same inbox.
    pub(crate) async fn send(
        &self,
        client: &Client,
        subscriptions: &Subscriptions,
        wanted: &DesiredSubscription,
        inbox: Option<&Inbox>,
    ) -> Probe {
        let sent_at = Timestamp::now();
        let outcome =
            self.sent(client, subscriptions, wanted, inbox).await.map_err(|error| error.to_string());
        Probe { sent_at, outcome }
    }

    async fn sent(
        &self,
        client: &Client,
        subscriptions: &Subscriptions,
        wanted: &DesiredSubscription,
        inbox: Option<&Inbox>,
    ) -> Result<Duration, Error> {
        let mut bytes = [0; 16];
        rand::fill(&mut bytes).map_err(|_| Error::new(ErrorKind::State, "no random numbers can be had"))?;
        let name = BASE64_URL_SAFE_NO_PAD.encode(bytes);
        let mut arrived = self.0.subscribe();
        let sent = Instant::now();
        let queued = subscriptions.test(&wanted.clone().header(HEADER, &name)).await?;
        let failed = |message: String| Err(Error::new(ErrorKind::Service, message));
        let (mut wait, mut is_delivered) = (FIRST, false);
        loop {
            tokio::select! {
                found = arrived.wait_for(|names| names.contains(&name)) => {
                    found.map_err(|_| Error::new(ErrorKind::State, "the server is stopping"))?;
                    return Ok(sent.elapsed());
                }
                () = tokio::time::sleep(wait) => {}
            }
            if let Some(inbox) = inbox
                && inbox.has_test(&name).await?
            {
                return Ok(sent.elapsed());
            }
            if is_delivered {
                return failed(
                    "the service delivered a test notification, and not to this server; check where `public_url` leads"
                        .to_owned(),
                );
            }
            if sent.elapsed() >= PATIENCE {
                return failed(format!(
                    "a test notification did not arrive within {} seconds; check that Azure DevOps reaches `public_url`",
                    PATIENCE.as_secs()
                ));
            }
            wait = (wait * 2).min(PATIENCE.saturating_sub(sent.elapsed()));
            let (Some(of), Some(id)) = (&queued.subscription_id, queued.id) else { continue };
            match client.call(hooks::get_notification(&of.clone().into(), id.into())).await {
                Ok(known) if known.status == Some(NotificationStatus::Completed) => {
                    if known.result == Some(NotificationResult::Succeeded) {
                        (wait, is_delivered) = (GRACE, true);
                    } else {
                        let why = known.details.and_then(|details| details.error_message);
                        return failed(format!(
                            "a test notification was not delivered: {}",
                            why.as_deref().unwrap_or("the service does not say why")
                        ));
                    }
                }
                Ok(_) => {}
                // It may not be in the history yet.
                Err(error) if error.kind() == Kind::NotFound => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_arrived_are_remembered_and_bounded() {
        let probes = Probes::default();
        probes.arrived(&HeaderMap::new());
        for number in 0..2 * MOST {
            let value = number.to_string().parse().unwrap();
            probes.arrived(&HeaderMap::from_iter([(http::HeaderName::from_static(HEADER), value)]));
        }
        let names = probes.0.borrow();
        assert_eq!((names.len(), names.back().map(String::as_str)), (MOST, Some("127")));
    }
}
