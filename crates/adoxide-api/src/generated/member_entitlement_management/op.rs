// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { AddGroupEntitlement {
    rule_option: RuleOption = "ruleOption",
} }

/// `POST _apis/groupentitlements` · 7.1 · `vso.memberentitlementmanagement_write`
#[inline]
pub fn add_group_entitlement(
    body: &GroupEntitlement, params: AddGroupEntitlement,
) -> Op<GroupEntitlementOperationReference> {
    params.add_to(Op::new(&meta::ADD_GROUP_ENTITLEMENT).json(body))
}

/// `GET _apis/groupentitlements` · 7.1 · `vso.memberentitlementmanagement`
#[inline]
pub fn get_group_entitlements() -> Op<List<GroupEntitlement>> {
    Op::new(&meta::GET_GROUP_ENTITLEMENTS)
}

params! { DeleteGroupEntitlement {
    rule_option: RuleOption = "ruleOption",
    remove_group_membership: bool = "removeGroupMembership",
} }

/// `DELETE _apis/groupentitlements/{groupId}` · 7.1 · `vso.memberentitlementmanagement_write`
#[inline]
pub fn delete_group_entitlement(
    group_id: &GroupIdText, params: DeleteGroupEntitlement,
) -> Op<GroupEntitlementOperationReference> {
    params.add_to(Op::new(&meta::DELETE_GROUP_ENTITLEMENT).path("groupId", group_id).guid("groupId"))
}

/// `GET _apis/groupentitlements/{groupId}` · 7.1 · `vso.memberentitlementmanagement`
#[inline]
pub fn get_group_entitlement(group_id: &GroupIdText) -> Op<GroupEntitlement> {
    Op::new(&meta::GET_GROUP_ENTITLEMENT).path("groupId", group_id).guid("groupId")
}

params! { UpdateGroupEntitlement {
    rule_option: RuleOption = "ruleOption",
} }

/// `PATCH _apis/groupentitlements/{groupId}` · 7.1 · `vso.memberentitlementmanagement_write`
#[inline]
pub fn update_group_entitlement(
    group_id: &GroupIdText, body: &JsonPatch, params: UpdateGroupEntitlement,
) -> Op<GroupEntitlementOperationReference> {
    params.add_to(Op::new(&meta::UPDATE_GROUP_ENTITLEMENT).path("groupId", group_id).guid("groupId").json(body))
}

params! { GetGroupMembers {
    max_results: i64 = "maxResults",
    paging_token: String = "pagingToken",
} }

/// `GET _apis/GroupEntitlements/{groupId}/members` · 7.1 · `vso.memberentitlementmanagement`
#[inline]
pub fn get_group_members(group_id: &GroupIdText, params: GetGroupMembers) -> Op<PagedGraphMemberList> {
    params.add_to(Op::new(&meta::GET_GROUP_MEMBERS).path("groupId", group_id).guid("groupId"))
}

/// `PUT _apis/GroupEntitlements/{groupId}/members/{memberId}` · 7.1 · `vso.memberentitlementmanagement_write`
#[inline]
pub fn add_member_to_group(group_id: &GroupIdText, member_id: &MemberId) -> Op<()> {
    Op::new(&meta::ADD_MEMBER_TO_GROUP)
        .path("groupId", group_id).guid("groupId").path("memberId", member_id).guid("memberId")
}

/// `DELETE _apis/GroupEntitlements/{groupId}/members/{memberId}` · 7.1 · `vso.memberentitlementmanagement_write`
#[inline]
pub fn remove_member_from_group(group_id: &GroupIdText, member_id: &MemberId) -> Op<()> {
    Op::new(&meta::REMOVE_MEMBER_FROM_GROUP)
        .path("groupId", group_id).guid("groupId").path("memberId", member_id).guid("memberId")
}

params! { SearchMemberEntitlements {
    continuation_token: String = "continuationToken",
    select: UserEntitlementProperty = "select",
    filter: String = "$filter",
    order_by: String = "$orderBy",
} }

/// `GET _apis/memberentitlements` · 7.1-preview.2 · `vso.memberentitlementmanagement`
#[inline]
pub fn search_member_entitlements(params: SearchMemberEntitlements) -> Op<List<MemberEntitlement>> {
    params.add_to(Op::new(&meta::SEARCH_MEMBER_ENTITLEMENTS))
}

/// `POST _apis/serviceprincipalentitlements` · 7.1-preview.1 · `vso.memberentitlementmanagement_write`
#[inline]
pub fn add_service_principal_entitlement(
    body: &ServicePrincipalEntitlement,
) -> Op<ServicePrincipalEntitlementsPostResponse> {
    Op::new(&meta::ADD_SERVICE_PRINCIPAL_ENTITLEMENT).json(body)
}

