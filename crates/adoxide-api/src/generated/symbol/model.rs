// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { DebugEntry {
    blob_details: JsonBlobIdentifierWithBlocks = "blobDetails",
    blob_identifier: JsonBlobIdentifier = "blobIdentifier",
    blob_uri: String = "blobUri",
    client_key: String = "clientKey",
    created_by: String = "createdBy",
    created_date: DateTime = "createdDate",
    domain_id: IDomainId = "domainId",
    id: String = "id",
    information_level: DebugInformationLevel = "informationLevel",
    request_id: String = "requestId",
    size: i64 = "size",
    status: DebugEntryStatus = "status",
    storage_e_tag: String = "storageETag",
    url: String = "url",
} }

object! { DebugEntryCreateBatch {
    create_behavior: DebugEntryCreateBehavior = "createBehavior",
    debug_entries: Vec<DebugEntry> = "debugEntries",
    proof_nodes: Vec<String> = "proofNodes",
} }

open_enum! { DebugEntryCreateBehavior {
    ThrowIfExists = "throwIfExists", SkipIfExists = "skipIfExists", OverwriteIfExists = "overwriteIfExists",
} }

open_enum! { DebugEntryStatus {
    None = "none", Created = "created", BlobMissing = "blobMissing",
} }

open_enum! { DebugInformationLevel {
    None = "none", Binary = "binary", Publics = "publics", TraceFormatPresent = "traceFormatPresent",
    TypeInfo = "typeInfo", LineNumbers = "lineNumbers", GlobalSymbols = "globalSymbols", Private = "private",
    SourceIndexed = "sourceIndexed",
} }

object! { IDomainId {} }

object! { JsonBlobBlockHash {
    hash_bytes: String = "hashBytes",
} }

object! { JsonBlobIdentifier {
    identifier_value: String = "identifierValue",
} }

object! { JsonBlobIdentifierWithBlocks {
    block_hashes: Vec<JsonBlobBlockHash> = "blockHashes",
    identifier_value: String = "identifierValue",
} }

object! { Request {
    created_by: String = "createdBy",
    created_date: DateTime = "createdDate",
    description: String = "description",
    domain_id: IDomainId = "domainId",
    expiration_date: DateTime = "expirationDate",
    id: String = "id",
    is_chunked: bool = "isChunked",
    key: String = "key",
    last_operation_date: DateTime = "lastOperationDate",
    last_operation_name: String = "lastOperationName",
    name: String = "name",
    size: i64 = "size",
    status: RequestStatus = "status",
    storage_e_tag: String = "storageETag",
    url: String = "url",
} }

open_enum! { RequestStatus {
    None = "none", Created = "created", Sealed = "sealed", Unavailable = "unavailable",
} }
