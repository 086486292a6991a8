// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `artifacts_package_types::cargo_api`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Cargo").area_id(Some("71f96160-8701-4914-aed9-c44b89f20ccd")).host(Host::Pkgs)
}

catalog! {
    GET_UPSTREAMING_BEHAVIOR = op("artifacts_package_types.cargo_api.get_upstreaming_behavior", Method::GET, "{project?}/_apis/packaging/feeds/{feed}/cargo/packages/{packageName}/upstreaming")
        .resource("upstreaming").api_version("7.2-preview.1").effect(Effect::Read)
        .scopes(&["vso.packaging"]);
    SET_UPSTREAMING_BEHAVIOR = op("artifacts_package_types.cargo_api.set_upstreaming_behavior", Method::PATCH, "{project?}/_apis/packaging/feeds/{feed}/cargo/packages/{packageName}/upstreaming")
        .resource("upstreaming").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .scopes(&["vso.packaging_manage"]).consumes(Some("application/json")).produces(&[]);
    DELETE_PACKAGE_VERSION = op("artifacts_package_types.cargo_api.delete_package_version", Method::DELETE, "{project?}/_apis/packaging/feeds/{feedId}/cargo/packages/{packageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.2-preview.1").effect(Effect::Idempotent)
        .scopes(&["vso.packaging_manage"]);
    GET_PACKAGE_VERSION = op("artifacts_package_types.cargo_api.get_package_version", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/cargo/packages/{packageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.2-preview.1").effect(Effect::Read)
        .scopes(&["vso.packaging"]).optional(&["showDeleted"]);
    UPDATE_PACKAGE_VERSION = op("artifacts_package_types.cargo_api.update_package_version", Method::PATCH, "{project?}/_apis/packaging/feeds/{feedId}/cargo/packages/{packageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .scopes(&["vso.packaging_manage"]).consumes(Some("application/json")).produces(&[]);
    DELETE_PACKAGE_VERSION_FROM_RECYCLE_BIN = op("artifacts_package_types.cargo_api.delete_package_version_from_recycle_bin", Method::DELETE, "{project?}/_apis/packaging/feeds/{feedId}/cargo/RecycleBin/packages/{packageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.2-preview.1").effect(Effect::Idempotent)
        .scopes(&["vso.packaging_manage"]).produces(&[]);
    GET_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN = op("artifacts_package_types.cargo_api.get_package_version_metadata_from_recycle_bin", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/cargo/RecycleBin/packages/{packageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.2-preview.1").effect(Effect::Read)
        .scopes(&["vso.packaging"]);
    RESTORE_PACKAGE_VERSION_FROM_RECYCLE_BIN = op("artifacts_package_types.cargo_api.restore_package_version_from_recycle_bin", Method::PATCH, "{project?}/_apis/packaging/feeds/{feedId}/cargo/RecycleBin/packages/{packageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .scopes(&["vso.packaging_manage"]).consumes(Some("application/json")).produces(&[]);
    UPDATE_RECYCLE_BIN_PACKAGE_VERSIONS = op("artifacts_package_types.cargo_api.update_recycle_bin_package_versions", Method::POST, "{project?}/_apis/packaging/feeds/{feedId}/cargo/RecycleBin/packagesBatch")
        .resource("recycleBinPackagesBatch").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .scopes(&["vso.packaging_write"]).consumes(Some("application/json")).produces(&[]);
    UPDATE_PACKAGE_VERSIONS = op("artifacts_package_types.cargo_api.update_package_versions", Method::POST, "{project?}/_packaging/packaging/feeds/{feedId}/cargo/packagesbatch")
        .resource("packagesBatch").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .scopes(&["vso.packaging_write"]).consumes(Some("application/json")).produces(&[]);
}
