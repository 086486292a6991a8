// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

open_enum! { AcquisitionAssignmentType {
    None = "none" 0, Me = "me" 1, All = "all" 2,
} }

object! { AcquisitionOperation {
    operation_state: AcquisitionOperationState = "operationState",
    operation_type: AcquisitionOperationType = "operationType",
    reason: String = "reason",
    reasons: Vec<AcquisitionOperationDisallowReason> = "reasons",
} }

object! { AcquisitionOperationDisallowReason {
    message: String = "message",
    r#type: String = "type",
} }

open_enum! { AcquisitionOperationState {
    Disallow = "disallow" 0, Allow = "allow" 1, Completed = "completed" 3,
} }

open_enum! { AcquisitionOperationType {
    Get = "get" 0, Install = "install" 1, Buy = "buy" 2, Try = "try" 3, Request = "request" 4, None = "none" 5,
    PurchaseRequest = "purchaseRequest" 6,
} }

object! { AcquisitionOptions {
    default_operation: AcquisitionOperation = "defaultOperation",
    item_id: String = "itemId",
    operations: Vec<AcquisitionOperation> = "operations",
    properties: Json = "properties",
    target: String = "target",
} }

open_enum! { ContributionLicensingBehaviorType {
    OnlyIfLicensed = "onlyIfLicensed" 0, OnlyIfUnlicensed = "onlyIfUnlicensed" 1, AlwaysInclude = "alwaysInclude" 2,
} }

object! { ContributionPropertyDescription {
    description: String = "description",
    name: String = "name",
    required: bool = "required",
    r#type: ContributionPropertyType = "type",
} }

open_enum! { ContributionPropertyType {
    Unknown = "unknown" 0, String = "string" 1, Uri = "uri" 2, Guid = "guid" 4, Boolean = "boolean" 8,
    Integer = "integer" 16, Double = "double" 32, DateTime = "dateTime" 64, Dictionary = "dictionary" 128,
    Array = "array" 256, Object = "object" 512,
} }

object! { ContributionType {
    description: String = "description",
    id: String = "id",
    indexed: bool = "indexed",
    name: String = "name",
    properties: Map<ContributionPropertyDescription> = "properties",
    visible_to: Vec<String> = "visibleTo",
} }

object! { ExtensionAcquisitionRequest {
    assignment_type: AcquisitionAssignmentType = "assignmentType",
    billing_id: String = "billingId",
    item_id: String = "itemId",
    operation_type: AcquisitionOperationType = "operationType",
    properties: Json = "properties",
    quantity: i64 = "quantity",
} }

object! { ExtensionAuditLog {
    entries: Vec<ExtensionAuditLogEntry> = "entries",
    extension_name: String = "extensionName",
    publisher_name: String = "publisherName",
} }

object! { ExtensionAuditLogEntry {
    audit_action: String = "auditAction",
    audit_date: DateTime = "auditDate",
    comment: String = "comment",
    updated_by: IdentityRef = "updatedBy",
} }

object! { ExtensionAuthorization {
    id: String = "id",
    scopes: Vec<String> = "scopes",
} }

object! { ExtensionDataCollection {
    collection_name: String = "collectionName",
    documents: Vec<Json> = "documents",
    scope_type: String = "scopeType",
    scope_value: String = "scopeValue",
} }

object! { ExtensionDataCollectionQuery {
    collections: Vec<ExtensionDataCollection> = "collections",
} }

open_enum! { ExtensionFlags {
    BuiltIn = "builtIn" 1, Trusted = "trusted" 2,
} }

object! { ExtensionIdentifier {
    extension_name: String = "extensionName",
    publisher_name: String = "publisherName",
} }

object! { ExtensionLicensing {
    overrides: Vec<LicensingOverride> = "overrides",
} }

object! { ExtensionPolicy {
    install: ExtensionPolicyFlags = "install",
    request: ExtensionPolicyFlags = "request",
} }

open_enum! { ExtensionPolicyFlags {
    None = "none" 0, Private = "private" 1, Public = "public" 2, Preview = "preview" 4, Released = "released" 8,
    FirstParty = "firstParty" 16, All = "all" 31,
} }

