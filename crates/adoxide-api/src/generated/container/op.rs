// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { CreateItems {
    scope: String = "scope",
} }

/// `POST _apis/resources/Containers/{containerId}` · 7.1-preview.4
#[inline]
pub fn create_items(
    container_id: ContainerId, body: &[FileContainerItem], params: CreateItems,
) -> Op<List<FileContainerItem>> {
    params.add_to(Op::new(&meta::CREATE_ITEMS).path("containerId", &container_id).json(body))
}

params! { DeleteItem {
    scope: String = "scope",
} }

/// `DELETE _apis/resources/Containers/{containerId}` · 7.1-preview.4
#[inline]
pub fn delete_item(container_id: ContainerId, item_path: &str, params: DeleteItem) -> Op<()> {
    params.add_to(Op::new(&meta::DELETE_ITEM).path("containerId", &container_id).query("itemPath", item_path))
}

params! { GetContainers {
    scope: String = "scope",
    artifact_uris: String = "artifactUris",
} }

/// `GET _apis/resources/Containers` · 7.1-preview.4
#[inline]
pub fn get_containers(params: GetContainers) -> Op<List<FileContainer>> {
    params.add_to(Op::new(&meta::GET_CONTAINERS))
}

params! { GetItems {
    scope: String = "scope",
    item_path: String = "itemPath",
    metadata: bool = "metadata",
    format: String = "$format",
    download_file_name: String = "downloadFileName",
    include_download_tickets: bool = "includeDownloadTickets",
    is_shallow: bool = "isShallow",
    ignore_requested_media_type: bool = "ignoreRequestedMediaType",
    include_blob_metadata: bool = "includeBlobMetadata",
    save_absolute_path: bool = "saveAbsolutePath",
    prefer_redirect: bool = "preferRedirect",
} }

/// `GET _apis/resources/Containers/{containerId}` · 7.1-preview.4
#[inline]
pub fn get_items(container_id: ContainerId, params: GetItems) -> Op<List<FileContainerItem>> {
    params.add_to(Op::new(&meta::GET_ITEMS).path("containerId", &container_id))
}

/// The same as bytes: `application/json`, `application/octet-stream`, `application/zip`.
#[inline]
pub fn get_items_content(container_id: ContainerId, params: GetItems) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_ITEMS).path("containerId", &container_id)).accept("application/octet-stream")
}

params! { UploadItem {
    scope: String = "scope",
    content_range: String = header "Content-Range",
} }

/// `PUT _apis/resources/Containers/{containerId}` · 7.1-preview.4
#[inline]
pub fn upload_item(
    container_id: ContainerId, item_path: &str, body: impl Into<Bytes>, params: UploadItem,
) -> Op<FileContainerItem> {
    params.add_to(Op::new(&meta::UPLOAD_ITEM)
        .path("containerId", &container_id).query("itemPath", item_path).bytes(body))
}
