// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `service_endpoint`.

use http::Method;

use crate::wire::{Effect, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("ServiceEndpoint").area_id(Some("1814ab31-2f4f-4a9f-8761-f4d77dc5a5d7")).host(Host::Dev)
}

catalog! {
    CREATE_SERVICE_ENDPOINT = op("service_endpoint.create_service_endpoint", Method::POST, "_apis/serviceendpoint/endpoints")
        .resource("endpoints").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("14e48fdc-2c8b-41ce-a0c3-e26f6cc55bd0")).scopes(&["vso.serviceendpoint_manage"])
        .consumes(Some("application/json"));
    UPDATE_SERVICE_ENDPOINTS = op("service_endpoint.update_service_endpoints", Method::PUT, "_apis/serviceendpoint/endpoints")
        .resource("endpoints").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("14e48fdc-2c8b-41ce-a0c3-e26f6cc55bd0")).scopes(&["vso.serviceendpoint_manage"])
        .consumes(Some("application/json"));
    DELETE_SERVICE_ENDPOINT = op("service_endpoint.delete_service_endpoint", Method::DELETE, "_apis/serviceendpoint/endpoints/{endpointId}")
        .resource("endpoints").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("14e48fdc-2c8b-41ce-a0c3-e26f6cc55bd0")).scopes(&["vso.serviceendpoint_manage"])
        .produces(&[]).required(&["projectIds"]).optional(&["deep"]);
    SHARE_SERVICE_ENDPOINT = op("service_endpoint.share_service_endpoint", Method::PATCH, "_apis/serviceendpoint/endpoints/{endpointId}")
        .resource("endpoints").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("14e48fdc-2c8b-41ce-a0c3-e26f6cc55bd0")).scopes(&["vso.serviceendpoint_manage"])
        .consumes(Some("application/json")).produces(&[]);
    UPDATE_SERVICE_ENDPOINT = op("service_endpoint.update_service_endpoint", Method::PUT, "_apis/serviceendpoint/endpoints/{endpointId}")
        .resource("endpoints").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("14e48fdc-2c8b-41ce-a0c3-e26f6cc55bd0")).scopes(&["vso.serviceendpoint_manage"])
        .consumes(Some("application/json")).optional(&["operation"]);
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
        .optional(&["actionFilter"]);
    EXECUTE_SERVICE_ENDPOINT_REQUEST = op("service_endpoint.execute_service_endpoint_request", Method::POST, "{project}/_apis/serviceendpoint/endpointproxy")
        .resource("endpointproxy").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("cc63bb57-2a5f-4a7a-b79c-c142d308657e")).scopes(&["vso.serviceendpoint_query"])
        .consumes(Some("application/json")).required(&["endpointId"]);
    GET_SERVICE_ENDPOINTS = op("service_endpoint.get_service_endpoints", Method::GET, "{project}/_apis/serviceendpoint/endpoints")
        .resource("endpoints").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e85f1c62-adfc-4b74-b618-11a150fb195e")).scopes(&["vso.serviceendpoint"]).optional(&[
            "type", "authSchemes", "endpointIds", "owner", "includeFailed", "includeDetails", "actionFilter",
        ]);
}
