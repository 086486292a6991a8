// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

required! { CreateServiceEndpointBody(ServiceEndpoint) {
    name: String = "name", r#type: String = "type", authorization: EndpointAuthorization = "authorization",
    service_endpoint_project_references: Vec<ServiceEndpointProjectReference> = "serviceEndpointProjectReferences",
} }

/// `POST _apis/serviceendpoint/endpoints` · 7.1 · `vso.serviceendpoint_manage`
#[inline]
pub fn create_service_endpoint(body: &CreateServiceEndpointBody) -> Op<ServiceEndpoint> {
    Op::new(&meta::CREATE_SERVICE_ENDPOINT).json(body)
}

/// `PUT _apis/serviceendpoint/endpoints` · 7.1 · `vso.serviceendpoint_manage`
#[inline]
pub fn update_service_endpoints(body: &[ServiceEndpoint]) -> Op<List<ServiceEndpoint>> {
    Op::new(&meta::UPDATE_SERVICE_ENDPOINTS).json(body)
}

params! { DeleteServiceEndpoint {
    deep: bool = "deep",
} }

/// `DELETE _apis/serviceendpoint/endpoints/{endpointId}` · 7.1 · `vso.serviceendpoint_manage`
#[inline]
pub fn delete_service_endpoint(
    endpoint_id: &EndpointId, project_ids: &[&str], params: DeleteServiceEndpoint,
) -> Op<()> {
    params.add_to(Op::new(&meta::DELETE_SERVICE_ENDPOINT)
        .path("endpointId", endpoint_id).guid("endpointId").query("projectIds", project_ids))
}

/// `PATCH _apis/serviceendpoint/endpoints/{endpointId}` · 7.1 · `vso.serviceendpoint_manage`
#[inline]
pub fn share_service_endpoint(endpoint_id: &EndpointId, body: &[ServiceEndpointProjectReference]) -> Op<()> {
    Op::new(&meta::SHARE_SERVICE_ENDPOINT).path("endpointId", endpoint_id).guid("endpointId").json(body)
}

params! { UpdateServiceEndpoint {
    operation: String = "operation",
} }

/// `PUT _apis/serviceendpoint/endpoints/{endpointId}` · 7.1 · `vso.serviceendpoint_manage`
#[inline]
pub fn update_service_endpoint(
    endpoint_id: &EndpointId, body: &ServiceEndpoint, params: UpdateServiceEndpoint,
) -> Op<ServiceEndpoint> {
    params.add_to(Op::new(&meta::UPDATE_SERVICE_ENDPOINT)
        .path("endpointId", endpoint_id).guid("endpointId").json(body))
}

params! { GetServiceEndpointTypes {
    r#type: String = "type",
    scheme: String = "scheme",
} }

/// `GET _apis/serviceendpoint/types` · 7.1 · `vso.serviceendpoint`
#[inline]
pub fn get_service_endpoint_types(params: GetServiceEndpointTypes) -> Op<List<ServiceEndpointType>> {
    params.add_to(Op::new(&meta::GET_SERVICE_ENDPOINT_TYPES))
}

params! { GetServiceEndpointExecutionRecords {
    top: i64 = "top",
    continuation_token: i64 = "continuationToken",
} }

/// `GET {project}/_apis/serviceendpoint/{endpointId}/executionhistory` · 7.1 · `vso.serviceendpoint`
#[inline]
pub fn get_service_endpoint_execution_records(
    project: &ProjectRef, endpoint_id: &EndpointId, params: GetServiceEndpointExecutionRecords,
) -> Op<List<ServiceEndpointExecutionRecord>> {
    params.add_to(Op::new(&meta::GET_SERVICE_ENDPOINT_EXECUTION_RECORDS)
        .path("project", project).path("endpointId", endpoint_id).guid("endpointId"))
}

/// `POST {project}/_apis/serviceendpoint/endpointproxy` · 7.1 · `vso.serviceendpoint_query`
#[deprecated = "Microsoft says not to use this operation any more"]
#[inline]
pub fn query_service_endpoint(project: &ProjectRef, body: &DataSourceBinding) -> Op<List<String>> {
    Op::new(&meta::QUERY_SERVICE_ENDPOINT).path("project", project).json(body)
}

params! { GetServiceEndpointsByNames {
    r#type: String = "type",
    auth_schemes: Vec<String> = "authSchemes",
    owner: String = "owner",
    include_failed: bool = "includeFailed",
    include_details: bool = "includeDetails",
} }

