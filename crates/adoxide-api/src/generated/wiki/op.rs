// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

required! { CreateWikiBody(WikiCreateParametersV2) {
    name: String = "name", r#type: WikiType = "type",
} }

/// `POST {project?}/_apis/wiki/wikis` · 7.1 · `vso.wiki_write`
#[inline]
pub fn create_wiki(project: Option<&ProjectRef>, body: &CreateWikiBody) -> Op<WikiV2> {
    Op::new(&meta::CREATE_WIKI).path_opt("project", project).json(body)
}

/// `GET {project?}/_apis/wiki/wikis` · 7.1 · `vso.wiki`
#[inline]
pub fn get_all_wikis(project: Option<&ProjectRef>) -> Op<List<WikiV2>> {
    Op::new(&meta::GET_ALL_WIKIS).path_opt("project", project)
}

/// `DELETE {project?}/_apis/wiki/wikis/{wikiIdentifier}` · 7.1 · `vso.wiki_write`
#[inline]
pub fn delete_wiki(project: Option<&ProjectRef>, wiki_identifier: &WikiIdentifier) -> Op<WikiV2> {
    Op::new(&meta::DELETE_WIKI).path_opt("project", project).path("wikiIdentifier", wiki_identifier)
}

/// `GET {project?}/_apis/wiki/wikis/{wikiIdentifier}` · 7.1 · `vso.wiki`
#[inline]
pub fn get_wiki(project: Option<&ProjectRef>, wiki_identifier: &WikiIdentifier) -> Op<WikiV2> {
    Op::new(&meta::GET_WIKI).path_opt("project", project).path("wikiIdentifier", wiki_identifier)
}

/// `PATCH {project?}/_apis/wiki/wikis/{wikiIdentifier}` · 7.1 · `vso.wiki_write`
#[inline]
pub fn update_wiki(
    project: Option<&ProjectRef>, wiki_identifier: &WikiIdentifier, body: &WikiUpdateParameters,
) -> Op<WikiV2> {
    Op::new(&meta::UPDATE_WIKI).path_opt("project", project).path("wikiIdentifier", wiki_identifier).json(body)
}

params! { CreateAttachment {
    version: String = "versionDescriptor.version",
    version_options: GitVersionOptions = "versionDescriptor.versionOptions",
    version_type: GitVersionType = "versionDescriptor.versionType",
} }

/// `PUT {project}/_apis/wiki/wikis/{wikiIdentifier}/attachments` · 7.1 · `vso.wiki_write`
#[inline]
pub fn create_attachment(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, name: &str, body: impl Into<Bytes>,
    params: CreateAttachment,
) -> Op<WikiAttachment> {
    params.add_to(Op::new(&meta::CREATE_ATTACHMENT)
        .path("project", project).path("wikiIdentifier", wiki_identifier).query("name", name).bytes(body))
}

params! { CreatePageMove {
    comment: String = "comment",
    version: String = "versionDescriptor.version",
    version_options: GitVersionOptions = "versionDescriptor.versionOptions",
    version_type: GitVersionType = "versionDescriptor.versionType",
} }

/// `POST {project}/_apis/wiki/wikis/{wikiIdentifier}/pagemoves` · 7.1 · `vso.wiki_write`
#[inline]
pub fn create_page_move(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, body: &WikiPageMoveParameters, params: CreatePageMove,
) -> Op<WikiPageMove> {
    params.add_to(Op::new(&meta::CREATE_PAGE_MOVE)
        .path("project", project).path("wikiIdentifier", wiki_identifier).json(body))
}

params! { CreateOrUpdatePage {
    if_match: String = header "If-Match",
    comment: String = "comment",
    version: String = "versionDescriptor.version",
    version_options: GitVersionOptions = "versionDescriptor.versionOptions",
    version_type: GitVersionType = "versionDescriptor.versionType",
} }

/// `PUT {project}/_apis/wiki/wikis/{wikiIdentifier}/pages` · 7.1 · `vso.wiki_write`
#[inline]
pub fn create_or_update_page(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, path: &str, body: &WikiPageCreateOrUpdateParameters,
    params: CreateOrUpdatePage,
) -> Op<WikiPage> {
    params.add_to(Op::new(&meta::CREATE_OR_UPDATE_PAGE)
        .path("project", project).path("wikiIdentifier", wiki_identifier).query("path", path).json(body))
}

params! { DeletePage {
    comment: String = "comment",
    version: String = "versionDescriptor.version",
    version_options: GitVersionOptions = "versionDescriptor.versionOptions",
    version_type: GitVersionType = "versionDescriptor.versionType",
} }

/// `DELETE {project}/_apis/wiki/wikis/{wikiIdentifier}/pages` · 7.1 · `vso.wiki_write`
#[inline]
pub fn delete_page(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, path: &str, params: DeletePage,
) -> Op<WikiPage> {
    params.add_to(Op::new(&meta::DELETE_PAGE)
        .path("project", project).path("wikiIdentifier", wiki_identifier).query("path", path))
}

