// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { Attachment {
    links: Links = "_links",
    author: IdentityRef = "author",
    content_hash: String = "contentHash",
    created_date: DateTime = "createdDate",
    description: String = "description",
    display_name: String = "displayName",
    id: i64 = "id",
    properties: Map<Json> = "properties",
    url: String = "url",
} }

object! { Comment {
    links: Links = "_links",
    author: IdentityRef = "author",
    comment_type: CommentType = "commentType",
    content: String = "content",
    id: i64 = "id",
    is_deleted: bool = "isDeleted",
    last_content_updated_date: DateTime = "lastContentUpdatedDate",
    last_updated_date: DateTime = "lastUpdatedDate",
    parent_comment_id: i64 = "parentCommentId",
    published_date: DateTime = "publishedDate",
    users_liked: Vec<IdentityRef> = "usersLiked",
} }

object! { CommentIterationContext {
    first_comparing_iteration: i64 = "firstComparingIteration",
    second_comparing_iteration: i64 = "secondComparingIteration",
} }

object! { CommentPosition {
    line: i64 = "line",
    offset: i64 = "offset",
} }

object! { CommentThreadContext {
    file_path: String = "filePath",
    left_file_end: CommentPosition = "leftFileEnd",
    left_file_start: CommentPosition = "leftFileStart",
    right_file_end: CommentPosition = "rightFileEnd",
    right_file_start: CommentPosition = "rightFileStart",
} }

open_enum! { CommentThreadStatus {
    Unknown = "unknown" 0, Active = "active" 1, Fixed = "fixed" 2, WontFix = "wontFix" 3, Closed = "closed" 4,
    ByDesign = "byDesign" 5, Pending = "pending" 6,
} }

object! { CommentTrackingCriteria {
    first_comparing_iteration: i64 = "firstComparingIteration",
    orig_file_path: String = "origFilePath",
    orig_left_file_end: CommentPosition = "origLeftFileEnd",
    orig_left_file_start: CommentPosition = "origLeftFileStart",
    orig_right_file_end: CommentPosition = "origRightFileEnd",
    orig_right_file_start: CommentPosition = "origRightFileStart",
    second_comparing_iteration: i64 = "secondComparingIteration",
} }

open_enum! { CommentType {
    Unknown = "unknown" 0, Text = "text" 1, CodeChange = "codeChange" 2, System = "system" 3,
} }

object! { FileDiff {
    line_diff_blocks: Vec<LineDiffBlock> = "lineDiffBlocks",
    original_path: String = "originalPath",
    path: String = "path",
} }

object! { FileDiffParams {
    original_path: String = "originalPath",
    path: String = "path",
} }

object! { FileDiffsCriteria {
    base_version_commit: String = "baseVersionCommit",
    file_diff_params: Vec<FileDiffParams> = "fileDiffParams",
    target_version_commit: String = "targetVersionCommit",
} }

object! { GitAnnotatedTag {
    message: String = "message",
    name: String = "name",
    object_id: String = "objectId",
    tagged_by: GitUserDate = "taggedBy",
    tagged_object: GitObject = "taggedObject",
    url: String = "url",
} }

open_enum! { GitAsyncOperationStatus {
    Queued = "queued" 1, InProgress = "inProgress" 2, Completed = "completed" 3, Failed = "failed" 4,
    Abandoned = "abandoned" 5,
} }

object! { GitAsyncRefOperationDetail {
    conflict: bool = "conflict",
    current_commit_id: String = "currentCommitId",
    failure_message: String = "failureMessage",
    progress: f64 = "progress",
    status: GitAsyncRefOperationFailureStatus = "status",
    timedout: bool = "timedout",
} }

open_enum! { GitAsyncRefOperationFailureStatus {
    None = "none" 0, InvalidRefName = "invalidRefName" 1, RefNameConflict = "refNameConflict" 2,
    CreateBranchPermissionRequired = "createBranchPermissionRequired" 3,
    WritePermissionRequired = "writePermissionRequired" 4, TargetBranchDeleted = "targetBranchDeleted" 5,
    GitObjectTooLarge = "gitObjectTooLarge" 6, OperationIndentityNotFound = "operationIndentityNotFound" 7,
    AsyncOperationNotFound = "asyncOperationNotFound" 8, OtherValue = "other" 9,
    EmptyCommitterSignature = "emptyCommitterSignature" 10,
} }

object! { GitAsyncRefOperationParameters {
    generated_ref_name: String = "generatedRefName",
    onto_ref_name: String = "ontoRefName",
    repository: GitRepository = "repository",
    source: GitAsyncRefOperationSource = "source",
} }

object! { GitAsyncRefOperationSource {
    commit_list: Vec<GitCommitRef> = "commitList",
    pull_request_id: i64 = "pullRequestId",
} }

object! { GitBaseVersionDescriptor {
    base_version: String = "baseVersion",
    base_version_options: GitVersionOptions = "baseVersionOptions",
    base_version_type: GitVersionType = "baseVersionType",
    version: String = "version",
    version_options: GitVersionOptions = "versionOptions",
    version_type: GitVersionType = "versionType",
} }

object! { GitBlobRef {
    links: Links = "_links",
    object_id: String = "objectId",
    size: i64 = "size",
    url: String = "url",
} }

object! { GitBranchStats {
    ahead_count: i64 = "aheadCount",
    behind_count: i64 = "behindCount",
    commit: GitCommitRef = "commit",
    is_base_version: bool = "isBaseVersion",
    name: String = "name",
} }

object! { GitChange {
    change_id: i64 = "changeId",
    change_type: VersionControlChangeType = "changeType",
    item: GitItem = "item",
    new_content: ItemContent = "newContent",
    new_content_template: GitTemplate = "newContentTemplate",
    original_path: String = "originalPath",
    source_server_item: String = "sourceServerItem",
    url: String = "url",
} }

object! { GitCherryPick {
    links: Links = "_links",
    cherry_pick_id: i64 = "cherryPickId",
    detailed_status: GitAsyncRefOperationDetail = "detailedStatus",
    parameters: GitAsyncRefOperationParameters = "parameters",
    status: GitAsyncOperationStatus = "status",
    url: String = "url",
} }

