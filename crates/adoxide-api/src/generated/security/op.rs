// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { RemoveAccessControlEntries {
    token: String = "token",
    descriptors: String = "descriptors",
} }

/// `DELETE _apis/accesscontrolentries/{securityNamespaceId}` · 7.1 · `vso.security_manage`
#[inline]
pub fn remove_access_control_entries(
    security_namespace_id: &SecurityNamespaceId, params: RemoveAccessControlEntries,
) -> Op<bool> {
    params.add_to(Op::new(&meta::REMOVE_ACCESS_CONTROL_ENTRIES)
        .path("securityNamespaceId", security_namespace_id).guid("securityNamespaceId"))
}

/// `POST _apis/accesscontrolentries/{securityNamespaceId}` · 7.1 · `vso.security_manage`
#[inline]
pub fn set_access_control_entries(
    security_namespace_id: &SecurityNamespaceId, body: &Json,
) -> Op<List<AccessControlEntry>> {
    Op::new(&meta::SET_ACCESS_CONTROL_ENTRIES)
        .path("securityNamespaceId", security_namespace_id).guid("securityNamespaceId").json(body)
}

params! { QueryAccessControlLists {
    token: String = "token",
    descriptors: String = "descriptors",
    include_extended_info: bool = "includeExtendedInfo",
    recurse: bool = "recurse",
} }

/// `GET _apis/accesscontrollists/{securityNamespaceId}` · 7.1 · `vso.security_manage`
#[inline]
pub fn query_access_control_lists(
    security_namespace_id: &SecurityNamespaceId, params: QueryAccessControlLists,
) -> Op<List<AccessControlList>> {
    params.add_to(Op::new(&meta::QUERY_ACCESS_CONTROL_LISTS)
        .path("securityNamespaceId", security_namespace_id).guid("securityNamespaceId"))
}

params! { RemoveAccessControlLists {
    tokens: String = "tokens",
    recurse: bool = "recurse",
} }

/// `DELETE _apis/accesscontrollists/{securityNamespaceId}` · 7.1 · `vso.security_manage`
#[inline]
pub fn remove_access_control_lists(
    security_namespace_id: &SecurityNamespaceId, params: RemoveAccessControlLists,
) -> Op<bool> {
    params.add_to(Op::new(&meta::REMOVE_ACCESS_CONTROL_LISTS)
        .path("securityNamespaceId", security_namespace_id).guid("securityNamespaceId"))
}

/// `POST _apis/accesscontrollists/{securityNamespaceId}` · 7.1 · `vso.security_manage`
#[inline]
pub fn set_access_control_lists(
    security_namespace_id: &SecurityNamespaceId, body: &AccessControlListCollection,
) -> Op<()> {
    Op::new(&meta::SET_ACCESS_CONTROL_LISTS)
        .path("securityNamespaceId", security_namespace_id).guid("securityNamespaceId").json(body)
}

params! { HasPermissions {
    tokens: String = "tokens",
    always_allow_administrators: bool = "alwaysAllowAdministrators",
    delimiter: String = "delimiter",
} }

/// `GET _apis/permissions/{securityNamespaceId}/{permissions?}` · 7.1
#[inline]
pub fn has_permissions(
    security_namespace_id: &SecurityNamespaceId, permissions: Option<PermissionsRef>, params: HasPermissions,
) -> Op<List<bool>> {
    params.add_to(Op::new(&meta::HAS_PERMISSIONS)
        .path("securityNamespaceId", security_namespace_id).guid("securityNamespaceId")
        .path_opt("permissions", permissions.as_ref()))
}

params! { RemovePermission {
    token: String = "token",
} }

/// `DELETE _apis/permissions/{securityNamespaceId}/{permissions?}` · 7.1 · `vso.security_manage`
#[inline]
pub fn remove_permission(
    security_namespace_id: &SecurityNamespaceId, permissions: Option<PermissionsRef>, descriptor: &str,
    params: RemovePermission,
) -> Op<AccessControlEntry> {
    params.add_to(Op::new(&meta::REMOVE_PERMISSION)
        .path("securityNamespaceId", security_namespace_id).guid("securityNamespaceId")
        .path_opt("permissions", permissions.as_ref()).query("descriptor", descriptor))
}

/// `POST _apis/security/permissionevaluationbatch` · 7.1
#[inline]
pub fn has_permissions_batch(body: &PermissionEvaluationBatch) -> Op<PermissionEvaluationBatch> {
    Op::new(&meta::HAS_PERMISSIONS_BATCH).json(body)
}

params! { QuerySecurityNamespaces {
    local_only: bool = "localOnly",
} }

/// `GET _apis/securitynamespaces/{securityNamespaceId?}` · 7.1 · `vso.security_manage`
#[inline]
pub fn query_security_namespaces(
    security_namespace_id: Option<&SecurityNamespaceId>, params: QuerySecurityNamespaces,
) -> Op<List<SecurityNamespaceDescription>> {
    params.add_to(Op::new(&meta::QUERY_SECURITY_NAMESPACES)
        .path_opt("securityNamespaceId", security_namespace_id).guid("securityNamespaceId"))
}

params! { GetDisplayPermissions {
    v: i64 = "__v",
} }

/// `GET {project}/_api/_security/DisplayPermissions` · 
#[inline]
pub fn get_display_permissions(
    project: &ProjectRef, tfid: &str, permission_set_id: &str, permission_set_token: &str,
    params: GetDisplayPermissions,
) -> Op<DisplayPermissions> {
    params.add_to(Op::new(&meta::GET_DISPLAY_PERMISSIONS)
        .path("project", project).query("tfid", tfid).query("permissionSetId", permission_set_id)
        .query("permissionSetToken", permission_set_token))
}