/// `GET {project}/_apis/serviceendpoint/endpoints` · 7.1 · `vso.serviceendpoint`
#[inline]
pub fn get_service_endpoints_by_names(
    project: &ProjectRef, endpoint_names: &[&str], params: GetServiceEndpointsByNames,
) -> Op<List<ServiceEndpoint>> {
    params.add_to(Op::new(&meta::GET_SERVICE_ENDPOINTS_BY_NAMES)
        .path("project", project).query("endpointNames", endpoint_names))
}

/// `POST {project}/_apis/serviceendpoint/endpoints` · 7.1 · `vso.serviceendpoint_manage`
#[inline]
pub fn get_service_endpoints_with_refreshed_authentication(
    project: &ProjectRef, endpoint_ids: &[&str], body: &[RefreshAuthenticationParameters],
) -> Op<List<ServiceEndpoint>> {
    Op::new(&meta::GET_SERVICE_ENDPOINTS_WITH_REFRESHED_AUTHENTICATION)
        .path("project", project).query("endpointIds", endpoint_ids).json(body)
}

params! { GetServiceEndpointDetails {
    action_filter: ServiceEndpointActionFilter = "actionFilter",
    load_confidential_data: bool = "loadConfidentialData",
} }

/// `GET {project}/_apis/serviceendpoint/endpoints/{endpointId}` · 7.1 · `vso.serviceendpoint`
#[inline]
pub fn get_service_endpoint_details(
    project: &ProjectRef, endpoint_id: &EndpointId, params: GetServiceEndpointDetails,
) -> Op<ServiceEndpoint> {
    params.add_to(Op::new(&meta::GET_SERVICE_ENDPOINT_DETAILS)
        .path("project", project).path("endpointId", endpoint_id).guid("endpointId"))
}

/// `POST {project}/_apis/serviceendpoint/endpointproxy` · 7.1 · `vso.serviceendpoint_query`
#[inline]
pub fn execute_service_endpoint_request(
    project: &ProjectRef, endpoint_id: &str, body: &ServiceEndpointRequest,
) -> Op<ServiceEndpointRequestResult> {
    Op::new(&meta::EXECUTE_SERVICE_ENDPOINT_REQUEST)
        .path("project", project).query("endpointId", endpoint_id).json(body)
}

params! { GetServiceEndpoints {
    r#type: String = "type",
    auth_schemes: Vec<String> = "authSchemes",
    endpoint_ids: Vec<String> = "endpointIds",
    owner: String = "owner",
    include_failed: bool = "includeFailed",
    include_details: bool = "includeDetails",
    action_filter: ServiceEndpointActionFilter = "actionFilter",
} }

/// `GET {project}/_apis/serviceendpoint/endpoints` · 7.1 · `vso.serviceendpoint`
#[inline]
pub fn get_service_endpoints(project: &ProjectRef, params: GetServiceEndpoints) -> Op<List<ServiceEndpoint>> {
    params.add_to(Op::new(&meta::GET_SERVICE_ENDPOINTS).path("project", project))
}

/// `POST _apis/serviceendpoint/types` · 7.2-preview.1 · `vso.serviceendpoint`
#[inline]
pub fn get_filtered_service_endpoint_types(body: &[String]) -> Op<List<ServiceEndpointType>> {
    Op::new(&meta::GET_FILTERED_SERVICE_ENDPOINT_TYPES).json(body)
}

/// `GET _apis/serviceendpoint/endpointproxy/azurermmanagementgroups` · 7.1-preview.1
#[inline]
pub fn get_azure_management_groups() -> Op<AzureManagementGroupQueryResult> {
    Op::new(&meta::GET_AZURE_MANAGEMENT_GROUPS)
}

/// `GET _apis/serviceendpoint/endpointproxy/azurermsubscriptions` · 7.1-preview.1
#[inline]
pub fn get_azure_subscriptions() -> Op<AzureSubscriptionQueryResult> {
    Op::new(&meta::GET_AZURE_SUBSCRIPTIONS)
}

