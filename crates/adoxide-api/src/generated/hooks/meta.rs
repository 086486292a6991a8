// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `hooks`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("ServiceHooks").area_id(None).host(Host::Dev)
}

catalog! {
    LIST_CONSUMERS = op("hooks.list_consumers", Method::GET, "_apis/hooks/consumers")
        .resource("consumers").api_version("7.1").effect(Effect::Read)
        .location_id(Some("4301c514-5f34-4f5d-a145-f0ea7b5b7d19")).scopes(&["vso.work", "vso.build", "vso.code"])
        .optional(&["publisherId"]);
    GET_CONSUMER = op("hooks.get_consumer", Method::GET, "_apis/hooks/consumers/{consumerId}")
        .resource("consumers").api_version("7.1").effect(Effect::Read)
        .location_id(Some("4301c514-5f34-4f5d-a145-f0ea7b5b7d19")).scopes(&["vso.work", "vso.build", "vso.code"])
        .optional(&["publisherId"]);
    LIST_CONSUMER_ACTIONS = op("hooks.list_consumer_actions", Method::GET, "_apis/hooks/consumers/{consumerId}/actions")
        .resource("actions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("c3428e90-7a69-4194-8ed8-0f153185ee0d")).scopes(&["vso.work", "vso.build", "vso.code"])
        .optional(&["publisherId"]);
    GET_CONSUMER_ACTION = op("hooks.get_consumer_action", Method::GET, "_apis/hooks/consumers/{consumerId}/actions/{consumerActionId}")
        .resource("actions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("c3428e90-7a69-4194-8ed8-0f153185ee0d")).scopes(&["vso.work", "vso.build", "vso.code"])
        .optional(&["publisherId"]);
    QUERY_NOTIFICATIONS = op("hooks.query_notifications", Method::POST, "_apis/hooks/notificationsquery")
        .resource("notificationsQuery").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1a57562f-160a-4b5c-9185-905e95b39d36")).scopes(&["vso.work", "vso.build", "vso.code"])
        .consumes(Some("application/json"));
    LIST_PUBLISHERS = op("hooks.list_publishers", Method::GET, "_apis/hooks/publishers")
        .resource("publishers").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1e83a210-5b53-43bc-90f0-d476a4e5d731")).scopes(&["vso.work", "vso.build", "vso.code"]);
    GET_PUBLISHER = op("hooks.get_publisher", Method::GET, "_apis/hooks/publishers/{publisherId}")
        .resource("publishers").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1e83a210-5b53-43bc-90f0-d476a4e5d731")).scopes(&["vso.work", "vso.build", "vso.code"]);
    LIST_EVENT_TYPES = op("hooks.list_event_types", Method::GET, "_apis/hooks/publishers/{publisherId}/eventtypes")
        .resource("eventTypes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("db4777cd-8e08-4a84-8ba3-c974ea033718")).scopes(&["vso.work", "vso.build", "vso.code"]);
    GET_EVENT_TYPE = op("hooks.get_event_type", Method::GET, "_apis/hooks/publishers/{publisherId}/eventtypes/{eventTypeId}")
        .resource("eventTypes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("db4777cd-8e08-4a84-8ba3-c974ea033718")).scopes(&["vso.work", "vso.build", "vso.code"]);
    QUERY_INPUT_VALUES = op("hooks.query_input_values", Method::POST, "_apis/hooks/publishers/{publisherId}/inputValuesQuery")
        .resource("publisherInputValuesQuery").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d815d352-a566-4dc1-a3e3-fd245acf688c")).consumes(Some("application/json"));
    QUERY_PUBLISHERS = op("hooks.query_publishers", Method::POST, "_apis/hooks/publishersquery")
        .resource("publishersQuery").api_version("7.1").effect(Effect::Read)
        .location_id(Some("99b44a8a-65a8-4670-8f3e-e7f7842cce64")).scopes(&["vso.work", "vso.build", "vso.code"])
        .consumes(Some("application/json"));
    CREATE_SUBSCRIPTION = op("hooks.create_subscription", Method::POST, "_apis/hooks/subscriptions")
        .resource("subscriptions").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("fc50d02a-849f-41fb-8af1-0a5216103269")).scopes(&["vso.work", "vso.build", "vso.code"])
        .consumes(Some("application/json"));
    LIST_SUBSCRIPTIONS = op("hooks.list_subscriptions", Method::GET, "_apis/hooks/subscriptions")
        .resource("subscriptions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fc50d02a-849f-41fb-8af1-0a5216103269")).scopes(&["vso.work", "vso.build", "vso.code"])
        .optional(&["publisherId", "eventType", "consumerId", "consumerActionId"]);
    DELETE_SUBSCRIPTION = op("hooks.delete_subscription", Method::DELETE, "_apis/hooks/subscriptions/{subscriptionId}")
        .resource("subscriptions").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("fc50d02a-849f-41fb-8af1-0a5216103269")).scopes(&["vso.work", "vso.build", "vso.code"])
        .produces(&[]);
    GET_SUBSCRIPTION = op("hooks.get_subscription", Method::GET, "_apis/hooks/subscriptions/{subscriptionId}")
        .resource("subscriptions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fc50d02a-849f-41fb-8af1-0a5216103269")).scopes(&["vso.work", "vso.build", "vso.code"]);
    REPLACE_SUBSCRIPTION = op("hooks.replace_subscription", Method::PUT, "_apis/hooks/subscriptions/{subscriptionId?}")
        .resource("subscriptions").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("fc50d02a-849f-41fb-8af1-0a5216103269")).scopes(&["vso.work", "vso.build", "vso.code"])
        .consumes(Some("application/json"));
    GET_SUBSCRIPTION_DIAGNOSTICS = op("hooks.get_subscription_diagnostics", Method::GET, "_apis/hooks/subscriptions/{subscriptionId}/diagnostics")
        .resource("diagnostics").api_version("7.1").effect(Effect::Read)
        .location_id(Some("3b36bcb5-02ad-43c6-bbfa-6dfc6f8e9d68")).scopes(&["vso.work", "vso.build", "vso.code"]);
    UPDATE_SUBSCRIPTION_DIAGNOSTICS = op("hooks.update_subscription_diagnostics", Method::PUT, "_apis/hooks/subscriptions/{subscriptionId}/diagnostics")
        .resource("diagnostics").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("3b36bcb5-02ad-43c6-bbfa-6dfc6f8e9d68")).scopes(&["vso.work", "vso.build", "vso.code"])
        .consumes(Some("application/json"));
    GET_NOTIFICATIONS = op("hooks.get_notifications", Method::GET, "_apis/hooks/subscriptions/{subscriptionId}/notifications")
        .resource("notifications").api_version("7.1").effect(Effect::Read)
        .location_id(Some("0c62d343-21b0-4732-997b-017fde84dc28")).scopes(&["vso.work", "vso.build", "vso.code"])
        .optional(&["maxResults", "status", "result"]);
    GET_NOTIFICATION = op("hooks.get_notification", Method::GET, "_apis/hooks/subscriptions/{subscriptionId}/notifications/{notificationId}")
        .resource("notifications").api_version("7.1").effect(Effect::Read)
        .location_id(Some("0c62d343-21b0-4732-997b-017fde84dc28")).scopes(&["vso.work", "vso.build", "vso.code"]);
    CREATE_SUBSCRIPTIONS_QUERY = op("hooks.create_subscriptions_query", Method::POST, "_apis/hooks/subscriptionsquery")
        .resource("subscriptionsQuery").api_version("7.1").effect(Effect::Read)
        .location_id(Some("c7c3c1cf-9e05-4c0d-a425-a0f922c2c6ed")).scopes(&["vso.work", "vso.build", "vso.code"])
        .consumes(Some("application/json"));
    CREATE_TEST_NOTIFICATION = op("hooks.create_test_notification", Method::POST, "_apis/hooks/testnotifications")
        .resource("testNotifications").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1139462c-7e27-4524-a997-31b9b73551fe")).scopes(&["vso.work", "vso.build", "vso.code"])
        .consumes(Some("application/json")).optional(&["useRealData"]);
}
