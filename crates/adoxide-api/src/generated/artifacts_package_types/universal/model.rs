// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { Package {
    links: Links = "_links",
    deleted_date: DateTime = "deletedDate",
    id: String = "id",
    name: String = "name",
    permanently_deleted_date: DateTime = "permanentlyDeletedDate",
    version: String = "version",
} }

open_enum! { UPackBatchOperationType {
    Promote = "promote", Delete = "delete", PermanentDelete = "permanentDelete", RestoreToFeed = "restoreToFeed",
} }

object! { UPackPackageVersionDeletionState {
    deleted_date: DateTime = "deletedDate",
    name: String = "name",
    version: String = "version",
} }

object! { UPackPackagesBatchRequest {
    data: BatchOperationData = "data",
    operation: UPackBatchOperationType = "operation",
    packages: Vec<MinimalPackageDetails> = "packages",
} }

object! { UPackRecycleBinPackageVersionDetails {
    deleted: bool = "deleted",
} }
