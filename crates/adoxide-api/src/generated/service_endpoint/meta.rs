// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `service_endpoint`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("ServiceEndpoint").area_id(Some("1814ab31-2f4f-4a9f-8761-f4d77dc5a5d7")).host(Host::Dev)
}

catalog! {
    CREATE_SERVICE_ENDPOINT = op("service_endpoint.create_service_endpoint", Method::POST, "_apis/serviceendpoint/endpoints")
        .resource("endpoints").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("14e48fdc-2c8b-41ce-a0c3-e26f6cc55bd0")).scopes(&["vso.serviceendpoint_manage"])
        .consumes(Some("application/json")).forms(const { &[
            Form::new(Method::POST, Some(Host::Dev), "{project}/_apis/serviceendpoint/endpoints"),
        ] });
    UPDATE_SERVICE_ENDPOINTS = op("service_endpoint.update_service_endpoints", Method::PUT, "_apis/serviceendpoint/endpoints")
        .resource("endpoints").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("14e48fdc-2c8b-41ce-a0c3-e26f6cc55bd0")).scopes(&["vso.serviceendpoint_manage"])
        .consumes(Some("application/json"));
    DELETE_SERVICE_ENDPOINT = op("service_endpoint.delete_service_endpoint", Method::DELETE, "_apis/serviceendpoint/endpoints/{endpointId}")
        .resource("endpoints").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("14e48fdc-2c8b-41ce-a0c3-e26f6cc55bd0")).scopes(&["vso.serviceendpoint_manage"])
        .produces(&[]).required(&["projectIds"]).optional(&["deep"]).forms(const { &[
            Form::new(Method::DELETE, Some(Host::Dev), "{project}/_apis/serviceendpoint/endpoints/{endpointId}"),
        ] });
    SHARE_SERVICE_ENDPOINT = op("service_endpoint.share_service_endpoint", Method::PATCH, "_apis/serviceendpoint/endpoints/{endpointId}")
        .resource("endpoints").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("14e48fdc-2c8b-41ce-a0c3-e26f6cc55bd0")).scopes(&["vso.serviceendpoint_manage"])
        .consumes(Some("application/json")).produces(&[]);
    UPDATE_SERVICE_ENDPOINT = op("service_endpoint.update_service_endpoint", Method::PUT, "_apis/serviceendpoint/endpoints/{endpointId}")
        .resource("endpoints").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("14e48fdc-2c8b-41ce-a0c3-e26f6cc55bd0")).scopes(&["vso.serviceendpoint_manage"])
        .consumes(Some("application/json")).optional(&["operation"]).forms(const { &[
            Form::new(Method::PUT, Some(Host::Dev), "{project}/_apis/serviceendpoint/endpoints/{endpointId}"),
        ] });
    GET_SERVICE_ENDPOINT_TYPES = op("service_endpoint.get_service_endpoint_types", Method::GET, "_apis/serviceendpoint/types")
        .resource("types").api_version("7.1").effect(Effect::Read)
        .location_id(Some("5a7938a4-655e-486c-b562-b78c54a7e87b")).scopes(&["vso.serviceendpoint"])
        .optional(&["type", "scheme"]);
    GET_SERVICE_ENDPOINT_EXECUTION_RECORDS = op("service_endpoint.get_service_endpoint_execution_records", Method::GET, "{project}/_apis/serviceendpoint/{endpointId}/executionhistory")
        .resource("executionhistory").api_version("7.1").effect(Effect::Read)
        .location_id(Some("10a16738-9299-4cd1-9a81-fd23ad6200d0")).scopes(&["vso.serviceendpoint"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["top", "continuationToken"]);
    QUERY_SERVICE_ENDPOINT = op("service_endpoint.query_service_endpoint", Method::POST, "{project}/_apis/serviceendpoint/endpointproxy")
        .resource("endpointproxy").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("cc63bb57-2a5f-4a7a-b79c-c142d308657e")).scopes(&["vso.serviceendpoint_query"])
        .consumes(Some("application/json")).deprecated(true);
    GET_SERVICE_ENDPOINTS_BY_NAMES = op("service_endpoint.get_service_endpoints_by_names", Method::GET, "{project}/_apis/serviceendpoint/endpoints")
        .resource("endpoints").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e85f1c62-adfc-4b74-b618-11a150fb195e")).scopes(&["vso.serviceendpoint"])
        .required(&["endpointNames"])
        .optional(&["type", "authSchemes", "owner", "includeFailed", "includeDetails"]);
    GET_SERVICE_ENDPOINTS_WITH_REFRESHED_AUTHENTICATION = op("service_endpoint.get_service_endpoints_with_refreshed_authentication", Method::POST, "{project}/_apis/serviceendpoint/endpoints")
        .resource("endpoints").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("e85f1c62-adfc-4b74-b618-11a150fb195e")).scopes(&["vso.serviceendpoint_manage"])
        .consumes(Some("application/json")).required(&["endpointIds"]);
    GET_SERVICE_ENDPOINT_DETAILS = op("service_endpoint.get_service_endpoint_details", Method::GET, "{project}/_apis/serviceendpoint/endpoints/{endpointId}")
        .resource("endpoints").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e85f1c62-adfc-4b74-b618-11a150fb195e")).scopes(&["vso.serviceendpoint"])
        .optional(&["actionFilter", "loadConfidentialData"]).since(&[("loadConfidentialData", "7.2-preview.4")]);
    EXECUTE_SERVICE_ENDPOINT_REQUEST = op("service_endpoint.execute_service_endpoint_request", Method::POST, "{project}/_apis/serviceendpoint/endpointproxy")
        .resource("endpointproxy").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("cc63bb57-2a5f-4a7a-b79c-c142d308657e")).scopes(&["vso.serviceendpoint_query"])
        .consumes(Some("application/json")).required(&["endpointId"]);
    GET_SERVICE_ENDPOINTS = op("service_endpoint.get_service_endpoints", Method::GET, "{project}/_apis/serviceendpoint/endpoints")
        .resource("endpoints").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e85f1c62-adfc-4b74-b618-11a150fb195e")).scopes(&["vso.serviceendpoint"]).optional(&[
            "type", "authSchemes", "endpointIds", "owner", "includeFailed", "includeDetails", "actionFilter",
        ]);
    GET_FILTERED_SERVICE_ENDPOINT_TYPES = op("service_endpoint.get_filtered_service_endpoint_types", Method::POST, "_apis/serviceendpoint/types")
        .resource("types").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .scopes(&["vso.serviceendpoint"]).consumes(Some("application/json"));
    GET_AZURE_MANAGEMENT_GROUPS = op("service_endpoint.get_azure_management_groups", Method::GET, "_apis/serviceendpoint/endpointproxy/azurermmanagementgroups")
        .resource("azurermmanagementgroups").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("9acb984c-4f88-4e13-9691-2e688dddc047"));
    GET_AZURE_SUBSCRIPTIONS = op("service_endpoint.get_azure_subscriptions", Method::GET, "_apis/serviceendpoint/endpointproxy/azurermsubscriptions")
        .resource("azurermsubscriptions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("18e8f65d-4e19-4a01-a621-cf0f2d938108"));
    GET_SERVICE_ENDPOINTS_BY_TYPE_AND_OWNER = op("service_endpoint.get_service_endpoints_by_type_and_owner", Method::GET, "_apis/serviceendpoint/endpoints")
        .resource("endpoints").api_version("7.1").effect(Effect::Read)
        .location_id(Some("14e48fdc-2c8b-41ce-a0c3-e26f6cc55bd0")).required(&["type", "owner"]);
    ADD_SERVICE_ENDPOINT_EXECUTION_RECORDS = op("service_endpoint.add_service_endpoint_execution_records", Method::POST, "{project}/_apis/serviceendpoint/executionhistory")
        .resource("executionhistory").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("55b9ed4b-5404-41b1-b9d2-7ed757d02bb0")).consumes(Some("application/json"));
    CREATE_O_AUTH_CONFIGURATION = op("service_endpoint.create_o_auth_configuration", Method::POST, "_apis/serviceendpoint/oauthconfiguration")
        .resource("oauthconfiguration").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("702edb4e-3952-43fe-a4eb-288938f3ba35")).consumes(Some("application/json"));
    DELETE_O_AUTH_CONFIGURATION = op("service_endpoint.delete_o_auth_configuration", Method::DELETE, "_apis/serviceendpoint/oauthconfiguration/{configurationId}")
        .resource("oauthconfiguration").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("702edb4e-3952-43fe-a4eb-288938f3ba35"));
    GET_O_AUTH_CONFIGURATION = op("service_endpoint.get_o_auth_configuration", Method::GET, "_apis/serviceendpoint/oauthconfiguration/{configurationId}")
        .resource("oauthconfiguration").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("702edb4e-3952-43fe-a4eb-288938f3ba35"));
    GET_O_AUTH_CONFIGURATIONS = op("service_endpoint.get_o_auth_configurations", Method::GET, "_apis/serviceendpoint/oauthconfiguration")
        .resource("oauthconfiguration").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("702edb4e-3952-43fe-a4eb-288938f3ba35")).optional(&["endpointType", "actionFilter"]);
    UPDATE_O_AUTH_CONFIGURATION = op("service_endpoint.update_o_auth_configuration", Method::PUT, "_apis/serviceendpoint/oauthconfiguration/{configurationId}")
        .resource("oauthconfiguration").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("702edb4e-3952-43fe-a4eb-288938f3ba35")).consumes(Some("application/json"));
    QUERY_SHARED_PROJECTS = op("service_endpoint.query_shared_projects", Method::GET, "_apis/serviceendpoint/share/{endpointId}")
        .resource("share").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("86e77201-c1f7-46c9-8672-9dfc2f6f568a")).required(&["project"]);
    SHARE_ENDPOINT_WITH_PROJECT = op("service_endpoint.share_endpoint_with_project", Method::POST, "_apis/serviceendpoint/share/{endpointId}")
        .resource("share").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("86e77201-c1f7-46c9-8672-9dfc2f6f568a")).produces(&[])
        .required(&["fromProject", "withProject"]);
    CREATE_AAD_O_AUTH_REQUEST = op("service_endpoint.create_aad_o_auth_request", Method::POST, "_apis/serviceendpoint/vstsaadoauth/vstsaadoauth")
        .resource("vstsaadoauth").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("47911d38-53e1-467a-8c32-d871599d5498")).required(&["tenantId", "redirectUri"])
        .optional(&["promptOption", "completeCallbackPayload", "completeCallbackByAuthCode"]);
    GET_VSTS_AAD_TENANT_ID = op("service_endpoint.get_vsts_aad_tenant_id", Method::GET, "_apis/serviceendpoint/vstsaadoauth/vstsaadoauth")
        .resource("vstsaadoauth").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("47911d38-53e1-467a-8c32-d871599d5498"));
}
