// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { GetInstalledExtensions {
    include_disabled_extensions: bool = "includeDisabledExtensions",
    include_errors: bool = "includeErrors",
    asset_types: Vec<String> = "assetTypes",
    include_installation_issues: bool = "includeInstallationIssues",
} }

/// `GET _apis/extensionmanagement/installedextensions` · 7.1-preview.1 · `vso.extension`
#[inline]
pub fn get_installed_extensions(params: GetInstalledExtensions) -> Op<List<InstalledExtension>> {
    params.add_to(Op::new(&meta::GET_INSTALLED_EXTENSIONS))
}

/// `PATCH _apis/extensionmanagement/installedextensions` · 7.1-preview.1 · `vso.extension_manage`
#[inline]
pub fn update_installed_extension(body: &InstalledExtension) -> Op<InstalledExtension> {
    Op::new(&meta::UPDATE_INSTALLED_EXTENSION).json(body)
}

params! { GetInstalledExtensionByName {
    asset_types: Vec<String> = "assetTypes",
} }

/// `GET _apis/extensionmanagement/installedextensionsbyname/{publisherName}/{extensionName}` · 7.1-preview.1 · `vso.extension_manage`
#[inline]
pub fn get_installed_extension_by_name(
    publisher_name: &PublisherName, extension_name: &ExtensionName, params: GetInstalledExtensionByName,
) -> Op<InstalledExtension> {
    params.add_to(Op::new(&meta::GET_INSTALLED_EXTENSION_BY_NAME)
        .path("publisherName", publisher_name).path("extensionName", extension_name))
}

params! { UninstallExtensionByName {
    reason: String = "reason",
    reason_code: String = "reasonCode",
} }

/// `DELETE _apis/extensionmanagement/installedextensionsbyname/{publisherName}/{extensionName}` · 7.1-preview.1 · `vso.extension_manage`
#[inline]
pub fn uninstall_extension_by_name(
    publisher_name: &PublisherName, extension_name: &ExtensionName, params: UninstallExtensionByName,
) -> Op<()> {
    params.add_to(Op::new(&meta::UNINSTALL_EXTENSION_BY_NAME)
        .path("publisherName", publisher_name).path("extensionName", extension_name))
}

/// `POST _apis/extensionmanagement/installedextensionsbyname/{publisherName}/{extensionName}/{version?}` · 7.1-preview.1 · `vso.extension_manage`
#[inline]
pub fn install_extension_by_name(
    publisher_name: &PublisherName, extension_name: &ExtensionName, version: Option<&VersionRef>,
) -> Op<InstalledExtension> {
    Op::new(&meta::INSTALL_EXTENSION_BY_NAME)
        .path("publisherName", publisher_name).path("extensionName", extension_name).path_opt("version", version)
}
