// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET {project?}/_apis/packaging/feeds/{feedId}/npm/@{packageScope}/{unscopedPackageName}/versions/{packageVersion}` · 7.1 · `vso.packaging`
#[inline]
pub fn get_scoped_package_info(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_scope: &PackageScopeRef,
    unscoped_package_name: &UnscopedPackageName, package_version: &PackageVersionRef,
) -> Op<Package> {
    Op::new(&meta::GET_SCOPED_PACKAGE_INFO)
        .path_opt("project", project).path("feedId", feed_id).path("packageScope", package_scope)
        .path("unscopedPackageName", unscoped_package_name).path("packageVersion", package_version)
}

/// `DELETE {project?}/_apis/packaging/feeds/{feedId}/npm/@{packageScope}/{unscopedPackageName}/versions/{packageVersion}` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn unpublish_scoped_package(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_scope: &PackageScopeRef,
    unscoped_package_name: &UnscopedPackageName, package_version: &PackageVersionRef,
) -> Op<Package> {
    Op::new(&meta::UNPUBLISH_SCOPED_PACKAGE)
        .path_opt("project", project).path("feedId", feed_id).path("packageScope", package_scope)
        .path("unscopedPackageName", unscoped_package_name).path("packageVersion", package_version)
}

/// `PATCH {project?}/_apis/packaging/feeds/{feedId}/npm/@{packageScope}/{unscopedPackageName}/versions/{packageVersion}` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn update_scoped_package(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_scope: &PackageScopeRef,
    unscoped_package_name: &UnscopedPackageName, package_version: &PackageVersionRef, body: &PackageVersionDetails,
) -> Op<Package> {
    Op::new(&meta::UPDATE_SCOPED_PACKAGE)
        .path_opt("project", project).path("feedId", feed_id).path("packageScope", package_scope)
        .path("unscopedPackageName", unscoped_package_name).path("packageVersion", package_version).json(body)
}

/// `GET {project?}/_apis/packaging/feeds/{feedId}/npm/{packageName}/versions/{packageVersion}` · 7.1 · `vso.packaging`
#[inline]
pub fn get_package_info(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_name: &PackageName, package_version: &PackageVersionRef,
) -> Op<Package> {
    Op::new(&meta::GET_PACKAGE_INFO)
        .path_opt("project", project).path("feedId", feed_id).path("packageName", package_name)
        .path("packageVersion", package_version)
}

/// `DELETE {project?}/_apis/packaging/feeds/{feedId}/npm/{packageName}/versions/{packageVersion}` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn unpublish_package(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_name: &PackageName, package_version: &PackageVersionRef,
) -> Op<Package> {
    Op::new(&meta::UNPUBLISH_PACKAGE)
        .path_opt("project", project).path("feedId", feed_id).path("packageName", package_name)
        .path("packageVersion", package_version)
}

/// `PATCH {project?}/_apis/packaging/feeds/{feedId}/npm/{packageName}/versions/{packageVersion}` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn update_package(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_name: &PackageName, package_version: &PackageVersionRef,
    body: &PackageVersionDetails,
) -> Op<Package> {
    Op::new(&meta::UPDATE_PACKAGE)
        .path_opt("project", project).path("feedId", feed_id).path("packageName", package_name)
        .path("packageVersion", package_version).json(body)
}

/// `GET {project?}/_apis/packaging/feeds/{feedId}/npm/packages/@{packageScope}/{unscopedPackageName}/upstreaming` · 7.1 · `vso.packaging`
#[inline]
pub fn get_scoped_upstreaming_behavior(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_scope: &PackageScopeRef,
    unscoped_package_name: &UnscopedPackageName,
) -> Op<UpstreamingBehavior> {
    Op::new(&meta::GET_SCOPED_UPSTREAMING_BEHAVIOR)
        .path_opt("project", project).path("feedId", feed_id).path("packageScope", package_scope)
        .path("unscopedPackageName", unscoped_package_name)
}

/// `PATCH {project?}/_apis/packaging/feeds/{feedId}/npm/packages/@{packageScope}/{unscopedPackageName}/upstreaming` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn set_scoped_upstreaming_behavior(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_scope: &PackageScopeRef,
    unscoped_package_name: &UnscopedPackageName, body: &UpstreamingBehavior,
) -> Op<()> {
    Op::new(&meta::SET_SCOPED_UPSTREAMING_BEHAVIOR)
        .path_opt("project", project).path("feedId", feed_id).path("packageScope", package_scope)
        .path("unscopedPackageName", unscoped_package_name).json(body)
}

