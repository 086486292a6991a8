//! Subscriptions: which events, where they are sent, and whether that works.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use uuid::Uuid;

use super::super::journal::Stamp;
use super::super::organization::{Organization, Recorded, Transaction};
use super::super::refusal::Refusal;
use super::notification::NotificationStatus;
use super::{Hooks, SubscriptionEvent};

/// Whether a subscription delivers. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the service")]
pub enum SubscriptionStatus {
    Enabled,
    OnProbation,
    DisabledByUser,
    DisabledBySystem,
    DisabledByInactiveIdentity,
}

impl SubscriptionStatus {
    /// All of them, in the order of their numbers.
    pub const ALL: [(u64, Self); 5] = [
        (0, Self::Enabled),
        (10, Self::OnProbation),
        (20, Self::DisabledByUser),
        (30, Self::DisabledBySystem),
        (40, Self::DisabledByInactiveIdentity),
    ];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Enabled => "enabled",
            Self::OnProbation => "onProbation",
            Self::DisabledByUser => "disabledByUser",
            Self::DisabledBySystem => "disabledBySystem",
            Self::DisabledByInactiveIdentity => "disabledByInactiveIdentity",
        }
    }

    /// Whether nothing is delivered any more.
    pub fn is_disabled(self) -> bool {
        matches!(self, Self::DisabledByUser | Self::DisabledBySystem | Self::DisabledByInactiveIdentity)
    }
}

/// What a subscription is made of, or replaced by.
#[derive(Clone, PartialEq, Eq)]
pub struct NewSubscription {
    /// Who publishes the events: `tfs`.
    pub publisher: String,
    /// Which events: `git.push`.
    pub event_type: String,
    /// In which shape; none for the newest.
    pub resource_version: Option<String>,
    /// Who takes them: `webHooks`.
    pub consumer: String,
    /// What it does with them: `httpRequest`.
    pub action: String,
    /// The filters.
    pub publisher_inputs: BTreeMap<String, String>,
    /// How they are sent, secrets too.
    pub consumer_inputs: BTreeMap<String, String>,
    /// Where the organization is, as its creator sees it: URLs in payloads begin with it.
    pub address: String,
}

impl NewSubscription {
    /// A filter, unless it is empty, which stands for any.
    pub fn filter(&self, name: &str) -> Option<&str> {
        input(&self.publisher_inputs, name)
    }

    /// An input of the consumer, unless it is empty.
    pub fn consumer_input(&self, name: &str) -> Option<&str> {
        input(&self.consumer_inputs, name)
    }
}

fn input<'i>(inputs: &'i BTreeMap<String, String>, name: &str) -> Option<&'i str> {
    let (_, value) = inputs.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    Some(value.as_str()).filter(|value| !value.is_empty())
}

impl fmt::Debug for NewSubscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewSubscription")
            .field("publisher", &self.publisher)
            .field("event_type", &self.event_type)
            .field("resource_version", &self.resource_version)
            .field("consumer", &self.consumer)
            .field("publisher_inputs", &self.publisher_inputs)
            .field("consumer_inputs", &self.consumer_inputs.keys())
            .finish_non_exhaustive()
    }
}

/// One kind of diagnostics of a subscription, which end by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tracing {
    /// Whether it is on.
    pub is_enabled: bool,
    /// Since when.
    pub start: Option<Timestamp>,
    /// Until when.
    pub end: Option<Timestamp>,
}

/// A subscription.
#[derive(Clone, Debug)]
pub struct Subscription {
    /// Its id.
    pub id: Uuid,
    /// Who made it, and when.
    pub created: Stamp,
    /// Who changed it last, and when.
    pub modified: Stamp,
    /// What a client sets.
    pub content: NewSubscription,
    /// The id that the publisher gave it.
    pub publisher_subscription: Uuid,
    /// Whether it delivers.
    pub status: SubscriptionStatus,
    /// The notification that is retried on probation.
    pub(super) probation: Option<i64>,
    /// How many retries there were on probation.
    pub probation_retries: u32,
    /// When the last of them was.
    pub last_probation_retry: Option<Timestamp>,
    /// When a notification was delivered last.
    pub last_success: Option<Timestamp>,
    /// Its diagnostics, by name.
    pub diagnostics: BTreeMap<String, Tracing>,
    /// The journal up to here is not for it.
    pub(super) since: u64,
}

impl Organization {
    /// The subscriptions, in the order of their creation.
    pub fn subscriptions(&self) -> impl Iterator<Item = &Subscription> {
        self.part::<Hooks>().subscriptions.iter()
    }

