// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { Dashboard {
    links: Links = "_links",
    dashboard_scope: DashboardScope = "dashboardScope",
    description: String = "description",
    e_tag: String = "eTag",
    global_parameters_config: String = "globalParametersConfig",
    group_id: String = "groupId",
    id: String = "id",
    last_accessed_date: DateTime = "lastAccessedDate",
    modified_by: String = "modifiedBy",
    modified_date: DateTime = "modifiedDate",
    name: String = "name",
    owner_id: String = "ownerId",
    position: i64 = "position",
    refresh_interval: i64 = "refreshInterval",
    url: String = "url",
    widgets: Vec<Widget> = "widgets",
} }

object! { DashboardGroup {
    links: Links = "_links",
    dashboard_entries: Vec<DashboardGroupEntry> = "dashboardEntries",
    permission: GroupMemberPermission = "permission",
    team_dashboard_permission: TeamDashboardPermission = "teamDashboardPermission",
    url: String = "url",
} }

object! { DashboardGroupEntry {
    links: Links = "_links",
    dashboard_scope: DashboardScope = "dashboardScope",
    description: String = "description",
    e_tag: String = "eTag",
    global_parameters_config: String = "globalParametersConfig",
    group_id: String = "groupId",
    id: String = "id",
    last_accessed_date: DateTime = "lastAccessedDate",
    modified_by: String = "modifiedBy",
    modified_date: DateTime = "modifiedDate",
    name: String = "name",
    owner_id: String = "ownerId",
    position: i64 = "position",
    refresh_interval: i64 = "refreshInterval",
    url: String = "url",
    widgets: Vec<Widget> = "widgets",
} }

object! { DashboardGroupEntryResponse {
    links: Links = "_links",
    dashboard_scope: DashboardScope = "dashboardScope",
    description: String = "description",
    e_tag: String = "eTag",
    global_parameters_config: String = "globalParametersConfig",
    group_id: String = "groupId",
    id: String = "id",
    last_accessed_date: DateTime = "lastAccessedDate",
    modified_by: String = "modifiedBy",
    modified_date: DateTime = "modifiedDate",
    name: String = "name",
    owner_id: String = "ownerId",
    position: i64 = "position",
    refresh_interval: i64 = "refreshInterval",
    url: String = "url",
    widgets: Vec<Widget> = "widgets",
} }

object! { DashboardResponse {
    links: Links = "_links",
    dashboard_scope: DashboardScope = "dashboardScope",
    description: String = "description",
    e_tag: String = "eTag",
    global_parameters_config: String = "globalParametersConfig",
    group_id: String = "groupId",
    id: String = "id",
    last_accessed_date: DateTime = "lastAccessedDate",
    modified_by: String = "modifiedBy",
    modified_date: DateTime = "modifiedDate",
    name: String = "name",
    owner_id: String = "ownerId",
    position: i64 = "position",
    refresh_interval: i64 = "refreshInterval",
    url: String = "url",
    widgets: Vec<Widget> = "widgets",
} }

open_enum! { DashboardScope {
    CollectionUser = "collection_User" 0, ProjectTeam = "project_Team" 1, Project = "project" 2,
} }

open_enum! { GroupMemberPermission {
    None = "none" 0, Edit = "edit" 1, Manage = "manage" 2, ManagePermissions = "managePermissions" 3,
} }

object! { LightboxOptions {
    height: i64 = "height",
    resizable: bool = "resizable",
    width: i64 = "width",
} }

object! { SemanticVersion {
    major: i64 = "major",
    minor: i64 = "minor",
    patch: i64 = "patch",
} }

open_enum! { TeamDashboardPermission {
    None = "none" 0, Read = "read" 1, Create = "create" 2, Edit = "edit" 4, Delete = "delete" 8,
    ManagePermissions = "managePermissions" 16,
} }

