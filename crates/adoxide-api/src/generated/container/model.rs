// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

open_enum! { BlobCompressionType {
    None = "none" 0, GZip = "gZip" 1,
} }

object! { ContainerItemBlobReference {
    artifact_hash: String = "artifactHash",
    artifact_id: i64 = "artifactId",
    compression_type: BlobCompressionType = "compressionType",
    scope_identifier: String = "scopeIdentifier",
    session_id: String = "sessionId",
} }

open_enum! { ContainerItemStatus {
    Created = "created" 1, PendingUpload = "pendingUpload" 2,
} }

open_enum! { ContainerItemType {
    Any = "any" 0, Folder = "folder" 1, File = "file" 2,
} }

open_enum! { ContainerOptions {
    None = "none" 0,
} }

object! { FileContainer {
    artifact_uri: String = "artifactUri",
    content_location: String = "contentLocation",
    created_by: String = "createdBy",
    date_created: DateTime = "dateCreated",
    description: String = "description",
    id: i64 = "id",
    item_location: String = "itemLocation",
    locator_path: String = "locatorPath",
    name: String = "name",
    options: ContainerOptions = "options",
    scope_identifier: String = "scopeIdentifier",
    security_token: String = "securityToken",
    signing_key_id: String = "signingKeyId",
    size: i64 = "size",
} }

object! { FileContainerItem {
    artifact_id: i64 = "artifactId",
    blob_metadata: ContainerItemBlobReference = "blobMetadata",
    container_id: i64 = "containerId",
    content_id: String = "contentId",
    content_location: String = "contentLocation",
    created_by: String = "createdBy",
    date_created: DateTime = "dateCreated",
    date_last_modified: DateTime = "dateLastModified",
    file_encoding: i64 = "fileEncoding",
    file_hash: String = "fileHash",
    file_id: i64 = "fileId",
    file_length: i64 = "fileLength",
    file_type: i64 = "fileType",
    item_location: String = "itemLocation",
    item_type: ContainerItemType = "itemType",
    last_modified_by: String = "lastModifiedBy",
    path: String = "path",
    scope_identifier: String = "scopeIdentifier",
    status: ContainerItemStatus = "status",
    ticket: String = "ticket",
} }
