// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { ActorNotificationReason {
    matched_roles: Vec<String> = "matchedRoles",
    notification_reason_type: NotificationReasonType = "notificationReasonType",
    target_identities: Vec<IdentityRef> = "targetIdentities",
} }

object! { BatchNotificationOperation {
    notification_operation: NotificationOperation = "notificationOperation",
    notification_query_conditions: Vec<NotificationQueryCondition> = "notificationQueryConditions",
} }

open_enum! { DefaultGroupDeliveryPreference {
    NoDelivery = "noDelivery" -1, EachMember = "eachMember" 2,
} }

object! { EventActor {
    id: String = "id",
    role: String = "role",
} }

object! { EventScope {
    id: String = "id",
    name: String = "name",
    r#type: String = "type",
} }

object! { EventTransformRequest {
    event_payload: String = "eventPayload",
    event_type: String = "eventType",
    system_inputs: Map<String> = "systemInputs",
} }

object! { EventTransformResult {
    content: String = "content",
    data: Json = "data",
    system_inputs: Map<String> = "systemInputs",
} }

object! { FieldInputValues {
    default_value: String = "defaultValue",
    error: InputValuesError = "error",
    input_id: String = "inputId",
    is_disabled: bool = "isDisabled",
    is_limited_to_possible_values: bool = "isLimitedToPossibleValues",
    is_read_only: bool = "isReadOnly",
    operators: String = "operators",
    possible_values: Vec<InputValue> = "possibleValues",
} }

object! { FieldValuesQuery {
    current_values: Map<String> = "currentValues",
    input_values: Vec<FieldInputValues> = "inputValues",
    resource: Json = "resource",
    scope: String = "scope",
} }

object! { INotificationDiagnosticLog {
    activity_id: String = "activityId",
    description: String = "description",
    end_time: DateTime = "endTime",
    id: String = "id",
    log_type: String = "logType",
    messages: Vec<NotificationDiagnosticLogMessage> = "messages",
    properties: Map<String> = "properties",
    source: String = "source",
    start_time: DateTime = "startTime",
} }

object! { ISubscriptionChannel {
    r#type: String = "type",
} }

object! { ISubscriptionFilter {
    event_type: String = "eventType",
    r#type: String = "type",
} }

object! { NotificationAdminSettings {
    default_group_delivery_preference: DefaultGroupDeliveryPreference = "defaultGroupDeliveryPreference",
} }

object! { NotificationAdminSettingsUpdateParameters {
    default_group_delivery_preference: DefaultGroupDeliveryPreference = "defaultGroupDeliveryPreference",
} }

object! { NotificationDiagnosticLogMessage {
    level: i64 = "level",
    message: String = "message",
    time: TimeSpan = "time",
} }

object! { NotificationEventField {
    field_type: NotificationEventFieldType = "fieldType",
    id: String = "id",
    name: String = "name",
    path: String = "path",
    supported_scopes: Vec<String> = "supportedScopes",
} }

object! { NotificationEventFieldType {
    id: String = "id",
    operator_constraints: Vec<OperatorConstraint> = "operatorConstraints",
    operators: Vec<Json> = "operators",
    subscription_field_type: SubscriptionFieldType = "subscriptionFieldType",
    value: ValueDefinition = "value",
} }

object! { NotificationEventPublisher {
    id: String = "id",
    subscription_management_info: SubscriptionManagement = "subscriptionManagementInfo",
    url: String = "url",
} }

object! { NotificationEventRole {
    id: String = "id",
    name: String = "name",
    supports_groups: bool = "supportsGroups",
} }

object! { NotificationEventType {
    category: NotificationEventTypeCategory = "category",
    color: String = "color",
    custom_subscriptions_allowed: bool = "customSubscriptionsAllowed",
    event_publisher: NotificationEventPublisher = "eventPublisher",
    fields: Map<NotificationEventField> = "fields",
    has_initiator: bool = "hasInitiator",
    icon: String = "icon",
    id: String = "id",
    name: String = "name",
    roles: Vec<NotificationEventRole> = "roles",
    supported_scopes: Vec<String> = "supportedScopes",
    url: String = "url",
} }

object! { NotificationEventTypeCategory {
    id: String = "id",
    name: String = "name",
} }

open_enum! { NotificationOperation {
    None = "none" 0, SuspendUnprocessed = "suspendUnprocessed" 1,
} }

