// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `artifacts_package_types::py_pi_api`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("PyPi").area_id(Some("92f0314b-06c5-46e0-abe7-15fd9d13276a")).host(Host::Pkgs)
}

catalog! {
    GET_UPSTREAMING_BEHAVIOR = op("artifacts_package_types.py_pi_api.get_upstreaming_behavior", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/pypi/packages/{packageName}/upstreaming")
        .resource("upstreaming").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("21b8c9a7-7080-45be-a5ba-e50bb4c18130")).scopes(&["vso.packaging"]);
    SET_UPSTREAMING_BEHAVIOR = op("artifacts_package_types.py_pi_api.set_upstreaming_behavior", Method::PATCH, "{project?}/_apis/packaging/feeds/{feedId}/pypi/packages/{packageName}/upstreaming")
        .resource("upstreaming").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("21b8c9a7-7080-45be-a5ba-e50bb4c18130")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json")).produces(&[]);
    DELETE_PACKAGE_VERSION = op("artifacts_package_types.py_pi_api.delete_package_version", Method::DELETE, "{project?}/_apis/packaging/feeds/{feedId}/pypi/packages/{packageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("d146ac7e-9e3f-4448-b956-f9bb3bdf9b2e")).scopes(&["vso.packaging_manage"]);
    GET_PACKAGE_VERSION = op("artifacts_package_types.py_pi_api.get_package_version", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/pypi/packages/{packageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("d146ac7e-9e3f-4448-b956-f9bb3bdf9b2e")).scopes(&["vso.packaging"])
        .optional(&["showDeleted"]);
    UPDATE_PACKAGE_VERSION = op("artifacts_package_types.py_pi_api.update_package_version", Method::PATCH, "{project?}/_apis/packaging/feeds/{feedId}/pypi/packages/{packageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("d146ac7e-9e3f-4448-b956-f9bb3bdf9b2e")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json")).produces(&[]);
    DOWNLOAD_PACKAGE = op("artifacts_package_types.py_pi_api.download_package", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/pypi/packages/{packageName}/versions/{packageVersion}/{fileName}/content")
        .resource("content").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("97218bae-a64d-4381-9257-b5b7951f0b98")).scopes(&["vso.packaging"])
        .produces(&["application/octet-stream"]);
    UPDATE_PACKAGE_VERSIONS = op("artifacts_package_types.py_pi_api.update_package_versions", Method::POST, "{project?}/_apis/packaging/feeds/{feedId}/pypi/packagesbatch")
        .resource("packagesBatch").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("4e53d561-70c1-4c98-b937-0f22acb27b0b")).scopes(&["vso.packaging_write"])
        .consumes(Some("application/json")).produces(&[]);
    DELETE_PACKAGE_VERSION_FROM_RECYCLE_BIN = op("artifacts_package_types.py_pi_api.delete_package_version_from_recycle_bin", Method::DELETE, "{project?}/_apis/packaging/feeds/{feedId}/pypi/RecycleBin/packages/{packageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("07143752-3d94-45fd-86c2-0c77ed87847b")).scopes(&["vso.packaging_manage"]).produces(&[]);
    GET_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN = op("artifacts_package_types.py_pi_api.get_package_version_metadata_from_recycle_bin", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/pypi/RecycleBin/packages/{packageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("07143752-3d94-45fd-86c2-0c77ed87847b")).scopes(&["vso.packaging"]);
    RESTORE_PACKAGE_VERSION_FROM_RECYCLE_BIN = op("artifacts_package_types.py_pi_api.restore_package_version_from_recycle_bin", Method::PATCH, "{project?}/_apis/packaging/feeds/{feedId}/pypi/RecycleBin/packages/{packageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("07143752-3d94-45fd-86c2-0c77ed87847b")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json")).produces(&[]);
    UPDATE_RECYCLE_BIN_PACKAGE_VERSIONS = op("artifacts_package_types.py_pi_api.update_recycle_bin_package_versions", Method::POST, "{project?}/_apis/packaging/feeds/{feedId}/pypi/RecycleBin/packagesBatch")
        .resource("recycleBinPackagesBatch").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("d2d89918-c69e-4ef4-b357-1c3ccb4d28d2")).scopes(&["vso.packaging_write"])
        .consumes(Some("application/json")).produces(&[]);
}
