// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { Comment {
    artifact_id: String = "artifactId",
    created_by: IdentityRef = "createdBy",
    created_date: DateTime = "createdDate",
    id: i64 = "id",
    is_deleted: bool = "isDeleted",
    mentions: Vec<CommentMention> = "mentions",
    modified_by: IdentityRef = "modifiedBy",
    modified_date: DateTime = "modifiedDate",
    parent_id: i64 = "parentId",
    reactions: Vec<CommentReaction> = "reactions",
    rendered_text: String = "renderedText",
    replies: CommentList = "replies",
    state: CommentState = "state",
    text: String = "text",
    url: String = "url",
    version: i64 = "version",
} }

object! { CommentAttachment {
    created_by: IdentityRef = "createdBy",
    created_date: DateTime = "createdDate",
    id: String = "id",
    url: String = "url",
} }

object! { CommentCreateParameters {
    parent_id: i64 = "parentId",
    text: String = "text",
} }

open_enum! { CommentExpandOptions {
    None = "none" 0, Reactions = "reactions" 1, RenderedText = "renderedText" 8,
    RenderedTextOnly = "renderedTextOnly" 16, All = "all" -17,
} }

object! { CommentList {
    comments: Vec<Comment> = "comments",
    continuation_token: String = "continuationToken",
    count: i64 = "count",
    next_page: String = "nextPage",
    total_count: i64 = "totalCount",
    url: String = "url",
} }

object! { CommentMention {
    artifact_id: String = "artifactId",
    comment_id: i64 = "commentId",
    mentioned_artifact: String = "mentionedArtifact",
    r#type: CommentMentionType = "type",
    url: String = "url",
} }

open_enum! { CommentMentionType {
    Person = "person" 0, WorkItem = "workItem" 1, PullRequest = "pullRequest" 2,
} }

object! { CommentReaction {
    comment_id: i64 = "commentId",
    count: i64 = "count",
    is_current_user_engaged: bool = "isCurrentUserEngaged",
    r#type: CommentReactionType = "type",
    url: String = "url",
} }

open_enum! { CommentState {
    Active = "active" 0, Resolved = "resolved" 1, Closed = "closed" 2,
} }

object! { CommentUpdateParameters {
    state: CommentState = "state",
    text: String = "text",
} }

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

object! { WikiPageViewStats {
    count: i64 = "count",
    last_viewed_time: DateTime = "lastViewedTime",
    path: String = "path",
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

impl Paged for CommentList {
    type Item = Comment;
}

subtype! { WikiPage: WikiPageCreateOrUpdateParameters }
subtype! { WikiPageMove: WikiPageMoveParameters }
