// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `extension_management`.

use http::Method;

use crate::wire::{Effect, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("ExtensionManagement").area_id(Some("6c2b0933-3600-42ae-bf8b-93d4f7e83594")).host(Host::ExtMgmt)
}

catalog! {
    GET_INSTALLED_EXTENSIONS = op("extension_management.get_installed_extensions", Method::GET, "_apis/extensionmanagement/installedextensions")
        .resource("installedExtensions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("275424d0-c844-4fe2-bda6-04933a1357d8")).scopes(&["vso.extension"])
        .optional(&["includeDisabledExtensions", "includeErrors", "assetTypes", "includeInstallationIssues"]);
    UPDATE_INSTALLED_EXTENSION = op("extension_management.update_installed_extension", Method::PATCH, "_apis/extensionmanagement/installedextensions")
        .resource("installedExtensions").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("275424d0-c844-4fe2-bda6-04933a1357d8")).scopes(&["vso.extension_manage"])
        .consumes(Some("application/json"));
    GET_INSTALLED_EXTENSION_BY_NAME = op("extension_management.get_installed_extension_by_name", Method::GET, "_apis/extensionmanagement/installedextensionsbyname/{publisherName}/{extensionName}")
        .resource("installedExtensionsByName").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("fb0da285-f23e-4b56-8b53-3ef5f9f6de66")).scopes(&["vso.extension_manage"])
        .optional(&["assetTypes"]);
    UNINSTALL_EXTENSION_BY_NAME = op("extension_management.uninstall_extension_by_name", Method::DELETE, "_apis/extensionmanagement/installedextensionsbyname/{publisherName}/{extensionName}")
        .resource("installedExtensionsByName").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("fb0da285-f23e-4b56-8b53-3ef5f9f6de66")).scopes(&["vso.extension_manage"]).produces(&[])
        .optional(&["reason", "reasonCode"]);
    INSTALL_EXTENSION_BY_NAME = op("extension_management.install_extension_by_name", Method::POST, "_apis/extensionmanagement/installedextensionsbyname/{publisherName}/{extensionName}/{version?}")
        .resource("installedExtensionsByName").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("fb0da285-f23e-4b56-8b53-3ef5f9f6de66")).scopes(&["vso.extension_manage"]);
}
