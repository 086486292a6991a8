// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

open_enum! { AuthenticationType {
    None = "none", OAuth = "oAuth", External = "external",
} }

object! { Consumer {
    links: Links = "_links",
    actions: Vec<ConsumerAction> = "actions",
    authentication_type: AuthenticationType = "authenticationType",
    description: String = "description",
    external_configuration: ExternalConfigurationDescriptor = "externalConfiguration",
    id: String = "id",
    image_url: String = "imageUrl",
    information_url: String = "informationUrl",
    input_descriptors: Vec<InputDescriptor> = "inputDescriptors",
    name: String = "name",
    url: String = "url",
} }

object! { ConsumerAction {
    links: Links = "_links",
    allow_resource_version_override: bool = "allowResourceVersionOverride",
    consumer_id: String = "consumerId",
    description: String = "description",
    id: String = "id",
    input_descriptors: Vec<InputDescriptor> = "inputDescriptors",
    name: String = "name",
    supported_event_types: Vec<String> = "supportedEventTypes",
    supported_resource_versions: Map<Vec<String>> = "supportedResourceVersions",
    url: String = "url",
} }

object! { Event {
    created_date: DateTime = "createdDate",
    detailed_message: FormattedEventMessage = "detailedMessage",
    event_type: String = "eventType",
    id: String = "id",
    message: FormattedEventMessage = "message",
    publisher_id: String = "publisherId",
    resource: Json = "resource",
    resource_containers: Map<ResourceContainer> = "resourceContainers",
    resource_version: String = "resourceVersion",
    session_token: SessionToken = "sessionToken",
} }

object! { EventTypeDescriptor {
    description: String = "description",
    id: String = "id",
    input_descriptors: Vec<InputDescriptor> = "inputDescriptors",
    name: String = "name",
    publisher_id: String = "publisherId",
    supported_resource_versions: Vec<String> = "supportedResourceVersions",
    url: String = "url",
} }

object! { ExternalConfigurationDescriptor {
    create_subscription_url: String = "createSubscriptionUrl",
    edit_subscription_property_name: String = "editSubscriptionPropertyName",
    hosted_only: bool = "hostedOnly",
} }

object! { FormattedEventMessage {
    html: String = "html",
    markdown: String = "markdown",
    text: String = "text",
} }

object! { InputFilter {
    conditions: Vec<InputFilterCondition> = "conditions",
} }

object! { InputFilterCondition {
    case_sensitive: bool = "caseSensitive",
    input_id: String = "inputId",
    input_value: String = "inputValue",
    operator: InputFilterOperator = "operator",
} }

open_enum! { InputFilterOperator {
    Equals = "equals", NotEquals = "notEquals",
} }

object! { Notification {
    created_date: DateTime = "createdDate",
    details: NotificationDetails = "details",
    event_id: String = "eventId",
    id: i64 = "id",
    modified_date: DateTime = "modifiedDate",
    result: NotificationResult = "result",
    status: NotificationStatus = "status",
    subscriber_id: String = "subscriberId",
    subscription_id: String = "subscriptionId",
} }

object! { NotificationDetails {
    completed_date: DateTime = "completedDate",
    consumer_action_id: String = "consumerActionId",
    consumer_id: String = "consumerId",
    consumer_inputs: Map<Secret> = "consumerInputs",
    dequeued_date: DateTime = "dequeuedDate",
    error_detail: String = "errorDetail",
    error_message: String = "errorMessage",
    event: Event = "event",
    event_type: String = "eventType",
    next_retry_time: DateTime = "nextRetryTime",
    processed_date: DateTime = "processedDate",
    publisher_id: String = "publisherId",
    publisher_inputs: Map<String> = "publisherInputs",
    queued_date: DateTime = "queuedDate",
    request: String = "request",
    request_attempts: i64 = "requestAttempts",
    request_duration: f64 = "requestDuration",
    response: String = "response",
    retry_count: i64 = "retryCount",
} }

open_enum! { NotificationResult {
    Pending = "pending", Succeeded = "succeeded", Failed = "failed", Filtered = "filtered",
} }

