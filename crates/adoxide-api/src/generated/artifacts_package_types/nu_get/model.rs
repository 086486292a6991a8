// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { BatchListData {
    listed: bool = "listed",
} }

open_enum! { NuGetBatchOperationType {
    Promote = "promote", List = "list", Delete = "delete", PermanentDelete = "permanentDelete",
    RestoreToFeed = "restoreToFeed",
} }

object! { NuGetPackageVersionDeletionState {
    deleted_date: DateTime = "deletedDate",
    name: String = "name",
    version: String = "version",
} }

object! { NuGetPackagesBatchRequest {
    data: BatchOperationData = "data",
    operation: NuGetBatchOperationType = "operation",
    packages: Vec<MinimalPackageDetails> = "packages",
} }

object! { NuGetRecycleBinPackageVersionDetails {
    deleted: bool = "deleted",
} }

object! { Package {
    links: Links = "_links",
    deleted_date: DateTime = "deletedDate",
    id: String = "id",
    listed: bool = "listed",
    name: String = "name",
    permanently_deleted_date: DateTime = "permanentlyDeletedDate",
    source_chain: Vec<UpstreamSourceInfo> = "sourceChain",
    version: String = "version",
} }

object! { PackageVersionDetails {
    listed: bool = "listed",
    views: PatchOperation = "views",
} }

subtype! { BatchListData: BatchOperationData }
