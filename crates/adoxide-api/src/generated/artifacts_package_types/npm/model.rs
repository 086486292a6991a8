// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { BatchDeprecateData {
    message: String = "message",
} }

open_enum! { NpmBatchOperationType {
    Promote = "promote", Deprecate = "deprecate", Unpublish = "unpublish", PermanentDelete = "permanentDelete",
    RestoreToFeed = "restoreToFeed", Delete = "delete",
} }

object! { NpmPackageVersionDeletionState {
    name: String = "name",
    unpublished_date: DateTime = "unpublishedDate",
    version: String = "version",
} }

object! { NpmPackagesBatchRequest {
    data: BatchOperationData = "data",
    operation: NpmBatchOperationType = "operation",
    packages: Vec<MinimalPackageDetails> = "packages",
} }

object! { NpmRecycleBinPackageVersionDetails {
    deleted: bool = "deleted",
} }

object! { Package {
    links: Links = "_links",
    deprecate_message: String = "deprecateMessage",
    id: String = "id",
    name: String = "name",
    permanently_deleted_date: DateTime = "permanentlyDeletedDate",
    source_chain: Vec<UpstreamSourceInfo> = "sourceChain",
    unpublished_date: DateTime = "unpublishedDate",
    version: String = "version",
} }

object! { PackageVersionDetails {
    deprecate_message: String = "deprecateMessage",
    views: PatchOperation = "views",
} }

object! { ValidateCustomPublicUpstreamSourceRequest {
    package_name: String = "packageName",
    upstream_location: String = "upstreamLocation",
} }

object! { ValidateCustomPublicUpstreamSourceResponse {
    message: String = "message",
    validated_successfully: bool = "validatedSuccessfully",
} }

subtype! { BatchDeprecateData: BatchOperationData }
