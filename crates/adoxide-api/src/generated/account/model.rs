// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { Account {
    account_id: String = "accountId",
    account_name: String = "accountName",
    account_owner: String = "accountOwner",
    account_status: AccountStatus = "accountStatus",
    account_type: AccountType = "accountType",
    account_uri: String = "accountUri",
    created_by: String = "createdBy",
    created_date: DateTime = "createdDate",
    has_moved: bool = "hasMoved",
    last_updated_by: String = "lastUpdatedBy",
    last_updated_date: DateTime = "lastUpdatedDate",
    namespace_id: String = "namespaceId",
    new_collection_id: String = "newCollectionId",
    organization_name: String = "organizationName",
    properties: Map<Json> = "properties",
    status_reason: String = "statusReason",
} }

open_enum! { AccountStatus {
    None = "none", Enabled = "enabled", Disabled = "disabled", Deleted = "deleted", Moved = "moved",
} }

open_enum! { AccountType {
    Personal = "personal", Organization = "organization",
} }
