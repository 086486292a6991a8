// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { Contribution {
    constraints: Vec<ContributionConstraint> = "constraints",
    description: String = "description",
    id: String = "id",
    includes: Vec<String> = "includes",
    properties: Json = "properties",
    restricted_to: Vec<String> = "restrictedTo",
    targets: Vec<String> = "targets",
    r#type: String = "type",
    visible_to: Vec<String> = "visibleTo",
} }

object! { ContributionConstraint {
    group: i64 = "group",
    id: String = "id",
    inverse: bool = "inverse",
    name: String = "name",
    properties: Json = "properties",
    relationships: Vec<String> = "relationships",
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

object! { ExtensionEventCallback {
    uri: String = "uri",
} }

object! { ExtensionEventCallbackCollection {
    post_disable: ExtensionEventCallback = "postDisable",
    post_enable: ExtensionEventCallback = "postEnable",
    post_install: ExtensionEventCallback = "postInstall",
    post_uninstall: ExtensionEventCallback = "postUninstall",
    post_update: ExtensionEventCallback = "postUpdate",
    pre_install: ExtensionEventCallback = "preInstall",
    version_check: ExtensionEventCallback = "versionCheck",
} }

object! { ExtensionFile {
    asset_type: String = "assetType",
    language: String = "language",
    source: String = "source",
} }

open_enum! { ExtensionFlags {
    BuiltIn = "builtIn" 1, Trusted = "trusted" 2,
} }

object! { ExtensionLicensing {
    overrides: Vec<LicensingOverride> = "overrides",
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
    publisher_id: String = "publisherId",
    publisher_name: String = "publisherName",
    registration_id: String = "registrationId",
    restricted_to: Vec<String> = "restrictedTo",
    scopes: Vec<String> = "scopes",
    service_instance_type: String = "serviceInstanceType",
    version: String = "version",
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