object! { GitCommit {
    links: Links = "_links",
    author: GitUserDate = "author",
    change_counts: Map<i64> = "changeCounts",
    changes: Vec<GitChange> = "changes",
    comment: String = "comment",
    comment_truncated: bool = "commentTruncated",
    commit_id: String = "commitId",
    commit_too_many_changes: bool = "commitTooManyChanges",
    committer: GitUserDate = "committer",
    parents: Vec<String> = "parents",
    push: GitPushRef = "push",
    remote_url: String = "remoteUrl",
    statuses: Vec<GitStatus> = "statuses",
    tree_id: String = "treeId",
    url: String = "url",
    work_items: Vec<ResourceRef> = "workItems",
} }

object! { GitCommitChanges {
    change_counts: Map<i64> = "changeCounts",
    changes: Vec<GitChange> = "changes",
} }

object! { GitCommitDiffs {
    ahead_count: i64 = "aheadCount",
    all_changes_included: bool = "allChangesIncluded",
    base_commit: String = "baseCommit",
    behind_count: i64 = "behindCount",
    change_counts: Map<i64> = "changeCounts",
    changes: Vec<GitChange> = "changes",
    common_commit: String = "commonCommit",
    target_commit: String = "targetCommit",
} }

object! { GitCommitRef {
    links: Links = "_links",
    author: GitUserDate = "author",
    change_counts: Map<i64> = "changeCounts",
    changes: Vec<GitChange> = "changes",
    comment: String = "comment",
    comment_truncated: bool = "commentTruncated",
    commit_id: String = "commitId",
    commit_too_many_changes: bool = "commitTooManyChanges",
    committer: GitUserDate = "committer",
    parents: Vec<String> = "parents",
    push: GitPushRef = "push",
    remote_url: String = "remoteUrl",
    statuses: Vec<GitStatus> = "statuses",
    tree_id: String = "treeId",
    url: String = "url",
    work_items: Vec<ResourceRef> = "workItems",
} }

object! { GitConflict {
    links: Links = "_links",
    conflict_id: i64 = "conflictId",
    conflict_path: String = "conflictPath",
    conflict_type: GitConflictType = "conflictType",
    merge_base_commit: GitCommitRef = "mergeBaseCommit",
    merge_origin: GitMergeOriginRef = "mergeOrigin",
    merge_source_commit: GitCommitRef = "mergeSourceCommit",
    merge_target_commit: GitCommitRef = "mergeTargetCommit",
    resolution_error: GitResolutionError = "resolutionError",
    resolution_status: GitResolutionStatus = "resolutionStatus",
    resolved_by: IdentityRef = "resolvedBy",
    resolved_date: DateTime = "resolvedDate",
    url: String = "url",
} }

object! { GitConflictAddAdd {
    links: Links = "_links",
    conflict_id: i64 = "conflictId",
    conflict_path: String = "conflictPath",
    conflict_type: GitConflictType = "conflictType",
    merge_base_commit: GitCommitRef = "mergeBaseCommit",
    merge_origin: GitMergeOriginRef = "mergeOrigin",
    merge_source_commit: GitCommitRef = "mergeSourceCommit",
    merge_target_commit: GitCommitRef = "mergeTargetCommit",
    resolution: GitResolutionMergeContent = "resolution",
    resolution_error: GitResolutionError = "resolutionError",
    resolution_status: GitResolutionStatus = "resolutionStatus",
    resolved_by: IdentityRef = "resolvedBy",
    resolved_date: DateTime = "resolvedDate",
    source_blob: GitBlobRef = "sourceBlob",
    target_blob: GitBlobRef = "targetBlob",
    url: String = "url",
} }

object! { GitConflictAddRename {
    links: Links = "_links",
    base_blob: GitBlobRef = "baseBlob",
    conflict_id: i64 = "conflictId",
    conflict_path: String = "conflictPath",
    conflict_type: GitConflictType = "conflictType",
    merge_base_commit: GitCommitRef = "mergeBaseCommit",
    merge_origin: GitMergeOriginRef = "mergeOrigin",
    merge_source_commit: GitCommitRef = "mergeSourceCommit",
    merge_target_commit: GitCommitRef = "mergeTargetCommit",
    resolution: GitResolutionPathConflict = "resolution",
    resolution_error: GitResolutionError = "resolutionError",
    resolution_status: GitResolutionStatus = "resolutionStatus",
    resolved_by: IdentityRef = "resolvedBy",
    resolved_date: DateTime = "resolvedDate",
    source_blob: GitBlobRef = "sourceBlob",
    target_blob: GitBlobRef = "targetBlob",
    target_original_path: String = "targetOriginalPath",
    url: String = "url",
} }

object! { GitConflictDeleteEdit {
    links: Links = "_links",
    base_blob: GitBlobRef = "baseBlob",
    conflict_id: i64 = "conflictId",
    conflict_path: String = "conflictPath",
    conflict_type: GitConflictType = "conflictType",
    merge_base_commit: GitCommitRef = "mergeBaseCommit",
    merge_origin: GitMergeOriginRef = "mergeOrigin",
    merge_source_commit: GitCommitRef = "mergeSourceCommit",
    merge_target_commit: GitCommitRef = "mergeTargetCommit",
    resolution: GitResolutionPickOneAction = "resolution",
    resolution_error: GitResolutionError = "resolutionError",
    resolution_status: GitResolutionStatus = "resolutionStatus",
    resolved_by: IdentityRef = "resolvedBy",
    resolved_date: DateTime = "resolvedDate",
    target_blob: GitBlobRef = "targetBlob",
    url: String = "url",
} }

object! { GitConflictDeleteRename {
    links: Links = "_links",
    base_blob: GitBlobRef = "baseBlob",
    conflict_id: i64 = "conflictId",
    conflict_path: String = "conflictPath",
    conflict_type: GitConflictType = "conflictType",
    merge_base_commit: GitCommitRef = "mergeBaseCommit",
    merge_origin: GitMergeOriginRef = "mergeOrigin",
    merge_source_commit: GitCommitRef = "mergeSourceCommit",
    merge_target_commit: GitCommitRef = "mergeTargetCommit",
    resolution: GitResolutionPickOneAction = "resolution",
    resolution_error: GitResolutionError = "resolutionError",
    resolution_status: GitResolutionStatus = "resolutionStatus",
    resolved_by: IdentityRef = "resolvedBy",
    resolved_date: DateTime = "resolvedDate",
    target_blob: GitBlobRef = "targetBlob",
    target_new_path: String = "targetNewPath",
    url: String = "url",
} }

