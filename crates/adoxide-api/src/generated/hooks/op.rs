// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { ListConsumers {
    publisher_id: String = "publisherId",
} }

/// `GET _apis/hooks/consumers` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn list_consumers(params: ListConsumers) -> Op<List<Consumer>> {
    params.add_to(Op::new(&meta::LIST_CONSUMERS))
}

params! { GetConsumer {
    publisher_id: String = "publisherId",
} }

/// `GET _apis/hooks/consumers/{consumerId}` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn get_consumer(consumer_id: &ConsumerId, params: GetConsumer) -> Op<Consumer> {
    params.add_to(Op::new(&meta::GET_CONSUMER).path("consumerId", consumer_id))
}

params! { ListConsumerActions {
    publisher_id: String = "publisherId",
} }

/// `GET _apis/hooks/consumers/{consumerId}/actions` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn list_consumer_actions(consumer_id: &ConsumerId, params: ListConsumerActions) -> Op<List<ConsumerAction>> {
    params.add_to(Op::new(&meta::LIST_CONSUMER_ACTIONS).path("consumerId", consumer_id))
}

params! { GetConsumerAction {
    publisher_id: String = "publisherId",
} }

/// `GET _apis/hooks/consumers/{consumerId}/actions/{consumerActionId}` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn get_consumer_action(
    consumer_id: &ConsumerId, consumer_action_id: &ConsumerActionId, params: GetConsumerAction,
) -> Op<ConsumerAction> {
    params.add_to(Op::new(&meta::GET_CONSUMER_ACTION)
        .path("consumerId", consumer_id).path("consumerActionId", consumer_action_id))
}

/// `POST _apis/hooks/notificationsquery` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn query_notifications(body: &NotificationsQuery) -> Op<NotificationsQuery> {
    Op::new(&meta::QUERY_NOTIFICATIONS).json(body)
}

/// `GET _apis/hooks/publishers` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn list_publishers() -> Op<List<Publisher>> {
    Op::new(&meta::LIST_PUBLISHERS)
}

/// `GET _apis/hooks/publishers/{publisherId}` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn get_publisher(publisher_id: &PublisherId) -> Op<Publisher> {
    Op::new(&meta::GET_PUBLISHER).path("publisherId", publisher_id)
}

/// `GET _apis/hooks/publishers/{publisherId}/eventtypes` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn list_event_types(publisher_id: &PublisherId) -> Op<List<EventTypeDescriptor>> {
    Op::new(&meta::LIST_EVENT_TYPES).path("publisherId", publisher_id)
}

/// `GET _apis/hooks/publishers/{publisherId}/eventtypes/{eventTypeId}` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn get_event_type(publisher_id: &PublisherId, event_type_id: &EventTypeId) -> Op<EventTypeDescriptor> {
    Op::new(&meta::GET_EVENT_TYPE).path("publisherId", publisher_id).path("eventTypeId", event_type_id)
}

/// `POST _apis/hooks/publishers/{publisherId}/inputValuesQuery` · 7.1
#[inline]
pub fn query_input_values(publisher_id: &PublisherId, body: &InputValuesQuery) -> Op<InputValuesQuery> {
    Op::new(&meta::QUERY_INPUT_VALUES).path("publisherId", publisher_id).json(body)
}

/// `POST _apis/hooks/publishersquery` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn query_publishers(body: &PublishersQuery) -> Op<PublishersQuery> {
    Op::new(&meta::QUERY_PUBLISHERS).json(body)
}

required! { CreateSubscriptionBody(Subscription) {
    publisher_id: String = "publisherId", event_type: String = "eventType", consumer_id: String = "consumerId",
    consumer_action_id: String = "consumerActionId",
} }

/// `POST _apis/hooks/subscriptions` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn create_subscription(body: &CreateSubscriptionBody) -> Op<Subscription> {
    Op::new(&meta::CREATE_SUBSCRIPTION).json(body)
}

params! { ListSubscriptions {
    publisher_id: String = "publisherId",
    event_type: String = "eventType",
    consumer_id: String = "consumerId",
    consumer_action_id: String = "consumerActionId",
} }

/// `GET _apis/hooks/subscriptions` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn list_subscriptions(params: ListSubscriptions) -> Op<List<Subscription>> {
    params.add_to(Op::new(&meta::LIST_SUBSCRIPTIONS))
}

/// `DELETE _apis/hooks/subscriptions/{subscriptionId}` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn delete_subscription(subscription_id: &SubscriptionId) -> Op<()> {
    Op::new(&meta::DELETE_SUBSCRIPTION).path("subscriptionId", subscription_id).guid("subscriptionId")
}

/// `GET _apis/hooks/subscriptions/{subscriptionId}` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn get_subscription(subscription_id: &SubscriptionId) -> Op<Subscription> {
    Op::new(&meta::GET_SUBSCRIPTION).path("subscriptionId", subscription_id).guid("subscriptionId")
}

/// `PUT _apis/hooks/subscriptions/{subscriptionId?}` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn replace_subscription(subscription_id: Option<&SubscriptionId>, body: &Subscription) -> Op<Subscription> {
    Op::new(&meta::REPLACE_SUBSCRIPTION)
        .path_opt("subscriptionId", subscription_id).guid("subscriptionId").json(body)
}

/// `GET _apis/hooks/subscriptions/{subscriptionId}/diagnostics` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn get_subscription_diagnostics(subscription_id: &SubscriptionId) -> Op<SubscriptionDiagnostics> {
    Op::new(&meta::GET_SUBSCRIPTION_DIAGNOSTICS).path("subscriptionId", subscription_id)
}

/// `PUT _apis/hooks/subscriptions/{subscriptionId}/diagnostics` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn update_subscription_diagnostics(
    subscription_id: &SubscriptionId, body: &UpdateSubscripitonDiagnosticsParameters,
) -> Op<SubscriptionDiagnostics> {
    Op::new(&meta::UPDATE_SUBSCRIPTION_DIAGNOSTICS).path("subscriptionId", subscription_id).json(body)
}

params! { GetNotifications {
    max_results: i64 = "maxResults",
    status: NotificationStatus = "status",
    result: NotificationResult = "result",
} }

/// `GET _apis/hooks/subscriptions/{subscriptionId}/notifications` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn get_notifications(subscription_id: &SubscriptionId, params: GetNotifications) -> Op<List<Notification>> {
    params.add_to(Op::new(&meta::GET_NOTIFICATIONS).path("subscriptionId", subscription_id).guid("subscriptionId"))
}

/// `GET _apis/hooks/subscriptions/{subscriptionId}/notifications/{notificationId}` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn get_notification(subscription_id: &SubscriptionId, notification_id: NotificationId) -> Op<Notification> {
    Op::new(&meta::GET_NOTIFICATION)
        .path("subscriptionId", subscription_id).guid("subscriptionId").path("notificationId", &notification_id)
}

/// `POST _apis/hooks/subscriptionsquery` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn create_subscriptions_query(body: &SubscriptionsQuery) -> Op<SubscriptionsQuery> {
    Op::new(&meta::CREATE_SUBSCRIPTIONS_QUERY).json(body)
}

params! { CreateTestNotification {
    use_real_data: bool = "useRealData",
} }

/// `POST _apis/hooks/testnotifications` · 7.1 · `vso.work` `vso.build` `vso.code`
#[inline]
pub fn create_test_notification(body: &Notification, params: CreateTestNotification) -> Op<Notification> {
    params.add_to(Op::new(&meta::CREATE_TEST_NOTIFICATION).json(body))
}
