// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! Types that several areas share.

use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { AadGraphMember {
    links: Links = "_links",
    descriptor: String = "descriptor",
    directory_alias: String = "directoryAlias",
    display_name: String = "displayName",
    domain: String = "domain",
    is_deleted_in_origin: bool = "isDeletedInOrigin",
    legacy_descriptor: String = "legacyDescriptor",
    mail_address: String = "mailAddress",
    meta_type: String = "metaType",
    origin: String = "origin",
    origin_id: String = "originId",
    principal_name: String = "principalName",
    subject_kind: String = "subjectKind",
    url: String = "url",
} }

object! { AgentSpecification {
    identifier: String = "identifier",
} }

open_enum! { ApprovalExecutionOrder {
    AnyOrder = "anyOrder", InSequence = "inSequence",
} }

open_enum! { AttachmentType {
    GeneralAttachment = "generalAttachment" 0, CodeCoverage = "codeCoverage" 3, ConsoleLog = "consoleLog" 11,
    AfnStrip = "afnStrip", BugFilingData = "bugFilingData", IntermediateCollectorData = "intermediateCollectorData",
    RunConfig = "runConfig", TestImpactDetails = "testImpactDetails",
    TmiTestRunDeploymentFiles = "tmiTestRunDeploymentFiles",
    TmiTestRunReverseDeploymentFiles = "tmiTestRunReverseDeploymentFiles",
    TmiTestResultDetail = "tmiTestResultDetail", TmiTestRunSummary = "tmiTestRunSummary",
} }

object! { AuthorizationHeader {
    name: String = "name",
    value: String = "value",
} }

object! { AzureKeyVaultVariableGroupProviderData {
    last_refreshed_on: DateTime = "lastRefreshedOn",
    service_endpoint_id: String = "serviceEndpointId",
    vault: String = "vault",
} }

object! { AzureKeyVaultVariableValue {
    content_type: String = "contentType",
    enabled: bool = "enabled",
    expires: DateTime = "expires",
    is_read_only: bool = "isReadOnly",
    is_secret: bool = "isSecret",
    value: String = "value",
} }

object! { BatchOperationData {} }

object! { BuildConfiguration {
    branch_name: String = "branchName",
    build_definition_id: i64 = "buildDefinitionId",
    build_system: String = "buildSystem",
    creation_date: DateTime = "creationDate",
    flavor: String = "flavor",
    id: i64 = "id",
    number: String = "number",
    platform: String = "platform",
    project: ShallowReference = "project",
    repository_guid: String = "repositoryGuid",
    repository_type: String = "repositoryType",
    source_version: String = "sourceVersion",
    target_branch_name: String = "targetBranchName",
    uri: String = "uri",
} }

object! { BuildCoverage {
    code_coverage_file_url: String = "codeCoverageFileUrl",
    configuration: BuildConfiguration = "configuration",
    last_error: String = "lastError",
    modules: Vec<ModuleCoverage> = "modules",
    state: String = "state",
} }

object! { BuildReference {
    branch_name: String = "branchName",
    build_system: String = "buildSystem",
    definition_id: i64 = "definitionId",
    id: i64 = "id",
    number: String = "number",
    repository_id: String = "repositoryId",
    uri: String = "uri",
} }

object! { CoverageStatistics {
    blocks_covered: i64 = "blocksCovered",
    blocks_not_covered: i64 = "blocksNotCovered",
    lines_covered: i64 = "linesCovered",
    lines_not_covered: i64 = "linesNotCovered",
    lines_partially_covered: i64 = "linesPartiallyCovered",
} }

object! { CustomTestField {
    field_name: String = "fieldName",
    value: Json = "value",
} }

object! { DataSourceBinding {
    callback_context_template: String = "callbackContextTemplate",
    callback_required_template: String = "callbackRequiredTemplate",
    data_source_name: String = "dataSourceName",
    endpoint_id: String = "endpointId",
    endpoint_url: String = "endpointUrl",
    headers: Vec<AuthorizationHeader> = "headers",
    initial_context_template: String = "initialContextTemplate",
    parameters: Map<String> = "parameters",
    request_content: String = "requestContent",
    request_verb: String = "requestVerb",
    result_selector: String = "resultSelector",
    result_template: String = "resultTemplate",
    target: String = "target",
} }

object! { DataSourceBindingBase {
    callback_context_template: String = "callbackContextTemplate",
    callback_required_template: String = "callbackRequiredTemplate",
    data_source_name: String = "dataSourceName",
    endpoint_id: String = "endpointId",
    endpoint_url: String = "endpointUrl",
    headers: Vec<AuthorizationHeader> = "headers",
    initial_context_template: String = "initialContextTemplate",
    parameters: Map<String> = "parameters",
    request_content: String = "requestContent",
    request_verb: String = "requestVerb",
    result_selector: String = "resultSelector",
    result_template: String = "resultTemplate",
    target: String = "target",
} }

