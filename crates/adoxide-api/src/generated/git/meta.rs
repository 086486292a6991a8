// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `git`.

use http::Method;

use crate::wire::{Effect, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Git").area_id(Some("4e080c62-fa21-4fbc-8fef-2a10a2b38049")).host(Host::Dev)
}

catalog! {
    GET_DELETED_REPOSITORIES = op("git.get_deleted_repositories", Method::GET, "{project}/_apis/git/deletedrepositories")
        .resource("deletedRepositories").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    CREATE_FAVORITE = op("git.create_favorite", Method::POST, "{project}/_apis/git/favorites/refs")
        .resource("refsFavorites").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code"]).consumes(Some("application/json"));
    GET_REF_FAVORITES = op("git.get_ref_favorites", Method::GET, "{project}/_apis/git/favorites/refs")
        .resource("refsFavorites").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).optional(&["repositoryId", "identityId"]);
    DELETE_REF_FAVORITE = op("git.delete_ref_favorite", Method::DELETE, "{project}/_apis/git/favorites/refs/{favoriteId}")
        .resource("refsFavorites").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.code"]).produces(&[]);
    GET_REF_FAVORITE = op("git.get_ref_favorite", Method::GET, "{project}/_apis/git/favorites/refs/{favoriteId}")
        .resource("refsFavorites").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    GET_POLICY_CONFIGURATIONS = op("git.get_policy_configurations", Method::GET, "{project}/_apis/git/policy/configurations")
        .resource("policyConfigurations").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["repositoryId", "refName", "policyType", "$top", "continuationToken"]);
    GET_PULL_REQUESTS_BY_PROJECT = op("git.get_pull_requests_by_project", Method::GET, "{project}/_apis/git/pullrequests")
        .resource("pullRequests").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&[
            "searchCriteria.creatorId", "searchCriteria.includeLinks", "searchCriteria.maxTime",
            "searchCriteria.minTime", "searchCriteria.queryTimeRangeType", "searchCriteria.repositoryId",
            "searchCriteria.reviewerId", "searchCriteria.sourceRefName", "searchCriteria.sourceRepositoryId",
            "searchCriteria.status", "searchCriteria.targetRefName", "maxCommentLength", "$skip", "$top",
        ]);
    GET_PULL_REQUEST_BY_ID = op("git.get_pull_request_by_id", Method::GET, "{project?}/_apis/git/pullrequests/{pullRequestId}")
        .resource("pullRequests").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    GET_RECYCLE_BIN_REPOSITORIES = op("git.get_recycle_bin_repositories", Method::GET, "{project}/_apis/git/recycleBin/repositories")
        .resource("recycleBinRepositories").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    DELETE_REPOSITORY_FROM_RECYCLE_BIN = op("git.delete_repository_from_recycle_bin", Method::DELETE, "{project}/_apis/git/recycleBin/repositories/{repositoryId}")
        .resource("recycleBinRepositories").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.code_manage"]).produces(&[]);
    RESTORE_REPOSITORY_FROM_RECYCLE_BIN = op("git.restore_repository_from_recycle_bin", Method::PATCH, "{project}/_apis/git/recycleBin/repositories/{repositoryId}")
        .resource("recycleBinRepositories").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_manage"]).consumes(Some("application/json"));
    CREATE_REPOSITORY = op("git.create_repository", Method::POST, "{project?}/_apis/git/repositories")
        .resource("repositories").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_manage"]).consumes(Some("application/json")).optional(&["sourceRef"]);
    GET_REPOSITORIES = op("git.get_repositories", Method::GET, "{project?}/_apis/git/repositories")
        .resource("repositories").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).optional(&["includeLinks", "includeAllUrls", "includeHidden"]);
    DELETE_REPOSITORY = op("git.delete_repository", Method::DELETE, "{project?}/_apis/git/repositories/{repositoryId}")
        .resource("repositories").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.code_manage"]).produces(&[]);
    GET_REPOSITORY = op("git.get_repository", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}")
        .resource("repositories").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    UPDATE_REPOSITORY = op("git.update_repository", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}")
        .resource("repositories").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_manage"]).consumes(Some("application/json"));
    CREATE_ANNOTATED_TAG = op("git.create_annotated_tag", Method::POST, "{project}/_apis/git/repositories/{repositoryId}/annotatedtags")
        .resource("annotatedTags").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_manage"]).consumes(Some("application/json"));
    GET_ANNOTATED_TAG = op("git.get_annotated_tag", Method::GET, "{project}/_apis/git/repositories/{repositoryId}/annotatedtags/{objectId}")
        .resource("annotatedTags").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    GET_BLOBS = op("git.get_blobs", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/blobs")
        .resource("blobs").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).consumes(Some("application/json")).produces(&["application/zip"])
        .optional(&["filename"]);
    GET_BLOB = op("git.get_blob", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/blobs/{sha1}")
        .resource("blobs").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).produces(&["application/zip", "application/octet-stream", "application/json"])
        .optional(&["download", "fileName", "$format", "resolveLfs"]);
    CREATE_CHERRY_PICK = op("git.create_cherry_pick", Method::POST, "{project}/_apis/git/repositories/{repositoryId}/cherryPicks")
        .resource("cherryPicks").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_manage"]).consumes(Some("application/json"));
    GET_CHERRY_PICK_FOR_REF_NAME = op("git.get_cherry_pick_for_ref_name", Method::GET, "{project}/_apis/git/repositories/{repositoryId}/cherryPicks")
        .resource("cherryPicks").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).required(&["refName"]);
    GET_CHERRY_PICK = op("git.get_cherry_pick", Method::GET, "{project}/_apis/git/repositories/{repositoryId}/cherryPicks/{cherryPickId}")
        .resource("cherryPicks").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    GET_PUSH_COMMITS = op("git.get_push_commits", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/commits")
        .resource("commits").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).paging(Paging::Offset { top: "top", skip: "skip", items: "value" })
        .required(&["pushId"]).optional(&["top", "skip", "includeLinks"]);
    GET_COMMIT = op("git.get_commit", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/commits/{commitId}")
        .resource("commits").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).optional(&["changeCount"]);
    GET_CHANGES = op("git.get_changes", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/commits/{commitId}/changes")
        .resource("changes").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).paging(Paging::Offset { top: "top", skip: "skip", items: "changes" })
        .optional(&["top", "skip"]);
    CREATE_COMMIT_STATUS = op("git.create_commit_status", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/commits/{commitId}/statuses")
        .resource("statuses").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write", "vso.code_status"]).consumes(Some("application/json"));
    GET_STATUSES = op("git.get_statuses", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/commits/{commitId}/statuses")
        .resource("statuses").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code", "vso.code_status"])
        .paging(Paging::Offset { top: "top", skip: "skip", items: "value" })
        .optional(&["top", "skip", "latestOnly"]);
    GET_COMMITS_BATCH = op("git.get_commits_batch", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/commitsbatch")
        .resource("commitsBatch").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).consumes(Some("application/json"))
        .paging(Paging::BodyOffset { top: "$top", skip: "$skip", items: "value" })
        .optional(&["$skip", "$top", "includeStatuses"]);
    GET_COMMIT_DIFFS = op("git.get_commit_diffs", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/diffs/commits")
        .resource("commitDiffs").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).paging(Paging::Offset { top: "$top", skip: "$skip", items: "changes" }).optional(&[
            "diffCommonCommit", "$top", "$skip", "baseVersion", "baseVersionOptions", "baseVersionType",
            "targetVersion", "targetVersionOptions", "targetVersionType",
        ]);
    CREATE_IMPORT_REQUEST = op("git.create_import_request", Method::POST, "{project}/_apis/git/repositories/{repositoryId}/importRequests")
        .resource("importRequests").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_manage"]).consumes(Some("application/json"));
    QUERY_IMPORT_REQUESTS = op("git.query_import_requests", Method::GET, "{project}/_apis/git/repositories/{repositoryId}/importRequests")
        .resource("importRequests").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).optional(&["includeAbandoned"]);
    GET_IMPORT_REQUEST = op("git.get_import_request", Method::GET, "{project}/_apis/git/repositories/{repositoryId}/importRequests/{importRequestId}")
        .resource("importRequests").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    UPDATE_IMPORT_REQUEST = op("git.update_import_request", Method::PATCH, "{project}/_apis/git/repositories/{repositoryId}/importRequests/{importRequestId}")
        .resource("importRequests").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_manage"]).consumes(Some("application/json"));
    GET_ITEMS = op("git.get_items", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/items")
        .resource("items").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).optional(&[
            "scopePath", "recursionLevel", "includeContentMetadata", "latestProcessedChange", "download",
            "includeLinks", "$format", "versionDescriptor.version", "versionDescriptor.versionOptions",
            "versionDescriptor.versionType", "zipForUnix",
        ]);
    GET_ITEMS_BATCH = op("git.get_items_batch", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/itemsbatch")
        .resource("itemsBatch").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).consumes(Some("application/json"));
    GET_PULL_REQUEST_QUERY = op("git.get_pull_request_query", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullrequestquery")
        .resource("pullRequestQuery").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).consumes(Some("application/json"));
    CREATE_PULL_REQUEST = op("git.create_pull_request", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullrequests")
        .resource("pullRequests").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write"]).consumes(Some("application/json")).optional(&["supportsIterations"]);
    GET_PULL_REQUESTS = op("git.get_pull_requests", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullrequests")
        .resource("pullRequests").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&[
            "searchCriteria.creatorId", "searchCriteria.includeLinks", "searchCriteria.maxTime",
            "searchCriteria.minTime", "searchCriteria.queryTimeRangeType", "searchCriteria.repositoryId",
            "searchCriteria.reviewerId", "searchCriteria.sourceRefName", "searchCriteria.sourceRepositoryId",
            "searchCriteria.status", "searchCriteria.targetRefName", "maxCommentLength", "$skip", "$top",
        ]);
    GET_PULL_REQUEST = op("git.get_pull_request", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullrequests/{pullRequestId}")
        .resource("pullRequests").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"])
        .optional(&["maxCommentLength", "$skip", "$top", "includeCommits", "includeWorkItemRefs"]);
    UPDATE_PULL_REQUEST = op("git.update_pull_request", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullrequests/{pullRequestId}")
        .resource("pullRequests").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write"]).consumes(Some("application/json"));
    GET_ATTACHMENTS = op("git.get_attachments", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/attachments")
        .resource("pullRequestAttachments").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    CREATE_ATTACHMENT = op("git.create_attachment", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/attachments/{fileName}")
        .resource("pullRequestAttachments").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write"]).consumes(Some("application/octet-stream"));
    DELETE_ATTACHMENT = op("git.delete_attachment", Method::DELETE, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/attachments/{fileName}")
        .resource("pullRequestAttachments").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.code_write"]).produces(&[]);
    GET_ATTACHMENT = op("git.get_attachment", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/attachments/{fileName}")
        .resource("pullRequestAttachments").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).produces(&["application/octet-stream", "application/zip"]);
    GET_PULL_REQUEST_COMMITS = op("git.get_pull_request_commits", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/commits")
        .resource("pullRequestCommits").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["$top", "continuationToken"]);
    GET_PULL_REQUEST_ITERATIONS = op("git.get_pull_request_iterations", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations")
        .resource("pullRequestIterations").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).optional(&["includeCommits"]);
    GET_PULL_REQUEST_ITERATION = op("git.get_pull_request_iteration", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}")
        .resource("pullRequestIterations").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    GET_PULL_REQUEST_ITERATION_CHANGES = op("git.get_pull_request_iteration_changes", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/changes")
        .resource("pullRequestIterationChanges").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).paging(Paging::NextSkip { items: "changeEntries" })
        .optional(&["$top", "$skip", "$compareTo"]);
    GET_PULL_REQUEST_ITERATION_COMMITS = op("git.get_pull_request_iteration_commits", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/commits")
        .resource("pullRequestCommits").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).paging(Paging::Offset { top: "top", skip: "skip", items: "value" })
        .optional(&["top", "skip"]);
    CREATE_PULL_REQUEST_ITERATION_STATUS = op("git.create_pull_request_iteration_status", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/statuses")
        .resource("pullRequestIterationStatuses").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write", "vso.code_status"]).consumes(Some("application/json"));
    GET_PULL_REQUEST_ITERATION_STATUSES = op("git.get_pull_request_iteration_statuses", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/statuses")
        .resource("pullRequestIterationStatuses").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code", "vso.code_status"]);
    UPDATE_PULL_REQUEST_ITERATION_STATUSES = op("git.update_pull_request_iteration_statuses", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/statuses")
        .resource("pullRequestIterationStatuses").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write", "vso.code_status"]).consumes(Some("application/json-patch+json"))
        .produces(&[]);
    DELETE_PULL_REQUEST_ITERATION_STATUS = op("git.delete_pull_request_iteration_status", Method::DELETE, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/statuses/{statusId}")
        .resource("pullRequestIterationStatuses").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.code_write", "vso.code_status"]).produces(&[]);
    GET_PULL_REQUEST_ITERATION_STATUS = op("git.get_pull_request_iteration_status", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/statuses/{statusId}")
        .resource("pullRequestIterationStatuses").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code", "vso.code_status"]);
    CREATE_PULL_REQUEST_LABEL = op("git.create_pull_request_label", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/labels")
        .resource("pullRequestLabels").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write"]).consumes(Some("application/json")).optional(&["projectId"]);
    GET_PULL_REQUEST_LABELS = op("git.get_pull_request_labels", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/labels")
        .resource("pullRequestLabels").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).optional(&["projectId"]);
    DELETE_PULL_REQUEST_LABELS = op("git.delete_pull_request_labels", Method::DELETE, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/labels/{labelIdOrName}")
        .resource("pullRequestLabels").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.code_write"]).produces(&[]).optional(&["projectId"]);
    GET_PULL_REQUEST_LABEL = op("git.get_pull_request_label", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/labels/{labelIdOrName}")
        .resource("pullRequestLabels").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).optional(&["projectId"]);
    GET_PULL_REQUEST_PROPERTIES = op("git.get_pull_request_properties", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/properties")
        .resource("pullRequestProperties").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    UPDATE_PULL_REQUEST_PROPERTIES = op("git.update_pull_request_properties", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/properties")
        .resource("pullRequestProperties").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write"]).consumes(Some("application/json-patch+json"));
    CREATE_PULL_REQUEST_REVIEWERS = op("git.create_pull_request_reviewers", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers")
        .resource("pullRequestReviewers").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write"]).consumes(Some("application/json"));
    CREATE_UNMATERIALIZED_PULL_REQUEST_REVIEWER = op("git.create_unmaterialized_pull_request_reviewer", Method::PUT, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers")
        .resource("pullRequestReviewers").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.code_write"]).consumes(Some("application/json"));
    GET_PULL_REQUEST_REVIEWERS = op("git.get_pull_request_reviewers", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers")
        .resource("pullRequestReviewers").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    UPDATE_PULL_REQUEST_REVIEWERS = op("git.update_pull_request_reviewers", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers")
        .resource("pullRequestReviewers").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write"]).consumes(Some("application/json")).produces(&[]);
    CREATE_PULL_REQUEST_REVIEWER = op("git.create_pull_request_reviewer", Method::PUT, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers/{reviewerId}")
        .resource("pullRequestReviewers").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.code_write"]).consumes(Some("application/json"));
    DELETE_PULL_REQUEST_REVIEWER = op("git.delete_pull_request_reviewer", Method::DELETE, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers/{reviewerId}")
        .resource("pullRequestReviewers").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.code_write"]).produces(&[]);
    GET_PULL_REQUEST_REVIEWER = op("git.get_pull_request_reviewer", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers/{reviewerId}")
        .resource("pullRequestReviewers").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    UPDATE_PULL_REQUEST_REVIEWER = op("git.update_pull_request_reviewer", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers/{reviewerId}")
        .resource("pullRequestReviewers").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write"]).consumes(Some("application/json"));
    SHARE_PULL_REQUEST = op("git.share_pull_request", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/share")
        .resource("pullRequestShare").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write"]).consumes(Some("application/json")).produces(&[]);
    CREATE_PULL_REQUEST_STATUS = op("git.create_pull_request_status", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/statuses")
        .resource("pullRequestStatuses").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write", "vso.code_status"]).consumes(Some("application/json"));
    GET_PULL_REQUEST_STATUSES = op("git.get_pull_request_statuses", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/statuses")
        .resource("pullRequestStatuses").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code", "vso.code_status"]);
    UPDATE_PULL_REQUEST_STATUSES = op("git.update_pull_request_statuses", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/statuses")
        .resource("pullRequestStatuses").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write", "vso.code_status"]).consumes(Some("application/json-patch+json"))
        .produces(&[]);
    DELETE_PULL_REQUEST_STATUS = op("git.delete_pull_request_status", Method::DELETE, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/statuses/{statusId}")
        .resource("pullRequestStatuses").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.code_write", "vso.code_status"]).produces(&[]);
    GET_PULL_REQUEST_STATUS = op("git.get_pull_request_status", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/statuses/{statusId}")
        .resource("pullRequestStatuses").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code", "vso.code_status"]);
    CREATE_THREAD = op("git.create_thread", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads")
        .resource("pullRequestThreads").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write", "vso.threads_full"]).consumes(Some("application/json"));
    GET_THREADS = op("git.get_threads", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads")
        .resource("pullRequestThreads").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code", "vso.threads_full"]).optional(&["$iteration", "$baseIteration"]);
    GET_PULL_REQUEST_THREAD = op("git.get_pull_request_thread", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}")
        .resource("pullRequestThreads").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code", "vso.threads_full"]).optional(&["$iteration", "$baseIteration"]);
    UPDATE_THREAD = op("git.update_thread", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}")
        .resource("pullRequestThreads").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write", "vso.threads_full"]).consumes(Some("application/json"));
    CREATE_COMMENT = op("git.create_comment", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments")
        .resource("pullRequestThreadComments").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write", "vso.threads_full"]).consumes(Some("application/json"));
    GET_COMMENTS = op("git.get_comments", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments")
        .resource("pullRequestThreadComments").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code", "vso.threads_full"]);
    DELETE_COMMENT = op("git.delete_comment", Method::DELETE, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}")
        .resource("pullRequestThreadComments").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.code_write", "vso.threads_full"]).produces(&[]);
    GET_COMMENT = op("git.get_comment", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}")
        .resource("pullRequestThreadComments").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code", "vso.threads_full"]);
    UPDATE_COMMENT = op("git.update_comment", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}")
        .resource("pullRequestThreadComments").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write", "vso.threads_full"]).consumes(Some("application/json"));
    CREATE_LIKE = op("git.create_like", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}/likes")
        .resource("pullRequestCommentLikes").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write", "vso.threads_full"]).produces(&[]);
    DELETE_LIKE = op("git.delete_like", Method::DELETE, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}/likes")
        .resource("pullRequestCommentLikes").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.code_write", "vso.threads_full"]).produces(&[]);
    GET_LIKES = op("git.get_likes", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}/likes")
        .resource("pullRequestCommentLikes").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code", "vso.threads_full"]);
    GET_PULL_REQUEST_WORK_ITEM_REFS = op("git.get_pull_request_work_item_refs", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/workitems")
        .resource("pullRequestWorkItems").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    CREATE_PUSH = op("git.create_push", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pushes")
        .resource("pushes").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write"]).consumes(Some("application/json"));
    GET_PUSHES = op("git.get_pushes", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pushes")
        .resource("pushes").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&[
            "$skip", "$top", "searchCriteria.fromDate", "searchCriteria.includeLinks",
            "searchCriteria.includeRefUpdates", "searchCriteria.pusherId", "searchCriteria.refName",
            "searchCriteria.toDate",
        ]);
    GET_PUSH = op("git.get_push", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pushes/{pushId}")
        .resource("pushes").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).optional(&["includeCommits", "includeRefUpdates"]);
    GET_REFS = op("git.get_refs", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/refs")
        .resource("refs").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&[
            "filter", "includeLinks", "includeStatuses", "includeMyBranches", "latestStatusesOnly", "peelTags",
            "filterContains", "$top", "continuationToken",
        ]);
    UPDATE_REF = op("git.update_ref", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/refs")
        .resource("refs").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write"]).consumes(Some("application/json")).required(&["filter"])
        .optional(&["projectId"]);
    UPDATE_REFS = op("git.update_refs", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/refs")
        .resource("refs").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write"]).consumes(Some("application/json")).optional(&["projectId"]);
    CREATE_REVERT = op("git.create_revert", Method::POST, "{project}/_apis/git/repositories/{repositoryId}/reverts")
        .resource("reverts").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_manage"]).consumes(Some("application/json"));
    GET_REVERT_FOR_REF_NAME = op("git.get_revert_for_ref_name", Method::GET, "{project}/_apis/git/repositories/{repositoryId}/reverts")
        .resource("reverts").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).required(&["refName"]);
    GET_REVERT = op("git.get_revert", Method::GET, "{project}/_apis/git/repositories/{repositoryId}/reverts/{revertId}")
        .resource("reverts").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    GET_BRANCHES = op("git.get_branches", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/stats/branches")
        .resource("branchStats").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).optional(&[
            "baseVersionDescriptor.version", "baseVersionDescriptor.versionOptions",
            "baseVersionDescriptor.versionType",
        ]);
    GET_SUGGESTIONS = op("git.get_suggestions", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/suggestions")
        .resource("suggestions").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]);
    GET_TREE = op("git.get_tree", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/trees/{sha1}")
        .resource("trees").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).produces(&["application/zip", "application/json"])
        .optional(&["projectId", "recursive", "fileName", "$format"]);
    GET_MERGE_BASES = op("git.get_merge_bases", Method::GET, "{project?}/_apis/git/repositories/{repositoryNameOrId}/commits/{commitId}/mergebases")
        .resource("mergeBases").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).required(&["otherCommitId"]).optional(&["otherCollectionId", "otherRepositoryId"]);
    GET_FORKS = op("git.get_forks", Method::GET, "{project?}/_apis/git/repositories/{repositoryNameOrId}/forks/{collectionId}")
        .resource("forks").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).optional(&["includeLinks"]);
    CREATE_FORK_SYNC_REQUEST = op("git.create_fork_sync_request", Method::POST, "{project?}/_apis/git/repositories/{repositoryNameOrId}/forkSyncRequests")
        .resource("forkSyncRequests").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_write"]).consumes(Some("application/json")).optional(&["includeLinks"]);
    GET_FORK_SYNC_REQUESTS = op("git.get_fork_sync_requests", Method::GET, "{project?}/_apis/git/repositories/{repositoryNameOrId}/forkSyncRequests")
        .resource("forkSyncRequests").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).optional(&["includeAbandoned", "includeLinks"]);
    GET_FORK_SYNC_REQUEST = op("git.get_fork_sync_request", Method::GET, "{project?}/_apis/git/repositories/{repositoryNameOrId}/forkSyncRequests/{forkSyncOperationId}")
        .resource("forkSyncRequests").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).optional(&["includeLinks"]);
    CREATE_MERGE_REQUEST = op("git.create_merge_request", Method::POST, "{project}/_apis/git/repositories/{repositoryNameOrId}/merges")
        .resource("merges").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.code_manage"]).consumes(Some("application/json")).optional(&["includeLinks"]);
    GET_MERGE_REQUEST = op("git.get_merge_request", Method::GET, "{project}/_apis/git/repositories/{repositoryNameOrId}/merges/{mergeOperationId}")
        .resource("merges").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).optional(&["includeLinks"]);
    GET_REPOSITORY_WITH_PARENT = op("git.get_repository_with_parent", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}")
        .resource("repositories").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).required(&["includeParent"]);
    GET_COMMITS = op("git.get_commits", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/commits")
        .resource("commits").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"])
        .paging(Paging::Offset { top: "searchCriteria.$top", skip: "searchCriteria.$skip", items: "value" })
        .optional(&[
            "searchCriteria.$skip", "searchCriteria.$top", "searchCriteria.author",
            "searchCriteria.compareVersion.version", "searchCriteria.compareVersion.versionOptions",
            "searchCriteria.compareVersion.versionType", "searchCriteria.excludeDeletes",
            "searchCriteria.fromCommitId", "searchCriteria.fromDate", "searchCriteria.historyMode",
            "searchCriteria.ids", "searchCriteria.includeLinks", "searchCriteria.includePushData",
            "searchCriteria.includeUserImageUrl", "searchCriteria.includeWorkItems", "searchCriteria.itemPath",
            "searchCriteria.itemVersion.version", "searchCriteria.itemVersion.versionOptions",
            "searchCriteria.itemVersion.versionType", "searchCriteria.showOldestCommitsFirst",
            "searchCriteria.toCommitId", "searchCriteria.toDate", "searchCriteria.user",
        ]);
    GET_ITEM = op("git.get_item", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/items")
        .resource("items").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"])
        .produces(&["application/zip", "text/plain", "application/octet-stream", "application/json"])
        .required(&["path"]).optional(&[
            "scopePath", "recursionLevel", "includeContentMetadata", "latestProcessedChange", "download", "$format",
            "versionDescriptor.version", "versionDescriptor.versionOptions", "versionDescriptor.versionType",
            "includeContent", "resolveLfs", "sanitize",
        ]);
    GET_BRANCH = op("git.get_branch", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/stats/branches")
        .resource("branchStats").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.code"]).required(&["name"]).optional(&[
            "baseVersionDescriptor.version", "baseVersionDescriptor.versionOptions",
            "baseVersionDescriptor.versionType",
        ]);
}
