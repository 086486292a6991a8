// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { ReadIdentities {
    descriptors: String = "descriptors",
    identity_ids: String = "identityIds",
    subject_descriptors: String = "subjectDescriptors",
    search_filter: String = "searchFilter",
    filter_value: String = "filterValue",
    query_membership: QueryMembership = "queryMembership",
} }

/// `GET _apis/identities` · 7.1 · `vso.identity`
#[inline]
pub fn read_identities(params: ReadIdentities) -> Op<List<Identity>> {
    params.add_to(Op::new(&meta::READ_IDENTITIES))
}

params! { GetDescriptorById {
    is_master_id: bool = "isMasterId",
} }

/// `GET _apis/identities/descriptors/{id}` · 7.1-preview.1
#[inline]
pub fn get_descriptor_by_id(id: &IdText, params: GetDescriptorById) -> Op<String> {
    params.add_to(Op::new(&meta::GET_DESCRIPTOR_BY_ID).path("id", id))
}

/// `POST _apis/Groups` · 7.1
#[inline]
pub fn create_groups(body: &CreateGroupsInfo) -> Op<List<Identity>> {
    Op::new(&meta::CREATE_GROUPS).json(body)
}

/// `DELETE _apis/Groups/{groupId}` · 7.1
#[inline]
pub fn delete_group(group_id: &GroupIdText) -> Op<()> {
    Op::new(&meta::DELETE_GROUP).path("groupId", group_id)
}

params! { ListGroups {
    scope_ids: Vec<String> = "scopeIds",
    recurse: bool = "recurse",
    deleted: bool = "deleted",
    properties: Vec<String> = "properties",
} }

/// `GET _apis/Groups` · 7.1
#[inline]
pub fn list_groups(params: ListGroups) -> Op<List<Identity>> {
    params.add_to(Op::new(&meta::LIST_GROUPS))
}

/// `PUT _apis/Identities/{identityId}` · 7.1
#[inline]
pub fn update_identity(identity_id: &IdentityId, body: &Identity) -> Op<()> {
    Op::new(&meta::UPDATE_IDENTITY).path("identityId", identity_id).json(body)
}

/// `POST _apis/IdentityBatch` · 7.1-preview.1
#[inline]
pub fn read_identity_batch(body: &IdentityBatchInfo) -> Op<List<Identity>> {
    Op::new(&meta::READ_IDENTITY_BATCH).json(body)
}

/// `GET _apis/IdentitySnapshot/{scopeId}` · 7.1-preview.1
#[inline]
pub fn get_identity_snapshot(scope_id: &ScopeId) -> Op<IdentitySnapshot> {
    Op::new(&meta::GET_IDENTITY_SNAPSHOT).path("scopeId", scope_id)
}

/// `PUT _apis/identities/{containerId}/Members/{memberId}` · 7.1-preview.1
#[inline]
pub fn add_member(container_id: &ContainerIdText, member_id: &MemberId) -> Op<bool> {
    Op::new(&meta::ADD_MEMBER).path("containerId", container_id).path("memberId", member_id)
}

/// `DELETE _apis/identities/{containerId}/Members/{memberId}` · 7.1-preview.1
#[inline]
pub fn force_remove_member(container_id: &ContainerIdText, member_id: &MemberId, force_remove: bool) -> Op<bool> {
    Op::new(&meta::FORCE_REMOVE_MEMBER)
        .path("containerId", container_id).path("memberId", member_id).query("forceRemove", &force_remove)
}

params! { ReadMember {
    query_membership: String = "queryMembership",
} }

/// `GET _apis/identities/{containerId}/Members/{memberId}` · 7.1-preview.1
#[inline]
pub fn read_member(container_id: &ContainerIdText, member_id: &MemberId, params: ReadMember) -> Op<String> {
    params.add_to(Op::new(&meta::READ_MEMBER).path("containerId", container_id).path("memberId", member_id))
}