object! { DtlEnvironmentDetails {
    csm_content: String = "csmContent",
    csm_parameters: String = "csmParameters",
    subscription_name: String = "subscriptionName",
} }

object! { EndpointAuthorization {
    parameters: Map<String> = "parameters",
    scheme: String = "scheme",
} }

object! { FailingSince {
    build: BuildReference = "build",
    date: DateTime = "date",
    release: ReleaseReference = "release",
} }

object! { FeedProjectReference {
    id: String = "id",
    name: String = "name",
    visibility: String = "visibility",
} }

object! { FileContentMetadata {
    content_type: String = "contentType",
    encoding: i64 = "encoding",
    extension: String = "extension",
    file_name: String = "fileName",
    is_binary: bool = "isBinary",
    is_image: bool = "isImage",
    vs_link: String = "vsLink",
} }

object! { FunctionCoverage {
    class: String = "class",
    name: String = "name",
    namespace: String = "namespace",
    source_file: String = "sourceFile",
    statistics: CoverageStatistics = "statistics",
} }

object! { GitVersionDescriptor {
    version: String = "version",
    version_options: GitVersionOptions = "versionOptions",
    version_type: GitVersionType = "versionType",
} }

open_enum! { GitVersionOptions {
    None = "none" 0, PreviousChange = "previousChange" 1, FirstParent = "firstParent" 2,
} }

open_enum! { GitVersionType {
    Branch = "branch" 0, Tag = "tag" 1, Commit = "commit" 2,
} }

object! { GraphGroup {
    links: Links = "_links",
    description: String = "description",
    descriptor: String = "descriptor",
    display_name: String = "displayName",
    domain: String = "domain",
    legacy_descriptor: String = "legacyDescriptor",
    mail_address: String = "mailAddress",
    origin: String = "origin",
    origin_id: String = "originId",
    principal_name: String = "principalName",
    subject_kind: String = "subjectKind",
    url: String = "url",
} }

object! { GraphMember {
    links: Links = "_links",
    descriptor: String = "descriptor",
    display_name: String = "displayName",
    domain: String = "domain",
    legacy_descriptor: String = "legacyDescriptor",
    mail_address: String = "mailAddress",
    origin: String = "origin",
    origin_id: String = "originId",
    principal_name: String = "principalName",
    subject_kind: String = "subjectKind",
    url: String = "url",
} }

object! { GraphServicePrincipal {
    links: Links = "_links",
    application_id: String = "applicationId",
    descriptor: String = "descriptor",
    directory_alias: String = "directoryAlias",
    display_name: String = "displayName",
    domain: String = "domain",
    is_deleted_in_origin: bool = "isDeletedInOrigin",
    legacy_descriptor: String = "legacyDescriptor",
    mail_address: String = "mailAddress",
    meta_type: String = "metaType",
    origin: String = "origin",
    origin_id: String = "originId",
    principal_name: String = "principalName",
    subject_kind: String = "subjectKind",
    url: String = "url",
} }

object! { GraphUser {
    links: Links = "_links",
    descriptor: String = "descriptor",
    directory_alias: String = "directoryAlias",
    display_name: String = "displayName",
    domain: String = "domain",
    is_deleted_in_origin: bool = "isDeletedInOrigin",
    legacy_descriptor: String = "legacyDescriptor",
    mail_address: String = "mailAddress",
    meta_type: String = "metaType",
    origin: String = "origin",
    origin_id: String = "originId",
    principal_name: String = "principalName",
    subject_kind: String = "subjectKind",
    url: String = "url",
} }

object! { Identity {
    custom_display_name: String = "customDisplayName",
    descriptor: String = "descriptor",
    id: String = "id",
    is_active: bool = "isActive",
    is_container: bool = "isContainer",
    master_id: String = "masterId",
    member_ids: Vec<String> = "memberIds",
    member_of: Vec<String> = "memberOf",
    members: Vec<String> = "members",
    meta_type_id: i64 = "metaTypeId",
    properties: Map<Json> = "properties",
    provider_display_name: String = "providerDisplayName",
    resource_version: i64 = "resourceVersion",
    social_descriptor: String = "socialDescriptor",
    subject_descriptor: String = "subjectDescriptor",
    unique_user_id: i64 = "uniqueUserId",
} }

object! { IdentityRef {
    links: Links = "_links",
    descriptor: String = "descriptor",
    directory_alias: String = "directoryAlias",
    display_name: String = "displayName",
    id: String = "id",
    image_url: String = "imageUrl",
    inactive: bool = "inactive",
    is_aad_identity: bool = "isAadIdentity",
    is_container: bool = "isContainer",
    is_deleted_in_origin: bool = "isDeletedInOrigin",
    profile_url: String = "profileUrl",
    unique_name: String = "uniqueName",
    url: String = "url",
} }

