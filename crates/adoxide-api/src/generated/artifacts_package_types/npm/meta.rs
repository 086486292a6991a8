// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `artifacts_package_types::npm`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Npm").area_id(Some("4c83cfc1-f33a-477e-a789-29d38ffca52e")).host(Host::Pkgs)
}

catalog! {
    GET_SCOPED_PACKAGE_INFO = op("artifacts_package_types.npm.get_scoped_package_info", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/npm/@{packageScope}/{unscopedPackageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e93d9ec3-4022-401e-96b0-83ea5d911e09")).scopes(&["vso.packaging"]);
    UNPUBLISH_SCOPED_PACKAGE = op("artifacts_package_types.npm.unpublish_scoped_package", Method::DELETE, "{project?}/_apis/packaging/feeds/{feedId}/npm/@{packageScope}/{unscopedPackageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("e93d9ec3-4022-401e-96b0-83ea5d911e09")).scopes(&["vso.packaging_manage"]);
    UPDATE_SCOPED_PACKAGE = op("artifacts_package_types.npm.update_scoped_package", Method::PATCH, "{project?}/_apis/packaging/feeds/{feedId}/npm/@{packageScope}/{unscopedPackageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("e93d9ec3-4022-401e-96b0-83ea5d911e09")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json"));
    GET_PACKAGE_INFO = op("artifacts_package_types.npm.get_package_info", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/npm/{packageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("ed579d62-67c9-4271-be66-9b029af5bcf9")).scopes(&["vso.packaging"]);
    UNPUBLISH_PACKAGE = op("artifacts_package_types.npm.unpublish_package", Method::DELETE, "{project?}/_apis/packaging/feeds/{feedId}/npm/{packageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("ed579d62-67c9-4271-be66-9b029af5bcf9")).scopes(&["vso.packaging_manage"]);
    UPDATE_PACKAGE = op("artifacts_package_types.npm.update_package", Method::PATCH, "{project?}/_apis/packaging/feeds/{feedId}/npm/{packageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("ed579d62-67c9-4271-be66-9b029af5bcf9")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json"));
    GET_SCOPED_UPSTREAMING_BEHAVIOR = op("artifacts_package_types.npm.get_scoped_upstreaming_behavior", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/npm/packages/@{packageScope}/{unscopedPackageName}/upstreaming")
        .resource("upstreaming").api_version("7.1").effect(Effect::Read)
        .location_id(Some("9859c187-f6ec-41b0-862d-8003b3b404e0")).scopes(&["vso.packaging"]);
    SET_SCOPED_UPSTREAMING_BEHAVIOR = op("artifacts_package_types.npm.set_scoped_upstreaming_behavior", Method::PATCH, "{project?}/_apis/packaging/feeds/{feedId}/npm/packages/@{packageScope}/{unscopedPackageName}/upstreaming")
        .resource("upstreaming").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("9859c187-f6ec-41b0-862d-8003b3b404e0")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json")).produces(&[]);
    GET_CONTENT_SCOPED_PACKAGE = op("artifacts_package_types.npm.get_content_scoped_package", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/npm/packages/@{packageScope}/{unscopedPackageName}/versions/{packageVersion}/content")
        .resource("content").api_version("7.1").effect(Effect::Read)
        .location_id(Some("09a4eafd-123a-495c-979c-0eda7bdb9a14")).scopes(&["vso.packaging"])
        .produces(&["application/octet-stream"]);
    GET_README_SCOPED_PACKAGE = op("artifacts_package_types.npm.get_readme_scoped_package", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/npm/packages/@{packageScope}/{unscopedPackageName}/versions/{packageVersion}/readme")
        .resource("readme").api_version("7.1").effect(Effect::Read)
        .location_id(Some("6d4db777-7e4a-43b2-afad-779a1d197301")).scopes(&["vso.packaging"])
        .produces(&["text/plain"]);
    GET_UPSTREAMING_BEHAVIOR = op("artifacts_package_types.npm.get_upstreaming_behavior", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/npm/packages/{packageName}/upstreaming")
        .resource("upstreaming").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e27a45d3-711b-41cb-a47a-ae669b6e9076")).scopes(&["vso.packaging"]);
    SET_UPSTREAMING_BEHAVIOR = op("artifacts_package_types.npm.set_upstreaming_behavior", Method::PATCH, "{project?}/_apis/packaging/feeds/{feedId}/npm/packages/{packageName}/upstreaming")
        .resource("upstreaming").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("e27a45d3-711b-41cb-a47a-ae669b6e9076")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json")).produces(&[]);
    GET_CONTENT_UNSCOPED_PACKAGE = op("artifacts_package_types.npm.get_content_unscoped_package", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/npm/packages/{packageName}/versions/{packageVersion}/content")
        .resource("content").api_version("7.1").effect(Effect::Read)
        .location_id(Some("75caa482-cb1e-47cd-9f2c-c048a4b7a43e")).scopes(&["vso.packaging"])
        .produces(&["application/octet-stream"]);
    GET_README_UNSCOPED_PACKAGE = op("artifacts_package_types.npm.get_readme_unscoped_package", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/npm/packages/{packageName}/versions/{packageVersion}/readme")
        .resource("readme").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1099a396-b310-41d4-a4b6-33d134ce3fcf")).scopes(&["vso.packaging"])
        .produces(&["text/plain"]);
    UPDATE_PACKAGES = op("artifacts_package_types.npm.update_packages", Method::POST, "{project?}/_apis/packaging/feeds/{feedId}/npm/packagesbatch")
        .resource("packagesbatch").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("06f34005-bbb2-41f4-88f5-23e03a99bb12")).scopes(&["vso.packaging_write"])
        .consumes(Some("application/json")).produces(&[]);
    DELETE_SCOPED_PACKAGE_VERSION_FROM_RECYCLE_BIN = op("artifacts_package_types.npm.delete_scoped_package_version_from_recycle_bin", Method::DELETE, "{project?}/_apis/packaging/feeds/{feedId}/npm/RecycleBin/packages/@{packageScope}/{unscopedPackageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("220f45eb-94a5-432c-902a-5b8c6372e415")).scopes(&["vso.packaging_manage"]).produces(&[]);
    GET_SCOPED_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN = op("artifacts_package_types.npm.get_scoped_package_version_metadata_from_recycle_bin", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/npm/RecycleBin/packages/@{packageScope}/{unscopedPackageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("220f45eb-94a5-432c-902a-5b8c6372e415")).scopes(&["vso.packaging"]);
    RESTORE_SCOPED_PACKAGE_VERSION_FROM_RECYCLE_BIN = op("artifacts_package_types.npm.restore_scoped_package_version_from_recycle_bin", Method::PATCH, "{project?}/_apis/packaging/feeds/{feedId}/npm/RecycleBin/packages/@{packageScope}/{unscopedPackageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("220f45eb-94a5-432c-902a-5b8c6372e415")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json")).produces(&[]);
    DELETE_PACKAGE_VERSION_FROM_RECYCLE_BIN = op("artifacts_package_types.npm.delete_package_version_from_recycle_bin", Method::DELETE, "{project?}/_apis/packaging/feeds/{feedId}/npm/RecycleBin/packages/{packageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("63a4f31f-e92b-4ee4-bf92-22d485e73bef")).scopes(&["vso.packaging_manage"]).produces(&[]);
    GET_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN = op("artifacts_package_types.npm.get_package_version_metadata_from_recycle_bin", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/npm/RecycleBin/packages/{packageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("63a4f31f-e92b-4ee4-bf92-22d485e73bef")).scopes(&["vso.packaging"]);
    RESTORE_PACKAGE_VERSION_FROM_RECYCLE_BIN = op("artifacts_package_types.npm.restore_package_version_from_recycle_bin", Method::PATCH, "{project?}/_apis/packaging/feeds/{feedId}/npm/RecycleBin/packages/{packageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("63a4f31f-e92b-4ee4-bf92-22d485e73bef")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json")).produces(&[]);
    UPDATE_RECYCLE_BIN_PACKAGES = op("artifacts_package_types.npm.update_recycle_bin_packages", Method::POST, "{project?}/_apis/packaging/feeds/{feedId}/npm/RecycleBin/PackagesBatch")
        .resource("recyclebinpackagesbatch").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("eefe03ef-a6a2-4a7a-a0ec-2e65a5efd64c")).scopes(&["vso.packaging_write"])
        .consumes(Some("application/json")).produces(&[]);
    VALIDATE_CUSTOM_PUBLIC_UPSTREAM_SOURCE = op("artifacts_package_types.npm.validate_custom_public_upstream_source", Method::POST, "_apis/packaging/npm/validateupstream")
        .resource("validateUpstream").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .scopes(&["vso.packaging_write"]).consumes(Some("application/json"));
}
