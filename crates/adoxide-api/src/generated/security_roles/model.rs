// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

open_enum! { RoleAccess {
    Assigned = "assigned" 1, Inherited = "inherited" 2,
} }

object! { RoleAssignment {
    access: RoleAccess = "access",
    access_display_name: String = "accessDisplayName",
    identity: IdentityRef = "identity",
    role: SecurityRole = "role",
} }

object! { SecurityRole {
    allow_permissions: i64 = "allowPermissions",
    deny_permissions: i64 = "denyPermissions",
    description: String = "description",
    display_name: String = "displayName",
    identifier: String = "identifier",
    name: String = "name",
    scope: String = "scope",
} }

object! { UserRoleAssignmentRef {
    role_name: String = "roleName",
    unique_name: String = "uniqueName",
    user_id: String = "userId",
} }