object! { GitConflictDirectoryFile {
    links: Links = "_links",
    conflict_id: i64 = "conflictId",
    conflict_path: String = "conflictPath",
    conflict_type: GitConflictType = "conflictType",
    merge_base_commit: GitCommitRef = "mergeBaseCommit",
    merge_origin: GitMergeOriginRef = "mergeOrigin",
    merge_source_commit: GitCommitRef = "mergeSourceCommit",
    merge_target_commit: GitCommitRef = "mergeTargetCommit",
    resolution: GitResolutionPathConflict = "resolution",
    resolution_error: GitResolutionError = "resolutionError",
    resolution_status: GitResolutionStatus = "resolutionStatus",
    resolved_by: IdentityRef = "resolvedBy",
    resolved_date: DateTime = "resolvedDate",
    source_tree: GitTreeRef = "sourceTree",
    target_blob: GitBlobRef = "targetBlob",
    url: String = "url",
} }

object! { GitConflictEditDelete {
    links: Links = "_links",
    base_blob: GitBlobRef = "baseBlob",
    conflict_id: i64 = "conflictId",
    conflict_path: String = "conflictPath",
    conflict_type: GitConflictType = "conflictType",
    merge_base_commit: GitCommitRef = "mergeBaseCommit",
    merge_origin: GitMergeOriginRef = "mergeOrigin",
    merge_source_commit: GitCommitRef = "mergeSourceCommit",
    merge_target_commit: GitCommitRef = "mergeTargetCommit",
    resolution: GitResolutionPickOneAction = "resolution",
    resolution_error: GitResolutionError = "resolutionError",
    resolution_status: GitResolutionStatus = "resolutionStatus",
    resolved_by: IdentityRef = "resolvedBy",
    resolved_date: DateTime = "resolvedDate",
    source_blob: GitBlobRef = "sourceBlob",
    url: String = "url",
} }

object! { GitConflictEditEdit {
    links: Links = "_links",
    base_blob: GitBlobRef = "baseBlob",
    conflict_id: i64 = "conflictId",
    conflict_path: String = "conflictPath",
    conflict_type: GitConflictType = "conflictType",
    merge_base_commit: GitCommitRef = "mergeBaseCommit",
    merge_origin: GitMergeOriginRef = "mergeOrigin",
    merge_source_commit: GitCommitRef = "mergeSourceCommit",
    merge_target_commit: GitCommitRef = "mergeTargetCommit",
    resolution: GitResolutionMergeContent = "resolution",
    resolution_error: GitResolutionError = "resolutionError",
    resolution_status: GitResolutionStatus = "resolutionStatus",
    resolved_by: IdentityRef = "resolvedBy",
    resolved_date: DateTime = "resolvedDate",
    source_blob: GitBlobRef = "sourceBlob",
    target_blob: GitBlobRef = "targetBlob",
    url: String = "url",
} }

object! { GitConflictFileDirectory {
    links: Links = "_links",
    conflict_id: i64 = "conflictId",
    conflict_path: String = "conflictPath",
    conflict_type: GitConflictType = "conflictType",
    merge_base_commit: GitCommitRef = "mergeBaseCommit",
    merge_origin: GitMergeOriginRef = "mergeOrigin",
    merge_source_commit: GitCommitRef = "mergeSourceCommit",
    merge_target_commit: GitCommitRef = "mergeTargetCommit",
    resolution: GitResolutionPathConflict = "resolution",
    resolution_error: GitResolutionError = "resolutionError",
    resolution_status: GitResolutionStatus = "resolutionStatus",
    resolved_by: IdentityRef = "resolvedBy",
    resolved_date: DateTime = "resolvedDate",
    source_blob: GitBlobRef = "sourceBlob",
    target_tree: GitTreeRef = "targetTree",
    url: String = "url",
} }

object! { GitConflictRename1to2 {
    links: Links = "_links",
    base_blob: GitBlobRef = "baseBlob",
    conflict_id: i64 = "conflictId",
    conflict_path: String = "conflictPath",
    conflict_type: GitConflictType = "conflictType",
    merge_base_commit: GitCommitRef = "mergeBaseCommit",
    merge_origin: GitMergeOriginRef = "mergeOrigin",
    merge_source_commit: GitCommitRef = "mergeSourceCommit",
    merge_target_commit: GitCommitRef = "mergeTargetCommit",
    resolution: GitResolutionRename1to2 = "resolution",
    resolution_error: GitResolutionError = "resolutionError",
    resolution_status: GitResolutionStatus = "resolutionStatus",
    resolved_by: IdentityRef = "resolvedBy",
    resolved_date: DateTime = "resolvedDate",
    source_blob: GitBlobRef = "sourceBlob",
    source_new_path: String = "sourceNewPath",
    target_blob: GitBlobRef = "targetBlob",
    target_new_path: String = "targetNewPath",
    url: String = "url",
} }

object! { GitConflictRename2to1 {
    links: Links = "_links",
    conflict_id: i64 = "conflictId",
    conflict_path: String = "conflictPath",
    conflict_type: GitConflictType = "conflictType",
    merge_base_commit: GitCommitRef = "mergeBaseCommit",
    merge_origin: GitMergeOriginRef = "mergeOrigin",
    merge_source_commit: GitCommitRef = "mergeSourceCommit",
    merge_target_commit: GitCommitRef = "mergeTargetCommit",
    resolution: GitResolutionPathConflict = "resolution",
    resolution_error: GitResolutionError = "resolutionError",
    resolution_status: GitResolutionStatus = "resolutionStatus",
    resolved_by: IdentityRef = "resolvedBy",
    resolved_date: DateTime = "resolvedDate",
    source_new_blob: GitBlobRef = "sourceNewBlob",
    source_original_blob: GitBlobRef = "sourceOriginalBlob",
    source_original_path: String = "sourceOriginalPath",
    target_new_blob: GitBlobRef = "targetNewBlob",
    target_original_blob: GitBlobRef = "targetOriginalBlob",
    target_original_path: String = "targetOriginalPath",
    url: String = "url",
} }

object! { GitConflictRenameAdd {
    links: Links = "_links",
    base_blob: GitBlobRef = "baseBlob",
    conflict_id: i64 = "conflictId",
    conflict_path: String = "conflictPath",
    conflict_type: GitConflictType = "conflictType",
    merge_base_commit: GitCommitRef = "mergeBaseCommit",
    merge_origin: GitMergeOriginRef = "mergeOrigin",
    merge_source_commit: GitCommitRef = "mergeSourceCommit",
    merge_target_commit: GitCommitRef = "mergeTargetCommit",
    resolution: GitResolutionPathConflict = "resolution",
    resolution_error: GitResolutionError = "resolutionError",
    resolution_status: GitResolutionStatus = "resolutionStatus",
    resolved_by: IdentityRef = "resolvedBy",
    resolved_date: DateTime = "resolvedDate",
    source_blob: GitBlobRef = "sourceBlob",
    source_original_path: String = "sourceOriginalPath",
    target_blob: GitBlobRef = "targetBlob",
    url: String = "url",
} }

