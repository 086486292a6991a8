// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET {project}/_apis/git/deletedrepositories` · 7.1 · `vso.code`
#[inline]
pub fn get_deleted_repositories(project: &ProjectRef) -> Op<List<GitDeletedRepository>> {
    Op::new(&meta::GET_DELETED_REPOSITORIES).path("project", project)
}

/// `POST {project}/_apis/git/favorites/refs` · 7.1 · `vso.code`
#[inline]
pub fn create_favorite(project: &ProjectRef, body: &GitRefFavorite) -> Op<GitRefFavorite> {
    Op::new(&meta::CREATE_FAVORITE).path("project", project).json(body)
}

params! { GetRefFavorites {
    repository_id: String = "repositoryId",
    identity_id: String = "identityId",
} }

/// `GET {project}/_apis/git/favorites/refs` · 7.1 · `vso.code`
#[inline]
pub fn get_ref_favorites(project: &ProjectRef, params: GetRefFavorites) -> Op<List<GitRefFavorite>> {
    params.add_to(Op::new(&meta::GET_REF_FAVORITES).path("project", project))
}

/// `DELETE {project}/_apis/git/favorites/refs/{favoriteId}` · 7.1 · `vso.code`
#[inline]
pub fn delete_ref_favorite(project: &ProjectRef, favorite_id: FavoriteId) -> Op<()> {
    Op::new(&meta::DELETE_REF_FAVORITE).path("project", project).path("favoriteId", &favorite_id)
}

/// `GET {project}/_apis/git/favorites/refs/{favoriteId}` · 7.1 · `vso.code`
#[inline]
pub fn get_ref_favorite(project: &ProjectRef, favorite_id: FavoriteId) -> Op<GitRefFavorite> {
    Op::new(&meta::GET_REF_FAVORITE).path("project", project).path("favoriteId", &favorite_id)
}

params! { GetPolicyConfigurations {
    repository_id: String = "repositoryId",
    ref_name: String = "refName",
    policy_type: String = "policyType",
    top: i64 = "$top",
    continuation_token: String = "continuationToken",
} }

/// `GET {project}/_apis/git/policy/configurations` · 7.1 · `vso.code`
#[inline]
pub fn get_policy_configurations(
    project: &ProjectRef, params: GetPolicyConfigurations,
) -> Op<List<PolicyConfiguration>> {
    params.add_to(Op::new(&meta::GET_POLICY_CONFIGURATIONS).path("project", project))
}

params! { GetPullRequestsByProject {
    creator_id: String = "searchCriteria.creatorId",
    include_links: bool = "searchCriteria.includeLinks",
    max_time: DateTime = "searchCriteria.maxTime",
    min_time: DateTime = "searchCriteria.minTime",
    query_time_range_type: PullRequestTimeRangeType = "searchCriteria.queryTimeRangeType",
    repository_id: String = "searchCriteria.repositoryId",
    reviewer_id: String = "searchCriteria.reviewerId",
    source_ref_name: String = "searchCriteria.sourceRefName",
    source_repository_id: String = "searchCriteria.sourceRepositoryId",
    status: PullRequestStatus = "searchCriteria.status",
    target_ref_name: String = "searchCriteria.targetRefName",
    max_comment_length: i64 = "maxCommentLength",
    skip: i64 = "$skip",
    top: i64 = "$top",
    labels: Vec<String> = "searchCriteria.labels",
    tags_filter_operator: TagsFilterOperator = "searchCriteria.tagsFilterOperator",
    title: String = "searchCriteria.title",
} }

/// `GET {project}/_apis/git/pullrequests` · 7.1 · `vso.code`
#[inline]
pub fn get_pull_requests_by_project(
    project: &ProjectRef, params: GetPullRequestsByProject,
) -> Op<List<GitPullRequest>> {
    params.add_to(Op::new(&meta::GET_PULL_REQUESTS_BY_PROJECT).path("project", project))
}

/// `GET {project?}/_apis/git/pullrequests/{pullRequestId}` · 7.1 · `vso.code`
#[inline]
pub fn get_pull_request_by_id(project: Option<&ProjectRef>, pull_request_id: PullRequestId) -> Op<GitPullRequest> {
    Op::new(&meta::GET_PULL_REQUEST_BY_ID).path_opt("project", project).path("pullRequestId", &pull_request_id)
}

/// `GET {project}/_apis/git/recycleBin/repositories` · 7.1 · `vso.code`
#[inline]
pub fn get_recycle_bin_repositories(project: &ProjectRef) -> Op<List<GitDeletedRepository>> {
    Op::new(&meta::GET_RECYCLE_BIN_REPOSITORIES).path("project", project)
}

/// `DELETE {project}/_apis/git/recycleBin/repositories/{repositoryId}` · 7.1 · `vso.code_manage`
#[inline]
pub fn delete_repository_from_recycle_bin(project: &ProjectRef, repository_id: &RepositoryId) -> Op<()> {
    Op::new(&meta::DELETE_REPOSITORY_FROM_RECYCLE_BIN)
        .path("project", project).path("repositoryId", repository_id).guid("repositoryId")
}

/// `PATCH {project}/_apis/git/recycleBin/repositories/{repositoryId}` · 7.1 · `vso.code_manage`
#[inline]
pub fn restore_repository_from_recycle_bin(
    project: &ProjectRef, repository_id: &RepositoryId, body: &GitRecycleBinRepositoryDetails,
) -> Op<GitRepository> {
    Op::new(&meta::RESTORE_REPOSITORY_FROM_RECYCLE_BIN)
        .path("project", project).path("repositoryId", repository_id).guid("repositoryId").json(body)
}

required! { CreateRepositoryBody(GitRepositoryCreateOptions) {
    name: String = "name",
} }

params! { CreateRepository {
    source_ref: String = "sourceRef",
} }

/// `POST {project?}/_apis/git/repositories` · 7.1 · `vso.code_manage`
#[inline]
pub fn create_repository(
    project: Option<&ProjectRef>, body: &CreateRepositoryBody, params: CreateRepository,
) -> Op<GitRepository> {
    params.add_to(Op::new(&meta::CREATE_REPOSITORY).path_opt("project", project).json(body))
}

params! { GetRepositories {
    include_links: bool = "includeLinks",
    include_all_urls: bool = "includeAllUrls",
    include_hidden: bool = "includeHidden",
} }

/// `GET {project?}/_apis/git/repositories` · 7.1 · `vso.code`
#[inline]
pub fn get_repositories(project: Option<&ProjectRef>, params: GetRepositories) -> Op<List<GitRepository>> {
    params.add_to(Op::new(&meta::GET_REPOSITORIES).path_opt("project", project))
}

