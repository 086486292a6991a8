// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { GetChangesetChanges {
    skip: i64 = "$skip",
    top: i64 = "$top",
    continuation_token: String = "continuationToken",
} }

/// `GET _apis/tfvc/changesets/{id?}/changes` · 7.1 · `vso.code`
#[inline]
pub fn get_changeset_changes(id: Option<IdRef>, params: GetChangesetChanges) -> Op<List<TfvcChange>> {
    params.add_to(Op::new(&meta::GET_CHANGESET_CHANGES).path_opt("id", id.as_ref()))
}

/// `GET _apis/tfvc/changesets/{id?}/workItems` · 7.1 · `vso.code`
#[inline]
pub fn get_changeset_work_items(id: Option<IdRef>) -> Op<List<AssociatedWorkItem>> {
    Op::new(&meta::GET_CHANGESET_WORK_ITEMS).path_opt("id", id.as_ref())
}

/// `POST _apis/tfvc/changesetsbatch` · 7.1 · `vso.code`
#[inline]
pub fn get_batched_changesets(body: &TfvcChangesetsRequestData) -> Op<List<TfvcChangesetRef>> {
    Op::new(&meta::GET_BATCHED_CHANGESETS).json(body)
}

params! { GetLabelItems {
    top: i64 = "$top",
    skip: i64 = "$skip",
} }

/// `GET _apis/tfvc/labels/{labelId}/items` · 7.1 · `vso.code`
#[inline]
pub fn get_label_items(label_id: &LabelId, params: GetLabelItems) -> Op<List<TfvcItem>> {
    params.add_to(Op::new(&meta::GET_LABEL_ITEMS).path("labelId", label_id))
}

params! { GetShelveset {
    include_details: bool = "requestData.includeDetails",
    include_links: bool = "requestData.includeLinks",
    include_work_items: bool = "requestData.includeWorkItems",
    max_change_count: i64 = "requestData.maxChangeCount",
    max_comment_length: i64 = "requestData.maxCommentLength",
    name: String = "requestData.name",
    owner: String = "requestData.owner",
} }

/// `GET _apis/tfvc/shelvesets` · 7.1 · `vso.code`
#[inline]
pub fn get_shelveset(shelveset_id: &str, params: GetShelveset) -> Op<TfvcShelveset> {
    params.add_to(Op::new(&meta::GET_SHELVESET).query("shelvesetId", shelveset_id))
}

params! { GetShelvesetChanges {
    top: i64 = "$top",
    skip: i64 = "$skip",
} }

/// `GET _apis/tfvc/shelvesets/changes` · 7.1 · `vso.code`
#[inline]
pub fn get_shelveset_changes(shelveset_id: &str, params: GetShelvesetChanges) -> Op<List<TfvcChange>> {
    params.add_to(Op::new(&meta::GET_SHELVESET_CHANGES).query("shelvesetId", shelveset_id))
}

/// `GET _apis/tfvc/shelvesets/workitems` · 7.1 · `vso.code`
#[inline]
pub fn get_shelveset_work_items(shelveset_id: &str) -> Op<List<AssociatedWorkItem>> {
    Op::new(&meta::GET_SHELVESET_WORK_ITEMS).query("shelvesetId", shelveset_id)
}

params! { GetBranchRefs {
    include_deleted: bool = "includeDeleted",
    include_links: bool = "includeLinks",
} }

/// `GET {project?}/_apis/tfvc/branches` · 7.1 · `vso.code`
#[inline]
pub fn get_branch_refs(
    project: Option<&ProjectRef>, scope_path: &str, params: GetBranchRefs,
) -> Op<List<TfvcBranchRef>> {
    params.add_to(Op::new(&meta::GET_BRANCH_REFS).path_opt("project", project).query("scopePath", scope_path))
}

required! { CreateChangesetBody(TfvcChangeset) {
    changes: Vec<TfvcChange> = "changes",
} }

