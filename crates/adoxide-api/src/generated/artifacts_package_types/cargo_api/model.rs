// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

open_enum! { CargoBatchOperationType {
    Promote = "promote", Delete = "delete", PermanentDelete = "permanentDelete", RestoreToFeed = "restoreToFeed",
    Yank = "yank",
} }

object! { CargoPackageVersionDeletionState {
    deleted_date: DateTime = "deletedDate",
    name: String = "name",
    version: String = "version",
} }

object! { CargoPackagesBatchRequest {
    data: BatchOperationData = "data",
    operation: CargoBatchOperationType = "operation",
    packages: Vec<MinimalPackageDetails> = "packages",
} }

object! { CargoRecycleBinPackageVersionDetails {
    deleted: bool = "deleted",
} }
