// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `artifacts_package_types::universal`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("UPack").area_id(Some("d397749b-f115-4027-b6dd-77a65dd10d21")).host(Host::Pkgs)
}

catalog! {
    DELETE_PACKAGE_VERSION = op("artifacts_package_types.universal.delete_package_version", Method::DELETE, "{project?}/_apis/packaging/feeds/{feedId}/upack/packages/{packageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("72f61ca4-e07c-4eca-be75-6c0b2f3f4051")).scopes(&["vso.packaging_manage"]);
    GET_PACKAGE_VERSION = op("artifacts_package_types.universal.get_package_version", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/upack/packages/{packageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("72f61ca4-e07c-4eca-be75-6c0b2f3f4051")).scopes(&["vso.packaging"])
        .optional(&["showDeleted"]);
    UPDATE_PACKAGE_VERSION = op("artifacts_package_types.universal.update_package_version", Method::PATCH, "{project?}/_apis/packaging/feeds/{feedId}/upack/packages/{packageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("72f61ca4-e07c-4eca-be75-6c0b2f3f4051")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json")).produces(&[]);
    UPDATE_PACKAGE_VERSIONS = op("artifacts_package_types.universal.update_package_versions", Method::POST, "{project?}/_apis/packaging/feeds/{feedId}/upack/packagesbatch")
        .resource("packagesBatch").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("c17e81ae-4caa-4d8b-a431-6b329e890281")).scopes(&["vso.packaging_write"])
        .consumes(Some("application/json")).produces(&[]);
    DELETE_PACKAGE_VERSION_FROM_RECYCLE_BIN = op("artifacts_package_types.universal.delete_package_version_from_recycle_bin", Method::DELETE, "{project?}/_apis/packaging/feeds/{feedId}/upack/RecycleBin/packages/{packageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("3ba455ae-31e6-409e-849f-56c66888d004")).scopes(&["vso.packaging_manage"]).produces(&[]);
    GET_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN = op("artifacts_package_types.universal.get_package_version_metadata_from_recycle_bin", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/upack/RecycleBin/packages/{packageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("3ba455ae-31e6-409e-849f-56c66888d004")).scopes(&["vso.packaging"]);
    RESTORE_PACKAGE_VERSION_FROM_RECYCLE_BIN = op("artifacts_package_types.universal.restore_package_version_from_recycle_bin", Method::PATCH, "{project?}/_apis/packaging/feeds/{feedId}/upack/RecycleBin/packages/{packageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("3ba455ae-31e6-409e-849f-56c66888d004")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json")).produces(&[]);
    UPDATE_RECYCLE_BIN_PACKAGE_VERSIONS = op("artifacts_package_types.universal.update_recycle_bin_package_versions", Method::POST, "{project?}/_apis/packaging/feeds/{feedId}/upack/RecycleBin/packagesBatch")
        .resource("recycleBinPackagesBatch").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("12f73313-0937-4114-bb9f-4e9e720fdc78")).scopes(&["vso.packaging_write"])
        .consumes(Some("application/json")).produces(&[]);
}