/// `GET _apis/serviceendpoint/endpoints` · 7.1
#[inline]
pub fn get_service_endpoints_by_type_and_owner(r#type: &str, owner: &str) -> Op<List<ServiceEndpoint>> {
    Op::new(&meta::GET_SERVICE_ENDPOINTS_BY_TYPE_AND_OWNER).query("type", r#type).query("owner", owner)
}

/// `POST {project}/_apis/serviceendpoint/executionhistory` · 7.1
#[inline]
pub fn add_service_endpoint_execution_records(
    project: &ProjectRef, body: &ServiceEndpointExecutionRecordsInput,
) -> Op<List<ServiceEndpointExecutionRecord>> {
    Op::new(&meta::ADD_SERVICE_ENDPOINT_EXECUTION_RECORDS).path("project", project).json(body)
}

/// `POST _apis/serviceendpoint/oauthconfiguration` · 7.1-preview.1
#[inline]
pub fn create_o_auth_configuration(body: &OAuthConfigurationParams) -> Op<OAuthConfiguration> {
    Op::new(&meta::CREATE_O_AUTH_CONFIGURATION).json(body)
}

/// `DELETE _apis/serviceendpoint/oauthconfiguration/{configurationId}` · 7.1-preview.1
#[inline]
pub fn delete_o_auth_configuration(configuration_id: &ConfigurationIdText) -> Op<OAuthConfiguration> {
    Op::new(&meta::DELETE_O_AUTH_CONFIGURATION).path("configurationId", configuration_id)
}

/// `GET _apis/serviceendpoint/oauthconfiguration/{configurationId}` · 7.1-preview.1
#[inline]
pub fn get_o_auth_configuration(configuration_id: &ConfigurationIdText) -> Op<OAuthConfiguration> {
    Op::new(&meta::GET_O_AUTH_CONFIGURATION).path("configurationId", configuration_id)
}

params! { GetOAuthConfigurations {
    endpoint_type: String = "endpointType",
    action_filter: OAuthConfigurationActionFilter = "actionFilter",
} }

/// `GET _apis/serviceendpoint/oauthconfiguration` · 7.1-preview.1
#[inline]
pub fn get_o_auth_configurations(params: GetOAuthConfigurations) -> Op<List<OAuthConfiguration>> {
    params.add_to(Op::new(&meta::GET_O_AUTH_CONFIGURATIONS))
}

/// `PUT _apis/serviceendpoint/oauthconfiguration/{configurationId}` · 7.1-preview.1
#[inline]
pub fn update_o_auth_configuration(
    configuration_id: &ConfigurationIdText, body: &OAuthConfigurationParams,
) -> Op<OAuthConfiguration> {
    Op::new(&meta::UPDATE_O_AUTH_CONFIGURATION).path("configurationId", configuration_id).json(body)
}

/// `GET _apis/serviceendpoint/share/{endpointId}` · 7.1-preview.1
#[inline]
pub fn query_shared_projects(endpoint_id: &EndpointId, project: &str) -> Op<List<ProjectReference>> {
    Op::new(&meta::QUERY_SHARED_PROJECTS).path("endpointId", endpoint_id).query("project", project)
}

/// `POST _apis/serviceendpoint/share/{endpointId}` · 7.1-preview.1
#[inline]
pub fn share_endpoint_with_project(endpoint_id: &EndpointId, from_project: &str, with_project: &str) -> Op<()> {
    Op::new(&meta::SHARE_ENDPOINT_WITH_PROJECT)
        .path("endpointId", endpoint_id).query("fromProject", from_project).query("withProject", with_project)
}

params! { CreateAadOAuthRequest {
    prompt_option: AadLoginPromptOption = "promptOption",
    complete_callback_payload: String = "completeCallbackPayload",
    complete_callback_by_auth_code: bool = "completeCallbackByAuthCode",
} }

/// `POST _apis/serviceendpoint/vstsaadoauth/vstsaadoauth` · 7.1-preview.1
#[inline]
pub fn create_aad_o_auth_request(
    tenant_id: &str, redirect_uri: &str, params: CreateAadOAuthRequest,
) -> Op<String> {
    params.add_to(Op::new(&meta::CREATE_AAD_O_AUTH_REQUEST).query("tenantId", tenant_id)
        .query("redirectUri", redirect_uri))
}

/// `GET _apis/serviceendpoint/vstsaadoauth/vstsaadoauth` · 7.1-preview.1
#[inline]
pub fn get_vsts_aad_tenant_id() -> Op<String> {
    Op::new(&meta::GET_VSTS_AAD_TENANT_ID)
}
