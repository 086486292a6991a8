// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { CreateGroupsInfo {
    groups: Vec<Identity> = "groups",
    scope_id: String = "scopeId",
} }

object! { CreateScopeInfo {
    admin_group_description: String = "adminGroupDescription",
    admin_group_name: String = "adminGroupName",
    creator_id: String = "creatorId",
    parent_scope_id: String = "parentScopeId",
    scope_name: String = "scopeName",
    scope_type: GroupScopeType = "scopeType",
} }

object! { GroupMembership {
    active: bool = "active",
    descriptor: String = "descriptor",
    id: String = "id",
    queried_id: String = "queriedId",
} }

object! { IdentityBatchInfo {
    descriptors: Vec<String> = "descriptors",
    identity_ids: Vec<String> = "identityIds",
    include_restricted_visibility: bool = "includeRestrictedVisibility",
    property_names: Vec<String> = "propertyNames",
    query_membership: QueryMembership = "queryMembership",
    social_descriptors: Vec<String> = "socialDescriptors",
    subject_descriptors: Vec<String> = "subjectDescriptors",
} }

object! { IdentityScope {
    administrators: String = "administrators",
    id: String = "id",
    is_active: bool = "isActive",
    is_global: bool = "isGlobal",
    local_scope_id: String = "localScopeId",
    name: String = "name",
    parent_id: String = "parentId",
    scope_type: GroupScopeType = "scopeType",
    securing_host_id: String = "securingHostId",
    subject_descriptor: String = "subjectDescriptor",
} }

object! { IdentitySnapshot {
    groups: Vec<Identity> = "groups",
    identity_ids: Vec<String> = "identityIds",
    memberships: Vec<GroupMembership> = "memberships",
    scope_id: String = "scopeId",
    scopes: Vec<IdentityScope> = "scopes",
} }

open_enum! { QueryMembership {
    None = "none" 0, Direct = "direct" 1, Expanded = "expanded" 2, ExpandedUp = "expandedUp" 3,
    ExpandedDown = "expandedDown" 4,
} }
