// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { GraphDescriptorResult {
    links: Links = "_links",
    value: String = "value",
} }

object! { GraphGroupCreationContext {
    storage_key: String = "storageKey",
} }

object! { GraphGroupMailAddressCreationContext {
    mail_address: String = "mailAddress",
    storage_key: String = "storageKey",
} }

object! { GraphGroupOriginIdCreationContext {
    origin_id: String = "originId",
    storage_key: String = "storageKey",
} }

object! { GraphGroupVstsCreationContext {
    cross_project: bool = "crossProject",
    description: String = "description",
    descriptor: String = "descriptor",
    display_name: String = "displayName",
    restricted_visibility: bool = "restrictedVisibility",
    special_group_type: String = "specialGroupType",
    storage_key: String = "storageKey",
} }

object! { GraphMembership {
    links: Links = "_links",
    container_descriptor: String = "containerDescriptor",
    member_descriptor: String = "memberDescriptor",
} }

object! { GraphMembershipState {
    links: Links = "_links",
    active: bool = "active",
} }

object! { GraphProviderInfo {
    descriptor: String = "descriptor",
    domain: String = "domain",
    origin: String = "origin",
    origin_id: String = "originId",
} }

object! { GraphScope {
    links: Links = "_links",
    administrator_descriptor: String = "administratorDescriptor",
    descriptor: String = "descriptor",
    display_name: String = "displayName",
    is_global: bool = "isGlobal",
    legacy_descriptor: String = "legacyDescriptor",
    origin: String = "origin",
    origin_id: String = "originId",
    parent_descriptor: String = "parentDescriptor",
    scope_type: GroupScopeType = "scopeType",
    securing_host_descriptor: String = "securingHostDescriptor",
    subject_kind: String = "subjectKind",
    url: String = "url",
} }

object! { GraphServicePrincipalCreationContext {
    storage_key: String = "storageKey",
} }

object! { GraphServicePrincipalOriginIdCreationContext {
    origin_id: String = "originId",
    storage_key: String = "storageKey",
} }

object! { GraphStorageKeyResult {
    links: Links = "_links",
    value: String = "value",
} }

object! { GraphSubject {
    links: Links = "_links",
    descriptor: String = "descriptor",
    display_name: String = "displayName",
    legacy_descriptor: String = "legacyDescriptor",
    origin: String = "origin",
    origin_id: String = "originId",
    subject_kind: String = "subjectKind",
    url: String = "url",
} }

object! { GraphSubjectLookup {
    lookup_keys: Vec<GraphSubjectLookupKey> = "lookupKeys",
} }

object! { GraphSubjectLookupKey {
    descriptor: String = "descriptor",
} }

object! { GraphSubjectQuery {
    query: String = "query",
    scope_descriptor: String = "scopeDescriptor",
    subject_kind: Vec<String> = "subjectKind",
} }

object! { GraphSystemSubject {
    links: Links = "_links",
    descriptor: String = "descriptor",
    display_name: String = "displayName",
    legacy_descriptor: String = "legacyDescriptor",
    origin: String = "origin",
    origin_id: String = "originId",
    subject_kind: String = "subjectKind",
    url: String = "url",
} }

open_enum! { GraphTraversalDirection {
    Unknown = "unknown" 0, Down = "down" 1, Up = "up" 2,
} }

object! { GraphUserCreationContext {
    storage_key: String = "storageKey",
} }

object! { GraphUserMailAddressCreationContext {
    mail_address: String = "mailAddress",
    storage_key: String = "storageKey",
} }

object! { GraphUserOriginIdCreationContext {
    origin: String = "origin",
    origin_id: String = "originId",
    storage_key: String = "storageKey",
} }

object! { GraphUserOriginIdUpdateContext {
    origin_id: String = "originId",
} }

object! { GraphUserPrincipalNameCreationContext {
    principal_name: String = "principalName",
    storage_key: String = "storageKey",
} }

object! { GraphUserPrincipalNameUpdateContext {
    principal_name: String = "principalName",
} }

object! { GraphUserUpdateContext {} }

subtype! { GraphGroup: GraphSubject, "subjectKind" = "group" }
subtype! { GraphGroupMailAddressCreationContext: GraphGroupCreationContext }
subtype! { GraphGroupOriginIdCreationContext: GraphGroupCreationContext }
subtype! { GraphGroupVstsCreationContext: GraphGroupCreationContext }
subtype! { GraphMember: GraphSubject }
subtype! { GraphScope: GraphSubject, "subjectKind" = "scope" }
subtype! { GraphServicePrincipal: GraphSubject, "subjectKind" = "servicePrincipal" }
subtype! { GraphServicePrincipalOriginIdCreationContext: GraphServicePrincipalCreationContext }
subtype! { GraphSystemSubject: GraphSubject, "subjectKind" = "systemSubject" }
subtype! { GraphUser: GraphSubject, "subjectKind" = "user" }
subtype! { GraphUserMailAddressCreationContext: GraphUserCreationContext }
subtype! { GraphUserOriginIdCreationContext: GraphUserCreationContext }
subtype! { GraphUserOriginIdUpdateContext: GraphUserUpdateContext }
subtype! { GraphUserPrincipalNameCreationContext: GraphUserCreationContext }
subtype! { GraphUserPrincipalNameUpdateContext: GraphUserUpdateContext }

subtypes! { GraphSubjectKind of GraphSubject {
    GraphGroup, GraphScope, GraphServicePrincipal, GraphSystemSubject, GraphUser,
} }
