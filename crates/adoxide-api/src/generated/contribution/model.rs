// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { ClientContribution {
    description: String = "description",
    id: String = "id",
    includes: Vec<String> = "includes",
    properties: Json = "properties",
    targets: Vec<String> = "targets",
    r#type: String = "type",
} }

object! { ClientContributionNode {
    children: Vec<String> = "children",
    contribution: ClientContribution = "contribution",
    parents: Vec<String> = "parents",
} }

object! { ClientContributionProviderDetails {
    display_name: String = "displayName",
    name: String = "name",
    properties: Map<String> = "properties",
    version: String = "version",
} }

object! { ClientDataProviderQuery {
    context: DataProviderContext = "context",
    contribution_ids: Vec<String> = "contributionIds",
    query_service_instance_type: String = "queryServiceInstanceType",
} }

object! { ContributionNodeQuery {
    contribution_ids: Vec<String> = "contributionIds",
    data_provider_context: DataProviderContext = "dataProviderContext",
    include_provider_details: bool = "includeProviderDetails",
    query_options: Json = "queryOptions",
} }

object! { ContributionNodeQueryResult {
    nodes: Map<ClientContributionNode> = "nodes",
    provider_details: Map<ClientContributionProviderDetails> = "providerDetails",
} }

object! { ContributionPropertyDescription {
    description: String = "description",
    name: String = "name",
    required: bool = "required",
    r#type: Json = "type",
} }

object! { ContributionType {
    description: String = "description",
    id: String = "id",
    indexed: bool = "indexed",
    name: String = "name",
    properties: Map<ContributionPropertyDescription> = "properties",
    visible_to: Vec<String> = "visibleTo",
} }

object! { DataProviderContext {
    properties: Map<Json> = "properties",
} }

object! { DataProviderExceptionDetails {
    exception_type: String = "exceptionType",
    message: String = "message",
    stack_trace: String = "stackTrace",
} }

object! { DataProviderQuery {
    context: DataProviderContext = "context",
    contribution_ids: Vec<String> = "contributionIds",
} }

object! { DataProviderResult {
    client_providers: Map<ClientDataProviderQuery> = "clientProviders",
    data: Map<Json> = "data",
    exceptions: Map<DataProviderExceptionDetails> = "exceptions",
    resolved_providers: Vec<ResolvedDataProvider> = "resolvedProviders",
    scope_name: String = "scopeName",
    scope_value: String = "scopeValue",
    shared_data: Map<Json> = "sharedData",
} }

object! { ExtensionLicensing {
    overrides: Vec<LicensingOverride> = "overrides",
} }

object! { HierarchyQueryResult {
    data_provider_exceptions: Map<DataProviderExceptionDetails> = "dataProviderExceptions",
    data_provider_shared_data: Map<Json> = "dataProviderSharedData",
    data_providers: Map<Json> = "dataProviders",
    resolved_providers: Vec<ResolvedDataProvider> = "resolvedProviders",
    scope_name: String = "scopeName",
    scope_value: String = "scopeValue",
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
    flags: Json = "flags",
    install_state: InstalledExtensionState = "installState",
    language: String = "language",
    last_published: DateTime = "lastPublished",
    licensing: ExtensionLicensing = "licensing",
    manifest_version: f64 = "manifestVersion",
    publisher_id: String = "publisherId",
    publisher_name: String = "publisherName",
    registration_id: String = "registrationId",
    restricted_to: Vec<String> = "restrictedTo",
    scopes: Vec<String> = "scopes",
    service_instance_type: String = "serviceInstanceType",
    version: String = "version",
} }

object! { InstalledExtensionState {
    flags: Json = "flags",
    installation_issues: Vec<InstalledExtensionStateIssue> = "installationIssues",
    last_updated: DateTime = "lastUpdated",
} }

object! { InstalledExtensionStateIssue {
    message: String = "message",
    source: String = "source",
    r#type: Json = "type",
} }

object! { LicensingOverride {
    behavior: Json = "behavior",
    id: String = "id",
} }

object! { ResolvedDataProvider {
    duration: f64 = "duration",
    error: String = "error",
    id: String = "id",
} }

subtype! { ClientDataProviderQuery: DataProviderQuery }