object! { NotificationQueryCondition {
    event_initiator: String = "eventInitiator",
    event_type: String = "eventType",
    subscriber: String = "subscriber",
    subscription_id: String = "subscriptionId",
} }

object! { NotificationReason {
    notification_reason_type: NotificationReasonType = "notificationReasonType",
    target_identities: Vec<IdentityRef> = "targetIdentities",
} }

open_enum! { NotificationReasonType {
    Unknown = "unknown" 0, Follows = "follows" 1, Personal = "personal" 2, PersonalAlias = "personalAlias" 3,
    DirectMember = "directMember" 4, IndirectMember = "indirectMember" 5, GroupAlias = "groupAlias" 6,
    SubscriptionAlias = "subscriptionAlias" 7, SingleRole = "singleRole" 8,
    DirectMemberGroupRole = "directMemberGroupRole" 9, InDirectMemberGroupRole = "inDirectMemberGroupRole" 10,
    AliasMemberGroupRole = "aliasMemberGroupRole" 11,
} }

object! { NotificationSubscriber {
    delivery_preference: NotificationSubscriberDeliveryPreference = "deliveryPreference",
    flags: SubscriberFlags = "flags",
    id: String = "id",
    preferred_email_address: String = "preferredEmailAddress",
} }

open_enum! { NotificationSubscriberDeliveryPreference {
    NoDelivery = "noDelivery" -1, PreferredEmailAddress = "preferredEmailAddress" 1, EachMember = "eachMember" 2,
    UseDefault = "useDefault" 3,
} }

object! { NotificationSubscriberUpdateParameters {
    delivery_preference: NotificationSubscriberDeliveryPreference = "deliveryPreference",
    preferred_email_address: String = "preferredEmailAddress",
} }

object! { NotificationSubscription {
    links: Links = "_links",
    admin_settings: SubscriptionAdminSettings = "adminSettings",
    channel: ISubscriptionChannel = "channel",
    description: String = "description",
    diagnostics: SubscriptionDiagnostics = "diagnostics",
    extended_properties: Map<String> = "extendedProperties",
    filter: ISubscriptionFilter = "filter",
    flags: SubscriptionFlags = "flags",
    id: String = "id",
    last_modified_by: IdentityRef = "lastModifiedBy",
    modified_date: DateTime = "modifiedDate",
    permissions: SubscriptionPermissions = "permissions",
    scope: SubscriptionScope = "scope",
    status: SubscriptionStatus = "status",
    status_message: String = "statusMessage",
    subscriber: IdentityRef = "subscriber",
    url: String = "url",
    user_settings: SubscriptionUserSettings = "userSettings",
} }

object! { NotificationSubscriptionCreateParameters {
    channel: ISubscriptionChannel = "channel",
    description: String = "description",
    filter: ISubscriptionFilter = "filter",
    scope: SubscriptionScope = "scope",
    subscriber: IdentityRef = "subscriber",
} }

object! { NotificationSubscriptionTemplate {
    description: String = "description",
    filter: ISubscriptionFilter = "filter",
    id: String = "id",
    notification_event_information: NotificationEventType = "notificationEventInformation",
    r#type: SubscriptionTemplateType = "type",
} }

object! { NotificationSubscriptionUpdateParameters {
    admin_settings: SubscriptionAdminSettings = "adminSettings",
    channel: ISubscriptionChannel = "channel",
    description: String = "description",
    filter: ISubscriptionFilter = "filter",
    scope: SubscriptionScope = "scope",
    status: SubscriptionStatus = "status",
    status_message: String = "statusMessage",
    user_settings: SubscriptionUserSettings = "userSettings",
} }

object! { OperatorConstraint {
    operator: String = "operator",
    supported_scopes: Vec<String> = "supportedScopes",
} }

open_enum! { SubscriberFlags {
    None = "none" 0, DeliveryPreferencesEditable = "deliveryPreferencesEditable" 2,
    SupportsPreferredEmailAddressDelivery = "supportsPreferredEmailAddressDelivery" 4,
    SupportsEachMemberDelivery = "supportsEachMemberDelivery" 8, SupportsNoDelivery = "supportsNoDelivery" 16,
    IsUser = "isUser" 32, IsGroup = "isGroup" 64, IsTeam = "isTeam" 128,
} }

object! { SubscriptionAdminSettings {
    block_user_opt_out: bool = "blockUserOptOut",
} }