object! { GitConflictRenameDelete {
    links: Links = "_links",
    base_blob: GitBlobRef = "baseBlob",
    conflict_id: i64 = "conflictId",
    conflict_path: String = "conflictPath",
    conflict_type: GitConflictType = "conflictType",
    merge_base_commit: GitCommitRef = "mergeBaseCommit",
    merge_origin: GitMergeOriginRef = "mergeOrigin",
    merge_source_commit: GitCommitRef = "mergeSourceCommit",
    merge_target_commit: GitCommitRef = "mergeTargetCommit",
    resolution: GitResolutionPickOneAction = "resolution",
    resolution_error: GitResolutionError = "resolutionError",
    resolution_status: GitResolutionStatus = "resolutionStatus",
    resolved_by: IdentityRef = "resolvedBy",
    resolved_date: DateTime = "resolvedDate",
    source_blob: GitBlobRef = "sourceBlob",
    source_new_path: String = "sourceNewPath",
    url: String = "url",
} }

object! { GitConflictRenameRename {
    links: Links = "_links",
    base_blob: GitBlobRef = "baseBlob",
    conflict_id: i64 = "conflictId",
    conflict_path: String = "conflictPath",
    conflict_type: GitConflictType = "conflictType",
    merge_base_commit: GitCommitRef = "mergeBaseCommit",
    merge_origin: GitMergeOriginRef = "mergeOrigin",
    merge_source_commit: GitCommitRef = "mergeSourceCommit",
    merge_target_commit: GitCommitRef = "mergeTargetCommit",
    original_path: String = "originalPath",
    resolution: GitResolutionMergeContent = "resolution",
    resolution_error: GitResolutionError = "resolutionError",
    resolution_status: GitResolutionStatus = "resolutionStatus",
    resolved_by: IdentityRef = "resolvedBy",
    resolved_date: DateTime = "resolvedDate",
    source_blob: GitBlobRef = "sourceBlob",
    target_blob: GitBlobRef = "targetBlob",
    url: String = "url",
} }

open_enum! { GitConflictType {
    None = "none" 0, AddAdd = "addAdd" 1, AddRename = "addRename" 2, DeleteEdit = "deleteEdit" 3,
    DeleteRename = "deleteRename" 4, DirectoryFile = "directoryFile" 5, DirectoryChild = "directoryChild" 6,
    EditDelete = "editDelete" 7, EditEdit = "editEdit" 8, FileDirectory = "fileDirectory" 9,
    Rename1to2 = "rename1to2" 10, Rename2to1 = "rename2to1" 11, RenameAdd = "renameAdd" 12,
    RenameDelete = "renameDelete" 13, RenameRename = "renameRename" 14,
} }

object! { GitConflictUpdateResult {
    conflict_id: i64 = "conflictId",
    custom_message: String = "customMessage",
    update_status: GitConflictUpdateStatus = "updateStatus",
    updated_conflict: GitConflict = "updatedConflict",
} }

open_enum! { GitConflictUpdateStatus {
    Succeeded = "succeeded" 0, BadRequest = "badRequest" 1, InvalidResolution = "invalidResolution" 2,
    UnsupportedConflictType = "unsupportedConflictType" 3, NotFound = "notFound" 4,
} }

object! { GitDeletedRepository {
    created_date: DateTime = "createdDate",
    deleted_by: IdentityRef = "deletedBy",
    deleted_date: DateTime = "deletedDate",
    id: String = "id",
    name: String = "name",
    project: TeamProjectReference = "project",
} }

object! { GitForkOperationStatusDetail {
    all_steps: Vec<String> = "allSteps",
    current_step: i64 = "currentStep",
    error_message: String = "errorMessage",
} }

object! { GitForkRef {
    links: Links = "_links",
    creator: IdentityRef = "creator",
    is_locked: bool = "isLocked",
    is_locked_by: IdentityRef = "isLockedBy",
    name: String = "name",
    object_id: String = "objectId",
    peeled_object_id: String = "peeledObjectId",
    repository: GitRepository = "repository",
    statuses: Vec<GitStatus> = "statuses",
    url: String = "url",
} }

object! { GitForkSyncRequest {
    links: Links = "_links",
    detailed_status: GitForkOperationStatusDetail = "detailedStatus",
    operation_id: i64 = "operationId",
    source: GlobalGitRepositoryKey = "source",
    source_to_target_refs: Vec<SourceToTargetRef> = "sourceToTargetRefs",
    status: GitAsyncOperationStatus = "status",
} }

object! { GitForkSyncRequestParameters {
    source: GlobalGitRepositoryKey = "source",
    source_to_target_refs: Vec<SourceToTargetRef> = "sourceToTargetRefs",
} }

object! { GitForkTeamProjectReference {
    abbreviation: String = "abbreviation",
    default_team_image_url: String = "defaultTeamImageUrl",
    description: String = "description",
    id: String = "id",
    last_update_time: DateTime = "lastUpdateTime",
    name: String = "name",
    revision: i64 = "revision",
    state: ProjectState = "state",
    url: String = "url",
    visibility: ProjectVisibility = "visibility",
} }

open_enum! { GitHistoryMode {
    SimplifiedHistory = "simplifiedHistory" 0, FirstParent = "firstParent" 1, FullHistory = "fullHistory" 2,
    FullHistorySimplifyMerges = "fullHistorySimplifyMerges" 3,
} }

object! { GitImportGitSource {
    overwrite: bool = "overwrite",
    url: String = "url",
} }

object! { GitImportRequest {
    links: Links = "_links",
    detailed_status: GitImportStatusDetail = "detailedStatus",
    import_request_id: i64 = "importRequestId",
    parameters: GitImportRequestParameters = "parameters",
    repository: GitRepository = "repository",
    status: GitAsyncOperationStatus = "status",
    url: String = "url",
} }

object! { GitImportRequestParameters {
    delete_service_endpoint_after_import_is_done: bool = "deleteServiceEndpointAfterImportIsDone",
    git_source: GitImportGitSource = "gitSource",
    service_endpoint_id: String = "serviceEndpointId",
    tfvc_source: GitImportTfvcSource = "tfvcSource",
} }

