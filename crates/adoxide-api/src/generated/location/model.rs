// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { AccessMapping {
    access_point: String = "accessPoint",
    display_name: String = "displayName",
    moniker: String = "moniker",
    service_owner: String = "serviceOwner",
    virtual_directory: String = "virtualDirectory",
} }

open_enum! { ConnectOptions {
    None = "none" 0, IncludeServices = "includeServices" 1, IncludeLastUserAccess = "includeLastUserAccess" 2,
    IncludeInheritedDefinitionsOnly = "includeInheritedDefinitionsOnly" 4,
    IncludeNonInheritedDefinitionsOnly = "includeNonInheritedDefinitionsOnly" 8,
} }

object! { ConnectionData {
    authenticated_user: Identity = "authenticatedUser",
    authorized_user: Identity = "authorizedUser",
    deployment_id: String = "deploymentId",
    deployment_type: DeploymentFlags = "deploymentType",
    instance_id: String = "instanceId",
    last_user_access: DateTime = "lastUserAccess",
    location_service_data: LocationServiceData = "locationServiceData",
    web_application_relative_directory: String = "webApplicationRelativeDirectory",
} }

open_enum! { DeploymentFlags {
    None = "none" 0, Hosted = "hosted" 1, OnPremises = "onPremises" 2,
} }

object! { Identity {
    custom_display_name: String = "customDisplayName",
    descriptor: String = "descriptor",
    id: String = "id",
    is_active: bool = "isActive",
    is_container: bool = "isContainer",
    master_id: String = "masterId",
    member_ids: Vec<String> = "memberIds",
    member_of: Vec<String> = "memberOf",
    members: Vec<String> = "members",
    meta_type_id: i64 = "metaTypeId",
    properties: Json = "properties",
    provider_display_name: String = "providerDisplayName",
    resource_version: i64 = "resourceVersion",
    social_descriptor: String = "socialDescriptor",
    subject_descriptor: String = "subjectDescriptor",
    unique_user_id: i64 = "uniqueUserId",
} }

open_enum! { InheritLevel {
    None = "none" 0, Deployment = "deployment" 1, Account = "account" 2, Collection = "collection" 4, All = "all" 7,
} }

object! { LocationMapping {
    access_mapping_moniker: String = "accessMappingMoniker",
    location: String = "location",
} }

object! { LocationServiceData {
    access_mappings: Vec<AccessMapping> = "accessMappings",
    client_cache_fresh: bool = "clientCacheFresh",
    client_cache_time_to_live: i64 = "clientCacheTimeToLive",
    default_access_mapping_moniker: String = "defaultAccessMappingMoniker",
    last_change_id: i64 = "lastChangeId",
    last_change_id64: i64 = "lastChangeId64",
    service_definitions: Vec<ServiceDefinition> = "serviceDefinitions",
    service_owner: String = "serviceOwner",
} }

open_enum! { RelativeToSetting {
    Context = "context" 0, WebApplication = "webApplication" 2, FullyQualified = "fullyQualified" 3,
} }

object! { ResourceAreaInfo {
    id: String = "id",
    location_url: String = "locationUrl",
    name: String = "name",
} }

object! { ServiceDefinition {
    description: String = "description",
    display_name: String = "displayName",
    identifier: String = "identifier",
    inherit_level: InheritLevel = "inheritLevel",
    location_mappings: Vec<LocationMapping> = "locationMappings",
    max_version: String = "maxVersion",
    min_version: String = "minVersion",
    parent_identifier: String = "parentIdentifier",
    parent_service_type: String = "parentServiceType",
    properties: Json = "properties",
    relative_path: String = "relativePath",
    relative_to_setting: RelativeToSetting = "relativeToSetting",
    released_version: String = "releasedVersion",
    resource_version: i64 = "resourceVersion",
    service_owner: String = "serviceOwner",
    service_type: String = "serviceType",
    status: ServiceStatus = "status",
    tool_id: String = "toolId",
} }

open_enum! { ServiceStatus {
    Assigned = "assigned" 0, Active = "active" 1, Moving = "moving" 2,
} }
