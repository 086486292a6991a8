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
    publisher_name: &PublisherName, extension_name: &ExtensionName, version: Option<&VersionText>,
) -> Op<InstalledExtension> {
    Op::new(&meta::INSTALL_EXTENSION_BY_NAME)
        .path("publisherName", publisher_name).path("extensionName", extension_name).path_opt("version", version)
}

params! { GetAcquisitionOptions {
    test_commerce: bool = "testCommerce",
    is_free_or_trial_install: bool = "isFreeOrTrialInstall",
    is_account_owner: bool = "isAccountOwner",
    is_linked: bool = "isLinked",
    is_connected_server: bool = "isConnectedServer",
    is_buy_operation_valid: bool = "isBuyOperationValid",
} }

/// `GET _apis/ExtensionManagement/AcquisitionOptions` · 7.1-preview.1
#[inline]
pub fn get_acquisition_options(item_id: &str, params: GetAcquisitionOptions) -> Op<AcquisitionOptions> {
    params.add_to(Op::new(&meta::GET_ACQUISITION_OPTIONS).query("itemId", item_id))
}

/// `POST _apis/gallery/acquisitionrequests` · 7.1-preview.1
#[inline]
pub fn request_acquisition(body: &ExtensionAcquisitionRequest) -> Op<ExtensionAcquisitionRequest> {
    Op::new(&meta::REQUEST_ACQUISITION).json(body)
}

/// `GET _apis/ExtensionManagement/AuditLog/{publisherName}/{extensionName}` · 7.1-preview.1
#[inline]
pub fn get_audit_log(publisher_name: &PublisherName, extension_name: &ExtensionName) -> Op<ExtensionAuditLog> {
    Op::new(&meta::GET_AUDIT_LOG).path("publisherName", publisher_name).path("extensionName", extension_name)
}

/// `PUT _apis/ExtensionManagement/InstalledExtensions/{publisherName}/{extensionName}/Authorizations/{registrationId}` · 7.1-preview.1
#[inline]
pub fn register_authorization(
    publisher_name: &PublisherName, extension_name: &ExtensionName, registration_id: &RegistrationId,
) -> Op<ExtensionAuthorization> {
    Op::new(&meta::REGISTER_AUTHORIZATION)
        .path("publisherName", publisher_name).path("extensionName", extension_name)
        .path("registrationId", registration_id)
}

/// `POST _apis/ExtensionManagement/InstalledExtensions/{publisherName}/{extensionName}/Data/Scopes/{scopeType}/{scopeValue}/Collections/{collectionName}/Documents` · 7.1-preview.1
#[inline]
pub fn create_document_by_name(
    publisher_name: &PublisherName, extension_name: &ExtensionName, scope_type: &ScopeType,
    scope_value: &ScopeValueRef, collection_name: &CollectionName, body: &Json,
) -> Op<Json> {
    Op::new(&meta::CREATE_DOCUMENT_BY_NAME)
        .path("publisherName", publisher_name).path("extensionName", extension_name).path("scopeType", scope_type)
        .path("scopeValue", scope_value).path("collectionName", collection_name).json(body)
}

/// `DELETE _apis/ExtensionManagement/InstalledExtensions/{publisherName}/{extensionName}/Data/Scopes/{scopeType}/{scopeValue}/Collections/{collectionName}/Documents/{documentId}` · 7.1-preview.1
#[inline]
pub fn delete_document_by_name(
    publisher_name: &PublisherName, extension_name: &ExtensionName, scope_type: &ScopeType,
    scope_value: &ScopeValueRef, collection_name: &CollectionName, document_id: &DocumentId,
) -> Op<()> {
    Op::new(&meta::DELETE_DOCUMENT_BY_NAME)
        .path("publisherName", publisher_name).path("extensionName", extension_name).path("scopeType", scope_type)
        .path("scopeValue", scope_value).path("collectionName", collection_name).path("documentId", document_id)
}

/// `GET _apis/ExtensionManagement/InstalledExtensions/{publisherName}/{extensionName}/Data/Scopes/{scopeType}/{scopeValue}/Collections/{collectionName}/Documents/{documentId}` · 7.1-preview.1
#[inline]
pub fn get_document_by_name(
    publisher_name: &PublisherName, extension_name: &ExtensionName, scope_type: &ScopeType,
    scope_value: &ScopeValueRef, collection_name: &CollectionName, document_id: &DocumentId,
) -> Op<Json> {
    Op::new(&meta::GET_DOCUMENT_BY_NAME)
        .path("publisherName", publisher_name).path("extensionName", extension_name).path("scopeType", scope_type)
        .path("scopeValue", scope_value).path("collectionName", collection_name).path("documentId", document_id)
}

/// `GET _apis/ExtensionManagement/InstalledExtensions/{publisherName}/{extensionName}/Data/Scopes/{scopeType}/{scopeValue}/Collections/{collectionName}/Documents` · 7.1-preview.1
#[inline]
pub fn get_documents_by_name(
    publisher_name: &PublisherName, extension_name: &ExtensionName, scope_type: &ScopeType,
    scope_value: &ScopeValueRef, collection_name: &CollectionName,
) -> Op<List<Json>> {
    Op::new(&meta::GET_DOCUMENTS_BY_NAME)
        .path("publisherName", publisher_name).path("extensionName", extension_name).path("scopeType", scope_type)
        .path("scopeValue", scope_value).path("collectionName", collection_name)
}

