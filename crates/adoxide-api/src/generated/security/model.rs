// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { AccessControlEntry {
    allow: i64 = "allow",
    deny: i64 = "deny",
    descriptor: String = "descriptor",
    extended_info: AceExtendedInformation = "extendedInfo",
} }

object! { AccessControlList {
    aces_dictionary: Map<AccessControlEntry> = "acesDictionary",
    include_extended_info: bool = "includeExtendedInfo",
    inherit_permissions: bool = "inheritPermissions",
    token: String = "token",
} }

object! { AccessControlListCollection {
    count: i64 = "count",
    value: Vec<AccessControlList> = "value",
} }

object! { AceExtendedInformation {
    effective_allow: i64 = "effectiveAllow",
    effective_deny: i64 = "effectiveDeny",
    inherited_allow: i64 = "inheritedAllow",
    inherited_deny: i64 = "inheritedDeny",
} }

object! { ActionDefinition {
    bit: i64 = "bit",
    display_name: String = "displayName",
    name: String = "name",
    namespace_id: String = "namespaceId",
} }

object! { DisplayPermissions {
    can_edit_permissions: bool = "canEditPermissions",
    current_team_foundation_id: String = "currentTeamFoundationId",
    descriptor_identifier: String = "descriptorIdentifier",
    descriptor_identity_type: String = "descriptorIdentityType",
    permissions: Vec<Json> = "permissions",
} }

object! { PermissionEvaluation {
    permissions: i64 = "permissions",
    security_namespace_id: String = "securityNamespaceId",
    token: String = "token",
    value: bool = "value",
} }

object! { PermissionEvaluationBatch {
    always_allow_administrators: bool = "alwaysAllowAdministrators",
    evaluations: Vec<PermissionEvaluation> = "evaluations",
} }

object! { SecurityNamespaceDescription {
    actions: Vec<ActionDefinition> = "actions",
    dataspace_category: String = "dataspaceCategory",
    display_name: String = "displayName",
    element_length: i64 = "elementLength",
    extension_type: String = "extensionType",
    is_remotable: bool = "isRemotable",
    name: String = "name",
    namespace_id: String = "namespaceId",
    read_permission: i64 = "readPermission",
    separator_value: String = "separatorValue",
    structure_value: i64 = "structureValue",
    system_bit_mask: i64 = "systemBitMask",
    use_token_translator: bool = "useTokenTranslator",
    write_permission: i64 = "writePermission",
} }
