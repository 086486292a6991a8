// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

open_enum! { MavenBatchOperationType {
    Promote = "promote", Delete = "delete", PermanentDelete = "permanentDelete", RestoreToFeed = "restoreToFeed",
} }

object! { MavenMinimalPackageDetails {
    artifact: String = "artifact",
    group: String = "group",
    version: String = "version",
} }

object! { MavenPackageVersionDeletionState {
    artifact_id: String = "artifactId",
    deleted_date: DateTime = "deletedDate",
    group_id: String = "groupId",
    version: String = "version",
} }

object! { MavenPackagesBatchRequest {
    data: BatchOperationData = "data",
    operation: MavenBatchOperationType = "operation",
    packages: Vec<MavenMinimalPackageDetails> = "packages",
} }

object! { MavenRecycleBinPackageVersionDetails {
    deleted: bool = "deleted",
} }