object! { GitImportStatusDetail {
    all_steps: Vec<String> = "allSteps",
    current_step: i64 = "currentStep",
    error_message: String = "errorMessage",
} }

object! { GitImportTfvcSource {
    import_history: bool = "importHistory",
    import_history_duration_in_days: i64 = "importHistoryDurationInDays",
    path: String = "path",
} }

object! { GitItem {
    links: Links = "_links",
    commit_id: String = "commitId",
    content: String = "content",
    content_metadata: FileContentMetadata = "contentMetadata",
    git_object_type: GitObjectType = "gitObjectType",
    is_folder: bool = "isFolder",
    is_sym_link: bool = "isSymLink",
    latest_processed_change: GitCommitRef = "latestProcessedChange",
    object_id: String = "objectId",
    original_object_id: String = "originalObjectId",
    path: String = "path",
    url: String = "url",
} }

object! { GitItemDescriptor {
    path: String = "path",
    recursion_level: VersionControlRecursionType = "recursionLevel",
    version: String = "version",
    version_options: GitVersionOptions = "versionOptions",
    version_type: GitVersionType = "versionType",
} }

object! { GitItemRequestData {
    include_content_metadata: bool = "includeContentMetadata",
    include_links: bool = "includeLinks",
    item_descriptors: Vec<GitItemDescriptor> = "itemDescriptors",
    latest_processed_change: bool = "latestProcessedChange",
} }

object! { GitMerge {
    links: Links = "_links",
    comment: String = "comment",
    detailed_status: GitMergeOperationStatusDetail = "detailedStatus",
    merge_operation_id: i64 = "mergeOperationId",
    parents: Vec<String> = "parents",
    status: GitAsyncOperationStatus = "status",
} }

object! { GitMergeOperationStatusDetail {
    failure_message: String = "failureMessage",
    merge_commit_id: String = "mergeCommitId",
} }

object! { GitMergeOriginRef {
    cherry_pick_id: i64 = "cherryPickId",
    pull_request_id: i64 = "pullRequestId",
    revert_id: i64 = "revertId",
} }

object! { GitMergeParameters {
    comment: String = "comment",
    parents: Vec<String> = "parents",
} }

object! { GitObject {
    object_id: String = "objectId",
    object_type: GitObjectType = "objectType",
} }

open_enum! { GitObjectType {
    Bad = "bad" 0, Commit = "commit" 1, Tree = "tree" 2, Blob = "blob" 3, Tag = "tag" 4, Ext2 = "ext2" 5,
    OfsDelta = "ofsDelta" 6, RefDelta = "refDelta" 7,
} }

object! { GitPullRequest {
    links: Links = "_links",
    artifact_id: String = "artifactId",
    auto_complete_set_by: IdentityRef = "autoCompleteSetBy",
    closed_by: IdentityRef = "closedBy",
    closed_date: DateTime = "closedDate",
    code_review_id: i64 = "codeReviewId",
    commits: Vec<GitCommitRef> = "commits",
    completion_options: GitPullRequestCompletionOptions = "completionOptions",
    completion_queue_time: DateTime = "completionQueueTime",
    created_by: IdentityRef = "createdBy",
    creation_date: DateTime = "creationDate",
    description: String = "description",
    fork_source: GitForkRef = "forkSource",
    has_multiple_merge_bases: bool = "hasMultipleMergeBases",
    ignore_target_ref_and_choose_dynamically: bool = "ignoreTargetRefAndChooseDynamically",
    is_draft: bool = "isDraft",
    labels: Vec<WebApiTagDefinition> = "labels",
    last_merge_commit: GitCommitRef = "lastMergeCommit",
    last_merge_source_commit: GitCommitRef = "lastMergeSourceCommit",
    last_merge_target_commit: GitCommitRef = "lastMergeTargetCommit",
    merge_failure_message: String = "mergeFailureMessage",
    merge_failure_type: PullRequestMergeFailureType = "mergeFailureType",
    merge_id: String = "mergeId",
    merge_options: GitPullRequestMergeOptions = "mergeOptions",
    merge_status: PullRequestAsyncStatus = "mergeStatus",
    pull_request_id: i64 = "pullRequestId",
    remote_url: String = "remoteUrl",
    repository: GitRepository = "repository",
    reviewers: Vec<IdentityRefWithVote> = "reviewers",
    source_ref_name: String = "sourceRefName",
    status: PullRequestStatus = "status",
    supports_iterations: bool = "supportsIterations",
    target_ref_name: String = "targetRefName",
    title: String = "title",
    url: String = "url",
    work_item_refs: Vec<ResourceRef> = "workItemRefs",
} }

object! { GitPullRequestChange {
    change_id: i64 = "changeId",
    change_tracking_id: i64 = "changeTrackingId",
    change_type: VersionControlChangeType = "changeType",
    item: GitItem = "item",
    new_content: ItemContent = "newContent",
    new_content_template: GitTemplate = "newContentTemplate",
    original_path: String = "originalPath",
    source_server_item: String = "sourceServerItem",
    url: String = "url",
} }

object! { GitPullRequestCommentEvent {
    comment: Comment = "comment",
    pull_request: GitPullRequest = "pullRequest",
} }

object! { GitPullRequestCommentThread {
    links: Links = "_links",
    comments: Vec<Comment> = "comments",
    id: i64 = "id",
    identities: Map<IdentityRef> = "identities",
    is_deleted: bool = "isDeleted",
    last_updated_date: DateTime = "lastUpdatedDate",
    properties: Map<Json> = "properties",
    published_date: DateTime = "publishedDate",
    pull_request_thread_context: GitPullRequestCommentThreadContext = "pullRequestThreadContext",
    status: CommentThreadStatus = "status",
    thread_context: CommentThreadContext = "threadContext",
} }

object! { GitPullRequestCommentThreadContext {
    change_tracking_id: i64 = "changeTrackingId",
    iteration_context: CommentIterationContext = "iterationContext",
    tracking_criteria: CommentTrackingCriteria = "trackingCriteria",
} }

object! { GitPullRequestCompletionOptions {
    auto_complete_ignore_config_ids: Vec<i64> = "autoCompleteIgnoreConfigIds",
    bypass_policy: bool = "bypassPolicy",
    bypass_reason: String = "bypassReason",
    delete_source_branch: bool = "deleteSourceBranch",
    merge_commit_message: String = "mergeCommitMessage",
    merge_strategy: GitPullRequestMergeStrategy = "mergeStrategy",
    squash_merge: bool = "squashMerge",
    transition_work_items: bool = "transitionWorkItems",
    triggered_by_auto_complete: bool = "triggeredByAutoComplete",
} }

