// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { GetConnectionData {
    connect_options: ConnectOptions = "connectOptions",
    last_change_id: i64 = "lastChangeId",
    last_change_id64: i64 = "lastChangeId64",
} }

/// `GET _apis/connectionData` · 7.1-preview.1
#[inline]
pub fn get_connection_data(params: GetConnectionData) -> Op<ConnectionData> {
    params.add_to(Op::new(&meta::GET_CONNECTION_DATA))
}

params! { GetResourceArea {
    enterprise_name: String = "enterpriseName",
    organization_name: String = "organizationName",
    host_id: String = "hostId",
    access_mapping: String = "accessMapping",
} }

/// `GET _apis/ResourceAreas/{areaId}` · 7.1-preview.1
#[inline]
pub fn get_resource_area(area_id: &AreaId, params: GetResourceArea) -> Op<ResourceAreaInfo> {
    params.add_to(Op::new(&meta::GET_RESOURCE_AREA).path("areaId", area_id))
}

params! { GetResourceAreas {
    enterprise_name: String = "enterpriseName",
    organization_name: String = "organizationName",
    host_id: String = "hostId",
} }

/// `GET _apis/ResourceAreas` · 7.1-preview.1
#[inline]
pub fn get_resource_areas(params: GetResourceAreas) -> Op<List<ResourceAreaInfo>> {
    params.add_to(Op::new(&meta::GET_RESOURCE_AREAS))
}

/// `DELETE _apis/ServiceDefinitions/{serviceType}/{identifier}` · 7.1-preview.1
#[inline]
pub fn delete_service_definition(service_type: &ServiceType, identifier: &IdentifierRef) -> Op<()> {
    Op::new(&meta::DELETE_SERVICE_DEFINITION).path("serviceType", service_type).path("identifier", identifier)
}

params! { GetServiceDefinition {
    allow_fault_in: bool = "allowFaultIn",
    preview_fault_in: bool = "previewFaultIn",
} }

/// `GET _apis/ServiceDefinitions/{serviceType}/{identifier}` · 7.1-preview.1
#[inline]
pub fn get_service_definition(
    service_type: &ServiceType, identifier: &IdentifierRef, params: GetServiceDefinition,
) -> Op<ServiceDefinition> {
    params.add_to(Op::new(&meta::GET_SERVICE_DEFINITION)
        .path("serviceType", service_type).path("identifier", identifier))
}

/// `GET _apis/ServiceDefinitions/{serviceType?}` · 7.1-preview.1
#[inline]
pub fn get_service_definitions(service_type: Option<&ServiceType>) -> Op<List<ServiceDefinition>> {
    Op::new(&meta::GET_SERVICE_DEFINITIONS).path_opt("serviceType", service_type)
}

/// `PATCH _apis/ServiceDefinitions` · 7.1-preview.1
#[inline]
pub fn update_service_definitions(body: &[ServiceDefinition]) -> Op<()> {
    Op::new(&meta::UPDATE_SERVICE_DEFINITIONS).json(body)
}
