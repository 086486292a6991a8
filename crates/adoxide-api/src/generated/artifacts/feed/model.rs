// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

open_enum! { ChangeType {
    AddOrUpdate = "addOrUpdate", Delete = "delete", PermanentDelete = "permanentDelete",
} }

object! { Feed {
    links: Links = "_links",
    badges_enabled: bool = "badgesEnabled",
    capabilities: FeedCapabilities = "capabilities",
    default_view_id: String = "defaultViewId",
    deleted_date: DateTime = "deletedDate",
    description: String = "description",
    fully_qualified_id: String = "fullyQualifiedId",
    fully_qualified_name: String = "fullyQualifiedName",
    hide_deleted_package_versions: bool = "hideDeletedPackageVersions",
    id: String = "id",
    is_enabled: bool = "isEnabled",
    is_read_only: bool = "isReadOnly",
    name: String = "name",
    permanent_deleted_date: DateTime = "permanentDeletedDate",
    permissions: Vec<FeedPermission> = "permissions",
    project: ProjectReference = "project",
    scheduled_permanent_delete_date: DateTime = "scheduledPermanentDeleteDate",
    upstream_enabled: bool = "upstreamEnabled",
    upstream_enabled_changed_date: DateTime = "upstreamEnabledChangedDate",
    upstream_sources: Vec<UpstreamSource> = "upstreamSources",
    url: String = "url",
    view: FeedView = "view",
    view_id: String = "viewId",
    view_name: String = "viewName",
} }

open_enum! { FeedCapabilities {
    None = "none", UpstreamV2 = "upstreamV2", UnderMaintenance = "underMaintenance",
    DefaultCapabilities = "defaultCapabilities",
} }

object! { FeedChange {
    change_type: ChangeType = "changeType",
    feed: Feed = "feed",
    feed_continuation_token: i64 = "feedContinuationToken",
    latest_package_continuation_token: i64 = "latestPackageContinuationToken",
} }

object! { FeedChangesResponse {
    links: Links = "_links",
    count: i64 = "count",
    feed_changes: Vec<FeedChange> = "feedChanges",
    next_feed_continuation_token: i64 = "nextFeedContinuationToken",
} }

object! { FeedPermission {
    display_name: String = "displayName",
    identity_descriptor: String = "identityDescriptor",
    identity_id: String = "identityId",
    is_inherited_role: bool = "isInheritedRole",
    role: FeedRole = "role",
} }

object! { FeedRetentionPolicy {
    age_limit_in_days: i64 = "ageLimitInDays",
    count_limit: i64 = "countLimit",
    days_to_keep_recently_downloaded_packages: i64 = "daysToKeepRecentlyDownloadedPackages",
} }

open_enum! { FeedRole {
    Custom = "custom", None = "none", Reader = "reader", Contributor = "contributor",
    Administrator = "administrator", Collaborator = "collaborator",
} }

object! { FeedUpdate {
    allow_upstream_name_conflict: bool = "allowUpstreamNameConflict",
    badges_enabled: bool = "badgesEnabled",
    default_view_id: String = "defaultViewId",
    description: String = "description",
    hide_deleted_package_versions: bool = "hideDeletedPackageVersions",
    id: String = "id",
    is_enabled: bool = "isEnabled",
    name: String = "name",
    upstream_enabled: bool = "upstreamEnabled",
    upstream_sources: Vec<UpstreamSource> = "upstreamSources",
} }

object! { FeedView {
    links: Links = "_links",
    id: String = "id",
    name: String = "name",
    r#type: FeedViewType = "type",
    url: String = "url",
    visibility: FeedVisibility = "visibility",
} }

open_enum! { FeedViewType {
    None = "none", Release = "release", Implicit = "implicit",
} }

open_enum! { FeedVisibility {
    Private = "private", Collection = "collection", Organization = "organization", AadTenant = "aadTenant",
} }

object! { GlobalPermission {
    identity_descriptor: String = "identityDescriptor",
    identity_id: String = "identityId",
    role: GlobalRole = "role",
} }

open_enum! { GlobalRole {
    Custom = "custom", None = "none", FeedCreator = "feedCreator", Administrator = "administrator",
} }

object! { MinimalPackageVersion {
    direct_upstream_source_id: String = "directUpstreamSourceId",
    id: String = "id",
    is_cached_version: bool = "isCachedVersion",
    is_deleted: bool = "isDeleted",
    is_latest: bool = "isLatest",
    is_listed: bool = "isListed",
    normalized_version: String = "normalizedVersion",
    package_description: String = "packageDescription",
    publish_date: DateTime = "publishDate",
    storage_id: String = "storageId",
    version: String = "version",
    views: Vec<FeedView> = "views",
} }

object! { Package {
    links: Links = "_links",
    id: String = "id",
    is_cached: bool = "isCached",
    name: String = "name",
    normalized_name: String = "normalizedName",
    protocol_type: String = "protocolType",
    star_count: i64 = "starCount",
    url: String = "url",
    versions: Vec<MinimalPackageVersion> = "versions",
} }

object! { PackageChange {
    package: Package = "package",
    package_version_change: PackageVersionChange = "packageVersionChange",
} }

object! { PackageChangesResponse {
    links: Links = "_links",
    count: i64 = "count",
    next_package_continuation_token: i64 = "nextPackageContinuationToken",
    package_changes: Vec<PackageChange> = "packageChanges",
} }