open_enum! { InputDataType {
    None = "none", String = "string", Number = "number", Boolean = "boolean", Guid = "guid", Uri = "uri",
} }

object! { InputDescriptor {
    dependency_input_ids: Vec<String> = "dependencyInputIds",
    description: String = "description",
    group_name: String = "groupName",
    has_dynamic_value_information: bool = "hasDynamicValueInformation",
    id: String = "id",
    input_mode: InputMode = "inputMode",
    is_confidential: bool = "isConfidential",
    name: String = "name",
    properties: Map<Json> = "properties",
    r#type: String = "type",
    use_in_default_description: bool = "useInDefaultDescription",
    validation: InputValidation = "validation",
    value_hint: String = "valueHint",
    values: InputValues = "values",
} }

open_enum! { InputMode {
    None = "none", TextBox = "textBox", PasswordBox = "passwordBox", Combo = "combo", RadioButtons = "radioButtons",
    CheckBox = "checkBox", TextArea = "textArea",
} }

object! { InputValidation {
    data_type: InputDataType = "dataType",
    is_required: bool = "isRequired",
    max_length: i64 = "maxLength",
    max_value: f64 = "maxValue",
    min_length: i64 = "minLength",
    min_value: f64 = "minValue",
    pattern: String = "pattern",
    pattern_mismatch_error_message: String = "patternMismatchErrorMessage",
} }

object! { InputValue {
    data: Map<Json> = "data",
    display_value: String = "displayValue",
    value: String = "value",
} }

object! { InputValues {
    default_value: String = "defaultValue",
    error: InputValuesError = "error",
    input_id: String = "inputId",
    is_disabled: bool = "isDisabled",
    is_limited_to_possible_values: bool = "isLimitedToPossibleValues",
    is_read_only: bool = "isReadOnly",
    possible_values: Vec<InputValue> = "possibleValues",
} }

object! { InputValuesError {
    message: String = "message",
} }

object! { Issue {
    category: String = "category",
    data: Map<String> = "data",
    message: String = "message",
    r#type: IssueType = "type",
} }

open_enum! { IssueType {
    Error = "error" 1, Warning = "warning" 2,
} }

object! { ItemContent {
    content: String = "content",
    content_type: ItemContentType = "contentType",
} }

open_enum! { ItemContentType {
    RawText = "rawText" 0, Base64Encoded = "base64Encoded" 1,
} }

object! { JobReference {
    attempt: i64 = "attempt",
    job_name: String = "jobName",
} }

object! { LastResultDetails {
    date_completed: DateTime = "dateCompleted",
    duration: i64 = "duration",
    run_by: IdentityRef = "runBy",
} }

object! { MinimalPackageDetails {
    id: String = "id",
    version: String = "version",
} }

object! { ModuleCoverage {
    block_count: i64 = "blockCount",
    block_data: String = "blockData",
    file_url: String = "fileUrl",
    functions: Vec<FunctionCoverage> = "functions",
    name: String = "name",
    signature: String = "signature",
    signature_age: i64 = "signatureAge",
    statistics: CoverageStatistics = "statistics",
} }

object! { OperationReference {
    id: String = "id",
    plugin_id: String = "pluginId",
    status: OperationStatus = "status",
    url: String = "url",
} }

open_enum! { OperationStatus {
    NotSet = "notSet", Queued = "queued", InProgress = "inProgress", Cancelled = "cancelled",
    Succeeded = "succeeded", Failed = "failed",
} }

object! { Package {
    links: Links = "_links",
    deleted_date: DateTime = "deletedDate",
    id: String = "id",
    name: String = "name",
    permanently_deleted_date: DateTime = "permanentlyDeletedDate",
    source_chain: Vec<UpstreamSourceInfo> = "sourceChain",
    version: String = "version",
} }

object! { PackageVersionDetails {
    views: PatchOperation = "views",
} }

open_enum! { PackagingSourceType {
    Public = "public", Internal = "internal",
} }

object! { PhaseReference {
    attempt: i64 = "attempt",
    phase_name: String = "phaseName",
} }

object! { PipelineReference {
    job_reference: JobReference = "jobReference",
    phase_reference: PhaseReference = "phaseReference",
    pipeline_id: i64 = "pipelineId",
    stage_reference: StageReference = "stageReference",
} }

object! { PolicyConfiguration {
    links: Links = "_links",
    created_by: IdentityRef = "createdBy",
    created_date: DateTime = "createdDate",
    id: i64 = "id",
    is_blocking: bool = "isBlocking",
    is_deleted: bool = "isDeleted",
    is_enabled: bool = "isEnabled",
    is_enterprise_managed: bool = "isEnterpriseManaged",
    revision: i64 = "revision",
    settings: Json = "settings",
    r#type: PolicyTypeRef = "type",
    url: String = "url",
} }

object! { PolicyTypeRef {
    display_name: String = "displayName",
    id: String = "id",
    url: String = "url",
} }

