// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `artifacts_package_types::nu_get`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("NuGet").area_id(Some("b3be7473-68ea-4a81-bfc7-9530baaa19ad")).host(Host::Pkgs)
}

catalog! {
    GET_UPSTREAMING_BEHAVIOR = op("artifacts_package_types.nu_get.get_upstreaming_behavior", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/nuget/packages/{packageName}/upstreaming")
        .resource("upstreaming").api_version("7.1").effect(Effect::Read)
        .location_id(Some("b41eec47-6472-4efa-bcd5-a2c5607b66ec")).scopes(&["vso.packaging"]);
    SET_UPSTREAMING_BEHAVIOR = op("artifacts_package_types.nu_get.set_upstreaming_behavior", Method::PATCH, "{project?}/_apis/packaging/feeds/{feedId}/nuget/packages/{packageName}/upstreaming")
        .resource("upstreaming").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("b41eec47-6472-4efa-bcd5-a2c5607b66ec")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json")).produces(&[]);
    DELETE_PACKAGE_VERSION = op("artifacts_package_types.nu_get.delete_package_version", Method::DELETE, "{project?}/_apis/packaging/feeds/{feedId}/nuget/packages/{packageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("36c9353b-e250-4c57-b040-513c186c3905")).scopes(&["vso.packaging_manage"]);
    GET_PACKAGE_VERSION = op("artifacts_package_types.nu_get.get_package_version", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/nuget/packages/{packageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("36c9353b-e250-4c57-b040-513c186c3905")).scopes(&["vso.packaging"])
        .optional(&["showDeleted"]);
    UPDATE_PACKAGE_VERSION = op("artifacts_package_types.nu_get.update_package_version", Method::PATCH, "{project?}/_apis/packaging/feeds/{feedId}/nuget/packages/{packageName}/versions/{packageVersion}")
        .resource("versions").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("36c9353b-e250-4c57-b040-513c186c3905")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json")).produces(&[]);
    DOWNLOAD_PACKAGE = op("artifacts_package_types.nu_get.download_package", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/nuget/packages/{packageName}/versions/{packageVersion}/content")
        .resource("content").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("6ea81b8c-7386-490b-a71f-6cf23c80b388")).scopes(&["vso.packaging"])
        .produces(&["application/octet-stream"]).optional(&["sourceProtocolVersion"]);
    UPDATE_PACKAGE_VERSIONS = op("artifacts_package_types.nu_get.update_package_versions", Method::POST, "{project?}/_apis/packaging/feeds/{feedId}/nuget/packagesbatch")
        .resource("packagesBatch").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("00c58ea7-d55f-49de-b59f-983533ae11dc")).scopes(&["vso.packaging_write"])
        .consumes(Some("application/json")).produces(&[]);
    DELETE_PACKAGE_VERSION_FROM_RECYCLE_BIN = op("artifacts_package_types.nu_get.delete_package_version_from_recycle_bin", Method::DELETE, "{project?}/_apis/packaging/feeds/{feedId}/nuget/RecycleBin/packages/{packageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("07e88775-e3cb-4408-bbe1-628e036fac8c")).scopes(&["vso.packaging_manage"]).produces(&[]);
    GET_PACKAGE_VERSION_METADATA_FROM_RECYCLE_BIN = op("artifacts_package_types.nu_get.get_package_version_metadata_from_recycle_bin", Method::GET, "{project?}/_apis/packaging/feeds/{feedId}/nuget/RecycleBin/packages/{packageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("07e88775-e3cb-4408-bbe1-628e036fac8c")).scopes(&["vso.packaging"]);
    RESTORE_PACKAGE_VERSION_FROM_RECYCLE_BIN = op("artifacts_package_types.nu_get.restore_package_version_from_recycle_bin", Method::PATCH, "{project?}/_apis/packaging/feeds/{feedId}/nuget/RecycleBin/packages/{packageName}/versions/{packageVersion}")
        .resource("recycleBinVersions").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("07e88775-e3cb-4408-bbe1-628e036fac8c")).scopes(&["vso.packaging_manage"])
        .consumes(Some("application/json")).produces(&[]);
    UPDATE_RECYCLE_BIN_PACKAGE_VERSIONS = op("artifacts_package_types.nu_get.update_recycle_bin_package_versions", Method::POST, "{project?}/_apis/packaging/feeds/{feedId}/nuget/RecycleBin/packagesBatch")
        .resource("recycleBinPackagesBatch").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("6479ac16-32f4-40f7-aa96-9414de861352")).scopes(&["vso.packaging_write"])
        .consumes(Some("application/json")).produces(&[]);
}
