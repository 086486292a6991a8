// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `member_entitlement_management`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("MemberEntitlementManagement").area_id(Some("68ddce18-2501-45f1-a17b-7931a9922690")).host(Host::Vsaex)
}

catalog! {
    ADD_GROUP_ENTITLEMENT = op("member_entitlement_management.add_group_entitlement", Method::POST, "_apis/groupentitlements")
        .resource("groupEntitlements").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("2280bffa-58a2-49da-822e-0764a1bb44f7"))
        .scopes(&["vso.memberentitlementmanagement_write"]).consumes(Some("application/json"))
        .optional(&["ruleOption"]);
    GET_GROUP_ENTITLEMENTS = op("member_entitlement_management.get_group_entitlements", Method::GET, "_apis/groupentitlements")
        .resource("groupEntitlements").api_version("7.1").effect(Effect::Read)
        .location_id(Some("9bce1f43-2629-419f-8f6c-7503be58a4f3")).scopes(&["vso.memberentitlementmanagement"]);
    DELETE_GROUP_ENTITLEMENT = op("member_entitlement_management.delete_group_entitlement", Method::DELETE, "_apis/groupentitlements/{groupId}")
        .resource("groupEntitlements").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("2280bffa-58a2-49da-822e-0764a1bb44f7"))
        .scopes(&["vso.memberentitlementmanagement_write"]).optional(&["ruleOption", "removeGroupMembership"]);
    GET_GROUP_ENTITLEMENT = op("member_entitlement_management.get_group_entitlement", Method::GET, "_apis/groupentitlements/{groupId}")
        .resource("groupEntitlements").api_version("7.1").effect(Effect::Read)
        .location_id(Some("2280bffa-58a2-49da-822e-0764a1bb44f7")).scopes(&["vso.memberentitlementmanagement"]);
    UPDATE_GROUP_ENTITLEMENT = op("member_entitlement_management.update_group_entitlement", Method::PATCH, "_apis/groupentitlements/{groupId}")
        .resource("groupEntitlements").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("2280bffa-58a2-49da-822e-0764a1bb44f7"))
        .scopes(&["vso.memberentitlementmanagement_write"]).consumes(Some("application/json-patch+json"))
        .optional(&["ruleOption"]);
    GET_GROUP_MEMBERS = op("member_entitlement_management.get_group_members", Method::GET, "_apis/GroupEntitlements/{groupId}/members")
        .resource("members").api_version("7.1").effect(Effect::Read)
        .location_id(Some("45a36e53-5286-4518-aa72-2d29f7acc5d8")).scopes(&["vso.memberentitlementmanagement"])
        .paging(Paging::BodyToken { send: TokenPlace::Query("pagingToken"), token: "continuationToken", items: "items", end: PagingEnd::NoToken })
        .optional(&["maxResults", "pagingToken"]);
    ADD_MEMBER_TO_GROUP = op("member_entitlement_management.add_member_to_group", Method::PUT, "_apis/GroupEntitlements/{groupId}/members/{memberId}")
        .resource("members").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("45a36e53-5286-4518-aa72-2d29f7acc5d8"))
        .scopes(&["vso.memberentitlementmanagement_write"]).produces(&[]);
    REMOVE_MEMBER_FROM_GROUP = op("member_entitlement_management.remove_member_from_group", Method::DELETE, "_apis/GroupEntitlements/{groupId}/members/{memberId}")
        .resource("members").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("45a36e53-5286-4518-aa72-2d29f7acc5d8"))
        .scopes(&["vso.memberentitlementmanagement_write"]).produces(&[]);
    SEARCH_MEMBER_ENTITLEMENTS = op("member_entitlement_management.search_member_entitlements", Method::GET, "_apis/memberentitlements")
        .resource("memberEntitlements").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("1e8cabfb-1fda-461e-860f-eeeae54d06bb")).scopes(&["vso.memberentitlementmanagement"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["continuationToken", "select", "$filter", "$orderBy"]);
    ADD_SERVICE_PRINCIPAL_ENTITLEMENT = op("member_entitlement_management.add_service_principal_entitlement", Method::POST, "_apis/serviceprincipalentitlements")
        .resource("servicePrincipalEntitlements").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("f03dbf50-80f8-41b7-8ca2-65b6a178caba"))
        .scopes(&["vso.memberentitlementmanagement_write"]).consumes(Some("application/json"));
    UPDATE_SERVICE_PRINCIPAL_ENTITLEMENTS = op("member_entitlement_management.update_service_principal_entitlements", Method::PATCH, "_apis/serviceprincipalentitlements")
        .resource("servicePrincipalEntitlements").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("f03dbf50-80f8-41b7-8ca2-65b6a178caba"))
        .scopes(&["vso.memberentitlementmanagement_write"]).consumes(Some("application/json-patch+json"));
    DELETE_SERVICE_PRINCIPAL_ENTITLEMENT = op("member_entitlement_management.delete_service_principal_entitlement", Method::DELETE, "_apis/serviceprincipalentitlements/{servicePrincipalId}")
        .resource("servicePrincipalEntitlements").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("1d491a66-190b-43ae-86b8-9c2688c55186"))
        .scopes(&["vso.memberentitlementmanagement_write"]).produces(&[]);
    GET_SERVICE_PRINCIPAL_ENTITLEMENT = op("member_entitlement_management.get_service_principal_entitlement", Method::GET, "_apis/serviceprincipalentitlements/{servicePrincipalId}")
        .resource("servicePrincipalEntitlements").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("1d491a66-190b-43ae-86b8-9c2688c55186")).scopes(&["vso.memberentitlementmanagement"]);
    UPDATE_SERVICE_PRINCIPAL_ENTITLEMENT = op("member_entitlement_management.update_service_principal_entitlement", Method::PATCH, "_apis/serviceprincipalentitlements/{servicePrincipalId}")
        .resource("servicePrincipalEntitlements").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("1d491a66-190b-43ae-86b8-9c2688c55186"))
        .scopes(&["vso.memberentitlementmanagement_write"]).consumes(Some("application/json-patch+json"));
    ADD_USER_ENTITLEMENT = op("member_entitlement_management.add_user_entitlement", Method::POST, "_apis/userentitlements")
        .resource("userEntitlements").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("387f832c-dbf2-4643-88e9-c1aa94dbb737"))
        .scopes(&["vso.memberentitlementmanagement_write"]).consumes(Some("application/json")).forms(const { &[
            Form::new(Method::POST, Some(Host::Vssps), "_apis/memberentitlementmanagement/userentitlements"),
        ] });
    SEARCH_USER_ENTITLEMENTS = op("member_entitlement_management.search_user_entitlements", Method::GET, "_apis/userentitlements")
        .resource("userEntitlements").api_version("7.1").effect(Effect::Read)
        .location_id(Some("387f832c-dbf2-4643-88e9-c1aa94dbb737")).scopes(&["vso.memberentitlementmanagement"])
        .paging(Paging::BodyToken { send: TokenPlace::Query("continuationToken"), token: "continuationToken", items: "items", end: PagingEnd::NoToken })
        .optional(&["continuationToken", "select", "$filter", "$orderBy"]).forms(const { &[
            Form::new(Method::GET, Some(Host::Vssps), "_apis/memberentitlementmanagement/userentitlements"),
        ] });
    UPDATE_USER_ENTITLEMENTS = op("member_entitlement_management.update_user_entitlements", Method::PATCH, "_apis/userentitlements")
        .resource("userEntitlements").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("387f832c-dbf2-4643-88e9-c1aa94dbb737"))
        .scopes(&["vso.memberentitlementmanagement_write"]).consumes(Some("application/json-patch+json"))
        .optional(&["doNotSendInviteForNewUsers"]).forms(const { &[
            Form::new(Method::PATCH, Some(Host::Vssps), "_apis/memberentitlementmanagement/userentitlements"),
        ] });
    DELETE_USER_ENTITLEMENT = op("member_entitlement_management.delete_user_entitlement", Method::DELETE, "_apis/userentitlements/{userId}")
        .resource("userEntitlements").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("8480c6eb-ce60-47e9-88df-eca3c801638b"))
        .scopes(&["vso.memberentitlementmanagement_write"]).produces(&[]).forms(const { &[
            Form::new(Method::DELETE, Some(Host::Vssps), "_apis/memberentitlementmanagement/userentitlements/{userId}"),
        ] });
    GET_USER_ENTITLEMENT = op("member_entitlement_management.get_user_entitlement", Method::GET, "_apis/userentitlements/{userId}")
        .resource("userEntitlements").api_version("7.1").effect(Effect::Read)
        .location_id(Some("8480c6eb-ce60-47e9-88df-eca3c801638b")).scopes(&["vso.memberentitlementmanagement"])
        .forms(const { &[
            Form::new(Method::GET, Some(Host::Vssps), "_apis/memberentitlementmanagement/userentitlements/{userId}"),
        ] });
    UPDATE_USER_ENTITLEMENT = op("member_entitlement_management.update_user_entitlement", Method::PATCH, "_apis/userentitlements/{userId}")
        .resource("userEntitlements").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("8480c6eb-ce60-47e9-88df-eca3c801638b"))
        .scopes(&["vso.memberentitlementmanagement_write"]).consumes(Some("application/json-patch+json"))
        .forms(const { &[
            Form::new(Method::PATCH, Some(Host::Vssps), "_apis/memberentitlementmanagement/userentitlements/{userId}"),
        ] });
    GET_USERS_SUMMARY = op("member_entitlement_management.get_users_summary", Method::GET, "_apis/userentitlementsummary")
        .resource("userEntitlementSummary").api_version("7.1").effect(Effect::Read)
        .location_id(Some("5ae55b13-c9dd-49d1-957e-6e76c152e3d9")).scopes(&["vso.memberentitlementmanagement"])
        .optional(&["select"]);
}
