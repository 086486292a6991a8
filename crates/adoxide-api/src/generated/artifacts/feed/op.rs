// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { GetGlobalPermissions {
    include_ids: bool = "includeIds",
} }

/// `GET _apis/packaging/globalpermissions` · 7.1 · `vso.packaging`
#[inline]
pub fn get_global_permissions(params: GetGlobalPermissions) -> Op<List<GlobalPermission>> {
    params.add_to(Op::new(&meta::GET_GLOBAL_PERMISSIONS))
}

/// `PATCH _apis/packaging/globalpermissions` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn set_global_permissions(body: &[GlobalPermission]) -> Op<List<GlobalPermission>> {
    Op::new(&meta::SET_GLOBAL_PERMISSIONS).json(body)
}

params! { GetFeedChanges {
    include_deleted: bool = "includeDeleted",
    continuation_token: i64 = "continuationToken",
    batch_size: i64 = "batchSize",
} }

/// `GET {project?}/_apis/packaging/feedchanges` · 7.1 · `vso.packaging`
#[inline]
pub fn get_feed_changes(project: Option<&ProjectRef>, params: GetFeedChanges) -> Op<FeedChangesResponse> {
    params.add_to(Op::new(&meta::GET_FEED_CHANGES).path_opt("project", project))
}

/// `GET {project?}/_apis/packaging/feedchanges/{feedId}` · 7.1 · `vso.packaging`
#[inline]
pub fn get_feed_change(project: Option<&ProjectRef>, feed_id: &FeedId) -> Op<FeedChange> {
    Op::new(&meta::GET_FEED_CHANGE).path_opt("project", project).path("feedId", feed_id)
}

/// `GET {project?}/_apis/packaging/feedrecyclebin` · 7.1 · `vso.packaging`
#[inline]
pub fn get_feeds_from_recycle_bin(project: Option<&ProjectRef>) -> Op<List<Feed>> {
    Op::new(&meta::GET_FEEDS_FROM_RECYCLE_BIN).path_opt("project", project)
}

/// `DELETE {project?}/_apis/packaging/feedrecyclebin/{feedId}` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn permanent_delete_feed(project: Option<&ProjectRef>, feed_id: &FeedId) -> Op<()> {
    Op::new(&meta::PERMANENT_DELETE_FEED).path_opt("project", project).path("feedId", feed_id)
}

/// `PATCH {project?}/_apis/packaging/feedrecyclebin/{feedId}` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn restore_deleted_feed(project: Option<&ProjectRef>, feed_id: &FeedId, body: &JsonPatch) -> Op<()> {
    Op::new(&meta::RESTORE_DELETED_FEED).path_opt("project", project).path("feedId", feed_id).json(body)
}

required! { CreateFeedBody(Feed) {
    name: String = "name",
} }

/// `POST {project?}/_apis/packaging/feeds` · 7.1 · `vso.packaging_write`
#[inline]
pub fn create_feed(project: Option<&ProjectRef>, body: &CreateFeedBody) -> Op<Feed> {
    Op::new(&meta::CREATE_FEED).path_opt("project", project).json(body)
}

params! { GetFeeds {
    feed_role: FeedRole = "feedRole",
    include_deleted_upstreams: bool = "includeDeletedUpstreams",
    include_urls: bool = "includeUrls",
} }

/// `GET {project?}/_apis/packaging/feeds` · 7.1 · `vso.packaging`
#[inline]
pub fn get_feeds(project: Option<&ProjectRef>, params: GetFeeds) -> Op<List<Feed>> {
    params.add_to(Op::new(&meta::GET_FEEDS).path_opt("project", project))
}

/// `DELETE {project?}/_apis/packaging/feeds/{feedId}` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn delete_feed(project: Option<&ProjectRef>, feed_id: &FeedId) -> Op<()> {
    Op::new(&meta::DELETE_FEED).path_opt("project", project).path("feedId", feed_id)
}

params! { GetFeed {
    include_deleted_upstreams: bool = "includeDeletedUpstreams",
} }

/// `GET {project?}/_apis/packaging/feeds/{feedId}` · 7.1 · `vso.packaging`
#[inline]
pub fn get_feed(project: Option<&ProjectRef>, feed_id: &FeedId, params: GetFeed) -> Op<Feed> {
    params.add_to(Op::new(&meta::GET_FEED).path_opt("project", project).path("feedId", feed_id))
}

/// `PATCH {project?}/_apis/packaging/feeds/{feedId}` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn update_feed(project: Option<&ProjectRef>, feed_id: &FeedId, body: &FeedUpdate) -> Op<Feed> {
    Op::new(&meta::UPDATE_FEED).path_opt("project", project).path("feedId", feed_id).json(body)
}

