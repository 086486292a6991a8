//! Notifications by mail: what somebody wants to be notified of. Nothing is sent; what clients set is kept.

use serde_json::Value;
use uuid::Uuid;

use super::id::ProjectId;
use super::journal::{Stamp, event};
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;

/// A subscription to events.
#[derive(Clone, Debug)]
pub struct MailSubscription {
    /// Its number.
    pub id: i64,
    /// Who is told: a person, team or group.
    pub subscriber: Uuid,
    /// What it is for.
    pub description: String,
    /// What is told, as the client sent it: `{"type": "Expression", "eventType": …, "criteria": …}`.
    pub filter: Value,
    /// How it is told, likewise: `{"type": "EmailHtml"}`.
    pub channel: Value,
    /// The project that it is limited to.
    pub scope: Option<ProjectId>,
    /// `enabled` or `disabled`.
    pub status: String,
    /// When and by whom it was changed last.
    pub modified: Stamp,
}

/// What happens to a subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MailSubscriptionEvent {
    /// It was created.
    Created(i64),
    /// It was changed.
    Updated(i64),
    /// It was deleted.
    Deleted(i64),
}

/// The subscriptions of an organization.
#[derive(Debug, Default)]
struct MailSubscriptions {
    last: i64,
    all: Vec<MailSubscription>,
}

part!(MailSubscriptions);
event!(MailSubscriptionEvent);

impl Organization {
    /// The subscriptions to notifications by mail, by number.
    pub fn mail_subscriptions(&self) -> &[MailSubscription] {
        &self.part::<MailSubscriptions>().all
    }
}

impl Transaction<'_> {
    /// Keeps a subscription: a new one where its number is 0, else in place of the one that it changes.
    ///
    /// # Errors
    /// None.
    pub fn set_mail_subscription(
        &mut self,
        mut subscription: MailSubscription,
    ) -> Result<Recorded<i64>, Refusal> {
        let subscriptions = self.part_mut::<MailSubscriptions>();
        let id = subscription.id;
        if let Some(known) = subscriptions.all.iter_mut().find(|known| known.id == id) {
            *known = subscription;
            return Ok(self.record(MailSubscriptionEvent::Updated(id)).with(id));
        }
        subscriptions.last += 1;
        let id = subscriptions.last;
        subscription.id = id;
        subscriptions.all.push(subscription);
        Ok(self.record(MailSubscriptionEvent::Created(id)).with(id))
    }

    /// Deletes a subscription; one that is not there stays so.
    ///
    /// # Errors
    /// None.
    pub fn delete_mail_subscription(&mut self, id: i64) -> Result<Recorded, Refusal> {
        self.part_mut::<MailSubscriptions>().all.retain(|known| known.id != id);
        Ok(self.record(MailSubscriptionEvent::Deleted(id)))
    }
}
