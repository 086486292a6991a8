// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `extension_management`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

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
    GET_ACQUISITION_OPTIONS = op("extension_management.get_acquisition_options", Method::GET, "_apis/ExtensionManagement/AcquisitionOptions")
        .resource("AcquisitionOptions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("288dff58-d13b-468e-9671-0fb754e9398c")).required(&["itemId"]).optional(&[
            "testCommerce", "isFreeOrTrialInstall", "isAccountOwner", "isLinked", "isConnectedServer",
            "isBuyOperationValid",
        ]);
    REQUEST_ACQUISITION = op("extension_management.request_acquisition", Method::POST, "_apis/gallery/acquisitionrequests")
        .resource("acquisitionrequests").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("da616457-eed3-4672-92d7-18d21f5c1658")).consumes(Some("application/json"));
    GET_AUDIT_LOG = op("extension_management.get_audit_log", Method::GET, "_apis/ExtensionManagement/AuditLog/{publisherName}/{extensionName}")
        .resource("AuditLog").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("23a312e0-562d-42fb-a505-5a046b5635db"));
    REGISTER_AUTHORIZATION = op("extension_management.register_authorization", Method::PUT, "_apis/ExtensionManagement/InstalledExtensions/{publisherName}/{extensionName}/Authorizations/{registrationId}")
        .resource("Authorizations").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("f21cfc80-d2d2-4248-98bb-7820c74c4606"));
    CREATE_DOCUMENT_BY_NAME = op("extension_management.create_document_by_name", Method::POST, "_apis/ExtensionManagement/InstalledExtensions/{publisherName}/{extensionName}/Data/Scopes/{scopeType}/{scopeValue}/Collections/{collectionName}/Documents")
        .resource("Documents").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("bbe06c18-1c8b-4fcd-b9c6-1535aaab8749")).consumes(Some("application/json"));
    DELETE_DOCUMENT_BY_NAME = op("extension_management.delete_document_by_name", Method::DELETE, "_apis/ExtensionManagement/InstalledExtensions/{publisherName}/{extensionName}/Data/Scopes/{scopeType}/{scopeValue}/Collections/{collectionName}/Documents/{documentId}")
        .resource("Documents").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("bbe06c18-1c8b-4fcd-b9c6-1535aaab8749")).produces(&[]);
    GET_DOCUMENT_BY_NAME = op("extension_management.get_document_by_name", Method::GET, "_apis/ExtensionManagement/InstalledExtensions/{publisherName}/{extensionName}/Data/Scopes/{scopeType}/{scopeValue}/Collections/{collectionName}/Documents/{documentId}")
        .resource("Documents").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("bbe06c18-1c8b-4fcd-b9c6-1535aaab8749"));
    GET_DOCUMENTS_BY_NAME = op("extension_management.get_documents_by_name", Method::GET, "_apis/ExtensionManagement/InstalledExtensions/{publisherName}/{extensionName}/Data/Scopes/{scopeType}/{scopeValue}/Collections/{collectionName}/Documents")
        .resource("Documents").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("bbe06c18-1c8b-4fcd-b9c6-1535aaab8749"));
    SET_DOCUMENT_BY_NAME = op("extension_management.set_document_by_name", Method::PUT, "_apis/ExtensionManagement/InstalledExtensions/{publisherName}/{extensionName}/Data/Scopes/{scopeType}/{scopeValue}/Collections/{collectionName}/Documents")
        .resource("Documents").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("bbe06c18-1c8b-4fcd-b9c6-1535aaab8749")).consumes(Some("application/json"));
    UPDATE_DOCUMENT_BY_NAME = op("extension_management.update_document_by_name", Method::PATCH, "_apis/ExtensionManagement/InstalledExtensions/{publisherName}/{extensionName}/Data/Scopes/{scopeType}/{scopeValue}/Collections/{collectionName}/Documents")
        .resource("Documents").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("bbe06c18-1c8b-4fcd-b9c6-1535aaab8749")).consumes(Some("application/json"));
    QUERY_COLLECTIONS_BY_NAME = op("extension_management.query_collections_by_name", Method::POST, "_apis/ExtensionManagement/InstalledExtensions/{publisherName}/{extensionName}/ExtensionDataCollectionQuery")
        .resource("ExtensionDataCollectionQuery").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("56c331f1-ce53-4318-adfd-4db5c52a7a2e")).consumes(Some("application/json"));
    GET_STATES = op("extension_management.get_states", Method::GET, "_apis/ExtensionManagement/ExtensionStates")
        .resource("ExtensionStates").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("92755d3d-9a8a-42b3-8a4d-87359fe5aa93"))
        .optional(&["includeDisabled", "includeErrors", "includeInstallationIssues", "forceRefresh"]);
    QUERY_EXTENSIONS = op("extension_management.query_extensions", Method::POST, "_apis/public/gallery/extensionquery")
        .resource("extensionquery").api_version("7.1-preview.2").effect(Effect::Unsafe)
        .location_id(Some("046c980f-1345-4ce2-bf85-b46d10ff4cfd")).consumes(Some("application/json"));
    GET_POLICIES = op("extension_management.get_policies", Method::GET, "_apis/ExtensionManagement/Policies/{userId}")
        .resource("Policies").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("e5cc8c09-407b-4867-8319-2ae3338cbf6f"));
    RESOLVE_REQUEST = op("extension_management.resolve_request", Method::PATCH, "_apis/ExtensionManagement/RequestedExtensions/{publisherName}/{extensionName}/requests/{requesterId}")
        .resource("requests").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("aa93e1f3-511c-4364-8b9c-eb98818f2e0b")).consumes(Some("application/json"))
        .required(&["state"]);
    GET_REQUESTS = op("extension_management.get_requests", Method::GET, "_apis/ExtensionManagement/RequestedExtensions")
        .resource("RequestedExtensions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("216b978f-b164-424e-ada2-b77561e842b7"));
    RESOLVE_ALL_REQUESTS = op("extension_management.resolve_all_requests", Method::PATCH, "_apis/ExtensionManagement/RequestedExtensions/{publisherName}/{extensionName}")
        .resource("RequestedExtensions").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("ba93e1f3-511c-4364-8b9c-eb98818f2e0b")).consumes(Some("application/json"))
        .required(&["state"]);
    DELETE_REQUEST = op("extension_management.delete_request", Method::DELETE, "_apis/ExtensionManagement/RequestedExtensions/{publisherName}/{extensionName}/requests/me")
        .resource("me").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("f5afca1e-a728-4294-aa2d-4af0173431b5")).produces(&[]);
    REQUEST_EXTENSION = op("extension_management.request_extension", Method::POST, "_apis/ExtensionManagement/RequestedExtensions/{publisherName}/{extensionName}/requests/me")
        .resource("me").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("f5afca1e-a728-4294-aa2d-4af0173431b5")).consumes(Some("application/json"));
    GET_TOKEN = op("extension_management.get_token", Method::GET, "_apis/ExtensionManagement/Token")
        .resource("Token").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("3a2e24ed-1d6f-4cb2-9f3b-45a96bbfaf50"));
}
