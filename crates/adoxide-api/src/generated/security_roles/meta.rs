// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `security_roles`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("SecurityRoles").area_id(None).host(Host::Dev)
}

catalog! {
    GET_ROLE_ASSIGNMENTS = op("security_roles.get_role_assignments", Method::GET, "_apis/securityroles/scopes/{scopeId}/roleassignments/resources/{resourceId}")
        .resource("roleassignments").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("9461c234-c84c-4ed2-b918-2f0f92ad0a35")).scopes(&["vso.security_manage"]);
    REMOVE_ROLE_ASSIGNMENTS = op("security_roles.remove_role_assignments", Method::PATCH, "_apis/securityroles/scopes/{scopeId}/roleassignments/resources/{resourceId}")
        .resource("roleassignments").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("9461c234-c84c-4ed2-b918-2f0f92ad0a35")).scopes(&["vso.security_manage"])
        .consumes(Some("application/json")).produces(&[]);
    SET_ROLE_ASSIGNMENTS = op("security_roles.set_role_assignments", Method::PUT, "_apis/securityroles/scopes/{scopeId}/roleassignments/resources/{resourceId}")
        .resource("roleassignments").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("9461c234-c84c-4ed2-b918-2f0f92ad0a35")).scopes(&["vso.security_manage"])
        .consumes(Some("application/json")).optional(&["limitToCallerIdentityDomain"]);
    REMOVE_ROLE_ASSIGNMENT = op("security_roles.remove_role_assignment", Method::DELETE, "_apis/securityroles/scopes/{scopeId}/roleassignments/resources/{resourceId}/{identityId}")
        .resource("roleassignments").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("9461c234-c84c-4ed2-b918-2f0f92ad0a35")).scopes(&["vso.security_manage"]).produces(&[]);
    SET_ROLE_ASSIGNMENT = op("security_roles.set_role_assignment", Method::PUT, "_apis/securityroles/scopes/{scopeId}/roleassignments/resources/{resourceId}/{identityId}")
        .resource("roleassignments").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("9461c234-c84c-4ed2-b918-2f0f92ad0a35")).scopes(&["vso.security_manage"])
        .consumes(Some("application/json"));
    GET_ROLE_DEFINITIONS = op("security_roles.get_role_definitions", Method::GET, "_apis/securityroles/scopes/{scopeId}/roledefinitions")
        .resource("roledefinitions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("f4cc9a86-453c-48d2-b44d-d3bd5c105f4f")).scopes(&["vso.security_manage"]);
    CHANGE_INHERITANCE = op("security_roles.change_inheritance", Method::PATCH, "_apis/securityroles/scopes/{scopeId}/roleassignments/resources/{resourceId}")
        .resource("roleassignments").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("9461c234-c84c-4ed2-b918-2f0f92ad0a35")).scopes(&["vso.security_manage"]).produces(&[])
        .required(&["inheritPermissions"]);
}