/// `PUT _apis/ExtensionManagement/InstalledExtensions/{publisherName}/{extensionName}/Data/Scopes/{scopeType}/{scopeValue}/Collections/{collectionName}/Documents` · 7.1-preview.1
#[inline]
pub fn set_document_by_name(
    publisher_name: &PublisherName, extension_name: &ExtensionName, scope_type: &ScopeType,
    scope_value: &ScopeValueRef, collection_name: &CollectionName, body: &Json,
) -> Op<Json> {
    Op::new(&meta::SET_DOCUMENT_BY_NAME)
        .path("publisherName", publisher_name).path("extensionName", extension_name).path("scopeType", scope_type)
        .path("scopeValue", scope_value).path("collectionName", collection_name).json(body)
}

/// `PATCH _apis/ExtensionManagement/InstalledExtensions/{publisherName}/{extensionName}/Data/Scopes/{scopeType}/{scopeValue}/Collections/{collectionName}/Documents` · 7.1-preview.1
#[inline]
pub fn update_document_by_name(
    publisher_name: &PublisherName, extension_name: &ExtensionName, scope_type: &ScopeType,
    scope_value: &ScopeValueRef, collection_name: &CollectionName, body: &Json,
) -> Op<Json> {
    Op::new(&meta::UPDATE_DOCUMENT_BY_NAME)
        .path("publisherName", publisher_name).path("extensionName", extension_name).path("scopeType", scope_type)
        .path("scopeValue", scope_value).path("collectionName", collection_name).json(body)
}

/// `POST _apis/ExtensionManagement/InstalledExtensions/{publisherName}/{extensionName}/ExtensionDataCollectionQuery` · 7.1-preview.1
#[inline]
pub fn query_collections_by_name(
    publisher_name: &PublisherName, extension_name: &ExtensionName, body: &ExtensionDataCollectionQuery,
) -> Op<List<ExtensionDataCollection>> {
    Op::new(&meta::QUERY_COLLECTIONS_BY_NAME)
        .path("publisherName", publisher_name).path("extensionName", extension_name).json(body)
}

params! { GetStates {
    include_disabled: bool = "includeDisabled",
    include_errors: bool = "includeErrors",
    include_installation_issues: bool = "includeInstallationIssues",
    force_refresh: bool = "forceRefresh",
} }

/// `GET _apis/ExtensionManagement/ExtensionStates` · 7.1-preview.2
#[inline]
pub fn get_states(params: GetStates) -> Op<List<ExtensionState>> {
    params.add_to(Op::new(&meta::GET_STATES))
}

/// `POST _apis/public/gallery/extensionquery` · 7.1-preview.2
#[inline]
pub fn query_extensions(body: &InstalledExtensionQuery) -> Op<List<InstalledExtension>> {
    Op::new(&meta::QUERY_EXTENSIONS).json(body)
}

/// `GET _apis/ExtensionManagement/Policies/{userId}` · 7.1-preview.1
#[inline]
pub fn get_policies(user_id: &UserId) -> Op<UserExtensionPolicy> {
    Op::new(&meta::GET_POLICIES).path("userId", user_id)
}

/// `PATCH _apis/ExtensionManagement/RequestedExtensions/{publisherName}/{extensionName}/requests/{requesterId}` · 7.1-preview.1
#[inline]
pub fn resolve_request(
    publisher_name: &PublisherName, extension_name: &ExtensionName, requester_id: &RequesterId,
    state: &ExtensionRequestState, body: &str,
) -> Op<i64> {
    Op::new(&meta::RESOLVE_REQUEST)
        .path("publisherName", publisher_name).path("extensionName", extension_name)
        .path("requesterId", requester_id).query("state", state).json(body)
}

/// `GET _apis/ExtensionManagement/RequestedExtensions` · 7.1-preview.1
#[inline]
pub fn get_requests() -> Op<List<RequestedExtension>> {
    Op::new(&meta::GET_REQUESTS)
}

/// `PATCH _apis/ExtensionManagement/RequestedExtensions/{publisherName}/{extensionName}` · 7.1-preview.1
#[inline]
pub fn resolve_all_requests(
    publisher_name: &PublisherName, extension_name: &ExtensionName, state: &ExtensionRequestState, body: &str,
) -> Op<i64> {
    Op::new(&meta::RESOLVE_ALL_REQUESTS)
        .path("publisherName", publisher_name).path("extensionName", extension_name).query("state", state)
        .json(body)
}

/// `DELETE _apis/ExtensionManagement/RequestedExtensions/{publisherName}/{extensionName}/requests/me` · 7.1-preview.1
#[inline]
pub fn delete_request(publisher_name: &PublisherName, extension_name: &ExtensionName) -> Op<()> {
    Op::new(&meta::DELETE_REQUEST).path("publisherName", publisher_name).path("extensionName", extension_name)
}

/// `POST _apis/ExtensionManagement/RequestedExtensions/{publisherName}/{extensionName}/requests/me` · 7.1-preview.1
#[inline]
pub fn request_extension(
    publisher_name: &PublisherName, extension_name: &ExtensionName, body: &str,
) -> Op<RequestedExtension> {
    Op::new(&meta::REQUEST_EXTENSION)
        .path("publisherName", publisher_name).path("extensionName", extension_name).json(body)
}

/// `GET _apis/ExtensionManagement/Token` · 7.1-preview.1
#[inline]
pub fn get_token() -> Op<String> {
    Op::new(&meta::GET_TOKEN)
}
