// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { Collection {
    data: Map<Json> = "data",
    date_created: DateTime = "dateCreated",
    id: String = "id",
    last_updated: DateTime = "lastUpdated",
    name: String = "name",
    owner: String = "owner",
    preferred_geography: String = "preferredGeography",
    preferred_region: String = "preferredRegion",
    properties: Map<Json> = "properties",
    revision: i64 = "revision",
    status: CollectionStatus = "status",
    tenant_id: String = "tenantId",
} }

open_enum! { CollectionStatus {
    Unknown = "unknown" 0, Initial = "initial" 10, Enabled = "enabled" 20, LogicallyDeleted = "logicallyDeleted" 30,
    MarkedForPhysicalDelete = "markedForPhysicalDelete" 40,
} }
