// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { PolicyEvaluationRecord {
    links: Links = "_links",
    artifact_id: String = "artifactId",
    completed_date: DateTime = "completedDate",
    configuration: PolicyConfiguration = "configuration",
    context: Json = "context",
    evaluation_id: String = "evaluationId",
    started_date: DateTime = "startedDate",
    status: PolicyEvaluationStatus = "status",
} }

open_enum! { PolicyEvaluationStatus {
    Queued = "queued" 0, Running = "running" 1, Approved = "approved" 2, Rejected = "rejected" 3,
    NotApplicable = "notApplicable" 4, Broken = "broken" 5,
} }

object! { PolicyType {
    links: Links = "_links",
    description: String = "description",
    display_name: String = "displayName",
    id: String = "id",
    url: String = "url",
} }

subtype! { PolicyType: PolicyTypeRef }
