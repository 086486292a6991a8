// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { Alert {
    additional_properties: Map<Json> = "additionalProperties",
    alert_id: i64 = "alertId",
    alert_type: AlertType = "alertType",
    confidence: Confidence = "confidence",
    dismissal: Dismissal = "dismissal",
    first_seen_date: DateTime = "firstSeenDate",
    fixed_date: DateTime = "fixedDate",
    git_ref: String = "gitRef",
    has_trusted_source_origin: bool = "hasTrustedSourceOrigin",
    introduced_date: DateTime = "introducedDate",
    is_auto_fixable: bool = "isAutoFixable",
    last_seen_date: DateTime = "lastSeenDate",
    logical_locations: Vec<LogicalLocation> = "logicalLocations",
    physical_locations: Vec<PhysicalLocation> = "physicalLocations",
    project_id: String = "projectId",
    relations: Vec<RelationMetadata> = "relations",
    repository_id: String = "repositoryId",
    repository_url: String = "repositoryUrl",
    severity: Severity = "severity",
    state: State = "state",
    title: String = "title",
    tools: Vec<Tool> = "tools",
    truncated_secret: String = "truncatedSecret",
    validation_fingerprints: Vec<ValidationFingerprint> = "validationFingerprints",
    validity_details: AlertValidityInfo = "validityDetails",
} }

object! { AlertAnalysisInstance {
    analysis_configuration: AnalysisConfiguration = "analysisConfiguration",
    first_seen: AnalysisInstance = "firstSeen",
    fixed_in: AnalysisInstance = "fixedIn",
    last_seen: AnalysisInstance = "lastSeen",
    recent_analysis_instance: AnalysisInstance = "recentAnalysisInstance",
    state: State = "state",
} }

object! { AlertBatchRequest {
    alert_ids: Vec<i64> = "alertIds",
    alert_type: AlertType = "alertType",
} }

open_enum! { AlertListExpandOption {
    None = "none", Minimal = "minimal", Count = "count",
} }

object! { AlertMetadata {
    alert_id: i64 = "alertId",
    metadata: Vec<Metadata> = "metadata",
} }

object! { AlertMetadataBatchRequest {
    alert_ids: Vec<i64> = "alertIds",
    error_policy: AlertMetadataErrorPolicy = "errorPolicy",
} }

object! { AlertMetadataChange {
    alert_id: i64 = "alertId",
    metadata_change: MetadataChange = "metadataChange",
} }

open_enum! { AlertMetadataErrorPolicy {
    Fail = "fail", Omit = "omit",
} }

object! { AlertStateUpdate {
    dismissed_comment: String = "dismissedComment",
    dismissed_reason: DismissalType = "dismissedReason",
    state: State = "state",
} }

open_enum! { AlertValidationRequestStatus {
    None = "none", Created = "created", InProgress = "inProgress", Completed = "completed", Failed = "failed",
} }

object! { AlertValidityInfo {
    validity_last_checked_date: DateTime = "validityLastCheckedDate",
    validity_status: AlertValidityStatus = "validityStatus",
} }

object! { AnalysisConfiguration {
    analysis_configuration_details: AnalysisConfigurationDetails = "analysisConfigurationDetails",
    analysis_configuration_id: i64 = "analysisConfigurationId",
    analysis_configuration_type: AnalysisConfigurationType = "analysisConfigurationType",
    tool_name: String = "toolName",
    tool_version: String = "toolVersion",
} }

object! { AnalysisConfigurationDetails {
    additional_properties: Map<Json> = "additionalProperties",
    git_ref: String = "gitRef",
    is_default_branch: bool = "isDefaultBranch",
    phase_id: String = "phaseId",
    phase_name: String = "phaseName",
    pipeline_id: i64 = "pipelineId",
    pipeline_name: String = "pipelineName",
} }

open_enum! { AnalysisConfigurationType {
    Default = "default", AdoPipeline = "adoPipeline",
} }

