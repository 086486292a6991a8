// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `POST _apis/search/packagesearchresults` · 7.1 · `vso.packaging`
#[inline]
pub fn fetch_package_search_results(body: &PackageSearchRequest) -> Op<PackageSearchResponseContent> {
    Op::new(&meta::FETCH_PACKAGE_SEARCH_RESULTS).json(body)
}

/// `POST {project?}/_apis/search/codesearchresults` · 7.1 · `vso.code`
#[inline]
pub fn fetch_code_search_results(
    project: Option<&ProjectRef>, body: &CodeSearchRequest,
) -> Op<CodeSearchResponse> {
    Op::new(&meta::FETCH_CODE_SEARCH_RESULTS).path_opt("project", project).json(body)
}

/// `GET {project}/_apis/search/status/repositories/{repository}` · 7.1 · `vso.code`
#[inline]
pub fn get_repository_status(project: &ProjectRef, repository: &RepositoryRef) -> Op<RepositoryStatusResponse> {
    Op::new(&meta::GET_REPOSITORY_STATUS).path("project", project).path("repository", repository)
}

/// `GET {project}/_apis/search/status/tfvc` · 7.1 · `vso.code`
#[inline]
pub fn get_tfvc_repository_status(project: &ProjectRef) -> Op<TfvcRepositoryStatusResponse> {
    Op::new(&meta::GET_TFVC_REPOSITORY_STATUS).path("project", project)
}

/// `POST {project?}/_apis/search/wikisearchresults` · 7.1 · `vso.wiki`
#[inline]
pub fn fetch_wiki_search_results(
    project: Option<&ProjectRef>, body: &WikiSearchRequest,
) -> Op<WikiSearchResponse> {
    Op::new(&meta::FETCH_WIKI_SEARCH_RESULTS).path_opt("project", project).json(body)
}

/// `POST {project?}/_apis/search/workitemsearchresults` · 7.1 · `vso.work`
#[inline]
pub fn fetch_work_item_search_results(
    project: Option<&ProjectRef>, body: &WorkItemSearchRequest,
) -> Op<WorkItemSearchResponse> {
    Op::new(&meta::FETCH_WORK_ITEM_SEARCH_RESULTS).path_opt("project", project).json(body)
}

/// `POST {project?}/_apis/search/scrollcodesearchresults` · 7.1
#[inline]
pub fn fetch_scroll_code_search_results(
    project: Option<&ProjectRef>, body: &ScrollSearchRequest,
) -> Op<CodeSearchResponse> {
    Op::new(&meta::FETCH_SCROLL_CODE_SEARCH_RESULTS).path_opt("project", project).json(body)
}

/// `POST {project?}/_apis/search/commitSearchResults` · 7.1-preview.1
#[inline]
pub fn fetch_commit_search_results(
    project: Option<&ProjectRef>, body: &CommitSearchRequest,
) -> Op<CommitSearchResponse> {
    Op::new(&meta::FETCH_COMMIT_SEARCH_RESULTS).path_opt("project", project).json(body)
}
