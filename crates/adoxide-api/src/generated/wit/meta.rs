// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `wit`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("WorkItemTracking").area_id(Some("5264459e-e5e0-4bd8-b118-0985e68a4ec5")).host(Host::Dev)
}

catalog! {
    GET_WORK_ARTIFACT_LINK_TYPES = op("wit.get_work_artifact_link_types", Method::GET, "_apis/wit/artifactlinktypes")
        .resource("artifactLinkTypes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1a31de40-e318-41cd-a6c6-881077df52e3")).scopes(&["vso.work"]);
    GET_WORK_ITEM_ICONS = op("wit.get_work_item_icons", Method::GET, "_apis/wit/workitemicons")
        .resource("workItemIcons").api_version("7.1").effect(Effect::Read)
        .location_id(Some("4e1eb4a5-1970-4228-a682-ec48eb2dca30")).scopes(&["vso.work"]);
    GET_WORK_ITEM_ICON = op("wit.get_work_item_icon", Method::GET, "_apis/wit/workitemicons/{icon}")
        .resource("workItemIcons").api_version("7.1").effect(Effect::Read)
        .location_id(Some("4e1eb4a5-1970-4228-a682-ec48eb2dca30")).scopes(&["vso.work"])
        .produces(&["image/svg+xml", "image/xaml+xml", "application/json"]).optional(&["color", "v"]);
    GET_RELATION_TYPES = op("wit.get_relation_types", Method::GET, "_apis/wit/workitemrelationtypes")
        .resource("workItemRelationTypes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("f5d33bc9-5b49-4a3c-a9bd-f3cd46dd2165")).scopes(&["vso.work"]);
    GET_RELATION_TYPE = op("wit.get_relation_type", Method::GET, "_apis/wit/workitemrelationtypes/{relation}")
        .resource("workItemRelationTypes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("f5d33bc9-5b49-4a3c-a9bd-f3cd46dd2165")).scopes(&["vso.work"]);
    GET_WORK_ITEM_NEXT_STATES_ON_CHECKIN_ACTION = op("wit.get_work_item_next_states_on_checkin_action", Method::GET, "_apis/wit/workitemtransitions")
        .resource("workItemTransitions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("afae844b-e2f6-44c2-8053-17b3bb936a40")).scopes(&["vso.work"]).required(&["ids"])
        .optional(&["action"]);
    GET_RECENT_ACTIVITY_DATA = op("wit.get_recent_activity_data", Method::GET, "_apis/work/accountmyworkrecentactivity")
        .resource("accountMyWorkRecentActivity").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1bc988f4-c15f-4072-ad35-497c87e3a909")).scopes(&["vso.work"]);
    QUERY_WORK_ITEMS_FOR_ARTIFACT_URIS = op("wit.query_work_items_for_artifact_uris", Method::POST, "{project?}/_apis/wit/artifacturiquery")
        .resource("artifactUriQuery").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a9a9aa7a-8c09-44d3-ad1b-46e855c1e3d3")).scopes(&["vso.work"])
        .consumes(Some("application/json"));
    CREATE_ATTACHMENT = op("wit.create_attachment", Method::POST, "{project?}/_apis/wit/attachments")
        .resource("attachments").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("e07b5fa4-1499-494d-a496-64b860fd64ff")).scopes(&["vso.work_write"])
        .consumes(Some("application/octet-stream")).optional(&["fileName", "uploadType", "areaPath"]);
    GET_ATTACHMENT = op("wit.get_attachment", Method::GET, "{project?}/_apis/wit/attachments/{id}")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e07b5fa4-1499-494d-a496-64b860fd64ff")).scopes(&["vso.work"])
        .produces(&["application/octet-stream", "application/zip"]).optional(&["fileName", "download"]);
    UPLOAD_ATTACHMENT = op("wit.upload_attachment", Method::PUT, "{project?}/_apis/wit/attachments/{id}")
        .resource("attachments").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("e07b5fa4-1499-494d-a496-64b860fd64ff")).scopes(&["vso.work_write"])
        .consumes(Some("application/octet-stream")).optional(&["fileName"]).headers(&["Content-Range"]);
    GET_ROOT_NODES = op("wit.get_root_nodes", Method::GET, "{project}/_apis/wit/classificationnodes")
        .resource("classificationNodes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a70579d1-f53a-48ee-a5be-7be8659023b9")).scopes(&["vso.work"]).optional(&["$depth"]);
    CREATE_OR_UPDATE_CLASSIFICATION_NODE = op("wit.create_or_update_classification_node", Method::POST, "{project}/_apis/wit/classificationnodes/{structureGroup}/{path*?}")
        .resource("classificationNodes").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("5a172953-1b41-49d3-840a-33f79c3ce89f")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    DELETE_CLASSIFICATION_NODE = op("wit.delete_classification_node", Method::DELETE, "{project}/_apis/wit/classificationnodes/{structureGroup}/{path*?}")
        .resource("classificationNodes").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("5a172953-1b41-49d3-840a-33f79c3ce89f")).scopes(&["vso.work_write"]).produces(&[])
        .optional(&["$reclassifyId"]);
    GET_CLASSIFICATION_NODE = op("wit.get_classification_node", Method::GET, "{project}/_apis/wit/classificationnodes/{structureGroup}/{path*?}")
        .resource("classificationNodes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("5a172953-1b41-49d3-840a-33f79c3ce89f")).scopes(&["vso.work"]).optional(&["$depth"]);
    UPDATE_CLASSIFICATION_NODE = op("wit.update_classification_node", Method::PATCH, "{project}/_apis/wit/classificationnodes/{structureGroup}/{path*?}")
        .resource("classificationNodes").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("5a172953-1b41-49d3-840a-33f79c3ce89f")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    CREATE_WORK_ITEM_FIELD = op("wit.create_work_item_field", Method::POST, "{project?}/_apis/wit/fields")
        .resource("fields").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("b51fd764-e5c2-4b9b-aaf7-3395cf4bdd94")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_WORK_ITEM_FIELDS = op("wit.get_work_item_fields", Method::GET, "{project?}/_apis/wit/fields")
        .resource("fields").api_version("7.1").effect(Effect::Read)
        .location_id(Some("b51fd764-e5c2-4b9b-aaf7-3395cf4bdd94")).scopes(&["vso.work"]).optional(&["$expand"]);
    DELETE_WORK_ITEM_FIELD = op("wit.delete_work_item_field", Method::DELETE, "{project?}/_apis/wit/fields/{fieldNameOrRefName}")
        .resource("fields").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("b51fd764-e5c2-4b9b-aaf7-3395cf4bdd94")).scopes(&["vso.work_write"]).produces(&[]);
    GET_WORK_ITEM_FIELD = op("wit.get_work_item_field", Method::GET, "{project?}/_apis/wit/fields/{fieldNameOrRefName}")
        .resource("fields").api_version("7.1").effect(Effect::Read)
        .location_id(Some("b51fd764-e5c2-4b9b-aaf7-3395cf4bdd94")).scopes(&["vso.work"]);
    UPDATE_WORK_ITEM_FIELD = op("wit.update_work_item_field", Method::PATCH, "{project?}/_apis/wit/fields/{fieldNameOrRefName}")
        .resource("fields").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("b51fd764-e5c2-4b9b-aaf7-3395cf4bdd94")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    MIGRATE_PROJECTS_PROCESS = op("wit.migrate_projects_process", Method::POST, "{project}/_apis/wit/projectprocessmigration")
        .resource("projectProcessMigration").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("19801631-d4e5-47e9-8166-0330de0ff1e6")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_QUERIES = op("wit.get_queries", Method::GET, "{project}/_apis/wit/queries")
        .resource("queries").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a67d190c-c41f-424b-814d-0e906f659301")).scopes(&["vso.work"])
        .optional(&["$expand", "$depth", "$includeDeleted"]);
    CREATE_QUERY = op("wit.create_query", Method::POST, "{project}/_apis/wit/queries/{query}")
        .resource("queries").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("a67d190c-c41f-424b-814d-0e906f659301")).scopes(&["vso.work_write"])
        .consumes(Some("application/json")).optional(&["validateWiqlOnly"]).forms(const { &[
            Form::new(Method::POST, Some(Host::Dev), "{project}/_apis/wit/queries/{query*}"),
        ] });
    DELETE_QUERY = op("wit.delete_query", Method::DELETE, "{project}/_apis/wit/queries/{query}")
        .resource("queries").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("a67d190c-c41f-424b-814d-0e906f659301")).scopes(&["vso.work_write"]).produces(&[])
        .forms(const { &[
            Form::new(Method::DELETE, Some(Host::Dev), "{project}/_apis/wit/queries/{query*}"),
        ] });
    GET_QUERY = op("wit.get_query", Method::GET, "{project}/_apis/wit/queries/{query}")
        .resource("queries").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a67d190c-c41f-424b-814d-0e906f659301")).scopes(&["vso.work"])
        .optional(&["$expand", "$depth", "$includeDeleted", "$useIsoDateFormat"]).forms(const { &[
            Form::new(Method::GET, Some(Host::Dev), "{project}/_apis/wit/queries/{query*}"),
        ] });
    UPDATE_QUERY = op("wit.update_query", Method::PATCH, "{project}/_apis/wit/queries/{query}")
        .resource("queries").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("a67d190c-c41f-424b-814d-0e906f659301")).scopes(&["vso.work_write"])
        .consumes(Some("application/json")).optional(&["$undeleteDescendants"]).forms(const { &[
            Form::new(Method::PATCH, Some(Host::Dev), "{project}/_apis/wit/queries/{query*}"),
        ] });
    GET_QUERIES_BATCH = op("wit.get_queries_batch", Method::POST, "{project}/_apis/wit/queriesbatch")
        .resource("queriesBatch").api_version("7.1").effect(Effect::Read)
        .location_id(Some("549816f9-09b0-4e75-9e81-01fbfcd07426")).scopes(&["vso.work"])
        .consumes(Some("application/json"));
    GET_DELETED_WORK_ITEM_SHALLOW_REFERENCES = op("wit.get_deleted_work_item_shallow_references", Method::GET, "{project?}/_apis/wit/recyclebin")
        .resource("recyclebin").api_version("7.1").effect(Effect::Read)
        .location_id(Some("b70d8d39-926c-465e-b927-b1bf0e5ca0e0")).scopes(&["vso.work"]);
    DESTROY_WORK_ITEM = op("wit.destroy_work_item", Method::DELETE, "{project?}/_apis/wit/recyclebin/{id}")
        .resource("recyclebin").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("b70d8d39-926c-465e-b927-b1bf0e5ca0e0")).scopes(&["vso.work_write"]).produces(&[]);
    GET_DELETED_WORK_ITEM = op("wit.get_deleted_work_item", Method::GET, "{project?}/_apis/wit/recyclebin/{id}")
        .resource("recyclebin").api_version("7.1").effect(Effect::Read)
        .location_id(Some("b70d8d39-926c-465e-b927-b1bf0e5ca0e0")).scopes(&["vso.work"]);
    RESTORE_WORK_ITEM = op("wit.restore_work_item", Method::PATCH, "{project?}/_apis/wit/recyclebin/{id}")
        .resource("recyclebin").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("b70d8d39-926c-465e-b927-b1bf0e5ca0e0")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_REPORTING_LINKS_BY_LINK_TYPE = op("wit.get_reporting_links_by_link_type", Method::GET, "{project?}/_apis/wit/reporting/workitemlinks")
        .resource("workItemLinks").api_version("7.1").effect(Effect::Read)
        .location_id(Some("b5b5b6d0-0308-40a1-b3f4-b9bb3c66878f")).scopes(&["vso.work"])
        .paging(Paging::BodyToken { send: TokenPlace::Query("continuationToken"), token: "continuationToken", items: "values", end: PagingEnd::Last("isLastBatch") })
        .optional(&["linkTypes", "types", "continuationToken", "startDateTime"]);
    READ_REPORTING_REVISIONS_GET = op("wit.read_reporting_revisions_get", Method::GET, "{project?}/_apis/wit/reporting/workitemrevisions")
        .resource("workItemRevisions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("f828fe59-dd87-495d-a17c-7a8d6211ca6c")).scopes(&["vso.work"])
        .paging(Paging::BodyToken { send: TokenPlace::Query("continuationToken"), token: "continuationToken", items: "values", end: PagingEnd::Last("isLastBatch") })
        .optional(&[
            "fields", "types", "continuationToken", "startDateTime", "includeIdentityRef", "includeDeleted",
            "includeTagRef", "includeLatestOnly", "$expand", "includeDiscussionChangesOnly", "$maxPageSize",
        ]);
    READ_REPORTING_REVISIONS_POST = op("wit.read_reporting_revisions_post", Method::POST, "{project?}/_apis/wit/reporting/workitemrevisions")
        .resource("workItemRevisions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("f828fe59-dd87-495d-a17c-7a8d6211ca6c")).scopes(&["vso.work"])
        .consumes(Some("application/json"))
        .paging(Paging::BodyToken { send: TokenPlace::Query("continuationToken"), token: "continuationToken", items: "values", end: PagingEnd::Last("isLastBatch") })
        .optional(&["continuationToken", "startDateTime", "$expand"]);
    READ_REPORTING_DISCUSSIONS = op("wit.read_reporting_discussions", Method::GET, "{project?}/_apis/wit/reporting/workItemRevisions/discussions")
        .resource("workItemRevisionsDiscussions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("4a644469-90c5-4fcc-9a9f-be0827d369ec")).scopes(&["vso.work"])
        .paging(Paging::BodyToken { send: TokenPlace::Query("continuationToken"), token: "continuationToken", items: "values", end: PagingEnd::Last("isLastBatch") })
        .optional(&["continuationToken", "$maxPageSize"]);
    SEND_MAIL = op("wit.send_mail", Method::POST, "{project?}/_apis/wit/sendmail")
        .resource("sendMail").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("12438500-2f84-4fa7-9f1a-c31871b4959d")).scopes(&["vso.work"])
        .consumes(Some("application/json")).produces(&[]);
    GET_TAGS = op("wit.get_tags", Method::GET, "{project}/_apis/wit/tags")
        .resource("tags").api_version("7.1").effect(Effect::Read)
        .location_id(Some("bc15bc60-e7a8-43cb-ab01-2106be3983a1")).scopes(&["vso.work"]);
    DELETE_TAG = op("wit.delete_tag", Method::DELETE, "{project}/_apis/wit/tags/{tagIdOrName}")
        .resource("tags").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("bc15bc60-e7a8-43cb-ab01-2106be3983a1")).scopes(&["vso.work_write"]).produces(&[]);
    GET_TAG = op("wit.get_tag", Method::GET, "{project}/_apis/wit/tags/{tagIdOrName}")
        .resource("tags").api_version("7.1").effect(Effect::Read)
        .location_id(Some("bc15bc60-e7a8-43cb-ab01-2106be3983a1")).scopes(&["vso.work"]);
    UPDATE_TAG = op("wit.update_tag", Method::PATCH, "{project}/_apis/wit/tags/{tagIdOrName}")
        .resource("tags").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("bc15bc60-e7a8-43cb-ab01-2106be3983a1")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    CREATE_TEMP_QUERY = op("wit.create_temp_query", Method::POST, "{project}/_apis/wit/tempqueries")
        .resource("tempQueries").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("9f614388-a9f0-4952-ad6c-89756bd8e388")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_WORK_ITEMS = op("wit.get_work_items", Method::GET, "{project?}/_apis/wit/workitems")
        .resource("workItems").api_version("7.1").effect(Effect::Read)
        .location_id(Some("72c7ddf8-2cdc-4f60-90cd-ab71c14a399b")).scopes(&["vso.work"]).required(&["ids"])
        .optional(&["fields", "asOf", "$expand", "errorPolicy"]);
    CREATE_WORK_ITEM = op("wit.create_work_item", Method::POST, "{project}/_apis/wit/workitems/${type}")
        .resource("workItems").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("62d3d110-0047-428c-ad3c-4fe872c91c74")).scopes(&["vso.work_write"])
        .consumes(Some("application/json-patch+json"))
        .optional(&["validateOnly", "bypassRules", "suppressNotifications", "$expand"]).forms(const { &[
            Form::new(Method::PATCH, Some(Host::Dev), "{project}/_apis/wit/workitems/${type}"),
        ] });
    GET_WORK_ITEM_TEMPLATE = op("wit.get_work_item_template", Method::GET, "{project}/_apis/wit/workitems/${type}")
        .resource("workItems").api_version("7.1").effect(Effect::Read)
        .location_id(Some("62d3d110-0047-428c-ad3c-4fe872c91c74")).scopes(&["vso.work"])
        .optional(&["fields", "asOf", "$expand"]);
    DELETE_WORK_ITEM = op("wit.delete_work_item", Method::DELETE, "{project?}/_apis/wit/workitems/{id}")
        .resource("workItems").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("72c7ddf8-2cdc-4f60-90cd-ab71c14a399b")).scopes(&["vso.work_write"])
        .optional(&["destroy"]);
    GET_WORK_ITEM = op("wit.get_work_item", Method::GET, "{project?}/_apis/wit/workitems/{id}")
        .resource("workItems").api_version("7.1").effect(Effect::Read)
        .location_id(Some("72c7ddf8-2cdc-4f60-90cd-ab71c14a399b")).scopes(&["vso.work"])
        .optional(&["fields", "asOf", "$expand"]);
    UPDATE_WORK_ITEM = op("wit.update_work_item", Method::PATCH, "{project?}/_apis/wit/workitems/{id}")
        .resource("workItems").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("72c7ddf8-2cdc-4f60-90cd-ab71c14a399b")).scopes(&["vso.work_write"])
        .consumes(Some("application/json-patch+json"))
        .optional(&["validateOnly", "bypassRules", "suppressNotifications", "$expand"]);
    GET_REVISIONS = op("wit.get_revisions", Method::GET, "{project?}/_apis/wit/workItems/{id}/revisions")
        .resource("revisions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a00c85a5-80fa-4565-99c3-bcd2181434bb")).scopes(&["vso.work"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" })
        .optional(&["$top", "$skip", "$expand"]);
    GET_REVISION = op("wit.get_revision", Method::GET, "{project?}/_apis/wit/workItems/{id}/revisions/{revisionNumber}")
        .resource("revisions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a00c85a5-80fa-4565-99c3-bcd2181434bb")).scopes(&["vso.work"]).optional(&["$expand"]);
    GET_UPDATES = op("wit.get_updates", Method::GET, "{project?}/_apis/wit/workItems/{id}/updates")
        .resource("updates").api_version("7.1").effect(Effect::Read)
        .location_id(Some("6570bf97-d02c-4a91-8d93-3abe9895b1a9")).scopes(&["vso.work"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&["$top", "$skip"]);
    GET_UPDATE = op("wit.get_update", Method::GET, "{project?}/_apis/wit/workItems/{id}/updates/{updateNumber}")
        .resource("updates").api_version("7.1").effect(Effect::Read)
        .location_id(Some("6570bf97-d02c-4a91-8d93-3abe9895b1a9")).scopes(&["vso.work"]);
    ADD_COMMENT = op("wit.add_comment", Method::POST, "{project}/_apis/wit/workItems/{workItemId}/comments")
        .resource("comments").api_version("7.1-preview.4").effect(Effect::Unsafe)
        .location_id(Some("608aac0a-32e1-4493-a863-b9cf4566d257")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_COMMENTS_BATCH = op("wit.get_comments_batch", Method::GET, "{project}/_apis/wit/workItems/{workItemId}/comments")
        .resource("comments").api_version("7.1-preview.4").effect(Effect::Read)
        .location_id(Some("608aac0a-32e1-4493-a863-b9cf4566d257")).scopes(&["vso.work"]).required(&["ids"])
        .optional(&["includeDeleted", "$expand"]);
    DELETE_COMMENT = op("wit.delete_comment", Method::DELETE, "{project}/_apis/wit/workItems/{workItemId}/comments/{commentId}")
        .resource("comments").api_version("7.1-preview.4").effect(Effect::Idempotent)
        .location_id(Some("608aac0a-32e1-4493-a863-b9cf4566d257")).scopes(&["vso.work_write"]).produces(&[]);
    GET_COMMENT = op("wit.get_comment", Method::GET, "{project}/_apis/wit/workItems/{workItemId}/comments/{commentId}")
        .resource("comments").api_version("7.1-preview.4").effect(Effect::Read)
        .location_id(Some("608aac0a-32e1-4493-a863-b9cf4566d257")).scopes(&["vso.work"])
        .optional(&["includeDeleted", "$expand"]);
    UPDATE_COMMENT = op("wit.update_comment", Method::PATCH, "{project}/_apis/wit/workItems/{workItemId}/comments/{commentId}")
        .resource("comments").api_version("7.1-preview.4").effect(Effect::Unsafe)
        .location_id(Some("608aac0a-32e1-4493-a863-b9cf4566d257")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_COMMENT_REACTIONS = op("wit.get_comment_reactions", Method::GET, "{project}/_apis/wit/workItems/{workItemId}/comments/{commentId}/reactions")
        .resource("commentsReactions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("f6cb3f27-1028-4851-af96-887e570dc21f")).scopes(&["vso.work"]);
    CREATE_COMMENT_REACTION = op("wit.create_comment_reaction", Method::PUT, "{project}/_apis/wit/workItems/{workItemId}/comments/{commentId}/reactions/{reactionType}")
        .resource("commentsReactions").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("f6cb3f27-1028-4851-af96-887e570dc21f")).scopes(&["vso.work_write"]);
    DELETE_COMMENT_REACTION = op("wit.delete_comment_reaction", Method::DELETE, "{project}/_apis/wit/workItems/{workItemId}/comments/{commentId}/reactions/{reactionType}")
        .resource("commentsReactions").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("f6cb3f27-1028-4851-af96-887e570dc21f")).scopes(&["vso.work_write"]);
    GET_ENGAGED_USERS = op("wit.get_engaged_users", Method::GET, "{project}/_apis/wit/workItems/{workItemId}/comments/{commentId}/reactions/{reactionType}/users")
        .resource("commentReactionsEngagedUsers").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("e33ca5e0-2349-4285-af3d-d72d86781c35")).scopes(&["vso.work"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&["$top", "$skip"]);
    GET_COMMENT_VERSIONS = op("wit.get_comment_versions", Method::GET, "{project}/_apis/wit/workItems/{workItemId}/comments/{commentId}/versions")
        .resource("commentsVersions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("49e03b34-3be0-42e3-8a5d-e8dfb88ac954")).scopes(&["vso.work"]);
    GET_COMMENT_VERSION = op("wit.get_comment_version", Method::GET, "{project}/_apis/wit/workItems/{workItemId}/comments/{commentId}/versions/{version}")
        .resource("commentsVersions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("49e03b34-3be0-42e3-8a5d-e8dfb88ac954")).scopes(&["vso.work"]);
    GET_WORK_ITEMS_BATCH = op("wit.get_work_items_batch", Method::POST, "{project?}/_apis/wit/workitemsbatch")
        .resource("workItemsBatch").api_version("7.1").effect(Effect::Read)
        .location_id(Some("908509b6-4248-4475-a1cd-829139ba419f")).scopes(&["vso.work"])
        .consumes(Some("application/json"));
    DELETE_WORK_ITEMS = op("wit.delete_work_items", Method::POST, "{project?}/_apis/wit/workitemsdelete")
        .resource("workItemsDelete").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("8bc57545-27e5-420d-b709-f6e3ebcc1fc1")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_WORK_ITEM_TYPE_CATEGORIES = op("wit.get_work_item_type_categories", Method::GET, "{project}/_apis/wit/workitemtypecategories")
        .resource("workItemTypeCategories").api_version("7.1").effect(Effect::Read)
        .location_id(Some("9b9f5734-36c8-415e-ba67-f83b45c31408")).scopes(&["vso.work"]);
    GET_WORK_ITEM_TYPE_CATEGORY = op("wit.get_work_item_type_category", Method::GET, "{project}/_apis/wit/workitemtypecategories/{category}")
        .resource("workItemTypeCategories").api_version("7.1").effect(Effect::Read)
        .location_id(Some("9b9f5734-36c8-415e-ba67-f83b45c31408")).scopes(&["vso.work"]);
    GET_WORK_ITEM_TYPES = op("wit.get_work_item_types", Method::GET, "{project}/_apis/wit/workitemtypes")
        .resource("workItemTypes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("7c8d7a76-4a09-43e8-b5df-bd792f4ac6aa")).scopes(&["vso.work"]);
    GET_WORK_ITEM_TYPE = op("wit.get_work_item_type", Method::GET, "{project}/_apis/wit/workitemtypes/{type}")
        .resource("workItemTypes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("7c8d7a76-4a09-43e8-b5df-bd792f4ac6aa")).scopes(&["vso.work"]);
    GET_WORK_ITEM_TYPE_FIELDS_WITH_REFERENCES = op("wit.get_work_item_type_fields_with_references", Method::GET, "{project}/_apis/wit/workitemtypes/{type}/fields")
        .resource("workItemTypesField").api_version("7.1").effect(Effect::Read)
        .location_id(Some("bd293ce5-3d25-4192-8e67-e8092e879efb")).scopes(&["vso.work"]).optional(&["$expand"]);
    GET_WORK_ITEM_TYPE_FIELD_WITH_REFERENCES = op("wit.get_work_item_type_field_with_references", Method::GET, "{project}/_apis/wit/workitemtypes/{type}/fields/{field}")
        .resource("workItemTypesField").api_version("7.1").effect(Effect::Read)
        .location_id(Some("bd293ce5-3d25-4192-8e67-e8092e879efb")).scopes(&["vso.work"]).optional(&["$expand"]);
    GET_WORK_ITEM_TYPE_STATES = op("wit.get_work_item_type_states", Method::GET, "{project}/_apis/wit/workitemtypes/{type}/states")
        .resource("workItemTypeStates").api_version("7.1").effect(Effect::Read)
        .location_id(Some("7c9d7a76-4a09-43e8-b5df-bd792f4ac6aa")).scopes(&["vso.work"]);
    CREATE_TEMPLATE = op("wit.create_template", Method::POST, "{project}/{team}/_apis/wit/templates")
        .resource("templates").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("6a90345f-a676-4969-afce-8e163e1d5642")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    GET_TEMPLATES = op("wit.get_templates", Method::GET, "{project}/{team}/_apis/wit/templates")
        .resource("templates").api_version("7.1").effect(Effect::Read)
        .location_id(Some("6a90345f-a676-4969-afce-8e163e1d5642")).scopes(&["vso.work"])
        .optional(&["workitemtypename"]);
    DELETE_TEMPLATE = op("wit.delete_template", Method::DELETE, "{project}/{team}/_apis/wit/templates/{templateId}")
        .resource("templates").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("fb10264a-8836-48a0-8033-1b0ccd2748d5")).scopes(&["vso.work_write"]).produces(&[]);
    GET_TEMPLATE = op("wit.get_template", Method::GET, "{project}/{team}/_apis/wit/templates/{templateId}")
        .resource("templates").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fb10264a-8836-48a0-8033-1b0ccd2748d5")).scopes(&["vso.work"]);
    REPLACE_TEMPLATE = op("wit.replace_template", Method::PUT, "{project}/{team}/_apis/wit/templates/{templateId}")
        .resource("templates").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("fb10264a-8836-48a0-8033-1b0ccd2748d5")).scopes(&["vso.work_write"])
        .consumes(Some("application/json"));
    QUERY_BY_WIQL = op("wit.query_by_wiql", Method::POST, "{project?}/{team?}/_apis/wit/wiql")
        .resource("wiql").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1a9c53f7-f243-4447-b110-35ef023636e4")).scopes(&["vso.work"])
        .consumes(Some("application/json")).optional(&["timePrecision", "$top"]);
    COUNT_BY_ID = op("wit.count_by_id", Method::HEAD, "{project?}/{team?}/_apis/wit/wiql/{id}")
        .resource("wiql").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a02355f5-5f8a-4671-8e32-369d23aac83d")).scopes(&["vso.work"])
        .optional(&["timePrecision", "$top"]);
    QUERY_BY_ID = op("wit.query_by_id", Method::GET, "{project?}/{team?}/_apis/wit/wiql/{id}")
        .resource("wiql").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a02355f5-5f8a-4671-8e32-369d23aac83d")).scopes(&["vso.work"])
        .optional(&["timePrecision", "$top"]);
    GET_CLASSIFICATION_NODES = op("wit.get_classification_nodes", Method::GET, "{project}/_apis/wit/classificationnodes")
        .resource("classificationNodes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a70579d1-f53a-48ee-a5be-7be8659023b9")).scopes(&["vso.work"]).required(&["ids"])
        .optional(&["$depth", "errorPolicy"]);
    SEARCH_QUERIES = op("wit.search_queries", Method::GET, "{project}/_apis/wit/queries")
        .resource("queries").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a67d190c-c41f-424b-814d-0e906f659301")).scopes(&["vso.work"]).required(&["$filter"])
        .optional(&["$top", "$expand", "$includeDeleted"]);
    GET_DELETED_WORK_ITEMS = op("wit.get_deleted_work_items", Method::GET, "{project?}/_apis/wit/recyclebin")
        .resource("recyclebin").api_version("7.1").effect(Effect::Read)
        .location_id(Some("b70d8d39-926c-465e-b927-b1bf0e5ca0e0")).scopes(&["vso.work"]).required(&["ids"]);
    ADD_WORK_ITEM_COMMENT = op("wit.add_work_item_comment", Method::POST, "{project}/_apis/wit/workItems/{workItemId}/comments")
        .resource("comments").api_version("7.1-preview.4").effect(Effect::Unsafe)
        .location_id(Some("608aac0a-32e1-4493-a863-b9cf4566d257")).scopes(&["vso.work_write"])
        .consumes(Some("application/json")).required(&["format"]);
    GET_COMMENTS = op("wit.get_comments", Method::GET, "{project}/_apis/wit/workItems/{workItemId}/comments")
        .resource("comments").api_version("7.1-preview.4").effect(Effect::Read)
        .location_id(Some("608aac0a-32e1-4493-a863-b9cf4566d257")).scopes(&["vso.work"])
        .paging(Paging::BodyToken { send: TokenPlace::Query("continuationToken"), token: "continuationToken", items: "comments", end: PagingEnd::NoToken })
        .optional(&["$top", "continuationToken", "includeDeleted", "$expand", "order"]);
    UPDATE_WORK_ITEM_COMMENT = op("wit.update_work_item_comment", Method::PATCH, "{project}/_apis/wit/workItems/{workItemId}/comments/{commentId}")
        .resource("comments").api_version("7.1-preview.4").effect(Effect::Unsafe)
        .location_id(Some("608aac0a-32e1-4493-a863-b9cf4566d257")).scopes(&["vso.work_write"])
        .consumes(Some("application/json")).required(&["format"]);
    GET_GITHUB_CONNECTIONS = op("wit.get_github_connections", Method::GET, "{project}/_apis/githubconnections")
        .resource("githubConnections").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("0cf95f86-6ce1-f410-ccf6-3d8c92b3a1ef")).scopes(&["vso.githubconnections"]);
    GET_GITHUB_CONNECTION_REPOSITORIES = op("wit.get_github_connection_repositories", Method::GET, "{project}/_apis/githubconnections/{connectionId}/repos")
        .resource("githubConnections").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("0b3a5212-f65b-2102-0d80-1dd77ce4c700")).scopes(&["vso.githubconnections"]);
    UPDATE_GITHUB_CONNECTION_REPOS = op("wit.update_github_connection_repos", Method::POST, "{project}/_apis/githubconnections/{connectionId}/reposBatch")
        .resource("githubConnections").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .location_id(Some("15b19676-8d9e-e224-d795-ca4d1a18024d")).scopes(&["vso.githubconnections_manage"])
        .consumes(Some("application/json"));
    DELETE_ATTACHMENT = op("wit.delete_attachment", Method::DELETE, "{project?}/_apis/wit/attachments/{id}")
        .resource("attachments").api_version("7.2-preview.4").effect(Effect::Idempotent)
        .location_id(Some("e07b5fa4-1499-494d-a496-64b860fd64ff")).scopes(&["vso.work_full"]);
    GET_ACCOUNT_MY_WORK_DATA = op("wit.get_account_my_work_data", Method::GET, "_apis/work/accountMyWork")
        .resource("accountMyWork").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("def3d688-ddf5-4096-9024-69beea15cdbd")).optional(&["$queryOption"]);
    GET_RECENT_MENTIONS = op("wit.get_recent_mentions", Method::GET, "_apis/work/accountRecentMentions")
        .resource("accountRecentMentions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("d60eeb6e-e18c-4478-9e94-a0094e28f41c"));
    GET_WORK_ITEM_STATE_COLORS = op("wit.get_work_item_state_colors", Method::POST, "_apis/work/workitemStateColor")
        .resource("workitemStateColor").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("0b83df8a-3496-4ddb-ba44-63634f4cda61")).consumes(Some("application/json"));
    EXPORT_WORK_ITEM_TYPE_DEFINITION = op("wit.export_work_item_type_definition", Method::GET, "{project?}/_apis/wit/workItemTypeTemplate/{type?}")
        .resource("workItemTypeTemplate").api_version("7.1").effect(Effect::Read)
        .location_id(Some("8637ac8b-5eb6-4f90-b3f7-4f2ff576a459")).optional(&["exportGlobalLists"]);
    UPDATE_WORK_ITEM_TYPE_DEFINITION = op("wit.update_work_item_type_definition", Method::POST, "{project?}/_apis/wit/workItemTypeTemplate")
        .resource("workItemTypeTemplate").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("8637ac8b-5eb6-4f90-b3f7-4f2ff576a459")).consumes(Some("application/json"));
    UPDATE_WORK_ITEMS = op("wit.update_work_items", Method::PATCH, "_apis/wit/$batch")
        .resource("$batch").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("92eefc1f-1e81-473d-88d6-749205248dc3")).scopes(&["vso.work_write"])
        .consumes(Some("application/json")).forms(const { &[
            Form::new(Method::POST, Some(Host::Dev), "_apis/wit/$batch"),
        ] });
}