params! { GetPackageChanges {
    continuation_token: i64 = "continuationToken",
    batch_size: i64 = "batchSize",
} }

/// `GET {project?}/_apis/packaging/Feeds/{feedId}/packagechanges` · 7.1 · `vso.packaging`
#[inline]
pub fn get_package_changes(
    project: Option<&ProjectRef>, feed_id: &FeedId, params: GetPackageChanges,
) -> Op<PackageChangesResponse> {
    params.add_to(Op::new(&meta::GET_PACKAGE_CHANGES).path_opt("project", project).path("feedId", feed_id))
}

/// `POST {project?}/_apis/packaging/Feeds/{feedId}/packagemetricsbatch` · 7.1 · `vso.packaging_write`
#[inline]
pub fn query_package_metrics(
    project: Option<&ProjectRef>, feed_id: &FeedId, body: &PackageMetricsQuery,
) -> Op<List<PackageMetrics>> {
    Op::new(&meta::QUERY_PACKAGE_METRICS).path_opt("project", project).path("feedId", feed_id).json(body)
}

params! { GetPackages {
    protocol_type: String = "protocolType",
    package_name_query: String = "packageNameQuery",
    normalized_package_name: String = "normalizedPackageName",
    include_urls: bool = "includeUrls",
    include_all_versions: bool = "includeAllVersions",
    is_listed: bool = "isListed",
    get_top_package_versions: bool = "getTopPackageVersions",
    is_release: bool = "isRelease",
    include_description: bool = "includeDescription",
    top: i64 = "$top",
    skip: i64 = "$skip",
    include_deleted: bool = "includeDeleted",
    is_cached: bool = "isCached",
    direct_upstream_id: String = "directUpstreamId",
} }

/// `GET {project?}/_apis/packaging/Feeds/{feedId}/packages` · 7.1 · `vso.packaging`
#[inline]
pub fn get_packages(project: Option<&ProjectRef>, feed_id: &FeedId, params: GetPackages) -> Op<List<Package>> {
    params.add_to(Op::new(&meta::GET_PACKAGES).path_opt("project", project).path("feedId", feed_id))
}

params! { GetPackage {
    include_all_versions: bool = "includeAllVersions",
    include_urls: bool = "includeUrls",
    is_listed: bool = "isListed",
    is_release: bool = "isRelease",
    include_deleted: bool = "includeDeleted",
    include_description: bool = "includeDescription",
} }

/// `GET {project?}/_apis/packaging/Feeds/{feedId}/packages/{packageId}` · 7.1 · `vso.packaging`
#[inline]
pub fn get_package(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_id: &PackageId, params: GetPackage,
) -> Op<Package> {
    params.add_to(Op::new(&meta::GET_PACKAGE)
        .path_opt("project", project).path("feedId", feed_id).path("packageId", package_id))
}

/// `POST {project?}/_apis/packaging/Feeds/{feedId}/Packages/{packageId}/versionmetricsbatch` · 7.1 · `vso.packaging_write`
#[inline]
pub fn query_package_version_metrics(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_id: &PackageId, body: &PackageVersionMetricsQuery,
) -> Op<List<PackageVersionMetrics>> {
    Op::new(&meta::QUERY_PACKAGE_VERSION_METRICS)
        .path_opt("project", project).path("feedId", feed_id).path("packageId", package_id).guid("packageId")
        .json(body)
}

params! { GetPackageVersions {
    include_urls: bool = "includeUrls",
    is_listed: bool = "isListed",
    is_deleted: bool = "isDeleted",
} }

/// `GET {project?}/_apis/packaging/Feeds/{feedId}/Packages/{packageId}/versions` · 7.1 · `vso.packaging`
#[inline]
pub fn get_package_versions(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_id: &PackageId, params: GetPackageVersions,
) -> Op<List<PackageVersion>> {
    params.add_to(Op::new(&meta::GET_PACKAGE_VERSIONS)
        .path_opt("project", project).path("feedId", feed_id).path("packageId", package_id))
}

params! { GetPackageVersion {
    include_urls: bool = "includeUrls",
    is_listed: bool = "isListed",
    is_deleted: bool = "isDeleted",
} }