/// `DELETE {project?}/_apis/git/repositories/{repositoryId}` · 7.1 · `vso.code_manage`
#[inline]
pub fn delete_repository(project: Option<&ProjectRef>, repository_id: &RepositoryId) -> Op<()> {
    Op::new(&meta::DELETE_REPOSITORY)
        .path_opt("project", project).path("repositoryId", repository_id).guid("repositoryId")
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}` · 7.1 · `vso.code`
#[inline]
pub fn get_repository(project: Option<&ProjectRef>, repository_id: &RepositoryId) -> Op<GitRepository> {
    Op::new(&meta::GET_REPOSITORY).path_opt("project", project).path("repositoryId", repository_id)
}

/// `PATCH {project?}/_apis/git/repositories/{repositoryId}` · 7.1 · `vso.code_manage`
#[inline]
pub fn update_repository(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, body: &GitRepository,
) -> Op<GitRepository> {
    Op::new(&meta::UPDATE_REPOSITORY)
        .path_opt("project", project).path("repositoryId", repository_id).guid("repositoryId").json(body)
}

required! { CreateAnnotatedTagBody(GitAnnotatedTag) {
    name: String = "name", tagged_object: GitObject = "taggedObject", message: String = "message",
} }

/// `POST {project}/_apis/git/repositories/{repositoryId}/annotatedtags` · 7.1 · `vso.code_manage`
#[inline]
pub fn create_annotated_tag(
    project: &ProjectRef, repository_id: &RepositoryId, body: &CreateAnnotatedTagBody,
) -> Op<GitAnnotatedTag> {
    Op::new(&meta::CREATE_ANNOTATED_TAG).path("project", project).path("repositoryId", repository_id).json(body)
}

/// `GET {project}/_apis/git/repositories/{repositoryId}/annotatedtags/{objectId}` · 7.1 · `vso.code`
#[inline]
pub fn get_annotated_tag(
    project: &ProjectRef, repository_id: &RepositoryId, object_id: &ObjectId,
) -> Op<GitAnnotatedTag> {
    Op::new(&meta::GET_ANNOTATED_TAG)
        .path("project", project).path("repositoryId", repository_id).path("objectId", object_id)
}

params! { GetBlobs {
    filename: String = "filename",
} }

/// `POST {project?}/_apis/git/repositories/{repositoryId}/blobs` · 7.1 · `vso.code`
#[inline]
pub fn get_blobs(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, body: &[String], params: GetBlobs,
) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_BLOBS)
        .path_opt("project", project).path("repositoryId", repository_id).json(body)).accept("*/*")
}

params! { GetBlob {
    download: bool = "download",
    file_name: String = "fileName",
    format: String = "$format",
    resolve_lfs: bool = "resolveLfs",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/blobs/{sha1}` · 7.1 · `vso.code`
#[inline]
pub fn get_blob(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, sha1: &Sha1Ref, params: GetBlob,
) -> Op<GitBlobRef> {
    params.add_to(Op::new(&meta::GET_BLOB)
        .path_opt("project", project).path("repositoryId", repository_id).path("sha1", sha1))
}

/// The same as bytes: `application/zip`, `application/octet-stream`, `application/json`.
#[inline]
pub fn get_blob_content(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, sha1: &Sha1Ref, params: GetBlob,
) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_BLOB)
        .path_opt("project", project).path("repositoryId", repository_id).path("sha1", sha1))
        .accept("application/octet-stream")
}

required! { CreateCherryPickBody(GitAsyncRefOperationParameters) {
    generated_ref_name: String = "generatedRefName", onto_ref_name: String = "ontoRefName",
    repository: GitRepository = "repository", source: GitAsyncRefOperationSource = "source",
} }

/// `POST {project}/_apis/git/repositories/{repositoryId}/cherryPicks` · 7.1 · `vso.code_manage`
#[inline]
pub fn create_cherry_pick(
    project: &ProjectRef, repository_id: &RepositoryId, body: &CreateCherryPickBody,
) -> Op<GitCherryPick> {
    Op::new(&meta::CREATE_CHERRY_PICK).path("project", project).path("repositoryId", repository_id).json(body)
}

/// `GET {project}/_apis/git/repositories/{repositoryId}/cherryPicks` · 7.1 · `vso.code`
#[inline]
pub fn get_cherry_pick_for_ref_name(
    project: &ProjectRef, repository_id: &RepositoryId, ref_name: &str,
) -> Op<GitCherryPick> {
    Op::new(&meta::GET_CHERRY_PICK_FOR_REF_NAME)
        .path("project", project).path("repositoryId", repository_id).query("refName", ref_name)
}

/// `GET {project}/_apis/git/repositories/{repositoryId}/cherryPicks/{cherryPickId}` · 7.1 · `vso.code`
#[inline]
pub fn get_cherry_pick(
    project: &ProjectRef, repository_id: &RepositoryId, cherry_pick_id: CherryPickId,
) -> Op<GitCherryPick> {
    Op::new(&meta::GET_CHERRY_PICK)
        .path("project", project).path("repositoryId", repository_id).path("cherryPickId", &cherry_pick_id)
}