object! { GitPullRequestIteration {
    links: Links = "_links",
    author: IdentityRef = "author",
    change_list: Vec<GitPullRequestChange> = "changeList",
    commits: Vec<GitCommitRef> = "commits",
    common_ref_commit: GitCommitRef = "commonRefCommit",
    created_date: DateTime = "createdDate",
    description: String = "description",
    has_more_commits: bool = "hasMoreCommits",
    id: i64 = "id",
    new_target_ref_name: String = "newTargetRefName",
    old_target_ref_name: String = "oldTargetRefName",
    push: GitPushRef = "push",
    reason: IterationReason = "reason",
    source_ref_commit: GitCommitRef = "sourceRefCommit",
    target_ref_commit: GitCommitRef = "targetRefCommit",
    updated_date: DateTime = "updatedDate",
} }

object! { GitPullRequestIterationChanges {
    change_entries: Vec<GitPullRequestChange> = "changeEntries",
    next_skip: i64 = "nextSkip",
    next_top: i64 = "nextTop",
} }

object! { GitPullRequestMergeOptions {
    conflict_authorship_commits: bool = "conflictAuthorshipCommits",
    detect_rename_false_positives: bool = "detectRenameFalsePositives",
    disable_renames: bool = "disableRenames",
} }

open_enum! { GitPullRequestMergeStrategy {
    NoFastForward = "noFastForward" 1, Squash = "squash" 2, Rebase = "rebase" 3, RebaseMerge = "rebaseMerge" 4,
} }

object! { GitPullRequestQuery {
    queries: Vec<GitPullRequestQueryInput> = "queries",
    results: Vec<Map<Vec<GitPullRequest>>> = "results",
} }

open_enum! { GitPullRequestQueryIncludeOptions {
    NotSet = "notSet", Labels = "labels",
} }

object! { GitPullRequestQueryInput {
    include: GitPullRequestQueryIncludeOptions = "include",
    items: Vec<String> = "items",
    r#type: GitPullRequestQueryType = "type",
} }

open_enum! { GitPullRequestQueryType {
    NotSet = "notSet" 0, LastMergeCommit = "lastMergeCommit" 1, Commit = "commit" 2,
} }

object! { GitPullRequestStatus {
    links: Links = "_links",
    context: GitStatusContext = "context",
    created_by: IdentityRef = "createdBy",
    creation_date: DateTime = "creationDate",
    description: String = "description",
    id: i64 = "id",
    iteration_id: i64 = "iterationId",
    properties: Map<Json> = "properties",
    state: GitStatusState = "state",
    target_url: String = "targetUrl",
    updated_date: DateTime = "updatedDate",
} }

object! { GitPush {
    links: Links = "_links",
    commits: Vec<GitCommitRef> = "commits",
    date: DateTime = "date",
    push_id: i64 = "pushId",
    pushed_by: IdentityRef = "pushedBy",
    ref_updates: Vec<GitRefUpdate> = "refUpdates",
    repository: GitRepository = "repository",
    url: String = "url",
} }

object! { GitPushRef {
    links: Links = "_links",
    date: DateTime = "date",
    push_id: i64 = "pushId",
    pushed_by: IdentityRef = "pushedBy",
    url: String = "url",
} }

object! { GitQueryBranchStatsCriteria {
    base_commit: GitVersionDescriptor = "baseCommit",
    target_commits: Vec<GitVersionDescriptor> = "targetCommits",
} }

object! { GitQueryCommitsCriteria {
    skip: i64 = "$skip",
    top: i64 = "$top",
    author: String = "author",
    compare_version: GitVersionDescriptor = "compareVersion",
    exclude_deletes: bool = "excludeDeletes",
    from_commit_id: String = "fromCommitId",
    from_date: String = "fromDate",
    history_mode: GitHistoryMode = "historyMode",
    ids: Vec<String> = "ids",
    include_links: bool = "includeLinks",
    include_push_data: bool = "includePushData",
    include_user_image_url: bool = "includeUserImageUrl",
    include_work_items: bool = "includeWorkItems",
    item_path: String = "itemPath",
    item_version: GitVersionDescriptor = "itemVersion",
    show_oldest_commits_first: bool = "showOldestCommitsFirst",
    to_commit_id: String = "toCommitId",
    to_date: String = "toDate",
    user: String = "user",
} }

object! { GitRecycleBinRepositoryDetails {
    deleted: bool = "deleted",
} }

object! { GitRef {
    links: Links = "_links",
    creator: IdentityRef = "creator",
    is_locked: bool = "isLocked",
    is_locked_by: IdentityRef = "isLockedBy",
    name: String = "name",
    object_id: String = "objectId",
    peeled_object_id: String = "peeledObjectId",
    statuses: Vec<GitStatus> = "statuses",
    url: String = "url",
} }

object! { GitRefFavorite {
    links: Links = "_links",
    id: i64 = "id",
    identity_id: String = "identityId",
    name: String = "name",
    repository_id: String = "repositoryId",
    r#type: RefFavoriteType = "type",
    url: String = "url",
} }

object! { GitRefUpdate {
    is_locked: bool = "isLocked",
    name: String = "name",
    new_object_id: String = "newObjectId",
    old_object_id: String = "oldObjectId",
    repository_id: String = "repositoryId",
} }

object! { GitRefUpdateResult {
    custom_message: String = "customMessage",
    is_locked: bool = "isLocked",
    name: String = "name",
    new_object_id: String = "newObjectId",
    old_object_id: String = "oldObjectId",
    rejected_by: String = "rejectedBy",
    repository_id: String = "repositoryId",
    success: bool = "success",
    update_status: GitRefUpdateStatus = "updateStatus",
} }

open_enum! { GitRefUpdateStatus {
    Succeeded = "succeeded" 0, ForcePushRequired = "forcePushRequired" 1, StaleOldObjectId = "staleOldObjectId" 2,
    InvalidRefName = "invalidRefName" 3, Unprocessed = "unprocessed" 4,
    UnresolvableToCommit = "unresolvableToCommit" 5, WritePermissionRequired = "writePermissionRequired" 6,
    ManageNotePermissionRequired = "manageNotePermissionRequired" 7,
    CreateBranchPermissionRequired = "createBranchPermissionRequired" 8,
    CreateTagPermissionRequired = "createTagPermissionRequired" 9, RejectedByPlugin = "rejectedByPlugin" 10,
    Locked = "locked" 11, RefNameConflict = "refNameConflict" 12, RejectedByPolicy = "rejectedByPolicy" 13,
    SucceededNonExistentRef = "succeededNonExistentRef" 14, SucceededCorruptRef = "succeededCorruptRef" 15,
} }

