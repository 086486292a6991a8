// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { IdentitySearchQuery {
    filter_by_ancestor_entity_ids: Vec<String> = "filterByAncestorEntityIds",
    filter_by_entity_ids: Vec<String> = "filterByEntityIds",
    identity_types: Vec<String> = "identityTypes",
    operation_scopes: Vec<String> = "operationScopes",
    options: Map<Json> = "options",
    paging_token: String = "pagingToken",
    properties: Vec<String> = "properties",
    query: String = "query",
    query_type_hint: String = "queryTypeHint",
} }

object! { IdentitySearchResult {
    identities: Vec<PickedIdentity> = "identities",
    paging_token: String = "pagingToken",
    query_token: String = "queryToken",
} }

object! { IdentitySearchResults {
    results: Vec<IdentitySearchResult> = "results",
} }

object! { PickedIdentity {
    active: bool = "active",
    department: String = "department",
    description: String = "description",
    display_name: String = "displayName",
    entity_id: String = "entityId",
    entity_type: String = "entityType",
    guest: bool = "guest",
    is_mru: bool = "isMru",
    job_title: String = "jobTitle",
    local_directory: String = "localDirectory",
    local_id: String = "localId",
    mail: String = "mail",
    mail_nickname: String = "mailNickname",
    origin_directory: String = "originDirectory",
    origin_id: String = "originId",
    physical_delivery_office_name: String = "physicalDeliveryOfficeName",
    sam_account_name: String = "samAccountName",
    scope_name: String = "scopeName",
    sign_in_address: String = "signInAddress",
    subject_descriptor: String = "subjectDescriptor",
    surname: String = "surname",
    telephone_number: String = "telephoneNumber",
} }
