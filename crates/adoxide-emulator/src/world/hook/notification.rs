//! Notifications: one event for one subscription, and the attempts to send it.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use uuid::Uuid;

use super::super::organization::{Organization, Recorded, Transaction};
use super::super::refusal::Refusal;
use super::subscription::{NewSubscription, SubscriptionStatus};
use super::{Hooks, NotificationEvent, TEST_SUBSCRIPTION};

/// How long a retry waits after a transient failure, in seconds: documented.
/// <https://learn.microsoft.com/azure/devops/service-hooks/troubleshoot>
const TRANSIENT: [i64; 8] = [1, 2, 4, 8, 16, 32, 60, 60];
/// How long a retry waits on probation, in minutes: documented, as above.
const PROBATION: [i64; 7] = [20, 40, 80, 160, 320, 640, 900];
/// How long the history goes back: documented, as above.
const HISTORY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Where a notification is. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the service")]
pub enum NotificationStatus {
    Queued,
    RequestInProgress,
    QueuedForRetry,
    Completed,
}

impl NotificationStatus {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::RequestInProgress => "requestInProgress",
            Self::QueuedForRetry => "queuedForRetry",
            Self::Completed => "completed",
        }
    }
}

/// What became of a notification. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the service")]
pub enum NotificationResult {
    Pending,
    Succeeded,
    Failed,
}

impl NotificationResult {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
        }
    }
}

/// An event for a subscription, as it is to be sent.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The id of the event.
    pub event_id: Uuid,
    /// The event, without the ids of subscription and notification.
    pub event: Value,
    /// The subscription as it was then.
    pub content: NewSubscription,
}

/// A request that was sent, as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentRequest {
    /// The request, without its secrets.
    pub request: String,
    /// The answer; none if there was none.
    pub response: Option<String>,
    /// How long it took.
    pub elapsed: Duration,
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver took it: any 2xx.
    Delivered,
    /// 408, 502, 503, 504, or no answer in time: retried soon.
    Transient(String),
    /// Any other failure: the subscription goes on probation.
    Enduring(String),
    /// 410: the subscription is disabled.
    Terminal(String),
}

/// An attempt to send a notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// How it ended.
    pub outcome: Outcome,
    /// What was sent.
    pub sent: SentRequest,
}

/// A notification.
#[derive(Clone, Debug)]
pub struct Notification {
    /// Its number in its subscription, from 1.
    pub id: i64,
    /// The subscription.
    pub subscription: Uuid,
    /// What is sent, and how.
    pub notice: Notice,
    /// Its place among all notifications of the organization.
    sequence: u64,
    /// Where it is.
    pub status: NotificationStatus,
    /// What became of it.
    pub result: NotificationResult,
    /// When it was made.
    pub created: Timestamp,
    /// When it changed last.
    pub modified: Timestamp,
    /// When the first attempt began.
    pub dequeued: Option<Timestamp>,
    /// When it was completed.
    pub completed: Option<Timestamp>,
    /// When the next attempt is due; none if none is.
    pub due: Option<Timestamp>,
    /// How many attempts there were.
    pub attempts: u32,
    /// How many of them were retries after a transient failure.
    pub retries: u32,
    /// Whether a fault held it back.
    pub was_held: bool,
    /// The last attempt.
    pub sent: Option<SentRequest>,
    /// What was wrong with it.
    pub error: Option<String>,
}

impl Notification {
    pub(super) fn fail(&mut self, now: Timestamp, why: &str) {
        self.error = Some(why.to_owned());
        self.complete(now, NotificationResult::Failed);
    }

    fn complete(&mut self, now: Timestamp, result: NotificationResult) {
        self.status = NotificationStatus::Completed;
        self.result = result;
        self.completed = Some(now);
        self.due = None;
    }

    fn retry(&mut self, now: Timestamp, wait: SignedDuration) {
        self.status = NotificationStatus::QueuedForRetry;
        self.due = Some(now.saturating_add(wait).unwrap_or(Timestamp::MAX));
    }
}

impl Organization {
    /// The notifications of a subscription, newest first.
    pub fn notifications(&self, subscription: Uuid) -> impl Iterator<Item = &Notification> {
        let range = (subscription, 0)..=(subscription, i64::MAX);
        self.part::<Hooks>().notifications.range(range).rev().map(|(_, known)| known)
    }

    /// A notification.
    pub fn notification(&self, subscription: Uuid, id: i64) -> Option<&Notification> {
        self.part::<Hooks>().notifications.get(&(subscription, id))
    }

    /// The notifications whose next attempt is due, in the order in which they became so.
    pub fn due_notifications(&self, now: Timestamp) -> Vec<(Uuid, i64)> {
        let all = self.part::<Hooks>().notifications.iter();
        let mut due: Vec<_> = all
            .filter_map(|(key, known)| Some((known.due.filter(|due| *due <= now)?, known.sequence, *key)))
            .collect();
        due.sort_unstable();
        due.into_iter().map(|(_, _, key)| key).collect()
    }

    /// When the next attempt is due.
    pub fn next_notification(&self) -> Option<Timestamp> {
        self.part::<Hooks>().notifications.values().filter_map(|known| known.due).min()
    }
}

