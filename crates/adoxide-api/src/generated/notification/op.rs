// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { ListLogs {
    start_time: DateTime = "startTime",
    end_time: DateTime = "endTime",
} }

/// `GET _apis/notification/diagnosticlogs/{source}/entries/{entryId?}` · 7.1 · `vso.notification_diagnostics`
#[inline]
pub fn list_logs(
    source: &SourceRef, entry_id: Option<&EntryId>, params: ListLogs,
) -> Op<List<INotificationDiagnosticLog>> {
    params.add_to(Op::new(&meta::LIST_LOGS)
        .path("source", source).guid("source").path_opt("entryId", entry_id).guid("entryId"))
}

params! { ListEventTypes {
    publisher_id: String = "publisherId",
} }

/// `GET _apis/notification/eventtypes` · 7.1 · `vso.notification`
#[inline]
pub fn list_event_types(params: ListEventTypes) -> Op<List<NotificationEventType>> {
    params.add_to(Op::new(&meta::LIST_EVENT_TYPES))
}

/// `GET _apis/notification/eventtypes/{eventType}` · 7.1 · `vso.notification`
#[inline]
pub fn get_event_type(event_type: &EventType) -> Op<NotificationEventType> {
    Op::new(&meta::GET_EVENT_TYPE).path("eventType", event_type)
}

/// `GET _apis/notification/settings` · 7.1 · `vso.notification`
#[inline]
pub fn get_settings() -> Op<NotificationAdminSettings> {
    Op::new(&meta::GET_SETTINGS)
}

/// `PATCH _apis/notification/settings` · 7.1 · `vso.notification_write`
#[inline]
pub fn update_settings(body: &NotificationAdminSettingsUpdateParameters) -> Op<NotificationAdminSettings> {
    Op::new(&meta::UPDATE_SETTINGS).json(body)
}

/// `GET _apis/notification/subscribers/{subscriberId}` · 7.1 · `vso.notification`
#[inline]
pub fn get_subscriber(subscriber_id: &SubscriberId) -> Op<NotificationSubscriber> {
    Op::new(&meta::GET_SUBSCRIBER).path("subscriberId", subscriber_id).guid("subscriberId")
}

/// `PATCH _apis/notification/subscribers/{subscriberId}` · 7.1 · `vso.notification_write`
#[inline]
pub fn update_subscriber(
    subscriber_id: &SubscriberId, body: &NotificationSubscriberUpdateParameters,
) -> Op<NotificationSubscriber> {
    Op::new(&meta::UPDATE_SUBSCRIBER).path("subscriberId", subscriber_id).guid("subscriberId").json(body)
}

/// `POST _apis/notification/subscriptionquery` · 7.1 · `vso.notification`
#[inline]
pub fn query_subscriptions(body: &SubscriptionQuery) -> Op<List<NotificationSubscription>> {
    Op::new(&meta::QUERY_SUBSCRIPTIONS).json(body)
}

/// `POST _apis/notification/subscriptions` · 7.1 · `vso.notification_write`
#[inline]
pub fn create_subscription(body: &NotificationSubscriptionCreateParameters) -> Op<NotificationSubscription> {
    Op::new(&meta::CREATE_SUBSCRIPTION).json(body)
}

params! { ListSubscriptions {
    target_id: String = "targetId",
    ids: Vec<String> = "ids",
    query_flags: SubscriptionQueryFlags = "queryFlags",
} }

/// `GET _apis/notification/subscriptions` · 7.1 · `vso.notification`
#[inline]
pub fn list_subscriptions(params: ListSubscriptions) -> Op<List<NotificationSubscription>> {
    params.add_to(Op::new(&meta::LIST_SUBSCRIPTIONS))
}

/// `DELETE _apis/notification/subscriptions/{subscriptionId}` · 7.1 · `vso.notification_write`
#[inline]
pub fn delete_subscription(subscription_id: &SubscriptionId) -> Op<()> {
    Op::new(&meta::DELETE_SUBSCRIPTION).path("subscriptionId", subscription_id)
}

params! { GetSubscription {
    query_flags: SubscriptionQueryFlags = "queryFlags",
} }

/// `GET _apis/notification/subscriptions/{subscriptionId}` · 7.1 · `vso.notification`
#[inline]
pub fn get_subscription(
    subscription_id: &SubscriptionId, params: GetSubscription,
) -> Op<NotificationSubscription> {
    params.add_to(Op::new(&meta::GET_SUBSCRIPTION).path("subscriptionId", subscription_id))
}