/// `GET {project?}/_apis/packaging/Feeds/{feedId}/Packages/{packageId}/versions/{packageVersionId}` · 7.1 · `vso.packaging`
#[inline]
pub fn get_package_version(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_id: &PackageId, package_version_id: &PackageVersionId,
    params: GetPackageVersion,
) -> Op<PackageVersion> {
    params.add_to(Op::new(&meta::GET_PACKAGE_VERSION)
        .path_opt("project", project).path("feedId", feed_id).path("packageId", package_id)
        .path("packageVersionId", package_version_id))
}

/// `GET {project?}/_apis/packaging/Feeds/{feedId}/Packages/{packageId}/Versions/{packageVersionId}/provenance` · 7.1-preview.1 · `vso.packaging`
#[inline]
pub fn get_package_version_provenance(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_id: &PackageId, package_version_id: &PackageVersionId,
) -> Op<PackageVersionProvenance> {
    Op::new(&meta::GET_PACKAGE_VERSION_PROVENANCE)
        .path_opt("project", project).path("feedId", feed_id).path("packageId", package_id).guid("packageId")
        .path("packageVersionId", package_version_id).guid("packageVersionId")
}

params! { GetFeedPermissions {
    include_ids: bool = "includeIds",
    exclude_inherited_permissions: bool = "excludeInheritedPermissions",
    identity_descriptor: String = "identityDescriptor",
    include_deleted_feeds: bool = "includeDeletedFeeds",
} }

/// `GET {project?}/_apis/packaging/Feeds/{feedId}/permissions` · 7.1 · `vso.packaging`
#[inline]
pub fn get_feed_permissions(
    project: Option<&ProjectRef>, feed_id: &FeedId, params: GetFeedPermissions,
) -> Op<List<FeedPermission>> {
    params.add_to(Op::new(&meta::GET_FEED_PERMISSIONS).path_opt("project", project).path("feedId", feed_id))
}

/// `PATCH {project?}/_apis/packaging/Feeds/{feedId}/permissions` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn set_feed_permissions(
    project: Option<&ProjectRef>, feed_id: &FeedId, body: &[FeedPermission],
) -> Op<List<FeedPermission>> {
    Op::new(&meta::SET_FEED_PERMISSIONS).path_opt("project", project).path("feedId", feed_id).json(body)
}

/// `DELETE {project?}/_apis/packaging/Feeds/{feedId}/RecycleBin/Packages` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn empty_recycle_bin(project: Option<&ProjectRef>, feed_id: &FeedId) -> Op<OperationReference> {
    Op::new(&meta::EMPTY_RECYCLE_BIN).path_opt("project", project).path("feedId", feed_id)
}

params! { GetRecycleBinPackages {
    protocol_type: String = "protocolType",
    package_name_query: String = "packageNameQuery",
    include_urls: bool = "includeUrls",
    top: i64 = "$top",
    skip: i64 = "$skip",
    include_all_versions: bool = "includeAllVersions",
} }

/// `GET {project?}/_apis/packaging/Feeds/{feedId}/RecycleBin/Packages` · 7.1 · `vso.packaging`
#[inline]
pub fn get_recycle_bin_packages(
    project: Option<&ProjectRef>, feed_id: &FeedId, params: GetRecycleBinPackages,
) -> Op<List<Package>> {
    params.add_to(Op::new(&meta::GET_RECYCLE_BIN_PACKAGES).path_opt("project", project).path("feedId", feed_id))
}

params! { GetRecycleBinPackage {
    include_urls: bool = "includeUrls",
} }

/// `GET {project?}/_apis/packaging/Feeds/{feedId}/RecycleBin/Packages/{packageId}` · 7.1 · `vso.packaging`
#[inline]
pub fn get_recycle_bin_package(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_id: &PackageId, params: GetRecycleBinPackage,
) -> Op<Package> {
    params.add_to(Op::new(&meta::GET_RECYCLE_BIN_PACKAGE)
        .path_opt("project", project).path("feedId", feed_id).path("packageId", package_id).guid("packageId"))
}

params! { GetRecycleBinPackageVersions {
    include_urls: bool = "includeUrls",
} }

/// `GET {project?}/_apis/packaging/Feeds/{feedId}/RecycleBin/Packages/{packageId}/Versions` · 7.1 · `vso.packaging`
#[inline]
pub fn get_recycle_bin_package_versions(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_id: &PackageId, params: GetRecycleBinPackageVersions,
) -> Op<List<RecycleBinPackageVersion>> {
    params.add_to(Op::new(&meta::GET_RECYCLE_BIN_PACKAGE_VERSIONS)
        .path_opt("project", project).path("feedId", feed_id).path("packageId", package_id).guid("packageId"))
}

params! { GetRecycleBinPackageVersion {
    include_urls: bool = "includeUrls",
} }