object! { AnalysisInstance {
    commit_id: String = "commitId",
    configuration: AnalysisConfiguration = "configuration",
    created_date: DateTime = "createdDate",
    instance_identifier: String = "instanceIdentifier",
    results: Vec<AnalysisResult> = "results",
    url: String = "url",
} }

object! { AnalysisResult {
    analysis_result_id: i64 = "analysisResultId",
    first_introduced_instance_id: i64 = "firstIntroducedInstanceId",
    fixed_instance_id: i64 = "fixedInstanceId",
    introduced_instance_id: i64 = "introducedInstanceId",
    last_seen_instance_id: i64 = "lastSeenInstanceId",
    result: Result = "result",
    state: State = "state",
} }

object! { Branch {
    branch_id: i64 = "branchId",
    deleted_date: DateTime = "deletedDate",
    name: String = "name",
} }

open_enum! { Confidence {
    High = "high", OtherValue = "other",
} }

object! { Dependency {
    component_name: String = "componentName",
    component_type: ComponentType = "componentType",
    component_version: String = "componentVersion",
    dependency_id: i64 = "dependencyId",
} }

open_enum! { DependencyKind {
    Unknown = "unknown", RootDependency = "rootDependency", Component = "component",
    VulnerableDependency = "vulnerableDependency",
} }

object! { DependencyResult {
    dependency: Dependency = "dependency",
    dependency_result_id: i64 = "dependencyResultId",
    result_id: i64 = "resultId",
    root_dependency_id: i64 = "rootDependencyId",
    version_control_file_path: VersionControlFilePath = "versionControlFilePath",
} }

object! { Dismissal {
    dismissal_id: i64 = "dismissalId",
    dismissal_type: DismissalType = "dismissalType",
    message: String = "message",
    state_changed_by: String = "stateChangedBy",
    state_changed_by_identity: IdentityRef = "stateChangedByIdentity",
} }

open_enum! { ExpandOption {
    None = "none", ValidationFingerprint = "validationFingerprint",
} }

object! { License {
    name: String = "name",
    state: LicenseState = "state",
    r#type: LicenseType = "type",
    url: String = "url",
} }

open_enum! { LicenseState {
    Unknown = "unknown", NotHarvested = "notHarvested", Harvested = "harvested",
} }

open_enum! { LicenseType {
    Unknown = "unknown", Permissive = "permissive", WeakCopyleft = "weakCopyleft",
    StrongCopyleft = "strongCopyleft", NetworkCopyleft = "networkCopyleft", OtherValue = "other",
    NoAssertion = "noAssertion",
} }

object! { LogicalLocation {
    fully_qualified_name: String = "fullyQualifiedName",
    kind: DependencyKind = "kind",
    license: License = "license",
} }

object! { Metadata {
    op: MetadataOperation = "op",
    value: RelationMetadata = "value",
} }

object! { MetadataChange {
    change_type: MetadataChangeType = "changeType",
    value: RelationMetadata = "value",
} }

open_enum! { MetadataChangeType {
    None = "none", Created = "created", Updated = "updated", Deleted = "deleted",
} }

open_enum! { MetadataOperation {
    None = "none", Add = "add", Remove = "remove",
} }

object! { PhysicalLocation {
    additional_properties: Map<Json> = "additionalProperties",
    file_path: String = "filePath",
    is_valid_git_path: bool = "isValidGitPath",
    region: Region = "region",
    version_control: VersionControlDetails = "versionControl",
} }

object! { Pipeline {
    ado_pipeline_id: i64 = "adoPipelineId",
    name: String = "name",
    phase: String = "phase",
    phase_id: String = "phaseId",
    properties: Map<Json> = "properties",
} }

object! { RelationMetadata {
    attributes: Map<Json> = "attributes",
    properties: Map<Json> = "properties",
    rel: String = "rel",
    url: String = "url",
} }