params! { ReadMembers {
    query_membership: String = "queryMembership",
} }

/// `GET _apis/identities/{containerId}/Members` · 7.1-preview.1
#[inline]
pub fn read_members(container_id: &ContainerIdText, params: ReadMembers) -> Op<List<String>> {
    params.add_to(Op::new(&meta::READ_MEMBERS).path("containerId", container_id))
}

/// `DELETE _apis/identities/{containerId}/Members/{memberId}` · 7.1-preview.1
#[inline]
pub fn remove_member(container_id: &ContainerIdText, member_id: &MemberId) -> Op<bool> {
    Op::new(&meta::REMOVE_MEMBER).path("containerId", container_id).path("memberId", member_id)
}

params! { ReadMemberOf {
    query_membership: String = "queryMembership",
} }

/// `GET _apis/identities/{memberId}/MembersOf/{containerId}` · 7.1-preview.2
#[inline]
pub fn read_member_of(member_id: &MemberId, container_id: &ContainerIdText, params: ReadMemberOf) -> Op<String> {
    params.add_to(Op::new(&meta::READ_MEMBER_OF).path("memberId", member_id).path("containerId", container_id))
}

params! { ReadMembersOf {
    query_membership: String = "queryMembership",
} }

/// `GET _apis/identities/{memberId}/MembersOf` · 7.1-preview.2
#[inline]
pub fn read_members_of(member_id: &MemberId, params: ReadMembersOf) -> Op<List<String>> {
    params.add_to(Op::new(&meta::READ_MEMBERS_OF).path("memberId", member_id))
}

params! { RefreshMembersOf {
    query_membership: String = "queryMembership",
} }

/// `POST _apis/identities/{memberId}/MembersOf` · 7.1-preview.2
#[inline]
pub fn refresh_members_of(member_id: &MemberId, params: RefreshMembersOf) -> Op<List<String>> {
    params.add_to(Op::new(&meta::REFRESH_MEMBERS_OF).path("memberId", member_id))
}

/// `PUT _apis/Scopes/{scopeId}` · 7.1-preview.2
#[inline]
pub fn create_scope(scope_id: &ScopeId, body: &CreateScopeInfo) -> Op<IdentityScope> {
    Op::new(&meta::CREATE_SCOPE).path("scopeId", scope_id).json(body)
}

/// `DELETE _apis/Scopes/{scopeId}` · 7.1-preview.2
#[inline]
pub fn delete_scope(scope_id: &ScopeId) -> Op<()> {
    Op::new(&meta::DELETE_SCOPE).path("scopeId", scope_id)
}

/// `GET _apis/Scopes/{scopeId}` · 7.1-preview.2
#[inline]
pub fn get_scope_by_id(scope_id: &ScopeId) -> Op<IdentityScope> {
    Op::new(&meta::GET_SCOPE_BY_ID).path("scopeId", scope_id)
}

/// `GET _apis/Scopes` · 7.1-preview.2
#[inline]
pub fn get_scope_by_name(scope_name: &str) -> Op<IdentityScope> {
    Op::new(&meta::GET_SCOPE_BY_NAME).query("scopeName", scope_name)
}

/// `PATCH _apis/Scopes/{scopeId}` · 7.1-preview.2
#[inline]
pub fn update_scope(scope_id: &ScopeId, body: &JsonPatch) -> Op<()> {
    Op::new(&meta::UPDATE_SCOPE).path("scopeId", scope_id).json(body)
}

params! { ReadIdentity {
    query_membership: String = "queryMembership",
    properties: Vec<String> = "properties",
} }

/// `GET _apis/identities/{identityId}` · 7.1 · `vso.identity`
#[inline]
pub fn read_identity(identity_id: &IdentityId, params: ReadIdentity) -> Op<Identity> {
    params.add_to(Op::new(&meta::READ_IDENTITY).path("identityId", identity_id))
}
