// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { AdminBehavior {
    r#abstract: bool = "abstract",
    color: String = "color",
    custom: bool = "custom",
    description: String = "description",
    fields: Vec<AdminBehaviorField> = "fields",
    id: String = "id",
    inherits: String = "inherits",
    name: String = "name",
    overriden: bool = "overriden",
    rank: i64 = "rank",
} }

object! { AdminBehaviorField {
    behavior_field_id: String = "behaviorFieldId",
    id: String = "id",
    name: String = "name",
} }

object! { CheckTemplateExistenceResult {
    does_template_exist: bool = "doesTemplateExist",
    existing_template_name: String = "existingTemplateName",
    existing_template_type_id: String = "existingTemplateTypeId",
    requested_template_name: String = "requestedTemplateName",
} }

object! { ProcessImportResult {
    check_existence_result: CheckTemplateExistenceResult = "checkExistenceResult",
    help_url: String = "helpUrl",
    id: String = "id",
    is_new: bool = "isNew",
    promote_job_id: String = "promoteJobId",
    validation_results: Vec<ValidationIssue> = "validationResults",
} }

object! { ProcessPromoteStatus {
    complete: i64 = "complete",
    id: String = "id",
    message: String = "message",
    pending: i64 = "pending",
    remaining_retries: i64 = "remainingRetries",
    successful: bool = "successful",
} }

object! { ValidationIssue {
    description: String = "description",
    file: String = "file",
    help_link: String = "helpLink",
    issue_type: ValidationIssueType = "issueType",
    line: i64 = "line",
} }

open_enum! { ValidationIssueType {
    Warning = "warning", Error = "error",
} }