object! { Widget {
    links: Links = "_links",
    allowed_sizes: Vec<WidgetSize> = "allowedSizes",
    are_settings_blocked_for_user: bool = "areSettingsBlockedForUser",
    artifact_id: String = "artifactId",
    configuration_contribution_id: String = "configurationContributionId",
    configuration_contribution_relative_id: String = "configurationContributionRelativeId",
    content_uri: String = "contentUri",
    contribution_id: String = "contributionId",
    dashboard: Dashboard = "dashboard",
    e_tag: String = "eTag",
    id: String = "id",
    is_enabled: bool = "isEnabled",
    is_name_configurable: bool = "isNameConfigurable",
    lightbox_options: LightboxOptions = "lightboxOptions",
    loading_image_url: String = "loadingImageUrl",
    name: String = "name",
    position: WidgetPosition = "position",
    settings: String = "settings",
    settings_version: SemanticVersion = "settingsVersion",
    size: WidgetSize = "size",
    type_id: String = "typeId",
    url: String = "url",
} }

object! { WidgetMetadata {
    allowed_sizes: Vec<WidgetSize> = "allowedSizes",
    analytics_service_required: bool = "analyticsServiceRequired",
    catalog_icon_url: String = "catalogIconUrl",
    catalog_info_url: String = "catalogInfoUrl",
    configuration_contribution_id: String = "configurationContributionId",
    configuration_contribution_relative_id: String = "configurationContributionRelativeId",
    configuration_required: bool = "configurationRequired",
    content_uri: String = "contentUri",
    contribution_id: String = "contributionId",
    default_settings: String = "defaultSettings",
    description: String = "description",
    is_enabled: bool = "isEnabled",
    is_name_configurable: bool = "isNameConfigurable",
    is_visible_from_catalog: bool = "isVisibleFromCatalog",
    keywords: Vec<String> = "keywords",
    lightbox_options: LightboxOptions = "lightboxOptions",
    loading_image_url: String = "loadingImageUrl",
    name: String = "name",
    publisher_name: String = "publisherName",
    supported_scopes: Vec<WidgetScope> = "supportedScopes",
    tags: Vec<String> = "tags",
    targets: Vec<String> = "targets",
    type_id: String = "typeId",
} }

object! { WidgetMetadataResponse {
    uri: String = "uri",
    widget_metadata: WidgetMetadata = "widgetMetadata",
} }

object! { WidgetPosition {
    column: i64 = "column",
    row: i64 = "row",
} }

object! { WidgetResponse {
    links: Links = "_links",
    allowed_sizes: Vec<WidgetSize> = "allowedSizes",
    are_settings_blocked_for_user: bool = "areSettingsBlockedForUser",
    artifact_id: String = "artifactId",
    configuration_contribution_id: String = "configurationContributionId",
    configuration_contribution_relative_id: String = "configurationContributionRelativeId",
    content_uri: String = "contentUri",
    contribution_id: String = "contributionId",
    dashboard: Dashboard = "dashboard",
    e_tag: String = "eTag",
    id: String = "id",
    is_enabled: bool = "isEnabled",
    is_name_configurable: bool = "isNameConfigurable",
    lightbox_options: LightboxOptions = "lightboxOptions",
    loading_image_url: String = "loadingImageUrl",
    name: String = "name",
    position: WidgetPosition = "position",
    settings: String = "settings",
    settings_version: SemanticVersion = "settingsVersion",
    size: WidgetSize = "size",
    type_id: String = "typeId",
    url: String = "url",
} }

open_enum! { WidgetScope {
    CollectionUser = "collection_User" 0, ProjectTeam = "project_Team" 1,
} }

object! { WidgetSize {
    column_span: i64 = "columnSpan",
    row_span: i64 = "rowSpan",
} }

object! { WidgetTypesResponse {
    links: Links = "_links",
    uri: String = "uri",
    widget_types: Vec<WidgetMetadata> = "widgetTypes",
} }

subtype! { DashboardGroupEntry: Dashboard }
subtype! { DashboardGroupEntryResponse: DashboardGroupEntry }
subtype! { DashboardResponse: DashboardGroupEntry }
subtype! { WidgetResponse: Widget }
