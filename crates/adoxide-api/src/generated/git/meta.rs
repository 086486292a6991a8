// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `git`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Git").area_id(Some("4e080c62-fa21-4fbc-8fef-2a10a2b38049")).host(Host::Dev)
}

catalog! {
    GET_DELETED_REPOSITORIES = op("git.get_deleted_repositories", Method::GET, "{project}/_apis/git/deletedrepositories")
        .resource("deletedRepositories").api_version("7.1").effect(Effect::Read)
        .location_id(Some("2b6869c4-cb25-42b5-b7a3-0d3e6be0a11a")).scopes(&["vso.code"]);
    CREATE_FAVORITE = op("git.create_favorite", Method::POST, "{project}/_apis/git/favorites/refs")
        .resource("refsFavorites").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("876f70af-5792-485a-a1c7-d0a7b2f42bbb")).scopes(&["vso.code"])
        .consumes(Some("application/json"));
    GET_REF_FAVORITES = op("git.get_ref_favorites", Method::GET, "{project}/_apis/git/favorites/refs")
        .resource("refsFavorites").api_version("7.1").effect(Effect::Read)
        .location_id(Some("876f70af-5792-485a-a1c7-d0a7b2f42bbb")).scopes(&["vso.code"])
        .optional(&["repositoryId", "identityId"]);
    DELETE_REF_FAVORITE = op("git.delete_ref_favorite", Method::DELETE, "{project}/_apis/git/favorites/refs/{favoriteId}")
        .resource("refsFavorites").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("876f70af-5792-485a-a1c7-d0a7b2f42bbb")).scopes(&["vso.code"]).produces(&[]);
    GET_REF_FAVORITE = op("git.get_ref_favorite", Method::GET, "{project}/_apis/git/favorites/refs/{favoriteId}")
        .resource("refsFavorites").api_version("7.1").effect(Effect::Read)
        .location_id(Some("876f70af-5792-485a-a1c7-d0a7b2f42bbb")).scopes(&["vso.code"]);
    GET_POLICY_CONFIGURATIONS = op("git.get_policy_configurations", Method::GET, "{project}/_apis/git/policy/configurations")
        .resource("policyConfigurations").api_version("7.1").effect(Effect::Read)
        .location_id(Some("2c420070-a0a2-49cc-9639-c9f271c5ff07")).scopes(&["vso.code"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["repositoryId", "refName", "policyType", "$top", "continuationToken"]);
    GET_PULL_REQUESTS_BY_PROJECT = op("git.get_pull_requests_by_project", Method::GET, "{project}/_apis/git/pullrequests")
        .resource("pullRequests").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a5d28130-9cd2-40fa-9f08-902e7daa9efb")).scopes(&["vso.code"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&[
            "searchCriteria.creatorId", "searchCriteria.includeLinks", "searchCriteria.maxTime",
            "searchCriteria.minTime", "searchCriteria.queryTimeRangeType", "searchCriteria.repositoryId",
            "searchCriteria.reviewerId", "searchCriteria.sourceRefName", "searchCriteria.sourceRepositoryId",
            "searchCriteria.status", "searchCriteria.targetRefName", "maxCommentLength", "$skip", "$top",
            "searchCriteria.labels", "searchCriteria.tagsFilterOperator", "searchCriteria.title",
        ])
        .since(&[("searchCriteria.labels", "7.2-preview.2"), ("searchCriteria.tagsFilterOperator", "7.2-preview.2"), ("searchCriteria.title", "7.2-preview.2")])
        .forms(const { &[
            Form::new(Method::GET, Some(Host::Dev), "_apis/git/pullrequests"),
        ] });
    GET_PULL_REQUEST_BY_ID = op("git.get_pull_request_by_id", Method::GET, "{project?}/_apis/git/pullrequests/{pullRequestId}")
        .resource("pullRequests").api_version("7.1").effect(Effect::Read)
        .location_id(Some("01a46dea-7d46-4d40-bc84-319e7c260d99")).scopes(&["vso.code"]);
    GET_RECYCLE_BIN_REPOSITORIES = op("git.get_recycle_bin_repositories", Method::GET, "{project}/_apis/git/recycleBin/repositories")
        .resource("recycleBinRepositories").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a663da97-81db-4eb3-8b83-287670f63073")).scopes(&["vso.code"]);
    DELETE_REPOSITORY_FROM_RECYCLE_BIN = op("git.delete_repository_from_recycle_bin", Method::DELETE, "{project}/_apis/git/recycleBin/repositories/{repositoryId}")
        .resource("recycleBinRepositories").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("a663da97-81db-4eb3-8b83-287670f63073")).scopes(&["vso.code_manage"]).produces(&[]);
    RESTORE_REPOSITORY_FROM_RECYCLE_BIN = op("git.restore_repository_from_recycle_bin", Method::PATCH, "{project}/_apis/git/recycleBin/repositories/{repositoryId}")
        .resource("recycleBinRepositories").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("a663da97-81db-4eb3-8b83-287670f63073")).scopes(&["vso.code_manage"])
        .consumes(Some("application/json"));
    CREATE_REPOSITORY = op("git.create_repository", Method::POST, "{project?}/_apis/git/repositories")
        .resource("repositories").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("225f7195-f9c7-4d14-ab28-a83f7ff77e1f")).scopes(&["vso.code_manage"])
        .consumes(Some("application/json")).optional(&["sourceRef"]);
    GET_REPOSITORIES = op("git.get_repositories", Method::GET, "{project?}/_apis/git/repositories")
        .resource("repositories").api_version("7.1").effect(Effect::Read)
        .location_id(Some("225f7195-f9c7-4d14-ab28-a83f7ff77e1f")).scopes(&["vso.code"])
        .optional(&["includeLinks", "includeAllUrls", "includeHidden"]);
    DELETE_REPOSITORY = op("git.delete_repository", Method::DELETE, "{project?}/_apis/git/repositories/{repositoryId}")
        .resource("repositories").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("225f7195-f9c7-4d14-ab28-a83f7ff77e1f")).scopes(&["vso.code_manage"]).produces(&[]);
    GET_REPOSITORY = op("git.get_repository", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}")
        .resource("repositories").api_version("7.1").effect(Effect::Read)
        .location_id(Some("225f7195-f9c7-4d14-ab28-a83f7ff77e1f")).scopes(&["vso.code"]);
    UPDATE_REPOSITORY = op("git.update_repository", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}")
        .resource("repositories").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("225f7195-f9c7-4d14-ab28-a83f7ff77e1f")).scopes(&["vso.code_manage"])
        .consumes(Some("application/json"));
    CREATE_ANNOTATED_TAG = op("git.create_annotated_tag", Method::POST, "{project}/_apis/git/repositories/{repositoryId}/annotatedtags")
        .resource("annotatedTags").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("5e8a8081-3851-4626-b677-9891cc04102e")).scopes(&["vso.code_manage"])
        .consumes(Some("application/json"));
    GET_ANNOTATED_TAG = op("git.get_annotated_tag", Method::GET, "{project}/_apis/git/repositories/{repositoryId}/annotatedtags/{objectId}")
        .resource("annotatedTags").api_version("7.1").effect(Effect::Read)
        .location_id(Some("5e8a8081-3851-4626-b677-9891cc04102e")).scopes(&["vso.code"]);
    GET_BLOBS = op("git.get_blobs", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/blobs")
        .resource("blobs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("7b28e929-2c99-405d-9c5c-6167a06e6816")).scopes(&["vso.code"])
        .consumes(Some("application/json")).produces(&["application/zip"]).optional(&["filename"]);
    GET_BLOB = op("git.get_blob", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/blobs/{sha1}")
        .resource("blobs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("7b28e929-2c99-405d-9c5c-6167a06e6816")).scopes(&["vso.code"])
        .produces(&["application/zip", "application/octet-stream", "application/json"])
        .optional(&["download", "fileName", "$format", "resolveLfs"]);
    CREATE_CHERRY_PICK = op("git.create_cherry_pick", Method::POST, "{project}/_apis/git/repositories/{repositoryId}/cherryPicks")
        .resource("cherryPicks").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("033bad68-9a14-43d1-90e0-59cb8856fef6")).scopes(&["vso.code_manage"])
        .consumes(Some("application/json"));
    GET_CHERRY_PICK_FOR_REF_NAME = op("git.get_cherry_pick_for_ref_name", Method::GET, "{project}/_apis/git/repositories/{repositoryId}/cherryPicks")
        .resource("cherryPicks").api_version("7.1").effect(Effect::Read)
        .location_id(Some("033bad68-9a14-43d1-90e0-59cb8856fef6")).scopes(&["vso.code"]).required(&["refName"]);
    GET_CHERRY_PICK = op("git.get_cherry_pick", Method::GET, "{project}/_apis/git/repositories/{repositoryId}/cherryPicks/{cherryPickId}")
        .resource("cherryPicks").api_version("7.1").effect(Effect::Read)
        .location_id(Some("033bad68-9a14-43d1-90e0-59cb8856fef6")).scopes(&["vso.code"]);
    GET_PUSH_COMMITS = op("git.get_push_commits", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/commits")
        .resource("commits").api_version("7.1").effect(Effect::Read)
        .location_id(Some("c2570c3b-5b3f-41b8-98bf-5407bfde8d58")).scopes(&["vso.code"])
        .paging(Paging::Offset { top: "top", skip: "skip", items: "value" }).required(&["pushId"])
        .optional(&["top", "skip", "includeLinks"]).forms(const { &[
            Form::new(Method::GET, Some(Host::Dev), "{project?}/_apis/git/repositories/{repositoryId}/pushes/{pushId}/commits"),
        ] });
    GET_COMMIT = op("git.get_commit", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/commits/{commitId}")
        .resource("commits").api_version("7.1").effect(Effect::Read)
        .location_id(Some("c2570c3b-5b3f-41b8-98bf-5407bfde8d58")).scopes(&["vso.code"])
        .optional(&["changeCount"]);
    GET_CHANGES = op("git.get_changes", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/commits/{commitId}/changes")
        .resource("changes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("5bf884f5-3e07-42e9-afb8-1b872267bf16")).scopes(&["vso.code"])
        .paging(Paging::Offset { top: "top", skip: "skip", items: "changes" }).optional(&["top", "skip"]);
    CREATE_COMMIT_STATUS = op("git.create_commit_status", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/commits/{commitId}/statuses")
        .resource("statuses").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("428dd4fb-fda5-4722-af02-9313b80305da")).scopes(&["vso.code_write", "vso.code_status"])
        .consumes(Some("application/json"));
    GET_STATUSES = op("git.get_statuses", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/commits/{commitId}/statuses")
        .resource("statuses").api_version("7.1").effect(Effect::Read)
        .location_id(Some("428dd4fb-fda5-4722-af02-9313b80305da")).scopes(&["vso.code", "vso.code_status"])
        .paging(Paging::Offset { top: "top", skip: "skip", items: "value" })
        .optional(&["top", "skip", "latestOnly"]);
    GET_COMMITS_BATCH = op("git.get_commits_batch", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/commitsbatch")
        .resource("commitsBatch").api_version("7.1").effect(Effect::Read)
        .location_id(Some("6400dfb2-0bcb-462b-b992-5a57f8f1416c")).scopes(&["vso.code"])
        .consumes(Some("application/json"))
        .paging(Paging::BodyOffset { top: "$top", skip: "$skip", items: "value", total: None })
        .optional(&["$skip", "$top", "includeStatuses"]);
    GET_COMMIT_DIFFS = op("git.get_commit_diffs", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/diffs/commits")
        .resource("commitDiffs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("615588d5-c0c7-4b88-88f8-e625306446e8")).scopes(&["vso.code"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "changes" }).optional(&[
            "diffCommonCommit", "$top", "$skip", "baseVersion", "baseVersionOptions", "baseVersionType",
            "targetVersion", "targetVersionOptions", "targetVersionType",
        ]);
    CREATE_IMPORT_REQUEST = op("git.create_import_request", Method::POST, "{project}/_apis/git/repositories/{repositoryId}/importRequests")
        .resource("importRequests").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("01828ddc-3600-4a41-8633-99b3a73a0eb3")).scopes(&["vso.code_manage"])
        .consumes(Some("application/json"));
    QUERY_IMPORT_REQUESTS = op("git.query_import_requests", Method::GET, "{project}/_apis/git/repositories/{repositoryId}/importRequests")
        .resource("importRequests").api_version("7.1").effect(Effect::Read)
        .location_id(Some("01828ddc-3600-4a41-8633-99b3a73a0eb3")).scopes(&["vso.code"])
        .optional(&["includeAbandoned"]);
    GET_IMPORT_REQUEST = op("git.get_import_request", Method::GET, "{project}/_apis/git/repositories/{repositoryId}/importRequests/{importRequestId}")
        .resource("importRequests").api_version("7.1").effect(Effect::Read)
        .location_id(Some("01828ddc-3600-4a41-8633-99b3a73a0eb3")).scopes(&["vso.code"]);
    UPDATE_IMPORT_REQUEST = op("git.update_import_request", Method::PATCH, "{project}/_apis/git/repositories/{repositoryId}/importRequests/{importRequestId}")
        .resource("importRequests").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("01828ddc-3600-4a41-8633-99b3a73a0eb3")).scopes(&["vso.code_manage"])
        .consumes(Some("application/json"));
    GET_ITEMS = op("git.get_items", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/items")
        .resource("items").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fb93c0db-47ed-4a31-8c20-47552878fb44")).scopes(&["vso.code"]).optional(&[
            "scopePath", "recursionLevel", "includeContentMetadata", "latestProcessedChange", "download",
            "includeLinks", "$format", "versionDescriptor.version", "versionDescriptor.versionOptions",
            "versionDescriptor.versionType", "zipForUnix",
        ]);
    GET_ITEMS_BATCH = op("git.get_items_batch", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/itemsbatch")
        .resource("itemsBatch").api_version("7.1").effect(Effect::Read)
        .location_id(Some("630fd2e4-fb88-4f85-ad21-13f3fd1fbca9")).scopes(&["vso.code"])
        .consumes(Some("application/json"));
    GET_PULL_REQUEST_QUERY = op("git.get_pull_request_query", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullrequestquery")
        .resource("pullRequestQuery").api_version("7.1").effect(Effect::Read)
        .location_id(Some("b3a6eebe-9cf0-49ea-b6cb-1a4c5f5007b0")).scopes(&["vso.code"])
        .consumes(Some("application/json"));
    CREATE_PULL_REQUEST = op("git.create_pull_request", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullrequests")
        .resource("pullRequests").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("9946fd70-0d40-406e-b686-b4744cbbcc37")).scopes(&["vso.code_write"])
        .consumes(Some("application/json")).optional(&["supportsIterations"]);
    GET_PULL_REQUESTS = op("git.get_pull_requests", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullrequests")
        .resource("pullRequests").api_version("7.1").effect(Effect::Read)
        .location_id(Some("9946fd70-0d40-406e-b686-b4744cbbcc37")).scopes(&["vso.code"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&[
            "searchCriteria.creatorId", "searchCriteria.includeLinks", "searchCriteria.maxTime",
            "searchCriteria.minTime", "searchCriteria.queryTimeRangeType", "searchCriteria.repositoryId",
            "searchCriteria.reviewerId", "searchCriteria.sourceRefName", "searchCriteria.sourceRepositoryId",
            "searchCriteria.status", "searchCriteria.targetRefName", "maxCommentLength", "$skip", "$top",
            "searchCriteria.labels", "searchCriteria.tagsFilterOperator", "searchCriteria.title",
        ])
        .since(&[("searchCriteria.labels", "7.2-preview.2"), ("searchCriteria.tagsFilterOperator", "7.2-preview.2"), ("searchCriteria.title", "7.2-preview.2")]);
    GET_PULL_REQUEST = op("git.get_pull_request", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullrequests/{pullRequestId}")
        .resource("pullRequests").api_version("7.1").effect(Effect::Read)
        .location_id(Some("9946fd70-0d40-406e-b686-b4744cbbcc37")).scopes(&["vso.code"])
        .optional(&["maxCommentLength", "$skip", "$top", "includeCommits", "includeWorkItemRefs"]);
    UPDATE_PULL_REQUEST = op("git.update_pull_request", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullrequests/{pullRequestId}")
        .resource("pullRequests").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("9946fd70-0d40-406e-b686-b4744cbbcc37")).scopes(&["vso.code_write"])
        .consumes(Some("application/json"));
    GET_ATTACHMENTS = op("git.get_attachments", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/attachments")
        .resource("pullRequestAttachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("965d9361-878b-413b-a494-45d5b5fd8ab7")).scopes(&["vso.code"]);
    CREATE_ATTACHMENT = op("git.create_attachment", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/attachments/{fileName}")
        .resource("pullRequestAttachments").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("965d9361-878b-413b-a494-45d5b5fd8ab7")).scopes(&["vso.code_write"])
        .consumes(Some("application/octet-stream"));
    DELETE_ATTACHMENT = op("git.delete_attachment", Method::DELETE, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/attachments/{fileName}")
        .resource("pullRequestAttachments").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("965d9361-878b-413b-a494-45d5b5fd8ab7")).scopes(&["vso.code_write"]).produces(&[]);
    GET_ATTACHMENT = op("git.get_attachment", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/attachments/{fileName}")
        .resource("pullRequestAttachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("965d9361-878b-413b-a494-45d5b5fd8ab7")).scopes(&["vso.code"])
        .produces(&["application/octet-stream", "application/zip"]);
    GET_PULL_REQUEST_COMMITS = op("git.get_pull_request_commits", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/commits")
        .resource("pullRequestCommits").api_version("7.1").effect(Effect::Read)
        .location_id(Some("52823034-34a8-4576-922c-8d8b77e9e4c4")).scopes(&["vso.code"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["$top", "continuationToken"]);
    GET_PULL_REQUEST_ITERATIONS = op("git.get_pull_request_iterations", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations")
        .resource("pullRequestIterations").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d43911ee-6958-46b0-a42b-8445b8a0d004")).scopes(&["vso.code"])
        .optional(&["includeCommits"]);
    GET_PULL_REQUEST_ITERATION = op("git.get_pull_request_iteration", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}")
        .resource("pullRequestIterations").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d43911ee-6958-46b0-a42b-8445b8a0d004")).scopes(&["vso.code"]);
    GET_PULL_REQUEST_ITERATION_CHANGES = op("git.get_pull_request_iteration_changes", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/changes")
        .resource("pullRequestIterationChanges").api_version("7.1").effect(Effect::Read)
        .location_id(Some("4216bdcf-b6b1-4d59-8b82-c34cc183fc8b")).scopes(&["vso.code"])
        .paging(Paging::NextSkip { items: "changeEntries" }).optional(&["$top", "$skip", "$compareTo"]);
    GET_PULL_REQUEST_ITERATION_COMMITS = op("git.get_pull_request_iteration_commits", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/commits")
        .resource("pullRequestCommits").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e7ea0883-095f-4926-b5fb-f24691c26fb9")).scopes(&["vso.code"])
        .paging(Paging::Offset { top: "top", skip: "skip", items: "value" }).optional(&["top", "skip"]);
    CREATE_PULL_REQUEST_ITERATION_STATUS = op("git.create_pull_request_iteration_status", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/statuses")
        .resource("pullRequestIterationStatuses").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("75cf11c5-979f-4038-a76e-058a06adf2bf")).scopes(&["vso.code_write", "vso.code_status"])
        .consumes(Some("application/json"));
    GET_PULL_REQUEST_ITERATION_STATUSES = op("git.get_pull_request_iteration_statuses", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/statuses")
        .resource("pullRequestIterationStatuses").api_version("7.1").effect(Effect::Read)
        .location_id(Some("75cf11c5-979f-4038-a76e-058a06adf2bf")).scopes(&["vso.code", "vso.code_status"]);
    UPDATE_PULL_REQUEST_ITERATION_STATUSES = op("git.update_pull_request_iteration_statuses", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/statuses")
        .resource("pullRequestIterationStatuses").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("75cf11c5-979f-4038-a76e-058a06adf2bf")).scopes(&["vso.code_write", "vso.code_status"])
        .consumes(Some("application/json-patch+json")).produces(&[]);
    DELETE_PULL_REQUEST_ITERATION_STATUS = op("git.delete_pull_request_iteration_status", Method::DELETE, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/statuses/{statusId}")
        .resource("pullRequestIterationStatuses").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("75cf11c5-979f-4038-a76e-058a06adf2bf")).scopes(&["vso.code_write", "vso.code_status"])
        .produces(&[]);
    GET_PULL_REQUEST_ITERATION_STATUS = op("git.get_pull_request_iteration_status", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/iterations/{iterationId}/statuses/{statusId}")
        .resource("pullRequestIterationStatuses").api_version("7.1").effect(Effect::Read)
        .location_id(Some("75cf11c5-979f-4038-a76e-058a06adf2bf")).scopes(&["vso.code", "vso.code_status"]);
    CREATE_PULL_REQUEST_LABEL = op("git.create_pull_request_label", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/labels")
        .resource("pullRequestLabels").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("f22387e3-984e-4c52-9c6d-fbb8f14c812d")).scopes(&["vso.code_write"])
        .consumes(Some("application/json")).optional(&["projectId"]);
    GET_PULL_REQUEST_LABELS = op("git.get_pull_request_labels", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/labels")
        .resource("pullRequestLabels").api_version("7.1").effect(Effect::Read)
        .location_id(Some("f22387e3-984e-4c52-9c6d-fbb8f14c812d")).scopes(&["vso.code"]).optional(&["projectId"]);
    DELETE_PULL_REQUEST_LABELS = op("git.delete_pull_request_labels", Method::DELETE, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/labels/{labelIdOrName}")
        .resource("pullRequestLabels").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("f22387e3-984e-4c52-9c6d-fbb8f14c812d")).scopes(&["vso.code_write"]).produces(&[])
        .optional(&["projectId"]);
    GET_PULL_REQUEST_LABEL = op("git.get_pull_request_label", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/labels/{labelIdOrName}")
        .resource("pullRequestLabels").api_version("7.1").effect(Effect::Read)
        .location_id(Some("f22387e3-984e-4c52-9c6d-fbb8f14c812d")).scopes(&["vso.code"]).optional(&["projectId"]);
    GET_PULL_REQUEST_PROPERTIES = op("git.get_pull_request_properties", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/properties")
        .resource("pullRequestProperties").api_version("7.1").effect(Effect::Read)
        .location_id(Some("48a52185-5b9e-4736-9dc1-bb1e2feac80b")).scopes(&["vso.code"]);
    UPDATE_PULL_REQUEST_PROPERTIES = op("git.update_pull_request_properties", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/properties")
        .resource("pullRequestProperties").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("48a52185-5b9e-4736-9dc1-bb1e2feac80b")).scopes(&["vso.code_write"])
        .consumes(Some("application/json-patch+json"));
    CREATE_PULL_REQUEST_REVIEWERS = op("git.create_pull_request_reviewers", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers")
        .resource("pullRequestReviewers").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("4b6702c7-aa35-4b89-9c96-b9abf6d3e540")).scopes(&["vso.code_write"])
        .consumes(Some("application/json"));
    CREATE_UNMATERIALIZED_PULL_REQUEST_REVIEWER = op("git.create_unmaterialized_pull_request_reviewer", Method::PUT, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers")
        .resource("pullRequestReviewers").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("4b6702c7-aa35-4b89-9c96-b9abf6d3e540")).scopes(&["vso.code_write"])
        .consumes(Some("application/json"));
    GET_PULL_REQUEST_REVIEWERS = op("git.get_pull_request_reviewers", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers")
        .resource("pullRequestReviewers").api_version("7.1").effect(Effect::Read)
        .location_id(Some("4b6702c7-aa35-4b89-9c96-b9abf6d3e540")).scopes(&["vso.code"]);
    UPDATE_PULL_REQUEST_REVIEWERS = op("git.update_pull_request_reviewers", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers")
        .resource("pullRequestReviewers").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("4b6702c7-aa35-4b89-9c96-b9abf6d3e540")).scopes(&["vso.code_write"])
        .consumes(Some("application/json")).produces(&[]);
    CREATE_PULL_REQUEST_REVIEWER = op("git.create_pull_request_reviewer", Method::PUT, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers/{reviewerId}")
        .resource("pullRequestReviewers").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("4b6702c7-aa35-4b89-9c96-b9abf6d3e540")).scopes(&["vso.code_write"])
        .consumes(Some("application/json"));
    DELETE_PULL_REQUEST_REVIEWER = op("git.delete_pull_request_reviewer", Method::DELETE, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers/{reviewerId}")
        .resource("pullRequestReviewers").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("4b6702c7-aa35-4b89-9c96-b9abf6d3e540")).scopes(&["vso.code_write"]).produces(&[]);
    GET_PULL_REQUEST_REVIEWER = op("git.get_pull_request_reviewer", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers/{reviewerId}")
        .resource("pullRequestReviewers").api_version("7.1").effect(Effect::Read)
        .location_id(Some("4b6702c7-aa35-4b89-9c96-b9abf6d3e540")).scopes(&["vso.code"]);
    UPDATE_PULL_REQUEST_REVIEWER = op("git.update_pull_request_reviewer", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/reviewers/{reviewerId}")
        .resource("pullRequestReviewers").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("4b6702c7-aa35-4b89-9c96-b9abf6d3e540")).scopes(&["vso.code_write"])
        .consumes(Some("application/json"));
    SHARE_PULL_REQUEST = op("git.share_pull_request", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/share")
        .resource("pullRequestShare").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("696f3a82-47c9-487f-9117-b9d00972ca84")).scopes(&["vso.code_write"])
        .consumes(Some("application/json")).produces(&[]);
    CREATE_PULL_REQUEST_STATUS = op("git.create_pull_request_status", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/statuses")
        .resource("pullRequestStatuses").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("b5f6bb4f-8d1e-4d79-8d11-4c9172c99c35")).scopes(&["vso.code_write", "vso.code_status"])
        .consumes(Some("application/json"));
    GET_PULL_REQUEST_STATUSES = op("git.get_pull_request_statuses", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/statuses")
        .resource("pullRequestStatuses").api_version("7.1").effect(Effect::Read)
        .location_id(Some("b5f6bb4f-8d1e-4d79-8d11-4c9172c99c35")).scopes(&["vso.code", "vso.code_status"]);
    UPDATE_PULL_REQUEST_STATUSES = op("git.update_pull_request_statuses", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/statuses")
        .resource("pullRequestStatuses").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("b5f6bb4f-8d1e-4d79-8d11-4c9172c99c35")).scopes(&["vso.code_write", "vso.code_status"])
        .consumes(Some("application/json-patch+json")).produces(&[]);
    DELETE_PULL_REQUEST_STATUS = op("git.delete_pull_request_status", Method::DELETE, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/statuses/{statusId}")
        .resource("pullRequestStatuses").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("b5f6bb4f-8d1e-4d79-8d11-4c9172c99c35")).scopes(&["vso.code_write", "vso.code_status"])
        .produces(&[]);
    GET_PULL_REQUEST_STATUS = op("git.get_pull_request_status", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/statuses/{statusId}")
        .resource("pullRequestStatuses").api_version("7.1").effect(Effect::Read)
        .location_id(Some("b5f6bb4f-8d1e-4d79-8d11-4c9172c99c35")).scopes(&["vso.code", "vso.code_status"]);
    CREATE_THREAD = op("git.create_thread", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads")
        .resource("pullRequestThreads").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("ab6e2e5d-a0b7-4153-b64a-a4efe0d49449")).scopes(&["vso.code_write", "vso.threads_full"])
        .consumes(Some("application/json"));
    GET_THREADS = op("git.get_threads", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads")
        .resource("pullRequestThreads").api_version("7.1").effect(Effect::Read)
        .location_id(Some("ab6e2e5d-a0b7-4153-b64a-a4efe0d49449")).scopes(&["vso.code", "vso.threads_full"])
        .optional(&["$iteration", "$baseIteration"]);
    GET_PULL_REQUEST_THREAD = op("git.get_pull_request_thread", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}")
        .resource("pullRequestThreads").api_version("7.1").effect(Effect::Read)
        .location_id(Some("ab6e2e5d-a0b7-4153-b64a-a4efe0d49449")).scopes(&["vso.code", "vso.threads_full"])
        .optional(&["$iteration", "$baseIteration"]);
    UPDATE_THREAD = op("git.update_thread", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}")
        .resource("pullRequestThreads").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("ab6e2e5d-a0b7-4153-b64a-a4efe0d49449")).scopes(&["vso.code_write", "vso.threads_full"])
        .consumes(Some("application/json"));
    CREATE_COMMENT = op("git.create_comment", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments")
        .resource("pullRequestThreadComments").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("965a3ec7-5ed8-455a-bdcb-835a5ea7fe7b")).scopes(&["vso.code_write", "vso.threads_full"])
        .consumes(Some("application/json"));
    GET_COMMENTS = op("git.get_comments", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments")
        .resource("pullRequestThreadComments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("965a3ec7-5ed8-455a-bdcb-835a5ea7fe7b")).scopes(&["vso.code", "vso.threads_full"]);
    DELETE_COMMENT = op("git.delete_comment", Method::DELETE, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}")
        .resource("pullRequestThreadComments").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("965a3ec7-5ed8-455a-bdcb-835a5ea7fe7b")).scopes(&["vso.code_write", "vso.threads_full"])
        .produces(&[]);
    GET_COMMENT = op("git.get_comment", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}")
        .resource("pullRequestThreadComments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("965a3ec7-5ed8-455a-bdcb-835a5ea7fe7b")).scopes(&["vso.code", "vso.threads_full"]);
    UPDATE_COMMENT = op("git.update_comment", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}")
        .resource("pullRequestThreadComments").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("965a3ec7-5ed8-455a-bdcb-835a5ea7fe7b")).scopes(&["vso.code_write", "vso.threads_full"])
        .consumes(Some("application/json"));
    CREATE_LIKE = op("git.create_like", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}/likes")
        .resource("pullRequestCommentLikes").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("5f2e2851-1389-425b-a00b-fb2adb3ef31b")).scopes(&["vso.code_write", "vso.threads_full"])
        .produces(&[]);
    DELETE_LIKE = op("git.delete_like", Method::DELETE, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}/likes")
        .resource("pullRequestCommentLikes").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("5f2e2851-1389-425b-a00b-fb2adb3ef31b")).scopes(&["vso.code_write", "vso.threads_full"])
        .produces(&[]);
    GET_LIKES = op("git.get_likes", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/threads/{threadId}/comments/{commentId}/likes")
        .resource("pullRequestCommentLikes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("5f2e2851-1389-425b-a00b-fb2adb3ef31b")).scopes(&["vso.code", "vso.threads_full"]);
    GET_PULL_REQUEST_WORK_ITEM_REFS = op("git.get_pull_request_work_item_refs", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/workitems")
        .resource("pullRequestWorkItems").api_version("7.1").effect(Effect::Read)
        .location_id(Some("0a637fcc-5370-4ce8-b0e8-98091f5f9482")).scopes(&["vso.code"]);
    CREATE_PUSH = op("git.create_push", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/pushes")
        .resource("pushes").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("ea98d07b-3c87-4971-8ede-a613694ffb55")).scopes(&["vso.code_write"])
        .consumes(Some("application/json"));
    GET_PUSHES = op("git.get_pushes", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pushes")
        .resource("pushes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("ea98d07b-3c87-4971-8ede-a613694ffb55")).scopes(&["vso.code"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&[
            "$skip", "$top", "searchCriteria.fromDate", "searchCriteria.includeLinks",
            "searchCriteria.includeRefUpdates", "searchCriteria.pusherId", "searchCriteria.refName",
            "searchCriteria.toDate",
        ]);
    GET_PUSH = op("git.get_push", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pushes/{pushId}")
        .resource("pushes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("ea98d07b-3c87-4971-8ede-a613694ffb55")).scopes(&["vso.code"])
        .optional(&["includeCommits", "includeRefUpdates"]);
    GET_REFS = op("git.get_refs", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/refs")
        .resource("refs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("2d874a60-a811-4f62-9c9f-963a6ea0a55b")).scopes(&["vso.code"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") }).optional(&[
            "filter", "includeLinks", "includeStatuses", "includeMyBranches", "latestStatusesOnly", "peelTags",
            "filterContains", "$top", "continuationToken", "includeTargetBranches",
        ])
        .since(&[("includeTargetBranches", "7.2-preview.2")]).forms(const { &[
            Form::new(Method::GET, Some(Host::Dev), "{project?}/_apis/git/repositories/{repositoryId}/refs/{filter*}"),
        ] });
    UPDATE_REF = op("git.update_ref", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/refs")
        .resource("refs").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("2d874a60-a811-4f62-9c9f-963a6ea0a55b")).scopes(&["vso.code_write"])
        .consumes(Some("application/json")).required(&["filter"]).optional(&["projectId"]).forms(const { &[
            Form::new(Method::PATCH, Some(Host::Dev), "{project?}/_apis/git/repositories/{repositoryId}/refs/{filter*}"),
        ] });
    UPDATE_REFS = op("git.update_refs", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/refs")
        .resource("refs").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("2d874a60-a811-4f62-9c9f-963a6ea0a55b")).scopes(&["vso.code_write"])
        .consumes(Some("application/json")).optional(&["projectId"]);
    CREATE_REVERT = op("git.create_revert", Method::POST, "{project}/_apis/git/repositories/{repositoryId}/reverts")
        .resource("reverts").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("bc866058-5449-4715-9cf1-a510b6ff193c")).scopes(&["vso.code_manage"])
        .consumes(Some("application/json"));
    GET_REVERT_FOR_REF_NAME = op("git.get_revert_for_ref_name", Method::GET, "{project}/_apis/git/repositories/{repositoryId}/reverts")
        .resource("reverts").api_version("7.1").effect(Effect::Read)
        .location_id(Some("bc866058-5449-4715-9cf1-a510b6ff193c")).scopes(&["vso.code"]).required(&["refName"]);
    GET_REVERT = op("git.get_revert", Method::GET, "{project}/_apis/git/repositories/{repositoryId}/reverts/{revertId}")
        .resource("reverts").api_version("7.1").effect(Effect::Read)
        .location_id(Some("bc866058-5449-4715-9cf1-a510b6ff193c")).scopes(&["vso.code"]);
    GET_BRANCHES = op("git.get_branches", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/stats/branches")
        .resource("branchStats").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d5b216de-d8d5-4d32-ae76-51df755b16d3")).scopes(&["vso.code"]).optional(&[
            "baseVersionDescriptor.version", "baseVersionDescriptor.versionOptions",
            "baseVersionDescriptor.versionType",
        ]);
    GET_SUGGESTIONS = op("git.get_suggestions", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/suggestions")
        .resource("suggestions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("9393b4fb-4445-4919-972b-9ad16f442d83")).scopes(&["vso.code"])
        .optional(&["preferCompareBranch"]).since(&[("preferCompareBranch", "7.2-preview.1")]);
    GET_TREE = op("git.get_tree", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/trees/{sha1}")
        .resource("trees").api_version("7.1").effect(Effect::Read)
        .location_id(Some("729f6437-6f92-44ec-8bee-273a7111063c")).scopes(&["vso.code"])
        .produces(&["application/zip", "application/json"])
        .optional(&["projectId", "recursive", "fileName", "$format"]);
    GET_MERGE_BASES = op("git.get_merge_bases", Method::GET, "{project?}/_apis/git/repositories/{repositoryNameOrId}/commits/{commitId}/mergebases")
        .resource("mergeBases").api_version("7.1").effect(Effect::Read)
        .location_id(Some("7cf2abb6-c964-4f7e-9872-f78c66e72e9c")).scopes(&["vso.code"])
        .required(&["otherCommitId"]).optional(&["otherCollectionId", "otherRepositoryId"]);
    GET_FORKS = op("git.get_forks", Method::GET, "{project?}/_apis/git/repositories/{repositoryNameOrId}/forks/{collectionId}")
        .resource("forks").api_version("7.1").effect(Effect::Read)
        .location_id(Some("158c0340-bf6f-489c-9625-d572a1480d57")).scopes(&["vso.code"])
        .optional(&["includeLinks"]);
    CREATE_FORK_SYNC_REQUEST = op("git.create_fork_sync_request", Method::POST, "{project?}/_apis/git/repositories/{repositoryNameOrId}/forkSyncRequests")
        .resource("forkSyncRequests").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1703f858-b9d1-46af-ab62-483e9e1055b5")).scopes(&["vso.code_write"])
        .consumes(Some("application/json")).optional(&["includeLinks"]);
    GET_FORK_SYNC_REQUESTS = op("git.get_fork_sync_requests", Method::GET, "{project?}/_apis/git/repositories/{repositoryNameOrId}/forkSyncRequests")
        .resource("forkSyncRequests").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1703f858-b9d1-46af-ab62-483e9e1055b5")).scopes(&["vso.code"])
        .optional(&["includeAbandoned", "includeLinks"]);
    GET_FORK_SYNC_REQUEST = op("git.get_fork_sync_request", Method::GET, "{project?}/_apis/git/repositories/{repositoryNameOrId}/forkSyncRequests/{forkSyncOperationId}")
        .resource("forkSyncRequests").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1703f858-b9d1-46af-ab62-483e9e1055b5")).scopes(&["vso.code"])
        .optional(&["includeLinks"]);
    CREATE_MERGE_REQUEST = op("git.create_merge_request", Method::POST, "{project}/_apis/git/repositories/{repositoryNameOrId}/merges")
        .resource("merges").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("985f7ae9-844f-4906-9897-7ef41516c0e2")).scopes(&["vso.code_manage"])
        .consumes(Some("application/json")).optional(&["includeLinks"]);
    GET_MERGE_REQUEST = op("git.get_merge_request", Method::GET, "{project}/_apis/git/repositories/{repositoryNameOrId}/merges/{mergeOperationId}")
        .resource("merges").api_version("7.1").effect(Effect::Read)
        .location_id(Some("985f7ae9-844f-4906-9897-7ef41516c0e2")).scopes(&["vso.code"])
        .optional(&["includeLinks"]);
    GET_REPOSITORY_WITH_PARENT = op("git.get_repository_with_parent", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}")
        .resource("repositories").api_version("7.1").effect(Effect::Read)
        .location_id(Some("225f7195-f9c7-4d14-ab28-a83f7ff77e1f")).scopes(&["vso.code"])
        .required(&["includeParent"]);
    GET_COMMITS = op("git.get_commits", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/commits")
        .resource("commits").api_version("7.1").effect(Effect::Read)
        .location_id(Some("c2570c3b-5b3f-41b8-98bf-5407bfde8d58")).scopes(&["vso.code"])
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
        .location_id(Some("fb93c0db-47ed-4a31-8c20-47552878fb44")).scopes(&["vso.code"])
        .produces(&["application/zip", "text/plain", "application/octet-stream", "application/json"])
        .required(&["path"]).optional(&[
            "scopePath", "recursionLevel", "includeContentMetadata", "latestProcessedChange", "download", "$format",
            "versionDescriptor.version", "versionDescriptor.versionOptions", "versionDescriptor.versionType",
            "includeContent", "resolveLfs", "sanitize",
        ])
        .forms(const { &[
            Form::new(Method::GET, Some(Host::Dev), "{project?}/_apis/git/repositories/{repositoryId}/items/{path*}"),
        ] });
    GET_BRANCH = op("git.get_branch", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/stats/branches")
        .resource("branchStats").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d5b216de-d8d5-4d32-ae76-51df755b16d3")).scopes(&["vso.code"]).required(&["name"])
        .optional(&[
            "baseVersionDescriptor.version", "baseVersionDescriptor.versionOptions",
            "baseVersionDescriptor.versionType",
        ])
        .forms(const { &[
            Form::new(Method::GET, Some(Host::Dev), "{project?}/_apis/git/repositories/{repositoryId}/stats/branches/{name*}"),
        ] });
    GET_REF_FAVORITES_FOR_PROJECT = op("git.get_ref_favorites_for_project", Method::GET, "{project}/_apis/git/favorites/refsForProject")
        .resource("refsFavoritesForProject").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("4720896c-594c-4a6d-b94c-12eddd80b34a")).scopes(&["vso.code"]).optional(&["identityId"]);
    GET_BRANCH_STATS_BATCH = op("git.get_branch_stats_batch", Method::POST, "{project?}/_apis/git/repositories/{repositoryId}/stats/branches")
        .resource("branchStats").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("d5b216de-d8d5-4d32-ae76-51df755b16d3")).consumes(Some("application/json"));
    GET_CHERRY_PICK_CONFLICT = op("git.get_cherry_pick_conflict", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/cherryPicks/{cherryPickId}/conflicts/{conflictId}")
        .resource("cherryPickConflicts").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1fe5aab2-d4c0-4b2f-a030-f3831e7aca26"));
    GET_CHERRY_PICK_CONFLICTS = op("git.get_cherry_pick_conflicts", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/cherryPicks/{cherryPickId}/conflicts")
        .resource("cherryPickConflicts").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1fe5aab2-d4c0-4b2f-a030-f3831e7aca26"))
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["continuationToken", "$top", "excludeResolved", "onlyResolved", "includeObsolete"]);
    UPDATE_CHERRY_PICK_CONFLICT = op("git.update_cherry_pick_conflict", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/cherryPicks/{cherryPickId}/conflicts/{conflictId}")
        .resource("cherryPickConflicts").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1fe5aab2-d4c0-4b2f-a030-f3831e7aca26")).consumes(Some("application/json"));
    UPDATE_CHERRY_PICK_CONFLICTS = op("git.update_cherry_pick_conflicts", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/cherryPicks/{cherryPickId}/conflicts")
        .resource("cherryPickConflicts").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1fe5aab2-d4c0-4b2f-a030-f3831e7aca26")).consumes(Some("application/json"));
    GET_CHERRY_PICK_RELATIONSHIPS = op("git.get_cherry_pick_relationships", Method::GET, "{project?}/_apis/git/repositories/{repositoryNameOrId}/cherryPickRelationships/{commitId}")
        .resource("cherryPickRelationships").api_version("7.1").effect(Effect::Read)
        .location_id(Some("8af142a4-27c2-4168-9e82-46b8629aaa0d")).optional(&["includeLinks"]);
    GET_FILE_DIFFS = op("git.get_file_diffs", Method::POST, "{project}/_apis/git/repositories/{repositoryId}/fileDiffs")
        .resource("fileDiffs").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("c4c5a7e6-e9f3-4730-a92b-84baacff694b")).consumes(Some("application/json"));
    GET_PULL_REQUEST_CONFLICT = op("git.get_pull_request_conflict", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/conflicts/{conflictId}")
        .resource("pullRequestConflicts").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d840fb74-bbef-42d3-b250-564604c054a4"));
    GET_PULL_REQUEST_CONFLICTS = op("git.get_pull_request_conflicts", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/conflicts")
        .resource("pullRequestConflicts").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d840fb74-bbef-42d3-b250-564604c054a4"))
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" })
        .optional(&["$skip", "$top", "includeObsolete", "excludeResolved", "onlyResolved"]);
    UPDATE_PULL_REQUEST_CONFLICT = op("git.update_pull_request_conflict", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/conflicts/{conflictId}")
        .resource("pullRequestConflicts").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("d840fb74-bbef-42d3-b250-564604c054a4")).consumes(Some("application/json"));
    UPDATE_PULL_REQUEST_CONFLICTS = op("git.update_pull_request_conflicts", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/conflicts")
        .resource("pullRequestConflicts").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("d840fb74-bbef-42d3-b250-564604c054a4")).consumes(Some("application/json"));
    GET_REPOSITORIES_PAGED = op("git.get_repositories_paged", Method::GET, "_apis/git/{projectId}/repositoriesPaged")
        .resource("repositoriesPaged").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("82aea7e8-9501-45dd-ac58-b069aa73b926"))
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") }).optional(&[
            "includeLinks", "includeAllUrls", "includeHidden", "filterContains", "$top", "continuationToken",
        ]);
    GET_REVERT_CONFLICT = op("git.get_revert_conflict", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/reverts/{revertId}/conflicts/{conflictId}")
        .resource("revertConflicts").api_version("7.1").effect(Effect::Read)
        .location_id(Some("10d7ae6d-1050-446d-852a-bd5d99f834bf"));
    GET_REVERT_CONFLICTS = op("git.get_revert_conflicts", Method::GET, "{project?}/_apis/git/repositories/{repositoryId}/reverts/{revertId}/conflicts")
        .resource("revertConflicts").api_version("7.1").effect(Effect::Read)
        .location_id(Some("10d7ae6d-1050-446d-852a-bd5d99f834bf"))
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["continuationToken", "$top", "excludeResolved", "onlyResolved", "includeObsolete"]);
    UPDATE_REVERT_CONFLICT = op("git.update_revert_conflict", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/reverts/{revertId}/conflicts/{conflictId}")
        .resource("revertConflicts").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("10d7ae6d-1050-446d-852a-bd5d99f834bf")).consumes(Some("application/json"));
    UPDATE_REVERT_CONFLICTS = op("git.update_revert_conflicts", Method::PATCH, "{project?}/_apis/git/repositories/{repositoryId}/reverts/{revertId}/conflicts")
        .resource("revertConflicts").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("10d7ae6d-1050-446d-852a-bd5d99f834bf")).consumes(Some("application/json"));
    GET_ALL_GIT_REPOSITORIES_OPTIONS = op("git.get_all_git_repositories_options", Method::GET, "_api/_versioncontrol/AllGitRepositoriesOptions")
        .resource("AllGitRepositoriesOptions").api_version("").effect(Effect::Read)
        .optional(&["__v"]);
}
