// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `tfvc`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Tfvc").area_id(Some("8aa40520-446d-40e6-89f6-9c9f9ce44c48")).host(Host::Dev)
}

catalog! {
    GET_CHANGESET_CHANGES = op("tfvc.get_changeset_changes", Method::GET, "_apis/tfvc/changesets/{id?}/changes")
        .resource("changesetChanges").api_version("7.1").effect(Effect::Read)
        .location_id(Some("f32b86f2-15b9-4fe6-81b1-6f8938617ee5")).scopes(&["vso.code"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["$skip", "$top", "continuationToken"]);
    GET_CHANGESET_WORK_ITEMS = op("tfvc.get_changeset_work_items", Method::GET, "_apis/tfvc/changesets/{id?}/workItems")
        .resource("changesetWorkItems").api_version("7.1").effect(Effect::Read)
        .location_id(Some("64ae0bea-1d71-47c9-a9e5-fe73f5ea0ff4")).scopes(&["vso.code"]);
    GET_BATCHED_CHANGESETS = op("tfvc.get_batched_changesets", Method::POST, "_apis/tfvc/changesetsbatch")
        .resource("changesetsBatch").api_version("7.1").effect(Effect::Read)
        .location_id(Some("b7e7c173-803c-4fea-9ec8-31ee35c5502a")).scopes(&["vso.code"])
        .consumes(Some("application/json"));
    GET_LABEL_ITEMS = op("tfvc.get_label_items", Method::GET, "_apis/tfvc/labels/{labelId}/items")
        .resource("labelItems").api_version("7.1").effect(Effect::Read)
        .location_id(Some("06166e34-de17-4b60-8cd1-23182a346fda")).scopes(&["vso.code"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&["$top", "$skip"]);
    GET_SHELVESET = op("tfvc.get_shelveset", Method::GET, "_apis/tfvc/shelvesets")
        .resource("shelvesets").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e36d44fb-e907-4b0a-b194-f83f1ed32ad3")).scopes(&["vso.code"])
        .required(&["shelvesetId"]).optional(&[
            "requestData.includeDetails", "requestData.includeLinks", "requestData.includeWorkItems",
            "requestData.maxChangeCount", "requestData.maxCommentLength", "requestData.name", "requestData.owner",
        ]);
    GET_SHELVESET_CHANGES = op("tfvc.get_shelveset_changes", Method::GET, "_apis/tfvc/shelvesets/changes")
        .resource("shelvesetChanges").api_version("7.1").effect(Effect::Read)
        .location_id(Some("dbaf075b-0445-4c34-9e5b-82292f856522")).scopes(&["vso.code"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).required(&["shelvesetId"])
        .optional(&["$top", "$skip"]);
    GET_SHELVESET_WORK_ITEMS = op("tfvc.get_shelveset_work_items", Method::GET, "_apis/tfvc/shelvesets/workitems")
        .resource("shelvesetWorkItems").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a7a0c1c1-373e-425a-b031-a519474d743d")).scopes(&["vso.code"])
        .required(&["shelvesetId"]);
    GET_BRANCH_REFS = op("tfvc.get_branch_refs", Method::GET, "{project?}/_apis/tfvc/branches")
        .resource("branches").api_version("7.1").effect(Effect::Read)
        .location_id(Some("bc1f417e-239d-42e7-85e1-76e80cb2d6eb")).scopes(&["vso.code"]).required(&["scopePath"])
        .optional(&["includeDeleted", "includeLinks"]);
    CREATE_CHANGESET = op("tfvc.create_changeset", Method::POST, "{project?}/_apis/tfvc/changesets")
        .resource("changesets").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("0bc8f0a4-6bfb-42a9-ba84-139da7b99c49")).scopes(&["vso.code_write"])
        .consumes(Some("application/json"));
    GET_CHANGESETS = op("tfvc.get_changesets", Method::GET, "{project?}/_apis/tfvc/changesets")
        .resource("changesets").api_version("7.1").effect(Effect::Read)
        .location_id(Some("0bc8f0a4-6bfb-42a9-ba84-139da7b99c49")).scopes(&["vso.code"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&[
            "maxCommentLength", "$skip", "$top", "$orderby", "searchCriteria.author",
            "searchCriteria.followRenames", "searchCriteria.fromDate", "searchCriteria.fromId",
            "searchCriteria.includeLinks", "searchCriteria.itemPath", "searchCriteria.mappings",
            "searchCriteria.toDate", "searchCriteria.toId",
        ]);
    GET_CHANGESET = op("tfvc.get_changeset", Method::GET, "{project?}/_apis/tfvc/changesets/{id}")
        .resource("changesets").api_version("7.1").effect(Effect::Read)
        .location_id(Some("0bc8f0a4-6bfb-42a9-ba84-139da7b99c49")).scopes(&["vso.code"]).optional(&[
            "maxChangeCount", "includeDetails", "includeWorkItems", "maxCommentLength", "includeSourceRename",
            "$skip", "$top", "$orderby", "searchCriteria.author", "searchCriteria.followRenames",
            "searchCriteria.fromDate", "searchCriteria.fromId", "searchCriteria.includeLinks",
            "searchCriteria.itemPath", "searchCriteria.mappings", "searchCriteria.toDate", "searchCriteria.toId",
        ]);
    GET_ITEMS_BATCH = op("tfvc.get_items_batch", Method::POST, "{project?}/_apis/tfvc/itembatch")
        .resource("itemBatch").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fe6f827b-5f64-480f-b8af-1eca3b80e833")).scopes(&["vso.code"])
        .consumes(Some("application/json")).produces(&["application/zip", "application/json"]);
    GET_ITEMS = op("tfvc.get_items", Method::GET, "{project?}/_apis/tfvc/items")
        .resource("items").api_version("7.1").effect(Effect::Read)
        .location_id(Some("ba9fc436-9a38-4578-89d6-e4f3241f5040")).scopes(&["vso.code"]).optional(&[
            "scopePath", "recursionLevel", "includeLinks", "versionDescriptor.version",
            "versionDescriptor.versionOption", "versionDescriptor.versionType",
        ]);
    GET_LABELS = op("tfvc.get_labels", Method::GET, "{project?}/_apis/tfvc/labels")
        .resource("labels").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a5d9bd7f-b661-4d0e-b9be-d9c16affae54")).scopes(&["vso.code"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&[
            "requestData.includeLinks", "requestData.itemLabelFilter", "requestData.labelScope",
            "requestData.maxItemCount", "requestData.name", "requestData.owner", "$top", "$skip",
        ]);
    GET_LABEL = op("tfvc.get_label", Method::GET, "{project?}/_apis/tfvc/labels/{labelId}")
        .resource("labels").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a5d9bd7f-b661-4d0e-b9be-d9c16affae54")).scopes(&["vso.code"]).optional(&[
            "requestData.includeLinks", "requestData.itemLabelFilter", "requestData.labelScope",
            "requestData.maxItemCount", "requestData.name", "requestData.owner",
        ]);
    GET_SHELVESETS = op("tfvc.get_shelvesets", Method::GET, "_apis/tfvc/shelvesets")
        .resource("shelvesets").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e36d44fb-e907-4b0a-b194-f83f1ed32ad3")).scopes(&["vso.code"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&[
            "requestData.includeDetails", "requestData.includeLinks", "requestData.includeWorkItems",
            "requestData.maxChangeCount", "requestData.maxCommentLength", "requestData.name", "requestData.owner",
            "$top", "$skip",
        ]);
    GET_BRANCH = op("tfvc.get_branch", Method::GET, "{project?}/_apis/tfvc/branches")
        .resource("branches").api_version("7.1").effect(Effect::Read)
        .location_id(Some("bc1f417e-239d-42e7-85e1-76e80cb2d6eb")).scopes(&["vso.code"]).required(&["path"])
        .optional(&["includeParent", "includeChildren"]);
    GET_BRANCHES = op("tfvc.get_branches", Method::GET, "{project?}/_apis/tfvc/branches")
        .resource("branches").api_version("7.1").effect(Effect::Read)
        .location_id(Some("bc1f417e-239d-42e7-85e1-76e80cb2d6eb")).scopes(&["vso.code"])
        .optional(&["includeParent", "includeChildren", "includeDeleted", "includeLinks"]);
    GET_ITEM = op("tfvc.get_item", Method::GET, "{project?}/_apis/tfvc/items")
        .resource("items").api_version("7.1").effect(Effect::Read)
        .location_id(Some("ba9fc436-9a38-4578-89d6-e4f3241f5040")).scopes(&["vso.code"])
        .produces(&["text/plain", "application/octet-stream", "application/zip", "application/json"])
        .required(&["path"]).optional(&[
            "fileName", "download", "scopePath", "recursionLevel", "versionDescriptor.version",
            "versionDescriptor.versionOption", "versionDescriptor.versionType", "includeContent",
        ])
        .forms(const { &[
            Form::new(Method::GET, Some(Host::Dev), "{project?}/_apis/tfvc/items/{path*}"),
        ] });
}