params! { GetPage {
    path: String = "path",
    recursion_level: VersionControlRecursionType = "recursionLevel",
    version: String = "versionDescriptor.version",
    version_options: GitVersionOptions = "versionDescriptor.versionOptions",
    version_type: GitVersionType = "versionDescriptor.versionType",
    include_content: bool = "includeContent",
} }

/// `GET {project}/_apis/wiki/wikis/{wikiIdentifier}/pages` · 7.1 · `vso.wiki`
#[inline]
pub fn get_page(project: &ProjectRef, wiki_identifier: &WikiIdentifier, params: GetPage) -> Op<WikiPage> {
    params.add_to(Op::new(&meta::GET_PAGE).path("project", project).path("wikiIdentifier", wiki_identifier))
}

/// The same as bytes: `application/zip`, `text/plain`, `application/json`.
#[inline]
pub fn get_page_content(project: &ProjectRef, wiki_identifier: &WikiIdentifier, params: GetPage) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_PAGE)
        .path("project", project).path("wikiIdentifier", wiki_identifier)).accept("application/zip")
}

params! { DeletePageById {
    comment: String = "comment",
} }

/// `DELETE {project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{id}` · 7.1 · `vso.wiki_write`
#[inline]
pub fn delete_page_by_id(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, id: IdRef, params: DeletePageById,
) -> Op<WikiPage> {
    params.add_to(Op::new(&meta::DELETE_PAGE_BY_ID)
        .path("project", project).path("wikiIdentifier", wiki_identifier).path("id", &id))
}

params! { GetPageById {
    recursion_level: VersionControlRecursionType = "recursionLevel",
    include_content: bool = "includeContent",
} }

/// `GET {project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{id}` · 7.1 · `vso.wiki`
#[inline]
pub fn get_page_by_id(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, id: IdRef, params: GetPageById,
) -> Op<WikiPage> {
    params.add_to(Op::new(&meta::GET_PAGE_BY_ID)
        .path("project", project).path("wikiIdentifier", wiki_identifier).path("id", &id))
}

/// The same as bytes: `application/zip`, `text/plain`, `application/json`.
#[inline]
pub fn get_page_by_id_content(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, id: IdRef, params: GetPageById,
) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_PAGE_BY_ID)
        .path("project", project).path("wikiIdentifier", wiki_identifier).path("id", &id)).accept("application/zip")
}

params! { UpdatePageById {
    if_match: String = header "If-Match",
    comment: String = "comment",
} }

/// `PATCH {project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{id}` · 7.1 · `vso.wiki_write`
#[inline]
pub fn update_page_by_id(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, id: IdRef, body: &WikiPageCreateOrUpdateParameters,
    params: UpdatePageById,
) -> Op<WikiPage> {
    params.add_to(Op::new(&meta::UPDATE_PAGE_BY_ID)
        .path("project", project).path("wikiIdentifier", wiki_identifier).path("id", &id).json(body))
}

params! { GetPageData {
    page_views_for_days: i64 = "pageViewsForDays",
} }

/// `GET {project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/stats` · 7.1 · `vso.wiki`
#[inline]
pub fn get_page_data(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, page_id: PageId, params: GetPageData,
) -> Op<WikiPageDetail> {
    params.add_to(Op::new(&meta::GET_PAGE_DATA)
        .path("project", project).path("wikiIdentifier", wiki_identifier).path("pageId", &page_id))
}

params! { GetPagesBatch {
    version: String = "versionDescriptor.version",
    version_options: GitVersionOptions = "versionDescriptor.versionOptions",
    version_type: GitVersionType = "versionDescriptor.versionType",
} }

/// `POST {project}/_apis/wiki/wikis/{wikiIdentifier}/pagesbatch` · 7.1 · `vso.wiki`
#[inline]
pub fn get_pages_batch(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, body: &WikiPagesBatchRequest, params: GetPagesBatch,
) -> Op<List<WikiPageDetail>> {
    params.add_to(Op::new(&meta::GET_PAGES_BATCH)
        .path("project", project).path("wikiIdentifier", wiki_identifier).json(body))
}

/// `POST {project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments/attachments` · 7.1
#[inline]
pub fn create_comment_attachment(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, page_id: PageId, body: impl Into<Bytes>,
) -> Op<CommentAttachment> {
    Op::new(&meta::CREATE_COMMENT_ATTACHMENT)
        .path("project", project).path("wikiIdentifier", wiki_identifier).path("pageId", &page_id).bytes(body)
}

/// `GET {project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments/attachments/{attachmentId}` · 7.1
#[inline]
pub fn get_attachment_content(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, page_id: PageId, attachment_id: &AttachmentIdText,
) -> Op<Content> {
    Op::new(&meta::GET_ATTACHMENT_CONTENT)
        .path("project", project).path("wikiIdentifier", wiki_identifier).path("pageId", &page_id)
        .path("attachmentId", attachment_id).accept("*/*")
}