/// `POST {project?}/_apis/tfvc/changesets` · 7.1 · `vso.code_write`
#[inline]
pub fn create_changeset(project: Option<&ProjectRef>, body: &CreateChangesetBody) -> Op<TfvcChangesetRef> {
    Op::new(&meta::CREATE_CHANGESET).path_opt("project", project).json(body)
}

params! { GetChangesets {
    max_comment_length: i64 = "maxCommentLength",
    skip: i64 = "$skip",
    top: i64 = "$top",
    orderby: String = "$orderby",
    author: String = "searchCriteria.author",
    follow_renames: bool = "searchCriteria.followRenames",
    from_date: String = "searchCriteria.fromDate",
    from_id: i64 = "searchCriteria.fromId",
    include_links: bool = "searchCriteria.includeLinks",
    item_path: String = "searchCriteria.itemPath",
    mappings: String = "searchCriteria.mappings",
    to_date: String = "searchCriteria.toDate",
    to_id: i64 = "searchCriteria.toId",
} }

/// `GET {project?}/_apis/tfvc/changesets` · 7.1 · `vso.code`
#[inline]
pub fn get_changesets(project: Option<&ProjectRef>, params: GetChangesets) -> Op<List<TfvcChangesetRef>> {
    params.add_to(Op::new(&meta::GET_CHANGESETS).path_opt("project", project))
}

params! { GetChangeset {
    max_change_count: i64 = "maxChangeCount",
    include_details: bool = "includeDetails",
    include_work_items: bool = "includeWorkItems",
    max_comment_length: i64 = "maxCommentLength",
    include_source_rename: bool = "includeSourceRename",
    skip: i64 = "$skip",
    top: i64 = "$top",
    orderby: String = "$orderby",
    author: String = "searchCriteria.author",
    follow_renames: bool = "searchCriteria.followRenames",
    from_date: String = "searchCriteria.fromDate",
    from_id: i64 = "searchCriteria.fromId",
    include_links: bool = "searchCriteria.includeLinks",
    item_path: String = "searchCriteria.itemPath",
    mappings: String = "searchCriteria.mappings",
    to_date: String = "searchCriteria.toDate",
    to_id: i64 = "searchCriteria.toId",
} }

/// `GET {project?}/_apis/tfvc/changesets/{id}` · 7.1 · `vso.code`
#[inline]
pub fn get_changeset(project: Option<&ProjectRef>, id: IdRef, params: GetChangeset) -> Op<TfvcChangeset> {
    params.add_to(Op::new(&meta::GET_CHANGESET).path_opt("project", project).path("id", &id))
}

/// `POST {project?}/_apis/tfvc/itembatch` · 7.1 · `vso.code`
#[inline]
pub fn get_items_batch(project: Option<&ProjectRef>, body: &TfvcItemRequestData) -> Op<List<Vec<TfvcItem>>> {
    Op::new(&meta::GET_ITEMS_BATCH).path_opt("project", project).json(body)
}

/// The same as bytes: `application/zip`, `application/json`.
#[inline]
pub fn get_items_batch_content(project: Option<&ProjectRef>, body: &TfvcItemRequestData) -> Op<Content> {
    Op::new(&meta::GET_ITEMS_BATCH).path_opt("project", project).json(body).accept("application/zip")
}

params! { GetItems {
    scope_path: String = "scopePath",
    recursion_level: VersionControlRecursionType = "recursionLevel",
    include_links: bool = "includeLinks",
    version: String = "versionDescriptor.version",
    version_option: TfvcVersionOption = "versionDescriptor.versionOption",
    version_type: TfvcVersionType = "versionDescriptor.versionType",
} }

/// `GET {project?}/_apis/tfvc/items` · 7.1 · `vso.code`
#[inline]
pub fn get_items(project: Option<&ProjectRef>, params: GetItems) -> Op<List<TfvcItem>> {
    params.add_to(Op::new(&meta::GET_ITEMS).path_opt("project", project))
}

