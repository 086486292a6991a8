// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `graph`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Graph").area_id(Some("bb1e7ec9-e901-4b68-999a-de7012b920f8")).host(Host::Vssps)
}

catalog! {
    GET_DESCRIPTOR = op("graph.get_descriptor", Method::GET, "_apis/graph/descriptors/{storageKey}")
        .resource("descriptors").api_version("7.1").effect(Effect::Read)
        .location_id(Some("048aee0a-7072-4cde-ab73-7af77b1e0b4e")).scopes(&["vso.graph"]);
    CREATE_GROUP = op("graph.create_group", Method::POST, "_apis/graph/groups")
        .resource("groups").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("ebbe6af8-0b91-4c13-8cf1-777c14858188")).scopes(&["vso.graph_manage"])
        .consumes(Some("application/json")).optional(&["scopeDescriptor", "groupDescriptors"]);
    LIST_GROUPS = op("graph.list_groups", Method::GET, "_apis/graph/groups")
        .resource("groups").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("ebbe6af8-0b91-4c13-8cf1-777c14858188")).scopes(&["vso.graph"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["scopeDescriptor", "subjectTypes", "continuationToken"]);
    DELETE_GROUP = op("graph.delete_group", Method::DELETE, "_apis/graph/groups/{groupDescriptor}")
        .resource("groups").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("ebbe6af8-0b91-4c13-8cf1-777c14858188")).scopes(&["vso.graph_manage"]).produces(&[]);
    GET_GROUP = op("graph.get_group", Method::GET, "_apis/graph/groups/{groupDescriptor}")
        .resource("groups").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("ebbe6af8-0b91-4c13-8cf1-777c14858188")).scopes(&["vso.graph"]);
    UPDATE_GROUP = op("graph.update_group", Method::PATCH, "_apis/graph/groups/{groupDescriptor}")
        .resource("groups").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("ebbe6af8-0b91-4c13-8cf1-777c14858188")).scopes(&["vso.graph_manage"])
        .consumes(Some("application/json-patch+json"));
    LIST_MEMBERSHIPS = op("graph.list_memberships", Method::GET, "_apis/graph/Memberships/{subjectDescriptor}")
        .resource("membershipsBatch").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("e34b6394-6b30-4435-94a9-409a5eef3e31")).scopes(&["vso.graph"])
        .optional(&["direction", "depth"]);
    ADD_MEMBERSHIP = op("graph.add_membership", Method::PUT, "_apis/graph/memberships/{subjectDescriptor}/{containerDescriptor}")
        .resource("memberships").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("3fd2e6ca-fb30-443a-b579-95b19ed0934c")).scopes(&["vso.graph_manage"]);
    CHECK_MEMBERSHIP_EXISTENCE = op("graph.check_membership_existence", Method::HEAD, "_apis/graph/memberships/{subjectDescriptor}/{containerDescriptor}")
        .resource("memberships").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("3fd2e6ca-fb30-443a-b579-95b19ed0934c")).scopes(&["vso.graph"]).produces(&[]);
    GET_MEMBERSHIP = op("graph.get_membership", Method::GET, "_apis/graph/memberships/{subjectDescriptor}/{containerDescriptor}")
        .resource("memberships").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("3fd2e6ca-fb30-443a-b579-95b19ed0934c")).scopes(&["vso.graph"]);
    REMOVE_MEMBERSHIP = op("graph.remove_membership", Method::DELETE, "_apis/graph/memberships/{subjectDescriptor}/{containerDescriptor}")
        .resource("memberships").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("3fd2e6ca-fb30-443a-b579-95b19ed0934c")).scopes(&["vso.graph_manage"]).produces(&[]);
    GET_MEMBERSHIP_STATE = op("graph.get_membership_state", Method::GET, "_apis/graph/membershipstates/{subjectDescriptor}")
        .resource("membershipStates").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("1ffe5c94-1144-4191-907b-d0211cad36a8")).scopes(&["vso.graph"]);
    REQUEST_ACCESS = op("graph.request_access", Method::POST, "_apis/graph/requestaccess")
        .resource("requestAccess").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("8d54bf92-8c99-47f2-9972-b21341f1722e")).scopes(&["vso.graph"])
        .consumes(Some("application/json")).produces(&[]);
    CREATE_SERVICE_PRINCIPAL = op("graph.create_service_principal", Method::POST, "_apis/graph/serviceprincipals")
        .resource("servicePrincipals").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("e1dbb0ae-49cb-4532-95a1-86cd89cfcab4")).scopes(&["vso.graph_manage"])
        .consumes(Some("application/json")).optional(&["groupDescriptors"]);
    LIST_SERVICE_PRINCIPALS = op("graph.list_service_principals", Method::GET, "_apis/graph/serviceprincipals")
        .resource("servicePrincipals").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("e1dbb0ae-49cb-4532-95a1-86cd89cfcab4")).scopes(&["vso.graph"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["continuationToken", "scopeDescriptor"]);
    DELETE_SERVICE_PRINCIPAL = op("graph.delete_service_principal", Method::DELETE, "_apis/graph/serviceprincipals/{servicePrincipalDescriptor}")
        .resource("servicePrincipals").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("e1dbb0ae-49cb-4532-95a1-86cd89cfcab4")).scopes(&["vso.graph_manage"]).produces(&[]);
    GET_SERVICE_PRINCIPAL = op("graph.get_service_principal", Method::GET, "_apis/graph/serviceprincipals/{servicePrincipalDescriptor}")
        .resource("servicePrincipals").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("e1dbb0ae-49cb-4532-95a1-86cd89cfcab4")).scopes(&["vso.graph"]);
    GET_STORAGE_KEY = op("graph.get_storage_key", Method::GET, "_apis/graph/storagekeys/{subjectDescriptor}")
        .resource("storageKeys").api_version("7.1").effect(Effect::Read)
        .location_id(Some("eb85f8cc-f0f6-4264-a5b1-ffe2e4d4801f")).scopes(&["vso.graph"]);
    LOOKUP_SUBJECTS = op("graph.lookup_subjects", Method::POST, "_apis/graph/subjectlookup")
        .resource("subjectLookup").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("4dd4d168-11f2-48c4-83e8-756fa0de027c")).scopes(&["vso.graph"])
        .consumes(Some("application/json"));
    QUERY_SUBJECTS = op("graph.query_subjects", Method::POST, "_apis/graph/subjectquery")
        .resource("subjectQuery").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("05942c89-006a-48ce-bb79-baeb8abf99c6")).scopes(&["vso.graph"])
        .consumes(Some("application/json"));
    DELETE_AVATAR = op("graph.delete_avatar", Method::DELETE, "_apis/graph/Subjects/{subjectDescriptor}/avatars")
        .resource("avatars").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("801eaf9c-0585-4be8-9cdb-b0efa074de91")).scopes(&["vso.graph_manage"]).produces(&[]);
    GET_AVATAR = op("graph.get_avatar", Method::GET, "_apis/graph/Subjects/{subjectDescriptor}/avatars")
        .resource("avatars").api_version("7.1").effect(Effect::Read)
        .location_id(Some("801eaf9c-0585-4be8-9cdb-b0efa074de91")).scopes(&["vso.graph"])
        .optional(&["size", "format"]);
    SET_AVATAR = op("graph.set_avatar", Method::PUT, "_apis/graph/Subjects/{subjectDescriptor}/avatars")
        .resource("avatars").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("801eaf9c-0585-4be8-9cdb-b0efa074de91")).scopes(&["vso.graph_manage"])
        .consumes(Some("application/json")).produces(&[]);
    CREATE_USER = op("graph.create_user", Method::POST, "_apis/graph/users")
        .resource("users").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("005e26ec-6b77-4e4f-a986-b3827bf241f5")).scopes(&["vso.graph_manage"])
        .consumes(Some("application/json")).optional(&["groupDescriptors"]);
    LIST_USERS = op("graph.list_users", Method::GET, "_apis/graph/users")
        .resource("users").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("005e26ec-6b77-4e4f-a986-b3827bf241f5")).scopes(&["vso.graph"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["subjectTypes", "continuationToken", "scopeDescriptor"]);
    DELETE_USER = op("graph.delete_user", Method::DELETE, "_apis/graph/users/{userDescriptor}")
        .resource("users").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("005e26ec-6b77-4e4f-a986-b3827bf241f5")).scopes(&["vso.graph_manage"]).produces(&[]);
    GET_USER = op("graph.get_user", Method::GET, "_apis/graph/users/{userDescriptor}")
        .resource("users").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("005e26ec-6b77-4e4f-a986-b3827bf241f5")).scopes(&["vso.graph"]);
    UPDATE_USER = op("graph.update_user", Method::PATCH, "_apis/graph/users/{userDescriptor}")
        .resource("users").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("005e26ec-6b77-4e4f-a986-b3827bf241f5")).scopes(&["vso.graph_manage"])
        .consumes(Some("application/json"));
    GET_PROVIDER_INFO = op("graph.get_provider_info", Method::GET, "_apis/graph/Users/{userDescriptor}/providerinfo")
        .resource("providerInfo").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1e377995-6fa2-4588-bd64-930186abdcfa")).scopes(&["vso.graph"]);
}