object! { ProcessParameters {
    data_source_bindings: Vec<DataSourceBindingBase> = "dataSourceBindings",
    inputs: Vec<TaskInputDefinitionBase> = "inputs",
    source_definitions: Vec<TaskSourceDefinitionBase> = "sourceDefinitions",
} }

object! { ProjectReference {
    id: String = "id",
    name: String = "name",
} }

open_enum! { ProjectState {
    Deleting = "deleting", New = "new", WellFormed = "wellFormed", CreatePending = "createPending", All = "all",
    Unchanged = "unchanged", Deleted = "deleted",
} }

open_enum! { ProjectVisibility {
    Private = "private" 0, Public = "public" 2, Organization = "organization",
} }

object! { ReleaseReference {
    attempt: i64 = "attempt",
    creation_date: DateTime = "creationDate",
    definition_id: i64 = "definitionId",
    environment_creation_date: DateTime = "environmentCreationDate",
    environment_definition_id: i64 = "environmentDefinitionId",
    environment_definition_name: String = "environmentDefinitionName",
    environment_id: i64 = "environmentId",
    environment_name: String = "environmentName",
    id: i64 = "id",
    name: String = "name",
} }

object! { Resource {
    id: String = "id",
    name: String = "name",
    r#type: String = "type",
} }

object! { ResourceRef {
    id: String = "id",
    url: String = "url",
} }

open_enum! { ResultDetails {
    None = "none" 0, Iterations = "iterations" 1, WorkItems = "workItems" 2, SubResults = "subResults" 4,
    Point = "point" 8,
} }

open_enum! { ResultGroupType {
    None = "none" 0, Rerun = "rerun" 1, DataDriven = "dataDriven" 2, OrderedTest = "orderedTest" 3,
    Generic = "generic" 4,
} }

open_enum! { ResultMetadata {
    Rerun = "rerun" 1, Flaky = "flaky" 2,
} }

object! { RunCreateModel {
    automated: bool = "automated",
    build: ShallowReference = "build",
    build_drop_location: String = "buildDropLocation",
    build_flavor: String = "buildFlavor",
    build_platform: String = "buildPlatform",
    build_reference: BuildConfiguration = "buildReference",
    comment: String = "comment",
    complete_date: String = "completeDate",
    configuration_ids: Vec<i64> = "configurationIds",
    controller: String = "controller",
    custom_test_fields: Vec<CustomTestField> = "customTestFields",
    dtl_aut_environment: ShallowReference = "dtlAutEnvironment",
    dtl_test_environment: ShallowReference = "dtlTestEnvironment",
    due_date: String = "dueDate",
    environment_details: DtlEnvironmentDetails = "environmentDetails",
    error_message: String = "errorMessage",
    filter: RunFilter = "filter",
    iteration: String = "iteration",
    name: String = "name",
    owner: IdentityRef = "owner",
    pipeline_reference: PipelineReference = "pipelineReference",
    plan: ShallowReference = "plan",
    point_ids: Vec<i64> = "pointIds",
    release_environment_uri: String = "releaseEnvironmentUri",
    release_reference: ReleaseReference = "releaseReference",
    release_uri: String = "releaseUri",
    run_summary: Vec<RunSummaryModel> = "runSummary",
    run_timeout: TimeSpan = "runTimeout",
    source_workflow: String = "sourceWorkflow",
    start_date: String = "startDate",
    state: String = "state",
    tags: Vec<TestTag> = "tags",
    test_configurations_mapping: String = "testConfigurationsMapping",
    test_environment_id: String = "testEnvironmentId",
    test_settings: ShallowReference = "testSettings",
    r#type: String = "type",
} }

object! { RunFilter {
    source_filter: String = "sourceFilter",
    test_case_filter: String = "testCaseFilter",
} }

object! { RunStatistic {
    count: i64 = "count",
    outcome: String = "outcome",
    resolution_state: TestResolutionState = "resolutionState",
    result_metadata: ResultMetadata = "resultMetadata",
    state: String = "state",
} }

object! { RunSummaryModel {
    duration: i64 = "duration",
    result_count: i64 = "resultCount",
    test_outcome: TestOutcome = "testOutcome",
} }

object! { RunUpdateModel {
    build: ShallowReference = "build",
    build_drop_location: String = "buildDropLocation",
    build_flavor: String = "buildFlavor",
    build_platform: String = "buildPlatform",
    comment: String = "comment",
    completed_date: String = "completedDate",
    controller: String = "controller",
    delete_in_progress_results: bool = "deleteInProgressResults",
    dtl_aut_environment: ShallowReference = "dtlAutEnvironment",
    dtl_environment: ShallowReference = "dtlEnvironment",
    dtl_environment_details: DtlEnvironmentDetails = "dtlEnvironmentDetails",
    due_date: String = "dueDate",
    error_message: String = "errorMessage",
    iteration: String = "iteration",
    log_entries: Vec<TestMessageLogDetails> = "logEntries",
    name: String = "name",
    release_environment_uri: String = "releaseEnvironmentUri",
    release_uri: String = "releaseUri",
    run_summary: Vec<RunSummaryModel> = "runSummary",
    source_workflow: String = "sourceWorkflow",
    started_date: String = "startedDate",
    state: String = "state",
    substate: TestRunSubstate = "substate",
    tags: Vec<TestTag> = "tags",
    test_environment_id: String = "testEnvironmentId",
    test_settings: ShallowReference = "testSettings",
} }

