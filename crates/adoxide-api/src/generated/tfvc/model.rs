// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { AssociatedWorkItem {
    assigned_to: String = "assignedTo",
    id: i64 = "id",
    state: String = "state",
    title: String = "title",
    url: String = "url",
    web_url: String = "webUrl",
    work_item_type: String = "workItemType",
} }

object! { CheckinNote {
    name: String = "name",
    value: String = "value",
} }

object! { TfvcBranch {
    links: Links = "_links",
    children: Vec<TfvcBranch> = "children",
    created_date: DateTime = "createdDate",
    description: String = "description",
    is_deleted: bool = "isDeleted",
    mappings: Vec<TfvcBranchMapping> = "mappings",
    owner: IdentityRef = "owner",
    parent: TfvcShallowBranchRef = "parent",
    path: String = "path",
    related_branches: Vec<TfvcShallowBranchRef> = "relatedBranches",
    url: String = "url",
} }

object! { TfvcBranchMapping {
    depth: String = "depth",
    server_item: String = "serverItem",
    r#type: String = "type",
} }

object! { TfvcBranchRef {
    links: Links = "_links",
    created_date: DateTime = "createdDate",
    description: String = "description",
    is_deleted: bool = "isDeleted",
    owner: IdentityRef = "owner",
    path: String = "path",
    url: String = "url",
} }

object! { TfvcChange {
    change_type: VersionControlChangeType = "changeType",
    item: Json = "item",
    merge_sources: Vec<TfvcMergeSource> = "mergeSources",
    new_content: ItemContent = "newContent",
    pending_version: i64 = "pendingVersion",
    source_server_item: String = "sourceServerItem",
    url: String = "url",
} }

object! { TfvcChangeset {
    links: Links = "_links",
    account_id: String = "accountId",
    author: IdentityRef = "author",
    changes: Vec<TfvcChange> = "changes",
    changeset_id: i64 = "changesetId",
    checked_in_by: IdentityRef = "checkedInBy",
    checkin_notes: Vec<CheckinNote> = "checkinNotes",
    collection_id: String = "collectionId",
    comment: String = "comment",
    comment_truncated: bool = "commentTruncated",
    created_date: DateTime = "createdDate",
    has_more_changes: bool = "hasMoreChanges",
    policy_override: TfvcPolicyOverrideInfo = "policyOverride",
    team_project_ids: Vec<String> = "teamProjectIds",
    url: String = "url",
    work_items: Vec<AssociatedWorkItem> = "workItems",
} }

object! { TfvcChangesetRef {
    links: Links = "_links",
    author: IdentityRef = "author",
    changeset_id: i64 = "changesetId",
    checked_in_by: IdentityRef = "checkedInBy",
    comment: String = "comment",
    comment_truncated: bool = "commentTruncated",
    created_date: DateTime = "createdDate",
    url: String = "url",
} }

object! { TfvcChangesetsRequestData {
    changeset_ids: Vec<i64> = "changesetIds",
    comment_length: i64 = "commentLength",
    include_links: bool = "includeLinks",
} }

object! { TfvcItem {
    links: Links = "_links",
    change_date: DateTime = "changeDate",
    content: String = "content",
    content_metadata: FileContentMetadata = "contentMetadata",
    deletion_id: i64 = "deletionId",
    encoding: i64 = "encoding",
    hash_value: String = "hashValue",
    is_branch: bool = "isBranch",
    is_folder: bool = "isFolder",
    is_pending_change: bool = "isPendingChange",
    is_sym_link: bool = "isSymLink",
    path: String = "path",
    size: i64 = "size",
    url: String = "url",
    version: i64 = "version",
} }

object! { TfvcItemDescriptor {
    path: String = "path",
    recursion_level: VersionControlRecursionType = "recursionLevel",
    version: String = "version",
    version_option: TfvcVersionOption = "versionOption",
    version_type: TfvcVersionType = "versionType",
} }

object! { TfvcItemRequestData {
    include_content_metadata: bool = "includeContentMetadata",
    include_links: bool = "includeLinks",
    item_descriptors: Vec<TfvcItemDescriptor> = "itemDescriptors",
} }

object! { TfvcLabel {
    links: Links = "_links",
    description: String = "description",
    id: i64 = "id",
    items: Vec<TfvcItem> = "items",
    label_scope: String = "labelScope",
    modified_date: DateTime = "modifiedDate",
    name: String = "name",
    owner: IdentityRef = "owner",
    url: String = "url",
} }

object! { TfvcLabelRef {
    links: Links = "_links",
    description: String = "description",
    id: i64 = "id",
    label_scope: String = "labelScope",
    modified_date: DateTime = "modifiedDate",
    name: String = "name",
    owner: IdentityRef = "owner",
    url: String = "url",
} }

object! { TfvcMergeSource {
    is_rename: bool = "isRename",
    server_item: String = "serverItem",
    version_from: i64 = "versionFrom",
    version_to: i64 = "versionTo",
} }

object! { TfvcPolicyFailureInfo {
    message: String = "message",
    policy_name: String = "policyName",
} }

object! { TfvcPolicyOverrideInfo {
    comment: String = "comment",
    policy_failures: Vec<TfvcPolicyFailureInfo> = "policyFailures",
} }

object! { TfvcShallowBranchRef {
    path: String = "path",
} }

object! { TfvcShelveset {
    links: Links = "_links",
    changes: Vec<TfvcChange> = "changes",
    comment: String = "comment",
    comment_truncated: bool = "commentTruncated",
    created_date: DateTime = "createdDate",
    id: String = "id",
    name: String = "name",
    notes: Vec<CheckinNote> = "notes",
    owner: IdentityRef = "owner",
    policy_override: TfvcPolicyOverrideInfo = "policyOverride",
    url: String = "url",
    work_items: Vec<AssociatedWorkItem> = "workItems",
} }

object! { TfvcShelvesetRef {
    links: Links = "_links",
    comment: String = "comment",
    comment_truncated: bool = "commentTruncated",
    created_date: DateTime = "createdDate",
    id: String = "id",
    name: String = "name",
    owner: IdentityRef = "owner",
    url: String = "url",
} }

open_enum! { TfvcVersionOption {
    None = "none" 0, Previous = "previous" 1, UseRename = "useRename" 2,
} }

open_enum! { TfvcVersionType {
    None = "none" 0, Changeset = "changeset" 1, Shelveset = "shelveset" 2, Change = "change" 3, Date = "date" 4,
    Latest = "latest" 5, Tip = "tip" 6, MergeSource = "mergeSource" 7,
} }

subtype! { TfvcBranch: TfvcBranchRef }
subtype! { TfvcBranchRef: TfvcShallowBranchRef }
subtype! { TfvcChangeset: TfvcChangesetRef }
subtype! { TfvcLabel: TfvcLabelRef }
subtype! { TfvcShelveset: TfvcShelvesetRef }