object! { ExtensionRequest {
    reject_message: String = "rejectMessage",
    request_date: DateTime = "requestDate",
    request_message: String = "requestMessage",
    request_state: ExtensionRequestState = "requestState",
    requested_by: IdentityRef = "requestedBy",
    resolve_date: DateTime = "resolveDate",
    resolved_by: IdentityRef = "resolvedBy",
} }

open_enum! { ExtensionRequestState {
    Open = "open" 0, Accepted = "accepted" 1, Rejected = "rejected" 2,
} }

object! { ExtensionState {
    extension_name: String = "extensionName",
    flags: ExtensionStateFlags = "flags",
    installation_issues: Vec<InstalledExtensionStateIssue> = "installationIssues",
    last_updated: DateTime = "lastUpdated",
    last_version_check: DateTime = "lastVersionCheck",
    publisher_name: String = "publisherName",
    version: String = "version",
} }

open_enum! { ExtensionStateFlags {
    None = "none" 0, Disabled = "disabled" 1, BuiltIn = "builtIn" 2, MultiVersion = "multiVersion" 4,
    UnInstalled = "unInstalled" 8, VersionCheckError = "versionCheckError" 16, Trusted = "trusted" 32,
    Error = "error" 64, NeedsReauthorization = "needsReauthorization" 128,
    AutoUpgradeError = "autoUpgradeError" 256, Warning = "warning" 512, Unpublished = "unpublished",
} }

object! { InstalledExtension {
    base_uri: String = "baseUri",
    constraints: Vec<ContributionConstraint> = "constraints",
    contribution_types: Vec<ContributionType> = "contributionTypes",
    contributions: Vec<Contribution> = "contributions",
    demands: Vec<String> = "demands",
    event_callbacks: ExtensionEventCallbackCollection = "eventCallbacks",
    extension_id: String = "extensionId",
    extension_name: String = "extensionName",
    fallback_base_uri: String = "fallbackBaseUri",
    files: Vec<ExtensionFile> = "files",
    flags: ExtensionFlags = "flags",
    install_state: InstalledExtensionState = "installState",
    language: String = "language",
    last_published: DateTime = "lastPublished",
    licensing: ExtensionLicensing = "licensing",
    manifest_version: f64 = "manifestVersion",
    marketplace_base_uri: String = "marketplaceBaseUri",
    publisher_id: String = "publisherId",
    publisher_name: String = "publisherName",
    registration_id: String = "registrationId",
    restricted_to: Vec<String> = "restrictedTo",
    scopes: Vec<String> = "scopes",
    service_instance_type: String = "serviceInstanceType",
    version: String = "version",
} }

object! { InstalledExtensionQuery {
    asset_types: Vec<String> = "assetTypes",
    monikers: Vec<ExtensionIdentifier> = "monikers",
} }

object! { InstalledExtensionState {
    flags: ExtensionStateFlags = "flags",
    installation_issues: Vec<InstalledExtensionStateIssue> = "installationIssues",
    last_updated: DateTime = "lastUpdated",
} }

object! { InstalledExtensionStateIssue {
    message: String = "message",
    source: String = "source",
    r#type: InstalledExtensionStateIssueType = "type",
} }

open_enum! { InstalledExtensionStateIssueType {
    Warning = "warning" 0, Error = "error" 1,
} }

object! { LicensingOverride {
    behavior: ContributionLicensingBehaviorType = "behavior",
    id: String = "id",
} }

object! { RequestedExtension {
    extension_name: String = "extensionName",
    extension_requests: Vec<ExtensionRequest> = "extensionRequests",
    publisher_display_name: String = "publisherDisplayName",
    publisher_name: String = "publisherName",
    request_count: i64 = "requestCount",
} }

object! { UserExtensionPolicy {
    display_name: String = "displayName",
    permissions: ExtensionPolicy = "permissions",
    user_id: String = "userId",
} }

subtype! { ExtensionState: InstalledExtensionState }
