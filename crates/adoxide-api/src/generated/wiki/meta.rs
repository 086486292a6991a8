// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `wiki`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Wiki").area_id(Some("bf7d82a0-8aa5-4613-94ef-6172a5ea01f3")).host(Host::Dev)
}

catalog! {
    CREATE_WIKI = op("wiki.create_wiki", Method::POST, "{project?}/_apis/wiki/wikis")
        .resource("wikis").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("288d122c-dbd4-451d-aa5f-7dbbba070728")).scopes(&["vso.wiki_write"])
        .consumes(Some("application/json"));
    GET_ALL_WIKIS = op("wiki.get_all_wikis", Method::GET, "{project?}/_apis/wiki/wikis")
        .resource("wikis").api_version("7.1").effect(Effect::Read)
        .location_id(Some("288d122c-dbd4-451d-aa5f-7dbbba070728")).scopes(&["vso.wiki"]);
    DELETE_WIKI = op("wiki.delete_wiki", Method::DELETE, "{project?}/_apis/wiki/wikis/{wikiIdentifier}")
        .resource("wikis").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("288d122c-dbd4-451d-aa5f-7dbbba070728")).scopes(&["vso.wiki_write"]);
    GET_WIKI = op("wiki.get_wiki", Method::GET, "{project?}/_apis/wiki/wikis/{wikiIdentifier}")
        .resource("wikis").api_version("7.1").effect(Effect::Read)
        .location_id(Some("288d122c-dbd4-451d-aa5f-7dbbba070728")).scopes(&["vso.wiki"]);
    UPDATE_WIKI = op("wiki.update_wiki", Method::PATCH, "{project?}/_apis/wiki/wikis/{wikiIdentifier}")
        .resource("wikis").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("288d122c-dbd4-451d-aa5f-7dbbba070728")).scopes(&["vso.wiki_write"])
        .consumes(Some("application/json"));
    CREATE_ATTACHMENT = op("wiki.create_attachment", Method::PUT, "{project}/_apis/wiki/wikis/{wikiIdentifier}/attachments")
        .resource("attachments").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("c4382d8d-fefc-40e0-92c5-49852e9e17c0")).scopes(&["vso.wiki_write"])
        .consumes(Some("application/octet-stream")).required(&["name"]).optional(&[
            "versionDescriptor.version", "versionDescriptor.versionOptions", "versionDescriptor.versionType",
        ]);
    CREATE_PAGE_MOVE = op("wiki.create_page_move", Method::POST, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pagemoves")
        .resource("pageMoves").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("e37bbe71-cbae-49e5-9a4e-949143b9d910")).scopes(&["vso.wiki_write"])
        .consumes(Some("application/json")).optional(&[
            "comment", "versionDescriptor.version", "versionDescriptor.versionOptions",
            "versionDescriptor.versionType",
        ]);
    CREATE_OR_UPDATE_PAGE = op("wiki.create_or_update_page", Method::PUT, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages")
        .resource("pages").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("25d3fbc7-fe3d-46cb-b5a5-0b6f79caf27b")).scopes(&["vso.wiki_write"])
        .consumes(Some("application/json")).required(&["path"]).optional(&[
            "comment", "versionDescriptor.version", "versionDescriptor.versionOptions",
            "versionDescriptor.versionType",
        ])
        .headers(&["If-Match"]);
    DELETE_PAGE = op("wiki.delete_page", Method::DELETE, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages")
        .resource("pages").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("25d3fbc7-fe3d-46cb-b5a5-0b6f79caf27b")).scopes(&["vso.wiki_write"]).required(&["path"])
        .optional(&[
            "comment", "versionDescriptor.version", "versionDescriptor.versionOptions",
            "versionDescriptor.versionType",
        ]);
    GET_PAGE = op("wiki.get_page", Method::GET, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages")
        .resource("pages").api_version("7.1").effect(Effect::Read)
        .location_id(Some("25d3fbc7-fe3d-46cb-b5a5-0b6f79caf27b")).scopes(&["vso.wiki"])
        .produces(&["application/zip", "text/plain", "application/json"]).optional(&[
            "path", "recursionLevel", "versionDescriptor.version", "versionDescriptor.versionOptions",
            "versionDescriptor.versionType", "includeContent",
        ]);
    DELETE_PAGE_BY_ID = op("wiki.delete_page_by_id", Method::DELETE, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{id}")
        .resource("pages").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("ceddcf75-1068-452d-8b13-2d4d76e1f970")).scopes(&["vso.wiki_write"])
        .optional(&["comment"]);
    GET_PAGE_BY_ID = op("wiki.get_page_by_id", Method::GET, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{id}")
        .resource("pages").api_version("7.1").effect(Effect::Read)
        .location_id(Some("ceddcf75-1068-452d-8b13-2d4d76e1f970")).scopes(&["vso.wiki"])
        .produces(&["application/zip", "text/plain", "application/json"])
        .optional(&["recursionLevel", "includeContent"]);
    UPDATE_PAGE_BY_ID = op("wiki.update_page_by_id", Method::PATCH, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{id}")
        .resource("pages").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("ceddcf75-1068-452d-8b13-2d4d76e1f970")).scopes(&["vso.wiki_write"])
        .consumes(Some("application/json")).optional(&["comment"]).headers(&["If-Match"]);
    GET_PAGE_DATA = op("wiki.get_page_data", Method::GET, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/stats")
        .resource("pageStats").api_version("7.1").effect(Effect::Read)
        .location_id(Some("81c4e0fe-7663-4d62-ad46-6ab78459f274")).scopes(&["vso.wiki"])
        .optional(&["pageViewsForDays"]);
    GET_PAGES_BATCH = op("wiki.get_pages_batch", Method::POST, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pagesbatch")
        .resource("pagesBatch").api_version("7.1").effect(Effect::Read)
        .location_id(Some("71323c46-2592-4398-8771-ced73dd87207")).scopes(&["vso.wiki"])
        .consumes(Some("application/json"))
        .paging(Paging::HeaderToken { send: TokenPlace::Body("continuationToken") }).optional(&[
            "versionDescriptor.version", "versionDescriptor.versionOptions", "versionDescriptor.versionType",
        ]);
    CREATE_COMMENT_ATTACHMENT = op("wiki.create_comment_attachment", Method::POST, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments/attachments")
        .resource("pageCommentAttachments").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("5100d976-363d-42e7-a19d-4171ecb44782")).consumes(Some("application/octet-stream"));
    GET_ATTACHMENT_CONTENT = op("wiki.get_attachment_content", Method::GET, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments/attachments/{attachmentId}")
        .resource("pageCommentAttachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("5100d976-363d-42e7-a19d-4171ecb44782")).produces(&["application/octet-stream"]);
    ADD_COMMENT_REACTION = op("wiki.add_comment_reaction", Method::PUT, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments/{commentId}/reactions/{type}")
        .resource("pageCommentReactions").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("7a5bc693-aab7-4d48-8f34-36f373022063"));
    DELETE_COMMENT_REACTION = op("wiki.delete_comment_reaction", Method::DELETE, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments/{commentId}/reactions/{type}")
        .resource("pageCommentReactions").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("7a5bc693-aab7-4d48-8f34-36f373022063"));
    GET_ENGAGED_USERS = op("wiki.get_engaged_users", Method::GET, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments/{commentId}/reactions/{type}/users")
        .resource("pageCommentReactionsEngagedUsers").api_version("7.1").effect(Effect::Read)
        .location_id(Some("598a5268-41a7-4162-b7dc-344131e4d1fa"))
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&["$top", "$skip"]);
    ADD_COMMENT = op("wiki.add_comment", Method::POST, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments")
        .resource("pageComments").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("9b394e93-7db5-46cb-9c26-09a36aa5c895")).consumes(Some("application/json"));
    DELETE_COMMENT = op("wiki.delete_comment", Method::DELETE, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments/{id}")
        .resource("pageComments").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("9b394e93-7db5-46cb-9c26-09a36aa5c895")).produces(&[]);
    GET_COMMENT = op("wiki.get_comment", Method::GET, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments/{id}")
        .resource("pageComments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("9b394e93-7db5-46cb-9c26-09a36aa5c895")).optional(&["excludeDeleted", "$expand"]);
    LIST_COMMENTS = op("wiki.list_comments", Method::GET, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments")
        .resource("pageComments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("9b394e93-7db5-46cb-9c26-09a36aa5c895"))
        .paging(Paging::BodyToken { send: TokenPlace::Query("continuationToken"), token: "continuationToken", items: "comments", end: PagingEnd::NoToken })
        .optional(&["$top", "continuationToken", "excludeDeleted", "$expand", "order", "parentId"]);
    UPDATE_COMMENT = op("wiki.update_comment", Method::PATCH, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/comments/{id}")
        .resource("pageComments").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("9b394e93-7db5-46cb-9c26-09a36aa5c895")).consumes(Some("application/json"));
    CREATE_OR_UPDATE_PAGE_VIEW_STATS = op("wiki.create_or_update_page_view_stats", Method::POST, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pageViewStats")
        .resource("pageViewStats").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1087b746-5d15-41b9-bea6-14e325e7f880")).required(&["wikiVersion", "path"])
        .optional(&["oldPath"]);
    GET_PAGE_ATTACHMENTS = op("wiki.get_page_attachments", Method::GET, "{project}/_apis/wiki/wikis/{wikiIdentifier}/pages/{pageId}/attachments")
        .resource("attachments").api_version("7.1").effect(Effect::Read);
}