open_enum! { ScheduleDays {
    None = "none" 0, Monday = "monday" 1, Tuesday = "tuesday" 2, Wednesday = "wednesday" 4, Thursday = "thursday" 8,
    Friday = "friday" 16, Saturday = "saturday" 32, Sunday = "sunday" 64, All = "all" 127,
} }

object! { ShallowReference {
    id: String = "id",
    name: String = "name",
    url: String = "url",
} }

object! { SharedStepModel {
    id: i64 = "id",
    revision: i64 = "revision",
} }

object! { StageReference {
    attempt: i64 = "attempt",
    stage_name: String = "stageName",
} }

object! { SubscriptionDiagnostics {
    delivery_results: SubscriptionTracing = "deliveryResults",
    delivery_tracing: SubscriptionTracing = "deliveryTracing",
    evaluation_tracing: SubscriptionTracing = "evaluationTracing",
} }

object! { SubscriptionTracing {
    enabled: bool = "enabled",
    end_date: DateTime = "endDate",
    max_traced_entries: i64 = "maxTracedEntries",
    start_date: DateTime = "startDate",
    traced_entries: i64 = "tracedEntries",
} }

object! { TaskAgentPool {
    agent_cloud_id: i64 = "agentCloudId",
    auto_provision: bool = "autoProvision",
    auto_size: bool = "autoSize",
    auto_update: bool = "autoUpdate",
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    id: i64 = "id",
    is_hosted: bool = "isHosted",
    is_legacy: bool = "isLegacy",
    name: String = "name",
    options: TaskAgentPoolOptions = "options",
    owner: IdentityRef = "owner",
    pool_type: TaskAgentPoolType = "poolType",
    properties: Map<Json> = "properties",
    scope: String = "scope",
    size: i64 = "size",
    target_size: i64 = "targetSize",
} }

open_enum! { TaskAgentPoolOptions {
    None = "none" 0, ElasticPool = "elasticPool" 1, SingleUseAgents = "singleUseAgents" 2,
    PreserveAgentOnJobFailure = "preserveAgentOnJobFailure" 4,
} }

object! { TaskAgentPoolReference {
    id: i64 = "id",
    is_hosted: bool = "isHosted",
    is_legacy: bool = "isLegacy",
    name: String = "name",
    options: TaskAgentPoolOptions = "options",
    pool_type: TaskAgentPoolType = "poolType",
    scope: String = "scope",
    size: i64 = "size",
} }

open_enum! { TaskAgentPoolType {
    Automation = "automation" 1, Deployment = "deployment" 2,
} }

object! { TaskAgentQueue {
    id: i64 = "id",
    name: String = "name",
    pool: TaskAgentPoolReference = "pool",
    project_id: String = "projectId",
} }

object! { TaskDefinitionReference {
    definition_type: String = "definitionType",
    id: String = "id",
    version_spec: String = "versionSpec",
} }

object! { TaskInputDefinitionBase {
    aliases: Vec<String> = "aliases",
    default_value: String = "defaultValue",
    group_name: String = "groupName",
    help_mark_down: String = "helpMarkDown",
    label: String = "label",
    name: String = "name",
    options: Map<String> = "options",
    properties: Map<String> = "properties",
    required: bool = "required",
    r#type: String = "type",
    validation: TaskInputValidation = "validation",
    visible_rule: String = "visibleRule",
} }

object! { TaskInputValidation {
    expression: String = "expression",
    message: String = "message",
} }

object! { TaskReference {
    id: String = "id",
    inputs: Map<String> = "inputs",
    name: String = "name",
    version: String = "version",
} }

open_enum! { TaskResult {
    Succeeded = "succeeded" 0, SucceededWithIssues = "succeededWithIssues" 1, Failed = "failed" 2,
    Canceled = "canceled" 3, Skipped = "skipped" 4, Abandoned = "abandoned" 5, ManuallyQueued = "manuallyQueued",
    DependentOnManualQueue = "dependentOnManualQueue",
} }

object! { TaskSourceDefinitionBase {
    auth_key: String = "authKey",
    endpoint: String = "endpoint",
    key_selector: String = "keySelector",
    selector: String = "selector",
    target: String = "target",
} }