/// `GET {project?}/_apis/packaging/feeds/{feedId}/npm/packages/@{packageScope}/{unscopedPackageName}/versions/{packageVersion}/content` · 7.1 · `vso.packaging`
#[inline]
pub fn get_content_scoped_package(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_scope: &PackageScopeRef,
    unscoped_package_name: &UnscopedPackageName, package_version: &PackageVersionRef,
) -> Op<Content> {
    Op::new(&meta::GET_CONTENT_SCOPED_PACKAGE)
        .path_opt("project", project).path("feedId", feed_id).path("packageScope", package_scope)
        .path("unscopedPackageName", unscoped_package_name).path("packageVersion", package_version).accept("*/*")
}

/// `GET {project?}/_apis/packaging/feeds/{feedId}/npm/packages/@{packageScope}/{unscopedPackageName}/versions/{packageVersion}/readme` · 7.1 · `vso.packaging`
#[inline]
pub fn get_readme_scoped_package(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_scope: &PackageScopeRef,
    unscoped_package_name: &UnscopedPackageName, package_version: &PackageVersionRef,
) -> Op<Content> {
    Op::new(&meta::GET_README_SCOPED_PACKAGE)
        .path_opt("project", project).path("feedId", feed_id).path("packageScope", package_scope)
        .path("unscopedPackageName", unscoped_package_name).path("packageVersion", package_version).accept("*/*")
}

/// `GET {project?}/_apis/packaging/feeds/{feedId}/npm/packages/{packageName}/upstreaming` · 7.1 · `vso.packaging`
#[inline]
pub fn get_upstreaming_behavior(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_name: &PackageName,
) -> Op<UpstreamingBehavior> {
    Op::new(&meta::GET_UPSTREAMING_BEHAVIOR)
        .path_opt("project", project).path("feedId", feed_id).path("packageName", package_name)
}

/// `PATCH {project?}/_apis/packaging/feeds/{feedId}/npm/packages/{packageName}/upstreaming` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn set_upstreaming_behavior(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_name: &PackageName, body: &UpstreamingBehavior,
) -> Op<()> {
    Op::new(&meta::SET_UPSTREAMING_BEHAVIOR)
        .path_opt("project", project).path("feedId", feed_id).path("packageName", package_name).json(body)
}

/// `GET {project?}/_apis/packaging/feeds/{feedId}/npm/packages/{packageName}/versions/{packageVersion}/content` · 7.1 · `vso.packaging`
#[inline]
pub fn get_content_unscoped_package(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_name: &PackageName, package_version: &PackageVersionRef,
) -> Op<Content> {
    Op::new(&meta::GET_CONTENT_UNSCOPED_PACKAGE)
        .path_opt("project", project).path("feedId", feed_id).path("packageName", package_name)
        .path("packageVersion", package_version).accept("*/*")
}

/// `GET {project?}/_apis/packaging/feeds/{feedId}/npm/packages/{packageName}/versions/{packageVersion}/readme` · 7.1 · `vso.packaging`
#[inline]
pub fn get_readme_unscoped_package(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_name: &PackageName, package_version: &PackageVersionRef,
) -> Op<Content> {
    Op::new(&meta::GET_README_UNSCOPED_PACKAGE)
        .path_opt("project", project).path("feedId", feed_id).path("packageName", package_name)
        .path("packageVersion", package_version).accept("*/*")
}

/// `POST {project?}/_apis/packaging/feeds/{feedId}/npm/packagesbatch` · 7.1 · `vso.packaging_write`
#[inline]
pub fn update_packages(project: Option<&ProjectRef>, feed_id: &FeedId, body: &NpmPackagesBatchRequest) -> Op<()> {
    Op::new(&meta::UPDATE_PACKAGES).path_opt("project", project).path("feedId", feed_id).json(body)
}

/// `DELETE {project?}/_apis/packaging/feeds/{feedId}/npm/RecycleBin/packages/@{packageScope}/{unscopedPackageName}/versions/{packageVersion}` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn delete_scoped_package_version_from_recycle_bin(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_scope: &PackageScopeRef,
    unscoped_package_name: &UnscopedPackageName, package_version: &PackageVersionRef,
) -> Op<()> {
    Op::new(&meta::DELETE_SCOPED_PACKAGE_VERSION_FROM_RECYCLE_BIN)
        .path_opt("project", project).path("feedId", feed_id).path("packageScope", package_scope)
        .path("unscopedPackageName", unscoped_package_name).path("packageVersion", package_version)
}

