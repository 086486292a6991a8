// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `location`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Location").area_id(None).host(Host::Dev)
}

catalog! {
    GET_CONNECTION_DATA = op("location.get_connection_data", Method::GET, "_apis/connectionData")
        .resource("ConnectionData").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("00d9565f-ed9c-4a06-9a50-00e7896ccab4"))
        .optional(&["connectOptions", "lastChangeId", "lastChangeId64"]).forms(const { &[
            Form::new(Method::GET, None, "_apis/connectionData"),
        ] });
    GET_RESOURCE_AREA = op("location.get_resource_area", Method::GET, "_apis/ResourceAreas/{areaId}")
        .resource("ResourceAreas").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("e81700f7-3be2-46de-8624-2eb35882fcaa"))
        .optional(&["enterpriseName", "organizationName", "hostId", "accessMapping"]).forms(const { &[
            Form::new(Method::GET, None, "_apis/ResourceAreas/{areaId}"),
        ] });
    GET_RESOURCE_AREAS = op("location.get_resource_areas", Method::GET, "_apis/ResourceAreas")
        .resource("ResourceAreas").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("e81700f7-3be2-46de-8624-2eb35882fcaa"))
        .optional(&["enterpriseName", "organizationName", "hostId"]).forms(const { &[
            Form::new(Method::GET, None, "_apis/ResourceAreas"),
        ] });
    DELETE_SERVICE_DEFINITION = op("location.delete_service_definition", Method::DELETE, "_apis/ServiceDefinitions/{serviceType}/{identifier}")
        .resource("ServiceDefinitions").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("d810a47d-f4f4-4a62-a03f-fa1860585c4c")).produces(&[]).forms(const { &[
            Form::new(Method::DELETE, None, "_apis/ServiceDefinitions/{serviceType}/{identifier}"),
        ] });
    GET_SERVICE_DEFINITION = op("location.get_service_definition", Method::GET, "_apis/ServiceDefinitions/{serviceType}/{identifier}")
        .resource("ServiceDefinitions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("d810a47d-f4f4-4a62-a03f-fa1860585c4c")).optional(&["allowFaultIn", "previewFaultIn"])
        .forms(const { &[
            Form::new(Method::GET, None, "_apis/ServiceDefinitions/{serviceType}/{identifier}"),
        ] });
    GET_SERVICE_DEFINITIONS = op("location.get_service_definitions", Method::GET, "_apis/ServiceDefinitions/{serviceType?}")
        .resource("ServiceDefinitions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("d810a47d-f4f4-4a62-a03f-fa1860585c4c")).forms(const { &[
            Form::new(Method::GET, None, "_apis/ServiceDefinitions/{serviceType?}"),
        ] });
    UPDATE_SERVICE_DEFINITIONS = op("location.update_service_definitions", Method::PATCH, "_apis/ServiceDefinitions")
        .resource("ServiceDefinitions").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("d810a47d-f4f4-4a62-a03f-fa1860585c4c")).consumes(Some("application/json"))
        .produces(&[]).forms(const { &[
            Form::new(Method::PATCH, None, "_apis/ServiceDefinitions"),
        ] });
}