object! { TeamProjectReference {
    abbreviation: String = "abbreviation",
    default_team_image_url: String = "defaultTeamImageUrl",
    description: String = "description",
    id: String = "id",
    last_update_time: DateTime = "lastUpdateTime",
    name: String = "name",
    revision: i64 = "revision",
    state: ProjectState = "state",
    url: String = "url",
    visibility: ProjectVisibility = "visibility",
} }

object! { TestActionResultModel {
    action_path: String = "actionPath",
    comment: String = "comment",
    completed_date: DateTime = "completedDate",
    duration_in_ms: f64 = "durationInMs",
    error_message: String = "errorMessage",
    iteration_id: i64 = "iterationId",
    outcome: String = "outcome",
    shared_step_model: SharedStepModel = "sharedStepModel",
    started_date: DateTime = "startedDate",
    step_identifier: String = "stepIdentifier",
    url: String = "url",
} }

object! { TestAttachment {
    attachment_type: AttachmentType = "attachmentType",
    comment: String = "comment",
    created_date: DateTime = "createdDate",
    file_name: String = "fileName",
    id: i64 = "id",
    size: i64 = "size",
    url: String = "url",
} }

object! { TestAttachmentReference {
    id: i64 = "id",
    url: String = "url",
} }

object! { TestAttachmentRequestModel {
    attachment_type: String = "attachmentType",
    comment: String = "comment",
    file_name: String = "fileName",
    stream: String = "stream",
} }

object! { TestCaseResult {
    afn_strip_id: i64 = "afnStripId",
    area: ShallowReference = "area",
    associated_bugs: Vec<ShallowReference> = "associatedBugs",
    automated_test_id: String = "automatedTestId",
    automated_test_name: String = "automatedTestName",
    automated_test_storage: String = "automatedTestStorage",
    automated_test_type: String = "automatedTestType",
    automated_test_type_id: String = "automatedTestTypeId",
    build: ShallowReference = "build",
    build_reference: BuildReference = "buildReference",
    comment: String = "comment",
    completed_date: DateTime = "completedDate",
    computer_name: String = "computerName",
    configuration: ShallowReference = "configuration",
    created_date: DateTime = "createdDate",
    custom_fields: Vec<CustomTestField> = "customFields",
    duration_in_ms: f64 = "durationInMs",
    error_message: String = "errorMessage",
    failing_since: FailingSince = "failingSince",
    failure_type: String = "failureType",
    id: i64 = "id",
    iteration_details: Vec<TestIterationDetailsModel> = "iterationDetails",
    last_updated_by: IdentityRef = "lastUpdatedBy",
    last_updated_date: DateTime = "lastUpdatedDate",
    outcome: String = "outcome",
    owner: IdentityRef = "owner",
    priority: i64 = "priority",
    project: ShallowReference = "project",
    release: ShallowReference = "release",
    release_reference: ReleaseReference = "releaseReference",
    reset_count: i64 = "resetCount",
    resolution_state: String = "resolutionState",
    resolution_state_id: i64 = "resolutionStateId",
    result_group_type: ResultGroupType = "resultGroupType",
    revision: i64 = "revision",
    run_by: IdentityRef = "runBy",
    stack_trace: String = "stackTrace",
    started_date: DateTime = "startedDate",
    state: String = "state",
    sub_results: Vec<TestSubResult> = "subResults",
    test_case: ShallowReference = "testCase",
    test_case_reference_id: i64 = "testCaseReferenceId",
    test_case_revision: i64 = "testCaseRevision",
    test_case_title: String = "testCaseTitle",
    test_plan: ShallowReference = "testPlan",
    test_point: ShallowReference = "testPoint",
    test_run: ShallowReference = "testRun",
    test_suite: ShallowReference = "testSuite",
    url: String = "url",
} }

object! { TestCaseResultAttachmentModel {
    action_path: String = "actionPath",
    id: i64 = "id",
    iteration_id: i64 = "iterationId",
    name: String = "name",
    size: i64 = "size",
    url: String = "url",
} }

object! { TestCaseResultIdentifier {
    test_result_id: i64 = "testResultId",
    test_run_id: i64 = "testRunId",
} }

object! { TestEnvironment {
    environment_id: String = "environmentId",
    environment_name: String = "environmentName",
} }

object! { TestHistoryQuery {
    automated_test_name: String = "automatedTestName",
    branch: String = "branch",
    build_definition_id: i64 = "buildDefinitionId",
    continuation_token: String = "continuationToken",
    group_by: TestResultGroupBy = "groupBy",
    max_complete_date: DateTime = "maxCompleteDate",
    release_env_definition_id: i64 = "releaseEnvDefinitionId",
    results_for_group: Vec<TestResultHistoryForGroup> = "resultsForGroup",
    test_case_id: i64 = "testCaseId",
    trend_days: i64 = "trendDays",
} }

