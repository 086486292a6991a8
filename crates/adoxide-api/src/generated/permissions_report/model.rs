// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { PermissionsReport {
    error: String = "error",
    id: String = "id",
    report_name: String = "reportName",
    report_status: PermissionsReportStatus = "reportStatus",
    report_status_last_updated_time: DateTime = "reportStatusLastUpdatedTime",
    requested_time: DateTime = "requestedTime",
    requestor: String = "requestor",
} }

object! { PermissionsReportRequest {
    descriptors: Vec<String> = "descriptors",
    report_name: String = "reportName",
    resources: Vec<PermissionsReportResource> = "resources",
} }

object! { PermissionsReportResource {
    resource_id: String = "resourceId",
    resource_name: String = "resourceName",
    resource_type: ResourceType = "resourceType",
} }

open_enum! { PermissionsReportStatus {
    Created = "created", InProgress = "inProgress", CompletedWithErrors = "completedWithErrors",
    CompletedSuccessfully = "completedSuccessfully", Deleted = "deleted",
} }

open_enum! { ResourceType {
    Repo = "repo", Ref = "ref", ProjectGit = "projectGit", Release = "release", Tfvc = "tfvc",
} }