    /// A subscription.
    pub fn subscription(&self, id: Uuid) -> Option<&Subscription> {
        self.subscriptions().find(|known| known.id == id)
    }

    /// The last entry of the journal that was looked at for subscriptions.
    pub fn hooks_seen(&self) -> u64 {
        self.part::<Hooks>().seen
    }

    /// Whether an entry of the journal may be for a subscription: it delivers, and was there before.
    pub fn listens(&self, subscription: &Subscription, sequence: u64) -> bool {
        subscription.status == SubscriptionStatus::Enabled && sequence > subscription.since
    }
}

impl Transaction<'_> {
    /// Creates a subscription. It gets what happens from now on.
    pub fn create_subscription(&mut self, content: NewSubscription) -> Recorded<Uuid> {
        let stamp = self.stamp();
        let (id, publisher_subscription) = (self.uuid(), self.uuid());
        let recorded = self.record(SubscriptionEvent::Created(id));
        let since = recorded.sequence();
        let hooks = self.part_mut::<Hooks>();
        if hooks.subscriptions.is_empty() {
            hooks.seen = since;
        }
        hooks.subscriptions.push(Subscription {
            id,
            created: stamp,
            modified: stamp,
            content,
            publisher_subscription,
            status: SubscriptionStatus::Enabled,
            probation: None,
            probation_retries: 0,
            last_probation_retry: None,
            last_success: None,
            diagnostics: BTreeMap::new(),
            since,
        });
        recorded.with(id)
    }

    /// Replaces what a subscription is made of. A status enables it again, or disables it.
    ///
    /// # Errors
    /// When there is none.
    pub fn replace_subscription(
        &mut self,
        id: Uuid,
        content: NewSubscription,
        status: Option<SubscriptionStatus>,
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let known = self.subscription_mut(id)?;
        known.content = content;
        known.modified = stamp;
        let recorded = self.record(SubscriptionEvent::Updated(id));
        match status {
            Some(status) => self.set_subscription_status(id, status),
            None => Ok(recorded),
        }
    }

    /// Enables a subscription, puts it on probation, or disables it. What waits for a disabled one is not sent.
    ///
    /// # Errors
    /// When there is none.
    pub fn set_subscription_status(
        &mut self,
        id: Uuid,
        status: SubscriptionStatus,
    ) -> Result<Recorded, Refusal> {
        let now = self.stamp().at;
        let sequence = self.journal().len();
        let known = self.subscription_mut(id)?;
        let from = known.status;
        if from == status {
            return Ok(self.unchanged(()));
        }
        known.status = status;
        if status == SubscriptionStatus::Enabled {
            known.probation = None;
            known.probation_retries = 0;
            if from.is_disabled() {
                known.since = sequence;
            }
        }
        if status.is_disabled() {
            let waiting = self.part_mut::<Hooks>().notifications.range_mut((id, 0)..=(id, i64::MAX));
            for (_, notification) in
                waiting.filter(|(_, known)| known.status != NotificationStatus::Completed)
            {
                notification.fail(now, "The subscription is disabled.");
            }
        }
        Ok(self.record(SubscriptionEvent::StatusChanged { id, from, to: status }))
    }

    /// Switches diagnostics of a subscription on or off.
    ///
    /// # Errors
    /// When there is none.
    pub fn set_subscription_diagnostics(
        &mut self,
        id: Uuid,
        diagnostics: BTreeMap<String, Tracing>,
    ) -> Result<Recorded, Refusal> {
        self.subscription_mut(id)?.diagnostics.extend(diagnostics);
        Ok(self.record(SubscriptionEvent::DiagnosticsChanged(id)))
    }

    /// Deletes a subscription, with its notifications.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_subscription(&mut self, id: Uuid) -> Result<Recorded, Refusal> {
        self.subscription_mut(id)?;
        let hooks = self.part_mut::<Hooks>();
        hooks.subscriptions.retain(|known| known.id != id);
        hooks.notifications.retain(|(subscription, _), _| *subscription != id);
        hooks.last.remove(&id);
        Ok(self.record(SubscriptionEvent::Deleted(id)))
    }

    /// Says up to which entry the journal was looked at. That is no change of the organization.
    pub fn hooks_saw(&mut self, sequence: u64) -> Recorded {
        let hooks = self.part_mut::<Hooks>();
        hooks.seen = hooks.seen.max(sequence);
        self.unchanged(())
    }

    pub(super) fn subscription_mut(&mut self, id: Uuid) -> Result<&mut Subscription, Refusal> {
        let known = self.part_mut::<Hooks>().subscriptions.iter_mut().find(|known| known.id == id);
        known.ok_or(Refusal::NoSubscription(id))
    }
}
