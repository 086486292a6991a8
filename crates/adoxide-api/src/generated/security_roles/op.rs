// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET _apis/securityroles/scopes/{scopeId}/roleassignments/resources/{resourceId}` · 7.1-preview.1 · `vso.security_manage`
#[inline]
pub fn get_role_assignments(scope_id: &ScopeId, resource_id: &ResourceIdText) -> Op<List<RoleAssignment>> {
    Op::new(&meta::GET_ROLE_ASSIGNMENTS).path("scopeId", scope_id).path("resourceId", resource_id)
}

/// `PATCH _apis/securityroles/scopes/{scopeId}/roleassignments/resources/{resourceId}` · 7.1-preview.1 · `vso.security_manage`
#[inline]
pub fn remove_role_assignments(scope_id: &ScopeId, resource_id: &ResourceIdText, body: &[String]) -> Op<()> {
    Op::new(&meta::REMOVE_ROLE_ASSIGNMENTS).path("scopeId", scope_id).path("resourceId", resource_id).json(body)
}

params! { SetRoleAssignments {
    limit_to_caller_identity_domain: bool = "limitToCallerIdentityDomain",
} }

/// `PUT _apis/securityroles/scopes/{scopeId}/roleassignments/resources/{resourceId}` · 7.1-preview.1 · `vso.security_manage`
#[inline]
pub fn set_role_assignments(
    scope_id: &ScopeId, resource_id: &ResourceIdText, body: &[UserRoleAssignmentRef], params: SetRoleAssignments,
) -> Op<List<RoleAssignment>> {
    params.add_to(Op::new(&meta::SET_ROLE_ASSIGNMENTS)
        .path("scopeId", scope_id).path("resourceId", resource_id).json(body))
}

/// `DELETE _apis/securityroles/scopes/{scopeId}/roleassignments/resources/{resourceId}/{identityId}` · 7.1-preview.1 · `vso.security_manage`
#[inline]
pub fn remove_role_assignment(
    scope_id: &ScopeId, resource_id: &ResourceIdText, identity_id: &IdentityId,
) -> Op<()> {
    Op::new(&meta::REMOVE_ROLE_ASSIGNMENT)
        .path("scopeId", scope_id).path("resourceId", resource_id).path("identityId", identity_id)
        .guid("identityId")
}

/// `PUT _apis/securityroles/scopes/{scopeId}/roleassignments/resources/{resourceId}/{identityId}` · 7.1-preview.1 · `vso.security_manage`
#[inline]
pub fn set_role_assignment(
    scope_id: &ScopeId, resource_id: &ResourceIdText, identity_id: &IdentityId, body: &UserRoleAssignmentRef,
) -> Op<RoleAssignment> {
    Op::new(&meta::SET_ROLE_ASSIGNMENT)
        .path("scopeId", scope_id).path("resourceId", resource_id).path("identityId", identity_id)
        .guid("identityId").json(body)
}

/// `GET _apis/securityroles/scopes/{scopeId}/roledefinitions` · 7.1-preview.1 · `vso.security_manage`
#[inline]
pub fn get_role_definitions(scope_id: &ScopeId) -> Op<List<SecurityRole>> {
    Op::new(&meta::GET_ROLE_DEFINITIONS).path("scopeId", scope_id)
}

/// `PATCH _apis/securityroles/scopes/{scopeId}/roleassignments/resources/{resourceId}` · 7.1-preview.1 · `vso.security_manage`
#[inline]
pub fn change_inheritance(scope_id: &ScopeId, resource_id: &ResourceIdText, inherit_permissions: bool) -> Op<()> {
    Op::new(&meta::CHANGE_INHERITANCE)
        .path("scopeId", scope_id).path("resourceId", resource_id).query("inheritPermissions", &inherit_permissions)
}