object! { TestIterationDetailsModel {
    action_results: Vec<TestActionResultModel> = "actionResults",
    attachments: Vec<TestCaseResultAttachmentModel> = "attachments",
    comment: String = "comment",
    completed_date: DateTime = "completedDate",
    duration_in_ms: f64 = "durationInMs",
    error_message: String = "errorMessage",
    id: i64 = "id",
    outcome: String = "outcome",
    parameters: Vec<TestResultParameterModel> = "parameters",
    started_date: DateTime = "startedDate",
    url: String = "url",
} }

object! { TestMessageLogDetails {
    date_created: DateTime = "dateCreated",
    entry_id: i64 = "entryId",
    message: String = "message",
} }

open_enum! { TestOutcome {
    Unspecified = "unspecified" 0, None = "none" 1, Passed = "passed" 2, Failed = "failed" 3,
    Inconclusive = "inconclusive" 4, Timeout = "timeout" 5, Aborted = "aborted" 6, Blocked = "blocked" 7,
    NotExecuted = "notExecuted" 8, Warning = "warning" 9, Error = "error" 10, NotApplicable = "notApplicable" 11,
    Paused = "paused" 12, InProgress = "inProgress" 13, NotImpacted = "notImpacted" 14, MaxValue = "maxValue",
} }

object! { TestResolutionState {
    id: i64 = "id",
    name: String = "name",
    project: ShallowReference = "project",
} }

open_enum! { TestResultGroupBy {
    Branch = "branch" 1, Environment = "environment" 2,
} }

object! { TestResultHistoryForGroup {
    display_name: String = "displayName",
    group_by_value: String = "groupByValue",
    results: Vec<TestCaseResult> = "results",
} }

object! { TestResultParameterModel {
    action_path: String = "actionPath",
    iteration_id: i64 = "iterationId",
    parameter_name: String = "parameterName",
    step_identifier: String = "stepIdentifier",
    url: String = "url",
    value: String = "value",
} }

object! { TestRun {
    build: ShallowReference = "build",
    build_configuration: BuildConfiguration = "buildConfiguration",
    comment: String = "comment",
    completed_date: DateTime = "completedDate",
    controller: String = "controller",
    created_date: DateTime = "createdDate",
    custom_fields: Vec<CustomTestField> = "customFields",
    drop_location: String = "dropLocation",
    dtl_aut_environment: ShallowReference = "dtlAutEnvironment",
    dtl_environment: ShallowReference = "dtlEnvironment",
    dtl_environment_creation_details: DtlEnvironmentDetails = "dtlEnvironmentCreationDetails",
    due_date: DateTime = "dueDate",
    error_message: String = "errorMessage",
    filter: RunFilter = "filter",
    id: i64 = "id",
    incomplete_tests: i64 = "incompleteTests",
    is_automated: bool = "isAutomated",
    iteration: String = "iteration",
    last_updated_by: IdentityRef = "lastUpdatedBy",
    last_updated_date: DateTime = "lastUpdatedDate",
    name: String = "name",
    not_applicable_tests: i64 = "notApplicableTests",
    owner: IdentityRef = "owner",
    passed_tests: i64 = "passedTests",
    phase: String = "phase",
    pipeline_reference: PipelineReference = "pipelineReference",
    plan: ShallowReference = "plan",
    post_process_state: String = "postProcessState",
    project: ShallowReference = "project",
    release: ReleaseReference = "release",
    release_environment_uri: String = "releaseEnvironmentUri",
    release_uri: String = "releaseUri",
    revision: i64 = "revision",
    run_statistics: Vec<RunStatistic> = "runStatistics",
    started_date: DateTime = "startedDate",
    state: String = "state",
    substate: TestRunSubstate = "substate",
    tags: Vec<TestTag> = "tags",
    test_environment: TestEnvironment = "testEnvironment",
    test_message_log_id: i64 = "testMessageLogId",
    test_settings: ShallowReference = "testSettings",
    total_tests: i64 = "totalTests",
    unanalyzed_tests: i64 = "unanalyzedTests",
    url: String = "url",
    web_access_url: String = "webAccessUrl",
} }

object! { TestRunCoverage {
    last_error: String = "lastError",
    modules: Vec<ModuleCoverage> = "modules",
    state: String = "state",
    test_run: ShallowReference = "testRun",
} }

open_enum! { TestRunPublishContext {
    Build = "build" 1, Release = "release" 2, All = "all" 3,
} }

open_enum! { TestRunState {
    Unspecified = "unspecified" 0, NotStarted = "notStarted" 1, InProgress = "inProgress" 2,
    Completed = "completed" 3, Aborted = "aborted" 4, Waiting = "waiting" 5,
    NeedsInvestigation = "needsInvestigation" 6,
} }

object! { TestRunStatistic {
    run: ShallowReference = "run",
    run_statistics: Vec<RunStatistic> = "runStatistics",
} }