params! { GetPushCommits {
    top: i64 = "top",
    skip: i64 = "skip",
    include_links: bool = "includeLinks",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/commits` · 7.1 · `vso.code`
#[inline]
pub fn get_push_commits(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, push_id: i64, params: GetPushCommits,
) -> Op<List<GitCommitRef>> {
    params.add_to(Op::new(&meta::GET_PUSH_COMMITS)
        .path_opt("project", project).path("repositoryId", repository_id).query("pushId", &push_id))
}

params! { GetCommit {
    change_count: i64 = "changeCount",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/commits/{commitId}` · 7.1 · `vso.code`
#[inline]
pub fn get_commit(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, commit_id: &CommitId, params: GetCommit,
) -> Op<GitCommit> {
    params.add_to(Op::new(&meta::GET_COMMIT)
        .path_opt("project", project).path("repositoryId", repository_id).path("commitId", commit_id))
}

params! { GetChanges {
    top: i64 = "top",
    skip: i64 = "skip",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/commits/{commitId}/changes` · 7.1 · `vso.code`
#[inline]
pub fn get_changes(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, commit_id: &CommitId, params: GetChanges,
) -> Op<GitCommitChanges> {
    params.add_to(Op::new(&meta::GET_CHANGES)
        .path_opt("project", project).path("repositoryId", repository_id).path("commitId", commit_id))
}

/// `POST {project?}/_apis/git/repositories/{repositoryId}/commits/{commitId}/statuses` · 7.1 · `vso.code_write` `vso.code_status`
#[inline]
pub fn create_commit_status(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, commit_id: &CommitId, body: &GitStatus,
) -> Op<GitStatus> {
    Op::new(&meta::CREATE_COMMIT_STATUS)
        .path_opt("project", project).path("repositoryId", repository_id).path("commitId", commit_id).json(body)
}

params! { GetStatuses {
    top: i64 = "top",
    skip: i64 = "skip",
    latest_only: bool = "latestOnly",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/commits/{commitId}/statuses` · 7.1 · `vso.code` `vso.code_status`
#[inline]
pub fn get_statuses(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, commit_id: &CommitId, params: GetStatuses,
) -> Op<List<GitStatus>> {
    params.add_to(Op::new(&meta::GET_STATUSES)
        .path_opt("project", project).path("repositoryId", repository_id).path("commitId", commit_id))
}

params! { GetCommitsBatch {
    skip: i64 = "$skip",
    top: i64 = "$top",
    include_statuses: bool = "includeStatuses",
} }

/// `POST {project?}/_apis/git/repositories/{repositoryId}/commitsbatch` · 7.1 · `vso.code`
#[inline]
pub fn get_commits_batch(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, body: &GitQueryCommitsCriteria,
    params: GetCommitsBatch,
) -> Op<List<GitCommitRef>> {
    params.add_to(Op::new(&meta::GET_COMMITS_BATCH)
        .path_opt("project", project).path("repositoryId", repository_id).json(body))
}

params! { GetCommitDiffs {
    diff_common_commit: bool = "diffCommonCommit",
    top: i64 = "$top",
    skip: i64 = "$skip",
    base_version: String = "baseVersion",
    base_version_options: GitVersionOptions = "baseVersionOptions",
    base_version_type: GitVersionType = "baseVersionType",
    target_version: String = "targetVersion",
    target_version_options: GitVersionOptions = "targetVersionOptions",
    target_version_type: GitVersionType = "targetVersionType",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/diffs/commits` · 7.1 · `vso.code`
#[inline]
pub fn get_commit_diffs(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, params: GetCommitDiffs,
) -> Op<GitCommitDiffs> {
    params.add_to(Op::new(&meta::GET_COMMIT_DIFFS)
        .path_opt("project", project).path("repositoryId", repository_id))
}

/// `POST {project}/_apis/git/repositories/{repositoryId}/importRequests` · 7.1 · `vso.code_manage`
#[inline]
pub fn create_import_request(
    project: &ProjectRef, repository_id: &RepositoryId, body: &GitImportRequest,
) -> Op<GitImportRequest> {
    Op::new(&meta::CREATE_IMPORT_REQUEST).path("project", project).path("repositoryId", repository_id).json(body)
}

params! { QueryImportRequests {
    include_abandoned: bool = "includeAbandoned",
} }

/// `GET {project}/_apis/git/repositories/{repositoryId}/importRequests` · 7.1 · `vso.code`
#[inline]
pub fn query_import_requests(
    project: &ProjectRef, repository_id: &RepositoryId, params: QueryImportRequests,
) -> Op<List<GitImportRequest>> {
    params.add_to(Op::new(&meta::QUERY_IMPORT_REQUESTS)
        .path("project", project).path("repositoryId", repository_id))
}

/// `GET {project}/_apis/git/repositories/{repositoryId}/importRequests/{importRequestId}` · 7.1 · `vso.code`
#[inline]
pub fn get_import_request(
    project: &ProjectRef, repository_id: &RepositoryId, import_request_id: ImportRequestId,
) -> Op<GitImportRequest> {
    Op::new(&meta::GET_IMPORT_REQUEST)
        .path("project", project).path("repositoryId", repository_id).path("importRequestId", &import_request_id)
}

/// `PATCH {project}/_apis/git/repositories/{repositoryId}/importRequests/{importRequestId}` · 7.1 · `vso.code_manage`
#[inline]
pub fn update_import_request(
    project: &ProjectRef, repository_id: &RepositoryId, import_request_id: ImportRequestId, body: &GitImportRequest,
) -> Op<GitImportRequest> {
    Op::new(&meta::UPDATE_IMPORT_REQUEST)
        .path("project", project).path("repositoryId", repository_id).path("importRequestId", &import_request_id)
        .json(body)
}

params! { GetItems {
    scope_path: String = "scopePath",
    recursion_level: VersionControlRecursionType = "recursionLevel",
    include_content_metadata: bool = "includeContentMetadata",
    latest_processed_change: bool = "latestProcessedChange",
    download: bool = "download",
    include_links: bool = "includeLinks",
    format: String = "$format",
    version: String = "versionDescriptor.version",
    version_options: GitVersionOptions = "versionDescriptor.versionOptions",
    version_type: GitVersionType = "versionDescriptor.versionType",
    zip_for_unix: bool = "zipForUnix",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/items` · 7.1 · `vso.code`
#[inline]
pub fn get_items(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, params: GetItems,
) -> Op<List<GitItem>> {
    params.add_to(Op::new(&meta::GET_ITEMS).path_opt("project", project).path("repositoryId", repository_id))
}

/// `POST {project?}/_apis/git/repositories/{repositoryId}/itemsbatch` · 7.1 · `vso.code`
#[inline]
pub fn get_items_batch(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, body: &GitItemRequestData,
) -> Op<List<Vec<GitItem>>> {
    Op::new(&meta::GET_ITEMS_BATCH).path_opt("project", project).path("repositoryId", repository_id).json(body)
}

/// `POST {project?}/_apis/git/repositories/{repositoryId}/pullrequestquery` · 7.1 · `vso.code`
#[inline]
pub fn get_pull_request_query(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, body: &GitPullRequestQuery,
) -> Op<GitPullRequestQuery> {
    Op::new(&meta::GET_PULL_REQUEST_QUERY)
        .path_opt("project", project).path("repositoryId", repository_id).json(body)
}

required! { CreatePullRequestBody(GitPullRequest) {
    source_ref_name: String = "sourceRefName", target_ref_name: String = "targetRefName", title: String = "title",
} }

params! { CreatePullRequest {
    supports_iterations: bool = "supportsIterations",
} }

/// `POST {project?}/_apis/git/repositories/{repositoryId}/pullrequests` · 7.1 · `vso.code_write`
#[inline]
pub fn create_pull_request(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, body: &CreatePullRequestBody,
    params: CreatePullRequest,
) -> Op<GitPullRequest> {
    params.add_to(Op::new(&meta::CREATE_PULL_REQUEST)
        .path_opt("project", project).path("repositoryId", repository_id).json(body))
}

params! { GetPullRequests {
    creator_id: String = "searchCriteria.creatorId",
    include_links: bool = "searchCriteria.includeLinks",
    max_time: DateTime = "searchCriteria.maxTime",
    min_time: DateTime = "searchCriteria.minTime",
    query_time_range_type: PullRequestTimeRangeType = "searchCriteria.queryTimeRangeType",
    repository_id: String = "searchCriteria.repositoryId",
    reviewer_id: String = "searchCriteria.reviewerId",
    source_ref_name: String = "searchCriteria.sourceRefName",
    source_repository_id: String = "searchCriteria.sourceRepositoryId",
    status: PullRequestStatus = "searchCriteria.status",
    target_ref_name: String = "searchCriteria.targetRefName",
    max_comment_length: i64 = "maxCommentLength",
    skip: i64 = "$skip",
    top: i64 = "$top",
    labels: Vec<String> = "searchCriteria.labels",
    tags_filter_operator: TagsFilterOperator = "searchCriteria.tagsFilterOperator",
    title: String = "searchCriteria.title",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullrequests` · 7.1 · `vso.code`
#[inline]
pub fn get_pull_requests(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, params: GetPullRequests,
) -> Op<List<GitPullRequest>> {
    params.add_to(Op::new(&meta::GET_PULL_REQUESTS)
        .path_opt("project", project).path("repositoryId", repository_id))
}

params! { GetPullRequest {
    max_comment_length: i64 = "maxCommentLength",
    skip: i64 = "$skip",
    top: i64 = "$top",
    include_commits: bool = "includeCommits",
    include_work_item_refs: bool = "includeWorkItemRefs",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullrequests/{pullRequestId}` · 7.1 · `vso.code`
#[inline]
pub fn get_pull_request(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    params: GetPullRequest,
) -> Op<GitPullRequest> {
    params.add_to(Op::new(&meta::GET_PULL_REQUEST)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id))
}

/// `PATCH {project?}/_apis/git/repositories/{repositoryId}/pullrequests/{pullRequestId}` · 7.1 · `vso.code_write`
#[inline]
pub fn update_pull_request(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    body: &GitPullRequest,
) -> Op<GitPullRequest> {
    Op::new(&meta::UPDATE_PULL_REQUEST)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .json(body)
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/attachments` · 7.1 · `vso.code`
#[inline]
pub fn get_attachments(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
) -> Op<List<Attachment>> {
    Op::new(&meta::GET_ATTACHMENTS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
}

/// `POST {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/attachments/{fileName}` · 7.1 · `vso.code_write`
#[inline]
pub fn create_attachment(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    file_name: &FileName, body: impl Into<Bytes>,
) -> Op<Attachment> {
    Op::new(&meta::CREATE_ATTACHMENT)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("fileName", file_name).bytes(body)
}

/// `DELETE {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/attachments/{fileName}` · 7.1 · `vso.code_write`
#[inline]
pub fn delete_attachment(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    file_name: &FileName,
) -> Op<()> {
    Op::new(&meta::DELETE_ATTACHMENT)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("fileName", file_name)
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/attachments/{fileName}` · 7.1 · `vso.code`
#[inline]
pub fn get_attachment(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    file_name: &FileName,
) -> Op<Content> {
    Op::new(&meta::GET_ATTACHMENT)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("fileName", file_name).accept("*/*")
}

params! { GetPullRequestCommits {
    top: i64 = "$top",
    continuation_token: String = "continuationToken",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/commits` · 7.1 · `vso.code`
#[inline]
pub fn get_pull_request_commits(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    params: GetPullRequestCommits,
) -> Op<List<GitCommitRef>> {
    params.add_to(Op::new(&meta::GET_PULL_REQUEST_COMMITS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id))
}

params! { GetPullRequestIterations {
    include_commits: bool = "includeCommits",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations` · 7.1 · `vso.code`
#[inline]
pub fn get_pull_request_iterations(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    params: GetPullRequestIterations,
) -> Op<List<GitPullRequestIteration>> {
    params.add_to(Op::new(&meta::GET_PULL_REQUEST_ITERATIONS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id))
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}` · 7.1 · `vso.code`
#[inline]
pub fn get_pull_request_iteration(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    iteration_id: IterationId,
) -> Op<GitPullRequestIteration> {
    Op::new(&meta::GET_PULL_REQUEST_ITERATION)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("iterationId", &iteration_id)
}

params! { GetPullRequestIterationChanges {
    top: i64 = "$top",
    skip: i64 = "$skip",
    compare_to: i64 = "$compareTo",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/changes` · 7.1 · `vso.code`
#[inline]
pub fn get_pull_request_iteration_changes(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    iteration_id: IterationId, params: GetPullRequestIterationChanges,
) -> Op<GitPullRequestIterationChanges> {
    params.add_to(Op::new(&meta::GET_PULL_REQUEST_ITERATION_CHANGES)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("iterationId", &iteration_id))
}

params! { GetPullRequestIterationCommits {
    top: i64 = "top",
    skip: i64 = "skip",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/commits` · 7.1 · `vso.code`
#[inline]
pub fn get_pull_request_iteration_commits(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    iteration_id: IterationId, params: GetPullRequestIterationCommits,
) -> Op<List<GitCommitRef>> {
    params.add_to(Op::new(&meta::GET_PULL_REQUEST_ITERATION_COMMITS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("iterationId", &iteration_id))
}

/// `POST {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/statuses` · 7.1 · `vso.code_write` `vso.code_status`
#[inline]
pub fn create_pull_request_iteration_status(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    iteration_id: IterationId, body: &GitPullRequestStatus,
) -> Op<GitPullRequestStatus> {
    Op::new(&meta::CREATE_PULL_REQUEST_ITERATION_STATUS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("iterationId", &iteration_id).json(body)
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/statuses` · 7.1 · `vso.code` `vso.code_status`
#[inline]
pub fn get_pull_request_iteration_statuses(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    iteration_id: IterationId,
) -> Op<List<GitPullRequestStatus>> {
    Op::new(&meta::GET_PULL_REQUEST_ITERATION_STATUSES)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("iterationId", &iteration_id)
}

/// `PATCH {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/statuses` · 7.1 · `vso.code_write` `vso.code_status`
#[inline]
pub fn update_pull_request_iteration_statuses(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    iteration_id: IterationId, body: &JsonPatch,
) -> Op<()> {
    Op::new(&meta::UPDATE_PULL_REQUEST_ITERATION_STATUSES)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("iterationId", &iteration_id).json(body)
}

/// `DELETE {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/statuses/{statusId}` · 7.1 · `vso.code_write` `vso.code_status`
#[inline]
pub fn delete_pull_request_iteration_status(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    iteration_id: IterationId, status_id: StatusId,
) -> Op<()> {
    Op::new(&meta::DELETE_PULL_REQUEST_ITERATION_STATUS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("iterationId", &iteration_id).path("statusId", &status_id)
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/statuses/{statusId}` · 7.1 · `vso.code` `vso.code_status`
#[inline]
pub fn get_pull_request_iteration_status(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    iteration_id: IterationId, status_id: StatusId,
) -> Op<GitPullRequestStatus> {
    Op::new(&meta::GET_PULL_REQUEST_ITERATION_STATUS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("iterationId", &iteration_id).path("statusId", &status_id)
}

params! { CreatePullRequestLabel {
    project_id: String = "projectId",
} }

/// `POST {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/labels` · 7.1 · `vso.code_write`
#[inline]
pub fn create_pull_request_label(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    body: &WebApiCreateTagRequestData, params: CreatePullRequestLabel,
) -> Op<WebApiTagDefinition> {
    params.add_to(Op::new(&meta::CREATE_PULL_REQUEST_LABEL)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .json(body))
}

params! { GetPullRequestLabels {
    project_id: String = "projectId",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/labels` · 7.1 · `vso.code`
#[inline]
pub fn get_pull_request_labels(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    params: GetPullRequestLabels,
) -> Op<List<WebApiTagDefinition>> {
    params.add_to(Op::new(&meta::GET_PULL_REQUEST_LABELS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id))
}

params! { DeletePullRequestLabels {
    project_id: String = "projectId",
} }

/// `DELETE {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/labels/{labelIdOrName}` · 7.1 · `vso.code_write`
#[inline]
pub fn delete_pull_request_labels(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    label_id_or_name: &LabelIdOrName, params: DeletePullRequestLabels,
) -> Op<()> {
    params.add_to(Op::new(&meta::DELETE_PULL_REQUEST_LABELS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("labelIdOrName", label_id_or_name))
}

params! { GetPullRequestLabel {
    project_id: String = "projectId",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/labels/{labelIdOrName}` · 7.1 · `vso.code`
#[inline]
pub fn get_pull_request_label(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    label_id_or_name: &LabelIdOrName, params: GetPullRequestLabel,
) -> Op<WebApiTagDefinition> {
    params.add_to(Op::new(&meta::GET_PULL_REQUEST_LABEL)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("labelIdOrName", label_id_or_name))
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/properties` · 7.1 · `vso.code`
#[inline]
pub fn get_pull_request_properties(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
) -> Op<Wrapped<Map<Json>>> {
    Op::new(&meta::GET_PULL_REQUEST_PROPERTIES)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
}

/// `PATCH {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/properties` · 7.1 · `vso.code_write`
#[inline]
pub fn update_pull_request_properties(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId, body: &JsonPatch,
) -> Op<Wrapped<Map<Json>>> {
    Op::new(&meta::UPDATE_PULL_REQUEST_PROPERTIES)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .json(body)
}

/// `POST {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers` · 7.1 · `vso.code_write`
#[inline]
pub fn create_pull_request_reviewers(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    body: &[IdentityRef],
) -> Op<List<IdentityRefWithVote>> {
    Op::new(&meta::CREATE_PULL_REQUEST_REVIEWERS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .json(body)
}

/// `PUT {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers` · 7.1 · `vso.code_write`
#[inline]
pub fn create_unmaterialized_pull_request_reviewer(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    body: &IdentityRefWithVote,
) -> Op<IdentityRefWithVote> {
    Op::new(&meta::CREATE_UNMATERIALIZED_PULL_REQUEST_REVIEWER)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .json(body)
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers` · 7.1 · `vso.code`
#[inline]
pub fn get_pull_request_reviewers(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
) -> Op<List<IdentityRefWithVote>> {
    Op::new(&meta::GET_PULL_REQUEST_REVIEWERS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
}

/// `PATCH {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers` · 7.1 · `vso.code_write`
#[inline]
pub fn update_pull_request_reviewers(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    body: &[IdentityRefWithVote],
) -> Op<()> {
    Op::new(&meta::UPDATE_PULL_REQUEST_REVIEWERS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .json(body)
}

/// `PUT {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers/{reviewerId}` · 7.1 · `vso.code_write`
#[inline]
pub fn create_pull_request_reviewer(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    reviewer_id: &ReviewerId, body: &IdentityRefWithVote,
) -> Op<IdentityRefWithVote> {
    Op::new(&meta::CREATE_PULL_REQUEST_REVIEWER)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("reviewerId", reviewer_id).json(body)
}

/// `DELETE {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers/{reviewerId}` · 7.1 · `vso.code_write`
#[inline]
pub fn delete_pull_request_reviewer(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    reviewer_id: &ReviewerId,
) -> Op<()> {
    Op::new(&meta::DELETE_PULL_REQUEST_REVIEWER)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("reviewerId", reviewer_id)
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers/{reviewerId}` · 7.1 · `vso.code`
#[inline]
pub fn get_pull_request_reviewer(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    reviewer_id: &ReviewerId,
) -> Op<IdentityRefWithVote> {
    Op::new(&meta::GET_PULL_REQUEST_REVIEWER)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("reviewerId", reviewer_id)
}

/// `PATCH {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers/{reviewerId}` · 7.1 · `vso.code_write`
#[inline]
pub fn update_pull_request_reviewer(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    reviewer_id: &ReviewerId, body: &IdentityRefWithVote,
) -> Op<IdentityRefWithVote> {
    Op::new(&meta::UPDATE_PULL_REQUEST_REVIEWER)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("reviewerId", reviewer_id).json(body)
}

/// `POST {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/share` · 7.1 · `vso.code_write`
#[inline]
pub fn share_pull_request(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    body: &ShareNotificationContext,
) -> Op<()> {
    Op::new(&meta::SHARE_PULL_REQUEST)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .json(body)
}

/// `POST {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/statuses` · 7.1 · `vso.code_write` `vso.code_status`
#[inline]
pub fn create_pull_request_status(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    body: &GitPullRequestStatus,
) -> Op<GitPullRequestStatus> {
    Op::new(&meta::CREATE_PULL_REQUEST_STATUS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .json(body)
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/statuses` · 7.1 · `vso.code` `vso.code_status`
#[inline]
pub fn get_pull_request_statuses(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
) -> Op<List<GitPullRequestStatus>> {
    Op::new(&meta::GET_PULL_REQUEST_STATUSES)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
}

/// `PATCH {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/statuses` · 7.1 · `vso.code_write` `vso.code_status`
#[inline]
pub fn update_pull_request_statuses(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId, body: &JsonPatch,
) -> Op<()> {
    Op::new(&meta::UPDATE_PULL_REQUEST_STATUSES)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .json(body)
}

/// `DELETE {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/statuses/{statusId}` · 7.1 · `vso.code_write` `vso.code_status`
#[inline]
pub fn delete_pull_request_status(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId, status_id: StatusId,
) -> Op<()> {
    Op::new(&meta::DELETE_PULL_REQUEST_STATUS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("statusId", &status_id)
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/statuses/{statusId}` · 7.1 · `vso.code` `vso.code_status`
#[inline]
pub fn get_pull_request_status(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId, status_id: StatusId,
) -> Op<GitPullRequestStatus> {
    Op::new(&meta::GET_PULL_REQUEST_STATUS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("statusId", &status_id)
}

required! { CreateThreadBody(GitPullRequestCommentThread) {
    comments: Vec<Comment> = "comments",
} }

/// `POST {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads` · 7.1 · `vso.code_write` `vso.threads_full`
#[inline]
pub fn create_thread(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    body: &CreateThreadBody,
) -> Op<GitPullRequestCommentThread> {
    Op::new(&meta::CREATE_THREAD)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .json(body)
}

params! { GetThreads {
    iteration: i64 = "$iteration",
    base_iteration: i64 = "$baseIteration",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads` · 7.1 · `vso.code` `vso.threads_full`
#[inline]
pub fn get_threads(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId, params: GetThreads,
) -> Op<List<GitPullRequestCommentThread>> {
    params.add_to(Op::new(&meta::GET_THREADS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id))
}

params! { GetPullRequestThread {
    iteration: i64 = "$iteration",
    base_iteration: i64 = "$baseIteration",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}` · 7.1 · `vso.code` `vso.threads_full`
#[inline]
pub fn get_pull_request_thread(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId, thread_id: ThreadId,
    params: GetPullRequestThread,
) -> Op<GitPullRequestCommentThread> {
    params.add_to(Op::new(&meta::GET_PULL_REQUEST_THREAD)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("threadId", &thread_id))
}

/// `PATCH {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}` · 7.1 · `vso.code_write` `vso.threads_full`
#[inline]
pub fn update_thread(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId, thread_id: ThreadId,
    body: &GitPullRequestCommentThread,
) -> Op<GitPullRequestCommentThread> {
    Op::new(&meta::UPDATE_THREAD)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("threadId", &thread_id).json(body)
}

/// `POST {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments` · 7.1 · `vso.code_write` `vso.threads_full`
#[inline]
pub fn create_comment(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId, thread_id: ThreadId,
    body: &Comment,
) -> Op<Comment> {
    Op::new(&meta::CREATE_COMMENT)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("threadId", &thread_id).json(body)
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments` · 7.1 · `vso.code` `vso.threads_full`
#[inline]
pub fn get_comments(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId, thread_id: ThreadId,
) -> Op<List<Comment>> {
    Op::new(&meta::GET_COMMENTS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("threadId", &thread_id)
}

/// `DELETE {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}` · 7.1 · `vso.code_write` `vso.threads_full`
#[inline]
pub fn delete_comment(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId, thread_id: ThreadId,
    comment_id: CommentId,
) -> Op<()> {
    Op::new(&meta::DELETE_COMMENT)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("threadId", &thread_id).path("commentId", &comment_id)
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}` · 7.1 · `vso.code` `vso.threads_full`
#[inline]
pub fn get_comment(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId, thread_id: ThreadId,
    comment_id: CommentId,
) -> Op<Comment> {
    Op::new(&meta::GET_COMMENT)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("threadId", &thread_id).path("commentId", &comment_id)
}

/// `PATCH {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}` · 7.1 · `vso.code_write` `vso.threads_full`
#[inline]
pub fn update_comment(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId, thread_id: ThreadId,
    comment_id: CommentId, body: &Comment,
) -> Op<Comment> {
    Op::new(&meta::UPDATE_COMMENT)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("threadId", &thread_id).path("commentId", &comment_id).json(body)
}

/// `POST {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}/likes` · 7.1 · `vso.code_write` `vso.threads_full`
#[inline]
pub fn create_like(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId, thread_id: ThreadId,
    comment_id: CommentId,
) -> Op<()> {
    Op::new(&meta::CREATE_LIKE)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("threadId", &thread_id).path("commentId", &comment_id)
}

/// `DELETE {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}/likes` · 7.1 · `vso.code_write` `vso.threads_full`
#[inline]
pub fn delete_like(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId, thread_id: ThreadId,
    comment_id: CommentId,
) -> Op<()> {
    Op::new(&meta::DELETE_LIKE)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("threadId", &thread_id).path("commentId", &comment_id)
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}/likes` · 7.1 · `vso.code` `vso.threads_full`
#[inline]
pub fn get_likes(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId, thread_id: ThreadId,
    comment_id: CommentId,
) -> Op<List<IdentityRef>> {
    Op::new(&meta::GET_LIKES)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("threadId", &thread_id).path("commentId", &comment_id)
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/workitems` · 7.1 · `vso.code`
#[inline]
pub fn get_pull_request_work_item_refs(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
) -> Op<List<ResourceRef>> {
    Op::new(&meta::GET_PULL_REQUEST_WORK_ITEM_REFS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
}

required! { CreatePushBody(GitPush) {
    ref_updates: Vec<GitRefUpdate> = "refUpdates", commits: Vec<GitCommitRef> = "commits",
} }

/// `POST {project?}/_apis/git/repositories/{repositoryId}/pushes` · 7.1 · `vso.code_write`
#[inline]
pub fn create_push(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, body: &CreatePushBody,
) -> Op<GitPush> {
    Op::new(&meta::CREATE_PUSH).path_opt("project", project).path("repositoryId", repository_id).json(body)
}

params! { GetPushes {
    skip: i64 = "$skip",
    top: i64 = "$top",
    from_date: DateTime = "searchCriteria.fromDate",
    include_links: bool = "searchCriteria.includeLinks",
    include_ref_updates: bool = "searchCriteria.includeRefUpdates",
    pusher_id: String = "searchCriteria.pusherId",
    ref_name: String = "searchCriteria.refName",
    to_date: DateTime = "searchCriteria.toDate",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pushes` · 7.1 · `vso.code`
#[inline]
pub fn get_pushes(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, params: GetPushes,
) -> Op<List<GitPush>> {
    params.add_to(Op::new(&meta::GET_PUSHES).path_opt("project", project).path("repositoryId", repository_id))
}

params! { GetPush {
    include_commits: i64 = "includeCommits",
    include_ref_updates: bool = "includeRefUpdates",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pushes/{pushId}` · 7.1 · `vso.code`
#[inline]
pub fn get_push(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, push_id: PushId, params: GetPush,
) -> Op<GitPush> {
    params.add_to(Op::new(&meta::GET_PUSH)
        .path_opt("project", project).path("repositoryId", repository_id).path("pushId", &push_id))
}

params! { GetRefs {
    filter: String = "filter",
    include_links: bool = "includeLinks",
    include_statuses: bool = "includeStatuses",
    include_my_branches: bool = "includeMyBranches",
    latest_statuses_only: bool = "latestStatusesOnly",
    peel_tags: bool = "peelTags",
    filter_contains: String = "filterContains",
    top: i64 = "$top",
    continuation_token: String = "continuationToken",
    include_target_branches: bool = "includeTargetBranches",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/refs` · 7.1 · `vso.code`
#[inline]
pub fn get_refs(project: Option<&ProjectRef>, repository_id: &RepositoryId, params: GetRefs) -> Op<List<GitRef>> {
    params.add_to(Op::new(&meta::GET_REFS).path_opt("project", project).path("repositoryId", repository_id))
}

params! { UpdateRef {
    project_id: String = "projectId",
} }

/// `PATCH {project?}/_apis/git/repositories/{repositoryId}/refs` · 7.1 · `vso.code_write`
#[inline]
pub fn update_ref(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, filter: &str, body: &GitRefUpdate,
    params: UpdateRef,
) -> Op<GitRef> {
    params.add_to(Op::new(&meta::UPDATE_REF)
        .path_opt("project", project).path("repositoryId", repository_id).query("filter", filter).json(body))
}

params! { UpdateRefs {
    project_id: String = "projectId",
} }

/// `POST {project?}/_apis/git/repositories/{repositoryId}/refs` · 7.1 · `vso.code_write`
#[inline]
pub fn update_refs(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, body: &[GitRefUpdate], params: UpdateRefs,
) -> Op<List<GitRefUpdateResult>> {
    params.add_to(Op::new(&meta::UPDATE_REFS)
        .path_opt("project", project).path("repositoryId", repository_id).json(body))
}

required! { CreateRevertBody(GitAsyncRefOperationParameters) {
    generated_ref_name: String = "generatedRefName", onto_ref_name: String = "ontoRefName",
    repository: GitRepository = "repository", source: GitAsyncRefOperationSource = "source",
} }

/// `POST {project}/_apis/git/repositories/{repositoryId}/reverts` · 7.1 · `vso.code_manage`
#[inline]
pub fn create_revert(
    project: &ProjectRef, repository_id: &RepositoryId, body: &CreateRevertBody,
) -> Op<GitRevert> {
    Op::new(&meta::CREATE_REVERT).path("project", project).path("repositoryId", repository_id).json(body)
}

/// `GET {project}/_apis/git/repositories/{repositoryId}/reverts` · 7.1 · `vso.code`
#[inline]
pub fn get_revert_for_ref_name(
    project: &ProjectRef, repository_id: &RepositoryId, ref_name: &str,
) -> Op<GitRevert> {
    Op::new(&meta::GET_REVERT_FOR_REF_NAME)
        .path("project", project).path("repositoryId", repository_id).query("refName", ref_name)
}

/// `GET {project}/_apis/git/repositories/{repositoryId}/reverts/{revertId}` · 7.1 · `vso.code`
#[inline]
pub fn get_revert(project: &ProjectRef, repository_id: &RepositoryId, revert_id: RevertId) -> Op<GitRevert> {
    Op::new(&meta::GET_REVERT)
        .path("project", project).path("repositoryId", repository_id).path("revertId", &revert_id)
}

params! { GetBranches {
    version: String = "baseVersionDescriptor.version",
    version_options: GitVersionOptions = "baseVersionDescriptor.versionOptions",
    version_type: GitVersionType = "baseVersionDescriptor.versionType",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/stats/branches` · 7.1 · `vso.code`
#[inline]
pub fn get_branches(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, params: GetBranches,
) -> Op<List<GitBranchStats>> {
    params.add_to(Op::new(&meta::GET_BRANCHES).path_opt("project", project).path("repositoryId", repository_id))
}

params! { GetSuggestions {
    prefer_compare_branch: bool = "preferCompareBranch",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/suggestions` · 7.1 · `vso.code`
#[inline]
pub fn get_suggestions(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, params: GetSuggestions,
) -> Op<List<GitSuggestion>> {
    params.add_to(Op::new(&meta::GET_SUGGESTIONS).path_opt("project", project).path("repositoryId", repository_id))
}

params! { GetTree {
    project_id: String = "projectId",
    recursive: bool = "recursive",
    file_name: String = "fileName",
    format: String = "$format",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/trees/{sha1}` · 7.1 · `vso.code`
#[inline]
pub fn get_tree(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, sha1: &Sha1Ref, params: GetTree,
) -> Op<GitTreeRef> {
    params.add_to(Op::new(&meta::GET_TREE)
        .path_opt("project", project).path("repositoryId", repository_id).path("sha1", sha1))
}

/// The same as bytes: `application/zip`, `application/json`.
#[inline]
pub fn get_tree_content(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, sha1: &Sha1Ref, params: GetTree,
) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_TREE)
        .path_opt("project", project).path("repositoryId", repository_id).path("sha1", sha1))
        .accept("application/zip")
}

params! { GetMergeBases {
    other_collection_id: String = "otherCollectionId",
    other_repository_id: String = "otherRepositoryId",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryNameOrId}/commits/{commitId}/mergebases` · 7.1 · `vso.code`
#[inline]
pub fn get_merge_bases(
    project: Option<&ProjectRef>, repository_name_or_id: &RepositoryNameOrId, commit_id: &CommitId,
    other_commit_id: &str, params: GetMergeBases,
) -> Op<List<GitCommitRef>> {
    params.add_to(Op::new(&meta::GET_MERGE_BASES)
        .path_opt("project", project).path("repositoryNameOrId", repository_name_or_id).path("commitId", commit_id)
        .query("otherCommitId", other_commit_id))
}

params! { GetForks {
    include_links: bool = "includeLinks",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryNameOrId}/forks/{collectionId}` · 7.1 · `vso.code`
#[inline]
pub fn get_forks(
    project: Option<&ProjectRef>, repository_name_or_id: &RepositoryNameOrId, collection_id: &CollectionId,
    params: GetForks,
) -> Op<List<GitRepositoryRef>> {
    params.add_to(Op::new(&meta::GET_FORKS)
        .path_opt("project", project).path("repositoryNameOrId", repository_name_or_id)
        .path("collectionId", collection_id).guid("collectionId"))
}

params! { CreateForkSyncRequest {
    include_links: bool = "includeLinks",
} }

/// `POST {project?}/_apis/git/repositories/{repositoryNameOrId}/forkSyncRequests` · 7.1 · `vso.code_write`
#[inline]
pub fn create_fork_sync_request(
    project: Option<&ProjectRef>, repository_name_or_id: &RepositoryNameOrId, body: &GitForkSyncRequestParameters,
    params: CreateForkSyncRequest,
) -> Op<GitForkSyncRequest> {
    params.add_to(Op::new(&meta::CREATE_FORK_SYNC_REQUEST)
        .path_opt("project", project).path("repositoryNameOrId", repository_name_or_id).json(body))
}

params! { GetForkSyncRequests {
    include_abandoned: bool = "includeAbandoned",
    include_links: bool = "includeLinks",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryNameOrId}/forkSyncRequests` · 7.1 · `vso.code`
#[inline]
pub fn get_fork_sync_requests(
    project: Option<&ProjectRef>, repository_name_or_id: &RepositoryNameOrId, params: GetForkSyncRequests,
) -> Op<List<GitForkSyncRequest>> {
    params.add_to(Op::new(&meta::GET_FORK_SYNC_REQUESTS)
        .path_opt("project", project).path("repositoryNameOrId", repository_name_or_id))
}

params! { GetForkSyncRequest {
    include_links: bool = "includeLinks",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryNameOrId}/forkSyncRequests/{forkSyncOperationId}` · 7.1 · `vso.code`
#[inline]
pub fn get_fork_sync_request(
    project: Option<&ProjectRef>, repository_name_or_id: &RepositoryNameOrId,
    fork_sync_operation_id: ForkSyncOperationId, params: GetForkSyncRequest,
) -> Op<GitForkSyncRequest> {
    params.add_to(Op::new(&meta::GET_FORK_SYNC_REQUEST)
        .path_opt("project", project).path("repositoryNameOrId", repository_name_or_id)
        .path("forkSyncOperationId", &fork_sync_operation_id))
}

params! { CreateMergeRequest {
    include_links: bool = "includeLinks",
} }

/// `POST {project}/_apis/git/repositories/{repositoryNameOrId}/merges` · 7.1 · `vso.code_manage`
#[inline]
pub fn create_merge_request(
    project: &ProjectRef, repository_name_or_id: &RepositoryNameOrId, body: &GitMergeParameters,
    params: CreateMergeRequest,
) -> Op<GitMerge> {
    params.add_to(Op::new(&meta::CREATE_MERGE_REQUEST)
        .path("project", project).path("repositoryNameOrId", repository_name_or_id).json(body))
}

params! { GetMergeRequest {
    include_links: bool = "includeLinks",
} }

/// `GET {project}/_apis/git/repositories/{repositoryNameOrId}/merges/{mergeOperationId}` · 7.1 · `vso.code`
#[inline]
pub fn get_merge_request(
    project: &ProjectRef, repository_name_or_id: &RepositoryNameOrId, merge_operation_id: MergeOperationId,
    params: GetMergeRequest,
) -> Op<GitMerge> {
    params.add_to(Op::new(&meta::GET_MERGE_REQUEST)
        .path("project", project).path("repositoryNameOrId", repository_name_or_id)
        .path("mergeOperationId", &merge_operation_id))
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}` · 7.1 · `vso.code`
#[inline]
pub fn get_repository_with_parent(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, include_parent: bool,
) -> Op<GitRepository> {
    Op::new(&meta::GET_REPOSITORY_WITH_PARENT)
        .path_opt("project", project).path("repositoryId", repository_id).query("includeParent", &include_parent)
}

params! { GetCommits {
    skip: i64 = "searchCriteria.$skip",
    top: i64 = "searchCriteria.$top",
    author: String = "searchCriteria.author",
    compare_version_version: String = "searchCriteria.compareVersion.version",
    compare_version_version_options: GitVersionOptions = "searchCriteria.compareVersion.versionOptions",
    compare_version_version_type: GitVersionType = "searchCriteria.compareVersion.versionType",
    exclude_deletes: bool = "searchCriteria.excludeDeletes",
    from_commit_id: String = "searchCriteria.fromCommitId",
    from_date: String = "searchCriteria.fromDate",
    history_mode: GitHistoryMode = "searchCriteria.historyMode",
    ids: Vec<String> = "searchCriteria.ids",
    include_links: bool = "searchCriteria.includeLinks",
    include_push_data: bool = "searchCriteria.includePushData",
    include_user_image_url: bool = "searchCriteria.includeUserImageUrl",
    include_work_items: bool = "searchCriteria.includeWorkItems",
    item_path: String = "searchCriteria.itemPath",
    item_version_version: String = "searchCriteria.itemVersion.version",
    item_version_version_options: GitVersionOptions = "searchCriteria.itemVersion.versionOptions",
    item_version_version_type: GitVersionType = "searchCriteria.itemVersion.versionType",
    show_oldest_commits_first: bool = "searchCriteria.showOldestCommitsFirst",
    to_commit_id: String = "searchCriteria.toCommitId",
    to_date: String = "searchCriteria.toDate",
    user: String = "searchCriteria.user",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/commits` · 7.1 · `vso.code`
#[inline]
pub fn get_commits(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, params: GetCommits,
) -> Op<List<GitCommitRef>> {
    params.add_to(Op::new(&meta::GET_COMMITS).path_opt("project", project).path("repositoryId", repository_id))
}

params! { GetItem {
    scope_path: String = "scopePath",
    recursion_level: VersionControlRecursionType = "recursionLevel",
    include_content_metadata: bool = "includeContentMetadata",
    latest_processed_change: bool = "latestProcessedChange",
    download: bool = "download",
    format: String = "$format",
    version: String = "versionDescriptor.version",
    version_options: GitVersionOptions = "versionDescriptor.versionOptions",
    version_type: GitVersionType = "versionDescriptor.versionType",
    include_content: bool = "includeContent",
    resolve_lfs: bool = "resolveLfs",
    sanitize: bool = "sanitize",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/items` · 7.1 · `vso.code`
#[inline]
pub fn get_item(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, path: &str, params: GetItem,
) -> Op<GitItem> {
    params.add_to(Op::new(&meta::GET_ITEM)
        .path_opt("project", project).path("repositoryId", repository_id).query("path", path))
}

/// The same as bytes: `application/zip`, `text/plain`, `application/octet-stream`, `application/json`.
#[inline]
pub fn get_item_content(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, path: &str, params: GetItem,
) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_ITEM)
        .path_opt("project", project).path("repositoryId", repository_id).query("path", path))
        .accept("application/octet-stream")
}

params! { GetBranch {
    version: String = "baseVersionDescriptor.version",
    version_options: GitVersionOptions = "baseVersionDescriptor.versionOptions",
    version_type: GitVersionType = "baseVersionDescriptor.versionType",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/stats/branches` · 7.1 · `vso.code`
#[inline]
pub fn get_branch(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, name: &str, params: GetBranch,
) -> Op<GitBranchStats> {
    params.add_to(Op::new(&meta::GET_BRANCH)
        .path_opt("project", project).path("repositoryId", repository_id).query("name", name))
}

params! { GetRefFavoritesForProject {
    identity_id: String = "identityId",
} }

/// `GET {project}/_apis/git/favorites/refsForProject` · 7.2-preview.1 · `vso.code`
#[inline]
pub fn get_ref_favorites_for_project(
    project: &ProjectRef, params: GetRefFavoritesForProject,
) -> Op<List<GitRefFavorite>> {
    params.add_to(Op::new(&meta::GET_REF_FAVORITES_FOR_PROJECT).path("project", project))
}

/// `POST {project?}/_apis/git/repositories/{repositoryId}/stats/branches` · 7.1
#[inline]
pub fn get_branch_stats_batch(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, body: &GitQueryBranchStatsCriteria,
) -> Op<List<GitBranchStats>> {
    Op::new(&meta::GET_BRANCH_STATS_BATCH)
        .path_opt("project", project).path("repositoryId", repository_id).json(body)
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}/cherryPicks/{cherryPickId}/conflicts/{conflictId}` · 7.1
#[inline]
pub fn get_cherry_pick_conflict(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, cherry_pick_id: CherryPickId,
    conflict_id: ConflictId,
) -> Op<GitConflict> {
    Op::new(&meta::GET_CHERRY_PICK_CONFLICT)
        .path_opt("project", project).path("repositoryId", repository_id).path("cherryPickId", &cherry_pick_id)
        .path("conflictId", &conflict_id)
}

params! { GetCherryPickConflicts {
    continuation_token: String = "continuationToken",
    top: i64 = "$top",
    exclude_resolved: bool = "excludeResolved",
    only_resolved: bool = "onlyResolved",
    include_obsolete: bool = "includeObsolete",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/cherryPicks/{cherryPickId}/conflicts` · 7.1
#[inline]
pub fn get_cherry_pick_conflicts(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, cherry_pick_id: CherryPickId,
    params: GetCherryPickConflicts,
) -> Op<List<GitConflict>> {
    params.add_to(Op::new(&meta::GET_CHERRY_PICK_CONFLICTS)
        .path_opt("project", project).path("repositoryId", repository_id).path("cherryPickId", &cherry_pick_id))
}

/// `PATCH {project?}/_apis/git/repositories/{repositoryId}/cherryPicks/{cherryPickId}/conflicts/{conflictId}` · 7.1
#[inline]
pub fn update_cherry_pick_conflict(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, cherry_pick_id: CherryPickId,
    conflict_id: ConflictId, body: &GitConflict,
) -> Op<GitConflict> {
    Op::new(&meta::UPDATE_CHERRY_PICK_CONFLICT)
        .path_opt("project", project).path("repositoryId", repository_id).path("cherryPickId", &cherry_pick_id)
        .path("conflictId", &conflict_id).json(body)
}

/// `PATCH {project?}/_apis/git/repositories/{repositoryId}/cherryPicks/{cherryPickId}/conflicts` · 7.1
#[inline]
pub fn update_cherry_pick_conflicts(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, cherry_pick_id: CherryPickId, body: &[GitConflict],
) -> Op<List<GitConflictUpdateResult>> {
    Op::new(&meta::UPDATE_CHERRY_PICK_CONFLICTS)
        .path_opt("project", project).path("repositoryId", repository_id).path("cherryPickId", &cherry_pick_id)
        .json(body)
}

params! { GetCherryPickRelationships {
    include_links: bool = "includeLinks",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryNameOrId}/cherryPickRelationships/{commitId}` · 7.1
#[inline]
pub fn get_cherry_pick_relationships(
    project: Option<&ProjectRef>, repository_name_or_id: &RepositoryNameOrId, commit_id: &CommitId,
    params: GetCherryPickRelationships,
) -> Op<List<GitCommitRef>> {
    params.add_to(Op::new(&meta::GET_CHERRY_PICK_RELATIONSHIPS)
        .path_opt("project", project).path("repositoryNameOrId", repository_name_or_id).path("commitId", commit_id))
}

/// `POST {project}/_apis/git/repositories/{repositoryId}/fileDiffs` · 7.1
#[inline]
pub fn get_file_diffs(
    project: &ProjectRef, repository_id: &RepositoryId, body: &FileDiffsCriteria,
) -> Op<List<FileDiff>> {
    Op::new(&meta::GET_FILE_DIFFS).path("project", project).path("repositoryId", repository_id).json(body)
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/conflicts/{conflictId}` · 7.1
#[inline]
pub fn get_pull_request_conflict(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    conflict_id: ConflictId,
) -> Op<GitConflict> {
    Op::new(&meta::GET_PULL_REQUEST_CONFLICT)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("conflictId", &conflict_id)
}

params! { GetPullRequestConflicts {
    skip: i64 = "$skip",
    top: i64 = "$top",
    include_obsolete: bool = "includeObsolete",
    exclude_resolved: bool = "excludeResolved",
    only_resolved: bool = "onlyResolved",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/conflicts` · 7.1
#[inline]
pub fn get_pull_request_conflicts(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    params: GetPullRequestConflicts,
) -> Op<List<GitConflict>> {
    params.add_to(Op::new(&meta::GET_PULL_REQUEST_CONFLICTS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id))
}

/// `PATCH {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/conflicts/{conflictId}` · 7.1
#[inline]
pub fn update_pull_request_conflict(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    conflict_id: ConflictId, body: &GitConflict,
) -> Op<GitConflict> {
    Op::new(&meta::UPDATE_PULL_REQUEST_CONFLICT)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .path("conflictId", &conflict_id).json(body)
}

/// `PATCH {project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/conflicts` · 7.1
#[inline]
pub fn update_pull_request_conflicts(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, pull_request_id: PullRequestId,
    body: &[GitConflict],
) -> Op<List<GitConflictUpdateResult>> {
    Op::new(&meta::UPDATE_PULL_REQUEST_CONFLICTS)
        .path_opt("project", project).path("repositoryId", repository_id).path("pullRequestId", &pull_request_id)
        .json(body)
}

params! { GetRepositoriesPaged {
    include_links: bool = "includeLinks",
    include_all_urls: bool = "includeAllUrls",
    include_hidden: bool = "includeHidden",
    filter_contains: String = "filterContains",
    top: i64 = "$top",
    continuation_token: String = "continuationToken",
} }

/// `GET _apis/git/{projectId}/repositoriesPaged` · 7.2-preview.1
#[inline]
pub fn get_repositories_paged(project_id: &ProjectId, params: GetRepositoriesPaged) -> Op<List<GitRepository>> {
    params.add_to(Op::new(&meta::GET_REPOSITORIES_PAGED).path("projectId", project_id))
}

/// `GET {project?}/_apis/git/repositories/{repositoryId}/reverts/{revertId}/conflicts/{conflictId}` · 7.1
#[inline]
pub fn get_revert_conflict(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, revert_id: RevertId, conflict_id: ConflictId,
) -> Op<GitConflict> {
    Op::new(&meta::GET_REVERT_CONFLICT)
        .path_opt("project", project).path("repositoryId", repository_id).path("revertId", &revert_id)
        .path("conflictId", &conflict_id)
}

params! { GetRevertConflicts {
    continuation_token: String = "continuationToken",
    top: i64 = "$top",
    exclude_resolved: bool = "excludeResolved",
    only_resolved: bool = "onlyResolved",
    include_obsolete: bool = "includeObsolete",
} }

/// `GET {project?}/_apis/git/repositories/{repositoryId}/reverts/{revertId}/conflicts` · 7.1
#[inline]
pub fn get_revert_conflicts(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, revert_id: RevertId, params: GetRevertConflicts,
) -> Op<List<GitConflict>> {
    params.add_to(Op::new(&meta::GET_REVERT_CONFLICTS)
        .path_opt("project", project).path("repositoryId", repository_id).path("revertId", &revert_id))
}

/// `PATCH {project?}/_apis/git/repositories/{repositoryId}/reverts/{revertId}/conflicts/{conflictId}` · 7.1
#[inline]
pub fn update_revert_conflict(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, revert_id: RevertId, conflict_id: ConflictId,
    body: &GitConflict,
) -> Op<GitConflict> {
    Op::new(&meta::UPDATE_REVERT_CONFLICT)
        .path_opt("project", project).path("repositoryId", repository_id).path("revertId", &revert_id)
        .path("conflictId", &conflict_id).json(body)
}

/// `PATCH {project?}/_apis/git/repositories/{repositoryId}/reverts/{revertId}/conflicts` · 7.1
#[inline]
pub fn update_revert_conflicts(
    project: Option<&ProjectRef>, repository_id: &RepositoryId, revert_id: RevertId, body: &[GitConflict],
) -> Op<List<GitConflictUpdateResult>> {
    Op::new(&meta::UPDATE_REVERT_CONFLICTS)
        .path_opt("project", project).path("repositoryId", repository_id).path("revertId", &revert_id).json(body)
}

params! { GetAllGitRepositoriesOptions {
    v: i64 = "__v",
} }

/// `GET _api/_versioncontrol/AllGitRepositoriesOptions` · 
#[inline]
pub fn get_all_git_repositories_options(
    params: GetAllGitRepositoriesOptions,
) -> Op<VersionControlRepositoryOptions> {
    params.add_to(Op::new(&meta::GET_ALL_GIT_REPOSITORIES_OPTIONS))
}