object! { PackageDependency {
    group: String = "group",
    package_name: String = "packageName",
    version_range: String = "versionRange",
} }

object! { PackageFile {
    children: Vec<PackageFile> = "children",
    name: String = "name",
    protocol_metadata: ProtocolMetadata = "protocolMetadata",
} }

object! { PackageMetrics {
    download_count: f64 = "downloadCount",
    download_unique_users: f64 = "downloadUniqueUsers",
    last_downloaded: DateTime = "lastDownloaded",
    package_id: String = "packageId",
} }

object! { PackageMetricsQuery {
    package_ids: Vec<String> = "packageIds",
} }

object! { PackageVersion {
    links: Links = "_links",
    author: String = "author",
    deleted_date: DateTime = "deletedDate",
    dependencies: Vec<PackageDependency> = "dependencies",
    description: String = "description",
    direct_upstream_source_id: String = "directUpstreamSourceId",
    files: Vec<PackageFile> = "files",
    id: String = "id",
    is_cached_version: bool = "isCachedVersion",
    is_deleted: bool = "isDeleted",
    is_latest: bool = "isLatest",
    is_listed: bool = "isListed",
    normalized_version: String = "normalizedVersion",
    other_versions: Vec<MinimalPackageVersion> = "otherVersions",
    package_description: String = "packageDescription",
    protocol_metadata: ProtocolMetadata = "protocolMetadata",
    publish_date: DateTime = "publishDate",
    source_chain: Vec<UpstreamSource> = "sourceChain",
    storage_id: String = "storageId",
    summary: String = "summary",
    tags: Vec<String> = "tags",
    url: String = "url",
    version: String = "version",
    views: Vec<FeedView> = "views",
} }

object! { PackageVersionChange {
    change_type: ChangeType = "changeType",
    continuation_token: i64 = "continuationToken",
    package_version: PackageVersion = "packageVersion",
} }

object! { PackageVersionMetrics {
    download_count: f64 = "downloadCount",
    download_unique_users: f64 = "downloadUniqueUsers",
    last_downloaded: DateTime = "lastDownloaded",
    package_id: String = "packageId",
    package_version_id: String = "packageVersionId",
} }

object! { PackageVersionMetricsQuery {
    package_version_ids: Vec<String> = "packageVersionIds",
} }

object! { PackageVersionProvenance {
    feed_id: String = "feedId",
    package_id: String = "packageId",
    package_version_id: String = "packageVersionId",
    provenance: Provenance = "provenance",
} }

object! { ProtocolMetadata {
    data: Json = "data",
    schema_version: i64 = "schemaVersion",
} }

object! { Provenance {
    data: Map<String> = "data",
    provenance_source: String = "provenanceSource",
    publisher_user_identity: String = "publisherUserIdentity",
    user_agent: String = "userAgent",
} }

object! { RecycleBinPackageVersion {
    links: Links = "_links",
    author: String = "author",
    deleted_date: DateTime = "deletedDate",
    dependencies: Vec<PackageDependency> = "dependencies",
    description: String = "description",
    direct_upstream_source_id: String = "directUpstreamSourceId",
    files: Vec<PackageFile> = "files",
    id: String = "id",
    is_cached_version: bool = "isCachedVersion",
    is_deleted: bool = "isDeleted",
    is_latest: bool = "isLatest",
    is_listed: bool = "isListed",
    normalized_version: String = "normalizedVersion",
    other_versions: Vec<MinimalPackageVersion> = "otherVersions",
    package_description: String = "packageDescription",
    protocol_metadata: ProtocolMetadata = "protocolMetadata",
    publish_date: DateTime = "publishDate",
    scheduled_permanent_delete_date: DateTime = "scheduledPermanentDeleteDate",
    source_chain: Vec<UpstreamSource> = "sourceChain",
    storage_id: String = "storageId",
    summary: String = "summary",
    tags: Vec<String> = "tags",
    url: String = "url",
    version: String = "version",
    views: Vec<FeedView> = "views",
} }

object! { UpstreamSource {
    deleted_date: DateTime = "deletedDate",
    display_location: String = "displayLocation",
    id: String = "id",
    internal_upstream_collection_id: String = "internalUpstreamCollectionId",
    internal_upstream_feed_id: String = "internalUpstreamFeedId",
    internal_upstream_project_id: String = "internalUpstreamProjectId",
    internal_upstream_view_id: String = "internalUpstreamViewId",
    location: String = "location",
    name: String = "name",
    protocol: String = "protocol",
    service_endpoint_id: String = "serviceEndpointId",
    service_endpoint_project_id: String = "serviceEndpointProjectId",
    status: UpstreamStatus = "status",
    status_details: Vec<UpstreamStatusDetail> = "statusDetails",
    upstream_source_type: UpstreamSourceType = "upstreamSourceType",
} }

open_enum! { UpstreamSourceType {
    Public = "public", Internal = "internal",
} }

open_enum! { UpstreamStatus {
    Ok = "ok", Disabled = "disabled",
} }

object! { UpstreamStatusDetail {
    reason: String = "reason",
} }

impl Paged for FeedChangesResponse {
    type Item = FeedChange;
}

impl Paged for PackageChangesResponse {
    type Item = PackageChange;
}

subtype! { PackageVersion: MinimalPackageVersion }
subtype! { RecycleBinPackageVersion: PackageVersion }
