// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET _apis/graph/descriptors/{storageKey}` · 7.1 · `vso.graph`
#[inline]
pub fn get_descriptor(storage_key: &StorageKey) -> Op<GraphDescriptorResult> {
    Op::new(&meta::GET_DESCRIPTOR).path("storageKey", storage_key).guid("storageKey")
}

params! { CreateGroup {
    scope_descriptor: String = "scopeDescriptor",
    group_descriptors: Vec<String> = "groupDescriptors",
} }

/// `POST _apis/graph/groups` · 7.1-preview.1 · `vso.graph_manage`
#[inline]
pub fn create_group(body: &GraphGroupCreationContext, params: CreateGroup) -> Op<GraphGroup> {
    params.add_to(Op::new(&meta::CREATE_GROUP).json(body))
}

params! { ListGroups {
    scope_descriptor: String = "scopeDescriptor",
    subject_types: Vec<String> = "subjectTypes",
    continuation_token: String = "continuationToken",
} }

/// `GET _apis/graph/groups` · 7.1-preview.1 · `vso.graph`
#[inline]
pub fn list_groups(params: ListGroups) -> Op<List<GraphGroup>> {
    params.add_to(Op::new(&meta::LIST_GROUPS))
}

/// `DELETE _apis/graph/groups/{groupDescriptor}` · 7.1-preview.1 · `vso.graph_manage`
#[inline]
pub fn delete_group(group_descriptor: &GroupDescriptor) -> Op<()> {
    Op::new(&meta::DELETE_GROUP).path("groupDescriptor", group_descriptor)
}

/// `GET _apis/graph/groups/{groupDescriptor}` · 7.1-preview.1 · `vso.graph`
#[inline]
pub fn get_group(group_descriptor: &GroupDescriptor) -> Op<GraphGroup> {
    Op::new(&meta::GET_GROUP).path("groupDescriptor", group_descriptor)
}

/// `PATCH _apis/graph/groups/{groupDescriptor}` · 7.1-preview.1 · `vso.graph_manage`
#[inline]
pub fn update_group(group_descriptor: &GroupDescriptor, body: &JsonPatch) -> Op<GraphGroup> {
    Op::new(&meta::UPDATE_GROUP).path("groupDescriptor", group_descriptor).json(body)
}

params! { ListMemberships {
    direction: GraphTraversalDirection = "direction",
    depth: i64 = "depth",
} }

/// `GET _apis/graph/Memberships/{subjectDescriptor}` · 7.1-preview.1 · `vso.graph`
#[inline]
pub fn list_memberships(
    subject_descriptor: &SubjectDescriptor, params: ListMemberships,
) -> Op<List<GraphMembership>> {
    params.add_to(Op::new(&meta::LIST_MEMBERSHIPS).path("subjectDescriptor", subject_descriptor))
}

/// `PUT _apis/graph/memberships/{subjectDescriptor}/{containerDescriptor}` · 7.1-preview.1 · `vso.graph_manage`
#[inline]
pub fn add_membership(
    subject_descriptor: &SubjectDescriptor, container_descriptor: &ContainerDescriptor,
) -> Op<GraphMembership> {
    Op::new(&meta::ADD_MEMBERSHIP)
        .path("subjectDescriptor", subject_descriptor).path("containerDescriptor", container_descriptor)
}

/// `HEAD _apis/graph/memberships/{subjectDescriptor}/{containerDescriptor}` · 7.1-preview.1 · `vso.graph`
#[inline]
pub fn check_membership_existence(
    subject_descriptor: &SubjectDescriptor, container_descriptor: &ContainerDescriptor,
) -> Op<()> {
    Op::new(&meta::CHECK_MEMBERSHIP_EXISTENCE)
        .path("subjectDescriptor", subject_descriptor).path("containerDescriptor", container_descriptor)
}

/// `GET _apis/graph/memberships/{subjectDescriptor}/{containerDescriptor}` · 7.1-preview.1 · `vso.graph`
#[inline]
pub fn get_membership(
    subject_descriptor: &SubjectDescriptor, container_descriptor: &ContainerDescriptor,
) -> Op<GraphMembership> {
    Op::new(&meta::GET_MEMBERSHIP)
        .path("subjectDescriptor", subject_descriptor).path("containerDescriptor", container_descriptor)
}

/// `DELETE _apis/graph/memberships/{subjectDescriptor}/{containerDescriptor}` · 7.1-preview.1 · `vso.graph_manage`
#[inline]
pub fn remove_membership(
    subject_descriptor: &SubjectDescriptor, container_descriptor: &ContainerDescriptor,
) -> Op<()> {
    Op::new(&meta::REMOVE_MEMBERSHIP)
        .path("subjectDescriptor", subject_descriptor).path("containerDescriptor", container_descriptor)
}

/// `GET _apis/graph/membershipstates/{subjectDescriptor}` · 7.1-preview.1 · `vso.graph`
#[inline]
pub fn get_membership_state(subject_descriptor: &SubjectDescriptor) -> Op<GraphMembershipState> {
    Op::new(&meta::GET_MEMBERSHIP_STATE).path("subjectDescriptor", subject_descriptor)
}

/// `POST _apis/graph/requestaccess` · 7.1-preview.1 · `vso.graph`
#[inline]
pub fn request_access(body: &Json) -> Op<()> {
    Op::new(&meta::REQUEST_ACCESS).json(body)
}

params! { CreateServicePrincipal {
    group_descriptors: Vec<String> = "groupDescriptors",
} }

/// `POST _apis/graph/serviceprincipals` · 7.1-preview.1 · `vso.graph_manage`
#[inline]
pub fn create_service_principal(
    body: &GraphServicePrincipalCreationContext, params: CreateServicePrincipal,
) -> Op<GraphServicePrincipal> {
    params.add_to(Op::new(&meta::CREATE_SERVICE_PRINCIPAL).json(body))
}

