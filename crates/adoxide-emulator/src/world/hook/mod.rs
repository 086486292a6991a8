//! Service hooks: subscriptions to events, and what became of each notification.
//!
//! What is delivered, and how, is not said here: the events of the other nouns are in the journal, and whoever
//! delivers them says how each attempt ended ([`Transaction::finish_attempt`]).

mod notification;
mod subscription;

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

pub use self::notification::{
    Attempt, Notice, Notification, NotificationResult, NotificationStatus, Outcome, SentRequest,
};
pub use self::subscription::{NewSubscription, Subscription, SubscriptionStatus, Tracing};
use super::journal::event;
use super::part::part;

/// The subscription that test notifications have.
pub const TEST_SUBSCRIPTION: Uuid = Uuid::nil();

/// What happens to a subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum SubscriptionEvent {
    /// It was created.
    Created(Uuid),
    /// It was replaced.
    Updated(Uuid),
    /// It was enabled, put on probation, or disabled.
    StatusChanged { id: Uuid, from: SubscriptionStatus, to: SubscriptionStatus },
    /// Its diagnostics were switched on or off.
    DiagnosticsChanged(Uuid),
    /// It was deleted.
    Deleted(Uuid),
}

/// What happens to a notification.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum NotificationEvent {
    /// It waits to be sent.
    Queued { subscription: Uuid, id: i64 },
    /// An attempt to send it begins.
    Started { subscription: Uuid, id: i64 },
    /// An attempt to send it ended.
    Attempted { subscription: Uuid, id: i64 },
}

/// The service hooks of an organization.
#[derive(Debug, Default)]
struct Hooks {
    /// In the order of their creation.
    subscriptions: Vec<Subscription>,
    notifications: BTreeMap<(Uuid, i64), Notification>,
    /// The number of the last notification of each subscription.
    last: HashMap<Uuid, i64>,
    /// The last entry of the journal that was looked at.
    seen: u64,
}

part!(Hooks);
event!(SubscriptionEvent, NotificationEvent);
