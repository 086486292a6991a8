// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET {project?}/_apis/packaging/feeds/{feed}/cargo/packages/{packageName}/upstreaming` · 7.2-preview.1 · `vso.packaging`
#[inline]
pub fn get_upstreaming_behavior(
    project: Option<&ProjectRef>, feed: &FeedRef, package_name: &PackageName,
) -> Op<UpstreamingBehavior> {
    Op::new(&meta::GET_UPSTREAMING_BEHAVIOR)
        .path_opt("project", project).path("feed", feed).path("packageName", package_name)
}

/// `PATCH {project?}/_apis/packaging/feeds/{feed}/cargo/packages/{packageName}/upstreaming` · 7.2-preview.1 · `vso.packaging_manage`
#[inline]
pub fn set_upstreaming_behavior(
    project: Option<&ProjectRef>, feed: &FeedRef, package_name: &PackageName, body: &UpstreamingBehavior,
) -> Op<()> {
    Op::new(&meta::SET_UPSTREAMING_BEHAVIOR)
        .path_opt("project", project).path("feed", feed).path("packageName", package_name).json(body)
}

/// `DELETE {project?}/_apis/packaging/feeds/{feedId}/cargo/packages/{packageName}/versions/{packageVersion}` · 7.2-preview.1 · `vso.packaging_manage`
#[inline]
pub fn delete_package_version(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_name: &PackageName, package_version: &PackageVersionRef,
) -> Op<Package> {
    Op::new(&meta::DELETE_PACKAGE_VERSION)
        .path_opt("project", project).path("feedId", feed_id).path("packageName", package_name)
        .path("packageVersion", package_version)
}

params! { GetPackageVersion {
    show_deleted: bool = "showDeleted",
} }

/// `GET {project?}/_apis/packaging/feeds/{feedId}/cargo/packages/{packageName}/versions/{packageVersion}` · 7.2-preview.1 · `vso.packaging`
#[inline]
pub fn get_package_version(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_name: &PackageName, package_version: &PackageVersionRef,
    params: GetPackageVersion,
) -> Op<Package> {
    params.add_to(Op::new(&meta::GET_PACKAGE_VERSION)
        .path_opt("project", project).path("feedId", feed_id).path("packageName", package_name)
        .path("packageVersion", package_version))
}

/// `PATCH {project?}/_apis/packaging/feeds/{feedId}/cargo/packages/{packageName}/versions/{packageVersion}` · 7.2-preview.1 · `vso.packaging_manage`
#[inline]
pub fn update_package_version(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_name: &PackageName, package_version: &PackageVersionRef,
    body: &PackageVersionDetails,
) -> Op<()> {
    Op::new(&meta::UPDATE_PACKAGE_VERSION)
        .path_opt("project", project).path("feedId", feed_id).path("packageName", package_name)
        .path("packageVersion", package_version).json(body)
}

/// `DELETE {project?}/_apis/packaging/feeds/{feedId}/cargo/RecycleBin/packages/{packageName}/versions/{packageVersion}` · 7.2-preview.1 · `vso.packaging_manage`
#[inline]
pub fn delete_package_version_from_recycle_bin(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_name: &PackageName, package_version: &PackageVersionRef,
) -> Op<()> {
    Op::new(&meta::DELETE_PACKAGE_VERSION_FROM_RECYCLE_BIN)
        .path_opt("project", project).path("feedId", feed_id).path("packageName", package_name)
        .path("packageVersion", package_version)
}

/// `GET {project?}/_apis/packaging/feeds/{feedId}/cargo/RecycleBin/packages/{packageName}/versions/{packageVersion}` · 7.2-preview.1 · `vso.packaging`
#[inline]
pub fn get_package_version_metadata_from_recycle_bin(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_name: &PackageName, package_version: &PackageVersionRef,
) -> Op<CargoPackageVersionDeletionState> {
    Op::new(&meta::GET_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN)
        .path_opt("project", project).path("feedId", feed_id).path("packageName", package_name)
        .path("packageVersion", package_version)
}

/// `PATCH {project?}/_apis/packaging/feeds/{feedId}/cargo/RecycleBin/packages/{packageName}/versions/{packageVersion}` · 7.2-preview.1 · `vso.packaging_manage`
#[inline]
pub fn restore_package_version_from_recycle_bin(
    project: Option<&ProjectRef>, feed_id: &FeedId, package_name: &PackageName, package_version: &PackageVersionRef,
    body: &CargoRecycleBinPackageVersionDetails,
) -> Op<()> {
    Op::new(&meta::RESTORE_PACKAGE_VERSION_FROM_RECYCLE_BIN)
        .path_opt("project", project).path("feedId", feed_id).path("packageName", package_name)
        .path("packageVersion", package_version).json(body)
}

/// `POST {project?}/_apis/packaging/feeds/{feedId}/cargo/RecycleBin/packagesBatch` · 7.2-preview.1 · `vso.packaging_write`
#[inline]
pub fn update_recycle_bin_package_versions(
    project: Option<&ProjectRef>, feed_id: &FeedId, body: &CargoPackagesBatchRequest,
) -> Op<()> {
    Op::new(&meta::UPDATE_RECYCLE_BIN_PACKAGE_VERSIONS)
        .path_opt("project", project).path("feedId", feed_id).json(body)
}

/// `POST {project?}/_packaging/packaging/feeds/{feedId}/cargo/packagesbatch` · 7.2-preview.1 · `vso.packaging_write`
#[inline]
pub fn update_package_versions(
    project: Option<&ProjectRef>, feed_id: &FeedId, body: &CargoPackagesBatchRequest,
) -> Op<()> {
    Op::new(&meta::UPDATE_PACKAGE_VERSIONS).path_opt("project", project).path("feedId", feed_id).json(body)
}
