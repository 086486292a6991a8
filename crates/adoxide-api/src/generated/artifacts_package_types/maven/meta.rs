// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `artifacts_package_types::maven`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Maven").area_id(Some("6f7f8c07-ff36-473c-bcf3-bd6cc9b6c066")).host(Host::Pkgs)
}

catalog! {
    GET_UPSTREAMING_BEHAVIOR = op("artifacts_package_types.maven.get_upstreaming_behavior", Method::GET, "{project?}/_apis/packaging/feeds/{feed}/maven/groups/{groupId}/artifacts/{artifactId}/upstreaming")
        .resource("upstreaming").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("fba7ba8c-d1f5-4aeb-8f5d-f017a7d5e719")).scopes(&["vso.packaging"]);
    SET_UPSTREAMING_BEHAVIOR = op("artifacts_package_types.maven.set_upstreaming_behavior", Method::PATCH, "{project?}/_apis/packaging/feeds/{feed}/maven/groups/{groupId}/artifacts/{artifactId}/upstreaming")
        .resource("upstreaming").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("fba7ba8c-d1f5-4aeb-8f5d-f017a7d5e719")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json")).produces(&[]);
    GET_PACKAGE_VERSION = op("artifacts_package_types.maven.get_package_version", Method::GET, "{project?}/_apis/packaging/feeds/{feed}/maven/groups/{groupId}/artifacts/{artifactId}/versions/{version}")
        .resource("versions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("180ed967-377a-4112-986b-607adb14ded4")).scopes(&["vso.packaging"])
        .optional(&["showDeleted"]);
    PACKAGE_DELETE = op("artifacts_package_types.maven.package_delete", Method::DELETE, "{project?}/_apis/packaging/feeds/{feed}/maven/groups/{groupId}/artifacts/{artifactId}/versions/{version}")
        .resource("versions").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("180ed967-377a-4112-986b-607adb14ded4")).scopes(&["vso.packaging_write"]).produces(&[]);
    UPDATE_PACKAGE_VERSION = op("artifacts_package_types.maven.update_package_version", Method::PATCH, "{project?}/_apis/packaging/feeds/{feed}/maven/groups/{groupId}/artifacts/{artifactId}/versions/{version}")
        .resource("versions").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("180ed967-377a-4112-986b-607adb14ded4")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json")).produces(&[]);
    DELETE_PACKAGE_VERSION_FROM_RECYCLE_BIN = op("artifacts_package_types.maven.delete_package_version_from_recycle_bin", Method::DELETE, "{project?}/_apis/packaging/feeds/{feed}/maven/RecycleBin/groups/{groupId}/artifacts/{artifactId}/versions/{version}")
        .resource("recycleBinVersions").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("f67e10eb-1254-4953-add7-d49b83a16c9f")).scopes(&["vso.packaging_manage"]).produces(&[]);
    GET_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN = op("artifacts_package_types.maven.get_package_version_metadata_from_recycle_bin", Method::GET, "{project?}/_apis/packaging/feeds/{feed}/maven/RecycleBin/groups/{groupId}/artifacts/{artifactId}/versions/{version}")
        .resource("recycleBinVersions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("f67e10eb-1254-4953-add7-d49b83a16c9f")).scopes(&["vso.packaging"]);
    RESTORE_PACKAGE_VERSION_FROM_RECYCLE_BIN = op("artifacts_package_types.maven.restore_package_version_from_recycle_bin", Method::PATCH, "{project?}/_apis/packaging/feeds/{feed}/maven/RecycleBin/groups/{groupId}/artifacts/{artifactId}/versions/{version}")
        .resource("recycleBinVersions").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("f67e10eb-1254-4953-add7-d49b83a16c9f")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json")).produces(&[]);
    UPDATE_RECYCLE_BIN_PACKAGES = op("artifacts_package_types.maven.update_recycle_bin_packages", Method::POST, "{project?}/_apis/packaging/feeds/{feed}/maven/RecycleBin/packagesBatch")
        .resource("recyclebinpackagesbatch").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("5dd6f547-c76f-4d9d-b2ec-4720feda641f")).scopes(&["vso.packaging_write"])
        .consumes(Some("application/json")).produces(&[]);
    DOWNLOAD_PACKAGE = op("artifacts_package_types.maven.download_package", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/maven/{groupId}/{artifactId}/{version}/{fileName}/content")
        .resource("content").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("c338d4b5-d30a-47e2-95b7-f157ef558833")).scopes(&["vso.packaging"])
        .produces(&["application/octet-stream"]);
    UPDATE_PACKAGE_VERSIONS = op("artifacts_package_types.maven.update_package_versions", Method::POST, "{project?}/_apis/packaging/feeds/{feedId}/maven/packagesbatch")
        .resource("packagesBatch").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("b7c586b0-d947-4d35-811a-f1161de80e6c")).scopes(&["vso.packaging_write"])
        .consumes(Some("application/json")).produces(&[]);
}
