// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { ApprovalCheckConfiguration {
    links: Links = "_links",
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    id: i64 = "id",
    is_disabled: bool = "isDisabled",
    issue: CheckIssue = "issue",
    modified_by: IdentityRef = "modifiedBy",
    modified_on: DateTime = "modifiedOn",
    resource: Resource = "resource",
    settings: ApprovalConfigSettings = "settings",
    timeout: i64 = "timeout",
    r#type: CheckType = "type",
    url: String = "url",
    version: i64 = "version",
} }

object! { ApprovalCheckDefinitionReference {
    id: String = "id",
} }

object! { ApprovalConfigSettings {
    approvers: Vec<IdentityRef> = "approvers",
    blocked_approvers: Vec<IdentityRef> = "blockedApprovers",
    definition_ref: ApprovalCheckDefinitionReference = "definitionRef",
    execution_order: ApprovalExecutionOrder = "executionOrder",
    instructions: String = "instructions",
    min_required_approvers: i64 = "minRequiredApprovers",
    requester_cannot_be_approver: bool = "requesterCannotBeApprover",
} }

object! { CheckConfiguration {
    links: Links = "_links",
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    id: i64 = "id",
    is_disabled: bool = "isDisabled",
    issue: CheckIssue = "issue",
    modified_by: IdentityRef = "modifiedBy",
    modified_on: DateTime = "modifiedOn",
    resource: Resource = "resource",
    timeout: i64 = "timeout",
    r#type: CheckType = "type",
    url: String = "url",
    version: i64 = "version",
} }

open_enum! { CheckConfigurationExpandParameter {
    None = "none", Settings = "settings",
} }

object! { CheckConfigurationRef {
    id: i64 = "id",
    resource: Resource = "resource",
    r#type: CheckType = "type",
    url: String = "url",
    version: i64 = "version",
} }

open_enum! { CheckEvaluationOrder {
    System = "system", SanityChecks = "sanityChecks", PreChecks = "preChecks",
    ProductionReadinessCheck = "productionReadinessCheck", ProofOfPresence = "proofOfPresence",
    ProductionReadinessCheckDeprecated = "productionReadinessCheckDeprecated", Main = "main",
    PostChecks = "postChecks", ProofOfPresenceTemp = "proofOfPresenceTemp", Final = "final",
} }

object! { CheckIssue {
    description: String = "description",
    detailed_message: String = "detailedMessage",
    message: String = "message",
    r#type: CheckIssueType = "type",
} }

open_enum! { CheckIssueType {
    Error = "error", Warning = "warning",
} }

object! { CheckRun {
    check_configuration_ref: CheckConfigurationRef = "checkConfigurationRef",
    completed_date: DateTime = "completedDate",
    created_date: DateTime = "createdDate",
    evaluation_order: CheckEvaluationOrder = "evaluationOrder",
    id: String = "id",
    modified_by: IdentityRef = "modifiedBy",
    result_message: String = "resultMessage",
    result_updates: Vec<CheckRunUpdate> = "resultUpdates",
    status: CheckRunStatus = "status",
} }

open_enum! { CheckRunStatus {
    None = "none", Queued = "queued", Running = "running", Approved = "approved", Rejected = "rejected",
    Canceled = "canceled", TimedOut = "timedOut", Failed = "failed", Completed = "completed", All = "all",
    Rerunning = "rerunning", Bypassed = "bypassed", Deferred = "deferred",
} }

object! { CheckRunUpdate {
    modified_by: IdentityRef = "modifiedBy",
    modified_on: DateTime = "modifiedOn",
    status: CheckRunStatus = "status",
} }

object! { CheckSuite {
    links: Links = "_links",
    check_runs: Vec<CheckRun> = "checkRuns",
    completed_date: DateTime = "completedDate",
    context: Json = "context",
    id: String = "id",
    message: String = "message",
    status: CheckRunStatus = "status",
} }

open_enum! { CheckSuiteExpandParameter {
    None = "none", Resources = "resources",
} }

object! { CheckSuiteRequest {
    context: Json = "context",
    id: String = "id",
    resources: Vec<Resource> = "resources",
} }

object! { CheckSuiteUpdateParameter {
    action: UpdateAction = "action",
    check_id: String = "checkId",
} }

object! { CheckType {
    id: String = "id",
    name: String = "name",
} }

object! { CheckUpdatedEvent {
    check_configuration_id: i64 = "checkConfigurationId",
    project_id: String = "projectId",
    resource: Resource = "resource",
} }

object! { GenericCheckConfiguration {
    links: Links = "_links",
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    id: i64 = "id",
    is_disabled: bool = "isDisabled",
    issue: CheckIssue = "issue",
    modified_by: IdentityRef = "modifiedBy",
    modified_on: DateTime = "modifiedOn",
    resource: Resource = "resource",
    settings: Json = "settings",
    timeout: i64 = "timeout",
    r#type: CheckType = "type",
    url: String = "url",
    version: i64 = "version",
} }

object! { ProofOfPresenceCheckConfig {
    display_name: String = "displayName",
    tenant_id: String = "tenantId",
} }

object! { ProofOfPresenceCheckConfiguration {
    links: Links = "_links",
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    id: i64 = "id",
    is_disabled: bool = "isDisabled",
    issue: CheckIssue = "issue",
    modified_by: IdentityRef = "modifiedBy",
    modified_on: DateTime = "modifiedOn",
    resource: Resource = "resource",
    settings: ProofOfPresenceCheckConfig = "settings",
    timeout: i64 = "timeout",
    r#type: CheckType = "type",
    url: String = "url",
    version: i64 = "version",
} }

object! { TaskCheckConfig {
    definition_ref: TaskCheckDefinitionReference = "definitionRef",
    display_name: String = "displayName",
    inputs: Map<String> = "inputs",
    linked_variable_group: String = "linkedVariableGroup",
    retry_interval: i64 = "retryInterval",
} }

object! { TaskCheckConfiguration {
    links: Links = "_links",
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    id: i64 = "id",
    is_disabled: bool = "isDisabled",
    issue: CheckIssue = "issue",
    modified_by: IdentityRef = "modifiedBy",
    modified_on: DateTime = "modifiedOn",
    resource: Resource = "resource",
    settings: TaskCheckConfig = "settings",
    timeout: i64 = "timeout",
    r#type: CheckType = "type",
    url: String = "url",
    version: i64 = "version",
} }

object! { TaskCheckDefinitionReference {
    id: String = "id",
    name: String = "name",
    version: String = "version",
} }

open_enum! { UpdateAction {
    Rerun = "rerun", Bypass = "bypass", Defer = "defer",
} }

subtype! { ApprovalCheckConfiguration: CheckConfiguration, "type.id" = "8c6f20a7-a545-4486-9777-f762fafe0d4d" }
subtype! { CheckConfiguration: CheckConfigurationRef }
subtype! { GenericCheckConfiguration: CheckConfiguration }
subtype! { ProofOfPresenceCheckConfiguration: CheckConfiguration }
subtype! { TaskCheckConfiguration: CheckConfiguration, "type.id" = "fe1de3ee-a436-41b4-bb20-f6eb4cb879a7" }

subtypes! { CheckConfigurationKind of CheckConfiguration {
    ApprovalCheckConfiguration, TaskCheckConfiguration,
} }