/// `GET {project?}/_apis/packaging/Feeds/{feedId}/RecycleBin/Packages/{packageId}/Versions/{packageVersionId}` · 7.1 · `vso.packaging`
#[inline]
pub fn get_recycle_bin_package_version(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_id: &PackageId, package_version_id: &PackageVersionId,
    params: GetRecycleBinPackageVersion,
) -> Op<RecycleBinPackageVersion> {
    params.add_to(Op::new(&meta::GET_RECYCLE_BIN_PACKAGE_VERSION)
        .path_opt("project", project).path("feedId", feed_id).path("packageId", package_id).guid("packageId")
        .path("packageVersionId", package_version_id).guid("packageVersionId"))
}

/// `DELETE {project?}/_apis/packaging/Feeds/{feedId}/retentionpolicies` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn delete_feed_retention_policies(project: Option<&ProjectRef>, feed_id: &FeedId) -> Op<()> {
    Op::new(&meta::DELETE_FEED_RETENTION_POLICIES).path_opt("project", project).path("feedId", feed_id)
}

/// `GET {project?}/_apis/packaging/Feeds/{feedId}/retentionpolicies` · 7.1 · `vso.packaging`
#[inline]
pub fn get_feed_retention_policies(project: Option<&ProjectRef>, feed_id: &FeedId) -> Op<FeedRetentionPolicy> {
    Op::new(&meta::GET_FEED_RETENTION_POLICIES).path_opt("project", project).path("feedId", feed_id)
}

/// `PUT {project?}/_apis/packaging/Feeds/{feedId}/retentionpolicies` · 7.1 · `vso.packaging_write`
#[inline]
pub fn set_feed_retention_policies(
    project: Option<&ProjectRef>, feed_id: &FeedId, body: &FeedRetentionPolicy,
) -> Op<FeedRetentionPolicy> {
    Op::new(&meta::SET_FEED_RETENTION_POLICIES).path_opt("project", project).path("feedId", feed_id).json(body)
}

required! { CreateFeedViewBody(FeedView) {
    name: String = "name", r#type: FeedViewType = "type",
} }

/// `POST {project?}/_apis/packaging/Feeds/{feedId}/views` · 7.1 · `vso.packaging_write`
#[inline]
pub fn create_feed_view(
    project: Option<&ProjectRef>, feed_id: &FeedId, body: &CreateFeedViewBody,
) -> Op<FeedView> {
    Op::new(&meta::CREATE_FEED_VIEW).path_opt("project", project).path("feedId", feed_id).json(body)
}

/// `GET {project?}/_apis/packaging/Feeds/{feedId}/views` · 7.1 · `vso.packaging`
#[inline]
pub fn get_feed_views(project: Option<&ProjectRef>, feed_id: &FeedId) -> Op<List<FeedView>> {
    Op::new(&meta::GET_FEED_VIEWS).path_opt("project", project).path("feedId", feed_id)
}

/// `DELETE {project?}/_apis/packaging/Feeds/{feedId}/views/{viewId}` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn delete_feed_view(project: Option<&ProjectRef>, feed_id: &FeedId, view_id: &ViewId) -> Op<()> {
    Op::new(&meta::DELETE_FEED_VIEW).path_opt("project", project).path("feedId", feed_id).path("viewId", view_id)
}

/// `GET {project?}/_apis/packaging/Feeds/{feedId}/views/{viewId}` · 7.1 · `vso.packaging`
#[inline]
pub fn get_feed_view(project: Option<&ProjectRef>, feed_id: &FeedId, view_id: &ViewId) -> Op<FeedView> {
    Op::new(&meta::GET_FEED_VIEW).path_opt("project", project).path("feedId", feed_id).path("viewId", view_id)
}

/// `PATCH {project?}/_apis/packaging/Feeds/{feedId}/views/{viewId}` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn update_feed_view(
    project: Option<&ProjectRef>, feed_id: &FeedId, view_id: &ViewId, body: &FeedView,
) -> Op<FeedView> {
    Op::new(&meta::UPDATE_FEED_VIEW)
        .path_opt("project", project).path("feedId", feed_id).path("viewId", view_id).json(body)
}

/// `GET {project?}/_apis/public/packaging/Feeds/{feedId}/Packages/{packageId}/badge` · 7.1
#[inline]
pub fn get_badge(project: Option<&ProjectRef>, feed_id: &FeedId, package_id: &PackageId) -> Op<Content> {
    Op::new(&meta::GET_BADGE)
        .path_opt("project", project).path("feedId", feed_id).path("packageId", package_id).guid("packageId")
        .accept("*/*")
}