open_enum! { SubscriptionFieldType {
    String = "string" 1, Integer = "integer" 2, DateTime = "dateTime" 3, PlainText = "plainText" 5, Html = "html" 7,
    TreePath = "treePath" 8, History = "history" 9, Double = "double" 10, Guid = "guid" 11, Boolean = "boolean" 12,
    Identity = "identity" 13, PicklistInteger = "picklistInteger" 14, PicklistString = "picklistString" 15,
    PicklistDouble = "picklistDouble" 16, TeamProject = "teamProject" 17,
} }

open_enum! { SubscriptionFlags {
    None = "none" 0, GroupSubscription = "groupSubscription" 1,
    ContributedSubscription = "contributedSubscription" 2, CanOptOut = "canOptOut" 4,
    TeamSubscription = "teamSubscription" 8, OneActorMatches = "oneActorMatches" 16,
} }

object! { SubscriptionManagement {
    service_instance_type: String = "serviceInstanceType",
    url: String = "url",
} }

open_enum! { SubscriptionPermissions {
    None = "none" 0, View = "view" 1, Edit = "edit" 2, Delete = "delete" 4,
} }

object! { SubscriptionQuery {
    conditions: Vec<SubscriptionQueryCondition> = "conditions",
    query_flags: SubscriptionQueryFlags = "queryFlags",
} }

object! { SubscriptionQueryCondition {
    filter: ISubscriptionFilter = "filter",
    flags: SubscriptionFlags = "flags",
    scope: String = "scope",
    subscriber_id: String = "subscriberId",
    subscription_id: String = "subscriptionId",
} }

open_enum! { SubscriptionQueryFlags {
    None = "none" 0, IncludeInvalidSubscriptions = "includeInvalidSubscriptions" 2,
    IncludeDeletedSubscriptions = "includeDeletedSubscriptions" 4, IncludeFilterDetails = "includeFilterDetails" 8,
    AlwaysReturnBasicInformation = "alwaysReturnBasicInformation" 16,
    IncludeSystemSubscriptions = "includeSystemSubscriptions" 32,
} }

object! { SubscriptionScope {
    id: String = "id",
    name: String = "name",
    r#type: String = "type",
} }

open_enum! { SubscriptionStatus {
    JailedByNotificationsVolume = "jailedByNotificationsVolume" -200, PendingDeletion = "pendingDeletion" -100,
    DisabledArgumentException = "disabledArgumentException" -12,
    DisabledProjectInvalid = "disabledProjectInvalid" -11,
    DisabledMissingPermissions = "disabledMissingPermissions" -10,
    DisabledFromProbation = "disabledFromProbation" -9, DisabledInactiveIdentity = "disabledInactiveIdentity" -8,
    DisabledMessageQueueNotSupported = "disabledMessageQueueNotSupported" -7,
    DisabledMissingIdentity = "disabledMissingIdentity" -6,
    DisabledInvalidRoleExpression = "disabledInvalidRoleExpression" -5,
    DisabledInvalidPathClause = "disabledInvalidPathClause" -4,
    DisabledAsDuplicateOfDefault = "disabledAsDuplicateOfDefault" -3, DisabledByAdmin = "disabledByAdmin" -2,
    Disabled = "disabled" -1, Enabled = "enabled" 0, EnabledOnProbation = "enabledOnProbation" 1,
} }

open_enum! { SubscriptionTemplateType {
    User = "user" 0, Team = "team" 1, Both = "both" 2, None = "none" 3,
} }

object! { SubscriptionUserSettings {
    opted_out: bool = "optedOut",
} }

object! { ValueDefinition {
    data_source: Vec<InputValue> = "dataSource",
    end_point: String = "endPoint",
    result_template: String = "resultTemplate",
} }

object! { VssNotificationEvent {
    actors: Vec<EventActor> = "actors",
    artifact_uris: Vec<String> = "artifactUris",
    data: Json = "data",
    event_type: String = "eventType",
    expires_in: TimeSpan = "expiresIn",
    item_id: String = "itemId",
    process_delay: TimeSpan = "processDelay",
    scopes: Vec<EventScope> = "scopes",
    source_event_created_time: DateTime = "sourceEventCreatedTime",
} }

subtype! { ActorNotificationReason: NotificationReason }
subtype! { SubscriptionScope: EventScope }