params! { GetLabels {
    include_links: bool = "requestData.includeLinks",
    item_label_filter: String = "requestData.itemLabelFilter",
    label_scope: String = "requestData.labelScope",
    max_item_count: i64 = "requestData.maxItemCount",
    name: String = "requestData.name",
    owner: String = "requestData.owner",
    top: i64 = "$top",
    skip: i64 = "$skip",
} }

/// `GET {project?}/_apis/tfvc/labels` · 7.1 · `vso.code`
#[inline]
pub fn get_labels(project: Option<&ProjectRef>, params: GetLabels) -> Op<List<TfvcLabelRef>> {
    params.add_to(Op::new(&meta::GET_LABELS).path_opt("project", project))
}

params! { GetLabel {
    include_links: bool = "requestData.includeLinks",
    item_label_filter: String = "requestData.itemLabelFilter",
    label_scope: String = "requestData.labelScope",
    max_item_count: i64 = "requestData.maxItemCount",
    name: String = "requestData.name",
    owner: String = "requestData.owner",
} }

/// `GET {project?}/_apis/tfvc/labels/{labelId}` · 7.1 · `vso.code`
#[inline]
pub fn get_label(project: Option<&ProjectRef>, label_id: &LabelId, params: GetLabel) -> Op<TfvcLabel> {
    params.add_to(Op::new(&meta::GET_LABEL).path_opt("project", project).path("labelId", label_id))
}

params! { GetShelvesets {
    include_details: bool = "requestData.includeDetails",
    include_links: bool = "requestData.includeLinks",
    include_work_items: bool = "requestData.includeWorkItems",
    max_change_count: i64 = "requestData.maxChangeCount",
    max_comment_length: i64 = "requestData.maxCommentLength",
    name: String = "requestData.name",
    owner: String = "requestData.owner",
    top: i64 = "$top",
    skip: i64 = "$skip",
} }

/// `GET _apis/tfvc/shelvesets` · 7.1 · `vso.code`
#[inline]
pub fn get_shelvesets(params: GetShelvesets) -> Op<List<TfvcShelvesetRef>> {
    params.add_to(Op::new(&meta::GET_SHELVESETS))
}

params! { GetBranch {
    include_parent: bool = "includeParent",
    include_children: bool = "includeChildren",
} }

/// `GET {project?}/_apis/tfvc/branches` · 7.1 · `vso.code`
#[inline]
pub fn get_branch(project: Option<&ProjectRef>, path: &str, params: GetBranch) -> Op<TfvcBranch> {
    params.add_to(Op::new(&meta::GET_BRANCH).path_opt("project", project).query("path", path))
}

params! { GetBranches {
    include_parent: bool = "includeParent",
    include_children: bool = "includeChildren",
    include_deleted: bool = "includeDeleted",
    include_links: bool = "includeLinks",
} }

/// `GET {project?}/_apis/tfvc/branches` · 7.1 · `vso.code`
#[inline]
pub fn get_branches(project: Option<&ProjectRef>, params: GetBranches) -> Op<List<TfvcBranch>> {
    params.add_to(Op::new(&meta::GET_BRANCHES).path_opt("project", project))
}

params! { GetItem {
    file_name: String = "fileName",
    download: bool = "download",
    scope_path: String = "scopePath",
    recursion_level: VersionControlRecursionType = "recursionLevel",
    version: String = "versionDescriptor.version",
    version_option: TfvcVersionOption = "versionDescriptor.versionOption",
    version_type: TfvcVersionType = "versionDescriptor.versionType",
    include_content: bool = "includeContent",
} }

/// `GET {project?}/_apis/tfvc/items` · 7.1 · `vso.code`
#[inline]
pub fn get_item(project: Option<&ProjectRef>, path: &str, params: GetItem) -> Op<TfvcItem> {
    params.add_to(Op::new(&meta::GET_ITEM).path_opt("project", project).query("path", path))
}

/// The same as bytes: `text/plain`, `application/octet-stream`, `application/zip`, `application/json`.
#[inline]
pub fn get_item_content(project: Option<&ProjectRef>, path: &str, params: GetItem) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_ITEM)
        .path_opt("project", project).query("path", path)).accept("application/octet-stream")
}
