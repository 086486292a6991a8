// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { BranchInfo {
    name: String = "name",
} }

object! { CodeResult {
    collection: Collection = "collection",
    content_id: String = "contentId",
    file_name: String = "fileName",
    matches: Map<Vec<Hit>> = "matches",
    path: String = "path",
    project: Project = "project",
    repository: Repository = "repository",
    versions: Vec<Version> = "versions",
} }

object! { CodeSearchRequest {
    order_by: Vec<SortOption> = "$orderBy",
    skip: i64 = "$skip",
    top: i64 = "$top",
    filters: Map<Vec<String>> = "filters",
    include_facets: bool = "includeFacets",
    include_snippet: bool = "includeSnippet",
    search_text: String = "searchText",
} }

object! { CodeSearchResponse {
    count: i64 = "count",
    facets: Map<Vec<Filter>> = "facets",
    info_code: i64 = "infoCode",
    results: Vec<CodeResult> = "results",
} }

object! { Collection {
    name: String = "name",
} }

object! { CommitHit {
    field_reference_name: String = "fieldReferenceName",
    highlights: Vec<String> = "highlights",
} }

object! { CommitResult {
    author_date: DateTime = "authorDate",
    author_email: String = "authorEmail",
    author_name: String = "authorName",
    branch_name: String = "branchName",
    branch_name_original: String = "branchNameOriginal",
    collection_id: String = "collectionId",
    collection_name: String = "collectionName",
    collection_name_original: String = "collectionNameOriginal",
    commit_date: DateTime = "commitDate",
    commit_description: String = "commitDescription",
    commit_id: String = "commitId",
    commit_title: String = "commitTitle",
    committer_email: String = "committerEmail",
    committer_name: String = "committerName",
    hits: Vec<CommitHit> = "hits",
    project_id: String = "projectId",
    project_name: String = "projectName",
    project_name_original: String = "projectNameOriginal",
    pushed_by: String = "pushedBy",
    pushed_by_email: String = "pushedByEmail",
    pushed_date: DateTime = "pushedDate",
    repository_name: String = "repositoryName",
    repository_name_original: String = "repositoryNameOriginal",
    respository_id: String = "respositoryId",
} }

object! { CommitSearchRequest {
    order_by: Vec<SortOption> = "$orderBy",
    skip: i64 = "$skip",
    top: i64 = "$top",
    filters: Map<Vec<String>> = "filters",
    include_facets: bool = "includeFacets",
    search_text: String = "searchText",
} }

object! { CommitSearchResponse {
    count: i64 = "count",
    facets: Map<Vec<Filter>> = "facets",
    info_code: i64 = "infoCode",
    results: Vec<CommitResult> = "results",
    search_request: CommitSearchRequest = "searchRequest",
} }

object! { FeedInfo {
    collection_id: String = "collectionId",
    collection_name: String = "collectionName",
    feed_id: String = "feedId",
    feed_name: String = "feedName",
    latest_matched_version: String = "latestMatchedVersion",
    latest_version: String = "latestVersion",
    package_url: String = "packageUrl",
    views: Vec<String> = "views",
} }

object! { Filter {
    id: String = "id",
    name: String = "name",
    result_count: i64 = "resultCount",
} }

object! { Hit {
    char_offset: i64 = "charOffset",
    code_snippet: String = "codeSnippet",
    column: i64 = "column",
    length: i64 = "length",
    line: i64 = "line",
    r#type: String = "type",
} }

object! { PackageHit {
    field_reference_name: String = "fieldReferenceName",
    highlights: Vec<String> = "highlights",
} }

object! { PackageResult {
    description: String = "description",
    feeds: Vec<FeedInfo> = "feeds",
    hits: Vec<PackageHit> = "hits",
    id: String = "id",
    name: String = "name",
    protocol_type: String = "protocolType",
} }

object! { PackageSearchRequest {
    order_by: Vec<SortOption> = "$orderBy",
    skip: i64 = "$skip",
    top: i64 = "$top",
    filters: Map<Vec<String>> = "filters",
    include_facets: bool = "includeFacets",
    search_text: String = "searchText",
} }

object! { PackageSearchResponseContent {
    count: i64 = "count",
    facets: Map<Vec<Filter>> = "facets",
    info_code: i64 = "infoCode",
    results: Vec<PackageResult> = "results",
} }

object! { Project {
    id: String = "id",
    name: String = "name",
} }

object! { Repository {
    id: String = "id",
    name: String = "name",
    r#type: VersionControlType = "type",
} }

object! { RepositoryStatusResponse {
    id: String = "id",
    indexed_branches: Vec<BranchInfo> = "indexedBranches",
    name: String = "name",
} }

object! { ScrollSearchRequest {
    scroll_id: String = "$scrollId",
    scroll_size: i64 = "$scrollSize",
    filters: Map<Vec<String>> = "filters",
    search_text: String = "searchText",
} }

object! { SortOption {
    field: String = "field",
    sort_order: String = "sortOrder",
} }

object! { TfvcRepositoryStatusResponse {
    id: String = "id",
    indexing_information: Vec<BranchInfo> = "indexingInformation",
    name: String = "name",
} }

object! { Version {
    branch_name: String = "branchName",
    change_id: String = "changeId",
} }

open_enum! { VersionControlType {
    Git = "git", Tfvc = "tfvc", Custom = "custom",
} }

object! { Wiki {
    id: String = "id",
    mapped_path: String = "mappedPath",
    name: String = "name",
    version: String = "version",
} }

object! { WikiHit {
    field_reference_name: String = "fieldReferenceName",
    highlights: Vec<String> = "highlights",
} }

object! { WikiResult {
    collection: Collection = "collection",
    content_id: String = "contentId",
    file_name: String = "fileName",
    hits: Vec<WikiHit> = "hits",
    path: String = "path",
    project: ProjectReference = "project",
    wiki: Wiki = "wiki",
} }

object! { WikiSearchRequest {
    order_by: Vec<SortOption> = "$orderBy",
    skip: i64 = "$skip",
    top: i64 = "$top",
    filters: Map<Vec<String>> = "filters",
    include_facets: bool = "includeFacets",
    search_text: String = "searchText",
} }

object! { WikiSearchResponse {
    count: i64 = "count",
    facets: Map<Vec<Filter>> = "facets",
    info_code: i64 = "infoCode",
    results: Vec<WikiResult> = "results",
} }

object! { WorkItemHit {
    field_reference_name: String = "fieldReferenceName",
    highlights: Vec<String> = "highlights",
} }

object! { WorkItemResult {
    fields: Map<String> = "fields",
    hits: Vec<WorkItemHit> = "hits",
    project: Project = "project",
    url: String = "url",
} }

object! { WorkItemSearchRequest {
    order_by: Vec<SortOption> = "$orderBy",
    skip: i64 = "$skip",
    top: i64 = "$top",
    filters: Map<Vec<String>> = "filters",
    include_facets: bool = "includeFacets",
    search_text: String = "searchText",
} }

object! { WorkItemSearchResponse {
    count: i64 = "count",
    facets: Map<Vec<Filter>> = "facets",
    info_code: i64 = "infoCode",
    results: Vec<WorkItemResult> = "results",
} }

impl Paged for CodeSearchResponse {
    type Item = CodeResult;
}

impl Paged for CommitSearchResponse {
    type Item = CommitResult;
}

impl Paged for PackageSearchResponseContent {
    type Item = PackageResult;
}

impl Paged for WikiSearchResponse {
    type Item = WikiResult;
}

impl Paged for WorkItemSearchResponse {
    type Item = WorkItemResult;
}