/// `PATCH _apis/notification/subscriptions/{subscriptionId}` · 7.1 · `vso.notification_write`
#[inline]
pub fn update_subscription(
    subscription_id: &SubscriptionId, body: &NotificationSubscriptionUpdateParameters,
) -> Op<NotificationSubscription> {
    Op::new(&meta::UPDATE_SUBSCRIPTION).path("subscriptionId", subscription_id).json(body)
}

/// `GET _apis/notification/subscriptions/{subscriptionId}/diagnostics` · 7.1 · `vso.notification`
#[inline]
pub fn get_subscription_diagnostics(subscription_id: &SubscriptionId) -> Op<SubscriptionDiagnostics> {
    Op::new(&meta::GET_SUBSCRIPTION_DIAGNOSTICS).path("subscriptionId", subscription_id)
}

/// `PUT _apis/notification/subscriptions/{subscriptionId}/diagnostics` · 7.1 · `vso.notification_write` `vso.notification_diagnostics`
#[inline]
pub fn update_subscription_diagnostics(
    subscription_id: &SubscriptionId, body: &UpdateSubscripitonDiagnosticsParameters,
) -> Op<SubscriptionDiagnostics> {
    Op::new(&meta::UPDATE_SUBSCRIPTION_DIAGNOSTICS).path("subscriptionId", subscription_id).json(body)
}

/// `PUT _apis/notification/Subscriptions/{subscriptionId}/usersettings/{userId}` · 7.1 · `vso.notification_write`
#[inline]
pub fn update_subscription_user_settings(
    subscription_id: &SubscriptionId, user_id: &UserId, body: &SubscriptionUserSettings,
) -> Op<SubscriptionUserSettings> {
    Op::new(&meta::UPDATE_SUBSCRIPTION_USER_SETTINGS)
        .path("subscriptionId", subscription_id).path("userId", user_id).guid("userId").json(body)
}

/// `GET _apis/notification/subscriptiontemplates` · 7.1 · `vso.notification`
#[inline]
pub fn get_subscription_templates() -> Op<List<NotificationSubscriptionTemplate>> {
    Op::new(&meta::GET_SUBSCRIPTION_TEMPLATES)
}

/// `POST _apis/notification/BatchNotificationOperations` · 7.1
#[inline]
pub fn perform_batch_notification_operations(body: &BatchNotificationOperation) -> Op<()> {
    Op::new(&meta::PERFORM_BATCH_NOTIFICATION_OPERATIONS).json(body)
}

/// `POST _apis/notification/Events` · 7.1
#[inline]
pub fn publish_event(body: &VssNotificationEvent) -> Op<VssNotificationEvent> {
    Op::new(&meta::PUBLISH_EVENT).json(body)
}

/// `POST _apis/notification/EventTransforms` · 7.1
#[inline]
pub fn transform_event(body: &EventTransformRequest) -> Op<EventTransformResult> {
    Op::new(&meta::TRANSFORM_EVENT).json(body)
}

/// `POST _apis/notification/eventTypes/{eventType}/fieldValuesQuery` · 7.1
#[inline]
pub fn query_event_types(event_type: &EventType, body: &FieldValuesQuery) -> Op<List<NotificationEventField>> {
    Op::new(&meta::QUERY_EVENT_TYPES).path("eventType", event_type).json(body)
}

/// `GET _apis/notification/NotificationReasons/{notificationId}` · 7.1
#[inline]
pub fn get_notification_reasons(notification_id: NotificationId) -> Op<NotificationReason> {
    Op::new(&meta::GET_NOTIFICATION_REASONS).path("notificationId", &notification_id)
}

params! { ListNotificationReasons {
    notification_ids: Vec<i64> = "notificationIds",
} }

/// `GET _apis/notification/NotificationReasons` · 7.1
#[inline]
pub fn list_notification_reasons(params: ListNotificationReasons) -> Op<List<NotificationReason>> {
    params.add_to(Op::new(&meta::LIST_NOTIFICATION_REASONS))
}

/// `POST _apis/notification/TokenNotificationEvent` · 7.1
#[inline]
pub fn publish_token_event(body: &VssNotificationEvent) -> Op<VssNotificationEvent> {
    Op::new(&meta::PUBLISH_TOKEN_EVENT).json(body)
}