impl Transaction<'_> {
    /// Queues a notification of a subscription, or a test notification. The number of a test is the next one too.
    pub fn notify(&mut self, subscription: Uuid, notice: Notice) -> Recorded<i64> {
        let now = self.stamp().at;
        let id = self.part::<Hooks>().last.get(&subscription).copied().unwrap_or_default() + 1;
        let recorded = self.record(NotificationEvent::Queued { subscription, id });
        let hooks = self.part_mut::<Hooks>();
        hooks.notifications.retain(|_, known| {
            known.status != NotificationStatus::Completed || now.duration_since(known.created) <= HISTORY
        });
        hooks.last.insert(subscription, id);
        let notification = Notification {
            id,
            subscription,
            notice,
            sequence: recorded.sequence(),
            status: NotificationStatus::Queued,
            result: NotificationResult::Pending,
            created: now,
            modified: now,
            dequeued: None,
            completed: None,
            due: Some(now),
            attempts: 0,
            retries: 0,
            was_held: false,
            sent: None,
            error: None,
        };
        hooks.notifications.insert((subscription, id), notification);
        recorded.with(id)
    }

    /// Begins an attempt, so that nobody else does.
    ///
    /// # Errors
    /// When there is no such notification, or it is not due.
    pub fn start_attempt(&mut self, subscription: Uuid, id: i64) -> Result<Recorded, Refusal> {
        let now = self.stamp().at;
        let known = self.notification_mut(subscription, id)?;
        if known.due.is_none_or(|due| due > now) {
            return Err(Refusal::NoNotification(id));
        }
        known.status = NotificationStatus::RequestInProgress;
        known.dequeued = known.dequeued.or(Some(now));
        known.modified = now;
        known.due = None;
        Ok(self.record(NotificationEvent::Started { subscription, id }))
    }

    /// Holds a notification back, as a fault may.
    ///
    /// # Errors
    /// When there is no such notification.
    pub fn hold_notification(
        &mut self,
        subscription: Uuid,
        id: i64,
        wait: SignedDuration,
    ) -> Result<Recorded, Refusal> {
        let now = self.stamp().at;
        let known = self.notification_mut(subscription, id)?;
        known.was_held = true;
        known.retry(now, wait);
        Ok(self.record(NotificationEvent::Attempted { subscription, id }))
    }

    /// Ends an attempt: the notification is completed, or retried, and the subscription may change its status.
    ///
    /// # Errors
    /// When there is no such notification.
    pub fn finish_attempt(
        &mut self,
        subscription: Uuid,
        id: i64,
        attempt: Attempt,
    ) -> Result<Recorded, Refusal> {
        let now = self.stamp().at;
        let known = self.notification_mut(subscription, id)?;
        known.attempts += 1;
        known.modified = now;
        known.sent = Some(attempt.sent);
        known.error = None;
        let status = match attempt.outcome {
            Outcome::Delivered => {
                known.complete(now, NotificationResult::Succeeded);
                Some(SubscriptionStatus::Enabled)
            }
            Outcome::Transient(why) => {
                known.error = Some(why);
                match usize::try_from(known.retries).ok().and_then(|retry| TRANSIENT.get(retry)) {
                    Some(seconds) if subscription != TEST_SUBSCRIPTION => {
                        known.retries += 1;
                        known.retry(now, SignedDuration::from_secs(*seconds));
                        None
                    }
                    _ => Some(SubscriptionStatus::OnProbation),
                }
            }
            Outcome::Enduring(why) => {
                known.error = Some(why);
                Some(SubscriptionStatus::OnProbation)
            }
            Outcome::Terminal(why) => {
                known.fail(now, &why);
                Some(SubscriptionStatus::DisabledBySystem)
            }
        };
        self.record(NotificationEvent::Attempted { subscription, id });
        let Some(status) = status else { return Ok(self.unchanged(())) };
        self.conclude(subscription, id, status)
    }

    /// What an attempt means for its subscription.
    fn conclude(
        &mut self,
        subscription: Uuid,
        id: i64,
        status: SubscriptionStatus,
    ) -> Result<Recorded, Refusal> {
        let now = self.stamp().at;
        // A subscription that went away meanwhile, or a test.
        let Ok(known) = self.subscription_mut(subscription) else {
            if status == SubscriptionStatus::OnProbation {
                self.notification_mut(subscription, id)?.complete(now, NotificationResult::Failed);
            }
            return Ok(self.unchanged(()));
        };
        match status {
            SubscriptionStatus::Enabled => known.last_success = Some(now),
            SubscriptionStatus::OnProbation => {
                match known.probation {
                    Some(retried) if retried == id => {
                        known.probation_retries += 1;
                        known.last_probation_retry = Some(now);
                    }
                    // Only one is retried on probation.
                    Some(_) => {
                        self.notification_mut(subscription, id)?.complete(now, NotificationResult::Failed);
                        return Ok(self.unchanged(()));
                    }
                    None => known.probation = Some(id),
                }
                let retry = usize::try_from(known.probation_retries).unwrap_or(usize::MAX);
                let Some(minutes) = PROBATION.get(retry) else {
                    self.notification_mut(subscription, id)?.complete(now, NotificationResult::Failed);
                    return self.set_subscription_status(subscription, SubscriptionStatus::DisabledBySystem);
                };
                self.notification_mut(subscription, id)?.retry(now, SignedDuration::from_mins(*minutes));
            }
            _ => {}
        }
        // Somebody may have disabled it meanwhile.
        if self.subscription_mut(subscription)?.status.is_disabled() {
            self.notification_mut(subscription, id)?.due = None;
            return Ok(self.unchanged(()));
        }
        self.set_subscription_status(subscription, status)
    }

    fn notification_mut(&mut self, subscription: Uuid, id: i64) -> Result<&mut Notification, Refusal> {
        let known = self.part_mut::<Hooks>().notifications.get_mut(&(subscription, id));
        known.ok_or(Refusal::NoNotification(id))
    }
}
