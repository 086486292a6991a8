// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET {project?}/_apis/packaging/feeds/{feed}/maven/groups/{groupId}/artifacts/{artifactId}/upstreaming` · 7.1-preview.1 · `vso.packaging`
#[inline]
pub fn get_upstreaming_behavior(
    project: Option<&ProjectRef>, feed: &FeedRef, group_id: &GroupIdText, artifact_id: &ArtifactId,
) -> Op<UpstreamingBehavior> {
    Op::new(&meta::GET_UPSTREAMING_BEHAVIOR)
        .path_opt("project", project).path("feed", feed).path("groupId", group_id).path("artifactId", artifact_id)
}

/// `PATCH {project?}/_apis/packaging/feeds/{feed}/maven/groups/{groupId}/artifacts/{artifactId}/upstreaming` · 7.1-preview.1 · `vso.packaging_manage`
#[inline]
pub fn set_upstreaming_behavior(
    project: Option<&ProjectRef>, feed: &FeedRef, group_id: &GroupIdText, artifact_id: &ArtifactId,
    body: &UpstreamingBehavior,
) -> Op<()> {
    Op::new(&meta::SET_UPSTREAMING_BEHAVIOR)
        .path_opt("project", project).path("feed", feed).path("groupId", group_id).path("artifactId", artifact_id)
        .json(body)
}

params! { GetPackageVersion {
    show_deleted: bool = "showDeleted",
} }

/// `GET {project?}/_apis/packaging/feeds/{feed}/maven/groups/{groupId}/artifacts/{artifactId}/versions/{version}` · 7.1-preview.1 · `vso.packaging`
#[inline]
pub fn get_package_version(
    project: Option<&ProjectRef>, feed: &FeedRef, group_id: &GroupIdText, artifact_id: &ArtifactId,
    version: &VersionText, params: GetPackageVersion,
) -> Op<Package> {
    params.add_to(Op::new(&meta::GET_PACKAGE_VERSION)
        .path_opt("project", project).path("feed", feed).path("groupId", group_id).path("artifactId", artifact_id)
        .path("version", version))
}

/// `DELETE {project?}/_apis/packaging/feeds/{feed}/maven/groups/{groupId}/artifacts/{artifactId}/versions/{version}` · 7.1-preview.1 · `vso.packaging_write`
#[inline]
pub fn package_delete(
    project: Option<&ProjectRef>, feed: &FeedRef, group_id: &GroupIdText, artifact_id: &ArtifactId,
    version: &VersionText,
) -> Op<()> {
    Op::new(&meta::PACKAGE_DELETE)
        .path_opt("project", project).path("feed", feed).path("groupId", group_id).path("artifactId", artifact_id)
        .path("version", version)
}

/// `PATCH {project?}/_apis/packaging/feeds/{feed}/maven/groups/{groupId}/artifacts/{artifactId}/versions/{version}` · 7.1-preview.1 · `vso.packaging_manage`
#[inline]
pub fn update_package_version(
    project: Option<&ProjectRef>, feed: &FeedRef, group_id: &GroupIdText, artifact_id: &ArtifactId,
    version: &VersionText, body: &PackageVersionDetails,
) -> Op<()> {
    Op::new(&meta::UPDATE_PACKAGE_VERSION)
        .path_opt("project", project).path("feed", feed).path("groupId", group_id).path("artifactId", artifact_id)
        .path("version", version).json(body)
}

/// `DELETE {project?}/_apis/packaging/feeds/{feed}/maven/RecycleBin/groups/{groupId}/artifacts/{artifactId}/versions/{version}` · 7.1-preview.1 · `vso.packaging_manage`
#[inline]
pub fn delete_package_version_from_recycle_bin(
    project: Option<&ProjectRef>, feed: &FeedRef, group_id: &GroupIdText, artifact_id: &ArtifactId,
    version: &VersionText,
) -> Op<()> {
    Op::new(&meta::DELETE_PACKAGE_VERSION_FROM_RECYCLE_BIN)
        .path_opt("project", project).path("feed", feed).path("groupId", group_id).path("artifactId", artifact_id)
        .path("version", version)
}

/// `GET {project?}/_apis/packaging/feeds/{feed}/maven/RecycleBin/groups/{groupId}/artifacts/{artifactId}/versions/{version}` · 7.1-preview.1 · `vso.packaging`
#[inline]
pub fn get_package_version_metadata_from_recycle_bin(
    project: Option<&ProjectRef>, feed: &FeedRef, group_id: &GroupIdText, artifact_id: &ArtifactId,
    version: &VersionText,
) -> Op<MavenPackageVersionDeletionState> {
    Op::new(&meta::GET_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN)
        .path_opt("project", project).path("feed", feed).path("groupId", group_id).path("artifactId", artifact_id)
        .path("version", version)
}

/// `PATCH {project?}/_apis/packaging/feeds/{feed}/maven/RecycleBin/groups/{groupId}/artifacts/{artifactId}/versions/{version}` · 7.1-preview.1 · `vso.packaging_manage`
#[inline]
pub fn restore_package_version_from_recycle_bin(
    project: Option<&ProjectRef>, feed: &FeedRef, group_id: &GroupIdText, artifact_id: &ArtifactId,
    version: &VersionText, body: &MavenRecycleBinPackageVersionDetails,
) -> Op<()> {
    Op::new(&meta::RESTORE_PACKAGE_VERSION_FROM_RECYCLE_BIN)
        .path_opt("project", project).path("feed", feed).path("groupId", group_id).path("artifactId", artifact_id)
        .path("version", version).json(body)
}

/// `POST {project?}/_apis/packaging/feeds/{feed}/maven/RecycleBin/packagesBatch` · 7.1-preview.1 · `vso.packaging_write`
#[inline]
pub fn update_recycle_bin_packages(
    project: Option<&ProjectRef>, feed: &FeedRef, body: &MavenPackagesBatchRequest,
) -> Op<()> {
    Op::new(&meta::UPDATE_RECYCLE_BIN_PACKAGES).path_opt("project", project).path("feed", feed).json(body)
}

/// `GET {project?}/_apis/packaging/feeds/{feedId}/maven/{groupId}/{artifactId}/{version}/{fileName}/content` · 7.1-preview.1 · `vso.packaging`
#[inline]
pub fn download_package(
    project: Option<&ProjectRef>, feed_id: &FeedId, group_id: &GroupIdText, artifact_id: &ArtifactId,
    version: &VersionText, file_name: &FileName,
) -> Op<Content> {
    Op::new(&meta::DOWNLOAD_PACKAGE)
        .path_opt("project", project).path("feedId", feed_id).path("groupId", group_id)
        .path("artifactId", artifact_id).path("version", version).path("fileName", file_name).accept("*/*")
}

/// `POST {project?}/_apis/packaging/feeds/{feedId}/maven/packagesbatch` · 7.1-preview.1 · `vso.packaging_write`
#[inline]
pub fn update_package_versions(
    project: Option<&ProjectRef>, feed_id: &FeedId, body: &MavenPackagesBatchRequest,
) -> Op<()> {
    Op::new(&meta::UPDATE_PACKAGE_VERSIONS).path_opt("project", project).path("feedId", feed_id).json(body)
}
