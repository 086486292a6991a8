// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `notification`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Notification").area_id(None).host(Host::Dev)
}

catalog! {
    LIST_LOGS = op("notification.list_logs", Method::GET, "_apis/notification/diagnosticlogs/{source}/entries/{entryId?}")
        .resource("diagnosticLogs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("991842f3-eb16-4aea-ac81-81353ef2b75c")).scopes(&["vso.notification_diagnostics"])
        .optional(&["startTime", "endTime"]);
    LIST_EVENT_TYPES = op("notification.list_event_types", Method::GET, "_apis/notification/eventtypes")
        .resource("eventTypes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("cc84fb5f-6247-4c7a-aeae-e5a3c3fddb21")).scopes(&["vso.notification"])
        .optional(&["publisherId"]);
    GET_EVENT_TYPE = op("notification.get_event_type", Method::GET, "_apis/notification/eventtypes/{eventType}")
        .resource("eventTypes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("cc84fb5f-6247-4c7a-aeae-e5a3c3fddb21")).scopes(&["vso.notification"]);
    GET_SETTINGS = op("notification.get_settings", Method::GET, "_apis/notification/settings")
        .resource("settings").api_version("7.1").effect(Effect::Read)
        .location_id(Some("cbe076d8-2803-45ff-8d8d-44653686ea2a")).scopes(&["vso.notification"]);
    UPDATE_SETTINGS = op("notification.update_settings", Method::PATCH, "_apis/notification/settings")
        .resource("settings").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("cbe076d8-2803-45ff-8d8d-44653686ea2a")).scopes(&["vso.notification_write"])
        .consumes(Some("application/json"));
    GET_SUBSCRIBER = op("notification.get_subscriber", Method::GET, "_apis/notification/subscribers/{subscriberId}")
        .resource("subscribers").api_version("7.1").effect(Effect::Read)
        .location_id(Some("4d5caff1-25ba-430b-b808-7a1f352cc197")).scopes(&["vso.notification"]);
    UPDATE_SUBSCRIBER = op("notification.update_subscriber", Method::PATCH, "_apis/notification/subscribers/{subscriberId}")
        .resource("subscribers").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("4d5caff1-25ba-430b-b808-7a1f352cc197")).scopes(&["vso.notification_write"])
        .consumes(Some("application/json"));
    QUERY_SUBSCRIPTIONS = op("notification.query_subscriptions", Method::POST, "_apis/notification/subscriptionquery")
        .resource("subscriptionQuery").api_version("7.1").effect(Effect::Read)
        .location_id(Some("6864db85-08c0-4006-8e8e-cc1bebe31675")).scopes(&["vso.notification"])
        .consumes(Some("application/json"));
    CREATE_SUBSCRIPTION = op("notification.create_subscription", Method::POST, "_apis/notification/subscriptions")
        .resource("subscriptions").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("70f911d6-abac-488c-85b3-a206bf57e165")).scopes(&["vso.notification_write"])
        .consumes(Some("application/json"));
    LIST_SUBSCRIPTIONS = op("notification.list_subscriptions", Method::GET, "_apis/notification/subscriptions")
        .resource("subscriptions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("70f911d6-abac-488c-85b3-a206bf57e165")).scopes(&["vso.notification"])
        .optional(&["targetId", "ids", "queryFlags"]);
    DELETE_SUBSCRIPTION = op("notification.delete_subscription", Method::DELETE, "_apis/notification/subscriptions/{subscriptionId}")
        .resource("subscriptions").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("70f911d6-abac-488c-85b3-a206bf57e165")).scopes(&["vso.notification_write"])
        .produces(&[]);
    GET_SUBSCRIPTION = op("notification.get_subscription", Method::GET, "_apis/notification/subscriptions/{subscriptionId}")
        .resource("subscriptions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("70f911d6-abac-488c-85b3-a206bf57e165")).scopes(&["vso.notification"])
        .optional(&["queryFlags"]);
    UPDATE_SUBSCRIPTION = op("notification.update_subscription", Method::PATCH, "_apis/notification/subscriptions/{subscriptionId}")
        .resource("subscriptions").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("70f911d6-abac-488c-85b3-a206bf57e165")).scopes(&["vso.notification_write"])
        .consumes(Some("application/json"));
    GET_SUBSCRIPTION_DIAGNOSTICS = op("notification.get_subscription_diagnostics", Method::GET, "_apis/notification/subscriptions/{subscriptionId}/diagnostics")
        .resource("diagnostics").api_version("7.1").effect(Effect::Read)
        .location_id(Some("20f1929d-4be7-4c2e-a74e-d47640ff3418")).scopes(&["vso.notification"]);
    UPDATE_SUBSCRIPTION_DIAGNOSTICS = op("notification.update_subscription_diagnostics", Method::PUT, "_apis/notification/subscriptions/{subscriptionId}/diagnostics")
        .resource("diagnostics").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("20f1929d-4be7-4c2e-a74e-d47640ff3418"))
        .scopes(&["vso.notification_write", "vso.notification_diagnostics"]).consumes(Some("application/json"));
    UPDATE_SUBSCRIPTION_USER_SETTINGS = op("notification.update_subscription_user_settings", Method::PUT, "_apis/notification/Subscriptions/{subscriptionId}/usersettings/{userId}")
        .resource("userSettings").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("ed5a3dff-aeb5-41b1-b4f7-89e66e58b62e")).scopes(&["vso.notification_write"])
        .consumes(Some("application/json"));
    GET_SUBSCRIPTION_TEMPLATES = op("notification.get_subscription_templates", Method::GET, "_apis/notification/subscriptiontemplates")
        .resource("subscriptionTemplates").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fa5d24ba-7484-4f3d-888d-4ec6b1974082")).scopes(&["vso.notification"]);
    PERFORM_BATCH_NOTIFICATION_OPERATIONS = op("notification.perform_batch_notification_operations", Method::POST, "_apis/notification/BatchNotificationOperations")
        .resource("BatchNotificationOperations").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("8f3c6ab2-5bae-4537-b16e-f84e0955599e")).consumes(Some("application/json"))
        .produces(&[]);
    PUBLISH_EVENT = op("notification.publish_event", Method::POST, "_apis/notification/Events")
        .resource("Events").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("14c57b7a-c0e6-4555-9f51-e067188fdd8e")).consumes(Some("application/json"));
    TRANSFORM_EVENT = op("notification.transform_event", Method::POST, "_apis/notification/EventTransforms")
        .resource("EventTransforms").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("9463a800-1b44-450e-9083-f948ea174b45")).consumes(Some("application/json"));
    QUERY_EVENT_TYPES = op("notification.query_event_types", Method::POST, "_apis/notification/eventTypes/{eventType}/fieldValuesQuery")
        .resource("EventTypeFieldValuesQuery").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("b5bbdd21-c178-4398-b6db-0166d910028a")).consumes(Some("application/json"));
    GET_NOTIFICATION_REASONS = op("notification.get_notification_reasons", Method::GET, "_apis/notification/NotificationReasons/{notificationId}")
        .resource("NotificationReasons").api_version("7.1").effect(Effect::Read)
        .location_id(Some("19824fa9-1c76-40e6-9cce-cf0b9ca1cb60"));
    LIST_NOTIFICATION_REASONS = op("notification.list_notification_reasons", Method::GET, "_apis/notification/NotificationReasons")
        .resource("NotificationReasons").api_version("7.1").effect(Effect::Read)
        .location_id(Some("19824fa9-1c76-40e6-9cce-cf0b9ca1cb60")).optional(&["notificationIds"]);
    PUBLISH_TOKEN_EVENT = op("notification.publish_token_event", Method::POST, "_apis/notification/TokenNotificationEvent")
        .resource("TokenNotificationEvent").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("31dc86a2-67e8-4452-99a4-2b301ba28291")).consumes(Some("application/json"));
}