/// `PATCH _apis/serviceprincipalentitlements` · 7.1-preview.1 · `vso.memberentitlementmanagement_write`
#[inline]
pub fn update_service_principal_entitlements(
    body: &JsonPatch,
) -> Op<ServicePrincipalEntitlementOperationReference> {
    Op::new(&meta::UPDATE_SERVICE_PRINCIPAL_ENTITLEMENTS).json(body)
}

/// `DELETE _apis/serviceprincipalentitlements/{servicePrincipalId}` · 7.1-preview.1 · `vso.memberentitlementmanagement_write`
#[inline]
pub fn delete_service_principal_entitlement(service_principal_id: &ServicePrincipalId) -> Op<()> {
    Op::new(&meta::DELETE_SERVICE_PRINCIPAL_ENTITLEMENT)
        .path("servicePrincipalId", service_principal_id).guid("servicePrincipalId")
}

/// `GET _apis/serviceprincipalentitlements/{servicePrincipalId}` · 7.1-preview.1 · `vso.memberentitlementmanagement`
#[inline]
pub fn get_service_principal_entitlement(
    service_principal_id: &ServicePrincipalId,
) -> Op<ServicePrincipalEntitlement> {
    Op::new(&meta::GET_SERVICE_PRINCIPAL_ENTITLEMENT)
        .path("servicePrincipalId", service_principal_id).guid("servicePrincipalId")
}

/// `PATCH _apis/serviceprincipalentitlements/{servicePrincipalId}` · 7.1-preview.1 · `vso.memberentitlementmanagement_write`
#[inline]
pub fn update_service_principal_entitlement(
    service_principal_id: &ServicePrincipalId, body: &JsonPatch,
) -> Op<ServicePrincipalEntitlementsPatchResponse> {
    Op::new(&meta::UPDATE_SERVICE_PRINCIPAL_ENTITLEMENT)
        .path("servicePrincipalId", service_principal_id).guid("servicePrincipalId").json(body)
}

required! { AddUserEntitlementBody(UserEntitlement) {
    user: GraphUser = "user", access_level: AccessLevel = "accessLevel",
} }

/// `POST _apis/userentitlements` · 7.1 · `vso.memberentitlementmanagement_write`
#[inline]
pub fn add_user_entitlement(body: &AddUserEntitlementBody) -> Op<UserEntitlementsPostResponse> {
    Op::new(&meta::ADD_USER_ENTITLEMENT).json(body)
}

params! { SearchUserEntitlements {
    continuation_token: String = "continuationToken",
    select: UserEntitlementProperty = "select",
    filter: String = "$filter",
    order_by: String = "$orderBy",
} }

/// `GET _apis/userentitlements` · 7.1 · `vso.memberentitlementmanagement`
#[inline]
pub fn search_user_entitlements(params: SearchUserEntitlements) -> Op<PagedUserEntitlementsList> {
    params.add_to(Op::new(&meta::SEARCH_USER_ENTITLEMENTS))
}

params! { UpdateUserEntitlements {
    do_not_send_invite_for_new_users: bool = "doNotSendInviteForNewUsers",
} }

/// `PATCH _apis/userentitlements` · 7.1 · `vso.memberentitlementmanagement_write`
#[inline]
pub fn update_user_entitlements(
    body: &JsonPatch, params: UpdateUserEntitlements,
) -> Op<UserEntitlementOperationReference> {
    params.add_to(Op::new(&meta::UPDATE_USER_ENTITLEMENTS).json(body))
}

/// `DELETE _apis/userentitlements/{userId}` · 7.1 · `vso.memberentitlementmanagement_write`
#[inline]
pub fn delete_user_entitlement(user_id: &UserId) -> Op<()> {
    Op::new(&meta::DELETE_USER_ENTITLEMENT).path("userId", user_id).guid("userId")
}

/// `GET _apis/userentitlements/{userId}` · 7.1 · `vso.memberentitlementmanagement`
#[inline]
pub fn get_user_entitlement(user_id: &UserId) -> Op<UserEntitlement> {
    Op::new(&meta::GET_USER_ENTITLEMENT).path("userId", user_id).guid("userId")
}

/// `PATCH _apis/userentitlements/{userId}` · 7.1 · `vso.memberentitlementmanagement_write`
#[inline]
pub fn update_user_entitlement(user_id: &UserId, body: &JsonPatch) -> Op<UserEntitlementsPatchResponse> {
    Op::new(&meta::UPDATE_USER_ENTITLEMENT).path("userId", user_id).guid("userId").json(body)
}

params! { GetUsersSummary {
    select: String = "select",
} }

/// `GET _apis/userentitlementsummary` · 7.1 · `vso.memberentitlementmanagement`
#[inline]
pub fn get_users_summary(params: GetUsersSummary) -> Op<UsersSummary> {
    params.add_to(Op::new(&meta::GET_USERS_SUMMARY))
}