/// `GET {project?}/_apis/packaging/feeds/{feedId}/npm/RecycleBin/packages/@{packageScope}/{unscopedPackageName}/versions/{packageVersion}` · 7.1 · `vso.packaging`
#[inline]
pub fn get_scoped_package_version_metadata_from_recycle_bin(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_scope: &PackageScopeRef,
    unscoped_package_name: &UnscopedPackageName, package_version: &PackageVersionRef,
) -> Op<NpmPackageVersionDeletionState> {
    Op::new(&meta::GET_SCOPED_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN)
        .path_opt("project", project).path("feedId", feed_id).path("packageScope", package_scope)
        .path("unscopedPackageName", unscoped_package_name).path("packageVersion", package_version)
}

/// `PATCH {project?}/_apis/packaging/feeds/{feedId}/npm/RecycleBin/packages/@{packageScope}/{unscopedPackageName}/versions/{packageVersion}` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn restore_scoped_package_version_from_recycle_bin(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_scope: &PackageScopeRef,
    unscoped_package_name: &UnscopedPackageName, package_version: &PackageVersionRef,
    body: &NpmRecycleBinPackageVersionDetails,
) -> Op<()> {
    Op::new(&meta::RESTORE_SCOPED_PACKAGE_VERSION_FROM_RECYCLE_BIN)
        .path_opt("project", project).path("feedId", feed_id).path("packageScope", package_scope)
        .path("unscopedPackageName", unscoped_package_name).path("packageVersion", package_version).json(body)
}

/// `DELETE {project?}/_apis/packaging/feeds/{feedId}/npm/RecycleBin/packages/{packageName}/versions/{packageVersion}` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn delete_package_version_from_recycle_bin(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_name: &PackageName, package_version: &PackageVersionRef,
) -> Op<()> {
    Op::new(&meta::DELETE_PACKAGE_VERSION_FROM_RECYCLE_BIN)
        .path_opt("project", project).path("feedId", feed_id).path("packageName", package_name)
        .path("packageVersion", package_version)
}

/// `GET {project?}/_apis/packaging/feeds/{feedId}/npm/RecycleBin/packages/{packageName}/versions/{packageVersion}` · 7.1 · `vso.packaging`
#[inline]
pub fn get_package_version_metadata_from_recycle_bin(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_name: &PackageName, package_version: &PackageVersionRef,
) -> Op<NpmPackageVersionDeletionState> {
    Op::new(&meta::GET_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN)
        .path_opt("project", project).path("feedId", feed_id).path("packageName", package_name)
        .path("packageVersion", package_version)
}

/// `PATCH {project?}/_apis/packaging/feeds/{feedId}/npm/RecycleBin/packages/{packageName}/versions/{packageVersion}` · 7.1 · `vso.packaging_manage`
#[inline]
pub fn restore_package_version_from_recycle_bin(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_name: &PackageName, package_version: &PackageVersionRef,
    body: &NpmRecycleBinPackageVersionDetails,
) -> Op<()> {
    Op::new(&meta::RESTORE_PACKAGE_VERSION_FROM_RECYCLE_BIN)
        .path_opt("project", project).path("feedId", feed_id).path("packageName", package_name)
        .path("packageVersion", package_version).json(body)
}

/// `POST {project?}/_apis/packaging/feeds/{feedId}/npm/RecycleBin/PackagesBatch` · 7.1 · `vso.packaging_write`
#[inline]
pub fn update_recycle_bin_packages(
    project: Option<&ProjectRef>, feed_id: &FeedId, body: &NpmPackagesBatchRequest,
) -> Op<()> {
    Op::new(&meta::UPDATE_RECYCLE_BIN_PACKAGES).path_opt("project", project).path("feedId", feed_id).json(body)
}

/// `POST _apis/packaging/npm/validateupstream` · 7.2-preview.1 · `vso.packaging_write`
#[inline]
pub fn validate_custom_public_upstream_source(
    body: &ValidateCustomPublicUpstreamSourceRequest,
) -> Op<ValidateCustomPublicUpstreamSourceResponse> {
    Op::new(&meta::VALIDATE_CUSTOM_PUBLIC_UPSTREAM_SOURCE).json(body)
}
