// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `security`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Security").area_id(None).host(Host::Dev)
}

catalog! {
    REMOVE_ACCESS_CONTROL_ENTRIES = op("security.remove_access_control_entries", Method::DELETE, "_apis/accesscontrolentries/{securityNamespaceId}")
        .resource("accessControlEntries").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("ac08c8ff-4323-4b08-af90-bcd018d380ce")).scopes(&["vso.security_manage"])
        .optional(&["token", "descriptors"]);
    SET_ACCESS_CONTROL_ENTRIES = op("security.set_access_control_entries", Method::POST, "_apis/accesscontrolentries/{securityNamespaceId}")
        .resource("accessControlEntries").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("ac08c8ff-4323-4b08-af90-bcd018d380ce")).scopes(&["vso.security_manage"])
        .consumes(Some("application/json"));
    QUERY_ACCESS_CONTROL_LISTS = op("security.query_access_control_lists", Method::GET, "_apis/accesscontrollists/{securityNamespaceId}")
        .resource("accessControlLists").api_version("7.1").effect(Effect::Read)
        .location_id(Some("18a2ad18-7571-46ae-bec7-0c7da1495885")).scopes(&["vso.security_manage"])
        .optional(&["token", "descriptors", "includeExtendedInfo", "recurse"]);
    REMOVE_ACCESS_CONTROL_LISTS = op("security.remove_access_control_lists", Method::DELETE, "_apis/accesscontrollists/{securityNamespaceId}")
        .resource("accessControlLists").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("18a2ad18-7571-46ae-bec7-0c7da1495885")).scopes(&["vso.security_manage"])
        .optional(&["tokens", "recurse"]);
    SET_ACCESS_CONTROL_LISTS = op("security.set_access_control_lists", Method::POST, "_apis/accesscontrollists/{securityNamespaceId}")
        .resource("accessControlLists").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("18a2ad18-7571-46ae-bec7-0c7da1495885")).scopes(&["vso.security_manage"])
        .consumes(Some("application/json")).produces(&[]);
    HAS_PERMISSIONS = op("security.has_permissions", Method::GET, "_apis/permissions/{securityNamespaceId}/{permissions?}")
        .resource("permissions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("dd3b8bd6-c7fc-4cbd-929a-933d9c011c9d"))
        .optional(&["tokens", "alwaysAllowAdministrators", "delimiter"]);
    REMOVE_PERMISSION = op("security.remove_permission", Method::DELETE, "_apis/permissions/{securityNamespaceId}/{permissions?}")
        .resource("permissions").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("dd3b8bd6-c7fc-4cbd-929a-933d9c011c9d")).scopes(&["vso.security_manage"])
        .required(&["descriptor"]).optional(&["token"]);
    HAS_PERMISSIONS_BATCH = op("security.has_permissions_batch", Method::POST, "_apis/security/permissionevaluationbatch")
        .resource("permissionEvaluationBatch").api_version("7.1").effect(Effect::Read)
        .location_id(Some("cf1faa59-1b63-4448-bf04-13d981a46f5d")).consumes(Some("application/json"));
    QUERY_SECURITY_NAMESPACES = op("security.query_security_namespaces", Method::GET, "_apis/securitynamespaces/{securityNamespaceId?}")
        .resource("securityNamespaces").api_version("7.1").effect(Effect::Read)
        .location_id(Some("ce7b9f95-fde9-4be8-a86d-83b366f0b87a")).scopes(&["vso.security_manage"])
        .optional(&["localOnly"]);
    GET_DISPLAY_PERMISSIONS = op("security.get_display_permissions", Method::GET, "{project}/_api/_security/DisplayPermissions")
        .resource("DisplayPermissions").api_version("").effect(Effect::Read)
        .required(&["tfid", "permissionSetId", "permissionSetToken"]).optional(&["__v"]);
}