open_enum! { TestRunSubstate {
    None = "none" 0, CreatingEnvironment = "creatingEnvironment" 1, RunningTests = "runningTests" 2,
    CanceledByUser = "canceledByUser" 3, AbortedBySystem = "abortedBySystem" 4, TimedOut = "timedOut" 5,
    PendingAnalysis = "pendingAnalysis" 6, Analyzed = "analyzed" 7,
    CancellationInProgress = "cancellationInProgress" 8,
} }

object! { TestSubResult {
    comment: String = "comment",
    completed_date: DateTime = "completedDate",
    computer_name: String = "computerName",
    configuration: ShallowReference = "configuration",
    custom_fields: Vec<CustomTestField> = "customFields",
    display_name: String = "displayName",
    duration_in_ms: i64 = "durationInMs",
    error_message: String = "errorMessage",
    id: i64 = "id",
    last_updated_date: DateTime = "lastUpdatedDate",
    outcome: String = "outcome",
    parent_id: i64 = "parentId",
    result_group_type: ResultGroupType = "resultGroupType",
    sequence_id: i64 = "sequenceId",
    stack_trace: String = "stackTrace",
    started_date: DateTime = "startedDate",
    sub_results: Vec<TestSubResult> = "subResults",
    test_result: TestCaseResultIdentifier = "testResult",
    url: String = "url",
} }

object! { TestTag {
    name: String = "name",
} }

open_enum! { TimelineRecordState {
    Pending = "pending" 0, InProgress = "inProgress" 1, Completed = "completed" 2,
} }

object! { UpdateSubscripitonDiagnosticsParameters {
    delivery_results: UpdateSubscripitonTracingParameters = "deliveryResults",
    delivery_tracing: UpdateSubscripitonTracingParameters = "deliveryTracing",
    evaluation_tracing: UpdateSubscripitonTracingParameters = "evaluationTracing",
} }

object! { UpdateSubscripitonTracingParameters {
    enabled: bool = "enabled",
} }

object! { UpstreamSourceInfo {
    display_location: String = "displayLocation",
    id: String = "id",
    location: String = "location",
    name: String = "name",
    source_type: PackagingSourceType = "sourceType",
} }

open_enum! { UpstreamVersionVisibility {
    Auto = "auto", AllowExternalVersions = "allowExternalVersions",
} }

object! { UpstreamingBehavior {
    versions_from_external_upstreams: UpstreamVersionVisibility = "versionsFromExternalUpstreams",
} }

object! { VariableGroup {
    created_by: IdentityRef = "createdBy",
    created_on: DateTime = "createdOn",
    description: String = "description",
    id: i64 = "id",
    is_shared: bool = "isShared",
    modified_by: IdentityRef = "modifiedBy",
    modified_on: DateTime = "modifiedOn",
    name: String = "name",
    provider_data: VariableGroupProviderData = "providerData",
    r#type: String = "type",
    variable_group_project_references: Vec<VariableGroupProjectReference> = "variableGroupProjectReferences",
    variables: Map<VariableValue> = "variables",
} }

object! { VariableGroupProjectReference {
    description: String = "description",
    name: String = "name",
    project_reference: ProjectReference = "projectReference",
} }

object! { VariableGroupProviderData {} }

object! { VariableValue {
    is_read_only: bool = "isReadOnly",
    is_secret: bool = "isSecret",
    value: String = "value",
} }

open_enum! { VersionControlChangeType {
    None = "none" 0, Add = "add" 1, Edit = "edit" 2, Encoding = "encoding" 4, Rename = "rename" 8,
    Delete = "delete" 16, Undelete = "undelete" 32, Branch = "branch" 64, Merge = "merge" 128, Lock = "lock" 256,
    Rollback = "rollback" 512, SourceRename = "sourceRename" 1024, TargetRename = "targetRename" 2048,
    Property = "property" 4096, All = "all" 8191,
} }

open_enum! { VersionControlRecursionType {
    None = "none" 0, OneLevel = "oneLevel" 1, OneLevelPlusNestedEmptyFolders = "oneLevelPlusNestedEmptyFolders" 4,
    Full = "full" 120,
} }

object! { WorkItemFieldReference {
    name: String = "name",
    reference_name: String = "referenceName",
    url: String = "url",
} }

object! { WorkItemLink {
    rel: String = "rel",
    source: WorkItemTrackingWorkItemReference = "source",
    target: WorkItemTrackingWorkItemReference = "target",
} }

object! { WorkItemReference {
    id: String = "id",
    name: String = "name",
    r#type: String = "type",
    url: String = "url",
    web_url: String = "webUrl",
} }

object! { WorkItemTrackingWorkItemReference {
    id: i64 = "id",
    url: String = "url",
} }

object! { WorkItemTypeReference {
    name: String = "name",
    url: String = "url",
} }

impl Paged for TestHistoryQuery {
    type Item = TestResultHistoryForGroup;
}
