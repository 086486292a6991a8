// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

open_enum! { PyPiBatchOperationType {
    Promote = "promote", Delete = "delete", PermanentDelete = "permanentDelete", RestoreToFeed = "restoreToFeed",
} }

object! { PyPiPackageVersionDeletionState {
    deleted_date: DateTime = "deletedDate",
    name: String = "name",
    version: String = "version",
} }

object! { PyPiPackagesBatchRequest {
    data: BatchOperationData = "data",
    operation: PyPiBatchOperationType = "operation",
    packages: Vec<MinimalPackageDetails> = "packages",
} }

object! { PyPiRecycleBinPackageVersionDetails {
    deleted: bool = "deleted",
} }