params! { ListServicePrincipals {
    continuation_token: String = "continuationToken",
    scope_descriptor: String = "scopeDescriptor",
} }

/// `GET _apis/graph/serviceprincipals` · 7.1-preview.1 · `vso.graph`
#[inline]
pub fn list_service_principals(params: ListServicePrincipals) -> Op<List<GraphServicePrincipal>> {
    params.add_to(Op::new(&meta::LIST_SERVICE_PRINCIPALS))
}

/// `DELETE _apis/graph/serviceprincipals/{servicePrincipalDescriptor}` · 7.1-preview.1 · `vso.graph_manage`
#[inline]
pub fn delete_service_principal(service_principal_descriptor: &ServicePrincipalDescriptor) -> Op<()> {
    Op::new(&meta::DELETE_SERVICE_PRINCIPAL).path("servicePrincipalDescriptor", service_principal_descriptor)
}

/// `GET _apis/graph/serviceprincipals/{servicePrincipalDescriptor}` · 7.1-preview.1 · `vso.graph`
#[inline]
pub fn get_service_principal(
    service_principal_descriptor: &ServicePrincipalDescriptor,
) -> Op<GraphServicePrincipal> {
    Op::new(&meta::GET_SERVICE_PRINCIPAL).path("servicePrincipalDescriptor", service_principal_descriptor)
}

/// `GET _apis/graph/storagekeys/{subjectDescriptor}` · 7.1 · `vso.graph`
#[inline]
pub fn get_storage_key(subject_descriptor: &SubjectDescriptor) -> Op<GraphStorageKeyResult> {
    Op::new(&meta::GET_STORAGE_KEY).path("subjectDescriptor", subject_descriptor)
}

/// `POST _apis/graph/subjectlookup` · 7.1-preview.1 · `vso.graph`
#[inline]
pub fn lookup_subjects(body: &GraphSubjectLookup) -> Op<Wrapped<Map<GraphSubject>>> {
    Op::new(&meta::LOOKUP_SUBJECTS).json(body)
}

/// `POST _apis/graph/subjectquery` · 7.1-preview.1 · `vso.graph`
#[inline]
pub fn query_subjects(body: &GraphSubjectQuery) -> Op<List<GraphSubject>> {
    Op::new(&meta::QUERY_SUBJECTS).json(body)
}

/// `DELETE _apis/graph/Subjects/{subjectDescriptor}/avatars` · 7.1 · `vso.graph_manage`
#[inline]
pub fn delete_avatar(subject_descriptor: &SubjectDescriptor) -> Op<()> {
    Op::new(&meta::DELETE_AVATAR).path("subjectDescriptor", subject_descriptor)
}

params! { GetAvatar {
    size: AvatarSize = "size",
    format: String = "format",
} }

/// `GET _apis/graph/Subjects/{subjectDescriptor}/avatars` · 7.1 · `vso.graph`
#[inline]
pub fn get_avatar(subject_descriptor: &SubjectDescriptor, params: GetAvatar) -> Op<Avatar> {
    params.add_to(Op::new(&meta::GET_AVATAR).path("subjectDescriptor", subject_descriptor))
}

/// `PUT _apis/graph/Subjects/{subjectDescriptor}/avatars` · 7.1 · `vso.graph_manage`
#[inline]
pub fn set_avatar(subject_descriptor: &SubjectDescriptor, body: &Avatar) -> Op<()> {
    Op::new(&meta::SET_AVATAR).path("subjectDescriptor", subject_descriptor).json(body)
}

params! { CreateUser {
    group_descriptors: Vec<String> = "groupDescriptors",
} }

/// `POST _apis/graph/users` · 7.1-preview.1 · `vso.graph_manage`
#[inline]
pub fn create_user(body: &GraphUserCreationContext, params: CreateUser) -> Op<GraphUser> {
    params.add_to(Op::new(&meta::CREATE_USER).json(body))
}

params! { ListUsers {
    subject_types: Vec<String> = "subjectTypes",
    continuation_token: String = "continuationToken",
    scope_descriptor: String = "scopeDescriptor",
} }

/// `GET _apis/graph/users` · 7.1-preview.1 · `vso.graph`
#[inline]
pub fn list_users(params: ListUsers) -> Op<List<GraphUser>> {
    params.add_to(Op::new(&meta::LIST_USERS))
}

/// `DELETE _apis/graph/users/{userDescriptor}` · 7.1-preview.1 · `vso.graph_manage`
#[inline]
pub fn delete_user(user_descriptor: &UserDescriptor) -> Op<()> {
    Op::new(&meta::DELETE_USER).path("userDescriptor", user_descriptor)
}

/// `GET _apis/graph/users/{userDescriptor}` · 7.1-preview.1 · `vso.graph`
#[inline]
pub fn get_user(user_descriptor: &UserDescriptor) -> Op<GraphUser> {
    Op::new(&meta::GET_USER).path("userDescriptor", user_descriptor)
}

/// `PATCH _apis/graph/users/{userDescriptor}` · 7.1-preview.1 · `vso.graph_manage`
#[inline]
pub fn update_user(user_descriptor: &UserDescriptor, body: &GraphUserUpdateContext) -> Op<GraphUser> {
    Op::new(&meta::UPDATE_USER).path("userDescriptor", user_descriptor).json(body)
}

/// `GET _apis/graph/Users/{userDescriptor}/providerinfo` · 7.1 · `vso.graph`
#[inline]
pub fn get_provider_info(user_descriptor: &UserDescriptor) -> Op<GraphProviderInfo> {
    Op::new(&meta::GET_PROVIDER_INFO).path("userDescriptor", user_descriptor)
}
