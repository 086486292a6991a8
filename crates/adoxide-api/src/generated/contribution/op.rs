// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `POST _apis/Contribution/nodes/query` · 7.1-preview.1
#[inline]
pub fn query_contribution_nodes(body: &ContributionNodeQuery) -> Op<ContributionNodeQueryResult> {
    Op::new(&meta::QUERY_CONTRIBUTION_NODES).json(body)
}

/// `POST _apis/Contribution/dataProviders/query/{scopeName?}/{scopeValue?}` · 7.1-preview.1
#[inline]
pub fn query_data_providers(
    scope_name: Option<&ScopeName>, scope_value: Option<&ScopeValueRef>, body: &DataProviderQuery,
) -> Op<DataProviderResult> {
    Op::new(&meta::QUERY_DATA_PROVIDERS)
        .path_opt("scopeName", scope_name).path_opt("scopeValue", scope_value).json(body)
}

params! { GetInstalledExtensions {
    contribution_ids: String = "contributionIds",
    include_disabled_apps: bool = "includeDisabledApps",
    asset_types: String = "assetTypes",
} }

/// `GET _apis/Contribution/installedApps` · 7.1-preview.2
#[inline]
pub fn get_installed_extensions(params: GetInstalledExtensions) -> Op<List<InstalledExtension>> {
    params.add_to(Op::new(&meta::GET_INSTALLED_EXTENSIONS))
}

params! { GetInstalledExtensionByName {
    asset_types: String = "assetTypes",
} }

/// `GET _apis/Contribution/installedApps/{publisherName}/{extensionName}` · 7.1-preview.2
#[inline]
pub fn get_installed_extension_by_name(
    publisher_name: &PublisherName, extension_name: &ExtensionName, params: GetInstalledExtensionByName,
) -> Op<InstalledExtension> {
    params.add_to(Op::new(&meta::GET_INSTALLED_EXTENSION_BY_NAME)
        .path("publisherName", publisher_name).path("extensionName", extension_name))
}

/// `POST _apis/Contribution/HierarchyQuery/{scopeName?}/{scopeValue?}` · 7.1-preview.1
#[inline]
pub fn hierarchy_query(
    scope_name: Option<&ScopeName>, scope_value: Option<&ScopeValueRef>, body: &DataProviderQuery,
) -> Op<HierarchyQueryResult> {
    Op::new(&meta::HIERARCHY_QUERY)
        .path_opt("scopeName", scope_name).path_opt("scopeValue", scope_value).json(body)
}