/// `PUT {project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments/{commentId}/reactions/{type}` · 7.1
#[inline]
pub fn add_comment_reaction(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, page_id: PageId, comment_id: CommentId,
    r#type: &CommentReactionType,
) -> Op<CommentReaction> {
    Op::new(&meta::ADD_COMMENT_REACTION)
        .path("project", project).path("wikiIdentifier", wiki_identifier).path("pageId", &page_id)
        .path("commentId", &comment_id).path("type", r#type)
}

/// `DELETE {project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments/{commentId}/reactions/{type}` · 7.1
#[inline]
pub fn delete_comment_reaction(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, page_id: PageId, comment_id: CommentId,
    r#type: &CommentReactionType,
) -> Op<CommentReaction> {
    Op::new(&meta::DELETE_COMMENT_REACTION)
        .path("project", project).path("wikiIdentifier", wiki_identifier).path("pageId", &page_id)
        .path("commentId", &comment_id).path("type", r#type)
}

params! { GetEngagedUsers {
    top: i64 = "$top",
    skip: i64 = "$skip",
} }

/// `GET {project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments/{commentId}/reactions/{type}/users` · 7.1
#[inline]
pub fn get_engaged_users(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, page_id: PageId, comment_id: CommentId,
    r#type: &CommentReactionType, params: GetEngagedUsers,
) -> Op<List<IdentityRef>> {
    params.add_to(Op::new(&meta::GET_ENGAGED_USERS)
        .path("project", project).path("wikiIdentifier", wiki_identifier).path("pageId", &page_id)
        .path("commentId", &comment_id).path("type", r#type))
}

/// `POST {project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments` · 7.1
#[inline]
pub fn add_comment(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, page_id: PageId, body: &CommentCreateParameters,
) -> Op<Comment> {
    Op::new(&meta::ADD_COMMENT)
        .path("project", project).path("wikiIdentifier", wiki_identifier).path("pageId", &page_id).json(body)
}

/// `DELETE {project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments/{id}` · 7.1
#[inline]
pub fn delete_comment(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, page_id: PageId, id: IdRef,
) -> Op<()> {
    Op::new(&meta::DELETE_COMMENT)
        .path("project", project).path("wikiIdentifier", wiki_identifier).path("pageId", &page_id).path("id", &id)
}

params! { GetComment {
    exclude_deleted: bool = "excludeDeleted",
    expand: CommentExpandOptions = "$expand",
} }

/// `GET {project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments/{id}` · 7.1
#[inline]
pub fn get_comment(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, page_id: PageId, id: IdRef, params: GetComment,
) -> Op<Comment> {
    params.add_to(Op::new(&meta::GET_COMMENT)
        .path("project", project).path("wikiIdentifier", wiki_identifier).path("pageId", &page_id).path("id", &id))
}

params! { ListComments {
    top: i64 = "$top",
    continuation_token: String = "continuationToken",
    exclude_deleted: bool = "excludeDeleted",
    expand: CommentExpandOptions = "$expand",
    order: CommentSortOrder = "order",
    parent_id: i64 = "parentId",
} }

/// `GET {project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments` · 7.1
#[inline]
pub fn list_comments(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, page_id: PageId, params: ListComments,
) -> Op<CommentList> {
    params.add_to(Op::new(&meta::LIST_COMMENTS)
        .path("project", project).path("wikiIdentifier", wiki_identifier).path("pageId", &page_id))
}

/// `PATCH {project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments/{id}` · 7.1
#[inline]
pub fn update_comment(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, page_id: PageId, id: IdRef,
    body: &CommentUpdateParameters,
) -> Op<Comment> {
    Op::new(&meta::UPDATE_COMMENT)
        .path("project", project).path("wikiIdentifier", wiki_identifier).path("pageId", &page_id).path("id", &id)
        .json(body)
}

params! { CreateOrUpdatePageViewStats {
    old_path: String = "oldPath",
} }

/// `POST {project}/_apis/wiki/wikis/{wikiIdentifier}/pageViewStats` · 7.1
#[inline]
pub fn create_or_update_page_view_stats(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, wiki_version: &str, path: &str,
    params: CreateOrUpdatePageViewStats,
) -> Op<WikiPageViewStats> {
    params.add_to(Op::new(&meta::CREATE_OR_UPDATE_PAGE_VIEW_STATS)
        .path("project", project).path("wikiIdentifier", wiki_identifier).query("wikiVersion", wiki_version)
        .query("path", path))
}

/// `GET {project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/attachments` · 7.1
#[inline]
pub fn get_page_attachments(
    project: &ProjectRef, wiki_identifier: &WikiIdentifier, page_id: PageId,
) -> Op<List<WikiAttachment>> {
    Op::new(&meta::GET_PAGE_ATTACHMENTS)
        .path("project", project).path("wikiIdentifier", wiki_identifier).path("pageId", &page_id)
}
