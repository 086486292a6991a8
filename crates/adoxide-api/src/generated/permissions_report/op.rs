// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `POST _apis/permissionsreport` · 7.1 · `vso.security_manage`
#[inline]
pub fn create_permissions_report(body: &PermissionsReportRequest) -> Op<Links> {
    Op::new(&meta::CREATE_PERMISSIONS_REPORT).json(body)
}

/// `GET _apis/permissionsreport` · 7.1 · `vso.security_manage`
#[inline]
pub fn get_permissions_reports() -> Op<List<PermissionsReport>> {
    Op::new(&meta::GET_PERMISSIONS_REPORTS)
}

/// `GET _apis/permissionsreport/{id}` · 7.1 · `vso.security_manage`
#[inline]
pub fn get_permissions_report(id: &IdText) -> Op<PermissionsReport> {
    Op::new(&meta::GET_PERMISSIONS_REPORT).path("id", id).guid("id")
}

/// `GET _apis/permissionsreport/{id}/download` · 7.1 · `vso.security_manage`
#[inline]
pub fn download(id: &IdText) -> Op<Content> {
    Op::new(&meta::DOWNLOAD).path("id", id).guid("id").accept("*/*")
}
