// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { WikiAttachment {
    name: String = "name",
    path: String = "path",
} }

object! { WikiCreateParametersV2 {
    mapped_path: String = "mappedPath",
    name: String = "name",
    project_id: String = "projectId",
    repository_id: String = "repositoryId",
    r#type: WikiType = "type",
    version: GitVersionDescriptor = "version",
} }

object! { WikiPage {
    content: String = "content",
    git_item_path: String = "gitItemPath",
    id: i64 = "id",
    is_non_conformant: bool = "isNonConformant",
    is_parent_page: bool = "isParentPage",
    order: i64 = "order",
    path: String = "path",
    remote_url: String = "remoteUrl",
    sub_pages: Vec<WikiPage> = "subPages",
    url: String = "url",
} }

object! { WikiPageCreateOrUpdateParameters {
    content: String = "content",
} }

object! { WikiPageDetail {
    id: i64 = "id",
    path: String = "path",
    view_stats: Vec<WikiPageStat> = "viewStats",
} }

object! { WikiPageMove {
    new_order: i64 = "newOrder",
    new_path: String = "newPath",
    page: WikiPage = "page",
    path: String = "path",
} }

object! { WikiPageMoveParameters {
    new_order: i64 = "newOrder",
    new_path: String = "newPath",
    path: String = "path",
} }

object! { WikiPageStat {
    count: i64 = "count",
    day: DateTime = "day",
} }

object! { WikiPagesBatchRequest {
    continuation_token: String = "continuationToken",
    page_views_for_days: i64 = "pageViewsForDays",
    top: i64 = "top",
} }

open_enum! { WikiType {
    ProjectWiki = "projectWiki" 0, CodeWiki = "codeWiki" 1,
} }

object! { WikiUpdateParameters {
    name: String = "name",
    versions: Vec<GitVersionDescriptor> = "versions",
} }

object! { WikiV2 {
    id: String = "id",
    is_disabled: bool = "isDisabled",
    mapped_path: String = "mappedPath",
    name: String = "name",
    project_id: String = "projectId",
    properties: Map<String> = "properties",
    remote_url: String = "remoteUrl",
    repository_id: String = "repositoryId",
    r#type: WikiType = "type",
    url: String = "url",
    versions: Vec<GitVersionDescriptor> = "versions",
} }