object! { GitRepository {
    links: Links = "_links",
    creation_date: DateTime = "creationDate",
    default_branch: String = "defaultBranch",
    id: String = "id",
    is_disabled: bool = "isDisabled",
    is_fork: bool = "isFork",
    is_in_maintenance: bool = "isInMaintenance",
    name: String = "name",
    parent_repository: GitRepositoryRef = "parentRepository",
    project: TeamProjectReference = "project",
    remote_url: String = "remoteUrl",
    size: i64 = "size",
    ssh_url: String = "sshUrl",
    url: String = "url",
    valid_remote_urls: Vec<String> = "validRemoteUrls",
    web_url: String = "webUrl",
} }

object! { GitRepositoryCreateOptions {
    name: String = "name",
    parent_repository: GitRepositoryRef = "parentRepository",
    project: TeamProjectReference = "project",
} }

object! { GitRepositoryDeletedEvent {
    initiated_by: IdentityRef = "initiatedBy",
    is_hard_delete: bool = "isHardDelete",
    project: TeamProjectReference = "project",
    repository_id: String = "repositoryId",
    repository_name: String = "repositoryName",
    utc_timestamp: DateTime = "utcTimestamp",
} }

object! { GitRepositoryEvent {
    initiated_by: IdentityRef = "initiatedBy",
    repository: GitRepository = "repository",
    utc_timestamp: DateTime = "utcTimestamp",
} }

object! { GitRepositoryForkedEvent {
    initiated_by: IdentityRef = "initiatedBy",
    source_repository: GitRepository = "sourceRepository",
    target_repository: GitRepository = "targetRepository",
    utc_timestamp: DateTime = "utcTimestamp",
} }

object! { GitRepositoryRef {
    collection: TeamProjectCollectionReference = "collection",
    id: String = "id",
    is_fork: bool = "isFork",
    name: String = "name",
    project: TeamProjectReference = "project",
    remote_url: String = "remoteUrl",
    ssh_url: String = "sshUrl",
    url: String = "url",
} }

object! { GitRepositoryRenamedEvent {
    initiated_by: IdentityRef = "initiatedBy",
    new_name: String = "newName",
    old_name: String = "oldName",
    repository: GitRepository = "repository",
    utc_timestamp: DateTime = "utcTimestamp",
} }

object! { GitRepositoryStatusChangedEvent {
    disabled: bool = "disabled",
    initiated_by: IdentityRef = "initiatedBy",
    repository: GitRepository = "repository",
    utc_timestamp: DateTime = "utcTimestamp",
} }

open_enum! { GitResolutionError {
    None = "none" 0, MergeContentNotFound = "mergeContentNotFound" 1, PathInUse = "pathInUse" 2,
    InvalidPath = "invalidPath" 3, UnknownAction = "unknownAction" 4, UnknownMergeType = "unknownMergeType" 5,
    OtherError = "otherError" 255,
} }

object! { GitResolutionMergeContent {
    author: IdentityRef = "author",
    merge_type: GitResolutionMergeType = "mergeType",
    user_merged_blob: GitBlobRef = "userMergedBlob",
    user_merged_content: String = "userMergedContent",
} }

open_enum! { GitResolutionMergeType {
    Undecided = "undecided" 0, TakeSourceContent = "takeSourceContent" 1, TakeTargetContent = "takeTargetContent" 2,
    AutoMerged = "autoMerged" 3, UserMerged = "userMerged" 4,
} }

object! { GitResolutionPathConflict {
    action: GitResolutionPathConflictAction = "action",
    author: IdentityRef = "author",
    rename_path: String = "renamePath",
} }

open_enum! { GitResolutionPathConflictAction {
    Undecided = "undecided" 0, KeepSourceRenameTarget = "keepSourceRenameTarget" 1,
    KeepSourceDeleteTarget = "keepSourceDeleteTarget" 2, KeepTargetRenameSource = "keepTargetRenameSource" 3,
    KeepTargetDeleteSource = "keepTargetDeleteSource" 4,
} }

object! { GitResolutionPickOneAction {
    action: GitResolutionWhichAction = "action",
    author: IdentityRef = "author",
} }

object! { GitResolutionRename1to2 {
    action: GitResolutionRename1to2Action = "action",
    author: IdentityRef = "author",
    merge_type: GitResolutionMergeType = "mergeType",
    user_merged_blob: GitBlobRef = "userMergedBlob",
    user_merged_content: String = "userMergedContent",
} }

open_enum! { GitResolutionRename1to2Action {
    Undecided = "undecided" 0, KeepSourcePath = "keepSourcePath" 1, KeepTargetPath = "keepTargetPath" 2,
    KeepBothFiles = "keepBothFiles" 3,
} }

open_enum! { GitResolutionStatus {
    Unresolved = "unresolved" 0, PartiallyResolved = "partiallyResolved" 1, Resolved = "resolved" 2,
} }

open_enum! { GitResolutionWhichAction {
    Undecided = "undecided" 0, PickSourceAction = "pickSourceAction" 1, PickTargetAction = "pickTargetAction" 2,
} }

object! { GitRevert {
    links: Links = "_links",
    detailed_status: GitAsyncRefOperationDetail = "detailedStatus",
    parameters: GitAsyncRefOperationParameters = "parameters",
    revert_id: i64 = "revertId",
    status: GitAsyncOperationStatus = "status",
    url: String = "url",
} }

object! { GitStatus {
    links: Links = "_links",
    context: GitStatusContext = "context",
    created_by: IdentityRef = "createdBy",
    creation_date: DateTime = "creationDate",
    description: String = "description",
    id: i64 = "id",
    state: GitStatusState = "state",
    target_url: String = "targetUrl",
    updated_date: DateTime = "updatedDate",
} }

object! { GitStatusContext {
    genre: String = "genre",
    name: String = "name",
} }

open_enum! { GitStatusState {
    NotSet = "notSet" 0, Pending = "pending" 1, Succeeded = "succeeded" 2, Failed = "failed" 3, Error = "error" 4,
    NotApplicable = "notApplicable" 5, PartiallySucceeded = "partiallySucceeded",
} }

object! { GitSuggestion {
    properties: Map<Json> = "properties",
    r#type: String = "type",
} }