object! { Result {
    dependency_result: DependencyResult = "dependencyResult",
    fingerprint: String = "fingerprint",
    fingerprint_id: i64 = "fingerprintId",
    result_id: i64 = "resultId",
    result_message: String = "resultMessage",
    result_type: ResultType = "resultType",
    rule_id: i64 = "ruleId",
    rule_short_description: String = "ruleShortDescription",
    severity: Severity = "severity",
    version_control_result: VersionControlResult = "versionControlResult",
} }

open_enum! { ResultType {
    Unknown = "unknown", Dependency = "dependency", VersionControl = "versionControl",
} }

object! { Rule {
    additional_properties: Map<Json> = "additionalProperties",
    description: String = "description",
    friendly_name: String = "friendlyName",
    help_message: String = "helpMessage",
    opaque_id: String = "opaqueId",
    resources: String = "resources",
    tags: Vec<String> = "tags",
} }

open_enum! { SarifJobStatus {
    New = "new", Queued = "queued", Completed = "completed", Failed = "failed", Requeued = "requeued",
} }

object! { SarifUploadStatus {
    errors: Vec<SarifValidationError> = "errors",
    processing_status: SarifJobStatus = "processingStatus",
} }

object! { SarifValidationError {
    node_pointer: String = "nodePointer",
    rule_id: String = "ruleId",
    validation_error: String = "validationError",
} }

object! { Tool {
    name: String = "name",
    rules: Vec<Rule> = "rules",
    tool_version: String = "toolVersion",
} }

object! { UxFilters {
    branches: Vec<Branch> = "branches",
    confidence_levels: Vec<Confidence> = "confidenceLevels",
    licenses: Vec<License> = "licenses",
    packages: Vec<Dependency> = "packages",
    pipelines: Vec<Pipeline> = "pipelines",
    progress_percentage: i64 = "progressPercentage",
    rules: Vec<Rule> = "rules",
    secret_types: Vec<String> = "secretTypes",
    severities: Vec<Severity> = "severities",
    states: Vec<State> = "states",
    tools: Vec<Tool> = "tools",
    validity: Vec<AlertValidityStatus> = "validity",
} }

object! { ValidationFingerprint {
    asset_fingerprint: Map<String> = "assetFingerprint",
    c3_id: String = "c3Id",
    normalized_validation_tool_version: i64 = "normalizedValidationToolVersion",
    validation_fingerprint_hash: String = "validationFingerprintHash",
    validation_fingerprint_json: String = "validationFingerprintJson",
    validity_last_updated_date: DateTime = "validityLastUpdatedDate",
    validity_result: ValidationResult = "validityResult",
} }

object! { ValidationRequestInfo {
    alert_validation_request_status: AlertValidationRequestStatus = "alertValidationRequestStatus",
    validity_last_checked_date: DateTime = "validityLastCheckedDate",
    validity_status: AlertValidityStatus = "validityStatus",
} }

open_enum! { ValidationResult {
    None = "none", Exploitable = "exploitable", NotExploitable = "notExploitable", Inconclusive = "inconclusive",
    ValidationNotSupported = "validationNotSupported", TransientError = "transientError", Ok = "ok" 0,
    Warning = "warning" 1, Error = "error" 2,
} }

object! { VersionControlDetails {
    commit_hash: String = "commitHash",
    item_url: String = "itemUrl",
} }

object! { VersionControlFilePath {
    file_path: String = "filePath",
    file_path_hash: String = "filePathHash",
    version_control_file_path_id: i64 = "versionControlFilePathId",
} }

object! { VersionControlResult {
    result_id: i64 = "resultId",
    version_control_snippet: VersionControlSnippet = "versionControlSnippet",
} }

object! { VersionControlSnippet {
    end_column: i64 = "endColumn",
    end_line: i64 = "endLine",
    start_column: i64 = "startColumn",
    start_line: i64 = "startLine",
    version_control_file_path: VersionControlFilePath = "versionControlFilePath",
    version_control_file_path_id: i64 = "versionControlFilePathId",
    version_control_snippet_id: i64 = "versionControlSnippetId",
} }

subtype! { ValidationRequestInfo: AlertValidityInfo }
