//! Service hooks.

use http::StatusCode;

use super::Fault;

const HOOKS: &str = "Microsoft.VisualStudio.Services.ServiceHooks.WebApi";

impl Fault {
    /// A subscription that does not exist.
    pub fn hook_subscription_not_found(id: &str) -> Self {
        let message = format!("The subscription {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, HOOKS, "SubscriptionNotFoundException", message)
    }

    /// A notification that does not exist.
    pub fn hook_notification_not_found(id: i64) -> Self {
        let message = format!("The notification {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, HOOKS, "NotificationNotFoundException", message)
    }

    /// A publisher that does not exist.
    pub fn hook_publisher_not_found(id: &str) -> Self {
        let message = format!("The publisher {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, HOOKS, "PublisherNotFoundException", message)
    }

    /// An event type that a publisher does not have.
    pub fn hook_event_type_not_found(publisher: &str, id: &str) -> Self {
        let message = format!("The publisher {publisher} has no event type {id}.");
        Self::exception(StatusCode::NOT_FOUND, HOOKS, "EventTypeNotFoundException", message)
    }

    /// A consumer that does not exist.
    pub fn hook_consumer_not_found(id: &str) -> Self {
        let message = format!("The consumer {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, HOOKS, "ConsumerNotFoundException", message)
    }

    /// An action that a consumer does not have.
    pub fn hook_action_not_found(consumer: &str, id: &str) -> Self {
        let message = format!("The consumer {consumer} has no action {id}.");
        Self::exception(StatusCode::NOT_FOUND, HOOKS, "ConsumerActionNotFoundException", message)
    }

    /// A version in which the resource of an event type does not come.
    pub fn hook_version_not_supported(version: &str, supported: &[&str]) -> Self {
        let message = format!(
            "The resource version {version} is not supported by the event type. Supported versions: {}.",
            supported.join(", ")
        );
        Self::exception(StatusCode::BAD_REQUEST, HOOKS, "ServiceHookException", message)
    }

    /// An input that must be given.
    pub fn hook_input_required(name: &str) -> Self {
        let message = format!("A value is required for the input {name}.");
        Self::exception(StatusCode::BAD_REQUEST, HOOKS, "SubscriptionInputException", message)
    }

    /// An input with a value that cannot be.
    pub fn hook_input_invalid(name: &str, value: &str) -> Self {
        let message = format!("The value {value:?} is not valid for the input {name}.");
        Self::exception(StatusCode::BAD_REQUEST, HOOKS, "SubscriptionInputException", message)
    }

    /// A subscription that is to have another publisher, consumer or action.
    pub fn hook_subscription_immutable() -> Self {
        let message = "The publisher, the consumer and the action of a subscription cannot be changed.";
        Self::exception(StatusCode::BAD_REQUEST, HOOKS, "ServiceHookException", message)
    }
}