object! { GitTargetVersionDescriptor {
    target_version: String = "targetVersion",
    target_version_options: GitVersionOptions = "targetVersionOptions",
    target_version_type: GitVersionType = "targetVersionType",
    version: String = "version",
    version_options: GitVersionOptions = "versionOptions",
    version_type: GitVersionType = "versionType",
} }

object! { GitTemplate {
    name: String = "name",
    r#type: String = "type",
} }

object! { GitTreeEntryRef {
    git_object_type: GitObjectType = "gitObjectType",
    mode: String = "mode",
    object_id: String = "objectId",
    relative_path: String = "relativePath",
    size: i64 = "size",
    url: String = "url",
} }

object! { GitTreeRef {
    links: Links = "_links",
    object_id: String = "objectId",
    size: i64 = "size",
    tree_entries: Vec<GitTreeEntryRef> = "treeEntries",
    url: String = "url",
} }

object! { GitUserDate {
    date: DateTime = "date",
    email: String = "email",
    image_url: String = "imageUrl",
    name: String = "name",
} }

object! { GlobalGitRepositoryKey {
    collection_id: String = "collectionId",
    project_id: String = "projectId",
    repository_id: String = "repositoryId",
} }

object! { IdentityRefWithVote {
    links: Links = "_links",
    descriptor: String = "descriptor",
    directory_alias: String = "directoryAlias",
    display_name: String = "displayName",
    has_declined: bool = "hasDeclined",
    id: String = "id",
    image_url: String = "imageUrl",
    inactive: bool = "inactive",
    is_aad_identity: bool = "isAadIdentity",
    is_container: bool = "isContainer",
    is_deleted_in_origin: bool = "isDeletedInOrigin",
    is_flagged: bool = "isFlagged",
    is_reapprove: bool = "isReapprove",
    is_required: bool = "isRequired",
    profile_url: String = "profileUrl",
    reviewer_url: String = "reviewerUrl",
    unique_name: String = "uniqueName",
    url: String = "url",
    vote: i64 = "vote",
    voted_for: Vec<IdentityRefWithVote> = "votedFor",
} }

open_enum! { IterationReason {
    Push = "push" 0, ForcePush = "forcePush" 1, Create = "create" 2, Rebase = "rebase" 4, Unknown = "unknown" 8,
    Retarget = "retarget" 16, ResolveConflicts = "resolveConflicts" 32,
} }

object! { LineDiffBlock {
    change_type: LineDiffBlockChangeType = "changeType",
    modified_line_number_start: i64 = "modifiedLineNumberStart",
    modified_lines_count: i64 = "modifiedLinesCount",
    original_line_number_start: i64 = "originalLineNumberStart",
    original_lines_count: i64 = "originalLinesCount",
} }

open_enum! { LineDiffBlockChangeType {
    None = "none" 0, Add = "add" 1, Delete = "delete" 2, Edit = "edit" 3,
} }

open_enum! { PullRequestAsyncStatus {
    NotSet = "notSet" 0, Queued = "queued" 1, Conflicts = "conflicts" 2, Succeeded = "succeeded" 3,
    RejectedByPolicy = "rejectedByPolicy" 4, Failure = "failure" 5,
} }

open_enum! { PullRequestMergeFailureType {
    None = "none" 0, Unknown = "unknown" 1, CaseSensitive = "caseSensitive" 2, ObjectTooLarge = "objectTooLarge" 3,
} }

open_enum! { PullRequestStatus {
    NotSet = "notSet" 0, Active = "active" 1, Abandoned = "abandoned" 2, Completed = "completed" 3, All = "all" 4,
} }

open_enum! { PullRequestTimeRangeType {
    Created = "created" 1, Closed = "closed" 2,
} }

open_enum! { RefFavoriteType {
    Invalid = "invalid" 0, Folder = "folder" 1, Ref = "ref" 2,
} }

object! { ShareNotificationContext {
    message: String = "message",
    receivers: Vec<IdentityRef> = "receivers",
} }

object! { SourceToTargetRef {
    source_ref: String = "sourceRef",
    target_ref: String = "targetRef",
} }

open_enum! { TagsFilterOperator {
    And = "and", Or = "or",
} }

object! { VersionControlRepositoryOption {
    r#type: String = "__type",
    category: String = "category",
    default_text_value: String = "defaultTextValue",
    display_html: String = "displayHtml",
    key: String = "key",
    parent_option_key: String = "parentOptionKey",
    text_value: String = "textValue",
    title: String = "title",
    value: bool = "value",
} }

object! { VersionControlRepositoryOptions {
    wrapped_array: Vec<VersionControlRepositoryOption> = "__wrappedArray",
} }

object! { WebApiCreateTagRequestData {
    name: String = "name",
} }

object! { WebApiTagDefinition {
    active: bool = "active",
    id: String = "id",
    name: String = "name",
    url: String = "url",
} }

impl Paged for GitCommitChanges {
    type Item = GitChange;
}

impl Paged for GitCommitDiffs {
    type Item = GitChange;
}

impl Paged for GitPullRequestIterationChanges {
    type Item = GitPullRequestChange;
}

subtype! { GitBaseVersionDescriptor: GitVersionDescriptor }
subtype! { GitCommit: GitCommitRef }
subtype! { GitConflictAddAdd: GitConflict }
subtype! { GitConflictAddRename: GitConflict }
subtype! { GitConflictDeleteEdit: GitConflict }
subtype! { GitConflictDeleteRename: GitConflict }
subtype! { GitConflictDirectoryFile: GitConflict }
subtype! { GitConflictEditDelete: GitConflict }
subtype! { GitConflictEditEdit: GitConflict }
subtype! { GitConflictFileDirectory: GitConflict }
subtype! { GitConflictRename1to2: GitConflict }
subtype! { GitConflictRename2to1: GitConflict }
subtype! { GitConflictRenameAdd: GitConflict }
subtype! { GitConflictRenameDelete: GitConflict }
subtype! { GitConflictRenameRename: GitConflict }
subtype! { GitForkRef: GitRef }
subtype! { GitForkTeamProjectReference: TeamProjectReference }
subtype! { GitMerge: GitMergeParameters }
subtype! { GitPullRequestChange: GitChange }
subtype! { GitPullRequestStatus: GitStatus }
subtype! { GitPush: GitPushRef }
subtype! { GitResolutionRename1to2: GitResolutionMergeContent }
subtype! { GitTargetVersionDescriptor: GitVersionDescriptor }
subtype! { IdentityRefWithVote: IdentityRef }