object! { NotificationResultsSummaryDetail {
    notification_count: i64 = "notificationCount",
    result: NotificationResult = "result",
} }

open_enum! { NotificationStatus {
    Queued = "queued", Processing = "processing", RequestInProgress = "requestInProgress", Completed = "completed",
    QueuedForRetry = "queuedForRetry",
} }

object! { NotificationSummary {
    results: Vec<NotificationResultsSummaryDetail> = "results",
    subscription_id: String = "subscriptionId",
} }

object! { NotificationsQuery {
    associated_subscriptions: Vec<Subscription> = "associatedSubscriptions",
    include_details: bool = "includeDetails",
    max_created_date: DateTime = "maxCreatedDate",
    max_results: i64 = "maxResults",
    max_results_per_subscription: i64 = "maxResultsPerSubscription",
    min_created_date: DateTime = "minCreatedDate",
    publisher_id: String = "publisherId",
    result_type: NotificationResult = "resultType",
    results: Vec<Notification> = "results",
    status: NotificationStatus = "status",
    subscription_ids: Vec<String> = "subscriptionIds",
    summary: Vec<NotificationSummary> = "summary",
} }

object! { Publisher {
    links: Links = "_links",
    description: String = "description",
    id: String = "id",
    input_descriptors: Vec<InputDescriptor> = "inputDescriptors",
    name: String = "name",
    service_instance_type: String = "serviceInstanceType",
    supported_events: Vec<EventTypeDescriptor> = "supportedEvents",
    url: String = "url",
} }

object! { PublishersQuery {
    publisher_ids: Vec<String> = "publisherIds",
    publisher_inputs: Map<String> = "publisherInputs",
    results: Vec<Publisher> = "results",
} }

object! { ResourceContainer {
    base_url: String = "baseUrl",
    id: String = "id",
    name: String = "name",
    url: String = "url",
} }

object! { SessionToken {
    error: String = "error",
    token: Secret = "token",
    valid_to: DateTime = "validTo",
} }

object! { Subscription {
    links: Links = "_links",
    action_description: String = "actionDescription",
    consumer_action_id: String = "consumerActionId",
    consumer_id: String = "consumerId",
    consumer_inputs: Map<Secret> = "consumerInputs",
    created_by: IdentityRef = "createdBy",
    created_date: DateTime = "createdDate",
    event_description: String = "eventDescription",
    event_type: String = "eventType",
    id: String = "id",
    last_probation_retry_date: DateTime = "lastProbationRetryDate",
    last_successful_attempt_date: DateTime = "lastSuccessfulAttemptDate",
    modified_by: IdentityRef = "modifiedBy",
    modified_date: DateTime = "modifiedDate",
    probation_retries: i64 = "probationRetries",
    publisher_id: String = "publisherId",
    publisher_inputs: Map<String> = "publisherInputs",
    resource_version: String = "resourceVersion",
    status: SubscriptionStatus = "status",
    subscriber: IdentityRef = "subscriber",
    url: String = "url",
} }

open_enum! { SubscriptionStatus {
    Enabled = "enabled", OnProbation = "onProbation", DisabledByUser = "disabledByUser",
    DisabledBySystem = "disabledBySystem", DisabledByInactiveIdentity = "disabledByInactiveIdentity",
} }

object! { SubscriptionsQuery {
    consumer_action_id: String = "consumerActionId",
    consumer_id: String = "consumerId",
    consumer_input_filters: Vec<InputFilter> = "consumerInputFilters",
    event_type: String = "eventType",
    publisher_id: String = "publisherId",
    publisher_input_filters: Vec<InputFilter> = "publisherInputFilters",
    results: Vec<Subscription> = "results",
    subscriber_id: String = "subscriberId",
} }

object! { TeamRoomMessage {
    content: String = "content",
    id: i64 = "id",
    message_type: String = "messageType",
    posted_by: IdentityRef = "postedBy",
    posted_room_id: i64 = "postedRoomId",
    posted_time: DateTime = "postedTime",
} }
